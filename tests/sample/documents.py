#!/usr/bin/env python3
"""The documents that one build makes, as a reader has them in hand; as TAP.

documents.py PROGRAM ROOT

Pages are counted, cards are found by the places of their words, references are followed from one document to another.
With --pictures the pictures in README.md are made anew, in tests/sample/pages.
"""
import csv
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "real"))
import make
import tap
from tap import call, has, say, skip

PROGRAM, ROOT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
CONTENT = ROOT / "content"
BUDGETS = {"strategy.pdf": (1, 96), "board.pdf": (16, 20), "summary.pdf": (1, 1)}


def pages_of(pdf):
    """The words of each page: (left, top, right, bottom, text), and the page's height."""
    text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True).stdout
    pages = []
    for page in text.split("<page ")[1:]:
        height = float(re.search(r'height="([\d.]+)"', page)[1])
        words = [(float(a), float(b), float(c), float(d), word) for a, b, c, d, word in
                 re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<', page)]
        pages.append((height, words))
    return pages


def body_of(page):
    """The words between the running head and the foot."""
    height, words = page
    return [word for word in words if word[1] > 50 and word[3] < height - 48]


def text_of(pdf):
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout.split("\f")[:-1]


def heads_of(page):
    """Numbers of items whose heading begins a line of a page: 5.3, in large type at the left."""
    words = body_of(page)
    return {word[4]: word[1] for word in words if re.fullmatch(r"\d+\.\d+", word[4]) and word[3] - word[1] > 17}


def check_budgets(out):
    for name, (least, most) in BUDGETS.items():
        count = len(pages_of(out / name))
        say(least <= count <= most, f"{name} has {count} pages, of {least} to {most}")
    for path in sorted((out / "asks").glob("*.pdf")):
        pages, text = pages_of(path), "\n".join(text_of(path))
        asks = len(set(re.findall(r"^ *(7\.\d+) ", text, re.M)))
        say(len(pages) == 1 + asks, f"{path.stem}: a page at a glance and one for each of its {asks} asks", f"{len(pages)} pages")


def find_body(pages):
    """First and last page of the body: from the summary to the first annex."""
    texts = [" ".join(word[4] for word in page[1]) for page in pages]
    first = next(i for i, page in enumerate(pages) if any(w[4] == "Summary" and w[3] - w[1] > 25 for w in page[1]))
    last = next(i for i, page in enumerate(pages) if i > first and any(w[4] == "Annex" and w[3] - w[1] > 25 for w in page[1]))
    return first, last, texts


def check_body(out):
    pages = pages_of(out / "strategy.pdf")
    first, last, _ = find_body(pages)
    say(first == 2, "the summary begins on page 3", f"on page {first + 1}")
    say(len(pages) - last <= 16, f"{len(pages) - last} pages of annexes, of 16 at most")
    words = sum(len(page[1]) for page in pages[first:last]) / (last - first)
    say(words >= 420, f"{words:.0f} words on a page of the body")
    reach = [max((word[3] for word in body_of(page)), default=0) for page in pages[first:last]]
    head = min(min((word[1] for word in body_of(page)), default=999) for page in pages[first:last])
    blank = [f"page {number}: {(max(reach) - bottom) / (max(reach) - head):.2f}" for number, bottom in enumerate(reach, first + 1)
             if max(reach) - bottom > (max(reach) - head) / 5]
    say(not blank, "no page of the body ends with more than a fifth of it blank", "\n".join(blank))


def tails_of(pdf):
    """Of the chapters that take several pages: how many, and those whose last page is less than a quarter full. A page is as
    full as its text reaches down, beside the rail."""
    pages = [([word for word in words if word[1] > 50 and word[3] < height - 82], words) for height, words in pages_of(pdf)]
    ends = [max((word[3] for word in body if word[0] < 430), default=0) for body, _ in pages]
    head, foot = min(word[1] for body, _ in pages for word in body), max(ends)
    starts = [number for number, (body, _) in enumerate(pages) if any(word[3] - word[1] > 25 for word in body)]
    chapters = [(first, last) for first, last in zip(starts, starts[1:] + [len(pages)]) if last - first > 1]
    short = [f"pages {first + 1} to {last}: {(ends[last - 1] - head) / (foot - head):.2f}" for first, last in chapters
             if ends[last - 1] - head < (foot - head) / 4]
    return len(chapters), short


def check_tails(work):
    """In the layout whose chapters each begin a page none ends with a few lines on one, in the sample and in strategies of other
    shapes; but for one, in which five boxes of a figure leave no room for it on the page before."""
    seen, short = 0, []
    for path in [CONTENT, *sorted((ROOT / "tests/real/shapes").glob("*.yaml"))]:
        folder = path
        if path != CONTENT:
            folder = work / path.stem
            make.make(path, folder)
        out = work / f"{path.stem}-print"
        call(PROGRAM, "build", folder, "-o", out, "-f", "pdf", "--layout", "print")
        chapters, found = tails_of(out / "strategy.pdf")
        seen += chapters
        short += [f"{path.stem}: {one}" for one in found]
    allowed = [one for one in short if one.startswith("corporate-plan: ")]
    say(seen > 60 and len(short) == len(allowed) <= 1, f"{seen} chapters of several pages, {len(short)} with a last one under a quarter", "\n".join(short))


def check_cards(out):
    """A priority, an intervention, a commitment, an ask begins and ends on one page: what ends it stands on the page of its
    heading; a figure of it may stand at the head of the next."""
    pages = pages_of(out / "strategy.pdf")
    cut, seen = [], 0
    starts = {}
    for number, page in enumerate(pages, 1):
        for item, top in heads_of(page).items():
            starts.setdefault(item, (number, top))
    for item, (number, _) in starts.items():
        if not item.startswith(("4.", "5.", "6.", "7.")):
            continue
        seen += 1
        chapter, index = item.split(".")
        following = starts.get(f"{chapter}.{int(index) + 1}")
        if not following:
            continue
        # The next one begins on this page, or at the head of the page behind it, below a figure at most.
        if following[0] > number and (following[0] != number + 1 or following[1] > 110 and body_of(pages[number])[0][4] != "Figure"):
            cut.append(f"{item} on page {number}, the next on {following}")
    say(seen > 55 and not cut, f"{seen} cards stand whole on a page", "\n".join(cut))


def check_sights(out):
    """Each ask's page ends with a drawing of what it rests on: those items and no other, as the links of the files have them."""
    plan = json.loads((out / "strategy.json").read_text())
    numbers = {item["id"]: item["number"] for item in plan["items"]}
    below = {}
    for link in plan["links"]:
        if link["line"] and link["to"] in numbers:
            below.setdefault(link["from"], set()).add(link["to"])
    pages = pages_of(out / "strategy.pdf")
    wrong, seen = [], 0
    for item in plan["items"]:
        if item["type"] != "ask":
            continue
        reached, waiting = set(), [item["id"]]
        while waiting:
            one = waiting.pop()
            waiting += below.get(one, set()) - reached
            reached |= {one}
        page = next(page for page in pages if item["number"] in heads_of(page))
        drawn = {word[4] for word in body_of(page) if re.fullmatch(r"\d+\.\d+", word[4]) and word[3] - word[1] < 11}
        seen += len(reached) > 1
        if drawn != {numbers[one] for one in reached}:
            wrong.append(f"{item['number']}: {sorted(drawn)}")
    say(seen > 15 and not wrong, f"{seen} asks show what they rest on", "\n".join(wrong))


def check_sparks(out):
    """Beside a priority stands what its measure has done: as many figures as its dataset has, counted here."""
    if not shutil.which("qpdf"):
        return skip("measures in small", "qpdf")
    data = ROOT / "content/evidence/data"
    rows = lambda name: list(csv.DictReader((data / f"{name}.csv").open()))
    wanted = sorted([len({row["year"] for row in rows("productivity_lad") if row["code"] == "K99000002"}),
                     len({row["year"] for row in rows("business_demography")}),
                     len([row for row in rows("labour_market") if row["name"] == "Thanet" and row["claimant_count_pct"]])])
    text = {name: subprocess.run(["qpdf", "--qdf", "--object-streams=disable", out / f"{name}.pdf", "-"], capture_output=True, check=True).stdout.decode("latin-1")
            for name in ("strategy", "board")}
    drawn = sorted(int(n) for n in re.findall(r"\(Line of (\d+) figures over time\. ", text["strategy"]))
    say(set(wanted) <= set(drawn) and min(drawn) >= 3, f"{len(drawn)} priorities show what their measure has done, with each figure", f"{drawn}, of {wanted}")
    say("Line of " not in text["board"], "and a paper without a rail does not")


def check_heads(out):
    """Running heads: the two ends of the line never meet, and name what stands on the page."""
    met, unnamed = [], []
    for name in ("strategy.pdf", "board.pdf", "assurance.pdf"):
        for number, (_, words) in enumerate(pages_of(out / name), 1):
            head = sorted(word for word in words if word[3] < 58)
            gaps = [b[0] - a[2] for a, b in zip(head, head[1:])]
            if head and number > 1 and max(gaps, default=0) < 11:
                met.append(f"{name} {number}: {' '.join(word[4] for word in head)}")
    text = text_of(out / "strategy.pdf")
    for number, page in enumerate(pages_of(out / "strategy.pdf"), 1):
        for item in heads_of(page):
            if item.startswith("7.") and item not in text[number - 1].split("\n")[0]:
                unnamed.append(f"{item} on page {number}")
    say(not met, "running heads have room between them", "\n".join(met))
    say(not unnamed, "the head of an ask's page names it", "\n".join(unnamed))


def check_references(out):
    """What the board paper names of the strategy stands there, under that number and on that page."""
    pages = pages_of(out / "strategy.pdf")
    starts = {}
    for number, page in enumerate(pages, 1):
        for item in heads_of(page):
            starts.setdefault(item, number)
    for name in ("board.pdf", "asks/department-for-transport.pdf"):
        text = " ".join(" ".join(text_of(out / name)).split())
        named = re.findall(r"\((\d+\.\d+), page (\d+)\)", text)
        wrong = [f"{item}: page {page}, not {starts.get(item)}" for item, page in named if starts.get(item) != int(page)]
        say(len(named) > 5 and not wrong, f"{name}: {len(named)} references have the strategy's numbers and pages", "\n".join(wrong))


def check_paragraphs(work):
    """The same paragraph has the same number in every copy; what only the board reads takes a letter."""
    numbered = []
    for name, words in (("board", []), ("public", ["--audience", "public"])):
        out = work / name
        call(PROGRAM, "build", CONTENT, "--document", "board", "-f", "html", "-o", out, *words)
        page = (out / "board.html").read_text()
        numbered.append(dict(re.findall(r'id="p(\w+)"><span class="pn">\w+ </span>(.{20,60}?)[<.]', page)))
    board, public = numbered
    say(len(public) > 10 and all(board.get(n) == text for n, text in public.items()), f"{len(public)} paragraphs have one number in both copies")
    say(any(n.endswith("a") for n in board) and not any(n.endswith("a") for n in public), "what the board alone reads takes a letter behind the number before it")


def check_narrow(work, out):
    one = work / "one"
    done = call(PROGRAM, "build", CONTENT, "--document", "board", "-o", one)
    names = sorted(path.name for path in one.iterdir())
    say(done.returncode == 0 and names == ["board.html", "board.pdf"], "--document makes one of them alone", f"{names}")
    say((one / "board.pdf").read_bytes() == (out / "board.pdf").read_bytes(), "with the same bytes as among all")
    done = call(PROGRAM, "build", CONTENT, "--document", "boad", "-o", work / "none")
    say(done.returncode == 1 and "E0634" in done.stderr and "did you mean 'board'" in done.stderr and not (work / "none").exists(),
        "an unknown one is named, with what may be meant", done.stderr)


def check_over(work):
    copy = shutil.copytree(CONTENT, work / "over")
    text = (copy / "strategy.yaml").read_text()
    (copy / "strategy.yaml").write_text(text.replace("pages: 20", "pages: 2"))
    done = call(PROGRAM, "build", copy, "-o", work / "over-out", "-v")
    say(done.returncode == 0 and "note[E0630]: 'board.pdf' has" in done.stderr and " pages, of 2)" in done.stderr,
        "a document over its budget is a note, and the last line says so", done.stderr[-600:])


def check_all_or_none(work):
    """One document that cannot be written: the others are what they were."""
    out = work / "held"
    call(PROGRAM, "build", CONTENT, "-o", out)
    before = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    victim = out / "asks/hm-treasury.pdf"
    victim.unlink()
    victim.mkdir()
    copy = shutil.copytree(CONTENT, work / "changed")
    text = (copy / "strategy.yaml").read_text()
    (copy / "strategy.yaml").write_text(text.replace('version: "0.4"', 'version: "0.5"', 1))
    done = call(PROGRAM, "build", copy, "-o", out)
    same = all((out / name).read_bytes() == bytes_ for name, bytes_ in before.items() if name != victim.relative_to(out))
    say(done.returncode == 3 and same, "all are replaced, or none", done.stderr)
    fresh = work / "fresh"
    fresh.mkdir()
    (fresh / "asks").write_text("a file in the folder's place")
    done = call(PROGRAM, "build", CONTENT, "-o", fresh)
    say(done.returncode == 3 and [path.name for path in fresh.iterdir()] == ["asks"], "a folder that cannot be made is named, and nothing written", done.stderr)


def check_published(out):
    """No code of an item or entry, no key, no fingerprint in what everybody reads."""
    for name in ("strategy.pdf", "summary.pdf", "asks/hm-treasury.pdf"):
        text = "\n".join(text_of(out / name))
        found = re.findall(r"\b(?:ASK|INT|COM|PRI|SEC|FND|CHA|EV|GAP)-[A-Z0-9-]+\b|content [0-9a-f]{8}|\bnull\b|GBP million", text)
        say(not found, f"{name} prints no code", f"{sorted(set(found))[:8]}")


def check_links(out):
    """Every link within a page leads somewhere."""
    for path in sorted(out.rglob("*.html")):
        page = re.sub(r"(?s)<script.*?</script>", "", path.read_text())
        ids = set(re.findall(r'\sid="?([^"\s>]+)', page))
        dead = {target for target in re.findall(r'href="#([^"]+)"', page) if target not in ids}
        say(not dead, f"{path.name}: every link leads to a place of the page", f"{sorted(dead)[:8]}")


def check_summary(out):
    text = " ".join(" ".join(text_of(out / "summary.pdf")).split())
    for what, needed in {"the vision": "Output for each hour worked should catch up", "figures": "£121.3 billion", "priorities": "4.11 ", "measures": "Fewer",
                         "the money": "£358 million", "the asks": "HM Treasury", "the days": "30 June 2026"}.items():
        say(needed in text, f"the summary has {what}")
    plan = text_of(out / "board.pdf")[2]
    say("The plan on a page" in plan and "4.26 million" in plan and "£121.3 billion" in plan, "the board's plan has its figures whole")
    say(len((out / "summary.html").read_text()) < 100_000, "and its page of the web is as short")


def check_cover(out):
    if not has("the cover shows the area", "pdftoppm"):
        return
    ppm = subprocess.run(["pdftoppm", "-r", "36", "-f", "1", "-l", "1", out / "strategy.pdf"], capture_output=True, check=True).stdout
    header = ppm.split(b"\n", 3)
    width, height = map(int, header[1].split())
    pixels = header[3]
    inked = sum(1 for y in range(height * 6 // 10, height * 9 // 10) for x in range(width // 3, width)
                if pixels[3 * (y * width + x)] < 240)
    say(inked > 1500, "the cover shows the area", f"{inked} pixels")


def check_assurance(out):
    """Every line of sight, the audit and the figures behind every chart of the strategy."""
    text = "\n".join(text_of(out / "assurance.pdf"))
    strategy = "\n".join(text_of(out / "strategy.pdf"))
    charts = set(re.findall(r"^ *(Figure \d+)\. ", strategy, re.M))
    drawing = re.search(r"^ *(Figure \d+)\. +Federated boards propose", strategy, re.M)[1]
    told = set(re.findall(r"(Figure \d+)\. ", text))
    missing = {one for one in charts - told if one != drawing}  # it has no figures behind it
    say(len(charts) > 12 and not missing, f"the figures behind {len(charts)} charts stand in the assurance file", f"{sorted(missing)}")
    say(text.count("independent sources") > 25 and "SHA-256" in text, "with each line of sight and the digest")


def check_matrix(out):
    """All of what is asked and offered against what it starts from, on one page: a dot for each path that `trace` counts."""
    rows = list(csv.reader(call(PROGRAM, "trace", "--matrix", "-C", CONTENT, "--format", "csv").stdout.splitlines()))
    columns = [i for i, name in enumerate(rows[0]) if name.startswith(("FND-", "CHA-"))]
    paths = sum(int(row[i]) for row in rows[1:] for i in columns if row[i].isdigit() and int(row[i]) <= 3)
    pages = [page for page in text_of(out / "assurance.pdf") if "Paths from what is proposed" in page]
    say(len(pages) == 1, "the matrix stands on one page", f"{len(pages)} pages")
    items = set(re.findall(r"\((\d\.\d+)\)", pages[0])) if pages else set()
    say(len(items) == 32, "with every commitment and ask", f"{sorted(items)}")
    say(pages and pages[0].count("●") == paths > 60, "and a dot for each path", f"{pages[0].count('●') if pages else 0} dots, {paths} paths")


def make_pictures(out):
    """A page of three documents, for README.md."""
    folder = ROOT / "tests/sample/pages"
    folder.mkdir(exist_ok=True)
    number = next(i for i, page in enumerate(pages_of(out / "strategy.pdf"), 1) if "5.7" in heads_of(page))
    for name, page, dpi in (("strategy", number, 60), ("board", 1, 60), ("summary", 1, 42)):
        subprocess.run(["pdftoppm", "-r", str(dpi), "-f", str(page), "-l", str(page), "-singlefile", "-png", out / f"{name}.pdf", folder / name], check=True)


def check_kept(out):
    """What only the board may read stands in its paper alone."""
    words = "Items that a member cannot support"
    found = [path.name for path in sorted(out.rglob("*.html")) if words in " ".join(path.read_text().split())]
    say(found == ["board.html"], "the note for the board stands in its paper alone", f"{found}")


def main():
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        out = work / "out"
        done = call(PROGRAM, "build", CONTENT, "-o", out)
        say(done.returncode == 0 and "board.pdf (" in done.stderr and "asks/hm-treasury.pdf (2 pages)" in done.stderr,
            "the documents are made, and the last line says each with its pages", done.stderr)
        if "--pictures" in sys.argv:
            make_pictures(out)
        check_links(out)
        check_kept(out)
        check_narrow(work, out)
        check_over(work)
        check_all_or_none(work)
        check_paragraphs(work)
        if has("pages as readers have them", "pdftotext"):
            check_budgets(out)
            check_body(out)
            check_tails(work)
            check_cards(out)
            check_heads(out)
            check_sights(out)
            check_sparks(out)
            check_references(out)
            check_published(out)
            check_summary(out)
            check_assurance(out)
            check_matrix(out)
        check_cover(out)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
