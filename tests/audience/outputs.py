"""Every text of the outputs in a folder: of a PDF its text, its structure, its metadata and all its objects."""
import re

from tap import call


def texts_of(out):
    """Every output by name; of the PDF its text, its structure, its metadata and all its objects."""
    texts = {}
    for path in sorted(out.iterdir()):
        if path.suffix != ".pdf":
            texts[path.name] = path.read_text()
            continue
        texts["text of the PDF"] = call("pdftotext", path, "-").stdout
        texts["structure of the PDF"] = call("pdfinfo", "-struct", path).stdout + call("pdfinfo", "-struct-text", path).stdout
        texts["metadata of the PDF"] = call("pdfinfo", path).stdout + call("pdfinfo", "-meta", path).stdout
        plain = out.parent / "plain.pdf"
        call("qpdf", "--qdf", "--object-streams=disable", path, plain)
        data = plain.read_bytes()
        # Text strings are UTF-16 in hex where they are not ASCII.
        wide = b"".join(bytes.fromhex(one.decode()) for one in re.findall(rb"<FEFF([0-9A-F]+)>", data))
        texts["objects of the PDF"] = data.decode("latin-1") + wide.decode("utf-16-be", "replace")
        folder = out.parent / "attached"
        folder.mkdir(exist_ok=True)
        call("pdfdetach", "-saveall", "-o", folder, path)
        for one in folder.iterdir():
            texts["attached " + one.name] = one.read_text()
            one.unlink()
    return texts
