#!/usr/bin/env python3
"""Every line of a strategy turned a little, and what is said and made of it then, as TAP.

turned.py TURNED [--bless] [--names] [FILE...]

A line of plans/town is left out or written twice, a number or a day is another, a key misspelt, a value that of another line or of
another kind, an ID another's, a sign left out, something put in that writers put in. expected/turned holds, for each such turn,
the findings that there were not before, those that are gone, and the lines of the outputs that differ (of a long line the place; of
many a digest). Whatever is found has a remedy, and what was turned and turned back has left nothing.
"""
import collections
import hashlib
import pathlib
import re
import subprocess
import sys
import zlib

import whole

sys.path.append(str(whole.TESTS))
import tap  # noqa: E402

TOWN, EXPECTED = whole.HERE / "plans/town", whole.EXPECTED / "turned"
MOST_FINDINGS, MOST_LINES, MOST_WIDTH, AROUND = 2, 2, 60, 12
DIGEST = re.compile(r"\b[0-9a-f]{64}\b|\b(?:[0-9a-f]{4} ){3,}[0-9a-f]{4}\b|\b(?=\w*\d)[0-9a-f]{12,63}\b")
KEY = re.compile(r"(?<![\w\"'/:.-])([a-z][\w-]*): +([^\s,{}\[\]][^,{}\[\]\n]*|\[[^\[\]\n]*\])")
NUMBER = re.compile(r"(?<![\w.-])\d+(?:\.\d+)?(?![\w.-]|\.\d)")
DAY = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
ID = re.compile(r"\b[A-Z]{2,}(?:-[A-Z]+)*-\d\d\b")
OTHER = ["[]", "", "{a: b}", "x", "true", "0", "-1", "999999999999", "[a, a]", "2026-13-01", "'x: y'", "{en: A, cy: B}"]
PIECES = [
    "{{x}}", "TODO", "[@EV-NONE-01]", "£5 million", "&nbsp;", "[=EV-OUT-01.gap]%", "{.wide}", "[see](#fig-none)", "<b>x</b>", "[^9]", "*a", "`b",
    "[x](y z)", "$x$", "==a==", "~~a~~", "33.2 per cent [@EV-OUT-01]", "the largest [@EV-JOB-01]", "  ", "\u200b", "::: audience board", "[@AIM-01]",
    "[=EV-NONE-01]", "![x](none.svg)", "Figure 3", "http://example.org/a", "[TBC]", "NEET", "--", "...", "\"so\"", "it's", "1,00,000", "12pc", "\u00a0", "#x",
    "|", "[ ]", "e.g.", "(c)", "5 %", "[=EV-OUT-01|x]", "[@EV-OUT-01, p. 4]", "above", "see section 3", "more than [=EV-JOB-01]", "H~2~O", "<!-- a -->",
]


def pick(things, *by):
    """One of them, the same whenever the words are the same."""
    return things[zlib.crc32(" ".join(by).encode()) % len(things)]


def texts_of(folder):
    paths = sorted(path for path in folder.rglob("*") if path.suffix in {".md", ".yaml", ".csv"})
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in paths}


class Turner:
    def __init__(self, texts):
        self.texts, self.values = texts, collections.defaultdict(list)
        for text in texts.values():
            for key, value in KEY.findall(text):
                if value.strip() not in self.values[key]:
                    self.values[key].append(value.strip())
        self.ids = sorted({one for text in texts.values() for one in ID.findall(text)})

    def lines_for(self, path, line):
        """What stands in a line's place; None: nothing does."""
        yield None
        words = pick([1, 0, 0, 0, 0], "twice", path, line)
        if words and line.strip():
            yield f"{line}\n{line}"
        for found in NUMBER.finditer(line):
            yield from self.numbers_for(line, found)
        for found in DAY.finditer(line):
            year, month, day = map(int, found.groups())
            days = [(year + 1, month, day), (year, month, day % 28 + 1), (year - 3, month, day), (year, month % 12 + 1, day), (year, month, 31)]
            for one in (pick(days, "a", line, found[0]), pick(days, "b", line, found[0])):
                yield self.put(line, found, "%04d-%02d-%02d" % one)
        for found in list(ID.finditer(line))[:3]:
            yield self.put(line, found, pick([one for one in self.ids if one != found[0]], line, found[0]))
        for found in list(KEY.finditer(line)) if path.endswith((".yaml", ".md")) else []:
            yield from self.values_for(path, line, found)
        signs = [at for at, sign in enumerate(line) if sign in ",:{}[]\"'|#*-`@=()"]
        if signs:
            at = pick(signs, "sign", line)
            yield line[:at] + line[at + 1:]
        if re.search(r"[a-z] [a-z]", line) and not path.endswith(".csv"):
            gaps = [found.start() for found in re.finditer(r"(?<=[a-z]) (?=[a-z])", line)]
            for part in "ab" if not KEY.search(line) else "a":
                at = pick(gaps, part, line)
                yield f"{line[:at]} {pick(PIECES, part, path, line)}{line[at:]}"

    def put(self, line, found, text, group=0):
        return line[:found.start(group)] + text + line[found.end(group):]

    def numbers_for(self, line, found):
        places = len(found[0].partition(".")[2])
        one = 10 ** -places
        others = [f"{float(found[0]) + one:.{places}f}", f"{float(found[0]) - one:.{places}f}", "0", "-" + found[0], found[0] + "000", found[0] + ".5" if not places else found[0] + "1"]
        for part in "ab":
            yield self.put(line, found, pick(others, part, line[:found.end()]))

    def values_for(self, path, line, found):
        key, value = found[1], found[2].strip()
        others = [one for one in self.values[key] if one != value]
        if others:
            yield self.put(line, found, pick(others, path, line, key), 2)
        yield self.put(line, found, pick(OTHER, path, line, key), 2)
        if pick([0, 1], "key", path, line, key):
            yield self.put(line, found, pick([key + "s", key[:-1], "x-" + key], path, line, key), 1)

    def turns(self, path):
        """(what is said of a turn, the whole text), each text once."""
        lines, seen = self.texts[path].split("\n"), {self.texts[path]}
        for number, line in enumerate(lines):
            if not line.strip():
                continue
            for instead in self.lines_for(path, line):
                text = "\n".join(lines[:number] + ([] if instead is None else [instead]) + lines[number + 1:])
                if text not in seen:
                    seen.add(text)
                    yield f"{number + 1}: {shown(line, instead)}", text


def shown(line, instead):
    if instead is None:
        return f"without {cut(line.strip())}"
    if instead == f"{line}\n{line}":
        return f"twice {cut(line.strip())}"
    return " → ".join(cut(part) for part in differing(line, instead))


def differing(one, other):
    """Of two lines the parts that differ, with a little around."""
    begin = next((at for at, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    end = next((at for at, (a, b) in enumerate(zip(one[:begin - 1:-1] if begin else one[::-1], other[:begin - 1:-1] if begin else other[::-1])) if a != b),
               min(len(one), len(other)) - begin)
    first = max(0, begin - AROUND)
    return one[first:len(one) - end + AROUND if end > AROUND else len(one)], other[first:len(other) - end + AROUND if end > AROUND else len(other)]


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def cut(text):
    return text if len(text) <= MOST_WIDTH else f"{text[:MOST_WIDTH]}… {digest(text)}"


class Teller:
    """The program that reads the strategy with one text laid over it."""

    def __init__(self, program):
        self.running = subprocess.Popen([program, TOWN], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.base = self.ask("-", "")

    def ask(self, path, text):
        data = text.encode()
        self.running.stdin.write(f"{path} {len(data)}\n".encode() + data)
        self.running.stdin.flush()
        parts = {}
        for line in self.running.stdout:
            if line == b">\n":
                return parts
            name, size = line[1:].decode().rsplit(" ", 1)
            parts[name] = self.lines(name, self.running.stdout.read(int(size)).decode(errors="replace"))
        raise EOFError(f"no answer: {self.running.wait()}")

    def lines(self, name, text):
        text = text.replace("\r\n", "\n").replace("\r", "\u240d")
        if name == "said":
            for folder, called in ((f"{TOWN}/", ""), (str(TOWN), "STRATEGY"), (str(whole.TESTS.parent), "SOURCES")):
                text = text.replace(folder, called)
            return findings_of(DIGEST.sub("…", text))
        return text[text.find('<header class="cover"'):].split("\n") if name.endswith(".html") else text.split("\n")

    def told(self, path, text):
        """The lines of one turn."""
        got = self.ask(path, text)
        out = []
        for name in self.base if len(got) > 1 else ["said"]:
            out += self.part(name, self.base[name], got.get(name, []))
        return out or ["  nothing"]

    def part(self, name, base, got):
        gone, come = only_in(base, got), only_in(got, base)
        if name.endswith(".html"):
            gone, come = ([one.removeprefix("<main>").removesuffix("</main>") for line in lines for one in whole.lines_of_page(f"<main>{line}</main>")]
                          for lines in (gone, come))
        gone, come = ([DIGEST.sub("…", line) for line in lines] for lines in (gone, come))
        gone, come = only_in(gone, come), only_in(come, gone)
        if name == "said":
            dumb = [one for one in got if "    = help: " not in one]
            come += [f"without a remedy: {one}" for one in dumb]
            gone = [one.partition("\n")[0] for one in gone]
            return [*first(gone, 1, "  - "), *(line for one in first(come, MOST_FINDINGS, "  ") for line in one.split("\n"))]
        if len(gone) == len(come):
            pairs = [" → ".join(cut(part) for part in differing(one, other)) for one, other in zip(gone, come)]
        else:
            pairs = [*(f"- {cut(line)}" for line in gone), *(f"+ {cut(line)}" for line in come)]
        return first(pairs, MOST_LINES, f"  {name}: ")

    def end(self):
        self.running.stdin.close()
        self.running.wait()


def findings_of(text):
    """Each as one text: its place and its words, how long the place is, notes and what helps; without the line that it shows."""
    out = []
    for line in text.splitlines():
        caret = re.match(r" *\|[^^]*(\^~*)", line)
        if not line.startswith(" "):
            out.append(line)
        elif caret:
            out[-1] += f" {len(caret[1])}"
        elif not re.match(r" *\d* \|", line):
            out[-1] += f"\n    {cut(line.strip())}"
    return out


def first(things, most, before):
    """So many of them; of more a digest too."""
    rest = [f"{before}{len(things) - most} more, {digest(' '.join(things))}"] if len(things) > most else []
    return [*(before + one for one in things[:most]), *rest]


def only_in(one, other):
    if one == other:
        return []
    counts = collections.Counter(other)
    out = []
    for line in one:
        if counts[line]:
            counts[line] -= 1
        else:
            out.append(line)
    return out


def main(program, words):
    bless, names = "--bless" in words, [word for word in words if not word.startswith("--")]
    turner = Turner(texts_of(TOWN))
    if "--names" in words:
        print("\n".join(turner.texts))
        return 0

    def try_file(path):
        teller, out = Teller(program), []
        for what, text in turner.turns(path):
            out += [what, *teller.told(path, text)]
        out += ["as it was", *teller.told("-", "")]
        teller.end()
        return whole.held(EXPECTED / f"{path}.txt", out, bless)

    chosen = sorted((path for path in turner.texts if not names or path in names), key=lambda path: -len(turner.texts[path]))
    return whole.say_all(chosen, try_file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
