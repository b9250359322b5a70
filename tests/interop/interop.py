# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests with other people's readers share: enter() the reader's environment, then interop.main()."""
import json
import os
import pathlib
import sys

sys.path.insert(0, os.fspath(pathlib.Path(__file__).resolve().parent.parent / "cli"))

import environments  # noqa: E402
import harness  # noqa: E402
import readers  # noqa: E402
from harness import Sandbox, snapshot  # noqa: E402, F401

SHARED = pathlib.Path(os.environ.get("TANDAI_SHARED", harness.SAMPLE.parent.parent.parent / "shared")) / "data"
ENTERED = "TANDAI_INTEROP_ENTERED"

# A line end in a quote, nesting, an emoji, a line separator, a token that a span cuts, two fragments, a table's cells.
HARD = ("\ufeffPresiden Kassym-Jomart Tokayev mengatakan, “Kelompok teroris 😡 itu\r\ndilatih di luar negeri.”\r\n"
        "“Air,” kata Ibu\u2028Ani, “naik;\tcepat, \"sekali\".”\r\n\r\nIa pergi ke Bandungnya. =1+1\r\n")
SPANS = [("quote", "“Kelompok teroris 😡 itu\ndilatih di luar negeri.”"), ("claim", "Kelompok teroris 😡 itu\ndilatih di luar negeri"),
         ("actor", "Presiden Kassym-Jomart Tokayev"), ("actor", "Kelompok teroris"), ("place", "luar negeri"), ("actor", "Ibu\u2028Ani"),
         ("actor", "Ia"), ("place", "Bandung"), ("cue", "mengatakan"), ("claim", "😡")]
FRAGMENTS = ("“Air,”", "“naik;\tcepat, \"sekali\".”")


def enter(name):
    """Goes on in the environment's Python; where there can be none, stays, and all tests are skipped with the reason."""
    if os.environ.get(ENTERED) == name:
        return
    try:
        python = environments.make(name) / "bin" / "python"
    except environments.Unavailable as error:
        Interop.missing = "%s: %s" % (name, error)
        return
    os.environ[ENTERED] = name
    os.execv(python, [os.fspath(python), "-B", *sys.argv])


def need(reason, found):
    """Skips all tests where something is not there."""
    if not found:
        Interop.missing = reason


class Interop(Sandbox):
    missing = None

    def setUp(self):
        if self.missing:
            self.skipTest(self.missing)
        super().setUp()

    def hard(self):
        """A folder with one article of everything that formats stumble over."""
        folder = self.folder / "hard"
        if folder.exists():
            return folder
        article = self.put("hard/sulit.txt", HARD)
        text = HARD.lstrip("\ufeff").replace("\r\n", "\n")
        ids = {words: self.annotate(article, label, words) for label, words in SPANS}
        self.annotate(article, "claim", "di luar", "--source", ids["Presiden Kassym-Jomart Tokayev"])
        fragments = ["--fragment=%d:%d" % (text.index(words), text.index(words) + len(words)) for words in FRAGMENTS]
        self.check(0, "annotate", "--label=quote", *fragments, "--source", ids["Ibu\u2028Ani"], article)
        return folder

    def export(self, name, *arguments, corpus=None, out=None):
        """Exports, and notes what the report says was left out."""
        target, report = self.folder / (out or name), self.folder / ((out or name) + ".tsv")
        self.check(0, "export", "--format", name, "--output", target, "--report", report, *arguments, corpus or self.corpus())
        self.rows = readers.read_report(report.read_text())
        return target

    def lost(self, kind, article):
        return {row["id"] for row in self.rows if (row["kind"], row["result"], row["file"]) == (kind, "dropped", article)}

    def sidecars(self, corpus=None):
        """Each article's path and sidecar."""
        return [(path, self.sidecar(path)) for path in sorted((corpus or self.corpus()).rglob("*.txt"))]

    def pieces(self, sidecar, kind="overlap"):
        """What is left of the spans where overlapping ones are left out, as (label, start, end), a fragment each."""
        return readers.sidecar_pieces(sidecar, self.lost(kind, sidecar["article"]["file"]))

    def both(self):
        return [self.corpus(), self.hard()]


def columns(path):
    """Sentences of (token, tag) in a file of columns, whatever ends its lines."""
    sentence = []
    for line in path.read_text(encoding="utf-8").split("\n") + [""]:
        fields = line.rstrip("\r").split(" ")
        if len(fields) > 1:
            sentence.append((fields[0], fields[-1]))
        elif sentence:
            yield sentence
            sentence = []


def dump(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


main = harness.main
