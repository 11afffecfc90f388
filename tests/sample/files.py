#!/usr/bin/env python3
"""Files as a person's disk has them: links, folders in the way, full disks, two runs at once. TAP.

files.py PROGRAM
"""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from tap import call, end, say  # noqa: E402

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())


def run(*words):
    return call(PROGRAM, *words, timeout=120)


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def expect(name, done, status, *texts):
    said = done.stdout + done.stderr
    missing = [text for text in texts if text not in said]
    say(done.returncode == status and not missing, name, f"status {done.returncode}, missing {missing}\n{said[-600:]}")


def check_left_out(work):
    strategy, out = work / "deep", work / "deep-out"
    run("new", strategy)
    run("build", strategy, "-o", out)
    before = contents(out)
    folder = strategy.joinpath(*["d"] * 18)
    folder.mkdir(parents=True)
    (folder / "item.md").write_text("---\nid: SEC-DEEP\ntype: section\ntitle: Deep\n---\nText.\n")
    expect("a folder too deep: E0006", run("check", strategy), 1, "E0006")
    done = run("build", strategy, "-o", out)
    say(done.returncode == 1 and contents(out) == before, "and nothing is replaced")
    strategy = work / "many"
    run("new", strategy)
    (strategy / "zz").mkdir()
    for i in range(60001):
        os.mknod(strategy / f"zz/{i}")
    expect("more files than are read: E0006", run("check", strategy), 1, "E0006")


def check_links(work):
    strategy = work / "links"
    run("new", strategy)
    secret = work / "secret"
    secret.mkdir()
    (secret / "s.csv").write_text("place,value\nhidden-figure,1\n")
    (secret / "item.md").write_text("---\nid: SEC-X\ntype: section\ntitle: hidden-title\n---\nText.\n")
    (strategy / "sections/kept.md").write_text((strategy / "sections/about.md").read_text())
    (strategy / "sections/about.md").unlink()
    (strategy / "sections/about.md").symlink_to("kept.md")
    expect("a link to an item that is there already", run("check", strategy), 1, "E0202")
    (strategy / "sections/kept.md").rename(strategy / "sections/kept.txt")
    (strategy / "sections/about.md").unlink()
    (strategy / "sections/about.md").symlink_to("kept.txt")
    expect("a link inside the folder is read", run("check", strategy), 0, "nothing wrong")
    for name, target in (("sections/out.md", secret / "item.md"), ("sections/up.md", "../../secret/item.md"), ("out", secret), ("sections/lost.md", "nowhere.md")):
        (strategy / name).symlink_to(target)
        done = run("build", strategy, "-o", work / "links-out")
        code = "E0004" if "lost" in name else "E0005"
        expect(f"a link that leads out: {name}", done, 1, code)
        (strategy / name).unlink()
    data = strategy / "evidence/data"
    data.rename(strategy / "evidence/kept")
    data.symlink_to(secret)
    (secret / "output.csv").write_text((strategy / "evidence/kept/output.csv").read_text())
    expect("a folder of datasets that is a link outside", run("check", strategy), 1, "E0005")


def check_new(work):
    folder = work / "taken"
    (folder / "asks").mkdir(parents=True)
    (folder / "asks/funding.md").write_text("mine")
    done = run("new", folder)
    say(done.returncode == 2 and contents(folder) == {"asks/funding.md": b"mine"}, "new overwrites nothing and writes nothing", done.stderr)
    (folder / "asks/funding.md").unlink()
    (folder / "asks/funding.md").symlink_to("nowhere")
    say(run("new", folder).returncode == 2 and names(folder) == ["asks", "asks/funding.md"], "nor does it through a link")


def check_in_the_way(work):
    strategy, out = work / "way", work / "way-out"
    run("new", strategy)
    run("build", strategy, "-o", out)
    (strategy / "sections/about.md").write_text((strategy / "sections/about.md").read_text() + "\nMore.\n")
    for name in ("strategy.pdf", "calendar.ics", "strategy.html"):
        kept = (out / name).read_bytes()
        (out / name).unlink()
        (out / name).mkdir()
        before = contents(out)
        done = run("build", strategy, "-o", out)
        expect(f"a folder in the place of {name}", done, 3, "E0501", "has not been replaced")
        say(contents(out) == before, "and what is said is so")
        (out / name).rmdir()
        (out / name).write_bytes(kept)
    say(not [name for name in names(out) if ".sightline" in name], "and nothing else is left")
    (out / "strategy.pdf").unlink()
    (work / "target").write_text("kept")
    (out / "strategy.pdf").symlink_to(work / "target")
    run("build", strategy, "-o", out)
    say((work / "target").read_text() == "kept" and not (out / "strategy.pdf").is_symlink(), "a link in the place of an output is replaced, not followed")


def check_sheets(work):
    strategy, out = work / "sheets", work / "sheets-out"
    run("new", strategy)
    ask = (strategy / "asks/funding.md").read_text()
    owner = re.search(r"^(\w+): .*$", [line for line in ask.splitlines() if line.startswith(("owner", "of:"))][0])[0]
    key = owner.split(":")[0]
    for i, body in enumerate(("A-B", "A B", "A  B!", "Ωμέγα", "Αλφα", "A B 2")):
        text = re.sub(rf"^{key}: .*$", f'{key}: "{body}"', ask, flags=re.M)
        (strategy / f"asks/more-{i}.md").write_text(re.sub(r"^id: .*$", f"id: ASK-9{i}", text, flags=re.M))
    done = run("build", strategy, "--layout", "asks", "--by", key, "-o", out, "-f", "pdf")
    made = [name for name in names(out) if name.endswith(".pdf")] if out.is_dir() else []
    say(done.returncode == 0 and len(made) == 7, "each body has a sheet of its own", f"{done.returncode} {made} {done.stderr[-500:]}")


def check_stdout(work):
    strategy = work / "stdout"
    run("new", strategy)
    for words in (["audit"], ["words"], ["check", "--format", "json"], ["check", "--format", "sarif"], ["trace", "ASK-01"], ["audit", "--format", "csv"], ["schema", "item"]):
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROGRAM, words[0], *words[1:], "-C", strategy], stdout=full, stderr=subprocess.PIPE, text=True)
        say(done.returncode == 3 and "could not be written" in done.stderr, f"{words[0]} onto a full disk", f"{done.returncode} {done.stderr}")
    for words in (["explain", "E0101"], ["explain"], ["--help"], ["--version"], ["completions", "bash"]):
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROGRAM, *words], stdout=full, stderr=subprocess.PIPE, text=True)
        say(done.returncode == 3, f"{' '.join(words)} onto a full disk", f"{done.returncode} {done.stderr}")
    done = subprocess.run(f"'{PROGRAM}' words -C '{strategy}' >&-", shell=True, capture_output=True, text=True)
    say(done.returncode == 3, "and with no output at all", done.stderr)


def check_escapes(work):
    """Characters that no byte of a file may be, written by an escape of YAML."""
    places = {
        "strategy.yaml": ("title: A small strategy", 'title: "A {} strategy"'),
        "sections/about.md": ("title: About this strategy", 'title: "About {}"'),
        "framework.yaml": ("types:", 'x-note: "{}"\ntypes:'),
        "asks/funding.md": ("---\nid:", '---\nx-{0}: "{0}"\nid:'),
    }
    bad = ["\\e[31m", "\\0", "\\r", "\\x9b", "\\x7f", "\\b", "\\x85", "\\uFFFE", "\\U0001FFFF", "\\uFDD0"]
    faults = []
    for i, (path, (old, new)) in enumerate(places.items()):
        strategy = work / f"escapes-{i}"
        run("new", strategy)
        text = (strategy / path).read_text()
        assert old in text, path
        for escape in bad:
            (strategy / path).write_text(text.replace(old, new.replace("{}", escape).replace("{0}", "k").replace('"k"', f'"{escape}"'), 1))
            for verb in ("check", "build"):
                done = run(verb, strategy, *(["-o", work / "escapes-out"] if verb == "build" else []))
                if done.returncode != 1 or "E0127" not in done.stderr or re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", done.stderr):
                    faults.append(f"{verb} {path} {escape}: {done.returncode} {done.stderr[:200]!r}")
        (strategy / path).write_text(text.replace(old, new.replace("{}", "caf\\xe9 \\n\\t").replace("{0}", "k").replace('"k"', '"caf\\xe9"'), 1))
        if run("check", strategy).returncode:
            faults.append(f"{path}: an escape of a letter is refused")
    say(not faults, "control characters by escapes: E0127 in check and build", "\n".join(faults))


def check_names(work):
    """What a file's name, a value or a line of text holds steers no terminal and forges no finding."""
    strategy = work / "names"
    run("new", strategy)
    about = strategy / "sections/about.md"
    about.write_text(about.read_text() + "\nRight \u202eto left\u2066 [@EV-NONE\u202e].\n")
    for name in (b"a\x1b[31m.md", b"b\nc.md: error[E0001]: forged.md", b"\xff\xfe.md", "d\u202e.md".encode(), b"\x7f\xc2\x9b.md"):
        (pathlib.Path(os.fsdecode(os.fsencode(strategy) + b"/sections/" + name))).write_bytes(b"text\n")
    faults = []
    for form in ("human", "short", "json", "sarif"):
        done = subprocess.run([PROGRAM, "check", strategy, "--format", form], capture_output=True)
        said = done.stdout + done.stderr
        try:
            text = said.decode()
            if form in ("json", "sarif"):
                json.loads(done.stdout)
        except ValueError as error:
            faults.append(f"{form}: {error}")
            continue
        if form == "short" and re.search("(?m)^c.md: error", text):
            faults.append("a forged finding")
        if done.returncode != 1 or re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text):
            faults.append(f"{form}: {done.returncode} {text!r:.600}")
    say(not faults, "names and texts in findings are shown, not obeyed", "\n".join(faults))


def check_data(work):
    strategy, out = work / "data", work / "data-out"
    run("new", strategy)
    about = strategy / "sections/about.md"
    lots = ["-01", "01", "1", "-1", "1.5", "-0", "0.10", "1.", ".5", "+1", "-", "00", "1e5", "-.5"]
    about.write_text(about.read_text().replace("title:", "x-lots: [" + ", ".join(lots) + "]\ntitle:", 1))
    done = run("build", strategy, "-o", out)
    try:
        items = json.loads((out / "strategy.json").read_text())["items"]
        got = [one["front"]["x-lots"] for one in items if one["id"] == "SEC-ABOUT"][0]
    except (OSError, ValueError) as error:
        got = error
    say(done.returncode == 0 and got == ["-01", "01", 1, -1, 1.5, 0, 0.1, "1.", ".5", "+1", "-", "00", "1e5", "-.5"], "numbers of JSON are JSON's", f"{got} {done.stderr[:300]}")


def check_signals(work):
    strategy, out = work / "signals", work / "signals-out"
    run("new", strategy)
    run("build", strategy, "-o", out)
    faults = []
    for i in range(24):
        process = subprocess.Popen([PROGRAM, "build", strategy, "-o", out], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.005 * (i % 12))
        process.send_signal((signal.SIGINT, signal.SIGTERM)[i % 2])
        process.wait()
        left = [name for name in names(out) if ".sightline" in name or name.endswith("~")]
        if left or process.returncode not in (0, -signal.SIGINT, -signal.SIGTERM):
            faults.append(f"{process.returncode} {left}")
    say(not faults, "nothing is left by a run that is interrupted", "\n".join(faults))
    for i in range(12):
        process = subprocess.Popen([PROGRAM, "build", strategy, "-o", out], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.004 * i)
        process.kill()
        process.wait()
    done = run("build", strategy, "-o", out)
    left = [name for name in names(out) if ".sightline" in name]
    say(done.returncode == 0 and not left, "what killed runs left is gone after the next", left)


def check_reviews(work):
    strategy = work / "reviews"
    run("new", strategy)
    ids = ["ASK-01", "INT-01", "PRI-01", "CHA-01"]
    ids = [line.split(":")[1].strip() for path in sorted(strategy.rglob("*.md")) for line in path.read_text().splitlines() if line.startswith("id:")]
    stamped = []
    for one in ids:
        done = run("review", one, "-C", strategy, "--by", "A")
        if done.returncode == 0 and not done.stdout.startswith("0 "):
            stamped.append(one)
    alone = (strategy / "reviews.lock").read_text().count("\n")
    faults = 0
    for _ in range(6):
        (strategy / "reviews.lock").unlink()
        running = [subprocess.Popen([PROGRAM, "review", one, "-C", strategy, "--by", "A"], stdout=subprocess.DEVNULL) for one in stamped]
        for process in running:
            process.wait()
        faults += (strategy / "reviews.lock").read_text().count("\n") != alone
    say(len(stamped) > 1 and not faults, "of reviews at once no stamp is lost", f"{faults} of 6, {stamped}")


with tempfile.TemporaryDirectory() as name:
    for check in (check_left_out, check_links, check_new, check_in_the_way, check_sheets, check_stdout, check_escapes, check_names, check_data, check_signals, check_reviews):
        check(pathlib.Path(name))
sys.exit(end())
