#!/usr/bin/env python3
"""Charts, as TAP: charts.py PROGRAM [ROUNDS [SEED]]

Which keys go with which kinds, and figures that a kind cannot show, are findings. Of random charts of every kind: no label lies on
another, on a line or on a bar that is not its own, none leaves the drawing; bars, columns and parts are as long as the figures
that their tables print; series are told apart by 3 to 1 against both grounds, and by lines where colours are gone; what is in the
drawing is in the words for who cannot see it.
"""
import csv
import html
import io
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
from fractions import Fraction

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402
from findings import faults, said  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).absolute()
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 6
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 5
ROOT = pathlib.Path(tempfile.mkdtemp())
NEW = ROOT / "new"
subprocess.run([PROGRAM, "new", NEW], check=True, capture_output=True)
KINDS = ["bar", "grouped-bar", "line", "dot", "slope", "column", "stacked", "diverging", "small-multiples", "strip", "scatter", "area"]
SERIES = ["#12436d", "#28a197", "#a8508f", "#e5601c"]  # the first is the layout's accent
LIGHT, DARK, DARK_ACCENT = "#ffffff", "#14191f", "#85b9e8"


def make(blocks, tables):
    """A strategy with these blocks; tables: rows by name."""
    folder = ROOT / "one"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(NEW, folder)
    for name, rows in tables.items():
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        (folder / f"evidence/data/{name}.csv").write_text(out.getvalue())
    text = "".join(f"\n```{word}\n" + "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in keys.items()) + "```\n" for word, keys in blocks)
    item = folder / "foundations/productivity.md"
    item.write_text(item.read_text().split("```chart")[0] + text)
    return folder


ROWS = [["name", "year", "a", "b", "low", "high"], ["North", "2020", "1", "4", "0", "2"], ["South", "2021", "2", "5", "1", "3"], ["East", "2022", "3", "6", "2", "4"]]


def block(kind, **more):
    keys = {"id": "fig-t", "title": "What it shows", "type": kind, "data": "evidence/data/t.csv", "label": "name", "value": "a", "unit": "people"}
    if kind == "scatter":
        keys["across"] = {"value": "b", "unit": "places"}
    return {**keys, **more}


def findings(keys, rows=ROWS, word="chart"):
    return faults(PROGRAM, make([(word, keys)], {"t": rows}))


def expect(name, code, word, keys, rows=ROWS, kind="chart"):
    found = findings(keys, rows, kind)
    tap.say(found and {f["code"] for f in found} == {code} and word in said(found), name, said(found) or "no finding")


# --- findings ---

LINE = {"value": 2, "label": "UK"}
GOES = {  # which kinds take a key: this table is the guide's
    "interval": ({"low": "low", "high": "high"}, ["bar", "grouped-bar", "line", "dot", "slope", "column"]),
    "reference": (LINE, [k for k in KINDS if k != "scatter"]),
    "target": (LINE, [k for k in KINDS if k not in ("slope", "diverging", "scatter")]),
    "band": ({"from": 1, "to": 2, "label": "Usual"}, ["line", "column", "small-multiples", "strip", "area"]),
    "annotations": ([{"at": "North", "text": "It rained"}], ["line", "column", "area"]),
    "direction": ("vertical", ["stacked"]), "share": (True, ["stacked"]),
    "across": ({"value": "b", "unit": "places"}, ["scatter"]),
    "highlight": (["North"], [k for k in KINDS if k not in ("stacked", "area", "line", "grouped-bar", "small-multiples", "slope")]),
}


def test_keys():
    for key, (value, kinds) in GOES.items():
        wrong = []
        for kind in KINDS:
            if key == "highlight" and kind in ("line", "grouped-bar", "small-multiples", "slope"):
                continue  # picks out series, which these have none of
            codes = {f["code"] for f in findings(block(kind, **{key: value}))}
            if codes != (set() if kind in kinds else {"E0753"}):
                wrong.append(f"{kind}: {codes}")
        tap.say(not wrong, f"'{key}' goes with {len(kinds)} kinds of chart", "\n".join(wrong))
    expect("a kind that is misspelt", "E0113", "did you mean 'small-multiples'", block("small-multiple"))
    expect("a key that is misspelt", "E0110", "did you mean 'annotations'", block("line", annotation=[]))
    expect("a scatter without its other axis", "E0753", "across:", {k: v for k, v in block("scatter").items() if k != "across"})
    expect("a scatter of two columns", "E0753", "one column of figures", block("scatter", value=["a", "b"]))
    expect("a line through shares", "E0753", "shares", block("stacked", share=True, reference=LINE, value=["a", "b"]))
    expect("a comparator that is no series", "E0145", "Nroth", block("line", label="year", series="name", comparator="Nroth"))
    expect("a comparator of bars", "E0753", "lines", block("bar", comparator="North"))
    expect("another name for what is not there", "E0145", "Nroth", block("bar", called=[{"name": "Nroth", "as": "N"}]))
    tap.say(not findings(block("line", label="year", series="name", comparator="North", called=[{"name": "North", "as": "Up"}, {"name": "2021", "as": "21"}])), "names for labels and series")
    expect("a band that ends where it begins", "E0755", "'from'", block("line", band={"from": 2, "to": 2, "label": "x"}))
    expect("a note at a label that is none", "E0145", "Nroth", block("column", annotations=[{"at": "Nroth", "text": "x"}]))
    expect("more notes than there is room for", "E0755", "six", block("column", annotations=[{"at": "North", "text": "x"}] * 7))
    expect("a note as long as a text", "E0755", "'note'", block("column", annotations=[{"at": "North", "text": "long " * 40}]))
    many = [["name", "a"]] + [[f"Place {i}", i] for i in range(90)]
    expect("more columns than a page is wide", "E0754", "60", block("column"), many)
    expect("more points named than can be", "E0754", "24", block("scatter", across={"value": "a", "unit": "x"}, highlight=[f"Place {i}" for i in range(30)]), many)
    wide = [["name", *"vwxyz"]] + [[f"Place {i}", 1, 2, 3, 4, 5] for i in range(3)]
    for kind in ("column", "stacked", "diverging", "area"):
        expect(f"five series of type {kind}", "E0754", "told apart", block(kind, value=list("vwxyz")), wide)
    below = [["name", "a", "b"], ["North", "1", "-2"], ["South", "3", "4"]]
    expect("an area below nothing", "E0754", "'North' is below", block("area", value=["a", "b"]), below)
    expect("a share below nothing", "E0754", "'North' is below", block("stacked", share=True, value=["a", "b"]), below)
    expect("shares of nothing", "E0754", "add up to nothing", block("stacked", share=True), [["name", "a"], ["North", "0"]])
    expect("a share without a part", "E0754", "lacks a part", block("stacked", share=True, value=["a", "b"]), [["name", "a", "b"], ["North", "1", "[c]"]])
    huge = [["name", *"pqrs"]] + [[name] + ["9" * 16 + ".9"] * 4 for name in ("North", "South")]
    tap.say(not findings(block("stacked", value=list("pqrs")), huge), "figures of many digits are added up")
    expect("an area of one label", "E0754", "columns or bars", block("area"), [["name", "a"], ["North", "1"]])
    expect("funding that nobody has", "E0756", "Growth fund", {"id": "fig-t", "title": "What it shows"}, kind="funding")


# --- what is drawn ---

def numbers(text):
    return [float(n) for n in re.findall(r"-?\d*\.?\d+", text)]


class Drawing:
    """An SVG of ours: labels as boxes, lines as segments, bars, in the order of their painting."""

    def __init__(self, svg):
        self.svg = svg
        self.width, self.height = numbers(re.search(r'viewBox="0 0 ([^"]*)"', svg)[1])
        self.alt = html.unescape(re.search(r'aria-label="([^"]*)"', svg)[1])
        size = float(re.search(r' font-size="([\d.]+)"', svg)[1])
        self.labels, self.lines, self.rects, self.shapes, self.dots = [], [], [], [], []
        for at, (tag, keys, text) in enumerate(re.findall(r"<(text|path|rect|circle)([^>]*?)/?>([^<]*)", svg)):
            k = dict(re.findall(r'([\w-]+)="([^"]*)"', keys))
            if tag == "text":
                own, wide = float(k.get("font-size", size)), float(k.get("textLength", 0.42 * size * len(text)))
                x = float(k["x"]) - wide * {"middle": 0.5, "end": 1}.get(k.get("text-anchor"), 0)
                y = float(k["y"])
                self.labels.append((html.unescape(text), (x, y - 0.72 * own, x + wide, y + 0.2 * own), at))
            elif tag == "rect":
                x, y, w, h = (float(k[c]) for c in ("x", "y", "width", "height"))
                self.rects.append((k.get("fill", ""), (x, y, x + w, y + h), at))
            elif tag == "circle":
                x, y, r = (float(k[c]) for c in ("cx", "cy", "r"))
                self.dots.append((k.get("fill", ""), (x - r, y - r, x + r, y + r), at))
            elif k.get("fill") == "none":
                for ring in rings(k["d"]):
                    self.lines += [(a, b, k.get("stroke", ""), at) for a, b in zip(ring, ring[1:])]
            else:
                self.shapes.append((k.get("fill", ""), rings(k["d"]), at))


def rings(d):
    """The pieces of a path in absolute places; of curves their ends."""
    out, x, y = [], 0.0, 0.0
    for letter, held in re.findall(r"([MmLlCZz])([^MmLlCZz]*)", d):
        n = numbers(held)
        if letter == "C":
            n = n[4:6]
        for i in range(0, len(n) - 1, 2):
            x, y = (x + n[i], y + n[i + 1]) if letter in "lm" else (n[i], n[i + 1])
            if letter in "Mm":
                out.append([])
            out[-1].append((x, y))
    return out


def overlap(a, b):
    return min(a[2], b[2]) - max(a[0], b[0]) > 0.6 and min(a[3], b[3]) - max(a[1], b[1]) > 1.2


def meets(a, b, box):
    """Whether a line passes through a box, less the air around letters (Liang and Barsky)."""
    x0, y0, x1, y1 = box[0] + 0.3, box[1] + 0.8, box[2] - 0.3, box[3] - 1.2
    low, high = 0.0, 1.0
    for p, q in ((a[0] - b[0], a[0] - x0), (b[0] - a[0], x1 - a[0]), (a[1] - b[1], a[1] - y0), (b[1] - a[1], y1 - a[1])):
        if p == 0 and q < 0:
            return False
        if p < 0:
            low = max(low, q / p)
        elif p > 0:
            high = min(high, q / p)
    return low < high


def covers(rect, box):
    return rect[0] <= box[0] + 0.6 and rect[2] >= box[2] - 0.6 and rect[1] <= box[1] + 1.5 and rect[3] >= box[3] - 2.2


def collisions(d):
    """What a reader could not read."""
    wrong = []
    for i, (text, box, at) in enumerate(d.labels):
        if box[0] < -0.6 or box[1] < -0.6 or box[2] > d.width + 0.6 or box[3] > d.height + 0.6:
            wrong.append(f"'{text}' leaves the drawing: {box} of {d.width} x {d.height}")
        wrong += [f"'{text}' lies on '{other}'" for other, that, _ in d.labels[:i] if overlap(box, that)]
        ground = max([n for fill, rect, n in d.rects if n < at and covers(rect, box)], default=-1)
        for a, b, stroke, n in d.lines:
            if n > ground and "ground" not in stroke and meets(a, b, box):
                wrong.append(f"a line {a}-{b} meets '{text}' {box}")
        for fill, rect, n in d.rects:
            if n > ground and overlap(rect, box) and not covers(rect, box):
                wrong.append(f"a bar {rect} meets '{text}' {box}")
        wrong += [f"a dot meets '{text}'" for _, dot, n in d.dots if n > ground and overlap(dot, box)]
    return wrong


SHORT = ["Kent", "Essex", "Ely", "Hove", "Deal", "Ryde", "Ware", "Bath", "York", "Hull", "Oban", "Ayr", "Bude", "Diss", "Eye", "Fleet"]
LONG = ["Professional, scientific and technical activities", "Folkestone and Hythe", "Wholesale and retail trade; repair of motor vehicles",
        "Llanfairpwllgwyngyllgogerychwyrndrobwll", "Southend-on-Sea", "Water supply; sewerage, waste management and remediation", "Tonbridge and Malling"]


def chart(chance, number, kind):
    """A random chart: its keys, its rows, and its figures by series and label."""
    timed = kind in ("line", "area", "small-multiples") or (kind in ("column", "stacked") and chance.random() < 0.5)
    most = 12 if kind in ("small-multiples", "strip") else 4
    count = 2 if kind == "slope" else 1 if kind in ("bar", "dot", "scatter") else chance.randint(1, most)
    n = {"scatter": chance.randint(2, 40), "strip": chance.randint(2, 40)}.get(kind, chance.randint(2, 22 if timed else 9))
    names = [str(2000 + i) for i in range(n)] if timed else [f"{chance.choice(LONG if chance.random() < 0.3 else SHORT)} {i}" for i in range(n)]
    places = chance.choice([0, 0, 1, 2])
    size = chance.choice([3, 40, 900, 12000, 4_000_000])
    signed = kind in ("diverging", "column", "bar", "line", "dot") and chance.random() < 0.4
    columns = [f"c{k}" for k in range(count)]
    series = [f"{chance.choice(LONG if chance.random() < 0.2 else SHORT)} s{k}" for k in range(count)]
    whole = kind == "stacked" and chance.random() < 0.4
    gaps = kind not in ("area", "slope") and not whole and chance.random() < 0.25
    figures = [[Fraction(chance.randint(-size if signed else (size // 3 if kind == "line" else 1), size) * 10 ** places + chance.randint(0, 10 ** places - 1), 10 ** places)
                for _ in names] for _ in columns]
    if gaps:
        for row in figures:
            for i in range(1, n):
                row[i] = None if chance.random() < 0.15 else row[i]

    def write(v):
        return "[c]" if v is None else f"{'-' if v < 0 else ''}{abs(v.numerator * 10 ** places // v.denominator) / 10 ** places:.{places}f}"

    rows = [["name", *columns]] + [[name, *(write(figures[k][i]) for k in range(count))] for i, name in enumerate(names)]
    keys = {"id": f"fig-{number}", "title": f"Chart {number}", "type": kind, "data": f"evidence/data/t{number}.csv", "label": "name",
            "value": columns if count > 1 else columns[0], "unit": chance.choice(["people", "thousands of enterprises with ten or more employees, in the year to March"]), "places": places}
    if count > 1 or kind == "small-multiples":
        keys |= {"value": columns, "names": series}
    if kind == "scatter":
        rows = [r + [str(chance.randint(1, 99))] for r in rows]
        rows[0][-1] = "other"
        keys["across"] = {"value": "other", "unit": "share of premises", "suffix": "%"}
    if chance.random() < 0.3:
        keys["prefix"] = "£"
    flat = [v for row in figures for v in row if v is not None]
    low, high = min(flat), max(flat)
    middle = float(low + (high - low) * Fraction(chance.randint(0, 10), 10))
    for key in ("reference", "target", "band"):
        if kind in GOES[key][1] and not whole and chance.random() < 0.35:
            line = {"value": round(middle, 2), "label": chance.choice(["UK", "What others in the country have reached by now"])}
            keys[key] = {"from": round(float(low) - 1, 2), "to": round(middle + 1, 2), "label": "The usual range"} if key == "band" else line
            middle = float(low + (high - low) * Fraction(chance.randint(0, 10), 10))
    if kind in GOES["annotations"][1] and chance.random() < 0.5:
        at = sorted(chance.sample(names, min(len(names), chance.randint(1, 4))))
        keys["annotations"] = [{"at": one, "text": chance.choice(["Rain", "The pandemic closed shops", "A bridge was opened to lorries and to those who walk"])} for one in at]
    if kind in ("bar", "dot", "strip", "scatter") and chance.random() < 0.6:
        keys["highlight"] = chance.sample(names, min(len(names), chance.randint(1, 6)))
    if whole:
        keys["share"] = True
    if kind == "stacked" and chance.random() < 0.3:
        keys["direction"] = chance.choice(["horizontal", "vertical"])
    if any("interval" in k for k in keys):
        raise ValueError("an interval has columns of its own")
    return keys, rows, (names, figures, places)


def printed(v, keys, places):
    """As the house writes a figure, from the fraction."""
    whole = abs(v.numerator) * 10 ** places // v.denominator
    text = f"{whole // 10 ** places:,}" + (f".{whole % 10 ** places:0{places}d}" if places else "")
    return ("−" if v < 0 else "") + keys.get("prefix", "") + text + keys.get("suffix", "")


def bars_of(d):
    """The bars of a drawing in the order of their painting: no boxes behind words, no samples of the key."""
    inked = [(f, r) for f, r, _ in d.rects if "ground" not in f and min(r[2] - r[0], r[3] - r[1]) > 0.02 and abs((r[2] - r[0]) - 12) + abs((r[3] - r[1]) - 9) > 0.05]
    texts = [box for _, box, _ in d.labels]
    return [(f, r) for f, r in inked if not any(covers(r, t) and r[3] - r[1] < t[3] - t[1] + 1.5 for t in texts)]


def check_lengths(kind, keys, held, d):
    """Bars, columns and parts are as long as their figures, each against the sum of all."""
    names, figures, _ = held
    if kind not in ("bar", "grouped-bar", "column", "stacked"):
        return ""
    wide = kind in ("bar", "grouped-bar") or (kind == "stacked" and is_lain(d))
    if kind == "column" and is_lain(d):
        wide = True
    want = []
    for i in range(len(names)):
        total = sum(figures[k][i] or 0 for k in range(len(figures)))
        for k in range(len(figures)):
            v = figures[k][i]
            if v:
                want.append(abs(v) / total if keys.get("share") else abs(v))
    got = [(r[2] - r[0]) if wide else (r[3] - r[1]) for _, r in bars_of(d)]
    if len(got) < len(want):  # a part thinner than a hundredth is not drawn
        want = sorted(want)[len(want) - len(got):]
        got = sorted(got)
    if len(got) != len(want):
        return f"{len(got)} bars for {len(want)} figures"
    unit = sum(got) / float(sum(want))
    worst = max((abs(g - float(w) * unit) for g, w in zip(got, want)), default=0)
    return "" if worst < 0.25 else f"a bar is {worst:.2f} points off"


def is_lain(d):
    """Whether bars lie: their thickness is the same for all, and not their length."""
    bars = [r for _, r in bars_of(d)]
    return len({round(r[3] - r[1], 1) for r in bars}) == 1 and len({round(r[2] - r[0], 1) for r in bars}) > 1 or len({round(r[3] - r[1], 1) for r in bars}) == 1 == len(bars)


def build(folder, *more):
    out = ROOT / "out"
    shutil.rmtree(out, ignore_errors=True)
    done = tap.call(PROGRAM, "build", folder, "-f", "pdf,html", "-o", out, *more)
    return out, done.stdout + done.stderr if done.returncode else ""


def words_of(pdf):
    """Page, box and text of each word."""
    page, found = 0, []
    for line in tap.call("pdftotext", "-bbox", pdf, "-").stdout.splitlines():
        page += "<page " in line
        m = re.search(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>', line)
        if m:
            found.append((page, tuple(map(float, m.groups()[:4])), html.unescape(m[5])))
    return found


def on_each_other(words):
    wrong = []
    for i, (page, a, text) in enumerate(words):
        for other, b, that in words[i + 1:]:
            if other != page:
                break
            if min(a[2], b[2]) - max(a[0], b[0]) > 0.6 and min(a[3], b[3]) - max(a[1], b[1]) > 0.4 * min(a[3] - a[1], b[3] - b[1]):
                wrong.append(f"page {page}: '{text}' on '{that}'")
    return wrong


def test_random():
    chance = random.Random(SEED)
    seen, wrong, drawings = 0, [], 0
    for one in range(ROUNDS):
        blocks, tables, held = [], {}, {}
        for kind in KINDS:
            keys, rows, figures = chart(chance, seen, kind)
            blocks.append(("chart", keys))
            tables[f"t{seen}"] = rows
            held[keys["id"]] = (kind, keys, figures)
            seen += 1
        folder = make(blocks, tables)
        out, why = build(folder)
        if why:
            wrong.append(f"round {one}: {why[:1500]}")
            continue
        page = (out / "strategy.html").read_text()
        for name, (kind, keys, figures) in held.items():
            figure = re.search(rf'<figure[^>]*id="{name}".*?</figure>', page, re.S)[0]
            for svg in re.findall(r'<svg class="chart".*?</svg>', figure, re.S):
                d = Drawing(svg)
                drawings += 1
                where = f"round {one}, {kind} ({d.width:.0f} wide): "
                wrong += [where + w for w in collisions(d)[:3]]
                length = check_lengths(kind, keys, figures, d)
                wrong += [where + length] if length else []
                wrong += [where + "the alternative does not say " + w for w in (keys["unit"], keys.get("target", {}).get("label", "")) if w not in d.alt]
            table = html.unescape(re.sub(r"<[^>]*>", "\n", re.search(rf'id="{name}-data".*?</table>', page, re.S)[0]))
            names, rows, places = figures
            lines = {line.strip() for line in table.splitlines()}
            missing = [printed(v, keys, places) for row in rows for v in row if v is not None and printed(v, keys, places) not in lines]
            wrong += [f"round {one}, {kind}: the table lacks {missing[:3]}"] if missing else []
        if shutil.which("pdftotext"):
            wrong += [f"round {one}: {w}" for w in on_each_other(words_of(out / "strategy.pdf"))[:5]]
    tap.say(not wrong, f"{seen} random charts in {drawings} drawings: words are clear, bars as long as their figures", "\n".join(wrong))


# --- colours ---

def luminance(color):
    held = [int(color[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in held)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a, b):
    a, b = sorted((luminance(a), luminance(b)))
    return (b + 0.05) / (a + 0.05)


FOUR = [["name", *"pqrs"], ["North", 10, 20, 30, 40], ["South", 40, 30, 20, 10], ["East", 25, 25, 25, 25]]


def test_colors():
    for color in SERIES + ["#7a93ab"]:
        grounds = (contrast(color, LIGHT), contrast(DARK_ACCENT if color == SERIES[0] else color, DARK))
        tap.say(min(grounds) >= 3, f"{color} stands out from both grounds by 3 to 1", grounds)
    out, why = build(make([("chart", block("stacked", value=list("pqrs"), names=["P", "Q", "R", "S"]))], {"t": FOUR}))
    figure = re.search(r'<figure[^>]*id="fig-t".*?</figure>', (out / "strategy.html").read_text(), re.S)[0]
    d = Drawing(re.findall(r'<svg class="chart".*?</svg>', figure, re.S)[-1])
    fills = {f for f, _ in bars_of(d)}
    tap.say(fills == {"var(--accent)", *SERIES[1:]}, "four series have four colours", fills)
    ways = {}
    for a, b, stroke, _ in d.lines:
        if stroke == "var(--ground)":
            inside = [f for f, r in bars_of(d) if r[0] - 0.1 <= a[0] <= r[2] + 0.1 and r[1] - 0.1 <= a[1] <= r[3] + 0.1 and r[0] - 0.1 <= b[0] <= r[2] + 0.1]
            slope = "upright" if abs(a[0] - b[0]) < 0.01 else "level" if abs(a[1] - b[1]) < 0.01 else "rises" if (b[1] - a[1]) * (b[0] - a[0]) < 0 else "falls"
            for fill in inside:
                ways.setdefault(fill, set()).add(slope)
    told = [ways.get(f, set()) - {"upright"} for f in ("var(--accent)", *SERIES[1:])]
    tap.say(len({tuple(sorted(t)) for t in told}) == 4, "and four kinds of lines over them, which tell them apart without colour", told)
    if not tap.has("each part has its pixels", "pdftoppm", "pdftotext"):
        return
    pages = tap.call("pdftotext", out / "strategy.pdf", "-").stdout.split("\f")
    number = next(i for i, text in enumerate(pages, 1) if "Figure 1" in text and "North" in text)
    done = subprocess.run(["pdftoppm", "-r", "144", "-f", str(number), "-l", str(number), out / "strategy.pdf"], capture_output=True)
    head = re.match(rb"P6\s(\d+) (\d+)\s255\s", done.stdout)
    data = done.stdout[head.end():]
    counts = [0] * 4
    colors = {bytes.fromhex(c[1:]): i for i, c in enumerate(SERIES)}
    for at in range(0, len(data), 3):
        if data[at:at + 3] in colors:
            counts[colors[data[at:at + 3]]] += 1
    sums = [sum(row[k + 1] for row in FOUR[1:]) for k in range(4)]
    least = [0.9, 0.45, 0.55, 0.45]  # of its bars, what lines and words leave
    most = counts[0] / sums[0] / least[0]
    tap.say(all(c > 500 and c / s <= most * 1.15 for c, s in zip(counts, sums)), "and as many pixels of each as its figures say", (counts, sums))


def test_funding():
    folder = make([("funding", {"id": "fig-t", "title": "Money by year", "by": "fund"})], {})
    frame = (folder / "framework.yaml").read_text()
    lines = "funding:\n  - Alpha fund, £2 million a year, 2027 to 2029, sought\n  - Beta fund, £500 thousand, 2028, agreed\n  - Gamma fund, £1 million, sought\n"
    items = sorted((folder / "interventions").glob("*.md"))
    more = "prefix: INT, fields: {funding: {kind: funding, label: Funding}}}"
    (folder / "framework.yaml").write_text(frame.replace("prefix: INT}", more))
    text = items[0].read_text()
    items[0].write_text(text.replace("---\n", "---\n" + lines, 1))
    out, why = build(folder)
    if why:
        tap.say(False, "funding by year is drawn", why)
        return
    page = (out / "strategy.html").read_text()
    figure = re.search(r'<figure[^>]*id="fig-t".*?</figure>', page, re.S)[0]
    d = Drawing(re.findall(r'<svg class="chart".*?</svg>', figure, re.S)[-1])
    names = [text for text, _, _ in d.labels]
    tap.say(all(w in names for w in ("2027/28", "2028/29", "2029/30", "Alpha fund", "Beta fund")), "funding by year has its years and funds", names)
    heights = [round(r[3] - r[1], 1) for _, r in bars_of(d)]
    tap.say(len(heights) == 4 and abs(heights[0] - 4 * min(heights)) < 0.3, "and its sums", heights)
    tap.say("£1,000,000 has no year" in figure, "and says what has no year", re.sub(r"<[^>]*>", " ", figure)[-400:])



for test in (test_keys, test_random, test_colors, test_funding):
    test()
shutil.rmtree(ROOT, ignore_errors=True)
sys.exit(tap.end())
