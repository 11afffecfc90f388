#!/usr/bin/env python3
"""Writes the reader's styles and scripts as C arrays: embed.py ESBUILD CSS... JS PART... > web.c. Run at build time.

The parts are those of the reader: they become one function, each in a turn of its own.

The page carries what works: esbuild leaves out what only helps who reads the source, and shortens
the names that are the scripts' own.
"""
import pathlib
import re
import subprocess
import sys


def lean_script(esbuild, text):
    done = subprocess.run([esbuild, "--minify", "--loader=js"], input=text, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout.rstrip("\n")


def lean_styles(text):
    lines = (line.strip() for line in re.sub(r"/\*.*?\*/", "", text, flags=re.S).splitlines())
    text = "\n".join(line for line in lines if line)
    return re.sub(r" *([{};,]) *|: +", lambda match: match[1] or ":", text)


def array(name, text):
    if "</" in text:
        sys.exit(f"{name}: '</' would end the element that it stands in")
    numbers = ",".join(str(byte) for byte in text.encode() + b"\0")
    print(f"const char sl_html_{name.replace('.', '_')}[] = {{")
    print(re.sub(r"((?:\d+,){24})", r"\1\n", numbers).replace("\n\n", "\n"))
    print("};")


def main():
    esbuild = sys.argv[1]
    files = [pathlib.Path(name) for name in sys.argv[2:]]
    opening, *parts = [path for path in files if path.suffix == ".js"]
    print('#include "html/web.h"')
    for styles in files:
        if styles.suffix == ".css":
            array(styles.name, lean_styles(styles.read_text(encoding="utf-8")))
    array(opening.name, lean_script(esbuild, opening.read_text(encoding="utf-8")))
    bodies = [part.read_text(encoding="utf-8") for part in parts]
    array("reader.js", lean_script(esbuild, '"use strict";\n(async () => {\n' + "\nawait rest();\n".join(bodies) + "\n})();"))


main()
