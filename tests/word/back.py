"""What comes back in Word files, at its line. back.py SIGHTLINE CONTENT [--all]

The files are made by python-docx and LibreOffice from the sample's own Word file; the lines are looked up in
the sources by their words.
"""
import copy
import io
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile
import time
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import docx  # noqa: E402
from docx.oxml import OxmlElement, parse_xml  # noqa: E402
from docx.oxml.ns import nsdecls, qn  # noqa: E402
import tap  # noqa: E402

SIGHTLINE, CONTENT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
WORK = pathlib.Path(tempfile.mkdtemp())
OUT = WORK / "out"
made = set()  # files that were read back
MOST_SECONDS, MOST_BYTES = 2, 256 << 20


def where(phrase, kind="md"):
    """file:line:column of words that stand in the sources once."""
    hits = []
    for path in sorted(CONTENT.rglob(f"*.{kind}")):
        if path.name == "README.md":
            continue
        text = path.read_text()
        for match in re.finditer(re.escape(phrase), text):
            before = text[:match.start()]
            hits.append(f"{path.relative_to(CONTENT)}:{before.count(chr(10)) + 1}:{match.start() - (before.rfind(chr(10)) + 1) + 1}")
    assert len(hits) == 1, (phrase, hits)
    return hits[0]


def read(path, *more, folder=CONTENT, form="short"):
    made.add(path.name)
    return tap.call(SIGHTLINE, "comments", path, *more, "-C", folder, "--format", form, cwd=WORK)


def lines(done, folder=CONTENT):
    return [line.replace(f"{folder}/", "") for line in done.stdout.splitlines()]


def open_base(name="strategy"):
    return docx.Document(str(OUT / f"{name}.docx"))


def save(word, name):
    path = WORK / f"{name}.docx"
    word.save(str(path))
    return path


def find(word, phrase):
    """The paragraph, in tables too, that has the words, and its one run that does."""
    for p in word.element.body.iter(qn("w:p")):
        if p.pPr is not None and p.pPr.pStyle is not None and p.pPr.pStyle.val.startswith("TOC"):
            continue
        for run in p.iter(qn("w:r")):
            if phrase in "".join(t.text or "" for t in run.iter(qn("w:t"))):
                return docx.text.paragraph.Paragraph(p, word), docx.text.run.Run(run, word)
    raise AssertionError(phrase)


def cut(word, phrase):
    """The words as a run of their own."""
    p, run = find(word, phrase)
    before, _, after = run.text.partition(phrase)
    element = run._r
    for text, place in ((before, 0), (after, 1)):
        if not text:
            continue
        other = copy.deepcopy(element)
        for t in list(other.iter(qn("w:t")))[1:]:
            other.remove(t)
        next(other.iter(qn("w:t"))).text = text
        next(other.iter(qn("w:t"))).set(qn("xml:space"), "preserve")
        (element.addnext if place else element.addprevious)(other)
    run.text = phrase
    return p, run


def remark(word, phrase, text, author="A Reviewer"):
    _, run = cut(word, phrase)
    return word.add_comment(run, text=text, author=author, initials="AR")


def change(kind, author="B Reader", date="2026-03-03T10:00:00Z"):
    e = OxmlElement(f"w:{kind}")
    for name, value in (("id", "9000"), ("author", author), ("date", date)):
        e.set(qn(f"w:{name}"), value)
    return e


def delete(run, kind="del"):
    e = change(kind)
    run._r.addprevious(e)
    e.append(run._r)
    if kind == "del":
        for t in run._r.iter(qn("w:t")):
            t.tag = qn("w:delText")
    return e


def insert(after, text, kind="ins"):
    e = change(kind)
    e.append(parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve">{text}</w:t></w:r>'))
    after.addnext(e)
    return e


PLACES = {}


def pick():
    """Sentences of each kind of place, as they stand in the sources and in one run of the file."""
    word, found = open_base(), {}
    for p in word.element.body.iter(qn("w:p")):
        style = p.pPr.pStyle.val if p.pPr is not None and p.pPr.pStyle is not None else ""
        boxed = p.pPr is not None and p.pPr.find(qn("w:pBdr")) is not None and p.pPr.find(qn("w:pBdr")).find(qn("w:left")) is not None
        in_table = any(a.tag == qn("w:tc") for a in p.iterancestors())
        kind = "box" if boxed and style == "BodyText" else "cell" if in_table else style
        for run in p.findall(qn("w:r")):
            text = "".join(t.text or "" for t in run.iter(qn("w:t")))
            match = re.search(r"[A-Za-z]{3,} [a-z]{3,} [a-z]{2,} [a-z]{4,}", text)
            if not match or len(found.setdefault(kind, [])) > 60:
                continue
            try:
                spot = where(match[0])
            except AssertionError:
                continue
            file, line, _ = spot.split(":")
            source = (CONTENT / file).read_text().splitlines()[int(line) - 1]
            # Other lists are made from the register, and an item's title stands in a cell where the item is named there.
            if source.startswith("- ") if kind == "ListBullet" else kind != "cell" or not source.startswith("title:"):
                found[kind].append((match[0], spot))
    return found


def comment_case(name, kind, index=0):
    """A comment on words of that kind of place."""
    phrase, at = PLACES[kind][index]
    word = open_base()
    remark(word, phrase, f"See {name}.")
    path = save(word, name)
    got = lines(read(path))
    # A caption's words and a title are known by their line alone.
    by_line = kind in ("Caption", "Heading1")
    stands = len(got) == 1 and got[0].startswith(at.rsplit(":", 1)[0] + ":" if by_line else f"{at}: ")
    tap.say(stands and ": comment (A Reviewer, " in got[0] and got[0].endswith(f"See {name}."), f"a comment in {name} stands at {at}", [phrase, *got])
    return path, at


def check_comments():
    paths = {}
    for name, kind, index in [("a paragraph", "BodyText", 3), ("another paragraph", "BodyText", 20), ("a late paragraph", "BodyText", 50),
                              ("a heading", "Heading2", 0), ("a heading of a chapter", "Heading1", 0), ("a frame", "box", 0),
                              ("a cell", "cell", 0), ("a caption", "Caption", 0)]:
        if PLACES.get(kind):
            paths[name] = comment_case(name, kind, min(index, len(PLACES[kind]) - 1))
        else:
            tap.say(False, f"the sample has {name} to comment on", sorted(PLACES))
    return paths


def check_spread():
    """From one paragraph to another; without words; without author and day; in another script."""
    first, second = PLACES["BodyText"][4], PLACES["BodyText"][9]
    word = open_base()
    _, run = cut(word, first[0])
    _, last = cut(word, second[0])
    word.add_comment([run, last], text="All of this.", author="C", initials="C")
    got = lines(read(save(word, "across")))
    tap.say(len(got) == 1 and got[0].startswith(first[1] + ": comment (C, "), "a comment across paragraphs stands where it begins", got)
    word = open_base()
    remark(word, first[0], "Beth am 中文 و <b>&amp; [@EV-PROD-01] \u202e?", author="Siân")
    got = lines(read(save(word, "scripts")))
    tap.say(len(got) == 1 and "Siân" in got[0] and "<b>&amp; [@EV-PROD-01]" in got[0], "a comment in other scripts is printed", got)
    word = open_base()
    c = remark(word, first[0], "Who says so?")
    for key in ("author", "date"):
        c._comment_elm.attrib.pop(qn(f"w:{key}"), None)
    c._comment_elm.set(qn("w:author"), "")
    got = lines(read(save(word, "nameless")))
    tap.say(got == [f"{first[1]}: comment (unnamed): Who says so?"], "a comment without author and day is printed", got)
    word = open_base()
    got = read(save(word, "silent"))
    tap.say(got.returncode == 0 and not got.stdout, "a file without remarks has nothing to say", got.stdout)
    word = open_base()
    for i, (phrase, _) in enumerate(PLACES["BodyText"][:12]):
        remark(word, phrase, f"Number {i}")
    got = lines(read(save(word, "dozen")))
    tap.say([l.split(": ")[0] for l in got] == [at for _, at in PLACES["BodyText"][:12]], "a dozen comments stand at a dozen lines", got)


def check_replies():
    phrase, at = PLACES["BodyText"][6]
    word = open_base()
    one, two = remark(word, phrase, "Is it?"), word.add_comment(cut(word, phrase)[1], text="It is.", author="Author", initials="A")
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    for c, key in ((one, "0A000001"), (two, "0A000002")):
        c._comment_elm.findall(qn("w:p"))[-1].set(f"{{{w14}}}paraId", key)
    path = save(word, "replies")
    add_part(path, "word/commentsExtended.xml", '<?xml version="1.0"?><w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
             '<w15:commentEx w15:paraId="0A000001" w15:done="1"/><w15:commentEx w15:paraId="0A000002" w15:paraIdParent="0A000001" w15:done="0"/></w15:commentsEx>')
    got = lines(read(path))
    tap.say(len(got) == 2 and got[0].startswith(f"{at}: comment (A Reviewer") and "resolved" in got[0] and got[1].startswith(f"{at}: reply (Author"),
            "a reply and a resolved mark are read", got)
    folder = WORK / "replied"
    shutil.copytree(CONTENT, folder)
    file = folder / "engagement/word.yaml"
    read(path, "--record", folder=folder)
    once = file.read_text()
    read(path, "--record", folder=folder)
    tap.say("Is it?" in once and '"“Is it?”: It is."' in once and file.read_text() == once, "a reply is on record behind what it replies to, once", once)


def check_alike():
    """Without a bookmark, paragraphs that say what others do are found where a bookmark says they are from."""
    places = []
    for bare in (False, True):
        word = open_base()
        body = list(word.element.body.iter(qn("w:p")))
        named = [p for p in body if any(b.get(qn("w:name"), "").startswith("s_") for b in p.iter(qn("w:bookmarkStart")))]
        said = ["".join(t.text or "" for t in p.iter(qn("w:t"))).strip() for p in named]
        chosen = [p for p, text in zip(named, said) if text and said.count(text) > 1]
        for n, p in enumerate(chosen):
            paragraph = docx.text.paragraph.Paragraph(p, word)
            if paragraph.runs:
                word.add_comment(paragraph.runs[0], text=f"Number {n}.", author="A", initials="A")
        for mark in list(word.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))) if bare else []:
            mark.getparent().remove(mark)
        done = json.loads(read(save(word, "alike"), form="json").stdout)
        places.append({f["message"]: (f.get("file"), f.get("line")) for f in done["findings"] if "Number " in f["message"]})
    kept, lost = places
    wrong = {m: (kept[m], lost.get(m)) for m in kept if kept[m] != lost.get(m)}
    tap.say(len(kept) >= 20 and not wrong, f"{len(kept)} paragraphs that say what others do keep their place without bookmarks", list(wrong.items())[:8])


def add_part(path, name, text):
    with zipfile.ZipFile(path, "a") as z:
        z.writestr(name, text)


def replace_part(path, name, edit):
    old = zipfile.ZipFile(path)
    parts = {n: old.read(n) for n in old.namelist()}
    parts[name] = edit(parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for n, b in parts.items():
            z.writestr(n, b)


def check_changes():
    phrase, at = PLACES["BodyText"][7]
    column = int(at.split(":")[2])
    place = ":".join(at.split(":")[:2])
    word = open_base()
    insert(cut(word, phrase)[1]._r, " put in")
    got = lines(read(save(word, "insertion")))
    tap.say(got == [f'{place}:{column + len(phrase)}: insertion (B Reader, 3 March 2026): "put in"'], "a tracked insertion", got)
    word = open_base()
    delete(cut(word, phrase)[1])
    got = lines(read(save(word, "deletion")))
    tap.say(got == [f'{at}: deletion (B Reader, 3 March 2026): "{phrase}"'], "a tracked deletion", got)
    codes = [f["code"] for f in json.loads(read(WORK / "deletion.docx", form="json").stdout)["findings"]]
    tap.say(codes == ["E0701"], "has a code of its own", codes)
    word = open_base()
    insert(delete(cut(word, phrase)[1]), "other words")
    got = lines(read(save(word, "replacement")))
    tap.say(got == [f'{at}: replacement (B Reader, 3 March 2026): "{phrase}" becomes "other words"'], "a tracked replacement", got)
    word = open_base()
    other = PLACES["BodyText"][12]
    delete(cut(word, phrase)[1], "moveFrom")
    insert(cut(word, other[0])[1]._r, phrase, "moveTo")
    got = lines(read(save(word, "move")))
    tap.say(len(got) == 2 and got[0].startswith(f"{at}: moved away (") and got[1].split(":")[0] == other[1].split(":")[0]
            and ": moved here (" in got[1], "a tracked move stands at both ends", got)
    word = open_base()
    _, run = cut(word, phrase)
    run.bold = True
    run._r.rPr.append(change("rPrChange"))
    got = lines(read(save(word, "format")))
    tap.say(len(got) == 1 and got[0].startswith(place.split(":")[0] + ":") and "formatting (B Reader" in got[0], "a tracked change of looks", got)
    word = open_base()
    e = change("ins")
    inner = delete(cut(word, phrase)[1])
    inner.addprevious(e)
    e.append(inner)
    got = lines(read(save(word, "never")))
    tap.say(not got, "what was put in and taken out again is nothing", got)


def check_rearranged():
    """Without tracking: moved, divided, joined, written anew, deleted, with a pasted table."""
    phrase, at = PLACES["BodyText"][10]
    place = ":".join(at.split(":")[:2])
    word = open_base()
    remark(word, phrase, "Moved.")
    p, _ = find(word, phrase)
    word.element.body.insert(3, p._p)
    got = lines(read(save(word, "moved")))
    tap.say(len(got) == 1 and got[0].startswith(at), "a paragraph that was moved", got)
    word = open_base()
    remark(word, phrase, "Divided.")
    p, run = find(word, phrase)
    half = copy.deepcopy(p._p)
    for e in list(half):
        if e.tag in (qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
            half.remove(e)
    moving = False
    for e, twin in zip(list(p._p), list(x for x in copy.deepcopy(p._p))):
        moving = moving or e.tag == qn("w:commentRangeStart")
        if moving and e.tag != qn("w:bookmarkEnd"):
            p._p.remove(e)
    keep = False
    for e in list(half):
        keep = keep or e.tag == qn("w:commentRangeStart")
        if not keep and e.tag != qn("w:pPr"):
            half.remove(e)
    p._p.addnext(half)
    got = lines(read(save(word, "divided")))
    tap.say(len(got) == 1 and got[0].split(":")[0] == at.split(":")[0], "the second half of a paragraph that was divided", got)
    word = open_base()
    _, run = cut(word, phrase)
    remark(word, phrase, "Edited.")
    find(word, phrase)[0]._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve"> And one sentence more.</w:t></w:r>'))
    got = lines(read(save(word, "accepted")))
    tap.say(len(got) == 1 and got[0].startswith(at) and "changed since" in got[0], "a paragraph that was edited without tracking", got)
    word = open_base()
    p, _ = find(word, phrase)
    p._p.getparent().remove(p._p)
    other = PLACES["BodyText"][14]
    remark(word, other[0], "After a deletion.")
    got = lines(read(save(word, "deleted")))
    tap.say(len(got) == 1 and got[0].startswith(other[1]), "another paragraph was deleted", got)
    word = open_base()
    table = word.add_table(2, 2)
    table.cell(0, 0).text = "Xylophone quorum"
    word.add_comment(table.cell(0, 0).paragraphs[0].runs[0], text="From our own paper.", author="D", initials="D")
    got = lines(read(save(word, "pasted")))
    tap.say(len(got) == 1 and got[0].startswith("pasted.docx: not placed: comment (D") or len(got) == 1 and "not placed: comment (D" in got[0],
            "a comment on a pasted table is listed as not placed", got)
    done = read(WORK / "pasted.docx", form="json")
    codes = [f["code"] for f in json.loads(done.stdout)["findings"]]
    tap.say("E0702" in codes and "Xylophone quorum" in done.stdout, "with its words", done.stdout)
    return phrase, at, place


def check_strangers(phrase, at):
    """Files that lost what ours say of themselves, and another document altogether."""
    word = open_base()
    remark(word, phrase, "No bookmarks.")
    for b in list(word.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        b.getparent().remove(b)
    path = save(word, "unmarked")
    got = lines(read(path))
    tap.say(len(got) == 1 and got[0].startswith(at), "without bookmarks words say where it is", got)
    replace_part(path, "docProps/custom.xml", lambda b: re.sub(rb"<property .*</property>", b"", b, flags=re.S))
    done = read(path, form="json")
    codes = [f["code"] for f in json.loads(done.stdout)["findings"]]
    tap.say("E0705" in codes and "E0700" in codes, "that a file does not say what it is made from is said", codes)
    other = docx.Document()
    p = other.add_paragraph("Minutes of a wholly different meeting about drainage.")
    other.add_comment(p.runs[0], text="Wrong file?", author="E", initials="E")
    got = lines(read(save(other, "another")))
    tap.say(len(got) == 1 and "not placed: comment (E" in got[0], "another document's comment is listed as not placed", got)
    for name in ("board", "asks/department-for-transport"):
        word = open_base(name)
        for run in (r for p in word.paragraphs if p.style.name == "Body Text" for r in p.runs):
            match = re.search(r"[A-Za-z]{3,} [a-z]{3,} [a-z]{2,} [a-z]{4,}", run.text)
            try:
                spot = where(match[0]) if match else None
            except AssertionError:
                spot = None
            if spot:
                break
        remark(word, match[0], "In another document.")
        got = lines(read(save(word, "of-" + name.split("/")[0])))
        # Of a document cut from the strategy the line is known; numbers and pages in it may differ.
        tap.say(len(got) == 1 and got[0].startswith(spot.rsplit(":", 1)[0] + ":"), f"a comment in {name} stands at its line", [match[0], spot, *got])


def check_later(phrase, at):
    """The sources changed since the file was sent out."""
    folder = WORK / "later"
    shutil.copytree(CONTENT, folder)
    source = folder / at.split(":")[0]
    text = source.read_text()
    source.write_text(text.replace(phrase, phrase + " as is now written"))
    word = open_base()
    remark(word, phrase, "Sent before.")
    path = save(word, "before")
    got = lines(read(path, folder=folder), folder)
    tap.say(len(got) == 1 and got[0].startswith(at) and "changed since" in got[0], "a paragraph that changed since is found by its place", got)
    report = json.loads(read(path, folder=folder, form="json").stdout)
    codes = [f["code"] for f in report["findings"]]
    tap.say("E0704" in codes and "as is now written" in json.dumps(report), "both wordings are printed", codes)
    source.write_text("\n\n".join(text.split("\n\n")[:1]) + "\n\nAll is new here.\n\n" + "\n\n".join(text.split("\n\n")[1:]))
    got = lines(read(path, folder=folder), folder)
    line = int(at.split(":")[1]) + 2
    tap.say(len(got) == 1 and got[0].startswith(f"{at.split(':')[0]}:{line}:"), "a paragraph before it moves its line", got)


def check_forms(path):
    forms = {form: read(path, form=form).stdout for form in ("human", "json", "sarif", "github")}
    tap.say("note[E0700]" in forms["human"] and "^" in forms["human"] and json.loads(forms["json"])["summary"]["comments"] == 1
            and json.loads(forms["sarif"])["version"] == "2.1.0" and forms["github"].startswith("::notice"), "five forms of a report",
            forms["human"])


def check_record(path):
    folder = WORK / "record"
    shutil.copytree(CONTENT, folder)
    first = read(path, "--record", folder=folder)
    file = folder / "engagement/word.yaml"
    once = file.read_bytes() if file.exists() else b""
    second = read(path, "--record", folder=folder)
    tap.say(first.returncode == second.returncode == 0 and b"RSP-W" in once and file.read_bytes() == once and b"A Reviewer" not in once,
            "a comment is on record once, without a name", first.stderr + second.stderr)
    done = tap.call(SIGHTLINE, "check", folder)
    tap.say(done.returncode == 0 and "error" not in done.stderr, "the record is one that can be read", done.stderr)
    file.write_text(once.decode() + "events: []\n")
    word = open_base()
    remark(word, PLACES["BodyText"][30][0], "One more.")
    done = read(save(word, "more"), "--record", folder=folder, form="json")
    tap.say(done.returncode == 3 and "E0706" in done.stdout and "One more" not in file.read_text(),
            "what its authors made something else of is left", done.stdout)
    before = sorted((p, p.read_bytes()) for p in folder.rglob("*") if p.is_file())
    broken = WORK / "broken.docx"
    done = read(broken, path, "--record", folder=folder)
    after = sorted((p, p.read_bytes()) for p in folder.rglob("*") if p.is_file())
    tap.say(done.returncode == 3 and before == after, "nothing is recorded beside a file that cannot be read", done.stdout)


def check_office(phrase, at):
    """Through LibreOffice: as .docx, by .odt and by .doc, and back."""
    if not tap.has("LibreOffice brings comments back", "soffice"):
        return
    word = open_base()
    remark(word, phrase, "Through an office.")
    heading = PLACES["Heading2"][0]
    remark(word, heading[0], "On a heading.")
    insert(cut(word, PLACES["BodyText"][16][0])[1]._r, " tracked words")
    path = save(word, "office")

    def convert(kind, files, folder):
        folder.mkdir(exist_ok=True)
        tap.call("soffice", "--headless", f"-env:UserInstallation=file://{WORK}/office-home", "--convert-to", kind, "--outdir", folder, *files,
                 timeout=240)
        return folder

    wanted = {at.rsplit(":", 1)[0]: "comment", heading[1].rsplit(":", 1)[0]: "comment", PLACES["BodyText"][16][1].rsplit(":", 1)[0]: "insertion"}
    routes = [("docx", "docx:MS Word 2007 XML")] + [(kind, kind) for kind in ("odt", "doc")]
    for kind, name in routes:
        once = convert(name, [path], WORK / f"as-{kind}") / f"office.{kind}"
        if kind != "docx" and once.exists():
            back = convert("docx:MS Word 2007 XML", [once], WORK / f"back-{kind}") / "office.docx"
        else:
            back = once
        file = WORK / f"through-{kind}.docx"
        if back.exists():
            shutil.copy(back, file)
        got = lines(read(file))
        seen = {":".join(line.split(":")[:2]): line.split(": ")[1].split(" ")[0] for line in got}
        tap.say(all(seen.get(k) == v for k, v in wanted.items()), f"through LibreOffice's {kind} and back each is at its line", (got, wanted))


RUN = """
import os, resource, sys
child = os.fork()
if not child:
    os.execv(sys.argv[1], sys.argv[1:])
_, status, used = os.wait4(child, 0)
print(f"{used.ru_utime + used.ru_stime:.3f} {used.ru_maxrss}", file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def measured(*words, **options):
    """What a run says, its seconds of CPU and its most bytes of memory."""
    done = tap.call(sys.executable, "-c", RUN, *words, **options)
    seconds, kib = done.stderr.splitlines()[-1].split()
    return done, float(seconds), int(kib) * 1024


def text_of(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def check_hostile(phrase):
    base = (OUT / "strategy.docx").read_bytes()
    word = open_base()
    remark(word, phrase, "Good.")
    good = save(word, "good").read_bytes()

    def with_part(data, **parts):
        old = zipfile.ZipFile(io.BytesIO(data))
        all_parts = {n: old.read(n) for n in old.namelist()}
        all_parts.update({n.replace("__", "/").replace("_x", ".x").replace("_b", ".b"): b for n, b in parts.items()})
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
            for n, b in all_parts.items():
                z.writestr(n, b)
        return out.getvalue()

    head = b'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    entity = (b'<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
              b'<!ENTITY c SYSTEM "file:///etc/passwd">]>')
    files = {
        "no zip": b"This is no Word file.", "empty": b"", "old": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "cut short": good[:len(good) // 2],
        "zip bomb": with_part(good, word__document_xml=head + b"<w:p/>" * (40 << 20)),
        "zip bomb beside it": with_part(good, word__comments_xml=b"<a>" + b" " * (300 << 20) + b"</a>"),
        "many elements": with_part(good, word__document_xml=head + b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 600000 + b"</w:body></w:document>"),
        "deep": with_part(good, word__document_xml=head + b"<w:p>" * 5000 + b"</w:p>" * 5000 + b"</w:body></w:document>"),
        "broken XML": with_part(good, word__document_xml=head + b"<w:p><w:r>"),
        "entities": with_part(good, word__document_xml=entity + head + b"<w:p><w:r><w:t>&b;&c;</w:t></w:r></w:p></w:body></w:document>"),
        "no text": with_part(good, word__document_xml=b""),
    }
    (WORK / "broken.docx").write_bytes(files["broken XML"])
    harmless = {
        "macros": with_part(good, word__vbaProject_bin=b"\xd0\xcf\x11\xe0" * 100),
        "links outside": with_part(good, word___rels__comments_xml=b'<Relationships xmlns="x"><Relationship Id="r" Type="attachedTemplate" Target="http://192.0.2.1/x" TargetMode="External"/></Relationships>'),
        "a name that leads out": with_part(good, **{"..__..__evil_xml": b"<a/>"}),
    }
    folder = WORK / "hostile"
    shutil.copytree(CONTENT, folder)
    before = sorted(p for p in WORK.rglob("*") if folder not in p.parents)
    for group, wanted in ((files, False), (harmless, True)):
        for name, data in group.items():
            path = WORK / f"hostile {name}.docx"
            path.write_bytes(data)
            done, seconds, most = measured(SIGHTLINE, "comments", path, "-C", CONTENT, "--format", "short", cwd=WORK)
            made.add(path.name)
            read_it = done.returncode == 0 and "comment (A Reviewer" in done.stdout
            refused = done.returncode == 3 and "E0703" in done.stdout
            tap.say(read_it if wanted else refused, f"a file with {name} is {'read' if wanted else 'refused'}",
                    f"{done.returncode} {done.stdout[:500]} {done.stderr[:300]} {seconds}")
            tap.say(seconds <= MOST_SECONDS and most <= MOST_BYTES, f"{name} costs no more than {MOST_SECONDS} s and {MOST_BYTES >> 20} MiB",
                    f"{seconds} s, {most >> 20} MiB")
            for verb in (["--apply"], ["--record"]):
                tap.call(SIGHTLINE, "comments", path, *verb, "-C", folder, cwd=WORK)
                tap.say(wanted or text_of(folder) == text_of(CONTENT), f"{name} writes nothing with {verb[0]}")
            path.unlink()
    tap.say(sorted(p for p in WORK.rglob("*") if folder not in p.parents) == before, "nothing is written beside them")
    del base


def check_many(phrase, at):
    """Ten thousand comments, each printed."""
    word = open_base()
    remark(word, phrase, "Number 0")
    path = save(word, "many")
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    comments = "".join(f'<w:comment w:id="{i}" w:author="R{i % 50}" w:date="2026-03-03T10:00:00Z"><w:p><w:r><w:t>Number {i}</w:t></w:r></w:p></w:comment>'
                       for i in range(10000))
    replace_part(path, "word/comments.xml", lambda b: f'<?xml version="1.0"?><w:comments xmlns:w="{space}">{comments}</w:comments>'.encode())
    starts = "".join(f'<w:commentRangeStart w:id="{i}"/>' for i in range(1, 10000))
    ends = "".join(f'<w:commentRangeEnd w:id="{i}"/>' for i in range(1, 10000))
    replace_part(path, "word/document.xml", lambda b: re.sub(rb'(<w:commentRangeStart w:id="0"/>)(.*?)(<w:commentRangeEnd w:id="0"/>)',
                                                            rb"\1" + starts.encode() + rb"\2" + ends.encode() + rb"\3", b, flags=re.S))
    begin = time.monotonic()
    got = lines(read(path))
    tap.say(len(got) == 10000 and all(line.startswith(at) for line in got), f"ten thousand comments ({time.monotonic() - begin:.1f} s)", got[:3] + [len(got)])


def main():
    done = tap.call(SIGHTLINE, "build", CONTENT, "-o", OUT, "-f", "docx")
    tap.say(done.returncode == 0, "the sample is built", done.stderr)
    PLACES.update(pick())
    tap.say(len(PLACES.get("BodyText", [])) > 40, "there are places to comment on", {k: len(v) for k, v in PLACES.items()})
    paths = check_comments()
    check_spread()
    check_replies()
    check_alike()
    check_changes()
    phrase, at, _ = check_rearranged()
    check_strangers(phrase, at)
    check_later(phrase, at)
    check_forms(paths["a paragraph"][0])
    check_hostile(phrase)
    check_record(paths["a paragraph"][0])
    check_many(phrase, at)
    "--quick" in sys.argv or check_office(phrase, at)
    tap.say(len(made) >= 40, f"{len(made)} files came back")
    shutil.rmtree(WORK)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
