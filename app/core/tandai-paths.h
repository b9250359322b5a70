/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Names of the files that belong to an article. Paths are in the file system's encoding. */
#define TANDAI_SIDECAR_SUFFIX ".tandai.json"
#define TANDAI_SCHEMA_NAME "tandai.json"

gboolean tandai_annotator_is_valid  (const char *annotator);
char    *tandai_paths_sidecar       (const char *article, const char *annotator);
char    *tandai_paths_file_name     (const char *article);
char    *tandai_paths_conflict      (const char *sidecar, GDateTime *time);
char    *tandai_paths_copy_name     (const char *sidecar);
char    *tandai_paths_undone        (const char *sidecar, GDateTime *time);
gboolean tandai_paths_is_sidecar    (const char *path);
gboolean tandai_paths_is_conflict   (const char *path);
gboolean tandai_paths_is_temporary  (const char *path);
gboolean tandai_paths_is_unfinished_save (const char *path);
char    *tandai_paths_article       (const char *sidecar, char **annotator);
char   **tandai_paths_list_sidecars (const char *article, GError **error);

G_END_DECLS
