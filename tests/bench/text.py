"""A made text of any length in English, the same on every machine, for the bench: headings and
paragraphs in the proportions of a long report, as a strategy and in the peers' languages."""
import pathlib
import re

NOUNS = """plan year place way people area time work line part end town list job share cost price road rail port
land field farm shop firm team fund test term week page rule aim need gap note map care trade skill home
report council region harbour railway college employer household survey budget market
school district partner valley bridge estate workshop harvest station library hospital network quarter
programme review answer reason question difference figure number measure payment building orchard
community government industry apprenticeship investment infrastructure productivity neighbourhood
manufacturer university technology environment organisation transport housing energy water skill trade
service worker business resident visitor ferry coast town village street field river factory office""".split()
ADJECTIVES = """own last next first more few same main real free fair safe late far near hard easy old
small large recent early local national common steady slow public private older younger
careful open clear present former usual regional distant rural urban useful complete uneven modest firm
considerable independent international agricultural sustainable administrative comparable statistical
low high long short new full good plain thin busy quiet wide narrow""".split()
VERBS = """shows supports needs joins follows changes reaches keeps meets leaves brings holds describes
compares considers strengthens replaces measures explains connects improves reduces finds gives takes
carries serves raises pays covers tests checks moves opens closes lends draws""".split()
ADVERBS = "often seldom now still later soon together nearly already again clearly gradually mostly largely".split()
SHORT = ["so is", "so are", "not", "then", "with", "in", "on", "for", "at", "to"]
PLAIN = ["do", "keep", "be", "make", "meet", "hold", "see", "pay for", "add to", "live with", "work in", "go to"]
JOINS = ["and", "but", "because", "while", "although", "so that", "until", "where", "since", "if"]
PLACES = ["Kent", "Essex", "Medway", "Thanet", "Dover", "Hastings", "Harlow", "Ashford", "Colchester", "Lewes",
          "Folkestone", "Maidstone", "Tilbury", "Southend", "Canterbury", "Eastbourne"]
OPENERS = ["In practice,", "Since 2015,", "By contrast,", "For that reason,", "In the east,", "On the coast,",
           "At first,", "Even so,", "In most years,", "Here,"]


class Maker:
    def __init__(self, seed):
        self.state = seed * 2654435761 % 2**64 or 1

    def below(self, n):
        """xorshift64*: no library's generator may change the text."""
        x = self.state
        x ^= x >> 12
        x = (x ^ x << 25) % 2**64
        x ^= x >> 27
        self.state = x
        return (x * 2685821657736338717 % 2**64 >> 33) % n

    def of(self, words):
        return words[self.below(len(words))]

    def thing(self):
        article = self.of(["the", "the", "a", "each", "this", "their", "every", "its", "one"])
        kind = self.below(8)
        noun = self.of(NOUNS)
        if kind < 3:
            adjective = self.of(ADJECTIVES)
            article = "an" if article == "a" and adjective[0] in "aeiou" else article
            return f"{article} {adjective} {noun}"
        article = "an" if article == "a" and noun[0] in "aeiou" else article
        if kind == 3:
            return f"{article} {noun} of the {self.of(NOUNS)}"
        if kind == 4:
            return f"{article} {noun} in {self.of(PLACES)}"
        return f"{article} {noun}"

    def clause(self):
        adverb = self.of(ADVERBS) + " " if self.below(5) == 0 else ""
        text = f"{self.thing()} {adverb}{self.of(VERBS)} {self.thing()}"
        extra = self.below(9)
        if extra == 0:
            text += f" in {self.of(PLACES)} and {self.of(PLACES)}"
        elif extra == 1:
            text += f", by {1 + self.below(60)}.{self.below(10)} per cent between {2009 + self.below(6)} and {2016 + self.below(9)}"
        elif extra == 2:
            text += f" at a cost of £{1 + self.below(90)}.{self.below(10)} million"
        elif extra == 3:
            text += " as it did before"
        elif extra == 4:
            text += f" and {self.of(SHORT)} {self.thing()}"
        elif extra == 5:
            text += f" if it is to {self.of(PLAIN)} {self.thing()}"
        return text

    def sentence(self):
        kind, text = self.below(10), self.clause()
        if kind < 4:
            text += f", {self.of(JOINS)} {self.clause()}"
        elif kind == 4:
            text = f"{self.of(OPENERS)} {text}"
        elif kind == 5:
            text += f"; {self.clause()}"
        elif kind == 6:
            text += f" – {self.thing()} – {self.of(JOINS)} {self.clause()}"
        return text[0].upper() + text[1:] + "."

    def paragraph(self):
        return " ".join(self.sentence() for _ in range(2 + self.below(6)))

    def title(self):
        return f"{self.of(ADJECTIVES).capitalize()} {self.of(NOUNS)} and {self.of(NOUNS)}"


def sections(words, seed=7):
    """Sections as (title, [(is_heading, text)]), about so many words in all."""
    maker, out, count = Maker(seed), [], 0
    while count < words:
        blocks, here = [], 0
        while here < 1700 and count + here < words:
            if blocks and len(blocks) % 7 == 0:
                blocks.append((True, maker.title()))
            blocks.append((False, maker.paragraph()))
            here += len(blocks[-1][1].split())
        out.append((maker.title(), blocks))
        count += here
    return out


LICENCES = pathlib.Path("/usr/share/common-licenses")


def licences():
    """The prose of the licences that Debian ships, in the same form: a text that nobody made for a bench, of long words, capitals,
    dates and names, with a reference behind every other sentence, as a strategy has them."""
    maker, out = Maker(11), []
    for name in ("Apache-2.0", "Artistic", "CC0-1.0", "GFDL-1.3", "GPL-2", "GPL-3", "LGPL-2.1", "MPL-1.1", "MPL-2.0"):
        blocks = []
        for block in re.split(r"\n[ \t]*\n", (LICENCES / name).read_text(errors="replace")):
            lines = [line.strip() for line in block.strip().splitlines()]
            words = re.sub(r"\s+", " ", " ".join(lines)).replace("``", "\u201c").replace("''", "\u201d")
            # Prose alone: no titles, addresses, samples of notices to fill in.
            if len(words) < 120 or not words.endswith((".", ";", ":")) or re.search(r"[<>{}\\^_~*|`@#$%&\[\]]|https?:|----", words):
                continue
            words = re.sub(r"^(\(?[0-9a-z]{1,3}[.)]|[-o]) +", "", words)
            parts = re.split(r"(?<=[a-z]{2}[.;:]) ", words)
            blocks.append((False, " ".join(part[:-1] + f" [{1 + maker.below(90)}]" + part[-1] if at % 2 else part for at, part in enumerate(parts))))
        out.append((name.replace("-", " "), blocks))
    return out


FRAMEWORK = ("name: Bench\ntypes:\n  section: {name: Section, plural: Sections, prefix: SEC}\nroles:\n"
             "  evidence: {from: [section], to: [evidence], label: Rests on, back: Used by}\nstates: [draft]\n")
REGISTER = """evidence:
  - {id: EV-1, statement: A figure, source: {publisher: The bench, title: A table}, confidence: second-hand}
"""
CONFIG = """title: A made text
organisation: The bench
status: draft
version: "1"
date: 2026-01-31
language: en-GB
layout: print
order: [{order}]
"""


def write_strategy(folder, text):
    """text: of sections(); one item for each section."""
    folder = pathlib.Path(folder)
    (folder / "sections").mkdir(parents=True, exist_ok=True)
    (folder / "evidence").mkdir(exist_ok=True)
    (folder / "framework.yaml").write_text(FRAMEWORK)
    (folder / "evidence/register.yaml").write_text(REGISTER)
    (folder / "strategy.yaml").write_text(CONFIG.replace("{order}", ", ".join(f"SEC-{i + 1}" for i in range(len(text)))))
    for i, (title, blocks) in enumerate(text):
        body = "\n\n".join(("## " if heading else "") + words for heading, words in blocks)
        (folder / f"sections/s{i + 1:05}.md").write_text(f"---\nid: SEC-{i + 1}\ntype: section\ntitle: {title}\n---\n\n{body}\n")


def write_typst(path, text, fonts):
    head = """#set document(title: "A made text")
#set page(paper: "a4", margin: (top: 27mm, bottom: 27mm, inside: 32mm, outside: 47mm), numbering: "1")
#set text(font: "Source Serif 4", size: 10.5pt, lang: "en", region: "GB", hyphenate: true)
#set text(top-edge: 1em, bottom-edge: 0em)
#set par(justify: true, leading: 4pt, first-line-indent: 1em, spacing: 4pt)
#show heading.where(level: 1): it => { pagebreak(weak: true); it }
#outline()
"""
    out = [head]
    for title, blocks in text:
        out.append(f"= {title}\n")
        out += [("== " if heading else "") + words + "\n" for heading, words in blocks]
    pathlib.Path(path).write_text("\n".join(out))


def write_html(path, text, fonts):
    head = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A made text</title><style>
@font-face {{ font-family: S; src: url("{fonts}/SourceSerif4-Regular.ttf") }}
@font-face {{ font-family: S; font-weight: bold; src: url("{fonts}/SourceSerif4-Bold.ttf") }}
@page {{ size: A4; margin: 27mm 47mm 27mm 32mm; @bottom-right {{ content: counter(page) }} }}
body {{ font: 10.5pt/14.5pt S; text-align: justify; hyphens: auto; margin: 0 }}
p {{ margin: 0; text-indent: 1em }} h1 {{ break-before: page; font-size: 24pt }} h2 {{ font-size: 14pt }}
</style></head><body>"""
    out = [head]
    for title, blocks in text:
        out.append(f"<h1>{title}</h1>")
        out += [f"<h2>{words}</h2>" if heading else f"<p>{words}</p>" for heading, words in blocks]
    pathlib.Path(path).write_text("\n".join(out) + "</body></html>")


def write_tex(path, text, fonts):
    head = rf"""\documentclass[10pt,a4paper,twoside]{{report}}
\usepackage[top=27mm,bottom=27mm,inner=32mm,outer=47mm]{{geometry}}
\usepackage{{fontspec}}\usepackage[british]{{babel}}\usepackage{{microtype}}
\setmainfont{{SourceSerif4-Regular.ttf}}[Path={fonts}/,BoldFont=SourceSerif4-Bold.ttf,ItalicFont=SourceSerif4-It.ttf]
\begin{{document}}\fontsize{{10.5}}{{14.5}}\selectfont
"""
    out = [head]
    for title, blocks in text:
        out.append(rf"\chapter{{{title}}}")
        out += [rf"\section{{{words}}}" if heading else words + "\n" for heading, words in blocks]
    pathlib.Path(path).write_text("\n".join(out).replace("£", r"\pounds{}") + "\n\\end{document}\n")
