#!/usr/bin/env python3
"""reviews.lock of two branches, as TAP: real git merges it by the driver and, where that is not set up, line by line; never a
conflict, the same result whichever branch is merged into the other, and `check` takes it.

merge.py PROGRAM
"""
import pathlib
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import call, end, has, say

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
HEADER = "# Which links were read against what they lead to, written by 'sightline review'.\n"


def git(folder, *words):
    return call("git", "-C", folder, "-c", "user.name=A reader", "-c", "user.email=a@example.org", *words)


def stamps(folder):
    lines = [line for line in (folder / "reviews.lock").read_text().splitlines() if not line.startswith("#")]
    return {" ".join(line.split(" ")[:3]): line.split(" ", 6)[3:] for line in lines}, lines


def review(folder, by, day, *words):
    done = call(PROGRAM, "review", "-C", folder, *words, "--by", by, "--on", day)
    assert done.returncode == 0, done.stderr


def more(folder, pattern, words="And more.\n"):
    for path in folder.glob(pattern):
        path.write_text(path.read_text() + "\n" + words)


def start(folder, driver):
    call(PROGRAM, "new", folder)
    review(folder, "All", "2026-01-01", "--all")
    git(folder, "init", "-q", "-b", "one")
    if driver:
        (folder / ".gitattributes").write_text("reviews.lock merge=sightline-lock\n")
        git(folder, "config", "merge.sightline-lock.driver", f"'{PROGRAM}' review --merge %O %A %B %P")
    more(folder, "[acfip]*/*.md")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "all read, then more")


def stamp_neighbours(folder, side):
    if side == 0:
        review(folder, "First", "2026-02-01", "PRI-01", "CHA-01")
    else:
        review(folder, "Second", "2026-02-02", "INT-01", "ASK-01", "COM-01")


def stamp_same(folder, side):
    """The one end of a link is read on one side, both on the other, against other words."""
    if side == 0:
        more(folder, "priorities/*.md", "On one side.\n")
        review(folder, "First", "2026-02-02", "PRI-01", "INT-01")
    else:
        more(folder, "interventions/*.md", "On the other side.\n")
        review(folder, "Second", "2026-02-01", "--all")


def stamp_contrary(folder, side):
    """The same words are other ones on either side, and read there: the text itself is settled as one of them."""
    path = folder / "priorities" / "skills.md"
    path.write_text(path.read_text() + f"\nIt says {side}.\n")
    review(folder, ("First", "Second")[side], "2026-02-01", "INT-01", "PRI-01")
    git(folder, "commit", "-qam", "it says so")
    path.write_text(path.read_text().replace(f"It says {side}.", "It says both."))


def remove_and_stamp(folder, side):
    """A link is gone on one side, stamped anew on the other; new ones on both."""
    path = folder / "priorities" / "skills.md"
    if side == 0:
        path.write_text(re.sub(r"CHA-01, |, CHA-01", "", path.read_text()))
        new = folder / "asks" / "more.md"
        new.write_text((folder / "asks" / "funding.md").read_text().replace("ASK-01", "ASK-02"))
    else:
        new = folder / "interventions" / "more.md"
        new.write_text((folder / "interventions" / "training.md").read_text().replace("INT-01", "INT-02"))
    review(folder, ("First", "Second")[side], f"2026-02-0{side + 1}", "--all")


def merge_both_ways(work, name, change, driver):
    """The folders after one is merged into two, and two into one, and what git said."""
    folder = work / f"{name}-{driver}"
    start(folder, driver)
    git(folder, "branch", "two")
    for side, branch in enumerate(("one", "two")):
        git(folder, "checkout", "-q", branch)
        change(folder, side)
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", f"of {branch}")
    merged = []
    for into, other in (("two", "one"), ("one", "two")):
        copy = work / f"{name}-{driver}-{into}"
        shutil.copytree(folder, copy)
        git(copy, "checkout", "-q", into)
        merged.append((copy, git(copy, "merge", "-q", other, "-m", "both")))
    return merged


def settle(one, other):
    """Where texts conflicted both lines stay, and both folders have one text."""
    for path in one.rglob("*.md"):
        path.write_text(re.sub(r"^(<{7}|={7}|>{7}).*\n", "", path.read_text(), flags=re.M))
        shutil.copy(path, other / path.relative_to(one))


def test_merges(work):
    if not has("git merges the stamps of two branches", "git"):
        return
    for name, change in (("neighbours", stamp_neighbours), ("the same item", stamp_same), ("one text, read as two", stamp_contrary),
                         ("removed and stamped", remove_and_stamp)):
        for driver in (True, False):
            how = "by the driver" if driver else "line by line"
            merged = merge_both_ways(work, name.replace(" ", "-").replace(",", ""), change, driver)
            said = "\n".join(done.stdout + done.stderr for _, done in merged)
            texts = [(folder / "reviews.lock").read_text() for folder, _ in merged]
            # The texts of items may conflict where both have added at their end: that is git's, not ours.
            whole = not any("reviews.lock" in line for line in said.splitlines() if "CONFLICT" in line)
            say(whole and not any("<<<" in text or ">>>" in text for text in texts), f"{name}: {how} git merges the stamps by itself", said)
            settle(merged[0][0], merged[1][0])
            read = [call(PROGRAM, "check", "-C", folder, "-v", "--format", "short") for folder, _ in merged]
            say(all(done.returncode == 0 and not re.search("E0233|E0149", done.stderr) for done in read), f"{name}: {how} check takes them",
                "".join(done.stderr for done in read))
            judged = [sorted(re.sub(r"^\S+ ", "", line) for line in done.stderr.splitlines() if re.search(r"E023[01]", line)) for done in read]
            say(judged[0] == judged[1], f"{name}: {how} the same must be read again both ways", "\n--\n".join(map("\n".join, judged)))
            if not driver:
                continue
            say(texts[0] == texts[1] and texts[0].startswith(HEADER), f"{name}: the file is the same both ways", "\n--\n".join(texts))
            links, lines = stamps(merged[0][0])
            say(lines == sorted(lines) and len(links) == len(lines), f"{name}: one line a link, in their order", texts[0])
            if name == "neighbours":
                say([list(rest)[3] for rest in links.values()] == ["Second", "All", "Second", "All", "Second", "First", "First"],
                    f"{name}: all that both have read is read", texts[0])
            if name == "the same item":
                say(links["INT-01 delivers PRI-01"][2:] == ["2026-02-02", "First"], f"{name}: the later day is its day", texts[0])
            if name == "one text, read as two":
                say("E0780" in said and "the stamp of 2026-02-01 by Second counts" in said.split("E0780", 1)[1],
                    f"{name}: which one counts is said", said)
            if name == "removed and stamped":
                say(any(key.startswith("INT-02 ") for key in links) and any(key.startswith("ASK-02 ") for key in links) and
                    "stamped anew on one side and removed on the other" in said, f"{name}: new ones of both sides stand there", said + texts[0])


LINE = "A-1 supports B-1 {:016x} {:016x} {} {}\n"


def merge_files(work, base, ours, theirs, *more_words):
    for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
        (work / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    done = call(PROGRAM, "review", "--merge", work / "base", work / "ours", work / "theirs", *more_words)
    return done, (work / "ours").read_bytes().decode(errors="replace")


def test_rule(work):
    base = LINE.format(1, 1, "2026-01-01", "All")
    cases = {
        "nothing new": (base, base, base, base, False),
        "one side alone, be it with an earlier day": (base, LINE.format(1, 2, "2025-01-01", "X"), base, LINE.format(1, 2, "2025-01-01", "X"), False),
        "removed on one side": (base, "", base, "", False),
        "each has read another end": (base, LINE.format(2, 1, "2026-03-01", "X"), LINE.format(1, 2, "2026-02-01", "Y"),
                                      LINE.format(2, 2, "2026-03-01", "X"), False),
        "both have read the same": (base, LINE.format(2, 1, "2026-02-01", "X"), LINE.format(2, 1, "2026-03-01", "Y"),
                                    LINE.format(2, 1, "2026-03-01", "Y"), False),
        "against other words: the later day": (base, LINE.format(3, 1, "2026-02-01", "X"), LINE.format(2, 1, "2026-03-01", "Y"),
                                               LINE.format(2, 1, "2026-03-01", "Y"), True),
        "of one day: the later line": (base, LINE.format(3, 1, "2026-02-01", "X"), LINE.format(2, 1, "2026-02-01", "Y"),
                                       LINE.format(3, 1, "2026-02-01", "X"), True),
        "new on both sides": ("", LINE.format(3, 1, "2026-02-01", "X"), LINE.format(2, 1, "2026-02-02", "Y"),
                              LINE.format(2, 1, "2026-02-02", "Y"), True),
        "renewed and removed": (base, "", LINE.format(2, 1, "2026-02-01", "Y"), LINE.format(2, 1, "2026-02-01", "Y"), True),
        "twice on one side": (base, base + LINE.format(2, 1, "2026-02-01", "Y"), base, LINE.format(2, 1, "2026-02-01", "Y"), False),
        "lines of Windows, a mark of order": (base, "\ufeff" + base.replace("\n", "\r\n"), base, base, False),
        "the last line without an end": (base, base[:-1], LINE.format(2, 1, "2026-02-01", "Y")[:-1], LINE.format(2, 1, "2026-02-01", "Y"), False),
    }
    for name, (was, ours, theirs, wanted, is_said) in cases.items():
        for a, b in ((ours, theirs), (theirs, ours)):
            done, text = merge_files(work, was, a, b, "deep/reviews.lock")
            good = done.returncode == 0 and text == HEADER + wanted and ("E0780" in done.stderr) == is_said
            say(good and (not is_said or "deep/reviews.lock (" in done.stderr), name, done.stderr + text)


def test_damaged(work):
    good = HEADER + LINE.format(1, 1, "2026-01-01", "All")
    for name, bad in (("half a line", "A-1 supports B-1 0000\n"), ("marks of a conflict", "<<<<<<< ours\n" + good + "=======\n>>>>>>> theirs\n"),
                      ("no UTF-8", LINE.format(1, 1, "2026-01-01", "All").encode() + b"\xff\xfe\n"), ("a NUL", "A\0B\n")):
        for at in range(3):
            files = [good, good, good]
            files[at] = bad
            done, text = merge_files(work, *files)
            kept = files[1] if isinstance(files[1], str) else files[1].decode(errors="replace")
            say(done.returncode == 1 and re.search("E0233|E0105", done.stderr) and text == kept,
                f"{name} in {('the base', 'ours', 'theirs')[at]}: said, and ours is as it was", done.stderr + text)
    (work / "theirs").unlink()
    before = (work / "ours").read_bytes()
    done = call(PROGRAM, "review", "--merge", work / "base", work / "ours", work / "theirs")
    say(done.returncode == 1 and "E0004" in done.stderr and (work / "ours").read_bytes() == before, "a file that is not there is said", done.stderr)
    for words in ((), ("a", "b"), ("a", "b", "c", "d", "e"), ("a", "b", "c", "--all"), ("a", "b", "c", "--by", "X")):
        done = call(PROGRAM, "review", "--merge", *words)
        say(done.returncode == 2 and "BASE OURS THEIRS" in done.stderr, f"'review --merge {' '.join(words)}' is wrong usage", done.stderr)


def test_two_stamps(work):
    """Which of two stamps of one link counts does not depend on which stands first."""
    folder = work / "twice"
    call(PROGRAM, "new", folder)
    review(folder, "A. Reader", "2026-01-01", "--all")
    lock = folder / "reviews.lock"
    text = lock.read_text()
    line = next(one for one in text.splitlines(keepends=True) if one.startswith("FND-01 evidence EV-01"))
    for print_, is_waiting in (("0" * 16, False), ("f" * 16, True)):
        words = line.split(" ")
        words[4] = print_  # of the entry as it was then
        other = " ".join(words)
        read = []
        for pair in (line + other, other + line):
            lock.write_text(text.replace(line, pair))
            done = call(PROGRAM, "check", folder, "-v", "--format", "short")
            read.append((done.returncode, done.stderr.count("E0780"), "E0230" in done.stderr))
        say(read == [(0, 1, is_waiting)] * 2, f"of two stamps of one day the later line counts, wherever it stands: {print_}", read)


def test_damaged_in_git(work):
    """What the driver refuses git leaves for a person, without marks in the file."""
    if not has("a damaged file is left to a person", "git"):
        return
    folder = work / "damaged"
    start(folder, True)
    git(folder, "branch", "two")
    for branch in ("one", "two"):
        git(folder, "checkout", "-q", branch)
        review(folder, branch, "2026-02-01", "--all")
        if branch == "two":
            (folder / "reviews.lock").write_text((folder / "reviews.lock").read_text() + "half a line\n")
        git(folder, "commit", "-qam", branch)
    git(folder, "checkout", "-q", "one")
    before = (folder / "reviews.lock").read_text()
    done = git(folder, "merge", "two", "-m", "both")
    say(done.returncode != 0 and "E0233" in done.stdout + done.stderr and (folder / "reviews.lock").read_text() == before,
        "a damaged file is left to a person", done.stdout + done.stderr)


def main():
    for test in (test_rule, test_damaged, test_two_stamps, test_merges, test_damaged_in_git):
        with tempfile.TemporaryDirectory() as name:
            test(pathlib.Path(name))
    return end()


if __name__ == "__main__":
    sys.exit(main())
