#!/usr/bin/env python3
"""Adds up what the test runs of several build folders said: `N passed, N failed, N skipped`."""
import json
import pathlib
import sys

PASSED = {"OK", "EXPECTEDFAIL"}
counts = {"passed": 0, "failed": 0, "skipped": 0}
for folder in sys.argv[1:]:
    for line in pathlib.Path(folder, "meson-logs/testlog.json").read_text().splitlines():
        result = json.loads(line)["result"]
        kind = "passed" if result in PASSED else "skipped" if result == "SKIP" else "failed"
        counts[kind] += 1
print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
sys.exit(1 if counts["failed"] or not counts["passed"] else 0)
