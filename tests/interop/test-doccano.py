# SPDX-License-Identifier: GPL-3.0-or-later
"""doccano-transformer makes CoNLL of doccano's: the tags that it gives are those of the spans that were marked."""
import json

import interop
import readers
from interop import Interop

interop.enter("spacy")

TEXT = "Ani 😡 dari Demak pergi ke Kota Bandung .\nIa 😡 pulang ke Semarang .\n"
SPANS = [("actor", "Ani"), ("place", "Demak"), ("place", "Kota Bandung"), ("actor", "Ia"), ("place", "Semarang")]
TAGS = "B-actor O O B-place O O B-place I-place O B-actor O O O B-place O"


def load():
    """It asks spaCy 3 for a function by the module and name that spaCy 2 had; the CoNLL writer has no use for it."""
    import sys
    import types

    from spacy.training import offsets_to_biluo_tags

    sys.modules.setdefault("spacy.gold", types.SimpleNamespace(biluo_tags_from_offsets=offsets_to_biluo_tags))
    from doccano_transformer.datasets import NERDataset

    return NERDataset


class Doccano(Interop):
    def as_exported(self, path):
        """doccano's own export, of a project into which the file was imported, adds who annotated what."""
        lines = []
        for number, line in enumerate(path.read_text().strip("\n").split("\n")):
            record = json.loads(line)
            record["id"] = number
            record["annotations"] = [dict(entity, user=1) for entity in record.pop("entities")]
            lines.append(json.dumps(record))
        return self.put("exported.jsonl", "\n".join(lines) + "\n")

    def test_conll(self):
        """A blank line or a letter twice across two words would make it lose its place, whatever wrote the file."""
        article = self.put("berita/a.txt", TEXT)
        for label, words in SPANS:
            self.annotate(article, label, words)
        path = self.as_exported(self.export("doccano", corpus=article.parent))
        [converted] = load().from_jsonl(filepath=str(path)).to_conll2003(str.split)
        rows = [line.split(" ") for line in converted["data"].splitlines() if line and not line.startswith("-DOCSTART-")]
        self.assertEqual([row[0] for row in rows], TEXT.split())
        self.assertEqual([row[-1] for row in rows], TAGS.split())

    def test_offsets(self):
        """Over all articles: its examples hold the text and the labels as they were marked."""
        for corpus in self.both():
            examples = list(load().from_jsonl(filepath=str(self.as_exported(
                self.export("doccano", corpus=corpus, out=corpus.name + ".jsonl")))))
            self.assertEqual(len(examples), len(self.sidecars(corpus)))
            for example, (_, sidecar) in zip(examples, self.sidecars(corpus)):
                self.assertEqual(example.text, sidecar["text"])
                found = {(label, start, end) for start, end, label in example.labels[1]}
                self.assertEqual(found, readers.sidecar_pieces(sidecar))


interop.main()
