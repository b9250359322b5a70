# SPDX-License-Identifier: GPL-3.0-or-later
"""Made-up articles with annotations, the same for the same seed."""
import bisect
import collections
import hashlib
import itertools
import json
import random
import shutil

# bytes of text, spans, how many of them nested in another, how many crossing one
Size = collections.namedtuple("Size", "bytes spans nested crossing")
SIZES = {
    "w1": Size(4_000, 60, 20, 2),
    "w2": Size(1_000_000, 10_000, 2_065, 0),
    "w3": Size(10_000_000, 100_000, 20_650, 0),
    "save": Size(66_000, 1_000, 200, 0),
    "news": Size(4_000, 30, 8, 1),
}
SEED = 20261124
# In no other word.
RARE = "kelontong"
WORDS = """warga pemerintah presiden menteri gubernur bupati polisi tentara petani nelayan buruh guru dokter hakim jaksa
mengatakan menyatakan menegaskan menolak meminta menyebut menilai mengaku membantah menjelaskan melaporkan mengumumkan
bahwa yang dengan untuk dari pada dalam akan telah sudah belum tidak juga masih hanya lebih hingga sejak oleh atas
jalan jembatan sungai pasar sekolah pabrik pelabuhan desa kota provinsi kabupaten kecamatan gedung kantor rumah
harga beras minyak listrik air banjir gempa longsor kebakaran unjuk rasa pemilu anggaran pajak investasi ekspor impor
korban kerugian bantuan kebijakan peraturan undang-undang perusahaan bank dana miliar juta persen tahun bulan hari
orang-orang anak-anak rata-rata sehari-hari kira-kira Senin Selasa Rabu Kamis Jum'at Sabtu Minggu 1.500.000 24/8""".split()
NAMES = """Sulastri Hartono Wijaya Lestari Nugroho Kusuma Rahmawati Siregar Panjaitan Tokayev Hidayat Santosa Maharani
Jakarta Demak Kupang Makassar Palembang Jayapura Manado Pontianak Semarang Bandung Surabaya Ambon""".split()
ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


def sentence(rng):
    words = [rng.choice(NAMES) if rng.random() < 0.2 else rng.choice(WORDS) for _ in range(rng.randint(11, 17))]
    words[0] = words[0][0].upper() + words[0][1:]
    if rng.random() < 0.3:
        words[1], words[8] = "“" + words[1], words[8] + ",”"
    return " ".join(words) + "."


class Vocabulary:
    """As many different words as a language has, a few of them in every line and most of them seldom."""
    SYLLABLES = """ba be bi bu ca da di du ga gi ha ja ju ka ke ki ku la le li lu ma me mi mu na ni nu pa pe pi pu
    ra ri ru sa se si su ta te ti tu wa ya bang kan dang ran tung sar lam min ter""".split()

    def __init__(self, rng, n_words):
        made = {}
        while len(made) < n_words:
            made["".join(rng.choice(self.SYLLABLES) for _ in range(rng.randint(2, 5)))] = True
        self.words = WORDS + NAMES + list(made)
        self.weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    def sentence(self, rng):
        words = rng.choices(self.words, cum_weights=self.weights, k=rng.randint(11, 17))
        words[0] = words[0][0].upper() + words[0][1:]
        return " ".join(words) + "."


def make_text(rng, n_bytes, sentence=sentence):
    """The text, and for each sentence the offsets of its words."""
    parts, words, offset, size, left = [], [], 0, 0, 0
    while size < n_bytes:
        if left == 0:
            gap, left = "\n\n" if parts else "", rng.randint(3, 6)
        else:
            gap = " "
        line, left = sentence(rng), left - 1
        offset += len(gap)
        places, at = [], offset
        for word in line.split(" "):
            places.append((at, at + len(word)))
            at += len(word) + 1
        words.append(places)
        parts.append(gap + line)
        offset += len(line)
        size += len((gap + line).encode())
    return "".join(parts) + "\n", words


def make_ranges(rng, words, size):
    """(start, end, label): spread evenly over the sentences, the nested ones inside quotes."""
    top = size.spans - size.nested - size.crossing
    nested_at = set(rng.sample(range(top), size.nested))
    crossing_at = set(rng.sample(sorted(set(range(top)) - nested_at), size.crossing))
    per_sentence = collections.Counter(i * len(words) // top for i in range(top))
    ranges, number = [], 0
    for index, places in enumerate(words):
        room = len(places) // max(per_sentence[index], 1)
        for k in range(per_sentence[index]):
            first = k * room
            if number in nested_at:
                last = min(first + max(room, 3), len(places)) - 1
                ranges.append((places[first][0], places[last][1], "quote"))
                inner = rng.randint(first, last - 1)
                ranges.append((places[inner][0], places[inner][1], "actor"))
            elif number in crossing_at:
                ranges.append((places[first][0], places[first + 1][1], "claim"))
                ranges.append((places[first + 1][0], places[first + 2][1], "quote"))
            else:
                last = min(first + rng.randint(0, 2), len(places) - 1)
                ranges.append((places[first][0], places[last][1], rng.choice(["actor", "place", "claim"])))
            number += 1
    return ranges


def make_id(rng):
    return "s" + "".join(rng.choice(ALPHABET) for _ in range(8))


def make_sidecar(rng, name, text, ranges):
    ranges = sorted(set(ranges), key=lambda r: (r[0], -r[1], r[2]))
    ids = set()
    while len(ids) < len(ranges):
        ids.add(make_id(rng))
    head = {"file": name, "sha256": hashlib.sha256(text.encode()).hexdigest(), "encoding": "UTF-8", "newline": "lf",
            "language": "id"}

    def dump(value):
        return json.dumps(value, ensure_ascii=False)

    spans = ",\n".join("    " + dump({"id": span_id, "start": start, "end": end, "label": label, "text": text[start:end]})
                       for span_id, (start, end, label) in zip(sorted(ids), ranges))
    return ('{\n  "format": "tandai/1",\n  "article": %s,\n  "annotator": "",\n  "status": "in-progress",\n  "text": %s,\n'
            '  "spans": [\n%s\n  ],\n  "relations": []\n}\n' % (dump(head), dump(text), spans)), ranges


def make(name, folder):
    """Writes NAME.txt and its sidecar, once; returns the article's path."""
    article = folder / (name + ".txt")
    sidecar = folder / (name + ".txt.tandai.json")
    if not sidecar.exists():
        rng = random.Random("%d %s" % (SEED, name))
        text, words = make_text(rng, SIZES[name].bytes)
        content, ranges = make_sidecar(rng, article.name, text, make_ranges(rng, words, SIZES[name]))
        check(name, ranges)
        article.write_text(text, encoding="utf-8")
        sidecar.write_text(content, encoding="utf-8")
    return article


def make_corpus(folder, n_articles):
    """A folder of news articles with sidecars, once; their number is in its name."""
    corpus = folder / ("news-%d" % n_articles)
    if corpus.exists():
        return corpus
    half = folder / (corpus.name + ".new")
    half.mkdir(parents=True)
    rng = random.Random("%d %s" % (SEED, corpus.name))
    for number in range(n_articles):
        name = "%06d.txt" % number
        text, words = make_text(rng, SIZES["news"].bytes)
        content, _ = make_sidecar(rng, name, text, make_ranges(rng, words, SIZES["news"]))
        (half / name).write_text(text, encoding="utf-8")
        (half / (name + ".tandai.json")).write_text(content, encoding="utf-8")
    half.rename(corpus)
    return corpus


def make_wide_corpus(folder, n_articles):
    """A corpus of many words, once: each hundredth article holds RARE, and three in ten have a sidecar."""
    corpus = folder / ("wide-%d" % n_articles)
    if corpus.exists():
        return corpus
    half = folder / (corpus.name + ".new")
    shutil.rmtree(half, ignore_errors=True)
    rng = random.Random("%d %s" % (SEED, corpus.name))
    vocabulary = Vocabulary(rng, 50_000)
    for number in range(n_articles):
        place = half / ("%03d" % (number // 1000))
        place.mkdir(parents=True, exist_ok=True)
        name = "%06d.txt" % number
        text, words = make_text(rng, SIZES["news"].bytes, vocabulary.sentence)
        if number % 100 == 50:
            text = text[:words[5][3][0]] + RARE + text[words[5][3][1]:]
        (place / name).write_text(text, encoding="utf-8")
        if number % 10 in (1, 4, 7):
            content, _ = make_sidecar(rng, name, text, make_ranges(rng, words, SIZES["news"]))
            (place / (name + ".tandai.json")).write_text(content, encoding="utf-8")
    half.rename(corpus)
    return corpus


def check(name, ranges):
    """The numbers are those that were asked for."""
    size = SIZES[name]
    starts = [start for start, _, _ in ranges]
    nested = crossing = 0
    for start, end, _ in ranges:
        around = ranges[max(0, bisect.bisect_left(starts, start - 400)):bisect.bisect_right(starts, start)]
        nested += any((s, e) != (start, end) and s <= start and end <= e for s, e, _ in around)
        crossing += any(s < start < e < end for s, e, _ in around)
    found = (len(ranges), nested, crossing)
    assert found == (size.spans, size.nested, size.crossing), "%s: made %s" % (name, found)
