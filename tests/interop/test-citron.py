# SPDX-License-Identifier: GPL-3.0-or-later
"""Citron's rules, stated once more, since it needs a model of English to start: by CitronParser in its citron/data.py a quote
has "cue", "sources" and "contents", whose offsets index the text by code points; what lacks one ends the reading."""
import json

import interop
from interop import SHARED, Interop

GOLDEN = SHARED / "golden" / "citron.json"


class Citron(Interop):
    def cued(self, text, quote, cue, sources):
        """An article with one quote, what is said of it, and a quote of which nothing is."""
        article = self.put("berita/a.txt", text)
        ids = [self.annotate(article, label, words) for label, words in
               (("quote", quote), ("cue", cue), *(("actor", words) for words in sources), ("quote", text[:1]))]
        sidecar = self.sidecar(article)
        sidecar["relations"] = [{"id": "r%d" % number, "type": "cue" if number == 1 else "source", "from": ids[0], "to": ids[number]}
                                for number in range(1, len(ids) - 1)]
        interop.dump(article.with_name("a.txt.tandai.json"), sidecar)
        return article, ids

    def read(self, out, name="a.json"):
        document = json.loads((out / name).read_text())
        for quote in document["quotes"]:
            for piece in [quote["cue"], *quote["sources"], *quote["contents"]]:
                self.assertEqual(document["text"][piece["start"]:piece["end"]], piece["text"])
                self.assertLess(piece["start"], piece["end"])
        return document

    def test_golden(self):
        if not GOLDEN.exists():
            self.skipTest("the golden document is not beside the checkout")
        golden = json.loads(GOLDEN.read_text())
        [quote] = golden["quotes"]
        article, ids = self.cued(golden["text"], quote["contents"][0]["text"], quote["cue"]["text"],
                                 [source["text"] for source in quote["sources"]])
        quote["id"] = ids[0]
        self.assertEqual(self.read(self.export("citron", corpus=article.parent)), golden)
        self.assertEqual(self.lost("no-place", "a.txt"), {ids[-1]})

    def test_quotes_without_a_cue_are_left_out_and_counted(self):
        for corpus in self.both():
            out = self.export("citron", corpus=corpus, out="citron-" + corpus.name)
            for path, sidecar in self.sidecars(corpus):
                self.assertEqual(self.read(out, path.stem + ".json")["quotes"], [])
                quotes = {span["id"] for span in sidecar["spans"] if span["label"] == "quote"}
                self.assertTrue(quotes <= self.lost("no-place", path.name))


interop.main()
