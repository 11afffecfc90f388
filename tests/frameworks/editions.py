#!/usr/bin/env python3
"""A strategy in two languages from one graph, as TAP: editions.py SIGHTLINE CATALOGUES SAMPLE.

In Welsh nothing of the English catalogue is in the page or the PDF; what an edition lacks, and what
it says that is no text, is reported.
"""
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib

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


def inside_pdf(path):
    """The PDF with its streams as they were before they were made small."""
    parts = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", path.read_bytes(), re.S):
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            pass
    return path.read_bytes() + b"\n".join(parts)


def check_documents(work, folder):
    """Documents of one build, one of them in Welsh: what it lacks prints in English, and is marked as English."""
    copy, out = work / "documents", work / "documents-out"
    shutil.copytree(folder, copy)
    (copy / "strategy.cy.yaml").unlink()
    (copy / "items/bridge.cy.md").unlink()
    plan = (copy / "strategy.yaml").read_text()
    for old, new in (("title: Growing the valley", "title: {en: Growing the valley, cy: Tyfu'r dyffryn}"), ("part: Priorities", "part: {en: Priorities, cy: Blaenoriaethau}"),
                     ("part: Asks", "part: {en: Asks, cy: Gofynion}"), ("organisation: The Valley Partnership", "organisation: {en: The Valley Partnership, cy: Partneriaeth y Dyffryn}"),
                     ("subtitle: A plan for ten years", "subtitle: {en: A plan for ten years}")):
        plan = plan.replace(old, new)
    (copy / "strategy.yaml").write_text(plan + "documents:\n  - {name: strategy}\n  - {name: strategaeth, language: cy}\n")
    done = call(PROGRAM, "build", copy, "-f", "pdf,html,docx", "-o", out, "--format", "short")
    say(done.returncode == 0, "a document of an edition is made with the others", done.stderr)
    lacks = [line for line in done.stderr.splitlines() if "E0307" in line]
    say(len(lacks) == 2 and "bridge.md:1:1" in done.stderr and "'subtitle' has no text in 'cy'" in done.stderr, "what it lacks is said once, with its place", done.stderr)
    wanted = {"strategy": (["Growing the valley", "Contents", "2 Priorities", "The bridge joins both banks"], ["Tyfu", "Cynnwys", "Blaenoriaethau"]),
              "strategaeth": (["Tyfu’r dyffryn", "Partneriaeth y Dyffryn", "Cynnwys", "2 Blaenoriaethau", "3 Gofynion", "Mwy o waith", "A bridge over the river",
                               "The bridge joins both banks", "A plan for ten years"], ["Growing the valley", "Contents", "Priorities", "More work"])}
    for name, (there, missing) in wanted.items():
        texts = {"page": in_page(out / f"{name}.html"), "PDF": in_pdf(out / f"{name}.pdf")}
        for kind, text in texts.items():
            if not text:
                tap.skip(f"{name}: the {kind} says what it should", "pdftotext")
                continue
            text = flat(text)
            wrong = [one for one in there if one not in text] + [one for one in missing if one in text]
            say(not wrong, f"{name}: the {kind} says what it should", wrong)
    page, pdf = (out / "strategaeth.html").read_text(), inside_pdf(out / "strategaeth.pdf")
    marked = re.findall(r'<(\w+)[^>]* lang="en-GB">(.{,200})', page, re.S)
    say(any(tag == "span" and text.startswith("A bridge over the river<") for tag, text in marked) and any(tag == "div" and "The bridge joins" in text for tag, text in marked), "in the page the English title and text are marked as English", marked)
    say(b"/Lang(cy)" in pdf and pdf.count(b"/Lang(en-GB)") == 2, "so they are in the PDF, which is Welsh", re.findall(rb"/Lang ?[(<][^)>]*", pdf))
    say(b"/Lang(en-GB)" in inside_pdf(out / "strategy.pdf") and b"(cy)" not in inside_pdf(out / "strategy.pdf"), "and the other is English throughout")
    word = zipfile.ZipFile(out / "strategaeth.docx").read("word/document.xml").decode()
    english = re.findall(r'<w:lang w:val="en-GB"/></w:rPr><w:t[^>]*>([^<]*)', word)
    say("A bridge over the river" in english and any("The bridge joins both banks" in one for one in english), "and in the Word file", english)
    again = work / "documents-again"
    call(PROGRAM, "build", copy, "-f", "pdf,html,docx", "-o", again)
    say(all((again / one.name).read_bytes() == one.read_bytes() for one in out.iterdir()), "made again they are the same bytes")


def check_record(work, folder):
    """What was signed, stamped and agreed is the strategy's own text: a translation is none of its changes."""
    copy = work / "record"
    shutil.copytree(folder, copy)
    def signed(digest):
        (copy / "signoff.yaml").write_text(f"signatures:\n  - {{body: Valley Council, date: 2026-06-30, digest: {digest}}}\n")
    (copy / "strategy.cy.yaml").write_text((copy / "strategy.cy.yaml").read_text().replace("owners: [Cyngor y Dyffryn]\n", ""))
    rules = (copy / "framework.yaml").read_text()
    (copy / "framework.yaml").write_text(rules.replace("line: true", "line: true, suspect: both"))
    call(PROGRAM, "review", "--all", "--by", "Analyst", "--on", "2026-06-30", "-C", copy)
    signed("0" * 64)
    digest = re.search("[0-9a-f]{64}", call(PROGRAM, "check", copy, "-v").stderr)
    signed(digest[0] if digest else "")
    say((copy / "reviews.lock").exists(), "the links are stamped")
    for language in "en", "cy":
        done = call(PROGRAM, "check", copy, "--language", language, "-v", "--format", "short")
        found = [line for line in done.stderr.splitlines() if re.search("E0230|E0609|E0607", line)]
        say(not found and "error" not in done.stderr, f"signature and stamps hold in {language}", done.stderr)
    (copy / "items/work.md").write_text((copy / "items/work.md").read_text().replace("There are", "There were"))
    done = call(PROGRAM, "check", copy, "--language", "cy", "-v", "--format", "short")
    say("E0609" in done.stderr, "and a change of the text itself is one in each", done.stderr)


def check_division(work, folder):
    """Welsh words are divided where the machine has patterns; else that is said once."""
    copy, none, some = work / "division", work / "no-patterns", work / "patterns"
    shutil.copytree(folder, copy)
    about = copy / "items/about.cy.md"
    about.write_text(about.read_text().replace("[^1]\n\n", "[^1]\n\n" + "Llŵybrachwynt i llŵybrachwynt a. " * 60 + "\n\n", 1))
    for where, patterns in (none, None), (some, "ŵy2b\nŵ3yb\nra1ch\n"):
        where.mkdir()
        if patterns:
            (where / "hyph-cy.pat.txt").write_text(patterns)
        done = subprocess.run([PROGRAM, "build", copy, "--language", "cy", "--layout", "print", "-f", "pdf", "-o", where / "out", "-v", "--format", "short"], capture_output=True, text=True, timeout=120,
                              env={**os.environ, "SIGHTLINE_PATTERNS": str(where)})
        told = done.stderr.count("E0792")
        say(done.returncode == 0 and told == (0 if patterns else 1), f"{'no' if patterns else 'one'} note that words are not divided", done.stderr)
        text = in_pdf(where / "out/strategy.pdf")
        if not text:
            tap.skip("how lines end", "pdftotext")
            continue
        ends = set(re.findall("(ll[ŵa-z]*)[-\u00ad]\n", text, re.I))
        say(({"llŵybra"} <= {end.lower() for end in ends} <= {"llŵybra", "llŵ"}) if patterns else not ends, "lines end in divided words" if patterns else "no line does", ends)


LIST = "\n```list\nid: tab-asks\ntitle: {title}\ntype: {type}\ncolumns: [title]\n```\n"


def check_passages(work, folder):
    """What is kept from readers, and what data a block shows, is the same in a translation."""
    def with_texts(name, own, text, *wanted):
        copy = work / name.replace(" ", "-").replace(":", "")
        shutil.copytree(folder, copy)
        for path, more in (copy / "items/about.md", own), (copy / "items/about.cy.md", text):
            path.write_text(path.read_text() + more)
        plan = (copy / "strategy.yaml").read_text()
        (copy / "strategy.yaml").write_text(plan + "audiences: [board, public]\neverybody: public\ndocuments:\n  - {name: strategy}\n  - {name: strategaeth, language: cy}\n")
        done = call(PROGRAM, "build", copy, "-f", "pdf,html", "-o", copy / "out", "--format", "short")
        found = re.findall(r"(E03\d\d|E0793)\]: (.*)", done.stderr)
        say([code for code, _ in found] == [code for code, _ in wanted] and all(text in said for (_, said), (_, text) in zip(found, wanted)), name, done.stderr)
        return copy / "out"

    kept = "\n::: audience board\n\n{}\n\n:::\n"
    out = with_texts("a passage kept in both", kept.format("Seventeen otters must leave the valley soon."), kept.format("Rhaid i ddau ddyfrgi ar bymtheg adael cyn hir."))
    for name in "strategy", "strategaeth":
        text = in_page(out / f"{name}.html") + in_pdf(out / f"{name}.pdf")
        say(text and "otters" not in text and "ddyfrgi" not in text, f"{name}: nobody else reads it")
    out = with_texts("a passage kept in one", kept.format("Seventeen otters must leave."), "\nRhaid i ddau ddyfrgi adael.\n", ("E0793", "1 of the 1 passages '::: audience board'"))
    say(not out.exists(), "and nothing is written")
    with_texts("a passage of nothing", kept.format("Seventeen otters must leave."), "\n::: audience board\n:::\n")
    with_texts("a list in both", LIST.format(title="Asks", type="ask"), LIST.format(title="Gofynion", type="ask"))
    with_texts("a list of other items", LIST.format(title="Asks", type="ask"), LIST.format(title="Gofynion", type="priority"), ("E0308", "'type' is no text"))
    with_texts("a list in one", LIST.format(title="Asks", type="ask"), "\nDim.\n", ("E0307", "the block 'tab-asks' has no text"))
    with_texts("a list of its own", "\nNone.\n", LIST.format(title="Gofynion", type="ask"), ("E0308", "has no 'tab-asks' here"))


def check_faults(work, folder):
    for language in "fr", "x!":
        done = call(PROGRAM, "check", folder, "--language", language, "--format", "short")
        say(done.returncode == 1 and done.stderr.count("E0791") == 1 and "E0307" not in done.stderr, f"no edition is made in {language}", done.stderr)

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
    with_fault("a sum of its own", edit("items/bridge.cy.md", "asked:", "cost: {amount: 13, unit: GBP million}\nasked:"), "items/bridge.cy.md:3:8: error[E0308]: 'amount'")
    with_fault("an audience of its own", edit("items/bridge.cy.md", "asked:", "audience: public\nasked:"), "E0308", "'audience'")
    with_fault("a figure of its own", edit("evidence/register.cy.yaml", "    geography:", "    value: 4300\n    geography:"), "E0308", "'value'")
    with_fault("an id of its own", edit("items/bridge.cy.md", "title:", "id: ASK-09\ntitle:"), "items/bridge.cy.md:2:1: error[E0308]: 'id'")
    with_fault("an entry of its own", edit("evidence/register.cy.yaml", "EV-VAL-02", "EV-VAL-09"), "E0308", "has no 'EV-VAL-09' here")
    with_fault("a type of its own", edit("framework.cy.yaml", "types:", "types:\n  other: {name: Arall, plural: Eraill}"), "E0308", "has no 'other' here")
    with_fault("links of an entry", edit("evidence/register.cy.yaml", "    asked:", "    bears-on: [PRI-01]\n    asked:"), "E0308", "'bears-on'")
    with_fault("a sum for a unit", edit("evidence/register.cy.yaml", "    geography:", "    unit: GBP\n    geography:"), "E0308", "'unit'")
    with_fault("a date of its own", edit("strategy.cy.yaml", "area:", "date: 2027-01-01\narea:"), "E0308", "'date'")


def main():
    with tempfile.TemporaryDirectory() as name:
        work, folder = pathlib.Path(name), ROOT / "bilingual"
        check_words(work, folder)
        check_graph(work, folder)
        check_sample(work)
        check_documents(work, folder)
        check_division(work, folder)
        check_record(work, folder)
        check_passages(work, folder)
        check_faults(work, folder)
    return tap.end()


sys.exit(main())
