#include "word/write.h"

void sl_docx_push(sl_docx *w, const char *z)
{
    sl_buf_push_z(w->out, z);
}

/* What XML 1.0 (2.2) lets in. */
static bool is_char(uint32_t c)
{
    return c >= 0x20 ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n';
}

void sl_docx_push_xml(sl_buf *out, sl_str s)
{
    size_t done = 0;
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        if (is_char(sl_utf8_next(s, &at)))
            continue;
        sl_buf_push_xml(out, sl_str_slice(s, done, from));
        done = at;
    }
    sl_buf_push_xml(out, sl_str_slice(s, done, s.n));
}

void sl_docx_push_text(sl_docx *w, sl_str s)
{
    sl_docx_push_xml(w->out, s);
}

int sl_docx_twips(sl_u v)
{
    return (int)sl_u_scale(v, 20, 1024);
}

sl_str sl_docx_relate(sl_docx *w, const char *type, sl_str target, bool external)
{
    for (size_t i = 0; i < w->rels->n; i++)
        if (sl_str_equal(w->rels->at[i].target, target))
            return sl_str_format(w->arena, "rId%zu", i + 1);
    SL_PUSH(w->arena, *w->rels, ((sl_docx_rel){type, target, external}));
    return sl_str_format(w->arena, "rId%zu", w->rels->n);
}

/* Letters, digits and _ alone, at most 40 of them, and no two alike (ECMA-376, 17.13.6.2). */
static sl_str name_of(sl_docx *w, sl_str id)
{
    enum { MOST = 28 };
    char name[MOST + 1];
    size_t n = 0;
    for (size_t i = 0; i < id.n && n < MOST; i++) {
        char c = id.p[i];
        bool plain = sl_is_letter(c) || sl_is_digit(c);
        if (!n && !sl_is_letter(c))
            name[n++] = 'x';
        name[n < MOST ? n : MOST - 1] = plain ? c : '_';
        n += n < MOST;
    }
    sl_str full = sl_str_format(w->arena, "%.*s", (int)n, name);
    if (id.n > MOST || !sl_map_add(&w->names, full, w))
        for (unsigned k = 0;; k++) {
            full =
                sl_str_format(w->arena, "%.*s_%08x", (int)n, name, (unsigned)sl_place_hash(id) + k);
            if (sl_map_add(&w->names, full, w))
                break;
        }
    return full;
}

static void add_anchor(sl_docx *w, const sl_node *n, sl_str id)
{
    sl_docx_anchor *a = SL_NEW(w->arena, sl_docx_anchor);
    if (sl_map_lookup(&w->anchors, id))
        return;
    const sl_node *caption = n->first && n->first->kind == SL_NODE_CAPTION ? n->first : NULL;
    *a = (sl_docx_anchor){.node = n, .title = n->title, .name = name_of(w, id)};
    a->number = n->kind == SL_NODE_SECTION ? sl_node_number_of(n)
                : caption                  ? caption->number
                                           : n->number;
    sl_map_add(&w->anchors, id, a);
}

/* A note within a note is text of it: Word has no call of it. */
static bool is_in_note(const sl_node *n)
{
    const sl_node *up = n->parent;
    while (up && up->kind != SL_NODE_NOTE)
        up = up->parent;
    return up;
}

void sl_docx_name_anchors(sl_docx *w)
{
    const sl_node *root = w->book->root;
    for (const sl_node *n = root->first; n; n = sl_node_walk(root, n)) {
        if (n->id.n && !sl_node_is_inline(n->kind))
            add_anchor(w, n, n->id);
        else if (n->kind == SL_NODE_PARAGRAPH && n->number.n)
            add_anchor(w, n, sl_str_format(w->arena, "p%.*s", SL_FMT(n->number)));
        else if (n->kind == SL_NODE_NOTE && !n->again && !is_in_note(n))
            add_anchor(w, n, n->id);
    }
}

const sl_docx_anchor *sl_docx_lookup(const sl_docx *w, sl_str id)
{
    return sl_map_lookup(&w->anchors, id);
}

void sl_docx_mark(sl_docx *w, sl_str id)
{
    const sl_docx_anchor *a = id.n ? sl_docx_lookup(w, id) : NULL;
    if (a)
        SL_PUSH(w->arena, w->pending, a->name);
}

void sl_docx_begin_bookmark(sl_docx *w, sl_str name)
{
    sl_docx_format(w, "<w:bookmarkStart w:id=\"%u\" w:name=\"%.*s\"/>", w->bookmarks, SL_FMT(name));
    SL_PUSH(w->arena, w->open, w->bookmarks);
    w->bookmarks++;
}

void sl_docx_end_bookmark(sl_docx *w)
{
    sl_docx_format(w, "<w:bookmarkEnd w:id=\"%u\"/>", w->open.at[--w->open.n]);
}

sl_str sl_docx_style_id(sl_arena *a, sl_str role)
{
    static const struct {
        const char *role, *id;
    } known[] = {{"paragraph", "BodyText"},        {"quote", "Quote"},
                 {"caption", "Caption"},           {"note", "FootnoteText"},
                 {"heading-1", "Heading1"},        {"heading-2", "Heading2"},
                 {"heading-3", "Heading3"},        {"heading-4", "Heading4"},
                 {"heading-5", "Heading5"},        {"heading-6", "Heading6"},
                 {"cover-title", "Title"},         {"cover-subtitle", "Subtitle"},
                 {"contents-title", "TOCHeading"}, {"contents-1", "TOC1"},
                 {"contents-2", "TOC2"},           {"running-head", "Header"},
                 {"running-foot", "Footer"},       {"link", "Hyperlink"},
                 {"list-item", "ListParagraph"}};
    for (size_t i = 0; i < SL_COUNT(known); i++)
        if (sl_str_equal_z(role, known[i].role))
            return sl_str_from(known[i].id);
    char *out = sl_arena_alloc(a, role.n + 1);
    size_t n = 0;
    bool big = true;
    for (size_t i = 0; i < role.n; i++) {
        char c = role.p[i];
        if (sl_is_letter(c) || sl_is_digit(c))
            out[n++] = (char)(big && c >= 'a' && c <= 'z' ? c - 32 : c);
        big = !sl_is_letter(c);
    }
    return (sl_str){out, n};
}

/* The frame around a paragraph: a bar at its left, and a ground. */
static void push_frame(sl_docx *w)
{
    const sl_style *s = w->box;
    if (s->bar != SL_COLOR_NONE)
        sl_docx_format(w,
                       "<w:pBdr><w:left w:val=\"single\" w:sz=\"%d\" w:space=\"8\" "
                       "w:color=\"%06X\"/></w:pBdr>",
                       (int)sl_u_scale(s->bar_width, 8, 1024), s->bar);
    if (s->ground != SL_COLOR_NONE)
        sl_docx_format(w, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%06X\"/>", s->ground);
}

static void push_indent(sl_docx *w, const sl_docx_para *p)
{
    int left = w->indent + p->left;
    if (!left && !p->hanging && !(w->box && !p->alone))
        return;
    sl_docx_format(w, "<w:ind w:left=\"%d\"", left);
    if (w->box && !p->alone)
        sl_docx_format(w, " w:right=\"%d\"", sl_docx_twips(w->box->pad));
    if (p->hanging)
        sl_docx_format(w, " w:hanging=\"%d\"", p->hanging);
    sl_docx_push(w, "/>");
}

void sl_docx_begin_paragraph(sl_docx *w, const sl_docx_para *p, const sl_node *node)
{
    sl_docx_format(w, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", p->style);
    if (p->keep)
        sl_docx_push(w, "<w:keepNext/>");
    if (w->page_break && !w->in_cell && !w->in_note) {
        sl_docx_push(w, "<w:pageBreakBefore/>");
        w->page_break = false;
    }
    if (p->list)
        sl_docx_format(w, "<w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%d\"/></w:numPr>",
                       p->level, p->list);
    if (w->box && !p->alone)
        push_frame(w);
    if (p->decimal)
        sl_docx_format(w, "<w:tabs><w:tab w:val=\"decimal\" w:pos=\"%d\"/></w:tabs>", p->decimal);
    push_indent(w, p);
    if (p->align)
        sl_docx_format(w, "<w:jc w:val=\"%s\"/>", p->align);
    sl_docx_push(w, "</w:pPr>");
    w->open.n = 0;
    if (!w->in_note)
        for (size_t i = 0; i < w->pending.n; i++)
            sl_docx_begin_bookmark(w, w->pending.at[i]);
    if (!w->in_note)
        w->pending.n = 0;
    if (!p->late)
        sl_docx_begin_place(w, node);
}

void sl_docx_begin_place(sl_docx *w, const sl_node *node)
{
    sl_str key = {(const char *)&node, sizeof node};
    const sl_word_place *place = node ? sl_map_lookup(&w->places, key) : NULL;
    if (place)
        sl_docx_begin_bookmark(w, place->name);
}

void sl_docx_end_paragraph(sl_docx *w)
{
    while (w->open.n)
        sl_docx_end_bookmark(w);
    sl_docx_push(w, "</w:p>\n");
}

void sl_docx_push_blocks(sl_docx *w, const sl_node *node)
{
    for (const sl_node *n = node->first; n; n = n->next)
        w->push_block(w, n);
}

void sl_docx_add(sl_docx *w, const char *name, sl_str bytes, bool stored)
{
    SL_PUSH(w->arena, w->files, ((sl_part_file){sl_str_from(name), bytes, stored}));
}
