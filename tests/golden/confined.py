#!/usr/bin/env python3
"""A run reads and writes its folders only, where the kernel can hold it to them; as TAP.

confined.py SIGHTLINE

A library that is preloaded stands for a fault in the program that a stranger's file has found: in the middle of a run it
tries to read, write, start and reach what is none of the run's business, and says what it could.
"""
import ctypes
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
# The first read of a text of the strategy is when the fault is found.
FAULT = r"""
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
static void say(const char *what, int could) { dprintf(9, "%s %s\n", what, could ? "could" : "could not"); }
static void attack(void) {
    char path[4096];
    const char *folder = getenv("ATTACK");
    int fd;
    snprintf(path, sizeof path, "%s/secret", folder);
    fd = openat(AT_FDCWD, path, O_RDONLY); say("read", fd >= 0); if (fd >= 0) close(fd);
    fd = openat(AT_FDCWD, folder, O_RDONLY | O_DIRECTORY); say("list", fd >= 0); if (fd >= 0) close(fd);
    fd = openat(AT_FDCWD, path, O_WRONLY | O_APPEND); say("append", fd >= 0); if (fd >= 0) close(fd);
    snprintf(path, sizeof path, "%s/new", folder);
    fd = openat(AT_FDCWD, path, O_WRONLY | O_CREAT, 0600); say("make", fd >= 0); if (fd >= 0) { close(fd); unlink(path); }
    snprintf(path, sizeof path, "%s/folder", folder);
    int made = mkdir(path, 0700) == 0; say("mkdir", made); if (made) rmdir(path);
    snprintf(path, sizeof path, "%s/kept", folder);
    int gone = unlink(path) == 0; say("remove", gone);
    snprintf(path, sizeof path, "%s/s/sections/about.md", folder);
    fd = openat(AT_FDCWD, path, O_WRONLY | O_APPEND); say("change the strategy", fd >= 0); if (fd >= 0) close(fd);
    pid_t pid = fork();
    if (pid == 0) { execl("/bin/true", "true", (char *)0); _exit(1); }
    int status = 1; waitpid(pid, &status, 0); say("start", WIFEXITED(status) && WEXITSTATUS(status) == 0);
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(getenv("PORT"))), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    fd = socket(AF_INET, SOCK_STREAM, 0); say("connect", fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) == 0); if (fd >= 0) close(fd);
}
ssize_t read(int fd, void *p, size_t n) {
    static int done;
    ssize_t got = ((__typeof__(&read))dlsym(RTLD_NEXT, "read"))(fd, p, n);
    if (!done && got > 0 && memmem(p, (size_t)got, "type: section", 13)) { done = 1; attack(); }
    return got;
}
"""
ATTEMPTS = ("read", "list", "append", "make", "mkdir", "remove", "change the strategy", "start", "connect")


def version():
    """Of Landlock, 0 where the kernel has none."""
    libc = ctypes.CDLL(None, use_errno=True)
    return max(0, libc.syscall(444, None, ctypes.c_size_t(0), ctypes.c_uint32(1)))


def attack(work, library, port, *words):
    """What the fault could do in a run of these words, and the run."""
    (work / "secret").write_text("a key")
    (work / "kept").write_text("kept")
    said = work / "said"
    with open(said, "wb") as f:
        os.dup2(f.fileno(), 9, inheritable=True)
        done = subprocess.run([str(PROGRAM), *map(str, words)], capture_output=True, text=True, pass_fds=(9,), cwd=work / "elsewhere",
                              env={**os.environ, "LD_PRELOAD": str(library), "ATTACK": str(work), "PORT": str(port)})
        os.close(9)
    could = {line.rsplit(" could", 1)[0]: not line.endswith("not") for line in said.read_text().splitlines()}
    return could, done


def attack_lasting(work, library, port, words, told=b""):
    """The same of a run that lasts until it is ended."""
    (work / "secret").write_text("a key")
    (work / "kept").write_text("kept")
    said = work / "said"
    with open(said, "wb") as f:
        os.dup2(f.fileno(), 9, inheritable=True)
        run = subprocess.Popen([str(PROGRAM), *map(str, words)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, pass_fds=(9,), cwd=work / "elsewhere",
                               env={**os.environ, "LD_PRELOAD": str(library), "ATTACK": str(work), "PORT": str(port)})
        os.close(9)
    run.stdin.write(told)
    run.stdin.flush()
    for _ in range(600):
        if "connect" in said.read_text() or run.poll() is not None:
            break
        time.sleep(0.1)
    alive = run.poll() is None
    run.terminate()
    run.communicate(timeout=60)
    return {line.rsplit(" could", 1)[0]: not line.endswith("not") for line in said.read_text().splitlines()}, alive


def check_lasting(work, library, port):
    message = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"processId": None, "rootUri": (work / "s").as_uri(), "capabilities": {}}})
    message += "\n"
    told = f"Content-Length: {len(message)}\r\n\r\n{message}".encode()
    opened = json.dumps({"jsonrpc": "2.0", "method": "initialized", "params": {}})
    told += f"Content-Length: {len(opened)}\r\n\r\n{opened}".encode()
    for words, may in ((("serve", work / "s"), {"change the strategy", "start"}), (("serve", "--read-only", work / "s"), set()),
                       (("serve", "--editor", "true {file}", work / "s"), {"change the strategy", "start"}), (("lsp",), {"read", "list"})):
        name = " ".join(str(one) for one in words if one != work / "s")
        could, alive = attack_lasting(work, library, port, words, told if words[0] == "lsp" else b"")
        bad = {what for what, yes in could.items() if yes} - may
        tap.say(alive and set(could) == set(ATTEMPTS), f"{name}: it runs, and the fault is found in it", could)
        tap.say(not bad and all(could.get(one) for one in may), f"{name}: it may {' and '.join(sorted(may)) or 'read the strategy'}, and nothing else", f"it could {sorted(bad)} {could}")
    could, alive = attack_lasting(work, library, port, ("serve", "--unconfined", work / "s"))
    tap.say(all(could.values()) and len(could) == len(ATTEMPTS), "serve --unconfined: the fault could do all of it", could)


def main():
    import socket
    if not tap.has("a run is confined", "cc"):
        return tap.end()
    if version() < 2:
        # No package brings it: what can be tried is that a run goes on without.
        with tempfile.TemporaryDirectory() as name:
            tap.call(PROGRAM, "new", name + "/s")
            done = tap.call(PROGRAM, "check", name + "/s")
            tap.say(done.returncode == 0, "the kernel has no Landlock: a run is not confined, and goes on", done.stderr[-300:])
        return tap.end()
    with tempfile.TemporaryDirectory(dir=os.environ.get("HOME", "/root")) as name, socket.socket() as server:
        work = pathlib.Path(name)
        server.bind(("127.0.0.1", 0))
        server.listen(64)
        port = server.getsockname()[1]
        (work / "elsewhere").mkdir()
        (work / "fault.c").write_text(FAULT)
        library = work / "fault.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-o", library, work / "fault.c"], check=True)
        tap.call(PROGRAM, "new", work / "s")
        for words in (("check", work / "s"), ("build", work / "s", "-o", work / "out"), ("build", work / "s", "-o", work / "a/b"), ("audit", work / "s"),
                      ("trace", "PRI-01", "-C", work / "s"), ("words", work / "s"), ("diff", work / "s", work / "s", "-f", "pdf", "-o", work / "out")):
            verb = words[0]
            could, done = attack(work, library, port, *words)
            tap.say(done.returncode == 0 and set(could) == set(ATTEMPTS), f"{verb}: it runs, and the fault is found in it", f"{done.stderr[-300:]} {could}")
            bad = {what for what, yes in could.items() if yes}
            tap.say(not bad, f"{verb}: nothing outside is read, changed, started or reached", f"it could {sorted(bad)}")
        for words in (("review", "--all", "--by", "A reader", "-C", work / "s"),):
            could, done = attack(work, library, port, *words)
            bad = {what for what, yes in could.items() if yes} - {"change the strategy"}
            tap.say(done.returncode == 0 and not bad and could.get("change the strategy"), f"{words[0]}: it may change the strategy, and nothing else", f"{done.stderr[-300:]} {could}")
        check_lasting(work, library, port)
        could, done = attack(work, library, port, "check", "--unconfined", work / "s")
        tap.say(all(could.values()) and len(could) == len(ATTEMPTS), "--unconfined: the fault could do all of it, so the test would notice", str(could))
        # What was made for outputs that do not come goes again.
        (work / "s/sections/bad.md").write_text("---\nid: SEC-BAD\ntype: nothing\ntitle: Bad\n---\n\nText.\n")
        done = tap.call(PROGRAM, "build", work / "s", "-o", work / "x/y/z")
        tap.say(done.returncode == 1 and not (work / "x").exists(), "no folder is left where nothing was written", done.stderr[-300:])
    return tap.end()


sys.exit(main())
