#!/usr/bin/env python3
"""Text that people wrote, which holds no mark of the format: what is nearly a mark is found in it less than once in 5,000 words.
As TAP.

natural.py PROGRAM SOURCE
"""
import collections
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import call, end, say, skip

PROGRAM, SOURCE = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
LICENCES = pathlib.Path("/usr/share/common-licenses")
# Findings of what is nearly a mark, a link, a list, a comment, a variable, a term.
KINDS = re.compile(r"\[(E0106|E0114|E0119|E0128|E013[2-9]|E016[5-9]|E0170)\]")


def prose(text):
    """The paragraphs of a text, without its code, tables, headings and link targets."""
    text = re.sub(r"(?ms)^(```+|~~~+).*?^\1\s*$", "", text)
    text = re.sub(r"`[^`\n]*`", "words", text)
    for paragraph in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in paragraph.splitlines()]
        said = "\n".join(lines)
        # Rules, tables, forms to fill in and lists of names are no prose.
        if len(said.split()) < 12 or re.search(r"^[|#<=*-]|\]\(|\{[#.]|^\W{4,}$", said, re.M) or re.search(r"<[^<>\s@]+>", said):
            continue
        yield said


def check(paragraphs):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "strategy"
        call(PROGRAM, "new", folder)
        about = folder / "sections" / "about.md"
        about.write_text(about.read_text() + "\n" + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
        done = call(PROGRAM, "check", folder, "--format", "short")
        lines = about.read_text(encoding="utf-8").splitlines()
        return [f"{line.split('about.md:')[1]}: {lines[int(line.split('about.md:')[1].split(':')[0]) - 1][:80]}"
                for line in done.stderr.splitlines() if "about.md:" in line and KINDS.search(line)]


def main():
    texts = collections.OrderedDict()
    texts["this repository's own Markdown"] = [path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.md"))
                                               if "golden" not in path.parts and "build" not in path.parts[len(SOURCE.parts):][0]]
    if LICENCES.is_dir():
        texts["licences that Debian ships"] = [path.read_text(encoding="utf-8", errors="replace")
                                               for path in sorted(LICENCES.iterdir()) if path.is_file() and not path.is_symlink()]
    else:
        skip("licences that Debian ships", "base-files")
    for name, all_texts in texts.items():
        paragraphs = [one for text in all_texts for one in prose(re.sub(r"(?s)\A---\n.*?\n---\n", "", text))]
        # Its own marks are the format's: they are taken out.
        paragraphs = [re.sub(r"\[[!=]?[@=][^\]]*\]|\[\^[^\]]*\]:?|\{\{[^}]*\}\}|%%", "", one) for one in paragraphs]
        words = sum(len(one.split()) for one in paragraphs)
        found = check(paragraphs)
        say(len(found) * 5000 <= words, f"{name}: {len(found)} findings in {words} words", "\n".join(found))
    return end()


if __name__ == "__main__":
    sys.exit(main())
