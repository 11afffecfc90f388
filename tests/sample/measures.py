#!/usr/bin/env python3
"""Measures: random ones against their course worked out as fractions, the sample's against its datasets, a grid's squares
by their colour on the page, items on a line of time; as TAP.

measures.py PROGRAM CONTENT
"""
import csv
import datetime
import fractions
import pathlib
import random
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402
from findings import check, faults, said  # noqa: E402
from reading import Tables  # noqa: E402

PROGRAM, CONTENT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
F = fractions.Fraction
RATINGS = {"green": "on course", "amber": "a little behind", "red": "behind"}
TYPES = """  indicator:
    name: Indicator
    plural: Indicators
    prefix: IND
    fields: {{track: {{kind: measure, label: How far, amber: {amber}, red: {red}}}}}
  risk:
    name: Risk
    plural: Risks
    prefix: RSK
    fields:
      likelihood: {{kind: choice, of: [rare, possible, likely], label: How likely}}
      impact: {{kind: choice, of: [small, serious, severe], label: How bad}}
      begins: {{kind: month, label: From}}
      ends: {{kind: month, label: To}}
"""


def make(folder, amber=10, red=25):
    tap.call(PROGRAM, "new", folder)
    framework = folder / "framework.yaml"
    framework.write_text(framework.read_text().replace("roles:\n", TYPES.format(amber=amber, red=red) + "roles:\n", 1))
    config = folder / "strategy.yaml"
    text = re.sub(r"(?m)^date:.*$", "date: 2035-12-31", config.read_text())
    config.write_text(re.sub(r"(?m)^annexes:.*$", "annexes: [measures, evidence]", text))


def item(folder, id_, front):
    (folder / "more").mkdir(exist_ok=True)
    (folder / f"more/{id_.lower()}.md").write_text(f"---\nid: {id_}\n{front}---\n")


def show(folder, text):
    about = folder / "sections/about.md"
    about.write_text(about.read_text() + text)


def built(folder, out, formats="html,csv"):
    done = tap.call(PROGRAM, "build", folder, "-o", out, "-f", formats)
    page = Tables()
    page.feed((out / "strategy.html").read_text() if done.returncode == 0 else "")
    return done, page.tables


# --- random measures ---

def day(text):
    return datetime.date.fromisoformat(text + "-01-01"[len(text) - 4:] if len(text) < 10 else text).toordinal()


def course(points, at):
    if at <= points[0][0]:
        return points[0][1]
    for (one, a), (two, b) in zip(points, points[1:]):
        if at < two:
            return a + (b - a) * F(at - one, two - one)
    return points[-1][1]


def rating(points, way, down, latest, amber, red):
    short = course(points, latest[0]) - latest[1]
    short = -short if down else short
    share = short * 100 / way if way else (F(10**9) if short > 0 else F(0))
    return "red" if short > 0 and share >= red else "amber" if short > 0 and share >= amber else "green"


def half_up(value, places):
    scaled = abs(value) * 10**places
    whole = int(scaled + F(1, 2))
    text = f"{whole:0{places + 1}d}"
    digits = f"{int(text[:-places] or 0):,}.{text[-places:]}" if places else f"{int(text):,}"
    return ("\u2212" if value < 0 and whole else "") + digits


def random_measure(chance):
    down, start = chance.random() < 0.5, chance.randrange(2010, 2016)
    places = chance.choice([0, 1, 2])
    scale = 10**places
    years = sorted(chance.sample(range(start + 1, 2034), chance.randrange(1, 4)))
    value = chance.randrange(200, 900)
    steps = [value]
    for _ in years:
        steps.append(steps[-1] + (-1 if down else 1) * chance.randrange(1, 60))
    points = [(day(str(year)), F(step, scale)) for year, step in zip([start] + years, steps)]
    seen = sorted(chance.sample(range(start + 1, 2036), chance.randrange(1, 5)))
    actuals = []
    for year in seen:
        wanted = course(points, day(str(year)))
        off = chance.choice([0, 0, 1, -1]) * (points[-1][1] - points[0][1]) * F(chance.choice([9, 10, 11, 24, 25, 26, 40]), 100)
        actuals.append((year, F(round((wanted - off) * scale), scale)))

    def write(value):
        return f"{value.numerator * (scale // value.denominator) / scale:.{places}f}" if places else str(value)

    lines = ["track:", "  unit: people", f"  better: {'down' if down else 'up'}", f"  baseline: {{date: {start}, value: {write(points[0][1])}}}"]
    if len(years) > 1:
        lines.append("  path: [" + ", ".join(f"{{date: {year}, value: {write(point[1])}}}" for year, point in zip(years[:-1], points[1:-1])) + "]")
    lines.append(f"  target: {{date: {years[-1]}, value: {write(points[-1][1])}}}")
    shuffled = actuals[:]
    chance.shuffle(shuffled)
    lines.append("  actuals: [" + ", ".join(f"{{date: {year}, value: {write(value)}}}" for year, value in shuffled) + "]")
    return lines, points, down, actuals[-1], places


def check_random(work):
    chance, amber, red = random.Random(7), 10, 25
    folder = work / "random"
    make(folder, amber, red)
    made = {}
    for number in range(120):
        lines, points, down, latest, places = random_measure(chance)
        id_ = f"IND-{number:03d}"
        item(folder, id_, f"type: indicator\ntitle: Measure {number}\n" + "\n".join(lines) + "\n")
        made[f"Measure {number}"] = (points, down, latest, places)
    show(folder, "\n```list\nid: tab-all\ntitle: All of them\ntype: indicator\ncolumns: [track.latest, track.expected, track.target, track.rating]\n```\n"
                 "\n```list\nid: tab-red\ntitle: Those behind\ntype: indicator\nwhere: {track.rating: red}\n```\n")
    done, tables = built(folder, work / "random-out")
    rows = tables.get("tab-all", [])[1:]
    tap.say(done.returncode == 0 and len(rows) == 120, "random measures are built", done.stderr[-400:])
    wrong, behind, seen = [], [], set()
    for row in rows:
        points, down, (year, value), places = made[row[0]]
        at = day(str(year))
        want = rating(points, abs(points[-1][1] - points[0][1]), down, (at, value), amber, red)
        expect = [f"{half_up(value, places)} ({year})", half_up(course(points, at), places), f"{half_up(points[-1][1], places)} ({datetime.date.fromordinal(points[-1][0]).year})", RATINGS[want]]
        seen.add(want)
        behind += [row[0]] if want == "red" else []
        if row[1:] != expect:
            wrong.append(f"{row} {expect}")
    tap.say(not wrong and seen == set(RATINGS), "each is rated as its course, worked out as fractions, has it", "\n".join(wrong[:5]))
    tap.say([row[0] for row in tables.get("tab-red", [])[1:]] == behind, "those behind are chosen by their rating")
    found = [one for one in check(PROGRAM, folder)[0] if one["code"] == "E0262"]
    missed = [name for name, (points, down, (year, value), _) in made.items()
              if (passed := [point for point in points[1:] if point[0] <= day("2035")]) and day(str(year)) >= passed[-1][0] and (value > passed[-1][1] if down else value < passed[-1][1])]
    tap.say(len(found) == len(missed) and missed, f"{len(missed)} missed milestones are findings", f"{len(found)}")
    with open(work / "random-out/measures.csv", newline="", encoding="utf-8") as file:
        names = {row["title"]: row["rating"] for row in csv.DictReader(file)}
    tap.say({name for name, one in names.items() if one == "red"} == set(behind), "and the sheet has them")


# --- the sample ---

def rows_of(name):
    with open(CONTENT / f"evidence/data/{name}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def check_sample(work):
    done, _ = built(CONTENT, work / "sample")
    with open(work / "sample/measures.csv", newline="", encoding="utf-8") as file:
        got = {row["id"]: row for row in csv.DictReader(file)}
    area = {row["code"] for row in rows_of("areas")}

    def below(name, column, code, year, more=False):
        rows = [row for row in rows_of(name) if row["year"] == year]
        limit = next(float(row[column]) for row in rows if code in (row["code"], row["name"]))
        return sum((float(row[column]) > limit) if more else (float(row[column]) < limit) for row in rows if row["code"] in area)

    def share(top, bottom, year):
        rows = [row for row in rows_of("business_demography") if row["year"] == year and row["code"] in area]
        return round(100 * sum(float(row[top]) for row in rows) / sum(float(row[bottom]) for row in rows), 1)

    def told(id_, date):
        row = got[id_]
        return float(row["baseline"] if row["baseline on"] == date else row["latest"] if row["measured"] == date else "nan")

    wanted = {("PRI-01", "2019"): below("productivity_lad", "gva_per_hour_gbp", "K99000002", "2019"), ("PRI-01", "2023"): below("productivity_lad", "gva_per_hour_gbp", "K99000002", "2023"),
              ("PRI-02", "2019"): share("high_growth_enterprises", "active_10_plus_employees", "2019"), ("PRI-02", "2024"): share("high_growth_enterprises", "active_10_plus_employees", "2024"),
              ("PRI-08", "2025"): below("housing", "affordability_ratio_residence_based", "England", "2025", True), ("PRI-10", "2024"): share("births", "active_enterprises", "2024")}
    wrong = {key: (told(*key), value) for key, value in wanted.items() if abs(told(*key) - value) > 1e-9}
    tap.say(done.returncode == 0 and not wrong, "the sample's measures are what its datasets have", wrong)


# --- a grid, and a line of time ---

def color_behind(png, page_size, box):
    """The commonest colour just left of a word's box on the page."""
    width, height, pixels = png
    x, y = int(box[0] / page_size[0] * width) - 3, int((box[1] + box[3]) / 2 / page_size[1] * height)
    at = (y * width + x) * 3
    return tuple(pixels[at:at + 3])


def read_ppm(path):
    data = path.read_bytes()
    head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
    return int(head[1]), int(head[2]), data[head.end():]


def check_grid(work):
    folder = work / "grid"
    make(folder)
    placed = {"Alpha": ("likely", "severe"), "Bravo": ("rare", "small"), "Charlie": ("possible", "serious"), "Delta": (None, "small")}
    for number, (title, (likely, impact)) in enumerate(placed.items()):
        item(folder, f"RSK-{number:02d}", f"type: risk\ntitle: {title}\n" + (f"likelihood: {likely}\n" if likely else "") + f"impact: {impact}\n" + (f"begins: 2036-0{number + 1}\nends: 2037-0{number + 2}\n" if number != 1 else ""))
    show(folder, "\n```grid\nid: tab-risks\ntitle: The risks\ntype: risk\nrows: likelihood\ncolumns: impact\n```\n\n```timeline\nid: fig-when\ntitle: When\ntype: risk\nfrom: begins\nto: ends\n```\n")
    found = faults(PROGRAM, folder)
    tap.say(not found, "items in a grid stand in the document", said(found))
    done, tables = built(folder, work / "grid-out", "html,pdf")
    tap.say(tables.get("tab-risks") == [["How likely, down; How bad, across", "Small", "Serious", "Severe"], ["Likely", "", "", "Alpha"], ["Possible", "", "Charlie", ""], ["Rare", "Bravo", "", ""]],
            "each stands where its two words meet", tables.get("tab-risks") or done.stderr)
    text = (work / "grid-out/strategy.html").read_text() if done.returncode == 0 else ""
    tap.say(re.search(r"Not placed yet: <a[^>]*>Delta", text), "what has no place is said")
    tap.say(re.search(r"Without a date yet: <a[^>]*>Bravo", text), "and what has no date")
    boxes = tap.call("pdftotext", "-bbox", work / "grid-out/strategy.pdf", "-").stdout
    pages = boxes.split("<page ")[1:]
    colors = {}
    for number, page in enumerate(pages, 1):
        size = tuple(float(one) for one in re.search(r'width="([\d.]+)" height="([\d.]+)"', page).groups())
        if "severe" not in page.lower():
            continue
        tap.call("pdftoppm", "-r", "100", "-f", str(number), "-l", str(number), work / "grid-out/strategy.pdf", work / "grid-out/page")
        png = read_ppm(next((work / "grid-out").glob("page-*.ppm")))
        for title in ("Alpha", "Bravo", "Charlie"):
            found = re.search(rf'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">{title}</word>', page)
            if found and title not in colors:
                colors[title] = color_behind(png, size, tuple(float(one) for one in found.groups()))
        break
    tap.say(colors == {"Alpha": (0xf9, 0xd7, 0xd3), "Bravo": (0xe1, 0xf3, 0xe8), "Charlie": (0xfd, 0xf0, 0xcf)}, "and has the colour of its height", colors)
    for text, code in (("rows: likelyhood\ncolumns: impact", "E0110"), ("rows: begins\ncolumns: impact", "E0111"), ("rows: likelihood", "E0112")):
        again = work / f"grid-{code}"
        shutil.copytree(folder, again)
        show(again, f"\n```grid\nid: tab-wrong\ntitle: Wrong\ntype: risk\n{text}\n```\n")
        found = faults(PROGRAM, again)
        tap.say([one["code"] for one in found] == [code], f"{text.splitlines()[0]}: {code}", said(found))
    for text, code in (("type: risk", "E0112"), ("from: begins", "E0112"), ("type: risk\nfrom: impact", "E0111"), ("type: risk\nfrom: begin", "E0110")):
        again = work / f"time-{code}-{len(text)}"
        shutil.copytree(folder, again)
        show(again, f"\n```timeline\nid: fig-wrong\ntitle: Wrong\n{text}\n```\n")
        found = faults(PROGRAM, again)
        tap.say([one["code"] for one in found] == [code], f"a line of time with {text!r}: {code}", said(found))


with tempfile.TemporaryDirectory() as name:
    for one in (check_random, check_sample, check_grid):
        one(pathlib.Path(name))
sys.exit(tap.end())
