# SPDX-License-Identifier: GPL-3.0-or-later
"""dkpro-cassis reads uima-xmi and uima-json, and turns their UTF-16 offsets into Python's."""
import warnings

import interop
import readers
from interop import Interop

interop.enter("cassis")


class Cassis(Interop):
    def check_cas(self, cas, sidecar):
        text = cas.sofa_string
        self.assertEqual(text, sidecar["text"])
        found = {}
        for span in cas.select("org.tandai.Span"):
            fragments = span.fragments.elements if span.fragments else [span]
            found[span.id] = [(span.label, piece.begin, piece.end) for piece in fragments]
        self.assertEqual(len(found), len(sidecar["spans"]))
        self.assertEqual({piece for pieces in found.values() for piece in pieces}, readers.sidecar_pieces(sidecar))
        for span in sidecar["spans"]:
            self.assertEqual(" ".join(text[start:end] for _, start, end in found[span["id"]]), span["text"])
        relations = {(link.id, link.label, link.Governor.id, link.Dependent.id) for link in cas.select("org.tandai.Relation")}
        self.assertEqual(relations, {(link["id"], link["type"], link["from"], link["to"]) for link in sidecar["relations"]})

    def test_xmi(self):
        from cassis import load_cas_from_xmi, load_typesystem

        for corpus in self.both():
            out = self.export("uima-xmi", corpus=corpus, out="xmi-" + corpus.name)
            with open(out / "TypeSystem.xml", "rb") as file:
                types = load_typesystem(file)
            for path, sidecar in self.sidecars(corpus):
                with open(out / (path.stem + ".xmi"), "rb") as file, warnings.catch_warnings():
                    warnings.simplefilter("error")
                    cas = load_cas_from_xmi(file, typesystem=types)
                self.check_cas(cas, sidecar)

    def test_json(self):
        from cassis import load_cas_from_json

        for corpus in self.both():
            out = self.export("uima-json", corpus=corpus, out="json-" + corpus.name)
            for path, sidecar in self.sidecars(corpus):
                with open(out / (path.stem + ".json"), "rb") as file:
                    self.check_cas(load_cas_from_json(file), sidecar)


interop.main()
