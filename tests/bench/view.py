# SPDX-License-Identifier: GPL-3.0-or-later
"""The window: start, open, tag, save."""
import random
import statistics
import time

from gi.repository import GLib

import generate
from report import Row
from world import now

ROUNDS = 9
OPENINGS = 7
TAG_ROUNDS = 4
TAGS_A_ROUND = 15
SAVES = 21
# The frame in which the spans of what is visible are drawn.
DRAWN = ("spans", "painted")


def percentile95(values):
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]


def alternate(rounds, *runs):
    """Runs each in turn, first once unmeasured; returns the values of each."""
    values = [[] for _ in runs]
    for number in range(rounds + 1):
        for taken, run in zip(values, runs):
            value = run()
            if number > 0:
                taken.append(value)
    return values


def measure_startup(world):
    article = generate.make("w1", world.made)

    def ours():
        with world.tandai(world.corpus(article) / ("0-" + article.name)) as program:
            return program.wait(*DRAWN) - program.started

    def bare():
        with world.bare("window") as program:
            return program.wait("painted") - program.started

    value, baseline = map(statistics.median, alternate(ROUNDS, ours, bare))
    yield Row("startup", value, "bare AdwApplicationWindow", baseline, 1.6)


def compare_openings(world, small, large, rounds):
    """Goes from a small article to a large one: until that is on screen here, and in the bare view; until its rows are."""
    rows = []

    def ours():
        with world.tandai(world.corpus(small, large)) as program:
            program.wait(*DRAWN)
            program.still()
            pressed = world.keys.press("Next", "Control_L")
            begun = program.wait("set-text", since=pressed)
            shown = program.wait(*DRAWN, since=begun)
            rows.append(max(0.0, program.wait("row", "painted", since=begun) - shown))
            return shown - begun

    def bare():
        with world.bare("text-view", small, large) as program:
            program.wait("painted")
            program.still()
            begun = program.wait("set-text", since=world.keys.press("Next", "Control_L"))
            return program.wait("painted", since=begun) - begun

    value, baseline = map(statistics.median, alternate(rounds, ours, bare))
    return value, baseline, statistics.median(rows[1:])


def measure_open(world):
    small, large = generate.make("w1", world.made), generate.make("w2", world.made)
    value, baseline, rows = compare_openings(world, small, large, OPENINGS)
    yield Row("open-1mb-10k", value, "bare GtkTextView", baseline, 1.6)
    yield Row("open-1mb-10k-rows", rows, "bound", 100.0, 1.0)


def stretches(article, n):
    """Offsets of four words running, which no claim of the generator has, near the beginning: nothing is scrolled."""
    text = article.read_text(encoding="utf-8")[:1200]
    starts = [i for i in range(1, len(text)) if text[i - 1] == " " and text[i].isalnum()]
    return [(starts[k], text.find(" ", starts[k + 3])) for k in range(2, len(starts) - 4)][:n]


class Tagger:
    """Selects and tags in a window: each time other words, a label that no other span there has."""
    def __init__(self, world, name):
        self.world, self.article = world, generate.make(name, world.made)
        self.stretches = stretches(self.article, SAVES + TAGS_A_ROUND)

    def open(self):
        return self.world.tandai(self.world.corpus(self.article) / ("0-" + self.article.name))

    def tag(self, program, number):
        """Presses the label's key at any point of the frame clock, nothing under way before it; returns when."""
        program.saved()
        program.action("win.select", GLib.Variant("(uu)", self.stretches[number]))
        program.still()
        time.sleep(random.uniform(0, 0.017))
        return self.world.keys.press("3")

    def tag_to_painted(self, program, number):
        pressed = self.tag(program, number)
        return program.wait("tag", *DRAWN, since=pressed) - pressed


def tag_round(tagger, values):
    """One round on a window of its own; the first tags warm it up."""
    with tagger.open() as program:
        program.wait(*DRAWN)
        program.still()
        warm = 3
        taken = [tagger.tag_to_painted(program, number) for number in range(warm + TAGS_A_ROUND)]
        values.extend(taken[warm:])


def measure_tag(world):
    small, large = Tagger(world, "w1"), Tagger(world, "w3")
    values = [], []
    for _ in range(TAG_ROUNDS):
        tag_round(small, values[0])
        tag_round(large, values[1])
    of_small, of_large = map(percentile95, values)
    yield Row("tag-4kb", of_small, "bound", 25.0, 1.0)
    yield Row("tag-10mb", of_large, "bound", 25.0, 1.0)
    yield Row("tag-10mb-to-4kb", of_large, "tag-4kb", of_small, 1.5)


def measure_save(world):
    tagger = Tagger(world, "save")
    durable, blocked = [], []
    with tagger.open() as program:
        program.wait(*DRAWN)
        for number in range(SAVES):
            pressed = tagger.tag(program, number)
            program.wait("tag", since=pressed)
            durable.append(program.wait("saved", since=pressed) - pressed)
            begun = program.wait("save-begin", since=pressed)
            blocked.append(program.wait("save-end", since=begun) - begun)
    yield Row("save", statistics.median(durable), "bound", 20.0, 1.0)
    yield Row("save-blocked", statistics.median(blocked), "bound", 2.0, 1.0)


MEASURES = (measure_startup, measure_open, measure_tag, measure_save)
