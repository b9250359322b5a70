#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens the window on a virtual display and takes its picture: screenshot.py PROGRAM FILE|FOLDER PNG

Nothing is annotated. The program has a home, a bus and settings of its own, which go away with it.
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui_session import GuiSession, compare_png, wait_for  # noqa: E402

KEPT = ("TANDAI_LOCALEDIR", "TANDAI_PKGDATADIR", "GSETTINGS_SCHEMA_DIR", "XDG_DATA_DIRS", "LANG", "LC_ALL", "LANGUAGE")


def environment():
    kept = {name: os.environ[name] for name in KEPT if os.environ.get(name)}
    if "UTF-8" not in (kept.get("LC_ALL") or kept.get("LANG") or ""):
        kept.update(LC_ALL="C.UTF-8")
    return kept


def wait_for_still_picture(session):
    """Takes pictures until two running are the same."""
    names = [os.path.join(session.dir, name) for name in ("one.png", "two.png")]
    session.screenshot(names[0])

    def same():
        names.reverse()
        session.screenshot(names[0])
        return compare_png(*names, fuzz="0%") == 0

    wait_for(same, "a picture that stays", timeout=20, step=0.2)
    return names[0]


def crop(session, window, picture, png):
    """Leaves the window manager's frame out."""
    width, height = window.call("Component", "GetSize")
    session.run("convert", picture, "-crop", "%dx%d+%d+%d" % (width, height, *session.origin()), "+repage", png)


def main(program, path, png):
    with GuiSession(env=environment(), size="1280x900") as session:
        app = session.launch([os.path.abspath(program), os.path.abspath(path)], app_id="org.tandai.Tandai")
        wait_for(lambda: [n for n in app.find_all("text box") if len(n.text) > 200], "the article's text", timeout=30)
        crop(session, app.find(role="window"), wait_for_still_picture(session), os.path.abspath(png))
        session.quit_app()


if __name__ == "__main__":
    main(*sys.argv[1:])
