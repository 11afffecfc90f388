"""The quick way: all changes in one program, each tried by the tests that reach it alone.

Sources are woven (weave.py), compiled and linked once; every test runs once and leaves behind which places it reached. Then
a change is a number in the library, and its tests are those in which it made another value. What cannot be chosen at run
time, such as a constant of an array's size, is compiled and linked alone (bench.py), for the tests that enter its file.
"""
import collections
import concurrent.futures
import json
import pathlib
import re
import threading
import zlib

import bench
import mutants
import weave

ROOM = 2048  # numbers that a source has; the last is for its functions
PARTS = 16  # of one test, that a change has to meet
WHERE = re.compile(r"^[^:\n]*woven\.c:(\d+):(\d+):", re.M)
SEEN = re.compile(rb"[^\0]")


class Source:
    """One file with all its changes, woven and compiled; which of them fit."""

    def __init__(self, path, text, first):
        self.path, self.text, self.first = path, text, first
        self.changes = mutants.list_mutants(path, text)
        if len(self.changes) >= ROOM:
            raise ValueError(f"{path}: {len(self.changes)} changes")
        self.numbers = {one: first + index for index, one in enumerate(self.changes)}
        self.fitting = set()
        self.weights = None

    def compile(self, words, folder, cwd):
        """Takes changes out until the rest is C. The object is kept by what it is made of."""
        maker = pathlib.Path(weave.__file__).read_bytes() + pathlib.Path(mutants.__file__).read_bytes()
        folder = folder / bench.digest(maker, self.path, self.text, self.first, words)
        self.object, kept = folder / "woven.o", folder / "fitting.json"
        if not kept.exists():
            folder.mkdir(parents=True, exist_ok=True)
            weaver = weave.Weaver(self.path, self.text)
            numbered, tries = [(self.numbers[one], one) for one in self.changes], 0
            while numbered is not None:
                tries += 1
                numbered = self.fit(weaver, numbered, [*words, "-w", "-g0", "-fmax-errors=0", "-fdiagnostics-color=never"], folder, cwd, tries)
            kept.write_text(json.dumps(sorted(self.fitting)))
        self.fitting = set(json.loads(kept.read_text()))
        return self.object

    def fit(self, weaver, numbered, words, folder, cwd, tries):
        """None when it compiles, else the changes without those that are in the way."""
        tree = weaver.sites(numbered if tries < 12 else [])
        text = weaver.weave(tree, self.first + ROOM - 1)
        source = folder / "woven.c"
        source.write_text(text)
        done = bench.call([*words, "-c", source, "-o", self.object], cwd=cwd)
        sites = [one for one in tree.walk() if one is not tree]
        if done.returncode == 0:
            self.fitting = {number for one in sites for number, _ in one.changes}
            return None
        if tries >= 12:
            raise bench.Unfit(f"{self.path} is not compiled: {done.stderr[:2000]}")
        lines = [0]
        for line in text.splitlines(keepends=True):
            lines.append(lines[-1] + len(line))
        out = set()
        for line, column in {(int(line), int(column)) for line, column in WHERE.findall(done.stderr)}:
            at = lines[line - 1] + column - 1
            over = [one for one in sites if one.out[0] <= at < one.out[1]]
            near = over or [one for one in sites if one.out[0] < lines[line] and one.out[1] > lines[line - 1]]
            inner = [one for one in near if not any(other in near for other in one.inner)]
            constants = [one for one in inner if one.kind == "constant"]
            for one in inner if tries > 6 or not constants else constants:
                out.update(number for number, _ in one.changes)
        return [(number, one) for number, one in numbered if number not in out] if out else []


class Worker:
    """A folder with programs of its own; a number is put into its library."""

    def __init__(self, made):
        self.bench = made

    def put(self, program, number, log=""):
        at = program.index(weave.MARK) + len(weave.MARK)
        changed = bytearray(program)
        changed[at:at + 4] = number.to_bytes(4, "little")
        changed[at + 4:at + 4 + len(log) + 1] = str(log).encode() + b"\0"
        fresh = self.bench.library.with_suffix(".new")
        fresh.write_bytes(changed)
        fresh.chmod(0o755)
        fresh.replace(self.bench.library)


class Fast:
    def __init__(self, open_bench, paths, read, jobs, say, most=600):
        """open_bench(folder's name) gives a bench; paths are those of sources that are changed."""
        self.say = say
        self.workers = [Worker(open_bench(str(number))) for number in range(jobs)]
        self.main = self.workers[0].bench
        self.kept = self.main.work.parent / "kept"
        self.sources = {path: Source(path, read(path), (index + 1) * ROOM) for index, path in enumerate(paths)}
        self.size = (len(paths) + 1) * ROOM
        self.pool = concurrent.futures.ThreadPoolExecutor(jobs)
        self.free = list(self.workers)
        self.build()
        self.recall()
        self.record(most)

    def each(self, job, things):
        """job(worker, thing) of all, several at once, in their order."""
        def run(thing):
            worker = self.free.pop()
            try:
                return job(worker, thing)
            finally:
                self.free.append(worker)
        return self.pool.map(run, things)

    def build(self):
        made = self.main
        objects = list(self.each(lambda _, one: one.compile(made.words_for(one.path), self.kept, made.folder), self.sources.values()))
        self.control = self.kept / "control.o"
        control = self.kept / "control.c"
        control.write_text(weave.CONTROL % self.size)
        if bench.call(["cc", "-O1", "-fPIC", "-c", control, "-o", self.control]).returncode:
            raise bench.Unfit("no control.c")
        if not made.link_all(dict(zip(map(made.object_of, self.sources), objects)), [self.control]):
            raise bench.Unfit("the woven objects do not make one library")
        self.program = made.library.read_bytes()
        self.key = bench.digest(*(path.read_bytes() for path in sorted(made.objects)), *(one.read_bytes() for one in objects))
        fitting = sum(len(one.fitting) for one in self.sources.values())
        self.say(f"{sum(len(one.changes) for one in self.sources.values())} changes, {fitting} of them in one program")

    # --- which test reaches what ---

    def record(self, most):
        def one(worker, index):
            made = worker.bench
            test = made.tests[index]
            kept = self.kept / f"reach-{bench.digest(self.key, test.key())}"
            if not kept.exists():
                log = made.work / "log"
                log.write_bytes(bytes(self.size))
                worker.put(self.program, 0, str(log))
                failed, seconds = test.timed(600)
                part = kept.with_suffix(".part")
                part.write_bytes(zlib.compress(json.dumps([failed, seconds]).encode().ljust(4096) + log.read_bytes()))
                part.replace(kept)
            whole = zlib.decompress(kept.read_bytes())
            failed, seconds = json.loads(whole[:4096])
            for worker_ in self.workers:
                worker_.bench.tests[index].seconds = seconds
            return test.name, failed, seconds, whole[4096:]

        self.reached, self.differing, failed = {}, {}, []
        total = 0.0
        for index, (name, fault, seconds, seen) in enumerate(self.each(one, range(len(self.main.tests)))):
            if seconds > most:
                self.say(f"{name} takes {seconds:.0f} seconds: left out")
                failed.append(index)
                continue
            if fault:
                self.say(f"{name} fails without any change: left out ({fault})")
                failed.append(index)
                continue
            total += seconds
            for found in SEEN.finditer(seen):
                self.reached.setdefault(found.start(), []).append(index)
                if found[0][0] & 2:
                    self.differing.setdefault(found.start(), []).append(index)
        self.say(f"{len(self.main.tests) - len(failed)} tests, {total:.0f} seconds when nothing is changed")
        self.good = [index for index in range(len(self.main.tests)) if index not in failed]

    def fits(self, one):
        source = self.sources[one.path]
        return source.numbers[one] in source.fitting

    def tests_for(self, one):
        source = self.sources[one.path]
        number = source.numbers[one]
        if number in source.fitting:
            return self.differing.get(number, [])
        return self.reached.get(source.first + ROOM - 1, []) if not exports_data(source.text) else self.good

    # --- a change ---

    def try_all(self, changes, slow=False):
        """In their order; each is told when it is done."""
        def job(worker, one):
            verdict, by = self.try_one(worker, one, slow)
            self.say(f"{verdict}: {one}{f'  [{by}]' if by else ''}")
            return one, verdict, by
        return self.each(job, changes)

    def run_tests(self, made, path, number, tests):
        """What ended well before with the same change is not run again; nor what failed."""
        tests = self.fewer(tests, self.sources[path])
        known = {test: self.ends.get(f"{number} {test.key()}") for test in tests}
        killed = next((f"{test.name}: {end}" for test, end in known.items() if end), None)
        killed = killed or made.run_tests(path, [test for test in tests if known[test] is None], lambda test, end: self.keep(number, test, end))
        return killed

    def weigh(self, source):
        """How much of a source each test sees that few others see."""
        weights = collections.Counter()
        for number in range(source.first, source.first + ROOM):
            those = self.differing.get(number, [])
            for index in those:
                weights[self.main.tests[index].name] += 1 / len(those)
        return weights

    def fewer(self, tests, source):
        """Of the parts of one test those alone that see most of the source: what every case of a kind meets is seldom seen by the last."""
        if source.weights is None:
            source.weights = self.weigh(source)
        whole, parts = [], collections.defaultdict(list)
        for one in tests:
            (parts[one.name.split("/")[0]] if "/" in one.name else whole).append(one)
        for those in parts.values():
            whole += sorted(those, key=lambda one: (-source.weights[one.name], one.name))[:PARTS]
        return whole

    def keep(self, number, test, end):
        with self.lock:
            self.ends[f"{number} {test.key()}"] = end or ""
            self.ended.write(json.dumps([f"{number} {test.key()}", end or ""]) + "\n")
            self.ended.flush()

    def recall(self):
        path = self.kept / f"ends-{self.key}"
        self.ends = dict(map(json.loads, path.read_text().splitlines())) if path.exists() else {}
        self.ended, self.lock = path.open("a"), threading.Lock()

    def try_one(self, worker, one, slow):
        made, source = worker.bench, self.sources[one.path]
        number = source.numbers[one]
        fits = number in source.fitting and not slow
        if not fits:
            changed = made.compile(one.path, one.apply(source.text))
            if changed is None:
                return "no program", ""
            if changed == made.original(one.path):
                return "the same", ""
            if not made.link(one.path, changed):
                return "no program", ""
        else:
            worker.put(self.program, number)
        tests = self.good if slow else self.tests_for(one)
        killed = self.run_tests(made, one.path, number, [made.tests[index] for index in tests])
        if killed:
            return "killed", killed
        if fits and made.compile(one.path, one.apply(source.text)) == made.original(one.path):
            return "the same", ""
        if number in source.fitting and not tests:
            return "alive", f"other in no test, reached in {len(self.reached.get(number, []))}"
        return "alive", f"other in {len(tests)} tests"


def exports_data(text):
    """Whether a source has a value that others read without calling it."""
    return re.search(r"^(?!static|typedef|enum|struct \w+ \{|extern)[a-z][^\n;(]* \*?\w+(\[[^\]]*\])* =", text, re.M) is not None
