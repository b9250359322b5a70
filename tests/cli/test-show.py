# SPDX-License-Identifier: GPL-3.0-or-later
"""show: brackets, colours, and nothing that drives a terminal."""
import re

import harness
from harness import Sandbox

ESCAPE = re.compile(r"\033\[[0-9;]*m")


class Show(Sandbox):
    def make(self):
        article = self.put("a.txt", "Kata Ibu Ani di Bandung.\n")
        self.annotate(article, "actor", "Ibu Ani")
        return article

    def test_brackets(self):
        article = self.make()
        self.assertEqual(self.check(0, "show", article).out, "Kata [actor Ibu Ani] di Bandung.\n")

    def test_nesting(self):
        article = self.make()
        self.annotate(article, "quote", "Kata Ibu Ani di")
        self.assertEqual(self.check(0, "show", article).out, "[quote Kata [actor Ibu Ani] di] Bandung.\n")

    def test_same_place(self):
        article = self.make()
        self.annotate(article, "claim", "Ibu Ani")
        self.assertEqual(self.check(0, "show", article).out, "Kata [actor [claim Ibu Ani]] di Bandung.\n")

    def test_crossing(self):
        article = self.make()
        self.annotate(article, "claim", "Ani di Bandung")
        self.assertEqual(self.check(0, "show", article).out, "Kata [actor Ibu [claim Ani /actor] di Bandung].\n")

    def test_touching(self):
        article = self.put("b.txt", "satudua")
        self.annotate(article, "actor", "satu")
        self.annotate(article, "place", "dua")
        self.assertEqual(self.check(0, "show", article).out, "[actor satu][place dua]\n")

    def test_discontinuous(self):
        article = self.put("b.txt", "satu dua tiga\n")
        self.check(0, "annotate", "--label=claim", "--fragment=0:4", "--fragment=9:13", article)
        self.assertEqual(self.check(0, "show", article).out, "[claim 1/2 satu] dua [claim 2/2 tiga]\n")

    def test_colours(self):
        article = self.make()
        plain = self.check(0, "show", article).out
        for options, colored in [(["--color=always"], True), (["--color=never"], False), (["--color=auto"], False)]:
            out = self.check(0, "show", *options, article).out
            self.assertEqual("\033" in out, colored, options)
            self.assertEqual(ESCAPE.sub("", out), plain)
        full = self.check(0, "show", "--color=always", article, env={"COLORTERM": "truecolor"}.items()).out
        self.assertIn(";38;2;", full)
        few = self.check(0, "show", "--color=always", article, env={"COLORTERM": ""}.items()).out
        self.assertIn(";38;5;", few)
        self.assert_failure(self.run_cli("show", "--color=sometimes", article), "sometimes")

    def test_control_characters(self):
        article = self.put("c.txt", "a\033[31mb\x07c\x7fd\u009be\u202ef\ttab\n")
        out = self.check(0, "show", article).out
        self.assertEqual(out, "a␛[31mb␇c␡d<U+009B>e<U+202E>f\ttab\n")
        sidecar = self.folder / "c.txt.tandai.json"
        self.annotate(article, "actor", "tab")
        sidecar.write_text(sidecar.read_text().replace('"actor"', '"act\\u001b[31mor"'))
        out = self.check(0, "show", article).out
        self.assertNotIn("\033", out)
        self.assertIn("[act␛[31mor tab]", out)

    def test_folder(self):
        out = self.check(0, "show", self.corpus()).out
        self.assertEqual(len(re.findall("^==> corpus/.*\\.txt <==$", out, re.M)), 4)

    def test_annotators(self):
        article = self.put("d.txt", "satu dua\n")
        self.annotate(article, "actor", "satu", "--annotator=siti")
        self.assertEqual(self.check(0, "show", article).out, "[actor satu] dua\n")
        self.annotate(article, "place", "dua", "--annotator=budi")
        self.assert_failure(self.run_cli("show", article), "siti", "budi")
        self.assertEqual(self.check(0, "show", "--annotator=budi", article).out, "satu [place dua]\n")
        self.assertEqual(self.check(0, "show", "d.txt.siti.tandai.json").out, "[actor satu] dua\n")
        self.assert_failure(self.run_cli("show", "--annotator=Siti!", article), "Siti!")

    def test_changed_and_missing(self):
        article = self.make()
        article.write_text("lain\n")
        result = self.check(1, "show", article)
        self.assertEqual(result.out, "Kata [actor Ibu Ani] di Bandung.\n")
        self.assertIn("a.txt", result.err)
        article.unlink()
        result = self.check(1, "show", self.folder / "a.txt.tandai.json")
        self.assertEqual(result.out, "Kata [actor Ibu Ani] di Bandung.\n")


harness.main()
