/* The verb audit: what a scrutiny panel would find, for people and as JSON. */
#include "base/assert.h"
#include "export/export.h"
#include "run/report.h"
#include "run/verbs.h"
#include "sight/panel.h"

enum { WIDTH = 100, ID_COLUMN = 16 };

/* Text broken at spaces; lines after the first start below it. */
static void push_wrapped(sl_buf *b, sl_str text, size_t indent)
{
    sl_str rest = text, word;
    size_t column = indent;
    while (sl_str_split(&rest, ' ', &word)) {
        size_t n = sl_utf8_count(word);
        if (column > indent && column + 1 + n > WIDTH) {
            sl_buf_push_format(b, "\n%*s", (int)indent, "");
            column = indent;
        }
        if (column > indent) {
            sl_buf_push_char(b, ' ');
            column++;
        }
        sl_buf_push_str(b, word);
        column += n;
    }
    sl_buf_push_char(b, '\n');
}

static void push_totals(sl_buf *b, const sl_panel *p)
{
    sl_buf_push_z(b, "The line of sight on ");
    sl_buf_push_date(b, p->audit->as_of);
    sl_buf_push_z(b, "\n\n");
    for (size_t i = 0; i < p->totals.n; i++) {
        const sl_panel_total *t = &p->totals.at[i];
        if (t->of)
            sl_buf_push_format(b, "  %4u of %4u  %.*s\n", t->n, t->of, SL_FMT(t->label));
        else
            sl_buf_push_format(b, "  %4u          %.*s\n", t->n, SL_FMT(t->label));
    }
}

static void push_entry(sl_buf *b, const sl_panel_entry *e)
{
    sl_str id = e->item ? e->item->id : e->evidence ? e->evidence->id : e->gap->id;
    sl_str text = e->item       ? e->item->title
                  : e->evidence ? e->evidence->statement
                                : e->gap->question;
    sl_buf_push_format(b, "  %-*.*s", ID_COLUMN - 2, SL_FMT(id));
    if (id.n > ID_COLUMN - 3)
        sl_buf_push_char(b, ' ');
    push_wrapped(b, text, ID_COLUMN);
    if (!e->detail.n)
        return;
    sl_buf_push_format(b, "%*s", ID_COLUMN + 2, "");
    push_wrapped(b, e->detail, ID_COLUMN + 2);
}

static void push_scores(sl_buf *b, const sl_panel *p)
{
    if (!p->scores->cards.n)
        return;
    const sl_framework *f = p->audit->s->framework;
    sl_buf_push_format(b, "\nTransparency score of each item (%u points at most)\n",
                       p->scores->most);
    for (size_t i = 0; i < p->scores->cards.n; i++) {
        const sl_card *card = &p->scores->cards.at[i];
        sl_buf_push_format(b, "  %-*.*s%2u  ", ID_COLUMN - 2, SL_FMT(card->item->id), card->total);
        for (size_t k = 0; k < f->score_parts.n; k++)
            sl_buf_push_format(b, "%s%.*s %u", k ? ", " : "", SL_FMT(f->score_parts.at[k].label),
                               card->scores[k].points);
        sl_buf_push_char(b, '\n');
        for (size_t k = 0; k < f->score_parts.n; k++) {
            const sl_score *s = &card->scores[k];
            if (!s->next.n)
                continue;
            sl_buf_push_format(b, "%*s", ID_COLUMN + 2, "");
            push_wrapped(b,
                         sl_str_format(p->audit->s->arena, "%.*s, next point: %.*s",
                                       SL_FMT(s->part->label), SL_FMT(s->next)),
                         ID_COLUMN + 4);
        }
    }
}

/* Rows of the coverage tables in which there is nothing. */
static void push_uncovered(sl_buf *b, const sl_panel *p)
{
    for (size_t i = 0; i < p->coverages->tables.n; i++) {
        const sl_coverage *t = &p->coverages->tables.at[i];
        if (!t->empty_rows)
            continue;
        sl_buf_push_format(b, "\n%.*s: %u of %zu rows are empty\n", SL_FMT(t->title), t->empty_rows,
                           t->rows.n);
        for (size_t r = 0; r < t->rows.n; r++) {
            const sl_cover_head *h = &t->rows.at[r];
            sl_str id = h->item ? h->item->id : h->evidence ? h->evidence->id : SL_STR_NONE;
            if (h->total)
                continue;
            sl_buf_push_format(b, "  %-*.*s", id.n ? ID_COLUMN - 2 : 0, SL_FMT(id));
            push_wrapped(b, h->text, ID_COLUMN);
        }
    }
}

static void push_text(sl_buf *b, const sl_panel *p)
{
    push_totals(b, p);
    for (size_t i = 0; i < p->sections.n; i++) {
        const sl_panel_section *s = &p->sections.at[i];
        if (!s->entries.n)
            continue;
        sl_buf_push_format(b, "\n%.*s (%zu)\n", SL_FMT(s->title), s->entries.n);
        sl_buf_push_format(b, "  %.*s\n", SL_FMT(s->lead));
        for (size_t k = 0; k < s->entries.n; k++)
            push_entry(b, &s->entries.at[k]);
    }
    push_uncovered(b, p);
    push_scores(b, p);
}

int sl_run_audit(const sl_options *o)
{
    sl_session s;
    sl_buf out;
    sl_session_init(&s, o);
    sl_buf_init(&out);
    sl_session_load(&s);
    if (s.strategy) {
        const sl_panel *p = sl_panel_make(s.arena, sl_session_audit(&s, s.strategy), NULL);
        if (o->report == SL_REPORT_JSON)
            sl_export_emit_audit(&out, p);
        else if (o->report_csv)
            sl_export_emit_monitoring(&out, p, NULL);
        else
            push_text(&out, p);
    }
    return sl_session_finish(&s, &out);
}
