# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the files of each format place an article's spans. Each reader cuts the words out of the format's own text in the format's own unit,
checks what the format says that they are, and gives (label, start, end) in code points of the article's text."""
import bisect
import csv
import json
import re
import xml.etree.ElementTree

import readers

XMI = "{http://www.omg.org/XMI}id"
TANDAI = "{http:///org/tandai.ecore}"
# Between the pieces of a span in an answer to read.
GAP = " […] "


class Java:
    """A text as who counts in UTF-16 has it."""

    def __init__(self, text):
        self.units = text.encode("utf-16-le")
        self.pairs = []
        for at, character in enumerate(text):
            if ord(character) > 0xffff:
                self.pairs.append(at + len(self.pairs))

    def cut(self, start, end):
        return self.units[2 * start:2 * end].decode("utf-16-le")

    def place(self, label, start, end):
        return label, start - bisect.bisect_left(self.pairs, start), end - bisect.bisect_left(self.pairs, end)


def same(one, other):
    assert one == other, "%r is not %r" % (one[:200], other[:200])


def read_jsonl(out, stem, text):
    [line] = out.read_bytes().decode().splitlines()
    record = json.loads(line)
    same(record["text"], text)
    for span in record["spans"]:
        pieces = span.get("fragments", [[span["start"], span["end"]]])
        same(" ".join(record["text"][start:end] for start, end in pieces), span["text"])
        yield from ((span["label"], start, end) for start, end in pieces)


def read_standoff(out, stem, text):
    content = (out / (stem + ".txt.standoff.json")).read_text()
    record = json.loads(content)
    assert record["length"] == len(text) and "text" not in record
    for span in record["spans"]:
        assert "text" not in span
        yield from ((span["label"], start, end) for start, end in span.get("fragments", [[span["start"], span["end"]]]))


def read_doccano(out, stem, text):
    record = json.loads(out.read_text())
    same(record["text"], text)
    return [(entity["label"], entity["start_offset"], entity["end_offset"]) for entity in record["entities"]]


def read_label_studio(out, stem, text):
    [task] = json.loads(out.read_text())
    same(task["data"]["text"], text)
    for value in [result["value"] for result in task["annotations"][0]["result"] if result["type"] == "labels"]:
        same(task["data"]["text"][value["start"]:value["end"]], value["text"])
        yield value["labels"][0], value["start"], value["end"]


def read_csv(out, stem, text):
    with open(out, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            pieces = [tuple(map(int, piece.split())) for piece in (row["fragments"] or "%(start)s %(end)s" % row).split(";")]
            same(" ".join(text[start:end] for start, end in pieces), row["text"])
            yield from ((row["label"], start, end) for start, end in pieces)


def read_brat(out, stem, text):
    own = (out / (stem + ".txt")).read_bytes().decode()
    same(own, text)
    for label, fragments in readers.read_brat((out / (stem + ".ann")).read_text(), own)[0].values():
        yield from ((label, *piece) for piece in readers.join_lines(fragments, own))


def read_web_annotation(out, stem, text):
    own = (out / (stem + ".txt")).read_bytes().decode()
    same(own, text)
    for item in json.loads((out / (stem + ".jsonld")).read_text())["first"]["items"]:
        if item["motivation"] != "tagging":
            continue
        [label] = [body["value"] for body in item["body"] if body["purpose"] == "tagging"]
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for position, quote in [target["selector"] for target in targets]:
            start, end = position["start"], position["end"]
            same(own[start:end], quote["exact"])
            assert own[:start].endswith(quote["prefix"]) and own[end:end + len(quote["suffix"])] == quote["suffix"], quote
            yield label, start, end


def read_uima_xmi(out, stem, text):
    root = xml.etree.ElementTree.parse(out / (stem + ".xmi")).getroot()
    [own] = [element.get("sofaString") for element in root if element.get("sofaString")]
    same(own, text)
    java = Java(own)
    by_id = {element.get(XMI): element for element in root}
    for span in root.iter(TANDAI + "Span"):
        for piece in [by_id[number] for number in span.get("fragments", span.get(XMI)).split()]:
            yield java.place(span.get("label"), int(piece.get("begin")), int(piece.get("end")))


def read_uima_json(out, stem, text):
    structures = json.loads((out / (stem + ".json")).read_text())["%FEATURE_STRUCTURES"]
    [own] = [item["sofaString"] for item in structures if "sofaString" in item]
    same(own, text)
    java = Java(own)
    by_id = {item["%ID"]: item for item in structures}
    for span in structures:
        if span["%TYPE"] == "org.tandai.Span":
            pieces = by_id[span["@fragments"]]["%ELEMENTS"] if "@fragments" in span else [span["%ID"]]
            yield from (java.place(span["label"], by_id[piece]["begin"], by_id[piece]["end"]) for piece in pieces)


def read_webanno_tsv(out, stem, text):
    java = Java(text)
    spans, at = {}, 0
    for words, start, end, cell in readers.read_rows((out / (stem + ".tsv")).read_text()):
        same(java.cut(start, end), words)
        assert not java.cut(at, start).strip() or start < at, java.cut(at, start)
        at = max(at, end)
        for number, label in cell.items():
            spans[number] = (label, min(start, spans[number][1]) if number in spans else start, end)
    assert not java.cut(at, len(text) * 2).strip()
    return [java.place(*span) for span in spans.values()]


def read_conll(out, stem, text):
    for path in [out / (stem + ".conll"), *sorted(out.glob(stem + ".[0-9]*.conll"))]:
        yield from readers.read_tags(readers.read_columns(path.read_text(), "\t"), text, "BIO")


def read_hf(out, stem, text):
    with open(out / "data" / "train.jsonl", encoding="utf-8", newline="\n") as lines:
        records = list(map(json.loads, lines))
    names = set(re.findall("^ +'\\d+': \"(.*)\"$", (out / "README.md").read_text(), flags=re.MULTILINE))
    layers = [[record["ner_tags"], *record.get("ner_tags_nested", [])] for record in records]
    assert names.issuperset(tag for tags in layers for layer in tags for tag in layer)
    for number in range(max(map(len, layers))):
        # A sentence has as many layers as it needs.
        sentences = [[(token, tag, 2) for token, tag in zip(record["tokens"], tags[number] if number < len(tags) else "O" * len(record["tokens"]), strict=True)]
                     for record, tags in zip(records, layers)]
        yield from readers.read_tags(sentences, text, "BIO")


def read_gliner(out, stem, text):
    records = json.loads(out.read_text())
    sentences = [[(token, None, 1) for token in record["tokenized_text"]] for record in records]
    for record, placed in zip(records, readers.place_tokens(sentences, text), strict=True):
        yield from ((label, placed[first][0], placed[last][1]) for first, last, label in record["ner"])


def read_spacy(out, stem, text):
    """All spans; entities() has those that are not apart."""
    record = json.loads((out / "train.jsonl").read_text())
    same(record["text"], text)
    same("".join(word + " " * space for word, space in zip(record["words"], record["spaces"], strict=True)), text)
    for spans in record["spans"].values():
        yield from ((label, start, end) for start, end, label in spans)


def entities(out):
    return {(label, start, end) for start, end, label in json.loads((out / "train.jsonl").read_text())["entities"]}


def read_citron(out, stem, text):
    """A source is an actor here."""
    record = json.loads((out / (stem + ".json")).read_text())
    same(record["text"], text)
    for quote in record["quotes"]:
        for label, parts in (("cue", [quote["cue"]]), ("actor", quote["sources"]), ("quote", quote["contents"])):
            for part in parts:
                same(record["text"][part["start"]:part["end"]], part["text"])
                yield label, part["start"], part["end"]


def read_chat(out, stem, text):
    """(label, words): it has no offsets, but the words stand in the text that was asked about, and that is the article's."""
    at = 0
    for messages in [json.loads(line)["messages"] for line in out.read_text().split("\n")[:-1]]:
        asked, answer = messages[1]["content"], json.loads(messages[2]["content"])
        start = text.index(asked, at)
        assert not text[at:start].strip(), text[at:start][:200]
        at = start + len(asked)
        for name, items in answer.items():
            for words in [item if isinstance(item, str) else item["text"] for item in items]:
                assert all(piece in asked for piece in words.split(GAP)), words
                yield name[:-1] if name.endswith("s") else name, words
    assert not text[at:].strip()


READERS = {name[len("read_"):].replace("_", "-"): function for name, function in list(globals().items()) if name.startswith("read_")}
