/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-json.h"
#include "core/tandai-sidecar.h"

G_BEGIN_DECLS

/* What the parts of the sidecar's reader share: one object's members, and what is wrong with them. */

/* One sidecar that is being read; the ids are %NULL where single items are, which nothing is compared with.
 * They are borrowed from the items, or from @kept_ids. A standoff has no words: its text is @given. */
typedef struct
{
  TandaiJson *json;
  TandaiSidecar *sidecar;
  GHashTable *span_ids;
  GHashTable *relation_ids;
  GPtrArray *kept_ids;
  GError **error;
  GArray *ranges;
  gboolean standoff;
  TandaiText *given;
  gboolean head_only;
  TandaiSidecarHeadFunc head_func;
  gpointer head_data;
} TandaiReader;

/* A known member of one object, and where it goes: what it says, as a copy or ended where it stands, or the
 * index of its value. */
typedef struct
{
  const char *name;
  gsize n_name;
  char **string;
  const char **ended;
  int *value;
} TandaiKnown;

#define TANDAI_KNOWN_STRING(name, string) { name, strlen (name), string, NULL, NULL }
#define TANDAI_KNOWN_ENDED(name, ended)   { name, strlen (name), NULL, ended, NULL }
#define TANDAI_KNOWN_VALUE(name, value)   { name, strlen (name), NULL, NULL, value }
#define TANDAI_KNOWN_END                  { NULL, 0, NULL, NULL, NULL }

gboolean _tandai_reader_reject (TandaiReader *reader, const char *path, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
char *_tandai_reader_join_path (const char *path, const char *name);
gboolean _tandai_reader_reject_member (TandaiReader *reader,
                                       const char *path,
                                       const char *name,
                                       const char *reason);
gboolean _tandai_reader_expect_kind (TandaiReader *reader,
                                     guint value,
                                     TandaiJsonType kind,
                                     const char *path);
gboolean _tandai_reader_expect_member_kind (TandaiReader *reader,
                                            guint value,
                                            TandaiJsonType kind,
                                            const char *path,
                                            const char *name);
int _tandai_reader_require (TandaiReader *reader,
                            guint object,
                            const char *path,
                            const char *name,
                            TandaiJsonType kind);
gboolean _tandai_reader_read_members (TandaiReader *reader,
                                      guint object,
                                      const char *path,
                                      const TandaiKnown *known,
                                      const char *const *others,
                                      GPtrArray **unknown);
char *_tandai_reader_take_unknown (GPtrArray **unknown);
char *_tandai_reader_dup_raw (TandaiReader *reader, int value);
gboolean _tandai_reader_read_attributes (TandaiReader *reader,
                                         int value,
                                         const char *path,
                                         char ***attributes);
gboolean _tandai_reader_check_id (TandaiReader *reader, const char *id, const char *path);
gboolean _tandai_reader_take_id (TandaiReader *reader, GHashTable *ids, const char *id, const char *path);
TandaiSpan *_tandai_reader_read_span (TandaiReader *reader, guint object, const char *path);
TandaiRelation *_tandai_reader_read_relation (TandaiReader *reader, guint object, const char *path);

G_END_DECLS
