#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An article that was corrected: its annotations are carried over, looked at one by one, and taken back."""
import json
import pathlib
import re

from program import Program, label_with, run, wait_for

NAME = "harga-beras.txt"
SAMPLE = pathlib.Path(__file__).resolve().parent.parent.parent / "data" / "sample"
ARTICLE = (SAMPLE / NAME).read_text(encoding="utf-8")
SIDECAR = (SAMPLE / (NAME + ".tandai.json")).read_text(encoding="utf-8")
# A place that is written otherwise, twice, and a paragraph that is gone.
PARAGRAPHS = ARTICLE.replace("Kota Bandung", "Kota Bandoeng").split("\n\n")
GONE = PARAGRAPHS.pop(6)
CHANGED = "\n\n".join(PARAGRAPHS)


def opened(language=None):
    return Program({NAME: CHANGED, NAME + ".tandai.json": SIDECAR}, NAME, language=language)


def reviews(data):
    return [span for span in data["spans"] if "review" in span]


def carry_over(program):
    program.session.key("ctrl+r")
    wait_for(lambda: [node for node in program.app.find_all("button", "Carry Over") if "focused" in node.states], "the comparison")
    program.session.key("Return")
    return program.saved(NAME, lambda data: data["text"] == CHANGED, "the changed text")


def test_nothing_is_written_before_it_is_accepted():
    with opened() as program:
        program.article("Harga Beras")
        label_with(program, "has changed since it was annotated")
        program.app.find("button", "Carry Over…").click()
        label_with(program, "words were changed")
        label_with(program, "Kota Bandoeng")
        program.session.key("Escape")
        wait_for(lambda: not program.app.find_all("label", "To Look At"), "the dialog to be gone")
        assert (program.folder / (NAME + ".tandai.json")).read_text(encoding="utf-8") == SIDECAR


def test_by_keys_alone():
    with opened() as program:
        program.article("Harga Beras")
        data = carry_over(program)
        before = json.loads(SIDECAR)
        assert len(data["spans"]) + len(data["orphans"]) == len(before["spans"])
        assert all(orphan["text"] in GONE for orphan in data["orphans"])
        n_reviews = len(reviews(data))
        assert n_reviews > 1
        label_with(program, "%d spans are to be looked at" % n_reviews)
        program.session.key("ctrl+r")
        label_with(program, "Was: Kota Bandung")
        program.session.key("ctrl+k")
        program.saved(NAME, lambda data: len(reviews(data)) == n_reviews - 1, "one review fewer")
        label_with(program, "%d spans? (are|is) to be looked at" % (n_reviews - 1))
        program.session.key("ctrl+z")
        program.saved(NAME, lambda data: len(reviews(data)) == n_reviews, "the review to be back")


def test_drop_and_adjust_by_mouse():
    with opened() as program:
        program.article("Harga Beras")
        n_reviews = len(reviews(carry_over(program)))
        program.app.find("button", "Next to Look At").click()
        label_with(program, "Was: Kota Bandung")
        program.app.find("button", "Drop").click()
        data = program.saved(NAME, lambda data: len(reviews(data)) == n_reviews - 1, "one span fewer")
        n_spans = len(data["spans"])
        program.app.find("button", "Adjust").click()
        program.session.key("shift+Left")
        data = program.saved(NAME, lambda data: len(reviews(data)) == n_reviews - 2, "the review to be settled")
        assert len(data["spans"]) == n_spans


def test_what_is_kept_aside_is_put_back_or_dropped():
    """Once the spans are looked at, those without a place come up beside the article."""
    with opened() as program:
        program.article("Harga Beras")
        data = carry_over(program)
        orphans = [orphan["id"] for orphan in data["orphans"]]
        label_with(program, "%d spans are to be looked at" % len(reviews(data)))
        program.session.key("ctrl+r")
        for left in range(len(reviews(data)), 0, -1):
            program.session.key("ctrl+k")
            program.saved(NAME, lambda data: len(reviews(data)) == left - 1, "one review fewer")
        label_with(program, "kept aside")
        # The first word, and on to what has no place.
        program.session.key("Escape", "ctrl+Home", "e", "ctrl+r")
        wait_for(lambda: [node for node in program.app.find_all("button", re.compile("^Put Back: ")) if "focused" in node.states],
                 "the first orphan")
        program.session.key("Return")
        data = program.saved(NAME, lambda data: len(data.get("orphans", [])) == len(orphans) - 1, "one orphan fewer")
        back = next(span for span in data["spans"] if span["id"] == orphans[0])
        assert (back["start"], back["text"]) == (0, CHANGED.split()[0]), back
        program.app.find("button", re.compile("^Drop: ")).click()
        data = program.saved(NAME, lambda data: len(data.get("orphans", [])) == len(orphans) - 2, "another fewer")
        assert orphans[1] not in {span["id"] for span in data["spans"]}
        program.session.key("ctrl+z")
        program.session.key("ctrl+z")
        program.saved(NAME, lambda data: [orphan["id"] for orphan in data["orphans"]] == orphans, "both to be back")


def test_undo_brings_the_old_sidecar_back():
    with opened() as program:
        program.article("Harga Beras")
        carry_over(program)
        label_with(program, "Carried over")
        program.session.key("ctrl+z")
        wait_for(lambda: (program.folder / (NAME + ".tandai.json")).read_text(encoding="utf-8") == SIDECAR, "the old sidecar")
        label_with(program, "has changed since it was annotated")


def test_in_indonesian():
    with opened("id") as program:
        program.article("Harga Beras")
        program.app.find("button", "Pindahkan…").click()
        label_with(program, "Perlu Ditinjau")
        assert not program.app.find_all("label", "To Look At")


if __name__ == "__main__":
    run([test_nothing_is_written_before_it_is_accepted, test_by_keys_alone, test_drop_and_adjust_by_mouse,
         test_what_is_kept_aside_is_put_back_or_dropped,
         test_undo_brings_the_old_sidecar_back, test_in_indonesian])
