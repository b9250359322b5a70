#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Marking as a researcher does it: real drags and key presses, and the sidecar that results."""
from program import Program, labels, run, wait_for

TEXT = ("“Kami datang,” ujar Bupati Demak Retno, “dan orang-orang menunggu.”\n"
        "Ia meminta bantuan 😡 Jawa Tengah.\n")
NAME = "berita.txt"


def at(words, text=TEXT):
    start = text.index(words)
    return start, start + len(words)


def count(number):
    return lambda data: len(data["spans"]) == number


def test_drag_and_key():
    with Program({NAME: TEXT}, NAME) as program:
        view = program.article("“Kami")
        view.drag_chars(*at("Bupati Demak Retno"))
        program.session.key("1")
        data = program.saved(NAME, count(1), "one span")
        assert labels(data) == [("actor", "Bupati Demak Retno")], labels(data)
        assert data["status"] == "in-progress"


def test_drag_snaps_to_words():
    with Program({NAME: TEXT}, NAME) as program:
        view = program.article("“Kami")
        start, end = at("orang-orang")
        x1, y1, _, h = view.stable(lambda: view.char_box(start + 7))
        x2, y2, _, _ = view.stable(lambda: view.char_box(end - 1))
        program.session.mouse_drag((x1 + 1, y1 + h / 2), (x2 + 1, y2 + h / 2))
        wait_for(lambda: view.selection == (start, end), "the whole word, got %r" % (view.selection,))


def test_after_an_emoji():
    with Program({NAME: TEXT}, NAME) as program:
        program.article("“Kami")
        program.act("win.select", "(uint32 %d, uint32 %d)" % at("Jawa Tengah"))
        program.session.key("2")
        assert labels(program.saved(NAME, count(1), "one span")) == [("place", "Jawa Tengah")]


def test_interrupted_quotation():
    with Program({NAME: TEXT}, NAME) as program:
        view = program.article("“Kami")
        view.drag_chars(*at("“Kami datang,”"))
        program.session.key("4")
        program.saved(NAME, count(1), "one span")
        view.drag_chars(*at("“dan orang-orang menunggu.”"))
        program.session.key("plus")
        data = program.saved(NAME, lambda data: "fragments" in data["spans"][0], "two fragments")
        assert data["spans"][0]["text"] == "“Kami datang,” “dan orang-orang menunggu.”"
        program.act("win.select", "(uint32 %d, uint32 %d)" % at("“dan orang-orang menunggu.”"))
        program.session.key("minus")
        program.saved(NAME, lambda data: "fragments" not in data["spans"][0], "one fragment")


def test_relabel_add_remove_undo_redo():
    with Program({NAME: TEXT}, NAME) as program:
        view = program.article("“Kami")
        view.drag_chars(*at("Bupati Demak Retno"))
        program.session.key("1")
        program.saved(NAME, count(1), "one span")
        view.drag_chars(*at("Demak"))
        program.session.key("2")
        program.saved(NAME, count(2), "a place inside the actor")
        program.session.key("ctrl+3")
        data = program.saved(NAME, count(3), "a claim over the same words")
        assert [label for label, _ in labels(data)] == ["actor", "claim", "place"]
        program.session.key("k")
        program.session.key("4")
        program.saved(NAME, lambda data: "quote" in [label for label, _ in labels(data)], "a changed label")
        program.session.key("Delete")
        program.saved(NAME, count(2), "one span less")
        for _ in range(5):
            program.session.key("ctrl+z")
        program.saved(NAME, count(0), "all undone")
        for _ in range(5):
            program.session.key("ctrl+shift+z")
        program.saved(NAME, count(2), "all redone")


def test_keyboard_alone():
    with Program({NAME: TEXT}, NAME) as program:
        program.article("“Kami")
        program.session.key("Right")
        program.session.key("e")
        program.session.key("1")
        data = program.saved(NAME, count(1), "the word under the caret")
        assert labels(data) == [("actor", "Kami")], labels(data)
        program.session.key("j")
        program.session.key("ctrl+shift+Right")
        data = program.saved(NAME, lambda data: labels(data) != [("actor", "Kami")], "a moved end")
        assert labels(data) == [("actor", "Kami datang")], labels(data)


def test_inspector_in_step():
    with Program({NAME: TEXT}, NAME) as program:
        program.article("“Kami")
        for words, key in (("Bupati Demak Retno", "1"), ("Jawa Tengah", "2")):
            program.act("win.select", "(uint32 %d, uint32 %d)" % at(words))
            program.session.key(key)
        program.saved(NAME, count(2), "two spans")
        row = program.app.find("label", "Actor: Bupati Demak Retno")
        row.click()
        program.session.key("3")
        program.saved(NAME, lambda data: "claim" in [label for label, _ in labels(data)],
                      "the span of the row to change its label")


def test_paragraph_of_a_megabyte():
    """GtkTextView alone loses a paragraph near 310 KB."""
    text = "awal " + "kata panjang sekali " * 52000 + "akhir"
    with Program({NAME: text}, NAME) as program:
        program.article("awal")
        program.act("win.select", "(uint32 %d, uint32 %d)" % (len(text) - 5, len(text)))
        program.session.key("2")
        assert labels(program.saved(NAME, count(1), "a span at the end")) == [("place", "akhir")]


if __name__ == "__main__":
    run([test_drag_and_key, test_drag_snaps_to_words, test_after_an_emoji, test_interrupted_quotation,
         test_relabel_add_remove_undo_redo, test_keyboard_alone, test_inspector_in_step,
         test_paragraph_of_a_megabyte])
