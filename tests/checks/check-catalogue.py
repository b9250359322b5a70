#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every string is marked, found and translated: check-catalogue.py ROOT"""
import pathlib
import re
import subprocess
import sys
import tempfile

from tap import check, done

ROOT = pathlib.Path(sys.argv[1]).resolve()
KEYWORDS = ("_", "N_", "C_:1c,2", "NC_:1c,2", "ngettext:1,2", "g_dngettext:2,3", "g_dpgettext2:2c,3")
MARKED = {
    ".c": re.compile(r"\b(?:_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2)\s?\("),
    ".ui": re.compile(r'translatable="(?:yes|true|1)"'),
    ".xml": re.compile(r"<(?:summary|description)>|translatable="),
    ".in": re.compile(r"^(?:Name|Comment|Keywords)=|<summary>", re.MULTILINE),
}
MARKED[".h"] = MARKED[".c"]


def run(*command):
    return subprocess.run([str(word) for word in command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})


def marked_files():
    for folder in ("app", "data", "ui"):
        for path in (ROOT / folder).rglob("*"):
            if path.name.endswith(".service.in"):
                continue
            if path.suffix in MARKED and MARKED[path.suffix].search(path.read_text(encoding="utf-8")):
                yield path.relative_to(ROOT).as_posix()


def listed_files():
    lines = (ROOT / "po/POTFILES.in").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def check_potfiles(listed):
    marked = set(marked_files())
    check("POTFILES.in names every file with strings", sorted(marked - set(listed)))
    check("POTFILES.in names no other", sorted(set(listed) - marked))
    check("POTFILES.in is sorted", [] if listed == sorted(set(listed)) else ["sort it with LC_ALL=C sort -u"])


def quotation_marks(catalogue):
    """The translations with curly quotation marks: Indonesian has straight ones, as GTK's own catalogue does."""
    entries = re.split(r"\n\n", catalogue.read_text(encoding="utf-8"))
    translations = [entry.partition("\nmsgstr")[2] for entry in entries]
    return [words.strip() for words in translations if re.search("[“”]", words)]


def check_catalogue(language, template):
    catalogue = ROOT / "po" / (language + ".po")
    compiled = run("msgfmt", "--check", "--check-accelerators=_", "--statistics", "--output-file=/dev/null", catalogue)
    check("%s: msgfmt finds no fault" % language, compiled.stdout.splitlines() if compiled.returncode else [])
    check("%s: its quotation marks are straight" % language, quotation_marks(catalogue))
    incomplete = re.search(r"fuzzy|untranslated", compiled.stdout)
    check("%s: nothing is untranslated or fuzzy" % language, [compiled.stdout.strip()] if incomplete else [])
    missing = run("msgcmp", catalogue, template)
    check("%s: it has every string of the sources" % language, missing.stdout.splitlines() if missing.returncode else [])
    print("# %s: %s" % (language, compiled.stdout.strip()))


def main():
    check_potfiles(listed_files())
    with tempfile.TemporaryDirectory() as folder:
        template = pathlib.Path(folder) / "tandai.pot"
        extracted = run("xgettext", "--from-code=UTF-8", "--files-from=po/POTFILES.in", "--output=%s" % template,
                        *("--keyword=" + keyword for keyword in KEYWORDS))
        check("xgettext finds no fault", extracted.stdout.splitlines())
        for language in (ROOT / "po/LINGUAS").read_text(encoding="utf-8").split():
            if not language.startswith("#"):
                check_catalogue(language, template)
    done()


main()
