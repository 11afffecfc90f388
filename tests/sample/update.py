#!/usr/bin/env python3
"""A newer copy of a sheet, merged by ID: random changes made to a copy come out as Python merges them, each is said, twice is once, and
what cannot be merged changes nothing; as TAP.

update.py PROGRAM
"""
import csv
import io
import pathlib
import random
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
HEADS = ["No.", "Risk", "Likelihood", "Impact", "What is done", "Threatens", "Cost", "Seen", "Notes"]
ABOUT = """
```list
id: tab-all
title: All risks
type: risk
columns: [likelihood, impact, mitigation, cost, seen]
```
"""


def base(folder):
    tap.call(PROGRAM, "new", folder, "--kind", "growth-plan")
    framework = folder / "framework.yaml"
    framework.write_text(framework.read_text().replace("      mitigation: {kind: text, required: true, label: What is done}\n", "      mitigation: {kind: text, required: true, label: What is done}\n      cost: {kind: money, label: Cost}\n      seen: {kind: date, label: Seen}\n"))
    for path in (folder / "risks").glob("*.md"):
        path.unlink()
    about = folder / "sections/about.md"
    about.write_text(about.read_text() + ABOUT)
    config = folder / "strategy.yaml"
    config.write_text(config.read_text() + "sheets:\n  - data: risks.csv\n    type: risk\n    columns: {id: No., title: Risk, mitigation: What is done, cost: {column: Cost, unit: GBP thousand}}\n    extra: ignore\n")


def row(chance, number):
    return [str(number), f"Risk {number} of " + chance.choice(["rain", "frost, and snow", 'what some call "delay"']), chance.choice(["unlikely", "possible", "likely"]), chance.choice(["small", "serious", "severe"]),
            chance.choice(["A list\nof two lines", "A talk", "A plan, with dates"]), "ACT-01", chance.choice(["1250", "3.5", ""]), f"2027-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}", chance.choice(["", "ask"])]


def text(rows, heads=HEADS, end="\r\n"):
    out = io.StringIO()
    csv.writer(out, lineterminator=end).writerows([heads, *rows])
    return out.getvalue()


def parsed(path):
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def otherwise(one):
    """The same, as another program writes it."""
    day = one[7].split("-")
    return [f"RSK-{int(one[0]):02d}", *one[1:6], f"{float(one[6]):,g}" if one[6] else "", f"{day[2]}/{day[1]}/{day[0]}", one[8]]


def merge_at_random(work, seed):
    """What went wrong, or nothing."""
    chance, folder = random.Random(seed), work / f"random-{seed}"
    base(folder)
    rows = [row(chance, number) for number in range(1, 13)]
    sheet, copy = folder / "risks.csv", work / f"copy-{seed}/risks.csv"
    mark = b"\xef\xbb\xbf" if seed % 3 == 0 else b""
    sheet.write_bytes(mark + text(rows, end=chance.choice(["\n", "\r\n"])).encode())
    before = sheet.read_bytes()
    new, wanted, said = [], [], []
    for one in rows:
        what = chance.choice(["same", "same", "otherwise", "changed", "gone"])
        changed = list(one)
        if what == "gone":
            said.append(f"RSK-{int(one[0]):02d}: not in the copy")
        if what == "changed":
            at = chance.choice([1, 2, 3, 4, 8])
            changed[at] = {2: chance.choice(["unlikely", "possible", "likely"]), 3: chance.choice(["small", "serious", "severe"])}.get(at, (one[at] + " more, or less").strip())
            if changed[at] != one[at]:
                said.append(f"RSK-{int(one[0]):02d}: {HEADS[at]}: '{one[at]}' becomes '{changed[at]}'")
        wanted.append(changed if what == "changed" else one)
        if what != "gone":
            new.append(otherwise(one) if what == "otherwise" else changed)
    for number in range(20, 20 + chance.randint(0, 3)):
        added = row(chance, number)
        new.append(added)
        wanted.append(added)
        said.append(f"RSK-{number:02d}: new")
    chance.shuffle(new)
    order = [one[0] for one in new]
    head, tail = wanted[:12], sorted(wanted[12:], key=lambda one: order.index(one[0]))
    # Columns stand in another order in the copy, and there is one more.
    columns = chance.sample(range(len(HEADS)), len(HEADS))
    copy.parent.mkdir()
    copy.write_text(text([[one[c] for c in columns] + ["x"] for one in new], [HEADS[c] for c in columns] + ["Team"]))
    dry = tap.call(PROGRAM, "update", copy, "-C", folder, "--dry-run")
    if sheet.read_bytes() != before:
        return f"{seed}: --dry-run wrote"
    done = tap.call(PROGRAM, "update", copy, "-C", folder)
    again = sheet.read_bytes()
    twice = tap.call(PROGRAM, "update", copy, "-C", folder)
    if done.returncode or twice.returncode or dry.returncode != (again != before):
        return f"{seed}: status {dry.returncode} {done.returncode} {twice.returncode}: {done.stdout}{done.stderr}"
    if parsed(sheet) != [HEADS, *head, *tail] or not again.startswith(mark):
        return f"{seed}: " + "\n".join(f"{a}\n{b}" for a, b in zip(parsed(sheet), [HEADS, *head, *tail]) if a != b)
    if sheet.read_bytes() != again or ": 0 changed, 0 new" not in twice.stdout:
        return f"{seed}: twice is not once: {twice.stdout}"
    lost = [one for one in said if one not in done.stdout]
    more = len(re.findall(r"becomes|: new$|it stays$", done.stdout, re.M)) - len(said)
    if lost or more or "'Team' of the copy is not in it" not in done.stdout or done.stdout.splitlines()[:-1] != dry.stdout.splitlines()[:-1]:
        return f"{seed}: not said: {lost} {more}\n{done.stdout}"
    # Rows in which nothing changed have their bytes.
    same = [line for line in before.decode("utf-8-sig").splitlines() if line not in again.decode("utf-8-sig").splitlines()]
    return "" if len(same) <= 2 * len(said) else f"{seed}: bytes changed: {same}"


def check_random(work):
    wrong = [one for one in (merge_at_random(work, seed) for seed in range(24)) if one]
    tap.say(not wrong, "24 copies with random changes are merged as Python merges them, twice as once", "\n".join(wrong[:3]))


def check_refused(work):
    folder = work / "refused"
    base(folder)
    chance = random.Random(7)
    rows = [row(chance, number) for number in range(1, 4)]
    sheet, copy = folder / "risks.csv", work / "other.csv"
    sheet.write_text(text(rows))
    before = sheet.read_bytes()
    wrong_word = [list(one) for one in rows]
    wrong_word[1][2] = "perhaps"
    cases = ((text([["", *one[1:]] for one in rows]), "E0798", "other.csv:2"), (text([rows[0], rows[0]]), "E0798", "other.csv:3"), (text([one[1:] for one in rows], HEADS[1:]), "E0797", "other.csv:1"),
             (text(wrong_word), "E0113", "risks.csv:3"), ("\x00\x01", "E0127", "other.csv"))
    for content, code, place in cases:
        copy.write_text(content)
        done = tap.call(PROGRAM, "update", copy, "risks.csv", "-C", folder, "--format", "short")
        good = done.returncode == 1 and code in done.stderr and place in done.stderr and sheet.read_bytes() == before
        tap.say(good, f"{code} at {place}, and nothing is written", done.stdout + done.stderr)
    copy.write_text(text(rows))
    done = tap.call(PROGRAM, "update", copy, "riks.csv", "-C", folder)
    tap.say(done.returncode == 1 and "E0797" in done.stderr and "risks.csv" in done.stderr, "a sheet that is none: those that there are", done.stderr)
    done = tap.call(PROGRAM, "update", work / "none.csv", "-C", folder)
    tap.say(done.returncode == 3 and "E0501" in done.stderr, "a copy that is not there", done.stderr)
    done = tap.call(PROGRAM, "update", "-C", folder)
    tap.say(done.returncode == 2, "no copy named", done.stderr)


def check_mends(work):
    """A sheet with a fault takes the copy without it."""
    folder = work / "mends"
    base(folder)
    chance = random.Random(9)
    rows = [row(chance, number) for number in range(1, 4)]
    good = [list(one) for one in rows]
    rows[1][2] = "perhaps"
    (folder / "risks.csv").write_text(text(rows))
    copy = work / "good.csv"
    copy.write_text(text(good))
    done = tap.call(PROGRAM, "update", copy, "-C", folder)
    tap.say(done.returncode == 0 and "'perhaps' becomes" in done.stdout and tap.call(PROGRAM, "check", folder).returncode == 0, "a copy that mends the sheet is merged", done.stdout + done.stderr)


# --- every kind of sheet ---

# kind: (what strategy.yaml says of it, its columns, a row by number, columns that a team changes and to what,
#        the same row as a spreadsheet writes it)
ACTION = "Grants for first machines"
KINDS = {
    "risk": ("columns: {title: Risk}", ["ID", "Risk", "Likelihood", "Impact", "Mitigation", "Threatens"],
             lambda n: [f"RSK-{n:02d}", f"Risk {n}", "possible", "severe", f"A talk {n}", "ACT-01"], {"Impact": "small"},
             lambda row: [str(int(row[0][4:])), row[1], row[2].upper(), row[3].capitalize(), row[4], "ACTION"]),
    "action": ("columns: {cost: {column: cost, unit: GBP thousand}}", ["id", "title", "lead", "start", "cost", "outputs", "outcomes", "delivers"],
               lambda n: [f"ACT-{n:02d}", f"Action {n}", "A board", f"2027-{n % 12 + 1:02d}", f"{1000 + n}", "Firms advised", "More sales", "PRI-01"], {"cost": "77.5", "start": "2028-01"},
               lambda row: [row[0], row[1], row[2], "/".join(["15", row[3][5:], row[3][:4]]), f"{int(float(row[4])):,}", row[5], row[6], row[7]]),
    "measure": ("columns: {}", ["ID", "Title", "Measures", "track.unit", "track.better", "track.baseline", "track.target", "track.actuals"],
                lambda n: [f"MEA-{n + 10}", f"Measure {n}", "PRI-01", "per cent", "up", f"{n}.5 (2023)", "80 (2030)", "13 (2024); 14 (2025)"], {"track.target": "90 (2031)", "track.actuals": "13 (2024); 14 (2025); 15 (2025-09)"},
                lambda row: [str(int(row[0][4:])), *row[1:]]),
    "evidence": ("columns: {source.publisher: Who, source.title: Where, source.year: When}\n    extra: ignore",
                 ["ID", "Statement", "Value", "Unit", "Geography", "Period", "Who", "Where", "When", "Confidence", "Grade"],
                 lambda n: [f"EV-9{n}", f"Firms of a kind were {1200 + n}.", f"{1200 + n}", "firms", "Our area", "2024", "A body", "A list", "2025", "second-hand", "3"], {"Value": "1999"},
                 lambda row: [*row[:2], f"{int(float(row[2])):,}", *row[3:9], row[9].upper(), row[10]]),
    "partner": ("columns: {name: Body}", ["ID", "Body", "Kind"], lambda n: [f"PAR-{n:02d}", f"Body {n}", "university"], {"Kind": "council"}, lambda row: [str(int(row[0][4:])), *row[1:]]),
    "event": ("columns: {}", ["ID", "Title", "Date", "Channel", "Items"], lambda n: [f"EVT-{n:02d}", f"Event {n}", f"2026-03-{n + 12:02d}", "workshop", "ACT-01"], {"Channel": "survey"},
              lambda row: [row[0], row[1], "/".join([row[2][8:], row[2][5:7], row[2][:4]]), row[3], "ACTION"]),
    "response": ("columns: {}", ["ID", "By", "Date", "Items", "Said"], lambda n: [f"RSP-{n:02d}", "Large employer", f"2026-03-{n + 12:02d}", "ACT-01", f"It is {n}."], {"Said": "It was."},
                 lambda row: [row[0], row[1], f"{int(row[2][8:])}-Mar-26", "ACTION", row[4]]),
    "stage": ("columns: {}", ["ID", "Title", "From", "To"], lambda n: [f"STG-{n:02d}", f"Stage {n}", f"2026-{n:02d}", "2026-12"], {"Title": "A stage"}, lambda row: [row[0], row[1], f"{MONTHS[int(row[2][5:]) - 1]}-26", "December 2026"]),
    "milestone": ("columns: {}", ["ID", "Title", "Date"], lambda n: [f"MIL-{n:02d}", f"Milestone {n}", f"2026-03-{n + 12:02d}"], {"Date": "2026-05-20"}, lambda row: [row[0], row[1], "/".join([row[2][8:], row[2][5:7], row[2][:4]])]),
    "funding": ("columns: {}", ["Item", "Fund", "Amount", "Unit", "Year", "State"], lambda n: ["ACT-01", f"Fund {n}", f"{1000 + n}", "GBP thousand", "2027", "sought"], {"Amount": "5", "State": "agreed"},
                lambda row: ["ACTION", row[1], f"{int(float(row[2])):,}", row[3], row[4], row[5].capitalize()]),
}
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def kind_base(folder, kind, about):
    tap.call(PROGRAM, "new", folder, "--kind", "growth-plan")
    title = re.search(r"title: (.*)", (folder / "actions/act-01.md").read_text())[1]
    if kind in ("risk", "action", "measure"):
        page = folder / "sections/about.md"
        page.write_text(page.read_text() + f"\n```list\nid: tab-kind\ntitle: All of them\ntype: {kind}\n```\n")
    for path in (folder / "risks").glob("*.md") if kind == "risk" else []:
        path.unlink()
    config = folder / "strategy.yaml"
    config.write_text(config.read_text() + f"sheets:\n  - data: rows.csv\n    type: {kind}\n    {about}\n")
    return title


def check_kinds(work):
    """Each kind of sheet x (new, changed, gone, in another order, a column more, as spreadsheets write it, items by title)."""
    for kind, (about, heads, row_of, changes, otherwise_of) in KINDS.items():
        folder = work / f"kind-{kind}"
        title = kind_base(folder, kind, about)
        offset = 1 if kind == "action" else 0
        rows = [row_of(n + offset) for n in range(1, 6)]
        sheet, copy = folder / "rows.csv", work / f"copy-{kind}/rows.csv"
        copy.parent.mkdir()
        sheet.write_text(text(rows, heads, end="\n"))
        before = sheet.read_bytes()
        first = tap.call(PROGRAM, "check", folder, "--format", "short")
        wrong = [] if first.returncode == 0 else [first.stdout + first.stderr]

        def update(new, columns=heads):
            copy.write_text(text(new, columns))
            done = tap.call(PROGRAM, "update", copy, "-C", folder)
            return done, parsed(sheet)[1:]

        same = [[title if cell == "ACTION" else cell for cell in otherwise_of(row)] for row in rows]
        done, got = update(same)
        if done.returncode or sheet.read_bytes() != before or ": 0 changed, 0 new, 0 not in the copy" not in done.stdout:
            wrong.append(f"the same otherwise: {done.stdout}{done.stderr}")
        done, got = update([[*row, "x"] for row in reversed(rows)], [*heads, "Team"])
        if done.returncode or sheet.read_bytes() != before or "'Team' of the copy is not in it" not in done.stdout:
            wrong.append(f"another order and a column more: {done.stdout}{done.stderr}")
        changed = [changes.get(head, cell) for head, cell in zip(heads, rows[1])]
        new = row_of(7 + offset)
        done, got = update([new, changed, rows[0], rows[2], rows[4]])
        if done.returncode or got != [rows[0], changed, *rows[2:], new]:
            wrong.append(f"new, changed, gone: {done.stdout}{done.stderr}{got}")
        for head, value in changes.items():
            if f"{head}: '{rows[1][heads.index(head)]}' becomes '{value}'" not in done.stdout:
                wrong.append(f"not said: {head}: {done.stdout}")
        if ": 1 changed, 1 new, 1 not in the copy" not in done.stdout or ": new" not in done.stdout or "it stays" not in done.stdout:
            wrong.append(f"not counted: {done.stdout}")
        if tap.call(PROGRAM, "check", folder).returncode:
            wrong.append("what was merged is not right")
        tap.say(not wrong, f"{kind}: new, changed, gone, moved, a column more, as spreadsheets write it, by title", "\n".join(wrong[:3]))


def check_lines(work):
    """Lines of funding that one item, fund and year do not tell apart have a column of IDs; IDs that are nearly one are not two."""
    folder, copy = work / "lines", work / "lines-copy.csv"
    kind_base(folder, "funding", "columns: {}")
    sheet = folder / "rows.csv"
    heads = ["Item", "Fund", "Amount", "Unit", "Year", "State"]
    twice = [["ACT-01", "One fund", "10", "GBP thousand", "2027", "sought"], ["ACT-01", "One fund", "20", "GBP thousand", "2027", "agreed"]]
    sheet.write_text(text(twice, heads))
    copy.write_text(text(twice, heads))
    done = tap.call(PROGRAM, "update", copy, "rows.csv", "-C", folder, "--format", "short")
    tap.say(done.returncode == 1 and "E0797" in done.stderr and "rows.csv:3" in done.stderr, "two lines of one item, fund and year", done.stdout + done.stderr)
    sheet.write_text(text([["a", *twice[0]], ["b", *twice[1]]], ["ID", *heads]))
    copy.write_text(text([["b", *twice[1][:2], "25", *twice[1][3:]]], ["ID", *heads]))
    done = tap.call(PROGRAM, "update", copy, "rows.csv", "-C", folder)
    tap.say(done.returncode == 0 and parsed(sheet)[2][3] == "25" and "b: Amount: '20' becomes '25'" in done.stdout, "with a column of IDs they are merged by it", done.stdout + done.stderr)
    base(work / "near")
    chance = random.Random(3)
    rows = [["RSK-01", *row(chance, 1)[1:]]]
    (work / "near/risks.csv").write_text(text(rows))
    copy.write_text(text([["RSK-1", *rows[0][1:]]]))
    done = tap.call(PROGRAM, "update", copy, "risks.csv", "-C", work / "near", "--format", "short")
    tap.say(done.returncode == 1 and "E0798" in done.stderr and "nearly 'RSK-01'" in done.stderr, "RSK-1 in a copy of RSK-01", done.stdout + done.stderr)


with tempfile.TemporaryDirectory() as name:
    for one in (check_random, check_refused, check_mends, check_kinds, check_lines):
        one(pathlib.Path(name))
sys.exit(tap.end())
