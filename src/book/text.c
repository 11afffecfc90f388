#include "base/assert.h"
#include "book/annex.h"
#include "book/compose.h"
#include "book/fault.h"
#include "book/grid.h"
#include "book/inset.h"
#include "book/list.h"
#include "book/measure.h"
#include "model/audience.h"
#include "model/figure.h"
#include "model/files.h"

void sl_compose_source(sl_compose *c, sl_node *parent, const sl_block *b)
{
    sl_str note = sl_yaml_text(b->yaml, "note");
    sl_str legend = b->chart ? b->chart->legend : b->table ? b->table->legend : SL_STR_NONE;
    sl_str credit = b->chart && b->chart->map ? b->chart->map->credit : SL_STR_NONE;
    sl_str whose = b->kind == SL_BLOCK_FIGURE ? sl_yaml_text(b->yaml, "credit") : SL_STR_NONE;
    if (!b->evidence.n && !note.n && !legend.n && !credit.n && !whose.n)
        return;
    sl_node *p = sl_compose_add(c, parent, SL_NODE_PARAGRAPH, "source");
    if (b->evidence.n)
        sl_compose_text(c, p, sl_compose_word(c, SL_SAY_SOURCES_LEAD));
    for (size_t i = 0; i < b->evidence.n; i++) {
        const sl_evidence *e = c->s->evidence.at[b->evidence.at[i]];
        sl_compose_text(c, p, i ? SL_STR("]; ") : SL_STR(""));
        sl_compose_text(c, p, sl_str_format(c->arena, "%.*s [", SL_FMT(e->publisher)));
        sl_compose_evidence_link(c, p, e->index);
    }
    if (b->evidence.n)
        sl_compose_text(c, p, SL_STR("]. "));
    if (note.n)
        sl_compose_text(c, p, note);
    if (note.n && legend.n)
        sl_compose_text(c, p, SL_STR(" "));
    if (legend.n)
        sl_compose_text(c, p, legend);
    if (credit.n && (note.n || legend.n))
        sl_compose_text(c, p, SL_STR(" "));
    if (credit.n)
        sl_compose_text(c, p, sl_compose_say(c, SL_SAY_MAP_CREDIT, SL_T("credit", credit)));
    if (whose.n && (note.n || legend.n || credit.n))
        sl_compose_text(c, p, SL_STR(" "));
    if (whose.n)
        sl_compose_text(c, p, sl_compose_say(c, SL_SAY_PICTURE_CREDIT, SL_T("credit", whose)));
}

static void add_picture(sl_compose *c, const sl_block *b, sl_node *to)
{
    sl_figure figure = {.chart = b->chart, .span = b->span, .data_path = b->data_path};
    if (b->image) {
        figure.path = b->image->path;
        figure.bytes = sl_sources_lookup(c->s->sources, b->image->file)->bytes;
    }
    sl_node *n = sl_compose_picture(c, to, figure);
    n->id = b->id;
    n->alt = sl_yaml_text(b->yaml, "alt");
    n->percent = b->percent;
    sl_compose_caption(c, n, SL_SAY_FIGURE_NUMBER, &c->figures, b->title);
    sl_compose_source(c, n, b);
}

static void add_data_table(sl_compose *c, const sl_block *b, sl_node *to)
{
    const sl_block_table *t = b->table;
    sl_node *table = sl_compose_table(c, to, NULL, NULL, t->column_count);
    table->id = b->id;
    table->target = b->data_path;
    sl_compose_caption(c, table, SL_SAY_TABLE_NUMBER, &c->tables, b->title);
    sl_node *head = sl_compose_row(c, table);
    head->head = true;
    for (uint32_t i = 0; i < t->column_count; i++) {
        sl_node *cell = sl_compose_cell(c, head, true);
        cell->align = t->aligns[i];
        sl_compose_text(c, cell, t->titles[i]);
    }
    for (uint32_t r = 0; r < t->row_count; r++) {
        sl_node *row = sl_compose_row(c, table);
        bool total = t->total && r + 1 == t->row_count;
        row->role = total ? SL_STR("total") : SL_STR_NONE;
        for (uint32_t i = 0; i < t->column_count; i++) {
            sl_node *cell = sl_compose_cell(c, row, i == 0);
            cell->align = t->aligns[i];
            sl_compose_text(c, cell,
                            total && !i ? sl_compose_word(c, SL_SAY_IN_ALL)
                                        : t->cells[(size_t)r * t->column_count + i]);
        }
    }
    if (t->rounded)
        sl_compose_paragraph(c, to, "source", sl_compose_word(c, SL_SAY_MONEY_ROUNDED));
    sl_compose_source(c, to, b);
}

/* The figure of an entry, with the time that it is of. */
static void push_figure(sl_compose *c, sl_buf *b, sl_str name)
{
    size_t dot = sl_str_find_char(name, '.', 0);
    sl_str id = dot == SIZE_MAX ? name : sl_str_slice(name, 0, dot);
    const sl_evidence *e = sl_strategy_lookup_evidence(c->s, id);
    if (!e) {
        sl_buf_push_str(b, sl_compose_word(c, SL_SAY_VALUE_HIDDEN));
        return;
    }
    sl_figure_push_key(b, c->phrases, e,
                       dot == SIZE_MAX ? SL_STR_NONE : sl_str_slice(name, dot + 1, name.n));
    if (e->period.n)
        sl_buf_push_format(b, " (%.*s)", SL_FMT(e->period));
}

static sl_field_kind kind_of(const sl_type *type, sl_str key)
{
    for (size_t i = 0; i < type->keys.n; i++)
        if (sl_str_equal(type->keys.at[i].name, key))
            return type->keys.at[i].field.kind;
    return SL_FIELD_TEXT;
}

/* The value of a front-matter key as text. */
static void push_value(sl_compose *c, sl_buf *b, const sl_item *item, sl_str key)
{
    const sl_yaml *y = sl_yaml_lookup_str(item->front, key);
    sl_date date;
    if (!y)
        return;
    for (size_t i = 0; i < item->type->keys.n; i++)
        if (item->type->keys.at[i].figure && sl_str_equal(item->type->keys.at[i].name, key)) {
            push_figure(c, b, y->text);
            return;
        }
    if (y->kind == SL_YAML_MAP)
        sl_figure_push_money(b, c->phrases, y);
    else if (y->kind == SL_YAML_LIST)
        SL_EACH (one, y) {
            sl_buf_push_z(b, one == y->first ? "" : ", ");
            sl_buf_push_str(b, one->text);
        }
    else if (kind_of(item->type, key) == SL_FIELD_BOOLEAN)
        sl_buf_push_str(b, sl_compose_word(c, sl_str_equal_z(y->text, "true") ? SL_SAY_ANSWER_YES
                                                                              : SL_SAY_ANSWER_NO));
    else if (y->text.n != 4 && sl_date_parse(y->text, &date))
        sl_say_push_date(b, c->phrases, date);
    else
        sl_buf_push_str(b, y->text);
}

bool sl_compose_markdown(sl_compose *c, sl_node *to, const sl_item *item, const sl_yaml *y)
{
    const sl_item_text *text = NULL;
    for (size_t i = 0; i < item->texts.n && !text; i++)
        text = item->texts.at[i].yaml == y ? &item->texts.at[i] : NULL;
    if (!text)
        return false;
    sl_compose_body(c, text->body, to);
    return true;
}

/* A key's values that are Markdown, below each other. */
static bool add_markdown(sl_compose *c, sl_node *to, const sl_item *item, const sl_yaml *y)
{
    bool any = false;
    if (y->kind == SL_YAML_LIST)
        SL_EACH (one, y)
            any |= sl_compose_markdown(c, to, item, one);
    return any || sl_compose_markdown(c, to, item, y);
}

/* The key of kind measure that a name asks for, whole or a part of it: KEY.part. */
static const sl_key *find_measure_key(const sl_type *type, sl_str name, sl_str *part)
{
    size_t dot = sl_str_find_char(name, '.', 0);
    *part = dot == SIZE_MAX ? SL_STR_NONE : sl_str_slice(name, dot + 1, name.n);
    sl_str own = dot == SIZE_MAX ? name : sl_str_slice(name, 0, dot);
    for (size_t i = 0; type && i < type->keys.n; i++)
        if (type->keys.at[i].measure && sl_str_equal(type->keys.at[i].name, own))
            return &type->keys.at[i];
    return NULL;
}

sl_str sl_compose_key_label(const sl_compose *c, const sl_type *type, sl_str key)
{
    sl_str part;
    if (find_measure_key(type, key, &part) && part.n)
        return sl_measure_part_label(c->phrases, part);
    return sl_framework_key_label(c->s->framework, c->phrases, type, key);
}

void sl_compose_value(sl_compose *c, sl_node *to, const sl_item *item, sl_str key)
{
    const sl_yaml *y = sl_yaml_lookup_str(item->front, key);
    if (y && item->texts.n && add_markdown(c, to, item, y))
        return;
    sl_str part;
    const sl_key *measured = find_measure_key(item->type, key, &part);
    const sl_measure *m = measured ? sl_measure_of(item, measured->name) : NULL;
    if (m && part.n)
        sl_measure_compose_part(c, to, m, part);
    else if (m)
        sl_measure_compose(c, to, m);
    if (measured)
        return;
    sl_buf b;
    sl_buf_init(&b);
    push_value(c, &b, item, key);
    if (b.n)
        sl_compose_text(c, to, sl_buf_copy(&b, c->arena));
    sl_buf_done(&b);
}

static void add_frame(sl_compose *c, const sl_block *b, sl_node *to)
{
    sl_node *box = sl_compose_add(c, to, SL_NODE_BOX, sl_block_kind_name(b->kind));
    box->id = b->id;
    sl_str place = sl_yaml_text(b->yaml, "place");
    if (b->kind == SL_BLOCK_CASE_STUDY)
        sl_compose_paragraph(c, box, "box-kicker",
                             place.n ? sl_compose_say(c, SL_SAY_CASE_STUDY_AT, SL_T("place", place))
                                     : sl_compose_word(c, SL_SAY_CASE_STUDY));
    if (b->title.n)
        sl_compose_title(c, sl_compose_add(c, box, SL_NODE_PARAGRAPH, "box-title"), b->words,
                         b->title);
    sl_compose_body(c, b->text, box);
}

/* A caption with marks in its words. */
static void mark_caption(sl_compose *c, const sl_block *b, sl_node *block)
{
    sl_node *caption = block->first;
    while (caption && caption->kind != SL_NODE_CAPTION)
        caption = caption->next;
    if (!caption)
        return;
    while (caption->first)
        sl_node_unlink(caption->first);
    sl_compose_inlines(c, b->words, caption);
}

static void add_block(sl_compose *c, const sl_node *node, sl_node *to)
{
    const sl_block *b = sl_block_of(c->s, node);
    const sl_node *before = to->last;
    if (!b)
        return;
    switch (b->kind) {
    case SL_BLOCK_CHART:
    case SL_BLOCK_MAP:
    case SL_BLOCK_FUNDING:
    case SL_BLOCK_TRAJECTORY:
    case SL_BLOCK_FIGURE:
        add_picture(c, b, to);
        break;
    case SL_BLOCK_TABLE:
        add_data_table(c, b, to);
        break;
    case SL_BLOCK_ASKS:
    case SL_BLOCK_LIST:
        sl_list_compose(c, b, to);
        break;
    case SL_BLOCK_CALLOUT:
    case SL_BLOCK_CASE_STUDY:
        add_frame(c, b, to);
        break;
    case SL_BLOCK_SIDEBAR:
    case SL_BLOCK_QUOTATION:
    case SL_BLOCK_PULL_QUOTE:
    case SL_BLOCK_SIGNATURE:
    case SL_BLOCK_NUMBERS:
    case SL_BLOCK_KEY_FACTS:
    case SL_BLOCK_SWOT:
    case SL_BLOCK_PANELS:
    case SL_BLOCK_PICTURES:
        sl_inset_compose(c, b, to);
        break;
    case SL_BLOCK_DIAGRAM:
        sl_scheme_compose(c, b, to);
        break;
    case SL_BLOCK_TIMELINE:
        if (b->times)
            sl_times_compose(c, b, to);
        else
            sl_annex_add_timeline(c, to, b->id, b->title);
        break;
    case SL_BLOCK_GRID:
        sl_grid_compose(c, b, to);
        break;
    case SL_BLOCK_CALENDAR:
        sl_annex_add_calendar(c, to, b->id, b->title);
        break;
    case SL_BLOCK_RESPONSES:
        sl_annex_add_responses(c, to, b->id, b->title);
        break;
    case SL_BLOCK_MATRIX:
        sl_annex_add_matrix(c, to, b->id, b->title);
        break;
    case SL_BLOCK__COUNT:
        break;
    }
    sl_node *made = before ? before->next : to->first;
    if (b->words && made)
        mark_caption(c, b, made);
}

/* --- the text --- */

static void add_heading(sl_compose *c, const sl_node *from, sl_node *to)
{
    unsigned level = c->base + from->level - 1;
    sl_node *n = sl_compose_add(c, to, SL_NODE_HEADING, NULL);
    n->span = from->span;
    n->level = (uint8_t)(level > 6 ? 6 : level);
    /* Sections of a chapter are numbered: 2.1. Deeper ones are not. */
    if (level == 2 && c->counters && c->counters[0])
        n->number = sl_str_format(c->arena, "%u.%u", c->counters[0], ++c->counters[1]);
    if (c->item)
        n->id = sl_str_format(c->arena, "%.*s.%.*s", SL_FMT(c->item->id),
                              SL_FMT(sl_node_slug(c->arena, from)));
    if (n->id.n && !sl_map_add(&c->heading_ids, n->id, n))
        n->id = SL_STR_NONE; /* another heading of the item has these words */
    sl_compose_inlines(c, from, n);
}

bool sl_compose_read_image(sl_compose *c, const sl_node *image, sl_figure *out)
{
    const sl_asset *a = sl_map_lookup(&c->s->asset_paths, image->target);
    if (!a || !a->file)
        return false;
    *out = (sl_figure){.path = a->path, .span = image->span};
    out->bytes = sl_sources_lookup(c->s->sources, a->file)->bytes;
    return true;
}

static void add_image(sl_compose *c, const sl_node *image, sl_node *to)
{
    sl_figure figure;
    if (!sl_compose_read_image(c, image, &figure))
        return;
    sl_node *n = sl_compose_picture(c, to, figure);
    n->id = image->id;
    n->percent = image->percent;
    n->alt = sl_node_plain(c->arena, image);
    if (!image->title.n || !image->last || image->last->kind != SL_NODE_CAPTION)
        return;
    sl_node *caption = sl_compose_caption(c, n, SL_SAY_FIGURE_NUMBER, &c->figures, SL_STR_NONE);
    sl_compose_inlines(c, image->last, caption);
}

static void add_paragraph(sl_compose *c, const sl_node *from, sl_node *to)
{
    bool only_image =
        from->first && from->first == from->last && from->first->kind == SL_NODE_IMAGE;
    if (!only_image) {
        sl_node *p = sl_compose_add(c, to, SL_NODE_PARAGRAPH, NULL);
        p->span = from->span;
        p->role = from->role;
        p->apart = c->apart > 0;
        sl_compose_inlines(c, from, p);
    }
    for (const sl_node *n = from->first; n; n = n->next)
        if (n->kind == SL_NODE_IMAGE && (only_image || n->title.n))
            add_image(c, n, to);
}

static void add_table(sl_compose *c, const sl_node *from, sl_node *to)
{
    sl_node *table = sl_compose_add(c, to, SL_NODE_TABLE, NULL);
    table->written = true;
    table->span = from->span;
    table->columns = from->columns;
    table->id = from->id;
    table->role = from->role;
    table->title = from->title;
    table->wide = from->wide;
    for (const sl_node *n = from->first; n; n = n->next) {
        if (n->kind == SL_NODE_CAPTION) {
            sl_node *caption = sl_compose_add(c, table, SL_NODE_CAPTION, NULL);
            caption->number = sl_compose_say(c, SL_SAY_TABLE_NUMBER, SL_N("n", ++c->tables));
            sl_compose_inlines(c, n, caption);
            continue;
        }
        sl_node *row = sl_compose_row(c, table);
        row->head = n->head;
        row->role = n->role;
        for (const sl_node *k = n->first; k; k = k->next) {
            sl_node *cell = sl_compose_cell(c, row, k->head);
            cell->span = k->span;
            cell->align = k->align == SL_ALIGN_RIGHT ? SL_ALIGN_DECIMAL : k->align;
            sl_compose_inlines(c, k, cell);
        }
    }
}

static void add_audience(sl_compose *c, const sl_node *block, sl_node *to)
{
    const sl_primary *first = c->options->primary;
    if (sl_audience_hides_block(block, c->audience))
        return;
    bool apart = first && sl_audience_hides_block(block, first->book->audience);
    c->apart += apart;
    sl_compose_blocks(c, block, to);
    c->apart -= apart;
}

void sl_compose_blocks(sl_compose *c, const sl_node *from, sl_node *to)
{
    for (const sl_node *n = from->first; n; n = n->next) {
        switch ((int)n->kind) {
        case SL_NODE_HEADING:
            add_heading(c, n, to);
            break;
        case SL_NODE_PARAGRAPH:
            add_paragraph(c, n, to);
            break;
        case SL_NODE_TABLE:
            add_table(c, n, to);
            break;
        case SL_NODE_BLOCK:
            add_block(c, n, to);
            break;
        case SL_NODE_AUDIENCE:
            add_audience(c, n, to);
            break;
        case SL_NODE_QUOTE:
        case SL_NODE_LIST:
        case SL_NODE_LIST_ITEM: {
            sl_node *copy = sl_compose_add(c, to, n->kind, NULL);
            copy->span = n->span;
            copy->ordered = n->ordered;
            copy->tight = n->tight;
            copy->start = n->start;
            copy->role = n->role;
            sl_compose_blocks(c, n, copy);
            break;
        }
        case SL_NODE_CODE_BLOCK:
        case SL_NODE_RULE: {
            sl_node *copy = sl_compose_add(c, to, n->kind, NULL);
            copy->span = n->span;
            copy->text = n->text;
            break;
        }
        }
        sl_fault_add_of(c, to, n);
    }
}
