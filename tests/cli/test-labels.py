# SPDX-License-Identifier: GPL-3.0-or-later
"""tandai-cli labels changes the labels of a folder, safely."""
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import time
from hashlib import sha256

import harness
from harness import CLI, INDONESIAN, Sandbox

KILLS = int(os.environ.get("TANDAI_KILLS", "50"))


class LabelSandbox(Sandbox):
    def setUp(self):
        super().setUp()
        self.state = {"XDG_STATE_HOME": str(self.folder / "state")}

    def labels(self, status, *arguments, **options):
        return self.check(status, "labels", *arguments, env=self.state, **options)

    def spans(self, path, label=None):
        return [span for span in self.sidecar(path)["spans"] if label in (None, span["label"])]


class Labels(LabelSandbox):
    def write(self, name, spans, relations=(), annotator="", **more):
        """An article of ten letters with these spans."""
        text = "abcdefghij"
        self.put("corpus/" + name, text)
        suffix = f".{annotator}" if annotator else ""
        sidecar = {"format": "tandai/1",
                   "article": {"file": name, "sha256": sha256(text.encode()).hexdigest(), "encoding": "UTF-8",
                               "newline": "lf"},
                   "annotator": annotator, "status": "in-progress", "text": text,
                   "spans": [{"text": text[span["start"]:span["end"]], **span} for span in spans],
                   "relations": list(relations), **more}
        return self.put(f"corpus/{name}{suffix}.tandai.json", json.dumps(sidecar))

    def read(self, path):
        sidecar = json.loads(pathlib.Path(path).read_text())
        return sidecar, {span["id"]: span for span in sidecar["spans"]}

    # --- listing

    def test_labels_are_listed_with_their_use(self):
        listed = json.loads(self.labels(0, "--json", self.corpus()).out)
        by_name = {label["name"]: label for label in listed}
        self.assertEqual([label["name"] for label in listed], ["actor", "place", "claim", "quote"])
        counted = sum(len(self.spans(path, "actor")) for path in self.corpus().glob("*.txt"))
        self.assertEqual((by_name["actor"]["spans"], by_name["actor"]["articles"]), (counted, 4))
        self.assertFalse((self.corpus() / "tandai.json").exists())
        self.assertFalse((self.folder / "state").exists())

    def test_the_columns_of_the_list_have_heads(self):
        lines = self.labels(0, self.corpus()).out.splitlines()
        heads = lines[0].split()
        self.assertEqual(heads, ["Key", "Name", "Title", "Spans", "Articles"])
        for line in lines[1:]:
            self.assertEqual(line.index(line.split()[1]), lines[0].index("Name"))
            self.assertEqual(len(line), len(lines[0]))
        if harness.has_indonesian():
            head = self.labels(0, self.corpus(), language=INDONESIAN).out.splitlines()[0]
            self.assertEqual(head.split(), ["Tombol", "Nama", "Judul", "Rentang", "Artikel"])

    def test_a_label_outside_the_schema_is_listed(self):
        self.write("a.txt", [{"id": "s1", "start": 0, "end": 1, "label": "odd"}])
        self.assertIn("odd", self.labels(0, self.folder / "corpus").out)

    # --- renaming

    def test_a_rename_changes_all_sidecars_and_the_schema(self):
        before = {path: self.spans(path) for path in self.corpus().glob("*.txt")}
        result = self.labels(0, "rename", "actor", "tokoh", self.corpus())
        self.assertEqual(result.err, "tandai-cli: 118 spans in 4 articles changed\n")
        for path, spans in before.items():
            self.assertEqual({span["id"]: span for span in self.spans(path)},
                             {span["id"]: {**span, "label": span["label"].replace("actor", "tokoh")}
                              for span in spans})
            self.check(0, "validate", path)
        schema = json.loads((self.corpus() / "tandai.json").read_text())
        self.assertEqual(schema["labels"][0]["name"], "tokoh")
        self.assertEqual(schema["relations"][0]["to"], ["tokoh", "place"])

    def test_undo_brings_every_byte_back(self):
        before = harness.snapshot(self.corpus())
        self.labels(0, "rename", "actor", "tokoh", self.corpus())
        self.labels(0, "merge", "claim", "quote", self.corpus())
        self.labels(0, "delete", "quote", "--with-spans", self.corpus())
        for _ in range(3):
            self.labels(0, "--undo", self.corpus())
        self.assertEqual(harness.snapshot(self.corpus()), before)
        self.labels(2, "--undo", self.corpus())

    def test_a_dry_run_says_the_same_and_writes_nothing(self):
        before = harness.snapshot(self.corpus())
        result = self.labels(0, "rename", "--dry-run", "actor", "tokoh", self.corpus())
        self.assertIn("118 spans in 4 articles", result.err)
        self.assertEqual(harness.snapshot(self.corpus()), before)
        self.assertFalse((self.folder / "state").exists())

    def test_a_taken_name_is_refused(self):
        before = harness.snapshot(self.corpus())
        self.labels(2, "rename", "actor", "place", self.corpus())
        self.labels(2, "rename", "actor", "a b", self.corpus())
        self.labels(2, "rename", "nobody", "somebody", self.corpus())
        self.assertEqual(harness.snapshot(self.corpus()), before)

    def test_a_name_that_spans_have_already_is_refused(self):
        self.write("a.txt", [{"id": "s1", "start": 0, "end": 1, "label": "tokoh"}])
        self.write("b.txt", [{"id": "s1", "start": 0, "end": 1, "label": "actor"}])
        self.assertIn("a.txt", self.labels(2, "rename", "actor", "tokoh", self.folder / "corpus").err)
        self.assertEqual(self.labels(0, "merge", "tokoh", "actor", self.folder / "corpus").err,
                         "tandai-cli: 1 span in 1 article changed\n")

    def test_all_annotators_orphans_and_both_sides_of_conflicts_are_changed(self):
        span = {"id": "s1", "start": 0, "end": 3, "label": "actor"}
        orphan = {"id": "s2", "start": 0, "end": 3, "label": "actor", "text": "xyz", "before": "", "after": ""}
        conflict = {"id": "s1", "ours": {**span, "text": "abc"}, "theirs": {**span, "text": "abc", "label": "place"}}
        first = self.write("a.txt", [span], annotator="siti", orphans=[orphan], conflicts=[conflict], x=1.10)
        self.write("a.txt", [span])
        self.assertEqual(self.labels(0, "rename", "actor", "tokoh", self.folder / "corpus").err,
                         "tandai-cli: 3 spans in 1 article changed\n")
        sidecar, spans = self.read(first)
        self.assertEqual(spans["s1"]["label"], "tokoh")
        self.assertEqual(sidecar["orphans"], [{**orphan, "label": "tokoh"}])
        self.assertEqual(sidecar["conflicts"][0]["ours"]["label"], "tokoh")
        self.assertEqual(sidecar["conflicts"][0]["theirs"]["label"], "place")
        self.assertIn('"x": 1.1', first.read_text())

    def test_a_folder_with_labels_of_its_own_is_left_alone(self):
        corpus = self.corpus()
        own = corpus / "own"
        shutil.copytree(harness.SAMPLE, own)
        (own / "tandai.json").write_text('{"format": "tandai-corpus/1", "labels": [{"name": "actor"}]}')
        before = harness.snapshot(own)
        self.labels(0, "rename", "actor", "tokoh", corpus)
        self.assertEqual(harness.snapshot(own), before)

    # --- merging

    def test_spans_of_the_same_words_are_joined_without_loss(self):
        path = self.write("a.txt", [
            {"id": "s2", "start": 0, "end": 3, "label": "quote", "note": "one", "attributes": {"mode": "direct"}},
            {"id": "s1", "start": 0, "end": 3, "label": "claim", "note": "two",
             "attributes": {"mode": "mixed", "source": "unnamed"}},
            {"id": "s4", "start": 4, "end": 6, "label": "actor"}, {"id": "s5", "start": 7, "end": 9, "label": "claim"}],
            [{"id": "r1", "type": "source", "from": "s1", "to": "s4"},
             {"id": "r2", "type": "source", "from": "s2", "to": "s4"}])
        result = self.labels(0, "merge", "claim", "quote", self.folder / "corpus", "--json")
        self.assertEqual(json.loads(result.out), {"spans": 2, "articles": 1, "sidecars": 1, "relations": 1,
                                                  "joined": 1, "noted": 1, "twice": 0, "failures": []})
        sidecar, spans = self.read(path)
        self.assertEqual(sorted(spans), ["s1", "s4", "s5"])
        self.assertEqual(spans["s1"]["attributes"], {"mode": "direct", "source": "unnamed"})
        self.assertEqual(spans["s1"]["note"], "one\ntwo\nmode: mixed")
        self.assertEqual(spans["s5"]["label"], "quote")
        self.assertEqual(sidecar["relations"], [{"id": "r1", "type": "source", "from": "s1", "to": "s4"}])

    def test_a_relation_that_says_more_stays(self):
        path = self.write("a.txt", [
            {"id": "s1", "start": 0, "end": 3, "label": "quote"}, {"id": "s2", "start": 0, "end": 3, "label": "claim"},
            {"id": "s4", "start": 4, "end": 6, "label": "actor"}],
            [{"id": "r1", "type": "source", "from": "s1", "to": "s4"},
             {"id": "r2", "type": "source", "from": "s2", "to": "s4", "note": "sure"},
             {"id": "r3", "type": "source", "from": "s1", "to": "s2"}])
        self.labels(0, "merge", "claim", "quote", self.folder / "corpus")
        sidecar, spans = self.read(path)
        self.assertEqual([(one["id"], one["from"], one["to"]) for one in sidecar["relations"]],
                         [("r1", "s1", "s4"), ("r2", "s1", "s4")])

    def test_what_cannot_be_joined_is_kept_and_told(self):
        path = self.write("a.txt", [
            {"id": "s1", "start": 0, "end": 3, "label": "quote", "x": 1},
            {"id": "s2", "start": 0, "end": 3, "label": "claim", "x": 2}])
        result = self.labels(1, "merge", "claim", "quote", self.folder / "corpus")
        self.assertIn("1 span stands beside another", result.err)
        self.assertEqual({key: span["x"] for key, span in self.read(path)[1].items()}, {"s1": 1, "s2": 2})

    # --- deleting

    def test_spans_are_deleted_only_where_that_is_asked_for(self):
        before = harness.snapshot(self.corpus())
        self.assertIn("--with-spans", self.labels(2, "delete", "place", self.corpus()).err)
        self.assertEqual(harness.snapshot(self.corpus()), before)
        self.labels(0, "delete", "place", "--with-spans", self.corpus())
        for path in self.corpus().glob("*.txt"):
            ids = {span["id"] for span in self.spans(path)}
            self.assertEqual(self.spans(path, "place"), [])
            for relation in self.sidecar(path)["relations"]:
                self.assertLessEqual({relation["from"], relation["to"]}, ids)
            self.check(0, "validate", path)

    def test_a_label_without_spans_is_deleted_at_once(self):
        self.labels(0, "add", "cue", self.corpus())
        self.labels(0, "delete", "cue", self.corpus())
        self.assertNotIn("cue", self.labels(0, self.corpus()).out)

    # --- describing

    def test_a_label_is_described(self):
        corpus = self.corpus()
        self.labels(0, "add", "cue", "--title", "id=Penanda", "--title", "en=Cue", "--description", "id=Verba <b>",
                    "--example", "kata", "--key", "t", "--color", "#8a3a8a,#dc9cdc", "--shape", "chip",
                    "--attribute", "kind=verb,noun", corpus)
        label = json.loads((corpus / "tandai.json").read_text())["labels"][4]
        self.assertEqual(label, {"name": "cue", "title": {"id": "Penanda", "en": "Cue"},
                                 "description": {"id": "Verba <b>"}, "examples": ["kata"], "key": "t",
                                 "color": {"light": "#8a3a8a", "dark": "#dc9cdc"}, "shape": "chip",
                                 "attributes": [{"name": "kind", "values": ["verb", "noun"]}]})
        self.labels(0, "set", "cue", "--attribute-title", "kind:id=Jenis", "--attribute-description", "kind:en=Verb <or> noun", corpus)
        label = json.loads((corpus / "tandai.json").read_text())["labels"][4]
        self.assertEqual(label["attributes"], [{"name": "kind", "values": ["verb", "noun"], "title": {"id": "Jenis"},
                                                "description": {"en": "Verb <or> noun"}}])
        self.assertIn("Verb &lt;or&gt; noun", self.labels(0, "codebook", corpus).out)
        self.labels(2, "set", "cue", "--attribute-title", "none:id=Jenis", corpus)
        for bad in ("kind=Jenis", "kind:=Jenis", "kind:id"):
            self.assertIn("mode:id=Cara", self.labels(2, "set", "cue", "--attribute-title", bad, corpus).err)
        self.labels(0, "relation", "cue", "--from", "quote", "--to", "cue", "--title", "id=Penanda", corpus)
        page = self.labels(0, "codebook", corpus, language=INDONESIAN).out
        self.assertIn("Verba &lt;b&gt;", page)
        self.assertIn("<html lang=\"id\">", page)
        self.labels(0, "codebook", "--output", self.folder / "page.html", corpus, language=INDONESIAN)
        self.assertEqual((self.folder / "page.html").read_text(), page)
        self.labels(0, "remove-relation", "cue", corpus)
        self.labels(0, "set", "cue", "--example", "", "--remove-attribute", "kind", "--title", "en=", corpus)
        label = json.loads((corpus / "tandai.json").read_text())["labels"][4]
        self.assertNotIn("examples", label)
        self.assertEqual((label["title"], label["attributes"]), ({"id": "Penanda"}, []))
        for _ in range(5):
            self.labels(0, "--undo", corpus)
        self.assertFalse((corpus / "tandai.json").exists())

    def test_a_key_that_is_taken_is_named(self):
        self.assertIn("“2” is the key of “Place”", self.labels(2, "add", "cue", "--key", "2", self.corpus()).err)
        self.labels(2, "set", "actor", "--key", "D", self.corpus())
        self.labels(2, "set", "actor", "--title", "Tokoh", self.corpus())
        self.assertFalse((self.corpus() / "tandai.json").exists())

    def test_templates_add_what_is_missing(self):
        self.labels(0, "template", "attribution", self.corpus())
        self.assertIn("cue", self.labels(0, self.corpus()).out)
        self.labels(0, "template", "entities", self.corpus())
        self.labels(2, "template", "none", self.corpus())
        self.check(0, "validate", self.corpus())

    # --- what others do at the same time

    def test_undo_keeps_what_came_after_a_rename(self):
        corpus = self.corpus()
        self.labels(0, "rename", "actor", "tokoh", corpus)
        path = corpus / "harga-beras.txt"
        self.check(0, "annotate", path, "--label", "tokoh", "--start", "0", "--end", "5")
        self.check(0, "annotate", path, "--label", "tokoh", "--start", "0", "--end", "7", "--annotator", "siti")
        self.labels(0, "--undo", corpus)
        self.assertEqual(self.spans(path, "tokoh"), [])
        self.assertTrue([span for span in self.spans(path, "actor") if (span["start"], span["end"]) == (0, 5)])
        siti = json.loads((corpus / "harga-beras.txt.siti.tandai.json").read_text())
        self.assertEqual(siti["spans"][0]["label"], "actor")

    def test_undo_keeps_what_came_after_a_deletion(self):
        corpus = self.corpus()
        path = corpus / "harga-beras.txt"
        before = {span["id"] for span in self.spans(path)}
        self.labels(0, "delete", "place", "--with-spans", corpus)
        self.check(0, "annotate", path, "--label", "claim", "--start", "0", "--end", "5")
        self.labels(0, "--undo", corpus)
        after = {span["id"]: span for span in self.spans(path)}
        self.assertLess(before, set(after))
        self.assertEqual(len(after), len(before) + 1)

    def test_undo_is_refused_where_the_schema_was_changed_since(self):
        corpus = self.corpus()
        self.labels(0, "rename", "actor", "tokoh", corpus)
        schema = corpus / "tandai.json"
        schema.write_text(schema.read_text().replace("Aktor", "Pelaku"))
        before = harness.snapshot(corpus)
        self.assertIn("tandai.json", self.labels(2, "--undo", corpus).err)
        self.assertEqual(harness.snapshot(corpus), before)

    def test_what_cannot_be_read_is_named_and_left_alone(self):
        corpus = self.corpus()
        broken = corpus / "harga-beras.txt.tandai.json"
        broken.write_text(broken.read_text()[:-10])
        content = broken.read_bytes()
        result = self.labels(1, "rename", "actor", "tokoh", corpus)
        self.assertIn("harga-beras.txt.tandai.json", result.err)
        self.assertEqual(broken.read_bytes(), content)
        self.assertTrue(self.spans(corpus / "banjir-demak.txt", "tokoh"))

    def test_what_cannot_be_written_is_named_and_left_alone(self):
        corpus = self.corpus()
        below = corpus / "below"
        below.mkdir()
        for name in ["harga-beras.txt", "harga-beras.txt.tandai.json"]:
            shutil.move(corpus / name, below / name)
        for path in [self.folder, *self.folder.rglob("*")]:
            path.chmod(0o777 if path.is_dir() else 0o666)
        below.chmod(0o555)
        content = (below / "harga-beras.txt.tandai.json").read_bytes()
        result = self.labels(1, "rename", "actor", "tokoh", corpus, unprivileged=True)
        self.assertIn("harga-beras.txt.tandai.json", result.err)
        self.assertEqual((below / "harga-beras.txt.tandai.json").read_bytes(), content)
        self.assertTrue(self.spans(corpus / "banjir-demak.txt", "tokoh"))
        below.chmod(0o777)
        self.assertEqual(self.labels(0, "merge", "actor", "tokoh", corpus, unprivileged=True).err.count("spans in"), 1)

    def test_a_full_disk_takes_all_back(self):
        """The journal does not fit: nothing is begun."""
        before = harness.snapshot(self.corpus())
        self.labels(2, "rename", "actor", "tokoh", self.corpus(), limit=20000)
        self.assertEqual(harness.snapshot(self.corpus()), before)
        self.labels(0, "rename", "actor", "tokoh", self.corpus())

    def test_a_part_of_a_corpus_is_refused(self):
        corpus = self.corpus()
        (corpus / ".git").mkdir()
        below = corpus / "below"
        below.mkdir()
        shutil.move(corpus / "harga-beras.txt.tandai.json", below / "a.txt.tandai.json")
        self.labels(0, "add", "cue", corpus)
        self.assertIn("name that one", self.labels(2, "rename", "actor", "tokoh", below).err)
        self.assertFalse((below / "tandai.json").exists())

    def test_bad_words_are_refused(self):
        self.labels(2)
        self.labels(2, "rename", "actor", self.corpus())
        self.labels(2, self.folder / "none")
        self.labels(2, self.corpus() / "harga-beras.txt")

    def test_messages_are_indonesian(self):
        result = self.labels(0, "rename", "actor", "tokoh", self.corpus(), language=INDONESIAN)
        self.assertIn("118 rentang", result.err)


class Killed(LabelSandbox):
    """A rename is killed at any moment: the next start finishes it, and an undo brings all back."""

    def many(self):
        corpus = self.folder / "many"
        for copy in range(6):
            shutil.copytree(harness.SAMPLE, corpus / f"part-{copy}")
        return corpus

    def start(self, *arguments):
        return subprocess.Popen([CLI, "labels", *map(str, arguments)], stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL,
                                env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="en", **self.state))

    def kill_after(self, seconds, *arguments):
        program = self.start(*arguments)
        time.sleep(seconds)
        program.send_signal(signal.SIGKILL)
        return program.wait()

    def remove_temporary(self, corpus):
        for left in corpus.rglob(".tandai-*.tmp"):
            left.unlink()

    def test_the_next_start_finishes_or_undoes(self):
        corpus = self.many()
        before = harness.snapshot(corpus)
        begun = time.monotonic()
        self.labels(0, "rename", "actor", "tokoh", corpus)
        lasts = time.monotonic() - begun
        after = harness.snapshot(corpus)
        self.labels(0, "--undo", corpus)
        self.assertEqual(harness.snapshot(corpus), before)
        choose = random.Random(7)
        half_done = killed = number = 0
        while killed < KILLS:
            undoing = number % 3 == 2
            number += 1
            if undoing:
                self.labels(0, "rename", "actor", "tokoh", corpus)
            words = ["--undo", corpus] if undoing else ["rename", "actor", "tokoh", corpus]
            killed += self.kill_after(choose.uniform(0, lasts * 1.1), *words) == -signal.SIGKILL
            left = {name: content for name, content in harness.snapshot(corpus).items() if name.suffix != ".tmp"}
            half_done += left not in (before, after)
            self.remove_temporary(corpus)
            for name, content in left.items():
                self.assertIn(content, (before.get(name), after.get(name)), name)
            self.labels(0, corpus)
            now = harness.snapshot(corpus)
            self.assertTrue(now in (before, after), "something is neither done nor undone")
            if now == after:
                self.labels(0, "--undo", corpus)
            self.assertEqual(harness.snapshot(corpus), before)
        print(f"# killed {killed} of {number}, half done {half_done}")
        self.assertGreater(half_done, 0)

    def test_what_changed_after_a_kill_is_kept(self):
        """Somebody annotates before the next start: both the annotation and the new name are there then."""
        corpus = self.many()
        path = corpus / "part-5" / "harga-beras.txt"
        spans = len(self.spans(path))
        choose = random.Random(11)
        while True:
            self.kill_after(choose.uniform(0, 0.1), "rename", "actor", "tokoh", corpus)
            if not (corpus / "tandai.json").exists() and any(
                    self.spans(one, "tokoh") for one in corpus.rglob("*.txt")):
                break
            if (corpus / "tandai.json").exists():
                self.labels(0, "--undo", corpus)
        self.check(0, "annotate", path, "--label", "actor", "--start", "0", "--end", "5")
        self.assertIn("interrupted", self.check(0, "stats", corpus, env=self.state).err)
        result = self.labels(0, corpus)
        self.assertIn("what had been interrupted is finished", result.err)
        self.assertEqual(self.spans(path, "actor"), [])
        self.assertEqual(len(self.spans(path)), spans + 1)


if __name__ == "__main__":
    harness.main()
