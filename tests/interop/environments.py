#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other people's readers, each in an environment of its own that is made once and kept: environments.py [NAME]…

What an environment holds is pinned in requirements-NAME.txt, or for "node" in package.json. It lies in a folder that is
named after the pins, in $TANDAI_INTEROP or build/interop; where it can't be made, Unavailable says why.
"""
import contextlib
import fcntl
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"
NODE_FILES = ["package.json", "package-lock.json"]
# Seconds that making one may take, and that a server may be silent.
PATIENCE, SILENCE = 240, 20


class Unavailable(Exception):
    pass


def folder():
    return pathlib.Path(os.environ.get("TANDAI_INTEROP") or HERE.parent.parent / "build" / "interop").resolve()


def names():
    return sorted(path.stem.split("-", 1)[1] for path in HERE.glob("requirements-*.txt")) + ["node"]


@contextlib.contextmanager
def locked(path):
    with open(path, "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run(command, deadline, cwd=None):
    try:
        result = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=cwd,
                                errors="replace", text=True, timeout=max(deadline - time.monotonic(), 1))
    except subprocess.TimeoutExpired:
        raise Unavailable("it took more than %d s to install" % PATIENCE) from None
    except FileNotFoundError:
        raise Unavailable("%s is not installed" % command[0]) from None
    if result.returncode:
        # npm ends with where its log was.
        said = [line for line in result.stdout.replace("#", "").splitlines() if line.strip() and "_logs" not in line]
        raise Unavailable("can't be installed here: " + (said or ["exit status %d" % result.returncode])[-1].strip()[:160])


def fill_python(target, name, deadline):
    run([PYTHON, "-m", "venv", target], deadline)
    run([target / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-deps", "--no-cache-dir", "--disable-pip-version-check",
         "--timeout", str(SILENCE), "--retries", "1", "--requirement", HERE / ("requirements-%s.txt" % name)], deadline)


def fill_node(target, _name, deadline):
    target.mkdir()
    for file in NODE_FILES:
        shutil.copy(HERE / file, target)
    run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=1", "--fetch-timeout=%d" % (SILENCE * 1000),
         "--cache", target / ".cache"], deadline, cwd=target)
    shutil.rmtree(target / ".cache", ignore_errors=True)


def pins(name):
    files = NODE_FILES if name == "node" else ["requirements-%s.txt" % name]
    return hashlib.sha256(b"".join((HERE / file).read_bytes() for file in files)).hexdigest()[:12]


def make(name):
    """The environment's folder: made if it is not there, however many ask for it at once."""
    root = folder()
    root.mkdir(parents=True, exist_ok=True)
    target = root / ("%s-%s" % (name, pins(name)))
    complete = target / "complete"
    with locked(root / (name + ".lock")):
        if complete.exists():
            return target
        for old in root.glob(name + "-????????????"):
            shutil.rmtree(old)
        try:
            (fill_node if name == "node" else fill_python)(target, name, time.monotonic() + PATIENCE)
        except Unavailable:
            shutil.rmtree(target, ignore_errors=True)
            raise
        complete.touch()
    return target


def main():
    status = 0
    for name in sys.argv[1:] or names():
        started = time.monotonic()
        try:
            target = make(name)
            print("%-14s %5.1f s  %s" % (name, time.monotonic() - started, target), flush=True)
        except Unavailable as error:
            print("%-14s %s" % (name, error), flush=True)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
