#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The hand: hops, suggestions, units, ends, repeats, and the keys that `suggest evaluate` counts."""
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from program import Program, labels, run, wait_for

CLI = sys.argv[2]
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SHARED = ROOT.parent / "shared" / "data"
NAME = "berita.txt"
TEXT = ("Lalu Presiden Budi Santoso dan Ani pergi ke Demak.\n"
        "“Kami datang pagi ini,” ujar Budi Santoso. Kata Ani, banjir surut.\n"
        "Budi Santoso pulang, dan Ani ikut.\n")
X_KEYS = {"<Control>": "ctrl+", "<Shift>": "shift+", "<Alt>": "alt+"}


def xdotool(key):
    """A key as xdotool names it."""
    for theirs, ours in X_KEYS.items():
        key = key.replace(theirs, ours)
    return key


def status(program, said):
    """Waits until the window says something."""
    program.app.find("status", re.compile(said))


class Hand(Program):
    def __enter__(self):
        super().__enter__()
        self.view = self.article(self.text)
        # The first hop waits for the word lists.
        wait_for(lambda: self.session.action_info("win.next-candidate")[0], "the word lists")
        self.keys("Tab")
        return self

    def keys(self, *keys):
        self.session.run("xdotool", "key", "--clearmodifiers", "--delay", "12", *map(xdotool, keys))


def hand(text=TEXT, **more):
    program = Hand({NAME: text}, opened=NAME, **more)
    program.text = text[:20]
    return program


def spans(program, count):
    return labels(program.saved(NAME, lambda data: len(data["spans"]) == count, "%d spans" % count))


# --- hops

def test_tab_and_a_label_key():
    with hand() as program:
        program.keys("1")
        assert spans(program, 1) == [("actor", "Presiden Budi Santoso")], spans(program, 1)
        # It has hopped on by itself.
        program.keys("1")
        assert spans(program, 2)[1] == ("actor", "Ani")


def test_ends_of_a_candidate():
    with hand() as program:
        program.keys("bracketright", "1")
        assert spans(program, 1) == [("actor", "Budi Santoso")]
        program.keys("<Control>z")
        spans(program, 0)


def test_candidate_expands_and_shrinks():
    with hand() as program:
        program.keys("e", "e", "e", "e", "e", "3")
        assert spans(program, 1) == [("claim", TEXT.split("\n")[0])], spans(program, 1)


def test_control_adds_over_the_candidate():
    with hand() as program:
        program.keys("<Control>1", "3")
        assert spans(program, 2) == [("actor", "Presiden Budi Santoso"), ("claim", "Presiden Budi Santoso")]


def test_escape_leaves_the_candidate():
    with hand() as program:
        program.keys("Escape", "1")
        status(program, "Select words or a span first")
        assert program.sidecar(NAME) is None


def test_shift_tab_goes_back():
    with hand() as program:
        program.keys("Tab", "<Shift>Tab", "1")
        assert spans(program, 1) == [("actor", "Presiden Budi Santoso")]


# --- suggestions

def test_enter_accepts_and_backspace_rejects():
    with hand() as program:
        program.keys("bracketright", "1", "1")
        spans(program, 2)
        program.keys("Escape", "Tab", "Tab", "Tab", "Tab")
        status(program, "")
        data = program.saved(NAME, lambda data: True, "the sidecar")
        program.keys("Escape")
        # From the end backwards: the last Ani is suggested after the first.
        program.keys("<Control>End", "<Shift>Tab", "Return")
        data = program.saved(NAME, lambda data: len(data["spans"]) == 3, "an accepted suggestion")
        accepted = [span for span in data["spans"] if span.get("origin") == "suggestion:article"]
        assert [(span["label"], span["text"]) for span in accepted] == [("actor", "Ani")], accepted
        assert accepted[0]["start"] == TEXT.rindex("Ani")


def test_rejected_is_not_offered_again():
    with hand() as program:
        program.keys("bracketright", "1")
        spans(program, 1)
        program.keys("<Control>End", "<Shift>Tab", "<Shift>Tab")
        status(program, r"^Actor\? Budi Santoso$")
        program.keys("BackSpace", "<Control>End", "<Shift>Tab", "<Shift>Tab", "Return")
        program.keys("1")
        data = program.saved(NAME, lambda data: len(data["spans"]) >= 2, "a further span")
        assert TEXT.rindex("Budi Santoso") not in [span["start"] for span in data["spans"]], data["spans"]


def test_repeat_shows_then_tags_as_one_step():
    with hand() as program:
        program.keys("bracketright", "1", "r")
        status(program, "R or Enter tags 2 more times: Actor")
        assert len(spans(program, 1)) == 1
        program.keys("r")
        assert spans(program, 3) == [("actor", "Budi Santoso")] * 3
        program.keys("<Control>z")
        spans(program, 1)


def test_escape_cancels_the_repeat():
    with hand() as program:
        program.keys("bracketright", "1", "r")
        status(program, "R or Enter tags 2 more")
        program.keys("Escape", "Tab", "1")
        assert len(spans(program, 2)) == 2


def test_repeat_without_anything_to_repeat():
    with hand() as program:
        program.keys("r")
        status(program, "Tag something first")


def test_in_indonesian():
    with hand(language="id") as program:
        program.keys("bracketright", "1", "r")
        status(program, "R atau Enter menandai 2 kali lagi: Aktor")


# --- the keys that are counted

def gold(article):
    return json.loads(pathlib.Path(str(article) + ".tandai.json").read_text(encoding="utf-8"))


def spans_of(article):
    return gold(article)["spans"]


def evaluate(article):
    """The keys and the spans that the command line says they make."""
    with tempfile.TemporaryDirectory() as folder:
        trace = pathlib.Path(folder) / "trace.jsonl"
        subprocess.run([CLI, "suggest", "evaluate", "--keystrokes", "--trace", str(trace), str(article)],
                       check=True, capture_output=True)
        return json.loads(trace.read_text(encoding="utf-8"))


def place(span):
    ranges = span.get("ranges") or span.get("fragments") or [[span["start"], span["end"]]]
    return span["label"], tuple(map(tuple, ranges))


def sources_of(data):
    """Who said it: the first source of each span that has one, and whose is said to be unnamed."""
    places = {span["id"]: place(span) for span in data["spans"]}
    sources = {}
    for link in data["relations"]:
        if link["type"] == "source":
            sources.setdefault(places[link["from"]], places[link["to"]])
    unnamed = {place(span) for span in data["spans"] if span.get("attributes", {}).get("source") == "unnamed"}
    return sources, unnamed


def replay(article):
    """Presses the keys in the window, on the article without its annotations."""
    traced = evaluate(article)
    keys = traced["keys"]
    assert keys[0] == "Tab", keys[:3]
    with hand(gold(article)["text"]) as program:
        # The window has hopped once already.
        program.keys(*keys[1:])
        wanted = sorted(map(place, traced["spans"]))
        said = sources_of(gold(article))
        data = program.saved(NAME, lambda data: len(data["spans"]) >= len(wanted) and sources_of(data) == said,
                             "%d spans, %d sources" % (len(wanted), len(said[0])))
        got = sorted(map(place, data["spans"]))
        assert got == wanted, (sorted(set(got) - set(wanted))[:4], sorted(set(wanted) - set(got))[:4])
    return len(keys), len(wanted)


def converted(corpus, path, folder):
    """Articles with gold sidecars, made of a corpus of tagged tokens."""
    subprocess.run(["/usr/bin/python3", str(ROOT / "tests" / "suggest" / "convert.py"), corpus, str(path), folder],
                   check=True, capture_output=True)
    return sorted(pathlib.Path(folder).glob("*.txt"))


def test_counted_keys_make_those_spans():
    n_keys = n_spans = 0
    for article in sorted((ROOT / "data" / "sample").glob("*.txt")):
        keys, made = replay(article)
        n_keys, n_spans = n_keys + keys, n_spans + made
    print("# %d keys for %d spans and their sources" % (n_keys, n_spans))


def test_counted_keys_pick_a_far_source():
    names = ["Budi", "Ani", "Retno", "Sulastri", "Hendra", "Salma", "Mahmudin", "Iqbal", "Ratna", "Demak"]
    text = "".join("Kemarin %s datang.\n" % name for name in names) + "“Kami menunggu sejak pagi.”\n"
    words = names + ["“Kami menunggu sejak pagi.”"]
    marks = [{"id": "s%d" % number, "label": "actor" if number < 10 else "quote", "start": text.index(word),
              "end": text.index(word) + len(word), "text": word} for number, word in enumerate(words)]
    written = {"file": NAME, "sha256": hashlib.sha256(text.encode()).hexdigest(), "encoding": "UTF-8", "newline": "lf"}
    data = {"format": "tandai/1", "article": written, "annotator": "", "status": "done", "text": text, "spans": marks,
            "relations": [{"id": "r", "type": "source", "from": "s10", "to": "s1"}]}
    with tempfile.TemporaryDirectory() as folder:
        article = pathlib.Path(folder) / NAME
        article.write_text(text, encoding="utf-8")
        pathlib.Path(str(article) + ".tandai.json").write_text(json.dumps(data), encoding="utf-8")
        assert "<Shift>s" in evaluate(article)["keys"]
        replay(article)


def test_counted_keys_make_those_spans_of_other_corpora():
    if not SHARED.is_dir():
        print("# SKIP test_counted_keys_make_those_spans_of_other_corpora: there are no shared corpora")
        return
    n_keys = n_spans = 0
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        articles = converted("idner", SHARED / "idner-news-2k" / "dev.txt", one)[:6]
        articles += converted("pfsa", SHARED / "pfsa-id" / "dev-20.txt", other)[:4]
        articles = [article for article in articles if spans_of(article)]
        for article in articles:
            keys, made = replay(article)
            n_keys, n_spans = n_keys + keys, n_spans + made
    print("# %d keys for %d spans" % (n_keys, n_spans))


run([test for name, test in list(globals().items()) if name.startswith("test_")])
