#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what meson's testlog.json files tell: each TAP point, and each program that speaks no TAP, is one.

Names what was skipped, then prints `N passed, N failed` as its last line; exits 1 when something failed, nothing
ran, or a log is not there.
"""
import json
import re
import sys

POINT = re.compile(r"^(not )?ok\b[ \d]*-?(.*)$", re.MULTILINE)
VERDICTS = {"OK": "passed", "EXPECTEDFAIL": "passed", "SKIP": "skipped"}


def count_program(entry):
    """The names of a program's passed, failed and skipped points."""
    points = {"passed": [], "failed": [], "skipped": []}
    for failed, rest in POINT.findall(entry.get("stdout", "")):
        skipped = re.search(r"#\s*(SKIP|TODO)", rest, re.IGNORECASE)
        points["skipped" if skipped else "failed" if failed else "passed"].append(rest.strip())
    verdict = VERDICTS.get(entry["result"], "failed")
    # A program that died after its last good point has failed as well.
    if not any(points.values()) or (verdict == "failed" and not points["failed"]):
        points[verdict].append(entry["name"])
    return points


def main(paths):
    passed, failed, skipped = 0, 0, []
    for path in paths:
        try:
            with open(path, encoding="utf-8") as log:
                programs = [count_program(json.loads(line)) for line in log]
        except OSError as error:
            print("No test ran: %s" % error)
            failed += 1
            continue
        passed += sum(len(points["passed"]) for points in programs)
        failed += sum(len(points["failed"]) for points in programs)
        skipped += [name for points in programs for name in points["skipped"]]
    for name in skipped:
        print("Skipped: %s" % name)
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
