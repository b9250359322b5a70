# SPDX-License-Identifier: GPL-3.0-or-later
"""OpenNLP reads brat. It drops what does not match its tokens or sentences, says so on standard error and exits with 0; it
counts UTF-16, so that this is asked of articles without astral characters; it takes no overlap of one label, and makes a
name of each fragment."""
import collections
import re

import interop
import opennlp
import readers
from interop import Interop

interop.need(opennlp.MISSING, not opennlp.MISSING)

LABELS = ["actor", "place", "claim", "quote"]


def overlaps(span, other):
    return span["label"] == other["label"] and span["start"] < other["end"] and other["start"] < span["end"]


class OpenNlp(Interop):
    def flat(self):
        """The sample without spans inside others of their own label."""
        for path, sidecar in self.sidecars():
            kept = []
            for span in sorted(sidecar["spans"], key=lambda span: span["start"] - span["end"]):
                if not any(overlaps(span, other) for other in kept):
                    kept.append(span)
            ids = {span["id"] for span in kept}
            sidecar["spans"] = kept
            sidecar["relations"] = [relation for relation in sidecar["relations"] if {relation["from"], relation["to"]} <= ids]
            interop.dump(path.with_name(path.name + ".tandai.json"), sidecar)
        return self.corpus()

    def test_no_entity_is_dropped(self):
        out = self.export("brat", corpus=self.flat())
        for label in LABELS:
            wanted = collections.Counter(
                "".join(sidecar["text"][start:end].split()) for _, sidecar in self.sidecars()
                for name, start, end in readers.sidecar_pieces(sidecar) if name == label)
            result = opennlp.run("TokenNameFinderConverter", "brat", *opennlp.brat(out), "-ruleBasedTokenizer", "simple",
                                 "-nameTypes", label)
            self.assertNotIn("Dropped", result.stderr)
            found = collections.Counter(
                "".join(words.split()) for words in re.findall("<START:%s> (.*?) <END>" % label, result.stdout))
            self.assertEqual((found - wanted, wanted - found), ({}, {}))
            self.assertTrue(found)

    def test_offsets_before_an_astral_character(self):
        article = self.put("astral/a.txt", "Ani dari Demak 😡 pergi.\n")
        self.annotate(article, "place", "Demak")
        out = self.export("brat", corpus=article.parent)
        result = opennlp.run("TokenNameFinderConverter", "brat", *opennlp.brat(out), "-ruleBasedTokenizer", "whitespace",
                             "-nameTypes", "place")
        self.assertIn("<START:place> Demak <END>", result.stdout)
        self.assertNotIn("Dropped", result.stderr)


interop.main()
