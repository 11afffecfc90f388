#!/usr/bin/env python3
"""build --draft, as TAP: errors stand where they are, each page says so, and no faults end the program.
draft.py SIGHTLINE CONTENT"""
import pathlib
import random
import re
import shutil
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402

PROGRAM, CONTENT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
PIECES = ["[@", "[=", "]", "---\n", "```chart\n", "```\n", "#### Deep\n\n", "<b>", "::: audience board\n", ":::\n", "| a |\n", ": ", "- ", "[^1]", "\t", "\"", "id: X\n", ""]


def build(folder, *flags):
    return tap.call(PROGRAM, "build", folder, "-o", folder.parent / "out", *flags, timeout=60)


def spoil(folder, seed):
    """Edits at random places of random texts."""
    chance = random.Random(seed)
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in {".md", ".yaml"} and path.name != "README.md"]
    for path in chance.sample(files, 4):
        text = path.read_text()
        at = chance.randrange(len(text) + 1)
        path.write_text(text[:at] + chance.choice(PIECES) + text[at + chance.choice([0, 0, 3, 30]):])


with tempfile.TemporaryDirectory() as work:
    folder = pathlib.Path(work, "content")
    shutil.copytree(CONTENT, folder)
    item = folder / "interventions/int-age-01.md"
    item.write_text(item.read_text().replace("[@EV-AGEI-02]", "[@EV-AGEI-99]", 1) + "\n#### Deep\n\n```chart\ndata: nothing.csv\n```\n\nThe end.\n")
    done = build(folder)
    out = pathlib.Path(work, "out")
    tap.say(done.returncode == 1 and not (out / "strategy.pdf").exists() and "nothing was written" in done.stderr, "build stays strict", done.stderr)
    done = build(folder, "--draft")
    made = sorted(path.name for path in out.iterdir())
    tap.say(done.returncode == 1 and made == ["draft.html", "draft.pdf"] and "wrote" in done.stderr, "a draft is draft.pdf and draft.html", f"{made} {done.stderr[-400:]}")
    if tap.has("each page says so", "pdftotext"):
        pages = tap.call("pdftotext", "-layout", out / "draft.pdf", "-").stdout.split("\f")[:-1]
        bare = [number for number, page in enumerate(pages, 1) if "not for use" not in page]
        tap.say(len(pages) > 20 and not bare, "each page says so", bare)
        text = "".join(tap.call("pdftotext", "-raw", out / "draft.pdf", "-").stdout.split())  # lines end within a path
        before = item.read_text().partition("EV-AGEI-99")[0]
        where = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
        places = [text.find("".join(one.split())) for one in ("Rother, with 32.4%", f"Error E0107: no evidence has the id \u2018EV-AGEI-99\u2019 (interventions/int-age-01.md:{where})",
                                             "The belief behind it", "Error E0109", "Error E0112: the chart block lacks the key \u2018title\u2019", "The end.")]
        tap.say(-1 not in places and places == sorted(places), "an error stands behind what is faulty", places)
    page = (out / "draft.html").read_text()
    tap.say(re.search(r'<p class="fault">Error E0107', page) and ".fault" in page, "the page shows it too")
    done = build(folder, "--draft", "-f", "pdf,csv")
    tap.say(done.returncode == 2, "a draft has no data", done.stderr)
    shutil.rmtree(folder)
    shutil.copytree(CONTENT, folder)
    done = build(folder, "--draft")
    tap.say(done.returncode == 0 and "0 errors" in (out / "draft.html").read_text(), "without errors it is a draft all the same", done.stderr)
    bad = []
    for seed in range(30):
        shutil.rmtree(folder)
        shutil.copytree(CONTENT, folder)
        spoil(folder, seed)
        done = build(folder, "--draft")
        if done.returncode not in (0, 1):
            bad.append(f"seed {seed}: {done.returncode} {done.stderr[-300:]}")
    tap.say(not bad, "faults at random end it well", "\n".join(bad))
sys.exit(tap.end())
