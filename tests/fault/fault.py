#!/usr/bin/env python3
"""Every n-th allocation, of ours and of every library, and every n-th call of the file system fails, for every verb;
as TAP.

fault.py SIGHTLINE [--all] [--only WORD] [--seed N]

What must hold of every run: it ends by itself with a status that is documented; all outputs are the old ones or all are
the new ones; no temporary file stays; what it says of the outputs is so. Without memory the status is 3. Each fault is
put in by fail.c, preloaded. Without --all a part of the numbers is tried, other ones with each --seed.
"""
import argparse
import hashlib
import os
import pathlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402

EIO, EACCES, ENOSPC, EINTR, EMFILE, ENOMEM = 5, 13, 28, 4, 24, 12
# Each call with the ways in which it may fail.
CALLS = {
    "alloc": [ENOMEM], "open": [EIO, EACCES, EMFILE, EINTR], "read": [EIO, EINTR, "short"], "write": [EIO, ENOSPC, EINTR, "short"], "fsync": [EIO, ENOSPC],
    "close": [EIO], "rename": [EIO, EACCES], "link": [EACCES, EMFILE], "mkdir": [EACCES], "opendir": [EACCES, EMFILE], "readdir": [EIO], "mmap": [ENOMEM], "stat": [EIO],
}
PART = {"alloc": 40}  # numbers tried of a call without --all; of the others PART_OTHER
PART_OTHER = 4
STATUS = (0, 1, 2, 3)


def prints(folder):
    """Every file below the folder with the hash of its bytes."""
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


class Verb:
    """A verb run on a folder of its own. words: W is the folder, with the strategy in W/s and the outputs in W/out."""

    def __init__(self, name, words):
        self.name, self.words = name, words


VERBS = [
    Verb("check", "check -q W/s"),
    Verb("build", "build -q W/s -o W/out"),
    Verb("build of Word", "build -q W/s -o W/out -f docx,png"),
    Verb("audit", "audit W/s"),
    Verb("trace", "trace PRI-01 -C W/s"),
    Verb("review", "review --all -C W/s --by Reader --on 2026-01-02"),
    Verb("rename", "rename PRI-01 PRI-77 -C W/s"),
    Verb("new", "new W/new"),
    Verb("words", "words W/s"),
    Verb("schema", "schema item -C W/s"),
    Verb("diff", "diff W/old W/s -o W/out"),
]


class Bench:
    def __init__(self, program, work):
        self.program, self.work = program, work
        self.library = work / "fail.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", self.library, HERE / "fail.c"], check=True)
        self.start = work / "start"
        self.start.mkdir()
        tap.call(program, "new", self.start / "s")
        (self.start / "s/picture.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text x="2" y="20">So</text></svg>')
        about = self.start / "s/sections/about.md"
        about.write_text(about.read_text() + "\n![A word](picture.svg)\n")
        shutil.copytree(self.start / "s", self.start / "old")
        about.write_text(about.read_text() + "\nOne more sentence.\n")
        tap.call(program, "build", "-q", self.start / "old", "-o", self.start / "out")

    def run(self, verb, call="", at=0, with_=ENOMEM):
        """The status, what was said, and the files before and after."""
        folder = self.work / "W"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.start, folder)
        before = prints(folder)
        count = self.work / "count"
        count.unlink(missing_ok=True)
        environment = {k: v for k, v in os.environ.items() if not k.startswith("FAIL_")}
        environment.update(FAIL_CALL=call, FAIL_AT=str(at), FAIL_WITH=str(with_), LD_PRELOAD=str(self.library))
        if not at:
            environment["FAIL_COUNT"] = str(count)
        words = [w.replace("W/", f"{folder}/") for w in verb.words.split()]
        try:
            done = subprocess.run([str(self.program), *words, "--unconfined"], capture_output=True, text=True, errors="replace", env=environment, timeout=60)
            status, said = done.returncode, done.stdout + done.stderr
        except subprocess.TimeoutExpired:
            status, said = "no end", ""
        return status, said, before, prints(folder), count

    def count(self, verb, call):
        *_, count = self.run(verb, call)
        return max((int(line) for line in count.read_text().split()), default=0) if count.exists() else 0


def judge(call, status, said, before, after, good):
    """What is wrong with a run in which one call failed; empty when nothing. good: the files of a run without a fault."""
    wrong = []
    if status not in STATUS:
        wrong.append(f"it ended with {status}")
    if call == "alloc" and status not in (3, good[0]):
        wrong.append(f"it ended with {status} and not with 3")
    left = [name for name in after if ".sightline-" in name]
    if left:
        wrong.append(f"left behind: {left[:3]}")
    clean = {name: h for name, h in after.items() if ".sightline-" not in name}
    new = {k: v for k, v in clean.items() if before.get(k) != v}
    if new and clean != good[1]:
        wrong.append(f"neither the old files nor the new ones: {sorted(new)[:4]}")
    if status == 0 and clean != good[1]:
        wrong.append("it says that all is well, and the files are not those of a run in which it was")
    if new and ("no output was replaced" in said or "nothing was written" in said):
        wrong.append("it says that nothing was replaced, and something was")
    if status == 3 and not said.strip():
        wrong.append("it says nothing")
    return wrong


def bound(mebibytes):
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (mebibytes << 20, mebibytes << 20))


def check_bounds(bench, step):
    """With so much address space and no more: outputs and 0, or 3 and nothing changed."""
    folder, ended, wrong = bench.work / "W", {0: 0, 3: 0}, []
    verb = next(v for v in VERBS if v.name == "build of Word")
    _, _, _, good, _ = bench.run(verb)
    for mebibytes in range(20, 420, step):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(bench.start, folder)
        before = prints(folder)
        done = subprocess.run([str(bench.program), *[w.replace("W/", f"{folder}/") for w in verb.words.split()]], capture_output=True, text=True, errors="replace",
                              preexec_fn=bound(mebibytes))
        after = prints(folder)
        ended[done.returncode] = ended.get(done.returncode, 0) + 1
        if after != (good if done.returncode == 0 else before) or done.returncode not in (0, 3):
            wrong.append(f"{mebibytes} MiB: {done.returncode} {done.stderr.strip()[-200:]!r}")
    tap.say(not wrong and ended[0] and ended[3], f"20 to 420 MiB of address space, by {step}: {ended[0]} times done, {ended[3]} times 3 and nothing changed", "\n".join(wrong))


def main():
    words = argparse.ArgumentParser()
    words.add_argument("program", type=pathlib.Path)
    words.add_argument("--all", action="store_true")
    words.add_argument("--only", default="")
    words.add_argument("--calls", default="")
    words.add_argument("--seed", type=int, default=1)
    o = words.parse_args()
    if not tap.has("faults", "cc"):
        return tap.end()
    source = random.Random(o.seed)
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(o.program.resolve(), pathlib.Path(name))
        tried = 0
        if not o.only and not o.calls:
            check_bounds(bench, 2 if o.all else 20)
        for verb in VERBS:
            if o.only and o.only not in verb.name:
                continue
            status, said, before, after, _ = bench.run(verb)
            tap.say(status == 0, f"{verb.name}: it runs", said[-400:])
            good = (status, after)
            for call, ways in CALLS.items():
                if o.calls and call not in o.calls.split(","):
                    continue
                n = bench.count(verb, call)
                most = n if o.all else PART.get(call, PART_OTHER)
                if verb.name != "build" and not o.all:
                    most = max(1, most // 4)
                numbers = range(1, n + 1) if n <= most else sorted(source.sample(range(1, n + 1), most))
                wrong = []
                for at in numbers:
                    for way in ways if o.all else [source.choice(ways)]:
                        tried += 1
                        result = bench.run(verb, call, at, way)
                        faults = judge(call, *result[:4], good)
                        if faults:
                            wrong.append(f"{call} {at} of {n} with {way}: {'; '.join(faults)}: {result[1].strip()[-200:]!r}")
                tap.say(not wrong, f"{verb.name}: {len(numbers)} of {n} of '{call}' fail", "\n".join(wrong))
        print(f"# {tried} faults")
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
