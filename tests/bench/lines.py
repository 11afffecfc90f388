#!/usr/bin/env python3
"""How many lines of front matter a strategy has, and would have if everything were written out: IDs, types, states, what items rest on,
sums by key, lists line by line.

lines.py PROGRAM CONTENT
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from sources import front_matter  # noqa: E402

PROGRAM, CONTENT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()


def long_lines(front):
    """Lines of a map written as a person writes it without short forms: lists of texts line by line, IDs and maps in one."""
    lines = 0
    for value in front.values():
        listed = isinstance(value, list) and value and not (isinstance(value[0], str) and re.fullmatch(r"[A-Z0-9-]+", value[0]))
        lines += (1 + len(value)) if listed else 1 + max(0, len(str(value)) - 90) // 98
    return lines


with tempfile.TemporaryDirectory() as out:
    subprocess.run([PROGRAM, "build", CONTENT, "-o", out, "-f", "json", "-q"], check=True, capture_output=True)
    items = {one["id"]: one for one in json.loads((pathlib.Path(out) / "strategy.json").read_text())["items"]}
now = full = words = 0
for path in sorted(CONTENT.rglob("*.md")):
    text = path.read_text()
    found = None if path.name[0].isupper() else re.match(r"---\n(.*?)\n---\n(.*)", text, re.S)
    if not found:
        continue
    front = front_matter(path)
    rests = items.get(front["id"], {}).get("front", {}).get("evidence")
    now += found[1].count("\n") + 1
    full += long_lines({**front, **({"evidence": rests} if rests else {})})
    words += len(found[2].split())
print(f"front matter: {now} lines, {full} written out: {100 * (full - now) / full:.0f} % fewer; {words} words of text")
