/* A paragraph as pieces: each a word that is shaped already, with what parts it from the one
 * before.
 *
 * Inline nodes nest, lines do not: the walk carries what the nodes around a text add up to
 * (context) and gives every piece the index of a style, in which no nesting is left. White space
 * never is a piece: it is a mark on the piece behind it, so that a line's end can drop it and two
 * spaces of neighbouring nodes are one. A piece never holds a place where a line may end but the
 * divisions that its word knows of; "[12]." behind a word is a piece without a space before it, and
 * so stays.
 *
 * Each inline node that is something to a reader who listens (a link, an abbreviation, words of
 * another language) becomes an element of the structure tree here, in the order of reading. While
 * widths alone are measured nothing is made, so that a table may be measured as often as it needs.
 */
#include "base/assert.h"
#include "base/limits.h"
#include "text/complex.h"
#include "text/tie.h"
#include "typeset/setter.h"

typedef struct building {
    sl_setter *s;
    sl_para *p;
    const sl_style *base;
    sl_u gap;             /* before the next piece */
    uint16_t space_style; /* of the text with the white space */
    bool space;           /* white space since the last piece */
    bool exact;           /* each space counts: code */
    bool hard;            /* a line break since the last piece */
    bool in_heading;
} building;

/* What the inline nodes around a text add up to. */
typedef struct context {
    int weight;
    bool italic, code, raised, lowered, small_caps;
    int32_t elem;
    sl_rgb color;
    sl_decoration decoration;
    sl_str target, contents, lang;
} context;

/* --- styles --- */

sl_face *sl_para_face(sl_setter *s, const sl_style *style, int weight, bool italic)
{
    sl_face *face = sl_fonts_lookup(s->fonts, style->family, weight ? weight : style->weight,
                                    italic != style->italic);
    SL_CHECK(face); /* families are checked as the layout is loaded */
    return face;
}

static sl_u scaled(const sl_face *face, int32_t width, sl_u size)
{
    return sl_u_scale(width, size, sl_face_info_of(face)->upem);
}

static uint16_t push_style(sl_setter *s, sl_para *p, sl_span_style one)
{
    SL_CHECK(p->styles.n < UINT16_MAX);
    one.space = scaled(one.face, sl_word_space(s->words, one.face)->width, one.size);
    SL_PUSH(s->scratch, p->styles, one);
    return (uint16_t)(p->styles.n - 1);
}

uint16_t sl_para_push_style(sl_setter *s, sl_para *p, const sl_style *style, int32_t elem)
{
    sl_span_style one = {.face = sl_para_face(s, style, 0, false), .size = style->size};
    one.color = style->color;
    one.elem = elem;
    return push_style(s, p, one);
}

static bool is_same(const sl_span_style *a, const sl_span_style *b)
{
    return a->face == b->face && a->size == b->size && a->raise == b->raise &&
           a->color == b->color && a->elem == b->elem && a->decoration == b->decoration &&
           sl_str_equal(a->target, b->target);
}

static uint16_t style_of(building *b, const context *c)
{
    sl_span_style one = {.size = b->base->size, .color = c->color, .elem = c->elem};
    one.decoration = (uint8_t)c->decoration;
    one.target = c->target;
    one.contents = c->contents;
    if (c->code) {
        one.face = sl_fonts_lookup(b->s->fonts, SL_STR("Source Code Pro"), c->weight, false);
        one.size = sl_u_scale(b->base->size, 92, 100);
    } else {
        one.face = sl_para_face(b->s, b->base, c->weight, c->italic);
    }
    if (c->raised) {
        one.raise = sl_u_scale(b->base->size, 34, 100);
        one.size = sl_u_scale(b->base->size, 66, 100);
    }
    if (c->lowered) {
        one.raise = -sl_u_scale(b->base->size, 16, 100);
        one.size = sl_u_scale(b->base->size, 66, 100);
    }
    size_t n = b->p->styles.n;
    /* A paragraph with more styles than there is room for goes on in the last one. */
    if (n && (is_same(&b->p->styles.at[n - 1], &one) || n == UINT16_MAX))
        return (uint16_t)(n - 1);
    return push_style(b->s, b->p, one);
}

/* The same style in another face, for characters that its own face does not have. */
static uint16_t style_in_face(building *b, uint16_t style, sl_face *face)
{
    sl_span_style one = b->p->styles.at[style];
    if (one.face == face || b->p->styles.n == UINT16_MAX)
        return style;
    one.face = face;
    return push_style(b->s, b->p, one);
}

/* --- words --- */

static void report_missing(sl_setter *s, const sl_word *word, sl_span span)
{
    sl_str text = {word->text, word->text_len};
    for (size_t at = 0; at < text.n && !s->measuring;) {
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

/* Two capitals or more, and figures perhaps: set in small capitals where the role asks. */
static bool is_abbreviation(sl_str text)
{
    unsigned capitals = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        capitals += c >= 'A' && c <= 'Z';
        if (c >= 'a' && c <= 'z' && !(c == 's' && i + 1 == text.n))
            return false;
    }
    return capitals > 1;
}

static sl_str word_text(const sl_piece *p)
{
    return (sl_str){p->word->text, p->word->text_len};
}

static void push_piece(building *b, sl_str text, uint16_t style, sl_span span, sl_str lang)
{
    const sl_span_style *how = &b->p->styles.at[style];
    bool first = b->p->pieces.n == 0;
    sl_piece piece = {.style = style, .span = span, .gap = first ? 0 : b->gap};
    piece.space_style = b->space ? b->space_style : style;
    bool small = b->base && b->base->small_caps && is_abbreviation(text);
    unsigned features = small ? SL_FEATURE_SMALL_CAPS : 0;
    piece.word = sl_word_shape(b->s->words, how->face, text, features, lang);
    piece.width = scaled(how->face, piece.word->width, how->size);
    piece.space_before = b->space && !first;
    if (piece.space_before)
        piece.tied = sl_tie_holds(word_text(&b->p->pieces.at[b->p->pieces.n - 1]), text);
    piece.break_before = b->hard && !first;
    if (piece.word->missing)
        report_missing(b->s, piece.word, span);
    SL_PUSH(b->s->scratch, b->p->pieces, piece);
    b->space = b->hard = false;
    b->gap = 0;
}

/* A soft hyphen in the source (U+00AD) never reaches the shaper: it parts two pieces. */
static void push_word(building *b, sl_str text, uint16_t style, sl_span span, sl_str lang)
{
    bool soft = false;
    while (text.n) {
        size_t n = sl_str_find(text, SL_STR("\u00AD"), 0);
        if (n == 0) {
            text = sl_str_slice(text, 2, text.n);
            soft = true;
            continue;
        }
        if (n == SIZE_MAX)
            n = text.n;
        if (n > SL_LIMIT_WORD_BYTES) {
            n = SL_LIMIT_WORD_BYTES;
            while (((unsigned char)text.p[n] & 0xC0) == 0x80)
                n--;
        }
        push_piece(b, sl_str_slice(text, 0, n), style, span, lang);
        b->p->pieces.at[b->p->pieces.n - 1].soft = soft && b->p->pieces.n > 1;
        soft = false;
        text = sl_str_slice(text, n, text.n);
    }
}

static sl_span part_of(sl_span whole, sl_str text, size_t begin, size_t end)
{
    if (whole.end - whole.begin != text.n)
        return whole;
    return (sl_span){whole.file, whole.begin + (uint32_t)begin, whole.begin + (uint32_t)end};
}

static bool is_white(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

static void push_plain(building *b, sl_str text, uint16_t style, sl_span span, sl_str lang)
{
    for (size_t at = 0; at < text.n;) {
        size_t white = at, begin;
        while (at < text.n && is_white(text.p[at]))
            at++;
        begin = at;
        if (at > white) {
            b->space = true;
            b->space_style = style;
            /* Those beyond the first belong to the word, and all of them at the beginning. */
            if (b->exact)
                begin = b->p->pieces.n ? white + 1 : white;
        }
        size_t word = at;
        while (at < text.n && !is_white(text.p[at]))
            at++;
        if (at > word)
            push_word(b, sl_str_slice(text, begin, at), style, part_of(span, text, begin, at),
                      lang);
    }
}

/* Text with characters that its face may lack, or that run from the right, goes by way of
 * itemisation: each part has the face that shows it. */
static void push_text(building *b, sl_str text, uint16_t style, sl_span span, sl_str lang)
{
    sl_face *face = b->p->styles.at[style].face;
    if (sl_complex_is_plain(face, text)) {
        push_plain(b, text, style, span, lang);
        return;
    }
    size_t n;
    const sl_complex_part *parts = sl_complex_split(b->s->scratch, b->s->fonts, face, text, &n);
    b->p->complex = true;
    for (size_t i = 0; i < n; i++)
        push_plain(b, sl_str_slice(text, parts[i].begin, parts[i].end),
                   style_in_face(b, style, parts[i].face),
                   part_of(span, text, parts[i].begin, parts[i].end), lang);
}

/* The level of each piece, from the whole paragraph. */
static void find_levels(sl_setter *s, sl_para *p, bool from_right)
{
    sl_buf text;
    sl_buf_init(&text);
    for (size_t i = 0; i < p->pieces.n; i++) {
        if (p->pieces.at[i].space_before)
            sl_buf_push_char(&text, ' ');
        sl_buf_push_str(&text, word_text(&p->pieces.at[i]));
    }
    uint8_t *levels = SL_NEW_ARRAY(s->scratch, uint8_t, text.n + 1);
    sl_complex_levels(sl_buf_str(&text), from_right, levels);
    size_t at = 0;
    for (size_t i = 0; i < p->pieces.n; i++) {
        at += p->pieces.at[i].space_before;
        p->pieces.at[i].level = levels[at];
        p->mixed = p->mixed || levels[at];
        at += p->pieces.at[i].word->text_len;
    }
    sl_buf_done(&text);
}

void sl_para_push_text(sl_setter *s, sl_para *p, sl_str text, uint16_t style, sl_span span)
{
    building b = {.s = s, .p = p, .space_style = style};
    b.space = text.n && text.p[0] == ' ';
    push_text(&b, text, style, span, SL_STR("zxx"));
    if (p->complex)
        find_levels(s, p, false);
}

static sl_str expand_tabs(sl_arena *a, sl_str line)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t at = 0, column = 0; at < line.n;) {
        size_t from = at;
        if (sl_utf8_next(line, &at) != '\t') {
            sl_buf_push_str(&b, sl_str_slice(line, from, at));
            column++;
            continue;
        }
        do
            sl_buf_push_char(&b, ' ');
        while (++column % SL_TAB);
    }
    return sl_buf_take(&b, a);
}

void sl_para_push_code(sl_setter *s, sl_para *p, sl_str line, uint16_t style, sl_span span)
{
    building b = {.s = s, .p = p, .space_style = style, .exact = true};
    push_text(&b, expand_tabs(s->scratch, line), style, span, SL_STR("zxx"));
    if (p->complex)
        find_levels(s, p, false);
}

/* --- inline nodes --- */

static void push_inlines(building *b, const sl_node *node, context c);

static int32_t add_elem(building *b, sl_tag tag, int32_t parent)
{
    if (b->s->measuring)
        return parent;
    return (int32_t)sl_pages_add_elem(b->s->pages, tag, (uint32_t)parent, true);
}

static void push_link(building *b, const sl_node *n, context c)
{
    c.elem = add_elem(b, SL_TAG_LINK, c.elem);
    c.target = n->target;
    if (!b->s->measuring)
        c.contents = n->title.n ? n->title : sl_node_plain(b->s->arena, n);
    if (!sl_str_equal_z(n->role, "term")) /* what is explained elsewhere reads as the text does */
        c.color = sl_layout_role(b->s->layout, SL_STR("link"), NULL)->color;
    push_inlines(b, n, c);
}

/* The call of a footnote: a raised number, linked to the note. */
static void push_note(building *b, const sl_node *n, context c)
{
    c.raised = true;
    sl_str number = sl_str_format(b->s->arena, "%d", n->start);
    b->space = false;
    if (b->s->measuring) {
        push_word(b, number, style_of(b, &c), n->span, SL_STR("zxx"));
        return;
    }
    int32_t reference = add_elem(b, SL_TAG_REFERENCE, c.elem);
    c.elem = add_elem(b, SL_TAG_LINK, reference);
    c.target = sl_str_format(b->s->arena, "#%.*s", SL_FMT(n->id));
    c.contents = sl_say(b->s->book->phrases, b->s->arena, SL_SAY_NOTE_NUMBER, SL_N("n", n->start));
    push_word(b, number, style_of(b, &c), n->span, SL_STR("zxx"));
    if (n->again)
        return;
    SL_PUSH(b->s->work, b->s->notes, ((sl_note_rows){0}));
    b->p->pieces.at[b->p->pieces.n - 1].note = (uint32_t)b->s->notes.n;
    SL_PUSH(b->s->work, b->s->pending_notes, n);
}

/* Words in another language, divided by its own patterns or by none, and short forms with their
 * meaning: both are read out as what they are. */
static void push_span(building *b, const sl_node *n, context c)
{
    if (n->lang.n && b->base->hyphenate)
        c.lang = n->lang;
    c.elem = add_elem(b, SL_TAG_SPAN, c.elem);
    if (!b->s->measuring) {
        b->s->pages->elems.at[c.elem].lang = n->lang;
        b->s->pages->elems.at[c.elem].expansion = n->title;
    }
    push_inlines(b, n, c);
}

/* Words that were put in or left out: by colour, by a line, and in the tags. */
static void push_marked(building *b, const sl_node *n, context c)
{
    bool put_in = sl_str_equal_z(n->role, "inserted");
    c.color = sl_layout_role(b->s->layout, n->role, NULL)->color;
    c.decoration = put_in ? SL_UNDERLINE : SL_LINE_THROUGH;
    c.elem = add_elem(b, SL_TAG_SPAN, c.elem);
    if (!b->s->measuring) {
        b->s->pages->elems.at[c.elem].decoration = (uint8_t)c.decoration;
        b->s->pages->elems.at[c.elem].title =
            sl_phrase(b->s->book->phrases, put_in ? SL_SAY_INSERTED : SL_SAY_DELETED);
    }
    push_inlines(b, n, c);
}

/* ", page 12": of what a reference leads to. Before its page is known it is as wide as most are. A
 * layout of one page, and what stands on none, has no number to print. */
static void push_page(building *b, const sl_node *n, context c)
{
    const sl_map *labels = b->s->page_labels;
    const sl_str *label =
        labels ? sl_map_lookup(labels, sl_str_slice(n->target, 1, n->target.n)) : NULL;
    if (b->s->layout->summary || (labels && !label))
        return;
    push_text(b,
              sl_say(b->s->book->phrases, b->s->arena, SL_SAY_REFERENCE_PAGE,
                     SL_T("page", label ? *label : SL_STR("88"))),
              style_of(b, &c), n->span, c.lang);
}

/* How a measure goes: the words say it, and the colour again. */
static void push_rating(building *b, const sl_node *n, context c)
{
    c.color = sl_layout_role(b->s->layout, n->role, NULL)->color;
    c.weight = 700;
    push_inlines(b, n, c);
}

/* ~~Struck~~, H~2~O and m^2^; two of them in one another are one. */
static void push_pair(building *b, const sl_node *n, context c)
{
    if (sl_str_equal_z(n->role, "struck"))
        c.decoration = SL_LINE_THROUGH;
    else if (sl_str_equal_z(n->role, "sup"))
        c.raised = !c.lowered;
    else
        c.lowered = !c.raised;
    c.elem = add_elem(b, SL_TAG_SPAN, c.elem);
    if (!b->s->measuring && c.decoration == SL_LINE_THROUGH)
        b->s->pages->elems.at[c.elem].decoration = (uint8_t)c.decoration;
    push_inlines(b, n, c);
}

static void push_code(building *b, const sl_node *n, context c)
{
    c.code = true;
    c.elem = add_elem(b, SL_TAG_CODE, c.elem);
    push_text(b, n->text, style_of(b, &c), n->span, SL_STR("zxx"));
}

/* A picture among words stands on their line, which it makes higher: as large as it is, or as the
 * author asks, within the measure. In a heading it is as high as a line. */
static void push_picture(building *b, const sl_node *n, context c)
{
    sl_setter *s = b->s;
    const sl_picture *picture = s->pictures[n->figure];
    if (!picture || !picture->image)
        return;
    sl_u most = s->measure > SL_PT(4) ? s->measure : SL_PT(4);
    sl_u high =
        b->in_heading ? sl_u_scale(b->base->size, 5, 4) : sl_flow_form(s, false).height * 3 / 5;
    sl_u width = n->percent ? sl_u_scale(most, n->percent, 100) : picture->width;
    width = width < most ? width : most;
    sl_u height = sl_u_scale(picture->height, width, picture->width);
    if (height > high) {
        width = sl_u_scale(width, high, height);
        height = high;
    }
    push_piece(b, SL_STR_NONE, style_of(b, &c), n->span, SL_STR("zxx"));
    sl_piece *piece = &b->p->pieces.at[b->p->pieces.n - 1];
    piece->width = width > 0 ? width : 1;
    piece->height = height;
    piece->picture = picture;
    if (s->measuring)
        return;
    piece->figure = sl_pages_add_elem(s->pages, SL_TAG_FIGURE, (uint32_t)c.elem, true);
    s->pages->elems.at[piece->figure].alt = n->alt;
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
            push_code(b, n, c);
            break;
        case SL_NODE_SOFT_BREAK:
            b->space = true;
            b->space_style = style_of(b, &c);
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
            if (sl_str_equal_z(n->role, "page-of"))
                push_page(b, n, c);
            else if (n->lang.n || n->title.n)
                push_span(b, n, c);
            else if (sl_str_equal_z(n->role, "inserted") || sl_str_equal_z(n->role, "deleted"))
                push_marked(b, n, c);
            else if (sl_str_starts(n->role, "rating-"))
                push_rating(b, n, c);
            else if (n->role.n)
                push_pair(b, n, c);
            else
                push_inlines(b, n, c);
            break;
        case SL_NODE_LINK:
            push_link(b, n, c);
            break;
        case SL_NODE_NOTE:
            push_note(b, n, c);
            break;
        case SL_NODE_IMAGE:
            push_picture(b, n, c);
            break;
        }
    }
}

void sl_para_build(sl_setter *s, sl_para *p, const sl_node *node, const sl_style *style,
                   int32_t elem, sl_str number)
{
    building b = {.s = s, .p = p, .base = style, .in_heading = node->kind == SL_NODE_HEADING};
    context c = {.weight = style->weight, .elem = elem, .color = style->color};
    c.lang = style->hyphenate ? s->lang : SL_STR("zxx");
    if (number.n) {
        push_text(&b, number, style_of(&b, &c), node->span, SL_STR("zxx"));
        b.space = true;
        b.space_style = style_of(&b, &c);
        b.gap = style->size / 3;
    }
    push_inlines(&b, node, c);
    p->from_right = p->complex && sl_complex_is_from_right(s->lang);
    if (p->complex)
        find_levels(s, p, p->from_right);
}

void sl_para_measure(const sl_para *p, sl_u *natural, sl_u *widest)
{
    int64_t all = 0, part = 0, most = 0;
    for (size_t i = 0; i < p->pieces.n; i++) {
        const sl_piece *piece = &p->pieces.at[i];
        if (piece->space_before) {
            sl_u space = sl_piece_space(p, piece) + piece->gap;
            all += space;
            part = piece->tied ? part + space : 0;
        }
        all += piece->width;
        part += piece->width;
        most = part > most ? part : most;
    }
    *natural = all < SL_U_MAX ? (sl_u)all : SL_U_MAX;
    *widest = most < SL_U_MAX ? (sl_u)most : SL_U_MAX;
}

void sl_para_measure_node(sl_setter *s, const sl_node *node, const sl_style *style, sl_u *natural,
                          sl_u *widest)
{
    sl_arena_mark mark = sl_arena_mark_now(s->scratch);
    sl_para p = {0};
    bool measuring = s->measuring;
    s->measuring = true;
    sl_para_build(s, &p, node, style, 0, SL_STR_NONE);
    s->measuring = measuring;
    sl_para_measure(&p, natural, widest);
    sl_arena_reset(s->scratch, mark);
}
