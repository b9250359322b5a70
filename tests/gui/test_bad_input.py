#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input in the window, in English and in Indonesian: said clearly, nothing lost, nothing written over.

One program for each language takes all of it, one file after the other. It runs as a user without privileges, since
root may read what is closed and write where writing is barred, and where that is allowed in a name space that has a
small file system of its own.
"""
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import traceback

import program as harness
from gui_session import _die_with_parent
from program import GLib, Program, labels, run, wait_for

NOBODY = 65534
CLI = sys.argv[2]
TEXT = "Warga Demak berkumpul.\n"
LANGUAGES = {"English": "en", "Indonesian": "id"}
MEBIBYTE = 1 << 20

# Mounts a file system at $1, drops what allowed that, and becomes the program. A write beyond a limit is an error.
MOUNTED = """
    mount -t tmpfs -o size=%dk,mode=755 none "$1" || exit 1
    shift
    exec setpriv --ambient-caps=-all --inh-caps=-all "$@"
""" % 256
UNSHARE = ["unshare", "--map-current-user", "--mount", "--keep-caps"]
PLAIN = ["sh", "-c", 'trap "" XFSZ; exec "$@"', "sh"]


def become_nobody():
    """What the program needs is copied to where everybody can read it, then this process gives its privileges up."""
    base = pathlib.Path(tempfile.mkdtemp(prefix="tandai-"))
    base.chmod(0o755)
    for source in (harness.PROGRAM, CLI):
        shutil.copy(source, base)
    harness.PROGRAM, cli = (str(base / os.path.basename(path)) for path in (harness.PROGRAM, CLI))
    for variable, part in (("GSETTINGS_SCHEMA_DIR", "gschemas.compiled"), ("TANDAI_LOCALEDIR", "id/LC_MESSAGES/tandai.mo"),
                           ("TANDAI_PKGDATADIR", "sample/README.md")):
        target = base / variable / part
        target.parent.mkdir(parents=True)
        shutil.copy(os.path.join(os.environ[variable], part), target)
        os.environ[variable] = str(base / variable)
    work = base / "work"
    work.mkdir(mode=0o700)
    if os.geteuid() == 0:
        # Without it a server that is not root's says that it cannot make it.
        os.makedirs("/tmp/.X11-unix", 0o1777, exist_ok=True)
        os.chown(work, NOBODY, NOBODY)
    os.environ["TMPDIR"] = tempfile.tempdir = str(work)
    return base, cli


def in_child(function):
    """Runs a function without privileges; the parent stays what it is, to clean up. Returns the exit status."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    _die_with_parent()
    status = 1
    try:
        function()
    except SystemExit as end:
        status = end.code
    except Exception:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(status)


def can_mount(folder):
    """Whether a file system of our own can be had: many machines bar it."""
    run_dry = UNSHARE + ["sh", "-c", MOUNTED, "sh", str(folder), "true"]
    return subprocess.run(run_dry, stderr=subprocess.DEVNULL).returncode == 0


class World:
    """The program in one language, started when it is first needed, and the folder that it works in."""

    def __init__(self, language, cli):
        self.language, self.cli = language, cli
        self.running = None

    def start(self):
        if self.running is None:
            program = Program({"utama.txt": "Artikel utama.\n"}, language=LANGUAGES[self.language])
            disk = program.folder / "disk"
            disk.mkdir()
            self.mounted = can_mount(disk)
            start = UNSHARE + ["sh", "-c", MOUNTED, "sh", str(disk)] if self.mounted else []
            program.command = lambda: start + PLAIN + [harness.PROGRAM, str(program.folder / "utama.txt")]
            self.running = program.__enter__()
            program.article("Artikel utama")
        return self.running

    def stop(self):
        self.running.session.window = 1
        self.running.__exit__(None, None, None)

    def words(self, english, indonesian):
        return english if self.language == "English" else indonesian

    def seen(self, path):
        """A path of the program's as this process sees it: what is mounted there is not mounted here."""
        return pathlib.Path("/proc/%d/root" % self.running.session.app.pid + str(path)) if self.mounted else path

    def windows(self):
        node = "/org/tandai/Tandai/window"
        tree = self.running.session.bus.call_sync("org.tandai.Tandai", node, "org.freedesktop.DBus.Introspectable",
                                                  "Introspect", None, None, 0, 5000, None).unpack()[0]
        return {int(number) for number in re.findall(r'<node name="(\d+)"', tree)}

    def open(self, uri):
        """As a file manager does it. A file comes in a window of its own, to which the actions go from now on."""
        before = self.windows()
        tops = self.running.app.children
        self.running.session.bus.call_sync(
            "org.tandai.Tandai", "/org/tandai/Tandai", "org.freedesktop.Application", "Open",
            GLib.Variant("(asa{sv})", ([uri], {})), None, 0, 15000, None)
        self.running.session.window = wait_for(lambda: self.windows() - before, "a window").pop()
        self.others = tops

    def find(self, name, role="label"):
        """In what has come up since the file was opened."""
        def found():
            for top in self.running.app.children:
                if top not in self.others:
                    nodes = top.find_all(role, name)
                    if nodes:
                        return nodes[0]
            return None
        return wait_for(found, "%s %r" % (role, name))

    def close(self):
        self.running.act("win.close")
        wait_for(lambda: all(top in self.others for top in self.running.app.children), "the window to go")

    def sidecar_for(self, article, **changes):
        """A good sidecar, made by the command line, with some members changed."""
        folder = self.running.folder / "made"
        folder.mkdir(exist_ok=True)
        copy = folder / article.name
        copy.write_text(TEXT, encoding="utf-8")
        subprocess.run([self.cli, "annotate", "--label", "place", "--quote", "Demak", str(copy)], check=True,
                       stdout=subprocess.DEVNULL)
        made = copy.with_name(copy.name + ".tandai.json")
        data = json.loads(made.read_text(encoding="utf-8"))
        made.unlink()
        data.update(changes)
        return data


# --- what is no article: a dialog says so, and no sidecar comes to be

def closed(path):
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)


def large(path):
    with open(path, "w", encoding="utf-8") as file:
        for _ in range(100):
            file.write("kata-kata berita" * (MEBIBYTE // 16))


BAD_ARTICLES = {
    "missing": (lambda path: None,
                "Could not open “%s”: No such file or directory",
                'Tidak dapat membuka "%s": Tidak ada berkas atau direktori seperti itu'),
    "unreadable": (closed, "Could not open “%s”: Permission denied", 'Tidak dapat membuka "%s": Ijin ditolak'),
    "binary": (lambda path: path.write_bytes(bytes(range(256)) * 40),
               "Could not read “%s”: it is not a text file", 'Tidak dapat membaca "%s": bukan berkas teks'),
    "binary without NUL": (lambda path: path.write_bytes(bytes(range(1, 256)) * 40),
                           "Could not read “%s”: it is not a text file", 'Tidak dapat membaca "%s": bukan berkas teks'),
    "NUL": (lambda path: path.write_bytes(b"Warga\0Demak"),
            "Could not read “%s”: it is not a text file", 'Tidak dapat membaca "%s": bukan berkas teks'),
    "100 MB": (large, "“%s” is too large: 100 MiB, at most 64 MiB can be read",
               '"%s" terlalu besar: 100 MiB, paling banyak 64 MiB dapat dibaca'),
    "pipe": (os.mkfifo, "“%s” is a pipe or a device, not a file", '"%s" adalah pipa atau perangkat, bukan berkas'),
}


def check_bad_article(world, name):
    make, english, indonesian = BAD_ARTICLES[name]
    program = world.start()
    path = program.folder / ("%s.txt" % name.replace(" ", "-"))
    make(path)
    check_refused(world, path.as_uri(), world.words(english, indonesian) % path)
    assert not list(program.folder.glob(path.name + ".*"))


def check_refused(world, uri, message):
    world.open(uri)
    world.find(world.words("Could Not Open", "Tidak Dapat Membuka"))
    world.find(message)
    world.find(world.words("Close", "Tutup"), "button").press()
    world.close()


def check_not_local(world):
    world.start()
    check_refused(world, "http://example.org/a.txt",
                  world.words("“http://example.org/a.txt” is not a local file", '"http://example.org/a.txt" bukan berkas lokal'))


def check_folder_for_a_file(world):
    path = world.start().folder / "folder.txt"
    path.mkdir()
    world.open(path.as_uri())
    world.find(world.words("No Articles Here", "Tidak Ada Artikel di Sini"))
    world.close()


# --- what is an article, but an odd one

def check_empty(world):
    program = world.start()
    path = program.folder / "kosong.txt"
    path.write_text("")
    world.open(path.as_uri())
    world.find(world.words("No Spans Yet", "Belum Ada Rentang"))
    for action, value in (("win.select", "(uint32 0, uint32 9)"), ("win.tag", "'actor'"), ("win.expand-selection", None)):
        program.act(action, value)
    world.close()
    assert not list(program.folder.glob("kosong.txt.*"))


def check_not_utf8(world):
    program = world.start()
    path = program.folder / "latin.txt"
    path.write_bytes("café di Demak\n".encode("latin-1"))
    world.open(path.as_uri())
    world.find(world.words("“%s” is not UTF-8; it is read as Windows-1252", '"%s" bukan UTF-8; dibaca sebagai Windows-1252') % path)
    program.act("win.select", "(uint32 8, uint32 13)")
    program.act("win.tag", "'place'")
    data = program.saved(path.name, lambda data: data["spans"], "a span")
    assert labels(data) == [("place", "Demak")] and data["article"]["encoding"] == "windows-1252", data
    world.close()
    assert path.read_bytes() == "café di Demak\n".encode("latin-1")


# --- sidecars that are none: the article opens, nothing can be added, and the file is left as it is

def spelled(data):
    return json.dumps(data, ensure_ascii=False).encode()


def replaced(data, old, new):
    content = spelled(data)
    assert old in content, old
    return content.replace(old, new, 1)


def span(data, **changes):
    return spelled(dict(data, spans=[dict(data["spans"][0], **changes)]))


BAD_SIDECARS = {
    "empty": (lambda data: b"", "line 1, column 1: the file is empty", "baris 1, kolom 1: berkas kosong"),
    "cut off": (lambda data: spelled(data)[:-1],
                "line 1, column N, relations: the file ends before its value is closed",
                "baris 1, kolom N, relations: berkas berakhir sebelum nilainya ditutup"),
    "an array": (lambda data: b"[]", "$: an object was expected", "$: seharusnya ada objek"),
    "two objects": (lambda data: spelled(data) * 2,
                    "line 1, column N: something stands after the end of the value",
                    "baris 1, kolom N: ada sesuatu setelah akhir nilai"),
    "byte order mark": (lambda data: b"\xef\xbb\xbf" + spelled(data),
                        "line 1, column 1: a byte order mark stands before the value",
                        "baris 1, kolom 1: ada tanda urutan bita sebelum nilai"),
    "not UTF-8": (lambda data: replaced(data, b"Demak", b"\xff\xfe"),
                  "line 1, column N: bytes that are not UTF-8", "baris 1, kolom N: bita yang bukan UTF-8"),
    "NUL": (lambda data: replaced(data, b"Demak", b"\\u0000"), "line 1, column N, text: a text must not hold NUL",
            "baris 1, kolom N, text: teks tidak boleh memuat NUL"),
    "leading zero": (lambda data: replaced(data, b'"start": 6', b'"start": 06'),
                     "line 1, column N, spans[0].start: a number must not begin with 0",
                     "baris 1, kolom N, spans[0].start: bilangan tidak boleh diawali 0"),
    "duplicate key": (lambda data: replaced(data, b'"status"', b'"annotator": "", "status"'),
                      "line 1, column N: the member “annotator” stands twice",
                      'baris 1, kolom N: anggota "annotator" ada dua kali'),
    "too deep": (lambda data: b"[" * 100000, "line 1, column N, [0]…: nested deeper than 64 levels",
                 "baris 1, kolom N, [0]…: bersarang lebih dari 64 tingkat"),
    "a later format": (lambda data: spelled(dict(data, format="tandai/2")),
                       "format: “tandai/2” is not known here; “tandai/1” is",
                       'format: "tandai/2" tidak dikenal di sini; yang dikenal "tandai/1"'),
    "no text": (lambda data: spelled({name: value for name, value in data.items() if name != "text"}),
                "text: is missing", "text: tidak ada"),
    "status": (lambda data: spelled(dict(data, status="finished")),
               "status: must be new, in-progress, done or excluded",
               "status: harus new, in-progress, done atau excluded"),
    "beyond the text": (lambda data: span(data, end=99), "spans[0].end: 99 lies beyond the text, which has 23 characters",
                        "spans[0].end: 99 berada di luar teks, yang memiliki 23 karakter"),
    "end before start": (lambda data: span(data, end=5), "spans[0].end: must be greater than start",
                         "spans[0].end: harus lebih besar dari start"),
    "duplicate id": (lambda data: spelled(dict(data, spans=data["spans"] * 2)), "spans[1].id: “ID” stands twice",
                     'spans[1].id: "ID" ada dua kali'),
    "relation to nothing": (lambda data: spelled(dict(data, relations=[
        {"id": "r1", "type": "source", "from": data["spans"][0]["id"], "to": "snone"}])),
        "relations[0].to: there is no span “snone”", 'relations[0].to: tidak ada rentang "snone"'),
}


def check_bad_sidecar(world, name):
    make, english, indonesian = BAD_SIDECARS[name]
    article = world.start().folder / ("sidecar-%s.txt" % name.replace(" ", "-"))
    data = world.sidecar_for(article)
    content = make(data)
    sidecar = article.with_name(article.name + ".tandai.json")
    sidecar.write_bytes(content)
    check_locked(world, article, "%s: %s" % (sidecar, world.words(english, indonesian).replace("ID", data["spans"][0]["id"])))
    assert sidecar.read_bytes() == content


def check_locked(world, article, message):
    """What cannot be read cannot be added to: the reason stays on screen. A column is some number, “…” some path."""
    program = world.running
    article.write_text(TEXT, encoding="utf-8")
    before = sorted(article.parent.glob(article.name + "*"))
    world.open(article.as_uri())
    pattern = re.compile("^%s$" % re.escape(message).replace("N:", r"\d+:").replace("N,", r"\d+,").replace("…", ".*"))
    world.find(pattern)
    program.act("win.select", "(uint32 0, uint32 5)")
    program.act("win.tag", "'actor'")
    world.find(re.compile(world.words("Read-Only", "Hanya-Baca")))
    world.find(pattern)
    world.close()
    assert sorted(article.parent.glob(article.name + "*")) == before


def check_folder_for_a_sidecar(world):
    article = world.start().folder / "bersisi.txt"
    sidecar = article.with_name(article.name + ".tandai.json")
    sidecar.mkdir()
    check_locked(world, article, world.words("“%s” is a folder, not a file", '"%s" adalah folder, bukan berkas') % sidecar)


def check_closed_sidecar(world):
    article = world.start().folder / "tertutup.txt"
    sidecar = article.with_name(article.name + ".tandai.json")
    sidecar.write_bytes(spelled(world.sidecar_for(article)))
    sidecar.chmod(0)
    check_locked(world, article, world.words(*BAD_ARTICLES["unreadable"][1:]) % sidecar)


# --- saves that fail: kept in memory, said until it is solved

def tag(program, words, label):
    start = TEXT.index(words)
    program.act("win.select", "(uint32 %d, uint32 %d)" % (start, start + len(words)))
    program.act("win.tag", "'%s'" % label)


def check_failed_save(world, folder, reason, break_it, mend_it, noticed=None):
    """The old sidecar stays whole, both edits are kept, and closing asks first. What is noticed before anything is
    marked is noticed when it is over, too: nobody has to try again."""
    program = world.running
    article = world.seen(folder) / "berita.txt"
    sidecar = article.with_name(article.name + ".tandai.json")
    article.write_text(TEXT, encoding="utf-8")
    # The note makes the file longer than what a half-full page of the disk takes.
    sidecar.write_bytes(spelled(world.sidecar_for(article, note="catatan " * 2000)))
    old = sidecar.read_bytes()
    world.open((folder / "berita.txt").as_uri())
    world.find(world.words("Place: Demak", "Tempat: Demak"))
    wait_until_noted(world, folder / "berita.txt")
    break_it()
    if noticed:
        world.find(noticed)
    message = world.words("Could not save “%s”: %s", 'Tidak dapat menyimpan "%s": %s') \
        % (folder / sidecar.name, world.words(*reason))
    for words in ("Warga", "berkumpul"):
        tag(program, words, "actor")
        world.find(world.words("Actor: ", "Aktor: ") + words)
        world.find(message)
        assert sidecar.read_bytes() == old
    assert not [path.name for path in sidecar.parent.iterdir() if path.name.endswith(".tmp")]
    check_closing_asks(world, message)
    mend_it()
    if not noticed:
        world.find(world.words("Try Again", "Coba Lagi"), "button").press()

    def both():
        data = json.loads(sidecar.read_text(encoding="utf-8"))
        return labels(data) == [("actor", "Warga"), ("place", "Demak"), ("actor", "berkumpul")]
    wait_for(both, "both edits on disk")
    wait_for(lambda: not [top for top in program.app.children if top not in world.others and top.find_all("label", message)],
             "the banner to go")
    world.close()


def check_closing_asks(world, message):
    program = world.running
    before = program.app.children
    program.act("win.close")
    dialog = wait_for(lambda: [top for top in program.app.children if top not in before], "a question")[0]
    dialog.find("label", world.words("Close Without Saving?", "Tutup Tanpa Menyimpan?"))
    dialog.find("label", message)
    dialog.find("button", world.words("Keep Open", "Tetap Buka")).press()
    wait_for(lambda: dialog not in program.app.children, "the question to go")


def wait_until_noted(world, article):
    """The list of recent files is written a moment after a file is opened, and is not what is tested here."""
    recent = world.running.session.env["XDG_DATA_HOME"] + "/recently-used.xbel"
    wait_for(lambda: os.path.exists(recent) and article.as_uri() in pathlib.Path(recent).read_text(encoding="utf-8"),
             "the recent files to be written")


def check_read_only_folder(world):
    folder = world.start().folder / "terkunci"
    folder.mkdir()
    check_failed_save(world, folder, ("Permission denied", "Ijin ditolak"),
                      lambda: folder.chmod(0o555), lambda: folder.chmod(0o755),
                      world.words("The folder “%s” is read-only: annotations can’t be saved there",
                                  'Folder "%s" hanya-baca: anotasi tidak dapat disimpan di sana') % folder)


def check_read_only_folder_opened(world):
    """Whoever opens the folder knows before the first mark."""
    folder = world.start().folder / "hanya-baca"
    folder.mkdir()
    (folder / "berita.txt").write_text(TEXT, encoding="utf-8")
    folder.chmod(0o555)
    world.open(folder.as_uri())
    world.find(world.words("This folder is read-only: annotations can’t be saved here",
                           "Folder ini hanya-baca: anotasi tidak dapat disimpan di sini"), "status")
    check_notice_of_a_folder_whose_list_is_folded(world)
    world.close()
    folder.chmod(0o755)


def check_notice_of_a_folder_whose_list_is_folded(world):
    """It is said above the article then, until somebody has read that."""
    program, notice = world.running, re.compile("hanya-baca:|is read-only:")
    banners = lambda: [node for top in program.app.children if top not in world.others for node in top.find_all("label", notice)]
    assert not banners()
    world.find(world.words("Articles", "Artikel"), "button").press()
    wait_for(banners, "the banner")
    world.find(world.words("Close", "Tutup"), "button").press()
    wait_for(lambda: not banners(), "the banner to go")


def limit(world, most):
    pid = world.running.session.app.pid
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def check_write_cut_off(world):
    """Stands for a full disk where none can be mounted, and is run everywhere."""
    folder = world.start().folder / "terbatas"
    folder.mkdir()
    check_failed_save(world, folder, ("File too large", "Berkas terlalu besar"),
                      lambda: limit(world, 12000), lambda: limit(world, resource.RLIM_INFINITY))


def fill_up(path):
    with open(path, "wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                pass


def check_full_disk(world):
    disk = world.start().folder / "disk"
    if not world.mounted:
        print("# no file system of our own can be mounted here; the limit on the size of files stands for it")
        (disk / "sub").mkdir()
        disk = disk / "sub"
        check_failed_save(world, disk, ("File too large", "Berkas terlalu besar"),
                          lambda: limit(world, 12000), lambda: limit(world, resource.RLIM_INFINITY))
        return
    filler = world.seen(disk) / "filler"
    check_failed_save(world, disk, ("No space left on device", "Tidak ruang lagi diperangkat"),
                      lambda: fill_up(filler), filler.unlink)


def points(world):
    """Each check as a function of its own, with a name for the report."""
    single = (check_not_local, check_folder_for_a_file, check_empty, check_not_utf8, check_folder_for_a_sidecar,
              check_closed_sidecar, check_read_only_folder, check_read_only_folder_opened,
              check_write_cut_off, check_full_disk)
    checks = [("article %s" % name, lambda name=name: check_bad_article(world, name)) for name in BAD_ARTICLES]
    checks += [("sidecar %s" % name, lambda name=name: check_bad_sidecar(world, name)) for name in BAD_SIDECARS]
    checks += [(check.__name__[6:], lambda check=check: check(world)) for check in single]
    checks += [("ends in peace", lambda: world.stop())]
    for name, check in checks:
        check.__name__ = "%s in %s" % (name, world.language)
        yield check


def main():
    base, cli = become_nobody()
    try:
        return in_child(lambda: run([check for language in LANGUAGES for check in points(World(language, cli))]))
    finally:
        shutil.rmtree(base, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
