#!/usr/bin/env python3
"""The preview, as TAP: requests of strangers, and what an author sees in real Chromium (serve.mjs).
serve.py SIGHTLINE CONTENT [EDITS]"""
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "browser")]
import chromium  # noqa: E402
import reply  # noqa: E402
import tap  # noqa: E402

PROGRAM, CONTENT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()


class Served:
    def __init__(self, folder, *flags, env=None):
        self.run = subprocess.Popen([PROGRAM, "serve", folder, *flags], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **(env or {})})
        self.url = self.run.stdout.readline().strip()
        self.port, self.token = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/(\w{32})/", self.url).groups()
        self.port = int(self.port)

    def raw(self, text, seconds=5):
        """What is answered to bytes; b"" when the connection is closed without a word."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as line:
            try:
                line.sendall(text)
                line.shutdown(socket.SHUT_WR)
                got = b""
                while (part := line.recv(65536)):
                    got += part
            except OSError:
                return b""
            return got

    def ask(self, method="GET", path="", headers=None, body=b"", host=None, token=None):
        head = {"Host": host or f"127.0.0.1:{self.port}", "Connection": "close", **(headers or {})}
        if body and "Content-Length" not in head:
            head["Content-Length"] = len(body)
        lines = f"{method} /{self.token if token is None else token}/{path} HTTP/1.1\r\n" + "".join(f"{key}: {value}\r\n" for key, value in head.items())
        got = self.raw(lines.encode("latin-1") + b"\r\n" + body)
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
        tap.say(rows and all("127.0.0.1:" in row for row in rows), "it listens on loopback alone", rows)
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
        tap.say(served.end() == 0, "it ends when it is told to")
        modules, missing = chromium.modules()
        if not modules:
            tap.skip("the preview in Chromium", missing)
            return tap.end()
        told = pathlib.Path(work, "told")
        editor = pathlib.Path(work, "editor")
        editor.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" >{told}.new\nmv {told}.new {told}\n")
        editor.chmod(0o755)
        served = Served(folder, env={"VISUAL": str(editor)})
        picture = sys.argv[4] if len(sys.argv) > 4 else str(pathlib.Path(work, "serve.png"))
        back = pathlib.Path(work, "reply.docx")
        reply.make(PROGRAM, CONTENT, back, "The belief behind it", "Whose belief is this?")
        done = chromium.drive(HERE / "serve.mjs", modules, served.url, folder, told, sys.argv[3] if len(sys.argv) > 3 else "20", picture, back)
        for line in done.stdout.splitlines():
            one = json.loads(line)
            tap.say(one["good"], one["name"], one["detail"])
        tap.say(done.returncode == 0, "Chromium ran to its end", done.stderr[-1500:])
        served.end()
    return tap.end()


sys.exit(main())
