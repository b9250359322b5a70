#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON Schemas take what the contract allows and refuse what it forbids: check-schemas.py ROOT"""
import copy
import json
import pathlib
import re
import sys

import jsonschema

from tap import check, done

ROOT = pathlib.Path(sys.argv[1])
DELETE = object()
SHA = "0" * 64
SPAN = {"id": "s00000001", "start": 0, "end": 4, "label": "actor", "text": "Para"}
SIDECAR = {
    "format": "tandai/1",
    "article": {"file": "a.txt", "sha256": SHA, "encoding": "UTF-8", "newline": "lf"},
    "annotator": "",
    "status": "new",
    "text": "Para",
    "spans": [SPAN],
    "relations": [{"id": "r00000001", "type": "source", "from": "s00000001", "to": "s00000001"}],
}
CORPUS = {"format": "tandai-corpus/1", "labels": [{"name": "actor"}]}

# A path into the example, and what is put there.
GOOD_SIDECARS = [
    ("unknown", {"kept": [1.5]}), ("article.unknown", 1), ("spans.0.unknown", None), ("relations.0.unknown", {}),
    ("annotator", "siti_2-a"), ("status", "in-progress"), ("status", "done"), ("status", "excluded"),
    ("article.newline", "mixed"), ("article.encoding", "windows-1252"), ("article.published", "2022-01-06"),
    ("schema", {"sha256": SHA, "version": "2"}), ("note", ""), ("attributes", {"topic": "protest"}),
    ("spans.0.fragments", [[0, 1], [2, 4]]), ("spans.0.attributes", {"mode": "direct"}),
    ("spans.0.origin", "import:brat"), ("spans.0.created", "2026-11-24T01:02:03Z"),
    ("spans.0.review", {"reason": "changed", "was": "Pra"}), ("relations.0.origin", "suggestion:names"),
    ("orphans", [dict(SPAN, before="", after="x" * 40)]), ("spans.0.label", "pelaku–utama"),
    ("conflicts", [{"id": "s00000001", "ours": None, "theirs": SPAN}]), ("spans", []), ("relations", []), ("text", ""),
    ("conflicts", [{"id": "r00000001", "ours": {"id": "r00000001", "type": "a", "from": "s1", "to": "s2"}, "theirs": None}]),
    ("conflicts", [{"id": "$", "ours": {"status": "done"}, "theirs": {"status": "new"}}]),
    ("conflicts", [{"id": "$.attributes", "ours": {"label": "a"}, "theirs": None}]),
]
BAD_SIDECARS = [(name, DELETE) for name in SIDECAR] + [
    ("article.%s" % name, DELETE) for name in SIDECAR["article"]] + [("spans.0.%s" % name, DELETE) for name in SPAN] + [
    ("relations.0.%s" % name, DELETE) for name in SIDECAR["relations"][0]] + [
    ("format", "tandai/2"), ("article.file", ""), ("article.file", "../a.txt"), ("article.sha256", "0" * 63),
    ("article.sha256", "A" * 64), ("article.encoding", "latin1"), ("article.newline", "CRLF"), ("article.title", 1),
    ("annotator", None), ("annotator", "Siti"), ("annotator", "-a"), ("annotator", "a" * 33), ("status", "finished"),
    ("text", None), ("note", 1), ("attributes", {"a": 1}), ("schema", "2"), ("spans", {}), ("spans.0", "actor"),
    ("spans.0.id", ""), ("spans.0.id", "a b"), ("spans.0.id", "a" * 65), ("spans.0.start", -1),
    ("spans.0.start", 0.5), ("spans.0.start", "0"), ("spans.0.end", 0), ("spans.0.end", True),
    ("spans.0.fragments", [[0, 4]]), ("spans.0.fragments", [[0, 1], [2]]), ("spans.0.fragments", [[0, 1], [2, 3, 4]]),
    ("spans.0.fragments", {}), ("spans.0.label", ""), ("spans.0.label", "-actor"), ("spans.0.label", "an actor"),
    ("spans.0.label", "a" * 65), ("spans.0.label", "a|b"), ("spans.0.text", ""), ("spans.0.attributes", []),
    ("spans.0.origin", "suggestion:"), ("spans.0.created", "yesterday"), ("spans.0.review", {"reason": "other"}),
    ("relations", None), ("relations.0.from", 1), ("relations.0.to", ""), ("orphans", [SPAN]),
    ("orphans", [dict(SPAN, before="x" * 41, after="")]), ("conflicts", [{"id": "s1", "ours": None}]),
    ("conflicts", [{"id": "s1", "ours": {"status": "done"}, "theirs": None}]),
    ("conflicts", [{"id": "$.spans", "ours": {"a": "b"}, "theirs": None}]), ("conflicts", [{"id": "$", "ours": {}, "theirs": None}]),
]
GOOD_CORPORA = [
    ("version", "2"), ("articles", ["*.txt", "*.text"]), ("labels.0.key", "g"), ("labels.0.title", "Actor"),
    ("labels.0.title", {"en": "Actor", "id": "Aktor"}), ("labels.0.color", {"light": "#0072b2", "dark": "#5FB3EA"}),
    ("labels.0.attributes", [{"name": "kind", "values": ["person"]}, {"name": "role"}]), ("unknown", 1),
    ("relations", [{"name": "source", "from": ["actor"], "to": ["actor"]}]), ("article-attributes", [{"name": "topic"}]),
]
BAD_CORPORA = [
    ("format", DELETE), ("format", "tandai/1"), ("labels", DELETE), ("labels", []), ("labels", {}), ("labels.0", "actor"),
    ("labels.0.name", DELETE), ("labels.0.name", "an actor"), ("labels.0.name", "-a"), ("labels.0.key", 1),
    ("labels.0.color", "#0072b2"), ("labels.0.color", {"light": "blue"}), ("labels.0.title", 1),
    ("labels.0.title", {"en": 1}), ("labels.0.attributes", [{}]), ("labels.0.attributes", [{"name": "a", "values": "b"}]),
    ("relations", [{}]), ("relations", [{"name": "source", "from": "actor"}]), ("articles", "*.txt"), ("version", 1),
]


def changed(example, path, value):
    example = copy.deepcopy(example)
    at, *keys = example, *path.split(".")
    for key in keys[:-1]:
        at = at[int(key) if key.isdigit() else key]
    last = int(keys[-1]) if keys[-1].isdigit() else keys[-1]
    if value is DELETE:
        del at[last]
    else:
        at[last] = value
    return example


def check_schema(name, example, good, bad):
    schema = json.loads((ROOT / "data/schema" / name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    def say(path, value):
        return "%s: %s" % (path, "left out" if value is DELETE else json.dumps(value))

    check(name + " takes a bare example", (error.message for error in validator.iter_errors(example)))
    check(name + " takes what is allowed",
          (say(*case) for case in good if not validator.is_valid(changed(example, *case))))
    check(name + " refuses what is not", (say(*case) for case in bad if validator.is_valid(changed(example, *case))))
    return validator


def default_corpus():
    """The corpus file that serves where there is none stands in the core as a C string."""
    header = (ROOT / "app/core/tandai-schema-default.h").read_text(encoding="utf-8")
    pieces = re.findall(r'^\s*"((?:[^"\\]|\\.)*)"', header, re.MULTILINE)
    return json.loads("".join(pieces).replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\"))


def main():
    sidecar = check_schema("sidecar-1.json", SIDECAR, GOOD_SIDECARS, BAD_SIDECARS)
    samples = sorted((ROOT / "data/sample").glob("*.tandai.json"))
    check("there are sidecars in the sample", [] if samples else ["data/sample holds none"])
    for path in samples:
        content = json.loads(path.read_text(encoding="utf-8"))
        check("sidecar-1.json takes the sample's " + path.name, (
            "%s: %s" % (error.json_path, error.message) for error in sidecar.iter_errors(content)))
    corpus = check_schema("tandai-corpus-1.json", CORPUS, GOOD_CORPORA, BAD_CORPORA)
    check("tandai-corpus-1.json takes the defaults", (error.message for error in corpus.iter_errors(default_corpus())))
    done()


main()
