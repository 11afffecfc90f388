#include "html/write.h"

enum { LONGEST = 8 /* steps shown: more is no line of sight */ };

/* The first item that stands in the document and that this one rests on; NULL at the line's end. */
static const sl_item *next_on_line(const sl_html *w, const sl_item *item)
{
    const sl_strategy *s = w->book->strategy;
    for (size_t i = 0; i < item->out.n; i++) {
        const sl_edge *e = &s->edges.at[item->out.at[i]];
        if (e->role->line && !e->to_evidence && w->sections[e->to])
            return s->items.at[e->to];
    }
    return NULL;
}

size_t sl_html_count_ground(const sl_html *w, const sl_item *item)
{
    return w->book->audit->sights[item->index].evidence_count;
}

void sl_html_push_sight(sl_html *w, const sl_item *item)
{
    sl_html_push(w, "<ol class=\"web sight\">");
    const sl_item *at = next_on_line(w, item);
    for (int i = 0; at && i < LONGEST; i++, at = next_on_line(w, at)) {
        sl_str brief = sl_yaml_text(at->front, "short");
        sl_html_push(w, "<li>");
        sl_html_push_section_link(w, w->sections[at->index], SL_STR_NONE,
                                  brief.n ? brief : at->title);
        sl_html_push(w, "</li>");
    }
    size_t n = sl_html_count_ground(w, item);
    if (n && sl_map_lookup(&w->lines, item->id)) {
        sl_html_push(w, "<li><a href=\"#_line-");
        sl_html_push_text(w, item->id);
        sl_html_push(w, "\">");
        sl_html_push_text(w, sl_html_say(w, SL_SAY_WEB_EVIDENCE_COUNT, SL_N("n", n)));
        sl_html_push(w, "</a></li>");
    } else if (n) {
        sl_html_push(w, "<li>");
        sl_html_push_text(w, sl_html_say(w, SL_SAY_WEB_EVIDENCE_COUNT, SL_N("n", n)));
        sl_html_push(w, "</li>");
    }
    if (!n) {
        sl_html_push(w, "<li class=\"weak\">");
        sl_html_push_word(w, SL_SAY_WEB_NO_EVIDENCE);
        sl_html_push(w, "</li>");
    }
    sl_html_push(w, "</ol>\n");
}
