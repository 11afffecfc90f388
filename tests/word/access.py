"""What the accessibility checkers of Word and of LibreOffice look for, in Word files. access.py SIGHTLINE CONTENT

Both run in a window alone, so their rules are followed here: Microsoft's "Rules for the Accessibility Checker", and
LibreOffice's sw/source/core/access/AccessibilityCheck.cxx. That notes and merged cells are used at all, which LibreOffice
tells of every one, is what the document is to have.
"""
import pathlib
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
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DC = "{http://purl.org/dc/elements/1.1/}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def light(color):
    """Relative luminance (WCAG 2.2)."""
    parts = [int(color[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a, b):
    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


class File:
    def __init__(self, path):
        parts = zipfile.ZipFile(path)
        self.read = lambda name: etree.fromstring(parts.read(name))
        self.body, self.styles, self.notes = self.read("word/document.xml"), self.read("word/styles.xml"), self.read("word/footnotes.xml")
        self.core = self.read("docProps/core.xml")
        self.colors, self.sizes = {}, {}
        for style in self.styles.iter(W + "style"):
            color, size = style.find(f"{W}rPr/{W}color"), style.find(f"{W}rPr/{W}sz")
            self.colors[style.get(W + "styleId")] = color.get(W + "val") if color is not None else None
            self.sizes[style.get(W + "styleId")] = int(size.get(W + "val")) / 2 if size is not None else 11
        self.grounds = {s.get(W + "styleId"): s.find(f".//{W}shd").get(W + "fill") for s in self.styles.iter(W + "style") if s.find(f".//{W}shd") is not None}
        rels = self.read("word/_rels/document.xml.rels")
        self.targets = {r.get("Id"): r.get("Target") for r in rels}

    def style_of(self, p):
        s = p.find(f"{W}pPr/{W}pStyle")
        return s.get(W + "val") if s is not None else "Normal"


def text(e):
    return "".join(t.text or "" for t in e.iter(W + "t"))


def faults(file):
    """(rule, where) of each place that a checker would name."""
    body = file.body
    title = file.core.find(DC + "title")
    if title is None or not (title.text or "").strip():
        yield "the document has no title", ""
    if file.styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang") is None:
        yield "the document has no language", ""
    for d in body.iter(WP + "docPr"):
        if not (d.get("descr") or "").strip():
            yield "a picture has no text in its place", d.get("name")
    if body.find(f".//{WP}anchor") is not None or body.find(f".//{W}txbxContent") is not None:
        yield "an object is not in line with the text", ""
    level = 0
    for p in body.iter(W + "p"):
        match = re.fullmatch(r"Heading(\d)", file.style_of(p))
        if match:
            here = int(match[1])
            if here > level + 1:
                yield "a level of headings is left out", f"{level} to {here}: {text(p)[:60]}"
            level = here
            if not text(p).strip():
                yield "a heading is empty", ""
    for link in body.iter(W + "hyperlink"):
        said = text(link).strip()
        if not said:
            yield "a link says nothing", link.get(R + "id") or link.get(W + "anchor")
        target = file.targets.get(link.get(R + "id"), "")
        if said and said == target and not said.startswith("mailto:"):
            yield "a link is called by its address", said
    for t in body.iter(W + "tbl"):
        rows = t.findall(W + "tr")
        style = t.find(f"{W}tblPr/{W}tblStyle")  # none: it sets blocks side by side
        if style is not None and style.get(W + "val") == "StrategyTable" and rows[0].find(f"{W}trPr/{W}tblHeader") is None:
            yield "a table has no row of heads", text(t)[:60]
        if any(not text(r).strip() and r.find(f".//{WP}docPr") is None and r.find(f".//{W}vMerge") is None for r in rows):
            yield "a row is empty", text(t)[:60]
    blank = 0
    for p in body.iter(W + "p"):
        empty = not text(p).strip() and p.find(f".//{WP}docPr") is None and not any(a.tag == W + "tc" for a in p.iterancestors())
        blank = blank + 1 if empty else 0
        if blank >= 3:
            yield "empty paragraphs make room", ""
        if re.search(r"[ \u00a0]{4,}", text(p)) and file.style_of(p) != "Code":
            yield "spaces make room", text(p)[:60]
    for p in [*body.iter(W + "p"), *file.notes.iter(W + "p")]:
        yield from faint(file, p)


def faint(file, p):
    """Text that stands out from its ground too little: 4.5 to 1, large text 3 to 1."""
    style = file.style_of(p)
    shade = p.find(f"{W}pPr/{W}shd")
    cell = next((a for a in p.iterancestors() if a.tag == W + "tc"), None)
    grounds = [shade, cell.find(f"{W}tcPr/{W}shd") if cell is not None else None]
    ground = next((g.get(W + "fill") for g in grounds if g is not None), file.grounds.get(style, "FFFFFF"))
    for run in p.iter(W + "r"):
        if not text(run).strip():
            continue
        own, character = run.find(f"{W}rPr/{W}color"), run.find(f"{W}rPr/{W}rStyle")
        color = own.get(W + "val") if own is not None else file.colors.get(character.get(W + "val")) if character is not None else None
        color = color or file.colors.get(style) or "000000"
        least = 3 if file.sizes.get(style, 11) >= 18 else 4.5
        if contrast(color, ground if ground != "auto" else "FFFFFF") < least:
            yield "text is too faint", f"{style} {color} on {ground}: {text(run)[:40]}"


def main():
    work = pathlib.Path(tempfile.mkdtemp())
    for name, folder in (("sample", CONTENT), ("constructs", HERE.parent / "conformance/constructs")):
        done = tap.call(SIGHTLINE, "build", folder, "-o", work / name, "-f", "docx", "-q")
        files = sorted((work / name).rglob("*.docx"))
        tap.say(done.returncode == 0 and files, f"{name}: its Word files are made", done.stderr[-500:])
        for path in files:
            found = sorted(set(faults(File(path))))
            tap.say(not found, f"{name}/{path.name}: neither checker has anything to say", "\n".join(f"{rule}: {where}" for rule, where in found))
    shutil.rmtree(work)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
