#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys that are changed in Preferences: with the keyboard, at once, and for good."""
import json
import pathlib
import re
import shutil
import tempfile

from program import GLib, PROGRAM, Program, labels, run, wait_for

NAME = "berita.txt"
TEXT = "Bupati Retno datang. Kata Retno, banjir surut. Retno pulang.\n"
REPEAT = "Repeat the tag on the same words"


class Keys(Program):
    """The window with settings that outlive it, and can be written before it starts."""

    def __init__(self, kept=None, written=None, articles=None, **more):
        super().__init__(articles or {NAME: TEXT}, NAME, **more)
        self.kept = kept
        self.session.env["GSETTINGS_BACKEND"] = "keyfile"
        if kept:
            self.session.env["XDG_CONFIG_HOME"] = str(kept)
            (kept / "gtk-4.0").mkdir(exist_ok=True)
        if written:
            path = self.keyfile()
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("[org/tandai/Tandai]\nkeys=%s\n" % written, encoding="utf-8")

    def keyfile(self):
        return pathlib.Path(self.session.env["XDG_CONFIG_HOME"]) / "glib-2.0/settings/keyfile"

    def stored(self):
        found = re.search("^keys=(.*)$", self.keyfile().read_text(encoding="utf-8"), re.MULTILINE)
        return GLib.Variant.parse(GLib.VariantType("a{sas}"), found.group(1)).unpack() if found else {}

    def __enter__(self):
        super().__enter__()
        self.view = self.article("Bupati")
        return self

    def preferences(self, page="Keyboard"):
        self.act("app.preferences")
        self.app.find("tab", page).click()
        wait_for(lambda: self.row(), "the rows of the keys")

    def row(self, title=REPEAT):
        found = self.app.find_all("list item", title)
        return found[0] if found else None

    def focus_row(self, title):
        """Goes to a command's row with Tab and the arrows."""
        def focused():
            return [at for at, row in enumerate(rows) if "focused" in row.states]
        rows = self.app.find_all("list item")
        target = [row.name for row in rows].index(title)
        for _ in range(5):
            if focused():
                break
            self.session.key("Tab")
        at = wait_for(focused, "the focus on a row")[0]
        self.session.key(*["Down" if at < target else "Up"] * abs(target - at))
        wait_for(lambda: focused() == [target], "the focus on the row")

    def capture(self, *keys, title=REPEAT):
        """Activates a command's row by keyboard and presses keys."""
        self.focus_row(title)
        self.session.key("Return")
        self.app.find("button", re.compile("Cancel|Batal"))
        self.session.key(*keys)

    def shown(self, title=REPEAT):
        return self.row(title).description

    def captured(self):
        self.app.gone("button", re.compile("Cancel|Batal"))

    def leave(self, toast=None):
        """Leaves the preferences; the first Escape puts away what a toast there says."""
        self.session.key("Escape")
        if toast:
            self.app.gone("label", toast)
            self.session.key("Escape")
        wait_for(lambda: not self.row(), "the preferences to go")
        wait_for(self.session.has_keyboard, "the keyboard to go to the window behind them")

    def tag(self, words="Retno"):
        start = TEXT.index(words)
        self.act("win.select", "(uint32 %d, uint32 %d)" % (start, start + len(words)))
        self.session.key("1")
        self.saved(NAME, lambda data: len(data["spans"]) == 1, "a span")

    def repeats(self, key):
        """Whether a key previews the repeat and, pressed again, applies it."""
        self.session.key(key, key)
        self.saved(NAME, lambda data: len(data["spans"]) == 3, "the tag on all three")

    def does_nothing(self, key):
        """Another key after it is answered, and nothing has changed in between."""
        self.session.key(key, key, "j")
        wait_for(lambda: self.app.find_all("label", re.compile("^Characters 7–12|^Karakter 7–12")), "the next span")
        assert len(self.sidecar(NAME)["spans"]) == 1


def test_a_changed_key_works_at_once_and_after_a_restart():
    kept = pathlib.Path(tempfile.mkdtemp(prefix="tandai-"))
    try:
        with Keys(kept) as program:
            program.tag()
            program.preferences()
            assert program.shown() == "R"
            program.capture("g")
            program.captured()
            wait_for(lambda: program.shown() == "G", "the row to show the new key")
            program.leave()
            program.does_nothing("r")
            program.repeats("g")
            wait_for(lambda: program.stored() == {"win.repeat-tag": ["g"]}, "only the change to be stored")
        with Keys(kept) as program:
            program.tag()
            program.does_nothing("r")
            program.repeats("g")
            program.act("app.shortcuts")
            wait_for(lambda: program.app.find_all("label", "G", mapped=False), "the key in the window of shortcuts")
            program.session.key("Escape")
    finally:
        shutil.rmtree(kept)


def test_menu_and_second_window_follow():
    with Keys() as program:
        program.act("app.new-window")
        program.app.find("button", "Open Article…")
        program.preferences()
        program.capture("ctrl+g", title="Preferences")
        program.captured()
        program.capture("b", title="Mark as done")
        program.captured()
        program.leave()
        program.session.key("ctrl+g")
        program.app.find("tab", "Keyboard")
        program.session.key("Escape")
        program.app.gone("tab", "Keyboard")
        program.session.key("ctrl+comma", "F10")
        wait_for(lambda: program.app.find_all("menu item"), "the menu")
        assert not program.app.find_all("tab", "Keyboard")
        assert program.app.find_all("label", "Ctrl+G")
        program.session.key("i")
        program.app.find("label", "B")
        program.session.key("Escape")


def test_conflicts_are_named_and_refused():
    schema = {"format": "tandai-corpus/1", "labels": [{"name": "actor", "title": "Actor"}, {"name": "b", "title": "Brand", "key": "b"}]}
    with Keys(articles={NAME: TEXT, "tandai.json": json.dumps(schema)}) as program:
        program.preferences()
        program.capture("d")
        program.app.find("status", "D is the key of “Mark as done”")
        for key, said in (("b", "B is the key of “Brand”"), ("ctrl+b", "Ctrl+B is the key of “Brand”"),
                          ("ctrl+q", "Ctrl+Q is the key of “Quit”"), ("ctrl+c", "Ctrl+C is a key of all texts and entries"),
                          ("7", "7 is kept for labels"), ("F10", "F10 always stays as it is"),
                          ("Return", "Return always stays as it is"), ("Tab", "Tab is the key of “Next candidate”")):
            program.session.key(key)
            program.app.find("status", said)
        program.session.key("Escape")
        program.captured()
        assert program.shown() == "R" and not program.keyfile().exists() or program.stored() == {}
        program.leave()


def test_reset_one_and_all():
    with Keys(written="{'win.repeat-tag': ['g'], 'win.done': ['r'], 'win.next-span': ['<Alt>j']}") as program:
        program.preferences()
        assert (program.shown(), program.shown("Mark as done"), program.shown("Next span")) == ("G", "R", "Alt+J")
        # Its own key is another's by now.
        program.capture("BackSpace")
        program.app.find("status", "R is the key of “Mark as done”")
        program.session.key("Escape")
        program.captured()
        program.capture("BackSpace", title="Mark as done")
        program.captured()
        wait_for(lambda: program.shown("Mark as done") == "D", "its usual key")
        program.app.find("button", re.compile("usual key of “%s”" % REPEAT)).press()
        wait_for(lambda: program.shown() == "R", "its usual key")
        assert program.stored() == {"win.next-span": ["<Alt>j"]}, program.stored()
        program.app.find("button", re.compile("Reset All Keys")).press()
        wait_for(lambda: program.shown("Next span") == "J", "its usual key")
        wait_for(lambda: program.stored() == {}, "nothing to be stored")
        # One press must not lose what was chosen key by key.
        program.app.find("button", "Undo Undo").press()
        wait_for(lambda: program.stored() == {"win.next-span": ["<Alt>j"]}, "the change to be back")
        program.app.find("button", re.compile("Reset All Keys")).press()
        wait_for(lambda: program.stored() == {}, "nothing to be stored again")
        program.leave("All keys are the usual ones")
        program.tag()
        program.repeats("r")


def test_bad_settings_are_passed_over_and_told():
    bad = "{'win.nothing': ['x'], 'win.done': ['<Nonsense>'], 'win.undo': ['F10'], 'win.repeat-tag': ['g'], 'win.next-span': ['g']}"
    with Keys(written=bad) as program:
        program.tag()
        program.preferences()
        for action in ("win.nothing", "win.done", "win.undo", "win.next-span"):
            program.app.find("label", re.compile("the keys of “%s” is ignored" % re.escape(action)))
        assert (program.shown(), program.shown("Next span"), program.shown("Mark as done")) == ("G", "J", "D")
        program.leave()
        program.repeats("g")
    for nonsense in ("17", "{'win.done': 'x'}", "("):
        with Keys(written=nonsense) as program:
            program.tag()
            program.repeats("r")


def test_a_label_loses_its_key_to_a_command():
    schema = {"format": "tandai-corpus/1", "labels": [{"name": "actor", "title": "Actor"}, {"name": "b", "title": "Brand", "key": "b"}]}
    with Keys(written="{'win.repeat-tag': ['b']}", articles={NAME: TEXT, "tandai.json": json.dumps(schema)}) as program:
        program.app.find("label", "The key “b” of “Brand” is ignored: “%s” has it" % REPEAT)
        program.tag()
        program.repeats("b")
        assert {label for label, _text in labels(program.sidecar(NAME))} == {"actor"}
        program.preferences()
        program.app.find("button", re.compile("Reset All Keys")).press()
        program.app.gone("label", re.compile("of “Brand” is ignored"))
        program.leave("All keys are the usual ones")
        program.act("win.select", "(uint32 0, uint32 6)")
        program.session.key("b")
        data = program.saved(NAME, lambda data: len(data["spans"]) == 4, "the label to have its key again")
        assert ("b", "Bupati") in labels(data)


def test_letters_are_typed_in_an_entry():
    with Keys(written="{'app.preferences': ['g'], 'win.repeat-tag': ['b']}") as program:
        program.tag()
        program.session.key("ctrl+f")
        entry = wait_for(lambda: [node for node in program.app.walk() if "focused" in node.states and "EditableText" in node.interfaces],
                         "the entry of the find bar")[0]
        program.session.type("gb")
        wait_for(lambda: entry.text == "gb", "the letters to be typed")
        assert not program.app.find_all("tab", "Keyboard")
        program.session.key("Escape")
        wait_for(lambda: "focused" in program.view.states, "the focus in the article")
        program.session.key("g")
        program.app.find("tab", "Keyboard")
        program.session.key("Escape")


def test_keys_of_the_program_in_its_own_dialogs_open_no_second_one():
    with Keys() as program:
        for key in ("ctrl+comma", "ctrl+question"):
            before = len(program.app.children)
            program.session.key(key)
            wait_for(lambda: len(program.app.children) == before + 1, "one more window")
            program.session.key(key, "Escape")
            wait_for(lambda: len(program.app.children) == before, "none but the first again")


def test_links_switch():
    with Keys() as program:
        program.act("app.preferences")
        program.app.find("list item", "All Source Links").click()
        wait_for(lambda: program.session.action_info("win.toggle-links")[2] == [True], "links to be shown")
        program.session.key("Escape")


def test_indonesian():
    title = "Ulangi tanda pada kata-kata yang sama"
    with Keys(language="id") as program:
        program.tag()
        program.act("app.preferences")
        program.app.find("tab", "Papan Tik").click()
        wait_for(lambda: program.row(title), "the rows of the keys")
        program.capture("d", title=title)
        program.app.find("status", 'D adalah tombol "Menandai selesai"')
        program.session.key("g")
        program.captured()
        wait_for(lambda: program.shown(title) == "G", "the row to show the new key")
        program.session.key("Escape")
        wait_for(lambda: not program.row(title), "the preferences to go")
        program.repeats("g")


if __name__ == "__main__":
    run([test for name, test in list(globals().items()) if name.startswith("test_")])
