#!/usr/bin/env python3
"""edit.py LIVE PREVIEW [RUNS]: what it costs that a word of the sample is edited: CPU time, median of many, from a
keystroke to the findings (`live`), and from a save to the findings and the whole page, and to all sheets (`preview`).

Nothing here passes or fails."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SAMPLE, FILE = HERE.parents[1] / "content", "interventions/int-age-01.md"


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    runs = sys.argv[3:] or ["40"]
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work, "content")
        shutil.copytree(SAMPLE, folder)
        for program in sys.argv[1:3]:
            done = subprocess.run([program, folder, FILE, *runs], capture_output=True, text=True)
            print(f"{pathlib.Path(program).name}: {done.stdout.strip() or done.stderr.strip()}")


main()
