#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A window that is narrow or low: nothing is cut, and all is still within reach."""
import json
import re

from program import GLib, Program, run, wait_for

NAME = "berita.txt"
TEXT = "Bupati Demak Retno berkata, “Air surut.” Warga lega.\n"
WIDTH = 360
# Of the window manager's frame.
FRAME = 10


def resized(program, width, height=700):
    """Returns the size that the window takes."""
    session = program.session
    session.run("xdotool", "windowsize", session.main_xid(), str(width), str(height))
    wait_for(lambda: session._geometry(session.main_xid())[2] in range(width, width + FRAME + 1), "the width")


def window(program):
    return program.app.find("window")


def cut(program):
    """What reaches over an edge of the window; what is not shown has kept the place that it had in a wider one."""
    width = window(program).extents()[2]
    found = []
    for node in window(program).walk():
        try:
            if node.role in ("button", "label", "text box", "search box") and node.mapped:
                x, y, w, h = node.extents()
                if x < 0 < x + w or x < width < x + w - FRAME:
                    found.append((node.role, node.name, (x, y, w, h)))
        except GLib.Error:
            pass
    return found


def check_uncut(program):
    wait_for(lambda: not cut(program), "all to be in the window: %r" % cut(program))


def covered(program, names):
    """Buttons of the header bar that lie over one another or over its end."""
    boxes = sorted(program.app.find("button", name).extents() for name in names)
    return [(a, b) for a, b in zip(boxes, boxes[1:] + [(WIDTH + FRAME, 0, 0, 0)]) if a[0] + a[2] > b[0]]


def in_both_languages(test):
    def both():
        for language in ("en", "id"):
            test(language)
    both.__name__ = test.__name__
    return both


@in_both_languages
def test_the_header_bar_fits_into_360_pixels(language):
    undo, articles, menu = {"en": ("Undo", "Articles", "Main Menu"), "id": ("Tak Jadi", "Artikel", "Menu Utama")}[language]
    with Program({NAME: TEXT, "lain.txt": "Lain.\n"}, language=language) as program:
        program.article("Bupati")
        program.app.find("button", re.compile("^(Open|Buka)$"))
        resized(program, WIDTH)
        wait_for(lambda: not covered(program, (articles, undo, menu)), "the button to give way")
        check_uncut(program)
        resized(program, 900)
        program.app.find("button", re.compile("^(Open|Buka)$"))
        check_uncut(program)


def test_all_labels_are_in_reach_of_the_pointer_in_360_pixels():
    with Program({NAME: TEXT}, NAME) as program:
        program.article("Bupati")
        resized(program, WIDTH)
        check_uncut(program)
        program.act("win.select", "(uint32 28, uint32 40)")
        program.app.find("button", "Quote").click()
        program.saved(NAME, lambda data: data["spans"][0]["label"] == "quote", "the quote")


def test_more_labels_than_there_is_room_for_leave_the_article_its_own():
    labels = [{"name": "l%d" % n, "title": "Label number %d" % n} for n in range(40)]
    schema = {"format": "tandai-corpus/1", "labels": labels}
    with Program({NAME: TEXT, "tandai.json": json.dumps(schema)}, NAME) as program:
        view = program.article("Bupati")
        resized(program, WIDTH)
        program.app.find("button", "Label number 0")
        wait_for(lambda: view.extents()[3] > 300, "room for the article")


@in_both_languages
def test_the_main_menu_fits_into_a_low_window(language):
    """GTK 4.8 gives a menu that has no room a scroll bar, or cuts it."""
    with Program({NAME: TEXT}, NAME, language=language, size="1180x700") as program:
        program.article("Bupati")
        program.session.key("F10")
        about = program.app.find("menu item", re.compile("^(About|Tentang) Tandai"))
        x, y, width, height = about.stable(about.box)
        assert y + height < 700, (y, height)
        program.session.key("Escape")


def test_every_submenu_is_reached_by_its_letters():
    with Program({NAME: TEXT}, NAME) as program:
        program.article("Bupati")
        program.menu("i", "d")
        program.saved(NAME, lambda data: data["status"] == "done", "the article to be done")
        program.menu("v", "n")
        wait_for(lambda: not program.session.action_info("win.toggle-names")[2][0], "the names to go")
        program.session.key("F10")
        program.app.find("menu item", re.compile("^Undo"))
        program.session.key("u")
        program.saved(NAME, lambda data: data["status"] != "done", "it to be undone")


if __name__ == "__main__":
    run([test for name, test in list(globals().items()) if name.startswith("test_")])
