#!/usr/bin/env python3
"""How the program grows: each construct at n, 2n and 4n, where 4n is about a mebibyte; as TAP.

scale.py SIGHTLINE [--bytes N] [--only WORD] [--table]

Of each doubling the CPU time may grow by 2.3, a mebibyte may take 2 s and 256 MiB; or a finding says which limit was
met. Time of a busy machine is not the program's: what misses is run again, twice, and its best run counts. --bytes is the size
of the largest (1 MiB), --table prints what was measured of all.
"""
import argparse
import os
import pathlib
import re
import resource
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

RATIO, SECONDS, MEBIBYTES, LEAST = 2.3, 2.0, 256, 0.1  # LEAST: under it a ratio is noise
PART = 192  # MiB: of less than a mebibyte, where no limit is met and the program itself counts
WORDS = "The plan brings skilled work to towns along the estuary and keeps what people have built there over many years".split()


def prose(n, start=0):
    return " ".join(WORDS[(start + i) % len(WORDS)] for i in range(n))


def paragraphs(unit):
    """As many of the paragraph that unit(i) gives as make so many bytes."""
    def make(size):
        parts, total, i = [], 0, 0
        while total < size:
            one = unit(i)
            parts.append(one)
            total += len(one) + 2
            i += 1
        return "\n\n".join(parts) + "\n"
    return make


def lines(unit, head="", tail=""):
    def make(size):
        parts, total, i = [], 0, 0
        while total < size:
            one = unit(i)
            parts.append(one)
            total += len(one) + 1
            i += 1
        return head + "\n".join(parts) + "\n" + tail
    return make


def one_paragraph(unit, joint=" "):
    def make(size):
        parts, total, i = [], 0, 0
        while total < size:
            one = unit(i)
            parts.append(one)
            total += len(one) + len(joint)
            i += 1
        return joint.join(parts) + "\n"
    return make


def notes(size):
    n = size // 40
    return "\n\n".join(f"Said here[^n{i}]." for i in range(n)) + "\n\n" + "\n\n".join(f"[^n{i}]: It is so." for i in range(n)) + "\n"


def long_notes(words):
    def make(size):
        text = prose(words)
        return one_paragraph(lambda i: f"Said here^[{text}.]")(size)
    return make


# The text of a section, by its size in bytes.
TEXTS = {
    "paragraphs": paragraphs(lambda i: prose(60, i) + "."),
    "one paragraph": one_paragraph(lambda i: prose(60, i) + "."),
    "one line of one word": lambda size: "a" * size + "\n",
    "one word with hyphens": lambda size: "word-" * (size // 5) + "\n",
    "paragraphs of one letter": paragraphs(lambda i: "a"),
    "soft breaks": lines(lambda i: "a"),
    "hard breaks": lines(lambda i: "a\\"),
    "headings": paragraphs(lambda i: f"## Part {i}"),
    "headings underlined": paragraphs(lambda i: f"Part {i}\n---"),
    "list items": lines(lambda i: f"- item {i}"),
    "numbered items": lines(lambda i: f"{i + 1}. item"),
    "loose list": lines(lambda i: f"- item {i}\n"),
    "tasks": lines(lambda i: f"- [ ] task {i}"),
    "quotations": paragraphs(lambda i: f"> said {i}"),
    "one quotation": lines(lambda i: f"> said {i}"),
    "definitions": paragraphs(lambda i: f"Term {i}\n:   What it is"),
    "code spans": one_paragraph(lambda i: f"`c{i}`"),
    "code blocks": paragraphs(lambda i: f"~~~\nline {i}\n~~~"),
    "one code block": lines(lambda i: f"line {i} of the code", "~~~\n", "~~~\n"),
    "emphasis": one_paragraph(lambda i: f"*w{i}*"),
    "emphasis in a chain": lambda size: "*a **b " * (size // 7) + "\n",
    "strong": one_paragraph(lambda i: f"**w{i}**"),
    "struck": one_paragraph(lambda i: f"~~w{i}~~"),
    "raised and lowered": one_paragraph(lambda i: "H~2~O m^2^"),
    "links": one_paragraph(lambda i: f"[w{i}](https://example.org/{i})"),
    "bare addresses": one_paragraph(lambda i: f"https://example.org/{i}"),
    "brackets": lambda size: "[" * size + "\n",
    "brackets that close": lambda size: "[a](" * (size // 4) + "\n",
    "back-ticks": one_paragraph(lambda i: "`" * (i % 90 + 1)),
    "stars": lambda size: "*" * size + "\n",
    "underscores": lambda size: "_a " * (size // 3) + "\n",
    "footnotes": notes,
    "notes in place": one_paragraph(lambda i: f"Said^[Note {i}.]"),
    "notes of 100 words": long_notes(100),
    "notes of 1,000 words": long_notes(1000),
    "citations": one_paragraph(lambda i: "Said so [@EV-01]."),
    "citations in a group": one_paragraph(lambda i: "[@EV-01; @EV-02]"),
    "figures of the register": one_paragraph(lambda i: "word [=EV-01] [@EV-01]."),
    "items named": one_paragraph(lambda i: "See [@PRI-01]."),
    "rows of a table": lines(lambda i: f"| row {i} | 1 | 2 |", "Table: Rows {#tab-r}\n\n| Name | A | B |\n|---|--:|--:|\n"),
    "citations in cells": lines(lambda i: "| [@EV-01] [@EV-02] | [=EV-01] |", "| Name | A |\n|---|--:|\n"),
    "notes in cells": lines(lambda i: f"| a^[b] c^[d] e^[{i}] | 1 |", "| Name | A |\n|---|--:|\n"),
    "tables": paragraphs(lambda i: f"| Name | A |\n|---|--:|\n| row {i} | 1 |"),
    "a cell": lambda size: "| Name | A |\n|---|---|\n| x | " + prose(size // 6) + " |\n",
    "callouts": paragraphs(lambda i: f"```callout\ntitle: Box {i}\ntext: Words.\n```"),
    "a callout": lambda size: "```callout\ntitle: Box\ntext: >-\n  " + prose(size // 6) + "\n```\n",
    "comments": one_paragraph(lambda i: f"w %% c{i} %%"),
    "comments of HTML": paragraphs(lambda i: f"<!-- c{i} -->"),
    "entities": one_paragraph(lambda i: "&amp;&copy;&#65;"),
    "escapes": one_paragraph(lambda i: "\\*a\\*"),
    "rules": paragraphs(lambda i: "---"),
    "quotation marks": one_paragraph(lambda i: "\"a\" 'b'"),
    "dashes": one_paragraph(lambda i: "a--b...c"),
    "Arabic": one_paragraph(lambda i: "سلام عليكم"),
    "mixed directions": one_paragraph(lambda i: "abc שלום"),
    "accents": one_paragraph(lambda i: "é ŵ ñ ü ő"),
    "combining marks": lambda size: "e" + "\u0301" * (size // 2) + "\n",
    "dates": one_paragraph(lambda i: f"on {i % 28 + 1} March 2025"),
    "figures typed": one_paragraph(lambda i: f"£{i} million"),
    "colons": paragraphs(lambda i: ":" * (i % 9)),
    "backslashes": lambda size: "\\" * size + "\n",
    "angles": lambda size: "<" * size + "\n",
    "ampersands": lambda size: "&" * size + "\n",
    "spaces": lambda size: "a" + " " * size + "b\n",
    "empty lines": lambda size: "a" + "\n" * size + "b\n",
    "tabs": lambda size: "a\t" * (size // 2) + "\n",
    "nested quotations": lambda size: lines(lambda i: ">" * 60 + f" deep {i}")(size),
    "nested lists": lambda size: lines(lambda i: "  " * (i % 20) + f"- deep {i}")(size),
}


# What a mebibyte of these takes over the measure: marks that close nothing, of which cmark keeps a node each, and half a
# million words of one or two letters, each with its place on a line.
MORE = {"underscores": 64, "brackets": 32, "brackets that close": 32, "emphasis in a chain": 32, "backslashes": 32, "escapes": 128, "accents": 32, "tabs": 32}


def replace(path, pattern, text):
    whole = path.read_text()
    new = re.sub(pattern, lambda m: text, whole, count=1)
    assert new != whole, f"{pattern} is not in {path}"
    path.write_text(new)


def count(size, each):
    return max(1, size // each)


def item_title(folder, size):
    replace(folder / "sections/about.md", r"(?m)^title:.*$", "title: " + prose(size // 6))


def document_title(folder, size):
    replace(folder / "strategy.yaml", r"(?m)^title:.*$", "title: " + prose(size // 6))


def notice(folder, size):
    path = folder / "strategy.yaml"
    path.write_text(re.sub(r"(?m)^notice:.*\n(  .*\n)*", "", path.read_text()) + "notice: " + prose(size // 6) + "\n")


def keywords(folder, size):
    path = folder / "strategy.yaml"
    path.write_text(re.sub(r"(?m)^keywords:.*\n", "", path.read_text()) + "keywords: [" + ", ".join(f"word {i}" for i in range(count(size, 12))) + "]\n")


def register(folder, size):
    path = folder / "evidence/register.yaml"
    extra = "".join(f"  - id: EV-X{i:05}\n    statement: Of it {i} were counted.\n    value: {i}\n    unit: people\n    source: {{publisher: A, title: B {i}, year: 2024}}\n"
                    "    confidence: second-hand\n    grade: 2\n" for i in range(count(size, 170)))
    path.write_text(path.read_text().replace("gaps: []", extra + "gaps: []"))


def gaps(folder, size):
    path = folder / "evidence/register.yaml"
    extra = "gaps:\n" + "".join(f"  - id: GAP-{i:05}\n    question: What of it {i}?\n    asked: Nobody counted.\n    state: open\n" for i in range(count(size, 70)))
    path.write_text(path.read_text().replace("gaps: []\n", extra))


def sections(folder, size):
    for i in range(count(size, 80)):
        (folder / f"sections/s{i:05}.md").write_text(f"---\nid: SEC-X{i:05}\ntype: section\ntitle: Section {i}\n---\n\n{prose(6, i)}.\n")


def dataset(folder, size):
    (folder / "evidence/data").mkdir(exist_ok=True)
    (folder / "evidence/data/wide.csv").write_text("place,a,b\n" + "".join(f"Place {i},{i},{i * 7 % 1000}\n" for i in range(count(size, 20))))
    path = folder / "evidence/register.yaml"
    path.write_text(path.read_text().replace("gaps: []", "  - id: EV-X1\n    statement: Of them [=EV-X1] are here.\n    query: SELECT sum(a) FROM wide WHERE b > 10\n    unit: people\n"
                                             "    source: {publisher: A, title: B, year: 2024}\n    confidence: second-hand\n    grade: 2\ngaps: []"))


def programme(folder, size):
    (folder / "programme.yaml").write_text("milestones:\n" + "".join(f"  - {{id: MIL-{i:05}, title: Milestone {i}, date: 2026-{i % 12 + 1:02}-{i % 28 + 1:02}}}\n" for i in range(count(size, 45))))


def changes(folder, size):
    path = folder / "strategy.yaml"
    path.write_text(path.read_text() + "changes:\n" + "".join(f"  - {{version: '{i}', date: 2024-01-01, note: Changed {i}}}\n" for i in range(count(size, 55))))


def glossary(folder, size):
    (folder / "glossary.yaml").write_text("terms:\n" + "".join(f"  - term: word{i:05}\n    means: What it is.\n" for i in range(count(size, 45))))


# A strategy's other files.
FILES = {"the title of an item": item_title, "the title of the document": document_title, "a notice": notice, "keywords": keywords, "entries of the register": register, "gaps": gaps,
         "sections": sections, "rows of a dataset": dataset, "milestones": programme, "versions": changes, "terms of a glossary": glossary}


def run(program, folder, out):
    """CPU seconds, MiB at most, the exit status and what was said of one build."""
    with open(out.parent / "said", "w+") as said:
        pid = os.fork()
        if pid == 0:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            resource.setrlimit(resource.RLIMIT_CPU, (40, 40))
            resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
            os.execv(program, [str(program), "build", "-q", "--format", "short", str(folder), "-o", str(out)])
        _, status, used = os.wait4(pid, 0)
        said.seek(0)
        return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), said.read()


def measure(program, work, name, size, times=1):
    folder = work / "strategy"
    tap.call("rm", "-rf", folder, work / "out")
    tap.call("cp", "-r", work / "plain", folder)
    if name in TEXTS:
        about = folder / "sections/about.md"
        about.write_text(about.read_text() + "\n" + TEXTS[name](size))
    else:
        FILES[name](folder, size)
    best = None
    for _ in range(times):
        seconds, memory, code, said = run(program, folder, work / "out")
        best = (min(seconds, best[0]), max(memory, best[1]), code, said) if best else (seconds, memory, code, said)
    return best


def judge(what, three, largest):
    """What is wrong with the growth of one construct; empty when nothing."""
    wrong, share = [], largest / (1 << 20)
    for i, (seconds, memory, code, said) in enumerate(three):
        if code not in (0, 1) or (code == 1 and "error[" not in said):
            wrong.append(f"exit {code}: {said[-200:]!r}")
        if i and seconds > max(LEAST, three[i - 1][0]) * (RATIO if share >= 1 else 3) and code == three[i - 1][2] and seconds > (0.3 if share >= 1 else 0.5):
            wrong.append(f"x {seconds / max(three[i - 1][0], 0.001):.1f} from {three[i - 1][0]:.2f} to {seconds:.2f} s")
    if three[-1][0] > max(SECONDS * share, 1):
        wrong.append(f"{three[-1][0]:.1f} s")
    if three[-1][1] > (MEBIBYTES + MORE.get(what, 0) if share >= 1 else PART):
        wrong.append(f"{three[-1][1]:.0f} MiB")
    return wrong


def main():
    words = argparse.ArgumentParser()
    words.add_argument("program", type=pathlib.Path)
    words.add_argument("--bytes", type=int, default=1 << 20)
    words.add_argument("--only", default="")
    words.add_argument("--table", action="store_true")
    o = words.parse_args()
    program = o.program.resolve()
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        tap.call(program, "new", work / "plain")
        base = run(program, work / "plain", work / "out")
        tap.say(base[2] == 0, "the plain strategy builds", base[3])
        for what in [*TEXTS, *FILES]:
            if o.only and o.only not in what:
                continue
            begin = time.monotonic()
            three = [measure(program, work, what, o.bytes // 4 * k) for k in (1, 2, 4)]
            wrong = judge(what, three, o.bytes)
            if wrong and time.monotonic() - begin < 60:
                again = [measure(program, work, what, o.bytes // 4 * k, 2) for k in (1, 2, 4)]
                three = [(min(a[0], b[0]), max(a[1], b[1]), b[2], b[3]) for a, b in zip(three, again)]
                wrong = judge(what, three, o.bytes)
            if o.table:
                codes = {code for code in re.findall(r"error\[(E\d+)\]", three[-1][3])}
                print(f"# {what:26} {' '.join(f'{t[0]:6.2f}' for t in three)} s {three[-1][1]:6.0f} MiB  {three[-1][2]} {' '.join(sorted(codes))[:40]}", flush=True)
            tap.say(not wrong, f"{what}: as much again for each doubling, or a limit with a finding", "; ".join(wrong))
    return tap.end()


sys.exit(main())
