# SPDX-License-Identifier: GPL-3.0-or-later
"""seqeval, by which papers score, finds in the tags what was marked: strictly by IOB2, IOBES and BILOU."""
import interop
import readers
from interop import Interop

interop.enter("seqeval")


class Seqeval(Interop):
    def test_conll(self):
        from seqeval.metrics import f1_score
        from seqeval.scheme import BILOU, IOB2, IOBES, Entities

        for corpus in self.both():
            for name, scheme in (("BIO", IOB2), ("BIOES", IOBES), ("BILOU", BILOU)):
                out = self.export("conll", "--scheme", name, corpus=corpus, out="-".join([name, corpus.name]))
                for path, sidecar in self.sidecars(corpus):
                    sentences = readers.read_columns((out / (path.stem + ".conll")).read_text(), "\t")
                    places = list(readers.place_tokens(sentences, sidecar["text"]))
                    tags = [[tag for _, _, tag in placed] for placed in places]
                    found = {(entity.tag, places[number][entity.start][0], places[number][entity.end - 1][1])
                             for number, entities in enumerate(Entities(tags, scheme).entities) for entity in entities}
                    self.assertEqual(found, self.pieces(sidecar))
                    self.assertEqual(f1_score(tags, tags, mode="strict", scheme=scheme), 1.0)


interop.main()
