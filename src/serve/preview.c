#include "serve/preview.h"

#include "base/file.h"
#include "base/print.h"
#include "html/html.h"
#include "model/audience.h"
#include "page/image.h"
#include "raster/raster.h"
#include "serve/finding.h"
#include "word/place.h"

void sl_preview_init(sl_preview *p, const sl_options *options)
{
    *p = (sl_preview){.options = *options};
    p->options.draft = p->options.pdf = p->options.html = true;
    p->options.verb = SL_VERB_BUILD;
    sl_buf_init(&p->html);
    sl_buf_init(&p->layout);
    sl_buf_init(&p->audience);
    sl_buf_init(&p->as_of);
    p->live = sl_live_new(&p->options);
}

void sl_preview_done(sl_preview *p)
{
    sl_live_free(p->live);
    sl_buf_done(&p->html);
    sl_buf_done(&p->layout);
    sl_buf_done(&p->audience);
    sl_buf_done(&p->as_of);
}

/* Without its script: what is shown is then as it was sent, so that only what has changed need be
 * put in its place. All of it can be read so. Texts of the strategy hold no markup: these are its
 * own. */
static void cut_scripts(sl_buf *html)
{
    sl_str all = sl_buf_str(html), begin = SL_STR("<script"), end = SL_STR("</script>");
    size_t to = 0, from = 0;
    for (size_t at = sl_str_find(all, begin, 0); at != SIZE_MAX;
         at = sl_str_find(all, begin, from)) {
        size_t stop = sl_str_find(all, end, at);
        memmove(html->p + to, html->p + from, at - from);
        to += at - from;
        from = stop == SIZE_MAX ? all.n : stop + end.n;
    }
    memmove(html->p + to, html->p + from, all.n - from);
    html->n = to + all.n - from;
}

static bool make(sl_preview *p)
{
    sl_making *m = p->making;
    sl_str audience;
    return m->session->strategy && m->layout && m->fonts && !sl_session_is_stopped(m->session) &&
           sl_make_find_audience(m->session, &audience) && sl_make_unproved_view(m, audience) &&
           sl_make_book(m, SL_STR_NONE);
}

static void read_replies(sl_preview *p)
{
    sl_session *s = p->making->session;
    memset(&p->replies, 0, sizeof p->replies);
    if (p->is_shown && sl_replies_are_there(s->arena, p->options.folder))
        p->replies =
            sl_replies_read(s->arena, &s->diags, &s->sources, p->making->book, p->options.folder);
}

void sl_preview_update(sl_preview *p)
{
    sl_live_touch(p->live);
    sl_live_options(p->live)->draft = true;
    p->making = sl_live_check(p->live);
    /* What has no errors is no draft despite them, and is not marked as one. */
    sl_live_options(p->live)->draft = sl_session_has_errors(p->making->session);
    p->version++;
    p->pages_tried = false;
    p->html.n = 0;
    p->is_shown = make(p);
    if (p->is_shown)
        sl_html_emit(&p->html, p->making->book, NULL, p->making->layout, p->making->pictures,
                     p->making->fonts, p->making->words);
    if (p->is_shown)
        cut_scripts(&p->html);
    read_replies(p);
    sl_diags_sort(&p->making->session->diags);
}

static bool has_layout(sl_preview *p, sl_str name)
{
    for (size_t i = 0; i < name.n; i++)
        if (!sl_is_letter(name.p[i]) && !sl_is_digit(name.p[i]) && name.p[i] != '-')
            return false;
    sl_session *s = p->making->session;
    const char *file = sl_str_format(s->arena, "%.*s.yaml", SL_FMT(name)).p;
    return sl_file_exists(sl_file_join(s->arena, sl_session_data(s, "layouts"), file));
}

bool sl_preview_choose(sl_preview *p, sl_str what, sl_str value)
{
    sl_options *o = sl_live_options(p->live);
    bool layout = sl_str_equal_z(what, "layout"), audience = sl_str_equal_z(what, "audience");
    sl_date date = {0};
    sl_buf *to = layout ? &p->layout : audience ? &p->audience : &p->as_of;
    const sl_strategy *s = p->making->session->strategy;
    if (value.n > 200 || (!layout && !audience && !sl_str_equal_z(what, "as-of")) ||
        (layout && value.n && !has_layout(p, value)) ||
        (audience && value.n && !(s && sl_audience_is_known(s, value))) ||
        (!layout && !audience && value.n && !(sl_date_parse(value, &date) && date.day)))
        return false;
    to->n = 0;
    sl_buf_push_str(to, value);
    if (layout)
        o->layout = value.n ? to->p : NULL;
    else if (audience)
        o->audience = value.n ? to->p : NULL;
    else
        o->as_of = date;
    return true;
}

/* --- as JSON --- */

/* A comment or change, with what its paragraph says: the page knows it by that. */
static void push_remark(sl_buf *out, const sl_preview *p, const sl_reply_file *file,
                        const sl_remark *r)
{
    sl_session *s = p->making->session;
    sl_str said = r->node ? sl_place_text(s->arena, r->node) : SL_STR_NONE;
    sl_buf line;
    sl_buf_init(&line);
    sl_remark_push(&line, r);
    sl_buf_push_z(out, "{");
    sl_buf_push_json_pair(out, "kind", sl_str_from(sl_remark_name(r->kind)), true);
    sl_buf_push_json_pair(out, "said", sl_buf_str(&line), false);
    sl_buf_push_json_pair(out, "quote", sl_place_squeeze(s->arena, r->quote), false);
    sl_buf_push_json_pair(out, "from", file->path, false);
    sl_buf_push_json_pair(out, "paragraph", said, false);
    sl_buf_push_z(out, r->is_done ? ", \"done\": true" : ", \"done\": false");
    if (r->span.file) {
        sl_place at = sl_sources_locate(&s->sources, r->span.file, r->span.begin);
        sl_buf_push_json_pair(out, "file", sl_sources_lookup(&s->sources, r->span.file)->path,
                              false);
        sl_buf_push_format(out, ", \"line\": %u, \"column\": %u", at.line, at.column);
    }
    sl_buf_push_z(out, "}");
    sl_buf_done(&line);
}

static void push_comments(sl_buf *out, const sl_preview *p)
{
    bool first = true;
    sl_buf_push_z(out, ", \"comments\": [");
    for (size_t i = 0; i < p->replies.n; i++)
        for (size_t k = 0; k < p->replies.at[i].remarks.n; k++) {
            sl_buf_push_z(out, first ? "" : ", ");
            push_remark(out, p, &p->replies.at[i], &p->replies.at[i].remarks.at[k]);
            first = false;
        }
    sl_buf_push_z(out, "]");
}

static void push_audiences(sl_buf *out, const sl_strategy *s)
{
    sl_buf_push_z(out, ", \"audiences\": [");
    bool first = true;
    SL_EACH (one, s ? sl_yaml_lookup(s->config, "audiences") : NULL) {
        sl_buf_push_z(out, first ? "" : ", ");
        sl_buf_push_json(out, one->text);
        first = false;
    }
    sl_buf_push_z(out, "]");
}

static void push_layouts(sl_buf *out, sl_session *s)
{
    sl_listing all;
    bool first = true;
    sl_file_list(s->arena, sl_session_data(s, "layouts"), &all);
    sl_buf_push_z(out, ", \"layouts\": [");
    for (size_t i = 0; i < all.paths.n; i++) {
        sl_str name = all.paths.at[i];
        if (!sl_str_ends(name, ".yaml") || sl_str_find_char(name, '/', 0) != SIZE_MAX ||
            sl_str_equal_z(name, "base.yaml"))
            continue;
        sl_buf_push_z(out, first ? "" : ", ");
        sl_buf_push_json(out, sl_str_slice(name, 0, name.n - strlen(".yaml")));
        first = false;
    }
    sl_buf_push_z(out, "]");
}

void sl_preview_push_state(sl_buf *out, sl_preview *p)
{
    sl_session *s = p->making->session;
    bool first = true;
    sl_buf_push_format(out, "{\"version\": %llu, \"shown\": %s, \"readOnly\": %s, \"findings\": [",
                       (unsigned long long)p->version, p->is_shown ? "true" : "false",
                       p->options.read_only ? "true" : "false");
    for (size_t i = 0; i < s->diags.findings.n; i++) {
        if (s->diags.findings.at[i]->severity < SL_SEVERITY_WARNING)
            continue;
        sl_buf_push_z(out, first ? "" : ", ");
        sl_finding_push(out, &s->sources, s->diags.findings.at[i]);
        first = false;
    }
    sl_buf_push_z(out, "]");
    push_comments(out, p);
    sl_buf_push_json_pair(out, "layout", sl_buf_str(&p->layout), false);
    sl_buf_push_json_pair(out, "audience", sl_buf_str(&p->audience), false);
    sl_buf_push_json_pair(out, "asOf", sl_buf_str(&p->as_of), false);
    push_audiences(out, s->strategy);
    push_layouts(out, s);
    sl_buf_push_z(out, "}");
}

/* --- sheets --- */

static const sl_pages *pages_of(sl_preview *p)
{
    if (p->is_shown && !p->pages_tried)
        sl_make_pages(p->making);
    p->pages_tried = true;
    return p->is_shown ? p->making->pages : NULL;
}

static sl_str text_of(const sl_word *w)
{
    return (sl_str){w->text, w->text_len};
}

static void add_run(sl_print *to, const sl_run *r)
{
    sl_print_add(to, (uint64_t)(uint32_t)r->x << 32 | (uint32_t)r->y);
    sl_print_add(to, (uint64_t)(uint32_t)r->size << 32 | r->color);
    sl_print_add(to, (uint64_t)r->stretch << 32 | (uint64_t)r->tracking << 16 | r->n);
    for (uint16_t i = 0; i < r->n; i++) {
        sl_print_add_text(to, text_of(r->words[i].word));
        sl_print_add(to, (uint32_t)r->words[i].x);
    }
}

static void add_box(sl_print *to, sl_u x, sl_u y, sl_u width, sl_u height)
{
    sl_print_add(to, (uint64_t)(uint32_t)x << 32 | (uint32_t)y);
    sl_print_add(to, (uint64_t)(uint32_t)width << 32 | (uint32_t)height);
}

static void add_path(sl_print *to, const sl_path *p)
{
    sl_print_add(to, (uint64_t)p->fill << 32 | p->stroke);
    sl_print_add(to, (uint64_t)p->filled << 32 | (uint64_t)p->stroked << 16 | p->op_count);
    sl_print_add(to, (uint32_t)p->width);
    for (uint32_t k = 0; k < p->coord_count; k++)
        sl_print_add(to,
                     (uint64_t)(uint32_t)p->coords[2 * k] << 32 | (uint32_t)p->coords[2 * k + 1]);
}

/* What tells that a page looks otherwise. */
static uint64_t print_of(const sl_page *page)
{
    sl_print to = {0};
    for (size_t i = 0; i < page->paints.n; i++) {
        const sl_paint *p = &page->paints.at[i];
        const sl_rect *r = &p->u.rect;
        const sl_picture_place *image = &p->u.image;
        sl_print_add(&to, p->kind);
        switch ((sl_paint_kind)p->kind) {
        case SL_PAINT_RUN:
            add_run(&to, &p->u.run);
            break;
        case SL_PAINT_RECT:
            add_box(&to, r->x, r->y, r->width, r->height);
            sl_print_add(&to, r->color);
            break;
        case SL_PAINT_PATH:
            add_path(&to, p->u.path);
            break;
        case SL_PAINT_IMAGE:
            add_box(&to, image->x, image->y, image->width, image->height);
            sl_print_add_text(&to, image->image->bytes);
            break;
        }
    }
    return to.at[0] ^ to.at[1];
}

void sl_preview_push_pages(sl_buf *out, sl_preview *p)
{
    const sl_pages *pages = pages_of(p);
    sl_buf_push_format(out, "{\"version\": %llu, \"pages\": [", (unsigned long long)p->version);
    for (size_t i = 0; pages && i < pages->pages.n; i++) {
        const sl_page *page = &pages->pages.at[i];
        sl_buf_push_format(out, "%s{\"width\": %d, \"height\": %d, \"print\": \"%016llx\"}",
                           i ? ", " : "", (int)(page->width / SL_PT(1)),
                           (int)(page->height / SL_PT(1)), (unsigned long long)print_of(page));
    }
    sl_buf_push_z(out, "]}");
}

bool sl_preview_push_page(sl_buf *out, sl_preview *p, uint32_t index, unsigned dpi)
{
    const sl_pages *pages = pages_of(p);
    return pages && index < pages->pages.n && sl_raster_emit_png(out, pages, index, dpi, false);
}

/* --- from what is shown to its source --- */

/* Letters and figures alone: breaks, spaces and what is set otherwise do not count. */
static sl_str letters_of(sl_arena *a, sl_str text)
{
    char *p = sl_arena_alloc(a, text.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.p[i] < 0x80 && (sl_is_letter(text.p[i]) || sl_is_digit(text.p[i])))
            p[n++] = sl_lower(text.p[i]);
    return (sl_str){p, n};
}

static bool is_block(const sl_node *n)
{
    return n->kind == SL_NODE_PARAGRAPH || n->kind == SL_NODE_HEADING ||
           n->kind == SL_NODE_TABLE_CELL || n->kind == SL_NODE_CODE_BLOCK ||
           n->kind == SL_NODE_CAPTION;
}

/* The nearest place at or above a node, or within it. */
static sl_span span_of(const sl_node *n)
{
    for (const sl_node *k = n; k; k = sl_node_walk(n, k))
        if (k->span.file)
            return k->span;
    for (const sl_node *k = n; k; k = k->parent)
        if (k->span.file)
            return k->span;
    return SL_SPAN_NONE;
}

/* The block with the words; the shortest of those that hold them. */
static sl_span find_words(sl_preview *p, sl_arena *a, sl_str words)
{
    const sl_node *root = p->making->book->root, *best = NULL;
    size_t least = SIZE_MAX;
    for (const sl_node *n = root->first; n && words.n; n = sl_node_walk(root, n)) {
        if (!is_block(n))
            continue;
        sl_str own = letters_of(a, sl_node_plain(a, n));
        if (own.n < least && own.n >= words.n && sl_str_find(own, words, 0) != SIZE_MAX) {
            best = n;
            least = own.n;
        }
    }
    return best ? span_of(best) : SL_SPAN_NONE;
}

sl_span sl_preview_find_text(sl_preview *p, sl_str text)
{
    if (!p->is_shown)
        return SL_SPAN_NONE;
    sl_arena *a = sl_arena_new();
    sl_str words = letters_of(a, text);
    sl_span span = find_words(p, a, words);
    size_t number = 0; /* of a heading or paragraph, which no author typed */
    while (number < words.n && sl_is_digit(words.p[number]))
        number++;
    if (!span.file && number)
        span = find_words(p, a, sl_str_slice(words, number, words.n));
    sl_arena_free(a);
    return span;
}

sl_span sl_preview_find_point(sl_preview *p, uint32_t index, double x, double y)
{
    const sl_pages *pages = pages_of(p);
    if (!pages || index >= pages->pages.n)
        return SL_SPAN_NONE;
    const sl_page *page = &pages->pages.at[index];
    sl_buf line;
    sl_buf_init(&line);
    double nearest = 40;
    const sl_run *best = NULL;
    for (size_t i = 0; i < page->paints.n; i++) {
        const sl_paint *one = &page->paints.at[i];
        if (one->kind != SL_PAINT_RUN || one->elem < 0)
            continue;
        const sl_run *r = &one->u.run;
        double top = (double)(r->y - r->size) / SL_PT(1), low = (double)r->y / SL_PT(1) + 4;
        double left = (double)r->x / SL_PT(1), right = left + (double)r->end / SL_PT(1);
        double off = (y < top   ? top - y
                      : y > low ? y - low
                                : 0) +
                     (x < left    ? left - x
                      : x > right ? x - right
                                  : 0) /
                         8;
        if (off < nearest) {
            nearest = off;
            best = r;
        }
    }
    /* The words of the whole line: one alone stands in many places. */
    for (size_t i = 0; best && i < page->paints.n; i++) {
        const sl_paint *one = &page->paints.at[i];
        if (one->kind == SL_PAINT_RUN && one->elem >= 0 && one->u.run.y == best->y &&
            one->u.run.size == best->size)
            for (uint16_t k = 0; k < one->u.run.n; k++)
                sl_buf_push_str(&line, text_of(one->u.run.words[k].word));
    }
    sl_span span = sl_preview_find_text(p, sl_buf_str(&line));
    if (!span.file && best) {
        line.n = 0;
        for (uint16_t k = 0; k < best->n; k++)
            sl_buf_push_str(&line, text_of(best->words[k].word));
        span = sl_preview_find_text(p, sl_buf_str(&line));
    }
    sl_buf_done(&line);
    return span;
}

/* --- from a line of a source to what is shown --- */

/* The number of a file that was read; 0: it was not. */
static uint32_t number_of(const sl_sources *sources, sl_str path)
{
    const sl_folder_file *kept = sl_folder_find(sources->folder, path);
    bool known =
        kept && kept->number < sources->files.n && sources->files.at[kept->number].kept == kept;
    return known ? kept->number : 0;
}

/* Where a line ends; the end of the text where it has fewer. */
static uint32_t end_of_line(sl_str text, uint32_t line)
{
    size_t at = 0;
    for (uint32_t i = 1; i < line; i++) {
        size_t end = sl_str_find_char(text, '\n', at);
        if (end == SIZE_MAX)
            return (uint32_t)text.n;
        at = end + 1;
    }
    size_t end = sl_str_find_char(text, '\n', at);
    return (uint32_t)(end == SIZE_MAX ? text.n : end);
}

static sl_span span_within(const sl_node *n)
{
    for (const sl_node *k = n; k; k = sl_node_walk(n, k))
        if (k->span.file)
            return k->span;
    return SL_SPAN_NONE;
}

static sl_str find_thing(const sl_strategy *s, uint32_t file, uint32_t end)
{
    sl_str id = SL_STR_NONE;
    uint32_t nearest = 0;
    for (size_t i = 0; i < s->items.n; i++) {
        sl_span at = s->items.at[i]->span;
        if (at.file == file && (at.begin <= end || !id.n) && (at.begin >= nearest || !id.n)) {
            id = s->items.at[i]->id;
            nearest = at.begin;
        }
    }
    for (size_t i = 0; i < s->evidence.n; i++) {
        const sl_evidence *e = s->evidence.at[i];
        if (e->yaml && e->yaml->span.file == file && e->yaml->span.begin <= end &&
            e->yaml->span.begin >= nearest) {
            id = e->id;
            nearest = e->yaml->span.begin;
        }
    }
    return id;
}

void sl_preview_find_line(sl_preview *p, sl_str path, uint32_t line, sl_str *id, sl_str *words)
{
    const sl_sources *sources = &p->making->session->sources;
    uint32_t file = p->is_shown ? number_of(sources, path) : 0;
    *id = *words = SL_STR_NONE;
    if (!file)
        return;
    uint32_t end = end_of_line(sl_sources_lookup(sources, file)->bytes, line);
    const sl_node *root = p->making->book->root, *best = NULL;
    uint32_t nearest = 0;
    for (const sl_node *n = root->first; n; n = sl_node_walk(root, n)) {
        sl_span at = is_block(n) ? span_within(n) : SL_SPAN_NONE;
        if (at.file != file || at.begin > end || (best && at.begin <= nearest))
            continue;
        best = n;
        nearest = at.begin;
    }
    *id = find_thing(p->making->view, file, end);
    if (best)
        *words = sl_place_text(p->making->session->arena, best);
}
