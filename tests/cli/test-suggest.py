# SPDX-License-Identifier: GPL-3.0-or-later
"""suggest evaluate: the numbers add up, and the traces are the keys that were counted."""
import json

import harness
from harness import INDONESIAN, Sandbox, has_indonesian, snapshot

KINDS = ("hops", "label_keys", "accepts", "boundary_moves", "miss_keys")


class Suggest(Sandbox):
    def evaluate(self, *arguments, status=0):
        return json.loads(self.check(status, "suggest", "evaluate", "--keystrokes", "--json", *arguments).out)

    def test_sample(self):
        corpus = self.corpus()
        before = snapshot(corpus)
        gold = [json.loads(path.read_text()) for path in sorted(corpus.glob("*.tandai.json"))]
        found = self.evaluate(corpus)
        self.assertEqual(found["spans"], sum(len(sidecar["spans"]) for sidecar in gold))
        self.assertEqual(found["links"]["links"], sum(len(sidecar["relations"]) for sidecar in gold))
        self.assertEqual(found["keys"], sum(found[kind] for kind in KINDS))
        self.assertAlmostEqual(found["keys_per_span"], found["keys"] / found["spans"], 3)
        self.assertEqual(sum(label["keys"] for label in found["by_label"].values()), found["keys"])
        self.assertGreaterEqual(found["label_keys"] + found["accepts"] + found["links"]["keys"], found["spans"])
        self.assertTrue(0.9 < found["reached"] <= 1)
        self.assertEqual(snapshot(corpus), before)

    def test_trace(self):
        corpus = self.corpus()
        trace = self.folder / "trace.jsonl"
        found = self.evaluate("--trace", trace, corpus)
        lines = [json.loads(line) for line in trace.read_text().splitlines()]
        self.assertEqual([line["file"] for line in lines], sorted(path.name for path in corpus.glob("*.txt")))
        for line in lines:
            gold = json.loads((corpus / (line["file"] + ".tandai.json")).read_text())["spans"]
            self.assertEqual([(span["label"], span["ranges"]) for span in line["spans"]],
                             [(span["label"], span.get("fragments", [[span["start"], span["end"]]])) for span in gold])
        self.assertEqual(sum(len(line["keys"]) for line in lines), found["keys"] + found["links"]["keys"])

    def test_same_again(self):
        self.assertEqual(self.evaluate(self.corpus()), self.evaluate(self.corpus()))

    def test_earlier_articles_help(self):
        for name in "ab":
            article = self.put("s/%s.txt" % name, "Sebab kiai muda datang.\n")
            self.annotate(article, "actor", "kiai muda")
        alone = self.evaluate(self.folder / "s" / "a.txt")["keys"]
        self.assertLess(self.evaluate(self.folder / "s")["keys"], 2 * alone)

    def test_word_lists(self):
        article = self.put("w/a.txt", "Sebab para santri datang.\n")
        self.annotate(article, "actor", "para santri")
        self.assertEqual(self.evaluate(article)["missed"], 1)
        schema = {"format": "tandai-corpus/1", "labels": [{"name": "actor"}], "word-lists": {"people": ["santri"]}}
        self.put("w/tandai.json", json.dumps(schema))
        self.assertEqual(self.evaluate(self.folder / "w")["missed"], 0)
        schema["word-lists"] = {"people": [1]}
        self.put("w/tandai.json", json.dumps(schema))
        self.assertIn("word-lists.people", self.check(1, "suggest", "evaluate", self.folder / "w").err)

    def test_left_out(self):
        self.put("n/a.txt", "Budi datang.\n")
        found = self.evaluate(self.folder / "n")
        self.assertEqual((found["articles"], found["spans"], found["keys"]), (0, 0, 0))

    def test_wrong(self):
        self.assert_failure(self.run_cli("suggest"), "evaluate")
        self.assert_failure(self.run_cli("suggest", "forget", self.corpus()), "evaluate")
        self.assert_failure(self.run_cli("suggest", "evaluate"))
        self.assert_failure(self.run_cli("suggest", "evaluate", self.folder / "missing"), "missing")

    def test_text(self):
        out = self.check(0, "suggest", "evaluate", "--keystrokes", self.corpus()).out
        for word in ["Articles: 4", "actor", "quote", "Sources"]:
            self.assertIn(word, out)
        if has_indonesian():
            out = self.check(0, "suggest", "evaluate", "--keystrokes", self.corpus(), language=INDONESIAN).out
            for word in ["Kandidat", "Sumber"]:
                self.assertIn(word, out)


harness.main()
