#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two programs with a window each on one article, as of two people on a shared folder: both go on, nothing is lost."""
import json
import shutil
import signal

from program import Program, run, wait_for

TEXT = "Warga Demak berkumpul di balai desa kemarin siang sebelum hujan turun deras sekali.\n"
NAME = "berita.txt"
WORDS = TEXT.rstrip(".\n").split()


class Second(Program):
    """Another person's program, on a desktop of its own, at the same folder."""

    def __init__(self, first):
        super().__init__({}, NAME)
        shutil.rmtree(self.folder)
        self.folder, self.opened = first.folder, first.opened


def select(program, word):
    start = TEXT.index(word)
    program.act("win.select", "(uint32 %d, uint32 %d)" % (start, start + len(word)))


def versions(folder):
    """The sidecar and what stands beside it."""
    return [folder / (NAME + ".tandai.json"), *folder.glob("*.conflict-*")]


def words_in(path):
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return set()
    for span in data["spans"]:
        assert span["text"] == data["text"][span["start"]:span["end"]], span
    return {span["text"] for span in data["spans"]}


def kept(folder):
    return set().union(*map(words_in, versions(folder)))


def merge_all(first, second, words):
    """Whoever is offered to merge does, until all is in one sidecar."""
    def merged():
        if words_in(versions(first.folder)[0]) == words and len(versions(first.folder)) == 1:
            return True
        for program in (first, second):
            for button in program.app.find_all("button", "Merge"):
                button.press()
        return False
    wait_for(merged, "all to be in the sidecar alone", 20)


def shows(program, words):
    """The list's head counts them; not all of its rows are there at once."""
    program.app.find("button", "Actor %d" % len(words))


def both_go_on(first, second, words):
    """Once both show the same, each tags one word more, and the other one shows it."""
    for program, word in ((first, WORDS[-2]), (second, WORDS[-1])):
        for each in (first, second):
            shows(each, words)
        select(program, word)
        program.session.key("1")
        words = words | {word}
        wait_for(lambda: words_in(versions(first.folder)[0]) == words, "%r in the sidecar" % word)
    for each in (first, second):
        shows(each, words)
    assert len(versions(first.folder)) == 1


def test_in_turns():
    with Program({NAME: TEXT}, NAME) as first, Second(first) as second:
        for program in (first, second):
            program.article("Warga")
        for turn, word in enumerate(WORDS[:-2]):
            program = (first, second)[turn % 2]
            select(program, word)
            program.session.key("1")
            wait_for(lambda: word in kept(first.folder), "%r on disk" % word)
        assert kept(first.folder) == set(WORDS[:-2])
        merge_all(first, second, set(WORDS[:-2]))
        both_go_on(first, second, set(WORDS[:-2]))


def test_at_once():
    """Neither could see what the other one did."""
    with Program({NAME: TEXT}, NAME) as first, Second(first) as second:
        for program, word in ((first, "Warga"), (second, "Demak")):
            program.article("Warga")
            select(program, word)
        for program in (first, second):
            program.session.app.send_signal(signal.SIGSTOP)
            program.session.run("xdotool", "key", "1")
        for program in (first, second):
            program.session.app.send_signal(signal.SIGCONT)
        words = {"Warga", "Demak"}
        wait_for(lambda: kept(first.folder) == words, "both on disk")
        merge_all(first, second, words)
        both_go_on(first, second, words)


if __name__ == "__main__":
    run([test_in_turns, test_at_once])
