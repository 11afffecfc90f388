#!/usr/bin/env python3
"""Nothing restricted reaches who may not read it, as TAP: seeded words and IDs are looked for in every
output of every audience, the PDF's by tools that are not ours.

audience.py PROGRAM TEXTS CONTENT       TEXTS: texts.c, the program's reader of finished PDFs
"""
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap
from outputs import texts_of
from tap import call, say

PROGRAM, TEXTS, CONTENT = sys.argv[1:4]


# What each audience may not have, by a word that stands nowhere else and by ID.
SECRETS = {
    "board": [],
    "government": ["zebrafinch", "ASK-77", "quokkatail"],
    "public": ["zebrafinch", "ASK-77", "quokkatail", "marmosetpaw", "EV-77", "narwhaltusk", "RSP-77", "ocelotspot"],
}


def seed(folder):
    config = folder / "strategy.yaml"
    config.write_text(config.read_text().replace("language:", "audiences: [board, government, public]\neverybody: public\nlanguage:"))
    (folder / "asks/secret.md").write_text(
        "---\nid: ASK-77\ntype: ask\ntitle: A zebrafinch for the board\nof: Somebody\nsupports: [INT-01]\n"
        "audience: [board]\n---\nOnly the board reads of the zebrafinch in this sentence.\n")
    register = folder / "evidence/register.yaml"
    register.write_text(register.read_text().replace("gaps: []", """\
  - id: EV-77
    statement: A marmosetpaw was seen in the quiet part of the wood.
    value: 7777
    source: {publisher: The marmosetpaw office, title: Sightings}
    confidence: second-hand
    access: restricted
    notes: The marmosetpaw is shy.
gaps: []"""))
    about = folder / "sections/about.md"
    about.write_text(about.read_text() + """
Everybody reads this, and a source that they do not see [@EV-77] and [@ASK-77].

::: audience board
Nobody but the board reads of the quokkatail in these few words.
:::

::: audience board government
The board and the department read of the narwhaltusk in these words.
:::
""")
    (folder / "engagement").mkdir()
    (folder / "engagement/all.yaml").write_text("""\
responses:
  - {id: RSP-77, by: A firm, date: 2026-01-05, items: [ASK-01], said: The ocelotspot is in the way of us., audience: [board, government]}
""")


def check_reader(work):
    """The proof reads PDFs itself: it must find what poppler finds, or it would prove nothing."""
    call(PROGRAM, "build", CONTENT, "-f", "pdf", "-o", work / "sample")
    path = work / "sample/strategy.pdf"
    ours = call(TEXTS, path).stdout
    pages = "".join(line for line in ours.splitlines() if line.startswith("page: "))
    words = set(re.findall(r"\w{4,}", call("pdftotext", path, "-").stdout))
    # Poppler also joins the parts of a word with a hyphen of its own (part-time) at a line's end.
    joined = re.sub(r"[-\u2010-\u2013] ?", "", pages)
    lost = [word for word in words if word not in pages and word not in joined]
    say(len(words) > 2000 and not lost, f"its own reader finds the {len(words)} words of a PDF's pages", lost[:20])
    described = set(re.findall(r'[>t] "(.+)"$', call("pdfinfo", "-struct", path).stdout, re.MULTILINE))
    described |= set(re.findall(r"https?://[^ ]+", call("pdfinfo", "-url", path).stdout))
    described = {text for text in described if text.isprintable() and "\ufffd" not in text}  # not UTF-16
    lost = [text for text in described if "string: " + text not in ours and text not in ours]
    say(len(described) > 100 and not lost, f"and {len(described)} titles and links of its structure", lost[:20])
    folder = work / "files"
    folder.mkdir()
    call("pdfdetach", "-saveall", "-o", folder, path)
    names = sorted(one.name for one in folder.iterdir())
    lost = [name for name in names if (folder / name).read_text() not in ours]
    say(len(names) > 5 and not lost, f"and the {len(names)} files in it", lost)
    damaged = work / "damaged.pdf"
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 64] = bytes(64)
    damaged.write_bytes(data)
    done = call(TEXTS, damaged)
    say(done.returncode == 1 and done.stderr, "a damaged file cannot be read, and it says so", done.stderr)


def main():
    if not tap.has("audiences", "pdftotext", "qpdf"):
        return tap.end()
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        folder = work / "strategy"
        call(PROGRAM, "new", folder)
        seed(folder)
        everything = sorted({word for words in SECRETS.values() for word in words})
        done = call(PROGRAM, "check", folder)
        say(done.returncode == 0, "check makes and proves the outputs of each audience", done.stderr)
        check_reader(work)
        for audience, secrets in SECRETS.items():
            out = work / audience
            done = call(PROGRAM, "build", folder, "-o", out, "--audience", audience)
            say(done.returncode == 0, f"{audience}: builds", done.stderr)
            texts = texts_of(out) if done.returncode == 0 else {}
            leaks = [f"{word} in {where}" for where, text in texts.items() for word in secrets if word.lower() in text.lower()]
            say(len(texts) > 8 and not leaks, f"{audience}: {len(secrets)} secrets in none of {len(texts)} texts", "\n".join(leaks))
            all_text = "\n".join(texts.values()).lower()
            lost = [word for word in everything if word not in secrets and not word.startswith("RSP") and word.lower() not in all_text]
            say(not lost, f"{audience}: and all that it may read is there", lost)
        done = call(PROGRAM, "build", folder, "-o", work / "x", "--audience", "nobody")
        say(done.returncode == 1 and "E0619" in done.stderr and not (work / "x").exists(), "an unknown audience: E0619", done.stderr)
        done = call(PROGRAM, "build", folder, "-o", work / "x", "--by", "colour")
        say(done.returncode == 1 and "E0620" in done.stderr, "sheets by what does not group: E0620", done.stderr)
        done = call(PROGRAM, "build", folder, "-o", work / "y", "--layout", "asks", "--by", "of")
        names = sorted(path.name for path in (work / "y").iterdir())
        say(len(names) == 2 and all(one.startswith("asks-") for one in names), "a sheet for each body that is asked", names)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
