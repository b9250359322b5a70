#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An article whose name leaves no room for a sidecar's: it can be marked, the failure stays, and a copy is saved elsewhere."""
import json
import os
import subprocess
import sys

from program import Program, labels, run, wait_for

CLI = sys.argv[2]
TEXT = "Warga Demak berkumpul di balai desa.\n"
MOST = 255
WORDS = {
    "en": {"reason": "File name too long", "copy": "Save a Copy…", "title": "Save a Copy", "copied": "A copy is in “%s”",
           "question": "Close Without Saving?", "close": "Close Anyway"},
    "id": {"reason": "Nama berkas terlalu panjang", "copy": "Simpan Salinan…", "title": "Simpan Salinan", "copied": "Salinannya ada di \"%s\"",
           "question": "Tutup Tanpa Menyimpan?", "close": "Tetap Tutup"},
}


def tag(program, start, end, key):
    program.act("win.select", "(uint32 %d, uint32 %d)" % (start, end))
    program.session.key(key)


def banners(program, words):
    return [node for node in program.app.find_all("label") if node.text.startswith(words["could"]) and node.text.endswith(words["reason"])]


def save_copy(program, words, target):
    """By keys: the chooser's entry has the focus and what it proposes is replaced."""
    program.app.find("button", words["copy"]).press()
    chooser = wait_for(lambda: program.app.find_all(None, words["title"]), "the file chooser")[0]
    wait_for(program.session.has_keyboard, "the chooser to have the keyboard")

    def focused():
        return [node for node in chooser.find_all("text box") if "focused" in node.states]
    entry = wait_for(focused, "the entry of the name")[0]
    proposed = wait_for(lambda: entry.text, "a proposed name")
    assert proposed.endswith(".tandai.json") and len(proposed.encode()) <= MOST, proposed
    program.session.key("ctrl+a")
    program.session.type(str(target))
    wait_for(lambda: entry.text == str(target), "the typed place")
    program.session.key("Return")
    wait_for(target.exists, "the copy")


def check_copy(program, target):
    """What reads sidecars takes it as it is: merged with itself it is what it was."""
    merged = program.folder / "merged"
    merged.write_bytes(target.read_bytes())
    subprocess.run([CLI, "merge", target, merged, target], check=True, stdout=subprocess.DEVNULL)
    assert merged.read_bytes() == target.read_bytes()


def close_anyway(program, words):
    program.act("win.close")
    program.app.find("label", words["question"])
    program.app.find("button", words["close"]).press()
    program.session.app.wait(10)


def check(length, language):
    name = "b" * (length - len(".txt")) + ".txt"
    words = dict(WORDS[language], could={"en": "Could not save “", "id": "Tidak dapat menyimpan \""}[language])
    with Program({name: TEXT}, name, language=language) as program:
        program.article("Warga")
        for start, end, key in ((6, 11, "2"), (0, 5, "1")):
            tag(program, start, end, key)
            wait_for(lambda: banners(program, words), "the banner")
        target = program.folder / "salinan.tandai.json"
        save_copy(program, words, target)
        program.app.find("label", words["copied"] % target)
        data = json.loads(target.read_text(encoding="utf-8"))
        assert labels(data) == [("actor", "Warga"), ("place", "Demak")] and data["article"]["file"] == name
        check_copy(program, target)
        # It is not saved where it belongs, which stays so.
        assert banners(program, words)
        assert sorted(os.listdir(program.folder)) == sorted([name, "salinan.tandai.json", "merged"])
        close_anyway(program, words)


def test_the_shortest():
    check(244, "en")


def test_the_longest_in_indonesian():
    check(MOST, "id")


def test_closed_without_a_copy():
    """The question's dialog outlived the window that it looked for at its end."""
    name = "b" * 250
    with Program({name: TEXT}, name) as program:
        program.article("Warga")
        tag(program, 6, 11, "2")
        close_anyway(program, WORDS["en"])


if __name__ == "__main__":
    run([test_closed_without_a_copy, test_the_shortest, test_the_longest_in_indonesian])
