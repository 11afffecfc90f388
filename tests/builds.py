#!/usr/bin/env python3
"""builds.py FOLDER...: the sample built by each build folder's program (other compilers, other
levels of optimisation), its documents and in every layout, has the same bytes. Exits with 1 where
it has not."""
import hashlib
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def digests(program, layout):
    """Name and digest of each output; layout None: of the documents that the sample lists."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "build", ROOT / "content", *(["--layout", layout] if layout else []), "-o", folder, "-q"],
                       check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in sorted(pathlib.Path(folder).rglob("*")) if path.is_file()}


def main():
    programs = [pathlib.Path(folder).resolve() / "src/sightline" for folder in sys.argv[1:]]
    if len(programs) < 2:
        sys.exit(__doc__)
    differ = 0
    for layout in [None, *sorted(path.stem for path in (ROOT / "layouts").glob("*.yaml") if path.stem != "base")]:
        first, *others = [digests(program, layout) for program in programs]
        for program, other in zip(programs[1:], others):
            names = [name for name in sorted(set(first) | set(other)) if first.get(name) != other.get(name)]
            differ += len(names)
            for name in names:
                print(f"{layout or 'documents'}: {name} of {program.parent.parent.name} is not that of {programs[0].parent.parent.name}")
    print(f"{len(programs)} builds, {'the same bytes' if not differ else f'{differ} files differ'}")
    sys.exit(1 if differ else 0)


main()
