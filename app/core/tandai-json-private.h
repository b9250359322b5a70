/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-json.h"

G_BEGIN_DECLS

/* One value. An object's members stand as name, value, name, value; the last of them, and of an array's items,
 * is @last: of a member it is the name that is. */
typedef struct
{
  guint32 start;
  guint32 end;
  guint32 skip;
  guint8 type;
  guint8 escaped;
  guint8 is_name;
  guint8 last;
} Node;

struct _TandaiJson
{
  char *bytes;
  Node *nodes;
  guint n_nodes;
};

/* Lists of objects that have ids, as the sidecar's conflicts and orphans are. */
int   _tandai_json_find_entry   (TandaiJson *list, const char *id);
char *_tandai_json_list_others  (TandaiJson *list, const char *id);
char *_tandai_json_list_without (TandaiJson *list, guint position);
char *_tandai_json_dup_raw      (const TandaiJson *json, guint value);

/* Members that stand without braces, as those that a version does not know are kept. */
TandaiJson *_tandai_json_parse_members (const char *members);
char      **_tandai_json_split_members (const char *members);
char       *_tandai_json_members_with  (const char *members, const char *name, const char *raw);

char *_tandai_json_dup_node_string (const char *bytes, const Node *node);

G_END_DECLS
