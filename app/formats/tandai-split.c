/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which part each article of a split goes to. Near-duplicates and articles of
 * one field value are one group and go to one part, which depends on nothing but
 * the group's smallest hash and the seed. Articles of an earlier split stay
 * where they are, and the others go where those are that they are like.
 */

#include "config.h"

#include <string.h>

#include "formats/tandai-neardup.h"
#include "formats/tandai-split.h"

/* An article's place among the new ones that are like one another: a forest of disjoint sets. */
typedef struct
{
  guint parent;
  const TandaiSplitEntry *earlier;
} Node;

typedef struct
{
  TandaiSplitArticle *articles;
  const TandaiSignature *signatures;
  Node *nodes;
  guint n;
} Plan;

static gboolean
is_old (const Plan *plan, guint i)
{
  return plan->nodes[i].earlier != NULL;
}

/* Found to be like articles of two parts. */
static gboolean
is_torn (const Plan *plan, guint i)
{
  return !is_old (plan, i) && plan->articles[i].other_part != NULL;
}

static guint
find_root (Plan *plan, guint i)
{
  while (plan->nodes[i].parent != i)
    i = plan->nodes[i].parent = plan->nodes[plan->nodes[i].parent].parent;
  return i;
}

/* The smallest hash is the root, and names the group. */
static void
join (Plan *plan, guint a, guint b)
{
  a = find_root (plan, a);
  b = find_root (plan, b);
  if (strcmp (plan->articles[a].sha256, plan->articles[b].sha256) <= 0)
    plan->nodes[b].parent = a;
  else
    plan->nodes[a].parent = b;
}

/* A new article, or a group of them, is like something in a part. */
static void
draw_to (TandaiSplitArticle *article, const char *group, const char *part)
{
  if (article->part == NULL)
    article->part = part;
  else if (strcmp (article->part, part) != 0)
    article->other_part = part;
  if (article->group == NULL || strcmp (group, article->group) < 0)
    article->group = group;
}

static void
take_pair_with_old (guint a, guint b, gpointer user_data)
{
  Plan *plan = user_data;
  guint old = is_old (plan, a) ? a : b;
  guint other = old == a ? b : a;

  if (!is_old (plan, old) || plan->articles[other].other_part != NULL
      || !tandai_signature_alike (&plan->signatures[a], &plan->signatures[b]))
    return;
  if (!is_old (plan, other))
    draw_to (&plan->articles[other], plan->articles[old].group, plan->articles[old].part);
  else if (strcmp (plan->articles[old].part, plan->articles[other].part) != 0)
    {
      plan->articles[old].other_part = plan->articles[other].part;
      plan->articles[other].other_part = plan->articles[old].part;
    }
}

static void
take_pair_of_new (guint a, guint b, gpointer user_data)
{
  Plan *plan = user_data;

  if (is_old (plan, a) || is_old (plan, b) || is_torn (plan, a) || is_torn (plan, b)
      || find_root (plan, a) == find_root (plan, b))
    return;
  if (tandai_signature_alike (&plan->signatures[a], &plan->signatures[b]))
    join (plan, a, b);
}

/* What the old articles of a field value say of the part. */
static void
draw_by_value (Plan *plan)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < plan->n; i++)
    {
      TandaiSplitArticle *article = &plan->articles[i];
      TandaiSplitArticle *known;

      if (!is_old (plan, i) || article->value == NULL)
        continue;
      known = g_hash_table_lookup (values, article->value);
      if (known == NULL)
        {
          known = g_new0 (TandaiSplitArticle, 1);
          g_hash_table_insert (values, (gpointer) article->value, known);
        }
      draw_to (known, article->group, article->part);
    }
  for (guint i = 0; i < plan->n; i++)
    {
      const TandaiSplitArticle *known =
          plan->articles[i].value != NULL ? g_hash_table_lookup (values, plan->articles[i].value) : NULL;

      if (is_old (plan, i) || known == NULL)
        continue;
      draw_to (&plan->articles[i], known->group, known->part);
      if (known->other_part != NULL)
        draw_to (&plan->articles[i], known->group, known->other_part);
    }
}

static void
join_same (Plan *plan, GHashTable *first, const char *key, guint i)
{
  gpointer known;

  if (g_hash_table_lookup_extended (first, key, NULL, &known))
    join (plan, GPOINTER_TO_UINT (known), i);
  else
    g_hash_table_insert (first, (gpointer) key, GUINT_TO_POINTER (i));
}

/* Files that are the same to the byte are one article even without a word in them. */
static void
join_equal (Plan *plan)
{
  g_autoptr (GHashTable) hashes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < plan->n; i++)
    {
      if (is_old (plan, i) || is_torn (plan, i))
        continue;
      join_same (plan, hashes, plan->articles[i].sha256, i);
      if (plan->articles[i].value != NULL)
        join_same (plan, values, plan->articles[i].value, i);
    }
}

/* What one article of a group is drawn to holds for the group. */
static void
settle (Plan *plan, const TandaiSplitSpec *spec)
{
  g_autofree TandaiSplitArticle *groups = g_new0 (TandaiSplitArticle, MAX (plan->n, 1));

  for (guint i = 0; i < plan->n; i++)
    if (!is_old (plan, i) && !is_torn (plan, i) && plan->articles[i].part != NULL)
      draw_to (&groups[find_root (plan, i)], plan->articles[i].group, plan->articles[i].part);
  for (guint i = 0; i < plan->n; i++)
    {
      TandaiSplitArticle *article = &plan->articles[i];
      guint root = find_root (plan, i);

      if (is_old (plan, i))
        continue;
      if (!is_torn (plan, i) && groups[root].part == NULL)
        {
          groups[root].group = plan->articles[root].sha256;
          groups[root].part = tandai_split_spec_draw (spec, plan->articles[root].sha256);
        }
      if (!is_torn (plan, i))
        {
          article->group = groups[root].group;
          article->part = groups[root].part;
          article->other_part = groups[root].other_part;
        }
      article->left_out = article->other_part != NULL;
    }
}

static void
plan_start (Plan *plan, const TandaiSplitTable *earlier)
{
  for (guint i = 0; i < plan->n; i++)
    {
      TandaiSplitArticle *article = &plan->articles[i];
      Node *node = &plan->nodes[i];

      node->parent = i;
      node->earlier = earlier != NULL ? tandai_split_table_lookup (earlier, article->sha256) : NULL;
      article->group = node->earlier != NULL ? node->earlier->group : NULL;
      article->part = node->earlier != NULL ? node->earlier->part : NULL;
      article->other_part = NULL;
      article->left_out = FALSE;
    }
}

/**
 * tandai_split_plan:
 * @spec: the parts
 * @earlier: (nullable): an earlier split, whose articles keep their parts
 * @articles: (array length=n) (inout): the articles
 * @signatures: (array length=n): of their texts
 * @n: how many
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Says for each article in which part it is. No two new articles that are
 * near-duplicates, have the same hash or the same field value are in different
 * parts, and none is in another part than one of the earlier split that it is
 * like. One that can't be so is left out.
 *
 * Returns: %FALSE with @error set where it was stopped
 */
gboolean
tandai_split_plan (const TandaiSplitSpec *spec,
                   const TandaiSplitTable *earlier,
                   TandaiSplitArticle *articles,
                   const TandaiSignature *signatures,
                   guint n,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofree Node *nodes = g_new (Node, MAX (n, 1));
  Plan plan = { articles, signatures, nodes, n };

  plan_start (&plan, earlier);
  if (earlier != NULL)
    {
      draw_by_value (&plan);
      if (!tandai_neardup_pairs (signatures, n, take_pair_with_old, &plan, cancellable, error))
        return FALSE;
    }
  join_equal (&plan);
  if (!tandai_neardup_pairs (signatures, n, take_pair_of_new, &plan, cancellable, error))
    return FALSE;
  settle (&plan, spec);
  return TRUE;
}
