#!/usr/bin/env python3
"""run.py PROGRAM [PAGES...] [--licences] [--write]: speed, memory, evenness and size of the program and of its
peers on one made text (text.py). Nothing here passes or fails.

--licences: how even the lines are on a text that was made for no bench instead: the licences that
Debian ships, with references (text.py).
PAGES: of 41, 390, 3840, 10000 (41 and 390 unless said). --write puts the table into README.md.
Wall and CPU time are the least of several runs, cold, the program alone pinned to one core; peak
is the largest resident set. Peers are used as they are found and named where they are not:
  Typst       its Python package:  pip install typst
  WeasyPrint  its Python package:  pip install weasyprint
  LuaLaTeX    Debian: texlive-luatex texlive-latex-extra texlive-fonts-recommended
"""
import importlib.util
import json
import os
import pathlib
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time

import quality
import text

HERE = pathlib.Path(__file__).resolve().parent
FONTS = HERE.parents[1] / "fonts"
WORDS = {41: 18_000, 390: 194_500, 3840: 1_915_000, 10000: 4_990_000}
RUNS = {41: 20, 390: 7, 3840: 3, 10000: 1}
MOST_PAGES = {"Typst": 3840, "WeasyPrint": 390, "LuaLaTeX": 390}
PATIENCE = 400  # seconds for one run of a peer


def run(command, times, cores=None, cwd=None):
    """Least wall time in seconds of so many runs; None when one takes longer than PATIENCE."""
    best = None
    for _ in range(times):
        begin = time.perf_counter()
        # A new process each, so that its resources are its own.
        pin = (lambda: os.sched_setaffinity(0, cores)) if cores else None
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=pin, cwd=cwd)
        try:
            _, errors = child.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            return None
        wall = time.perf_counter() - begin
        if child.returncode:
            sys.exit(f"{command[0]}: {errors.decode(errors='replace')[-400:]}")
        best = wall if best is None or wall < best else best
    return best


def resources(command, times, cores=None, cwd=None):
    """run() in a child of its own, whose children's peak and CPU time are those of the command."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        wall = run(command, times, cores, cwd)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        os.write(into, json.dumps([wall, (used.ru_utime + used.ru_stime) / times, used.ru_maxrss / 1024]).encode())
        os._exit(0)
    os.close(into)
    with os.fdopen(out) as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return json.loads(answer) if answer else [None, None, None]


def program(binary, work, made, pages):
    text.write_strategy(work / "s", made)
    command = [binary, "build", str(work / "s"), "-f", "pdf", "-o", str(work / "s/out")]
    return [*resources(command, RUNS[pages], {0}), work / "s/out/strategy.pdf"]


def typst(work, made, pages):
    text.write_typst(work / "t.typ", made, FONTS)
    code = (f"import typst; typst.compile({str(work / 't.typ')!r}, output={str(work / 't.pdf')!r}, "
            f"font_paths=[{str(FONTS)!r}], ignore_system_fonts=True)")
    return [*resources([sys.executable, "-c", code], 1 if pages > 390 else 3), work / "t.pdf"]


def weasyprint(work, made, pages):
    text.write_html(work / "w.html", made, FONTS)
    code = (f"import weasyprint; weasyprint.HTML({str(work / 'w.html')!r}).write_pdf({str(work / 'w.pdf')!r}, "
            "pdf_variant='pdf/ua-1')")
    return [*resources([sys.executable, "-c", code], 1), work / "w.pdf"]


def lualatex(work, made, pages):
    text.write_tex(work / "l.tex", made, FONTS)
    return [*resources(["lualatex", "--interaction=batchmode", "l.tex"], 1, cwd=work), work / "l.pdf"]


PEERS = {
    "Typst": (typst, lambda: importlib.util.find_spec("typst")),
    "WeasyPrint": (weasyprint, lambda: importlib.util.find_spec("weasyprint")),
    "LuaLaTeX": (lualatex, lambda: shutil.which("lualatex")),
}


def row(name, pages, measured):
    wall, cpu, peak, path = measured
    if wall is None:
        return f"| {name}, {pages:,} | no result in {PATIENCE} s | | | | | | | | | |"
    q = quality.measure(path) if pages <= 390 else None
    cells = [f"{name}, {pages:,}", f"{wall * 1000:,.0f} ms", f"{cpu * 1000:,.0f} ms", f"{peak:,.0f} MB",
             f"{path.stat().st_size / 1000:,.0f} kB"]
    if q:
        cells += [str(q["pages"]), f"{q['mean']:.2f}, {q['sd']:.3f}", f"{q['over']} of {q['lines']:,}",
                  f"{q['hyphens']:.1f}, {q['run']}", f"{q['runts']}, {q['fragments']} of {q['paragraphs']:,}",
                  f"{q['widows']}, {q['orphans']}, {q['stranded']}"]
    else:
        cells += [""] * 6
    return "| " + " | ".join(cells) + " |"


HEAD = ("| | wall | CPU | peak | file | pages | word space: mean, sd | lines over 1.5 | hyphens in 100 lines, longest run "
        "| runts, fragments | widows, orphans, stranded |\n|" + " --- |" * 11)


def put_table(name, table):
    """Replaces what stands in README.md between the comments <!-- name --> and <!-- end -->."""
    readme = HERE / "README.md"
    begin = f"<!-- {name} -->"
    head, _, rest = readme.read_text().partition(begin)
    tail = rest.partition("<!-- end -->")[2]
    readme.write_text(f"{head}{begin}\n{table}\n<!-- end -->{tail}")


def machine():
    """What the figures belong to, as the last line of a table."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores shared with other work; {time.strftime('%d %B %Y')}."


LICENCES_HEAD = ("| | word space: mean, sd, widest | lines under 0.8, over 1.5 | hyphens in 100 lines, longest run | runts, fragments |\n|" + " --- |" * 5)


def licences(binary):
    """Rows for a text that is not made for a bench."""
    made, rows = text.licences(), []
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        text.write_strategy(work / "s", made)
        run([binary, "build", str(work / "s"), "-f", "pdf", "-o", str(work / "s/out")], 1)
        paths = {"sightline": work / "s/out/strategy.pdf"}
        for name, (make, found) in PEERS.items():
            if found():
                paths[name] = make(work, made, 41)[3]
        for name, path in paths.items():
            q = quality.measure(path)
            rows.append(f"| {name} | {q['mean']:.2f}, {q['sd']:.3f}, {q['widest']:.2f} | {100 * q['under'] / q['lines']:.1f} %, {100 * q['over'] / q['lines']:.1f} % of {q['lines']:,} "
                        f"| {q['hyphens']:.1f}, {q['run']} | {q['runts']}, {q['fragments']} of {q['paragraphs']} |")
    return [LICENCES_HEAD, *rows, "", machine(), *[f"{name}: not installed." for name, (_, found) in PEERS.items() if not found()]]


def main():
    names = [a for a in sys.argv[1:] if not a.startswith("-")]
    if not names:
        sys.exit(__doc__)
    if "--licences" in sys.argv:
        table = "\n".join(licences(os.path.abspath(names[0])))
        print(table)
        if "--write" in sys.argv:
            put_table("licences", table)
        return
    sizes = [int(a) for a in names[1:]] or [41, 390]
    rows, walls, missing = [], {}, [name for name, (_, found) in PEERS.items() if not found()]
    for pages in sizes:
        made = text.sections(WORDS[pages])
        with tempfile.TemporaryDirectory() as folder:
            work = pathlib.Path(folder)
            measured = program(os.path.abspath(names[0]), work, made, pages)
            walls[pages] = measured[0]
            rows.append(row("sightline", pages, measured))
            print(rows[-1], flush=True)
            for name, (make, found) in PEERS.items():
                if name in missing or pages > MOST_PAGES[name]:
                    continue
                rows.append(row(name, pages, make(work, made, pages)))
                print(rows[-1], flush=True)
    notes = [machine()]
    notes += [f"{name}: not installed." for name in missing]
    print("\n".join(notes))
    if "--write" in sys.argv:
        put_table("peers", "\n".join([HEAD, *rows, "", *notes]))


if __name__ == "__main__":
    main()
