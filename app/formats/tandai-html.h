/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TandaiHtml:
 * @text: the article: its paragraphs, with an empty line between two
 * @title: (nullable): its title
 * @url: (nullable): its address
 * @publisher: (nullable): the site's name
 * @published: (nullable): its date
 * @language: (nullable): the page's language
 *
 * What a page says of its article.
 */
typedef struct
{
  char *text;
  char *title;
  char *url;
  char *publisher;
  char *published;
  char *language;
} TandaiHtml;

TandaiHtml *tandai_html_parse (GBytes *bytes, guint *line, GError **error);
void        tandai_html_free  (TandaiHtml *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiHtml, tandai_html_free)

G_END_DECLS
