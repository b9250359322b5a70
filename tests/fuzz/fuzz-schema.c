/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-schema.h"

#include "fuzz.h"

/* Something with a label, a relation and attributes that no schema has yet. */
static const char RECORD[] =
    "{\"format\": \"tandai/1\", \"article\": {\"file\": \"a.txt\", \"sha256\": "
    "\"4a1dbf7d9f4c4bb1ba59dcd68dc4ba79e6f5df6a7d3e6b4d8e5a7bd6a3c5b6f1\", \"encoding\": \"UTF-8\", "
    "\"newline\": "
    "\"lf\"}, \"annotator\": \"\", \"status\": \"done\", \"text\": \"Satu dua\", \"spans\": [{\"id\": "
    "\"s1\", "
    "\"start\": 0, \"end\": 4, \"label\": \"not-there-yet\", \"text\": \"Satu\", \"attributes\": {\"new\": "
    "\"1\"}}, "
    "{\"id\": \"s2\", \"start\": 5, \"end\": 8, \"label\": \"nor-this\", \"text\": \"dua\"}], \"relations\": "
    "[{\"id\": \"r1\", \"type\": \"unknown\", \"from\": \"s1\", \"to\": \"s2\"}]}\n";

static void
check_schema (TandaiSchema *schema)
{
  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    {
      const TandaiLabelDef *def = tandai_schema_get_label (schema, i);
      guint position;

      g_assert_true (g_utf8_validate (def->name, -1, NULL));
      g_assert_true (tandai_schema_find_label (schema, def->name, &position) == def);
      g_assert_cmpuint (position, ==, i);
    }
}

/* An import adds to a schema what it meets, and takes nothing away. */
static void
check_extended (TandaiSchema *schema, const char *json)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TandaiSchema) extended = NULL;
  g_autoptr (GError) error = NULL;

  fuzz_import_into ("jsonl", (const char *const[]){ "a.jsonl", NULL }, (const uint8_t *) RECORD,
                    strlen (RECORD), json, &bytes);
  g_assert_nonnull (bytes);
  extended = tandai_schema_parse (bytes, &error);
  g_assert_no_error (error);
  check_schema (extended);
  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    g_assert_nonnull (tandai_schema_find_label (extended, tandai_schema_get_label (schema, i)->name, NULL));
  g_assert_nonnull (tandai_schema_find_label (extended, "not-there-yet", NULL));
  g_assert_nonnull (tandai_schema_find_relation (extended, "unknown"));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (TandaiSchema) schema = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  fuzz_begin ();
  schema = tandai_schema_parse (bytes, &error);
  g_assert_true ((schema == NULL) == (error != NULL));
  if (schema == NULL)
    return 0;
  json = g_strndup ((const char *) data, size);
  check_schema (schema);
  check_extended (schema, json);
  return 0;
}
