#!/usr/bin/env python3
"""The strategies that `sightline new` writes: each builds without a finding, holds in PDF and HTML, and its guide says what its
framework asks; what the guide says must be said is missed when it is not; as TAP.

kinds.py PROGRAM
"""
import json
import pathlib
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import reading  # noqa: E402
import tap  # noqa: E402
from findings import check, said  # noqa: E402
try:
    from sources import read_yaml
except ImportError:
    tap.skip("kinds", "python3-yaml")
    sys.exit(tap.end())

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
KINDS = ("small", "lis", "growth-plan", "action-plan", "corporate-plan")


def guide_of(folder):
    """By type: the folder, the keys that must be said and those that may, as the guide's table has them."""
    rows = re.findall(r"^\| (\S+) \| (?:`(\S+)/`|any) \| ([A-Z]+)- \| (.*?) \| (.*?) \|$", (folder / "README.md").read_text(), re.M)
    return {name: (place, prefix, set(re.findall("`([^`]+)`", must)), set(re.findall("`([^`]+)`", may))) for name, place, prefix, must, may in rows}


def check_guide(name, folder):
    framework = read_yaml(folder / "framework.yaml")
    wanted = {}
    for type_, one in framework["types"].items():
        keys = one.get("fields", {})
        roles = {role: said for role, said in framework["roles"].items() if type_ in said["from"]}
        must = {key for key, field in keys.items() if field.get("required")}
        must |= {role for role, one_role in roles.items() if type_ in one_role.get("at-least", {}) and type_ not in one_role.get("from-text", [])}
        wanted[type_] = (one.get("folder", ""), one["prefix"], must, (set(keys) | set(roles)) - must)
    tap.say(guide_of(folder) == wanted, f"{name}: the guide says what the framework asks", f"{guide_of(folder)} {wanted}")


def check_musts(name, folder, work):
    """Each key that must be said, taken out of an item of its type, is missed by name."""
    silent, seen = [], 0
    for type_, (place, _, must, _) in guide_of(folder).items():
        for key in must:
            again = work / "again"
            shutil.rmtree(again, ignore_errors=True)
            shutil.copytree(folder, again)
            for path in again.rglob("*.md"):
                text = path.read_text()
                front = re.match(r"---\n(.*?)\n---\n", text, re.S)
                own = front and (path.parent.name == place or f"type: {type_}" in front[1])
                found = own and re.search(rf"(?m)^{key}:.*\n(?:[ ]+.*\n)*", front[0])
                if found:
                    path.write_text(text.replace(found[0], "", 1))
                    found = check(PROGRAM, again)[0]
                    seen += 1
                    if not any(key in one["message"] and one["code"] in ("E0112", "E0205") for one in found):
                        silent.append(f"{type_} {key}: {said(found)}")
                    break
    tap.say(not silent and seen >= (3 if name == "small" else 5), f"{name}: {seen} keys that must be said are missed", "\n".join(silent[:5]))


def check_framework(work):
    """The authors' guide to framework.yaml: its worked example, written into an empty folder, is a plan without a finding in every layout;
    every kind of field is in it."""
    guide = (pathlib.Path(__file__).resolve().parents[2] / "content/README.md").read_text()
    guide = guide[guide.index("## Kinds of your own"):]
    guide = guide[:guide.index("\n## ", 3)]
    files = re.findall(r"(?ms)^(`{3,4})\n# (\S+)\n(.*?)^\1$", guide)
    folder = work / "own"
    for _, path, text in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    found = [one for one in check(PROGRAM, folder)[0] if one["severity"] != "note"]
    tap.say(len(files) == 5 and not found, "the guide's framework from nothing, and a plan in it, have no finding", said(found))
    for layout in ("strategy", "board", "print", "summary", "assurance"):
        done = tap.call(PROGRAM, "build", folder, "-o", work / "own-out", "--layout", layout, "-f", "pdf")
        tap.say(done.returncode == 0, f"and it is built in the layout {layout}", done.stderr)
    schema = tap.call(PROGRAM, "schema", "framework").stdout
    kinds = set(re.findall(r"[a-z]+", re.search(r'"enum": \[("text".*?)\]', schema)[1]))
    missing = {word for word in kinds if f"`{word}`" not in guide}
    tap.say(len(kinds) > 9 and not missing, f"all {len(kinds)} kinds of field are explained", missing)


with tempfile.TemporaryDirectory() as name:
    work = pathlib.Path(name)
    check_framework(work)
    for kind in KINDS:
        folder, out = work / kind, work / f"{kind}-out"
        done = tap.call(PROGRAM, "new", folder, "--kind", kind)
        found = check(PROGRAM, folder)[0]
        wrong = [one for one in found if kind != "small" or (one["severity"] != "note" and (kind != "small" or one["code"] not in ("E0211", "E0226", "E0227")))]
        tap.say(done.returncode == 0 and not wrong, f"{kind}: written, and nothing is wrong", done.stderr + said(wrong))
        done = tap.call(PROGRAM, "build", folder, "-o", out)
        tap.say(done.returncode == 0 and json.loads((out / "strategy.json").read_text())["items"], f"{kind}: it builds", done.stderr)
        if tap.has(f"{kind}: PDF and HTML hold the same text", "pdftotext"):
            page, _ = reading.letters_of_html(out / "strategy.html")
            printed = tap.call("pdftotext", "-layout", out / "strategy.pdf", "-").stdout
            texts = " ".join(re.sub(r"(?ms)^```.*?^```", " ", path.read_text().split("---", 2)[-1]) for path in folder.glob("*/*.md"))
            lost = [word for word in set(re.findall(r"[a-z]{7,}", re.sub(r"\{[^}]*\}|\[[=@][^\]]*\]", " ", texts))) if word not in printed.replace("-\n", "")]
            tap.say(page and not lost, f"{kind}: the words of its texts are printed", lost)
        check_guide(kind, folder)
        check_musts(kind, folder, work)
    done = tap.call(PROGRAM, "new", work / "none", "--kind", "growthplan")
    tap.say(done.returncode == 2 and not (work / "none").exists() and "growth-plan" in done.stderr, "another kind is refused, and the kinds are named", done.stderr)
sys.exit(tap.end())
