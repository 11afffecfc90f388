#!/usr/bin/env python3
"""A strategy in two languages from one graph, as TAP: editions.py SIGHTLINE CATALOGUES SAMPLE.

In Welsh nothing of the English catalogue is in the page or the PDF; what an edition lacks, and what
it says that is no text, is reported.
"""
import html
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT.parent))
import tap  # noqa: E402

PROGRAM, CATALOGUES, SAMPLE = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
say = tap.say


def call(*words):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, errors="replace", timeout=120)


def catalogue(language):
    """The runs of words in each text: what stands between fields and forms."""
    texts = {}
    for line in (CATALOGUES / f"{language}.yaml").read_text().splitlines():
        if line and not line.startswith("#"):
            name, text = line.split(": ", 1)
            texts[name] = json.loads(text)
    forms = r"\{\w+\}|\{\w+, (?:plural|select),|\b[\w -]+ (?=\{)|[{}#]"
    return {name: [run for run in (part.strip(" ,.;:()\u00a0") for part in re.split(forms, text)) if re.search("[A-Za-z]{3}", run)]
            for name, text in texts.items()}


def in_page(path):
    """Text and names of a page, and what its script says."""
    page = re.sub(r"<(style|script)\b.*?</\1>", " ", path.read_text(), flags=re.S)
    named = re.findall(r'(?:aria-label|title|alt)="([^"]*)"', page)
    for told in re.findall(r'data-words="([^"]*)"', page):
        named += [re.sub(r"\{\w+\}", "\n", text) for text in json.loads(html.unescape(told)).values()]
    return "\n".join([re.sub(r"<[^>]*>", "\n", page), *named])


def in_pdf(path):
    return call("pdftotext", path, "-").stdout if shutil.which("pdftotext") else ""


def flat(text):
    return " ".join(text.replace("\u00a0", " ").replace("&#39;", "'").replace("&quot;", '"').split())


def english_in(text, sources, least):
    """Runs of the English catalogue, of so many words, that a text has and neither Welsh nor the sources."""
    welsh = " ".join(run for runs in catalogue("cy").values() for run in runs).lower()
    known, text = flat(sources).lower(), flat(text)
    return sorted({run for runs in catalogue("en").values() for run in runs if len(run.split()) >= least
                   and run.lower() not in welsh and run.lower() not in known and re.search(rf"(?<![\w-]){re.escape(flat(run))}(?![\w-])", text)})


def build(folder, language, work):
    out = work / f"{folder.name}-{language}"
    done = call(PROGRAM, "build", folder, "--language", language, "-f", "pdf,html,json,ics", "-o", out)
    return done, out


def check_words(work, folder):
    for language, title in ("en", "Contents"), ("cy", "Cynnwys"):
        done, out = build(folder, language, work)
        say(done.returncode == 0 and "nothing wrong" in done.stderr, f"the edition in {language} builds", done.stderr)
        page = (out / "strategy.html").read_text()
        say(f'<html lang="{language}' in page and f"<summary>{title}</summary>" in page, f"its page is in {language}", page[:300])
    sources = "\n".join(path.read_text() for path in folder.rglob("*.cy.*"))
    out = work / f"{folder.name}-cy"
    for name, text in ("page", in_page(out / "strategy.html")), ("PDF", in_pdf(out / "strategy.pdf")):
        if name == "PDF" and not text:
            tap.skip("no English word of the program is in the Welsh PDF", "pdftotext")
            continue
        found = english_in(text, sources, 1)
        say(text and not found, f"no English word of the program is in the Welsh {name}", found)
    seeded = english_in(in_page(work / f"{folder.name}-en" / "strategy.html"), "", 1)
    say(len(seeded) > 60, "such words are seen where they are", len(seeded))


def check_sample(work):
    """All that the sample makes the program print; its own texts stay in English."""
    done, out = build(SAMPLE, "cy", work)
    say(done.returncode == 0 and "E0307" in done.stderr, "the sample in Welsh lacks its texts, and that is said", done.stderr[-300:])
    sources = "\n".join(path.read_text(errors="replace") for path in SAMPLE.rglob("*") if path.suffix in (".md", ".yaml"))
    found = english_in("\n".join([in_page(out / "strategy.html"), in_pdf(out / "strategy.pdf"), (out / "calendar.ics").read_text()]), sources, 2)
    say(not found, "and no English phrase of the program", found)


def graph_of(path):
    """IDs, links and figures: all of the data but for what is read."""
    def strip(value):
        if isinstance(value, dict):
            return {key: strip(one) for key, one in value.items() if key in ("id", "type", "role", "from", "to", "value", "unit", "state")
                    or isinstance(one, (dict, list))}
        return [strip(one) for one in value] if isinstance(value, list) else value if isinstance(value, (int, float)) or re.fullmatch("[A-Z]+-[A-Z0-9-]+", str(value)) else None
    return strip(json.loads(path.read_text()))


def check_graph(work, folder):
    one, two = (graph_of(work / f"{folder.name}-{language}" / "strategy.json") for language in ("en", "cy"))
    say(one == two, "both are made from one graph", "the data of the two differ in more than texts")


def check_faults(work, folder):
    def with_fault(name, change, *wanted):
        copy = work / name.replace(" ", "-")
        shutil.copytree(folder, copy)
        change(copy)
        done = call(PROGRAM, "check", copy, "--language", "cy", "--format", "short")
        say(all(one in done.stderr for one in wanted), name, done.stderr)
        own = call(PROGRAM, "check", copy, "--format", "short")
        say("E030" not in own.stderr, f"{name}: the other edition is sound", own.stderr)

    def edit(path, old, new):
        return lambda copy: (copy / path).write_text((copy / path).read_text().replace(old, new))

    with_fault("an item without a text", lambda copy: (copy / "items/bridge.cy.md").unlink(), "items/bridge.md", "E0307", "has no text in 'cy'")
    with_fault("an item without a title", edit("items/bridge.cy.md", "title: Pont dros yr afon\n", ""), "E0307", "ASK-01")
    with_fault("an item without a body", edit("items/work.cy.md", "Mae [=EV-VAL-01] o bobl mewn gwaith [@EV-VAL-01; @EV-VAL-02].", ""), "E0307", "PRI-01")
    with_fault("an entry without a statement", edit("evidence/register.cy.yaml", "EV-VAL-02", "EV-VAL-03"), "E0307", "EV-VAL-02")
    with_fault("a link of its own", edit("items/bridge.cy.md", "asked:", "serves: [PRI-02]\nasked:"), "items/bridge.cy.md:3:1: error[E0308]: 'serves'")
    with_fault("a sum of its own", edit("items/bridge.cy.md", "asked:", "cost: {amount: 13, unit: GBP million}\nasked:"), "E0308", "'cost'")
    with_fault("an audience of its own", edit("items/bridge.cy.md", "asked:", "audience: public\nasked:"), "E0308", "'audience'")
    with_fault("a figure of its own", edit("evidence/register.cy.yaml", "    geography:", "    value: 4300\n    geography:"), "E0308", "'value'")
    with_fault("a date of its own", edit("strategy.cy.yaml", "area:", "date: 2027-01-01\narea:"), "E0308", "'date'")


def main():
    with tempfile.TemporaryDirectory() as name:
        work, folder = pathlib.Path(name), ROOT / "bilingual"
        check_words(work, folder)
        check_graph(work, folder)
        check_sample(work)
        check_faults(work, folder)
    return tap.end()


sys.exit(main())
