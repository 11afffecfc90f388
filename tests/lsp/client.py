#!/usr/bin/env python3
"""What an editor asks for, asked by pygls; lines "ok - name". client.py SIGHTLINE CONTENT"""
import asyncio
import pathlib
import re
import shutil
import sys
import tempfile
import time
import urllib.parse

from lsprotocol import types as t
from pygls.lsp.client import LanguageClient

PROGRAM, CONTENT = sys.argv[1], pathlib.Path(sys.argv[2])
failed = False


def say(good, name, detail=""):
    global failed
    failed = failed or not good
    print(f"{'ok' if good else 'not ok'} - {name}" + ("" if good else f"\n# {str(detail)[:1500]}"), flush=True)


def position(text, at, encoding="utf-16-le"):
    before = text[:at]
    line = before.rsplit("\n", 1)[-1]
    width = len(line.encode(encoding)) // (2 if encoding == "utf-16-le" else 1)
    return t.Position(before.count("\n"), width)


def offset(text, place):
    lines = text.split("\n")
    units = lines[place.line].encode("utf-16-le")[:2 * place.character].decode("utf-16-le")
    return sum(len(line) + 1 for line in lines[:place.line]) + len(units)


def apply(text, edits):
    for edit in sorted(edits, key=lambda e: offset(text, e.range.start), reverse=True):
        text = text[:offset(text, edit.range.start)] + edit.new_text + text[offset(text, edit.range.end):]
    return text


def path_of(uri):
    return pathlib.Path(urllib.parse.unquote(uri.removeprefix("file://")))


class Editor:
    def __init__(self, folder, encodings=None):
        self.folder, self.encodings, self.found, self.texts, self.version = folder, encodings, {}, {}, 0
        self.client = LanguageClient("test", "1")

        @self.client.feature(t.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _(params):
            self.found[params.uri] = params.diagnostics

    async def begin(self):
        await self.client.start_io(PROGRAM, "lsp", "--stdio")
        general = t.GeneralClientCapabilities(position_encodings=self.encodings) if self.encodings else None
        self.began = await self.client.initialize_async(t.InitializeParams(
            capabilities=t.ClientCapabilities(general=general), root_uri=self.folder.as_uri(),
            initialization_options={"by": "A. Reader"}))
        self.client.initialized(t.InitializedParams())

    async def end(self):
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()

    def uri(self, path):
        return (self.folder / path).as_uri()

    def open(self, path, text=None):
        self.texts[path] = text if text is not None else (self.folder / path).read_text()
        self.client.text_document_did_open(t.DidOpenTextDocumentParams(t.TextDocumentItem(self.uri(path), "markdown", 0, self.texts[path])))

    def change(self, path, text):
        self.version += 1
        self.texts[path] = text
        self.client.text_document_did_change(t.DidChangeTextDocumentParams(
            t.VersionedTextDocumentIdentifier(self.version, self.uri(path)), [t.TextDocumentContentChangeWholeDocument(text)]))

    def replace(self, path, old, new):
        text = self.texts[path]
        at = text.index(old)
        self.version += 1
        self.client.text_document_did_change(t.DidChangeTextDocumentParams(
            t.VersionedTextDocumentIdentifier(self.version, self.uri(path)),
            [t.TextDocumentContentChangePartial(t.Range(position(text, at), position(text, at + len(old))), new)]))
        self.texts[path] = text.replace(old, new, 1)

    def at(self, path, word, inside=1):
        return {"text_document": t.TextDocumentIdentifier(self.uri(path)), "position": position(self.texts[path], self.texts[path].index(word) + inside)}

    async def pulled(self, path):
        return (await self.client.text_document_diagnostic_async(t.DocumentDiagnosticParams(t.TextDocumentIdentifier(self.uri(path))))).items

    async def labels(self, path, word, inside):
        return [item.label for item in (await self.client.text_document_completion_async(t.CompletionParams(**self.at(path, word, inside)))).items]

    async def fix(self, path, code, title):
        found = next((d for d in await self.pulled(path) if d.code == code), None)
        if not found:
            return f"no {code}: {[d.code for d in await self.pulled(path)]}"
        actions = await self.client.text_document_code_action_async(t.CodeActionParams(
            t.TextDocumentIdentifier(self.uri(path)), found.range, t.CodeActionContext([found])))
        action = next((a for a in actions or [] if title in a.title), None)
        if not action:
            return f"{code}: {found.message}: {[a.title for a in actions or []]}"
        for uri, edits in action.edit.changes.items():
            other = next((p for p in self.texts if self.uri(p) == uri), None)
            if not other:
                other = str(path_of(uri).relative_to(self.folder))
                self.open(other)
            self.change(other, apply(self.texts[other], edits))
        return None


async def until(test, seconds=5):
    end = time.monotonic() + seconds
    while not test() and time.monotonic() < end:
        await asyncio.sleep(0.02)
    return test()


async def find(editor):
    path = editor.item
    say(editor.began.capabilities.position_encoding == "utf-16", "positions count UTF-16 where nothing else is agreed")
    editor.open(path)
    editor.replace(path, "[@EV-AGEI-02]", "[@EV-AGEI-0222]")
    good = await until(lambda: any(d.code == "E0107" for d in editor.found.get(editor.uri(path), [])))
    say(good, "what is typed is found wrong without being asked", editor.found)
    found = [d for d in await editor.pulled(path) if d.code == "E0107"]
    say(len(found) == 1 and "did you mean" in found[0].message, "and when it is asked", found)
    start = offset(editor.texts[path], found[0].range.start)
    say("EV-AGEI-0222" in editor.texts[path][start:offset(editor.texts[path], found[0].range.end)], "its range is the mark", found)
    await editor.fix(path, "E0107", "Write 'EV-AGEI-02'")
    say(not [d for d in await editor.pulled(path) if d.code == "E0107"], "'did you mean' is a quick fix")
    say(await until(lambda: not [d for d in editor.found.get(editor.uri(path), []) if d.code == "E0107"]), "what was mended is told at once")
    other = editor.folder / editor.second
    saved = other.read_text()
    other.write_text(saved.replace("title: ", "titel: ", 1))
    editor.client.workspace_did_change_watched_files(t.DidChangeWatchedFilesParams([t.FileEvent(editor.uri(editor.second), t.FileChangeType.Changed)]))
    say(await until(lambda: editor.found.get(editor.uri(editor.second))), "a file that another program wrote is read")
    related = [r for list in editor.found.values() for d in list for r in d.related_information or []]
    other.write_text(saved.replace("id: ", f"id: {editor.id}\nx-id: ", 1))
    editor.client.text_document_did_save(t.DidSaveTextDocumentParams(t.TextDocumentIdentifier(editor.uri(path))))
    await until(lambda: any(d.code == "E0202" for list in editor.found.values() for d in list))
    related += [r for list in editor.found.values() for d in list for r in d.related_information or []]
    say(bool(related) and related[0].location.uri.startswith("file://"), "findings tell of other places", editor.found)
    other.write_text(saved)
    editor.client.text_document_did_save(t.DidSaveTextDocumentParams(t.TextDocumentIdentifier(editor.uri(path))))
    say(await until(lambda: not [d for d in editor.found.get(editor.uri(editor.second), []) if d.severity == 1]), "and mended on disk it is silent")


def said_whole(text):
    """The item with what it need not say."""
    return text.replace("title: ", "type: intervention\nevidence: [EV-AGEI-02, EV-IDEA-04]\ntitle: ", 1)


async def fix(editor):
    path = editor.item
    original = said_whole((editor.folder / path).read_text())
    editor.change(path, original.replace("evidence: [EV-AGEI-02, EV-IDEA-04]", "evidence: [EV-IDEA-04]"))
    wrong = await editor.fix(path, "E0217", "Declare EV-AGEI-02")
    say(not wrong and "evidence: [EV-IDEA-04, EV-AGEI-02]" in editor.texts[path], "evidence that is cited is declared", wrong or editor.texts[path][:400])
    editor.change(path, original.replace("evidence: [EV-AGEI-02, EV-IDEA-04]", "evidence:\n  - EV-IDEA-04"))
    wrong = await editor.fix(path, "E0217", "Declare EV-AGEI-02")
    say(not wrong and "evidence:\n  - EV-IDEA-04\n  - EV-AGEI-02\n" in editor.texts[path], "in a list on lines of its own too", wrong or editor.texts[path][:400])
    editor.change(path, original.replace("title: ", "x-title: ", 1))
    wrong = await editor.fix(path, "E0112", "Add the key 'title'")
    say(not wrong and re.search(r"^title: ", editor.texts[path], re.M), "a missing key is added", wrong or editor.texts[path][:300])
    editor.change(path, original.replace("impact: ", "impakt: ", 1))
    wrong = await editor.fix(path, "E0110", "Write 'impact'")
    say(not wrong and editor.texts[path] == original, "a key written wrong is mended", wrong)
    editor.change(path, original.replace("Rother, with [=EV-AGEI-02] of", "Rother, with 99% of", 1))
    wrong = await editor.fix(path, "E0226", "Print the register's figure")
    say(not wrong and "with [=EV-AGEI-02] of" in editor.texts[path], "a loose figure becomes the register's", wrong or editor.texts[path][-700:])
    editor.change(path, original.replace("Rother, with", "Ro\u200bther, with", 1))
    wrong = await editor.fix(path, "E0130", "Remove")
    say(not wrong and editor.texts[path] == original, "a character that nobody sees is removed", wrong)
    editor.change(path, original + "\n#### Deep\n\nText.\n")
    wrong = await editor.fix(path, "E0109", "Write ##")
    say(not wrong and "\n## Deep\n" in editor.texts[path], "a heading takes its level", wrong or editor.texts[path][-60:])
    editor.change(path, original.replace("The belief behind it", "The firm belief behind it", 1))
    lock = editor.folder / "reviews.lock"
    before = lock.read_text()
    lines = before.splitlines(keepends=True)
    lock.write_text("".join(line for line in lines if not line.startswith(f"{editor.id} evidence EV-AGEI-02")))
    editor.change(path, original)
    editor.client.workspace_did_change_watched_files(t.DidChangeWatchedFilesParams([]))
    wrong = await editor.fix(path, "E0231", "Stamp the link as read by A. Reader")
    say(not wrong and re.search(rf"^{editor.id} evidence EV-AGEI-02 \w+ \w+ \d{{4}}-\d\d-\d\d A. Reader$", editor.texts.get("reviews.lock", ""), re.M),
        "a link is stamped as read", wrong or editor.texts.get("reviews.lock", "")[:300])
    lock.write_text(before)
    if "reviews.lock" in editor.texts:
        editor.client.text_document_did_close(t.DidCloseTextDocumentParams(t.TextDocumentIdentifier(editor.uri("reviews.lock"))))
    editor.change(path, original)


async def complete(editor):
    path = editor.item
    original = said_whole((editor.folder / path).read_text())
    editor.change(path, original + "\nText [@EV-\n")
    got = await editor.labels(path, "Text [@EV-", 10)
    say("EV-AGEI-02" in got and editor.id in got, "IDs are offered in [@", got[:9])
    editor.change(path, original + "\nText [=\n")
    got = await editor.labels(path, "Text [=", 7)
    say("EV-AGEI-02" in got and editor.id not in got, "entries with figures are offered in [=", got[:9])
    editor.change(path, original + "\nText [=EV-AGEI-02.\n")
    got = await editor.labels(path, "Text [=EV-AGEI-02.", 18)
    say("period" in got and "unit" in got, "and their figures behind the point", got)
    editor.change(path, original.replace("type: intervention", "type: "))
    got = await editor.labels(path, "type: ", 6)
    say({"intervention", "ask"} <= set(got), "types of the framework are offered", got)
    editor.change(path, original.replace("delivers: [PRI-09, PRI-04]", "delivers: ["))
    got = await editor.labels(path, "delivers: [", 11)
    say("PRI-09" in got and not [one for one in got if one.startswith(("EV-", "ASK-"))], "a role offers only what it may reach", got[:9])
    editor.change(path, original.replace("lead: ", "le\nlead: ", 1))
    got = await editor.labels(path, "\nle\n", 3)
    say({"lead", "inputs", "title"} <= set(got), "keys of the type are offered", got[:9])
    path = "evidence/register.yaml"
    text = (editor.folder / path).read_text()
    editor.open(path, text.replace("    confidence: verified-in-source", "    confidence: ", 1))
    got = await editor.labels(path, "    confidence: ", 16)
    say("verified-in-source" in got, "words allowed in the register are offered", got)
    name = re.search(r"query: .*?(?:from|FROM) (\w+)", text, re.S)
    at = text.index("    query: ")
    editor.change(path, text[:at] + "    query: SELECT \n" + text[at:])
    got = await editor.labels(path, "    query: SELECT ", 18)
    say(name[1] in got, "tables are offered in a query", got[:9])
    editor.change(path, text)
    chart = next(p for p in sorted(editor.folder.rglob("*.md")) if p.name != "README.md" and "```chart" in p.read_text())
    path = str(chart.relative_to(editor.folder))
    text = chart.read_text()
    at = text.index("\n", text.index("```chart")) + 1
    editor.open(path, text[:at] + "ki\n" + text[at:])
    got = await editor.labels(path, "\nki\n", 3)
    say("data" in got and "title" in got, "keys of a chart are offered", got)
    editor.change(path, text)


async def look(editor):
    path, client = editor.item, editor.client
    editor.change(path, (editor.folder / path).read_text())
    editor.open("evidence/register.yaml")
    hover = (await client.text_document_hover_async(t.HoverParams(**editor.at(path, "[=EV-AGEI-02", 5)))).contents.value
    say("EV-AGEI-02" in hover and "figure:" in hover and "source:" in hover and "grade:" in hover, "hover tells of evidence", hover)
    hover = (await client.text_document_hover_async(t.HoverParams(**editor.at(path, "PRI-09", 2)))).contents.value
    say("strength:" in hover and "used by" in hover, "hover tells of an item", hover)
    register = (editor.folder / "evidence/register.yaml").read_text()
    entry = next(e for e in re.split(r"\n  - ", register) if re.search(r"^    query: ", e, re.M))
    id = re.search(r"id: (\S+)", entry)[1]
    hover = (await client.text_document_hover_async(t.HoverParams(**editor.at("evidence/register.yaml", id, 2)))).contents.value
    say("```sql" in hover, "hover shows the query of a computed figure", hover)
    place = await client.text_document_definition_async(t.DefinitionParams(**editor.at(path, "[@EV-AGEI-02", 5)))
    say(place.uri.endswith("register.yaml"), "definition leads to the register", place)
    places = await client.text_document_references_async(t.ReferenceParams(context=t.ReferenceContext(True), **editor.at(path, "[@EV-AGEI-02", 5)))
    count = len(re.findall(r"(?<![A-Z0-9-])EV-AGEI-02(?![A-Z0-9-])", "".join(p.read_text() for p in editor.folder.rglob("*") if p.suffix in {".md", ".yaml", ".lock"} and p.name not in {"README.md", "SOURCES.md"})))
    say(len(places) == count, "references are all that name it", (len(places), count))
    edit = await client.text_document_rename_async(t.RenameParams(new_name="EV-AGEI-77", **editor.at(path, "[@EV-AGEI-02", 5)))
    with tempfile.TemporaryDirectory() as work:
        copy = pathlib.Path(work, "c")
        shutil.copytree(editor.folder, copy)
        for uri, edits in edit.changes.items():
            file = copy / path_of(uri).relative_to(editor.folder)
            file.write_text(apply(file.read_text(), edits))
        import subprocess
        done = subprocess.run([PROGRAM, "check", copy], capture_output=True, text=True)
        rest = subprocess.run(["grep", "-rlw", "EV-AGEI-02", copy / "evidence", copy / "interventions", copy / "reviews.lock"], capture_output=True, text=True)
        say(done.returncode == 0 and not rest.stdout, "a renamed ID holds in every file", done.stderr[:600] + rest.stdout)
    refused = None
    try:
        await client.text_document_rename_async(t.RenameParams(new_name="EV-IDEA-04", **editor.at(path, "[@EV-AGEI-02", 5)))
    except Exception as error:  # noqa: BLE001
        refused = str(error)
    say(refused and "already" in refused, "an ID that is taken is refused", refused)
    document = t.TextDocumentIdentifier(editor.uri(path))
    say((await client.text_document_prepare_rename_async(t.PrepareRenameParams(**editor.at(path, "The belief", 2)))) is None, "a word is no ID to rename")
    symbols = await client.text_document_document_symbol_async(t.DocumentSymbolParams(document))
    say([s.name for s in symbols] == [editor.id], "symbols of a text", symbols)
    symbols = await client.workspace_symbol_async(t.WorkspaceSymbolParams("coast"))
    say(any(editor.id in s.name for s in symbols), "symbols of the strategy are found by their words", [s.name for s in symbols][:5])
    folds = await client.text_document_folding_range_async(t.FoldingRangeParams(document))
    say(any(f.start_line == 0 for f in folds), "front matter folds", folds)
    hints = await client.text_document_inlay_hint_async(t.InlayHintParams(document, t.Range(t.Position(0, 0), t.Position(999, 0))))
    say(len(hints) == (editor.folder / path).read_text().count("[=") and hints[0].label, "hints show what figures print", hints)
    lenses = await client.text_document_code_lens_async(t.CodeLensParams(document))
    say(re.fullmatch(r"rests on \d+, used by \d+", lenses[0].command.title), "a lens tells what rests on what", lenses)
    tokens = await client.text_document_semantic_tokens_full_async(t.SemanticTokensParams(document))
    say(len(tokens.data) % 5 == 0 and len(tokens.data) > 20, "marks have colours", tokens)
    links = await client.text_document_document_link_async(t.DocumentLinkParams(t.TextDocumentIdentifier(editor.uri("evidence/register.yaml"))))
    say(any(link.target.startswith("https://") for link in links), "addresses of sources are links", links[:2])
    marks = await client.text_document_document_highlight_async(t.DocumentHighlightParams(**editor.at(path, "[@EV-AGEI-02", 5)))
    say(len(marks) == len(re.findall("EV-AGEI-02", editor.texts[path])), "an ID's other places are lit", marks)


async def count_bytes(folder):
    editor = Editor(folder, [t.PositionEncodingKind.Utf8, t.PositionEncodingKind.Utf16])
    await editor.begin()
    path = "interventions/int-age-01.md"
    text = (folder / path).read_text() + "\nÉté 🙂 of [@EV-NOPE-01].\n"
    editor.open(path, text)
    found = [d for d in await editor.pulled(path) if d.code == "E0107"]
    line = text.split("\n")[found[0].range.start.line].encode()
    say(editor.began.capabilities.position_encoding == "utf-8" and b"EV-NOPE-01" in line[found[0].range.start.character:found[0].range.end.character],
        "positions count bytes where that is agreed", found)
    await editor.end()
    editor = Editor(folder)
    await editor.begin()
    editor.open(path, text)
    found = [d for d in await editor.pulled(path) if d.code == "E0107"]
    wide = text.split("\n")[found[0].range.start.line].encode("utf-16-le")
    say("EV-NOPE-01" in wide[2 * found[0].range.start.character:2 * found[0].range.end.character].decode("utf-16-le"), "and UTF-16 else", found)
    await editor.end()


async def main():
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work).resolve() / "a strategy (ä)"
        shutil.copytree(CONTENT, folder)
        editor = Editor(folder)
        editor.item, editor.second, editor.id = "interventions/int-age-01.md", "interventions/int-bus-01.md", "INT-AGE-01"
        await editor.begin()
        for part in (find, fix, complete, look):
            try:
                await part(editor)
            except Exception as error:  # noqa: BLE001
                import traceback
                say(False, f"{part.__name__} runs to its end", traceback.format_exc().replace("\n", " | "))
        await editor.end()
        await count_bytes(folder)


asyncio.run(main())
sys.exit(failed)
