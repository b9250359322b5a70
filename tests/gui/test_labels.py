#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The labels of a folder: changed by keyboard, seen in the article, undone; and the codebook."""
import json
import os
import re
import signal
import subprocess
import sys

from program import PROGRAM, Program, label_with, labels, run, wait_for

CLI = sys.argv[2]
TEXT = "Warga Demak berkumpul di balai desa.\n"
OTHER = "Warga Kendal menunggu di pasar.\n"
NAME = "berita.txt"


def tag(program, start, end, key):
    program.act("win.select", "(uint32 %d, uint32 %d)" % (start, end))
    program.session.key(key)


def tagged(program):
    """Two spans, on disk."""
    program.article("Warga")
    tag(program, 0, 5, "1")
    tag(program, 6, 11, "2")
    return program.saved(NAME, lambda data: len(data["spans"]) == 2, "two spans")


def open_labels(program):
    program.act("win.labels")
    return label_with(program, r"actor · \d+ span|not used")


def type_name(program, name):
    """In place of what the entry holds."""
    program.session.key("ctrl+a")
    program.session.type(name)
    program.session.key("Return")


def schema(program):
    path = program.folder / "tandai.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def test_a_label_is_renamed_and_that_is_undone():
    with Program({NAME: TEXT, "lain.txt": OTHER}, NAME) as program:
        before = tagged(program)
        open_labels(program)
        program.session.key("Return")
        program.app.find("button", "Rename…")
        program.session.key("space")
        label_with(program, "1 span in 1 article will have the new name")
        type_name(program, "tokoh")
        data = program.saved(NAME, lambda data: ("tokoh", "Warga") in labels(data), "the new name")
        assert labels(data) == [("tokoh", "Warga"), ("place", "Demak")]
        wait_for(lambda: schema(program), "the corpus file")
        assert schema(program)["labels"][0]["name"] == "tokoh"
        label_with(program, "tokoh · 1 span in 1 article")
        program.session.key("ctrl+z")
        program.saved(NAME, lambda data: data == before, "what was there before")
        wait_for(lambda: schema(program) is None, "the corpus file to be gone")
        label_with(program, "actor · 1 span in 1 article")


def test_what_came_before_a_rename_can_still_be_undone():
    with Program({NAME: TEXT}, NAME) as program:
        tagged(program)
        open_labels(program)
        program.session.key("Return")
        program.app.find("button", "Rename…")
        program.session.key("space")
        label_with(program, "1 span in 1 article will have the new name")
        type_name(program, "tokoh")
        program.saved(NAME, lambda data: ("tokoh", "Warga") in labels(data), "the new name")
        label_with(program, "1 span changed")
        program.session.key("Escape")
        program.session.key("Escape")
        wait_for(lambda: program.session.action_info("win.undo")[0], "something to undo")
        program.act("win.undo")
        program.saved(NAME, lambda data: labels(data) == [("tokoh", "Warga")], "one span less")
        program.act("win.undo")
        program.saved(NAME, lambda data: labels(data) == [], "no span")


def test_the_focus_stays_on_the_label_that_is_renamed():
    with Program({NAME: TEXT}, NAME) as program:
        tagged(program)
        open_labels(program)
        program.session.key("Down", "Return")
        program.app.find("button", "Rename…")
        program.app.find("button", "Color on Light Pages")
        program.session.key("space")
        label_with(program, "1 span in 1 article will have the new name")
        type_name(program, "lokasi")
        program.saved(NAME, lambda data: ("lokasi", "Demak") in labels(data), "the new name")
        wait_for(lambda: [row for row in program.app.find_all("list item", "Place") if "focused" in row.states], "the focus on its row")


def test_a_title_is_seen_in_the_article():
    with Program({NAME: TEXT}, NAME) as program:
        tagged(program)
        open_labels(program)
        program.session.key("Return")
        program.app.find("button", "Rename…")
        program.session.key("Tab")
        type_name(program, "Person")
        wait_for(lambda: schema(program), "the corpus file")
        assert schema(program)["labels"][0]["title"] == {"en": "Person", "id": "Aktor"}
        program.session.key("Escape")
        program.session.key("Escape")
        wait_for(lambda: not program.app.find_all("frame", "Labels"), "the labels to be closed")
        program.app.find("button", "Person")
        # The article is the one that is marked on.
        tag(program, 25, 35, "2")
        program.saved(NAME, lambda data: len(data["spans"]) == 3, "three spans")


def test_what_was_typed_is_written_when_the_row_is_left():
    with Program({NAME: TEXT}, NAME) as program:
        tagged(program)
        open_labels(program)
        program.session.key("Return")
        program.app.find("button", "Rename…")
        program.session.key("Tab")
        program.session.key("ctrl+a")
        program.session.type("Speaker")
        # Past the row's own button.
        program.session.key("Tab", "Tab")
        wait_for(lambda: schema(program) and schema(program)["labels"][0]["title"]["en"] == "Speaker", "the title")


def test_spans_are_deleted_with_their_label_and_come_back():
    with Program({NAME: TEXT}, NAME) as program:
        before = tagged(program)
        open_labels(program)
        program.session.key("Down", "Return")
        program.app.find("button", "Delete…").press()
        label_with(program, "1 span in 1 article will be deleted, too")
        program.app.find("button", "Delete").press()
        program.saved(NAME, lambda data: labels(data) == [("actor", "Warga")], "one span less")
        program.app.find("button", "Undo: “place” deleted").press()
        program.saved(NAME, lambda data: data == before, "both spans")


def test_a_name_that_is_taken_is_told_while_it_is_typed():
    """The dialog stays open, and its button does nothing until the name can be."""
    with Program({NAME: TEXT}, NAME) as program:
        before = tagged(program)
        open_labels(program)
        program.session.key("Return")
        program.app.find("button", "Rename…")
        program.session.key("space")
        label_with(program, "1 span in 1 article will have the new name")
        for taken, reason in (("place", "There is a label “place” already"), ("a b", "“a b” can’t be a name: ")):
            type_name(program, taken)
            program.app.find("status", re.compile("^" + reason))
            assert "sensitive" not in program.app.find("button", "Rename").states
        assert program.sidecar(NAME) == before
        program.session.key("ctrl+a")
        program.session.type("tokoh")
        wait_for(lambda: "sensitive" in program.app.find("button", "Rename").states, "the button")
        assert not program.app.find_all("status", re.compile("can’t be"))
        program.session.key("Return")
        program.saved(NAME, lambda data: ("tokoh", "Warga") in labels(data), "the new name")


def test_what_is_deleted_is_told_and_can_be_undone_at_once():
    with Program({NAME: TEXT}, NAME) as program:
        program.article("Warga")
        open_labels(program)
        program.app.find("button", "Remove “Source”").press()
        label_with(program, "^“source” deleted$")
        wait_for(lambda: schema(program) and schema(program)["relations"] == [], "the relation to go")
        # GTK names the button of a toast twice.
        program.app.find("button", "Undo Undo").press()
        program.app.find("button", "Remove “Source”")
        wait_for(lambda: schema(program) is None, "the corpus file to be gone")


def test_a_relation_gets_a_title_and_stays_open():
    with Program({NAME: TEXT}, NAME) as program:
        program.article("Warga")
        open_labels(program)
        rows = [row for row in program.app.find_all("list item") if row.name == "Source"]
        rows[-1].click()
        entry = [node for node in program.app.find_all("text box", "Title, English")][-1]
        entry.click()
        type_name(program, "Speaker")
        wait_for(lambda: schema(program) and schema(program)["relations"][0]["title"] == {"en": "Speaker", "id": "Sumber"}, "the title")
        assert schema(program)["relations"][0]["name"] == "source"
        program.app.find("button", "Claim")
        box = [node for node in program.app.find_all("checkbox", "Actor") if "checked" not in node.states][0]
        box.click()
        wait_for(lambda: "actor" in schema(program)["relations"][0]["from"], "the other end")
        wait_for(lambda: "checked" in box.states, "the box to stay")


def test_an_attribute_gets_a_title_which_the_inspector_shows():
    with Program({NAME: TEXT}, NAME) as program:
        tagged(program)
        open_labels(program)
        program.session.key("Return")
        program.app.find("button", "Rename…")
        button = program.app.find("button", "Remove “kind”")
        row = button.parent
        while row.role != "list item" or row.name != "Kind":
            row = row.parent
        # The page is scrolled to what has the focus.
        for _ in range(40):
            if [node for node in row.walk() if "focused" in node.states]:
                break
            program.session.key("Tab")
        program.session.key("space")
        wait_for(lambda: len(program.app.find_all("text box", "Title, English")) == 2, "the rows")
        # Past the button that removes it, and its values.
        program.session.key("Tab", "Tab", "Tab")
        type_name(program, "Sort of actor")
        wait_for(lambda: schema(program) and schema(program)["labels"][0]["attributes"][0].get("title") == {"en": "Sort of actor"}, "the title")
        assert schema(program)["labels"][0]["attributes"][0]["values"] == ["person", "organization", "group"]
        program.session.key("Escape")
        program.session.key("Escape")
        wait_for(lambda: not [top for top in program.app.children if top.name == "Labels"], "the labels to be closed")
        program.act("win.select-span", "'%s'" % program.sidecar(NAME)["spans"][0]["id"])
        program.app.find("label", "Sort of actor")


def test_every_list_of_the_labels_has_a_name():
    with Program({NAME: TEXT}, NAME) as program:
        program.article("Warga")
        open_labels(program)

        def names():
            return sorted(node.name for node in program.app.find_all("list"))
        expected = ["Labels", "Name of a new label", "Name of a new relation", "Relations", "Source", "Templates"]
        wait_for(lambda: set(expected) <= set(names()), "names, got %r" % names())
        assert "" not in names() and "GtkListBox" not in names(), names()
        program.session.key("Return")
        program.app.find("button", "Rename…")
        expected = ["New one, like “mode: direct, indirect”", "Kind", "Codebook", "Examples", "Look and Key", "Merge into another label", "Name in the files"]
        wait_for(lambda: set(expected) <= set(names()), "names, got %r" % names())
        assert "" not in names() and "GtkListBox" not in names(), names()


def test_the_codebook_stands_beside_the_article():
    with Program({NAME: TEXT}, NAME) as program:
        tagged(program)
        program.session.key("F2")
        label_with(program, "Who speaks or acts")
        assert program.session.action_info("win.codebook")[2][0]
        # The hand stays on the article.
        tag(program, 25, 35, "2")
        program.saved(NAME, lambda data: len(data["spans"]) == 3, "three spans")
        program.session.key("F2")
        wait_for(lambda: not program.session.action_info("win.codebook")[2][0], "the codebook to be gone")


def test_what_a_killed_program_left_is_finished():
    """The command line is stopped between two sidecars; opening the folder finishes its work."""
    articles = {"%03d.txt" % number: TEXT for number in range(60)}
    with Program(articles, "000.txt") as program:
        state = dict(os.environ, XDG_STATE_HOME=program.session.env["XDG_STATE_HOME"], LC_ALL="C.UTF-8", LANGUAGE="en")
        for name in articles:
            subprocess.run([CLI, "annotate", str(program.folder / name), "--label", "actor", "--quote", "Warga"], check=True,
                           stdout=subprocess.DEVNULL, env=state)

        def renamed():
            return [name for name in articles if program.sidecar(name)["spans"][0]["label"] == "tokoh"]

        def half_done():
            work = subprocess.Popen([CLI, "labels", "rename", "actor", "tokoh", str(program.folder)],
                                    stderr=subprocess.DEVNULL, env=state)
            while work.poll() is None and not renamed():
                pass
            work.send_signal(signal.SIGKILL)
            work.wait()
            if schema(program) is None and renamed():
                return True
            if schema(program) is not None:
                subprocess.run([CLI, "labels", "--undo", str(program.folder)], check=True, stderr=subprocess.DEVNULL,
                               env=state)
            return False
        wait_for(half_done, "a rename that is half done", timeout=60)
        assert 0 < len(renamed()) < len(articles)
        program.session.quit_app()
        program.session.launch([PROGRAM, str(program.folder)], app_id="org.tandai.Tandai")
        wait_for(lambda: len(renamed()) == len(articles) and schema(program), "the rename to be finished")


run([value for name, value in list(globals().items()) if name.startswith("test_")])
