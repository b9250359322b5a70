# SPDX-License-Identifier: GPL-3.0-or-later
"""search and index: what is found is what a few lines of Python find, with the index, without it, and whatever became of it."""
import csv
import fcntl
import io
import json
import os
import pathlib
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import unicodedata

import harness
from harness import CLI, Sandbox

KILLS = int(os.environ.get("TANDAI_KILLS", "50"))


def naive(folder, word, context=40):
    """Every place of a word, in the order of paths."""
    lines = []
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text()
        for found in re.finditer(re.escape(word), text, re.IGNORECASE):
            start, end = found.span()
            lines.append((path.name, start, end, text[max(0, start - context):start], text[start:end], text[end:end + context]))
    return lines


class Searching(Sandbox):
    def setUp(self):
        super().setUp()
        self.cache = self.folder / "cache"
        self.env = {"XDG_CACHE_HOME": str(self.cache)}

    def run_cli(self, *arguments, **options):
        return super().run_cli(*arguments, **{"env": self.env, **options})

    def find(self, *arguments, status=0, **options):
        return json.loads(self.check(status, "search", "--json", *arguments, **options).out)

    def places(self, *arguments, **options):
        return [(os.path.basename(line["file"]), line["start"], line["end"], line["left"], line["match"], line["right"])
                for line in self.find(*arguments, **options)]

    def index_file(self):
        return next((self.cache / "tandai" / "index").glob("*.sqlite"))


class Search(Searching):
    def test_as_naive(self):
        corpus = self.corpus()
        for word in ["yang", "nya", "demak", "presiden", "a"]:
            wanted = naive(corpus, word)
            self.assertTrue(wanted, word)
            self.assertEqual(self.places(word, corpus), wanted)
            self.assertEqual(self.places("--no-index", word, corpus), wanted)
            self.assertEqual(self.places("--no-refresh", word, corpus), wanted)
        self.assertEqual(self.places("--context=3", "yang", corpus), naive(corpus, "yang", 3))
        self.assertEqual(self.places("--regex", "y(?:a|A)ng", corpus), naive(corpus, "yang"))
        self.assertEqual(self.places("zzz", corpus), [])

    def test_one_article_and_several_paths(self):
        corpus = self.corpus()
        articles = sorted(corpus.glob("*.txt"))
        both = self.places("yang", articles[0], articles[1])
        self.assertEqual(both, [line for line in naive(corpus, "yang") if line[0] in (articles[0].name, articles[1].name)])
        self.assertFalse(self.cache.exists())

    def test_words(self):
        article = self.put("a/a.txt", "Buku itu. Bukunya BUKU dibukukan.\n")
        folder = article.parent
        self.assertEqual(len(self.find("buku", folder)), 4)
        self.assertEqual(len(self.find("--whole-words", "buku", folder)), 2)
        self.assertEqual(len(self.find("--case", "BUKU", folder)), 1)
        self.assertEqual([line["match"] for line in self.find("--regex", r"\w*kukan", folder)], ["dibukukan"])

    def test_spans(self):
        corpus = self.corpus()
        sidecars = {path.name: json.loads(path.read_text()) for path in corpus.glob("*.tandai.json")}
        spans = [span for sidecar in sidecars.values() for span in sidecar["spans"]]
        quotes = [span for span in spans if span["label"] == "quote"]
        found = self.find("--label=quote", "", corpus)
        self.assertEqual(sorted(line["spans"][0]["id"] for line in found), sorted(span["id"] for span in quotes))
        for line in found:
            self.assertEqual((line["start"], line["end"]), (line["spans"][0]["start"], line["spans"][0]["end"]))
        # What lies between the pieces of a quote, as who said it, is not quoted.
        pieces = {span["id"]: [sidecar["text"][a:b] for a, b in span.get("fragments", [[span["start"], span["end"]]])]
                  for sidecar in sidecars.values() for span in sidecar["spans"]}
        self.assertTrue(any(len(pieces[line["spans"][0]["id"]]) > 1 for line in found))
        for line in found:
            self.assertEqual(line["match"], " […] ".join(pieces[line["spans"][0]["id"]]))
        self.assertEqual(len(self.find("", corpus)), len(spans))
        direct = [span for span in quotes if span.get("attributes", {}).get("mode") == "direct"]
        self.assertEqual(len(self.find("--label=quote", "--attribute=mode=direct", "", corpus)), len(direct))
        inside = self.find("--label=quote", "yang", corpus)
        wanted = sum(len(re.findall("yang", span["text"], re.IGNORECASE)) for span in quotes)
        self.assertEqual(len(inside), wanted)
        sources = [relation for sidecar in sidecars.values() for relation in sidecar["relations"]
                   if relation["type"] == "source"]
        named = {span["id"]: span["text"] for span in spans}
        wanted = [relation["from"] for relation in sources if "kusuma" in named[relation["to"]].lower()]
        self.assertTrue(wanted)
        found = [line["spans"][0]["id"] for line in self.find("--source=kusuma", "", corpus)]
        self.assertTrue(set(wanted) <= set(found))

    def test_who_and_how_far(self):
        article = self.put("a/a.txt", "satu dua\n")
        other = self.put("a/b.txt", "dua\n")
        self.annotate(article, "actor", "satu", "--annotator=siti")
        self.annotate(article, "place", "dua", "--annotator=budi")
        folder = article.parent
        self.assertEqual([line["spans"][0]["annotator"] for line in self.find("", folder)], ["siti", "budi"])
        self.assertEqual([line["match"] for line in self.find("--annotator=budi", "", folder)], ["dua"])
        self.assertEqual([os.path.basename(line["file"]) for line in self.find("--status=new", "dua", folder)], [other.name])
        self.assertEqual([os.path.basename(line["file"]) for line in self.find("--status=in-progress", "dua", folder)],
                         [article.name])

    def test_new_changed_and_gone(self):
        folder = self.put("a/a.txt", "satu\n").parent
        self.put("a/b.txt", "satu\n")
        self.assertEqual(len(self.find("satu", folder)), 2)
        self.put("a/c.txt", "satu satu\n")
        self.put("a/b.txt", "dua\n")
        (folder / "a.txt").unlink()
        self.assertEqual(self.places("satu", folder), naive(folder, "satu"))
        self.assertEqual(len(self.find("dua", folder)), 1)

    def test_lines(self):
        """All matches begin in one column, and nothing in a name or text drives the terminal."""
        folder = self.put("a/a.txt", "Ini \033[31mmerah\n\n dan satu kata lagi. Kata\u202e ini 東京 kata.\n").parent
        self.put("a/b\033[2J\n.txt", "kata\n")
        self.annotate(folder / "a.txt", "actor", "satu kata")
        out = self.check(0, "search", "--context=20", "kata", folder).out
        lines = out.splitlines()
        self.assertEqual(len(lines), 4)
        for character in "\033\a\r\u202e":
            self.assertNotIn(character, out)

        for line in lines:
            columns = "".join(c + "\0" if unicodedata.east_asian_width(c) == "W" else c for c in line)
            self.assertEqual(columns[20:24].lower(), "kata", line)
        self.assertIn("[actor]", lines[0])
        coloured = self.check(0, "search", "--color=always", "satu", folder).out
        self.assertIn("\033[1;38;", coloured)

    def test_sorted_and_limited(self):
        folder = self.put("a/a.txt", "zebra kata alfa\n\nalfa kata zebra\n\nmega kata mega\n").parent
        rights = [line["right"].split()[0] for line in self.find("--sort=right", "kata", folder)]
        self.assertEqual(rights, ["alfa", "mega", "zebra"])
        lefts = [line["left"].split()[-1] for line in self.find("--sort=left", "kata", folder)]
        self.assertEqual(lefts, ["alfa", "mega", "zebra"])
        result = self.check(0, "search", "--limit=2", "kata", folder)
        self.assertEqual(len(result.out.splitlines()), 2)
        self.assertIn("2", result.err)
        self.assertEqual(len(self.find("--limit=2", "--sort=left", "kata", folder)), 2)
        self.assertEqual(self.check(0, "search", "--limit=3", "kata", folder).err, "")
        self.assertIn("No matches", self.check(0, "search", "nothing", folder).err)

    def test_a_label_that_nobody_knows_is_told(self):
        folder = self.folder / "n"
        self.put("n/a.txt", "Kata Budi, satu dua.\n")
        self.annotate(folder / "a.txt", "actor", "Budi")
        sidecar = folder / "a.txt.tandai.json"
        sidecar.write_text(sidecar.read_text().replace('"actor"', '"tokoh"'))
        for options in ([], ["--no-index"], ["--json"], ["--sort=left"]):
            result = self.check(2, "search", "--label", "nope", "Budi", folder, *options)
            self.assertIn("no label “nope”", result.err)
        self.assertIn("No matches", self.check(0, "search", "--label", "place", "Budi", folder).err)
        # One that a sidecar has is known, whatever the schema says.
        self.assertIn("No matches", self.check(0, "search", "--label", "tokoh", "satu", folder).err)
        self.assertIn("Budi", self.check(0, "search", "--label", "tokoh", "Budi", folder).out)
        # The one that was meant is named: of the schema, and of a folder's sidecars.
        for label, meant in (("plaec", "place"), ("Tempat", "place"), ("tokho", "tokoh")):
            result = self.check(2, "search", "--label", label, "Budi", folder)
            self.assertIn("no label “%s”. Did you mean “%s”?" % (label, meant), result.err)
        self.assertIn('Mungkin maksudnya "place"?', self.check(2, "search", "--label=plaec", "Budi", folder, "--no-index", language=harness.INDONESIAN).err)

    def test_table(self):
        folder = self.put("a/a.txt", 'awal =1+1, "dua"\nakhir\n').parent
        self.annotate(folder / "a.txt", "actor", "=1+1")
        result = self.check(0, "search", "--csv", "=1+1", folder)
        self.assertTrue(result.stdout.startswith(b"\xef\xbb\xbf"))
        rows = list(csv.reader(io.StringIO(result.out[1:], newline="")))
        self.assertEqual(rows[0], ["file", "start", "end", "left", "match", "right", "labels", "annotators"])
        self.assertEqual(rows[1][1:], ["5", "9", "awal ", "'=1+1", ', "dua"\nakhir\n', "actor", ""])

    def test_bad_options(self):
        corpus = self.corpus()
        self.assert_failure(self.run_cli("search", "kata"), "what is looked for")
        self.assert_failure(self.run_cli("search", "--regex", "(kata", corpus), ")")
        self.assert_failure(self.run_cli("search", "--sort=up", "kata", corpus), "up")
        self.assert_failure(self.run_cli("search", "--status=half", "kata", corpus), "half")
        self.assert_failure(self.run_cli("search", "--context=-1", "kata", corpus), "--context")
        self.assert_failure(self.run_cli("search", "--annotator=A B", "kata", corpus), "A B")
        self.assert_failure(self.run_cli("search", "kata", self.folder / "nowhere"), "nowhere")

    def test_unreadable(self):
        """An article that can't be read is named once, by either way."""
        corpus = self.corpus()
        (corpus / "rusak.txt").write_bytes(b"a\0b")
        for option in ["--no-index", "--no-refresh", "--context=40"]:
            self.run_cli("index", corpus)
            result = self.check(1, "search", option, "yang", corpus)
            self.assertEqual(result.err.count("rusak.txt"), 1, option)
            self.assertTrue(result.out)

    def test_names_in_any_encoding(self):
        folder = self.put("a/a.txt", "satu\n").parent
        (pathlib.Path(os.fsdecode(os.fsencode(folder) + b"/z\xff.txt"))).write_text("satu\n")
        self.assertEqual(len(self.find("satu", folder)), 2)
        self.assertEqual(len(self.find("--no-refresh", "satu", folder)), 2)

    def test_indonesian(self):
        if not harness.has_indonesian():
            self.skipTest("no catalogue")
        result = self.run_cli("search", "--sort=up", "kata", self.corpus(), language=harness.INDONESIAN)
        self.assertNotIn("takes one of", result.err)


class Index(Searching):
    def numbers(self, folder, **options):
        found = json.loads(self.check(0, "index", "--json", folder, **options).out)
        return found["articles"], found["removed"]

    def test_index(self):
        corpus = self.corpus()
        self.assertEqual(self.numbers(corpus), (4, 0))
        next(iter(sorted(corpus.glob("*.txt")))).rename(self.folder / "elsewhere.txt")
        for path in corpus.glob("banjir-demak*"):
            path.unlink()
        self.assertIn("Articles:", self.check(0, "index", corpus).out)
        self.assert_failure(self.run_cli("index"), "folder")
        self.assert_failure(self.run_cli("index", corpus, corpus), "folder")
        self.assert_failure(self.run_cli("index", self.folder / "elsewhere.txt"), "elsewhere.txt")
        self.assert_failure(self.run_cli("index", self.folder / "nowhere"), "nowhere")

    def test_damaged(self):
        corpus = self.corpus()
        wanted = naive(corpus, "yang")
        for content in [b"", b"no database at all" * 100, os.urandom(50000)]:
            self.check(0, "index", corpus)
            for option in ["--no-refresh", "--context=40"]:
                self.index_file().write_bytes(content)
                self.assertEqual(self.places(option, "yang", corpus), wanted)
        self.check(0, "index", corpus)
        shutil.rmtree(self.cache)
        self.assertEqual(self.places("--no-refresh", "yang", corpus), wanted)

    def test_holes(self):
        """Postings that make no sense are noticed by who reads them, and made anew by the next."""
        corpus = self.corpus()
        wanted = naive(corpus, "yang")
        self.check(0, "index", corpus)
        with sqlite3.connect(self.index_file()) as db:
            db.execute("UPDATE postings SET groups = zeroblob(length(groups) - 1) || x'ff'")
        for words in ["without the index", ""]:
            result = self.check(0, "search", "--json", "yang", corpus)
            self.assertIn(words, result.err)
            self.assertEqual(len(json.loads(result.out)), len(wanted))
        self.assertEqual(result.err, "")

    def test_another_version(self):
        corpus = self.corpus()
        self.check(0, "index", corpus)
        with sqlite3.connect(self.index_file()) as db:
            db.execute("PRAGMA user_version = 77")
        self.assertEqual(self.places("yang", corpus), naive(corpus, "yang"))
        with sqlite3.connect(self.index_file()) as db:
            self.assertNotEqual(db.execute("PRAGMA user_version").fetchone()[0], 77)

    def test_in_use(self):
        corpus = self.corpus()
        self.check(0, "index", corpus)
        with open(str(self.index_file()) + ".lock", "r+b") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assert_failure(self.run_cli("index", corpus), "Another program")
            result = self.check(0, "search", "--json", "yang", corpus)
            self.assertIn("without the index", result.err)
            self.assertEqual(len(json.loads(result.out)), len(naive(corpus, "yang")))

    def test_no_place_for_it(self):
        corpus = self.corpus()
        wanted = len(naive(corpus, "yang"))
        self.cache.write_text("a file where the cache folder should be")
        self.assert_failure(self.run_cli("index", corpus), "cache")
        result = self.check(0, "search", "--json", "yang", corpus)
        self.assertIn("without the index", result.err)
        self.assertEqual(len(json.loads(result.out)), wanted)
        self.cache.unlink()
        self.cache.mkdir(mode=0o555)
        result = self.check(0, "search", "--json", "yang", corpus, unprivileged=True)
        self.assertIn("without the index", result.err)
        self.assertEqual(len(json.loads(result.out)), wanted)

    def test_disk_full(self):
        corpus = self.corpus()
        result = self.check(0, "search", "--json", "yang", corpus, limit=8192)
        self.assertEqual(len(json.loads(result.out)), len(naive(corpus, "yang")))
        self.assertEqual(self.places("yang", corpus), naive(corpus, "yang"))

    def rows(self):
        with sqlite3.connect(self.index_file()) as db:
            return db.execute("SELECT path, size, status, spans, title, annotators, labels FROM articles ORDER BY path").fetchall()

    def test_killed(self):
        """Whenever it is killed, the next run ends with what a run that was not would have written."""
        rng = random.Random(50)
        folder = self.folder / "many"
        folder.mkdir()
        for number in range(6000):
            (folder / ("%04d.txt" % number)).write_text("Artikel %d\n\nkata%d lainnya%d\n" % (number, number % 97, number % 13))
        self.check(0, "index", folder)
        wanted, found = self.rows(), naive(folder, "kata96")
        environment = dict(os.environ, **self.env)
        for round_number in range(KILLS):
            if round_number % 2 == 0:
                shutil.rmtree(self.cache)
            else:
                for number in rng.sample(range(6000), 1500):
                    os.utime(folder / ("%04d.txt" % number))
            process = subprocess.Popen([CLI, "index", folder], env=environment, stdout=subprocess.DEVNULL)
            try:
                process.wait(rng.uniform(0.01, 0.3))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
            if round_number % 10 < 2:
                self.assertEqual(self.places("kata96", folder), found)
            self.check(0, "index", folder)
            self.assertEqual(self.rows(), wanted)
        self.assertEqual(self.places("--no-refresh", "kata96", folder), found)
        with sqlite3.connect(self.index_file()) as db:
            self.assertEqual(db.execute("PRAGMA integrity_check").fetchone()[0], "ok")

    def test_several_at_once(self):
        folder = self.folder / "many"
        folder.mkdir()
        for number in range(500):
            (folder / ("%04d.txt" % number)).write_text("kata%d\n" % number)
        environment = dict(os.environ, **self.env)
        programs = [subprocess.Popen([CLI, "search", "--json", "kata499", folder], env=environment, stdout=subprocess.PIPE,
                                     stderr=subprocess.DEVNULL) for _ in range(4)]
        for program in programs:
            self.assertEqual(len(json.loads(program.communicate()[0])), 1)
            self.assertEqual(program.returncode, 0)


harness.main()
