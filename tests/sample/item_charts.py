#!/usr/bin/env python3
"""Charts whose data are items: counts and sums of random items, and risks in their squares before and after, against what Python takes
from the same rows; what cannot be shown is a finding; the drawing has each number in its square; as TAP.

item_charts.py PROGRAM
"""
import collections
import csv
import decimal
import pathlib
import random
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402
from findings import check, said  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
LIKELY, BAD = ["unlikely", "possible", "likely"], ["small", "serious", "severe"]
LEADS = ["Head of people", "Head of streets", "Chief officer"]
STATES = ["planned", "under way", "done"]
CHARTS = """
```chart
id: fig-grid
title: Where the risks stand
type: grid
items: risk
rows: likelihood
columns: impact
after: {rows: likelihood-after, columns: impact-after}
```

```chart
id: fig-leads
title: Risks by who answers
type: bar
items: risk
where: {impact: [serious, severe]}
label: lead
```

```chart
id: fig-likely
title: Risks by likelihood
type: stacked
items: risk
label: lead
series: likelihood
```

```chart
id: fig-states
title: Objectives by state
type: column
items: objective
label: state
```

```chart
id: fig-aims
title: Money by aim
type: bar
items: objective
label: serves
value: cost
```

```chart
id: fig-costs
title: Money of each objective
type: bar
items: objective
label: title
value: cost
sort: descending
```

```chart
id: fig-years
title: Starts by year
type: column
items: objective
label: start.year
series: lead
```
"""


def capital(text):
    return text[:1].upper() + text[1:]


def write(folder, chance):
    risks, objectives = [], []
    for path in [*(folder / "risks").iterdir(), *(folder / "objectives").iterdir()]:
        path.unlink()
    for n in range(1, 15):
        one = {"id": f"RSK-{n:02}", "title": f"Risk called {chr(96 + n)}", "threatens": "OBJ-01", "likelihood": chance.choice(LIKELY), "impact": chance.choice(BAD),
               "likelihood-after": chance.choice(LIKELY), "impact-after": chance.choice(BAD), "mitigation": "Something.", "lead": chance.choice(LEADS)}
        risks.append(one)
        (folder / f"risks/{n:02}.md").write_text("---\n" + "".join(f"{key}: {value}\n" for key, value in one.items()) + "---\n")
    for n in range(1, 10):
        one = {"id": f"OBJ-{n:02}", "title": f"Objective called {chr(96 + n)}", "serves": f"AIM-0{1 + n % 2}", "state": chance.choice(STATES), "lead": chance.choice(LEADS),
               "start": f"{chance.choice([2026, 2027, 2029])}-04"}
        if chance.random() < 0.7:
            one["pence"] = chance.randrange(10**6, 9 * 10**9)
        objectives.append(one)
        front = {**one, "cost": f"£{one['pence'] // 100:,}.{one['pence'] % 100:02}" if "pence" in one else None, "pence": None}
        (folder / f"objectives/{n:02}.md").write_text("---\n" + "".join(f"{key}: {value}\n" for key, value in front.items() if value) + "---\nText [@EV-01].\n")
    for path in (folder / "measures").iterdir():
        path.unlink()
    (folder / "sections/measures.md").unlink(missing_ok=True)
    return risks, objectives


def million(pence):
    return decimal.Decimal(pence) / 10**8


def expected(risks, objectives):
    """{chart: {(label, series): figure}}"""
    heads = {"likelihood": "How likely", "impact": "How bad", "likelihood-after": "How likely then", "impact-after": "How bad then"}
    by = collections.defaultdict(dict)
    for one in risks:
        for key, head in heads.items():
            by["fig-grid"][one["title"], head] = capital(one[key])
        by["fig-leads"][one["lead"], ""] = by["fig-leads"].get((one["lead"], ""), 0) + (one["impact"] != "small")
        for word in LIKELY:
            at = one["lead"], capital(word)
            if any(other["likelihood"] == word for other in risks):
                by["fig-likely"][at] = by["fig-likely"].get(at, 0) + (one["likelihood"] == word)
    by["fig-leads"] = {at: n for at, n in by["fig-leads"].items() if n}
    for one in objectives:
        by["fig-states"][capital(one["state"]), ""] = by["fig-states"].get((capital(one["state"]), ""), 0) + 1
        aim = "Homes that are fit to live in" if one["serves"] == "AIM-01" else "Streets that people want to walk on"
        by["fig-aims"][aim, ""] = by["fig-aims"].get((aim, ""), 0) + million(one.get("pence", 0))
        by["fig-costs"][one["title"], ""] = million(one["pence"]) if "pence" in one else "no figure"
    starts = [int(one["start"][:4]) for one in objectives]
    for year in range(min(starts), max(starts) + 1):  # without a gap
        for lead in {one["lead"] for one in objectives}:
            by["fig-years"][str(year), lead] = sum(int(one["start"][:4]) == year and one["lead"] == lead for one in objectives)
    return by


def check_figures(work):
    wrong, chance = [], random.Random(11)
    for number in range(6):
        folder = work / f"plan-{number}"
        tap.call(PROGRAM, "new", folder, "--kind", "corporate-plan")
        risks, objectives = write(folder, chance)
        titles = {id_: re.search(r"title: (.*)", path.read_text())[1] for path in (folder / "aims").iterdir() for id_ in re.findall(r"id: (\S+)", path.read_text())}
        about = folder / "sections/risks.md"
        about.write_text(re.sub(r"```(.|\n)*", "", about.read_text()) + CHARTS + "\n```list\nid: tab-all\ntitle: All of them\ntype: risk\n```\n")
        config = folder / "strategy.yaml"
        config.write_text(config.read_text().replace("  - SEC-MEASURES\n", "").replace("annexes: [measures,", "annexes: [figures,"))
        frame = folder / "framework.yaml"
        frame.write_text(frame.read_text().replace(", demanded: {objective: 1}}", "}").replace(", at-least: {measure: 1}", ""))
        done = tap.call(PROGRAM, "build", folder, "-o", work / f"out-{number}", "-f", "html,csv")
        if done.returncode:
            wrong.append(done.stderr)
            continue
        wanted = expected(risks, objectives)
        named = {"AIM-01": "Homes that are fit to live in", "AIM-02": "Streets that people want to walk on"}
        renamed = {named[id_]: titles[id_] for id_ in named}
        wanted["fig-aims"] = {(renamed[label], series): value for (label, series), value in wanted["fig-aims"].items()}
        got = collections.defaultdict(dict)
        with open(work / f"out-{number}/charts.csv", newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                figure = row["figure"]
                got[row["chart"]][row["label"], row["series"]] = decimal.Decimal(figure) if re.fullmatch(r"-?[\d.]+", figure) else figure
        for name, figures in wanted.items():
            if got[name] != figures:
                wrong.append(f"{number} {name}: {sorted(map(str, set(got[name].items()) ^ set(figures.items())))[:6]}")
        page = (work / f"out-{number}/strategy.html").read_text()
        order = [value for value in [row for row in got["fig-costs"].values()] if not isinstance(value, str)]
        if order != sorted(order, reverse=True):
            wrong.append(f"{number}: not sorted {order}")
        lacking = sum("pence" not in one for one in objectives)
        said_so = f"{'no one two three four five six seven eight nine'.split()[lacking].capitalize()} item{'s do' if lacking > 1 else ' does'} not say how much"
        if lacking and said_so not in page:
            wrong.append(f"{number}: {lacking} without a cost are passed over in silence")
        wrong += [f"{number}: {one}" for one in squares(page, risks)]
        if number == 0:
            for one in risks:
                tell = f"{one['title']}: {capital(one['likelihood'])}, {capital(one['impact'])}"
                if tell not in page:
                    wrong.append(f"not told: {tell}")
    tap.say(not wrong, "counts, sums and squares are those of the files, in charts.csv, the page and the drawing", "\n".join(wrong[:8]))


def squares(page, risks):
    """Each number of the drawing against the words of its row and its column, by places."""
    figure = re.search(r'<figure[^>]*id="fig-grid".*?</figure>', page, re.S)[0]
    drawing = figure[figure.rindex("<svg"):]
    texts = [(float(x), float(y), re.sub("<.*?>", "", text), place) for x, y, place, text in
             [(re.search(r' x="([\d.]+)', head)[1], re.search(r' y="([\d.]+)', head)[1], head, body) for head, body in re.findall(r"<text([^>]*)>(.*?)</text>", drawing, re.S)]]
    rows = {text.strip(): y for x, y, text, _ in texts if text.strip() in map(capital, LIKELY)}
    columns = {text.strip(): x for x, y, text, _ in texts if text.strip() in map(capital, BAD)}
    lowest = max(rows.values()) + 25
    numbers = collections.defaultdict(list)
    width = (columns["Severe"] - columns["Serious"])
    for x, y, text, head in texts:
        if text.strip().isdigit() and y < lowest:
            row = min(rows, key=lambda word: abs(rows[word] - y))
            column = min(columns, key=lambda word: abs(columns[word] - x))
            if abs(columns[column] - x) > width / 2:
                yield f"{text} is in no column"
            numbers[int(text)].append((row, column))
    for number, one in enumerate(risks, 1):
        before, after = (capital(one["likelihood"]), capital(one["impact"])), (capital(one["likelihood-after"]), capital(one["impact-after"]))
        wanted = sorted({before, after}) if before != after else [after]
        if sorted(numbers[number]) != wanted:
            yield f"{number} stands in {numbers[number]}, and its risk in {wanted}"


def check_refused(work):
    folder = work / "refused"
    tap.call(PROGRAM, "new", folder, "--kind", "corporate-plan")
    about = folder / "sections/risks.md"
    whole = about.read_text()
    cases = (("type: bar\nitems: rsik\nlabel: lead", "E0201", "'risk'"), ("type: bar\nitems: risk\nlabel: led", "E0110", "lead"), ("type: bar\nitems: risk", "E0112", "label"),
             ("type: bar\nitems: risk\nlabel: lead\nwhere: {impact: awful}", "E0145", "impact"), ("type: bar\nitems: risk\nlabel: lead\nwhere: {impat: severe}", "E0110", "impact"),
             ("type: bar\nitems: risk\nlabel: lead\nvalue: impact", "E0111", "type: grid"), ("type: bar\nitems: risk\nlabel: title", "E0112", "value"),
             ("type: bar\nitems: risk\ndata: evidence/data/homes.csv\nlabel: lead", "E0112", "not both"), ("type: bar\nlabel: lead", "E0112", "items"),
             ("type: bar\nitems: objective\nlabel: title\nvalue: cost\nsuffix: '%'", "E0753", "money"), ("type: bar\nitems: measure\nlabel: state\nvalue: track.latest", "E0111", "label: title"),
             ("type: bar\nitems: objective\nlabel: evidence", "E0111", "evidence"), ("type: bar\nitems: objective\nlabel: cost", "E0111", "KEY.year"), ("type: bar\nitems: risk\nlabel: lead\nonly: [Nobody]", "E0145", "Nobody"),
             ("type: bar\nitems: risk\nlabel: lead\nhighlight: Nobody", "E0145", "Nobody"), ("type: bar\nitems: risk\nlabel: lead\nrows: impact", "E0753", "grid"),
             ("type: grid\nitems: risk\nrows: lead\ncolumns: impact", "E0111", "kind choice"), ("type: grid\nitems: risk\nrows: likelihood\ncolumns: impact\nlabel: lead", "E0753", "rows and columns"),
             ("type: grid\nitems: risk\nrows: likelihood\ncolumns: impact\nafter: {rows: impact-after, columns: impact-after}", "E0111", "other words"),
             ("type: grid\nitems: risk\nrows: likelihood", "E0112", "columns"), ("type: grid\nitems: risk\nrows: likelihood\ncolumns: impact\nafter: {rows: likelihood-after}", "E0112", "columns"),
             ("type: bar\nitems: risk\nlabel: lead\nwhere: {impact: small, likelihood: likely}", "E0243", "chart"), ("type: bar\nitems: risk\nlabel: lead\ninterval: {low: a, high: b}", "E0753", "items"))
    for text, code, word in cases:
        about.write_text(f"{whole}\n```chart\nid: fig-wrong\ntitle: A chart\n{text}\n```\n")
        found = [one for one in check(PROGRAM, folder)[0] if one["severity"] != "note"]
        tap.say([one["code"] for one in found] == [code] and word in said(found), f"{text!r}: {code}", said(found))


RATED = {"On course": "52", "A little behind": "47", "Behind": "41", "Not rated yet": None}


def check_words(work):
    """What is said of measures, of answers and of days is in the words that readers know, from good to bad."""
    folder = work / "words"
    tap.call(PROGRAM, "new", folder, "--kind", "corporate-plan")
    frame = folder / "framework.yaml"
    frame.write_text(frame.read_text().replace("      mitigation: {", "      funded: {kind: boolean, label: Funded}\n      due: {kind: date, label: Due}\n      mitigation: {"))
    for at, path in enumerate(sorted((folder / "risks").iterdir())):
        text = path.read_text()
        path.write_text(text.replace("likelihood: ", f"funded: {('true', 'false')[at]}\ndue: 2027-0{4 - at}-03\nlikelihood: ", 1))
    for path in (folder / "measures").iterdir():
        path.unlink()
    for at, (rating, actual) in enumerate(reversed(RATED.items())):
        track = f"{{unit: per cent, better: up, baseline: 40 (2020), target: 64 (2032){f', actuals: {actual} (2026)' if actual else ''}}}"
        (folder / f"measures/m{at}.md").write_text(f"---\ntitle: Measure {at}\nmeasures: [OBJ-01, OBJ-02]\ntrack: {track}\n---\n")
    about = folder / "sections/risks.md"
    about.write_text(about.read_text() + "".join(f"\n```chart\nid: fig-{name}\ntitle: A chart\ntype: column\nitems: {items}\nlabel: {label}\n```\n"
                                                 for name, items, label in (("rated", "measure", "track.rating"), ("asked", "risk", "funded"), ("due", "risk", "due"))))
    (folder / "sections/measures.md").unlink()
    config = folder / "strategy.yaml"
    config.write_text(config.read_text().replace("  - SEC-MEASURES\n", "  - {part: Measures, id: PART-M, items: [{type: measure}]}\n"))
    done = tap.call(PROGRAM, "build", folder, "-o", work / "words-out", "-f", "html,csv")
    found = []
    if (work / "words-out/charts.csv").exists():
        found = [(row["chart"], row["label"]) for row in csv.DictReader(open(work / "words-out/charts.csv", newline="", encoding="utf-8"))]
    wanted = {"fig-rated": list(RATED), "fig-asked": ["No", "Yes"], "fig-due": ["3 March 2027", "3 April 2027"]}
    got = {name: [label for chart, label in found if chart == name] for name in wanted}
    got["fig-asked"].sort()
    tap.say(got == wanted, "ratings from good to bad, answers and days are said as readers know them", str(got) + done.stderr)


def check_held(work):
    """A title that what is drawn could make false is told of, and one that a query of what is drawn makes false is refused."""
    folder, chance, wrong = work / "held", random.Random(5), []
    tap.call(PROGRAM, "new", folder, "--kind", "corporate-plan")
    frame, config, about = folder / "framework.yaml", folder / "strategy.yaml", folder / "sections/risks.md"
    frame.write_text(frame.read_text().replace(", demanded: {objective: 1}}", "}").replace(", at-least: {measure: 1}", ""))
    config.write_text(config.read_text().replace("  - SEC-MEASURES\n", "").replace("annexes: [measures,", "annexes: [figures,"))
    whole = re.sub(r"```(.|\n)*", "", about.read_text()) + "\n```list\nid: tab-all\ntitle: The risks\ntype: risk\n```\n"
    bar = "type: bar\nitems: risk\nlabel: lead"
    grid = "type: grid\nitems: risk\nrows: likelihood\ncolumns: impact\nafter: {rows: likelihood-after, columns: impact-after}"
    for _ in range(8):
        risks, objectives = write(folder, chance)
        most = max(collections.Counter(one["lead"] for one in risks).values())
        severe = sum(one["likelihood"] == "likely" and one["impact"] == "severe" for one in risks)
        better = sum(one["likelihood-after"] == "unlikely" for one in risks)
        money = sum(one.get("pence", 0) for one in objectives)
        claims = ((bar, f"max(figure) = {most}", True), (bar, f"max(figure) = {most + 1}", False), (grid, f"count(*) = {severe} FROM chart WHERE row = 'Likely' AND col = 'Severe'", True),
                  (grid, f"count(*) > {severe} FROM chart WHERE row = 'Likely' AND col = 'Severe'", False), (grid, f"count(*) = {better} FROM chart WHERE row_after = 'Unlikely'", True),
                  (bar.replace("risk", "objective") + "\nvalue: cost", f"abs(sum(figure) - {money / 10**8}) < 0.001", True))
        for block, query, good in claims:
            query = query if "FROM" in query else query + " FROM chart"
            for holds in (f"\nholds: SELECT {query}", f"\nholds: [SELECT 1, SELECT {query}]" if "," not in query else "", ""):
                about.write_text(f"{whole}\n```chart\nid: fig-held\ntitle: All of it is so\n{block}{holds}\n```\n")
                codes = [one["code"] for one in check(PROGRAM, folder)[0] if one["severity"] != "note"]
                if codes != ([] if holds and good else ["E0256"] if holds else ["E0257"]):
                    wrong.append(f"{query} {holds!r}: {codes}")
    about.write_text(f"{whole}\n```chart\nid: fig-held\ntitle: All of it is so\n{bar}\nholds: SELECT max(figures) FROM chart\n```\n")
    text = said(check(PROGRAM, folder)[0])
    tap.say(not wrong and "label, series and figure" in text, "a title is held to what a chart of items shows", "\n".join(wrong[:8]) + text)


with tempfile.TemporaryDirectory() as name:
    for one in (check_figures, check_words, check_held, check_refused):
        one(pathlib.Path(name))
sys.exit(tap.end())
