#!/usr/bin/env python3
"""What is kept from an audience, by every way of writing it, is refused or kept out of every output; as TAP.

matrix.py SIGHTLINE [--all]     without --all: every row, in the columns that say most

Rows: where an audience line stands in a text, and what of the model carries an audience; columns: audiences
listed, not listed, misspelt, without everybody. A secret is a word that stands nowhere else: it is looked for in
every output, in the PDF by poppler and qpdf. A row is good when the strategy is refused with a finding at its
place, or when it builds and the public's outputs do not hold the word while the board's do.
"""
import json
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402
from outputs import texts_of  # noqa: E402
from tap import call, say  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
ALL = "--all" in sys.argv[2:]
WORD = "zebrafinch"
BLOCK = "audience board"

# How the marks may be written; {m} is the mark, the secret stands behind it. True: read as a block.
PLACES = {
    "column 0": ("::: audience board\nThe zebrafinch.\n:::\n", True),
    "column 0 without a space": (":::audience board\nThe zebrafinch.\n:::\n", None),
    "one space": (" ::: audience board\nThe zebrafinch.\n :::\n", False),
    "two spaces": ("  ::: audience board\n  The zebrafinch.\n  :::\n", False),
    "three spaces": ("   ::: audience board\n   The zebrafinch.\n   :::\n", False),
    "four spaces": ("    ::: audience board\n    The zebrafinch.\n    :::\n", False),
    "a tab": ("\t::: audience board\n\tThe zebrafinch.\n\t:::\n", False),
    "a no-break space": ("\u00a0::: audience board\nThe zebrafinch.\n:::\n", False),
    "two colons": (":: audience board\nThe zebrafinch.\n::\n", False),
    "four colons": (":::: audience board\nThe zebrafinch.\n::::\n", None),
    "a list": ("- ::: audience board\n  The zebrafinch.\n  :::\n", False),
    "below a list item": ("- one\n\n  ::: audience board\n  The zebrafinch.\n  :::\n", False),
    "a numbered list": ("1. ::: audience board\n   The zebrafinch.\n   :::\n", False),
    "a quotation": ("> ::: audience board\n> The zebrafinch.\n> :::\n", False),
    "a list in a quotation": ("> - ::: audience board\n>   The zebrafinch.\n>   :::\n", False),
    "a note": ("Text[^a].\n\n[^a]: ::: audience board\n    The zebrafinch.\n    :::\n", False),
    "below a note": ("Text[^a].\n\n[^a]: A note.\n\n    ::: audience board\n    The zebrafinch.\n    :::\n", False),
    "a callout": ("```callout\ntitle: A\ntext: |\n  ::: audience board\n  The zebrafinch.\n  :::\n```\n", False),
    "a callout in column 0": ("```callout\ntitle: A\ntext: |\n::: audience board\n  The zebrafinch.\n```\n", False),
    "a callout, escaped": ('```callout\ntitle: A\ntext: "Text.\\n\\n::: audience board\\n\\nThe zebrafinch.\\n\\n:::\\n"\n```\n', False),
    "a table": ("| a | b |\n| --- | --- |\n| ::: audience board | The zebrafinch. |\n", False),
    "a fence of code": ("```\n::: audience board\nThe zebrafinch.\n:::\n```\n", False),
    "a heading": ("## ::: audience board\n\nThe zebrafinch.\n", False),
    "an emphasis": ("*::: audience board*\n\nThe zebrafinch.\n", False),
    "inside a paragraph": ("Words before it\n::: audience board\nThe zebrafinch.\n:::\n", True),
    "not closed": ("::: audience board\nThe zebrafinch.\n", False),
    "a capital": ("::: Audience board\nThe zebrafinch.\n:::\n", False),
    "a name with a capital": ("::: audience Board\nThe zebrafinch.\n:::\n", False),
    "a comma": ("::: audience board, government\nThe zebrafinch.\n:::\n", False),
    "no name": ("::: audience\nThe zebrafinch.\n:::\n", False),
    "no word": ("::: board\nThe zebrafinch.\n:::\n", None),
    "two names": ("::: audience board government\nThe zebrafinch.\n:::\n", True),
    "one in another": ("::: audience board\n::: audience government\nThe zebrafinch.\n:::\n:::\n", False),
    "line ends of Windows": ("::: audience board\r\nThe zebrafinch.\r\n:::\r\n", True),
}

HEADS = {  # columns: the lines of strategy.yaml; True: in order
    "listed": ("audiences: [board, government, public]\neverybody: public\n", True),
    "the other way round": ("audiences: [public, board, government]\neverybody: public\n", True),
    "not listed": ("", False),
    "without everybody": ("audiences: [board, government, public]\n", False),
    "an unknown everybody": ("audiences: [board, government, public]\neverybody: all\n", False),
}
NAMES = {"board": True, "[board]": True, "[board, government]": True, "Board": False, "bord": False, "[board public]": False,
         '"board public"': False, "[board, nobody]": False, "board,public": False}

SOURCE = "    source: {publisher: A, title: B}\n    confidence: second-hand\n    grade: 1\n"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def append(path, text):
    path.write_text(path.read_text() + text)


def add_register(folder, text):
    path = folder / "evidence/register.yaml"
    path.write_text(path.read_text().replace("gaps: []", text + "gaps: []"))


def hidden_item(folder, audience, extra=""):
    write(folder / "asks/secret.md", f"---\nid: ASK-77\ntype: ask\ntitle: A zebrafinch\nof: Somebody\nsupports: [INT-01]\n{audience}{extra}---\nOf the zebrafinch.\n")


# What carries an audience: writes it, with the line `audience: …` that it is given.
def an_item(folder, line):
    hidden_item(folder, line)


def an_item_with_a_sum(folder, line):
    framework = folder / "framework.yaml"
    framework.write_text(framework.read_text().replace("group: true}\n", "group: true}\n      sum: {kind: money, cost: true}\n", 1))
    hidden_item(folder, line, "sum: {amount: 7777777, unit: GBP}\n")


def an_entry(folder, line):
    add_register(folder, f"  # zebrafinch above\n  - id: EV-77\n    statement: The zebrafinch.\n    value: 7\n{SOURCE}    {line}    notes: A zebrafinch.  # zebrafinch beside\n")
    append(folder / "sections/about.md", "\nText [@EV-77].\n")


def an_entry_in_flow(folder, line):
    key, value = line.strip().split(": ", 1)
    add_register(folder, "  - {id: EV-77, statement: The zebrafinch., value: 7, source: {publisher: A, title: B}, confidence: second-hand, grade: 1, "
                 f"{key}: {value}}}\n")
    append(folder / "sections/about.md", "\nText [@EV-77].\n")


def a_response(folder, line):
    write(folder / "engagement/all.yaml", f"responses:\n  - id: RSP-77\n    by: A firm\n    date: 2026-01-05\n    items: [ASK-01]\n    said: The zebrafinch.\n    {line}")


def an_event(folder, line):
    write(folder / "engagement/all.yaml", f"events:\n  - id: EVT-77\n    title: The zebrafinch\n    date: 2026-01-05\n    channel: meeting\n    {line}")


def a_partner(folder, line):
    write(folder / "engagement/all.yaml", f"partners:\n  - id: PAR-77\n    name: The zebrafinch\n    kind: firm\n    {line}")


def a_gap(folder, line):
    path = folder / "evidence/register.yaml"
    path.write_text(path.read_text().replace("gaps: []", f"gaps:\n  - id: GAP-77\n    question: Where is the zebrafinch?\n    state: open\n    bears-on: [ASK-01]\n    {line}"))


def a_talk(folder, line):
    write(folder / "engagement/all.yaml", "co-design:\n  - item: ASK-01\n    with: The zebrafinch office\n    history:\n"
          f"      - {{date: 2026-01-05, state: draft, note: The zebrafinch}}\n    {line}")


def a_stage(folder, line):
    write(folder / "programme.yaml", f"stages:\n  - id: STG-77\n    title: The zebrafinch\n    from: 2026-01\n    to: 2026-02\n    {line}")


# What tells of a hidden item without an audience of its own; the item itself holds no secret word here.
def quiet_item(folder, line):
    write(folder / "asks/secret.md", f"---\nid: ASK-77\ntype: ask\ntitle: A thing\nof: Somebody\nsupports: [INT-01]\n{line}---\nOf the thing.\n")


def a_response_to_it(folder, line):
    quiet_item(folder, line)
    write(folder / "engagement/all.yaml", "responses:\n  - {id: RSP-77, by: A firm, date: 2026-01-05, items: [ASK-77], said: The zebrafinch., decision: declined, done: No zebrafinch.}\n")


def a_response_in_a_sheet(folder, line):
    quiet_item(folder, line)
    write(folder / "engagement/all.yaml", "import: [engagement/sheet.csv]\n")
    write(folder / "engagement/sheet.csv", "id,by,date,items,said\nRSP-77,A firm,2026-01-05,ASK-77,The zebrafinch.\n")


def a_gap_that_bears_on_it(folder, line):
    quiet_item(folder, line)
    path = folder / "evidence/register.yaml"
    path.write_text(path.read_text().replace("gaps: []", "gaps:\n  - id: GAP-77\n    question: Where is the zebrafinch?\n    state: open\n    bears-on: [ASK-77]\n"))


def a_part_of_it(folder, line):
    quiet_item(folder, line)
    config = folder / "strategy.yaml"
    config.write_text(config.read_text().replace("annexes:", "  - {part: The zebrafinch, id: PART-77, items: [ASK-77]}\nannexes:"))


def a_talk_about_it(folder, line):
    quiet_item(folder, line)
    write(folder / "engagement/all.yaml", "co-design:\n  - item: ASK-77\n    with: The zebrafinch office\n    history:\n      - {date: 2026-01-05, state: draft, note: The zebrafinch}\n")


def a_review_of_it(folder, line):
    hidden_item(folder, line, "evidence: [EV-01]\n")
    call(PROGRAM, "review", "ASK-77", "--by", "The zebrafinch office", "-C", folder)


CARRIERS = (an_item, an_item_with_a_sum, an_entry, an_entry_in_flow, a_response, an_event, a_partner, a_gap, a_talk, a_stage, a_response_to_it,
            a_response_in_a_sheet, a_gap_that_bears_on_it, a_part_of_it, a_talk_about_it, a_review_of_it)
ANNEXES = "annexes: [asks-by-owner, line-of-sight, matrix, graph, audit, figures, evidence, gaps, programme, engagement, responses, co-design, sign-off]"


def start(folder, head):
    call(PROGRAM, "new", folder)
    config = folder / "strategy.yaml"
    config.write_text(re.sub(r"annexes: .*", ANNEXES, config.read_text()).replace("language:", head + "language:"))


def outputs(work, folder, audience=None):
    out = work / "out"
    words = ["--audience", audience] if audience else []
    done = call(PROGRAM, "build", folder, "-o", out, *words)
    texts = {where: text.lower() for where, text in texts_of(out).items()} if done.returncode == 0 else {}
    for path in out.iterdir() if out.is_dir() else ():
        path.unlink()
    return done, texts


def judge(work, folder, name, in_order, secrets=(WORD,), for_board=True, codes=()):
    """in_order: True = must build, False = must be refused, None = either."""
    done, texts = outputs(work, folder)
    checked = call(PROGRAM, "check", folder, "--format", "json")
    findings = [one for one in json.loads(checked.stdout)["findings"] if one["severity"] == "error"] if checked.stdout else []
    leaks = [f"{word} in {where}" for where, text in texts.items() for word in secrets if word in text]
    refused = done.returncode == 1 and bool(findings) and all(one["line"] > 0 and one["help"] for one in findings)
    defect = "defect of the program" in done.stderr
    refused = refused and (not codes or any(one["code"] in codes for one in findings))
    good = not leaks and not defect and done.returncode in (0, 1) and checked.returncode == done.returncode
    good = good and (done.returncode == 0 if in_order is True else refused if in_order is False else done.returncode == 0 or refused)
    say(good, name, "\n".join(leaks) + f"\nbuild {done.returncode}, check {checked.returncode}\n" + done.stderr[:1500])
    if in_order is True and for_board and good:
        board, texts = outputs(work, folder, "board")
        say(board.returncode == 0 and any(WORD in text for text in texts.values()), name + ": the board reads it", board.stderr[:800])


def main():
    if not tap.has("audiences", "pdftotext", "qpdf", "pdfdetach"):
        return tap.end()
    with tempfile.TemporaryDirectory() as temporary:
        work = pathlib.Path(temporary)
        number = 0
        for place, (text, read) in PLACES.items():
            number += 1
            folder = work / f"s{number}"
            start(folder, HEADS["listed"][0])
            with (folder / "sections/about.md").open("a", newline="") as file:
                file.write("\n" + text + "\nText for everybody.\n")
            judge(work, folder, f"a block, {place}", read, codes=("E0622", "E0118"))
        for carrier in CARRIERS:
            for head, (lines, in_order) in HEADS.items():
                if not ALL and head not in ("listed", "not listed") and carrier is not an_item:
                    continue
                number += 1
                folder = work / f"s{number}"
                start(folder, lines)
                carrier(folder, "audience: [board]\n")
                judge(work, folder, f"{carrier.__name__.replace('_', ' ')}, audiences {head}", in_order, (WORD, "777777"), carrier is not a_review_of_it,
                      ("E0621",) if head == "without everybody" else ("E0619",))
        for carrier in (an_item, an_entry, a_response, a_gap) if ALL else (a_response,):
            for name, in_order in NAMES.items():
                number += 1
                folder = work / f"s{number}"
                start(folder, HEADS["listed"][0])
                carrier(folder, f"audience: {name}\n")
                judge(work, folder, f"{carrier.__name__.replace('_', ' ')} for {name}", in_order)
        for carrier in (an_entry, an_entry_in_flow) if ALL else (an_entry_in_flow,):
            for head, (lines, in_order) in HEADS.items():
                number += 1
                folder = work / f"s{number}"
                start(folder, lines)
                carrier(folder, "access: restricted\n")
                judge(work, folder, f"{carrier.__name__.replace('_', ' ')}, restricted, audiences {head}", in_order)
        check_links(work)
    return tap.end()


def check_links(work):
    """A visible thing that names a hidden one by a key is built without the ID; a text that does is a finding."""
    keys = {
        "evidence of an item": lambda f: replace_in(f, "asks", "supports:", "evidence: [EV-01, EV-77]\nsupports:", "\nText [@EV-77] [@EV-01].\n"),
        "contrary of an item": lambda f: replace_in(f, "asks", "supports:", "contrary: [{id: EV-77, answered: here}]\nsupports:", "\nText [!@EV-77].\n"),
        "supersedes": lambda f: add_register(f, f"  - id: EV-78\n    statement: It is newer.\n    value: 8\n    supersedes: EV-77\n{SOURCE}"),
        "filled-by": lambda f: replace(f / "evidence/register.yaml", "gaps: []",
                                       "gaps:\n  - {id: GAP-1, question: Why so?, state: filled, filled-by: [EV-77, EV-01], bears-on: [ASK-01]}"),
        "an item's link": lambda f: (hidden_item(f, "audience: [board]\n"), append(f / "sections/about.md", "\nText [@ASK-77].\n")),
    }
    for name, write_key in keys.items():
        folder = work / ("k-" + re.sub(r"\W", "", name))
        start(folder, HEADS["listed"][0])
        add_register(folder, f"  - id: EV-77\n    statement: The zebrafinch.\n    value: 7\n{SOURCE}    access: restricted\n")
        write_key(folder)
        judge(work, folder, f"a hidden ID under {name}", True, (WORD, "ev-77", "ask-77"), False)
    for text in ("It names EV-77 in words.", "It names `EV-77` as code.", "- EV-77 in a list"):
        folder = work / ("t-" + re.sub(r"\W", "", text))
        start(folder, HEADS["listed"][0])
        add_register(folder, f"  - id: EV-77\n    statement: The zebrafinch.\n    value: 7\n{SOURCE}    access: restricted\n")
        append(folder / "sections/about.md", "\n" + text + "\n")
        done = call(PROGRAM, "build", folder, "-o", work / "never")
        say(done.returncode == 1 and "E0623" in done.stderr and "defect" not in done.stderr, f"a text that names a hidden ID: {text}", done.stderr)


def replace(path, old, new):
    path.write_text(path.read_text().replace(old, new))


def replace_in(folder, kind, old, new, text):
    path = next((folder / kind).glob("*.md"))
    path.write_text(path.read_text().replace(old, new, 1) + text)


sys.exit(main())
