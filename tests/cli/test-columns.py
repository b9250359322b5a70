# SPDX-License-Identifier: GPL-3.0-or-later
"""Columns in and out: tokens, tags and empty lines are the same, in whatever scheme they came."""
import json
import os
import pathlib

import harness
from harness import INDONESIAN, Sandbox

SHARED = pathlib.Path(os.environ.get("TANDAI_SHARED", harness.SAMPLE.parent.parent.parent / "shared")) / "data"


def columns(*sentences, separator="\t"):
    """“Siti/B-PER pergi/O” → a line for each token."""
    return "".join("".join(word.replace("/", separator) + "\n" for word in sentence.split()) + "\n" for sentence in sentences)


class Columns(Sandbox):
    def take(self, content, *arguments, name="a.conll", **options):
        source = self.put("in/" + name, content)
        return self.run_cli("import", "--format", "conll", "--output", self.folder / "out", source, *arguments, **options)

    def spans(self, name="a"):
        sidecar = json.loads((self.folder / "out" / (name + ".txt.tandai.json")).read_text())
        return [(span["label"], span["text"]) for span in sidecar["spans"]]

    def back(self, scheme="BIO", folder="out"):
        self.check(0, "export", "--format", "conll", "--tokens", "whitespace", "--scheme", scheme, "--include-unannotated",
                   "--output", self.folder / ("back-" + folder), self.folder / folder)
        return {path.name: path.read_text() for path in (self.folder / ("back-" + folder)).rglob("*.conll")}

    def test_a_token_a_line_is_text_with_a_sentence_a_line(self):
        content = columns("Siti/B-PER Aminah/I-PER pergi/O", "Ke/O Demak/B-LOC ./O")
        self.assertEqual(self.take(content).returncode, 0)
        self.assertEqual((self.folder / "out" / "a.txt").read_text(), "Siti Aminah pergi\nKe Demak .\n")
        self.assertEqual(self.spans(), [("PER", "Siti Aminah"), ("LOC", "Demak")])
        self.assertEqual(self.back(), {"a.conll": content})
        self.check(0, "validate", self.folder / "out")

    def test_schemes(self):
        for scheme, content, spans in (
                ("BIOES", "a/B-X b/I-X c/E-X d/S-X e/S-Y", ["a b c", "d", "e"]),
                ("BILOU", "a/B-X b/I-X c/L-X d/U-X e/U-Y", ["a b c", "d", "e"]),
                ("BIO", "a/B-X b/B-X c/I-X d/I-Y e/O f/I-X", ["a", "b c", "d", "f"]),
                ("IOB1", "a/I-X b/I-X c/B-X d/O e/I-Y", ["a b", "c", "e"]),
                ("IO", "a/X b/X c/Y d/O e/X", ["a b", "c", "e"])):
            name = scheme.lower()
            self.assertEqual(self.take(columns(content), name=name + ".conll").returncode, 0, scheme)
            self.assertEqual([text for _, text in self.spans(name)], spans, scheme)

    def test_a_span_runs_over_the_end_of_a_sentence_where_an_i_says_so(self):
        self.take(columns("a/B-X b/I-X", "c/I-X d/O"), name="bio.conll")
        self.assertEqual(self.spans("bio"), [("X", "a b\nc")])
        self.take(columns("a/I-X b/I-X", "c/I-X d/O"), name="iob1.conll")
        self.assertEqual(self.spans("iob1"), [("X", "a b"), ("X", "c")])
        self.take(columns("a/X", "b/X"), name="io.conll")
        self.assertEqual(self.spans("io"), [("X", "a"), ("X", "b")])

    def test_layers_are_one_article(self):
        """What --overlap nested writes comes back whole; a layer of other tokens is told and left alone."""
        corpus = self.corpus()
        self.check(0, "export", "--format", "conll", "--overlap", "nested", "--output", self.folder / "layers", corpus)
        layers = sorted(path.name for path in (self.folder / "layers").glob("banjir-demak*.conll"))
        self.assertGreater(len(layers), 1)
        self.check(0, "import", "--format", "conll", "--output", self.folder / "back", self.folder / "layers")
        articles = sorted(path.name for path in (self.folder / "back").glob("*.txt"))
        self.assertEqual(articles, ["banjir-demak.txt", "harbour-strike.txt", "harga-beras.txt", "tambang-nikel.txt"])
        for name in articles:
            before, after = self.sidecar(corpus / name), self.sidecar(self.folder / "back" / name)
            pieces = sum(len(span.get("fragments", [0])) for span in before["spans"])
            self.assertGreaterEqual(len(after["spans"]), pieces, name)
        self.check(0, "import", "--format", "conll", "--output", self.folder / "no.suffix", self.put("a.b/name", "Lain\tB-actor\n"))
        self.put("layers/banjir-demak.2.conll", "Lain\tB-actor\n")
        result = self.run_cli("import", "--format", "conll", "--output", self.folder / "other", self.folder / "layers")
        self.assertEqual(result.returncode, 1)
        self.assertIn("banjir-demak.2.conll: its tokens are not those of “banjir-demak.conll”", result.err)
        self.assertEqual(len(list((self.folder / "other").glob("*.txt"))), 4)

    def test_articles_begin_where_the_file_says_so(self):
        one, two = columns("Siti/_/_/B-PER", separator=" "), columns("Demak/_/_/B-LOC", separator=" ")
        start = "-DOCSTART- -X- O O\n\n"
        self.take(start + one + start + two, name="both.txt")
        self.assertEqual([self.spans("both-00001"), self.spans("both-00002")], [[("PER", "Siti")], [("LOC", "Demak")]])
        result = self.take(start + one, name="one.txt")
        self.assertEqual(self.spans("one"), [("PER", "Siti")])
        self.assertIn("metadata of 1 article left out", result.err)

    def test_the_tag_may_stand_in_any_column(self):
        content = columns("Siti/B-PER/NOUN pergi/O/VERB", separator=" ")
        self.take(content, "--label-column", "2", name="two.conll")
        self.assertEqual(self.spans("two"), [("PER", "Siti")])
        result = self.take(content, "--label-column", "4", name="four.conll", language=INDONESIAN)
        self.assertEqual(result.returncode, 1)
        self.assertIn("baris 1: ", result.err)

    def test_tokens_with_spaces_stay_whole_between_tabs(self):
        result = self.take("# sentence 1\nsalah satu\tB-X\nbuku\tO\n")
        self.assertEqual(self.spans(), [("X", "salah satu")])
        self.assertIn("1 article has tokens with spaces in them", result.err)

    def test_windows_line_ends_and_a_byte_order_mark(self):
        self.take("\ufeff" + columns("Siti/B-PER pergi/O").replace("\n", "\r\n"))
        self.assertEqual((self.folder / "out" / "a.txt").read_bytes(), b"Siti pergi\n")

    def test_a_file_in_utf_16_is_told_once(self):
        for name, encoding in (("little.conll", "utf-16-le"), ("big.conll", "utf-16-be")):
            result = self.take(("\ufeff" + "Siti\tB-PER\n" * 50).encode(encoding), name=name)
            self.assertEqual(result.returncode, 1)
            self.assertIn(name + ": line 1: the file is in UTF-16", result.err)
            self.assertEqual(len(result.err.splitlines()), 2, result.err)

    def test_every_faulty_line_is_told_and_the_rest_is_there(self):
        content = b"Siti\tB-PER\nsaja\nke\tO\tO\nb\xff\tO\n\tO\nDemak\tB-LOC\n"
        result = self.take(content)
        self.assertEqual(result.returncode, 1)
        for line in 2, 3, 4, 5:
            self.assertIn("a.conll: line %d: " % line, result.err)
        self.assertEqual(self.spans(), [("PER", "Siti"), ("LOC", "Demak")])
        self.assertEqual((self.folder / "out" / "a.txt").read_text(), "Siti saja ke Demak\n")
        self.assertEqual(self.take(os.urandom(4096).replace(b"\n", b"\xff"), name="b.conll").returncode, 1)
        self.assertFalse((self.folder / "out" / "b.txt").exists())
        with open(self.folder / "in" / "a.conll", "ab") as file:
            file.write(b"x" * (65 << 20) + b"\tO\nLagi\tB-PER\n")
        result = self.run_cli("import", "--format", "conll", "--output", self.folder / "long", self.folder / "in" / "a.conll")
        self.assertIn("line 7: it is longer than 64 MiB", result.err)
        self.assertTrue((self.folder / "long" / "a.txt").read_text().endswith(" Demak Lagi\n"))

    def test_corpora_come_back_byte_by_byte(self):
        for name, scheme in (("idner-news-2k/train.txt", "BIO"), ("idner-news-2k/dev.txt", "BIO"), ("nergrit/train_preprocess.txt", "BIO"),
                             ("nergrit/valid_preprocess.txt", "BIO"), ("pfsa-id/dev-20.txt", "BILOU")):
            path = SHARED / name
            if not path.is_file():
                self.skipTest("the corpora are not here")
            lines = path.read_bytes().decode().replace("\r\n", "\n").split("\n")
            if name.startswith("idner"):
                lines = ["\t".join(line.split(" ")[::2]) for line in lines]
            out = name.replace("/", "-")
            self.check(0, "import", "--format", "conll", "--output", self.folder / out, path)
            self.check(0, "validate", self.folder / out)
            back = list(self.back(scheme, folder=out).values())
            self.assertEqual(len(back), 1)
            self.assertEqual(back[0].rstrip("\n").split("\n"), "\n".join(lines).rstrip("\n").split("\n"), name)


harness.main()
