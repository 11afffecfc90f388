#!/usr/bin/env python3
"""Strategies in the shapes of published ones (shapes/): each builds in every layout, as PDF, page and Word file, without a finding;
every title, every paragraph and every cell of its files is in each of them; no word of a page stands on another or leaves it, no page
of the text is left empty; as TAP.

real.py PROGRAM [SHAPE...] [--all]    --all: every layout as a Word file and looked at by pages too
"""
import csv
import html
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402
from findings import check, said  # noqa: E402
try:
    import yaml
    import make
except ImportError:
    tap.skip("real", "python3-yaml")
    sys.exit(tap.end())

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
HERE = pathlib.Path(__file__).resolve().parent
ALL = "--all" in sys.argv
SHAPES = [HERE / f"shapes/{name}.yaml" for name in sys.argv[2:] if not name.startswith("-")] or sorted(HERE.glob("shapes/*.yaml"))
LAYOUTS = ("strategy", "board", "assurance", "print", "summary", "asks")
WHOLE = ("strategy", "board", "assurance", "print")  # layouts that hold all chapters


def letters(text):
    return re.sub(r"[^\w£%]", "", text.replace("\u00ad", ""))


# --- what the files say ---

def plain(text):
    """A line of Markdown as it is read: figures of the register and citations are marks, which differ."""
    return re.sub(r"\*+|`", "", text)


def pieces(folder):
    """Titles, sentences without marks, and cells."""
    titles, sentences, cells = [], [], []
    for path in sorted(folder.rglob("*.md")):
        _, front, body = path.read_text().split("---\n", 2)
        titles.append(yaml.safe_load(front)["title"])
        for block in re.split(r"\n\s*\n", re.sub(r"(?ms)^```.*?^```$", "", body)):
            if block.startswith("|"):
                rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
                cells += [cell for at, row in enumerate(rows) if at != 1 for cell in row]
            elif block.startswith("Table:"):
                titles.append(re.sub(r" \{.*$", "", block[7:]))
            elif block.startswith("#"):
                titles.append(block.lstrip("# "))
            else:
                sentences += [one for one in re.split(r"(?<=[.?]) ", " ".join(block.split())) if "[" not in one and not re.match(r"(-|\d\.|\w\.) ", block)]
    for path in sorted(folder.glob("*.csv")):
        rows = list(csv.reader(open(path, newline="")))
        titles += [row[rows[0].index("Title")] for row in rows[1:]]
    return titles, sentences, cells


def blocks(folder):
    """The texts and titles of blocks."""
    out = []
    for path in sorted(folder.rglob("*.md")):
        for block in re.findall(r"(?ms)^```\w[\w-]*\n(.*?)^```$", path.read_text()):
            out.append(yaml.safe_load(block)["title"] if "title" in (yaml.safe_load(block) or {}) else "")
    return [one for one in out if one]


# --- what readers get ---

def text_of_page(path):
    text = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", path.read_text())
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def text_of_word(path):
    parts = zipfile.ZipFile(path)
    names = [name for name in parts.namelist() if re.fullmatch(r"word/(document|footnotes|endnotes)\.xml", name)]
    return html.unescape(re.sub(r"<[^>]+>", "", "".join(parts.read(name).decode() for name in names)))


def text_of_pdf(path):
    """Twice: as it is, and without the lines that repeat at the head and foot of each page, which stand between the halves of a
    sentence that goes on."""
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, errors="replace").stdout
    pages = [[line for line in page.splitlines() if not re.search(r"Page \d+ of \d+|^Draft, version", line)] for page in text.split("\f")]
    return text + "\f" + "\n".join("\n".join(page[2:]) for page in pages)


def words(path):
    """By page: its size and its words with their places."""
    seen = []
    text = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, errors="replace").stdout
    for page in re.findall(r'(?s)<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', text):
        found = re.findall(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', page[2])
        seen.append((float(page[0]), float(page[1]), [(*map(float, one[:4]), html.unescape(one[4])) for one in found]))
    return seen


def bent(path):
    """Words that come nearer than 4 mm to the edge of their page, or stand on each other."""
    wrong = []
    for number, (width, height, found) in enumerate(words(path), 1):
        found.sort(key=lambda one: one[1])
        for at, (x0, y0, x1, y1, text) in enumerate(found):
            if x0 < 12 or x1 > width - 12 or y0 < 14 or y1 > height - 14:
                wrong.append(f"page {number}: '{text}' at {x0:.0f} to {x1:.0f} of {width:.0f}, {y0:.0f} to {y1:.0f} of {height:.0f}")
            for a0, b0, a1, b1, other in found[at + 1: at + 60]:
                if b0 >= y1:
                    break
                across, down = min(x1, a1) - max(x0, a0), min(y1, b1) - max(y0, b0)
                # A word's box has the height of its line: half of it on another, and more than a point of width.
                if across > 1.5 and down > 0.55 * min(y1 - y0, b1 - b0):
                    wrong.append(f"page {number}: '{text}' and '{other}' stand on each other")
    return wrong


def strays(path):
    """What ends a page and belongs to what follows, or begins one and belongs to what came before: headings in large type at a foot,
    who said what is quoted at a head, a table of which a figure stands between the rows; and columns so narrow that sums are divided."""
    found, going, pages = [], None, words(path)
    for number, (width, height, here) in enumerate(pages, 1):
        lines = {}
        for x0, y0, x1, y1, text in here:
            if height * 0.06 < y0 < height * 0.93:
                lines.setdefault(round(y1), []).append((x0, y1 - y0, text))
        rows = [sorted(lines[y]) for y in sorted(lines)]
        if not rows or number < 3:
            continue
        texts = [" ".join(word[2] for word in row) for row in rows]
        if number < len(pages) and width < height and min(word[1] for word in rows[-1]) > 17:
            found.append(f"page {number}: '{texts[-1]}' stands alone at the foot")
        if re.search(r", In the survey for this plan$", texts[0]):
            found.append(f"page {number}: '{texts[0]}' without what was said")
        found += [f"page {number}: '{text}' is divided" for text in texts if re.search(r"£\d+ (mil|thou)[-\u00ad\u2010]", text)]
        figures = [at for at, text in enumerate(texts) if re.match(r"Figure \d+\. ", text)]
        again = [at for at, text in enumerate(texts) if re.match(r"Table \d+\. .*\(continued\)$", text)]
        found += [f"page {number}: '{texts[at]}' goes on behind a figure" for at in again if figures and figures[0] < at]
    return found


def voids(path):
    """Pages with more than a third of their height empty between two lines, which no chart or grid stands in."""
    found = []
    for number, (width, height, here) in enumerate(words(path), 1):
        ends = sorted((one[1], one[3]) for one in here if height * 0.06 < one[1] < height * 0.93)
        gaps = [(after[0] - max(before[1] for before in ends[: at + 1]), at) for at, after in enumerate(ends[1:])]
        if number > 2 and width < height and gaps and max(gaps)[0] > height / 3:
            found.append(number)
    return found


def empty_pages(path):
    """Upright pages, without the first, the contents and those before a turned page or an annex, of which the lower two thirds are
    empty."""
    found, pages = [], words(path)
    for number, (width, height, here) in enumerate(pages, 1):
        ends = max((one[3] for one in here if one[3] < height - 60), default=0)
        turned = number < len(pages) and pages[number][0] > pages[number][1]
        apart = number < len(pages) and any(one[4] == "Annex" and one[1] < height / 7 for one in pages[number][2])
        if 2 < number < len(pages) and width < height and ends < height / 3 and not turned and not apart:
            found.append(number)
    return found


def missing(wanted, text):
    have = letters(text)
    return [one for one in wanted if letters(one) not in have]


# --- one shape ---

def check_shape(path, work):
    name, folder = path.stem, work / path.stem
    make.make(path, folder)
    again = work / f"{name}-again"
    make.make(path, again)
    same = all(one.read_bytes() == (again / one.relative_to(folder)).read_bytes() for one in folder.rglob("*") if one.is_file())
    found = [one for one in check(PROGRAM, folder)[0] if one["severity"] != "note"]
    tap.say(same and not found, f"{name}: made the same twice, and nothing is wrong", said(found))
    titles, sentences, cells = pieces(folder)
    least, most = yaml.safe_load(path.read_text())["pages"]
    for layout in LAYOUTS:
        out = work / f"{name}-{layout}"
        formats = "pdf" if layout == "summary" else "pdf,html,docx" if ALL or layout == "strategy" else "pdf"
        done = tap.call(PROGRAM, "build", folder, "-o", out, "-f", formats, "--layout", layout)
        good = done.returncode == 0 and "warning" not in done.stdout + done.stderr and "nothing wrong" in done.stdout + done.stderr
        tap.say(good, f"{name}: {layout} is built without a finding", done.stdout + done.stderr)
        pdf = out / "strategy.pdf"
        if not good or not pdf.exists():
            continue
        if layout == "strategy":
            look(name, out, pdf, titles, sentences, cells + blocks(folder), least, most)
        elif tap.has(f"{name}: {layout}: titles", "pdftotext"):
            wanted = titles if layout in WHOLE else []
            lost, wrong = missing(wanted, text_of_pdf(pdf)), bent(pdf)
            tap.say(not lost and not wrong, f"{name}: {layout}: {len(wanted)} titles, no word on another", "\n".join(lost[:5] + wrong[:5]))
            wrong = strays(pdf)
            tap.say(not wrong, f"{name}: {layout}: nothing stands apart from what it belongs to", "\n".join(wrong[:8]))
        if layout in WHOLE:
            signed = [page for page in text_of_pdf(pdf).split("\f")[:-1] if "and so is who signs it." in page]
            apart = [page[-200:] for page in signed if yaml.safe_load(path.read_text())["signs"] not in page]
            tap.say(signed and not apart, f"{name}: {layout}: who signs stands on one page", "\n".join(apart))


def look(name, out, pdf, titles, sentences, cells, least, most):
    if not tap.has(f"{name}: what is printed", "pdftotext", "qpdf"):
        return
    texts = {"PDF": text_of_pdf(pdf), "page": text_of_page(out / "strategy.html"), "Word file": text_of_word(out / "strategy.docx")}
    for kind, text in texts.items():
        lost = missing(titles, text) + missing(cells, text)
        tap.say(not lost, f"{name}: {len(titles)} titles and {len(cells)} cells are in the {kind}", "\n".join(lost[:8]))
    # A sentence may be divided by the end of a page, and by notes below it there.
    lost = missing(sentences, texts["page"]) + missing(sentences, texts["Word file"])
    few = missing(sentences, texts["PDF"])
    tap.say(len(sentences) > 200 and not lost and len(few) < len(sentences) / 8, f"{name}: {len(sentences)} sentences are in all of them", "\n".join(lost[:4] + few[:4]))
    wrong, pages = bent(pdf), len(words(pdf))
    tap.say(not wrong, f"{name}: no word leaves its page or stands on another", "\n".join(wrong[:8]))
    tap.say(least <= pages <= most and not empty_pages(pdf), f"{name}: {pages} pages, none left empty", f"{least} to {most}; empty: {empty_pages(pdf)}")
    wrong = strays(pdf)
    tap.say(not wrong, f"{name}: nothing stands apart from what it belongs to", "\n".join(wrong[:8]))
    tap.say(not voids(pdf), f"{name}: no page is empty in its middle", voids(pdf))
    dull = [one for one in re.findall(r"(?s)<h2[^>]*>(.*?)</h2>(.*?)(?=<h2|</main>)", (out / "strategy.html").read_text()) if len(letters(re.sub(r"<[^>]+>", "", one[1]))) < 120 and "Annex" in one[0]] if (out / "strategy.html").exists() else []
    tap.say(not dull, f"{name}: each annex says something", "\n".join(re.sub(r"<[^>]+>", " ", " ".join(one)) for one in dull))
    done = tap.call("qpdf", "--check", pdf)
    tap.say(done.returncode == 0, f"{name}: qpdf finds nothing", done.stdout + done.stderr)


with tempfile.TemporaryDirectory() as temporary:
    for shape in SHAPES:
        check_shape(shape, pathlib.Path(temporary))
sys.exit(tap.end())
