# SPDX-License-Identifier: GPL-3.0-or-later
"""Spark runs the export as a map task, by the recipe in the manual, word for word."""
import json
import os
import pathlib
import re
import shutil
import sys

import interop
from interop import Interop, harness

interop.need("java is not installed", shutil.which("java"))
if Interop.missing is None:
    interop.enter("spark")

MANUAL = pathlib.Path(sys.argv[2]) / "data" / "man"


def recipe(page):
    """The example that follows the word PySpark, without what roff needs."""
    example = re.search(r"PySpark.*?\.EX\n(.*?)\.EE\n", page.read_text(encoding="utf-8"), re.S)[1]
    return example.replace("\\-", "-").replace("\\(aq", "'").replace("\\e", "\\")


class Spark(Interop):
    def test_recipe(self):
        programs = self.folder / "programs"
        programs.mkdir()
        (programs / "tandai-cli").symlink_to(harness.CLI)
        corpora = self.both()
        paths = [os.fspath(path) for corpus in corpora for path, _ in self.sidecars(corpus)]
        os.environ.update(PATH="%s:%s" % (programs, os.environ["PATH"]), PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1",
                          PYSPARK_SUBMIT_ARGS="--master local[2] --conf spark.ui.enabled=false --conf spark.local.dir=%s pyspark-shell" % self.folder)
        script = recipe(MANUAL / "tandai-cli.1")
        self.assertEqual(script, recipe(MANUAL / "id" / "tandai-cli.1"))
        names = {"PATHS": paths}
        exec(compile(script, "recipe", "exec"), names)  # pylint: disable=exec-used
        self.addCleanup(names["spark"].stop)
        self.assertGreater(names["paths"].getNumPartitions(), len(paths))
        here = names["paths"].mapPartitions(names["export"]).collect()
        whole = self.check(0, "export", "--format", "jsonl", *paths).out
        self.assertEqual("".join(line + "\n" for line in here), whole)
        rows = names["records"].select("text", "spans.start", "spans.label").collect()
        self.assertEqual([(row.text, row.start, row.label) for row in rows],
                         [(record["text"], [span["start"] for span in record["spans"]], [span["label"] for span in record["spans"]])
                          for record in map(json.loads, whole.splitlines())])


interop.main()
