# SPDX-License-Identifier: GPL-3.0-or-later
"""tandai-cli reanchor carries annotations over to articles that were edited."""
import json
import pathlib

import harness
from harness import INDONESIAN, Sandbox


class Reanchor(Sandbox):
    def setUp(self):
        super().setUp()
        self.state = {"XDG_STATE_HOME": str(self.folder / "state")}

    def reanchor(self, status, *arguments, **options):
        return self.check(status, "reanchor", *arguments, env=self.state, **options)

    def article(self, name="harga-beras.txt"):
        return self.corpus() / name

    def edit(self, path, *replacements):
        text = path.read_text()
        for before, after in replacements:
            self.assertIn(before, text)
            text = text.replace(before, after, 1)
        path.write_text(text)

    def spans(self, path):
        return {span["id"]: span for span in self.sidecar(path)["spans"]}

    def assert_sound(self, path):
        sidecar = self.sidecar(path)
        self.assertEqual(sidecar["text"], path.read_text())
        for span in sidecar["spans"]:
            pieces = span.get("fragments", [[span["start"], span["end"]]])
            self.assertEqual(span["text"], " ".join(sidecar["text"][start:end] for start, end in pieces))
        self.check(0, "validate", path)

    def test_nothing_is_written_where_nothing_changed(self):
        before = harness.snapshot(self.corpus())
        result = self.reanchor(0, self.corpus())
        self.assertEqual((result.out, result.err), ("", "tandai-cli: 0 sidecars carried over\n"))
        self.assertEqual(harness.snapshot(self.corpus()), before)

    def test_a_word_put_in_moves_what_is_behind_it(self):
        path = self.article()
        before = self.spans(path)
        self.edit(path, ("menembus", "hampir menembus"))
        self.reanchor(0, path)
        self.assert_sound(path)
        after = self.spans(path)
        self.assertEqual(after.keys(), before.keys())
        for identity, span in after.items():
            self.assertEqual(span["text"], before[identity]["text"])
            self.assertNotIn("review", span)

    def test_changed_words_are_reviewed_and_told(self):
        path = self.article()
        before = self.spans(path)
        self.edit(path, ("Kota Bandung", "Kota Bandoeng"))
        result = self.reanchor(1, path)
        self.assert_sound(path)
        changed = [span for span in self.spans(path).values() if span["text"] == "Kota Bandoeng"]
        self.assertEqual([span["review"] for span in changed], [{"reason": "changed", "was": "Kota Bandung"}])
        self.assertEqual(before[changed[0]["id"]]["text"], "Kota Bandung")
        self.assertIn("Kota Bandoeng", result.out)
        self.assertIn("1 span to review", result.err)

    def test_the_first_words_stay_in_the_review(self):
        path = self.article()
        self.edit(path, ("Kota Bandung", "Kota Bandoeng"))
        self.reanchor(1, path)
        self.edit(path, ("Kota Bandoeng", "Kota Bandoenk"))
        self.reanchor(1, path)
        changed = [span for span in self.spans(path).values() if span["text"] == "Kota Bandoenk"]
        self.assertEqual(changed[0]["review"]["was"], "Kota Bandung")

    def test_what_is_gone_is_an_orphan_with_its_surroundings(self):
        path = self.article()
        sidecar = self.sidecar(path)
        paragraphs = path.read_text().split("\n\n")
        gone = paragraphs.pop(5)
        start = sidecar["text"].index(gone)
        path.write_text("\n\n".join(paragraphs))
        inside = {span["id"] for span in sidecar["spans"] if start <= span["start"] and span["end"] <= start + len(gone)}
        self.assertTrue(inside)
        self.reanchor(1, path)
        self.assert_sound(path)
        after = self.sidecar(path)
        self.assertEqual({orphan["id"] for orphan in after["orphans"]}, inside)
        for orphan in after["orphans"]:
            first, last = orphan["start"], orphan["end"]
            self.assertEqual(orphan["before"], sidecar["text"][max(first - 40, 0):first])
            self.assertEqual(orphan["after"], sidecar["text"][last:last + 40])
        self.assertEqual(after["relations"], sidecar["relations"])
        # What is exported leaves them out, and says so.
        self.assertIn("orphan", self.check(0, "export", "--format=jsonl", path).err)

    def test_an_orphan_is_put_back_and_another_dropped(self):
        path = self.article()
        before = {span["id"]: span for span in self.sidecar(path)["spans"]}
        paragraphs = path.read_text().split("\n\n")
        paragraphs.pop(5)
        path.write_text("\n\n".join(paragraphs))
        self.reanchor(1, path)
        orphans = [orphan["id"] for orphan in self.sidecar(path)["orphans"]]
        self.assertGreater(len(orphans), 1)
        self.assert_failure(self.run_cli("annotate", "--orphan=nobody", "--start=0", "--end=5", path), "nobody")
        self.assert_failure(self.run_cli("annotate", "--orphan", orphans[0], path), "--start")
        self.assert_failure(self.run_cli("annotate", "--orphan", orphans[0], "--label=actor", "--start=0", "--end=5", path), "--orphan")
        self.assert_failure(self.run_cli("annotate", "--drop-orphan", orphans[0], "--start=0", path), "--drop-orphan")
        self.assertEqual(self.check(0, "annotate", "--orphan", orphans[0], "--start=0", "--end=5", path).out.strip(), orphans[0])
        self.assertEqual(self.check(0, "annotate", "--drop-orphan", orphans[1], path).out.strip(), orphans[1])
        self.assert_sound(path)
        after = self.sidecar(path)
        self.assertEqual([orphan["id"] for orphan in after.get("orphans", [])], orphans[2:])
        back = next(span for span in after["spans"] if span["id"] == orphans[0])
        self.assertEqual((back["start"], back["end"], back["text"]), (0, 5, path.read_text()[:5]))
        for member in set(before[orphans[0]]) - {"start", "end", "text", "fragments"}:
            self.assertEqual(back[member], before[orphans[0]][member])
        self.assertFalse([relation for relation in after["relations"] if orphans[1] in (relation["from"], relation["to"])])

    def test_orphans_of_two_changes_stay(self):
        path = self.article()
        for number in (5, 4):
            paragraphs = path.read_text().split("\n\n")
            paragraphs.pop(number)
            path.write_text("\n\n".join(paragraphs))
            self.reanchor(1, path)
        orphans = self.sidecar(path)["orphans"]
        self.assertEqual(len({orphan["id"] for orphan in orphans}), len(orphans))
        self.assert_sound(path)

    def test_a_moved_paragraph_takes_its_spans_along(self):
        path = self.article("banjir-demak.txt")
        before = self.spans(path)
        paragraphs = path.read_text().strip("\n").split("\n\n")
        paragraphs.insert(1, paragraphs.pop(5))
        path.write_text("\n\n".join(paragraphs) + "\n")
        self.reanchor(0, path)
        self.assert_sound(path)
        self.assertEqual({key: span["text"] for key, span in self.spans(path).items()},
                         {key: span["text"] for key, span in before.items()})

    def test_fragments_are_carried_one_by_one(self):
        path = self.put("a.txt", "“Kami,” ujar Budi Santoso pada hari Senin di Jakarta, “tetap di sini bersama warga.”\n")
        self.annotate(path, "quote", "“Kami,”")
        sidecar = self.sidecar(path)
        text = sidecar["text"]
        second = text.index("“tetap")
        sidecar["spans"][0].update(end=len(text) - 1, fragments=[[0, 7], [second, len(text) - 1]], text="“Kami,” " + text[second:-1])
        pathlib.Path(str(path) + ".tandai.json").write_text(json.dumps(sidecar))
        self.edit(path, ("pada hari Senin ", ""))
        self.reanchor(0, path)
        self.assert_sound(path)
        self.assertEqual(self.sidecar(path)["spans"][0]["fragments"][1][0], second - 16)

    def test_versions_that_wait_for_a_decision_go_with_their_words(self):
        """They stayed where they were in the old text: they could not be taken, or were of another place with the same name."""
        text = "Kemarin Bupati Joko bertemu Siti. Siti pulang.\nKata Wawan, hujan.\n"
        path = self.put("a.txt", text)
        self.annotate(path, "actor", "Bupati Joko")

        def span(id, words, start, **more):
            return {"id": id, "start": start, "end": start + len(words), "label": "actor", "text": words, **more}

        aside = span("s4", "Retno", 900, before="Bu ", after=" lama")
        link = {"id": "r1", "type": "source", "from": "s1", "to": "s2"}
        pieces = {"id": "s5", "start": 0, "end": 27, "fragments": [[0, 7], [20, 27]], "label": "quote", "text": "Kemarin bertemu"}
        kept = [{"id": "s4", "ours": None, "theirs": aside}, {"id": "r1", "ours": link, "theirs": None},
                {"id": "$", "ours": {"start": 3, "end": 5}, "theirs": {"note": "x"}}, {"id": "s9", "ours": span("s9", "lain", 3), "theirs": 7}, "odd"]
        conflicts = [{"id": "s1", "ours": span("s1", "Bupati Joko", 8), "theirs": span("s1", "Joko", 15, note="n", tag=[1.50]), "since": 1},
                     {"id": "s2", "ours": None, "theirs": span("s2", "Siti", 34)},
                     {"id": "s2", "ours": span("s2", "Siti", 34), "theirs": span("s2", "Siti", 34, note="n")},
                     {"id": "s3", "ours": None, "theirs": span("s3", "Wawan", 52)},
                     {"id": "s5", "ours": None, "theirs": pieces}]
        sidecar = pathlib.Path(str(path) + ".tandai.json")
        sidecar.write_text(json.dumps({**self.sidecar(path), "conflicts": conflicts + kept}))
        # Now “Siti” stands where the other one stood.
        self.edit(path, ("Kemarin", "Kini Pak"), (" Siti. ", " Siti, "), ("bertemu", "bertemu si"), ("Kata Wawan, hujan.", "Cerah."))
        self.reanchor(0, path)
        after = self.sidecar(path)
        self.assertEqual(after["conflicts"][5:], kept)
        self.assertEqual(after["conflicts"][0]["since"], 1)
        for entry in after["conflicts"][:5]:
            for side in ("ours", "theirs"):
                version = entry[side]
                if version is None or "before" in version:
                    continue
                ranges = version.get("fragments", [[version["start"], version["end"]]])
                self.assertEqual(version["text"], " ".join(after["text"][a:b] for a, b in ranges))
        theirs = [entry["theirs"] for entry in after["conflicts"][:5]]
        self.assertEqual([version["text"] for version in theirs], ["Joko", "Siti", "Siti", "Wawan", "Kini Pak bertemu"])
        self.assertEqual((theirs[0]["start"], theirs[0]["note"], theirs[0]["tag"]), (16, "n", [1.5]))
        self.assertEqual([theirs[1]["start"], theirs[2]["start"]], [after["text"].rindex("Siti")] * 2)
        self.assertEqual((theirs[3]["start"], theirs[3]["before"], theirs[3]["after"]), (52, text[12:52], ", hujan.\n"))
        self.assertEqual(theirs[4]["review"], {"reason": "changed", "was": "Kemarin bertemu"})
        self.check(0, "validate", path)

    def test_dry_run_writes_nothing(self):
        self.edit(self.article(), ("Kota Bandung", "Kota Bandoeng"))
        before = harness.snapshot(self.folder)
        result = self.reanchor(1, "--dry-run", self.corpus())
        self.assertIn("Bandoeng", result.out)
        self.assertIn("1 sidecar would be carried over", result.err)
        self.assertEqual(harness.snapshot(self.folder), before)

    def test_undo_brings_back_the_very_bytes(self):
        path = self.article()
        before = pathlib.Path(str(path) + ".tandai.json").read_bytes()
        for after in ("Kota Bandoeng", "Kota Surabaya"):
            self.edit(path, ("Kota Bandung" if after == "Kota Bandoeng" else "Kota Bandoeng", after))
            self.reanchor(1, path)
        for _ in range(2):
            self.reanchor(0, "--undo", path)
        self.assertEqual(pathlib.Path(str(path) + ".tandai.json").read_bytes(), before)
        self.assertIn("there is nothing to undo", self.reanchor(1, "--undo", path).err)

    def test_undo_leaves_what_was_annotated_since(self):
        path = self.article()
        self.edit(path, ("Kota Bandung", "Kota Bandoeng"))
        self.reanchor(1, path)
        self.annotate(path, "actor", "Indramayu")
        before = harness.snapshot(self.corpus())
        self.assertIn("there is nothing to undo", self.reanchor(1, "--undo", path).err)
        self.assertEqual(harness.snapshot(self.corpus()), before)

    def test_json_tells_every_span(self):
        path = self.article()
        n_spans = len(self.spans(path))
        self.edit(path, ("Kota Bandung", "Kota Bandoeng"))
        report = json.loads(self.reanchor(1, "--json", path).out)
        self.assertEqual(len(report), 1)
        self.assertEqual(len(report[0]["spans"]), n_spans)
        self.assertEqual(sum(report[0][fate] for fate in ("unchanged", "moved", "changed", "orphaned")), n_spans)
        changed = [span for span in report[0]["spans"] if span["fate"] == "changed"]
        self.assertEqual([(span["before"]["text"], span["after"]["text"]) for span in changed], [("Kota Bandung", "Kota Bandoeng")])

    def test_each_annotator(self):
        path = self.article()
        self.annotate(path, "place", "Indramayu", "--annotator=siti")
        self.edit(path, ("Kota Bandung", "Kota Bandoeng"))
        self.reanchor(0, "--annotator=siti", path)
        self.assertNotEqual(self.sidecar(path)["text"], path.read_text())
        self.assertEqual(self.sidecar(path, "siti")["text"], path.read_text())
        self.reanchor(1, path)
        self.assertEqual(self.sidecar(path)["text"], path.read_text())

    def test_an_article_that_is_now_utf8(self):
        path = self.put("a.txt", "Kata “Budi” di Jakarta…\n".encode("cp1252"))
        self.annotate(path, "place", "Jakarta")
        self.assertNotEqual(self.sidecar(path)["article"]["encoding"], "UTF-8")
        path.write_text("Kata “Budi” di Jakarta…\n")
        self.reanchor(0, path)
        self.assertEqual(self.sidecar(path)["article"]["encoding"], "UTF-8")
        self.assert_sound(path)

    def test_line_ends_alone(self):
        path = self.article()
        before = self.spans(path)
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        result = self.reanchor(0, path)
        self.assertIn("%u unchanged, 0 moved" % len(before), result.out)
        self.assertEqual(self.spans(path), before)
        self.assertEqual(self.sidecar(path)["article"]["newline"], "crlf")
        self.check(0, "validate", path)

    def test_an_article_that_is_emptied(self):
        path = self.article()
        before = self.spans(path)
        path.write_text("")
        self.reanchor(1, path)
        self.assertEqual({orphan["id"] for orphan in self.sidecar(path)["orphans"]}, set(before))
        self.reanchor(0, "--undo", path)
        self.assertEqual(self.spans(path), before)

    def test_bad_files_are_told_and_the_rest_is_done(self):
        path = self.article()
        broken = pathlib.Path(str(self.article("banjir-demak.txt")) + ".tandai.json")
        broken.write_text(broken.read_text()[:500])
        self.article("tambang-nikel.txt").unlink()
        self.article("harbour-strike.txt").write_bytes(b"\0\1\2binary")
        self.edit(path, ("Kota Bandung", "Kota Bandoeng"))
        before = harness.snapshot(self.corpus())
        result = self.reanchor(1, self.corpus())
        for name in ("banjir-demak", "tambang-nikel", "harbour-strike"):
            self.assertIn(name, result.err)
        self.assertEqual(self.sidecar(path)["text"], path.read_text())
        after = harness.snapshot(self.corpus())
        self.assertEqual([name.name for name in after if after[name] != before[name]], ["harga-beras.txt.tandai.json"])

    def test_a_read_only_folder_keeps_its_sidecar(self):
        path = self.article()
        self.edit(path, ("Kota Bandung", "Kota Bandoeng"))
        before = harness.snapshot(self.corpus())
        self.corpus().chmod(0o555)
        (self.folder / "state").mkdir(mode=0o777)
        (self.folder / "state").chmod(0o777)
        self.reanchor(1, path, unprivileged=True)
        self.assertEqual(harness.snapshot(self.corpus()), before)

    def test_usage(self):
        self.assert_failure(self.run_cli("reanchor"), "no file or folder is named")
        self.assert_failure(self.run_cli("reanchor", "--undo", "--json", self.corpus()), "--undo")
        self.assert_failure(self.run_cli("reanchor", self.folder / "none"), "none")

    def test_in_indonesian(self):
        if not harness.has_indonesian():
            self.skipTest("no Indonesian catalogue")
        self.edit(self.article(), ("Kota Bandung", "Kota Bandoeng"))
        result = self.reanchor(1, self.article(), language=INDONESIAN)
        self.assertIn("rentang", result.out + result.err)
        self.assertNotIn("changed", result.out)


harness.main()
