#!/usr/bin/env python3
"""The sample: what it holds, the same text in PDF and HTML, the same bytes every time, as TAP.

run.py SIGHTLINE CONTENT
"""
import csv
import io
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import reading
import tap
from tap import call, has, say

PROGRAM, CONTENT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
DATA = ["asks.csv", "calendar.ics", "evidence.csv", "funding.csv", "measures.csv", "monitoring.csv", "strategy.json"]
BODIES = [
    "department-for-business-and-trade", "department-for-education", "department-for-energy-security-and-net-zero",
    "department-for-environment-food-and-rural-affairs", "department-for-science-innovation-and-technology",
    "department-for-transport", "department-for-work-and-pensions", "department-of-health-and-social-care", "hm-treasury",
    "ministry-of-housing-communities-and-local-government",
]
STEMS = ["assurance", "board", "strategy", "summary", *(f"asks/{body}" for body in BODIES)]
NAMES = sorted(DATA + [f"{stem}.{end}" for stem in STEMS for end in ("html", "pdf")])


def compare_texts(out):
    if not has("PDF and HTML hold the same text in the same order", "pdfinfo"):
        return
    page, web = reading.letters_of_html(out / "strategy.html")
    pdf = reading.letters_of_pdf(out / "strategy.pdf")
    # Strength, age, what speaks against it and where it is cited stand beside each item and entry of the page:
    # generated lines, each beginning with its name; the matrix names its empty cells. What else only the page has
    # is little, and all of it together has a bound.
    rest = re.sub(r"(Strength|Speaks against it|Cited in:)[^\n]*|, out of date|none| paths?", "", web)
    say(len(web) < len(page) / 4 and len(rest) < len(page) / 30, f"what only the page has is little ({len(rest)} of {len(web)} characters)")
    say(page == pdf and len(page) > 80000, f"PDF and HTML hold the same text in the same order ({len(page)} characters)",
        reading.first_difference(page, pdf))


def check_bytes(work):
    first = work / "first"
    variants = {
        "a second time": {},
        "in another folder": {"cwd": work},
        "in another time zone": {"env": {**os.environ, "TZ": "Asia/Kathmandu"}},
        "in another locale": {"env": {**os.environ, "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"}},
    }
    for name, options in variants.items():
        out = work / name.replace(" ", "-")
        call(PROGRAM, "build", CONTENT, "-o", out, **options)
        same = all((out / one).read_bytes() == (first / one).read_bytes() for one in NAMES)
        say(same, f"the same bytes {name}")


def check_threads(work):
    """Streams are deflated by the caller alone or by others beside it."""
    for layout in sorted(path.stem for path in (pathlib.Path(__file__).resolve().parents[2] / "layouts").glob("*.yaml") if path.stem != "base"):
        made = []
        for jobs in ("0", "1", "3"):
            out = work / f"{layout}-{jobs}"
            call(PROGRAM, "build", CONTENT, "-f", "pdf", "--layout", layout, "--jobs", jobs, "-o", out)
            made.append((out / "strategy.pdf").read_bytes())
        say(made[0] == made[1] == made[2], f"the same bytes with no, one and three threads beside: {layout}")


def check_contents(out):
    data = json.loads((out / "strategy.json").read_text())
    kinds = {}
    for item in data["items"]:
        kinds[item["type"]] = kinds.get(item["type"], 0) + 1
    for kind, least in {"foundation": 5, "challenge": 4, "priority": 8, "intervention": 14, "commitment": 12, "ask": 12}.items():
        say(kinds.get(kind, 0) >= least, f"at least {least} items of the type {kind}", kinds)
    departments = {item["front"]["of"] for item in data["items"] if item["type"] == "ask"}
    say(len(departments) >= 6, "asks of at least six departments", departments)
    used = {link["to"] for link in data["links"]} | {e for item in data["items"] for e in item["cites"]}
    evidence = {entry["entry"]["id"] for entry in data["evidence"]}
    say(len(used & evidence) >= 60, f"{len(used & evidence)} of {len(evidence)} evidence entries are used")
    total = int(call(PROGRAM, "words", CONTENT).stdout.splitlines()[-1].split()[0])
    say(total >= 14000, f"{total} words")
    say((out / "strategy.html").read_text().count("<svg class=\"chart\"") >= 6, "at least six charts")
    say((out / "strategy.html").read_text().count("Illustrative") > 10, "what is illustrative says so in print")
    if has("how many pages", "pdfinfo"):
        pages = int(re.search(r"Pages:\s+(\d+)", call("pdfinfo", out / "strategy.pdf").stdout)[1])
        say(pages >= 45, f"{pages} pages")
    paragraphs = [p.strip() for path in CONTENT.rglob("*.md") for p in path.read_text().split("\n\n")
                  if len(p) > 200 and not p.startswith(("---", "```", "|"))]
    say(len(paragraphs) == len(set(paragraphs)), "no paragraph stands twice")


def check_exports(out):
    rows = list(csv.reader(io.StringIO((out / "asks.csv").read_text(), newline="")))
    say(len({len(row) for row in rows}) == 1 and len(rows) > 12, "asks.csv is a table")
    rows = list(csv.reader(io.StringIO((out / "evidence.csv").read_text(), newline="")))
    say(len({len(row) for row in rows}) == 1 and len(rows) > 60, "evidence.csv is a table")
    say(not any(cell[:1] in "=+@" and cell for row in rows for cell in row), "no cell is a formula")
    page = (out / "strategy.html").read_text()
    ids = re.findall(r' id="([^"]+)"', page)
    say(len(ids) == len(set(ids)), "no id stands twice in the page", [i for i in ids if ids.count(i) > 1][:5])
    targets = set(re.findall(r'href="#([^"]+)"', re.sub(r"(?s)<script.*?</script>", "", page)))
    say(targets <= set(ids), "every link of the page leads somewhere", sorted(targets - set(ids))[:10])
    say(not re.search(r'(src|href)="(?!#|https?:|data:|mailto:)', page) and not re.search(r"<script[^>]|@import|url\((?!data:)", page),
        "the page asks for nothing")


def main():
    global CONTENT
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        # A copy: what is tested does not change while it is.
        CONTENT = pathlib.Path(shutil.copytree(CONTENT, work / "content"))
        out = work / "first"
        done = call(PROGRAM, "build", CONTENT, "-o", out)
        say(done.returncode == 0 and sorted(str(p.relative_to(out)) for p in out.rglob("*") if p.is_file()) == NAMES, "the sample builds", done.stderr)
        if done.returncode == 0:
            say(call(PROGRAM, "check", CONTENT, "--strict").returncode == 0, "and has no error or warning")
            check_contents(out)
            check_exports(out)
            compare_texts(out)
            check_bytes(work)
            check_threads(work)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
