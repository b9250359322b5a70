# SPDX-License-Identifier: GPL-3.0-or-later
"""UIMA's XMI and CAS JSON out and in: the same spans, fragments, relations, attributes and notes."""
import json
import os
import pathlib

import harness
from harness import INDONESIAN, Sandbox

SHARED = pathlib.Path(os.environ.get("TANDAI_SHARED", harness.SAMPLE.parent.parent.parent / "shared")) / "data"
XMI = """<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:c="http:///custom.ecore" xmi:version="2.0">
<cas:NULL xmi:id="0"/>
%s
<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="Siti 😡 pergi&#10;ke Demak."/>
<cas:View sofa="1" members=""/>
</xmi:XMI>
"""


def span(number, begin, end, value="actor"):
    return '<c:Span xmi:id="%d" sofa="1" begin="%s" end="%s" value="%s"/>' % (number, begin, end, value)


class Uima(Sandbox):
    def take(self, format_, name, content, **options):
        source = self.put("in/" + name, content)
        return self.run_cli("import", "--format", format_, "--output", self.folder / "out", source, **options)

    def taken(self, name="a"):
        return json.loads((self.folder / "out" / (name + ".txt.tandai.json")).read_text())

    def rich(self):
        article = self.corpus() / "catatan.txt"
        article.write_text("Siti 😡\tberkata & <pergi>\nke Demak\u2028lagi.\n")
        self.annotate(article, "actor", "Siti")
        self.annotate(article, "quote", "berkata & <pergi>\nke")
        sidecar = self.sidecar(article)
        sidecar["spans"][0].update(note="lihat\nini", attributes={"kind": "person", "role": "warga \"desa\""})
        sidecar["relations"] = [{"id": "r1", "type": "source", "from": sidecar["spans"][1]["id"], "to": sidecar["spans"][0]["id"],
                                 "attributes": {"sure": "yes"}, "note": "jelas"}]
        sidecar["article"].update(title="Judul", language="id", published="2026-02-10")
        sidecar.update(note="catatan", attributes={"topic": "banjir"}, status="done")
        pathlib.Path("%s.tandai.json" % article).write_text(json.dumps(sidecar))

    def records(self, folder):
        records = [json.loads(line) for line in self.check(0, "export", "--format", "jsonl", folder).out.splitlines()]
        for record in records:
            for item in record["spans"] + record["relations"]:
                item.pop("origin", None)
                item.pop("created", None)
        return records

    def test_out_and_in_gives_everything_back(self):
        self.rich()
        for format_ in "uima-xmi", "uima-json":
            out, back = self.folder / (format_ + "-out"), self.folder / (format_ + "-in")
            self.check(0, "export", "--format", format_, "--output", out, self.corpus())
            self.check(0, "import", "--format", format_, "--output", back, out)
            self.check(0, "validate", back)
            for after, before in zip(self.records(back), self.records(self.corpus()), strict=True):
                self.assertEqual(after, before, format_)

    def test_other_peoples_annotations(self):
        body = "\n".join((span(11, 0, 4), span(12, 17, 22, "place"), '<c:Link xmi:id="13" sofa="1" begin="0" end="4" Governor="11" Dependent="12" value="in"/>',
                          '<c:Token xmi:id="14" sofa="1" begin="0" end="4"/>'))
        self.assertEqual(self.take("uima-xmi", "a.xmi", XMI % body).returncode, 0)
        sidecar = self.taken()
        self.assertEqual([(item["label"], item["text"]) for item in sidecar["spans"]], [("actor", "Siti"), ("place", "Demak")])
        self.assertEqual([relation["type"] for relation in sidecar["relations"]], ["in"])

    def test_every_fault_of_an_element_is_told_and_the_rest_is_there(self):
        body = "\n".join((span(11, 0, 4), span(12, 0, 400), span(13, 6, 7), span(14, "x", 4), span(11, 8, 13), span(15, 17, 22, "place"),
                          span(16, 0, 4, "other"),
                          '<c:Link xmi:id="17" sofa="1" begin="0" end="4" Governor="11" Dependent="11" value="in"/>'))
        result = self.take("uima-xmi", "a.xmi", XMI % body)
        self.assertEqual(result.returncode, 1)
        for line in 5, 6, 7, 8, 11:
            self.assertIn("a.xmi: line %d: " % line, result.err)
        self.assertLessEqual({"Siti", "Demak"}, {item["text"] for item in self.taken()["spans"]})
        self.check(0, "validate", self.folder / "out")

    LINKS = (("missing", 11, 99), ("none", 99, 98), ("relation", 11, 22), ("circle", 23, 12), ("self", 24, 24), ("bad", 11, 13), ("good", 11, 12))

    def test_relations_without_an_end_are_told(self):
        """Whether it is missing, no span, a relation, or leads back: with its place, and the rest is there."""
        links = ['<c:Link xmi:id="%d" sofa="1" begin="0" end="4" Governor="%d" Dependent="%d" value="%s"/>' % (20 + number, one, other, name)
                 for number, (name, one, other) in enumerate(self.LINKS)]
        links += ['<c:Half xmi:id="40" sofa="1" begin="0" end="4" Governor="11"/>', '<c:Named xmi:id="41" sofa="1" begin="0" end="4" source="11" target="99"/>']
        body = "\n".join([span(11, 0, 4), span(12, 17, 22, "place"), span(13, 0, 400)] + links)
        result = self.take("uima-xmi", "a.xmi", XMI % body)
        self.assertEqual(result.returncode, 1)
        told = [line.rpartition("a.xmi: line ")[2].partition(": ")[0] for line in result.err.splitlines() if "a.xmi: line " in line]
        self.assertEqual(sorted(map(int, told)), [6, 7, 8, 9, 10, 11, 12, 14, 15])
        self.assertEqual(([item["text"] for item in self.taken()["spans"]], [item["type"] for item in self.taken()["relations"]]), (["Siti", "Demak"], ["good"]))
        self.check(0, "validate", self.folder / "out")

    def test_relations_without_an_end_are_told_in_json(self):
        spans = [{"%ID": number, "%TYPE": "c.Span", "@sofa": 1, "begin": begin, "end": end, "value": "actor"} for number, begin, end in ((11, 0, 4), (12, 5, 9), (13, 0, 99))]
        links = [{"%ID": 20 + number, "%TYPE": "c.Link", "@sofa": 1, "begin": 0, "end": 4, "@source": one, "@target": other, "value": name}
                 for number, (name, one, other) in enumerate(self.LINKS)]
        text = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": "Siti pergi"}
        result = self.take("uima-json", "a.json", json.dumps({"%FEATURE_STRUCTURES": [text] + spans + links}))
        self.assertEqual(result.returncode, 1)
        self.assertEqual([number for number in range(11) if "%%FEATURE_STRUCTURES[%d]: " % number in result.err], [3, 4, 5, 6, 7, 8, 9])
        self.assertEqual((len(self.taken()["spans"]), [item["type"] for item in self.taken()["relations"]]), (2, ["good"]))
        self.assertIn("adalah relasi", self.take("uima-json", "b.json", json.dumps({"%FEATURE_STRUCTURES": [text] + spans + links}), language=INDONESIAN).err)

    # Of a person and of a news item: what other people's features may say in words and numbers.
    WORDS = ({"governor": "ya"}, {"Dependent": "3 anak"}, {"source": "Kompas", "target": "12"}, {"from": "Senin", "to": "11"})

    def test_words_that_are_called_like_ends_are_attributes(self):
        """A span was no longer one when it had a governor, and was left out."""
        elements = ["<c:Span xmi:id=\"%d\" sofa=\"1\" begin=\"0\" end=\"4\" value=\"actor%d\" %s/>" % (
            11 + number, number, " ".join("%s=\"%s\"" % pair for pair in words.items())) for number, words in enumerate(self.WORDS)]
        result = self.take("uima-xmi", "a.xmi", XMI % "\n".join(elements))
        self.assertEqual(result.returncode, 0, result.err)
        self.assertEqual([item["attributes"] for item in self.taken()["spans"]], list(self.WORDS))

    def test_words_and_numbers_that_are_called_like_ends_are_attributes_in_json(self):
        words = self.WORDS + ({"governor": 11, "from": 12, "to": 10000},)
        text = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": "Siti pergi"}
        spans = [dict({"%ID": 11 + number, "%TYPE": "c.Span", "@sofa": 1, "begin": 0, "end": 4, "value": "actor%d" % number}, **item)
                 for number, item in enumerate(words)]
        result = self.take("uima-json", "a.json", json.dumps({"%FEATURE_STRUCTURES": [text] + spans}))
        self.assertEqual(result.returncode, 0, result.err)
        self.assertEqual([item["attributes"] for item in self.taken()["spans"]], [{name: str(value) for name, value in item.items()} for item in words])

    def test_names_of_ours_are_as_they_were(self):
        """A sidecar may have an attribute of any name; other people's names are made to fit."""
        article = self.put("odd/a.txt", "Siti pergi")
        self.annotate(article, "actor", "Siti")
        sidecar = self.sidecar(article)
        sidecar["spans"][0]["attributes"] = {"two words": "x", "-a,b|c;": "", "": "y", "z" * 80: "\n"}
        pathlib.Path("%s.tandai.json" % article).write_text(json.dumps(sidecar))
        for format_ in "uima-xmi", "uima-json":
            out, back = self.folder / (format_ + "-out"), self.folder / (format_ + "-in")
            self.check(0, "export", "--format", format_, "--output", out, self.folder / "odd")
            self.check(0, "import", "--format", format_, "--output", back, out)
            self.assertEqual(self.sidecar(back / "a.txt")["spans"][0]["attributes"], sidecar["spans"][0]["attributes"], format_)

    def test_a_type_of_ours_that_ends_in_a_dot_has_a_label(self):
        """Its short name is empty: the sidecar could not be read again."""
        element = '<tandai:Fragmen. xmlns:tandai="http:///org/tandai.ecore" xmi:id="11" sofa="1" begin="0" end="4"/>'
        result = self.take("uima-xmi", "a.xmi", XMI % element)
        self.assertEqual(result.returncode, 0, result.err)
        self.assertNotEqual([item["label"] for item in self.taken()["spans"]], [""])
        self.check(0, "validate", self.folder)

    def test_broken_files(self):
        good = XMI % span(11, 0, 4)
        files = {"cut.xmi": good[:-60], "empty.xmi": "", "no.xmi": "teks", "other.xmi": "<a/>", "latin.xmi": good.encode().replace(b"Siti ", b"Sit\xff "),
                 "deep.xmi": XMI % ("<a>" * 100000), "bomb.xmi": good.replace("?>", '?><!DOCTYPE a [<!ENTITY b "c">]>', 1), "none.xmi": XMI.replace("cas:Sofa", "cas:Other") % ""}
        for name, content in files.items():
            self.put("in/" + name, content)
        self.put("in/good.xmi", good)
        result = self.run_cli("import", "--format", "uima-xmi", "--output", self.folder / "out", self.folder / "in", language=INDONESIAN)
        self.assertEqual(result.returncode, 1)
        for name in files:
            self.assertIn(name, result.err)
        self.assertEqual([path.name for path in (self.folder / "out").glob("*.txt")], ["good.txt"])

    def test_xml_that_can_not_be_decoded_says_nothing_of_its_own(self):
        """libxml2 tells it to standard error unless it is asked, and must not be stopped amid its decoding."""
        for encoding in "windows-1252", "us-ascii", "shift_jis", "bogus":
            content = (XMI % span(11, 0, 4)).replace("UTF-8", encoding).encode().replace(b"Siti ", b"Sit\x81\x93\xff ")
            self.assertIn(encoding.encode(), content)
            result = self.take("uima-xmi", encoding + ".xmi", content)
            self.assert_failure(result, encoding + ".xmi: line ", status=1)

    def test_broken_json(self):
        files = {"cut.json": '{"%FEATURE_STRUCTURES": [', "list.json": "[]", "none.json": '{"%FEATURE_STRUCTURES": []}', "kinds.json": '{"%FEATURE_STRUCTURES": 5}',
                 "deep.json": "[" * 100000, "latin.json": b'{"a": "\xff"}'}
        for name, content in files.items():
            result = self.take("uima-json", name, content)
            self.assertEqual((result.returncode, name in result.err), (1, True), result.err)
        text = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": "Siti"}
        structures = [text, 5, {"%TYPE": 3}, {"%ID": 2, "%TYPE": "c.Span", "@sofa": 1, "begin": 0, "end": 9, "value": "actor"},
                      {"%ID": 3, "%TYPE": "c.Span", "@sofa": 1, "begin": 0, "end": 4, "value": "actor"}]
        result = self.take("uima-json", "a.json", json.dumps({"%FEATURE_STRUCTURES": structures}))
        self.assertEqual((result.returncode, len(self.taken()["spans"])), (1, 1))
        for number in 1, 3:
            self.assertIn("%%FEATURE_STRUCTURES[%d]" % number, result.err)

    def test_the_golden_documents(self):
        if not (SHARED / "golden").is_dir():
            self.skipTest("the golden document is not here")
        for format_, name, relations in ("uima-xmi", "doc.xmi", 3), ("uima-json", "doc.cas.json", 0):
            out = self.folder / format_
            self.check(0, "import", "--format", format_, "--output", out, SHARED / "golden" / name)
            sidecar = json.loads(next(out.glob("doc*.txt.tandai.json")).read_text())
            self.assertEqual((len(sidecar["spans"]), len(sidecar["relations"])), (8, relations))
            self.assertEqual(sidecar["text"], (SHARED / "golden" / "doc.txt").read_text())


harness.main()
