#!/usr/bin/env python3
"""Pictures as cameras and cutters leave them, as TAP: turned by Exif, with a colour profile of their own; and lines of code.

photos.py PROGRAM

What is looked at are pixels: of the PDF by poppler, of our own pictures of pages, and of what the Word file holds.
"""
import base64
import pathlib
import random
import re
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import call, end, has, say

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
# 48 by 32 pixels: red and green above, blue and yellow below.
JPEG = base64.b64decode("/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAgADADAREAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAgKCf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAYAQEBAQEBAAAAAAAAAAAAAAAABwoICf/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AJ0Qx6pgALGRJmPAARytrTgAAsZEmY8ABy8aM3coADQayrrgAAz5NVCHgANBrKuuAAD/2Q==")
COLOURS = {"red": (255, 0, 0), "green": (0, 255, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0)}
STORED = [["red", "green"], ["blue", "yellow"]]
# What is seen of the stored rows and columns (Exif 2.3, 4.6.4.A): where row 0 and column 0 are.
SEEN = {
    1: lambda s: s,
    2: lambda s: [row[::-1] for row in s],
    3: lambda s: [row[::-1] for row in s[::-1]],
    4: lambda s: s[::-1],
    5: lambda s: [list(row) for row in zip(*s)],
    6: lambda s: [list(row) for row in zip(*s[::-1])],
    7: lambda s: [list(row) for row in zip(*[r[::-1] for r in s[::-1]])],
    8: lambda s: [list(row) for row in zip(*[r[::-1] for r in s])],
}


def tiff(orientation, little):
    order = "<" if little else ">"
    return (b"II*\0" if little else b"MM\0*") + struct.pack(order + "IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def exif_jpeg(orientation, little=False):
    body = b"Exif\0\0" + tiff(orientation, little)
    return JPEG[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + JPEG[2:]


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width, height, pixel, more=b""):
    rows = b"".join(b"\0" + b"".join(bytes(pixel(x, y)) for x in range(width)) for y in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + more + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def read_png(data):
    """(width, height, rows of pixels) of 8 bits, grey, RGB, RGBA or by a palette, not interlaced."""
    width, height, depth, kind = struct.unpack(">IIBB", data[16:26])
    at, body, palette = 8, b"", b""
    while at < len(data):
        n, name = struct.unpack(">I4s", data[at:at + 8])
        body += data[at + 8:at + 8 + n] if name == b"IDAT" else b""
        palette = data[at + 8:at + 8 + n] if name == b"PLTE" else palette
        at += 12 + n
    samples = {0: 1, 2: 3, 3: 1, 6: 4}[kind]
    raw, line, bpp = zlib.decompress(body), (width * samples * depth + 7) // 8, max(1, samples * depth // 8)
    before, rows = bytearray(line), []
    for y in range(height):
        how, now = raw[y * (line + 1)], bytearray(raw[y * (line + 1) + 1:(y + 1) * (line + 1)])
        for i in range(line):
            a, b, c = now[i - bpp] if i >= bpp else 0, before[i], before[i - bpp] if i >= bpp else 0
            p = a + b - c
            near = a if abs(p - a) <= abs(p - b) and abs(p - a) <= abs(p - c) else b if abs(p - b) <= abs(p - c) else c
            now[i] = (now[i] + (0, a, b, (a + b) // 2, near)[how]) & 255
        before = now
        if kind == 3 or depth < 8:
            index = [now[x * depth // 8] >> (8 - depth - x * depth % 8) & (1 << depth) - 1 for x in range(width)]
            rows.append([tuple(palette[3 * i:3 * i + 3]) if kind == 3 else (i * 255 // ((1 << depth) - 1),) for i in index])
        else:
            rows.append([tuple(now[x * samples:x * samples + min(samples, 3)]) for x in range(width)])
    return width, height, rows


def unpacked(depth, kind, palette, samples):
    """A pixel's samples of the file as red, green, blue and what covers, of 255."""
    scale = lambda v: v * 255 // ((1 << depth) - 1) if depth < 16 else round(v / 257)
    if kind == 3:
        return (*palette[samples[0]], 255)
    full = [scale(v) for v in samples]
    return {0: lambda g: (g, g, g, 255), 2: lambda r, g, b: (r, g, b, 255), 4: lambda g, a: (g, g, g, a), 6: lambda r, g, b, a: (r, g, b, a)}[kind](*full)


def filtered(line, before, how, bpp):
    out = bytearray([how])
    for i, byte in enumerate(line):
        a, b, c = line[i - bpp] if i >= bpp else 0, before[i], before[i - bpp] if i >= bpp else 0
        p = a + b - c
        near = a if abs(p - a) <= abs(p - b) and abs(p - a) <= abs(p - c) else b if abs(p - b) <= abs(p - c) else c
        out.append(byte - (0, a, b, (a + b) // 2, near)[how] & 255)
    return bytes(out)


def any_png(random, kind, depth, width=23, height=17, cut=0, wild=False, broken=None):
    """A PNG of a colour type and depth, its rows filtered in any way, its data in several chunks; and its pixels."""
    count = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[kind]
    palette = [tuple(random.randrange(256) for _ in range(3)) for _ in range(min(1 << depth, 13))]
    most = len(palette) if kind == 3 else 1 << depth
    pixels, raw, bpp = [], b"", max(1, count * depth // 8)
    before = bytes((width * count * depth + 7) // 8)
    for y in range(height - cut):
        row = [[random.randrange(most) for _ in range(count)] for _ in range(width)]
        if wild and y == 3:
            row[5][0] = most
        bits = "".join(f"{v:0{depth}b}" for pixel in row for v in pixel)
        line = int(bits.ljust(len(before) * 8, "0"), 2).to_bytes(len(before), "big")
        raw += filtered(line, before, random.randrange(5), bpp)
        before = line
        pixels.append([unpacked(depth, kind, palette + [(0, 0, 0)], pixel) for pixel in row])
    if broken == "filter":
        raw = b"\7" + raw[1:]
    data = zlib.compress(raw)
    at = len(data) // 3
    parts = [data[:at], data[at:at + 1], b"", data[at + 1:]]
    body = b"".join(chunk(b"IDAT", part) for part in parts)
    if broken == "sum":
        body = body[:-1] + bytes([body[-1] ^ 1])
    colours = chunk(b"PLTE", bytes(v for colour in palette for v in colour)) if kind == 3 else b""
    end = b"" if broken == "end" else chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)) + colours + body + end, pixels


KINDS = [(0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (4, 16), (6, 8), (6, 16)]


def check_png(work):
    """Every kind of PNG there is, pixel by pixel, as poppler takes it out of the PDF; what is damaged is told."""
    if not has("every kind of PNG", "pdfimages"):
        return
    shuffle, source = random.Random(5), work / "kinds"
    call(PROGRAM, "new", source)
    wanted, more = [], ""
    for kind, depth in KINDS:
        data, pixels = any_png(shuffle, kind, depth)
        (source / f"k{kind}-{depth}.png").write_bytes(data)
        wanted.append((kind, depth, pixels))
        more += f"![Kind {kind} of {depth}](k{kind}-{depth}.png)\n\n"
    (source / "sections/about.md").write_text(f"---\nid: SEC-ABOUT\ntype: section\ntitle: About\n---\n{more}")
    done = call(PROGRAM, "build", source, "-o", work / "kinds-out", "-f", "pdf")
    say(done.returncode == 0, "every kind of PNG is taken", done.stderr)
    call("pdfimages", "-png", work / "kinds-out/strategy.pdf", work / "kind")
    taken = [read_png(path.read_bytes()) for path in sorted(work.glob("kind-*.png"))]
    for kind, depth, pixels in wanted:
        rows = taken.pop(0)[2]
        covers = taken.pop(0)[2] if kind in (4, 6) else None
        if (kind, depth) == (3, 1):  # which pdfimages takes for black and white: its two colours by their places
            names = {rows[y][x]: colour[:3] for y, row in enumerate(pixels) for x, colour in enumerate(row)}
            rows = [[names[one] for one in row] for row in rows]
        worst = 0
        for y, row in enumerate(pixels):
            for x, (*colour, cover) in enumerate(row):
                seen = rows[y][x] if len(rows[y][x]) == 3 else rows[y][x] * 3
                if covers:
                    worst = max(worst, abs(covers[y][x][0] - cover))
                if cover > 250:  # under little cover colours are rounded away
                    worst = max(worst, *(abs(a - b) for a, b in zip(seen, colour)))
        say(worst <= (2 if kind in (4, 6) or depth == 16 else 0), f"colour type {kind} of {depth} bits has its pixels", worst)
    say(not taken, "and no other", len(taken))
    for name, words in {"with a row less": {"cut": 1}, "with a row of no filter there is": {"broken": "filter"}, "with a wrong sum": {"broken": "sum"},
                        "without an end": {"broken": "end"}, "with a colour that its palette has not": {"kind": 3, "depth": 4, "wild": True}}.items():
        data, _ = any_png(shuffle, **{"kind": 2, "depth": 8, **words})
        (source / "k2-8.png").write_bytes(data)
        done = call(PROGRAM, "build", source, "-o", work / "kinds-none", "-f", "pdf")
        say(done.returncode == 1 and done.stderr.count("error[E0402]") == 1 and "k2-8.png" in done.stderr and not (work / "kinds-none").exists(), f"a PNG {name} is told", done.stderr)


def read_ppm(data):
    _, width, height, _ = data.split(maxsplit=4)[:4]
    width, height = int(width), int(height)
    body = data[-3 * width * height:]
    return width, height, [[tuple(body[3 * (y * width + x):3 * (y * width + x) + 3]) for x in range(width)] for y in range(height)]


def name_of(pixel):
    return next((name for name, colour in COLOURS.items() if all(abs(a - b) < 70 for a, b in zip(pixel[:3], colour))), None)


def quarters(picture):
    """The colours of the quarters of what is painted there."""
    width, height, rows = picture
    spots = [(x, y) for y, row in enumerate(rows) for x, pixel in enumerate(row) if max(pixel) - min(pixel) > 100 and name_of(pixel)]
    if not spots:
        return None
    left, right, top, bottom = min(x for x, _ in spots), max(x for x, _ in spots), min(y for _, y in spots), max(y for _, y in spots)
    at = lambda x, y: name_of(rows[top + (bottom - top) * y // 4][left + (right - left) * x // 4])
    return [[at(1, 1), at(3, 1)], [at(1, 3), at(3, 3)]], (right - left) > (bottom - top)


def write(folder, name, bytes_, more=""):
    call(PROGRAM, "new", folder)
    (folder / name).write_bytes(bytes_)
    (folder / "sections/about.md").write_text(f"---\nid: SEC-ABOUT\ntype: section\ntitle: About\n---\nWords before it.\n\n![A picture]({name}){{width=20%}}\n{more}")
    text = (folder / "strategy.yaml").read_text()
    (folder / "strategy.yaml").write_text(text + "documents:\n  - {name: one, parts: [SEC-ABOUT], annexes: []}\n")


def check_turned(work):
    for orientation in range(1, 9):
        wanted = SEEN[orientation](STORED)
        for kind in ("jpg", "little.jpg", "png"):
            folder, out = work / f"{orientation}-{kind}", work / f"out-{orientation}-{kind}"
            data = exif_jpeg(orientation, kind.startswith("little")) if kind.endswith("jpg") else                 png(48, 32, lambda x, y: COLOURS[STORED[y // 16][x // 24]], chunk(b"eXIf", tiff(orientation, False)))
            write(folder, f"picture.{kind}", data)
            done = call(PROGRAM, "build", folder, "-o", out, "-f", "pdf,png,docx,html", "-q")
            if done.returncode:
                say(False, f"{orientation}, {kind}: it builds", done.stderr)
                continue
            seen = {}
            # Our own pictures of pages take long to decode here: where rows are columns, and of a photograph.
            ours = (orientation, kind) in ((6, "jpg"), (8, "png"))
            for page in sorted(out.rglob("*page-*.png"))[-1:] if ours else ():
                seen["ours"] = quarters(read_png(page.read_bytes()))
            call("pdftoppm", "-r", "40", out / "one.pdf", out / "poppler")
            for page in sorted(out.glob("poppler*.ppm"))[-1:]:
                seen["poppler"] = quarters(read_ppm(page.read_bytes()))
            wide = orientation < 5
            good = set(map(str, seen.values())) == {str((wanted, wide))} and ("ours" in seen or not ours)
            say(good, f"{orientation}, {kind}: it stands as the camera says", f"{seen}, wanted {wanted}")
            size = re.search(r'width="(\d+)" height="(\d+)" srcset="data:image', (out / "one.html").read_text())
            say(size and (int(size[1]) > int(size[2])) == wide, f"{orientation}, {kind}: and has that room on the page of the web", size and size[0])
            check_word(out / "one.docx", orientation, kind, wanted, wide)


def check_word(path, orientation, kind, wanted, wide):
    """Word turns nothing: what it is given stands as it is to be seen."""
    with zipfile.ZipFile(path) as file:
        media = [name for name in file.namelist() if name.startswith("word/media/")]
        extent = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"', file.read("word/document.xml").decode())
        data = file.read(media[0])
    if orientation == 1:
        return say(len(media) == 1, f"{orientation}, {kind}: Word is given the file itself")
    if kind != "jpg":
        return say(media[0].endswith("png") and (int(extent[1]) > int(extent[2])) == wide, f"{orientation}, {kind}: Word is given it painted")
    found = quarters(read_png(data)) if media[0].endswith("png") else media
    return say(found == (wanted, wide) and (int(extent[1]) > int(extent[2])) == wide, f"{orientation}, {kind}: Word is given it turned", f"{found} {extent[0]}")


def fixed(v):
    return struct.pack(">i", round(v * 65536))


def profile():
    """sRGB with red and blue changed over: what is stored as red is seen blue."""
    xyz = {"r": (0.1431, 0.0606, 0.7141), "g": (0.3851, 0.7169, 0.0971), "b": (0.4361, 0.2225, 0.0139)}
    tags = {b"desc": b"desc" + bytes(4) + struct.pack(">I", 5) + b"swap\0" + bytes(78), b"cprt": b"text" + bytes(4) + b"none\0\0\0\0",
            b"wtpt": b"XYZ " + bytes(4) + fixed(0.9642) + fixed(1) + fixed(0.8249)}
    for name, value in xyz.items():
        tags[name.encode() + b"XYZ"] = b"XYZ " + bytes(4) + b"".join(fixed(v) for v in value)
        tags[name.encode() + b"TRC"] = b"curv" + bytes(4) + struct.pack(">IH", 1, int(2.2 * 256)) + bytes(2)
    at, table, body = 128 + 4 + 12 * len(tags), b"", b""
    for name, data in tags.items():
        data += bytes(-len(data) % 4)
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data
    head = struct.pack(">I4sI4s4s4s", at + len(body), b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ ") + bytes(12) + b"acsp" + bytes(28) + fixed(0.9642) + fixed(1) + fixed(0.8249)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def check_profiles(work):
    icc = profile()
    part = b"ICC_PROFILE\0\x01\x01" + icc
    files = {"icc.jpg": JPEG[:2] + b"\xff\xe2" + struct.pack(">H", len(part) + 2) + part + JPEG[2:],
             "icc.png": png(48, 32, lambda x, y: COLOURS[STORED[y // 16][x // 24]], chunk(b"iCCP", b"swap\0\0" + zlib.compress(icc)))}
    wanted = [[{"red": "blue", "blue": "red"}.get(name, name) for name in row] for row in STORED]
    for name, data in files.items():
        folder, out = work / name, work / f"out-{name}"
        write(folder, name, data)
        done = call(PROGRAM, "build", folder, "-o", out, "-f", "pdf", "-q")
        call("pdftoppm", "-r", "40", out / "one.pdf", out / "page")
        found = [quarters(read_ppm(page.read_bytes())) for page in sorted(out.glob("page*.ppm"))]
        seen = next((one for one in found if one), None)
        # Yellow is red and green: it becomes blue and green, which has no name here.
        say(done.returncode == 0 and seen and seen[0][0][0] == wanted[0][0], f"{name}: its colours are those of its profile", f"{seen} {done.stderr}")
        say(b"/ICCBased" in call_bytes("qpdf", "--qdf", "--object-streams=disable", out / "one.pdf", "-"), f"{name}: which the PDF holds")
    for what, bad in {"cut": icc[:100], "of another size": icc + b"\0\0\0\0", "of CMYK": icc[:16] + b"CMYK" + icc[20:], "of a link": icc[:12] + b"link" + icc[16:]}.items():
        part = b"ICC_PROFILE\0\x01\x01" + bad
        folder = work / f"bad-{what}"
        write(folder, "bad.jpg", JPEG[:2] + b"\xff\xe2" + struct.pack(">H", len(part) + 2) + part + JPEG[2:])
        done = call(PROGRAM, "check", folder, "--format", "short")
        say(done.returncode == 1 and "E0402" in done.stderr and "profile" in done.stderr, f"a profile {what} is reported", done.stderr)


def check_shared(work):
    """Several photographs of one profile: it stands in the file once."""
    part = b"ICC_PROFILE\0\x01\x01" + profile()
    folder, out = work / "shared", work / "out-shared"
    write(folder, "a.jpg", JPEG[:2] + b"\xff\xe2" + struct.pack(">H", len(part) + 2) + part + JPEG[2:], "".join(f"\n![Picture {i}]({i}.jpg)\n" for i in range(4)))
    for i in range(4):
        (folder / f"{i}.jpg").write_bytes((folder / "a.jpg").read_bytes() + bytes(i + 1))
    done = call(PROGRAM, "build", folder, "-o", out, "-f", "pdf", "-q")
    found = re.findall(rb"/ICCBased\s+(\d+) 0 R", call_bytes("qpdf", "--qdf", "--object-streams=disable", out / "one.pdf", "-"))
    say(done.returncode == 0 and len(found) == 5 and len(set(found)) == 1, "five photographs share their profile", f"{found} {done.stderr}")


def check_cut(work):
    """A photograph that is cut short is said, and one of 8 MB is painted."""
    wrong = []
    for cut in (2, 3, 40, 200, len(JPEG) // 2):
        folder = work / f"cut-{cut}"
        write(folder, "cut.jpg", JPEG[:-cut])
        done = call(PROGRAM, "check", folder, "--format", "short")
        if done.returncode != 1 or "E0402" not in done.stderr:
            wrong.append(f"{cut} bytes: {done.stderr[-200:]}")
    say(not wrong, "a photograph that is cut short is an error", "\n".join(wrong))
    folder, out = work / "large", work / "out-large"
    write(folder, "large.jpg", JPEG[:2] + (b"\xff\xfe\xff\xff" + bytes(65533)) * 125 + JPEG[2:] + b"behind its end")
    done = call(PROGRAM, "build", folder, "-o", out, "-f", "png,docx", "-q")
    seen = [quarters(read_png(page.read_bytes())) for page in sorted(out.rglob("*page-*.png"))[-1:]]
    say(done.returncode == 0 and seen and seen[0] and seen[0][0] == STORED, "one of 8 MB is painted", f"{seen} {done.stderr}")


def call_bytes(*words):
    return subprocess.run([str(word) for word in words], capture_output=True).stdout


def check_drawing(work):
    """Words that would be lost are reported; in a <switch> there are others beside them."""
    label = '<foreignObject x="9" y="9" width="90" height="20"><div xmlns="http://www.w3.org/1999/xhtml">Words of a label</div></foreignObject>'
    asking = label.replace("<foreignObject", '<foreignObject requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"')
    for name, body, code in (("lost", label, 1), ("beside", f'<switch>{asking}<text x="9" y="20">Words of a label</text></switch>', 0),
                             ("unasked", f'<switch>{label}<text x="9" y="20">b</text></switch>', 1),
                             ("after", f'<switch><text>a</text></switch>{label}', 1)):
        folder, out = work / f"svg-{name}", work / f"out-svg-{name}"
        write(folder, "picture.svg", f'<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40">{body}</svg>'.encode())
        done = call(PROGRAM, "build", folder, "-o", out, "-f", "pdf", "-q", "--format", "short")
        printed = "Words of a label" in call("pdftotext", out / "one.pdf", "-").stdout
        say(done.returncode == code and ("E0402" in done.stderr) == bool(code) and printed == (not code), f"words of a drawing: {name}", done.stderr)


FACES = {  # what an SVG says of its words: the face that is said to be missing
    'font-family="Arial"': "Arial", "font-family='Arial'": "Arial", 'style="font-family:Arial"': "Arial", 'style="font-size:9px;font-family: Arial, Helvetica ;fill:red"': "Arial",
    """style="font-family:'DejaVu Sans'" """: "DejaVu Sans", 'style="font-family:&quot;DejaVu Sans&quot;"': "DejaVu Sans", 'font-family="\'Open Sans\', Lato"': "Open Sans", 'font-family = "Arial"': "Arial",
    'font-family="Source Sans"': "Source Sans", 'font-family="Sorce Sans 3"': "Sorce Sans 3", 'font-family="Source Sans 3"': None, 'font-family="source sans 3"': None, 'font-family="Arial, sans-serif"': None,
    "style=\"font-family:'DejaVu Sans', monospace\"": None, "": None, 'style="-inkscape-font-specification:Arial"': None, 'font-family=""': None, 'font-family="inherit"': None, "font-family": None, 'font-family="': None,
}


def check_faces(work):
    """Words of a drawing in a face that is not bundled are warned of."""
    wrong = []
    for number, (keys, face) in enumerate(FACES.items()):
        for form in ("text", "style", "none"):
            if form == "style" and ":" not in keys:
                continue
            folder = work / f"face-{number}-{form}"
            said_of = keys.split('"', 1)[1].rsplit('"', 1)[0].replace("&quot;", "'") if form == "style" and '"' in keys else ""
            body = {"text": f'<text x="9" y="20" {keys}>Words</text>', "style": f"<style>text {{ {said_of} }}</style><text>Words</text>", "none": f'<rect width="9" height="9" {keys}/>'}[form]
            write(folder, "picture.svg", f'<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40">{body}</svg>'.encode())
            done = call(PROGRAM, "check", folder, "--format", "short")
            found = re.findall(r"E0763\]: .* asks for the face '(.*)', which", done.stderr)
            wanted = [face] if face and form != "none" else []
            if found != wanted and "E0402" not in done.stderr:
                wrong.append(f"{form} {keys}: {found}, wanted {wanted}")
    say(not wrong, "faces of drawings that are not there", "\n".join(wrong[:8]))


CODE = """
    int main(void)
    {
        return 0;
    }

```
first
    second,   by three
\ta tab
  é  accented
```

Before `code` there is a space of words, and `two` `three` as well.
"""


def check_code(work):
    folder, out = work / "code", work / "out-code"
    write(folder, "picture.png", png(8, 8, lambda x, y: (9, 9, 9)), CODE)
    done = call(PROGRAM, "build", folder, "-o", out, "-f", "pdf", "-q")
    words = re.findall(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)</word>', call("pdftotext", "-bbox", out / "one.pdf", "-").stdout)
    left = {text: float(x) for x, _, text in words}
    right = {text: float(x) for _, x, text in words}
    letter = (right["return"] - left["return"]) / len("return")
    column = lambda word: round((left[word] - left["{"]) / letter, 1)
    columns = {word: column(word) for word in ("int", "return", "first", "second,", "by", "tab", "é")}
    say(done.returncode == 0 and columns == {"int": 0, "return": 4, "first": 0, "second,": 4, "by": 14, "tab": 6, "é": 2}, "each word of code stands in its column", columns)
    gap, usual = left["code"] - right["Before"], left["is"] - right["there"]
    say(abs(gap - usual) < 0.35, "a space before code is a space of words", f"{gap:.2f} and {usual:.2f} points")


def main():
    if has("pictures of cameras", "pdftoppm", "qpdf"):
        with tempfile.TemporaryDirectory() as name:
            work = pathlib.Path(name)
            check_png(work)
            check_turned(work)
            check_profiles(work)
            check_shared(work)
            check_cut(work)
            check_drawing(work)
            check_faces(work)
            check_code(work)
    return end()


if __name__ == "__main__":
    sys.exit(main())
