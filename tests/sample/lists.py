#!/usr/bin/env python3
"""Tables of items: rows, order, groups and totals of random lists against what Python takes from the files; what cannot
fit is a finding; an item may live in a list alone; as TAP.

lists.py PROGRAM CONTENT
"""
import datetime
import decimal
import fractions
import html
import json
import pathlib
import random
import re
import shutil
import sys
import tempfile
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402
from findings import check, said  # noqa: E402
from reading import Tables  # noqa: E402
try:
    from sources import front_matter
except ImportError:
    tap.skip("lists", "python3-yaml")
    sys.exit(tap.end())

PROGRAM, CONTENT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
SCALE = {"GBP": 1, "GBP thousand": 10**3, "GBP million": 10**6, "GBP billion": 10**9}
KEYS = {"ask": ["of", "lever", "state", "areas", "supports", "sum", "decision"], "intervention": ["state", "areas", "lead", "delivers", "cost", "start"]}


def items_of(folder):
    found = {}
    for path in sorted(folder.rglob("*.md")):
        front = front_matter(path) if not path.name[0].isupper() else None
        if front and front.get("type") in KEYS:
            found[front["id"]] = front
    return found


def pounds(value):
    return decimal.Decimal(str(value["amount"])) * SCALE[value["unit"]]


def texts(value):
    return [] if value is None else [str(one) for one in value] if isinstance(value, list) else [str(value)]


def month(value):
    return str(value)[:7] if not isinstance(value, (datetime.date, int)) else str(value)[:7]


def fits(item, key, wanted):
    for one in wanted if isinstance(wanted, list) else [wanted]:
        sign, text = re.match(r"(!=|<=|>=|<|>|)\s*(.*)$", one).groups()
        have = item.get(key)
        if key in ("sum", "cost"):
            number, unit = text.split(" ", 1)
            order = None if have is None else (pounds(have) > (limit := decimal.Decimal(number) * SCALE[unit])) - (pounds(have) < limit)
        elif key in ("start", "decision"):
            order = None if have is None else (month(have)[:len(text)] > text) - (month(have)[:len(text)] < text)
        else:
            if (text in texts(have)) == (sign != "!="):
                return True
            continue
        if order is None:
            if sign == "!=":
                return True
        elif {"": order == 0, "!=": order != 0, "<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[sign]:
            return True
    return False


def random_list(chance, number, items, order):
    """The block as text, and the titles of the rows that it has to have; None where nothing fits."""
    type_ = chance.choice(list(KEYS))
    mine = [items[id_] for id_ in order if items[id_]["type"] == type_]
    where, lines = {}, [f"id: tab-r{number}", f"title: List {chr(97 + number % 26)}", f"type: {type_}"]
    for key in chance.sample(KEYS[type_], chance.randrange(3)):
        values = [text for item in mine for text in texts(item.get(key) if key not in ("sum", "cost") else None)]
        if key in ("sum", "cost"):
            where[key] = f"{chance.choice(['<', '<=', '>', '>=', '!='])} {chance.choice(['5', '12.5', '30', '45'])} GBP million"
        elif key in ("start", "decision"):
            where[key] = f"{chance.choice(['<', '<=', '>', '>=', ''])} {chance.choice(['2026', '2027', '2027-04', '2026-11'])}".strip()
        elif values:
            where[key] = chance.choice([chance.choice(values), "!= " + chance.choice(values), list(dict.fromkeys(chance.sample(values, min(2, len(values)))))])
    rows = [item for item in mine if all(fits(item, key, wanted) for key, wanted in where.items())]
    money = "sum" if type_ == "ask" else "cost"
    by = chance.choice([None, money, "start" if type_ == "intervention" else "decision"])
    if by:
        down = chance.random() < 0.5
        have = [item for item in rows if item.get(by) is not None]
        value = (lambda item: pounds(item[by])) if by == money else (lambda item: month(item[by]))
        have = sorted(have, key=value) if not down else [item for one in sorted({value(item) for item in have}, reverse=True) for item in have if value(item) == one]
        rows = have + [item for item in rows if item.get(by) is None]
        lines.append(f"sort: {{by: {by}, order: {'descending' if down else 'ascending'}}}")
    if where:
        lines.append("where: {" + ", ".join(f"{key}: " + (str(["%s" % one for one in value]).replace("'", '"') if isinstance(value, list) else f'"{value}"') for key, value in where.items()) + "}")
    if chance.random() < 0.3 and rows:
        limit = chance.randrange(1, len(rows) + 1)
        rows = rows[:limit]
        lines.append(f"limit: {limit}")
    lines.append(f"columns: [state, {{key: {money}, title: Sum, total: true}}]")
    return "\n```list\n" + "\n".join(lines) + "\n```\n", rows, money


def check_random(work):
    chance = random.Random(5)
    folder = work / "random"
    shutil.copytree(CONTENT, folder)
    items = items_of(folder)
    asked = tap.call(PROGRAM, "build", CONTENT, "-o", work / "order", "-f", "json")
    numbers = {one["id"]: one.get("number", "") for one in json.loads((work / "order/strategy.json").read_text())["items"]} if asked.returncode == 0 else {}
    order = sorted(items, key=lambda id_: [int(part) for part in numbers.get(id_, "0").split(".") if part.isdigit()])
    wanted, blocks = [], ""
    for number in range(60):
        block, rows, money = random_list(chance, number, items, order)
        if rows:
            blocks += block
            wanted.append((number, block, rows, money))
    about = folder / "sections/asks.md"
    about.write_text(about.read_text() + blocks)
    done = tap.call(PROGRAM, "build", folder, "-o", work / "random-out", "-f", "html")
    tap.say(done.returncode == 0 and len(wanted) > 30, f"{len(wanted)} random lists are built", done.stderr)
    page = Tables()
    page.feed((work / "random-out/strategy.html").read_text() if done.returncode == 0 else "")
    wrong = []
    for number, block, rows, money in wanted:
        got = page.tables.get(f"tab-r{number}", [])
        total = len(rows) > 1
        body = got[1:-1] if total else got[1:]
        titles = [re.sub(r" \([\d.]+\)$", "", row[0]) for row in body]
        sums = [decimal.Decimal(row[2].replace(",", "").replace("\u2013", "0")) for row in body]
        exact = sum((pounds(row[money]) for row in rows if row.get(money)), decimal.Decimal(0)) / 10**6
        last = decimal.Decimal(got[-1][2].replace(",", "").replace("\u2013", "0")) if total and got else None
        if titles != [row["title"] for row in rows] or (total and (abs(last - exact) > decimal.Decimal("0.051") or got[-1][0] != "Total")) \
                or any(abs(one - (pounds(row[money]) / 10**6 if row.get(money) else 0)) > decimal.Decimal("0.051") for one, row in zip(sums, rows)):
            wrong.append(f"{block}\n{titles}\n{[row['title'] for row in rows]}\n{last} {exact}")
    tap.say(not wrong, "each has the rows, the order and the total that the files give", "\n".join(wrong[:4]))


def check_refused(work):
    cases = (("wehre: {state: draft}", "E0110", "where"), ("where: {stat: draft}", "E0110", "state"), ("where: {state: drfat}", "E0145", "draft"), ("where: {of: HM Tresury}", "E0145", "HM Treasury"),
             ("where: {lever: money2}", "E0145", "money"), ("where: {sum: '> 5'}", "E0111", "GBP million"), ("where: {sum: '> 5 GBP milion'}", "E0111", "GBP million"), ("where: {sum: '> 5 EUR million'}", "E0613", "GBP"), ("where: {decision: '< soon'}", "E0111", "2027"),
             ("where: {supports: INT-BUS-99}", "E0108", "INT-BUS"), ("where: {of: '> HM Treasury'}", "E0111", "word"), ("where: [draft]", "E0111", "where: {"), ("where: {state: {a: b}}", "E0111", "list"),
             ("columns: [of, levr]", "E0110", "lever"), ("columns: [{key: sum, totl: true}]", "E0110", "total"), ("columns: [{key: of, total: true}]", "E0111", "added"), ("columns: [{title: Of}]", "E0111", "one of"),
             ("columns: [{back: support}]", "E0110", "role"), ("columns: of", "E0111", "list"), ("sort: {by: summ}", "E0110", "sum"), ("sort: {by: sum, order: down}", "E0113", "descending"), ("group: levr", "E0110", "lever"),
             ("limit: three", "E0111", "limit: 12"), ("where: {state: draft, sum: '> 900 GBP million'}", "E0243", "where"))
    folder = work / "refused"
    shutil.copytree(CONTENT, folder)
    about = folder / "sections/asks.md"
    whole = about.read_text()
    for text, code, word in cases:
        about.write_text(f"{whole}\n```list\nid: tab-wrong\ntitle: A list\ntype: ask\n{text}\n```\n")
        found = [one for one in check(PROGRAM, folder)[0] if one["severity"] != "note"]
        tap.say([one["code"] for one in found] == [code] and word in said(found), f"{text}: {code}", said(found))
    about.write_text(f"{whole}\n```list\nid: tab-wrong\ntitle: A list\ntype: aks\n```\n")
    found = [one for one in check(PROGRAM, folder)[0] if one["severity"] != "note"]
    tap.say([one["code"] for one in found] == ["E0201"] and "'ask'" in said(found), "a type that is none", said(found))


def check_alone(work):
    """An item in no chapter, whose row is its place: no finding, and links lead to the table."""
    folder = work / "alone"
    shutil.copytree(CONTENT, folder)
    framework = folder / "framework.yaml"
    text = framework.read_text().replace("\ntypes:\n", "\ntypes:\n  action:\n    name: Action\n    plural: Actions\n    prefix: ACT\n    fields:\n      lead: {kind: text, label: Lead}\n      effort: {kind: number, label: Days}\n", 1)
    framework.write_text(text.replace("\nroles:\n", "\nroles:\n  carries-out: {from: [action], to: [intervention], label: Carries out, back: Carried out by}\n", 1))
    (folder / "actions").mkdir()
    for number, (lead, effort, to) in enumerate((("Kent", "1.5", "INT-BUS-01"), ("Essex", "2.25", "INT-BUS-02"), ("Kent", "10", "INT-BUS-01")), 1):
        (folder / f"actions/act-{number}.md").write_text(f"---\nid: ACT-0{number}\ntype: action\ntitle: Action {number}\nlead: {lead}\neffort: {effort}\ncarries-out: [{to}]\nstate: draft\n---\n\nIt is done.\n")
    about = folder / "sections/asks.md"
    whole = about.read_text()
    found = [one for one in check(PROGRAM, folder)[0] if one["severity"] in ("error", "warning")]
    tap.say(len([one for one in found if one["code"] == "E0211"]) == 3, "items that stand nowhere are findings", said(found))
    about.write_text(whole + "\nSee [@ACT-02].\n\n```list\nid: tab-actions\ntitle: What is done\ntype: action\ngroup: lead\nsort: {by: effort, order: descending}\ncolumns: [{key: effort, total: true}, carries-out]\n```\n"
                     "\n```list\nid: tab-carried\ntitle: What is carried out\ntype: intervention\nwhere: {start: '>= 2000'}\ncolumns: [{back: carries-out, title: By}]\n```\n")
    found = [one for one in check(PROGRAM, folder)[0] if one["severity"] in ("error", "warning")]
    tap.say(not found, "in a list they stand somewhere", said(found))
    done = tap.call(PROGRAM, "build", folder, "-o", work / "alone-out", "-f", "html,pdf")
    text = (work / "alone-out/strategy.html").read_text() if done.returncode == 0 else ""
    page = Tables()
    page.feed(text)
    rows = [[cell for cell in row] for row in page.tables.get("tab-actions", [])]
    tap.say([row[:2] for row in rows] == [["Action", "Days"], ["Essex"], ["Action 2", "2.25"], ["Kent"], ["Action 3", "10"], ["Action 1", "1.5"], ["Total", "13.75"]], "grouped, sorted and added up", rows)
    tap.say(any(row[1:] == ["Action 1; Action 3"] for row in page.tables.get("tab-carried", [])), "and the way back along the role", page.tables.get("tab-carried"))
    tap.say(re.search(r'<a[^>]+href="#tab-actions"[^>]*>Action 2</a>', text), "a link leads to the table", done.stderr)
    tap.call(PROGRAM, "build", folder, "-o", work / "alone-data", "-f", "json")
    tap.say("ACT-02" in [one["id"] for one in json.loads((work / "alone-data/strategy.json").read_text())["items"]], "and the data have it")
    printed = tap.call("pdftotext", "-layout", work / "alone-out/strategy.pdf", "-").stdout
    tap.say("Total" in printed and "13.75" in printed, "and it is printed")


FRAMEWORK = """name: Plan
types:
  section: {name: Section, plural: Sections, prefix: SEC, folder: sections}
  risk:
    name: Risk
    plural: Risks
    prefix: RSK
    fields:
      likelihood: {kind: choice, of: [rare, possible, likely, certain], label: Likelihood}
      impact-after: {kind: choice, of: [minor, moderate, severe], label: Impact}
      now: {kind: money, label: Now}
      later: {kind: money, label: Later}
      staff: {kind: number, label: Staff}
      start: {kind: date, label: Start}
      due: {kind: month, label: Due}
      track: {kind: measure, label: Track}
roles: {}
states: [draft]
"""
COLUMNS = """  - {key: title, title: Name}
  - {is: likelihood * impact-after, title: Score}
  - {is: "(now + later) * 2 - later", title: Whole, total: true}
  - {is: now - later, title: Less}
  - {is: staff / 3, title: Third, places: 3, total: true}
  - {is: now / later * 100, title: Share, suffix: "%"}
  - {is: track.target - track.latest, title: To go}
  - {days: due, title: Left}
  - {days: due, from: start, title: Length}
"""


def shown(value, places):
    """As the program prints figures: rounded half away from nought, with commas."""
    if value is None:
        return "–"
    whole = decimal.Decimal(value.numerator) / decimal.Decimal(value.denominator)
    return f"{whole.quantize(decimal.Decimal(1).scaleb(-places), decimal.ROUND_HALF_UP):,}".replace("-", "−")


def places_of(values):
    return max((0 if one.denominator == 1 else 1 if 10 % one.denominator == 0 else 2 for one in values if one is not None), default=0)


def in_thousands(value):
    """Sums, in pounds: pence where there are any; nil is a dash."""
    return "–" if not value else shown(value, 0 if value.denominator == 1 else 2)


def last_of(month):
    year, number = map(int, month.split("-"))
    return datetime.date(year + number // 12, number % 12 + 1, 1) - datetime.timedelta(1)


def check_worked_out(work):
    """Columns that are worked out, against fractions."""
    chance, judged, rows, items = random.Random(5), datetime.date(2026, 6, 1), [], []
    folder = work / "worked"
    (folder / "sections").mkdir(parents=True)
    for n in range(1, 13):
        one = {"likelihood": chance.choice(("rare", "possible", "likely", "certain")), "impact-after": chance.choice(("minor", "moderate", "severe")),
               "now": chance.randrange(0, 900), "later": chance.randrange(0, 900), "staff": f"{chance.randrange(0, 400) / 4:g}",
               "start": f"2026-0{chance.randrange(1, 9)}-1{chance.randrange(9)}", "due": f"202{chance.randrange(6, 9)}-{chance.randrange(1, 13):02d}", "track": (chance.randrange(10, 40), chance.randrange(40, 90))}
        one = {key: value for key, value in one.items() if chance.random() > 0.12}
        lines = [f"{key}: £{value} thousand" if key in ("now", "later") else f"track: {{unit: homes, better: up, baseline: 1 (2020), actuals: {value[0]} (2025), target: {value[1]} (2030)}}" if key == "track" else f"{key}: {value}" for key, value in one.items()]
        items.append(one)
        (folder / f"rsk-{n:02d}.md").write_text(f"---\nid: RSK-{n:02d}\ntype: risk\ntitle: Risk {n}\n" + "".join(line + "\n" for line in lines) + "---\n")
    (folder / "framework.yaml").write_text(FRAMEWORK)
    (folder / "strategy.yaml").write_text('title: Plan\nstatus: draft\nversion: "1"\ndate: 2026-06-01\nlanguage: en-GB\nregister: none\norder: [SEC-ALL]\n')
    (folder / "sections/all.md").write_text(f"---\ntitle: All\n---\n\nWhat is worked out.\n\n```list\nid: tab-all\ntitle: Risks\ntype: risk\ncolumns:\n{COLUMNS}sort: {{by: Score, order: descending}}\n```\n")
    fraction = fractions.Fraction
    for n, one in enumerate(items, 1):
        sums = {key: fraction(one[key] * 1000) for key in ("now", "later") if key in one}
        both = len(sums) == 2
        score = (("rare", "possible", "likely", "certain").index(one["likelihood"]) + 1) * (("minor", "moderate", "severe").index(one["impact-after"]) + 1) if {"likelihood", "impact-after"} <= one.keys() else None
        rows.append((score, n, [f"Risk {n}", fraction(score) if score else None, (sums["now"] + sums["later"]) * 2 - sums["later"] if both else None, sums["now"] - sums["later"] if both else None, fraction(one["staff"]) / 3 if "staff" in one else None,
                                sums["now"] / sums["later"] * 100 if both and sums["later"] else None, fraction(one["track"][1] - one["track"][0]) if "track" in one else None,
                                fraction((last_of(one["due"]) - judged).days) if "due" in one else None,
                                fraction((last_of(one["due"]) - datetime.date.fromisoformat(one["start"])).days) if {"due", "start"} <= one.keys() else None]))
    rows.sort(key=lambda row: (row[0] is None, -(row[0] or 0), row[1]))
    share = places_of([row[2][5] for row in rows])
    wanted = [["Name", "Score", "Whole, £", "Less, £", "Third", "Share", "To go", "Left", "Length"]]
    for _, _, row in rows:
        wanted.append([row[0], shown(row[1], 0), in_thousands(row[2]), in_thousands(row[3]), shown(row[4], 3), shown(row[5], share) + ("%" if row[5] is not None else ""), *(shown(one, 0) for one in row[6:])])
    # What is rounded is added up as it is printed.
    thirds = sum(decimal.Decimal(shown(row[2][4], 3).replace(",", "")) for row in rows if row[2][4] is not None)
    wanted.append(["Total", "", in_thousands(sum(row[2][2] for row in rows if row[2][2] is not None)), "", f"{thirds:,}", "", "", "", ""])
    done = tap.call(PROGRAM, "build", folder, "-o", work / "worked-out", "-f", "html,pdf,docx")
    page = Tables()
    page.feed((work / "worked-out/strategy.html").read_text() if done.returncode == 0 else "")
    got = page.tables.get("tab-all", [])
    tap.say(got == wanted, f"{len(wanted) - 2} items, eight columns that are worked out from each", "\n".join(f"{a} for {b}" for a, b in zip(got, wanted) if a != b) or done.stderr)
    printed = tap.call("pdftotext", "-layout", work / "worked-out/strategy.pdf", "-").stdout
    word = zipfile.ZipFile(work / "worked-out/strategy.docx").read("word/document.xml").decode() if done.returncode == 0 else ""
    cells = [html.unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in re.findall(r"(?s)<w:tc>.*?</w:tc>", word)]
    flat = [cell for row in wanted for cell in row]
    tap.say(cells[-len(flat):] == flat, "the Word file has the same", cells[-len(flat):])
    lost = [row for row in wanted[1:] if re.sub(r"\s", "", "".join(row)) not in re.sub(r"\s", "", printed)]
    tap.say(not lost, "and the PDF", lost)
    tap.call(PROGRAM, "build", folder, "-o", work / "worked-late", "-f", "html", "--as-of", "2026-07-01")
    late = Tables()
    late.feed((work / "worked-late/strategy.html").read_text())
    sooner = [int(a[7].replace("−", "-").replace(",", "")) - int(b[7].replace("−", "-").replace(",", "")) for a, b in zip(wanted[1:-1], late.tables["tab-all"][1:-1]) if a[7] != "–"]
    tap.say(sooner and set(sooner) == {30}, "thirty days later each has thirty days less", sooner)


with tempfile.TemporaryDirectory() as name:
    for one in (check_random, check_refused, check_alone, check_worked_out):
        one(pathlib.Path(name))
sys.exit(tap.end())
