#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes articles with gold sidecars out of corpora of tagged tokens, for `tandai-cli suggest evaluate`:
convert.py [--natural] [--sentences N] {idner,pfsa,nergrit} FILE FOLDER

Tokens are joined by one space and sentences by a line end; --natural sets punctuation as a newspaper does.
An article has 15 sentences, or more where a span would be cut."""
import argparse
import hashlib
import json
import pathlib

LABELS = {
    "idner": {"PER": "actor", "ORG": "actor", "LOC": "place"},
    "nergrit": {"PERSON": "actor", "ORGANISATION": "actor", "PLACE": "place"},
    "pfsa": {"STATEMENT": "quote"},
}
SEPARATORS = {"idner": " ", "nergrit": "\t", "pfsa": "\t"}
NO_SPACE_BEFORE = set(".,;:?!)]}%…”’")
NO_SPACE_AFTER = set("([{“‘")
DOUBLE, SINGLE = {'"', "“", "”"}, {"'", "‘", "’"}


def sentences(path, separator):
    """Lists of (token, tag) between empty lines."""
    sentence = []
    for line in path.read_text(encoding="utf-8").splitlines() + [""]:
        parts = line.rstrip("\r").split(separator)
        if len(parts) > 1:
            sentence.append((parts[0], parts[-1]))
        elif sentence:
            yield sentence
            sentence = []


def spans(tokens, labels):
    """(first, last, label) of the entities of a list of tokens, for IOB2 and BILOU."""
    found, start, kind = [], None, None
    for position, (_, tag) in enumerate(tokens + [("", "O")]):
        prefix, _, name = tag.partition("-")
        if start is not None and (prefix not in ("I", "L") or name != kind):
            found.append((start, position - 1, kind))
            start = None
        if prefix in ("B", "U") or (prefix in ("I", "L") and start is None):
            start, kind = position, name
    return [(first, last, labels[kind]) for first, last, kind in found if kind in labels]


def articles(all_sentences, size):
    """Runs of at least `size` sentences that end where no entity goes on."""
    article, n_sentences = [], 0
    for sentence in all_sentences:
        if n_sentences >= size and sentence[0][1][0] not in "IL":
            yield article
            article, n_sentences = [], 0
        article += [(token, tag, position == 0) for position, (token, tag) in enumerate(sentence)]
        n_sentences += 1
    if article:
        yield article


class Setter:
    """Puts tokens one after the other; as in print, it knows which quotation marks are open."""

    def __init__(self, natural):
        self.natural = natural
        self.text, self.open, self.glue = "", set(), True

    def mark(self, token):
        kind = "double" if token in DOUBLE else "single"
        closing = kind in self.open
        self.open ^= {kind}
        return closing

    def put(self, token, new_line):
        before, after = " ", False
        if self.natural and token in DOUBLE | SINGLE:
            closing = self.mark(token)
            before, after = ("", False) if closing else (" ", True)
        elif self.natural:
            before = "" if token[0] in NO_SPACE_BEFORE and len(token) == 1 else " "
            after = token in NO_SPACE_AFTER
        if new_line:
            before = "\n" if before or not self.natural else ""
        if not self.text or self.glue:
            before = "" if not self.text or self.natural else before
        start = len(self.text) + len(before)
        self.text += before + token
        self.glue = after
        return start, len(self.text)


def sidecar(name, raw, text, found):
    found = sorted(set(found), key=lambda span: (span[0], -span[1], span[2]))
    record = {
        "format": "tandai/1",
        "article": {"file": name, "sha256": hashlib.sha256(raw).hexdigest(), "encoding": "UTF-8", "newline": "lf",
                    "language": "id"},
        "annotator": "", "status": "done", "text": text,
        "spans": [{"id": "s%08d" % number, "start": start, "end": end, "label": label, "text": text[start:end]}
                  for number, (start, end, label) in enumerate(found)],
        "relations": [],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def write(folder, number, tokens, labels, natural):
    setter = Setter(natural)
    places = [setter.put(token, new_line) for token, _, new_line in tokens]
    found = [(places[first][0], places[last][1], label)
             for first, last, label in spans([(token, tag) for token, tag, _ in tokens], labels)]
    name = "article-%04d.txt" % number
    raw = (setter.text + "\n").encode()
    (folder / name).write_bytes(raw)
    (folder / (name + ".tandai.json")).write_text(sidecar(name, raw, setter.text + "\n", found), encoding="utf-8")
    return len(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--natural", action="store_true", help="set punctuation as in print")
    parser.add_argument("--sentences", type=int, default=15, help="how many an article has")
    parser.add_argument("corpus", choices=sorted(LABELS))
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    tagged = sentences(options.file, SEPARATORS[options.corpus])
    counts = [write(options.folder, number, tokens, LABELS[options.corpus], options.natural)
              for number, tokens in enumerate(articles(tagged, options.sentences))]
    print("%d articles, %d spans" % (len(counts), sum(counts)))


main()
