# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the real tandai-cli on copies of the sample corpus, and says what it found as TAP."""
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

CLI = os.path.abspath(sys.argv[1])
SAMPLE = pathlib.Path(sys.argv[2]) / "data" / "sample"
LOCALES = pathlib.Path(os.environ.get("TANDAI_LOCALEDIR", "/nonexistent"))
NOBODY = 65534

ENGLISH, INDONESIAN = "en", "id"


def has_indonesian():
    return (LOCALES / "id" / "LC_MESSAGES" / "tandai.mo").exists()


class Sandbox(unittest.TestCase):
    """A folder of its own for each test; `corpus` in it holds a copy of the sample."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tandai-cli-"))
        self.folder.chmod(0o755)
        self.addCleanup(self.clean)

    def clean(self):
        for path in [self.folder, *self.folder.rglob("*")]:
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)
        shutil.rmtree(self.folder)

    def corpus(self):
        corpus = self.folder / "corpus"
        if not corpus.exists():
            shutil.copytree(SAMPLE, corpus)
        return corpus

    def put(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def run_cli(self, *arguments, language=ENGLISH, unprivileged=False, limit=None, timeout=60, env=(), cwd=None, stdin=b""):
        program = CLI
        if unprivileged and os.geteuid() == 0:
            # Where the program was built may be closed to others.
            program = str(self.folder / ".tandai-cli")
            shutil.copy(CLI, program)

        def prepare():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            if limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            if unprivileged and os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)

        environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=language, **dict(env))
        result = subprocess.run([program, *[os.fspath(word) for word in arguments]], input=stdin,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, timeout=timeout,
                                preexec_fn=prepare, cwd=cwd or self.folder)
        result.out = result.stdout.decode()
        result.err = result.stderr.decode()
        if "TANDAI_COVERAGE" in os.environ:
            # Another user, or a program with a limit, can't add to the counts of what is run, and gcc says so.
            result.err = re.sub(r"^(libgcov )?profiling.*\n", "", result.err, flags=re.MULTILINE)
        return result

    def check(self, status, *arguments, **options):
        result = self.run_cli(*arguments, **options)
        self.assertEqual(result.returncode, status, "%s\n%s\n%s" % (arguments, result.out, result.err))
        return result

    def annotate(self, article, label, quote, *more):
        return self.check(0, "annotate", "--label", label, "--quote", quote, article, *more).out.strip()

    def sidecar(self, article, annotator=""):
        path = pathlib.Path("%s%s.tandai.json" % (article, "." + annotator if annotator else ""))
        return json.loads(path.read_text())

    def assert_failure(self, result, *words, status=2):
        """A failure says what it is about, in one or more lines of ours, and prints no result."""
        self.assertEqual(result.returncode, status, result.err)
        for line in result.err.splitlines():
            self.assertTrue(line.startswith("tandai-cli: "), result.err)
        for word in words:
            self.assertIn(word, result.err)
        for character in "\033\a\r":
            self.assertNotIn(character, result.err)


def snapshot(folder):
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class _TapResult(unittest.TestResult):
    def _say(self, ok, test, directive=""):
        self.points = getattr(self, "points", 0) + 1
        print("%sok %d - %s%s" % ("" if ok else "not ", self.points, test.id().split(".", 1)[1], directive), flush=True)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._say(True, test)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._say(True, test, " # SKIP " + reason)

    def _explain(self, test, error):
        for line in self._exc_info_to_string(error, test).splitlines():
            print("# " + line)
        self._say(False, test)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self._explain(test, error)

    def addError(self, test, error):
        super().addError(test, error)
        self._explain(test, error)

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self._explain(subtest, error)


def main():
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    result = _TapResult()
    suite.run(result)
    print("1..%d" % getattr(result, "points", 0))
    sys.exit(0 if result.wasSuccessful() else 1)
