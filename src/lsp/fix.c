/* Remedies that are edits. */
#include <stdlib.h>
#include <time.h>

#include "lsp/answers.h"
#include "record/review.h"

typedef struct fixing {
    sl_room *r;
    json_t *actions;
    const sl_finding *finding;
} fixing;

static sl_str bytes_of(const fixing *f, uint32_t file)
{
    return sl_sources_lookup(&f->r->session->sources, file)->bytes;
}

/* An action of one edit. */
static void add(fixing *f, sl_str title, sl_span at, sl_str text)
{
    if (!at.file)
        return;
    json_t *uri = sl_room_uri(f->r, at.file), *changes = json_object();
    json_object_set_new(
        changes, json_string_value(uri),
        json_pack("[{s:o, s:o}]", "range", sl_room_range(f->r, at), "newText", sl_room_text(text)));
    json_array_append_new(f->actions,
                          json_pack("{s:o, s:s, s:[{s:o, s:s, s:s, s:o}], s:{s:o}}", "title",
                                    sl_room_text(title), "kind", "quickfix", "diagnostics", "range",
                                    f->finding->span.file ? sl_room_range(f->r, f->finding->span)
                                                          : sl_room_range(f->r, at),
                                    "code", sl_code_name(f->finding->code), "source", "sightline",
                                    "message", sl_room_text(f->finding->message), "edit", "changes",
                                    changes));
    json_decref(uri);
}

/* What stands between two marks of a text, first found; empty: nothing. */
static sl_str between(sl_str text, const char *begin, const char *end)
{
    size_t at = sl_str_find(text, sl_str_from(begin), 0);
    if (at == SIZE_MAX)
        return SL_STR_NONE;
    at += strlen(begin);
    size_t stop = sl_str_find(text, sl_str_from(end), at);
    return stop == SIZE_MAX ? SL_STR_NONE : sl_str_slice(text, at, stop);
}

/* The last word in quotation marks of the message that stands within the span. */
static bool find_named(const fixing *f, sl_span *at)
{
    sl_str message = f->finding->message, text = sl_span_text(&f->r->session->sources, *at);
    bool found = false;
    for (size_t i = 0; i < message.n; i++) {
        if (message.p[i] != '\'')
            continue;
        size_t end = sl_str_find_char(message, '\'', i + 1);
        sl_str word = end == SIZE_MAX ? SL_STR_NONE : sl_str_slice(message, i + 1, end);
        size_t in = word.n ? sl_str_find(text, word, 0) : SIZE_MAX;
        if (in != SIZE_MAX) {
            *at = (sl_span){f->finding->span.file, f->finding->span.begin + (uint32_t)in,
                            f->finding->span.begin + (uint32_t)(in + word.n)};
            return true;
        }
        found = found || word.n;
    }
    return !found;
}

/* "did you mean 'X'?" */
static void fix_suggested(fixing *f)
{
    sl_str word = between(f->finding->help, "did you mean '", "'");
    sl_span at = f->finding->span;
    if (word.n && find_named(f, &at) && at.end > at.begin)
        add(f, sl_str_format(f->r->round, "Write '%.*s'", SL_FMT(word)), at, word);
}

/* "write [@tab-x], which …": a mark in place of what was typed. */
static void fix_marked(fixing *f)
{
    sl_str mark = between(f->finding->help, "write [@", "]");
    sl_span at = f->finding->span;
    if (!mark.n || at.end <= at.begin)
        return;
    sl_str text = sl_str_format(f->r->round, "[@%.*s]", SL_FMT(mark));
    add(f, sl_str_format(f->r->round, "Write %.*s", SL_FMT(text)), at, text);
}

/* The column of an offset, in bytes. */
static size_t column_of(sl_str bytes, uint32_t at)
{
    size_t begin = at;
    while (begin && bytes.p[begin - 1] != '\n')
        begin--;
    return at - begin;
}

static sl_str spaces(sl_arena *a, size_t n)
{
    char *p = sl_arena_alloc(a, n + 1);
    memset(p, ' ', n);
    return (sl_str){p, n};
}

/* A required key, before the first one of its map. */
static void fix_missing_key(fixing *f)
{
    sl_str key = between(f->finding->help, "add '", ":'"), bytes;
    sl_span at = f->finding->span;
    if (!key.n || !at.file)
        return;
    bytes = bytes_of(f, at.file);
    at.end = at.begin;
    sl_str value = between(f->finding->help, "one of: ", ","), text;
    if (at.begin < bytes.n && bytes.p[at.begin] == '{') {
        at.begin = at.end = at.begin + 1;
        text = sl_str_format(f->r->round, "%.*s: %.*s, ", SL_FMT(key), SL_FMT(value));
    } else {
        sl_str indent = spaces(f->r->round, column_of(bytes, at.begin));
        text = sl_str_format(f->r->round, "%.*s: %.*s\n%.*s", SL_FMT(key), SL_FMT(value),
                             SL_FMT(indent));
    }
    add(f, sl_str_format(f->r->round, "Add the key '%.*s'", SL_FMT(key)), at, text);
}

/* A key that nothing reads, as one of the author's own. */
static void fix_own_key(fixing *f)
{
    sl_str own = between(f->finding->help, "start with x-: x-", "\n");
    sl_span at = f->finding->span;
    if (sl_str_find(f->finding->help, SL_STR("x-"), 0) == SIZE_MAX || !at.file || own.n)
        return;
    at.end = at.begin;
    add(f, SL_STR("Keep it as a key of your own: x-"), at, SL_STR("x-"));
}

static const sl_item *item_at(const fixing *f)
{
    const sl_strategy *s = f->r->s;
    sl_span at = f->finding->span;
    for (size_t i = 0; s && i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        bool own = item->span.file == at.file && item->span.begin == at.begin;
        bool text =
            item->body && item->body->span.file == at.file && at.begin >= item->front->span.begin;
        if (own ||
            (text && item->front->span.file == at.file && at.begin >= item->body->span.begin))
            return item;
    }
    return NULL;
}

/* The role that leads from a type of item to evidence. */
static const sl_role *evidence_role(const sl_strategy *s, const sl_type *type)
{
    for (size_t i = 0; i < s->framework->roles.n; i++) {
        const sl_role *role = s->framework->roles.at[i];
        if (role->to[SL_EVIDENCE_TYPE] && role->from[type->index])
            return role;
    }
    return NULL;
}

/* An ID more in a list of front matter, however that is written. */
static bool extend_list(fixing *f, const sl_item *item, sl_str key, sl_str id, sl_span *at,
                        sl_str *text)
{
    sl_arena *a = f->r->round;
    const sl_yaml *list = sl_yaml_lookup_str(item->front, key), *last = NULL;
    sl_str bytes = bytes_of(f, item->front->span.file);
    if (!list) {
        uint32_t line = item->span.begin;
        while (line && bytes.p[line - 1] != '\n')
            line--;
        *at = (sl_span){item->span.file, line, line};
        *text = sl_str_format(a, "%.*s: [%.*s]\n", SL_FMT(key), SL_FMT(id));
        return true;
    }
    SL_EACH (one, list->kind == SL_YAML_LIST ? list : NULL)
        last = one;
    if (list->kind == SL_YAML_SCALAR && list->text.n) {
        *at = list->span;
        *text = sl_str_format(a, "[%.*s, %.*s]", SL_FMT(list->text), SL_FMT(id));
        return true;
    }
    if (!last || last->kind != SL_YAML_SCALAR)
        return false;
    *at = (sl_span){last->span.file, last->span.end, last->span.end};
    bool flow = bytes.p[list->span.begin] == '[';
    size_t column = column_of(bytes, last->span.begin);
    *text = flow ? sl_str_format(a, ", %.*s", SL_FMT(id))
                 : sl_str_format(a, "\n%.*s- %.*s", SL_FMT(spaces(a, column > 2 ? column - 2 : 0)),
                                 SL_FMT(id));
    return true;
}

static void fix_undeclared(fixing *f)
{
    const sl_item *item = item_at(f);
    sl_str id = between(f->finding->message, "the text cites ", ",");
    const sl_role *role = item ? evidence_role(f->r->s, item->type) : NULL;
    sl_span at;
    sl_str text;
    if (!role || !id.n || !extend_list(f, item, role->name, id, &at, &text))
        return;
    add(f, sl_str_format(f->r->round, "Declare %.*s", SL_FMT(id)), at, text);
}

/* The entry that is cited next behind a figure, in its paragraph. */
static const sl_evidence *cited_behind(const fixing *f)
{
    sl_str bytes = bytes_of(f, f->finding->span.file);
    size_t stop = sl_str_find(bytes, SL_STR("\n\n"), f->finding->span.end);
    size_t at = sl_str_find(bytes, SL_STR("[@"), f->finding->span.end);
    if (at == SIZE_MAX || (stop != SIZE_MAX && at > stop))
        return NULL;
    size_t end = at + 2;
    while (end < bytes.n &&
           (sl_is_upper(bytes.p[end]) || sl_is_digit(bytes.p[end]) || bytes.p[end] == '-'))
        end++;
    return sl_strategy_lookup_evidence(f->r->s, sl_str_slice(bytes, at + 2, end));
}

/* The register's figure in place of one that was typed. */
static void fix_loose_figure(fixing *f)
{
    const sl_evidence *e = f->r->s ? cited_behind(f) : NULL;
    if (!e || !e->has_value || f->finding->span.end <= f->finding->span.begin)
        return;
    sl_str mark = sl_str_format(f->r->round, "[=%.*s]", SL_FMT(e->id));
    add(f, sl_str_format(f->r->round, "Print the register's figure: %.*s", SL_FMT(mark)),
        f->finding->span, mark);
}

static void fix_hidden(fixing *f)
{
    if (f->finding->span.end > f->finding->span.begin)
        add(f, SL_STR("Remove the character"), f->finding->span, SL_STR_NONE);
}

/* The level that the remedy writes out. */
static void fix_heading(fixing *f)
{
    sl_str marks = between(f->finding->help, "write ", " here");
    sl_span at = f->finding->span;
    sl_str bytes = at.file ? bytes_of(f, at.file) : SL_STR_NONE;
    at.end = at.begin;
    while (at.end < bytes.n && bytes.p[at.end] == '#')
        at.end++;
    if (marks.n && at.end > at.begin)
        add(f, sl_str_format(f->r->round, "Write %.*s", SL_FMT(marks)), at, marks);
}

/* --- reviews --- */

/* The link that a finding speaks of: its place, or that of the stamp. */
static bool choose_links(const fixing *f, uint8_t *chosen)
{
    const sl_strategy *s = f->r->s;
    sl_span at = f->finding->span;
    bool any = false;
    for (size_t i = 0; i < s->edges.n; i++) {
        const sl_edge *e = &s->edges.at[i];
        if (e->span.file != at.file || e->span.begin != at.begin)
            continue;
        chosen[i] = (uint8_t)((e->role->suspect_from ? SL_READ_FROM : 0) |
                              (e->role->suspect_to ? SL_READ_TO : 0));
        any = any || chosen[i];
    }
    return any;
}

/* A stamp says that somebody read what is there: not while part of it cannot be read. */
static void fix_review(fixing *f)
{
    const sl_strategy *s = f->r->s;
    if (!s || !f->r->by || sl_session_has_errors(f->r->session))
        return;
    uint8_t *chosen = SL_NEW_ARRAY(f->r->round, uint8_t, s->edges.n + 1);
    if (!choose_links(f, chosen))
        return;
    time_t now = time(NULL);
    struct tm t;
    char date[32];
    if (!localtime_r(&now, &t) || !strftime(date, sizeof date, "%Y-%m-%d", &t))
        return;
    uint32_t file = sl_room_file(f->r, SL_STR(SL_REVIEW_FILE));
    sl_buf lock;
    sl_buf_init(&lock);
    sl_review_emit(&lock, s, chosen, sl_str_from(date), sl_str_from(f->r->by));
    if (file)
        add(f, sl_str_format(f->r->round, "Stamp the link as read by %s", f->r->by),
            (sl_span){file, 0, (uint32_t)bytes_of(f, file).n}, sl_buf_str(&lock));
    sl_buf_done(&lock);
}

static void fix(fixing *f)
{
    fix_suggested(f);
    switch ((int)f->finding->code) {
    case SL_E0112:
        fix_missing_key(f);
        break;
    case SL_E0110:
        fix_own_key(f);
        break;
    case SL_E0217:
        fix_undeclared(f);
        break;
    case SL_E0226:
    case SL_E0227:
        fix_loose_figure(f);
        break;
    case SL_E0127:
    case SL_E0130:
        fix_hidden(f);
        break;
    case SL_E0109:
        fix_heading(f);
        break;
    case SL_E0139:
        fix_marked(f);
        break;
    case SL_E0230:
    case SL_E0231:
        fix_review(f);
        break;
    default:
        break;
    }
}

json_t *sl_answer_fixes(sl_room *r, uint32_t file, uint32_t begin, uint32_t end)
{
    fixing f = {.r = r, .actions = json_array()};
    const sl_diags *d = &r->session->diags;
    for (size_t i = 0; i < d->findings.n; i++) {
        f.finding = d->findings.at[i];
        if (f.finding->span.file == file && f.finding->span.begin <= end &&
            f.finding->span.end >= begin)
            fix(&f);
    }
    return f.actions;
}
