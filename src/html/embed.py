#!/usr/bin/env python3
"""Writes the reader's styles and script as C arrays: embed.py CSS JS > web.c. Run at build time.

Indentation, empty lines and comments are left out, and the spaces that only help a reader, never
those of a string: the page carries what works.
"""
import pathlib
import re
import sys


def lean(text):
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def lean_script(text):
    literal = r'("(?:\\.|[^"\\\n])*"|`[^`]*`)'
    return re.sub(literal + r"| *(=>|===|=|&&|\|\||\+|\?|[{};,]) *", lambda match: match[1] or match[2], lean(text))


def lean_styles(text):
    text = lean(re.sub(r"/\*.*?\*/", "", text, flags=re.S))
    return re.sub(r" *([{};,]) *|: +", lambda match: match[1] or ":", text)


def main():
    print('#include "html/web.h"')
    for name in sys.argv[1:]:
        path = pathlib.Path(name)
        text = path.read_text(encoding="utf-8")
        text = lean_styles(text) if path.suffix == ".css" else lean_script(text)
        if "</" in text:
            sys.exit(f"{name}: '</' would end the element that it stands in")
        numbers = ",".join(str(byte) for byte in text.encode() + b"\0")
        print(f"const char sl_html_{path.name.replace('.', '_')}[] = {{")
        print(re.sub(r"((?:\d+,){24})", r"\1\n", numbers).replace("\n\n", "\n"))
        print("};")


main()
