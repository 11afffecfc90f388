/* Labels of a chart as readers tell them apart: each says something, no two read alike, and what is
 * nearly a time is none that could be put on an axis. */
#include "data/when.h"
#include "load/select.h"

/* As it is seen: a no-break space is a space, two are one. */
static sl_str seen(sl_arena *a, sl_str text)
{
    char *out = SL_NEW_ARRAY(a, char, text.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        bool hard = text.p[i] == '\xC2' && i + 1 < text.n && text.p[i + 1] == '\xA0';
        char c = hard ? ' ' : text.p[i];
        i += hard;
        if (c == ' ' && (n == 0 || out[n - 1] == ' '))
            continue;
        out[n++] = c;
    }
    while (n && out[n - 1] == ' ')
        n--;
    return (sl_str){out, n};
}

static void check_list(sl_strategy *s, const sl_yaml *at, const sl_str *list, size_t n)
{
    sl_map met;
    sl_map_init(&met, s->arena);
    for (size_t i = 0; i < n; i++) {
        sl_str text = seen(s->arena, list[i]);
        if (sl_map_add(&met, text, s))
            continue;
        sl_finding *f = sl_diag_add(s->diags, SL_E0759, at->span,
                                    "'%.*s' stands at two figures of the chart", SL_FMT(text));
        sl_diag_help(s->diags, f, "give one of the two another name");
    }
}

static const sl_yaml *place_of(const sl_yaml *block, const char *key)
{
    const sl_yaml *y = sl_yaml_lookup(block, "called");
    return y ? y : sl_yaml_lookup(block, key) ? sl_yaml_lookup(block, key) : block;
}

void sl_select_check_alike(sl_strategy *s, const sl_yaml *block, const sl_chart *c)
{
    const sl_yaml *label = sl_yaml_lookup(block, "label");
    check_list(s, place_of(block, "label"), c->labels, c->label_count);
    if (c->kind != SL_CHART_SCATTER)
        check_list(s, place_of(block, "series"), c->series, c->series_count);
    for (size_t i = 0; label && c->kind != SL_CHART_SLOPE && i < c->label_count; i++) {
        if (seen(s->arena, c->labels[i]).n)
            continue;
        sl_finding *f =
            sl_diag_add(s->diags, SL_E0759, label->span, "a figure of the chart has no label");
        sl_diag_help(s->diags, f,
                     "fill the column '%.*s' in every row, or leave rows out by 'where'",
                     SL_FMT(label->text));
    }
}

void sl_select_check_called(sl_strategy *s, const sl_yaml *called)
{
    sl_map met;
    sl_map_init(&met, s->arena);
    SL_EACH (one, called) {
        const sl_yaml *name = sl_yaml_lookup(one, "name");
        if (!name || sl_map_add(&met, name->text, s))
            continue;
        sl_finding *f = sl_diag_add(s->diags, SL_E0759, name->span, "'%.*s' is called twice",
                                    SL_FMT(name->text));
        sl_diag_help(s->diags, f, "keep one of the two");
    }
}

/* --- times --- */

static size_t digits_at(sl_str s, size_t at)
{
    size_t n = 0;
    while (at + n < s.n && sl_is_digit(s.p[at + n]))
        n++;
    return n;
}

/* 03/04/2027, 3.4.27, Mar-27, 12-Mar-27: days and months as a spreadsheet shows them. */
static bool is_shown_date(sl_str s)
{
    size_t day = digits_at(s, 0), at = day ? day + 1 : 0;
    size_t month = at < s.n ? digits_at(s, at) : 0;
    if (day && day < 3 && month && month < 3) {
        size_t end = at + month;
        char first = s.p[day], second = end < s.n ? s.p[end] : 0;
        return first == second && strchr("/.-", first) && digits_at(s, end + 1) > 1;
    }
    sl_str rest = at < s.n ? sl_str_slice(s, at, s.n) : SL_STR_NONE;
    size_t letters = 0;
    while (letters < rest.n && sl_is_letter(rest.p[letters]))
        letters++;
    bool named = false;
    for (unsigned m = 1; m <= 12 && letters >= 3; m++)
        named = named || memcmp(rest.p, sl_month_name(m), 3) == 0;
    size_t year = letters < rest.n ? digits_at(rest, letters + 1) : 0;
    return named && day < 3 && year > 1 && letters + 1 + year == rest.n;
}

void sl_select_check_times(sl_strategy *s, const sl_yaml *label, const sl_chart *c)
{
    bool over_time =
        c->kind == SL_CHART_LINE || c->kind == SL_CHART_AREA || c->kind == SL_CHART_MULTIPLES;
    size_t times = 0, odd = SIZE_MAX, shown = SIZE_MAX;
    int32_t day;
    if (!over_time || c->days || !label)
        return;
    for (size_t i = 0; i < c->label_count; i++) {
        bool is_time = sl_when_read(&c->labels[i], 1, &day);
        times += is_time;
        odd = !is_time && odd == SIZE_MAX ? i : odd;
        shown = shown == SIZE_MAX && is_shown_date(c->labels[i]) ? i : shown;
    }
    size_t at = shown != SIZE_MAX ? shown : times * 2 >= c->label_count ? odd : SIZE_MAX;
    if (at == SIZE_MAX)
        return;
    sl_finding *f = sl_diag_add(s->diags, SL_E0759, label->span,
                                "'%.*s' is no time that is read, as the axis is of times",
                                SL_FMT(c->labels[at]));
    sl_diag_help(s->diags, f,
                 "write 2027, 2027-03, 2027-03-12, 2027 Q1 or 2027/28 in the column '%.*s': times "
                 "are drawn in their order, with the room between them that they have",
                 SL_FMT(label->text));
}
