/* The line of sight of one thing, or of every item, as JSON. */
#include "export/export.h"
#include "model/graph.h"

static void push_id(sl_buf *out, const sl_strategy *s, bool evidence, uint32_t index)
{
    sl_buf_push_json(out, evidence ? s->evidence.at[index]->id : s->items.at[index]->id);
}

static void push_walk(sl_buf *out, const sl_strategy *s, const sl_walk *w)
{
    sl_buf_push_char(out, '[');
    for (uint32_t i = 1; i < w->steps.n; i++) {
        const sl_step *step = &w->steps.at[i];
        const sl_step *from = &w->steps.at[step->from];
        sl_buf_push_z(out, i > 1 ? ", {\"id\": " : "{\"id\": ");
        push_id(out, s, step->is_evidence, step->index);
        sl_buf_push_z(out, ", \"from\": ");
        push_id(out, s, from->is_evidence, from->index);
        sl_buf_push_z(out, ", \"role\": ");
        sl_buf_push_json(out, step->edge->role->name);
        sl_buf_push_format(out, ", \"depth\": %u}", step->depth);
    }
    sl_buf_push_char(out, ']');
}

/* A path as the things that it passes, from the item down. */
static void push_path(sl_buf *out, const sl_strategy *s, const uint32_t *path, uint32_t length)
{
    sl_buf_push_char(out, '[');
    for (uint32_t i = 0; i < length; i++) {
        const sl_edge *e = &s->edges.at[path[i]];
        sl_buf_push_z(out, i ? ", " : "");
        push_id(out, s, e->to_evidence, e->to);
    }
    sl_buf_push_char(out, ']');
}

static void push_day(sl_buf *out, const char *key, sl_date d)
{
    sl_buf_push_format(out, ", \"%s\": %s", key, d.year ? "\"" : "null");
    if (!d.year)
        return;
    sl_buf_push_iso_date(out, d);
    sl_buf_push_char(out, '"');
}

static void push_sight(sl_buf *out, const sl_audit *audit, const sl_item *item)
{
    const sl_sight *sight = &audit->sights[item->index];
    sl_buf_push_z(out, "{\"id\": ");
    sl_buf_push_json(out, item->id);
    sl_buf_push_format(
        out,
        ", \"strength\": %u, \"own\": %u, \"second\": %u, \"entries\": %u, \"families\": %u, "
        "\"paths\": %u, \"stale\": %u",
        sight->strength, sight->own, sight->second, sight->evidence_count, sight->family_count,
        sight->path_count, sight->stale_count);
    push_day(out, "next-loss", sight->first_loss);
    push_day(out, "last-loss", sight->last_loss);
    sl_buf_push_z(out, ", \"best\": ");
    push_path(out, audit->s, sight->path, sight->path_length);
    sl_buf_push_z(out, ", \"other\": ");
    push_path(out, audit->s, sight->other, sight->other_length);
    sl_buf_push_char(out, '}');
}

static void push_one(sl_buf *out, const sl_audit *audit, const sl_item *item, const sl_evidence *e)
{
    sl_arena *scratch = sl_arena_new();
    sl_walk down = {0};
    sl_walk up = sl_graph_reach(scratch, audit->s, item == NULL, item ? item->index : e->index);
    if (item)
        down = sl_graph_ground(scratch, audit->s, item);
    sl_buf_push_z(out, ", \"id\": ");
    sl_buf_push_json(out, item ? item->id : e->id);
    sl_buf_push_z(out, ", \"rests-on\": ");
    push_walk(out, audit->s, &down);
    sl_buf_push_z(out, ", \"leads-to\": ");
    push_walk(out, audit->s, &up);
    sl_arena_free(scratch);
}

void sl_export_emit_trace(sl_buf *out, const sl_audit *audit, const sl_item *item,
                          const sl_evidence *entry)
{
    sl_buf_push_z(out, "{\"version\": 1, \"as-of\": \"");
    sl_buf_push_iso_date(out, audit->as_of);
    sl_buf_push_char(out, '"');
    if (item || entry)
        push_one(out, audit, item, entry);
    sl_buf_push_z(out, ", \"items\": [");
    bool first = true;
    for (size_t i = 0; i < audit->s->items.n; i++) {
        const sl_item *one = audit->s->items.at[i];
        if ((item && one != item) || entry)
            continue;
        sl_buf_push_z(out, first ? "\n  " : ",\n  ");
        push_sight(out, audit, one);
        first = false;
    }
    sl_buf_push_z(out, "]}\n");
}
