#!/usr/bin/env python3
"""The line of sight of the sample and of two other frameworks, as TAP: a changed cell is seen
everywhere it matters, stamps merge, what is written as JSON keeps its schema.

line.py SIGHTLINE ROOT
"""
import csv
import json
import pathlib
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import schema
import tap
from tap import call, has, say

PROGRAM, ROOT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()


def plain(page):
    """The words of a web page."""
    text = re.sub(r"<(style|script).*?</\1>", " ", page, flags=re.S)
    text = re.sub(r"<[^>]+>", "", text)
    return re.sub(r"[\s\u00a0]+", " ", text.replace("&#39;", "'"))


def change_cell(folder, name, year, column, value):
    path = folder / "evidence/data" / name
    rows = list(csv.DictReader(path.open(newline="")))
    row = next(row for row in rows if row["year"] == year)
    row[column] = value
    with path.open("w", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def check_changed_cell(work):
    folder = work / "content"
    shutil.copytree(ROOT / "content", folder)
    before = call(PROGRAM, "build", folder, "-f", "html", "-o", work / "before")
    say(before.returncode == 0 and "E0230" not in before.stderr, "the sample has nothing to be read again", before.stderr)
    reached = {step["id"] for step in json.loads(call(PROGRAM, "trace", "EV-PROD-03", "-C", folder, "--format", "json").stdout)["leads-to"]}
    asks = sorted(one for one in reached if one.startswith("ASK-"))
    change_cell(folder, "gva_itl3.csv", "2022", "gva_total_gbp_m", "9000")
    done = call(PROGRAM, "build", folder, "-f", "html", "-o", work / "after")
    say(done.returncode == 0, "a changed cell is no error", done.stderr)
    old, new = (plain((work / one / "strategy.html").read_text()) for one in ("before", "after"))
    say(old.count("£36.40") > 3 and new.count("£36.40") < old.count("£36.40") and "£38." in new, "the sentence has the new figure",
        f"{old.count('£36.40')} before, {new.count('£36.40')} after")
    named = set(re.findall(r"ASK-[A-Z]+-\d+", done.stderr))
    say(bool(asks) and set(asks) <= named, "check names every ask that it touches", f"asks {asks}, named {sorted(named)}")
    say("E0230" in done.stderr and "EV-PROD-03, which has changed" in done.stderr, "what was read against it is to be read again", done.stderr)
    audit = json.loads(call(PROGRAM, "audit", folder, "--format", "json").stdout)
    say(audit["totals"]["suspect"]["count"] > 0 and all("EV-PROD" in one["detail"] for one in audit["sections"]["suspect"]),
        "the audit lists them, and nothing else", audit["sections"]["suspect"])
    done = call(PROGRAM, "review", "EV-PROD-03", "EV-PROD-04", "EV-PROD-01", "-C", folder, "--by", "A. Reader")
    say(done.returncode == 0 and "stamped" in done.stdout, "review stamps what was read", done.stderr)
    say("E0230" not in call(PROGRAM, "check", folder).stderr, "after which nothing is suspect")


def check_chart(work):
    """A figure that a chart shows, the register computes and the annex prints."""
    folder = work / "chart"
    call(PROGRAM, "new", folder)
    register = (folder / "evidence/register.yaml").read_text()
    (folder / "evidence/register.yaml").write_text(register.replace(
        "    value: 36.40\n", "    query: SELECT pounds_an_hour FROM output WHERE place = 'Our area'\n    places: 2\n"))
    for value in ("36.40", "31.25"):
        data = folder / "evidence/data/output.csv"
        data.write_text(f"place,pounds_an_hour\nOur area,{value}\nThe country,40.97\n")
        done = call(PROGRAM, "build", folder, "-f", "html", "-o", work / value)
        page = (work / value / "strategy.html").read_text()
        words = plain(page)
        say(done.returncode == 0 and f"produces £{value} here" in words, f"the sentence says £{value}", words[:400])
        say(f">£{value}</text>" in page, f"the chart says £{value}")
        say(words.count(f"£{value}") >= 3, f"the annex says £{value}", words.count(f"£{value}"))


# --- schemas ---

def check_schemas(work):
    content = ROOT / "content"
    schemas = {name: json.loads(call(PROGRAM, "schema", name).stdout) for name in ("audit", "trace", "export")}
    say(schema.faults({"version": 2}, schemas["audit"]), "the schema refuses what is not an audit")
    outputs = [("audit", ["audit", content]), ("trace", ["trace", "-C", content]), ("trace", ["trace", "ASK-HMT-01", "-C", content]),
               ("trace", ["trace", "EV-PROD-03", "-C", content])]
    for name, words in outputs:
        first, second = (call(PROGRAM, *words, "--format", "json").stdout for _ in range(2))
        wrong = schema.faults(json.loads(first), schemas[name])
        say(not wrong, f"{' '.join(map(str, words[:2]))} keeps its schema".replace(str(ROOT), "."), "\n".join(wrong))
        say(first == second, "two runs say the same")
    done = call(PROGRAM, "build", content, "-f", "json", "-o", work / "json")
    wrong = schema.faults(json.loads((work / "json/strategy.json").read_text()), schemas["export"])
    say(done.returncode == 0 and not wrong, "strategy.json keeps its schema", "\n".join(wrong))
    rows = list(csv.reader(call(PROGRAM, "trace", "--matrix", "-C", content, "--format", "csv").stdout.splitlines()))
    say(len(rows) > 30 and len({len(row) for row in rows}) == 1, "the matrix is a table")


def check_queries():
    """At least 30 figures come from the datasets, and say what they said."""
    content = (ROOT / "content/evidence/register.yaml").read_text()
    entries = re.split(r"\n  - id: ", content)
    computed = [one for one in entries if re.search(r"\n    query:", one)]
    say(len(computed) >= 30, f"{len(computed)} figures are computed from evidence/data")


GRAPH = {
    "framework.yaml": """name: Graph
types:
  ground: {name: Ground, plural: Grounds, prefix: GRO}
  step: {name: Step, plural: Steps, prefix: STE}
  end: {name: End, plural: Ends, prefix: END}
roles:
  evidence: {from: [ground, step, end], to: [evidence], label: Rests on, back: Used by, line: true, at-least: {ground: 1}}
  on: {from: [step], to: [ground, step], label: On, back: Under, line: true}
  of: {from: [end], to: [step, ground], label: Of, back: In, line: true, at-least: {end: 1}}
states: [draft]
shelf-lives: {5: 2 years}
""",
    "strategy.yaml": """title: Graph
status: draft
version: "1"
date: 2026-01-31
language: en-GB
order: [{part: All, id: PART-ALL, items: [{type: ground}, {type: step}, {type: end}]}]
""",
    "evidence/register.yaml": "evidence:\n" + "".join(
        f"  - {{id: {name}, statement: One, source: {{publisher: P, title: {title}}}, confidence: {sure}, grade: {grade}, period: \"{year}\"}}\n"
        for name, title, sure, grade, year in [
            ("EV-A1", "A", "verified-in-source", 5, 2025), ("EV-A2", "A", "verified-in-source", 4, 2025),
            ("EV-B", "B", "second-hand", 2, 2025), ("EV-OLD", "C", "verified-in-source", 5, 2019),
            ("EV-C", "D", "public-domain-knowledge", 4, 2025)]),
}
# id, front matter, and what is expected: strength, own, second, entries, families, paths
NODES = [
    ("GRO-1", "evidence: [EV-A1, EV-A2]", (5, 5, 0, 2, 1, 2)),
    ("GRO-2", "evidence: [EV-B]", (2, 2, 0, 1, 1, 1)),
    ("GRO-3", "evidence: [{id: EV-A1, directness: indirect}, EV-OLD, EV-C]", (4, 4, 4, 3, 3, 3)),
    ("STE-1", "on: [GRO-1, GRO-2]", (5, 0, 2, 3, 2, 3)),
    ("STE-2", "on: [{id: GRO-1, directness: indirect}, STE-3]", (4, 0, 0, 2, 1, 2)),
    ("STE-3", "on: [STE-2]", (4, 0, 0, 2, 1, 2)),
    ("STE-4", "evidence: [EV-C]", (1, 1, 0, 1, 1, 1)),
    ("END-1", "of: [STE-1, GRO-2]\nevidence: [EV-B]", (5, 2, 2, 3, 2, 5)),
    ("END-2", "of: [STE-4]", (1, 0, 0, 1, 1, 1)),
]


def check_graph(work):
    """Strength by the weakest link of the best path, and by another source, on a graph small enough
    to work out by hand; STE-2 and STE-3 lead to each other."""
    folder = work / "graph"
    for path, text in GRAPH.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    for name, front, _ in NODES:
        kind = {"GRO": "ground", "STE": "step", "END": "end"}[name[:3]]
        (folder / f"{name.lower()}.md").write_text(f"---\nid: {name}\ntype: {kind}\ntitle: {name}\n{front}\n---\nText.\n")
    done = call(PROGRAM, "trace", "-C", folder, "--format", "json")
    items = {one["id"]: one for one in json.loads(done.stdout)["items"]}
    for name, front, expected in NODES:
        one = items[name]
        got = tuple(one[key] for key in ("strength", "own", "second", "entries", "families", "paths"))
        say(got == expected, f"{name} with {front}".replace("\n", ", "), f"got {got}, expected {expected}")
    say(items["END-1"]["best"] == ["STE-1", "GRO-1", "EV-A1"] and items["END-1"]["other"][-1] == "EV-B", "the paths are the ones meant", items["END-1"])
    audit = json.loads(call(PROGRAM, "audit", folder, "--format", "json").stdout)["sections"]
    named = {name: [one["id"] for one in audit[name]] for name in audit}
    say("END-1" in named["weak-own"] and set(named["weak"]) == {"GRO-2", "STE-4", "END-2"}, "the audit says which are weak", named)
    say("END-2" in named["sole-source"] and "END-1" not in named["sole-source"], "and which rest on one source alone", named)
    say(named["stale"] == ["EV-OLD"] and "GRO-3" in named["orphans"], "what is old, and what leads to nothing", named)


def check_forecast():
    content = ROOT / "content"
    now, later = (json.loads(call(PROGRAM, "audit", content, "--as-of", day, "--format", "json").stdout)
                  for day in ("2026-03-31", "2029-06-30"))
    say(now["as-of"] == "2026-03-31" and later["as-of"] == "2029-06-30", "the day is the one that was asked for")
    say(later["totals"]["stale"]["count"] > now["totals"]["stale"]["count"], "more is out of date three years on")
    dated = [one for one in now["sections"]["forecast"] if re.match(r"on \d+ \w+ \d{4}; it touches ASK", one["detail"])]
    say(bool(dated), "the forecast says which asks lose support, and on which day", now["sections"]["forecast"])
    losing = {one["id"]: one["detail"] for one in now["sections"]["losing"]}
    say("1 January 2029" in losing.values() and "ASK-DESNZ-01" in losing, "and which lose all of it", losing)


def check_merge(work):
    """Two people stamp different links; git keeps both."""
    if not has("stamps of both sides merge", "git"):
        return
    folder = work / "merge"
    call(PROGRAM, "new", folder)

    def git(*words):
        return call("git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words, cwd=folder)

    (folder / ".gitattributes").write_text("reviews.lock merge=union\n")
    call(PROGRAM, "review", "--all", "-C", folder, "--by", "First", "--on", "2026-01-05")
    for name in ("interventions/training.md", "challenges/growth.md"):
        (folder / name).write_text((folder / name).read_text() + "\nMore is said.\n")
    git("init", "-q", "-b", "one")
    git("add", "-A")
    git("commit", "-qm", "start")
    git("checkout", "-qb", "two")
    call(PROGRAM, "review", "ASK-01", "-C", folder, "--by", "Second", "--on", "2026-02-01")
    git("commit", "-qam", "second")
    git("checkout", "-q", "one")
    call(PROGRAM, "review", "ASK-01", "COM-01", "-C", folder, "--by", "Third", "--on", "2026-03-01")
    git("commit", "-qam", "third")
    merged = git("merge", "-q", "two", "-m", "merged")
    lock = (folder / "reviews.lock").read_text()
    say(merged.returncode == 0 and "Second" in lock and "Third" in lock and "<<<" not in lock, "stamps of both sides merge", merged.stdout + lock)
    say(call(PROGRAM, "check", folder, "-v").returncode == 0, "and can be read")
    call(PROGRAM, "review", "PRI-01", "-C", folder, "--by", "Fourth", "--on", "2026-04-01")
    lock = (folder / "reviews.lock").read_text()
    lines = [line for line in lock.splitlines() if not line.startswith("#")]
    say(len(lines) == 7 and lines == sorted(lines) and "Second" not in lock, "the next review leaves one line a link, the later one", lock)


def check_frameworks(work):
    cases = {"growth-plan": ["Growth sectors", "Shared priorities", "A new quay", "£84 million", "£58 million", "has a grade of 5 out of 5"],
             "assurance": ["The lift is safe to use", "Argued by", "By the claims", "0.3 metres", "the best of them has a grade"]}
    for name, wanted in cases.items():
        folder = ROOT / "tests/frameworks" / name
        done = call(PROGRAM, "build", folder, "-f", "pdf,html", "-o", work / name)
        say(done.returncode == 0 and "nothing wrong" in done.stderr, f"{name} builds to PDF and HTML", done.stderr)
        words = plain((work / name / "strategy.html").read_text())
        say(all(one in words for one in wanted), f"{name}: the page has what its framework names", [one for one in wanted if one not in words])
        if has(f"{name}: the PDF too", "pdftotext"):
            text = re.sub(r"[\s\u00a0]+", " ", call("pdftotext", work / name / "strategy.pdf", "-").stdout)
            say(all(one in text for one in wanted), f"{name}: the PDF too", [one for one in wanted if one not in text])


def main():
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        check_changed_cell(work)
        check_chart(work)
        check_schemas(work)
        check_queries()
        check_graph(work)
        check_forecast()
        check_merge(work)
        check_frameworks(work)
    return tap.end()


sys.exit(main())
