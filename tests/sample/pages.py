#!/usr/bin/env python3
"""What stands behind a reference, as TAP: the page that it leads to, of every kind of reference, in PDF and Word; none on the
web; and a number that does not settle is said.

pages.py PROGRAM
"""
import html
import pathlib
import re
import sys
import tempfile
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import call, end, has, say

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
FILL = "Many words go on here, so that what follows stands on a page of its own. " * 60
# What is referred to, what the reader sees of it, and words that stand at the place alone.
KINDS = {
    "evidence": ("EV-01", r"\[1", "Annex C Evidence"), "item": ("CHA-01", r"Growth that lasts \(2\.2\)", "2.2 Growth that lasts"),
    "figure": ("fig-output", r"Figure 1", "Figure 1. An hour of work produces less here Output"), "table": ("tab-far", r"Table \d", "Far counted"),
    "heading": ("SEC-ABOUT#far-away", r"[Ss]ection 1\.\d", "Far away"), "annex": ("annex-evidence", r"Annex C", "Annex C"),
    "annex of evidence": ("annex-evidence", r"Annex C", "Annex C"), "part": ("PART-ACTION", r"[Ss]ection 3", "3 What we will do"),
    "box": ("far-box", r"“The far box”", "The far box"), "note": ("note-far", r"note 1", "Said in the far note"),
}


def text_of(page):
    page = re.sub(r"<(script|style|svg)\b.*?</\1>", "", page[page.index("<main"):page.index("</main>")], flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


def make(work, text, config=""):
    folder = work / "strategy"
    call("rm", "-rf", folder, work / "out")
    call(PROGRAM, "new", folder)
    about = folder / "sections" / "about.md"
    about.write_text(about.read_text() + "\n" + text, encoding="utf-8")
    (folder / "strategy.yaml").write_text((folder / "strategy.yaml").read_text() + config)
    return folder


def build(work, folder, *words):
    done = call(PROGRAM, "build", folder, "-o", work / "out", "-f", "pdf,html,docx", "--format", "short", *words)
    if done.returncode:
        return done, [], "", ""
    pages = [" ".join(page.split()) for page in call("pdftotext", work / "out" / "strategy.pdf", "-").stdout.split("\f")]
    document = zipfile.ZipFile(work / "out" / "strategy.docx").read("word/document.xml").decode()
    return done, pages, text_of((work / "out" / "strategy.html").read_text(encoding="utf-8")), document


def test_kinds(work):
    asked = "\n\n".join(f"Of {name}: [@{kind[0]}, page]; so." for name, kind in KINDS.items())
    several = "Several: [@EV-01, page; @tab-far, page; @CHA-01, page]; so. Plural: [@tab-near; @tab-far]; so. Named: [@EV-01, page 12]; so.\n\n"
    text = (f"{asked}\n\n{several}Table: Near {{#tab-near}}\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n{FILL}\n\n{FILL}\n\n## Far away\n\n"
            f"Called.[^far]\n\n{FILL}\n\n{FILL}\n\nTable: Far counted {{#tab-far}}\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n"
            f"```callout\nid: far-box\ntitle: The far box\ntext: Words of it.\n```\n\n[^far]: Said in the far note.\n")
    done, pages, page, document = build(work, make(work, text))
    say(done.returncode == 0 and "E078" not in done.stderr, "every kind of reference has a page", done.stderr)
    if done.returncode:
        return
    whole, faults = " ".join(pages), []
    paragraphs = ["".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", part)) for part in document.split("</w:p>")]
    for name, (_, seen, words) in KINDS.items():
        said = re.search(rf"Of {name}: {seen}, page (\d+)\]?; so", whole)
        places = [i + 1 for i, at in enumerate(pages) if words in at and "Contents" not in at and "Of evidence" not in at]
        if not said or places[:1] != [int(said.group(1))]:  # an annex lists the figures again
            faults.append(f"{name}: {said and said.group(0)}, on {places}")
    say(not faults, "in the PDF it is the page on which that stands", "\n".join(faults) + re.search("Of evidence.{1500}", whole).group(0))
    several = re.search(r"Several: \[1, page (\d+)\]; Table 2, page (\d+); Growth that lasts \(2\.2\), page (\d+); so\. "
                        r"Plural: Tables 1 and 2; so\. Named: \[1, page 12\]", whole)
    say(several, "each of several has its own, and a page of the source is the author's", re.search("Several.{200}", whole).group(0))
    faults = [name for name, (_, seen, _) in KINDS.items() if not re.search(rf"Of {name}: {seen}\]?; so", page)]
    say(not faults, "the HTML has no pages", f"{faults} {page[:3000]}")
    faults = [name for name, (_, seen, _) in KINDS.items()
              if not any(re.search(rf"Of {name}: {seen}, page \d+\]?; so", one) for one in paragraphs)]
    names = set(re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]*)"', document))
    fields = re.findall(r"PAGEREF (\S+) ", document)
    say(not faults and len(fields) >= len(KINDS) and set(fields) <= names, "in Word each is a field that leads to it",
        f"{faults} {set(fields) - names} {[one for one in paragraphs if 'Of ' in one]}")


def test_note_in_note(work):
    """A note within a note has no place of its own in Word: nothing leads to what is not there."""
    text = "Called[^a], see [@note-b, page].\n\n[^a]: Outer[^b].\n\n[^b]: Inner.\n"
    done, pages, _, document = build(work, make(work, text))
    names = set(re.findall(r'w:name="([^"]*)"', document))
    say(done.returncode == 0 and set(re.findall(r"(?:PAGEREF|REF|NOTEREF) (\S+) ", document)) <= names,
        "what has no place in Word is led to by nothing", done.stderr)
    say(re.search(r"see note 2, page \d+\.", " ".join(pages)), "and has its page on paper", pages[2:3])


def test_documents(work):
    """A document that has not the annex names the page of the one that has."""
    config = "documents:\n  - {name: strategy, layout: strategy, annexes: [evidence, gaps]}\n  - {name: short, layout: board, parts: [SEC-ABOUT], annexes: [gaps]}\n"
    folder = make(work, "Of it [@EV-01, page] and [@CHA-01, page] and [@tab-here, page].\n\nTable: Here {#tab-here}\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n",
                  config)
    done = call(PROGRAM, "build", folder, "-o", work / "out", "-f", "pdf,html", "--format", "short")
    said = {name: " ".join(call("pdftotext", work / "out" / f"{name}.pdf", "-").stdout.split()) for name in ("strategy", "short")}
    first = re.search(r"Of it \[1, page (\d+)\] and Growth that lasts \(2\.2\), page (\d+) and Table 1, page (\d+)\.", said["strategy"])
    other = re.search(r"Of it (.*? and Table 1, page \d+\.)", said["short"])
    say(done.returncode == 0 and first and other, "a document of one chapter is made", done.stderr + said["short"][:800])
    if first and other:
        wanted = f"[1, page {first.group(1)}] and Growth that lasts (2.2, page {first.group(2)}) and Table 1, page "
        say(wanted in other.group(0), "what it has not is on a page of the one that has it", first.group(0) + "\n" + other.group(0))


def test_audience(work):
    folder = make(work, "Of what is kept: [@SEC-KEPT, page]; so.\n", "audiences: [board, public]\neverybody: public\n")
    (folder / "sections" / "kept.md").write_text("---\nid: SEC-KEPT\ntype: section\ntitle: Kept\naudience: [board]\n---\nWords.\n")
    path = folder / "strategy.yaml"
    path.write_text(path.read_text().replace("  - SEC-ABOUT\n", "  - SEC-ABOUT\n  - SEC-KEPT\n"))
    done, pages, page, _ = build(work, folder)
    whole = " ".join(pages)
    said = re.search(r"Of what is kept: (.*?); so", whole)
    say(done.returncode == 0 and said and "page" not in said.group(1), "what is kept from a reader has no page", done.stderr + str(said))
    done, pages, page, _ = build(work, folder, "--audience", "board")
    say(re.search(r"Of what is kept: Kept \(2\), page \d+; so|Of what is kept: .*?, page \d+; so", " ".join(pages)), "and has one for who may read it",
        done.stderr)


def test_unsettled(work):
    """Words that are long on one page alone send what they number on to the next, whose words are short."""
    table = "Table: One {#tab-1}\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n"
    words = 'words:\n  reference-page: "{page, select, 4 {, page 4} other {, page {page}, ' + "and so on " * 300 + '}}"\n'
    done, pages, _, _ = build(work, make(work, "See [@tab-1, page].\n\n" + table, words))
    said = re.search(r"about\.md:8:7: warning\[E0782\]: the reference to 'tab-1' says page (\d), and it stands on page (\d)", done.stderr)
    say(done.returncode == 0 and said and said.group(1) != said.group(2), "a number that does not settle is said", done.stderr)
    if said:
        at = [i + 1 for i, page in enumerate(pages) if "Table 1. One" in page]
        say(at == [int(said.group(2))], "with the page on which it stands", f"{at} {said.group(0)}")
    done, pages, _, _ = build(work, make(work, "See [@tab-1, page].\n\n" + table))
    say("E0782" not in done.stderr, "and one that does is not", done.stderr)


def main():
    if has("pages of references", "pdftotext"):
        for test in (test_kinds, test_note_in_note, test_documents, test_audience, test_unsettled):
            with tempfile.TemporaryDirectory() as name:
                test(pathlib.Path(name))
    return end()


if __name__ == "__main__":
    sys.exit(main())
