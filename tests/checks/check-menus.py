#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""In no menu do two items have the same letter, in any language: check-menus.py ROOT"""
import gettext
import io
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree

from tap import check, done

ROOT = pathlib.Path(sys.argv[1]).resolve()


def label_of(item):
    return next((attribute.text for attribute in item.findall("attribute") if attribute.get("name") == "label"), "")


def items_of(menu):
    """Of a menu and its sections, not of its submenus."""
    for child in menu:
        if child.tag == "section":
            yield from items_of(child)
        elif child.tag in ("item", "submenu"):
            yield child


def clashes(menu, translate):
    letters = {}
    # A submenu's own item stands on its page too, to go back.
    for item in [menu, *items_of(menu)]:
        words = translate(label_of(item))
        letter = re.search("_(.)", words)
        if letter:
            letters.setdefault(letter.group(1).lower(), []).append(words)
    return [" / ".join(words) for words in letters.values() if len(words) > 1]


def menus():
    for path in sorted((ROOT / "ui").glob("*.ui")):
        root = xml.etree.ElementTree.parse(path).getroot()
        for menu in list(root.iter("menu")) + list(root.iter("submenu")):
            yield path.name, menu


def languages():
    yield "en", gettext.NullTranslations()
    for language in (ROOT / "po/LINGUAS").read_text(encoding="utf-8").split():
        if language.startswith("#"):
            continue
        compiled = subprocess.run(["msgfmt", str(ROOT / "po" / (language + ".po")), "-o", "-"], check=True,
                                  stdout=subprocess.PIPE).stdout
        yield language, gettext.GNUTranslations(io.BytesIO(compiled))


def main():
    for language, catalogue in languages():
        found = ["%s: %s" % (name, clash) for name, menu in menus() for clash in clashes(menu, catalogue.gettext)]
        check("%s: each item of a menu has a letter of its own" % language, found)
    done()


main()
