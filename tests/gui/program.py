# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the window share: the program in a world of its own, and its sidecars read back."""
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile
import traceback

from gi.repository import GLib

from gui_session import GuiSession, Timeout, wait_for

PROGRAM = sys.argv[1]
HERE = pathlib.Path(__file__).resolve().parent
KEPT = ("G_SLICE", "GSETTINGS_SCHEMA_DIR", "TANDAI_LOCALEDIR", "TANDAI_PKGDATADIR")


class Program:
    """The window on a folder of articles, given as {name: text}."""

    def __init__(self, articles, opened=None, language=None, size="1280x800"):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tandai-"))
        for name, content in articles.items():
            content = content if isinstance(content, bytes) else content.encode()
            (self.folder / name).write_bytes(content)
        self.opened = str(self.folder / opened) if opened else str(self.folder)
        env = {name: os.environ[name] for name in KEPT if name in os.environ}
        env["G_DEBUG"] = "fatal-warnings"
        self.session = GuiSession(size=size, env=env, lang={"LANGUAGE": language} if language else None)

    def command(self):
        return [PROGRAM, self.opened]

    def __enter__(self):
        self.session.__enter__()
        self.app = self.session.launch(self.command(), app_id="org.tandai.Tandai")
        self.session.focus_window()
        return self

    def __exit__(self, kind, value, trace):
        try:
            if kind is None:
                self.session.quit_app()
        finally:
            self.session.__exit__(kind, value, trace)
            shutil.rmtree(self.folder, ignore_errors=True)

    def article(self, text):
        """The page, once it shows this text."""
        def shown():
            views = self.app.find_all("text box")
            return [view for view in views if view.text.startswith(text)]
        return wait_for(shown, "the article's text")[0]

    def menu(self, submenu, item):
        """Activates an item of the main menu by keys: the submenu's letter, then the item's."""
        def focused():
            return [node.path for node in self.app.find_all("menu item") if "focused" in node.states]
        self.session.key("F10")
        first = wait_for(focused, "the menu")
        self.session.key(submenu)
        wait_for(lambda: focused() not in ([], first), "the submenu")
        self.session.key(item)

    def act(self, name, value=None):
        self.session.action(name, GLib.Variant.parse(None, value) if value else None)

    def drop(self, path):
        """Drags a file from another window into this one."""
        session = self.session
        session._spawn("source", [sys.executable, str(HERE / "drag_source.py"), str(path)])
        source = wait_for(lambda: session.run("xdotool", "search", "--onlyvisible", "--name", "^drag source$", check=False).split(),
                          "the window to drag from")[0]
        session.run("xdotool", "windowmove", source, "0", "0")
        wait_for(lambda: session._geometry(source)[0] < 20, "the window in its corner")
        x, y, width, height = session._geometry(source)
        ways = [(x + width // 2 + step, y + height // 2 + step) for step in range(0, 60, 6)] + [(640, 500), (644, 504), (646, 506)]
        moves = [word for px, py in ways for word in ("mousemove", str(px), str(py), "sleep", "0.03")]
        session.run("xdotool", *moves[:5], "mousedown", "1", *moves[5:], "sleep", "0.2", "mouseup", "1")

    def sidecar(self, name):
        path = self.folder / (name + ".tandai.json")
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    def saved(self, name, condition, what):
        """The sidecar, once it fulfils a condition; each span's words are checked against its offsets."""
        def fulfilled():
            data = self.sidecar(name)
            return data if data is not None and condition(data) else None
        try:
            data = wait_for(fulfilled, what)
        except Timeout as error:
            raise Timeout("%s; the sidecar is %s" % (error, json.dumps(self.sidecar(name), ensure_ascii=False))) from None
        for span in data["spans"]:
            pieces = span.get("fragments", [[span["start"], span["end"]]])
            assert span["text"] == " ".join(data["text"][a:b] for a, b in pieces), span
        return data


def with_file_chooser(program):
    """The path bar of GTK 4.8's file chooser forgets what it asks of each folder, in calls that have no name by which
    to suppress that: where one is opened, there is no looking for leaks."""
    program.session.env["LSAN_OPTIONS"] = program.session.env.get("LSAN_OPTIONS", "") + ":detect_leaks=0"
    return program


def label_with(program, words):
    return program.app.find("label", re.compile(words))


def labels(data):
    return [(span["label"], span["text"]) for span in data["spans"]]


def run(tests):
    """Runs the tests and reports them as TAP."""
    failed = 0
    for number, test in enumerate(tests, 1):
        try:
            test()
            print("ok %d - %s" % (number, test.__name__), flush=True)
        except Exception:
            failed += 1
            traceback.print_exc()
            print("not ok %d - %s" % (number, test.__name__), flush=True)
    print("1..%d" % len(tests))
    sys.exit(1 if failed else 0)
