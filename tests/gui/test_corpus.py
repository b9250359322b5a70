#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder of articles by keyboard alone: looked through, filtered, gone through, and followed on disk."""
import hashlib
import json
import os
import pathlib
import re
import sys
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "bench"))

from program import Program, run, wait_for  # noqa: E402
from world import Keys, Trace  # noqa: E402

LONG = "\n".join("Baris nomor %d dari artikel yang panjang sekali." % i for i in range(400)) + "\n"


def sidecar(name, text, status, annotator="", n_spans=0):
    spans = [{"id": "s%d" % i, "start": i, "end": i + 1, "label": "actor", "text": text[i:i + 1]} for i in range(n_spans)]
    return json.dumps({"format": "tandai/1", "annotator": annotator, "status": status, "relations": [], "text": text, "spans": spans,
                       "article": {"file": name, "sha256": hashlib.sha256(text.encode()).hexdigest(),
                                   "encoding": "UTF-8", "newline": "lf"}})


def folder():
    texts = {"a.txt": "Pertama di Demak.\n", "b.txt": "Kedua di Kupang.\n", "c.txt": "Ketiga di Demak.\n", "d.txt": LONG}
    files = dict(texts)
    files["a.txt.tandai.json"] = sidecar("a.txt", texts["a.txt"], "done", n_spans=3)
    files["b.txt.siti.tandai.json"] = sidecar("b.txt", texts["b.txt"], "done", "siti", 2)
    return files


class Traced(Program):
    """The window on a corpus, that notes what it does beside it."""
    def command(self):
        trace = self.folder.parent / (self.folder.name + ".trace")
        self.session.env["TANDAI_TRACE"] = str(trace)
        self.trace = Trace(trace)
        return super().command()

    def __exit__(self, *error):
        super().__exit__(*error)
        self.trace.path.unlink(missing_ok=True)


def rows(program):
    """What the rows of the list are read out as, from the top."""
    found = [node for node in program.app.find_all("list") if node.name in ("Articles", "Artikel")]
    return [row.name for row in found[0].children if row.role == "list item"] if found else []


def wait_rows(program, expected):
    def shown():
        names = rows(program)
        return len(names) == len(expected) and all(re.search(want, name) for want, name in zip(expected, names))
    try:
        wait_for(shown, "the rows")
    except AssertionError as error:
        raise AssertionError("%s; the rows are %s" % (error, rows(program))) from None


def focus(program, role):
    """Goes round the panes until something of that role has the focus."""
    def there():
        return [node for node in program.app.find_all(role) if "focused" in node.states]
    for _ in range(5):
        if there():
            return
        program.session.key("F6")
        try:
            wait_for(there, "the focus on a %s" % role, timeout=1)
            return
        except AssertionError:
            pass
    raise AssertionError("no %s has the focus" % role)


def test_rows_say_how_articles_stand():
    with Program(folder()) as program:
        program.article("Pertama")
        wait_rows(program, [r"^Pertama di Demak\. · Done · 3 spans$", r"^Kedua di Kupang\. · New · 2 spans · siti$",
                            r"^Ketiga di Demak\. · New · 0 spans$", r"^Baris nomor 0 .* · New · 0 spans$"])
        program.app.find("status", "1 of 4 done")


def test_search_and_open():
    with Program(folder()) as program:
        program.article("Pertama")
        focus(program, "text box" if not program.app.find_all("search box") else "search box")
        program.session.type("demak")
        wait_rows(program, ["^Pertama", "^Ketiga"])
        program.app.find("status", "2 of 4 shown · 1 done")
        program.session.key("Down", "Down", "Return")
        program.article("Ketiga")
        program.session.key("ctrl+Prior")
        program.article("Pertama")
        program.session.key("ctrl+Next")
        program.article("Ketiga")
        focus(program, "search box")
        program.session.key("ctrl+a")
        program.session.type("tidak ada")
        program.app.find("label", "No Article Matches")
        program.session.key("Tab", "Tab", "Return")
        wait_rows(program, ["^Pertama", "^Kedua", "^Ketiga", "^Baris"])


def test_search_in_texts():
    """Only the first line is on a row; what stands further down is found as well, and Enter opens the first found."""
    files = folder()
    files["b.txt"] = "Kedua di Kupang.\nSeorang nelayan melapor.\n"
    files["b.txt.siti.tandai.json"] = sidecar("b.txt", files["b.txt"], "done", "siti", 2)
    with Program(files) as program:
        program.article("Pertama")
        focus(program, "search box")
        program.session.type("nelayan")
        wait_rows(program, ["^Kedua"])
        program.app.find("status", "1 of 4 shown · 1 done")
        program.session.key("ctrl+a")
        program.session.type("nomor 399")
        program.session.key("Return")
        program.article("Baris nomor 0")
        wait_rows(program, ["^Baris"])
        focus(program, "search box")
        program.session.key("ctrl+a")
        program.session.type("melapor kupang")
        wait_rows(program, ["^Kedua"])
        (program.folder / "c.txt").write_text("Ketiga.\nWarga Kupang melapor.\n", encoding="utf-8")
        wait_rows(program, ["^Kedua", "^Ketiga"])


def test_search_by_dates():
    files = folder()
    for name, date in (("a.txt", "2026-01-15"), ("b.txt", "2026-03-01")):
        data = json.loads(sidecar(name, files[name], "done"))
        data["article"]["published"] = date
        files[name + ".tandai.json"] = json.dumps(data)
    with Program(files) as program:
        program.article("Pertama")
        focus(program, "search box")
        program.session.type("2026-01..2026-03")
        wait_rows(program, ["^Pertama", "^Kedua"])
        program.session.key("ctrl+a")
        program.session.type("2026-02..")
        wait_rows(program, ["^Kedua"])


def revealed(program):
    return "pressed" in program.app.find("button", "Articles").states


def test_narrow():
    """The list lies over the article; F6 opens it, and it makes way for the article that is chosen."""
    with Program(folder(), size="420x700") as program:
        program.article("Pertama")
        program.session.key("Escape")
        wait_for(lambda: not revealed(program), "the list to be folded away")
        focus(program, "search box")
        assert revealed(program)
        program.session.type("ketiga")
        program.session.key("Return")
        program.article("Ketiga")
        wait_for(lambda: not revealed(program), "the list to be folded away")
        focus(program, "search box")
        program.session.key("Escape", "Escape")
        wait_for(lambda: not revealed(program), "the list to be folded away")


def selected(program):
    lists = [node for node in program.app.find_all("list") if node.name == "Articles"]
    return [row.name for row in lists[0].children if "selected" in row.states]


def test_open_article_stays_selected():
    """The pointer takes the selection along, and gives it back."""
    with Program(folder()) as program:
        program.article("Pertama")
        wait_rows(program, ["^Pertama", "^Kedua", "^Ketiga", "^Baris"])
        row = [node for node in program.app.find_all("list") if node.name == "Articles"][0].children[2]
        x, y, width, height = row.stable(row.box)
        program.session.run("xdotool", "mousemove", "--sync", str(int(x + width / 2)), str(int(y + height / 2)))
        wait_for(lambda: selected(program) and selected(program)[0].startswith("Ketiga"), "the row below the pointer")
        program.session.run("xdotool", "mousemove", "--sync", "700", "500")
        wait_for(lambda: selected(program) and selected(program)[0].startswith("Pertama"), "the row of the open article")


def test_unfinished_by_keys():
    """Filters to what is unfinished, annotates, marks done, goes on, and the article leaves the list."""
    with Program(folder()) as program:
        program.article("Pertama")
        focus(program, "search box")
        program.session.key("Tab", "Return")
        program.app.find(name=re.compile("Unfinished"), mapped=False)
        program.session.key("Return")
        wait_rows(program, ["^Kedua", "^Ketiga", "^Baris"])
        program.session.key("Escape")
        focus(program, "search box")
        program.session.key("Return")
        program.article("Kedua")
        program.act("win.select", "(uint32 0, uint32 5)")
        program.session.key("1")
        program.saved("b.txt", lambda data: len(data["spans"]) == 1, "a span")
        program.session.key("d")
        program.article("Ketiga")
        assert program.saved("b.txt", lambda data: data["status"] == "done", "the article to be done")["spans"]
        wait_rows(program, ["^Ketiga", "^Baris"])
        program.app.find("status", "2 of 4 shown · 2 done")


def test_done_is_not_said_again_of_what_is_done():
    """Of an article that is done D only goes on to the next; Undo would have nothing to undo."""
    with Program(folder()) as program:
        program.article("Pertama")
        assert program.sidecar("a.txt")["status"] == "done"
        program.session.key("d")
        program.article("Kedua")
        assert not program.app.find_all("label", "Marked as done")
        assert not program.app.find_all("status", "Marked as done")
        program.session.key("d")
        program.article("Ketiga")
        program.app.find("label", "Marked as done")


def test_a_second_press_shows_no_article_twice():
    """What was asked for twice and has come may have been worked on already."""
    names = ["berita-%02d.txt" % number for number in range(24)]
    texts = {name: "Berita %s. Retno datang.\n" % name for name in names}
    with Traced({**texts, **{name + ".tandai.json": sidecar(name, text, "in-progress") for name, text in texts.items()}}) as program:
        keys = Keys(program.session.env["DISPLAY"])
        program.article("Berita %s" % names[0])

        def done():
            keys.press("d")
            time.sleep(0.03)
            keys.press("d")
            time.sleep(0.06)
            return all(program.sidecar(name)["status"] == "done" for name in names)
        wait_for(done, "all articles to be done", timeout=60)
        shown = [event for event, _ in program.trace.read() if event == "set-text"]
        assert len(shown) <= len(names), len(shown)


def test_changes_on_disk():
    with Program(folder()) as program:
        program.article("Pertama")
        wait_rows(program, ["^Pertama", "^Kedua", "^Ketiga", "^Baris"])
        (program.folder / "bb.txt").write_text("Sisipan.\n", encoding="utf-8")
        wait_rows(program, ["^Pertama", "^Kedua", "^Sisipan", "^Ketiga", "^Baris"])
        (program.folder / "bb.txt.tandai.json").write_text(sidecar("bb.txt", "Sisipan.\n", "excluded"), encoding="utf-8")
        wait_rows(program, ["^Pertama", "^Kedua", r"^Sisipan\. · Excluded", "^Ketiga", "^Baris"])
        (program.folder / "bb.txt").rename(program.folder / "z.txt")
        (program.folder / "bb.txt.tandai.json").unlink()
        wait_rows(program, ["^Pertama", "^Kedua", "^Ketiga", "^Baris", r"^Sisipan\. · New"])
        (program.folder / "c.txt").unlink()
        wait_rows(program, ["^Pertama", "^Kedua", "^Baris", "^Sisipan"])
        program.article("Pertama")


def test_bad_names():
    files = folder()
    with Program(files) as program:
        program.article("Pertama")
        with open(os.fsencode(program.folder) + b"/\xff\xfe.txt", "wb") as file:
            file.write(b"\n")
        (program.folder / "a\nb.txt").write_text("", encoding="utf-8")
        wait_rows(program, [r"^a\\x0Ab\.txt", "^Pertama", "^Kedua", "^Ketiga", "^Baris", r"\.txt · New"])


def test_place_is_remembered():
    with Program(folder(), "d.txt") as program:
        program.article("Baris nomor 0")
        program.act("win.select", "(uint32 9000, uint32 9000)")
        wait_for(lambda: program.article("Baris nomor 0").caret > 8000, "the caret")
        caret = program.article("Baris nomor 0").caret
        state = program.session.env["XDG_STATE_HOME"]
        program.session.quit_app()
        kept = [name for _, _, names in os.walk(os.path.join(state, "tandai", "places")) for name in names]
        assert len(kept) == 1, kept
        assert sorted(path.name for path in program.folder.iterdir()) == sorted(folder())
        program.app = program.session.launch(program.command(), app_id="org.tandai.Tandai")
        wait_for(lambda: program.article("Baris nomor 0").caret == caret, "the caret where it was")


if __name__ == "__main__":
    run([test for name, test in list(globals().items()) if name.startswith("test_")])
