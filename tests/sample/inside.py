#!/usr/bin/env python3
"""Every inline mark inside every other and inside every block: nothing is lost and nothing is printed
as it was typed, in PDF and HTML alike, or it is a finding. As TAP.

inside.py PROGRAM
"""
import base64
import html
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import call, end, has, say

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
# What is typed around the words at {}; the words all have their own names.
INLINES = {
    "plain": "{}", "emphasis": "*{}*", "strong": "**{}**", "struck": "~~{}~~", "link": "[{}](https://e.org/)",
    "language": "[{}]{{lang=fr}}", "inline note": "call^[{}]", "quotation marks": '"{}"',
}
LEAVES = {
    "words": "{0}", "code": "`{0}`", "small": "{0}^up^", "below": "{0}~lo~", "address": "{0} https://e.org/{0}",
    "figure": "{0} [=EV-01]", "citation": "{0} [@EV-01]", "reference": "{0} [@fig-output]", "item": "{0} [@CHA-01]",
    "note": "{0}[^n]", "break": "{0}\\\nnext{0}", "picture": "{0} ![alt](figures/dot.png)", "comment": "{0} %% hidden %%",
    "variable": "{{{{org}}}} {0}", "several": "{0} [@fig-output; @fig-output]", "dashes": "{0}--x... 'y'",
    "snippet": "{0} {{{{snippet: word}}}}",
}
BLOCKS = {
    "paragraph": "{}", "heading": "### {}", "list": "- {}\n- other", "nested list": "- a\n\n  - {}", "numbered": "1. {}",
    "quotation": "> {}", "cell": "| a | b |\n| --- | --- |\n| {} | x |", "head cell": "| {} | b |\n| --- | --- |\n| y | x |",
    "footnote": "Call[^m].\n\n[^m]: {}", "list in a footnote": "Call[^m].\n\n[^m]: Words.\n\n    - {}",
    "cell in a quotation": "> | a | b |\n> | --- | --- |\n> | {} | x |",
    "task": "- [ ] {}\n- [x] other", "lettered": "a. {}\nb. other", "Roman in brackets": "(i) other\n(ii) {}",
    "definition": "Term\n: {}", "term": "{}\n: What it means", "list in a list": "1. a\n   i. {}\n   ii. b",
    "callout": "```callout\nid: box\ntext: |\n  {}\n```", "caption": "Table: {} {{#tab-x}}\n\n| a | b |\n| --- | --- |\n| 1 | 2 |",
}


DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4z8AAAAMBAQAY3Y2wAAAAAElFTkSuQmCC")


def squeezed(text):
    return re.sub(r"\s+", "", text)


def cases():
    """Each block with every inline in every inline, as one text: words by number."""
    for block, form in BLOCKS.items():
        lines, number = [], 0
        for outer, around in INLINES.items():
            for inner, within in INLINES.items():
                if outer == inner == "link" or (outer == inner and outer in ("emphasis", "strong", "struck")):
                    continue
                number += 1
                lines.append((f"{inner} in {outer}", around.format(within.format(f"w{number}w")), f"w{number}w"))
            for leaf, within in LEAVES.items():
                if (leaf == "break" and block not in ("paragraph", "callout", "quotation")) or (leaf == "break" and block == "quotation"):
                    continue
                if outer == "link" and leaf in ("address", "citation", "reference", "item", "several"):
                    continue
                number += 1
                word = f"w{number}w"
                lines.append((f"{leaf} in {outer}", around.format(within.format(word)), word))
        yield block, form, lines


def main():
    if not has("marks in one another", "pdftotext"):
        return end()
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        for block, form, lines in cases():
            folder = work / "strategy"
            call("rm", "-rf", folder)
            call(PROGRAM, "new", folder)
            about = folder / "sections" / "about.md"
            strategy = folder / "strategy.yaml"
            strategy.write_text(strategy.read_text() + "variables:\n  org: the *board*\n")
            (folder / "snippets").mkdir()
            (folder / "snippets" / "word.md").write_text("put **in**\n")
            (folder / "figures").mkdir(exist_ok=True)
            (folder / "figures" / "dot.png").write_bytes(DOT)
            parts, notes = [], 0
            for number, (_, text, _) in enumerate(lines):
                body = form.replace("[^m]", f"[^m{number}]").replace("tab-x", f"tab-{number}").replace("id: box", f"id: box-{number}")
                text = text.replace("\n", "\n  ") if block == "callout" else text
                body = body.replace("{}", text.replace("[^n]", f"[^n{number}]")).replace("{{", "{").replace("}}", "}")
                if "[^n" in text:
                    body += f"\n\n[^n{number}]: n{number}n" if block != "callout" else ""
                    body = body.replace("\n```", f"\n\n  [^n{number}]: n{number}n\n```") if block == "callout" else body
                parts.append(body)
            about.write_text(about.read_text() + "\n## More\n\n" + "\n\nBetween.\n\n".join(parts) + "\n", encoding="utf-8")
            done = call(PROGRAM, "build", folder, "-o", work / "out", "-f", "pdf,html")
            if done.returncode:
                say(False, f"all marks in a {block}", done.stderr)
                continue
            pdf = squeezed(call("pdftotext", work / "out" / "strategy.pdf", "-").stdout)
            page = (work / "out" / "strategy.html").read_text(encoding="utf-8")
            page = re.sub(r"<(script|style|svg)\b.*?</\1>", "", page[page.index("<main"):page.index("</main>")], flags=re.S)
            page = squeezed(html.unescape(re.sub(r"<[^>]*>", "", page)))
            faults = []
            for what, _, word in lines:
                if word not in pdf or word not in page:
                    faults.append(f"{what}: {word} is in PDF {word in pdf}, in HTML {word in page}")
            for number, (what, text, _) in enumerate(lines):
                if "[^n]" in text and (f"n{number}n" not in pdf or f"n{number}n" not in page):
                    faults.append(f"{what}: the note n{number}n is in PDF {f'n{number}n' in pdf}, in HTML {f'n{number}n' in page}")
            for raw in ("^[", "[^", "~~", "{lang", "[@", "[=", "](", "**", "`", "%%", "hidden", "{{", '"', "--", "...", "[ ]"):
                faults += [f"{raw} is printed in {where}" for where, text in (("PDF", pdf), ("HTML", page)) if raw in text]
            say(not faults, f"{len(lines)} marks in one another in a {block}: all is printed, in PDF and HTML", "\n".join(faults))
    return end()


if __name__ == "__main__":
    sys.exit(main())
