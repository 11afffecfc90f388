#!/usr/bin/env python3
"""Writes the catalogues of words as C: phrases.py words.def en.yaml cy.yaml … > C. Run at build time.

A catalogue that lacks an ID of words.def, or has another, ends the build.
"""
import json
import pathlib
import re
import sys


def read_names(path):
    found = re.findall(r'^X\((\w+), "', path.read_text(encoding="utf-8"), re.M)
    return [name.lower().replace("_", "-") for name in found]


def read_catalogue(path):
    texts = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = re.fullmatch(r'([a-z0-9-]+): ("(?:[^"\\]|\\["\\])*")', line)
        if not match or match[1] in texts:
            sys.exit(f'{path}:{number}: each line is an ID, once, and its text in double quotes')
        texts[match[1]] = json.loads(match[2])
    return texts


def main():
    names = read_names(pathlib.Path(sys.argv[1]))
    literal = lambda text: json.dumps(text, ensure_ascii=False)
    print('#include "style/phrase_table.h"\n')
    print("const char *const sl_phrase_names[] = {" + ",\n".join(map(literal, names)) + "};\n")
    languages = []
    for path in map(pathlib.Path, sys.argv[2:]):
        texts = read_catalogue(path)
        for name in sorted(set(names) ^ set(texts)):
            sys.exit(f"{path}: '{name}' is in one of the catalogue and words.def alone")
        print(f"static const char *const {path.stem}[] = {{")
        print(",\n".join(literal(texts[name]) for name in names) + "};\n")
        languages.append(path.stem)
    print("const sl_phrases sl_phrase_languages[] = {")
    print("".join(f'{{"{one}", {one}}},\n' for one in languages) + "{0}};")


main()
