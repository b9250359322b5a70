# SPDX-License-Identifier: GPL-3.0-or-later
"""web-anno-tsv, which counts UTF-16 as Java does, finds in each sentence the words of each row and what is marked there."""
import interop
import readers
from interop import Interop

interop.enter("webanno-tsv")

TEXT = ("😡 Presiden mengatakan, “Kelompok 😡 itu\ndilatih di luar negeri. Semua.”\n\n  “Air,” kata Ani, “naik.” Ia pergi ke "
        "Bandungnya.\n")
SPANS = [("quote", "“Kelompok 😡 itu\ndilatih di luar negeri. Semua.”"), ("claim", "Kelompok 😡 itu\ndilatih"),
         ("actor", "😡 Presiden"), ("place", "luar negeri"), ("place", "Bandung"), ("claim", "ndungn")]
LAYER = "#T_SP=webanno.custom.Span|"


def with_identifier(content):
    """The same file with a first feature before the label, which this reader takes for granted."""
    for line in content.split("\n"):
        fields = line.split("\t")
        if line.startswith(LAYER):
            line = line.replace(LAYER, LAYER + "identifier|")
        elif len(fields) > 3:
            line = "\t".join(fields[:3] + ["_" if fields[3] == "_" else "*"] + fields[3:])
        yield line


class WebAnnoTsv(Interop):
    def ours(self):
        """An article without a TAB or a backslash, which this reader does not take back from what they are written as."""
        article = self.put("ours/a.txt", TEXT)
        for label, words in SPANS:
            self.annotate(article, label, words)
        fragments = ["--fragment=%d:%d" % (TEXT.index(words), TEXT.index(words) + len(words)) for words in ("“Air,”", "“naik.”")]
        self.check(0, "annotate", "--label=quote", *fragments, article)
        return article.parent

    def test_sentences_and_spans(self):
        from web_anno_tsv import open_web_anno_tsv

        for corpus in self.corpus(), self.ours():
            out = self.export("webanno-tsv", corpus=corpus, out="webanno-" + corpus.name)
            for path, sidecar in self.sidecars(corpus):
                file = self.put("read.tsv", "\n".join(with_identifier((out / (path.stem + ".tsv")).read_text())))
                at, found = 0, set()
                with open_web_anno_tsv(str(file)) as sentences:
                    for sentence in sentences:
                        at = sidecar["text"].index(sentence.text, at)
                        found |= {(one.label, at + one.start, at + one.stop) for one in sentence.annotations}
                        at += len(sentence.text)
                self.assertEqual(found, readers.sidecar_pieces(sidecar))
                self.assertEqual(sidecar["text"][at:], "\n")


interop.main()
