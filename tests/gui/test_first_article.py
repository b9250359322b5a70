#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first real article, annotated by hand: drags and keys, then closed, opened again, validated and exported.

The expectation is standoff: offsets, labels and links, not the article's words, which belong to their publisher. The
article is looked for in $TANDAI_SHARED, else beside the checkout.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from program import Program, run, wait_for

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("TANDAI_SHARED", ROOT.parent / "shared"))
CLI = sys.argv[2]
EXPECTED = json.loads((ROOT / "tests/data/kerusuhan-kazakhstan.standoff.json").read_text(encoding="utf-8"))
NAME = EXPECTED["article"]
KEYS = {"actor": "1", "place": "2", "claim": "3", "quote": "4"}


def place(span):
    """A span as the expectation has it."""
    return span["label"], tuple(map(tuple, span.get("fragments", [[span["start"], span["end"]]])))


def wanted(index):
    label, fragments = EXPECTED["spans"][index]
    return label, tuple(map(tuple, fragments))


def mark(program, view, index, done):
    """Makes one span: the first by a real drag, others by an exact selection, all by key presses."""
    label, fragments = wanted(index)
    for number, (start, end) in enumerate(fragments):
        if index < 3 and number == 0:
            view.drag_chars(start, end)
        else:
            program.act("win.select", "(uint32 %d, uint32 %d)" % (start, end))
        program.session.key(KEYS[label] if number == 0 else "plus")
        now = [(label, tuple(fragments[:number + 1]))]
        program.saved(NAME, lambda data: set(map(place, data["spans"])) == set(done + now), "%s %r" % (label, fragments))
    done.append((label, fragments))


def link(program, source, target):
    ids = {place(span): span["id"] for span in program.sidecar(NAME)["spans"]}
    before = len(program.sidecar(NAME)["relations"])
    program.act("win.select-span", "'%s'" % ids[wanted(source)])
    program.act("win.link-source", "'%s'" % ids[wanted(target)])
    program.saved(NAME, lambda data: len(data["relations"]) == before + 1, "a link")


def links(data):
    places = {span["id"]: place(span) for span in data["spans"]}
    return {(places[link["from"]], places[link["to"]]) for link in data["relations"]}


def read_brat(folder):
    """The spans of a brat folder, by label and the words at their offsets; fragments at line ends are rejoined."""
    text = (folder / NAME).read_text(encoding="utf-8")
    spans = set()
    for line in (folder / NAME.replace(".txt", ".ann")).read_text(encoding="utf-8").splitlines():
        if line.startswith("T"):
            label, offsets = line.split("\t")[1].split(" ", 1)
            pieces = [tuple(map(int, piece.split())) for piece in offsets.split(";")]
            spans.add((label, tuple(pieces)))
            assert line.split("\t")[2] == " ".join(text[a:b] for a, b in pieces)
    return spans


def read_conll(path):
    """The spans of a column file as lists of tokens, with their labels."""
    spans, open_span = [], None
    for line in path.read_text(encoding="utf-8").splitlines():
        token, _, tag = line.partition("\t")
        if tag.startswith("B-"):
            open_span = (tag[2:], [token])
            spans.append(open_span)
        elif tag.startswith("I-"):
            assert open_span and open_span[0] == tag[2:], line
            open_span[1].append(token)
        elif line:
            open_span = None
    return spans


def check_exports(program, data, output):
    subprocess.run([CLI, "validate", str(program.folder)], check=True)
    subprocess.run([CLI, "export", "--format", "brat", "--output", str(output / "brat"), str(program.folder)], check=True)
    assert read_brat(output / "brat") == set(map(place, data["spans"]))
    report = output / "report.tsv"
    subprocess.run([CLI, "export", "--format", "conll", "--output", str(output / "conll"), "--report", str(report),
                    str(program.folder)], check=True)
    found = read_conll(output / "conll" / NAME.replace(".txt", ".conll"))
    lost = report.read_text(encoding="utf-8")
    squeezed = {(label, "".join(tokens)) for label, tokens in found}
    for span in data["spans"]:
        carried = (span["label"], "".join(span["text"].split())) in squeezed
        assert carried or span["id"] in lost, span


def test_annotate_close_reopen_export():
    article = (SHARED / "articles" / NAME).read_bytes() if (SHARED / "articles" / NAME).exists() \
        else (SHARED / "data/articles" / NAME).read_bytes()
    with Program({NAME: article}, NAME, size="1280x1000") as program:
        view = program.article("“Kerusuhan")
        done = []
        for index in range(len(EXPECTED["spans"])):
            mark(program, view, index, done)
        for source, target in EXPECTED["sources"]:
            link(program, source, target)
        data = program.sidecar(NAME)
        assert links(data) == {(wanted(a), wanted(b)) for a, b in EXPECTED["sources"]}
        written = (program.folder / (NAME + ".tandai.json")).read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as output:
            check_exports(program, data, pathlib.Path(output))
    with Program({NAME: article, NAME + ".tandai.json": written}, NAME) as program:
        program.article("“Kerusuhan")
        wait_for(lambda: program.app.find_all("label", "Actor: Presiden Kassym-Jomart Tokayev"), "the spans in the list")
        assert (program.folder / (NAME + ".tandai.json")).read_text(encoding="utf-8") == written


if __name__ == "__main__":
    if not (SHARED / "data/articles" / NAME).exists() and not (SHARED / "articles" / NAME).exists():
        print("1..1\nok 1 - test_annotate_close_reopen_export # SKIP %s is not here" % NAME)
        sys.exit(0)
    run([test_annotate_close_reopen_export])
