#!/usr/bin/env python3
"""quality.py FILE.pdf [SIZE [FONT]]: how even the lines of a finished PDF are, read from the file by
poppler, whoever made it. SIZE: of the body in points (10.5). FONT: the body's TrueType file.

Words are poppler's boxes: a box ends where the pen stands, so the distance of two boxes is the
space between two words. A line counts as justified when it reaches the right edge of the text.
  space     of justified lines, over the font's own: mean, standard deviation, widest
  over      lines with a space over 1.5; under: lines whose spaces are under 0.8
  hyphens   lines that end in one, in 100 justified lines; and the longest run of them
  runt      a paragraph's last line of one word of fewer than 8 letters; fragment: the rest of a
            divided word
  widow     a paragraph's last line on top of a page; orphan: its first at a page's foot
  stranded  a heading that ends a page
  uneven    of the spreads of two full pages, those whose last lines are not at one height
"""
import collections
import json
import pathlib
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as tree

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAMESPACE = "{http://www.w3.org/1999/xhtml}"


def space_of(font):
    """Advance of the space and height of a line over the em, from the font's cmap (format 4) and hmtx."""
    data = pathlib.Path(font).read_bytes()
    count, = struct.unpack(">H", data[4:6])
    table = {data[12 + 16 * i:16 + 16 * i].decode(): struct.unpack(">I", data[20 + 16 * i:24 + 16 * i])[0] for i in range(count)}
    upem, = struct.unpack(">H", data[table["head"] + 18:table["head"] + 20])
    cmap, glyph = table["cmap"], 0
    for i in range(struct.unpack(">H", data[cmap + 2:cmap + 4])[0]):
        at = cmap + struct.unpack(">I", data[cmap + 8 + 8 * i:cmap + 12 + 8 * i])[0]
        if struct.unpack(">H", data[at:at + 2])[0] != 4:
            continue
        n = struct.unpack(">H", data[at + 6:at + 8])[0] // 2
        words = struct.unpack(f">{4 * n + 1}H", data[at + 14:at + 14 + 2 * (4 * n + 1)])
        for k in range(n):
            end, start, delta, offset = (words[k], words[n + 1 + k], words[2 * n + 1 + k], words[3 * n + 1 + k])
            if start <= 32 <= end:
                place = at + 14 + 2 * (3 * n + 1 + k) + offset + 2 * (32 - start)
                glyph = (32 + delta) & 0xFFFF if not offset else struct.unpack(">H", data[place:place + 2])[0]
    hmtx = table["hmtx"]
    ascent, descent = struct.unpack(">hh", data[table["hhea"] + 4:table["hhea"] + 8])
    return struct.unpack(">H", data[hmtx + 4 * glyph:hmtx + 4 * glyph + 2])[0] / upem, (ascent - descent) / upem


Line = collections.namedtuple("Line", "page top bottom left right words heading")


def read_lines(path, tall):
    """Lines of the body and its headings in order, and the pages' text edges."""
    out = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True).stdout
    out = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", out)
    root, lines = tree.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", out)), []
    for number, page in enumerate(root.iter(NAMESPACE + "page")):
        height, here = float(page.get("height")), []
        for word in page.iter(NAMESPACE + "word"):
            box = [float(word.get(k)) for k in ("xMin", "yMin", "xMax", "yMax")]
            if not 60 < box[1] < height - 68 or not word.text:
                continue
            if here and abs(here[-1][0][1] - box[1]) < 1.5 and box[0] > here[-1][-1][0]:
                here[-1].append((*box, word.text))
            else:
                here.append([(*box, word.text)])
        lines += [(number, words) for words in here]
    heights = collections.Counter(round(words[0][3] - words[0][1], 1) for _, words in lines)
    near = [height for height in heights if abs(height - tall) < 0.6]
    if sum(heights[height] for height in near) < len(lines) / 8:
        near = heights  # another writer's boxes: the most common is the body
    body = max(near, key=lambda height: heights[height])
    made = []
    for number, words in lines:
        over = words[0][3] - words[0][1] - body
        if over > -0.6:
            made.append(Line(number, words[0][1], words[0][3], words[0][0], words[-1][2], words, over > 0.6))
    return made


def edges(lines):
    """Left and right edge of the text for pages of either hand."""
    out = {}
    for hand in (0, 1):
        here = [line for line in lines if line.page % 2 == hand and not line.heading]
        if here:
            left = collections.Counter(round(line.left) for line in here).most_common(1)[0][0]
            right = collections.Counter(round(line.right) for line in here).most_common(1)[0][0]
            out[hand] = (left, right)
    return out


def is_divided(word):
    return word.endswith(("-", "\u00ad", "‐"))


def paragraphs(lines, edge):
    """Lists of lines: a paragraph starts after a short line, at an indent, after a heading."""
    out, last = [], None
    for line in lines:
        left, right = edge[line.page % 2]
        if line.heading:
            out.append([line])
            last = None
            continue
        indented = 4 < line.left - left < 30
        fresh = last is None or indented or last.right < edge[last.page % 2][1] - 6 or \
            (line.page == last.page and line.top - last.top > 1.6 * (last.bottom - last.top))
        if fresh:
            out.append([])
        out[-1].append(line)
        last = line
    return out


def measure(path, size=10.5, font=ROOT / "fonts/SourceSerif4-Regular.ttf"):
    natural, tall = (of_em * size for of_em in space_of(font))
    lines = read_lines(path, tall)
    edge = edges(lines)
    ratios, over, under, justified, hyphens, run, longest = [], 0, 0, 0, 0, 0, 0
    runts = fragments = widows = orphans = 0
    pages = collections.defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    blocks = paragraphs(lines, edge)
    for block in blocks:
        run = 0
        for line in block:
            if line.heading:
                continue
            divided = is_divided(line.words[-1][4])
            run = run + 1 if divided else 0
            longest = max(longest, run)
            if line is block[-1] or line.right < edge[line.page % 2][1] - 3:
                continue
            gaps = [(b[0] - a[2]) / natural for a, b in zip(line.words, line.words[1:])]
            justified += 1
            hyphens += divided
            ratios += gaps
            over += bool(gaps) and max(gaps) > 1.5
            under += bool(gaps) and sum(gaps) / len(gaps) < 0.8
        if block[0].heading or len(block) < 2:
            continue
        divided, last = is_divided(block[-2].words[-1][4]), block[-1]
        fragments += divided and len(last.words) == 1
        alone = len(last.words) == 1 and last.left - edge[last.page % 2][0] < 6
        runts += not divided and alone and len(last.words[0][4]) < 8
        widows += last.page != block[-2].page
        orphans += block[0].page != block[1].page
    # Facing pages, both full, within a chapter: by how many points their last lines differ.
    ends = {page: max(line.top for line in here) for page, here in pages.items()}
    full = max((end for end in ends.values()), default=0) - 60
    apart = [abs(ends[page] - ends[page + 1]) for page in ends if page % 2 and min(ends[page], ends.get(page + 1, 0)) > full
             and page + 2 in pages and not pages[page + 2][0].heading]
    stranded = sum(here[-1].heading for here in pages.values() if not all(line.heading for line in here))
    n = max(len(ratios), 1)
    mean = sum(ratios) / n
    sd = (sum((r - mean) ** 2 for r in ratios) / n) ** 0.5
    return {
        "pages": max(pages, default=0) + 1, "lines": justified, "mean": round(mean, 3), "sd": round(sd, 3),
        "widest": round(max(ratios, default=0), 2), "over": over, "under": under,
        "hyphens": round(100 * hyphens / max(justified, 1), 2), "run": longest,
        "paragraphs": sum(not block[0].heading for block in blocks),
        "runts": runts, "fragments": fragments, "widows": widows, "orphans": orphans, "stranded": stranded,
        "spreads": len(apart), "uneven": sum(one > 1 for one in apart),
    }


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if not 1 <= len(arguments) <= 3:
        sys.exit(__doc__)
    print(json.dumps(measure(arguments[0], *[float(a) for a in arguments[1:2]], *arguments[2:3])))
