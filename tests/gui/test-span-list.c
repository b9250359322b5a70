/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <time.h>

#include "core/tandai-document-commands.h"
#include "gui/tandai-label-filter.h"
#include "gui/tandai-head-model.h"
#include "gui/tandai-span-list.h"
#include "gui/tandai-span-model.h"
#include "view-fixture.h"

#define N_SPANS   100000
#define SPAN_STEP 20

/* What no turn of the main loop may take, in milliseconds of the processor's time. */
#define LONGEST_TURN 50

static const char *const LABELS[] = { "actor", "place", "claim", "quote", "rumor" };

/* Labels in turn, but one of each hundred that the schema does not have. */
static const char *
label_of (guint i)
{
  return LABELS[i % 100 == 99 ? 4 : i % 4];
}

static TandaiDocument *
document_new (guint n_spans)
{
  g_autofree char *folder = g_dir_make_tmp ("tandai-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *chars = g_strnfill ((gsize) n_spans * SPAN_STEP, 'a');
  TandaiDocument *document;

  g_assert_true (g_file_set_contents (path, chars, -1, NULL));
  document = tandai_document_load (file, "", NULL, NULL, NULL);
  g_assert_nonnull (document);
  for (guint i = 0; i < n_spans; i++)
    {
      TandaiRange range = { i * SPAN_STEP, i * SPAN_STEP + 8 };

      g_assert_nonnull (tandai_document_add_span (document, label_of (i), &range, 1, NULL));
    }
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  return document;
}

/* Turns until nothing is left to do. Returns the longest, in milliseconds of the processor's time. */
static double
settle (void)
{
  double longest = 0;
  gint64 end = g_get_monotonic_time () + 200 * G_TIME_SPAN_MILLISECOND;

  while (g_main_context_pending (NULL) || g_get_monotonic_time () < end)
    {
      struct timespec from;
      struct timespec to;

      clock_gettime (CLOCK_THREAD_CPUTIME_ID, &from);
      g_main_context_iteration (NULL, FALSE);
      clock_gettime (CLOCK_THREAD_CPUTIME_ID, &to);
      longest = MAX (longest,
                     (double) (to.tv_sec - from.tv_sec) * 1e3 + (double) (to.tv_nsec - from.tv_nsec) / 1e6);
    }
  return longest;
}

/* Every list against what a walk through all spans says, and every span found where it stands. */
static void
assert_listed (TandaiSpanModel *model, TandaiDocument *document, const char *const *labels, guint expected)
{
  GListModel *list = tandai_span_model_get_list (model);
  guint n = g_list_model_get_n_items (list);

  g_assert_cmpuint (n, ==, expected);
  for (guint i = 0; i < n; i += 7)
    {
      g_autoptr (TandaiSpan) span = g_list_model_get_item (list, i);
      guint position;

      g_assert_true (labels == NULL || g_strv_contains (labels, tandai_span_get_label (span)));
      g_assert_true (tandai_span_model_find (model, span, &position));
      g_assert_cmpuint (position, ==, i);
    }
}

static void
test_model (void)
{
  static const char *const SOME[] = { "place", "rumor", NULL };
  g_autoptr (TandaiDocument) document = document_new (2000);
  g_autoptr (TandaiSpanModel) model = tandai_span_model_new ();
  TandaiAnnotationSet *set = tandai_document_get_annotations (document);
  guint some =
      tandai_annotation_set_count_label (set, "place") + tandai_annotation_set_count_label (set, "rumor");
  guint position;

  tandai_span_model_set_document (model, document);
  assert_listed (model, document, NULL, 2000);
  tandai_span_model_set_filter (model, SOME, FALSE);
  settle ();
  assert_listed (model, document, SOME, some);
  g_assert_false (tandai_span_model_find (model, tandai_annotation_set_get_span (set, 0), &position));
  tandai_span_model_set_filter (model, SOME, TRUE);
  settle ();
  assert_listed (model, document, SOME, some);
  tandai_span_model_set_filter (model, NULL, TRUE);
  settle ();
  assert_listed (model, document, NULL, 2000);
  tandai_span_model_set_filter (model, NULL, FALSE);
  assert_listed (model, document, NULL, 2000);
}

/* Groups come in the schema's order, and one that nobody had before comes with its first span. */
static void
test_groups (void)
{
  g_autoptr (TandaiDocument) document = document_new (40);
  g_autoptr (TandaiSpanModel) model = tandai_span_model_new ();
  const char *order[41] = { NULL };

  tandai_span_model_set_document (model, document);
  tandai_span_model_set_filter (model, NULL, TRUE);
  settle ();
  tandai_document_add_span (document, "cue", &(TandaiRange){ 10, 12 }, 1, NULL);
  tandai_span_model_update (model);
  settle ();
  for (guint i = 0; i < 41; i++)
    {
      g_autoptr (TandaiSpan) span = g_list_model_get_item (tandai_span_model_get_list (model), i);

      order[i] = tandai_span_get_label (span);
    }
  for (guint i = 0; i < 40; i++)
    g_assert_cmpstr (order[i], ==, LABELS[i / 10]);
  g_assert_cmpstr (order[40], ==, "cue");
}

static GtkWidget *
find_button (GtkWidget *widget, guint *skip)
{
  if (GTK_IS_TOGGLE_BUTTON (widget) && (*skip)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, skip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
toggle (TandaiSpanList *list, guint button)
{
  GtkWidget *found = find_button (GTK_WIDGET (list), &button);

  g_assert_nonnull (found);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (found),
                                !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (found)));
}

static void
assert_short (const char *what, double longest)
{
  /* As in gui_session.py: how much longer than usual anything may take, under a sanitizer, say. */
  const char *patience = g_getenv ("TANDAI_PATIENCE");

  g_test_message ("longest turn, %s: %.1f ms", what, longest);
  g_assert_cmpfloat (longest, <, LONGEST_TURN * (patience != NULL ? g_ascii_strtod (patience, NULL) : 1));
}

static void
check_filters (TandaiSpanList *list, TandaiDocument *document)
{
  TandaiAnnotationSet *set = tandai_document_get_annotations (document);

  toggle (list, 1);
  assert_short ("one label", settle ());
  tandai_span_list_select (list, tandai_annotation_set_get_span (set, N_SPANS / 2 + 1));
  assert_short ("a span in the middle", settle ());
  tandai_document_add_span (document, "place", &(TandaiRange){ 2, 5 }, 1, NULL);
  tandai_span_list_update (list);
  assert_short ("a tag", settle ());
  toggle (list, 5);
  assert_short ("grouped", settle ());
  toggle (list, 1);
  assert_short ("all, grouped", settle ());
  tandai_document_add_span (document, "quote", &(TandaiRange){ 2, 6 }, 1, NULL);
  tandai_span_list_update (list);
  assert_short ("a tag in groups", settle ());
  toggle (list, 5);
  assert_short ("all", settle ());
}

static void
test_many (void)
{
  g_autoptr (TandaiDocument) document = document_new (N_SPANS);
  GtkWidget *list = g_object_new (TANDAI_TYPE_SPAN_LIST, NULL);
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 290, 700);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  settle ();
  tandai_span_list_set_document (TANDAI_SPAN_LIST (list), document);
  assert_short ("opened", settle ());
  check_filters (TANDAI_SPAN_LIST (list), document);
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
}

/* What a view knows: the list as the signals have told it. */
static void
mirror_cb (GListModel *model, guint position, guint removed, guint added, GPtrArray *mirror)
{
  g_assert_cmpuint (position + removed, <=, mirror->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror, (int) (position + i), g_list_model_get_item (model, position + i));
  g_assert_cmpuint (mirror->len, ==, g_list_model_get_n_items (model));
}

static void
change_at_random (GListStore *store, TandaiHeadModel *head, GRand *rand)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));
  g_autoptr (GMenu) item = g_menu_new ();
  guint at = (guint) g_rand_int_range (rand, 0, (int) n + 1);

  if (g_rand_int_range (rand, 0, 8) == 0)
    tandai_head_model_set_size (head, (guint) g_rand_int_range (rand, 0, 40));
  else if (at < n && g_rand_boolean (rand))
    g_list_store_splice (store, at, MIN (n - at, 3), NULL, 0);
  else
    g_list_store_insert (store, at, item);
}

/* Views can follow whatever happens; and of one item that comes where nothing is cut off they hear as of one.
 */
static void
test_head (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_MENU);
  g_autoptr (TandaiHeadModel) head = tandai_head_model_new (20);
  g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);

  g_signal_connect (head, "items-changed", G_CALLBACK (mirror_cb), mirror);
  tandai_head_model_set_model (head, G_LIST_MODEL (store));
  for (guint round = 0; round < 3000; round++)
    {
      guint n = MIN (g_list_model_get_n_items (G_LIST_MODEL (store)), tandai_head_model_get_size (head));

      g_assert_cmpuint (mirror->len, ==, n);
      for (guint i = 0; i < n; i++)
        {
          g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), i);

          g_assert_true (mirror->pdata[i] == item);
        }
      change_at_random (store, head, rand);
    }
  tandai_head_model_set_model (head, NULL);
  g_assert_cmpuint (mirror->len, ==, 0);
}

static void
one_cb (GListModel *model, guint position, guint removed, guint added, guint *n_changed)
{
  *n_changed += removed + added;
}

static void
test_one_is_one (void)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_MENU);
  g_autoptr (TandaiHeadModel) head = tandai_head_model_new (G_MAXUINT);
  guint n_changed = 0;

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GMenu) item = g_menu_new ();

      g_list_store_append (store, item);
    }
  tandai_head_model_set_model (head, G_LIST_MODEL (store));
  g_signal_connect (head, "items-changed", G_CALLBACK (one_cb), &n_changed);
  g_list_store_remove (store, 3);
  g_assert_cmpuint (n_changed, ==, 1);
}

int
main (int argc, char **argv)
{
  view_fixture_start (&argc, &argv);
  g_test_add_func ("/span-list/model", test_model);
  g_test_add_func ("/span-list/groups", test_groups);
  g_test_add_func ("/span-list/no-long-turn-with-many-spans", test_many);
  g_test_add_func ("/head-model/views-can-follow", test_head);
  g_test_add_func ("/head-model/one-is-one", test_one_is_one);
  return g_test_run ();
}
