#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening, leaving and losing nothing: folders, reopening, changed articles, broken sidecars, other programs."""
import hashlib
import json

from program import Program, label_with, labels, run, wait_for

TEXT = "Warga Demak berkumpul.\n"
NAME = "berita.txt"


def tag(program, start, end, key):
    program.act("win.select", "(uint32 %d, uint32 %d)" % (start, end))
    program.session.key(key)


def test_folder():
    with Program({"a.txt": "Pertama.\n", "b.txt": "Kedua.\n"}) as program:
        program.article("Pertama")
        program.session.key("ctrl+Next")
        program.article("Kedua")
        tag(program, 0, 5, "1")
        program.saved("b.txt", lambda data: len(data["spans"]) == 1, "a span in the second article")
        program.session.key("ctrl+Prior")
        program.article("Pertama")
        program.session.key("d")
        program.article("Kedua")
        assert program.saved("a.txt", lambda data: data["status"] == "done", "the first to be done")["spans"] == []


def test_what_is_marked_while_the_next_is_read():
    """A save of so many spans waits a little; the article must not go before it."""
    text = "kata " * 6000
    spans = [{"id": "s%d" % place, "start": 5 * place, "end": 5 * place + 4, "label": "place", "text": "kata"}
             for place in range(5500)]
    sidecar = json.dumps({
        "format": "tandai/1", "annotator": "", "status": "in-progress", "text": text, "spans": spans, "relations": [],
        "article": {"file": "a.txt", "sha256": hashlib.sha256(text.encode()).hexdigest(), "encoding": "UTF-8", "newline": "lf"}})
    with Program({"a.txt": text, "a.txt.tandai.json": sidecar, "b.txt": "Demak. " * 500000}) as program:
        program.article("kata kata")
        program.act("win.select", "(uint32 29000, uint32 29004)")
        program.session.key("ctrl+Next", "1")
        program.article("Demak")

        def marked():
            read = [program.sidecar(name) for name in ("a.txt", "b.txt")]
            return [span for data in read if data for span in data["spans"] if span["label"] == "actor"]
        assert len(wait_for(marked, "what was marked")) == 1


def test_reopen():
    with Program({NAME: TEXT}, NAME) as program:
        program.article("Warga")
        tag(program, 6, 11, "2")
        data = program.saved(NAME, lambda data: len(data["spans"]) == 1, "one span")
        written = json.dumps(data, ensure_ascii=False)
    with Program({NAME: TEXT, NAME + ".tandai.json": written}, NAME) as program:
        program.article("Warga")
        program.app.find("label", "Place: Demak")


def test_changed_article_is_read_only():
    with Program({NAME: TEXT}, NAME) as program:
        program.article("Warga")
        tag(program, 6, 11, "2")
        written = json.dumps(program.saved(NAME, lambda data: len(data["spans"]) == 1, "one span"), ensure_ascii=False)
    with Program({NAME: "Sudah lain.\n", NAME + ".tandai.json": written}, NAME) as program:
        program.article("Warga")
        label_with(program, "has changed since it was annotated")
        tag(program, 0, 5, "1")
        label_with(program, "has changed since it was annotated")
        assert (program.folder / (NAME + ".tandai.json")).read_text(encoding="utf-8") == written


def test_broken_sidecar_is_left_alone():
    with Program({NAME: TEXT, NAME + ".tandai.json": "{"}, NAME) as program:
        program.article("Warga")
        label_with(program, "tandai.json: line 1, column 2")
        tag(program, 0, 5, "1")
        assert (program.folder / (NAME + ".tandai.json")).read_text(encoding="utf-8") == "{"


def test_other_program_is_not_overwritten():
    with Program({NAME: TEXT}, NAME) as program:
        program.article("Warga")
        tag(program, 6, 11, "2")
        program.saved(NAME, lambda data: len(data["spans"]) == 1, "one span")
        (program.folder / (NAME + ".tandai.json")).write_text("theirs", encoding="utf-8")
        tag(program, 0, 5, "1")
        beside = wait_for(lambda: list(program.folder.glob("*.conflict-*")), "our version beside theirs")
        assert labels(json.loads(beside[0].read_text(encoding="utf-8"))) == [("actor", "Warga"), ("place", "Demak")]
        assert (program.folder / (NAME + ".tandai.json")).read_text(encoding="utf-8") == "theirs"
        label_with(program, "Another program changed the sidecar")


def test_not_a_text():
    with Program({NAME: b"\x89PNG\x00\x01"}, NAME) as program:
        label_with(program, "not a text file")


def test_windows_1252_is_said():
    with Program({NAME: "“café” di Demak".encode("cp1252")}, NAME) as program:
        program.article("“café”")
        label_with(program, "read as Windows-1252")


def test_preferences_and_about():
    with Program({NAME: TEXT}, NAME) as program:
        program.article("Warga")
        program.act("app.preferences")
        program.app.find("label", "Serif Font")
        program.session.key("Escape")
        program.app.gone("label", "Serif Font")
        program.act("app.about")
        program.app.find("label", "The Tandai project")
        program.session.key("Escape")
        program.app.gone("label", "The Tandai project")
        program.act("app.shortcuts")
        program.app.find("label", "Leave the article, go round the panes", mapped=False)
        program.session.key("Escape")


def test_indonesian():
    with Program({NAME: TEXT}, NAME, language="id") as program:
        program.article("Warga")
        for name in ("Aktor", "Tempat", "Klaim", "Kutipan"):
            program.app.find("button", name)
        tag(program, 6, 11, "2")
        program.app.find("label", "Tempat: Demak")


if __name__ == "__main__":
    run([test_folder, test_what_is_marked_while_the_next_is_read, test_reopen, test_changed_article_is_read_only, test_broken_sidecar_is_left_alone,
         test_other_program_is_not_overwritten, test_not_a_text, test_windows_1252_is_said,
         test_preferences_and_about, test_indonesian])
