/* Running heads and feet: templates of the layout with fields in braces. */
#include "typeset/setter.h"

enum { SHORT_DIGEST = 8 }; /* what tells one draft from another at a glance */

static void push_field(const sl_setter *s, sl_buf *out, sl_str name, uint32_t page)
{
    const sl_book *b = s->book;
    if (sl_str_equal_z(name, "title"))
        sl_buf_push_str(out, b->title);
    else if (sl_str_equal_z(name, "section"))
        sl_buf_push_str(out, s->running.at[page]);
    else if (sl_str_equal_z(name, "page"))
        sl_buf_push_int(out, page + 1);
    else if (sl_str_equal_z(name, "pages"))
        sl_buf_push_int(out, (int64_t)s->pages->pages.n);
    else if (sl_str_equal_z(name, "version"))
        sl_buf_push_str(out, b->version);
    else if (sl_str_equal_z(name, "date"))
        sl_buf_push_date(out, b->date);
    else if (sl_str_equal_z(name, "digest"))
        sl_buf_push_format(out, "%.*s", SHORT_DIGEST, b->digest.p ? b->digest.p : "");
    else if (sl_str_equal_z(name, "status")) {
        if (!b->is_final)
            sl_buf_push_z(out, "Draft, ");
        sl_buf_push_format(out, "version %.*s, ", SL_FMT(b->version));
        sl_buf_push_date(out, b->date);
        if (!b->is_final)
            sl_buf_push_format(out, ", content %.*s", SHORT_DIGEST, b->digest.p ? b->digest.p : "");
    }
}

static void expand(const sl_setter *s, sl_buf *out, sl_str template, uint32_t page)
{
    out->n = 0;
    for (size_t at = 0; at < template.n;) {
        size_t open = sl_str_find_char(template, '{', at);
        size_t close = open == SIZE_MAX ? SIZE_MAX : sl_str_find_char(template, '}', open);
        if (close == SIZE_MAX) {
            sl_buf_push_str(out, sl_str_slice(template, at, template.n));
            return;
        }
        sl_buf_push_str(out, sl_str_slice(template, at, open));
        push_field(s, out, sl_str_slice(template, open + 1, close), page);
        at = close + 1;
    }
}

typedef struct strip {
    const sl_style *style;
    sl_str left, right;
    sl_u x, y, width;
    int32_t artifact;
} strip;

static void paint_strip(sl_setter *s, sl_buf *text, uint32_t index, const strip *t)
{
    sl_page *page = &s->pages->pages.at[index];
    expand(s, text, t->left, index);
    if (text->n)
        SL_PUSH(s->arena, page->paints,
                sl_label_set(s, t->style, sl_buf_str(text), t->x, t->y, t->artifact));
    expand(s, text, t->right, index);
    if (!text->n)
        return;
    sl_paint paint = sl_label_set(s, t->style, sl_buf_str(text), 0, t->y, t->artifact);
    paint.u.run.x = t->x + t->width - paint.u.run.end;
    SL_PUSH(s->arena, page->paints, paint);
}

void sl_margin_paint(sl_setter *s)
{
    const sl_layout *l = s->layout;
    sl_buf text;
    sl_buf_init(&text);
    for (uint32_t i = l->summary ? 0 : 1; i < s->pages->pages.n; i++) { /* not on the cover */
        const sl_page *page = &s->pages->pages.at[i];
        bool turned = page->width != l->page_width, left_hand = l->two_sided && i % 2 == 1;
        strip t = {.style = sl_layout_role(l, SL_STR("running-head"), NULL)};
        t.left = left_hand ? l->head_right : l->head_left;
        t.right = left_hand ? l->head_left : l->head_right;
        t.x = turned ? l->top : left_hand ? l->outer : l->inner;
        t.width = page->width - (turned ? l->top + l->bottom : l->inner + l->outer);
        t.y = (turned ? l->inner : l->top) - SL_PT(22);
        t.artifact = SL_ARTIFACT_HEADER;
        paint_strip(s, &text, i, &t);
        t.style = sl_layout_role(l, SL_STR("running-foot"), NULL);
        t.left = left_hand ? l->foot_right : l->foot_left;
        t.right = left_hand ? l->foot_left : l->foot_right;
        t.y = page->height - (turned ? l->outer : l->bottom) + SL_PT(32);
        t.artifact = SL_ARTIFACT_FOOTER;
        paint_strip(s, &text, i, &t);
    }
    sl_buf_done(&text);
}
