"""Where a changed program is built and tested: one object, one link, then the tests, quickest first, to the first that fails."""
import functools
import hashlib
import json
import os
import pathlib
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

MEMORY = 3 << 30  # bytes that one program of a test may have
SANITIZERS = {"UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1", "ASAN_OPTIONS": "detect_leaks=0"}
ARCHIVE = re.compile(r"src/(\w+)/lib\w+\.a$")


class Unfit(Exception):
    """The build folder cannot be used."""


def call(words, **options):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, errors="replace", **options)


class Test:
    def __init__(self, name, suite, words, folder):
        self.name, self.suite, self.words, self.folder = name, suite, words, folder
        self.seconds = 0.0
        self.objects = None  # of which sources the program is made; None = of all
        self.sources = []  # what else it is made of
        self.sanitized = False

    @functools.cache
    def key(self):
        """What it is made of, as far as that is known: its words, and what they name that is no folder of many files."""
        parts = []
        for word in self.words:
            path = pathlib.Path(word)
            parts.append(path.name)
            if path.is_absolute() and path.is_file() and path.suffix in {".py", ".md", ".json"}:
                parts.append(path.read_bytes())
        return digest(*parts, *(path.read_bytes() for path in self.sources))

    def timed(self, limit):
        begin = time.monotonic()
        failed = self.run(limit)
        self.seconds = time.monotonic() - begin
        return failed, self.seconds

    def run(self, limit):
        """None when it passes, else what failed, in a word. It is ended at the first test that fails."""
        with tempfile.TemporaryDirectory() as home:
            environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": home, "GCOV_PREFIX": home, **SANITIZERS}
            running = subprocess.Popen(self.words, cwd=self.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                       stdin=subprocess.DEVNULL, text=True, errors="replace", start_new_session=True,
                                       preexec_fn=lambda: bound(limit, self.sanitized))
            late = threading.Event()

            def stop():
                late.set()
                end_group(running)

            timer = threading.Timer(limit, stop)
            timer.start()
            try:
                for line in running.stdout:
                    if line.startswith("not ok"):
                        end_group(running)
                        return line[len("not ok"):].strip()
                status = running.wait()
            finally:
                timer.cancel()
                end_group(running)
                running.stdout.close()
                running.wait()
        if late.is_set():
            return f"no end within {limit:.0f} seconds"
        if status:
            return f"exit status {status}"
        return None


def bound(seconds, sanitized):
    """A change may ask for all that there is, and have no end. A sanitizer keeps room for its notes on all of memory."""
    if not sanitized:
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds / 2) + 1, int(seconds / 2) + 2))


def digest(*parts):
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part if isinstance(part, bytes) else str(part).encode())
        whole.update(b"\0")
    return whole.hexdigest()[:24]


def end_group(running):
    try:
        os.killpg(running.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


class Bench:
    """What the two kinds below share: compile a source, compare objects, run the tests."""
    slack = 20  # seconds that a test may take over ten times what it took before the change: machines are busy

    def compile(self, path, text):
        """The object's bytes; None when it is no C. The place is the same for all, so that equal code is equal bytes."""
        with tempfile.TemporaryDirectory() as name:
            source, out = pathlib.Path(name) / "changed.c", pathlib.Path(name) / "changed.o"
            source.write_text(f'#line 1 "{path}"\n{text}')
            done = call([*self.words_for(path), "-w", "-g0", "-c", source, "-o", out], cwd=self.folder)
            return out.read_bytes() if done.returncode == 0 else None

    def try_change(self, path, changed):
        """("no program" | "the same" | "killed" | "alive", by what)."""
        object_ = self.compile(path, changed)
        if object_ is None:
            return "no program", ""
        if object_ == self.original(path):
            return "the same", ""
        if not self.link(path, object_):
            return "no program", ""
        killed = self.run_tests(path, [one for one in self.tests if one.objects is None or path in one.objects])
        return ("killed", killed) if killed else ("alive", "")

    def link(self, path, object_):
        self.swapped.write_bytes(object_)
        return self.link_all({self.object_of(path): self.swapped})

    def run_tests(self, path, tests, tell=lambda test, failed: None):
        """The one that failed, and how: first the one that noticed the last change in the same folder, then the quickest."""
        first = self.killers.get(pathlib.PurePath(path).parent)
        for test in sorted(tests, key=lambda one: (one.name != first, one.seconds)):
            failed = test.run(10 * test.seconds + self.slack)
            tell(test, failed)
            if failed:
                self.killers[pathlib.PurePath(path).parent] = test.name
                return f"{test.name}: {failed}"
        return ""

    def original(self, path):
        if path not in self.originals:
            self.originals[path] = self.compile(path, (self.top / path).read_text())
        return self.originals[path]

    def measure(self):
        """Runs every test on the program as it is; names those that fail, which are left out."""
        failed = []
        for test in self.tests:
            if test.timed(600)[0]:
                failed.append(test.name)
        self.tests = sorted((one for one in self.tests if one.name not in failed), key=lambda one: one.seconds)
        return failed


class MesonBench(Bench):
    """A build folder of the project, not touched but for one folder in it: there, all objects of src in one
    shared library, and the programs of the tests linked against it. Objects made for link-time optimisation
    hold machine code too (meson.build sees to it), which is what is linked here."""

    def __init__(self, build, suites, work, parts=False):
        self.parts = parts
        self.folder = self.build = pathlib.Path(build).resolve()
        options = {one["name"]: one["value"] for one in self.introspect("--buildoptions")}
        self.sanitized = options.get("b_sanitize", "none") not in ("none", [])
        if self.sanitized and not parts:
            raise Unfit("a build folder without sanitizers is wanted")
        self.work = self.build / work
        self.top = pathlib.Path(__file__).resolve().parents[2]
        self.compiled = {}  # by source, from the top
        for one in json.loads((self.build / "compile_commands.json").read_text()):
            source = (pathlib.Path(one["directory"]) / one["file"]).resolve()
            if source.is_relative_to(self.top / "src"):
                self.compiled[str(source.relative_to(self.top))] = one
        self.originals, self.killers = {}, {}
        self.objects = sorted(self.build.glob("src/*/*.a.p/*.o"))
        self.swapped = self.work / "changed.o"
        self.tests = self.list_tests(suites)
        self.prepare()

    def introspect(self, what):
        done = call(["meson", "introspect", self.build, what])
        if done.returncode:
            raise Unfit(done.stderr or f"{self.build} is no build folder")
        return json.loads(done.stdout)

    def words_for(self, path):
        """The compiler and its options, without what names files."""
        words = shlex.split(self.compiled[path]["command"])
        out, skip = [], False
        for word in words:
            if skip:
                skip = False
            elif word in {"-o", "-MF", "-MQ", "-MT"}:
                skip = True
            elif word in {"-c", "-MD", "-Werror", "-g", "--coverage", "-ffat-lto-objects"} or word.startswith("-flto") or word.endswith(".c"):
                continue
            else:
                out.append(word)
        return out

    def object_of(self, path):
        return self.build / self.compiled[path]["output"]

    # --- the programs ---

    def list_tests(self, suites):
        programs = {}
        for one in self.introspect("--targets"):
            if one["type"] == "executable":
                for file in one["filename"]:
                    programs[file] = str(pathlib.Path(file).relative_to(self.build))
        self.programs, tests = set(), []
        for one in self.introspect("--tests"):
            suite = one["suite"][0].split(":")[-1]
            if suite not in suites and one["name"] not in suites or one["name"] == "mutants":
                continue
            words, only = [], None
            for word in one["cmd"]:
                file = str((self.build / word).resolve()) if "/" in word else word
                if file in programs:
                    name = programs[file]
                    self.programs.add(name)
                    only = name if not words else only
                    word = str(self.work / name)
                words.append(word)
            if re.match(r"python3?$", pathlib.Path(words[0]).name):
                words[0] = sys.executable
            test = Test(one["name"], suite, words, self.build)
            test.sanitized = self.sanitized
            test.objects = only
            if only:
                test.sources = [self.top / "tests" / suite_file for suite_file in (f"unit/{pathlib.Path(only).name}.c", "unit/plan.h")
                                if (self.top / "tests" / suite_file).exists()]
            tests += self.parts_of(test) if self.parts else [test]
        return tests

    def parts_of(self, test):
        """A test that is many, one by one: a change meets those that reach it."""
        script = pathlib.Path(test.words[1]) if len(test.words) > 1 else pathlib.Path()
        if test.name == "golden":
            names = sorted(path.name for path in script.parent.iterdir() if path.is_dir() and path.name != "__pycache__")
        elif "strategy" in test.words and script.parent.name == "spec":
            names = [str(number + 1) for number in range(pathlib.Path(test.words[4]).read_text().count("` strategy\n"))]
        elif script.name in {"whole.py", "commands.py", "turned.py", "outline.py"}:
            names = call([*test.words, "--names"]).stdout.split()
        else:
            return [test]
        parts = []
        for name in names:
            part = Test(f"{test.name}/{name}", test.suite, [*test.words, name], test.folder)
            part.sanitized = test.sanitized
            part.sources = sorted(path for path in (script.parent / name).rglob("*") if path.is_file())
            if script.name in {"commands.py", "turned.py", "outline.py"}:
                part.sources += sorted(path for path in (script.parent / "plans/town").rglob("*") if path.is_file()) + [script.parent / "commands.txt"]
            part.sources += sorted(path for path in (script.parent / f"plans/{name}").rglob("*") if path.is_file())
            part.sources += [path for path in (script.parent / f"expected/{name}.txt", script.parent / f"expected/{script.stem}/{name}.txt", script.parent / f"plans/{name}.txt") if path.exists()]
            parts.append(part)
        return parts

    def prepare(self):
        shutil.rmtree(self.work, ignore_errors=True)
        (self.work / "src").mkdir(parents=True)
        # Copies: a run that confines itself reads its own folder, and follows no link out of it.
        for path in [self.build / "src/source-folder", *self.build.glob("src/*/*.so")]:
            to = self.work / path.relative_to(self.build)
            to.parent.mkdir(exist_ok=True)
            shutil.copy2(path, to)
        self.gold = ["-fuse-ld=gold"] if shutil.which("ld.gold") else []
        links = {}
        for name in sorted({*self.programs, "src/sightline"}):
            links[name] = shlex.split(call(["ninja", "-C", self.build, "-t", "commands", name]).stdout.splitlines()[-1])
        self.library = self.work / "libsightline.so"
        self.libraries = sorted({word for words in links.values() for word in words if word.endswith(".so") or re.match("-l|-pthread$", word)})
        if not self.link_all({}):
            raise Unfit("the objects of src do not make one library; is everything built?")
        for name, words in links.items():
            (self.work / name).parent.mkdir(parents=True, exist_ok=True)
            words = [self.place(word, name) for word in words if not ARCHIVE.match(word)]
            done = call([*words, "-fno-lto", self.library, f"-Wl,-rpath,{self.work}"], cwd=self.build)
            if done.returncode:
                raise Unfit(done.stderr)
        for test in self.tests:
            if test.objects is not None:
                folders = {ARCHIVE.match(word)[1] for word in links[test.objects] if ARCHIVE.match(word)}
                test.objects = {path for path in self.compiled if path.split("/")[1] in folders}

    def place(self, word, name):
        return str(self.work / name) if word == name else word

    def link_all(self, instead, more=()):
        """instead: other objects, by the one in whose place they are."""
        objects = [instead.get(one, one) for one in self.objects]
        fresh = self.library.with_suffix(".new")
        done = call(["cc", "-shared", "-fno-lto", *self.gold, "-Wl,-Bsymbolic-functions", "-Wl,-soname," + str(self.library), *self.sanitizers(), "-o", fresh, *objects, *more,
                     *self.coverage(), *self.libraries], cwd=self.build)
        if done.returncode == 0:
            fresh.replace(self.library)
        return done.returncode == 0

    def sanitizers(self):
        return ["-fsanitize=address,undefined"] if self.sanitized else []

    def coverage(self):
        return ["--coverage"] if any(self.build.glob("src/*/*.a.p/*.gcno")) else []



class PlainBench(Bench):
    """A folder with sources and tests of one program each: what the tool itself is tested on."""
    slack = 3

    def __init__(self, folder, work):
        self.folder = self.top = pathlib.Path(folder)
        self.work = pathlib.Path(work)
        self.work.mkdir(parents=True, exist_ok=True)
        self.originals, self.killers = {}, {}
        self.library = self.work / "libspecimen.so"
        self.swapped = self.work / "changed.o"
        sources = sorted(one.name for one in self.folder.glob("*.c") if not one.name.startswith("test_"))
        for name in sources:
            self.object_of(name).write_bytes(self.original(name))
        self.objects = [self.object_of(name) for name in sources]
        self.tests = [Test(one.stem, "unit", [str(self.work / one.stem)], self.work) for one in sorted(self.folder.glob("test_*.c"))]
        self.link_all({})
        for test in self.tests:
            call(["cc", "-I", self.folder, "-o", self.work / test.name, self.folder / f"{test.name}.c", self.library])

    def words_for(self, path):
        return ["cc", "-O1", "-fPIC", "-I", str(self.folder)]

    def object_of(self, path):
        return self.work / f"{path}.o"

    def link_all(self, instead, more=()):
        objects = [instead.get(one, one) for one in self.objects]
        return call(["cc", "-shared", "-Wl,-z,defs", "-o", self.library, *objects, *more]).returncode == 0
