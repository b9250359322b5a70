# SPDX-License-Identifier: GPL-3.0-or-later
"""tandai-cli merge: two sidecars of one become one, alone and as the merge driver of real git repositories."""
import json
import os
import pathlib
import subprocess

import harness
from harness import CLI, INDONESIAN, Sandbox

TEXT = "Bupati Demak mengatakan air naik. “Kami siap,” kata Siti kepada warga."
ARTICLE, SIDECAR = "berita.txt", "berita.txt.tandai.json"


def dump(sidecar):
    return json.dumps(sidecar, ensure_ascii=False)


def spans(sidecar):
    return sorted((span["label"], span["text"]) for span in sidecar["spans"])


class Merge(Sandbox):
    """Three copies of one article's sidecar, of which two are annotated further."""

    def setUp(self):
        super().setUp()
        for name in "base", "ours", "theirs":
            self.put("%s/%s" % (name, ARTICLE), TEXT)
        self.annotate(self.folder / "base" / ARTICLE, "actor", "Bupati Demak")
        for name in "ours", "theirs":
            self.path(name).write_bytes(self.path("base").read_bytes())

    def path(self, name):
        return self.folder / name / SIDECAR

    def add(self, name, label, quote, *more):
        return self.annotate(self.folder / name / ARTICLE, label, quote, *more)

    def read(self, name):
        return json.loads(self.path(name).read_text())

    def change(self, name, **members):
        sidecar = self.read(name)
        sidecar["spans"][0].update(members)
        self.path(name).write_text(dump(sidecar))

    def merge(self, status, base=None, ours=None, theirs=None, **options):
        return self.check(status, "merge", base or self.path("base"), ours or self.path("ours"), theirs or self.path("theirs"), **options)

    def validate(self, name="ours"):
        self.check(0, "validate", self.path(name))

    def refuse(self, *words, **options):
        before = harness.snapshot(self.folder)
        result = self.run_cli("merge", *[options.pop(name, self.path(name)) for name in ("base", "ours", "theirs")], **options)
        self.assert_failure(result, *words)
        after = harness.snapshot(self.folder)
        after.pop(pathlib.Path(".tandai-cli"), None)
        self.assertEqual(after, before)

    def test_changes_of_both_are_taken(self):
        siti = self.add("ours", "actor", "Siti")
        self.add("ours", "quote", "“Kami siap,”", "--source", siti)
        self.add("theirs", "claim", "air naik")
        before = self.path("theirs").read_bytes()
        result = self.merge(0)
        self.assertEqual((result.out, result.err), ("", ""))
        self.assertEqual(spans(self.read("ours")), [("actor", "Bupati Demak"), ("actor", "Siti"), ("claim", "air naik"), ("quote", "“Kami siap,”")])
        self.assertEqual(len(self.read("ours")["relations"]), 1)
        self.assertEqual(self.path("theirs").read_bytes(), before)
        self.validate()

    def test_it_is_as_one_after_the_other(self):
        self.put("both/" + ARTICLE, TEXT)
        (self.folder / "both" / SIDECAR).write_bytes(self.path("base").read_bytes())
        for number, (label, quote) in enumerate((("actor", "Siti"), ("claim", "air naik"), ("actor", "warga"))):
            name = ("ours", "theirs")[number % 2]
            span = self.add(name, label, quote)
            other = self.add("both", label, quote)
            both = self.folder / "both" / SIDECAR
            both.write_text(both.read_text().replace(other, span))
            self.check(0, "annotate", "--label", label, "--quote", quote, self.folder / "both" / ARTICLE)
        self.merge(0)
        canonical = self.folder / "canonical.json"
        canonical.write_bytes((self.folder / "both" / SIDECAR).read_bytes())
        self.merge(0, canonical, canonical, canonical)
        self.assertEqual(self.path("ours").read_bytes(), canonical.read_bytes())

    def test_the_same_span_made_twice(self):
        first, second = self.add("ours", "actor", "Siti"), self.add("theirs", "actor", "Siti")
        self.add("theirs", "quote", "“Kami siap,”", "--source", second)
        self.merge(0)
        merged = self.read("ours")
        self.assertEqual([span["id"] for span in merged["spans"] if span["text"] == "Siti"], [min(first, second)])
        self.assertEqual(merged["relations"][0]["to"], min(first, second))

    def test_a_disagreement_is_told(self):
        self.change("ours", note="satu")
        self.change("theirs", note="dua")
        result = self.merge(1)
        self.assertIn("disagree on 1 thing", result.err)
        merged = self.read("ours")
        span = merged["spans"][0]
        self.assertEqual((span["note"], span["review"]), ("satu", {"reason": "conflict"}))
        self.assertEqual([(entry["id"], entry["ours"]["note"], entry["theirs"]["note"]) for entry in merged["conflicts"]], [(span["id"], "satu", "dua")])
        self.validate()

    def test_merging_again_adds_nothing(self):
        self.change("ours", note="satu")
        self.change("theirs", note="dua")
        self.merge(1)
        before = self.path("ours").read_bytes()
        self.merge(1)
        self.assertEqual(self.path("ours").read_bytes(), before)

    def test_an_empty_base_is_none(self):
        self.add("ours", "actor", "Siti")
        self.add("theirs", "claim", "air naik")
        self.merge(0, base=self.put("empty", b""))
        self.assertEqual(len(self.read("ours")["spans"]), 3)

    def test_a_link_is_written_at_its_target(self):
        self.add("theirs", "actor", "Siti")
        self.path("ours").chmod(0o640)
        link = self.folder / "link"
        link.symlink_to(self.path("ours"))
        self.merge(0, ours=link)
        self.assertTrue(link.is_symlink())
        self.assertEqual(self.path("ours").stat().st_mode & 0o777, 0o640)
        self.assertEqual(len(self.read("ours")["spans"]), 2)

    def test_what_is_no_sidecar(self):
        whole = self.path("ours").read_bytes()
        for name in "base", "ours", "theirs":
            for bad, reason in ((whole[:len(whole) // 2], ""), (b"[]", ""), (b"\xff", ""), (b"{}", "format: is missing"), (b"not json", ""),
                                (whole.replace(b'"end": 12', b'"end": 99999'), "spans[0].end: "), (whole + b"{}", "")):
                self.path(name).write_bytes(bad)
                self.refuse("%s/%s: %s" % (name, SIDECAR, reason))
            self.path(name).write_bytes(whole)
        for name in "ours", "theirs":
            self.path(name).write_bytes(b"")
            self.refuse("%s/%s" % (name, SIDECAR))
            self.path(name).write_bytes(whole)

    def test_what_does_not_go_together(self):
        whole = self.path("theirs").read_bytes()
        for name in "base", "theirs":
            self.path(name).write_text(dump(dict(self.read(name), annotator="siti")))
            self.refuse("%s/%s: annotator: is “siti”" % (name, SIDECAR))
            self.path(name).write_bytes(whole)

    def correct(self, name, before, after):
        """The article is corrected, and the sidecar carried over to it."""
        article = self.folder / name / ARTICLE
        article.write_text(article.read_text().replace(before, after))
        return self.run_cli("reanchor", self.path(name), env={"XDG_STATE_HOME": str(self.folder / "state")})

    def test_an_article_that_one_side_corrected(self):
        for corrected, other in (("ours", "theirs"), ("theirs", "ours")):
            with self.subTest(corrected):
                for name in "ours", "theirs":
                    self.path(name).write_bytes(self.path("base").read_bytes())
                    (self.folder / name / ARTICLE).write_text(TEXT)
                self.add(other, "actor", "Siti")
                self.correct(corrected, "Bupati", "Kemarin Bupati")
                self.merge(0)
                merged = self.read("ours")
                self.assertEqual(merged["text"], (self.folder / corrected / ARTICLE).read_text())
                self.assertEqual(spans(merged), [("actor", "Bupati Demak"), ("actor", "Siti")])
                self.check(0, "validate", self.path("ours") if corrected == "ours" else self.path("theirs"))

    def test_an_article_that_both_corrected(self):
        self.correct("ours", "Bupati", "Kemarin Bupati")
        self.correct("theirs", "Bupati", "Kemarin Bupati")
        self.add("theirs", "actor", "Siti")
        self.merge(0)
        self.assertEqual(spans(self.read("ours")), [("actor", "Bupati Demak"), ("actor", "Siti")])
        self.validate()
        self.correct("theirs", "Kemarin", "Dahulu")
        self.correct("ours", "Kemarin", "Tadi")
        self.refuse("theirs/%s: text: is not the text that OURS annotates" % SIDECAR)

    def test_what_is_not_there(self):
        for name in "base", "ours", "theirs":
            self.refuse("none.json", **{name: self.folder / "none.json"})
            self.refuse(self.folder.name, **{name: self.folder})

    def test_what_cannot_be_written(self):
        self.add("theirs", "actor", "Siti")
        self.refuse(SIDECAR, limit=100)
        (self.folder / "ours").chmod(0o555)
        self.refuse(SIDECAR, unprivileged=True)

    def test_what_would_lie_too_deep(self):
        """In the conflicts a span lies one level deeper than among the spans, and 64 are the most."""
        deep = []
        for _ in range(60):
            deep = [deep]
        for name in "base", "ours", "theirs":
            self.change(name, note=name, later=deep)
        self.validate()
        self.refuse("ours/%s: " % SIDECAR)

    def put_copy(self, name="ours"):
        copy = self.path(name).with_name(SIDECAR + ".conflict-20260102T030405000Z")
        copy.write_bytes(self.path("theirs").read_bytes())
        return copy

    def test_a_copy_is_told_and_merged(self):
        self.add("ours", "place", "Demak")
        self.add("theirs", "claim", "warga")
        copy = self.put_copy()
        for language, word in ((harness.ENGLISH, "another version waits"), (INDONESIAN, "versi lain menunggu")):
            found = self.check(0, "validate", self.folder / "ours", language=language)
            self.assertIn(word, found.out)
            self.assertIn(copy.name, found.out)
        self.assertIn("merged", self.check(0, "merge", "--copies", self.folder / "ours").err)
        self.assertFalse(copy.exists())
        self.assertEqual(sorted(span["label"] for span in self.read("ours")["spans"]), ["actor", "claim", "place"])
        self.validate()
        self.assertEqual(self.check(0, "merge", "--copies", self.folder / "ours").err, "")

    def test_a_copy_that_disagrees(self):
        self.change("ours", label="claim")
        self.change("theirs", label="place")
        copy = self.put_copy()
        self.assertIn("disagree", self.check(1, "merge", "--copies", self.folder / "ours" / ARTICLE).err)
        self.assertFalse(copy.exists())
        self.assertEqual([span["label"] for span in self.read("ours")["spans"]], ["claim"])
        self.assertEqual(len(self.read("ours")["conflicts"]), 1)

    def test_a_copy_of_a_sidecar_that_is_gone(self):
        copy = self.put_copy()
        self.path("ours").unlink()
        self.check(0, "merge", "--copies", self.folder / "ours")
        self.assertFalse(copy.exists())
        self.assertEqual(len(self.read("ours")["spans"]), 1)

    def test_a_copy_that_can_not_be_read_stays(self):
        copy = self.put_copy()
        copy.write_text("{")
        before = self.path("ours").read_bytes()
        self.assert_failure(self.run_cli("merge", "--copies", self.folder / "ours"), copy.name)
        self.assertEqual(copy.read_text(), "{")
        self.assertEqual(self.path("ours").read_bytes(), before)

    def test_bad_commands(self):
        for arguments, words in (([], "BASE, OURS and THEIRS"), (["a", "b"], "BASE, OURS and THEIRS"), (["a", "b", "c", "d"], "BASE, OURS and THEIRS"),
                                 (["--install", "a", "b"], "one folder"), (["--copies"], "no file or folder"), (["--copies", "--install"], "--install and --copies"), (["--force"], "--force")):
            self.assert_failure(self.run_cli("merge", *arguments), words)
        self.assertIn("sebutkan tiga", self.check(2, "merge", language=INDONESIAN).err)


class Git(Sandbox):
    """Clones of one bare repository, in which tandai-cli is the merge driver."""

    def setUp(self):
        super().setUp()
        programs = self.folder / "bin"
        programs.mkdir()
        (programs / "tandai-cli").symlink_to(CLI)
        name = {"NAME": "Siti", "EMAIL": "siti@example.org"}
        self.environment = dict({"GIT_%s_%s" % (who, what): value for who in ("AUTHOR", "COMMITTER") for what, value in name.items()},
                                HOME=str(self.folder), GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL=os.devnull,
                                PATH="%s:%s" % (programs, os.environ["PATH"]))

    def git(self, clone, *arguments, status=0):
        result = subprocess.run(["git", "-C", str(self.folder / clone), *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="en", **self.environment), timeout=60)
        self.assertEqual(result.returncode, status, "%s\n%s" % (arguments, result.stdout))
        return result.stdout

    def install(self, clone, status=0, **options):
        return self.check(status, "merge", "--install", self.folder / clone, env=self.environment, **options)

    def repository(self, name="siti"):
        (self.folder / name).mkdir()
        self.git(name, "init", "-q", "-b", "main")
        return self.folder / name

    def clones(self, *names):
        """A bare repository with an article, and clones of it that merge sidecars."""
        (self.folder / "bare").mkdir()
        self.git("bare", "init", "-q", "--bare", "-b", "main")
        for number, name in enumerate(names):
            self.git(".", "clone", "-q", str(self.folder / "bare"), name)
            if number == 0:
                self.git(name, "checkout", "-q", "-b", "main")
                self.put("%s/%s" % (name, ARTICLE), TEXT)
            self.install(name)
            if number == 0:
                self.commit(name)
                self.git(name, "push", "-q", "origin", "main")
            self.assertEqual(self.git(name, "status", "--porcelain"), "")

    def commit(self, clone):
        self.git(clone, "add", "-A")
        self.git(clone, "commit", "-q", "-m", "annotations")

    def add(self, clone, label, quote):
        span = self.annotate(self.folder / clone / ARTICLE, label, quote)
        self.commit(clone)
        return span

    def share(self, clone):
        self.git(clone, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
        self.git(clone, "push", "-q", "origin", "main")

    def read(self, clone):
        return self.sidecar(self.folder / clone / ARTICLE)

    def test_three_clones(self):
        names = ["siti", "budi", "wati"]
        self.clones(*names)
        made = [self.add(name, label, quote) for name, label, quote in zip(names, ("actor", "claim", "quote"), ("Bupati Demak", "air naik", "“Kami siap,”"))]
        for name in names:
            self.share(name)
        # The second round begins with different sidecars: each has seen more than the one before.
        made += [self.add(name, "actor", quote) for name, quote in zip(names, ("Siti", "warga", "Kami"))]
        for name in names + names:
            self.share(name)
        sidecars = [self.read(name) for name in names]
        self.assertEqual(sorted(span["id"] for span in sidecars[0]["spans"]), sorted(made))
        self.assertNotIn("conflicts", sidecars[0])
        self.assertEqual(sidecars[1:], sidecars[:1] * 2)
        self.check(0, "validate", *[self.folder / name for name in names])
        self.assertIn("Merge", self.git("wati", "log", "--merges", "--oneline"))

    def test_a_disagreement_stops_git(self):
        self.clones("siti", "budi")
        self.add("siti", "actor", "Bupati Demak")
        self.share("siti")
        self.share("budi")
        for name in "siti", "budi":
            sidecar = self.read(name)
            sidecar["spans"][0]["note"] = name
            (self.folder / name / SIDECAR).write_text(dump(sidecar))
            self.add(name, "claim", {"siti": "air naik", "budi": "Kami siap"}[name])
        self.share("siti")
        output = self.git("budi", "pull", "-q", "--no-rebase", "--no-edit", "origin", "main", status=1)
        self.assertIn("CONFLICT", output)
        self.assertIn("the two disagree on 1 thing", output)
        self.assertIn("UU " + SIDECAR, self.git("budi", "status", "--porcelain"))
        merged = self.read("budi")
        self.assertEqual([(entry["ours"]["note"], entry["theirs"]["note"]) for entry in merged["conflicts"]], [("budi", "siti")])
        self.assertEqual(spans(merged), [("actor", "Bupati Demak"), ("claim", "Kami siap"), ("claim", "air naik")])
        self.check(0, "validate", self.folder / "budi")
        # A person decides.
        del merged["conflicts"], merged["spans"][0]["review"]
        (self.folder / "budi" / SIDECAR).write_text(dump(merged))
        self.commit("budi")
        self.share("budi")
        self.share("siti")
        self.assertEqual(self.read("siti")["spans"][0]["note"], "budi")

    def test_what_cannot_be_merged_stays_ours(self):
        self.clones("siti", "budi")
        for name in "siti", "budi":
            self.add(name, "actor", "Siti")
        (self.folder / "siti" / SIDECAR).write_text("{}")
        self.commit("siti")
        self.share("siti")
        before = (self.folder / "budi" / SIDECAR).read_bytes()
        output = self.git("budi", "pull", "-q", "--no-rebase", "--no-edit", "origin", "main", status=1)
        self.assertIn("format: is missing", output)
        self.assertEqual((self.folder / "budi" / SIDECAR).read_bytes(), before)

    def test_install_says_what_it_did_and_does_it_once(self):
        top = self.repository()
        (top / "deep" / "er").mkdir(parents=True)
        (top / ".gitattributes").write_bytes(b"*.txt text\n# ours\n*.tandai.json -text")
        err = self.install("siti/deep/er").err
        for words in (".gitattributes: the line “*.tandai.json merge=tandai” is added", "merge.tandai.name is now", "merge.tandai.driver is now “tandai-cli merge %O %A %B”"):
            self.assertIn(words, err)
        self.assertEqual((top / ".gitattributes").read_bytes(), b"*.txt text\n# ours\n*.tandai.json -text\n*.tandai.json merge=tandai\n")
        self.assertEqual(self.git("siti", "config", "merge.tandai.driver"), "tandai-cli merge %O %A %B\n")
        before = harness.snapshot(top)
        err = self.check(0, "merge", "--install", env=self.environment, cwd=top).err
        self.assertIn("is there already", err)
        self.assertNotIn("is added", err)
        self.assertNotIn("is now", err)
        self.assertEqual(harness.snapshot(top), before)

    def test_install_mends_an_old_driver(self):
        self.repository()
        self.git("siti", "config", "--add", "merge.tandai.driver", "old")
        self.git("siti", "config", "--add", "merge.tandai.driver", "older")
        self.install("siti")
        self.assertEqual(self.git("siti", "config", "--get-all", "merge.tandai.driver"), "tandai-cli merge %O %A %B\n")

    def test_install_where_another_rule_has_the_last_word(self):
        top = self.repository()
        (top / ".gitattributes").write_text("*.tandai.json merge=tandai\n*.json merge=union\n")
        self.assert_failure(self.install("siti", status=2), "overrides", "union")

    def test_install_where_git_will_not_find_the_program(self):
        self.repository()
        self.assertNotIn("PATH", self.install("siti").err)
        (self.folder / "bin" / "tandai-cli").unlink()
        self.assertIn("git will not find tandai-cli", self.install("siti").err)

    def test_install_outside_a_repository(self):
        (self.folder / "plain").mkdir()
        self.environment["GIT_CEILING_DIRECTORIES"] = str(self.folder)
        self.assert_failure(self.install("plain", status=2), "is in no git repository that can be set up", "not a git repository")
        self.assert_failure(self.install("none", status=2), "none")
        (self.folder / "bare").mkdir()
        self.git("bare", "init", "-q", "--bare")
        self.assert_failure(self.install("bare", status=2), "work tree")
        self.assertEqual(list((self.folder / "plain").iterdir()), [])

    def test_install_without_git(self):
        self.repository()
        self.environment["PATH"] = str(self.folder / "bin")
        self.assert_failure(self.install("siti", status=2), "could not run git")
        self.assertFalse((self.folder / "siti" / ".gitattributes").exists())


harness.main()
