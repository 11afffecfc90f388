#!/usr/bin/env python3
"""The preview, as TAP: requests of strangers, and what an author sees in real Chromium (serve.mjs).
serve.py SIGHTLINE CONTENT [EDITS]"""
import concurrent.futures
import json
import os
import pathlib
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

import yaml

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "browser")]
import chromium  # noqa: E402
import reply  # noqa: E402
import tap  # noqa: E402
from sources import front_matter  # noqa: E402

PROGRAM, CONTENT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()


class Served:
    def __init__(self, folder, *flags, env=None):
        self.run = subprocess.Popen([PROGRAM, "serve", folder, *flags], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **(env or {})})
        self.url = self.run.stdout.readline().strip()
        self.port, self.token = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/(\w{32})/", self.url).groups()
        self.port = int(self.port)

    def raw(self, text, seconds=30, address="127.0.0.1"):
        """What is answered to bytes; b"" when the connection is closed without a word."""
        with socket.create_connection((address, self.port), timeout=seconds) as line:
            try:
                line.sendall(text)
                line.shutdown(socket.SHUT_WR)
                got = b""
                while (part := line.recv(65536)):
                    got += part
            except OSError:
                return b""
            return got

    def ask(self, method="GET", path="", headers=None, body=b"", host=None, token=None, address="127.0.0.1"):
        head = {"Host": host or f"127.0.0.1:{self.port}", "Connection": "close", **(headers or {})}
        if body and "Content-Length" not in head:
            head["Content-Length"] = len(body)
        lines = f"{method} /{self.token if token is None else token}/{path} HTTP/1.1\r\n" + "".join(f"{key}: {value}\r\n" for key, value in head.items())
        got = self.raw(lines.encode("latin-1") + b"\r\n" + body, address=address)
        return int(got.split(b" ")[1]) if got.startswith(b"HTTP/") else 0, got

    def end(self):
        self.run.terminate()
        return self.run.wait(10)


def hostile(served):
    """(name, status or statuses that are right, what is answered): 0 is a closed connection."""
    own, json_type = f"127.0.0.1:{served.port}", {"Content-Type": "application/json"}
    for host in ("evil.example", "127.0.0.1", f"127.0.0.1.evil.example:{served.port}", "127.0.0.1:1", f"127.0.0.2:{served.port}", f"0.0.0.0:{served.port}",
                 f"LOCALHOST.evil:{served.port}", f"localhost:{served.port}.", f"[::ffff:127.0.0.1]:{served.port}", "", f"user@127.0.0.1:{served.port}",
                 f"2130706433:{served.port}", f"127.1:{served.port}", f"{own}, evil"):
        yield f"host {host!r}", {403, 400}, served.ask(host=host or " ")[0]
    for origin in ("http://evil.example", "null", "https://127.0.0.1:%d" % served.port, "http://127.0.0.1", "file://", "http://127.0.0.1:1", "http://localhost.evil:%d" % served.port):
        yield f"origin {origin}", {403}, served.ask(headers={"Origin": origin})[0]
        yield f"post, origin {origin}", {403}, served.ask("POST", "find", {**json_type, "Origin": origin}, b"{}")[0]
    for site in ("cross-site", "same-site"):
        yield f"fetch site {site}", {403}, served.ask(headers={"Sec-Fetch-Site": site})[0]
    for token in ("", "0" * 32, served.token[:-1], served.token + "0", served.token.upper() if served.token.upper() != served.token else "x", "..", "%00", served.token[::-1]):
        yield f"token {token!r}", {404, 400}, served.ask(token=token)[0]
    for path in ("../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "page/../../../etc/passwd", "reader/../strategy.yaml", "strategy.yaml",
                 "app.js/..", "page/0.png", "page/-1.png", "page/99999.png", "page/1.png.png", "page/1e9.png", "page/" + "9" * 400 + ".png", "page/.png", "page/%00.png",
                 "page/1.png?dpi=100000", "page/1.png?dpi=0", "page/1.png?dpi=-5", "\\..\\etc", "//etc/passwd", "STATE"):
        yield f"path {path[:40]}", {404, 400}, served.ask(path=path)[0]
    yield "since what is no number", {200}, served.ask(path="state?since=x")[0]
    yield "since a number too great", {200}, served.ask(path="state?since=99999999999999999999")[0]
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "PROPFIND", "GIT"):
        yield f"method {method}", {403, 404, 405, 400, 501, 0}, served.ask(method)[0]
    for name, headers, body, right in (
            ("no type", {}, b"{}", {415}), ("a form", {"Content-Type": "application/x-www-form-urlencoded"}, b"a=b", {415}), ("plain text", {"Content-Type": "text/plain"}, b"{}", {415}),
            ("no JSON", json_type, b"{", {400}), ("a list", json_type, b"[]", {400}), ("nested", json_type, b"[" * 30000, {400}), ("not UTF-8", json_type, b"{\"text\": \"\xff\"}", {400}),
            ("a NUL", json_type, b"{\"text\": \"a\\u0000b\"}", {400, 200}), ("too long", json_type, b"{\"text\": \"" + b"x" * 200000 + b"\"}", {413, 0}),
            ("a number for a text", json_type, b"{\"text\": 5}", {200}), ("a page too far", json_type, b"{\"page\": 1e300, \"x\": 1, \"y\": 1}", {200}),
            ("a page of nothing", json_type, b"{\"page\": -1}", {200}), ("NaN", json_type, b"{\"page\": NaN}", {400})):
        yield f"find with {name}", right, served.ask("POST", "find", headers, body)[0]
    for body in (b"{\"what\": \"layout\", \"value\": \"../../x\"}", b"{\"what\": \"layout\", \"value\": \"/etc/passwd\"}", b"{\"what\": \"out\", \"value\": \"/tmp\"}",
                 b"{\"what\": \"audience\", \"value\": \"nobody\"}", b"{\"what\": \"as-of\", \"value\": \"31.3.2026\"}", b"{}", b"{\"what\": \"layout\", \"value\": \"" + b"a" * 5000 + b"\"}"):
        yield f"choose {body[:50]}", {400}, served.ask("POST", "choose", json_type, body)[0]
    for name, text in (("no HTTP", b"hello\r\n\r\n"), ("a TLS hello", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 500), ("NULs", b"\x00" * 4096),
                       ("an endless head", b"GET / HTTP/1.1\r\nX: " + b"a" * 300000), ("many headers", b"GET / HTTP/1.1\r\n" + b"".join(b"X%d: y\r\n" % i for i in range(20000))),
                       ("two hosts", f"GET /{served.token}/ HTTP/1.1\r\nHost: {own}\r\nHost: evil\r\nConnection: close\r\n\r\n".encode()),
                       ("no host", f"GET /{served.token}/ HTTP/1.0\r\n\r\n".encode()), ("two lengths", f"POST /{served.token}/find HTTP/1.1\r\nHost: {own}\r\nContent-Length: 2\r\nContent-Length: 5\r\nConnection: close\r\n\r\n{{}}".encode()),
                       ("a length below none", f"POST /{served.token}/find HTTP/1.1\r\nHost: {own}\r\nContent-Length: -5\r\nConnection: close\r\n\r\n{{}}".encode()),
                       ("chunks that lie", f"POST /{served.token}/find HTTP/1.1\r\nHost: {own}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nFFFFFFFFF\r\n{{}}".encode()),
                       ("an address of a proxy", f"GET http://evil.example/ HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n".encode())):
        got = served.raw(text)
        yield f"bytes: {name}", {400, 403, 404, 411, 413, 414, 415, 431, 0}, int(got.split(b" ")[1]) if got.startswith(b"HTTP/") else 0


ASKED = ("save", "check", "form", "stamp", "find", "kinds", "place", "move", "uses", "remove", "undo", "passage", "put", "history", "since")


def edit(served, path, body, headers=None):
    """The status and what is answered to an edit."""
    status, got = served.ask("POST", f"edit/{path}", {"Content-Type": "application/json", **(headers or {})}, body if isinstance(body, bytes) else json.dumps(body).encode())
    try:
        return status, json.loads(got.split(b"\r\n\r\n", 1)[1])
    except (ValueError, IndexError):
        return status, {}


def hostile_edits(served, digest):
    """The same of what the page asks for while somebody edits: nothing of it may change a file."""
    json_type, item = {"Content-Type": "application/json"}, {"id": "INT-AGE-01", "digest": digest, "text": "Overwritten."}
    whole = json.dumps(item).encode()
    for path in ASKED:
        for origin in ("http://evil.example", "null", "http://127.0.0.1"):
            yield f"{path}, origin {origin}", {403}, served.ask("POST", f"edit/{path}", {**json_type, "Origin": origin}, whole)[0]
        yield f"{path}, cross-site", {403}, served.ask("POST", f"edit/{path}", {**json_type, "Sec-Fetch-Site": "cross-site"}, whole)[0]
        yield f"{path}, rebound", {403}, served.ask("POST", f"edit/{path}", json_type, whole, host=f"evil.example:{served.port}")[0]
        yield f"{path}, another token", {404}, served.ask("POST", f"edit/{path}", json_type, whole, token="0" * 32)[0]
        yield f"{path}, a form of a page", {415}, served.ask("POST", f"edit/{path}", {"Content-Type": "text/plain"}, whole)[0]
        yield f"{path} by GET", {404}, served.ask("GET", f"edit/{path}")[0]
        for body in (b"", b"{", b"[]", b"null", b"\"x\"", b"{\"id\": \"\xff\"}", b"{\"id\": \"a\\u0000b\"}", b"[" * 30000, b"{\"a\":" * 3000 + b"1" + b"}" * 3000):
            yield f"{path} of {body[:20]}", {400}, served.ask("POST", f"edit/{path}", json_type, body)[0]
        yield f"{path}, too long", {413, 0}, served.ask("POST", f"edit/{path}", json_type, b"{\"id\": \"" + b"x" * (2 << 20) + b"\"}")[0]
    for path in ("", "..", "save/..", "save/", "../save/x", "SAVE", "%2e%2e/save", "delete", "form/INT-AGE-01"):
        yield f"path edit/{path}", {400, 404}, served.ask("POST", f"edit/{path}", json_type, whole)[0]
    for body, right in (
            ({"id": "../../etc/passwd"}, {422}), ({"id": "INT-AGE-01/../../x"}, {422}), ({"id": ""}, {422}), ({"id": 5}, {400}), ({"id": ["INT-AGE-01"]}, {400}), ({}, {400}), ({"new": "../x"}, {422}), ({"new": "framework"}, {422}),
            ({"id": "INT-AGE-01", "text": "x"}, {409}), ({"id": "INT-AGE-01", "digest": "", "text": "x"}, {409}), ({"id": "INT-AGE-01", "digest": "0" * 64, "text": "x"}, {409}), ({"id": "INT-AGE-01", "digest": digest[:-1], "text": "x"}, {409}),
            ({"id": "INT-AGE-01", "digest": digest + "0", "text": "x"}, {409}), ({"id": "INT-AGE-01", "digest": digest.upper(), "text": "x"}, {409}), ({**item, "text": 5}, {422}), ({**item, "text": ["x"]}, {422}),
            ({**item, "fields": []}, {422}), ({**item, "fields": "x"}, {422}), ({**item, "fields": {"id": "INT-AGE-02"}}, {422}), ({**item, "fields": {"nothing-such": "x"}}, {422}), ({**item, "fields": {"__proto__": "x"}}, {422}),
            ({**item, "fields": {"title\n---\nid": "x"}}, {422}), ({**item, "fields": {"../title": "x"}}, {422}), ({**item, "fields": {"title": ["x"]}}, {422}), ({**item, "fields": {"title": 5}}, {422}), ({**item, "fields": {"title": True}}, {422}),
            ({**item, "fields": {"contrary": [{"id": "EV-AGEI-02", "path": "x"}]}}, {422}), ({**item, "fields": {"cost": json.loads('{"a":' * 40 + "1" + "}" * 40)}}, {422}),
            ({"new": "intervention", "digest": "", "fields": {"id": "../../X", "title": "x"}}, {422}), ({"new": "intervention", "digest": "", "fields": {"id": "INT/X", "title": "x"}}, {422}), ({"new": "intervention", "digest": "", "fields": {"id": "int-x"}}, {422}),
            ({"new": "intervention", "digest": "", "fields": {"id": "INT-X\u202e"}}, {422}), ({"new": "intervention", "digest": "", "fields": {"id": "I" * 300}}, {422}), ({"new": "intervention", "digest": "", "fields": {"id": "INT-AGE-01"}}, {422}),
            ({"new": "intervention", "digest": digest, "fields": {"id": "INT-XX-01"}}, {409}), ({"new": "responses", "digest": "", "fields": {"by": "x"}}, {409}), ({"new": "responses", "digest": "", "fields": {}}, {409})):
        yield f"save of {str(body)[:80]}", right, edit(served, "save", body)[0]
    for body in ({"id": "INT-AGE-01"}, {"id": "INT-AGE-01", "by": ""}, {"id": "INT-AGE-01", "by": " x"}, {"id": "INT-AGE-01", "by": "x\ny"}, {"id": "INT-AGE-01", "by": "x" * 400}, {"id": "NOBODY", "by": "x"}, {"id": "INT-AGE-01", "by": "x", "on": "../x"},
                 {"id": "INT-AGE-01", "by": "x", "on": "31.3.2026"}, {"by": "x"}):
        yield f"stamp of {str(body)[:70]}", {422}, edit(served, "stamp", body)[0]
    for path in ("place", "move", "uses", "remove", "history", "since"):
        for body in ({"id": "../../etc/passwd"}, {"id": ""}, {"id": "NOBODY"}, {"new": "../x"}, {"id": "INT-AGE-01/../../x"}):
            yield f"{path} of {body}", {422}, edit(served, path, body)[0]
    order = edit(served, "place", {"id": "INT-AGE-01"})[1]["digest"]
    for body, right in (({}, {409}), ({"digest": "0" * 64, "part": "PART-ASKS", "after": ""}, {409}), ({"digest": order}, {422}), ({"digest": order, "part": "PART-X", "after": ""}, {422}), ({"digest": order, "part": "PART-ASKS", "after": "INT-BUS-01"}, {422}),
                        ({"digest": order, "part": "../x", "after": "x\n- y"}, {422}), ({"digest": order, "part": 5, "after": []}, {422}), ({"digest": order, "part": "", "after": "SEC-AREA"}, {422})):
        yield f"move of {body}", right, edit(served, "move", {"id": "INT-AGE-01", **body})[0]
    for body, right in (({"id": "SEC-ASKS", "digest": order}, {422, 409}), ({"id": "EV-PROD-01", "digest": ""}, {409}), ({"new": "intervention", "digest": ""}, {422}), ({"new": "responses", "digest": ""}, {422}), ({"id": "INT-AGE-01", "digest": digest}, {422})):
        yield f"remove of {body}", right, edit(served, "remove", body)[0]
    for commit in ("", "HEAD", "--output=/tmp/x", "-x", "main", "0" * 40, "0" * 64, "a" * 39, "HEAD:../../etc", "A" * 40, "0" * 40 + "\n", 5, None):
        yield f"since {commit!r}", {422}, edit(served, "since", {"id": "INT-AGE-01", "commit": commit})[0]
    for base in ("0" * 64, digest.upper(), "../x"):
        yield f"save over {base[:9]}", {422}, edit(served, "save", {**item, "base": base})[0]
    for body in ({"q": "x" * 60000}, {"q": "%s%n" * 50, "find": "../x"}, {"q": 5, "find": 7}, {"find": "evidence", "q": "a " * 5000}):
        yield f"find of {str(body)[:40]}", {200}, edit(served, "find", body)[0]


def state_of(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def edits(served, folder):
    before = state_of(folder)
    form = edit(served, "form", {"id": "INT-AGE-01"})[1]
    (folder / "interventions/int-age-01.md").chmod(0o640)
    cases = list(hostile_edits(served, form["digest"]))
    wrong = [f"{name}: {got}" for name, right, got in cases if got not in right]
    tap.say(len(cases) >= 100 and not wrong, f"{len(cases)} edits of strangers, and edits that are none, are refused", "\n".join(wrong))
    after = state_of(folder)
    tap.say(after == before, "and no file has changed", [str(path) for path in {**before, **after} if before.get(path) != after.get(path)])
    with concurrent.futures.ThreadPoolExecutor(200) as pool:
        answers = list(pool.map(lambda i: edit(served, *(("find", {"q": "coast", "find": ""}) if i % 2 else ("form", {"id": "INT-AGE-01"})))[0], range(200)))
    tap.say(answers.count(200) == 200, "200 questions at once are answered", [one for one in answers if one != 200][:9])
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda i: edit(served, "save", {"id": "INT-AGE-01", "digest": form["digest"], "text": form["text"] + f"\nNumber {i}.\n"}), range(8)))
    won = [one for status, one in answers if status == 200]
    path = folder / "interventions/int-age-01.md"
    tap.say(len(won) == 1 and sorted(status for status, _ in answers)[1:] == [409] * 7, "of eight who save at once one does, and the others see both versions", [status for status, _ in answers])
    lost = next(one for status, one in answers if status == 409)
    tap.say(lost["theirs"] == path.read_text() and "Number" in lost["yours"] and lost["digest"] == won[0]["digest"], "theirs is what the file holds", str(lost)[:500])
    mode = path.stat().st_mode
    tap.say(mode & 0o777 == 0o640, "the file keeps who may read it", oct(mode))
    left = [str(one) for one in folder.rglob(".sightline*")]
    tap.say(not left, "nothing is left beside it", left)
    path.write_bytes(before[path])
    other = folder / "interventions/int-bus-01.md"
    other.rename(folder / "moved.txt")
    other.symlink_to("../moved.txt")
    status, got = edit(served, "save", {"id": "INT-BUS-01", "digest": edit(served, "form", {"id": "INT-BUS-01"})[1].get("digest", ""), "text": "Through the link."})
    tap.say(status in (409, 422, 500) and other.is_symlink() and (folder / "moved.txt").read_bytes() == before[other], "what is a link is not written", (status, got))
    other.unlink()
    (folder / "moved.txt").rename(other)


# --- things that move, go, and have a history ---

def order_of(folder):
    """The order of the document as PyYAML and the files have it: parts and chapters, with their items."""
    types, named, out = {}, set(), []
    order = yaml.safe_load((folder / "strategy.yaml").read_text())["order"]
    for path in sorted(folder.glob("*/*.md")):
        own = front_matter(path) if path.read_text().startswith("---\n") else None
        fronts = [own] if own else [yaml.safe_load(one) for one in re.findall(r"^```item\n(.*?)^```", path.read_text(), re.M | re.S)]
        for front in fronts:
            types.setdefault(FOLDERS.get(path.parent.name), []).append(front["id"])
    for entry in order:
        named |= {entry} if isinstance(entry, str) else {one for one in entry["items"] if isinstance(one, str)}
    for entry in order:
        if isinstance(entry, str):
            out.append((entry, None))
            continue
        items = [one for one in entry["items"] if isinstance(one, str)]
        for one in entry["items"]:
            items += [other for other in types.get(one["type"], []) if other not in named] if isinstance(one, dict) else []
        out.append((entry["id"], items))
    return out


FOLDERS = {"priorities": "priority", "interventions": "intervention", "commitments": "commitment", "asks": "ask"}


def moves(served, folder):
    """Items moved at random: PyYAML reads the order that was asked for, and nothing else of the file has changed."""
    random_ = random.Random(7)
    path, faults = folder / "strategy.yaml", []
    original = path.read_bytes()
    for n in range(30):
        now = order_of(folder)
        item = random_.choice([one for name, items in now for one in (items if items is not None else [name])])
        place = edit(served, "place", {"id": item})[1]
        to = random_.choice([slot for slot in place["slots"] if not slot["here"]])
        before = yaml.safe_load(path.read_text())
        status, said = edit(served, "move", {"id": item, "digest": place["digest"], "part": to["part"], "after": to["after"]})
        right = [(name, items and [one for one in items if one != item]) for name, items in now if name != item]
        names = [name for name, _ in right]
        if any(items is None and name == item for name, items in now):
            right.insert(names.index(to["after"] or to["part"]) + 1 if to["after"] or to["part"] else 0, (item, None))
        else:
            items = dict(right)[to["part"]]
            items.insert(items.index(to["after"]) + 1 if to["after"] else 0, item)
        after = yaml.safe_load(path.read_text())
        there = [slot for slot in edit(served, "place", {"id": item})[1]["slots"] if slot["here"]]
        if status != 200 or order_of(folder) != right or {**before, "order": 0} != {**after, "order": 0} or [(one["part"], one["after"]) for one in there] != [(to["part"], to["after"])]:
            faults.append(f"{item} to {to}: {status} {said} {there}\nright {right}\ngot   {order_of(folder)}")
        left = [one for one in path.read_text().splitlines() if one.strip().startswith("#")]
        if left != [one for one in original.decode().splitlines() if one.strip().startswith("#")]:
            faults.append(f"{item}: a comment is gone")
    tap.say(not faults, "30 moves at random stand in the order as they were asked for", "\n".join(faults[:3]))
    path.write_bytes(original)


def passages(served, folder):
    """Paragraphs of items' texts, changed one by one where they stand: all else stays byte for byte."""
    rng, faults, n = random.Random(8), [], 0
    texts = [path for path in sorted(folder.rglob("*.md")) if path.read_bytes().startswith(b"---\n") and path.parent.name in ("interventions", "asks", "priorities", "foundations")]
    for path in rng.sample(texts, 12):
        for ends in ("\n", "\r\n"):
            original = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", ends.encode())
            path.write_bytes(original)
            name, body = str(path.relative_to(folder)), original.index(b"---" + ends.encode(), 4) + 4
            starts = [m.end() for m in re.finditer(rb"\r?\n\r?\n(?=[A-Z])", original) if m.end() > body]
            if not starts:
                continue
            begin = rng.choice(starts)
            until(lambda: edit(served, "passage", {"file": name, "begin": begin})[1].get("begin") == begin)
            status, got = edit(served, "passage", {"file": name, "begin": begin})
            end = original.find((ends * 2).encode(), begin)
            there = original[begin:end if end > 0 else len(original)].decode().rstrip().replace("\r\n", "\n")
            if status != 200 or got["source"] != there:
                faults.append(f"{name}: {status} {got} for {there!r}")
                continue
            words = f"Naïve 😀 {rng.random()} " + got["source"][1:]
            path.write_bytes(moved := original.replace(b"---" + ends.encode(), b"---" + ends.encode() + b"# more" + ends.encode(), 1))
            status, said = edit(served, "put", {**got, "to": words})
            right = moved.replace(there.replace("\n", ends).encode(), words.replace("\n", ends).encode(), 1)
            if status != 200 or path.read_bytes() != right:
                faults.append(f"{name}: {status} {said}")
            status, said = edit(served, "put", {**got, "to": "over it"})
            if status != 409 or path.read_bytes() != right:
                faults.append(f"{name}: over what changed: {status} {said}")
            n += 1
            path.write_bytes(original.replace(b"\r\n", b"\n"))
    tap.say(not faults and n > 10, "paragraphs are changed where they stand, and nothing beside them", "\n".join(faults[:3]) or n)
    status, said = edit(served, "put", {"file": "../x.md", "begin": 0, "source": "x", "to": "y"})
    tap.say(status == 422, "no file is written that is no item's text", (status, said))
    right = (folder / "strategy.yaml").read_bytes()
    tap.say(edit(served, "put", {"file": "strategy.yaml", "begin": 0, "source": "title", "to": "y"})[0] == 422 and edit(served, "put", {"file": "sections/vision.md"})[0] == 400 and (folder / "strategy.yaml").read_bytes() == right, "nor what is no text")


def removals(served, folder):
    """What goes: only what nothing refers to, and never without a copy."""
    before = state_of(folder)
    status, said = edit(served, "remove", {"id": "INT-AGE-01", "digest": edit(served, "uses", {"id": "INT-AGE-01"})[1]["digest"]})
    grepped = sorted((str(path.relative_to(folder)), text.count("\n", 0, m.start()) + 1) for path, text in ((path, bytes_.decode("utf-8", "replace")) for path, bytes_ in before.items() if path.suffix in (".md", ".yaml"))
                     for m in re.finditer(r"(?<![\w-])INT-AGE-01(?![\w-])", text) if path.name not in ("int-age-01.md", "strategy.yaml"))
    tap.say(status == 422 and sorted((one["file"], one["line"]) for one in said["uses"]) == grepped and state_of(folder) == before, "what others refer to stays, and every place that does is told", (status, said, grepped))
    path = folder / "interventions/int-xx-01.md"
    path.write_text("---\nid: INT-XX-01\ntitle: X\n---\n\nWords.\n")
    (folder / "strategy.yaml").write_bytes(before[folder / "strategy.yaml"].replace(b"      - INT-AGE-01\n", b"      - INT-AGE-01\n      - INT-XX-01\n"))
    until(lambda: edit(served, "uses", {"id": "INT-XX-01"})[0] == 200)
    uses = edit(served, "uses", {"id": "INT-XX-01"})[1]
    status, said = edit(served, "remove", {"id": "INT-XX-01", "digest": "0" * 64})
    tap.say(status == 409 and path.exists(), "a file that is not what was looked at stays", (status, said))
    (folder / ".removed").symlink_to("..")
    status, said = edit(served, "remove", {"id": "INT-XX-01", "digest": uses["digest"]})
    tap.say(status == 500 and path.exists(), "nothing is kept through a link", (status, said))
    (folder / ".removed").unlink()
    words = path.read_bytes()
    status, said = edit(served, "remove", {"id": "INT-XX-01", "digest": uses["digest"]})
    tap.say(status == 200 and uses["uses"] == [] and not path.exists() and (folder / said["copy"]).read_bytes() == words and {path: bytes_ for path, bytes_ in state_of(folder).items() if ".removed" not in path.parts} == before,
            "an item goes with its place in the order, all else stays, and its file is kept", (status, said))
    tap.say((folder / ".removed/.gitignore").read_text() == "*\n", "git is told to pass over what is kept")
    undone = folder / "strategy.yaml"
    undone.write_bytes(before[undone] + b"\n# a line of somebody else's\n")
    status, back = edit(served, "undo", {"copy": said["copy"]})
    tap.say(status == 200 and path.read_bytes() == words and b"      - INT-AGE-01\n      - INT-XX-01\n" in undone.read_bytes() and b"somebody else" in undone.read_bytes(), "a removal is undone over what others have changed since", (status, back))
    tap.say(edit(served, "undo", {"copy": said["copy"]})[0] == 422 and edit(served, "undo", {"copy": "../x"})[0] == 422, "and once")
    until(lambda: edit(served, "uses", {"id": "INT-XX-01"})[0] == 200)
    said = edit(served, "remove", {"id": "INT-XX-01", "digest": edit(served, "uses", {"id": "INT-XX-01"})[1]["digest"]})[1]
    path.write_text("another's\n")
    status, back = edit(served, "undo", {"copy": said["copy"]})
    tap.say(status == 409 and path.read_text() == "another's\n", "it lays itself over no file that is there again", (status, back))
    path.unlink()
    undone.write_bytes(before[undone])
    for id_, make in (("RSP-99", ("engagement/responses.yaml", b"\nimport:", b"  - id: RSP-99\n    by: Somebody\n    date: 2026-04-14\n    said: Words.\n\nimport:")),
                      ("COM-XX-02", ("commitments/com-gov.md", b"", b"\n## Another\n\n```item\nid: COM-XX-02\nby: X\n```\n\nWords.\n"))):
        path = folder / make[0]
        path.write_bytes(before[path].replace(make[1], make[2], 1) if make[1] else before[path] + make[2])
        until(lambda: edit(served, "uses", {"id": id_})[0] == 200)
        whole = path.read_bytes()
        status, said = edit(served, "remove", {"id": id_, "digest": edit(served, "uses", {"id": id_})[1].get("digest")})
        lines = lambda text: [one for one in text.splitlines() if one.strip()]
        tap.say(status == 200 and lines(path.read_bytes()) == lines(before[path]) and (folder / said["copy"]).read_bytes() == whole, f"{id_} goes out of a file of several, which is kept as it was", (status, said))
        path.write_bytes(before[path])
    shutil.rmtree(folder / ".removed")


def until(test, seconds=10):
    end = time.monotonic() + seconds
    while not test() and time.monotonic() < end:
        time.sleep(0.02)


def merged(served, folder):
    """Two who change different lines of one file both have them saved; who change the same are told."""
    path = folder / "interventions/int-age-01.md"
    original = path.read_text()
    form = edit(served, "form", {"id": "INT-AGE-01"})[1]
    mine = {"id": "INT-AGE-01", "digest": form["digest"], "text": form["text"].replace("widely held", "held by many")}
    path.write_text(theirs := original.replace("title:", "# theirs\ntitle:"))
    status, said = edit(served, "save", mine)
    both = theirs.replace("widely held", "held by many")
    tap.say(status == 409 and said.get("both") == both and path.read_text() == theirs, "changes of different lines are offered as one text, and nothing is written", (status, str(said)[:500]))
    path.write_text(later := theirs + "\nMore of theirs.\n")
    status, said = edit(served, "save", {**mine, "digest": said["digest"], "base": form["digest"]})
    tap.say(status == 409 and path.read_text() == later and "More of theirs" in said["both"], "one who saves yet again is not overwritten", status)
    status, said = edit(served, "save", {**mine, "digest": said["digest"], "base": form["digest"]})
    tap.say(status == 200 and path.read_text() == later.replace("widely held", "held by many"), "and both are saved", (status, str(said)[:500]))
    path.write_text(clash := original.replace("widely held", "held by some"))
    status, said = edit(served, "save", mine)
    tap.say(status == 409 and "both" not in said and path.read_text() == clash, "changes of the same lines are not put together", (status, said.keys()))
    path.write_text(original)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        until(lambda: edit(served, "form", {"id": "INT-AGE-01"})[1]["digest"] == form["digest"])
        jobs = [pool.submit(edit, served, "save", {"id": "INT-AGE-01", "digest": form["digest"], "fields": {"cost": {"amount": str(i), "unit": "GBP million"}}}) for i in (1, 2)]
        answers = [job.result() for job in jobs]
    lost = next(said for status, said in answers if status == 409)
    tap.say("both" not in lost and path.read_text().count("cost:") == 1, "two sums for one thing are not put together", lost.get("both"))
    path.write_text(original)


def history(folder):
    """The commits that changed a thing, and what has changed of it since, with git itself as the oracle."""
    if not tap.has("the history of a thing", "git"):
        return
    git = lambda *words: tap.call("git", "-C", folder, "-c", "user.name=A. Writer", "-c", "user.email=a@example.org", *words)
    git("init", "-q"), git("add", "-A"), git("commit", "-qm", "The first version\n\nAt length.")
    item, register = folder / "interventions/int-age-01.md", folder / "evidence/register.yaml"
    item.write_text(item.read_text().replace("widely held", "held by many"))
    git("commit", "-qam", "age: less sure <b>&amp;")
    was = register.read_text()
    at = was.index("places: 1", was.index("id: EV-AGEI-02"))
    register.write_text(was[:at] + "places: 2" + was[at + 9:])
    git("commit", "-qam", "evidence: two places")
    register.write_text("# A line before all.\n" + register.read_text())
    served = Served(folder)
    commits = {id_: [one["what"] for one in edit(served, "history", {"id": id_})[1]["commits"]] for id_ in ("INT-AGE-01", "EV-AGEI-02", "EV-PROD-01", "COM-GOV-01", "INT-BUS-01")}
    first, less, places = "The first version", "age: less sure <b>&amp;", "evidence: two places"
    tap.say(commits == {"INT-AGE-01": [less, first], "EV-AGEI-02": [places, first], "EV-PROD-01": [first], "COM-GOV-01": [first], "INT-BUS-01": [first]}, "the commits that changed a thing are told, of an entry those of its lines", commits)
    all_ = edit(served, "history", {"id": "INT-AGE-01"})[1]["commits"]
    logged = git("log", "--format=%H %as %an", "--", "interventions/int-age-01.md").stdout.split("\n")[:-1]
    tap.say([f"{one['id']} {one['date']} {one['by']}" for one in all_] == logged, "as git tells them", all_)
    status, said = edit(served, "since", {"id": "INT-AGE-01", "commit": all_[1]["id"]})
    words = [pair for block in said.get("blocks", []) for pair in block if pair[0] != "kept"]
    words = [[kind, text.strip()] for kind, text in words]
    tap.say(status == 200 and words[-2:] == [["gone", "widely held."], ["new", "held by many."]] and len(words) == 4, "what has changed since is told word by word", (status, said))
    same = edit(served, "since", {"id": "INT-BUS-01", "commit": all_[1]["id"]})
    entry = edit(served, "since", {"id": "EV-AGEI-02", "commit": all_[1]["id"]})[1]
    tap.say(same == (200, {"how": "same", "fields": [], "blocks": []}) and ["2"] in [one["come"] for one in entry["fields"]], "of what is the same, and of an entry, too", (same, entry))
    (folder / ".git/config").write_text((folder / ".git/config").read_text() + f"[core]\n\tfsmonitor = touch {folder}/run\n\tpager = touch {folder}/run\n[log]\n\tshowSignature = true\n[gpg]\n\tprogram = {folder}/run.sh\n")
    edit(served, "history", {"id": "INT-AGE-01"}), edit(served, "since", {"id": "INT-AGE-01", "commit": all_[1]["id"]})
    tap.say(not (folder / "run").exists(), "nothing that a folder's own settings name is run")
    shutil.rmtree(folder / ".git")
    tap.say(edit(served, "history", {"id": "INT-AGE-01"}) == (200, {"known": False, "more": False, "commits": []}), "without git nothing is known", edit(served, "history", {"id": "INT-AGE-01"}))
    served.end()


def cursors(folder):
    """Where an editor is, as the language server hears it, is where the preview of that folder is told to go; nobody else can say so."""
    with tempfile.TemporaryDirectory() as run:
        served = Served(folder, env={"XDG_RUNTIME_DIR": run})
        state = lambda: json.loads(served.ask(path="state?since=0")[1].split(b"\r\n\r\n", 1)[1])["cursor"]
        files = list(pathlib.Path(run, "sightline").iterdir())
        tap.say(len(files) == 1 and files[0].stat().st_mode & 0o777 == 0o600 and files[0].parent.stat().st_mode & 0o777 == 0o700, "the place is told in a file of the user's own", files)
        server = subprocess.Popen([PROGRAM, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env={**os.environ, "XDG_RUNTIME_DIR": run})

        def send(method, params, id_=None):
            text = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **({"id": id_} if id_ else {})}).encode()
            server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(text) + text)
            server.stdin.flush()

        path = folder / "interventions/int-age-01.md"
        lines = path.read_text().split("\n")
        line = next(i for i, one in enumerate(lines) if "The belief behind it" in one)
        document = {"textDocument": {"uri": path.resolve().as_uri()}}
        send("initialize", {"capabilities": {}, "rootUri": folder.resolve().as_uri()}, 1)
        send("textDocument/didOpen", {"textDocument": {**document["textDocument"], "languageId": "markdown", "version": 1, "text": path.read_text()}})
        for method, at, id_ in (("textDocument/documentHighlight", line, 2), ("textDocument/codeAction", line + 1, 3), ("sightline/cursor", line, None), ("textDocument/didChange", 2, None)):
            position = {"line": at, "character": 0}
            send(method, {**document, "position": position, "range": {"start": position, "end": position}, "context": {"diagnostics": []}, "contentChanges": [{"range": {"start": position, "end": position}, "text": ""}]}, id_)
            right = ("INT-AGE-01", at != 2)
            until(lambda: (state()["id"], "The belief behind it" in state()["paragraph"]) == right)
            tap.say((state()["id"], "The belief behind it" in state()["paragraph"]) == right, f"{method} says where the cursor is", state())
        other = Served(folder, env={"XDG_RUNTIME_DIR": run})
        hears = lambda one: json.loads(one.ask(path="state?since=0")[1].split(b"\r\n\r\n", 1)[1])["cursor"]["id"]
        left = files[0].with_name(files[0].name.split("-")[0] + "-4194303.cursor")  # of one that was killed
        left.touch()
        send("sightline/cursor", {**document, "position": {"line": line, "character": 0}})
        until(lambda: hears(other) and not left.exists())
        tap.say(hears(other) == hears(served) == "INT-AGE-01" and not left.exists(), "two previews of one folder are both told", (hears(other), hears(served)))
        count = state()["count"]
        other.end()
        send("sightline/cursor", {**document, "position": {"line": 2, "character": 0}})
        until(lambda: state()["count"] > count)
        tap.say(state()["count"] > count, "and one when the other has ended")
        now = state()["count"]
        for bad in (b"", b"x", b"0 strategy.yaml", b"1 ../../etc/passwd", b"1 /etc/passwd", b"99999999999 strategy.yaml", b"1 no/such.md", b"\xff\xff", b"1" * 100000, b"1 \xff.md"):
            files[0].write_bytes(bad)
        time.sleep(0.3)
        said = state()
        tap.say(said["count"] <= now + 10 and served.ask()[0] == 200 and b"root:" not in json.dumps(said).encode(), "what is no place is passed over", said)
        send("shutdown", {}, 9), send("exit", {})
        server.stdin.close()
        tap.say(server.wait(20) == 0 and served.end() == 0 and not files[0].exists(), "the file goes with the preview")
        for name, make in (("others may enter", lambda own: own.mkdir(mode=0o755)), ("a link", lambda own: own.symlink_to(run))):
            shutil.rmtree(pathlib.Path(run, "sightline"))
            make(own := pathlib.Path(run, "sightline"))
            own.chmod(0o755)
            served = Served(folder, env={"XDG_RUNTIME_DIR": run})
            tap.say(served.end() == 0 and not [one for one in pathlib.Path(run).rglob("*.cursor")], f"nothing is told in a folder that {name}")
            own.unlink() if own.is_symlink() else None
            own.mkdir(exist_ok=True)


def leads_out(folder):
    """A framework, or a link, whose folder of a type is outside: nothing is made there."""
    framework = folder / "framework.yaml"
    for name, prepare in (("a folder outside", lambda: framework.write_text(framework.read_text().replace("folder: interventions", "folder: a/../../outside"))),
                          ("a link to a folder outside", lambda: (shutil.move(folder / "interventions", folder.parent / "outside"), (folder / "interventions").symlink_to("../outside")))):
        prepare()
        served = Served(folder)
        there = state_of(folder.parent)
        answers = [edit(served, path, {"new": "intervention", "digest": "", "fields": {"id": "INT-XX-01", "title": "x"}, "text": "x"})[0] for path in ("form", "check", "save")]
        tap.say(200 not in answers and state_of(folder.parent) == there and not (folder / "a").exists(), f"nothing is written through {name}", answers)
        served.end()
        shutil.rmtree(folder)
        shutil.copytree(CONTENT, folder)


def only_read(folder):
    served = Served(folder, "--read-only")
    before = state_of(folder)
    answers = [edit(served, path, {"id": "INT-AGE-01", "digest": "", "text": "x", "by": "x"})[0] for path in ASKED]
    tap.say(answers == [403] * len(ASKED) and served.ask()[0] == 200 and state_of(folder) == before, "--read-only: nothing is changed", answers)
    return served


def refuse(served):
    cases = list(hostile(served))
    wrong = [f"{name}: {got}" for name, right, got in cases if got not in right]
    tap.say(len(cases) >= 60 and not wrong, f"{len(cases)} requests of strangers are refused", "\n".join(wrong))
    status, got = served.ask()
    tap.say(status == 200, "and the page's own are answered after them", got[:200])
    head = got.split(b"\r\n\r\n")[0].decode().lower()
    tap.say("script-src 'self'" in head and "unsafe" not in head and "access-control" not in head and "frame-ancestors 'none'" in head and "nosniff" in head,
            "the page runs its own script alone, and is nobody's to read", head)
    listening = tap.call("ss", "-ltnH") if shutil.which("ss") else None
    if listening:
        rows = [line for line in listening.stdout.splitlines() if f":{served.port} " in line]
        tap.say(rows and all(f"127.0.0.1:{served.port}" in row or f"[::1]:{served.port}" in row for row in rows), "it listens on loopback alone", rows)
    try:
        socket.create_connection(("::1", served.port), timeout=5).close()
    except OSError as fault:
        tap.skip("::1 is answered too", f"IPv6 ({fault})")
    else:
        own = f"[::1]:{served.port}"
        answers = [served.ask(host=host, headers=headers, address="::1")[0] for host, headers in ((own, {}), (own, {"Origin": f"http://{own}"}), ("[::2]:80", {}), ("evil.example", {}), (own, {"Origin": "http://[::2]"}))]
        tap.say(answers == [200, 200, 403, 403, 403], "::1 is answered too, and guarded alike", answers)
    slow = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(50)]
    for line in slow:
        line.sendall(b"GET / HT")
    with concurrent.futures.ThreadPoolExecutor(200) as pool:
        begun = time.monotonic()
        answers = list(pool.map(lambda i: served.ask(path="reader" if i % 2 else "pages")[0], range(200)))
    tap.say(answers.count(200) == 200, f"200 at once are answered beside 50 that are slow ({time.monotonic() - begun:.1f} s)", [one for one in answers if one != 200][:9])
    for line in slow:
        line.close()


def main():
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work, "content")
        shutil.copytree(CONTENT, folder)
        served = Served(folder)
        refuse(served)
        edits(served, folder)
        moves(served, folder)
        removals(served, folder)
        passages(served, folder)
        merged(served, folder)
        tap.say(served.end() == 0, "it ends when it is told to")
        cursors(folder)
        history(folder)
        shutil.rmtree(folder)
        shutil.copytree(CONTENT, folder)
        leads_out(folder)
        modules, missing = chromium.modules()
        if not modules:
            tap.skip("the preview in Chromium", missing)
            return tap.end()
        told = pathlib.Path(work, "told")
        editor = pathlib.Path(work, "editor")
        editor.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" >{told}.new\nmv {told}.new {told}\n")
        editor.chmod(0o755)
        served = Served(folder, env={"VISUAL": str(editor), "XDG_RUNTIME_DIR": work})
        cursor, = pathlib.Path(work, "sightline").iterdir()
        picture = sys.argv[4] if len(sys.argv) > 4 else str(pathlib.Path(work, "serve.png"))
        back = pathlib.Path(work, "reply.docx")
        reply.make(PROGRAM, CONTENT, back, "The belief behind it", "Whose belief is this?")
        done = chromium.drive(HERE / "serve.mjs", modules, served.url, folder, told, sys.argv[3] if len(sys.argv) > 3 else "6", picture, back, cursor)
        for line in done.stdout.splitlines():
            one = json.loads(line)
            tap.say(one["good"], one["name"], one["detail"])
        tap.say(done.returncode == 0, "Chromium ran to its end", done.stderr[-1500:])
        served.end()
        pictures, fresh = pathlib.Path(work, "pictures"), pathlib.Path(work, "edited")
        pictures.mkdir()
        shutil.copytree(CONTENT, fresh)
        shown = only_read(folder)
        for words in (("init", "-q"), ("add", "-A"), ("-c", "user.name=A. Writer", "-c", "user.email=a@example.org", "commit", "-qm", "The first version")):
            tap.call("git", "-C", fresh, *words)
        served = Served(fresh)
        done = chromium.drive(HERE / "edit.mjs", modules, served.url, fresh, pictures, shown.url)
        for line in done.stdout.splitlines():
            one = json.loads(line)
            tap.say(one["good"], one["name"], one["detail"])
        tap.say(done.returncode == 0, "Chromium ran to the end of the editing", done.stderr[-1500:])
        if len(sys.argv) > 4:
            shutil.copy(pictures / "a-form-light.png", pathlib.Path(picture).with_name("edit.png"))
        served.end()
        shown.end()
    return tap.end()


sys.exit(main())
