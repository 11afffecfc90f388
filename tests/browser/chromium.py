"""The browsers as the tests and the bench drive them: by playwright-core and puppeteer-core, kept in the user's cache."""
import os
import pathlib
import re
import shutil

import tap

HERE = pathlib.Path(__file__).resolve().parent
FIREFOX = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
PATH = os.environ.get("CHROMIUM") or shutil.which("chromium")


def make_modules(folder):
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder)
    return tap.call("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=folder)


def modules():
    """The folder of Node's modules, or None with what is missing."""
    version = re.match(r"v(\d+)", tap.call("node", "--version").stdout) if shutil.which("node") else None
    for tool, there in (("Node 18 or later", version and int(version[1]) >= 18), ("npm", shutil.which("npm")), ("chromium", PATH)):
        if not there:
            return None, tool
    folder = tap.prepare("browser", HERE / "package-lock.json", make_modules)
    return folder, "" if folder else "playwright-core (npm cannot fetch it)"


def drive(script, *words):
    return tap.call("node", script, *words, env={**os.environ, "CHROMIUM": PATH})
