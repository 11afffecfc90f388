#!/usr/bin/env python3
"""What Markdown prints, as a reader sees it, in PDF and HTML: quotation marks, lists, pictures, references, bookmarks,
variables and snippets, the glossary; and comments for co-authors in no output at all. As TAP.

marks.py PROGRAM
"""
import csv
import html
import json
import pathlib
import re
import struct
import sys
import tempfile
import zipfile
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import schema
from tap import call, end, has, say

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())


def png(path, width, height, colour):
    rows = b"".join(b"\0" + bytes(colour) * width for _ in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
                     chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Built:
    """A small strategy with a text put into its first chapter, built."""

    def __init__(self, work, text, config="", files=(), formats="pdf,html", prepare=None):
        self.folder, self.out = work / "strategy", work / "out"
        call("rm", "-rf", self.folder, self.out)
        call(PROGRAM, "new", self.folder)
        about = self.folder / "sections" / "about.md"
        about.write_text(about.read_text() + "\n" + text, encoding="utf-8")
        strategy = self.folder / "strategy.yaml"
        strategy.write_text(strategy.read_text() + config, encoding="utf-8")
        for path, content in files:
            (self.folder / path).parent.mkdir(exist_ok=True)
            (self.folder / path).write_text(content, encoding="utf-8")
        if prepare:
            prepare(self.folder)
        self.done = call(PROGRAM, "build", self.folder, "-o", self.out, "-f", formats)
        if self.done.returncode or "pdf" not in formats:
            return
        self.pdf = " ".join(call("pdftotext", self.out / "strategy.pdf", "-").stdout.split())
        self.source = (self.out / "strategy.html").read_text(encoding="utf-8")
        page = self.source[self.source.index("<main"):self.source.index("</main>")]
        self.markup = page
        page = re.sub(r"<(script|style|svg)\b.*?</\1>", "", page, flags=re.S)
        page = re.sub(r"</?(p|div|li|h\d|td|th|dt|dd|br|ol|ul|dl|tr|table)\b[^>]*>", " ", page)
        self.page = " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


def both(built, name, *texts):
    if built.done.returncode:
        say(False, name, built.done.stderr)
        return
    faults = [f"{where} has not {text!r}" for text in texts for where, said in (("PDF", built.pdf), ("HTML", built.page))
              if text not in said]
    say(not faults, name, "\n".join(faults))


def test_typography(work):
    typed = ('She said "the *board* decides" -- or \'so they say\', in the 1990s and \'90s --- it\'s "\'nested\' words"... '
             'A 5\' 10" man, --option, `"code" -- x`, 10--12, \\"typed\\" and https://e.org/a--b "so".\n\n"*All* of it."')
    both(Built(work, typed), "quotation marks and dashes are printed as they are meant",
         "She said “the board decides” – or ‘so they say’, in the 1990s and ’90s — it’s “‘nested’ words”…",
         "A 5' 10\" man, --option, \"code\" -- x, 10–12, \"typed\" and", "https://e.org/a--b “so”.", "“All of it.”")
    typed = typed.replace(' -- or', '.\n\nHe -- or')  # no line ends at a dash, where poppler drops it
    both(Built(work, typed, "quotes: typed\n"), "and as they are typed where the strategy says so",
         "She said \"the board decides\"", "He -- or 'so they say', in the 1990s and '90s --- it's", "words\"... A 5'")
    cy = Built(work, "Mae 'na \"fwrdd\" a 'gair' i'r ardal.", prepare=lambda folder: call(
        "sed", "-i", "s/^language: .*/language: cy/", folder / "strategy.yaml"))
    both(cy, "in Welsh its own short words begin with an apostrophe", "Mae ’na “fwrdd” a ‘gair’ i’r ardal.")
    title = Built(work, "Text.", prepare=lambda folder: call(
        "sed", "-i", "s/^title: About this strategy/title: Our \"small\" plan/", folder / "sections" / "about.md"))
    both(title, "titles too", "1 Our “small” plan")


def test_lists(work):
    text = ("a. one\nb. two\n   i. sub one\n   ii. sub two\n\n(i) round\n(ii) rounder\n\nC) third\nD) fourth\n\n"
            "Term\n: What it *means*\n\n    More of it.\n\n- [ ] open task\n- [x] done task\n")
    built = Built(work, text)
    both(built, "lists have the marks that they were given", "More of it.", "What it means")
    said = call("pdftotext", "-layout", built.out / "strategy.pdf", "-").stdout
    missing = [mark for mark in ("a. one", "b. two", "i. sub one", "ii. sub two", "(i) round", "(ii) rounder", "C) third",
                                 "D) fourth", "☐ open task", "☑ done task") if mark not in re.sub(r"[ ]+", " ", said)]
    say(not missing, "in the PDF by letters, Roman numbers and boxes", f"{missing}\n{said}")
    wanted = ['<ol type="a">', '<ol type="i">', '<ol class="in-i" type="i">', '<ol class="at-A" type="A" start="3">',
              '<dl class="terms">', '<dt>Term</dt>', 'aria-label="To do"', 'aria-label="Done"']
    missing = [mark for mark in wanted if mark not in built.markup]
    say(not missing, "in the HTML by its own lists, with the state of tasks in words", "\n".join(missing))
    tags = call("pdfinfo", "-struct", built.out / "strategy.pdf").stdout
    say("/LowerAlpha" in tags and "/LowerRoman" in tags, "in the tags by their numbering", tags[:2000])


def test_comments(work):
    secret = "Zwischenruf"
    text = (f"Words %% {secret} one %% go on. Second <!-- {secret} two --> half.\n\n%%\n{secret} three\n\nmore\n%%\n\n"
            f"- a %% {secret} %%\n- b\n\nNote[^n].\n\n[^n]: Text %% {secret} four %% here.\n\n"
            f"| a | b |\n| --- | --- |\n| x %% {secret} %% | y |\n\n## Heading %% {secret} %%\n\n"
            f"```callout\nid: box\ntitle: Box %% {secret} %%\ntext: |\n  In it %% {secret} five %% too.\n```\n")
    built = Built(work, text, "", [("glossary.yaml", f"terms:\n  - term: words\n    means: Said %% {secret} %% aloud.\n"),
                                   ("snippets/x.md", f"Put in. <!-- {secret} -->\n")],
                  "pdf,html,csv,json,ics", prepare=lambda folder: (
                      call("sed", "-i", "s/^annexes: \\[/annexes: [glossary, /", folder / "strategy.yaml"),
                      call("sed", "-i", f"s/^title: About.*/title: About %% {secret} %% this/; s/^- b$/- b {{{{snippet: x}}}}/",
                           folder / "sections" / "about.md")))
    both(built, "what stands beside a comment is printed", "Words go on. Second half.", "Text here.", "In it too.", "Said aloud.",
         "b Put in.", "About this")
    if built.done.returncode:
        return
    found = [path.name for path in built.out.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()]
    plain = work / "plain.pdf"
    call("qpdf", "--qdf", "--object-streams=disable", built.out / "strategy.pdf", plain)
    attached = call("pdfdetach", "-saveall", "-o", work / "attached", built.out / "strategy.pdf")
    (work / "attached").mkdir(exist_ok=True)
    attached = call("pdfdetach", "-saveall", "-o", work / "attached", built.out / "strategy.pdf")
    found += [path.name for path in [plain, *(work / "attached").rglob("*")] if path.is_file() and secret.encode() in path.read_bytes()]
    say(not found and plain.exists(), "a comment is in no output, its streams and attachments neither", f"{found} {attached.stderr}")


def test_pictures(work):
    text = ("Words ![red](figures/red.png) go on.\n\n## Heading ![blue](figures/blue.png) end\n\n"
            "[![linked](figures/green.png)](https://e.org/linked)\n\n| a | b |\n| --- | --- |\n| ![grey](figures/grey.png) | x |\n\n"
            "![alone](figures/wide.png \"A wide one\"){#fig-wide width=50%}\n\nSee [@fig-wide].\n")
    colours = {"red": (230, 10, 20), "blue": (10, 20, 230), "green": (10, 200, 30), "grey": (120, 121, 122), "wide": (200, 100, 0)}

    def draw(folder):
        for name, colour in colours.items():
            png(folder / "figures" / f"{name}.png", 800 if name == "wide" else 24, 400 if name == "wide" else 24, colour)
    built = Built(work, text, prepare=draw)
    both(built, "text goes on beside pictures", "go on.", "A wide one", "See Figure 1.")
    if built.done.returncode:
        return
    call("pdftoppm", "-r", "72", built.out / "strategy.pdf", work / "page")
    boxes = {}
    for path in sorted(work.glob("page-*.ppm")):
        head, size, _, data = path.read_bytes().split(b"\n", 3)
        width, height = map(int, size.split())
        for name, colour in colours.items():
            spots = [i // 3 for i in range(0, len(data) - 2, 3) if data[i:i + 3] == bytes(colour)]
            if spots:
                xs, ys = [i % width for i in spots], [i // width for i in spots]
                boxes[name] = (min(xs), min(ys), max(xs) + 1, max(ys) + 1, width)
    say(set(boxes) == set(colours), "every picture is drawn: in a sentence, a heading, a link, a cell", boxes)
    if set(boxes) == set(colours):
        measure = call("pdftotext", "-bbox", built.out / "strategy.pdf", "-").stdout
        left, _, right, _, width = boxes["wide"]
        say(0.45 < (right - left) / (width - 2 * left) < 0.55, "a width is a share of the text's", f"{boxes} {measure[:200]}")
    alts = [alt for alt in colours if f'alt="{"alone" if alt == "wide" else "linked" if alt == "green" else alt}"' not in built.markup]
    say(not alts and re.search(r'<a href="https://e.org/linked"><img', built.markup), "in the HTML each has its words", f"{alts}")
    say("https://e.org/linked" in call("qpdf", "--qdf", "--object-streams=disable", built.out / "strategy.pdf", "-").stdout,
        "the linked one is a link in the PDF")


def test_references(work):
    tables = "".join(f"Table: Count {i} {{#tab-{i}}}\n\n| a | b |\n| --- | --- |\n| 1 | {i} |\n\n" for i in range(1, 6))
    text = ("## Costs\n\nSee [@tab-2; @tab-1] and [@tab-3; @tab-1; @tab-2; @tab-5]. [@SEC-ABOUT#costs; @SEC-ABOUT#gains]: "
            "also [@annex-line-of-sight; @annex-evidence]; [@tab-4, page].\n\n### Deeper\n\nx\n\n### Deeper\n\ny\n\n## Gains\n\n" + tables)
    built = Built(work, text)
    both(built, "several references are said together", "See Tables 1 and 2 and Tables 1 to 3 and 5.",
         "Sections 1.1 and 1.2: also Annexes A and C; Table 4")
    if built.done.returncode:
        return
    page = re.search(r"Table 4, page (\d+)\.", built.pdf)
    pages = call("pdftotext", built.out / "strategy.pdf", "-").stdout.split("\f")
    where = [i + 1 for i, text in enumerate(pages) if "Count 4" in text and "Table 4." in text]
    say(page and where and int(page.group(1)) == where[-1], "with the page where it is asked for", f"{page} {where}")
    say("Table 4, page" not in built.page and "Table 4." in built.page, "which the HTML has not")
    missing = [i for i in range(1, 6) if not re.search(rf'<a href="#tab-{i}">', built.markup)]
    say(missing == [], "each number is a link of its own, where it is said", f"{missing}")
    marks = call("qpdf", "--json", "--json-key=outlines", built.out / "strategy.pdf").stdout

    def titles(entries, depth=0):
        return [line for e in entries for line in [(depth, e["title"]), *titles(e["kids"], depth + 1)]]
    found = titles(json.loads(marks)["outlines"])
    wanted = [(1, "Costs"), (2, "Deeper"), (2, "Deeper"), (1, "Gains")]
    say([m for m in found if m in wanted] == wanted, "every sub-heading has a bookmark, below its heading", found)


def test_filled(work):
    built = Built(work, "We, {{org}}, made {{gva}} in {{snippet: word}}.\n\n{{snippet: method}}\n\nIn `{{org}}` and \\{{org}}.\n",
                  'variables:\n  org: the *Estuary* board\n  gva: "[=EV-01]"\n',
                  [("snippets/word.md", "one word\n"), ("snippets/method.md", "## How\n\nAsked[^a] by {{org}}.\n\n[^a]: In March.\n")])
    both(built, "variables and snippets are put in", "We, the Estuary board, made £36.40 in one word.", "1.1 How", "by the Estuary board.",
         "In March.", "In {{org}} and {{org}}.")


def test_glossary(work):
    built = Built(work, "Gross value added is GVA. More gross value added.\n", "audiences: [board, public]\neverybody: public\n", [
        ("glossary.yaml", "terms:\n  - term: gross value added\n    short: GVA\n    means: |\n      The value of what is *made* in 1 m^2^ [@EV-01].\n\n"
         "      - [=EV-01] now\n\n      ::: audience board\n      Kept.\n      :::\n"
         "  - term: Gross\n    means: All \"of\" it.\n")], "pdf,html,json",
        prepare=lambda folder: call("sed", "-i", "s/^annexes: \\[/annexes: [glossary, /", folder / "strategy.yaml"))
    both(built, "the glossary is an annex", "Annex A Glossary", "gross value added (GVA)", "The value of what is made in 1 m2 [1].")
    if not built.done.returncode:
        say(built.markup.count('class="term"') == 1 and '<abbr title="gross value added">GVA</abbr>' in built.markup,
            "its first use leads there, and its short form is said in full", built.markup.count('class="term"'))
        data = json.loads((built.out / "strategy.json").read_text())
        terms = {one["term"]: one for one in data["glossary"]}
        say(list(terms) == ["Gross", "gross value added"] and terms["Gross"] == {"id": terms["Gross"]["id"], "term": "Gross", "means": "All \u201cof\u201d it."} and
            terms["gross value added"]["short"] == "GVA" and terms["gross value added"]["means"] == "The value of what is made in 1 m2 [1].\n\u00a336.40 now",
            "the data have it as readers do, and not what is kept from them", terms)
        say(all(f'id="{one["id"]}"' in built.source for one in terms.values()), "under the names that the page has", terms)
        wrong = schema.faults(data, json.loads(call(PROGRAM, "schema", "export").stdout))
        say(not wrong, "as the schema says", wrong)
    plain = Built(work, "Words.\n", formats="json")
    say(json.loads((plain.out / "strategy.json").read_text())["glossary"] == [], "where there is none the list is empty")


def test_titles(work):
    """Titles of the document, of its parts and of items: marks where they are set, plain words where they name a thing."""
    def prepare(folder):
        strategy = folder / "strategy.yaml"
        strategy.write_text(strategy.read_text().replace("title: A small strategy", "title: A *small* strategy for {{gas}} %% aside %%\nsubtitle: With `code`, ~~no~~ **strong** m^2^")
                            .replace("part: What the evidence says", 'part: "What the [*evidence*](https://e.org/) says of m^2^"'))
        png(folder / "figures" / "red.png", 8, 8, (200, 0, 0))
    text = ('## A *head* of m^2^\n\n![A *red* `dot`](figures/red.png "Seen *from* above: H~2~O, `c`, ~~x~~, [l](https://e.org/l), \\*so\\* {{gas}} '
            '[=EV-01] [@EV-01]^[Said below.]"){#fig-red}\n\nSee [@fig-red; @fig-output].\n')
    built = Built(work, text, 'variables:\n  gas: H~2~O\n', formats="pdf,html,docx,json,ics", prepare=prepare)
    both(built, "titles and captions are read", "2 What the evidence says of m2", "1.1 A head of m2",
         "Figure 1. Seen from above: H2O, c, x, l, *so* H2O £36.40 [1]1", "Said below.", "See Figures 1 and 2.")
    if built.done.returncode:
        return
    say("A small strategy for H2O With code, no strong m2" in built.pdf, "the cover has them", built.pdf[:300])
    wanted = ['<h1 class="title">A <em>small</em> strategy for H<sub>2</sub>O</h1>', 'With <code>code</code>, <s>no</s> <strong>strong</strong> m<sup>2</sup>',
              'What the <a href="https://e.org/"><em>evidence</em></a> says of m<sup>2</sup></h2>', 'Seen <em>from</em> above: H<sub>2</sub>O, <code>c</code>, <s>x</s>, '
              '<a href="https://e.org/l">l</a>, *so*', 'alt="A red dot"']
    missing = [mark for mark in wanted if mark not in built.source]
    say(not missing, "with their marks in the HTML", missing)
    document = zipfile.ZipFile(built.out / "strategy.docx").read("word/document.xml").decode()
    runs = {text: style for style, text in re.findall(r"<w:r>(<w:rPr>.*?</w:rPr>)?<w:t[^>]*>([^<]*)</w:t>", document)}
    looks = {"small": "<w:i/>", "evidence": "<w:i/>", "strong": "<w:b/>", "no": "<w:strike/>", "from": "<w:i/>", "x": "<w:strike/>", "c": "CodeText", "head": "<w:i/>"}
    say(all(look in runs.get(text, "") for text, look in looks.items()), "and in the Word file", {text: runs.get(text) for text in looks})
    plain = "A small strategy for H2O"
    core = zipfile.ZipFile(built.out / "strategy.docx").read("docProps/core.xml").decode()
    info = call("pdfinfo", built.out / "strategy.pdf").stdout
    marks = call("qpdf", "--json", "--json-key=outlines", built.out / "strategy.pdf").stdout
    named = {"the PDF": f"Title:           {plain}\n" in info, "its bookmarks": all(f'"title": "{one}"' in marks for one in ("What the evidence says of m2", "A head of m2")),
             "the HTML": f"<title>{plain}" in built.source, "the Word file": f"<dc:title>{plain}</dc:title>" in core,
             "the calendar": f"X-WR-CALNAME:{plain}\r\n" in (built.out / "calendar.ics").read_bytes().decode(),
             "the data": json.loads((built.out / "strategy.json").read_text())["title"] == plain, "the ids": 'id="SEC-ABOUT.a-head-of-m2"' in built.source}
    say(all(named.values()), "where a title names the thing it is plain words", named)
    done = call(PROGRAM, "build", built.folder, "-o", work / "poster", "-f", "pdf", "--layout", "summary")
    tags = call("pdfinfo", "-struct-text", work / "poster" / "strategy.pdf").stdout
    say(done.returncode == 0 and re.search(r'"With "\s+Code \(inline\)\s+"code"', tags) and "H~2" not in tags, "the poster too", done.stderr + tags[:1500])
    raw = [mark for mark in ("H~2~O", "m^2^", "*small*", "~~", "`", "aside", "[=", "{{") if mark in built.pdf or mark in built.page]
    say(not raw, "nothing is printed as it was typed", raw)


def test_fields(work):
    """A key of kind markdown: marks on the page, words in the data."""
    case = ("case: |\n  It *makes* [=EV-01] of H~2~O [@EV-01], with [@CHA-01]^[A note.]. %% aside %%\n\n  - one [@EV-01]\n  - `two` [l](https://e.org/)[^n]\n\n"
            "  [^n]: Below.\nevidence: [EV-01]\n")

    def prepare(folder):
        frame, ask = folder / "framework.yaml", folder / "asks" / "funding.md"
        frame.write_text(frame.read_text().replace("print: true, group: true}", "print: true, group: true}\n      case: {kind: markdown, label: The case, chain: true}"))
        ask.write_text(ask.read_text().replace("of: Department", case + "of: Department"))
    built = Built(work, "Words.\n", formats="pdf,html,csv,json", prepare=prepare)
    both(built, "a key of Markdown is printed", "makes £36.40 of H2O [1], with Growth that lasts (2.2)", "two l")
    if built.done.returncode:
        return
    wanted = "It makes £36.40 of H2O, with Growth that lasts.\none\ntwo l"
    rows = {name: list(csv.DictReader((built.out / f"{name}.csv").open(encoding="utf-8-sig", newline=""))) for name in ("asks", "monitoring")}
    found = {name: [row["case"] for row in all_rows if row["id"] == "ASK-01"] for name, all_rows in rows.items()}
    say(found == {"asks": [wanted], "monitoring": [wanted]}, "in cells it is what it says", found)
    data = json.loads((built.out / "strategy.json").read_text())
    texts = {item["id"]: item.get("texts") for item in data["items"]}
    say(texts["ASK-01"] == {"case": wanted} and texts["CHA-01"] is None, "and in the data", texts)
    wrong = schema.faults(data, json.loads(call(PROGRAM, "schema", "export").stdout))
    say(not wrong, "as the schema has it", wrong)


def main():
    if has("marks as readers see them", "pdftotext", "pdfinfo", "pdftoppm", "pdfdetach", "qpdf"):
        for test in (test_typography, test_lists, test_comments, test_pictures, test_references, test_filled, test_glossary, test_titles, test_fields):
            with tempfile.TemporaryDirectory() as name:
                test(pathlib.Path(name))
    return end()


if __name__ == "__main__":
    sys.exit(main())
