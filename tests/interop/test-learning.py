# SPDX-License-Identifier: GPL-3.0-or-later
"""What is exported teaches as much: OpenNLP's trainer, on idner-news-2k as we write it for brat, finds names in its other part
no worse than the same trainer on OpenNLP's own format."""
import hashlib
import re

import interop
import opennlp
from interop import SHARED, Interop

CORPUS = SHARED / "idner-news-2k"
interop.need(opennlp.MISSING, not opennlp.MISSING)
interop.need("idner-news-2k is not beside the checkout", CORPUS.is_dir())

SENTENCES = 20
# How much F1 may be lost, in points.
MAX_LOSS = 0.5


def entities(sentence):
    """(first token, token behind the last, label), from IOB2."""
    start = label = None
    for position, (_, tag) in enumerate(sentence + [("", "O")]):
        if start is not None and not tag.startswith("I-"):
            yield start, position, label
            start = None
        if tag.startswith("B-"):
            start, label = position, tag[2:]


def native(sentences):
    """OpenNLP's own format."""
    for sentence in sentences:
        words = [token for token, _ in sentence]
        for start, end, label in entities(sentence):
            words[start] = "<START:%s> %s" % (label, words[start])
            words[end - 1] += " <END>"
        yield " ".join(words) + "\n"


def article(name, sentences):
    """The article's text and its sidecar: a token a space, a sentence a line."""
    text, spans = "", []
    for sentence in sentences:
        places = []
        for token, _ in sentence:
            text += " " if places else ""
            places.append((len(text), len(text) + len(token)))
            text += token
        text += "\n"
        spans += [(places[start][0], places[end - 1][1], label) for start, end, label in entities(sentence)]
    sidecar = {"format": "tandai/1", "annotator": "", "status": "done", "text": text, "relations": [],
               "article": {"file": name, "sha256": hashlib.sha256(text.encode()).hexdigest(), "encoding": "UTF-8", "newline": "lf"},
               "spans": [{"id": "s%08d" % number, "start": start, "end": end, "label": label, "text": text[start:end]}
                         for number, (start, end, label) in enumerate(spans)]}
    return text, sidecar


class Learning(Interop):
    def annotated(self, sentences):
        for first in range(0, len(sentences), SENTENCES):
            name = "%05d.txt" % first
            text, sidecar = article(name, sentences[first:first + SENTENCES])
            path = self.put("idner/" + name, text)
            interop.dump(path.with_name(name + ".tandai.json"), sidecar)
        return self.folder / "idner"

    def f1(self, model, test):
        result = opennlp.run("TokenNameFinderEvaluator", "-model", model, "-data", test, "-encoding", "UTF-8")
        return float(re.search(r"TOTAL:.*F1:\s*([\d.]+)%", result.stdout)[1])

    def test_brat_teaches_as_much_as_opennlps_own_format(self):
        train, dev = (list(interop.columns(CORPUS / name)) for name in ("train.txt", "dev.txt"))
        out = self.export("brat", corpus=self.annotated(train))
        train_native, dev_native = (self.put(name, "".join(native(part))) for name, part in (("train", train), ("dev", dev)))
        ours, theirs = self.folder / "ours.bin", self.folder / "theirs.bin"
        opennlp.run("TokenNameFinderTrainer", "-lang", "id", "-model", theirs, "-data", train_native, "-encoding", "UTF-8")
        result = opennlp.run("TokenNameFinderTrainer.brat", "-lang", "id", "-model", ours, "-ruleBasedTokenizer", "whitespace",
                             *opennlp.brat(out))
        self.assertNotIn("Dropped", result.stderr)
        ours_f1, theirs_f1 = self.f1(ours, dev_native), self.f1(theirs, dev_native)
        print("# F1 on dev: %.2f from our brat, %.2f from OpenNLP's own format" % (ours_f1, theirs_f1))
        self.assertGreaterEqual(ours_f1, theirs_f1 - MAX_LOSS)


interop.main()
