#include "edit/yaml_edit.h"

#include "edit/locate.h"
#include "edit/words.h"

/* What one change may come to: a form has far fewer fields. */
enum { MOST_STEPS = 500 };

typedef struct editing {
    sl_arena *arena;
    sl_str text;
    const sl_yaml *root;
    unsigned steps;
    const char *why; /* it went wrong; NULL: all is well */
} editing;

static const sl_yaml *child_of(const sl_yaml *y, sl_step step)
{
    if (step.key.p)
        return sl_yaml_lookup_str(y, step.key);
    const sl_yaml *one = y && y->kind == SL_YAML_LIST ? y->first : NULL;
    for (uint32_t i = 0; one && i < step.index; i++)
        one = one->next;
    return one;
}

const sl_yaml *sl_yaml_edit_find(const sl_yaml *root, sl_way way)
{
    for (size_t i = 0; root && i < way.n; i++)
        root = child_of(root, way.at[i]);
    return root;
}

/* --- trees --- */

static bool is_text(const sl_yaml *y)
{
    return y->quoted || y->literal || !sl_scalar_is_ambiguous(y->text);
}

static bool is_same_scalar(const sl_yaml *was, const sl_yaml *asked)
{
    bool null = sl_yaml_is_null(asked);
    return sl_yaml_is_null(was) == null &&
           (null || (sl_str_equal(was->text, asked->text) && is_text(was) == is_text(asked)));
}

/* was: as it was read. */
static bool is_same(const sl_yaml *was, const sl_yaml *asked)
{
    if (was->kind != asked->kind || was->count != asked->count)
        return false;
    if (was->kind == SL_YAML_SCALAR)
        return is_same_scalar(was, asked);
    const sl_yaml *other = asked->first;
    for (const sl_yaml *one = was->first; one; one = one->next, other = other->next)
        if (!sl_str_equal(one->key, other->key) || !is_same(one, other))
            return false;
    return true;
}

static sl_yaml *copy(sl_arena *a, const sl_yaml *y)
{
    sl_yaml *out = SL_NEW(a, sl_yaml);
    *out = *y;
    out->next = NULL;
    return out;
}

/* The tree with a value in place of the child at a step: NULL takes it out; insert puts it before
 * that. A key that is new comes last. */
static sl_yaml *with_child(sl_arena *a, const sl_yaml *y, sl_step step, const sl_yaml *value,
                           bool insert)
{
    sl_yaml *out = copy(a, y), **to = &out->first;
    const sl_yaml *there = child_of(y, step);
    bool put = !value;
    out->count = 0;
    for (const sl_yaml *one = y->first; one || !put; one = one ? one->next : NULL) {
        bool here = one == there && !put;
        if (here) {
            *to = copy(a, value);
            (*to)->key = step.key;
            to = &(*to)->next;
            out->count++;
            put = true;
        }
        if (one && (one != there || insert)) {
            *to = copy(a, one);
            to = &(*to)->next;
            out->count++;
        }
    }
    return out;
}

static const sl_yaml *with(sl_arena *a, const sl_yaml *y, sl_way way, const sl_yaml *value,
                           bool insert)
{
    if (!way.n)
        return value;
    const sl_yaml *child = child_of(y, way.at[0]);
    if (way.n > 1)
        value = with(a, child, (sl_way){way.at + 1, way.n - 1}, value, insert);
    return with_child(a, y, way.at[0], value, insert && way.n == 1);
}

/* --- one step --- */

static sl_str splice(editing *e, size_t begin, size_t end, const char *lead, sl_str put)
{
    return sl_str_format(e->arena, "%.*s%s%.*s%.*s", (int)begin, e->text.p, lead, SL_FMT(put),
                         (int)(e->text.n - end), e->text.p + end);
}

/* Takes the bytes when they read as the tree that is meant. */
static bool take(editing *e, sl_str bytes, const sl_yaml *meant)
{
    const sl_yaml *root = bytes.p ? sl_yaml_parse_text(e->arena, bytes) : NULL;
    if (!root || !is_same(root, meant))
        return false;
    e->text = bytes;
    e->root = root;
    return true;
}

static void refuse(editing *e, const char *why)
{
    if (!e->why)
        e->why = why;
}

static bool may_go_on(editing *e)
{
    if (++e->steps > MOST_STEPS)
        refuse(e, "that is too much for one change");
    return !e->why;
}

#define BY_HAND "it is written in a way that a form cannot change: change the file in an editor"

static sl_str spaces(sl_arena *a, size_t n)
{
    char *p = sl_arena_alloc(a, n + 1);
    memset(p, ' ', n);
    p[n] = '\0';
    return (sl_str){p, n};
}

/* The head of a value at begin to end, its body below that line. */
static sl_str put_value(editing *e, size_t begin, size_t end, const char *lead, sl_written w)
{
    size_t next = w.body.n ? sl_locate_next_line(e->text, end) : end;
    bool open = w.body.n && (next == 0 || e->text.p[next - 1] != '\n');
    const char *eol = sl_str_line_end(e->text);
    if (!w.head.n)
        lead = "";
    sl_str body = w.body;
    if (open) /* the text does not end with a line's end, and still will not */
        body = sl_str_slice(body, 0, body.n - strlen(eol));
    return sl_str_format(e->arena, "%.*s%s%.*s%.*s%s%.*s%.*s", (int)begin, e->text.p, lead,
                         SL_FMT(w.head), (int)(next - end), e->text.p + end, open ? eol : "",
                         SL_FMT(body), (int)(e->text.n - next), e->text.p + next);
}

/* Columns of what stands within a child: two more than its key or dash has. */
static size_t indent_of(const editing *e, const sl_yaml *parent, const sl_yaml *child)
{
    size_t at = parent ? sl_locate_child(e->text, parent, child) : SIZE_MAX;
    return at == SIZE_MAX ? 0 : sl_locate_column(e->text, at) + 2;
}

/* The columns of a block's first line; its own comment, behind | or >. */
static size_t indent_of_block(sl_str text, size_t begin, size_t otherwise)
{
    size_t line = sl_locate_next_line(text, begin + 1), at = line;
    while (at < text.n && text.p[at] == ' ')
        at++;
    return at < text.n && at > line && !strchr("\r\n", text.p[at]) ? at - line : otherwise;
}

static sl_str comment_of_block(sl_str text, size_t begin)
{
    size_t end = begin;
    while (end < text.n && !strchr("\r\n", text.p[end]))
        end++;
    sl_str line = sl_str_slice(text, begin, end);
    size_t at = sl_str_find(line, SL_STR(" #"), 0);
    return at == SIZE_MAX ? SL_STR_NONE : sl_str_slice(line, at, line.n);
}

static void replace(editing *e, sl_way way, const sl_yaml *parent, const sl_yaml *node,
                    const sl_yaml *value)
{
    size_t begin = node->span.begin, end = sl_locate_content_end(e->text, node);
    bool flow = parent && sl_locate_is_flow(e->text, parent), empty = begin == end;
    const sl_yaml *meant = with(e->arena, e->root, way, value, false);
    sl_spot at = {.indent = indent_of(e, parent, node),
                  .column = sl_locate_column(e->text, begin) + empty,
                  .flow = flow,
                  .eol = sl_str_line_end(e->text),
                  .style = sl_locate_style(e->text, node)};
    if (node->kind == SL_YAML_SCALAR && value->kind == SL_YAML_SCALAR && !empty && !flow &&
        (value->quoted || at.style == SL_SCALAR_PLAIN)) {
        sl_str put = sl_words_replace(e->arena, sl_str_slice(e->text, begin, end), at.column,
                                      node->text, value->text, at.style);
        if (put.p && take(e, splice(e, begin, end, "", put), meant))
            return;
    }
    if (at.style >= SL_SCALAR_LITERAL)
        at.indent = indent_of_block(e->text, begin, at.indent);
    sl_written w = sl_scalar_write(e->arena, value, &at);
    if (at.style >= SL_SCALAR_LITERAL)
        w.head = sl_str_format(e->arena, "%.*s%.*s", SL_FMT(w.head),
                               SL_FMT(comment_of_block(e->text, begin)));
    if (take(e, put_value(e, begin, end, empty ? " " : "", w), meant))
        return;
    at.style = SL_SCALAR_DOUBLE; /* which is read alike everywhere */
    w = sl_scalar_write(e->arena, value, &at);
    if (!take(e, put_value(e, begin, end, empty ? " " : "", w), meant))
        refuse(e, BY_HAND);
}

/* A key or an entry before another child; NULL: at the end. */
static sl_str put_block(editing *e, const sl_yaml *to, const sl_yaml *behind, sl_str key,
                        const sl_yaml *value)
{
    const sl_yaml *first = to->first;
    size_t own = sl_locate_child(e->text, to, first);
    if (own == SIZE_MAX)
        return SL_STR_NONE;
    size_t column = sl_locate_column(e->text, own);
    sl_str mark = key.p
                      ? sl_str_format(e->arena, "%.*s:", SL_FMT(sl_scalar_write_key(e->arena, key)))
                      : SL_STR("-");
    sl_yaml *list = SL_NEW(e->arena, sl_yaml);
    sl_yaml *one = copy(e->arena, value);
    *list = (sl_yaml){.kind = key.p ? SL_YAML_MAP : SL_YAML_LIST, .first = one, .count = 1};
    one->key = key;
    const char *eol = sl_str_line_end(e->text);
    sl_spot at = {.indent = column + 2, .column = column + mark.n + 1, .eol = eol};
    sl_written w = {0};
    if (!key.p && value->kind == SL_YAML_MAP && value->count) {
        /* - a: 1, and what follows below it */
        sl_spot inner = {.indent = column + 2, .column = column + 2, .eol = eol};
        w = sl_scalar_write(e->arena, value, &inner);
        w.head = sl_str_slice(w.body, column + 2, w.body.n - strlen(eol));
        w.body = SL_STR_NONE;
    } else {
        w = sl_scalar_write(e->arena, value, &at);
    }
    sl_str lines = sl_str_format(e->arena, "%.*s%s%.*s%s%.*s", SL_FMT(mark), w.head.n ? " " : "",
                                 SL_FMT(w.head), eol, SL_FMT(w.body));
    if (behind) {
        size_t before = sl_locate_child(e->text, to, behind);
        return before == SIZE_MAX ? SL_STR_NONE
                                  : splice(e, before, before, "",
                                           sl_str_format(e->arena, "%.*s%.*s", SL_FMT(lines),
                                                         SL_FMT(spaces(e->arena, column))));
    }
    size_t end = sl_locate_next_line(e->text, sl_locate_end(e->text, sl_locate_before(to, NULL)));
    bool open = end == 0 || e->text.p[end - 1] != '\n';
    if (open)
        lines = sl_str_slice(lines, 0, lines.n - strlen(eol));
    sl_str indented =
        sl_str_format(e->arena, "%.*s%.*s", SL_FMT(spaces(e->arena, column)), SL_FMT(lines));
    return splice(e, end, end, open ? eol : "", indented);
}

static sl_str put_flow(editing *e, const sl_yaml *to, const sl_yaml *behind, sl_str key,
                       const sl_yaml *value)
{
    sl_spot at = {.flow = true, .eol = "\n"};
    sl_str put = sl_scalar_write(e->arena, value, &at).head;
    if (key.p)
        put = sl_str_format(e->arena, "%.*s: %.*s", SL_FMT(sl_scalar_write_key(e->arena, key)),
                            SL_FMT(put));
    if (!to->count)
        return splice(e, to->span.begin + 1u, to->span.begin + 1u, "", put);
    if (!behind) {
        size_t end = sl_locate_end(e->text, sl_locate_before(to, NULL));
        return splice(e, end, end, ", ", put);
    }
    size_t before = key.p ? behind->key_span.begin : behind->span.begin;
    return splice(e, before, before, "", sl_str_format(e->arena, "%.*s, ", SL_FMT(put)));
}

/* --- changes, step by step --- */

static sl_way parent_of(sl_way way)
{
    return (sl_way){way.at, way.n - 1};
}

static const sl_yaml *map_of(sl_arena *a, sl_str key, const sl_yaml *value)
{
    sl_yaml *map = SL_NEW(a, sl_yaml), *child = copy(a, value);
    child->key = key;
    *map = (sl_yaml){.kind = SL_YAML_MAP, .first = child, .count = 1};
    return map;
}

static void set(editing *e, sl_way way, const sl_yaml *value);

static void insert(editing *e, sl_way way, sl_step step, const sl_yaml *value)
{
    const sl_yaml *to = sl_yaml_edit_find(e->root, way);
    if (!may_go_on(e))
        return;
    sl_step *steps = SL_NEW_ARRAY(e->arena, sl_step, way.n + 1);
    if (way.n)
        memcpy(steps, way.at, way.n * sizeof *steps);
    steps[way.n] = step;
    const sl_yaml *meant = with(e->arena, e->root, (sl_way){steps, way.n + 1}, value, true);
    const sl_yaml *behind = child_of(to, step);
    sl_str bytes;
    if (!to->count && !way.n && !e->text.n) {
        sl_written w = sl_scalar_write(e->arena, meant, &(sl_spot){.eol = "\n"});
        bytes = sl_str_slice(w.body, 0, w.body.n ? w.body.n - 1 : 0);
    } else if (sl_locate_is_flow(e->text, to)) {
        bytes = put_flow(e, to, behind, step.key, value);
    } else if (!to->count) { /* a text with nothing but comments in it */
        sl_written w =
            sl_scalar_write(e->arena, meant, &(sl_spot){.eol = sl_str_line_end(e->text)});
        bool open = e->text.p[e->text.n - 1] != '\n';
        bytes = splice(e, e->text.n, e->text.n, open ? sl_str_line_end(e->text) : "",
                       w.body.n ? w.body : w.head);
    } else {
        bytes = put_block(e, to, behind, step.key, value);
    }
    if (!take(e, bytes, meant))
        refuse(e, BY_HAND);
}

static sl_way longer(editing *e, sl_way way, sl_step step)
{
    sl_step *steps = SL_NEW_ARRAY(e->arena, sl_step, way.n + 1);
    if (way.n)
        memcpy(steps, way.at, way.n * sizeof *steps);
    steps[way.n] = step;
    return (sl_way){steps, way.n + 1};
}

static sl_str cut_flow(editing *e, const sl_yaml *from, const sl_yaml *child)
{
    size_t begin = from->kind == SL_YAML_MAP ? child->key_span.begin : child->span.begin;
    size_t end = sl_locate_end(e->text, child);
    const sl_yaml *before = sl_locate_before(from, child);
    size_t comma = sl_locate_skip(e->text, end);
    if (end < begin)
        end = begin;
    if (child->next) {
        const sl_yaml *next = child->next;
        size_t on = from->kind == SL_YAML_MAP ? next->key_span.begin : next->span.begin;
        if (comma >= e->text.n || e->text.p[comma] != ',')
            return SL_STR_NONE;
        bool plain =
            sl_locate_is_blank(e->text, end, comma) && sl_locate_is_blank(e->text, comma + 1, on);
        if (plain && sl_locate_is_first(e->text, on) && !sl_locate_is_first(e->text, begin)) {
            while (e->text.p[begin - 1] == ' ') /* the next one stays on its line */
                begin--;
            plain = false;
        }
        return splice(e, begin, plain ? on : comma + 1, "", SL_STR_NONE);
    }
    if (before) {
        size_t last = sl_locate_end(e->text, before), at = sl_locate_skip(e->text, last);
        if (at < begin && e->text.p[at] == ',' && sl_locate_is_blank(e->text, last, at) &&
            sl_locate_is_blank(e->text, at + 1, begin))
            return splice(e, last, end, "", SL_STR_NONE);
    }
    if (comma < e->text.n && e->text.p[comma] == ',')
        end = comma + 1;
    return splice(e, begin, end, "", SL_STR_NONE);
}

/* Its lines; or what stands behind a dash, for the first of a list's entry. wide: with the empty
 * lines below. */
static sl_str cut_block(editing *e, const sl_yaml *from, const sl_yaml *child, bool wide)
{
    size_t begin = sl_locate_child(e->text, from, child), end = sl_locate_end(e->text, child);
    if (begin == SIZE_MAX)
        return SL_STR_NONE;
    if (child->key.p && end < child->key_span.end)
        end = child->key_span.end;
    if (end < begin + 1)
        end = begin + 1;
    if (sl_locate_is_first(e->text, begin)) {
        size_t line = sl_locate_line(e->text, begin);
        if (line == 0 && sl_str_starts(e->text, "\xEF\xBB\xBF"))
            line = 3;
        end = sl_locate_next_line(e->text, end);
        for (size_t on = end; wide && on < e->text.n && strchr(" \t\r\n", e->text.p[on]); on++)
            end = e->text.p[on] == '\n' ? on + 1 : end;
        return splice(e, line, end, "", SL_STR_NONE);
    }
    size_t on = child->next ? sl_locate_child(e->text, from, child->next) : SIZE_MAX;
    if (on != SIZE_MAX && sl_locate_is_blank(e->text, end, on))
        end = on;
    return splice(e, begin, end, "", SL_STR_NONE);
}

static void remove_child(editing *e, sl_way way)
{
    const sl_yaml *from = sl_yaml_edit_find(e->root, parent_of(way)),
                  *child = from ? sl_yaml_edit_find(e->root, way) : NULL;
    if (!child || !may_go_on(e))
        return;
    const sl_yaml *meant = with(e->arena, e->root, way, NULL, false);
    bool flow = sl_locate_is_flow(e->text, from);
    if (from->count == 1 && !flow && way.n > 1) {
        sl_yaml *none = SL_NEW(e->arena, sl_yaml);
        *none = (sl_yaml){.kind = from->kind};
        const sl_yaml *above = sl_yaml_edit_find(e->root, parent_of(parent_of(way)));
        size_t begin = from->span.begin, end = sl_locate_content_end(e->text, from);
        size_t open =
            above->kind == SL_YAML_MAP ? from->key_span.end : sl_locate_child(e->text, above, from);
        const char *put = from->kind == SL_YAML_MAP ? " {}" : " []";
        bool close =
            open != SIZE_MAX && open + 1 <= begin && sl_locate_is_blank(e->text, open + 1, begin);
        if (!take(e, splice(e, close ? open + 1 : begin, end, close ? put : put + 1, SL_STR_NONE),
                  meant))
            refuse(e, BY_HAND);
        return;
    }
    if (!take(e, flow ? cut_flow(e, from, child) : cut_block(e, from, child, false), meant) &&
        (flow || !take(e, cut_block(e, from, child, true), meant)))
        refuse(e, BY_HAND);
}

static void set_map(editing *e, sl_way way, const sl_yaml *value)
{
    SL_EACH (one, value)
        set(e, longer(e, way, (sl_step){.key = one->key}), one);
    for (const sl_yaml *gone = sl_yaml_edit_find(e->root, way)->first; gone && !e->why;) {
        const sl_yaml *next = gone->next;
        if (sl_yaml_lookup_str(value, gone->key)) {
            gone = next;
            continue;
        }
        remove_child(e, longer(e, way, (sl_step){.key = gone->key}));
        gone = e->why ? NULL : sl_yaml_edit_find(e->root, way)->first;
    }
}

static void set_list(editing *e, sl_way way, const sl_yaml *was, const sl_yaml *value)
{
    uint32_t same = 0, behind = 0, old = was->count, now = value->count;
    const sl_yaml *a = was->first, *b = value->first;
    for (; a && b && is_same(a, b); a = a->next, b = b->next)
        same++;
    for (; behind < old - same && behind < now - same; behind++)
        if (!is_same(child_of(was, (sl_step){.index = old - 1 - behind}),
                     child_of(value, (sl_step){.index = now - 1 - behind})))
            break;
    uint32_t at = same;
    for (; at < old - behind && at < now - behind && !e->why; at++)
        set(e, longer(e, way, (sl_step){.index = at}), child_of(value, (sl_step){.index = at}));
    for (uint32_t i = at; i < now - behind && !e->why; i++)
        insert(e, way, (sl_step){.index = i}, child_of(value, (sl_step){.index = i}));
    for (uint32_t i = at; i < old - behind && !e->why; i++)
        remove_child(e, longer(e, way, (sl_step){.index = at}));
}

static void set(editing *e, sl_way way, const sl_yaml *value)
{
    const sl_yaml *there = sl_yaml_edit_find(e->root, way);
    if (!may_go_on(e) || (there && is_same(there, value)))
        return;
    if (there && there->kind == SL_YAML_MAP && value->kind == SL_YAML_MAP) {
        set_map(e, way, value);
    } else if (there && there->kind == SL_YAML_LIST && value->kind == SL_YAML_LIST) {
        set_list(e, way, there, value);
    } else if (there && way.n) {
        replace(e, way, sl_yaml_edit_find(e->root, parent_of(way)), there, value);
    } else if (!way.n) {
        refuse(e, "the file holds something else");
    } else {
        sl_step last = way.at[way.n - 1];
        const sl_yaml *parent = sl_yaml_edit_find(e->root, parent_of(way));
        if (!last.key.p)
            refuse(e, "there is no such entry");
        else if (parent && parent->kind == SL_YAML_MAP)
            insert(e, parent_of(way), last, value);
        else if (!parent || sl_yaml_is_null(parent))
            set(e, parent_of(way), map_of(e->arena, last.key, value));
        else
            refuse(e, "a value stands where keys should");
    }
}

static bool begin(editing *e, sl_arena *a, sl_str text)
{
    text = sl_str_format(a, "%.*s", SL_FMT(text));
    *e = (editing){.arena = a, .text = text, .root = sl_yaml_parse_text(a, text)};
    if (!e->root)
        e->why = "the file is not YAML as it is: mend it in an editor";
    return e->root != NULL;
}

const char *sl_yaml_edit_set(sl_arena *a, sl_str text, sl_way way, const sl_yaml *value,
                             sl_str *out)
{
    editing e;
    if (begin(&e, a, text))
        set(&e, way, value);
    *out = e.text;
    return e.why;
}

const char *sl_yaml_edit_remove(sl_arena *a, sl_str text, sl_way way, sl_str *out)
{
    editing e;
    if (begin(&e, a, text)) {
        if (!way.n || !sl_yaml_edit_find(e.root, way))
            e.why = "there is no such entry";
        else
            remove_child(&e, way);
    }
    *out = e.text;
    return e.why;
}

const char *sl_yaml_edit_insert(sl_arena *a, sl_str text, sl_way way, uint32_t index,
                                const sl_yaml *value, sl_str *out)
{
    editing e;
    if (begin(&e, a, text)) {
        const sl_yaml *list = sl_yaml_edit_find(e.root, way);
        sl_yaml *one = SL_NEW(a, sl_yaml);
        *one = (sl_yaml){.kind = SL_YAML_LIST, .first = copy(a, value), .count = 1};
        if (!list || sl_yaml_is_null(list))
            set(&e, way, one);
        else if (list->kind != SL_YAML_LIST || index > list->count)
            e.why = "there is no such list, or it has not so many entries";
        else
            insert(&e, way, (sl_step){.index = index}, value);
    }
    *out = e.text;
    return e.why;
}
