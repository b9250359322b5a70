# SPDX-License-Identifier: GPL-3.0-or-later
"""The index of 100,000 articles of 4 KB, three in ten with a sidecar: made, refreshed, and searched."""
import os
import pathlib
import shutil
import statistics

import generate
from export import Disk, run
from report import Row

ARTICLES = 100_000
CHANGED = 10
LINES = 100
ROUNDS = 3
SEARCHES = 11
SECONDS_BOUND = 1.0
SEARCH_BOUND = 50.0


class Corpus(Disk):
    """The corpus, and a cache folder of our own."""
    def __enter__(self):
        super().__enter__()
        self.cache = self.folder / "cache"
        self.before = os.environ.get("XDG_CACHE_HOME")
        os.environ["XDG_CACHE_HOME"] = str(self.cache)
        return self

    def __exit__(self, *error):
        super().__exit__(*error)
        if self.before is None:
            del os.environ["XDG_CACHE_HOME"]
        else:
            os.environ["XDG_CACHE_HOME"] = self.before

    def corpus(self):
        return generate.make_wide_corpus(self.made, ARTICLES)

    def cli(self, *arguments):
        return run([self.build / "app" / "cli" / "tandai-cli", *arguments])[0]


def cat(corpus):
    return run(["sh", "-c", 'find "$0" -type f -print0 | xargs -0 cat >/dev/null', corpus])[0]


def take_turns(rounds, ours, theirs):
    """Medians, after one turn of each that warms the cache."""
    times = [(ours(), theirs()) for _ in range(rounds + 1)][1:]
    return [statistics.median(column) for column in zip(*times)]


def measure_index(disk):
    corpus = disk.corpus()

    def index():
        shutil.rmtree(disk.cache, ignore_errors=True)
        return disk.cli("index", corpus)

    value, baseline = take_turns(ROUNDS, index, lambda: cat(corpus))
    yield Row("corpus-index", value, "cat of all files", baseline, 8.0)
    print("corpus-index: %.0f articles a second, %.0f MB" % (
        ARTICLES / value * 1e3, sum(path.stat().st_size for path in disk.cache.rglob("*")) / 1e6), flush=True)


def measure_reindex(disk):
    corpus = disk.corpus()
    disk.cli("index", corpus)
    articles = sorted(pathlib.Path(corpus).rglob("*.txt"))
    times = []
    for turn in range(ROUNDS + 2):
        for article in articles[turn::len(articles) // CHANGED][:CHANGED]:
            os.utime(article)
        times.append(disk.cli("index", corpus))
    yield Row("corpus-reindex", statistics.median(times[2:]) / 1e3, "bound", SECONDS_BOUND, 1.0, unit="s")


def measure_search(disk):
    corpus = disk.corpus()
    disk.cli("index", corpus)
    disk.cli("index", corpus)

    def search(*options):
        return disk.cli("search", "--limit", str(LINES), *options, generate.RARE, corpus)

    def grep():
        return run(["grep", "-rl", generate.RARE, corpus])[0]

    value, baseline = take_turns(SEARCHES, lambda: search("--no-refresh"), grep)
    yield Row("corpus-search", value, "bound", SEARCH_BOUND, 1.0)
    yield Row("corpus-search-grep", value, "grep -rl", baseline, 0.05)
    refreshed = statistics.median(search() for _ in range(ROUNDS))
    yield Row("corpus-search-fresh", refreshed / 1e3, "bound, refreshed first", SECONDS_BOUND, 1.0, unit="s")


MEASURES = [measure_index, measure_reindex, measure_search]
