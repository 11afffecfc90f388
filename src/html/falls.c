#include "html/write.h"

/* The line of sight as figures, for layouts/web/reader/falls.js, which judges it again when a
 * reader strikes an entry out or moves the day, by the rules of sight/audit.c. Attributes:
 *   data-day      the day of the audit, counted from 1 January 2000
 *   data-entries  [["ID",whole,end,family,older],…]  strength while in date, first day out of date
 *                 (1e9: none), index of its family and of the entry that it replaces (-1: none)
 *   data-items    [["ID",claim,link,link…],…]  claim 1 or 0; a link is 4 × index of what it leads
 *                 to, and 2 when that is an entry, and 1 when it is indirect
 * IDs have no character that JSON or an attribute writes otherwise.
 */

static bool has_register(const sl_html *w)
{
    const sl_strategy *s = w->book->strategy;
    for (size_t i = 0; i < s->evidence.n; i++)
        if (sl_map_lookup(&w->ids, s->evidence.at[i]->id))
            return true;
    return false;
}

bool sl_html_has_falls(const sl_html *w)
{
    return !w->book->is_comparison && has_register(w);
}

static void push_entries(sl_html *w)
{
    const sl_strategy *s = w->book->strategy;
    sl_html_push(w, " data-entries='[");
    for (size_t i = 0; i < s->evidence.n; i++) {
        const sl_evidence *e = s->evidence.at[i];
        const sl_backing *b = &w->book->audit->backings[i];
        const sl_evidence *old =
            sl_strategy_lookup_evidence(s, sl_yaml_text(e->yaml, "supersedes"));
        sl_html_push(w, i ? ",[\"" : "[\"");
        sl_html_push_text(w, e->id);
        sl_buf_push_format(w->out, "\",%u,", b->whole);
        if (b->stale_on.year)
            sl_buf_push_format(w->out, "%d", (int)sl_date_days(b->stale_on));
        else
            sl_html_push(w, "1e9");
        sl_buf_push_format(w->out, ",%u,%d]", b->family, old && old != e ? (int)old->index : -1);
    }
    sl_html_push(w, "]'");
}

static void push_items(sl_html *w)
{
    enum { TO_ENTRY = 2, INDIRECT = 1, STEP = 4 };
    const sl_strategy *s = w->book->strategy;
    sl_html_push(w, " data-items='[");
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        sl_html_push(w, i ? ",[\"" : "[\"");
        sl_html_push_text(w, item->id);
        sl_html_push(w, sl_audit_is_claim(s->framework, item->type) ? "\",1" : "\",0");
        for (size_t k = 0; k < item->out.n; k++) {
            const sl_edge *e = &s->edges.at[item->out.at[k]];
            if (e->role->line)
                sl_buf_push_format(w->out, ",%u",
                                   STEP * e->to + (e->to_evidence ? TO_ENTRY : 0) +
                                       (e->indirect ? INDIRECT : 0));
        }
        sl_html_push(w, "]");
    }
    sl_html_push(w, "]'");
}

void sl_html_push_strike(sl_html *w)
{
    sl_html_push(w, "<button class=\"web by-script strike\" type=\"button\" "
                    "aria-pressed=\"false\">");
    sl_html_push_word(w, SL_SAY_WEB_FALLS);
    sl_html_push(w, "</button>\n");
}

void sl_html_push_figures(sl_html *w)
{
    if (!sl_html_has_falls(w))
        return;
    sl_html_push(w, "<div id=\"_sight\" class=\"web\" hidden");
    sl_buf_push_format(w->out, " data-day=\"%d\"", (int)sl_date_days(w->book->audit->as_of));
    push_entries(w);
    push_items(w);
    sl_html_push(w, "></div>\n");
}

void sl_html_push_falls(sl_html *w)
{
    if (!sl_html_has_falls(w))
        return;
    sl_html_push(w, "<section id=\"_falls\" class=\"web\" hidden aria-labelledby=\"_falls-head\">\n"
                    "<h2 id=\"_falls-head\">");
    sl_html_push_word(w, SL_SAY_WEB_FALLS);
    sl_html_push(w, "</h2>\n<p class=\"set\"><label>");
    sl_html_push_word(w, SL_SAY_WEB_FALLS_DAY);
    sl_html_push(w, " <input type=\"date\" required></label> <button type=\"button\">");
    sl_html_push_word(w, SL_SAY_WEB_CLOSE);
    sl_html_push(w, "</button></p>\n<ul></ul>\n<p role=\"status\"></p>\n<ol></ol>\n</section>\n");
}
