# SPDX-License-Identifier: GPL-3.0-or-later
"""metadata: what a table knows of articles goes into their sidecars, and nothing else changes there."""
import csv
import json

import harness
from harness import INDONESIAN, Sandbox

ARTICLE = "Kata Budi, satu dua.\n"


class Metadata(Sandbox):
    def corpus_of(self, *names):
        for name in names:
            self.put("n/" + name, ARTICLE)
        return self.folder / "n"

    def table(self, text):
        return self.put("table.csv", text)

    def test_values(self):
        folder = self.corpus_of("a.txt", "b.txt", "sub/c.txt")
        self.annotate(folder / "a.txt", "actor", "Budi")
        before = self.sidecar(folder / "a.txt")
        table = self.table("file,title,url,publisher,published,language,status,note,attributes.topic\n"
                           'a.txt,"Satu, dua",https://contoh.id/a,Kompas,2022-01-06,id,excluded,"ganda\ndua",banjir\n'
                           "b,Dua,,,,,,,\n"
                           "sub/c.txt,,,Tempo,2022,,done,,\n")
        result = self.check(0, "metadata", table, folder)
        self.assertIn("12 values", result.err)
        after = self.sidecar(folder / "a.txt")
        self.assertEqual(after["article"] | {"title": "Satu, dua", "url": "https://contoh.id/a", "publisher": "Kompas",
                                             "published": "2022-01-06", "language": "id"}, after["article"])
        self.assertEqual((after["status"], after["note"], after["attributes"]), ("excluded", "ganda\ndua", {"topic": "banjir"}))
        self.assertEqual((after["spans"], after["text"]), (before["spans"], before["text"]))
        self.assertEqual(self.sidecar(folder / "b.txt")["status"], "new")
        self.assertEqual(self.sidecar(folder / "b.txt")["article"]["title"], "Dua")
        self.assertEqual(self.sidecar(folder / "sub" / "c.txt")["status"], "done")
        groups = json.loads(self.check(0, "stats", "--json", "--by=attributes.topic", folder).out)["groups"]
        self.assertEqual([(group["value"], group["articles"]) for group in groups], [("", 2), ("banjir", 1)])
        self.check(0, "validate", folder)

    def test_names_that_people_use(self):
        folder = self.corpus_of("a.txt")
        self.check(0, "metadata", self.table("\ufeffNama;Judul;Media;Tanggal\na;Satu;Tempo;2022-01\n".replace("Nama", "doc_id")), folder)
        article = self.sidecar(folder / "a.txt")["article"]
        self.assertEqual((article["title"], article["publisher"], article["published"]), ("Satu", "Tempo", "2022-01"))

    def test_what_is_there_is_kept(self):
        folder = self.corpus_of("a.txt")
        self.check(0, "metadata", self.table("file,title,publisher\na.txt,Satu,\n"), folder)
        result = self.check(0, "metadata", self.table("file,title,publisher\na.txt,Dua,Tempo\n"), folder)
        self.assertIn("1 value that is there already was kept", result.err)
        article = self.sidecar(folder / "a.txt")["article"]
        self.assertEqual((article["title"], article["publisher"]), ("Satu", "Tempo"))
        self.check(0, "metadata", "--replace", self.table("file,title\na.txt,Dua\n"), folder)
        self.assertEqual(self.sidecar(folder / "a.txt")["article"]["title"], "Dua")

    def test_dry_run(self):
        folder = self.corpus_of("a.txt", "b.txt")
        self.check(0, "metadata", self.table("file,title\na.txt,Satu\n"), folder)
        before = harness.snapshot(folder)
        result = self.check(0, "metadata", "--dry-run", "--replace", self.table("file,title\na.txt,Dua\nb.txt,Tiga\n"), folder)
        self.assertEqual(result.out.splitlines(), ["a.txt: title: “Dua” instead of “Satu”", "b.txt: title: “Tiga”"])
        self.assertEqual(harness.snapshot(folder), before)

    def test_a_fault_is_told_where_the_value_is_kept_too(self):
        folder = self.corpus_of("a.txt")
        self.check(0, "metadata", self.table("file,published,language\na.txt,2022-01-06,id\n"), folder)
        before = harness.snapshot(folder)
        for options in (["--dry-run"], ["--dry-run", "--replace"], [], ["--replace"]):
            result = self.check(1, "metadata", *options, self.table("file,published,status\na.txt,06/01/2022,finished\n"), folder)
            self.assertIn("line 2: “06/01/2022” is not a date", result.err)
            self.assertIn("line 2: “finished” is no status", result.err)
            self.assertEqual((result.out, harness.snapshot(folder)), ("", before))

    def test_everybodys_sidecars(self):
        folder = self.corpus_of("a.txt")
        self.annotate(folder / "a.txt", "actor", "Budi", "--annotator=siti")
        self.annotate(folder / "a.txt", "actor", "Budi", "--annotator=budi")
        self.check(0, "metadata", "--annotator=siti", self.table("file,title\na.txt,Satu\n"), folder)
        self.assertNotIn("title", self.sidecar(folder / "a.txt", "budi")["article"])
        self.check(0, "metadata", self.table("file,title\na.txt,Satu\n"), folder)
        for name in ["siti", "budi"]:
            self.assertEqual(self.sidecar(folder / "a.txt", name)["article"]["title"], "Satu")
        self.assertFalse((folder / "a.txt.tandai.json").exists())

    def test_faults_are_told_and_the_rest_is_done(self):
        folder = self.corpus_of("a.txt", "b.txt", "x/c.txt", "y/c.txt", "d.txt", "e.txt")
        (folder / "e.txt.tandai.json").write_text("{")
        table = self.table("file,title,published,colour,status\n"
                           "a.txt,Satu,06/01/2022,red,\n"
                           "nobody.txt,Dua,,,\n"
                           "c.txt,Tiga,,,\n"
                           "b.txt,Empat,,,finished\n"
                           "a.txt,Lima,,,\n"
                           "d.txt,Enam\n"
                           "e.txt,Tujuh,,,\n")
        result = self.check(1, "metadata", table, folder)
        for words in ["line 2: “06/01/2022”", "line 3: there is no article “nobody.txt”", "line 4: several articles",
                      "line 5: “finished”", "line 6: “a.txt” was in the table before", "line 7: it has 2 cells",
                      "line 8:", "no “colour”", "attributes.colour", "2 values set in 2 articles"]:
            self.assertIn(words, result.err)
        self.assertEqual(self.sidecar(folder / "a.txt")["article"]["title"], "Satu")
        self.assertEqual((folder / "e.txt.tandai.json").read_text(), "{")

    def test_the_schemas_attributes(self):
        folder = self.corpus_of("a.txt")
        (folder / "tandai.json").write_text(json.dumps({
            "format": "tandai-corpus/1", "labels": [{"name": "actor"}],
            "article-attributes": [{"name": "topic", "values": ["banjir", "pangan"]}]}))
        self.check(0, "metadata", self.table("file,topic\na.txt,banjir\n"), folder)
        self.assertEqual(self.sidecar(folder / "a.txt")["attributes"], {"topic": "banjir"})
        self.assertIn("“api”", self.check(1, "metadata", "--replace", self.table("file,topic\na.txt,api\n"), folder).err)

    def test_who_spans_are(self):
        """The export to csv, with one more cell filled in a spreadsheet, comes back."""
        folder = self.corpus_of("a.txt", "sub/b.txt")
        first = self.annotate(folder / "a.txt", "actor", "Budi")
        self.annotate(folder / "a.txt", "quote", "satu dua")
        second = self.annotate(folder / "sub" / "b.txt", "actor", "Budi", "--annotator=siti")
        table = self.folder / "spans.csv"
        self.check(0, "export", "--format=csv", "--annotator=siti", "--output", table, folder)
        self.assertIn(second, table.read_text())
        with open(self.check(0, "export", "--format=csv", "--output", table, folder / "a.txt") and table, newline="") as file:
            rows = list(csv.DictReader(file.read().lstrip("\ufeff").splitlines()))
        rows.append(dict(rows[0], doc_id="sub/b", id=second))
        for row in rows:
            row["entity"] = "budi-santoso" if row["label"] == "actor" else ""
        with open(table, "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        self.assertIn("2 values set in 2 articles", self.check(0, "metadata", table, folder).err)
        spans = {span["id"]: span for span in self.sidecar(folder / "a.txt")["spans"] + self.sidecar(folder / "sub" / "b.txt", "siti")["spans"]}
        self.assertEqual({key for key, span in spans.items() if span.get("attributes") == {"entity": "budi-santoso"}}, {first, second})
        self.assertNotIn("title", self.sidecar(folder / "a.txt")["article"])
        changed = self.table("file,id,entity\na.txt,%s,lain\na.txt,s00000000,x\n" % first)
        result = self.check(1, "metadata", changed, folder)
        self.assertIn("no span “s00000000”", result.err)
        self.assertIn("1 value that is there already was kept", result.err)
        self.check(1, "metadata", "--replace", changed, folder)
        self.assertEqual(self.sidecar(folder / "a.txt")["spans"][0]["attributes"], {"entity": "lain"})

    def test_bad_tables(self):
        folder = self.corpus_of("a.txt")
        self.assert_failure(self.run_cli("metadata", self.table("title\nSatu\n"), folder), "table.csv", "file")
        self.assert_failure(self.run_cli("metadata", self.table(""), folder), "table.csv")
        self.assert_failure(self.run_cli("metadata", self.put("table.csv", b"a\0b"), folder), "table.csv")
        self.assert_failure(self.run_cli("metadata", self.folder / "none.csv", folder), "none.csv")
        self.assert_failure(self.run_cli("metadata"))
        hostile = self.run_cli("metadata", self.table("file,title\n\033[31mx,Satu\na.txt,Dua\n"), folder)
        self.assertEqual(hostile.returncode, 1)
        self.assertNotIn("\033", hostile.err)
        if harness.has_indonesian():
            self.assertIn("tidak ada artikel", self.run_cli("metadata", self.table("file,title\nx,y\n"), folder,
                                                            language=INDONESIAN).err)


harness.main()
