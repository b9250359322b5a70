#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as it is for who does not see it, sees it much larger, or has no pointer."""
import re

from program import GLib, Program, run, wait_for

NAME = "berita.txt"
TEXT = ("Bupati Demak Retno datang ke Semarang.\n"
        "“Kami menunggu,” ujar Retno, “sejak pagi.”\n"
        "Warga mengatakan bahwa jalan itu rusak.\n")
LANGUAGES = ("en", "id")

# What can be operated, and so must say what it is.
OPERATED = {"button", "toggle button", "check box", "radio button", "combo box", "entry", "text box", "search box",
            "switch", "spin button", "slider", "list", "menu item", "tab", "link", "list item", "page tab"}

# GTK 4.8 says the class of what has no name.
CLASS = re.compile(r"(Gtk|Adw|Tandai)[A-Z]")


def at(words):
    start = TEXT.index(words)
    return start, start + len(words)


class Marked(Program):
    """The program with an actor and a quote of it, which is selected."""
    def __init__(self, language="en", size="1280x900"):
        super().__init__({NAME: TEXT, "lain.txt": "Lain.\n"}, NAME, language=language, size=size)

    def __enter__(self):
        super().__enter__()
        self.view = self.article(TEXT[:10])
        self.tag("Bupati Demak Retno", "actor")
        self.tag("“Kami menunggu,”", "quote")
        self.act("win.link-source", "''")
        self.saved(NAME, lambda data: data["relations"], "a source")
        return self

    def tag(self, words, label):
        self.act("win.select", "(uint32 %d, uint32 %d)" % at(words))
        self.act("win.tag", "'%s'" % label)
        self.saved(NAME, lambda data: any(span["text"] == words for span in data["spans"]), words)


def of_combo_box(node):
    """The list in an AdwComboRow is libadwaita's, and read as the row's value."""
    return node.role in ("list", "list item") and node.name in ("", "GtkListView") and any(
        above.role == "combo box" for above in ancestors(node))


def ancestors(node):
    while node.role != "application":
        node = node.parent
        yield node


def nameless(root):
    """What can be operated below a node and does not say what it is."""
    found = []
    n_operated = 0
    for node in root.walk():
        try:
            if node.role not in OPERATED or not node.mapped or of_combo_box(node):
                continue
            name, path = node.name, node.path
        except GLib.Error:
            continue
        n_operated += 1
        # Of a row of a list its words are read.
        named = name.strip() and not CLASS.match(name) or node.role == "list item" and any(child.name.strip() for child in node.walk())
        if not named or "_" in name:
            found.append((node.role, name, path))
    return n_operated, found


def check_names(program, page, at_least):
    """Everything on a page has a name once the page is there, with as many controls as it must have."""
    wait_for(lambda: nameless(program.app)[0] >= at_least, "%d controls of %s" % (at_least, page))
    wait_for(lambda: not nameless(program.app)[1], "names for all of %s: %r" % (page, nameless(program.app)[1]))


def in_both_languages(test):
    def both():
        for language in LANGUAGES:
            test(language)
    both.__name__ = test.__name__
    return both


@in_both_languages
def test_every_control_has_a_name(language):
    with Marked(language) as program:
        check_names(program, "the article", 20)
        program.act("win.select-span", "'%s'" % program.sidecar(NAME)["spans"][-1]["id"])
        check_names(program, "the details of a span", 22)
        program.act("win.find")
        check_names(program, "the find bar", 28)
        program.session.key("Escape")
        program.act("win.pick-label")
        check_names(program, "the labels", 21)
        program.session.key("Escape")
        program.act("win.pick-source")
        check_names(program, "the sources", 21)
        program.session.key("Escape", "F10")
        check_names(program, "the menu", 30)
        program.session.key("Escape")
        program.act("app.preferences")
        check_names(program, "the preferences", 24)
        program.session.key("Escape")
        program.act("win.search-corpus")
        check_names(program, "the search", 30)
        program.session.type("a")
        wait_for(lambda: program.app.find_all("list item", re.compile(", " + TEXT.split("\n")[0])), "lines")
        check_names(program, "the lines", 30)
        program.session.key("ctrl+w")
        program.act("win.statistics")
        program.app.find("image", re.compile("Spans by Article|Rentang per Artikel"))
        check_names(program, "the statistics", 30)


@in_both_languages
def test_every_control_of_the_welcome_page_has_a_name(language):
    program = Program({}, language=language)
    program.command = lambda: Program.command(program)[:1]
    with program:
        check_names(program, "the welcome page", 5)


@in_both_languages
def test_description_names_the_spans_under_the_caret(language):
    actor, quote = {"en": ("Actor", "Quote"), "id": ("Aktor", "Kutipan")}[language]
    with Marked(language) as program:
        program.act("win.select", "(uint32 %d, uint32 %d)" % (at("Demak")[0], at("Demak")[0]))
        wait_for(lambda: re.search(r"\b%s\b" % actor, program.view.description), "the actor, got %r" % program.view.description)
        program.act("win.select", "(uint32 %d, uint32 %d)" % (at("menunggu")[0], at("menunggu")[0]))
        wait_for(lambda: re.search(r"\b%s\b" % quote, program.view.description), "the quote, got %r" % program.view.description)
        program.act("win.select", "(uint32 %d, uint32 %d)" % (at("rusak")[0], at("rusak")[0]))
        wait_for(lambda: not re.search(r"\b(%s|%s)\b" % (actor, quote), program.view.description), "none of them")


def says(program, pattern):
    """What has just happened is in a place that is read out."""
    def said():
        return [node.name for node in program.app.find_all("status", mapped=False)]
    wait_for(lambda: any(re.search(pattern, name) for name in said()), "%r to be said, not %r" % (pattern, said()))


@in_both_languages
def test_what_happened_is_said(language):
    tagged, undone = {"en": ("Tagged: Place", "Undone"), "id": ("Ditandai: Tempat", "Dibatalkan|Urung|Tak [Jj]adi")}[language]
    with Marked(language) as program:
        program.tag("Semarang", "place")
        says(program, tagged)
        program.session.key("ctrl+z")
        says(program, undone)


def test_rows_say_label_and_words():
    with Marked() as program:
        rows = program.app.find("list", "Spans")
        wait_for(lambda: [node for node in rows.walk() if node.name == "Actor: Bupati Demak Retno"], "the actor's row")


def focused(program):
    return [node for node in program.app.walk() if "focused" in node.states]


def go_round(program, key):
    """Presses a key until the article has the focus; returns what had it on the way."""
    passed = set()
    for _ in range(60):
        now = focused(program)
        if now and now[0] == program.view:
            return passed
        passed |= {(node.role, node.name) for node in now}
        before = [node.path for node in now]
        program.session.key(key)
        # libadwaita 1.2 does not say that an AdwEntryRow has the keyboard: nothing has, then.
        wait_for(lambda: [node.path for node in focused(program)] != before, "%s to go on from %r" % (key, now))
    raise AssertionError("%s does not lead back into the article; it went through %r" % (key, sorted(passed)))


def test_no_trap():
    """Ctrl+Tab leaves the article, Tab goes through all and comes back, F6 goes round the panes."""
    with Marked() as program:
        while "focused" not in program.view.states:
            program.session.key("F6")
            wait_for(lambda: focused(program), "a focus")
        wait_for(lambda: "focused" in program.view.states, "the article to have the keyboard")
        program.session.key("ctrl+Tab")
        wait_for(lambda: "focused" not in program.view.states and focused(program), "the focus to leave the article")
        passed = go_round(program, "Tab")
        assert len(passed) >= 8, passed
        program.session.key("ctrl+Tab")
        wait_for(lambda: "focused" not in program.view.states, "the focus to leave the article again")
        # In a GtkFlowBox, Shift+Tab stayed at the first button that shows how many spans a label has.
        passed = go_round(program, "shift+Tab")
        assert {"Actor", "Place", "Claim", "Quote", "Quote 1"} <= {name for _, name in passed}, passed
        panes = set()
        for _ in range(4):
            program.session.key("F6")
            wait_for(lambda: focused(program), "a focus")
            panes |= {node.path for node in focused(program)}
        assert len(panes) >= 3, panes


def check_scaled(environment):
    """Much larger, the window still shows its parts, and their words, within itself."""
    program = Marked("id", size="1600x1200")
    program.session.env.update(environment)
    with program:
        window = program.app.find("window")
        _, _, width, height = window.extents()
        for node in window.find_all("button") + window.find_all("toggle button"):
            left, top, own_width, own_height = node.extents()
            assert left >= 0 and top >= 0 and left + own_width <= width and top + own_height <= height, (node, node.extents())
        program.act("win.zoom-in")
        program.act("win.zoom-in")
        program.session.key("Tab", "1")
        program.saved(NAME, lambda data: len(data["spans"]) == 4, "a span by keys")


def test_twice_the_scale():
    check_scaled({"GDK_SCALE": "2"})


def test_half_as_large_again():
    check_scaled({"GDK_DPI_SCALE": "1.5"})


if __name__ == "__main__":
    run([test for name, test in list(globals().items()) if name.startswith("test_")])
