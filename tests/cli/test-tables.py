# SPDX-License-Identifier: GPL-3.0-or-later
"""Articles in: plain text, tables and web pages, with what is known of them."""
import csv
import io
import json

import harness
from harness import INDONESIAN, Sandbox

TEXT = "Siti 😡 berkata, “Air naik,”\nlalu pergi; ke \"Demak\"."
PAGE = """<!DOCTYPE html><html lang="id"><head><title>Banjir | Kabar</title><meta property="og:title" content="Banjir &amp; Tanggul">
<meta property="og:site_name" content="Kabar"><link rel="canonical" href="https://kabar.example/1">
<meta property="article:published_time" content="2026-02-10T08:00:00+07:00"><script>var a = "<p>bukan</p>";</script></head>
<body><nav><p>Menu panjang yang bukan berita, sama sekali bukan berita.</p></nav>
<div class="side"><p>Iklan</p></div>
%s
<footer><p>Hak cipta</p></footer></body></html>"""
BODY = "<h1>Banjir</h1><p>Siti&nbsp;berkata,\n   “Air <b>naik</b>,” 😡</p><p>Lalu<br>pergi.</p><aside><p>Baca juga</p></aside><figure><img><figcaption>Foto</figcaption></figure>"


def table(rows, dialect="excel", **options):
    to = io.StringIO()
    csv.writer(to, dialect, **options).writerows(rows)
    return to.getvalue()


class Articles(Sandbox):
    def take(self, format_, name, content, *arguments, **options):
        source = self.put("in/" + name, content)
        return self.run_cli("import", "--format", format_, "--output", self.folder / "out", source, *arguments, **options)

    def article(self, name):
        return (self.folder / "out" / name).read_bytes().decode()

    def taken(self, name):
        return json.loads((self.folder / "out" / (name + ".tandai.json")).read_text())

    def names(self):
        return sorted(path.name for path in (self.folder / "out").glob("*.txt"))

    def test_text_is_copied_byte_for_byte(self):
        windows, mark = "Kata “itu”\r\n".encode("cp1252"), "\ufeffSatu\r\n".encode()
        self.put("in/a/windows.txt", windows)
        self.put("in/mark.txt", mark)
        self.put("in/binary.txt", b"\0\1")
        self.put("in/other.pdf", b"%PDF")
        result = self.run_cli("import", "--format", "text", "--output", self.folder / "out", self.folder / "in")
        self.assertEqual(result.returncode, 1)
        self.assertIn("binary.txt", result.err)
        self.assertEqual(harness.snapshot(self.folder / "out").keys() - {"tandai.json"},
                         {path.relative_to(self.folder / "in") for path in (self.folder / "in").rglob("*.txt")} - {harness.pathlib.Path("binary.txt")})
        self.assertEqual(((self.folder / "out/a/windows.txt").read_bytes(), (self.folder / "out/mark.txt").read_bytes()), (windows, mark))

    def test_tables_of_every_separator(self):
        rows = [["judul", "Isi", "tanggal", "media", "kota"], ["Banjir; lagi", TEXT, "2026-02-10", "Kabar", "Demak"], ["Kedua", "Satu, dua", "", "", ""]]
        for number, (delimiter, encoding) in enumerate(((",", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-16"))):
            name = "t%d" % number
            result = self.take("csv", name + ".csv", table(rows, delimiter=delimiter).encode(encoding))
            self.assertEqual(result.returncode, 0, result.err)
            self.assertEqual((self.article(name + "-00001.txt"), self.article(name + "-00002.txt")), (TEXT, "Satu, dua"))
            sidecar = self.taken(name + "-00001.txt")
            self.assertEqual((sidecar["article"]["title"], sidecar["article"]["published"], sidecar["article"]["publisher"]),
                             ("Banjir; lagi", "2026-02-10", "Kabar"))
            self.assertEqual((sidecar["attributes"], sidecar["status"], sidecar["spans"]), ({"kota": "Demak"}, "new", []))
        self.check(0, "validate", self.folder / "out")

    def test_windows_tables(self):
        self.take("csv", "a.csv", "isi;judul\r\nKata “itu”;“Judul”\r\n".encode("cp1252"))
        self.assertEqual((self.article("a-00001.txt"), self.taken("a-00001.txt")["article"]["title"]), ("Kata “itu”", "“Judul”"))

    def test_columns_by_name_and_number(self):
        content = table([["a", "b", "text", "nomor"], ["Judul", "Isi berita", "bukan", "7/8"]])
        self.assertEqual(self.take("csv", "a.csv", content, "--columns", "text=b,title=1,id=nomor,desk=text").returncode, 0)
        self.assertEqual(self.names(), [])
        sidecar = json.loads((self.folder / "out/7/8.txt.tandai.json").read_text())
        self.assertEqual((sidecar["text"], sidecar["article"]["title"], sidecar["attributes"]), ("Isi berita", "Judul", {"desk": "bukan"}))

    def test_rows_with_offsets_are_spans_of_one_article(self):
        rows = [["id", "text", "label", "start", "end"], ["x", TEXT, "actor", 0, 4], ["x", TEXT, "place", 44, 49], ["y", TEXT, "actor", 0, 4],
                ["y", TEXT, "actor", 0, 400], ["y", TEXT, "actor", "a", 4], ["z", TEXT, "", "", ""]]
        result = self.take("csv", "a.csv", table(rows))
        self.assertEqual(result.returncode, 1)
        self.assertIn("line 8: 0–400", result.err)
        self.assertIn("line 10: start and end", result.err)
        self.assertEqual([(span["label"], span["text"]) for span in self.taken("x.txt")["spans"]], [("actor", "Siti"), ("place", "Demak")])
        self.assertEqual((len(self.taken("y.txt")["spans"]), self.names()), (1, ["x.txt", "y.txt", "z.txt"]))

    def test_faulty_rows_are_told_and_the_rest_is_there(self):
        content = "isi,judul\nsatu,a\n\ndua\ntiga,b,c\n,kosong\n\"lima\nbaris\",e\n\"enam,f\ntujuh,g\ndelapan,h\n"
        result = self.take("csv", "a.csv", content)
        self.assertEqual(result.returncode, 1)
        for words in "line 4: it has 1 cell", "line 5: it has 3 cells", "line 6: it has no text", "line 9: a quotation in it has no end":
            self.assertIn(words, result.err)
        self.assertEqual([self.article(name) for name in self.names()], ["satu", "lima\nbaris", "tujuh", "delapan"])
        self.assertIn("baris 9: ", self.take("csv", "b.csv", content, language=INDONESIAN).err)

    def test_tables_that_hold_no_articles(self):
        self.assertIn("--columns text=NAME", self.take("csv", "a.csv", "a,b\n1,2\n").err)
        for name, content in (("binary.csv", b"\0\1\2"), ("empty.csv", b"")):
            result = self.take("csv", name, content)
            self.assertEqual((result.returncode, self.names()), (0 if name == "empty.csv" else 1, []))
            self.assertNotIn("CRITICAL", result.err)

    def test_own_tables_of_spans_are_refused(self):
        """They hold no articles: whatever a spreadsheet did to them, nothing is made of them, and the others are imported."""
        own = self.check(0, "export", "--format", "csv", self.corpus()).out.lstrip("\ufeff")
        rows = list(csv.reader(io.StringIO(own, newline="")))
        self.assertGreater(len(rows), 10)
        changed = [row[::-1] + ["x"] for row in rows]
        for name, content, mapped in (("own.csv", own, ()), ("semicolons.csv", table(rows, delimiter=";"), ()), ("tabs.tsv", table(rows, delimiter="\t").encode("utf-16"), ()),
                                      ("changed.csv", table(changed), ()), ("mapped.csv", own, ("--columns", "text=text,id=doc_id"))):
            result = self.take("csv", name, content, *mapped)
            self.assert_failure(result, name + ": line 1: ", "holds spans, not articles", "“jsonl”", "0 articles imported", status=1)
            self.assertEqual((len(result.err.splitlines()), (self.folder / "out").exists()), (2, False))
        self.assertIn("memuat rentang, bukan artikel", self.take("csv", "own.csv", own, language=INDONESIAN).err)
        self.put("in/last.csv", "text\nSatu\n")
        self.assertEqual(self.run_cli("import", "--format=csv", "--output", self.folder / "out", self.folder / "in").returncode, 1)
        self.assertEqual(self.names(), ["last-00001.txt"])
        self.put("keep/a", "")
        self.assertEqual(self.run_cli("import", "--format=csv", "--output", self.folder / "keep", self.folder / "in/own.csv").returncode, 1)
        self.assertEqual([path.name for path in (self.folder / "keep").iterdir()], ["a"])

    def test_lines_of_json_are_a_table_too(self):
        records = [{"content": TEXT, "title": "Banjir", "views": 3, "tags": ["a"], "id": "a b"}, {"content": ""}, {"isi": "kedua", "date": None}]
        result = self.take("jsonl", "a.jsonl", "\n".join(map(json.dumps, records)))
        self.assertEqual(result.returncode, 1)
        self.assertIn("line 2: it has no text", result.err)
        self.assertIn("1 field of a record left out", result.err)
        self.assertEqual(self.taken("a b.txt")["attributes"], {"views": "3"})
        self.assertEqual(self.article("a-00003.txt"), "kedua")
        self.take("jsonl", "b.jsonl", json.dumps({"lead": "Isi", "content": "lain"}), "--columns", "text=lead")
        self.assertEqual(self.article("b-00001.txt"), "Isi")
        self.assertEqual(self.take("jsonl", "c.jsonl", '{"nothing": 1}').returncode, 1)

    def test_lines_of_json_bring_their_spans(self):
        """As Prodigy, spaCy and doccano have them; they were dropped as metadata, with exit status 0."""
        entities = [{"start": 5, "end": 6, "label": "sign", "token_start": 1}, {"start": 44, "end": 49, "label": "place"}]
        shapes = {"spans": entities, "ents": entities, "entities": [[5, 6, "sign"], [44, 49, "place"]], "label": [[5, 6, "sign"], [44, 49, "place"]],
                  "labels": [{"id": 1, "start_offset": 5, "end_offset": 6, "label": "sign"}, {"id": 2, "start_offset": 44, "end_offset": 49, "label": "place"}]}
        for form in "jsonl", "doccano":
            for shape, spans in shapes.items():
                name = "%s-%s" % (form, shape)
                record = {"text": TEXT, "id": name, shape: spans, "meta": {"media": "Kabar", "desk": "kota"}, "answer": "accept"}
                result = self.take(form, name + ".jsonl", json.dumps(record))
                self.assertEqual((result.returncode, result.err), (0, "tandai-cli: 1 article imported (spans: 2)\n"), name)
                sidecar = self.taken(name + ".txt")
                self.assertEqual([(span["start"], span["end"], span["label"], span["text"]) for span in sidecar["spans"]], [(5, 6, "sign", "😡"), (44, 49, "place", "Demak")])
                self.assertEqual((sidecar["article"]["publisher"], sidecar["attributes"], sidecar["status"]), ("Kabar", {"desk": "kota", "answer": "accept"}, "in-progress"))
        record = {"isi": TEXT, "id": "groups", "spans": {"sc": entities, "more": [[0, 4, "actor"]]}, "relations": [{"type": "near", "from_id": 7, "to_id": 8}],
                  "entities": [{"id": 7, "start": 0, "end": 4, "label": "actor"}, {"id": 8, "start": 44, "end": 49, "label": "place"}], "tokens": [1, 2]}
        result = self.take("jsonl", "groups.jsonl", json.dumps(record))
        self.assertEqual((result.returncode, "1 field of a record left out: an article has no place for it" in result.err), (0, True), result.err)
        taken = self.taken("groups.txt")
        self.assertEqual([span["text"] for span in taken["spans"]], ["Siti", "😡", "Demak"])
        self.assertEqual([(relation["type"], relation["from"], relation["to"]) for relation in taken["relations"]], [("near", taken["spans"][0]["id"], taken["spans"][2]["id"])])
        self.check(0, "validate", self.folder / "out")

    def test_spans_of_json_are_checked(self):
        spans = [{"start": 0, "end": 400, "label": "actor"}, {"start": 4, "end": 4, "label": "actor"}, {"start": 0, "end": 4}, {"start": "0", "end": 4, "label": "actor"},
                 {"start": -1, "end": 4, "label": "actor"}, {"start": 0, "end": 4, "label": "actor"}]
        result = self.take("jsonl", "a.jsonl", json.dumps({"text": "Satu"}) + "\n" + json.dumps({"text": TEXT, "spans": spans}))
        self.assertEqual(result.returncode, 1)
        for number in range(1, 6):
            self.assertIn("a.jsonl: line 2: span %d" % number, result.err)
        self.assertEqual((len(result.err.splitlines()), [span["text"] for span in self.taken("a-00002.txt")["spans"]]), (6, ["Siti"]))

    def test_our_spacy_export_comes_back_with_its_spans(self):
        corpus = self.corpus()
        self.check(0, "export", "--format=spacy", "--output", self.folder / "spacy", corpus)
        self.check(0, "import", "--format=jsonl", "--output", self.folder / "out", self.folder / "spacy")
        for path in corpus.glob("*.txt"):
            # A discontinuous span is written in pieces.
            pieces = sorted((start, end, span["label"]) for span in self.sidecar(path)["spans"] for start, end in span.get("fragments", [(span["start"], span["end"])]))
            self.assertEqual(sorted((span["start"], span["end"], span["label"]) for span in self.taken(path.name)["spans"]), pieces)

    def test_json_over_many_lines_is_one_list_or_one_object(self):
        """Each line was told as a broken record."""
        records = [{"isi": TEXT, "spans": [{"start": 0, "end": 4, "label": "actor"}]}, {"isi": "Dua"}]
        task = {"id": 1, "data": {"text": TEXT}, "annotations": [{"result": [
            {"id": "a", "type": "labels", "from_name": "label", "to_name": "text", "value": {"start": 0, "end": 4, "text": "Siti", "labels": ["actor"]}}]}]}
        document = {"id": 5, "text": TEXT, "label": [[0, 4, "actor"]]}
        exported = [json.loads(line) for line in self.check(0, "export", "--format=jsonl", self.corpus()).out.splitlines()]
        for form, value, count in (("jsonl", records, 2), ("jsonl", records[0], 1), ("jsonl", exported, 4), ("jsonl", exported[0], 1), ("label-studio", [task], 1),
                                   ("label-studio", task, 1), ("doccano", [document, document], 2), ("doccano", document, 1)):
            for indent in 1, 4, "\t", None:
                source = self.put("in/a.json", "\n" + json.dumps(value, indent=indent, ensure_ascii=False))
                output = self.folder / ("out-%s-%s-%s" % (form, indent, count))
                result = self.check(0, "import", "--format", form, "--output", output, source)
                self.assertIn("%d article%s imported" % (count, "s" * (count > 1)), result.err)
                harness.shutil.rmtree(output)
        result = self.take("jsonl", "b.json", "[\n {\"text\": \"Satu\"},\n {\"text\": }\n]")
        self.assert_failure(result, "b.json: line 3, column 11, [1].text: ", status=1)
        result = self.take("jsonl", "c.json", "[\n {\"text\": \"Satu\"},\n 7, {\"text\": \"\"}]")
        self.assert_failure(result, "c.json: record 2: it is no JSON object", "c.json: record 3: it has no text", status=1)

    def test_a_broken_line_of_json_is_named_once(self):
        for form in "jsonl", "doccano":
            result = self.take(form, "%s.jsonl" % form, '{"text": "a"}\n{"text": "b", "x": 01}\n{"text": "c"}\n')
            self.assert_failure(result, "%s.jsonl: line 2, column 21, x: " % form, "2 articles imported", status=1)
            self.assertNotIn("line 1", result.err)
        self.assertIn("baris 2, kolom 21, x: ", self.take("jsonl", "b.jsonl", '\n{"text": "b", "x": 01}', language=INDONESIAN).err)

    def test_columns_that_are_not_there_are_named(self):
        content = table([["judul", "isi"], ["Banjir", "Satu"]])
        for mapping, missing in (("text=nope", "nope"), ("text=isi,title=Judul", "Judul"), ("text=3", "3"), ("text=0", "0")):
            result = self.take("csv", "a.csv", content, "--columns", mapping)
            self.assert_failure(result, "a.csv: line 1: there is no column “%s”; there are: judul, isi" % missing, "0 articles", status=1)
        self.assertIn("judul, isi", self.take("csv", "a.csv", content, "--columns", "text=nope", language=INDONESIAN).err)
        self.assertEqual(self.take("csv", "a.csv", content, "--columns", "text=2,title=judul").returncode, 0)

    def test_of_very_many_columns_only_some_are_named(self):
        """Each record had a member of its own, and the message was a third of a megabyte."""
        lines = "\n".join(json.dumps({"isi": "a", "k%d" % number: 1}) for number in range(40000))
        result = self.take("jsonl", "a.jsonl", lines, "--columns", "text=isi,title=judul")
        self.assert_failure(result, "there is no column “judul”; there are: isi, k0, k1, ", "k18, …\n", status=1)
        self.assertNotIn("k19", result.err)

    def test_members_that_no_record_has_are_named(self):
        """Each record was told to have no text, or a misspelt date was just not there; rows of JSON are a table as others are."""
        records = [{"judul": "Banjir", "isi": "Satu"}, {"isi": "Dua", "tanggal": "2026-02-10"}, {"isi": "Tiga", "judul": "Banjir"}]
        lines = "\n".join(map(json.dumps, records)) + "\n"
        whole = json.dumps(records, indent=1)
        for mapping, missing in (("text=nope", "nope"), ("text=isi,date=tangal", "tangal"), ("text=isi,title=Judul", "Judul"), ("text=2", "2")):
            for name, content in (("a.jsonl", lines), ("b.json", whole)):
                result = self.take("jsonl", name, content, "--columns", mapping)
                self.assert_failure(result, "%s: there is no column “%s”; there are: judul, isi, tanggal" % (name, missing), "0 articles", status=1)
                self.assertEqual((len(result.err.splitlines()), (self.folder / "out").exists()), (2, False))
        self.assertIn('tidak ada kolom "nope"; yang ada: judul, isi, tanggal',
                      self.take("jsonl", "a.jsonl", lines, "--columns", "text=nope", language=INDONESIAN).err)
        # One record that has it is enough, wherever it stands; what is wrong is told once.
        for name, content in (("a.jsonl", lines), ("b.json", whole)):
            self.assertEqual(self.take("jsonl", name, content, "--columns", "text=isi,date=tanggal").returncode, 0)
            self.assertEqual(self.taken(name[0] + "-00002.txt")["article"]["published"], "2026-02-10")
        result = self.take("jsonl", "c.jsonl", '{"isi": \n[]\n' + lines, "--columns", "text=isi,date=tanggal")
        self.assertEqual((result.returncode, len(result.err.splitlines())), (1, 3), result.err)
        result = self.take("jsonl", "d.jsonl", '{"isi": \n[]\n' + lines, "--columns", "text=isi,date=tangal")
        self.assert_failure(result, "d.jsonl: there is no column “tangal”", status=1)
        # A sidecar's own record has no columns.
        own = self.check(0, "export", "--format=jsonl", self.corpus()).out
        self.assertEqual(self.take("jsonl", "e.jsonl", own, "--columns", "text=nope").returncode, 0)

    def test_a_report_replaces_nothing_of_a_corpus(self):
        """It was written over whatever had its name, also over an article, or over what was imported."""
        corpus = self.corpus()
        article = next(corpus.glob("*.txt"))
        (corpus / "tandai.json").write_text('{"format": "tandai-corpus/1", "version": "1", "labels": [{"name": "actor"}]}')
        source = self.put("in/a.jsonl", json.dumps({"text": TEXT, "tags": []}) + "\n")
        before = harness.snapshot(self.folder)
        for report in article, corpus / (article.name + ".tandai.json"), corpus / "tandai.json", source:
            result = self.run_cli("import", "--format=jsonl", "--output", self.folder / "out", "--report", report, source)
            self.assert_failure(result, "belongs to a corpus and is not replaced")
        result = self.run_cli("import", "--format=jsonl", "--output", self.folder / "out", "--report", source.parent / "new.tsv", source.parent)
        self.assert_failure(result, "which is being imported")
        self.assertEqual(harness.snapshot(self.folder), before)
        self.assertFalse((self.folder / "out").exists())
        report = self.put("report.tsv", "old")
        self.check(0, "import", "--format=jsonl", "--output", self.folder / "out", "--report", report, source)
        self.assertIn("member\tdropped\ttags\n", report.read_text())

    def test_options_of_other_formats_are_refused(self):
        """They were passed over in silence."""
        source, corpus = self.put("in/a", ""), self.corpus()
        for option, formats in ((["--columns", "text=a"], {"csv", "jsonl"}), (["--label-column", "2"], {"conll"}), (["--utf16"], {"brat", "doccano", "label-studio", "csv", "jsonl"})):
            for line in self.check(0, "import", "--list").out.splitlines():
                name = line.split()[0]
                result = self.run_cli("import", "--format", name, "--output", self.folder / "out", *option, source)
                self.assertEqual("%s does not go with “%s”: it is for " % (option[0], name) in result.err, name not in formats, (option, name, result.err))
                self.assertEqual(result.returncode == 2, name not in formats)
        for option, formats in ((["--scheme", "BIO"], {"conll", "hf"}), (["--columns", "2"], {"conll"}), (["--tokens", "words"], {"conll", "hf", "webanno-tsv"}),
                                (["--overlap", "first"], {"conll", "hf", "spacy"})):
            for line in self.check(0, "export", "--list").out.splitlines():
                name = line.split()[0]
                output = self.folder / ("%s%s" % (name, option[0]))
                result = self.run_cli("export", "--format", name, "--output", output, *option, corpus)
                self.assertEqual((result.returncode, output.exists()), (0, True) if name in formats else (2, False), (option, name, result.err))

    def test_a_page_is_its_article(self):
        for name, body in (("article", "<article><p>Teras</p></article><article>%s</article>" % BODY), ("main", "<main>%s</main>" % BODY),
                           ("item", '<div itemprop="articleBody">%s</div>' % BODY), ("plain", "<div><div>%s</div></div>" % BODY)):
            result = self.take("html", name + ".html", PAGE % body)
            self.assertEqual(result.returncode, 0, result.err)
            self.assertEqual(self.article(name + ".txt"), "Banjir\n\nSiti berkata, “Air naik,” 😡\n\nLalu\npergi.\n", name)
            self.assertEqual({key: value for key, value in self.taken(name + ".txt")["article"].items() if key in ("title", "url", "publisher", "published", "language")},
                             {"title": "Banjir & Tanggul", "url": "https://kabar.example/1", "publisher": "Kabar", "published": "2026-02-10", "language": "id"})
        self.check(0, "validate", self.folder / "out")

    def test_pages_in_other_encodings_and_broken_ones(self):
        page = "<meta charset='%s'><p>Kata “itu” naik"
        self.take("html", "windows.html", (page % "windows-1252").encode("cp1252"))
        self.take("html", "unsaid.htm", "<p>Kata “itu” naik".encode("cp1252"))
        self.take("html", "utf8.html", (page % "utf-8").encode())
        self.assertEqual({self.article(name) for name in self.names()}, {"Kata “itu” naik\n"})
        for name, content in (("none.html", "<html><nav>a</nav></html>"), ("empty.html", ""), ("binary.html", b"\0\1\2\xff"), ("deep.html", "<div>" * 100000)):
            result = self.take("html", name, content)
            self.assertIn(result.returncode, (0, 1))
            self.assertNotIn("CRITICAL", result.err)
            if name != "binary.html":
                self.assertIn(name, result.err)
        bomb = '<!DOCTYPE a [<!ENTITY b "%s"><!ENTITY c SYSTEM "file:///etc/passwd">]><p>satu &b; &c;</p>' % ("x" * 100)
        self.take("html", "bomb.html", bomb)
        self.assertNotIn("root:", self.article("bomb.txt"))

    def test_pages_that_can_not_be_decoded_are_told_and_not_cut(self):
        """libxml2 stops at a byte that an encoding does not have, and gives the page up to there as if that were all."""
        page = b"<html><head>%s</head><body>\n<p>Kata \x93itu\x94 \x81 naik</p>\n<p>Lalu turun</p>"
        for name, head in (("unsaid", b""), ("windows", b"<meta charset=windows-1252>"), ("utf8", b"<meta charset='utf-8'>"),
                           ("ascii", b"<meta charset=us-ascii>"), ("gb", b"<meta charset=gb2312>"), ("bogus", b"<meta charset=bogus-9>")):
            result = self.take("html", name + ".html", page % head)
            self.assert_failure(result, name + ".html: line ", "its encoding is not known", "0 articles imported", status=1)
        self.assertEqual(self.names(), [])
        for name, content in (("a", "<meta charset=bogus-9><p>Kata “itu” naik"), ("b", "<meta http-equiv=content-type content='text/html; charset=iso-8859-1'><p>Kata “itu” naik")):
            self.assertEqual(self.take("html", name + ".html", content.encode("cp1252" if name == "b" else "utf-8")).returncode, 0)
            self.assertEqual(self.article(name + ".txt"), "Kata “itu” naik\n")

    def test_what_is_told_of_tables_is_what_is_read(self):
        """An export of spans a row is described otherwise than a table of articles."""
        self.assertIn("\ncsv            tables of articles", self.check(0, "import", "--list").out)
        self.assertNotIn("tables of articles", self.check(0, "export", "--list").out)

    def test_what_is_only_read_is_not_written(self):
        for name in "text", "html":
            self.assertEqual(self.run_cli("export", "--format", name, self.corpus()).returncode, 2)
            self.assertNotIn("\n%s " % name, self.check(0, "export", "--list").out)
            self.assertIn("\n%s " % name, self.check(0, "import", "--list").out)


harness.main()
