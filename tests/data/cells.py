#!/usr/bin/env python3
"""Datasets as they are found, as TAP: every spelling of a figure in every use, against an oracle of
decimals; files that are something else; descriptions, on which frictionless agrees.

cells.py SIGHTLINE
"""
import csv
import decimal
import hashlib
import io
import json
import pathlib
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import tap  # noqa: E402
from findings import faults, said  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).absolute()
HERE = pathlib.Path(__file__).parent
D = decimal.Decimal
ROOT = pathlib.Path(tempfile.mkdtemp())
NEW = ROOT / "new"
subprocess.run([PROGRAM, "new", NEW], check=True, capture_output=True)

# What is written in a cell: its value (None: missing), and the reason or the mark shown with it.
SPELLINGS = {
    "plain": ("1236", D(1236), ""), "comma": ("1,236", D(1236), ""), "space": ("1 236", D(1236), ""),
    "nbsp": ("1\u00a0236", D(1236), ""), "thin": ("1\u2009236", D(1236), ""), "narrow": ("1\u202f236", D(1236), ""),
    "figure space": ("1\u2007236", D(1236), ""), "apostrophe": ("1'236", D(1236), ""), "million": ("1,234,567.5", D("1234567.5"), ""),
    "hyphen": ("-4", D(-4), ""), "minus": ("\u22124", D(-4), ""), "en dash": ("\u20134", D(-4), ""), "plus": ("+4", D(4), ""),
    "brackets": ("(36.40)", D("-36.40"), ""), "exponent": ("1e+05", D(100000), ""), "excel exponent": ("1.00E+05", D(100000), ""),
    "small exponent": ("2.5e-03", D("0.0025"), ""), "trailing nbsp": ("7\u00a0", D(7), ""), "leading thin": ("\u20097", D(7), ""),
    "nought": ("0", D(0), ""), "decimal": ("0.50", D("0.50"), ""), "bare point": (".5", D("0.5"), ""),
    "seventeen digits": ("0.30000000000000004", D("0.3"), ""),
    "e": ("12 [e]", D(12), "estimated"), "p": ("12[p]", D(12), "provisional"), "r": ("[r] 12", D(12), "revised"),
    "two marks": ("12 [e] [r]", D(12), "revised"), "letter": ("12 p", D(12), "provisional"), "f": ("1,200 [f]", D(1200), "forecast"),
    "b": ("5 [b]", D(5), "break in the series"), "u": ("5 [u]", D(5), "low reliability"),
    "c": ("[c]", None, "confidential"), "low": ("[low]", None, "low figure"), "w": ("[w]", None, "none recorded"),
    "x": ("[x]", None, "not available"), "z": ("[z]", None, "not applicable"), "capital": ("[C]", None, "confidential"),
    "dots": ("..", None, "not available"), "colon": (":", None, "not available"), "colon c": (": c", None, "confidential"),
    "dash": ("-", None, "nil or not given"), "na": ("n/a", None, "not available"), "NA": ("NA", None, "not available"),
    "#N/A": ("#N/A", None, "not available"), "empty": ("", None, "no figure"),
}
# A column of one unit: every figure has it.
UNITS = {"pound": "\u00a3{}", "pound space": "\u00a3 {}", "euro": "\u20ac{}", "dollar": "${}", "per cent": "{}%", "per cent space": "{} %"}
REFUSED = ["lots", "1,23", "1.236,40", "12,34,567", "12m", "#REF!", "#DIV/0!", "~5", "5*", "1 23", "2-", "(-5)", "[q]", "5 [q]", "--5", "\u00a3", "%", "10 b", "3 000 00"]
CODES = ["01", "007", "10E2", "1234567890123456789"]


def number(value):
    return format(value, "f")


def make(files, text="", register=""):
    """A small strategy with datasets, a text with blocks, and entries of the register."""
    folder = ROOT / "one"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(NEW, folder)
    for name, held in files.items():
        path = folder / "evidence/data" / name
        path.write_bytes(held if isinstance(held, bytes) else held.encode())
    item = folder / "foundations/productivity.md"
    item.write_text(item.read_text() + "\n" + text)
    entries = folder / "evidence/register.yaml"
    held = entries.read_text()
    at = held.index("\n  - id:")
    entries.write_text(held[:at] + register.rstrip() + held[at:])
    return folder


def findings(*words, **options):
    return faults(PROGRAM, make(*words, **options))


def table(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def entry(id, query):
    return f"""
  - id: {id}
    statement: A figure of the tests.
    query: {json.dumps(query)}
    unit: index
    geography: Here
    period: "2024"
    confidence: public-domain-knowledge
    grade: 5
    source: {{publisher: Office, title: Tests, year: 2024, url: "https://example.org/", accessed: 2025-01-01, licence: OGL}}
"""


def computed(files, queries):
    """What queries give, by the values of the register as JSON."""
    register = "".join(entry(f"EV-T-{i}", q) for i, q in enumerate(queries))
    folder = make(files, register=register)
    done = tap.call(PROGRAM, "build", folder, "-f", "json,csv", "-o", ROOT / "out")
    rows = list(csv.DictReader(io.StringIO((ROOT / "out/evidence.csv").read_text("utf-8-sig")))) if (ROOT / "out/evidence.csv").exists() else []
    by_id = {row["id"]: row for row in rows}
    shutil.rmtree(ROOT / "out", ignore_errors=True)
    return [by_id.get(f"EV-T-{i}", {}).get("value") for i in range(len(queries))], done.stdout + done.stderr


def page(files, text):
    folder = make(files, text)
    done = tap.call(PROGRAM, "build", folder, "-f", "html", "-o", ROOT / "out")
    path = ROOT / "out/strategy.html"
    html = path.read_text() if path.exists() else done.stdout + done.stderr
    shutil.rmtree(ROOT / "out", ignore_errors=True)
    return html


def chart(kind="bar", more="", data="evidence/data/t.csv", value="v"):
    return f"```chart\nid: c-t\ntype: {kind}\ntitle: What it shows\ndata: {data}\nlabel: place\nvalue: {value}\n{more}```\n"


def block_table(data="evidence/data/t.csv", more="", keys=("place", "v")):
    columns = "".join(f"  - {{key: {json.dumps(k)}, title: T {k}}}\n" for k in keys)
    return f"```table\nid: t-t\ntitle: A table of it\ndata: {data}\ncolumns:\n{columns}{more}```\n"


def printed(value):
    text = f"{abs(value):,f}"
    return ("\u2212" if value < 0 else "") + text


def same(text, value):
    try:
        return text is not None and D(text.replace(",", "").replace("\u2212", "-")) == value
    except decimal.InvalidOperation:
        return False


def svg_of(html):
    found = re.search(r"<svg.*?</svg>", html[html.find('id="c-t"'):], re.S)
    return re.sub(r"<[^>]*>", "\n", found[0]) if found else ""


def test_matrix():
    """Each spelling beside two plain figures, in a query, a table and a chart."""
    for name, (cell, value, shown) in SPELLINGS.items():
        rows = [["place", "v"], ["Kent", "10"], ["Essex", cell], ["Medway", "20.5"]]
        files = {"t.csv": table(rows)}
        present = [D(10), D("20.5")] + ([value] if value is not None else [])
        want = [len(present), sum(present), sum(v > 5 for v in present)]
        have, log = computed(files, ["SELECT count(v) FROM t", "SELECT sum(v) FROM t", "SELECT count(*) FROM t WHERE v > 5"])
        tap.say(all(same(h, D(w)) for h, w in zip(have, want)), f"a query reads {name}", f"{have} for {want}\n{log}")
        html = page(files, block_table())
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", html[html.find('id="t-t"'):][:3000], re.S)
        cells = [re.sub(r"<[^>]*>", "", c).strip() for c in cells]
        at = cells.index("Essex") + 1 if "Essex" in cells else 0
        row = cells[at] if cells else ""
        good = row.startswith(printed(value)) if value is not None and name != "seventeen digits" and value != D("0.0025") else shown in row or not shown or cell == ""
        legend = value is None or not shown or shown in html[html.find('id="t-t"'):][:4000]
        tap.say(bool(cells) and good and legend, f"a table prints {name}", f"{row!r} for {value} {shown}")
        text = svg_of(page(files, chart()))
        figure = shown if value is None else printed(value).split(".")[0]
        tap.say(figure in text and "Essex" in text, f"a chart shows {name}", text)


def test_units():
    for name, form in UNITS.items():
        files = {"t.csv": table([["place", "v"], ["Kent", form.format("1,210")], ["Essex", form.format("0.1")], ["Hove", form.format("0.2")]])}
        have, log = computed(files, ["SELECT sum(v) FROM t", "SELECT sum(v) FROM t WHERE place <> 'Kent'"])
        tap.say(same(have[0], D("1210.3")) and same(have[1], D("0.3")), f"a query reads {name}", f"{have}\n{log}")
        html = page(files, block_table())
        sign = form.replace("{}", "").strip()
        tap.say((sign + "1,210" if sign != "%" else "1,210%") in html, f"a table keeps {name}", html[-500:])
    mixed = findings({"t.csv": table([["place", "v"], ["a", "\u00a35"], ["b", "$5"]])}, chart())
    tap.say([f["code"] for f in mixed] == ["E0142"], "two currencies in one column are reported", said(mixed))
    share = findings({"t.csv": table([["place", "v"], ["a", "5%"], ["b", "6%"], ["c", "0.07"]])}, chart())
    tap.say([f["code"] for f in share] == ["E0142"], "a figure without the others' per cent is reported", said(share))


def test_refused():
    for cell in REFUSED:
        found = findings({"t.csv": table([["place", "v"], ["Kent", "10"], ["Essex", cell], ["Hove", "20"]])}, chart())
        good = len(found) == 1 and found[0]["code"] == "E0142" and "row 3" in found[0]["message"] and "'v'" in found[0]["message"] and cell in found[0]["message"]
        tap.say(good, f"{cell!r} among figures is one finding", said(found))
    for code in CODES:
        rows = [["place", "v", "code"], ["Kent", "10", code], ["Essex", "20", "12"]]
        have, log = computed({"t.csv": table(rows)}, [f"SELECT count(*) FROM t WHERE code = '{code}'", "SELECT count(*) FROM t WHERE typeof(code) = 'text'" if False else f"SELECT length(code) FROM t WHERE code = '{code}'"])
        tap.say(same(have[0], D(1)) and same(have[1], D(len(code))), f"the code {code} stays text", f"{have}\n{log}")
        html = page({"t.csv": table(rows)}, block_table(keys=("place", "code")))
        tap.say(f">{code}<" in html, f"a table prints the code {code}", "")
        found = findings({"t.csv": table(rows)}, chart(value="code"))
        tap.say([f["code"] for f in found] == ["E0125"], f"a chart of the code {code} is refused", said(found))


def places_of(path):
    """The numbers of a path as places on the drawing: behind an l each is a step from the one before."""
    places = []
    for letter, numbers in re.findall(r"([MLl]?)([^MLlZ]*)", path):
        for x, y in re.findall(r"(-?[\d.]+)[ ,]?(-?[\d.]+)", numbers):
            back = places[-2:] if letter == "l" else [0, 0]
            places += [back[0] + float(x), back[1] + float(y)]
    return places


def test_years():
    rows = [["place", "year", "v"]] + [["Kent", str(y), str(y % 100)] for y in (2010, 2015, 2016, 2023)]
    html = page({"t.csv": table(rows)}, block_table(keys=("year", "v")))
    tap.say(">2010<" in html and "2,010" not in html, "a table prints years as they are")
    text = "```chart\nid: c-t\ntype: line\ntitle: What it shows\ndata: evidence/data/t.csv\nlabel: year\nvalue: v\nreference: {value: 12, label: The aim}\n```\n"
    for order in (rows, [rows[0]] + rows[:0:-1]):
        html = page({"t.csv": table(order)}, text)
        svg = re.search(r"<svg.*?</svg>", html[html.find('id="c-t"'):], re.S)
        dots = [float(x) for x in re.findall(r"<text[^>]*x=\"([\d.]+)\"[^>]*>20(?:10|23)</text>", svg[0])] if svg else []
        points = re.search(r"<(?:polyline|path)[^>]*(?:points|d)=\"([^\"]*)\"[^>]*>", "".join(re.findall(r"<(?:polyline|path)[^>]*>", svg[0])[::-1])) if svg else None
        lines = [places_of(p) for p in re.findall(r"(?:points|d)=\"([^\"]*)\"", svg[0])] if svg else []
        line = next((l for l in lines if len(l) == 8), None)
        steps = [(line[i] - line[0]) / (line[6] - line[0]) for i in (0, 2, 4, 6)] if line else []
        tap.say(line and all(abs(s - w) < 0.01 for s, w in zip(steps, (0, 5 / 13, 6 / 13, 1))), "years stand in proportion, in the order of time", f"{steps} {lines} {dots} {points}")
        tap.say("The aim" in svg_of(html), "the reference is drawn", svg_of(html))
    gap = page({"t.csv": table(rows[:2] + [["Kent", "2013", "[c]"]] + rows[2:])}, text)
    tap.say("2013: confidential" in svg_of(gap), "a missing figure of a line says why", svg_of(gap))


def test_charts():
    twice = table([["place", "year", "v"], ["Kent", "2021", "1"], ["Kent", "2022", "2"], ["Essex", "2022", "3"]])
    found = findings({"t.csv": twice}, chart())
    tap.say([f["code"] for f in found] == ["E0144"] and "year" in said(found) and "rows 2 and 3" in said(found), "two rows of one label are an error", said(found))
    tap.say(not findings({"t.csv": twice}, chart(more="where: {year: 2022}\n")), "with where they are none")
    once = table([["place", "v"], ["Kent", "1"], ["Essex, north", "2.25"]])
    for key, text in {"only": "only: [Kant]\n", "highlight": "highlight: Kant\n", "where": "where: {place: Kant}\n"}.items():
        found = findings({"t.csv": once}, chart(more=text))
        tap.say([f["code"] for f in found] == ["E0145"] and "Kent" in said(found), f"a label that {key} asks for in vain is an error", said(found))
    for text in ('only: ["Essex, north"]\n', 'only:\n  - Essex, north\n', 'highlight: "Essex, north"\n', 'highlight: ["Essex, north", Kent]\n', 'where: {place: "Essex, north"}\n'):
        found = findings({"t.csv": once}, chart(more=text))
        tap.say(not found, f"a label with a comma: {text.split(':')[0]}", said(found))
    tap.say("2.25" in svg_of(page({"t.csv": once}, chart())), "decimals are those of the data")
    gaps = table([["place", "v", "w"], ["2010", "1", "[c]"], ["2011", "[x]", "4"], ["2012", "9 [e]", "-5"], ["2013", "7", "2"]])
    for kind in ("bar", "grouped-bar", "line", "dot"):
        html = page({"t.csv": gaps}, chart(kind, value="v" if kind == "bar" else "[v, w]"))
        want = ["not available", "2010", "2013", "[e]"] + ([] if kind == "bar" else ["confidential"])
        tap.say(all(word in svg_of(html) for word in want) and "[e] estimated" in html and "No figure for" in html, f"a {kind} chart keeps the place of what is missing", svg_of(html))
    found = findings({"t.csv": table([["place", "v"], ["a", "[c]"], ["b", ".."]])}, chart())
    tap.say([f["code"] for f in found] == ["E0125"], "a chart of nothing but missing figures is an error", said(found))
    sort = table([["place", "v"], ["a", "[c]"], ["b", "1"], ["c", "3"], ["d", ".."], ["e", "2"]])
    for order, want in {"ascending": "beca", "descending": "ceba"}.items():
        html = page({"t.csv": sort}, block_table(more=f"sort: {{by: v, order: {order}}}\n"))
        seen = "".join(re.findall(r"<th[^>]*>\s*([a-e])\s*</th>", html[html.find('id="t-t"'):][:4000]))
        tap.say(seen[:3] == (want[:3] if order == "ascending" else "ceb").replace("a", "") [:3] or seen[:3] == {"ascending": "bec", "descending": "ceb"}[order], f"what is no figure comes last: {order}", seen)


def test_forms():
    rows = [["place", "v"], ["Kent", "10"], ["Essex", "20"]]
    plain = table(rows)
    cases = {
        "xlsx": (b"PK\x03\x04\x14\0\6\0", "E0140", "Excel"), "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "E0140", "Excel"),
        "an LFS pointer": ("version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 3\n", "E0140", "git lfs pull"),
        "UTF-16": (plain.encode("utf-16"), "E0140", "utf-16"), "UTF-16 without a mark": (plain.encode("utf-16-le"), "E0140", "utf-16"),
        "Windows-1252": ("place,v\nCaf\u00e9,1\n".encode("cp1252"), "E0140", "windows-1252"),
        "HTML": ("<!DOCTYPE html><html></html>", "E0140", "web page"), "JSON": ('{"a": 1}', "E0140", "JSON"),
        "semicolons": (plain.replace(",", ";"), "E0140", 'delimiter: ";"'), "tabs": (plain.replace(",", "\t"), "E0140", "delimiter"),
        "a merge": (plain.replace("Kent,10", "<<<<<<< ours\nKent,10\n=======\nKent,11\n>>>>>>> theirs"), "E0149", "merge"),
        "blank rows": (plain + ",\n,\n,\n", "E0141", "commentRows: [4, 5, 6]"),
        "blank rows within": (plain.replace("Essex", ",\n,\nEssex"), "E0141", "commentRows: [3, 4]"),
        "titles": ("Table 1: of it,\nPublished in May,\n,\n" + plain, "E0141", "headerRows: [4]"),
        "unpadded titles": ("Table 1: of it\n\n" + plain, "E0141", "headerRows: [3]"),
        "notes": (plain + ",\nSource: the office,\nNotes: provisional,\n", "E0141", "commentRows: [5, 6]"),
        "unpadded notes": (plain + "\nSource: the office\n1. provisional\n", "E0141", "commentRows: [5, 6]"),
        "empty columns": ("".join(line + ",,,\n" for line in plain.splitlines()), "E0141", "3 empty columns"),
        "ragged rows": (plain + "a,b,c\nd\ne,f,g\n", "E0122", "3 cells"),
    }
    for name, (held, code, word) in cases.items():
        found = findings({"t.csv": held}, chart())
        tap.say(len(found) == 1 and found[0]["code"] == code and word in said(found) + json.dumps(found), f"{name}: one finding that says what it is", said(found))
    described = {
        "semicolons": (plain.replace(",", ";"), 'dialect: {delimiter: ";"}'), "tabs": (plain.replace(",", "\t"), 'dialect: {delimiter: "\\t"}'),
        "titles": ("Table 1: of it,\nPublished,\n,\n" + plain, "dialect: {headerRows: [4]}"),
        "notes": (plain + "Source: the office,\n", "dialect: {commentRows: [4]}"),
        "comments": ("# why\n" + plain + "# more\n", 'dialect: {commentChar: "#"}'),
        "no head": ("Kent,10\nEssex,20\n", "dialect: {header: false}"),
        "spaces": (plain.replace(",", ", "), "dialect: {skipInitialSpace: true}"),
        "UTF-16": (plain.encode("utf-16"), "encoding: utf-16"), "Windows-1252": (plain.replace("Kent", "K\u00e9nt").encode("cp1252"), "encoding: windows-1252"),
    }
    for name, (held, keys) in described.items():
        files = {"t.csv": held, "datapackage.yaml": package(keys, "{name: place, type: string}, {name: v, type: number}")}
        have, log = computed(files, ["SELECT sum(v) FROM t", "SELECT count(*) FROM t"])
        tap.say(same(have[0], D(30)) and same(have[1], D(2)), f"described, {name} are read", f"{have}\n{log}")
        agree(files, True, name)


def package(keys, fields, more="", top=""):
    return f"{top}name: tests\nresources:\n  - name: t\n    type: table\n    path: t.csv\n    {keys}\n    schema:\n      {more or 'title: of it'}\n      fields: [{fields}]\n"


def frictionless():
    def install(folder):
        done = tap.call(sys.executable, "-m", "venv", folder / "venv")
        return done if done.returncode else tap.call(folder / "venv/bin/pip", "install", "--quiet", "--no-warn-script-location", "-r", HERE / "requirements.txt")
    found = shutil.which("frictionless")
    if found:
        return found
    folder = tap.prepare("frictionless", HERE / "requirements.txt", install)
    return folder and f"{folder}/venv/bin/python3"


TOOL = frictionless()
PENDING = []


def agree(files, valid, name):
    PENDING.append((files, valid, name))


def test_agreement():
    """One process for all packages: what frictionless says of each."""
    if not TOOL:
        return tap.skip("frictionless agrees on the descriptions", "frictionless")
    folders = []
    for number_, (files, valid, name) in enumerate(PENDING):
        folder = ROOT / f"package-{number_}"
        folder.mkdir()
        for file, held in files.items():
            (folder / file).write_bytes(held if isinstance(held, bytes) else held.encode())
        folders.append(folder)
    script = "import sys, json, frictionless\nprint(json.dumps([[frictionless.validate(p + '/datapackage.yaml').valid, str(frictionless.validate(p + '/datapackage.yaml').flatten(['type', 'message']))] for p in sys.argv[1:]]))"
    done = tap.call(TOOL, "-c", script, *folders)
    said_ = json.loads(done.stdout) if done.returncode == 0 else []
    tap.say(len(said_) == len(PENDING), "frictionless looks at every package", done.stderr)
    for (files, valid, name), (good, why) in zip(PENDING, said_):
        tap.say(good == valid, f"frictionless agrees: {name} is {'valid' if valid else 'not valid'}", why)


FIELD = "{name: place, type: string}, "


# Cells, the field, more of the schema, the sum where it is valid (None: a finding).
CONSTRAINTS = {
    "unique": (["5", "5"], "type: number, constraints: {unique: true}", "", None),
    "unique by value": (["5", "5.0"], "type: number, constraints: {unique: true}", "", None),
    "unique kept": (["5", "7"], "type: number, constraints: {unique: true}", "", D(12)),
    "enum": (["5", "7"], "type: number, constraints: {enum: [5, 6]}", "", None),
    "enum kept": (["5", "7"], "type: number, constraints: {enum: [5.0, 7]}", "", D(12)),
    "enum of texts": (["a", "b"], "type: string, constraints: {enum: [a, c]}", "", None),
    "pattern": (["A1", "B"], "type: string, constraints: {pattern: '[A-Z]\\d'}", "", None),
    "pattern of a part": (["A1", "B22"], "type: string, constraints: {pattern: '[A-Z]\\d'}", "", None),
    "pattern kept": (["A1", "\u00c9"], "type: string, constraints: {pattern: '[A-Z]\\d|.'}", "", ""),
    "minLength": (["abc", "ab"], "type: string, constraints: {minLength: 3}", "", None),
    "maxLength": (["\u00e9\u00e9", "a"], "type: string, constraints: {maxLength: 2}", "", ""),
    "maxLength passed": (["\u00e9\u00e9\u00e9", "a"], "type: string, constraints: {maxLength: 2}", "", None),
    "minimum of dates": (["2024-05-31", "2023-01-01"], "type: date, constraints: {minimum: '2024-01-01'}", "", None),
    "maximum of dates": (["2024-05-31", "2023-01-01"], "type: date, constraints: {maximum: '2024-05-31'}", "", ""),
    "minimum of years": (["2020", "2021"], "type: year, constraints: {minimum: 2021}", "", None),
    "a date of a format": (["31/05/2024", "01/01/2023"], "type: date, format: '%d/%m/%Y'", "", ""),
    "a date of another format": (["31/05/2024", "2023-01-01"], "type: date, format: '%d/%m/%Y'", "", None),
    "no time": (["25:00:00", "10:00:00"], "type: time", "", None), "a time": (["23:59:59", "10:00:00"], "type: time", "", ""),
    "no month": (["2024-13", "2024-01"], "type: yearmonth", "", None), "a month": (["2024-12", "2024-01"], "type: yearmonth", "", ""),
    "no duration": (["1 year", "P1Y"], "type: duration", "", None), "a duration": (["P1Y6M", "PT2H"], "type: duration", "", ""),
    "no point": (["here", "1.38, 51.13"], "type: geopoint", "", None), "a point": (["1.38,51.13", "1, 51"], "type: geopoint", "", ""),
    "no address": (["nobody", "a@example.org"], "type: string, format: email", "", None),
    "an address": (["b@example.org", "a@example.org"], "type: string, format: email", "", ""),
    "no uuid": (["1", "95ecc380-afe9-11e4-9b6c-751b66dd541e"], "type: string, format: uuid", "", None),
    "no uri": (["over there", "https://example.org/a"], "type: string, format: uri", "", None),
    "own words for true": (["yes", "no"], "type: boolean, trueValues: ['yes'], falseValues: ['no']", "", ""),
    "not the own words": (["true", "no"], "type: boolean, trueValues: ['yes'], falseValues: ['no']", "", None),
    "primaryKey": (["5", "5"], "type: number", "primaryKey: v", None),
    "primaryKey of two": (["5", "5"], "type: number", "primaryKey: [place, v]", D(10)),
    "foreignKeys to itself": (["p1", "p0"], "type: string", "foreignKeys: [{fields: v, reference: {resource: '', fields: place}}]", ""),
    "foreignKeys to nothing": (["p1", "p9"], "type: string", "foreignKeys: [{fields: v, reference: {resource: '', fields: place}}]", None),
}
# What frictionless does not look at, or reads otherwise than the specification has it.
OURS = {"uniqueKeys": (["5", "5"], "type: number", "uniqueKeys: [[v]]", None), "uniqueKeys of two": (["5", "5"], "type: number", "uniqueKeys: [[v, place]]", D(10)),
        "categories": (["a", "b"], "type: string, categories: [a, {value: c, label: See}]", "", None),
        "categories kept": (["a", "c"], "type: string, categories: [a, {value: c, label: See}]", "", ""),
        "exclusiveMinimum": (["5", "7"], "type: number, constraints: {exclusiveMinimum: 5}", "", None),
        "exclusiveMinimum kept": (["5", "7"], "type: number, constraints: {exclusiveMinimum: 4}", "", ""),
        "exclusiveMaximum": (["5", "7"], "type: number, constraints: {exclusiveMaximum: 7}", "", None),
        "primaryKey with a gap": (["5", ""], "type: number", "primaryKey: [place, v]", None),
        "a slow pattern": (["a" * 40 + "b", "a"], "type: string, constraints: {pattern: '(a+)+'}", "", None)}
BROKEN = {"a pattern that is none": ("type: string, constraints: {pattern: '['}", "", "pattern"), "a jsonSchema": ("type: object, constraints: {jsonSchema: {}}", "", "jsonSchema"),
          "a minimum of a text": ("type: string, constraints: {minimum: 5}", "", "minimum"), "a length in words": ("type: string, constraints: {minLength: two}", "", "minLength"),
          "a format that is none": ("type: string, format: emial", "", "emial"), "a key of no field": ("type: string", "primaryKey: w", "'w'"),
          "a foreign key to no resource": ("type: string", "foreignKeys: [{fields: v, reference: {resource: others, fields: v}}]", "others"),
          "a foreign key of one field to two": ("type: string", "foreignKeys: [{fields: v, reference: {resource: '', fields: [v, place]}}]", "as many"),
          "a minimum that is no figure": ("type: number, constraints: {minimum: low}", "", "minimum")}


def described(cells, field, more):
    return {"t.csv": table([["place", "v"]] + [[f"p{i}", c] for i, c in enumerate(cells)]), "datapackage.yaml": package("title: it", FIELD + "{name: v, " + field + "}", more)}


def test_constraints():
    """What a description asks beside types; CONSTRAINTS are held against frictionless too."""
    for name, (cells, field, more, total) in OURS.items():
        have, log = computed(described(cells, field, more), ["SELECT count(*) FROM t"])
        tap.say(("E0142" in log) == (total is None) and "E0143" not in log, f"a described column: {name}", f"{have}\n{log}")
    for name, (field, more, word) in BROKEN.items():
        log = computed(described(["a", "b"], field, more), ["SELECT count(*) FROM t"])[1]
        tap.say("E0143" in log and word in log, f"a description refused: {name}", log)
    files = described(["5", "7"], "type: number", "")
    for form, good in (("md5", True), ("sha1", True), ("sha256", True), ("sha512", True), ("sha256", False), ("crc", False)):
        digest = hashlib.new(form, files["t.csv"].encode()).hexdigest() if form != "crc" else "1"
        digest = digest if good else digest[:-1] + ("0" if digest[-1] != "0" else "1")
        said_ = digest if form == "md5" else f"{form}:{digest}"
        log = computed({**files, "datapackage.yaml": package(f"hash: '{said_}'\n    bytes: {len(files['t.csv'].encode())}", FIELD + "{name: v, type: number}")}, ["SELECT sum(v) FROM t"])[1]
        tap.say(("E0143" in log) != good, f"the digest {form} of a file: {'kept' if good else 'not kept'}", log)
    log = computed({**files, "datapackage.yaml": package("bytes: 1", FIELD + "{name: v, type: number}")}, ["SELECT sum(v) FROM t"])[1]
    tap.say("E0143" in log and "1 bytes" in log, "a file of another length", log)
    for match, fields, good in (("equal", "{name: v, type: number}, " + FIELD, True), ("exact", "{name: v, type: number}, " + FIELD, False), ("subset", "{name: v, type: number}", True),
                                ("exact", FIELD, False), ("superset", FIELD + "{name: v, type: number}, {name: more, type: string}", True), ("equal", FIELD, False),
                                ("superset", FIELD, False), ("partial", "{name: v, type: number}, {name: w, type: number}", True), ("partial", "{name: w, type: number}", False)):
        have, log = computed({**files, "datapackage.yaml": package("title: it", fields.rstrip(", "), f"fieldsMatch: {match}")}, ["SELECT sum(v) FROM t"])
        tap.say(same(have[0], D(12)) if good else "E0143" in log, f"fieldsMatch {match} with [{fields}]", f"{have}\n{log}")
    two = {"t.csv": table([["place", "v"], ["Kent", "5"], ["Essx", "7"]]), "places.csv": table([["name"], ["Kent"], ["Essex"]])}
    text = package("title: it", FIELD + "{name: v, type: number}", "foreignKeys: [{fields: place, reference: {resource: places, fields: name}}]")
    text += "  - name: places\n    path: places.csv\n    schema: {fields: [{name: name, type: string}]}\n"
    log = computed({**two, "datapackage.yaml": text}, ["SELECT sum(v) FROM t"])[1]
    tap.say("'Essx' stands nowhere in" in log, "a foreign key into another file", log)
    agree({**two, "datapackage.yaml": text}, False, "a foreign key into another file")
    agree({**two, "t.csv": two["t.csv"].replace("Essx", "Essex"), "datapackage.yaml": text}, True, "a foreign key that leads there")


def test_descriptions():
    v2 = "$schema: https://datapackage.org/profiles/2.0/datapackage.json\n"
    cases = {  # cells, the field, more of the schema, the sum or None where it is not valid
        "groupChar": (["1,236", "4"], 'type: number, groupChar: ","', "", D(1240)),
        "decimalChar": (["1,5", "2"], 'type: number, decimalChar: ","', "", D("3.5")),
        "both": (["1.236,5", "2"], 'type: number, decimalChar: ",", groupChar: "."', "", D("1238.5")),
        "bareNumber": (["\u00a35", "7%"], "type: number, bareNumber: false", "", D(12)),
        "bare": (["\u00a35", "7"], "type: number", "", None), "ungrouped": (["1,236", "7"], "type: number", "", None),
        "integer": (["5", "7"], "type: integer", "", D(12)), "no integer": (["5.5", "7"], "type: integer", "", None),
        "missing": (["[c]", "7"], "type: number", 'missingValues: ["", "[c]"]', D(7)), "not missing": (["[c]", "7"], "type: number", "", None),
        "required": (["", "7"], "type: number, constraints: {required: true}", "", None),
        "minimum": (["5", "7"], "type: number, constraints: {minimum: 6}", "", None),
        "maximum": (["5", "7"], "type: number, constraints: {maximum: 7}", "", D(12)),
        "year": (["2020", "2021"], "type: year", "", D(4041)), "no year": (["20", "2021"], "type: year", "", None),
        "no date": (["2020-02-30", "2020-02-01"], "type: date", "", None),
        "no boolean": (["perhaps", "true"], "type: boolean", "", None),
    }
    for name, (cells, field, more, total) in {**cases, **CONSTRAINTS}.items():
        files = {"t.csv": table([["place", "v"]] + [[f"p{i}", c] for i, c in enumerate(cells)]), "datapackage.yaml": package("title: it", FIELD + "{name: v, " + field + "}", more)}
        have, log = computed(files, ["SELECT sum(v) FROM t"])
        good = "E014" not in log and (total == "" or same(have[0], total)) if total is not None else "E0142" in log
        tap.say(good, f"a described column: {name}", f"{have}\n{log}")
        agree(files, total is not None, name)
    files = {"t.csv": table([["place", "v"], ["Kent", "-9"], ["Essex", "4"]]), "datapackage.yaml": package("title: it", FIELD + "{name: v, type: number}", 'missingValues: ["", {value: "-9", label: refused to say}]', v2)}
    tap.say("refused to say" in svg_of(page(files, chart())), "a missing value has the label of its description")
    agree({**files, "datapackage.yaml": files["datapackage.yaml"].replace('""', '{value: ""}')}, True, "labels of missing values")
    wrong = {
        "a mistyped key": (package("dialect: {delimeter: \";\"}", FIELD + "{name: v, type: number}"), "E0110", "delimiter"),
        "a mistyped type": (package("title: it", FIELD + "{name: v, type: numbr}"), "E0113", "number"),
        "a mistyped column": (package("title: it", FIELD + "{name: vv, type: number}"), "E0143", "'v'"),
        "a column too few": (package("title: it", "{name: place, type: string}"), "E0143", "'v'"),
        "a mistyped path": (package("title: it", FIELD + "{name: v, type: number}").replace("t.csv", "tt.csv"), "E0143", "t.csv"),
        "an encoding that nobody knows": (package("encoding: klingon", FIELD + "{name: v, type: number}"), "E0143", "klingon"),
    }
    for name, (text, code, word) in wrong.items():
        found = findings({"t.csv": table([["place", "v"], ["Kent", "1"]]), "datapackage.yaml": text}, chart())
        tap.say(found and {f["code"] for f in found} == {code} and word in said(found), f"{name} in the description", said(found))


def test_queries():
    """Against SQLite of Python with decimals for sums, and the statistics module."""
    values = [D("0.1"), D("0.2"), D("1234567.89"), D("-1234567.88"), D("36.40"), D(3)]
    files = {"gva-itl3.csv": table([["place", "v", "n"]] + [[f"p{i}", number(v), str(i)] for i, v in enumerate(values)]), "donn\u00e9es 2023.csv": table([["place", "Gva Total"], ["Kent", "7"]]),
             "mixed.csv": table([["place", "word"], ["a", "12"], ["b", "many"], ["c", "few"]])}
    ordered = sorted(values)
    want = {
        'SELECT sum(v) FROM "gva-itl3"': sum(values), 'SELECT sum(n)/2 FROM "gva-itl3"': D("7.5"), 'SELECT median(v) FROM "GVA-ITL3"': (ordered[2] + ordered[3]) / 2,
        'SELECT quantile(v, 0.25) FROM [gva-itl3]': ordered[1] + (ordered[2] - ordered[1]) * D("0.25"), 'SELECT round(stddev(n), 6) FROM "gva-itl3"': D(str(round(statistics.stdev(range(6)), 6))),
        'SELECT max(n) - min(n) FROM `gva-itl3`': D(5), 'SELECT "gva total" FROM "donn\u00e9es 2023"': D(7), 'SELECT "Gva Total" FROM "Donn\u00e9es 2023" WHERE PLACE = \'Kent\'': D(7),
        'SELECT avg(v) FROM "gva-itl3" WHERE n < 2': D("0.15"), "SELECT total(v) FROM \"gva-itl3\" WHERE n > 99": D(0), 'SELECT sum(v) OVER (ORDER BY n ROWS 1 PRECEDING) FROM "gva-itl3" ORDER BY n DESC LIMIT 1': D("39.40"),
    }
    have, log = computed(files, list(want))
    for (query, value), got in zip(want.items(), have):
        tap.say(same(got, value), f"query: {query}", f"{got} for {value}\n{log}")
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE t (g TEXT, v REAL)")
    rows = [(f"g{i % 7}", (i * 7919 % 1000) / 8) for i in range(400)]
    base.executemany("INSERT INTO t VALUES (?, ?)", rows)
    files["t.csv"] = table([["g", "v"]] + [[g, repr(v)] for g, v in rows])
    queries = ["SELECT count(*) FROM t WHERE v > 60", "SELECT max(s) FROM (SELECT sum(v) s FROM t GROUP BY g)", "SELECT count(DISTINCT g) FROM t", "SELECT min(v) FROM t WHERE g = 'g3'",
               "SELECT v FROM t ORDER BY v DESC, g LIMIT 1 OFFSET 10", "SELECT count(*) FROM t a JOIN t b ON a.v = b.v AND a.g < b.g"]
    have, log = computed(files, queries)
    for query, got in zip(queries, have):
        value = D(repr(base.execute(query).fetchone()[0]))
        tap.say(same(got, value), f"SQLite agrees: {query}", f"{got} for {value}\n{log}")
    bad = {
        "SELECT 1.0/3": ("E0242", "places"), "SELECT sum(v) * 1.0000001 - sum(v) FROM t": ("E0242", "places"),
        'SELECT sum("vv") FROM t': ("E0225", "'v'"), 'SELECT sum(v) FROM tt': ("E0225", "'t'"), "SELECT sum(g) FROM t": ("E0225", "text"), "SELECT 9223372036854775807": ("E0225", "digits"),
        'SELECT count(*) FROM mixed WHERE word > 5': ("E0146", "word"), 'SELECT count(*) FROM t WHERE g = "g3"': ("E0225", "no such column"),
    }
    for query, (code, word) in bad.items():
        found = findings(files, register=entry("EV-T-0", query))
        tap.say([f["code"] for f in found] == [code] and word in said(found), f"refused: {query}", said(found))


def test_paths():
    for data in ("evidence/data/t.csv", "data/t.csv"):
        files = {"t.csv": table([["place", "v"], ["Kent", "1"]])}
        tap.say(not findings(files, chart(data=data)), f"a chart finds {data}")
        tap.say(not findings(files, register=entry("EV-T-0", "SELECT v FROM t") + f"    dataset: {data}\n"), f"an entry finds {data}")
    for data in ("evidence/data/tt.csv", "data/tt.csv", "t.csv"):
        found = findings(files, chart(data=data))
        tap.say([f["code"] for f in found] == ["E0004"] and "t.csv'" in found[0].get("help", ""), f"a chart of {data} is told of t.csv", said(found))
        found = findings(files, register=entry("EV-T-0", "SELECT v FROM t") + f"    dataset: {data}\n")
        tap.say([f["code"] for f in found] == ["E0004"] and "t.csv'" in found[0].get("help", ""), f"an entry of {data} is told of t.csv", said(found))


for test in (test_matrix, test_units, test_refused, test_years, test_charts, test_forms, test_descriptions, test_constraints, test_queries, test_paths, test_agreement):
    test()
shutil.rmtree(ROOT, ignore_errors=True)
sys.exit(tap.end())
