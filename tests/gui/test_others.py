#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other programs at the same files: what they write is noticed, nothing is overwritten, and two versions are merged."""
import copy
import json
import os
import re
import signal

from program import Program, label_with, labels, run, wait_for

TEXT = "Warga Demak berkumpul di balai desa.\n"
NAME = "berita.txt"


def tag(program, start, end, key):
    program.act("win.select", "(uint32 %d, uint32 %d)" % (start, end))
    program.session.key(key)


def tagged(program):
    """One span, on disk."""
    program.article("Warga")
    tag(program, 6, 11, "2")
    return program.saved(NAME, lambda data: len(data["spans"]) == 1, "one span")


def replace(program, data, name=NAME):
    """As a sync client does: another file takes the name."""
    path = program.folder / (name + ".tandai.json")
    beside = program.folder / "incoming"
    beside.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    os.replace(beside, path)


def with_span(data, identity, start, end, label):
    more = copy.deepcopy(data)
    more["spans"].append({"id": identity, "start": start, "end": end, "label": label, "text": data["text"][start:end]})
    return more


def test_another_version_is_shown_and_ours_is_kept():
    with Program({NAME: TEXT}, NAME) as program:
        ours = tagged(program)
        theirs = with_span(ours, "sother", 25, 35, "place")
        replace(program, theirs)
        label_with(program, "Place: balai desa")
        label_with(program, "Another program changed the annotations")
        program.session.key("ctrl+z")
        program.saved(NAME, lambda data: labels(data) == labels(ours), "our version")
        beside = wait_for(lambda: list(program.folder.glob("*.conflict-undone-*")), "theirs beside ours")
        assert labels(json.loads(beside[0].read_text(encoding="utf-8"))) == labels(theirs)


def test_a_touch_changes_nothing():
    with Program({NAME: TEXT}, NAME) as program:
        tagged(program)
        (program.folder / (NAME + ".tandai.json")).touch()
        (program.folder / NAME).touch()
        tag(program, 0, 5, "1")
        program.saved(NAME, lambda data: len(data["spans"]) == 2, "two spans")
        assert not list(program.folder.glob("*.conflict-*"))


def test_a_sidecar_that_is_removed_is_said_and_written_again():
    with Program({NAME: TEXT}, NAME) as program:
        tagged(program)
        (program.folder / (NAME + ".tandai.json")).unlink()
        label_with(program, "Another program removed the sidecar")
        assert program.sidecar(NAME) is None
        tag(program, 0, 5, "1")
        program.saved(NAME, lambda data: labels(data) == [("actor", "Warga"), ("place", "Demak")], "both spans")
        assert not list(program.folder.glob("*.conflict-*"))


def test_two_versions_are_merged():
    with Program({NAME: TEXT}, NAME) as program:
        ours = tagged(program)
        # Both at once: the key is there before the program could look at what was written.
        program.act("win.select", "(uint32 0, uint32 5)")
        process = program.session.app
        process.send_signal(signal.SIGSTOP)
        replace(program, with_span(ours, "sother", 25, 35, "place"))
        program.session.run("xdotool", "key", "1")
        process.send_signal(signal.SIGCONT)
        program.app.find("button", "Merge").click()
        data = program.saved(NAME, lambda data: len(data["spans"]) == 3, "three spans")
        assert sorted(labels(data)) == [("actor", "Warga"), ("place", "Demak"), ("place", "balai desa")]
        wait_for(lambda: not list(program.folder.glob("*.conflict-*")), "our file to be gone")
        label_with(program, "Place: balai desa")
        tag(program, 12, 21, "3")
        program.saved(NAME, lambda data: len(data["spans"]) == 4, "a span more in the sidecar itself")


def test_a_copy_that_was_left_is_said_and_merged():
    """The window was closed before two versions were merged; the copy was never spoken of again."""
    for language, words, button in ((None, "waits to be merged", "Merge"), ("id", "menunggu digabungkan", "Gabungkan")):
        with Program({NAME: TEXT}, NAME) as program:
            ours = tagged(program)
            theirs = with_span(ours, "sother", 25, 35, "claim")
            copies = [NAME + ".tandai.json.conflict-2026010%dT030405000Z" % day for day in (1, 2)]
        files = {NAME: TEXT, NAME + ".tandai.json": json.dumps(ours), copies[0]: json.dumps(theirs),
                 copies[1]: json.dumps(with_span(ours, "sthird", 0, 5, "actor"))}
        with Program(files, NAME, language=language) as program:
            program.article("Warga")
            label_with(program, words)
            program.app.find("button", button).click()
            data = program.saved(NAME, lambda data: len(data["spans"]) == 2, "the first copy's span")
            # Then the next one is spoken of.
            label_with(program, re.escape(copies[1]))
            program.act("win.merge")
            data = program.saved(NAME, lambda data: len(data["spans"]) == 3, "the second copy's span")
            assert sorted(labels(data)) == [("actor", "Warga"), ("claim", "balai desa"), ("place", "Demak")]
            wait_for(lambda: not list(program.folder.glob("*.conflict-*")), "the copies to be gone")
            program.app.gone("button", button)


def disagree(program):
    """Ours makes an actor of the place, theirs a claim; both at once, and merged."""
    ours = tagged(program)
    theirs = copy.deepcopy(ours)
    theirs["spans"][0]["label"] = "claim"
    program.act("win.select-span", "'%s'" % ours["spans"][0]["id"])
    process = program.session.app
    process.send_signal(signal.SIGSTOP)
    replace(program, theirs)
    program.session.run("xdotool", "key", "1")
    process.send_signal(signal.SIGCONT)
    program.app.find("button", "Merge").click()
    data = program.saved(NAME, lambda data: len(data.get("conflicts", [])) == 1, "a conflict")
    assert labels(data) == [("actor", "Demak")]
    # The details come up where they are hidden: it is decided there.
    def shown():
        return program.session.action_info("win.toggle-inspector")[2][0]
    program.act("win.toggle-inspector")
    wait_for(lambda: not shown(), "the inspector to be hidden")
    program.app.find("button", "Next to Look At").click()
    wait_for(shown, "the inspector")
    label_with(program, "^Claim$")


def test_a_disagreement_is_decided():
    for side, label in (("Take Ours", "actor"), ("Take Theirs", "claim")):
        with Program({NAME: TEXT}, NAME) as program:
            disagree(program)
            program.app.find("button", re.compile("^%s: " % side)).click()
            data = program.saved(NAME, lambda data: "conflicts" not in data, "the conflict to be decided")
            assert labels(data) == [(label, "Demak")] and "review" not in data["spans"][0]
            program.session.key("ctrl+z")
            data = program.saved(NAME, lambda data: "conflicts" in data, "the conflict to be back")
            assert labels(data) == [("actor", "Demak")] and "review" in data["spans"][0]


def test_a_version_that_can_not_be_read_is_said_and_left_alone():
    with Program({NAME: TEXT}, NAME) as program:
        theirs = tagged(program)
        theirs["spans"][0]["id"] = "not an id"
        replace(program, theirs)
        label_with(program, "made the sidecar unreadable")
        tag(program, 0, 5, "1")
        beside = wait_for(lambda: list(program.folder.glob("*.conflict-*")), "ours beside it")
        assert labels(json.loads(beside[0].read_text(encoding="utf-8"))) == [("actor", "Warga"), ("place", "Demak")]
        assert program.sidecar(NAME) == theirs


def test_an_article_that_changes_is_noticed():
    with Program({NAME: TEXT}, NAME) as program:
        tagged(program)
        (program.folder / NAME).write_text("Kemarin " + TEXT, encoding="utf-8")
        program.app.find("button", "Carry Over…")
        program.session.key("ctrl+r")
        wait_for(lambda: [node for node in program.app.find_all("button", "Carry Over") if "focused" in node.states], "the comparison")
        program.session.key("Return")
        data = program.saved(NAME, lambda data: data["text"].startswith("Kemarin"), "the new text")
        assert labels(data) == [("place", "Demak")]


def test_labels_that_change_are_shown():
    schema = {"format": "tandai-corpus/1", "version": "1",
              "labels": [{"name": "cue", "key": "1", "title": {"en": "Cue"}}]}
    with Program({NAME: TEXT}, NAME) as program:
        tagged(program)
        (program.folder / "tandai.json").write_text(json.dumps(schema), encoding="utf-8")
        program.app.find("button", "Cue")
        schema["labels"][0]["title"]["en"] = "Verb"
        (program.folder / "tandai.json").write_text(json.dumps(schema), encoding="utf-8")
        program.app.find("button", "Verb")
        assert labels(program.sidecar(NAME)) == [("place", "Demak")]


def test_a_folder_that_is_gone_for_a_while():
    with Program({NAME: TEXT}, NAME) as program:
        tagged(program)
        away = program.folder.with_name(program.folder.name + "-away")
        program.folder.rename(away)
        try:
            tag(program, 0, 5, "1")
            program.app.find("button", "Save a Copy…")
        finally:
            away.rename(program.folder)
        # Nobody asks for it: it is tried again.
        program.saved(NAME, lambda data: len(data["spans"]) == 2, "both spans")
        wait_for(lambda: not program.app.find_all("button", "Save a Copy…"), "the banner to be gone")


if __name__ == "__main__":
    run([test for name, test in list(globals().items()) if name.startswith("test_")])
