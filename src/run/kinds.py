#!/usr/bin/env python3
"""Writes the strategies of `sightline new` as C: kinds.py FRAMEWORK FOLDER... > C. Run at build time;
`--list FOLDER...` names the files.

Each folder is a kind: its files, by their paths in it. One without a framework.yaml has FRAMEWORK, that of the sample. What
begins with a dot in the strategy stands without it here.
"""
import pathlib
import sys

DOTTED = {"gitattributes": ".gitattributes"}


def bytes_of(text):
    """The bytes of a text and a nought: a C string may be shorter than our files."""
    data = text.encode("utf-8") + b"\0"
    return "\n".join("    " + ", ".join(str(one if one < 128 else one - 256) for one in data[at:at + 24]) + "," for at in range(0, len(data), 24))


def main():
    if sys.argv[1] == "--list":
        print("\n".join(str(path) for one in sys.argv[2:] for path in sorted(pathlib.Path(one).rglob("*")) if path.is_file()))
        return
    common, folders = pathlib.Path(sys.argv[1]), [pathlib.Path(one) for one in sys.argv[2:]]
    print('#include "run/kinds.h"\n')
    for number, folder in enumerate(folders):
        files = {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*")) if path.is_file()}
        files.setdefault("framework.yaml", common.read_text(encoding="utf-8"))
        files.setdefault("gitattributes", (folders[0] / "gitattributes").read_text(encoding="utf-8"))
        for place, text in enumerate(files.values()):
            print(f"static const char text_{number}_{place}[] = {{\n{bytes_of(text)}\n}};")
        print(f"static const sl_kind_file files_{number}[] = {{")
        for place, path in enumerate(files):
            print(f'    {{"{DOTTED.get(path, path)}", text_{number}_{place}}},')
        print("};\n")
    print("const sl_kind sl_kinds[] = {")
    for number, folder in enumerate(folders):
        print(f'    {{"{folder.name}", files_{number}, sizeof files_{number} / sizeof *files_{number}}},')
    print("};\nconst size_t sl_kind_count = sizeof sl_kinds / sizeof *sl_kinds;")


main()
