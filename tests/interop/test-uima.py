# SPDX-License-Identifier: GPL-3.0-or-later
"""Apache UIMA in Java reads uima-xmi: it counts UTF-16, and what its offsets cover is what was marked."""
import pathlib
import shutil
import subprocess

import interop
from interop import Interop

HERE = pathlib.Path(__file__).resolve().parent
JAR = pathlib.Path("/usr/share/java/uimaj-core.jar")
interop.need("libuima-core-java is not installed", JAR.exists())
interop.need("a Java compiler is not installed", shutil.which("javac"))


class Uima(Interop):
    def read(self, out):
        result = subprocess.run(["java", "-cp", JAR, HERE / "ReadXmi.java", out / "TypeSystem.xml", *sorted(out.glob("*.xmi"))],
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
        self.assertEqual(result.returncode, 0, result.stderr.decode(errors="replace"))
        articles = []
        for line in result.stdout.decode().split("\1")[:-1]:
            kind, *fields = line.split("\0")
            if kind == "text":
                articles.append({"text": fields[0], "span": set(), "relation": set()})
            else:
                articles[-1][kind].add(tuple(fields))
        return articles

    def test_xmi(self):
        for corpus in self.both():
            articles = self.read(self.export("uima-xmi", corpus=corpus, out="xmi-" + corpus.name))
            self.assertEqual(len(articles), len(self.sidecars(corpus)))
            for article, (_, sidecar) in zip(articles, self.sidecars(corpus)):
                text = sidecar["text"]
                spans = {(span["id"], span["label"], *(text[start:end] for start, end in
                                                       span.get("fragments", [[span["start"], span["end"]]])))
                         for span in sidecar["spans"]}
                relations = {(link["id"], link["type"], link["from"], link["to"]) for link in sidecar["relations"]}
                self.assertEqual((article["text"], article["span"], article["relation"]), (text, spans, relations))


interop.main()
