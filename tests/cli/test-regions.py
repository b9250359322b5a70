# SPDX-License-Identifier: GPL-3.0-or-later
"""doccano and Label Studio, out and in: regions of one piece, and what joins them again."""
import json
import os
import pathlib
import xml.etree.ElementTree

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
        self.assertIn("1 field of a record left out: an article has no place for it", result.err)
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
                      "line 5: relation 4 is no JSON object", "line 6, column 15", "line 7, column "):
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


def task(*results, text=TEXT, **members):
    return dict({"id": 7, "data": {"text": text}, "annotations": [{"id": 1, "result": list(results)}]}, **members)


def region(start, end, label="actor", name="a", text=None, kind="labels", **members):
    value = {"start": start, "end": end, kind: [label]}
    return dict({"id": name, "from_name": "label", "to_name": "text", "type": kind, "value": dict(value, **({"text": text} if text else {}))}, **members)


def control(name, kind, values, of="a"):
    return {"id": of, "from_name": name, "to_name": "text", "type": kind, "value": {"text" if kind == "textarea" else kind: values}}


class LabelStudio(Regions):
    format = "label-studio"

    def test_out_and_in_gives_everything_back(self):
        article = self.corpus() / "catatan.txt"
        article.write_text(TEXT.replace("\r", "") + "\n")
        self.annotate(article, "actor", "Siti")
        sidecar = self.sidecar(article)
        sidecar["spans"][0].update(note="lihat\nini", attributes={"kind": "person", "label": "x", "role": "warga, kata <dia>", "text": "y"})
        sidecar["article"]["title"] = "Judul"
        sidecar.update(note="catatan", attributes={"topic": "banjir"})
        pathlib.Path("%s.tandai.json" % article).write_text(json.dumps(sidecar))
        before, after = self.out_and_in()
        self.assertEqual(before, after)

    def test_words_are_those_of_code_points(self):
        for record in json.loads(self.check(0, "export", "--format", "label-studio", self.corpus()).out):
            for result in record["annotations"][0]["result"]:
                if result["type"] in ("labels", "choices"):
                    value = result["value"]
                    self.assertEqual(record["data"]["text"][value["start"]:value["end"]], value["text"])

    def test_every_control_is_in_the_interface(self):
        out = self.folder / "out"
        self.check(0, "export", "--format", "label-studio", "--shards", "2", "--output", out, self.corpus())
        for part in "00000", "00001":
            view = xml.etree.ElementTree.parse(out / ("label_config-%s-of-00002.xml" % part)).getroot()
            names = {child.get("name"): child for child in view if child.get("name")}
            labels = {label.get("value") for label in names["label"]}
            relations = {relation.get("value") for relation in view.find("Relations")}
            for record in json.loads((out / ("part-%s-of-00002.json" % part)).read_text()):
                for result in record["annotations"][0]["result"]:
                    if result["type"] == "relation":
                        self.assertLessEqual(set(result["labels"]), relations)
                        continue
                    self.assertEqual(names[result["from_name"]].tag.lower(), result["type"])
                    self.assertLessEqual(set(result["value"].get("labels", [])), labels)
                    choices = {choice.get("value") for choice in names[result["from_name"]]}
                    self.assertLessEqual(set(result["value"].get("choices", [])), choices)

    def test_the_words_tell_how_offsets_count(self):
        for words, moved, name in (("“Air naik,”", 0, "points"), ("“Air naik,”", 1, "units"), ("ke Demak", 0, "crlf"), ("ke Demak", -1, "lf")):
            start = TEXT.index(words) + moved
            result = self.take([task(region(start, start + len(words), "quote", text=words), data={"text": TEXT, "id": name})])
            self.assertEqual(result.returncode, 0, result.err)
            self.assertEqual(self.taken(name + ".txt")["spans"][0]["text"], words, name)
        result = self.take([task(region(0, 4, text="Budi"), data={"text": TEXT, "id": "other"})])
        self.assertIn("1 span differs from the words", result.err)
        self.assertEqual(self.taken("other.txt")["spans"][0]["text"], "Siti")

    def test_controls_are_attributes(self):
        self.take([task(region(0, 4, meta={"text": ["catatan", "lagi"]}), control("mode", "choices", ["direct"]),
                        control("comment", "textarea", ["satu", "dua"]), control("stars", "rating", 4),
                        control("topic", "choices", ["banjir", "cuaca"], of="z"),
                        region(43, 48, "place", "b", kind="hypertextlabels"),
                        {"type": "relation", "from_id": "a", "to_id": "b", "direction": "left", "labels": ["source"]})])
        sidecar = self.taken("7.txt")
        self.assertEqual(sidecar["spans"][0]["attributes"], {"comment": "satu\ndua", "mode": "direct", "stars": "4"})
        self.assertEqual(sidecar["spans"][0]["note"], "catatan\nlagi")
        self.assertEqual(sidecar["attributes"], {"topic": "banjir; cuaca"})
        self.assertEqual([(relation["from"], relation["to"]) for relation in sidecar["relations"]], [("b", "a")])

    def test_two_people_have_a_sidecar_each(self):
        people = [{"completed_by": {"email": "Siti.A@example.org"}, "result": [region(0, 4)]}, {"completed_by": 4, "result": [region(43, 48, "place")]},
                  {"completed_by": 4, "result": [region(0, 4)]}, {"was_cancelled": True, "result": [region(0, 2)]}]
        result = self.take([task(annotations=people, predictions=[{"result": [region(0, 3)]}])])
        self.assertEqual(result.returncode, 0)
        names = sorted(path.name for path in (self.folder / "out").glob("7.txt*"))
        self.assertEqual(names, ["7.txt", "7.txt.4-3.tandai.json", "7.txt.4.tandai.json", "7.txt.siti-a.tandai.json"])
        self.take([task(annotations=[], data={"text": TEXT, "id": "guessed"}, predictions=[{"result": [region(0, 4)]}])])
        self.assertEqual(len(self.taken("guessed.txt")["spans"]), 1)

    def test_every_fault_is_told_and_the_rest_is_there(self):
        tasks = [{"data": {"image": "x"}}, {"annotations": []}, 3,
                 task(region(0, 400, name="far"), region(4, 4, name="none"), {"type": "labels", "id": "bare"}, {"id": "x"}, region(0, 4, name="good"),
                      {"type": "relation", "from_id": "good", "to_id": "gone", "labels": ["source"]}, {"type": "relation"},
                      {"type": "rectanglelabels", "id": "r", "value": {"x": 1}}, 5),
                 task(region(0, 4), data={"text": TEXT, "id": "last"})]
        result = self.take(tasks)
        self.assertEqual(result.returncode, 1)
        for words in ("record 1: it has no text", "record 2: it is no task", "record 3: it is no JSON object", "record 4: region “far”: 0–400",
                      "record 4: region “none”: 4–4", "record 4: region “bare” has no label", "record 4: a result has no type",
                      "record 4: a relation “source” does not lead", "record 4: a relation “relation” does not lead"):
            self.assertIn(words, result.err)
        self.assertEqual((len(self.taken("7.txt")["spans"]), len(self.taken("last.txt")["spans"])), (1, 1))
        self.check(0, "validate", self.folder / "out")
        result = self.take(json.dumps(tasks)[:-9], name="cut.json")
        self.assertEqual((result.returncode, "cut.json" in result.err), (1, True))

    def test_a_relation_both_ways_is_told_in_words(self):
        both = {"type": "relation", "from_id": "a", "to_id": "b", "direction": "bi", "labels": ["same"]}
        for language, words in (("en", "1 relation led both ways"), ("id", "1 relasi mengarah ke dua arah")):
            result = self.take([task(region(0, 4, name="a"), region(5, 9, name="b"), both)], language=language, name=language + ".json")
            self.assertEqual(result.returncode, 0, result.err)
            self.assertIn(words, result.err)

    def test_files_of_label_studio_itself(self):
        folder = SHARED / "label-studio-tests"
        if not folder.is_dir():
            self.skipTest("Label Studio's own files are not here")
        out = self.folder / "out"
        for path in sorted(folder.rglob("*.json")):
            result = self.run_cli("import", "--format", "label-studio", "--output", out, path)
            self.assertIn(result.returncode, (0, 1), result.err)
            self.assertNotIn("CRITICAL", result.err)
        self.check(0, "validate", out)


harness.main()
