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


with tempfile.TemporaryDirectory() as name:
    for one in (check_random, check_refused, check_mends):
        one(pathlib.Path(name))
sys.exit(tap.end())
