/* "Table 4" typed in a text: the number is another when a table is put in before it. */
#include "base/assert.h"
#include "check/checking.h"
#include "load/block.h"

typedef struct counting {
    const sl_strategy *s;
    SL_VEC(sl_str) names[2]; /* of figures, of tables, in the order of their numbers */
} counting;

static void count(counting *c, bool table, sl_str name)
{
    SL_PUSH(c->s->arena, c->names[table], name);
}

static void count_block(counting *c, const sl_block *b)
{
    switch (b->kind) {
    case SL_BLOCK_CHART:
    case SL_BLOCK_MAP:
    case SL_BLOCK_FUNDING:
    case SL_BLOCK_FIGURE:
    case SL_BLOCK_TRAJECTORY:
    case SL_BLOCK_TIMELINE:
    case SL_BLOCK_DIAGRAM:
        count(c, false, b->id);
        break;
    case SL_BLOCK_TABLE:
    case SL_BLOCK_GRID:
    case SL_BLOCK_CALENDAR:
    case SL_BLOCK_RESPONSES:
    case SL_BLOCK_MATRIX:
        count(c, true, b->id);
        break;
    case SL_BLOCK_ASKS:
    case SL_BLOCK_LIST:
        if (b->title.n)
            count(c, true, b->id);
        break;
    case SL_BLOCK_NUMBERS:
    case SL_BLOCK_SWOT:
    case SL_BLOCK_PANELS:
    case SL_BLOCK_PICTURES:
        if (b->title.n)
            count(c, false, b->id);
        break;
    case SL_BLOCK_SIDEBAR:
    case SL_BLOCK_QUOTATION:
    case SL_BLOCK_PULL_QUOTE:
    case SL_BLOCK_SIGNATURE:
    case SL_BLOCK_KEY_FACTS:
    case SL_BLOCK_CALLOUT:
    case SL_BLOCK_CASE_STUDY:
    case SL_BLOCK__COUNT:
        break;
    }
}

static void count_body(counting *c, const sl_node *body)
{
    for (const sl_node *n = body ? body->first : NULL; n; n = sl_node_walk(body, n)) {
        const sl_block *b = n->kind == SL_NODE_BLOCK ? sl_block_of(c->s, n) : NULL;
        if (n->kind == SL_NODE_CAPTION && n->parent->kind == SL_NODE_TABLE)
            count(c, true, n->parent->id);
        else if (n->kind == SL_NODE_IMAGE && n->title.n)
            count(c, false, SL_STR_NONE);
        else if (b)
            count_block(c, b);
        if (b && b->text)
            count_body(c, b->text);
    }
}

static void report(counting *c, const sl_node *n, size_t at, size_t end, sl_str name)
{
    sl_span span = n->span;
    if (span.end - span.begin == n->text.n)
        span = (sl_span){span.file, span.begin + (uint32_t)at, span.begin + (uint32_t)end};
    sl_finding *f =
        sl_diag_add(c->s->diags, SL_E0139, span, "'%.*s' is typed: its number may become another",
                    (int)(end - at), n->text.p + at);
    if (name.n)
        sl_diag_help(c->s->diags, f, "write [@%.*s], which prints the number that it has",
                     SL_FMT(name));
    else
        sl_diag_help(c->s->diags, f,
                     "give it a name, {#tab-name} behind a caption, and write [@tab-name]");
}

static void check_text(counting *c, const sl_node *n, const char *word, bool table)
{
    sl_str s = n->text;
    size_t length = strlen(word);
    for (size_t at = 0; (at = sl_str_find(s, sl_str_from(word), at)) != SIZE_MAX; at++) {
        size_t end = at + length, number = 0;
        while (end < s.n && end < at + length + 4 && sl_is_digit(s.p[end]))
            number = number * 10 + (size_t)(s.p[end++] - '0');
        /* "Table 4.2" and "Table 4 of the release" are others'. */
        bool others =
            end + 1 < s.n && ((s.p[end] == '.' && s.p[end + 1] >= '0' && s.p[end + 1] <= '9') ||
                              sl_str_starts(sl_str_slice(s, end, s.n), " of "));
        if (number && number <= c->names[table].n && !others)
            report(c, n, at, end, c->names[table].at[number - 1]);
    }
}

static void check_body(counting *c, const sl_node *body)
{
    for (const sl_node *n = body ? body->first : NULL; n; n = sl_node_walk(body, n)) {
        if (n->kind == SL_NODE_TEXT && n->text.n > 6) {
            check_text(c, n, "Table ", true);
            check_text(c, n, "Figure ", false);
        }
        const sl_block *b = n->kind == SL_NODE_BLOCK ? sl_block_of(c->s, n) : NULL;
        if (b && b->text)
            check_body(c, b->text);
    }
}

void sl_check_typed(const sl_strategy *s)
{
    counting c = {.s = s};
    size_t n;
    const sl_item **items = sl_strategy_list_items(s->arena, s, &n);
    for (size_t i = 0; i < n; i++)
        count_body(&c, items[i]->body);
    if (!c.names[false].n && !c.names[true].n)
        return; /* nothing has a number that could be typed */
    for (size_t i = 0; i < n; i++)
        check_body(&c, items[i]->body);
}
