#!/usr/bin/env python3
"""What typing and querying a dataset of 200,000 rows and 20 columns costs, in seconds of CPU; the
aim is 0.6. dataset.py PROGRAM [ROWS]
"""
import csv
import pathlib
import random
import resource
import subprocess
import sys
import tempfile

PROGRAM, ROWS = pathlib.Path(sys.argv[1]).absolute(), int(sys.argv[2]) if len(sys.argv) > 2 else 200000
QUERY = "SELECT sum(v1) / count(v2) FROM big WHERE year = 2010"
ENTRY = f"""
  - id: EV-BIG-01
    statement: A figure of the bench.
    query: {QUERY}
    places: 1
    unit: index
    geography: Here
    period: "2024"
    confidence: public-domain-knowledge
    grade: 5
    source: {{publisher: Office, title: Bench, year: 2024, url: "https://example.org/", accessed: 2025-01-01, licence: OGL}}
"""


def cell(chance, column):
    """As statistical offices write them: most with decimals, some grouped, some missing."""
    if column % 3:
        return f"{chance.random() * 1000:.2f}"
    return chance.choice([str(chance.randrange(100000)), f"{chance.randrange(1000, 99999):,}", "[c]"])


def spent(folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([PROGRAM, "check", folder], capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


with tempfile.TemporaryDirectory() as work:
    folder = pathlib.Path(work) / "one"
    subprocess.run([PROGRAM, "new", folder], check=True, capture_output=True)
    bare = min(spent(folder) for _ in range(5))
    chance = random.Random(1)
    with open(folder / "evidence/data/big.csv", "w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["code", "name", "year"] + [f"v{i}" for i in range(17)])
        for r in range(ROWS):
            rows.writerow([f"E{r % 300:08d}", f"Place {r % 300}", 1990 + r % 33] + [cell(chance, i) for i in range(17)])
    register = folder / "evidence/register.yaml"
    text = register.read_text()
    at = text.index("\n  - id:")
    register.write_text(text[:at] + ENTRY.rstrip() + text[at:])
    print(f"{ROWS} rows of 20 columns: {min(spent(folder) for _ in range(5)) - bare:.2f} s of CPU")
