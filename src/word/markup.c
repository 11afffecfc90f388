#include "word/markup.h"

#include <stdlib.h>

#include "base/buf.h"

/* --- elements --- */

bool sl_markup_next(sl_str *rest, sl_str *element)
{
    size_t from = sl_str_find_char(*rest, '<', 0), at = from;
    unsigned depth = 0;
    if (from == SIZE_MAX)
        return false;
    do {
        size_t open = sl_str_find_char(*rest, '<', at), close = sl_str_find_char(*rest, '>', at);
        SL_CHECK(open != SIZE_MAX && close != SIZE_MAX && close > open);
        if (rest->p[open + 1] == '/')
            depth--;
        else if (rest->p[close - 1] != '/')
            depth++;
        at = close + 1;
    } while (depth);
    *element = sl_str_slice(*rest, from, at);
    *rest = sl_str_slice(*rest, at, rest->n);
    return true;
}

sl_str sl_markup_inner(sl_str element)
{
    size_t begin = sl_str_find_char(element, '>', 0) + 1, end = element.n;
    if (begin >= element.n)
        return SL_STR_NONE;
    while (end > begin && element.p[end - 1] != '<')
        end--;
    return sl_str_slice(element, begin, end - 1);
}

static sl_str start_tag(sl_str element)
{
    return sl_str_slice(element, 0, sl_str_find_char(element, '>', 0) + 1);
}

sl_str sl_markup_value(sl_str xml, const char *attribute)
{
    size_t at = sl_str_find(xml, sl_str_from(attribute), 0);
    if (at == SIZE_MAX)
        return SL_STR_NONE;
    at += strlen(attribute);
    return sl_str_slice(xml, at, sl_str_find_char(xml, '"', at));
}

static bool holds(sl_str xml, const char *what)
{
    return sl_str_find(xml, sl_str_from(what), 0) != SIZE_MAX;
}

/* --- keys --- */

static uint32_t number_of(sl_markup_keys *k, sl_str text)
{
    void *known = sl_map_lookup(&k->numbers, text);
    if (!known) {
        known = (void *)(uintptr_t)(k->numbers.entries.n + 1);
        sl_map_add(&k->numbers, text, known);
    }
    return (uint32_t)(uintptr_t)known;
}

/* Values that differ where nothing does: numbers of bookmarks, pictures and notes. */
static bool is_number(sl_str xml, size_t at, size_t *end)
{
    static const char *const names[] = {" w:id=\"", " id=\"", " name=\"Picture "};
    for (size_t i = 0; i < SL_COUNT(names); i++)
        if (sl_str_starts(sl_str_slice(xml, at, xml.n), names[i])) {
            *end = sl_str_find_char(xml, '"', at + strlen(names[i])) + 1;
            return true;
        }
    return false;
}

/* Appends what makes a text the same as another. */
static void push_key(sl_markup *m, sl_buf *b, sl_str xml)
{
    static const char list[] = "<w:numId w:val=\"", note[] = "<w:footnoteReference";
    size_t done = 0;
    for (size_t at = 0; at < xml.n; at++) {
        size_t end = at;
        sl_str here = sl_str_slice(xml, at, xml.n), more = SL_STR_NONE;
        if (xml.p[at] != '<' && xml.p[at] != ' ')
            continue;
        if (sl_str_starts(here, "<w:bookmark")) {
            end = sl_str_find_char(xml, '>', at) + 1;
        } else if (sl_str_starts(here, list)) {
            sl_str number = sl_markup_value(here, list);
            more = m->keys->list_of(m->keys->context, number);
            end = at + strlen(list) + number.n;
        } else if (sl_str_starts(here, note)) {
            const sl_str *text = sl_map_lookup(&m->notes, sl_markup_value(here, " w:id=\""));
            end = at + strlen(note);
            if (text)
                push_key(m, b, *text);
        } else if (!is_number(xml, at, &end)) {
            continue;
        }
        sl_buf_push_str(b, sl_str_slice(xml, done, at));
        sl_buf_push_str(b, more);
        done = end;
        at = end - 1;
    }
    sl_buf_push_str(b, sl_str_slice(xml, done, xml.n));
}

static uint32_t key_of(sl_markup *m, sl_str xml)
{
    sl_buf b;
    sl_buf_init(&b);
    push_key(m, &b, xml);
    void *known = sl_map_lookup(&m->keys->numbers, sl_buf_str(&b));
    uint32_t key =
        known ? (uint32_t)(uintptr_t)known : number_of(m->keys, sl_buf_copy(&b, m->keys->arena));
    sl_buf_done(&b);
    return key;
}

void sl_markup_init(sl_markup *m, sl_markup_keys *keys, sl_str notes)
{
    sl_str note;
    m->keys = keys;
    sl_map_init(&m->notes, keys->arena);
    while (sl_markup_next(&notes, &note)) {
        sl_str *text = SL_NEW(keys->arena, sl_str);
        *text = sl_markup_inner(note);
        sl_map_add(&m->notes, sl_markup_value(note, " w:id=\""), text);
    }
}

/* --- blocks --- */

static bool is_space(sl_str xml)
{
    return sl_str_starts(xml, "<w:p><w:pPr><w:pStyle w:val=\"Space\"/></w:pPr></w:p>");
}

/* A bookmark before the words that is no place of the source and no number of a paragraph. */
static sl_str name_of(sl_str xml)
{
    size_t words = sl_str_find(xml, SL_STR("<w:r>"), 0);
    for (size_t at = 0;; at++) {
        at = sl_str_find(xml, SL_STR("<w:bookmarkStart "), at);
        if (at == SIZE_MAX || at > words)
            return SL_STR_NONE;
        sl_str name = sl_markup_value(sl_str_slice(xml, at, xml.n), " w:name=\"");
        bool numbers = name.n > 1 && name.p[0] == 'p' && sl_is_digit(name.p[1]);
        if (!numbers && !sl_str_starts(name, "s_"))
            return name;
    }
}

/* Where what a paragraph says begins: at its place in the source, or behind the bookmarks before
 * its words. It says the same whatever it is called. */
static size_t start_of_said(sl_str xml)
{
    sl_str start = SL_STR("<w:bookmarkStart ");
    size_t place = sl_str_find(xml, SL_STR("w:name=\"s_"), 0), end = 0;
    size_t words = sl_str_find(xml, SL_STR("<w:r>"), 0), at = sl_str_find(xml, start, 0);
    if (place != SIZE_MAX)
        return sl_str_find_char(xml, '>', place) + 1;
    for (; at != SIZE_MAX && at < words; at = sl_str_find(xml, start, end))
        end = sl_str_find_char(xml, '>', at) + 1;
    return end;
}

sl_markup_blocks sl_markup_list(sl_markup *m, sl_str xml)
{
    sl_markup_blocks all = {0};
    sl_str element;
    while (sl_markup_next(&xml, &element)) {
        sl_markup_block *last = all.n ? &all.at[all.n - 1] : NULL;
        if (last && last->is_table && !last->tail.n && is_space(element)) {
            last->tail = element;
            continue;
        }
        sl_markup_block b = {.xml = element, .is_table = sl_str_starts(element, "<w:tbl>")};
        sl_str inner = sl_markup_inner(element), props = SL_STR_NONE;
        if (b.is_table) {
            size_t rows = sl_str_find(inner, SL_STR("<w:tr>"), 0);
            b.props = sl_str_slice(inner, 0, rows == SIZE_MAX ? inner.n : rows);
        } else if (sl_str_starts(inner, "<w:pPr") && sl_markup_next(&inner, &props)) {
            b.props = sl_markup_inner(props);
            b.style = sl_markup_value(b.props, "<w:pStyle w:val=\"");
            b.level = sl_markup_value(b.props, "<w:ilvl w:val=\"");
            b.name = name_of(element);
        }
        b.key = b.said = key_of(m, element);
        size_t said = b.is_table ? 0 : start_of_said(element);
        if (said)
            b.said = key_of(m, sl_str_slice(element, said, element.n));
        SL_PUSH(m->keys->arena, all, b);
    }
    return all;
}

size_t sl_markup_count_columns(const sl_markup_block *table)
{
    size_t n = 0;
    for (size_t at = 0; (at = sl_str_find(table->props, SL_STR("<w:gridCol "), at)) != SIZE_MAX;
         at++)
        n++;
    return n;
}

/* --- what is in a paragraph --- */

static void add_token(sl_markup *m, sl_markup_block *b, sl_markup_token t)
{
    sl_buf key;
    sl_buf_init(&key);
    if (t.raw.n) {
        push_key(m, &key, t.raw);
    } else {
        sl_buf_push_str(&key, t.look);
        sl_buf_push_str(&key, t.text);
    }
    push_key(m, &key, t.link);
    t.key = number_of(m->keys, sl_buf_take(&key, m->keys->arena));
    t.mark = b->marks.n;
    SL_PUSH(m->keys->arena, b->tokens, t);
}

static bool is_letter(char c)
{
    return (unsigned char)c >= 0x80 || sl_is_letter(c) || sl_is_digit(c);
}

/* A word, or one mark, with the spaces behind it. */
static size_t end_of_word(sl_str s, size_t at)
{
    if (is_letter(s.p[at]))
        while (at < s.n && is_letter(s.p[at]))
            at++;
    else if (s.p[at] == '&')
        at = sl_str_find_char(s, ';', at) + 1;
    else
        at++;
    while (at < s.n && s.p[at] == ' ')
        at++;
    return at;
}

static void add_words(sl_markup *m, sl_markup_block *b, sl_str text, sl_str look, sl_str link)
{
    for (size_t at = 0; at < text.n;) {
        size_t end = end_of_word(text, at);
        add_token(
            m, b,
            (sl_markup_token){.text = sl_str_slice(text, at, end), .look = look, .link = link});
        at = end;
    }
}

/* A run that is no part of a field. */
static void add_run(sl_markup *m, sl_markup_block *b, sl_str run, sl_str link)
{
    sl_str inner = sl_markup_inner(run), look = SL_STR_NONE, text;
    if (holds(run, "<w:fldChar ") || holds(run, "<w:instrText")) {
        SL_PUSH(m->keys->arena, b->marks, ((sl_markup_mark){run, link}));
        return;
    }
    if (sl_str_starts(inner, "<w:rPr>"))
        sl_markup_next(&inner, &look);
    sl_str rest = inner;
    bool words = (sl_str_starts(inner, "<w:t ") || sl_str_starts(inner, "<w:t>")) &&
                 sl_markup_next(&rest, &text) && !rest.n;
    if (words) {
        add_words(m, b, sl_markup_inner(text), look, link);
        return;
    }
    sl_markup_token t = {.raw = run, .link = link};
    if (holds(run, "<w:footnoteReference "))
        t.note = sl_markup_value(run, " w:id=\"");
    add_token(m, b, t);
}

/* From a run that begins a field to the one that ends it: false when that is not here, or the field
 * holds more than runs. */
static bool take_field(sl_str run, sl_str rest, sl_str *field, sl_str *behind)
{
    unsigned depth = 1;
    sl_str element = run;
    if (!holds(run, "w:fldCharType=\"begin\""))
        return false;
    while (depth) {
        if (!sl_markup_next(&rest, &element) || !sl_str_starts(element, "<w:r>") ||
            (depth == 1 && holds(element, "> TOC ")))
            return false;
        depth += holds(element, "w:fldCharType=\"begin\"");
        depth -= holds(element, "w:fldCharType=\"end\"");
    }
    *field = (sl_str){run.p, (size_t)(element.p + element.n - run.p)};
    *behind = rest;
    return true;
}

static void read_inlines(sl_markup *m, sl_markup_block *b, sl_str rest, sl_str link)
{
    sl_str element, field;
    while (sl_markup_next(&rest, &element)) {
        if (sl_str_starts(element, "<w:bookmark"))
            SL_PUSH(m->keys->arena, b->marks, ((sl_markup_mark){element, link}));
        else if (sl_str_starts(element, "<w:hyperlink"))
            read_inlines(m, b, sl_markup_inner(element), start_tag(element));
        else if (take_field(element, rest, &field, &rest))
            add_token(m, b, (sl_markup_token){.raw = field, .link = link});
        else
            add_run(m, b, element, link);
    }
}

/* --- the words of all that is in it --- */

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Words of any element, whatever it holds. */
static uint32_t *sort_words(sl_markup *m, sl_str xml, size_t *n)
{
    SL_VEC(uint32_t) words = {0};
    size_t at = 0;
    for (;;) {
        at = sl_str_find(xml, SL_STR("<w:t "), at);
        if (at == SIZE_MAX)
            break;
        at = sl_str_find_char(xml, '>', at) + 1;
        size_t end = sl_str_find_char(xml, '<', at);
        while (at < end) {
            sl_str text = sl_str_slice(xml, 0, end);
            size_t next = end_of_word(text, at);
            if (is_letter(xml.p[at]))
                SL_PUSH(m->keys->arena, words,
                        number_of(m->keys, sl_str_trim(sl_str_slice(xml, at, next))));
            at = next;
        }
    }
    if (words.n)
        qsort(words.at, words.n, sizeof *words.at, by_number);
    *n = words.n;
    return words.at;
}

void sl_markup_read(sl_markup *m, sl_markup_block *b)
{
    if (b->is_read)
        return;
    b->is_read = true;
    b->sorted = sort_words(m, b->xml, &b->sorted_count);
    if (b->is_table)
        return;
    sl_str rest = sl_markup_inner(b->xml), props;
    if (sl_str_starts(rest, "<w:pPr"))
        sl_markup_next(&rest, &props);
    read_inlines(m, b, rest, SL_STR_NONE);
    /* A mark counts to what stands before it; those before the first word are told apart. */
    b->first_mark = b->tokens.n ? b->tokens.at[0].mark : b->marks.n;
    for (size_t i = 0; i + 1 < b->tokens.n; i++)
        b->tokens.at[i].mark = b->tokens.at[i + 1].mark;
    if (b->tokens.n)
        b->tokens.at[b->tokens.n - 1].mark = b->marks.n;
}

/* --- tables --- */

static void push_shape(sl_buf *b, sl_str props)
{
    sl_str span = sl_markup_value(props, "<w:gridSpan w:val=\"");
    bool merges = holds(props, "<w:vMerge");
    sl_buf_push_format(b, "%.*s%s,", SL_FMT(span),
                       !merges                       ? ""
                       : holds(props, "\"restart\"") ? "v"
                                                     : "^");
}

sl_markup_rows sl_markup_list_rows(sl_markup *m, const sl_markup_block *table)
{
    sl_markup_rows all = {0};
    sl_str rest = sl_markup_inner(table->xml), row;
    rest = sl_str_slice(rest, table->props.n, rest.n);
    while (sl_markup_next(&rest, &row)) {
        sl_markup_row r = {.xml = row, .key = key_of(m, row)};
        sl_str inner = sl_markup_inner(row), element;
        sl_buf shape;
        sl_buf_init(&shape);
        while (sl_markup_next(&inner, &element)) {
            if (sl_str_starts(element, "<w:trPr")) {
                r.props = sl_markup_inner(element);
                sl_buf_push_z(&shape, holds(element, "<w:tblHeader") ? "head " : "row ");
                continue;
            }
            sl_markup_cell c = {0};
            sl_str content = sl_markup_inner(element);
            if (sl_str_starts(content, "<w:tcPr"))
                sl_markup_next(&content, &c.props);
            push_shape(&shape, c.props);
            c.blocks = sl_markup_list(m, content);
            SL_PUSH(m->keys->arena, r.cells, c);
        }
        r.shape = number_of(m->keys, sl_buf_take(&shape, m->keys->arena));
        r.sorted = sort_words(m, row, &r.sorted_count);
        SL_PUSH(m->keys->arena, all, r);
    }
    return all;
}

bool sl_markup_is_same_call(const sl_markup_token *x, const sl_markup_token *y)
{
    size_t i = (size_t)(x->note.p - x->raw.p), k = (size_t)(y->note.p - y->raw.p);
    return sl_str_equal(sl_str_slice(x->raw, 0, i), sl_str_slice(y->raw, 0, k)) &&
           sl_str_equal(sl_str_slice(x->raw, i + x->note.n, x->raw.n),
                        sl_str_slice(y->raw, k + y->note.n, y->raw.n));
}

bool sl_markup_is_alike(const sl_markup_block *a, const sl_markup_block *b)
{
    return sl_str_equal(a->style, b->style) && sl_str_equal(a->level, b->level);
}

bool sl_markup_has_bookmark(const sl_markup_block *b, sl_str name)
{
    for (size_t i = 0; i < b->marks.n; i++)
        if (sl_str_equal(sl_markup_value(b->marks.at[i].xml, " w:name=\""), name))
            return true;
    return false;
}
