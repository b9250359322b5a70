/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"
#include "suggest/tandai-replay.h"

static char *
replay (TandaiReplay *self, const char *chars, const char *const *written)
{
  TandaiSidecar sidecar = { 0 };
  g_autoptr (TandaiText) text = tandai_text_new (chars);
  g_autoptr (GPtrArray) spans = fixture_spans (text, written);
  g_autoptr (GPtrArray) relations = g_ptr_array_new ();
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  sidecar.text = text;
  sidecar.spans = spans;
  sidecar.relations = relations;
  tandai_replay_article (self, &sidecar, tandai_schema_get_default (), tandai_word_lists_get_default (),
                         keys);
  g_ptr_array_add (keys, NULL);
  return g_strjoinv (" ", (char **) keys->pdata);
}

static void
check (const char *chars, const char *const *written, const char *expected)
{
  g_autoptr (TandaiReplay) self = tandai_replay_new ();
  g_autofree char *keys = replay (self, chars, written);
  TandaiReplayTally all = tandai_replay_get_tally (self, NULL);

  g_assert_cmpstr (keys, ==, expected);
  g_assert_cmpuint (all.n_spans, ==, g_strv_length ((char **) written));
}

static void
test_keys (void)
{
  const char *const two[] = { "actor:Budi Santoso", "actor:Ani", NULL };
  const char *const again[] = { "actor:Budi", "actor:Budi", NULL };
  const char *const second[] = { "actor:Ani", NULL };
  const char *const bare[] = { "actor:Budi Santoso", NULL };
  const char *const both[] = { "claim:“Kami datang pagi ini,”", "quote:“Kami datang pagi ini,”", NULL };
  const char *const by_hand[] = { "actor:gerobak tua", NULL };

  /* One hop to begin with; tagging hops on. */
  check ("Lalu Budi Santoso dan Ani pergi.", two, "Tab 1 1");
  check ("Lalu Budi dan kemudian Budi pergi.", again, "Tab 1 Return");
  check ("Lalu Budi dan Ani pergi.", second, "Tab Tab 1");
  check ("Lalu Presiden Budi Santoso pergi.", bare, "Tab bracketright 1");
  check ("“Kami datang pagi ini,” begitu.", both, "Tab <Control>3 4");
  check ("Lalu gerobak tua pergi.", by_hand, "Tab <Control>Right e <Control><Shift>Right 1 Tab");
}

/* What a later article is offered depends on the earlier ones. */
static void
test_learns (void)
{
  const char *const written[] = { "actor:kiai muda", NULL };
  g_autoptr (TandaiReplay) self = tandai_replay_new ();
  g_autofree char *first = replay (self, "Sebab kiai muda datang.", written);
  g_autofree char *second = replay (self, "Begitu pula kiai muda pulang.", written);

  g_assert_cmpstr (second, ==, "Tab Return");
  g_assert_cmpuint (strlen (first), >, strlen (second));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replay/keys", test_keys);
  g_test_add_func ("/replay/learns", test_learns);
  return g_test_run ();
}
