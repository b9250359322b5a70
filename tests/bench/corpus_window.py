# SPDX-License-Identifier: GPL-3.0-or-later
"""The window on a folder of a hundred thousand articles, three in ten with a sidecar."""
import shutil
import statistics

import generate
from report import Row
from view import DRAWN, alternate, percentile95
from world import now

MANY, FEW = 100_000, 10
ROUNDS = 5
STEPS = 40
# The frame in which the first rows of the list are drawn.
LISTED = ("article-row", "painted")


def few_of(world, many):
    """The first articles of the large folder, in a folder of their own."""
    folder = world.folder / "few"
    if not folder.exists():
        folder.mkdir()
        for article in sorted(many.rglob("*.txt"))[:FEW]:
            for path in article.parent.glob(article.name + "*"):
                shutil.copy(path, folder / path.name)
    return folder


def measure_open(world):
    many = generate.make_wide_corpus(world.made, MANY)
    few = few_of(world, many)

    def listed(folder):
        with world.tandai(folder) as program:
            return program.wait(*LISTED) - program.started

    value, baseline = map(statistics.median, alternate(ROUNDS, lambda: listed(many), lambda: listed(few)))
    yield Row("corpus-open", value, "a folder of %d" % FEW, baseline, 1.5)


def measure_next_and_memory(world):
    many = generate.make_wide_corpus(world.made, MANY)
    with world.tandai(many) as program:
        program.wait(*LISTED)
        program.wait(*DRAWN)
        memory = program.idle(calm=3)
        values = []
        for _ in range(STEPS):
            pressed = world.keys.press("Next", "Control_L")
            begun = program.wait("set-text", since=pressed)
            values.append(program.wait(*DRAWN, since=begun) - pressed)
            program.still()
        later = program.idle()
    yield Row("corpus-next", percentile95(values), "bound", 50.0, 1.0)
    yield Row("corpus-memory", max(memory, later) / 1e6, "bound", 250.0, 1.0, "MB")


def use(world, program):
    """Opens, goes on while everything is read, looks for a word, goes through what was found, takes all again."""
    program.wait(*LISTED)
    program.wait(*DRAWN)
    begun = now()
    for _ in range(10):
        program.wait("set-text", since=world.keys.press("Next", "Control_L"))
    for key in ("F6", "F6", "0", "0", "1", "Return"):
        world.keys.press(key)
        program.trace.wait("painted", since=now() + 300)
    for _ in range(10):
        world.keys.press("Next", "Control_L")
        program.trace.wait("painted", since=now() + 100)
    for key in ("F6", "F6", "BackSpace", "2", "Escape"):
        world.keys.press(key)
        program.trace.wait("painted", since=now() + 300)
    return begun


def measure_gaps(world):
    many = generate.make_wide_corpus(world.made, MANY)
    with world.tandai(many, frames=True) as program:
        begun = use(world, program)
        painted = [at for name, at in program.trace.read() if name == "painted" and at >= begun]
    yield Row("corpus-gap", max(later - earlier for earlier, later in zip(painted, painted[1:])), "bound", 50.0, 1.0)


MEASURES = (measure_open, measure_next_and_memory, measure_gaps)
