#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program is killed at random moments, over and over: what was painted a tenth of a second before is on disk.

TANDAI_KILLS says how often; a few times are enough to notice that it broke, and two hundred to believe that it holds.
"""
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "bench"))

from gui_session import GuiSession, wait_for  # noqa: E402
from program import KEPT, PROGRAM, run  # noqa: E402
from world import Keys, Trace, now  # noqa: E402

KILLS = int(os.environ.get("TANDAI_KILLS", "12"))
PAINTED_BEFORE_MS = 100
SEED = 20261128
NAME = "berita.txt"
ARTICLES = 40
FIRST = "Retno Joko Budi Siti Agus Dewi Hartono Lestari Wahyu Ratna".split()
LAST = "Kusumawati Santosa Wijaya Rahmawati Siregar Hidayat Nugroho Panjaitan Maharani Saputra".split()
TEXT = "".join("Bupati %s %s bertemu %s %s di Jakarta.\n" % (FIRST[i % 10], LAST[i // 10], FIRST[(i + 3) % 10], LAST[(i // 10 + 5) % 10])
               for i in range(100))


class Victim:
    """The program, killed while keys are on their way to it."""
    def __init__(self, session, opened, trace):
        trace.unlink(missing_ok=True)
        session.env["TANDAI_TRACE"] = str(trace)
        self.trace = Trace(trace)
        session.launch([PROGRAM, str(opened)], app_id="org.tandai.Tandai", wait=False)
        self.process = session.app
        self.trace.wait("set-text", "painted", alive=lambda: self.process.poll() is None)

    def tag_until(self, keys, end, rng):
        """Names one after the other, as fast as a hand would or faster."""
        keys.press("Tab")
        while now() < end:
            keys.press(rng.choice("1234"))
            time.sleep(rng.uniform(0.005, 0.06))

    def finish_until(self, keys, end, rng):
        """Marks one article after the other as done."""
        while now() < end:
            keys.press("d")
            time.sleep(rng.uniform(0.02, 0.12))

    def kill(self):
        at = now()
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        return at

    def count_painted(self, what, before):
        """How many such events were on screen by then: each has a frame after it."""
        events = self.trace.read()
        painted = [at for name, at in events if name == "painted" and at <= before]
        return sum(1 for name, at in events if name == what and painted and at <= painted[-1])


def make_article(folder):
    """An article that nobody annotated."""
    article = folder / NAME
    (folder / (NAME + ".tandai.json")).unlink(missing_ok=True)
    article.write_text(TEXT, encoding="utf-8")
    return article


def check_sidecar(folder, n_painted):
    sidecar = folder / (NAME + ".tandai.json")
    if not sidecar.exists():
        assert n_painted == 0, "%d spans were painted, and there is no sidecar" % n_painted
        return 0
    data = json.loads(sidecar.read_text(encoding="utf-8"))
    assert data["text"] == TEXT
    for span in data["spans"]:
        assert span["text"] == TEXT[span["start"]:span["end"]], span
    assert len(data["spans"]) >= n_painted, "%d spans were painted, %d are on disk" % (n_painted, len(data["spans"]))
    return len(data["spans"])


def temporary(folder):
    return [path for path in folder.iterdir() if path.name.startswith(".tandai-")]


def check_leftovers(session, folder):
    """What killed programs left is no article and no sidecar, and goes when it is stale."""
    listed = subprocess.run([sys.argv[2], "validate", folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert "1 sidecar checked, 0 errors" in listed.stderr, listed.stderr
    (folder / ".tandai-abc123.tmp").write_text("{", encoding="utf-8")
    for path in temporary(folder):
        os.utime(path, (1, 1))
    session.launch([PROGRAM, str(folder / NAME)], app_id="org.tandai.Tandai", wait=False)
    wait_for(lambda: not temporary(folder), "the stale files to be gone")
    session.app.terminate()
    session.app.wait()


def test_kill():
    rng = random.Random(SEED)
    place = pathlib.Path(tempfile.mkdtemp(prefix="tandai-kill-"))
    folder = place / "berita"
    folder.mkdir()
    n_painted = n_saved = 0
    env = {name: os.environ[name] for name in KEPT if name in os.environ}
    try:
        with GuiSession(env=env, a11y="none") as session:
            keys = Keys(session.env["DISPLAY"])
            for number in range(KILLS):
                victim = Victim(session, make_article(folder), place / ("trace-%d" % number))
                victim.tag_until(keys, now() + rng.uniform(50, 900), rng)
                killed = victim.kill()
                painted = victim.count_painted("tag", killed - PAINTED_BEFORE_MS)
                n_saved += check_sidecar(folder, painted)
                n_painted += painted
            check_leftovers(session, folder)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    print("# killed %d times: %d spans were painted %d ms before, %d are on disk" % (KILLS, n_painted, PAINTED_BEFORE_MS, n_saved))
    # Else nothing would have been shown.
    assert n_painted > KILLS


def make_corpus(folder):
    """So many articles that no hand comes to the end; each has one span."""
    folder.mkdir()
    for number in range(ARTICLES):
        article = folder / ("berita-%02d.txt" % number)
        article.write_text("Berita %d. %s" % (number, TEXT), encoding="utf-8")
        subprocess.run([sys.argv[2], "annotate", "--label=place", "--start=0", "--end=6", article], check=True, stdout=subprocess.DEVNULL)


def check_statuses(folder, n_left):
    """The articles that were left behind are done; each sidecar is whole, and none but the last is in doubt."""
    statuses = []
    for number in range(ARTICLES):
        data = json.loads((folder / ("berita-%02d.txt.tandai.json" % number)).read_text(encoding="utf-8"))
        assert [span["text"] for span in data["spans"]] == ["Berita"], data["spans"]
        statuses.append(data["status"])
    n_done = statuses.count("done")
    assert statuses == ["done"] * n_done + ["in-progress"] * (ARTICLES - n_done), statuses
    assert n_done >= n_left, "%d articles were left behind, %d are done" % (n_left, n_done)
    return n_done


def test_kill_while_articles_are_done():
    rng = random.Random(SEED)
    place = pathlib.Path(tempfile.mkdtemp(prefix="tandai-kill-"))
    fresh, folder = place / "baru", place / "korpus"
    n_left = n_done = 0
    env = {name: os.environ[name] for name in KEPT if name in os.environ}
    try:
        make_corpus(fresh)
        with GuiSession(env=env, a11y="none") as session:
            keys = Keys(session.env["DISPLAY"])
            for number in range(KILLS):
                shutil.rmtree(folder, ignore_errors=True)
                shutil.copytree(fresh, folder)
                victim = Victim(session, folder, place / ("trace-%d" % number))
                victim.finish_until(keys, now() + rng.uniform(50, 900), rng)
                killed = victim.kill()
                # The first text is shown without anything being done.
                left = victim.count_painted("set-text", killed - PAINTED_BEFORE_MS) - 1
                n_done += check_statuses(folder, left)
                n_left += left
    finally:
        shutil.rmtree(place, ignore_errors=True)
    print("# killed %d times: %d articles were left behind %d ms before, %d are done" % (KILLS, n_left, PAINTED_BEFORE_MS, n_done))
    assert n_left > KILLS / 2


if __name__ == "__main__":
    run([test_kill, test_kill_while_articles_are_done])
