# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that say what they found, one TAP point each: check ("name", problems), then done ()."""
import sys

_points = []


def check(name, problems=(), skip=None):
    """A point that holds when there is no problem; each problem is printed."""
    problems = list(problems)
    _points.append(not problems)
    for problem in problems:
        print("# %s" % problem)
    print("%sok %d - %s%s" % ("not " if problems else "", len(_points), name, " # SKIP %s" % skip if skip else ""), flush=True)


def done():
    print("1..%d" % len(_points))
    sys.exit(0 if all(_points) and _points else 1)
