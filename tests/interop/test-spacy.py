# SPDX-License-Identifier: GPL-3.0-or-later
"""spaCy trains from what is exported: its files are made by the script that comes along, no span misses the edges of words
(W030, E024, E103 would be errors here), and the pipeline learns from all of them."""
import json
import shutil
import subprocess
import sys
import warnings

import interop
import readers
from interop import Interop

interop.enter("spacy")

STEPS = 80


class Spacy(Interop):
    def run_python(self, *arguments):
        """A warning of spaCy's is an error, as in a warning-free training."""
        result = subprocess.run([sys.executable, "-B", "-W", "error::UserWarning:spacy", *map(str, arguments)], cwd=self.folder,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, timeout=240)
        self.assertEqual(result.returncode, 0, result.stdout[-2000:])
        for code in "[W0", "[E0", "[E1":
            self.assertNotIn(code, result.stdout)
        return result.stdout

    def make(self):
        """The files that spaCy reads: of all articles, the hard one too."""
        for path in self.hard().iterdir():
            shutil.copy(path, self.corpus())
        out = self.export("spacy")
        self.run_python(out / "make_docbin.py", "id")
        return out

    def check_files(self, nlp, out):
        from spacy.tokens import DocBin

        docs = list(DocBin().from_disk(out / "train.spacy").get_docs(nlp.vocab))
        self.assertEqual(len(docs), len(self.sidecars()))
        for doc, (_, sidecar) in zip(docs, self.sidecars()):
            self.assertEqual(doc.text, sidecar["text"])
            everything = {(span.label_, span.start_char, span.end_char) for spans in doc.spans.values() for span in spans}
            self.assertEqual(everything, readers.sidecar_pieces(sidecar))
            entities = {(span.label_, span.start_char, span.end_char) for span in doc.ents}
            self.assertTrue(entities < everything and entities)

    def test_no_span_misses_the_edges_of_words(self):
        import spacy
        from spacy.tokens import Doc
        from spacy.training import Example, biluo_tags_to_offsets

        out = self.make()
        nlp = spacy.blank("id")
        self.check_files(nlp, out)
        for line in (out / "train.jsonl").read_text().strip("\n").split("\n"):
            record = json.loads(line)
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                doc = Doc(nlp.vocab, words=record["words"], spaces=record["spaces"])
                example = Example.from_dict(doc, {"entities": record["entities"], "spans": record["spans"]})
                tags = example.get_aligned_ner()
            self.assertEqual([tag for tag in tags if tag in (None, "-")], [])
            self.assertEqual(len(biluo_tags_to_offsets(doc, tags)), len(record["entities"]))

    def test_a_pipeline_trains(self):
        self.make()
        self.run_python("-m", "spacy", "init", "config", "config.cfg", "--lang", "id", "--pipeline", "ner")
        # Quick rather than good: a small network, a large step, no dropout.
        said = self.run_python(
            "-m", "spacy", "train", "config.cfg", "--output", "model", "--paths.train", "spacy/train.spacy",
            "--paths.dev", "spacy/train.spacy", "--corpora.train.gold_preproc=true", "--training.max_steps=%d" % STEPS,
            "--training.eval_frequency=%d" % (STEPS // 2), "--training.dropout=0.0", "--training.optimizer.learn_rate=0.01",
            "--components.tok2vec.model.encode.width=64", "--components.tok2vec.model.embed.width=64")
        self.assertIn("Saved pipeline", said)
        meta = json.loads((self.folder / "model" / "model-best" / "meta.json").read_text())
        print("# ents_f %.2f on what it was trained on, after %d steps" % (meta["performance"]["ents_f"], STEPS))
        self.assertEqual(set(meta["labels"]["ner"]), {"actor", "place", "claim", "cue", "quote"})
        self.assertGreater(meta["performance"]["ents_f"], 0)


interop.main()
