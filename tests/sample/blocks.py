#!/usr/bin/env python3
"""Every block inside everything that holds blocks, as TAP: each of its words is printed once, in order, in PDF, HTML and Word, and
none of its marks; what cannot stand there is a finding.

blocks.py PROGRAM [CONTAINER...]
"""
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import call, end, has, say

import inside

PROGRAM = inside.PROGRAM
# Words are #, in the order of reading; @ is the number of the case.
BLOCKS = {
    "two paragraphs": "#\n\n#", "list": "#\n\n- #\n- #\n\n#", "list first": "- #\n- #\n\n#", "loose list": "- #\n\n  #\n\n- #", "nested list": "- #\n  - #\n    1. #",
    "quotation": "#\n\n> #\n\n#", "quotation first": "> #\n>\n> #", "code": "#\n\n```\n#\n#\n```\n\n#", "table": "#\n\n| # | # |\n| --- | --- |\n| # | # |\n\n#",
    "table first": "| # | # |\n| --- | --- |\n| # | # |", "captioned table": "Table: # {§tab-q@}\n\n| # | # |\n| --- | --- |\n| # | # |", "definitions": "#\n: #\n\n#\n: #",
    "tasks": "- [ ] #\n- [x] #", "rule": "#\n\n---\n\n#", "heading": "§§§§ #\n\n#", "picture": "#\n\n![alt](figures/dot.png)\n\n#",
    "captioned picture": '#\n\n![alt](figures/dot.png "#")\n\n#', "note": "#^[#]\n\n#[^q@]\n\n[^q@]: #\n\n    #", "callout": "#\n\n```callout\nid: bq@\ntitle: #\ntext: #\n```\n\n#",
    "quoted": "#\n\n```quotation\ntext: #\nby: #\nrole: #\n```\n\n#", "numbers": "#\n\n```numbers\nnumbers:\n  - {value: #, label: #}\n  - {value: #, label: #}\n```\n\n#",
    "key facts": "#\n\n```key-facts\ntitle: #\nfacts:\n  - {label: #, value: #}\n  - {label: #, value: #}\n```\n\n#",
    "swot": "#\n\n```swot\nid: bq@\ntitle: #\nstrengths: #\nweaknesses: #\nopportunities: #\nthreats: #\n```\n\n#",
    "panels": "#\n\n```panels\npanels:\n  - {title: #, text: #}\n  - {title: #, text: #}\n```\n\n#", "sidebar": "#\n\n```sidebar\ntitle: #\ntext: #\n```\n\n#",
    "signature": "#\n\n```signature\nname: #\nrole: #\norganisation: #\n```\n\n#",
    "pictures": "#\n\n```pictures\nid: bq@\ntitle: #\npictures:\n  - {src: figures/dot.png, alt: alt, caption: #}\n  - {src: figures/dot.png, alt: alt, caption: #, credit: #}\n```\n\n#",
    "lettered": "a. #\nb. #\n\n#", "audience": "#\n\n::: audience public\n#\n:::\n\n#",
}


def indent(text, first, rest):
    return "\n".join((first if i == 0 else rest if line else rest.rstrip()) + line for i, line in enumerate(text.split("\n")))


CONTAINERS = {
    "body": lambda text: text, "list item": lambda text: indent(text, "- ", "  ") + "\n- other", "numbered item": lambda text: "1. other\n" + indent(text, "2. ", "   "),
    "quotation": lambda text: indent(text, "> ", "> "), "footnote": lambda text: "Call[^m@].\n\n" + indent(text, "[^m@]: ", "    "),
    "callout": lambda text: "````callout\nid: bo@\ntext: |\n" + indent(text, "  ", "  ") + "\n````",
    "case study": lambda text: "````case-study\nid: bo@\ntitle: A place\nplace: Here\ntext: |\n" + indent(text, "  ", "  ") + "\n````",
    "sidebar": lambda text: "````sidebar\nid: bo@\ntitle: A head\ntext: |\n" + indent(text, "  ", "  ") + "\n````",
    "quoted": lambda text: "````quotation\nid: bo@\nby: A body\ntext: |\n" + indent(text, "  ", "  ") + "\n````",
    "panel": lambda text: "````panels\nid: bo@\npanels:\n  - title: A head\n    text: |\n" + indent(text, "      ", "      ") + "\n  - {title: Another, text: other}\n````",
    "quarter": lambda text: "````swot\nid: bo@\nstrengths: other\nweaknesses: other\nopportunities: other\nthreats: |\n" + indent(text, "  ", "  ") + "\n````",
    "definition": lambda text: "Term\n" + indent(text, ": ", "    "), "audience": lambda text: "::: audience public\n" + text + "\n:::",
    "list in a quotation": lambda text: indent(indent(text, "- ", "  "), "> ", "> "), "snippet": None, "glossary": None, "fact": None, "step": None, "column of a list": None,
}
KINDS = ["callout", "quoted", "numbers", "key facts", "swot", "panels", "sidebar", "signature", "pictures"]
NO_BLOCKS = {kind: "E0114" for kind in KINDS}
IN_LISTS = {"table first": "E0134", "note": "E0133", "audience": "E0622", **NO_BLOCKS}
OF_KEYS = {"heading": "E0109", "audience": "E0622"}
REFUSED = {
    "list item": IN_LISTS, "numbered item": IN_LISTS, "list in a quotation": IN_LISTS, "definition": IN_LISTS, "fact": OF_KEYS, "step": OF_KEYS, "column of a list": OF_KEYS,
    "quotation": {"note": "E0133", "audience": "E0622", **NO_BLOCKS}, "footnote": {"note": "E0133", "audience": "E0622"}, "callout": {"audience": "E0622"},
    "case study": {"audience": "E0622"}, "sidebar": {"audience": "E0622"}, "quoted": {"audience": "E0622"}, "panel": {"audience": "E0622"}, "quarter": {"audience": "E0622"},
    "audience": {"audience": "E0118"},
}
FLAGS = {"fact": ", print: true", "step": ", chain: true", "column of a list": ""}


def fill(number, text):
    """The case with its words, and they."""
    words = []

    def word(_):
        words.append(f"{'abcdefgh'[len(words)]}{number}q")
        return words[-1]
    return re.sub("#", word, text.replace("@", str(number))).replace("§", "#"), words


def write(folder, container, cases):
    call("rm", "-rf", folder)
    call(PROGRAM, "new", folder)
    about, strategy = folder / "sections" / "about.md", folder / "strategy.yaml"
    strategy.write_text(strategy.read_text().replace("annexes: [", "annexes: [glossary, ") + "audiences: [board, public]\neverybody: public\n")
    for name in ("figures", "snippets"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "figures" / "dot.png").write_bytes(inside.DOT)
    terms, parts = ["terms:"], []
    if container in FLAGS:
        frame = folder / "framework.yaml"
        frame.write_text(frame.read_text().replace("group: true}", f"group: true}}\n      case: {{kind: markdown, label: The case{FLAGS[container]}}}"))
    if container == "column of a list":
        parts.append("```list\nid: tab-all\ntitle: All of them\ntype: ask\ncolumns: [case]\n```")
    for number, _, text, _ in cases:
        if CONTAINERS[container]:
            parts.append(CONTAINERS[container](text).replace("@", str(number)))
        elif container == "snippet":
            (folder / "snippets" / f"s{number}.md").write_text(text + "\n")
            parts.append(f"{{{{snippet: s{number}}}}}")
        elif container == "glossary":
            terms += [f"  - term: thing {number} so", "    means: |", indent(text, "      ", "      ")]
            parts.append(f"A thing {number} so.")
        else:
            (folder / "asks" / f"{number}.md").write_text(f"---\nid: ASK-{number + 10}\ntype: ask\ntitle: Case {number}\nof: A department\nsupports: [INT-01]\ncase: |\n"
                                                          + indent(text, "  ", "  ") + "\n---\nWords.\n")
    about.write_text(about.read_text() + "\n## More\n\n### Deep\n\n" + "\n\nBetween.\n\n".join(parts) + "\n", encoding="utf-8")
    if len(terms) > 1:
        (folder / "glossary.yaml").write_text("\n".join(terms) + "\n")
    else:
        strategy.write_text(strategy.read_text().replace("annexes: [glossary, ", "annexes: ["))


def check(work, container):
    folder, refused = work / "strategy", REFUSED.get(container, {})
    all_cases = [(number, name, *fill(number, text)) for number, (name, text) in enumerate(BLOCKS.items(), 1)]
    cases = [case for case in all_cases if case[1] not in refused]
    write(folder, container, cases)
    done = call(PROGRAM, "build", folder, "-o", work / "out", "-f", "pdf,html,docx")
    if done.returncode:
        say(False, f"blocks in a {container}", done.stderr[:3000])
        return
    faults = []
    for where, text in inside.texts(work / "out").items():
        for _, name, _, words in cases:
            found = [text.count(word) for word in words]
            places = [text.find(word) for word in words]
            # Notes stand at the foot of their page, or at the end.
            moved = name == "note" or container == "footnote"
            if found != [1] * len(words) or (not moved and places != sorted(places)):
                faults.append(f"{where}, {name}: {dict(zip(words, zip(found, places)))}")
        faults += [f"{where}: {raw} is printed" for raw in ("| ---", "```", "- [", "[^", ":::", "![", "###", "Table: ") if raw in text]
    say(not faults, f"{len(cases)} blocks in a {container}: PDF, HTML and Word print their words, once and in order", "\n".join(faults))
    silent = []
    for case in all_cases:
        if case[1] in refused:
            write(folder, container, [case])
            done = call(PROGRAM, "check", folder, "--format", "short")
            if done.returncode != 1 or f"error[{refused[case[1]]}]" not in done.stderr:
                silent.append(f"{case[1]}: {done.stderr}")
    if refused:
        say(not silent, f"and what cannot stand in a {container} is said", "\n".join(silent))


def main():
    if has("blocks in one another", "pdftotext"):
        for container in CONTAINERS:
            if len(sys.argv) > 2 and container not in sys.argv[2:]:
                continue
            with tempfile.TemporaryDirectory() as name:
                check(pathlib.Path(name), container)
    return end()


if __name__ == "__main__":
    sys.exit(main())
