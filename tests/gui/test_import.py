#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Importing into the window: by keyboard alone and by a real drop, in English and in Indonesian."""
import json
import os
import pathlib
import shutil
import tempfile

from program import Program, run, wait_for

COLUMNS = "Bupati\tB-actor\nRetno\tI-actor\ntiba\tO\n\nKe\tO\nDemak\tB-place\n"
TABLE = "Judul;Isi;Desk\nBanjir;Air naik di Demak.;kota\nPanen;Panen raya di Pati.;desa\n"
BROKEN = '{"text": "Hujan turun.", "label": [[0, 5, "claim"]]}\n{"text": "Hujan\n{"text": "Demak banjir.", "label": [[0, 5, "place"]]}\n'
WORDS = {
    "en": {"source": "File or Folder", "target": "Folder for the Articles", "import": "Import", "open": "Open Folder", "close": "Close",
           "report": "What Was Imported", "one": "1 article imported (spans: 2)", "two": "2 articles imported (spans: %d)",
           "nothing": "Nothing was left out or changed.", "columns": "Columns, Like text=Body, title=Headline, date=Day", "line": "line 2",
           "title": "Title"},
    "id": {"source": "Berkas atau Folder", "target": "Folder untuk Artikel", "import": "Impor", "open": "Buka Folder", "close": "Tutup",
           "report": "Yang Diimpor", "one": "1 artikel diimpor (rentang: 2)", "two": "2 artikel diimpor (rentang: %d)",
           "nothing": "Tidak ada yang ditinggalkan atau diubah.", "columns": "Kolom, misalnya text=Isi, title=Judul, date=Hari", "line": "baris 2",
           "title": "Judul"},
}


class Importing(Program):
    """The window without an article, and files of somebody's."""

    def __init__(self, files, language="en"):
        super().__init__({}, language=language)
        self.words = WORDS[language]
        self.there = pathlib.Path(tempfile.mkdtemp(prefix="tandai-in-"))
        for name, content in files.items():
            (self.there / name).write_text(content, encoding="utf-8")

    def command(self):
        return super().command()[:1]

    def __exit__(self, kind, value, trace):
        super().__exit__(kind, value, trace)
        shutil.rmtree(self.there, ignore_errors=True)

    def shows(self, line):
        """A line of the report."""
        def said():
            lists = self.app.find_all("list", self.words["report"])
            return [label for label in lists[0].find_all("label") if line in label.text] if lists else []
        wait_for(said, "the report to say %r" % line)

    def choose(self, format_name):
        wait_for(lambda: self.app.find_all("label", format_name), "the format to be %r" % format_name)

    def entry(self, name):
        return self.app.find("text box", self.words[name])

    def sidecars(self, folder):
        return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.tandai.json"))}


def check_by_keyboard(language):
    with Importing({"berita.conll": COLUMNS}, language) as program:
        program.act("win.import")
        program.entry("source")
        program.session.type(str(program.there / "berita.conll"))
        program.choose("conll")
        target = program.there / "berita-tandai"
        wait_for(lambda: program.entry("target").text == str(target), "a folder to be proposed")
        program.session.key("alt+i")
        program.shows(program.words["one"])
        program.shows(program.words["nothing"])
        program.app.find("button", program.words["open"])
        program.session.key("alt+o" if language == "en" else "alt+b")
        program.article("Bupati Retno tiba")
        assert [(span["label"], span["text"]) for span in program.sidecars(target)["berita.txt.tandai.json"]["spans"]] == \
            [("actor", "Bupati Retno"), ("place", "Demak")]


def test_by_keyboard():
    check_by_keyboard("en")


def test_by_keyboard_in_indonesian():
    check_by_keyboard("id")


def test_columns_of_a_table():
    with Importing({"tabel.csv": TABLE}) as program:
        program.act("win.import")
        program.entry("source").set_text(str(program.there / "tabel.csv"))
        program.choose("csv")
        program.entry("columns").set_text("text=Isi, title=Judul")
        program.entry("target").set_text(str(program.there / "korpus"))
        program.app.find("button", "Import").press()
        program.shows(program.words["two"] % 0)
        made = program.sidecars(program.there / "korpus")
        assert sorted((data["article"]["title"], data["text"].strip(), data.get("attributes")) for data in made.values()) == \
            [("Banjir", "Air naik di Demak.", {"Desk": "kota"}), ("Panen", "Panen raya di Pati.", {"Desk": "desa"})], made


def check_broken(language):
    """What can't be read is told with its file and line, and the rest is there."""
    with Importing({"rusak.jsonl": BROKEN}, language) as program:
        program.act("win.import")
        program.entry("source").set_text(str(program.there / "rusak.jsonl"))
        program.choose("doccano")
        program.session.key("alt+i")
        program.shows("rusak.jsonl: %s" % program.words["line"])
        program.shows(program.words["two"] % 2)
        assert not program.app.find("list", program.words["report"]).find_all("label", program.words["nothing"])
        program.app.find("button", program.words["close"]).press()
        program.app.gone("list", program.words["report"])
        assert len(program.sidecars(program.there / "rusak-tandai")) >= 2


def test_broken_line():
    check_broken("en")


def test_broken_line_in_indonesian():
    check_broken("id")


def test_nothing_there():
    """A place that is not there can't be chosen; one that holds nothing to read says so, and another can be tried."""
    with Importing({"kosong.conll": ""}) as program:
        program.act("win.import")
        program.entry("source").set_text(str(program.there / "none.conll"))
        wait_for(lambda: "sensitive" not in program.app.find("button", "Import").states, "nothing to import")
        program.entry("source").set_text(str(program.there / "kosong.conll"))
        wait_for(lambda: "sensitive" in program.app.find("button", "Import").states, "something to import")
        program.session.key("alt+i")
        program.app.find("list", program.words["report"])
        program.session.key("Escape")
        program.app.gone("list", program.words["report"])


def test_dropped_on_the_window():
    with Importing({"berita.conll": COLUMNS}) as program:
        program.drop(program.there / "berita.conll")
        wait_for(lambda: program.entry("source").text == os.fspath(program.there / "berita.conll"), "the file to be named")
        program.choose("conll")
        program.app.find("button", "Import").press()
        program.shows(program.words["one"])


if __name__ == "__main__":
    run([test_by_keyboard, test_by_keyboard_in_indonesian, test_columns_of_a_table, test_broken_line, test_broken_line_in_indonesian,
         test_nothing_there, test_dropped_on_the_window])
