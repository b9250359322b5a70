# SPDX-License-Identifier: GPL-3.0-or-later
"""Splits: what is alike stays on one side, the same corpus gives the same parts, and a corpus may grow."""
import csv
import hashlib
import json
import random

import harness
from harness import INDONESIAN, Sandbox

PARTS = "train=60,dev=20,test=20"
FORMATS = ("jsonl", "conll", "brat", "spacy", "hf", "label-studio", "doccano", "webanno-tsv", "web-annotation", "uima-json",
           "uima-xmi", "gliner", "csv", "citron", "chat", "standoff")


def text_of(rng, n=80):
    return " ".join("kata%05d" % rng.randrange(100000) for _ in range(n))


class Split(Sandbox):
    def article(self, name, text, publisher=None):
        path = self.put("news/" + name, text + "\n")
        self.annotate(path, "place", text.split()[0])
        if publisher is not None:
            sidecar = path.with_name(path.name + ".tandai.json")
            data = json.loads(sidecar.read_text())
            data["article"]["publisher"] = publisher
            sidecar.write_text(json.dumps(data))
        return hashlib.sha256(path.read_bytes()).hexdigest()

    def news(self, n, seed=1, first=0):
        rng = random.Random(seed)
        return {"%02d" % (first + i): self.article("%02d.txt" % (first + i), text_of(rng)) for i in range(n)}

    def export(self, *arguments, output="out", status=0, form="jsonl", paths=None, **options):
        return self.check(status, "export", "--format", form, "--output", self.folder / output, *arguments,
                          *(paths or [self.folder / "news"]), **options)

    def split(self, *arguments, **options):
        return self.export("--split", PARTS, *arguments, **options)

    def table(self, output="out", name="split.tsv"):
        with open(self.folder / output / name, newline="") as file:
            return {row["article"]: row for row in csv.DictReader(file, delimiter="\t")}

    def parts(self, output="out"):
        return {sha256: row["part"] for sha256, row in self.table(output).items()}

    def files(self, output):
        folder = self.folder / output
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def test_each_article_is_where_the_table_says(self):
        known = self.news(30)
        result = self.split()
        parts = self.parts()
        self.assertEqual(set(parts), set(known.values()))
        self.assertEqual(set(self.files("out")), {"train.jsonl", "dev.jsonl", "test.jsonl", "split.tsv", "README"})
        for part in ("train", "dev", "test"):
            lines = [json.loads(line) for line in (self.folder / "out" / (part + ".jsonl")).read_text().splitlines()]
            here = {line["article"]["sha256"] for line in lines}
            self.assertEqual(here, {sha256 for sha256, its in parts.items() if its == part})
            self.assertRegex(result.err, r"%s: articles: %d \(%.1f %%\), groups: %d, spans: %d \(place 100.0 %%\)"
                             % (part, len(here), 100 * len(here) / 30, len(here), len(here)))
        self.assertIn("split.tsv", (self.folder / "out" / "README").read_text())

    def test_every_format_is_a_folder_with_parts(self):
        self.news(12)
        for form in FORMATS:
            self.export("--split", "train=50,test=50", output=form, form=form)
            parts = self.parts(form)
            names = set(self.files(form))
            self.assertEqual(set(parts.values()), {"train", "test"}, form)
            for part in ("train", "test"):
                here = [name for name in names if part in name.replace("/", ".").split(".")]
                self.assertTrue(here, (form, names))
        self.assertEqual({name for name in self.files("brat") if name.startswith("test/") and name.endswith(".ann")},
                         {"test/%02d.ann" % i for i in range(12)
                          if self.parts("brat")[hashlib.sha256((self.folder / "news" / ("%02d.txt" % i)).read_bytes()).hexdigest()] == "test"})

    def test_the_same_again_whatever_the_threads(self):
        self.news(20)
        self.split("--seed", "3", output="a", form="brat")
        self.split("--seed", "3", "--jobs", "1", output="b", form="brat")
        self.split("--seed", "4", output="c", form="brat")
        self.assertEqual(self.files("a"), self.files("b"))
        self.assertNotEqual(self.parts("a"), self.parts("c"))

    def test_syndicated_news_is_on_one_side(self):
        rng = random.Random(2)
        for family in range(12):
            words = text_of(rng, 120).split()
            for copy in range(4):
                words[rng.randrange(len(words))] = "edisi%d" % copy
                self.article("%02d-%d.txt" % (family, copy), " ".join(words))
        result = self.split()
        groups = {}
        for row in self.table().values():
            groups.setdefault(row["group"], set()).add(row["part"])
        self.assertEqual(len(groups), 12)
        self.assertTrue(all(len(parts) == 1 for parts in groups.values()))
        self.assertGreater(len({part for parts in groups.values() for part in parts}), 1)
        self.assertIn("48 articles exported", result.err)

    def test_one_publisher_is_on_one_side(self):
        rng = random.Random(3)
        known = {self.article("%02d.txt" % i, text_of(rng), ["Kompas", "Tempo", "Antara", "Detik", None][i % 5]): i % 5
                 for i in range(25)}
        result = self.split("--group-by", "publisher")
        parts = {}
        for sha256, part in self.parts().items():
            parts.setdefault(known[sha256], set()).add(part)
        self.assertTrue(all(len(parts[i]) == 1 for i in range(4)), parts)
        self.assertEqual(len({row["group"] for row in self.table().values()}), 4 + 5)
        self.assertIn("5 articles lack the field of --group-by", result.err)

    def test_a_corpus_grows(self):
        old = self.news(20)
        self.split(output="a")
        before = self.parts("a")
        new = self.news(10, seed=9, first=20)
        first = (self.folder / "news" / "00.txt").read_text()
        near = self.article("90.txt", first.replace("kata", "Kata").strip() + " lagi")
        self.split("--split-from", self.folder / "a" / "split.tsv", "--seed", "77", output="b")
        after = self.parts("b")
        self.assertEqual({sha256: after[sha256] for sha256 in before}, before)
        self.assertEqual(set(after), set(before) | set(new.values()) | {near})
        self.assertEqual(after[near], before[old["00"]])
        self.assertEqual(self.table("b")[near]["group"], self.table("b")[old["00"]]["group"])
        # An export of a few articles forgets none of the others.
        self.split("--split-from", self.folder / "b" / "split.tsv", output="c", paths=[self.folder / "news" / "01.txt"])
        self.assertEqual(self.table("c"), self.table("b"))

    def test_like_old_articles_of_two_parts(self):
        one, other = self.article("a.txt", "satu dua tiga empat lima"), self.article("b.txt", "enam tujuh delapan sembilan")
        table = self.put("split.tsv", "%s\t%s\ttrain\n%s\t%s\ttest\n" % (one, one, other, other))
        for name, publisher in (("a.txt", "Antara"), ("b.txt", "Antara")):
            self.article(name, (self.folder / "news" / name).read_text().strip(), publisher)
        torn = self.article("c.txt", "sepuluh sebelas dua belas", "Antara")
        arguments = ("--split-from", table, "--group-by", "publisher", "--report", self.folder / "report.tsv")
        result = self.split(*arguments)
        self.assertIn("2 articles exported", result.err)
        self.assertIn("1 article left out: like articles of two parts", result.err)
        self.assertNotIn(torn, self.parts())
        self.assertEqual((self.folder / "report.tsv").read_text().splitlines()[1].split("\t")[:4], ["c.txt", "", "split", "dropped"])
        self.split(*arguments, "--strict", output="strict", status=1)
        result = self.split(*arguments, output="id", language=INDONESIAN)
        if harness.has_indonesian():
            self.assertIn("1 artikel tidak disertakan: mirip dengan artikel dari dua bagian", result.err)

    def test_earlier_neighbours_on_two_sides_are_told(self):
        one, other = self.article("a.txt", "satu dua tiga empat lima"), self.article("b.txt", "Satu, dua, tiga, empat, lima")
        table = self.put("split.tsv", "%s\t%s\ttrain\n%s\t%s\ttest\n" % (one, one, other, other))
        self.assertIn("2 articles of the earlier split are like one in another part", self.split("--split-from", table).err)
        self.assertEqual(self.parts(), {one: "train", other: "test"})

    def test_shards_put_together_are_the_whole(self):
        self.news(23)
        self.split(output="a")
        self.news(5, seed=4, first=23)
        earlier = ("--split-from", self.folder / "a" / "split.tsv")
        self.split(*earlier, output="whole")
        self.split(*earlier, "--shards", "4", output="all")
        for shard in range(4):
            self.split(*earlier, "--shard", "%d/4" % shard, output="each")
        self.assertEqual(self.files("each"), self.files("all"))
        for part in ("train", "dev", "test"):
            pieces = ["%s-%05d-of-00004.jsonl" % (part, shard) for shard in range(4)]
            self.assertEqual(b"".join(self.files("all")[name] for name in pieces), self.files("whole")[part + ".jsonl"])
        together = {}
        for shard in range(4):
            together.update(self.table("all", "split-%05d-of-00004.tsv" % shard))
        self.assertEqual(together, self.table("whole"))
        # The tables put together are a table too.
        joined = b"".join(self.files("all")["split-%05d-of-00004.tsv" % shard] for shard in range(4))
        self.split("--split-from", self.put("joined.tsv", joined), output="again")
        self.assertEqual(self.files("again"), self.files("whole"))

    def test_a_part_without_articles_is_an_empty_file(self):
        self.news(1)
        self.split(form="label-studio")
        sizes = sorted(len(json.loads(self.files("out")[part + ".json"])) for part in ("train", "dev", "test"))
        self.assertEqual(sizes, [0, 0, 1])

    def test_what_is_refused(self):
        self.news(2)
        table = self.put("split.tsv", "article\tgroup\tpart\nx\ty\tz\n")
        for arguments, words in (
                (("--split", "train"), "train=80,dev=10,test=10"),
                (("--split", "train=1,train=2"), "train=2"),
                (("--split", "Train=1"), "Train=1"),
                (("--split", PARTS, "--seed", "x"), "--seed"),
                (("--seed", "1"), "--split"),
                (("--group-by", "publisher"), "--split"),
                (("--split-from", table), "--split"),
                (("--split", PARTS, "--shard", "0/2"), "--split-from"),
                (("--split", PARTS, "--split-from", table), "split.tsv: line 2"),
                (("--split", PARTS, "--split-from", self.folder / "none.tsv"), "none.tsv")):
            result = self.export(*arguments, status=2)
            self.assert_failure(result, words)
            self.assertFalse((self.folder / "out").exists(), arguments)
        self.assert_failure(self.check(2, "export", "--format", "jsonl", "--split", PARTS, self.folder / "news"), "--output")


harness.main()
