#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every call by which tandai-cli reads and writes its files fails, in the real program."""
import errno
import json
import os
import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(sys.argv[2]) / "tests" / "cli"))
from harness import Sandbox, main, snapshot  # noqa: E402

FAULT = os.path.abspath(sys.argv[3])
KINDS = ["open", "read", "write", "sync", "rename", "link", "unlink", "close", "stat", "chmod"]
ERRORS = [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EDQUOT]
# More calls of one kind than the program makes.
MANY_CALLS = 100
TEXT = "Satu dua tiga empat.\n"


class FaultTest(Sandbox):
    def run_with_fault(self, arguments, folder, kind, at, number, stays=False):
        """The result, and whether there was such a call."""
        told = self.folder / "told"
        told.unlink(missing_ok=True)
        environment = {
            "LD_PRELOAD": FAULT,
            "FAULT_FOLDER": str(folder.resolve()),
            "FAULT_KIND": kind,
            "FAULT_AT": str(at),
            "FAULT_ERRNO": str(number),
            "FAULT_STAYS": "1" if stays else "0",
            "FAULT_TOLD": str(told),
            # The library comes before the sanitizers' own, which is harmless, as it only passes calls on.
            "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0",
        }
        result = self.run_cli(*arguments, env=environment)
        return result, told.exists()

    def each_fault(self, kinds, run):
        """Lets each call of the kinds fail, once and with all after it, until no such call is made."""
        n_faults = 0
        for kind in kinds:
            for number, stays in ((errno.ENOSPC, False), (errno.EIO, True)):
                at = 1
                while run(kind, at, number, stays):
                    at += 1
                    self.assertLess(at, MANY_CALLS)
                n_faults += at - 1
        self.assertGreater(n_faults, len(kinds))


class AnnotateTest(FaultTest):
    def make(self, annotated):
        """A folder with an article, and with a first span of it."""
        folder = self.folder.resolve() / "data"
        article = self.put("data/a.txt", TEXT)
        if annotated and not (folder / "a.txt.tandai.json").exists():
            self.annotate(article, "actor", "Satu")
        return folder, article

    def check_failed(self, result, before, folder):
        """Words of ours, and the old files; or whole new ones where the folder alone could not be brought to disk."""
        self.assert_failure(result)
        self.assertTrue(result.err, "it says nothing")
        after = {name: content for name, content in snapshot(folder).items() if not name.name.startswith(".tandai-")}
        if "might not outlast" in result.err:
            sidecar = json.loads(after.pop(pathlib.Path("a.txt.tandai.json")))
            self.assertIn("dua", [span["text"] for span in sidecar["spans"]])
            before = {name: content for name, content in before.items() if name.suffix != ".json"}
        self.assertEqual(after, before)

    def check_saved(self, folder, annotated):
        words = [span["text"] for span in json.loads((folder / "a.txt.tandai.json").read_text())["spans"]]
        self.assertEqual(words, ["Satu", "dua"] if annotated else ["dua"])
        self.assertEqual((folder / "a.txt").read_text(), TEXT)

    def check_leftovers(self, folder, kind):
        left = [path for path in folder.iterdir() if path.name not in ("a.txt", "a.txt.tandai.json")]
        for path in left:
            self.assertEqual(kind, "unlink", path)
            self.assertTrue(path.name.startswith(".tandai-") and path.name.endswith(".tmp"), path)
            path.unlink()

    def try_fault(self, kind, at, number, stays, annotated, must_succeed=False):
        folder, article = self.make(annotated)
        before = snapshot(folder)
        result, fired = self.run_with_fault(["annotate", "--label", "place", "--quote", "dua", article], folder, kind,
                                            at, number, stays)
        if result.returncode == 0:
            self.check_saved(folder, annotated)
        else:
            self.assertTrue(fired and not must_succeed, result.err)
            self.check_failed(result, before, folder)
        self.check_leftovers(folder, kind)
        self.check(0, "annotate", "--label", "place", "--quote", "dua", article)
        self.check_saved(folder, annotated)
        for path in folder.iterdir():
            if path.name != "a.txt" and not (annotated and path.read_bytes() == before.get(path.relative_to(folder))):
                path.unlink()
        return fired

    def try_each(self, kind, number, stays=False, annotated=True, must_succeed=False):
        at = 1
        while self.try_fault(kind, at, number, stays, annotated, must_succeed):
            at += 1
            self.assertLess(at, MANY_CALLS)
        return at - 1

    def test_full_disk(self):
        for kind in ("write", "sync", "open", "rename"):
            self.assertGreater(self.try_each(kind, errno.ENOSPC), 0, kind)

    def test_new_sidecar(self):
        for kind in ("write", "sync", "link", "unlink"):
            self.assertGreater(self.try_each(kind, errno.EIO, annotated=False), 0, kind)

    def test_short_and_interrupted_calls(self):
        for kind in ("read", "write"):
            self.assertGreater(self.try_each(kind, 0, must_succeed=True), 0)
        for kind in ("open", "read", "write", "sync", "close"):
            self.assertGreater(self.try_each(kind, errno.EINTR, must_succeed=True), 0)


class OutputTest(FaultTest):
    """What is written for others: whole or not at all, and said."""

    def setUp(self):
        super().setUp()
        self.place = self.folder.resolve() / "place"
        self.place.mkdir()
        for name in ("a.txt", "b.txt"):
            self.annotate(self.put("in/" + name, TEXT * 20), "actor", "Satu")

    def check_no_leftovers(self, kind):
        left = [path for path in self.place.iterdir() if path.name.startswith(".")]
        if kind not in ("unlink", "open"):
            self.assertEqual(left, [])
        for path in left:
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def check_whole(self, before, good):
        """Each file is as it was before or as it is to be."""
        for name, content in snapshot(self.place).items():
            if not any(part.startswith(".") for part in name.parts):
                self.assertIn(content, (before.get(name), good[name]), name)

    def try_output(self, arguments, statuses, kind, at, number, stays, old):
        shutil.rmtree(self.place)
        self.place.mkdir()
        self.check(0, *arguments)
        good = snapshot(self.place)
        for path in [*self.place.rglob("*")]:
            if path.is_file():
                path.write_text("old") if old else path.unlink()
        before = snapshot(self.place)
        result, fired = self.run_with_fault(arguments, self.place, kind, at, number, stays)
        if result.returncode == 0:
            self.assertEqual(snapshot(self.place), good, (kind, at, number, stays, result.err))
        else:
            self.assertTrue(fired, result.err)
            self.assert_failure(result, status=result.returncode)
            self.assertIn(result.returncode, statuses, result.err)
            self.check_whole(before, good)
        self.check_no_leftovers(kind)
        return fired, good

    def try_export(self, arguments, old):
        def run(kind, at, number, stays):
            fired, good = self.try_output(arguments, (2,), kind, at, number, stays, old)
            self.check(0, *arguments)
            self.assertEqual(snapshot(self.place), good)
            return fired

        self.each_fault(["open", "write", "sync", "rename", "close", "chmod"], run)

    def test_export_to_a_file(self):
        for old in (False, True):
            self.try_export(["export", "--format=jsonl", "--output", self.place / "o.jsonl", self.folder / "in"], old)

    def test_export_to_a_folder(self):
        self.try_export(["export", "--format=brat", "--output", self.place / "o", self.folder / "in"], True)

    def test_import(self):
        """What could not be written is told, and another import adds just that."""
        record = self.check(0, "export", "--format=jsonl", self.folder / "in").stdout
        source = self.put("in.jsonl", record.replace(b'"label": "actor"', b'"label": "new"'))
        arguments = ["import", "--format=jsonl", "--output", self.place / "o", source]

        def run(kind, at, number, stays):
            fired, good = self.try_output(arguments, (1, 2), kind, at, number, stays, False)
            self.check(0, *arguments)
            self.assertEqual(snapshot(self.place), good)
            return fired

        self.each_fault(["open", "write", "sync", "rename", "link", "close", "chmod"], run)


class ReanchorTest(FaultTest):
    def test_reanchor(self):
        """The sidecar is what it was or carried over, and the next try carries over what was not."""
        article = self.put("data/a.txt", TEXT)
        self.annotate(article, "actor", "dua")
        sidecar = self.folder / "data" / "a.txt.tandai.json"
        old = sidecar.read_bytes()
        article.write_text("Nol. " + TEXT)
        arguments = ["reanchor", article]
        state = {"XDG_STATE_HOME": str(self.folder / "state")}
        os.environ.update(state)
        self.check(0, *arguments)
        good = sidecar.read_bytes()
        self.assertNotEqual(good, old)

        def run(kind, at, number, stays):
            sidecar.write_bytes(old)
            result, fired = self.run_with_fault(arguments, article.parent, kind, at, number, stays)
            if result.returncode == 0:
                self.assertEqual(sidecar.read_bytes(), good, (kind, at, result.err))
            else:
                self.assertTrue(fired, result.err)
                self.assert_failure(result, status=result.returncode)
                self.assertIn(sidecar.read_bytes(), (old, good))
            for path in article.parent.glob(".tandai-*"):
                self.assertEqual(kind, "unlink")
                path.unlink()
            self.check(0, *arguments)
            self.assertEqual(sidecar.read_bytes(), good)
            return fired

        self.each_fault(["open", "read", "write", "sync", "rename", "close", "stat", "chmod"], run)


def add_kind(kind):
    def test(self):
        # A full matrix is the C test's; here each reason meets each kind once.
        for i, number in enumerate(ERRORS):
            self.try_each(kind, number, stays=i % 2 == 1)

    setattr(AnnotateTest, "test_each_" + kind, test)


for name in KINDS:
    add_kind(name)

if __name__ == "__main__":
    main()
