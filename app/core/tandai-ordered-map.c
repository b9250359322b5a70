/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Many items in several threads, and what comes of them in order. Threads take
 * bunches of neighbours, so that they seldom meet, and run ahead of the taker
 * by a few bunches at most, so that memory does not grow with the items.
 */

#include "config.h"

#include "core/tandai-ordered-map.h"

#define BUNCH         16
#define BUNCHES_AHEAD 4

typedef struct
{
  guint first;
  guint n;
  gboolean is_done;
  gpointer made[BUNCH];
} Bunch;

typedef struct
{
  guint n_items;
  TandaiOrderedMake make;
  GDestroyNotify made_free;
  gpointer user_data;
  GCancellable *cancellable;
  GThreadPool *pool;
  GMutex mutex;
  GCond done;
  GQueue waiting;
  guint next;
} Map;

static void
bunch_free (Bunch *bunch, GDestroyNotify made_free)
{
  for (guint i = 0; i < bunch->n; i++)
    if (bunch->made[i] != NULL)
      made_free (bunch->made[i]);
  g_free (bunch);
}

static void
make_bunch (gpointer data, gpointer user_data)
{
  Bunch *bunch = data;
  Map *map = user_data;

  for (guint i = 0; i < bunch->n && !g_cancellable_is_cancelled (map->cancellable); i++)
    bunch->made[i] = map->make (bunch->first + i, map->user_data);
  g_mutex_lock (&map->mutex);
  bunch->is_done = TRUE;
  g_cond_signal (&map->done);
  g_mutex_unlock (&map->mutex);
}

static void
push_bunch (Map *map)
{
  Bunch *bunch;

  if (map->next == map->n_items)
    return;
  bunch = g_new0 (Bunch, 1);
  bunch->first = map->next;
  bunch->n = MIN (BUNCH, map->n_items - map->next);
  map->next += bunch->n;
  g_queue_push_tail (&map->waiting, bunch);
  g_thread_pool_push (map->pool, bunch, NULL);
}

static void
wait_for (Map *map, Bunch *bunch)
{
  g_mutex_lock (&map->mutex);
  while (!bunch->is_done)
    g_cond_wait (&map->done, &map->mutex);
  g_mutex_unlock (&map->mutex);
}

static gboolean
take_bunch (Map *map, Bunch *bunch, TandaiOrderedTake take, GError **error)
{
  for (guint i = 0; i < bunch->n; i++)
    {
      gpointer made = bunch->made[i];

      if (g_cancellable_set_error_if_cancelled (map->cancellable, error))
        return FALSE;
      bunch->made[i] = NULL;
      if (!take (bunch->first + i, made, map->user_data, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_all (Map *map, TandaiOrderedTake take, GError **error)
{
  Bunch *bunch;
  gboolean go_on = TRUE;

  while ((bunch = g_queue_pop_head (&map->waiting)) != NULL)
    {
      wait_for (map, bunch);
      if (go_on)
        go_on = take_bunch (map, bunch, take, error);
      if (go_on)
        push_bunch (map);
      bunch_free (bunch, map->made_free);
    }
  return go_on;
}

/**
 * tandai_ordered_map:
 * @n_items: how many items
 * @n_threads: in how many threads; 0 for as many as there are processors
 * @make: makes something of an item
 * @take: takes it
 * @made_free: frees what is not taken
 * @user_data: for @make and @take
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Makes something of each item in several threads and takes it in order.
 *
 * Returns: whether all was taken; else what @take or @cancellable said is in @error
 */
gboolean
tandai_ordered_map (guint n_items,
                    guint n_threads,
                    TandaiOrderedMake make,
                    TandaiOrderedTake take,
                    GDestroyNotify made_free,
                    gpointer user_data,
                    GCancellable *cancellable,
                    GError **error)
{
  Map map = { n_items, make, made_free, user_data, cancellable };
  gboolean taken;

  if (n_threads == 0)
    n_threads = g_get_num_processors ();
  g_mutex_init (&map.mutex);
  g_cond_init (&map.done);
  map.pool = g_thread_pool_new (make_bunch, &map, (int) n_threads, FALSE, NULL);
  for (guint i = 0; i < n_threads * BUNCHES_AHEAD; i++)
    push_bunch (&map);
  taken = take_all (&map, take, error);
  g_thread_pool_free (map.pool, FALSE, TRUE);
  g_mutex_clear (&map.mutex);
  g_cond_clear (&map.done);
  return taken && !g_cancellable_set_error_if_cancelled (cancellable, error);
}
