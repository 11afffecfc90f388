#!/usr/bin/env python3
"""Why a figure of the register is what it is, as TAP: the page's query and the rows that it says count, against
the datasets read and asked by Python's own SQLite.

why.py PROGRAM CONTENT
"""
import csv
import html
import pathlib
import re
import sqlite3
import sys
import tempfile

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import call, end, say

PROGRAM, CONTENT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()


def number(text):
    try:
        return float(text)
    except ValueError:
        return text or None


def database(folder):
    db = sqlite3.connect(":memory:")
    for path in folder.glob("*.csv"):
        rows = list(csv.reader(path.open(encoding="utf-8-sig")))
        db.execute(f'CREATE TABLE "{path.stem}" ({", ".join(chr(34) + one + chr(34) for one in rows[0])})')
        db.executemany(f'INSERT INTO "{path.stem}" VALUES ({", ".join("?" * len(rows[0]))})', [[number(one) for one in row] for row in rows[1:] if len(row) == len(rows[0])])
    return db


def read(page, entry):
    """The charts below an entry: {id: (columns, [(name, figure)], bars)}."""
    part = page[page.index(f'id="{entry}" class="evidence"'):]
    part = part[:part.index('class="web by-script strike"')]
    found = {}
    for name, head, body in re.findall(r'<svg id="_why-([^"]+)"[^>]*>\n<g>(.*?)</g>\n(.*?)</svg>', part, re.S):
        columns = [html.unescape(one) for one in re.findall("<text[^>]*>(.*?)</text>", head)]
        rows = []
        for line in re.findall("<g>(.*?)</g>", body):
            label, figure = (re.findall("<text[^>]*>(.*?)</text>", line) + [""])[:2]
            rows.append((html.unescape(label), float(figure.replace(",", "").replace("\u2212", "-")) if figure else None))
        path = re.search(r'<path d="([^"]*)"', body)
        bars = [int(one) for one in re.findall(r"M\d+ \d+h(-?\d+)", path[1])] if path else []
        found[name] = (columns, rows, bars)
    return found, re.findall(r"<code>(.*?)</code>", part, re.S), part


def check_sample(work):
    done = call(PROGRAM, "build", CONTENT, "-f", "html", "-o", work / "out")
    page = (work / "out/strategy.html").read_text() if done.returncode == 0 else ""
    db = database(CONTENT / "evidence/data")
    register = yaml.safe_load((CONTENT / "evidence/register.yaml").read_text())["evidence"]
    compared, wrong, unsaid = 0, [], []
    for entry in register:
        sql = " ".join(entry.get("query", "").split())
        if not sql or f'id="{entry["id"]}" class="evidence"' not in page:
            continue
        tables, queries, _ = read(page, entry["id"])
        if sql not in [" ".join(html.unescape(one).split()) for one in queries]:
            unsaid.append(entry["id"])
        if entry["id"] not in tables:
            continue
        columns, rows, bars = tables[entry["id"]]
        plain = re.fullmatch(r"SELECT (.*?) FROM (\w.*)", sql)
        source = re.match(r"\w+", plain[2])[0]
        label = f'"{source}"."name"'
        figure = f'"{columns[1]}"' if len(columns) > 1 else "NULL"
        try:
            want = db.execute(f"SELECT {label}, {figure} FROM {plain[2]}").fetchall()
        except sqlite3.OperationalError:
            label = "name"
            want = db.execute(f"SELECT {label}, {figure} FROM {plain[2]}").fetchall()
        same = sorted((name, value) for name, value in rows) == sorted((name, value) for name, value in want)
        if not same or (plain[1] == "count(*)" and len(rows) != db.execute(sql).fetchone()[0]):
            wrong.append((entry["id"], rows[:3], want[:3], len(rows), len(want)))
        if bars and (len(bars) != len(rows) or max(bars) != 100 or bars != sorted(bars, reverse=True)):
            wrong.append((entry["id"], "bars", bars))
        compared += 1
    say(done.returncode == 0 and not unsaid, "each entry with a query shows it", (unsaid, done.stderr))
    say(compared > 15 and not wrong, f"the rows of {compared} figures are those that SQLite counts", wrong[:3])


def check_kinds(work):
    """What a query's text does not say is not guessed."""
    source = work / "kinds"
    call(PROGRAM, "new", source)
    (source / "evidence/data/towns.csv").write_text("name,county,people,share\n" + "".join(f"Town {n:03},County {n % 4},{n * 10},{n % 7}\n" for n in range(1, 100)))
    entries = {
        "EV-11": "SELECT count(*) FROM towns WHERE people > 950",
        "EV-12": "SELECT sum(people) FROM towns WHERE county = 'County 1' AND share > 2",
        "EV-13": "WITH t AS (SELECT people FROM towns) SELECT sum(people) FROM t",
        "EV-14": "SELECT count(*) FROM (SELECT name FROM towns LIMIT 5)",
        "EV-15": "SELECT (SELECT max(people) FROM towns) - (SELECT min(people) FROM towns)",
        "EV-16": "SELECT people FROM towns WHERE name = 'Town 042'",
        "EV-17": "SELECT count(*) FROM towns",
        "EV-18": "SELECT max(people) FROM towns WHERE name <> ' FROM nowhere' GROUP BY county ORDER BY 1 DESC LIMIT 1",
        "EV-19": "SELECT sum(-1 * people) FROM towns WHERE people < 30",
    }
    register = source / "evidence/register.yaml"
    register.write_text(register.read_text().replace("gaps: []", "".join(
        f"  - id: {name}\n    statement: It is [={name}].\n    query: {sql!r}\n    unit: GBP\n    period: \"2024\"\n    source: {{publisher: An office, title: Towns, year: \"2024\"}}\n    confidence: verified-in-source\n    grade: 3\n"
        for name, sql in entries.items()) + "gaps: []"))
    about = source / "sections/about.md"
    about.write_text(about.read_text() + "\nAll " + " ".join(f"[@{name}]" for name in entries) + ".\n")
    done = call(PROGRAM, "build", source, "-f", "html", "-o", work / "kinds-out")
    page = (work / "kinds-out/strategy.html").read_text() if done.returncode == 0 else ""
    say(bool(page), "a register of queries builds", done.stderr)
    if not page:
        return
    tables = {name: read(page, name)[0].get(name) for name in entries}
    say(tables["EV-11"] and [name for name, _ in tables["EV-11"][1]] == ["Town 099", "Town 098", "Town 097", "Town 096"] and tables["EV-11"][0] == ["Row", "people"], "a count names what it counts, by what it is judged by, the largest first", tables["EV-11"])
    want = [(f"Town {n:03}", n * 10.0) for n in range(99, 0, -1) if n % 4 == 1 and n % 7 > 2]
    say(tables["EV-12"] and tables["EV-12"][1] == want, "a sum what it adds", tables["EV-12"])
    say(not any(tables[name] for name in ("EV-13", "EV-14", "EV-15")), "what a WITH or a SELECT in a SELECT counts is not guessed", [tables[name] for name in ("EV-13", "EV-14", "EV-15")])
    say(not tables["EV-16"] and "towns.csv: 1 row counts: Town 042" in read(page, "EV-16")[2], "one row is told in the line", read(page, "EV-16")[2])
    say(tables["EV-17"] and len(tables["EV-17"][1]) == 60 and "99 rows count, the first 60 of them shown" in read(page, "EV-17")[2], "of many the first", read(page, "EV-17")[2][:900])
    say(tables["EV-18"] and len(tables["EV-18"][1]) == 60, "words in a text are no words of the query", tables["EV-18"])
    say(tables["EV-19"] and tables["EV-19"][2] == [100, 50], "bars of what is larger than nothing", tables["EV-19"])


def main():
    with tempfile.TemporaryDirectory() as name:
        check_sample(pathlib.Path(name))
        check_kinds(pathlib.Path(name))
    return end()


if __name__ == "__main__":
    sys.exit(main())
