/* Characters and images, looked at before any page is set: in the texts, the front matter, the
 * register, the record and strategy.yaml, wherever a reader may meet them. */
#include "check/memo.h"
#include "load/block.h"
#include "record/record.h"
#include "session/make.h"

typedef struct preflight {
    sl_making *m;
    uint8_t *known; /* by character of the basic plane: 0 not asked yet, 1 shown, 2 not */
} preflight;

static bool ask_faces(const sl_making *m, uint32_t c)
{
    const sl_face *any =
        sl_fonts_lookup(m->fonts, SL_STR("Source Serif 4"), SL_WEIGHT_REGULAR, false);
    return any && sl_fonts_find(m->fonts, any, c);
}

static bool is_shown(preflight *p, uint32_t c)
{
    if (c > 0xFFFF)
        return ask_faces(p->m, c);
    if (!p->known[c])
        p->known[c] = ask_faces(p->m, c) ? 1 : 2;
    return p->known[c] == 1;
}

/* Overrides, embeddings and isolates of direction. */
static bool is_turning(uint32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* Characters that nobody sees and that turn or hide what stands beside them (Unicode Technical
 * Report 36, 2.10; Boucher and Anderson, Trojan Source, 2021). joins: those that scripts from the
 * right and of India need. */
static bool is_hidden(uint32_t c, bool *joins)
{
    *joins = (c >= 0x200C && c <= 0x200F) || c == 0x061C;
    return *joins || is_turning(c) || (c >= 0x2060 && c <= 0x2064) || c == 0x200B || c == 0xFEFF ||
           c == 0x180E || (c >= 0xE0000 && c <= 0xE007F) || (c >= 0xFFF9 && c <= 0xFFFB);
}

static bool has_joining_script(sl_str text)
{
    for (size_t at = 0; at < text.n;) {
        uint32_t c = sl_utf8_next(text, &at);
        if ((c >= 0x0590 && c <= 0x0DFF && c != 0x061C) || (c >= 0xFB1D && c <= 0xFEFC))
            return true;
    }
    return false;
}

static void report(preflight *p, sl_span span, uint32_t c, sl_str shown, bool hidden)
{
    sl_diags *d = &p->m->session->diags;
    if (hidden) {
        sl_finding *f =
            sl_diag_add(d, SL_E0130, span, "a character that nobody sees (U+%04X)", (unsigned)c);
        sl_diag_help(d, f,
                     "remove it: it came with text pasted from elsewhere, or is meant to hide "
                     "something");
        return;
    }
    sl_finding *f =
        sl_diag_add(d, SL_E0401, span, "no face shows '%.*s' (U+%04X)", SL_FMT(shown), (unsigned)c);
    sl_diag_help(d, f, "write it with other characters");
}

/* The first character of a text that no face shows, where it is printed, or that nobody sees. */
static void check_characters(preflight *p, sl_str text, sl_span span, bool printed)
{
    if (sl_utf8_count_ascii(text) == text.n && sl_str_find_char(text, 0x7F, 0) == SIZE_MAX)
        return; /* nearly always; printable ASCII is in every face */
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        uint32_t c = sl_utf8_next(text, &at);
        bool joins, hidden = c >= 0x7F && is_hidden(c, &joins);
        if (c < 0x7F || (hidden ? joins && has_joining_script(text) : !printed || is_shown(p, c)))
            continue;
        if (span.end - span.begin == text.n) {
            span.begin += (uint32_t)from;
            span.end = span.begin + (uint32_t)(at - from);
        }
        report(p, span, c, sl_str_slice(text, from, at), hidden);
        return;
    }
}

static void check_text(preflight *p, sl_str text, sl_span span)
{
    check_characters(p, text, span, true);
}

/* Keys whose values nobody prints. */
static bool is_unprinted(sl_str key)
{
    static const char *const keys[] = {"notes", "query", "holds", "url", "before", "wording"};
    for (size_t i = 0; i < SL_COUNT(keys); i++)
        if (sl_str_equal_z(key, keys[i]))
            return true;
    return sl_str_starts(key, "x-");
}

static void check_values(preflight *p, const sl_yaml *y, unsigned depth, bool printed)
{
    if (!y || depth > 16)
        return;
    if (y->kind == SL_YAML_SCALAR) {
        sl_span span = y->span; /* without its quotation marks */
        if (y->quoted && span.end - span.begin == y->text.n + 2) {
            span.begin++;
            span.end--;
        }
        check_characters(p, y->text, span, printed);
        return;
    }
    SL_EACH (child, y)
        check_values(p, child, depth + 1, printed && !is_unprinted(child->key));
}

static void check_yaml(preflight *p, const sl_yaml *y)
{
    check_values(p, y, 0, true);
}

static bool is_text_file(sl_str path)
{
    static const char *const ends[] = {".md", ".yaml", ".csv", ".json", ".geojson", ".lock"};
    for (size_t i = 0; i < SL_COUNT(ends); i++)
        if (sl_str_ends(path, ends[i]))
            return true;
    return false;
}

static bool is_reported(const preflight *p, uint32_t file)
{
    const sl_diags *d = &p->m->session->diags;
    for (size_t i = 0; i < d->findings.n; i++)
        if (d->findings.at[i]->code == SL_E0130 && d->findings.at[i]->span.file == file)
            return true;
    return false;
}

/* Comments, data that nothing shows, locks: what turns the words around it is said in every file,
 * as it is there for who reads the file. */
static void check_file(preflight *p, uint32_t file)
{
    const sl_source *f = sl_sources_lookup(&p->m->session->sources, file);
    sl_str s = f->bytes;
    if (!is_text_file(f->path))
        return;
    size_t at = sl_str_find_char(s, (char)0xE2, 0); /* U+2000 to U+2FFF begin so */
    while (at < s.n) {
        size_t from = at;
        uint32_t c = sl_utf8_next(s, &at);
        if (!is_turning(c)) {
            at = sl_str_find_char(s, (char)0xE2, at);
            continue;
        }
        if (!is_reported(p, file))
            report(p, (sl_span){file, (uint32_t)from, (uint32_t)at}, c, SL_STR_NONE, true);
        return;
    }
}

static void check_item(preflight *p, const sl_item *item)
{
    check_yaml(p, item->front);
    for (const sl_node *n = item->body ? item->body->first : NULL; n;
         n = sl_node_walk(item->body, n)) {
        if (n->kind == SL_NODE_TEXT || n->kind == SL_NODE_CODE || n->kind == SL_NODE_CODE_BLOCK)
            check_text(p, n->text, n->span);
        check_text(p, n->title, n->span);
        check_text(p, n->alt, n->span);
    }
}

/* Items that were checked before, with the faces of all readings, are not checked again. */
static void check_items(preflight *p)
{
    static const char by;
    const sl_strategy *s = p->m->whole;
    sl_memo memo;
    sl_memo_init(&memo, s, &by);
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        bool keeps = p->m->shares_faces && item->body;
        if (keeps && sl_memo_find(&memo, item))
            continue;
        check_item(p, item);
        if (keeps)
            sl_memo_end(&memo);
    }
}

/* Cells and labels that datasets give. */
static void check_data(preflight *p, const sl_block *b)
{
    const sl_yaml *data = sl_yaml_lookup(b->yaml, "data");
    sl_span span = data ? data->span : b->span;
    for (size_t i = 0; b->table && i < (size_t)b->table->column_count * b->table->row_count; i++)
        check_text(p, b->table->cells[i], (sl_span){span.file, span.begin, span.end});
    for (size_t i = 0; b->chart && i < b->chart->label_count; i++)
        check_text(p, b->chart->labels[i], span);
    for (size_t i = 0; b->chart && i < b->chart->series_count; i++)
        check_text(p, b->chart->series[i], span);
}

static void check_images(preflight *p)
{
    const sl_strategy *s = p->m->whole;
    for (size_t i = 0; i < s->assets.n; i++) {
        const sl_asset *asset = s->assets.at[i];
        if (asset->file && asset->is_image)
            sl_make_image(p->m, asset->path,
                          sl_sources_lookup(&p->m->session->sources, asset->file)->bytes,
                          asset->span);
    }
}

void sl_make_preflight(sl_making *m)
{
    const sl_strategy *s = m->whole;
    preflight p = {m, SL_NEW_ARRAY(m->session->arena, uint8_t, 0x10000)};
    check_yaml(&p, s->config);
    check_yaml(&p, s->framework_yaml);
    check_yaml(&p, s->glossary_yaml);
    check_items(&p);
    check_yaml(&p, s->register_yaml);
    for (size_t i = 0; i < s->record->roots.n; i++)
        check_yaml(&p, s->record->roots.at[i]);
    for (size_t i = 0; i < s->record->responses.n; i++)
        check_yaml(&p, s->record->responses.at[i].yaml);
    for (size_t i = 0; i < s->blocks.n; i++) {
        check_yaml(&p, s->blocks.at[i]->yaml);
        check_data(&p, s->blocks.at[i]);
    }
    check_images(&p);
    for (uint32_t i = 1; i < m->session->sources.files.n; i++)
        check_file(&p, i);
}
