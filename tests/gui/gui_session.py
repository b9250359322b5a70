#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drive a GTK 4.8 program end to end with no real display (Debian 12).

One GuiSession = one private world: Xvfb + (optional) window manager + session bus + AT-SPI bus +
HOME/XDG directories.  The program is found, read and pressed over AT-SPI by plain D-Bus calls
(Gio; libatspi and its cache are not used), keys and pointer go through xdotool/XTEST, GActions through
org.gtk.Actions.  Everything waits with a deadline; nothing sleeps a fixed time to be "safe".

Needs: xvfb xdotool x11-utils at-spi2-core dbus-daemon python3-gi (run with /usr/bin/python3), openbox (optional),
imagemagick or scrot only for root-window screenshots.
"""
import ctypes, json, os, pathlib, re, select, shutil, signal, subprocess, sys, tempfile, time
import gi
gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

A = "org.a11y.atspi."
PROPERTIES = "org.freedesktop.DBus.Properties"
STATES = """invalid active armed busy checked collapsed defunct editable enabled expandable expanded focusable focused
has_tooltip horizontal iconified modal multi_line multiselectable opaque pressed resizable selectable selected sensitive
showing single_line stale transient vertical visible manages_descendants indeterminate required truncated animated
invalid_entry supports_autocompletion selectable_text is_default visited checkable has_popup read_only""".split()
WINDOW = 1          # ATSPI_COORD_TYPE_WINDOW.  Never ask GTK 4.8 for SCREEN (0): it g_warning()s and answers wrongly.
# "(app:12): Gtk-WARNING **:", and "** (app:12): CRITICAL **:" where G_LOG_DOMAIN is not set
BAD = re.compile(r"(WARNING|CRITICAL|ERROR) \*\*:|ERROR: \w+Sanitizer|runtime error:")
# How much longer than usual anything may take: under a sanitizer, say.
PATIENCE = float(os.environ.get("TANDAI_PATIENCE", "1"))


class Timeout(AssertionError):
    pass


def wait_for(fn, what, timeout=10.0, step=0.02):
    """Call fn until it answers something true; the answer is returned.  D-Bus errors count as 'not yet'."""
    timeout *= PATIENCE
    end, last = time.monotonic() + timeout, None
    while True:
        try:
            v = fn()
            if v:
                return v
        except GLib.Error as e:         # object went away, not there yet, no reply: try again
            last = e
        if time.monotonic() > end:
            raise Timeout("waited %.1fs for %s%s" % (timeout, what, " (last: %s)" % last.message if last else ""))
        time.sleep(step)


def alone(values):
    """What a method answers: mostly one value."""
    return values[0] if len(values) == 1 else values


class Node:
    """One accessible object.  Nothing is cached: every property is a D-Bus call."""
    def __init__(self, s, bus, path):
        self.s, self.bus, self.path = s, bus, path

    def __eq__(self, o):
        return isinstance(o, Node) and (self.bus, self.path) == (o.bus, o.path)

    def __hash__(self):
        return hash((self.bus, self.path))

    def __repr__(self):
        try:
            return "<%s %r>" % (self.role, self.name)
        except GLib.Error:
            return "<gone %s>" % self.path

    def call(self, iface, method, sig=None, *args, timeout=5000):
        v = self.s.a11y.call_sync(self.bus, self.path, A + iface, method, GLib.Variant(sig, args) if sig else None,
                                  None, Gio.DBusCallFlags.NONE, timeout, None)
        return alone(v.unpack())

    def send(self, iface, method, sig=None, *args):
        """A call whose answer is not waited for: Text.AddSelection of GTK 4.8 acts but its answer has the wrong type
        and never arrives; DoAction that opens a modal loop is another use."""
        m = Gio.DBusMessage.new_method_call(self.bus, self.path, A + iface, method)
        if sig:
            m.set_body(GLib.Variant(sig, args))
        m.set_flags(Gio.DBusMessageFlags.NO_REPLY_EXPECTED)
        self.s.a11y.send_message(m, Gio.DBusSendMessageFlags.NONE)
        self.s.a11y.flush_sync(None)

    def prop(self, iface, name):
        return self.s.a11y.call_sync(self.bus, self.path, PROPERTIES, "Get",
                                     GLib.Variant("(ss)", (A + iface, name)), None, Gio.DBusCallFlags.NONE, 5000, None).unpack()[0]

    name = property(lambda n: n.prop("Accessible", "Name"))
    description = property(lambda n: n.prop("Accessible", "Description"))
    role = property(lambda n: n.call("Accessible", "GetRoleName"))
    interfaces = property(lambda n: [i.split(".")[-1] for i in n.call("Accessible", "GetInterfaces")])
    attributes = property(lambda n: n.call("Accessible", "GetAttributes"))
    parent = property(lambda n: Node(n.s, *n.prop("Accessible", "Parent")))
    children = property(lambda n: [Node(n.s, b, p) for b, p in n.call("Accessible", "GetChildren") if b])

    @property
    def states(self):
        w = self.call("Accessible", "GetState")
        bits = w[0] | w[1] << 32
        return {STATES[i] if i < len(STATES) else str(i) for i in range(64) if bits >> i & 1}

    @property
    def mapped(self):
        """GTK 4.8 sets SHOWING on windows only and VISIBLE always; widgets that are hidden are left out of the tree.
        A size is what tells that a widget has been laid out."""
        return "Component" in self.interfaces and min(self.call("Component", "GetSize")) > 0

    @staticmethod
    def ask_all(nodes, iface, method, body=None):
        """What each node answers, or None where it is gone.  The questions do not wait for one another's answers: a
        window has a thousand nodes, and one after the other they take a second."""
        answers, missing, loop = [None] * len(nodes), set(range(len(nodes))), GLib.MainLoop()

        def answered(connection, result, i):
            missing.discard(i)
            try:
                answers[i] = alone(connection.call_finish(result).unpack())
            except GLib.Error:
                pass
            if not missing:
                loop.quit()
        for i, n in enumerate(nodes):
            n.s.a11y.call(n.bus, n.path, iface, method, body, None, Gio.DBusCallFlags.NONE, 5000, None, answered, i)
        if nodes:
            loop.run()
        return answers

    @classmethod
    def keep_mapped(cls, nodes):
        interfaces = cls.ask_all(nodes, A + "Accessible", "GetInterfaces")
        nodes = [n for n, has in zip(nodes, interfaces) if has and A + "Component" in has]
        sizes = cls.ask_all(nodes, A + "Component", "GetSize")
        return [n for n, size in zip(nodes, sizes) if size and min(size) > 0]

    def levels(self):
        """The nodes from this one down, all of a level at a time."""
        level = [self]
        while level:
            yield level
            below = self.ask_all(level, A + "Accessible", "GetChildren")
            level = [Node(self.s, b, p) for children in below if children for b, p in children if b]

    def walk(self):
        for level in self.levels():
            yield from level

    def find_all(self, role=None, name=None, mapped=True):
        out = []
        for level in self.levels():
            if role:
                roles = self.ask_all(level, A + "Accessible", "GetRoleName")
                level = [n for n, is_ in zip(level, roles) if is_ == role]
            if name is not None:
                names = self.ask_all(level, PROPERTIES, "Get", GLib.Variant("(ss)", (A + "Accessible", "Name")))
                level = [n for n, nm in zip(level, names)
                         if nm is not None and (name.search(nm) if hasattr(name, "search") else nm == name)]
            out += self.keep_mapped(level) if mapped else level
        return out

    def find(self, role=None, name=None, mapped=True, timeout=10):
        return wait_for(lambda: self.find_all(role, name, mapped), "%s %r" % (role, name), timeout)[0]

    def gone(self, role=None, name=None, timeout=10):
        wait_for(lambda: not self.find_all(role, name), "%s %r to go" % (role, name), timeout)

    # --- acting
    def actions(self):
        return [self.call("Action", "GetName", "(i)", i) for i in range(self.prop("Action", "NActions"))]

    def do(self, action=0):
        if isinstance(action, str):
            action = self.actions().index(action)
        return self.call("Action", "DoAction", "(i)", action)

    def press(self):
        """Activate whatever the widget is: its own action, or the action of the button/toggle inside it."""
        if "Action" in self.interfaces and self.role in ("button", "checkbox", "radio", "switch", "menu item", "menu item checkbox", "menu item radio"):
            if self.do(0) is not False:
                return
        self.click()

    # --- text (GtkTextView, GtkLabel, GtkText); offsets are Unicode characters
    # (0, -1) means "all" for GtkTextView but gives "" for entries in 4.8: always say how many
    text = property(lambda n: n.call("Text", "GetText", "(ii)", 0, n.prop("Text", "CharacterCount")))
    caret = property(lambda n: n.prop("Text", "CaretOffset"))

    @property
    def selection(self):
        return tuple(self.call("Text", "GetSelection", "(i)", 0)) if self.call("Text", "GetNSelections") else None

    def select(self, start, end):
        """SetSelection of GtkTextView 4.8 collapses the selection (bug); RemoveSelection + AddSelection works."""
        if self.call("Text", "GetNSelections"):
            self.call("Text", "RemoveSelection", "(i)", 0)
        self.send("Text", "AddSelection", "(ii)", start, end)
        wait_for(lambda: self.selection == (start, end), "selection %d..%d" % (start, end), 3)

    def set_text(self, s):
        self.call("EditableText", "SetTextContents", "(s)", s)

    def attrs_at(self, off):
        return self.call("Text", "GetAttributeRun", "(ib)", off, False)

    def char_box(self, off):
        """x, y, w, h of a character, in screen coordinates."""
        x, y, w, h = self.call("Text", "GetCharacterExtents", "(iu)", off, WINDOW)
        sx, sy, sw, sh = self.surface().extents()
        ox, oy = self.s.surface_origin(None, sw, sh)
        return x + ox, y + oy, w, h

    def scroll_to(self, start, end=None):
        # GTK 4.8 acts but its answer has the wrong type: never wait for it.  6 = ATSPI_SCROLL_ANYWHERE
        self.send("Text", "ScrollSubstringTo", "(iiu)", start, start if end is None else end, 6)

    # --- pointer
    def extents(self):
        return tuple(self.call("Component", "GetExtents", "(u)", WINDOW))

    def surface(self):
        """The popover this is in, or the window (both are an X window of their own)."""
        n = self
        while n.role != "application":
            # the pages of a GtkStack have no Component interface
            if "Component" in n.interfaces and n.call("Component", "GetLayer") in (5, 7):      # popup, window
                return n
            n = n.parent
        return None

    def box(self):
        """x, y, w, h on the screen.  GTK 4.8 gives wrong window coordinates inside a popover, so the place inside its
        own surface is taken, and the place of that surface's X window added."""
        x, y, w, h = self.extents()
        surf = self.surface()
        sx, sy, sw, sh = surf.extents()
        ox, oy = self.s.surface_origin(surf, sw, sh)
        return x - sx + ox, y - sy + oy, w, h

    def click(self, button=1, times=1):
        x, y, w, h = self.stable(self.box)
        self.s.mouse_click(x + w / 2, y + h / 2, button, times)

    @staticmethod
    def stable(fn):
        """The same answer twice running (layout has settled)."""
        last = [None]

        def same():
            b = fn()
            ok = b == last[0]
            last[0] = b
            return b if ok else None
        return wait_for(same, "settled layout", 5)

    def drag_chars(self, start, end):
        """Drag the pointer over the characters start..end of a text view, both visible."""
        if self.selection:      # a press inside a selection begins drag-and-drop, not a new selection
            self.call("Text", "RemoveSelection", "(i)", 0)
        self.scroll_to(start, end)
        x1, y1, _, h1 = self.stable(lambda: self.char_box(start))
        x2, y2, _, h2 = self.stable(lambda: self.char_box(end))
        self.s.mouse_drag((x1 + 1, y1 + h1 / 2), (x2 + 1, y2 + h2 / 2))
        wait_for(lambda: self.selection == (start, end), "dragged selection %d..%d, got %r" % (start, end, self.selection), 3)

    def dump(self, depth=0, out=None):
        out = [] if out is None else out
        try:
            out.append("%s%s %r %s %s" % ("  " * depth, self.role, self.name, ",".join(i for i in self.interfaces if i != "Accessible"),
                                          "" if self.role == "application" or self.mapped else "(no size)"))
            for c in self.children:
                c.dump(depth + 1, out)
        except GLib.Error as e:
            out.append("%s!! %s" % ("  " * depth, e.message))
        return out


def _die_with_parent():
    """Children end when the test process is killed: nothing is left behind by a killed test."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class GuiSession:
    def __init__(self, wm="openbox", size="1280x800", lang=None, keep=False, env=None, critical_fatal=True, a11y="atspi", compositor=False):
        self.wm, self.size, self.keep, self.compositor = wm, size, keep, compositor
        self.procs, self.app, self.a11y, self.bus = [], None, None, None
        self.dir = tempfile.mkdtemp(prefix="gui-")
        d = lambda n, m=0o755: (os.makedirs(os.path.join(self.dir, n), m, exist_ok=True), os.path.join(self.dir, n))[1]
        keepvars = ("PATH", "LD_LIBRARY_PATH", "GCOV_PREFIX", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "TMPDIR")
        self.env = {k: os.environ[k] for k in keepvars if k in os.environ}
        self.env.update(HOME=d("home"), XDG_RUNTIME_DIR=d("run", 0o700), XDG_CONFIG_HOME=d("config"), XDG_DATA_HOME=d("data"),
                        XDG_CACHE_HOME=d("cache"), XDG_STATE_HOME=d("state"), LANG="C.UTF-8", TZ="UTC",
                        GDK_BACKEND="x11", GSK_RENDERER="cairo", GTK_A11Y=a11y, GSETTINGS_BACKEND="memory",
                        GTK_IM_MODULE="gtk-im-context-simple", ADW_DISABLE_PORTAL="1", GTK_USE_PORTAL="0", GIO_USE_VFS="local", GIO_USE_VOLUME_MONITOR="unix",
                        NO_AT_BRIDGE="0", LIBGL_ALWAYS_SOFTWARE="1")
        if lang:
            self.env.update(lang)
        if critical_fatal:
            self.env["G_DEBUG"] = "fatal-criticals"
        self.env.update(env or {})
        os.makedirs(self.env["XDG_CONFIG_HOME"] + "/gtk-4.0", exist_ok=True)
        with open(self.env["XDG_CONFIG_HOME"] + "/gtk-4.0/settings.ini", "w") as f:
            f.write("[Settings]\ngtk-enable-animations=0\ngtk-cursor-blink=0\ngtk-font-name=Cantarell 11\n"
                    "gtk-xft-antialias=1\ngtk-xft-hinting=1\ngtk-xft-hintstyle=hintslight\ngtk-xft-rgba=none\n")
        os.makedirs(self.env["XDG_CONFIG_HOME"] + "/openbox", exist_ok=True)
        self.stderr_path = os.path.join(self.dir, "app.err")
        self.times = {}
        self.window = 1     # which one the actions win.* are for

    # --- start and stop
    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, et, ev, tb):
        if et and self.app:
            try:
                self.screenshot(os.path.join(self.dir, "failure.png"))
                open(os.path.join(self.dir, "failure.tree"), "w").write("\n".join(self.app_node().dump()))
            except Exception as e:
                print("no failure picture: %s" % e, file=sys.stderr)
            print("gui_session: kept %s" % self.dir, file=sys.stderr)
            self.keep = True
        self.stop()

    def _spawn(self, name, argv, **kw):
        log = open(os.path.join(self.dir, name + ".log"), "ab")
        p = subprocess.Popen(argv, env=self.env, stdin=subprocess.DEVNULL, stdout=kw.pop("stdout", log), stderr=kw.pop("stderr", log),
                             preexec_fn=_die_with_parent, **kw)
        log.close()
        self.procs.append((name, p))
        return p

    def _line_from(self, fd, what, timeout=15):
        buf, end = b"", time.monotonic() + timeout
        while not buf.endswith(b"\n"):
            r, _, _ = select.select([fd], [], [], max(0, end - time.monotonic()))
            if not r:
                raise Timeout("no answer from " + what)
            c = os.read(fd, 256)
            if not c:
                raise AssertionError(what + " ended at once, see " + self.dir)
            buf += c
        os.close(fd)
        return buf.decode().strip()

    def start(self):
        t0 = time.monotonic()
        r, w = os.pipe()
        self._spawn("xvfb", ["Xvfb", "-displayfd", str(w), "-screen", "0", self.size + "x24", "-nolisten", "tcp", "-noreset", "-dpi", "96"], pass_fds=[w])
        os.close(w)
        self.env["DISPLAY"] = ":" + self._line_from(r, "Xvfb")     # -displayfd: a free number, announced when the server is ready
        self.times["xvfb"] = time.monotonic() - t0
        t0 = time.monotonic()
        r, w = os.pipe()
        self._spawn("dbus", ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=%d" % w], pass_fds=[w])
        os.close(w)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self._line_from(r, "dbus-daemon")
        self.bus = self._connect(self.env["DBUS_SESSION_BUS_ADDRESS"])
        self.times["dbus"] = time.monotonic() - t0
        t0 = time.monotonic()
        if self.env["GTK_A11Y"] == "atspi":
            self._spawn("a11y", ["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"])
            addr = self.bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, 15000, None).unpack()[0]
            self.a11y = self._connect(addr)
            self.env["AT_SPI_BUS_ADDRESS"] = addr
        self.times["a11y"] = time.monotonic() - t0
        t0 = time.monotonic()
        if self.wm:
            argv = {"openbox": ["openbox", "--sm-disable"], "metacity": ["metacity", "--no-composite", "--sm-disable"]}.get(self.wm, [self.wm])
            self._spawn("wm", argv)
            wait_for(self._wm_answers, self.wm + " to manage the screen", 10)
        if self.compositor:     # for pictures: without one, the shadow round a popover is a black box
            self._spawn("picom", ["picom", "--backend", "xrender", "--config", "/dev/null"])
            wait_for(self._cm_owned, "the compositor", 10)
        self.times["wm"] = time.monotonic() - t0

    def _wm_answers(self):
        """Whether the window manager does what it is asked. That it is there is not enough: a window that comes while
        openbox still looks round (it took 37 of 150) is never shown."""
        self.run("xdotool", "set_num_desktops", "1", check=False)
        return self.run("xprop", "-root", "_NET_NUMBER_OF_DESKTOPS").split()[-1] == "1"

    def _cm_owned(self):
        x = ctypes.CDLL("libX11.so.6")
        x.XOpenDisplay.restype = ctypes.c_void_p
        x.XInternAtom.restype = x.XGetSelectionOwner.restype = ctypes.c_ulong
        d = x.XOpenDisplay(self.env["DISPLAY"].encode())
        own = x.XGetSelectionOwner(ctypes.c_void_p(d), ctypes.c_ulong(x.XInternAtom(ctypes.c_void_p(d), b"_NET_WM_CM_S0", 0)))
        x.XCloseDisplay(ctypes.c_void_p(d))
        return own

    @staticmethod
    def _connect(addr):
        return Gio.DBusConnection.new_for_address_sync(addr, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
                                                       Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)

    def run(self, *argv, check=True, timeout=20):
        p = subprocess.run(argv, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout)
        if check and p.returncode:
            raise AssertionError("%s: %s" % (" ".join(argv), p.stderr.decode()))
        return p.stdout.decode()

    def launch(self, argv, app_id=None, cwd=None, timeout=30, wait=True):
        """Start the program, wait until its first window is on the screen and in the accessible tree."""
        t0 = time.monotonic()
        self.app_id = app_id
        self.app = self._spawn("app", argv, stdout=open(os.path.join(self.dir, "app.out"), "ab"),
                               stderr=open(self.stderr_path, "ab"), cwd=cwd)
        if wait:
            self.xid = None
            try:
                wait_for(self._alive(lambda: self._xids()), "a mapped X window of pid %d" % self.app.pid, timeout)
            except Timeout as late:
                raise Timeout("%s\n%s" % (late, self._what_it_waits_for())) from None
            if self.a11y:
                wait_for(self._alive(lambda: [w for w in self.app_node().children if w.mapped]), "the window in the accessible tree", timeout)
        self.times["app"] = time.monotonic() - t0
        return self.app_node() if self.a11y and wait else None

    def _what_it_waits_for(self):
        """Where each thread of the program is, what it said, and what is on the screen."""
        said = []
        for thread in sorted(pathlib.Path("/proc/%d/task" % self.app.pid).iterdir()):
            words = [(thread / name).read_text().strip() for name in ("comm", "wchan", "syscall") if os.access(thread / name, os.R_OK)]
            said.append("thread %s: %s" % (thread.name, " ".join(words)))
        return "\n".join([*said, self.stderr()[-3000:], self.run("xwininfo", "-root", "-tree", check=False)])

    def _alive(self, fn):
        def f():
            if self.app.poll() is not None:
                raise AssertionError("program ended with %s\n%s" % (self.app.returncode, self.stderr()[-3000:]))
            return fn()
        return f

    def stop(self, timeout=5):
        for name, p in reversed(self.procs):
            if p.poll() is None:
                p.terminate()
                try:
                    p.wait(timeout)
                except subprocess.TimeoutExpired:
                    p.kill()
                    p.wait()
        self.procs = []
        for c in (self.a11y, self.bus):
            if c and not c.is_closed():
                try:
                    c.close_sync(None)
                except GLib.Error:
                    pass
        if not self.keep:
            shutil.rmtree(self.dir, ignore_errors=True)

    def quit_app(self, how="app.quit", timeout=20, rc=0):
        """End the program the polite way and check the exit status and the standard error."""
        if self.app.poll() is None:
            self.action(how)
        code = self.app.wait(timeout)
        assert code == rc, "exit status %s\n%s" % (code, self.stderr()[-4000:])
        self.check_stderr()

    # --- standard error
    def stderr(self):
        return open(self.stderr_path, errors="replace").read()

    def check_stderr(self, allow=()):
        bad = [l for l in self.stderr().splitlines() if BAD.search(l) and not any(re.search(a, l) for a in allow)]
        assert not bad, "on standard error:\n" + "\n".join(bad[:20])

    # --- the accessible tree
    def app_node(self):
        root = Node(self, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
        for n in root.children:
            pid = self.a11y.call_sync("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                                      GLib.Variant("(s)", (n.bus,)), None, 0, 5000, None).unpack()[0]
            if pid == self.app.pid or pid in self._descendants(self.app.pid):
                return n
        raise GLib.Error("the program is not on the accessibility bus")

    @staticmethod
    def _descendants(pid):
        out, todo = set(), [pid]
        while todo:
            p = todo.pop()
            try:
                kids = [int(k) for k in open("/proc/%d/task/%d/children" % (p, p)).read().split()]
            except OSError:
                continue
            out.update(kids)
            todo += kids
        return out

    # --- GActions: exported on the session bus by GtkApplication
    def action(self, name, arg=None):
        group, action = name.split(".", 1)
        base = "/" + self.app_id.replace(".", "/").replace("-", "_")
        path = base if group == "app" else base + "/window/%d" % self.window
        self.bus.call_sync(self.app_id, path, "org.gtk.Actions", "Activate",
                           GLib.Variant("(sava{sv})", (action, [arg] if arg is not None else [], {})), None, 0, 15000, None)

    def action_info(self, name):
        group, action = name.split(".", 1)
        base = "/" + self.app_id.replace(".", "/").replace("-", "_")
        enabled, sig, state = self.bus.call_sync(self.app_id, base if group == "app" else base + "/window/%d" % self.window, "org.gtk.Actions", "Describe",
                                                 GLib.Variant("(s)", (action,)), None, 0, 15000, None).unpack()[0]
        return enabled, sig, state

    # --- X11: windows, keys, pointer, clipboard
    def _xids(self):
        ids = [i for i in self.run("xdotool", "search", "--onlyvisible", "--pid", str(self.app.pid), check=False).split()]
        return ids

    def _geometry(self, xid):
        g = dict(l.split("=") for l in self.run("xdotool", "getwindowgeometry", "--shell", xid).split() if "=" in l)
        return int(g["X"]), int(g["Y"]), int(g["WIDTH"]), int(g["HEIGHT"])

    def surface_origin(self, surf, w, h):
        """Screen place of the content box of a window or popover of w x h: the X window with the least border around
        that size.  The border (solid 5 px frame, popover shadow, or shadow with a compositor) is not in AT-SPI's numbers."""
        best = None
        for xid in self._xids():
            X, Y, W, H = self._geometry(xid)
            slack = (W - w, H - h)
            if min(slack) >= 0 and (best is None or sum(slack) < best[0]):
                best = (sum(slack), xid, X, Y, W, H)
        if best is None:
            raise GLib.Error("no X window of %dx%d or more" % (w, h))
        _, xid, X, Y, W, H = best
        ext = re.search(r"= (\d+), (\d+), (\d+), (\d+)", self.run("xprop", "-id", xid, "_GTK_FRAME_EXTENTS"))
        if ext and any(int(v) for v in ext.groups()):
            return X + int(ext.group(1)), Y + int(ext.group(3))
        return X + (W - w) // 2, Y + (H - h) // 2

    def main_xid(self):
        if not getattr(self, "xid", None):
            self.xid = max(self._xids(), key=lambda i: (lambda g: g[2] * g[3])(self._geometry(i)))
        return self.xid

    def origin(self):
        """Screen place of the main window's content box."""
        win = [c for c in self.app_node().children if c.role == "window"][0]
        return self.surface_origin(win, *win.call("Component", "GetSize"))

    def has_keyboard(self):
        """Whether the keys go to a window of the program: its main one, or a dialog in front of it."""
        return self.run("xdotool", "getactivewindow" if self.wm else "getwindowfocus", check=False).strip() in self._xids()

    def focus_window(self):
        """Not --sync: where a modal dialog is in front, the window manager activates that one, and xdotool waits 15 s."""
        if not self.has_keyboard():
            self.run("xdotool", "windowactivate" if self.wm else "windowfocus", self.main_xid())
            wait_for(self.has_keyboard, "the keyboard to go to the program")

    def key(self, *keys):
        self.run("xdotool", "key", "--clearmodifiers", "--delay", "8", *keys)

    def type(self, s):
        self.run("xdotool", "type", "--clearmodifiers", "--delay", "15", s)

    def mouse_click(self, x, y, button=1, times=1):
        self.run("xdotool", "mousemove", "--sync", str(int(x)), str(int(y)), "click", "--repeat", str(times), "--delay", "60", str(button), check=True)

    def mouse_drag(self, a, b, steps=6):
        (x1, y1), (x2, y2) = a, b
        cmd = ["xdotool", "mousemove", str(int(x1)), str(int(y1)), "sleep", "0.05", "mousedown", "1"]
        for i in range(1, steps + 1):
            cmd += ["mousemove", str(int(x1 + (x2 - x1) * i / steps)), str(int(y1 + (y2 - y1) * i / steps)), "sleep", "0.02"]
        self.run(*cmd, "sleep", "0.03", "mouseup", "1")

    def clipboard(self, selection="clipboard"):
        return self.run("xclip", "-o", "-selection", selection)

    # --- pictures
    def screenshot(self, path):
        self.run("import", "-window", "root", path)
        return path


def compare_png(a, b, fuzz="2%"):
    """Number of pixels that differ (ImageMagick; 'compare' exits 1 when they differ)."""
    p = subprocess.run(["compare", "-metric", "AE", "-fuzz", fuzz, a, b, "null:"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if p.returncode > 1:
        raise AssertionError(p.stderr.decode())
    return int(float(p.stderr.decode().split()[0]))
