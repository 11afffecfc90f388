#include "html/web.h"
#include "html/write.h"

/* --- side tables --- */

static void find_sections(sl_html *w)
{
    const sl_strategy *s = w->book->strategy;
    sl_map_init(&w->ids, w->arena);
    sl_map_init(&w->lines, w->arena);
    sl_map_init(&w->addresses, w->arena);
    w->sections = SL_NEW_ARRAY(w->arena, const sl_node *, s->items.n + 1);
    bool *shown = SL_NEW_ARRAY(w->arena, bool, s->items.n + 1);
    for (sl_node *n = w->book->root->first; n; n = sl_node_walk(w->book->root, n)) {
        if (n->id.n)
            sl_map_add(&w->ids, n->id, n);
        if (sl_str_equal_z(n->role, "chain-head") && n->first && n->first->target.n)
            sl_map_add(&w->lines, sl_str_slice(n->first->target, 1, n->first->target.n), n);
        const sl_item *item = n->kind == SL_NODE_SECTION ? sl_strategy_lookup_item(s, n->id) : NULL;
        if (!item)
            continue;
        w->sections[item->index] = n;
        shown[item->index] = true;
    }
    w->facets = sl_facets_find(w->arena, s, shown);
}

/* --- the head --- */

static void push_policy(sl_html *w, sl_str tokens)
{
    sl_html_push(w,
                 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                 "base-uri 'none'; form-action 'none'; img-src data:; font-src data:; style-src");
    sl_html_push_hash(w, tokens);
    sl_html_push_hash(w, sl_str_from(sl_html_reader_css));
    sl_html_push(w, "; script-src");
    sl_html_push_hash(w, sl_str_from(sl_html_opening_js));
    sl_html_push_hash(w, sl_str_from(sl_html_reader_js));
    sl_html_push(w, "\">\n");
}

/* "Copy for: board. Not for publication": a copy that not everybody may have says so in its title,
 * on every screen and on every printed page. */
static void push_kept_for(sl_html *w)
{
    sl_html_push_text(w,
                      sl_html_say(w, SL_SAY_WEB_KEPT_FOR, SL_T("audience", sl_html_kept_for(w))));
}

/* tokens: the styles that are the layout's own. */
static void push_head(sl_html *w, sl_str tokens)
{
    sl_html_push(w, "<!DOCTYPE html>\n<html");
    sl_html_push_attribute(w, "lang", w->book->language);
    sl_html_push(w, ">\n<head>\n<meta charset=\"utf-8\">\n");
    push_policy(w, tokens);
    sl_html_push(w, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    if (sl_html_kept_for(w).n) {
        push_kept_for(w);
        sl_html_push(w, ": ");
    }
    if (w->book->version.n && !w->book->is_comparison)
        sl_html_push_text(w, sl_html_say(w, SL_SAY_WEB_TITLE, SL_T("title", w->book->title),
                                         SL_T("version", w->book->version)));
    else
        sl_html_push_text(w, w->book->title);
    sl_html_push(w, "</title>\n");
    if (w->book->subject.n) {
        sl_html_push(w, "<meta name=\"description\"");
        sl_html_push_attribute(w, "content", w->book->subject);
        sl_html_push(w, ">\n");
    }
    sl_html_push(w, "<style>");
    sl_buf_push_str(w->out, tokens);
    sl_html_push(w, "</style>\n<style>");
    sl_html_push(w, sl_html_reader_css);
    sl_html_push(w, "</style>\n</head>\n");
}

/* The logo; the picture of a cover is paper's. */
static void push_logo(sl_html *w, const sl_node *n)
{
    if (!sl_str_equal_z(n->role, "cover-logo"))
        return;
    sl_html_push(w, "<p class=\"logo\">");
    sl_html_push_picture(w, n);
    sl_html_push(w, "</p>\n");
}

/* --- the body --- */

static void push_cover(sl_html *w, const sl_node *cover)
{
    sl_html_push(w, "<header class=\"cover\" id=\"_top\">\n");
    for (const sl_node *n = cover->first; n; n = n->next) {
        if (n->kind == SL_NODE_FIGURE)
            push_logo(w, n);
        if (n->kind == SL_NODE_FIGURE || sl_str_equal_z(n->role, "cover-credit"))
            continue;
        bool title = sl_str_equal_z(n->role, "cover-title");
        sl_str name =
            sl_str_starts(n->role, "cover-") ? sl_str_slice(n->role, 6, n->role.n) : n->role;
        sl_html_push(w, title ? "<h1" : "<p");
        sl_html_push_attribute(w, "class", name);
        sl_html_push(w, ">");
        sl_html_push_inlines(w, n);
        sl_html_push(w, title ? "</h1>\n" : "</p>\n");
    }
    sl_html_push_banner(w);
    sl_html_push(w, "</header>\n");
    sl_html_push_turn(w);
}

static bool is_entry(const sl_node *n, unsigned level)
{
    return n->kind == SL_NODE_SECTION && n->toc == level;
}

/* A list of many lines would push the next parts out of sight and is folded. */
static bool open_list(sl_html *w, size_t lines)
{
    bool folded = lines > SL_HTML_LIST;
    sl_html_push(w, "\n");
    if (folded) {
        sl_html_push(w, "<details>\n<summary>");
        sl_html_push_text(w, sl_html_say(w, SL_SAY_WEB_SECTIONS, SL_N("n", lines)));
        sl_html_push(w, "</summary>\n");
    }
    sl_html_push(w, "<ol>\n");
    return folded;
}

static void push_entries(sl_html *w, const sl_node *parent, unsigned level)
{
    size_t lines = 0;
    for (const sl_node *n = parent->first; n; n = n->next)
        lines += is_entry(n, level);
    if (!lines)
        return;
    bool folded = open_list(w, level > 1 ? lines : 0);
    size_t pushed = 0;
    for (const sl_node *n = parent->first; n; n = n->next) {
        if (!is_entry(n, level))
            continue;
        sl_html_push_next_list(w, level > 1 ? pushed++ : 0);
        sl_html_push(w, "<li>");
        sl_html_push_section_link(w, n, sl_node_number_of(n), n->title);
        sl_html_push_health(w, n);
        if (level < w->layout->contents_depth)
            push_entries(w, n, level + 1);
        sl_html_push(w, "</li>\n");
        sl_html_push_rest(w);
    }
    sl_html_push(w, folded ? "</ol>\n</details>" : "</ol>");
}

static void push_opener(sl_html *w, const char *view, sl_say_id word)
{
    sl_buf_push_format(w->out, "<button type=\"button\" data-view-of=\"%s\">", view);
    sl_html_push_word(w, word);
    sl_html_push(w, "</button> ");
}

static void push_openers(sl_html *w)
{
    bool asks = sl_html_count_asks(w) > 0, falls = sl_html_has_falls(w);
    if (!asks && !falls)
        return;
    sl_html_push(w, "<p class=\"by-script openers\">");
    if (asks) {
        push_opener(w, "copy", SL_SAY_WEB_COPY);
        push_opener(w, "meeting", SL_SAY_WEB_MEETING);
    }
    if (falls) {
        sl_html_push(w, "<button type=\"button\" data-falls>");
        sl_html_push_word(w, SL_SAY_WEB_FALLS_OPEN);
        sl_html_push(w, "</button>");
    }
    sl_html_push(w, "</p>\n");
}

static void push_contents(sl_html *w)
{
    sl_html_push(w, "<div class=\"side web\">\n");
    sl_html_push_find(w);
    push_openers(w);
    sl_html_push(w, "<nav id=\"_contents\" aria-label=\"");
    sl_html_push_word(w, SL_SAY_CONTENTS);
    sl_html_push(w, "\">\n<details open>\n<summary>");
    sl_html_push_word(w, SL_SAY_CONTENTS);
    sl_html_push(w, "</summary>");
    push_entries(w, w->book->root, 1);
    sl_html_push(w, "\n</details>\n</nav>\n</div>\n");
    sl_html_push_turn(w);
}

/* What stays above the text in a narrow window: without script, links to the same. */
static void push_bar(sl_html *w)
{
    sl_html_push(w, "<div class=\"web bar\" role=\"navigation\" aria-label=\"");
    sl_html_push_word(w, SL_SAY_WEB_THIS_PAGE);
    sl_html_push(w, "\"><a href=\"#_contents\" data-open=\"contents\">");
    sl_html_push_word(w, SL_SAY_CONTENTS);
    sl_html_push(w, "</a><span class=\"here\"></span>");
    if (sl_html_count_asks(w)) {
        sl_html_push(w, "<a href=\"#_asks\">");
        sl_html_push_text(w, w->book->strategy->framework->group_type->plural);
        sl_html_push(w, "</a>");
    }
    sl_html_push(w, "<a class=\"by-script\" href=\"#_contents\" data-open=\"find\">");
    sl_html_push_word(w, SL_SAY_WEB_FIND);
    sl_html_push(w, "</a><a href=\"#_top\">");
    sl_html_push_word(w, SL_SAY_WEB_TOP);
    sl_html_push(w, "</a></div>\n");
}

static void push_button(sl_html *w, const char *by, sl_say_id word)
{
    sl_buf_push_format(w->out, " <button type=\"button\" data-by=\"%s\">", by);
    sl_html_push_word(w, word);
    sl_html_push(w, "</button>");
}

/* What the script says, by the names of the messages without "reader-". */
static void push_script_words(sl_html *w)
{
    sl_buf words;
    sl_buf_init(&words);
    for (sl_say_id i = SL_SAY_READER_DARK; i <= SL_SAY_READER_MEETING; i++) {
        sl_buf_push_format(&words, "%s\"%s\":", words.n ? "," : "{",
                           sl_phrase_name(i) + strlen("reader-"));
        sl_buf_push_json(&words, sl_phrase(w->book->phrases, i));
    }
    sl_buf_push_char(&words, '}');
    sl_html_push_quoted(w, "data-words", sl_buf_str(&words));
    sl_buf_done(&words);
}

/* Where the script shows one ask after the other instead of the text: a copy, or the meeting. */
static void push_view(sl_html *w)
{
    if (!sl_html_count_asks(w))
        return;
    sl_html_push(w, "<section id=\"_view\" class=\"web\" hidden tabindex=\"-1\" aria-label=\"");
    sl_html_push_text(w, w->book->strategy->framework->group_type->plural);
    sl_html_push(w, "\">\n<p class=\"tools\"><span role=\"status\"></span>");
    push_button(w, "-1", SL_SAY_WEB_PREVIOUS);
    push_button(w, "1", SL_SAY_WEB_NEXT_HIT);
    push_button(w, "print", SL_SAY_WEB_PRINT);
    push_button(w, "save", SL_SAY_WEB_SAVE_RESPONSES);
    push_button(w, "0", SL_SAY_WEB_CLOSE);
    sl_html_push(w, "</p>\n<div class=\"leaf\"></div>\n<p class=\"note-taking\"><label>");
    sl_html_push_word(w, SL_SAY_WEB_SAID_BY);
    sl_html_push(w, " <input autocomplete=\"off\"></label> <label>");
    sl_html_push_word(w, SL_SAY_WEB_SAID);
    sl_html_push(w, " <textarea rows=\"2\"></textarea></label></p>\n</section>\n");
}

/* Behind the text: where one stands, an entry, what was found, what the script says. */
static void push_panels(sl_html *w)
{
    sl_html_push_figures(w);
    sl_html_push_files(w);
    sl_html_push(w, "</main>\n</div>\n<aside class=\"web rail\" aria-label=\"");
    sl_html_push_word(w, SL_SAY_WEB_STAND);
    sl_html_push(w, "\"></aside>\n</div>\n<aside id=\"_entry\" popover aria-label=\"");
    sl_html_push_word(w, SL_SAY_EVIDENCE);
    sl_html_push(w, "\"></aside>\n<div id=\"_hits\" role=\"group\" aria-label=\"");
    sl_html_push_word(w, SL_SAY_WEB_FOUND);
    sl_html_push(w, "\" hidden><span role=\"status\"></span>");
    push_button(w, "-1", SL_SAY_WEB_PREVIOUS);
    push_button(w, "1", SL_SAY_WEB_NEXT_HIT);
    push_button(w, "0", SL_SAY_WEB_CLOSE);
    sl_html_push(w, "</div>\n");
    sl_html_push_falls(w);
    push_view(w);
    sl_html_push(w, "<p id=\"_say\" role=\"status\"");
    sl_html_push_attribute(w, "data-digest", w->book->digest);
    push_script_words(w);
    sl_html_push(w, "></p>\n");
}

static void push_body(sl_html *w)
{
    /* Each in a turn of its own: parsers give way to other work from the body on. */
    sl_html_push(w, "<body>\n");
    sl_html_push_turn(w);
    sl_html_push_script(w, sl_html_opening_js);
    sl_html_push(w, "<a class=\"web skip\" href=\"#_main\">");
    sl_html_push_word(w, SL_SAY_WEB_SKIP);
    sl_html_push(w, "</a>\n");
    if (sl_html_kept_for(w).n) {
        /* A landmark: it is found by who goes from one to the next. */
        sl_html_push(w, "<p class=\"web kept\" role=\"complementary\" aria-label=\"");
        push_kept_for(w);
        sl_html_push(w, "\">");
        push_kept_for(w);
        sl_html_push(w, "</p>\n");
    }
    push_bar(w);
    const sl_node *cover = w->book->root->first;
    push_cover(w, cover);
    sl_html_push(w, "<div class=\"page\">\n");
    push_contents(w);
    sl_html_push(w, "<div class=\"column\">\n"
                    "<p id=\"_strip\" class=\"web\" role=\"status\" hidden><span></span> "
                    "<button type=\"button\">");
    sl_html_push_word(w, SL_SAY_WEB_SHOW_ALL);
    sl_html_push(w, "</button></p>\n");
    sl_html_push_asks(w);
    sl_html_push(w, "<main id=\"_main\" tabindex=\"-1\">\n");
    for (const sl_node *n = cover->next; n; n = n->next)
        sl_html_push_block(w, n);
    push_panels(w);
    sl_html_push_turn(w);
    sl_html_push_script(w, sl_html_reader_js);
    sl_html_push_turn(w);
    sl_html_push(w, "</body>\n</html>\n");
}

/* The faces in the head hold what the body says, which is written first then. */
static void push_with_faces(sl_html *w, sl_buf *tokens, sl_fonts *fonts)
{
    sl_buf *out = w->out, body;
    sl_buf_init(&body);
    w->out = &body;
    push_body(w);
    sl_html_emit_faces(w, tokens, fonts, sl_buf_str(&body));
    w->out = out;
    push_head(w, sl_buf_str(tokens));
    sl_buf_push_str(out, sl_buf_str(&body));
    sl_buf_done(&body);
}

void sl_html_emit(sl_buf *out, const sl_book *book, const sl_html_more *more,
                  const sl_layout *layout, const sl_picture *const *pictures, sl_fonts *fonts,
                  sl_words *words)
{
    sl_html w = {.out = out,
                 .arena = sl_arena_new(),
                 .book = book,
                 .more = more ? *more : (sl_html_more){0},
                 .layout = layout,
                 .pictures = pictures,
                 .fonts = fonts,
                 .words = words};
    sl_buf tokens;
    sl_buf_init(&tokens);
    w.push_block = sl_html_push_block;
    find_sections(&w);
    sl_html_find_citations(&w);
    sl_html_find_changes(&w);
    sl_html_emit_tokens(&tokens, layout, book->phrases);
    sl_html_emit_shares(&tokens, book);
    sl_html_emit_insets(&tokens, book);
    sl_html_emit_marks(&tokens, book);
    if (layout->embed_faces) {
        push_with_faces(&w, &tokens, fonts);
    } else {
        push_head(&w, sl_buf_str(&tokens));
        push_body(&w);
    }
    sl_buf_done(&tokens);
    sl_arena_free(w.arena);
}
