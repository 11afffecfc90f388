#!/usr/bin/env python3
"""SVG and SQL that ask for minutes and gigabytes: each is refused or done within limits, and what stands beside it is
drawn and computed all the same; as TAP.

hostile.py SIGHTLINE
"""
import pathlib
import resource
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
SECONDS, KIB = 30, 1 << 20  # wall clock on a busy machine; the program's own limits are 2 s and 5 s of CPU

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{w}" height="{w}">{body}</svg>'
USE = "".join(f'<g id="a{i + 1}">' + f'<use xlink:href="#a{i}"/>' * 10 + "</g>" for i in range(9))
PICTURES = {
    "turbulence": (9000, '<filter id="f" x="0" y="0" width="1" height="1"><feTurbulence baseFrequency="0.05" numOctaves="1000"/></filter>'
                   '<rect width="9000" height="9000" filter="url(#f)"/>'),
    "a chain of morphology": (4000, '<filter id="f">' + '<feMorphology operator="dilate" radius="200"/>' * 50 + '</filter><rect width="4000" height="4000" filter="url(#f)"/>'),
    "a blur": (9000, '<filter id="f"><feGaussianBlur stdDeviation="900"/></filter><rect width="9000" height="9000" filter="url(#f)"/>'),
    "nested masks": (9000, "".join(f'<mask id="m{i}"><rect width="9000" height="9000" fill="white" ' + (f'mask="url(#m{i - 1})"' if i else "") + "/></mask>"
                                   for i in range(60)) + '<rect width="9000" height="9000" mask="url(#m59)"/>'),
    "a bomb of uses": (100, '<g id="a0"><rect width="1" height="1"/></g>' + USE + '<use xlink:href="#a9"/>'),
    "a convolution": (100, f'<filter id="f"><feConvolveMatrix order="100" kernelMatrix="{"1 " * 10000}"/></filter><rect width="100" height="100" filter="url(#f)"/>'),
    "a long text": (100, "<text>" + "word " * 200000 + "</text>"),
    "an entity bomb": (100, "&lol9;"),
    "a file from outside": (100, '<image xlink:href="file:///etc/passwd" width="10" height="10"/><rect width="9" height="9"/>'),
}
WORDS = "a" * 20000
QUERIES = {
    "a search in a long text": f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT sum(instr(replace(hex(zeroblob(15000)), '0', 'a'), '{'a' * 9000}b')) FROM n",
    "a text that doubles": "WITH RECURSIVE n(i, t) AS (SELECT 1, 'a' UNION ALL SELECT i + 1, t || t FROM n WHERE i < 60) SELECT max(length(t)) FROM n",
    "a join of itself": "SELECT count(*) FROM output AS a, output AS b, (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n) AS c",
    "a pattern": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT sum(replace(hex(zeroblob(8000)), '0', 'a') LIKE '%a%a%a%a%a%a%a%b') FROM n",
}


def timed(*words):
    begin = time.monotonic()
    done = tap.call(*words, timeout=120)
    return done, time.monotonic() - begin


def main():
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        for number, (what, (width, body)) in enumerate(PICTURES.items()):
            folder = work / f"p{number}"
            tap.call(PROGRAM, "new", folder)
            (folder / "bad.svg").write_text(SVG.format(w=width, body=body))
            (folder / "good.svg").write_text(SVG.format(w=40, body='<rect width="30" height="30" fill="red"/>'))
            about = folder / "sections/about.md"
            plain = about.read_text() + "\n![Good](good.svg)\n"
            about.write_text(plain + "\n![Bad](bad.svg)\n\n![Good again](good.svg)\n")
            done, seconds = timed(PROGRAM, "build", folder, "-o", work / "out", "-f", "pdf")
            told = done.returncode == 1 and "E0402" in done.stderr and "bad.svg" in done.stderr and "good.svg" not in done.stderr
            tap.say((done.returncode == 0 or told) and seconds < SECONDS, f"{what}: drawn or refused, in {SECONDS} s", f"{done.returncode} {seconds:.1f} s {done.stderr[:600]}")
            about.write_text(plain)
            done, _ = timed(PROGRAM, "build", folder, "-o", work / "out", "-f", "pdf")
            tap.say(done.returncode == 0, f"{what}: without it the strategy builds", done.stderr)
        for number, (what, query) in enumerate(QUERIES.items()):
            folder = work / f"q{number}"
            tap.call(PROGRAM, "new", folder)
            register = folder / "evidence/register.yaml"
            register.write_text(register.read_text().replace("gaps: []", "  - id: EV-77\n    statement: It is slow.\n    query: >-\n      " + query +
                                                             "\n    source: {publisher: A, title: B}\n    confidence: second-hand\n    grade: 1\ngaps: []"))
            done, seconds = timed(PROGRAM, "check", folder)
            tap.say(done.returncode == 1 and "E0225" in done.stderr and seconds < SECONDS, f"{what}: refused, in {SECONDS} s", f"{done.returncode} {seconds:.1f} s {done.stderr[:500]}")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        tap.say(peak < KIB, f"no process held more than 1 GiB (the most was {peak >> 10} MiB)")
    return tap.end()


sys.exit(main())
