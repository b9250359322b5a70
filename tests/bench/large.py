# SPDX-License-Identifier: GPL-3.0-or-later
"""Long articles: paging, opening, hopping, memory, and whether anything ever holds the window up."""
import random
import time

from gi.repository import GLib

import generate
from report import Row
from view import DRAWN, compare_openings, percentile95
from world import now

PAGES = 120
OPENINGS = 5
HOPS = 60
USE_SECONDS = 120
# What a hand does all day, roughly as often as it does it.
USES = (["Tab"] * 6 + ["1", "2", "3", "4"] * 2 + ["j", "k", "Next", "Next", "Prior", "e", "e", "s", "Escape", "Delete"]
        + ["Control_L z", "Control_L Shift_L z", "Control_L End", "Control_L Home", "r", "r", "Return", "BackSpace"])


def frame_work(events, since):
    """How long each frame after @since took, from before it to after it was painted."""
    works, begun = [], None
    for name, at in events:
        if at >= since and name == "frame":
            begun = at
        elif name == "painted" and begun is not None:
            works.append(at - begun)
            begun = None
    return works


def page_down(world, program):
    """The work of the frames of so many pages, each read from its beginning."""
    program.wait("painted")
    program.idle()
    begun = now()
    for _ in range(PAGES):
        program.wait("painted", since=world.keys.press("Next"))
        program.trace.wait_until_still(now(), calm=60)
    return percentile95(frame_work(program.trace.read(), begun))


def measure_page(world):
    article = generate.make("w2", world.made)
    with world.tandai(world.corpus(article) / ("0-" + article.name)) as program:
        value = page_down(world, program)
    with world.bare("text-view", article, article) as program:
        baseline = page_down(world, program)
    yield Row("page-1mb", value, "bare GtkTextView", baseline, 1.8)


def measure_open(world):
    small, large = generate.make("w1", world.made), generate.make("w3", world.made)
    value, baseline, _ = compare_openings(world, small, large, OPENINGS)
    yield Row("open-10mb-100k", value, "bare GtkTextView", baseline, 1.6)


def measure_hop(world):
    article = generate.make("w3", world.made)
    n_chars = len(article.read_text(encoding="utf-8"))
    rng = random.Random(generate.SEED)
    hops = []
    with world.tandai(world.corpus(article) / ("0-" + article.name)) as program:
        program.wait(*DRAWN)
        program.idle()
        for number in range(HOPS):
            if number % 6 == 0:
                at = rng.randrange(n_chars)
                program.action("win.select", GLib.Variant("(uu)", (at, at)))
                program.still()
            begun = program.wait("hop", since=world.keys.press("Tab"))
            hops.append(program.wait("hopped", since=begun) - begun)
            program.still()
    yield Row("next-candidate-10mb", percentile95(hops), "bound", 8.0, 1.0)


def measure_memory(world):
    article = generate.make("w3", world.made)
    with world.tandai() as program:
        program.wait("painted")
        empty = program.idle()
    with world.tandai(world.corpus(article) / ("0-" + article.name)) as program:
        program.wait(*DRAWN)
        full = program.idle(calm=3.0)
    yield Row("memory-10mb", (full - empty) / article.stat().st_size, "bound", 5.0, 1.0, unit="B/B")


def use(world, program, seconds):
    """Presses keys as a hand does, somewhat faster; the window may fall behind, and must catch up."""
    rng = random.Random(generate.SEED)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        *modifiers, key = rng.choice(USES).split()
        world.keys.press(key, *modifiers)
        time.sleep(rng.uniform(0.05, 0.25))


def measure_gaps(world):
    article = generate.make("w3", world.made)
    with world.tandai(world.corpus(article) / ("0-" + article.name), frames=True) as program:
        program.wait(*DRAWN)
        begun = now()
        use(world, program, USE_SECONDS)
        painted = [at for name, at in program.trace.read() if name == "painted" and at >= begun]
    gaps = sorted(later - earlier for earlier, later in zip(painted, painted[1:]))
    yield Row("gap-10mb", gaps[-1], "bound", 50.0, 1.0)


MEASURES = (measure_page, measure_open, measure_hop, measure_memory, measure_gaps)
