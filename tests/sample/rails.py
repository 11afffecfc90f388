#!/usr/bin/env python3
"""What stands beside the text, as TAP: the sample with random texts in its items, on pages with a rail of random width. No word
lies on another or leaves the page, every word is printed once, each item's own words in the rail stand between its heading and
the next one, and each note begins on the page of its call, some of them in the rail.

rails.py PROGRAM CONTENT [HOW-MANY [SEED]]
"""
import collections
import os
import pathlib
import random
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from reading import overlaps, words_of  # noqa: E402
from tap import call, end, has, say  # noqa: E402

PROGRAM, CONTENT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
LAYOUTS = CONTENT.parent / "layouts"
PARTS = ("interventions", "commitments", "asks")


class Texts:
    def __init__(self, chance):
        self.chance, self.n, self.notes = chance, 0, []  # notes: the word that calls one, its first word

    def words(self, n):
        self.n += n
        return " ".join(f"q{i}x" for i in range(self.n - n, self.n))

    def block(self):
        """A paragraph, mostly; a list, a quotation, a table, a note or a box now and then."""
        kind = self.chance.random()
        some = "" if 0.6 <= kind < 0.7 or 0.78 <= kind < 0.88 else self.words(self.chance.choice((1, 5, 20, 60, 120)))
        if kind < 0.6:
            return some
        if kind < 0.7:
            return "\n".join(f"- {self.words(self.chance.randint(1, 15))}" for _ in range(4))
        if kind < 0.78:
            return f"> {some}"
        if kind < 0.88:
            head = "| " + " | ".join(self.words(1) for _ in range(3)) + " |"
            rows = ["| " + " | ".join(self.words(self.chance.choice((1, 2, 9))) for _ in range(3)) + " |" for _ in range(3)]
            return "\n".join([f"Table: {self.words(2)} {{#tab-r{self.n}}}", "", head, "| --- | --- | --- |", *rows])
        if kind < 0.95:
            mark, called = f"n{self.n}", some.split()[-1]
            note = self.words(self.chance.choice((3, 12, 40)))
            self.notes.append((called, note.split()[0]))
            return f"{some}[^{mark}] {self.words(3)}\n\n[^{mark}]: {note}"
        return f"```callout\ntitle: {self.words(2)}\ntext: {some}\n```"


def change(chance, texts, folder):
    """Items with a word of their own in title and note, and with more or less text; those words by item."""
    own = {}
    for path in sorted(path for part in PARTS for path in (folder / part).glob("*.md") if path.read_text().startswith("---")):
        text = path.read_text()
        _, front, body = text.split("---\n", 2)
        number = len(own)
        front = re.sub(r"^title: (.*)$", lambda m: 'title: ' + m[1].strip('"') + f' t{number}t', front, count=1, flags=re.M)
        front = re.sub(r"^illustrative: .*\n(?:[ ]+.*\n)*", "", front, flags=re.M)
        note = f"r{number}r " + texts.words(chance.choice((1, 4, 30, 120)))
        front += f"illustrative: {note}\n"
        more = "\n\n".join(texts.block() for _ in range(chance.choice((0, 0, 1, 3, 6))))
        path.write_text(f"---\n{front}---\n{body.rstrip()}\n\n{more}\n")
        own[number] = path.name
    return own


def misplaced(words, own):
    """Words of a rail that stand before their item's heading, or after the next one."""
    heads, notes = {}, {}
    for page, box, text in words:
        head, note = re.fullmatch(r"t(\d+)t", text), re.fullmatch(r"r(\d+)r", text)
        if head and box[3] - box[1] > 20:
            heads[int(head[1])] = (page, box[1])
        if note:
            notes[int(note[1])] = (page, box[1])
    wrong = [f"{own[n]}: no heading of it is found" for n in own if n not in heads]
    wrong += [f"{own[n]}: its note is not printed" for n in own if n not in notes]
    order = sorted(heads, key=heads.get)
    after = dict(zip(order, order[1:]))
    for n in heads.keys() & notes.keys():
        page, y = notes[n]
        if (page, y + 14) < heads[n]:
            wrong.append(f"{own[n]}: its note is before its heading")
        if n in after and (page, y) > heads[after[n]]:
            wrong.append(f"{own[n]}: its note is after the heading of {own[after[n]]}")
    return wrong


def main():
    how_many = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    if not has("rails are read", "pdftotext"):
        return end()
    for number in range(how_many):
        chance = random.Random(seed + number)
        texts = Texts(chance)
        with tempfile.TemporaryDirectory() as name:
            name = pathlib.Path(name)
            folder, data = name / "content", name / "data"
            shutil.copytree(CONTENT, folder)
            (folder / "reviews.lock").unlink()
            shutil.copytree(LAYOUTS, data / "layouts")
            shutil.copytree(LAYOUTS.parent / "fonts", data / "fonts")
            own = change(chance, texts, folder)
            rail, size = chance.choice((30, 40, 55)), chance.choice((8, 8.5, 11))
            (data / "layouts/railed.yaml").write_text(
                f"extends: strategy\npage: {{rail: {rail}mm, two-sided: '{chance.choice(('true', 'false'))}'}}\n"
                f"roles:\n  rail-text: {{size: {size}pt, leading: {size + 2}pt}}\n"
            )
            config = folder / "strategy.yaml"
            config.write_text(re.sub(r"^documents:\n(?:[ ]+.*\n|\n)*", "", config.read_text(), flags=re.M))
            done = call(PROGRAM, "build", folder, "-f", "pdf", "--layout", "railed", "-o", name / "out", env={**os.environ, "SIGHTLINE_DATA": str(data)})
            pdf = name / "out/strategy.pdf"
            what = f"items beside a rail of {rail} mm in {size} pt, seed {seed + number}"
            if done.returncode or not pdf.is_file():
                say(False, f"{what}: built", done.stderr[-3000:])
                continue
            words, sizes = words_of(pdf)
        wrong = overlaps(words)
        say(not wrong, f"{what}: no word lies on another", "\n".join(wrong))
        wrong = [f"page {p + 1}: '{t}'" for p, b, t in words if b[0] < 0 or b[2] > sizes[p][0] or b[1] < 0 or b[3] > sizes[p][1]]
        say(not wrong, f"{what}: none leaves its page", "\n".join(wrong))
        there = " ".join(t for _, _, t in words)
        seen = collections.Counter(re.findall(r"q\d+x", there))
        wrong = [f"q{i}x {seen[f'q{i}x']} times" for i in range(texts.n) if seen[f"q{i}x"] != 1]
        say(not wrong, f"{what}: each of {texts.n} words is printed once", "\n".join(wrong))
        places = {word: (p, b) for p, b, t in words for word in re.findall(r"q\d+x", t)}
        wrong = [f"{call} on page {places[call][0] + 1}, its note on {places[note][0] + 1}" for call, note in texts.notes if places[call][0] != places[note][0]]
        beside = sum(places[note][1][0] > sizes[0][0] * 0.6 for _, note in texts.notes)
        say(not wrong, f"{what}: {len(texts.notes)} notes begin where they are called, {beside} of them in the rail", "\n".join(wrong))
        wrong = misplaced(words, own)
        say(not wrong, f"{what}: each note stands beside its item", "\n".join(wrong))
    return end()


if __name__ == "__main__":
    sys.exit(main())
