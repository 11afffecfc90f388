#!/usr/bin/env python3
"""The composed document of each strategy of plans/ and of other tests, node by node, as TAP.

outline.py OUTLINE [--bless] [--names] [CASE...]

What a page of the web does not show stands here too: roles, levels, alignments, what starts on a new page, which figure a chart
draws of which row. plans/town in each layout and for each audience; of what is laid over it, as a draft where it has errors, the
lines that differ. The files of
expected/outline hold them.
"""
import difflib
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import whole

sys.path.append(str(whole.TESTS))
import tap  # noqa: E402

EXPECTED = whole.EXPECTED / "outline"
LAYOUTS = ["strategy", "board", "assurance", "asks", "summary", "action-plan"]
AUDIENCES = ["board", "government"]
DIGEST = re.compile(r"\b[0-9a-f]{64}\b|\b(?:[0-9a-f]{4} ){3,}[0-9a-f]{4}\b|\b(?=\w*\d)[0-9a-f]{12,63}\b")


def list_cases():
    """By name: (what is laid over the town, or a folder; layout and audience)."""
    town = whole.HERE / "plans/town"
    layouts = [name for name in LAYOUTS if (whole.TESTS.parent / f"layouts/{name}.yaml").is_file()]
    cases = {f"town, {layout}": (town, [layout]) for layout in layouts}
    cases.update({f"town, for {audience}": (town, ["strategy", audience]) for audience in AUDIENCES})
    cases.update({path.stem: (whole.lay(path.read_text(encoding="utf-8")), []) for path in sorted((whole.HERE / "plans").glob("town+*.txt"))})
    cases.update({path.split("/")[1]: (whole.TESTS / path, []) for path in whole.FOLDERS})
    return {name.replace(", ", "-").replace(" ", "-"): case for name, case in cases.items()}


def tell(program, make, words):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "plan"
        shutil.copytree(whole.HERE / "plans/town" if callable(make) else make, folder)
        if callable(make):
            make(folder)
        done = subprocess.run([program, folder, *words], capture_output=True, text=True, errors="replace", timeout=120)
        ended = [f"(ends with {done.returncode})"] if done.returncode else []
        return [whole.shorten(line) for line in DIGEST.sub("…", done.stdout).split("\n")] + ended


def main(program, words):
    bless, names = "--bless" in words, [word for word in words if not word.startswith("--")]
    cases = list_cases()
    if "--names" in words:
        print("\n".join(cases))
        return 0
    base = tell(program, *cases["town-strategy"])

    def try_case(name):
        lines = tell(program, *cases[name])
        if name.startswith("town") and name != "town-strategy" and len(lines) > 2:
            lines = [line for line in difflib.unified_diff(base, lines, lineterm="", n=0) if not line.startswith(("@@", "---", "+++"))]
        path = EXPECTED / f"{name}.txt"
        return whole.held(path, lines, bless)

    chosen = [name for name in cases if not names or name in names]
    return whole.say_all(chosen, try_case)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
