#!/usr/bin/env python3
"""A strategy of any size, the same every time: many.py SIGHTLINE FOLDER ITEMS."""
import pathlib
import subprocess
import sys

WORDS = ("growth skills harbour freight homes energy coast firms research rail estuary wage output college "
         "training demand supply grid carbon village market quarter board county survey sample export").split()


def sentence(seed, n):
    words = [WORDS[(seed * 7 + k * k + k) % len(WORDS)] for k in range(n)]
    return " ".join(words).capitalize() + "."


def paragraphs(seed, entry):
    return "\n\n".join(f"{sentence(seed + k, 24)} {sentence(seed * 3 + k, 18)} It grew [@{entry}]. {sentence(seed + 5 * k, 20)}"
                       for k in range(3))


def write_item(folder, item, kind, n, entry, more):
    path = folder / kind / f"{item.lower()}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"---\nid: {item}\ntype: {kind}\ntitle: {sentence(n, 6)[:-1]} {n}\nstate: draft\n"
                    f"areas: [Area {n % 7}]\nevidence: [{entry}]\n{more}---\n\n{paragraphs(n, entry)}\n")


def write(program, folder, items):
    subprocess.run([program, "new", folder], check=True, capture_output=True)
    folder = pathlib.Path(folder)
    for name in ("foundations", "challenges", "priorities", "interventions", "commitments", "asks"):
        for path in (folder / name).glob("*.md"):
            path.unlink()
    entries = [f"EV-{n:05}" for n in range(items // 6 + 1)]
    (folder / "evidence/register.yaml").write_text("evidence:\n" + "".join(
        f"  - id: {entry}\n    statement: {sentence(n, 14)[:-1]} in year {n}.\n    period: \"2024\"\n    confidence: verified-in-source\n"
        f"    grade: {n % 5 + 1}\n    source: {{publisher: Office {n % 9}, title: {sentence(n, 5)[:-1]}, year: \"2025\", url: \"https://example.org/{n}\"}}\n"
        for n, entry in enumerate(entries)))
    for n in range(items):
        entry = entries[n // 6]
        kind = n % 10
        if n < 10:
            write_item(folder, f"{'FND' if n % 2 else 'CHA'}-{n:05}", "foundation" if n % 2 else "challenge", n, entry, "")
        elif kind < 2:
            target = n % 10
            write_item(folder, f"PRI-{n:05}", "priority", n, entry, f"addresses: [{'FND' if target % 2 else 'CHA'}-{target:05}]\n")
        elif kind < 6:
            write_item(folder, f"INT-{n:05}", "intervention", n, entry, f"delivers: [PRI-{n - kind + kind // 4:05}]\n")
        else:
            write_item(folder, f"ASK-{n:05}", "ask", n, entry,
                       f"of: Department {n % 12}\nsupports: [INT-{n - kind + 2 + kind % 4:05}]\n")


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], int(sys.argv[3]))
