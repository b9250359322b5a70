#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of last time on the welcome page; under the sanitizers, their names once leaked."""
import os
import pathlib
import re

from program import PROGRAM, Program, run, wait_for

NAME = "berita.txt"
TEXT = "Warga Demak berkumpul di balai desa.\n"


def test_recent_files_on_the_welcome_page():
    with Program({NAME: TEXT, "lain.txt": "Lain.\n"}, NAME) as program:
        session = program.session
        program.article("Warga")
        recent = session.env["XDG_DATA_HOME"] + "/recently-used.xbel"
        wait_for(lambda: os.path.exists(recent) and NAME in pathlib.Path(recent).read_text(encoding="utf-8"), "the list to be written")
        session.quit_app()
        program.app = session.launch([PROGRAM], app_id="org.tandai.Tandai")
        program.session.focus_window()
        program.app.find("label", re.compile("Open a news article"))
        assert not program.app.find_all("button", "lain.txt")
        program.app.find("button", NAME).click()
        program.article("Warga")


if __name__ == "__main__":
    run([test_recent_files_on_the_welcome_page])
