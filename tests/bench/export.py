# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports of 20,000 articles of 4 KB with 30 spans: against reading them, and against a plain program in Python."""
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys

import generate
from report import Row

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "interop"))
import environments  # noqa: E402

ARTICLES = 20000
FEW_ARTICLES = ARTICLES // 10
ROUNDS = 5
MEMORY_BOUND = 100.0

# What anybody would write who needs one file of all records.
PLAIN = r"""
import glob, json, sys
with open(sys.argv[2], "w", encoding="utf-8") as out:
    for path in sorted(glob.glob(sys.argv[1] + "/**/*.tandai.json", recursive=True)):
        with open(path, encoding="utf-8") as file:
            out.write(json.dumps(json.load(file), ensure_ascii=False) + "\n")
"""


# doccano-transformer's CoNLL writer, without what it takes to start; it asks spaCy 3 for a function by spaCy 2's name.
TRANSFORM = r"""
import sys, time, types
from spacy.training import offsets_to_biluo_tags
sys.modules["spacy.gold"] = types.SimpleNamespace(biluo_tags_from_offsets=offsets_to_biluo_tags)
from doccano_transformer.datasets import NERDataset
begun = time.monotonic()
with open(sys.argv[2], "w", encoding="utf-8") as out:
    for entry in NERDataset.from_jsonl(filepath=sys.argv[1]).to_conll2003(str.split):
        out.write(entry["data"])
print((time.monotonic() - begun) * 1e3)
"""


class Disk:
    """A folder on the disk where the build is; no display."""
    def __init__(self, build):
        self.build = pathlib.Path(build)
        self.made = self.build / "bench"
        self.folder = self.made / "run"

    def __enter__(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        return self

    def __exit__(self, *error):
        shutil.rmtree(self.folder, ignore_errors=True)

    def corpus(self):
        return generate.make_corpus(self.made, ARTICLES)

    def export(self, name, corpus):
        target = self.folder / name
        return [self.build / "app" / "cli" / "tandai-cli", "export", "--format", name, "--output", target, corpus], target


def remove(target):
    if target.is_dir():
        shutil.rmtree(target)
    elif target.exists():
        target.unlink()


# The most memory that a program takes counts what whoever started it had: so a small one starts it.
STARTER = r"""
import os, sys, time
out = int(sys.argv[1])
os.set_inheritable(out, False)
begun = time.monotonic()
_, status, usage = os.wait4(os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ), 0)
elapsed = (time.monotonic() - begun) * 1e3
os.write(out, b"%f %d %d" % (elapsed, os.waitstatus_to_exitcode(status), usage.ru_maxrss))
"""


def run(command, target=None, statuses=(0,)):
    """Milliseconds of one run, and the most memory that it took, in bytes; the output is removed first."""
    if target is not None:
        remove(target)
    out, given = os.pipe()
    words = [os.fspath(word) for word in command]
    starter = subprocess.run([sys.executable, "-S", "-c", STARTER, str(given), *words], stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE, pass_fds=[given])
    os.close(given)
    with os.fdopen(out) as result:
        said = result.read().split()
    if starter.returncode != 0 or int(said[1]) not in statuses:
        raise RuntimeError("%s: %s" % (command, starter.stderr.decode()))
    return float(said[0]), int(said[2]) * 1024


def compare(first, second):
    """Medians of runs that take turns, after one of each that warms the cache."""
    times = ([], [])
    for number in range(ROUNDS + 1):
        for side, (command, target) in enumerate((first, second)):
            elapsed, _ = run(command, target)
            if number > 0:
                times[side].append(elapsed)
    return statistics.median(times[0]), statistics.median(times[1])


def cat(corpus):
    return ["sh", "-c", 'find "$0" -name "*.tandai.json" -print0 | xargs -0 cat >/dev/null', corpus], None


def plain(disk, corpus):
    target = disk.folder / "plain.jsonl"
    return [sys.executable, "-c", PLAIN, corpus, target], target


def measure_jsonl(disk):
    corpus = disk.corpus()
    value, baseline = compare(disk.export("jsonl", corpus), cat(corpus))
    yield Row("export-jsonl", value, "cat of the sidecars", baseline, 8.0)
    value, baseline = compare(disk.export("jsonl", corpus), plain(disk, corpus))
    with open(disk.folder / "jsonl", "rb") as ours, open(disk.folder / "plain.jsonl", "rb") as theirs:
        assert sum(1 for _ in ours) == sum(1 for _ in theirs) == ARTICLES
    yield Row("export-jsonl-python", value, "plain Python and json", baseline, 0.5)


def measure_columns(disk):
    corpus = disk.corpus()
    value, baseline = compare(disk.export("conll", corpus), cat(corpus))
    yield Row("export-conll", value, "cat of the sidecars", baseline, 20.0)


def as_annotated(path):
    """doccano's own export of a project has who annotated what; the CoNLL writer asks for it."""
    with open(path, encoding="utf-8") as lines, open(path.with_suffix(".users"), "w", encoding="utf-8") as out:
        for number, line in enumerate(lines):
            record = json.loads(line)
            record["id"] = number
            record["annotations"] = [dict(entity, user=1) for entity in record.pop("entities")]
            out.write(json.dumps(record) + "\n")
    return path.with_suffix(".users")


def measure_transformer(disk):
    """One file of columns from each, with what starting and reading 40,000 files takes on our side alone."""
    try:
        python = environments.make("spacy") / "bin" / "python"
    except environments.Unavailable as error:
        print("export-conll-doccano: doccano-transformer: %s" % error, flush=True)
        return
    corpus = disk.corpus()
    command, target = disk.export("doccano", corpus)
    run(command, target)
    users = as_annotated(target)
    theirs = [float(subprocess.run([python, "-c", TRANSFORM, users, disk.folder / "theirs.conll"], check=True, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL).stdout) for _ in range(3)]
    command, target = disk.export("conll", corpus)
    command[4:4] = ["--one-file"]
    ours = [run(command, target)[0] for _ in range(ROUNDS + 1)][1:]
    yield Row("export-conll-doccano", statistics.median(ours), "doccano-transformer", statistics.median(theirs), 0.1)


def measure_files(disk):
    corpus = disk.corpus()
    value, baseline = compare(disk.export("brat", corpus), cat(corpus))
    yield Row("export-brat", value, "cat of the sidecars", baseline, 30.0)


def measure_split(disk):
    """What a split takes beside the export: 100,000 articles in ten seconds are 2 s of it."""
    corpus = disk.corpus()
    command, _ = disk.export("jsonl", corpus)
    target = disk.folder / "split"
    split = [*command[:4], "--output", target, "--split", "train=80,dev=10,test=10", corpus]
    value, baseline = compare((split, target), disk.export("jsonl", corpus))
    yield Row("split", value - baseline, "the export alone", baseline, 1.6)


def measure_memory(disk):
    """Ten times the articles take no more than the list of their paths: each is let go of when it is written."""
    memory = {}
    for n_articles in FEW_ARTICLES, ARTICLES:
        command, target = disk.export("jsonl", generate.make_corpus(disk.made, n_articles))
        memory[n_articles] = run(command, target)[1] / 1e6
    yield Row("export-memory", memory[ARTICLES], "bound", MEMORY_BOUND, 1.0, unit="MB")
    yield Row("export-memory-growth", memory[ARTICLES], "{:,} articles".format(FEW_ARTICLES), memory[FEW_ARTICLES], 2.0, unit="MB")


MEASURES = [measure_jsonl, measure_columns, measure_transformer, measure_files, measure_split, measure_memory]
