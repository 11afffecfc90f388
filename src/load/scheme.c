/* Layers are lanes where the author names them, else the longest way that leads to a box; arrows
 * that lead back to where they came from do not count for it (P. Eades, X. Lin and W. F. Smyth, "A
 * fast and effective heuristic for the feedback arc set problem", 1993, gives fewer of them; by
 * depth first, in the order of the file, an author can tell which). */
#include "load/scheme.h"

#include "base/map.h"
#include "load/loading.h"
#include "model/called.h"

static const sl_field node_fields[] = {
    {"title", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "What the box says."},
    {"lane", SL_FIELD_TEXT, SL_ONE, .doc = "One of 'lanes'."},
    {"item", SL_FIELD_ID, SL_ONE, .called = true,
     .doc = "The item that it stands for: it leads there."},
};
static const sl_schema node_schema = {"node", "A box of a diagram", node_fields,
                                      SL_COUNT(node_fields)};

static const sl_field fields[] = {
    {"id", SL_FIELD_NAME, SL_ONE, true, .doc = "Unique in the strategy."},
    {"title", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "Its caption."},
    {"direction", SL_FIELD_CHOICE, SL_ONE, .choices = "right|down|left|up",
     .doc = "Which way the arrows lead; if absent, as there is room."},
    {"lanes", SL_FIELD_TEXT, SL_MANY, .printed = true, .doc = "The layers, in order."},
    {"nodes", SL_FIELD_TEXT, SL_KEYED, true, .or_map = true, .of = &node_schema, .printed = true,
     .doc = "The boxes: a name for arrows, and what the box says."},
    {"arrows", SL_FIELD_ANY, SL_MANY, .doc = "one -> another, or one -> another: why."},
    {"landscape", SL_FIELD_BOOLEAN, SL_ONE, .doc = "On a turned page."},
    {"note", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Printed below."},
    {"evidence", SL_FIELD_ID, SL_ONE_OR_MANY, .doc = "What it rests on."},
};
const sl_schema sl_scheme_schema = {"diagram", "Boxes and arrows", fields, SL_COUNT(fields)};

typedef struct reading {
    sl_strategy *s;
    sl_scheme *out;
    sl_map names; /* by name: 1 + index, as a pointer into the boxes' indices */
    uint32_t *indices;
    bool good;
} reading;

static sl_finding *refuse(reading *r, sl_span span, const char *what, sl_str name)
{
    r->good = false;
    return sl_diag_add(r->s->diags, SL_E0771, span, "%s '%.*s'", what, SL_FMT(name));
}

/* --- boxes --- */

static bool find_lane(reading *r, const sl_yaml *y, uint32_t *out)
{
    for (uint32_t i = 0; i < r->out->lanes.n; i++)
        if (sl_str_equal(r->out->lanes.at[i], y->text)) {
            *out = i;
            return true;
        }
    sl_finding *f = refuse(r, y->span, "there is no lane", y->text);
    if (!sl_diag_suggest(r->s->diags, f, y->text, r->out->lanes.at, r->out->lanes.n))
        sl_diag_help(r->s->diags, f, "name one of 'lanes'");
    return false;
}

static void read_item(reading *r, sl_scheme_box *b, const sl_yaml *y)
{
    if (!y)
        return;
    b->item = sl_called_item(r->s, y);
    if (!b->item) {
        r->good = false;
        return;
    }
    sl_str brief = sl_yaml_text(b->item->front, "short");
    if (!b->title.n)
        b->title = brief.n ? brief : b->item->title;
}

static void read_box(reading *r, const sl_yaml *y)
{
    sl_scheme_box b = {.name = y->key};
    const sl_yaml *lane = NULL, *item = NULL;
    if (y->kind == SL_YAML_MAP) {
        b.title = sl_yaml_text(y, "title");
        lane = sl_yaml_lookup(y, "lane");
        item = sl_yaml_lookup(y, "item");
        read_item(r, &b, item);
    } else {
        b.title = y->text;
    }
    if (!b.title.n && !item) {
        sl_finding *f = refuse(r, y->span, "nothing stands in the box", b.name);
        sl_diag_help(r->s->diags, f, "give it a 'title', or an 'item' whose title it has");
    }
    if (lane)
        find_lane(r, lane, &b.layer);
    else if (r->out->lanes.n) {
        sl_finding *f = refuse(r, y->span, "no lane is given for", b.name);
        sl_diag_help(r->s->diags, f, "write {title: ..., lane: %.*s}, or leave 'lanes' out",
                     SL_FMT(r->out->lanes.at[0]));
    }
    r->indices[r->out->boxes.n] = (uint32_t)r->out->boxes.n;
    sl_map_add(&r->names, b.name, &r->indices[r->out->boxes.n]);
    SL_PUSH(r->s->arena, r->out->boxes, b);
}

static void read_boxes(reading *r, const sl_yaml *block)
{
    const sl_yaml *lanes = sl_yaml_lookup(block, "lanes"), *nodes = sl_yaml_lookup(block, "nodes");
    SL_EACH (y, lanes)
        SL_PUSH(r->s->arena, r->out->lanes, y->text);
    size_t n = nodes->count;
    if (n > SL_SCHEME_MOST || r->out->lanes.n > SL_SCHEME_MOST_LAYERS) {
        sl_finding *f =
            sl_diag_add(r->s->diags, SL_E0770, nodes->span,
                        "the diagram has %zu boxes in %zu lanes", n, (size_t)r->out->lanes.n);
        sl_diag_help(r->s->diags, f, "at most %d boxes, in at most %d lanes, can be read",
                     SL_SCHEME_MOST, SL_SCHEME_MOST_LAYERS);
        r->good = false;
        return;
    }
    r->indices = SL_NEW_ARRAY(r->s->arena, uint32_t, n + 1);
    SL_EACH (y, nodes)
        read_box(r, y);
}

/* --- arrows --- */

static bool find_box(reading *r, sl_str name, sl_span span, uint32_t *out)
{
    const uint32_t *found = sl_map_lookup(&r->names, name);
    if (found) {
        *out = *found;
        return true;
    }
    sl_finding *f = refuse(r, span, "there is no box", name);
    sl_str *names = SL_NEW_ARRAY(r->s->arena, sl_str, r->out->boxes.n + 1);
    for (size_t i = 0; i < r->out->boxes.n; i++)
        names[i] = r->out->boxes.at[i].name;
    if (!sl_diag_suggest(r->s->diags, f, name, names, r->out->boxes.n))
        sl_diag_help(r->s->diags, f, "arrows lead between the names under 'nodes'");
    return false;
}

/* Where the next arrow stands in s from `at` on, "->" or "--"; SIZE_MAX: nowhere. */
static size_t find_arrow(sl_str s, size_t at)
{
    size_t head = sl_str_find(s, SL_STR("->"), at), line = sl_str_find(s, SL_STR("--"), at);
    if (line < head && line + 2 < s.n && s.p[line + 2] == '>')
        line++; /* --> is an arrow, too */
    return head < line ? head : line;
}

/* "a -> b -> c": an arrow between each two. */
static void read_arrow(reading *r, sl_str s, sl_str label, sl_span span)
{
    size_t begin = 0, at = find_arrow(s, 0);
    if (at == SIZE_MAX) {
        sl_finding *f = refuse(r, span, "this is no arrow:", s);
        sl_diag_help(r->s->diags, f, "write one -> another, or one -- another without a head");
        return;
    }
    uint32_t from = 0, to = 0;
    bool first = true, plain = false;
    for (;;) {
        size_t end = at == SIZE_MAX ? s.n : at;
        sl_str name = sl_str_trim(sl_str_slice(s, begin, end));
        while (name.n && name.p[name.n - 1] == '-')
            name = sl_str_trim(sl_str_slice(name, 0, name.n - 1));
        if (!find_box(r, name, span, &to))
            return;
        if (!first && from == to) {
            sl_finding *f = refuse(r, span, "the arrow leads back to", name);
            sl_diag_help(r->s->diags, f, "name another box at one of its ends");
            return;
        }
        if (!first)
            SL_PUSH(r->s->arena, r->out->arrows, ((sl_scheme_arrow){from, to, label, plain}));
        if (at == SIZE_MAX)
            return;
        plain = s.p[at + 1] == '-';
        first = false;
        from = to;
        begin = at + 2;
        at = find_arrow(s, begin);
    }
}

static void read_arrows(reading *r, const sl_yaml *arrows)
{
    SL_EACH (y, arrows) {
        if (y->kind == SL_YAML_SCALAR) {
            read_arrow(r, y->text, SL_STR_NONE, y->span);
        } else if (y->kind == SL_YAML_MAP && y->count == 1 && y->first->kind == SL_YAML_SCALAR) {
            read_arrow(r, y->first->key, y->first->text, y->first->span);
        } else {
            sl_finding *f = refuse(r, y->span, "this is no arrow:", SL_STR("[...]"));
            sl_diag_help(r->s->diags, f, "write one -> another: why");
        }
        if (r->out->arrows.n <= SL_SCHEME_MOST_ARROWS)
            continue;
        sl_finding *f = sl_diag_add(r->s->diags, SL_E0770, y->span,
                                    "the diagram has more than %d arrows", SL_SCHEME_MOST_ARROWS);
        sl_diag_help(r->s->diags, f, "divide it between two diagrams");
        r->good = false;
        return;
    }
}

/* --- layers --- */

enum { NEW, OPEN, DONE };

/* Marks the arrows that lead back to an open box: `back`, by arrow. At most SL_SCHEME_MOST deep. */
static void visit(const sl_scheme *d, uint32_t box, uint8_t *state, bool *back)
{
    state[box] = OPEN;
    for (size_t i = 0; i < d->arrows.n; i++) {
        const sl_scheme_arrow *a = &d->arrows.at[i];
        if (a->from != box)
            continue;
        back[i] = state[a->to] == OPEN;
        if (state[a->to] == NEW)
            visit(d, a->to, state, back);
    }
    state[box] = DONE;
}

static void find_layers(reading *r)
{
    sl_scheme *d = r->out;
    uint8_t *state = SL_NEW_ARRAY(r->s->arena, uint8_t, d->boxes.n + 1);
    bool *back = SL_NEW_ARRAY(r->s->arena, bool, d->arrows.n + 1);
    for (uint32_t i = 0; i < d->boxes.n; i++)
        if (state[i] == NEW)
            visit(d, i, state, back);
    for (size_t round = 0; round < d->boxes.n; round++)
        for (size_t i = 0; i < d->arrows.n; i++) {
            const sl_scheme_arrow *a = &d->arrows.at[i];
            uint32_t least = d->boxes.at[a->from].layer + 1;
            if (!back[i] && d->boxes.at[a->to].layer < least)
                d->boxes.at[a->to].layer = least;
        }
}

static bool check_layers(reading *r, const sl_yaml *block)
{
    sl_scheme *d = r->out;
    d->layers = (uint32_t)d->lanes.n;
    for (size_t i = 0; i < d->boxes.n; i++)
        if (d->boxes.at[i].layer >= d->layers)
            d->layers = d->boxes.at[i].layer + 1;
    if (d->layers <= SL_SCHEME_MOST_LAYERS)
        return true;
    sl_finding *f = sl_diag_add(r->s->diags, SL_E0770, sl_yaml_lookup(block, "arrows")->span,
                                "the arrows lead over %u layers", d->layers);
    sl_diag_help(r->s->diags, f, "at most %d can be read: divide the diagram",
                 SL_SCHEME_MOST_LAYERS);
    return false;
}

const sl_scheme *sl_scheme_read(sl_strategy *s, const sl_yaml *block)
{
    reading r = {.s = s, .out = SL_NEW(s->arena, sl_scheme), .good = true};
    sl_map_init(&r.names, s->arena);
    sl_str way = sl_yaml_text(block, "direction");
    r.out->way = sl_str_equal_z(way, "right")  ? SL_SCHEME_RIGHT
                 : sl_str_equal_z(way, "down") ? SL_SCHEME_DOWN
                 : sl_str_equal_z(way, "left") ? SL_SCHEME_LEFT
                 : sl_str_equal_z(way, "up")   ? SL_SCHEME_UP
                                               : SL_SCHEME_AUTO;
    read_boxes(&r, block);
    if (r.good)
        read_arrows(&r, sl_yaml_lookup(block, "arrows"));
    if (r.good && !r.out->lanes.n)
        find_layers(&r);
    return r.good && r.out->boxes.n && check_layers(&r, block) ? r.out : NULL;
}
