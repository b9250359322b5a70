/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The types that articles are written with, see tandai-uima-types.c. */
#define TANDAI_UIMA_PACKAGE   "org.tandai."
#define TANDAI_UIMA_SPAN      TANDAI_UIMA_PACKAGE "Span"
#define TANDAI_UIMA_FRAGMENT  TANDAI_UIMA_PACKAGE "Fragment"
#define TANDAI_UIMA_RELATION  TANDAI_UIMA_PACKAGE "Relation"
#define TANDAI_UIMA_ATTRIBUTE TANDAI_UIMA_PACKAGE "Attribute"
#define TANDAI_UIMA_ARTICLE   TANDAI_UIMA_PACKAGE "Article"
#define TANDAI_UIMA_DOCUMENT  "uima.tcas.DocumentAnnotation"
#define TANDAI_UIMA_ARRAY     "uima.cas.FSArray"
#define TANDAI_UIMA_SOFA      "uima.cas.Sofa"

#define TANDAI_UIMA_VIEW        "_InitialView"
#define TANDAI_UIMA_NO_LANGUAGE "x-unspecified"

void tandai_uima_types_append_xml  (GString *to);
void tandai_uima_types_append_json (GString *to);

G_END_DECLS
