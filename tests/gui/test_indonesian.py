#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Not one English word: every page of the Indonesian program, read as a screen reader reads it."""
import pathlib
import re

from program import GLib, PROGRAM, Program, run, wait_for

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAME = "berita.txt"
TEXT = "Bupati Demak Retno datang.\n“Kami menunggu,” ujarnya.\n"

# What no catalogue of ours may hold, and GTK's could: words of the window that Indonesian does not share.
ENGLISH = re.compile(r"\b(the|and|of|to|with|from|is|are|this|that|not|no|your|open|close|save|saved|undo|redo|next|previous|article|"
                     r"articles|span|spans|actor|place|claim|quote|source|key|keys|shortcut|shortcuts|window|preferences|about|"
                     r"font|size|zoom in|zoom out|name|names|search|back|cancel|delete|select|selection|word|words|minimize|maximize|"
                     r"read|try|again|could|done|new|none|unnamed|kind|role|note|entity|details|credits|version|license)\b",
                     re.IGNORECASE)


# As they are engraved on keyboards sold in Indonesia, and as GTK's own translation has them.
KEYCAPS = {"Delete", "Enter", "Backspace", "Tab", "Page Up", "Page Down"}


def unquoted(lines):
    return "".join(line[1:-1] for line in lines).replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")


def read_catalogue():
    """The pairs of msgid and msgstr that differ, plurals too."""
    text = (ROOT / "po/id.po").read_text(encoding="utf-8")
    pairs = {}
    for entry in text.split("\n\n"):
        fields = re.findall(r'^(msgid|msgid_plural|msgstr(?:\[0\])?) ((?:".*"\n?)+)', entry, re.MULTILINE)
        found = {name.replace("[0]", ""): unquoted(value.strip().split("\n")) for name, value in fields}
        for name in ("msgid", "msgid_plural"):
            if found.get(name) and found[name] != found["msgstr"]:
                pairs[found[name]] = found["msgstr"]
    return pairs


def plain(message):
    """A message as it is shown: no mnemonics."""
    return message.replace("_", "").strip()


def pattern(message):
    """What a message looks like with something filled in; None where nothing of its own would be left."""
    pieces = re.split(r"%(?:\.?\d*\w|%)", plain(message))
    if not re.search("[A-Za-z]{2}", "".join(pieces)):
        return None
    return re.compile("(?s)" + ".+".join(map(re.escape, pieces)))


CATALOGUE = read_catalogue()
TRANSLATIONS = set(map(plain, CATALOGUE.values()))
EXACT = {plain(message) for message in CATALOGUE if "%" not in message} - TRANSLATIONS
PATTERNS = [found for found in (pattern(message) for message in CATALOGUE if "%" in message) if found]


def texts(node):
    """Everything that is shown or said below a node, by where it stands."""
    for child in node.walk():
        try:
            role = child.role
            shown = {child.name, child.description}
            if role in ("label", "text box") and "Text" in child.interfaces:
                shown.add(child.text)
        except GLib.Error:
            continue
        for text in shown - {"", None}:
            yield role, text


def check(node, page, at_least):
    """Looks through a page; the number of its texts shows that there was something to look at."""
    seen = set(texts(node))
    wrong = set()
    for role, text in seen:
        said = plain(text).replace("GNU General Public License", "")
        if said in KEYCAPS:
            continue
        if said in EXACT or any(found.fullmatch(said) for found in PATTERNS) or ENGLISH.search(said):
            wrong.add((role, text))
    assert not wrong, "in English on %s: %s" % (page, sorted(wrong))
    assert len(seen) >= at_least, "only %d texts on %s: %s" % (len(seen), page, sorted(seen))


class Indonesian(Program):
    def __init__(self, articles, opened=None):
        super().__init__(articles, opened, language="id")

    def top(self, act, *value):
        """Does something that brings up another window, which is returned once it holds something."""
        before = self.app.children
        self.act(act, *value)
        return self.new_top(before)

    def new_top(self, before):
        def found():
            fresh = [top for top in self.app.children if top not in before]
            return fresh if fresh and fresh[0].find_all("label") else None
        return wait_for(found, "another window")[0]

    def dismiss(self, top):
        self.session.key("Escape")
        wait_for(lambda: top not in self.app.children, "the window to go")


def test_welcome_and_menu():
    with Indonesian({NAME: TEXT}) as program:
        program.article("Bupati")
        program.top("app.new-window")
        program.app.find("label", re.compile("^Buka artikel berita"))
        check(program.app, "the welcome page", 10)
        program.session.key("F10")
        wait_for(lambda: program.app.find_all("menu item"), "the menu")
        check(program.app, "the menu", 20)
        program.session.key("Escape")


def test_article_inspector_and_corpus():
    with Indonesian({"a.txt": TEXT, "b.txt": TEXT}) as program:
        program.article("Bupati")
        check(program.app, "an article without spans", 15)
        for start, end, label in ((0, 18, "actor"), (7, 12, "place"), (27, 43, "quote"), (32, 40, "claim")):
            program.act("win.select", "(uint32 %d, uint32 %d)" % (start, end))
            program.act("win.tag", "'%s'" % label)
        data = program.saved("a.txt", lambda data: len(data["spans"]) == 4, "four spans")
        ids = {span["label"]: span["id"] for span in data["spans"]}
        for label in ids:
            program.act("win.select-span", "'%s'" % ids[label])
            if label == "quote":
                program.act("win.link-source", "'%s'" % ids["actor"])
            check(program.app, "the inspector with a span: %s" % label, 25)
        program.act("win.undo")
        check(program.app, "what undo says", 25)
        program.act("win.select-span", "'%s'" % ids["place"])
        program.act("win.untag")
        program.app.find("label", "Rentang dihapus")
        check(program.app, "a toast", 25)
        program.act("win.tag", "'actor'")
        check(program.app, "what is said without a selection", 25)
        program.act("win.next-article")
        program.act("win.done")
        check(program.app, "the list of articles", 15)


def test_windows():
    with Indonesian({NAME: TEXT}, NAME) as program:
        program.article("Bupati")
        for action, page, at_least in (("app.preferences", "the preferences", 6), ("app.shortcuts", "the shortcuts", 30)):
            top = program.top(action)
            check(top, page, at_least)
            program.dismiss(top)
        # What the program is and who made it; a licence's name is the same in every language.
        top = program.top("app.about")
        check(top, "the about window", 8)
        program.dismiss(top)


def test_banner_and_error_dialog():
    with Indonesian({NAME: TEXT, NAME + ".tandai.json": "{", "biner.txt": b"\0"}, NAME) as program:
        program.article("Bupati")
        program.app.find("label", re.compile("baris 1, kolom 2"))
        check(program.app, "a banner", 10)
        before = program.app.children
        program.session.run(PROGRAM, str(program.folder / "biner.txt"))
        wait_for(lambda: [top for top in program.app.children if top not in before and top.role == "dialog"], "the dialog")
        check(program.app, "an error dialog", 15)


def test_empty_folder():
    with Indonesian({}) as program:
        program.app.find("label", "Tidak Ada Artikel di Sini")
        check(program.app, "an empty folder", 5)


if __name__ == "__main__":
    assert len(EXACT) > 100 and len(PATTERNS) > 20, (len(EXACT), len(PATTERNS))
    run([test_welcome_and_menu, test_article_inspector_and_corpus, test_windows, test_banner_and_error_dialog, test_empty_folder])
