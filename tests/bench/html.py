#!/usr/bin/env python3
"""html.py PROGRAM [ITEMS]: CPU time of writing the HTML of many items (generate.py), 6000 unless
said; and how the page of 600 (browser/many.py) opens and answers in Chromium at a sixth of the speed (open.mjs).

Nothing here passes or fails. The least CPU time of several runs, cold, pinned to one core: `check`
reads, links and judges the strategy; what the build of the page takes beyond it is composing and
writing. The peak is the build's largest resident set. Of opening, how many runs had no long task and
the middle of all runs are told, an empty page beside it: other work on the machine makes tasks longer.
"""
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

import run

RUNS = 5
OPENED, OPENINGS, WORKED = 600, 15, 5
HERE = pathlib.Path(__file__).resolve().parent
BROWSER = HERE.parent / "browser"
sys.path[1:1] = [str(HERE.parent), str(BROWSER)]
import chromium
import many

EMPTY = "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Empty</title><p>Empty</p></html>"


def least(command):
    """The least CPU seconds, and the peak in MB."""
    measured = [run.resources(command, 1, {0}) for _ in range(RUNS)]
    return min(cpu for _, cpu, _ in measured), max(peak for _, _, peak in measured)


def open_page(path, runs, *more):
    """What open.mjs says of each run."""
    done = chromium.drive(HERE / "open.mjs", path, runs, *more)
    if done.returncode:
        sys.exit(done.stderr[-400:])
    return [json.loads(line) for line in done.stdout.splitlines()]


def opening(program, work):
    if not chromium.PATH or not shutil.which("node"):
        return print("Opening is not measured: Chromium or Node is not installed.")
    many.write(program, work / "many", OPENED)
    subprocess.run([program, "build", str(work / "many"), "-f", "html", "-o", str(work / "many-out"), "-q"], check=True)
    (work / "empty.html").write_text(EMPTY)
    print(f"\n| opened at a sixth of the speed, {OPENINGS} runs | without a long task | longest | longest with pictures "
          "| interactive | style, layout, script | main thread |\n|" + " --- |" * 7)
    for name, path in ((f"{OPENED} items", work / "many-out/strategy.html"), ("empty page", work / "empty.html")):
        runs = open_page(path, OPENINGS)
        middle = {key: statistics.median(run[key] for run in runs if run[key] is not None)
                  for key in ("picture", "ready", "style", "layout", "script", "all")}
        print(f"| {name} | {sum(not run['long'] for run in runs)} | {max(max(run['long'], default=0) for run in runs) or 'under 50'} ms "
              f"| {middle['picture']:,.0f} ms | {middle['ready']:,.0f} ms "
              f"| {middle['style']:.0f}, {middle['layout']:.0f}, {middle['script']:.0f} ms | {middle['all']:,.0f} ms |", flush=True)
    working(work / "many-out/strategy.html")


def working(path):
    """The longest task of each thing that a reader does: the middle of the runs, and what that one was spent on."""
    runs = [run["worked"] for run in open_page(path, WORKED, "work")]
    print(f"\n| done in the page, {WORKED} runs | longest task | the middle one: spent on |\n| --- | --- | --- |")
    for name in runs[0]:
        found = sorted((run[name] for run in runs), key=lambda one: one[0])
        most, of = found[len(found) // 2]
        print(f"| {name} | {', '.join(str(ms) for ms, _ in found)} ms | {most} ms: {', '.join(f'{kind} {ms}' for kind, ms in of.items())} |", flush=True)


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
              f"| {peak:,.0f} MB | {size / 1000:,.0f} kB |", flush=True)
        opening(program, work)


if __name__ == "__main__":
    main()
