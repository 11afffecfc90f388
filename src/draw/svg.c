/* SVG 1.1 inline in HTML: colours by class where the page knows them, so that dark mode holds. */
#include "draw/draw.h"

static void push_color(sl_buf *out, const char *property, sl_rgb c, sl_rgb accent)
{
    /* The tokens of layouts/base.yaml that charts use. */
    static const struct {
        sl_rgb rgb;
        const char *name;
    } tokens[] = {{0x0b0c0c, "text"},      {0x484949, "secondary"}, {0xb1b4b6, "hairline"},
                  {0xFFFFFF, "ground"},    {0xe1f3e8, "level-low"}, {0xfdf0cf, "level-middle"},
                  {0xf9d7d3, "level-high"}};
    if (c == accent) {
        sl_buf_push_format(out, " %s=\"var(--accent)\"", property);
        return;
    }
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++)
        if (tokens[i].rgb == c) {
            sl_buf_push_format(out, " %s=\"var(--%s)\"", property, tokens[i].name);
            return;
        }
    sl_buf_push_format(out, " %s=\"#%06x\"", property, (unsigned)c);
}

/* Thousandths rounded to a coarser part. */
static int64_t round_to(sl_u v, int64_t part)
{
    int64_t all = sl_u_thousandths(v);
    return (all + (all < 0 ? -part : part) / 2) / part;
}

/* Hundredths: a hundredth of a point is less than a pixel of any screen. */
static void push_place(sl_buf *out, sl_u v)
{
    sl_buf_push_fixed(out, round_to(v, 10), 2);
}

/* Tenths, of what stands by itself. */
static void push_attribute(sl_buf *out, const char *name, sl_u v)
{
    sl_buf_push_format(out, " %s=\"", name);
    sl_buf_push_fixed(out, round_to(v, 100), 1);
    sl_buf_push_char(out, '"');
}

/* Tenths, without the zero before the point. */
static void push_step(sl_buf *out, int64_t v)
{
    enum { UNIT = 10 };
    size_t at = out->n;
    sl_buf_push_fixed(out, v, 1);
    if (v == 0 || v <= -UNIT || v >= UNIT)
        return;
    size_t zero = at + (v < 0);
    memmove(out->p + zero, out->p + zero + 1, out->n - zero);
    out->n--;
}

/* Lines by steps from where they are, which halves the borders of a map. Steps are between
 * positions as they are rounded, so that nothing adds up. */
static void push_steps(sl_buf *out, const sl_path *p)
{
    int64_t x = 0, y = 0;
    const sl_u *at = p->coords;
    for (uint32_t i = 0; i < p->op_count; i++) {
        if (p->ops[i] == SL_PATH_CLOSE) {
            sl_buf_push_char(out, 'z');
            continue;
        }
        bool line = p->ops[i] == SL_PATH_LINE, more = line && p->ops[i - 1] == SL_PATH_LINE;
        bool step = line || (i && p->ops[i - 1] != SL_PATH_CLOSE);
        int64_t dx = round_to(at[0], 100) - (step ? x : 0);
        int64_t dy = round_to(at[1], 100) - (step ? y : 0);
        sl_buf_push_z(out, !step ? "M" : !line ? "m" : !more ? "l" : dx < 0 ? "" : " ");
        push_step(out, dx);
        sl_buf_push_z(out, dy < 0 ? "" : " ");
        push_step(out, dy);
        x = round_to(at[0], 100);
        y = round_to(at[1], 100);
        at += 2;
    }
}

static bool is_border(const sl_path *p)
{
    enum { SHORT = 3 };
    bool lines = p->op_count > SHORT && p->ops[0] == SL_PATH_MOVE;
    for (uint32_t i = 0; lines && i < p->op_count; i++)
        lines = p->ops[i] != SL_PATH_CURVE;
    return lines;
}

/* Of curves tenths. */
static void push_point(sl_buf *out, const sl_path *p, sl_u v)
{
    if (p->op_count > 1 && p->ops[1] == SL_PATH_CURVE)
        sl_buf_push_fixed(out, round_to(v, 100), 1);
    else
        push_place(out, v);
}

static void push_points(sl_buf *out, const sl_path *p)
{
    static const char letters[] = "MLCZ";
    static const uint8_t points[] = {1, 1, 3, 0};
    const sl_u *at = p->coords;
    for (uint32_t i = 0; i < p->op_count; i++) {
        sl_buf_push_char(out, letters[p->ops[i]]);
        for (int k = 0; k < points[p->ops[i]]; k++, at += 2) {
            sl_buf_push_z(out, k ? " " : "");
            push_point(out, p, at[0]);
            sl_buf_push_char(out, ' ');
            push_point(out, p, at[1]);
        }
    }
}

/* Two lines that look the same and cover nothing between them. */
static bool is_like(const sl_path *a, const sl_mark *m)
{
    const sl_path *b = &m->u.path;
    return m->kind == SL_MARK_PATH && !a->filled && !b->filled && a->stroked && b->stroked &&
           a->stroke == b->stroke && a->width == b->width && a->dash[0] == b->dash[0] &&
           a->dash[1] == b->dash[1];
}

/* What sl_sketch_dot draws: four curves around a middle. */
static bool is_dot(const sl_path *p)
{
    static const uint8_t ops[] = {SL_PATH_MOVE,  SL_PATH_CURVE, SL_PATH_CURVE,
                                  SL_PATH_CURVE, SL_PATH_CURVE, SL_PATH_CLOSE};
    return p->op_count == SL_COUNT(ops) && !memcmp(p->ops, ops, sizeof ops) && p->filled &&
           p->coords[1] == p->coords[13] && p->coords[6] == p->coords[18];
}

static void push_dot(sl_buf *out, const sl_path *p)
{
    sl_u x = p->coords[6], y = p->coords[1];
    sl_buf_push_z(out, "<circle");
    push_attribute(out, "cx", x);
    push_attribute(out, "cy", y);
    push_attribute(out, "r", p->coords[0] - x);
}

/* A path, and with it those directly behind it that look the same; how many they are. */
static size_t push_paths(sl_buf *out, const sl_mark *marks, size_t n, sl_rgb accent)
{
    const sl_path *p = &marks->u.path;
    size_t count = 0;
    if (is_dot(p)) {
        push_dot(out, p);
        count = 1;
    } else {
        sl_buf_push_z(out, "<path d=\"");
    }
    while (!count || (!is_dot(p) && count < n && is_like(p, &marks[count]))) {
        if (is_border(&marks[count].u.path))
            push_steps(out, &marks[count].u.path);
        else
            push_points(out, &marks[count].u.path);
        count++;
    }
    if (!is_dot(p))
        sl_buf_push_char(out, '"');
    if (p->filled && p->tint) /* of the two colours that the page knows */
        sl_buf_push_format(out, " fill=\"var(--accent)\" fill-opacity=\"%u%%\"", p->tint);
    else if (p->filled)
        push_color(out, "fill", p->fill, accent);
    else
        sl_buf_push_z(out, " fill=\"none\"");
    if (p->stroked) {
        push_color(out, "stroke", p->stroke, accent);
        sl_buf_push_z(out, " stroke-width=\"");
        push_place(out, p->width);
        sl_buf_push_char(out, '"');
    }
    if (p->stroked && p->dash[0])
        push_attribute(out, "stroke-dasharray", p->dash[0]);
    sl_buf_push_z(out, "/>");
    return count;
}

/* As it was measured in the layout's face: what a reader's own face would make wider is kept to
 * it, so that labels neither meet nor leave the drawing. */
static sl_u label_width(const sl_label *l)
{
    const sl_run *run = &l->run;
    if (!run->n)
        return 0;
    const sl_placed *last = &run->words[run->n - 1];
    return last->x + sl_u_scale(last->word->width, run->size, sl_face_info_of(run->face)->upem);
}

static void push_label(sl_buf *out, const sl_label *l, sl_u size, sl_rgb color, sl_rgb accent)
{
    enum { FEW = 3 };
    static const char *const anchors[] = {"start", "middle", "end"};
    sl_buf_push_z(out, "<text");
    push_attribute(out, "x", l->x);
    push_attribute(out, "y", l->y);
    sl_u width = label_width(l);
    if (width > 0 && l->text.n > FEW) /* which no face makes much wider */
        push_attribute(out, "textLength", width);
    if (l->size != size)
        push_attribute(out, "font-size", l->size);
    if (l->anchor != SL_ANCHOR_START)
        sl_buf_push_format(out, " text-anchor=\"%s\"", anchors[l->anchor]);
    if (l->bold)
        sl_buf_push_z(out, " font-weight=\"600\"");
    if (l->color != color)
        push_color(out, "fill", l->color, accent);
    sl_buf_push_char(out, '>');
    sl_buf_push_xml(out, l->text);
    sl_buf_push_z(out, "</text>\n");
}

/* A place to click that shows what is below it; for keyboards the list beside the drawing has
 * the same links. */
static void push_link(sl_buf *out, const sl_link *l)
{
    sl_buf_push_z(out, "<a href=\"");
    sl_buf_push_xml(out, l->target);
    sl_buf_push_z(out, "\" aria-label=\"");
    sl_buf_push_xml(out, l->contents);
    sl_buf_push_z(out, "\" tabindex=\"-1\"><rect fill=\"transparent\"");
    push_attribute(out, "x", l->x);
    push_attribute(out, "y", l->y);
    push_attribute(out, "width", l->width);
    push_attribute(out, "height", l->height);
    sl_buf_push_z(out, "/></a>");
}

/* The size of most labels, which the drawing says once: that of the first. */
static sl_u label_size(const sl_picture *p)
{
    for (size_t i = 0; i < p->marks.n; i++)
        if (p->marks.at[i].kind == SL_MARK_LABEL)
            return p->marks.at[i].u.label.size;
    return 0;
}

/* The colour of most labels (Boyer and Moore, 1981), which it says once too. */
static sl_rgb label_color(const sl_picture *p)
{
    sl_rgb most = 0;
    size_t lead = 0;
    for (size_t i = 0; i < p->marks.n; i++) {
        const sl_mark *m = &p->marks.at[i];
        if (m->kind != SL_MARK_LABEL)
            continue;
        if (!lead)
            most = m->u.label.color;
        lead += m->u.label.color == most ? 1 : (size_t)-1;
    }
    return most;
}

static bool has_links(const sl_picture *p)
{
    for (size_t i = 0; i < p->marks.n; i++)
        if (p->marks.at[i].kind == SL_MARK_LINK)
            return true;
    return false;
}

void sl_draw_emit_svg(sl_buf *out, const sl_picture *p, sl_str alt)
{
    /* What is an image has no parts: with links in it, it is a group. */
    sl_buf_push_format(out, "<svg class=\"chart\" role=\"%s\" aria-label=\"",
                       has_links(p) ? "group" : "img");
    sl_buf_push_xml(out, alt);
    sl_buf_push_z(out, "\" viewBox=\"0 0 ");
    sl_buf_push_u(out, p->width);
    sl_buf_push_char(out, ' ');
    sl_buf_push_u(out, p->height);
    sl_buf_push_char(out, '"');
    sl_u size = label_size(p);
    push_attribute(out, "font-size", size);
    sl_rgb color = label_color(p);
    push_color(out, "fill", color, p->accent);
    sl_buf_push_z(out, ">\n");
    for (size_t i = 0; i < p->marks.n; i++) {
        const sl_mark *m = &p->marks.at[i];
        switch ((sl_mark_kind)m->kind) {
        case SL_MARK_RECT:
            sl_buf_push_z(out, "<rect");
            push_attribute(out, "x", m->u.rect.x);
            push_attribute(out, "y", m->u.rect.y);
            push_attribute(out, "width", m->u.rect.width);
            push_attribute(out, "height", m->u.rect.height);
            push_color(out, "fill", m->u.rect.color, p->accent);
            sl_buf_push_z(out, "/>");
            break;
        case SL_MARK_PATH:
            i += push_paths(out, m, p->marks.n - i, p->accent) - 1;
            break;
        case SL_MARK_LABEL:
            push_label(out, &m->u.label, size, color, p->accent);
            break;
        case SL_MARK_LINK:
            push_link(out, &m->u.link);
            break;
        }
    }
    sl_buf_push_z(out, "</svg>");
}
