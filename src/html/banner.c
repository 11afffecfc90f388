#include "base/file.h"
#include "html/write.h"
#include "model/audience.h"
#include "record/record.h"

static void push_decision(sl_html *w)
{
    const sl_framework *f = w->book->strategy->framework;
    size_t n = sl_html_count_asks(w);
    if (!n)
        return;
    sl_html_push(w, "<div><dt>");
    sl_html_push_word(w, SL_SAY_WEB_ASKED);
    sl_html_push(w, "</dt><dd><a href=\"#_asks\">");
    sl_html_push_text(w, sl_html_say(w, SL_SAY_WEB_ASKED_OF, SL_T("items", f->group_type->plural),
                                     SL_N("n", n),
                                     SL_N("bodies", w->facets.kinds.at[0].values.entries.n)));
    sl_html_push(w, "</a></dd></div>\n");
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
    sl_html_push(w, "<div><dt>");
    sl_html_push_word(w, SL_SAY_WEB_GROUNDS);
    sl_html_push(w, "</dt><dd>");
    sl_html_push_text(
        w, sl_html_say(w, SL_SAY_WEB_GROUNDS_COUNT, SL_N("n", traced), SL_N("all", all)));
    sl_html_push(w, "</dd></div>\n");
}

/* One line of the banner: where the document says more of it, its value leads there. */
static void push_fact(sl_html *w, sl_say_id label, const char *id, sl_str value)
{
    bool listed = sl_map_lookup(&w->ids, sl_str_from(id)) != NULL;
    sl_html_push(w, "<div><dt>");
    sl_html_push_word(w, label);
    sl_html_push(w, "</dt><dd>");
    if (listed)
        sl_buf_push_format(w->out, "<a href=\"#%s\">", id);
    sl_html_push_text(w, value);
    sl_html_push(w, listed ? "</a></dd></div>\n" : "</dd></div>\n");
}

static void push_gaps(sl_html *w)
{
    const sl_strategy *s = w->book->strategy;
    size_t open = sl_strategy_count_open_gaps(s);
    if (open)
        push_fact(w, SL_SAY_WEB_GAPS, "annex-gaps",
                  sl_html_say(w, SL_SAY_WEB_GAPS_OPEN, SL_N("n", open)));
}

/* What consultation came to. Only what the document itself prints is told here. */
static void push_responses(sl_html *w)
{
    const sl_record *r = w->book->strategy->record;
    if (!sl_map_lookup(&w->ids, SL_STR("annex-responses")) || !r->responses.n)
        return;
    size_t decided = r->responses.n - sl_record_count_open_responses(w->book->strategy);
    push_fact(w, SL_SAY_WEB_ANSWERED, "annex-responses",
              sl_html_say(w, SL_SAY_WEB_OF, SL_N("n", decided), SL_N("all", r->responses.n)));
}

/* What the next gate decides, when, and who: that is what is for decision. */
static void push_gate(sl_html *w)
{
    const sl_strategy *s = w->book->strategy;
    const sl_gate *next = sl_gate_next(s);
    if (!next)
        return;
    sl_html_push(w, "<div class=\"gate\"><dt>");
    sl_str day = sl_say_date(w->book->phrases, w->arena, next->date);
    sl_html_push_text(w, sl_html_say(w, SL_SAY_WEB_NEXT, SL_T("title", next->title),
                                     SL_T("date", day), SL_T("board", next->board)));
    sl_html_push(w, "</dt><dd>");
    bool listed = sl_map_lookup(&w->ids, SL_STR("annex-programme")) != NULL;
    sl_html_push(w, listed ? "<a href=\"#annex-programme\">" : "");
    sl_html_push_text(w, next->decision.n ? next->decision : next->title);
    sl_html_push(w, listed ? "</a>" : "");
    sl_html_push(w, "</dd></div>\n");
}

sl_str sl_html_kept_for(const sl_html *w)
{
    sl_str audience = w->book->audience;
    bool all =
        w->book->is_comparison || sl_str_equal(audience, sl_audience_widest(w->book->strategy));
    return all ? SL_STR_NONE : audience;
}

/* The first sentence of a text; all of it when it has but one. */
static sl_str first_sentence(sl_str s)
{
    for (size_t i = 0; i + 1 < s.n; i++)
        if (s.p[i] == '.' && s.p[i + 1] == ' ')
            return sl_str_slice(s, 0, i + 1);
    return s;
}

/* The authors' newest change note: its first sentence is seen, a longer one opens in place. */
static void push_change(sl_html *w)
{
    const sl_yaml *changes = sl_yaml_lookup(w->book->strategy->config, "changes");
    const sl_yaml *newest = NULL;
    int32_t day = 0;
    SL_EACH (one, changes) {
        sl_date date;
        if (!sl_date_parse(sl_yaml_text(one, "date"), &date))
            continue;
        if (!newest || sl_date_days(date) > day) {
            newest = one;
            day = sl_date_days(date);
        }
    }
    sl_str note = newest ? sl_yaml_text(newest, "note") : SL_STR_NONE;
    if (!note.n)
        return;
    sl_str first = first_sentence(note);
    bool longer = first.n < note.n;
    sl_html_push(w, "<div class=\"change\"><dt>");
    sl_html_push_text(
        w, sl_html_say(w, SL_SAY_WEB_NEW_IN, SL_T("version", sl_yaml_text(newest, "version"))));
    sl_html_push(w, longer ? "</dt><dd><details><summary>" : "</dt><dd>");
    sl_html_push_text(w, first);
    if (longer) {
        sl_html_push(w, "</summary><span>");
        sl_html_push_text(w, sl_str_slice(note, first.n + 1, note.n));
        sl_html_push(w, "</span></details>");
    }
    sl_html_push(w, "</dd></div>\n");
}

/* The same as PDF or for Word, and the data, where the build made them beside the page. */
void sl_html_push_files(sl_html *w)
{
    if (!w->more.file_count)
        return;
    sl_html_push(w, "<p class=\"web source\">");
    sl_html_push_word(w, SL_SAY_WEB_FILES);
    sl_html_push(w, " ");
    for (size_t i = 0; i < w->more.file_count; i++) {
        sl_str path = w->more.files[i], name = sl_file_name(path);
        sl_html_push(w, i ? ", <a" : "<a");
        sl_html_push_quoted(w, "href", path);
        sl_html_push(w, ">");
        sl_html_push_text(w, sl_str_ends(name, ".pdf") ? SL_STR("PDF") : name);
        sl_html_push(w, "</a>");
    }
    sl_html_push(w, "</p>\n");
}

void sl_html_push_banner(sl_html *w)
{
    if (w->book->is_comparison)
        return;
    sl_html_push(w, "<dl class=\"web banner\">\n");
    push_gate(w);
    push_decision(w);
    push_grounds(w);
    push_gaps(w);
    push_responses(w);
    push_change(w);
    sl_html_push_since(w);
    sl_html_push(w, "</dl>\n");
}
