/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The search of the corpus, beside the articles. */

#include "config.h"

#include <string.h>

#include "gui/tandai-search-window.h"
#include "gui/tandai-window-private.h"

static void
line_activated_cb (
    TandaiSearchWindow *search, GFile *article, guint start, guint end, gboolean leaves, TandaiWindow *self)
{
  _tandai_window_go_to (self, article, (TandaiRange){ start, end });
  if (leaves)
    gtk_window_present (GTK_WINDOW (self));
}

/* What the window still has to write is to be searched, and not to be written over. */
static void
wanted_cb (TandaiSearchWindow *search, GClosure *go_on, TandaiWindow *self)
{
  _tandai_window_flush (self, FALSE, go_on);
}

static void
changed_cb (TandaiSearchWindow *search, TandaiWindow *self)
{
  if (self->document != NULL)
    _tandai_window_reload (self);
}

/* Of the folder that is open, or of the article's. */
static GFile *
find_folder (TandaiWindow *self)
{
  return self->folder != NULL ? g_object_ref (self->folder)
                              : g_file_get_parent (tandai_document_get_file (self->document));
}

/* The words that are selected are what one wants to find elsewhere; nobody looks for a paragraph. */
static char *
dup_selected_words (TandaiWindow *self)
{
  TandaiRange range;
  g_autofree char *words = NULL;

  if (!tandai_article_view_get_selection (self->view, &range))
    return NULL;
  words = tandai_text_slice (tandai_document_get_text (self->document), range.start, range.end);
  return strchr (words, '\n') == NULL ? g_steal_pointer (&words) : NULL;
}

static void
open_search (TandaiWindow *self, GFile *folder)
{
  GtkWidget *search =
      tandai_search_window_new (GTK_WINDOW (self), folder, tandai_document_get_schema (self->document));

  g_set_weak_pointer (&self->search, search);
  g_signal_connect_object (self->search, "line-activated", G_CALLBACK (line_activated_cb), self, 0);
  g_signal_connect_object (self->search, "wanted", G_CALLBACK (wanted_cb), self, 0);
  g_signal_connect_object (self->search, "changed", G_CALLBACK (changed_cb), self, 0);
}

static void
show_search (TandaiWindow *self, gpointer user_data)
{
  const char *words = user_data;
  g_autoptr (GFile) folder = self->document != NULL ? find_folder (self) : NULL;

  if (folder == NULL || g_file_peek_path (folder) == NULL)
    return;
  if (self->search != NULL
      && !g_file_equal (tandai_search_window_get_folder (TANDAI_SEARCH_WINDOW (self->search)), folder))
    gtk_window_destroy (GTK_WINDOW (self->search));
  if (self->search == NULL)
    open_search (self, folder);
  tandai_search_window_present (TANDAI_SEARCH_WINDOW (self->search), words);
}

static void
words_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

/* All is saved first: what is searched is the files. */
static void
search_corpus_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = TANDAI_WINDOW (user_data);

  _tandai_window_when_saved (self, show_search, dup_selected_words (self), words_free);
}

void
_tandai_window_add_search_actions (TandaiWindow *self)
{
  const GActionEntry entries[] = { { "search-corpus", search_corpus_action } };

  _tandai_window_add_table (self, entries, G_N_ELEMENTS (entries));
}
