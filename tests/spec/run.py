#!/usr/bin/env python3
"""Runs the examples of a specification, each as a TAP test.

run.py format PROGRAM format.md         examples of our format: input, a line '.', the expected tree
run.py commonmark PROGRAM SPEC.json     CommonMark's own examples through our tree
run.py strategy SIGHTLINE sight.md      examples of files laid over the strategy of `sightline new`: a line
                                        '=== PATH' before each, a line '.', the findings of `check -v`;
                                        numbers behind it are those of the examples to run
run.py bless PROGRAM FILE.md            writes what the program says as the expectation (then read it): of strategies where it
                                        is sightline, of the others where it is the tree's
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

FENCE = "`" * 32
EXAMPLE = re.compile(rf"^{FENCE} example\n(.*?)^\.\n(.*?)^{FENCE}$", re.M | re.S)

STRATEGY = re.compile(rf"^{FENCE} strategy\n(.*?)^\.\n(.*?)^{FENCE}$", re.M | re.S)


def tap(results):
    print(f"1..{len(results)}")
    for number, (good, name, detail) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
        for line in detail.splitlines():
            print("# " + line)
    return 0 if all(good for good, _, _ in results) else 1


def run(program, text):
    done = subprocess.run([program], input=text.encode(), capture_output=True, check=True)
    return done.stdout.decode()


def source(text):
    return text.replace("→", "\t")


def run_format(program, path):
    text = open(path, encoding="utf-8").read()
    results, heading = [], ""
    for part in re.finditer(rf"^(#+ [^\n]*)$|{EXAMPLE.pattern}", text, re.M | re.S):
        if part.group(1):
            heading = part.group(1).lstrip("# ")
            continue
        given, wanted = source(part.group(2)), part.group(3)
        got = run(program, given)
        detail = "" if got == wanted else f"input:\n{given}\nexpected:\n{wanted}\ngot:\n{got}"
        results.append((got == wanted, heading, detail))
    return tap(results)


def check(program, text):
    """The findings of a strategy with the files of an example in it."""
    with tempfile.TemporaryDirectory() as name:
        folder, program = pathlib.Path(name) / "strategy", pathlib.Path(program).resolve()
        subprocess.run([program, "new", folder], capture_output=True, check=True)
        for path, body in re.findall(r"^=== (\S+)\n(.*?)(?=^=== |\Z)", text, re.M | re.S):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(body, encoding="utf-8")
        done = subprocess.run([program, "check", "strategy", "-v", "--format", "short"], cwd=name, capture_output=True, text=True)
        return "".join(line.removeprefix("strategy/") + "\n" for line in done.stderr.splitlines()[:-1])


def run_strategy(program, path, *only):
    text = open(path, encoding="utf-8").read()
    results, heading, number = [], "", 0
    for part in re.finditer(rf"^(#+ [^\n]*)$|{STRATEGY.pattern}", text, re.M | re.S):
        if part.group(1):
            heading = part.group(1).lstrip("# ")
            continue
        number += 1
        if only and str(number) not in only:
            continue
        got, wanted = check(program, part.group(2)), part.group(3)
        results.append((got == wanted, heading, "" if got == wanted else f"expected:\n{wanted}\ngot:\n{got}"))
    return tap(results)


def bless(program, path):
    text = open(path, encoding="utf-8").read()
    if pathlib.Path(program).name == "sightline":
        text = STRATEGY.sub(lambda m: f"{FENCE} strategy\n{m.group(1)}.\n{check(program, m.group(1))}{FENCE}", text)
        open(path, "w", encoding="utf-8").write(text)
        return 0

    def replace(match):
        return f"{FENCE} example\n{match.group(1)}.\n{run(program, source(match.group(1)))}{FENCE}"

    open(path, "w", encoding="utf-8").write(EXAMPLE.sub(replace, text))
    return 0


def run_commonmark(program, path):
    examples = json.load(open(path, encoding="utf-8"))
    text = "".join(example["markdown"] + "\x1e" for example in examples)
    outputs = run(program, text).split("\x1e")
    results, refused = [], 0
    for example, got in zip(examples, outputs):
        name = f"{example['section']}, example {example['example']}"
        if "REFUSED" in got:
            # Only what holds raw HTML may be refused.
            refused += 1
            results.append(("<" in example["markdown"], name + " (raw HTML, refused as designed)", got))
            continue
        if "<!--" in example["markdown"] and got != example["html"]:
            # Comments are for co-authors: no output has them.
            results.append(("<!--" not in got, name + " (a comment, left out as designed)", got))
            continue
        good = got == example["html"]
        results.append((good, name, "" if good else f"{example['markdown']!r}\n{example['html']!r}\n{got!r}"))
    print(f"# {len(results)} examples, {refused} of them refused for raw HTML")
    return tap(results)


if __name__ == "__main__":
    modes = {"format": run_format, "commonmark": run_commonmark, "strategy": run_strategy, "bless": bless}
    sys.exit(modes[sys.argv[1]](*sys.argv[2:]))
