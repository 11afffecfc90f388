#!/usr/bin/env python3
"""coverage.py BUILD FOLDER: what the tests reached of src, from the *.profraw that programs of BUILD left in FOLDER.
BUILD is made by clang with -fprofile-instr-generate -fcoverage-mapping. Prints lines and branches; BUILD/coverage.txt
has them by folder and file."""
import collections
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
KINDS = ["lines", "branches"]


def call(*words):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True).stdout


def instrumented(build):
    """The programs and modules of the build that count; fuzz targets replay in every build and are of these."""
    made = [pathlib.Path(file) for one in json.loads(call("meson", "introspect", build, "--targets"))
            if one["type"] in {"executable", "shared library", "shared module"} for file in one["filename"]]
    return [file for file in made if file.exists() and b"__llvm_covmap" in file.read_bytes()]


def summaries(build, folder):
    """By file of src, from its top: {kind: (reached, all)}."""
    raw, merged = sorted(folder.glob("*.profraw")), build / "coverage.profdata"
    if not raw:
        sys.exit(f"{folder} holds no .profraw")
    call("llvm-profdata", "merge", "--sparse", "--failure-mode=all", "-o", merged, *raw)
    first, *others = instrumented(build)
    text = call("llvm-cov", "export", "--summary-only", "--instr-profile", merged, first, *(f"--object={one}" for one in others))
    files = {}
    for one in json.loads(text)["data"][0]["files"]:
        path = (build / one["filename"]).resolve()
        if path.is_relative_to(ROOT / "src"):
            files[str(path.relative_to(ROOT))] = {kind: (one["summary"][kind]["covered"], one["summary"][kind]["count"]) for kind in KINDS}
    return files


def told(sums):
    return ", ".join(f"{kind} {100 * sums[kind][0] / max(sums[kind][1], 1):.1f} % ({sums[kind][0]} of {sums[kind][1]})" for kind in KINDS)


def main():
    build, folder = map(pathlib.Path, sys.argv[1:3])
    files = summaries(build.resolve(), folder)
    sums = collections.defaultdict(lambda: dict.fromkeys(KINDS, (0, 0)))
    for path, of in files.items():
        for name in ["src", str(pathlib.PurePath(path).parent), path]:
            sums[name] = {kind: (sums[name][kind][0] + of[kind][0], sums[name][kind][1] + of[kind][1]) for kind in KINDS}
    (build / "coverage.txt").write_text("".join(f"{name}: {told(sums[name])}\n" for name in sorted(sums)))
    print(f"coverage: {told(sums['src'])}")
    if len(files) < 100:
        sys.exit(f"only {len(files)} files of src were counted")


main()
