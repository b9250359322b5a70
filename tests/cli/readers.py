# SPDX-License-Identifier: GPL-3.0-or-later
"""Small readers of the formats, written from their descriptions alone, that know nothing of the writers."""
import re


def sidecar_pieces(sidecar, left_out=()):
    """Each fragment as (label, start, end)."""
    return {(span["label"], start, end)
            for span in sidecar["spans"] if span["id"] not in left_out
            for start, end in span.get("fragments", [[span["start"], span["end"]]])}


def read_columns(content, separator):
    """Sentences of (token, tag) rows; the first and last columns count."""
    sentences, rows = [], []
    for line in content.split("\n"):
        if line == "":
            if rows:
                sentences.append(rows)
            rows = []
        elif not line.startswith("-DOCSTART-"):
            fields = line.split(separator)
            rows.append((fields[0], fields[-1], len(fields)))
    assert not rows, "the last sentence is not ended"
    return sentences


def place_tokens(sentences, text):
    """The tokens' places: each follows the last, with nothing but white space between."""
    at = 0
    for rows in sentences:
        placed = []
        for token, tag, _ in rows:
            while not text.startswith(token, at):
                assert text[at].isspace() or ord(text[at]) < 32, "%r at %d" % (token, at)
                at += 1
            placed.append((at, at + len(token), tag))
            at += len(token)
        yield placed
    assert not text[at:].strip(), "the text goes on: %r" % text[at:]


def read_tags(sentences, text, scheme):
    """The spans that the tags give, as (label, start, end), read strictly: a wrong letter is an error."""
    begins = {"BIO": "B", "BIOES": "BS", "BILOU": "BU", "IO": ""}[scheme]
    ends = {"BIO": "", "BIOES": "ES", "BILOU": "LU", "IO": ""}[scheme]
    inside = {"BIO": "I", "BIOES": "IE", "BILOU": "IL", "IO": "I"}[scheme]
    spans = set()
    for placed in place_tokens(sentences, text):
        current = None
        for start, end, tag in placed:
            letter, _, label = tag.partition("-")
            if letter == "O":
                assert not ends or current is None, "a span was not ended"
                current = None
                continue
            if letter in begins or (scheme == "IO" and (current is None or current[0] != label)):
                current = [label, start, end]
            else:
                assert letter in inside and current is not None and current[0] == label, "%s at %d" % (tag, start)
                spans.discard(tuple(current))
                current[2] = end
            spans.add(tuple(current))
            if letter in ends:
                current = None
        assert not ends or current is None, "a span was not ended"
    return spans


def read_brat(ann, text):
    """Spans, relations, attributes and notes, each checked as brat checks them; those that are notes of our own are read, too."""
    spans, relations, attributes, notes = {}, {}, {}, {}
    for line in ann.splitlines():
        match = re.fullmatch(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)", line)
        if match:
            fragments = [tuple(map(int, part.split())) for part in match[3].split(";")]
            assert match[4] == " ".join(text[start:end] for start, end in fragments), line
            assert all(start < end for start, end in fragments), line
            spans[match[1]] = (match[2], fragments)
        elif line.startswith("R"):
            number, name, source, target = re.fullmatch(r"(R\d+)\t(\S+) Arg1:(T\d+) Arg2:(T\d+)", line).groups()
            relations[number] = (name, source, target)
        elif line.startswith("A"):
            name, target, value = re.fullmatch(r"A\d+\t(\S+) (\S+) (\S+)", line).groups()
            attributes.setdefault(target, {})[name] = value
        else:
            kind, target, note = re.fullmatch(r"#\d+\t(AnnotatorNotes|TandaiAttribute) (\S+)\t(.*)", line).groups()
            assert kind == "AnnotatorNotes" or "\\" not in note, line
            if kind == "AnnotatorNotes":
                notes.setdefault(target, []).append(note)
            else:
                name, value = note.split("=", 1)
                attributes.setdefault(target, {})[name] = value
    assert all(source in spans and target in spans for _, source, target in relations.values())
    return spans, relations, attributes, notes


def join_lines(fragments, text):
    """The fragments as they were before they were split at line ends."""
    joined = []
    for start, end in fragments:
        gap = text[joined[-1][1]:start] if joined else ""
        if gap and not gap.strip() and gap.splitlines() != [gap]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def read_rows(content):
    """(words, start, end, labels by number) of each row of WebAnno TSV, read as INCEpTION's documentation says."""
    for line in content.split("\n"):
        if re.match(r"\d+-\d+", line):
            fields = line.split("\t")
            start, end = fields[1].split("-")
            cell = [] if fields[3] == "_" else re.findall(r"([^|\[]+)\[(\d+)\]", fields[3])
            yield fields[2], int(start), int(end), {int(number): label for label, number in cell}


def read_report(content):
    lines = content.splitlines()
    assert lines[0] == "file\tid\tkind\tresult\tdetail"
    return [dict(zip(lines[0].split("\t"), line.split("\t"))) for line in lines[1:]]
