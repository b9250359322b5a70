# SPDX-License-Identifier: GPL-3.0-or-later
"""tandai-cli export --format standoff shares no words, and attach puts them back beside the same bytes."""
import json
import shutil

import harness
from harness import INDONESIAN, Sandbox


class Attach(Sandbox):
    def share(self, corpus=None, status=0, *more):
        return self.check(status, "export", "--format=standoff", "--output", self.folder / "shared", *more, corpus or self.corpus())

    def take_away(self, corpus):
        """The sidecars as they were, which are no longer there."""
        before = harness.snapshot(corpus)
        for path in corpus.rglob("*.tandai.json"):
            path.unlink()
        return before

    def attach(self, status, *paths, **options):
        return self.check(status, "attach", *(paths or (self.folder / "shared", self.corpus())), **options)

    def test_the_same_sidecars_come_back(self):
        self.share()
        before = self.take_away(self.corpus())
        self.assertIn("4 sidecars attached", self.attach(0).err)
        self.assertEqual(harness.snapshot(self.corpus()), before)
        self.assertIn("4 sidecars were there already", self.attach(0).err)

    def test_no_word_is_shared(self):
        self.share()
        for path in (self.folder / "shared").glob("*.json"):
            standoff = json.loads(path.read_text())
            self.assertNotIn("text", standoff)
            self.assertEqual([span for span in standoff["spans"] if "text" in span], [])
            sidecar = self.sidecar(self.corpus() / standoff["article"]["file"])
            self.assertEqual(standoff["length"], len(sidecar["text"]))
            for span in sidecar["spans"]:
                if span["label"] in ("quote", "claim"):
                    self.assertNotIn(json.dumps(span["text"], ensure_ascii=False)[1:-1], path.read_text())
        self.assertIn("may quote", (self.folder / "shared" / "README").read_text())

    def test_what_quotes_by_its_nature_stays_behind(self):
        path = self.corpus() / "harga-beras.txt.tandai.json"
        sidecar = json.loads(path.read_text())
        sidecar["spans"][0]["review"] = {"reason": "changed", "was": "rahasia"}
        sidecar["spans"][1]["review"] = {"reason": "changed"}
        sidecar["orphans"] = [dict(sidecar["spans"][2], id="sorphan00", before="rahasia", after="rahasia")]
        sidecar["conflicts"] = [{"id": sidecar["spans"][3]["id"], "ours": None, "theirs": sidecar["spans"][3]}]
        sidecar["length"] = "rahasia"
        sidecar["mine"] = [1.50]
        path.write_text(json.dumps(sidecar))
        err = self.share().err
        for words in "1 orphan left out", "1 undecided conflict left out", "metadata of 2 articles left out":
            self.assertIn(words, err)
        shared = (self.folder / "shared" / "harga-beras.txt.standoff.json").read_text()
        self.assertNotIn("rahasia", shared)
        self.assertEqual(shared.count('"review": {"reason": "changed"}'), 2)
        self.assertIn('"mine": [1.5]', shared)
        self.take_away(self.corpus())
        self.attach(0)
        self.check(0, "validate", self.corpus())

    def test_every_encoding_and_line_end(self):
        corpus = self.folder / "berita"
        for name, content in (("bom.txt", "\ufeffSatu 😡 dua.\r\nTiga.\r\n".encode()), ("cr.txt", b"Satu\rTiga."),
                              ("cp1252.txt", "Satu “dua” Tiga…".encode("cp1252")), ("utf16.txt", "Tiga 😡".encode("utf-16"))):
            self.put("berita/" + name, content)
            self.annotate(corpus / name, "actor", "Tiga")
        self.annotate(corpus / "cr.txt", "place", "Satu", "--annotator=siti")
        self.share(corpus, 0)
        self.share(corpus / "cr.txt.siti.tandai.json", 0)
        before = self.take_away(corpus)
        self.attach(0, self.folder / "shared", corpus)
        self.assertEqual(harness.snapshot(corpus), before)

    def test_an_article_may_have_another_name(self):
        self.share()
        self.take_away(self.corpus())
        (self.corpus() / "harga-beras.txt").rename(self.corpus() / "lain.txt")
        self.attach(0)
        self.assertEqual(self.sidecar(self.corpus() / "lain.txt")["article"]["file"], "lain.txt")
        self.check(0, "validate", self.corpus())

    def test_of_two_that_are_alike_the_one_of_its_name(self):
        self.share()
        self.take_away(self.corpus())
        shutil.copy(self.corpus() / "harga-beras.txt", self.corpus() / "salinan.txt")
        self.assertIn("salinan.txt: there are no annotations for it", self.attach(0).err)
        self.assertFalse((self.corpus() / "salinan.txt.tandai.json").exists())

    def test_what_finds_no_partner_is_told(self):
        self.share()
        self.take_away(self.corpus())
        with open(self.corpus() / "harga-beras.txt", "a") as file:
            file.write("x")
        err = self.attach(1).err
        self.assertIn("harga-beras.txt.standoff.json: none of the articles is “harga-beras.txt” as it was annotated", err)
        self.assertIn("harga-beras.txt: there are no annotations for it", err)
        self.assertIn("3 sidecars attached", err)
        self.assertEqual(len(list(self.corpus().glob("*.tandai.json"))), 3)

    def test_nothing_is_replaced(self):
        self.share()
        mine = self.corpus() / "harga-beras.txt.tandai.json"
        mine.write_text("mine")
        result = self.attach(1, self.folder / "shared", self.corpus() / "harga-beras.txt", language=INDONESIAN)
        self.assertIn("sudah ada dan tidak diganti", result.err)
        self.assertEqual(mine.read_text(), "mine")

    def test_a_name_that_is_anothers_is_not_taken(self):
        corpus = self.folder / "berita"
        self.put("berita/a.txt", "satu dua")
        self.annotate(corpus / "a.txt", "actor", "satu", "--annotator=siti")
        self.share(corpus / "a.txt.siti.tandai.json", 0)
        self.take_away(corpus)
        self.put("berita/a.txt.siti", "tiga")
        self.assertIn("would belong to another article", self.attach(1, self.folder / "shared", corpus).err)
        self.assertEqual(list(corpus.glob("*.json")), [])

    def test_bad_standoffs_do_not_stop_the_rest(self):
        self.share()
        self.take_away(self.corpus())
        path = self.folder / "shared" / "harga-beras.txt.standoff.json"
        good = path.read_bytes()
        standoff = json.loads(good)

        def changed(**members):
            return json.dumps({**standoff, **members}).encode()

        spans = standoff["spans"]
        for bad, reason in ((b"", "the file is empty"), (good[:500], ""), (b"\xff" + good, ""), (b"[]", "$: "), (b"[" * 100000, ""),
                            (changed(format="tandai/1"), "format: “tandai/1” is not known here; “tandai-standoff/1” is"),
                            (changed(length=17), "length: the article has 2511 characters, not 17"), (changed(length="x"), "length: "),
                            (changed(annotator="../evil"), "annotator: "), (changed(status="x"), "status: "),
                            (changed(article=dict(standoff["article"], encoding="nonsense")), "harga-beras.txt"),
                            (changed(spans=[dict(spans[0], end=99999)]), "spans[0].end: "),
                            (changed(spans=[dict(spans[0], text=7)]), "spans[0].text: "),
                            (changed(spans=spans + spans[:1]), "“%s” stands twice" % spans[0]["id"]),
                            (changed(spans=[]), "there is no span")):
            path.write_bytes(bad)
            for sidecar in self.corpus().glob("*.json"):
                sidecar.unlink()
            err = self.attach(1).err
            self.assertIn("harga-beras.txt.standoff.json: ", err)
            self.assertIn(reason, err)
            self.assertIn("3 sidecars attached", err)
        self.assertFalse((self.corpus() / "harga-beras.txt.tandai.json").exists())

    def test_bad_commands(self):
        self.share()
        self.put("empty/x.json", "{}")
        for arguments, words in (([], "no file or folder"), ([self.folder / "shared"], "no file or folder"),
                                 ([self.folder / "none", self.corpus()], "does not exist"),
                                 ([self.folder / "empty", self.corpus()], "has no files named *.standoff.json"),
                                 ([self.folder / "shared", self.folder / "none"], "none"), (["--force"], "--force")):
            self.assert_failure(self.run_cli("attach", *arguments), words)

    def test_a_folder_that_is_not_to_be_written(self):
        self.share()
        self.take_away(self.corpus())
        self.corpus().chmod(0o555)
        result = self.run_cli("attach", self.folder / "shared", self.corpus(), unprivileged=True)
        self.assertEqual((result.returncode, list(self.corpus().glob("*.json"))), (1, []))
        self.assertIn("0 sidecars attached", result.err)


harness.main()
