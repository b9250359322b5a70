/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-import.h"

G_BEGIN_DECLS

/* What tandai.json of the folder says, and what is met that it lacks; see tandai-import-schema.c. */
typedef struct _TandaiImportSchema TandaiImportSchema;

/* @names: the articles of this import by name, with their hashes; and "name/annotator" for each sidecar. */
struct _TandaiImport
{
  const TandaiImportJob *job;
  GCancellable *cancellable;
  TandaiImportResult *result;
  TandaiImportSchema *schema;
  char *root;
  GHashTable *names;
  guint n_unsaid;
};

void _tandai_import_add_failure (TandaiImport *self, char *message);

TandaiImportSchema *_tandai_import_schema_load (const char *folder, GCancellable *cancellable, GError **error);
void                _tandai_import_schema_add  (TandaiImportSchema *self, const TandaiSidecar *sidecar);
gboolean            _tandai_import_schema_save (TandaiImportSchema *self, GError **error);
void                _tandai_import_schema_free (TandaiImportSchema *self);

G_END_DECLS
