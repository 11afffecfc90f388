"""A Word file as a reviewer sends it back: the sample's own, with one comment, made with nothing but zipfile."""
import re
import shutil
import tempfile
import zipfile

import tap

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def make(program, content, path, phrase, words):
    """path: the file, with `words` said of `phrase`, which stands in one run of the text."""
    out = tempfile.mkdtemp()
    done = tap.call(program, "build", content, "-o", out, "-f", "docx", "-q")
    if done.returncode:
        return done
    with zipfile.ZipFile(f"{out}/strategy.docx") as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name).decode() if name == "word/document.xml" else old.read(name)
            if name == "word/document.xml":
                run = re.search(r"<w:r>(?:(?!</w:r>).)*" + re.escape(phrase) + r"(?:(?!</w:r>).)*</w:r>", data, re.S)
                data = (data[:run.start()] + '<w:commentRangeStart w:id="0"/>' + run[0] + '<w:commentRangeEnd w:id="0"/>'
                        '<w:r><w:commentReference w:id="0"/></w:r>' + data[run.end():])
            new.writestr(name, data)
        new.writestr("word/comments.xml", f'<?xml version="1.0"?><w:comments {SPACE}><w:comment w:id="0" w:author="A Reviewer" '
                     f'w:date="2026-03-03T10:00:00Z"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:comment></w:comments>')
    shutil.rmtree(out)
    return done
