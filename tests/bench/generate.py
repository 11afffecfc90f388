#!/usr/bin/env python3
"""Writes a large strategy for measuring: many items, links and entries, always the same.

generate.py DIR [ITEMS [LINKS]]      6000 items and 30000 links unless said otherwise

A tenth of the items are foundations and challenges, a fifth priorities, three tenths interventions,
the rest asks and commitments; there is an entry for every third item. Every item has text that
cites what it declares.
"""
import pathlib
import random
import sys

FRAMEWORK = """name: Large strategy
types:
  foundation: {name: Foundation, plural: Foundations, prefix: FND, must-cite: [figures, superlatives, comparisons]}
  priority: {name: Priority, plural: Priorities, prefix: PRI}
  intervention: {name: Intervention, plural: Interventions, prefix: INT, fields: {start: {kind: month}}}
  commitment: {name: Commitment, plural: Commitments, prefix: COM}
  ask: {name: Ask, plural: Asks, prefix: ASK, fields: {of: {kind: text, group: true}}}
roles:
  evidence: {from: [foundation, priority, intervention, commitment, ask], to: [evidence], label: Rests on,
    back: Used by, line: true, suspect: from}
  addresses: {from: [priority], to: [foundation], label: Addresses, back: Addressed by, line: true, suspect: from}
  delivers: {from: [intervention], to: [priority], label: Delivers, back: Delivered by, line: true, suspect: from}
  supports: {from: [commitment, ask], to: [intervention], label: Supports, back: Supported by, line: true, suspect: both}
states: [draft, agreed]
shelf-lives: {5: 5 years, 4: 5 years, 3: 4 years, 2: 3 years, 1: 1 year}
rules: {stale-evidence: note, declared-not-cited: note, cited-not-declared: note}
"""
STRATEGY = """title: A large strategy
status: draft
version: "1"
date: 2026-03-31
language: en-GB
order:
  - {part: Foundations, id: PART-1, items: [{type: foundation}]}
  - {part: Priorities, id: PART-2, items: [{type: priority}]}
  - {part: Interventions, id: PART-3, items: [{type: intervention}]}
  - {part: Commitments, id: PART-4, items: [{type: commitment}]}
  - {part: Asks, id: PART-5, items: [{type: ask}]}
annexes: [evidence]
"""
KINDS = [("foundation", "FND", 0.1, None, None), ("priority", "PRI", 0.2, "addresses", "foundation"),
         ("intervention", "INT", 0.3, "delivers", "priority"), ("commitment", "COM", 0.15, "supports", "intervention"),
         ("ask", "ASK", 0.25, "supports", "intervention")]


def main():
    folder = pathlib.Path(sys.argv[1])
    items = int(sys.argv[2]) if len(sys.argv) > 2 else 6000
    links = int(sys.argv[3]) if len(sys.argv) > 3 else 30000
    chance = random.Random(1)
    entries = [f"EV-{i:05}" for i in range(1, items // 3 + 1)]
    each = max(2, round(links / items))
    (folder / "evidence").mkdir(parents=True, exist_ok=True)
    (folder / "framework.yaml").write_text(FRAMEWORK)
    (folder / "strategy.yaml").write_text(STRATEGY)
    with open(folder / "evidence/register.yaml", "w") as out:
        out.write("evidence:\n")
        for i, entry in enumerate(entries):
            out.write(f"  - id: {entry}\n    statement: It stood at {i + 100} places in the year.\n    value: {i + 100}\n"
                      f"    unit: places\n    period: \"{2015 + i % 11}\"\n"
                      f"    source: {{publisher: Office {i % 40}, title: Table {i % 700}}}\n"
                      f"    confidence: {['verified-in-source', 'second-hand'][i % 5 == 0]}\n    grade: {1 + i % 5}\n")
        out.write("gaps: []\n")
    names, count = {}, 0
    for kind, prefix, share, role, target in KINDS:
        names[kind] = [f"{prefix}-{i:05}" for i in range(1, round(items * share) + 1)]
        (folder / kind).mkdir(exist_ok=True)
        for name in names[kind]:
            down = chance.sample(names[target], min(each // 2, len(names[target]))) if target else []
            evidence = chance.sample(entries, min(each - len(down), len(entries)))
            count += len(down) + len(evidence)
            of = "of: Department of Measures\n" if kind == "ask" else ""
            linked = f"{role}: [{', '.join(down)}]\n" if down else ""
            text = " ".join(f"This rests on what was found in the year, [={one}] places in all [@{one}]." for one in evidence)
            (folder / kind / f"{name.lower()}.md").write_text(
                f"---\nid: {name}\ntype: {kind}\ntitle: The {kind} called {name}\n{of}{linked}evidence: [{', '.join(evidence)}]\n"
                f"state: draft\n---\n\n{text}\n\nIt would be judged in two years by whether the measure has moved, and published.\n")
    print(f"{sum(map(len, names.values()))} items, {count} links, {len(entries)} entries in {folder}")


main()
