/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TandaiOutput:
 *
 * Where an export's bytes go: a file, a folder of files, or standard output.
 * Files and folders are written beside their target, under a hidden name, and
 * put in its place by tandai_output_commit() alone.
 */
typedef struct _TandaiOutput TandaiOutput;

/**
 * TandaiOutputPiece:
 * @name: a file's name
 * @bytes: how it begins, perhaps in the middle of a character at the end
 *
 * A piece of an output that is only shown.
 */
typedef struct
{
  char *name;
  GString *bytes;
} TandaiOutputPiece;

TandaiOutput *tandai_output_new     (const char *target, gboolean folder, GPtrArray *inputs, GPtrArray *articles,
                                     GError **error);
TandaiOutput *tandai_output_new_sample (gboolean folder, gsize max_bytes);
GPtrArray    *tandai_output_get_sample (TandaiOutput *self, gboolean *complete);
gboolean      tandai_output_write   (TandaiOutput *self, const char *name, const char *bytes, gsize n_bytes,
                                     GError **error);
gboolean      tandai_output_append  (TandaiOutput *self, const char *name, const char *bytes, gsize n_bytes,
                                     GError **error);
void          tandai_output_take_back (TandaiOutput *self, const char *name);
gboolean      tandai_output_commit  (TandaiOutput *self, GError **error);
void          tandai_output_free    (TandaiOutput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiOutput, tandai_output_free)

G_END_DECLS
