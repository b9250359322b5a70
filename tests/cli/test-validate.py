# SPDX-License-Identifier: GPL-3.0-or-later
"""validate: every way in which a sidecar can be wrong, with its place and reason."""
import json
import unittest

import harness
from harness import INDONESIAN, Sandbox

TEXT = "satu dua tiga empat\n"


class Validate(Sandbox):
    def setUp(self):
        super().setUp()
        self.article = self.put("a.txt", TEXT)
        actor = self.annotate(self.article, "actor", "satu")
        self.annotate(self.article, "quote", "dua tiga", "--source=%s" % actor)
        self.path = self.folder / "a.txt.tandai.json"
        self.good = json.loads(self.path.read_text())

    def findings(self, status, content=None, **options):
        if content is not None:
            self.path.write_bytes(content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode())
        before = self.path.read_bytes()
        result = self.check(status, "validate", "--json", self.article, **options)
        self.assertEqual(self.path.read_bytes(), before)
        found = json.loads(result.out)
        lines = self.check(status, "validate", self.article, **options).out.splitlines()
        self.assertEqual(len(lines), len(found))
        for finding, line in zip(found, lines):
            self.assertEqual(set(finding), {"file", "path", "reason", "severity"})
            self.assertEqual(finding["file"], "a.txt.tandai.json")
            self.assertTrue(line.startswith("a.txt.tandai.json: " + (finding["path"] + ": " if finding["path"] else "")), line)
            self.assertNotIn("\033", line)
            self.assertNotEqual(finding["reason"], "")
        return found

    def change(self, **members):
        return dict(self.good, **members)

    def with_span(self, **members):
        spans = [dict(self.good["spans"][0], **members)] + self.good["spans"][1:]
        return self.change(spans=spans)

    def without(self, *names):
        content = json.loads(json.dumps(self.good))
        inner = content
        for name in names[:-1]:
            inner = inner[name]
        del inner[names[-1]]
        return content

    def test_good(self):
        self.assertEqual(self.findings(0), [])
        self.assertEqual(json.loads(self.check(0, "validate", "--json", self.corpus()).out), [])

    def rejected(self):
        """What the contract says that a reader rejects: a name, the content, a part of the place."""
        good = json.dumps(self.good, ensure_ascii=False).encode()
        span = self.good["spans"][0]
        deep = b"[" * 100000
        yield "empty", b"", ""
        yield "white space", b" \n", ""
        yield "cut off", good[:-20], ""
        yield "an array", b"[]", ""
        yield "a number", b"1", ""
        yield "two objects", good + good, ""
        yield "something after", good + b"x", ""
        yield "comment", b"/* */" + good, ""
        yield "byte order mark", b"\xef\xbb\xbf" + good, ""
        yield "single quotes", good.replace(b'"annotator"', b"'annotator'"), ""
        yield "leading zero", good.replace(b'"start": 0', b'"start": 00', 1), ""
        yield "plus", good.replace(b'"start": 0', b'"start": +0', 1), ""
        yield "fraction", good.replace(b'"start": 0', b'"start": 0.5', 1), "spans[0].start"
        yield "trailing comma", good.replace(b"}]", b"},]", 1), ""
        yield "duplicate key", good.replace(b'"status"', b'"annotator": "", "status"', 1), "annotator"
        yield "duplicate inner key", good.replace(b'"start": 0', b'"start": 0, "start": 0', 1), "spans[0]"
        yield "not UTF-8", good.replace(b"satu dua", b"satu \xff\xfe", 1), ""
        yield "lone surrogate", good.replace(b"satu dua", b"satu \\ud800", 1), ""
        yield "NUL", good.replace(b"satu dua", b"satu \\u0000", 1), ""
        yield "raw control character", good.replace(b"satu dua", b"satu\x01dua", 1), ""
        yield "too deep", deep, ""
        yield "deep in an unknown member", good[:-1] + b', "x": ' + b"[" * 65 + b"]" * 65 + b"}", ""
        yield "no format", self.without("format"), "format"
        yield "another format", self.change(format="tandai/2"), "format"
        yield "format of another kind", self.change(format=1), "format"
        for name in ["article", "annotator", "status", "text", "spans", "relations"]:
            yield "no " + name, self.without(name), name
            yield name + " null", self.change(**{name: None}), name
        for name in ["file", "sha256", "encoding", "newline"]:
            yield "no article." + name, self.without("article", name), "article"
        yield "status", self.change(status="finished"), "status"
        yield "newline", self.change(article=dict(self.good["article"], newline="x")), "article.newline"
        for name in ["id", "start", "end", "label", "text"]:
            yield "span without " + name, self.without("spans", 0, name), "spans[0]"
        yield "span is no object", self.change(spans=[1]), "spans[0]"
        yield "end beyond the text", self.with_span(end=len(TEXT) + 1), "spans[0].end"
        yield "end before start", self.with_span(start=4, end=2), "spans[0]"
        yield "empty span", self.with_span(start=2, end=2), "spans[0]"
        yield "negative", self.with_span(start=-1), "spans[0].start"
        yield "huge", self.with_span(end=10 ** 30), "spans[0].end"
        yield "text for an offset", self.with_span(start="0"), "spans[0].start"
        yield "duplicate id", self.change(spans=[span, dict(self.good["spans"][1], id=span["id"])]), "spans[1].id"
        yield "id", self.with_span(id="no good"), "spans[0].id"
        yield "fragments out of order", self.with_span(fragments=[[2, 4], [0, 1]]), "spans[0].fragments"
        yield "fragments that touch", self.with_span(fragments=[[0, 2], [2, 4]]), "spans[0].fragments"
        yield "fragments beyond the hull", self.with_span(fragments=[[0, 1], [2, 9]]), "spans[0]"
        yield "one number in a fragment", self.with_span(fragments=[[0], [2, 4]]), "spans[0].fragments"
        yield "attribute is no text", self.with_span(attributes={"kind": 1}), "spans[0].attributes"
        yield "relation to nothing", self.change(relations=[dict(self.good["relations"][0], to="snothing")]), "relations[0]"
        yield "duplicate relation id", self.change(relations=self.good["relations"] * 2), "relations[1].id"

    def test_rejected(self):
        for name, content, place in self.rejected():
            with self.subTest(name):
                found = self.findings(1, content)
                self.assertEqual([finding["severity"] for finding in found], ["error"])
                self.assertIn(place, found[0]["path"] + " " + found[0]["reason"])

    def test_rejected_everywhere(self):
        """No command takes such a sidecar for anything, and none writes over it."""
        for name, content, _ in self.rejected():
            with self.subTest(name):
                self.path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
                before = self.path.read_bytes()
                self.assert_failure(self.run_cli("annotate", "--label=actor", "--quote=empat", self.article), "a.txt.tandai.json")
                result = self.check(1, "export", "--format=jsonl", self.article)
                self.assertEqual(result.out, "")
                self.assertIn("a.txt.tandai.json", result.err)
                self.assertIn("a.txt.tandai.json", self.check(1, "stats", self.article).err)
                shown = self.check(1, "show", self.article)
                self.assertEqual(shown.out, TEXT)
                self.assertEqual(self.path.read_bytes(), before)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["a.txt", "a.txt.tandai.json"])

    @unittest.skipUnless(harness.has_indonesian(), "there is no Indonesian catalogue")
    def test_rejected_in_indonesian(self):
        for name, content, _ in self.rejected():
            with self.subTest(name):
                english = self.findings(1, content)
                indonesian = self.findings(1, content, language=INDONESIAN)
                self.assertNotEqual(english[0]["reason"], indonesian[0]["reason"])

    def test_kept_but_said(self):
        found = self.findings(1, self.with_span(text="lain"))
        self.assertEqual([(f["path"], f["severity"]) for f in found], [("spans[0].text", "error")])

    def test_one_span_twice(self):
        """The same label and fragments are one span; the same words under another label, or other fragments, are two."""
        span = self.good["spans"][0]
        cut = dict(span, end=8, text="satu dua", fragments=[[0, 4], [5, 8]])
        for spans, wrong in [([span, dict(span, id="szz")], ["spans[1]"]),
                             ([dict(span, note="a"), dict(span, id="szy"), dict(span, id="szz")], ["spans[1]", "spans[2]"]),
                             ([cut, dict(cut, id="szz")], ["spans[1]"]),
                             ([cut, dict(cut, id="szz", fragments=[[0, 3], [5, 8]], text="sat dua")], []),
                             ([span, dict(span, id="szz", label="place")], []),
                             ([span, dict(span, id="szz", end=3, text="sat")], [])]:
            found = self.findings(0, self.change(spans=spans, relations=[]))
            self.assertEqual([(f["path"], f["severity"]) for f in found], [(path, "warning") for path in wrong])
            for finding in found:
                self.assertIn("sz", finding["reason"])
                self.assertIn(span["id"], finding["reason"])

    def test_warnings(self):
        spans = self.good["spans"]
        cases = [
            (self.with_span(label="cue"), {"spans[0].label", "relations[0].type"}),
            (self.with_span(attributes={"kind": "robot"}), {"spans[0].attributes.kind"}),
            (self.with_span(attributes={"colour": "red"}), {"spans[0].attributes.colour"}),
            (self.with_span(attributes={"entity": "x"}), set()),
            (self.change(spans=[spans[0], dict(spans[1], attributes={"source": "unnamed"})]), set()),
            (self.change(relations=[dict(self.good["relations"][0], type="cue")]), {"relations[0].type"}),
        ]
        for content, places in cases:
            found = self.findings(0, content)
            self.assertEqual({f["path"] for f in found}, places)
            self.assertTrue(all(f["severity"] == "warning" for f in found))

    def test_article(self):
        self.article.write_text("satu dua tiga lima\n")
        self.assertEqual([f["path"] for f in self.findings(1)], ["article.sha256"])
        self.article.unlink()
        result = self.check(1, "validate", "--json", self.path)
        self.assertEqual([f["path"] for f in json.loads(result.out)], ["article.file"])
        self.assertEqual(len(json.loads(self.check(1, "validate", "--json", self.folder).out)), 1)

    def test_owner(self):
        self.assertIn("article.file", {f["path"] for f in self.findings(1, self.change(article=dict(self.good["article"], file="b.txt")))})
        self.assertIn("annotator", {f["path"] for f in self.findings(1, self.change(annotator="siti"))})

    def test_text_is_not_the_articles(self):
        found = self.findings(1, self.change(text="satu dua tiga lima!\n"))
        self.assertEqual([f["path"] for f in found], ["text"])

    def test_all_annotators(self):
        self.annotate(self.article, "actor", "satu", "--annotator=siti")
        siti = self.folder / "a.txt.siti.tandai.json"
        siti.write_text("{}")
        for path in [self.article, self.folder]:
            found = json.loads(self.check(1, "validate", "--json", path).out)
            self.assertEqual([f["file"] for f in found], ["a.txt.siti.tandai.json"])
        self.assertEqual(json.loads(self.check(0, "validate", "--json", self.path).out), [])

    def test_unknown_members(self):
        content = self.with_span(x={"y": [1.10, 1e5, None]})
        content["z"] = "\033[31m"
        self.assertEqual(self.findings(0, content), [])

    def test_not_annotated(self):
        article = self.put("b.txt", "b\n")
        result = self.check(0, "validate", article)
        self.assertEqual(result.out, "")
        self.assertIn("b.txt", result.err)


harness.main()
