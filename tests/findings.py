"""What `sightline check` finds, as the tests read it."""
import json

import tap

KNOWN = ("E0211", "E0226", "E0227")  # of the strategy that `sightline new` writes


def check(program, folder):
    """The findings of a strategy, and the run; one that says nothing of JSON is a finding itself."""
    done = tap.call(program, "check", "--format", "json", folder)
    if done.stdout.startswith("{"):
        return json.loads(done.stdout)["findings"], done
    return [{"code": "none", "severity": "error", "message": f"status {done.returncode}: {done.stdout}{done.stderr}"}], done


def faults(program, folder):
    """The errors and warnings, without those that the strategy of `sightline new` has."""
    return [one for one in check(program, folder)[0] if one["severity"] in ("error", "warning") and one["code"] not in KNOWN]


def said(found):
    return "; ".join(f"{one['code']} {one['message']} | {one.get('help', '')}" for one in found)
