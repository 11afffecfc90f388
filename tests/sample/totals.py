#!/usr/bin/env python3
"""Every total and count that the program prints, worked out again from the source files alone; as TAP.

totals.py PROGRAM CONTENT

The columns that are printed are added up as a reader would, who knows that millions are rounded to one decimal; the sums are those of the front matter; the counts are
those of the files. Nothing is taken from the program but what it prints.
"""
import csv
import decimal
import html.parser
import io
import json
import pathlib
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import findings  # noqa: E402
import tap  # noqa: E402
try:
    from sources import front_matter, read_yaml
except ImportError:
    tap.skip("totals", "python3-yaml")
    sys.exit(tap.end())

PROGRAM, CONTENT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
SCALE = {"GBP": 1, "GBP thousand": 10**3, "GBP million": 10**6, "GBP billion": 10**9}
SECURED = {"agreed", "spent"}


def pounds(map_):
    return decimal.Decimal(str(map_["amount"])) * SCALE[map_["unit"]]


class Tables(html.parser.HTMLParser):
    """The tables of a page under the heading before each: rows of cells as text."""

    def __init__(self):
        super().__init__()
        self.tables, self.heading, self.text, self.inside = [], "", None, None

    def handle_starttag(self, tag, attrs):
        if tag in ("h1", "h2", "h3", "h4", "td", "th"):
            self.text, self.inside = "", tag
        if tag == "table":
            self.tables.append((self.heading, []))
        if tag == "tr" and self.tables:
            self.tables[-1][1].append([])

    def handle_data(self, data):
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag):
        if tag != self.inside:
            return
        text = " ".join(self.text.split())
        if tag in ("td", "th"):
            self.tables[-1][1][-1].append(text)
        else:
            self.heading = text
        self.text = self.inside = None


def figure(cell):
    """A sum or count as printed: £45,000,000, £1.2 million, 12, –; None for words."""
    cell = cell.replace("\u00a0", " ").replace("\u2212", "-")
    if cell in ("–", "-", "nil"):
        return decimal.Decimal(0)
    found = re.fullmatch(r"(-?)£?([\d,]+(?:\.\d+)?)(?: (million|billion))?", cell)
    if not found:
        return None
    return decimal.Decimal(found[1] + found[2].replace(",", "")) * {None: 1, "million": 10**6, "billion": 10**9}[found[3]]


def in_millions(rows):
    return any("£ million" in cell.replace("\u00a0", " ") for row in rows[:1] for cell in row)


def is_near(parts, total, rows):
    """Rounded parts and a rounded total are apart by half of the last digit each, at most."""
    return abs(sum(part or 0 for part in parts) - total) <= (decimal.Decimal("0.05") * (len(parts) + 1) if in_millions(rows) else 0)


def check_columns(tables):
    """Each column of a table that ends in a total adds up to it."""
    seen, wrong = 0, []
    for heading, rows in tables:
        if len(rows) < 3 or not rows[-1] or rows[-1][0] != "Total":
            continue
        for column in range(1, len(rows[-1])):
            total = figure(rows[-1][column])
            parts = [figure(row[column]) for row in rows[1:-1] if len(row) == len(rows[-1])]
            if total is None:
                continue
            seen += 1
            if not is_near(parts, total, rows):
                wrong.append(f"{heading}: {rows[0][column]}: {parts} is not {total}")
    tap.say(seen >= 8 and not wrong, f"{seen} printed columns add up to the total below them", "\n".join(wrong))


def check_rows(tables):
    """Tables by year: each row adds up to its last cell."""
    seen, wrong = 0, []
    for heading, rows in tables:
        if not rows or rows[0][-1] != "Total" or not any(re.match(r"20\d\d", cell) for cell in rows[0]):
            continue
        for row in rows[1:]:
            parts = [figure(cell) for cell in row[1:-1]]
            seen += 1
            if not is_near(parts, figure(row[-1]), rows):
                wrong.append(f"{heading}: {row}")
    tap.say(seen >= 8 and not wrong, f"{seen} printed rows add up to their last cell", "\n".join(wrong))


def check_scores():
    """What a score quotes as shown stands marked in the source; no word earns anything by itself."""
    framework = read_yaml(CONTENT / "framework.yaml")["scores"]["parts"]
    sources = {front_matter(path)["id"]: path.read_text() for path in (CONTENT / "asks").glob("ask-*.md")}
    scores = json.loads(tap.call(PROGRAM, "audit", "-C", CONTENT, "--format", "json").stdout)["scores"]
    wrong, seen, total = [], 0, 0
    for score in scores:
        marks = {name: plain(text) for text, name in re.findall(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\{shows=([a-z-]+)\}", sources[score["id"]])}
        total += sum(part["points"] for part in score["parts"])
        for part in score["parts"]:
            points = framework[part["part"]]["points"]
            for point, earned in zip(points, part["earned"]):
                seen += "shows" in point
                if "shows" in point and not plain(earned).endswith(marks.get(point["shows"], "nothing is marked")[-30:]):
                    wrong.append(f"{score['id']} {point['shows']}: {earned}")
            missing = points[part["points"]] if part["points"] < len(points) else {}
            if missing.keys() == {"is", "shows"} and missing["shows"] in marks:
                wrong.append(f"{score['id']} marks {missing['shows']} and does not earn it")
    tap.say(seen >= 30 and not wrong and total == sum(score["total"] for score in scores), f"{seen} points are earned by marked sentences", "\n".join(wrong))


def check_marks(work):
    """Words that sound like a reason earn nothing; a mark that is nearly one is told what was meant."""
    strategy = work / "unmarked"
    shutil.copytree(CONTENT, strategy)
    for path in strategy.glob("asks/ask-*.md"):
        path.write_text(re.sub(r"\{shows=[a-z-]+\}", "", path.read_text()))
    scores = json.loads(tap.call(PROGRAM, "audit", "-C", strategy, "--format", "json").stdout)["scores"]
    tap.say(len(scores) > 10 and all(part["points"] == {"diagnosis": 2, "proposal": 2, "testing": 0}.get(part["part"], part["points"])
                                     for score in scores for part in score["parts"]), "without marks the same words earn nothing", f"{scores}")
    path = strategy / "asks/ask-dwp-02.md"
    whole = path.read_text()
    for text, line, remedy in (("[An ask.]{shows=sucess}", "sucess", "did you mean 'success'"), ("> [An ask.]{shows=success}", None, None),
                               ("| [An ask.]{shows=success} |\n|---|\n| 1 |", "success", "paragraphs"),
                               ("```callout\ntext: \"[An ask.]{shows=success}\"\n```", "success", "paragraphs")):
        path.write_text(f"{whole}\n{text}\n")
        found = [one for one in findings.check(PROGRAM, strategy)[0] if one["code"] == "E0258"]
        right = not found if line is None else len(found) == 1 and f"'{line}'" in found[0]["message"] and remedy in found[0]["help"]
        tap.say(right, f"{text.splitlines()[0]}: {remedy or 'earns'}", f"{found}")


def plain(text):
    return re.sub(r"\W+", "", re.sub(r"\[[=@!][^\]]*\]", "", text))


def main():
    check_scores()
    items = []
    for path in sorted(CONTENT.rglob("*.md")):
        front = front_matter(path) if not path.name[0].isupper() else None
        if front:
            items.append(front)
    by_type = {}
    for item in items:
        by_type.setdefault(item["type"], []).append(item)
    lines = [(item, line) for item in items for line in item.get("funding") or []]
    costed = [item for item in items if item.get("cost")]
    asked = [item for item in by_type["ask"] if item.get("sum")]
    with tempfile.TemporaryDirectory() as name:
        check_marks(pathlib.Path(name))
        out = pathlib.Path(name) / "out"
        done = tap.call(PROGRAM, "build", CONTENT, "-o", out, "-f", "html,csv,json")
        tap.say(done.returncode == 0, "the sample builds", done.stderr)
        page = Tables()
        page.feed((out / "strategy.html").read_text())
        tables = page.tables
        check_columns(tables)
        check_rows(tables)

        rows = list(csv.DictReader(io.StringIO((out / "funding.csv").read_text())))
        mine = sorted((item["id"], line["fund"], str(line.get("year", "")), line["state"], pounds(line)) for item, line in lines)
        theirs = sorted((row["item"], row["fund"], row["year"], row["state"], decimal.Decimal(row["pounds"])) for row in rows)
        tap.say(mine == theirs, f"funding.csv has the {len(mine)} lines of the front matter", f"{mine}\n{theirs}")

        def table(heading):
            return next((rows for title, rows in tables if title.endswith(heading)), [[]])

        def total_of(heading, column):
            rows = table(heading)
            return figure(rows[-1][rows[0].index(column)]) if column in rows[0] else None

        def sums(heading, column):
            rows = table(heading)
            return {row[0]: figure(row[rows[0].index(column)]) for row in rows[1:-1]} if column in rows[0] else {}

        def millions(money):
            return (decimal.Decimal(money) / 10**6).quantize(decimal.Decimal("0.1"), decimal.ROUND_HALF_UP)

        def told(by_name):
            return {name: millions(money) for name, money in by_name.items()}

        asked_of = {}
        for item in by_type["ask"]:
            asked_of[item["of"]] = asked_of.get(item["of"], 0) + (pounds(item["sum"]) if item.get("sum") else decimal.Decimal(0))
        schedule, printed_of, body = table("Asks by who is asked"), {}, None
        at = next(i for i, cell in enumerate(schedule[0]) if in_millions([[cell]]))
        for row in schedule[1:-1]:
            if len(row) == 1:
                body = row[0]
            else:
                printed_of[body] = printed_of.get(body, 0) + figure(row[at])
        tap.say(printed_of == told(asked_of), "what each body is asked for is the sum of its asks", f"{printed_of}\n{asked_of}")
        tap.say(figure(schedule[-1][at]) == millions(sum(asked_of.values())), f"and in all £{sum(asked_of.values()):,}")

        heading = "What each costs, and what has no source yet"
        cost = sum(pounds(item["cost"]) for item in costed)
        secured = sum(pounds(line) for item, line in lines if line["state"] in SECURED)
        sought = sum(pounds(line) for item, line in lines if line["state"] not in SECURED)
        per_item = [(pounds(item["cost"]), sum(pounds(line) for owner, line in lines if owner is item)) for item in costed]
        without = sum(max(0, one - funded) for one, funded in per_item)
        got = {column: total_of(heading, column) for column in ("Cost", "Secured", "Sought", "No source yet")}
        want = {"Cost": cost, "Secured": secured, "Sought": sought, "No source yet": without}
        want = told(want)
        tap.say(got == want, f"cost {cost:,}, secured {secured:,}, sought {sought:,}, no source {without:,}", f"{got}")

        by_fund = {}
        for item, line in lines:
            by_fund[line["fund"]] = by_fund.get(line["fund"], 0) + pounds(line)
        tap.say(sums("By fund and year", "Total") == told(by_fund), "each fund pays what its lines say", f"{sums('By fund and year', 'Total')}\n{by_fund}")

        supporters = {item["id"]: [ask for ask in by_type["ask"] if item["id"] in (ask.get("supports") or [])] for item in items}
        by_body = {}
        for item, line in lines:
            asks = sorted(supporters[item["id"]], key=lambda ask: not ask.get("sum"))  # whoever is asked for money, else the first
            body = None if line.get("match") else asks[0]["of"] if asks else None
            by_body[body] = by_body.get(body, 0) + pounds(line)
        printed = sums("By who is asked", "Total")
        bodies = {body: money for body, money in by_body.items() if body}
        tap.say({body: printed.get(body) for body in bodies} == told(bodies), "a body is charged with no match of others", f"{printed}\n{bodies}")
        tap.say(sum(money for body, money in printed.items() if body not in bodies) == millions(by_body.get(None, 0)), "and the match of others is told apart", f"{printed}")
        text = " ".join((out / "strategy.html").read_text().split())
        flat = re.sub(r"<[^>]+>", "", text).replace("\u00a0", " ").replace("&nbsp;", " ")
        tap.say("None £" not in flat and not any(row and row[0] == "None" for _, rows in tables for row in rows), "no money serves 'None'")
        count = f"{len(costed)} of {len(by_type['intervention'])} state a cost"
        tap.say(count in flat and f"£{sum(asked_of.values()) / 10**6:,.0f} million" in flat, f"the asks and the costs are held against each other: {count}")

        register = read_yaml(CONTENT / "evidence/register.yaml")
        evidence = list(csv.DictReader(io.StringIO((out / "evidence.csv").read_text())))
        tap.say([row["id"] for row in evidence] and sorted(row["id"] for row in evidence) == sorted(entry["id"] for entry in register["evidence"]),
                f"evidence.csv has the register's {len(register['evidence'])} entries")
        asks = list(csv.DictReader(io.StringIO((out / "asks.csv").read_text())))
        tap.say(len(asks) == len(by_type["ask"]), f"asks.csv has the {len(asks)} asks")
    return tap.end()


sys.exit(main())
