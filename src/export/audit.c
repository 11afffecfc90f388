/* The audit as JSON: totals, sections, scores, coverage. */
#include "export/export.h"

static void push_totals(sl_buf *out, const sl_panel *p)
{
    sl_buf_push_z(out, "  \"totals\": {");
    for (size_t i = 0; i < p->totals.n; i++) {
        const sl_panel_total *t = &p->totals.at[i];
        sl_buf_push_format(out, "%s\"%s\": {\"count\": %u, \"of\": ", i ? ", " : "", t->name, t->n);
        if (t->of)
            sl_buf_push_int(out, t->of);
        else
            sl_buf_push_z(out, "null");
        sl_buf_push_char(out, '}');
    }
    sl_buf_push_z(out, "},\n");
}

static void push_sections(sl_buf *out, const sl_panel *p)
{
    sl_buf_push_z(out, "  \"sections\": {");
    for (size_t i = 0; i < p->sections.n; i++) {
        const sl_panel_section *s = &p->sections.at[i];
        sl_buf_push_format(out, "%s\n    \"%s\": [", i ? "," : "", s->name);
        for (size_t k = 0; k < s->entries.n; k++) {
            const sl_panel_entry *e = &s->entries.at[k];
            sl_buf_push_z(out, k ? ",\n      {" : "\n      {");
            sl_buf_push_json_pair(out, "id",
                                  e->item       ? e->item->id
                                  : e->evidence ? e->evidence->id
                                                : e->gap->id,
                                  true);
            sl_buf_push_json_pair(out, "detail", e->detail, false);
            sl_buf_push_char(out, '}');
        }
        sl_buf_push_z(out, "]");
    }
    sl_buf_push_z(out, "\n  },\n");
}

static void push_scores(sl_buf *out, const sl_panel *p)
{
    const sl_framework *f = p->audit->s->framework;
    sl_buf_push_format(out, "  \"most-points\": %u,\n  \"scores\": [", p->scores->most);
    for (size_t i = 0; i < p->scores->cards.n; i++) {
        const sl_card *card = &p->scores->cards.at[i];
        sl_buf_push_z(out, i ? ",\n    {" : "\n    {");
        sl_buf_push_json_pair(out, "id", card->item->id, true);
        sl_buf_push_format(out, ", \"total\": %u, \"parts\": [", card->total);
        for (size_t k = 0; k < f->score_parts.n; k++) {
            const sl_score *s = &card->scores[k];
            sl_buf_push_z(out, k ? ", {" : "{");
            sl_buf_push_json_pair(out, "part", s->part->name, true);
            sl_buf_push_format(out, ", \"points\": %u, \"earned\": [", s->points);
            for (uint8_t n = 0; n < s->points; n++) {
                sl_buf_push_z(out, n ? ", " : "");
                sl_buf_push_json(out, s->earned[n]);
            }
            sl_buf_push_char(out, ']');
            sl_buf_push_json_pair(out, "next", s->next, false);
            sl_buf_push_char(out, '}');
        }
        sl_buf_push_z(out, "]}");
    }
    sl_buf_push_z(out, "\n  ],\n");
}

static void push_heads(sl_buf *out, const sl_cover_head *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sl_buf_push_z(out, i ? ", " : "");
        sl_buf_push_json(out, at[i].item       ? at[i].item->id
                              : at[i].evidence ? at[i].evidence->id
                                               : at[i].text);
    }
}

static void push_coverage(sl_buf *out, const sl_panel *p)
{
    sl_buf_push_z(out, "  \"coverage\": [");
    for (size_t i = 0; i < p->coverages->tables.n; i++) {
        const sl_coverage *t = &p->coverages->tables.at[i];
        sl_buf_push_z(out, i ? ",\n    {" : "\n    {");
        sl_buf_push_json_pair(out, "title", t->title, true);
        sl_buf_push_z(out, ", \"rows\": [");
        push_heads(out, t->rows.at, t->rows.n);
        sl_buf_push_z(out, "], \"columns\": [");
        push_heads(out, t->columns.at, t->columns.n);
        sl_buf_push_z(out, "], \"cells\": [");
        for (size_t r = 0; r < t->rows.n; r++) {
            sl_buf_push_z(out, r ? ", [" : "[");
            for (size_t k = 0; k < t->columns.n; k++)
                sl_buf_push_format(out, "%s%u", k ? ", " : "", t->cells[r * t->columns.n + k]);
            sl_buf_push_char(out, ']');
        }
        sl_buf_push_z(out, "]}");
    }
    sl_buf_push_z(out, "\n  ]\n");
}

void sl_export_emit_audit(sl_buf *out, const sl_panel *p)
{
    sl_buf_push_z(out, "{\n  \"version\": 1,\n  \"as-of\": \"");
    sl_buf_push_iso_date(out, p->audit->as_of);
    sl_buf_push_z(out, "\",\n");
    push_totals(out, p);
    push_sections(out, p);
    push_scores(out, p);
    push_coverage(out, p);
    sl_buf_push_z(out, "}\n");
}
