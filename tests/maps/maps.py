#!/usr/bin/env python3
"""Maps, as TAP: maps.py PROGRAM CONTENT

What the file of boundaries says is judged beside Python's reader of JSON; what stands on the page is
looked at: each place's pixels have the colour that the key gives its figure.
"""
import csv
import io
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402
from findings import faults, said  # noqa: E402

PROGRAM, CONTENT = pathlib.Path(sys.argv[1]).absolute(), pathlib.Path(sys.argv[2]).absolute()
ROOT = pathlib.Path(tempfile.mkdtemp())
NEW = ROOT / "new"
subprocess.run([PROGRAM, "new", NEW], check=True, capture_output=True)
BLOCK = {"id": "m-t", "title": "What it shows", "boundaries": "evidence/geo/b.geojson", "join": "code", "label": "name",
         "data": "evidence/data/t.csv", "value": "v", "credit": "Nobody's but ours"}


def square(x, y, size=0.1):
    return [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]


def feature(code, geometry, **more):
    return {"type": "Feature", "properties": {"code": code, "name": f"Place {code}", **more}, "geometry": geometry}


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def collection(*features, **more):
    return {"type": "FeatureCollection", **more, "features": list(features)}


def row(n=4):
    return [feature("ABCDEFGH"[i], polygon(square(i * 0.1, 51))) for i in range(n)]


ROWS = [["code", "v"], ["A", "1"], ["B", "2"], ["C", "3"], ["D", "4"]]


def make(boundaries=None, rows=ROWS, block=None, without=()):
    folder = ROOT / "one"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(NEW, folder)
    (folder / "evidence/geo").mkdir()
    held = collection(*row()) if boundaries is None else boundaries
    (folder / "evidence/geo/b.geojson").write_bytes(held if isinstance(held, bytes) else json.dumps(held).encode())
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    (folder / "evidence/data/t.csv").write_text(out.getvalue())
    keys = {k: v for k, v in {**BLOCK, **(block or {})}.items() if k not in without}
    item = folder / "foundations/productivity.md"
    item.write_text(item.read_text().split("```chart")[0] + "\n```map\n" + "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in keys.items()) + "```\n")
    return folder


def findings(*words, **options):
    return faults(PROGRAM, make(*words, **options))


def expect(name, code, word, *words, unused=False, **options):
    found = [f for f in findings(*words, **options) if not (unused and f["code"] == "E0148")]
    good = found and {f["code"] for f in found} == {code} and word in said(found)
    tap.say(good, name, said(found) or "no finding")


def test_join():
    tap.say(not findings(), "a map whose places and rows pair", said(findings()))
    expect("a place without a row", "E0162", "missing", rows=ROWS[:-1])
    tap.say(not findings(rows=ROWS[:-1], block={"missing": "not surveyed"}), "a place without a row, and why")
    expect("a row without a place", "E0162", "outside: [UK]", rows=ROWS + [["UK", "9"]])
    tap.say(not findings(rows=ROWS + [["UK", "9"]], block={"outside": ["UK"]}), "a row without a place that the block names")
    expect("an outside that is no row", "E0145", "UX", rows=ROWS + [["UK", "9"]], block={"outside": ["UK", "UX"]})
    near = collection(*[feature(f"E0600003{i}", polygon(square(i * 0.1, 51))) for i in range(4)])
    rows = [["code", "v"]] + [[f"E0600003{i}", i] for i in range(3)] + [["E0600003X", 9]]
    expect("a key misspelt", "E0162", "did you mean 'E06000033'", near, rows=rows)
    expect("keys that are all of another kind", "E0162", "no row of the dataset is of a place",
           rows=[["code", "v"]] + [[f"X{i}", i] for i in range(4)])
    expect("two rows of one place", "E0144", "remove one", rows=ROWS + [["A", "7"]])
    expect("two features of one key", "E0162", "two features", collection(*row(), feature("A", polygon(square(0.5, 51)))))
    expect("a feature without the property", "E0162", "has no property 'code'",
           collection(*row(3), {"type": "Feature", "properties": None, "geometry": polygon(square(0.5, 51))}))
    expect("a join that no feature has", "E0124", "has no column 'codes'", block={"join": "codes"})
    expect("a label that nobody has", "E0162", "neither the boundaries nor the dataset have 'title'", block={"label": "title"})
    expect("a label that is misspelt", "E0162", "did you mean 'name'", block={"label": "nmae"})
    expect("a place to outline that is none", "E0145", "Place", block={"highlight": ["Place X"]})
    expect("a place to name that is none", "E0145", "Place", block={"named": ["Place X"]})
    expect("no credit", "E0164", "credit:", without=("credit",))
    tap.say(not findings(collection(*row(), credit="Theirs"), without=("credit",)), "the file's own credit")
    expect("a column of text", "E0125", "column of text", rows=[["code", "v"]] + [[c, "many"] for c in "ABCD"])
    expect("no figure at all", "E0125", "no figure", rows=[["code", "v"]] + [[c, "[c]"] for c in "ABCD"])
    expect("boundaries that are not there", "E0004", "b.geojson", unused=True, block={"boundaries": "evidence/geo/c.geojson"})
    expect("boundaries out of the folder", "E0005", "", unused=True, block={"boundaries": "../b.geojson"})


def test_classes():
    for classes in (2, 6, [2], [1.5, 2.5], [1, 2, 3, 4, 5]):
        rows = [["code", "v"], ["A", "1.0"], ["B", "2.0"], ["C", "3.0"], ["D", "4.0"]]
        tap.say(not findings(rows=rows, block={"classes": classes}), f"classes: {classes}")
    for classes in (0, 1, 7, "many", [], [3, 2], [2, 2], [1, 2, 3, 4, 5, 6], ["two"], [2.5], [[1]]):
        expect(f"classes: {classes}", "E0163", "", block={"classes": classes})


def test_boundaries():
    many = [feature(str(i), polygon(square(i % 20 * 0.1, 50 + i // 20 * 0.1))) for i in range(401)]
    grid = [feature("A", polygon([[540000, 150000], [560000, 150000], [560000, 170000], [540000, 150000]]))]
    other = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}

    def one(geometry):
        return collection(feature("A", geometry))

    cases = {
        "no collection": ([], "no FeatureCollection"), "a lone feature": (row()[0], "no FeatureCollection"),
        "TopoJSON": ({"type": "Topology", "objects": {}}, "TopoJSON"), "no feature": (collection(), "no feature"),
        "features that are no list": ({"type": "FeatureCollection", "features": {}}, "FeatureCollection"),
        "too many features": (collection(*many), "more features"), "what is no feature": (collection({"type": "Polygon"}), "no feature"),
        "a number for a feature": (collection(3), "no feature"),
        "no geometry": (one(None), "without a geometry"), "empty geometry": (one(polygon()), "empty"),
        "empty polygons": (one({"type": "MultiPolygon", "coordinates": []}), "empty"), "empty point": (one({"type": "Point", "coordinates": []}), "empty"),
        "an empty ring": (one(polygon([])), "four positions"), "no coordinates": (one({"type": "Polygon"}), "without coordinates"),
        "a line": (one({"type": "LineString", "coordinates": [[0, 51], [1, 51]]}), "neither areas nor points"),
        "geometries": (one({"type": "GeometryCollection", "geometries": []}), "neither areas nor points"),
        "an unclosed ring": (one(polygon(square(0, 51)[:-1])), "not closed"), "a ring of three": (one(polygon(square(0, 51)[:3])), "four positions"),
        "a ring of nothing": (one(polygon([[0, 51], [1, 51], [0, 51], [0, 51]])), "encloses nothing"),
        "an unclosed hole": (one(polygon(square(0, 51), square(0.02, 51.02, 0.01)[:-1])), "not closed"),
        "a position of one number": (one(polygon([[0], [1], [2], [0]])), "two numbers"),
        "a position of texts": (one(polygon([["0", "51"]] * 4)), "two numbers"), "a position too deep": (one(polygon([square(0, 51)])), "four positions"),
        "latitude first": (one(polygon([[51, 91], [52, 91], [52, 92], [51, 91]])), "longitude before latitude"),
        "out of the world": (one(polygon([[0, 51], [190.5, 51], [1, 52], [0, 51]])), ""),
        "eastings": (collection(*grid), "projection: national-grid"), "another system named": (collection(*row(), crs=other), "projection: national-grid"),
        "Web Mercator": (one(polygon([[-20037508, 6710219], [1, 6710219], [1, 1], [-20037508, 6710219]])), "WGS 84"),
        "a huge number": (one(polygon([[1e300, 51], [1, 51], [1, 52], [1e300, 51]])), ""),
    }
    for name, (held, word) in cases.items():
        expect(f"boundaries: {name}", "E0161", word, held, rows=ROWS)
    national = {"projection": "national-grid"}
    tap.say(not findings(collection(*grid, crs=other), rows=ROWS[:2], block=national), "eastings that are said to be some", said(findings(collection(*grid), rows=ROWS[:2], block=national)))
    expect("degrees that are said to be eastings", "E0161", "leave 'projection' out", block=national)
    expect("eastings beyond the grid", "E0161", "outside the National Grid", collection(feature("A", polygon([[900000, 1], [900100, 200], [900200, 1], [900000, 1]]))), block=national)
    written = b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"A","name":"\\u00c5","more":"\\ud83d\\ude00"},"geometry":{"type":"Polygon","coordinates":[[[0,5.1e1],[1E-1,510.0e-1,7],[0.1,51.1],[0,51]]]}}]}'
    tap.say(not findings(written, rows=ROWS[:2]), "exponents, heights and escapes are read", said(findings(written, rows=ROWS[:2])))
    ring = [[i % 500 / 1000, 51 + i // 500 / 1000] for i in range(200001)]
    expect("too many positions", "E0161", "too many positions", one(polygon(ring + ring[:1])), rows=ROWS[:2])


def strict(text):
    """Whether Python's reader takes it, without what it takes beyond RFC 8259."""
    def pairs(held):
        if len({k for k, _ in held}) < len(held):
            raise ValueError("twice")
        return dict(held)

    def refuse(word):
        raise ValueError(word)

    try:
        json.loads(text, object_pairs_hook=pairs, parse_constant=refuse)
    except (ValueError, RecursionError):
        return False
    return True


def test_json():
    good = json.dumps(collection(*row(1)))
    cases = [good.replace("{", "[", 1), good + "x", good + " ", "\ufeff" + good, "", "null", "[1,]", "{\"a\":1,\"a\":2}", "[01]", "[1.]", "[.5]", "[-]",
             "[+1]", "[NaN]", "[\"\\x\"]", "[\"\\u12\"]", "[\"\t\"]", "[\"a]", "{a:1}", "{\"a\" 1}", "[1 2]", "tru", "[1e]", "// x\n[]", "[1][2]", "\"\\ud800x\""]
    dice = random.Random(7)
    for _ in range(60):
        at = dice.randrange(len(good))
        cases.append(dice.choice([good[:at], good[:at] + dice.choice("{}[],:\"\\0e.-x") + good[at + 1:], good[:at] + good[at + dice.randrange(1, 9):]]))
    wrong = []
    for text in cases:
        found = {f["code"] for f in findings(text.encode(), rows=ROWS[:2])}
        lone = "\\ud800x" in text  # Python lets half a character pass
        if "none" in found or ("E0160" in found) != (lone or not strict(text)):
            wrong.append(f"{text[:300]!r}: {found}")
    tap.say(not wrong, f"{len(cases)} texts are JSON where Python says so, and else E0160", "\n".join(wrong))
    for name, text in {"depth": "[" * 100000, "values": "[" + "0," * 1000001 + "0]", "depth of objects": '{"a":' * 60 + "1" + "}" * 60}.items():
        expect(f"JSON of too much {name}", "E0160", "", text.encode(), rows=ROWS[:2])


# --- what is seen ---

def build(folder):
    out = ROOT / "out"
    shutil.rmtree(out, ignore_errors=True)
    # Without a rail paper and page are of one width, and so are their pictures.
    done = tap.call(PROGRAM, "build", folder, "-f", "pdf,html", "--layout", "assurance", "-o", out)
    if done.returncode:
        tap.say(False, "the strategy of the test is built", done.stdout + done.stderr)
    return out


DOTS = 144  # to the inch: two pixels to the point


class Page:
    """The page of the PDF that has a text, as pixels, and where the map's picture stands on it."""

    def __init__(self, out, title):
        pdf = out / "strategy.pdf"
        pages = tap.call("pdftotext", pdf, "-").stdout.split("\f")
        number = next(i for i, text in enumerate(pages, 1) if title in text and "Boundaries:" in text)
        self.text = pages[number - 1]
        done = subprocess.run(["pdftoppm", "-r", str(DOTS), "-f", str(number), "-l", str(number), pdf], capture_output=True)
        head = re.match(rb"P6\s(\d+) (\d+)\s255\s", done.stdout)
        self.width, self.height = int(head[1]), int(head[2])
        self.bytes = done.stdout[head.end():]
        figure = re.search(r'<figure[^>]*id="m-t".*?</figure>', (out / "strategy.html").read_text(), re.S)[0]
        self.svg = re.findall(r'<svg class="chart".*?</svg>', figure, re.S)[-1]
        self.html = figure
        self.paths = [(points_of(d), look) for d, look in re.findall(r'<path d="([^"]*)"([^>]*)>', self.svg)]
        swatches = [(rings[0], look) for rings, look in self.paths if len(rings) == 1 and len(rings[0]) == 4 and "accent" in look and "secondary" in look]
        self.swatches = [ring for ring, _ in swatches]
        self.find_picture()
        self.key = [self.color(*middle(ring)) for ring in self.swatches]

    def pixel(self, x, y):
        at = (y * self.width + x) * 3
        return tuple(self.bytes[at:at + 3])

    def find_picture(self):
        """By the first long run of the accent colour: the highest class stands so in the key."""
        ring = self.swatches[-1]
        run = int((ring[1][0] - ring[0][0]) * DOTS / 72) - 6
        want = bytes((0x12, 0x43, 0x6d)) * run
        at = self.bytes.find(want)
        while at % 3:
            at = self.bytes.find(want, at + 1)
        y, x = divmod(at // 3, self.width)
        self.left, self.top = x - ring[0][0] * DOTS / 72, y - ring[0][1] * DOTS / 72

    def color(self, x, y):
        return self.pixel(round(self.left + x * DOTS / 72), round(self.top + y * DOTS / 72))


def points_of(d):
    """The rings of a path, in absolute positions."""
    rings, x, y = [], 0.0, 0.0
    for letter, numbers in re.findall(r"([MmLlZzC])([^MmLlZzC]*)", d):
        held = [float(n) for n in re.findall(r"-?[\d.]+", numbers)]
        for i in range(0, len(held), 2):
            x, y = (x + held[i], y + held[i + 1]) if letter in "lm" else (held[i], held[i + 1])
            if letter in "Mm":
                rings.append([])
            rings[-1].append((x, y))
    return rings


def middle(ring):
    return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)


def holds(rings, x, y):
    inside = False
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
            if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                inside = not inside
    return inside


def rings_of(geometry):
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[tuple(p[:2]) for p in ring] for one in polygons for ring in one]


def inner_points(rings, n=24):
    xs, ys = [p[0] for r in rings for p in r], [p[1] for r in rings for p in r]
    grid = [(min(xs) + (max(xs) - min(xs)) * (i + 0.5) / n, min(ys) + (max(ys) - min(ys)) * (k + 0.5) / n) for i in range(n) for k in range(n)]
    return [p for p in grid if holds(rings, *p)]


def place(page, held):
    """From longitude and latitude to the picture: the boundaries' own extent is that of the drawing."""
    every = [p for f in held["features"] for r in rings_of(f["geometry"]) for p in r]
    areas = [p for rings, look in page.paths if "ground" in look and "stroke" in look and len(rings[0]) > 2 for r in rings for p in r]
    (gx0, gx1), (gy0, gy1) = [(min(v), max(v)) for v in zip(*every)]
    (px0, px1), (py0, py1) = [(min(v), max(v)) for v in zip(*areas)]
    ratio = (px1 - px0) / (py1 - py0)
    return lambda x, y: (px0 + (x - gx0) / (gx1 - gx0) * (px1 - px0), py1 - (y - gy0) / (gy1 - gy0) * (py1 - py0)), ratio, (gx1 - gx0) / (gy1 - gy0), (gy0 + gy1) / 2


def shares(page, to_picture, feature):
    """How many of a place's pixels have each colour of the key."""
    seen = [page.color(*to_picture(*p)) for p in inner_points(rings_of(feature["geometry"]))]
    return [sum(max(abs(a - b) for a, b in zip(s, key)) <= 3 for s in seen) / len(seen) for key in page.key], seen


def test_seen():
    if not tap.has("each place has the colour of its class", "pdftoppm", "pdftotext"):
        return
    import math
    held = json.loads((CONTENT / "evidence/geo/south-east-authorities.geojson").read_text())
    figures = {r["code"]: r["gva_per_hour_gbp"] for r in csv.DictReader(open(CONTENT / "evidence/data/productivity_lad.csv")) if r["year"] == "2023"}
    codes = [f["properties"]["code"] for f in held["features"]]
    gone, secret = "E07000110", "E07000067"
    rows = [["code", "v"]] + [[c, "[c]" if c == secret else figures[c]] for c in codes if c != gone]
    breaks = [32, 35, 38, 41.87]
    out = build(make(held, rows, {"classes": breaks, "missing": "not surveyed", "prefix": "\u00a3", "named": ["Dover"]}, without=("credit",)))
    page = Page(out, "What it shows")
    to_picture, ratio, degrees, latitude = place(page, held)
    tap.say(abs(ratio - degrees * math.cos(math.radians(latitude))) < 0.01, "degrees are as long as they are at the middle latitude", ratio)
    light = [(0.2126 * r + 0.7152 * g + 0.0722 * b) for r, g, b in page.key]
    tap.say(len(page.key) == 5 and all(a - b > 20 for a, b in zip(light, light[1:])), "classes tell apart in grey", light)
    linear = [[(v / 255 / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4) for v in page.key[i]] for i in (0, -1)]
    ends = [0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05 for r, g, b in linear]
    tap.say(ends[0] / ends[1] >= 3, "the ends of the colours have a contrast of 3 to 1", ends)
    wrong = []
    for f in held["features"]:
        code = f["properties"]["code"]
        share, seen = shares(page, to_picture, f)
        if code in (gone, secret):
            dark = sum(sum(s) < 600 for s in seen) / len(seen)
            if max(share) > 0.1 or not 0.1 < dark < 0.6:
                wrong.append(f"{code} is not hatched: {share} {dark}")
            continue
        of = sum(float(figures[code]) >= b for b in breaks)
        if share[of] < 0.6 or max(share) != share[of]:
            wrong.append(f"{code} has {figures[code]}, class {of}: {share}")
    tap.say(not wrong, f"each of {len(codes)} places has the colour of its class, or is hatched", "\n".join(wrong))
    flat = " ".join(page.text.split())
    for text in (held["credit"].rstrip("."), "not surveyed", "confidential", "Dover \u00a344.77", "under \u00a332.00", "\u00a341.87 or more"):
        tap.say(text in flat and text in " ".join(re.sub(r"<[^>]*>", " ", page.html).split()).replace("&#39;", "'"), f"'{text[:30]}' stands in PDF and HTML", flat)
    alt = re.search(r'aria-label="(Map[^"]*)"', page.svg)[1]
    words = ("Map of 32 places", "Brentwood, \u00a354.90", "Castle Point, \u00a328.10", "Maidstone: not surveyed", "Braintree: confidential")
    tap.say(all(w in alt for w in words), "the words for who cannot see it have the ends and what is missing", alt)
    table = re.search(r'id="m-t-data".*?</table>', (out / "strategy.html").read_text(), re.S)
    tap.say(table and all(f["properties"]["name"] in table[0] for f in held["features"]), "its figures are a table in the annex")
    size = len(page.svg)
    tap.say(size < 70000, f"the drawing is small ({size} bytes)")


def test_shapes():
    """Holes, points, quantiles, a lone place, and one too small to be seen."""
    if not tap.has("a hole is a hole", "pdftoppm", "pdftotext"):
        return
    held = collection(feature("A", polygon(square(0, 51, 1), square(0.3, 51.3, 0.4))), feature("B", polygon(square(1, 51, 1))),
                      feature("C", polygon(square(2, 51, 1)[::-1])), feature("D", {"type": "MultiPolygon", "coordinates": [[square(3, 51, 0.4)], [square(3.6, 51.6, 0.4)]]}))
    page = Page(build(make(held, block={"classes": 4, "named": ["Place A"]})), "What it shows")
    to_picture = place(page, held)[0]
    good = all(shares(page, to_picture, f)[0][i] > 0.6 for i, f in enumerate(held["features"]))
    tap.say(good, "rings either way round, holes and several polygons, in four classes of one", [shares(page, to_picture, f)[0] for f in held["features"]])
    tap.say(page.color(*to_picture(0.5, 51.35)) == (255, 255, 255), "a hole is a hole", page.color(*to_picture(0.5, 51.35)))
    points = collection(*[feature("ABCD"[i], {"type": "Point", "coordinates": [i * 0.1, 51 + i * 0.1]}) for i in range(4)])
    page = Page(build(make(points, block={"classes": 4, "named": ["Place A"]})), "What it shows")
    dots = [tuple(map(float, at)) for at, look in ((m[:2], m[2]) for m in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"([^>]*)>', page.svg)) if "accent" in look and "secondary" in look]
    seen = [page.color(x, y) for x, y in dots]
    tap.say(len(dots) == 4 and all(max(abs(a - b) for a, b in zip(s, k)) <= 3 for s, k in zip(seen, page.key)), "points have the colour of their class", (seen, page.key))
    for name, one in {"one point": collection(feature("A", {"type": "Point", "coordinates": [0, 51]})), "one area": collection(feature("A", polygon(square(0, 51)))),
                      "one area too small beside another": collection(feature("A", polygon(square(0, 51, 1e-6))), feature("B", polygon(square(1, 51)))),
                      "at a pole": collection(feature("A", polygon(square(0, 89.9)))), "the whole world": collection(feature("A", polygon([[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]))),
                      "a spike": collection(feature("A", polygon([[0, 51], [5, 51], [5, 51.0000001], [0, 51]])))}.items():
        out = build(make(one, rows=ROWS[:1 + len(one["features"])]))
        tap.say((out / "strategy.pdf").exists(), f"drawn: {name}")


for test in (test_join, test_classes, test_boundaries, test_json, test_seen, test_shapes):
    test()
shutil.rmtree(ROOT, ignore_errors=True)
sys.exit(tap.end())
