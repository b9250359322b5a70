#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What two people changed differently, of spans, links and the article: seen side by side and decided, by keys and by mouse."""
import copy
import hashlib
import json
import re

from program import Program, label_with, run, wait_for

NAME = "berita.txt"
TEXT = "“Kami bantu warga,” kata Bupati Demak Sumarno. Ia didampingi Kepala Desa Jati kemarin siang.\n"


def span(identity, words, label, **members):
    start = TEXT.index(words)
    return dict(id=identity, start=start, end=start + len(words), label=label, text=words, **members)


MARK = {"reason": "conflict"}
QUOTE = span("q1", "“Kami bantu warga,”", "quote")
ACTOR = span("a1", "Bupati Demak Sumarno", "actor")
OTHER = span("b1", "Kepala Desa Jati", "actor")
LINK = {"id": "r1", "type": "source", "from": "q1", "to": "a1"}
TITLES = {"id": "$.article", "ours": {"title": "Bupati Bantu Warga"}, "theirs": {"title": "Banjir di Demak"}}
STATUSES = {"id": "$", "ours": {"status": "in-progress"}, "theirs": {"status": "done"}}
FOUR = [STATUSES, TITLES, {"id": "a1", "ours": ACTOR, "theirs": span("a1", "Bupati Demak Sumarno", "place")},
        {"id": "r1", "ours": LINK, "theirs": dict(LINK, to="b1")}]


class Disputed(Program):
    """The window on an article of which two people made two versions."""

    def __init__(self, conflicts, language=None):
        self.before = {
            "format": "tandai/1",
            "article": {"file": NAME, "sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "encoding": "UTF-8",
                        "newline": "lf", "title": "Bupati Bantu Warga"},
            "annotator": "", "status": "in-progress", "text": TEXT,
            "spans": [QUOTE, dict(ACTOR, review=MARK) if any("a1" in str(entry) for entry in conflicts) else ACTOR, OTHER],
            "relations": [LINK], "conflicts": conflicts}
        super().__init__({NAME: TEXT, NAME + ".tandai.json": json.dumps(self.before)}, NAME, language=language)

    def __enter__(self):
        super().__enter__()
        self.article("“Kami")
        return self

    def focused(self, name):
        wait_for(lambda: [node for node in self.app.find_all("button", re.compile(name)) if "focused" in node.states],
                 "the focus on %s" % name)

    def left(self, n):
        return self.saved(NAME, lambda data: len(data.get("conflicts", [])) == n, "%d conflicts" % n)


def test_by_keys_alone():
    """Each decision leads to the next; what is undone comes back whole."""
    with Disputed(copy.deepcopy(FOUR)) as program:
        key = program.session.key
        label_with(program, "^4 conflicts are to be decided$")
        key("ctrl+r")
        program.focused("^Take Ours: “Bupati Demak Sumarno”$")
        for words in "^Ours$", "^Theirs$", "^Label$", "^Actor$", "^Place$":
            label_with(program, words)
        key("Tab")
        program.focused("^Take Theirs: “Bupati")
        key("Return")
        data = program.left(3)
        actor = next(item for item in data["spans"] if item["id"] == "a1")
        assert actor["label"] == "place" and "review" not in actor, actor
        assert data["relations"] == [LINK]
        program.focused("^Take Ours: Source: “Kami bantu warga,” → …$")
        label_with(program, "^Kepala Desa Jati ")
        key("Tab", "Return")
        data = program.left(2)
        assert data["relations"] == [dict(LINK, to="b1")], data["relations"]
        program.focused("^Take Ours: Status$")
        label_with(program, "^Done$")
        key("Tab", "Return")
        assert program.left(1)["status"] == "done"
        program.focused("^Take Ours: Title$")
        label_with(program, "^1 conflict is to be decided$")
        key("Return")
        data = program.left(0)
        assert data["article"]["title"] == "Bupati Bantu Warga"
        wait_for(lambda: not program.app.find_all("button", "Next to Look At"), "the banner to go")
        wait_for(lambda: not program.app.find_all("button", "Conflicts"), "the page to go")
        for left in 1, 2, 3, 4:
            key("ctrl+z")
            program.left(left)
        assert program.sidecar(NAME) == program.before
        key("ctrl+shift+z")
        program.left(3)


def test_by_mouse_in_any_order():
    with Disputed(copy.deepcopy(FOUR)) as program:
        program.app.find("button", "Next to Look At").click()
        program.focused("^Take Ours: “Bupati")
        program.app.find("button", "Take Theirs: Title").press()
        assert program.left(3)["article"]["title"] == "Banjir di Demak"
        # Round the end, to the first that is left.
        program.focused("^Take Ours: “Bupati")
        program.app.find("button", re.compile("^Take Ours: Source")).press()
        assert program.left(2)["relations"] == [LINK]
        program.focused("^Take Ours: Status$")


def test_next_and_keep():
    """Ctrl+R goes round without deciding, Ctrl+K takes ours of the one that has the focus."""
    with Disputed(copy.deepcopy(FOUR)) as program:
        key = program.session.key
        for name in "“Bupati", "Source", "Status", "Title", "“Bupati", "Source":
            key("ctrl+r")
            program.focused("^Take Ours: " + name)
        key("ctrl+k")
        assert program.left(3)["relations"] == [LINK]
        program.focused("^Take Ours: Status$")
        key("Escape", "ctrl+z")
        program.left(4)


def test_a_span_leads_to_its_versions():
    with Disputed(copy.deepcopy(FOUR)) as program:
        program.act("win.select-span", "'a1'")
        program.app.find("button", "Compare").press()
        program.focused("^Take Ours: “Bupati")


def test_a_relation_brings_its_end():
    """Ours removed the other actor and what led there, theirs linked it: taking the link takes both."""
    gone = span("c1", "kemarin siang", "actor")
    link = dict(LINK, id="r2", to="c1")
    with Disputed([{"id": "c1", "ours": None, "theirs": gone}, {"id": "r2", "ours": None, "theirs": link}]) as program:
        program.session.key("ctrl+r")
        program.focused("^Take Ours: Actor: kemarin siang$")
        label_with(program, "^removed$")
        label_with(program, "^kept$")
        program.app.find("button", re.compile("^Take Theirs: Source")).press()
        data = program.left(0)
        assert link in data["relations"] and gone in data["spans"], data
        program.session.key("ctrl+z")
        program.left(2)
        assert program.sidecar(NAME) == program.before


def test_what_can_not_be_taken_is_said_and_kept():
    odd = ["odd", {"id": "$", "ours": None, "theirs": {"spans": []}}, {"id": "$", "ours": {"x": 1}, "theirs": {"x": [2.50]}},
           {"id": "r9", "ours": 1, "theirs": {"id": "r9", "type": "source", "from": "q1", "to": "nobody"}}]
    with Disputed(odd) as program:
        key = program.session.key
        key("ctrl+r")
        # Neither can be taken: the one button leaves it.
        program.focused("^Leave as It Is: ")
        label_with(program, "cannot be taken: .*nobody")
        program.act("win.resolve", "('$.spans', 'theirs')")
        label_with(program, "cannot be taken: .*spans")
        assert program.sidecar(NAME) == program.before
        label_with(program, r"^\$\.x$")
        program.app.find("button", r"Take Theirs: $.x").press()
        assert program.left(3)["x"] == [2.5]
        program.app.find("button", "Leave as It Is: Entry #0 of the conflicts").press()
        assert program.left(2)["conflicts"] == [odd[1], odd[3]]


def test_undone_after_a_restart():
    with Disputed([copy.deepcopy(FOUR[2])]) as program:
        program.session.key("ctrl+r")
        program.focused("^Take Ours: “Bupati")
        program.session.key("Tab", "Return")
        program.left(0)
        program.session.quit_app()
        program.app = program.session.launch(program.command(), app_id="org.tandai.Tandai")
        program.session.focus_window()
        program.article("“Kami")
        program.session.key("ctrl+z")
        program.left(1)
        assert program.sidecar(NAME) == program.before
        label_with(program, "^1 conflict is to be decided$")
        program.session.key("ctrl+r")
        program.focused("^Take Ours: “Bupati")


def test_in_indonesian():
    with Disputed(copy.deepcopy(FOUR), "id") as program:
        program.session.key("ctrl+r")
        program.focused("^Pakai Milik Kita: ")
        program.app.find("button", "Pakai Milik Mereka: Judul")
        label_with(program, "^4 konflik perlu diputuskan$")
        label_with(program, "^Milik Mereka$")
        assert not program.app.find_all("label", re.compile("Ours|Theirs|Take|Title"))


if __name__ == "__main__":
    run([test for name, test in list(globals().items()) if name.startswith("test_")])
