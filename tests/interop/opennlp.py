# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs OpenNLP's command line."""
import shutil
import subprocess

MISSING = None if shutil.which("opennlp") and shutil.which("java") else "opennlp is not installed"


def run(*arguments):
    result = subprocess.run(["opennlp", *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, encoding="utf-8", timeout=300)
    assert result.returncode == 0, result.stderr
    return result


def brat(folder):
    """How it is told of a folder of brat's."""
    return ["-annotationConfig", folder / "annotation.conf", "-bratDataDir", folder]
