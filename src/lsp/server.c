#include "lsp/lsp.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/assert.h"
#include "lsp/answers.h"
#include "lsp/desk.h"
#include "lsp/frame.h"
#include "session/cursor.h"

/* Of JSON-RPC 2.0 and of the protocol. */
enum {
    ERROR_PARSE = -32700,
    ERROR_REQUEST = -32600,
    ERROR_METHOD = -32601,
    ERROR_PARAMS = -32602,
    ERROR_NOT_BEGUN = -32002,
    ERROR_FAILED = -32803
};

enum { MOST_SYMBOLS = 500 };

typedef struct server {
    sl_frames frames;
    sl_desk desk;
    bool has_begun, is_shut, is_over;
    bool pulls; /* the editor asks for the findings of what it has open */
} server;

/* What a request comes to. */
typedef struct reply {
    json_t *result; /* NULL: an error */
    int code;
    const char *message;
} reply;

static sl_str text_of(const json_t *object, const char *key)
{
    const json_t *t = json_object_get(object, key);
    return json_is_string(t) ? (sl_str){json_string_value(t), json_string_length(t)} : SL_STR_NONE;
}

static void send(server *s, json_t *message)
{
    json_object_set_new(message, "jsonrpc", json_string("2.0"));
    char *text = json_dumps(message, JSON_COMPACT);
    if (text)
        sl_frame_write(&s->frames, sl_str_from(text));
    free(text);
    json_decref(message);
}

static void notify(server *s, const char *method, json_t *params)
{
    send(s, json_pack("{s:s, s:o}", "method", method, "params", params));
}

static void answer(server *s, json_t *id, reply r)
{
    json_t *message = json_object();
    json_object_set(message, "id", id);
    if (r.result)
        json_object_set_new(message, "result", r.result);
    else
        json_object_set_new(message, "error",
                            json_pack("{s:i, s:s}", "code", r.code, "message", r.message));
    send(s, message);
}

/* --- findings, without being asked --- */

static void publish_one(server *s, sl_room *room, const char *uri, json_t *list)
{
    char *text = json_dumps(list, JSON_COMPACT);
    const char *before = json_string_value(json_object_get(room->published, uri));
    bool same = before ? text && strcmp(before, text) == 0 : !json_array_size(list);
    bool asked = s->pulls && sl_desk_find(&s->desk, sl_str_from(uri));
    if (!same && !asked) {
        notify(s, "textDocument/publishDiagnostics",
               json_pack("{s:s, s:O}", "uri", uri, "diagnostics", list));
        json_object_set_new(room->published, uri, json_string(text));
    }
    free(text);
}

static void publish(server *s, sl_room *room)
{
    json_t *all = sl_answer_all_findings(room), *list, *none = json_array(), *before;
    const char *uri;
    json_object_foreach(all, uri, list) publish_one(s, room, uri, list);
    json_t *known = json_copy(room->published);
    json_object_foreach(known, uri, before) if (!json_object_get(all, uri))
        publish_one(s, room, uri, none);
    json_decref(known);
    json_decref(none);
    json_decref(all);
}

/* While nothing more is typed. */
static void publish_stale(server *s)
{
    for (sl_room *r = s->desk.rooms; r; r = r->next) {
        if (sl_room_is_stale(r))
            sl_room_check(r);
        if (r->making && !r->is_told)
            publish(s, r);
        r->is_told = true;
    }
}

/* --- the session --- */

static bool offers_utf8(const json_t *params)
{
    const json_t *general = json_object_get(json_object_get(params, "capabilities"), "general");
    const json_t *list = json_object_get(general, "positionEncodings");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *one = json_string_value(json_array_get(list, i));
        if (one && strcmp(one, "utf-8") == 0)
            return true;
    }
    return false;
}

static json_t *capabilities(const server *s)
{
    json_t *c = json_pack(
        "{s:s, s:{s:b, s:i, s:{s:b}}, s:b, s:b, s:b, s:b, s:b, s:b, s:b, s:b}", "positionEncoding",
        s->desk.utf8 ? "utf-8" : "utf-16", "textDocumentSync", "openClose", 1, "change", 2, "save",
        "includeText", 0, "hoverProvider", 1, "definitionProvider", 1, "referencesProvider", 1,
        "documentHighlightProvider", 1, "documentSymbolProvider", 1, "workspaceSymbolProvider", 1,
        "foldingRangeProvider", 1, "inlayHintProvider", 1);
    json_object_set_new(
        c, "completionProvider",
        json_pack("{s:[s, s, s, s, s, s]}", "triggerCharacters", "@", "=", "[", ".", "-", " "));
    json_object_set_new(c, "codeActionProvider",
                        json_pack("{s:[s]}", "codeActionKinds", "quickfix"));
    json_object_set_new(c, "renameProvider", json_pack("{s:b}", "prepareProvider", 1));
    json_object_set_new(c, "documentLinkProvider", json_pack("{s:b}", "resolveProvider", 0));
    json_object_set_new(c, "codeLensProvider", json_pack("{s:b}", "resolveProvider", 0));
    json_object_set_new(c, "diagnosticProvider",
                        json_pack("{s:s, s:b, s:b}", "identifier", "sightline",
                                  "interFileDependencies", 1, "workspaceDiagnostics", 0));
    json_object_set_new(c, "semanticTokensProvider",
                        json_pack("{s:{s:o, s:[]}, s:b}", "legend", "tokenTypes",
                                  sl_answer_token_kinds(), "tokenModifiers", "full", 1));
    return c;
}

static reply begin(server *s, const json_t *params)
{
    const json_t *document =
        json_object_get(json_object_get(params, "capabilities"), "textDocument");
    sl_str by = text_of(json_object_get(params, "initializationOptions"), "by");
    const json_t *folders = json_object_get(params, "workspaceFolders");
    s->has_begun = true;
    s->pulls = json_is_object(json_object_get(document, "diagnostic"));
    s->desk.utf8 = offers_utf8(params);
    sl_desk_name_author(&s->desk, by);
    for (size_t i = 0; i < json_array_size(folders); i++)
        sl_desk_open_folder(&s->desk, text_of(json_array_get(folders, i), "uri"));
    if (!json_array_size(folders) && text_of(params, "rootUri").n)
        sl_desk_open_folder(&s->desk, text_of(params, "rootUri"));
    return (reply){json_pack("{s:o, s:{s:s, s:s}}", "capabilities", capabilities(s), "serverInfo",
                             "name", "sightline", "version", SL_VERSION)};
}

static sl_str uri_of(const json_t *params)
{
    return text_of(json_object_get(params, "textDocument"), "uri");
}

static void touch_all(server *s)
{
    for (sl_room *r = s->desk.rooms; r; r = r->next)
        sl_live_touch(r->live);
}

/* What an editor asks as the cursor moves says where it is: a preview follows it. */
static void tell_cursor(server *s, sl_str uri, const json_t *position)
{
    const json_t *line = json_object_get(position, "line");
    const sl_sheet *sheet = sl_desk_find(&s->desk, uri);
    if (sheet && sheet->room && json_is_integer(line) && json_integer_value(line) >= 0 &&
        json_integer_value(line) < UINT32_MAX)
        sl_cursor_tell(sheet->room->cursor_prefix, sl_str_from(sheet->path),
                       (uint32_t)json_integer_value(line) + 1);
}

static const json_t *start_of(const json_t *ranged)
{
    return json_object_get(json_object_get(ranged, "range"), "start");
}

static void note(server *s, const char *method, const json_t *params)
{
    const json_t *document = json_object_get(params, "textDocument");
    sl_str uri = uri_of(params);
    if (strcmp(method, "exit") == 0) {
        s->is_over = true;
    } else if (!s->has_begun || s->is_shut) {
        return;
    } else if (strcmp(method, "textDocument/didOpen") == 0) {
        if (!sl_desk_open(&s->desk, uri, text_of(document, "text")))
            notify(s, "window/logMessage",
                   json_pack("{s:i, s:s}", "type", 1, "message",
                             "sightline: the text is too large, or too many are open"));
    } else if (strcmp(method, "textDocument/didChange") == 0) {
        sl_sheet *sheet = sl_desk_find(&s->desk, uri);
        if (sheet && !sl_desk_change(&s->desk, sheet, json_object_get(params, "contentChanges")))
            notify(s, "window/logMessage",
                   json_pack("{s:i, s:s}", "type", 1, "message",
                             "sightline: a change could not be read; open the text anew"));
        tell_cursor(s, uri, start_of(json_array_get(json_object_get(params, "contentChanges"), 0)));
    } else if (strcmp(method, "sightline/cursor") == 0) {
        tell_cursor(s, uri, json_object_get(params, "position"));
    } else if (strcmp(method, "textDocument/didClose") == 0) {
        sl_desk_close(&s->desk, uri);
    } else if (strcmp(method, "textDocument/didSave") == 0 ||
               strcmp(method, "workspace/didChangeWatchedFiles") == 0) {
        touch_all(s);
    }
}

/* --- requests --- */

static reply fail(int code, const char *message)
{
    return (reply){NULL, code, message};
}

/* Where a request points: what it asks of; place: a position is wanted too. */
typedef struct target {
    sl_room *room;
    uint32_t file, begin, end;
    bool good; /* what was asked can be read */
} target;

static target find_target(server *s, const json_t *params)
{
    target t = {.good = true};
    t.room = sl_desk_locate(&s->desk, uri_of(params), &t.file);
    if (!t.file)
        t.room = NULL;
    if (!t.room)
        return t;
    const sl_rows *rows = sl_room_rows(t.room, t.file);
    const json_t *at = json_object_get(params, "position"),
                 *range = json_object_get(params, "range");
    if (at)
        t.good = sl_rows_offset(rows, at, &t.begin);
    if (range)
        t.good = t.good && sl_rows_offset(rows, json_object_get(range, "start"), &t.begin) &&
                 sl_rows_offset(rows, json_object_get(range, "end"), &t.end);
    return t;
}

static json_t *full_report(json_t *items)
{
    return json_pack("{s:s, s:o}", "kind", "full", "items", items);
}

static reply rename_id(const target *t, const json_t *params)
{
    const char *why;
    json_t *edit = sl_answer_rename(t->room, t->file, t->begin, text_of(params, "newName"), &why);
    return edit ? (reply){edit} : fail(ERROR_FAILED, why);
}

/* Those that ask of one text; NULL result with code 0: none of them. */
static reply ask_text(server *s, const char *method, const json_t *params)
{
    static const char *const methods[] = {
        "hover",         "completion", "definition",          "references",   "documentHighlight",
        "prepareRename", "rename",     "documentSymbol",      "foldingRange", "documentLink",
        "inlayHint",     "codeLens",   "semanticTokens/full", "codeAction",   "diagnostic"};
    static const char prefix[] = "textDocument/";
    size_t which = 0;
    if (strncmp(method, prefix, sizeof prefix - 1) != 0)
        return (reply){0};
    while (which < SL_COUNT(methods) && strcmp(method + sizeof prefix - 1, methods[which]) != 0)
        which++;
    if (which == SL_COUNT(methods))
        return (reply){0};
    target t = find_target(s, params);
    if (!t.room)
        return (reply){which == 14 ? full_report(json_array()) : json_null()};
    if (!t.good)
        return fail(ERROR_PARAMS, "the position cannot be read");
    sl_room *r = t.room;
    bool own =
        json_is_true(json_object_get(json_object_get(params, "context"), "includeDeclaration"));
    switch (which) {
    case 0:
        return (reply){sl_answer_hover(r, t.file, t.begin)};
    case 1:
        tell_cursor(s, uri_of(params), json_object_get(params, "position"));
        return (reply){sl_answer_completion(r, t.file, t.begin)};
    case 2:
        return (reply){sl_answer_definition(r, t.file, t.begin)};
    case 3:
        return (reply){sl_answer_references(r, t.file, t.begin, own)};
    case 4:
        tell_cursor(s, uri_of(params), json_object_get(params, "position"));
        return (reply){sl_answer_highlights(r, t.file, t.begin)};
    case 5:
        return (reply){sl_answer_rename_range(r, t.file, t.begin)};
    case 6:
        return rename_id(&t, params);
    case 7:
        return (reply){sl_answer_symbols(r, t.file)};
    case 8:
        return (reply){sl_answer_folding(r, t.file)};
    case 9:
        return (reply){sl_answer_links(r, t.file)};
    case 10:
        return (reply){sl_answer_hints(r, t.file, t.begin, t.end)};
    case 11:
        return (reply){sl_answer_lenses(r, t.file)};
    case 12:
        return (reply){sl_answer_tokens(r, t.file)};
    case 13:
        tell_cursor(s, uri_of(params), start_of(params));
        return (reply){sl_answer_fixes(r, t.file, t.begin, t.end)};
    default:
        return (reply){full_report(sl_answer_findings(r, t.file))};
    }
}

static reply find_symbols(server *s, const json_t *params)
{
    json_t *list = json_array();
    for (sl_room *r = s->desk.rooms; r; r = r->next) {
        sl_room_check(r);
        sl_answer_find_symbols(r, text_of(params, "query"), list, MOST_SYMBOLS);
    }
    return (reply){list};
}

/* The findings of every text of every strategy. */
static reply all_reports(server *s)
{
    json_t *items = json_array();
    for (sl_room *r = s->desk.rooms; r; r = r->next) {
        sl_room_check(r);
        json_t *all = sl_answer_all_findings(r), *list;
        const char *uri;
        json_object_foreach(all, uri, list)
        {
            json_t *one = full_report(json_incref(list));
            json_object_set_new(one, "uri", json_string(uri));
            json_object_set_new(one, "version", json_null());
            json_array_append_new(items, one);
        }
        json_decref(all);
    }
    return (reply){json_pack("{s:o}", "items", items)};
}

static reply ask(server *s, const char *method, const json_t *params)
{
    if (strcmp(method, "initialize") == 0)
        return s->has_begun ? fail(ERROR_REQUEST, "the session has begun already")
                            : begin(s, params);
    if (!s->has_begun)
        return fail(ERROR_NOT_BEGUN, "the session has not begun");
    if (s->is_shut)
        return fail(ERROR_REQUEST, "the session is shut");
    if (strcmp(method, "shutdown") == 0) {
        s->is_shut = true;
        return (reply){json_null()};
    }
    if (strcmp(method, "workspace/symbol") == 0)
        return find_symbols(s, params);
    if (strcmp(method, "workspace/diagnostic") == 0)
        return all_reports(s);
    reply r = ask_text(s, method, params);
    return r.result || r.code ? r : fail(ERROR_METHOD, "there is no such method");
}

static void take(server *s, json_t *message)
{
    json_t *id = json_object_get(message, "id"), *method = json_object_get(message, "method");
    bool may_answer = json_is_string(id) || json_is_integer(id);
    if (!json_is_string(method)) {
        /* An answer to what was never asked is passed over. */
        if (!json_is_object(message) ||
            (!json_object_get(message, "result") && !json_object_get(message, "error")))
            answer(s, may_answer ? id : json_null(), fail(ERROR_REQUEST, "this is no request"));
        return;
    }
    const json_t *params = json_object_get(message, "params");
    if (!id)
        note(s, json_string_value(method), params);
    else
        answer(s, may_answer ? id : json_null(),
               may_answer ? ask(s, json_string_value(method), params)
                          : fail(ERROR_REQUEST, "the id is neither a number nor a text"));
}

bool sl_lsp_serve(const sl_options *options, int in, int out)
{
    server s = {.desk = {.options = options}};
    sl_str text;
    sl_frames_init(&s.frames, in, out);
    while (!s.is_over && sl_frame_read(&s.frames, &text)) {
        json_error_t error;
        json_t *message =
            json_loadb(text.p, text.n, JSON_ALLOW_NUL | JSON_DISABLE_EOF_CHECK, &error);
        if (message)
            take(&s, message);
        else
            answer(&s, json_null(), fail(ERROR_PARSE, "the message is no JSON"));
        json_decref(message);
        if (!s.is_over && !sl_frame_waits(&s.frames, 0))
            publish_stale(&s);
    }
    if (s.frames.why)
        fprintf(stderr, "sightline: %s\n", s.frames.why);
    bool good = s.is_over && s.is_shut;
    sl_desk_done(&s.desk);
    sl_frames_done(&s.frames);
    return good;
}
