#include "base/check.h"
#include "base/limits.h"
#include "typeset/setter.h"

typedef struct building {
    sl_setter *s;
    sl_para *p;
    const sl_style *base;
    bool space; /* white space since the last piece */
    bool hard;  /* a line break since the last piece */
} building;

/* What inline nodes around a text add up to. */
typedef struct context {
    int weight;
    bool italic, code, superscript;
    int32_t elem;
    sl_rgb color;
    sl_str target, contents, lang;
} context;

sl_face *sl_setter_face(sl_setter *s, const sl_style *style, int weight, bool italic)
{
    sl_face *face = sl_fonts_lookup(s->fonts, style->family, weight ? weight : style->weight,
                                    italic || style->italic);
    SL_CHECK(face); /* families are checked as the layout is loaded */
    return face;
}

uint16_t sl_para_push_style(sl_setter *s, sl_para *p, const sl_style *style, int32_t elem)
{
    sl_span_style one = {
        .face = sl_setter_face(s, style, 0, false), .size = style->size, .color = style->color};
    one.elem = elem;
    SL_PUSH(s->arena, p->styles, one);
    return (uint16_t)(p->styles.n - 1);
}

static bool is_same(const sl_span_style *a, const sl_span_style *b)
{
    return a->face == b->face && a->size == b->size && a->raise == b->raise &&
           a->color == b->color && a->elem == b->elem && sl_str_equal(a->target, b->target);
}

static uint16_t style_of(building *b, const context *c)
{
    sl_span_style one = {.size = b->base->size, .color = c->color, .elem = c->elem};
    one.target = c->target;
    one.contents = c->contents;
    if (c->code) {
        one.face = sl_fonts_lookup(b->s->fonts, SL_STR("Source Code Pro"), c->weight, false);
        one.size = sl_u_scale(b->base->size, 92, 100);
    } else {
        one.face = sl_setter_face(b->s, b->base, c->weight, c->italic);
    }
    if (c->superscript) {
        one.raise = sl_u_scale(b->base->size, 33, 100);
        one.size = sl_u_scale(b->base->size, 65, 100);
    }
    size_t n = b->p->styles.n;
    if (n && is_same(&b->p->styles.at[n - 1], &one))
        return (uint16_t)(n - 1);
    SL_CHECK(n < UINT16_MAX);
    SL_PUSH(b->s->arena, b->p->styles, one);
    return (uint16_t)n;
}

static void report_missing(sl_setter *s, const sl_word *word, sl_span span)
{
    sl_str text = {word->text, word->text_len};
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        uint32_t c = sl_utf8_next(text, &at);
        if (sl_face_glyph(word->face, c))
            continue;
        sl_finding *f = sl_diag_add(s->diags, SL_E0401, span, "no face shows '%.*s' (U+%04X)",
                                    (int)(at - from), text.p + from, (unsigned)c);
        sl_diag_help(s->diags, f, "write it with other characters");
        return;
    }
}

static sl_u scaled(const sl_word *w, sl_u size)
{
    return sl_u_scale(w->width, size, sl_face_info_of(w->face)->upem);
}

static void push_word(building *b, sl_str text, uint16_t style, sl_span span, sl_str lang)
{
    const sl_span_style *how = &b->p->styles.at[style];
    while (text.n) {
        size_t n = text.n;
        if (n > SL_LIMIT_WORD_BYTES) {
            n = SL_LIMIT_WORD_BYTES;
            while (((unsigned char)text.p[n] & 0xC0) == 0x80)
                n--;
        }
        sl_piece piece = {.style = style, .span = span};
        piece.word = sl_word_shape(b->s->words, how->face, sl_str_slice(text, 0, n), 0, lang);
        piece.width = scaled(piece.word, how->size);
        piece.space_before = b->space && b->p->pieces.n;
        piece.break_before = b->hard && b->p->pieces.n;
        if (piece.word->missing)
            report_missing(b->s, piece.word, span);
        SL_PUSH(b->s->arena, b->p->pieces, piece);
        b->space = b->hard = false;
        text = sl_str_slice(text, n, text.n);
    }
}

static sl_span part_of(sl_span whole, sl_str text, size_t begin, size_t end)
{
    if (whole.end - whole.begin != text.n)
        return whole;
    return (sl_span){whole.file, whole.begin + (uint32_t)begin, whole.begin + (uint32_t)end};
}

static void push_text(building *b, sl_str text, uint16_t style, sl_span span, sl_str lang)
{
    for (size_t at = 0; at < text.n;) {
        size_t begin = at;
        while (at < text.n && text.p[at] != ' ' && text.p[at] != '\n' && text.p[at] != '\t')
            at++;
        if (at > begin)
            push_word(b, sl_str_slice(text, begin, at), style, part_of(span, text, begin, at),
                      lang);
        while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\n' || text.p[at] == '\t')) {
            b->space = true;
            at++;
        }
    }
}

void sl_para_push_text(sl_setter *s, sl_para *p, sl_str text, uint16_t style, sl_span span)
{
    building b = {.s = s, .p = p};
    b.space = text.n && text.p[0] == ' ';
    push_text(&b, text, style, span, s->lang);
}

static void push_inlines(building *b, const sl_node *node, context c);

static int32_t add_elem(building *b, sl_tag tag, int32_t parent)
{
    return (int32_t)sl_pages_add_elem(b->s->pages, tag, (uint32_t)parent, true);
}

static void push_link(building *b, const sl_node *n, context c)
{
    c.elem = add_elem(b, SL_TAG_LINK, c.elem);
    c.target = n->target;
    c.contents = n->title.n ? n->title : sl_node_plain(b->s->arena, n);
    c.color = sl_layout_role(b->s->layout, SL_STR("link"), NULL)->color;
    push_inlines(b, n, c);
}

/* The call of a footnote: a raised number, linked to the note. */
static void push_note(building *b, const sl_node *n, context c)
{
    int32_t reference = add_elem(b, SL_TAG_REFERENCE, c.elem);
    c.elem = add_elem(b, SL_TAG_LINK, reference);
    c.target = sl_str_format(b->s->arena, "#%.*s", SL_FMT(n->id));
    c.contents = sl_str_format(b->s->arena, "Note %d", n->start);
    c.superscript = true;
    sl_str number = sl_str_format(b->s->arena, "%d", n->start);
    size_t before = b->p->pieces.n;
    b->space = false;
    push_word(b, number, style_of(b, &c), n->span, c.lang);
    SL_PUSH(b->s->arena, b->s->notes, ((sl_note_rows){0}));
    b->p->pieces.at[before].note = (uint32_t)b->s->notes.n;
    SL_PUSH(b->s->arena, b->s->pending_notes, (uint32_t)b->s->notes.n - 1);
}

static void push_inlines(building *b, const sl_node *node, context c)
{
    for (const sl_node *n = node->first; n; n = n->next) {
        context inner = c;
        switch ((int)n->kind) {
        case SL_NODE_TEXT:
            push_text(b, n->text, style_of(b, &c), n->span, c.lang);
            break;
        case SL_NODE_CODE:
            inner.code = true;
            inner.elem = add_elem(b, SL_TAG_CODE, c.elem);
            push_text(b, n->text, style_of(b, &inner), n->span, SL_STR("zxx"));
            break;
        case SL_NODE_SOFT_BREAK:
            b->space = true;
            break;
        case SL_NODE_LINE_BREAK:
            b->hard = b->space = true;
            break;
        case SL_NODE_EMPH:
            inner.italic = !c.italic;
            push_inlines(b, n, inner);
            break;
        case SL_NODE_STRONG:
            inner.weight = 700;
            push_inlines(b, n, inner);
            break;
        case SL_NODE_SPAN:
            if (n->lang.n || n->title.n) {
                inner.lang = n->lang.n ? n->lang : c.lang;
                inner.elem = add_elem(b, SL_TAG_SPAN, c.elem);
                b->s->pages->elems.at[inner.elem].lang = n->lang;
                b->s->pages->elems.at[inner.elem].expansion = n->title;
            }
            push_inlines(b, n, inner);
            break;
        case SL_NODE_LINK:
            push_link(b, n, inner);
            break;
        case SL_NODE_NOTE:
            push_note(b, n, inner);
            break;
        }
    }
}

void sl_para_build(sl_setter *s, sl_para *p, const sl_node *node, const sl_style *style,
                   int32_t elem, sl_str lead)
{
    building b = {.s = s, .p = p, .base = style};
    context c = {.weight = style->weight, .elem = elem, .color = style->color, .lang = s->lang};
    if (lead.n) {
        push_text(&b, lead, style_of(&b, &c), node->span, c.lang);
        b.space = true;
    }
    push_inlines(&b, node, c);
}
