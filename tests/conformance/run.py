#!/usr/bin/env python3
"""PDFs of every layout against PDF/UA-1 and PDF/A-3a, by veraPDF in one process, as TAP.

run.py SIGHTLINE SPANS CONSTRUCTS SAMPLE [--bless]    also: what the structure says is what
constructs.tags holds (--bless writes it: then read it), the text of faces of other units is the
same; mutated files must fail (so that the checker is checked), `qpdf --check` is clean, poppler and
MuPDF open every page without a word.
"""
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import reading
import tap
from tap import call

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CACHE = tap.CACHE / "verapdf-1.28.2"
LAYOUTS = ["strategy", "board", "print", "summary"]
# What each mutation takes away, as lines of qpdf's QDF form; the flavour that must see it, and the
# clause that it must name.
MUTATIONS = {
    "no-language": (rb"^  /Lang .*$", "ua1", "7.2-"),
    "no-marked": (rb"^    /Marked true$", "ua1", "6.2-"),
    "no-alternative-text": (rb"^  /Alt .*$", "ua1", "7.3-"),
    "no-scope": (rb"^    /Scope /\w+$", "ua1", "7.5-"),
    "no-note-id": (rb"^  /ID \(note-\d+\)$", "ua1", "7.9-"),
    "no-tabs": (rb"^  /Tabs /S$", "ua1", "7.18.3-"),
    "no-link-contents": (rb"^  /Contents \(.*\)$", "ua1", "7.18.5-"),
    "no-title-shown": (rb"^    /DisplayDocTitle true$", "ua1", "7.1-"),
    "no-output-intent": (rb"^      /S /GTS_PDFA1$", "3a", "6.2.4.3-"),
    "no-relationship": (rb"^  /AFRelationship /\w+$", "3a", "6.8-"),
    "no-print-flag": (rb"^  /F 4$", "3a", "6.3.2-"),
    "no-unicode": (rb"^  /ToUnicode \d+ 0 R$", "3a", "6.2.11.7"),
    "no-identifier": (rb"<pdfaid:part>3</pdfaid:part>", "3a", "6.6.4-"),
}


def prepare_verapdf():
    """The classpath, or None with the reason."""
    for tool in ("mvn", "javac", "java"):
        if not shutil.which(tool):
            return None, tool
    jars = CACHE / "jars"
    if not jars.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        done = call("mvn", "-q", "-B", "-f", HERE / "pom.xml", "dependency:copy-dependencies",
                    f"-DoutputDirectory={CACHE / 'jars.part'}")
        if done.returncode:
            return None, "veraPDF (Maven: " + done.stdout[-200:] + ")"
        (CACHE / "jars.part").rename(jars)
    classes = pathlib.Path(tempfile.mkdtemp())
    done = call("javac", "-cp", f"{jars}/*", "-d", classes, HERE / "Conformance.java")
    if done.returncode:
        return None, "javac: " + done.stderr
    return f"{jars}/*:{classes}", ""


def build_all(program, sources, work):
    files = []
    for source in sources:
        for layout in LAYOUTS:
            out = work / f"{pathlib.Path(source).name}-{layout}"
            formats = "pdf" if layout == "summary" else "pdf,html"  # one page of PDF, and no page of the web
            done = call(program, "build", source, "-o", out, "--layout", layout, "-f", formats)
            tap.say(done.returncode == 0, f"{pathlib.Path(source).name} builds in {layout}", done.stderr)
            if done.returncode == 0:
                files.append(out / "strategy.pdf")
    out = work / "sheets"
    done = call(program, "build", sources[0], "-o", out, "--layout", "asks", "--by", "of", "-f", "pdf,html")
    tap.say(done.returncode == 0, "sheets by who is asked", done.stderr)
    files += sorted(out.glob("*.pdf"))
    for source in sources:
        if "\ndocuments:" not in (pathlib.Path(source) / "strategy.yaml").read_text():
            continue
        out = work / "documents"
        done = call(program, "build", source, "-o", out, "-f", "pdf,html")
        tap.say(done.returncode == 0, f"the documents of {pathlib.Path(source).name}", done.stderr)
        files += sorted(out.rglob("*.pdf"))
    return files


def changes(program, source, work):
    """What changed since a reading whose texts have other words here and there."""
    older, out = work / "older", work / "changes"
    shutil.copytree(source, older)
    for path in older.rglob("*.md"):
        path.write_text(re.sub(r"(?<= )(a|the|and)(?= \w)", "some other", path.read_text(), count=4))
    done = call(program, "diff", older, source, "-o", out, "-f", "pdf,html")
    tap.say(done.returncode == 0 and "{+" in done.stdout, "what changed", done.stderr)
    return sorted(out.glob("*.pdf"))


def check_texts(files):
    """The text of each PDF is that of its page, which is written from the source without fonts or lines."""
    documents = {path.stem for path in files if path.parent.name == "documents"}
    for path in files:
        if path.parent.name.endswith("-summary") or path.stem == "summary":
            continue  # its one page holds a choice of the text, and not what a cover says
        if path.parent.name in {f"content-{stem}" for stem in documents}:
            continue  # the document of the strategy in that layout is read: poppler takes 20 seconds for each
        page, _ = reading.letters_of_html(path.with_suffix(".html"))
        pdf = reading.letters_of_pdf(path)
        if path.stem == "changes":  # paper alone says on which page each of them stands
            pdf = re.sub(r"page\d(?=[A-Z])", "", pdf)
        page, pdf = (re.sub(r"(?<=Averyvery)very\w+?(?=here)", "", text) for text in (page, pdf))
        tap.say(page == pdf and len(page) > 300, f"{path.parent.name}/{path.stem}: {len(page)} letters of text are those of the page",
                "" if page == pdf else reading.first_difference(page, pdf))


def spanning_heads(spans, work):
    """A cell below spanning heads names all that speak for it: the place, the span, the year."""
    out = work / "spans" / "strategy.pdf"
    out.parent.mkdir()
    done, plain = call(spans, out), work / "spans.qdf"
    call("qpdf", "--qdf", "--object-streams=disable", out, plain)
    data = plain.read_bytes() if plain.exists() else b""
    cells = re.findall(rb"/Headers \[\s*((?:\(cell-\d+\)\s*)+)\]", data)
    named = set(re.findall(rb"^  /ID \((cell-\d+)\)$", data, re.M))
    used = set(re.findall(rb"cell-\d+", b"".join(cells)))
    tap.say(done.returncode == 0 and len(cells) == 4 and all(one.count(b"(") == 3 for one in cells) and used == named,
            "cells name the heads that span over them", f"{cells} {named}" if used != named or len(cells) != 4 else "")
    return [out] if done.returncode == 0 else []


def in_other_faces(program, source, work):
    """The same document in faces of 2,048 units to the em: a data folder with DejaVu under our names."""
    folder = pathlib.Path("/usr/share/fonts/truetype/dejavu")
    if not (folder / "DejaVuSerif.ttf").is_file():
        tap.skip("faces of 2,048 units", "fonts-dejavu-core")
        return []
    data = work / "data"
    (data / "fonts").mkdir(parents=True)
    shutil.copytree(ROOT / "layouts", data / "layouts")
    for face in (ROOT / "fonts").glob("*.ttf"):
        family = "Sans" if "Sans" in face.name else "SansMono" if "Code" in face.name else "Serif"
        bold = "-Bold" if "Bold" in face.name or "Semibold" in face.name else ""
        shutil.copy(folder / f"DejaVu{family}{bold}.ttf", data / "fonts" / face.name)
    out = work / "constructs-2048"
    done = call(program, "build", source, "-o", out, "-f", "pdf", env={**os.environ, "SIGHTLINE_DATA": str(data)})
    ours, theirs = (words_of(path / "strategy.pdf") for path in (work / "constructs-strategy", out))
    tap.say(done.returncode == 0 and ours == theirs and len(ours) > 500, f"faces of 2,048 units: the same {len(ours)} words", done.stderr)
    return [out / "strategy.pdf"] if done.returncode == 0 else []


def words_of(path):
    """All words in the order of the structure, however their lines are broken, but for the contents, whose pages are
    others; the overlong one, which poppler cuts at the page's edge, only as far as any face sets it."""
    lines, out, inside = call("pdfinfo", "-struct-text", path).stdout.splitlines(), [], None
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if inside is not None and indent > inside:
            continue
        inside = indent if line.strip().startswith("TOC ") or line.strip() == "TOC" else None
        out.append(line)
    return re.sub(r"[\s\u00ad-]|(?<=Averyvery)very\w+?(?=here)", "", "".join(re.findall(r'^ *"(.*)"$', "\n".join(out), re.M)))


def tags_of(path):
    """The structure tree, lines of a paragraph joined and objects without their numbers."""
    out = []
    for line in call("pdfinfo", "-struct-text", path).stdout.splitlines():
        text = re.fullmatch(r'( *)"(.*)"', line)
        before = re.fullmatch(r'( *)"(.*)"', out[-1]) if out else None
        if text and before and text[1] == before[1]:
            out[-1] = f'{text[1]}"{before[2]}{text[2]}"'
        elif not re.match(r" *Object \d+ \d+$", line):
            out.append(line)
    return "\n".join(re.sub(r"\s+\"$", "\"", re.sub(r"\u00ad", "", line)) for line in out) + "\n"


def check_structure(path, work, bless):
    if not shutil.which("pdfinfo"):
        tap.skip("the structure is as it was read", "pdfinfo")
        return
    golden, tags = HERE / "constructs.tags", tags_of(path)
    if bless:
        golden.write_text(tags)
    same = golden.read_text() == tags
    difference = "".join(difflib.unified_diff(golden.read_text().splitlines(True), tags.splitlines(True), n=1))
    tap.say(same, "the structure is as it was read", difference[:3000])
    names = call("pdfinfo", "-dests", path).stdout
    wanted = ["SEC-TEXT", "ASK-01", "EV-01", "tab-one", "fig-bar"]
    lost = [name for name in wanted if f'"{name}"' not in names]
    tap.say(not lost, "items, entries, tables and figures are named destinations", f"{lost} not in\n{names}" if lost else "")
    plain = work / "structure.pdf"
    call("qpdf", "--qdf", "--object-streams=disable", path, plain)
    data = plain.read_bytes()
    for name, pattern, count in (
            ("an expansion for each short form, once in an item", rb"^  /E \((gross value added|local enterprise partnership)\)$", 2),
            ("the language of foreign words", rb"^  /Lang \((fr|cy)\)$", 4),
            ("datasets belong to the tables and figures that show them", rb"^  /AF \[$", 8),
            ("a bounding box for each figure", rb"^    /BBox \[$", 18)):
        found = len(re.findall(pattern, data, re.M))
        tap.say(found == count, f"{name} ({found})", f"{count} expected")


def mutate(good, work):
    plain = work / "plain.pdf"
    call("qpdf", "--qdf", "--object-streams=disable", good, plain)
    data = plain.read_bytes()
    for name, (pattern, flavour, clause) in MUTATIONS.items():
        changed, count = re.subn(pattern, b"", data, flags=re.M)
        path = work / f"{name}.pdf"
        raw = work / f"{name}.qdf"
        raw.write_bytes(changed)
        with open(path, "wb") as out:
            subprocess.run(["fix-qdf", str(raw)], stdout=out, stderr=subprocess.DEVNULL)
        yield name, flavour, clause, path, count


def check_flavours(files, work):
    classpath, why = prepare_verapdf()
    if not classpath:
        tap.skip("veraPDF", why)
        return
    mutants = list(mutate(files[0], work)) if shutil.which("qpdf") else []
    # What has nothing attached is PDF/A-2a.
    plain = [path for path in files if path.parent.name in ("sheets", "spans", "changes", "asks")
             or (path.parent.name == "documents" and path.stem != "strategy")]
    wanted = [f"ua1,{'2a' if path in plain else '3a'}={path}" for path in files] + [f"{flavour}={path}" for _, flavour, _, path, _ in mutants]
    done = call("java", "-XX:+UseSerialGC", "-cp", classpath, "Conformance", *wanted, timeout=1200)
    verdicts = {tuple(line.split(" ", 3)[1:3]): line for line in done.stdout.splitlines() if line}
    for path in files:
        for flavour in ("ua1", "2a" if path in plain else "3a"):
            line = verdicts.get((flavour, str(path)), "no verdict " + done.stderr[-300:])
            tap.say(line.startswith("PASS"), f"{path.parent.name} conforms to {flavour}", "" if line.startswith("PASS") else line)
    for name, flavour, clause, path, count in mutants:
        line = verdicts.get((flavour, str(path)), "no verdict")
        tap.say(count > 0 and line.startswith("FAIL") and " " + clause in line, f"the checker sees: {name}", f"{count} places; {line[:200]}")


def check_readers(files):
    for path in files:
        name = path.parent.name
        for tool, words in (("qpdf", ["--check", path]), ("pdftoppm", ["-r", "20", "-png", path, path.parent / "page"]),
                            ("mutool", ["draw", "-q", "-r", "20", "-o", path.parent / "mu-%d.png", path])):
            if not tap.has(f"{tool} reads {name}", tool):
                continue
            done = call(tool, *words)
            # Debian builds mutool without colour management, and it says so of every file.
            said = done.stderr.replace("warning: ICC support is not available\n", "")
            tap.say(done.returncode == 0 and not said, f"{tool} reads {name} without a word", said)


def main():
    bless = "--bless" in sys.argv
    program, spans, *sources = (word for word in sys.argv[1:] if word != "--bless")
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        files = build_all(program, sources, work)
        if files:
            files += changes(program, sources[0], work)
            check_texts(files)
            check_structure(files[0], work, bless)
            files += spanning_heads(spans, work)
            files += in_other_faces(program, sources[0], work)
            check_flavours(files, work)
            check_readers(files)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
