#!/usr/bin/env python3
"""author.py PROGRAM [--write]: what an author waits for: CPU time, peak and instructions of `check`
of many items (generate.py), of a plan of 50 recommendations, and of the sample checked and built.

Nothing here passes or fails. Least and median CPU time of several runs, cold, pinned to one core;
instructions as callgrind counts them, which do not depend on the hour. --write puts the table into
README.md.
"""
import os
import pathlib
import random
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


WORDS = ("offices people wait publish every week in the same form agency staff train letters forms online reply days clear plain words ask answer keep "
         "count measure visit check").split()


def write_plan(program, folder):
    """An action plan of 50 recommendations, each with its answer and an action that carries it out."""
    chance = random.Random(1)
    subprocess.run([program, "new", folder, "--kind", "action-plan"], check=True, stdout=subprocess.DEVNULL)
    for path in [*folder.glob("recommendations/*.md"), *folder.glob("actions/*.md")]:
        path.unlink()

    def words(n):
        return " ".join(chance.choice(WORDS) for _ in range(n)).capitalize()

    for i in range(1, 51):
        answer = chance.choice(["accepted", "accepted in part", "not accepted", "no answer yet"])
        (folder / f"recommendations/rec-{i:02}.md").write_text(f"---\ntitle: {words(6)} {i}\nto: The agency\nanswer: {answer}\nreason: {words(15)}\n---\n\n{words(60)} [@EV-01].\n\n{words(50)}.\n")
        (folder / f"actions/act-{i:02}.md").write_text(f"---\ntitle: {words(5)} {i}\nlead: Unit A\ndue: 2027-{i % 12 + 1:02}\ncarries-out: REC-{i:02}\n---\n\n{words(20)}.\n")


def main():
    names = [a for a in sys.argv[1:] if not a.startswith("-")]
    if not names:
        sys.exit(__doc__)
    program = os.path.abspath(names[0])
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        subprocess.run([sys.executable, HERE / "generate.py", work / "s"], check=True, stdout=subprocess.DEVNULL)
        write_plan(program, work / "plan")
        rows = [row("`check` of 6,000 items, 30,000 links", [program, "check", str(work / "s")]),
                row("`check` of the sample", [program, "check", str(SAMPLE)]),
                row("a plan of 50 recommendations to PDF and HTML", [program, "build", str(work / "plan"), "-f", "pdf,html", "-o", str(work / "p")]),
                row("the sample to PDF and HTML", [program, "build", str(SAMPLE), "-f", "pdf,html", "-o", str(work / "o")])]
    table = "\n".join([HEAD, *rows, "", run.machine()])
    print(table)
    if "--write" in sys.argv:
        run.put_table("author", table)


if __name__ == "__main__":
    main()
