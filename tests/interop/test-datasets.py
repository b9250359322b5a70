# SPDX-License-Identifier: GPL-3.0-or-later
"""Hugging Face's datasets and pyarrow load hf and jsonl as they are."""
import os

import interop
import readers
from interop import Interop

interop.enter("datasets")


class Datasets(Interop):
    def setUp(self):
        super().setUp()
        # Nothing is asked of a server, nothing is left at home.
        os.environ.update(HF_HOME=str(self.folder / "home"), HF_HUB_OFFLINE="1", HF_DATASETS_DISABLE_PROGRESS_BARS="1")

    def load(self, *arguments, **options):
        from datasets import load_dataset

        return load_dataset(*arguments, cache_dir=str(self.folder / "cache"), **options)

    def test_hf(self):
        for corpus in self.both():
            out = self.export("hf", corpus=corpus, out="hf-" + corpus.name)
            train = self.load(str(out))["train"]
            names = train.features["ner_tags"].feature.names
            self.assertEqual(names[0], "O")
            sentences = {}
            for record in train:
                self.assertEqual(len(record["tokens"]), len(record["ner_tags"]))
                rows = [(token, names[tag], 2) for token, tag in zip(record["tokens"], record["ner_tags"])]
                sentences.setdefault(record["id"].rsplit("-", 1)[0], []).append(rows)
            for path, sidecar in self.sidecars(corpus):
                found = readers.read_tags(sentences[path.stem], sidecar["text"], "BIO")
                self.assertEqual(found, self.pieces(sidecar))

    def test_jsonl(self):
        for corpus in self.both():
            out = self.export("jsonl", corpus=corpus, out="%s.jsonl" % corpus.name)
            train = self.load("json", data_files=str(out), split="train")
            sidecars = [sidecar for _, sidecar in self.sidecars(corpus)]
            self.assertEqual(list(train["text"]), [sidecar["text"] for sidecar in sidecars])
            for record, sidecar in zip(train, sidecars):
                self.assertEqual([(span["id"], record["text"][span["start"]:span["end"]]) for span in record["spans"]],
                                 [(span["id"], sidecar["text"][span["start"]:span["end"]]) for span in sidecar["spans"]])

    def test_jsonl_in_arrow(self):
        from pyarrow import json

        table = json.read_json(str(self.export("jsonl", out="a.jsonl")), json.ReadOptions(block_size=1 << 22))
        self.assertEqual(table.column("text").to_pylist(), [sidecar["text"] for _, sidecar in self.sidecars()])


interop.main()
