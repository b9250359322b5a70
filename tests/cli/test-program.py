# SPDX-License-Identifier: GPL-3.0-or-later
"""The program as a whole: help, names, exit statuses, languages."""
import os
import signal
import subprocess
import unittest

import harness
from harness import CLI, INDONESIAN, Sandbox

COMMANDS = ["show", "annotate", "validate", "stats", "export", "suggest"]


class Program(Sandbox):
    def test_help(self):
        result = self.check(0, "--help")
        for command in COMMANDS:
            self.assertIn("\n  %s " % command, result.out)
            help_text = self.check(0, command, "--help")
            self.assertIn("tandai-cli %s" % command, help_text.out)
            self.assertEqual(help_text.err, "")

    def test_version(self):
        self.assertRegex(self.check(0, "--version").out, r"^tandai-cli \d+\.\d+\.\d+\n$")

    def test_nothing_named(self):
        result = self.run_cli()
        self.assertEqual((result.returncode, result.out), (2, ""))
        self.assertIn("export", result.err)

    def test_wrong_names(self):
        self.assert_failure(self.run_cli("frobnicate"), "frobnicate")
        self.assert_failure(self.run_cli("frobnicate", "--json"), "frobnicate")
        self.assert_failure(self.run_cli("--frobnicate"), "--frobnicate")
        self.assert_failure(self.run_cli("evil\033[31m\n"))
        for command in COMMANDS:
            self.assert_failure(self.run_cli(command, "--frobnicate", self.corpus()), "--frobnicate", command)
        self.assert_failure(self.run_cli("export", "--format=jsonl", "--split=train", self.corpus()), "train")

    def test_no_path(self):
        for command in ["show", "validate", "stats"]:
            self.assert_failure(self.run_cli(command))
        self.assert_failure(self.run_cli("export", "--format", "jsonl"))
        self.assert_failure(self.run_cli("annotate", "--label", "actor"))

    def test_missing_path(self):
        for command in [["show"], ["validate"], ["stats"], ["export", "--format=jsonl"],
                        ["annotate", "--label=actor", "--start=0", "--end=1"]]:
            self.assert_failure(self.run_cli(*command, self.folder / "missing.txt"), "missing.txt")
            self.assert_failure(self.run_cli(*command, "evil\033[31m\n.txt"), "evil\\x1B[31m\\x0A.txt")

    def test_empty_folder(self):
        (self.folder / "empty").mkdir()
        for command in ["show", "validate", "stats"]:
            self.assertNotEqual(self.check(0, command, self.folder / "empty").err, "")

    def test_standard_output_full(self):
        with open("/dev/full", "w") as full:
            for command in [["show"], ["stats"], ["export", "--format=jsonl"], ["validate", "--json"]]:
                result = subprocess.run([CLI, *command, self.corpus()], stdout=full, stderr=subprocess.PIPE, text=True,
                                        env=dict(os.environ, LANGUAGE="en"))
                self.assertEqual(result.returncode, 2, command)
                self.assertIn("standard output", result.stderr)

    def test_reader_gone(self):
        for command in [["show"], ["export", "--format=jsonl"]]:
            process = subprocess.Popen([CLI, *command, self.corpus()], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            process.stdout.close()
            errors = process.stderr.read()
            process.stderr.close()
            self.assertEqual(process.wait(), -signal.SIGPIPE, errors)
            self.assertEqual(errors, b"")

    def test_interrupt(self):
        """Ctrl+C while the work goes on: it stops, and nothing half-written is left."""
        corpus = self.folder / "many"
        corpus.mkdir()
        text = "Satu dua tiga empat lima.\n" * 4000
        for i in range(200):
            (corpus / ("%03d.txt" % i)).write_text(text)
        process = subprocess.Popen([CLI, "export", "--format=conll", "--include-unannotated", "--output",
                                    self.folder / "out", corpus], stderr=subprocess.PIPE)
        while process.poll() is None and not any(self.folder.glob(".tandai-*/*.conll")):
            pass
        process.send_signal(signal.SIGINT)
        process.stderr.read()
        process.stderr.close()
        self.assertEqual(process.wait(), 128 + signal.SIGINT)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["many"])

    @unittest.skipUnless(harness.has_indonesian(), "there is no Indonesian catalogue")
    def test_indonesian(self):
        for arguments, words in [(["--help"], "Perintah"), (["nosuch"], "nosuch"), (["show"], ""),
                                 (["export", self.corpus()], "--format"), (["stats", self.corpus()], "Artikel"),
                                 (["show", "missing.txt"], "missing.txt")]:
            english = self.run_cli(*arguments)
            indonesian = self.run_cli(*arguments, language=INDONESIAN)
            self.assertEqual(english.returncode, indonesian.returncode)
            self.assertNotEqual(english.out + english.err, indonesian.out + indonesian.err, arguments)
            self.assertIn(words, indonesian.out + indonesian.err)


harness.main()
