#!/usr/bin/env python3
"""Changes of files, as TAP: what a form writes reads as what was asked for, and all other lines are the same bytes.
PyYAML is the oracle of both: it says what a file holds, and on which lines a thing stands.
changes.py CHANGES CONTENT [COUNT] [SEED]"""
import copy
import functools
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

PROGRAM, CONTENT = sys.argv[1], pathlib.Path(sys.argv[2])
COUNT = int(sys.argv[3]) if len(sys.argv) > 3 else 2000
R = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 21)
program = subprocess.Popen([PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")


class Loader(yaml.SafeLoader):
    """As YAML 1.1 has it, but for days: a day is compared as it is written."""


Loader.yaml_implicit_resolvers = {first: [(tag, regexp) for tag, regexp in rules if not tag.endswith("timestamp")] for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()}


BASE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Quick(BASE):
    """The same, for what a file holds; where things stand the slower one says, which shares no code with the program."""


Quick.yaml_implicit_resolvers = Loader.yaml_implicit_resolvers


def load(text):
    return yaml.load(text, Quick)


@functools.lru_cache(100)
def compose(text):
    return yaml.compose(text, Loader)


def ask_of(asked):
    program.stdin.write(json.dumps(asked) + "\n")
    program.stdin.flush()
    return json.loads(program.stdout.readline())


def ask(text, changes, markdown=False, block=""):
    return ask_of({"text": text, "markdown": markdown or block != "", "block": block, "changes": changes})


# --- texts ---

WORDS = "coast growth £55 million, 2027 to 2032; people’s homes (new) and skills – in Kent & Medway 11% of Thames [=EV-A-1] [@EV-B-2] it's \"so\" a-b x:y http://a.b/c?d=e#f Œuvre 日本".split()
ODD = ["", "true", "no", "12", "1e5", "0x1F", "2026-03-31", "2019", "12:30", "~", "null", "-", "- a", "a: b", "a #b", "#b", "a:", "[x", "{y}", "'q", '"q', "it's", "a\\b", "%x", "@x", "`x", "& x", "*x", "!x", "|", ">", "? x",
       "x ", " x", "  two", "a  b", "tab\there", "line\nline", "line\nline\n", "\nline", "line\n\n\nline\n", "  indented\nline", "---", "--- x", "...", "=", "<<", "\u00a0nb", "e\u0301", "\U0001f600 x", "a\u2028b", "…", "x\n# y\n", "x\n---\ny",
       "yes", "Off", "0o17", "017", "1_000", ".5", "+1", "-1", ".inf", "NaN", "1.", "key: [a, b]", "a, b", "a]", "a}", "\\", "\\n", "''", '""', "\ufeffx"]


def prose(most):
    return " ".join(R.choice(WORDS) for _ in range(R.randint(1, most)))


def text():
    return R.choice(ODD) if R.random() < 0.4 else prose(R.choice((2, 5, 40)))


def value(depth=0):
    roll = R.random()
    if depth > 2 or roll < 0.6:
        return R.choice((text(), text(), text(), R.randint(-9, 99999), R.random() < 0.5, None))
    if roll < 0.8:
        return [value(depth + 1) for _ in range(R.randint(0, 4))]
    return {key(): value(depth + 1) for _ in range(R.randint(0, 3))}


def key():
    return R.choice(("id", "title", "said", "x-own", "shelf-life", "a b", "ü", "12", "true", "it's", "k: v", "#k", "long-key-with-many-letters", "evidence", "items")) + (str(R.randint(0, 9)) if R.random() < 0.3 else "")


# --- nasty files ---

def comment():
    return R.choice(("# a comment", "# it's: [not] a value", "#", "#- x", "# ---", "#: \"", "# k: v"))


def block_scalar(words, indent, out, eol):
    body = [words[i:i + 6] for i in range(0, len(words), 6)] or [["x"]]
    own = R.choice((1, 2, 4))
    pad = " " * (indent + own)
    head = R.choice("|>") + R.choice(("", "-", "+")) + (R.choice(("", "  # of a block")))
    out.append(" " + head + eol)
    for line in body:
        out.append(pad + " ".join(line) + eol)
        if R.random() < 0.1:
            out.append(eol)
        if R.random() < 0.05:
            out.append(pad + "# no comment" + eol)
    for _ in range(R.choice((0, 0, 1, 2))):
        out.append(eol)


def flow_text():
    one = R.choice(("A-1", "EV-PROD-03", "plain words", "12", "'quoted, so'", '"d: q"', "2026-03-31", "''", "it's"))
    return one


def flow(depth, eol, pad):
    gap = lambda: R.choice(("", " ", " ", eol + pad + "  ", eol + pad + "  # in it" + eol + pad + "  ") if R.random() < 0.4 else ("", " "))
    if depth > 2 or R.random() < 0.6:
        return flow_text()
    n = R.randint(0, 4)
    if R.random() < 0.6:
        return "[" + gap() + ("," + " ").join(flow(depth + 1, eol, pad) + gap() for _ in range(n)) + (R.choice(("", ",")) if n else "") + gap() + "]"
    keys = list(dict.fromkeys(R.choice(("a", "b", "'c d'", "e-f", '"g"')) for _ in range(n)))
    return "{" + gap() + ", ".join(f"{one}: {flow(depth + 1, eol, pad)}" + gap() for one in keys) + (R.choice(("", ",")) if keys else "") + gap() + "}"


def scalar(indent, out, eol):
    roll = R.random()
    words = [R.choice([w for w in WORDS if w[0] not in "[\"&–" and ":" not in w and "#" not in w]) for _ in range(R.randint(1, 30))]
    tail = R.choice(("", "", "", "  # behind", "\t# tab", "  "))
    if roll < 0.1:
        out.append(R.choice(("", " ~", "", "  # nothing")) + eol)
    elif roll < 0.2:
        out.append(" " + R.choice(("12", "true", "2026-03-31", "0.5", "x", "[]", "{}")) + tail + eol)
    elif roll < 0.45:
        lines = [" ".join(words[i:i + R.randint(3, 9)]) for i in range(0, len(words), 9)]
        out.append(" " + (eol + " " * (indent + R.choice((1, 2)))).join(lines) + tail + eol)
    elif roll < 0.6:
        lines = [" ".join(words[i:i + 7]).replace("'", "''") for i in range(0, len(words), 7)]
        out.append(" '" + (eol + " " * (indent + 2)).join(lines) + "'" + tail + eol)
    elif roll < 0.7:
        lines = [" ".join(words[i:i + 7]) for i in range(0, len(words), 7)]
        out.append(' "' + (eol + " " * (indent + 2)).join(lines) + '\\t\\"é"' + tail + eol)
    elif roll < 0.85:
        block_scalar(words, indent, out, eol)
    else:
        out.append(" " + flow(0, eol, " " * indent) + tail + eol)


def children(depth, indent, out, eol, first_in_line):
    """A map or a list; its first line may follow a dash."""
    pad = " " * indent
    is_list = R.random() < 0.4 and depth
    keys = []
    for i in range(R.randint(1, 4)):
        if not (i == 0 and first_in_line):
            for _ in range(R.choice((0, 0, 0, 1, 2))):
                out.append(R.choice((eol, pad + comment() + eol, " " * R.randint(0, 3) + comment() + eol)))
            out.append(pad)
        if is_list:
            out.append("-")
            width = 2
        else:
            one = R.choice(("id", "title", "x-own", "'quoted key'", '"dq"', "ü", "note", "said", "list", "12", "a b")) + R.choice(("", "-2", "-3"))
            if one.count("'") == 2 or one.count('"') == 2:
                one = one.replace("-2", "").replace("-3", "")
            if one.strip("'\"") in keys:
                one = f"k{len(keys)}x{i}"
            keys.append(one.strip("'\""))
            out.append(one + R.choice((":", ":", ":", " :")))
            width = R.choice((1, 2, 4))
        if depth < 4 and R.random() < 0.45:
            if is_list and R.random() < 0.7:
                gap = R.choice((1, 1, 3))
                out.append(" " * gap)
                children(depth + 1, indent + 1 + gap, out, eol, True)
            else:
                out.append(R.choice(("", "  # of it", "")) + eol)
                children(depth + 1, indent + width, out, eol, False)
        else:
            scalar(indent, out, eol)


def nasty():
    eol = R.choice(("\n", "\n", "\n", "\r\n"))
    out = []
    if R.random() < 0.3:
        out.append(comment() + eol)
    if R.random() < 0.1:
        out.append("---" + eol)
    children(0, 0, out, eol, False)
    if R.random() < 0.3:
        out.append(comment() + eol)
    made = "".join(out)
    if R.random() < 0.2:
        made = made[:-len(eol)] if made.endswith(eol) else made
    return ("\ufeff" if R.random() < 0.1 else "") + made


# --- the oracle ---

def ways(data, way=()):
    yield way
    for step, one in (data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()):
        yield from ways(one, way + (step,))


def at(data, way):
    for step in way:
        data = data[step]
    return data


def same(a, b):
    if type(a) is not type(b) or isinstance(a, (list, dict)) and len(a) != len(b):
        return False
    if isinstance(a, list):
        return all(map(same, a, b))
    if isinstance(a, dict):
        return all(key in b and same(a[key], b[key]) for key in a)
    return a == b or a != a and b != b


def last_line(node, lines):
    """The last line of a thing, without what follows it."""
    if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        one = node.value[-1]
        return last_line(one[1] if isinstance(one, tuple) else one, lines)
    end = node.end_mark.line - (node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">") and "+" not in lines[node.start_mark.line].split("#")[0].split(node.style)[-1]:
        while end > node.start_mark.line and not lines[end].strip():
            end -= 1
    return end


def place(text, way):
    """The first and the last line of what stands at the end of a way, its key with it; and whether flow is around or in it."""
    node, first, in_flow = compose(text), 0, False
    lines = text.split("\n")
    for step in way:
        in_flow = in_flow or node.flow_style
        if isinstance(node, yaml.MappingNode):
            head, node = next((k, v) for k, v in node.value if same(load_node(k), step))
            first = head.start_mark.line
        else:
            node = node.value[step]
            first = node.start_mark.line
            own = lines[first][:node.start_mark.column]
            while not in_flow and first and "-" not in own:
                first -= 1
                own = lines[first].split("#")[0]
    return first, last_line(node, lines), in_flow


def load_node(node):
    return Loader("").construct_object(node)


def lines_of(text):
    """Without the mark at the start; their ends are looked at by themselves."""
    return [line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n")]


def outside(before, after, first, last):
    """Whether lines before first and behind last are the same bytes."""
    old, new = lines_of(before), lines_of(after)
    tail = len(old) - 1 - last
    head_good = old[:first] == new[:first]
    tail_good = tail <= 0 or old[last + 1:] == new[len(new) - tail:]
    if tail == 1 and old[-1] == "" and not new[-1] == "":
        tail_good = False
    return head_good and tail_good and len(new) >= first + max(tail, 0)


def one_change(data):
    """A change and what the file holds then; the way whose lines may differ."""
    expected = copy.deepcopy(data)
    way = list(R.choice(list(ways(data))))
    there = at(data, way)
    roll = R.random()
    if isinstance(there, dict) and roll < 0.4:
        name, new = key(), value()
        if name in there or not isinstance(there, dict):
            return None
        at(expected, way)[name] = new
        return {"op": "set", "path": way + [name], "value": new}, expected, way, "new key"
    if isinstance(there, list) and roll < 0.6:
        index, new = R.randint(0, len(there)), value()
        at(expected, way).insert(index, new)
        return {"op": "insert", "path": way, "index": index, "value": new}, expected, way, "insert"
    if not way:
        return None
    if roll < 0.3:
        del at(expected, way[:-1])[way[-1]]
        return {"op": "remove", "path": way}, expected, way, "remove"
    new = value()
    if isinstance(there, str) and R.random() < 0.5:
        words = there.split(" ")
        words[R.randrange(len(words)):R.randrange(len(words)) + 1] = [R.choice(WORDS) for _ in range(R.randint(0, 3))]
        new = " ".join(words)
    if isinstance(there, list) and R.random() < 0.6:
        new = copy.deepcopy(there)
        R.shuffle(new)
        new = new[:R.randint(0, len(new))] + [value(2) for _ in range(R.randint(0, 2))]
    at(expected, way[:-1])[way[-1]] = new
    return {"op": "set", "path": way, "value": new}, expected, way, "set"


def steps_of(way):
    """A key that YAML reads as a number is a text for the form."""
    return all(isinstance(step, str) or isinstance(step, int) for step in way)


def keys_are_texts(data):
    if isinstance(data, dict):
        return all(isinstance(one, str) for one in data) and all(map(keys_are_texts, data.values()))
    return not isinstance(data, list) or all(map(keys_are_texts, data))


def judge(before, change, expected, way, kind):
    got = ask(before, [change])
    if "why" in got:
        return "refused", got["why"]
    after = got["text"]
    try:
        now = load(after)
    except yaml.YAMLError as fault:
        return "broken", str(fault)
    now = {} if now is None else now
    if not same(now, expected):
        return "other", f"{now!r}\nexpected {expected!r}"
    if kind == "remove" and len(at(load(before), way[:-1])) == 1 and len(way) > 1:
        way = way[:-1]  # [] or {} stand where it was
    elif kind == "remove" and place_is_flow(before, way[:-1]):
        way = way[:-1]  # its comma may stand on another line
    first, last, in_flow = place(before, way)
    if kind in ("insert", "new key") and not place_is_flow(before, way) and at(load(before), way):
        # Nothing is taken out: what is new stands in one piece.
        old, new = lines_of(before), lines_of(after)
        head = 0
        while head < len(old) and head < len(new) and old[head] == new[head]:
            head += 1
        if old[head:] != new[len(new) - (len(old) - head):] and not in_line(before, way):
            return "lines", "what is new is no piece of its own"
        return "good", ""
    if kind == "remove" and way[-1] in (0, next(iter(at(load(before), way[:-1])), None)) and in_line(before, way[:-1]):
        last = next_line(before, way, last)  # what comes next stands behind the dash then
    while kind == "remove" and not outside(before, after, first, last) and last + 2 < len(lines_of(before)) and not lines_of(before)[last + 1]:
        last += 1  # else they would belong to a block above
    if not outside(before, after, first, last):
        return "lines", f"lines {first + 1} to {last + 1}"
    if before.startswith("\ufeff") is not after.startswith("\ufeff") or 0 < before.count("\r\n") == before.count("\n") and after.count("\r\n") != after.count("\n"):
        return "ends of lines", ""
    if before.endswith("\n") is not after.endswith("\n") and kind != "remove" and not isinstance(at(load(before), way), list | dict):
        return "end", ""
    return "good", ""


def place_is_flow(text, way):
    node = compose(text)
    for step in way:
        if isinstance(node, yaml.MappingNode):
            node = next(v for k, v in node.value if same(load_node(k), step))
        else:
            node = node.value[step]
    return not isinstance(node, yaml.CollectionNode) or node.flow_style


def next_line(text, way, last):
    """The line of the thing that follows one."""
    node = compose(text)
    for step in way[:-1]:
        node = next(v for k, v in node.value if same(load_node(k), step)) if isinstance(node, yaml.MappingNode) else node.value[step]
    starts = [one[0].start_mark.line if isinstance(one, tuple) else one.start_mark.line for one in node.value]
    return max(last, starts[1]) if len(starts) > 1 else last


def in_line(text, way):
    """Whether the first of a block follows a dash."""
    node = compose(text)
    for step in way:
        node = next(v for k, v in node.value if same(load_node(k), step)) if isinstance(node, yaml.MappingNode) else node.value[step]
    return text.split("\n")[node.start_mark.line][:node.start_mark.column].strip() != ""


def files():
    for path in sorted(CONTENT.rglob("*")):
        if path.suffix == ".yaml":
            yield path.read_bytes().decode()
        elif path.suffix == ".md":
            text = path.read_bytes().decode()
            parts = text.split("---\n", 2)
            if len(parts) == 3 and not parts[0]:
                yield parts[1]


def run(name, texts, count, most_refused):
    seen, faults, kinds = 0, [], {}
    while seen < count:
        before = R.choice(texts) if isinstance(texts, list) else texts()
        try:
            data = load(before)
            compose(before)
        except yaml.YAMLError:
            continue
        if not isinstance(data, dict) or not keys_are_texts(data):
            continue
        made = one_change(data)
        if not made:
            continue
        verdict, detail = judge(before, *made)
        seen += 1
        kinds[verdict] = kinds.get(verdict, 0) + 1
        if verdict == "refused" and not before.endswith("\n") and made[3] in ("insert", "new key"):
            continue  # a last block that has no line's end would get one
        if verdict != "good":
            faults.append((verdict, f"{made[3]} {json.dumps(made[0], ensure_ascii=False)[:300]}\n{detail[:500]}\n{repr(before) if len(before) < 900 else ''}"))
    wrong = [one for one in faults if one[0] != "refused"]
    tap.say(not wrong, f"{name}: {count} changes read as what was asked for, and leave all other lines alone", "\n\n".join(f"{a}: {b}" for a, b in sorted(wrong, reverse=True)[:6]) + f"\n{kinds}")
    refused = [one for one in faults if one[0] == "refused"]
    tap.say(len(refused) <= most_refused * count, f"{name}: {len(refused)} of them are refused", "\n\n".join(b for _, b in refused[:12]))


def texts(count):
    """Lines of a text that are changed, put in and taken out: all others keep their bytes, their own ends too."""
    faults = []
    for n in range(count):
        eol = R.choice(("\n", "\r\n"))
        front = R.choice(("", "\ufeff")) + f"---{eol}id: A-1  # so{eol}title: 'T'{eol}---{eol}"
        lines = [R.choice(("", prose(9), prose(3), "- " + prose(4), "```", "    code")) + R.choice((eol, eol, eol, "\n", "\r\n")) for _ in range(R.randint(0, 20))]
        if lines and R.random() < 0.3 and lines[-1].strip():
            lines[-1] = lines[-1].rstrip("\r\n")
        asked, right, i = [], [], 0
        for line in lines:
            roll = R.random()
            if roll < 0.1:
                new = f"new {i} {prose(3)}"
                asked += [new + "\n"]
                right += [new + eol]
                i += 1
            if roll < 0.85 or line is lines[-1]:
                asked += [line.replace("\r\n", "\n")]
                right += [line]
        got = ask(front + "".join(lines), [{"op": "text", "value": "".join(asked)}], True)
        # Of lines that say the same, another may be the one that is kept.
        if got.get("text", "").replace("\r\n", "\n") != (front + "".join(right)).replace("\r\n", "\n") or not got["text"].startswith(front):
            faults.append(f"{lines}\n{asked}\n{got}")
        elif len(set(map(str.strip, lines))) == len(lines) and got["text"] != front + "".join(right):
            faults.append(f"bytes: {lines}\n{asked}\n{got}")
    tap.say(not faults, f"{count} texts keep the bytes of lines that are the same", "\n\n".join(faults[:3]))
    whole = "---\nid: A-1\n---\nOne.\n"
    got = ask(whole, [{"op": "set", "path": ["title"], "value": "A: b"}, {"op": "text", "value": "Two.\n"}, {"op": "remove", "path": ["x"]}], True)
    tap.say("why" in got, "where one of several changes cannot be made, none is", got)
    got = ask(whole, [{"op": "set", "path": ["title"], "value": "A: b"}, {"op": "text", "value": "Two.\n"}], True)
    tap.say(got.get("text") == "---\nid: A-1\ntitle: 'A: b'\n---\nTwo.\n", "several are made one after another", got)
    got = [ask(whole, [{"op": "set", "path": path, "value": "x"}], True) for path in ([], ["id", "x"], [0], ["id", 0])]
    got += [ask("id: [\n", [{"op": "set", "path": ["id"], "value": "x"}]), ask("a: &b 1\n", [{"op": "set", "path": ["a"], "value": "x"}]), ask("no front\n", [{"op": "set", "path": ["a"], "value": "x"}], True),
            ask("a: 1\n", [{"op": "text", "value": "x"}]), ask("a: [1]\n", [{"op": "insert", "path": ["a"], "index": 7, "value": "x"}]), ask("a: []\n", [{"op": "set", "path": ["a"], "value": list(range(5000))[::-1]}])]
    tap.say(all("why" in one for one in got[:-1]), "what cannot be is refused with a reason", got[:-1])
    tap.say("why" in got[-1] or load(got[-1]["text"]) == {"a": list(range(5000))[::-1]}, "a change that is too much is refused, or made", str(got[-1])[:300])


def blocks(count):
    """Of several items in one file one is changed: its own keys and text, and no other byte."""
    faults = []
    for n in range(count):
        eol = R.choice(("\n", "\r\n"))
        parts, marks = [], []
        for i in range(R.randint(1, 5)):
            fence, level = R.choice(("```", "````", "~~~")), R.choice((2, 2, 3))
            head = f"{'#' * level} Title {i}\n" + R.choice(("", "\n")) + f"{fence} item\n".replace(" ", R.choice(("", " ")))
            keys = f"id: {R.choice(('A-%d', '%r' % 'A-%d', 'A-%d  # so'))}\n".replace("%d", str(i)) + f"by: {prose(3).replace(': ', ' ').replace(' #', ' ').strip('&-–[@=') or 'x'}\n"
            body = R.choice(("", "\nSome words.\n", "\nWords.\n\n```\n## no heading\nid: A-0\n```\n", "\n#### Below\n\nWords.\n")) + "\n"
            parts.append([head, keys, fence + "\n", body])
            marks.append(level)
        if R.random() < 0.3:
            parts[-1][3] += "[^n]: A note.\n"
        i = R.randrange(len(parts))
        name = f"A-{i}"
        whole = lambda: "".join("".join(one) for one in parts).replace("\n", eol)
        before = whole()
        try:
            load(parts[i][1])
        except yaml.YAMLError:
            continue
        # A deeper heading below is of this item's text, with what stands under it.
        under = 0
        while i + under + 1 < len(parts) and marks[i + under + 1] > marks[i]:
            under += 1
        got = ask(before, [{"op": "set", "path": ["note"], "value": f"new {n}"}], block=name).get("text")
        parts[i][1] += f"note: new {n}\n"
        if got != whole():
            faults.append(f"keys of {name}: {before}\ngot {got}")
        note = "[^n]: A note.\n" if i + under == len(parts) - 1 and parts[-1][3].endswith("[^n]: A note.\n") else ""
        got = ask(before := whole(), [{"op": "text", "value": f"\nOther words {n}.\n\n"}], block=name).get("text")
        parts[i][3:] = [f"\nOther words {n}.\n\n" + note]
        del parts[i + 1:i + 1 + under]
        if got != whole():
            faults.append(f"text of {name}: {before}\ngot {got}")
    tap.say(not faults, f"{count} items that share a file are changed, and no other byte", "\n\n".join(faults[:3]))
    got = [ask("## T\n```item\nid: A-1\n```\n", [{"op": "set", "path": ["x"], "value": value}], block="A-1") for value in ("a\n```\nb", "a\n  ~~~\nb")] + [ask("## T\n```item\nid: A-1\n```\n", [{"op": "set", "path": ["x"], "value": "y"}], block="A-2")]
    tap.say(all("why" in one for one in got), "what would end the block of keys, and what is not there, is refused", got)


def cut():
    """An item is taken out of a file of several: what is left is the others, to the byte."""
    parts = [f"## Title {i}\n\n```item\nid: A-{i}\n```\n\nWords of {i}.\n\n### Below\n\n```\n## none\n```\n\n" for i in range(4)]
    for head in ("", "# All\n\nFirst.\n\n"):
        for eol in ("\n", "\r\n"):
            got = [ask_of({"text": (head + "".join(parts)).replace("\n", eol), "cut": f"A-{i}"}).get("text") for i in range(4)]
            right = [(head + "".join(parts[:i] + parts[i + 1:])).replace("\n", eol) for i in range(4)]
            tap.say(got == right, f"an item is taken out of a file of several, {head[:5]!r}, {eol!r}", got)
    tap.say("why" in ask_of({"text": parts[0], "cut": "A-7"}), "one that is not there is not")


def change_lines(lines, fresh):
    """Lines with some changed, put in or taken out."""
    out = list(lines)
    for _ in range(R.randint(0, 4)):
        at, n = R.randint(0, len(out)), R.randint(0, 2)
        out[at:at + n] = [f"{fresh} {R.random()}\n" for _ in range(R.randint(0, 2))]
    return out


def merges(count):
    """Two changes of one text as one, with `git merge-file` as the oracle: what it merges is merged so, what it does not is not."""
    faults, clean = [], 0
    with tempfile.TemporaryDirectory() as work:
        names = [pathlib.Path(work, name) for name in ("ours", "base", "theirs")]
        for n in range(count):
            lines = [f"line {i}\n" for i in range(R.randint(0, 14))]
            if lines and R.random() < 0.3:
                lines[-1] = lines[-1].rstrip("\n")
            ours, theirs = change_lines(lines, "ours"), change_lines(lines, "theirs")
            if R.random() < 0.2 and lines:
                at = R.randrange(len(lines))
                ours[at:at + 1] = theirs[at:at + 1] = ["both\n"]
            texts = ["".join(one) for one in (ours, lines, theirs)]
            for name, text in zip(names, texts):
                name.write_text(text)
            said = subprocess.run(["git", "merge-file", "-p", *names], capture_output=True, text=True)
            got = ask_of({"ours": texts[0], "base": texts[1], "theirs": texts[2]})
            clean += said.returncode == 0
            if got.get("text") != (said.stdout if said.returncode == 0 else None):
                faults.append(f"{texts}\ngit: {said.returncode} {said.stdout!r}\ngot: {got}")
    tap.say(not faults and count // 5 < clean < count, f"{count} pairs of changes are merged as git merges them, or not at all ({clean} are)", f"{len(faults)}\n" + "\n\n".join(faults[:3]))


def main():
    cut()
    if tap.has("two changes of one text are merged", "git"):
        merges(min(COUNT // 8, 400))
    blocks(COUNT // 8)
    texts(COUNT // 4)
    run("the sample's files", list(files()), COUNT // 8, 0)
    run("files as nobody writes them", nasty, COUNT, 0.002)
    return tap.end()


sys.exit(main())
