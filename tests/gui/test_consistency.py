#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that are not labelled the same everywhere: listed, gone to, labelled and undone, without the mouse."""
import json
import re
from hashlib import sha256

from program import Program, label_with, labels, run, wait_for

FIRST = "Joko Widodo tiba di Demak. Joko Widodo disambut warga.\n"
SECOND = "Kata Joko Widodo, Demak akan dibantu.\n"
THIRD = "Warga menunggu.\nJoko Widodo berangkat lagi dari Demak.\n"


def sidecar(name, text, *spans):
    """What stands beside an article; each span is words, their label, and which occurrence it is."""
    listed = []
    for words, label, occurrence in spans:
        start = [match.start() for match in re.finditer(re.escape(words), text)][occurrence]
        listed.append({"id": f"s{len(listed)}", "start": start, "end": start + len(words), "label": label, "text": words})
    return json.dumps({"format": "tandai/1", "annotator": "", "status": "done", "text": text, "relations": [],
                       "article": {"file": name, "sha256": sha256(text.encode()).hexdigest(), "encoding": "UTF-8",
                                   "newline": "lf"},
                       "spans": sorted(listed, key=lambda span: span["start"])})


def corpus():
    return {"a.txt": FIRST, "b.txt": SECOND, "c.txt": THIRD,
            "a.txt.tandai.json": sidecar("a.txt", FIRST, ("Joko Widodo", "actor", 0), ("Joko Widodo", "actor", 1),
                                         ("Demak", "place", 0)),
            "b.txt.tandai.json": sidecar("b.txt", SECOND, ("Joko Widodo", "place", 0), ("Demak", "place", 0)),
            "c.txt.tandai.json": sidecar("c.txt", THIRD, ("Demak", "place", 0))}


def opened(program):
    """The list, once it is there; opened by its menu item."""
    program.article("Joko")
    program.menu("c", "y")
    return label_with(program, r"^Actor 2 · Place 1 · 1 unlabelled$")


def test_a_place_is_gone_to():
    with Program(corpus()) as program:
        opened(program)
        program.session.key("Return")
        label_with(program, r"^b\.txt · Place$")
        label_with(program, r"^c\.txt · no label$")
        program.session.key("Down", "Down", "Return")
        page = program.article("Warga menunggu.")
        wait_for(lambda: page.selection == (16, 27), "the words to be selected")
        # The article has the keys: its label key tags what is selected.
        program.session.focus_window()
        program.session.key("1")
        program.saved("c.txt", lambda data: ("actor", "Joko Widodo") in labels(data), "the label")


def test_all_places_are_labelled_and_that_is_undone():
    with Program(corpus()) as program:
        before = {name: program.sidecar(name) for name in ("a.txt", "b.txt", "c.txt")}
        opened(program)
        program.app.find("button", "Label All as “Actor”").press()
        program.saved("b.txt", lambda data: labels(data)[0] == ("actor", "Joko Widodo"), "the other label")
        program.saved("c.txt", lambda data: labels(data)[0] == ("actor", "Joko Widodo"), "the label")
        label_with(program, "^Nothing Found$")
        label_with(program, "^2 spans changed$")
        # GTK 4.8 says twice what is read on the button of a toast.
        program.app.find("button", "Undo Undo").press()
        program.saved("c.txt", lambda data: data == before["c.txt"], "what was there before")
        assert {name: program.sidecar(name) for name in before} == before
        label_with(program, r"^Actor 2 · Place 1 · 1 unlabelled$")


def test_what_was_just_marked_counts():
    with Program(corpus()) as program:
        opened(program)
        program.session.key("Escape")
        wait_for(lambda: not program.app.find_all("label", re.compile("unlabelled$")), "the window to be closed")
        program.act("win.select", "(uint32 0, uint32 11)")
        program.session.key("2")
        program.app.find("label", "Place: Joko Widodo")
        program.act("win.consistency")
        label_with(program, r"^Actor 2 · Place 2 · 1 unlabelled$")


def test_empty_and_broken():
    with Program({"a.txt": "Warga.\n", "b.txt": "Warga.\n", "b.txt.tandai.json": "{"}, "a.txt") as program:
        program.article("Warga")
        program.act("win.consistency")
        label_with(program, "^Nothing Found$")
        label_with(program, "b.txt.tandai.json")


run([test_a_place_is_gone_to, test_all_places_are_labelled_and_that_is_undone, test_what_was_just_marked_counts,
     test_empty_and_broken])
