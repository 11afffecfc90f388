#include "sight/score.h"

#include "model/figure.h"
#include "model/prose.h"

typedef struct scoring {
    sl_arena *arena;
    const sl_audit *audit;
    const sl_strategy *s;
    const sl_names_shown *names;
    const sl_item *item;
    SL_VEC(sl_prose) text; /* the item's paragraphs */
} scoring;

/* --- the text --- */

static void read_text(scoring *c)
{
    c->text.n = 0;
    const sl_node *body = c->item->body;
    for (const sl_node *n = body ? body->first : NULL; n; n = sl_node_walk(body, n))
        if (n->kind == SL_NODE_PARAGRAPH)
            SL_PUSH(c->arena, c->text, sl_prose_read(c->arena, c->s, n));
}

static bool is_marked(const sl_node *n, sl_str shows)
{
    for (; n && n->kind != SL_NODE_PARAGRAPH; n = n->parent)
        if (n->kind == SL_NODE_SPAN && sl_str_equal(n->target, shows))
            return true;
    return false;
}

static sl_str sentence_text(const sl_prose *p, const sl_sentence *one)
{
    return sl_str_trim(sl_str_slice(p->text, one->begin, one->end));
}

/* The text that the author marked for what it shows; empty when there is none. */
static sl_str find_marked(const scoring *c, sl_str shows)
{
    for (size_t i = 0; i < c->text.n; i++) {
        const sl_prose *p = &c->text.at[i];
        size_t begin = SIZE_MAX, end = 0;
        for (size_t k = 0; k < p->pieces.n; k++) {
            if (!is_marked(p->pieces.at[k].node, shows))
                continue;
            if (begin == SIZE_MAX)
                begin = p->pieces.at[k].begin;
            end = p->pieces.at[k].end;
        }
        if (begin < end)
            return sl_str_trim(sl_str_slice(p->text, begin, end));
    }
    return SL_STR_NONE;
}

static sl_str find_citation(const scoring *c)
{
    for (size_t i = 0; i < c->text.n; i++)
        for (size_t k = 0; k < c->text.at[i].sentences.n; k++)
            if (c->text.at[i].sentences.at[k].evidence.n)
                return sentence_text(&c->text.at[i], &c->text.at[i].sentences.at[k]);
    return SL_STR_NONE;
}

/* --- fields --- */

static sl_str label_of(const sl_item *item, sl_str key)
{
    for (size_t i = 0; i < item->type->keys.n; i++)
        if (sl_str_equal(item->type->keys.at[i].name, key))
            return item->type->keys.at[i].label;
    return key;
}

static sl_str value_of(sl_arena *a, const sl_phrases *p, const sl_yaml *y)
{
    sl_buf b;
    sl_buf_init(&b);
    if (y->kind == SL_YAML_MAP)
        sl_figure_push_money(&b, p, y);
    else if (y->kind == SL_YAML_LIST)
        SL_EACH (one, y) {
            sl_buf_push_z(&b, one == y->first ? "" : "; ");
            sl_buf_push_str(&b, one->text);
        }
    else
        sl_buf_push_str(&b, y->text);
    return sl_buf_take(&b, a);
}

/* All the keys of a list that the item has, as "Label: value"; empty when one is missing. */
static sl_str find_fields(scoring *c, const sl_item *item, const sl_yaml *keys, const char *lead)
{
    sl_str found = sl_str_from(lead);
    SL_EACH (key, keys) {
        const sl_yaml *y = sl_yaml_lookup_str(item->front, key->text);
        if (!y || (y->kind == SL_YAML_SCALAR && !y->text.n))
            return SL_STR_NONE;
        sl_str value = value_of(c->arena, c->s->phrases, y), label = label_of(item, key->text);
        found = sl_str_format(c->arena, "%.*s%s%.*s: %.*s", SL_FMT(found),
                              key == keys->first ? "" : ". ", SL_FMT(label), SL_FMT(value));
    }
    return found;
}

/* An item that a role leads to and that has all the keys. */
static sl_str find_linked(scoring *c, const sl_yaml *linked)
{
    const sl_yaml *keys = sl_yaml_lookup(linked, "has");
    sl_str role = sl_yaml_text(linked, "role");
    for (size_t i = 0; i < c->item->out.n; i++) {
        const sl_edge *e = &c->s->edges.at[c->item->out.at[i]];
        if (e->to_evidence || !sl_str_equal(e->role->name, role))
            continue;
        const sl_item *to = c->s->items.at[e->to];
        const char *lead = sl_str_format(c->arena, "%.*s %.*s (%.*s). ", SL_FMT(e->role->label),
                                         SL_FMT(to->title), SL_FMT(sl_names_item(c->names, to)))
                               .p;
        sl_str found = find_fields(c, to, keys, lead);
        if (found.n)
            return found;
    }
    return SL_STR_NONE;
}

/* --- points --- */

static bool reaches(const sl_yaml *point, const char *key, uint32_t have)
{
    uint32_t want;
    return !sl_num_parse(sl_yaml_text(point, key), &want) || have >= want;
}

static void add_reason(scoring *c, sl_str *to, sl_str reason)
{
    *to = to->n ? sl_str_format(c->arena, "%.*s; %.*s", SL_FMT(*to), SL_FMT(reason)) : reason;
}

/* What earned the point; empty when something that it asks for is missing. */
static sl_str earn(scoring *c, const sl_yaml *point)
{
    const sl_sight *sight = &c->audit->sights[c->item->index];
    const sl_yaml *keys = sl_yaml_lookup(point, "has"), *linked = sl_yaml_lookup(point, "linked");
    const sl_yaml *shows = sl_yaml_lookup(point, "shows");
    sl_str reason = SL_STR_NONE;
    if (!reaches(point, "strength", sight->own) ||
        !reaches(point, "families", sight->family_count) ||
        !reaches(point, "cites", (uint32_t)c->item->cites.n))
        return SL_STR_NONE;
    if (sl_yaml_lookup(point, "strength"))
        add_reason(c, &reason,
                   sl_say(c->s->phrases, c->arena, SL_SAY_SCORE_STRENGTH, SL_N("n", sight->own)));
    if (sl_yaml_lookup(point, "families"))
        add_reason(
            c, &reason,
            sl_say(c->s->phrases, c->arena, SL_SAY_SCORE_FAMILIES, SL_N("n", sight->family_count)));
    if (sl_yaml_lookup(point, "cites"))
        add_reason(c, &reason, find_citation(c));
    const sl_str found[] = {
        keys ? find_fields(c, c->item, keys, "") : SL_STR_NONE,
        linked ? find_linked(c, linked) : SL_STR_NONE,
        shows ? find_marked(c, shows->text) : SL_STR_NONE,
    };
    const bool wanted[] = {keys != NULL, linked != NULL, shows != NULL};
    for (size_t i = 0; i < SL_COUNT(found); i++) {
        if (wanted[i] && !found[i].n)
            return SL_STR_NONE;
        if (wanted[i])
            add_reason(c, &reason, found[i]);
    }
    return reason;
}

static void score_part(scoring *c, const sl_score_part *part, sl_score *out)
{
    out->part = part;
    SL_EACH (point, part->points) {
        if (out->points == SL_SCORE_MOST)
            break;
        sl_str reason = earn(c, point);
        if (!reason.n) {
            out->next = sl_yaml_text(point, "is");
            return;
        }
        out->earned[out->points++] = reason;
    }
}

const sl_scores *sl_score_run(sl_arena *a, const sl_audit *audit, const sl_names_shown *names)
{
    sl_scores *out = SL_NEW(a, sl_scores);
    const sl_framework *f = audit->s->framework;
    scoring c = {.arena = a, .audit = audit, .s = audit->s, .names = names};
    out->most = (uint32_t)f->score_parts.n * SL_SCORE_MOST;
    size_t n;
    const sl_item **items = sl_strategy_list_items(a, c.s, &n);
    for (size_t i = 0; f->scored_type && i < n; i++) {
        c.item = items[i];
        if (c.item->type != f->scored_type)
            continue;
        sl_card card = {.item = c.item};
        card.scores = SL_NEW_ARRAY(a, sl_score, f->score_parts.n + 1);
        read_text(&c);
        for (size_t k = 0; k < f->score_parts.n; k++) {
            score_part(&c, &f->score_parts.at[k], &card.scores[k]);
            card.total += card.scores[k].points;
        }
        SL_PUSH(a, out->cards, card);
    }
    return out;
}
