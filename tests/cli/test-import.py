# SPDX-License-Identifier: GPL-3.0-or-later
"""tandai-cli import: nothing that is there is replaced, and what can't be read never stops the rest."""
import json
import resource

import harness
from harness import INDONESIAN, Sandbox


class Import(Sandbox):
    def lines(self):
        return self.run_cli("export", "--format", "jsonl", self.corpus()).out.splitlines()

    def take(self, content, *arguments, **options):
        source = self.put("in/records.jsonl", content)
        return self.run_cli("import", "--format", "jsonl", "--output", self.folder / "out", source, *arguments, **options)

    def test_jsonl_out_and_in_gives_the_same_bytes(self):
        result = self.take("\n".join(self.lines()) + "\n")
        (self.corpus() / "README.md").unlink()
        self.assertEqual((result.returncode, harness.snapshot(self.folder / "out")), (0, harness.snapshot(self.corpus())))

    def test_crlf_and_a_byte_order_mark_come_back(self):
        corpus = self.folder / "corpus"
        self.put("corpus/a.txt", b"\xef\xbb\xbfSatu dua.\r\nTiga.\r\n")
        self.run_cli("annotate", corpus / "a.txt", "--label", "actor", "--quote", "Tiga")
        self.take("\n".join(self.lines()))
        self.assertEqual(harness.snapshot(self.folder / "out"), harness.snapshot(corpus))

    def test_a_broken_line_does_not_stop_the_rest(self):
        lines = self.lines()
        result = self.take("\n".join([lines[0], lines[1][:500], "17", lines[2].replace('"start": ', '"start": 9'), lines[3]]))
        self.assertEqual(result.returncode, 1)
        for line in 2, 3, 4:
            self.assertRegex(result.err, "records.jsonl: line %d(: |, column )" % line)
        self.assertEqual(len(list((self.folder / "out").glob("*.txt"))), 2)

    def test_nothing_is_replaced(self):
        lines = self.lines()
        self.take(lines[0])
        record = json.loads(lines[0])
        article = self.folder / "out" / record["article"]["file"]
        sidecar = self.folder / "out" / (record["article"]["file"] + ".tandai.json")
        self.assertEqual(self.take(lines[0]).returncode, 0)
        sidecar.write_text("mine")
        result = self.take(lines[0], language=INDONESIAN)
        self.assertEqual((result.returncode, sidecar.read_text()), (1, "mine"))
        self.assertIn("sudah ada dan tidak diganti", result.err)
        article.write_text("mine too")
        self.assertEqual((self.take(lines[0]).returncode, article.read_text()), (1, "mine too"))

    def test_labels_that_are_new_are_added_to_the_corpus_file(self):
        record = json.loads(self.lines()[0])
        record["spans"][0]["label"] = "cue"
        record["spans"][0]["attributes"] = {"verb": "kata"}
        record["relations"] = []
        mine = '{"format": "tandai-corpus/1", "mine": 0.10, "labels": [{"name": "x", "n": 1e2}, {"name": "actor"}]}'
        self.put("out/tandai.json", mine)
        self.assertEqual(self.take(json.dumps(record)).returncode, 0)
        written = (self.folder / "out" / "tandai.json").read_text()
        self.assertIn('"mine": 0.10', written)
        self.assertIn('{"name": "x", "n": 1e2}', written)
        labels = {label["name"]: label for label in json.loads(written)["labels"]}
        self.assertEqual(labels["cue"]["attributes"], [{"name": "verb"}])
        self.assertEqual(list(labels)[:2], ["x", "actor"])
        self.assertEqual(self.run_cli("validate", self.folder / "out").returncode, 0)

    def test_a_new_corpus_file_has_the_labels_that_its_relations_name(self):
        record = json.loads(self.lines()[0])
        record["spans"] = [dict(span, label="cue" if span["label"] == "claim" else span["label"]) for span in record["spans"]]
        record["relations"] = [relation for relation in record["relations"] if relation["from"] in
                               {span["id"] for span in record["spans"] if span["label"] == "quote"}]
        self.assertEqual(self.take(json.dumps(record)).returncode, 0)
        labels = json.loads((self.folder / "out" / "tandai.json").read_text())["labels"]
        self.assertEqual([label["name"] for label in labels], ["actor", "place", "claim", "quote", "cue"])
        self.assertEqual(self.run_cli("validate", self.folder / "out").returncode, 0)

    def test_no_name_leads_out_of_the_folder(self):
        record = json.loads(self.lines()[0])
        for name in "../../evil.txt", "/tmp/evil.txt", ".hidden.txt", "a.tandai.json":
            record["article"]["file"] = name
            self.take(json.dumps(record))
        outside = [path for path in self.folder.rglob("*evil*") if self.folder / "out" not in path.parents]
        self.assertEqual(outside, [])
        self.assertFalse((self.folder / "out" / ".hidden.txt").exists())
        self.assertFalse((self.folder / "out" / "a.tandai.json").exists())

    def test_two_articles_of_one_name_are_two(self):
        one, two = (json.loads(line) for line in self.lines()[:2])
        two["article"]["file"] = one["article"]["file"]
        self.assertEqual(self.take(json.dumps(one) + "\n" + json.dumps(two)).returncode, 0)
        self.assertEqual(len(list((self.folder / "out").glob("*.txt"))), 2)
        self.assertEqual(self.run_cli("validate", self.folder / "out").returncode, 0)

    def test_two_annotators_share_an_article(self):
        record = json.loads(self.lines()[0])
        records = [dict(record, annotator=name) for name in ("siti", "budi")]
        self.assertEqual(self.take("\n".join(map(json.dumps, records))).returncode, 0)
        self.assertEqual(len(list((self.folder / "out").glob("*.txt"))), 1)
        self.assertEqual(len(list((self.folder / "out").glob("*.tandai.json"))), 2)

    def test_a_line_of_a_gigabyte_is_passed_over(self):
        source = self.folder / "in" / "records.jsonl"
        lines = self.lines()
        self.put("in/records.jsonl", lines[0] + "\n")
        with open(source, "ab") as file:
            for _ in range(1024):
                file.write(b"x" * 1048576)
            file.write(b"\n" + lines[1].encode() + b"\n")
        result = self.run_cli("import", "--format", "jsonl", "--output", self.folder / "out", source)
        self.assertEqual((result.returncode, len(list((self.folder / "out").glob("*.txt")))), (1, 2))
        self.assertIn("line 2: it is longer than 64 MiB", result.err)
        self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, 256 * 1024)

    def test_relations_in_a_circle(self):
        """Between spans they are what somebody marked; what leads from relation to relation is a fault, and in brat kept."""
        text = "Ani Budi"
        lines = ["T1\ta 0 3\tAni", "T2\ta 4 8\tBudi", "R1\ts Arg1:T1 Arg2:T2", "R2\ts Arg1:T2 Arg2:T1", "R3\ts Arg1:R4 Arg2:T1",
                 "R4\ts Arg1:R3 Arg2:T1", "E1\ta:T1 A:E2", "E2\ta:T2 A:E1"]
        self.put("brat/a.txt", text)
        self.put("brat/a.ann", "\n".join(lines) + "\n")
        record = {"text": text, "entities": [{"id": 0, "start_offset": 0, "end_offset": 3, "label": "a"}, {"id": 1, "start_offset": 4, "end_offset": 8, "label": "a"}],
                  "relations": [{"from_id": 0, "to_id": 1, "type": "s"}, {"from_id": 1, "to_id": 0, "type": "s"}]}
        self.put("doccano/a.jsonl", json.dumps(record))
        region = [{"id": name, "from_name": "l", "to_name": "t", "type": "labels", "value": {"start": start, "end": end, "labels": ["a"]}}
                  for name, start, end in (("x", 0, 3), ("y", 4, 8))]
        circle = [{"type": "relation", "from_id": one, "to_id": other, "direction": "right", "labels": ["s"]} for one, other in ("xy", "yx")]
        self.put("label-studio/a.json", json.dumps([{"data": {"text": text}, "annotations": [{"result": region + circle}]}]))
        for name in "brat", "doccano", "label-studio":
            result = self.check(name == "brat", "import", "--format", name, "--output", self.folder / "out" / name, self.folder / name)
            [sidecar] = [json.loads(path.read_text()) for path in (self.folder / "out" / name).glob("a*.tandai.json")]
            words = {span["id"]: span["text"] for span in sidecar["spans"]}
            self.assertEqual(sorted((words[relation["from"]], words[relation["to"]]) for relation in sidecar["relations"]),
                             [("Ani", "Budi"), ("Budi", "Ani")], name)
            self.assertEqual([line.rpartition("a.ann: ")[2] for line in result.err.splitlines() if "a relation leads" in line],
                             ["line %d: a relation leads from a span to a span, and “R%d” is a relation" % place for place in ((5, 4), (6, 3))] * (name == "brat"))
        self.check(0, "export", "--format=brat", "--output", self.folder / "back", self.folder / "out" / "brat")
        self.assertEqual(sorted((self.folder / "back/a.ann").read_text().splitlines()), sorted(lines))

    def test_bad_commands(self):
        out = self.folder / "out"
        source = self.put("in/a.jsonl", "")
        for arguments, message in (
                (["--output", out, source], "--format is missing"),
                (["--format", "nonsense", "--output", out, source], "there is no format"),
                (["--format", "jsonl", source], "--output is missing"),
                (["--format", "jsonl", "--output", out], "nothing is named"),
                (["--format", "jsonl", "--output", out, self.folder / "none"], "does not exist"),
                (["--format", "jsonl", "--output", self.folder / "in" / "out", self.folder / "in"], "lies in"),
                (["--format", "jsonl", "--output", source, source], "lies in"),
                (["--format", "conll", "--label-column", "0", "--output", out, source], "--label-column takes"),
                (["--format", "conll", "--label-column", "-1", "--output", out, source], "--label-column takes"),
                (["--format", "jsonl", "--columns", "text", "--output", out, source], "--columns takes")):
            result = self.run_cli("import", *arguments)
            self.assertEqual(result.returncode, 2, arguments)
            self.assertIn(message, result.err)


harness.main()
