#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop reads is well formed: check-data.py ROOT DESKTOP-FILE METAINFO"""
import pathlib
import subprocess
import sys

from tap import check, done

ROOT = pathlib.Path(sys.argv[1])
ID = "org.tandai.Tandai"


def run(*command):
    """The problems that a tool names: what it prints, where it fails."""
    result = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return (result.stdout.splitlines() or ["%s ended with %d" % (command[0], result.returncode)]) if result.returncode else []


def paths(*globs):
    return sorted(path for glob in globs for path in ROOT.glob(glob))


check("desktop file", run("desktop-file-validate", sys.argv[2]))
check("metainfo", run("appstreamcli", "validate", "--no-net", "--explain", sys.argv[3]))
check("settings schema", run("glib-compile-schemas", "--strict", "--dry-run", ROOT / "data"))
check("XML is well formed", run("xmllint", "--noout", *paths("data/*.xml*", "data/icons/**/*.svg", "ui/*.ui", "ui/*.xml")))
check("icons are there", (icon for icon in ("scalable/apps/%s.svg" % ID, "symbolic/apps/%s-symbolic.svg" % ID)
                          if not (ROOT / "data/icons/hicolor" / icon).is_file()))
for page in paths("data/man/*.[1-9]", "data/man/*/*.[1-9]"):
    name = page.relative_to(ROOT / "data/man")
    check("man page %s: mandoc" % name, run("mandoc", "-T", "lint", "-W", "warning,stop", page))
    warnings = subprocess.run(["man", "--warnings", "--encoding=UTF-8", "--local-file", str(page)],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    check("man page %s: man" % name, warnings.stderr.splitlines())
done()
