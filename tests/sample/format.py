#!/usr/bin/env python3
"""`sightline format`, as TAP: files that people have left in any order, with any blanks, come out one way, say the same, and keep
their comments; a second time changes nothing; what cannot be written otherwise is left.

format.py PROGRAM CONTENT [ROUNDS [SEED]]
"""
import json
import pathlib
import random
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import call, end, say

PROGRAM, CONTENT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
KINDS = ["small", "lis", "growth-plan", "action-plan", "corporate-plan"]


def meaning(folder, out):
    """The strategy as other programs get it, but for what is of the bytes."""
    done = call(PROGRAM, "build", folder, "-o", out, "-f", "json", "-q")
    if done.returncode:
        return done.stderr[:2000]
    text = (out / "strategy.json").read_text()
    whole = json.loads(text)
    for key in ("digest", "content", "generated"):
        whole.pop(key, None)
    return re.sub(r'"(digest|signed)": "[^"]*"', "", json.dumps(whole, sort_keys=True))


def comments(folder):
    return sorted(line.strip() for path in folder.rglob("*.md") for line in path.read_text().splitlines() if re.match(r"# house ", line))


def texts(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.suffix in (".md", ".yaml") and path.is_file()}


def split(front):
    """The keys of front matter with their lines."""
    keys = []
    for line in front.splitlines(keepends=True):
        if re.match(r"[\w-]+:", line) or not keys:
            keys.append(line)
        else:
            keys[-1] += line
    return keys


def expand(chance, key):
    """The same in more words."""
    match = re.fullmatch(r"(\w[\w-]*): £([\d.]+) (million|thousand), (\d{4} to \d{4}|\d{4})\n", key)
    if match and chance.random() < 0.7:
        return f"{match[1]}: {{amount: {match[2]}, unit: GBP {match[3]}, years: {match[4]}}}\n"
    match = re.fullmatch(r"(inputs|activities|outputs|outcomes): (.*?)\n", key, re.S)
    if match and chance.random() < 0.7 and "'" not in match[2] and '"' not in match[2]:
        return f"{match[1]}:\n" + "".join(f"  - {' '.join(one.split())}\n" for one in match[2].split(";"))
    match = re.fullmatch(r"contrary: \{([\w-]+): (.*)\}\n", key)
    if match:
        return f"contrary:\n  - {{id: {match[1]}, answered: {match[2]}}}\n" if chance.random() < 0.7 else key
    if key.startswith("contrary:\n") and chance.random() < 0.7:
        return re.sub(r"(?m)^  (EV[\w-]+): (.*)$", r"  - id: \1\n    answered: \2", key)
    if key.startswith("measure:\n") and chance.random() < 0.7:
        key = re.sub(r"(?s)  actuals: (SELECT .*?)(?=\n  \w|\Z)", lambda m: "  actuals:\n    query: >-\n      " + " ".join(m[1].split()), key.rstrip("\n")) + "\n"
        return re.sub(r"(?m)^  (baseline|target): ([\d.]+) \((.*)\)$", r"  \1: {date: \3, value: \2}", key)
    if key.startswith("funding: ") and "\"" not in key and chance.random() < 0.7:
        return "funding:\n" + "".join(f"  - {' '.join(one.split())}\n" for one in key[9:].split(";"))
    return key


PREFIXES = {"sections": "SEC", "foundations": "FND", "challenges": "CHA", "priorities": "PRI", "interventions": "INT", "commitments": "COM", "asks": "ASK"}


def scramble(chance, folder):
    for path in sorted(folder.rglob("*.md")):
        text = path.read_text()
        match = re.match(r"---\n(.*?)^---\n(.*)", text, re.S | re.M)
        if not match or path.name == "README.md" or path.name == "SOURCES.md" or '"' in match[1] and chance.random() < 0.5:
            continue
        keys = [expand(chance, key) for key in split(match[1])]
        if not any(key.startswith("id:") for key in keys) and chance.random() < 0.5:
            prefix = PREFIXES.get(path.parent.name, "")
            keys.insert(0, f"id: {path.stem.upper() if path.stem.upper().startswith(prefix + '-') else prefix + '-' + path.stem.upper()}\n")
        chance.shuffle(keys)
        if chance.random() < 0.3:
            at = chance.choice([n for n, key in enumerate(keys) if not key.startswith("id:")])  # what stands below a comment stays
            keys[at] = f"# house {path.stem} {at}\n" + keys[at]
        body = match[2]
        if chance.random() < 0.5:
            body = re.sub(r"\n\n(?=\w)", lambda _: "\n" * chance.randint(2, 5), body)
        if chance.random() < 0.5:
            parts = re.split(r"(?ms)^(`{3,}.*?^`{3,}$)", body)  # within a block a blank may be of a value
            body = "".join(part if part.startswith("```") else re.sub(r"(?m)(?<=[a-z.])$", lambda _: " " * (chance.random() < 0.2), part) for part in parts)
        text = "---\n" + "".join(keys) + "---\n" + body + "\n" * chance.randint(0, 3)
        path.write_bytes(text.replace("\n", "\r\n" if chance.random() < 0.2 else "\n").encode())


def check_scrambled(work, rounds, seed):
    chance = random.Random(seed)
    house, want = work / "house", None
    shutil.copytree(CONTENT, house)
    (house / "signoff.yaml").unlink(missing_ok=True)
    before = meaning(house, work / "o0")
    done = call(PROGRAM, "format", "-C", house)
    say(done.returncode == 0 and meaning(house, work / "o1") == before, "the sample says the same when it is formatted", done.stdout + done.stderr)
    want, left = texts(house), re.findall(r"left as it is: (.*)", done.stdout)
    say(not left, "and every file of it can be", "\n".join(left))
    again = call(PROGRAM, "format", "-C", house)
    say(again.returncode == 0 and again.stdout == "every file is as the house writes it\n" and texts(house) == want, "a second time changes nothing", again.stdout)
    faults = []
    for number in range(rounds):
        other = work / f"r{number}"
        shutil.copytree(house, other)
        scramble(chance, other)
        noted = comments(other)
        told = call(PROGRAM, "format", "-C", other, "--dry-run")
        untouched = texts(other)
        done = call(PROGRAM, "format", "-C", other)
        if told.returncode != 1 or done.returncode:
            faults.append(f"{number}: exit {told.returncode}, {done.returncode}\n{done.stderr[:800]}")
            continue
        if told.stdout.replace("would be formatted", "formatted") != done.stdout or texts(other) == untouched:
            faults.append(f"{number}: --dry-run says another thing than is done, or writes")
        if comments(other) != noted:
            faults.append(f"{number}: comments are lost: {set(noted) ^ set(comments(other))}")
        now = {path: re.sub(rb"# house [^\n]*\n", b"", text) for path, text in texts(other).items()}
        faults += [f"{number}: {path} comes out otherwise\n{now[path].decode()[:200]}" for path in want if now[path] != want[path]][:2]
        if meaning(other, work / f"p{number}") != before:
            faults.append(f"{number}: it says something else")
        shutil.rmtree(other)
    say(not faults, f"{rounds} times its keys are shuffled, written out, with comments and blanks: it comes out one way and says the same", "\n".join(faults[:6]))


def check_kinds(work):
    for kind in KINDS:
        folder = work / kind
        call(PROGRAM, "new", folder, "--kind", kind)
        before = meaning(folder, work / f"k{kind}")
        done = call(PROGRAM, "format", "-C", folder)
        say(done.returncode == 0 and "left as" not in done.stdout and meaning(folder, work / f"l{kind}") == before, f"new --kind {kind}: the same when it is formatted", done.stdout + done.stderr)


def check_edges(work):
    folder = work / "edges"
    call(PROGRAM, "new", folder)
    path = folder / "sections" / "about.md"
    # A break by two blanks, blanks and empty lines in code, a literal value, a tab: what is seen stays.
    text = path.read_text() + "\nOne  \ntwo\n\n\n\n```text\na   \n\n\n\nb\n```\n\n- x\n\n\n  y\n"
    path.write_text(text)
    before = meaning(folder, work / "e0")
    done = call(PROGRAM, "format", "-C", folder, "sections")
    now = path.read_text()
    say(done.returncode == 0 and "One  \ntwo" in now and "a   \n\n\n\nb" in now and "\n\n\n```text" not in now and meaning(folder, work / "e1") == before,
        "breaks and code keep their blanks", done.stdout + now)
    say("formatted: sections/about.md\n" == done.stdout, "a path that is named is the only one", done.stdout)
    path.write_text("---\nid: SEC-ABOUT\n")
    was = texts(folder)
    done = call(PROGRAM, "format", "-C", folder)
    say(done.returncode == 1 and texts(folder) == was, "with an error nothing is written", done.stdout + done.stderr)


def check_signed(work):
    folder = work / "signed"
    call(PROGRAM, "new", folder)
    (folder / "strategy.yaml").write_text((folder / "strategy.yaml").read_text() + "sign-off: [The board]\n\n\n\n")
    call(PROGRAM, "build", folder, "-o", work / "s0", "-f", "json")
    digest = re.search(r'"digest": "([0-9a-f]{64})"', (work / "s0" / "strategy.json").read_text())[1]
    (folder / "signoff.yaml").write_text(f'signatures:\n  - {{body: The board, date: 2026-01-30, digest: "{digest}", illustrative: An example.}}\n')
    was = texts(folder)
    done = call(PROGRAM, "format", "-C", folder)
    say(done.returncode == 1 and "E0783" in done.stderr and texts(folder) == was, "what is signed is not formatted", done.stdout + done.stderr)


def main():
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        check_scrambled(work, int(sys.argv[3]) if len(sys.argv) > 3 else 3, int(sys.argv[4]) if len(sys.argv) > 4 else 1)
        check_kinds(work)
        check_edges(work)
        check_signed(work)
    return end()


if __name__ == "__main__":
    sys.exit(main())
