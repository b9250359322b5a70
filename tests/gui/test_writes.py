#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Neither program writes anywhere but beside the article, where it was told to, and in the XDG folders."""
import codecs
import functools
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from gui_session import wait_for
from program import PROGRAM, Program, labels, run

CLI = os.path.abspath(sys.argv[2])
NAME = "berita.txt"
TEXT = "Warga Demak berkumpul di balai desa.\n"
OPENING = ("open", "openat", "creat")
# Whatever gives, takes or changes a name or what stands beside it.
CHANGING = ("mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink", "unlinkat",
            "rmdir", "truncate", "mknod", "mknodat", "chmod", "fchmodat", "chown", "lchown", "fchownat", "setxattr", "lsetxattr")
CALL = re.compile(r"^(\w+)\((.*)\)\s+= (-?\d+)(?:<(.*)>)?(?: |$)")
STRING = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')
WRITES = re.compile(r"O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)")
# Of the system, and of nobody's.
DEVICES = ("/dev/null", "/dev/dri", "/dev/tty", "/proc/self", "/proc/thread-self")


class Traced:
    """Under the eyes of strace, which does not become the program's parent and keeps a file for each thread."""
    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()

    def command(self, argv):
        return ["strace", "-D", "-ff", "-y", "--seccomp-bpf", "-o", self.folder / "calls", "-e", "signal=none",
                "-e", "trace=" + ",".join("?" + name for name in OPENING + CHANGING), *argv]

    def files(self):
        return list(self.folder.iterdir())

    def is_over(self):
        return self.files() and all(re.search(rb"\+\+\+ (exited|killed)", path.read_bytes()) for path in self.files())

    def written(self):
        """The names of all that was written to, made, moved or removed."""
        wait_for(self.is_over, "strace to be done")
        names = set()
        for path in self.files():
            for line in path.read_text(errors="surrogateescape").splitlines():
                names.update(changed_by(line))
        return names


def plain(text):
    return codecs.escape_decode(text.encode("utf-8", "surrogateescape"))[0].decode("utf-8", "surrogateescape")


def changed_by(line):
    call = CALL.match(line)
    if call is None or call[3].startswith("-"):
        return []
    if call[1] in OPENING:
        return [plain(call[4])] if call[1] == "creat" or WRITES.search(call[2]) else []
    # The first name of a copy or link is only read; where a file is moved from counts as well.
    return [os.path.normpath(os.path.join(folder or os.getcwd(), plain(name))) for folder, name in STRING.findall(call[2])]


def is_below(name, folders):
    return any(name == str(folder) or name.startswith(str(folder) + "/") for folder in folders)


def check_written(traced, folders, expected):
    written = traced.written()
    outside = sorted(name for name in written if not is_below(name, folders) and not is_below(name, DEVICES))
    assert not outside, "written outside: %s" % outside
    # A trace that sees nothing would find nothing.
    for path in expected:
        assert is_below(str(path), written), "%s was written, and the trace missed it: %s" % (path, sorted(written))


class TracedProgram(Program):
    def __init__(self, traced, *arguments):
        super().__init__(*arguments)
        self.traced = traced

    def command(self):
        return self.traced.command([PROGRAM, self.opened])


def in_folder(test):
    """With a folder that goes when the test is over."""
    @functools.wraps(test)
    def run_inside():
        with tempfile.TemporaryDirectory(prefix="writes-") as folder:
            test(pathlib.Path(folder))
    return run_inside


@in_folder
def test_window(folder):
    traced = Traced(folder / "trace")
    out = folder / "out"
    out.mkdir()
    with TracedProgram(traced, {NAME: TEXT}, NAME) as program:
        folders = [program.folder, out, *(path for name, path in program.session.env.items() if re.match("XDG_.*(HOME|DIR)$", name))]
        sidecar = program.folder / (NAME + ".tandai.json")
        program.article("Warga")
        program.act("win.select", "(uint32 6, uint32 11)")
        program.session.key("2")
        program.saved(NAME, lambda data: labels(data) == [("place", "Demak")], "a place")
        (program.folder / NAME).write_text("Kemarin " + TEXT, encoding="utf-8")
        program.app.find("button", "Carry Over…")
        program.session.key("ctrl+r")
        wait_for(lambda: [node for node in program.app.find_all("button", "Carry Over") if "focused" in node.states], "the comparison")
        program.session.key("Return")
        program.saved(NAME, lambda data: data["text"].startswith("Kemarin"), "the new text")
        # It is on disk before the window shows it, and a key in between is lost.
        program.article("Kemarin")
        program.session.key("ctrl+e")
        program.app.find("text box", "Write To").set_text(os.fspath(out / "corpus.jsonl"))
        program.session.key("alt+e")
        wait_for((out / "corpus.jsonl").exists, "the corpus")
    check_written(traced, folders, [sidecar, out / "corpus.jsonl"])


def run_cli(folder, home, *arguments):
    """The program's calls, and its XDG folders."""
    traced = Traced(folder / "trace")
    home.mkdir(exist_ok=True)
    environment = dict(os.environ, HOME=str(home), LANGUAGE="en")
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        environment["XDG_%s_HOME" % name] = str(home / name.lower())
    # Under a tracer there is no looking for leaks.
    environment["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
    subprocess.run(traced.command([CLI, *map(str, arguments)]), check=True, env=environment, stdout=subprocess.DEVNULL)
    return traced, [home / name for name in ("config", "data", "cache", "state")]


def check_cli(root, arguments, folders, expected, home=None):
    """Where no home is given the XDG folders are not there before."""
    with tempfile.TemporaryDirectory(prefix="traced-", dir=root) as place:
        traced, own = run_cli(pathlib.Path(place), home or pathlib.Path(place) / "home", *arguments)
        check_written(traced, [*folders, *own], expected)


def make_corpus(root):
    folder, out = root / "articles", root / "out"
    folder.mkdir()
    out.mkdir()
    (folder / NAME).write_text(TEXT, encoding="utf-8")
    return folder, out


def annotate(folder):
    subprocess.run([CLI, "annotate", folder / NAME, "--label", "place", "--quote", "Demak"], check=True, stdout=subprocess.DEVNULL)


@in_folder
def test_command_line(root):
    folder, out = make_corpus(root)
    article, sidecar = folder / NAME, folder / (NAME + ".tandai.json")
    check = functools.partial(check_cli, root)
    check(["annotate", article, "--label", "place", "--quote", "Demak"], [folder], [sidecar])
    base = out / "base.json"
    base.write_bytes(sidecar.read_bytes())
    theirs = out / "theirs.json"
    data = json.loads(base.read_text(encoding="utf-8"))
    data["spans"].append({"id": "sother", "start": 0, "end": 5, "label": "actor", "text": "Warga"})
    theirs.write_text(json.dumps(data), encoding="utf-8")
    check(["merge", base, sidecar, theirs], [folder], [sidecar])
    for form in ("jsonl", "conll", "brat", "csv", "standoff"):
        # What is not done yet lies beside what it becomes.
        place = out / form
        place.mkdir()
        check(["export", "--format", form, "--output", place / "corpus", folder], [place], [place / "corpus"])
    check(["import", "--format", "brat", "--output", out / "in", out / "brat" / "corpus"], [out / "in"], [out / "in"])
    sidecar.unlink()
    check(["attach", out / "standoff" / "corpus", folder], [folder], [sidecar])
    article.write_text("Kemarin " + TEXT, encoding="utf-8")
    check(["reanchor", "--dry-run", folder], [], [])
    check(["reanchor", folder], [folder], [sidecar])


@in_folder
def test_command_line_that_changes_a_corpus(root):
    """What is needed to take a change back is kept in the state folder, and the next command finds it there."""
    folder, out = make_corpus(root)
    annotate(folder)
    sidecar, schema, table = folder / (NAME + ".tandai.json"), folder / "tandai.json", out / "table.csv"
    table.write_text("file,title\n%s,Warga berkumpul\n" % NAME, encoding="utf-8")
    check = functools.partial(check_cli, root, home=root / "home")
    check(["metadata", "--dry-run", table, folder], [], [])
    check(["metadata", table, folder], [folder], [sidecar])
    check(["labels", folder], [], [])
    check(["labels", "add", "event", folder], [folder], [schema])
    check(["labels", "--dry-run", "rename", "place", "tempat", folder], [], [])
    check(["labels", "rename", "place", "tempat", folder], [folder], [sidecar, schema])
    check(["labels", "--output", out / "codebook.html", "codebook", folder], [out], [out / "codebook.html"])
    check(["labels", "--undo", folder], [folder], [sidecar, schema])
    (folder / NAME).write_text("Kemarin " + TEXT + "Demak sepi.\n", encoding="utf-8")
    check(["reanchor", folder], [folder], [sidecar])
    check(["reanchor", "--undo", folder], [folder], [sidecar])
    check(["reanchor", folder], [folder], [sidecar])
    check(["consistency", "--dry-run", "--fix", "Demak=place", folder], [], [])
    check(["consistency", "--fix", "Demak=place", folder], [folder], [sidecar])
    check(["consistency", "--undo", folder], [folder], [sidecar])


@in_folder
def test_command_line_that_reads(root):
    folder, out = make_corpus(root)
    annotate(folder)
    article = folder / NAME
    check = functools.partial(check_cli, root)
    for arguments in (["validate", folder], ["stats", folder], ["stats", "--json", folder], ["show", article],
                      ["suggest", "evaluate", folder], ["search", "warga", folder], ["search", "--csv", "warga", folder],
                      ["search", "--no-index", "warga", folder], ["index", folder], ["labels", "--json", folder]):
        check(arguments, [], [])
    for kind in ("svg", "png", "csv"):
        check(["stats", "--" + kind, out / kind, folder], [out], [out / kind])


if __name__ == "__main__":
    run([test for name, test in list(globals().items()) if name.startswith("test_")])
