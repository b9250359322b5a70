# SPDX-License-Identifier: GPL-3.0-or-later
"""bioc reads brat: every entity's offsets give its words, and relations, attributes and notes lead to what they are of."""
import interop
from interop import Interop

interop.enter("bioc")


# bioc parts a line at every tab, brat itself at the first two alone: the words have none here.
HARD, FRAGMENTS = interop.HARD.replace("\t", " "), [words.replace("\t", " ") for words in interop.FRAGMENTS]


class Bioc(Interop):
    def hard(self):
        article = self.put("hard/sulit.txt", HARD)
        text = HARD.lstrip("\ufeff").replace("\r\n", "\n")
        ids = {words: self.annotate(article, label, words) for label, words in interop.SPANS}
        self.annotate(article, "claim", "di luar", "--source", ids["Presiden Kassym-Jomart Tokayev"])
        fragments = ["--fragment=%d:%d" % (text.index(words), text.index(words) + len(words)) for words in FRAGMENTS]
        self.check(0, "annotate", "--label=quote", *fragments, "--source", ids["Ibu\u2028Ani"], article)
        return article.parent

    def test_brat(self):
        from bioc import brat

        for corpus in self.both():
            out = self.export("brat", corpus=corpus, out="brat-" + corpus.name)
            self.assertFalse(self.lost("overlap", "") or self.lost("discontinuous", ""))
            for path, sidecar in self.sidecars(corpus):
                with open(out / (path.stem + ".txt"), newline="", encoding="utf-8") as text, \
                        open(out / (path.stem + ".ann"), encoding="utf-8") as annotations:
                    document = brat.load(text, annotations)
                entities = {entity.id: entity for entity in document.entities}
                self.assertEqual(len(entities), len(sidecar["spans"]))
                self.assertEqual(sorted(self.places(document.text, entity) for entity in entities.values()),
                                 sorted(self.stated(sidecar, span) for span in sidecar["spans"]), path.name)
                relations = [(relation.type, *(entities[relation.arguments[name]].text for name in ("Arg1", "Arg2")))
                             for relation in document.relations]
                words = {span["id"]: " ".join(self.stated(sidecar, span)[1]) for span in sidecar["spans"]}
                self.assertEqual(sorted(relations), sorted((relation["type"], words[relation["from"]], words[relation["to"]])
                                                           for relation in sidecar["relations"]), path.name)
                valued = [len(span.get("attributes", {})) for span in sidecar["spans"]]
                self.assertEqual(len(document.attributes) + sum(note.text.count("=") for note in document.notes), sum(valued), path.name)
                self.assertTrue({attribute.refid for attribute in document.attributes} <= set(entities))

    def places(self, text, entity):
        """An entity's label with its words, fragment by fragment, as the offsets give them and as they are stated."""
        pieces = [text[interval.begin:interval.end] for interval in sorted(entity.locations)]
        self.assertEqual(" ".join(pieces), entity.text)
        return entity.type, pieces

    @staticmethod
    def stated(sidecar, span):
        """A label with its words; brat has nothing in a fragment that any reader takes for a line end."""
        pieces = [sidecar["text"][start:end] for start, end in span.get("fragments", [(span["start"], span["end"])])]
        return span["label"], [part for piece in pieces for part in piece.splitlines() if part]


interop.main()
