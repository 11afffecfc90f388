/* outline FOLDER [LAYOUT [AUDIENCE]]: the composed document of a strategy as an indented tree,
 * every node with all that outputs read of it, and after it the figures that charts and diagrams
 * draw. */
#include <stdio.h>

#include "base/mem.h"
#include "session/make.h"

static void put_str(const char *name, sl_str s)
{
    if (s.n)
        printf(" %s=\"%.*s\"", name, SL_FMT(s));
}

static void put_flag(const char *name, bool is)
{
    if (is)
        printf(" %s", name);
}

static void put_count(const char *name, long n)
{
    if (n)
        printf(" %s=%ld", name, n);
}

static void put_node(const sl_node *n, unsigned depth)
{
    printf("%*s%s", (int)depth, "", sl_node_kind_name(n->kind));
    put_count("level", n->level);
    put_count("toc", n->toc);
    put_count("align", n->align);
    put_flag("head", n->head);
    put_flag("ordered", n->ordered);
    put_flag("tight", n->tight);
    put_flag("contrary", n->contrary);
    put_flag("fresh", n->fresh);
    put_flag("wide", n->wide);
    put_flag("written", n->written);
    put_flag("again", n->again);
    put_flag("alone", n->alone);
    put_flag("apart", n->apart);
    put_count("percent", n->percent);
    put_count("columns", n->columns);
    put_count("rows", n->rows);
    put_count("start", n->start);
    put_str("id", n->id);
    put_str("role", n->role);
    put_str("number", n->number);
    put_str("target", n->target);
    put_str("title", n->title);
    put_str("alt", n->alt);
    put_str("lang", n->lang);
    if (n->text.n)
        printf(": %.*s", SL_FMT(n->text));
    puts("");
    for (const sl_node *one = n->first; one; one = one->next)
        put_node(one, depth + 1);
}

static void put_line(const char *name, bool has, sl_dec d, sl_str label)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_dec(&b, d);
    if (has)
        printf(" %s %.*s '%.*s'\n", name, SL_FMT(sl_buf_str(&b)), SL_FMT(label));
    sl_buf_done(&b);
}

static void put_chart(const sl_chart *c)
{
    printf("chart kind=%d '%.*s' unit='%.*s' prefix='%.*s' suffix='%.*s' places=%d level='%.*s' "
           "legend='%.*s'%s%s%s\n",
           c->kind, SL_FMT(c->title), SL_FMT(c->unit), SL_FMT(c->prefix), SL_FMT(c->suffix),
           c->places, SL_FMT(c->level), SL_FMT(c->legend), c->is_joined ? " joined" : "",
           c->is_upright ? " upright" : "", c->is_share ? " share" : "");
    put_line("reference", c->has_reference, c->reference, c->reference_label);
    put_line("target", c->has_target, c->target, c->target_label);
    put_line("from", c->has_band, c->band_low, c->band_label);
    put_line("to", c->has_band, c->band_high, c->band_label);
    size_t marked = sl_chart_highlights_series(c) ? c->series_count : c->label_count;
    for (size_t i = 0; c->highlight && i < marked; i++)
        if (c->highlight[i])
            printf(" highlight %zu\n", i);
    for (size_t i = 0; c->compared && i < c->series_count; i++)
        if (c->compared[i])
            printf(" compared %zu\n", i);
    for (size_t i = 0; !c->grid && i < (size_t)c->label_count * c->series_count; i++) {
        sl_buf b;
        sl_buf_init(&b);
        sl_chart_push_value(&b, c, i);
        printf(" %.*s, %.*s: %.*s", SL_FMT(c->series[i / c->label_count]),
               SL_FMT(c->labels[i % c->label_count]), SL_FMT(sl_buf_str(&b)));
        if (c->days)
            printf(" on %d", c->days[i % c->label_count]);
        puts("");
        sl_buf_done(&b);
    }
}

static void put_diagram(const sl_diagram *d)
{
    puts("diagram");
    for (size_t i = 0; i < d->nodes.n; i++)
        printf(" layer %d: %.*s\n", (int)d->nodes.at[i].layer, SL_FMT(d->nodes.at[i].title));
}

static void put_timeline(const sl_timeline *t)
{
    puts("timeline");
    for (size_t i = 0; i < t->rows.n; i++) {
        const sl_timeline_row *r = &t->rows.at[i];
        printf(" %.*s, %.*s: %d-%d-%d to %d-%d-%d%s%s%s\n", SL_FMT(r->label), SL_FMT(r->when),
               r->from.year, r->from.month, r->from.day, r->to.year, r->to.month, r->to.day,
               r->is_point ? " point" : "", r->is_gate ? " gate" : "", r->is_done ? " done" : "");
    }
}

static void put_book(const sl_book *b)
{
    printf("book '%.*s' '%.*s' '%.*s' '%.*s' '%.*s' by '%.*s' of '%.*s' (%.*s, %.*s, '%.*s')%s%s\n",
           SL_FMT(b->title), SL_FMT(b->subtitle), SL_FMT(b->organisation), SL_FMT(b->area),
           SL_FMT(b->notice), SL_FMT(b->authors), SL_FMT(b->subject), SL_FMT(b->keywords),
           SL_FMT(b->language), SL_FMT(b->audience), b->is_final ? " final" : "",
           b->asks_pages ? " pages" : "");
    put_node(b->root, 0);
    for (size_t i = 0; i < b->figures.n; i++) {
        const sl_figure *f = &b->figures.at[i];
        if (f->chart)
            put_chart(f->chart);
        else if (f->diagram)
            put_diagram(f->diagram);
        else if (f->timeline)
            put_timeline(f->timeline);
        else
            printf("picture %.*s, %zu bytes\n", SL_FMT(f->path), f->bytes.n);
    }
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    sl_mem_begin();
    sl_options o = {.verb = SL_VERB_BUILD, .folder = argv[1], .out = "out"};
    o.layout = argc > 2 ? argv[2] : NULL;
    sl_str audience = argc > 3 ? sl_str_from(argv[3]) : SL_STR_NONE;
    sl_session s;
    sl_making m = {0};
    sl_session_init(&s, &o);
    sl_session_load(&s);
    o.draft = sl_session_has_errors(&s); /* which has the errors where they stand */
    bool good = s.strategy && sl_make_open(&m, &s) && !sl_session_is_stopped(&s) &&
                sl_make_view(&m, audience) && sl_make_book(&m, SL_STR_NONE);
    if (good)
        put_book(m.book);
    else
        puts("nothing");
    sl_session_done(&s);
    return 0;
}
