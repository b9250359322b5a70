/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/tandai-article.h"
#include "core/tandai-relation.h"
#include "core/tandai-span.h"

G_BEGIN_DECLS

/**
 * TandaiStatus:
 *
 * How far the annotation of an article has come.
 */
typedef enum
{
  TANDAI_STATUS_NEW,
  TANDAI_STATUS_IN_PROGRESS,
  TANDAI_STATUS_DONE,
  TANDAI_STATUS_EXCLUDED,
} TandaiStatus;

const char *tandai_status_to_string   (TandaiStatus status);
gboolean    tandai_status_from_string (const char *name, TandaiStatus *status);

/**
 * TandaiProblem:
 * @path: the JSON path of the place, like "spans[3].text"
 * @reason: what is wrong with it, translated
 *
 * Something in a sidecar that is kept as it is, but that a person should know.
 */
typedef struct
{
  char *path;
  char *reason;
} TandaiProblem;

/**
 * TandaiSidecar:
 * @file: the article's file name (not a path)
 * @sha256: of the article's bytes
 * @encoding, @newline: what the article's file was like
 * @language, @title, @url, @publisher, @published: (nullable): metadata
 * @article_extra: (nullable): unknown members of article, as in #TandaiSpanFields
 * @schema_sha256, @schema_version: (nullable): the tandai.json that was in force
 * @schema_extra: (nullable): unknown members of schema
 * @annotator: "" or a name
 * @status: how far it has come
 * @note: (nullable): on the whole article
 * @attributes: (nullable): of the article
 * @text: the article's text
 * @spans: (element-type TandaiSpan): in the contract's order
 * @relations: (element-type TandaiRelation): by id
 * @orphans: (nullable): the orphans member's value as canonical JSON
 * @n_orphans: how many there are
 * @conflicts: (nullable): the conflicts member's value as canonical JSON
 * @n_conflicts: how many there are
 * @extra: (nullable): (array zero-terminated=1): unknown members at the top, each as `"name": value` in canonical JSON
 * @problems: (element-type TandaiProblem): what the reader found and kept
 *
 * A sidecar's whole content. Its arrays' items are immutable and shared.
 */
typedef struct
{
  char *file;
  char *sha256;
  char *encoding;
  TandaiNewline newline;
  char *language;
  char *title;
  char *url;
  char *publisher;
  char *published;
  char *article_extra;
  char *schema_sha256;
  char *schema_version;
  char *schema_extra;
  char *annotator;
  TandaiStatus status;
  char *note;
  char **attributes;
  TandaiText *text;
  GPtrArray *spans;
  GPtrArray *relations;
  char *orphans;
  guint n_orphans;
  char *conflicts;
  guint n_conflicts;
  char **extra;
  GPtrArray *problems;
} TandaiSidecar;

typedef void (*TandaiSidecarHeadFunc) (const TandaiSidecar *head, gpointer user_data);

TandaiSidecar *tandai_sidecar_new       (TandaiArticle *article, const char *annotator);
TandaiSidecar *tandai_sidecar_copy      (const TandaiSidecar *self);
void           tandai_sidecar_free      (TandaiSidecar *self);
TandaiSidecar *tandai_sidecar_parse     (GBytes *bytes, GError **error);
TandaiSidecar *tandai_sidecar_parse_told (GBytes *bytes, TandaiSidecarHeadFunc func, gpointer user_data,
                                          GError **error);
TandaiSidecar *tandai_sidecar_parse_head (GBytes *bytes, GError **error);
TandaiSidecar *tandai_sidecar_parse_standoff (GBytes *bytes, TandaiText *text, GError **error);
GBytes        *tandai_sidecar_serialize (const TandaiSidecar *self);
void           tandai_sidecar_append_record (const TandaiSidecar *self, GString *to);
void           tandai_sidecar_append_standoff (const TandaiSidecar *self, GString *to);

TandaiSidecar *tandai_sidecar_load        (const char *path, TandaiStamp *stamp, GCancellable *cancellable,
                                           GError **error);
TandaiSidecar *tandai_sidecar_load_head   (const char *path, GCancellable *cancellable, GError **error);
void           tandai_sidecar_load_async  (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                                           gpointer user_data);
TandaiSidecar *tandai_sidecar_load_finish (GAsyncResult *result, TandaiStamp *stamp, GError **error);
gboolean       tandai_sidecar_save        (const TandaiSidecar *self, const char *path, TandaiStamp *stamp,
                                           GCancellable *cancellable, GError **error);
gboolean       tandai_sidecar_save_or_divert (const TandaiSidecar *self, const char *path, TandaiStamp *stamp,
                                              char **diverted, GCancellable *cancellable, GError **error);

const char    *tandai_sidecar_get_field   (const TandaiSidecar *self, const char *name);
gboolean       tandai_sidecar_check_owner (const TandaiSidecar *self, const char *path, const char *annotator,
                                           GError **error);
gboolean       tandai_sidecar_find_change (const TandaiSidecar *self, const char *path, GCancellable *cancellable);

void           tandai_problem_free (TandaiProblem *problem);
TandaiProblem *tandai_problem_new  (const char *path, const char *reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiSidecar, tandai_sidecar_free)

G_END_DECLS
