/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TandaiMetadataRow:
 * @line: the line of the file in which it begins, from 1
 * @article: what names its article: a path, a file's name, or either without ".txt"
 * @cells: (element-type utf8): what it says, a cell a column
 *
 * What a table says of one article.
 */
typedef struct
{
  guint line;
  const char *article;
  GPtrArray *cells;
} TandaiMetadataRow;

/**
 * TandaiMetadataTable:
 * @path: where it was read from, fit to be shown
 * @fields: (element-type utf8): what each column sets, as tandai_document_set_metadata() takes it, or "status";
 *   %NULL for the column that names the article
 * @span_column: the column that names spans, where it is a table of spans; else -1
 * @entity_column: the column that says who they are; else -1
 * @rows: (element-type TandaiMetadataRow): its rows
 * @failures: (element-type utf8): rows that could not be read, and why
 *
 * A table of what is known of articles: a row an article, the first row names
 * the columns. Titles, dates and so on by the names that people give them in
 * English and Indonesian; "file" or the like names the article. With columns
 * "id" and "entity" it is a table of spans, as the export to csv writes it,
 * which says who they are and nothing of their articles.
 */
typedef struct
{
  char *path;
  GPtrArray *fields;
  int span_column;
  int entity_column;
  GPtrArray *rows;
  GPtrArray *failures;
} TandaiMetadataTable;

TandaiMetadataTable *tandai_metadata_table_load (const char *path, GCancellable *cancellable, GError **error);
void                 tandai_metadata_table_free (TandaiMetadataTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiMetadataTable, tandai_metadata_table_free)

G_END_DECLS
