#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The search of a corpus, by keyboard alone: lines, chosen lines tagged at once, taken back, gone to."""
import csv
import io
import json
import pathlib
import re
import sys
from hashlib import sha256

from gui_session import wait_for
from program import Program, label_with, labels, run, with_file_chooser

SAMPLE = pathlib.Path(__file__).resolve().parent.parent.parent / "data" / "sample"
FILES = {path.name: path.read_bytes() for path in SAMPLE.iterdir() if path.is_file()}
TEXTS = {
    "a.txt": "Warga Demak pulang. Warga desa menunggu.\nIbu warga (Demak).\n",
    "b.txt": "Bupati Demak datang. Wargaku senang.\n",
    "c.txt": "Tidak ada apa-apa.\n",
}
WORDS = {
    "en": {"title": "Search the Corpus", "entry": "Words to look for", "lines": "Lines", "count": "%d lines in %d articles", "tag": "Tag Lines", "tagged": "%d places tagged as Actor",
           "kept": "%d place tagged as Place · %d were tagged already", "undone": "Undone: %d lines tagged as Actor", "undo": "Undo: %d lines tagged as Actor",
           "none": "No Matches", "failed": "Cannot Be Searched", "actor": "actor", "place": "place", "claim": "claim", "name": "Name of a label",
           "selected": "%d lines in %d articles · %d selected"},
    "id": {"title": "Cari di Korpus", "entry": "Kata yang dicari", "lines": "Baris", "count": "%d baris di %d artikel", "tag": "Tandai Baris", "tagged": "%d tempat ditandai sebagai Aktor",
           "kept": "%d tempat ditandai sebagai Tempat · %d sudah ditandai", "undone": "Tak jadi: %d baris ditandai sebagai Aktor",
           "undo": "Tak jadi: %d baris ditandai sebagai Aktor", "none": "Tidak Ada Kecocokan", "failed": "Tidak Dapat Dicari", "actor": "aktor",
           "place": "tempat", "name": "Nama label", "selected": "%d baris di %d artikel · %d dipilih"},
}


class Searching(Program):
    """The program with the search open."""

    def __init__(self, files=TEXTS, language="en", first="Warga", **more):
        super().__init__(files, language=None if language == "en" else language, **more)
        self.words = WORDS[language]
        self.first = first

    def __enter__(self):
        super().__enter__()
        self.view = self.article(self.first)
        self.open()
        return self

    def open(self):
        self.session.key("ctrl+shift+f")
        # What is looked for is looked for there: to walk through all windows takes its time.
        self.search = wait_for(lambda: [window for window in self.app.children if window.name == self.words["title"]], "the search")[0]
        self.entry = self.search.find("search box", self.words["entry"])
        wait_for(lambda: self.has_focus(self.entry), "the entry to have the keyboard")

    @staticmethod
    def has_focus(node):
        return any("focused" in child.states for child in node.walk())

    def look_for(self, words, n_lines, n_articles):
        self.session.key("ctrl+f", "ctrl+a")
        self.session.type(words)
        self.shows(self.words["count"] % (n_lines, n_articles))

    def shows(self, text):
        wait_for(lambda: [node for node in self.search.walk() if node.role in ("status", "label") and node.name == text], repr(text))

    def lines(self):
        lists = self.search.find_all("list", self.words["lines"])
        return [row.name for row in lists[0].find_all("list item")] if lists else []

    def choose_all(self, *counts):
        self.session.key("Down")
        wait_for(lambda: self.has_focus(self.search.find("list", self.words["lines"])), "the lines to have the keyboard")
        self.session.key("ctrl+a")
        self.shows(self.words["selected"] % counts)

    def tag_as(self, label):
        self.session.key("l")
        wait_for(lambda: [node for node in self.search.find_all("search box", self.words["name"]) if self.has_focus(node)], "the labels")
        self.session.type(self.words[label])
        self.session.key("Return")

    def tab_to(self, name):
        for _ in range(12):
            if [node for node in self.search.find_all("button", name) if self.has_focus(node)]:
                return
            before = self.focus()
            self.session.key("Tab")
            wait_for(lambda: self.focus() != before, "the focus to go on")
        raise AssertionError("Tab does not lead to %r" % name)

    def focus(self):
        return [node.path for node in self.search.walk() if "focused" in node.states]


def in_every_language(test):
    def both():
        for language in sorted(WORDS):
            test(language)
    both.__name__ = test.__name__
    return both


@in_every_language
def test_lines(language):
    with Searching(language=language) as program:
        program.look_for("warga", 4, 2)
        titles = {name: text.split("\n")[0] for name, text in TEXTS.items()}
        assert program.lines()[0] == "Warga Demak pulang. Warga desa menunggu. Ibu warga (Demak)., " + titles["a.txt"], program.lines()
        assert [line.rsplit(", ", 1)[1] for line in program.lines()] == [titles["a.txt"]] * 3 + [titles["b.txt"]]
        rows = program.search.find("list", program.words["lines"]).find_all("list item")
        assert [row.description for row in rows] == ["a.txt"] * 3 + ["b.txt"], [row.description for row in rows]
        program.session.key("ctrl+a")
        program.session.type("xyz")
        program.shows(program.words["none"])


@in_every_language
def test_tagged_at_once_and_taken_back(language):
    with Searching(language=language) as program:
        program.look_for("demak", 3, 2)
        program.choose_all(3, 2, 3)
        program.tag_as("actor")
        program.shows(program.words["tagged"] % 3)
        for name, places in (("a.txt", [(6, 11), (52, 57)]), ("b.txt", [(7, 12)])):
            data = program.saved(name, lambda data: data["spans"], "spans")
            assert [(span["start"], span["end"], span["label"]) for span in data["spans"]] == [place + ("actor",) for place in places], data["spans"]
        assert program.sidecar("c.txt") is None
        # What is shown shows them too.
        wait_for(lambda: program.app.find_all("list item", re.compile("^Warga.* 2 (spans|rentang)$")), "the spans beside the article")
        program.session.key("ctrl+z")
        program.shows(program.words["undone"] % 3)
        assert program.sidecar("a.txt") is None and program.sidecar("b.txt") is None


def test_what_is_tagged_is_left_alone():
    with Searching() as program:
        program.session.key("Escape")
        program.act("win.select", "(uint32 6, uint32 11)")
        program.act("win.tag", "'place'")
        program.act("win.select", "(uint32 52, uint32 57)")
        program.act("win.tag", "'place'")
        before = program.saved("a.txt", lambda data: len(data["spans"]) == 2, "two spans")
        program.open()
        program.look_for("demak", 3, 2)
        program.choose_all(3, 2, 3)
        program.tag_as("place")
        program.shows(program.words["kept"] % (1, 2))
        assert program.sidecar("a.txt") == before
        assert labels(program.sidecar("b.txt")) == [("place", "Demak")]


def test_taken_back_by_a_later_program():
    with Searching() as program:
        program.look_for("demak", 3, 2)
        program.choose_all(3, 2, 3)
        program.tag_as("actor")
        program.shows(program.words["tagged"] % 3)
        program.saved("b.txt", lambda data: data["spans"], "a span")
        program.session.quit_app()
        program.app = program.session.launch(program.command(), app_id="org.tandai.Tandai")
        program.session.focus_window()
        program.article("Warga")
        program.open()
        wait_for(lambda: program.search.find_all("button", program.words["undo"] % 3), "what can be taken back")
        # Somebody's later work in one of them stays.
        data = program.sidecar("b.txt")
        data["spans"].append({"id": "s1", "label": "place", "start": 0, "end": 6, "text": "Bupati"})
        (program.folder / "b.txt.tandai.json").write_text(json.dumps(data), encoding="utf-8")
        program.look_for("demak", 3, 2)
        program.session.key("Down", "ctrl+z")
        program.shows(program.words["undone"] % 3)
        assert program.sidecar("a.txt") is None
        assert labels(program.sidecar("b.txt")) == [("place", "Bupati")], program.sidecar("b.txt")["spans"]


def test_gone_to():
    with Searching() as program:
        program.look_for("demak", 3, 2)
        program.session.key("Down", "Down", "Down", "Return")
        view = program.article("Bupati")
        wait_for(lambda: view.selection == (7, 12), "the place to be selected, got %r" % (view.selection,))
        wait_for(lambda: program.has_focus(view), "the article to have the keyboard")
        program.session.key("1")
        data = program.saved("b.txt", lambda data: data["spans"], "a span")
        assert labels(data) == [("actor", "Demak")]


def test_sample():
    with Searching(files=FILES, first="Tanggul") as program:
        found = [len(re.findall("demak", data.decode(), re.IGNORECASE)) for name, data in FILES.items() if name.endswith(".txt")]
        program.look_for("demak", sum(found), len([number for number in found if number]))
        before = {path.name: path.read_bytes() for path in program.folder.iterdir()}
        program.choose_all(sum(found), len([number for number in found if number]), sum(found))
        program.tag_as("claim")
        label_with(program, "tagged as Claim")
        program.session.key("ctrl+z")
        label_with(program, "^Undone: ")
        assert {path.name: path.read_bytes() for path in program.folder.iterdir()} == before


def test_sorted():
    with Searching() as program:
        program.look_for("demak", 3, 2)
        assert [line.split()[0] for line in program.lines()] == ["Warga", "Warga", "Bupati"], program.lines()
        program.tab_to("Sort the lines")
        program.session.key("space", "Down", "Return")
        # By the word before: Bupati, warga, Warga.
        wait_for(lambda: [line.split()[0] for line in program.lines()] == ["Bupati", "Warga", "Warga"], "another order, not %r" % program.lines())


def test_spans_of_a_label():
    with Searching(files=FILES, first="Tanggul") as program:
        spans = {name: [span for span in json.loads(data)["spans"] if span["label"] == "actor"] for name, data in FILES.items() if name.endswith(".tandai.json")}
        program.tab_to("Where")
        program.session.key("space")
        wait_for(lambda: program.search.find_all("button", "Search Everywhere"), "where it is looked for")
        program.session.key("Return", "Down", "Return", "Escape")
        n_fragments = sum(len(span.get("fragments", [0])) for found in spans.values() for span in found)
        program.shows(program.words["count"] % (n_fragments, len([found for found in spans.values() if found])))


def sidecar(title, annotator, words):
    text = TEXTS["a.txt"]
    start = text.index(words)
    return json.dumps({"format": "tandai/1", "article": {"file": "a.txt", "title": title, "sha256": sha256(text.encode()).hexdigest(),
                                                         "encoding": "UTF-8", "newline": "lf"},
                       "annotator": annotator, "status": "in-progress", "text": text, "relations": [],
                       "spans": [{"id": "s1", "start": start, "end": start + len(words), "label": "actor", "text": words}]})


def test_lines_show_the_title_of_their_article():
    with Searching(files={**TEXTS, "a.txt.tandai.json": sidecar("Banjir di Demak", "", "Warga")}) as program:
        program.session.type("pulang")
        program.shows("1 line in 1 article")
        assert program.lines() == ["Warga Demak pulang. Warga desa menunggu. Ibu warga (Demak)., Banjir di Demak"], program.lines()


def test_the_unnamed_annotator_alone():
    files = {**TEXTS, "a.txt.tandai.json": sidecar("Satu", "", "Warga"), "a.txt.siti.tandai.json": sidecar("Satu", "siti", "menunggu")}
    with Searching(files=files) as program:
        program.session.type("warga")
        program.shows("4 lines in 2 articles")
        program.tab_to("Where")
        program.session.key("space")
        switch = program.search.find("switch", "Only the unnamed annotator")
        switch.press()
        wait_for(lambda: "sensitive" not in program.search.find("text box", "Annotator").states, "a name to make no difference")
        program.session.key("Escape")
        # Only the articles that this one has a sidecar of.
        program.shows("3 lines in 1 article")


def test_saved_as_a_table():
    with with_file_chooser(Searching()) as program:
        program.look_for("demak", 3, 2)
        program.tab_to("Save the Lines as a Table")
        program.session.key("space")
        wait_for(lambda: program.app.find_all(None, "Save the Lines"), "the file chooser")
        target = program.folder / "out.csv"
        program.session.key("ctrl+a")
        program.session.run("xdotool", "type", "--delay", "5", str(target))
        program.session.key("Return")
        label_with(program, "Saved as “out.csv”")
        rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
        assert rows[0][:4] == ["file", "start", "end", "left"], rows
        assert [row[:3] for row in rows[1:]] == [["a.txt", "6", "11"], ["a.txt", "52", "57"], ["b.txt", "7", "12"]], rows


def test_half_an_expression():
    with Searching() as program:
        program.session.type("(")
        program.tab_to("Regular Expression")
        program.session.key("space")
        program.shows(program.words["failed"])
        program.look_for("^(Warga|Bupati)", 2, 2)


run([test for name, test in list(globals().items()) if name.startswith("test_")])
