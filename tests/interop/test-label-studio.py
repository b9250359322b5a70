# SPDX-License-Identifier: GPL-3.0-or-later
"""Label Studio's own converter reads the tasks by the labelling configuration that lies beside them."""
import json

import interop
import readers
from interop import Interop

interop.enter("label-studio")

# What its server gives each task on import.
FIRST_ID = 1


class LabelStudio(Interop):
    def convert(self, corpus, kind):
        from label_studio_sdk.converter import Converter

        out = self.export("label-studio", "--shards=1", corpus=corpus, out="tasks-" + corpus.name)
        [config], [path] = out.glob("label_config*.xml"), out.glob("part-*.json")
        tasks = json.loads(path.read_text())
        for number, task in enumerate(tasks, FIRST_ID):
            task["id"] = number
            for annotation in task["annotations"]:
                annotation["id"] = number
        source = interop.dump(self.folder / ("imported-%s.json" % corpus.name), tasks)
        target = self.folder / ("%s-%s" % (kind, corpus.name))
        Converter(str(config), str(self.folder), download_resources=False).convert(str(source), str(target), kind, is_dir=False)
        return target

    def test_json_min(self):
        for corpus in self.both():
            records = json.loads((self.convert(corpus, "JSON_MIN") / "result.json").read_text())
            sidecars = self.sidecars(corpus)
            self.assertEqual(len(records), len(sidecars))
            for record, (_, sidecar) in zip(records, sidecars):
                self.assertEqual(record["text"], sidecar["text"])
                found = {(label, region["start"], region["end"]) for region in record["label"] for label in region["labels"]}
                self.assertEqual(found, readers.sidecar_pieces(sidecar))
                for region in record["label"]:
                    self.assertEqual(record["text"][region["start"]:region["end"]], region["text"])

    def test_conll(self):
        """It splits words by rules of its own; that it finds labels in them is what can be asked."""
        content = (self.convert(self.corpus(), "CONLL2003") / "result.conll").read_text()
        tags = {line.split(" ")[-1] for line in content.splitlines() if line}
        self.assertLessEqual({"B-actor", "B-place", "B-claim", "B-quote", "I-quote", "O"}, tags)


interop.main()
