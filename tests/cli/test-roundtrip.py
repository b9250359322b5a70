# SPDX-License-Identifier: GPL-3.0-or-later
"""Out and in again: random documents come back from brat and UIMA with the same spans, fragments, relations, attributes and notes."""
import collections
import hashlib
import json
import random

import harness
import readers
from harness import Sandbox

ARTICLES = 25
# What brat's reader, which is Python's, takes for a line end; what else is hard to hold in a line; and what XML can't hold.
LINE_ENDS = ["\n", "\n", "\n", "\n\n", " \n\t ", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"]
HARD = ["=", "==", "\\", "\\n", "\\\\", "\\u2028", "\\=", "\t", " ", "  ", "\n", "\r", "\r\n", "\u2028", "\x85", "\x0c", "\x1e", "\x01", "\x7f",
        "#1", ";", ",", "|", ":", "<a>", "&amp;", "\"", "'", "é", "e\u0301", "😡", "العربية", "\ufeff", "\u00a0", "kata", "orang", "1", "true", "{}", "null"]
NAMES = ["actor", "quote", "place", "is:a", "is_a", "a.b-c", "kata(lain)", "\"x\"", "<y>", "-z", "tempat\u0301", "😡", "sumber!", "[k]", "x" * 64]
XML_LACKS = dict.fromkeys(map(ord, "\x0b\x0c\x1c\x1e\x01"))


class Generated:
    """An article with all that a sidecar may say of spans and relations."""

    def __init__(self, rng, name, lacks):
        self.rng, self.name, self.lacks = rng, name, lacks
        self.text = self.clean("".join(rng.choice(["kata", "Siti", "😡", "e\u0301", "“", "”,", ".", "\t", " ", " ", " "] + LINE_ENDS)
                                       for _ in range(rng.randrange(5, 80))) + "akhir.\n").lstrip("\ufeff")
        self.spans = {}
        for _ in range(rng.randrange(12)):
            self.add_span()
        ids = [span["id"] for span in self.spans.values()]
        self.relations = [dict(self.details(), id="r%03d" % number, type=rng.choice(NAMES), **dict(zip(("from", "to"), rng.sample(ids, 2))))
                          for number in range(rng.randrange(15))] if len(ids) > 1 else []

    def clean(self, text):
        return text.translate(self.lacks)

    def hard(self):
        return self.clean("".join(self.rng.choice(HARD) for _ in range(self.rng.randrange(6))))

    def details(self):
        item = {}
        attributes = {self.clean(self.rng.choice([self.hard(), self.rng.choice(NAMES)])): self.rng.choice([self.hard(), "direct", "two words"])
                      for _ in range(self.rng.randrange(4))}
        note = self.hard()
        if attributes:
            item["attributes"] = attributes
        if note:
            item["note"] = note
        return item

    def add_span(self):
        edges = sorted(self.rng.sample(range(len(self.text) + 1), 2 * self.rng.choice([1, 1, 1, 2, 3])))
        fragments = [edges[i:i + 2] for i in range(0, len(edges), 2)]
        words = [self.text[start:end] for start, end in fragments]
        label = self.rng.choice(NAMES)
        key = (label, str(fragments))
        # brat has nothing for blanks alone; that this is told is tested elsewhere.
        if any(fragments[i][1] == fragments[i + 1][0] for i in range(len(fragments) - 1)) or not "".join(words).strip() or key in self.spans:
            return
        span = {"id": "s%03d" % len(self.spans), "start": edges[0], "end": edges[-1], "label": label, "text": " ".join(words), **self.details()}
        if len(fragments) > 1:
            span["fragments"] = fragments
        self.spans[key] = span

    def record(self):
        spans = sorted(self.spans.values(), key=lambda span: (span["start"], -span["end"], span["label"].encode(), span["id"]))
        return {"format": "tandai/1", "annotator": "", "status": "in-progress", "text": self.text, "spans": spans, "relations": self.relations,
                "article": {"file": self.name, "sha256": hashlib.sha256(self.text.encode()).hexdigest(), "encoding": "UTF-8", "newline": "lf"}}


def without_ids(record):
    """What is said, whatever the ids are: brat has its own."""
    def said(item, *names):
        return json.dumps([item[name] for name in names] + [item.get("fragments"), item.get("attributes"), item.get("note")], sort_keys=True)

    spans = {span["id"]: said(span, "start", "end", "label", "text") for span in record["spans"]}
    relations = collections.Counter((said(relation, "type"), spans[relation["from"]], spans[relation["to"]]) for relation in record["relations"])
    return collections.Counter(spans.values()), relations


def with_ids(record):
    return [[{name: value for name, value in item.items() if name not in ("origin", "created")} for item in record[kind]] for kind in ("spans", "relations")]


class Roundtrip(Sandbox):
    def generate(self, seed, lacks):
        rng = random.Random(seed)
        articles = [Generated(rng, "%02d.txt" % number, lacks) for number in range(ARTICLES)]
        for article in articles:
            self.put("news/" + article.name, article.text)
            self.put("news/" + article.name + ".tandai.json", json.dumps(article.record()))
        return articles

    def carry(self, form, source, name):
        """What is told on the way out, and the folder that it comes back in."""
        out, back, report = self.folder / (name + "-out"), self.folder / (name + "-in"), self.folder / (name + ".tsv")
        self.check(0, "export", "--format", form, "--include-unannotated", "--output", out, "--report", report, source)
        self.check(0, "import", "--format", form, "--output", back, out)
        self.check(0, "validate", back)
        return readers.read_report(report.read_text()), back

    def read(self, folder, article):
        path = folder / (article.name + ".tandai.json")
        self.assertEqual((folder / article.name).read_bytes(), article.text.encode(), article.name)
        return json.loads(path.read_text()) if path.exists() else dict(article.record(), spans=[], relations=[])

    def check_all(self, form, lacks, what):
        for seed in range(3):
            articles = self.generate(seed, lacks)
            told, back = self.carry(form, self.folder / "news", "%s-%d" % (form, seed))
            self.assertLessEqual({row["kind"] for row in told}, {"split-line", "name", "status", "metadata"}, (form, seed))
            again = self.carry(form, back, "%s-%d-again" % (form, seed))[1]
            for article in articles:
                self.assertEqual(what(self.read(back, article)), what(article.record()), (form, seed, article.name))
                self.assertEqual(what(self.read(again, article)), what(article.record()), (form, seed, article.name))

    def test_brat(self):
        self.check_all("brat", {}, without_ids)

    def test_uima_json(self):
        self.check_all("uima-json", {}, with_ids)

    def test_uima_xmi(self):
        self.check_all("uima-xmi", XML_LACKS, with_ids)


harness.main()
