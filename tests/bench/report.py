# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of a benchmark: a table to read, a list for machines."""
import json


class Row:
    """A value and what it is held against; ratios up to @goal are what we promise."""
    def __init__(self, name, value, baseline, baseline_value, goal, unit="ms"):
        self.name, self.value, self.unit = name, value, unit
        self.baseline, self.baseline_value, self.goal = baseline, baseline_value, goal

    @property
    def ratio(self):
        return self.value / self.baseline_value

    def as_json(self):
        return {"name": self.name, "unit": self.unit, "value": round(self.value, 3), "baseline": self.baseline,
                "baseline_value": round(self.baseline_value, 3), "ratio": round(self.ratio, 3)}

    def as_text(self):
        return "%-20s %10.2f %-3s %-28s %10.2f %8.2f %8.2f  %s" % (
            self.name, self.value, self.unit, self.baseline, self.baseline_value, self.ratio, self.goal,
            "" if self.ratio <= self.goal else "over")


def print_head():
    print("%-20s %14s %-28s %10s %8s %8s" % ("row", "value", "against", "", "ratio", "goal"), flush=True)


def write_json(path, rows):
    with open(path, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join("  " + json.dumps(row.as_json()) for row in rows) + "\n]\n")
