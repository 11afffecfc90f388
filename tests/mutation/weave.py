"""All changes of a source in one text, of which a number chooses one while the program runs.

`a < b` becomes `(sl_differs(17, a < b, a <= b))`, a call `do { if (!sl_is(18)) f(x); } while (0)`: with no number chosen the
program does what it did. Every place also writes down that it was reached, and where that is known without effect, whether
the change would have made another value there: what no test reaches, or never with another value, no test notices.
"""
import dataclasses
import re

import mutants

BINARY = {}
for rank, signs in enumerate(["||", "&&", "|", "^", "&", "== !=", "< <= > >=", "<< >>", "+ -", "* / %"], 1):
    BINARY.update(dict.fromkeys(signs.split(), rank))
UNARY = {"!", "-", "+", "*", "&", "~", "++", "--"}
STOPS = {"(", "[", "{", ")", "]", "}", ";", ",", "?", ":", "...", "=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="}
STOP_WORDS = {"return", "case", "else", "do", "goto"}
OUTER = {"return": 0, "call": 0, "condition": 1, "constant": 2}
EFFECT = re.compile(r"\w\s*\(|\+\+|--|[^=!<>]=[^=]|[-+*/%&|^]=|<<=|>>=|\{")
LOOKS = re.compile(r"->|\[|\*|/|%|\(|\+\+|--|[^=!<>]=[^=]|\{")
SCALAR = re.compile(r"\d+|NULL|true|false")

# What every woven source begins with, on one line: reached is 1, reached with another value is 2 and 1.
HEAD = (
    "extern struct { char name[16]; unsigned chosen; char log[236]; } sl_mutant; extern unsigned char sl_seen[]; "
    "static inline _Bool sl_is(unsigned k) { return sl_mutant.chosen == k; } "
    "static inline _Bool sl_note(unsigned k, _Bool differs) { sl_seen[k] |= differs ? 3 : 1; return 0; } "
    "static inline _Bool sl_meets(unsigned k) { sl_seen[k] = 3; return sl_mutant.chosen == k; } "
    "static inline _Bool sl_differs(unsigned k, _Bool as_is, _Bool changed) "
    "{ sl_seen[k] |= as_is != changed ? 3 : 1; return sl_mutant.chosen == k ? changed : as_is; }\n"
)

# The one source beside them. The log is a file that all processes of a test share; it is opened before a run confines itself.
CONTROL = """
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
struct { char name[16]; unsigned chosen; char log[236]; } sl_mutant = {"sl_mutant: here", 0, {0}};
unsigned char sl_seen[%d] __attribute__((aligned(4096)));
__attribute__((constructor)) static void sl_mutant_begin(void)
{
    int fd = sl_mutant.log[0] ? open(sl_mutant.log, O_RDWR | O_CLOEXEC) : -1;
    if (fd < 0)
        return;
    mmap(sl_seen, sizeof sl_seen, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd, 0);
    close(fd);
}
"""
MARK = b"sl_mutant: here\0"


@dataclasses.dataclass
class Site:
    """What is replaced as one, with all its changes: mutants by number."""
    begin: int
    end: int
    kind: str
    changes: list
    inner: list = dataclasses.field(default_factory=list)
    out: tuple = (0, 0)  # where it stands in the woven text

    def walk(self):
        yield self
        for one in self.inner:
            yield from one.walk()


class Weaver:
    def __init__(self, path, text):
        self.path, self.text = path, text
        self.tokens = mutants.read_tokens(text)
        self.closes = mutants.match_brackets(self.tokens)
        self.opens = {close: open_ for open_, close in self.closes.items()}
        self.at = {token.begin: index for index, token in enumerate(self.tokens)}
        self.functions = mutants.find_functions(self.tokens, self.closes)

    # --- where a change stands ---

    def is_unary(self, index):
        before = self.tokens[index - 1]
        return self.tokens[index].text in UNARY and (before.kind == "sign" and before.text not in {")", "]", "}"} or before.text in STOP_WORDS)

    def left_of(self, index):
        rank, at = BINARY[self.tokens[index].text], index - 1
        while True:
            token = self.tokens[at]
            if at in self.opens:
                at = self.opens[at] - 1
                continue
            lower = token.text in BINARY and BINARY[token.text] < rank and not self.is_unary(at)
            if lower or token.kind == "sign" and token.text in STOPS or token.text in STOP_WORDS:
                return at + 1
            at -= 1

    def right_of(self, index):
        rank, at = BINARY[self.tokens[index].text], index + 1
        while True:
            token = self.tokens[at]
            if at in self.closes:
                at = self.closes[at] + 1
                continue
            binary = token.text in BINARY and not self.is_unary(at)
            if binary and BINARY[token.text] <= rank or token.kind == "sign" and token.text in STOPS:
                return at - 1
            at += 1

    def operand_of(self, index):
        """The last token of what a '!' is about."""
        at = index + 1
        while self.tokens[at].text in UNARY:
            at += 1
        while True:
            if at in self.closes:
                at = self.closes[at]
                if self.tokens[at].text == ")" and (self.tokens[at + 1].kind in {"name", "number"} or self.tokens[at + 1].text == "("):
                    at += 1
                    continue
            after = self.tokens[at + 1].text
            if after in {"(", "["}:
                at += 1
            elif after in {".", "->"}:
                at += 2
            else:
                return at

    def place(self, one):
        """(begin, end, kind) of what is replaced with it; None: it cannot be chosen at run time."""
        index = self.at.get(one.begin)
        inside = any(self.tokens[first].begin < one.begin < self.tokens[last].begin for first, last, _ in self.functions)
        if not inside or index is None:
            return None
        if one.kind == "constant":
            return None if self.tokens[index - 1].text == "case" else (one.begin, one.end, "constant")
        if one.kind in {"return", "call"} or one.new.startswith("!("):
            return one.begin, one.end, one.kind
        if one.old == "!":
            return one.begin, self.tokens[self.operand_of(index)].end, "not"
        return self.tokens[self.left_of(index)].begin, self.tokens[self.right_of(index)].end, "sign"

    def sites(self, numbered):
        """Sites as a tree; numbers that have none are left out of it."""
        found = {}
        for number, one in numbered:
            place = self.place(one)
            if place and "\n#" not in self.text[place[0]:place[1]]:
                found.setdefault(place, []).append((number, one))
        order = {"return": 0, "call": 0, "condition": 1, "not": 2, "sign": 2, "constant": 3}
        tree = Site(0, len(self.text), "file", [])
        stack = [tree]
        for (begin, end, kind), changes in sorted(found.items(), key=lambda pair: (pair[0][0], -pair[0][1], order[pair[0][2]])):
            while begin >= stack[-1].end:
                stack.pop()
            if end > stack[-1].end:
                continue
            site = Site(begin, end, kind, changes)
            stack[-1].inner.append(site)
            stack.append(site)
        return tree

    # --- the woven text ---

    def weave(self, tree, entry):
        """entry: the number that says that a function of this source was called."""
        self.out, self.length = [], 0
        self.bodies = {self.tokens[first].end for first, _, _ in self.functions}
        self.entry = f" sl_seen[{entry}] = 3; "
        self.push(HEAD)
        self.between(tree, 0, len(self.text))
        return "".join(self.out)

    def push(self, text):
        self.out.append(text)
        self.length += len(text)

    def between(self, site, begin, end):
        """A part of a site's text, with the sites in it."""
        at = begin
        for one in site.inner:
            if begin <= one.begin and one.end <= end:
                self.plain(at, one.begin)
                self.render(one)
                at = one.end
        self.plain(at, end)

    def plain(self, begin, end):
        """What is not changed, but for a mark at the beginning of every function."""
        for body in sorted(one for one in self.bodies if begin < one <= end):
            self.push(self.text[begin:body] + self.entry)
            begin = body
        self.push(self.text[begin:end])

    def all_of(self, site):
        self.between(site, site.begin, site.end)

    def render(self, site):
        begin = self.length
        getattr(self, "render_" + site.kind)(site)
        site.out = (begin, self.length)

    def render_call(self, site):
        self.push(f"do {{ if (!sl_meets({site.changes[0][0]})) {{ ")
        self.all_of(site)
        self.push("; } } while (0)")

    def render_condition(self, site):
        self.push(f"sl_meets({site.changes[0][0]}) != !!(")
        self.all_of(site)
        self.push(")")

    def render_constant(self, site):
        self.push("(" + "".join(f"sl_meets({number}) ? {one.new} : " for number, one in site.changes))
        self.all_of(site)
        self.push(")")

    def render_return(self, site):
        scalar = all(SCALAR.fullmatch(one.new) for _, one in site.changes)
        asked = "sl_is" if scalar else "sl_meets"
        self.push("(" + "".join(f"{asked}({number}) ? {one.new} : " for number, one in site.changes))
        self.push("({ __auto_type sl_value = (0, " if scalar else "(")
        self.all_of(site)
        if scalar:
            self.push("); ")
            for number, one in site.changes:
                told = "!!sl_value" if one.new in {"true", "false"} else "sl_value"
                self.push(f"sl_note({number}, {told} != {one.new}); ")
            self.push("sl_value; }))")
        else:
            self.push("))")

    def render_not(self, site):
        number, one = site.changes[0]
        self.push(f"(sl_meets({number}) ? (!!{self.text[one.end:site.end]}) : ")
        self.all_of(site)
        self.push(")")

    def render_sign(self, site):
        number, one = site.changes[0]
        changed = self.text[site.begin:one.begin] + one.new + self.text[one.end:site.end]
        if one.old in {"&&", "||"}:
            self.render_both(site, number, one, changed)
            return
        if EFFECT.search(self.text[site.begin:site.end]):
            self.push(f"(sl_meets({number}) ? ({changed}) : (")
            self.all_of(site)
            self.push("))")
            return
        self.push(f"sl_differs({number}, ")
        self.all_of(site)
        self.push(f", {changed})")

    def render_both(self, site, number, one, changed):
        """Of `a && b` the other value of `a || b` is known where `a` holds; elsewhere only where `b` may be asked then too."""
        second = self.text[one.end:site.end]
        unknown = "1" if LOOKS.search(second) else f"!!({second})"
        self.push(f"(sl_is({number}) ? ({changed}) : ({{ _Bool sl_one = (")
        self.between(site, site.begin, one.begin)
        self.push(f"), sl_both = sl_one {one.old} (")
        self.between(site, one.end, site.end)
        told = f"sl_one ? !sl_both : {unknown}" if one.old == "&&" else f"sl_one ? !({unknown}) || {int(unknown == '1')} : sl_both"
        self.push(f"); sl_note({number}, {told}); sl_both; }}))")
