# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding words in the article, by keyboard alone, in English and in Indonesian."""
import re

from program import Program, labels, run, wait_for

NAME = "berita.txt"
TEXT = ("Warga Demak pulang. WARGA desa dan warganya menunggu.\n"
        "“Warga-warga itu,” kata Bupati Demak, “datang 24/8.”\n"
        "Ibu warga (Demak) café.\n")

WORDS = {
    "en": {
        "find": "Find in the article", "of": "%d of %d", "none": "No matches", "word": "Whole Word", "case": "Match Case",
        "regex": "Regular Expression", "all": "Tag All", "ask": "Tag %d matches as Actor?", "tagged": "Tagged %d times: Actor",
        "already": "Tag %d matches as Actor? %d is tagged already.", "actor": "Actor", "nothing": "All of them are tagged as Actor already",
        "pairs": "“(” and “)” must come in pairs", "long": "This would take too long here", "undo": "Undo", "tag": "Tag",
        "round": "From the start again",
    },
    "id": {
        "find": "Cari dalam artikel", "of": "%d dari %d", "none": "Tidak ada kecocokan", "word": "Seluruh Kata", "case": "Peka Huruf Besar Kecil",
        "regex": "Ekspresi Reguler", "all": "Tandai Semua", "ask": "Tandai %d kecocokan sebagai Aktor?", "tagged": "%d kali ditandai: Aktor",
        "already": "Tandai %d kecocokan sebagai Aktor? %d sudah ditandai.", "actor": "Aktor", "nothing": "Semuanya sudah ditandai sebagai Aktor",
        "pairs": "\"(\" dan \")\" harus berpasangan", "long": "Ini akan terlalu lama di sini", "undo": "Tak Jadi", "tag": "Tandai",
        "round": "Dari awal lagi",
    },
}
LANGUAGES = sorted(WORDS)


def all_at(words, flags=re.IGNORECASE):
    return [found.span() for found in re.finditer(re.escape(words), TEXT, flags)]


class Finding(Program):
    """The program with the find bar open."""

    def __init__(self, language="en", text=TEXT, size="1280x800"):
        super().__init__({NAME: text}, NAME, language=language, size=size)
        self.words = WORDS[language]
        self.text = text

    def __enter__(self):
        super().__enter__()
        self.view = self.article(self.text[:10])
        return self

    def open(self, query=None):
        self.session.key("ctrl+f")
        self.entry = self.app.find(name=self.words["find"], role="search box")
        wait_for(lambda: self.has_focus(self.entry), "the entry to have the keyboard")
        if query is not None:
            self.session.key("ctrl+a")
            self.session.type(query)

    @staticmethod
    def has_focus(node):
        return any("focused" in child.states for child in node.walk())

    def shows(self, word, *numbers):
        """Somewhere in the window, in a label or what is said."""
        text = self.words[word] % numbers if numbers else self.words[word]
        wait_for(lambda: [node for node in self.app.find_all() if node.name == text
                          or ("Text" in node.interfaces and node.role != "text box" and node.text == text)], repr(text))

    def tab_to(self, name):
        """By Tab alone, as one does who looks for it."""
        for _ in range(12):
            focused = [node for node in self.app.find_all("button", name) if self.has_focus(node)]
            if focused:
                return focused[0]
            before = self.focus()
            self.session.key("Tab")
            wait_for(lambda: self.focus() != before, "the focus to go on")
        raise AssertionError("Tab does not lead to %r" % name)

    def focus(self):
        return [node.path for node in self.app.find_all() if "focused" in node.states]

    def closed(self):
        wait_for(lambda: self.has_focus(self.view), "the article to have the keyboard")


def in_every_language(test):
    def both():
        for language in LANGUAGES:
            test(language)
    both.__name__ = test.__name__
    return both


@in_every_language
def test_steps(language):
    with Finding(language) as program:
        places = all_at("warga")
        n = len(places)
        assert n == 6
        program.open("warga")
        program.shows("of", 1, n)
        # Each key goes on from the last, also those that come faster than the search.
        for keys, at in ((["F3"], 2), (["Return", "Return"], 4), (["shift+F3"], 3), (["shift+Return"], 2), (["F3"] * 4, 6)):
            program.session.key(*keys)
            program.shows("of", at, n)
        program.session.key("F3")
        program.shows("of", 1, n)
        program.shows("round")
        program.session.key("F3", "Escape")
        program.closed()
        wait_for(lambda: program.view.selection == places[1], "the current match to be selected, got %r" % (program.view.selection,))
        # The bar need not be there to go on, and the selection is what a label key takes.
        program.session.key("F3")
        wait_for(lambda: program.view.selection == places[2], "the next match, got %r" % (program.view.selection,))
        program.session.key("1")
        data = program.saved(NAME, lambda data: data["spans"], "a span")
        assert labels(data) == [("actor", TEXT[slice(*places[2])])], labels(data)
        program.session.key("F3")
        wait_for(lambda: program.view.selection == places[3], "the one behind it, got %r" % (program.view.selection,))


@in_every_language
def test_options_by_keyboard(language):
    with Finding(language) as program:
        program.open("warga")
        program.shows("of", 1, 6)
        for name, wanted in (("word", (1, 3)), ("case", (1, 1))):
            program.tab_to(program.words[name])
            program.session.key("space")
            program.shows("of", *wanted)
        program.open()
        program.session.key("ctrl+a")
        program.session.type("xyz")
        program.shows("none")
        program.tab_to(program.words["word"])
        program.session.key("space")
        program.tab_to(program.words["regex"])
        program.session.key("space")
        program.open("w\\w+a\\b")
        program.shows("of", 1, 3)


@in_every_language
def test_tag_all_by_keyboard(language):
    with Finding(language) as program:
        program.open("demak")
        program.shows("of", 1, 3)
        program.tab_to(program.words["all"])
        program.session.key("space")
        wait_for(lambda: [node for node in program.app.find_all("search box") if program.has_focus(node) and node != program.entry],
                 "the labels")
        program.session.type(program.words["actor"][:3])
        program.session.key("Return")
        program.shows("ask", 3)
        wait_for(lambda: program.has_focus(program.app.find("button", program.words["tag"])), "the question's button to have the keyboard")
        assert program.sidecar(NAME) is None
        # Back out of the question first, then out of the search.
        program.session.key("Escape")
        wait_for(lambda: not program.app.find_all("button", program.words["tag"]), "the question to go")
        wait_for(lambda: program.has_focus(program.entry), "the entry to have the keyboard again")
        program.act("win.preview-matches", "'actor'")
        program.shows("ask", 3)
        wait_for(lambda: program.has_focus(program.app.find("button", program.words["tag"])), "the question's button to have the keyboard")
        program.session.key("Return")
        program.shows("tagged", 3)
        data = program.saved(NAME, lambda data: len(data["spans"]) == 3, "three spans")
        assert {label for label, _ in labels(data)} == {"actor"}
        assert [(span["start"], span["end"]) for span in data["spans"]] == all_at("demak")
        program.session.key("ctrl+z")
        program.saved(NAME, lambda data: not data["spans"], "one undo for all")
        program.session.key("ctrl+shift+z")
        program.saved(NAME, lambda data: len(data["spans"]) == 3, "one redo for all")


@in_every_language
def test_what_is_tagged_is_left_alone(language):
    with Finding(language) as program:
        start = TEXT.index("Bupati Demak")
        program.act("win.select", "(uint32 %d, uint32 %d)" % (start, start + 12))
        program.act("win.tag", "'actor'")
        program.saved(NAME, lambda data: len(data["spans"]) == 1, "a span")
        program.open("demak")
        program.shows("of", 3, 3)
        program.act("win.preview-matches", "'actor'")
        program.shows("already", 2, 1)
        program.act("win.tag-matches")
        program.saved(NAME, lambda data: len(data["spans"]) == 3, "two more spans")
        program.app.find("button", program.words["undo"])
        program.act("win.preview-matches", "'actor'")
        program.shows("nothing")
        program.act("win.tag-matches")
        assert len(program.sidecar(NAME)["spans"]) == 3


@in_every_language
def test_reasons(language):
    with Finding(language, text=TEXT + "a" * 60 + "\n") as program:
        program.open("(")
        program.tab_to(program.words["regex"])
        program.session.key("space")
        program.shows("pairs")
        program.open("(a+)+[!?]")
        program.shows("long")
        program.open("demak")
        program.shows("of", 1, 3)
        assert not [node for node in program.app.find_all("label") if node.name in (program.words["long"], program.words["pairs"])]


def test_selection_is_looked_for():
    with Finding() as program:
        places = all_at("warga")
        program.act("win.select", "(uint32 %d, uint32 %d)" % places[1])
        program.open()
        wait_for(lambda: program.entry.text == "WARGA", "the selected words, got %r" % program.entry.text)
        program.shows("of", 2, 6)


def test_non_ascii_and_next_article():
    with Program({"a.txt": TEXT, "b.txt": "Café, CAFÉ.\n"}) as program:
        program.article("Warga")
        program.act("win.find")
        entry = program.app.find("search box", "Find in the article")
        entry.set_text("CAFÉ")
        wait_for(lambda: [node for node in program.app.find_all() if node.name == "1 of 1"], "the only match")
        program.act("win.next-article")
        program.article("Café")
        wait_for(lambda: [node for node in program.app.find_all() if node.name == "1 of 2"], "those of the next article")


if __name__ == "__main__":
    run([test for name, test in list(globals().items()) if name.startswith("test_")])
