#include "book/annex.h"

#include "book/reference.h"
#include "model/figure.h"
#include "model/edition.h"

/* What it is, from where, and how surely it was read. */
static sl_str describe(sl_compose *c, const sl_evidence *e)
{
    sl_str grade = e->grade ? sl_str_format(c->arena, "%u", e->grade) : SL_STR_NONE;
    return sl_compose_say(
        c, SL_SAY_REGISTER_ENTRY, SL_T("id", c->options->codes ? e->id : SL_STR_NONE),
        SL_T("publisher", e->publisher), SL_T("title", e->source_title), SL_T("year", e->year),
        SL_T("place", e->geography), SL_T("period", e->period), SL_T("confidence", e->confidence),
        SL_T("grade", grade));
}

/* By evidence index: the items that stand in the document and use the entry, in their order. */
typedef SL_VEC(const sl_item *) users;

static void add_user(sl_compose *c, users *u, const sl_item *item)
{
    if (!u->n || u->at[u->n - 1] != item)
        SL_PUSH(c->arena, *u, item);
}

static users *find_users(sl_compose *c)
{
    users *all = SL_NEW_ARRAY(c->arena, users, c->s->evidence.n + 1);
    for (size_t i = 0; i < c->s->items.n; i++) {
        const sl_item *item = c->s->items.at[i];
        if (!c->item_number[i].n)
            continue;
        for (size_t k = 0; k < item->cites.n; k++)
            add_user(c, &all[item->cites.at[k]], item);
        for (size_t k = 0; k < item->out.n; k++) {
            const sl_edge *edge = &c->s->edges.at[item->out.at[k]];
            if (edge->to_evidence)
                add_user(c, &all[edge->to], item);
        }
    }
    return all;
}

static void compose_uses(sl_compose *c, sl_node *to, const users *u)
{
    if (!u->n) {
        sl_compose_paragraph(c, to, "evidence-use", sl_compose_word(c, SL_SAY_REGISTER_UNUSED));
        return;
    }
    sl_node *p = sl_compose_add(c, to, SL_NODE_PARAGRAPH, "evidence-use");
    for (size_t i = 0; i < u->n; i++) {
        sl_compose_text(c, p, i ? SL_STR(", ") : sl_compose_word(c, SL_SAY_REGISTER_USED));
        sl_compose_item_number(c, p, u->at[i]);
    }
}

/* How sure the figure is, where the entry says so. */
static void compose_interval(sl_compose *c, sl_node *to, const sl_evidence *e)
{
    sl_buf b;
    sl_buf_init(&b);
    if (sl_figure_push_key(&b, c->s->phrases, e, SL_STR("interval")))
        sl_compose_text(c, to,
                        sl_compose_say(c, SL_SAY_REGISTER_INTERVAL,
                                       SL_T("interval", sl_buf_copy(&b, c->arena))));
    sl_buf_done(&b);
}

/* Who keeps the page: enough on paper, as the link has the rest. */
static sl_str host_of(sl_str url)
{
    size_t begin = sl_str_find(url, SL_STR("://"), 0);
    sl_str host = begin == SIZE_MAX ? url : sl_str_slice(url, begin + 3, url.n);
    size_t end = sl_str_find_char(host, '/', 0);
    host = end == SIZE_MAX ? host : sl_str_slice(host, 0, end);
    return sl_str_starts(host, "www.") ? sl_str_slice(host, 4, host.n) : host;
}

static void compose_entry(sl_compose *c, sl_node *to, const sl_evidence *e, const users *u)
{
    sl_node *section = sl_compose_section(c, to, SL_STR("evidence"), e->id, e->statement, 0);
    section->span = e->span;
    sl_node *head = sl_compose_add(c, section, SL_NODE_PARAGRAPH, "evidence-head");
    sl_compose_text(c, head,
                    sl_str_format(c->arena, "%.*s. ", SL_FMT(sl_reference_label(c, e->index))));
    sl_node *strong = sl_compose_add(c, head, SL_NODE_STRONG, NULL);
    sl_str lang = sl_edition_spoken(c->s, sl_yaml_lookup(e->yaml, "statement"));
    sl_node *said = lang.n ? sl_compose_add(c, strong, SL_NODE_SPAN, NULL) : strong;
    if (lang.n)
        said->lang = lang;
    sl_compose_text(c, said, e->statement);
    sl_node *source = sl_compose_paragraph(c, section, "evidence-source", describe(c, e));
    compose_interval(c, source, e);
    if (e->url.n) {
        sl_node *link = sl_compose_add(c, source, SL_NODE_LINK, NULL);
        link->target = e->url;
        link->title = sl_compose_say(c, SL_SAY_REGISTER_LINK, SL_T("id", e->id),
                                     SL_T("title", e->source_title));
        sl_compose_text(c, link, c->options->codes ? e->url : host_of(e->url));
    }
    compose_uses(c, section, u);
}

void sl_annex_compose_register(sl_compose *c, sl_node *to)
{
    sl_compose_paragraph(c, to, "evidence-source", sl_yaml_text(c->s->config, "attribution"));
    /* What the text does not cite comes last, in the register's order. */
    for (uint32_t i = 0; i < c->s->evidence.n && !c->only; i++)
        sl_compose_cite(c, i);
    const sl_evidence **by_number =
        SL_NEW_ARRAY(c->arena, const sl_evidence *, c->s->evidence.n + 1);
    for (size_t i = 0; i < c->s->evidence.n; i++)
        if (c->evidence_number[i])
            by_number[c->evidence_number[i] - 1] = c->s->evidence.at[i];
    const users *used_by = find_users(c);
    sl_reference_sort(c, by_number, c->cited);
    for (size_t i = 0; i < c->cited; i++)
        compose_entry(c, to, by_number[i], &used_by[by_number[i]->index]);
}
