#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a test program that needs a display on a virtual one: run-with-display.py PROGRAM [ARGUMENT…]

The program's output and exit status are its own; a world of its own means a home, settings and buses too.
"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui_session import GuiSession  # noqa: E402

KEPT = ("G_SLICE", "G_TEST_SRCDIR", "G_TEST_BUILDDIR", "GSETTINGS_SCHEMA_DIR", "MALLOC_CHECK_", "TANDAI_LOCALEDIR",
        "TANDAI_PKGDATADIR")


def main(arguments):
    env = {name: os.environ[name] for name in KEPT if name in os.environ}
    env["G_DEBUG"] = "fatal-warnings"
    with GuiSession(env=env) as session:
        return subprocess.run(arguments, env=session.env, stdin=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
