#!/usr/bin/env python3
"""What pages say changed since an older reading (`build --since`), as TAP: each change at its place, the
older words with it, in each of the documents what it shows of them, and nothing that is kept from who reads it.

since.py PROGRAM
"""
import base64
import html
import html.parser
import pathlib
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import diff
import tap
from tap import call, say

PROGRAM = pathlib.Path(sys.argv[1]).resolve()


class Marks(html.parser.HTMLParser):
    """The marks of a page: (tag, section around it, its words with [-gone-] and {+new+})."""

    VOID = ("br", "hr", "img", "input", "meta", "link", "col")

    def __init__(self):
        super().__init__()
        self.stack, self.marks, self.open, self.said = [], [], None, 0

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag in self.VOID:
            return
        self.stack.append((tag, found.get("id", "")))
        names = (found.get("class") or "").split()
        if "was" in names:
            around = next((one for name, one in reversed(self.stack[:-1]) if one and name in ("section", "div") and not one.startswith("_")), "")
            self.open = len(self.stack)
            self.marks.append([tag, around, ""])
        if self.open and "said" in names:
            self.said = len(self.stack)
        if self.open and tag in ("ins", "del"):
            self.marks[-1][2] += "{+" if tag == "ins" else "[-"

    def handle_endtag(self, tag):
        if self.open and tag in ("ins", "del"):
            self.marks[-1][2] += "+}" if tag == "ins" else "-]"
        if self.open and tag == "summary":
            self.marks[-1][2] += ": "
        if self.said == len(self.stack):
            self.said = 0
        if self.open == len(self.stack):
            self.open = None
        self.stack.pop()

    def handle_data(self, data):
        if self.open and not self.said:
            self.marks[-1][2] += data


def read(path):
    page = path.read_text()
    parser = Marks()
    parser.feed(page)
    listed = re.search(r'<div class="change since">.*?</div>', page, re.S)
    return page, [(tag, around, re.sub(r"\s+", " ", words).strip()) for tag, around, words in parser.marks], listed[0] if listed else ""


def build(folder, since, out, *more):
    return call(PROGRAM, "build", folder, "--since", since, "-f", "html", "-o", out, *more)


def check_marks(older, newer, work):
    done = build(newer, older, work / "marks")
    say(done.returncode == 0, "a page is built with what changed since", done.stderr)
    page, marks, listed = read(work / "marks/strategy.html")
    say([words for _, around, words in marks if around == "ASK-04"] == [
        "Changed: Title, Asked of: Title[-Will change-] {+Has changed+}Asked of[-Somebody-] {+Nobody+}",
        "Changed: We ask for [-ten-] {+twelve+} buses by the end of [-next-] {+this+} year.",
        "Left out here: [-A paragraph that will be left out altogether.-]",
        "New"], "the older words stand at their place", marks)
    say([words for _, around, words in marks if around == "ASK-05"] == ["New since version 0.1"], "what is new is marked once", marks)
    say({around for _, around, _ in marks} == {"ASK-04", "ASK-05"}, "what stays has no mark", marks)
    say(re.search(r">We ask for twelve buses by the end of this year\.</p>\s*<details", page), "the text itself is as it is now, and readable without script")
    titles = re.findall(r"<li>(.*?)</li>", listed, re.S)
    say(len(titles) == 3 and "ASK-04" in titles[0] and "Asked of <del>" in titles[0] and "ASK-05" in titles[1] and "Will go</del>" in titles[2] and "removed" in titles[2],
        "the banner lists what is changed, new and gone", titles)
    say("3 things differ: 1 new, 1 changed, 1 removed" in listed and "Since version 0.1" in listed, "and counts it", listed)
    health = dict(re.findall(r'href="#(ASK-\d+)">[^<]*</a><small>.*?<b>(\w+)</b></small>', page))
    say(health == {"ASK-04": "changed", "ASK-05": "new"}, "and so do the contents", health)
    call(PROGRAM, "build", newer, "-f", "html", "-o", work / "plain")
    plain = (work / "plain/strategy.html").read_text()
    say("was" not in re.findall(r'class="([^"]*)"', plain) and not re.search(r'class="change since"', plain), "without --since a page has none of it")
    bare = re.sub(r'<(details|span|p) class="web was.*?</\1>\n|<div class="change since">.*?</div>\n', "", page, flags=re.S)
    text = lambda one: re.sub(r"<style>.*?</style>|<[^>]*>", "", one[one.index("<main"):], flags=re.S)
    say(text(bare) == text(plain), "with them taken out it is the same page")
    done = build(newer, newer, work / "same")
    say("Nothing differs" in read(work / "same/strategy.html")[2] and not read(work / "same/strategy.html")[1], "nothing differs from itself", done.stderr)


def check_words(work):
    """Sums, days and links as they are printed; notes, tables, lists and figures of data; entries by their numbers."""
    older, newer = work / "first", work / "second"
    call(PROGRAM, "new", older)
    diff.replace(older / "framework.yaml", "      of: {kind: text, required", "      sum: {kind: money, label: Sum, print: true}\n      of: {kind: text, required")
    diff.write_ask(older, 7, title="With a sum", of="Somebody", text=(
        "Grounds [@EV-01].[^n] A longer line that stays as it is.\n\n| What | Where |\n|---|---|\n| Ten | Here |\n\n- one\n- two buses stop there\n\nElsewhere too ([@INT-01]).\n\n[^n]: A note of old words."))
    diff.replace(older / "asks/ask-07.md", "state:", "sum: £120 million, 2027 to 2030\nstate:")
    shutil.copytree(older, newer)
    diff.replace(newer / "asks/ask-07.md", "£120 million, 2027 to 2030", "£150 million, 2027 to 2032")
    diff.replace(newer / "asks/ask-07.md", "Ten | Here", "Ten | There")
    diff.replace(newer / "asks/ask-07.md", "A longer line", "A shorter line")
    diff.replace(newer / "asks/ask-07.md", "two buses", "six buses")
    diff.replace(newer / "asks/ask-07.md", "([@INT-01])", "([@PRI-01])")
    diff.replace(newer / "asks/ask-07.md", "old words", "new words")
    diff.replace(newer / "evidence/register.yaml", "grade: 1", "grade: 3")
    done = build(newer, older, work / "words")
    marks = read(work / "words/strategy.html")[1]
    said = [words for _, around, words in marks if around == "ASK-07"]
    say("Changed: Sum: Sum[-£120 million, 2027 to 2030-] {+£150 million, 2027 to 2032+}" in said, "a sum as it is printed", (said, done.stderr))
    say(any("[1] A [-longer-] {+shorter+} line" in one or re.search(r"\[\d+\]\. A \[-longer-\] \{\+shorter\+\} line", one) for one in said), "an entry by its number", said)
    for words in ("Ten \u00b7 [-Here-] {+There+}", "[-two-] {+six+} buses stop there", "A note of [-old-] {+new+} words.",
                  "Elsewhere too [-(Training beside-] {+(Skills for better+} work)."):
        say("Changed: " + words in said, words, said)
    say(any("Grade" in words and around == "EV-01" for _, around, words in marks), "a key of an entry", marks)


def check_photograph(work):
    """A picture that was replaced stands behind the newer one, with what was said of it."""
    older, newer = work / "dim", work / "bright"
    call(PROGRAM, "new", older)
    about = older / "sections/about.md"
    about.write_text(about.read_text() + "\n```figure\nid: fig-pier\nsrc: pier.svg\ntitle: The pier\nalt: A pier at dusk.\n```\n")
    shutil.copytree(older, newer)
    for one, colour in ((older, "navy"), (newer, "skyblue")):
        (one / "pier.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="{colour}"/></svg>')
    diff.replace(newer / "sections/about.md", "at dusk", "at noon")
    done = build(newer, older, work / "photograph")
    page = (work / "photograph/strategy.html").read_text()
    shown = [(base64.b64decode(data), html.unescape(alt)) for data, alt in re.findall(r'<img [^>]*base64,([^ ]+) 1x" alt="([^"]*)"', page)]
    wanted = [((one / "pier.svg").read_bytes(), f"A pier at {when}.") for one, when in ((newer, "noon"), (older, "dusk"))]
    behind = re.search(r'<details class="web was.*?</details>', page[page.find("at noon"):], re.S)
    say(done.returncode == 0 and shown == wanted and behind and "at dusk" in behind[0], "a picture as it is and as it was", (done.stderr, [alt for _, alt in shown]))


def check_documents(older, newer, work):
    """Each document says what changed of what it shows; what stands in another is none of its changes."""
    for folder in (older, newer):
        diff.replace(folder / "strategy.yaml", "language:", "documents:\n  - {name: strategy, layout: strategy}\n  - {name: part, layout: board, parts: [SEC-ABOUT], annexes: []}\n"
                     "  - {name: asks, for-each: of, layout: asks}\nlanguage:")
    about = newer / "sections/about.md"
    about.write_text(about.read_text() + "\nA last sentence, about [@ASK-04].\n")
    old = older / "sections/about.md"
    old.write_text(old.read_text() + "\nA sentence about [@ASK-02], which stays.\n")
    about.write_text(about.read_text().replace("\nA last", "\nA sentence about [@ASK-02], which stays.\n\nA last"))
    done = build(newer, older, work / "all")
    marks = {path.relative_to(work / "all").as_posix(): read(path)[1] for path in (work / "all").rglob("*.html")}
    around = {name: sorted({one for _, one, _ in found}) for name, found in marks.items()}
    say(done.returncode == 0 and around["strategy.html"] == ["ASK-04", "ASK-05", "SEC-ABOUT"], "the whole has all of them", (around, done.stderr))
    say(around["part.html"] == ["SEC-ABOUT"] and [words for _, _, words in marks["part.html"]] == ["New"], "a part its own, and no number of elsewhere", marks["part.html"])
    say(around["asks/nobody.html"] == ["ASK-04", "ASK-05"] and around["asks/somebody.html"] == [], "what is asked of one body its own", around)
    listed = read(work / "all/asks/somebody.html")[2]
    say("Will go" in listed and "Has changed" not in listed, "and what is gone from it", listed)


def check_audience(work):
    """Kept then, kept now, kept in both: none of it is told to who may not read it."""
    older, newer = work / "kept-older", work / "kept-newer"
    call(PROGRAM, "new", older)
    diff.replace(older / "strategy.yaml", "language:", "audiences: [board, public]\neverybody: public\nlanguage:")
    board = "audience: [board]\nstate:"
    for number, title, words in ((6, "A zebrafinch that goes", "The zebrafinch sings for the board before it goes."),
                                 (7, "A quokka that changes", "The quokkatail is five miles long in the older text."),
                                 (8, "Is public later", "The marmosetpaw was for the board and nobody else then.")):
        diff.write_ask(older, number, title=title, of="Somebody", text=words)
        diff.replace(older / f"asks/ask-{number:02}.md", "state:", board)
    about = older / "sections/about.md"
    about.write_text(about.read_text() + "\n::: audience board\nThe narwhaltusk is told to the board in these words alone.\n:::\n\nEverybody reads these words of ours.\n")
    shutil.copytree(older, newer)
    (newer / "asks/ask-06.md").unlink()
    diff.replace(newer / "asks/ask-07.md", "five", "nine")
    diff.write_ask(newer, 8, title="Is public later", of="Somebody", text="What everybody may read now is something else.")
    new = newer / "sections/about.md"
    new.write_text(new.read_text().replace("The narwhaltusk is told", "A tusk was told").replace("words of ours", "words of theirs"))
    secrets = ("zebrafinch", "quokkatail", "marmosetpaw", "narwhaltusk", "ASK-06", "ASK-07")
    done = build(newer, older, work / "public", "--audience", "public")
    page, marks, _ = read(work / "public/strategy.html")
    say(done.returncode == 0 and not [one for one in secrets if one in page + done.stderr], "nothing that is or was kept from the public is in its page", [one for one in secrets if one in page + done.stderr])
    say(any("[-ours.-] {+theirs.+}" in words for _, _, words in marks), "what changed of the rest is", marks)
    done = build(newer, older, work / "board", "--audience", "board")
    page, marks, _ = read(work / "board/strategy.html")
    say(done.returncode == 0 and all(one in page for one in ("zebrafinch", "quokkatail", "narwhaltusk", "marmosetpaw", "ASK-07")) and any("[-five-] {+nine+}" in words for _, _, words in marks), "the board's copy has it", done.stderr)
    # Public then and kept now: its older words are refused.
    diff.replace(newer / "asks/ask-08.md", "state:", board)
    diff.write_ask(older, 8, title="Is public later", of="Somebody", text="What everybody may read now is something else.")
    done = build(newer, older, work / "later", "--audience", "public")
    page = read(work / "later/strategy.html")[0]
    say(done.returncode == 0 and "something else" not in page and "Is public later" not in page and "ASK-08" not in page, "what was public and is kept now is not said to be gone", done.stderr)
    diff.replace(newer / "sections/about.md", "Everybody reads these words of theirs.", "::: audience board\nEverybody reads these seven words of ours.\n:::")
    diff.replace(older / "sections/about.md", "Everybody reads these words of ours.", "Everybody reads these seven words of ours.")
    done = build(newer, older, work / "hidden", "--audience", "public")
    say(done.returncode == 1 and "error[E0752]" in done.stderr and not (work / "hidden").exists() and "seven words" not in done.stdout + done.stderr, "and words are not quoted from when they were public", done.stderr)


def check_faults(older, newer, work):
    broken = work / "broken"
    shutil.copytree(older, broken)
    diff.replace(broken / "asks/ask-04.md", "supports: [INT-01]", "supports: [INT-99]")
    done = build(newer, broken, work / "none")
    say(done.returncode == 1 and "error[E0750]" in done.stderr and "INT-99" not in done.stderr and not (work / "none").exists(), "an older reading with errors is refused", done.stderr)
    done = build(newer, work / "nowhere", work / "none")
    say(done.returncode == 1 and "error[E0004]" in done.stderr and not (work / "none").exists(), "and one that is not there", done.stderr)
    done = call(PROGRAM, "build", newer, "--since", older, "-f", "csv", "-o", work / "csv")
    say(done.returncode == 0 and "warning[E0751]" in done.stderr, "without a page nothing is marked, and that is said", done.stderr)


def check_revision(older, newer, work):
    if not tap.has("since a git revision", "git"):
        return
    tree = work / "tree"
    git = ("git", "-C", tree, "-c", "user.name=A", "-c", "user.email=a@example.org")
    shutil.copytree(older, tree / "content")
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "older"), ("tag", "v1")):
        call(*git, *words)
    shutil.rmtree(tree / "content")
    shutil.copytree(newer, tree / "content")
    done = build(tree / "content", "v1", work / "revision")
    say(done.returncode == 0 and (work / "revision/strategy.html").read_bytes() == (work / "marks/strategy.html").read_bytes(), "a git revision is marked as a folder is", done.stderr)


def main():
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        older, newer = diff.make(work)
        check_marks(older, newer, work)
        check_revision(older, newer, work)
        check_faults(older, newer, work)
        check_words(work)
        check_photograph(work)
        check_audience(work)
        check_documents(older, newer, work)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
