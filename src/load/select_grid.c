/* A grid of items: each in the square of two of its keys, whose words stand from low to high, and
 * in that of two others once something is done about it. */
#include "load/grid.h"
#include "load/select.h"

enum { MOST_ITEMS = 40, LEAST_WORDS = 2, MOST_WORDS = 7 };

typedef struct placing {
    sl_strategy *s;
    const sl_yaml *block;
    sl_item_list list;
    sl_item_field row, column, row_after, column_after;
    bool has_after;
    SL_VEC(const sl_item *) placed;
    SL_VEC(const sl_item *) unplaced;
} placing;

static bool refuse(sl_strategy *s, sl_code code, sl_span at, const char *what, const char *help)
{
    sl_diag_help(s->diags, sl_diag_add(s->diags, code, at, "%s", what), "%s", help);
    return false;
}

static size_t list_words(const placing *p, const sl_item_field *f, sl_str **out)
{
    size_t n = 0;
    sl_str one;
    for (sl_str rest = sl_str_from(f->key->field.choices); sl_str_split(&rest, '|', &one);)
        n++;
    *out = SL_NEW_ARRAY(p->s->arena, sl_str, n + 1);
    n = 0;
    for (sl_str rest = sl_str_from(f->key->field.choices); sl_str_split(&rest, '|', &one);)
        (*out)[n++] = sl_str_capital(p->s->arena, one);
    return n;
}

/* The place of an item's word among those of its key; -1: it says none. */
static int place_of(const sl_item_field *f, const sl_item *item)
{
    const sl_yaml *y = sl_item_field_value(f, item);
    if (!y || y->kind != SL_YAML_SCALAR)
        return -1;
    return sl_word_rank(f->key->field.choices, y->text);
}

static sl_chart_square square_of(const sl_item_field *row, const sl_item_field *column,
                                 const sl_item *item)
{
    int r = place_of(row, item), c = place_of(column, item);
    return r < 0 || c < 0 ? (sl_chart_square){0} /* the schema knows no other words */
                          : (sl_chart_square){true, (uint8_t)r, (uint8_t)c};
}

/* The keys afterwards have the words of those before, or one square would be another. */
static bool check_same(placing *p, const sl_yaml *y, const sl_item_field *before,
                       const sl_item_field *after)
{
    if (sl_str_equal_z(sl_str_from(before->key->field.choices), after->key->field.choices))
        return true;
    sl_finding *f = sl_diag_add(p->s->diags, SL_E0111, y->span,
                                "'%.*s' has other words than '%.*s', and another grid",
                                SL_FMT(after->name), SL_FMT(before->name));
    sl_diag_help(p->s->diags, f, "give both keys the same words under 'of', in the same order");
    return false;
}

static bool check_words(placing *p, const sl_yaml *y, size_t n)
{
    return (n >= LEAST_WORDS && n <= MOST_WORDS) ||
           refuse(p->s, SL_E0754, y->span, "a grid has two to seven words each way",
                  "choose a key with fewer words, or more");
}

static bool read_keys(placing *p)
{
    const sl_yaml *rows = sl_yaml_lookup(p->block, "rows"),
                  *columns = sl_yaml_lookup(p->block, "columns"),
                  *after = sl_yaml_lookup(p->block, "after");
    if (!rows || !columns)
        return refuse(p->s, SL_E0112, p->block->span, "a grid has 'rows' and 'columns'",
                      "add rows: likelihood and columns: impact, or what your keys are called");
    const sl_types *types = &p->list.types;
    bool good = sl_grid_find_key(p->s, types, rows, &p->row);
    good = sl_grid_find_key(p->s, types, columns, &p->column) && good;
    p->has_after = after != NULL;
    if (!good || !after)
        return good;
    const sl_yaml *r = sl_yaml_lookup(after, "rows"), *c = sl_yaml_lookup(after, "columns");
    good = sl_grid_find_key(p->s, types, r, &p->row_after);
    good = sl_grid_find_key(p->s, types, c, &p->column_after) && good;
    return good && check_same(p, r, &p->row, &p->row_after) &&
           check_same(p, c, &p->column, &p->column_after);
}

static sl_str name_of(const sl_item *item)
{
    sl_str brief = sl_yaml_text(item->front, "short");
    return brief.n ? brief : item->title;
}

static void part(placing *p)
{
    for (size_t i = 0; i < p->list.items.n; i++) {
        const sl_item *item = p->list.items.at[i];
        if (square_of(&p->row, &p->column, item).known)
            SL_PUSH(p->s->arena, p->placed, item);
        else
            SL_PUSH(p->s->arena, p->unplaced, item);
    }
}

static sl_str list_unplaced(const placing *p)
{
    sl_str out = p->unplaced.n ? sl_phrase(p->s->phrases, SL_SAY_GRID_UNPLACED) : SL_STR_NONE;
    for (size_t i = 0; i < p->unplaced.n; i++)
        out = sl_str_format(p->s->arena, "%.*s%s%.*s", SL_FMT(out), i ? "; " : "",
                            SL_FMT(name_of(p->unplaced.at[i])));
    return out.n ? sl_str_format(p->s->arena, "%.*s.", SL_FMT(out)) : out;
}

/* What stands in the table of the chart: the words, where there are no figures. */
static void put_words(const placing *p, sl_chart *c, const sl_chart_grid *g, size_t i,
                      const sl_chart_square *at, size_t series)
{
    sl_str none = sl_phrase(p->s->phrases, SL_SAY_NOT_STATED);
    c->reasons[series * c->label_count + i] = at->known ? g->rows[at->row] : none;
    c->reasons[(series + 1) * c->label_count + i] = at->known ? g->columns[at->column] : none;
}

static const sl_chart *make(placing *p)
{
    sl_arena *a = p->s->arena;
    size_t n = p->placed.n;
    sl_chart_grid *g = SL_NEW(a, sl_chart_grid);
    const sl_str names[] = {p->row.key->label, p->column.key->label,
                            p->has_after ? p->row_after.key->label : SL_STR_NONE,
                            p->has_after ? p->column_after.key->label : SL_STR_NONE};
    sl_chart *c = sl_select_new_chart(a, SL_CHART_GRID, n, names, p->has_after ? 4 : 2);
    sl_chart_square *before = SL_NEW_ARRAY(a, sl_chart_square, n + 1),
                    *after = SL_NEW_ARRAY(a, sl_chart_square, n + 1);
    g->row_label = names[0];
    g->column_label = names[1];
    g->row_count = (uint8_t)list_words(p, &p->row, &g->rows);
    g->column_count = (uint8_t)list_words(p, &p->column, &g->columns);
    static const char *const levels[] = {"low", "middle", "high"};
    for (size_t i = 0; i < SL_COUNT(levels); i++)
        g->levels[i] = sl_say(p->s->phrases, a, SL_SAY_CHART_GRID_LEVEL,
                              SL_T("level", sl_str_from(levels[i])));
    g->signs[0] = sl_phrase(p->s->phrases, SL_SAY_CHART_GRID_NOW);
    g->signs[1] = sl_phrase(p->s->phrases, SL_SAY_CHART_GRID_THEN);
    g->before = before;
    g->after = p->has_after ? after : NULL;
    for (size_t i = 0; i < n; i++) {
        const sl_item *item = p->placed.at[i];
        c->labels[i] = name_of(item);
        before[i] = square_of(&p->row, &p->column, item);
        put_words(p, c, g, i, &before[i], 0);
        if (!p->has_after)
            continue;
        after[i] = square_of(&p->row_after, &p->column_after, item);
        put_words(p, c, g, i, &after[i], 2);
    }
    c->grid = g;
    c->title = sl_yaml_text(p->block, "title");
    c->highlight = SL_NEW_ARRAY(a, bool, n + 1);
    c->legend = list_unplaced(p);
    return c;
}

const sl_chart *sl_select_grid(sl_strategy *s, const sl_yaml *block, sl_span span)
{
    placing p = {.s = s, .block = block};
    sl_str *words;
    if (!sl_select_check_keys(s, block, SL_CHART_GRID) ||
        !sl_list_gather(s, block, "items", &p.list) || !read_keys(&p) ||
        !check_words(&p, sl_yaml_lookup(block, "rows"), list_words(&p, &p.row, &words)) ||
        !check_words(&p, sl_yaml_lookup(block, "columns"), list_words(&p, &p.column, &words)))
        return NULL;
    part(&p);
    if (p.placed.n > MOST_ITEMS) {
        refuse(s, SL_E0754, span, "more items than a grid has room for",
               "choose at most 40 with 'where', or use the block 'grid', which is a table");
        return NULL;
    }
    if (p.list.items.n && !p.placed.n)
        refuse(s, SL_E0125, span, "no item says where it stands in the grid",
               "write both keys in the items");
    return p.placed.n ? make(&p) : NULL;
}
