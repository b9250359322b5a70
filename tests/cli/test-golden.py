# SPDX-License-Identifier: GPL-3.0-or-later
"""Two documents in every format that we write: a golden one, with an emoji before most of its spans and a line's end inside a quote, and a
book. Whatever the format counts in cuts the spans' own words out of its own text, all of them but for those that are told to be lost."""
import hashlib
import json
import os
import pathlib
import random
import re

import harness
import placed
import readers
from harness import Sandbox

SHARED = pathlib.Path(os.environ.get("TANDAI_SHARED", harness.SAMPLE.parent.parent.parent / "shared")) / "data"
BOOK = SHARED / "long" / "2600-0.txt"
NESTED = {"T3", "T4", "T5"}
# What a flat layer loses of the golden document: T3 to T5 lie in T2, and T4 and T5 in T3. A label that is not named among others is lost too.
LOST = {"longest": NESTED, "first": NESTED, "labels:claim,cue,actor,place,quote": {"T2", "T4", "T5"}, "nested": set(),
        "labels:place,actor,cue,quote,claim": {"T2", "T3"}, "labels:claim,cue": {"T1", "T2", "T4", "T5", "T6", "T7"}}
# What has no place in Citron: claims, and what no quote with a cue is linked to.
NO_QUOTE = NESTED | {"T6", "T7"}


class Written(Sandbox):
    def setUp(self):
        super().setUp()
        self.formats = [line.split()[0] for line in self.check(0, "export", "--list").out.splitlines()]
        self.assertEqual(set(self.formats), set(placed.READERS))

    def export(self, name, article, *arguments):
        out, report = self.folder / "-".join(["out", name, *arguments]), self.folder / "report.tsv"
        self.check(0, "export", "--format", name, "--output", out, "--report", report, *arguments, article)
        self.rows = readers.read_report(report.read_text())
        return out

    def told(self, kind, result):
        return {row["id"] for row in self.rows if (row["kind"], row["result"]) == (kind, result)}

    def lost(self, sidecar):
        spans = {span["id"] for span in sidecar["spans"]}
        return {row["id"] for row in self.rows if row["result"] == "dropped" and row["kind"] not in ("attribute", "note")} & spans

    def check_places(self, name, out, sidecar, stem, lost):
        """@lost, and nothing else, is told and is not there; the places in the file are those of the sidecar."""
        self.assertEqual(self.lost(sidecar), lost, name)
        places = readers.sidecar_pieces(sidecar, lost)
        found = list(placed.READERS[name](out, stem, sidecar["text"]))
        if name == "chat":
            text = sidecar["text"]
            places = {(span["label"], placed.GAP.join(text[start:end] for start, end in span.get("fragments", [[span["start"], span["end"]]])))
                      for span in sidecar["spans"]}
            self.assertEqual(set(found), places)
        else:
            self.assertEqual(sorted(found), sorted(places), name)
            self.assertEqual({(label, sidecar["text"][start:end]) for label, start, end in found},
                             {(label, sidecar["text"][start:end]) for label, start, end in places})


class Golden(Written):
    def setUp(self):
        super().setUp()
        if not (SHARED / "golden").is_dir():
            self.skipTest("the golden document is not here")
        for name in "doc.txt", "doc.ann":
            self.put("in/" + name, (SHARED / "golden" / name).read_bytes())
        self.check(0, "import", "--format=brat", "--output", self.folder / "corpus", self.folder / "in")
        self.document = self.sidecar(self.folder / "corpus" / "doc.txt")
        self.assertEqual(self.document["text"].encode(), (SHARED / "golden" / "doc.txt").read_bytes())
        self.assertEqual((len(self.document["spans"]), len(self.document["relations"])), (8, 3))

    def test_every_format(self):
        for name in self.formats:
            out = self.export(name, self.folder / "corpus")
            lost = {"conll": NESTED, "hf": NESTED, "citron": NO_QUOTE}.get(name, set())
            self.check_places(name, out, self.document, "doc", lost)

    def test_every_way_with_overlaps(self):
        for name in "conll", "hf", "spacy":
            for overlap, lost in LOST.items():
                with self.subTest(name, overlap=overlap):
                    out = self.export(name, self.folder / "corpus", "--overlap=" + overlap)
                    if name != "spacy":
                        self.check_places(name, out, self.document, "doc", lost)
                        continue
                    # All of them are among its spans, and all but those that are told are its entities.
                    self.check_places(name, out, self.document, "doc", set())
                    apart = LOST["longest"] if overlap == "nested" else lost
                    self.assertEqual(self.told("overlap", "changed"), apart)
                    self.assertEqual(placed.entities(out), readers.sidecar_pieces(self.document, apart))


class Book(Written):
    """War and Peace: a byte order mark, CRLF, and 3 MB of a text of which offsets must not lose count."""

    def setUp(self):
        super().setUp()
        if not BOOK.is_file():
            self.skipTest("the book is not here")
        content = BOOK.read_bytes()
        self.assertTrue(content.startswith(b"\xef\xbb\xbf\r\n") and content.count(b"\n") == content.count(b"\r\n") > 60000)
        # Where UTF-16 would count as we do, nothing would tell the one from the other.
        content = content[:3] + "😡 ".encode() + content[3:]
        self.document = self.annotated(content, content.decode("utf-8-sig").replace("\r\n", "\n"))
        self.put("war.txt", content)
        self.put("war.txt.tandai.json", json.dumps(self.document))
        self.assertIn("1 sidecar checked, 0 errors", self.check(0, "validate", "war.txt").err)

    def annotated(self, content, text):
        """Some dozens of spans from the first word to the last: single, over lines, in pieces, and quotes with who said them."""
        rng = random.Random(7)
        words = [match.span() for match in re.finditer(r"\w+", text)]
        spans, relations = [], []

        def add(label, *pieces):
            span = {"id": "s%03d" % len(spans), "label": label, "start": pieces[0][0], "end": pieces[-1][1],
                    "text": " ".join(text[start:end] for start, end in pieces)}
            spans.append(dict(span, fragments=[list(piece) for piece in pieces]) if len(pieces) > 1 else span)
            return span["id"]

        def run(first, n):
            return words[first][0], words[first + n - 1][1]

        for number in range(30):
            at = number * (len(words) - 60) // 30
            add(rng.choice(("place", "claim")), run(at, rng.choice((1, 2, 8))))
            actor, cue, quote = add("actor", run(at + 20, 2)), add("cue", run(at + 22, 1)), add("quote", run(at + 23, 9))
            relations += [(quote, "source", actor), (quote, "cue", cue)]
        add("claim", run(len(words) // 2 + 40, 1), run(len(words) // 2 + 44, 2))
        add("place", run(len(words) - 1, 1))
        spans.sort(key=lambda span: (span["start"], -span["end"]))
        self.assertTrue(sum("\n" in span["text"] for span in spans) > 5)
        return {"format": "tandai/1", "annotator": "", "status": "done", "text": text, "spans": spans,
                "article": {"file": "war.txt", "sha256": hashlib.sha256(content).hexdigest(), "encoding": "UTF-8", "newline": "crlf"},
                "relations": [{"id": "r%d" % number, "type": kind, "from": source, "to": target}
                              for number, (source, kind, target) in enumerate(relations)]}

    def test_every_format(self):
        no_quote = {span["id"] for span in self.document["spans"] if span["label"] in ("place", "claim")}
        for name in self.formats:
            out = self.export(name, "war.txt")
            self.check_places(name, out, self.document, "war", no_quote if name == "citron" else set())


harness.main()
