# SPDX-License-Identifier: GPL-3.0-or-later
"""export: what is written reads back to the same spans, and what doesn't is in the report."""
import json
import os
import shutil
import subprocess
import unittest

import harness
import readers
from harness import INDONESIAN, Sandbox, snapshot

LINES = "“Baris satu\nbaris dua,” kata\u2028Ibu Ani 😡.\r\n\r\nIa pergi. Kami pulang ke\tBandung.\n"


class Export(Sandbox):
    def export(self, *arguments, corpus=None, status=0, name="out"):
        out, report = self.folder / name, self.folder / (name + ".tsv")
        result = self.check(status, "export", "--output", out, "--report", report, *arguments, corpus or self.corpus())
        self.left_out = readers.read_report(report.read_text())
        self.summary = result.err
        return out

    def dropped(self, kind, article):
        return {row["id"] for row in self.left_out
                if (row["kind"], row["result"], row["file"]) == (kind, "dropped", article)}

    def hard_corpus(self):
        """Line ends, emoji, nesting, crossing and touching spans, cut tokens, and a change of sentence."""
        article = self.put("hard/sub/a.txt", LINES)
        text = LINES.replace("\r\n", "\n")
        actor = self.annotate(article, "actor", "Ibu Ani")
        self.annotate(article, "quote", "“Baris satu\nbaris dua,”", "--source=%s" % actor)
        self.annotate(article, "claim", "dua,” kata\u2028Ibu")
        self.annotate(article, "claim", "pergi. Kami")
        self.annotate(article, "place", "Band")
        self.annotate(article, "place", "ung")
        start = text.index("kata")
        self.check(0, "annotate", "--label=claim", "--fragment=%d:%d" % (start, start + 4),
                   "--fragment=%d:%d" % (text.index("Ia"), text.index("Ia") + 2), article)
        return self.folder / "hard"

    def both(self):
        return [(self.corpus(), self.corpus().glob("*.txt")), (self.hard_corpus(), self.folder.glob("hard/sub/*.txt"))]

    def test_jsonl(self):
        for number, (corpus, articles) in enumerate(self.both()):
            out = self.export("--format=jsonl", corpus=corpus, name="out%d" % number)
            content = out.read_bytes().decode()
            records = [json.loads(line) for line in content.splitlines()]
            self.assertEqual(len(records), len(content.split("\n")) - 1)
            self.assertEqual(records, [self.sidecar(article) for article in sorted(articles)])
            for record in records:
                for span in record["spans"]:
                    pieces = span.get("fragments", [[span["start"], span["end"]]])
                    self.assertEqual(" ".join(record["text"][start:end] for start, end in pieces), span["text"])
            self.assertEqual(self.left_out, [])
            self.assertEqual(self.check(0, "export", "--format=jsonl", corpus).stdout, out.read_bytes())

    def check_layers(self, out, article, base, scheme, separator, columns, tokens):
        sidecar = self.sidecar(article)
        stem = out / article.relative_to(base).with_suffix("")
        layers = [stem.with_name(stem.name + ".conll"), *sorted(stem.parent.glob(stem.name + ".[0-9]*.conll"))]
        read = set()
        for layer in layers:
            sentences = readers.read_columns(layer.read_text(), separator)
            self.assertEqual({row[2] for rows in sentences for row in rows}, {columns})
            if tokens == "whitespace":
                # The lines of the text, in the midst of a span too: the tags go on behind the blank line.
                self.assertEqual(len(sentences), sum(line.strip() != "" for line in sidecar["text"].split("\n")))
                sentences = [sum(sentences, [])]
            spans = readers.read_tags(sentences, sidecar["text"], scheme)
            self.assertFalse(read & spans)
            read |= spans
        name = os.fspath(article.relative_to(base))
        self.assertEqual(read, readers.sidecar_pieces(sidecar, self.dropped("overlap", name)))
        return len(layers)

    def test_conll(self):
        number = 0
        for corpus, articles in self.both():
            articles = list(articles)
            for scheme in ["BIO", "BIOES", "BILOU"]:
                for tokens in ["words", "whitespace"]:
                    for columns, separator in [(2, "\t"), (4, " ")]:
                        for overlap in ["longest", "first", "labels:claim,actor", "nested"]:
                            number += 1
                            out = self.export("--format=conll", "--scheme", scheme, "--columns", str(columns), "--tokens",
                                              tokens, "--overlap", overlap, corpus=corpus, name="out%d" % number)
                            with self.subTest(scheme=scheme, tokens=tokens, columns=columns, overlap=overlap):
                                layers = [self.check_layers(out, article, corpus, scheme, separator, columns, tokens)
                                          for article in articles]
                                if overlap == "nested":
                                    self.assertGreater(max(layers), 1)
                                    self.assertFalse([row for row in self.left_out if row["kind"] == "overlap"])
                                else:
                                    self.assertEqual(set(layers), {1})

    def test_conll_says_what_it_lost(self):
        self.export("--format=conll")
        for article in self.corpus().glob("*.txt"):
            sidecar = self.sidecar(article)
            self.assertEqual(self.dropped("relation", article.name), {relation["id"] for relation in sidecar["relations"]})
            attributes = [row for row in self.left_out if (row["file"], row["kind"]) == (article.name, "attribute")]
            self.assertEqual(len(attributes), sum(len(span.get("attributes", {})) for span in sidecar["spans"]))
            cut = {row["id"] for row in self.left_out if (row["file"], row["kind"]) == (article.name, "discontinuous")}
            self.assertEqual(cut, {span["id"] for span in sidecar["spans"] if "fragments" in span}
                             - self.dropped("overlap", article.name))
        relations = sum(len(self.sidecar(article)["relations"]) for article in self.corpus().glob("*.txt"))
        self.assertIn("%d relations left out" % relations, self.summary)

    def test_conll_docstart(self):
        out = self.export("--format=conll", "--columns=4")
        for path in out.glob("*.conll"):
            self.assertTrue(path.read_text().startswith("-DOCSTART- -X- O O\n\n"))

    def test_conll_one_file(self):
        for columns in ("2", "4"):
            folder = self.export("--format=conll", "--columns", columns, name="each" + columns)
            lost = self.left_out
            joined = self.export("--format=conll", "--columns", columns, "--one-file", name="all%s.conll" % columns)
            self.assertEqual(joined.read_bytes(), b"".join(path.read_bytes() for path in sorted(folder.glob("*.conll"))))
            self.assertEqual(self.left_out, lost)
        self.assertEqual(self.run_cli("export", "--format=conll", "--one-file", "--columns=4", self.corpus()).out,
                         joined.read_text())

    def test_conll_one_file_a_part(self):
        out = self.export("--format=conll", "--one-file", "--split", "train=50,dev=50")
        self.assertEqual({path.name for path in out.iterdir()}, {"train.conll", "dev.conll", "split.tsv", "README"})
        each = self.export("--format=conll", "--split", "train=50,dev=50", name="each")
        for part in ("train", "dev"):
            self.assertEqual((out / (part + ".conll")).read_bytes(),
                             b"".join(path.read_bytes() for path in sorted((each / part).glob("*.conll"))))

    def test_one_file_is_refused(self):
        for arguments, reason in ((["--format=brat"], "several files"), (["--format=conll", "--overlap=nested"], "further layers")):
            result = self.check(2, "export", "--one-file", "--output", self.folder / "no", *arguments, self.corpus())
            self.assertIn(reason, result.err)
            self.assertFalse((self.folder / "no").exists())
        self.export("--format=jsonl", "--one-file", name="is-one-already")

    def test_brat(self):
        for number, (corpus, articles) in enumerate(self.both()):
            out = self.export("--format=brat", corpus=corpus, name="out%d" % number)
            for article in articles:
                self.check_brat(out / article.relative_to(corpus).with_suffix(""), article)

    def check_brat(self, stem, article):
        sidecar = self.sidecar(article)
        text = stem.with_suffix(".txt").read_bytes().decode()
        self.assertEqual(text, sidecar["text"])
        spans, relations, attributes, notes = readers.read_brat(stem.with_suffix(".ann").read_text(), text)
        self.assertEqual(len(spans), len(sidecar["spans"]))
        by_id = {}
        for span, (number, (label, fragments)) in zip(sidecar["spans"], spans.items()):
            wanted = [tuple(piece) for piece in span.get("fragments", [[span["start"], span["end"]]])]
            joined = readers.join_lines(fragments, text)
            self.assertEqual((label, [piece for piece in joined]), (span["label"], wanted))
            by_id[span["id"]] = number
            self.assertEqual(attributes.get(number, {}), span.get("attributes", {}))
            self.assertEqual("\n".join(notes.get(number, [])), span.get("note", ""))
        self.assertEqual(set(relations.values()), {(relation["type"], by_id[relation["from"]], by_id[relation["to"]])
                                                   for relation in sidecar["relations"]})

    def test_labels(self):
        out = self.export("--format=jsonl", "--label=actor", "--label=place")
        records = [json.loads(line) for line in out.read_text().splitlines()]
        self.assertEqual({span["label"] for record in records for span in record["spans"]}, {"actor", "place"})
        self.assertEqual([relation for record in records for relation in record["relations"]], [])

    def test_labels_that_nobody_knows_are_told(self):
        """An export without a span was all that somebody saw who had mistyped a label."""
        corpus = self.corpus()
        shown = {"acter": " Did you mean “actor”?", "Tempat": " Did you mean “place”?", "organization": "", "evil\033\n": ""}
        plain = self.check(0, "export", "--format=jsonl", "--label=actor", corpus)
        self.assertNotIn("no label", plain.err)
        for label, hint in shown.items():
            result = self.check(0, "export", "--format=jsonl", "--label=actor", "--label", label, corpus)
            line = "tandai-cli: There is no label “%s”%s\n" % (label.replace("\033\n", "\\x1B\\x0A"), "." * bool(hint) + hint)
            self.assertEqual((result.stdout, result.err), (plain.stdout, line + plain.err))
        self.assertIn('Tidak ada label "acter". Mungkin maksudnya "actor"?', self.check(0, "export", "--format=jsonl", "--label=acter", corpus, language=INDONESIAN).err)
        for overlap, told in (("actor,claim", False), ("claim,actr", True)):
            result = self.check(0, "export", "--format=conll", "--output=out", "--overlap=labels:" + overlap, corpus)
            self.assertEqual("no label “actr”. Did you mean “actor”?" in result.err, told)

    def test_a_label_is_known_by_schema_or_span(self):
        """One that the schema has without a span, or a span without the schema, is none that was mistyped."""
        article = self.put("in/a.txt", "satu dua\n")
        self.annotate(article, "tokoh", "satu")
        for label in "place", "tokoh":
            self.assertNotIn("no label", self.check(0, "export", "--format=jsonl", "--label", label, article).err)
        self.assertIn("Did you mean “tokoh”?", self.check(0, "export", "--format=jsonl", "--label=tokho", article).err)
        self.put("in/tandai.json", '{"format": "tandai-corpus/1", "version": "1", "labels": [{"name": "waktu"}]}')
        self.assertNotIn("no label", self.check(0, "export", "--format=jsonl", "--label=waktu", article).err)
        self.assertIn("no label “place”", self.check(0, "export", "--format=jsonl", "--label=place", article).err)
        # Of nothing no label is missing.
        self.assertNotIn("no label", self.check(0, "export", "--format=jsonl", "--label=nope", "--status=done", article).err)

    def test_trim_quotes(self):
        out = self.export("--format=jsonl", "--trim-quotes")
        records = [json.loads(line) for line in out.read_text().splitlines()]
        quotes = [span["text"] for record in records for span in record["spans"] if span["label"] == "quote"]
        self.assertTrue(quotes)
        self.assertFalse([text for text in quotes if text[0] in "“" or text[-1] in "”"])

    def test_strict(self):
        self.export("--format=jsonl", "--strict")
        self.export("--format=conll", "--strict", status=1, name="conll")
        self.assertTrue((self.folder / "conll").is_dir())

    def test_same_bytes_again(self):
        for name in ["jsonl", "conll", "brat"]:
            first = self.export("--format", name, name="first-" + name)
            second = self.export("--format", name, name="second-" + name)
            if first.is_dir():
                self.assertEqual(snapshot(first), snapshot(second))
            else:
                self.assertEqual(first.read_bytes(), second.read_bytes())

    def test_folder_again(self):
        out = self.export("--format=conll")
        (out / "mine").write_text("kept")
        (self.corpus() / "tambang-nikel.txt.tandai.json").unlink()
        self.export("--format=conll", "--scheme=BILOU")
        self.assertEqual((out / "mine").read_text(), "kept")
        self.assertIn("U-", (out / "harga-beras.conll").read_text())

    def test_refused_places(self):
        corpus = self.corpus()
        before = snapshot(self.folder)
        (self.folder / "link").symlink_to("corpus")
        for name, target in [("conll", corpus / "out"), ("conll", corpus), ("jsonl", corpus / "out.jsonl"),
                             ("brat", self.folder / "link" / "out"), ("jsonl", self.folder),
                             ("conll", corpus / "harga-beras.txt"), ("jsonl", self.folder / "missing" / "x")]:
            self.assert_failure(self.run_cli("export", "--format", name, "--output", target, corpus))
        article = corpus / "harga-beras.txt"
        for name, target in [("brat", corpus), ("jsonl", article), ("jsonl", "%s.tandai.json" % article),
                             ("jsonl", corpus / "tambang-nikel.txt")]:
            self.assert_failure(self.run_cli("export", "--format", name, "--output", target, article))
        self.assert_failure(self.run_cli("export", "--format=jsonl", "--report", corpus / "r.tsv", corpus), "r.tsv")
        (self.folder / "link").unlink()
        self.assertEqual(snapshot(self.folder), before)

    def test_wrong_options(self):
        for arguments in [[], ["--format=nosuch"], ["--format=conll"], ["--format=brat"], ["--format=jsonl", "--scheme=IOB"],
                          ["--format=jsonl", "--columns=3"], ["--format=jsonl", "--tokens=bpe"],
                          ["--format=jsonl", "--overlap=all"], ["--format=jsonl", "--status=finished"],
                          ["--format=jsonl", "--annotator=A B"]]:
            result = self.run_cli("export", *arguments, self.corpus())
            self.assert_failure(result)
            self.assertEqual(result.out, "")

    def test_shards_are_the_whole_one_after_another(self):
        whole = self.check(0, "export", "--format=jsonl", self.corpus()).stdout
        single = [self.check(0, "export", "--format=jsonl", "--shard=%d/3" % i, self.corpus()).stdout for i in range(3)]
        self.assertEqual(b"".join(single), whole)
        self.check(0, "export", "--format=jsonl", "--shards=3", "--output=at-once", self.corpus())
        for i in range(3):
            self.check(0, "export", "--format=jsonl", "--shard=%d/3" % i, "--output=one-by-one", self.corpus())
        self.assertEqual(harness.snapshot(self.folder / "at-once"), harness.snapshot(self.folder / "one-by-one"))
        self.assertEqual([path.read_bytes() for path in sorted((self.folder / "at-once").iterdir())], single)

    def test_shards_of_a_folder(self):
        self.check(0, "export", "--format=brat", "--output=whole", self.corpus())
        self.check(0, "export", "--format=brat", "--shards=2", "--output=at-once", self.corpus())
        for i in range(2):
            self.check(0, "export", "--format=brat", "--shard=%d/2" % i, "--output=one-by-one", self.corpus())
        parts = harness.snapshot(self.folder / "at-once")
        self.assertEqual(parts, harness.snapshot(self.folder / "one-by-one"))
        together = {os.path.relpath(path, path.parts[0]): content for path, content in parts.items()
                    if path.suffix in (".txt", ".ann")}
        self.assertEqual(together, {os.fspath(path): content for path, content in harness.snapshot(self.folder / "whole").items()
                                    if path.suffix in (".txt", ".ann")})

    def test_more_shards_than_articles(self):
        self.check(0, "export", "--format=label-studio", "--shards=9", "--output=out", self.corpus())
        parts = sorted((self.folder / "out").glob("*.json"))
        self.assertEqual(len(parts), 9)
        for path in parts:
            json.loads(path.read_text())

    def test_wrong_shards(self):
        for shard in "4/4", "-1/4", "1", "/", "a/b", "0/0", "1/100000000000000000000":
            self.assert_failure(self.run_cli("export", "--format=jsonl", "--shard=" + shard, self.corpus()), "--shard")
        self.assert_failure(self.run_cli("export", "--format=jsonl", "--shards=2", self.corpus()), "--output")

    def test_counts_that_are_none_are_refused(self):
        for option, count in (("--shards", "0"), ("--shards", "-3"), ("--shards", "100000"), ("--jobs", "0"), ("--jobs", "-1")):
            self.assert_failure(self.run_cli("export", "--format=jsonl", "--output=out", option, count, self.corpus()), option, "not " + count)
        self.assert_failure(self.run_cli("export", "--format=jsonl", "--output=out", "--shards=3", "--shard=1/2", self.corpus()), "--shards")
        self.assertFalse((self.folder / "out").exists())

    def test_paths_from_standard_input(self):
        whole = self.check(0, "export", "--format=jsonl", self.corpus()).stdout
        paths = sorted(self.corpus().glob("*.txt"), reverse=True)
        stdin = b"".join(bytes(path) + b"\0" for path in paths)
        self.assertEqual(self.check(0, "export", "--format=jsonl", "--stdin0", stdin=stdin).stdout, whole)
        self.assert_failure(self.run_cli("export", "--format=jsonl", "--stdin0", stdin=b"nowhere.txt\0"), "nowhere.txt")
        # A map task may have nothing to do.
        self.assertEqual(self.check(0, "export", "--format=jsonl", "--stdin0", stdin=b"").stdout, b"")

    def many(self):
        """The sample 31 times, each time with another label."""
        corpus = self.corpus()
        for path in list(corpus.glob("*.txt")):
            for i in range(30):
                article = corpus / ("%02d-%s" % (i, path.name))
                shutil.copy(path, article)
                sidecar = json.loads((corpus / (path.name + ".tandai.json")).read_text())
                sidecar["article"]["file"] = article.name
                sidecar["spans"][0]["label"] = "label %d" % i
                (corpus / (article.name + ".tandai.json")).write_text(json.dumps(sidecar))
        return corpus

    def shell(self, script, *arguments):
        return subprocess.run(["sh", "-ec", script, harness.CLI, *arguments], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True, timeout=60,
                              env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=harness.ENGLISH)).stdout

    def test_shards_that_are_written_at_the_same_time(self):
        """As map tasks do: two at a time, into one folder; together they are what one run writes."""
        corpus = self.many()
        # Lines that only follow one another, and files that only lie beside one another, are the whole without more ado.
        for name, beside in (("jsonl", None), ("doccano", None), ("chat", None), ("csv", ()), ("conll", (".conll",)), ("brat", (".txt", ".ann")), ("uima-xmi", (".xmi",))):
            with self.subTest(name):
                self.shell('seq 0 3 | xargs -P2 -I{} "$0" export --format="$1" --output="$2" --shard={}/4 corpus', name, name + "-parts")
                self.check(0, "export", "--format", name, "--output", name, corpus)
                self.check(0, "export", "--format", name, "--output", name + "-one", "--shards=4", corpus)
                parts = snapshot(self.folder / (name + "-parts"))
                self.assertEqual(parts, snapshot(self.folder / (name + "-one")))
                self.assertEqual(len({path.parts[0] for path in parts if path.name.startswith("part-") or len(path.parts) > 1}), 4)
                if beside is None:
                    self.assertEqual(b"".join(parts.values()), (self.folder / name).read_bytes())
                elif beside:
                    together = [(os.path.relpath(path, path.parts[0]), content) for path, content in parts.items() if path.suffix in beside]
                    self.assertEqual(len(together), 124 * len(beside))
                    self.assertEqual(dict(together), {os.fspath(path): content for path, content in snapshot(self.folder / name).items() if path.suffix in beside})

    def test_paths_from_find(self):
        """They come in the order of the folder, which is no order."""
        corpus = self.many()
        for number, path in enumerate(sorted(corpus.glob("*.txt"))):
            for file in path, corpus / (path.name + ".tandai.json"):
                target = corpus / ("%d %%\n" % (number % 3)) / file.name
                target.parent.mkdir(exist_ok=True)
                file.rename(target)
        whole = self.check(0, "export", "--format=jsonl", corpus).stdout
        self.assertEqual(len(whole.splitlines()), 124)
        for by in ".txt", ".tandai.json":
            found = self.shell('find corpus -name "*$1" -print0 | "$0" export --format=jsonl --stdin0', by)
            self.assertEqual(found, whole)
        parts = [self.shell('find corpus -name "*.txt" -print0 | "$0" export --format=jsonl --stdin0 --shard="$1"', "%d/4" % i) for i in range(4)]
        self.assertEqual(b"".join(parts), whole)

    def test_any_number_of_threads_gives_the_same_bytes(self):
        corpus = self.many()
        for name in [line.split()[0] for line in self.check(0, "export", "--list").out.splitlines()]:
            outputs = []
            for jobs in 1, 7:
                out = self.folder / ("%s-%d" % (name, jobs))
                self.check(0, "export", "--format", name, "--jobs", str(jobs), "--output", out, "--report",
                           self.folder / "report", corpus)
                outputs.append(((harness.snapshot(out) if out.is_dir() else out.read_bytes()),
                                (self.folder / "report").read_bytes()))
            self.assertTrue(outputs[0] == outputs[1], name)

    def test_a_readme_says_what_it_is(self):
        for language, words in (("en", ["brat: ", "4 articles with 289 spans.", "metadata of 4 articles left out"]),
                                ("id", ["4 artikel dengan 289 rentang.", "Ditulis oleh Tandai"])):
            self.check(0, "export", "--format=brat", "--output", language, self.corpus(), language=language)
            readme = (self.folder / language / "README").read_text()
            self.assertLessEqual(len(readme.splitlines()), 5)
            for word in words:
                self.assertIn(word, readme)

    def test_every_readme_says_how_to_load_it(self):
        """What it is, how much, what is lost, how it is read, who wrote it: five lines, in both languages."""
        for name in [line.split()[0] for line in self.check(0, "export", "--list").out.splitlines()]:
            for language in "en", "id":
                out = self.put(language + "/made", "").parent / name
                self.check(0, "export", "--format", name, "--split=a=1,b=1", "--output", out, self.corpus(), language=language)
                lines = (out / "README").read_text().splitlines()
                self.assertEqual(len(lines), 5, (name, lines))
                self.assertTrue(lines[0].startswith(name + ": "), lines)
            self.assertNotEqual(*((self.folder / language / name / "README").read_text().splitlines()[3] for language in ("en", "id")))

    def test_list(self):
        out = self.check(0, "export", "--list").out
        names = [line.split()[0] for line in out.splitlines()]
        self.assertEqual(names[:3], ["jsonl", "conll", "brat"])
        self.assertEqual(len(set(names)), len(names))

    def test_selection(self):
        corpus = self.corpus()
        (corpus / "new.txt").write_text("baru\n")
        draft = corpus / "draft.txt"
        draft.write_text("satu dua\n")
        self.annotate(draft, "actor", "satu")
        named = corpus / "named.txt"
        named.write_text("satu dua\n")
        self.annotate(named, "actor", "dua", "--annotator=siti")
        for arguments, status, articles in [
                ([], 1, ["banjir-demak", "draft", "harbour-strike", "harga-beras", "tambang-nikel"]),
                (["--status=done"], 1, ["banjir-demak", "harbour-strike", "harga-beras", "tambang-nikel"]),
                (["--include-unannotated"], 1, ["banjir-demak", "draft", "harbour-strike", "harga-beras", "new", "tambang-nikel"]),
                (["--annotator=siti"], 0, ["named"])]:
            result = self.check(status, "export", "--format=jsonl", *arguments, corpus)
            records = [json.loads(line) for line in result.out.splitlines()]
            self.assertEqual([record["article"]["file"] for record in records], [name + ".txt" for name in articles])
            self.assertEqual("named.txt" in result.err, status == 1)
        result = self.check(0, "export", "--format=jsonl", "named.txt.siti.tandai.json", cwd=corpus)
        self.assertEqual(json.loads(result.out)["annotator"], "siti")

    def test_changed_article(self):
        article = self.corpus() / "harga-beras.txt"
        before = self.sidecar(article)
        article.write_text("lain sama sekali\n")
        result = self.check(0, "export", "--format=jsonl", article)
        self.assertEqual(json.loads(result.out), before)
        self.assertIn("changed", result.err)

    def test_mismatch_and_orphans(self):
        path = self.corpus() / "harga-beras.txt.tandai.json"
        sidecar = json.loads(path.read_text())
        relation = sidecar["relations"][0]
        wrong = next(span for span in sidecar["spans"] if span["id"] == relation["to"])
        wrong["text"] = "lain"
        sidecar["orphans"] = [dict(sidecar["spans"][-1], id="sorphan00", before="a", after="b")]
        path.write_text(json.dumps(sidecar))
        out = self.export("--format=jsonl", "--strict", status=1)
        record = next(r for r in map(json.loads, out.read_text().splitlines()) if r["article"]["file"] == "harga-beras.txt")
        self.assertNotIn(wrong["id"], {span["id"] for span in record["spans"]})
        self.assertNotIn("orphans", record)
        self.assertEqual(self.dropped("mismatch", "harga-beras.txt"), {wrong["id"]})
        self.assertEqual(len([row for row in self.left_out if row["kind"] == "orphan"]), 1)
        self.assertIn(relation["id"], self.dropped("relation", "harga-beras.txt"))

    def test_names_stay_inside(self):
        """A hostile name ends up below the output, and is shown without its controls."""
        name = "evil\033[31m\n..txt"
        article = self.put("in/" + name, "satu dua\n")
        self.annotate(article, "actor", "satu")
        out = self.export("--format=conll", corpus=self.folder / "in")
        self.assertEqual({path.name for path in out.iterdir()}, {name[:-4] + ".conll", "README"})
        self.assertEqual([row["kind"] for row in self.left_out], ["status"])

    def test_device(self):
        self.assertEqual(self.check(0, "export", "--format=jsonl", "--output=/dev/stdout", self.corpus()).stdout,
                         self.check(0, "export", "--format=jsonl", self.corpus()).stdout)
        self.assert_failure(self.run_cli("export", "--format=jsonl", "--output=/dev/full", self.corpus()), "/dev/full")


harness.main()
