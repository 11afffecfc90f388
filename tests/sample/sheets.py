#!/usr/bin/env python3
"""Sheets: the same items written as files and as rows of a spreadsheet, with dates, figures and words as spreadsheets have them,
give the same document; what a row cannot be is a finding at its cell; rows that are kept from readers stay kept; as TAP.

sheets.py PROGRAM
"""
import csv
import json
import pathlib
import random
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402
from findings import check, said  # noqa: E402
from reading import Tables  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
MONTHS = "January February March April May June July August September October November December".split()
LIST = """
```list
id: tab-tasks
title: Tasks
type: task
columns: [lead, due, done, effort, cost, level, ready, helps, tags]
sort: {by: due}
```
"""
TYPE = """  task:
    name: Task
    plural: Tasks
    prefix: TSK
    fields:
      lead: {kind: text, required: true, label: Lead}
      due: {kind: month, label: Due}
      done: {kind: date, label: Done}
      effort: {kind: number, label: Days}
      cost: {kind: money, label: Cost}
      level: {kind: choice, of: [low, middle, high], label: Level}
      ready: {kind: boolean, label: Ready}
      tags: {kind: list, label: Tags}
roles:
  helps: {from: [task], to: [intervention, task], label: Helps, back: Helped by}
"""


def base(folder):
    tap.call(PROGRAM, "new", folder)
    framework = folder / "framework.yaml"
    framework.write_text(framework.read_text().replace("roles:\n", TYPE, 1))
    about = folder / "sections/about.md"
    about.write_text(about.read_text() + LIST)


def make(chance, n):
    out = []
    for number in range(1, n + 1):
        year, month, day = chance.randrange(2020, 2040), chance.randrange(1, 13), chance.randrange(1, 29)
        out.append({
            "id": f"TSK-{number:02d}", "title": f"Task {chance.choice(['of', 'for', 'by'])} {number}, the {chance.choice(['first', 'second'])}", "lead": chance.choice(["A council", "The board, with others", 'One who says "yes"']),
            "due": (year, month), "done": (year, month, day) if chance.random() < 0.5 else None, "effort": chance.choice([3, 1250, 1234567, 2.5, 0.25]), "cost": chance.choice([None, 1250000, 900, 3400.5]),
            "level": chance.choice(["low", "middle", "high"]), "ready": chance.random() < 0.5, "tags": chance.sample(["roads", "skills", "homes", "firms"], chance.randrange(1, 3)),
            "helps": ["INT-01"] + ([f"TSK-{chance.randrange(1, number):02d}"] if number > 1 and chance.random() < 0.5 else [])})
    return out


def as_files(folder, tasks):
    (folder / "tasks").mkdir()
    for one in tasks:
        lines = [f"id: {one['id']}", "type: task", f"title: {json.dumps(one['title'])}", f"lead: {json.dumps(one['lead'])}", f"due: {one['due'][0]}-{one['due'][1]:02d}"]
        if one["done"]:
            lines.append("done: {}-{:02d}-{:02d}".format(*one["done"]))
        lines += [f"effort: {one['effort']}", f"level: {one['level']}", f"ready: {'true' if one['ready'] else 'false'}", f"tags: [{', '.join(one['tags'])}]", f"helps: [{', '.join(one['helps'])}]"]
        if one["cost"]:
            lines.append(f"cost: {{amount: {one['cost']}, unit: GBP}}")
        (folder / f"tasks/{one['id'].lower()}.md").write_text("---\n" + "\n".join(lines) + "\n---\n")


def spelled(chance, one, titles):
    year, month = one["due"]
    due = chance.choice([f"{MONTHS[month - 1][:3]}-{year % 100:02d}", f"{MONTHS[month - 1]} {year}", f"{year}-{month:02d}", f"01/{month:02d}/{year}"])
    done = ""
    if one["done"]:
        y, m, d = one["done"]
        done = chance.choice([f"{d:02d}/{m:02d}/{y}", f"{d} {MONTHS[m - 1]} {y}", f"{y}-{m:02d}-{d:02d}", f"{d}-{MONTHS[m - 1][:3]}-{y % 100:02d}", f"{d}.{m}.{y}"])
    effort = chance.choice([f"{one['effort']:,}", str(one["effort"])])
    cost = "" if not one["cost"] else chance.choice([f"{one['cost']:,}", f"£{one['cost']:,}", str(one["cost"])])
    yes = chance.choice(["Yes", "TRUE", "y"]) if one["ready"] else chance.choice(["No", "FALSE", "n"])
    helps = "; ".join(chance.choice([id_, titles[id_], titles[id_].upper()]) for id_ in one["helps"])
    number = one["id"] if chance.random() < 0.5 else str(int(one["id"][4:]))
    return [number, one["title"], one["lead"], due, done, effort, cost, chance.choice([one["level"], one["level"].upper(), one["level"].capitalize()]), yes, "; ".join(one["tags"]), helps, "a note"]


def as_sheet(folder, tasks, chance, extra="extra: ignore"):
    titles = {one["id"]: one["title"] for one in tasks} | {"INT-01": "Training beside work"}
    with open(folder / "evidence/data/tasks.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator=chance.choice(["\n", "\r\n"]))
        writer.writerow(["No.", "Task", "Lead", "Due", "Done", "Person days", "Cost", "Level", "Ready", "Tags", "Helps", "Team notes"])
        for one in tasks:
            writer.writerow(spelled(chance, one, titles))
    config = folder / "strategy.yaml"
    config.write_text(config.read_text() + "sheets:\n  - data: evidence/data/tasks.csv\n    type: task\n    columns: {id: No., title: Task, effort: Person days, cost: {column: Cost, unit: GBP}}\n    dates: day-first\n" + (f"    {extra}\n" if extra else ""))


def table(page):
    got = Tables()
    got.feed(page.read_text())
    return got.tables.get("tab-tasks")


def check_same(work):
    wrong = []
    for seed in range(12):
        chance = random.Random(seed)
        tasks = make(chance, 25)
        tables = []
        for name, write in (("files", lambda folder: as_files(folder, tasks)), ("sheet", lambda folder: as_sheet(folder, tasks, chance))):
            folder = work / f"{name}-{seed}"
            base(folder)
            write(folder)
            found = [one for one in check(PROGRAM, folder)[0] if one["severity"] != "note" and one["code"] not in ("E0226", "E0227")]
            done = tap.call(PROGRAM, "build", folder, "-o", work / f"{name}-{seed}-out", "-f", "html,json")
            if found or done.returncode:
                wrong.append(f"{name} {seed}: {said(found)[:300]} {done.stderr[-200:]}")
                continue
            tables.append(table(work / f"{name}-{seed}-out/strategy.html"))
        if len(tables) == 2 and (tables[0] != tables[1] or len(tables[0]) != 26):
            wrong.append(f"{seed}: " + "\n".join(f"{a}\n{b}" for a, b in zip(*tables) if a != b)[:600])
    tap.say(not wrong, "rows as spreadsheets write them are the items that files would be", "\n".join(wrong[:3]))


def check_faults(work):
    folder = work / "faults"
    base(folder)
    chance = random.Random(1)
    tasks = make(chance, 3)
    as_sheet(folder, tasks, chance, "")
    found = [one for one in check(PROGRAM, folder)[0] if one["code"] == "E0265"]
    tap.say(len(found) == 1 and "'Team notes'" in found[0]["message"], "a column that is no key is said", said(found))
    sheet, config = folder / "evidence/data/tasks.csv", folder / "strategy.yaml"
    whole, plain = sheet.read_text(), config.read_text()
    cells = next(csv.reader([whole.splitlines()[1]]))
    for column, text, code in ((3, "soon", "E0111"), (5, "many", "E0111"), (7, "hihg", "E0113"), (8, "perhaps", "E0111"), (10, "Task of nothing", "E0108"), (10, "INT-99", "E0108"), (2, "", "E0112"), (6, "about 5", "E0111"),
                               (6, "12%", "E0142"), (6, "€55", "E0142"), (6, "55 [e]", "E0142"), (5, "12%", "E0142"), (5, "£3", "E0142"), (4, "12-Mar-99", "E0111"), (4, "4/13/2027", "E0111"), (4, "31/06/2027", "E0111"), (4, "45000", "E0111"),
                               (3, "2027-13", "E0111"), (5, "1.234,50", "E0111"), (6, "1.234,50", "E0111"), (6, "(123)", "E0613"), (8, "1", "E0111"), (9, "a;;b", "E0111"), (10, "INT-01; INT-01", "E0202")):
        row = list(cells)
        row[column] = text
        lines = whole.splitlines()
        lines[1] = ",".join('"' + cell.replace('"', '""') + '"' for cell in row)
        sheet.write_text("\n".join(lines) + "\n")
        found = [one for one in check(PROGRAM, folder)[0] if one["severity"] == "error"]
        right = [one for one in found if one["code"] == code and one["file"].endswith("tasks.csv") and one["line"] == 2]
        tap.say(right, f"{text or 'nothing'!r} in column {column}: {code}", said(found))
    sheet.write_text(whole)
    for old, new, code in (("type: task\n    columns", "type: taks\n    columns", "E0201"), ("title: Task", "titel: Task", "E0110"), ("id: No.", "id: Number", "E0124"), ("data: evidence/data/tasks.csv", "data: evidence/data/task.csv", "E0004"),
                           ("effort: Person days", "effort: {column: Person days, unit: GBP}", "E0110"), ("unit: GBP}", "unit: GBP thousnd}", "E0250")):
        config.write_text(plain.replace(old, new, 1))
        found = [one for one in check(PROGRAM, folder)[0] if one["severity"] == "error"]
        tap.say(code in [one["code"] for one in found], f"{new.split(chr(10))[0]}: {code}", said(found))

    # A sum as it stands in a column of thousands would be a thousand times what is written.
    config.write_text(plain.replace("unit: GBP}", "unit: GBP thousand}", 1))
    for text, good in (("55", True), ("£55", True), ("£1,055.5", False), ("£55,000", False), ("55,000", True)):
        row = list(cells)
        row[6] = text
        sheet.write_text("\n".join([whole.splitlines()[0], ",".join('"' + cell.replace('"', '""') + '"' for cell in row)]) + "\n")
        found = [one for one in check(PROGRAM, folder)[0] if one["severity"] == "error" and one["line"] == 2 and one["code"] == "E0142"]
        tap.say(bool(found) != good, f"{text} in a column of thousands is {'read' if good else 'questioned'}", said(found))
    config.write_text(plain)
    sheet.write_text(whole)


def check_kept(work):
    """A row for the board alone is in none of the public's outputs, nor in what is attached."""
    folder = work / "kept"
    base(folder)
    config = folder / "strategy.yaml"
    config.write_text(config.read_text() + "audiences: [board, public]\neverybody: public\nsheets:\n  - {data: evidence/data/tasks.csv, type: task}\n")
    (folder / "evidence/data/tasks.csv").write_text("id,title,lead,audience\n1,Plain task,A council,\n2,Zanzibar task,A council,board\n")
    done = tap.call(PROGRAM, "build", folder, "-o", work / "kept-out")
    bytes_ = b"".join(path.read_bytes() for path in (work / "kept-out").rglob("*") if path.is_file())
    tap.say(done.returncode == 0 and b"Plain task" in bytes_ and b"Zanzibar" not in bytes_, "a row that is kept is in no output", done.stderr[-300:])
    if tap.has("nor in what is attached", "pdfdetach"):
        tap.say("tasks.csv" not in tap.call("pdfdetach", "-list", work / "kept-out/strategy.pdf").stdout, "nor in what is attached")
    done = tap.call(PROGRAM, "build", folder, "-o", work / "board-out", "--audience", "board", "-f", "html")
    tap.say(done.returncode == 0 and "Zanzibar" in (work / "board-out/strategy.html").read_text(), "and is in the board's", done.stderr[-300:])


def check_nearly_kept(work):
    """A column that is nearly 'audience' never lets a row out, whatever is said of the columns that are no keys."""
    wrong = []
    for head in ("audence", "Audiance", "AUDIENCES", "audinece", "auddience", "Audience:", "audience ", "Audience\u00a0", "audience_"):
        for extra in ("ignore", "keep", None):
            folder = work / "nearly"
            tap.call("rm", "-rf", folder, work / "nearly-out")
            base(folder)
            config = folder / "strategy.yaml"
            config.write_text(config.read_text() + "audiences: [board, public]\neverybody: public\nsheets:\n  - {data: evidence/data/tasks.csv, type: task" + (f", extra: {extra}" if extra else "") + "}\n")
            (folder / "evidence/data/tasks.csv").write_text(f"id,title,lead,{head}\n2,Zanzibar task,A council,board\n")
            done = tap.call(PROGRAM, "build", folder, "-o", work / "nearly-out", "-f", "html")
            page = work / "nearly-out/strategy.html"
            is_key = re.fullmatch(r"[Aa]udience[ _\u00a0]?", head)  # as words it is the key, and the row is kept
            kept = done.returncode == 0 and "Zanzibar" not in page.read_text()
            if not (kept if is_key else done.returncode == 1 and not page.exists()):
                wrong.append(f"{head}, {extra}: {done.returncode} {done.stderr[-200:]}")
    tap.say(not wrong, "a column that is nearly the one of audiences is an error", "\n".join(wrong[:4]))


def check_entries(work):
    folder = work / "entries"
    base(folder)
    config = folder / "strategy.yaml"
    config.write_text(config.read_text() + "sheets:\n  - {data: evidence/data/more.csv, type: evidence, columns: {source.publisher: Who, source.title: Where}}\n")
    (folder / "evidence/data/more.csv").write_text('id,statement,value,unit,period,Who,Where,confidence,grade\nEV-77,Trains ran [=EV-77] times.,"12,400",,2025,A railway,A count,second-hand,2\n')
    about = folder / "sections/about.md"
    about.write_text(about.read_text() + "\nTrains ran [=EV-77] times [@EV-77].\n")
    done = tap.call(PROGRAM, "build", folder, "-o", work / "entries-out", "-f", "html,pdf,csv")
    text = re.sub("<[^>]+>", "", (work / "entries-out/strategy.html").read_text()) if done.returncode == 0 else done.stderr
    tap.say("Trains ran 12,400 times [" in text and "A railway" in text and "EV-77" in (work / "entries-out/evidence.csv").read_text(), "entries of a sheet are cited, printed and registered", text[-300:])


with tempfile.TemporaryDirectory() as name:
    for one in (check_same, check_faults, check_kept, check_nearly_kept, check_entries):
        one(pathlib.Path(name))
sys.exit(tap.end())
