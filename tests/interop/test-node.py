# SPDX-License-Identifier: GPL-3.0-or-later
"""What JavaScript reads: csv by csv-parse, jsonl against the sidecar's schema by ajv, web-annotation by jsonld."""
import json
import os
import pathlib
import subprocess

import environments
import interop
import readers
from interop import Interop

HERE = pathlib.Path(__file__).resolve().parent
SCHEMA = HERE.parent.parent / "data" / "schema" / "sidecar-1.json"
OA, RDF, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/ns/activitystreams#"

try:
    NODE = environments.make("node")
except environments.Unavailable as error:
    interop.need("node: %s" % error, False)


def value(node, name):
    return node[name][0]["@value"]


class Node(Interop):
    def read(self, script, *arguments, status=0):
        result = subprocess.run(["node", HERE / script, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, timeout=60,
                                env=dict(os.environ, NODE_PATH=str(NODE / "node_modules")))
        self.assertEqual(result.returncode, status, result.stderr)
        return json.loads(result.stdout) if status == 0 else result.stderr

    def test_csv_parse(self):
        for corpus in self.both():
            rows = self.read("read-csv.js", self.export("csv", corpus=corpus, out=corpus.name + ".csv"))
            texts = {path.stem: sidecar for path, sidecar in self.sidecars(corpus)}
            self.assertEqual(len(rows), sum(len(sidecar["spans"]) for sidecar in texts.values()))
            for row in rows:
                text = texts[row["doc_id"]]["text"]
                if not row["fragments"]:
                    self.assertEqual(text[int(row["start"]):int(row["end"])], row["text"])

    def test_ajv(self):
        for corpus in self.both():
            out = self.export("jsonl", corpus=corpus, out=corpus.name + ".jsonl")
            found = self.read("read-schema.js", SCHEMA, out)
            self.assertEqual(found, [[]] * len(list(corpus.rglob("*.txt"))))
        record = json.loads(out.read_text().splitlines()[0])
        record["spans"][0]["start"] = -1
        bad = self.put("bad.jsonl", json.dumps(record) + "\n")
        self.assertEqual(self.read("read-schema.js", SCHEMA, bad), [["/spans/0/start must be >= 0"]])

    def pieces(self, node, text):
        """Label and places of an annotation of words, whose two selectors must agree."""
        labels = [value(body, RDF + "value") for body in node[OA + "hasBody"]
                  if body.get(OA + "hasPurpose", [{}])[0].get("@id") == OA + "tagging"]
        for target in node[OA + "hasTarget"]:
            selectors = {selector["@type"][0]: selector for selector in target[OA + "hasSelector"]}
            place, quote = selectors[OA + "TextPositionSelector"], selectors[OA + "TextQuoteSelector"]
            start, end = value(place, OA + "start"), value(place, OA + "end")
            self.assertEqual(text[start:end], value(quote, OA + "exact"))
            self.assertTrue(text[:start].endswith(value(quote, OA + "prefix")))
            self.assertTrue(text[end:].startswith(value(quote, OA + "suffix")))
            yield labels[0], start, end

    def test_jsonld(self):
        for corpus in self.both():
            out = self.export("web-annotation", corpus=corpus, out="w3c-" + corpus.name)
            for path, sidecar in self.sidecars(corpus):
                [collection] = self.read("read-jsonld.js", HERE / "web-annotation.json", out / (path.stem + ".jsonld"))
                [page] = collection[AS + "first"]
                items = page[AS + "items"][0]["@list"]
                self.assertEqual(value(collection, AS + "totalItems"), len(items))
                text = (out / path.name).read_bytes().decode()
                by_motivation = {}
                for item in items:
                    by_motivation.setdefault(item[OA + "motivatedBy"][0]["@id"], []).append(item)
                found = {piece for node in by_motivation[OA + "tagging"] for piece in self.pieces(node, text)}
                self.assertEqual(found, readers.sidecar_pieces(sidecar))
                self.assertEqual(len(by_motivation[OA + "linking"]), len(sidecar["relations"]))
                ids = {item["@id"] for item in by_motivation[OA + "tagging"]}
                for link in by_motivation[OA + "linking"]:
                    ends = [link[OA + "hasTarget"][0]["@id"]] + [body[OA + "hasSource"][0]["@id"] for body in link[OA + "hasBody"]
                                                                 if OA + "hasSource" in body]
                    self.assertEqual((len(ends), set(ends) - ids), (2, set()))

    def test_jsonld_would_tell_of_a_term_without_meaning(self):
        out = self.export("web-annotation")
        path = next(out.glob("*.jsonld"))
        path.write_text(path.read_text().replace('"motivation"', '"motiv"', 1))
        self.assertIn("motiv", self.read("read-jsonld.js", HERE / "web-annotation.json", path, status=1))


interop.main()
