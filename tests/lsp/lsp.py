#!/usr/bin/env python3
"""The language server, as TAP: driven by pygls, a client of others; random typing beside a cold check; frames
of strangers. lsp.py SIGHTLINE CONTENT [--all]"""
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402
import reply  # noqa: E402

PROGRAM, CONTENT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()


def install(folder):
    done = tap.call(sys.executable, "-m", "venv", folder / "venv")
    return done if done.returncode else tap.call(
        folder / "venv/bin/pip", "install", "--quiet", "-r", HERE / "requirements.txt")


def frame(value):
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


class Wire:
    """The protocol by hand, for what no client would send."""

    def __init__(self, utf8=False):
        self.run = subprocess.Popen([PROGRAM, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.id, self.notes = 0, []

    def send(self, value):
        self.run.stdin.write(frame(value))
        self.run.stdin.flush()

    def read(self):
        length = 0
        while (line := self.run.stdout.readline().strip()):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return json.loads(self.run.stdout.read(length)) if length else None

    def ask(self, method, params):
        self.id += 1
        self.send({"jsonrpc": "2.0", "id": self.id, "method": method, "params": params})
        while (message := self.read()) is not None:
            if message.get("id") == self.id:
                return message
            self.notes.append(message)
        return None

    def note(self, method, params):
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def begin(self, folder, capabilities=None):
        return self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities or {}})

    def end(self):
        self.ask("shutdown", None)
        self.note("exit", None)
        self.run.stdin.close()
        return self.run.wait(20)


def cold(folder):
    """What a check finds, but for the outputs' proof."""
    done = tap.call(PROGRAM, "check", folder, "--format", "json", "-v")
    return sorted((finding["file"], finding["line"], finding["code"], finding["message"]) for finding in json.loads(done.stdout)["findings"])


def warm(wire, folder):
    report = wire.ask("workspace/diagnostic", {"previousResultIds": []})["result"]
    found = []
    for one in report["items"]:
        path = urllib.parse.unquote(one["uri"].removeprefix("file://"))
        for item in one["items"]:
            found.append((path, item["range"]["start"]["line"] + 1, item["code"], item["message"].split("\n")[0]))
    return sorted(found)


PIECES = ["x", " ", "\n", "[@", "[=", "]", "[@EV-", "---\n", "```\n", ":", "- ", "## ", "[^1]", "\"", "é", "🙂", "largest ", "12.5%", "\t", "\r\n", ""]


def type_at_random(count):
    """Typing in open texts, never saved: the findings are those of a check of the same texts in files."""
    with tempfile.TemporaryDirectory() as work:
        folder, copy = pathlib.Path(work, "stratégie #1"), pathlib.Path(work, "copy")
        shutil.copytree(CONTENT, folder)
        shutil.copytree(CONTENT, copy)
        wire, chance = Wire(), random.Random(11)
        wire.begin(folder)
        wire.note("initialized", {})
        texts = {path: path.read_text() for path in sorted(folder.rglob("*")) if path.suffix in {".md", ".yaml"}}
        opened, version, odd = {}, 0, []
        for step in range(count):
            path = chance.choice(list(texts))
            if path not in opened:
                opened[path] = texts[path]
                wire.note("textDocument/didOpen", {"textDocument": {"uri": path.as_uri(), "languageId": "markdown", "version": 0, "text": texts[path]}})
            for _ in range(chance.randrange(1, 6)):
                text = opened[path]
                begin = chance.randrange(len(text) + 1)
                end = min(len(text), begin + chance.choice([0, 0, 1, 3, 40]))
                if 0 < begin < len(text) and text[begin - 1:begin + 1] == "\r\n" or text[end - 1:end + 1] == "\r\n":
                    continue
                piece, version = chance.choice(PIECES), version + 1
                ends = [place(text, begin), place(text, end)]
                if chance.random() < 0.2:
                    ends.reverse()  # a selection that was made backwards
                wire.note("textDocument/didChange", {
                    "textDocument": {"uri": spell(path, chance), "version": version},
                    "contentChanges": [{"range": {"start": ends[0], "end": ends[1]}, "text": piece}]})
                opened[path] = text[:begin] + piece + text[end:]
            if chance.random() < 0.1:
                wire.note("textDocument/didClose", {"textDocument": {"uri": spell(path, chance)}})
                del opened[path]
                (copy / path.relative_to(folder)).write_text(texts[path])
            if chance.random() < 0.3 and opened:
                back = chance.choice(list(opened))
                opened[back] = texts[back]
                wire.note("textDocument/didChange", {"textDocument": {"uri": back.as_uri(), "version": 0}, "contentChanges": [{"text": texts[back]}]})
            if step % 4:
                continue
            for one, text in opened.items():
                with open(copy / one.relative_to(folder), "w", newline="") as file:
                    file.write(text)
            found = [(file.replace(str(folder), str(copy)), *rest) for file, *rest in warm(wire, folder)]
            found = [tuple(part.replace(str(folder), str(copy)) if isinstance(part, str) else part for part in one) for one in found]
            expected = [(file if file else str(copy / "strategy.yaml"), line or 1, *rest) for file, line, *rest in cold(copy)]
            expected = [one for one in expected if one[2] != "E0618"]
            if sorted(found) != sorted(expected):
                odd.append(f"step {step}: {set(found) ^ set(expected)}")
                break
        status = wire.end()
        tap.say(not odd, f"after random typing its findings are those of a check ({count} steps)", "\n".join(odd))
        tap.say(status == 0, "it ends well after typing", status)


def spell(path, chance):
    """The address of a file in one of the ways that editors have."""
    uri = path.as_uri()
    return uri if chance.random() < 0.5 else re.sub("%[0-9A-F]{2}", lambda byte: byte[0].lower(), uri)


def read_replies():
    """A Word file that lies in the folder: its comment is a diagnostic at the words that it is about."""
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work, "own")
        shutil.copytree(CONTENT, folder)
        reply.make(PROGRAM, CONTENT, folder / "engagement/reply.docx", "The belief behind it", "Whose belief is this?")
        path = folder / "interventions/int-age-01.md"
        text = path.read_text()
        line = text[:text.index("The belief behind it")].count("\n") + 1
        wire = Wire()
        wire.begin(folder)
        wire.note("initialized", {})
        got = [one for one in warm(wire, folder) if one[2].startswith("E07")]
        tap.say(len(got) == 1 and got[0][:3] == (str(path), line, "E0700") and "Whose belief is this?" in got[0][3], "a comment of a Word file is a diagnostic at its line", got)
        wire.note("textDocument/didOpen", {"textDocument": {"uri": path.as_uri(), "languageId": "markdown", "version": 0, "text": text}})
        wire.note("textDocument/didChange", {"textDocument": {"uri": path.as_uri(), "version": 1}, "contentChanges": [{"text": text.replace("\n---\n", "\n---\n\nA line before it.\n", 1)}]})
        got = [one for one in warm(wire, folder) if one[2].startswith("E07")]
        tap.say(len(got) == 1 and got[0][:3] == (str(path), line + 2, "E0700"), "and moves with what is typed", got)
        (folder / "engagement/reply.docx").write_bytes(b"no Word file")
        wire.end()
        wire = Wire()
        wire.begin(folder)
        wire.note("initialized", {})
        got = [one for one in warm(wire, folder) if one[2].startswith("E07")]
        tap.say([one[2] for one in got] == ["E0703"], "one that cannot be read is said to be so", got)
        tap.say(wire.end() == 0, "it ends well after replies")


def place(text, at):
    """LSP's position of a character, in UTF-16."""
    before = text[:at].replace("\r\n", "\n").replace("\r", "\n")
    line = before.rsplit("\n", 1)[-1]
    return {"line": before.count("\n"), "character": len(line.encode("utf-16-le")) // 2}


HOSTILE = [
    b"Content-Length: -1\r\n\r\n", b"Content-Length: 99999999999999999999\r\n\r\n", b"Content-Length: 5x\r\n\r\n12345",
    b"Content-Length:\r\n\r\n", b"X: y\r\n\r\n{}", b"A" * 20000, b"\r\n\r\n", b"Content-Length: 100\r\n\r\n{}", b"",
    b"Content-Length: 2147483648\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\x00" * 100, b"\xff\xfe" * 50,
]
ODD = [
    b"", b"{", b"null", b"[]", b"12", b"\"x\"", b"{}", b"[[[[" * 3000, b"{\"id\":1}", b"{\"method\":5,\"id\":1}",
    b"{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"initialize\"}", b"{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"\xff\"}",
    b"{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"textDocument/hover\",\"params\":7}", b"{\"id\":1,\"method\":\"a\\u0000b\"}",
    b"{\"id\":1.5,\"method\":\"initialize\",\"params\":{}}", b"{\"result\":1,\"id\":1}",
]


def send_hostile():
    bad = []
    for text in HOSTILE:
        run = subprocess.run([PROGRAM, "lsp"], input=text, capture_output=True, timeout=20)
        if run.returncode not in (0, 1):
            bad.append(f"{text[:40]}: {run.returncode}")
    tap.say(not bad, "frames that are none end the session, and nothing else", "\n".join(bad))
    wire, folder = Wire(), CONTENT
    for text in ODD:
        wire.send(text)
    wire.begin(folder)
    uri = (folder / "strategy.yaml").as_uri()
    for params in [None, [], {}, {"textDocument": None}, {"textDocument": {"uri": 5}}, {"textDocument": {"uri": uri}, "position": {"line": -1, "character": 0}},
                   {"textDocument": {"uri": uri}, "position": {"line": 10**12, "character": 10**12}}, {"textDocument": {"uri": uri}, "position": "x"},
                   {"textDocument": {"uri": "file:///etc/passwd"}, "position": {"line": 0, "character": 0}},
                   {"textDocument": {"uri": folder.as_uri() + "/../../etc/passwd"}}, {"textDocument": {"uri": "http://x/y"}},
                   {"textDocument": {"uri": "file:///%00%zz"}}, {"textDocument": {"uri": uri}, "range": {"start": {}, "end": []}}]:
        for method in ["hover", "completion", "definition", "references", "rename", "prepareRename", "codeAction", "inlayHint", "documentSymbol",
                       "semanticTokens/full", "foldingRange", "documentLink", "codeLens", "diagnostic", "documentHighlight"]:
            reply = wire.ask("textDocument/" + method, params)
            if reply is None:
                bad.append(f"{method} {params}")
                break
            if "root:" in json.dumps(reply):
                bad.append(f"{method} {params}: reads outside")
    for params in [{}, {"textDocument": {"uri": uri}}, {"textDocument": {"uri": uri, "text": 5}}, {"textDocument": {"uri": uri, "text": "a\x00b"}},
                   {"textDocument": {"uri": uri}, "contentChanges": 5}, {"textDocument": {"uri": uri}, "contentChanges": [5, {"text": 1}, {"text": "x", "range": {}}]},
                   {"textDocument": {"uri": uri}, "contentChanges": [{"text": "y", "range": {"start": {"line": 5, "character": 0}, "end": {"line": 1, "character": 0}}}]}]:
        for method in ["didOpen", "didChange", "didSave", "didClose"]:
            wire.note("textDocument/" + method, params)
    reply = wire.ask("workspace/symbol", {"query": "EV-"})
    tap.say(not bad and reply and "result" in reply, "messages that are odd are answered or passed over", "\n".join(bad))
    tap.say(wire.end() == 0, "it ends well after them")


def main():
    venv = tap.prepare("pygls", HERE / "requirements.txt", install)
    if venv:
        done = tap.call(venv / "venv/bin/python3", HERE / "client.py", PROGRAM, CONTENT, timeout=200)
        for line in done.stdout.splitlines():
            mark, _, name = line.partition(" - ")
            if mark.startswith(("ok", "not ok")):
                tap.say(mark.startswith("ok"), name, done.stdout + done.stderr)
        if done.returncode not in (0, 1):
            tap.say(False, "the client ran to its end", done.stdout + done.stderr)
    else:
        tap.skip("an editor's client of others", "pygls")
    read_replies()
    type_at_random(2000 if "--all" in sys.argv else 48)
    send_hostile()
    return tap.end()


sys.exit(main())
