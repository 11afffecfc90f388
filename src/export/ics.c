/* The calendar as iCalendar (RFC 5545): events, gates and milestones whose day is known. */
#include "export/export.h"

#include "record/record.h"

typedef struct writing {
    sl_buf *out;
    const sl_strategy *s;
    sl_str domain; /* behind the @ of each UID */
} writing;

/* A content line, folded after at most 75 octets and never inside a character (3.1). */
static void push_line(writing *w, const char *name, sl_str value)
{
    enum { MOST = 73 };
    sl_buf line;
    sl_buf_init(&line);
    sl_buf_push_z(&line, name);
    sl_buf_push_str(&line, value);
    for (size_t at = 0; at < line.n;) {
        size_t end = at + MOST < line.n ? at + MOST : line.n;
        while (end < line.n && ((unsigned char)line.p[end] & 0xC0) == 0x80)
            end--;
        sl_buf_push_z(w->out, at ? " " : "");
        sl_buf_push(w->out, line.p + at, end - at);
        sl_buf_push_z(w->out, "\r\n");
        at = end;
    }
    sl_buf_done(&line);
}

/* TEXT (3.3.11). */
static void push_text(writing *w, const char *name, sl_str value)
{
    if (!value.n)
        return;
    sl_buf text;
    sl_buf_init(&text);
    for (size_t i = 0; i < value.n; i++) {
        char c = value.p[i];
        if (c == '\n') {
            sl_buf_push_z(&text, "\\n");
            continue;
        }
        if (c == '\\' || c == ';' || c == ',')
            sl_buf_push_char(&text, '\\');
        sl_buf_push_char(&text, c);
    }
    push_line(w, name, sl_buf_str(&text));
    sl_buf_done(&text);
}

static void push_day(writing *w, const char *name, sl_date d)
{
    sl_buf day;
    sl_buf_init(&day);
    sl_buf_push_format(&day, "%04d%02d%02d", d.year, d.month, d.day);
    push_line(w, name, sl_buf_str(&day));
    sl_buf_done(&day);
}

static void begin(writing *w, sl_str id, sl_date from, sl_date to)
{
    sl_buf uid;
    sl_buf_init(&uid);
    sl_buf_push_format(&uid, "%.*s@%.*s", SL_FMT(id), SL_FMT(w->domain));
    push_line(w, "BEGIN:VEVENT", SL_STR_NONE);
    push_line(w, "UID:", sl_buf_str(&uid));
    sl_date stamp = sl_strategy_date(w->s);
    uid.n = 0;
    sl_buf_push_format(&uid, "%04d%02d%02dT000000Z", stamp.year, stamp.month ? stamp.month : 1,
                       stamp.day ? stamp.day : 1);
    push_line(w, "DTSTAMP:", sl_buf_str(&uid));
    push_day(w, "DTSTART;VALUE=DATE:", from);
    /* The day after the last one (3.6.1). */
    push_day(w, "DTEND;VALUE=DATE:", sl_date_from_days(sl_date_days(to) + 1));
    sl_buf_done(&uid);
}

static void end(writing *w)
{
    push_line(w, "TRANSP:TRANSPARENT", SL_STR_NONE);
    push_line(w, "END:VEVENT", SL_STR_NONE);
}

static void push_event(writing *w, const sl_event *e)
{
    const sl_record *r = w->s->record;
    begin(w, e->id, e->from, e->to);
    push_text(w, "SUMMARY:", e->title);
    push_text(w, "LOCATION:", e->place);
    push_text(w, "CATEGORIES:", e->channel);
    sl_buf text, list;
    sl_buf_init(&text);
    sl_buf_init(&list);
    SL_EACH (theme, e->themes)
        sl_buf_push_format(&list, "%s%.*s", list.n ? ", " : "", SL_FMT(theme->text));
    if (list.n)
        sl_say_push(&text, w->s->phrases, SL_SAY_ICS_THEMES,
                    &(sl_say_field)SL_T("themes", sl_buf_str(&list)), 1);
    list.n = 0;
    for (size_t i = 0; i < e->partners.n; i++)
        sl_buf_push_format(&list, "%s%.*s", i ? "; " : "",
                           SL_FMT(r->partners.at[e->partners.at[i]].name));
    if (list.n) {
        sl_buf_push_z(&text, text.n ? "\n" : "");
        sl_say_push(&text, w->s->phrases, SL_SAY_ICS_ASKED,
                    &(sl_say_field)SL_T("partners", sl_buf_str(&list)), 1);
    }
    sl_buf_done(&list);
    if (e->illustrative.n)
        sl_buf_push_format(&text, "%s%.*s", text.n ? "\n" : "", SL_FMT(e->illustrative));
    push_text(w, "DESCRIPTION:", sl_buf_str(&text));
    sl_buf_done(&text);
    end(w);
}

static void push_gate(writing *w, const sl_gate *g)
{
    begin(w, g->id, g->date, g->date);
    push_text(w, "SUMMARY:", g->title);
    push_text(w, "CATEGORIES:", sl_phrase(w->s->phrases, SL_SAY_ICS_GATE));
    sl_buf text;
    sl_buf_init(&text);
    sl_buf_push_format(&text, "%.*s: %.*s", SL_FMT(g->board), SL_FMT(g->decision));
    if (g->illustrative.n)
        sl_buf_push_format(&text, "\n%.*s", SL_FMT(g->illustrative));
    push_text(w, "DESCRIPTION:", sl_buf_str(&text));
    sl_buf_done(&text);
    end(w);
}

static void push_milestone(writing *w, const sl_milestone *m)
{
    begin(w, m->id, m->date, m->date);
    push_text(w, "SUMMARY:", m->title);
    push_text(w, "CATEGORIES:", sl_phrase(w->s->phrases, SL_SAY_ICS_MILESTONE));
    push_text(w, "DESCRIPTION:", m->illustrative);
    end(w);
}

void sl_export_emit_ics(sl_buf *out, const sl_strategy *s)
{
    sl_buf domain;
    sl_buf_init(&domain);
    sl_str named = sl_yaml_text(s->config, "identifier"), title = s->title;
    if (named.n)
        sl_buf_push_str(&domain, named);
    else
        sl_buf_push_format(&domain, "%016llx.strategy", (unsigned long long)sl_str_hash(title));
    writing w = {out, s, sl_buf_str(&domain)};
    push_line(&w, "BEGIN:VCALENDAR", SL_STR_NONE);
    push_line(&w, "VERSION:2.0", SL_STR_NONE);
    push_line(&w, "PRODID:-//sightline//strategy calendar//EN", SL_STR_NONE);
    push_line(&w, "CALSCALE:GREGORIAN", SL_STR_NONE);
    push_text(&w, "X-WR-CALNAME:", title);
    for (size_t i = 0; i < s->record->events.n; i++)
        push_event(&w, &s->record->events.at[i]);
    for (size_t i = 0; i < s->record->gates.n; i++)
        if (s->record->gates.at[i].date.day)
            push_gate(&w, &s->record->gates.at[i]);
    for (size_t i = 0; i < s->record->milestones.n; i++)
        if (s->record->milestones.at[i].date.day)
            push_milestone(&w, &s->record->milestones.at[i]);
    push_line(&w, "END:VCALENDAR", SL_STR_NONE);
    sl_buf_done(&domain);
}
