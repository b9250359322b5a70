#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A window from which a file can be dragged, as from a file manager: drag_source.py FILE"""
import pathlib
import sys

import gi
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, GLib, Gtk  # noqa: E402


def activate(application, uri):
    label = Gtk.Label(label="Drag me", hexpand=True, vexpand=True)
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    source.set_content(Gdk.ContentProvider.new_for_bytes("text/uri-list", GLib.Bytes(uri.encode() + b"\r\n")))
    label.add_controller(source)
    Gtk.ApplicationWindow(application=application, title="drag source", child=label, default_width=200, default_height=200).present()


def main(path):
    application = Gtk.Application(application_id="org.example.DragSource")
    application.connect("activate", activate, pathlib.Path(path).as_uri())
    application.run()


if __name__ == "__main__":
    main(sys.argv[1])
