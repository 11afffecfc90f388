#include "book/inset.h"

#include "base/assert.h"
#include "model/files.h"

/* The text of a part, with a role for its paragraphs, and who it is by in the source. */
static void add_text(sl_compose *c, sl_node *to, const sl_block *b, const sl_yaml *y,
                     const char *role)
{
    const sl_block_part *part = sl_block_part_of(b, y);
    const sl_node *before = to->last;
    if (!part || !part->text)
        return;
    sl_compose_body(c, part->text, to);
    for (sl_node *n = before ? before->next : to->first; role && n; n = n->next)
        if (n->kind == SL_NODE_PARAGRAPH && !n->role.n)
            n->role = sl_str_from(role);
}

static sl_node *add_beside(sl_compose *c, sl_node *to, const sl_block *b, unsigned columns)
{
    sl_node *n = sl_compose_add(c, to, SL_NODE_BESIDE, sl_block_kind_name(b->kind));
    n->id = b->id;
    n->columns = (uint16_t)columns;
    n->span = b->span;
    if (b->title.n)
        sl_compose_caption(c, n, SL_SAY_FIGURE_NUMBER, &c->figures, b->title);
    return n;
}

/* As many in a row as look like a block of them: 5 are 3 and 2, 7 are 4 and 3. */
static unsigned count_columns(const sl_block *b, size_t n)
{
    uint32_t wanted = 0;
    const sl_yaml *y = sl_yaml_lookup(b->yaml, "columns");
    if (y && sl_num_parse(y->text, &wanted))
        return wanted;
    return n <= 4 ? (unsigned)n : n <= 6 || n == 9 ? 3 : 4;
}

static void add_head(sl_compose *c, sl_node *box, const sl_block *b)
{
    if (b->title.n)
        sl_compose_title(c, sl_compose_add(c, box, SL_NODE_PARAGRAPH, "box-title"), b->words,
                         b->title);
}

static void add_example(sl_compose *c, sl_node *to, const sl_block *b)
{
    sl_str example = sl_yaml_text(b->yaml, "illustrative");
    if (example.n)
        sl_compose_paragraph(c, to, "source", example);
}

/* --- what was said --- */

static sl_str who(sl_compose *c, const sl_block *b)
{
    sl_str by = sl_yaml_text(b->yaml, "by"), role = sl_yaml_text(b->yaml, "role");
    return role.n ? sl_compose_say(c, SL_SAY_QUOTED_AS, SL_T("name", by), SL_T("role", role)) : by;
}

static void add_quotation(sl_compose *c, const sl_block *b, sl_node *to)
{
    sl_node *box = sl_compose_add(c, to, SL_NODE_BOX, "quotation");
    box->id = b->id;
    sl_node *quote = sl_compose_add(c, box, SL_NODE_QUOTE, "quotation-quote");
    add_text(c, quote, b, sl_yaml_lookup(b->yaml, "text"), "quotation-text");
    sl_compose_paragraph(c, box, "attribution", who(c, b));
    add_example(c, box, b);
    sl_compose_source(c, box, b);
}

static void add_pull_quote(sl_compose *c, const sl_block *b, sl_node *to)
{
    sl_node *box = sl_compose_add(c, to, SL_NODE_BOX, "pull-quote");
    add_text(c, box, b, sl_yaml_lookup(b->yaml, "text"), "pull-quote-text");
}

/* --- who signs --- */

static void add_image(sl_compose *c, sl_node *to, const sl_block *b, const char *key, sl_str alt,
                      unsigned percent)
{
    const sl_block_part *part = sl_block_part_of(b, sl_yaml_lookup(b->yaml, key));
    if (!part || !part->image || !part->image->file)
        return;
    sl_figure figure = {.path = part->image->path, .span = part->yaml->span};
    figure.bytes = sl_sources_lookup(c->s->sources, part->image->file)->bytes;
    sl_node *n = sl_compose_picture(c, to, figure);
    n->alt = alt;
    n->percent = (uint8_t)percent;
}

static void add_who(sl_compose *c, const sl_block *b, sl_node *to)
{
    sl_str name = sl_yaml_text(b->yaml, "name");
    static const char *const keys[] = {"role", "organisation"};
    add_image(c, to, b, "signature", sl_compose_say(c, SL_SAY_SIGNATURE_ALT, SL_T("name", name)),
              40);
    sl_compose_paragraph(c, to, "signature-name", name);
    for (size_t i = 0; i < SL_COUNT(keys); i++)
        if (sl_yaml_text(b->yaml, keys[i]).n)
            sl_compose_paragraph(c, to, "signature-role", sl_yaml_text(b->yaml, keys[i]));
    sl_date date;
    if (sl_date_parse(sl_yaml_text(b->yaml, "date"), &date))
        sl_compose_paragraph(c, to, "signature-role", sl_compose_date(c, date));
    add_example(c, to, b);
}

static void add_signature(sl_compose *c, const sl_block *b, sl_node *to)
{
    if (!sl_yaml_lookup(b->yaml, "portrait")) {
        add_who(c, b, sl_compose_add(c, to, SL_NODE_BOX, "signature"));
        return;
    }
    sl_node *beside = add_beside(c, to, b, 2);
    beside->title = SL_STR("1,3");
    sl_node *left = sl_compose_add(c, beside, SL_NODE_BOX, "portrait");
    add_image(c, left, b, "portrait", sl_yaml_text(b->yaml, "alt"), 100);
    add_who(c, b, sl_compose_add(c, beside, SL_NODE_BOX, "signature"));
}

/* --- figures and facts --- */

static void add_numbers(sl_compose *c, const sl_block *b, sl_node *to)
{
    const sl_yaml *numbers = sl_yaml_lookup(b->yaml, "numbers");
    sl_node *beside = add_beside(c, to, b, count_columns(b, numbers->count));
    SL_EACH (one, numbers) {
        sl_node *box = sl_compose_add(c, beside, SL_NODE_BOX, "number");
        add_text(c, box, b, sl_yaml_lookup(one, "value"), "number-value");
        add_text(c, box, b, sl_yaml_lookup(one, "label"), "number-label");
    }
    sl_compose_source(c, to, b);
}

static void add_key_facts(sl_compose *c, const sl_block *b, sl_node *to)
{
    sl_node *box = sl_compose_add(c, to, SL_NODE_BOX, "key-facts");
    box->id = b->id;
    add_head(c, box, b);
    sl_node *table = sl_compose_table(c, box, "key-fact", NULL, 2);
    SL_EACH (one, sl_yaml_lookup(b->yaml, "facts")) {
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true), sl_yaml_text(one, "label"));
        add_text(c, sl_compose_cell(c, row, false), b, sl_yaml_lookup(one, "value"), NULL);
    }
    sl_compose_source(c, box, b);
}

/* --- texts and pictures beside each other --- */

static void add_swot(sl_compose *c, const sl_block *b, sl_node *to)
{
    static const struct {
        const char *key, *role;
        sl_say_id title;
    } quarters[] = {
        {"strengths", "swot-strengths", SL_SAY_SWOT_STRENGTHS},
        {"weaknesses", "swot-weaknesses", SL_SAY_SWOT_WEAKNESSES},
        {"opportunities", "swot-opportunities", SL_SAY_SWOT_OPPORTUNITIES},
        {"threats", "swot-threats", SL_SAY_SWOT_THREATS},
    };
    sl_node *beside = add_beside(c, to, b, 2);
    for (size_t i = 0; i < SL_COUNT(quarters); i++) {
        sl_node *box = sl_compose_add(c, beside, SL_NODE_BOX, quarters[i].role);
        sl_compose_paragraph(c, box, "panel-title", sl_compose_word(c, quarters[i].title));
        add_text(c, box, b, sl_yaml_lookup(b->yaml, quarters[i].key), NULL);
    }
    sl_compose_source(c, to, b);
}

static void add_panels(sl_compose *c, const sl_block *b, sl_node *to)
{
    const sl_yaml *panels = sl_yaml_lookup(b->yaml, "panels");
    unsigned columns = panels->count == 4 ? 2 : panels->count > 6 ? 3 : 0;
    sl_node *beside = add_beside(
        c, to, b,
        sl_yaml_lookup(b->yaml, "columns") || !columns ? count_columns(b, panels->count) : columns);
    SL_EACH (one, panels) {
        sl_node *box = sl_compose_add(c, beside, SL_NODE_BOX, "panel");
        sl_compose_paragraph(c, box, "panel-title", sl_yaml_text(one, "title"));
        add_text(c, box, b, sl_yaml_lookup(one, "text"), NULL);
    }
    sl_compose_source(c, to, b);
}

static void add_pictures(sl_compose *c, const sl_block *b, sl_node *to)
{
    const sl_yaml *pictures = sl_yaml_lookup(b->yaml, "pictures");
    sl_node *beside = add_beside(c, to, b, count_columns(b, pictures->count));
    SL_EACH (one, pictures) {
        const sl_block_part *part = sl_block_part_of(b, sl_yaml_lookup(one, "src"));
        sl_node *box = sl_compose_add(c, beside, SL_NODE_BOX, "picture");
        sl_figure figure = {.path = part->image->path, .span = part->yaml->span};
        figure.bytes = sl_sources_lookup(c->s->sources, part->image->file)->bytes;
        sl_node *n = sl_compose_picture(c, box, figure);
        n->alt = sl_yaml_text(one, "alt");
        n->percent = 100;
        add_text(c, box, b, sl_yaml_lookup(one, "caption"), "picture-caption");
        sl_str credit = sl_yaml_text(one, "credit");
        if (credit.n)
            sl_compose_paragraph(c, box, "picture-credit",
                                 sl_compose_say(c, SL_SAY_PICTURE_CREDIT, SL_T("credit", credit)));
    }
    sl_compose_source(c, to, b);
}

static void add_sidebar(sl_compose *c, const sl_block *b, sl_node *to)
{
    sl_node *box = sl_compose_add(c, to, SL_NODE_BOX, "sidebar");
    box->id = b->id;
    add_head(c, box, b);
    add_text(c, box, b, sl_yaml_lookup(b->yaml, "text"), NULL);
}

void sl_inset_compose(sl_compose *c, const sl_block *b, sl_node *to)
{
    switch ((int)b->kind) {
    case SL_BLOCK_SIDEBAR:
        add_sidebar(c, b, to);
        break;
    case SL_BLOCK_QUOTATION:
        add_quotation(c, b, to);
        break;
    case SL_BLOCK_PULL_QUOTE:
        add_pull_quote(c, b, to);
        break;
    case SL_BLOCK_SIGNATURE:
        add_signature(c, b, to);
        break;
    case SL_BLOCK_NUMBERS:
        add_numbers(c, b, to);
        break;
    case SL_BLOCK_KEY_FACTS:
        add_key_facts(c, b, to);
        break;
    case SL_BLOCK_SWOT:
        add_swot(c, b, to);
        break;
    case SL_BLOCK_PANELS:
        add_panels(c, b, to);
        break;
    case SL_BLOCK_PICTURES:
        add_pictures(c, b, to);
        break;
    default:
        SL_NEVER("a block of another kind");
    }
}

/* --- boxes and arrows --- */

/* "In 'Outputs': A, B. A leads to B." */
static sl_str describe(sl_compose *c, const sl_scheme *d)
{
    sl_buf out;
    sl_buf_init(&out);
    sl_buf_push_str(&out, sl_compose_say(c, SL_SAY_DIAGRAM_ALT, SL_N("boxes", d->boxes.n),
                                         SL_N("arrows", d->arrows.n)));
    sl_str *names = SL_NEW_ARRAY(c->arena, sl_str, d->boxes.n + d->arrows.n + 1);
    for (size_t lane = 0; lane < d->lanes.n; lane++) {
        size_t n = 0;
        for (size_t i = 0; i < d->boxes.n; i++)
            if (d->boxes.at[i].layer == lane)
                names[n++] = d->boxes.at[i].title;
        if (n)
            sl_buf_push_format(
                &out, " %.*s",
                SL_FMT(sl_compose_say(
                    c, SL_SAY_DIAGRAM_ALT_LANE, SL_T("lane", d->lanes.at[lane]),
                    SL_T("boxes", sl_say_list(c->phrases, c->arena, names, n, false)))));
    }
    for (size_t i = 0; i < d->boxes.n; i++) {
        size_t n = 0;
        for (size_t k = 0; k < d->arrows.n; k++) {
            const sl_scheme_arrow *a = &d->arrows.at[k];
            if (a->from != i)
                continue;
            sl_str to = d->boxes.at[a->to].title;
            names[n++] = a->label.n
                             ? sl_str_format(c->arena, "%.*s (%.*s)", SL_FMT(to), SL_FMT(a->label))
                             : to;
        }
        if (n)
            sl_buf_push_format(
                &out, " %.*s",
                SL_FMT(sl_compose_say(
                    c, SL_SAY_DIAGRAM_ALT_FROM, SL_T("box", d->boxes.at[i].title),
                    SL_T("boxes", sl_say_list(c->phrases, c->arena, names, n, false)))));
    }
    size_t alone = 0;
    for (size_t i = 0; i < d->boxes.n && !d->lanes.n; i++) {
        bool joined = false;
        for (size_t k = 0; k < d->arrows.n; k++)
            joined = joined || d->arrows.at[k].from == i || d->arrows.at[k].to == i;
        if (!joined)
            names[alone++] = d->boxes.at[i].title;
    }
    if (alone)
        sl_buf_push_format(&out, " %.*s",
                           SL_FMT(sl_compose_say(c, SL_SAY_DIAGRAM_ALT_ALONE,
                                                 SL_T("boxes", sl_say_list(c->phrases, c->arena,
                                                                           names, alone, false)))));
    return sl_buf_take(&out, c->arena);
}

void sl_scheme_compose(sl_compose *c, const sl_block *b, sl_node *to)
{
    sl_scheme_view *view = SL_NEW(c->arena, sl_scheme_view);
    view->scheme = b->scheme;
    view->targets = SL_NEW_ARRAY(c->arena, sl_str, b->scheme->boxes.n + 1);
    for (size_t i = 0; i < b->scheme->boxes.n; i++) {
        const sl_item *item = b->scheme->boxes.at[i].item;
        sl_str anchor = item ? c->item_anchor[item->index] : SL_STR_NONE;
        if (anchor.n)
            view->targets[i] = sl_str_format(c->arena, "#%.*s", SL_FMT(anchor));
    }
    sl_node *n = sl_compose_picture(c, to, (sl_figure){.scheme = view, .span = b->span});
    n->id = b->id;
    n->alt = describe(c, b->scheme);
    n->wide = sl_yaml_bool(b->yaml, "landscape", false);
    sl_compose_caption(c, n, SL_SAY_FIGURE_NUMBER, &c->figures, b->title);
    sl_compose_source(c, n, b);
}
