"""What the tests written in Python share: TAP lines, skips by name, programs called, tools kept.

A tool that is not there is a test skipped by name; with SIGHTLINE_NO_SKIP=1 it is one failed.
"""
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "sightline"
DETAIL_MOST = 40  # lines of what went wrong
count, failed = 0, False
# A page that is given no time is late with what it is looked at for: all others stand back for the browsers.
if not {"browser", "serve"} & {*pathlib.Path(sys.argv[0]).resolve().parts}:
    os.nice(12)


def say(good, name, detail=""):
    global count, failed
    count += 1
    failed = failed or not good
    print(f"{'ok' if good else 'not ok'} {count} - {name}", flush=True)
    if not good:
        for line in str(detail).splitlines()[:DETAIL_MOST]:
            print("# " + line)


def skip(name, tool):
    global count
    if os.environ.get("SIGHTLINE_NO_SKIP"):
        say(False, name, f"{tool} is not installed")
        return
    count += 1
    print(f"ok {count} - {name} # SKIP {tool} is not installed")


def has(name, *tools):
    """True when all the tools are there, else the test of that name is skipped."""
    for tool in tools:
        if not shutil.which(tool):
            skip(name, tool)
            return False
    return True


def end():
    """The plan, last; the program's status."""
    print(f"1..{count}")
    return 1 if failed else 0


def call(*words, **options):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, errors="replace", **options)


def prepare(name, source, make):
    """A folder of the user's cache for what the file names, made once; None when it cannot be made."""
    folder = CACHE / f"{name}-{hashlib.sha256(source.read_bytes()).hexdigest()[:12]}"
    if not folder.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        part = pathlib.Path(tempfile.mkdtemp(dir=CACHE))
        if make(part).returncode:
            shutil.rmtree(part)
            return None
        part.rename(folder)
    return folder
