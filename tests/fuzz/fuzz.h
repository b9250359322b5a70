/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <gio/gio.h>

#include "formats/tandai-format.h"

/* A line of an input that parts it into several files, as a.txt and a.ann are for brat. */
#define FUZZ_NEXT_FILE "====\n"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* What stands in an input for the hash of the article that it is about. */
#define FUZZ_ANY_SHA256 "0000000000000000000000000000000000000000000000000000000000000000"

void fuzz_begin         (void);
GBytes *fuzz_take_part  (const uint8_t **data, size_t *size);
void fuzz_check_text    (const TandaiText *text);
void fuzz_check_sidecar (const TandaiSidecar *sidecar);
void fuzz_check_spans   (const TandaiSidecar *sidecar);
void fuzz_check_conflicts (const TandaiSidecar *sidecar);
void fuzz_check_messages (GPtrArray *messages);
const char *fuzz_begin_folders (const char **other);
void fuzz_check_folder  (void);
void fuzz_end_folders   (void);
char *fuzz_put          (const char *folder, const char *name, GBytes *bytes);
TandaiSidecar *fuzz_put_article (GBytes *json);
void fuzz_import        (const char *format, const char *const *names, const uint8_t *data, size_t size);
void fuzz_import_into   (const char *format, const char *const *names, const uint8_t *data, size_t size,
                         const char *schema, GBytes **extended);
void fuzz_read_back     (const TandaiFormat *format, GPtrArray *files, const TandaiSidecar *sidecar, gboolean whole);
