#!/usr/bin/env python3
"""Random journeys through the sample's page in Chromium and Firefox, on three widths, as TAP: as many steps as are wanted.

journeys.py SIGHTLINE CONTENT [STEPS] [SEED]      run.py takes 24 steps in every run; the whole is 500
"""
import pathlib
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import chromium
import run
import tap


def main():
    program, content = (pathlib.Path(one).resolve() for one in sys.argv[1:3])
    steps, seed = (sys.argv[3:5] + ["500", "1"][len(sys.argv[3:5]):])[:2]
    modules, missing = chromium.modules()
    if not modules:
        tap.skip("journeys", missing)
        return tap.end()
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        done = tap.call(program, "build", content, "-o", work / "out", "-f", "html", "--layout", "strategy")
        tap.say(done.returncode == 0, "the page builds", done.stderr)
        shutil.copy(work / "out/strategy.html", work / "sample.html")
        run.say_ways(run.drive_ways(modules, work, ("journeys",), steps, seed))
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
