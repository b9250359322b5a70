/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-words.h"

/* Each text is written with | where one sentence ends and the next begins. */
static void
assert_sentences (const char *marked)
{
  g_auto (GStrv) parts = g_strsplit (marked, "|", -1);
  g_autofree char *joined = g_strjoinv (" ", parts);
  g_autoptr (TandaiText) text = tandai_text_new (joined);
  g_autoptr (GArray) sentences = tandai_words_sentences (text, 0, tandai_text_get_length (text));
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < sentences->len; i++)
    {
      TandaiRange range = g_array_index (sentences, TandaiRange, i);
      g_autofree char *sentence = tandai_text_slice (text, range.start, range.end);

      g_string_append_printf (found, "%s%s", i > 0 ? "|" : "", sentence);
    }
  g_assert_cmpstr (found->str, ==, marked);
}

static void
test_marks (void)
{
  assert_sentences ("Ia datang.|Lalu pergi.");
  assert_sentences ("Harga naik 1.500.000 rupiah.|Benar?|Ya!|Tidak…|Entahlah");
  assert_sentences ("Rapat pukul 18.00 WIB.|24 orang hadir.");
  assert_sentences ("Ia bertanya, apa benar? lalu diam.");
  assert_sentences ("1. Pemerintah menaikkan harga.|2. Warga menolak.");
  assert_sentences ("");
}

static void
test_lines (void)
{
  g_autoptr (TandaiText) text = tandai_text_new ("Judul\n\n  Isi berita. \nAkhir");
  g_autoptr (GArray) sentences = tandai_words_sentences (text, 0, tandai_text_get_length (text));
  const TandaiRange expected[] = { { 0, 5 }, { 9, 20 }, { 22, 27 } };

  g_assert_cmpmem (sentences->data, sentences->len * sizeof (TandaiRange), expected, sizeof expected);
}

static void
test_curly_quotations (void)
{
  assert_sentences ("“Kami datang. Kami pergi,” katanya.|Lalu diam.");
  assert_sentences ("“Kami datang.”|Lalu ia pergi.");
  assert_sentences ("“Dia bilang, ‘Pergi. Sekarang.’”|Lalu ia pergi.");
  assert_sentences ("Katanya, «Kami datang. Kami pergi.»|Lalu diam.");
  /* A quotation that goes on in the next paragraph has no closing mark. */
  assert_sentences ("“Kami datang.|Kami pergi.");
}

/* Quotations in " " were cut where those in “ ” were not. */
static void
test_straight_quotations (void)
{
  assert_sentences ("\"Kami datang. Kami pergi,\" kata Gubernur Jawa Tengah, Selasa (24/8).|Lalu diam.");
  assert_sentences ("Ia berkata, \"Banjir surut. Warga pulang.\"|Bantuan tetap dikirim.");
  assert_sentences ("\"Ya.\"|\"Tidak. Jangan!\" seru warga.|Semua diam.");
  assert_sentences ("\"Kami datang.|Kami pergi.");
  assert_sentences ("Layar 5\" dijual.|Harganya turun.");
}

/* The dots of degrees and of a.n., d.a., s.d. ended sentences in the middle of names. */
static void
test_abbreviations (void)
{
  assert_sentences ("Prof. Dr. Budi S. Santoso hadir.|Ia pulang.");
  assert_sentences ("Rektor Dr. Siti Aminah, S.H., M.Si. Universitas Lampung hadir.|Ia berpidato.");
  assert_sentences ("Kuasa hukum Ahmad, S.H. M.Hum. Kantor Pusat menolak.");
  assert_sentences ("Surat a.n. Budi Santoso dikirim d.a. Jalan Merdeka.|Isinya singkat.");
  assert_sentences ("Senin s.d. Jumat kantor buka.|Sabtu s.d. 17 Agustus tutup.");
  assert_sentences ("Peneliti itu, Maria Tan, Ph.D. Australian National University, setuju.");
  assert_sentences ("K.H. Ma’ruf Amin dan Hj. Khofifah bertemu di Jl. Sudirman No. 5 Jakarta.");
}

/* After a degree that ends a sentence the next one begins with a word that no name begins with. */
static void
test_abbreviation_at_end (void)
{
  assert_sentences ("Acara dibuka Budi Santoso, M.Si.|Menurut dia, panen naik.");
  assert_sentences ("Warga membawa beras, gula, dll.|Mereka mengungsi.");
  assert_sentences ("Anak kekurangan vitamin C.|Hal itu berbahaya.");
}

static void
test_sentence_at (void)
{
  g_autoptr (TandaiText) text = tandai_text_new ("Satu itu. \"Dua. Tiga,\" katanya. Empat.");
  TandaiRange quoted = tandai_words_sentence_at (text, 12);
  TandaiRange last = tandai_words_sentence_at (text, tandai_text_get_length (text));

  g_assert_cmpuint (quoted.start, ==, 10);
  g_assert_cmpuint (quoted.end, ==, 31);
  g_assert_cmpuint (last.start, ==, 32);
  g_assert_cmpuint (last.end, ==, 38);
}

static void
test_paragraph_at (void)
{
  g_autoptr (TandaiText) text = tandai_text_new ("Judul é\n\nIsi");
  TandaiRange first = tandai_words_paragraph_at (text, 7);
  TandaiRange none = tandai_words_paragraph_at (text, 8);
  TandaiRange last = tandai_words_paragraph_at (text, 12);

  g_assert_cmpuint (first.start, ==, 0);
  g_assert_cmpuint (first.end, ==, 7);
  g_assert_cmpuint (none.start, ==, 8);
  g_assert_cmpuint (none.end, ==, 8);
  g_assert_cmpuint (last.start, ==, 9);
  g_assert_cmpuint (last.end, ==, 12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sentences/marks", test_marks);
  g_test_add_func ("/sentences/lines", test_lines);
  g_test_add_func ("/sentences/curly-quotations", test_curly_quotations);
  g_test_add_func ("/sentences/straight-quotations-are-not-cut", test_straight_quotations);
  g_test_add_func ("/sentences/dotted-abbreviations-end-none", test_abbreviations);
  g_test_add_func ("/sentences/abbreviation-at-the-end", test_abbreviation_at_end);
  g_test_add_func ("/sentences/sentence-at", test_sentence_at);
  g_test_add_func ("/sentences/paragraph-at", test_paragraph_at);
  return g_test_run ();
}
