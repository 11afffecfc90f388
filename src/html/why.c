#include "base/file.h"
#include "html/write.h"
#include "load/counted.h"
#include "model/figure.h"

/* Why a figure of the register is what it is: its query, and a small chart of the rows that the
 * query counts: their names, figures and bars. Folded; a chart is had as CSV as tables are
 * (reader/tools.js): each row is a group, whose texts are its cells. */

enum {
    MOST_ROWS = 60,
    ROW = 22, /* px */
    NAME = 180,
    FIGURE = 250, /* where figures end */
    BAR = 100,
    WIDTH = 360,
    LONG = 26 /* bytes of a name that may need more room than there is */
};

static bool has_bars(const sl_counted *k, size_t shown, sl_dec *most)
{
    *most = (sl_dec){0};
    for (size_t i = 0; i < shown; i++) {
        if (!k->rows[i].has_value)
            continue;
        if (k->rows[i].value.mantissa < 0)
            return false;
        if (sl_dec_compare(k->rows[i].value, *most) > 0)
            *most = k->rows[i].value;
    }
    return shown > 1 && most->mantissa > 0;
}

static double size_of(sl_dec value)
{
    double size = (double)value.mantissa;
    for (unsigned i = 0; i < value.places; i++)
        size /= 10;
    return size;
}

static void push_bars(sl_html *w, const sl_counted *k, size_t shown)
{
    sl_dec most;
    if (!k->column.n || !has_bars(k, shown, &most))
        return;
    sl_html_push(w, "<path d=\"");
    for (size_t i = 0; i < shown; i++) {
        double part = k->rows[i].has_value ? size_of(k->rows[i].value) / size_of(most) : 0;
        sl_buf_push_format(w->out, "M%d %zuh%d", WIDTH - BAR, (i + 1) * ROW + ROW / 2,
                           (int)(part * BAR));
    }
    sl_html_push(w, "\"/>");
}

/* A row of the chart; figure: empty: it has none. */
static void push_row(sl_html *w, size_t i, sl_str name, sl_str figure)
{
    size_t y = i * ROW + 2 * ROW / 3;
    sl_buf_push_format(w->out, "<g><text y=\"%zu\"", y);
    if (name.n > LONG)
        sl_buf_push_format(w->out, " textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\"", NAME);
    sl_html_push(w, ">");
    sl_html_push_text(w, name);
    sl_html_push(w, "</text>");
    if (figure.n) {
        sl_buf_push_format(w->out, "<text x=\"%d\" y=\"%zu\">", FIGURE, y);
        sl_html_push_text(w, figure);
        sl_html_push(w, "</text>");
    }
    sl_html_push(w, "</g>\n");
}

static sl_str figure_of(sl_html *w, const sl_counted *k, size_t i)
{
    if (!k->column.n || !k->rows[i].has_value)
        return SL_STR_NONE;
    sl_buf b;
    sl_buf_init(&b);
    sl_figure_push(&b, w->book->phrases, k->rows[i].value, SL_STR_NONE, k->places);
    return sl_buf_take(&b, w->arena);
}

static void push_rows(sl_html *w, const sl_counted *k, sl_str id)
{
    size_t shown = k->n < MOST_ROWS ? k->n : MOST_ROWS, height = (shown + 1) * ROW;
    sl_str more = shown < k->n ? sl_str_format(w->arena, "%zu", shown) : SL_STR_NONE;
    sl_html_push(w, "<p>");
    sl_html_push_text(w,
                      sl_html_say(w, SL_SAY_WEB_WHY_ROWS, SL_T("dataset", sl_file_name(k->dataset)),
                                  SL_N("n", k->n), SL_T("shown", more)));
    sl_html_push(w, " <a class=\"by-script\" href=\"#_why-");
    sl_html_push_text(w, id);
    sl_html_push(w, "\" data-csv=\"_why-");
    sl_html_push_text(w, id);
    sl_html_push(w, "\" download=\"why-");
    sl_html_push_text(w, id);
    sl_html_push(w, ".csv\">CSV</a></p>\n<svg id=\"_why-");
    sl_html_push_text(w, id);
    sl_buf_push_format(w->out, "\" viewBox=\"0 0 %d %zu\" width=\"%d\" height=\"%zu\">\n", WIDTH,
                       height, WIDTH, height);
    push_row(w, 0, sl_phrase(w->book->phrases, SL_SAY_WEB_WHY_ROW), k->column);
    for (size_t i = 0; i < shown; i++)
        push_row(w, i + 1, k->rows[i].label, figure_of(w, k, i));
    push_bars(w, k, shown);
    sl_html_push(w, "</svg>\n");
}

/* One row is told in the line. */
static void push_row_alone(sl_html *w, const sl_counted *k)
{
    sl_html_push(w, "<p>");
    sl_html_push_text(w,
                      sl_html_say(w, SL_SAY_WEB_WHY_ROWS, SL_T("dataset", sl_file_name(k->dataset)),
                                  SL_N("n", 1), SL_T("shown", SL_STR_NONE)));
    sl_html_push(w, ": ");
    sl_html_push_text(w, k->rows[0].label);
    sl_html_push(w, "</p>\n");
}

/* Which were shown of the entry. */
typedef struct shown {
    const sl_counted *at[8];
    size_t n;
} shown;

static bool is_shown(shown *before, const sl_counted *k)
{
    for (size_t i = 0; i < before->n; i++)
        if (sl_str_equal(before->at[i]->from, k->from) &&
            sl_str_equal(before->at[i]->column, k->column))
            return true;
    if (before->n < SL_COUNT(before->at))
        before->at[before->n++] = k;
    return false;
}

/* key: of one of `figures` or the comparator; empty: the entry's own. */
static void push_query(sl_html *w, const sl_evidence *e, sl_str key, const sl_yaml *map,
                       shown *before)
{
    const sl_yaml *sql = sl_yaml_lookup(map, "query");
    if (!sql || sql->kind != SL_YAML_SCALAR)
        return;
    sl_html_push(w, "<p>");
    sl_buf b;
    sl_buf_init(&b);
    if (sl_figure_push_key(&b, w->book->phrases, e, key)) {
        sl_html_push(w, "<b>");
        sl_html_push_text(w, sl_buf_str(&b));
        sl_html_push(w, "</b> ");
    }
    sl_buf_done(&b);
    sl_html_push(w, "<code>");
    sl_html_push_text(w, sl_str_trim(sql->text));
    sl_html_push(w, "</code></p>\n");
    const sl_counted *k = sl_load_counted(w->book->strategy, sql);
    if (k && k->n == 1)
        push_row_alone(w, k);
    else if (k && !is_shown(before, k))
        push_rows(w, k,
                  key.n ? sl_str_format(w->arena, "%.*s.%.*s", SL_FMT(e->id), SL_FMT(key)) : e->id);
}

static bool has_query(const sl_evidence *e)
{
    const sl_yaml *figures = sl_yaml_lookup(e->yaml, "figures");
    bool found = sl_yaml_lookup(e->yaml, "query") ||
                 sl_yaml_lookup(sl_yaml_lookup(e->yaml, "comparator"), "query");
    SL_EACH (y, figures && figures->kind == SL_YAML_MAP ? figures : NULL)
        found = found || (y->kind == SL_YAML_MAP && sl_yaml_lookup(y, "query"));
    return found;
}

void sl_html_push_why(sl_html *w, const sl_evidence *e)
{
    const sl_yaml *figures = sl_yaml_lookup(e->yaml, "figures");
    if (!has_query(e))
        return;
    sl_html_push(w, "<details class=\"web why\"><summary>");
    sl_html_push_word(w, SL_SAY_WEB_WHY);
    sl_html_push(w, "</summary>\n");
    shown before = {0};
    push_query(w, e, SL_STR_NONE, e->yaml, &before);
    push_query(w, e, SL_STR("comparator"), sl_yaml_lookup(e->yaml, "comparator"), &before);
    SL_EACH (y, figures && figures->kind == SL_YAML_MAP ? figures : NULL)
        if (y->kind == SL_YAML_MAP)
            push_query(w, e, y->key, y, &before);
    sl_html_push(w, "</details>\n");
}
