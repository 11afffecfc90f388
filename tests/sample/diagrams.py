#!/usr/bin/env python3
"""Random diagrams, as TAP: every word of their boxes, arrows and lanes is printed once, no two of them lie on each other, none
leaves the page, and what an arrow says is said to who cannot see it.

diagrams.py PROGRAM [HOW-MANY [SEED]]
"""
import html
import pathlib
import random
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import call, end, has, say

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
SYLLABLES = ["ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve", "wi", "zo"]


class Words:
    """Words that stand nowhere else, of many lengths."""

    def __init__(self, chance):
        self.chance, self.n = chance, 0

    def one(self):
        self.n += 1
        return "".join(self.chance.choice(SYLLABLES) for _ in range(self.chance.randint(1, 3))) + f"q{self.n}x"

    def some(self, most):
        return " ".join(self.one() for _ in range(self.chance.randint(1, most)))


def make(chance, words, number):
    """A diagram as YAML, the texts in it (each with its own words), and the pairs that arrows join."""
    boxes = [f"n{i}" for i in range(chance.randint(1, 14))]
    lanes = [words.some(2) for _ in range(chance.randint(2, 5))] if chance.random() < 0.4 else []
    titles = {box: words.some(6) for box in boxes}
    lines = [f"id: fig-d{number}", f"title: {words.some(3)}"]
    if chance.random() < 0.6:
        lines.append(f"direction: {chance.choice(['right', 'down', 'left', 'up'])}")
    if lanes:
        lines.append("lanes: [" + ", ".join(lanes) + "]")
    lines.append("nodes:")
    for box in boxes:
        lines.append(f"  {box}: {{title: {titles[box]}, lane: {chance.choice(lanes)}}}" if lanes else f"  {box}: {titles[box]}")
    arrows, labels = [], []
    for _ in range(chance.randint(0, 2 * len(boxes)) if len(boxes) > 1 else 0):
        a, b = chance.sample(boxes, 2)
        # Short ones: what is said at many arrows lies on them.
        label = words.one() if chance.random() < 0.15 and not any((a, b) == (x, y) or (b, a) == (x, y) for x, y, _ in arrows) else ""
        arrows.append((a, b, label))
        labels += [label] if label else []
    if arrows:
        lines.append("arrows:")
        lines += [f"  - {a} -> {b}" + (f": {label}" if label else "") for a, b, label in arrows]
    return "```diagram\n" + "\n".join(lines) + "\n```", list(titles.values()) + lanes, labels, [(titles[a], titles[b]) for a, b, _ in arrows]


def boxes_of(pdf):
    """Page, and place of each word."""
    text = call("pdftotext", "-bbox", pdf, "-").stdout
    found, page = {}, 0
    for line in text.splitlines():
        page += "<page " in line
        match = re.search(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>', line)
        if match:
            found.setdefault(html.unescape(match[5]), []).append((page, *map(float, match.groups()[:4])))
    return found


def overlap(a, b):
    """Whether two words lie on each other by more than the air around their letters."""
    if a[0] != b[0]:
        return False
    across = min(a[3], b[3]) - max(a[1], b[1])
    down = min(a[4], b[4]) - max(a[2], b[2])
    return across > 0.5 and down > 0.35 * min(a[4] - a[2], b[4] - b[2])


def check(seed, many):
    chance = random.Random(seed)
    words = Words(chance)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "strategy"
        call(PROGRAM, "new", folder)
        about = folder / "sections" / "about.md"
        cases = [make(chance, words, number) for number in range(many)]
        about.write_text(about.read_text() + "\n\n" + "\n\n".join(case[0] for case in cases) + "\n")
        done = call(PROGRAM, "build", folder, "-o", folder / "out", "-f", "pdf,html")
        if done.returncode:
            return say(False, f"{many} random diagrams", done.stderr[:3000])
        found, faults = boxes_of(folder / "out" / "strategy.pdf"), []
        page = (folder / "out" / "strategy.html").read_text()
        alts = [html.unescape(alt) for alt in re.findall(r'<svg[^>]* aria-label="([^"]*)"', page)]
        every = [word for _, texts, labels, _ in cases for text in texts + labels for word in text.split()]
        # A word that is wider than its box is divided.
        joined = "".join(call("pdftotext", "-raw", folder / "out" / "strategy.pdf", "-").stdout.split())
        faults += [f"'{word}' is printed {joined.count(word)} times" for word in every if joined.count(word) != 1]
        for number, (source, texts, labels, arrows) in enumerate(cases):
            places = []
            for text in texts + labels:
                for word in text.split():
                    places += [(text, spot) for spot in found.get(word, [])]
            for i, (text, spot) in enumerate(places):
                if not 40 < spot[1] < spot[3] < 555 or not 30 < spot[2] < spot[4] < 812:
                    faults.append(f"{number}: '{text}' leaves the page at {spot}")
                faults += [f"{number}: '{text}' and '{other}' lie on each other at {spot}, {place}\n{source}" for other, place in places[i + 1:] if other != text and overlap(spot, place)]
            alt = [one for one in alts if texts[0] in one]
            faults += [f"{number}: nothing says {a} leads to {b}" for a, b in arrows if not alt or not re.search(re.escape(a) + r" leads to [^.]*" + re.escape(b), alt[0])]
        say(not faults, f"{many} random diagrams of seed {seed}: each word once, none on another, all on the page; arrows are said in words", "\n".join(faults[:12]))


def main():
    if has("random diagrams", "pdftotext"):
        check(int(sys.argv[3]) if len(sys.argv) > 3 else 1, int(sys.argv[2]) if len(sys.argv) > 2 else 60)
    return end()


if __name__ == "__main__":
    sys.exit(main())
