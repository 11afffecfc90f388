#include "html/write.h"

static bool is_ask(const sl_html *w, const sl_item *item)
{
    return item->type == w->book->strategy->framework->group_type && w->sections[item->index];
}

size_t sl_html_count_asks(const sl_html *w)
{
    size_t n = 0;
    for (size_t i = 0; i < w->book->strategy->items.n; i++)
        n += is_ask(w, w->book->strategy->items.at[i]);
    return n;
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
        sl_html_push_text(w, sl_say_date(w->book->phrases, w->arena, date));
    }
    sl_html_push_text(w, sl_html_say(w, SL_SAY_WEB_ASK_EVIDENCE,
                                     SL_T("strength", sl_html_name_strength(w, item, false))));
    sl_html_push(w, "</p>\n");
}

static void push_ask(sl_html *w, const sl_item *item)
{
    /* Its own name: what the reader was at when it goes back. */
    sl_html_push(w, "<li id=\"_list-");
    sl_html_push_text(w, item->id);
    sl_html_push(w, "\">\n<h3>");
    const sl_node *section = w->sections[item->index];
    sl_html_push_section_link(w, section, sl_node_number_of(section), item->title);
    sl_html_push(w, "</h3>\n");
    push_terms(w, item);
    sl_html_push_sight(w, item);
    sl_html_push(w, "</li>\n");
    sl_html_push_rest(w);
}

void sl_html_push_asks(sl_html *w)
{
    const sl_strategy *s = w->book->strategy;
    if (!sl_html_count_asks(w))
        return;
    sl_html_push(w, "<section class=\"web asks\" aria-labelledby=\"_asks\">\n<h2 id=\"_asks\">");
    sl_html_push_text(w, s->framework->group_type->plural);
    sl_html_push(w, "</h2>\n");
    sl_html_push_filters(w);
    sl_html_push(w, "<ol>\n");
    size_t lines = 0;
    for (const sl_node *n = w->book->root->first; n; n = sl_node_walk(w->book->root, n)) {
        const sl_item *item = n->kind == SL_NODE_SECTION ? sl_strategy_lookup_item(s, n->id) : NULL;
        if (!item || !is_ask(w, item))
            continue;
        sl_html_push_next_list(w, lines++);
        push_ask(w, item);
    }
    sl_html_push(w, "</ol>\n</section>\n");
}
