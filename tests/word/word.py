#!/usr/bin/env python3
"""Word files, out and back, by programs of others: python-docx, pandoc, LibreOffice, docx4j.

word.py SIGHTLINE CONTENT [--all]: with --all twelve edits at random and more pairs of strategies, all through LibreOffice.
"""
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402


def install(folder):
    done = tap.call(sys.executable, "-m", "venv", folder / "venv")
    return done if done.returncode else tap.call(folder / "venv/bin/pip", "-q", "install", "-r", HERE / "requirements.txt")


def main():
    venv = tap.prepare("python-docx", HERE / "requirements.txt", install)
    if not venv:
        tap.skip("Word files, out and back", "python-docx")
        return tap.end()
    for part in ("out.py", "access.py", "back.py", "apply.py", "strange.py", "redline.py"):
        done = tap.call(venv / "venv/bin/python3", HERE / part, *sys.argv[1:], timeout=2400 if "--all" in sys.argv else 900)
        for line in done.stdout.splitlines():
            mark, _, name = line.partition(" - ")
            name, skipped, tool = name.partition(" # SKIP ")
            if skipped:
                tap.skip(name, tool.removesuffix(" is not installed"))
            elif mark.startswith(("ok", "not ok")):
                tap.say(mark.startswith("ok"), name, done.stdout + done.stderr)
        if done.returncode not in (0, 1):
            tap.say(False, f"{part} ran to its end", done.stdout + done.stderr)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
