#include "export/export.h"
#include "export/plain.h"

#include "load/block.h"
#include "model/audience.h"
#include "model/glossary.h"

/* A number as JSON writes it (RFC 8259, 6): -01, +1, .5 and 1. are texts. */
static bool is_number(sl_str s)
{
    size_t at = s.n && s.p[0] == '-', begin = at;
    while (at < s.n && sl_is_digit(s.p[at]))
        at++;
    if (at == begin || (s.p[begin] == '0' && at > begin + 1))
        return false;
    if (at == s.n)
        return true;
    size_t point = at++;
    while (at < s.n && sl_is_digit(s.p[at]))
        at++;
    return s.p[point] == '.' && at == s.n && at > point + 1;
}

/* Any YAML value, without the IDs of what is kept from the audience; numbers and booleans stay what
 * they were written as. */
static void push_yaml(sl_buf *out, const sl_strategy *s, const sl_yaml *y)
{
    sl_dec d;
    if (y->kind == SL_YAML_SCALAR) {
        bool plain = !y->quoted && !y->literal;
        if (plain && is_number(y->text) && sl_dec_parse(y->text, &d))
            sl_buf_push_str(out, y->text);
        else if (plain && (sl_str_equal_z(y->text, "true") || sl_str_equal_z(y->text, "false")))
            sl_buf_push_str(out, y->text);
        else
            sl_buf_push_json(out, y->text);
        return;
    }
    bool map = y->kind == SL_YAML_MAP;
    sl_buf_push_char(out, map ? '{' : '[');
    bool first = true;
    SL_EACH (child, y) {
        if (sl_audience_is_hidden(s, child))
            continue;
        sl_buf_push_z(out, first ? "" : ", ");
        first = false;
        if (map) {
            sl_buf_push_json(out, child->key);
            sl_buf_push_z(out, ": ");
        }
        push_yaml(out, s, child);
    }
    sl_buf_push_char(out, map ? '}' : ']');
}

/* What its keys of Markdown say without their marks. */
static void push_texts(sl_buf *out, const sl_strategy *s, const sl_item *item)
{
    bool first = true;
    sl_buf text;
    sl_buf_init(&text);
    for (size_t i = 0; i < item->type->keys.n; i++) {
        const sl_key *key = &item->type->keys.at[i];
        const sl_yaml *y = sl_yaml_lookup_str(item->front, key->name);
        if (key->field.kind != SL_FIELD_MARKDOWN || !y || y->kind != SL_YAML_SCALAR)
            continue;
        text.n = 0;
        sl_plain_push_value(&text, s, item, y);
        sl_buf_push_z(out, first ? ", \"texts\": {" : ", ");
        first = false;
        sl_buf_push_json(out, key->name);
        sl_buf_push_z(out, ": ");
        sl_buf_push_json(out, sl_buf_str(&text));
    }
    sl_buf_push_z(out, first ? "" : "}");
    sl_buf_done(&text);
}

static void push_item(sl_buf *out, const sl_strategy *s, const sl_item *item, sl_str number)
{
    sl_buf_push_z(out, "    {");
    sl_buf_push_json_pair(out, "id", item->id, true);
    sl_buf_push_json_pair(out, "type", item->type->name, false);
    sl_buf_push_json_pair(out, "number", number, false);
    sl_buf_push_json_pair(out, "title", item->title, false);
    sl_buf_push_z(out, ", \"cites\": [");
    for (size_t i = 0; i < item->cites.n; i++) {
        sl_buf_push_z(out, i ? ", " : "");
        sl_buf_push_json(out, s->evidence.at[item->cites.at[i]]->id);
    }
    sl_buf_push_z(out, "], \"front\": ");
    push_yaml(out, s, item->front);
    push_texts(out, s, item);
    sl_buf_push_char(out, '}');
}

static void push_edge(sl_buf *out, const sl_strategy *s, const sl_edge *e)
{
    sl_buf_push_z(out, "    {");
    sl_buf_push_json_pair(out, "role", e->role->name, true);
    sl_buf_push_json_pair(out, "from", s->items.at[e->from]->id, false);
    sl_buf_push_json_pair(
        out, "to", e->to_evidence ? s->evidence.at[e->to]->id : s->items.at[e->to]->id, false);
    sl_buf_push_format(out, ", \"line\": %s", e->role->line ? "true" : "false");
    if (e->at.n)
        sl_buf_push_json_pair(out, "at", e->at, false);
    sl_buf_push_char(out, '}');
}

/* Whether an item without a section is a row of a list. */
static bool is_listed(const sl_strategy *s, const sl_item *item)
{
    for (size_t i = 0; i < s->blocks.n; i++) {
        const sl_item_list *list = sl_block_items(s->blocks.at[i]);
        for (size_t k = 0; list && k < list->items.n; k++)
            if (list->items.at[k] == item)
                return true;
    }
    return false;
}

/* What stands below a section, a line for each paragraph, as readers have it. */
static void push_plain(sl_buf *out, sl_arena *a, const sl_node *section)
{
    sl_buf text;
    sl_buf_init(&text);
    for (const sl_node *n = section->first; n; n = sl_node_walk_blocks(section, n)) {
        bool words = n->first && sl_node_is_inline(n->first->kind);
        if (sl_str_equal_z(n->role, "evidence-head") || (!words && n->kind != SL_NODE_CODE_BLOCK))
            continue;
        if (text.n)
            sl_buf_push_char(&text, '\n');
        sl_buf_push_str(&text, words ? sl_node_plain(a, n) : n->text);
    }
    sl_buf_push_json(out, sl_buf_str(&text));
    sl_buf_done(&text);
}

/* The terms as the annex prints them: what is kept from the audience is not in it. */
static void push_glossary(sl_buf *out, const sl_strategy *s, const sl_book *book)
{
    const sl_node *annex = book->root->last;
    while (annex && !sl_str_equal_z(annex->id, "annex-glossary"))
        annex = annex->prev;
    bool first = true;
    for (const sl_node *n = annex ? annex->first : NULL; n; n = n->next) {
        const sl_term *t = NULL;
        for (size_t i = 0; s->glossary && i < s->glossary->terms.n && !t; i++)
            if (sl_str_equal(s->glossary->terms.at[i]->id, n->id))
                t = s->glossary->terms.at[i];
        if (!t)
            continue;
        sl_buf_push_z(out, first ? "\n    {" : ",\n    {");
        first = false;
        sl_buf_push_json_pair(out, "id", t->id, true);
        sl_buf_push_json_pair(out, "term", t->term, false);
        if (t->short_form.n)
            sl_buf_push_json_pair(out, "short", t->short_form, false);
        sl_buf_push_z(out, ", \"means\": ");
        push_plain(out, s->arena, n);
        sl_buf_push_char(out, '}');
    }
}

void sl_export_emit_json(sl_buf *out, const sl_strategy *s, const sl_book *book,
                         const sl_numbers *numbers)
{
    sl_buf_push_z(out, "{\n  \"version\": 1,\n  ");
    sl_buf_push_json_pair(out, "title", book->title, true);
    sl_buf_push_json_pair(out, "status", book->status, false);
    sl_buf_push_json_pair(out, "edition", book->version, false);
    sl_buf_push_json_pair(out, "date", sl_yaml_text(s->config, "date"), false);
    sl_buf_push_json_pair(out, "digest", book->digest, false);
    sl_buf_push_json_pair(out, "framework", s->framework->name, false);
    sl_buf_push_z(out, ",\n  \"items\": [");
    bool first = true;
    for (size_t i = 0; i < s->items.n; i++) {
        if (!numbers->items[i].n && s->items.at[i]->numbered && !is_listed(s, s->items.at[i]))
            continue;
        sl_buf_push_z(out, first ? "\n" : ",\n");
        push_item(out, s, s->items.at[i], numbers->items[i]);
        first = false;
    }
    sl_buf_push_z(out, "\n  ],\n  \"links\": [");
    for (size_t i = 0; i < s->edges.n; i++) {
        sl_buf_push_z(out, i ? ",\n" : "\n");
        push_edge(out, s, &s->edges.at[i]);
    }
    sl_buf_push_z(out, "\n  ],\n  \"evidence\": [");
    for (size_t i = 0; i < s->evidence.n; i++) {
        const sl_evidence *e = s->evidence.at[i];
        sl_buf_push_format(out, "%s    {\"number\": %u, ", i ? ",\n" : "\n", numbers->evidence[i]);
        if (e->has_value) {
            sl_buf_push_z(out, "\"value\": ");
            sl_buf_push_fixed(out, e->value.mantissa, e->value.places);
            sl_buf_push_z(out, ", ");
        }
        if (e->is_range) {
            sl_buf_push_z(out, "\"value-to\": ");
            sl_buf_push_fixed(out, e->value_to.mantissa, e->value_to.places);
            sl_buf_push_z(out, ", ");
        }
        sl_buf_push_z(out, "\"statement\": ");
        sl_buf_push_json(out, e->statement);
        sl_buf_push_z(out, ", \"entry\": ");
        push_yaml(out, s, e->yaml);
        sl_buf_push_char(out, '}');
    }
    sl_buf_push_z(out, "\n  ],\n  \"gaps\": [");
    for (size_t i = 0; i < s->gaps.n; i++) {
        sl_buf_push_z(out, i ? ",\n    " : "\n    ");
        push_yaml(out, s, s->gaps.at[i]->yaml);
    }
    sl_buf_push_z(out, "\n  ],\n  \"glossary\": [");
    push_glossary(out, s, book);
    sl_buf_push_z(out, "\n  ]\n}\n");
}
