# SPDX-License-Identifier: GPL-3.0-or-later
"""tandai-cli consistency lists strings that are not labelled the same everywhere, and labels all their places."""
import collections
import json
import os
import pathlib
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import time
from hashlib import sha256

import harness
from harness import CLI, INDONESIAN, Sandbox

KILLS = 8


class ConsistencySandbox(Sandbox):
    def setUp(self):
        super().setUp()
        self.state = {"XDG_STATE_HOME": str(self.folder / "state")}

    def consistency(self, status, *arguments, **options):
        return self.check(status, "consistency", *arguments, env=self.state, **options)

    def write(self, name, marked, annotator="", status="done", **more):
        """An article whose spans are marked as in “[actor:Ani] tidur”; nothing is nested."""
        text, spans = "", []
        for plain, label, words in re.findall(r"([^\[]+)|\[(\w+):([^\]]*)\]", marked):
            if label:
                spans.append({"id": f"s{len(spans)}", "start": len(text), "end": len(text) + len(words), "label": label,
                              "text": words})
            text += plain or words
        self.put("corpus/" + name, text)
        sidecar = {"format": "tandai/1",
                   "article": {"file": pathlib.Path(name).name, "sha256": sha256(text.encode()).hexdigest(),
                               "encoding": "UTF-8", "newline": "lf"},
                   "annotator": annotator, "status": status, "text": text, "spans": spans, "relations": [], **more}
        suffix = f".{annotator}" if annotator else ""
        return self.put(f"corpus/{name}{suffix}.tandai.json", json.dumps(sidecar))

    def labelled(self, name, annotator=""):
        spans = self.sidecar(self.folder / "corpus" / name, annotator)["spans"]
        return [(span["start"], span["end"], span["label"]) for span in spans]


class Listing(ConsistencySandbox):
    def two(self):
        self.write("a.txt", "[actor:Joko Widodo] dan [actor:Joko\nWidodo], [actor:Joko Widodo].")
        self.write("b.txt", "Kata [place:Joko Widodo],\nlalu Joko Widodo.", "siti")
        return self.folder / "corpus"

    def test_places_are_listed_under_their_string(self):
        result = self.consistency(1, "corpus", cwd=self.two().parent)
        self.assertEqual(result.out, "Joko Widodo: actor 3, place 1, 1 unlabelled\n"
                         "  corpus/b.txt:5-16: siti: place, elsewhere actor: Kata [Joko Widodo], lalu Joko Widodo.\n"
                         "  corpus/b.txt:23-34: siti: unlabelled, elsewhere actor: Kata Joko Widodo, lalu [Joko Widodo].\n")
        self.assertEqual(result.err, "")

    def test_json(self):
        listed = json.loads(self.consistency(1, "--json", "corpus", cwd=self.two().parent).out)
        self.assertEqual(listed, [{
            "string": "Joko Widodo", "usual": "actor", "labels": {"actor": 3, "place": 1}, "differing": 1, "unlabelled": 1,
            "places": [{"file": "corpus/b.txt", "annotator": "siti", "start": 5, "end": 16, "label": "place",
                        "left": "Kata ", "match": "Joko Widodo", "right": ",\nlalu Joko Widodo."},
                       {"file": "corpus/b.txt", "annotator": "siti", "start": 23, "end": 34, "label": None,
                        "left": "Kata Joko Widodo,\nlalu ", "match": "Joko Widodo", "right": "."}]}])

    def test_nothing_is_found(self):
        result = self.consistency(0, self.corpus())
        self.assertEqual((result.out, result.err), ("", ""))
        self.assertEqual(json.loads(self.consistency(0, "--json", self.corpus()).out), [])

    def test_options(self):
        corpus = self.two()
        self.consistency(0, "--label", "claim", corpus)
        self.consistency(1, "--label", "place", corpus)
        self.assertIn("no label “plase”. Did you mean “place”?", self.consistency(0, "--label", "plase", corpus).err)
        for label in "claim", "quote":
            self.assertNotIn("no label", self.consistency(0, "--label", label, corpus).err)
        self.consistency(0, "--annotator", "", corpus)
        self.write("c.txt", "joko widodo")
        self.assertEqual(self.consistency(1, corpus).out.count("c.txt"), 0)
        self.assertEqual(self.consistency(1, "-i", corpus).out.count("c.txt"), 1)
        self.assert_failure(self.consistency(2, "--annotator", "SITI", corpus), "SITI")
        self.assert_failure(self.consistency(2), "no file")
        self.assert_failure(self.consistency(2, corpus / "none.txt"), "none.txt")

    def test_signs_that_a_terminal_obeys_are_written_out(self):
        self.write("a.txt", "[actor:Ani] [actor:Ani]")
        self.write("b\033c.txt", "\0330;x\a Ani \033c \u202e sini")
        result = self.consistency(1, self.folder / "corpus")
        for sign in "\033\a\u202e":
            self.assertNotIn(sign, result.out)
        self.assertIn("\\x1B", result.out)
        self.assertEqual(len(result.out.splitlines()), 2)

    def test_bad_sidecars_are_named(self):
        corpus = self.two()
        self.put("corpus/c.txt", "Joko Widodo")
        self.put("corpus/c.txt.tandai.json", "{")
        self.put("corpus/d.txt", "Joko Widodo")
        shutil.copy(corpus / "a.txt.tandai.json", corpus / "d.txt.tandai.json")
        result = self.consistency(1, corpus)
        self.assertIn("c.txt.tandai.json", result.err)
        self.assertIn("d.txt", result.err)
        self.assertEqual(len(result.out.splitlines()), 3)

    def test_indonesian(self):
        if not harness.has_indonesian():
            self.skipTest("no catalogue is built")
        out = self.consistency(1, self.two(), language=INDONESIAN).out
        self.assertIn("1 tanpa label", out)
        self.assertIn("place, di tempat lain actor", out)


class Model(ConsistencySandbox):
    """Random articles, compared with what a slow and simple reading of the rules finds in them."""
    WORDS = ["Ani", "Budi", "Cici", "kota", "Desa", "dan", "Kota"]
    GAPS = [" ", " ", " ", "\n", ", ", "  "]

    def make(self, choose, name):
        words, text = [], ""
        for _ in range(choose.randint(3, 25)):
            word = choose.choice(self.WORDS)
            words.append((len(text), len(text) + len(word)))
            text += word + choose.choice(self.GAPS)
        spans = set()
        for _ in range(choose.randint(0, 14)):
            first = choose.randrange(len(words))
            last = min(len(words) - 1, first + choose.choice([0, 0, 0, 1, 1, 2]))
            spans.add((words[first][0], words[last][1], choose.choice(["actor", "actor", "place"])))
        status = choose.choice(["done", "done", "in-progress", "new", "excluded"])
        spans = sorted(spans, key=lambda span: (span[0], -span[1], span[2]))
        self.write(name, text, status=status, spans=[
            {"id": f"s{i}", "start": start, "end": end, "label": label, "text": text[start:end]}
            for i, (start, end, label) in enumerate(spans)])
        return (name, text, spans) if status in ("done", "in-progress") else None

    def usual(self, articles):
        """The strings with their labels, counted, and the most frequent label of each."""
        counts = collections.defaultdict(collections.Counter)
        for _, text, spans in articles:
            for start, end, label in spans:
                string = " ".join(text[start:end].split())
                if not (string.islower() and string.isalpha() and len(string) <= 4):
                    counts[string][label] += 1
        counts = {string: count for string, count in counts.items() if sum(count.values()) >= 2}
        return counts, {string: min(count, key=lambda label: (-count[label], label)) for string, count in counts.items()}

    def places(self, text, spans, usual):
        occurrences = []
        for string in usual:
            pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, string.split(" "))) + r"(?!\w)")
            match = pattern.search(text)
            while match:
                occurrences.append((match.start(), match.end(), string))
                match = pattern.search(text, match.start() + 1)
        marked = collections.defaultdict(list)
        for start, end, label in spans:
            marked[start, end].append(label)
        reached = {}
        for start, end, string in sorted(occurrences, key=lambda one: (one[0], -one[1])):
            label = usual[string]
            if (start, end) in marked:
                if label not in marked[start, end]:
                    yield string, (start, end, marked[start, end][0])
            elif not (any(a <= start and end <= b and other == label for a, b, other in spans)
                      or any(a <= start and end <= b and (a, b) != (start, end) and usual[other] == label
                             for a, b, other in occurrences)
                      or reached.get(string, 0) > start):
                reached[string] = end
                yield string, (start, end, None)

    def expect(self, articles):
        counts, usual = self.usual(articles)
        found = collections.defaultdict(list)
        for name, text, spans in articles:
            for string, place in self.places(text, spans, usual):
                found[string].append((name, *place))
        for string, places in found.items():
            labelled = sum(counts[string].values())
            unlabelled = sum(label is None for *_, label in places)
            if labelled * 100 < (labelled + unlabelled) * 30:
                found[string] = [place for place in places if place[3] is not None]
        return {string: places for string, places in found.items() if places}

    def test_random_articles(self):
        choose = random.Random(5)
        n_found = 0
        for turn in range(120):
            shutil.rmtree(self.folder / "corpus", ignore_errors=True)
            articles = [self.make(choose, f"{i}.txt") for i in range(choose.randint(2, 5))]
            expected = self.expect([article for article in articles if article])
            result = self.run_cli("consistency", "--json", self.folder / "corpus")
            found = {one["string"]: [(pathlib.Path(place["file"]).name, place["start"], place["end"], place["label"])
                                     for place in one["places"]] for one in json.loads(result.out)}
            self.assertEqual(found, expected, "turn %d" % turn)
            n_found += len(found)
        self.assertGreater(n_found, 100)


class Fixing(ConsistencySandbox):
    def three(self):
        self.write("a.txt", "[actor:Ani] dan Ani, [quote:kata Ani].")
        self.write("b.txt", "[place:Ani] tidur.", "siti")
        self.write("sub/c.txt", "Ani, [claim:itu benar], ani.", status="in-progress")
        self.write("new.txt", "Ani [place:Ani]", status="new")
        return self.folder / "corpus"

    def test_all_places_get_the_label(self):
        corpus = self.three()
        result = self.consistency(0, "--fix", "Ani=actor", corpus)
        self.assertEqual(result.err, "tandai-cli: 1 span relabelled and 3 spans added in 3 articles\n")
        self.assertEqual(self.labelled("a.txt"), [(0, 3, "actor"), (8, 11, "actor"), (13, 21, "quote"), (18, 21, "actor")])
        self.assertEqual(self.labelled("b.txt", "siti"), [(0, 3, "actor")])
        self.assertEqual(self.labelled("sub/c.txt"), [(0, 3, "actor"), (5, 14, "claim")])
        self.assertEqual(self.labelled("new.txt"), [(4, 7, "place")])
        self.check(0, "validate", corpus)
        self.consistency(0, corpus)

    def test_it_is_one_step_that_can_be_undone(self):
        corpus = self.three()
        before = harness.snapshot(corpus)
        self.consistency(0, "--fix", "Ani=actor", corpus)
        after = harness.snapshot(corpus)
        result = self.consistency(0, "--undo", corpus)
        self.assertIn("“Ani” labelled “actor” everywhere", result.err)
        self.assertEqual(harness.snapshot(corpus), before)
        self.consistency(0, "--fix", "Ani=actor", corpus)
        self.assertEqual(harness.snapshot(corpus), after)
        self.check(0, "labels", "--undo", corpus, env=self.state)
        self.assertEqual(harness.snapshot(corpus), before)

    def test_what_is_right_already_leaves_nothing_to_undo(self):
        corpus = self.three()
        self.consistency(0, "--fix", "Ani=actor", corpus)
        after = harness.snapshot(corpus)
        result = self.consistency(0, "--fix", "Ani=actor", corpus)
        self.assertIn("0 spans relabelled and 0 spans added", result.err)
        self.assertEqual(harness.snapshot(corpus), after)
        self.consistency(0, "--undo", corpus)
        self.assert_failure(self.consistency(2, "--undo", corpus), "can be undone")

    def test_a_dry_run_writes_nothing(self):
        corpus = self.three()
        before = harness.snapshot(self.folder)
        result = self.consistency(0, "--fix", "Ani=actor", "--dry-run", corpus)
        self.assertEqual(result.err, "tandai-cli: 1 span would be relabelled and 3 spans added in 3 articles\n")
        self.assertEqual(harness.snapshot(self.folder), before)

    def test_options_are_kept_to(self):
        corpus = self.three()
        self.consistency(0, "--fix", "Ani=actor", "--annotator", "siti", corpus)
        self.assertEqual(self.labelled("b.txt", "siti"), [(0, 3, "actor")])
        self.assertEqual(self.labelled("sub/c.txt"), [(5, 14, "claim")])
        self.consistency(0, "--fix", "ANI=actor", "-i", corpus)
        self.assertEqual(self.labelled("sub/c.txt"), [(0, 3, "actor"), (5, 14, "claim"), (16, 19, "actor")])

    def test_a_folder_with_labels_of_its_own_is_passed_over(self):
        corpus = self.three()
        self.put("corpus/sub/tandai.json", json.dumps({"format": "tandai-corpus/1", "labels": [{"name": "claim"}]}))
        self.consistency(0, "--fix", "Ani=actor", corpus)
        self.assertEqual(self.labelled("sub/c.txt"), [(5, 14, "claim")])

    def test_what_is_in_conflict_is_left_alone(self):
        self.write("a.txt", "[actor:Ani] [actor:Ani]")
        span = {"id": "s0", "start": 0, "end": 3, "label": "place", "text": "Ani"}
        self.write("b.txt", "[place:Ani]", conflicts=[{"id": "s0", "ours": span, "theirs": None}])
        self.consistency(0, "--fix", "Ani=actor", self.folder / "corpus")
        self.assertEqual(self.labelled("b.txt"), [(0, 3, "place")])

    def test_relations_and_members_stay(self):
        relation = {"id": "r0", "type": "source", "from": "s1", "to": "s0"}
        path = self.write("a.txt", "[place:Ani]: [quote:itu benar]", relations=[relation])
        sidecar = json.loads(path.read_text())
        sidecar["spans"][0].update({"attributes": {"entity": "ani"}, "note": "?", "x": 1})
        path.write_text(json.dumps(sidecar))
        self.consistency(0, "--fix", "Ani=actor", self.folder / "corpus")
        after = self.sidecar(self.folder / "corpus" / "a.txt")
        self.assertEqual(after["relations"], [relation])
        self.assertEqual(after["spans"][0], {**sidecar["spans"][0], "label": "actor"})

    def test_bad_requests(self):
        corpus = self.three()
        before = harness.snapshot(self.folder)
        for words, said in ((["--fix", "Ani=nobody"], "nobody"), (["--fix", "Ani"], "Joko Widodo=actor"),
                            (["--fix", "=actor"], "Joko Widodo=actor"), (["--fix", "Ani="], "Joko Widodo=actor"),
                            (["--fix", "satu dua tiga empat lima enam tujuh=actor"], "more than 6 words"),
                            (["--fix", "Ani=actor", "--undo"], "together"), (["--dry-run"], "together"),
                            (["--fix", "Ani=actor", corpus], "one folder")):
            self.assert_failure(self.consistency(2, *words, corpus), said)
        self.assert_failure(self.consistency(2, "--fix", "Ani=actor", corpus / "a.txt"), "not a folder")
        self.assertEqual({name: content for name, content in harness.snapshot(self.folder).items()
                          if name.parts[0] == "corpus"}, {name: content for name, content in before.items()})

    def test_a_sidecar_that_cannot_be_read_is_reported(self):
        corpus = self.three()
        self.put("corpus/bad.txt.tandai.json", "{")
        result = self.consistency(1, "--fix", "Ani=actor", corpus)
        self.assertIn("bad.txt.tandai.json", result.err)
        self.assertEqual(self.labelled("b.txt", "siti"), [(0, 3, "actor")])

    def test_undo_keeps_what_came_after(self):
        corpus = self.three()
        self.consistency(0, "--fix", "Ani=actor", corpus)
        self.check(0, "annotate", "--label", "place", "--start", "4", "--end", "7", corpus / "a.txt")
        self.consistency(0, "--undo", corpus)
        self.assertEqual(self.labelled("a.txt"), [(0, 3, "actor"), (4, 7, "place"), (13, 21, "quote")])

    def test_an_older_journal_can_be_used(self):
        """Before strings could be labelled, journals had two columns less."""
        corpus = self.three()
        self.check(0, "labels", "rename", "claim", "klaim", corpus, env=self.state)
        journal, = (self.folder / "state" / "tandai" / "labels").glob("*.sqlite")
        db = sqlite3.connect(journal)
        db.executescript("ALTER TABLE step DROP COLUMN annotator; ALTER TABLE step DROP COLUMN ignore_case;")
        db.close()
        self.consistency(0, "--fix", "Ani=actor", corpus)
        self.consistency(0, "--undo", corpus)
        self.assertIn("renamed", self.consistency(0, "--undo", corpus).err)
        self.assertEqual(self.labelled("sub/c.txt"), [(5, 14, "claim")])


class Killed(ConsistencySandbox):
    def test_the_next_start_finishes_or_undoes(self):
        for i in range(60):
            self.write(f"{i:02}.txt", "[place:Ani] dan Ani, [actor:Ani].")
        corpus = self.folder / "corpus"
        before = harness.snapshot(corpus)
        begun = time.monotonic()
        self.consistency(0, "--fix", "Ani=actor", corpus)
        lasts = time.monotonic() - begun
        after = harness.snapshot(corpus)
        self.consistency(0, "--undo", corpus)
        self.assertEqual(harness.snapshot(corpus), before)
        choose = random.Random(7)
        for number in range(KILLS):
            program = subprocess.Popen([CLI, "consistency", "--fix", "Ani=actor", str(corpus)], stderr=subprocess.DEVNULL,
                                       env=dict(os.environ, **self.state))
            try:
                program.wait(choose.uniform(lasts * 0.3, lasts))
            except subprocess.TimeoutExpired:
                program.send_signal(signal.SIGKILL)
            program.wait()
            for left in corpus.rglob(".tandai-*.tmp"):
                left.unlink()
            self.check(0, "labels", corpus, env=self.state)
            now = harness.snapshot(corpus)
            self.assertTrue(now in (before, after), "something is neither done nor undone")
            if now == after:
                self.consistency(0, "--undo", corpus)
            self.assertEqual(harness.snapshot(corpus), before)


if __name__ == "__main__":
    harness.main()
