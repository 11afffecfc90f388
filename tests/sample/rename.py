#!/usr/bin/env python3
"""An ID that becomes another, as TAP: in every file, byte for byte, all or none; and stamps that two branches make, which git
merges by itself.

rename.py PROGRAM SAMPLE
"""
import filecmp
import pathlib
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import call, end, has, say

PROGRAM, SAMPLE = (pathlib.Path(word).resolve() for word in sys.argv[1:3])


def files(folder):
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def same(a, b):
    return files(a) == files(b) and all(filecmp.cmp(a / path, b / path, shallow=False) for path in files(a))


def rename(folder, *words):
    return call(PROGRAM, "rename", "-C", folder, *words)


def test_sample(work):
    for old, new in (("EV-PROD-03", "EV-PROD-93"), ("PRI-01", "PRI-91"), ("fig-level-3", "fig-level-three")):
        folder = work / "renamed"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(SAMPLE, folder)
        before = call(PROGRAM, "check", "-v", "--format", "short", folder)
        done = rename(folder, old, new)
        word = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
        left, other = [], []
        for path in files(folder):
            if path.suffix not in (".md", ".yaml", ".lock"):
                continue
            was, now = (SAMPLE / path).read_text(encoding="utf-8"), (folder / path).read_text(encoding="utf-8")
            now = now.replace(f"renamed:\n  {old}: {new}\n", "")
            # The name of its file says it no longer.
            now = now.replace(f"---\nid: {new}\n", "---\n", 1) if path.stem == old.lower() else now
            left += [f"{path}: {line}" for line in now.splitlines() if word.search(line)]
            # Stamps hold: their fingerprints are new ones.
            if path.suffix != ".lock" and re.sub(r"\b[0-9a-f]{16}\b", "", word.sub(new, was)) != re.sub(r"\b[0-9a-f]{16}\b", "", now):
                other.append(str(path))
        say(done.returncode == 0 and not left and not other, f"{old} is {new} everywhere, and nothing else is another byte",
            "\n".join([done.stderr, *left, *other]))
        after = call(PROGRAM, "check", "-v", "--format", "short", folder)
        plain = [re.sub(r"^[^ ]*? ", "", text.stderr.replace(new, old)) for text in (before, after)]
        same_findings = sorted(line.split("]: ")[-1] for line in before.stderr.splitlines() if "]: " in line) == \
            sorted(line.split("]: ")[-1].replace(new, old) for line in after.stderr.splitlines() if "]: " in line)
        say(after.returncode == 0 and same_findings, "what is found is what was found: every stamp holds", "\n".join(plain))
        changes = call(PROGRAM, "diff", SAMPLE, "-C", folder).stdout
        say("0 new" in changes and "0 removed" in changes, "diff knows that nothing is new or gone", changes[-1500:])
        if not old.startswith("fig"):
            say(f"[-{old}-] {{+{new}+}}" in changes, "and says what it was called", changes[-1500:])
        rename(folder, new, old)
        say(same(SAMPLE, folder), "and back it is what it was, byte for byte")


def test_refused(work):
    folder, kept = work / "small", work / "kept"
    call(PROGRAM, "new", folder)
    text = folder / "sections" / "about.md"
    text.write_text(text.read_text() + '\n![x](figures/CHA-01.png) [@CHA-01] `CHA-01` CHA-01-B <https://e.org/CHA-01/x>\n')
    (folder / "figures").mkdir()
    shutil.copy(next(SAMPLE.rglob("*.png"), __file__), folder / "figures" / "CHA-01.png")
    shutil.copytree(folder, kept)
    for words, code in ((("CHA-01", "PRI-09"), "E0260"), (("CHA-01", "CHA 9"), "E0260"), (("CHA-01", "EV-01"), "E0260"),
                        (("CHA-77", "CHA-78"), "E0108"), (("EV-01", "fig-x"), "E0260")):
        done = rename(folder, *words)
        say(done.returncode == 1 and code in done.stderr and same(folder, kept), f"{words[0]} does not become {words[1]}", done.stderr)
    done = rename(folder, "CHA-01")
    say(done.returncode == 2, "an ID alone is wrong usage", done.stderr)
    text = kept / "challenges" / "growth.md"
    text.write_text(text.read_text().replace("id: CHA-01", "id: [CHA-01"))
    shutil.copytree(kept, work / "broken")
    done = rename(work / "broken", "EV-01", "EV-02")
    say(done.returncode == 1 and same(kept, work / "broken"), "nothing is renamed while a file cannot be read", done.stderr)


def test_paths(work):
    folder = work / "paths"
    call(PROGRAM, "new", folder)
    about = folder / "sections" / "about.md"
    about.write_text(about.read_text() + "\nSee [@CHA-01], `CHA-01`, CHA-01-B and https://e.org/CHA-01/x.\n")
    rename(folder, "CHA-01", "CHA-09")
    say("See [@CHA-09], `CHA-09`, CHA-01-B and https://e.org/CHA-01/x." in about.read_text(), "addresses and longer words stay",
        about.read_text())
    rename(folder, "CHA-09", "CHA-10")
    said = (folder / "strategy.yaml").read_text()
    say("renamed:\n  CHA-01: CHA-10\n  CHA-09: CHA-10\n" in said, "twice renamed it is on record twice", said)
    challenge = folder / "challenges" / "growth.md"
    challenge.write_text(challenge.read_text().replace("CHA-10", "CHA-01"))
    done = call(PROGRAM, "check", folder, "--format", "short")
    say("E0210" in done.stderr, "an ID that was another's is not given again", done.stderr)


def git(folder, *words):
    return call("git", "-C", folder, "-c", "user.name=A reader", "-c", "user.email=a@example.org", *words)


def test_branches(work):
    if not has("stamps of two branches", "git"):
        return
    folder = work / "branches"
    call(PROGRAM, "new", folder)
    call(PROGRAM, "review", "-C", folder, "--all", "--by", "All", "--on", "2026-01-01")
    say((folder / ".gitattributes").is_file(), "a new strategy tells git how stamps are merged")
    for words in (("init", "-q", "-b", "one"), ("add", "-A"), ("commit", "-qm", "all read")):
        git(folder, *words)
    for path in (*(folder / "foundations").glob("*.md"), *(folder / "challenges").glob("*.md"), *(folder / "priorities").glob("*.md"), *(folder / "asks").glob("*.md"),
                 *(folder / "interventions").glob("*.md")):
        path.write_text(path.read_text() + "\nAnd more.\n")
    git(folder, "commit", "-qam", "more")
    lines = [line for line in (folder / "reviews.lock").read_text().splitlines() if not line.startswith("#")]
    git(folder, "branch", "two")
    neighbours = (("PRI-01",), ("INT-01", "ASK-01", "COM-01"))
    call(PROGRAM, "review", "-C", folder, *neighbours[0], "--by", "First", "--on", "2026-02-01")
    git(folder, "commit", "-qam", "first")
    git(folder, "checkout", "-q", "two")
    call(PROGRAM, "review", "-C", folder, *neighbours[1], "--by", "Second", "--on", "2026-02-02")
    git(folder, "commit", "-qam", "second")
    (folder / ".git" / "info" / "attributes").write_text("reviews.lock merge\n")
    alone = git(folder, "merge", "one", "-m", "both")
    say("CONFLICT" in alone.stdout, "stamps stand so near that a plain merge conflicts", alone.stdout)
    git(folder, "merge", "--abort")
    (folder / ".git" / "info" / "attributes").unlink()
    done = git(folder, "merge", "one", "-m", "both")
    text = (folder / "reviews.lock").read_text()
    say(done.returncode == 0 and "<<<" not in text, "git merges the stamps of neighbouring items by itself", done.stdout + text)
    checked = call(PROGRAM, "check", folder, "-v", "--format", "short")
    waiting = [line for line in checked.stderr.splitlines() if re.search("E0230|E0233|E0202", line)]
    say("First" in text and "Second" in text and not waiting, "and all that both have read is read", "\n".join([*waiting, text]))
    call(PROGRAM, "review", "-C", folder, "--all", "--by", "Third", "--on", "2026-02-03")
    after = [line for line in (folder / "reviews.lock").read_text().splitlines() if not line.startswith("#")]
    say(len(after) == len(lines) and not any("Third" in line for line in after), "the next stamp tidies the file", "\n".join(after))


def main():
    for test in (test_sample, test_refused, test_paths, test_branches):
        with tempfile.TemporaryDirectory() as name:
            test(pathlib.Path(name))
    return end()


if __name__ == "__main__":
    sys.exit(main())
