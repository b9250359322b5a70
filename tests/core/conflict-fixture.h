/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-conflict.h"

G_BEGIN_DECLS

#define TEXT "Kami bantu warga, kata Bupati Joko di Demak.\n"

#define SPAN(id, start, end, label, text, more)                                                              \
  "{\"id\": \"" id "\", \"start\": " #start ", \"end\": " #end ", \"label\": \"" label                       \
  "\", \"text\": \"" text "\"" more "}"
#define QUOTE_WITH(more)      SPAN ("q1", 0, 16, "quote", "Kami bantu warga", more)
#define ACTOR_AS(label, more) SPAN ("a1", 23, 34, label, "Bupati Joko", more)
#define QUOTE                 QUOTE_WITH ("")
#define ACTOR                 ACTOR_AS ("actor", "")
#define PLACE                 SPAN ("p1", 38, 43, "place", "Demak", "")
#define SPANS                 QUOTE ", " ACTOR ", " PLACE
#define LINK(type, to, more)                                                                                 \
  "{\"id\": \"r1\", \"type\": \"" type "\", \"from\": \"q1\", \"to\": \"" to "\"" more "}"
#define RELATION LINK ("source", "a1", "")
#define ORPHAN   SPAN ("a1", 900, 911, "actor", "Bupati Joko", ", \"before\": \"kata \", \"after\": \" di\"")
#define MARK     "\"review\""

#define TWO(id, ours, theirs) "{\"id\": \"" id "\", \"ours\": " ours ", \"theirs\": " theirs "}"
#define CONFLICTS(list)       ", \"conflicts\": [" list "]"

/* The parts of a sidecar; what is left out is as in most. */
typedef struct
{
  const char *article;
  const char *schema;
  const char *status;
  const char *top;
  const char *spans;
  const char *relations;
  const char *tail;
} Parts;

/* An article in a folder of its own. */
typedef struct
{
  char *folder;
  char *article;
  char *sidecar;
} Place;

void conflict_place_init (Place *place);
void conflict_place_clear (Place *place);
TandaiSidecar *conflict_make (Parts parts);
TandaiDocument *conflict_load (const Place *place);
TandaiDocument *conflict_load_parts (const Place *place, Parts parts);
GPtrArray *conflict_list_parts (TandaiDocument *document, const char *key);
char *conflict_state_of (TandaiDocument *document);
void conflict_assert_keys (TandaiDocument *document, const char *expected);
void conflict_assert_state (TandaiDocument *document, const char *expected);
void conflict_assert_saved (const Place *place, TandaiDocument *document);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, conflict_place_clear)

G_END_DECLS
