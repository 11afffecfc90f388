/* The chart of a measure: what was measured, and the course to the target. */
#include "load/trajectory.h"

#include "load/select.h"
#include "model/called.h"
#include "model/measure.h"
#include "model/unit.h"

/* Points of both lines in the order of time; a time that both have stands once. */
typedef struct times {
    SL_VEC(const sl_measure_point *) at;
} times;

static void add_time(sl_strategy *s, times *t, const sl_measure_point *p)
{
    size_t i = t->at.n;
    for (size_t k = 0; k < t->at.n; k++)
        if (t->at.at[k]->day == p->day)
            return;
    SL_PUSH(s->arena, t->at, p);
    for (; i && t->at.at[i - 1]->day > p->day; i--)
        t->at.at[i] = t->at.at[i - 1];
    t->at.at[i] = p;
}

static void put(sl_chart *c, const times *t, size_t series, const sl_measure_point *p)
{
    for (size_t i = 0; i < t->at.n; i++)
        if (t->at.at[i]->day == p->day) {
            size_t at = series * c->label_count + i;
            c->values[at] = p->value;
            c->present[at] = true;
            c->places = p->value.places > c->places ? p->value.places : c->places;
        }
}

void sl_trajectory_dress(sl_strategy *s, sl_chart *c, const sl_measure *m)
{
    sl_unit u = sl_unit_of(m->unit);
    c->unit = sl_unit_words(s->arena, m->unit);
    if (u.kind == SL_UNIT_PERCENT)
        c->suffix = SL_STR("%");
    if (u.kind == SL_UNIT_MONEY)
        c->prefix = sl_str_from(u.currency->sign);
    if (m->places >= 0)
        c->places = (uint8_t)m->places;
}

const sl_chart *sl_trajectory_make(sl_strategy *s, const sl_measure *m, sl_str title)
{
    times t = {0};
    SL_VEC(const sl_measure_point *) course = {0};
    if (m->has_baseline)
        SL_PUSH(s->arena, course, &m->baseline);
    for (size_t i = 0; i < m->path.n; i++)
        SL_PUSH(s->arena, course, &m->path.at[i]);
    if (m->has_target)
        SL_PUSH(s->arena, course, &m->target);
    for (size_t i = 0; i < m->actuals.n; i++)
        add_time(s, &t, &m->actuals.at[i]);
    for (size_t i = 0; i < course.n; i++)
        add_time(s, &t, course.at[i]);
    if (t.at.n < 2)
        return NULL;
    const sl_str names[] = {sl_phrase(s->phrases, SL_SAY_MEASURE_MEASURED),
                            sl_phrase(s->phrases, SL_SAY_MEASURE_COURSE)};
    bool measured = m->actuals.n > 0, aims = m->has_target && course.n > 1;
    sl_chart *c = sl_select_new_chart(s->arena, SL_CHART_LINE, t.at.n, measured ? names : names + 1,
                                      (size_t)measured + aims);
    if (!c->series_count)
        return NULL;
    c->title = title;
    c->is_joined = true;
    c->days = SL_NEW_ARRAY(s->arena, int32_t, t.at.n);
    c->highlight = SL_NEW_ARRAY(s->arena, bool, 2);
    c->highlight[0] = true;
    for (size_t i = 0; i < t.at.n; i++) {
        c->labels[i] = t.at.at[i]->when;
        c->days[i] = t.at.at[i]->day;
        for (size_t k = 0; k < c->series_count; k++)
            c->reasons[k * t.at.n + i] = sl_phrase(s->phrases, SL_SAY_NO_FIGURE);
    }
    if (measured && m->has_baseline)
        put(c, &t, 0, &m->baseline);
    for (size_t i = 0; i < m->actuals.n; i++)
        put(c, &t, 0, &m->actuals.at[i]);
    for (size_t i = 0; aims && i < course.n; i++)
        put(c, &t, measured, course.at[i]);
    sl_trajectory_dress(s, c, m);
    return c;
}

/* The item that a block names, or stands in, and its measure. */
static const sl_measure *find_measure(sl_strategy *s, const sl_yaml *block, const sl_item *own,
                                      sl_span span)
{
    const sl_yaml *of = sl_yaml_lookup(block, "of"), *key = sl_yaml_lookup(block, "key");
    const sl_item *item = of ? sl_called_item(s, of) : own;
    if (!item)
        return NULL;
    const sl_measure *m = sl_measure_of(item, key ? key->text : SL_STR_NONE);
    for (size_t k = 0; !m && k < item->type->keys.n; k++)
        if (item->type->keys.at[k].measure &&
            sl_yaml_lookup_str(item->front, item->type->keys.at[k].name))
            return NULL; /* it could not be read, which is said */
    if (m)
        return m;
    sl_span at = key ? key->span : of ? of->span : span;
    sl_finding *f = sl_diag_add(s->diags, SL_E0263, at, "%.*s measures nothing", SL_FMT(item->id));
    sl_diag_help(s->diags, f,
                 "name an item with a key that framework.yaml declares as kind: measure");
    return NULL;
}

const sl_chart *sl_trajectory_read(sl_strategy *s, const sl_yaml *block, const sl_item *own,
                                   sl_span span, sl_str *data_path)
{
    const sl_measure *m = find_measure(s, block, own, span);
    const sl_chart *c = m ? sl_trajectory_make(s, m, sl_yaml_text(block, "title")) : NULL;
    if (m && !c) {
        sl_finding *f =
            sl_diag_add(s->diags, SL_E0125, span, "%.*s has no two figures to draw a line between",
                        SL_FMT(m->item->id));
        sl_diag_help(s->diags, f, "take the block out until something was measured, or aimed at");
    }
    if (c)
        *data_path = m->data_path;
    return c;
}
