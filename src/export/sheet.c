/* Sheets: the matrix of the line of sight, and what is to be monitored. */
#include <stdio.h>

#include "base/num.h"
#include "data/csv.h"
#include "export/export.h"
#include "export/plain.h"
#include "model/figure.h"
#include "record/review.h"

static void push_number(sl_buf *out, uint32_t n, bool last)
{
    char text[16];
    int length = snprintf(text, sizeof text, "%u", n);
    sl_csv_push_cell(out, (sl_str){text, (size_t)length}, last);
}

static void push_day(sl_buf *out, sl_date d)
{
    sl_buf b;
    sl_buf_init(&b);
    if (d.year)
        sl_buf_push_iso_date(&b, d);
    sl_csv_push_cell(out, sl_buf_str(&b), false);
    sl_buf_done(&b);
}

void sl_export_emit_matrix(sl_buf *out, const sl_audit *audit, const sl_matrix *m)
{
    sl_csv_push_cell(out, SL_STR("id"), false);
    sl_csv_push_cell(out, SL_STR("title"), false);
    for (size_t k = 0; k < m->columns.n; k++)
        sl_csv_push_cell(out, m->columns.at[k]->id, false);
    sl_csv_push_cell(out, SL_STR("strength"), true);
    for (size_t r = 0; r < m->rows.n; r++) {
        sl_csv_push_cell(out, m->rows.at[r]->id, false);
        sl_csv_push_cell(out, m->rows.at[r]->title, false);
        for (size_t k = 0; k < m->columns.n; k++)
            push_number(out, m->cells[r * m->columns.n + k], false);
        push_number(out, audit->sights[m->rows.at[r]->index].strength, true);
    }
}

/* --- the monitoring sheet --- */

/* What is to be followed: logic chains, dates and sums of the types, each key once. */
typedef struct columns {
    const sl_key *keys[64];
    size_t n;
} columns;

static void find_columns(const sl_framework *f, columns *c)
{
    for (size_t t = 0; t < f->types.n; t++)
        for (size_t i = 0; i < f->types.at[t]->keys.n; i++) {
            const sl_key *key = &f->types.at[t]->keys.at[i];
            bool wanted = key->chain || key->money || key->field.kind == SL_FIELD_MONTH ||
                          key->field.kind == SL_FIELD_DATE || key->field.kind == SL_FIELD_YEARS;
            for (size_t k = 0; k < c->n; k++)
                wanted = wanted && !sl_str_equal(c->keys[k]->name, key->name);
            if (wanted && c->n < sizeof c->keys / sizeof *c->keys)
                c->keys[c->n++] = key;
        }
}

static void push_value(sl_buf *out, const sl_strategy *s, const sl_item *item, const sl_yaml *y,
                       bool last)
{
    sl_buf b;
    sl_buf_init(&b);
    if (y && y->kind == SL_YAML_MAP)
        sl_figure_push_money(&b, s->phrases, y);
    else if (y && y->kind == SL_YAML_LIST)
        SL_EACH (one, y) {
            sl_buf_push_z(&b, one == y->first ? "" : "; ");
            sl_plain_push_value(&b, s, item, one);
        }
    else if (y)
        sl_plain_push_value(&b, s, item, y);
    sl_csv_push_cell(out, sl_buf_str(&b), last);
    sl_buf_done(&b);
}

static uint32_t count_suspects(const sl_strategy *s, const sl_item *item)
{
    uint32_t n = 0;
    for (size_t i = 0; s->has_reviews && i < item->out.n; i++)
        n += s->reviews[item->out.at[i]].from_suspect;
    for (size_t i = 0; s->has_reviews && i < item->in.n; i++)
        n += s->reviews[item->in.at[i]].to_suspect;
    return n;
}

static const sl_card *card_of(const sl_panel *p, const sl_item *item)
{
    for (size_t i = 0; i < p->scores->cards.n; i++)
        if (p->scores->cards.at[i].item == item)
            return &p->scores->cards.at[i];
    return NULL;
}

static void push_row(sl_buf *out, const sl_panel *p, const sl_item *item, sl_str number,
                     const columns *c)
{
    const sl_sight *sight = &p->audit->sights[item->index];
    const sl_card *card =
        item->type == p->audit->s->framework->scored_type ? card_of(p, item) : NULL;
    const sl_str texts[] = {item->id, item->type->title, number, item->title, item->state};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        sl_csv_push_cell(out, texts[i], false);
    push_value(out, p->audit->s, item, sl_yaml_lookup(item->front, "owner"), false);
    push_number(out, sight->strength, false);
    push_number(out, sight->second, false);
    push_number(out, sight->evidence_count, false);
    push_number(out, sight->family_count, false);
    push_number(out, sight->stale_count, false);
    push_day(out, sight->first_loss);
    push_day(out, sight->last_loss);
    push_number(out, count_suspects(p->audit->s, item), false);
    if (card)
        push_number(out, card->total, c->n == 0);
    else
        sl_csv_push_cell(out, SL_STR_NONE, c->n == 0);
    for (size_t k = 0; k < c->n; k++) {
        const sl_yaml *y = sl_yaml_lookup_str(item->front, c->keys[k]->name);
        push_value(out, p->audit->s, item, y, k + 1 == c->n);
    }
}

void sl_export_emit_monitoring(sl_buf *out, const sl_panel *p, const sl_numbers *numbers)
{
    static const char *const heads[] = {"id",
                                        "type",
                                        "number",
                                        "title",
                                        "state",
                                        "owner",
                                        "strength",
                                        "strength without the best source",
                                        "entries",
                                        "independent sources",
                                        "entries out of date",
                                        "next entry out of date",
                                        "no entry in date from",
                                        "links to read again",
                                        "transparency score"};
    const sl_strategy *s = p->audit->s;
    columns c = {0};
    find_columns(s->framework, &c);
    size_t n = sizeof heads / sizeof *heads;
    for (size_t i = 0; i < n; i++)
        sl_csv_push_cell(out, sl_str_from(heads[i]), i + 1 == n && c.n == 0);
    for (size_t k = 0; k < c.n; k++)
        sl_csv_push_cell(out, c.keys[k]->name, k + 1 == c.n);
    for (size_t i = 0; i < s->items.n; i++)
        if (sl_audit_is_claim(s->framework, s->items.at[i]->type))
            push_row(out, p, s->items.at[i], numbers ? numbers->items[i] : SL_STR_NONE, &c);
}
