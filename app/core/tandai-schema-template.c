/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Schemas to begin with. */

#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-schema-default.h"
#include "core/tandai-schema-edit-private.h"
#include "core/tandai-schema-template.h"

/* Source, cue and content, as the attribution corpora have them. */
#define ATTRIBUTION                                                                                          \
  "{\"format\": \"tandai-corpus/1\", \"version\": \"1\", \"articles\": [\"*.txt\"], \"labels\": ["           \
  "{\"name\": \"actor\", \"key\": \"1\", \"color\": {\"light\": \"#0b57b0\", \"dark\": \"#58a8e8\"},"        \
  " \"shape\": \"outline\", \"title\": {\"en\": \"Actor\", \"id\": \"Aktor\"},"                              \
  " \"description\": {\"en\": \"Who says it: a person with title, an organization, a group, a document\","   \
  " \"id\": \"Siapa yang mengatakannya: orang beserta gelarnya, organisasi, kelompok, dokumen\"},"           \
  " \"examples\": [\"Presiden Joko Widodo\", \"warga\"],"                                                    \
  " \"attributes\": [{\"name\": \"kind\", \"values\": [\"person\", \"organization\", \"group\"]}, "          \
  "{\"name\": \"role\"}, {\"name\": \"entity\"}]},"                                                          \
  "{\"name\": \"cue\", \"key\": \"2\", \"color\": {\"light\": \"#8a3a8a\", \"dark\": \"#dc9cdc\"},"          \
  " \"shape\": \"chip\", \"title\": {\"en\": \"Cue\", \"id\": \"Penanda Kutipan\"},"                         \
  " \"description\": {\"en\": \"The words that tell that somebody says it: mostly a reporting verb\","       \
  " \"id\": \"Kata yang menunjukkan bahwa seseorang mengatakannya: biasanya verba pelaporan\"},"             \
  " \"examples\": [\"kata\", \"menurut\", \"menegaskan\"]},"                                                 \
  "{\"name\": \"claim\", \"key\": \"3\", \"color\": {\"light\": \"#962800\", \"dark\": \"#fa9868\"},"        \
  " \"shape\": \"dashes\", \"title\": {\"en\": \"Claim\", \"id\": \"Klaim\"},"                               \
  " \"description\": {\"en\": \"What is held to be true and could be checked\","                             \
  " \"id\": \"Apa yang dinyatakan benar dan dapat diperiksa\"},"                                             \
  " \"examples\": [\"tanggul jebol di dua titik\"],"                                                         \
  " \"attributes\": [{\"name\": \"source\", \"values\": [\"unnamed\"]}]},"                                   \
  "{\"name\": \"quote\", \"key\": \"4\", \"color\": {\"light\": \"#847100\", \"dark\": \"#f3d03a\"},"        \
  " \"shape\": \"band\", \"title\": {\"en\": \"Quote\", \"id\": \"Kutipan\"},"                               \
  " \"description\": {\"en\": \"Somebody’s words, with their quotation marks, or as they are reported\","  \
  " \"id\": \"Kata-kata seseorang beserta tanda kutipnya, atau sebagaimana dilaporkan\"},"                   \
  " \"attributes\": [{\"name\": \"mode\", \"values\": [\"direct\", \"indirect\", \"mixed\"]}, "              \
  "{\"name\": \"source\", \"values\": [\"unnamed\"]}]}"                                                      \
  "], \"relations\": ["                                                                                      \
  "{\"name\": \"source\", \"from\": [\"quote\", \"claim\"], \"to\": [\"actor\"],"                            \
  " \"title\": {\"en\": \"Source\", \"id\": \"Sumber\"}},"                                                   \
  "{\"name\": \"cue\", \"from\": [\"quote\", \"claim\"], \"to\": [\"cue\"],"                                 \
  " \"title\": {\"en\": \"Cue\", \"id\": \"Penanda Kutipan\"}}]}"

#define ENTITIES                                                                                             \
  "{\"format\": \"tandai-corpus/1\", \"version\": \"1\", \"articles\": [\"*.txt\"], \"labels\": ["           \
  "{\"name\": \"person\", \"key\": \"1\", \"color\": {\"light\": \"#0b57b0\", \"dark\": \"#58a8e8\"},"       \
  " \"shape\": \"outline\", \"title\": {\"en\": \"Person\", \"id\": \"Orang\"},"                             \
  " \"description\": {\"en\": \"A person’s name, without title\", \"id\": \"Nama orang, tanpa gelar\"},"   \
  " \"examples\": [\"Joko Widodo\"], \"attributes\": [{\"name\": \"entity\"}]},"                             \
  "{\"name\": \"organization\", \"key\": \"2\", \"color\": {\"light\": \"#0b6a48\", \"dark\": \"#36d6a8\"}," \
  " \"shape\": \"chip\", \"title\": {\"en\": \"Organization\", \"id\": \"Organisasi\"},"                     \
  " \"description\": {\"en\": \"A company, party, office, team\","                                           \
  " \"id\": \"Perusahaan, partai, lembaga, tim\"},"                                                          \
  " \"examples\": [\"Badan Nasional Penanggulangan Bencana\"], \"attributes\": [{\"name\": \"entity\"}]},"   \
  "{\"name\": \"place\", \"key\": \"3\", \"color\": {\"light\": \"#962800\", \"dark\": \"#fa9868\"},"        \
  " \"shape\": \"dashes\", \"title\": {\"en\": \"Place\", \"id\": \"Tempat\"},"                              \
  " \"description\": {\"en\": \"A country, town, region, building, river\","                                 \
  " \"id\": \"Negara, kota, daerah, bangunan, sungai\"},"                                                    \
  " \"examples\": [\"Demak\", \"Jawa Tengah\"], \"attributes\": [{\"name\": \"entity\"}]},"                  \
  "{\"name\": \"event\", \"key\": \"4\", \"color\": {\"light\": \"#847100\", \"dark\": \"#f3d03a\"},"        \
  " \"shape\": \"band\", \"title\": {\"en\": \"Event\", \"id\": \"Peristiwa\"},"                             \
  " \"description\": {\"en\": \"What has a name of its own: an election, a disaster, a match\","             \
  " \"id\": \"Yang punya nama sendiri: pemilu, bencana, pertandingan\"},"                                    \
  " \"examples\": [\"Pemilu 2024\"], \"attributes\": [{\"name\": \"entity\"}]},"                             \
  "{\"name\": \"date\", \"key\": \"5\", \"color\": {\"light\": \"#8a3a8a\", \"dark\": \"#dc9cdc\"},"         \
  " \"shape\": \"outline\", \"title\": {\"en\": \"Date\", \"id\": \"Tanggal\"},"                             \
  " \"description\": {\"en\": \"A day, month, year, or one that is told by another\","                       \
  " \"id\": \"Hari, bulan, tahun, atau yang disebut dari hari lain\"},"                                      \
  " \"examples\": [\"Senin (5/2/2024)\", \"kemarin\"]}]}"

static const TandaiSchemaTemplate TEMPLATES[] = {
  { "news", N_ ("News Basics"), N_ ("Actors, places, claims and quotes with their sources"),
    TANDAI_SCHEMA_DEFAULT },
  { "attribution", N_ ("Attribution with Cue"),
    N_ ("Who says what in which words: source, cue, and claim or quote"), ATTRIBUTION },
  { "entities", N_ ("Named Entities"), N_ ("Persons, organizations, places, events and dates"), ENTITIES },
};

/** tandai_schema_templates_list: Returns: (transfer none) (array length=n_templates): all of them */
const TandaiSchemaTemplate *
tandai_schema_templates_list (guint *n_templates)
{
  *n_templates = G_N_ELEMENTS (TEMPLATES);
  return TEMPLATES;
}

/** tandai_schema_template_find: Returns: (transfer none) (nullable): the template of that name */
const TandaiSchemaTemplate *
tandai_schema_template_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (TEMPLATES); i++)
    if (strcmp (TEMPLATES[i].name, name) == 0)
      return &TEMPLATES[i];
  return NULL;
}

static void
lay_out_list (const TandaiJson *json, guint member, GString *to)
{
  int first = tandai_json_first (json, member + 1);

  tandai_json_append_raw (json, member, to);
  g_string_append (to, ": [");
  for (int item = first; item >= 0; item = tandai_json_next (json, (guint) item))
    {
      g_string_append_printf (to, "%s\n    ", item == first ? "" : ",");
      tandai_json_append_raw (json, (guint) item, to);
    }
  g_string_append (to, "\n  ]");
}

/**
 * tandai_schema_lay_out:
 * @content: a corpus file
 *
 * Returns: (transfer full): it as a person would write it: a member a line, a label a line
 */
GBytes *
tandai_schema_lay_out (const char *content)
{
  g_autoptr (TandaiJson) json = tandai_json_parse (content, strlen (content), NULL);
  GString *to = g_string_new ("{");

  for (int member = tandai_json_first (json, 0); member >= 0;
       member = tandai_json_next (json, (guint) member))
    {
      g_string_append (to, to->len > 1 ? ",\n  " : "\n  ");
      if (tandai_json_name_is (json, (guint) member, "labels")
          || tandai_json_name_is (json, (guint) member, "relations"))
        lay_out_list (json, (guint) member, to);
      else
        tandai_json_append_member (json, (guint) member, to);
    }
  g_string_append (to, "\n}\n");
  return g_string_free_to_bytes (to);
}

/* A key that is taken is left out: the next free digit serves. */
static char *
make_label (TandaiSchemaEdit *self, const TandaiLabelDef *def, const char *raw)
{
  g_autoptr (TandaiSchema) schema = NULL;
  g_autoptr (GBytes) now = tandai_schema_edit_finish (self, &schema, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (raw, strlen (raw));
  g_autoptr (TandaiJsonEdit) label = tandai_json_edit_new (bytes, NULL);

  if (now == NULL || !tandai_schema_check_key (schema, NULL, def->key, NULL))
    tandai_json_edit_set_member (label, 0, "key", NULL);
  g_clear_pointer (&bytes, g_bytes_unref);
  bytes = tandai_json_edit_dup_bytes (label);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
add_missing (TandaiSchemaEdit *self, const TandaiJson *json, TandaiSchema *schema, const char *list)
{
  int value = tandai_json_find (json, 0, list);
  gboolean labels = strcmp (list, "labels") == 0;

  for (int item = value >= 0 ? tandai_json_first (json, (guint) value) : -1; item >= 0;
       item = tandai_json_next (json, (guint) item))
    {
      g_autofree char *name =
          tandai_json_dup_string (json, (guint) tandai_json_find (json, (guint) item, "name"));
      g_autoptr (GString) raw = g_string_new (NULL);
      g_autofree char *added = NULL;

      if (_tandai_schema_edit_find (self, list, name) >= 0)
        continue;
      tandai_json_append_raw (json, (guint) item, raw);
      if (labels)
        added = make_label (self, tandai_schema_find_label (schema, name, NULL), raw->str);
      _tandai_schema_edit_append (self, list, labels ? added : raw->str);
    }
}

/**
 * tandai_schema_edit_add_template:
 * @self: a corpus file
 * @template: labels to be added
 * @error: return location for an error
 *
 * Adds the labels and relations that the file lacks; those it has stay as they are.
 *
 * Returns: %TRUE
 */
gboolean
tandai_schema_edit_add_template (TandaiSchemaEdit *self, const TandaiSchemaTemplate *template, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (template->content, strlen (template->content));
  g_autoptr (TandaiSchema) schema = tandai_schema_parse (bytes, error);
  g_autoptr (TandaiJson) json = tandai_json_parse (template->content, strlen (template->content), NULL);

  if (schema == NULL)
    return FALSE;
  add_missing (self, json, schema, "labels");
  add_missing (self, json, schema, "relations");
  return TRUE;
}
