#!/usr/bin/env python3
"""What the verb diff says of two readings, as TAP: each kind of change is seen, in words and in its
place, nothing else is, and nothing is said to who may not read it.

diff.py PROGRAM
"""
import json
import pathlib
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import schema
import tap
from tap import call, say

PROGRAM = pathlib.Path(sys.argv[1]).resolve()

ASK = "---\nid: {id}\ntype: ask\ntitle: {title}\nof: {of}\nsupports: [INT-01]\nstate: draft\n---\n{text}\n"


def write_ask(folder, number, **words):
    item = f"ASK-{number:02}"
    (folder / f"asks/{item.lower()}.md").write_text(ASK.format(id=item, **words))


def replace(path, old, new):
    text = path.read_text()
    assert old in text, (path, old)
    path.write_text(text.replace(old, new))


def make(work):
    """An older and a newer reading with one change of each kind."""
    older, newer = work / "older", work / "newer"
    call(PROGRAM, "new", older)
    write_ask(older, 2, title="Stays as it is", of="Somebody", text="The same words stand here.")
    write_ask(older, 3, title="Will go", of="Somebody", text="These words will go.")
    write_ask(older, 4, title="Will change", of="Somebody", text=(
        "## On what grounds\n\nThe first paragraph stays.\n\nWe ask for ten buses by the end of next year.\n\n"
        "A paragraph that will be left out altogether.\n\n- one\n- two\n\nThe last one stays too."))
    shutil.copytree(older, newer)
    (newer / "asks/ask-03.md").unlink()
    write_ask(newer, 5, title="Has come", of="Nobody", text="Not seen before.")
    write_ask(newer, 4, title="Has changed", of="Nobody", text=(
        "## On what grounds\n\nThe first paragraph stays.\n\nWe ask for twelve buses by the end of this year.\n\n- one\n- two\n- three\n\n"
        "The last one stays too."))
    replace(newer / "strategy.yaml", 'version: "0.1"', 'version: "0.2"')
    return older, newer


def check_text(older, newer):
    done = call(PROGRAM, "diff", older, newer)
    said = [block.splitlines() for block in done.stdout.strip().split("\n\n")]
    heads = [block[0].split() for block in said]
    say(done.returncode == 0 and not done.stderr, "the two are compared", done.stderr)
    say([head[:2] for head in heads[1:-1]] == [["changed", "ASK-04"], ["new", "ASK-05"], ["removed", "ASK-03"]]
        and heads[0][0] == "changed" and said[-1] == ["1 new, 2 changed, 1 removed"],
        "what is new, changed and removed, and nothing else", done.stdout)
    say(said[0][1:] == ["  Version: [-0.1-] {+0.2+}"], "the document's own keys", said[0])
    say(said[1][1:] == [
        "  Title: [-Will change-] {+Has changed+}",
        "  Asked of: [-Somebody-] {+Nobody+}",
        "  On what grounds",
        "  We ask for [-ten-] {+twelve+} buses by the end of [-next-] {+this+} year.",
        "  [-A paragraph that will be left out altogether.-]",
        "  {+three+}",
    ], "words in their place, under the heading that they stand under", "\n".join(said[1]))
    say("  {+Not seen before.+}" in said[2] and "  [-These words will go.-]" in said[3], "all of what has come and gone", done.stdout)
    same = call(PROGRAM, "diff", newer, newer).stdout
    say(same == "0 new, 0 changed, 0 removed\n", "nothing differs from itself", same)


def check_elsewhere(work):
    """What no item says: a figure that a dataset gives, a footnote, a stage of the programme."""
    older, newer = work / "first", work / "second"
    call(PROGRAM, "new", older)
    replace(older / "evidence/register.yaml", "value: 36.40", "query: SELECT pounds_an_hour FROM output WHERE place = 'Our area'\n    places: 2")
    replace(older / "strategy.yaml", "annexes: [", "annexes: [programme, ")
    write_ask(older, 7, title="With a note", of="Somebody", text="It has a note.[^n]\n\n[^n]: A note of old words.")
    (older / "programme.yaml").write_text("stages:\n  - {id: STG-01, title: A first stage, from: 2026-01, to: 2026-03}\n")
    shutil.copytree(older, newer)
    replace(newer / "evidence/data/output.csv", "36.40", "37.50")
    replace(newer / "asks/ask-07.md", "old words", "new words")
    replace(newer / "programme.yaml", "A first", "An early")
    done = call(PROGRAM, "diff", older, newer)
    say(done.returncode == 0 and "  A note of [-old-] {+new+} words." in done.stdout, "a footnote", done.stdout + done.stderr)
    say("  Figure: [-£36.40-] {+£37.50+}" in done.stdout, "a figure that a dataset gives, told of its entry", done.stdout)
    say("  [-A first-] {+An early+} stage" in done.stdout and "annex-programme" in done.stdout, "a stage of the programme", done.stdout)


def check_causes(work):
    """One figure of the register behind many sentences is one change, told with its places; what else has changed in
    them is told of them."""
    older, newer = work / "cause-was", work / "cause-is"
    call(PROGRAM, "new", older)
    replace(older / "evidence/register.yaml", "value: 36.40", "query: SELECT pounds_an_hour FROM output WHERE place = 'Our area'\n    places: 2")
    bodies = {
        21: "An hour makes [=EV-01], no more.",  # the figure alone, with a comma behind it
        22: "- a list with [=EV-01]\n- and more\n\n| Where | How much |\n| --- | --- |\n| here | [=EV-01] |\n| there | 7 |",
        23: "First [=EV-01] is said.\n\nThen old words.",  # and words that are the author's
        24: "It makes [=EV-01] here and old words too.",  # both in one sentence
        25: "Nothing of it.",
        26: "By hand: £36.40 an hour.",  # the same words, but not the register's
    }
    for number, text in bodies.items():
        write_ask(older, number, title=f"Ask {number}", of="Somebody", text=text)
    shutil.copytree(older, newer)
    replace(newer / "evidence/data/output.csv", "36.40", "37.50")
    for number in (23, 24):
        replace(newer / f"asks/ask-{number}.md", "old words", "new words")
    replace(newer / "asks/ask-26.md", "36.40", "37.50")
    done = call(PROGRAM, "diff", older, newer)
    said = {block.split()[1]: block.splitlines()[1:] for block in done.stdout.strip().split("\n\n")[:-1]}
    items = {name for name in said if name.startswith("ASK")}
    say(done.returncode == 0 and items == {"ASK-23", "ASK-24", "ASK-26"}, "sentences that a figure has changed are no changes of their own", done.stdout + done.stderr)
    say(said.get("ASK-23") == ["  Then [-old-] {+new+} words."], "but what authors wrote is", said)
    say(said.get("ASK-24") == ["  It makes [-£36.40-] {+£37.50+} here and [-old-] {+new+} words too."], "with the figure, where both stand in one sentence", said)
    places = [line.split()[1] for line in said.get("EV-01", []) if line.startswith("  in ")]
    say({"ASK-21", "ASK-22", "ASK-23"} <= set(places) and not {"ASK-24", "ASK-25", "ASK-26"} & set(places) and len(places) == len(set(places)),
        "the entry names each place, once", said.get("EV-01"))
    told = json.loads(call(PROGRAM, "diff", older, newer, "--format", "json").stdout)
    wrong = schema.faults(told, json.loads(call(PROGRAM, "schema", "changes").stdout))
    things = {one["id"]: one for one in told["changes"]}
    say(not wrong and things["EV-01"]["places"] == places and all(block["causes"] == ["EV-01"] for block in things["ASK-21"]["text"]), "as data: each sentence with its cause", wrong)
    done = call(PROGRAM, "diff", older, newer, "-f", "html", "-o", work / "causes")
    page = (work / "causes/changes.html").read_text() if done.returncode == 0 else ""
    say("Ask 21" in page and "change-ASK-21" not in page and "change-ASK-23" in page and "EV-01" not in re.sub(r'(id|href)="[^"]*"', "", page.split("<main")[1]),
        "on the page too, by numbers and without IDs", done.stderr)


CHART = """
```chart
id: fig-{name}
title: {title}
type: bar
data: evidence/data/heights.csv
label: place
value: height
sort: none
```
"""


def check_drawn(work):
    """A chart that is drawn otherwise is shown as it was and as it is, though its words are the same."""
    older, newer = work / "drawn-was", work / "drawn-is"
    call(PROGRAM, "new", older)
    (older / "evidence/data/heights.csv").write_text("place,height\nAye,10\nBee,40\nCee,90\n")
    write_ask(older, 31, title="With a chart", of="Somebody", text=CHART.format(name="one", title="How high they are"))
    write_ask(older, 32, title="Without", of="Somebody", text="Nothing is drawn.")
    shutil.copytree(older, newer)
    replace(newer / "evidence/data/heights.csv", "Bee,40", "Bee,55")
    done = call(PROGRAM, "diff", older, newer, "-f", "html,pdf", "-o", work / "drawn")
    say(done.returncode == 0 and "(drawn otherwise)" in done.stdout and "ASK-32" not in done.stdout, "a chart with the same words is a change", done.stdout + done.stderr)
    page = (work / "drawn/changes.html").read_text()
    drawings = re.findall(r"<figure.*?</figure>", page, re.S)
    shown = [(">40<" in one, ">55<" in one, "Before" in one, "Now" in one) for one in drawings]
    say(shown == [(True, False, True, False), (False, True, False, True)], "it is shown as it was and as it is", shown)
    if tap.has("both on paper", "pdftotext"):
        text = call("pdftotext", "-layout", work / "drawn/changes.pdf", "-").stdout
        say(text.index("Before.") < text.index("40") < text.index("Now.") < text.index("55"), "on paper too", text)
    done = call(PROGRAM, "build", newer, "--since", older, "-f", "html", "-o", work / "drawn-since")
    page = (work / "drawn-since/strategy.html").read_text()
    was = re.findall(r'<details class="web was.*?</details>', page, re.S)
    say(done.returncode == 0 and any(">40<" in one and ">55<" not in one for one in was), "and behind the newer one in the page itself", done.stderr)
    for kind, was, now in (("a name", "Bee,", "Dee,"), ("a row more", "Cee,90\n", "Cee,90\nEff,20\n"), ("a row less", "Bee,40\n", "")):
        again = work / f"drawn-{kind.replace(' ', '-')}"
        shutil.copytree(older, again)
        replace(again / "evidence/data/heights.csv", was, now)
        say("ASK-31" in call(PROGRAM, "diff", older, again).stdout, f"{kind} is seen")
    for kind, was, now in (("another kind", "type: bar", "type: column"), ("another order", "sort: none", "sort: descending"), ("a mark", "sort: none", "sort: none\nhighlight: [Aye]")):
        again = work / f"drawn-{kind.replace(' ', '-')}"
        shutil.copytree(older, again)
        replace(again / "asks/ask-31.md", was, now)
        say("ASK-31" in call(PROGRAM, "diff", older, again).stdout, f"{kind} is seen")


def check_json(older, newer):
    done = call(PROGRAM, "diff", older, newer, "--format", "json")
    told = json.loads(done.stdout)
    things = {one["id"]: one for one in told["changes"]}
    words = [word for block in things["ASK-04"]["text"] for word in block["words"]]
    say(told["from"] == "0.1" and told["to"] == "0.2" and set(things) == {"", "ASK-03", "ASK-04", "ASK-05"}, "as JSON", done.stdout)
    published = json.loads(call(PROGRAM, "schema", "changes").stdout)
    wrong = schema.faults(told, published)
    say(not wrong and schema.faults({**told, "more": 1}, published), "which keeps its schema", "\n".join(wrong))
    say({"deleted": "ten "} in words and {"inserted": "twelve "} in words, "with its words", words)


def check_page(older, newer, work):
    done = call(PROGRAM, "diff", older, newer, "-f", "html,pdf,json", "-o", work / "out")
    names = sorted(path.name for path in (work / "out").glob("*"))
    page = (work / "out/changes.html").read_text()
    say(done.returncode == 0 and "changes.html" in done.stderr and names == ["changes.html", "changes.json", "changes.pdf"], "page, PDF and data are written when they are asked for", names)
    table = re.findall(r'<tr><th[^>]*><a href="#change(?:-([\w-]+))?">', page)
    say(table == ["", "ASK-04", "ASK-05", "ASK-03"], "a table of the changes first", table)
    say('<del><span class="web said">deleted: </span>ten</del> <ins><span class="web said">inserted: </span>twelve</ins> buses' in page,
        "then words put in and left out, which is said too")
    steps = re.findall(r'<a href="#(change[\w-]*)">(previous|next) change</a>', page)
    say(steps == [("change-ASK-04", "next"), ("change", "previous"), ("change-ASK-05", "next"),
                  ("change-ASK-04", "previous"), ("change-ASK-03", "next"), ("change-ASK-05", "previous")], "from each to the next and the one before", steps)
    if not tap.has("pages of changes", "pdftotext"):
        return
    pages = call("pdftotext", "-layout", work / "out/changes.pdf", "-").stdout.split("\f")
    named = re.findall(r"(?m)^ *(\S.*?), page (\d+)", pages[1])
    wrong = [f"{title} on page {number}" for title, number in named if title not in pages[int(number) - 1].split("Each change, in its place")[-1]]
    say(len(named) == 4 and not wrong and "Contents" not in "".join(pages), "the table says on which page each stands, and is its contents", [*wrong, pages[1]])


def check_revision(older, newer, work):
    if not tap.has("a git revision", "git"):
        return
    tree = work / "tree"
    git = ("git", "-C", tree, "-c", "user.name=A", "-c", "user.email=a@example.org")
    shutil.copytree(older, tree / "content")
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "older"), ("tag", "v1")):
        call(*git, *words)
    shutil.rmtree(tree / "content")
    shutil.copytree(newer, tree / "content")
    folders, done = call(PROGRAM, "diff", older, newer).stdout, call(PROGRAM, "diff", "v1", tree / "content")
    say(done.stdout == folders, "a git revision is compared as a folder is", done.stdout + done.stderr)
    for name in ("v2", "-v1", "--output=x"):
        done = call(PROGRAM, "diff", "--", name, tree / "content", cwd=work)
        say(done.returncode == 1 and "E0004" in done.stderr and name in done.stderr and not (work / "x").exists(), f"{name} is neither", done.stdout + done.stderr)


def check_faults(older, newer, work):
    broken = work / "broken"
    shutil.copytree(newer, broken)
    replace(broken / "asks/ask-04.md", "supports: [INT-01]", "supports: [INT-99]")
    for one, two in ((older, broken), (broken, newer)):
        done = call(PROGRAM, "diff", one, two, "-f", "html", "-o", work / "none")
        say(done.returncode == 1 and "INT-99" in done.stderr and "nothing was written" in done.stderr and not done.stdout and not (work / "none").exists(),
            "a reading with an error is not compared, and its error is told", done.stdout + done.stderr)
    say(call(PROGRAM, "diff").returncode == 2 and call(PROGRAM, "diff", older, newer, older).returncode == 2, "one or two readings are named")


def check_audience(older, newer):
    """What was public and is kept now is not quoted from the older reading; what is kept in both is not there."""
    for folder in (older, newer):
        replace(folder / "strategy.yaml", "language:", "audiences: [board, public]\neverybody: public\nlanguage:")
    write_ask(newer, 6, title="A zebrafinch for the board", of="Somebody", text="Only the board reads this.")
    replace(newer / "asks/ask-06.md", "state:", "audience: [board]\nstate:")
    board, public = (call(PROGRAM, "diff", older, newer, "--audience", name) for name in ("board", "public"))
    say("zebrafinch" in board.stdout and public.returncode == 0 and "zebrafinch" not in public.stdout + public.stderr and "ASK-06" not in public.stdout,
        "what is kept from an audience is no change to it", public.stdout + public.stderr)
    replace(newer / "asks/ask-02.md", "state:", "audience: [board]\nstate:")
    done = call(PROGRAM, "diff", older, newer, "--audience", "public")
    say(done.returncode == 1 and "The same words stand here" not in done.stdout, "nor are its words quoted from when it was public", done.stdout)


def main():
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        older, newer = make(work)
        check_text(older, newer)
        check_elsewhere(work)
        check_causes(work)
        check_drawn(work)
        check_json(older, newer)
        check_page(older, newer, work)
        check_revision(older, newer, work)
        check_faults(older, newer, work)
        check_audience(older, newer)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
