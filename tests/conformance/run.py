#!/usr/bin/env python3
"""PDFs of every layout against PDF/UA-1 and PDF/A-3a, by veraPDF in one process, as TAP.

run.py SIGHTLINE CONSTRUCTS SAMPLE      also: mutated files must fail (so that the checker is
checked), `qpdf --check` is clean, poppler and MuPDF open every page without a word.
A tool that is not there is a test skipped by name; with SIGHTLINE_NO_SKIP=1 it is one failed.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "sightline" / "verapdf-1.28.2"
LAYOUTS = ["strategy", "board", "print"]
# What each mutation takes away, as lines of qpdf's QDF form, and the flavour that must see it.
MUTATIONS = {
    "no-language": (rb"^  /Lang .*$", "ua1"),
    "no-marked": (rb"^    /Marked true$", "ua1"),
    "no-alternative-text": (rb"^  /Alt .*$", "ua1"),
    "no-scope": (rb"^    /Scope /\w+$", "ua1"),
    "no-note-id": (rb"^  /ID \(note-\d+\)$", "ua1"),
    "no-tabs": (rb"^  /Tabs /S$", "ua1"),
    "no-link-contents": (rb"^  /Contents \(.*\)$", "ua1"),
    "no-title-shown": (rb"^    /DisplayDocTitle true$", "ua1"),
    "no-output-intent": (rb"^      /S /GTS_PDFA1$", "3a"),
    "no-relationship": (rb"^  /AFRelationship /\w+$", "3a"),
    "no-print-flag": (rb"^  /F 4$", "3a"),
}


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = False

    def say(self, good, name, detail=""):
        self.count += 1
        self.failed = self.failed or not good
        print(f"{'ok' if good else 'not ok'} {self.count} - {name}")
        for line in detail.splitlines():
            print("# " + line)

    def skip(self, name, tool):
        if os.environ.get("SIGHTLINE_NO_SKIP"):
            self.say(False, name, f"{tool} is not installed")
        else:
            self.count += 1
            print(f"ok {self.count} - {name} # SKIP {tool} is not installed")


def call(*words, **options):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, errors="replace", **options)


def prepare_verapdf():
    """The classpath, or None with the reason."""
    for tool in ("mvn", "javac", "java"):
        if not shutil.which(tool):
            return None, tool
    jars = CACHE / "jars"
    if not jars.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        done = call("mvn", "-q", "-B", "-f", HERE / "pom.xml", "dependency:copy-dependencies",
                    f"-DoutputDirectory={CACHE / 'jars.part'}")
        if done.returncode:
            return None, "veraPDF (Maven: " + done.stdout[-200:] + ")"
        (CACHE / "jars.part").rename(jars)
    classes = pathlib.Path(tempfile.mkdtemp())
    done = call("javac", "-cp", f"{jars}/*", "-d", classes, HERE / "Conformance.java")
    if done.returncode:
        return None, "javac: " + done.stderr
    return f"{jars}/*:{classes}", ""


def build_all(tap, program, sources, work):
    files = []
    for source in sources:
        for layout in LAYOUTS:
            out = work / f"{pathlib.Path(source).name}-{layout}"
            done = call(program, "build", source, "-o", out, "--layout", layout, "-f", "pdf")
            tap.say(done.returncode == 0, f"{pathlib.Path(source).name} builds in {layout}", done.stderr if done.returncode else "")
            if done.returncode == 0:
                files.append(out / "strategy.pdf")
    return files


def mutate(good, work):
    plain = work / "plain.pdf"
    call("qpdf", "--qdf", "--object-streams=disable", good, plain)
    data = plain.read_bytes()
    for name, (pattern, flavour) in MUTATIONS.items():
        changed, count = re.subn(pattern, b"", data, flags=re.M)
        path = work / f"{name}.pdf"
        raw = work / f"{name}.qdf"
        raw.write_bytes(changed)
        with open(path, "wb") as out:
            subprocess.run(["fix-qdf", str(raw)], stdout=out, stderr=subprocess.DEVNULL)
        yield name, flavour, path, count


def check_flavours(tap, files, work):
    classpath, why = prepare_verapdf()
    if not classpath:
        tap.skip("veraPDF", why)
        return
    mutants = list(mutate(files[0], work)) if shutil.which("qpdf") else []
    done = call("java", "-cp", classpath, "Conformance", "ua1,3a", *files, *(path for _, _, path, _ in mutants), timeout=1200)
    verdicts = {tuple(line.split(" ", 3)[1:3]): line for line in done.stdout.splitlines() if line}
    for path in files:
        for flavour in ("ua1", "3a"):
            line = verdicts.get((flavour, str(path)), "no verdict " + done.stderr[-300:])
            tap.say(line.startswith("PASS"), f"{path.parent.name} conforms to {flavour}", "" if line.startswith("PASS") else line)
    for name, flavour, path, count in mutants:
        line = verdicts.get((flavour, str(path)), "no verdict")
        tap.say(count > 0 and line.startswith("FAIL"), f"the checker sees: {name}", f"{count} places; {line[:200]}")


def check_readers(tap, files):
    for path in files:
        name = path.parent.name
        for tool, words in (("qpdf", ["--check", path]), ("pdftoppm", ["-r", "20", "-png", path, path.parent / "page"]),
                            ("mutool", ["draw", "-q", "-r", "20", "-o", path.parent / "mu-%d.png", path])):
            if not shutil.which(tool):
                tap.skip(f"{tool} reads {name}", tool)
                continue
            done = call(tool, *words)
            # Debian builds mutool without colour management, and it says so of every file.
            said = done.stderr.replace("warning: ICC support is not available\n", "")
            tap.say(done.returncode == 0 and not said, f"{tool} reads {name} without a word", said)


def main():
    program, *sources = sys.argv[1:]
    tap = Tap()
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        files = build_all(tap, program, sources, work)
        if files:
            check_flavours(tap, files, work)
            check_readers(tap, files)
    print(f"1..{tap.count}")
    return 1 if tap.failed else 0


if __name__ == "__main__":
    sys.exit(main())
