/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the names of exported standoffs end with. */
#define TANDAI_STANDOFF_SUFFIX ".standoff.json"

typedef void (*TandaiAttachProgress) (guint done, guint total, gpointer user_data);

/**
 * TandaiAttachJob:
 * @standoff: a file, or a folder of them, in the file system's encoding
 * @articles: (element-type GFile): the articles that one has
 * @progress: (nullable): called after each standoff
 *
 * What is put back beside what, borrowed.
 */
typedef struct
{
  const char *standoff;
  GPtrArray *articles;
  TandaiAttachProgress progress;
  gpointer progress_data;
} TandaiAttachJob;

/**
 * TandaiAttachResult:
 * @n_attached: sidecars that were written
 * @n_there: sidecars that were there already, with just these bytes
 * @bare: (element-type utf8): the names of the articles that no standoff belongs to
 * @failures: (element-type utf8): a message for each standoff that could not be attached
 */
typedef struct
{
  guint n_attached;
  guint n_there;
  GPtrArray *bare;
  GPtrArray *failures;
} TandaiAttachResult;

TandaiAttachResult *tandai_attach_run (const TandaiAttachJob *job, GCancellable *cancellable, GError **error);
void                tandai_attach_result_free (TandaiAttachResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiAttachResult, tandai_attach_result_free)

G_END_DECLS
