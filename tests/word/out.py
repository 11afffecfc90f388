"""The Word file of a strategy as others read it. out.py SIGHTLINE CONTENT [--all]"""
import html.parser
import os
import pathlib
import re
import shutil
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import docx  # noqa: E402
from docx.oxml.ns import qn  # noqa: E402
import tap  # noqa: E402

SIGHTLINE, CONTENT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
ALL = "--all" in sys.argv
WORK = pathlib.Path(tempfile.mkdtemp())


def build(name, folder=CONTENT, formats="docx,html", **environment):
    out = WORK / name
    done = tap.call(SIGHTLINE, "build", folder, "-o", out, "-f", formats, env={**os.environ, **environment})
    tap.say(done.returncode == 0, f"{name}: it is built as {formats}", done.stderr)
    return out


def words(text):
    """Letters and digits alone: programs differ in spaces, marks and the numbers of notes."""
    return re.sub(r"[^\w]+", " ", text.replace("\u00ad", "")).split()


class Page(html.parser.HTMLParser):
    """Paragraphs with a number in the margin, and headings, of the page that readers see on the web."""

    def __init__(self, text):
        super().__init__()
        self.found, self.headings, self.at, self.depth = [], [], None, 0
        self.mute, self.is_main = [], False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag == "br":
            self.handle_data(" ")
        names = dict(attributes).get("class", "") or ""
        self.is_main = self.is_main or tag == "main"
        if tag in ("br", "img", "meta", "hr", "rect", "path", "input"):
            return
        self.mute.append("web" in names.split() or names.split()[:1] == ["pn"] or tag in ("svg", "sup", "script"))
        if self.is_main and tag == "p" and "np" in names.split():
            self.at = self.found
            self.found.append("")
        elif self.is_main and re.fullmatch("h[2-7]", tag):
            self.at = self.headings
            self.headings.append("")

    def handle_endtag(self, tag):
        if tag in ("br", "img", "meta", "hr", "rect", "path", "input"):
            return
        if self.mute:
            self.mute.pop()
        if tag in ("p", "h2", "h3", "h4", "h5", "h6"):
            self.at = None
        self.is_main = self.is_main and tag != "main"

    def handle_data(self, data):
        if self.at is not None and not any(self.mute):
            self.at[-1] += data


def all_text(element):
    """What stands in a paragraph, the results of fields too, without the numbers of notes."""
    out = []
    for run in element.iter(qn("w:r")):
        if run.find(qn("w:footnoteReference")) is None:
            out += [t.text or "" if t.tag == qn("w:t") else " " for t in run if t.tag in (qn("w:t"), qn("w:tab"), qn("w:br"))]
    return "".join(out)


def in_order(wanted, text):
    """The first of the paragraphs that does not follow the ones before it."""
    at, whole = 0, " " + " ".join(words(text)) + " "
    for one in wanted:
        found = whole.find(" " + " ".join(words(one)) + " ", at)
        if found < 0:
            return one
        at = found + 1
    return None


def check_file(path, page):
    name = path.name
    word = docx.Document(str(path))
    body = word.element.body
    paragraphs = [all_text(p) for p in body.iter(qn("w:p"))]
    missing = in_order(page.found, "\n".join(paragraphs))
    tap.say(len(page.found) > 5 and missing is None, f"{name}: each numbered paragraph of the web page, in order", missing)
    headings = [all_text(p) for p in body.iter(qn("w:p"))
                if (p.pPr is not None and p.pPr.pStyle is not None and re.fullmatch("Heading[1-6]", p.pPr.pStyle.val))]
    # Numbers are Word's own.
    bare = [re.sub(r"^(Annex [A-Z]|[\d.]+|[A-Z]\.[\d.]+)\s+", "", one) for one in page.headings]
    odd = [one for one in bare if words(one) not in [words(h) for h in headings]]
    tap.say(page.headings and not odd, f"{name}: each heading of it is one of Word's styles", "\n".join(odd))
    starts = [b.get(qn("w:name")) for b in body.iter(qn("w:bookmarkStart"))]
    ids = [b.get(qn("w:id")) for b in body.iter(qn("w:bookmarkStart"))]
    ends = [b.get(qn("w:id")) for b in body.iter(qn("w:bookmarkEnd"))]
    tap.say(len(set(starts)) == len(starts) and sorted(ids) == sorted(ends) and len(set(ids)) == len(ids)
            and all(re.fullmatch(r"[A-Za-z]\w{0,39}", one) for one in starts), f"{name}: bookmarks are named once, and end")
    anchors = {h.get(qn("w:anchor")) for h in body.iter(qn("w:hyperlink"))} - {None}
    fields = {m for i in body.iter(qn("w:instrText")) for m in re.findall(r"(?:PAGE|NOTE)?REF (\w+)", i.text or "")}
    tap.say(not (anchors | fields) - set(starts), f"{name}: what refers to a bookmark finds it", sorted((anchors | fields) - set(starts)))
    blind = [d for d in body.iter(qn("wp:docPr")) if not d.get("descr")]
    tap.say(not blind, f"{name}: each picture says what it shows", len(blind))
    tables = [t for t in word.tables if t.style.name == "Strategy Table"]
    tap.say(all(t.rows[0]._tr.trPr is not None and t.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for t in tables),
            f"{name}: each table of data has a row of heads")
    begin, end = [sum(f.get(qn("w:fldCharType")) == kind for f in body.iter(qn("w:fldChar"))) for kind in ("begin", "end")]
    tap.say(begin == end, f"{name}: fields end", (begin, end))
    return word


def check_sample(out):
    page = Page((out / "strategy.html").read_text())
    word = check_file(out / "strategy.docx", page)
    tap.say(word.core_properties.title == "South East Local Industrial Strategy" and word.core_properties.language.startswith("en"),
            "title and language stand in its properties")
    names = zipfile.ZipFile(out / "strategy.docx").namelist()
    svg = [n for n in names if n.endswith(".svg")]
    tap.say(svg and all(n.replace(".svg", ".png") in names for n in svg) and names[0] == "[Content_Types].xml",
            "drawings are there as vectors and as pixels")
    xml = zipfile.ZipFile(out / "strategy.docx").read("word/document.xml").decode()
    tap.say(not re.search("rsid|" + re.escape(str(WORK)), xml), "nothing of the machine stands in it")
    return page


def check_pandoc(out, page):
    if not tap.has("pandoc reads it", "pandoc"):
        return
    done = tap.call("pandoc", out / "strategy.docx", "-t", "plain", "--wrap=none")
    missing = in_order(page.found, re.sub(r"\[\d+\]", lambda m: m[0], done.stdout))
    tap.say(done.returncode == 0 and not done.stderr and len(done.stdout) > 100000, "pandoc reads it without a warning", done.stderr)
    first = tap.call("pandoc", out / "strategy.docx", "-t", "json").stdout
    tap.say(first.count('"t":"Header"') >= len(page.headings) - 1, "pandoc finds its headings", missing)


def check_office(out, page):
    if not tap.has("LibreOffice opens it", "soffice", "pdftotext"):
        return
    done = tap.call("soffice", "--headless", f"-env:UserInstallation=file://{WORK}/office", "--convert-to", "pdf",
                    "--outdir", WORK / "office-out", out / "strategy.docx", timeout=240)
    pdf = WORK / "office-out/strategy.pdf"
    text = tap.call("pdftotext", "-raw", pdf, "-").stdout if pdf.exists() else ""
    # A page break within a paragraph brings heads and feet in: most paragraphs have none.
    whole = " ".join(words(text))
    odd = [one for one in page.found if " ".join(words(one)[:7]) not in whole]
    tap.say(len(odd) <= len(page.found) // 20 and len(page.found) > 100,
            "LibreOffice shows it as pages with every paragraph", done.stderr + "\n".join(odd))


def check_docx4j(out):
    if not tap.has("docx4j reads it", "mvn", "java"):
        return
    jars = tap.prepare("docx4j", HERE / "pom.xml", lambda folder: tap.call(
        "mvn", "-q", "-B", "-f", HERE / "pom.xml", "dependency:copy-dependencies", f"-DoutputDirectory={folder}"))
    if not jars:
        tap.skip("docx4j reads it", "docx4j")
        return
    done = tap.call("java", "-cp", f"{jars}/*", HERE / "Read.java", out / "strategy.docx", WORK / "docx4j.docx")
    again = WORK / "docx4j.docx"
    good = done.returncode == 0 and again.exists()
    same = good and [p.text for p in docx.Document(str(again)).paragraphs] == [
        p.text for p in docx.Document(str(out / "strategy.docx")).paragraphs]
    tap.say(same, "docx4j reads each of its parts, and what it writes has the same text", done.stderr)


def check_kept():
    """What is kept from an audience is in no part of the file; a defect would be E0618, so others look."""
    folder = WORK / "kept"
    tap.call(SIGHTLINE, "new", folder)
    config = folder / "strategy.yaml"
    config.write_text(config.read_text() + "\naudiences: [board, public]\neverybody: public\n")
    item = next((folder / "sections").glob("*.md")) if (folder / "sections").is_dir() else next(folder.rglob("*.md"))
    item.write_text(item.read_text() + "\n::: audience board\nThe heron waits beside seven quiet weirs at dusk.\n:::\n")
    for audience, wanted in (("public", False), ("board", True)):
        out = WORK / f"kept-{audience}"
        done = tap.call(SIGHTLINE, "build", folder, "-o", out, "-f", "docx", "--audience", audience)
        files = list(out.rglob("*.docx"))
        held = any(b"heron" in zipfile.ZipFile(f).read(n) for f in files for n in zipfile.ZipFile(f).namelist())
        tap.say(done.returncode == 0 and files and held == wanted, f"words for the board alone, in the copy for {audience}: {wanted}", done.stderr)
    check_module(folder, files[0])


def check_module(folder, file):
    """Without the module that reads Word files."""
    some = WORK / "some"
    some.mkdir()
    shutil.copy(SIGHTLINE.parent / "late/sightline-late.so", some)
    without = {**os.environ, "SIGHTLINE_MODULES": str(some)}
    out = WORK / "without"
    done = tap.call(SIGHTLINE, "build", folder, "-o", out, "-f", "docx", "--audience", "public", env=without)
    tap.say(done.returncode == 0 and list(out.rglob("*.docx")), "a Word file is searched for what is kept without the module that reads others'", done.stdout + done.stderr)
    done = tap.call(SIGHTLINE, "comments", file, "-C", folder, env=without)
    said = done.stdout + done.stderr
    tap.say(done.returncode == 3 and "error[E0502]" in said and "sightline-word.so" in said and "install sightline whole" in said and "save it again" not in said,
            "one that came back is not read without it, which is said with the remedy", said)


def main():
    out = build("one")
    again = build("two", formats="docx", TZ="Asia/Tokyo", LANG="C", SIGHTLINE_NONE="1")
    files = sorted(p.relative_to(out) for p in out.rglob("*.docx"))
    tap.say(files and all((out / p).read_bytes() == (again / p).read_bytes() for p in files),
            "the same bytes every time, in another zone and beside other formats")
    page = check_sample(out)
    for name in ("board", "assurance"):
        other = Page((out / f"{name}.html").read_text())
        if len(other.found) > 5:
            check_file(out / f"{name}.docx", other)
    constructs = build("constructs", HERE.parent / "conformance/constructs")
    check_file(constructs / "strategy.docx", Page((constructs / "strategy.html").read_text()))
    check_pandoc(out, page)
    check_office(out, page)
    check_docx4j(out)
    check_kept()
    shutil.rmtree(WORK)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
