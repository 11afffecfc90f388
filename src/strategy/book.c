#include "strategy/book.h"

#include "base/check.h"
#include "strategy/compose.h"
#include "strategy/figure.h"

/* --- makers --- */

sl_node *sl_compose_add(sl_compose *c, sl_node *parent, sl_node_kind kind, const char *role)
{
    sl_node *n = sl_node_new(c->arena, kind, parent ? parent->span : SL_SPAN_NONE);
    n->role = sl_str_from(role);
    if (parent)
        sl_node_append(parent, n);
    return n;
}

sl_node *sl_compose_text(sl_compose *c, sl_node *parent, sl_str text)
{
    return sl_node_append_text(c->arena, parent, text);
}

sl_node *sl_compose_paragraph(sl_compose *c, sl_node *parent, const char *role, sl_str text)
{
    if (!text.n)
        return NULL;
    sl_node *n = sl_compose_add(c, parent, SL_NODE_PARAGRAPH, role);
    sl_compose_text(c, n, text);
    return n;
}

sl_node *sl_compose_heading(sl_compose *c, sl_node *parent, unsigned level, sl_str number,
                            sl_str title)
{
    sl_node *n = sl_compose_add(c, parent, SL_NODE_HEADING, NULL);
    n->level = (uint8_t)(level > 6 ? 6 : level);
    n->number = number;
    sl_compose_text(c, n, title);
    return n;
}

sl_node *sl_compose_section(sl_compose *c, sl_node *parent, sl_str role, sl_str id, sl_str title,
                            unsigned toc)
{
    sl_node *n = sl_compose_add(c, parent, SL_NODE_SECTION, NULL);
    n->role = role;
    n->id = id;
    n->title = title;
    n->toc = (uint8_t)toc;
    n->fresh = toc == 1;
    return n;
}

sl_node *sl_compose_table(sl_compose *c, sl_node *parent, const char *role,
                          const char *const *titles, unsigned columns)
{
    sl_node *table = sl_compose_add(c, parent, SL_NODE_TABLE, role);
    table->columns = (uint16_t)columns;
    if (titles) {
        sl_node *row = sl_compose_row(c, table);
        row->head = true;
        for (unsigned i = 0; i < columns; i++)
            sl_compose_text(c, sl_compose_cell(c, row, true), sl_str_from(titles[i]));
    }
    return table;
}

sl_node *sl_compose_row(sl_compose *c, sl_node *table)
{
    return sl_compose_add(c, table, SL_NODE_TABLE_ROW, NULL);
}

sl_node *sl_compose_cell(sl_compose *c, sl_node *row, bool head)
{
    sl_node *n = sl_compose_add(c, row, SL_NODE_TABLE_CELL, NULL);
    n->head = head;
    return n;
}

/* --- audiences --- */

static bool names_audience(const sl_compose *c, sl_str words)
{
    sl_str word;
    while (sl_str_split(&words, ' ', &word))
        if (c->audience.n && sl_str_equal(word, c->audience))
            return true;
    return false;
}

static bool may_read(const sl_compose *c, const sl_item *item)
{
    const sl_yaml *y = sl_yaml_lookup(item->front, "audience");
    if (!y)
        return true;
    if (y->kind == SL_YAML_SCALAR)
        return names_audience(c, y->text);
    SL_EACH (one, y)
        if (names_audience(c, one->text))
            return true;
    return false;
}

/* --- figures and tables in the text --- */

static sl_node *add_caption(sl_compose *c, sl_node *parent, const char *word, uint32_t *count,
                            sl_str title)
{
    sl_node *caption = sl_compose_add(c, parent, SL_NODE_CAPTION, NULL);
    caption->number = sl_str_format(c->arena, "%s %u", word, ++*count);
    sl_compose_text(c, caption, title);
    return caption;
}

static void add_source(sl_compose *c, sl_node *parent, const sl_block *b)
{
    sl_str note = sl_yaml_text(b->yaml, "note");
    if (!b->evidence.n && !note.n)
        return;
    sl_node *p = sl_compose_add(c, parent, SL_NODE_PARAGRAPH, "source");
    if (b->evidence.n)
        sl_compose_text(c, p, SL_STR("Source: "));
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
}

static sl_node *add_figure(sl_compose *c, sl_node *to, sl_figure figure)
{
    sl_node *n = sl_compose_add(c, to, SL_NODE_FIGURE, NULL);
    n->figure = (uint32_t)c->book->figures.n;
    n->span = figure.span;
    SL_PUSH(c->arena, c->book->figures, figure);
    return n;
}

static void add_picture(sl_compose *c, const sl_block *b, sl_node *to)
{
    sl_figure figure = {.chart = b->chart, .span = b->span, .data_path = b->data_path};
    if (b->image) {
        figure.path = b->image->path;
        figure.bytes = sl_sources_lookup(c->s->sources, b->image->file)->bytes;
    }
    sl_node *n = add_figure(c, to, figure);
    n->id = b->id;
    n->alt = sl_yaml_text(b->yaml, "alt");
    add_caption(c, n, "Figure", &c->figures, b->title);
    add_source(c, n, b);
}

static void add_data_table(sl_compose *c, const sl_block *b, sl_node *to)
{
    const sl_block_table *t = b->table;
    sl_node *table = sl_compose_table(c, to, NULL, NULL, t->column_count);
    table->id = b->id;
    add_caption(c, table, "Table", &c->tables, b->title);
    sl_node *head = sl_compose_row(c, table);
    head->head = true;
    for (uint32_t i = 0; i < t->column_count; i++) {
        sl_node *cell = sl_compose_cell(c, head, true);
        cell->align = t->aligns[i];
        sl_compose_text(c, cell, t->titles[i]);
    }
    for (uint32_t r = 0; r < t->row_count; r++) {
        sl_node *row = sl_compose_row(c, table);
        for (uint32_t i = 0; i < t->column_count; i++) {
            sl_node *cell = sl_compose_cell(c, row, i == 0);
            cell->align = t->aligns[i];
            sl_compose_text(c, cell, t->cells[(size_t)r * t->column_count + i]);
        }
    }
    add_source(c, to, b);
}

static bool has_values(const sl_item *item, const sl_yaml *where)
{
    SL_EACH (condition, where) {
        const sl_yaml *value = sl_yaml_lookup_str(item->front, condition->key);
        if (!value || !sl_str_equal(value->text, condition->text))
            return false;
    }
    return true;
}

static sl_str key_label(const sl_type *t, sl_str key)
{
    for (size_t i = 0; i < t->keys.n; i++)
        if (sl_str_equal(t->keys.at[i].name, key))
            return t->keys.at[i].label;
    return sl_str_equal_z(key, "state") ? SL_STR("State") : key;
}

/* The value of a front-matter key as text. */
static void push_value(sl_buf *b, const sl_item *item, sl_str key)
{
    const sl_yaml *y = sl_yaml_lookup_str(item->front, key);
    sl_date date;
    if (!y)
        return;
    if (y->kind == SL_YAML_MAP)
        sl_figure_push_money(b, y);
    else if (y->kind == SL_YAML_LIST)
        SL_EACH (one, y) {
            sl_buf_push_z(b, one == y->first ? "" : ", ");
            sl_buf_push_str(b, one->text);
        }
    else if (y->text.n != 4 && sl_date_parse(y->text, &date))
        sl_buf_push_date(b, date);
    else
        sl_buf_push_str(b, y->text);
}

static void add_value(sl_compose *c, sl_node *to, const sl_item *item, sl_str key)
{
    sl_buf b;
    sl_buf_init(&b);
    push_value(&b, item, key);
    if (b.n)
        sl_compose_text(c, to, sl_buf_copy(&b, c->arena));
    sl_buf_done(&b);
}

static void add_items_table(sl_compose *c, const sl_block *b, sl_node *to)
{
    const sl_type *type = sl_framework_lookup_type(c->s->framework, sl_yaml_text(b->yaml, "type"));
    const sl_yaml *columns = sl_yaml_lookup(b->yaml, "columns");
    unsigned count = 1 + (columns ? columns->count : 0);
    sl_node *table = sl_compose_table(c, to, NULL, NULL, count);
    table->id = b->id;
    if (b->title.n)
        add_caption(c, table, "Table", &c->tables, b->title);
    sl_node *head = sl_compose_row(c, table);
    head->head = true;
    sl_compose_text(c, sl_compose_cell(c, head, true), type->title);
    SL_EACH (column, columns)
        sl_compose_text(c, sl_compose_cell(c, head, true), key_label(type, column->text));
    for (size_t i = 0; i < c->s->items.n; i++) {
        const sl_item *item = c->s->items.at[i];
        if (item->type != type || !may_read(c, item) ||
            !has_values(item, sl_yaml_lookup(b->yaml, "where")))
            continue;
        sl_node *row = sl_compose_row(c, table);
        sl_compose_item_link(c, sl_compose_cell(c, row, true), item);
        SL_EACH (column, columns)
            add_value(c, sl_compose_cell(c, row, false), item, column->text);
    }
}

static void add_frame(sl_compose *c, const sl_block *b, sl_node *to)
{
    sl_node *box = sl_compose_add(c, to, SL_NODE_BOX, sl_block_kind_name(b->kind));
    box->id = b->id;
    sl_str place = sl_yaml_text(b->yaml, "place");
    if (b->kind == SL_BLOCK_CASE_STUDY)
        sl_compose_paragraph(c, box, "box-kicker",
                             place.n ? sl_str_format(c->arena, "Case study: %.*s", SL_FMT(place))
                                     : SL_STR("Case study"));
    sl_compose_paragraph(c, box, "box-title", b->title);
    const sl_node *body = c->body;
    c->body = b->text;
    sl_compose_blocks(c, b->text, box);
    c->body = body;
}

static void add_block(sl_compose *c, const sl_node *node, sl_node *to)
{
    const sl_block *b = sl_block_of(c->s, node);
    if (!b)
        return;
    switch (b->kind) {
    case SL_BLOCK_CHART:
    case SL_BLOCK_FIGURE:
        add_picture(c, b, to);
        break;
    case SL_BLOCK_TABLE:
        add_data_table(c, b, to);
        break;
    case SL_BLOCK_ASKS:
        add_items_table(c, b, to);
        break;
    case SL_BLOCK_CALLOUT:
    case SL_BLOCK_CASE_STUDY:
        add_frame(c, b, to);
        break;
    case SL_BLOCK__COUNT:
        break;
    }
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
    sl_compose_inlines(c, from, n);
}

static void add_image(sl_compose *c, const sl_node *image, sl_node *to)
{
    sl_asset *a = sl_strategy_load_asset(c->s, image->target, image->span, false);
    if (!a->file)
        return;
    sl_figure figure = {.path = a->path, .span = image->span};
    figure.bytes = sl_sources_lookup(c->s->sources, a->file)->bytes;
    sl_node *n = add_figure(c, to, figure);
    n->alt = sl_node_plain(c->arena, image);
    if (image->title.n)
        add_caption(c, n, "Figure", &c->figures, image->title);
}

static void add_paragraph(sl_compose *c, const sl_node *from, sl_node *to)
{
    bool only_image =
        from->first && from->first == from->last && from->first->kind == SL_NODE_IMAGE;
    if (!only_image) {
        sl_node *p = sl_compose_add(c, to, SL_NODE_PARAGRAPH, NULL);
        p->span = from->span;
        p->role = from->role;
        sl_compose_inlines(c, from, p);
    }
    for (const sl_node *n = from->first; n; n = sl_node_walk(from, n))
        if (n->kind == SL_NODE_IMAGE)
            add_image(c, n, to);
}

static void add_table(sl_compose *c, const sl_node *from, sl_node *to)
{
    sl_node *table = sl_compose_add(c, to, SL_NODE_TABLE, NULL);
    table->span = from->span;
    table->columns = from->columns;
    table->id = from->id;
    for (const sl_node *n = from->first; n; n = n->next) {
        if (n->kind == SL_NODE_CAPTION) {
            sl_node *caption = sl_compose_add(c, table, SL_NODE_CAPTION, NULL);
            caption->number = sl_str_format(c->arena, "Table %u", ++c->tables);
            sl_compose_inlines(c, n, caption);
            continue;
        }
        sl_node *row = sl_compose_row(c, table);
        row->head = n->head;
        for (const sl_node *k = n->first; k; k = k->next) {
            sl_node *cell = sl_compose_cell(c, row, k->head);
            cell->span = k->span;
            cell->align = k->align == SL_ALIGN_RIGHT ? SL_ALIGN_DECIMAL : k->align;
            sl_compose_inlines(c, k, cell);
        }
    }
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
            if (names_audience(c, n->title))
                sl_compose_blocks(c, n, to);
            break;
        case SL_NODE_QUOTE:
        case SL_NODE_LIST:
        case SL_NODE_LIST_ITEM: {
            sl_node *copy = sl_compose_add(c, to, n->kind, NULL);
            copy->span = n->span;
            copy->ordered = n->ordered;
            copy->tight = n->tight;
            copy->start = n->start;
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
    }
}

/* --- items --- */

static void add_fact(sl_compose *c, sl_node *table, sl_str label, const sl_item *item, sl_str key)
{
    if (!sl_yaml_lookup_str(item->front, key))
        return;
    sl_node *row = sl_compose_row(c, table);
    sl_compose_text(c, sl_compose_cell(c, row, true), label);
    add_value(c, sl_compose_cell(c, row, false), item, key);
}

static void add_facts(sl_compose *c, sl_node *to, const sl_item *item)
{
    sl_node *table = sl_compose_table(c, to, "facts", NULL, 2);
    for (size_t i = 0; i < item->type->keys.n; i++)
        if (item->type->keys.at[i].print)
            add_fact(c, table, item->type->keys.at[i].label, item, item->type->keys.at[i].name);
    add_fact(c, table, SL_STR("Areas"), item, SL_STR("areas"));
    add_fact(c, table, SL_STR("State"), item, SL_STR("state"));
    add_fact(c, table, SL_STR("Owner"), item, SL_STR("owner"));
    if (!table->first)
        sl_node_unlink(table);
}

static void add_chain(sl_compose *c, sl_node *to, const sl_item *item)
{
    sl_node *table = sl_compose_table(c, to, "chain", NULL, 2);
    for (size_t i = 0; i < item->type->keys.n; i++) {
        const sl_key *key = &item->type->keys.at[i];
        const sl_yaml *y = key->chain ? sl_yaml_lookup_str(item->front, key->name) : NULL;
        if (!y)
            continue;
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true), key->label);
        sl_node *cell = sl_compose_cell(c, row, false);
        if (y->kind == SL_YAML_SCALAR) {
            sl_compose_text(c, cell, y->text);
            continue;
        }
        sl_node *list = sl_compose_add(c, cell, SL_NODE_LIST, NULL);
        list->tight = true;
        SL_EACH (one, y)
            sl_compose_paragraph(c, sl_compose_add(c, list, SL_NODE_LIST_ITEM, NULL), NULL,
                                 one->text);
    }
    if (!table->first)
        sl_node_unlink(table);
}

/* "Rests on" and "Leads to": every role's links, and the links back. */
static void add_role_links(sl_compose *c, sl_node *table, const sl_item *item, const sl_role *role,
                           bool back)
{
    size_t n = back ? item->in.n : item->out.n;
    sl_node *cell = NULL;
    for (size_t i = 0; i < n; i++) {
        const sl_edge *e = &c->s->edges.at[back ? item->in.at[i] : item->out.at[i]];
        const sl_item *other = back             ? c->s->items.at[e->from]
                               : e->to_evidence ? NULL
                                                : c->s->items.at[e->to];
        if (e->role != role || (other && !may_read(c, other)))
            continue;
        if (!cell) {
            sl_node *row = sl_compose_row(c, table);
            sl_compose_text(c, sl_compose_cell(c, row, true), back ? role->back : role->label);
            cell = sl_compose_cell(c, row, false);
            if (!other)
                sl_compose_text(c, cell, SL_STR("evidence "));
        } else {
            sl_compose_text(c, cell, other ? SL_STR("; ") : SL_STR(", "));
        }
        if (other)
            sl_compose_item_link(c, cell, other);
        else
            sl_compose_evidence_link(c, cell, e->to);
    }
}

static void add_links(sl_compose *c, sl_node *to, const sl_item *item)
{
    sl_node *table = sl_compose_table(c, to, "links", NULL, 2);
    for (size_t r = 0; r < c->s->framework->roles.n; r++)
        add_role_links(c, table, item, c->s->framework->roles.at[r], false);
    for (size_t r = 0; r < c->s->framework->roles.n; r++)
        add_role_links(c, table, item, c->s->framework->roles.at[r], true);
    if (!table->first)
        sl_node_unlink(table);
}

static void add_text(sl_compose *c, sl_node *to, const sl_item *item, unsigned base)
{
    if (!item->body)
        return;
    c->body = item->body;
    c->base = base;
    sl_compose_blocks(c, item->body, to);
    c->body = NULL;
}

static void add_item(sl_compose *c, sl_node *parent, const sl_item *item, unsigned level)
{
    sl_node *section =
        sl_compose_section(c, parent, item->type->name, item->id, item->title, level);
    section->span = item->span;
    section->lang = sl_yaml_text(item->front, "lang");
    sl_node *to = section;
    if (item->type->boxed) {
        to = sl_compose_add(c, section, SL_NODE_BOX, NULL);
        to->role = item->type->name;
    }
    sl_node *heading = sl_compose_heading(c, to, level, c->item_number[item->index], item->title);
    heading->span = item->span;
    heading->target = item->id; /* set in the margin beside it */
    add_facts(c, to, item);
    add_text(c, to, item, level);
    add_chain(c, to, item);
    add_links(c, to, item);
}

/* --- the document --- */

static void number_items(sl_compose *c)
{
    uint32_t chapter = 0;
    for (size_t i = 0; i < c->s->parts.n; i++) {
        const sl_part *p = c->s->parts.at[i];
        if (p->single) {
            if (p->single->numbered && may_read(c, p->single))
                c->item_number[p->single->index] = sl_str_format(c->arena, "%u", ++chapter);
            continue;
        }
        chapter++;
        uint32_t n = 0;
        if (p->intro)
            c->item_number[p->intro->index] = sl_str_format(c->arena, "%u", chapter);
        for (size_t k = 0; k < p->items.n; k++)
            if (may_read(c, p->items.at[k]))
                c->item_number[p->items.at[k]->index] =
                    sl_str_format(c->arena, "%u.%u", chapter, ++n);
    }
}

static void add_parts(sl_compose *c, sl_node *root)
{
    uint32_t counters[2] = {0}, chapter = 0;
    c->counters = counters;
    for (size_t i = 0; i < c->s->parts.n; i++) {
        const sl_part *p = c->s->parts.at[i];
        counters[1] = 0;
        if (p->single) {
            if (!may_read(c, p->single))
                continue;
            counters[0] = p->single->numbered ? ++chapter : 0;
            add_item(c, root, p->single, 1);
            continue;
        }
        counters[0] = 0; /* the part's own items have the second number */
        sl_node *section = sl_compose_section(c, root, SL_STR("part"), p->id, p->title, 1);
        sl_compose_heading(c, section, 1, sl_str_format(c->arena, "%u", ++chapter), p->title);
        if (p->intro) {
            section->span = p->intro->span;
            add_text(c, section, p->intro, 1);
        }
        for (size_t k = 0; k < p->items.n; k++)
            if (may_read(c, p->items.at[k]))
                add_item(c, section, p->items.at[k], 2);
    }
    c->counters = NULL;
}

static void add_cover(sl_compose *c, sl_node *root)
{
    sl_book *b = c->book;
    sl_node *cover = sl_compose_section(c, root, SL_STR("cover"), SL_STR("cover"), b->title, 0);
    sl_compose_paragraph(c, cover, "cover-organisation", b->organisation);
    sl_compose_paragraph(c, cover, "cover-title", b->title);
    sl_compose_paragraph(c, cover, "cover-subtitle", b->subtitle);
    sl_compose_paragraph(c, cover, "cover-area", b->area);
    sl_buf text;
    sl_buf_init(&text);
    sl_buf_push_format(&text, "%s, version %.*s, ",
                       sl_str_equal_z(b->status, "final")          ? "Final"
                       : sl_str_equal_z(b->status, "consultation") ? "Consultation draft"
                                                                   : "Draft",
                       SL_FMT(b->version));
    sl_buf_push_date(&text, b->date);
    sl_compose_paragraph(c, cover, "cover-status", sl_buf_copy(&text, c->arena));
    sl_buf_done(&text);
    sl_compose_paragraph(c, cover, "cover-notice", b->notice);
}

static sl_str join(sl_arena *a, const sl_yaml *list, const char *between)
{
    sl_buf b;
    sl_buf_init(&b);
    SL_EACH (one, list) {
        sl_buf_push_z(&b, b.n ? between : "");
        sl_buf_push_str(&b, one->text);
    }
    sl_str s = sl_buf_copy(&b, a);
    sl_buf_done(&b);
    return s;
}

static void read_about(sl_compose *c)
{
    const sl_yaml *y = c->s->config;
    sl_book *b = c->book;
    b->title = sl_yaml_text(y, "title");
    b->subtitle = sl_yaml_text(y, "subtitle");
    b->organisation = sl_yaml_text(y, "organisation");
    b->area = sl_yaml_text(y, "area");
    b->notice = sl_yaml_text(y, "notice");
    b->authors = join(c->arena, sl_yaml_lookup(y, "owners"), "; ");
    b->subject = sl_yaml_text(y, "subject");
    b->keywords = join(c->arena, sl_yaml_lookup(y, "keywords"), ", ");
    b->licence = sl_yaml_text(y, "licence");
    b->language = sl_yaml_text(y, "language");
    b->status = sl_yaml_text(y, "status");
    b->version = sl_yaml_text(y, "version");
    b->layout = sl_yaml_text(y, "layout");
    b->date = sl_strategy_date(c->s);
    b->digest = c->s->digest;
    b->is_final = sl_str_equal_z(b->status, "final");
}

sl_book *sl_book_compose(sl_strategy *s, sl_str audience, sl_numbers *numbers)
{
    sl_compose c = {.arena = s->arena, .s = s, .audience = audience, .base = 1};
    c.book = SL_NEW(s->arena, sl_book);
    c.evidence_number = SL_NEW_ARRAY(s->arena, uint32_t, s->evidence.n + 1);
    c.item_number = SL_NEW_ARRAY(s->arena, sl_str, s->items.n + 1);
    read_about(&c);
    number_items(&c);
    sl_node *root = sl_compose_add(&c, NULL, SL_NODE_DOCUMENT, NULL);
    root->lang = c.book->language;
    c.book->root = root;
    add_cover(&c, root);
    sl_compose_add(&c, root, SL_NODE_CONTENTS, NULL);
    add_parts(&c, root);
    sl_annex_compose(&c);
    if (numbers)
        *numbers = (sl_numbers){c.evidence_number, c.item_number};
    return c.book;
}
