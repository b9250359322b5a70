# SPDX-License-Identifier: GPL-3.0-or-later
"""brat's standoff in and out: every line comes back as it was, or is told."""
import hashlib
import json
import os
import pathlib
import random

import harness
import readers
from harness import INDONESIAN, Sandbox

SHARED = pathlib.Path(os.environ.get("TANDAI_SHARED", harness.SAMPLE.parent.parent.parent / "shared")) / "data"
TEXT = "“Air naik,” kata Siti 😡,\n  “cepat.”\nIa di Demak.\n"
LINES = [
    "T1\tquote 0 11;27 35\t“Air naik,” “cepat.”", "T2\tactor 17 21\tSiti", "T3\tplace 42 47\tDemak", "T5\tactor 36 38\tIa",
    "T4\tReport 12 16\tkata", "T7\tclaim 12 24;27 35\tkata Siti 😡, “cepat.”",
    "R1\tsource Arg1:T1 Arg2:T2\t", "R7\tlives Person:T2 Where:T3", "R3\tabout Arg1:E1 Arg2:T3",
    "E1\tReport:T4 Speaker:T2 Content:E2", "E2\tReport:T4", "*\tEquiv T2 T5", "N1\tReference T3 Wikidata:Q1\tDemak",
    "A1\tmode T1 direct", "A4\tNegated T1", "A2\tSure E1 two words", "M1\tSpeculation E2",
    "#1\tAnnotatorNotes T1\tlihat ini", "#9\tAnnotatorNotes T1\tdan itu  ", "#2\tAnnotatorNotes R1\tjelas", "#3\tNormalisation T3\tx",
    "#4\tAnnotatorNotes E1\tperistiwa"]


class Brat(Sandbox):
    def take(self, lines, *arguments, text=TEXT, name="a", **options):
        self.put("in/%s.txt" % name, text)
        self.put("in/%s.ann" % name, lines if isinstance(lines, bytes) else "\n".join(lines) + "\n")
        return self.run_cli("import", "--format", "brat", "--output", self.folder / "out", self.folder / "in", *arguments, **options)

    def taken(self, name="a"):
        return json.loads((self.folder / "out" / (name + ".txt.tandai.json")).read_text())

    def back(self, name="a", status=0):
        result = self.check(status, "export", "--format", "brat", "--include-unannotated", "--output", self.folder / "back", self.folder / "out")
        self.assertEqual(result.returncode, status)
        return (self.folder / "back" / (name + ".ann")).read_text().splitlines()

    def change(self, change):
        sidecar = self.taken()
        change(sidecar)
        (self.folder / "out" / "a.txt.tandai.json").write_text(json.dumps(sidecar))

    def test_every_kind_of_line_comes_back(self):
        result = self.take(LINES)
        self.assertEqual(result.returncode, 0, result.err)
        self.check(0, "validate", self.folder / "out")
        self.assertEqual(sorted(self.back()), sorted(LINES))

    def test_what_is_ours_of_the_lines(self):
        self.take(LINES)
        sidecar = self.taken()
        spans = {span["id"]: span for span in sidecar["spans"]}
        self.assertEqual(spans["T1"]["fragments"], [[0, 11], [27, 35]])
        self.assertEqual((spans["T7"]["start"], spans["T7"]["end"], spans["T7"].get("fragments")), (12, 35, None))
        self.assertEqual(spans["T1"]["attributes"], {"Negated": "true", "mode": "direct"})
        self.assertEqual(spans["T1"]["note"], "lihat ini\ndan itu  ")
        relations = {relation["id"]: relation for relation in sidecar["relations"]}
        self.assertEqual(sorted(relations), ["R1", "R7"])
        self.assertEqual((relations["R7"]["from"], relations["R7"]["to"]), ("T2", "T3"))
        self.assertEqual(relations["R1"]["note"], "jelas")

    def test_what_a_person_changed_is_written_as_it_is_now(self):
        def edit(sidecar):
            sidecar["spans"] = [span for span in sidecar["spans"] if span["id"] != "T5"]
            quote = next(span for span in sidecar["spans"] if span["id"] == "T1")
            quote["attributes"] = {"mode": "indirect", "Negated": "true"}
            quote["note"] = "lihat ini"
            sidecar["spans"].append({"id": "s12345678", "start": 22, "end": 23, "label": "place", "text": "😡"})
            sidecar["relations"] = [relation for relation in sidecar["relations"] if relation["id"] != "R7"]
            sidecar["relations"].append({"id": "r12345678", "type": "source", "from": "T1", "to": "T3"})
        self.take(LINES)
        self.change(edit)
        back = self.back()
        gone = {"T5\tactor 36 38\tIa", "R7\tlives Person:T2 Where:T3", "*\tEquiv T2 T5", "A1\tmode T1 direct", "#9\tAnnotatorNotes T1\tdan itu  "}
        self.assertEqual(set(LINES) - set(back), gone)
        self.assertEqual(set(back) - set(LINES), {"T5\tplace 22 23\t😡", "A3\tmode T1 indirect", "R2\tsource Arg1:T1 Arg2:T3"})
        self.assertEqual(len({line.split("\t")[0] for line in back if line[0] != "*"}), len([line for line in back if line[0] != "*"]))

    def test_an_event_without_its_span_takes_what_is_about_it_along(self):
        def edit(sidecar):
            sidecar["spans"] = [span for span in sidecar["spans"] if span["id"] != "T4"]
        self.take(LINES)
        self.change(edit)
        report = self.folder / "lost.tsv"
        result = self.check(0, "export", "--format", "brat", "--strict", "--report", report, "--output", self.folder / "told", self.folder / "out")
        gone = {line for line in LINES if "E1" in line or "E2" in line or line.startswith("T4")}
        self.assertEqual(set(LINES) - set(self.back()), gone)
        # They were told as metadata of as many articles, and those about events not at all.
        self.assertIn("6 lines of brat’s left out: what they are about is no longer there", result.err)
        self.assertEqual(sorted(row["detail"] for row in readers.read_report(report.read_text()) if row["kind"] == "line"),
                         sorted(line.replace("\t", " ") for line in gone if not line.startswith("T4")))

    def test_a_long_chain_of_events_is_left_out_at_once(self):
        """Each that was missing began the search anew."""
        events = ["E%d\tReport:T2 Content:E%d" % (number, number + 1) for number in range(20000)] + ["E20000\tReport:T1"]
        self.take(["T1\tactor 17 21\tSiti", "T2\tplace 42 47\tDemak"] + events)
        self.change(lambda sidecar: sidecar["spans"].remove(next(span for span in sidecar["spans"] if span["id"] == "T1")))
        result = self.run_cli("export", "--format", "brat", "--output", self.folder / "back", self.folder / "out")
        self.assertIn("20001 lines of brat’s left out", result.err)
        self.assertEqual((self.folder / "back/a.ann").read_text(), "T2\tplace 42 47\tDemak\n")

    def test_of_two_attributes_of_a_name_the_first_is_told(self):
        lines = ["T1\tactor 17 21\tSiti", "T2\tplace 42 47\tDemak", "R1\tsource Arg1:T1 Arg2:T2", "A1\tmode T1 direct", "A2\tmode T1 indirect",
                 "#1\tTandaiAttribute R1\twhy=a b", "#2\tTandaiAttribute R1\twhy=c d", "A3\tsure R1 yes", "A4\tsure R1 yes"]
        report = self.folder / "report.tsv"
        result = self.take(lines, "--report", report)
        self.assertIn("2 attributes left out", result.err)
        self.assertEqual([(row["id"], row["detail"]) for row in readers.read_report(report.read_text()) if row["kind"] == "attribute"],
                         [("R1", "why=a b"), ("T1", "mode=direct")])
        self.assertEqual((self.taken()["spans"][0]["attributes"], self.taken()["relations"][0]["attributes"]),
                         ({"mode": "indirect"}, {"sure": "yes", "why": "c d"}))

    def test_every_faulty_line_is_told_and_the_rest_is_there(self):
        lines = ["T1\tactor 17 21\tSiti", "T2\tactor 17 400\tSiti", "T3\tactor 21 17\tSiti", "T4\tactor x 21\tSiti", "T5 actor 17 21 Siti", "T6\tactor 17 21",
                 "T1\tplace 42 47\tDemak", "naik, kata", "T8\tactor 18446744073709551616 3\tx", "R1\tsource Arg1:T1 Arg2:T9", "R2\tsource Arg1:T1 Arg2:T1",
                 "R3\tsource", "A1\tmode T9 direct", "X1\tfoo T1", "#1\tAnnotatorNotes T2\tx", "E1\tReport:T77", "T20\tplace 42 47\tDemak"]
        result = self.take(lines)
        self.assertEqual(result.returncode, 1)
        for line in [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]:
            self.assertIn("a.ann: line %d: " % line, result.err)
        self.assertEqual({span["id"] for span in self.taken()["spans"]}, {"T1", "T20"})
        self.check(0, "validate", self.folder / "out")
        self.assertIn("baris 2: ", self.take(lines, language=INDONESIAN).err)

    def test_words_that_differ_and_spans_that_are_one(self):
        result = self.take(["T1\tactor 17 21\tBudi", "T2\tactor 17 21\tSiti"])
        self.assertEqual(result.returncode, 0)
        self.assertIn("1 span differs from the words", result.err)
        self.assertIn("1 span left out: not to be told", result.err)
        self.assertEqual(self.back(), ["T1\tactor 17 21\tSiti"])

    def made(self, spans, relations=()):
        """A sidecar of ours, out and in again: the lines between, and what is told."""
        text = "Siti dan Budi\nke Demak\n \n akhir."
        for span in spans:
            span.update(label=span.get("label", "actor"), text=text[span["start"]:span["end"]])
        article = {"file": "a.txt", "sha256": hashlib.sha256(text.encode()).hexdigest(), "encoding": "UTF-8", "newline": "lf"}
        self.put("ours/a.txt", text)
        self.put("ours/a.txt.tandai.json", json.dumps({"format": "tandai/1", "article": article, "annotator": "", "status": "new", "text": text,
                                                        "spans": spans, "relations": list(relations)}))
        report = self.folder / "report.tsv"
        self.check(0, "export", "--format", "brat", "--include-unannotated", "--output", self.folder / "in", "--report", report, self.folder / "ours")
        self.check(0, "import", "--format", "brat", "--output", self.folder / "out", self.folder / "in")
        self.check(0, "validate", self.folder / "out")
        return (self.folder / "in" / "a.ann").read_text().splitlines(), [(row["kind"], row["result"]) for row in readers.read_report(report.read_text())]

    def test_free_text_of_attributes_comes_back(self):
        """It was a note once, and came back as one."""
        attributes = {"role": "bupati, kota=Demak\n\\n\t.", "kind": "person", "a=b c": "", "": "x"}
        lines, told = self.made([{"id": "s1", "start": 0, "end": 4, "attributes": attributes}])
        self.assertIn("#3\tTandaiAttribute T1\trole=bupati, kota=Demak\\n\\\\n\\t.", lines)
        self.assertIn("A1\tkind T1 person", lines)
        self.assertEqual((self.taken()["spans"][0]["attributes"], self.taken()["spans"][0].get("note"), told), (attributes, None, []))

    def test_attributes_of_relations_come_back(self):
        relation = {"id": "r1", "type": "is:a", "from": "s1", "to": "s2", "attributes": {"sure": "yes", "why": "ia\nbilang"}, "note": "ya\ntidak"}
        lines, told = self.made([{"id": "s1", "start": 0, "end": 4}, {"id": "s2", "start": 9, "end": 13}], [relation])
        self.assertIn("#2\tTandaiAttribute R1\tsure=yes", lines)
        self.assertEqual([{name: back.get(name) for name in ("type", "attributes", "note")} for back in self.taken()["relations"]],
                         [{name: relation[name] for name in ("type", "attributes", "note")}])
        self.assertEqual(told, [("name", "changed")])

    def test_line_breaks_of_notes_come_back(self):
        """They were blanks once. A note on one line is a plain one, whatever is in it."""
        notes = ["satu\n\n dua\\n\t\r\u2028tiga\n", "a\\nb \\\\", "\n", "\t"]
        lines, told = self.made([{"id": "s%d" % i, "start": i, "end": 4, "note": note} for i, note in enumerate(notes)])
        self.assertIn("#2\tAnnotatorNotes T2\ta\\nb \\\\", lines)
        self.assertEqual(([span["note"] for span in self.taken()["spans"]], told), (notes, []))

    def test_blanks_at_line_ends_come_back(self):
        ranges = [(4, 14), (13, 23), (22, 32)]
        lines, told = self.made([{"id": "s%d" % start, "start": start, "end": end} for start, end in ranges])
        self.assertEqual([(span["start"], span["end"]) for span in self.taken()["spans"]], ranges)
        self.assertEqual((sum("TandaiFragments" in line for line in lines), told), (3, [("split-line", "changed")] * 3))

    def test_what_is_lost_is_counted(self):
        """brat can't have a span of blanks, nor what is about it."""
        spans = [{"id": "s1", "start": 0, "end": 4, "attributes": {"a": "b c"}, "note": "d\ne"},
                 {"id": "s2", "start": 22, "end": 25, "attributes": {"a": "b", "c": "d e"}, "note": "f"}]
        told = self.made(spans, [{"id": "r1", "type": "source", "from": "s1", "to": "s2", "attributes": {"x": "y"}, "note": "z"}])[1]
        self.assertEqual(sorted(told), sorted([("split-line", "dropped"), ("attribute", "dropped"), ("attribute", "dropped"), ("note", "dropped"),
                                               ("relation", "dropped")]))

    def test_what_only_looks_like_ours_is_kept(self):
        """Other people's notes come back byte for byte, and mean nothing here."""
        lines = ["T1\tactor 17 21\tSiti", "T2\tplace 42 47\tDemak", "R1\tsource Arg1:T1 Arg2:T2", "E1\tReport:T1", "#1\tAttribute T1\trole=warga",
                 "#2\tTandaiAttribute T1\twithout", "#3\tTandaiAttribute T1\ta=\\x", "#4\tTandaiNote R1\t\\u12",
                 "#7\tTandaiAttribute E1\ta=b", "#8\tAnnotatorNotes T1\ta\\nb\\\\", "#9\tNote T1\ta\\nb\ttab",
                 "#10\tTandaiFragments T1\tx", "#11\tTandaiName R1\t\\", "#12\tTandaiAttribute T1\t",
                 "R2\tis:a Arg1:T2 Arg2:T1", "R3\tis,a Arg1:T2 Arg2:T1", "A1\tw:x R2 y", "A2\tw,x T1 y z"]
        self.assertEqual(self.take(lines).returncode, 0)
        span = self.taken()["spans"][0]
        self.assertEqual((span["label"], span["start"], span["end"], span["attributes"], span["note"]), ("actor", 17, 21, {"w_x": "y z"}, "a\\nb\\\\"))
        self.assertEqual(sorted(self.back()), sorted(lines))

    def test_a_span_that_was_moved_in_brat_is_where_it_is_now(self):
        self.made([{"id": "s1", "start": 4, "end": 14, "label": "is:a", "note": "a\nb"}])
        lines = (self.folder / "in/a.ann").read_text()
        self.assertIn("T1\tis_a 4 13\t dan Budi\n", lines)
        (self.folder / "in/a.ann").write_text(lines.replace("T1\tis_a 4 13\t dan Budi", "T1\tplace 9 13\tBudi"))
        self.check(0, "import", "--format", "brat", "--output", self.folder / "moved", self.folder / "in")
        [span] = json.loads((self.folder / "moved/a.txt.tandai.json").read_text())["spans"]
        self.assertEqual((span["label"], span["start"], span["end"], span["note"]), ("place", 9, 13, "a\nb"))
        self.check(0, "export", "--format", "brat", "--output", self.folder / "once-more", self.folder / "moved")
        self.assertEqual((self.folder / "once-more/a.ann").read_text(), "T1\tplace 9 13\tBudi\n#3\tTandaiNote T1\ta\\nb\n")

    def test_a_note_that_goes_on_is_written_once(self):
        """What brat's own lines say of it stays there, and only the rest is added."""
        def edit(sidecar):
            for item in sidecar["spans"] + sidecar["relations"]:
                if "note" in item:
                    item["note"] += "\nlagi\n\takhir"
        self.take(LINES)
        self.change(edit)
        before, back = self.taken(), self.back()
        self.assertEqual(set(LINES) - set(back), set())
        self.assertEqual(sum("TandaiNote" in line for line in back), 2)
        self.check(0, "import", "--format", "brat", "--output", self.folder / "again", self.folder / "back")
        after = json.loads((self.folder / "again/a.txt.tandai.json").read_text())
        for kind in "spans", "relations":
            self.assertEqual([item.get("note") for item in after[kind]], [item.get("note") for item in before[kind]])

    def test_attributes_of_relations_in_brat_are_theirs(self):
        lines = ["T1\tactor 17 21\tSiti", "T2\tplace 42 47\tDemak", "A1\tSure R1 yes", "#1\tTandaiAttribute R1\twhy=so it is",
                 "R1\tsource Arg1:T1 Arg2:T2"]
        self.assertEqual(self.take(lines).returncode, 0)
        self.assertEqual(self.taken()["relations"][0]["attributes"], {"Sure": "yes", "why": "so it is"})
        self.assertEqual(sorted(self.back()), sorted(lines))

    def test_relations_without_an_end_are_told(self):
        """Whether it is missing, is a relation, or leads back: with the line, and the rest is there."""
        lines = ["T1\tactor 17 21\tSiti", "T2\tplace 42 47\tDemak", "R1\ta Arg1:T1 Arg2:T9", "R2\ta Arg1:R9 Arg2:T1", "R3\ta Arg1:R4 Arg2:T1",
                 "R4\ta Arg1:T1 Arg2:R3", "R5\ta Arg1:R5 Arg2:R5", "R6\ta Arg1:T1", "R7\ta Arg1:T1 Arg2:T2", "#1\tTandaiAttribute R3\ta=b", "A1\tx R9 y"]
        result = self.take(lines)
        self.assertEqual(result.returncode, 1)
        for number in 3, 4, 5, 6, 7, 8, 11:
            self.assertIn("a.ann: line %d: " % number, result.err)
        for number in 9, 10:
            self.assertNotIn("a.ann: line %d: " % number, result.err)
        self.assertEqual([relation["id"] for relation in self.taken()["relations"]], ["R7"])
        self.assertIn("a.ann: baris 5: relasi", self.take(lines, language=INDONESIAN).err)

    def test_ids_of_other_tools_stay(self):
        """They were numbered anew once, and the lines that named them led nowhere."""
        lines = ["T0\tactor 17 21\tSiti", "T01\tplace 42 47\tDemak", "T12345678901\tactor 36 38\tIa", "T1a\tReport 12 16\tkata", "TX1\tclaim 12 21\tkata Siti",
                 "E0\tReport:T1a Speaker:T0", "R0\tsource Arg1:T0 Arg2:T01", "R01\tsource Arg1:TX1 Arg2:T12345678901", "A0\tSure R0 yes", "A1\tmode T0 direct",
                 "N0\tReference T12345678901 Wikidata:Q1\tIa", "#0\tAnnotatorNotes R0\tya", "#1\tTandaiNote T0\ta\\nb", "#2\tTandaiAttribute R01\twhy=so it is"]
        self.assertEqual(self.take(lines).returncode, 0)
        self.assertEqual(sorted(self.back()), sorted(lines))
        self.check(0, "import", "--format", "brat", "--output", self.folder / "again", self.folder / "back")
        self.assertEqual(json.loads((self.folder / "again/a.txt.tandai.json").read_text())["relations"], self.taken()["relations"])

    def test_offsets_of_java(self):
        self.take(["T3\tplace 43 48\tDemak"], "--utf16")
        self.assertEqual(self.taken()["spans"][0]["text"], "Demak")

    def test_files_that_are_missing_or_no_text(self):
        self.put("in/alone.ann", "T1\tactor 0 4\tSiti\n")
        self.put("in/binary.txt", b"\0\1\2")
        self.put("in/binary.ann", "")
        result = self.take(["T2\tactor 17 21\tSiti".encode(), b"T3\tplace 42 47\tDem\xff"][0] + b"\nT3\tplace 42 47\tDem\xff\n" + b"\0\n")
        self.assertEqual(result.returncode, 1)
        for words in "alone.txt", "binary.txt", "a.ann: line 2: ", "a.ann: line 3: ":
            self.assertIn(words, result.err)
        self.assertEqual(len(self.taken()["spans"]), 1)

    def test_crlf_and_a_byte_order_mark_are_counted(self):
        self.take(["T1\tactor 1 5\tSiti", "T2\tplace 15 20\tDemak"], text=b"\xef\xbb\xbf" + "Siti di\r\nkota Demak.\r\n".encode())
        self.assertEqual([span["text"] for span in self.taken()["spans"]], ["Siti", "Demak"])

    def test_other_peoples_corpora_come_back_line_by_line(self):
        folder = SHARED / "brat"
        if not folder.is_dir():
            self.skipTest("the corpora are not here")
        self.check(0, "import", "--format", "brat", "--output", self.folder / "out", folder)
        self.check(0, "validate", self.folder / "out")
        self.check(0, "export", "--format", "brat", "--include-unannotated", "--output", self.folder / "back", self.folder / "out")
        files = sorted(folder.rglob("*.ann"))
        self.assertEqual(len(files), 46)
        for path in files:
            back = self.folder / "back" / path.relative_to(folder)
            self.assertEqual(sorted(back.read_text().splitlines()), sorted(path.read_text().splitlines()), path)
            self.assertEqual(back.with_suffix(".txt").read_bytes(), path.with_suffix(".txt").read_bytes(), path)

    def test_war_and_peace(self):
        source = next((path for path in SHARED.glob("long/**/*.txt") if path.read_bytes().startswith(b"\xef\xbb\xbf")), None)
        if source is None:
            self.skipTest("the book is not here")
        text = source.read_bytes().decode()
        rng = random.Random(7)
        starts = sorted(rng.sample(range(len(text) - 40), 2000))
        lines = []
        for number, start in enumerate(starts):
            words = text[start:start + 20]
            if "\r" not in words and "\n" not in words:
                lines.append("T%d\tactor %d %d\t%s" % (number + 1, start, start + 20, words))
        self.assertEqual(self.take(lines, text=source.read_bytes()).returncode, 0)
        self.assertEqual((self.folder / "out" / "a.txt").read_bytes(), source.read_bytes())
        back, written = self.back(), (self.folder / "back" / "a.txt").read_bytes().decode()
        self.assertEqual(len(back), len(lines))
        for before, after in zip(lines, back):
            start, end = map(int, after.split("\t")[1].split()[1:])
            self.assertEqual((before.split("\t")[0], before.split("\t", 2)[2]), (after.split("\t")[0], written[start:end]))


harness.main()
