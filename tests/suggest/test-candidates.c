/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"

typedef struct
{
  const char *text;
  const char *words;
  const char *form;
} Case;

static void
check (const Case *cases, guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    if (!fixture_finds (cases[i].text, cases[i].words, cases[i].form))
      {
        g_test_message ("no “%s” (%s) in “%s”", cases[i].words, cases[i].form, cases[i].text);
        g_test_fail ();
      }
}

static void
check_none (const Case *cases, guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    if (fixture_finds (cases[i].text, cases[i].words, cases[i].form))
      {
        g_test_message ("“%s” in “%s” should not be found", cases[i].words, cases[i].text);
        g_test_fail ();
      }
}

static void
test_names (void)
{
  const Case cases[] = {
    { "Kemarin Budi Santoso datang.", "Budi Santoso", "name" },
    { "Kemarin Abdul bin Husin datang.", "Abdul bin Husin", NULL },
    { "Pelukis Jan van der Meer tiba.", "Jan van der Meer", NULL },
    { "Kemarin H. Agus Salim hadir.", "Agus Salim", "bare" },
    { "Kemarin Prof. Dr. Rina Wati hadir.", "Prof. Dr. Rina Wati", "titled" },
    { "Lalu Presiden Arman Wibawa berpidato.", "Presiden Arman Wibawa", "titled" },
    { "Lalu Presiden Arman Wibawa berpidato.", "Arman Wibawa", "bare" },
    { "Menteri Luar Negeri Sita Dewi tiba.", "Menteri Luar Negeri Sita Dewi", "titled" },
    { "Menteri Luar Negeri Sita Dewi tiba.", "Sita Dewi", "bare" },
    { "Kepala polisi kota Tegalsari, Kanda Prasetya, diam.", "Kepala polisi kota Tegalsari", NULL },
    { "Kepala polisi kota Tegalsari, Kanda Prasetya, diam.", "Kanda Prasetya", NULL },
    { "Oleh Badan Kelautan, Kehutanan, dan Pertanahan semalam.", "Badan Kelautan, Kehutanan, dan Pertanahan",
      "body" },
    { "Kata Dinas Pekerjaan Umum dan Perumahan kemarin.", "Dinas Pekerjaan Umum dan Perumahan", "body" },
    { "Oleh Badan Air Bersih (BAB) Demak semalam.", "Badan Air Bersih (BAB) Demak", NULL },
    { "Oleh Badan Air Bersih (BABS) semalam.", "BABS", "paren" },
    { "Oleh Badan Air Bersih (BABS) semalam.", "Badan Air Bersih (BABS)", "with-paren" },
    { "Oleh Pemerintah Kabupaten Demak kemarin.", "Kabupaten Demak", "inner-place" },
    { "Ia tinggal di Jakarta.", "Jakarta", "place-where" },
    { "Kapolri Jenderal Timur Laksana, kata Polri Komjen Susno Adi.", "Susno Adi", NULL },
    { "The Ministry of Labour of the Republic said so.", "Ministry of Labour of the Republic", NULL },
    { "Later President Jane Doe left.", "President Jane Doe", "titled" },
    { "Kata partai Maju Jaya kemarin.", "partai Maju Jaya", "headed" },
  };
  const Case none[] = {
    { "Menurut Budi, itu salah.", "Menurut Budi", NULL },
    { "Kalau hujan, kami pulang.", "Kalau", NULL },
    { "Mengantisipasi banjir, warga pindah.", "Mengantisipasi", NULL },
    { "Rapat itu digelar Senin pagi.", "Senin", NULL },
    { "However, nobody came.", "However", NULL },
    { "Harganya Rp 500 saja.", "Rp", NULL },
    { "Judul Berita\nBudi datang.", "Berita\nBudi", NULL },
    { "Bank Maju, Universitas Jaya, dan Google bersatu.", "Bank Maju, Universitas Jaya, dan Google", NULL },
  };

  check (cases, G_N_ELEMENTS (cases));
  check_none (none, G_N_ELEMENTS (none));
}

static void
test_nouns (void)
{
  const Case cases[] = {
    { "Lalu para pengunjuk rasa bubar.", "para pengunjuk rasa", "group" },
    { "Sebanyak 120 personel datang.", "120 personel", "group" },
    { "Katanya pihaknya sudah siap.", "pihaknya", "noun" },
    { "Di sana polisi berjaga.", "polisi", "noun" },
    { "Warga diminta pulang.", "Warga", "noun" },
    { "Lalu warganya pindah.", "warganya", "noun" },
    { "Juru bicara kementerian itu, Rani, diam.", "Juru bicara kementerian itu", "title-of" },
    { "Ketuanya, Ujang, diam.", "Ketuanya", "title-of" },
    { "Ratusan nelayan dari Teluk Biru datang.", "Ratusan nelayan dari Teluk Biru", "group-of" },
    { "“Ya,” kata dia.", "dia", "pronoun" },
    { "There the police waited.", "the police", NULL },
  };
  const Case none[] = { { "Rumah dia besar.", "dia", NULL } };

  check (cases, G_N_ELEMENTS (cases));
  check_none (none, G_N_ELEMENTS (none));
}

static void
test_quotations (void)
{
  const Case cases[] = {
    { "“Kami datang pagi,” kata Budi.", "“Kami datang pagi,”", "quotation" },
    { "\"Kami datang pagi,\" kata Budi.", "\"Kami datang pagi,\"", "quotation" },
    { "”Kami datang pagi,” kata Budi.", "”Kami datang pagi,”", "quotation" },
    { "Ia mengirim \"pasukan untuk waktu yang terbatas.”", "\"pasukan untuk waktu yang terbatas.”", NULL },
    { "Hujan . ” Kami datang pagi , ” kata Budi .", "” Kami datang pagi , ”", "quotation" },
    { "Hujan . ”\nKami datang .\nLalu pulang , ” kata Budi .", "”\nKami datang .\nLalu pulang , ”",
      "quotation" },
    { "“Satu paragraf panjang.\n“Paragraf kedua,” kata Budi.", "“Satu paragraf panjang.\n“Paragraf kedua,”",
      NULL },
    { "Budi: “Kami tidak pernah ditutup\nLalu hujan.", "“Kami tidak pernah ditutup", "quotation-open" },
    { "“Air naik,” ujar Budi, Selasa, “lalu kami lari.”", "“Air naik,”|“lalu kami lari.”",
      "quotation-interrupted" },
    { "“Air naik,” ujar Budi. “Kami lari.”", "“Air naik,”|“Kami lari.”", "quotation-continued" },
    { "“Water rose,” said Ann. “We ran.”", "“Water rose,”|“We ran.”", "quotation-continued" },
    { "“Ia bilang, ‘Cepat naik sekarang!’ Lalu lari,” kata Budi.", "‘Cepat naik sekarang!’",
      "inner-quotation" },
    { "“Kami semua sudah datang pagi,” kata Budi.", "Kami semua sudah datang pagi", "quotation-inside" },
    { "Dapur umum “Sari Rasa” ditutup.", "“Sari Rasa”", "scare" },
  };
  const Case none[] = {
    { "“Air naik,” ujar Budi. Hujan turun lagi. “Kami lari.”", "“Air naik,”|“Kami lari.”", NULL },
    { "“Air naik.” Sungai meluap jauh. “Kami lari.”", "“Air naik.”|“Kami lari.”", NULL },
  };

  check (cases, G_N_ELEMENTS (cases));
  check_none (none, G_N_ELEMENTS (none));
}

static void
test_clauses (void)
{
  const Case cases[] = {
    { "Budi mengatakan bahwa tanggul itu jebol.", "tanggul itu jebol", "clause-that" },
    { "Budi mengatakan, tanggul itu jebol.", "tanggul itu jebol", "clause-comma" },
    { "Budi memperkirakan hujan masih turun.", "hujan masih turun", "clause-verb" },
    { "Menurut Budi, tanggul itu jebol.", "tanggul itu jebol", "clause-according" },
    { "Namun, menurut Budi, tanggul itu jebol.", "tanggul itu jebol", "clause-according" },
    { "Tanggul itu jebol, kata Budi.", "Tanggul itu jebol", "clause-before" },
    { "Pemerintah kota, kata dia, sudah tahu.", "Pemerintah kota|sudah tahu", "clause-around" },
    { "Endapan lumpur, menurut Budi, menjadi sebab.", "Endapan lumpur|menjadi sebab", "clause-around" },
    { "Ann said that the dam broke.", "the dam broke", "clause-that" },
    { "According to Ann, the dam broke.", "the dam broke", "clause-according" },
    { "The terminal, he said, would run late.", "The terminal|would run late", "clause-around" },
    { "Budi mengatakan bahwa retak itu “sudah lama ada”. Hujan.", "retak itu “sudah lama ada”",
      "clause-that" },
    { "Budi mengatakan bahwa air surut. “Kami pulang,” katanya.", "air surut", "clause-that" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_labels (void)
{
  g_autoptr (TandaiText) text = tandai_text_new ("Di Jakarta Budi berkata, “Kami datang pagi ini.”");
  g_autoptr (GPtrArray) found =
      tandai_candidates_find (text, 0, tandai_text_get_length (text), tandai_word_lists_get_default ());

  for (guint i = 0; i < found->len; i++)
    {
      const TandaiCandidate *candidate = found->pdata[i];
      g_autofree char *words = fixture_words (text, candidate);

      if (strcmp (words, "“Kami datang pagi ini.”") == 0)
        g_assert_cmpstr (candidate->labels[0], ==, "quote");
      if (strcmp (words, "Kami datang pagi ini") == 0)
        g_assert_cmpstr (candidate->labels[0], ==, "claim");
    }
}

/* However long the text, a hop looks at a window, and finds the same as a search of the whole. */
static void
test_windows (void)
{
  g_autoptr (GString) chars = g_string_new (NULL);
  g_autoptr (TandaiText) text = NULL;
  g_autoptr (GPtrArray) all = NULL;
  guint from = 0;

  for (guint i = 0; i < 700; i++)
    g_string_append_printf (chars, "Kemarin Budi Santoso%c datang ke Desa Sari.\n“Kami pulang,” kata dia.\n",
                            'a' + (int) (i % 20));
  text = tandai_text_new (chars->str);
  all = tandai_candidates_find (text, 0, tandai_text_get_length (text), tandai_word_lists_get_default ());
  g_assert_cmpuint (all->len, >, 2100);
  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (TandaiCandidate) next = NULL;
      TandaiCandidate *found = NULL;
      guint searched;

      if (tandai_candidate_get_hull (all->pdata[i]).start < from)
        continue;
      g_assert_true (
          tandai_candidates_next (text, tandai_word_lists_get_default (), from, &found, &searched));
      next = found;
      g_assert_cmpint (tandai_candidate_compare (next, all->pdata[i]), ==, 0);
      from = tandai_candidate_get_hull (next).start + 1;
      if (i > 400)
        break;
    }
}

static void
test_nothing (void)
{
  g_autoptr (TandaiText) empty = tandai_text_new ("");
  g_autoptr (TandaiText) marks = tandai_text_new ("“ ” \" . ( ) ‘’ ”” ““ , — \n\n ”");
  g_autoptr (GPtrArray) none = tandai_candidates_find (empty, 0, 0, tandai_word_lists_get_default ());
  g_autoptr (GPtrArray) few =
      tandai_candidates_find (marks, 0, tandai_text_get_length (marks), tandai_word_lists_get_default ());
  TandaiCandidate *found = NULL;
  guint searched;

  g_assert_cmpuint (none->len, ==, 0);
  for (guint i = 0; i < few->len; i++)
    g_assert_cmpuint (tandai_candidate_get_hull (few->pdata[i]).end, <=, tandai_text_get_length (marks));
  g_assert_false (tandai_candidates_next (empty, tandai_word_lists_get_default (), 0, &found, &searched));
  g_assert_false (tandai_candidates_previous (empty, tandai_word_lists_get_default (), 0, &found, &searched));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/candidates/names", test_names);
  g_test_add_func ("/candidates/nouns", test_nouns);
  g_test_add_func ("/candidates/quotations", test_quotations);
  g_test_add_func ("/candidates/clauses", test_clauses);
  g_test_add_func ("/candidates/labels", test_labels);
  g_test_add_func ("/candidates/windows", test_windows);
  g_test_add_func ("/candidates/nothing", test_nothing);
  return g_test_run ();
}
