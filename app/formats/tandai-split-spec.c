/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "formats/tandai-split-spec.h"

#define MAX_NAME 64

struct _TandaiSplitSpec
{
  GPtrArray *names;
  GArray *shares;
  double total;
  guint64 seed;
};

/**
 * tandai_split_is_part:
 * @name: a string
 *
 * Parts are files and folders, and splits of a Hugging Face dataset, whose names
 * know no hyphen; small letters alone, as not every file system knows capitals.
 *
 * Returns: whether a part may be called so
 */
gboolean
tandai_split_is_part (const char *name)
{
  gsize n = strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789_");

  return g_ascii_islower (name[0]) && name[n] == '\0' && n <= MAX_NAME;
}

static gboolean
has_name (const TandaiSplitSpec *self, const char *name)
{
  return g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, NULL);
}

static gboolean
take_part (TandaiSplitSpec *self, const char *text)
{
  const char *equals = strchr (text, '=');
  g_autofree char *name = equals != NULL ? g_strndup (text, (gsize) (equals - text)) : NULL;
  char *end;
  double share;

  if (name == NULL || !tandai_split_is_part (name) || has_name (self, name) || !g_ascii_isdigit (equals[1]))
    return FALSE;
  share = g_ascii_strtod (equals + 1, &end);
  if (*end != '\0' || !isfinite (share) || share <= 0)
    return FALSE;
  g_ptr_array_add (self->names, g_steal_pointer (&name));
  g_array_append_val (self->shares, share);
  self->total += share;
  return TRUE;
}

/**
 * tandai_split_spec_parse:
 * @text: parts with their shares
 * @seed: what parts are drawn with
 * @error: return location for an error
 *
 * Reads what --split takes. Shares are relative: they need not add up to 100.
 *
 * Returns: (transfer full): the parts, or %NULL with %TANDAI_ERROR_NAME set
 */
TandaiSplitSpec *
tandai_split_spec_parse (const char *text, guint64 seed, GError **error)
{
  g_autoptr (TandaiSplitSpec) self = g_new0 (TandaiSplitSpec, 1);
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->shares = g_array_new (FALSE, FALSE, sizeof (double));
  self->seed = seed;
  for (guint i = 0; parts[i] != NULL; i++)
    if (!take_part (self, parts[i]))
      {
        /* Translators: “train=80,dev=10,test=10” is what a person types; leave it as it is. */
        g_set_error (
            error, TANDAI_ERROR, TANDAI_ERROR_NAME,
            _ ("parts are given like train=80,dev=10,test=10, named in small letters a–z, digits and _; "
               "not “%s”"),
            parts[i]);
        return NULL;
      }
  if (self->names->len == 0 || !isfinite (self->total))
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME, _ ("a split needs parts, like %s"),
                   "train=80,dev=10,test=10");
      return NULL;
    }
  g_ptr_array_add (self->names, NULL);
  return g_steal_pointer (&self);
}

/**
 * tandai_split_spec_free:
 * @self: (transfer full): parts
 *
 * Frees them.
 */
void
tandai_split_spec_free (TandaiSplitSpec *self)
{
  g_ptr_array_unref (self->names);
  g_array_unref (self->shares);
  g_free (self);
}

/**
 * tandai_split_spec_parts:
 * @self: parts
 *
 * Returns: (transfer none) (array zero-terminated=1): their names, as they were given
 */
const char *const *
tandai_split_spec_parts (const TandaiSplitSpec *self)
{
  return (const char *const *) self->names->pdata;
}

/* A number in [0, 1) that depends on the seed and the article alone. */
static double
draw_number (const TandaiSplitSpec *self, const char *sha256)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *key = g_strdup_printf ("%" G_GUINT64_FORMAT " %s", self->seed, sha256);
  guint8 digest[32];
  gsize n_digest = sizeof digest;
  guint64 number = 0;

  g_checksum_update (checksum, (const guchar *) key, -1);
  g_checksum_get_digest (checksum, digest, &n_digest);
  for (guint i = 0; i < 6; i++)
    number = number << 8 | digest[i];
  return (double) number / (double) (G_GUINT64_CONSTANT (1) << 48);
}

/**
 * tandai_split_spec_draw:
 * @self: parts
 * @sha256: an article's hash
 *
 * Draws a part, with the chances that the shares give each. The same seed and
 * hash always draw the same.
 *
 * Returns: (transfer none): a part's name
 */
const char *
tandai_split_spec_draw (const TandaiSplitSpec *self, const char *sha256)
{
  double left = draw_number (self, sha256) * self->total;
  guint last = self->shares->len - 1;

  for (guint i = 0; i < last; i++)
    {
      left -= g_array_index (self->shares, double, i);
      if (left < 0)
        return self->names->pdata[i];
    }
  return self->names->pdata[last];
}
