# SPDX-License-Identifier: GPL-3.0-or-later
"""The report of what a format can't carry is exact: documents are generated with so many of each thing, and that many are told."""
import collections
import hashlib
import json
import pathlib
import random

import harness
import readers
from harness import Sandbox

ARTICLES = 12
# What each generated article has so many of: from none to some.
KINDS = ("plain", "nested", "discontinuous", "cut", "relation", "attribute", "note", "orphan", "conflict")


class Generated:
    """An article of words that no other has, with spans of known kinds, none over another but where it is nested."""

    def __init__(self, rng, name):
        self.counts = {kind: rng.randrange(5) for kind in KINDS}
        words, at, self.spans, self.relations = [], 0, [], []

        def take(n):
            nonlocal at
            first = at
            for _ in range(n):
                words.append("kata%05d" % rng.randrange(100000))
                at += len(words[-1]) + 1
            return first, at - 1

        for _ in range(self.counts["plain"]):
            take(1)
            self.add(take(rng.randrange(1, 4)))
        for _ in range(self.counts["nested"]):
            take(1)
            start, end = take(4)
            self.add((start, end))
            self.add((start + len("kata00000 "), end - len(" kata00000")))
        for _ in range(self.counts["discontinuous"]):
            take(1)
            self.add(take(1), (take(1), take(2))[1])
        for _ in range(self.counts["cut"]):
            take(1)
            start, end = take(1)
            self.add((start + 2, end))
        take(2)
        self.text = " ".join(words) + "\n"
        some = min(len(self.spans), self.counts["attribute"])
        self.counts["attribute"] = some
        for span in rng.sample(self.spans, some):
            span["attributes"] = {"kind": "person"}
        some = min(len(self.spans), self.counts["note"])
        self.counts["note"] = some
        for span in rng.sample(self.spans, some):
            span["note"] = "cek"
        if len(self.spans) < 2:
            self.counts["relation"] = 0
        # An article's state: of each four one is new, which is no loss.
        self.status = rng.choice(("new", "in-progress", "done", "done"))
        self.counts["status"] = self.status != "new"
        self.counts["conflict"] = min(self.counts["conflict"], len(self.spans))
        pairs = set()
        while len(pairs) < min(self.counts["relation"], len(self.spans) - 1):
            pairs.add(tuple(rng.sample([span["id"] for span in self.spans], 2)))
        self.counts["relation"] = len(pairs)
        self.relations = [{"id": "r%d" % number, "type": "same", "from": one, "to": other}
                          for number, (one, other) in enumerate(sorted(pairs))]
        self.name = name

    def add(self, *pieces):
        span = {"id": "s%03d" % len(self.spans), "label": "actor", "start": pieces[0][0], "end": pieces[-1][1]}
        if len(pieces) > 1:
            span["fragments"] = [list(piece) for piece in pieces]
        self.spans.append(span)

    def sidecar(self):
        for span in self.spans:
            span["text"] = " ".join(self.text[start:end] for start, end in span.get("fragments", [(span["start"], span["end"])]))
        self.spans.sort(key=lambda span: (span["start"], -span["end"], span["id"]))
        return json.dumps({
            "format": "tandai/1", "annotator": "", "status": self.status, "text": self.text, "spans": self.spans, "relations": self.relations,
            "orphans": [{"id": "o%d" % number, "label": "actor", "start": 0, "end": 4, "text": "lain", "before": "", "after": " lagi"}
                        for number in range(self.counts["orphan"])],
            "conflicts": [{"id": span["id"], "ours": None, "theirs": span} for span in self.spans[:self.counts["conflict"]]],
            "article": {"file": self.name, "sha256": hashlib.sha256(self.text.encode()).hexdigest(), "encoding": "UTF-8", "newline": "lf"}})


class Losses(Sandbox):
    def generated(self, seed):
        rng = random.Random(seed)
        articles = [Generated(rng, "%02d.txt" % number) for number in range(ARTICLES)]
        for article in articles:
            self.put("news/" + article.name, article.text)
            self.put("news/" + article.name + ".tandai.json", article.sidecar())
        return articles

    def told(self, form, *arguments):
        """How many of each kind and result are told of each article."""
        report = self.folder / (form + ".tsv")
        self.check(0, "export", "--format", form, "--output", self.folder / form, "--report", report, "--include-unannotated", *arguments,
                   self.folder / "news")
        counts = collections.defaultdict(collections.Counter)
        for row in readers.read_report(report.read_text()):
            counts[row["file"]][row["kind"], row["result"]] += 1
        return counts

    def check_counts(self, form, expected, *arguments):
        """@expected: a kind and result for each of what was generated, and how many times it is told, if not once."""
        expected = dict({"orphan": ("orphan", "dropped")}, **expected)
        if form != "jsonl":
            expected["conflict"] = ("conflict", "dropped")
        if form not in self.WITH_STATUS:
            expected["status"] = ("status", "dropped")
        for seed in range(5):
            articles = self.generated(seed)
            told = self.told(form, *arguments)
            for article in articles:
                exact = collections.Counter()
                for kind, told_as in expected.items():
                    if article.counts[kind]:
                        exact[told_as[:2]] += article.counts[kind] * (told_as[2] if len(told_as) > 2 else 1)
                self.assertEqual(dict(told[article.name]), dict(exact), (form, seed, article.name, article.counts))

    WITH_STATUS = ("jsonl", "standoff", "csv", "doccano", "label-studio", "web-annotation", "uima-json", "uima-xmi")
    FLAT = {"nested": ("overlap", "dropped"), "discontinuous": ("discontinuous", "changed"), "cut": ("cut-token", "changed"),
            "relation": ("relation", "dropped"), "attribute": ("attribute", "dropped"), "note": ("note", "dropped")}

    def test_columns(self):
        self.check_counts("conll", self.FLAT)

    def test_columns_in_layers(self):
        self.check_counts("conll", {kind: told for kind, told in self.FLAT.items() if kind != "nested"}, "--overlap", "nested")

    def test_hugging_face(self):
        self.check_counts("hf", self.FLAT)

    def test_what_carries_all(self):
        self.check_counts("jsonl", {})
        self.check_counts("standoff", {})
        self.check_counts("uima-xmi", {})
        self.check_counts("uima-json", {})
        self.check_counts("brat", {})

    def test_doccano(self):
        self.check_counts("doccano", {"discontinuous": ("discontinuous", "changed"), "attribute": ("attribute", "dropped"),
                                      "note": ("note", "dropped")})

    def test_gliner(self):
        self.check_counts("gliner", {"discontinuous": ("discontinuous", "changed"), "cut": ("cut-token", "changed"),
                                     "attribute": ("attribute", "dropped"), "note": ("note", "dropped")})

    def test_spacy(self):
        self.check_counts("spacy", dict(self.FLAT, nested=("overlap", "changed")))

    def test_tables(self):
        """A row has room for a span's source, and for no other relation."""
        self.check_counts("csv", {"relation": ("relation", "dropped")})

    def test_citron(self):
        """It has no place for spans that no quotation names, nor for what ends in them."""
        place = {kind: ("no-place", "dropped") for kind in ("plain", "discontinuous", "cut")}
        self.check_counts("citron", dict(place, nested=("no-place", "dropped", 2), relation=("relation", "dropped"), attribute=("attribute", "dropped"),
                                         note=("note", "dropped")))

    def test_chat(self):
        self.check_counts("chat", {"discontinuous": ("discontinuous", "changed"), "relation": ("relation", "dropped"), "attribute": ("attribute", "dropped"),
                                   "note": ("note", "dropped")})

    def test_every_format_is_here(self):
        listed = [line.split()[0] for line in self.check(0, "export", "--list").out.splitlines()]
        source = pathlib.Path(__file__).read_text()
        self.assertEqual([form for form in listed if source.count('"%s"' % form) == 0], [])
        self.assertEqual(len(listed), 16)

    def test_what_can_not_be_carried_is_listed(self):
        """What a format's line says is what its report tells."""
        lines = {line.split()[0]: line.rsplit("; can’t carry: ", 1) for line in self.check(0, "export", "--list").out.splitlines()}
        for form, (carried, lost) in lines.items():
            self.assertEqual("status" in lost.split(", "), form not in self.WITH_STATUS, form)
            self.assertNotIn("discontinuous", lost)
            self.assertEqual("discontinuous spans in pieces" in carried, form in ("conll", "hf", "gliner", "spacy", "chat"), form)
            self.assertEqual("spans’ origins" in lost, form not in ("jsonl", "standoff"), form)

    def test_how_the_file_was_is_told(self):
        """Line ends are the article's: an export that writes its own file of the text with others says so."""
        article = self.put("lines/a.txt", b"Satu dua.\r\nTiga.\r\n")
        self.annotate(article, "actor", "dua")
        for line in self.check(0, "export", "--list").out.splitlines():
            form = line.split()[0]
            report = self.folder / (form + "-lines.tsv")
            self.check(0, "export", "--format", form, "--output", self.folder / ("lines-" + form), "--report", report, self.folder / "lines")
            told = [row["detail"] for row in readers.read_report(report.read_text()) if row["kind"] == "metadata"]
            # Where the article's own file is not among what is written.
            self.assertEqual(["newline" in detail for detail in told], [True] * (form not in ("jsonl", "brat", "standoff")), (form, told))

    def test_projects(self):
        self.check_counts("web-annotation", {})
        for form in ("webanno-tsv", "label-studio"):
            self.check_counts(form, {"discontinuous": ("discontinuous", "changed")})


harness.main()
