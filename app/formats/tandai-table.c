/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "formats/tandai-article-json.h"
#include "formats/tandai-import-records.h"
#include "formats/tandai-table.h"

#define TEXT  "text"
#define NAME  "id"
#define LABEL "label"
#define START "start"
#define END   "end"

/* Of so many columns a message tells the names. */
#define MAX_NAMES 20

/* What people call the column with the article. */
static const char *const text_names[] = { TEXT,        "content", "body", "article", "fulltext",
                                          "full_text", "isi",     "teks", "artikel", "berita",
                                          "konten",    "naskah",  NULL };

typedef struct
{
  char *name;
  char *value;
} Field;

/* @draft is the article of the rows before, of which @text is the text; @fields are those of the row. */
struct _TandaiTable
{
  TandaiImport *import;
  const char *path;
  guint line;
  guint number;
  GArray *fields;
  TandaiDraft *draft;
  char *text;
  char *name;
};

static void
field_clear (Field *self)
{
  g_free (self->name);
  g_free (self->value);
}

/**
 * tandai_table_new:
 * @import: the import
 * @path: the file that is read
 *
 * Begins a table.
 *
 * Returns: (transfer full): the table
 */
TandaiTable *
tandai_table_new (TandaiImport *import, const char *path)
{
  TandaiTable *self = g_new0 (TandaiTable, 1);

  self->import = import;
  self->path = path;
  self->fields = g_array_new (FALSE, FALSE, sizeof (Field));
  g_array_set_clear_func (self->fields, (GDestroyNotify) field_clear);
  return self;
}

static TandaiImportRecord
get_record (TandaiTable *self)
{
  return (TandaiImportRecord){ self->import, self->path, self->line, self->number };
}

static void
give_draft (TandaiTable *self)
{
  if (self->draft != NULL)
    tandai_import_take (self->import, self->path, g_steal_pointer (&self->draft));
}

/**
 * tandai_table_free:
 * @self: (transfer full): a table
 *
 * Gives the last article to the import and frees the table.
 */
void
tandai_table_free (TandaiTable *self)
{
  give_draft (self);
  g_array_unref (self->fields);
  g_free (self->text);
  g_free (self->name);
  g_free (self);
}

/* What the user says that a column is; NULL where nothing is said of it. */
static char *
find_mapped (TandaiTable *self, const char *name, guint position)
{
  char **columns = tandai_import_get_options (self->import)->columns;
  g_autofree char *number = g_strdup_printf ("%u", position);

  for (guint i = 0; columns != NULL && columns[i] != NULL; i++)
    {
      const char *equals = strchr (columns[i], '=');

      if (strcmp (equals + 1, name) == 0 || (position > 0 && strcmp (equals + 1, number) == 0))
        return g_strndup (columns[i], (gsize) (equals - columns[i]));
    }
  return NULL;
}

static gboolean
is_mapped (TandaiTable *self, const char *role)
{
  char **columns = tandai_import_get_options (self->import)->columns;

  for (guint i = 0; columns != NULL && columns[i] != NULL; i++)
    if (g_str_has_prefix (columns[i], role) && columns[i][strlen (role)] == '=')
      return TRUE;
  return FALSE;
}

/* By its usual name, unless the user has said that another column is that. */
static char *
find_role (TandaiTable *self, const char *name, guint position)
{
  char *mapped = find_mapped (self, name, position);
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  g_autofree char *lower = mapped == NULL ? g_utf8_strdown (stripped, -1) : NULL;

  if (mapped != NULL)
    return mapped;
  if (g_strv_contains (text_names, lower))
    return is_mapped (self, TEXT) ? g_strconcat (stripped, "_", NULL) : g_strdup (TEXT);
  if (is_mapped (self, lower))
    return g_strconcat (stripped, "_", NULL);
  return g_strdup (g_strv_contains ((const char *const[]){ LABEL, START, END, NULL }, lower)
                           || tandai_article_is_name (lower)
                       ? lower
                       : stripped);
}

/**
 * tandai_table_is_text:
 * @self: a table
 * @name: a column's name
 * @position: its number, from 1; 0 where columns have none
 *
 * Returns: whether that column holds the articles
 */
gboolean
tandai_table_is_text (TandaiTable *self, const char *name, guint position)
{
  g_autofree char *role = find_role (self, name, position);

  return strcmp (role, TEXT) == 0;
}

/* A column that the user has named and that is not there; the first one's number is 1. */
static const char *
find_missing (TandaiTable *self, GPtrArray *names, gboolean numbered)
{
  char **columns = tandai_import_get_options (self->import)->columns;

  for (guint i = 0; columns != NULL && columns[i] != NULL; i++)
    {
      const char *named = strchr (columns[i], '=') + 1;
      guint64 number;

      if (!g_ptr_array_find_with_equal_func (names, named, g_str_equal, NULL)
          && !(numbered && g_ascii_string_to_unsigned (named, 10, 1, names->len, &number, NULL)))
        return named;
    }
  return NULL;
}

static char *
join (GPtrArray *names)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < names->len && i < MAX_NAMES; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? ", " : "", (char *) names->pdata[i]);
  if (names->len > MAX_NAMES)
    g_string_append (joined, ", …");
  return g_string_free (joined, FALSE);
}

/**
 * tandai_table_check_names:
 * @self: a table
 * @line: the line of the file that names its columns; 0 where none does
 * @names: (element-type utf8): their names
 * @numbered: whether a column may be named by its number, the first by 1
 *
 * Returns: %FALSE, having said so, where a column that the user has named is not there
 */
gboolean
tandai_table_check_names (TandaiTable *self, guint line, GPtrArray *names, gboolean numbered)
{
  const char *missing = find_missing (self, names, numbered);
  g_autofree char *there = missing != NULL ? join (names) : NULL;

  if (missing != NULL)
    /* Translators: a column's name that somebody gave, then the names of the columns that a table has. */
    tandai_import_fail (self->import, self->path, line, _ ("there is no column “%s”; there are: %s"), missing,
                        there);
  return missing == NULL;
}

/**
 * tandai_table_begin:
 * @self: a table
 * @line: the line of the file in which the row begins; 0 where rows are no lines
 * @number: the row's number, from 1
 *
 * Begins a row.
 */
void
tandai_table_begin (TandaiTable *self, guint line, guint number)
{
  self->line = line;
  self->number = number;
  g_array_set_size (self->fields, 0);
}

/**
 * tandai_table_add:
 * @self: a table
 * @name: the column's name
 * @position: its number, from 1; 0 where columns have none
 * @value: what the row has there
 *
 * Adds to the row.
 */
void
tandai_table_add (TandaiTable *self, const char *name, guint position, const char *value)
{
  Field field = { find_role (self, name, position), g_strdup (value) };

  g_array_append_val (self->fields, field);
}

static const char *
get_field (TandaiTable *self, const char *role)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = &g_array_index (self->fields, Field, i);

      if (strcmp (field->name, role) == 0 && *field->value != '\0')
        return field->value;
    }
  return NULL;
}

static const char *
find_name (TandaiTable *self)
{
  const char *name = get_field (self, NAME);

  for (guint i = 0; i < self->fields->len && name == NULL; i++)
    {
      const Field *field = &g_array_index (self->fields, Field, i);

      if (tandai_article_is_name (field->name) && *field->value != '\0')
        name = field->value;
    }
  return name;
}

static gboolean
has_span (TandaiTable *self)
{
  return get_field (self, LABEL) != NULL && get_field (self, START) != NULL && get_field (self, END) != NULL;
}

static void
take_fields (TandaiTable *self, TandaiDraft *draft)
{
  gboolean span = has_span (self);

  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = &g_array_index (self->fields, Field, i);
      gboolean spans = g_strv_contains ((const char *const[]){ LABEL, START, END, NULL }, field->name);

      if (*field->value != '\0' && strcmp (field->name, TEXT) != 0 && !tandai_article_is_name (field->name)
          && !(span && spans))
        tandai_article_take_field (draft, field->name, field->value);
    }
}

static void
begin_draft (TandaiTable *self, const char *text, const char *stated)
{
  TandaiImportRecord record = get_record (self);
  g_autofree char *name = tandai_import_record_name (&record, stated);
  g_autoptr (GError) error = NULL;

  give_draft (self);
  self->draft = tandai_draft_new_text (name, text, &error);
  if (self->draft == NULL)
    {
      tandai_import_record_fail (&record, "%s", error->message);
      return;
    }
  take_fields (self, self->draft);
  g_free (self->text);
  g_free (self->name);
  self->text = g_strdup (text);
  self->name = g_strdup (stated);
}

static gboolean
read_number (const char *text, gint64 *number)
{
  char *end;

  *number = g_ascii_strtoll (text, &end, 10);
  return end != text && *end == '\0';
}

static void
add_span (TandaiTable *self)
{
  TandaiImportRecord record = get_record (self);
  g_autoptr (GError) error = NULL;
  gint64 start, end;

  if (!read_number (get_field (self, START), &start) || !read_number (get_field (self, END), &end))
    tandai_import_record_fail (&record, "%s", _ ("start and end are no numbers"));
  else if (tandai_draft_add_range (self->draft, NULL, get_field (self, LABEL),
                                   tandai_import_get_unit (self->import), start, end, &error)
           == NULL)
    tandai_import_record_fail (&record, "%s", error->message);
}

/**
 * tandai_table_end:
 * @self: a table
 *
 * Ends a row: it is an article, or a further span of the one before.
 *
 * Returns: (transfer none) (nullable): the article, to which more can be added until the next row
 */
TandaiDraft *
tandai_table_end (TandaiTable *self)
{
  TandaiImportRecord record = get_record (self);
  const char *text = get_field (self, TEXT);
  const char *stated = find_name (self);

  if (text == NULL)
    {
      tandai_import_record_fail (&record, "%s", _ ("it has no text"));
      return NULL;
    }
  if (self->draft == NULL || !has_span (self) || strcmp (self->text, text) != 0
      || g_strcmp0 (self->name, stated) != 0)
    begin_draft (self, text, stated);
  if (self->draft != NULL && has_span (self))
    add_span (self);
  return self->draft;
}
