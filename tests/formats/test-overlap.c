/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "core/tandai-error.h"
#include "formats/tandai-overlap.h"

typedef struct
{
  const char *name;
  TandaiOverlapPolicy policy;
  const char *labels;
  const char *layers;
  const char *dropped;
} Case;

/* q holds a and c; x crosses q; d is discontinuous, with i in its gap. */
static const Case cases[] = {
  { "longest", TANDAI_OVERLAP_LONGEST, NULL, "q d i", "a c x" },
  { "first", TANDAI_OVERLAP_FIRST, NULL, "q d i", "a c x" },
  { "labels", TANDAI_OVERLAP_LABELS, "claim actor place", "a c d i", "q x" },
  { "labels-longest", TANDAI_OVERLAP_LABELS, "actor quote claim place", "a c x d i", "q" },
  { "labels-named-alone", TANDAI_OVERLAP_LABELS, "actor", "a i", "q c x d" },
  { "nested", TANDAI_OVERLAP_NESTED, NULL, "q d i|a c x", "" },
};

static GPtrArray *
make_spans (void)
{
  TandaiSidecar *sidecar = fixture_sidecar ("");
  GPtrArray *spans;

  fixture_add (sidecar, "q", "quote", "0 20");
  fixture_add (sidecar, "a", "actor", "0 5");
  fixture_add (sidecar, "c", "claim", "5 10");
  fixture_add (sidecar, "x", "quote", "15 30");
  fixture_add (sidecar, "d", "place", "40 45;50 55");
  fixture_add (sidecar, "i", "actor", "45 50");
  spans = g_ptr_array_ref (sidecar->spans);
  tandai_sidecar_free (sidecar);
  return spans;
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  return tandai_span_compare (*(TandaiSpan *const *) a, *(TandaiSpan *const *) b);
}

static void
append_ids (GString *to, GPtrArray *spans)
{
  for (guint i = 0; i < spans->len; i++)
    g_string_append_printf (to, "%s%s", i > 0 ? " " : "", tandai_span_get_id (spans->pdata[i]));
}

static void
test_layers (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GPtrArray) spans = make_spans ();
  g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) labels = c->labels != NULL ? g_strsplit (c->labels, " ", -1) : NULL;
  g_autoptr (GPtrArray) layers =
      tandai_overlap_layers (spans, c->policy, (const char *const *) labels, dropped);
  g_autoptr (GString) kept = g_string_new (NULL);
  g_autoptr (GString) lost = g_string_new (NULL);

  for (guint i = 0; i < layers->len; i++)
    {
      g_string_append (kept, i > 0 ? "|" : "");
      append_ids (kept, layers->pdata[i]);
    }
  g_ptr_array_sort (dropped, compare_spans);
  append_ids (lost, dropped);
  g_assert_cmpstr (kept->str, ==, c->layers);
  g_assert_cmpstr (lost->str, ==, c->dropped);
}

static void
test_empty (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) layers = tandai_overlap_layers (none, TANDAI_OVERLAP_NESTED, NULL, none);

  g_assert_cmpuint (layers->len, ==, 1);
  g_assert_cmpuint (((GPtrArray *) layers->pdata[0])->len, ==, 0);
}

static void
test_parse (void)
{
  const struct
  {
    const char *text;
    int policy;
    guint n_labels;
  } parsed[] = {
    { "longest", TANDAI_OVERLAP_LONGEST, 0 },
    { "first", TANDAI_OVERLAP_FIRST, 0 },
    { "nested", TANDAI_OVERLAP_NESTED, 0 },
    { "labels:quote,actor", TANDAI_OVERLAP_LABELS, 2 },
    { "labels:", -1, 0 },
    { "labels", -1, 0 },
    { "", -1, 0 },
    { "Longest", -1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parsed); i++)
    {
      TandaiOverlapPolicy policy = TANDAI_OVERLAP_LONGEST;
      g_auto (GStrv) labels = NULL;
      g_autoptr (GError) error = NULL;
      gboolean ok = tandai_overlap_parse (parsed[i].text, &policy, &labels, &error);

      g_assert_cmpint (ok ? (int) policy : -1, ==, parsed[i].policy);
      g_assert_cmpuint (labels != NULL ? g_strv_length (labels) : 0, ==, parsed[i].n_labels);
      if (!ok)
        g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/formats/overlap/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_layers);
    }
  g_test_add_func ("/formats/overlap/empty", test_empty);
  g_test_add_func ("/formats/overlap/parse", test_parse);
  return g_test_run ();
}
