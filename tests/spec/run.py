#!/usr/bin/env python3
"""Runs the examples of a specification, each as a TAP test.

run.py format PROGRAM format.md         examples of our format: input, a line '.', the expected tree
run.py commonmark PROGRAM SPEC.json     CommonMark's own examples through our tree
run.py bless PROGRAM format.md          writes what the program says as the expectation (then read it)
"""
import json
import re
import subprocess
import sys

FENCE = "`" * 32
EXAMPLE = re.compile(rf"^{FENCE} example\n(.*?)^\.\n(.*?)^{FENCE}$", re.M | re.S)


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


def bless(program, path):
    text = open(path, encoding="utf-8").read()

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
        good = got == example["html"]
        results.append((good, name, "" if good else f"{example['markdown']!r}\n{example['html']!r}\n{got!r}"))
    print(f"# {len(results)} examples, {refused} of them refused for raw HTML")
    return tap(results)


if __name__ == "__main__":
    modes = {"format": run_format, "commonmark": run_commonmark, "bless": bless}
    sys.exit(modes[sys.argv[1]](sys.argv[2], sys.argv[3]))
