#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every call by which `tandai-cli annotate` reads and writes its files fails, in the real program."""
import errno
import json
import os
import pathlib
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
    def make(self, annotated):
        """A folder with an article, and with a first span of it."""
        folder = self.folder.resolve() / "data"
        article = self.put("data/a.txt", TEXT)
        if annotated and not (folder / "a.txt.tandai.json").exists():
            self.annotate(article, "actor", "Satu")
        return folder, article

    def annotate_with_fault(self, article, kind, at, number, stays=False):
        """The result, and whether there was such a call."""
        told = self.folder / "told"
        told.unlink(missing_ok=True)
        environment = {
            "LD_PRELOAD": FAULT,
            "FAULT_FOLDER": str(article.resolve().parent),
            "FAULT_KIND": kind,
            "FAULT_AT": str(at),
            "FAULT_ERRNO": str(number),
            "FAULT_STAYS": "1" if stays else "0",
            "FAULT_TOLD": str(told),
            # The library comes before the sanitizers' own, which is harmless, as it only passes calls on.
            "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0",
        }
        result = self.run_cli("annotate", "--label", "place", "--quote", "dua", article, env=environment)
        return result, told.exists()

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
        result, fired = self.annotate_with_fault(article, kind, at, number, stays)
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


def add_kind(kind):
    def test(self):
        # A full matrix is the C test's; here each reason meets each kind once.
        for i, number in enumerate(ERRORS):
            self.try_each(kind, number, stays=i % 2 == 1)

    setattr(FaultTest, "test_each_" + kind, test)


for name in KINDS:
    add_kind(name)

if __name__ == "__main__":
    main()
