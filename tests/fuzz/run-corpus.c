/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stands in for libFuzzer where that is not there: gives a target each file of a folder. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "fuzz.h"

/* In a block of just its size, so that reading beyond it is seen. */
static void
run_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *content = NULL;
  g_autofree uint8_t *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  data = g_memdup2 (content, size);
  LLVMFuzzerTestOneInput (data, size);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

int
main (int argc, char **argv)
{
  g_autoptr (GDir) dir = argc == 2 ? g_dir_open (argv[1], 0, NULL) : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  if (names->len == 0)
    {
      fprintf (stderr, "Usage: %s FOLDER-OF-INPUTS\n", argv[0]);
      return 2;
    }
  g_ptr_array_sort (names, compare_names);
  printf ("1..%u\n", names->len);
  for (guint i = 0; i < names->len; i++)
    {
      printf ("# %s\n", (const char *) names->pdata[i]);
      fflush (stdout);
      run_file (argv[1], names->pdata[i]);
      printf ("ok %u - %s\n", i + 1, (const char *) names->pdata[i]);
    }
  return 0;
}
