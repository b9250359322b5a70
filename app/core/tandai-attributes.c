/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Attributes of spans, relations and articles: sorted names with their values. */

#include "config.h"

#include "core/tandai-attributes.h"

#include <string.h>

/**
 * tandai_attributes_get:
 * @attributes: (nullable): the attributes
 * @name: a name
 *
 * Returns: (nullable) (transfer none): the value, or %NULL where @name is not set
 */
const char *
tandai_attributes_get (const char *const *attributes, const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
    if (strcmp (attributes[0], name) == 0)
      return attributes[1];
  return NULL;
}

/**
 * tandai_attributes_with:
 * @attributes: (nullable): the attributes
 * @name: a name
 * @value: (nullable): its new value, or %NULL to take it away
 *
 * Returns: (nullable) (transfer full): a copy with @name set to @value; %NULL where none is left
 */
char **
tandai_attributes_with (const char *const *attributes, const char *name, const char *value)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *set[] = { name, value, NULL };
  gboolean pending = value != NULL;
  gboolean any = pending;

  g_return_val_if_fail (name != NULL, NULL);

  for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
    {
      int order = strcmp (attributes[0], name);

      if (pending && order >= 0)
        {
          g_strv_builder_addv (builder, set);
          pending = FALSE;
        }
      if (order != 0)
        {
          g_strv_builder_add_many (builder, attributes[0], attributes[1], NULL);
          any = TRUE;
        }
    }
  if (pending)
    g_strv_builder_addv (builder, set);

  return any ? g_strv_builder_end (builder) : NULL;
}

/**
 * tandai_attributes_equal:
 * @a: (nullable): attributes
 * @b: (nullable): other attributes
 *
 * Returns: whether both set the same names to the same values
 */
gboolean
tandai_attributes_equal (const char *const *a, const char *const *b)
{
  static const char *const none[] = { NULL };

  return g_strv_equal (a != NULL ? a : none, b != NULL ? b : none);
}

/**
 * tandai_attributes_count:
 * @attributes: (nullable): the attributes
 *
 * Returns: how many names are set
 */
guint
tandai_attributes_count (const char *const *attributes)
{
  return attributes != NULL ? g_strv_length ((char **) attributes) / 2 : 0;
}
