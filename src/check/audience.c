#include "model/audience.h"
#include "check/check.h"
#include "model/graph.h"
#include "load/block.h"
#include "load/secrets.h"
#include "record/record.h"

static void check_item(const sl_strategy *s, const sl_item *item, sl_str widest)
{
    size_t open = 0, hidden = 0;
    sl_arena *scratch = sl_arena_new();
    sl_walk walk = sl_graph_ground(scratch, s, item);
    for (size_t i = 0; i < walk.steps.n; i++) {
        if (!walk.steps.at[i].is_evidence)
            continue;
        bool hides = sl_audience_hides(s, s->evidence.at[walk.steps.at[i].index]->yaml, widest);
        hidden += hides;
        open += !hides;
    }
    sl_arena_free(scratch);
    if (open || !hidden)
        return;
    sl_finding *f = sl_diag_add(s->diags, SL_E0616, item->span,
                                "%.*s is for everybody and rests on restricted evidence alone",
                                SL_FMT(item->id));
    sl_diag_help(s->diags, f, "name evidence that may be shown, or keep the item for an audience");
}

/* Bound figures of what the readers of a text may not see. */
static void check_figures(const sl_strategy *s, const sl_item *item, sl_str widest)
{
    const sl_node *body = item->body;
    for (const sl_node *n = body ? body->first : NULL; n; n = sl_node_walk(body, n)) {
        if (n->kind != SL_NODE_VALUE)
            continue;
        const sl_node *up = n->parent;
        while (up != body && up->kind != SL_NODE_AUDIENCE)
            up = up->parent;
        const sl_evidence *e = sl_strategy_lookup_evidence(s, n->id);
        if (!e || !sl_audience_hides(s, e->yaml, widest) ||
            (up->kind == SL_NODE_AUDIENCE && sl_audience_hides_block(up, widest)))
            continue;
        sl_finding *f = sl_diag_add(
            s->diags, SL_E0617, n->span,
            "text for everybody prints a figure of %.*s, which is restricted", SL_FMT(e->id));
        sl_diag_help(s->diags, f, "put the sentence between ::: audience lines, or leave it out");
    }
}

/* --- the names --- */

static void report_unknown(const sl_strategy *s, const sl_yaml *y, sl_str name)
{
    const sl_yaml *list = sl_yaml_lookup(s->config, "audiences");
    sl_str names[32];
    size_t n = 0;
    SL_EACH (one, list)
        if (n < SL_COUNT(names))
            names[n++] = one->text;
    if (!n) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0619, y->span,
                                    "strategy.yaml lists no audiences, so this keeps nothing");
        sl_diag_help(s->diags, f,
                     "list them there, and say who everybody is: audiences: [board, public], "
                     "everybody: public");
        return;
    }
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0619, y->span, "there is no audience '%.*s'", SL_FMT(name));
    if (sl_str_find_char(name, ' ', 0) != SIZE_MAX || sl_str_find_char(name, ',', 0) != SIZE_MAX)
        sl_diag_help(s->diags, f, "write several as a list: [board, public]");
    else if (!sl_diag_suggest(s->diags, f, name, names, n))
        sl_diag_help(s->diags, f, "the audiences are listed in strategy.yaml");
}

static void check_names(const sl_strategy *s, const sl_yaml *map)
{
    const sl_yaml *y = sl_yaml_lookup(map, "audience"), *access = sl_yaml_lookup(map, "access");
    if (access && sl_str_equal_z(access->text, "restricted") && !sl_audience_widest(s).n)
        report_unknown(s, access, access->text);
    if (!y)
        return;
    if (y->kind == SL_YAML_SCALAR && !sl_audience_is_known(s, y->text))
        report_unknown(s, y, y->text);
    SL_EACH (one, y->kind == SL_YAML_LIST ? y : NULL)
        if (!sl_audience_is_known(s, one->text))
            report_unknown(s, one, one->text);
}

static void check_names_below(const sl_strategy *s, const sl_yaml *y)
{
    if (!y || y->kind == SL_YAML_SCALAR)
        return;
    if (y->kind == SL_YAML_MAP)
        check_names(s, y);
    SL_EACH (child, y)
        check_names_below(s, child);
}

static void check_everybody(const sl_strategy *s)
{
    const sl_yaml *list = sl_yaml_lookup(s->config, "audiences");
    const sl_yaml *everybody = sl_yaml_lookup(s->config, "everybody");
    if (everybody && !sl_audience_is_known(s, everybody->text)) {
        report_unknown(s, everybody, everybody->text);
    } else if (list && list->count && !everybody) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0621, list->span,
                                    "nothing says which of the audiences is everybody");
        sl_diag_help(s->diags, f, "write which one anybody may belong to: everybody: %.*s",
                     SL_FMT(list->first->text));
    }
}

/* --- marks --- */

/* What may stand before a mark at the beginning of a line, without being it. */
static size_t skip_marks(sl_str line)
{
    size_t i = 0;
    for (bool more = true; more && i < line.n;) {
        more = false;
        if (strchr(" \t\r>|*+-#0123456789.)(_~\"'`[<!%", line.p[i])) {
            i++;
            more = true;
        } else if (i + 1 < line.n && memcmp(line.p + i, "\u00A0", 2) == 0) {
            i += 2;
            more = true;
        } else if (i + 2 < line.n &&
                   (memcmp(line.p + i, "\xE2\x80", 2) == 0 ||
                    memcmp(line.p + i, "\uFEFF", 3) == 0 || memcmp(line.p + i, "\u3000", 3) == 0)) {
            i += 3;
            more = true;
        }
    }
    return i;
}

/* The label of a note or the key of a value before a mark: "[^a]: :::", "text: :::". */
static size_t skip_label(sl_str line, size_t i)
{
    size_t colon = sl_str_find(line, SL_STR(": "), i);
    for (size_t k = i; colon != SIZE_MAX && k < colon; k++)
        if (line.p[k] == ' ')
            return i;
    return colon == SIZE_MAX ? i : colon + 2;
}

static bool is_mark(sl_str line, size_t *at)
{
    size_t i = skip_marks(line);
    if (i + 1 < line.n && memcmp(line.p + i, "::", 2) != 0) {
        i = skip_label(line, i);
        i += skip_marks(sl_str_slice(line, i, line.n));
    }
    *at = i;
    return i + 1 < line.n && memcmp(line.p + i, "::", 2) == 0;
}

static void report_mark(const sl_strategy *s, sl_span span)
{
    sl_finding *f = sl_diag_add(s->diags, SL_E0622, span,
                                "'::' here begins no audience block: what follows it would be "
                                "printed for everybody");
    sl_diag_help(s->diags, f,
                 "start ::: at the beginning of its line, outside lists, quotations, notes and "
                 "blocks; a backslash before it shows it as it is");
}

/* A fence of backquotes or tildes at a line's beginning; its length, 0: none. */
static size_t fence_length(sl_str line)
{
    size_t i = 0, n = 0;
    while (i < line.n && line.p[i] == ' ' && i < 4)
        i++;
    if (i > 3 || i >= line.n || (line.p[i] != '`' && line.p[i] != '~'))
        return 0;
    while (i + n < line.n && line.p[i + n] == line.p[i])
        n++;
    return n >= 3 ? n : 0;
}

/* The lines of a file of texts: only ::: in the first column, outside fences, is read as a mark. */
static void check_lines(const sl_strategy *s, uint32_t file)
{
    sl_str bytes = sl_sources_lookup(s->sources, file)->bytes, rest = bytes, line;
    size_t fence = 0;
    char of = '\0';
    if (sl_str_find(bytes, SL_STR("::"), 0) == SIZE_MAX)
        return;
    while (sl_str_split(&rest, '\n', &line)) {
        size_t length = fence_length(line), at;
        sl_str trimmed = sl_str_trim(line);
        if (length && !fence) {
            fence = length;
            of = trimmed.p[0];
        } else if (length && trimmed.p[0] == of && length >= fence && trimmed.n == length) {
            fence = 0;
        }
        bool read = !fence && sl_str_starts(line, ":::");
        if (read || !is_mark(line, &at))
            continue;
        uint32_t begin = (uint32_t)(line.p - bytes.p) + (uint32_t)at;
        report_mark(s, (sl_span){file, begin, begin + 2});
    }
}

static void check_scalars(const sl_strategy *s, const sl_yaml *y)
{
    if (!y)
        return;
    sl_str rest = y->kind == SL_YAML_SCALAR ? y->text : SL_STR_NONE, line;
    size_t at;
    if (rest.n && sl_str_find(rest, SL_STR("::"), 0) != SIZE_MAX)
        while (sl_str_split(&rest, '\n', &line))
            if (is_mark(line, &at)) {
                report_mark(s, y->span);
                break;
            }
    SL_EACH (child, y)
        check_scalars(s, child);
}

static void check_marks(const sl_strategy *s)
{
    for (size_t i = 0; i < s->content->files.n; i++) {
        uint32_t file = s->content->files.at[i];
        if (sl_str_ends(sl_sources_lookup(s->sources, file)->path, ".md"))
            check_lines(s, file);
    }
    for (size_t i = 0; i < s->items.n; i++)
        check_scalars(s, s->items.at[i]->front);
    for (size_t i = 0; i < s->blocks.n; i++)
        check_scalars(s, s->blocks.at[i]->yaml);
    check_scalars(s, s->config);
    check_scalars(s, s->register_yaml);
    for (size_t i = 0; i < s->record->roots.n; i++)
        check_scalars(s, s->record->roots.at[i]);
    for (size_t i = 0; i < s->record->responses.n; i++)
        check_scalars(s, s->record->responses.at[i].yaml);
}

/* --- IDs in plain text --- */

typedef struct naming {
    const sl_strategy *s;
    sl_map hidden; /* IDs */
} naming;

static bool is_id_char(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

static void check_ids(const naming *m, sl_str text, sl_span span)
{
    for (size_t i = 0; i < text.n; i++) {
        if (!is_id_char(text.p[i]))
            continue;
        size_t begin = i;
        while (i < text.n && is_id_char(text.p[i]))
            i++;
        sl_str id = sl_str_slice(text, begin, i);
        if (!sl_map_lookup(&m->hidden, id))
            continue;
        sl_span at = span;
        if (span.end - span.begin == text.n)
            at = (sl_span){span.file, span.begin + (uint32_t)begin, span.begin + (uint32_t)i};
        sl_finding *f =
            sl_diag_add(m->s->diags, SL_E0623, at,
                        "a text for everybody names %.*s, which is kept from them", SL_FMT(id));
        sl_diag_help(m->s->diags, f,
                     "leave it out, or put the sentence between ::: audience lines");
    }
}

static void check_texts(const naming *m, const sl_node *parent, sl_str widest)
{
    for (const sl_node *n = parent ? parent->first : NULL; n; n = n->next) {
        if (n->kind == SL_NODE_AUDIENCE && sl_audience_hides_block(n, widest))
            continue;
        if (n->kind == SL_NODE_TEXT || n->kind == SL_NODE_CODE || n->kind == SL_NODE_CODE_BLOCK)
            check_ids(m, n->text, n->span);
        check_texts(m, n, widest);
    }
}

static void check_naming(const sl_strategy *s, sl_str widest)
{
    naming m = {.s = s};
    sl_map_init(&m.hidden, s->arena);
    for (size_t i = 0; i < s->items.n; i++)
        if (sl_audience_hides(s, s->items.at[i]->front, widest))
            sl_map_add(&m.hidden, s->items.at[i]->id, &m);
    for (size_t i = 0; i < s->evidence.n; i++)
        if (sl_audience_hides(s, s->evidence.at[i]->yaml, widest))
            sl_map_add(&m.hidden, s->evidence.at[i]->id, &m);
    for (size_t i = 0; i < s->items.n && m.hidden.entries.n; i++) {
        const sl_item *item = s->items.at[i];
        if (sl_audience_hides(s, item->front, widest))
            continue;
        check_ids(&m, item->title,
                  sl_yaml_lookup(item->front, "title") ? sl_yaml_lookup(item->front, "title")->span
                                                       : item->span);
        check_texts(&m, item->body, widest);
    }
    for (size_t i = 0; i < s->evidence.n && m.hidden.entries.n; i++) {
        const sl_evidence *e = s->evidence.at[i];
        const sl_yaml *statement = sl_yaml_lookup(e->yaml, "statement");
        const sl_yaml *notes = sl_yaml_lookup(e->yaml, "notes");
        if (sl_audience_hides(s, e->yaml, widest))
            continue;
        if (statement)
            check_ids(&m, statement->text, statement->span);
        if (notes)
            check_ids(&m, notes->text, notes->span);
    }
}

void sl_check_audience(const sl_strategy *s)
{
    check_everybody(s);
    for (size_t i = 0; i < s->items.n; i++)
        check_names(s, s->items.at[i]->front);
    check_names_below(s, s->register_yaml);
    for (size_t i = 0; i < s->record->roots.n; i++)
        check_names_below(s, s->record->roots.at[i]);
    check_marks(s);
    sl_str widest = sl_audience_widest(s);
    if (!sl_secrets_exist(s, widest))
        return;
    check_naming(s, widest);
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        if (sl_audience_hides(s, item->front, widest))
            continue;
        check_figures(s, item, widest);
        if (sl_graph_is_end(s->framework, item->type))
            check_item(s, item, widest);
    }
}
