#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing points back: which room includes which, and what the command line links: check-layers.py ROOT [TANDAI-CLI]"""
import pathlib
import re
import subprocess
import sys

from tap import check, done

ROOT = pathlib.Path(sys.argv[1])
CLI = sys.argv[2] if len(sys.argv) > 2 else None

# Each room, and the rooms it may know besides its own.
ROOMS = {
    "core": set(),
    "corpus": {"core"},
    "formats": {"core"},
    "suggest": {"core"},
    "cli": {"core", "corpus", "formats", "suggest"},
    "gui": {"core", "corpus", "formats", "suggest"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
DISPLAY = re.compile(r"^(gtk|gdk|gsk|adwaita|libadwaita)[/.-]?")
LINKED = re.compile(r"lib(gtk|gdk|adwaita|wayland)\S*")
# Cairo, which draws plots, brings X11 along; nothing of ours asks for it.
NEEDED = re.compile(r"lib(gtk|gdk|adwaita|X11|xcb|wayland)\S*")


def includes(room):
    for path in sorted((ROOT / "app" / room).glob("*.[ch]")):
        for kind, name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            yield path.relative_to(ROOT), kind, name


def wrong_rooms(room):
    for path, kind, name in includes(room):
        if kind == "<" or name == "config.h":
            continue
        other, _, rest = name.partition("/")
        if not rest:
            yield '%s includes "%s" without its room’s name' % (path, name)
        elif other not in ROOMS[room] | {room}:
            yield '%s includes "%s"' % (path, name)
        elif not (ROOT / "app" / name).exists():
            yield '%s includes "%s", which is not there' % (path, name)


def displays(room):
    return ("%s includes <%s>" % (path, name) for path, _, name in includes(room) if DISPLAY.match(name))


def without_room():
    return ("app/%s is no room of the house" % path.name for path in (ROOT / "app").iterdir()
            if path.is_dir() and path.name not in ROOMS)


check("every folder is a room", without_room())
for room in ROOMS:
    if (ROOT / "app" / room).is_dir():
        check("%s includes only rooms it may know" % room, wrong_rooms(room))
        if room != "gui":
            check("%s includes no toolkit" % room, displays(room))
if CLI:
    linked = subprocess.run(["ldd", CLI], stdout=subprocess.PIPE, check=True, text=True).stdout
    check("the command line links the core's libraries", [] if "libjson-glib" in linked else [linked])
    check("the command line links no toolkit", (found.group() for found in LINKED.finditer(linked)))
    needed = subprocess.run(["readelf", "-d", CLI], stdout=subprocess.PIPE, check=True, text=True).stdout
    check("the command line asks for no display", (found.group() for found in NEEDED.finditer(needed)))
done()
