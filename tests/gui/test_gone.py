#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The article or the labels are deleted or renamed while they are open: it is said, and nothing is lost by it."""
import json
import re
import signal

from program import Program, label_with, labels, run, wait_for

TEXT = "Warga Demak berkumpul di balai desa.\n"
NAME = "berita.txt"
SCHEMA = json.dumps({"format": "tandai-corpus/1", "version": "1", "labels": [{"name": "cue", "key": "1", "title": {"en": "Cue"}}]})
GONE = "No such file or directory; the annotated text is shown$"
BOTH, ALL = [("actor", "Warga"), ("place", "Demak")], [("actor", "Warga"), ("place", "Demak"), ("claim", "berkumpul")]


def tag(program, start, end, key):
    program.act("win.select", "(uint32 %d, uint32 %d)" % (start, end))
    program.session.key(key)


def at_once(program, act, key):
    """The key is pressed before the program can see what was done."""
    program.session.app.send_signal(signal.SIGSTOP)
    act()
    program.session.run("xdotool", "key", key)
    program.session.app.send_signal(signal.SIGCONT)


def said(program, words):
    program.app.find("status", re.compile(words))


def check_article(go, come_back):
    with Program({NAME: TEXT}, NAME) as program:
        path, sidecar = program.folder / NAME, program.folder / (NAME + ".tandai.json")
        program.article("Warga")
        tag(program, 6, 11, "2")
        program.saved(NAME, lambda data: len(data["spans"]) == 1, "one span")
        program.act("win.select", "(uint32 0, uint32 5)")
        at_once(program, lambda: go(path), "1")
        program.saved(NAME, lambda data: labels(data) == BOTH, "what was marked before it was noticed")
        label_with(program, "^Could not open .*%s: %s" % (NAME + "”", GONE))
        label_with(program, "^Place: Demak$")
        before = sidecar.read_bytes()
        tag(program, 12, 21, "3")
        said(program, GONE)
        assert sidecar.read_bytes() == before
        come_back(path)
        wait_for(lambda: not program.app.find_all("label", re.compile(GONE)), "the banner to go")
        program.article("Warga")
        tag(program, 12, 21, "3")
        program.saved(NAME, lambda data: labels(data) == ALL, "what is marked afterwards")
        assert not list(program.folder.glob("*.conflict-*"))


def test_article_deleted_and_written_again():
    check_article(lambda path: path.unlink(), lambda path: path.write_text(TEXT, encoding="utf-8"))


def test_article_renamed_and_back():
    away = lambda path: path.with_name("lain.txt")
    check_article(lambda path: path.rename(away(path)), lambda path: away(path).rename(path))


def test_article_renamed_and_another_comes():
    """Its annotations wait to be carried over, as for any other article that changed."""
    with Program({NAME: TEXT}, NAME) as program:
        path = program.folder / NAME
        program.article("Warga")
        tag(program, 6, 11, "2")
        program.saved(NAME, lambda data: len(data["spans"]) == 1, "one span")
        path.rename(path.with_name("lain.txt"))
        label_with(program, GONE)
        path.write_text("Kemarin " + TEXT, encoding="utf-8")
        program.app.find("button", "Carry Over…")
        assert labels(program.sidecar(NAME)) == [("place", "Demak")]


def check_labels(go):
    with Program({NAME: TEXT, "tandai.json": SCHEMA}, NAME) as program:
        path = program.folder / "tandai.json"
        program.article("Warga")
        program.app.find("button", "Cue")
        tag(program, 6, 11, "1")
        program.saved(NAME, lambda data: labels(data) == [("cue", "Demak")], "one span")
        program.act("win.select", "(uint32 0, uint32 5)")
        at_once(program, lambda: go(path), "1")
        program.saved(NAME, lambda data: labels(data) == [("cue", "Warga"), ("cue", "Demak")], "what was marked before")
        label_with(program, "^Another program changed the labels$")
        # The labels are those of a folder without any of its own; what was marked with others keeps them.
        program.app.find("button", "Actor")
        tag(program, 12, 21, "1")
        data = program.saved(NAME, lambda data: len(data["spans"]) == 3, "a third span")
        assert labels(data) == [("cue", "Warga"), ("cue", "Demak"), ("actor", "berkumpul")]
        path.write_text(SCHEMA, encoding="utf-8")
        program.app.find("button", "Cue")
        tag(program, 22, 24, "1")
        data = program.saved(NAME, lambda data: len(data["spans"]) == 4, "a fourth span")
        assert labels(data)[-1] == ("cue", "di")
        assert not list(program.folder.glob("*.conflict-*"))


def test_labels_deleted():
    check_labels(lambda path: path.unlink())


def test_labels_renamed():
    check_labels(lambda path: path.rename(path.with_name("lain.json")))


if __name__ == "__main__":
    run([test for name, test in list(globals().items()) if name.startswith("test_")])
