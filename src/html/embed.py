#!/usr/bin/env python3
"""Writes the reader's styles and scripts as C arrays: embed.py ESBUILD CSS... JS PART... > web.c. Run at build time.

The parts are those of the reader: they become one function, in several turns.

The page carries what works: esbuild leaves out what only helps who reads the source, and shortens
the names that are the scripts' own.
"""
import pathlib
import re
import subprocess
import sys


# Names of properties that are the scripts' own: no browser and no message has one of them.
OWN = "strength families family indirect older claim blocks plain rank section score phrase word own entry number".split()


# What the parts use of the browser again and again, in two letters.
SHORT = {"document": "$d", "window": "$w", "performance": "$p", "setTimeout": "$t", "history": "$h", "location": "$l",
         "clearTimeout": "$c", "getComputedStyle": "$s", "URLSearchParams": "$u",
         "matchMedia": "$m", "parseFloat": "$f", "decodeURIComponent": "$o", "Math": "$M"}


# What the parts ask of elements again and again: `e[$1]` says the same as `e.textContent`, where `$1` has the
# name. None is a class that a selector in the parts names.
ASKED = ("dataset textContent replaceChildren closest matches setAttribute getAttribute removeAttribute append hidden "
         "containIntrinsicSize parentElement replace filter length value slice contains currentNode push").split()


def lean_script(esbuild, text, *more):
    done = subprocess.run([esbuild, "--minify", "--loader=js", f"--mangle-props=^({'|'.join(OWN)})$", *more], input=text, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout.rstrip("\n")


def lean_reader(esbuild, bodies):
    """The parts as one function, each in a turn of its own unless it is small."""
    turns = "".join(body + ("\nawait rest();\n" if len(body) > 3000 else "\n") for body in bodies)
    lean = lean_script(esbuild, "(async () => {\n" + turns + "\n})();", *(f"--define:{name}={short}" for name, short in SHORT.items()))
    # Nothing of ours is set twice: `let` says the same, in fewer bytes.
    lean = re.sub(r"(?<![\w$.])const(?=[ \[{])", "let", lean)
    names = ",".join(f"{short}={name}" for name, short in SHORT.items())
    for i, name in enumerate(ASKED):
        lean = re.sub(rf"(\?\.|\.){name}\b(?!-)", lambda m, i=i: ("?." if m[1] == "?." else "") + f"[${i}]", lean)
        names += f',${i}="{name}"'
    return f'"use strict";{{let {names};{lean}}}'


def lean_styles(esbuild, text):
    done = subprocess.run([esbuild, "--minify", "--loader=css"], input=text, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        sys.exit(done.stderr)
    # It leaves what a property of our own says as it is written.
    return re.sub(r"(?<=[,:]) +(?=var|[\d.a-z])", "", done.stdout.rstrip("\n"))


def array(name, text):
    if re.search(r"</(script|style)|<!--", text, re.I):
        sys.exit(f"{name}: what ends the element that it stands in")
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
            array(styles.name, lean_styles(esbuild, styles.read_text(encoding="utf-8")))
    array(opening.name, lean_script(esbuild, opening.read_text(encoding="utf-8")))
    bodies = [part.read_text(encoding="utf-8") for part in parts]
    array("reader.js", lean_reader(esbuild, bodies))


main()
