#!/usr/bin/env python3
"""Seeds one fault into a small strategy and expects its findings, as TAP.

run.py PROGRAM [--bless] [CASE...]      each folder beside this file is a case:
  content/       files that are laid over the strategy of `sightline new`
  setup.sh       commands run in the strategy's folder (where a file alone cannot make the fault)
  expected.diag  the findings, one a line, as --format short prints them; empty = none

Each case also proves: the same findings on a second run, exit status 1 for errors, no file of the
strategy changed, no output replaced by `build`, a remedy for every error.
"""
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def call(program, folder, *words):
    return subprocess.run([program, *words], cwd=folder, capture_output=True, text=True, errors="replace", timeout=60)


def digest(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [(str(path), hashlib.sha256(path.read_bytes()).hexdigest()) for path in files]


def findings(done):
    # The last line counts; it is not a finding.
    return "".join(line + "\n" for line in done.stderr.splitlines()[:-1])


def seed(program, case, work):
    assert call(program, work, "new", "strategy").returncode == 0
    folder = work / "strategy"
    if (case / "content").is_dir():
        shutil.copytree(case / "content", folder, dirs_exist_ok=True)
    if (case / "setup.sh").is_file():
        subprocess.run(["sh", "-e", str(case / "setup.sh")], cwd=folder, check=True)
    return folder


def check_outputs(program, work, has_error):
    """An erroneous strategy leaves what was there alone."""
    out = work / "out"
    out.mkdir()
    (out / "strategy.pdf").write_text("old")
    done = call(program, work, "build", "strategy", "-o", "out")
    kept = sorted(path.name for path in out.iterdir()) == ["strategy.pdf"] and (out / "strategy.pdf").read_text() == "old"
    if has_error:
        return [] if kept and done.returncode == 1 else [f"build ended with {done.returncode}, outputs kept: {kept}"]
    return [] if done.returncode == 0 and not kept else [f"build ended with {done.returncode}: {done.stderr}"]


def run_case(program, case, bless):
    faults = []
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        folder = seed(program, case, work)
        before = digest(folder)
        first = call(program, work, "check", "strategy", "-v", "--format", "short")
        second = call(program, work, "check", "strategy", "-v", "--format", "short")
        got = findings(first)
        expected = case / "expected.diag"
        if bless:
            expected.write_text(got)
        wanted = expected.read_text() if expected.is_file() else "(no expected.diag)"
        if got != wanted:
            faults.append(f"expected:\n{wanted}got:\n{got}")
        if first.stderr != second.stderr:
            faults.append("a second run says something else")
        has_error = " error[" in got
        if first.returncode != (1 if has_error else 0):
            faults.append(f"exit status {first.returncode}")
        report = json.loads(call(program, work, "check", "strategy", "--format", "json").stdout)
        faults += [f"no remedy: {f['message']}" for f in report["findings"] if not f["help"]]
        sarif = json.loads(call(program, work, "check", "strategy", "--format", "sarif").stdout)
        if len(sarif["runs"][0]["results"]) != len(report["findings"]):
            faults.append("SARIF and JSON differ")
        faults += check_outputs(program, work, has_error)
        if digest(folder) != before:
            faults.append("a file of the strategy was changed")
    return faults


def main(program, words):
    bless = "--bless" in words
    names = [word for word in words if word != "--bless"]
    cases = sorted(path for path in HERE.iterdir() if path.is_dir() and (not names or path.name in names))
    print(f"1..{len(cases)}")
    failed = False
    for number, case in enumerate(cases, 1):
        faults = run_case(str(pathlib.Path(program).resolve()), case, bless)
        print(f"{'not ok' if faults else 'ok'} {number} - {case.name}")
        failed = failed or bool(faults)
        for fault in faults:
            print("\n".join("# " + line for line in fault.splitlines()))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
