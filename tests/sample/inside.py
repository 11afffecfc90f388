#!/usr/bin/env python3
"""Every inline mark inside every other and inside every block: the text of the PDF, of the HTML and of the Word file is that of
the source's words, one after the other, with nothing lost, nothing twice and nothing printed as it was typed. As TAP.

inside.py PROGRAM [BLOCK...]
"""
import base64
import html
import json
import pathlib
import re
import sys
import tempfile
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import call, end, has, say

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
NUMBER = r"\d*"  # of a note: Word counts it itself
FIGURE, PAGE = r"Figure \d+", r"(?:, page \d+)?"  # pages stand on paper
# Name: what is typed around the words at {}, what is printed of it.
INLINES = {
    "plain": ("{}", "{}"), "emphasis": ("*{}*", "{}"), "strong": ("**{}**", "{}"), "underlines": ("_{}_", "{}"), "struck": ("~~{}~~", "{}"),
    "link": ("[{}](https://e.org/)", "{}"), "language": ("[{}]{{lang=fr}}", "{}"), "quotation marks": ('"{}"', "“{}”"),
    "inline note": ("call^[nb@nb {} ne@ne]", "call" + NUMBER), "brackets": ("({})", r"\({}\)"),
}
# Name: what is typed for the word at {0}, what is printed of it.
LEAVES = {
    "words": ("{0}", "{0}"), "code": ("`{0}`", "{0}"), "code with marks": ("``{0} `*a*``", r"{0} `\*a\*"), "small": ("{0}^up^", "{0}up"), "below": ("{0}~lo~", "{0}lo"),
    "address": ("{0} https://e.org/{0}", "{0} https://e.org/{0}"), "bare address": ("{0} <https://e.org/x>", "{0} https://e.org/x"),
    "figure": ("{0} [=EV-01]", "{0} £36.40"), "citation": ("{0} [@EV-01]", r"{0} \[1\]"), "place": ("{0} [@EV-01, table 2; @EV-01]", r"{0} \[1, table 2; 1\]"),
    "page": ("{0} [@fig-output, page]", "{0} " + FIGURE + PAGE), "reference": ("{0} [@fig-output]", "{0} " + FIGURE),
    "item": ("{0} [@CHA-01]", r"{0} Growth that lasts \(2\.2\)"), "heading": ("{0} [@SEC-ABOUT#more]", r"{0} [Ss]ection 1\.1"), "annex": ("{0} [@annex-evidence]", r"{0} Annex [A-Z]"),
    "note": ("{0}[^n]", "{0}" + NUMBER), "break": ("{0}\\\nnext{0}", "{0} next{0}"), "picture": ("{0} ![alt *a*](figures/dot.png) on", "{0} +on"),
    "comment": ("{0} %% hidden %% on", "{0} +on"), "variable": ("{{{{org}}}} {0}", "the board {0}"), "several": ("{0} [@fig-output; @fig-output]", "{0} " + FIGURE),
    "dashes": ("{0}--x... 'y'", "{0}–x… ‘y’"), "snippet": ("{0} {{{{snippet: word}}}}", "{0} put in"),
    "escapes": (r"\*{0}\* \[@EV-01\] \~~a\~~ \^[b]", r"\*{0}\* \[@EV-01\] ~~a~~ \^\[b\]"),
    "characters": ("{0} &amp; &#42;a&#42; &eacute;", r"{0} & \*a\* é"), "short form": ("{0} GVA", "{0} GVA"), "stars": ("{0} 2 * 3 * 4, a_b_c, ~5", r"{0} 2 \* 3 \* 4, a_b_c, ~5"),
    "term": ("{0} hour of work", "{0} hour of work"),
}
# {} stands for the case between its first and last word; "yaml": within quotation marks of YAML.
BLOCKS = {
    "paragraph": "{}", "heading": "### {}", "list": "- {}\n- other", "nested list": "- a\n\n  - {}", "numbered": "1. {}",
    "quotation": "> {}", "cell": "| a | b |\n| --- | --- |\n| {} | x |", "head cell": "| {} | b |\n| --- | --- |\n| y | x |",
    "footnote": "Call[^m].\n\n[^m]: {}", "list in a footnote": "Call[^m].\n\n[^m]: Words.\n\n    - {}",
    "cell in a quotation": "> | a | b |\n> | --- | --- |\n> | {} | x |", "list in a quotation": "> - {}",
    "task": "- [ ] {}\n- [x] other", "lettered": "a. {}\nb. other", "Roman in brackets": "(i) other\n(ii) {}",
    "definition": "Term\n: {}", "term": "{}\n: What it means", "list in a list": "1. a\n   i. {}\n   ii. b",
    "audience": "::: audience public\n{}\n:::", "snippet": "{{snippet: block-@}}",
    "callout": "```callout\nid: box\ntext: |\n  {}\n```", "title of a callout": "```callout\nid: box\ntitle: {yaml}\ntext: Words.\n```",
    "title of a figure": "```figure\nid: box\ntitle: {yaml}\nsrc: figures/dot.png\nalt: A dot\n```",
    "caption": "Table: {} {{#tab-x}}\n\n| a | b |\n| --- | --- |\n| 1 | 2 |", "caption of a picture": "![a dot](figures/dot.png '{}')",
    "glossary": None, "fact": "{}", "step": "{}", "list in a step": "- {}\n- other", "quotation in a step": "Words.\n\n> {}", "column of a list": "{}", "paragraph, three deep": "{}",
}
# Of an item, of kind markdown, one item for each case.
KEYS = {"fact": "print", "step": "chain", "list in a step": "chain", "quotation in a step": "chain", "column of a list": "list"}
# What cannot stand there: a finding says so, or the form itself needs the sign.
ONE_LINE = {"heading", "list", "nested list", "numbered", "cell", "head cell", "footnote", "list in a footnote", "cell in a quotation", "list in a quotation", "task", "lettered",
            "Roman in brackets", "definition", "term", "list in a list", "caption", "caption of a picture", "quotation", "title of a callout", "title of a figure", "audience",
            "snippet", "glossary", *KEYS}
IN_NO_LINK = {"address", "bare address", "citation", "place", "page", "reference", "item", "heading", "annex", "several", "term"}
WITHOUT = {"caption of a picture": {"dashes"}, "snippet": {"snippet", "note"}, "glossary": {"note"}, "title of a callout": {"note"}, "title of a figure": {"note"},
           "term": {"term"}, "cell": {"code with marks"}}
DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4z8AAAAMBAQAY3Y2wAAAAAElFTkSuQmCC")


def spaced(text):
    """With one space where there is any."""
    return re.sub(r"[\s\u00a0\u2011\u202f]+", " ", re.sub(r"[\u00ad\u200b\u2060]", "", text))


def inside(form, other):
    """The one form of an inline with the other in it."""
    return tuple(form[i].replace("{}", other[i]) for i in (0, 1))


def triples():
    """Each leaf in each inline in each other; a note in a note's note is what few write."""
    plain = {name: form for name, form in INLINES.items() if name not in ("plain", "inline note")}
    for outer, around in plain.items():
        for middle, between in plain.items():
            for leaf, form in LEAVES.items():
                if outer == middle or "link" in (outer, middle) and leaf in IN_NO_LINK or leaf == "break":
                    continue
                if outer == "link" and leaf == "note":
                    continue  # a link holds no other: the call stands behind it
                yield f"{leaf} in {middle} in {outer}", inside(around, between), form


def pairs(block):
    """(what it is, what is typed, what is printed): each inline in each, and each leaf in each inline."""
    if block == "paragraph, three deep":
        yield from triples()
        return
    for outer, (around, said) in INLINES.items():
        for inner, (within, means) in INLINES.items():
            if outer == inner and outer not in ("plain", "inline note", "language"):
                continue
            yield f"{inner} in {outer}", (around, said), (within, means)
        for leaf, form in LEAVES.items():
            if leaf == "break" and block in ONE_LINE or leaf in WITHOUT.get(block, ()):
                continue
            if outer == "link" and leaf in IN_NO_LINK:
                continue
            yield f"{leaf} in {outer}", (around, said), form


def cases(block):
    """(what it is, what is typed, regular expressions of what is printed)."""
    for number, (what, (around, said), (within, means)) in enumerate(pairs(block), 1):
        word = f"w{number}w"
        inner, printed = within.replace("@nb", f"{number}nb").replace("@ne", f"{number}ne").format(word), means.format(word)
        outer = around.replace("nb@nb", f"mb{number}mb").replace("ne@ne", f"me{number}me").format(inner)
        wanted = [f"s{number}s {said.format(printed) if '{' in said else said} e{number}e"]
        if "^[mb" in outer:
            wanted.append(f"mb{number}mb {printed} me{number}me")
        inner_note = re.search(r"\^\[nb@nb", within)
        outer = outer.replace("nb@nb", f"nb{number}nb").replace("ne@ne", f"ne{number}ne")
        if inner_note:
            wanted.append(f"nb{number}nb {word} ne{number}ne")
        yield number, what, f"s{number}s {outer} e{number}e", wanted, "[^n]" in outer


def write(folder, block, form, all_cases):
    call("rm", "-rf", folder)
    call(PROGRAM, "new", folder)
    about, strategy = folder / "sections" / "about.md", folder / "strategy.yaml"
    config = strategy.read_text().replace("annexes: [", "annexes: [glossary, ")
    strategy.write_text(config + "variables:\n  org: the *board*\nabbreviations: {GVA: gross value added}\naudiences: [board, public]\neverybody: public\n")
    frame = folder / "framework.yaml"
    flag = "" if KEYS.get(block) == "list" else f", {KEYS.get(block, 'print')}: true"
    frame.write_text(frame.read_text().replace("group: true}", f"group: true}}\n      case: {{kind: markdown, label: The case{flag}}}"))
    (folder / "snippets").mkdir()
    (folder / "snippets" / "word.md").write_text("put **in**\n")
    (folder / "figures").mkdir(exist_ok=True)
    (folder / "figures" / "dot.png").write_bytes(DOT)
    parts, terms = ["```list\nid: tab-all\ntitle: All of them\ntype: ask\ncolumns: [case]\n```"] if KEYS.get(block) == "list" else [], ["terms:", "  - term: hour of work", "    means: Sixty minutes."]
    for number, _, text, _, has_note in all_cases:
        text = text.replace("[^n]", f"[^n{number}]")
        if block == "glossary":
            terms += [f"  - term: thing {number} so", "    means: |", f"      {text}"]
            parts.append(f"A thing {number} so.")
            continue
        if block in KEYS:
            body = form.replace("{}", text) + (f"\n\n[^n{number}]: n{number}n" if has_note else "")
            (folder / "asks" / f"{number}.md").write_text(
                f"---\nid: ASK-{number + 10}\ntype: ask\ntitle: Case {number}\nof: A department\nsupports: [INT-01]\nevidence: [EV-01]\ncase: |\n"
                + "".join(f"  {line}\n" for line in body.splitlines()) + "---\nWords.\n", encoding="utf-8")
            continue
        if block == "snippet":
            (folder / "snippets" / f"block-{number}.md").write_text(text + "\n", encoding="utf-8")
        if block == "callout":
            text = text.replace("\n", "\n  ")
        body = form.replace("[^m]", f"[^m{number}]").replace("tab-x", f"tab-{number}").replace("id: box", f"id: box-{number}").replace("@", str(number))
        body = body.replace("{yaml}", json.dumps(text, ensure_ascii=False)).replace("{{#", "{#").replace("}}\n\n|", "}\n\n|").replace("{}", text)
        if has_note and block == "callout":
            body = body.replace("\n```", f"\n\n  [^n{number}]: n{number}n\n```")
        elif has_note:
            body += f"\n\n[^n{number}]: n{number}n"
        parts.append(body)
    about.write_text(about.read_text() + "\n## More\n\n" + "\n\nBetween hour of work.\n\n".join(parts) + "\n", encoding="utf-8")
    (folder / "glossary.yaml").write_text("\n".join(terms) + "\n", encoding="utf-8")


def texts(out):
    """What readers have in each output."""
    pdf = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", call("pdftotext", "-raw", out / "strategy.pdf", "-").stdout)
    pdf = re.sub(r"https://e\.\n?org/\n?", "https://e.org/", pdf)  # a narrow line ends within an address
    page = (out / "strategy.html").read_text(encoding="utf-8")
    page = re.sub(r"<(script|style|svg)\b.*?</\1>", "", page[page.index("<main"):page.index("</main>")], flags=re.S)
    page = re.sub(r"<br>|</?(?:p|div|li|h\d|td|th|dt|dd|tr|figcaption|caption)\b[^>]*>", " ", page)
    word = zipfile.ZipFile(out / "strategy.docx")
    parts = "".join(word.read(name).decode() for name in ("word/document.xml", "word/footnotes.xml") if name in word.namelist())
    parts = re.sub(r"<w:br/>|</w:p>", "<w:t> </w:t>", parts)
    # Poppler sets what follows raised words apart.
    return {"PDF": re.sub(r" (?=[”)])", "", spaced(pdf)), "HTML": spaced(html.unescape(re.sub(r"<[^>]*>", "", page))),
            "Word": spaced(html.unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", parts))))}


def check(work, block, form):
    folder, all_cases = work / "strategy", list(cases(block))
    write(folder, block, form, all_cases)
    done = call(PROGRAM, "build", folder, "-o", work / "out", "-f", "pdf,html,docx")
    if done.returncode:
        say(False, f"all marks in a {block}", done.stderr[:3000])
        return
    faults = []
    for where, text in texts(work / "out").items():
        for number, what, typed, wanted, has_note in all_cases:
            for one in wanted + ([f"n{number}n"] if has_note else []):
                begin, stop = re.match(r"[a-z]+\d+[a-z]", one)[0], re.search(r"[a-z]+\d+[a-z]+$", one)[0]
                found = re.findall(one, text)
                if len(found) != 1:
                    at = text.find(begin)
                    shown = text[at:text.find(stop, at) + len(stop)] if at >= 0 else "nothing"
                    faults.append(f"{where}, {what}: {typed!r} is {len(found)} times {one!r}: {shown[:120]!r}")
        faults += [f"{where}: {raw} is printed" for raw in ("hidden", "{{", "lang=", "](", "^[nb", "^[mb") if raw in text]
    say(not faults, f"{len(all_cases)} marks in one another in a {block}: PDF, HTML and Word print the words of the source", "\n".join(faults[:40]))


def main():
    if has("marks in one another", "pdftotext"):
        for block, form in BLOCKS.items():
            if len(sys.argv) > 2 and block not in sys.argv[2:]:
                continue
            with tempfile.TemporaryDirectory() as name:
                check(pathlib.Path(name), block, form)
    return end()


if __name__ == "__main__":
    sys.exit(main())
