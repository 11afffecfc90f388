"""What readers read: the words of a page and of a PDF, in the order in which a screen reader says them."""
import html
import html.parser
import re
import subprocess


class Text(html.parser.HTMLParser):
    """The words of the document in order: the cover and what is in <main>, without what is only drawn
    and without what exists only on the page, which has the class `web`; what is folded away until it is asked
    for (why a figure is what it is) is in neither."""

    EMPTY = {"br", "meta", "img", "hr", "input", "link", "path", "rect", "circle"}
    BREAKS = {"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption", "div", "br", "dt", "dd"}

    def __init__(self):
        super().__init__()
        self.words, self.web, self.open, self.inside, self.skip, self.asked = [], [], [], 0, 0, 0

    def handle_starttag(self, tag, attributes):
        names = (dict(attributes).get("class") or "").split()
        if tag in self.BREAKS:
            self.words.append(" ")
        if tag in self.EMPTY:
            return
        inside, skip = tag in ("main", "header"), tag == "svg" or "web" in names
        if "why" in names:
            self.asked = len(self.open) + 1
        self.open.append((tag, inside, skip))
        self.inside, self.skip = self.inside + inside, self.skip + skip

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        if len(self.open) == self.asked:
            self.asked = 0
        opened, inside, skip = self.open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"
        self.inside, self.skip = self.inside - inside, self.skip - skip

    def handle_data(self, data):
        if self.inside and not self.asked and not any(tag == "svg" for tag, _, _ in self.open):
            (self.web if self.skip else self.words).append(data)


class Tables(html.parser.HTMLParser):
    """The rows of each table by its id, cells as text."""

    def __init__(self):
        super().__init__()
        self.tables, self.rows, self.text = {}, None, None

    def handle_starttag(self, tag, attrs):
        if tag == "table" and dict(attrs).get("id"):
            self.rows = self.tables.setdefault(dict(attrs)["id"], [])
        if tag == "tr" and self.rows is not None:
            self.rows.append([])
        if tag in ("td", "th"):
            self.text = ""

    def handle_data(self, data):
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.rows is not None and self.text is not None:
            self.rows[-1].append(" ".join(self.text.replace("\u00a0", " ").split()))
            self.text = None
        if tag == "table":
            self.rows = None


def words_of_html(path):
    parser = Text()
    parser.feed(path.read_text())
    return normal("".join(parser.words)), "".join(parser.web)


def normal(text):
    text = text.replace("\u00ad\n", "").replace("\u00ad", "").replace("\u00a0", " ").replace("•", " ")
    return re.findall(r"[\w£%€’'–.,:;()\[\]/-]+", text)


def words_of_pdf(path):
    """In the order of the structure tree, which is what a screen reader follows."""
    text = subprocess.run(["pdfinfo", "-struct-text", str(path)], capture_output=True, text=True, errors="replace").stdout
    out, skipping, parents = [], None, []
    lines = text.splitlines()
    for line, following in zip(lines, lines[1:] + [""]):
        indent = len(line) - len(line.lstrip())
        if skipping is not None and indent > skipping:
            continue
        skipping = None
        body = line.strip()
        parents = [(depth, tag) for depth, tag in parents if depth < indent]
        # A browser makes the labels of lists itself, but for terms; charts are drawn in both.
        mark = re.fullmatch(r'"(\W*|\(?\w+[.)])\s*"', following.strip())
        in_list = parents and parents[-1][1] == "LI" and mark
        if re.match(r"(TOC|Figure)\b", body) or (in_list and body.startswith("Lbl")):
            skipping = indent
        elif body.startswith('"') and body.endswith('"'):
            out.append(body[1:-1])
        else:
            parents.append((indent, body.split(" ")[0]))
            out.append(" ")
    return normal("".join(out))


def letters_of_html(path):
    """The letters and figures of the document, and the text that only the page has."""
    words, web = words_of_html(path)
    return re.sub(r"[^\w£%]", "", "".join(words)), web


def letters_of_pdf(path):
    """Words are compared without their breaks: a line's end may part what a hyphen joins."""
    return re.sub(r"[^\w£%]", "", "".join(words_of_pdf(path)).replace("Contents", "", 1))


def first_difference(page, pdf):
    at = next((i for i, (a, b) in enumerate(zip(page, pdf)) if a != b), min(len(page), len(pdf)))
    return f"at {at}\nHTML …{page[max(0, at - 60):at + 60]}\nPDF  …{pdf[max(0, at - 60):at + 60]}"


def words_of(pdf):
    """Page, box and text of each word, and the sizes of pages."""
    found, sizes = [], []
    for line in subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True).stdout.splitlines():
        page = re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line)
        if page:
            sizes.append(tuple(map(float, page.groups())))
        m = re.search(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>', line)
        if m:
            found.append((len(sizes) - 1, tuple(map(float, m.groups()[:4])), html.unescape(m[5])))
    return found, sizes


def overlaps(words):
    """Words of words_of of which one lies on another."""
    wrong = []
    words = sorted(words, key=lambda word: (word[0], word[1][1]))
    for i, (page, a, text) in enumerate(words):
        for k in range(i + 1, len(words)):
            other, b, that = words[k]
            if other != page or b[1] > a[3]:
                break
            if min(a[2], b[2]) - max(a[0], b[0]) > 0.5 and min(a[3], b[3]) - max(a[1], b[1]) > 0.4 * min(a[3] - a[1], b[3] - b[1]):
                wrong.append(f"page {page + 1}: '{text}' lies on '{that}'")
    return wrong
