# SPDX-License-Identifier: GPL-3.0-or-later
"""A long article that was corrected in a thousand places: carrying its spans over, against comparing its words."""
import os
import random
import shutil
import statistics
import subprocess

import generate
from export import Disk, run
from report import Row

EDITS = 1000
ROUNDS = 5
SECONDS_BOUND = 3.0
MEMORY_BOUND = 200.0


class Corrected(Disk):
    """A copy of the long article and its sidecar, and the article as it was."""
    def article(self):
        made = generate.make("w3", self.made)
        article, old = self.folder / "a.txt", self.folder / "old.txt"
        sidecar = self.folder / "a.txt.tandai.json"
        shutil.copy(made, old)
        text = (made.parent / (made.name + ".tandai.json")).read_text().replace('"file": "%s"' % made.name, '"file": "a.txt"', 1)
        sidecar.write_text(text)
        article.write_text(edit(made.read_text()))
        # What other rows wrote is not written back while this one is measured.
        os.sync()
        return article, old


def edit(text):
    """A thousand sentences with a word put in, taken out, or written otherwise, and paragraphs moved."""
    rng = random.Random(generate.SEED)
    paragraphs = text.split("\n\n")
    for number in range(EDITS):
        at = rng.randrange(len(paragraphs) - 1)
        words = paragraphs[at].split(" ")
        place = rng.randrange(1, len(words))
        kind = number % 4
        if kind == 0:
            words.insert(place, "kemarin")
        elif kind == 1:
            del words[place]
        elif kind == 2:
            words[place] = words[place][:1] + "x" + words[place][1:]
        if kind < 3:
            paragraphs[at] = " ".join(words)
        else:
            moved = paragraphs.pop(at)
            paragraphs.insert(rng.randrange(len(paragraphs) - 1), moved)
    return "\n\n".join(paragraphs)


def measure(disk):
    article, old = disk.article()
    cli = disk.build / "app" / "cli" / "tandai-cli"
    # Both say by their status that they found something.
    ours = ["reanchor", "--dry-run", article]
    theirs = ["git", "diff", "--no-index", "--word-diff=porcelain", old, article]
    times, memory = ([], []), 0
    for _ in range(ROUNDS):
        elapsed, used = run([cli, *ours], statuses=(1,))
        times[0].append(elapsed)
        times[1].append(run(theirs, statuses=(1,))[0])
        memory = max(memory, used)
    value, baseline = statistics.median(times[0]), statistics.median(times[1])
    yield Row("reanchor-10mb", value, "git diff --word-diff", baseline, 3.0)
    yield Row("reanchor-time", value / 1e3, "bound", SECONDS_BOUND, 1.0, unit="s")
    texts = os.path.getsize(article) + os.path.getsize(old)
    yield Row("reanchor-memory", (memory - texts) / 1e6, "bound above the texts", MEMORY_BOUND, 1.0, unit="MB")


MEASURES = [measure]
