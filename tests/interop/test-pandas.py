# SPDX-License-Identifier: GPL-3.0-or-later
"""pandas reads csv: every row's offsets give its words, and its source is a row."""
import importlib.util

import interop
from interop import Interop

interop.need("python3-pandas is not installed", importlib.util.find_spec("pandas"))


class Pandas(Interop):
    def test_csv(self):
        import pandas

        for corpus in self.both():
            out = self.export("csv", corpus=corpus, out="spans-%s.csv" % corpus.name)
            table = pandas.read_csv(out)
            texts = {path.stem: sidecar for path, sidecar in self.sidecars(corpus)}
            self.assertEqual(len(table), sum(len(sidecar["spans"]) for sidecar in texts.values()))
            self.assertEqual((table["start"].dtype, table["end"].dtype), ("int64", "int64"))
            for row in table.itertuples():
                text = texts[row.doc_id]["text"]
                span = next(span for span in texts[row.doc_id]["spans"] if span["id"] == row.id)
                self.assertEqual((row.label, row.start, row.end), (span["label"], span["start"], span["end"]))
                if "fragments" not in span:
                    self.assertEqual(row.text, text[row.start:row.end])
            linked = table.dropna(subset=["source_id"])
            words = dict(zip(table["id"], table["text"]))
            self.assertTrue(len(linked))
            self.assertEqual([words[key] for key in linked["source_id"]], list(linked["source_text"]))


interop.main()
