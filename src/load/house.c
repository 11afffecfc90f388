#include "load/house.h"

#include <stdlib.h>

#include "doc/block_word.h"
#include "load/short.h"
#include "model/fingerprint.h"
#include "model/unit.h"

enum { WIDTH = 100 /* columns of a list that is written in lines */ };

/* --- lines --- */

static bool is_fence(sl_str line)
{
    sl_str s = sl_str_trim(line);
    return sl_str_starts(s, "```") || sl_str_starts(s, "~~~");
}

/* A block of ours is YAML: blanks at the ends of its lines say nothing. */
static bool is_block(sl_str line)
{
    sl_str s = sl_str_trim(line);
    while (s.n && (s.p[0] == '`' || s.p[0] == '~'))
        s = sl_str_slice(s, 1, s.n);
    return sl_block_word_lookup(sl_str_trim(s)) != NULL;
}

/* Two blanks at the end of a line of text break it there: they are a mark. */
static sl_str trim_end(sl_str line)
{
    size_t n = line.n;
    while (n > 0 && (line.p[n - 1] == ' ' || line.p[n - 1] == '\t' || line.p[n - 1] == '\r'))
        n--;
    bool broken = n > 0 && line.n >= n + 2 && line.p[n] == ' ' && line.p[n + 1] == ' ';
    return sl_str_slice(line, 0, broken ? n + 2 : n);
}

sl_str sl_house_write_lines(sl_arena *a, sl_str bytes, bool careful)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_str rest = bytes, line;
    size_t empty = 0;
    bool fenced = false, kept = false; /* kept: what is in the fence is code */
    if (sl_str_starts(rest, "\xEF\xBB\xBF"))
        rest = sl_str_slice(rest, 3, rest.n);
    while (rest.n && sl_str_split(&rest, '\n', &line)) {
        if (is_fence(line)) {
            fenced = !fenced;
            kept = fenced && (careful || !is_block(line));
        }
        bool stays = kept && !is_fence(line) && !sl_str_ends(line, "\r");
        sl_str text = stays ? line : trim_end(line);
        if (!text.n && !fenced) {
            empty++;
            continue;
        }
        if (b.n && empty)
            sl_buf_push_char(&b, '\n');
        empty = 0;
        sl_buf_push_str(&b, text);
        sl_buf_push_char(&b, '\n');
    }
    return sl_buf_take(&b, a);
}

/* --- keys --- */

/* A key with its value and the comments above it, as they stand in the file. */
typedef struct entry {
    sl_str name, lines;
    unsigned rank;
    size_t order;
} entry;

typedef struct writing {
    sl_arena *arena;
    const sl_strategy *s;
    const sl_item *item;
    const sl_yaml *front; /* as it is written, not written out */
    bool is_file;         /* it is the front matter of a file, and not a block in one */
    SL_VEC(entry) entries;
} writing;

/* What it is; what it leads to; what it says; what it rests on; who answers for it. */
static unsigned rank_of(const writing *w, sl_str name)
{
    static const char *const first[] = {"id", "type", "title", "short"};
    static const char *const last[] = {"contrary", "areas",    "state", "owner",
                                       "audience", "numbered", "lang",  "waive"};
    const sl_framework *f = w->s->framework;
    for (unsigned i = 0; i < SL_COUNT(first); i++)
        if (sl_str_equal_z(name, first[i]))
            return i;
    for (unsigned i = 0; i < SL_COUNT(last); i++)
        if (sl_str_equal_z(name, last[i]))
            return 3000 + i;
    const sl_role *role = sl_framework_lookup_role(f, name);
    const sl_key *key = role ? NULL : sl_framework_lookup_key(w->item->type, name);
    if (role)
        return (role->to[SL_EVIDENCE_TYPE] ? 2000 : 10) + role->index;
    return key ? 1000 + (unsigned)(key - w->item->type->keys.at) : 4000;
}

static bool is_key(sl_str line, sl_str *name)
{
    size_t n = 0;
    while (n < line.n && (sl_is_letter(line.p[n]) || sl_is_digit(line.p[n]) || line.p[n] == '-'))
        n++;
    *name = sl_str_slice(line, 0, n);
    return n > 0 && n < line.n && line.p[n] == ':' &&
           (n + 1 == line.n || strchr(" \r", line.p[n + 1]));
}

/* False: its lines are not understood, and stay as they are. */
static bool read_entries(writing *w, sl_str text)
{
    size_t begin = 0, at = 0;
    bool open = false; /* a key has begun, so that comments belong to the next */
    sl_str name;
    while (at < text.n) {
        size_t end = sl_str_find_char(text, '\n', at);
        end = end == SIZE_MAX ? text.n : end + 1;
        sl_str line = sl_str_slice(text, at, end);
        sl_str bare = sl_str_trim(line);
        bool between = !bare.n || (bare.p[0] == '#' && line.p[0] == '#');
        if (is_key(sl_str_slice(line, 0, line.n - sl_str_ends(line, "\n")), &name)) {
            entry e = {.name = name, .rank = rank_of(w, name), .order = w->entries.n};
            e.lines = sl_str_slice(text, begin, end);
            SL_PUSH(w->arena, w->entries, e);
            begin = end;
            open = true;
        } else if (!between && !open) {
            return false;
        } else if (!between) {
            entry *last = &w->entries.at[w->entries.n - 1];
            last->lines = sl_str_slice(text, (size_t)(last->lines.p - text.p), end);
            begin = end;
        }
        at = end;
    }
    return begin == text.n || !sl_str_trim(sl_str_slice(text, begin, text.n)).n;
}

static int compare(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* --- few words --- */

/* "inputs: One; another", in lines of a readable width. NULL: the list cannot be said so. */
static sl_str write_list(writing *w, const sl_yaml *y)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_format(&b, "%.*s:", SL_FMT(y->key));
    size_t column = b.n;
    bool good = y->count > 0;
    SL_EACH (one, y) {
        good = good && one->kind == SL_YAML_SCALAR && !one->quoted &&
               sl_house_is_plain(one->text, true) && !sl_yaml_is_null(one);
        sl_str rest = one->text, word;
        while (good && sl_str_split(&rest, ' ', &word)) {
            bool wraps = column + 1 + word.n > WIDTH && !(word.n == 1 && word.p[0] == '-');
            sl_buf_push_z(&b, wraps ? "\n  " : " ");
            column = wraps ? 2 : column + 1;
            sl_buf_push_str(&b, word);
            column += word.n;
        }
        if (one->next)
            sl_buf_push_char(&b, ';');
        column++;
    }
    sl_buf_push_char(&b, '\n');
    sl_str text = good ? sl_buf_copy(&b, w->arena) : SL_STR_NONE;
    sl_buf_done(&b);
    return text;
}

/* "£55 million" of 55 and "GBP million"; empty: there is no such form. */
static sl_str write_sum(sl_arena *a, sl_str amount, sl_str unit)
{
    size_t space = sl_str_find_char(unit, ' ', 0);
    sl_str code = space == SIZE_MAX ? unit : sl_str_slice(unit, 0, space);
    sl_str scale = space == SIZE_MAX ? SL_STR_NONE : sl_str_slice(unit, space, unit.n);
    const sl_currency *c = sl_currency_lookup(code);
    bool known = !scale.n || sl_str_equal_z(scale, " thousand") ||
                 sl_str_equal_z(scale, " million") || sl_str_equal_z(scale, " billion");
    if (!c || !known || !sl_str_equal_z(code, c->code) || !amount.n || amount.p[0] == '-')
        return SL_STR_NONE;
    return c->sign[0] ? sl_str_format(a, "%s%.*s%.*s", c->sign, SL_FMT(amount), SL_FMT(scale))
                      : sl_str_format(a, "%s %.*s%.*s", c->code, SL_FMT(amount), SL_FMT(scale));
}

sl_str sl_house_write_money(sl_arena *a, const sl_yaml *y)
{
    static const char *const keys[] = {"amount", "unit", "years", "source"};
    SL_EACH (one, y) {
        bool known = false;
        for (size_t i = 0; i < SL_COUNT(keys); i++)
            known = known || sl_str_equal_z(one->key, keys[i]);
        if (!known || one->kind != SL_YAML_SCALAR)
            return SL_STR_NONE;
    }
    sl_str sum = write_sum(a, sl_yaml_text(y, "amount"), sl_yaml_text(y, "unit"));
    sl_str years = sl_yaml_text(y, "years"), source = sl_yaml_text(y, "source");
    sl_str text = sl_str_format(a, "%.*s%s%.*s%s%.*s", SL_FMT(sum), years.n ? ", " : "",
                                SL_FMT(years), source.n ? ", " : "", SL_FMT(source));
    sl_yaml short_form = {.key = y->key, .text = text, .span = y->span};
    const sl_yaml *read =
        sum.n && sl_house_is_plain(text, false) ? sl_short_money(a, &short_form) : NULL;
    return read && sl_house_is_same_yaml(read, y) ? text : SL_STR_NONE;
}

static sl_str write_money(writing *w, const sl_yaml *y)
{
    sl_str text = sl_house_write_money(w->arena, y);
    return text.n ? sl_str_format(w->arena, "%.*s: %.*s\n", SL_FMT(y->key), SL_FMT(text))
                  : SL_STR_NONE;
}

/* The comments above a key. */
static sl_str comments_of(const entry *e)
{
    size_t at = 0;
    sl_str rest = e->lines, line, name;
    while (rest.n && sl_str_split(&rest, '\n', &line) && !is_key(line, &name))
        at = (size_t)(rest.p - e->lines.p);
    return sl_str_slice(e->lines, 0, at);
}

/* Whether the framework, or the text, says it as well. */
static bool is_said(const writing *w, const sl_yaml *y)
{
    const sl_type *type = w->item->type;
    const sl_yaml *otherwise = sl_short_default(type, y->key, w->front);
    sl_str path = sl_sources_lookup(w->s->sources, y->span.file)->path;
    if (sl_str_equal_z(y->key, "id"))
        return w->is_file && sl_str_equal(sl_short_id(w->arena, type, path), y->text);
    if (sl_str_equal_z(y->key, "type"))
        return type->folder.n && sl_framework_type_of_folder(w->s->framework, path) == type;
    if (otherwise)
        return sl_house_is_same_yaml(otherwise, y);
    const sl_role *role = sl_framework_lookup_role(w->s->framework, y->key);
    if (!role || !role->from_text[type->index] || y->kind != SL_YAML_LIST)
        return false;
    size_t n = 0;
    SL_EACH (one, y) {
        const sl_evidence *e =
            one->kind == SL_YAML_SCALAR ? sl_strategy_lookup_evidence(w->s, one->text) : NULL;
        if (!e || n >= w->item->cites.n || w->item->cites.at[n++] != e->index)
            return false;
    }
    return n == w->item->cites.n;
}

/* A comment within a value is for who reads the value as it stands. */
static bool has_comment(sl_str lines)
{
    sl_str rest = lines, line;
    while (rest.n && sl_str_split(&rest, '\n', &line))
        if (sl_str_find(line, SL_STR(" #"), 0) != SIZE_MAX)
            return true;
    return false;
}

static void push_entry(writing *w, sl_buf *out, const entry *e)
{
    const sl_yaml *y = sl_yaml_lookup_str(w->front, e->name);
    sl_str comments = comments_of(e);
    sl_str value = sl_str_slice(e->lines, comments.n, e->lines.n), text = SL_STR_NONE;
    const sl_key *key = sl_framework_lookup_key(w->item->type, e->name);
    bool plain = y && !has_comment(value);
    if (plain && !comments.n && is_said(w, y))
        return;
    if (plain && key && key->money && y->kind == SL_YAML_MAP)
        text = write_money(w, y);
    else if (plain && key && key->measure && y->kind == SL_YAML_MAP)
        text = sl_house_write_measure(w->arena, y);
    else if (plain && key && key->funding && y->kind == SL_YAML_LIST)
        text = write_list(w, y);
    else if (plain && !key && sl_str_equal_z(e->name, "contrary") && y->kind == SL_YAML_LIST)
        text = sl_house_write_contrary(w->arena, y);
    else if (plain && key && key->field.kind == SL_FIELD_TEXT && key->field.many == SL_MANY &&
             y->kind == SL_YAML_LIST)
        text = write_list(w, y);
    sl_buf_push_str(out, comments);
    sl_buf_push_str(out, text.n ? text : value);
    if (out->n && out->p[out->n - 1] != '\n')
        sl_buf_push_char(out, '\n');
}

/* --- files --- */

/* The lines of an item's keys: from that of the first to that of the last. */
static bool find_lines(sl_str bytes, const sl_item *item, size_t *begin, size_t *end)
{
    *begin = item->front->span.begin;
    *end = item->front->span.end < bytes.n ? item->front->span.end : bytes.n;
    while (*begin > 0 && bytes.p[*begin - 1] != '\n')
        (*begin)--;
    while (*end > *begin && strchr(" \t\r\n", bytes.p[*end - 1]))
        (*end)--;
    while (*end < bytes.n && bytes.p[*end - 1] != '\n')
        (*end)++;
    return *begin == item->front->span.begin && *end > *begin;
}

sl_str sl_house_write_items(sl_arena *a, const sl_strategy *s, uint32_t file, bool careful)
{
    sl_str bytes = sl_sources_lookup(s->sources, file)->bytes;
    sl_buf b;
    sl_buf_init(&b);
    size_t done = 0;
    sl_diags unsaid;
    sl_diags_init(&unsaid, a, s->sources);
    for (size_t i = 0; i < s->items.n; i++) {
        size_t begin, end;
        writing w = {.arena = a, .s = s, .item = s->items.at[i]};
        if (w.item->span.file != file || w.item->front->span.file != file ||
            !find_lines(bytes, w.item, &begin, &end) || begin < done)
            continue;
        w.is_file = sl_str_starts(bytes, "---") &&
                    sl_str_find(sl_str_slice(bytes, 0, begin), SL_STR("```"), 0) == SIZE_MAX;
        w.front = sl_yaml_parse(a, &unsaid, file, (uint32_t)begin, (uint32_t)end);
        if (!w.front || !read_entries(&w, sl_str_slice(bytes, begin, end)))
            continue;
        sl_buf_push_str(&b, sl_str_slice(bytes, done, begin));
        qsort(w.entries.at, w.entries.n, sizeof *w.entries.at, compare);
        for (size_t k = 0; k < w.entries.n; k++)
            push_entry(&w, &b, &w.entries.at[k]);
        done = end;
    }
    sl_buf_push_str(&b, sl_str_slice(bytes, done, bytes.n));
    sl_str text = sl_house_write_lines(a, sl_buf_str(&b), careful);
    sl_buf_done(&b);
    return text;
}

/* --- the same --- */

bool sl_house_is_same_yaml(const sl_yaml *a, const sl_yaml *b)
{
    if (a->kind != b->kind || a->count != b->count)
        return false;
    if (a->kind == SL_YAML_SCALAR)
        return sl_str_equal(a->text, b->text) && sl_yaml_is_null(a) == sl_yaml_is_null(b);
    const sl_yaml *other = b->first;
    SL_EACH (one, a) {
        const sl_yaml *there = a->kind == SL_YAML_MAP ? sl_yaml_lookup_str(b, one->key) : other;
        if (!there || !sl_house_is_same_yaml(one, there))
            return false;
        other = other->next;
    }
    return true;
}

bool sl_house_is_same_text(sl_str a, sl_str b)
{
    sl_arena *scratch = sl_arena_new();
    const sl_yaml *was = sl_yaml_parse_text(scratch, a), *now = sl_yaml_parse_text(scratch, b);
    bool same = was && now && sl_house_is_same_yaml(was, now);
    sl_arena_free(scratch);
    return same;
}

static bool is_same_tree(const sl_node *a, const sl_node *b)
{
    if (!a || !b)
        return a == b;
    bool same_text = sl_str_equal(a->text, b->text) ||
                     (a->kind == SL_NODE_BLOCK && sl_house_is_same_text(a->text, b->text));
    if (a->kind != b->kind || !same_text || !sl_str_equal(a->id, b->id) ||
        !sl_str_equal(a->role, b->role) || !sl_str_equal(a->target, b->target) ||
        !sl_str_equal(a->title, b->title) || a->level != b->level || a->ordered != b->ordered ||
        a->tight != b->tight)
        return false;
    const sl_node *other = b->first;
    for (const sl_node *n = a->first; n; n = n->next) {
        if (!other || !is_same_tree(n, other))
            return false;
        other = other->next;
    }
    return !other;
}

static sl_str end_of(const sl_strategy *s, const sl_edge *e)
{
    return e->to_evidence ? s->evidence.at[e->to]->id : s->items.at[e->to]->id;
}

bool sl_house_is_same(const sl_strategy *s, const sl_item *item, const sl_strategy *now_s,
                      const sl_item *now)
{
    if (item->type->index != now->type->index || item->out.n != now->out.n ||
        !sl_str_equal(item->title, now->title) || !is_same_tree(item->body, now->body))
        return false;
    for (size_t i = 0; i < item->out.n; i++) {
        const sl_edge *e = &s->edges.at[item->out.at[i]], *there = NULL;
        for (size_t k = 0; k < now->out.n && !there; k++) {
            const sl_edge *o = &now_s->edges.at[now->out.at[k]];
            if (o->role->index == e->role->index && sl_str_equal(end_of(s, e), end_of(now_s, o)) &&
                sl_str_equal(o->note, e->note) && o->indirect == e->indirect)
                there = o;
        }
        if (!there)
            return false;
    }
    SL_EACH (y, item->front) {
        const sl_role *role = sl_framework_lookup_role(s->framework, y->key);
        const sl_yaml *there = sl_yaml_lookup_str(now->front, y->key);
        if (!role && (!there || !sl_house_is_same_yaml(y, there)))
            return false;
    }
    SL_EACH (y, now->front)
        if (!sl_framework_lookup_role(s->framework, y->key) &&
            !sl_yaml_lookup_str(item->front, y->key))
            return false;
    return sl_fingerprint_item(item).now == sl_fingerprint_item(now).now;
}
