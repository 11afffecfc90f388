#!/usr/bin/env python3
"""The installed program: it works from any place, tells packagers what it needs and holds no path of a build folder; as TAP.

install.py SOURCE BUILD
"""
import os
import pathlib
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

SOURCE, BUILD = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="30" height="10" fill="red"/><text x="2" y="18">ok</text></svg>'
NEEDS = ["libcairo2", "librsvg2-2", "libpango-1.0-0", "libcmark0", "libyaml-0-2", "libsqlite3-0", "libharfbuzz0b", "libc6"]


def strategy(program, folder):
    done = tap.call(program, "new", folder)
    assert done.returncode == 0, done.stderr
    (folder / "picture.svg").write_text(SVG)
    about = folder / "sections/about.md"
    about.write_text(about.read_text() + "\n![A red bar](picture.svg)\n\n\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645 here.\n")
    config = folder / "strategy.yaml"
    return config


def check_program(root, work):
    """root: a folder that has bin, lib and share; the build folder is out of its reach."""
    program = root / "bin/sightline"
    shown = tap.call(program, "--version")
    tap.say(shown.returncode == 0 and shown.stdout.strip(), "the installed program runs", shown.stderr)
    for name in ("share/man/man1/sightline.1", "share/sightline/layouts/strategy.yaml", "share/sightline/fonts/SourceSerif4-Regular.ttf",
                 "share/bash-completion/completions/sightline.bash", "share/zsh/site-functions/_sightline", "share/fish/vendor_completions.d/sightline.fish"):
        tap.say((root / name).is_file() and (root / name).stat().st_size > 60, f"{name} is there")
    modules = list(root.glob("lib/**/sightline-late.so"))
    tap.say(len(modules) == 1, "the late module is there", modules)
    paths = [f"{file}: {text}" for file in (program, *modules) for text in (str(BUILD), str(SOURCE)) if text.encode() in file.read_bytes()]
    stripped = work / "stripped"
    if paths:  # debugging information names sources, as it must
        for file in (program, *modules):
            tap.call("strip", "-o", stripped, file)
            paths = [one for one in paths if not one.startswith(str(file)) or one.split(": ")[1].encode() in stripped.read_bytes()]
    tap.say(not paths, "no path of the build folder or the source is in it", paths)
    folder = work / "strategy"
    strategy(program, folder)
    done = tap.call(program, "build", folder, "-o", work / "out", cwd=work)
    text = tap.call("pdftotext", work / "out/strategy.pdf", "-").stdout
    tap.say("E0402" not in done.stderr and "E0502" not in done.stderr, "it draws SVG", done.stderr)
    if done.returncode:  # no bundled face has Arabic: what is said of it is what matters here
        tap.say("E0401" in done.stderr, "text without a face is a finding", done.stderr)
    else:
        tap.say("here" in text, "and text from the right", done.stderr)
    env = {**os.environ, "SIGHTLINE_MODULES": str(work / "nowhere")}
    done = tap.call(program, "build", folder, "-o", work / "out2", env=env)
    tap.say(done.returncode == 1 and "sightline-late.so" in done.stderr and not (work / "out2").exists(), "without the module it says so", done.stderr)
    (folder / "sections/about.md").write_text((folder / "sections/about.md").read_text().replace("![A red bar](picture.svg)\n", ""))
    done = tap.call(program, "build", folder, "-o", work / "out2", env=env)
    tap.say(done.returncode == 1 and ("E0502" in done.stderr or "E0401" in done.stderr), "also of text from the right alone", done.stderr)


def check_package(root, work):
    """A package made of what was installed depends on every library that it uses."""
    if not tap.has("a package of Debian", "dpkg-deb", "dpkg-shlibdeps"):
        return
    tree = work / "tree"
    shutil.copytree(root, tree / "usr", symlinks=True)
    (work / "pack/debian").mkdir(parents=True)
    (work / "pack/debian/control").write_text("Source: sightline\nMaintainer: Nobody <nobody@example.org>\n\nPackage: sightline\nArchitecture: any\nDescription: test\n")
    files = [tree / "usr/bin/sightline", *tree.glob("usr/lib/**/sightline-late.so")]
    done = tap.call("dpkg-shlibdeps", "-O", *[word for file in files for word in ("-e", file)], cwd=work / "pack")
    depends = done.stdout.strip().removeprefix("shlibs:Depends=")
    lost = [name for name in NEEDS if name not in depends]
    tap.say(done.returncode == 0 and not lost, "dpkg-shlibdeps sees each library", f"{lost}\n{depends}\n{done.stderr}")
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN/control").write_text(f"Package: sightline\nVersion: 0.1.0\nArchitecture: {tap.call('dpkg', '--print-architecture').stdout.strip()}\n"
                                         f"Maintainer: Nobody <nobody@example.org>\nDepends: {depends}\nDescription: A compiler for strategy documents\n")
    package = work / "sightline.deb"
    done = tap.call("dpkg-deb", "--root-owner-group", "--build", tree, package)
    tap.say(done.returncode == 0, "a .deb is made of it", done.stderr)
    tap.call("dpkg-deb", "-x", package, work / "unpacked")
    done = tap.call(work / "unpacked/usr/bin/sightline", "check", work / "strategy")
    tap.say(done.returncode in (0, 1) and "files" in done.stderr and "E0004" not in done.stderr, "and what it unpacks runs", done.stderr)


def check_source(work):
    """The tree as it is handed on: what git knows, and it can be configured."""
    done = tap.call("git", "-C", SOURCE, "archive", "--format=tar", "-o", work / "source.tar", "HEAD")
    names = tap.call("tar", "tf", work / "source.tar").stdout.split("\n")
    tap.say(done.returncode == 0 and "meson.build" in names and not any(re.match(r"build|out/", name) for name in names), "the source can be packed", done.stderr)


def main():
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        done = tap.call("meson", "install", "-C", BUILD, "--no-rebuild", "--destdir", work / "stage")
        prefix = next(iter((work / "stage").glob("**/bin/sightline")), None)
        tap.say(done.returncode == 0 and prefix, "meson install works", done.stderr)
        if prefix:
            root = work / "moved"  # from its prefix to anywhere
            prefix.parent.parent.rename(root)
            check_program(root, work)
            check_package(root, work)
        check_source(work)
    return tap.end()


sys.exit(main())
