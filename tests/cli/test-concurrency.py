# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs and a sync client at one folder at once: what was said to be saved is somewhere, and all of it can be read.

TANDAI_SECONDS says for how long; a few seconds are enough to notice that it broke.
"""
import collections
import ctypes
import json
import os
import random
import re
import threading
import time

import harness
from harness import Sandbox

SECONDS = float(os.environ.get("TANDAI_SECONDS", "4"))
# Another program changed it meanwhile; or has written a part of it so far, or nothing.
REFUSED = re.compile(r"changed by another program|conflict-|a\.txt\.tandai\.json.*: line \d+, column \d+\b")
# More than can be tagged in that time.
WORDS = ["kata%04d" % number for number in range(max(400, int(100 * SECONDS)))]


def exchange(first, second):
    """Two files change names in one step."""
    at_here, exchange_names = -100, 2
    if ctypes.CDLL(None, use_errno=True).renameat2(at_here, os.fsencode(first), at_here, os.fsencode(second), exchange_names) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def with_note(content, note):
    data = json.loads(content)
    data["note"] = note
    return json.dumps(data, ensure_ascii=False)


class Concurrency(Sandbox):
    def setUp(self):
        super().setUp()
        self.article = self.put("berita/a.txt", " ".join(WORDS) + "\n")
        self.path = self.folder / "berita" / "a.txt.tandai.json"
        self.end = time.monotonic() + SECONDS
        self.saved, self.refused, self.trouble = set(), 0, []
        self.acts = collections.Counter()
        self.lock = threading.Lock()

    def annotate_words(self, words):
        """As a script would: one word after the other, again where another program came between."""
        left = collections.deque(words)
        while left and time.monotonic() < self.end:
            word = left.popleft()
            result = self.run_cli("annotate", "--label=actor", "--quote", word, self.article)
            with self.lock:
                if result.returncode == 0:
                    self.saved.add(word)
                elif REFUSED.search(result.err):
                    self.refused += 1
                    left.appendleft(word)
                else:
                    self.trouble.append(result.err)

    def work(self, *threads):
        threads = [threading.Thread(target=target, args=arguments) for target, *arguments in threads]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(self.trouble, [])

    def found(self):
        """Every word that is tagged in the sidecar or in a version beside it; each of them is sound."""
        words = set()
        for path in self.folder.glob("berita/*.json*"):
            data = json.loads(path.read_text())
            for span in data["spans"]:
                self.assertEqual(span["text"], data["text"][span["start"]:span["end"]])
                words.add(span["text"])
        return words

    def test_two_programs_lose_nothing(self):
        self.work((self.annotate_words, WORDS[0::2]), (self.annotate_words, WORDS[1::2]))
        self.assertGreater(len(self.saved), 10)
        self.assertEqual(self.saved - self.found(), set())

    def take_its_name(self, name):
        """Another file takes the name, and what it displaced that was new is kept."""
        beside = self.folder / "berita" / "incoming.part"
        read = self.path.read_bytes()
        beside.write_text(with_note(read, name))
        exchange(beside, self.path)
        if beside.read_bytes() != read:
            beside.rename(self.folder / "berita" / ("a.txt.conflicted-copy-%s.json" % name))

    def write_over(self, name):
        """The same file is emptied and filled in pieces. One that was replaced meanwhile is nobody's any more."""
        with open(self.path, "r+b", buffering=0) as file:
            content = with_note(file.read(), name).encode()
            file.seek(0)
            file.truncate()
            for start in range(0, len(content), 1 + len(content) // 3):
                time.sleep(0.005)
                file.write(content[start:start + 1 + len(content) // 3])

    def synchronize(self):
        """What sync clients do, by turns at random."""
        rng = random.Random(1)
        acts = {"touch": lambda name: os.utime(self.path), "rename over": self.take_its_name, "write over": self.write_over}
        while time.monotonic() < self.end:
            time.sleep(rng.uniform(0.01, 0.1))
            if self.path.exists():
                act = rng.choice(sorted(acts))
                acts[act]("n%d" % sum(self.acts.values()))
                self.acts[act] += 1

    def test_two_programs_and_a_sync_client_lose_nothing(self):
        self.work((self.annotate_words, WORDS[0::2]), (self.annotate_words, WORDS[1::2]), (self.synchronize,))
        print("# saved: %d, refused: %d, sync client: %s" % (len(self.saved), self.refused, dict(self.acts)))
        self.assertGreater(len(self.saved), 10)
        self.assertEqual(len(self.acts), 3)
        self.assertEqual(self.saved - self.found(), set())

    def test_what_is_half_written_is_left_alone(self):
        """A program that truncates and then writes: the half file is neither taken for whole nor overwritten."""
        self.annotate(self.article, "actor", WORDS[0])
        whole = self.path.read_bytes()
        self.path.write_bytes(whole[:len(whole) // 2])
        result = self.run_cli("annotate", "--label=actor", "--quote", WORDS[1], self.article)
        self.assertNotEqual(result.returncode, 0)
        self.assertEqual(self.path.read_bytes(), whole[:len(whole) // 2])
        self.path.write_bytes(whole)
        self.annotate(self.article, "actor", WORDS[1])
        self.assertEqual(self.found(), set(WORDS[:2]))


harness.main()
