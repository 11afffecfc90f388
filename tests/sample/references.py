#!/usr/bin/env python3
"""How evidence is cited, and where things stand, as TAP: the sample with references by author and date, in notes, at the end, with
lists of its figures and places, against the sources as Python reads them.

references.py PROGRAM CONTENT
"""
import collections
import html
import pathlib
import re
import shutil
import sys
import tempfile

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import call, end, say
from sources import front_matter

PROGRAM, CONTENT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()


def labels():
    """By entry: its author and date, with a letter where one body has several sources of a year."""
    entries = yaml.safe_load((CONTENT / "evidence" / "register.yaml").read_text())["evidence"]
    sources, out = collections.defaultdict(list), {}
    for entry in entries:
        source = entry["source"]
        label = f"{source.get('short', source['publisher'])} {source.get('year', 'n.d.')}"
        if source["title"] not in sources[label]:
            sources[label].append(source["title"])
        out[entry["id"]] = label, source["title"]
    return {name: label + ("abcdefghijklmnopqrstuvwxyz"[sources[label].index(title)] if len(sources[label]) > 1 else "") for name, (label, title) in out.items()}


def build(work, name, more, annexes=""):
    folder, out = work / name, work / f"{name}-out"
    shutil.copytree(CONTENT, folder)
    config = folder / "strategy.yaml"
    text = re.sub(r"(?ms)^documents:\n.*?(?=^\w|\Z)", "", config.read_text())
    text = re.sub(r"(?m)^annexes: \[", f"annexes: [{annexes}", text)
    config.write_text(text + more)
    done = call(PROGRAM, "build", folder, "-o", out, "-f", "pdf,html,docx", "-q")
    page = (out / "strategy.html").read_text() if done.returncode == 0 else ""
    ids = set(re.findall(r' id="([^"]*)"', page)) | {one for group in re.findall(r' id=(\w[^\s>"]*)', page) for one in [group]}
    page = re.sub(r"(?s)<script.*?</script>", "", page)
    broken = {name for name in re.findall(r'<a [^>]*href="#([^"]+)"', page) if html.unescape(name) not in ids}
    say(done.returncode == 0 and not broken, f"{name}: it is built, and every link of the page leads somewhere", done.stderr[:800] + str(sorted(broken)[:10]))
    return page, call("pdftotext", "-raw", out / "strategy.pdf", "-").stdout if page else ""


def plain(fragment):
    return html.unescape(re.sub(r"<[^>]+>", "", fragment))


def check_dates(work):
    page, text = build(work, "author and date", "references: author-date\n")
    known = labels()
    cites = re.findall(r'<a [^>]*class="evidence-ref"[^>]*href="#([^"]+)"[^>]*>(.*?)</a>', page) or re.findall(r'<a [^>]*href="#(EV-[A-Z0-9-]+)"[^>]*class="evidence-ref"[^>]*>(.*?)</a>', page) or re.findall(r'<a [^>]*href="#(EV-[A-Z0-9-]+)"[^>]*>([^<]*\d{4}\w?|[^<]*n\.d\.\w?)</a>', page)
    wrong = {(name, plain(label)) for name, label in cites if known[name] != plain(label)}
    say(len(cites) > 100 and not wrong, f"{len(cites)} citations have their author and date, and the letter of their source", str(sorted(wrong)[:6]))
    numbers = re.findall(r"\[\d+(?:[,;][^\]]*)?\]", text)
    say(not numbers, "none is cited by a number", str(numbers[:6]))
    page = page[page.index('id="annex-evidence"'):page.index('id="annex-gaps"')]
    heads = [plain(one) for one in re.findall(r'class="evidence-head"[^>]*>(.*?)</p>', page, re.S)]
    order = [head.split(". ")[0] for head in heads]
    say(len(order) == len(known) and order == sorted(order), "the register has every entry, in the order of its author and date", str([(a, b) for a, b in zip(order, sorted(order)) if a != b][:3]))


def check_notes(work):
    page, text = build(work, "in notes", "references: notes\n")
    notes = [plain(one) for one in re.findall(r'<aside[^>]*class="note"[^>]*>(.*?)</aside>|<div[^>]*class="note"[^>]*>(.*?)</div>', page, re.S) for one in one if one]
    titles = {entry["source"]["title"] for entry in yaml.safe_load((CONTENT / "evidence" / "register.yaml").read_text())["evidence"]}
    named = sum(any(title in note.replace("\n", " ") for title in titles) for note in notes)
    say(named > 80, f"{named} of {len(notes)} notes name their source", str(notes[:3]))
    page, text = build(work, "at the end", "references: notes\nnotes: end\n")
    calls = re.findall(r'<sup[^>]*>\s*<a [^>]*href="#(end-note-\d+)"', page) or re.findall(r'href="#(end-note-\d+)"', page)
    entries = re.findall(r'id="(end-note-\d+)"', page)
    say(len(entries) > 80 and set(calls) == set(entries) and entries == sorted(entries, key=lambda one: int(one[9:])) and "aside" not in "".join(re.findall(r'<aside[^>]*class="note"', page)),
        f"{len(entries)} notes stand at the end in order, and each is called", f"{len(calls)} calls, {len(entries)} notes")


def check_lists(work):
    page, text = build(work, "lists", "", "list-of-figures, index-of-places, ")
    part = page[page.index('id="annex-list-of-figures"'):page.index('id="annex-index-of-places"')]
    listed = [plain(one) for one in re.findall(r'<li>(.*?)</li>', part, re.S)]
    body = page[:page.index('id="annex-list-of-figures"')]
    captions = [" ".join(plain(one).split()) for one in re.findall(r"<(?:fig)?caption[^>]*>(.*?)</(?:fig)?caption>", body, re.S)]
    want = [one for kind in ("Figure", "Table") for one in captions if one.startswith(kind)]
    clean = lambda one: re.sub(r"[^\w]+", " ", one).strip()  # noqa: E731
    say(len(want) > 10 and [clean(one) for one in listed] == [clean(one) for one in want], f"{len(want)} figures and tables are listed in their order", str([(a, b) for a, b in zip(listed, want) if clean(a) != clean(b)][:3]) + f"{len(listed)} {len(want)}")
    places = collections.defaultdict(set)
    for path in CONTENT.glob("*/*.md"):
        own = None if path.name[0].isupper() else front_matter(path)
        for keys in [*([own] if own else []), *(yaml.safe_load(one) for one in re.findall(r"(?ms)^```item\n(.*?)^```", path.read_text()))]:
            for place in keys.get("areas") or [] if isinstance(keys, dict) else []:
                places[place].add(keys["id"])
    part = page[page.index('id="annex-index-of-places"'):]
    part = part[:part.index("</section>")]
    found = {plain(name): set(re.findall(r'href="#([A-Z0-9-]+)"', rest)) for name, rest in re.findall(r"<li>\s*<strong>(.*?)</strong>(.*?)</li>", part, re.S)}
    say(found == places and len(found) > 4, f"{len(found)} places lead to the items that are about them", str({name: found.get(name, set()) ^ places[name] for name in places if found.get(name) != places[name]}))


def main():
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        check_dates(work)
        check_notes(work)
        check_lists(work)
    return end()


if __name__ == "__main__":
    sys.exit(main())
