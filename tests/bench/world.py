# SPDX-License-Identifier: GPL-3.0-or-later
"""A display of our own, real keys with the time they were sent, and the program's trace of what it painted."""
import contextlib
import ctypes
import os
import pathlib
import shutil
import sys
import tempfile
import time

import gi
from gi.repository import GLib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "gui"))
from gui_session import GuiSession, Timeout  # noqa: E402

APP_ID = "org.tandai.Tandai"
WINDOW_SIZE = 900
SETTINGS = "[org/tandai/Tandai]\nwindow-width=%d\nwindow-height=%d\ninspector-visible=true\n" % (WINDOW_SIZE, WINDOW_SIZE)


def now():
    """The clock that the trace uses too: CLOCK_MONOTONIC, in milliseconds."""
    return time.monotonic_ns() / 1e6


class Keys:
    """Real key presses through XTEST, sent from this process, so that the time of sending is known."""
    def __init__(self, display):
        self.x = ctypes.CDLL("libX11.so.6")
        self.test = ctypes.CDLL("libXtst.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XStringToKeysym.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(display.encode()))
        assert self.display.value, "no display " + display

    def _code(self, name):
        return self.x.XKeysymToKeycode(self.display, ctypes.c_ulong(self.x.XStringToKeysym(name.encode())))

    def press(self, key, *modifiers):
        """Sends the key; returns when it went down."""
        codes = [self._code(name) for name in modifiers + (key,)]
        for code in codes[:-1]:
            self.test.XTestFakeKeyEvent(self.display, code, 1, 0)
        self.x.XSync(self.display, 0)
        sent = now()
        self.test.XTestFakeKeyEvent(self.display, codes[-1], 1, 0)
        self.x.XFlush(self.display)
        for code in reversed(codes):
            self.test.XTestFakeKeyEvent(self.display, code, 0, 0)
        self.x.XFlush(self.display)
        return sent


class Trace:
    """The events that a program notes, in order: (name, milliseconds)."""
    def __init__(self, path):
        self.path, self.events, self.offset = path, [], 0

    def read(self):
        with contextlib.suppress(FileNotFoundError), open(self.path, "rb") as file:
            file.seek(self.offset)
            content = file.read()
            content = content[:content.rfind(b"\n") + 1]
            self.offset += len(content)
            for line in content.decode().splitlines():
                name, _, microseconds = line.rpartition(" ")
                self.events.append((name, int(microseconds) / 1e3))
        return self.events

    def find(self, names, since):
        """The time of the last of @names, each coming after the one before it; None as long as it has not come."""
        for name in names:
            since = next((at for event, at in self.events if event == name and at >= since), None)
            if since is None:
                return None
        return since

    def wait(self, *names, since=0.0, alive=lambda: True, timeout=60):
        end = now() + timeout * 1e3
        while True:
            found = self.find(names, since) if self.read() else None
            if found is not None:
                return found
            if now() > end or not alive():
                raise Timeout("the program did not note %s (last: %s)" % (" then ".join(names), self.events[-3:]))
            time.sleep(0.003)

    def wait_until_still(self, since, calm=150):
        """Waits until no frame has been painted for some time."""
        while now() - max([since] + [at for _, at in self.read()[-1:]]) < calm:
            time.sleep(0.01)


class Program:
    """One run of a program under test, from its start."""
    def __init__(self, world, *argv, frames=False):
        self.world = world
        # In memory: a note would wait for the disk that a save is being flushed to.
        path = world.memory / ("trace-%d" % world.count())
        world.session.env["TANDAI_TRACE"] = str(path)
        world.session.env.pop("TANDAI_TRACE_FRAMES", None)
        if frames:
            world.session.env["TANDAI_TRACE_FRAMES"] = "1"
        self.trace = Trace(path)
        self.started = now()
        world.session.launch([str(word) for word in argv], app_id=APP_ID, wait=False)
        self.process = world.session.app

    def wait(self, *names, since=0.0):
        return self.trace.wait(*names, since=since, alive=lambda: self.process.poll() is None)

    def still(self):
        self.trace.wait_until_still(now())

    def idle(self, calm=1.0):
        """Waits until the program has used no time of a processor for @calm seconds; returns its memory in bytes."""
        proc = pathlib.Path("/proc", str(self.process.pid))

        def used():
            return sum(map(int, (proc / "stat").read_text().rpartition(")")[2].split()[11:13]))

        before, since = used(), time.monotonic()
        while time.monotonic() - since < calm:
            time.sleep(0.1)
            # The caret's blinking and the clock's ticks are not work.
            if used() - before > 3:
                before, since = used(), time.monotonic()
        pages = int((proc / "statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def saved(self):
        """Waits until nothing is being saved."""
        begun = [at for event, at in self.trace.read() if event == "save-begin"]
        if begun:
            self.wait("saved", since=begun[-1])

    def action(self, name, *arguments):
        self.world.session.action(name, *arguments)

    def quit(self):
        """The window ends in its own way, everything saved; a bare program is ended."""
        if self.process.poll() is None:
            try:
                self.action("app.quit")
            except GLib.Error:
                self.process.terminate()
        status = self.process.wait(60)
        if status not in (0, -15):
            raise AssertionError("a program ended with %s\n%s" % (status, self.world.session.stderr()[-2000:]))

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if error[0] and self.process.poll() is None:
            self.process.kill()
        else:
            self.quit()


class World:
    """The display, the bus and a folder on the disk where the build is, not in memory."""
    def __init__(self, build):
        self.build = pathlib.Path(build)
        self.made = self.build / "bench"
        self.folder = self.build / "bench" / "run"
        self.number = 0

    def __enter__(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.memory = pathlib.Path(tempfile.mkdtemp(prefix="tandai-bench-", dir="/dev/shm"))
        root = pathlib.Path(__file__).resolve().parent.parent.parent
        self.session = GuiSession(critical_fatal=False, size="1280x1024", env={
            "GSETTINGS_BACKEND": "keyfile", "GSETTINGS_SCHEMA_DIR": str(self.build / "data"),
            "TANDAI_LOCALEDIR": str(self.build / "po"), "TANDAI_PKGDATADIR": str(root / "data")})
        self.session.__enter__()
        settings = pathlib.Path(self.session.env["XDG_CONFIG_HOME"], "glib-2.0", "settings")
        settings.mkdir(parents=True)
        (settings / "keyfile").write_text(SETTINGS)
        self.keys = Keys(self.session.env["DISPLAY"])
        return self

    def __exit__(self, *error):
        self.session.__exit__(*error)
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.memory, ignore_errors=True)

    def count(self):
        self.number += 1
        return self.number

    def corpus(self, *articles):
        """A new folder with copies of the articles and their sidecars, in that order."""
        folder = self.folder / ("corpus-%d" % self.count())
        folder.mkdir()
        for number, article in enumerate(articles):
            name = "%d-%s" % (number, article.name)
            shutil.copy(article, folder / name)
            sidecar = pathlib.Path(str(article) + ".tandai.json").read_text(encoding="utf-8")
            (folder / (name + ".tandai.json")).write_text(sidecar.replace(
                '"file": "%s"' % article.name, '"file": "%s"' % name, 1), encoding="utf-8")
        return folder

    def tandai(self, *paths, **how):
        return Program(self, self.build / "app" / "gui" / "tandai", *paths, **how)

    def bare(self, name, *paths):
        return Program(self, self.build / "tests" / "bench" / ("bare-" + name), *paths)
