#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a test program on a virtual display of its own: run-with-display.py PROGRAM [ARGUMENT…]

The program's environment is the caller's, over that of the display; its output and exit status are the program's own.
"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui_session import GuiSession  # noqa: E402

# What is the display's or the private home's; the rest comes from the caller.
OURS = ("DISPLAY", "WAYLAND_DISPLAY", "HOME", "GDK_BACKEND", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS",
        "LANG", "LANGUAGE", "TZ", "GTK_IM_MODULE")


def main(*argv):
    env = {name: value for name, value in os.environ.items() if name not in OURS and not name.startswith("XDG_")}
    with GuiSession(wm=None, a11y="test", size="1920x1200", env=env) as session:
        return subprocess.run(argv, env=session.env, stdin=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    status = main(*sys.argv[1:])
    sys.exit(128 - status if status < 0 else status)
