#!/usr/bin/env python3
"""Everything that is said about a strategy and made of it, line by line, as TAP.

whole.py SIGHTLINE [--bless] [CASE...]

A case is a whole strategy: an example of spec/*.md, a folder of golden/, a strategy of another test, or a file of plans/,
which is written as the examples are; plans/town+NAME.txt is laid over plans/town. What comes of it stands in expected/CASE.txt: findings with their remedies and places,
the page, tables, the calendar, the audit, the paths. For what is laid over the strategy of `sightline new` only the lines are
kept that differ from base.txt. After --bless read `git diff`: every line of it is what somebody will read.
"""
import concurrent.futures
import difflib
import hashlib
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TESTS = HERE.parent
sys.path.append(str(TESTS))
import tap  # noqa: E402

EXPECTED = HERE / "expected"
STRATEGY = re.compile(r"^`{32} strategy\n(.*?)^\.\n", re.M | re.S)
FILES = re.compile(r"^=== (\S+)\n(.*?)(?=^=== |\Z)", re.M | re.S)
FOLDERS = ["conformance/constructs", "frameworks/assurance", "frameworks/growth-plan", "frameworks/bilingual"]
LONGEST = 600  # characters of a line; of the rest a digest stands there
FORMATS = "html,csv,json,ics"


def lay(text):
    """Makes the files of an example in a folder."""
    def put(folder):
        for path, body in FILES.findall(text):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(body, encoding="utf-8")
    return put


def lay_golden(case):
    def put(folder):
        if (case / "content").is_dir():
            shutil.copytree(case / "content", folder, dirs_exist_ok=True)
        if (case / "setup.sh").is_file():
            subprocess.run(["sh", "-e", str(case / "setup.sh")], cwd=folder, check=True)
    return put


def list_cases():
    """By name: what is laid over the strategy of `sightline new`, or a folder that is copied."""
    cases = {"base": lay("")}
    for file, name in (("format", "making"), ("sight", "sight")):
        text = (TESTS / f"spec/{file}.md").read_text(encoding="utf-8")
        cases.update({f"{name}-{number:02}": lay(found[1]) for number, found in enumerate(STRATEGY.finditer(text), 1)})
    cases.update({path.name: lay_golden(path) for path in sorted((TESTS / "golden").iterdir()) if (path / "expected.diag").is_file()})
    cases.update({path.stem: lay(path.read_text(encoding="utf-8")) for path in sorted((HERE / "plans").glob("*.txt"))})
    cases.update({path.name: path for path in sorted((HERE / "plans").iterdir()) if path.is_dir()})
    cases.update({path.split("/")[1]: TESTS / path for path in FOLDERS})
    return cases


# --- what comes of it ---

def shorten(line):
    return line if len(line) <= LONGEST else f"{line[:LONGEST]} … {hashlib.sha256(line.encode()).hexdigest()[:16]}"


def lines_of_page(text):
    """The cover and the text: what stands around them, and where exactly a drawing has its ends, other tests look at."""
    parts = re.findall(r"<title>.*?</title>|<header class=\"cover\".*?</header>|<main.*?</main>", text, re.S)
    text = re.sub(r"<style.*?</style>|<script.*?</script>", "", "\n".join(parts), flags=re.S)
    text = re.sub(r"(data:[\w/+.-]+;base64,)[\w+/=]+", r"\1…", text)
    text = re.sub(r""" data-[a-z-]+=("[^"]*"|'[^']*')""", "", text)
    return [re.sub(r"\d+\.\d+", lambda found: f"{float(found[0]):.0f}", line) if "<path" in line or "<circle" in line or " x=\"" in line else line for line in text.splitlines()]


def lines_of_file(path):
    text = path.read_text(encoding="utf-8", errors="replace")
    return lines_of_page(text) if path.suffix == ".html" else text.splitlines()


def tell(program, make, over="base"):
    """The lines of each part, by its heading."""
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        if callable(make):
            if over == "town":
                shutil.copytree(HERE / "plans/town", work / "plan")
            else:
                subprocess.run([program, "new", "plan"], cwd=work, capture_output=True, check=True)
            make(work / "plan")
        else:
            shutil.copytree(make, work / "plan")
        parts = {}

        def say(title, text):
            parts[title] = [shorten(line.rstrip()) for line in text]

        def run(*words):
            done = subprocess.run([program, *words], cwd=work, capture_output=True, text=True, errors="replace", timeout=120)
            said = re.sub(r"(the files of )\S+(/layouts)$", r"\1…\2", done.stdout + done.stderr, flags=re.M)
            return [*said.splitlines(), *([f"(ends with {done.returncode})"] if done.returncode else [])]

        say("check", run("check", "plan", "-v", "--color", "never"))
        if any((work / "plan").rglob("*.cy.*")):
            say("check in Welsh", run("check", "plan", "-v", "--color", "never", "--language", "cy"))
        say("build", run("build", "plan", "-o", "out", "-q", "-f", FORMATS, "--format", "short"))
        for path in sorted(path for path in (work / "out").rglob("*") if path.is_file()):
            say(str(path.relative_to(work / "out")), lines_of_file(path))
        if not parts["build"]:
            say("audit", run("audit", "plan", "-q", "--color", "never"))
            say("trace", run("trace", "-C", "plan", "-q", "--color", "never"))
            say("matrix", run("trace", "-C", "plan", "--matrix", "-q", "--color", "never"))
            say("words", run("words", "plan", "-q"))
    return parts


def differing(base, lines):
    """The lines that one has and the other has not."""
    out = []
    for tag, begin, end, at, to in difflib.SequenceMatcher(None, base, lines, autojunk=False).get_opcodes():
        if tag != "equal":
            out.extend([*(f"- {line}" for line in base[begin:end]), *(f"+ {line}" for line in lines[at:to]), ""])
    return out


def write(parts, base=None):
    """Each under its heading; beside a base what differs alone."""
    out = []
    for title, lines in parts.items():
        lines = lines if base is None else differing(base.get(title, []), lines)
        if lines:
            out.extend([f"=== {title}", *lines, ""])
    return "\n".join(out).strip() + "\n"


def read_expected(name):
    """By part."""
    parts, lines = {}, []
    for line in (EXPECTED / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("=== "):
            lines = parts[line[4:]] = []
        else:
            lines.append(line)
    return {title: lines[:-1] if lines and not lines[-1] else lines for title, lines in parts.items()}


def held(path, lines, bless):
    """How lines differ from those that a file holds; bless: it holds these from now on."""
    if bless:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    wanted = path.read_text(encoding="utf-8").split("\n")[:-1] if path.is_file() else []
    return "\n".join(difflib.unified_diff(wanted, lines, "expected", "got", lineterm="", n=1)) if wanted != lines else ""


def say_all(chosen, try_case):
    """Two at a time, told in their order."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for name, differs in zip(chosen, pool.map(try_case, chosen)):
            tap.say(not differs, name, differs)
    return tap.end()


def main(program, words):
    bless, names = "--bless" in words, [word for word in words if word != "--bless"]
    program = str(pathlib.Path(program).resolve())
    cases = list_cases()
    if "--names" in words:
        print("\n".join(cases))
        return 0
    for name in ["base", "town"] if bless else []:
        EXPECTED.mkdir(exist_ok=True)
        (EXPECTED / f"{name}.txt").write_text(write(tell(program, cases[name])), encoding="utf-8")
    bases = {name: read_expected(name) for name in ("base", "town")}

    def try_case(name):
        make, over = cases[name], "town" if name.startswith("town+") else "base"
        text = write(tell(program, make, over), bases[over] if callable(make) and name != "base" else None)
        path = EXPECTED / f"{name}.txt"
        if bless:
            path.write_text(text, encoding="utf-8")
        wanted = path.read_text(encoding="utf-8") if path.is_file() else ""
        return "\n".join(difflib.unified_diff(wanted.splitlines(), text.splitlines(), "expected", "got", lineterm="", n=1))

    chosen = [name for name in cases if not names or name in names]
    return say_all(chosen, try_case)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
