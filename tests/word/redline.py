"""The new text with tracked changes from the old one. redline.py SIGHTLINE CONTENT [--all]

Accepting all gives the new text, rejecting all the old one: by the rules of ECMA-376 (17.13.5) here, by docx4j and by LibreOffice,
for the sample with edits at random and for pairs of strategies that have little in common.
"""
import os
import pathlib
import random
import re
import shutil
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from lxml import etree  # noqa: E402
import tap  # noqa: E402

SIGHTLINE, CONTENT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
ALL = "--all" in sys.argv
WORK = pathlib.Path(tempfile.mkdtemp())
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


# --- what a file says ---

def load(path):
    parts = zipfile.ZipFile(path)
    return [etree.fromstring(parts.read(f"word/{name}.xml")) for name in ("document", "footnotes")]


def targets(root):
    """The paragraph that each bookmark stands in, by its words."""
    found = {}
    for start in root.iter(W + "bookmarkStart"):
        paragraph = next(a for a in start.iterancestors() if a.tag == W + "p")
        found[start.get(W + "name")] = "".join(t.text or "" for t in paragraph.iter(W + "t"))[:40]
    return found


def text_of(paragraph, marks):
    out, leads = [], None
    for e in paragraph.iter():
        if e.tag == W + "t":
            link = next((a.get(W + "anchor") for a in e.iterancestors(W + "hyperlink")), None)
            if link != leads and e.text:
                out.append(f"[to {marks.get(link, '?')}]" if link else "[]")
                leads = link
            out.append(e.text or "")
        elif e.tag == W + "tab" and e.getparent().tag == W + "r":
            out.append("\t")
        elif e.tag == W + "br":
            out.append("\n")
        elif e.tag == W + "instrText":
            out.append("{" + re.sub(r"REF (\w+)", lambda m: "REF " + marks.get(m[1], "?"), e.text or "") + "}")
        elif e.tag == W + "footnoteReference":
            out.append("^")
        elif e.tag.endswith("}docPr"):
            out.append("<" + (e.get("descr") or "") + ">")
    return "".join(out)


def lines(root, marks):
    """Paragraphs with their styles, rows and cells of tables, and sections, in order."""
    for e in root.iter(W + "p", W + "tr", W + "tc", W + "sectPr"):
        style = e.find(f"{W}pPr/{W}pStyle") if e.tag == W + "p" else None
        yield (e.tag, style.get(W + "val") if style is not None else "", text_of(e, marks) if e.tag == W + "p" else "")


def content(body, notes):
    marks = targets(body)
    by_id = {n.get(W + "id"): n for n in notes.iter(W + "footnote")}
    called = [list(lines(by_id[r.get(W + "id")], marks)) for r in body.iter(W + "footnoteReference")]
    return list(lines(body, marks)) + called


# --- accepting and rejecting, as the standard has it ---

def settle(root, accept):
    gone, kept = [{W + n for n in names} for names in (("del", "moveFrom"), ("ins", "moveTo"))][::1 if accept else -1]
    for change in list(root.iter(W + "pPrChange")):
        now, was = change.getparent(), change[0]
        now.remove(change)
        if not accept:
            stay = [c for c in now if c.tag in (W + "rPr", W + "sectPr")]
            now[:] = list(was) + stay
    for row in list(root.iter(W + "tr")):
        if any(c.tag in gone for c in row.iterfind(f"{W}trPr/*")):
            row.getparent().remove(row)
    for table in list(root.iter(W + "tbl")):
        if table.find(W + "tr") is None:
            table.getparent().remove(table)
    for e in list(root.iter(*gone)):
        if e.getparent().tag not in (W + "rPr", W + "trPr"):
            e.getparent().remove(e)
    for p in list(root.iter(W + "p")):
        if any(c.tag in gone for c in p.iterfind(f"{W}pPr/{W}rPr/*")):
            # Without its end it is the beginning of the paragraph behind it, whose properties stay.
            if list(p.iter(W + "t", W + "delText", W + "drawing", W + "fldChar")):
                behind = p.getnext()
                assert behind is not None and behind.tag == W + "p", etree.tostring(p)[:400]
                at = 1 if behind[:1] and behind[0].tag == W + "pPr" else 0
                behind[at:at] = [c for c in p if c.tag != W + "pPr"]
            p.getparent().remove(p)
    etree.strip_tags(root, *kept)
    for e in root.iter(W + "delText", W + "delInstrText"):
        e.tag = W + ("t" if e.tag == W + "delText" else "instrText")


def differ(got, wanted):
    """The first place where they differ."""
    for i, (a, b) in enumerate(zip(got, wanted)):
        if a != b:
            return f"{i}: {a}\nwanted {b}"
    return None if len(got) == len(wanted) else f"{len(got)} lines, wanted {len(wanted)}"


def check_whole(name, redline, old, now):
    for accept, other in ((True, now), (False, old)):
        body, notes = load(redline)
        settle(body, accept)
        settle(notes, accept)
        odd = differ(content(body, notes), content(*load(other)))
        tap.say(odd is None, f"{name}: {'accepting' if accept else 'rejecting'} all gives the {'new' if accept else 'old'} text", odd)
    body, notes = load(redline)
    ids = [e.get(W + "id") for root in (body, notes) for e in root.iter(*(W + n for n in (
        "ins", "del", "moveFrom", "moveTo", "pPrChange", "bookmarkStart", "moveFromRangeStart", "moveToRangeStart")))]
    names = [e.get(W + "name") for e in body.iter(W + "bookmarkStart")]
    who = {(e.get(W + "author"), (e.get(W + "date") or "")[:10]) for e in body.iter(W + "ins", W + "del", W + "moveFrom", W + "moveTo")}
    tap.say(len(set(ids)) == len(ids) and len(set(names)) == len(names) and len(who) <= 1 and all(a and d for a, d in who)
            and all(len(n) <= 40 for n in names), f"{name}: each change has its number, and all one author and day", who)
    refs = {h.get(W + "anchor") for h in body.iter(W + "hyperlink")} - {None} | {
        m for i in body.iter(W + "instrText", W + "delInstrText") for m in re.findall(r"REF (\w+)", i.text or "")}
    tap.say(not refs - set(names), f"{name}: what refers to a bookmark finds it", sorted(refs - set(names)))


# --- strategies ---

def edit(folder, seed, edits=10):
    """Edits of the kinds that people make, each by chance."""
    chance = random.Random(seed)
    files = sorted(p for p in folder.rglob("*.md") if p.name != "README.md" and p.read_text().startswith("---\n"))
    for n in range(edits):
        path = chance.choice(files)
        front, body = re.match(r"(---\n.*?\n---\n)(.*)", path.read_text(), re.S).groups()
        parts = body.strip().split("\n\n")
        at, mark = chance.randrange(len(parts)), f"{seed}x{n}"
        is_plain = not re.search(r"[:|\[\]{}#`<]", parts[at])
        kind = (n + seed) % 9
        if kind == 0:
            parts.insert(at, f"Words that *nobody* had **written** before.[^n{mark}]\n\n[^n{mark}]: A note of number {mark}.")
        elif kind == 1 and len(parts) > 2 and is_plain:
            del parts[at]
        elif kind == 2 and is_plain:
            parts[at] = re.sub(r"\b(the|and|of|to)\b", lambda m: m[0] if chance.random() < .6 else "every", parts[at], count=6)
        elif kind == 3 and len(parts) > 2 and is_plain:
            parts.insert(chance.randrange(len(parts)), parts.pop(at))
        elif kind == 4:
            parts.insert(at, "1. First of a list\n2. Second, **strong**\n3. Third")
        elif kind == 5:
            parts.insert(at, f"| Place | Number |\n|---|---:|\n| Kent | {n} |\n| Essex | 5 |\n| Surrey | 7 |")
        elif kind == 6:
            parts.append(f"## A heading by chance {mark}\n\nA text below it that is short.")
        elif kind == 7:
            front = re.sub(r"(?m)^title: ([^\"'\n]*)$", r"title: \1 and more", front)
        elif kind == 8:
            parts.insert(at, f"> A quotation that says {mark}.\n\n- a bullet\n- another\n  - and one below it")
        path.write_text(front + "\n" + "\n\n".join(parts) + "\n")
    return folder


def build(folder, name):
    """All of the strategy as one Word file."""
    done = tap.call(SIGHTLINE, "build", folder, "-o", WORK / f"{name}-out", "--layout", "strategy", "-f", "docx", "-q")
    path = WORK / f"{name}-out/strategy.docx"
    if not path.exists():
        tap.say(False, f"{name} is built", done.stdout + done.stderr)
    return path


def compare(name, old, now, *more):
    out = WORK / f"{name}-redline"
    done = tap.call(SIGHTLINE, "diff", old, now, "-f", "docx", "-o", out, "-q", *more)
    tap.say(done.returncode == 0 and (out / "changes.docx").exists(), f"{name}: its changes are a Word file", done.stderr[-2000:])
    return out / "changes.docx"


def with_headings(folder, names):
    """Headings in this order, each referred to before and behind them."""
    path = folder / "sections/governance.md"
    refer = "\n\n" + ", ".join(f"See [@SEC-GOVERNANCE#{name}]" for name in sorted(names)) + ".\n\n"
    parts = [f"## A heading of {name} {{#{name}}}\n\nWhat is said of {name} stays below its heading, wherever that goes." for name in names]
    path.write_text(path.read_text() + refer + "\n\n".join(parts) + refer)
    return folder


def with_text(small, name, *blocks):
    """A copy of the small strategy that says more in its section."""
    folder = shutil.copytree(small, WORK / name)
    path = folder / "sections/about.md"
    path.write_text("\n\n".join((path.read_text(), *blocks)) + "\n")
    return folder


def with_notes(small, name):
    """Paragraphs of which the first call of a note in the document is in the second, and others behind it."""
    said = [f"Paragraph {i} of what is {name}, in words of its own.{f'[^{name}{i}]' * (i % 2)}" for i in range(4)]
    return with_text(small, name, *said, "The end stays.", *(f"[^{name}{i}]: The note of it, number {i}." for i in (1, 3)))


def of_texts(texts, chosen, about):
    """(name, redline, old, new) of pairs of texts, each of blocks, there and back."""
    small = WORK / "small"
    folders = {name: with_text(small, f"{about}-{name}", *blocks) for name, blocks in texts.items()}
    built = {name: build(folder, f"{about}-{name}") for name, folder in folders.items()}
    for old, now in chosen + [(now, old) for old, now in chosen]:
        yield f"{about}: {old} to {now}", compare(f"{about}-{old}-{now}", folders[old], folders[now]), built[old], built[now]


def first_notes():
    """The paragraph with the first call of a note comes, goes or is moved: behind a table, at the begin, among others."""
    table, end, note = "| One | Two |\n| --- | --- |\n| a | b |", "The end stays.", "[^n]: The note."
    alpha, beta, gamma = (f"{name} is a paragraph of some length, with words that no other one has, such as {name.lower()}." for name in ("Alpha", "Beta", "Gamma"))
    noted = alpha + "[^n]"
    texts = {"without": (table, end), "behind": (table, noted, "A second.", end, note), "between": (table, beta, noted, gamma, end, note),
             "up": (noted, beta, gamma, end, note), "down": (beta, gamma, noted, end, note)}
    chosen = [("without", "behind"), ("without", "between"), ("up", "down"), ("behind", "between")]
    chance = random.Random(7)
    for k in range(10 if ALL else 3):
        blocks = [f"{chance.choice(['Roads', 'Skills', 'Homes'])} are what number {k}{i} is about, {chance.randrange(1000)} of them.{'[^n]' * (i == 1)}" for i in range(5)]
        some = [b for b in blocks if chance.random() < 0.5]
        texts[f"all{k}"] = (table, *blocks, end, note)
        texts[f"some{k}"] = (table, *some, end, *[note] * (blocks[1] in some))
        chosen.append((f"all{k}", f"some{k}"))
    yield from of_texts(texts, chosen, "first note")


WORDS = "alpha beta gamma delta river bridge port school college harbour coast field".split()


def sentence(chance):
    words = [chance.choice(WORDS) for _ in range(chance.randrange(3, 14))]
    last = chance.choice([words[-1]] * 7 + ["**strong**", "*soft*", "[@EV-01]", f"[a link](https://example.org/{words[0]})", f"`code {words[0]}`"])
    return f"{' '.join(words[:-1]).capitalize()} {last}."


def block(chance, k):
    """A block of any kind that stands in a text."""
    def some(form, least=1, most=3):
        return "\n".join(form.format(i + 1, sentence(chance)) for i in range(chance.randrange(least, most + 1)))
    columns = chance.randrange(2, 4)
    row = lambda: "| " + " | ".join(chance.choice(WORDS) for _ in range(columns)) + " |"  # noqa: E731
    return chance.choice([lambda: sentence(chance) + " " + sentence(chance)] * 4 + [
        lambda: "\n".join([row(), "|" + " --- |" * columns] + [row() for _ in range(chance.randrange(1, 4))])] * 2 + [
        lambda: some("- {1}"), lambda: some("{0}. {1}"), lambda: f"## {chance.choice(WORDS).capitalize()} {k}", lambda: f"> {sentence(chance)}",
        lambda: f"- {sentence(chance)}\n{some('  - {1}')}\n- {sentence(chance)}\n\n  {sentence(chance)}", lambda: f"```callout\ntitle: {chance.choice(WORDS)}\ntext: A {chance.choice(WORDS)}.\n```",
        lambda: f"```\n{chance.choice(WORDS)}\n  {chance.choice(WORDS)}\n```", lambda: f"> {sentence(chance)}\n>\n> - {sentence(chance)}"])()


def reword(chance, text):
    words = text.split(" ")
    at = [i for i, word in enumerate(words) if word in WORDS]
    for i in chance.sample(at, min(len(at), 2)):
        words[i] = chance.choice(WORDS)
    return " ".join(words)


def at_random():
    """Blocks of all kinds, of which some go, come, change and move."""
    texts, chosen = {}, []
    for seed in range(60 if ALL else 6):
        chance = random.Random(seed)
        old = [block(chance, k) for k in range(chance.randrange(3, 12))]
        now = [reword(chance, b) if chance.random() < 0.4 else b for b in old if chance.random() < 0.8]
        if len(now) > 1:
            now.insert(chance.randrange(len(now)), now.pop(chance.randrange(len(now))))
        for k in range(chance.randrange(3)):
            now.insert(chance.randrange(len(now) + 1), block(chance, 20 + k))
        texts[f"old{seed}"], texts[f"new{seed}"] = old, now
        chosen.append((f"old{seed}", f"new{seed}"))
    item = "Field, harbour and bridge of a college stand here together."
    texts["nested"], texts["flat"] = (f"- The first.\n  - {item}\n  - The last.",), (f"- The first.\n- {item}\n- The last.",)
    yield from of_texts(texts, chosen + [("nested", "flat")], "blocks")


def pairs():
    """(name, redline, old, new) of each pair."""
    built, folders = {}, {}
    for kind in ("small", "lis", "growth-plan", "action-plan") if ALL else ("small", "lis"):
        folders[kind] = WORK / kind
        tap.call(SIGHTLINE, "new", folders[kind], "--kind", kind)
    folders["constructs"] = HERE.parent / "conformance/constructs"
    folders["sample"] = CONTENT
    for seed in range(1, 13 if ALL else 4):
        folders[f"edit{seed}"] = edit(shutil.copytree(CONTENT, WORK / f"edit{seed}"), seed)
    chosen = [("sample", f"edit{seed}") for seed in range(1, 13 if ALL else 4)]
    for name, order in (("before", ("alpha", "beta", "gamma")), ("moved", ("beta", "gamma", "alpha"))):
        folders[name] = with_headings(shutil.copytree(CONTENT, WORK / name), order)
    for name in ("noted", "renoted"):
        folders[name] = with_notes(folders["small"], name)
    chosen += [("lis", "growth-plan"), ("growth-plan", "action-plan"), ("constructs", "sample")] if ALL else []
    chosen += [("before", "moved"), ("small", "lis"), ("small", "constructs"), ("constructs", "small")]
    chosen += [("small", "noted"), ("noted", "small"), ("noted", "renoted")]
    for old, now in chosen:
        for one in (old, now):
            if one not in built:
                built[one] = build(folders[one], one)
        yield f"{old} to {now}", compare(f"{old}-{now}", folders[old], folders[now]), built[old], built[now]


# --- by programs of others ---

def check_docx4j(made):
    if not tap.has("docx4j settles the changes", "mvn", "java"):
        return
    jars = tap.prepare("docx4j", HERE / "pom.xml", lambda folder: tap.call(
        "mvn", "-q", "-B", "-f", HERE / "pom.xml", "dependency:copy-dependencies", f"-DoutputDirectory={folder}"))
    if not jars:
        tap.skip("docx4j settles the changes", "docx4j")
        return
    words = [w for i, (_, red, _, _) in enumerate(made) for what in ("accept", "reject") for w in (what, red, WORK / f"{what}{i}.docx")]
    done = tap.call("java", "-cp", f"{jars}/*", HERE / "Settle.java", *words)
    for i, (name, _, old, now) in enumerate(made):
        for what, other in (("accept", now), ("reject", old)):
            path = WORK / f"{what}{i}.docx"
            odd = differ(content(*load(path)), content(*load(other))) if path.exists() else done.stderr[-1500:]
            tap.say(odd is None, f"{name}: so does docx4j, {what}ing", odd)


def plain(path):
    return [line.strip() for line in path.read_text().splitlines() if line.strip()]


def check_office(made):
    """Its text with the numbers that it counts; LibreOffice may leave an empty paragraph before a table."""
    python = "/usr/bin/python3"
    if not tap.has("LibreOffice settles the changes", "soffice") or tap.call(python, "-c", "import uno").returncode:
        tap.skip("LibreOffice settles the changes", "python3-uno")
        return
    words, texts = [], {}
    for i, (_, red, old, now) in enumerate(made):
        for what in ("accept", "reject"):
            words += [what, red, WORK / f"{what}{i}.txt"]
        for one in (old, now):
            if one not in texts:
                texts[one] = WORK / f"plain{len(texts)}.txt"
                words += ["open", one, texts[one]]
    done = tap.call(python, HERE / "settle.py", WORK / "office", *words, timeout=1500)
    for i, (name, _, old, now) in enumerate(made):
        for what, other in (("accept", now), ("reject", old)):
            got = WORK / f"{what}{i}.txt"
            odd = differ(plain(got), plain(texts[other])) if got.exists() else done.stderr[-1500:]
            tap.say(odd is None and "left" not in done.stdout, f"{name}: so does LibreOffice, {what}ing", odd)


def check_words(sample):
    """One word for another is that word alone; a paragraph that moved is a move; nothing is nothing."""
    folder = shutil.copytree(CONTENT, WORK / "word")
    path = folder / "asks/ask-dft-01.md"
    text = path.read_text()
    path.write_text(text.replace("in good time", "in due time"))
    body = load(compare("one word", CONTENT, folder, "--by", "The programme office", "--on", "2026-04-02"))[0]
    told = [("".join(t.text or "" for t in e.iter(W + "t", W + "delText")).strip(), e.tag[len(W):], e.get(W + "author"), e.get(W + "date")[:10])
            for e in body.iter(W + "ins", W + "del")]
    wanted = [("good", "del", "The programme office", "2026-04-02"), ("due", "ins", "The programme office", "2026-04-02")]
    tap.say(all(w in told for w in wanted) and not body.findall(f".//{W}moveFrom"), "one word for another is told as that", told[:8])
    parts = text.split("\n\n")
    path.write_text("\n\n".join([*parts[:1], *parts[2:3], parts[1], *parts[3:]]))
    body = load(compare("a move", CONTENT, folder))[0]
    moved = ["".join(t.text or "" for t in e.iter(W + "t")) for e in body.iter(W + "moveFrom", W + "moveTo")]
    tap.say(any("national" in m or "Department" in m for m in moved) and
            sorted(e.get(W + "name") for e in body.iter(W + "moveFromRangeStart")) == sorted(e.get(W + "name") for e in body.iter(W + "moveToRangeStart")),
            "a paragraph that stands at another place is a move", moved[:4])
    same = compare("nothing", CONTENT, CONTENT)
    body, notes = load(same)
    tap.say(not [e for root in (body, notes) for e in root.iter(W + "ins", W + "del", W + "moveFrom", W + "moveTo", W + "pPrChange")]
            and content(body, notes) == content(*load(sample)), "where nothing changed, nothing is told")
    again = tap.call(SIGHTLINE, "diff", CONTENT, CONTENT, "-f", "docx", "-o", WORK / "again", "-q", env={**os.environ, "TZ": "Asia/Tokyo"})
    tap.say(again.returncode == 0 and (WORK / "again/changes.docx").read_bytes() == same.read_bytes(), "the same bytes every time")


def of_documents():
    """(name, redline, old, new) of single documents of the sample: the paper of the board, the file of assurance, the strategy itself."""
    folder = edit(shutil.copytree(CONTENT, WORK / "paper"), 5)
    for path, was, now in (("sections/summary.md", "the ", "each "), ("sections/governance.md", "board", "council"), ("asks/ask-dft-01.md", "in good time", "in due time")):
        text = (folder / path).read_text()
        front, body = text.split("\n---\n", 1)
        (folder / path).write_text(f"{front}\n---\n" + body.replace(was, now, 2))
    for name in ("board", "assurance", "strategy") if ALL else ("board", "assurance"):
        files = []
        for which, source in (("old", CONTENT), ("now", folder)):
            done = tap.call(SIGHTLINE, "build", source, "-o", WORK / f"{name}-{which}", "--document", name, "-f", "docx", "-q")
            files.append(WORK / f"{name}-{which}/{name}.docx")
            if not files[-1].exists():
                tap.say(False, f"{name} is built", done.stdout + done.stderr)
        yield f"the document {name}", compare(f"of-{name}", CONTENT, folder, "--document", name), *files
    said = tap.call(SIGHTLINE, "diff", CONTENT, folder, "--document", "board").stdout
    whole = tap.call(SIGHTLINE, "diff", CONTENT, folder).stdout
    heads = lambda text: {line for line in text.splitlines() if re.match(r"(changed|new|removed) ", line)}
    tap.say("SEC-SUMMARY" in said and heads(said) < heads(whole), "of one document what it prints is told, and nothing else", heads(said) - heads(whole))
    done = tap.call(SIGHTLINE, "diff", CONTENT, folder, "--document", "bord", "-f", "docx", "-o", WORK / "none")
    each = tap.call(SIGHTLINE, "diff", CONTENT, folder, "--document", "asks", "-f", "docx", "-o", WORK / "none")
    poster = tap.call(SIGHTLINE, "diff", CONTENT, folder, "--document", "summary", "-f", "docx", "-o", WORK / "none")
    tap.say([one.returncode for one in (done, each, poster)] == [1, 1, 1] and "did you mean 'board'?" in done.stderr and "for each body" in each.stderr and "is a poster" in poster.stderr and not list(WORK.glob("none/*")),
            "a document that is none, one for each body, and a poster are refused", done.stderr + each.stderr + poster.stderr)


def main():
    made = list(pairs())
    made += of_documents()
    texts = [*first_notes(), *at_random()]
    made += texts
    for one in made:
        check_whole(*one)
    check_words(build(CONTENT, "sample-again"))
    check_docx4j(made)
    check_office(made if ALL else made[-6 - len(texts):])
    shutil.rmtree(WORK)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
