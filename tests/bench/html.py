#!/usr/bin/env python3
"""html.py PROGRAM [ITEMS]: CPU time of writing the HTML of many items (generate.py), 6000 unless said.

Nothing here passes or fails. The least CPU time of several runs, cold, pinned to one core: `check`
reads, links and judges the strategy; what the build of the page takes beyond it is composing and
writing. The peak is the build's largest resident set.
"""
import pathlib
import subprocess
import sys
import tempfile

import run

RUNS = 5
HERE = pathlib.Path(__file__).resolve().parent


def least(command):
    """The least CPU seconds, and the peak in MB."""
    measured = [run.resources(command, 1, {0}) for _ in range(RUNS)]
    return min(cpu for _, cpu, _ in measured), max(peak for _, _, peak in measured)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program = str(pathlib.Path(sys.argv[1]).resolve())
    items = int(sys.argv[2]) if len(sys.argv) > 2 else 6000
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        subprocess.run([sys.executable, HERE / "generate.py", work / "s", str(items)], check=True, stdout=subprocess.DEVNULL)
        check, _ = least([program, "check", str(work / "s")])
        build, peak = least([program, "build", str(work / "s"), "-f", "html", "-o", str(work / "out")])
        size = (work / "out/strategy.html").stat().st_size
    print("| items | check, CPU | build of the page, CPU | beyond check | peak | file |\n|" + " --- |" * 6)
    print(f"| {items:,} | {check * 1000:,.0f} ms | {build * 1000:,.0f} ms | {(build - check) * 1000:,.0f} ms "
          f"| {peak:,.0f} MB | {size / 1000:,.0f} kB |")


if __name__ == "__main__":
    main()
