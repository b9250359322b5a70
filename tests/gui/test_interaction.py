#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What hands do: dragging a file in, clicking once, twice and thrice, the mouse alone, the keyboard alone."""
from program import PROGRAM, Program, labels, run, wait_for, with_file_chooser

TEXT = ("“Kami datang,” ujar Bupati Demak Retno, “dan orang-orang menunggu.”\n"
        "Ia meminta bantuan Jawa Tengah. Warga pulang.\n")
NAME = "berita.txt"
# A person who clicks twice on purpose; what is faster is a double click.
PAUSE = "0.6"


class Welcome(Program):
    """The program with nothing named."""

    def command(self):
        return [PROGRAM]


class NoAltDrag(Program):
    """Under a window manager that, like those of GNOME and KDE, leaves Alt and the pointer to programs."""

    def __enter__(self):
        with open("/etc/xdg/openbox/rc.xml", encoding="utf-8") as defaults:
            rules = defaults.read().replace('button="A-', 'button="W-')
        with open(self.session.env["XDG_CONFIG_HOME"] + "/openbox/rc.xml", "w", encoding="utf-8") as changed:
            changed.write(rules)
        return super().__enter__()


def at(words):
    start = TEXT.index(words)
    return start, start + len(words)


def tag(program, words, key):
    program.act("win.select", "(uint32 %d, uint32 %d)" % at(words))
    program.session.key(key)


def place(view, offset):
    """The middle of a character on the screen."""
    x, y, width, height = view.stable(lambda: view.char_box(offset))
    return str(int(x + width / 2)), str(int(y + height / 2))


def selected_rows(program):
    rows = [row for row in program.app.find_all("list item") if "selected" in row.states]
    return [label.name for row in rows for label in row.find_all("label")]


def drag(program, view, words):
    """A drag from the middle of the first character to that of the last; words snap."""
    start, end = at(words)
    x1, y1 = place(view, start)
    x2, y2 = place(view, end - 1)
    program.session.mouse_drag((int(x1), int(y1)), (int(x2), int(y2)))
    wait_for(lambda: view.selection == (start, end), "%r to be selected, got %r" % (words, view.selection))


# --- dropping

def test_file_dropped_on_the_window():
    with Welcome({NAME: TEXT}) as program:
        program.drop(program.folder / NAME)
        program.article("“Kami")
        program.session.focus_window()


# --- clicking

def test_click_selects_inner_then_outer():
    with Program({NAME: TEXT}, NAME) as program:
        view = program.article("“Kami")
        tag(program, "Bupati Demak Retno", "1")
        tag(program, "Demak", "2")
        tag(program, "ujar Bupati Demak Retno", "3")
        program.saved(NAME, lambda data: len(data["spans"]) == 3, "three nested spans")
        x, y = place(view, at("Demak")[0] + 1)
        program.session.run("xdotool", "mousemove", x, y, "click", "1")
        for row in ("Place: Demak", "Actor: Bupati Demak Retno", "Claim: ujar Bupati Demak Retno", "Place: Demak"):
            wait_for(lambda: selected_rows(program) == [row], "%r to be selected" % row)
            program.session.run("xdotool", "sleep", PAUSE, "click", "1")


def test_double_and_triple_click():
    with Program({NAME: TEXT}, NAME) as program:
        view = program.article("“Kami")
        for words, inside, times in (("orang-orang", 7, 2), ("Ia meminta bantuan Jawa Tengah.", 12, 3)):
            start, end = at(words)
            program.session.run("xdotool", "mousemove", *place(view, start + inside), "sleep", PAUSE,
                                "click", "--repeat", str(times), "--delay", "60", "1")
            wait_for(lambda: view.selection == (start, end), "%r by %d clicks, got %r" % (words, times, view.selection))


def test_alt_drag_takes_characters():
    with NoAltDrag({NAME: TEXT}, NAME) as program:
        view = program.article("“Kami")
        start = at("menunggu")[0]
        x1, y1, _, height = view.stable(lambda: view.char_box(start + 2))
        x2, y2, _, _ = view.stable(lambda: view.char_box(start + 5))
        program.session.run("xdotool", "keydown", "alt")
        try:
            program.session.mouse_drag((x1 + 1, y1 + height / 2), (x2 + 1, y2 + height / 2))
        finally:
            program.session.run("xdotool", "keyup", "alt")
        wait_for(lambda: view.selection == (start + 2, start + 5), "“nun” alone, got %r" % (view.selection,))
        program.session.key("1")
        data = program.saved(NAME, lambda data: data["spans"], "a span")
        assert labels(data) == [("actor", "nun")], labels(data)


# --- one hand only

def essence(data):
    """A sidecar without what differs from run to run."""
    for span in data["spans"]:
        del span["id"], span["created"]
    return data


def has(*wanted):
    return lambda data: labels(data) == list(wanted)


ACTOR, PLACE, CLAIM = ("actor", "Bupati Demak Retno"), ("place", "Demak"), ("claim", "Kami")


def by_mouse():
    with Program({NAME: TEXT}, NAME) as program:
        view = program.article("“Kami")
        for words, title, now in (("Bupati Demak Retno", "Actor", (ACTOR,)), ("Demak", "Place", (ACTOR, PLACE)),
                                  ("Kami", "Claim", (CLAIM, ACTOR, PLACE))):
            drag(program, view, words)
            program.app.find("button", title).click()
            program.saved(NAME, has(*now), words)
        program.app.find("button", "Undo").click()
        program.saved(NAME, has(ACTOR, PLACE), "the claim to go")
        # A wrong label, and the right one again, by the row.
        program.app.find("label", "Place: Demak").click()
        program.app.find("button", "Quote").click()
        program.saved(NAME, has(ACTOR, ("quote", "Demak")), "a changed label")
        program.app.find("label", "Quote: Demak").click()
        program.app.find("button", "Place").click()
        program.saved(NAME, has(ACTOR, PLACE), "the label as it was")
        data = program.sidecar(NAME)
        program.app.find("button", "Close").click()
        assert program.session.app.wait(10) == 0
        return data


def select_by_keys(program, view, words):
    start, end = at(words)
    program.session.key("ctrl+Home")
    program.session.key(*["Right"] * start)
    wait_for(lambda: view.caret == start, "the caret before %r" % words)
    program.session.key(*["shift+Right"] * (end - start))
    wait_for(lambda: view.selection == (start, end), "%r to be selected, got %r" % (words, view.selection))


def by_keys():
    with with_file_chooser(Welcome({NAME: TEXT})) as program:
        session = program.session
        # Out of the way: a pointer over the window is a hand on the mouse.
        session.run("xdotool", "mousemove", "1279", "799")
        session.key("ctrl+o")
        wait_for(lambda: len(program.app.children) == 2, "the dialog")
        wait_for(session.has_keyboard, "the dialog to have the keyboard")
        # Its list takes the focus once it is read, also from an entry that came before.
        wait_for(lambda: [node for node in program.app.children[-1].walk() if "focused" in node.states], "the dialog's focus")
        session.key("ctrl+l")
        entry = wait_for(lambda: [node for node in program.app.find_all("text box") if "focused" in node.states], "the place's entry")[0]
        session.key("ctrl+a")
        session.type(str(program.folder / NAME))
        wait_for(lambda: entry.text == str(program.folder / NAME), "the typed place")
        session.key("Return")
        view = program.article("“Kami")
        for words, key, now in (("Bupati Demak Retno", "1", (ACTOR,)), ("Demak", "2", (ACTOR, PLACE)), ("Kami", "3", (CLAIM, ACTOR, PLACE))):
            select_by_keys(program, view, words)
            session.key(key)
            program.saved(NAME, has(*now), words)
        session.key("ctrl+z")
        program.saved(NAME, has(ACTOR, PLACE), "the claim to go")
        session.key("k", "j", "j", "4")
        program.saved(NAME, has(ACTOR, ("quote", "Demak")), "a changed label")
        session.key("2")
        program.saved(NAME, has(ACTOR, PLACE), "the label as it was")
        data = program.sidecar(NAME)
        session.key("ctrl+q")
        assert session.app.wait(10) == 0
        return data


def test_mouse_alone_and_keys_alone_agree():
    mouse, keys = essence(by_mouse()), essence(by_keys())
    assert mouse == keys, (mouse, keys)


if __name__ == "__main__":
    run([test_file_dropped_on_the_window, test_click_selects_inner_then_outer, test_double_and_triple_click,
         test_alt_drag_takes_characters, test_mouse_alone_and_keys_alone_agree])
