# SPDX-License-Identifier: GPL-3.0-or-later
"""annotate: offsets exactly as given, one span, nothing lost."""
import re

import harness
from harness import Sandbox

TEXT = "Ya, “Ibu Ani 😡 pulang,” kata Ani.\r\nAni e\u0301 di Bandung.\n"
DECODED = TEXT.replace("\r\n", "\n")


class Annotate(Sandbox):
    def setUp(self):
        super().setUp()
        self.article = self.put("a.txt", b"\xef\xbb\xbf" + TEXT.encode())

    def add(self, *arguments):
        return self.check(0, "annotate", *arguments, self.article).out.strip()

    def spans(self, annotator=""):
        return self.sidecar(self.article, annotator)["spans"]

    def test_offsets(self):
        before = self.article.read_bytes()
        for start, end in [(0, 2), (4, 14), (13, 14), (0, len(DECODED)), (35, 38), (39, 40)]:
            identifier = self.add("--label=actor", "--start=%d" % start, "--end=%d" % end)
            self.assertRegex(identifier, r"^s[0-9a-z]{8}$")
            span = next(span for span in self.spans() if span["id"] == identifier)
            self.assertEqual((span["start"], span["end"], span["text"]), (start, end, DECODED[start:end]))
        sidecar = self.sidecar(self.article)
        self.assertEqual(sidecar["text"], DECODED)
        self.assertEqual(sidecar["status"], "in-progress")
        self.assertEqual(sidecar["article"]["newline"], "mixed")
        self.assertNotIn("created", sidecar["spans"][0])
        self.assertEqual(self.article.read_bytes(), before)

    def test_quotes(self):
        first = DECODED.index("Ani")
        self.add("--label=actor", "--quote=Ani", "--occurrence=1")
        self.add("--label=actor", "--quote=Ani", "--occurrence=3")
        self.assertEqual([span["start"] for span in self.spans()], [first, DECODED.rindex("Ani")])
        self.assert_failure(self.run_cli("annotate", "--label=actor", "--quote=Ani", "--occurrence=4", self.article), "3", "4")
        self.assert_failure(self.run_cli("annotate", "--label=actor", "--quote=Budi", self.article), "0")
        result = self.check(0, "annotate", "--label=place", "--quote=Ani", self.article)
        self.assertIn("3", result.err)
        self.assertEqual(len(self.spans()), 3)

    def test_fragments(self):
        identifier = self.add("--label=quote", "--fragment=4:14", "--fragment=29:32")
        span = self.spans()[0]
        self.assertEqual(span["id"], identifier)
        self.assertEqual(span["fragments"], [[4, 14], [29, 32]])
        self.assertEqual((span["start"], span["end"]), (4, 32))
        self.assertEqual(span["text"], DECODED[4:14] + " " + DECODED[29:32])

    def test_again(self):
        first = self.add("--label=actor", "--quote=Ibu Ani")
        before = (self.folder / "a.txt.tandai.json").stat()
        self.assertEqual(self.add("--label=actor", "--quote=Ibu Ani"), first)
        after = (self.folder / "a.txt.tandai.json").stat()
        self.assertEqual((before.st_mtime_ns, before.st_ino), (after.st_mtime_ns, after.st_ino))
        self.assertNotEqual(self.add("--label=claim", "--quote=Ibu Ani"), first)

    def test_source(self):
        actor = self.add("--label=actor", "--quote=Ibu Ani")
        quote = self.add("--label=quote", "--quote=pulang,", "--source=%s" % actor)
        relations = self.sidecar(self.article)["relations"]
        self.assertEqual([(r["type"], r["from"], r["to"]) for r in relations], [("source", quote, actor)])
        self.assertEqual(self.add("--label=quote", "--quote=pulang,", "--source=%s" % actor), quote)
        self.assertEqual(len(self.sidecar(self.article)["relations"]), 1)
        before = (self.folder / "a.txt.tandai.json").read_bytes()
        self.assert_failure(self.run_cli("annotate", "--label=quote", "--quote=Ya,", "--source=snothing0", self.article),
                            "snothing0")
        self.assert_failure(self.run_cli("annotate", "--label=actor", "--quote=Ya,", "--source=%s" % actor, self.article),
                            "source")
        self.assertEqual((self.folder / "a.txt.tandai.json").read_bytes(), before)

    def test_annotators(self):
        self.add("--label=actor", "--quote=Ya", "--annotator=siti")
        self.assertEqual(self.spans("siti")[0]["text"], "Ya")
        self.assertFalse((self.folder / "a.txt.tandai.json").exists())
        self.check(0, "annotate", "--label=place", "--quote=Bandung", self.folder / "a.txt.siti.tandai.json")
        self.assertEqual(len(self.spans("siti")), 2)
        self.assert_failure(self.run_cli("annotate", "--label=actor", "--quote=Ya", "--annotator=../x", self.article), "../x")

    def test_labels(self):
        result = self.check(0, "annotate", "--label=cue", "--quote=kata", self.article)
        self.assertIn("cue", result.err)
        self.assertEqual(self.spans()[0]["label"], "cue")
        for label in ["", "two words", "a|b", "a;b", "-x", "x" * 65, b"\xff\xfe", "a\nb"]:
            self.assert_failure(self.run_cli("annotate", "--label", label, "--quote=Ya", self.article))
        self.assertEqual(len(self.spans()), 1)

    def test_wrong_offsets(self):
        length = len(DECODED)
        for arguments in [["--start=5", "--end=5"], ["--start=6", "--end=5"], ["--start=0", "--end=%d" % (length + 1)],
                          ["--start=-1", "--end=5"], ["--start=0x1", "--end=5"], ["--start=", "--end=5"],
                          ["--start=1.5", "--end=5"], ["--start= 1", "--end=5"], ["--start=99999999999", "--end=5"],
                          ["--fragment=1"], ["--fragment=1:2:3"], ["--fragment=4:2"], ["--fragment=0:4", "--fragment=2:6"],
                          ["--fragment=0:4", "--fragment=4:6"], ["--fragment=5:6", "--fragment=0:2"]]:
            self.assert_failure(self.run_cli("annotate", "--label=actor", *arguments, self.article))
        self.assertFalse((self.folder / "a.txt.tandai.json").exists())

    def test_wrong_combinations(self):
        for arguments in [[], ["--start=1"], ["--end=1"], ["--start=0", "--end=1", "--quote=Ya"],
                          ["--start=0", "--end=1", "--fragment=0:1"], ["--start=0", "--end=1", "--occurrence=1"],
                          ["--quote=Ya", "--fragment=0:1"], ["--quote="], ["--quote=Ya", "--occurrence=0"],
                          ["--quote", b"\xff"]]:
            self.assert_failure(self.run_cli("annotate", "--label=actor", *arguments, self.article))
        self.assert_failure(self.run_cli("annotate", "--quote=Ya", self.article), "--label")
        self.assert_failure(self.run_cli("annotate", "--label=actor", "--quote=Ya", self.folder))
        self.assert_failure(self.run_cli("annotate", "--label=actor", "--quote=Ya", self.article, self.article))
        self.assertFalse((self.folder / "a.txt.tandai.json").exists())

    def test_locale_without_encoding(self):
        """Words in a shell whose locale says nothing of UTF-8."""
        self.check(0, "annotate", "--label=quote", "--quote=“Ibu Ani 😡", self.article, env={"LC_CTYPE": "C"}.items())
        self.assertEqual(self.spans()[0]["text"], "“Ibu Ani 😡")

    def test_one_span_a_line(self):
        for quote in ["Ya", "Ibu Ani", "Bandung"]:
            self.add("--label=actor", "--quote", quote)
        lines = (self.folder / "a.txt.tandai.json").read_text().splitlines()
        self.assertEqual(len([line for line in lines if re.match(r'\s*\{"id": ?"s', line)]), 3)

    def test_locked(self):
        self.add("--label=actor", "--quote=Ya")
        before = (self.folder / "a.txt.tandai.json").read_bytes()
        self.article.write_text("lain\n")
        self.assert_failure(self.run_cli("annotate", "--label=actor", "--quote=Ibu", self.article), "a.txt")
        self.assertEqual((self.folder / "a.txt.tandai.json").read_bytes(), before)


harness.main()
