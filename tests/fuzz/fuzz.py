#!/usr/bin/env python3
"""Fuzzes each target for a while with libFuzzer, address and undefined-behaviour sanitizers; as TAP.

fuzz.py SOURCE BUILD [--seconds N] [--only TARGET] [--jobs N]

BUILD is a folder of its own, configured and built here by clang. What is found lies in BUILD/found/TARGET: make it small
with `BUILD/tests/fuzz/fuzz -minimize_crash=1`, mend it, and keep it in tests/fuzz/found/TARGET. The corpus grows in
BUILD/corpus, from one run to the next.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

TARGETS = ("markdown", "yaml", "package", "csv", "query", "json", "geojson", "number", "image", "pdf", "docx", "layout", "strategy", "options", "lsp", "returned")
LENGTH = {"returned": 32768, "strategy": 8192, "docx": 65536, "pdf": 65536, "lsp": 4096, "options": 1024, "number": 64, "query": 512}


def prepare(source, build):
    if not (build / "build.ninja").exists():
        subprocess.run(["meson", "setup", build, source, "-Dbuildtype=debugoptimized", "-Db_sanitize=address,undefined", "-Db_lundef=false",
                        "-Dc_args=-fsanitize=fuzzer-no-link"], check=True, env={**os.environ, "CC": "clang"}, stdout=subprocess.DEVNULL)
    modules = [f"src/late/sightline-{name}.so" for name in ("late", "word", "http")]
    subprocess.run(["ninja", "-C", build, "--quiet", "tests/fuzz/fuzz", *modules], check=True)


def fuzz(source, build, target, seconds):
    """What was found, how many inputs were tried, and how many edges of the program they reached."""
    corpus, found = build / "corpus" / target, build / "found" / target
    corpus.mkdir(parents=True, exist_ok=True)
    found.mkdir(parents=True, exist_ok=True)
    before = set(found.iterdir())
    done = subprocess.run([build / "tests/fuzz/fuzz", f"-max_total_time={seconds}", f"-max_len={LENGTH.get(target, 16384)}", "-timeout=20", "-rss_limit_mb=2560",
                           "-print_final_stats=1", "-use_value_profile=1", f"-artifact_prefix={found}/", corpus, source / "tests/fuzz/seeds" / target],
                          capture_output=True, text=True, errors="replace",
                          env={**os.environ, "FUZZ_TARGET": target, "ASAN_OPTIONS": "detect_leaks=0:allocator_may_return_null=1", "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1"})
    new = sorted(p.name for p in set(found.iterdir()) - before)
    edges = max((int(n) for n in re.findall(r"cov: (\d+)", done.stderr)), default=0)
    runs = max((int(n) for n in re.findall(r"stat::number_of_executed_units: *(\d+)", done.stderr)), default=0)
    why = re.findall(r"(?m)^.*(?:ERROR: |runtime error: |a defect of ours: ).*$|^    #\d+ .* in sl?_?\w+ .*$", done.stderr)
    return new, runs, edges, "\n".join(why[:12]) or done.stderr[-600:]


def main():
    words = argparse.ArgumentParser()
    words.add_argument("source", type=pathlib.Path)
    words.add_argument("build", type=pathlib.Path)
    words.add_argument("--seconds", type=int, default=60)
    words.add_argument("--only", default="")
    words.add_argument("--jobs", type=int, default=1)
    o = words.parse_args()
    if not tap.has("fuzzing", "clang", "meson", "ninja"):
        return tap.end()
    source, build = o.source.resolve(), o.build.resolve()
    prepare(source, build)
    chosen = [t for t in TARGETS if o.only in t]
    with concurrent.futures.ThreadPoolExecutor(o.jobs) as pool:
        for target, (new, runs, edges, why) in zip(chosen, pool.map(lambda t: fuzz(source, build, t, o.seconds), chosen)):
            tap.say(not new and runs > 0, f"{target}: {runs:,} inputs in {o.seconds} s, {edges:,} edges reached", f"{new}\n{why}")
    return tap.end()


sys.exit(main())
