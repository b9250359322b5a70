#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody who means harm could leave in a folder: nothing blocks, drives the terminal, climbs out of the folder,
reaches for another file or the network, or takes a sidecar down with it."""
import csv
import io
import json
import os
import pathlib
import resource
import socket
import subprocess
import threading
import unicodedata

import harness
from harness import CLI, Sandbox, snapshot

FORMATS = ["jsonl", "conll", "brat", "csv", "doccano", "label-studio", "uima-json", "uima-xmi", "webanno-tsv", "text",
           "html"]
SUFFIXES = {"jsonl": ".jsonl", "conll": ".conll", "brat": ".ann", "csv": ".csv", "doccano": ".jsonl",
            "label-studio": ".json", "uima-json": ".json", "uima-xmi": ".xmi", "webanno-tsv": ".tsv", "text": ".txt",
            "html": ".html"}
PATIENCE = 20
TEXT = "Satu dua tiga.\n"
XMI = ('<?xml version="1.0" encoding="UTF-8"?>\n%s<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" '
       'xmlns:cas="http:///uima/cas.ecore" xmi:version="2.0"><cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" '
       'mimeType="text" sofaString="%s"/><cas:View sofa="1" members=""/></xmi:XMI>')


class HostileTest(Sandbox):
    def run_cli(self, *arguments, **options):
        """Whatever is said is UTF-8, and nothing in it is for a terminal to obey. Data is what it is: it escapes no
        more than JSON must."""
        is_data = arguments[0] == "export" or "--json" in arguments
        result = super().run_cli(*arguments, timeout=PATIENCE, **options)
        for character in result.out:
            self.assertTrue(character in "\n\t\r" or unicodedata.category(character) != "Cc"
                            or (is_data and character >= "\x80"), ascii(result.out))
        for character in result.err:
            self.assertTrue(character == "\n" or character.isprintable(), ascii(result.err))
        self.assertGreaterEqual(result.returncode, 0, result.err)
        for line in result.err.splitlines():
            self.assertTrue(line.startswith("tandai-cli: "), result.err)
        return result

    def article(self, name="a.txt", text=TEXT):
        article = self.put(name, text)
        self.annotate(article, "actor", "Satu")
        return article

    def look_at(self, path):
        """Every command that only reads."""
        for arguments in (["show"], ["validate"], ["validate", "--json"], ["stats"], ["stats", "--json"],
                          ["reanchor", "--dry-run"], ["reanchor", "--dry-run", "--json"],
                          ["export", "--format=jsonl", "--include-unannotated"], ["export", "--format=csv"],
                          ["export", "--format=conll", "--output", self.folder / "out-of-export"]):
            yield arguments, self.run_cli(*arguments, path)
            subprocess.run(["rm", "-rf", self.folder / "out-of-export"], check=True)

    def import_into(self, name, source, output="out"):
        return self.run_cli("import", "--format", name, "--output", self.folder / output, source)

    def write_sidecar(self, article, change):
        """The article's sidecar, as JSON that `change` has been at."""
        sidecar = pathlib.Path("%s.tandai.json" % article)
        sidecar.write_text(change(sidecar.read_text()))
        return sidecar


class FoldersTest(HostileTest):
    def test_loops_of_links(self):
        self.article("in/a.txt")
        folder = self.folder / "in"
        (folder / "self").symlink_to(".")
        (folder / "up").symlink_to("..")
        (folder / "one.txt").symlink_to("two.txt")
        (folder / "two.txt").symlink_to("one.txt")
        (folder / "gone.txt").symlink_to("nowhere")
        (folder / "b.txt").write_text(TEXT)
        (folder / "b.txt.tandai.json").symlink_to("b.txt.tandai.json")
        (folder / "sub").mkdir()
        (folder / "sub" / "again").symlink_to(folder)
        for arguments, result in self.look_at(folder):
            self.assertIn(result.returncode, (0, 1), arguments)
            if arguments[0] == "show":
                self.assertEqual(result.out.count("Satu"), 2)
        for name in FORMATS:
            self.assertIn(self.import_into(name, folder, "out-" + name).returncode, (0, 1), name)
        self.assertEqual(len(list((self.folder / "out-text").rglob("a.txt"))), 1)
        self.assert_failure(self.run_cli("annotate", "--label=actor", "--start=0", "--end=1", folder / "one.txt"))
        self.assert_failure(self.run_cli("annotate", "--label=actor", "--start=0", "--end=4", folder / "b.txt"))

    def test_schema_that_is_a_loop(self):
        article = self.article()
        (self.folder / "tandai.json").symlink_to("tandai.json")
        before = snapshot(self.folder)
        self.assert_failure(self.run_cli("annotate", "--label=actor", "--start=5", "--end=8", article), "tandai.json")
        self.assertEqual(snapshot(self.folder), before)

    def each_thing_that_is_no_file(self, name):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        os.mkfifo(path)
        yield path
        path.unlink()
        path.symlink_to("/dev/zero")
        yield path
        path.unlink()
        path.symlink_to("/dev/full")
        yield path
        path.unlink()
        with socket.socket(socket.AF_UNIX) as unix:
            unix.bind(str(path))
            yield path
        path.unlink()

    def test_no_file_as_article(self):
        for path in self.each_thing_that_is_no_file("in/a.txt"):
            self.assert_failure(self.run_cli("annotate", "--label=actor", "--start=0", "--end=1", path), "a.txt")
            self.assert_failure(self.run_cli("show", path), "a.txt")
            for arguments, result in self.look_at(path.parent):
                self.assertIn(result.returncode, (0, 1, 2), arguments)

    def test_no_file_as_sidecar(self):
        self.put("in/a.txt", TEXT)
        for path in self.each_thing_that_is_no_file("in/a.txt.tandai.json"):
            article = path.parent / "a.txt"
            self.assert_failure(self.run_cli("annotate", "--label=actor", "--start=0", "--end=4", article),
                                "a.txt.tandai.json")
            for target in (article, path.parent):
                for arguments, result in self.look_at(target):
                    self.assertIn(result.returncode, (0, 1, 2), arguments)
            self.assertFalse(path.is_file())

    def test_no_file_as_schema(self):
        article = self.article("in/a.txt")
        for path in self.each_thing_that_is_no_file("in/tandai.json"):
            result = self.run_cli("annotate", "--label=actor", "--start=0", "--end=4", article)
            self.assert_failure(result, "tandai.json")

    def test_no_file_to_import(self):
        """An import waited for ever for somebody to write into a pipe, and read for ever what a device gives."""
        for name in FORMATS:
            for path in self.each_thing_that_is_no_file("in/a" + SUFFIXES[name]):
                for source in (path, path.parent):
                    result = self.import_into(name, source)
                    self.assert_failure(result, "in/a", status=1)
                self.assertEqual([file for file in (self.folder / "out").rglob("*") if file.is_file()], [], name)

    def test_no_file_to_attach_or_split_from(self):
        article = self.article("in/a.txt")
        for path in self.each_thing_that_is_no_file("other/a.txt.standoff.json"):
            for source in (path, path.parent):
                self.assertIn(self.run_cli("attach", source, article).returncode, (1, 2))
        for path in self.each_thing_that_is_no_file("split.tsv"):
            self.assert_failure(self.run_cli("export", "--format=jsonl", "--split=train=50,test=50", "--split-from",
                                             path, "--output", self.folder / "out", article))


class NamesTest(HostileTest):
    NAMES = [b"line\nbreak", b"escape\033[31m\033]0;title\a", b"carriage\rreturn", b"not\xffutf8",
             b"right\xe2\x80\xaeleft", b"-rf", b"--label", b"%s%n", b"a\\b", b"'\"$(id)`id`", b" space ", b"c1\xc2\x9b31m"]

    def each_article(self):
        folder = os.fsencode(self.folder / "in")
        os.makedirs(folder, exist_ok=True)
        for name in self.NAMES:
            path = os.path.join(folder, name + b".txt")
            with open(path, "wb") as file:
                file.write(TEXT.encode())
            yield os.fsdecode(path)

    def test_names_are_annotated_and_read(self):
        """A name that is not UTF-8 was written into its sidecar as it is, which nobody could read then."""
        for path in self.each_article():
            self.check(0, "annotate", "--label=actor", "--quote=Satu", path)
            self.check(0, "annotate", "--label=place", "--quote=dua", path)
            self.assertEqual(len(self.sidecar(path)["spans"]), 2)
        for arguments, result in self.look_at(self.folder / "in"):
            self.assertEqual(result.returncode, 0, (arguments, result.err))
        self.check(0, "validate", self.folder / "in")

    def test_names_in_failures(self):
        for path in self.each_article():
            with open(path, "ab") as file:
                file.write(b"\0")
            with open(path + ".tandai.json", "wb") as file:
                file.write(b"{")
            self.assert_failure(self.run_cli("annotate", "--label=actor", "--start=0", "--end=1", path))
        for arguments, result in self.look_at(self.folder / "in"):
            self.assertIn(result.returncode, (1, 2), (arguments, result.err))

    def test_names_in_exports(self):
        """Each export of such names is whole, and what can be imported again is."""
        for path in self.each_article():
            self.check(0, "annotate", "--label=actor", "--quote=Satu", path)
        for line in self.check(0, "export", "--list").out.splitlines():
            name = line.split()[0]
            with self.subTest(name):
                output = self.folder / ("out-" + name)
                self.check(0, "export", "--format", name, "--output", output, self.folder / "in")
                for file in [output] if output.is_file() else output.rglob("*"):
                    if file.is_file():
                        file.read_bytes().decode()
                # A table of spans holds no articles.
                if name in FORMATS and name != "csv":
                    self.check(0, "import", "--format", name, "--output", self.folder / ("again-" + name), output)

    def test_names_to_import(self):
        for name in FORMATS:
            for bad in self.NAMES:
                path = os.fsencode(self.folder) + b"/in-" + name.encode() + b"/" + bad + SUFFIXES[name].encode()
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "wb") as file:
                    file.write(b"\0\xff{")
            self.assertIn(self.import_into(name, self.folder / ("in-" + name)).returncode, (0, 1))


class JsonTest(HostileTest):
    def each_bad_json(self):
        """What is wrong, and how it gets into good JSON, which begins with an object's brace."""
        yield "deep", lambda good: '{"x": ' + "[" * 100000 + "]" * 100000 + "," + good[1:]
        yield "deep without end", lambda good: "[" * 1000000
        yield "deep objects", lambda good: '{"x":' * 100000
        yield "duplicate", lambda good: '{"format": "tandai/1", ' + good[1:]
        yield "escape", lambda good: '{"x": "\\q", ' + good[1:]
        yield "short escape", lambda good: '{"x": "\\u12", ' + good[1:]
        yield "lone high surrogate", lambda good: '{"x": "\\ud800", ' + good[1:]
        yield "lone low surrogate", lambda good: '{"x": "\\udc00", ' + good[1:]
        yield "surrogates in the wrong order", lambda good: '{"x": "\\udc00\\ud800", ' + good[1:]
        yield "NUL", lambda good: '{"x": "\\u0000", ' + good[1:]
        yield "NUL in a name", lambda good: '{"\\u0000": 1, ' + good[1:]
        yield "number", lambda good: '{"x": 01, ' + good[1:]
        yield "infinity", lambda good: '{"x": Infinity, ' + good[1:]
        yield "comment", lambda good: "/* x */" + good
        yield "two objects", lambda good: good + good
        yield "control in a string", lambda good: '{"x": "\033[31m", ' + good[1:]
        yield "control in a name", lambda good: '{"\\u001b[31m": ' + good

    def test_sidecars(self):
        article = self.article()
        good = pathlib.Path("%s.tandai.json" % article).read_text()
        bad = list(self.each_bad_json()) + [
            ("start out of the world", lambda good: good.replace('"start": 0', '"start": 18446744073709551616')),
            ("start with a fraction", lambda good: good.replace('"start": 0', '"start": 0.5')),
            ("start with an exponent", lambda good: good.replace('"start": 0', '"start": 1e400')),
            ("end beyond", lambda good: good.replace('"end": 4', '"end": 4294967300')),
            ("negative", lambda good: good.replace('"start": 0', '"start": -1')),
        ]
        for what, change in bad:
            with self.subTest(what):
                sidecar = self.write_sidecar(article, lambda _: change(good))
                before = snapshot(self.folder)
                result = self.run_cli("validate", article)
                self.assertEqual(result.returncode, 1, what)
                self.assertIn("a.txt.tandai.json: ", result.out)
                self.assert_failure(self.run_cli("annotate", "--label=actor", "--start=5", "--end=8", article),
                                    "a.txt.tandai.json")
                for arguments, result in self.look_at(article):
                    self.assertIn(result.returncode, (0, 1, 2), arguments)
                self.assertEqual(snapshot(self.folder), before)
                sidecar.write_text(good)

    def test_numbers_are_kept_digit_for_digit(self):
        article = self.article()
        numbers = "[1e400, 123456789012345678901234567890, -0, 0.10000000000000000000001, 1E-999]"
        self.write_sidecar(article, lambda good: good.rstrip()[:-1] + ', "x": %s}\n' % numbers)
        self.check(0, "annotate", "--label=place", "--quote=dua", article)
        self.assertIn('"x": ' + numbers, pathlib.Path("%s.tandai.json" % article).read_text())

    def test_words_in_sidecars_do_not_drive_the_terminal(self):
        article = self.article()
        evil = "\\u001b[31mx\\u0007\\u009b1m\\u202e"
        self.write_sidecar(article, lambda good: good.replace(
            '"text": "Satu"', '"text": "Satu", "attributes": {"kind": "%s"}, "note": "%s"' % (evil, evil)).replace(
            '"newline": "lf"', '"newline": "lf", "title": "%s", "publisher": "%s"' % (evil, evil)).replace(
                '"actor"', '"%s"' % evil))
        for arguments, result in self.look_at(article):
            if arguments[0] != "export":
                self.assertEqual(result.returncode, 0, (arguments, result.err))
        for field in ("title", "publisher", "kind"):
            self.run_cli("stats", "--by", field, article)

    def look_at(self, path):
        """What is exported is data, in which the words must be what they are."""
        for arguments in (["show"], ["validate"], ["stats"], ["stats", "--json"], ["reanchor", "--dry-run"]):
            yield arguments, self.run_cli(*arguments, path)

    def test_schemas(self):
        article = self.article("in/a.txt")
        schema = self.folder / "in" / "tandai.json"
        good = '{"format": "tandai-corpus/1", "version": "1", "labels": [{"name": "actor"}]}\n'
        for what, change in self.each_bad_json():
            with self.subTest(what):
                schema.write_text(change(good))
                before = snapshot(self.folder / "in")
                self.assert_failure(self.run_cli("annotate", "--label=actor", "--start=5", "--end=8", article),
                                    "tandai.json")
                for target in (article, schema.parent):
                    for arguments, result in self.look_at(target):
                        self.assertIn(result.returncode, (0, 1, 2), arguments)
                self.assertIn(self.import_into("text", article, "in2/out").returncode, (0, 1))
                self.assertEqual(snapshot(self.folder / "in"), before)

    def test_schema_of_escapes(self):
        article = self.article("in/a.txt")
        self.put("in/tandai.json", '{"format": "tandai-corpus/1", "version": "\\u001b[31m", "articles": ["*.txt"], '
                                   '"labels": [{"name": "actor", "key": "\\u001b", "title": {"en": "\\u001b[31m"}}]}')
        for arguments, result in self.look_at(article):
            self.assertIn(result.returncode, (0, 1, 2), arguments)


class FormulasTest(HostileTest):
    FORMULAS = ["=1+1", "+1", "-1", "@SUM(1)", "\tx", "=cmd|' /C calc'!A0", "'=1", "''-1", "\nx"]
    PLAIN = ["'", "''", "'a", "a=1", "1-1", "x"]

    def make(self, words):
        article = self.put("in/a.txt", "x" + "|".join(words) + "|.\n")
        at = 1
        for word in words:
            self.check(0, "annotate", "--label=actor", "--start=%d" % at, "--end=%d" % (at + len(word)), article)
            at += len(word) + 1
        return article

    def test_formulas_are_disarmed(self):
        article = self.make(self.FORMULAS + self.PLAIN)
        table = self.check(0, "export", "--format=csv", article).stdout.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(table, newline="")))
        self.assertEqual([row["text"] for row in rows], ["'" + word for word in self.FORMULAS] + self.PLAIN)
        for row in rows:
            for cell in row.values():
                self.assertNotIn(cell[:1], ["=", "+", "-", "@", "\t", "\r", "\n"])

    def test_own_table_is_not_taken_for_articles(self):
        """Each span's words became an article, with an error for each offset that lay outside of them."""
        article = self.make(self.FORMULAS + self.PLAIN)
        self.check(0, "export", "--format=csv", "--output", self.folder / "t.csv", article)
        result = self.import_into("csv", self.folder / "t.csv")
        self.assert_failure(result, "t.csv: line 1: ", "spans, not articles", "“jsonl”", status=1)
        self.assertEqual(len(result.err.splitlines()), 2, result.err)
        self.assertFalse((self.folder / "out").exists())

    def test_other_tables_keep_their_apostrophes(self):
        table = self.put("t.csv", "id,text\n1,'=1\n2,'-x\n")
        self.check(0, "import", "--format=csv", "--output", self.folder / "out", table)
        self.assertEqual(sorted(path.read_text() for path in (self.folder / "out").glob("*.txt")), ["'-x", "'=1"])


class PathsTest(HostileTest):
    NAMES = ["../../climbs", "/tmp/tandai-climbs", "a/../../climbs", "..", ".", "../", "/", "./../x.txt", "..\\..\\x",
             "tandai.json", "x.tandai.json", ".hidden", "a/.git/hooks/pre-commit", "C:\\x", "~/x", "line\nbreak",
             "\033[31m", "x" * 5000, "a/" * 3000 + "x", "\u00e9" * 300, "con", "a.txt/b", "a.txt"]

    def sidecar_of(self, name):
        return {"format": "tandai/1",
                "article": {"file": name, "sha256": "0" * 64, "encoding": "UTF-8", "newline": "lf"},
                "annotator": "", "status": "done", "text": TEXT, "spans": [
                    {"id": "s1", "start": 0, "end": 4, "label": "actor", "text": "Satu"}], "relations": []}

    def each_source(self, number, name):
        """Somebody's file of each format in which an article has a name."""
        yield "jsonl", self.put("in/%d.jsonl" % number, json.dumps(self.sidecar_of(name)))
        for column in ("id", "file", "name", "doc_id"):
            table = io.StringIO()
            csv.writer(table).writerows([[column, "text"], [name, TEXT]])
            yield "csv", self.put("in/%d.csv" % number, table.getvalue())
            record = json.dumps({column: name, "text": TEXT, "label": [[0, 4, "actor"]], "meta": {column: name}})
            yield "jsonl", self.put("in/%d.jsonl" % number, record)
            yield "doccano", self.put("in/%d.jsonl" % number, record)
            yield "label-studio", self.put("in/%d.json" % number, json.dumps(
                [{"id": name, "data": {"text": TEXT, column: name}, "annotations": [{"result": []}]}]))
        yield "conll", self.put("in/%d.conll" % number, "# newdoc id = %s\nSatu\tB-actor\n" % name.replace("\n", " "))
        yield "uima-xmi", self.put("in/%d.xmi" % number, XMI % ("", TEXT))

    def test_nothing_leaves_the_folder(self):
        self.put("out/keep.txt", "keep")
        for number, name in enumerate(self.NAMES):
            for kind, source in self.each_source(number, name):
                with self.subTest(kind=kind, name=name[:40]):
                    before = {path for path in self.folder.rglob("*")}
                    result = self.import_into(kind, source)
                    self.assertIn(result.returncode, (0, 1), result.err)
                    for path in {path for path in self.folder.rglob("*")} - before:
                        self.assertEqual(path.relative_to(self.folder).parts[0], "out", path)
                        self.assertFalse(path.name.startswith("."), path)
                        self.assertFalse(path.is_symlink(), path)
                        self.assertTrue(path.name.isprintable(), ascii(path.name))
        self.assertEqual((self.folder / "out" / "keep.txt").read_text(), "keep")
        self.assertFalse(os.path.exists("/tmp/tandai-climbs") or os.path.exists("/tmp/tandai-climbs.txt"))
        self.check(0, "validate", self.folder / "out")
        self.assertFalse((self.folder / "out" / "tandai.json").exists())

    def test_a_sidecar_states_another_folder(self):
        article = self.article("in/a.txt")
        for name in ("../b.txt", "/etc/hostname", "..", ""):
            self.put("in/a.txt.tandai.json", json.dumps(self.sidecar_of(name)))
            before = snapshot(self.folder)
            self.assertEqual(self.run_cli("validate", article).returncode, 1)
            self.assert_failure(self.run_cli("annotate", "--label=actor", "--start=5", "--end=8", article))
            self.assertEqual(snapshot(self.folder), before)

    def test_annotators_that_climb(self):
        record = self.sidecar_of("a.txt")
        for annotator in ("../x", "/x", "a/b", "A", "x" * 99):
            record["annotator"] = annotator
            source = self.put("in.jsonl", json.dumps(record))
            self.assertEqual(self.import_into("jsonl", source).returncode, 1)
            self.assert_failure(self.run_cli("annotate", "--label=actor", "--start=0", "--end=1", "--annotator",
                                             annotator, self.put("a.txt", TEXT)))
            self.assertEqual(list((self.folder / "out").rglob("*.json")), [])


class MarkupTest(HostileTest):
    SECRET = "the-secret-of-another-file"

    def listen(self):
        """An address that nobody may ask, and the list of those who did."""
        server = socket.create_server(("127.0.0.1", 0))
        callers = []

        def take():
            while True:
                try:
                    connection, address = server.accept()
                except OSError:
                    return
                callers.append(address)
                connection.close()

        thread = threading.Thread(target=take, daemon=True)
        thread.start()

        def stop():
            server.shutdown(socket.SHUT_RDWR)
            server.close()
            thread.join()

        self.addCleanup(stop)
        return "http://127.0.0.1:%d/x" % server.getsockname()[1], callers

    def import_bounded(self, name, content):
        """Within a gigabyte and the tests' patience."""
        source = self.put("in/a" + SUFFIXES[name], content)
        environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="en")
        # The sanitizers set terabytes of addresses aside.
        limits = {} if {"ASAN_OPTIONS", "LSAN_OPTIONS"} & os.environ.keys() else {
            "preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))}
        result = subprocess.run([CLI, "import", "--format", name, "--output", self.folder / "out", source], timeout=60,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, **limits)
        self.assertIn(result.returncode, (0, 1), result.stderr)
        written = b"".join(snapshot(self.folder / "out").values()) if (self.folder / "out").exists() else b""
        self.assertNotIn(self.SECRET.encode(), written + result.stdout + result.stderr)
        subprocess.run(["rm", "-rf", self.folder / "out"], check=True)
        return result, written

    def laughs(self, entity):
        entities = "".join('<!ENTITY l%d "%s">' % (i, ("&l%d;" % (i - 1)) * 10) for i in range(1, 10))
        return '<!DOCTYPE x [<!ENTITY l0 "ha">%s]>' % entities, "&l9;" if entity else ""

    def test_entity_bombs(self):
        kind, reference = self.laughs(True)
        result, written = self.import_bounded("uima-xmi", XMI % (kind, reference))
        self.assertEqual(result.returncode, 1)
        self.assertEqual(written, b"")
        self.import_bounded("html", kind + "<html><body><article><p>%s x</p></article></body></html>" % reference)
        quadratic = '<!DOCTYPE x [<!ENTITY a "%s">]>' % ("a" * 100000)
        self.import_bounded("uima-xmi", XMI % (quadratic, "&a;" * 10000))
        self.import_bounded("html", quadratic + "<p>%s</p>" % ("&a;" * 10000))

    def test_external_entities(self):
        secret = self.put("secret", self.SECRET)
        address, callers = self.listen()
        for target in (secret.as_uri(), str(secret), address):
            kinds = ['<!DOCTYPE x [<!ENTITY e SYSTEM "%s">]>' % target,
                     '<!DOCTYPE x SYSTEM "%s">' % target,
                     '<!DOCTYPE x PUBLIC "-//x" "%s" [<!ENTITY e "x">]>' % target,
                     '<!DOCTYPE x [<!ENTITY %% p SYSTEM "%s">%%p;<!ENTITY e "x">]>' % target]
            for kind in kinds:
                self.import_bounded("uima-xmi", XMI % (kind, "&e;"))
                self.import_bounded("html", kind + "<p>&e; x</p>")
            self.import_bounded("html", '<base href="%s"><link rel=stylesheet href="%s"><img src="%s"><iframe src="%s">'
                                        '</iframe><p>x</p><object data="%s"></object>' % ((target,) * 5))
            self.import_bounded("uima-xmi", (XMI % ('<?xml-stylesheet href="%s"?>' % target, "x")).replace(
                "<cas:View", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="%s"/><cas:View' % target))
        self.assertEqual(callers, [])

    def test_deep_markup(self):
        self.import_bounded("html", "<div>" * 100000 + "x")
        self.import_bounded("html", "<article>" * 20000 + "x" + "<p>y" * 20000)
        self.import_bounded("html", "<p><b>" * 50000 + "x")
        self.import_bounded("uima-xmi", (XMI % ("", "x")).replace("<cas:View", "<a>" * 100000))
        self.import_bounded("uima-xmi", (XMI % ("", "x")).replace("<cas:View", "<cas:View " + " ".join(
            'a%d="x"' % i for i in range(50000))))

    def test_fragments_and_notes_of_all_the_text(self):
        """brat's: each fragment was copied once, each note of a place was tried, and each person's note copied those before."""
        all_ = "0 %d" % (len(TEXT * 20000) - 1)
        for line in ("T1\tactor %s\tx" % ";".join([all_] * 20000), "T1\tactor 0 4\tx\n#1\tTandaiFragments T1\t%s" % ";".join([all_] * 20000),
                     "T1\tactor 0 4\tx\n" + "\n".join("#%d\tTandaiFragments T1\t%s" % (number, all_) for number in range(40000)),
                     "T1\tactor 0 4\tx\n" + "\n".join("#%d\tTandaiNote T1\t%s" % (number, TEXT) for number in range(100000))):
            self.put("in/a.txt", TEXT * 20000)
            self.assertEqual(self.import_bounded("brat", line)[0].returncode, 0)

    def test_deep_json(self):
        for name in ("jsonl", "doccano", "label-studio", "uima-json"):
            for content in ("[" * 1000000, '{"text":' * 200000, '{"text": "x", "y": %s}' % ("[" * 1000 + "]" * 1000)):
                self.import_bounded(name, content)


if __name__ == "__main__":
    harness.main()
