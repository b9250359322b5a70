#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Titles, dates and who somebody is: from a table by keys alone, and by hand in the inspector."""
import re

from program import Program, label_with, run, wait_for

TEXT = "Presiden Joko Widodo tiba di Demak.\n"
TABLE = "file,title,publisher,published,status\na.txt,Satu,Tempo,2022-01-06,excluded\nb,Dua,Kompas,6/1/2022,\nnobody,Tiga,,,\n"


def opened():
    return Program({"a.txt": TEXT, "b.txt": TEXT, "table.csv": TABLE})


def test_from_a_table_by_keys():
    with opened() as program:
        program.article("Presiden")
        program.menu("c", "r")
        wait_for(lambda: program.app.find_all("text box", "Table"), "the dialog")
        program.session.run("xdotool", "type", "--delay", "5", str(program.folder / "table.csv"))
        label_with(program, "^6 values would be set in 2 articles$")
        label_with(program, "line 3: “6/1/2022” is not a date")
        label_with(program, "line 4: there is no article “nobody”")
        assert program.sidecar("a.txt") is None
        wait_for(lambda: "sensitive" in program.app.find("button", "Apply").states, "the button")
        program.session.key("alt+a")
        data = program.saved("a.txt", lambda data: data["status"] == "excluded", "the table's values")
        assert (data["article"]["title"], data["article"]["published"]) == ("Satu", "2022-01-06")
        assert program.saved("b.txt", lambda data: True, "the other")["article"]["publisher"] == "Kompas"
        label_with(program, "^6 values set in 2 articles$")
        program.session.key("Escape")
        wait_for(lambda: [node for node in program.app.find_all("text box", "Title") if node.text == "Satu"], "the inspector to follow")


def test_by_hand():
    with opened() as program:
        program.article("Presiden")
        program.act("win.select", "(uint32 9, uint32 20)")
        program.session.key("1")
        span = program.saved("a.txt", lambda data: data["spans"], "a span")["spans"][0]
        program.act("win.set-attribute", "('entity', 'joko-widodo')")
        program.saved("a.txt", lambda data: data["spans"][0].get("attributes") == {"entity": "joko-widodo"}, "who it is")
        program.act("win.set-metadata", "('publisher', 'Tempo')")
        program.act("win.set-status", "'excluded'")
        data = program.saved("a.txt", lambda data: data["status"] == "excluded", "the status")
        assert data["article"]["publisher"] == "Tempo" and data["spans"][0]["id"] == span["id"]
        program.session.key("ctrl+z", "ctrl+z")
        program.saved("a.txt", lambda data: "publisher" not in data["article"] and data["status"] == "in-progress", "undone")
        assert [node for node in program.app.find_all("text box", "Entity") if node.text == "joko-widodo"]


run([test_from_a_table_by_keys, test_by_hand])
