# SPDX-License-Identifier: GPL-3.0-or-later
"""stats: numbers that a few lines of Python count again."""
import csv
import io
import json
import pathlib
import statistics
import struct
import xml.etree.ElementTree

import harness
from harness import Sandbox


class Stats(Sandbox):
    def stats(self, *arguments, status=0):
        return json.loads(self.check(status, "stats", "--json", *arguments).out)

    def test_sample(self):
        corpus = self.corpus()
        sidecars = [json.loads(path.read_text()) for path in corpus.glob("*.tandai.json")]
        spans = [span for sidecar in sidecars for span in sidecar["spans"]]
        found = self.stats(corpus)
        self.assertEqual(found["articles"], len(sidecars))
        self.assertEqual(found["articles_by_status"]["done"], len([s for s in sidecars if s["status"] == "done"]))
        self.assertEqual(found["spans"], len(spans))
        self.assertEqual(found["discontinuous"], len([span for span in spans if "fragments" in span]))
        self.assertEqual(found["characters"], sum(len(sidecar["text"]) for sidecar in sidecars))
        self.assertEqual(found["relations"], sum(len(sidecar["relations"]) for sidecar in sidecars))
        for label, numbers in found["spans_by_label"].items():
            lengths = sorted(sum(end - start for start, end in span.get("fragments", [[span["start"], span["end"]]]))
                             for span in spans if span["label"] == label)
            self.assertEqual(numbers["spans"], len(lengths))
            self.assertEqual(numbers["characters"]["median"], statistics.median_low(lengths))
            self.assertEqual(numbers["characters"]["max"], lengths[-1])
        self.assertTrue(0 < found["annotated_share"] < 1)

    def test_small(self):
        article = self.put("a.txt", "Kata orang-orang, “satu dua.”\n")
        self.annotate(article, "quote", "“satu dua.”")
        self.annotate(article, "claim", "satu dua")
        self.annotate(article, "actor", "dua")
        found = self.stats(article)
        self.assertEqual((found["tokens"], found["depth"], found["nested"]), (8, 3, 2))
        self.assertAlmostEqual(found["annotated_share"], 5 / 8)
        self.assertEqual(found["spans_by_label"]["quote"]["words"], {"median": 2, "p90": 2, "max": 2})
        self.assertEqual(found["articles_by_status"], {"new": 0, "in-progress": 1, "done": 0, "excluded": 0})

    def test_annotators_share_an_article(self):
        article = self.put("a.txt", "satu dua tiga\n")
        self.annotate(article, "actor", "satu", "--annotator=siti")
        self.annotate(article, "actor", "dua", "--annotator=budi")
        self.annotate(article, "place", "tiga", "--annotator=budi")
        found = self.stats(article)
        self.assertEqual((found["articles"], found["tokens"], found["spans"]), (1, 3, 3))
        self.assertEqual(found["spans_by_annotator"], {"budi": 2, "siti": 1})
        groups = self.stats("--by=annotator", article)["groups"]
        self.assertEqual([(group["value"], group["spans"]) for group in groups], [("budi", 2), ("siti", 1)])
        self.assertEqual(self.stats(self.folder / "a.txt.siti.tandai.json")["spans"], 1)

    def test_by(self):
        found = self.stats("--by=language", self.corpus())
        self.assertEqual(found["by"], "language")
        self.assertEqual([(group["value"], group["articles"]) for group in found["groups"]], [("en", 1), ("id", 3)])
        labels = self.stats("--by=label", self.corpus())["groups"]
        whole = self.stats(self.corpus())
        self.assertEqual({group["value"]: group["spans"] for group in labels},
                         {label: numbers["spans"] for label, numbers in whole["spans_by_label"].items()})
        self.assert_failure(self.run_cli("stats", "--by=colour", self.corpus()), "colour", "publisher", "attributes.NAME")

    def test_unannotated(self):
        self.put("n/a.txt", "satu dua\n")
        found = self.stats(self.folder / "n")
        self.assertEqual((found["articles"], found["articles_by_status"]["new"], found["spans"], found["tokens"]), (1, 1, 0, 2))
        self.assertEqual(found["annotated_share"], 0)

    def test_one_bad_among_many(self):
        corpus = self.corpus()
        (corpus / "bad.txt").write_bytes(b"a\0b")
        result = self.check(1, "stats", "--json", corpus)
        self.assertEqual(json.loads(result.out)["articles"], 4)
        self.assertIn("bad.txt", result.err)

    def dated(self, name, status, *times):
        """An article of eight words whose spans, a word each from the first on, were made at these times."""
        words = "Satu dua tiga empat, lima enam tujuh delapan.".split()
        article = self.put(name, " ".join(words) + "\n")
        for word in words[:len(times)]:
            self.annotate(article, "actor", word.strip(",."))
        path = pathlib.Path("%s.tandai.json" % article)
        sidecar = json.loads(path.read_text())
        sidecar["status"] = status
        for span, time in zip(sidecar["spans"], times):
            if time:
                span["created"] = time
        path.write_text(json.dumps(sidecar))
        return article

    def test_days(self):
        self.dated("n/a.txt", "done", "2026-01-05T08:00:00Z", "2026-01-05T08:02:00Z", "2026-01-06T08:00:00Z")
        self.dated("n/b.txt", "in-progress", "2026-01-06T09:00:00Z", "2026-01-06T09:02:00Z", None)
        self.put("n/c.txt", "satu dua\n")
        result = self.check(0, "stats", "--json", self.folder / "n", env={"TZ": "UTC"})
        found = json.loads(result.out)
        self.assertEqual([(day["day"], day["spans"], day["articles_done"], day["words"], day["minutes"])
                          for day in found["days"]],
                         [("2026-01-05", 2, 0, 2, 4), ("2026-01-06", 3, 1, 8, 6)])
        self.assertEqual(found["dated"]["words_per_minute"], 1)
        self.assertEqual(found["undated"], {"spans": 1, "articles_done": 0})
        self.assertEqual(found["remaining"], {"articles": 2, "words": 7, "minutes": 7})
        self.assertEqual(self.stats(self.corpus())["dated"]["words_per_minute"], None)

    def test_sources(self):
        sources = self.stats(self.corpus())["sources_by_label"]
        sidecars = [json.loads(path.read_text()) for path in self.corpus().glob("*.tandai.json")]
        for label in ["quote", "claim"]:
            spans = [(span, {link["from"] for link in sidecar["relations"] if link["type"] == "source"})
                     for sidecar in sidecars for span in sidecar["spans"] if span["label"] == label]
            self.assertEqual(sources[label]["named"], len([span for span, linked in spans if span["id"] in linked]))
            self.assertEqual(sources[label]["unnamed"],
                             len([span for span, linked in spans if span.get("attributes", {}).get("source") == "unnamed"]))
            self.assertEqual(sum(sources[label].values()), len(spans))
        self.assertEqual(set(sources), {"quote", "claim"})

    def test_levels(self):
        found = self.stats(self.corpus())
        self.assertEqual(sum(found["spans_by_level"]), found["spans"])
        self.assertEqual(sum(found["spans_by_level"][1:]), found["nested"])

    PLOTS = {"articles", "labels", "lengths", "nesting", "pace", "progress", "sources", "spans-by-day"}

    def table(self, path):
        return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))

    def test_tables(self):
        self.dated("n/a.txt", "done", "2026-01-05T08:00:00Z", "2026-01-05T08:02:00Z", "2026-01-06T08:00:00Z")
        self.annotate(self.put("n/b.txt", "Kata Budi, satu.\n"), "quote", "satu")
        out = self.folder / "out" / "tables"
        result = self.check(0, "stats", "--json", "--csv", out, self.folder / "n", env={"TZ": "UTC"})
        found = json.loads(result.out)
        self.assertEqual({path.name for path in out.iterdir()}, {name + ".csv" for name in self.PLOTS})
        self.assertEqual(self.table(out / "labels.csv"), [{"label": label, "spans": str(numbers["spans"])}
                                                          for label, numbers in found["spans_by_label"].items()])
        self.assertEqual(self.table(out / "lengths.csv"),
                         [{"label": label, "median": str(numbers["words"]["median"]), "p90": str(numbers["words"]["p90"])}
                          for label, numbers in found["spans_by_label"].items()])
        self.assertEqual(self.table(out / "spans-by-day.csv"),
                         [{"day": day["day"], "spans": str(day["spans"])} for day in found["days"]])
        self.assertEqual([(row["day"], float(row["words_per_minute"])) for row in self.table(out / "pace.csv")],
                         [(day["day"], day["words_per_minute"]) for day in found["days"] if day["words_per_minute"]])
        self.assertEqual([row["articles_done"] for row in self.table(out / "progress.csv")], ["0", "1"])
        self.assertEqual([list(row.values()) for row in self.table(out / "sources.csv") if row["label"] == "quote"],
                         [["quote", *map(str, found["sources_by_label"]["quote"].values())]])
        self.assertEqual([int(row["spans"]) for row in self.table(out / "nesting.csv")], found["spans_by_level"])
        self.assertEqual(self.table(out / "articles.csv"), [{"article": "a.txt", "actor": "3", "quote": "0"},
                                                            {"article": "b.txt", "actor": "0", "quote": "1"}])

    def test_hostile_names(self):
        article = self.put("n/=1+1, a.txt", "satu\n")
        self.annotate(article, "actor", "satu")
        path = pathlib.Path("%s.tandai.json" % article)
        sidecar = json.loads(path.read_text())
        sidecar["spans"][0]["label"] = "=a<b>\x01"
        path.write_text(json.dumps(sidecar))
        self.check(0, "stats", "--csv", self.folder / "out", "--svg", self.folder / "out", self.folder / "n")
        self.assertEqual(self.table(self.folder / "out" / "articles.csv")[0]["article"], "'=1+1, a.txt")
        svg = xml.etree.ElementTree.parse(self.folder / "out" / "labels.svg").getroot()
        self.assertIn("=a<b>", svg.find("{http://www.w3.org/2000/svg}desc").text)

    def test_pictures(self):
        out = self.folder / "out"
        self.check(0, "stats", "--svg", out, "--png", out, self.corpus())
        for name in self.PLOTS:
            svg = xml.etree.ElementTree.parse(out / (name + ".svg")).getroot()
            png = (out / (name + ".png")).read_bytes()
            self.assertEqual(png[:8], b"\x89PNG\r\n\x1a\n")
            width, height = struct.unpack(">II", png[16:24])
            self.assertEqual((width, height), (2 * int(svg.get("width")[:-2]), 2 * int(svg.get("height")[:-2])))
            self.assertEqual(width, 1440)
            self.assertTrue(svg.find("{http://www.w3.org/2000/svg}title").text)
        told = xml.etree.ElementTree.parse(out / "labels.svg").getroot().find("{http://www.w3.org/2000/svg}desc").text
        for label, numbers in self.stats(self.corpus())["spans_by_label"].items():
            self.assertIn("%s: %d" % (label.capitalize(), numbers["spans"]), told.splitlines())

    def test_plots_are_refused(self):
        corpus = self.corpus()
        before = harness.snapshot(corpus)
        self.assert_failure(self.run_cli("stats", "--svg", corpus, corpus), "corpus")
        self.assert_failure(self.run_cli("stats", "--svg", corpus / "new" / "plots", corpus), "corpus")
        self.assert_failure(self.run_cli("stats", "--by=label", "--csv", self.folder / "out", corpus), "--by")
        self.assert_failure(self.run_cli("stats", "--png", self.put("file", ""), corpus), "file")
        self.assertEqual(harness.snapshot(corpus), before)
        self.assertFalse((self.folder / "out").exists())

    def test_text(self):
        out = self.check(0, "stats", self.corpus()).out
        for word in ["Articles: 4", "actor", "place", "claim", "quote", "source"]:
            self.assertIn(word, out)


harness.main()
