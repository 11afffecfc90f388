#!/usr/bin/env python3
"""What the program says to commands, as people type them: commands.txt, as TAP.

commands.py SIGHTLINE [--bless] [--names] [CASE...]

A case begins with '## NAME' and has a new folder, in which `town` is plans/town, and `valley` frameworks/bilingual. A line that begins with '$ ' is given to
a shell; what it prints, findings and errors among it, stands below it up to the next, and '(ends with 1)' where that is not 0.
"""
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent))
import tap  # noqa: E402

CASE = re.compile(r"^## (\S+)\n(.*?)(?=^## |\Z)", re.M | re.S)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.M)


def run_case(program, text):
    """The same text, with what is printed now."""
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        (work / "bin").mkdir()
        (work / "bin/sightline").symlink_to(program)
        shutil.copytree(HERE / "plans/town", work / "town")
        shutil.copytree(HERE.parent / "frameworks/bilingual", work / "valley")
        environment = {**os.environ, "PATH": f"{work}/bin:{os.environ['PATH']}", "HOME": name, "NO_COLOR": "1", "COLUMNS": "100",
                       "GIT_CONFIG_GLOBAL": "/dev/null"}

        def answer(found):
            done = subprocess.run(["sh", "-c", found[1]], cwd=work, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, text=True, errors="replace", timeout=120)
            said = re.sub(r" in \d+\.\d\d s$", " in N s", done.stdout, flags=re.M).replace(str(work), "WORK").replace(str(HERE.parents[1]), "SOURCE")
            lines = [line.rstrip() for line in said.splitlines()] + ([f"(ends with {done.returncode})"] if done.returncode else [])
            return "".join(line + "\n" for line in [f"$ {found[1]}", *lines]) + "\n"

        return COMMAND.sub(answer, text)


def main(program, words):
    names = [word for word in words if not word.startswith("--")]
    program, path = pathlib.Path(program).resolve(), HERE / "commands.txt"
    text = path.read_text(encoding="utf-8")
    cases = CASE.findall(text)
    if "--names" in words:
        print("\n".join(name for name, _ in cases))
        return 0
    for name, wanted in cases:
        if names and name not in names:
            continue
        got = run_case(program, wanted)
        if "--bless" in words:
            text = text.replace(f"## {name}\n{wanted}", f"## {name}\n{got}")
            path.write_text(text, encoding="utf-8")
            wanted = got
        tap.say(got == wanted, name, "\n".join(difflib.unified_diff(wanted.splitlines(), got.splitlines(), "expected", "got", lineterm="", n=1)))
    return tap.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
