#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing of ours talks to the network: check-network.py BUILD PROGRAM…

GIO has the network in it for others; what counts is what our own objects ask of it, of the C library and of libxml2,
which would fetch what a file names by its address.
"""
import pathlib
import re
import subprocess
import sys

from tap import check, done

BUILD = pathlib.Path(sys.argv[1])
PROGRAMS = sys.argv[2:]

FORBIDDEN = re.compile(
    # The C library.
    r"^(socket|socketpair|connect|bind|listen|accept4?|send(to|msg|mmsg)?|recv(from|msg|mmsg)?|shutdown"
    r"|getaddrinfo|getnameinfo|gethostby\w+|getservby\w+|if_nametoindex|__?res_\w+|res_n?(query|search|init)\w*"
    # GIO.
    r"|g_(socket|resolver|network|inet|tcp|tls|dtls|proxy|unix_socket|srv|simple_proxy)_\w+"
    # A file by its address may lie anywhere.
    r"|g_file_(new_for_uri|parse_name|mount_\w+)|g_mount_\w+"
    # libxml2: from memory alone.
    r"|xmlNano\w+|xmlIO\w*HTTP\w*|xmlIO\w*FTP\w*|(xml|html)(Ctxt)?ReadFile|(xml|html)Parse(File|Entity|DTD)"
    r"|xml(New|Create)\w*(File|URL)\w*|xmlLoadExternalEntity|xmlXInclude\w+|xmlLoadCatalog\w*"
    # Libraries that are for nothing else.
    r"|(curl|soup|nghttp2|SSL|gnutls|ares|psl)_\w+)$")
LIBRARIES = re.compile(r"lib(curl|soup|ssl|gnutls|nghttp2|cares|rest|webkit)\S*")
SYMBOL = re.compile(r"\bU (\S+?)(@\S+)?$")


def undefined(*arguments):
    text = subprocess.run(["nm", "--undefined-only", *arguments], stdout=subprocess.PIPE, check=True, text=True).stdout
    return {match[1] for match in map(SYMBOL.search, text.splitlines()) if match}


def needed(program):
    text = subprocess.run(["readelf", "--dynamic", program], stdout=subprocess.PIPE, check=True, text=True).stdout
    return re.findall(r"\(NEEDED\).*\[(.+)\]", text)


objects = sorted(str(path) for path in (BUILD / "app").rglob("*.o"))
check("our objects are found", [] if len(objects) > 100 else ["only %d" % len(objects)])
# A check that sees nothing would find nothing.
check("what they ask of others is seen",
      [] if "g_file_new_for_path" in undefined(*objects) else ["no g_file_new_for_path"])
check("our objects ask for nothing of the network", (
    "%s asks for %s" % (pathlib.Path(path).name, name)
    for path in objects for name in sorted(undefined(path)) if FORBIDDEN.match(name)))
for program in PROGRAMS:
    name = pathlib.Path(program).name
    check("%s asks for nothing of the network" % name, (
        symbol for symbol in sorted(undefined("--dynamic", program)) if FORBIDDEN.match(symbol)))
    check("%s is linked with no library for it" % name, (
        library for library in needed(program) if LIBRARIES.match(library)))
done()
