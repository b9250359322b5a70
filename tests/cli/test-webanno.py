# SPDX-License-Identifier: GPL-3.0-or-later
"""WebAnno TSV, out and in: a row a token, offsets in UTF-16, whatever INCEpTION and others write."""
import json
import os
import pathlib
import re

import harness
import readers
from harness import INDONESIAN, Sandbox

SHARED = pathlib.Path(os.environ.get("TANDAI_SHARED", harness.SAMPLE.parent.parent.parent / "shared")) / "data"
SPANS = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|value\n\n\n"
RELATIONS = SPANS.replace("\n\n\n", "\n#T_RL=webanno.custom.Relation|value|BT_webanno.custom.Span\n\n\n")
WHOLE = "#Text=Ia 😡 lari .\n1-1\t0-2\tIa\tactor[1]\t\n1-2\t3-5\t😡\tactor[1]\t\n1-3\t6-10\tlari\tverb\t\n1-4\t11-12\t.\t_\t\n"


def places(folder):
    """What a folder's sidecars say, but for ids and how spans were made."""
    found = {}
    for path in sorted(folder.rglob("*.tandai.json")):
        sidecar = json.loads(path.read_text())
        spans = {span["id"]: (span["label"], json.dumps(span.get("fragments") or [[span["start"], span["end"]]]))
                 for span in sidecar["spans"]}
        details = sorted((spans[span["id"]], json.dumps(span.get("attributes"), sort_keys=True), span.get("note", ""))
                         for span in sidecar["spans"])
        relations = sorted((relation["type"], spans[relation["from"]], spans[relation["to"]])
                           for relation in sidecar["relations"])
        found[path.name] = (sidecar["text"], details, relations)
    return found


class WebAnno(Sandbox):
    def take(self, *contents, status=0, **options):
        for number, content in enumerate(contents):
            self.put("in/%d.tsv" % number, content)
        return self.check(status, "import", "--format", "webanno-tsv", "--output", self.folder / "out", self.folder / "in",
                          **options)

    def taken(self, number=0):
        sidecar = json.loads((self.folder / "out" / ("%d.txt.tandai.json" % number)).read_text())
        words = {span["id"]: span["text"] for span in sidecar["spans"]}
        return (sidecar["text"], [(span["label"], span["text"]) for span in sidecar["spans"]],
                sorted((relation["type"], words[relation["from"]], words[relation["to"]]) for relation in sidecar["relations"]))

    def out_and_in(self, corpus):
        self.check(0, "export", "--format", "webanno-tsv", "--output", self.folder / "exported", corpus)
        self.check(0, "import", "--format", "webanno-tsv", "--output", self.folder / "out", self.folder / "exported")
        self.check(0, "validate", self.folder / "out")
        return places(corpus), places(self.folder / "out")

    def test_out_and_in_gives_the_same(self):
        corpus = self.corpus()
        article = next(corpus.glob("*.txt"))
        sidecar = self.sidecar(article)
        sidecar["spans"][0]["note"] = "lihat | lagi\n[di sini]; \\n * _ ->\tya 😡"
        self.put("corpus/%s.tandai.json" % article.name, json.dumps(sidecar))
        before, after = self.out_and_in(corpus)
        self.assertTrue(any("], [" in place[1] for article in before.values() for place, _, _ in article[1]))
        self.assertEqual(before, after)
        for path in corpus.glob("*.txt"):
            self.assertEqual(path.read_bytes(), (self.folder / "out" / path.name).read_bytes())

    def test_text_of_any_shape_comes_back(self):
        text = "Satu 😡dua\u2028tiga.  Empat\t“lima”\n\n\n\t enam, \\n\n#Text=tujuh 1-1\n\f\x01delapan… \n \nakhir\n"
        self.put("corpus/a.txt", text)
        for label, quote in (("actor", "u 😡d"), ("quote", "tiga.  Empat\t“lima”\n\n\n\t enam"), ("claim", "at\t“li"),
                             ("place", "#Text=tujuh 1"), ("actor", "😡"), ("actor", "apan… \n \nakh")):
            self.annotate(self.folder / "corpus" / "a.txt", label, quote)
        before, after = self.out_and_in(self.folder / "corpus")
        self.assertEqual(before, after)

    def test_rows_cut_the_text_where_java_counts(self):
        corpus = self.corpus()
        self.check(0, "export", "--format", "webanno-tsv", "--output", self.folder / "exported", corpus)
        for path in corpus.glob("*.txt"):
            sidecar = self.sidecar(path)
            units = sidecar["text"].encode("utf-16-le")
            hulls, labels = {}, {}
            for words, start, end, cell in readers.read_rows((self.folder / "exported" / (path.stem + ".tsv")).read_text()):
                self.assertEqual(units[2 * start:2 * end].decode("utf-16-le"), words)
                for number, label in cell.items():
                    low, high = hulls.get(number, (start, end))
                    hulls[number], labels[number] = (min(low, start), max(high, end)), label
            pieces = sorted((span["label"], sidecar["text"][start:end]) for span in sidecar["spans"]
                            for start, end in span.get("fragments") or [[span["start"], span["end"]]])
            self.assertEqual(pieces, sorted((labels[number], units[2 * start:2 * end].decode("utf-16-le"))
                                            for number, (start, end) in hulls.items()))

    def test_the_reference_document(self):
        path = SHARED / "golden" / "doc.webanno.tsv"
        if not path.exists():
            self.skipTest("the reference document is not here")
        self.take(path.read_text())
        text, spans, relations = self.taken()
        self.assertEqual(text, (SHARED / "golden" / "doc.txt").read_text())
        self.assertIn(("place", "luar negeri"), spans)
        self.assertEqual((len(spans), len(relations)), (8, 3))

    def test_parts_of_tokens_and_spans_in_a_stack(self):
        self.take(SPANS + "#Text=aaaaaa bbbbbb cccccc\n1-1\t0-6\taaaaaa\t2a[1]|2b[2]\t\n1-1.1\t3-6\taaa\t9a[7]|8a[11]\t\n"
                  "1-2\t7-13\tbbbbbb\t2a[1]|2b[2]|9a[7]\t\n1-2.2\t7-10\tbbb\t8a[11]\t\n1-2.1\t9-13\tbbbb\t5\t\n"
                  "1-3\t14-20\tcccccc\t_\t\n1-3.1\t14-17\tccc\t9a[7]\t\n")
        self.assertEqual(self.taken()[1], [("2a", "aaaaaa bbbbbb"), ("2b", "aaaaaa bbbbbb"), ("9a", "aaa bbbbbb ccc"),
                                           ("8a", "aaa bbb"), ("5", "bbbb")])

    def test_spans_without_width_are_reported(self):
        result = self.take(SPANS + "#Text=satu dua\n1-1\t0-4\tsatu\t_\t\n1-1.1\t4-4\t\tX\t\n1-2\t5-8\tdua\tY\t\n")
        self.assertEqual(self.taken()[1], [("Y", "dua")])
        self.assertIn("1 span left out", result.err)

    def test_a_span_over_sentences_and_what_lies_between(self):
        self.take(SPANS + "#Text=Satu.\n1-1\t2-7\tSatu.\tX[1]\t\n\n#Text=Dua.\n2-1\t9-13\tDua.\tX[1]\t\n\n#Text=Tiga.\n"
                  "3-1\t13-18\tTiga.\t_\t\n\n#Sentence.id=s4\n#Text=Empat.\n4-1\t19-25\tEmpat.\t_\t\n")
        self.assertEqual(self.taken()[:2], ("  Satu.\n\nDua.Tiga.\nEmpat.\n", [("X", "Satu.\n\nDua.")]))

    def test_relations_with_and_without_numbers(self):
        self.take(RELATIONS + "#Text=Ia lari\n1-1\t0-2\tIa\t_\t_\t_\t\n1-1.1\t0-1\tI\tA\t_\t_\t\n"
                  "1-2\t3-7\tlari\tB[1]|C[2]\t*|x\t1-1.1[0_2]|1-2[1_2]\t\n")
        self.assertEqual(self.taken()[2], [("Relation", "I", "lari"), ("x", "lari", "lari")])

    def test_slots_and_chains_become_relations(self):
        self.take("#FORMAT=WebAnno TSV 3.3\n#T_SP=w.Span|\n#T_SP=w.Host|ROLE_w.Host:links_w.LinkType|w.Span\n"
                  "#T_CH=w.CorefLink|referenceRelation|referenceType\n\n\n#Text=satu dua tiga\n"
                  "1-1\t0-4\tsatu\t_\tp1;*\t1-2[1];1-3[2]\tcoref->1-1\tnam[1]\t\n1-2\t5-8\tdua\t*[1]\t_\t_\t*->1-2\t*[1]\t\n"
                  "1-3\t9-13\ttiga\t*[2]\t_\t_\t*->1-3\t*[1]\t\n")
        self.assertIn(("nam", "satu"), self.taken()[1])
        self.assertEqual(self.taken()[2], [("CorefLink", "dua", "tiga"), ("coref", "satu", "dua"), ("links", "satu", "tiga"),
                                           ("p1", "satu", "dua")])

    def test_features_become_attributes(self):
        self.take(SPANS.replace("|value", "|Note\\x|conf|note|value") + "#Text=Ia\n1-1\t0-2\tIa\ta\\|b\\;\\*\t*\tlihat\\n\\[1\\]\tX\t\n")
        span = json.loads((self.folder / "out" / "0.txt.tandai.json").read_text())["spans"][0]
        self.assertEqual((span["label"], span["attributes"], span["note"]), ("X", {"Note\\x": "a|b;*"}, "lihat\n[1]"))

    def test_values_belong_to_the_number_beside_them(self):
        """The GUM corpus leaves out of a column the spans that have no value there."""
        self.take("#FORMAT=WebAnno TSV 3.2\n#T_SP=webanno.custom.Referent|entity|infstat|identity\n\n\n#Text=di Aceh ,\n"
                  "1-1\t0-2\tdi\tplace[1]|place[2]\tnew[1]|giv[2]\tAceh[2]\n1-2\t3-7\tAceh\tplace[1]\tnew[1]\tAtjeh[3]\n"
                  "1-3\t8-9\t,\t_\t_\t_\n")
        sidecar = json.loads((self.folder / "out" / "0.txt.tandai.json").read_text())
        self.assertEqual([(span["text"], span["attributes"]) for span in sidecar["spans"]],
                         [("di Aceh", {"entity": "place", "infstat": "new"}),
                          ("di", {"entity": "place", "identity": "Aceh", "infstat": "giv"}), ("Aceh", {"identity": "Atjeh"})])

    def test_bad_rows_are_told_and_the_rest_is_taken(self):
        for rows, line, message, spans in (
                (WHOLE.replace("1-3\t6-10\tlari\tverb\t\n", "1-3\t6-10\n"), 8, "not a row of a token", 1),
                (WHOLE.replace("\tverb\t", ""), 8, "3 fields instead of 4", 1),
                (WHOLE.replace("6-10", "6-11"), 8, "the text at 6-11 is not “lari”", 1),
                (WHOLE.replace("6-10", "5-9"), 8, "the text at 5-9 is not “lari”", 1),
                (WHOLE.replace("3-5", "3-4"), 7, "the text at 3-4 is not “😡”", 2),
                (WHOLE.replace("6-10", "10-6"), 8, "not a row of a token", 1),
                (WHOLE.replace("6-10", "6-99999999999999999999"), 8, "not a row of a token", 1),
                (WHOLE.replace("0-2", "4000000-4000002"), 6, "the sentence begins at 4000000", 2),
                (WHOLE.replace("1-1\t0-2\tIa\tactor[1]\t\n", "1-1 0-2 Ia\n"), 6, "not a row of a token", 2),
                (WHOLE.replace("0-2", "x"), 6, "not a row of a token", 2),
                (WHOLE[:WHOLE.index("1-3")], 7, "the file ends inside a sentence", 1),
                (WHOLE[:WHOLE.index("lari\tverb")], 8, "fields instead of 4", 1),
                (WHOLE.encode().replace(b"lari\t", b"l\xe4ri\t"), 8, "not UTF-8", 1)):
            with self.subTest(message=message, line=line):
                head = SPANS.encode() if isinstance(rows, bytes) else SPANS
                result = self.take(head + rows, SPANS + WHOLE, status=1)
                self.assertIn("0.tsv: line %d: " % line, result.err)
                self.assertIn(message, result.err)
                self.assertEqual(len(self.taken()[1]), spans)
                self.assertEqual(self.taken(1)[1], [("actor", "Ia 😡"), ("verb", "lari")])
                self.clean()
                self.folder.mkdir()

    def test_bad_files_are_told_and_the_others_taken(self):
        for content, message in (
                ("", "the file is empty"), ("id\tlabel\n", "does not begin with"), (SPANS.replace("3.3", "2"), "does not begin"),
                ((SPANS + WHOLE).encode("utf-16"), "line 1"), (b"\0" * 1000, "line 1"),
                (SPANS.encode() + b"#Text=l\xe4ri\n1-1\t0-4\tlari\t_\t\n", "line 5: the line is not UTF-8")):
            with self.subTest(message=message):
                result = self.take(content, SPANS + WHOLE, status=1)
                self.assertIn("0.tsv: ", result.err)
                self.assertIn(message, result.err)
                self.assertFalse((self.folder / "out" / "0.txt").exists())
                self.assertEqual(len(self.taken(1)[1]), 2)
                self.clean()
                self.folder.mkdir()

    def test_references_to_nothing_are_told(self):
        rows = "#Text=Ia lari\n1-1\t0-2\tIa\tA[1]\t_\t_\t\n1-2\t3-7\tlari\tB[2]\tx|y|z\t1-1[7_2]|1-9|1-1[1_2]\t\n"
        result = self.take(RELATIONS + rows, status=1, language=INDONESIAN)
        self.assertEqual(self.taken()[2], [("z", "Ia", "lari")])
        if harness.has_indonesian():
            self.assertEqual(result.err.count("tidak menuju rentang mana pun"), 2)

    def test_what_a_relation_has_besides_is_reported(self):
        rows = "#Text=Ia lari\n1-1\t0-2\tIa\tA[1]\t_\t_\t_\t\n1-2\t3-7\tlari\tB[2]\tkuat\tx\t1-1[1_2]\t\n"
        result = self.take(RELATIONS.replace("Relation|", "Relation|degree|") + rows)
        self.assertEqual(self.taken()[2], [("x", "Ia", "lari")])
        self.assertIn("1 attribute left out", result.err)

    def test_a_deep_stack_and_a_long_row(self):
        stack = "|".join("L%d[%d]" % (number, number) for number in range(1, 1001))
        self.take(SPANS + "#Text=Ia " + "a" * 1000000 + "\n1-1\t0-2\tIa\t" + stack + "\t\n1-2\t3-1000003\t" + "a" * 1000000 + "\t_\t\n")
        self.assertEqual(len(self.taken()[1]), 1000)


harness.main()
