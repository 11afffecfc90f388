#!/usr/bin/env python3
"""What the code promises of itself, as TAP: layers, one includer for each library, the prefix of
symbols, headers that stand alone, formatting, a test for every code, names that say nothing.

run.py ROOT BUILD
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT, BUILD = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
SOURCES = sorted((ROOT / "src").rglob("*.[ch]"))
# Which file alone may include a library's header; a folder stands for every file in it.
ONLY = {
    "yaml.h": ["src/data/yaml.c"], "cmark.h": ["src/doc/commonmark.c", "src/doc/markdown.c", "src/doc/inline.c"], "hb.h": ["src/text/"], "pango/pango.h": ["src/late/pango.h"],
    "hb-ot.h": ["src/text/"], "hb-subset.h": ["src/text/"], "fribidi.h": ["src/text/complex.c"], "libdeflate.h": ["src/page/photo.c", "src/pdf/file.c", "src/pdf/read.c", "src/raster/png.c", "src/raster/rows.c", "src/word/container.c"], "glib.h": ["src/data/digest.c", "src/data/sha.c", "src/html/encode.c", "src/page/photo.c"],
    "cairo-ft.h": ["src/late/cairo.h"], "cairo-pdf.h": ["src/late/cairo.h"], "dlfcn.h": ["src/late/late.c", "src/base/mem_libraries.c"],
    "librsvg/rsvg.h": ["src/late/svg.h"],
    "sqlite3.h": ["src/data/query.c", "src/data/sum.c", "src/data/sum.h"], "pthread.h": ["src/base/worker.c", "src/base/mem_libraries.c"], "jansson.h": ["src/lsp/", "src/serve/"], "microhttpd.h": ["src/late/http.h"],
    "zip.h": ["src/late/office.h"], "libxml/parser.h": ["src/late/office.h"],
}
FORBIDDEN = re.compile(r"^sl_\w*_(get|do|handle|process|util|helper|misc|manager)(_|$)")
results = []


def say(name, faults):
    results.append((not faults, name, faults))


def skip(name, tool):
    missing = os.environ.get("SIGHTLINE_NO_SKIP")
    results.append((not missing, name + ("" if missing else f" # SKIP {tool} is not installed"), [tool + " is not installed"]))


def layers():
    """The table of src/README.md: folder and number."""
    table = re.findall(r"^\| `(\w+)/` \| (\d+) \|", (ROOT / "src/README.md").read_text(), re.M)
    return {folder: int(number) for folder, number in table}


def code(path):
    """A file without its comments."""
    return re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)


def check_layers():
    level, faults = layers(), []
    for path in SOURCES:
        folder = path.parent.name
        if folder == "src":
            continue
        for line, include in enumerate(path.read_text().splitlines(), 1):
            match = re.match(r'#include "(\w+)/', include)
            if match and match[1] != folder and not level.get(match[1], 99) < level[folder]:
                faults.append(f"{path}:{line}: {folder} includes {match[1]}")
    folders = {path.parent.name for path in SOURCES} - {"src"}
    faults += [f"src/README.md does not name {folder}" for folder in sorted(folders - set(level))]
    say("a file includes its own folder and lower layers", faults)


# Files that call each other because the things do: a text holds notes and blocks that hold texts, a cell blocks.
DESCENTS = [
    {"doc/caption.c", "doc/inline.c", "doc/mark.c", "doc/markdown.c", "doc/table.c"},
    {"book/text.c", "book/inlines.c", "book/list.c", "book/grid.c", "book/inset.c", "book/measure.c", "book/annex_engagement.c", "book/annex_matrix.c", "book/annex_programme.c", "book/annex_responses.c"},
    {"typeset/beside.c", "typeset/block.c", "typeset/box.c", "typeset/card.c", "typeset/cell.c", "typeset/figure.c", "typeset/grid.c", "typeset/list.c", "typeset/note.c", "typeset/rail.c"},
]


def calls():
    """By file of src: the files whose symbols its object uses."""
    defined, used = {}, {}
    for path in sorted(BUILD.glob("src/*/lib*.a.p/*.o")):
        name = f"{path.parts[-3]}/{path.stem}"
        lines = subprocess.run(["nm", path], capture_output=True, text=True).stdout.splitlines()
        defined.update({line.split()[2]: name for line in lines if re.match(r"[0-9a-f]+ [TDBRC] sl_", line)})
        used[name] = {line.split()[1] for line in lines if line.split()[0] == "U"}
    return {name: {defined[one] for one in symbols if one in defined} - {name} for name, symbols in used.items()}


def cycles(graph):
    """The sets of files that reach each other (Tarjan, 1972)."""
    index, low, stack, found = {}, {}, [], []

    def visit(name):
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in sorted(graph.get(name, ())):
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            one = set(stack[stack.index(name):])
            del stack[stack.index(name):]
            if len(one) > 1:
                found.append(one)

    for name in sorted(graph):
        if name not in index:
            visit(name)
    return found


def check_cycles():
    graph = calls()
    if not any(graph.values()):
        skip("no two files need each other", "nm on objects that are not bytecode")
        return
    faults = [" ".join(sorted(one)) for one in cycles(graph) if not any(one <= known for known in DESCENTS)]
    say("no two files need each other, but for the descents that are named", faults)


# What reads the strategy, renames in it or checks it afterwards, and so may write it.
BUILDERS = ("src/load/", "src/model/", "src/record/", "src/session/", "src/run/rename.c")
PARTS = "strategy|item|evidence|gap|part|block|edge|asset|record|response"


def written(text):
    """Pointers to parts of a strategy through which they could be written, and casts to such."""
    return re.findall(rf"(?<!const )(?<!const struct )(?<!struct )\b(?:struct )?sl_(?:{PARTS}) \*(?!\*)", text)


def cast_away(text):
    return re.findall(rf"(?<!SL_VEC)\((?:struct )?sl_(?:{PARTS}) \*\)", text)


def check_const():
    faults = [f"{path.relative_to(ROOT)}: {one}" for path in SOURCES if not str(path.relative_to(ROOT)).startswith(BUILDERS) for one in written(code(path))]
    faults += [f"{path.relative_to(ROOT)}: {one}" for path in SOURCES for one in cast_away(code(path))]
    seeded = ["void sl_x(sl_strategy *s);", "static void f(int a, struct sl_item *b)", "x = (sl_strategy *)y;"]
    faults += [f"not seen: {one}" for one in seeded if not written(one) and not cast_away(one)]
    faults += [f"seen: {one}" for one in ("const sl_strategy *s", "const struct sl_item *b", "SL_VEC(const sl_item *) x") if written(one) or cast_away(one)]
    say("who reads a strategy cannot write it", faults)


def check_includers():
    faults = []
    for path in SOURCES:
        name = str(path.relative_to(ROOT))
        for header in re.findall(r"#include <([\w./-]+)>", path.read_text()):
            allowed = ONLY.get(header)
            if allowed and not any(name.startswith(one) for one in allowed):
                faults.append(f"{name} includes {header}")
    say("one includer for each library", faults)


def check_symbols():
    faults, names = [], []
    for library in sorted(BUILD.glob("src/*/lib*.a")):
        out = subprocess.run(["nm", "-g", "--defined-only", library], capture_output=True, text=True).stdout
        names += [line.split()[-1] for line in out.splitlines() if re.match(r"[0-9a-f]+ [TDBRC] ", line)]
    # What libraries are to find before the C library's: base/mem_libraries.c.
    names = [name for name in names if name not in ("malloc", "calloc", "realloc", "pthread_create")]
    faults += [name for name in names if not name.startswith("sl_")]
    faults += [f"{name}: a verb that says nothing" for name in names if FORBIDDEN.match(name)]
    if not names:
        faults.append("no symbol found")
    say("public symbols start sl_ and say what they do", faults)


def check_headers():
    faults = []
    for path in SOURCES:
        if path.suffix != ".h":
            continue
        name = path.relative_to(ROOT / "src")
        text = path.read_text()
        guard = "SL_" + re.sub(r"\W", "_", str(name.parent / name.stem)).upper() + "_H"
        if f"#ifndef {guard}\n#define {guard}\n" not in text:
            faults.append(f"{name}: guard {guard}")
        if not text.startswith("/* " + name.name + ":"):
            faults.append(f"{name}: no head that says what it is")
        flags = subprocess.run(["pkg-config", "--cflags", "harfbuzz", "cairo-ft", "cairo-pdf", "librsvg-2.0", "pangocairo", "libxml-2.0", "libzip"], capture_output=True, text=True).stdout.split()
        done = subprocess.run(["cc", "-std=c11", "-D_GNU_SOURCE", "-fsyntax-only", "-I", ROOT / "src", *flags, "-x", "c", "-"],
                              input=f'#include "{name}"\n', capture_output=True, text=True)
        if done.returncode:
            faults.append(f"{name}: {done.stderr}")
    say("headers stand alone", faults)


def check_format():
    if not shutil.which("clang-format"):
        skip("clang-format leaves every file alone", "clang-format")
        return
    files = SOURCES + sorted((ROOT / "tests").rglob("*.[ch]"))
    done = subprocess.run(["clang-format", "--dry-run", "-Werror", *files], capture_output=True, text=True)
    say("clang-format leaves every file alone", done.stderr.splitlines()[:20])


def check_codes():
    codes = re.findall(r'^X\((E\d+), \w+, "([\w-]+)"', (ROOT / "src/diag/codes.def").read_text(), re.M)
    tests = "".join(path.read_text(errors="replace") for path in (ROOT / "tests").rglob("*")
                    if path.is_file() and path.suffix in {".diag", ".md", ".c", ".py"} and path.name != "run.py" or path.name == "command.py")
    say("every code has a test that provokes it", [f"{code} {rule}" for code, rule in codes if code not in tests])
    say("codes are given once", sorted({code for code, _ in codes if [c for c, _ in codes].count(code) > 1}))


def check_remedies():
    """A finding that nothing is done with has no remedy."""
    faults = []
    for path in SOURCES:
        text = path.read_text()
        for found in re.finditer(r"[;{})]\s*\n\s+sl_diag_add(?:_as)?\(", text):
            faults.append(f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, found.end()) + 1}: no sl_diag_help")
    seeded = "{\n    sl_diag_add(d, SL_E0001, at, \"so\");\n}"
    if not re.search(r"[;{})]\s*\n\s+sl_diag_add(?:_as)?\(", seeded):
        faults.append("not seen: " + seeded)
    say("no finding is added without a remedy", faults)


def check_sizes():
    faults = [f"{path}: {count} lines" for path in SOURCES if (count := len(path.read_text().splitlines())) > 560]
    say("no file has grown two jobs (at most 560 lines)", faults)


# Where what a document says is composed; terminals, and the columns of files for programs, are not in it.
COMPOSING = ["sight/*.c", "book/*.c", "typeset/*.c", "draw/*.c", "html/*.c", "change/[!p]*.c", "export/ics.c", "model/figure.c", "record/gate.c"]
# Faces, and what stands in a file for programs alone.
NAMES = {"Source Code Pro", "PRODID:-//sightline//strategy calendar//EN", "not recorded",
         "; script-src", "cmapheadhheahmtxmaxpnameOS/2postcvt fpgmglyflocaprepCFF VORGEBDT",
         "use strict", "details details", "Escape", "thead tr", "tbody tr", "web source",
         "base-uri 'none'; form-action 'none'; img-src data:; font-src data:; style-src"}


def prose(text, slashes):
    """String literals that read as words for people: two words, or one with a capital. Markup is none, nor is
    what a statement reports as a finding."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"^\s*(//|#include).*", "", text, flags=re.M)
    literal = r'"(?:[^"\\\n]|\\.)*"' + (r"|`[^`]*`" if slashes else "")
    for statement in re.findall(r"(?:" + literal + r"|'(?:[^'\\]|\\.)'|[^;{}\"])+", text):
        if re.search(r"sl_diag_|SL_NEVER|sl_\w*font|querySelector", statement):
            continue
        for found in re.findall(literal, statement):
            said = found[1:-1].replace('\\"', "'").replace("\\n", " ")
            if said in NAMES:
                continue
            said = re.sub(r"<[^<>]*>?|^[^<>]*>|[\w-]+='[^']*'?|\$\{[^}]*\}|%[-.*0-9]*[a-z]+", " ", said)
            if re.search(r"[A-Za-z]{2,}[,;:]? [A-Za-z]{2,}|^\W*[A-Z][a-z]+\W*$|^[,;:.] [a-z]{2,}", said):
                yield found


def check_prose():
    faults = [f"{path.relative_to(ROOT)}: {text}" for pattern in COMPOSING for path in sorted((ROOT / "src").glob(pattern))
              for text in prose(path.read_text(), False)]
    faults += [f"{path.relative_to(ROOT)}: {text}" for path in sorted((ROOT / "layouts/web").rglob("*.js")) for text in prose(path.read_text(), True)
               if not re.search(r"[#.>\[(]", text)]
    seeded = ['say(c, "The same as a list");', 'text(w, "</dt><dd>Evidence: ");', 'push(b, ", version ");', 'titles[0] = "Stage";']
    faults += [f"not seen: {one}" for one in seeded if not list(prose(one, False))]
    say("what documents say stands in layouts/words, not in code", faults)


def check_top():
    allowed = set("content layouts src fonts tests meson.build README.md dev LICENSE".split())
    done = subprocess.run(["git", "-C", ROOT, "ls-files"], capture_output=True, text=True)
    there = {line.split("/")[0] for line in done.stdout.splitlines()}
    say("nothing else stands at the top", sorted(name for name in there - allowed if not name.startswith(".")))


def check_units():
    """Each folder of src is asked by a unit program that includes a header of it."""
    asked = {folder for path in (ROOT / "tests/unit").glob("test_*.c") for folder in re.findall(r'#include "(\w+)/', path.read_text())}
    built = (ROOT / "tests/unit/meson.build").read_text()
    faults = [f"no unit program includes a header of src/{folder}" for folder in sorted(set(layers()) - asked)]
    faults += [f"{path.name} is not built" for path in (ROOT / "tests/unit").glob("test_*.c") if f"'{path.stem[5:]}': [" not in built]
    say("every folder has a unit program", faults)


for check in (check_layers, check_cycles, check_const, check_includers, check_symbols, check_headers, check_format, check_codes, check_remedies, check_sizes, check_prose, check_top, check_units):
    check()
print(f"1..{len(results)}")
for number, (good, name, faults) in enumerate(results, 1):
    print(f"{'ok' if good else 'not ok'} {number} - {name}")
    if not good:
        print("\n".join("# " + line for fault in faults for line in str(fault).splitlines()))
sys.exit(0 if all(good for good, _, _ in results) else 1)
