#!/usr/bin/env python3
"""What the page says would fall, against the program's audit of a strategy in which it has fallen, as TAP.

falls.py SIGHTLINE [ROUNDS] [SEED]      Strategies at random: entries of shared families, replaced ones, indirect links, items that rest
on each other. In the page some entries are struck out and the day is moved; the same strategy is written without those
entries and audited on that day. The strength of each item is read from the second one's own page, what
stands on one source or nothing from `audit --format json`: nothing of the page's own counting is used.
"""
import json
import pathlib
import random
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import chromium
import tap
from tap import call, say, skip

HERE = pathlib.Path(__file__).resolve().parent
KINDS = (("foundations", "foundation", "FND", ()), ("challenges", "challenge", "CHA", ()), ("priorities", "priority", "PRI", ("addresses", "FND", "CHA")),
         ("interventions", "intervention", "INT", ("delivers", "PRI")), ("asks", "ask", "ASK", ("supports", "INT")))
FOLDERS = ("foundations", "challenges", "priorities", "interventions", "commitments", "asks")


def draw(source):
    """A strategy as data: entries and items with their links, the same for a seed."""
    entries = []
    for n in range(source.randint(5, 12)):
        entries.append({"id": f"EV-{n:03}", "grade": source.randint(1, 5), "publisher": f"Office {source.randint(0, 3)}", "year": source.randint(2019, 2026),
                        "read": source.choice(("verified-in-source", "public-domain-knowledge", "second-hand")),
                        "older": source.choice(entries)["id"] if entries and source.random() < .2 else None})
    items = []
    for folder, kind, code, link in KINDS:
        for n in range(source.randint(2, 4)):
            targets = [one["id"] for one in items if one["id"][:3] in link[1:]]
            cited = source.sample(entries, source.choice((0, 0, 1, 1, 2)))
            items.append({"folder": folder, "kind": kind, "id": f"{code}-{n:03}", "link": link[0] if link else None,
                          "to": source.sample(targets, min(len(targets), source.randint(1, 2))),
                          "cited": [(one["id"], source.random() < .3) for one in cited]})
    return entries, items


def write(program, folder, entries, items, struck):
    call(program, "new", folder)
    for name in FOLDERS:
        for path in (folder / name).glob("*.md"):
            path.unlink()
    # Nothing need rest on evidence: that an item is left with nothing is what is looked at.
    framework = folder / "framework.yaml"
    framework.write_text(re.sub(r"(, at-least: \{foundation: 1, challenge: 1\}|, demanded: \{priority: 1\})", "", framework.read_text()))
    left = [one for one in entries if one["id"] not in struck]
    lines = ["evidence:\n"]
    for one in left:
        lines.append(f"  - id: {one['id']}\n    statement: The figure of {one['id']} is known.\n    period: \"{one['year']}\"\n    confidence: {one['read']}\n    grade: {one['grade']}\n")
        lines.append(f"    source: {{publisher: {one['publisher']}, title: A paper, year: \"{one['year']}\", url: \"https://example.org/{one['id']}\"}}\n")
        if one["older"] and one["older"] not in struck:
            lines.append(f"    supersedes: {one['older']}\n")
    (folder / "evidence/register.yaml").write_text("".join(lines))
    for one in items:
        head = [f"id: {one['id']}", f"type: {one['kind']}", f"title: The case of {one['id']}", "state: draft"]
        if one["kind"] == "ask":
            head.append("of: Department of Works")
        if one["link"]:
            head.append(f"{one['link']}: [{', '.join(one['to'])}]")
        cited = [(name, indirect) for name, indirect in one["cited"] if name not in struck]
        if cited:
            head.append("evidence:")
            head += [f"  - {{id: {name}, directness: indirect}}" if indirect else f"  - {name}" for name, indirect in cited]
        path = folder / one["folder"] / f"{one['id'].lower()}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text("---\n" + "\n".join(head) + "\n---\n\nA sentence.\n")


def judge(program, folder, day):
    """By item: its strength, that of its own evidence, and whether it stands on one source or on nothing."""
    done = call(program, "audit", folder, "--format", "json", "--as-of", day)
    report, _ = json.JSONDecoder().raw_decode(done.stdout)  # findings follow
    call(program, "build", folder, "-f", "html", "-o", folder / "out", "--layout", "strategy", "--as-of", day)
    page = (folder / "out/strategy.html").read_text()
    # An item without a link in either direction has no box that could say so.
    found = {one: [0, 0] for one in re.findall(r'<section id="((?:FND|CHA|PRI|INT|ASK)-\d+)"', page)}
    for part in page.split("<section ")[1:]:
        item, text = re.match(r'id="((?:FND|CHA|PRI|INT|ASK)-\d+)"', part), re.search(r'<dl class="web frank">.*?<dd>(.*?)</dd>', part, re.S)
        if not item or not text:
            continue
        item, text = item[1], text[1]
        own, line = re.search(r"own evidence (\d) of 5", text), re.search(r"(\d) of 5 by the line", text)
        found[item] = [int(line[1]) if line else int(own[1]) if own else 0, int(own[1]) if own else 0]
    named = {name: {one["id"] for one in report["sections"][name]} for name in ("untraced", "sole-source")}
    return {item: (*pair, item in named["sole-source"], item in named["untraced"]) for item, pair in found.items()}


def expect(before, after):
    """What the page must say of each item, in its words."""
    lines = {}
    for item, (strength, own, sole, nothing) in after.items():
        was, said = before[item], []
        if nothing and not was[3]:
            said.append("stands on nothing")
        elif strength != was[0]:
            said.append(f"strength {was[0]} to {strength} of 5")
        if own != was[1]:
            said.append(f"own evidence {was[1]} to {own} of 5")
        if sole and not was[2]:
            said.append("stands on one source")
        if said:
            lines[item] = "; ".join(said)
    return lines


def main():
    program, rounds, seed = pathlib.Path(sys.argv[1]).resolve(), int((sys.argv[2:] + ["12"])[0]), int((sys.argv[3:] + ["1"])[0])
    modules, missing = chromium.modules()
    if not modules:
        skip("what falls, in Chromium", missing)
        return tap.end()
    with tempfile.TemporaryDirectory() as name:
        work, tasks, wanted = pathlib.Path(name), [], []
        for n in range(rounds):
            source = random.Random(seed * 1000 + n)
            entries, items = draw(source)
            struck = sorted(source.sample([one["id"] for one in entries], source.randint(0 if n % 2 else 1, 3)))
            day = f"20{source.randint(26, 36)}-0{source.randint(1, 9)}-15" if n % 2 else "2026-03-31"
            write(program, work / f"{n}-whole", entries, items, [])
            write(program, work / f"{n}-less", entries, items, struck)
            before, after = judge(program, work / f"{n}-whole", "2026-03-31"), judge(program, work / f"{n}-less", day)
            say(len(before) > 4 and before.keys() == after.keys(), f"strategy {n} is judged whole and without {struck}", (before, after))
            wanted.append(expect(before, after))
            tasks.append({"page": str(work / f"{n}-whole/out/strategy.html"), "strike": struck, "day": day})
            shutil.rmtree(work / f"{n}-less")
        say(sum(bool(one) for one in wanted) > rounds / 2, "in most of them something falls", wanted)
        (work / "tasks.json").write_text(json.dumps(tasks))
        done = chromium.drive(HERE / "falls.mjs", modules, work)
        say(done.returncode == 0, "the pages are driven", done.stderr)
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        for n, answer in enumerate(answers):
            say(answer["lines"] == wanted[n], f"strategy {n}: the page says what the audit says of {len(wanted[n])} items", (answer["lines"], wanted[n], tasks[n]))
            say(answer["back"] == 0, f"strategy {n}: closed, all stands as it was", answer)
        say(len(answers) == rounds, f"{rounds} strategies were driven", len(answers))
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
