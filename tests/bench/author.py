#!/usr/bin/env python3
"""author.py PROGRAM [--write]: what an author waits for: CPU time, peak and instructions of `check`
of many items (generate.py), and of the sample checked and built.

Nothing here passes or fails. Least and median CPU time of several runs, cold, pinned to one core;
instructions as callgrind counts them, which do not depend on the hour. --write puts the table into
README.md.
"""
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

import run

RUNS = 15
HERE = pathlib.Path(__file__).resolve().parent
SAMPLE = HERE.parents[1] / "content"
HEAD = "| | CPU: least | median | peak | instructions |\n|" + " --- |" * 5


def instructions(command):
    if not shutil.which("valgrind"):
        return "valgrind is not installed"
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    count = re.search(r"Collected : (\d+)", done.stderr)
    return f"{int(count[1]) / 1e6:,.0f} M" if count else "not counted"


def row(name, command):
    measured = [run.resources(command, 1, {0}) for _ in range(RUNS)]
    cpu = [one[1] * 1000 for one in measured]
    return (f"| {name} | {min(cpu):,.0f} ms | {statistics.median(cpu):,.0f} ms "
            f"| {max(one[2] for one in measured):,.0f} MB | {instructions(command)} |")


def main():
    names = [a for a in sys.argv[1:] if not a.startswith("-")]
    if not names:
        sys.exit(__doc__)
    program = os.path.abspath(names[0])
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        subprocess.run([sys.executable, HERE / "generate.py", work / "s"], check=True, stdout=subprocess.DEVNULL)
        rows = [row("`check` of 6,000 items, 30,000 links", [program, "check", str(work / "s")]),
                row("`check` of the sample", [program, "check", str(SAMPLE)]),
                row("the sample to PDF and HTML", [program, "build", str(SAMPLE), "-f", "pdf,html", "-o", str(work / "o")])]
    table = "\n".join([HEAD, *rows, "", run.machine()])
    print(table)
    if "--write" in sys.argv:
        run.put_table("author", table)


if __name__ == "__main__":
    main()
