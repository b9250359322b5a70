/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-format.h"
#include "formats/tandai-uima-types.h"

G_BEGIN_DECLS

typedef struct _TandaiUimaWriter TandaiUimaWriter;

/**
 * TandaiUimaSyntax:
 * @begin: begins a feature structure, by its number and its type's full name
 * @number: a feature that is a number
 * @text: a feature that is a string
 * @reference: a feature that is another feature structure
 * @list: a feature that is a list of as many, numbered from the first on, of a type
 * @end: ends the feature structure
 *
 * How feature structures are written.
 */
typedef struct
{
  void (*begin) (TandaiUimaWriter *self, guint id, const char *type);
  void (*number) (TandaiUimaWriter *self, const char *name, guint value);
  void (*text) (TandaiUimaWriter *self, const char *name, const char *value);
  void (*reference) (TandaiUimaWriter *self, const char *name, guint id);
  void (*list) (TandaiUimaWriter *self, const char *name, const char *type, guint first, guint n);
  void (*end) (TandaiUimaWriter *self);
} TandaiUimaSyntax;

/**
 * TandaiUimaWriter:
 * @syntax: how it is written
 * @article: what is written
 * @report: what takes what is lost
 * @to: where it is written to
 * @n_ids: how many numbers are given so far
 * @members: (element-type guint): the numbers of those that are found by the index
 * @numbers: (element-type guint): each span's number
 * @places: which span it is, from 1, by its id
 * @user_data: the syntax's own
 *
 * An article on its way into a CAS.
 */
struct _TandaiUimaWriter
{
  const TandaiUimaSyntax *syntax;
  const TandaiExportArticle *article;
  TandaiReport *report;
  GString *to;
  guint n_ids;
  GArray *members;
  GArray *numbers;
  GHashTable *places;
  gpointer user_data;
};

/* The text is always number 1. */
#define TANDAI_UIMA_SOFA_ID 1

void tandai_uima_writer_init  (TandaiUimaWriter *self, const TandaiUimaSyntax *syntax,
                               const TandaiExportArticle *article, TandaiReport *report, GString *to);
void tandai_uima_writer_clear (TandaiUimaWriter *self);
void tandai_uima_writer_run   (TandaiUimaWriter *self);

G_END_DECLS
