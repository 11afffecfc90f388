#!/usr/bin/env python3
"""Writes the reader's styles and scripts as C arrays: embed.py CSS JS PART... > web.c. Run at build time.

The parts are those of the reader: they become one function, each in a turn of its own.

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
    return re.sub(literal + r"| *(=>|[!=]==|[<>=]|&&|\|\||\+|\?|[{};,:]) *|(?<=\)) +| +(?=\()", lambda match: match[1] or match[2] or "", lean(text))


def lean_styles(text):
    text = lean(re.sub(r"/\*.*?\*/", "", text, flags=re.S))
    return re.sub(r" *([{};,]) *|: +", lambda match: match[1] or ":", text)


def array(name, text):
    if "</" in text:
        sys.exit(f"{name}: '</' would end the element that it stands in")
    numbers = ",".join(str(byte) for byte in text.encode() + b"\0")
    print(f"const char sl_html_{name.replace('.', '_')}[] = {{")
    print(re.sub(r"((?:\d+,){24})", r"\1\n", numbers).replace("\n\n", "\n"))
    print("};")


def main():
    styles, opening, *parts = map(pathlib.Path, sys.argv[1:])
    print('#include "html/web.h"')
    array(styles.name, lean_styles(styles.read_text(encoding="utf-8")))
    array(opening.name, lean_script(opening.read_text(encoding="utf-8")))
    bodies = [lean_script(part.read_text(encoding="utf-8")) for part in parts]
    array("reader.js", '"use strict";\n(async()=>{\n' + "\nawait rest();\n".join(bodies) + "\n})();")


main()
