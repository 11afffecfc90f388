/* Totals of tables that authors write: what stands above a total adds up to it. */
#include "check/checking.h"
#include "data/cell.h"

typedef struct column {
    sl_dec sum, least, most;
    size_t addends;
    const char *symbol;            /* of all its figures, "%" or a currency's */
    bool odd;                      /* a cell that is made later, or sums that are too large */
    bool scaled;                   /* in thousands, millions or billions */
    const sl_node *unread, *other; /* a figure that is none, or of another unit */
    sl_dec steps; /* of the last digits of all, where they have a scale or decimals */
} column;

/* What a cell says but for citations and notes; false: it holds a figure that is made later. */
static bool text_of(sl_arena *a, const sl_node *cell, sl_str *out)
{
    sl_buf b;
    bool plain = true;
    sl_buf_init(&b);
    for (const sl_node *n = cell->first; n; n = sl_node_walk(cell, n)) {
        if (n->kind == SL_NODE_TEXT)
            sl_buf_push_str(&b, n->text);
        else if (n->kind == SL_NODE_VALUE || n->kind == SL_NODE_IMAGE || n->kind == SL_NODE_CODE)
            plain = false;
    }
    *out = sl_cell_trim(sl_buf_take(&b, a));
    return plain;
}

/* "£5 million", "3bn": the figure before the scale, and its zeros. */
static sl_str cut_scale(sl_str s, unsigned *zeros)
{
    static const struct {
        const char *name;
        unsigned zeros;
    } scales[] = {{"thousand", 3}, {"million", 6}, {"billion", 9}, {"bn", 9}, {"m", 6}, {"k", 3}};
    *zeros = 0;
    for (size_t i = 0; i < SL_COUNT(scales); i++) {
        size_t n = strlen(scales[i].name);
        if (s.n <= n || !sl_str_ends(s, scales[i].name) || sl_is_letter(s.p[s.n - n - 1]))
            continue;
        *zeros = scales[i].zeros;
        return sl_cell_trim(sl_str_slice(s, 0, s.n - n));
    }
    return s;
}

/* Its figure in full; *step: of its last digit, nothing for a whole number. False when it is none.
 */
static bool read_figure(sl_str text, sl_cell *out, sl_dec *step)
{
    unsigned zeros;
    *out = sl_cell_read(cut_scale(text, &zeros));
    if (out->kind != SL_CELL_NUMBER)
        return false;
    sl_dec v = out->value;
    *step = (sl_dec){v.places || zeros, v.places};
    for (unsigned i = 0; i < zeros; i++) {
        if (step->places)
            step->places--;
        else
            step->mantissa *= 10;
        if (v.places)
            v.places--;
        else if (v.mantissa > INT64_MAX / 10 || v.mantissa < INT64_MIN / 10)
            return false;
        else
            v.mantissa *= 10;
    }
    out->value = v;
    return true;
}

static bool has_digit(sl_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (sl_is_digit(s.p[i]))
            return true;
    return false;
}

static bool is_same(const char *one, const char *other)
{
    return one == other || (one && other && strcmp(one, other) == 0);
}

static void add(column *c, sl_arena *a, const sl_node *node)
{
    sl_str text;
    sl_cell cell;
    sl_dec step;
    if (!text_of(a, node, &text)) {
        c->odd = true;
    } else if (read_figure(text, &cell, &step)) {
        c->other = c->addends && !is_same(cell.symbol, c->symbol) ? node : c->other;
        c->scaled = c->scaled || (!step.places && step.mantissa >= 100);
        c->odd = c->odd || !sl_dec_add(c->sum, cell.value, &c->sum) ||
                 !sl_dec_add(c->steps, step, &c->steps);
        c->symbol = cell.symbol;
        if (!c->addends || sl_dec_compare(cell.value, c->least) < 0)
            c->least = cell.value;
        if (!c->addends || sl_dec_compare(cell.value, c->most) > 0)
            c->most = cell.value;
        c->addends++;
    } else if (has_digit(text)) {
        c->unread = node;
    }
}

/* Figures that were rounded each may differ from their sum by half of their last digit. */
static bool adds_up(const column *c, const sl_cell *total)
{
    sl_dec minus = {-total->value.mantissa, total->value.places}, apart, twice;
    if (!sl_dec_add(c->sum, minus, &apart))
        return true;
    if (apart.mantissa < 0)
        apart.mantissa = -apart.mantissa;
    return apart.mantissa == 0 || !sl_dec_add(apart, apart, &twice) ||
           sl_dec_compare(twice, c->steps) < 0;
}

static void check_column(const sl_strategy *s, const column *c, const sl_node *node)
{
    enum { LEAST = 2 };
    sl_str text;
    sl_cell total;
    sl_dec step;
    if (c->odd || c->addends + (c->unread != NULL) < LEAST || !text_of(s->arena, node, &text) ||
        !read_figure(text, &total, &step) || (total.symbol && total.symbol[0] == '%'))
        return; /* of shares and rates the last row may be the whole's own */
    if (!c->other && c->addends && !is_same(total.symbol, c->symbol))
        return;
    if (c->unread || c->other) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0764, (c->unread ? c->unread : c->other)->span,
                                    c->unread ? "a figure above a total that cannot be read as one"
                                              : "figures of two units above one total");
        sl_diag_help(s->diags, f,
                     c->unread ? "write 1,236, £1.2 million or –, as the others are"
                               : "give each unit a column of its own");
        return;
    }
    bool between = !c->scaled && sl_dec_compare(total.value, c->least) >= 0 &&
                   sl_dec_compare(total.value, c->most) < 0;
    if (between || adds_up(c, &total))
        return; /* an average is no sum */
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_dec(&b, c->sum);
    sl_finding *f = sl_diag_add(s->diags, SL_E0764, node->span,
                                "the figures above add up to %.*s, and the total is %.*s",
                                SL_FMT(sl_buf_str(&b)), SL_FMT(text));
    sl_diag_help(s->diags, f, "put a figure or the total right, or say below the table why not");
    sl_buf_done(&b);
}

static bool is_total(sl_arena *a, const sl_node *row)
{
    sl_str text;
    return row && !row->head &&
           (sl_str_equal_z(row->role, "total") ||
            (row->first && text_of(a, row->first, &text) &&
             (sl_str_equal_z(text, "Total") || sl_str_starts(text, "Total "))));
}

void sl_check_total(const sl_strategy *s, const sl_node *table)
{
    enum { MOST = 64 };
    column columns[MOST] = {{.addends = 0}};
    if (!is_total(s->arena, table->last))
        return;
    for (const sl_node *row = table->first; row; row = row->next) {
        size_t at = 0;
        bool body = row->kind == SL_NODE_TABLE_ROW && !row->head;
        if (row != table->last && is_total(s->arena, row))
            return; /* sums of parts: which add up to what is not known */
        for (const sl_node *cell = body ? row->first : NULL; cell && at < MOST;
             cell = cell->next, at++) {
            if (row == table->last)
                check_column(s, &columns[at], cell);
            else
                add(&columns[at], s->arena, cell);
        }
    }
}
