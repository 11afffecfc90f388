#!/usr/bin/env python3
"""The page as readers meet it, as TAP: the Nu Html Checker, bytes, and real Chromium (reader.mjs).

run.py SIGHTLINE CONTENT      Three strategies: the sample, one of 600 items (many.py) and a hostile
one (hostile/ over the strategy of `sightline new`), with what changed in it. Node's modules and the checker's jars are kept
in the user's cache, never in the tree.
"""
import concurrent.futures
import csv
import html.parser
import io
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import chromium
import many
import tap
from tap import call, has, prepare, say, skip

HERE = pathlib.Path(__file__).resolve().parent
KIB = 1024
FRAME_MOST, SCRIPT_MOST, RATIO_MOST, FILE_MOST = 64 * KIB, 24 * KIB, 2.2, 1_180_000  # all in one page, with every annex; three maps take 165,000, broad and narrow
STRATEGY_MOST = 900_000  # what everybody is sent
# Addresses that run when followed: each is refused with its place, and nothing of the strategy is written.
RUNNING = ("javascript:pwned17=1", "<JaVaScRiPt:pwned18=1>", "<data:text/html,%3Cscript%3Epwned19=1%3C/script%3E>",
           "<java&#x0A;script:pwned20=1>", "<vbscript:pwned21>")
STEPS = 24  # of random journeys, in each browser; a run of its own takes more (journeys.mjs)


def make_jars(folder):
    return call("mvn", "-q", "-B", "-f", HERE / "pom.xml", "dependency:copy-dependencies", f"-DoutputDirectory={folder}")


def refuse_running(program, work):
    """The starter with links that would run: as many findings as links, and no output."""
    source = work / "running-source"
    call(program, "new", source)
    with next(source.glob("asks/*.md")).open("a") as file:
        file.write("\n" + "\n".join(f"[link]({address})" for address in RUNNING) + "\n")
    done = call(program, "build", source, "-o", work / "running-out", "-f", "html")
    refused = done.stderr.count("error[E0133]") == len(RUNNING) and not (work / "running-out" / "strategy.html").exists()
    say(done.returncode == 1 and refused, "links that would run are refused, each by itself", done.stderr)


def write_glossary(program, work):
    """A small strategy that uses terms."""
    source = work / "glossary-source"
    call(program, "new", source)
    about, strategy = source / "sections" / "about.md", source / "strategy.yaml"
    about.write_text(about.read_text() + "\nMore gross value added for each hour worked [@EV-01] is what we want, and not more hours of work.\n")
    strategy.write_text(strategy.read_text().replace("annexes: [", "annexes: [glossary, "))
    (source / "glossary.yaml").write_text(
        "terms:\n  - term: gross value added\n    short: GVA\n    means: |\n      The *value* of what is made, less what is bought for it [@EV-01].\n\n"
        "      It is counted in pounds.\n  - term: hours of work\n    means: " + "As long as somebody works. " * 20 + "\n")
    done = call(program, "build", source, "-o", work / "glossary-out", "-f", "html")
    say(done.returncode == 0, "a strategy with a glossary builds", done.stderr)
    if done.returncode == 0:
        shutil.copy(work / "glossary-out" / "strategy.html", work / "glossary.html")


def build_since(program, content, work):
    """The sample as it was a little while ago, and what has changed since."""
    older = work / "older"
    shutil.copytree(content, older)
    for name, was, now in (("ask-dbt-01", "£45 million", "£40 million"), ("ask-dft-01", "by the end of 2026", "before next summer")):
        path = older / f"asks/{name}.md"
        path.write_text(path.read_text().replace(was, now))
    path = older / "strategy.yaml"
    path.write_text(path.read_text().replace('version: "0.4"', 'version: "0.3"', 1))
    with (older / "asks/ask-hmt-01.md").open("a") as file:
        file.write("\nA paragraph that is no longer there.\n")
    for source, name in ((content, "since"), (older, "before")):
        more = ("--since", older) if name == "since" else ()
        done = call(program, "build", source, "-o", work / f"{name}-out", "-f", "html", "--layout", "strategy", *more)
        say(done.returncode == 0, f"{name} builds", done.stderr)
        if done.returncode == 0:
            shutil.copy(work / f"{name}-out/strategy.html", work / f"{name}.html")


def build_all(program, content, work):
    strategies = {"sample": content, "many": work / "many-source", "hostile": work / "hostile-source"}
    many.write(program, strategies["many"], 600)
    call(program, "new", strategies["hostile"])
    shutil.copytree(HERE / "hostile", strategies["hostile"], dirs_exist_ok=True)
    for name, source in strategies.items():
        # All of it in one page, whatever documents the strategy lists.
        done = call(program, "build", source, "-o", work / f"{name}-out", "-f", "html,csv", "--layout", "strategy")
        say(done.returncode == 0, f"{name} builds", done.stderr)
        if done.returncode == 0:
            shutil.copy(work / f"{name}-out" / "strategy.html", work / f"{name}.html")
    done = call(program, "build", content, "-o", work / "board-out", "-f", "html", "--audience", "board", "--layout", "strategy")
    page = (work / "board-out" / "strategy.html").read_text() if done.returncode == 0 else ""
    marks = ("<title>Copy for: board. Not for publication: ", '<p class="web kept" role="complementary" aria-label="Copy for: board. Not for publication">Copy for: board. Not for publication</p>')
    say(all(mark in page for mark in marks), "a copy for the board says so in its title and on every screen", done.stderr)
    say("Not for publication" not in (work / "sample.html").read_text(), "and the public's does not")
    refuse_running(program, work)
    write_glossary(program, work)
    # The documents that are parts of it.
    done = call(program, "build", content, "-o", work / "documents", "-f", "html")
    say(done.returncode == 0, "the documents build", done.stderr)
    size = (work / "documents/strategy.html").stat().st_size
    say(size <= STRATEGY_MOST, f"the sample's strategy.html has {size} bytes of at most {STRATEGY_MOST}")
    for name, page in (("board", "board"), ("summary", "summary"), ("asked", "asks/department-for-transport")):
        shutil.copy(work / "documents" / f"{page}.html", work / f"{name}.html")
    call(program, "new", work / "starter")
    done = call(program, "diff", work / "starter", strategies["hostile"], "-f", "html", "-o", work)
    say(done.returncode == 0 and (work / "changes.html").exists(), "what changed builds", done.stderr)
    build_since(program, content, work)
    return not tap.failed


# --- bytes ---

class Measure(html.parser.HTMLParser):
    """Bytes of the text that readers see, outside and inside <main>."""

    def __init__(self):
        super().__init__()
        self.inside, self.hidden, self.main, self.frame = 0, 0, 0, 0

    def handle_starttag(self, tag, attributes):
        self.inside += tag == "main"
        self.hidden += tag in ("style", "script", "svg", "title")

    def handle_endtag(self, tag):
        self.inside -= tag == "main"
        self.hidden -= tag in ("style", "script", "svg", "title")

    def handle_data(self, data):
        n = 0 if self.hidden else len(re.sub(r"\s+", " ", data).encode())
        if self.inside:
            self.main += n
        else:
            self.frame += n


def measure(page):
    """Pictures (data: addresses) are content and count on neither side; faces count in the whole file."""
    text = re.sub(r"data:image/[\w+.-]+;base64,[\w+/=]*", "", page)
    whole = len(text.encode())
    text = re.sub(r"data:font/woff2;base64,[\w+/=]*", "", text)
    total, seen = len(text.encode()), Measure()
    seen.feed(text)
    charts = sum(len(svg.encode()) for svg in re.findall(r"<svg.*?</svg>", text, re.S))
    main = len(re.search(r"<main.*</main>", text, re.S)[0].encode())
    script = sum(len(one.encode()) for one in re.findall(r"<script>(.*?)</script>", text, re.S))
    frame = total - main - seen.frame
    visible = seen.main + seen.frame + charts
    say(script <= SCRIPT_MOST, f"the scripts have {script} bytes of at most {SCRIPT_MOST}")
    say(frame <= FRAME_MOST, f"frame, styles and script have {frame} bytes of at most {FRAME_MOST}")
    say(whole <= RATIO_MOST * visible,
        f"the file has {whole} bytes, {whole / visible:.2f} times its text and charts ({visible}), at most {RATIO_MOST}; faces have {whole - total}")
    say(len(page.encode()) <= FILE_MOST, f"with pictures {len(page.encode())} bytes of at most {FILE_MOST}")


# --- CSV ---

def check_csv(folder):
    """No cell of a hostile strategy starts what a spreadsheet would compute; figures stay figures."""
    cells = [cell for name in ("asks.csv", "evidence.csv")
             for row in csv.reader(io.StringIO((folder / name).read_text(), newline="")) for cell in row]
    formulas = [cell for cell in cells if re.match(r"\s*[=+\-@＝＋－＠\t\r\n]", cell) and not re.fullmatch(r"-?[\d.]+", cell)]
    say(len(cells) > 40 and not formulas, "no cell of the CSV starts a formula", formulas)
    say(any(cell.startswith("'=cmd") for cell in cells), "a cell that would is marked as text")


# --- the Nu Html Checker ---

def check_nu(work):
    name = "the Nu checker finds no error and no warning"
    if not has(name, "java", "mvn"):
        return
    jars = prepare("nu", HERE / "pom.xml", make_jars)
    if not jars:
        return skip(name, "the Nu checker (Maven cannot copy it)")
    broken = work / "broken.html"
    broken.write_text((work / "sample.html").read_text().replace("<main ", "<main bad=1 ", 1))
    checker = ("java", "-cp", f"{jars}/*", "nu.validator.client.SimpleCommandLineValidator", "--format", "gnu")
    done = call(*checker, work / "sample.html", work / "hostile.html", work / "changes.html", *(work / f"{name}.html" for name in ("since", "board", "summary", "asked")), broken)
    lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    say(any("broken.html" in line and "bad" in line for line in lines), "the Nu checker sees a fault put in", lines)
    lines = [line for line in lines if "broken.html" not in line]
    return say(not lines, name, "\n".join(lines))


# --- Chromium ---

def check_browser(work):
    """All of the page in Chromium; meanwhile its views and journeys, in one browser after the other: most of the time
    is waiting for what a person would wait for."""
    modules, missing = chromium.modules()
    if not modules:
        return skip("the page in Chromium", missing)
    with concurrent.futures.ThreadPoolExecutor() as lanes:
        page, ways = lanes.submit(chromium.drive, HERE / "reader.mjs", modules, work), lanes.submit(drive_ways, modules, work)
        say_checks(page.result(), "all in Chromium", 81)
        check_print(work / "print.pdf")
        say_ways(ways.result())


def drive_ways(modules, work, wanted=("views", "journeys"), steps=STEPS, seed=1):
    """Each view of the page by pointer, touch and keyboard; ways through it at random, on which nothing that was read
    or aimed at is lost. (name, checks at least, what was said or None without the browser), of both browsers."""
    found = []
    for kind, path in (("chrome", chromium.PATH), ("firefox", chromium.FIREFOX)):
        for what, least, words in (("views", 24, ()), ("journeys", 6, (steps, seed))):
            if what in wanted:
                command = ("node", HERE / f"{what}.mjs", modules, work, kind, *words)
                found.append((f"the {what} in {kind}", least, call(*command, env={**os.environ, kind.upper(): path}) if path else None))
    return found


def say_ways(ways):
    for name, least, done in ways:
        if done is None:
            skip(name, name.split()[-1])
        else:
            say_checks(done, name, least)


def say_checks(done, name, least):
    """Each line of JSON is a check."""
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    for found in lines:
        say(found["good"], found["name"], found["detail"])
    say(done.returncode == 0 and len(lines) >= least, f"{name}: {len(lines)} checks of at least {least} ran", done.stderr)


def check_quotation(program, content, work):
    """What the page copies stands in the version that it came from; one word changed does not, nor another version's digest."""
    text = (work / "quotation.txt").read_text()
    changed = work / "quote-source"
    shutil.copytree(content, changed)
    with next((changed / "asks").glob("*.md")).open("a") as file:
        file.write("\nOne more sentence.\n")
    same, false = tap.call(program, "quote", "-C", content, input=text), tap.call(program, "quote", "-C", content, input=text.replace("weaker", "stronger"))
    other = tap.call(program, "quote", "-C", changed, input=text)
    say(same.returncode == 0 and "stands in ASK-DFT-01" in same.stdout and same.stdout.rstrip().endswith(", the same"), "a quotation is found, and its version is this one", same.stdout + same.stderr)
    say(false.returncode == 1 and "does not stand" in false.stdout, "with a word changed it is not", false.stdout + false.stderr)
    say(other.returncode == 0 and "this version has" in other.stdout and "the same" not in other.stdout, "of another version the digest differs", other.stdout + other.stderr)


def check_import(program, content, work):
    """What a meeting exports is read by `import:` and printed with the other responses."""
    source = work / "import-source"
    shutil.copytree(content, source)
    shutil.copy(work / "responses.csv", source / "engagement" / "meeting.csv")
    (source / "engagement" / "meeting.yaml").write_text("import: [engagement/meeting.csv]\n")
    done = call(program, "build", source, "-f", "html", "--layout", "strategy", "-o", work / "import-out")
    page = (work / "import-out" / "strategy.html").read_text() if done.returncode == 0 else ""
    said = re.search(r"<tr><th scope=\"row\">Large employer, [^<]*</th><td>=Say .when., and for whom\.", page)
    say(done.returncode == 0 and said, "the responses of a meeting are imported", done.stderr)


def check_print(path):
    if not has("what the browser prints", "pdftotext"):
        return
    info, text = call("pdfinfo", path).stdout, call("pdftotext", "-layout", path, "-").stdout
    pages = int((re.search(r"Pages:\s+(\d+)", info) or [0, 0])[1])
    say("A4" in info and 40 < pages < 200, f"the print is A4, {pages} pages", info)
    say("South East Local Industrial Strategy" in text and "Evidence register" in text, "and holds the text")
    numbers = re.findall(r"(\d+) of (\d+)\s*\f", text)
    say(len(numbers) >= pages - 2 and numbers[-1] == (str(pages), str(pages)), f"each of {pages} pages has its number", numbers[:3])
    return say("Find in this document" not in text and "Whole words only" not in text, "without what is only for the screen")


def main():
    program, content = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        if build_all(program, content, work):
            measure((work / "sample.html").read_text())
            check_csv(work / "hostile-out")
            check_nu(work)
            check_browser(work)
            check_import(program, content, work)
            check_quotation(program, content, work)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
