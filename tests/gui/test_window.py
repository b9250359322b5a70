#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window round the article: panes, label picker, inspector, folder, notices."""
import json
import os
import re
import sys
import time

from gi.repository import Gio, GLib

from program import Program, labels, run, wait_for

TEXT = "Bupati Retno berkata, “Air surut.” Warga Demak lega.\n"
NAME = "berita.txt"


def at(words, text=TEXT):
    return text.index(words), text.index(words) + len(words)


def tag(program, words, key):
    program.act("win.select", "(uint32 %d, uint32 %d)" % at(words))
    program.session.key(key)


def count(number):
    return lambda data: len(data["spans"]) == number


def focused(program, role):
    return wait_for(lambda: [node for node in program.app.find_all(role) if "focused" in node.states], "focus in a " + role)


def test_label_by_its_name():
    with Program({NAME: TEXT}, NAME) as program:
        program.article("Bupati")
        program.act("win.select", "(uint32 %d, uint32 %d)" % at("Demak"))
        program.session.key("l")
        focused(program, "search box")
        program.session.type("pla")
        program.session.key("Return")
        assert labels(program.saved(NAME, count(1), "a place")) == [("place", "Demak")]
        focused(program, "text box")
        program.session.key("j", "l")
        focused(program, "search box")
        program.session.type("cl")
        program.session.key("ctrl+Return")
        data = program.saved(NAME, count(2), "a claim over the same words")
        assert labels(data) == [("claim", "Demak"), ("place", "Demak")], labels(data)


def test_keys_go_on_in_the_article_after_the_menu():
    with Program({NAME: TEXT}, NAME) as program:
        program.article("Bupati")
        focused(program, "text box")
        program.session.key("F10")
        focused(program, "menu item")
        program.session.key("Escape")
        focused(program, "text box")


def test_label_picker_is_left_by_escape():
    with Program({NAME: TEXT}, NAME) as program:
        program.article("Bupati")
        program.act("win.select", "(uint32 %d, uint32 %d)" % at("Demak"))
        program.session.key("l")
        focused(program, "search box")
        program.session.key("Escape")
        focused(program, "text box")
        program.session.key("1")
        assert labels(program.saved(NAME, count(1), "an actor")) == [("actor", "Demak")]


def test_inspector_shows_goes_and_removes():
    with Program({NAME: TEXT}, NAME) as program:
        program.article("Bupati")
        tag(program, "Bupati Retno", "1")
        tag(program, "“Air surut.”", "4")
        program.act("win.link-source", "''")
        data = program.saved(NAME, lambda data: len(data["relations"]) == 1, "the nearest actor as source")
        program.app.find("label", "→ Source")
        program.app.find("label", re.compile("^Characters %d–%d\\b" % at("“Air surut.”")))
        assert len(program.app.find_all("label", "Linked")) == 2
        program.app.find("button", re.compile("Go to this span")).press()
        program.app.find("label", re.compile("^Characters %d–%d\\b" % at("Bupati Retno")))
        program.app.find("label", "← Source")
        program.app.find("button", "Remove the link").press()
        program.saved(NAME, lambda data: data["relations"] == [], "the link to go")
        program.app.gone("label", "← Source")
        program.app.gone("label", "Linked")
        program.app.find("button", "Remove the span").press()
        assert labels(program.saved(NAME, count(1), "the actor to go")) == [("quote", "“Air surut.”")]
        program.session.key("ctrl+z")
        assert program.saved(NAME, count(2), "it to come back")["spans"] == data["spans"]


def test_source_without_an_actor_is_said():
    with Program({NAME: "“Air surut.”\n"}, NAME) as program:
        program.article("“Air")
        program.act("win.select", "(uint32 0, uint32 12)")
        program.session.key("4")
        program.saved(NAME, count(1), "a quote")
        program.act("win.link-source", "''")
        program.app.find("status", "There is no actor to link yet")


def test_a_span_narrower_than_an_ellipsis_is_listed_without_a_warning():
    with Program({NAME: "Ia: “Lega.”\n"}, NAME) as program:
        program.article("Ia")
        program.act("win.select", "(uint32 0, uint32 2)")
        program.session.key("1")
        program.act("win.select", "(uint32 4, uint32 11)")
        program.session.key("4", "s")
        program.saved(NAME, lambda data: len(data["relations"]) == 1, "a link")
        program.app.find("label", "→ Source")


def test_panes_pass_over_a_hidden_inspector():
    with Program({NAME: TEXT}, NAME) as program:
        program.article("Bupati")
        tag(program, "Demak", "2")
        program.saved(NAME, count(1), "a span")
        program.session.key("ctrl+Tab")
        focused(program, "list item")
        program.session.key("F6", "F6")
        focused(program, "text box")
        program.session.key("F9", "F6")
        focused(program, "button")
        program.session.key("F6")
        focused(program, "text box")


def test_done_goes_to_the_next_unfinished_and_back():
    articles = {name: name[0].upper() * 5 + ".\n" for name in ("a.txt", "b.txt", "c.txt")}
    with Program(articles) as program:
        program.article("AAAAA")
        program.session.key("ctrl+Next")
        program.article("BBBBB")
        program.session.key("d")
        program.article("CCCCC")
        program.saved("b.txt", lambda data: data["status"] == "done", "b to be done")
        program.session.key("ctrl+Prior", "ctrl+Prior")
        program.article("AAAAA")
        program.session.key("d")
        program.article("CCCCC")
        # The toast's button is named by itself and by its label; the header bar has an Undo of its own.
        program.app.find("button", "Undo Undo").press()
        program.article("AAAAA")
        program.saved("a.txt", lambda data: data["status"] == "new", "a to be new again")


def test_a_row_follows_the_open_article():
    with Program({"a.txt": "Pertama di sini.\n", "b.txt": "Kedua.\n"}) as program:
        program.article("Pertama")
        program.app.find("label", "New · 0 spans")
        program.act("win.select", "(uint32 0, uint32 7)")
        program.session.key("1")
        program.app.find("label", "In progress · 1 span")


def test_undo_after_switching_and_after_a_restart():
    first = Program({"a.txt": TEXT, "b.txt": "Kedua.\n"})
    state = first.folder / "b.state"
    first.session.env["XDG_STATE_HOME"] = str(state)
    with first as program:
        program.article("Bupati")
        tag(program, "Bupati Retno", "1")
        tag(program, "“Air surut.”", "4")
        program.act("win.link-source", "''")
        program.saved("a.txt", lambda data: len(data["relations"]) == 1, "a link")
        program.session.key("ctrl+Next")
        program.article("Kedua")
        program.session.key("ctrl+Prior")
        program.article("Bupati")
        program.session.key("ctrl+z")
        program.saved("a.txt", lambda data: data["relations"] == [], "the link to be undone")
        program.session.key("ctrl+q")
        wait_for(lambda: program.session.app.poll() is not None, "the program to end")
        program.session.launch([sys.argv[1], str(program.folder / "a.txt")], app_id="org.tandai.Tandai")
        program.app = program.session.app_node()
        program.session.focus_window()
        program.article("Bupati")
        program.session.key("ctrl+z")
        program.saved("a.txt", count(1), "the quote to be undone")
        program.session.key("ctrl+shift+z", "ctrl+shift+z")
        program.saved("a.txt", lambda data: len(data["relations"]) == 1, "all redone")


def test_notices_are_shown_and_closed():
    schema = {"format": "tandai-corpus/1", "labels": [{"name": "actor", "key": "d"}]}
    with Program({NAME: TEXT, "tandai.json": json.dumps(schema)}, NAME) as program:
        program.article("Bupati")
        program.app.find("label", re.compile("“d”"))
        program.app.find("widget", "GtkInfoBar").find("button", "Close").press()
        program.app.gone("label", re.compile("“d”"))


def test_problems_of_a_sidecar_are_shown():
    with Program({NAME: TEXT}, NAME) as program:
        program.article("Bupati")
        tag(program, "Demak", "2")
        data = program.saved(NAME, count(1), "a span")
    data["spans"][0]["text"] = "Kudus"
    with Program({NAME: TEXT, NAME + ".tandai.json": json.dumps(data)}, NAME) as program:
        program.article("Bupati")
        program.app.find("label", re.compile(re.escape("spans[0].text")))


def test_a_sidecar_opens_its_article():
    with Program({NAME: TEXT}, NAME) as program:
        program.article("Bupati")
        tag(program, "Demak", "2")
        data = program.saved(NAME, count(1), "a span")
    sidecar = NAME + ".tandai.json"
    with Program({NAME: TEXT, sidecar: json.dumps(data)}, sidecar) as program:
        program.article("Bupati")
        program.app.find("label", "Place: Demak")


def test_a_failed_open_keeps_what_is_open():
    with Program({"a.txt": "Pertama.\n", "b.txt": "Kedua.\n"}) as program:
        program.article("Pertama")
        (program.folder / "b.txt").unlink()
        program.session.key("ctrl+Next")
        program.app.find("label", "Could Not Open")
        program.session.key("Escape")
        program.app.gone("label", "Could Not Open")
        program.article("Pertama")
        program.act("win.select", "(uint32 0, uint32 7)")
        program.session.key("1")
        program.saved("a.txt", count(1), "a span in the article that is still there")


def test_a_broken_article_is_passed():
    with Program({"a.txt": "Pertama.\n", "b.txt": b"\x89PNG\x00", "c.txt": "Ketiga.\n"}) as program:
        program.article("Pertama")
        program.session.key("ctrl+Next")
        program.app.find("label", "Could Not Open")
        program.session.key("Escape")
        program.app.gone("label", "Could Not Open")
        program.session.key("ctrl+Next")
        program.article("Ketiga")


def test_one_article_is_open_once():
    with Program({"a.txt": "Pertama.\n", "b.txt": "Kedua.\n"}) as program:
        program.article("Pertama")
        program.act("app.new-window")
        program.app.find("button", "Open Article…")
        files = GLib.Variant("(asa{sv})", ([(program.folder / "a.txt").as_uri()], {}))
        program.session.bus.call_sync("org.tandai.Tandai", "/org/tandai/Tandai", "org.freedesktop.Application", "Open",
                                      files, None, Gio.DBusCallFlags.NONE, 5000, None)
        program.app.find("button", "a.txt").press()
        wait_for(lambda: len([view for view in program.app.find_all("text box") if view.text == "Pertama.\n"]) == 1,
                 "one view of the article")


def test_an_empty_folder_says_what_to_do():
    with Program({}) as program:
        program.app.find("label", "No Articles Here")
        assert not program.app.find_all("button", "Undo")


def test_stale_temporary_files_go():
    program = Program({NAME: TEXT, ".tandai-AbCdEf.tmp": "left", ".tandai-GhIjKl.tmp": "fresh"}, NAME)
    stale = program.folder / ".tandai-AbCdEf.tmp"
    os.utime(stale, (time.time() - 7200,) * 2)
    with program:
        program.article("Bupati")
        wait_for(lambda: not stale.exists(), "what a killed program left to go")
        assert (program.folder / ".tandai-GhIjKl.tmp").exists()


if __name__ == "__main__":
    run([test for name, test in list(globals().items()) if name.startswith("test_")])
