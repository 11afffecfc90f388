"""Tracked changes of Word files made in the sources. apply.py SIGHTLINE CONTENT

The files are made by python-docx from the sample's own; what the sources say then is looked up in them, and what the
document says in the Word file of the changed sources.
"""
import ctypes
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import back  # noqa: E402
from back import CONTENT, SIGHTLINE, WORK, change, cut, delete, docx, find, insert, open_base, parse_xml, nsdecls, qn, save  # noqa: E402
import tap  # noqa: E402

folders = 0


def fresh():
    global folders
    folders += 1
    return shutil.copytree(CONTENT, WORK / f"strategy{folders}")


def apply(folder, *paths, more=(), form="short"):
    return tap.call(SIGHTLINE, "comments", *paths, "--apply", *more, "-C", folder, "--format", form, cwd=WORK)


def text_of(folder):
    return {p.relative_to(folder): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def changed(folder):
    """(file, old lines, new lines) of what is another now."""
    out = []
    for path, now in text_of(folder).items():
        old = (CONTENT / path).read_bytes() if (CONTENT / path).exists() else b""
        if old != now:
            out.append((str(path), old.decode(), now.decode()))
    return out


def swap(word, old, new, author="B Reader"):
    """One word for another, tracked."""
    _, run = cut(word, old)
    e = delete(run)
    if new:
        insert(e, new)
    return word


def one(name, edit, path, old, new, **options):
    """An edit of the Word file is that edit of the Markdown, and nothing else."""
    word = open_base()
    edit(word)
    folder = fresh()
    done = apply(folder, save(word, name), **options)
    got = changed(folder)
    want = (CONTENT / path).read_text().replace(old, new, 1)
    good = done.returncode == 0 and len(got) == 1 and got[0][0] == path and got[0][2] == want
    odd = [line for line in (got[0][2].splitlines() if got else []) if line not in want.splitlines()]
    tap.say(good and done.stdout.startswith("--- "), f"{name}: the smallest edit of the Markdown", done.stdout[-1500:] + done.stderr + "\n".join(odd))
    check = tap.call(SIGHTLINE, "check", folder, "-q")
    tap.say(check.returncode == 0, f"{name}: what it makes can be read", check.stdout[-800:] + check.stderr[-800:])
    return folder


ASK = "asks/ask-dft-01.md"


def check_edits():
    one("a word", lambda w: swap(w, "in good time", "in due time"), ASK, "in good\ntime" if "in good\ntime" in (CONTENT / ASK).read_text() else "in good time",
        "in due time")
    one("words put in", lambda w: insert(cut(w, "a national road")[1]._r, ", and a long one"), ASK, "a national road", "a national road, and a long one")
    one("words taken out", lambda w: swap(w, " or borrow against a promise", ""), ASK, " or borrow against a promise", "")
    one("marks in what is put in", lambda w: insert(cut(w, "a national road")[1]._r, " *so* [x] a_b"), ASK, "a national road",
        "a national road \\*so\\* \\[x\\] a\\_b")
    one("beside a figure and a citation", lambda w: swap(w, "shows what already uses", "tells what already uses"), ASK, "shows what already uses",
        "tells what already uses")

    def paragraph(word):
        p, _ = find(word, "In return, authorities on both sides")
        fresh_p = parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="BodyText"/><w:rPr/></w:pPr></w:p>')
        fresh_p.pPr.find(qn("w:rPr")).append(change("ins"))
        e = change("ins")
        e.append(parse_xml(f'<w:r {nsdecls("w")}><w:t>A paragraph of a reviewer.</w:t></w:r>'))
        fresh_p.append(e)
        p._p.addnext(fresh_p)
    text = (CONTENT / ASK).read_text()
    one("a new paragraph", paragraph, ASK, text.rstrip("\n")[-30:], text.rstrip("\n")[-30:] + "\n\nA paragraph of a reviewer.")

    def gone(word):
        p, _ = find(word, "We ask the Department to decide by the end of 2026")
        for run in list(p._p.iter(qn("w:r"))):
            delete(docx.text.run.Run(run, word)) if run.find(qn("w:t")) is not None else None
    first = next(part for part in text.split("\n\n") if part.startswith("We ask the Department"))
    one("a paragraph taken out", gone, ASK, first + "\n\n", "")


def refused(name, edit, reason, **options):
    word = open_base()
    edit(word)
    folder = fresh()
    done = apply(folder, save(word, name), form="human", **options)
    tap.say(done.returncode == 0 and not changed(folder) and "E0760" in done.stdout and re.search(reason, done.stdout),
            f"{name}: not made, and why", done.stdout[-1500:] + done.stderr)


def register_line(entry):
    text = (CONTENT / "evidence/register.yaml").read_text()
    return text[:text.index(f"id: {entry}\n")].count("\n") + 1


def check_refusals():
    marks = [(p, m) for p in sorted((CONTENT / "foundations").rglob("*.md")) for m in re.finditer(r"\[=(EV-[A-Z]+-\d+)\] (\w+ \w+ \w+)", p.read_text())]
    word, found = open_base(), None
    for _, mark in marks:
        for p in word.element.body.iter(qn("w:p")):
            for run in p.iter(qn("w:r")):
                text = "".join(t.text or "" for t in run.iter(qn("w:t")))
                before = text.partition(" " + mark[2])
                if before[1] or text.startswith(mark[2]):
                    found = found or (mark[1], mark[2], text)
    entry, behind, text = found
    figure = text[:text.index(behind)].strip().split(" ")[-1] or text.split(" ")[0]
    # The figure stands in a run of its own or at the end of one.
    def figure_changed(w):
        for p in w.element.body.iter(qn("w:p")):
            runs = list(p.iter(qn("w:r")))
            texts = ["".join(t.text or "" for t in r.iter(qn("w:t"))) for r in runs]
            for i, t in enumerate(texts):
                if t.strip().startswith(behind) and i and re.search(r"\d", texts[i - 1]):
                    e = delete(docx.text.run.Run(runs[i - 1], w))
                    insert(e, "999")
                    return
        raise AssertionError(behind)
    refused("a computed figure", figure_changed, rf"the register says so: {entry}, line {register_line(entry)}\b")
    refused("a title that others refer to", swap_heading, "it is a title that others refer to")
    refused("an entry of the register", swap_entry, r"the register says so: EV-[A-Z]+-\d+, line \d+")


def swap_heading(word):
    title = re.search(r"(?m)^title: (.*)$", (CONTENT / ASK).read_text())[1]
    for p in word.paragraphs:
        if p.style.name.lower().startswith("heading") and p.text == title:
            e = delete(p.runs[0])
            insert(e, "Another title")
            return
    raise AssertionError(title)


def swap_entry(word):
    for p in word.element.body.iter(qn("w:p")):
        names = [b.get(qn("w:name")) for b in p.iter(qn("w:bookmarkStart"))]
        runs = [r for r in p.findall(qn("w:r")) if re.search(r"[a-z]{4}", "".join(t.text or "" for t in r.iter(qn("w:t"))))]
        if runs and any(n.startswith("EV_") for n in names):
            insert(delete(docx.text.run.Run(runs[0], word)), "Another statement")
            return
    raise AssertionError("no entry")


def check_reviewers():
    """Three files: what they agree on and what they do in different places is made; where they differ neither is."""
    paths = []
    for i, (word_for, place) in enumerate((("due", ", and a long one"), ("due", None), ("proper", " of note"))):
        word = open_base()
        swap(word, "in good time", f"in {word_for} time")
        if place:
            insert(cut(word, "Kent side" if i else "a national road")[1]._r, place)
        paths.append(save(word, f"reviewer{i}"))
    folder = fresh()
    done = apply(folder, *paths[:2])
    got = changed(folder)
    tap.say(len(got) == 1 and got[0][2].count("due time") == 1 and "a national road, and a long one" in got[0][2],
            "two reviewers who say the same, and one more thing: each once", done.stdout[-1500:])
    folder = fresh()
    done = apply(folder, *paths, form="human")
    got = changed(folder)
    tap.say(len(got) == 1 and "good" in got[0][2] and "due time" not in got[0][2] and "a national road, and a long one" in got[0][2]
            and "Kent side of note" in got[0][2], "what they say of different places is made", done.stdout[-1500:])
    tap.say("E0761" in done.stdout and "due" in done.stdout and "proper" in done.stdout, "what they say of one place is shown in both wordings", done.stdout[-1500:])
    done = apply(fresh(), *paths, form="json")
    summary = json.loads(done.stdout)["summary"]
    tap.say(summary["made"] == 2 and summary["conflicts"] == 1, "and counted", summary)


def check_since():
    """The source changed after the file was sent out: three-way."""
    word = open_base()
    swap(word, "in good time", "in due time")
    path = save(word, "since")
    folder = fresh()
    source = folder / ASK
    text = source.read_text()
    source.write_text(text.replace("We ask the Department", "We now ask the whole Department"))
    done = apply(folder, path)
    now = source.read_text()
    tap.say("due" in now and "We now ask the whole Department" in now, "words beside what changed since are changed", done.stdout[-1500:])
    folder = fresh()
    source = folder / ASK
    source.write_text(re.sub(r"in good\s+time", "in the best of time", text))
    before = source.read_text()
    done = apply(folder, path, form="human")
    tap.say(source.read_text() == before and "E0760" in done.stdout and "best of time" in done.stdout and "good" in done.stdout,
            "words that changed since are not, and both wordings shown", done.stdout[-1500:])


def no_room():
    """Every write to a file fails, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def check_writing():
    word = open_base()
    swap(word, "in good time", "in due time")
    path = save(word, "writing")
    folder = fresh()
    before = text_of(folder)
    done = apply(folder, path, more=["--dry-run"])
    tap.say(done.returncode == 0 and text_of(folder) == before and "+" in done.stdout and "due" in done.stdout, "--dry-run shows the diff and writes nothing",
            done.stdout + done.stderr)
    (WORK / "broken-too.docx").write_bytes(b"no Word file")
    done = apply(folder, path, WORK / "broken-too.docx")
    tap.say(done.returncode == 3 and text_of(folder) == before, "nothing is changed beside a file that cannot be read", done.stdout)
    done = tap.call(SIGHTLINE, "comments", path, "--apply", "-C", folder, cwd=WORK, preexec_fn=no_room)
    tap.say(done.returncode == 3 and "E0762" in done.stdout and text_of(folder) == before, "a full disk leaves every file as it was",
            f"{done.returncode} {done.stdout[-800:]} {done.stderr}")
    apply(folder, path)
    once = text_of(folder)
    done = apply(folder, path)
    tap.say(once != before and text_of(folder) == once, "doing it twice changes nothing twice", done.stdout)
    done = tap.call("patch", "-R", "-p0", "-d", WORK, "--dry-run", input=apply(fresh(), path, more=["--dry-run"]).stdout)
    tap.say(done.returncode in (0, 1), "the diff is one that patch reads", done.stdout + done.stderr)


def opened(path, work):
    """Runs `work` when a file is opened, with the moment to stop whoever opens it."""
    libc = ctypes.CDLL(None, use_errno=True)
    fd, opens = libc.inotify_init1(0), 0x20
    libc.inotify_add_watch(fd, str(path).encode(), opens)
    program = work()
    os.read(fd, 4096)
    program.send_signal(signal.SIGSTOP)
    os.close(fd)
    return program


def check_meanwhile():
    """A source that somebody saves while the Word file is read is not overwritten."""
    word = open_base()
    swap(word, "in good time", "in due time")
    for i in range(3000):  # which takes a while to read
        word.add_paragraph(f"Words that no source has, number {i}, so that each of them is looked for.")
    path = save(word, "meanwhile")
    folder = fresh()
    source = folder / ASK
    for name, their in (("another place", lambda text: text.replace("We ask the Department", "We now ask the whole Department")), ("the same words", lambda text: re.sub(r"in good\s+time", "in the best of time", text)),
                        ("nothing at all", lambda text: "")):
        text = source.read_text()
        program = opened(path, lambda: subprocess.Popen([SIGHTLINE, "comments", path, "--apply", "-C", folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=WORK))
        source.write_text(their(text))
        before = text_of(folder)
        program.send_signal(signal.SIGCONT)
        said, wrong = program.communicate(timeout=100)
        tap.say(program.returncode == 3 and "E0762" in said and "has changed since it was read" in said and text_of(folder) == before,
                f"a source of which somebody saves {name} meanwhile is as they left it", f"{program.returncode} {said[-800:]} {wrong}")
        source.write_text(text)
    done = apply(folder, path)
    tap.say("due" in source.read_text() and not [one for one in folder.rglob(".sightline*")], "and run again it is changed", done.stdout[-500:])


def main():
    done = tap.call(SIGHTLINE, "build", CONTENT, "-o", back.OUT, "-f", "docx")
    tap.say(done.returncode == 0, "the sample is built", done.stderr[-800:])
    check_edits()
    check_refusals()
    check_reviewers()
    check_since()
    check_writing()
    check_meanwhile()
    shutil.rmtree(WORK)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
