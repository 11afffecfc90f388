#!/usr/bin/env python3
"""Quantities: what is nearly a unit is refused with what was meant, what is one prints the figure that
Python works out, derived figures agree with exact fractions, signs are printed once; as TAP.

run.py SIGHTLINE

Each row is an entry of its own in one register, so that a fault of one says nothing of the others.
"""
import csv
import fractions
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

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402
from findings import check  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
NB = "\u00a0"

# What people write, and what they meant; None: nothing near it is known.
REFUSED = {
    "GBP m": "GBP million", "GBP M": "GBP million", "GBP mn": "GBP million", "GBP mln": "GBP million", "GBPm": "GBP million",
    "GBP bn": "GBP billion", "GBP b": "GBP billion", "GBP k": "GBP thousand", "GBP millions": "GBP million",
    "GBP Million": "GBP million", "GBP milion": "GBP million", "gbp million": "GBP million", "gbp": "GBP", "Gbp": "GBP",
    "£": "GBP", "£m": "GBP million", "£ m": "GBP million", "£million": "GBP million", "£ million": "GBP million",
    "£bn": "GBP billion", "£ billion": "GBP billion", "£k": "GBP thousand", "£000s": "GBP thousand",
    "£ million, current prices": "GBP million, current prices", "£ per hour worked": "GBP per hour worked",
    "£m a year": "GBP million a year", "pounds": "GBP", "pounds sterling": "GBP", "million pounds": "GBP million",
    "m GBP": "GBP million", "€": "EUR", "€m": "EUR million", "euros": "EUR", "EUR m": "EUR million", "$": "USD", "$bn": "USD billion",
    "usd": "USD", "CHF m": "CHF million",
    "%": "per cent", "percent": "per cent", "Percent": "per cent", "pct": "per cent", "per-cent": "per cent", "Per cent": "per cent",
    "% of residents": "per cent of residents", "percent of GVA": "per cent of GVA", "% growth": "per cent growth",
    "per cent points": "percentage points", "percent points": "percentage points", "% points": "percentage points",
    "percentage point": "percentage points", "pp": "percentage points", "ppts": "percentage points", "%-points": "percentage points",
    "peple": "people", "persons": "people", "Jobs": "jobs", "job": "jobs", "milion jobs": "million jobs", "m jobs": "million jobs",
    "millions of homes": None, "mw": "MW", "tco2e": "tCO2e", "Tonnes": "tonnes", "tons": "tonnes", "sq km": "square kilometres",
    "Km": "km", "hectars": "hectares", "widgets": None, "blorks per fortnight": None, "GBP millon": "GBP million",
    "thousands people": "thousand people", "GBX": None,
}

# value, unit, what is printed.
PRINTED = [
    ("310", "GBP million", f"£310{NB}million"), ("1", "GBP million", f"£1{NB}million"), ("1500", "GBP million", f"£1.5{NB}billion"),
    ("121338", "GBP million, current prices", f"£121.3{NB}billion"), ("28", "GBP billion", f"£28{NB}billion"),
    ("2500", "GBP billion", f"£2.5{NB}trillion"), ("900.5", "GBP thousand", "£900,500"), ("36.4", "GBP per hour worked", "£36.40"),
    ("66402", "GBP", "£66,402"), ("-5", "GBP million", f"−£5{NB}million"), ("-36.4", "GBP", "−£36.40"),
    ("-1234567890.5", "GBP", "−£1,234,567,890.50"), ("12", "EUR million", f"€12{NB}million"), ("12.5", "USD billion", f"$12.5{NB}billion"),
    ("12", "CHF million", f"CHF{NB}12{NB}million"), ("1500", "JPY", f"JPY{NB}1,500"), ("7.5", "EUR", "€7.50"),
    ("7.1", "per cent", "7.1%"), ("25.1", "per cent of residents", "25.1%"), ("-4", "per cent", "−4%"),
    ("2.1", "percentage points", f"2.1{NB}percentage points"), ("1", "percentage points", f"1{NB}percentage point"),
    ("189305", "enterprises", "189,305"), ("4261600", "people", f"4.26{NB}million"), ("85", "million tonnes a year", f"85{NB}million"),
    ("12.5", "thousand jobs", "12,500"), ("1200", "thousand homes", f"1.2{NB}million"), ("2050", "year", "2050"),
    ("24", "of 32 local authorities", "24"), ("104.2", "index, 2015 = 100", "104.2"), ("1.95", "ratio of highest to lowest", "1.95"),
    ("630", "MW", "630"), ("44.1", "active enterprises per 1,000 residents", "44.1"), ("3", "federated boards", "3"), ("7", "", "7"),
]

# What follows: expression, value, comparator, unit, printed by an oracle of fractions or by hand.
DERIVED = [
    ("1 - value / comparator", "36.40", "40.97", "GBP per hour worked", "11%"),
    ("value / comparator", "10312", "54300", "GBP million", "19%"),
    ("value - comparator", "7.1", "6.6", "per cent", f"0.5{NB}percentage points"),
    ("comparator - value", "447.20", "479.10", "GBP a week", "£31.90"),
    ("value - comparator", "310", "12.5", "GBP million", f"£297.5{NB}million"),
    ("(value - comparator) / comparator", "105", "100", "people", "5%"),
    ("2 * value", "36.40", "1", "GBP", "£72.80"),
    ("-(value - comparator)", "1", "3", "homes", "2"),
    ("78000", "1", "1", "homes", "78,000"),
    ("{is: 17, unit: per cent}", "1", "1", "homes", "17%"),
    ("{is: value / comparator, unit: times, places: 2}", "39", "20", "homes", "1.95"),
    ("{is: 1 - value / comparator, unit: per cent, places: 1}", "36.40", "40.97", "GBP", "11.2%"),
]
BAD = ["value /", "value / 0", "(value", "value value", "nothing", "value-comparator", "1..2", "value / (comparator - comparator)", "value % 2",
       "(" * 40 + "1" + ")" * 40, "99999999999999999999", "value * comparator", ""]

# Text round a mark, and whether it is a finding; {0} is £310 million, {1} is 7.1%, {2} is 85 million, {3} is 6.
BESIDE = [
    ("It was [={0}].", False), ("It was [={1}], and so on.", False), ("Some [={2}] tonnes.", False), ("A rise ([={1}]).", False),
    ("It was £[={0}].", True), ("It was £[={1}].", True), ("It was £ [={0}].", True), ("It was €[={0}].", True), ("It was GBP [={0}].", True),
    ("It was −£[={0}].", True), ("It was [={0}]m.", True), ("It was [={0}] million.", True), ("It was [={0}]million.", True),
    ("It was [={0}]bn.", True), ("It was [={0}] billion.", True), ("It was [={3}] million.", True), ("It was [={3}]k.", True),
    ("It was [={1}]%.", True), ("It was [={1}] %.", True), ("It was [={1}] per cent.", True), ("It was [={1}] percent.", True),
    ("It was [={3}]%.", True), ("It was [={1}] percentage points.", True), ("It was [={0}] pounds.", True), ("It was *£*[={0}].", True),
    ("Text of £36.40% here.", True), ("Text of ££12 here.", True), ("Text of £5m million here.", True), ("Text of 7% per cent here.", True),
    ("It was minus [={0}].", True), ("It was −[={0}].", True), ("It was -[={0}].", True), ("It was +[={0}].", True), ("It was ~[={1}].", True), ("It was 1[={0}].", True),
    ("It was 1.[={3}].", True), ("It was [={3}]0.", True), ("It was [={3}],000.", True), ("It was [={3}].5 of it.", True), ("It was [={0}] sterling.", True), ("It was [={0}] GBP.", True),
    ("It was CHF [={0}].", True), ("It was [={0}] Million.", True), ("It was [={0}] BN.", True), ("It was [={0}] bn.", True), ("It was [={3}]² more.", True), ("It was [={0}] ppt.", True),
    ("It was 10–[={3}] here.", False), ("It was [={3}]–[={3}] here.", False), ("It was [={0}]/hour.", False), ("It was ([={3}]), [={3}]; [={3}]: so.", False), ("A [={3}]-year term.", False),
    ("The area’s “[={3}]” and [={3}]’s.", False), ("It is [={3}] m long.", False), ("It is [={3}], 4 and 5.", False), ("Text of £5 million here.", False), ("Text of £5m here.", False), ("Text of 12% of £3.", False), ("Text of 3 m of road.", False),
    ("- £[={0}]", True), ("| a | b |\n|---|---|\n| £[={0}] | 1 |", True), ("## A head of £[={0}]", True), ("> It was [={1}]%.", True),
]
WORDS = [("There are [={3} in words] areas.", "There are six areas."), ("[={3} in words] areas are named here.", "Six areas are named here."),
         ("It ended. [={3} in words] remained of them.", "It ended. Six remained of them."), ("They are [={1} in words] more.", "They are 7.1% more.")]
BEGINS = [("[={3}] areas are named in this text.", True), ("24 of the 32 authorities are named.", True), ("£5 million was spent on it there.", True),
          ("In 24 of the 32 authorities it is so.", False), ("- 24 homes in the first year of it", False), ("[={3} in words] areas are named here.", False),
          ("It ended. 24 of them remained there.", True)]


def entry(name, value, unit, more=""):
    unit_line = f"    unit: {json.dumps(unit, ensure_ascii=False)}\n" if unit else ""
    return (f"  - id: {name}\n    statement: An entry of the test.\n    value: {value}\n{unit_line}{more}"
            "    source: {publisher: A, title: B}\n    confidence: public-domain-knowledge\n    grade: 1\n")


def make(folder, register, text):
    tap.call(PROGRAM, "new", folder)
    (folder / "evidence/register.yaml").write_text("evidence:\n" + (folder / "evidence/register.yaml").read_text().split("evidence:\n", 1)[1]
                                                   .split("gaps:")[0] + register + "gaps: []\n")
    framework = folder / "framework.yaml"
    framework.write_text(framework.read_text() + "units: [federated boards]\n")
    about = folder / "sections/about.md"
    about.write_text(about.read_text() + "\n" + text)
    return folder


def lines_of(path):
    return path.read_text().split("\n")


def page(folder, out):
    done = tap.call(PROGRAM, "build", folder, "-o", out, "-f", "html")
    if done.returncode:
        return "", done.stderr
    text = (out / "strategy.html").read_text()
    return html.unescape(re.sub(r"<[^>]+>", "", text)), ""


def check_refused(work):
    names = {f"EV-R{i:03}": unit for i, unit in enumerate(REFUSED)}
    folder = make(work / "refused", "".join(entry(name, 12, unit) for name, unit in names.items()), "")
    found, _ = check(PROGRAM, folder)
    text = lines_of(folder / "evidence/register.yaml")
    by_line = {f["line"]: f for f in found if f["code"] == "E0250"}
    for name, unit in names.items():
        at = next(i for i, line in enumerate(text, 1) if line.endswith(f"id: {name}")) + 3
        finding, meant = by_line.get(at), REFUSED[unit]
        help_text = (finding or {}).get("help", "")
        good = finding is not None and (f"did you mean '{meant}'?" in help_text if meant else "did you mean" not in help_text)
        tap.say(good, f"the unit {unit!r} is refused: {meant}", f"{finding}")


def check_printed(work):
    rows = list(enumerate(PRINTED))
    register = "".join(entry(f"EV-P{i:03}", value, unit) for i, (value, unit, _) in rows)
    folder = make(work / "printed", register, "".join(f"- Q{i}=[=EV-P{i:03}]Z\n" for i, _ in rows))
    text, why = page(folder, work / "printed-out")
    for i, (value, unit, want) in rows:
        got = re.search(rf"Q{i}=(.*?)Z", text)
        tap.say(got and got[1] == want, f"{value} {unit!r} prints {want}", f"{got and got[1]!r} {why}")


def derived_entry(i, expression, value, comparator, unit):
    return entry(f"EV-D{i:03}", value, unit, f"    comparator: {{geography: B, value: {comparator}}}\n    figures:\n      one: {expression or repr('')}\n")


def check_derived(work):
    rows = list(enumerate(DERIVED))
    seed = random.Random(20261128)
    shares = []
    for i in range(60):
        a, b = seed.randrange(1, 10**6), seed.randrange(1, 10**6)
        a, b = fractions.Fraction(a, 100), fractions.Fraction(b, 100)
        exact = (1 - a / b) * 100
        rounded = int(abs(exact) + fractions.Fraction(1, 2)) * (1 if exact >= 0 else -1)
        shares.append((f"{float(a):.2f}", f"{float(b):.2f}", f"{rounded:,}%".replace("-", "−")))
    register = "".join(derived_entry(i, e, v, c, u) for i, (e, v, c, u, _) in rows)
    register += "".join(derived_entry(500 + i, "1 - value / comparator", a, b, "GBP") for i, (a, b, _) in enumerate(shares))
    text = "".join(f"- Q{i}=[=EV-D{i:03}.one]Z\n" for i, _ in rows) + "".join(f"- Q{500 + i}=[=EV-D{500 + i}.one]Z\n" for i in range(len(shares)))
    folder = make(work / "derived", register, text)
    printed, why = page(folder, work / "derived-out")
    got = dict(re.findall(r"Q(\d+)=(.*?)Z", printed))
    for i, (expression, value, comparator, unit, want) in rows:
        tap.say(got.get(str(i)) == want, f"{expression} of {value} and {comparator} {unit} prints {want}", f"{got.get(str(i))!r} {why}")
    wrong = [(a, b, want, got.get(str(500 + i))) for i, (a, b, want) in enumerate(shares) if got.get(str(500 + i)) != want]
    tap.say(not wrong, "60 random shares are what fractions give", wrong)
    folder = make(work / "bad", "".join(derived_entry(i, json.dumps(e), 2, 3, "GBP") for i, e in enumerate(BAD)), "")
    found, done = check(PROGRAM, folder)
    text = lines_of(folder / "evidence/register.yaml")
    at = [i for i, line in enumerate(text, 1) if line.startswith("      one:")]
    lines = {f["line"] for f in found if f["code"] in ("E0254", "E0111")}
    for line, expression in zip(at, BAD):
        tap.say(line in lines and done.returncode == 1, f"the expression {expression[:30]!r} is a finding")


def check_statements(work):
    register = entry("EV-S1", "36.40", "GBP", "    comparator: {geography: UK, value: 40.97}\n    figures: {gap: 1 - value / comparator}\n").replace(
        "An entry of the test.", "'Each hour made [=EV-S1], [=EV-S1.gap] less than the [=EV-S1.comparator] of the UK in 2022.'")
    folder = make(work / "statement", register, "Words [@EV-S1].\n")
    text, why = page(folder, work / "statement-out")
    tap.say("Each hour made £36.40, 11% less than the £40.97 of the UK in 2022." in text, "a statement prints its own figures", why)
    # The data change: the statement follows, where a typed one is a finding.
    path = folder / "evidence/register.yaml"
    path.write_text(path.read_text().replace("value: 36.40\n    unit: \"GBP\"", "value: 38.22\n    unit: \"GBP\""))
    text, why = page(folder, work / "statement-out")
    tap.say("Each hour made £38.22, 7% less" in text, "and follows them", why)
    for statement, code in (("Each hour made £36.40, 11% less.", "E0253"), ("Of 400 homes.", "E0253"), ("'[=EV-S1.nothing]'", "E0218"), ("'[=EV-01]'", "E0218"),
                            ("It made £40.97 in the UK in 2019.", None), ("It rose by 11%.", None)):
        one = register.replace("'Each hour made [=EV-S1], [=EV-S1.gap] less than the [=EV-S1.comparator] of the UK in 2022.'", statement)
        one = one.replace("value: 36.40", "value: 38.22") if code == "E0253" else one
        found, _ = check(PROGRAM, make(work / f"statement-{abs(hash(statement))}", one, "Words [@EV-S1].\n"))
        codes = [f["code"] for f in found]
        tap.say((code in codes) if code else not {"E0253", "E0218"} & set(codes), f"the statement {statement!r}: {code}", codes)


def check_beside(work):
    names = ["EV-B0", "EV-B1", "EV-B2", "EV-B3"]
    register = entry(names[0], 310, "GBP million") + entry(names[1], 7.1, "per cent") + entry(names[2], 85, "million tonnes") + entry(names[3], 6, "areas")
    for rows, code in ((BESIDE, "E0251"), (BEGINS, "E0252")):
        text, places, at = "", [], 0
        start = len(lines_of(make(work / f"beside-{code}-0", register, "") / "sections/about.md"))
        for source, _ in rows:
            places.append(start + text.count("\n"))
            text += source.format(*names) + "\n\n"
        found, _ = check(PROGRAM, make(work / f"beside-{code}", register, text))
        lines = {f["line"] for f in found if f["code"] == code}
        for (source, wanted), line in zip(rows, places):
            here = any(line <= one <= line + source.count("\n") for one in lines)
            tap.say(here == wanted, f"{source!r} is {'a finding' if wanted else 'none'}", sorted(lines))
    folder = make(work / "words", register, "".join(f"{source.format(*names)}\n\n" for source, _ in WORDS))
    text, why = page(folder, work / "words-out")
    for source, want in WORDS:
        tap.say(want in text, f"{source!r} prints {want!r}", why)


def check_ranges(work):
    register = (entry("EV-G1", "{from: 10, to: 12}", "per cent") + entry("EV-G2", "{from: 1.2, to: 1.5}", "GBP million")
                + entry("EV-G3", 85, "million tonnes", "    qualifier: about\n") + entry("EV-G4", 7, "per cent", "    qualifier: provisional\n")
                + entry("EV-G5", 7.5, "per cent", "    interval: {low: 7.1, high: 8.0, level: 95%}\n"))
    wants = {"EV-G1": "10 to 12%", "EV-G2": f"£1.2{NB}million to £1.5{NB}million", "EV-G3": f"about 85{NB}million", "EV-G4": "7% (provisional)",
             "EV-G5.interval": "7.1 to 8.0% (95% confidence interval)"}
    folder = make(work / "ranges", register, "".join(f"- Q{key}=[={key}]Z\n" for key in wants))
    text, why = page(folder, work / "ranges-out")
    for key, want in wants.items():
        got = re.search(rf"Q{re.escape(key)}=(.*?)Z", text)
        tap.say(got and got[1] == want, f"{key} prints {want}", f"{got and got[1]!r} {why}")
    tap.say("Known to lie within 7.1 to 8.0% (95% confidence interval)." in text, "the register says how sure a figure is")
    tap.call(PROGRAM, "build", folder, "-o", work / "ranges-data", "-f", "csv,json")
    rows = {row["id"]: [row[key] for key in ("value", "to", "low", "high", "level", "qualifier")]
            for row in csv.DictReader(io.StringIO((work / "ranges-data/evidence.csv").read_text("utf-8-sig")))}
    tap.say(rows["EV-G1"] == ["10", "12", "", "", "", ""] and rows["EV-G5"] == ["7.5", "", "7.1", "8", "95%", ""] and rows["EV-G4"][5] == "provisional", "and evidence.csv both ends", rows)
    entries = {one["entry"]["id"]: one for one in json.loads((work / "ranges-data/strategy.json").read_text())["evidence"]}
    tap.say((entries["EV-G1"]["value"], entries["EV-G1"]["value-to"]) == (10, 12) and entries["EV-G1"]["statement"] == "An entry of the test.", "and strategy.json", entries["EV-G1"])


def check_ends(work):
    """Ranges, intervals and decimals that cannot be."""
    for value, more, code in (("{from: 12, to: 10}", "", "E0244"), ("{from: 10, to: 10}", "", "E0244"), ("{from: -5, to: -2}", "", None), ("010", "", "E0111"), ("0.5", "", None), ("-0.5", "", None),
                              (7, "interval: {low: 8, high: 7}", "E0244"), (7, "interval: {low: 7, high: 7}", "E0244"), (9, "interval: {low: 7, high: 8}", "E0244"), (7, "interval: {low: 0.5, high: 0.7}", "E0244"),
                              (7.5, "interval: {low: 7, high: 8, level: 95}", "E0244"), (7.5, "interval: {low: 7, high: 8, level: 0.95}", "E0244"), (7.5, "interval: {low: 7, high: 8, level: high}", "E0244"),
                              (7.5, "interval: {low: 7, high: 8, level: 99.9 per cent}", None), ("{from: 6, to: 7.5}", "interval: {low: 7, high: 8}", "E0244"), (7, "places: -1", "E0111"), (7, "places: 9", "E0111"),
                              (7, "places: two", "E0111"), (7, "places: 8", None), (7, "comparator: {geography: B, value: 5, interval: {low: 6, high: 7}}", "E0244"), (7, "holds: []", "E0111")):
        found = [one["code"] for one in check(PROGRAM, make(work / f"ends-{abs(hash((str(value), more)))}", entry("EV-E1", value, "people", f"    {more}\n" if more else ""), "Words [@EV-E1].\n"))[0]
                 if one["severity"] == "error"]
        tap.say(found == ([code] if code else []), f"value: {value} {more}: {code}", found)
    for glued in ("[=EV-E1]th", "[=EV-E1]s", "x[=EV-E1]"):
        found = [one["severity"] for one in check(PROGRAM, make(work / f"glued-{glued[0]}{glued[-1]}", entry("EV-E1", 5, "people"), f"It is {glued} here [@EV-E1].\n"))[0] if one["code"] == "E0245"]
        tap.say(found == ["warning"], f"{glued}: a warning", found)


def check_differences(work):
    """A comparison of figures whose intervals overlap."""
    for low, high, wanted in (("6.0", "7.2", True), ("7.1", "7.9", True), ("5.0", "6.9", False)):
        register = entry("EV-I1", 7.5, "per cent", "    interval: {low: 7.0, high: 8.0}\n    comparator:\n      geography: B\n      value: 6.5\n"
                         f"      interval: {{low: {low}, high: {high}}}\n")
        found, _ = check(PROGRAM, make(work / f"difference-{low}", register, "The share is higher than in B [@EV-I1].\n\nThe share here [@EV-I1].\n"))
        hits = [f["line"] for f in found if f["code"] == "E0255"]
        tap.say(len(hits) == wanted, f"intervals 7.0 to 8.0 and {low} to {high}: {'a finding' if wanted else 'none'}", found)


def check_sums(work):
    """The currency and kind of sums, costs and funding."""
    framework = "      sum: {kind: money}\n"
    for unit, code in (("GBP million", None), ("£m", "E0250"), ("%", "E0250"), ("jobs", "E0613"), ("per cent", "E0613"), ("GBP m", "E0250")):
        folder = make(work / f"sum-{abs(hash(unit))}", "", "")
        path = folder / "framework.yaml"
        path.write_text(path.read_text().replace("group: true}\n", "group: true}\n" + framework, 1))
        ask = next((folder / "asks").glob("*.md"))
        ask.write_text(ask.read_text().replace("type: ask\n", f'type: ask\nsum: {{amount: 8, unit: "{unit}", years: 2027 to 2031}}\n', 1))
        found, _ = check(PROGRAM, folder)
        codes = {f["code"] for f in found}
        tap.say((code in codes) if code else not {"E0250", "E0613"} & codes, f"a sum in {unit!r}: {code}", codes)


CHART = """
```chart
id: fig-test
title: {title}
type: bar
data: evidence/data/output.csv
label: place
value: pounds_an_hour
evidence: EV-01
{holds}```
"""


def check_claims(work):
    """Titles and statements that are bound to the data, and the data changed under them."""
    true = "holds: SELECT max(CASE WHEN place = 'Our area' THEN pounds_an_hour END) < max(pounds_an_hour) FROM output\n"
    several = ("holds:\n  - SELECT count(*) = 2 FROM output\n  - SELECT max(CASE WHEN place = 'Our area' THEN pounds_an_hour END) < max(pounds_an_hour) FROM output\n")
    titles = (("Every place makes something", "", "E0257"), ("Our area is the lowest", "", "E0257"), ("One of 2 is lower", "", "E0257"),
              ("Output for each hour", "", None), ("Every place makes something", true, None), ("Our area is the lowest", several, None),
              ("Our area is the highest", "holds: SELECT max(CASE WHEN place = 'Our area' THEN pounds_an_hour END) = max(pounds_an_hour) FROM output\n", "E0256"),
              ("Every place", "holds: SELECT nothing FROM output\n", "E0225"), ("Every place", "holds: SELECT place FROM output\n", "E0225"))
    for number, (title, holds, code) in enumerate(titles):
        folder = make(work / f"claim-{number}", "", CHART.format(title=title, holds=holds))
        found, _ = check(PROGRAM, folder)
        codes = [f["code"] for f in found if f["code"] in ("E0256", "E0257", "E0225")]
        tap.say(codes == ([code] if code else []), f"the title {title!r} with {len(holds)} bytes of 'holds': {code}", found)
        if code is None and holds:
            path = folder / "evidence/data/output.csv"
            path.write_text(path.read_text().replace("36.40", "44.40"))
            found, _ = check(PROGRAM, folder)
            hits = [f for f in found if f["code"] == "E0256"]
            line = next(i for i, one in enumerate(lines_of(folder / "sections/about.md"), 1) if one.startswith("title: " + title))
            tap.say(len(hits) == 1 and hits[0]["line"] == line, "and when the data change, a finding at its words", found)
    register = entry("EV-H1", 36.4, "GBP", "    holds: SELECT min(pounds_an_hour) > 30 FROM output\n")
    folder = make(work / "claim-entry", register, "Words [@EV-H1].\n")
    tap.say("E0256" not in [f["code"] for f in check(PROGRAM, folder)[0]], "a statement that holds")
    path = folder / "evidence/data/output.csv"
    path.write_text(path.read_text().replace("40.97", "20.97"))
    tap.say("E0256" in [f["code"] for f in check(PROGRAM, folder)[0]], "and one that does not any more")


SURE = "place,year,pounds,low,high\nOur area,2020,36.4,34.9,38.2\nNext door,2021,41.2,40.1,42.0\nThe coast,2022,12.5,-3.0,20.1\nThe hills,2023,30,,\n"


def check_intervals(work):
    """Lines through the figures of charts: as long as the data say, told in the table and below the chart."""
    rows = [line.split(",") for line in SURE.splitlines()[1:]]
    for kind, label in (("bar", "place"), ("grouped-bar", "place"), ("dot", "place"), ("line", "year")):
        chart = CHART.format(title="Pounds an hour", holds="interval: {low: low, high: high, level: 95%}\nprefix: £\nplaces: 1\n")
        folder = make(work / f"interval-{kind}", "", chart.replace("type: bar", f"type: {kind}").replace("label: place", f"label: {label}")
                      .replace("output.csv", "sure.csv").replace("pounds_an_hour", "pounds"))
        (folder / "evidence/data/sure.csv").write_text(SURE)
        _, why = page(folder, work / f"interval-{kind}-out")
        text = (work / f"interval-{kind}-out/strategy.html").read_text() if not why else ""
        begin = text.find("<svg", text.find('id="fig-test"'))
        svg = text[begin:text.find("</svg>", begin)]
        # The long strokes of each line through a figure: along x, or for lines over time along y, which points down.
        paths = re.findall(r'd="([^"]+)" fill="none" stroke="(?!var\(--hairline\))[^"]+" stroke-width="1"', svg)
        strokes = [tuple(map(float, one)) for path in paths for one in re.findall(r"M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)(?=M|$)", path)]
        along, across = (1, 0) if kind == "line" else (0, 1)
        ends = [sorted((-one[along], -one[along + 2])) if kind == "line" else sorted((one[along], one[along + 2]))
                for one in strokes if one[across] == one[across + 2]]
        ends = [one for one in ends if one[1] - one[0] > (1 if kind == "line" else 4.5)]  # without the caps of those that lie
        spans = [(float(low), float(high)) for _, _, _, low, high in rows if low]
        scale = (ends[2][1] - ends[2][0]) / 23.1 if len(ends) == 3 else 0
        right = len(ends) == 3 and all(abs((end[0] - ends[2][0]) / scale - (span[0] + 3.0)) < 0.05 and abs((end[1] - end[0]) / scale - (span[1] - span[0])) < 0.05
                                       for end, span in zip(ends, spans))
        tap.say(right, f"{kind}: three lines, as long and at the place that the data say", f"{ends} {spans} {why}")
        tap.say("The line through a figure is its 95% confidence interval." in text, f"{kind}: and it is said what they are", why)
        told = re.sub(r"<[^>]+>", "|", text[text.find('id="fig-test-data"'):])
        tap.say("£36.4 (£34.9 to £38.2)" in told and "£12.5 (−£3.0 to £20.1)" in told and "|£30.0|" in told, f"{kind}: the table tells the ends", told[:600])
    for change, told in ((("34.9,38.2", "37.0,38.2"), "does not lie between"), (("34.9,38.2", "34.9,36.0"), "does not lie between"), (("34.9,38.2", "34.9,"), "one end only"),
                         (("34.9,38.2", "34.9,[c]"), "one end only"), (("34.9,38.2", "1.5,1.8"), "does not lie between")):
        (folder / "evidence/data/sure.csv").write_text(SURE.replace(*change))
        found = [one for one in check(PROGRAM, folder)[0] if one["code"] == "E0259"]
        tap.say(len(found) == 1 and told in found[0]["message"] and found[0]["line"] == 2, f"{change[1]}: {told}", found)
    (folder / "evidence/data/sure.csv").write_text(SURE)
    about = next(folder.glob("sections/*.md"))
    whole = about.read_text()
    for change, code in (("{low: low}", "E0112"), ("{low: low, high: hi}", "E0124"), ("{low: [low, low], high: high}", "E0125"), ("{low: low, high: place}", "E0125"), ("{lo: low, high: high}", "E0110")):
        about.write_text(whole.replace("{low: low, high: high, level: 95%}", change))
        codes = [one["code"] for one in check(PROGRAM, folder)[0]]
        tap.say(code in codes, f"interval: {change}: {code}", codes)


def check_axes(work):
    """The unit of a chart: free words, but for money by its code."""
    for unit, printed, code in (("GBP million", "£ million", None), ("GBP per hour worked", "£ per hour worked", None), ("GBP", "£", None), ("CHF million", "CHF million", None),
                                ("USD billion, current prices", "$ billion, current prices", None), ("share of residents", "share of residents", None), ("£ of value added", "£ of value added", None),
                                ("GBP m", None, "E0250"), ("GBPm", None, "E0250"), ("GBP millon", None, "E0250"), ("EUR bn", None, "E0250"), ("GBPX", "GBPX", None)):
        folder = make(work / f"axis-{abs(hash(unit))}", "", CHART.format(title="Pounds an hour", holds=f'unit: "{unit}"\n'))
        found = [one for one in check(PROGRAM, folder)[0] if one["code"] == "E0250"]
        text, why = page(folder, work / f"axis-{abs(hash(unit))}-out") if not code else ("", "")
        tap.say(bool(found) == bool(code) and (not printed or printed in text), f"the unit {unit!r} of a chart: {code or printed}", f"{found} {why}")


def check_ahead(work):
    """What has happened by its own account, dated after the document (31 January 2026)."""
    folder = make(work / "ahead", entry("EV-A1", 12, "per cent"), "Words [@EV-A1].\n")
    config = folder / "strategy.yaml"
    config.write_text(re.sub(r"(?m)^date:.*$", "date: 2026-01-31", config.read_text()))
    register = folder / "evidence/register.yaml"
    whole = register.read_text()
    for key, value, hit in (("reviewed", "2026-02-01", True), ("reviewed", "2026-01-31", False)):
        register.write_text(whole.replace("  - id: EV-A1\n", f"  - id: EV-A1\n    {key}: {value}\n"))
        found = [one for one in check(PROGRAM, folder)[0] if one["code"] == "E0240"]
        tap.say(len(found) == hit, f"{key} on {value}: {'a finding' if hit else 'none'}", found)
        done = tap.call(PROGRAM, "check", "--as-of", "2026-03-01", folder)
        tap.say("E0240" not in done.stderr + done.stdout, f"{key} on {value}, judged in March: none")
    for text, hit in (("source: {publisher: A, title: B, year: 2027}", True), ("source: {publisher: A, title: B, year: 2026}", False),
                      ("source: {publisher: A, title: B, accessed: 2026-03-01}", True), ("source: {publisher: A, title: B, accessed: 2025-03-01}", False)):
        head, tail = whole.split("  - id: EV-A1")
        tail = re.sub(r"(?m)^    source:(.*\n)((      .*\n)*)", "    " + text + "\n", tail)
        register.write_text(head + "  - id: EV-A1" + tail)
        found = [one for one in check(PROGRAM, folder)[0] if one["code"] == "E0240"]
        tap.say(len(found) == hit, f"{text}: {'a finding' if hit else 'none'}", found)
    for period, hit in (("February 2026", True), ("January 2026", False), ("1 February 2026", True), ("31 January 2026", False), ("2027", True), ("2026", False), ("2026/27", False),
                        ("2027/28", True), ("2027-28", True), ("year to March 2026", True), ("year ending March 2026", True), ("year to December 2025", False), ("Census 2031", True),
                        ("Census Day 2021", False), ("2026-02", True), ("Q2 2026", True), ("2026 Q1", False), ("Feb 2026", True), ("31 Jan 2026", False),
                        ("February 2026 [p]", True), ("by 2030", False), ("from 2027", False), ("2024 to 2030", False), ("forecast for 2031", False), ("several decades", False)):
        lines = re.sub(r"(?m)^    period:.*\n", "", whole)
        register.write_text(lines.replace("  - id: EV-A1\n", f"  - id: EV-A1\n    period: '{period}'\n"))
        found = [one for one in check(PROGRAM, folder)[0] if one["code"] == "E0240"]
        tap.say(len(found) == hit and (not hit or period in found[0]["message"]), f"a figure of {period!r}: {'a finding' if hit else 'none'}", found)
    register.write_text(whole)
    config.write_text(config.read_text() + "changes:\n  - {version: '0.2', date: 2026-06-01, note: More}\n  - {version: '0.1', date: 2025-06-01, note: First}\n")
    found = [one for one in check(PROGRAM, folder)[0] if one["code"] == "E0240"]
    tap.say(len(found) == 1 and "1 June 2026" in found[0]["message"], "a version after the document's day", found)
    for year, mark, hit in (("2027", "", True), ("2027", " [f]", False), ("2026", "", False)):
        folder = make(work / f"ahead-{year}{len(mark)}", "", CHART.format(title="Pounds an hour", holds="").replace("type: bar", "type: line").replace("label: place", "label: year")
                      .replace("output.csv", "years.csv"))
        config = folder / "strategy.yaml"
        config.write_text(re.sub(r"(?m)^date:.*$", "date: 2026-01-31", config.read_text()))
        (folder / "evidence/data/years.csv").write_text(f"year,pounds_an_hour\n2025,10\n{year},12{mark}\n")
        found = [one for one in check(PROGRAM, folder)[0] if one["code"] == "E0240"]
        tap.say(len(found) == hit, f"a chart of {year}{mark}: {'a finding' if hit else 'none'}", found)


def check_precision(work):
    """One figure with more digits here and fewer there; what only looks like it is left alone."""
    for number_, (value, unit, first, second, hit) in enumerate((
            (41749, "people", "There are 41,749 of them [@EV-P1].", "The 41,700 are there [@EV-P1].", True), (41749, "people", "There are 41,700 of them [@EV-P1].", "The 41,749 are there [@EV-P1].", True),
            (41749, "people", "There are [=EV-P1] of them [@EV-P1].", "The 41,700 are there [@EV-P1].", True), (41749, "people", "The 41,700 are there [@EV-P1].", "There are [=EV-P1] of them [@EV-P1].", True),
            (41749, "people", "There are [=EV-P1] of them [@EV-P1].", "The 41,749 are there [@EV-P1].", False), (41749, "people", "There are [=EV-P1] of them [@EV-P1].", "Here are [=EV-P1] [@EV-P1].", False),
            (7.14, "per cent", "It was 7.1% [@EV-P1].", "It was 7.14% [@EV-P1].", True), (7, "per cent", "It was 7% [@EV-P1].", "It was 7% [@EV-P1].", False),
            (121338, "GBP million", "It was £121.3 billion [@EV-P1].", "It was £121 billion [@EV-P1].", True), (121338, "GBP million", "It was £121.3 billion [@EV-P1].", "It was [=EV-P1] [@EV-P1].", False),
            (24, "people", "There are 24 [@EV-P1].", "There are 20 others.", False))):
        folder = make(work / f"precision-{number_}", entry("EV-P1", value, unit), first + "\n\n" + second + "\n")
        found = [one for one in check(PROGRAM, folder)[0] if one["code"] == "E0241"]
        typed = "41,700" if "41,700" in first + second and "[=" in first + second else None
        tap.say(len(found) == hit and (not typed or not hit or typed in found[0]["message"]), f"{first} {second} {'a finding' if hit else 'none'}", found)


work = pathlib.Path(tempfile.mkdtemp())
try:
    for one in (check_refused, check_printed, check_derived, check_statements, check_beside, check_ranges, check_ends, check_differences, check_intervals, check_axes, check_ahead, check_precision, check_claims, check_sums):
        one(work)
finally:
    shutil.rmtree(work)
sys.exit(tap.end())
