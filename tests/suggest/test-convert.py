# SPDX-License-Identifier: GPL-3.0-or-later
"""The converter makes valid sidecars; on other people's corpora, where they are, the keys stay below their bars:
test-convert.py TANDAI-CLI ROOT"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

CLI = str(pathlib.Path(sys.argv[1]).resolve())
ROOT = pathlib.Path(sys.argv[2])
CONVERT = ROOT / "tests" / "suggest" / "convert.py"
DATA = ROOT.parent / "shared" / "data"
sys.path.insert(0, str(ROOT / "tests" / "cli"))
import harness  # noqa: E402

TOKENS = "Lalu ADP O\nBudi PROPN B-PER\nSantoso PROPN I-PER\n, PUNCT O\ndi ADP O\nDemak PROPN B-LOC\n. PUNCT O\n\n" \
         "Ia PRON O\npergi VERB O\n. PUNCT O\n"


class Convert(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tandai-convert-"))
        self.addCleanup(harness.shutil.rmtree, self.folder)

    def convert(self, *arguments):
        subprocess.run([sys.executable, str(CONVERT), *map(str, arguments), str(self.folder / "out")], check=True,
                       stdout=subprocess.DEVNULL)
        return self.folder / "out"

    def evaluate(self, folder):
        result = subprocess.run([CLI, "suggest", "evaluate", "--keystrokes", "--json", str(folder)], check=True,
                                stdout=subprocess.PIPE)
        return json.loads(result.stdout)

    def test_small(self):
        source = self.folder / "small.txt"
        source.write_text(TOKENS.replace("\n", "\r\n"))
        out = self.convert("idner", source)
        record = json.loads((out / "article-0000.txt.tandai.json").read_text())
        self.assertEqual(record["text"], "Lalu Budi Santoso , di Demak .\nIa pergi .\n")
        self.assertEqual([(span["label"], span["text"]) for span in record["spans"]],
                         [("actor", "Budi Santoso"), ("place", "Demak")])
        subprocess.run([CLI, "validate", str(out)], check=True, stderr=subprocess.DEVNULL)
        natural = self.convert("--natural", "idner", source)
        record = json.loads((natural / "article-0000.txt.tandai.json").read_text())
        self.assertEqual(record["text"], "Lalu Budi Santoso, di Demak.\nIa pergi.\n")

    def corpus(self, name, path):
        if not (DATA / path).exists():
            self.skipTest("%s is not there" % path)
        return self.evaluate(self.convert(name, DATA / path))

    def test_idner(self):
        found = self.corpus("idner", "idner-news-2k/dev.txt")
        print("# idner dev: %.2f keys a span" % found["keys_per_span"])
        self.assertLessEqual(found["keys_per_span"], 2.0)
        self.assertGreaterEqual(found["reached"], 0.95)

    def test_statements(self):
        found = self.corpus("pfsa", "pfsa-id/dev-20.txt")
        print("# pfsa-id dev-20: %.2f keys a statement" % found["keys_per_span"])
        self.assertLessEqual(found["keys_per_span"], 4.0)
        self.assertGreaterEqual(found["reached_by_words"], 0.95)

    def test_sources(self):
        found = self.evaluate(ROOT / "data" / "sample")
        print("# sample: %.1f%% of links right at the first key" % (100 * found["links"]["first_right"]))
        self.assertGreaterEqual(found["links"]["first_right"], 0.9)
        quotes = found["by_label"]["quote"]
        self.assertLessEqual((quotes["keys"] + quotes["links"]["keys"]) / quotes["spans"], 4.0)


harness.main()
