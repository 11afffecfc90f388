#!/usr/bin/env python3
"""Random edits in a lasting session, of copies of the sample and of all constructs, as TAP: after each
the findings are those of a session that begins anew. A small strategy gets all 2,000 edits at once,
and one with a number behind it as many. edits.py EDITS FOLDER[=COUNT]... [--all]"""

import os
import shutil
import subprocess
import sys
import tempfile

program, *folders = [argument for argument in sys.argv[1:] if argument != "--all"]
MOST, FEW, SMALL = 2000, 40, 20  # edits; files of a strategy that is small
seeds = [3]
lines = []
for folder in folders:
    folder, _, count = folder.partition("=")
    files = sum(len(names) for _, _, names in os.walk(folder))
    count = MOST if "--all" in sys.argv else int(count or (MOST if files < SMALL else FEW))
    for seed in seeds:
        with tempfile.TemporaryDirectory() as work:
            copy = os.path.join(work, "content")
            shutil.copytree(folder, copy)
            done = subprocess.run(
                [os.path.abspath(program), copy, str(count), str(seed)],
                capture_output=True, text=True, errors="replace", cwd=work)
            kept = [line for line in done.stdout.splitlines() if not line.startswith("1..")]
            lines += kept + [f"# {line}" for line in done.stderr.splitlines()]
            if done.returncode not in (0, 1):
                lines.append(f"not ok - it ended with {done.returncode}")
            for name in ("edits-warm.json", "edits-cold.json"):
                if os.path.exists(os.path.join(work, name)):
                    shutil.copy(os.path.join(work, name), tempfile.gettempdir())
number = 0
for line in lines:
    if line.startswith(("ok ", "not ok ")):
        number += 1
        start = "not ok" if line.startswith("not") else "ok"
        line = f"{start} {number} - {line.split(' - ', 1)[1]}"
    print(line)
print(f"1..{number}")
sys.exit(any(line.startswith("not ok") for line in lines))
