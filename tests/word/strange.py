"""Word files in shapes that reviewers and programs make of them, read and applied. strange.py SIGHTLINE CONTENT

What a reviewer who accepted all changes would read is compared with what the changed sources print, wherever a change is made;
where it is not, a reason is given.
"""
import copy
import pathlib
import random
import re
import shutil
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import back  # noqa: E402
from back import CONTENT, OUT, SIGHTLINE, WORK, OxmlElement, change, cut, delete, docx, find, insert, lines, nsdecls, open_base, parse_xml, pick, qn, read, remark, replace_part, save  # noqa: E402
import tap  # noqa: E402

folders = 0


def fresh():
    global folders
    folders += 1
    return shutil.copytree(CONTENT, WORK / f"strange{folders}")


def rewrite(path, edit):
    """Each part as edit(name, bytes) has it: (name, bytes)."""
    old = zipfile.ZipFile(path)
    parts = [edit(n, old.read(n)) for n in old.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for n, b in parts:
            z.writestr(n, b)


def strict(name, data):
    for old, new in ((b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
                     (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships")):
        data = data.replace(old, new)
    return name, data


def elsewhere(name, data):
    """The parts under the names that Word for the web gives them."""
    data = data.replace(b"word/document.xml", b"word/document2.xml")
    if name.endswith(".rels"):
        data = data.replace(b'"comments.xml"', b'"/word/comments7.xml"')
    data = data.replace(b"/word/comments.xml", b"/word/comments7.xml") if name == "[Content_Types].xml" else data
    return name.replace("word/document.xml", "word/document2.xml").replace("word/comments.xml", "word/comments7.xml").replace("document.xml.rels", "document2.xml.rels"), data


def wide(name, data):
    if name not in ("word/document.xml", "word/comments.xml"):
        return name, data
    return name, ('<?xml version="1.0" encoding="UTF-16"?>' + re.sub(r"^<\?xml[^>]*\?>", "", data.decode())).encode("utf-16")


def marked(name, data):
    return name, b"\xef\xbb\xbf" + data if name == "word/document.xml" else data


def check_containers(phrase, at):
    for name, edit in (("strict", strict), ("parts elsewhere", elsewhere), ("in UTF-16", wide), ("with a byte order mark", marked)):
        word = open_base()
        remark(word, phrase, f"Sent back {name}.")
        path = save(word, name.replace(" ", "-"))
        rewrite(path, edit)
        got = lines(read(path))
        tap.say(len(got) == 1 and got[0].startswith(f"{at}: comment (A Reviewer"), f"a file {name} is read as any other", got)


BOX = """<w:r {0} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{1}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>
 <mc:Fallback><w:pict><v:textbox><w:txbxContent>{1}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def check_comments(phrase, at):
    word = open_base()
    word.add_comment(cut(word, phrase)[1], text="All of it.", author="A", initials="A")
    inner = " ".join(phrase.split(" ")[1:3])
    remark(word, inner, "A part.")
    got = lines(read(save(word, "overlapping")))
    file, line, column = at.split(":")
    tap.say([g.split(": ")[0] for g in got] == [at, f"{file}:{line}:{int(column) + phrase.index(inner)}"], "two comments on words that overlap", got)
    word = open_base()
    remark(word, phrase, "One.")
    remark(word, back.PLACES["BodyText"][9][0], "Two.")
    path = save(word, "twice")
    replace_part(path, "word/comments.xml", lambda b: re.sub(rb'w:id="1"', b'w:id="0"', b))
    got = lines(read(path))
    tap.say(len(got) == 2 and "One." in got[0] and "Two." in got[1], "comments of one number are both listed", got)
    word = open_base()
    remark(word, phrase, "Begun outside.")
    start = next(word.element.body.iter(qn("w:commentRangeStart")))
    p = start.getparent()
    p.remove(start)
    p.addprevious(start)
    got = lines(read(save(word, "outside")))
    tap.say(len(got) == 1 and got[0].startswith(f"{file}:{line}:1: comment"), "a comment that begins between paragraphs", got)
    word = open_base()
    remark(word, phrase, "Behind a box.")
    p, _ = find(word, phrase)
    said = '<w:p><w:ins w:id="77" w:author="Box" w:date="2026-03-03T10:00:00Z"><w:r><w:t>Words in a box.</w:t></w:r></w:ins></w:p>'
    list(p._p.iter(qn("w:r")))[1].addnext(parse_xml(BOX.format(nsdecls("w"), said)))
    got = lines(read(save(word, "boxed")))
    tap.say(len(got) == 2 and got[0].startswith(f"{at}: comment") and "changed since" not in got[0] and 'insertion (Box, 3 March 2026): "Words in a box."' in got[1],
            "a text box in a paragraph is read once, and leaves the paragraph whole", got)


def figure_comment():
    """A comment whose words begin with a figure of the register."""
    texts = [text_of(p) for p in BASE.element.body.iter(qn("w:p"))]
    for file in sorted((CONTENT / "sections").glob("*.md")):
        text = file.read_text()
        for match in re.finditer(r"\[=[A-Za-z0-9.-]+\] ([a-z]+ [a-z]+ [a-z]+)\b", text):
            found = [re.search(r"([£\d][\d.,]*(?:%|[ \u00a0][mb]illion)?) " + match[1], t) for t in texts]
            found = [f for f in found if f]
            if len(found) != 1 or sum(match[1] in t for t in texts) != 1:
                continue
            word = open_base()
            _, run = cut(word, match[1])
            before = run._r.getprevious()
            if before is None or before.tag != qn("w:r"):
                continue
            word.add_comment([docx.text.run.Run(before, word), run], text="Which year?", author="A", initials="A")
            got = lines(read(save(word, "figure")))
            line = text[:match.start()].count("\n") + 1
            tap.say(len(got) == 1 and got[0].startswith(f"{file.relative_to(CONTENT)}:{line}:") and "Which year?" in got[0],
                    "a comment that begins with a figure of the register", (found[0][0], got))
            return
    tap.say(False, "the sample has a figure to comment on")


def mark_end(p, kind):
    properties = p.get_or_add_pPr()
    look = properties.find(qn("w:rPr"))
    if look is None:
        look = OxmlElement("w:rPr")
        properties.append(look)
    look.append(change(kind))


def apply(folder, path, form="human"):
    return tap.call(SIGHTLINE, "comments", path, "--apply", "-C", folder, "--format", form, cwd=WORK)


def text_of(p):
    return "".join(t.text or "" for t in p.iter(qn("w:t")))


def divide(word, phrase):
    """Before the words, tracked, as the return key does."""
    p, run = cut(word, phrase)
    second = copy.deepcopy(p._p)
    second[:] = [e for e in second if e.tag == qn("w:pPr")]
    for e in list(p._p)[list(p._p).index(run._r):]:
        if e.tag != qn("w:bookmarkEnd"):
            second.append(e)
    p._p.addnext(second)
    mark_end(p._p, "ins")


def check_ends(phrase, at):
    file, line, column = at.split(":")
    word = open_base()
    divide(word, phrase)
    path = save(word, "split")
    got = lines(read(path))
    tap.say(len(got) == 1 and got[0].startswith(f"{file}:{line}:") and ": division (B Reader" in got[0] and "changed since" not in got[0],
            "a paragraph that was divided, tracked", got)
    folder = fresh()
    apply(folder, path)
    was, now = (CONTENT / file).read_text(), (folder / file).read_text()
    tap.say(now != was and re.search(r"\S\n\n" + re.escape(phrase), now) and now.split() == was.split(), "is divided in the source", now[:600])
    word = open_base()
    ask = "asks/ask-dft-01.md"
    paragraphs = list(word.element.body.iter(qn("w:p")))
    behind = next(i for i, p in enumerate(paragraphs) if "In return, authorities on both sides" in text_of(p))
    mark_end(paragraphs[behind - 1], "del")
    path = save(word, "joined")
    got = lines(read(path))
    tap.say(len(got) == 1 and got[0].startswith(ask) and ": joining (B Reader" in got[0], "two paragraphs that were joined, tracked", got)
    folder = fresh()
    apply(folder, path)
    was, now = (CONTENT / ask).read_text(), (folder / ask).read_text()
    tap.say(". In return, authorities" in now and now.split() == was.split(), "are joined in the source", now[:800])
    word = open_base()
    p, _ = find(word, "In return, authorities on both sides")
    fresh_p = copy.deepcopy(p._p)
    fresh_p[:] = [e for e in fresh_p if e.tag == qn("w:pPr")]
    e = change("ins")
    e.append(parse_xml(f'<w:r {nsdecls("w")}><w:t>A paragraph as it is typed.</w:t></w:r>'))
    fresh_p.append(e)
    p._p.addnext(fresh_p)
    mark_end(p._p, "ins")
    path = save(word, "typed")
    got = lines(read(path))
    folder = fresh()
    apply(folder, path)
    tap.say(len(got) == 1 and ": insertion (" in got[0] and "\n\nA paragraph as it is typed.\n" in (folder / ask).read_text(), "a paragraph typed behind another's end", got)


def refused(name, word, reason):
    path = save(word, name.replace(" ", "-"))
    folder = fresh()
    got = lines(read(path))
    done = apply(folder, path)
    same = all(f.read_bytes() == (CONTENT / f.relative_to(folder)).read_bytes() for f in folder.rglob("*") if f.is_file())
    tap.say(len(got) == 1 and same and "E0760" in done.stdout and re.search(reason, done.stdout), f"{name}: told, and not made, and why", (got, done.stdout[-800:]))


def check_made():
    """Changes of what the program made are told all the same."""
    word = open_base()
    for p in word.element.body.iter(qn("w:p")):
        links = [x for x in p.findall(qn("w:hyperlink")) if (x.get(qn("w:anchor")) or "").startswith("EV")]
        if p.pPr is not None and p.pPr.pStyle is not None and p.pPr.pStyle.val == "BodyText" and links:
            for r in list(links[0].findall(qn("w:r"))):
                delete(docx.text.run.Run(r, word))
            break
    refused("a citation taken out", word, r"a citation or reference stands there, \[@EV-")
    word = open_base()
    run = next(word.element.body.iter(qn("w:footnoteReference"))).getparent()
    delete(docx.text.run.Run(run, word))
    refused("a note taken out", word, "not made: ")
    word = open_base()
    delete(docx.text.run.Run(next(word.element.body.iter(qn("w:drawing"))).getparent(), word))
    refused("a picture taken out", word, "not made: no paragraph")
    word = open_base()
    t = word.tables[-1]
    t._tbl.tblPr.append(change("tblPrChange"))
    got = lines(read(save(word, "table-look")))
    tap.say(len(got) == 1 and "formatting (B Reader" in got[0], "a table whose look was changed, tracked", got)
    word = open_base()
    head = next(s for s in word.sections if s.header.paragraphs)
    head.header.paragraphs[0]._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="9" w:author="H" w:date="2026-03-03T10:00:00Z"><w:r><w:t>DRAFT 2</w:t></w:r></w:ins>'))
    got = lines(read(save(word, "head")))
    tap.say(len(got) == 1 and 'insertion (H, 3 March 2026): "DRAFT 2"' in got[0], "words put into a running head", got)


MARKS = ["*", "_", "[", "]", "#", "|", "\\", "[=EV-PROD-01]", "[@EV-PROD-01]", "`", "~", "^", "{x}", "<b>", "&amp;", "$", "!", "1. one", "- a", "+ a", "= a", "=== ", "> a",
         "# a", ":::", "2) b", "“so”", "Ffŵl", "Αθήνα", "https://example.org/a_b_c", "a*b*c", "__init__", "**", "![x](y)", "[x](y)", "[^n]", "%", "- - -", "~~~", "---", "--", "...", "***", "2--3", "(c)", "a -- b", "--flag", "-- b", "----", "---b"]


def accepted(word, phrase):
    """What the paragraph says when its changes are made."""
    p = next(p for p in word.element.body.iter(qn("w:p")) if phrase in "".join(t.text or "" for t in p.iter(qn("w:t"), qn("w:delText")))
             and not (p.pPr is not None and p.pPr.pStyle is not None and p.pPr.pStyle.val.startswith("TOC")))
    out = []
    for run in p.iter(qn("w:r")):
        if not any(a.tag == qn("w:del") for a in run.iterancestors()) and run.find(qn("w:footnoteReference")) is None:
            out += [t.text or "" for t in run.iter(qn("w:t"))]
    return " ".join("".join(out).split())


def house(text):
    """Dashes and dots as the house sets them in any text: not where hyphens begin an option of a command."""
    def dash(run):
        option = (" " + text)[run.start()] == " " and (text + " ")[run.end()] != " "
        return run[0] if option or len(run[0]) not in (2, 3) else "–—"[len(run[0]) - 2]
    return re.sub("-+", dash, text).replace("...", "…")


def check_marks():
    """Whatever is put in prints as it was put in, at the start, in the middle and at the start of a line of the source, alone and in
    the place of words."""
    chance, good, odd = random.Random(5), 0, []
    phrases = [one for one in back.PLACES["BodyText"] if (CONTENT / one[1].split(":")[0]).suffix == ".md"]
    # Words that begin a line of the source too.
    for path in sorted(CONTENT.rglob("*.md")):
        if path.name == "README.md" or path.parent == CONTENT:
            continue
        for match in re.finditer(r"(?m)[a-z]\n([a-z]{3,} [a-z]{3,} [a-z]{3,} [a-z]{3,})\b", path.read_text()):
            try:
                find(BASE, match[1])
                back.where(match[1])
            except AssertionError:
                continue
            phrases.append((match[1], ""))
    chance.shuffle(phrases)
    word, folder, wanted = open_base(), fresh(), []
    used = set()
    for i, (phrase, _) in enumerate(phrases[-90:] + [p for p in phrases if not p[1]][:60]):
        try:
            p, run = cut(word, phrase)
        except AssertionError:
            continue
        if id(p._p) in used or any(p._p is u for u in used):
            continue
        used.add(p._p)
        mark = MARKS[i % len(MARKS)]
        escaped = mark.replace("&", "&amp;").replace("<", "&lt;")
        before, _, _ = run.text.partition(phrase)
        if i % 3 == 0:
            e = change("ins")
            e.append(parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve">{escaped} </w:t></w:r>'))
            run._r.addprevious(e)
        elif i % 3 == 1:
            insert(delete(run), escaped)
        else:
            insert(run._r, " " + escaped)
        wanted.append((phrase, mark, accepted(word, phrase)))
    path = save(word, "marks")
    done = apply(folder, path)
    built = tap.call(SIGHTLINE, "build", folder, "-o", WORK / "marks-out", "--document", "strategy", "-f", "docx", "-q")
    file = WORK / "marks-out/strategy.docx"
    tap.say(file.exists(), "sources with marks put in are read", f"{built.returncode} {built.stderr[-800:]} {built.stdout[-800:]}")
    if not file.exists():
        return
    said = {re.sub(r"\s+", " ", text_of(p)).strip() for p in docx.Document(str(file)).element.body.iter(qn("w:p"))}
    refusals = done.stdout.count("E0760")
    for phrase, mark, text in wanted:
        text = house(text)
        if text in said:
            good += 1
        elif not re.search(r"E0760.*" + re.escape(phrase[:12]) + r"|E0760.*" + re.escape(mark), done.stdout):
            odd.append((phrase, mark, text))
    tap.say(good >= 40 and not odd, f"what is put in prints as it was put in ({good} of {len(wanted)}, {refusals} refused)", "\n".join(map(str, odd)))


def check_spaces():
    """Words joined, parted, and with spaces taken along: what accepting would leave."""
    ask = CONTENT / "asks/ask-dft-01.md"
    text = ask.read_text()
    cases = [("a national road", [("keep", "a national"), ("del", " road"), ("ins", "road")], "a nationalroad"), ("a national road", [("keep", "a national"), ("del", " "), ("keep", "road")], "a nationalroad"),
             ("a national road", [("keep", "a nat"), ("ins", " "), ("keep", "ional road")], "a nat ional road"), ("a national road", [("keep", "a national"), ("del", " "), ("ins", "-"), ("keep", "road")], "a national-road"),
             ("a national road", [("keep", "a nation"), ("del", "al"), ("ins", " wide"), ("keep", " road")], "a nation wide road"), ("a national road", [("keep", "a "), ("del", "national "), ("keep", "road")], "a road")]
    for i, (phrase, parts, result) in enumerate(cases):
        word = open_base()
        _, run = cut(word, phrase)
        for kind, s in parts:
            other = copy.deepcopy(run._r)
            t = next(other.iter(qn("w:t")))
            t.text = s
            t.set(qn("xml:space"), "preserve")
            if kind == "del":
                t.tag = qn("w:delText")
            e = other if kind == "keep" else change(kind)
            if kind != "keep":
                e.append(other)
            run._r.addprevious(e)
        run._r.getparent().remove(run._r)
        folder = fresh()
        done = apply(folder, save(word, f"spaces{i}"))
        now = (folder / "asks/ask-dft-01.md").read_text()
        tap.say(now == text.replace(phrase, result, 1), f"“{phrase}” becomes “{result}” ({''.join(k[0] for k, _ in parts)})", done.stdout[-600:])


def check_line_ends():
    """Sources with CR LF keep them; a title takes words that are no marks of YAML, and refuses others."""
    folder = fresh()
    ask = folder / "asks/ask-dft-01.md"
    ask.write_bytes(ask.read_bytes().replace(b"\n", b"\r\n"))
    out = WORK / "crlf"
    tap.call(SIGHTLINE, "build", folder, "-o", out, "-f", "docx", "--document", "strategy", "-q")
    word = docx.Document(str(out / "strategy.docx"))
    insert(cut(word, "a national road")[1]._r, ", and a long one")
    p, _ = find(word, "In return, authorities on both sides")
    new = parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="BodyText"/><w:rPr/></w:pPr></w:p>')
    new.pPr.find(qn("w:rPr")).append(change("ins"))
    e = change("ins")
    e.append(parse_xml(f'<w:r {nsdecls("w")}><w:t>One more.</w:t></w:r>'))
    new.append(e)
    p._p.addnext(new)
    apply(folder, save(word, "crlf"))
    now = ask.read_bytes()
    tap.say(b"road, and a long one" in now and b"\r\n\r\nOne more.\r\n" in now and now.count(b"\n") == now.count(b"\r\n"), "line ends stay CR LF", now[-400:])


def main():
    global BASE
    done = tap.call(SIGHTLINE, "build", CONTENT, "-o", OUT, "-f", "docx")
    tap.say(done.returncode == 0, "the sample is built", done.stderr[-800:])
    BASE = open_base()
    back.PLACES.update(pick())
    phrase, at = back.PLACES["BodyText"][6]
    check_containers(phrase, at)
    check_comments(phrase, at)
    figure_comment()
    check_ends(phrase, at)
    check_made()
    check_marks()
    check_spaces()
    check_line_ends()
    shutil.rmtree(WORK)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
