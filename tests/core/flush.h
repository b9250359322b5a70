/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-saver.h"

G_BEGIN_DECLS

static inline void
flush_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Waits until everything is on disk, or has failed. Returns whether it is. */
static inline gboolean
flush (TandaiSaver *saver, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tandai_saver_flush_async (saver, NULL, flush_ended_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return tandai_saver_flush_finish (saver, result, error);
}

G_END_DECLS
