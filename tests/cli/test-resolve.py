# SPDX-License-Identifier: GPL-3.0-or-later
"""What two people changed differently, on the command line: counted, listed and decided after a real merge."""
import json

import harness
from harness import INDONESIAN, Sandbox

TEXT = "Bupati Demak mengatakan air naik. “Kami siap,” kata Siti kepada warga.\n"
ARTICLE = "berita.txt"


class Resolve(Sandbox):
    """Two made something else of one sidecar: of a span, of a relation and of the article."""

    def setUp(self):
        super().setUp()
        for name in "base", "ours", "theirs":
            self.put("%s/%s" % (name, ARTICLE), TEXT)
        self.article = self.folder / "ours" / ARTICLE
        base = self.folder / "base" / ARTICLE
        self.bupati, self.siti = self.annotate(base, "actor", "Bupati Demak"), self.annotate(base, "actor", "Siti")
        self.quote = self.annotate(base, "quote", "“Kami siap,”", "--source", self.siti)
        for name in "ours", "theirs":
            self.path(name).write_bytes(self.path("base").read_bytes())
        self.relation = self.read("base")["relations"][0]["id"]
        self.change("ours", "place", self.bupati, {"title": "Air Naik"}, "done", rating={"of": 5})
        self.change("theirs", "claim", None, {"title": "Banjir di Demak"}, "excluded", rating=None)
        self.check(1, "merge", self.path("base"), self.path("ours"), self.path("theirs"))

    def path(self, name):
        return self.folder / name / (ARTICLE + ".tandai.json")

    def read(self, name="ours"):
        return json.loads(self.path(name).read_text())

    def change(self, name, label, source, article, status, **members):
        data = self.read(name)
        next(span for span in data["spans"] if span["id"] == self.bupati)["label"] = label
        if source is None:
            data["relations"][0]["note"] = "yakin"
        else:
            data["relations"][0]["to"] = source
            data["relations"][0]["note"] = "mungkin"
        data["article"].update(article)
        data.update(status=status, **members)
        self.path(name).write_text(json.dumps(data, ensure_ascii=False))

    def resolve(self, *decisions, status=0, **options):
        return self.check(status, "annotate", *["--resolve=" + decision for decision in decisions], self.article, **options)

    def keys(self):
        return [self.bupati, self.relation, "$.article.title", "$.rating", "$.status"]

    def label(self):
        return next(span for span in self.read()["spans"] if span["id"] == self.bupati)["label"]

    def test_they_are_counted_and_listed(self):
        result = self.check(0, "validate", self.folder / "ours")
        self.assertIn("ours/berita.txt.tandai.json: conflicts: warning: 5 conflicts are to be decided\n", result.out)
        self.assertIn("0 errors, 1 warnings", result.err)
        found = json.loads(self.check(0, "validate", "--json", self.article).out)
        self.assertEqual([(item["path"], item["severity"]) for item in found], [("conflicts", "warning")])
        shown = self.check(0, "show", self.article)
        self.assertNotIn("conflict", shown.out)
        self.assertIn("tandai-cli: ours/berita.txt: 5 conflicts are to be decided\n", shown.err)
        for key in self.keys():
            self.assertIn("  %s: ours: " % key, shown.err)
        self.assertIn("ours: label “place”; theirs: label “claim”", shown.err)
        self.assertIn("ours: title “Air Naik”; theirs: title “Banjir di Demak”", shown.err)

    def test_what_is_kept_aside_is_counted_and_listed(self):
        data = self.read()
        data["orphans"] = [{"id": "so1", "start": 900, "end": 905, "label": "actor", "text": "Warga", "before": "", "after": ""}]
        self.path("ours").write_text(json.dumps(data))
        self.assertIn(": orphans: warning: 1 span is kept aside", self.check(0, "validate", self.article).out)
        self.assertIn("  so1: actor “Warga”\n", self.check(0, "show", self.article).err)

    def test_nothing_in_dispute_drives_a_terminal(self):
        data = json.loads(self.path("ours").read_text().replace("Banjir di Demak", "Air\\u001b]0;x\\u0007 Naik\\n\\u202eini"))
        data["orphans"] = [{"id": "so1", "start": 900, "end": 905, "label": "act\033or", "text": "War\033[31mga", "before": "",
                            "after": ""}]
        self.path("ours").write_text(json.dumps(data))
        for result in (self.run_cli("show", self.article), self.run_cli("validate", self.article)):
            self.assertFalse(set("\033\007\u202e") & set(result.out + result.err), result)
        self.assertIn("Air\\x1B]0;x\\x07 Naik \\x202Eini", self.run_cli("show", self.article).err)

    def test_theirs_is_taken(self):
        self.assertEqual(self.resolve(*[key + "=theirs" for key in self.keys()]).out.split(), self.keys())
        data, theirs = self.read(), self.read("theirs")
        self.assertNotIn("conflicts", data)
        self.assertNotIn("review", self.path("ours").read_text())
        self.assertEqual(data["spans"], theirs["spans"])
        self.assertEqual(data["relations"], theirs["relations"])
        self.assertEqual((data["article"], data["status"], data["rating"]), (theirs["article"], "excluded", None))
        self.assertEqual(self.check(0, "validate", self.article).out, "")

    def test_ours_is_taken(self):
        before = self.read()
        self.resolve(*[key + "=ours" for key in self.keys()])
        data = self.read()
        self.assertNotIn("conflicts", data)
        self.assertEqual((data["relations"], data["article"], data["status"], data["rating"]),
                         (before["relations"], before["article"], "done", {"of": 5}))
        self.assertEqual(self.label(), "place")
        self.assertEqual(self.check(0, "validate", self.article).out, "")

    def test_one_after_the_other(self):
        for left, (key, side) in enumerate(zip(reversed(self.keys()), ("ours", "theirs", "keep", "theirs", "theirs"))):
            self.assertEqual(len(self.read()["conflicts"]), 5 - left)
            self.resolve("%s=%s" % (key, side))
        data = self.read()
        self.assertEqual((self.label(), data["status"], data["rating"], data["article"]["title"]), ("claim", "done", None, "Air Naik"))
        self.assertNotIn("conflicts", data)

    def test_all_or_none(self):
        before = self.path("ours").read_bytes()
        for words, decisions in ((("nobody",), ["$.status=theirs", "nobody=ours"]), (("--resolve",), ["$.status=theirs", "$.status"]),
                                 (("--resolve",), [self.bupati + "=mine"]), (("--resolve",), ["=ours "])):
            self.assert_failure(self.run_cli("annotate", *["--resolve=" + word for word in decisions], self.article), *words)
            self.assertEqual(self.path("ours").read_bytes(), before)
        self.assert_failure(self.run_cli("annotate", "--resolve=$.status=ours", "--label=actor", self.article), "--resolve")
        self.assert_failure(self.run_cli("annotate", "--resolve=$.status=ours", "--start=0", "--end=4", self.article), "--resolve")
        self.assert_failure(self.run_cli("annotate", "--resolve=\udcff=ours", self.article), "--resolve")
        self.assertEqual(self.path("ours").read_bytes(), before)

    def test_what_can_not_be_decided_is_told_and_kept(self):
        data = self.read()
        data["conflicts"] = ["odd", {"id": "$", "ours": None, "theirs": {"spans": []}}, {"id": "x\u001b", "ours": 1, "theirs": 2}]
        self.path("ours").write_text(json.dumps(data))
        found = self.check(0, "validate", self.article)
        self.assertIn(": conflicts[0]: warning: neither version can be taken: ", found.out)
        self.assertIn(": conflicts[2]: warning: neither version can be taken: ", found.out)
        self.assertNotIn(": conflicts[1]: ", found.out)
        shown = self.check(0, "show", self.article)
        self.assertNotIn("\u001b", shown.err + found.out)
        self.assertIn("  $.spans: ours: not stated; theirs: cannot be taken: ", shown.err)
        before = self.path("ours").read_bytes()
        self.assert_failure(self.run_cli("annotate", "--resolve=$.spans=theirs", self.article), "spans")
        self.assertEqual(self.path("ours").read_bytes(), before)
        self.resolve("#0=keep", "$.spans=ours")
        self.assertEqual([entry["id"] for entry in self.read()["conflicts"]], ["x\u001b"])

    def test_in_indonesian(self):
        self.assertIn("5 konflik perlu diputuskan", self.check(0, "show", self.article, language=INDONESIAN).err)


harness.main()
