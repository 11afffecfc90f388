#!/usr/bin/env python3
"""The command line: verbs, flags, exit codes, layouts, limits, as TAP.

command.py SIGHTLINE ROOT
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap
from tap import say

PROGRAM, ROOT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()


def call(*words, **options):
    options.setdefault("timeout", 120)
    return subprocess.run([str(PROGRAM), *map(str, words)], capture_output=True, text=True, errors="replace", **options)


def expect(name, words, status, said, **options):
    done = call(*words, **options)
    text = done.stdout + done.stderr
    say(done.returncode == status and all(one in text for one in said), name, f"status {done.returncode}\n{text}")


def check_usage():
    expect("no arguments: six lines with new first", [], 0, ["sightline new DIR"])
    say(len(call().stdout.splitlines()) == 6, "and no more", call().stdout)
    expect("a mistyped verb is guessed", ["biuld"], 2, ["did you mean 'build'?"])
    expect("a mistyped flag is guessed", ["check", "--fromat", "json"], 2, ["did you mean '--format'?"])
    expect("a wrong value is refused", ["check", "--format", "xml"], 2, ["xml"])
    expect("more threads than help are refused", ["build", "--jobs", "4"], 2, ["4"])
    expect("a missing argument is told", ["new"], 2, ["missing"])
    expect("help names every verb", ["--help"], 0, ["completions", "explain", "exit status"])
    expect("the version", ["--version"], 0, ["sightline "])
    for shell in ("bash", "zsh", "fish"):
        expect(f"completions for {shell}", ["completions", shell], 0, ["trace", "--layout"])
    expect("no completions for another", ["completions", "tcsh"], 2, ["tcsh"])
    expect("explain by code", ["explain", "e0107"], 0, ["dangling-evidence"])
    expect("explain by rule, guessed", ["explain", "dangling-evidnce"], 2, ["did you mean 'dangling-evidence'?"])
    expect("explain lists all", ["explain"], 0, ["E0101", "E0501"])


def check_schemas(strategy):
    for name in ("changes", "strategy", "framework", "register", "findings", "chart", "table", "callout", "item"):
        done = call("schema", name, "-C", strategy)
        try:
            good = done.returncode == 0 and "$schema" in json.loads(done.stdout)
        except ValueError:
            good = False
        say(good, f"the schema of {name} is JSON", done.stdout[:300] + done.stderr)
    expect("no schema of another name", ["schema", "nothing"], 2, ["nothing"])


def check_verbs(strategy, work):
    expect("a new strategy stands where none stood", ["new", strategy], 2, ["already"])
    expect("trace of an ask reaches the evidence", ["trace", "ASK-01", "-C", strategy], 0, ["Supports: INT-01", "Rests on: EV-01"])
    expect("trace of evidence reaches the ask", ["trace", "EV-01", "-C", strategy], 0, ["Supported by: ASK-01"])
    done = call("trace", "ASK-01", "-C", strategy, "--format", "json")
    say(any(step["id"] == "EV-01" for step in json.loads(done.stdout)["rests-on"]), "trace as JSON", done.stdout)
    expect("trace of nothing guesses", ["trace", "ASK-10", "-C", strategy], 1, ["did you mean 'ASK-01'?"])
    expect("audit counts", ["audit", strategy], 0, ["of    6  Items traced to evidence"])
    say(json.loads(call("audit", strategy, "--format", "json").stdout)["totals"]["traced"] == {"count": 6, "of": 6}, "audit as JSON")
    expect("review says who has read", ["review", "-C", strategy], 2, ["--by NAME"])
    expect("review says what was read", ["review", "-C", strategy, "--by", "A"], 2, ["name the IDs", "--all"])
    expect("review of all or some", ["review", "ASK-01", "--all", "-C", strategy, "--by", "A"], 2, ["not both"])
    expect("a name in Latin-1", ["review", "ASK-01", "-C", strategy, "--by", "Ren\udce9"], 2, ["--by takes a name"])
    expect("a name with a line end", ["review", "ASK-01", "-C", strategy, "--by", "A\nB"], 2, ["--by takes a name"])
    expect("a name with an escape", ["review", "ASK-01", "-C", strategy, "--by", "A\x1b[31mB"], 2, ["--by takes a name"])
    expect("a flag says what it takes", ["build", strategy, "-f", "odt"], 2, ["--formats takes pdf, html", "not 'odt'"])
    done = call("diff", strategy, strategy, "-f", "docx", "-o", work / "redline")
    say(done.returncode == 0 and (work / "redline" / "changes.docx").is_file(), "what changed is a Word file too", done.stderr)
    expect("so does --color", ["check", strategy, "--color", "red"], 2, ["--color takes auto, always and never"])
    done = call("check", strategy, "--format", "github")
    say(done.returncode == 0 and done.stdout == "", "nothing wrong is nothing for GitHub", done.stdout)
    ask = strategy / "asks" / "funding.md"
    kept = ask.read_text()
    ask.write_text(kept.replace("supports: [INT-01]", "supports: [INT-02]"))
    expect("a finding for GitHub", ["check", strategy, "--format", "github"], 1, ["::error file=", "line=6,col=12,title=E0108::no item has the id 'INT-02'%0Adid you mean"])
    ask.write_text(kept.replace("title: Fund", "state: drft\nowner: [x]\ntitle: Fund"))
    expect("a wrong value is told the form", ["check", strategy], 1, ["write owner: words", "did you mean 'draft'?"])
    ask.write_text(kept)
    register = strategy / "evidence" / "register.yaml"
    kept = register.read_text()
    register.write_text(kept.replace("    source: {publisher: The statistics office, title: An example figure}\n    confidence: public-domain-knowledge\n", "    source: x\n"))
    expect("keys are shown as they are written", ["check", strategy], 1, ["write source: {publisher: The statistics office, title: words}", "add 'confidence:' with one of: "])
    register.write_text(kept)
    expect("help of a verb is that verb's", ["review", "--help"], 0, ["usage: sightline review ID...", "--wording"])
    say("--formats" not in call("review", "--help").stdout and "--by" not in call("build", "--help").stdout, "without the flags of others")
    expect("review of nothing guesses", ["review", "ASK-10", "-C", strategy, "--by", "A. Reader"], 1, ["did you mean 'ASK-01'?"])
    say(not (strategy / "reviews.lock").exists(), "and stamps nothing")
    expect("a day that is none", ["audit", strategy, "--as-of", "2026-02-30"], 2, ["2026-02-30"])
    expect("the audit as a sheet", ["audit", strategy, "--format", "csv"], 0, ['"links to read again"'])
    expect("words are counted", ["words", strategy], 0, ["in all"])
    expect("formats narrow a build", ["build", strategy, "-f", "csv", "-o", work / "csv"], 0, ["asks.csv"])
    say(sorted(p.name for p in (work / "csv").iterdir()) == ["asks.csv", "evidence.csv", "funding.csv", "monitoring.csv"], "to what was asked for")
    expect("pages as PNG", ["build", strategy, "-f", "png", "-o", work / "png"], 0, ["pages as PNG"])
    say((work / "png/page-001.png").read_bytes().startswith(b"\x89PNG"), "are PNG")
    (work / "file").write_text("x")
    expect("an output folder that is a file: E0501", ["build", strategy, "-o", work / "file"], 3, ["E0501"])
    expect("strict makes warnings count", ["check", strategy, "--strict"], 0, [])
    expect("no strategy: E0003", ["check", work / "none"], 1, ["E0003", "sightline new"])


def check_layouts(strategy, work):
    data = work / "data"
    shutil.copytree(ROOT / "layouts", data / "layouts")
    (data / "fonts").symlink_to(ROOT / "fonts")
    layouts = {
        "odd": ("extends: base\nroles:\n  paragraph: {siez: 12pt}\n", "E0302"),
        "bad": ("extends: base\nroles:\n  paragraph: {size: large}\n", "E0303"),
        "doubtful": ("extends: base\npage: {embed-faces: perhaps}\n", "E0303"),
        "pale": ("extends: base\ncolors:\n  text: [\"#cccccc\", \"#333333\"]\n", "E0304"),
        "faceless": ("extends: base\nfaces: [OFL.txt]\n", "E0303"),
        "lost": ("extends: nothing\n", "E0301"),
        "strange": ("extends: base\nfamilies: {text: Arial}\n", "E0303"),
        "injecting": ("extends: base\nfamilies: {text: 'x\";} body{display:none'}\n", "E0303"),
        "measured": ("extends: base\npage: {measure: 'red;} body{display:none'}\n", "E0303"),
        "named": ("extends: base\ncolors: {'x:red;}body{display:none': [\"#000000\", \"#ffffff\"]}\n", "E0303"),
        "empty": ("", "E0303"),
        "wordy": ("just words\n", "E0303"),
        "listed": ("- a\n- b\n", "E0303"),
        "none": ("extends: base\nroles:\n  paragraph: {size: 0pt}\n", "E0303"),
        "nothing-for-notes": ("extends: base\nroles:\n  note: {size: 0}\n", "E0303"),
        "below": ("extends: base\nroles:\n  chart: {size: -3pt}\n", "E0303"),
        "lineless": ("extends: base\nroles:\n  caption: {leading: 0mm}\n", "E0303"),
        "huge": ("extends: base\nroles:\n  quote: {left: 9999in}\n", "E0303"),
        "emmy": ("extends: base\nroles:\n  quote: {size: 900pt, left: 9999em}\n", "E0303"),
        "heavy": ("extends: base\nroles:\n  quote: {weight: 4000000000}\n", "E0303"),
        "narrow": ("extends: base\npage: {width: 20mm}\n", "E0303"),
        "marginal": ("extends: base\npage: {top: 280mm}\n", "E0303"),
        "columned": ("extends: base\npage: {columns: 900}\n", "E0303"),
        "uncountable": ("extends: base\npage: {columns: many}\n", "E0303"),
        "deep": ("extends: base\npage: {contents-depth: x}\n", "E0303"),
        "outside": ("extends: ../outside\n", "E0301"),
        "rooted": ("extends: /etc/base\n", "E0301"),
        "circle": ("extends: circle\n", "E0301"),
    }
    for name, (text, code) in layouts.items():
        (data / f"layouts/{name}.yaml").write_text(text)
        expect(f"a layout's fault: {code}", ["build", strategy, "--layout", name, "-o", work / name], 1, [code],
               env={**os.environ, "SIGHTLINE_DATA": str(data)})
        say(not (work / name).exists(), "and nothing is written")
    (data / "outside.yaml").write_text("extends: base\n")
    for name in ("../outside", "/etc/passwd", "..", ".hidden"):
        expect("a layout that is a path: E0301", ["build", strategy, "--layout", name, "-o", work / "path"], 1, ["E0301"],
               env={**os.environ, "SIGHTLINE_DATA": str(data)})
    sizes = {}
    for name, value in (("carried", "true"), ("bare", "false")):
        (data / f"layouts/{name}.yaml").write_text(f"extends: base\npage: {{embed-faces: \"{value}\"}}\n")
        call("build", strategy, "--layout", name, "-f", "html", "-o", work / name, env={**os.environ, "SIGHTLINE_DATA": str(data)})
        page = (work / name / "strategy.html").read_text()
        sizes[name] = len(page), page.count("@font-face")
    say(sizes["carried"][1] >= 5 and sizes["bare"][1] == 0 and sizes["carried"][0] - sizes["bare"][0] > 50_000,
        "faces are in the page when the layout asks for them", sizes)
    for name in ("strategy", "board", "print", "summary"):
        expect(f"the layout {name}", ["build", strategy, "--layout", name, "-o", work / name], 0, ["wrote"])
    say(not (work / "summary/strategy.html").exists() and (work / "summary/strategy.pdf").exists(), "a summary is one page of PDF, and no page of the web")
    expect("HTML of a summary: E0503", ["build", strategy, "--layout", "summary", "-f", "html", "-o", work / "none"], 1, ["E0503"])
    page = (work / "board/strategy.html").read_text()
    numbers = [int(one) for one in re.findall(r'<p class="np" id="p(\d+)"><span class="pn">\1 </span>', page)]
    say(len(numbers) > 5 and numbers == list(range(1, len(numbers) + 1)), "a board's paragraphs are numbered through", numbers)
    fresh = work / "fresh-new"
    call("new", fresh)
    names = sorted(path.stem for path in (fresh / "schema").glob("*.json"))
    same = [name for name in names if (fresh / f"schema/{name}.json").read_text() == call("schema", name, "-C", fresh).stdout]
    say(len(names) > 8 and same == names and (fresh / "README.md").is_file(), "a new strategy has its guide and its schemas", names)
    same = re.findall(r'<p class="np" id="p(\d+)">', (work / "strategy/strategy.html").read_text())
    say([int(one) for one in same] == numbers, "as they are in the document", same)


def check_text(work):
    strategy = work / "text"
    call("new", strategy)
    about = strategy / "sections/about.md"
    text = about.read_text()
    about.write_text(text + "\nA sign \U0001F980 that no face has.\n")
    expect("a missing glyph: E0401", ["build", strategy, "-o", work / "t"], 1, ["E0401", "about.md:8:8", "U+1F980"])
    about.write_text(text + "\n" + "unbreakable" * 12 + "zzzzzz\n")
    expect("an overfull line: E0403", ["build", strategy, "-o", work / "t"], 0, ["E0403"])
    about.write_text(text + "\n![A picture](bad.png)\n")
    (strategy / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0\0\0\x10\0\0\0\x10" + b"\x08\x06\0\0\0junk")
    expect("a damaged image: E0402", ["build", strategy, "-o", work / "i"], 1, ["E0402", "damaged"])
    (strategy / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0\1\0\0\0\1\0\0" + b"\x08\x06\0\0\0")
    expect("an image over the limit: E0402", ["build", strategy, "-o", work / "i"], 1, ["E0402", "pixels"])


def check_limits(work):
    strategy = work / "limits"
    call("new", strategy)
    about = strategy / "sections/about.md"
    text = about.read_text()
    for name, piece in {"quotations": ">", "brackets": "[", "stars": "*", "carets": "^[", "marks": "[@", "references": "&copy;"}.items():
        about.write_text(text + "\n" + piece * 100000 + "\n")
        done = call("check", strategy, timeout=20)
        say(done.returncode in (0, 1), f"100,000 {name} end with a result", done.stderr[-300:])
    about.write_text(text)
    chain = [f"## Item {i}\n\n```item\nid: INT-{i}\ntype: intervention\ndelivers: [PRI-01]\nneeds: [INT-{i + 1 if i < 100099 else 100}]\n```\n\n"
             for i in range(100, 100100)]
    framework = strategy / "framework.yaml"
    framework.write_text(framework.read_text().replace(
        "roles:\n", "roles:\n  needs: {from: [intervention], to: [intervention], label: Needs, back: Needed by, line: true, acyclic: true}\n"))
    for k in range(10):
        (strategy / f"interventions/chain{k}.md").write_text("".join(chain[k * 10000:(k + 1) * 10000]))
    expect("a chain of 100,000 items that is a circle", ["check", strategy, "-q"], 1, ["E0207"])
    register = "".join(f"  - {{id: EV-{i}, statement: s, source: {{publisher: p, title: t}}, confidence: second-hand}}\n"
                       for i in range(120001))
    for k in range(10):
        (strategy / f"interventions/chain{k}.md").unlink()
    (strategy / "evidence/register.yaml").write_text("evidence:\n" + register)
    expect("more entries than there may be: E0224", ["check", strategy, "-q"], 1, ["E0224"])
    (strategy / "evidence/register.yaml").write_text("evidence:\n" + register.splitlines()[1] + "\n")


def check_pages(work):
    strategy = work / "pages"
    call("new", strategy)
    config = strategy / "strategy.yaml"
    config.write_text(config.read_text().replace("order:\n", "order:\n" + "".join(f"  - SEC-LONG-{k}\n" for k in range(64))))
    for k in range(64):
        (strategy / f"sections/long{k}.md").write_text(f"---\nid: SEC-LONG-{k}\ntype: section\ntitle: Long\n---\n" + "line\\\n" * 30000 + "end\n")
    expect("more pages than there may be: E0404", ["build", strategy, "-o", work / "p"], 1, ["E0404"])
    say(not (work / "p").exists(), "and nothing is written")


def main():
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        strategy = work / "strategy"
        expect("a new strategy", ["new", strategy], 0, ["next: sightline build"])
        check_usage()
        check_schemas(strategy)
        check_verbs(strategy, work)
        check_layouts(strategy, work)
        check_text(work)
        if "--limits" in sys.argv:
            check_limits(work)
            check_pages(work)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
