#!/usr/bin/env python3
"""Changes the program in one small place at a time and says which tests notice.

mutation.py BUILD [--count N] [--seed S] [--only PATH] [--suites A,B]   a random sample of all changes of src/FOLDERS
mutation.py BUILD --again FILE [--suites A,B]                           what such a run, kept in FILE, left alive
mutation.py BUILD --slow | --both ...                                  each change compiled alone; both ways, which must agree
mutation.py BUILD --list [--quick] [--only PATH] [--suites A,B]         those of matter.py, which must all be noticed
mutation.py --fits [CC]                                                the tool's own tests, and that matter.py fits src

PATH is the beginning of a source's path. --quick: with the unit programs alone, those that a unit program notices.
"""
import argparse
import collections
import functools
import os
import pathlib
import random
import signal
import sys
import tempfile
import time

import bench
import fast
import mutants
from matter import MATTER

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent))
import tap  # noqa: E402

TOP = HERE.parents[1]
FOLDERS = ["model", "record", "load", "sight", "check", "book", "run"]
SUITES = "unit,spec,golden,data"


@functools.cache
def read(path):
    """A source as it was when it was first read: a change is a place in that text."""
    return (TOP / path).read_text()


def sources(only):
    paths = [str(path.relative_to(TOP)) for folder in FOLDERS for path in sorted((TOP / "src" / folder).glob("*.c"))]
    return [path for path in paths if path.startswith(only)]


def sample(only, seed):
    """Every change there is, shuffled: the first N are the sample of N."""
    every = [one for path in sources(only) for one in mutants.list_mutants(path, read(path))]
    random.Random(seed).shuffle(every)
    return every


def chosen(words):
    """The changes to try: a sample, or what another run left alive."""
    if not words.again:
        return sample(words.only, words.seed), words.count
    lines = pathlib.Path(words.again).read_text().splitlines()
    alive = {line.removeprefix("alive: ").split("  [")[0] for line in lines if line.startswith("alive: ")}
    return [one for one in sample(words.only, words.seed) if str(one) in alive], len(alive)


def listed(entry):
    """A change of matter.py as a mutant; its text must stand in the file once."""
    path, old, new, why = entry
    text = read(path)
    if text.count(old) != 1:
        raise ValueError(f"{path}: '{old}' stands there {text.count(old)} times")
    begin = text.index(old)
    return mutants.Mutant(path, text.count("\n", 0, begin) + 1, begin - text.rfind("\n", 0, begin), begin, begin + len(old), old, new, why)


def make_bench(words, work, parts=False):
    made = bench.MesonBench(words.build, words.suites.split(","), work, parts)
    without = words.without.split(",")
    made.tests = [one for one in made.tests if one.name not in without]
    return made


def open_bench(words):
    made = make_bench(words, words.work)
    for name in made.measure():
        print(f"# {name} fails without any change: left out", flush=True)
    print(f"# {len(made.tests)} tests, {sum(one.seconds for one in made.tests):.0f} seconds when nothing is changed: "
          + ", ".join(f"{one.name} {one.seconds:.1f}" for one in made.tests), flush=True)
    return made


def tell(line):
    print(line, flush=True)


def open_fast(words, changes):
    """The quick way; every source at once, so that another sample finds all of it there."""
    made = fast.Fast(lambda name: make_bench(words, f"{words.work}/{name}", True), sources("src/"), read, words.jobs, lambda line: tell(f"# {line}"), words.most)
    alone = sum(not made.fits(one) for one in changes)
    tell(f"# of these {len(changes)} changes {alone} are compiled alone")
    return made


def verdicts_of(words, changes):
    """(change, verdict, by what) one by one."""
    if words.slow:
        made = open_bench(words)
        return ((one, *made.try_change(one.path, one.apply(read(one.path)))) for one in changes)
    return open_fast(words, changes).try_all(changes)


def seen_by_sanitizers(words, verdicts):
    """What is alive is tried once more with the program that watches its memory, which the tests run too."""
    alive = [one for one, verdict, _ in verdicts if verdict == "alive"]
    if not words.sanitized or not alive:
        return {}
    words = argparse.Namespace(**{**vars(words), "build": words.sanitized, "suites": words.suites_sanitized})
    return {one: by for one, verdict, by in open_fast(words, alive).try_all(alive) if verdict == "killed"}


def run_sample(words):
    """Changes that are none are not counted: as many more are tried."""
    verdicts, begin = [], time.monotonic()
    changes, most = chosen(words)
    changes = changes[words.skip:]
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        done = 0
        for one, verdict, by in verdicts_of(words, changes[:most + most // 4]):
            if done == most:
                break
            if verdict == "alive" and one.room and not words.sanitized:
                verdict = "memory"
            done += verdict in {"killed", "alive"}
            verdicts.append((one, verdict, by))
        noticed = seen_by_sanitizers(words, verdicts)
        verdicts = [(one, "killed", f"sanitized {noticed[one]}") if one in noticed else (one, verdict, by) for one, verdict, by in verdicts]
    except KeyboardInterrupt:
        print("ended early")
    counts = collections.defaultdict(collections.Counter)
    for one, verdict, by in verdicts:
        counts[one.path.split("/")[1]][verdict] += 1
        tell(f"{verdict}: {one}{f'  [{by}]' if by else ''}")
    for folder, those in [*sorted(counts.items()), ("all", sum(counts.values(), collections.Counter()))]:
        tried = those["killed"] + those["alive"]
        tell(f"{folder:8} {those['killed']:3} of {tried:3} killed; {those['the same']} the same code, {those['no program']} no program, {those['memory']} of memory alone")
    tell(f"seed {words.seed}, {time.monotonic() - begin:.0f} seconds")
    return 0


def run_both(words):
    """The quick way and the slow one say the same of each change."""
    changes = sample(words.only, words.seed)[:words.count]
    made = open_fast(words, changes)
    quick = list(made.try_all(changes))
    for (one, verdict, by), (_, slowly, by_slowly) in zip(quick, made.try_all(changes, slow=True)):
        tap.say(verdict == slowly, f"{one} is {verdict}", f"[{by}] but {slowly} [{by_slowly}] alone")
    return tap.end()


def run_list(words):
    try:
        made = open_bench(words)
    except bench.Unfit as unfit:
        print(f"1..0 # SKIP {unfit}")
        return 0
    for entry in MATTER[::words.every]:
        if not entry[0].startswith(words.only):
            continue
        one = listed(entry)
        verdict, by = made.try_change(one.path, one.apply(read(one.path)))
        tap.say(verdict == "killed", f"{one.kind} [{by or verdict}]", one)
    return tap.end()


def run_fits():
    """The tool on its specimen; that every change of the list can be made."""
    with tempfile.TemporaryDirectory() as name:
        made = bench.PlainBench(HERE / "specimen", name)
        tap.say(made.measure() == [], "the specimen passes its tests")
        text = (HERE / "specimen/sum.c").read_text()
        for old, new, wanted in (
            ("i <= n", "i < n", "killed"), ("return sum;", "return 0;", "killed"), ("sum += i;", ";", "killed"),
            ("i++", "i", "killed"), ("n > 3", "n >= 3", "alive"), ("LARGE > 7", "LARGE > 8", "the same"), ("int sum = 0;", "", "no program"),
        ):
            begin = time.monotonic()
            verdict, by = made.try_change("sum.c", text.replace(old, new))
            tap.say(verdict == wanted and time.monotonic() - begin < 60, f"specimen: {old} as {new} is {wanted}", f"{verdict} {by}")
        tap.say(made.try_change("sum.c", text.replace("i <= n", "i <= n + 0")) == ("the same", ""), "a change undone leaves no trace")
    check_finder()
    check_both()
    for entry in MATTER:
        try:
            listed(entry)
            tap.say(True, f"in its place: {entry[3]}")
        except (ValueError, OSError) as fault:
            tap.say(False, f"in its place: {entry[3]}", fault)
    tap.say(len({(one[0], one[1], one[2]) for one in MATTER}) == len(MATTER) >= 60, "sixty changes that matter, each once", len(MATTER))
    return tap.end()


def check_finder():
    text = 'static bool f(int a)\n{\n    if (a < 10 && !g("a < 1", \'<\')) /* a < 2 */\n        h(a);\n    return a == 3;\n}\n'
    found = {(one.old, one.new) for one in mutants.list_mutants("f.c", text)}
    wanted = {("<", "<="), ("&&", "||"), ("!", "!!"), ("10", "11"), ("10", "9"), ("3", "4"), ("3", "2"), ("==", "!="), ("h(a)", ""),
              ("a == 3", "true"), ("a == 3", "false"), ('a < 10 && !g("a < 1", \'<\')', '!(a < 10 && !g("a < 1", \'<\'))')}
    tap.say(found == wanted, "conditions, constants, calls and returns are found, and nothing in texts", found ^ wanted)
    alike = ("int f(int a, int b)\n{\n    int c = a < b ? a : b, d = b > a->n ? b : a->n;\n    return c != d ? (c < d ? -1 : 1) : 0;\n}\n")
    found = {(one.line, one.old, one.new) for one in mutants.list_mutants("f.c", alike)}
    rooms = [(one.new, one.room) for one in mutants.list_mutants("f.c", "int *f(int n)\n{\n    return SL_NEW_ARRAY(a, int, n + 1);\n}\n") if one.old == "1"]
    tap.say(rooms == [("0", True)], "less room is for sanitizers, more of it is no change", rooms)
    walk = "int f(int n)\n{\n    for (size_t i = 0; i < SL_COUNT(a); i++)\n        if (a[i] < n)\n            return 1;\n    for (size_t i = 0; i < SL_COUNT(b); i++)\n        g(i);\n}\n"
    rooms = [(one.line, one.room) for one in mutants.list_mutants("f.c", walk) if one.old == "<"]
    tap.say(rooms == [(3, True), (4, False), (6, False)], "a step behind an array that is walked is for sanitizers", rooms)
    tap.say({(4, "!=", "=="), (4, "<", "<="), (4, "1", "0"), (4, "0", "1")} <= found and not {(3, "<", "<="), (3, ">", ">="), (4, "1", "2")} & found,
            "the boundary of a lesser and the size of a sign are no changes", found)
    tap.say([one.begin for one in sample("src/record/", 1)] == [one.begin for one in sample("src/record/", 1)], "a seed gives the same sample")


def check_both():
    """Every second change of the specimen, tried in one program with all the others and alone."""
    with tempfile.TemporaryDirectory() as name:
        folder, texts = HERE / "specimen", {path: (HERE / "specimen" / path).read_text() for path in ("forms.c", "sum.c")}
        made = fast.Fast(lambda part: bench.PlainBench(folder, pathlib.Path(name) / part), list(texts), texts.get, 2, lambda line: None)
        changes = [one for path in texts for one in mutants.list_mutants(path, texts[path])][::2]
        quick = list(made.try_all(changes))
        slowly = list(made.try_all(changes, slow=True))
        differing = [f"{one} is {verdict} [{by}], alone {other} [{by_other}]" for (one, verdict, by), (_, other, by_other) in zip(quick, slowly) if verdict != other]
        tap.say(not differing, f"{len(changes)} changes of the specimen end alike in one program and alone", "\n".join(differing))
        counts = collections.Counter(verdict for _, verdict, _ in quick)
        fitting = sum(made.fits(one) for one in changes)
        tap.say(len(changes) > fitting > len(changes) * 0.8, "most of them are in one program", fitting)
        tap.say(min(counts["killed"], counts["alive"], counts["the same"]) > 0, "there are some of each end", counts)
        reached = {number for one in changes for number in [made.sources[one.path].numbers[one]] if number in made.reached}
        wrong = [str(one) for one, verdict, _ in slowly if verdict == "killed" and made.fits(one) and made.sources[one.path].numbers[one] not in reached]
        tap.say(not wrong, "what is killed was reached", wrong)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", nargs="?")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--skip", type=int, default=0, help="so many of the sample, which another run tries")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", help="what an earlier run printed")
    parser.add_argument("--only", default="src/")
    parser.add_argument("--suites", default=SUITES)
    parser.add_argument("--without", default="", help="tests to leave out: maps,pages")
    parser.add_argument("--work", default="mutation", help="a folder in BUILD")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--most", type=float, default=600, help="tests that take longer, in seconds, are left out")
    parser.add_argument("--sanitized", help="a build folder with sanitizers, for what is alive")
    parser.add_argument("--suites-sanitized", default="unit,spec,golden,whole,commands")
    parser.add_argument("--slow", action="store_true")
    parser.add_argument("--both", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--every", type=int, default=1, help="of the list, each so many-th alone")
    parser.add_argument("--fits", action="store_true")
    words = parser.parse_args()
    if words.fits:
        return run_fits()
    if not words.build:
        parser.error("which build folder?")
    if words.quick:
        words.suites = "unit"
    return run_list(words) if words.list else run_both(words) if words.both else run_sample(words)


if __name__ == "__main__":
    sys.exit(main())
