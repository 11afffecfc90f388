"""What may be changed in a C file, so that a test should notice: one small change at a time.

list_mutants(path, text) reads tokens, no syntax tree: a change that does not compile is left out by whoever builds it.
"""
import dataclasses
import re

TOKEN = re.compile(
    r"""(?P<skip>/\*.*?\*/|//[^\n]*|^[ \t]*\#(?:\\\n|[^\n])*|\s+)
      | (?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')
      | (?P<name>[A-Za-z_]\w*)
      | (?P<number>(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)[uUlL]*)
      | (?P<sign>->|\+\+|--|<<=|>>=|<=|>=|==|!=|&&|\|\||<<|>>|[-+*/%&|^]=|\.\.\.|.)""",
    re.X | re.S | re.M,
)
COMPARED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&"}
# The lesser or the greater of two: at the boundary both are the same.
CHOSEN = re.compile(r"([\w.>\[\]-]+(?: [-+] \w+)?) [<>]=? ([\w.>\[\]-]+(?: [-+] \w+)?) \? (?:\1 : \2|\2 : \1)(?![\w.(\[-])")
# What a comparison gives counts by its sign.
SIGN_ALONE = re.compile(r"\? -(1) : (1)\b|\? (1) : -(1)\b")
# A walk over an array whose size the compiler knows: one step more reads behind it.
COUNTED = re.compile(r"for \([^;]*; (?:[^;]* && )?(\w+) < SL_COUNT\((\w+)\)[^;]*;")
# What is only given back, or only checked: nobody who reads a document would notice.
UNNOTICED = re.compile(r"SL_CHECK|SL_NEVER|assert|\w+_(free|done|reset)|free|va_(start|end|copy)|close|fclose")
CONTROLS = {"if", "while", "for", "switch", "return", "sizeof", "do", "else"}
INTEGERS = {"int", "size_t", "long", "unsigned", "int32_t", "int64_t", "uint8_t", "uint16_t", "uint32_t", "uint64_t"}


@dataclasses.dataclass(frozen=True)
class Mutant:
    path: str  # of the source, from the top of the project
    line: int
    column: int
    begin: int  # in characters
    end: int
    old: str
    new: str
    kind: str
    room: bool = False  # of an array: nothing but a sanitizer sees that it is less, or that what stands behind it is read

    def apply(self, text):
        return text[:self.begin] + self.new + text[self.end:]

    def __str__(self):
        show = [re.sub(r"\s+", " ", one) or "(nothing)" for one in (self.old, self.new)]
        return f"{self.path}:{self.line}:{self.column}: {show[0]} → {show[1]}"


@dataclasses.dataclass(frozen=True)
class Token:
    kind: str
    text: str
    begin: int
    end: int


def read_tokens(text):
    return [Token(found.lastgroup, found[0], found.start(), found.end())
            for found in TOKEN.finditer(text) if found.lastgroup != "skip"]


def match_brackets(tokens):
    """By index of a bracket that opens: the index of the one that closes it."""
    closes, open_ones = {}, []
    for index, token in enumerate(tokens):
        if token.kind != "sign":
            continue
        if token.text in "([{":
            open_ones.append(index)
        elif token.text in ")]}" and open_ones:
            closes[open_ones.pop()] = index
    return closes


def find_functions(tokens, closes):
    """(index of the brace that opens, of the one that closes, the words of what it returns) of each function."""
    index, found, begin = 0, [], 0
    while index < len(tokens):
        text = tokens[index].text
        if text == "{":
            head = tokens[begin:index]
            if head and head[-1].text == ")":
                first = next(k for k, one in enumerate(head) if one.text == "(")
                found.append((index, closes[index], [one.text for one in head[:first - 1]]))
            index = begin = closes.get(index, len(tokens)) + 1
            continue
        if text == ";":
            begin = index + 1
        index = closes.get(index, index) + 1
    return found


def values_returned(words, value):
    """What a function that returns such a thing may give instead."""
    words = [one for one in words if one not in {"static", "const", "inline", "struct"}]
    if "*" in words:
        return [] if value == "NULL" else ["NULL"]
    if words == ["bool"]:
        return [one for one in ("true", "false") if one != value]
    if words == ["sl_str"]:
        return [] if value == "SL_STR_NONE" else ["SL_STR_NONE"]
    if words and set(words) <= INTEGERS:
        return [one for one in ("0", "1") if one != value]
    return []


class Finder:
    def __init__(self, path, text):
        self.path, self.text = path, text
        self.tokens = read_tokens(text)
        self.closes = match_brackets(self.tokens)
        self.found = []

    def add(self, begin, end, new, kind, room=False):
        line = self.text.count("\n", 0, begin) + 1
        column = begin - self.text.rfind("\n", 0, begin)
        self.found.append(Mutant(self.path, line, column, begin, end, self.text[begin:end], new, kind, room))

    def replace(self, token, new, kind, room=False):
        self.add(token.begin, token.end, new, kind, room)

    def find_condition(self, index):
        """if (a) → if (!(a)), and the same of while."""
        if self.tokens[index].text not in {"if", "while"} or self.tokens[index + 1].text != "(":
            return
        last = self.closes[index + 1]
        begin, end = self.tokens[index + 1].end, self.tokens[last].begin
        self.add(begin, end, f"!({self.text[begin:end]})", "condition")

    def find_alike(self):
        """Places where another boundary, or another number of the same sign, is the same thing in other words."""
        self.chosen = [(found.start(), found.end()) for found in CHOSEN.finditer(self.text)]
        self.counted = {found.start(2) - len(" < SL_COUNT(") + 1 for found in COUNTED.finditer(self.text)
                        if f"{found[2]}[{found[1]}]" in self.text[found.end():self.text.find("\n}\n", found.end())]}
        self.signs = {found.start(group) for found in SIGN_ALONE.finditer(self.text) for group in (1, 2, 3, 4) if found.group(group)}

    def find_sign(self, index):
        token = self.tokens[index]
        if token.text in {"<", "<=", ">", ">="} and any(begin <= token.begin < end for begin, end in self.chosen):
            return
        if token.text in COMPARED:
            self.replace(token, COMPARED[token.text], "condition", token.begin in self.counted)
        elif token.text == "!" and self.tokens[index + 1].text != "!":
            self.replace(token, "!!", "condition")

    def find_rooms(self):
        """Where it is said how much room an array has: more of it than is needed is nothing that anybody sees."""
        self.rooms = [(self.tokens[index].begin, self.tokens[self.closes[index + 1]].end) for index, token in enumerate(self.tokens[:-1])
                      if token.text == "SL_NEW_ARRAY" and index + 1 in self.closes]

    def find_number(self, index):
        token = self.tokens[index]
        whole = re.fullmatch(r"(\d+)([uUlL]*)", token.text)
        if not whole or len(whole[1]) > 1 and whole[1][0] == "0":
            return
        value = int(whole[1])
        room = any(begin < token.begin < end for begin, end in self.rooms)
        if token.begin not in self.signs and not room:
            self.replace(token, f"{value + 1}{whole[2]}", "constant")
        if value:
            self.replace(token, f"{value - 1}{whole[2]}", "constant", room)

    def find_return(self, index, words):
        if self.tokens[index].text != "return" or self.tokens[index + 1].text == ";":
            return
        last = index + 1
        while self.tokens[last].text != ";":
            last = self.closes.get(last, last) + 1
        begin, end = self.tokens[index + 1].begin, self.tokens[last - 1].end
        for value in values_returned(words, self.text[begin:end]):
            self.add(begin, end, value, "return")

    def find_call(self, index):
        """A statement that is a call, and nothing else."""
        token, before = self.tokens[index], self.tokens[index - 1].text
        if token.kind != "name" or self.tokens[index + 1].text != "(" or before not in {";", "{", "}", ")", "else", ":"}:
            return
        last = self.closes[index + 1] + 1
        if token.text in CONTROLS or UNNOTICED.fullmatch(token.text) or self.tokens[last].text != ";":
            return
        self.add(token.begin, self.tokens[last - 1].end, "", "call")

    def run(self):
        self.find_rooms()
        self.find_alike()
        for index, token in enumerate(self.tokens):
            if token.kind == "number":
                self.find_number(index)
        for first, last, words in find_functions(self.tokens, self.closes):
            for index in range(first + 1, last):
                token = self.tokens[index]
                if token.kind == "sign":
                    self.find_sign(index)
                elif token.kind == "name":
                    self.find_condition(index)
                    self.find_return(index, words)
                    self.find_call(index)
        return sorted(self.found, key=lambda one: (one.begin, one.end, one.new))


def list_mutants(path, text):
    """All of one file, in the order of the text."""
    return Finder(path, text).run()
