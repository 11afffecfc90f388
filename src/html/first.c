#include "html/write.h"

static bool is_ask(const sl_html *w, const sl_item *item)
{
    return item->type == w->book->strategy->framework->group_type && w->sections[item->index];
}

static size_t count_asks(const sl_html *w)
{
    size_t n = 0;
    for (size_t i = 0; i < w->book->strategy->items.n; i++)
        n += is_ask(w, w->book->strategy->items.at[i]);
    return n;
}

static sl_str lower(sl_html *w, sl_str s)
{
    return sl_str_lower(w->arena, s);
}

static void push_decision(sl_html *w)
{
    const sl_framework *f = w->book->strategy->framework;
    size_t n = count_asks(w);
    if (!n)
        return;
    sl_html_push(w, "<div><dt>For decision</dt><dd><a href=\"#_asks\">");
    sl_buf_push_format(w->out, "%zu ", n);
    sl_html_push_text(w, lower(w, n == 1 ? f->group_type->title : f->group_type->plural));
    sl_html_push(w, "</a> of ");
    sl_html_push_count(w, w->facets.kinds.at[0].values.entries.n, "body", "bodies");
    sl_html_push(w, "</dd></div>\n");
}

/* How much of what is proposed leads back to evidence. */
static void push_grounds(sl_html *w)
{
    const sl_strategy *s = w->book->strategy;
    size_t traced = 0, all = 0;
    for (size_t i = 0; i < s->items.n; i++) {
        if (!w->sections[i] || !sl_audit_is_claim(s->framework, s->items.at[i]->type))
            continue;
        all++;
        traced += sl_html_count_ground(w, s->items.at[i]) > 0;
    }
    if (!all)
        return;
    sl_buf_push_format(
        w->out, "<div><dt>Led back to evidence</dt><dd>%zu of %zu items</dd></div>\n", traced, all);
}

static void push_gaps(sl_html *w)
{
    const sl_strategy *s = w->book->strategy;
    size_t open = 0;
    for (size_t i = 0; i < s->gaps.n; i++)
        open += sl_str_equal_z(s->gaps.at[i]->state, "open");
    if (!open)
        return;
    bool listed = sl_map_lookup(&w->ids, SL_STR("annex-gaps")) != NULL;
    sl_html_push(w, "<div><dt>Gaps in the evidence</dt><dd>");
    sl_html_push(w, listed ? "<a href=\"#annex-gaps\">" : "");
    sl_buf_push_format(w->out, "%zu open", open);
    sl_html_push(w, listed ? "</a></dd></div>\n" : "</dd></div>\n");
}

void sl_html_push_banner(sl_html *w)
{
    sl_html_push(w, "<dl class=\"web banner\">\n");
    push_decision(w);
    push_grounds(w);
    push_gaps(w);
    sl_html_push(w, "</dl>\n");
}

/* Who is asked, and by when where the type has a month to print. */
static void push_terms(sl_html *w, const sl_item *item)
{
    const sl_framework *f = w->book->strategy->framework;
    sl_html_push(w, "<p class=\"of\">");
    sl_html_push_text(w, sl_yaml_text(item->front, f->group->field.name));
    for (size_t i = 0; i < item->type->keys.n; i++) {
        const sl_key *key = &item->type->keys.at[i];
        sl_date date;
        sl_str text = sl_yaml_text(item->front, key->field.name);
        if (key->field.kind != SL_FIELD_MONTH || !sl_date_parse(text, &date))
            continue;
        sl_html_push(w, ". ");
        sl_html_push_text(w, key->label);
        sl_html_push(w, " ");
        sl_buf_push_date(w->out, date);
    }
    sl_html_push_strength(w, item);
    sl_html_push(w, "</p>\n");
}

static void push_ask(sl_html *w, const sl_item *item)
{
    sl_html_push(w, "<li>\n<h3>");
    const sl_node *section = w->sections[item->index];
    sl_html_push_section_link(w, section, sl_html_number_of(section), item->title);
    sl_html_push(w, "</h3>\n");
    push_terms(w, item);
    sl_html_push_sight(w, item);
    sl_html_push(w, "</li>\n");
}

void sl_html_push_asks(sl_html *w)
{
    const sl_strategy *s = w->book->strategy;
    if (!count_asks(w))
        return;
    sl_html_push(w, "<section class=\"web asks\" aria-labelledby=\"_asks\">\n<h2 id=\"_asks\">");
    sl_html_push_text(w, s->framework->group_type->plural);
    sl_html_push(w, "</h2>\n");
    sl_html_push_filters(w);
    sl_html_push(w, "<ol>\n");
    for (const sl_node *n = w->book->root->first; n; n = sl_node_walk(w->book->root, n)) {
        const sl_item *item = n->kind == SL_NODE_SECTION ? sl_strategy_lookup_item(s, n->id) : NULL;
        if (item && is_ask(w, item))
            push_ask(w, item);
    }
    sl_html_push(w, "</ol>\n</section>\n");
}
