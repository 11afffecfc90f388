#!/usr/bin/env python3
"""Random tables of authors, as TAP: with `widths`, `small`, `landscape` and `total`, of words, figures and addresses that have no
room: no word lies on another or leaves the page, and every word is printed.

tables.py PROGRAM [HOW-MANY [SEED]]
"""
import pathlib
import random
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from reading import overlaps, words_of  # noqa: E402
from tap import call, end, has, say  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
SYLLABLES = ["ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve", "wi", "zo"]


class Cells:
    """Texts whose words stand nowhere else."""

    def __init__(self, chance):
        self.chance, self.n = chance, 0

    def word(self, most):
        self.n += 1
        return "".join(self.chance.choice(SYLLABLES) for _ in range(self.chance.randint(1, most))) + f"q{self.n}x"

    def cell(self, figures):
        self.n += 1
        if figures:
            return f"{self.chance.choice(['£', '', '−'])}{self.chance.randint(1, 10 ** self.chance.choice([2, 5, 9])):,}.{self.n:05d}"
        if self.chance.random() < 0.08:
            return f"https://example.org/{self.word(9)}/{self.word(9)}"
        return " ".join(self.word(14 if self.chance.random() < 0.15 else 4) for _ in range(self.chance.choice([1, 2, 3, 9, 30])))


def make(chance, cells, number):
    """A table as Markdown, and its words."""
    columns, rows = chance.randint(2, 14), chance.randint(1, 7)
    figures = [i and chance.random() < 0.5 for i in range(columns)]
    how = [word for word in ("total", "small", "landscape") if chance.random() < 0.3]
    if chance.random() < 0.5:
        how.append("widths=" + ",".join(str(chance.randint(1, 9)) for _ in range(columns)))
    grid = [[cells.word(3) for _ in range(columns)]] + [[cells.cell(f) for f in figures] for _ in range(rows)]
    lines = [f"Table: {cells.word(2)} {{#tab-t{number} {' '.join(how)}}}", ""]
    lines += ["| " + " | ".join(row) + " |" for row in grid[:1]]
    lines += ["| " + " | ".join("---:" if f else "---" for f in figures) + " |"]
    lines += ["| " + " | ".join(row) + " |" for row in grid[1:]]
    return "\n".join(lines), [word for row in grid for text in row for word in text.split()]


def is_printed(word, there, starts):
    """Whole, or in pieces each of which stands on a line."""
    word = word.replace("'", "’")
    if not word or word in there:
        return True
    for piece in starts.get(word[0], ()):
        held = piece.rstrip("-‐\u00ad")
        if held and len(held) < len(word) and word.startswith(held) and is_printed(word[len(held):], there, starts):
            return True
    return False


def main():
    how_many = int(sys.argv[2]) if len(sys.argv) > 2 else 24
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 3)
    if not has("tables are read whole", "pdftotext"):
        return end()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "plan"
        call(PROGRAM, "new", folder)
        cells, texts, wanted = Cells(chance), [], []
        for number in range(how_many):
            text, words = make(chance, cells, number)
            texts.append(text)
            wanted += words
        item = folder / "foundations/productivity.md"
        item.write_text(item.read_text().split("```chart")[0] + "\n" + "\n\n".join(texts) + "\n")
        done = call(PROGRAM, "build", folder, "-f", "pdf", "-o", folder.parent / "out")
        if done.returncode:
            say(False, "the tables are built", done.stderr[:3000])
            return end()
        words, sizes = words_of(folder.parent / "out/strategy.pdf")
    wrong = overlaps(words)
    say(not wrong, f"in {how_many} tables no word lies on another", "\n".join(wrong))
    wrong = [f"page {p + 1}: '{t}' {b}" for p, b, t in words if b[0] < 0 or b[2] > sizes[p][0] or b[1] < 0 or b[3] > sizes[p][1]]
    say(not wrong, "and none leaves its page", "\n".join(wrong))
    there = {t for _, _, t in words}
    starts = {}
    for t in sorted(there, key=len, reverse=True):
        starts.setdefault(t[0], []).append(t)
    wrong = [w for w in wanted if not is_printed(w, there, starts)]
    say(not wrong, f"and each of {len(wanted)} words is printed", "\n".join(wrong))
    over = [line for line in done.stderr.splitlines() if "E0403" in line]
    say(not over, "and no line is wider than its cell", "\n".join(over))
    for how, columns, code in (("", 9, True), ("landscape", 9, False), ("", 3, False), ("widths=1,9,9", 3, True)):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name) / "plan"
            call(PROGRAM, "new", folder)
            row = "| " + " | ".join(["Words that would like to stand on one line"] * columns) + " |"
            item = folder / "foundations/productivity.md"
            item.write_text(item.read_text() + f"\nTable: Much {{#tab-t {how}}}\n\n{row}\n|{' --- |' * columns}\n{row}\n")
            found = call(PROGRAM, "build", folder, "-f", "pdf", "-v", "-o", folder.parent / "out").stderr
            say(("E0757" in found) == code, f"{columns} columns of text{' with ' + how if how else ''}: {'a note' if code else 'nothing'} of narrow ones", found[-1500:])
    return end()


if __name__ == "__main__":
    sys.exit(main())
