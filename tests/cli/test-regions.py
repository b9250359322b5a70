# SPDX-License-Identifier: GPL-3.0-or-later
"""doccano and Label Studio, out and in: regions of one piece, and what joins them again."""
import json
import os
import pathlib

import harness
from harness import INDONESIAN, Sandbox

SHARED = pathlib.Path(os.environ.get("TANDAI_SHARED", harness.SAMPLE.parent.parent.parent / "shared")) / "data"
TEXT = "Siti 😡 berkata, “Air naik,” lalu\r\npergi ke Demak."


def places(folder):
    """What a folder's sidecars say, without what an export may not keep: ids, notes of making, the schema."""
    found = {}
    for path in sorted(folder.glob("*.tandai.json")):
        sidecar = json.loads(path.read_text())
        spans = {span["id"]: (span["label"], json.dumps(span.get("fragments") or [[span["start"], span["end"]]]))
                 for span in sidecar["spans"]}
        details = sorted((spans[span["id"]], json.dumps(span.get("attributes"), sort_keys=True), span.get("note"))
                         for span in sidecar["spans"])
        relations = sorted((relation["type"], spans[relation["from"]], spans[relation["to"]])
                           for relation in sidecar["relations"])
        article = {key: value for key, value in sidecar["article"].items() if key != "sha256"}
        found[path.name] = (sidecar["text"], sorted(spans.values()), relations, article, sidecar["status"],
                            sidecar.get("note"), sidecar.get("attributes"), details)
    return found


class Regions(Sandbox):
    format = None

    def take(self, content, *arguments, name=None, **options):
        source = self.put("in/" + (name or "data.jsonl"), content if isinstance(content, (str, bytes)) else json.dumps(content))
        return self.run_cli("import", "--format", self.format, "--output", self.folder / "out", source, *arguments, **options)

    def taken(self, name):
        return json.loads((self.folder / "out" / (name + ".tandai.json")).read_text())

    def out_and_in(self):
        corpus = self.corpus()
        exported = self.folder / "exported"
        self.check(0, "export", "--format", self.format, "--output", exported, corpus)
        self.check(0, "import", "--format", self.format, "--output", self.folder / "out", exported)
        self.check(0, "validate", self.folder / "out")
        return places(corpus), places(self.folder / "out")


class Doccano(Regions):
    format = "doccano"

    def test_out_and_in_gives_the_same_spans_and_relations(self):
        before, after = self.out_and_in()
        self.assertTrue(any("[[" in place and "], [" in place for article in before.values() for _, place in article[1]))
        self.assertEqual([article[:7] for article in before.values()], [article[:7] for article in after.values()])

    def test_offsets_slice_the_text_in_code_points(self):
        for line in self.check(0, "export", "--format", "doccano", self.corpus()).out.splitlines():
            record = json.loads(line)
            spans = self.sidecar(self.corpus() / record["file"])["spans"]
            words = sorted(record["text"][start:end] for span in spans
                           for start, end in span.get("fragments") or [[span["start"], span["end"]]])
            self.assertEqual(words, sorted(record["text"][entity["start_offset"]:entity["end_offset"]]
                                           for entity in record["entities"]))

    def test_triples_count_characters_and_keep_the_rest(self):
        record = {"text": TEXT, "label": [[0, 4, "actor"], [16, 27, "quote"], [43, 48, "place"]], "doc": "a/b",
                  "title": "Banjir", "tanggal": "2026-02-10", "views": 12, "tags": ["x"], "meta": {"desk": "kota"},
                  "Comments": ["lihat", "lagi"]}
        result = self.take(record)
        sidecar = json.loads((self.folder / "out" / "a" / "b.txt.tandai.json").read_text())
        self.assertEqual([span["text"] for span in sidecar["spans"]], ["Siti", "“Air naik,”", "Demak"])
        self.assertEqual((sidecar["article"]["title"], sidecar["article"]["published"]), ("Banjir", "2026-02-10"))
        self.assertEqual((sidecar["note"], sidecar["attributes"]), ("lihat\nlagi", {"desk": "kota", "views": "12"}))
        self.assertEqual(result.returncode, 0)
        self.assertIn("metadata of 1 article left out", result.err)
        self.assertEqual((self.folder / "out" / "a" / "b.txt").read_bytes(), TEXT.encode())

    def test_offsets_of_the_browser(self):
        record = {"text": TEXT, "entities": [[17, 28, "quote"]], "id": "x"}
        self.assertEqual(self.take(record, "--utf16").returncode, 0)
        self.assertEqual(self.taken("x.txt")["spans"][0]["text"], "“Air naik,”")

    def test_every_fault_is_told_and_the_rest_is_there(self):
        good = {"text": TEXT, "label": [[0, 4, "actor"]]}
        lines = [good, dict(good, label=[[0, 400, "actor"], [4, 4, "actor"], [0, 4], ["0", 4, "actor"], [-1, 4, "actor"], [0, 4, "actor"]]),
                 {"label": []}, 17,
                 {"text": TEXT, "entities": [{"id": 1, "start_offset": 0, "end_offset": 4, "label": "actor"},
                                             {"id": 1, "start_offset": 16, "end_offset": 27, "label": "quote"}],
                  "relations": [{"from_id": 1, "to_id": 9, "type": "source"}, {"from_id": 1, "to_id": 1, "type": "source"}, {"from_id": 1}, 3]}]
        content = "\n".join(map(json.dumps, lines)) + '\n{"text": "x", \n' + json.dumps(good)[:-3] + "\n" + json.dumps(good)
        result = self.take(content)
        self.assertEqual(result.returncode, 1)
        for words in ("line 2: span 1: 0–400: ", "line 2: span 2: 4–4: ", "line 2: span 3 has no label", "line 2: span 4 has no label",
                      "line 2: span 5 has no label", "line 3: it has no text", "line 4: it is no JSON object", "line 5: span 2: the id “1” is taken",
                      "line 5: relation 1 does not lead", "line 5: relation 2 does not lead", "line 5: relation 3 has no type",
                      "line 5: relation 4 is no JSON object", "line 6: ", "line 7: "):
            self.assertIn(words, result.err)
        self.assertEqual(len(list((self.folder / "out").glob("*.txt"))), 4)
        self.assertEqual([len(self.taken("data-0000%d.txt" % line)["spans"]) for line in (1, 2, 5, 8)], [1, 1, 2, 1])
        self.check(0, "validate", self.folder / "out")

    def test_a_list_is_read_as_lines_are(self):
        records = [{"text": "exampleA", "label": [[0, 1, "LOC"]]}, {"label": []}, "x"]
        result = self.take("\ufeff" + json.dumps(records, indent=1), name="data.json", language=INDONESIAN)
        self.assertEqual(result.returncode, 1)
        self.assertIn("rekaman 2: ", result.err)
        self.assertIn("rekaman 3: ", result.err)
        self.assertEqual(len(self.taken("data-00001.txt")["spans"]), 1)
        result = self.take(json.dumps(records)[:-3], name="cut.json")
        self.assertEqual(result.returncode, 1)
        self.assertIn("cut.json: ", result.err)

    def test_deep_and_wrongly_encoded_input_is_refused(self):
        for content in ("[" * 100000, b'{"text": "\xff", "label": []}', '{"text": "a\\u0000b", "label": []}', '{"text": 1}'):
            self.assertEqual(self.take(content).returncode, 1, content[:20])
        self.assertFalse(list((self.folder / "out").glob("*.txt")))

    def test_files_of_doccano_itself(self):
        folder = SHARED / "doccano-tests" / "backend" / "data_import" / "tests" / "data"
        if not folder.is_dir():
            self.skipTest("doccano's own files are not here")
        for name, spans, status in (("sequence_labeling/example.jsonl", 1, 1), ("sequence_labeling/example_overlapping.jsonl", 1, 0),
                                    ("relation_extraction/example.jsonl", 4, 0), ("intent/example.jsonl", 2, 1)):
            out = self.folder / name.replace("/", "-")
            self.check(status, "import", "--format", "doccano", "--output", out, folder / name)
            self.assertEqual(sum(len(json.loads(path.read_text())["spans"]) for path in out.glob("*.tandai.json")), spans)
            self.check(0, "validate", out)


harness.main()
