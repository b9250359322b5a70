/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The folder that is open. */

#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-window-private.h"

static void
close_corpus (TandaiWindow *self, TandaiCorpus **corpus)
{
  if (*corpus == NULL)
    return;
  g_signal_handlers_disconnect_by_data (*corpus, self);
  tandai_corpus_close (*corpus);
  g_clear_object (corpus);
}

/* Stops opening a folder; the present one stays. */
void
_tandai_window_forget_opening (TandaiWindow *self)
{
  close_corpus (self, &self->opening);
}

/* Lets go of the folder that is open, and of one that is being opened. */
void
_tandai_window_forget_folder (TandaiWindow *self)
{
  _tandai_window_forget_opening (self);
  close_corpus (self, &self->articles);
  g_clear_object (&self->folder);
}

/* Shows the articles of a folder beside the page; %NULL for an article by itself. */
void
_tandai_window_set_folder (TandaiWindow *self, TandaiCorpus *articles)
{
  g_autoptr (TandaiCorpus) held = articles != NULL ? g_object_ref (articles) : NULL;
  GFile *folder;

  if (articles != NULL && articles == self->opening)
    g_clear_object (&self->opening);
  close_corpus (self, &self->articles);
  self->folder_notice_closed = FALSE;
  self->articles = g_steal_pointer (&held);
  tandai_corpus_sidebar_set_corpus (self->corpus, articles);
  folder = articles != NULL ? tandai_corpus_get_folder (articles) : NULL;
  g_set_object (&self->folder, folder);
  gtk_widget_set_visible (self->corpus_button, articles != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->corpus), articles != NULL);
  adw_flap_set_locked (self->corpus_flap, articles == NULL);
  if (articles == NULL)
    adw_flap_set_reveal_flap (self->corpus_flap, FALSE);
}

/* In a narrow window the list lies over the article, which is what is wanted now. */
void
_tandai_window_fold_corpus (TandaiWindow *self)
{
  if (adw_flap_get_folded (self->corpus_flap))
    adw_flap_set_reveal_flap (self->corpus_flap, FALSE);
}

/* A folder whose first article is known. */
typedef struct
{
  TandaiWindow *window;
  TandaiCorpus *articles;
} Listed;

static void
listed_free (gpointer data, GClosure *closure)
{
  Listed *listed = data;

  /* Where the present article could not be saved, it stays. */
  if (listed->window->opening == listed->articles)
    _tandai_window_forget_opening (listed->window);
  g_object_unref (listed->window);
  g_object_unref (listed->articles);
  g_free (listed);
}

static void
show_folder (TandaiWindow *self, gpointer user_data)
{
  TandaiCorpus *articles = ((Listed *) user_data)->articles;
  g_autoptr (TandaiCorpusItem) first = g_list_model_get_item (G_LIST_MODEL (articles), 0);
  g_autoptr (GFile) article = first != NULL ? tandai_corpus_item_get_file (first) : NULL;

  /* Another one may have been asked for since. */
  if (articles != self->opening)
    return;
  _tandai_window_note_recent (tandai_corpus_get_folder (articles));
  _tandai_window_set_folder (self, articles);
  tandai_corpus_use_index (articles);
  adw_flap_set_reveal_flap (self->corpus_flap, TRUE);
  if (article != NULL)
    {
      _tandai_window_show_article (self, article);
      return;
    }
  g_clear_object (&self->loading);
  _tandai_window_take_document (self, NULL);
  _tandai_window_show_page (self, "empty");
}

/* The first article is opened as soon as it is known, while others are still looked for. */
static void
listed_cb (TandaiCorpus *articles, TandaiWindow *self)
{
  Listed *listed = g_new (Listed, 1);

  *listed = (Listed){ g_object_ref (self), g_object_ref (articles) };
  _tandai_window_when_saved (self, show_folder, listed, listed_free);
}

static void
failed_cb (TandaiCorpus *articles, const GError *error, TandaiWindow *self)
{
  if (articles == self->opening)
    {
      _tandai_window_take_open_error (self, error);
      _tandai_window_forget_opening (self);
    }
  else
    _tandai_window_say_error (self, error);
}

/* Lists a folder, which takes the present one's place once its first article is known. */
void
_tandai_window_open_folder (TandaiWindow *self, GFile *folder)
{
  _tandai_window_forget_opening (self);
  self->opening = tandai_corpus_new (folder);
  g_signal_connect (self->opening, "listed", G_CALLBACK (listed_cb), self);
  g_signal_connect (self->opening, "failed", G_CALLBACK (failed_cb), self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) next = tandai_corpus_find_unfinished_finish (result, &error);

  if (next != NULL)
    _tandai_window_show_article (self, next);
  else if (error == NULL && self->articles != NULL && tandai_corpus_is_filtered (self->articles))
    _tandai_window_say (self, _ ("All articles that are shown are done"));
  else if (error == NULL)
    _tandai_window_say (self, _ ("All articles are done"));
}

/* Goes to the next article that is shown and not finished. */
void
_tandai_window_find_unfinished (TandaiWindow *self, GCancellable *cancellable)
{
  tandai_corpus_find_unfinished_async (self->articles, tandai_document_get_file (self->document), cancellable,
                                       found_cb, g_object_ref (self));
}
