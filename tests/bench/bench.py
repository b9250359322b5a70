#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures what we promise: bench.py BUILD [GROUP]…

Prints a table and writes BUILD/bench.json. A row above its goal is marked, and the exit status is then 1.
"""
import pathlib
import sys

import corpus
import corpus_window
import export
import large
import reanchor
import view
from report import print_head, write_json
from world import World

GROUPS = {"view": (World, view.MEASURES), "large": (World, large.MEASURES), "export": (export.Disk, export.MEASURES),
          "corpus": (corpus.Corpus, corpus.MEASURES), "reanchor": (reanchor.Corrected, reanchor.MEASURES),
          "corpus-window": (World, corpus_window.MEASURES)}


def main(build, *names):
    unknown = [name for name in names if name not in GROUPS]
    if unknown:
        print("bench: there is no group “%s”; there are: %s" % (unknown[0], ", ".join(GROUPS)), file=sys.stderr)
        return 2
    rows = []
    print_head()
    for name in names or GROUPS:
        place, measures = GROUPS[name]
        with place(pathlib.Path(build).resolve()) as world:
            for measure in measures:
                for row in measure(world):
                    rows.append(row)
                    print(row.as_text(), flush=True)
    write_json(pathlib.Path(build) / "bench.json", rows)
    return 0 if all(row.ratio <= row.goal for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
