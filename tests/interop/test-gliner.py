# SPDX-License-Identifier: GPL-3.0-or-later
r"""GLiNER's rules, stated once more, since it brings a whole deep-learning library along. Of gliner 0.2.29: data_processing
splits words by \w+(?:[-_]\w+)*|\S; a span is [first token, last token, label], both counted; of config.py's defaults,
max_width passes over spans of more than 12 tokens and max_len cuts a text behind its 384th; "relations" hold positions in
"ner" (docs/training.md)."""
import json
import re

import interop
import readers
from interop import Interop

WORD = re.compile(r"\w+(?:[-_]\w+)*|\S")
MAX_WIDTH, MAX_TOKENS = 12, 384


class Gliner(Interop):
    def records(self, corpus):
        records = json.loads(self.export("gliner", corpus=corpus, out="%s.json" % corpus.name).read_text())
        texts = [sidecar["text"] for _, sidecar in self.sidecars(corpus)]
        return records, "\n".join(texts)

    def test_tokens_are_its_own(self):
        """Word for word; a word that a span cuts is in parts."""
        for corpus in self.both():
            records, text = self.records(corpus)
            tokens = [token for record in records for token in record["tokenized_text"]]
            self.assertEqual("".join(tokens), "".join(text.split()))
            cut = {row["id"] for row in self.rows if row["kind"] == "cut-token"}
            self.assertLessEqual(abs(len(tokens) - len(WORD.findall(text))), 2 * len(cut))
            self.assertEqual([token for token in tokens if not WORD.fullmatch(token)], [])

    def test_spans_are_what_was_marked(self):
        for corpus in self.both():
            records, _ = self.records(corpus)
            found = sorted((label, "".join(record["tokenized_text"][first:last + 1]))
                           for record in records for first, last, label in record["ner"])
            wanted = sorted((label, "".join(sidecar["text"][start:end].split())) for _, sidecar in self.sidecars(corpus)
                            for label, start, end in readers.sidecar_pieces(sidecar))
            self.assertEqual(found, wanted)
            for record in records:
                self.assertLessEqual(len(record["tokenized_text"]), MAX_TOKENS)
                for first, last, _ in record["ner"]:
                    self.assertTrue(0 <= first <= last < len(record["tokenized_text"]))
                for source, target, _ in record["relations"]:
                    self.assertTrue(0 <= source < len(record["ner"]) and 0 <= target < len(record["ner"]))

    def test_spans_that_it_passes_over_are_counted(self):
        for corpus in self.both():
            self.records(corpus)
            wide = {span["id"] for _, sidecar in self.sidecars(corpus) for span in sidecar["spans"]
                    if any(len(WORD.findall(sidecar["text"][start:end])) > MAX_WIDTH
                           for start, end in span.get("fragments", [[span["start"], span["end"]]]))}
            self.assertEqual({row["id"] for row in self.rows if row["kind"] == "too-long"}, wide)


interop.main()
