#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first real article made again from its gold sidecar, byte for byte: without a pointer, then with drags and keys.

The gold is standoff (see test_first_article.py); the article is looked for in $TANDAI_SHARED, else beside the checkout.
"""
import difflib
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

from program import Program, run, wait_for

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("TANDAI_SHARED", ROOT.parent / "shared"))
CLI = sys.argv[2]
GOLD = json.loads((ROOT / "tests/data/kerusuhan-kazakhstan.standoff.json").read_text(encoding="utf-8"))
NAME = GOLD["article"]
KEYS = {"actor": "1", "place": "2", "claim": "3", "quote": "4"}
# Longer than GTK's, in seconds.
DOUBLE_CLICK = 0.6
X_KEYS = {"<Control>": "ctrl+", "<Shift>": "shift+"}
ARTICLE = next((path for path in (SHARED / "data/articles" / NAME, SHARED / "articles" / NAME) if path.exists()), None)


def order(span):
    """The contract's order, without ids: no two of these spans need them."""
    return span["start"], -span["end"], span["label"].encode()


def gold_sidecar(content):
    """The bytes of the gold sidecar, as the contract writes them."""
    text = content.decode()
    spans = []
    for label, fragments in GOLD["spans"]:
        span = {"id": "", "start": fragments[0][0], "end": fragments[-1][1]}
        if len(fragments) > 1:
            span["fragments"] = fragments
        span["label"] = label
        span["text"] = " ".join(text[a:b] for a, b in fragments)
        spans.append(span)
    ranked = sorted(spans, key=order)
    for number, span in enumerate(ranked):
        span["id"] = "s%d" % number
    relations = [{"id": "r%d" % number, "type": "source", "from": spans[a]["id"], "to": spans[b]["id"]}
                 for number, (a, b) in enumerate(sorted(GOLD["sources"], key=lambda link: order(spans[link[0]])))]
    article = {"file": NAME, "sha256": hashlib.sha256(content).hexdigest(), "encoding": "UTF-8", "newline": "lf"}
    members = [("format", "tandai/1"), ("article", article), ("annotator", ""), ("status", "in-progress"), ("text", text)]
    lines = ['  "%s": %s' % (name, json.dumps(value, ensure_ascii=False)) for name, value in members]
    for name, items in (("spans", ranked), ("relations", relations)):
        lines.append('  "%s": [\n    %s\n  ]' % (name, ",\n    ".join(json.dumps(item, ensure_ascii=False) for item in items)))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def without_ids_and_times(content):
    """The sidecar with ids by order, and neither times nor who suggested a span: the gold knows only what is right."""
    content = re.sub(r', "(created|origin)": "[^"]*"', "", content)
    data = json.loads(content)
    for number, span in enumerate(data["spans"]):
        content = content.replace('"%s"' % span["id"], '"s%d"' % number)
    head, mark, tail = content.partition('"relations": [\n    ')
    links = re.sub(r'^\s*{"id": "[^"]*"', '{"id": ""', tail.split("\n  ]")[0], flags=re.MULTILINE).replace("},", "}").split("\n")
    return head + mark + "\n".join(sorted(links))


def check(program, gold, keys):
    wanted = without_ids_and_times(gold)

    def same():
        data = program.sidecar(NAME)
        if data is None or len(data["spans"]) < len(GOLD["spans"]) or len(data["relations"]) < len(GOLD["sources"]):
            return False
        return without_ids_and_times((program.folder / (NAME + ".tandai.json")).read_text(encoding="utf-8")) == wanted
    try:
        wait_for(same, "the gold sidecar")
    except Exception:
        got = without_ids_and_times((program.folder / (NAME + ".tandai.json")).read_text(encoding="utf-8"))
        for line in difflib.unified_diff(wanted.split("\n"), got.split("\n"), "gold", "window", n=0, lineterm=""):
            print("# " + line[:200])
        raise
    print("# %d keys for %d spans and %d sources" % (keys, len(GOLD["spans"]), len(GOLD["sources"])))


def counted_keys(content, gold):
    with tempfile.TemporaryDirectory() as folder:
        article, trace = pathlib.Path(folder) / NAME, pathlib.Path(folder) / "trace.jsonl"
        article.write_bytes(content)
        pathlib.Path(str(article) + ".tandai.json").write_text(gold, encoding="utf-8")
        subprocess.run([CLI, "validate", folder], check=True)
        subprocess.run([CLI, "suggest", "evaluate", "--keystrokes", "--trace", str(trace), str(article)], check=True,
                       capture_output=True)
        return json.loads(trace.read_text(encoding="utf-8"))["keys"]


def test_without_a_pointer():
    content = ARTICLE.read_bytes()
    gold = gold_sidecar(content)
    keys = counted_keys(content, gold)
    with Program({NAME: content}, NAME, size="1280x1000") as program:
        program.article("“Kerusuhan")
        wait_for(lambda: program.session.action_info("win.next-candidate")[0], "the word lists")
        named = [re.sub("<Control>|<Shift>", lambda found: X_KEYS[found.group()], key) for key in keys]
        program.session.run("xdotool", "key", "--clearmodifiers", "--delay", "12", *named)
        check(program, gold, len(keys))


def ends(view, start, end):
    """Where a drag begins and ends: within the first letter and the last one, since a line's end is two places."""
    first, last = view.stable(lambda: (view.char_box(start), view.char_box(end - 1)))
    return [(int(x + width * share), int(y + height / 2))
            for (x, y, width, height), share in ((first, 0.2), (last, 0.8))]


def to_screen(program, view, start, end):
    """Pages to where both ends can be seen, clear of the edges; returns where they are."""
    x, top, width, height = view.stable(view.box)
    for key in ["ctrl+Home"] + ["Next"] * 40:
        found = ends(view, start, end)
        if all(top + 10 < y < top + height - 20 for _, y in found):
            return found
        before = view.char_box(start)
        program.session.key(key)
        wait_for(lambda: view.char_box(start) != before or key == "ctrl+Home", "the page to move")
    raise AssertionError("%d to %d is nowhere to be seen" % (start, end))


def drag(program, view, start, end):
    program.session.key("Escape", "Escape", "Escape")
    begin, finish = to_screen(program, view, start, end)
    if begin == program.pressed:
        # Two presses on one place are a double click, unless as much time passes as a person takes between two spans.
        time.sleep(DOUBLE_CLICK)
    program.pressed = begin
    program.session.mouse_drag(begin, finish)
    wait_for(lambda: view.selection == (start, end), "%d to %d, got %s" % (start, end, view.selection))


def pick_source(program, made, speech, source):
    """Shift+S, the arrows from the last actor or place before the speech, Return; returns how many keys that takes."""
    offered = [number for number, span in enumerate(made) if span["label"] in ("actor", "place")]
    chosen = max([place for place, number in enumerate(offered) if number < speech] or [0])
    steps = offered.index(source) - chosen
    program.session.key("Escape", "Escape", "ctrl+Home", *["j"] * (speech + 1))
    program.session.key("shift+s")
    wait_for(lambda: any("focused" in entry.states for entry in program.app.find_all(None) if entry.role in ("text box", "search box", "text")
                         and entry.name != "Article"), "the list of sources")
    program.session.key(*["Down" if steps > 0 else "Up"] * abs(steps), "Return")
    return 2 + abs(steps)


def test_with_drags_and_single_keys():
    content = ARTICLE.read_bytes()
    gold = gold_sidecar(content)
    places = [(label, fragments) for label, fragments in GOLD["spans"]]
    n_keys = 0
    with Program({NAME: content}, NAME, size="1280x1000") as program:
        view = program.article("“Kerusuhan")
        program.pressed = None
        for number, (label, fragments) in enumerate(places):
            for part, (start, end) in enumerate(fragments):
                drag(program, view, start, end)
                program.session.key(KEYS[label] if part == 0 else "plus")
                n_keys += 1
            program.saved(NAME, lambda data: len(data["spans"]) == number + 1, "%s %s" % (label, fragments))
        made = program.sidecar(NAME)["spans"]
        rank = {(span["label"], json.dumps(span.get("fragments", [[span["start"], span["end"]]]))): number
                for number, span in enumerate(made)}
        at = [rank[label, json.dumps(fragments)] for label, fragments in places]
        for number, (source, target) in enumerate(GOLD["sources"]):
            n_keys += at[source] + 1 + pick_source(program, made, at[source], at[target])
            program.saved(NAME, lambda data: len(data["relations"]) == number + 1, "a source")
        check(program, gold, n_keys)


if __name__ == "__main__":
    if ARTICLE is None:
        print("1..1\nok 1 - test_seed # SKIP %s is not here" % NAME)
        sys.exit(0)
    run([test_without_a_pointer, test_with_drags_and_single_keys])
