#!/usr/bin/env python3
"""Random documents that are hard to paginate, as TAP: nothing ends the program, nothing is lost.

run.py PROGRAM [COUNT [FIRST]]     documents FIRST to FIRST + COUNT - 1 (120 from 0 unless said)
run.py PROGRAM --keep DIR SEED     one document, left in DIR to be looked at

Each word of a document is its own ("q00017"). A document's outcome is good when `check` and `build`
end alike with 0 to 3 and within 30 s, and poppler finds every word on a page of the PDF, between
the page's edges and above its foot.
"""
import collections
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import tap  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
IMAGE = HERE.parent / "conformance/constructs/figures/square.png"
LAYOUTS = ("strategy", "print", "board", "asks")
SECONDS = 30
FOOT = 20  # points at a page's lower edge where no text of a document may stand

# What a person may set in a layout of their own, from the usual to the absurd.
OWN_LAYOUTS = (
    "page: {width: 105mm, height: 148mm, top: 15mm, bottom: 15mm, inner: 12mm, outer: 12mm}",
    "page: {width: 297mm, height: 210mm}",
    "page: {columns: 2, column-gap: 8mm}",
    "page: {width: 210mm, height: 120mm}",
    "roles: {paragraph: {size: 22pt, leading: 30pt}, chart: {size: 16pt, leading: 22pt}}",
    "roles: {caption: {size: 20pt, leading: 28pt}, table-cell: {size: 16pt, leading: 22pt}}",
)


class Document:
    """The text of one strategy, from a seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.count = 0
        self.blocks = 0
        self.files = {}
        self.stages = 0
        few = self.random.random() < 0.3
        makers = (
            self.text, self.text, self.heading, self.list, self.quote, self.code, self.table, self.chart,
            self.chart, self.image, self.callout, self.notes, self.beside, self.swot, self.inset, self.timeline, self.data_table,
        )
        if few:
            makers = self.random.sample(makers, 3)
        parts = [self.random.choice(makers)() for _ in range(self.random.choice((1, 2, 4, 8, 16)))]
        self.files["sections/about.md"] = (
            "---\nid: SEC-ABOUT\ntype: section\ntitle: " + self.words(self.size(1, 60)) + "\n---\n" + "\n".join(parts)
        )
        if self.stages:
            self.files["programme.yaml"] = self.programme()
        own = self.random.random()
        self.layout = self.random.choice(LAYOUTS)
        self.own = self.random.choice(OWN_LAYOUTS) if own < 0.4 else None

    def size(self, least, most):
        """A number that is mostly small and now and then at the limit."""
        kind = self.random.random()
        if kind < 0.6:
            return self.random.randint(least, max(least, most // 8))
        return most if kind > 0.95 else self.random.randint(least, most)

    def words(self, n):
        self.count += n
        return " ".join(f"q{i:06d}" for i in range(self.count - n, self.count))

    def text(self):
        return self.words(self.size(1, 900)) + "\n"

    def heading(self):
        return "## " + self.words(self.size(1, 40)) + "\n"

    def list(self):
        lines, depth = [], 0
        for _ in range(self.size(1, 30)):
            lines.append("  " * depth + "- " + self.words(self.size(1, 120)))
            depth = max(0, min(12, depth + self.random.choice((-1, 0, 1))))
        return "\n".join(lines) + "\n"

    def quote(self):
        return "> " * self.size(1, 8) + self.words(self.size(1, 400)) + "\n"

    def code(self):
        return "```text\n" + "\n".join(self.words(self.size(1, 6)) for _ in range(self.size(1, 90))) + "\n```\n"

    def cell(self):
        return self.words(self.size(1, 300 if self.random.random() < 0.05 else 12))

    def table(self):
        columns = self.size(1, 7)
        row = lambda: "| " + " | ".join(self.cell() for _ in range(columns)) + " |"  # noqa: E731
        head = [row(), "|" + " --- |" * columns]
        return "\n".join(head + [row() for _ in range(self.size(1, 60))]) + "\n\nTable: " + self.words(self.size(1, 60)) + "\n"

    def dataset(self, rows, series):
        self.blocks += 1
        path = f"evidence/data/d{self.blocks}.csv"
        long = self.random.random() < 0.2
        lines = ["label,series,value"]
        names = [self.words(self.size(1, 3)) for _ in range(series)] if series > 1 else ["one"]
        for _ in range(rows):
            label = self.words(self.size(1, 12) if long else 1)
            lines += [f"{label},{name},{self.random.randint(-50, 900)}" for name in names]
        self.files[path] = "\n".join(lines) + "\n"
        return path

    def chart(self):
        kind = self.random.choice(("bar", "dot", "grouped-bar", "slope"))
        series = 1 if kind in ("bar", "dot") else self.size(2, 8)
        rows = 2 if kind == "slope" else self.size(1, 150 if series > 1 else 300)
        path = self.dataset(rows, series)
        head = f"id: fig-{self.blocks}\ntitle: {self.words(self.size(1, 80))}\ntype: {kind}\ndata: {path}\nlabel: label\n"
        if series > 1:
            head += "series: series\n"
        if self.random.random() < 0.4:
            head += f"unit: {self.words(self.size(1, 20))}\n"
        if kind != "slope" and self.random.random() < 0.3:
            head += f"reference: {{value: 40, label: {self.words(self.size(1, 8))}}}\n"
        return f"```chart\n{head}value: value\n```\n"

    def data_table(self):
        path = self.dataset(self.size(1, 150), 1)
        return f"```table\nid: fig-{self.blocks}\ntitle: {self.words(self.size(1, 80))}\ndata: {path}\ncolumns: [{{key: label, title: A}}, {{key: series, title: B}}, {{key: value, title: C}}]\n```\n"

    def image(self):
        self.blocks += 1
        tall = self.random.random() < 0.4
        name = "figures/tall.svg" if tall else "figures/square.png"
        if tall:
            self.files[name] = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="2000"><rect width="300" height="2000"/></svg>'
        return f'![A picture]({name} "{self.words(self.size(1, 200))}")\n'

    def callout(self):
        kind = self.random.choice(("callout", "case-study"))
        place = f"place: {self.words(2)}\n" if kind == "case-study" else ""
        body = self.random.choice((self.text, self.list, self.table, self.notes, self.quote, self.image))()
        return f"```{kind}\ntitle: {self.words(self.size(1, 60))}\n{place}text: |\n" + re.sub("^", "  ", body, flags=re.M) + "\n```\n"

    def beside(self):
        """Texts that stand beside each other, of any length."""
        body = lambda: self.random.choice((self.text, self.list, self.notes, self.quote, self.image))()  # noqa: E731
        panels = "".join(f"  - title: {self.words(self.size(1, 30))}\n    text: |\n" + re.sub("^", "      ", body(), flags=re.M) + "\n" for _ in range(self.size(1, 24)))
        columns = f"columns: {self.random.randint(1, 4)}\n" if self.random.random() < 0.5 else ""
        return f"```panels\n{columns}panels:\n{panels}```\n"

    def swot(self):
        quarters = "".join(f"{key}: |\n" + re.sub("^", "  ", self.random.choice((self.text, self.list))(), flags=re.M) + "\n"
                           for key in ("strengths", "weaknesses", "opportunities", "threats"))
        return f"```swot\n{quarters}```\n"

    def inset(self):
        kind = self.random.choice(("quotation", "sidebar"))
        head = f"by: {self.words(self.size(1, 30))}\n" if kind == "quotation" else f"title: {self.words(self.size(1, 60))}\n"
        body = self.random.choice((self.text, self.list, self.notes))()
        return f"```{kind}\n{head}text: |\n" + re.sub("^", "  ", body, flags=re.M) + "\n```\n"

    def notes(self):
        out, notes = "", ""
        for _ in range(self.size(1, 12)):
            self.blocks += 1
            out += self.words(self.size(1, 60)) + f"[^n{self.blocks}] "
            notes += f"\n[^n{self.blocks}]: " + self.words(self.size(1, 500)) + "\n"
        return out + "\n" + notes

    def timeline(self):
        if self.stages:
            return self.text()
        self.stages = self.size(1, 150)
        return f"```timeline\nid: fig-time\ntitle: {self.words(self.size(1, 60))}\n```\n"

    def programme(self):
        out = "stages:\n"
        for i in range(self.stages):
            year, long = self.random.randint(2015, 2032), self.random.random() < 0.1
            out += f"  - id: STG-{i}\n    title: {self.words(self.size(1, 30) if long else 2)}\n    from: {year}-0{1 + i % 9}\n    to: {year + i % 3}-12\n"
        return out

    def write(self, program, work):
        folder = work / "strategy"
        tap.call(program, "new", folder)
        config = folder / "strategy.yaml"
        annexes = "[programme, evidence]" if self.stages else "[evidence]"
        text = re.sub(r"annexes: .*", f"annexes: {annexes}", config.read_text())
        if self.own:
            (work / "own.yaml").write_text(f"extends: {self.layout}\n{self.own}\n")
        config.write_text(text)
        for name, content in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content)
        (folder / "figures").mkdir(exist_ok=True)
        shutil.copy(IMAGE, folder / "figures/square.png")
        return folder


def words_on_pages(pdf):
    """Each word with how often it stands on a page, and the first that passes an edge."""
    pages = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True).stdout
    seen, outside, width, height = collections.Counter(), None, 0, 0
    for match in re.finditer(r'<page width="([\d.]+)" height="([\d.]+)"|<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)', pages):
        if match[1]:
            width, height = float(match[1]), float(match[2])
            continue
        x0, y0, x1, y1 = (float(match[i]) for i in range(3, 7))
        for word in re.findall(r"q\d{6}", match[7]):
            seen[word] += 1
            if x0 < -1 or y0 < -1 or x1 > width + 1 or y1 > height - FOOT:
                outside = outside or f"{word} at {x0:.0f} {y0:.0f} {x1:.0f} {y1:.0f} of {width:.0f} {height:.0f}"
    return seen, outside


def lost_words(pdf, missing, count):
    """Of words that stand on no page whole: in cells without room for a word it is parted. Its letters follow each other
    in the order of reading, or a page ends between them; and no letter of any word is missing."""
    raw = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
    letters, tokens = re.sub(r"\s+", "", raw), raw.split()
    ends, starts = {token[-k:] for token in tokens for k in range(1, 7)}, {token[:k] for token in tokens for k in range(1, 7)}
    lost = [word for word in missing if word not in letters and not any(word[:k] in ends and word[k:] in starts for k in range(1, 7))]
    return lost if letters.count("q") >= count else missing


def run(environment, program, *words):
    try:
        done = subprocess.run([program, *words], capture_output=True, text=True, errors="replace", timeout=SECONDS, env=environment)
    except subprocess.TimeoutExpired:
        return None, ""
    return done.returncode, done.stderr


def judge(program, seed, work):
    """What is wrong with how a document is set, or None."""
    document = Document(seed)
    folder = document.write(program, work)
    environment, layout = dict(os.environ), document.layout
    if document.own:
        data = work / "data"
        if not data.exists():
            shutil.copytree(HERE.parents[1] / "layouts", data / "layouts")
            (data / "fonts").symlink_to(HERE.parents[1] / "fonts")
        (data / "layouts/own.yaml").write_text((work / "own.yaml").read_text())
        environment["SIGHTLINE_DATA"] = str(data)
        layout = "own"
    # check judges the strategy's own layout: it is named there.
    config = folder / "strategy.yaml"
    config.write_text(config.read_text() + f"layout: {layout}\n")
    checked, said = run(environment, program, "check", folder)
    built, told = run(environment, program, "build", folder, "-o", work / "out", "-f", "pdf,html")
    if checked is None or built is None:
        return f"over {SECONDS} s"
    if built not in (0, 1, 2, 3) or checked != built:
        return f"check {checked}, build {built}: {told[-300:]} {said[-300:]}"
    if built:
        return f"refused: {told[-300:]}"
    seen, outside = words_on_pages(work / "out/strategy.pdf")
    if outside:
        return f"outside the page: {outside}"
    missing = [word for word in (f"q{i:06d}" for i in range(document.count)) if word not in seen]
    if missing:
        missing = lost_words(work / "out/strategy.pdf", missing, document.count)
    return f"{len(missing)} of {document.count} words lost, {missing[:5]}" if missing else None


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    if sys.argv[2:3] == ["--keep"]:
        work = pathlib.Path(sys.argv[3])
        work.mkdir(parents=True)
        print(judge(program, int(sys.argv[4]), work) or "good")
        return 0
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 120
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    name = f"documents {first} to {first + count - 1}: every word is on a page"
    if not tap.has(name, "pdftotext"):
        return tap.end()
    faults = []
    for seed in range(first, first + count):
        with tempfile.TemporaryDirectory() as work:
            fault = judge(program, seed, pathlib.Path(work))
        if fault:
            faults.append(f"{seed}: {fault}")
            print(f"# {faults[-1]}", flush=True)
    tap.say(not faults, name, "\n".join(faults))
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
