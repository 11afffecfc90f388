#!/usr/bin/env python3
"""html.py PROGRAM [ITEMS]: CPU time of writing the HTML of many items (generate.py), 6000 unless
said; and how the page of 600 (browser/many.py) opens in Chromium at a sixth of the speed (open.mjs).

Nothing here passes or fails. The least CPU time of several runs, cold, pinned to one core: `check`
reads, links and judges the strategy; what the build of the page takes beyond it is composing and
writing. The peak is the build's largest resident set. Of opening the run with the shortest longest
task is told, as other work on the machine only makes tasks longer, and an empty page beside it.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import run

RUNS = 5
OPENED = 600
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


def open_page(modules, path):
    """The best of several runs of open.mjs."""
    done = chromium.drive(HERE / "open.mjs", modules, path, RUNS)
    if done.returncode:
        sys.exit(done.stderr[-400:])
    return min((json.loads(line) for line in done.stdout.splitlines()), key=lambda one: (max(one["long"], default=0), sum(one["long"])))


def opening(program, work):
    modules, missing = chromium.modules()
    if not modules:
        return print(f"Opening is not measured: {missing} is not installed.")
    many.write(program, work / "many", OPENED)
    subprocess.run([program, "build", str(work / "many"), "-f", "html", "-o", str(work / "many-out"), "-q"], check=True)
    (work / "empty.html").write_text(EMPTY)
    print("\n| opened at a sixth of the speed | longest task | tasks over 50 ms | interactive | style, layout, script | main thread |\n|" + " --- |" * 6)
    for name, path in ((f"{OPENED} items", work / "many-out/strategy.html"), ("empty page", work / "empty.html")):
        one = open_page(modules, path)
        print(f"| {name} | {max(one['long'], default=0) or 'under 50'} ms | {', '.join(map(str, one['long'])) or 'none'} | {one['ready']:,} ms "
              f"| {one['style']}, {one['layout']}, {one['script']} ms | {one['all']:,} ms |")


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
