#!/usr/bin/env python3
"""Charts and tables that are nearly right, as TAP: nearly.py PROGRAM [ROUNDS [SEED]]

Signs: each sign that cells may have, with each that a block may say, in charts, on the other axis of a scatter and in tables:
either a finding at the block, or the figure is printed with the cells' own sign, once, and with no other. Labels that read alike,
or say nothing, what is called twice, levels of intervals that are none, and times: of random times some spelt as no axis reads
them, none is drawn in silence out of its order.
"""
import itertools
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402
from findings import faults, said  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).absolute()
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 40
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 3
ROOT = pathlib.Path(tempfile.mkdtemp())
NEW = ROOT / "new"
subprocess.run([PROGRAM, "new", NEW], check=True, capture_output=True)
SIGNS = ["", "£", "€", "$", "%"]
UNITS = "£€$%"


def make(blocks, tables):
    folder = ROOT / "one"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(NEW, folder)
    for name, text in tables.items():
        (folder / f"evidence/data/{name}.csv").write_text(text)
    item = folder / "foundations/productivity.md"
    item.write_text(item.read_text().split("```chart")[0] + "".join(f"\n```{word}\n" + "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in keys.items()) + "```\n" for word, keys in blocks))
    return folder


def block(kind="bar", **more):
    keys = {"id": "fig-t", "title": "What it shows", "type": kind, "data": "evidence/data/t.csv", "label": "name", "value": "a", "unit": "on the axis", **more}
    return {k: v for k, v in keys.items() if v is not None}


def dress(sign, figure):
    return figure + "%" if sign == "%" else sign + figure


# --- signs ---

PREFIXES = [None, "£", "€", "$", "GBP ", "+", "£m", "%"]
SUFFIXES = [None, "%", " million", " km", "million", "per cent", "pct", "%.", "£"]


def signed(number, sign, prefix, suffix, form):
    """A block, its table, and the id under which its figures are printed."""
    name = f"t{number}"
    rows = ["name,a,b"] + [f"{place},{dress(sign, figure)},{dress(sign, figure)}" for place, figure in (("North", "12"), ("South", "34"))]
    own = {k: v for k, v in (("prefix", prefix), ("suffix", suffix)) if v is not None}
    if form == "table":
        keys = {"id": f"tab-{number}", "title": "What it shows", "data": f"evidence/data/{name}.csv", "columns": [{"key": "name", "title": "Place"}, {"key": "a", "title": "Figure", **own}]}
        return ("table", keys), (name, "\n".join(rows) + "\n")
    keys = block("scatter" if form == "across" else "bar", id=f"fig-{number}", data=f"evidence/data/{name}.csv")
    if form == "across":
        keys["across"] = {"value": "b", "unit": "to the right", **own}
    else:
        keys.update(own)
    return ("chart", keys), (name, "\n".join(rows) + "\n")


def test_signs():
    cases = list(itertools.product(SIGNS, PREFIXES, SUFFIXES, ("chart", "across", "table")))
    made = [signed(number, *case) for number, case in enumerate(cases)]
    kept, strangers = list(range(len(cases))), []
    while True:  # a run says no more than so many findings
        folder = make([made[i][0] for i in kept], dict(made[i][1] for i in kept))
        lines = (folder / "foundations/productivity.md").read_text().split("\n")
        starts = [at for at, line in enumerate(lines, 1) if line.startswith(("```chart", "```table"))]
        found = faults(PROGRAM, folder)
        strangers += [one for one in found if one.get("line", 0) < starts[0] or one["code"] != "E0758"]
        refused = {max(i for i, at in enumerate(starts) if at <= one["line"]) for one in found if one.get("line", 0) >= starts[0]}
        if not refused:
            break
        kept = [i for at, i in enumerate(kept) if at not in refused]
    refused = set(range(len(cases))) - set(kept)
    tap.say(refused and not strangers, "signs that do not agree are found where they stand", said(strangers[:3]))
    done = tap.call(PROGRAM, "build", folder, "-o", ROOT / "out", "-f", "html")
    page = (ROOT / "out/strategy.html").read_text() if done.returncode == 0 else ""
    wrong = [] if page else [done.stderr[-400:]]
    for i in kept if page else []:
        sign, prefix, suffix, form = cases[i]
        named = page.index(f'id="{"tab" if form == "table" else "fig"}-{i}"')
        part = page[page.rindex("<", 0, named):]
        rows = re.findall(r"<tr>(.*?)</tr>", re.search(r"(?s)<table.*?</table>", part)[0].replace("\n", ""))
        cell = re.sub(r"<[^>]*>", "", re.findall(r"<td.*?</td>", rows[-1])[-1]).strip()
        units = "".join(c for c in cell if c in UNITS)
        said_units = "".join(c for c in (prefix or "") + (suffix or "") if c in UNITS)
        if "34" not in cell or len(units) > 1 or (sign and units != sign and not (sign == "£" and cell.startswith("GBP "))) or (not sign and units != said_units) or re.search(r"\d[A-Za-z]{3}|[A-Z]{3}\d", cell):
            wrong.append(f"{cases[i]} prints {cell}")
    sure = {(s, p, x) for s in SIGNS for p, x in [(None, None)]} | {("£", None, " million"), ("£", "£", None), ("%", None, "%"), ("", "£", " million"), ("", None, " km"), ("", None, "%")}
    wrong += [f"{case} is refused" for i, case in enumerate(cases) if i in refused and case[:3] in sure]
    tap.say(not wrong, f"of {len(cases)} ways to say signs {len(kept)} print the figures' own", "\n".join(wrong[:8]))
    for name, cells, value, good in [("two columns of one sign", "£1,£2", ["a", "b"], True), ("columns of shares and of money", "1%,£2", ["a", "b"], False), ("columns of shares and of nothing", "1%,2", ["a", "b"], False)]:
        found = faults(PROGRAM, make([("chart", block("grouped-bar", value=value))], {"t": f"name,a,b\nNorth,{cells}\n"}))
        tap.say(({one["code"] for one in found} == set()) if good else ({one["code"] for one in found} == {"E0758"}), f"{name} on one axis", said(found))
    for unit, more in [("GBP million", {"suffix": "%"}), ("per cent of people", {"prefix": "£"}), ("£ million", {"suffix": "%"})]:
        found = faults(PROGRAM, make([("chart", block(unit=unit, **more))], {"t": "name,a\nNorth,1\n"}))
        tap.say({one["code"] for one in found} == {"E0758"}, f"the unit '{unit}' with {more}", said(found))


# --- labels ---

def expect(name, code, keys, rows):
    found = faults(PROGRAM, make([("chart", keys)], {"t": rows}))
    tap.say({one["code"] for one in found} == ({code} if code else set()), name, said(found))


def test_labels():
    rows = "name,a,low,high\nNorth,1,0,2\nSouth,2,1,3\n"
    expect("two labels that differ in a no-break space", "E0759", block(), "name,a\nNorth East,1\nNorth\u00a0East,2\n")
    expect("two labels that differ in two spaces", "E0759", block(), "name,a\nNorth East,1\nNorth  East,2\n")
    expect("a figure without a label", "E0759", block(), "name,a\n,1\nSouth,2\n")
    expect("a label called as another is", "E0759", block(called=[{"name": "North", "as": "South"}]), rows)
    expect("two labels called the same", "E0759", block(called=[{"name": "North", "as": "N"}, {"name": "South", "as": "N"}]), rows)
    expect("a label called twice", "E0759", block(called=[{"name": "North", "as": "N"}, {"name": "North", "as": "M"}]), rows)
    expect("two that are called by each other's names", None, block(called=[{"name": "North", "as": "South"}, {"name": "South", "as": "North"}]), rows)
    for level in ("95", "950%", "0.95", "%", "100%", "95 percent", "about 95%"):
        expect(f"an interval of level {level}", "E0244", block(interval={"low": "low", "high": "high", "level": level}), rows)
    expect("an interval of 95%", None, block(interval={"low": "low", "high": "high", "level": "95%"}), rows)


MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
READ = {"year": lambda y, m: f"{y}", "month": lambda y, m: f"{y}-{m:02d}", "words": lambda y, m: f"{MONTHS[m - 1]} {y}", "quarter": lambda y, m: f"{y} Q{(m + 2) // 3}", "financial": lambda y, m: f"{y}/{(y + 1) % 100:02d}"}
ODD = [lambda y, m: f"{y}-{m + 12}", lambda y, m: f"{y}{m}1", lambda y, m: f"{MONTHS[m - 1]}-{y % 100:02d}", lambda y, m: f"{m:02d}/{y}", lambda y, m: f"1/{m}/{y}", lambda y, m: f"{y}/{(y + 3) % 100:02d}",
       lambda y, m: f"{y}{'I' if m % 2 else 'l'}", lambda y, m: f"{y}-{m:02d}-32", lambda y, m: f"Q5 {y}", lambda y, m: f"{MONTHS[m - 1][:2]}x {y}", lambda y, m: "twenty"]
ALL_ODD = [lambda y, m: f"{m}/{m}/{y}", lambda y, m: f"0{m % 9 + 1}.03.{y}", lambda y, m: f"{MONTHS[m - 1]}-{y % 100:02d}", lambda y, m: f"{m}-{MONTHS[m - 1]}-{y % 100:02d}"]


def test_times():
    chance, wrong = random.Random(SEED), []
    for _ in range(ROUNDS):
        name = chance.choice(list(READ))
        times = sorted({(2000 + 2 * i, chance.randrange(1, 10)) for i in range(chance.randrange(4, 9))})
        labels = [READ[name](*one) for one in times]
        kind, rows = chance.choice(["line", "area"]), lambda: "name,a\n" + "".join(f"{label},{i + 1}\n" for i, label in enumerate(labels))
        if faults(PROGRAM, make([("chart", block(kind))], {"t": rows()})):
            wrong.append(f"{labels} is refused")
        at = chance.randrange(len(labels))
        labels[at] = chance.choice(ODD)(*times[at])
        if not faults(PROGRAM, make([("chart", block(kind))], {"t": rows()})):
            wrong.append(f"{labels} is drawn")
        odd = chance.choice(ALL_ODD)
        labels = [odd(y, m) for y, m in times]
        if len(set(labels)) == len(labels) and not faults(PROGRAM, make([("chart", block(kind))], {"t": rows()})):
            wrong.append(f"{labels} is drawn")
    tap.say(not wrong, f"times of {ROUNDS} lines and areas are read or refused", "\n".join(wrong[:6]))
    for labels in (["Strongly agree", "Agree", "Neither"], ["16 to 24", "25 to 34", "35 and over"], ["Monday", "Tuesday", "Wednesday"], ["March", "April", "May"], ["2017 to 2019", "2018 to 2020", "2019 to 2021"], ["1.5", "2.5", "3.5"], ["Mayfield", "Marsh", "Sepham"]):
        expect(f"a line over {labels[0]}", None, block("line"), "name,a\n" + "".join(f"{label},{i + 1}\n" for i, label in enumerate(labels)))


for test in (test_signs, test_labels, test_times):
    test()
shutil.rmtree(ROOT)
sys.exit(tap.end())
