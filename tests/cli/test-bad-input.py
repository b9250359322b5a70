# SPDX-License-Identifier: GPL-3.0-or-later
"""Articles that are none, folders that can't be written, disks that are full: said clearly, and nothing is lost."""
import json
import os
import subprocess
import unittest

import harness
from harness import CLI, INDONESIAN, Sandbox, snapshot

MEGABYTE = 1024 * 1024


class BadArticles(Sandbox):
    def cases(self):
        """A name, the article, and whether any command could take it."""
        (self.folder / "folder.txt").mkdir()
        yield "binary", self.put("binary.txt", bytes(range(256)) * 4)
        yield "NUL", self.put("nul.txt", "satu\0dua\n")
        large = self.put("large.txt", "")
        os.truncate(large, 100 * MEGABYTE)
        yield "100 MB", large
        fifo = self.folder / "pipe.txt"
        os.mkfifo(fifo)
        yield "pipe", fifo
        yield "device", "/dev/zero"
        loop = self.folder / "loop.txt"
        loop.symlink_to("loop.txt")
        yield "loop of links", loop
        yield "missing", self.folder / "missing.txt"
        yield "name too long", self.folder / ("x" * 300)
        yield "evil name", self.put("evil\033[31m\nname.txt", "a\0b")

    def commands(self, article):
        yield ["show", article], {2}
        yield ["annotate", "--label=actor", "--start=0", "--end=1", article], {2}
        yield ["stats", article], {1, 2}
        yield ["export", "--format=jsonl", "--include-unannotated", article], {1, 2}

    def check_refused(self, article, **options):
        for arguments, statuses in self.commands(article):
            result = self.run_cli(*arguments, timeout=20, **options)
            self.assertIn(result.returncode, statuses, arguments)
            self.assertRegex(result.err, "^tandai-cli: ")
            for character in "\033\a":
                self.assertNotIn(character, result.err)
            for line in result.err.splitlines():
                self.assertTrue(line.startswith("tandai-cli: "), result.err)
        return result.err

    def test_refused(self):
        for name, article in self.cases():
            with self.subTest(name):
                said = self.check_refused(article)
                if name != "evil name":
                    self.assertIn(os.path.basename(article)[:40], said)
        self.assertEqual([path for path in self.folder.iterdir() if "tandai.json" in path.name], [])

    @unittest.skipUnless(harness.has_indonesian(), "there is no Indonesian catalogue")
    def test_refused_in_indonesian(self):
        for name, article in self.cases():
            with self.subTest(name):
                self.assertNotEqual(self.check_refused(article), self.check_refused(article, language=INDONESIAN))

    def test_unreadable(self):
        article = self.put("secret.txt", "satu\n")
        article.chmod(0)
        self.assertIn("secret.txt", self.check_refused(article, unprivileged=True))

    def test_article_in_a_folder_that_can_not_be_listed(self):
        """Its annotations were passed over in silence, as if there were none."""
        article = self.put("closed/a.txt", "Satu dua.\n")
        self.annotate(article, "actor", "Satu")
        article.parent.chmod(0o711)
        for path in article.parent.iterdir():
            path.chmod(0o644)
        result = self.run_cli("export", "--format=jsonl", article, unprivileged=True)
        self.assert_failure(result, "closed", status=1)
        self.assertEqual([span["text"] for span in json.loads(result.out)["spans"]], ["Satu"])

    def test_folder_for_a_file(self):
        (self.folder / "folder.txt").mkdir()
        self.assert_failure(self.run_cli("annotate", "--label=actor", "--start=0", "--end=1", self.folder / "folder.txt"))

    def test_empty(self):
        article = self.put("empty.txt", "")
        self.assertEqual(self.check(0, "show", article).out, "")
        self.assert_failure(self.run_cli("annotate", "--label=actor", "--start=0", "--end=1", article))
        self.assert_failure(self.run_cli("annotate", "--label=actor", "--quote=x", article))
        record = json.loads(self.check(0, "export", "--format=jsonl", "--include-unannotated", article).out)
        self.assertEqual((record["text"], record["spans"]), ("", []))

    def test_not_utf8(self):
        article = self.put("latin.txt", "caf\xe9 satu\n".encode("latin-1"))
        before = article.read_bytes()
        shown = self.check(0, "show", article)
        self.assertEqual(shown.out, "café satu\n")
        self.assertIn("Windows-1252", shown.err)
        self.annotate(article, "actor", "satu")
        self.assertEqual(self.sidecar(article)["article"]["encoding"], "windows-1252")
        self.assertEqual(self.sidecar(article)["spans"][0]["start"], 5)
        self.assertEqual(article.read_bytes(), before)
        self.check(0, "validate", article)

    def test_one_bad_among_many(self):
        corpus = self.corpus()
        (corpus / "bad.txt").write_bytes(b"a\0b")
        (corpus / "bad.txt.tandai.json").write_text("{}")
        result = self.check(1, "export", "--format=jsonl", corpus)
        self.assertEqual(len(result.out.splitlines()), 4)
        self.assertIn("bad.txt", result.err)

    def test_pipes_in_folders_are_passed_over(self):
        corpus = self.corpus()
        os.mkfifo(corpus / "pipe.txt")
        self.assertEqual(len(self.check(0, "export", "--format=jsonl", corpus, timeout=20).out.splitlines()), 4)

    def test_unreadable_folder_inside(self):
        corpus = self.corpus()
        (corpus / "secret").mkdir()
        (corpus / "secret").chmod(0)
        result = self.check(1, "export", "--format=jsonl", corpus, unprivileged=True)
        self.assertEqual(len(result.out.splitlines()), 4)
        self.assertIn("secret", result.err)
        corpus.chmod(0)
        self.assert_failure(self.run_cli("stats", corpus, unprivileged=True), "corpus")

    def test_bad_schema(self):
        corpus = self.corpus()
        (corpus / "tandai.json").write_text('{"format": "tandai-corpus/1", "labels": 1}')
        for arguments in [["show"], ["stats"], ["validate"], ["export", "--format=jsonl"]]:
            self.assert_failure(self.run_cli(*arguments, corpus), "tandai.json")


class Writing(Sandbox):
    def setUp(self):
        super().setUp()
        self.article = self.put("w/a.txt", "satu dua tiga\n" * 50)
        self.annotate(self.article, "actor", "satu")
        self.work = self.folder / "w"
        self.before = snapshot(self.work)

    def assert_kept(self):
        self.assertEqual(snapshot(self.work), self.before)

    def test_read_only_folder(self):
        self.work.chmod(0o555)
        result = self.run_cli("annotate", "--label=place", "--quote=dua", self.article, unprivileged=True)
        self.assert_failure(result, "a.txt.tandai.json")
        self.assertEqual(result.out, "")
        out = self.run_cli("export", "--format=conll", "--output", self.work / "out", self.article, unprivileged=True)
        self.assert_failure(out, "out")
        self.assert_kept()

    def test_file_size_limit(self):
        result = self.run_cli("annotate", "--label=place", "--quote=dua", self.article, limit=100)
        self.assert_failure(result, "a.txt.tandai.json")
        self.assertEqual(result.out, "")
        (self.folder / "out.jsonl").write_text("old")
        result = self.run_cli("export", "--format=jsonl", "--output", self.folder / "out.jsonl", self.article, limit=100)
        self.assert_failure(result, "out.jsonl")
        self.assertEqual((self.folder / "out.jsonl").read_text(), "old")
        for name in ["conll", "brat"]:
            self.assert_failure(self.run_cli("export", "--format", name, "--output", self.folder / name, self.article, limit=100))
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["out.jsonl", "w"])
        self.assert_kept()

    def fill_mounted(self):
        """A small file system of our own, filled to the brim. Returns whether one can be had here."""
        script = """
            set -e
            mount -t tmpfs -o size=64k none "$1"
            cp "$2"/w/* "$1"
            cat /dev/zero > "$1/filler" 2>/dev/null || true
            set +e
            "$3" annotate --label place --quote dua "$1/a.txt" > "$2/out" 2> "$2/err"
            echo $? > "$2/status"
            "$3" export --format brat --output "$1/brat" "$2/w" 2>> "$2/err"
            echo $? >> "$2/status"
            rm "$1/filler"
            mkdir "$2/after"
            cp -a "$1/." "$2/after"
        """
        (self.folder / "disk").mkdir()
        run = subprocess.run(["unshare", "-rm", "sh", "-c", script, "sh", self.folder / "disk", self.folder, CLI],
                             stderr=subprocess.PIPE, text=True)
        if not (self.folder / "after").exists():
            print("# no file system of our own can be mounted here: %s" % run.stderr.strip())
            return False
        self.assertEqual((self.folder / "status").read_text().split(), ["2", "2"])
        self.assertEqual((self.folder / "out").read_text(), "")
        self.assertIn("a.txt.tandai.json", (self.folder / "err").read_text())
        self.assertEqual(snapshot(self.folder / "after"), self.before)
        return True

    def fill_limited(self):
        """No file may grow beyond what the sidecar takes now: the write of the longer one breaks off near its end."""
        for path in [self.work, *self.work.iterdir()]:
            path.chmod(0o777 if path.is_dir() else 0o666)
        limit = (self.work / "a.txt.tandai.json").stat().st_size
        result = self.run_cli("annotate", "--label=place", "--quote=dua", self.article, limit=limit, unprivileged=True)
        self.assert_failure(result, "a.txt.tandai.json")
        self.assertEqual(result.out, "")
        self.assert_failure(self.run_cli("export", "--format=brat", "--output", self.work / "brat", self.article,
                                         limit=limit // 8, unprivileged=True))
        self.assert_kept()
        self.check(0, "annotate", "--label=place", "--quote=dua", self.article, unprivileged=True)

    def test_full_disk(self):
        """A full file system, and where none can be mounted a limit that cuts the write off in the same place."""
        if not self.fill_mounted():
            self.fill_limited()

    def test_write_cut_off(self):
        self.fill_limited()


class BadImports(Sandbox):
    """For every format a file of one line of a gigabyte, and a good one beside it: the one is told, the other is there."""

    GOOD = {
        "jsonl": ("jsonl", '{"text": "Hujan turun."}\n'),
        "doccano": ("jsonl", '{"text": "Hujan turun.", "label": [[0, 5, "claim"]]}\n'),
        "conll": ("conll", "Hujan\tB-claim\nturun\tO\n"),
        "csv": ("csv", "text\nHujan turun.\n"),
        "brat": ("ann", "T1\tclaim 0 5\tHujan\n"),
        "label-studio": ("json", '[{"data": {"text": "Hujan turun."}, "annotations": []}]'),
        "webanno-tsv": ("tsv", "#FORMAT=WebAnno TSV 3.3\n\n\n#Text=Hujan turun\n1-1\t0-5\tHujan\t\n1-2\t6-11\tturun\t\n"),
        "uima-json": ("json", '{"%TYPES": {}, "%FEATURE_STRUCTURES": [{"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": "Hujan turun."}]}'),
        "text": ("txt", "Hujan turun.\n"),
        "html": ("html", "<title>Hujan</title><p>Hujan turun.</p>"),
    }

    def test_line_of_a_gigabyte(self):
        for form, (suffix, content) in self.GOOD.items():
            with self.subTest(form):
                large = self.put("%s/large.%s" % (form, suffix), "")
                os.truncate(large, 1024 * MEGABYTE)
                self.put("%s/good.%s" % (form, suffix), content)
                if form == "brat":
                    self.put("brat/large.txt", "Hujan turun.\n")
                    self.put("brat/good.txt", "Hujan turun.\n")
                result = self.check(1, "import", "--format", form, "--output", self.folder / ("out-" + form), self.folder / form,
                                    timeout=60)
                self.assertRegex(result.err, r"large\.%s(: line 1: |”)" % suffix)
                texts = [path.read_text() for path in (self.folder / ("out-" + form)).rglob("good*.txt")]
                self.assertEqual(len(texts), 1, result.err)
                self.assertIn("Hujan turun", texts[0])
                large.unlink()


harness.main()
