"""Tracked changes settled by LibreOffice. settle.py HOME {accept|reject|open} IN OUT [{accept|reject|open} IN OUT]...

For the Python that has LibreOffice's own bindings; each OUT is a Word file or, by its name, a text or a PDF.
"""
import pathlib
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue

FILTERS = {".docx": "MS Word 2007 XML", ".txt": "Text (encoded)", ".pdf": "writer_pdf_Export", ".odt": "writer8", ".doc": "MS Word 97"}


def value(name, what):
    p = PropertyValue()
    p.Name, p.Value = name, what
    return p


def connect(home):
    pipe = f"sightline{abs(hash(home)) % 10 ** 8}"
    office = subprocess.Popen(["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{home}", f"--accept=pipe,name={pipe};urp;"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return office, resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def settle(context, what, source, target):
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    word = desktop.loadComponentFromURL(pathlib.Path(source).resolve().as_uri(), "_blank", 0, (value("Hidden", True),))
    frame = word.getCurrentController().getFrame()
    call = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    if what != "open":
        call.executeDispatch(frame, f".uno:{what.capitalize()}AllTrackedChanges", "", 0, ())
    path = pathlib.Path(target)
    options = [value("FilterName", FILTERS[path.suffix])]
    if path.suffix == ".txt":
        options.append(value("FilterOptions", "UTF8,LF"))
    word.storeToURL(path.resolve().as_uri(), tuple(options))
    left = word.Redlines.createEnumeration().hasMoreElements() if what != "open" else False
    print(f"{what} {source}{' and changes are left' if left else ''}", flush=True)
    word.close(True)


def main():
    office, context = connect(sys.argv[1])
    try:
        words = sys.argv[2:]
        for i in range(0, len(words), 3):
            settle(context, *words[i:i + 3])
    finally:
        try:
            context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context).terminate()
        except Exception:
            pass
        office.wait(30)


if __name__ == "__main__":
    main()
