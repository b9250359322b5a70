/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-history.h"

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  *(guint *) user_data += 1;
}

static void
push (TandaiHistory *history, const char *title)
{
  g_autoptr (TandaiStep) step = tandai_step_new (title);

  tandai_step_add_field (step, "note", NULL, title);
  tandai_history_push (history, step);
}

static void
test_walk (void)
{
  g_autoptr (TandaiHistory) history = tandai_history_new ();

  g_assert_null (tandai_history_undo (history));
  push (history, "one");
  push (history, "two");
  g_assert_cmpstr (tandai_history_undo (history)->title, ==, "two");
  g_assert_cmpstr (tandai_history_undo (history)->title, ==, "one");
  g_assert_null (tandai_history_undo (history));
  g_assert_cmpstr (tandai_history_redo (history)->title, ==, "one");
  push (history, "three");
  g_assert_null (tandai_history_redo (history));
  g_assert_cmpstr (tandai_history_peek_undo (history)->title, ==, "three");
}

/* Views are told only where what can be done changes. */
static void
test_notify (void)
{
  g_autoptr (TandaiHistory) history = tandai_history_new ();
  guint n_undo = 0;
  guint n_redo = 0;

  g_signal_connect (history, "notify::can-undo", G_CALLBACK (count_cb), &n_undo);
  g_signal_connect (history, "notify::can-redo", G_CALLBACK (count_cb), &n_redo);
  push (history, "one");
  push (history, "two");
  g_assert_cmpuint (n_undo, ==, 1);
  g_assert_cmpuint (n_redo, ==, 0);
  tandai_history_undo (history);
  g_assert_cmpuint (n_redo, ==, 1);
  tandai_history_undo (history);
  g_assert_cmpuint (n_undo, ==, 2);
  push (history, "three");
  g_assert_cmpuint (n_redo, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/walk", test_walk);
  g_test_add_func ("/history/notify", test_notify);
  return g_test_run ();
}
