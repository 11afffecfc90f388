#!/usr/bin/env python3
"""The two canvases paint one display list: their words stand at the same places, as TAP.

canvas.py PROGRAM CANVAS CONTENT...     for each: `PROGRAM build` against what CANVAS paints
"""
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap

NEAR = 0.1  # points: cairo rounds each glyph's place to 1/256, src/pdf each word's to 1/1000 em


def letters_of(path):
    """Every word's box, page by page, as poppler finds it; words in order of place."""
    text = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True).stdout
    pages = []
    for line in text.splitlines():
        if "<page " in line:
            pages.append([])
        found = re.search(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>', line)
        if found:
            x0, _, x1, y1 = (float(found[i]) for i in range(1, 5))
            pages[-1].append((found[5].replace("\u00ad", "-").replace("\u2010", "-"), x0, x1, y1))
    return pages


def compare(ours, theirs):
    """The first difference, or nothing; and how many words were compared."""
    count = 0
    if len(ours) != len(theirs):
        return f"{len(ours)} pages against {len(theirs)}", 0
    for number, (a, b) in enumerate(zip(ours, theirs), 1):
        a, b = (sorted(page, key=lambda w: (round(w[3]), w[1], w[0])) for page in (a, b))
        if [w[0] for w in a] != [w[0] for w in b]:
            at = next((i for i, (v, w) in enumerate(zip(a, b)) if v[0] != w[0]), min(len(a), len(b)))
            return f"page {number}: {a[at:at + 4]} against {b[at:at + 4]}", count
        for v, w in zip(a, b):
            # The box's foot comes from the font's descent, which the two files state differently.
            if abs(v[1] - w[1]) > NEAR or abs(v[2] - w[2]) > NEAR:
                return f"page {number}: {v} against {w}", count
        count += len(a)
    return "", count


def main():
    program, canvas, *contents = sys.argv[1:]
    if not tap.has("the canvases agree", "pdftotext"):
        return tap.end()
    for content in contents:
        with tempfile.TemporaryDirectory() as name:
            work = pathlib.Path(name)
            subprocess.run([program, "build", content, "--layout", "strategy", "-o", work, "-f", "pdf", "-q"], check=True)
            subprocess.run([canvas, content, work / "canvas.pdf"], check=True)
            why, count = compare(letters_of(work / "strategy.pdf"), letters_of(work / "canvas.pdf"))
        tap.say(not why and count > 0, f"the canvases agree on {count} words of {pathlib.Path(content).name}", why)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
