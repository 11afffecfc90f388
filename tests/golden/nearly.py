#!/usr/bin/env python3
"""What is nearly right never passes in silence, as TAP: nearly.py PROGRAM [ROUNDS [SEED]]

Blocks whose fence, word or place is nearly one; files whose names are nearly read; citations and figures that are nearly marks;
front matter in the text; sums, dates, words and links that are nearly one; and of each key in the constructs and in what `new` writes ROUNDS changes of a letter, a case, a hyphen:
each is read rightly, or a finding that was not there before.
"""
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402
from findings import check, faults, said  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).absolute()
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 30
CHANCE = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 11)
HERE = pathlib.Path(__file__).resolve().parent
ROOT = pathlib.Path(tempfile.mkdtemp())
NEW = ROOT / "new"
subprocess.run([PROGRAM, "new", NEW], check=True, capture_output=True)
ITEM = "foundations/productivity.md"
WHOLE = (NEW / ITEM).read_text()
HEAD, CHART = WHOLE.split("```chart")[0], "```chart" + WHOLE.split("```chart")[1].rstrip("\n")


def make(files):
    folder = ROOT / "one"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(NEW, folder)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def inset(text, by):
    return "\n".join(by + line for line in text.split("\n"))


# --- blocks ---

def blocks():
    for n in (1, 2, 3, 4, 5, 8):
        yield f"indented by {n}", inset(CHART, " " * n)
        yield f"its fence indented by {n}", " " * n + CHART
    yield "indented by a tab", inset(CHART, "\t")
    for name, space in (("no-break", "\u00a0"), ("zero-width", "\u200b"), ("thin", "\u2009"), ("byte order mark", "\ufeff")):
        yield f"behind a {name} space", space + CHART
    for fence in ("``", "'''", "´´´", "‘‘‘", "’’’", "***", ":::", '"""', "---", "···"):
        yield f"between {fence}", CHART.replace("```", fence)
    for word in ("", "Chart", "CHART", "charts", "chat", "chrat", "{chart}", "chart:", ".chart", "[chart]", "chart,", "barchart", "bar-chart", "yaml", "yml", "yaml chart", "text", "сhart", "chart\u00a0", "chart\u200b", "block chart"):
        yield f"with the word '{word}'", CHART.replace("```chart", "```" + word, 1)
    yield "in a list", "- x\n\n" + inset(CHART, "  ")
    yield "begun by a list's hyphen", "- " + inset(CHART, "  ")[2:]
    yield "in a quotation", inset(CHART, "> ")
    yield "in a note", "x[^a]\n\n[^a]: y\n\n" + inset(CHART, "    ")
    yield "in a table", "| a |\n| --- |\n| " + CHART.replace("\n", " ") + " |"
    yield "in a callout", "````callout\ntitle: x\ntext: |\n" + inset(CHART, "  ") + "\n````"
    yield "in a definition", "Term\n: Meaning\n\n" + inset(CHART, "  ")
    yield "behind words", "See " + CHART
    yield "never closed", CHART[:-3]
    yield "closed by two", CHART[:-1]
    yield "without fences", CHART.replace("```chart\n", "").replace("```", "")
    yield "a second front matter", "---\nid: FND-09\ntype: foundation\ntitle: Other\n---\n\nMore."
    yield "the keys of an item without a fence", "## Other\n\nid: FND-09\ntype: foundation\n\nMore."
    yield "the keys of an item in plain code", "## Other\n\n```\nid: FND-09\ntype: foundation\ntitle: x\nevidence: [EV-01]\n```\n\nMore."


def test_blocks():
    wrong, n = [], 0
    for name, text in blocks():
        n += 1
        if not faults(PROGRAM, make({ITEM: HEAD + text + "\n"})):
            wrong.append(name)
    tap.say(not wrong, f"{n} blocks that are nearly one are found", "\n".join(wrong))
    read = {"tildes": CHART.replace("```", "~~~"), "four signs": CHART.replace("```", "````"), "a longer end": CHART + "`", "line ends of Windows": CHART.replace("\n", "\r\n"), "a blank behind the word": CHART.replace("```chart", "```chart  "), "an empty line within": CHART.replace("\nlabel", "\n\nlabel"), "below words": "Words.\n" + CHART}
    wrong = [f"{name}: {said(found)}" for name, text in read.items() for found in [faults(PROGRAM, make({ITEM: HEAD + text + "\n"}))] if found]
    code = ["```\nname: words\nlabel: more\n```", "```yaml\non: push\njobs: all\nname: x\n```", "    id: x\n", "```\nSELECT id: 3\n```"]
    wrong += [f"code: {said(found)}" for text in code for found in [faults(PROGRAM, make({ITEM: HEAD + CHART + "\n\nCode:\n\n" + text + "\n"}))] if found]
    tap.say(not wrong, "and those that are one are read", "\n".join(wrong))


# --- names of files ---

ASK = (NEW / "asks/funding.md").read_text().replace("ASK-01", "ASK-02").replace("title: F", "title: Other f") + "\n\nThe zebrafinch sings.\n"
NAMES = ["two.MD", "two.Md", "two.mD", "two.markdown", "two.mkd", "two.mdx", "two.txt", "two.md.txt", "two", "two.rst", "two.yml", "two.md ", "two.\u043cd", "README.md", "Readme.md", "readme.md", "TODO.md", "SOURCES.md", "CHANGELOG.md", "LICENSE.md", "AUTHORS.md", "COPYING.md", "CONTRIBUTING.md", "CHANGELOG.draft.md"]
OTHERS = ["evidence/register.yml", "evidence/Register.yaml", "evidences/register.yaml", "register.yaml", "strategy.yml", "Strategy.yaml", "framework.yml", "glossary.yml", "Glossary.yaml", "programme.yml", "program.yaml", "engagement/x.yml", "Engagement/x.yaml", "engagements/x.yaml", "signoff.yml", "sign-off.yaml", "datapackage.yaml", "datapackage.json", "evidence/data/more.CSV", "evidence/data/more.tsv", "Reviews.lock"]


def test_names():
    wrong = []
    for name in NAMES:
        if not faults(PROGRAM, make({f"asks/{name}": ASK})):
            wrong.append(name)
    for name in OTHERS:
        if not faults(PROGRAM, make({name: "name: x\n" if not name.endswith(("CSV", "tsv")) else "a,b\n1,2\n"})):
            wrong.append(name)
    tap.say(not wrong, f"{len(NAMES) + len(OTHERS)} files whose names are nearly read are found", ", ".join(wrong))
    wrong = [name for name in ("Two.md", "t wo.md", "tw\u00f6.md", "two\u0308.md", "two (1).md", "notes.md") if faults(PROGRAM, make({f"asks/{name}": ASK}))]
    wrong += [name for name in ("README.md", "asks/README.md", "TODO.md") if faults(PROGRAM, make({name: "# About\n\nNothing of the strategy.\n"}))]
    tap.say(not wrong, "and those that are read, or about the strategy, are not", ", ".join(wrong))


# --- marks ---

MARKS = """[EV-01] (EV-01) (@EV-01) @EV-01 [@EV-1] [@EV-001] [@ev-01] [@EV-O1] [@EV_01] [@EV–01] [@EV-01.] [@EV-01;] [@EV-01;EV-01] [!EV-01] [!\u00a0@EV-01] [@!EV-01] [-@EV-01]
{@EV-01} [@[EV-01]] [@EV-01) (@EV-01] [@EV-01 [#EV-01] [cite:EV-01] [^EV-01] [@evidence] [@fnd-01] [FND-01] [fig-output] [@Fig-output] [@fig-outpt] [@tab-x] [@EV-01]() [EV-01]()
[=EV-01.x] [=EV-01|pct] [=EV-01.Comparator] [=EV-01.comparators] [=EV-01.value] [=ev-01] [=EV-01:comparator] [=EV-01/comparator] [==EV-01] [=@EV-01] [@=EV-01] [=EV-01 =EV-01] (=EV-01) {=EV-01} [=] [=EV-01]% £[=EV-01] [=EV-01]m
$[=EV-01] -[=EV-01] [=EV-01%] [=EV-1] [=FND-01] [=fig-output]""".replace("\n", " ").split(" ") + ["[@EV 01]", "[ @EV-01]", "[see EV-01]", "[see @EV-01]", "[EV-01 and EV-01]", "[@EV-01, EV-01]", "[@EV-01, @EV-01]", "[@EV-01 p. 3]", "[@INT-01, pages]", "[=EV-01 in word]", "[=EV-01 In words]", "[=EV-01, in words]", "[=EV-01] million", "[=EV-01] per cent", "[=EV-01] pounds", "[=EV-01. comparator]"]
READ = ["[@EV-01]", "[@EV-01, table 2]", "[@EV-01; @EV-01]", "\\[@EV-01]", "`[@EV-01]`", "`[EV-01]`", "\\(EV-01)", "[@FND-01]", "[@fig-output]", "[=EV-01.period] [@EV-01]", "(INT-01)", "a = b", "E = mc^2^", "x=EV"]


def test_marks():
    wrong = [mark for mark in MARKS if not faults(PROGRAM, make({ITEM: HEAD + f"So it is {mark} now.\n\n" + CHART + "\n"}))]
    tap.say(not wrong, f"{len(MARKS)} marks that are nearly one are found", "\n".join(wrong))
    wrong = [f"{mark}: {said(found)}" for mark in READ for found in [faults(PROGRAM, make({ITEM: HEAD + f"So it is {mark} now.\n\n" + CHART + "\n"}))] if found]
    tap.say(not wrong, f"{len(READ)} that are none, or are one, are not", "\n".join(wrong))


# --- values ---

FIELDS = "      sum: {kind: money, label: Sum, print: true}\n      due: {kind: month, label: Due}\n      day: {kind: date, label: Day}\n      size: {kind: number, label: Size}\n      level: {kind: choice, of: [low, high], label: Level}\n      ok: {kind: boolean, label: Ok}\n"
WRONG = {
    "sum": ["£55 millions", "£55 millon", "£55 Million", "£55mn", "55 million", "55", "gbp 55", "£55,5 million", "£1.234.567", "£1,23", "£55 million 2027 to 2032", "£55 million; 2027 to 2032", "£55 million, 2027-32", "£55 million, 2027–2032", "£55 million, 2032 to 2027",
            "£55 million, 2027/28", "£55 million, 2027 to 28", "£55 million, 27 to 32", "£55 million, from 2027 to 2032", "£55 million, 2027 to 2032.", "£55 million, 2027 to 2032, 2033", "£55 million, £60 million", "£55 million, tbc", "£55 million, TBC", "£55 million,2027 to 2032",
            "£55 million, 2027 To 2032", "£55 million a year, 2027 to 2032", "£55 to £60 million", "about £55 million", "up to £55 million", "-£55 million", "(£55 million)", "tbc", "{amount: 55, unit: GBP millions}", "{amount: 55, unit: £m}", "{amount: 55m, unit: GBP}", "{amount: 55}", "{amount: 55, unit: GBP, years: 2032 to 2027}", "£55\u00a0million, 2027", "£55 million, 27"],
    "due": ["2027-3", "2027-13", "2027-00", "2027", "2027-03-12", "March 2027", "Mar-27", "03/2027", "202703", "2027–03", "27-03", "2027-Q1"],
    "day": ["2027-3-12", "2027-06-31", "2027-02-29", "2027-13-01", "12 March 2027", "03/04/2027", "2027-03", "20270312", "2027-03-12T00:00", "2027–03–12"],
    "size": ["5,5", "1,234", "five", "5%", "£5", "05", "5.", "0x5", "1e3", "5_0", "+5", "−5", "1 234", ".5"],
    "level": ["Low", "LOW", "lo", "loow", "medium", "[low]", "low, high", "l\u043ew"], "ok": ["True", "yes", "on", "1", "no", "False", "flase", '"true"'],
    "state": ["Draft", "drat", "agred", "draft.", "[draft]"], "supports": ["[INT-1]", "[int-01]", "[INT-01 INT-01]", "[INT-01, INT-01]", "[PRI-01]", "[INT–01]"], "evidence": ["[EV-1]", "[ev-01]", "[EV-O1]"], "audience": ["borad", "Public", "[public, bord]"],
}
RIGHT = {"£5 million, from A fund": "£5 million, from A fund", "£55 million, 2027 to 2032": "£55 million, 2027 to 2032", "£55m": "£55 million", "£55.50": "£55.50", "€5bn, 2027": "€5 billion, 2027", "£1,234,567": "£1,234,567", "£55 million, 2027 to 2032, 21st Century Fund": "£55 million, 2027 to 2032, from 21st Century Fund", "£55k, A fund, or another": "£55,000, from A fund, or another"}


def test_values():
    framework = (NEW / "framework.yaml").read_text().replace("    fields:\n", "    fields:\n" + FIELDS, 1)
    ask = (NEW / "asks/funding.md").read_text()

    def with_line(key, value):
        old = re.search(f"(?m)^{key}: .*\n", ask)
        return make({"framework.yaml": framework, "asks/funding.md": (ask.replace(old[0], "") if old else ask).replace("---\n", f"---\n{key}: {value}\n", 1)})
    wrong = [f"{key}: {value}" for key, values in WRONG.items() for value in values if not faults(PROGRAM, with_line(key, value))]
    tap.say(not wrong, f"{sum(map(len, WRONG.values()))} values that are nearly one are found", "\n".join(wrong))
    wrong = []
    for value, printed in RIGHT.items():
        done = tap.call(PROGRAM, "build", with_line("sum", value), "-o", ROOT / "out", "-f", "html")
        page = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", (ROOT / "out/strategy.html").read_text())).replace("\u00a0", " ") if done.returncode == 0 else done.stderr
        if not re.search(rf"Sum {re.escape(printed)}(?! ?,| from| to)", page):
            wrong.append(f"{value}: {page[page.find('Sum'):][:90]}")
    tap.say(not wrong, "and sums in short print what they say", "\n".join(wrong))


# --- totals ---

ADD = [("1", "2", "3", True), ("1", "2", "4", False), ("£1m", "£2m", "£3m", True), ("£1m", "£2m", "£4m", False), ("£1bn", "£200 million", "£1.2 billion", True), ("£1bn", "£200 million", "£201 million", False), ("5%", "£200", "205", False), ("–", "2", "2", True),
       ("£1 millon", "£2 million", "£3 million", False), ("1,234", "2,345", "3,579", True), ("1,234", "2,345", "3,578", False), ("(1)", "2", "1", True), ("−1", "2", "3", False), ("1.4", "2.4", "3.8", True), ("1.4", "2.4", "3.9", False), ("80%", "90%", "85%", True), ("£30", "£40", "£36", True),
       ("1 [@EV-01]", "2", "4", False), ("tbc", "2", "2", True), ("[=EV-01]", "£2", "£38.40", True), ("words", "more", "none", True), ("33.3", "66.6", "100", False), ("33.33", "66.66", "99.99", True)]


def test_totals():
    wrong = []
    for one, two, total, good in ADD:
        for option, name in ((" total", "All"), ("", "Total")):
            table = f"Table: Sums {{#tab-s{option}}}\n\n| a | b |\n| --- | ---: |\n| x | {one} |\n| y | {two} |\n| {name} | {total} |\n"
            found = [one for one in faults(PROGRAM, make({ITEM: HEAD + table + "\n" + CHART + "\n"})) if one["code"] == "E0764"]
            if bool(found) == good:
                wrong.append(f"{one} and {two} are {total}{option}: {said(found)}")
    for rows in (["2027 | 1", "Total 2027 | 1", "2028 | 5", "Total | 6"], ["x | 1"], ["Total | 5"]):
        table = "| a | b |\n| --- | ---: |\n" + "".join(f"| {row} |\n" for row in rows)
        found = [one for one in faults(PROGRAM, make({ITEM: HEAD + table + "\n" + CHART + "\n"})) if one["code"] == "E0764"]
        wrong += [f"{rows}: {said(found)}"] if found else []
    tap.say(not wrong, "totals that are no sums are found", "\n".join(wrong))


# --- keys ---

def changes(key):
    at = len(key) // 2
    out = [key[:at] + key[at + 1:], key[:at] + key[at] + key[at:], key[1:], key.capitalize(), key.upper(), key[:-1] if key.endswith("s") else key + "s", key.replace("-", "_"), key.replace("-", ""), key.replace("-", " "), key.replace("e", "\u0435", 1), key + "\u00a0"]
    if at + 1 < len(key):
        out.append(key[:at] + key[at + 1] + key[at] + key[at + 2:])
    return [one for one in dict.fromkeys(out) if one and one != key]


def places(folder):
    """Each key of a YAML file, of front matter and of a block, once for each such place."""
    seen, out = set(), []
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".md", ".yaml") or path.name in ("README.md", "SOURCES.md"):
            continue
        text = path.read_text()
        parts = [(path.name, 0, len(text))]
        if path.suffix == ".md":
            front = re.match(r"---\n(.*?)\n---\n", text, re.S)
            parts = [(path.parent.name, front.start(1), front.end(1))] if front else []
            parts += [(m[1], m.start(2), m.end(2)) for m in re.finditer(r"^```([\w-]+)[^\n]*\n(.*?)\n```$", text, re.S | re.M)]
        for where, begin, end in parts:
            for m in re.finditer(r"(?m)(^[ \-]*|[{,] ?)([A-Za-z][\w-]*):(?=[ \n])", text[begin:end]):
                deep = m[1].strip(" -") or len(m[1])
                if (where, deep, m[2]) not in seen and not is_free(where, deep, m[2], text[begin:begin + m.start()]):
                    seen.add((where, deep, m[2]))
                    out.append((path, text, begin + m.start(2), begin + m.end(2)))
    return out


def is_free(where, deep, key, before):
    """Names that an author gives: of abbreviations, types, roles, fields, boxes, figures, stages."""
    if where == "framework.yaml":
        return deep == 2 or deep in (4, 6) or key in ("default", "draft") or len(re.findall(r"(?m)^rules:", before)) > 0
    line = before.split("\n")[-1]
    return bool(re.search(r"\b(abbreviations|nodes|variables|words|figures|at-least|demanded)\b[^\n]*$", line)) or key.isupper() or (where, key) in (("diagram", "board"),)


def test_keys():
    folders = [(HERE.parent / "conformance/constructs", "the constructs")]
    for kind in ("small", "growth-plan", "lis"):
        folder = ROOT / kind
        subprocess.run([PROGRAM, "new", "--kind", kind, folder], check=True, capture_output=True)
        folders.append((folder, f"a new {kind}"))
    for source, name in folders:
        folder = ROOT / "keys"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(source, folder)
        found = lambda: {(one["code"], one["message"]) for one in check(PROGRAM, folder)[0] if one["severity"] != "note"}  # noqa: E731
        before = found()
        tries = [(place, change) for place in places(folder) for change in changes(place[1][place[2]:place[3]])]
        silent = []
        for (path, text, begin, end), change in (tries if ROUNDS >= len(tries) else CHANCE.sample(tries, ROUNDS)):
            path.write_text(text[:begin] + change + text[end:])
            if found() <= before:
                silent.append(f"{path.relative_to(folder)}: {text[begin:end]} as {change!r}, in {text[:end].split(chr(10))[-1]}")
            path.write_text(text)
        tap.say(not silent, f"keys of {name} that are nearly one are found ({len(tries)} changes, at most {ROUNDS} tried)", "\n".join(silent))
    folder = make({})
    framework = folder / "framework.yaml"
    plain = framework.read_text()
    wrong = []
    for state in ("drft", "Draft", "defult", "Default", "agred", "default ", "all"):
        framework.write_text(plain + f"rules:\n  uncited-item: {{{state!r}: error}}\n".replace("'", '"'))
        if not [one for one in faults(PROGRAM, folder) if one["code"] == "E0212"]:
            wrong.append(state)
    tap.say(not wrong, "a rule for a state that no item can have is found", ", ".join(wrong))


for test in (test_blocks, test_names, test_marks, test_values, test_totals, test_keys):
    test()
shutil.rmtree(ROOT)
sys.exit(tap.end())
