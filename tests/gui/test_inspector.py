#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inspector: the details of a span and of the article, read and changed with the keyboard alone."""
import json
import re

from program import GLib, Program, run, wait_for

NAME = "berita.txt"
TEXT = ("“Kami datang,” ujar Bupati Demak Retno, “dan orang-orang menunggu.”\n"
        "Ia meminta bantuan Jawa Tengah. Gubernur Ganjar menjawab bahwa bantuan sudah dikirim.\n")
SCHEMA = {
    "format": "tandai-corpus/1",
    "labels": [
        {"name": "actor", "title": {"en": "Actor", "id": "Aktor"},
         "attributes": [{"name": "kind", "values": ["person", "organization", "group"]}, {"name": "role"}]},
        {"name": "place", "title": {"en": "Place", "id": "Tempat"}},
        {"name": "claim", "title": {"en": "Claim", "id": "Klaim"}},
        {"name": "quote", "title": {"en": "Quote", "id": "Kutipan"}},
    ],
    "relations": [
        {"name": "source", "from": ["quote", "claim"], "to": ["actor"], "title": {"en": "Source", "id": "Sumber"}},
        {"name": "same", "from": ["actor"], "to": ["actor"], "title": {"en": "Same Person", "id": "Orang Sama"}},
        {"name": "answers", "from": ["quote", "claim"], "to": ["quote", "claim"],
         "title": {"en": "Answers", "id": "Menjawab"}},
    ],
    "article-attributes": [{"name": "topic", "values": ["protest", "flood"]}, {"name": "desk"}],
}
MARKS = [("“Kami datang,”", "quote"), ("Bupati Demak Retno", "actor"), ("Jawa Tengah", "place"),
         ("Gubernur Ganjar", "actor"), ("bantuan sudah dikirim", "claim")]


def at(words):
    start = TEXT.index(words)
    return start, start + len(words)


class Marked(Program):
    """The window on an article with five spans, which a program before it marked."""

    def __init__(self, language=None, marks=MARKS, schema=None, **members):
        spans = [{"id": "s%d" % number, "start": at(words)[0], "end": at(words)[1], "label": label, "text": words}
                 for number, (words, label) in enumerate(marks)]
        spans.sort(key=lambda span: span["start"])
        super().__init__({NAME: TEXT, "tandai.json": json.dumps(schema or SCHEMA)}, NAME, language=language)
        self.ids = {span["text"]: span["id"] for span in spans}
        self.write(spans=spans, **members)

    def write(self, **members):
        import hashlib
        data = {"format": "tandai/1",
                "article": {"file": NAME, "sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "encoding": "UTF-8",
                            "newline": "lf"},
                "annotator": "", "status": "in-progress", "text": TEXT, "spans": [], "relations": []}
        data.update(members)
        (self.folder / (NAME + ".tandai.json")).write_text(json.dumps(data), encoding="utf-8")

    def __enter__(self):
        super().__enter__()
        self.article("“Kami")
        self.inspector = self.app.find("widget", "TandaiInspector", mapped=False)
        return self

    def select(self, words):
        self.act("win.select-span", "'%s'" % self.ids[words])
        wait_for(lambda: self.shown() == words, "the details of %r" % words)

    def shown(self):
        """The words in the details of the span."""
        details = self.inspector.find_all("list", re.compile("^(Details of the span|Rincian rentang)$"))
        texts = [label.text for label in details[0].find_all("label")] if details else []
        return next((text for text in texts if text in TEXT and len(text) > 3), None)

    def span(self, words, condition, what):
        """The saved span of these words, once it fulfils a condition."""
        def find(data):
            return [span for span in data["spans"] if span["text"] == words and condition(span)]
        return find(self.saved(NAME, find, what))[0]

    def focused(self, name):
        """Only of a choice can it be seen from outside; of an entry, that what is typed gets there."""
        wait_for(lambda: ["focused" in node.states for node in self.app.find_all("combo box", name)] == [True],
                 "the focus on %r" % name)

    def in_article(self):
        wait_for(lambda: "focused" in self.article("“Kami").states, "the focus on the article")

    def status(self, message):
        wait_for(lambda: self.app.find_all("status", message), "the status line to say %r" % message)

    def rows(self):
        """The rows of the list of spans, from above."""
        name = re.compile("^(Spans|Rentang)$")
        # A row may be gone between two questions.
        labels = [item.find_all("label", re.compile(": ")) for item in self.inspector.find("list", name).children]
        return [found[0].name for found in labels if found]

    def rows_are(self, *rows):
        # What the list shows is asked within the wait alone: a question between two states finds rows that go.
        wait_for(lambda: self.rows() == list(rows), "the rows %r" % (rows,))

    def keys(self, *keys):
        self.session.key(*keys)


def check_by_keyboard(language, kind, refusal):
    with Marked(language) as program:
        program.select("Bupati Demak Retno")
        program.keys("a")
        program.focused(kind)
        program.keys("Return", "Down", "Return")
        program.span("Bupati Demak Retno", lambda span: span.get("attributes") == {"kind": "person"}, "a kind")
        # The choice has the focus again in a frame after the one that closes its list.
        program.focused(kind)
        program.keys("Down")
        program.session.type("bupati")
        program.keys("Return")
        program.span("Bupati Demak Retno", lambda span: span.get("attributes", {}).get("role") == "bupati", "a role")
        program.keys("Escape")
        program.in_article()
        program.keys("n")
        program.session.type("cek 1")
        program.keys("Return")
        program.span("Bupati Demak Retno", lambda span: span.get("note") == "cek 1", "a note")
        program.session.type("2")
        program.keys("Escape")
        program.in_article()
        program.keys("j")
        wait_for(lambda: program.shown() == "Jawa Tengah", "single keys in the article again")
        program.keys("a")
        program.status(refusal)
        program.in_article()
        assert program.sidecar(NAME)["spans"][1]["note"] == "cek 1"


def test_attributes_and_note_by_keyboard():
    check_by_keyboard(None, "Kind", "“Place” has no attributes")


def test_attributes_and_note_by_keyboard_in_indonesian():
    check_by_keyboard("id", "Jenis", '"Tempat" tidak memiliki atribut')


def test_hidden_inspector_comes_up_for_the_note():
    with Marked() as program:
        program.select("Jawa Tengah")
        program.act("win.toggle-inspector")
        wait_for(lambda: not program.inspector.mapped or not program.session.action_info("win.toggle-inspector")[2][0],
                 "the inspector to go")
        program.keys("n")
        program.app.find("text box", "Note").stable(lambda: program.app.find("text box", "Note").box())
        program.session.type("provinsi")
        program.keys("Return")
        program.span("Jawa Tengah", lambda span: span.get("note") == "provinsi", "a note")


def test_typed_note_counts_when_the_focus_goes_elsewhere():
    with Marked() as program:
        program.select("Bupati Demak Retno")
        program.keys("n")
        program.session.type("dari Demak")
        program.select("Jawa Tengah")
        program.span("Bupati Demak Retno", lambda span: span.get("note") == "dari Demak", "the note of the span before")
        assert all("note" not in span for span in program.sidecar(NAME)["spans"] if span["text"] == "Jawa Tengah")


def test_relabel_from_the_inspector():
    with Marked() as program:
        program.select("Jawa Tengah")
        row = program.app.find("combo box", "Label")
        row.click()
        program.keys("Up", "Return")
        program.span("Jawa Tengah", lambda span: span["label"] == "actor", "another label")
        program.app.find("combo box", "Kind")
        program.app.find("label", "Actor: Jawa Tengah")
        program.act("win.undo")
        program.span("Jawa Tengah", lambda span: span["label"] == "place", "the label before")
        program.app.gone("combo box", "Kind")


def test_link_is_shown_and_removed():
    with Marked() as program:
        program.act("win.add-relation", "('source', '%s', '%s')" % (program.ids["“Kami datang,”"], program.ids["Bupati Demak Retno"]))
        program.act("win.add-relation", "('same', '%s', '%s')" % (program.ids["Bupati Demak Retno"], program.ids["Gubernur Ganjar"]))
        program.saved(NAME, lambda data: len(data["relations"]) == 2, "two links")
        program.select("Bupati Demak Retno")
        program.app.find("list item", "Source: “Kami datang,”")
        row = program.app.find("list item", "Same Person: Gubernur Ganjar")
        row.find("button", "Go to this span").press()
        wait_for(lambda: program.shown() == "Gubernur Ganjar", "the other span")
        program.app.find("list item", "Same Person: Bupati Demak Retno").find("button", "Remove the link").press()
        data = program.saved(NAME, lambda data: len(data["relations"]) == 1, "one link less")
        assert data["relations"][0]["type"] == "source"
        program.act("win.undo")
        program.app.find("list item", "Same Person: Bupati Demak Retno")


def test_article_details_with_undo_and_after_restart():
    with Marked() as program:
        program.act("win.edit-metadata")
        program.session.type("Bantuan untuk Demak")
        program.keys("Return")
        program.saved(NAME, lambda data: data["article"].get("title") == "Bantuan untuk Demak", "a title")
        program.app.find("window", "Bantuan untuk Demak")
        program.keys("Tab", "Tab")
        program.session.type("kemarin")
        program.keys("Return")
        program.status("“kemarin” is not a date like 2022-01-06")
        program.keys("ctrl+a")
        program.session.type("2022-01-06")
        program.keys("Return")
        program.saved(NAME, lambda data: data["article"].get("published") == "2022-01-06", "a date")
        program.act("win.set-metadata", "('topic', 'flood')")
        program.saved(NAME, lambda data: data.get("attributes") == {"topic": "flood"}, "a topic")
        program.act("win.undo")
        program.saved(NAME, lambda data: "attributes" not in data, "no topic")
        program.session.quit_app()
        program.app = program.session.launch(program.command(), app_id="org.tandai.Tandai")
        program.session.focus_window()
        program.article("“Kami")
        assert program.app.find("text box", "Published").text == "2022-01-06"
        for _ in range(2):
            program.act("win.undo")
        program.saved(NAME, lambda data: not {"title", "published"} & set(data["article"]), "the details before")
        program.act("win.redo")
        program.saved(NAME, lambda data: data["article"].get("title") == "Bantuan untuk Demak", "the title again")


ROWS = ["Quote: “Kami datang,”", "Actor: Bupati Demak Retno", "Place: Jawa Tengah", "Actor: Gubernur Ganjar",
        "Claim: bantuan sudah dikirim"]


def test_list_is_filtered_and_grouped():
    with Marked() as program:
        program.rows_are(*ROWS)
        actors = program.app.find("button", "Actor 2")
        actors.press()
        program.rows_are(ROWS[1], ROWS[3])
        assert "pressed" in actors.states
        program.app.find("button", "Quote 1").press()
        program.rows_are(ROWS[0], ROWS[1], ROWS[3])
        group = program.app.find("button", "Group by label")
        group.press()
        program.rows_are(ROWS[1], ROWS[3], ROWS[0])
        actors.press()
        program.app.find("button", "Quote 1").press()
        program.rows_are(ROWS[1], ROWS[3], ROWS[2], ROWS[4], ROWS[0])
        group.press()
        program.rows_are(*ROWS)


def test_counts_follow_what_is_tagged():
    with Marked() as program:
        program.app.find("button", "Place 1").press()
        program.rows_are(ROWS[2])
        program.act("win.select", "(uint32 %d, uint32 %d)" % at("Demak"))
        program.keys("2")
        program.app.find("button", "Place 2")
        program.rows_are("Place: Demak", ROWS[2])
        program.select("Jawa Tengah")
        program.keys("Delete")
        program.app.find("button", "Place 1")
        program.rows_are("Place: Demak")
        program.keys("ctrl+z")
        program.app.find("button", "Place 2")
        program.rows_are("Place: Demak", ROWS[2])
        program.select("Jawa Tengah")
        program.keys("1")
        program.app.find("button", "Actor 3")
        program.rows_are("Place: Demak")


def test_filter_by_keyboard():
    with Marked() as program:
        program.app.find("list", re.compile("^Spans$"))
        program.keys("ctrl+Tab", "shift+Tab")
        program.keys("shift+Tab", "shift+Tab", "space")
        wait_for(lambda: [button for button in program.inspector.find_all("button") if "pressed" in button.states
                          and re.search(r" \d+$", button.name)], "a pressed label")


def test_row_of_a_filtered_list_selects_its_span():
    with Marked() as program:
        program.app.find("button", "Actor 2").press()
        program.rows_are(ROWS[1], ROWS[3])
        program.app.find("label", ROWS[3]).click()
        wait_for(lambda: program.shown() == "Gubernur Ganjar", "the span of the row")
        program.keys("4")
        program.span("Gubernur Ganjar", lambda span: span["label"] == "quote", "its label to change")
        program.rows_are(ROWS[1])


def test_dropped_label_has_a_button():
    schema = dict(SCHEMA, labels=SCHEMA["labels"][:3], relations=[])
    with Marked(schema=schema) as program:
        program.app.find("button", "quote 1").press()
        program.rows_are("quote: “Kami datang,”")


def check_refusals(language, messages):
    with Marked(language) as program:
        before = (program.folder / (NAME + ".tandai.json")).read_bytes()
        program.select("Bupati Demak Retno")
        refused = [("win.set-attribute", "('kind', 'robot')"), ("win.relabel", "'rumor'"),
                   ("win.add-relation", "('source', 's0', 's4')"), ("win.add-relation", "('nephew', 's0', 's4')"),
                   ("win.set-metadata", "('topic', 'sport')"), ("win.set-metadata", "('colour', 'blue')"),
                   ("win.set-metadata", "('language', 'bahasa kita')"), ("win.unlink", "'r0'")]
        for (action, value), message in zip(refused, messages):
            program.act(action, value)
            program.status(message)
        program.act("win.select", "(uint32 %d, uint32 %d)" % at("orang-orang"))
        program.act("win.tag", "'rumor'")
        program.status(messages[1])
        assert not program.session.action_info("win.undo")[0]
        assert (program.folder / (NAME + ".tandai.json")).read_bytes() == before


def test_bad_input_is_refused_with_a_reason():
    check_refusals(None, ["“robot” is not among the values of “kind”", "The schema has no label “rumor”",
                          "“source” does not lead from quote to claim", "The schema has no relation “nephew”",
                          "“sport” is not among the values of “topic”", "Articles have no “colour”",
                          "“bahasa kita” is not the code of a language, like id", "There is no relation “r0”"])


def test_bad_input_is_refused_with_a_reason_in_indonesian():
    check_refusals("id", ['"robot" tidak termasuk nilai dari "kind"', 'Skema tidak memiliki label "rumor"',
                          '"source" tidak menghubungkan quote ke claim', 'Skema tidak memiliki relasi "nephew"',
                          '"sport" tidak termasuk nilai dari "topic"', 'Artikel tidak memiliki "colour"',
                          '"bahasa kita" bukan kode bahasa, seperti id', 'Tidak ada relasi "r0"'])


def test_label_that_the_schema_dropped():
    """It is shown as it is, with its attributes, and can be changed to one that the schema has."""
    rumor = {"id": "s9", "start": at("Ia meminta")[0], "end": at("Ia meminta")[1], "label": "rumor", "text": "Ia meminta",
             "attributes": {"certainty": "low"}}
    with Marked(marks=[]) as program:
        program.session.quit_app()
        program.write(spans=[rumor])
        program.app = program.session.launch(program.command(), app_id="org.tandai.Tandai")
        program.session.focus_window()
        program.article("“Kami")
        program.inspector = program.app.find("widget", "TandaiInspector")
        program.ids["Ia meminta"] = "s9"
        program.select("Ia meminta")
        program.app.find("combo box", "Label").find("label", "rumor")
        assert program.app.find("text box", "certainty").text == "low"
        program.app.find("combo box", "Label").click()
        program.keys("Home", "Return")
        program.span("Ia meminta", lambda span: span["label"] == "actor", "a label of the schema")


if __name__ == "__main__":
    run([test for name, test in list(globals().items()) if name.startswith("test_")])
