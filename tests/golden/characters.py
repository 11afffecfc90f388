#!/usr/bin/env python3
"""Characters that nobody sees or no face shows, in every text that may be printed: `check` and `build` say the
same, at the place, and write nothing; as TAP.

characters.py SIGHTLINE
"""
import json
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
HIDDEN = [0x200B, 0x200D, 0x200F, 0x061C, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xE0041]
MISSING = [0x1F680, 0x6F22, 0x13000]  # a rocket, an ideograph, a hieroglyph
CHART = "\n```chart\nid: fig-test\ntitle: Output{c}s\ntype: bar\ndata: evidence/data/output.csv\nlabel: place\nvalue: pounds_an_hour\nevidence: EV-01\n```\n"


def change(path, old, new):
    text = path.read_text()
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1))


def write(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


PLACES = {  # where it stands: file, and what writes it
    "a text": ("sections/about.md", lambda f, c: (f / "sections/about.md").write_text((f / "sections/about.md").read_text() + f"\nWords{c}s.\n")),
    "a title": ("sections/about.md", lambda f, c: change(f / "sections/about.md", "title: About", f"title: Ab{c}out")),
    "the document's title": ("strategy.yaml", lambda f, c: change(f / "strategy.yaml", "title: A small", f"title: A{c} small")),
    "the organisation": ("strategy.yaml", lambda f, c: change(f / "strategy.yaml", "organisation: Our", f"organisation: O{c}ur")),
    "a statement": ("evidence/register.yaml", lambda f, c: change(f / "evidence/register.yaml", "statement: Output", f"statement: Out{c}put")),
    "a publisher": ("evidence/register.yaml", lambda f, c: change(f / "evidence/register.yaml", "publisher: The", f"publisher: T{c}he")),
    "a chart's title": ("sections/about.md", lambda f, c: (f / "sections/about.md").write_text((f / "sections/about.md").read_text() + CHART.format(c=c))),
    "a response": ("engagement/all.yaml", lambda f, c: write(
        f / "engagement/all.yaml", f"responses:\n  - {{id: RSP-1, by: A firm, date: 2026-01-05, items: [ASK-01], said: Wor{c}ds.}}\n")),
    "a stage": ("programme.yaml", lambda f, c: write(f / "programme.yaml", f"stages:\n  - {{id: STG-1, title: Wor{c}ds, from: 2026-01, to: 2026-02}}\n")),
    "a label of the framework": ("framework.yaml", lambda f, c: change(f / "framework.yaml", "label: ", f"label: W{c}")),
    "a term": ("glossary.yaml", lambda f, c: write(f / "glossary.yaml", f"terms:\n  - {{term: small, means: Not lar{c}ge.}}\n")),
    "an ask's key": ("asks", lambda f, c: change(next((f / "asks").glob("*.md")), "of: Department", f"of: Depart{c}ment")),
}

# Where nothing is printed, but somebody reads: what turns the words around it is said there too.
UNPRINTED = {
    "a note": ("evidence/register.yaml", lambda f, c: change(f / "evidence/register.yaml", "    statement: ", f"    notes: Rea{c}d\n    statement: ")),
    "a comment of YAML": ("strategy.yaml", lambda f, c: (f / "strategy.yaml").write_text((f / "strategy.yaml").read_text() + f"# so{c}\n")),
    "a comment of a text": ("sections/about.md", lambda f, c: (f / "sections/about.md").write_text((f / "sections/about.md").read_text() + f"\n%% so{c} %%\n")),
    "a comment of HTML": ("sections/about.md", lambda f, c: (f / "sections/about.md").write_text((f / "sections/about.md").read_text() + f"\n<!-- so{c} -->\n")),
    "a key of one's own": ("sections/about.md", lambda f, c: change(f / "sections/about.md", "title: About", f"x-own: a{c}b\ntitle: About")),
    "a name in the lock": ("reviews.lock", lambda f, c: (tap.call(PROGRAM, "review", "--all", "--by", "R", "-C", f),
                                                         (f / "reviews.lock").write_text((f / "reviews.lock").read_text() + f"# so{c}\n"))),
}


def main():
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        for number, (place, (file, put)) in enumerate(PLACES.items()):
            for c in HIDDEN + MISSING if place in ("a text", "a statement") else HIDDEN[:5:2] + MISSING[:1]:
                folder = work / f"s{number}-{c:x}"
                tap.call(PROGRAM, "new", folder)
                put(folder, chr(c))
                code = "E0130" if c in HIDDEN else "E0401"
                checked = tap.call(PROGRAM, "check", folder, "--format", "json")
                built = tap.call(PROGRAM, "build", folder, "-o", work / "out", "--format", "json")
                found = [[(one["code"], one["file"].split(folder.name + "/")[-1], one["line"]) for one in json.loads(done.stdout)["findings"]
                          if one["severity"] == "error"] for done in (checked, built)]
                here = [one for one in found[0] if one[0] == code and one[1].startswith(file) and one[2] > 0]
                tap.say(checked.returncode == built.returncode == 1 and here and found[0] == found[1] and not (work / "out").exists(),
                        f"U+{c:04X} in {place}: {code}", f"{found}\n{checked.stderr}{built.stderr}")
        for number, (place, (file, put)) in enumerate(UNPRINTED.items()):
            for c in (0x202A, 0x202E, 0x2066, 0x2069):
                folder = work / f"u{number}-{c:x}"
                tap.call(PROGRAM, "new", folder)
                put(folder, chr(c))
                checked, built = tap.call(PROGRAM, "check", folder, "--format", "json"), tap.call(PROGRAM, "build", folder, "-o", work / "out")
                found = [one for one in json.loads(checked.stdout)["findings"] if one["code"] == "E0130" and one["file"].endswith(file) and one["line"] > 0]
                tap.say(checked.returncode == built.returncode == 1 and len(found) == 1, f"U+{c:04X} in {place}: E0130", checked.stdout[-400:])
        folder = work / "arabic"
        tap.call(PROGRAM, "new", folder)
        PLACES["a text"][1](folder, " \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 ")
        done = tap.call(PROGRAM, "check", folder)
        tap.say("E0130" not in done.stderr, "a joiner between letters that need it is let pass", done.stderr)
    return tap.end()


sys.exit(main())
