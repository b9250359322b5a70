# SPDX-License-Identifier: GPL-3.0-or-later
"""The golden document, with an emoji before most of its spans and a line's end inside a quote, in each format that we write: whatever
the format counts in cuts the span's own words out of the format's own text."""
import csv
import io
import json
import os
import pathlib
import re
import xml.etree.ElementTree

import harness
import readers
from harness import Sandbox

GOLDEN = pathlib.Path(os.environ.get("TANDAI_SHARED", harness.SAMPLE.parent.parent.parent / "shared")) / "data" / "golden"
XMI = "{http:///org/tandai.ecore}Span"


def utf16(text, start, end):
    return text.encode("utf-16-le")[2 * start:2 * end].decode("utf-16-le")


class Golden(Sandbox):
    def setUp(self):
        super().setUp()
        if not GOLDEN.is_dir():
            self.skipTest("the golden document is not here")
        for name in "doc.txt", "doc.ann":
            self.put("in/" + name, (GOLDEN / name).read_bytes())
        self.check(0, "import", "--format=brat", "--output", self.folder / "corpus", self.folder / "in")
        self.text = (GOLDEN / "doc.txt").read_bytes().decode()
        sidecar = self.sidecar(self.folder / "corpus" / "doc.txt")
        self.assertEqual((sidecar["text"], len(sidecar["spans"]), len(sidecar["relations"])), (self.text, 8, 3))
        self.places = readers.sidecar_pieces(sidecar)
        self.words = sorted((label, self.text[start:end]) for label, start, end in self.places)
        self.assertIn(("place", "luar negeri"), self.words)

    def export(self, name, *arguments):
        out = self.folder / name
        self.check(0, "export", "--format", name, "--output", out, *arguments, self.folder / "corpus")
        return out

    def same(self, name, found):
        self.assertEqual(sorted(found), self.words, name)

    def test_code_points_in_one_file(self):
        for name in "jsonl", "doccano":
            record = json.loads(self.export(name).read_text())
            spans = [(span["label"], span.get("start", span.get("start_offset")), span.get("end", span.get("end_offset")))
                     for span in record.get("spans") or record["entities"]]
            self.same(name, [(label, record["text"][start:end]) for label, start, end in spans])
        [task] = json.loads(self.export("label-studio").read_text())
        values = [result["value"] for result in task["annotations"][0]["result"] if result["type"] == "labels"]
        self.same("label-studio", [(value["labels"][0], task["data"]["text"][value["start"]:value["end"]]) for value in values])
        rows = csv.DictReader(io.StringIO(self.export("csv").read_bytes().decode("utf-8-sig"), newline=""))
        self.same("csv", [(row["label"], self.text[int(row["start"]):int(row["end"])]) for row in rows])

    def test_code_points_beside_the_text(self):
        """The text that is written is the one that the offsets count in."""
        out = self.export("brat")
        self.assertEqual((out / "doc.txt").read_bytes(), self.text.encode())
        spans = readers.read_brat((out / "doc.ann").read_text(), self.text)[0]
        self.assertEqual({(label, *pair) for label, fragments in spans.values() for pair in readers.join_lines(fragments, self.text)}, self.places)
        out = self.export("web-annotation")
        self.assertEqual((out / "doc.txt").read_bytes(), self.text.encode())
        positions = re.findall(r'"TextPositionSelector", "start": (\d+), "end": (\d+)', (out / "doc.jsonld").read_text())
        self.assertEqual({(int(start), int(end)) for start, end in positions}, {(start, end) for _, start, end in self.places})
        record = json.loads((self.export("spacy") / "train.jsonl").read_text())
        self.assertLessEqual({("place", "luar negeri"), ("place", "Rusia")},
                             {(label, record["text"][start:end]) for spans in record["spans"].values() for start, end, label in spans})
        record = json.loads((self.export("citron") / "doc.json").read_text())
        [quote] = record["quotes"]
        for part in [quote["cue"], *quote["sources"], *quote["contents"]]:
            self.assertEqual(record["text"][part["start"]:part["end"]], part["text"])

    def test_utf_16(self):
        root = xml.etree.ElementTree.parse(self.export("uima-xmi") / "doc.xmi").getroot()
        [text] = [element.get("sofaString") for element in root if element.get("sofaString")]
        self.assertEqual(text, self.text)
        self.same("uima-xmi", [(element.get("label"), utf16(text, int(element.get("begin")), int(element.get("end"))))
                               for element in root.iter(XMI)])
        structures = json.loads((self.export("uima-json") / "doc.json").read_text())["%FEATURE_STRUCTURES"]
        self.same("uima-json", [(item["label"], utf16(self.text, item["begin"], item["end"]))
                                for item in structures if item["%TYPE"] == "org.tandai.Span"])
        rows = [line.split("\t") for line in (self.export("webanno-tsv") / "doc.tsv").read_text().split("\n") if re.match(r"\d+-\d+", line)]
        self.assertGreater(len(rows), 10)
        for row in rows:
            self.assertEqual(utf16(self.text, *map(int, row[1].split("-"))), row[2])

    def test_tokens(self):
        sentences = readers.read_columns((self.export("conll", "--overlap=nested") / "doc.conll").read_text(), "\t")
        found = readers.read_tags(sentences, self.text, "BIO")
        self.assertLessEqual(found, self.places)
        self.assertIn(("place", 111, 116), found)
        found = {(label, " ".join(record["tokenized_text"][start:end + 1])) for record in json.loads(self.export("gliner").read_text())
                 for start, end, label in record["ner"]}
        self.assertLessEqual({("place", "luar negeri"), ("place", "Rusia"), ("actor", "Ia")}, found)
        [record] = [json.loads(line) for line in self.export("chat").read_text().splitlines()]
        answer = json.loads(record["messages"][-1]["content"])
        self.assertEqual((answer["places"], answer["quotes"][0]["text"]), (["luar negeri", "Rusia"], self.text[43:91]))


harness.main()
