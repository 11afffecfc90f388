#!/usr/bin/env python3
"""Whether words stand in a version, as TAP: in the copy that everybody has, in a copy that somebody has, or in none.

quote.py PROGRAM
"""
import html
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import call, end, say

PROGRAM = pathlib.Path(sys.argv[1]).resolve()


def quote(folder, words, *more):
    return call(PROGRAM, "quote", "-C", folder, *more, input=words)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "strategy"
        call(PROGRAM, "new", folder)
        config = folder / "strategy.yaml"
        config.write_text(config.read_text().replace("language:", "audiences: [board, government, public]\neverybody: public\nlanguage:"))
        about = folder / "sections/about.md"
        about.write_text(about.read_text() + "\nEverybody reads these \u201cplain\u201d words of ours.\n\nTable: What the cells say {#tab-cells}\n\n| One | Two |\n| --- | --- |\n| a | b |\n\n::: audience board\nThe quokkatail is told to the board in these words.\n:::\n\n"
                         "::: audience board government\nBoth of them read of the narwhaltusk here.\n:::\n")
        digests = []
        for audience in ("public", "government", "board"):
            done = call(PROGRAM, "build", folder, "-f", "html", "-o", pathlib.Path(name) / audience, "--audience", audience)
            page = (pathlib.Path(name) / audience / "strategy.html").read_text()
            digests.append(page.split('data-digest="')[1].split('"')[0])
            say(done.returncode == 0, f"the copy for {audience} builds", done.stderr)
        everybody, board, both = 'Everybody reads these "plain" words of ours.', "The quokkatail is told to the board in these words.", "Both of them read of the narwhaltusk here."
        done = quote(folder, everybody)
        say(done.returncode == 0 and "stands in SEC-ABOUT" in done.stdout and "copy" not in done.stdout, "words that everybody reads", done.stdout + done.stderr)
        for words, digest in ((board, digests[2]), (both, digests[1]), (both, digests[2])):
            done = quote(folder, f"{words}\n\u2014 1 About; A strategy; https://example.org/x#SEC-ABOUT; {digest}\n")
            say(done.returncode == 0 and "stands in SEC-ABOUT" in done.stdout and "in the copy for '" in done.stdout and done.stdout.rstrip().endswith(", the same"), "words of a copy, with the proof that it gives", done.stdout + done.stderr)
        say("in the copy for 'board'" in quote(folder, board).stdout, "whose copy it is", quote(folder, board).stdout)
        say(quote(folder, board, "--audience", "government").returncode == 1 and quote(folder, both, "--audience", "government").returncode == 0, "of one audience's copy when that is asked for")
        across = re.search(r"<p[^>]*>(?:<span class=\"pn\">[^<]*</span>)?([^<]{20,})</p>\s*(?:</section>\s*)*<section[^>]*>\s*<h2[^>]*>(\d+ [^<]+)", page)
        words = f"{html.unescape(across[1]).split('. ')[-1]}\n\n{html.unescape(across[2])}" if across else ""
        say(across and quote(folder, words).returncode == 0, "words that go on over a heading with its number", words)
        say(across and quote(folder, words.replace(across[2].split()[0] + " ", "77 ")).returncode == 1, "but not with another number", words)
        caption = re.search(r"<caption[^>]*>([^<]*What the cells say)", page)
        words = f"{everybody}\n\n{html.unescape(caption[1])}\n\nOne" if caption else ""
        say(caption and quote(folder, words).returncode == 0, "words that go on over a caption with its number", words)
        done = quote(folder, board.replace("told", "sold"))
        say(done.returncode == 1 and "does not stand" in done.stdout, "a word changed stands in none", done.stdout)
    return end()


if __name__ == "__main__":
    sys.exit(main())
