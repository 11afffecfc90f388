#!/usr/bin/env python3
"""What is over a limit is said at its place, and what is just below it is set; as TAP.

limits.py SIGHTLINE
"""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402
from findings import check  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).resolve()


def wide_data(folder, n):
    (folder / "evidence/data/wide.csv").write_text(",".join(f"c{i}" for i in range(n)) + "\n" + ",".join(["1"] * n) + "\n")


def table(folder, n):
    wide_data(folder, max(n, 1))
    columns = "".join(f"\n  - {{key: c{i}, title: T{i}}}" for i in range(n)) if n else " []"
    append(folder, f"```table\nid: tab-wide\ntitle: Wide\ndata: evidence/data/wide.csv\ncolumns:{columns}\nevidence: EV-01\n```\n")


def where(folder, n):
    wide_data(folder, n)
    append(folder, "```table\nid: tab-wide\ntitle: Wide\ndata: evidence/data/wide.csv\nwhere: {" + ", ".join(f"c{i}: 1" for i in range(n)) +
           "}\ncolumns: [{key: c0, title: T}]\nevidence: EV-01\n```\n")


def coverage(folder, n):
    path = folder / "framework.yaml"
    path.write_text(path.read_text() + "coverage:\n  - {title: Evidence and what rests on it, rows: evidence, columns: types}\n")
    register = folder / "evidence/register.yaml"
    have = register.read_text().count("- id:")
    more = "".join(f"  - id: EV-X{i}\n    statement: One of many.\n    source: {{publisher: A, title: B}}\n    confidence: second-hand\n    grade: 1\n" for i in range(n - have))
    register.write_text(register.read_text().replace("gaps: []", more + "gaps: []"))


def neighbours(folder, n):
    rows = "".join(f"  - {{id: NB-{i}, title: Strategy {i}, body: A body, years: 2020 to 2025}}\n" for i in range(n))
    (folder / "strategies.yaml").write_text(f"strategies:\n{rows}alignment:\n  - {{item: ASK-01, strategy: NB-1, relation: shares, note: A note.}}\n")


def append(folder, text):
    path = folder / "sections/about.md"
    path.write_text(path.read_text() + "\n" + text)


def lines(folder, n):
    """Paragraphs of a line each, beside what the section has: two parts each, in footnotes too."""
    half = n // 4
    append(folder, "\n\n".join(["a"] * half) + "\n\nSaid[^n].\n\n[^n]: " + "\n\n    ".join(["b"] * half) + "\n")


# what, the file, the code, a number that is let pass, numbers that are not
LIMITS = ((table, "sections/about.md", "E0147", 32, (33, 0, 100)), (where, "sections/about.md", "E0147", 32, (33, 64)),
          (coverage, "framework.yaml", "E0239", 400, (401,)), (neighbours, "strategies.yaml", "E0239", 31, (32, 40)),
          (lines, "sections/about.md", "E0171", 65000, (66000, 200000)))


def main():
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        for put, file, code, good, bad in LIMITS:
            for n in (good, *bad):
                folder = work / f"{put.__name__}-{n}"
                tap.call(PROGRAM, "new", folder)
                put(folder, n)
                found, _ = check(PROGRAM, folder)
                hits = [one for one in found if one["code"] == code and one["file"].endswith(file) and one["line"] > 0 and one["help"]]
                others = [one for one in found if one["severity"] == "error" and one["code"] != code]
                tap.say(len(hits) == (n != good) and not others, f"{put.__name__} of {n}: {code if n != good else 'nothing'}", found)
    return tap.end()


sys.exit(main())
