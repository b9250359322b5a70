#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exporting from the window: what will be is shown before, by keyboard alone, in English and in Indonesian."""
import hashlib
import json
import os
import pathlib
import select
import shutil
import subprocess
import sys
import tempfile

from program import Program, run, wait_for

CLI = os.path.abspath(sys.argv[2])
TEXTS = {"a.txt": "Bupati Demak Retno datang ke Demak.\n", "b.txt": "Warga Kudus menunggu di Kudus.\n", "c.txt": "Hujan turun di Pati.\n"}
SPANS = {"a.txt": [("actor", "Bupati Demak Retno"), ("place", "Demak")], "b.txt": [("actor", "Warga Kudus"), ("place", "Kudus")],
         "c.txt": [("place", "Pati")]}
WORDS = {
    "en": {"export": "Export", "replace": "Replace", "cancel": "Cancel", "preview": "Preview", "report": "What Is Exported",
           "exported": "3 articles exported (spans: 5)", "will": "3 articles will be exported (spans: 5)", "overlap": "2 spans left out: nested in or overlapping another",
           "there": "This file is there already and is replaced.", "target": "Write To", "nothing": "Nothing was left out or changed.",
           "inside": "lies in a folder that is being exported", "parts": "Parts and Shares", "wrong": "parts are given like"},
    "id": {"export": "Ekspor", "replace": "Ganti", "cancel": "Batal", "preview": "Pratinjau", "report": "Yang Diekspor",
           "exported": "3 artikel diekspor (rentang: 5)", "will": "3 artikel akan diekspor (rentang: 5)", "overlap": "2 rentang tidak disertakan: bersarang atau tumpang tindih",
           "there": "Berkas ini sudah ada dan akan diganti.", "target": "Tulis Ke", "nothing": "Tidak ada yang ditinggalkan atau diubah.",
           "inside": "berada dalam folder yang sedang diekspor", "parts": "Bagian dan Porsinya", "wrong": "bagian ditulis seperti"},
}


def sidecar(name, text, spans):
    places = [(label, text.index(words), words) for label, words in spans]
    return json.dumps({
        "format": "tandai/1", "annotator": "", "status": "done", "text": text, "relations": [],
        "article": {"file": name, "sha256": hashlib.sha256(text.encode()).hexdigest(), "encoding": "UTF-8", "newline": "lf"},
        "spans": [{"id": "s%d" % number, "start": start, "end": start + len(words), "label": label, "text": words}
                  for number, (label, start, words) in enumerate(places)]})


class Exporting(Program):
    """A folder of annotated articles is open, and there is a place for what is exported."""

    def __init__(self, language="en", texts=TEXTS, spans=SPANS, **more):
        files = dict(texts)
        files.update({name + ".tandai.json": sidecar(name, text, spans.get(name, [])) for name, text in texts.items()})
        super().__init__(files, language=language, **more)
        self.words = WORDS[language]
        self.out = pathlib.Path(tempfile.mkdtemp(prefix="tandai-out-"))

    def __enter__(self):
        super().__enter__()
        self.article(next(iter(TEXTS.values()))[:5])
        return self

    def __exit__(self, kind, value, trace):
        super().__exit__(kind, value, trace)
        shutil.rmtree(self.out, ignore_errors=True)

    def open(self):
        self.session.key("ctrl+e")
        self.wait_report(self.words["will"])

    def choose_format(self, number):
        """The format so many places below the first, which has the focus."""
        self.session.key("Return", *["Down"] * number, "Return")

    def lines(self):
        return [label.text for label in self.app.find("list", self.words["report"]).find_all("label")]

    def wait_report(self, line):
        wait_for(lambda: [said for said in self.lines() if line in said], "the report to say %r" % line)

    def preview(self):
        return self.app.find("text box", self.words["preview"]).text

    def write_to(self, path):
        self.app.find("text box", self.words["target"]).set_text(os.fspath(path))

    def button(self, name):
        return self.app.find("button", self.words[name])

    def by_cli(self, form, *arguments):
        target = self.out / "by-cli"
        subprocess.run([CLI, "export", "--format", form, "--output", target, *arguments, self.folder], check=True,
                       stderr=subprocess.DEVNULL, env=dict(os.environ, LANGUAGE="id" if self.words is WORDS["id"] else "en"))
        return contents(target)


def contents(target):
    """What lies there, by name."""
    if target.is_file():
        return target.read_bytes()
    return {str(path.relative_to(target)): path.read_bytes() for path in target.rglob("*") if path.is_file()}


def check_by_keyboard(language):
    with Exporting(language) as program:
        program.open()
        wait_for(lambda: '"file": "a.txt"' in program.preview(), "the records to be shown")
        program.wait_report(program.words["nothing"])
        program.choose_format(1)
        wait_for(lambda: "a.conll" in program.preview() and "Retno\tI-actor" in program.preview(), "columns to be shown")
        program.wait_report(program.words["overlap"])
        target = program.out / "columns"
        program.write_to(target)
        assert not target.exists()
        program.session.key("alt+e")
        program.app.find("status", program.words["exported"])
        program.app.gone("list", program.words["report"])
        assert contents(target) == program.by_cli("conll")


def test_columns_in_one_file():
    with Exporting() as program:
        program.open()
        program.choose_format(1)
        wait_for(lambda: "a.conll" in program.preview(), "columns to be shown")
        program.app.find("switch", "One File").press()
        wait_for(lambda: "a.conll" not in program.preview() and "Retno\tI-actor" in program.preview(), "one file to be shown")
        assert program.app.find("text box", program.words["target"]).text.endswith(".conll")
        target = program.out / "all.conll"
        program.write_to(target)
        program.session.key("alt+e")
        program.app.find("status", program.words["exported"])
        assert contents(target) == program.by_cli("conll", "--one-file")


def test_by_keyboard():
    check_by_keyboard("en")


def test_by_keyboard_in_indonesian():
    check_by_keyboard("id")


def test_cancelled_nothing_is_written():
    with Exporting() as program:
        before = contents(program.folder)
        program.open()
        program.write_to(program.out / "a.jsonl")
        program.session.key("Escape")
        program.app.gone("list", program.words["report"])
        program.open()
        program.button("cancel").press()
        program.app.gone("list", program.words["report"])
        assert not list(program.out.iterdir())
        assert contents(program.folder) == before
        program.article("Bupati")


def check_refused(language):
    """A place in the corpus is refused where it is asked for, and another one is taken."""
    with Exporting(language) as program:
        program.open()
        program.write_to(program.folder / "a.jsonl")
        program.button("export").press()
        program.wait_report(program.words["inside"])
        assert not (program.folder / "a.jsonl").exists()
        target = program.out / "a.jsonl"
        target.write_text("old")
        program.write_to(target)
        program.app.find("label", program.words["there"])
        program.button("replace").press()
        program.app.find("status", program.words["exported"])
        assert contents(target) == program.by_cli("jsonl")


def test_refused_and_replaced():
    check_refused("en")


def test_refused_and_replaced_in_indonesian():
    check_refused("id")


def test_split():
    with Exporting() as program:
        program.open()
        program.app.find_all("switch")[-1].press()
        program.app.find("text box", program.words["parts"]).set_text("train")
        program.wait_report(program.words["wrong"])
        program.app.find("text box", program.words["parts"]).set_text("train=50,test=50")
        program.wait_report("train: articles:")
        target = program.out / "parts"
        program.write_to(target)
        program.button("export").press()
        program.app.find("status", program.words["exported"])
        assert contents(target) == program.by_cli("jsonl", "--split", "train=50,test=50")


def test_where_it_is_written_is_seen_at_once():
    """The place was below the fold."""
    for size in "1280x800", "640x800":
        with Exporting(size=size) as program:
            program.open()
            width, height = map(int, size.split("x"))
            left, top, wide, high = program.app.find("text box", program.words["target"]).box()
            assert 0 < left and left + wide < width and 0 < top and top + high < height, (size, left, top, wide, high)


def test_a_broken_sidecar_is_told_before():
    with Exporting() as program:
        (program.folder / "c.txt.tandai.json").write_text("{")
        program.session.key("ctrl+e")
        program.wait_report("c.txt.tandai.json: line 1, column 2")
        program.wait_report("2 articles will be exported (spans: 4)")


def drain(reader):
    """Reads what is in the pipe, or will be until nobody writes to it."""
    while select.select([reader], [], [], 10)[0] and os.read(reader, 1 << 20):
        pass


def test_stopped_while_it_writes():
    """It writes to a pipe that nobody reads, and so takes as long as it likes: how far it is is shown, and Escape stops it."""
    texts = {"x%04d.txt" % number: "Warga %d Kudus menunggu. " % number * 1500 for number in range(100)}
    with Exporting(texts=dict(TEXTS, **texts)) as program:
        before = contents(program.folder)
        pipe = program.out / "pipe.jsonl"
        os.mkfifo(pipe)
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        program.session.key("ctrl+e")
        program.wait_report("103 articles will be exported")
        program.write_to(pipe)
        program.button("replace").press()
        program.app.find("progress bar")
        program.session.key("Escape")
        program.app.find("progress bar")
        drain(reader)
        os.close(reader)
        program.app.gone("progress bar")
        wait_for(lambda: "sensitive" in program.button("replace").states, "the export to be stopped")
        assert not [label for label in program.app.find_all("status") if "exported" in label.text]
        assert [path.name for path in program.out.iterdir()] == ["pipe.jsonl"]
        assert contents(program.folder) == before
        program.session.key("Escape")
        program.app.gone("list", program.words["report"])


if __name__ == "__main__":
    run([test_by_keyboard, test_by_keyboard_in_indonesian, test_cancelled_nothing_is_written, test_refused_and_replaced,
         test_refused_and_replaced_in_indonesian, test_split, test_where_it_is_written_is_seen_at_once,
         test_a_broken_sidecar_is_told_before, test_stopped_while_it_writes])
