# SPDX-License-Identifier: GPL-3.0-or-later
"""NLTK reads conll: the trees that it makes of the tags have the spans that were marked, and no others."""
import collections
import importlib.util

import interop
from interop import Interop

interop.need("python3-nltk is not installed", importlib.util.find_spec("nltk"))


class Nltk(Interop):
    def test_conll(self):
        from nltk.chunk import conlltags2tree
        from nltk.corpus.reader import ConllCorpusReader

        for corpus in self.both():
            out = self.export("conll", "--columns=4", corpus=corpus, out="conll-" + corpus.name)
            for path, sidecar in self.sidecars(corpus):
                reader = ConllCorpusReader(str(out), path.stem + ".conll", ("words", "pos", "chunk", "ne"),
                                           separator=" ")
                found = collections.Counter()
                for grid in reader._grids():
                    tags = [(row[0], row[1], row[-1]) for row in grid if row[0] != "-DOCSTART-"]
                    if tags:
                        trees = conlltags2tree(tags, strict=True).subtrees(lambda tree: tree.label() != "S")
                        found.update((tree.label(), "".join(word for word, _ in tree.leaves())) for tree in trees)
                wanted = collections.Counter((label, "".join(sidecar["text"][start:end].split()))
                                             for label, start, end in self.pieces(sidecar))
                self.assertEqual(found, wanted, path.name)
                self.assertTrue(found)


interop.main()
