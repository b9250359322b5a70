#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The statistics of a folder: opened, read out and saved without the mouse."""
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree

from program import Program, label_with, run, wait_for, with_file_chooser

CLI = sys.argv[2]
SAMPLE = pathlib.Path(__file__).resolve().parent.parent.parent / "data" / "sample"
FILES = {path.name: path.read_bytes() for path in SAMPLE.iterdir() if path.is_file()}
TEXT = "Presiden Joko Widodo tiba di Demak. Warga menyambutnya.\n"


def opened(files, language=None):
    return Program(files, language=language)


def statistics(program):
    """The window, once it has counted; opened by its menu item."""
    program.menu("c", "t")
    return wait_for(lambda: program.app.find_all("image", "Spans by Label"), "the plots")[0]


def figures(program):
    return json.loads(subprocess.run([CLI, "stats", "--json", str(program.folder)], stdout=subprocess.PIPE, check=True).stdout)


def test_plots_are_read_out():
    with opened(FILES) as program:
        program.article("Tanggul")
        told = statistics(program).description.splitlines()
        for label, numbers in figures(program)["spans_by_label"].items():
            assert "%s: %d" % (label.capitalize(), numbers["spans"]) in told, told
        empty = program.app.find("image", "Spans by Day")
        assert empty.description == "No span tells when it was made.", empty.description
        label_with(program, r"^289 · 89 links")


def test_session_and_days():
    with opened({"a.txt": TEXT, "b.txt": TEXT}) as program:
        program.article("Presiden")
        program.act("win.select", "(uint32 9, uint32 20)")
        program.session.key("1")
        program.act("win.select", "(uint32 29, uint32 34)")
        program.session.key("2")
        program.saved("a.txt", lambda data: len(data["spans"]) == 2, "two spans")
        program.session.key("ctrl+z")
        program.saved("a.txt", lambda data: len(data["spans"]) == 1, "one span")
        program.session.key("d")
        program.saved("a.txt", lambda data: data["status"] == "done", "the article to be done")
        # The next article takes the focus when it comes, from an open menu too.
        label_with(program, "^b.txt ·")
        wait_for(lambda: "focused" in program.article("Presiden").states, "the next article to have the focus")
        statistics(program)
        label_with(program, "^1 span · 1 article done$")
        label_with(program, "^1 article · 8 words$")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d: 1", program.app.find("image", "Spans by Day").description)


def test_saved_by_keys():
    with with_file_chooser(opened(FILES)) as program:
        program.article("Tanggul")
        statistics(program)
        program.app.find("button", "Save “Spans by Label”").click()
        wait_for(lambda: program.app.find_all("menu item", re.compile("SVG")), "the menu")
        program.session.key("s")
        wait_for(lambda: program.app.find_all(None, "Save Plot"), "the file chooser")
        target = program.folder / "out.svg"
        program.session.key("ctrl+a")
        program.session.run("xdotool", "type", "--delay", "5", str(target))
        program.session.key("Return")
        wait_for(target.exists, "the plot's file")
        label_with(program, "Saved as “out.svg”")
        assert xml.etree.ElementTree.parse(target).getroot().tag.endswith("svg")


def test_a_broken_sidecar_is_told():
    with opened({"a.txt": TEXT, "b.txt": TEXT, "b.txt.tandai.json": "{"}) as program:
        program.article("Presiden")
        statistics(program)
        label_with(program, "b.txt.tandai.json")
        program.session.key("Escape")
        wait_for(lambda: not program.app.find_all("image", "Spans by Label"), "the window to be gone")


run([test_plots_are_read_out, test_session_and_days, test_saved_by_keys, test_a_broken_sidecar_is_told])
