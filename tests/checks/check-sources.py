#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the sources look: clang-format, .editorconfig, sizes of files and functions: check-sources.py ROOT"""
import pathlib
import re
import statistics
import subprocess
import sys

from tap import check, done

ROOT = pathlib.Path(sys.argv[1])
FOLDERS = ("app", "data", "po", "tests", "ui", ".ci")
BINARY = {".png", ".mo", ".gz"}
# Articles, other people's formats and what should break a parser are what they are.
RAW = {".txt", ".ann", ".conll"}
RAW_FOLDERS = ("tests/data", "tests/fuzz/corpus")
MAX_FILE, MAX_FUNCTION = 800, 120


def all_files():
    files = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]
    for folder in FOLDERS:
        files += (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return sorted(path for path in files
                  if path.suffix not in BINARY | RAW | {".pyc"}
                  and not path.relative_to(ROOT).as_posix().startswith(RAW_FOLDERS))


def untidy(path):
    content = path.read_bytes()
    name = path.relative_to(ROOT)
    if b"\r" in content:
        yield "%s has a carriage return" % name
    if content and not content.endswith(b"\n"):
        yield "%s does not end with a newline" % name
    if content.endswith(b"\n\n"):
        yield "%s ends with an empty line" % name
    try:
        lines = content.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        yield "%s is not UTF-8" % name
        return
    for number, line in enumerate(lines, 1):
        if line != line.rstrip() and path.suffix not in {".patch"}:
            yield "%s:%d has white space at its end" % (name, number)
        if "\t" in line and path.suffix in {".c", ".h", ".py", ".ui", ".xml", ".css", ".build"}:
            yield "%s:%d has a tab" % (name, number)


def functions(path):
    """The name, first line and length of each function: GNU style opens and closes one in the first column."""
    lines = path.read_text(encoding="utf-8").split("\n")
    start = None
    for number, line in enumerate(lines, 1):
        if line == "{" and lines[number - 2].rstrip().endswith(")"):
            start = number
        elif line == "}" and start:
            yield path, start, number - start + 1
            start = None


def main():
    sources = sorted(path for folder in ("app", "tests") for path in (ROOT / folder).rglob("*.c"))
    formatted = subprocess.run(["clang-format", "--dry-run", "-Werror"] + [str(path) for path in sources],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT)
    check("clang-format would change nothing", sorted(set(re.findall(r"^\S+?:\d+", formatted.stdout, re.MULTILINE)))
          or (["clang-format: " + formatted.stdout] if formatted.returncode else []))

    files = all_files()
    check("files are as .editorconfig says", (problem for path in files for problem in untidy(path)))
    check("sources name their licence", (
        "%s" % path.relative_to(ROOT) for path in files
        if path.suffix in {".c", ".h", ".py"} and "SPDX-License-Identifier: GPL-3.0-or-later"
        not in "".join(path.read_text(encoding="utf-8").split("\n")[:2])))

    lengths = {path: len(path.read_text(encoding="utf-8").split("\n")) for path in sources}
    check("no C file is longer than %d lines" % MAX_FILE, (
        "%s: %d" % (path.relative_to(ROOT), length) for path, length in lengths.items() if length > MAX_FILE))
    found = [function for path in sources for function in functions(path)]
    check("functions are found", [] if len(found) > len(sources) else ["only %d" % len(found)])
    check("no function is longer than %d lines" % MAX_FUNCTION, (
        "%s:%d: %d" % (path.relative_to(ROOT), line, length) for path, line, length in found if length > MAX_FUNCTION))
    print("# %d C files, median %d lines; %d functions, median %d lines" % (
        len(sources), statistics.median(lengths.values()), len(found), statistics.median(size for _, _, size in found)))
    done()


main()
