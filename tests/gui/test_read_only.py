#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A sidecar that is made read-only while its article is open: said before a save fails, and no longer once it is over.

What only a user without privileges can try, a folder that is made read-only, is among the bad input.
"""
import os

from program import Program, labels, run, wait_for

TEXT = "Warga Demak berkumpul di balai desa.\n"
NAME = "berita.txt"
SIDECAR = NAME + ".tandai.json"
WORDS = {
    "en": {"barred": "“%s” is read-only: annotations can’t be saved there", "failed": "Could not save “%s”: Permission denied",
           "place": "Place: Demak", "copy": "Save a Copy…", "close": "Close"},
    "id": {"barred": "\"%s\" hanya-baca: anotasi tidak dapat disimpan di sana", "failed": "Tidak dapat menyimpan \"%s\": Ijin ditolak",
           "place": "Tempat: Demak", "copy": "Simpan Salinan…", "close": "Tutup"},
}


def tag(program, start, end, key):
    program.act("win.select", "(uint32 %d, uint32 %d)" % (start, end))
    program.session.key(key)


def tagged(program):
    program.article("Warga")
    tag(program, 6, 11, "2")
    return program.saved(NAME, lambda data: len(data["spans"]) == 1, "one span")


class Barred(Program):
    """Its sidecar can be made read-only, and writable again."""

    def __init__(self, language="en"):
        super().__init__({NAME: TEXT}, NAME, language=language)
        self.path = self.folder / SIDECAR
        self.words = WORDS[language]

    def message(self, name):
        """In the banner; what is said to a reader of the screen stands elsewhere."""
        return self.app.find_all("label", self.words[name] % self.path)

    def says(self, name):
        wait_for(lambda: self.message(name), "the banner to say %r" % (self.words[name] % self.path))

    def says_no_more(self, name):
        wait_for(lambda: not self.message(name), "%r to go" % (self.words[name] % self.path))


def check_said_before_a_save_fails(language):
    with Barred(language) as program:
        tagged(program)
        before = program.path.read_bytes()
        program.path.chmod(0o444)
        program.says("barred")
        assert not program.message("failed")
        program.path.chmod(0o644)
        program.says_no_more("barred")
        program.path.chmod(0o444)
        program.says("barred")
        tag(program, 0, 5, "1")
        program.says("failed")
        program.says_no_more("barred")
        program.app.find("button", program.words["copy"])
        assert program.path.read_bytes() == before
        # Nobody asks for it: what could not be saved is, as soon as it can be.
        program.path.chmod(0o644)
        program.saved(NAME, lambda data: labels(data) == [("actor", "Warga"), ("place", "Demak")], "both spans")
        program.says_no_more("failed")
        assert not list(program.folder.glob("*.conflict-*"))


def test_said_before_a_save_fails():
    check_said_before_a_save_fails("en")


def test_said_before_a_save_fails_in_indonesian():
    check_said_before_a_save_fails("id")


def test_said_when_it_is_opened_and_can_be_closed():
    with Barred() as program:
        tagged(program)
        program.path.chmod(0o444)
        program.says("barred")
        program.session.quit_app()
        program.app = program.session.launch(program.command(), app_id="org.tandai.Tandai")
        program.says("barred")
        program.app.find("button", program.words["close"]).press()
        program.says_no_more("barred")
        program.path.chmod(0o644)
        # It is said afresh when it is so afresh.
        program.app.find("status", "Annotations can be saved here again")
        program.path.chmod(0o444)
        program.says("barred")
        program.path.chmod(0o644)
        program.says_no_more("barred")


def test_another_program_puts_a_read_only_file_there():
    with Barred() as program:
        tagged(program)
        beside = program.folder / "incoming"
        beside.write_bytes(program.path.read_bytes())
        beside.chmod(0o444)
        os.replace(beside, program.path)
        program.says("barred")
        program.path.chmod(0o644)
        program.says_no_more("barred")
        tag(program, 0, 5, "1")
        program.saved(NAME, lambda data: len(data["spans"]) == 2, "both spans")


def test_an_article_that_changes_while_nothing_can_be_saved():
    """It is not forgotten by the time that what was marked is on disk."""
    with Barred() as program:
        tagged(program)
        program.path.chmod(0o444)
        program.says("barred")
        tag(program, 0, 5, "1")
        program.says("failed")
        (program.folder / NAME).write_text("Kemarin " + TEXT, encoding="utf-8")
        # The banner of the failed save stays until that is solved.
        program.app.find("label", "Another program changed the article")
        assert program.message("failed")
        program.path.chmod(0o644)
        program.saved(NAME, lambda data: labels(data) == [("actor", "Warga"), ("place", "Demak")], "both spans")
        program.app.find("button", "Carry Over…")


if __name__ == "__main__":
    run([test for name, test in list(globals().items()) if name.startswith("test_")])
