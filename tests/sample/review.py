#!/usr/bin/env python3
"""Stamps of links as a reader meets them, as TAP: whose they are, of which day, and what leaves them alone.

review.py PROGRAM
"""
import datetime
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())


def call(*words, cwd=None):
    return subprocess.run([PROGRAM, *map(str, words)], cwd=cwd, capture_output=True, text=True, timeout=60)


def lock(folder):
    """Each link with its two fingerprints, its day and its reader."""
    lines = [line.split(" ", 6) for line in (folder / "reviews.lock").read_text().splitlines() if not line.startswith("#")]
    return {" ".join(line[:3]): line[3:] for line in lines}


def waiting(folder):
    done = call("check", folder, "-v", "--format", "short")
    return sorted(line.split("]: ")[1].split(",")[0] for line in done.stderr.splitlines() if "E0230" in line)


def edit(folder, name, text):
    path = folder / name
    path.write_text(path.read_text() + text)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "strategy"
        call("new", folder)
        done = call("review", "--by", "Nobody", "-C", folder)
        tap.say(done.returncode == 2 and not (folder / "reviews.lock").exists(), "without an ID, a role or --all nothing is stamped", done.stderr)
        call("review", "--all", "--by", "First", "-C", folder)
        first = lock(folder)
        today = {(datetime.date.today() - datetime.timedelta(days=back)).isoformat() for back in (0, 1)}
        tap.say(len(first) == 7 and all(stamp[2] in today and stamp[3] == "First" for stamp in first.values()), "--all stamps every link, of today", first)
        call("review", "--all", "--by", "Second", "--on", "2027-01-01", "-C", folder)
        call("review", "ASK-01", "supports", "--by", "Second", "--on", "2027-01-01", "-C", folder)
        tap.say(lock(folder) == first, "stamps that hold stay as they are", lock(folder))

        edit(folder, "interventions/training.md", "\nSomething else is said here.\n")
        tap.say(waiting(folder) == ["ASK-01 was read against INT-01", "COM-01 was read against INT-01"], "what changed makes its links wait", waiting(folder))
        call("review", "INT-01", "--by", "Second", "--on", "2027-01-01", "-C", folder)
        tap.say(waiting(folder) == ["ASK-01 was read against INT-01", "COM-01 was read against INT-01"], "reading the item itself clears none of the others", waiting(folder))
        call("review", "ASK-01", "--by", "Second", "--on", "2027-01-01", "-C", folder)
        now = lock(folder)
        changed = [key for key in now if now[key] != first[key]]
        tap.say(changed == ["ASK-01 supports INT-01"] and now[changed[0]][2:] == ["2027-01-01", "Second"], "a stamp is of the link that was read, the day and the reader", changed)
        tap.say(waiting(folder) == ["COM-01 was read against INT-01"], "the other still waits", waiting(folder))
        call("review", "supports", "--by", "Third", "--on", "2027-01-02", "-C", folder)
        now = lock(folder)
        tap.say(waiting(folder) == [] and now["COM-01 supports INT-01"][3] == "Third" and now["ASK-01 supports INT-01"][3] == "Second", "a role names its links", now)

        edit(folder, "asks/funding.md", "\nThe same in other words.\n")
        before = lock(folder)
        tap.say(waiting(folder) == ["INT-01 was read against ASK-01"], "both ends are watched where the role says so", waiting(folder))
        call("review", "ASK-01", "--wording", "--by", "Fourth", "--on", "2027-02-01", "-C", folder)
        now = lock(folder)
        tap.say(waiting(folder) == [] and now["ASK-01 supports INT-01"][2:] == ["2027-01-01", "Second (wording: Fourth, 2027-02-01)"], "--wording keeps the reading on record, and who said so", now)
        tap.say([key for key in now if now[key] != before[key]] == ["ASK-01 supports INT-01"], "and touches no other link", now)

        old = folder / "evidence" / "register.yaml"
        old.write_text(old.read_text().replace("36.40", "37.10"))
        edit(folder, "foundations/productivity.md", "")
        count = len(waiting(folder))
        call("review", "EV-01", "--by", "Fifth", "--on", "2027-03-01", "-C", folder)
        tap.say(count == 2 and waiting(folder) == [], "an entry names all that rests on it", f"{count} {waiting(folder)}")
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
