#!/usr/bin/env python3
"""A strategy's own look, as TAP: layouts in its folder restyle every document, on paper, on the web and in Word; its logo and
picture stand on the cover; it travels with the folder; what is nearly right in it is a finding.

look.py PROGRAM CONTENT
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import call, end, has, say, skip  # noqa: E402

PROGRAM, CONTENT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
ACCENT, SKY, SEA = (0x7A, 0x1F, 0x3D), (0xCF, 0xE3, 0xEE), (0x2F, 0x6D, 0x8A)
LOOK = {
    "base.yaml": """extends: base
colors: {accent: ["#7a1f3d", "#f0a0b8"]}
cover: {logo: logo.svg, logo-alt: Three waves, picture: coast.svg, picture-alt: A coast in bands, credit: Drawn for this test}
""",
    "logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30" width="90" height="30"><path d="M0 0h90v30h-90z" fill="#2f6d8a"/></svg>',
    "coast.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200" width="300" height="200"><path d="M0 0h300v200h-300z" fill="#cfe3ee"/></svg>',
}


def dress(folder, files):
    for name, text in files.items():
        path = folder / "layouts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def pixels(pdf, page, work):
    """Width, height and the pixels of a page, at 36 to the inch."""
    done = subprocess.run(["pdftoppm", "-r", "36", "-f", str(page), "-l", str(page), pdf], capture_output=True, check=True).stdout
    _, size, _, data = done.split(b"\n", 3)
    width, height = map(int, size.split())
    return width, height, data


def color(image, x, y):
    width, _, data = image
    at = 3 * (y * width + x)
    return tuple(data[at:at + 3])


def near(a, b):
    return max(abs(x - y) for x, y in zip(a, b)) <= 6


def count(image, wanted):
    width, height, data = image
    return sum(1 for i in range(0, 3 * width * height, 3) if near(data[i:i + 3], wanted))


def check_cover(out, work):
    cover = pixels(out / "strategy.pdf", 1, work)
    width, height, _ = cover
    say(near(color(cover, 3, height // 3), ACCENT), "the cover's band has the colour", f"{color(cover, 3, height // 3)}")
    say(near(color(cover, width - 3, height - 3), SKY), "the picture reaches the page's corner", f"{color(cover, width - 3, height - 3)}")
    say(count(cover, SEA) > 200, "the logo stands on the cover", f"{count(cover, SEA)} pixels")
    text = call("pdftotext", "-f", "1", "-l", "1", out / "strategy.pdf", "-").stdout
    say("Drawn for this test" in text, "the picture's credit is printed beside it", text)
    board = pixels(out / "board.pdf", 1, work)
    say(count(board, SEA) > 100 and not count(board, SKY), "a paper without a cover has the logo at its head, and no picture")
    say("Drawn for this test" not in call("pdftotext", "-f", "1", "-l", "1", out / "board.pdf", "-").stdout, "nor its credit")
    structure = call("pdfinfo", "-struct-text", out / "strategy.pdf").stdout[:6000]
    say(structure.count("Figure") >= 2, "both are figures to who cannot see them", structure[:600])
    raw = call("qpdf", "--qdf", "--object-streams=disable", out / "strategy.pdf", "-").stdout if shutil.which("qpdf") else "(Three waves)(A coast in bands)"
    say("(Three waves)" in raw and "(A coast in bands)" in raw, "with the words that the layout gives them")


def check_others(out):
    page = (out / "strategy.html").read_text()
    say("--accent:#7a1f3d" in page and "--accent:#f0a0b8" in page and "#12436d" not in page.lower(), "the page has the colour, light and dark, and no rest of ours")
    logo = re.search(r'<header class="cover".*?<p class="logo"><img [^>]*alt="([^"]*)"', page, re.S)
    say(bool(logo) and logo[1] == "Three waves", "and the logo at its head")
    say("A coast in bands" not in page.split("</header>")[0], "and not the picture of the cover")


DEJAVU = pathlib.Path("/usr/share/fonts/truetype/dejavu")
OWN = "extends: base\nfaces: [DejaVuSerif.ttf, DejaVuSerif-Bold.ttf, DejaVuSans.ttf, DejaVuSans-Bold.ttf]\nfamilies: {text: DejaVu Serif, display: DejaVu Sans}\n"


def check_families(work):
    """Faces that the strategy brings are the families of its text: on paper, on the page, in Word."""
    files = ["DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"]
    if not all((DEJAVU / name).exists() for name in files) or not shutil.which("pdffonts"):
        return skip("families of the strategy's own", "fonts-dejavu-core, pdffonts")
    source = work / "families"
    call(PROGRAM, "new", source)
    about = source / "sections/about.md"
    about.write_text(about.read_text() + "\nWords that are **strong** and words that are *stressed*.\n")
    (source / "layouts/fonts").mkdir(parents=True)
    (source / "layouts/base.yaml").write_text(OWN)
    (source / "layouts/fonts/LICENSE.txt").write_text("The licence of the faces.\n")
    for name in files:
        shutil.copy(DEJAVU / name, source / "layouts/fonts" / name)
    done = call(PROGRAM, "build", source, "-f", "pdf,html,docx", "-o", work / "families-out")
    say(done.returncode == 0 and done.stderr.count("warning[E0309]") == 1 and "'DejaVu Serif' has no italic face" in done.stderr,
        "families of its own, and what one of them lacks", done.stderr)
    fonts = call("pdffonts", work / "families-out/strategy.pdf").stdout
    named = {line.split()[0].split("+")[-1] for line in fonts.splitlines()[2:]}
    say({"DejaVuSerif", "DejaVuSerif-Bold", "DejaVuSans-Bold"} <= named and not any("SourceSerif" in one or "SourceSans" in one for one in named), "they are what the PDF is set in", fonts)
    text = call("pdftotext", work / "families-out/strategy.pdf", "-").stdout
    say("Words that are strong and words that are stressed" in " ".join(text.split()), "its words are read as ever")
    page = (work / "families-out/strategy.html").read_text()
    say('@font-face{font-family:"DejaVu Serif"' in page and '--family-text:"DejaVu Serif"' in page and '--family-display:"DejaVu Sans"' in page, "the page holds them, and its styles name them")
    styles = zipfile.ZipFile(work / "families-out/strategy.docx").read("word/styles.xml").decode()
    say('w:ascii="DejaVu Serif"' in styles and 'w:ascii="DejaVu Sans"' in styles and "Source S" not in styles, "and the Word file's")
    for was, now, code, words in (("text: DejaVu Serif", "text: DejaVu Serf", "error[E0303]", "'DejaVu Serf' is no family"),
                                  (", DejaVuSans-Bold.ttf", "", "warning[E0309]", "'DejaVu Sans' has no bold face"),
                                  ("DejaVuSans.ttf, ", "None.ttf, ", "error[E0303]", "'None.ttf' is no TrueType face")):
        (source / "layouts/base.yaml").write_text(OWN.replace(was, now))
        done = call(PROGRAM, "check", source)
        say(code in done.stderr + done.stdout and words in done.stderr + done.stdout, f"said: {words}", done.stderr + done.stdout)
    # A face whose maker forbids that it is embedded (OpenType, OS/2, fsType 2).
    (source / "layouts/base.yaml").write_text(OWN)
    data = bytearray((DEJAVU / "DejaVuSans.ttf").read_bytes())
    tables = {bytes(data[12 + 16 * i:16 + 16 * i]): int.from_bytes(data[20 + 16 * i:24 + 16 * i], "big") for i in range(int.from_bytes(data[4:6], "big"))}
    data[tables[b"OS/2"] + 8:tables[b"OS/2"] + 10] = b"\0\2"
    (source / "layouts/fonts/DejaVuSans.ttf").write_bytes(data)
    done = call(PROGRAM, "check", source)
    say("'DejaVuSans.ttf' is no TrueType face that can be used and embedded" in done.stderr + done.stdout, "a face that may not be embedded is refused", done.stderr + done.stdout)


def main():
    if not has("pages are looked at", "pdftoppm", "pdftotext", "pdfinfo"):
        return end()
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        one, two = work / "one/content", work / "two/elsewhere"
        check_families(work)
        shutil.copytree(CONTENT, one)
        dress(one, LOOK)
        done = call(PROGRAM, "build", one, "-o", work / "out")
        say(done.returncode == 0 and "nothing wrong" in done.stderr, "the sample is built in a look of its own", done.stderr[-1500:])
        check_cover(work / "out", work)
        check_others(work / "out")
        shutil.copytree(one, two)
        call(PROGRAM, "build", two, "-o", work / "again")
        same = [path.name for path in (work / "out").glob("*.pdf") if path.read_bytes() != (work / "again" / path.name).read_bytes()]
        say(not same, "the same bytes wherever the folder stands", f"{same}")
        done = call(PROGRAM, "build", one, "-f", "docx", "--document", "strategy", "-o", work / "word")
        files = zipfile.ZipFile(work / "word/strategy.docx")
        say("7A1F3D" in files.read("word/styles.xml").decode().upper(), "a Word file has its colour in its styles")
        say("Three waves" in files.read("word/document.xml").decode(), "and its logo")
        dress(one, {"strategy.yaml": "extends: strategy\npage: {rail: 0mm}\n", "odd.yaml": "extends: strategy\n"})
        said = call(PROGRAM, "check", one).stderr + call(PROGRAM, "check", one).stdout
        say("'layouts/odd.yaml' is not read" in said and "strategy.yaml' is not" not in said, "a layout that no document has is a finding", said[-800:])
        (one / "layouts/odd.yaml").unlink()
        (work / "secret.svg").write_text(LOOK["logo.svg"])
        (one / "layouts/logo.svg").unlink()
        (one / "layouts/logo.svg").symlink_to(work / "secret.svg")
        done = call(PROGRAM, "build", one, "-o", work / "out")
        say(done.returncode == 1 and "E0303" in done.stderr and "leads out" in done.stderr, "a link that leads out of the folder is not followed", done.stderr[-800:])
    return end()


if __name__ == "__main__":
    sys.exit(main())
