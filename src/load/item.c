/* Items from Markdown: one that is the whole file, with front matter, or several, each a heading
 * with a block of keys below it.
 *
 * An item is built in one order: its keys as written, texts of one language chosen, short forms
 * written out, then the schema of its type. What fails the schema is still an item when it has a
 * type and an ID, so that links to it are no second fault. In an edition a file beside it is laid
 * over: which items there are, and all that is no text, comes from the file itself, item by item.
 *
 * Several items share a tree, and their bodies are moved out of it; footnotes at its end go to the
 * item that calls them. A file with one item and no block is the same for every audience, and a
 * view takes it as it is.
 */
#include "base/buf.h"
#include "base/limits.h"
#include "data/yaml_overlay.h"
#include "doc/footnote.h"
#include "doc/front.h"
#include "doc/markdown.h"
#include "load/beside.h"
#include "load/fill.h"
#include "load/loading.h"
#include "load/short.h"
#include "load/texts.h"
#include "model/edition.h"
#include "model/audience.h"

static bool has_prefix(sl_str id, sl_str prefix)
{
    return id.n > prefix.n + 1 && memcmp(id.p, prefix.p, prefix.n) == 0 && id.p[prefix.n] == '-';
}

static void check_id(sl_strategy *s, const sl_item *item)
{
    if (!has_prefix(item->id, item->type->prefix)) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0203, item->span,
                                    "the id of the type '%.*s' starts with %.*s-",
                                    SL_FMT(item->type->name), SL_FMT(item->type->prefix));
        sl_diag_help(s->diags, f, "for example %.*s-01", SL_FMT(item->type->prefix));
    }
    const sl_yaml *former = sl_yaml_lookup_str(sl_yaml_lookup(s->config, "renamed"), item->id);
    if (former) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0210, item->span,
                                    "the id '%.*s' was another item's", SL_FMT(item->id));
        sl_diag_note_at(s->diags, f, former->key_span, "which was renamed");
        sl_diag_help(s->diags, f, "give the item a new id");
    }
    SL_EACH (retired, sl_yaml_lookup(s->config, "retired"))
        if (sl_str_equal(retired->text, item->id)) {
            sl_finding *f = sl_diag_add(s->diags, SL_E0210, item->span, "the id '%.*s' is retired",
                                        SL_FMT(item->id));
            sl_diag_note_at(s->diags, f, retired->span, "retired here");
            sl_diag_help(s->diags, f, "give the item a new id");
        }
}

static void check_state(sl_strategy *s, const sl_item *item)
{
    const sl_yaml *y = sl_yaml_lookup(item->front, "state");
    if (!y || y->kind != SL_YAML_SCALAR)
        return;
    const sl_str *states = item->type->states.n ? item->type->states.at : s->framework->states.at;
    size_t n = item->type->states.n ? item->type->states.n : s->framework->states.n;
    for (size_t i = 0; i < n; i++)
        if (sl_str_equal(states[i], y->text))
            return;
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0209, y->span, "there is no state '%.*s'", SL_FMT(y->text));
    sl_buf list;
    sl_buf_init(&list);
    for (size_t i = 0; i < n; i++)
        sl_buf_push_format(&list, "%s%.*s", i ? ", " : "", SL_FMT(states[i]));
    if (!sl_diag_suggest(s->diags, f, y->text, states, n))
        sl_diag_help(s->diags, f, "framework.yaml lists: %.*s", (int)list.n, list.p);
    sl_buf_done(&list);
}

static void load_value(sl_strategy *s, sl_item *item, const sl_yaml *y)
{
    if (y->kind != SL_YAML_SCALAR || !y->text.n)
        return;
    sl_item_text one = {y, sl_load_text(s, y)};
    SL_PUSH(s->arena, item->texts, one);
}

/* The values of its front matter that are Markdown. */
static void load_texts(sl_strategy *s, sl_item *item)
{
    for (size_t i = 0; i < item->type->keys.n; i++) {
        const sl_key *key = &item->type->keys.at[i];
        const sl_yaml *y = key->field.kind == SL_FIELD_MARKDOWN
                               ? sl_yaml_lookup_str(item->front, key->name)
                               : NULL;
        if (y && y->kind == SL_YAML_LIST)
            SL_EACH (one, y)
                load_value(s, item, one);
        else if (y)
            load_value(s, item, y);
    }
}

/* A text in the strategy's own language, whatever it is read in. */
static sl_str own_text(const sl_strategy *s, const sl_yaml *front, const char *key)
{
    const sl_yaml *y = sl_yaml_lookup(front, key);
    SL_EACH (one, y && y->kind == SL_YAML_MAP ? y : NULL)
        if (one->kind == SL_YAML_SCALAR && sl_edition_is_own(s, one->key))
            return one->text;
    return y && y->kind == SL_YAML_SCALAR ? y->text : SL_STR_NONE;
}

/* What an item of an edition is called in the files, where others name it. */
static void keep_names(const sl_strategy *s, sl_item *item, const sl_yaml *own)
{
    if (!s->edition.n || !item)
        return;
    item->own_title = own_text(s, own, "title");
    item->own_short = own_text(s, own, "short");
}

/* What front matter was found to be that is written out in full, in one language, and good: while
 * the file, the framework and strategy.yaml are the same, it is so again. */
typedef struct plain {
    uint64_t framework, config; /* versions (base/folder.h) */
} plain;

static uint64_t version_of(const sl_strategy *s, const sl_yaml *y)
{
    const sl_folder_file *kept = y ? sl_sources_lookup(s->sources, y->span.file)->kept : NULL;
    return kept ? kept->version : 0;
}

static plain *plain_of(const sl_strategy *s, const sl_yaml *front)
{
    static const char by;
    sl_folder_file *file = sl_sources_lookup(s->sources, front->span.file)->kept;
    if (!file || s->edition.n || s->whole)
        return NULL;
    plain *p = sl_folder_made(file, &by, front->span.begin);
    if (!p) {
        p = SL_NEW(file->arena, plain);
        sl_folder_keep(file, &by, front->span.begin, p);
    }
    return p;
}

static bool is_plain(const sl_strategy *s, const plain *p)
{
    return p && p->framework && p->framework == version_of(s, s->framework_yaml) &&
           p->config == version_of(s, s->config);
}

/* Front matter in one language and written out, checked; titled: its heading is its title. */
static const sl_yaml *check_front(sl_strategy *s, const sl_type *type, const sl_yaml *front,
                                  bool titled, bool chosen, const char *what)
{
    plain *p = chosen || titled ? NULL : plain_of(s, front);
    if (is_plain(s, p))
        return front;
    const sl_yaml *own = front;
    size_t findings = s->diags->findings.n;
    front = chosen ? front : sl_edition_choose_texts(s, &type->schema, front);
    front = sl_short_write_out(s, type, front);
    /* An item block has its title in the heading. */
    sl_schema schema = type->schema;
    if (titled) {
        sl_field *fields = SL_NEW_ARRAY(s->arena, sl_field, schema.n);
        memcpy(fields, schema.fields, schema.n * sizeof *fields);
        for (size_t i = 0; i < schema.n; i++)
            fields[i].required = fields[i].required && strcmp(fields[i].name, "title") != 0;
        schema.fields = fields;
    }
    sl_schema_check(s->diags, &schema, front, what);
    if (p && front == own && s->diags->findings.n == findings && !s->diags->dropped)
        *p = (plain){version_of(s, s->framework_yaml), version_of(s, s->config)};
    return front;
}

/* chosen: its texts are those of one language. */
static sl_item *add_item(sl_strategy *s, const sl_yaml *front, sl_str title, bool chosen)
{
    const char *what = title.n ? "the item block" : "the front matter";
    if (front->kind != SL_YAML_MAP) {
        sl_diag_help(
            s->diags,
            sl_diag_add(s->diags, SL_E0111, front->span, "%s must be keys with values", what),
            "write one 'key: value' on each line");
        return NULL;
    }
    const sl_type *type = sl_short_type(s, front, what);
    if (!type)
        return NULL;
    front = check_front(s, type, front, title.n > 0, chosen, what);
    const sl_yaml *id = sl_yaml_lookup(front, "id");
    if (!id || id->kind != SL_YAML_SCALAR || !id->text.n)
        return NULL;
    if (sl_audience_leaves_out(s, front))
        return NULL;
    if (s->items.n == SL_LIMIT_ITEMS) {
        sl_diag_help(
            s->diags,
            sl_diag_add(s->diags, SL_E0224, id->span, "more than %u items", SL_LIMIT_ITEMS),
            "make several strategies of it");
        return NULL;
    }
    sl_item *item = SL_NEW(s->arena, sl_item);
    item->index = (uint32_t)s->items.n;
    item->id = id->text;
    item->span = id->span;
    item->type = type;
    item->front = front;
    item->title = title.n ? title : sl_yaml_text(front, "title");
    item->words = title.n ? NULL : sl_load_words(s, sl_yaml_lookup(front, "title"));
    load_texts(s, item);
    item->state = sl_yaml_text(front, "state");
    item->numbered = sl_yaml_bool(front, "numbered", type->numbering.style != SL_NUMBERED_NOT);
    if (!sl_map_add(&s->item_ids, item->id, item)) {
        const sl_item *other = sl_map_lookup(&s->item_ids, item->id);
        sl_strategy_report_duplicate(s, item->id, item->span, other->span);
        return NULL;
    }
    const sl_evidence *entry = sl_map_lookup(&s->evidence_ids, item->id);
    if (entry)
        sl_strategy_report_duplicate(s, item->id, item->span, entry->span);
    SL_PUSH(s->arena, s->items, item);
    check_id(s, item);
    check_state(s, item);
    return item;
}

/* --- several items in one file --- */

static bool is_item_block(const sl_node *n)
{
    return n && n->kind == SL_NODE_BLOCK && sl_str_equal_z(n->role, "item");
}

static sl_span fence_span(const sl_node *block)
{
    return (sl_span){block->span.file, (uint32_t)block->start, (uint32_t)block->start + 3};
}

static bool has_marks(const sl_node *heading)
{
    return heading->first &&
           (heading->first != heading->last || heading->first->kind != SL_NODE_TEXT);
}

/* The front matter with the texts of the edition; only texts may differ. */
static const sl_yaml *lay_front(sl_strategy *s, const sl_yaml *base, const sl_yaml *over)
{
    const sl_type *type = sl_framework_lookup_type(s->framework, sl_yaml_text(base, "type"));
    if (!type && !sl_yaml_lookup(base, "type"))
        type = sl_framework_type_of_folder(s->framework,
                                           sl_sources_lookup(s->sources, base->span.file)->path);
    if (type)
        sl_edition_check(s, &type->schema, base, over);
    const sl_yaml *title = sl_yaml_lookup(base, "title");
    if (title && !sl_yaml_text(over, "title").n && !sl_edition_says(s, title))
        sl_edition_report(s, base->span, "the title of", sl_yaml_text(base, "id"));
    return over->kind == SL_YAML_MAP ? sl_yaml_overlay(s->arena, base, over) : base;
}

static const sl_yaml *parse_block(sl_strategy *s, const sl_node *block)
{
    return sl_yaml_parse(s->arena, s->diags, block->span.file, block->span.begin, block->span.end);
}

/* The item of a heading followed by an item block; its body is moved out of the document. said: the
 * heading and block of the same ID in the edition, or NULL. */
static void take_block_item(sl_strategy *s, const sl_yaml *front, sl_node *heading,
                            const sl_yaml *over, sl_node *said)
{
    const sl_yaml *own = front;
    sl_str own_title = sl_node_plain(s->arena, heading);
    if (over)
        front = lay_front(s, front, over);
    heading = said ? said : heading;
    sl_str title = sl_node_plain(s->arena, heading);
    sl_item *item = front ? add_item(s, front, title, false) : NULL;
    keep_names(s, item, own);
    sl_node *body = sl_node_new(s->arena, SL_NODE_DOCUMENT, heading->span);
    unsigned level = heading->level;
    sl_node *n = heading->next->next;
    while (n && !(n->kind == SL_NODE_HEADING && n->level <= level) && n->kind != SL_NODE_FOOTNOTE) {
        sl_node *next = n->next;
        sl_node_unlink(n);
        if (n->kind == SL_NODE_HEADING)
            n->level = (uint8_t)(n->level - level + 1);
        sl_node_append(body, n);
        n = next;
    }
    if (item) {
        item->own_title = s->edition.n ? own_title : SL_STR_NONE;
        item->body = body;
        item->words = has_marks(heading) ? heading : NULL;
        item->lang = s->edition.n && !said ? s->language : SL_STR_NONE;
    }
    sl_audience_strip(s, body);
}

/* Moves the notes that words of a title call to the end of the body. */
static void take_notes(sl_map *by_name, const sl_node *document, sl_node *body,
                       const sl_node *words)
{
    for (const sl_node *n = words ? words->first : NULL; n; n = sl_node_walk(words, n)) {
        sl_node *note = n->kind == SL_NODE_NOTE_CALL ? sl_map_lookup(by_name, n->id) : NULL;
        if (!note || note->parent != document)
            continue;
        sl_node_unlink(note);
        sl_node_append(body, note);
    }
}

/* Footnotes serve all items of their file: each body gets its own copy of the list's nodes only
 * when it is the one item; else they stay where they are called by name. */
static void share_footnotes(sl_strategy *s, sl_node *document, size_t first)
{
    sl_map by_name;
    sl_footnotes_map(&by_name, s->arena, document);
    for (size_t i = first; by_name.entries.n && i < s->items.n; i++) {
        sl_node *body = s->items.at[i]->body;
        if (body)
            take_notes(&by_name, document, body, s->items.at[i]->words);
        /* A note that is given stands behind the text: the walk comes to what it calls. */
        for (sl_node *n = body ? body->first : NULL; n; n = sl_node_walk(body, n)) {
            sl_node *note = n->kind == SL_NODE_NOTE_CALL ? sl_map_lookup(&by_name, n->id) : NULL;
            if (!note || note->parent != document)
                continue;
            sl_node_unlink(note);
            sl_node_append(body, note);
        }
    }
}

static void report_uncalled(sl_strategy *s, const sl_node *document)
{
    for (sl_node *n = document->last; n && n->kind == SL_NODE_FOOTNOTE; n = n->prev) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0117, n->span, "nothing calls this footnote");
        sl_diag_help(s->diags, f, "call it with [^%.*s], or remove it", SL_FMT(n->id));
    }
}

typedef struct said_item {
    sl_node *heading;
    const sl_yaml *front;
    bool taken;
} said_item;

/* The item blocks of an edition's text, by ID. */
static void gather_said(sl_strategy *s, sl_map *by_id, sl_node *text)
{
    sl_map_init(by_id, s->arena);
    for (sl_node *n = text ? text->first : NULL; n; n = n->next) {
        if (n->kind != SL_NODE_HEADING || !is_item_block(n->next))
            continue;
        said_item *one = SL_NEW(s->arena, said_item);
        *one = (said_item){n, parse_block(s, n->next), false};
        sl_map_add(by_id, sl_yaml_text(one->front, "id"), one);
    }
}

static void report_unknown_said(sl_strategy *s, const sl_map *by_id)
{
    for (size_t i = 0; i < by_id->entries.n; i++) {
        const said_item *one = by_id->entries.at[i].value;
        if (one->taken || !one->front)
            continue;
        sl_finding *f = sl_diag_add(s->diags, SL_E0308, one->front->span,
                                    "the file that it translates has no item '%.*s'",
                                    SL_FMT(by_id->entries.at[i].key));
        sl_diag_help(s->diags, f, "give it the id of the item whose texts these are");
    }
}

/* The items of a document's blocks, with the texts that an edition's document (or NULL) has for
 * them: which items there are, and what they say but for texts, the document itself says. */
static void load_block_items(sl_strategy *s, sl_node *document, sl_node *text, bool front_missing)
{
    size_t first = s->items.n;
    bool any = false;
    sl_map by_id;
    gather_said(s, &by_id, text);
    for (sl_node *n = document->first; n; n = n->next) {
        if (n->kind != SL_NODE_HEADING || !is_item_block(n->next))
            continue;
        any = true;
        const sl_yaml *front = parse_block(s, n->next);
        s->unread_items = s->unread_items || !front;
        said_item *said = front ? sl_map_lookup(&by_id, sl_yaml_text(front, "id")) : NULL;
        if (said)
            said->taken = true;
        else if (text && front)
            sl_edition_report(s, front->span, "the item", sl_yaml_text(front, "id"));
        take_block_item(s, front, n, said ? said->front : NULL, said ? said->heading : NULL);
    }
    report_unknown_said(s, &by_id);
    if (!any && front_missing) {
        sl_span at = {document->span.file, 0, 0};
        sl_finding *f =
            sl_diag_add(s->diags, SL_E0121, at, "the file has no front matter and no item");
        sl_diag_help(s->diags, f,
                     "start it with ---, the item's keys and ---; a file that is no part of the "
                     "strategy is listed under 'ignore' in strategy.yaml");
    } else if (any) {
        share_footnotes(s, document, first);
        if (text)
            share_footnotes(s, text, first);
        report_uncalled(s, text ? text : document);
    }
}

/* Item blocks that are left stand under no heading. */
static void report_loose_blocks(sl_strategy *s, const sl_node *document)
{
    for (const sl_node *n = document->first; n; n = sl_node_walk_blocks(document, n))
        if (is_item_block(n) && !(n->prev && n->prev->kind == SL_NODE_HEADING)) {
            sl_finding *f = sl_diag_add(s->diags, SL_E0120, fence_span(n),
                                        "an item block stands directly under a heading");
            sl_diag_help(s->diags, f,
                         "put it on the line after the heading that is the item's title");
        }
}

static bool has_blocks(const sl_node *document)
{
    for (const sl_node *n = document->first; n; n = sl_node_walk_blocks(document, n))
        if (n->kind == SL_NODE_BLOCK || n->kind == SL_NODE_AUDIENCE)
            return true;
    return false;
}

/* --- an item in another language --- */

/* Takes front matter of the edition, as far as there is any, and gives its text, or NULL. */
static sl_node *lay_item(sl_strategy *s, uint32_t file, const sl_yaml **yaml, bool has_text)
{
    bool said = *yaml && sl_edition_says(s, sl_yaml_lookup(*yaml, "title"));
    uint32_t beside = said ? sl_edition_find_beside(s, file) : sl_edition_load_beside(s, file);
    sl_front front;
    sl_node *text = NULL;
    if (beside && sl_front_parse(s->diags, beside, &front)) {
        const sl_yaml *over =
            front.present && *yaml
                ? sl_yaml_parse(s->arena, s->diags, beside, front.yaml_begin, front.yaml_end)
                : NULL;
        if (over)
            *yaml = lay_front(s, *yaml, over);
        uint32_t end = (uint32_t)sl_sources_lookup(s->sources, beside)->bytes.n;
        text = sl_markdown_parse(s->arena, s->diags, beside, front.body, end);
    }
    text = text && text->first ? text : NULL;
    if (!text && *yaml && s->edition.n && has_text && (beside || said))
        sl_edition_report(s, (*yaml)->span, "the text of", sl_yaml_text(*yaml, "id"));
    return text;
}

const sl_item *sl_load_items(sl_strategy *s, uint32_t file)
{
    sl_front front;
    if (!sl_front_parse(s->diags, file, &front)) {
        s->unread_items = true;
        return NULL;
    }
    uint32_t end = (uint32_t)sl_sources_lookup(s->sources, file)->bytes.n;
    sl_node *document = sl_markdown_parse(s->arena, s->diags, file, front.body, end);
    const sl_yaml *yaml = NULL;
    if (front.present) {
        yaml = sl_yaml_parse(s->arena, s->diags, file, front.yaml_begin, front.yaml_end);
        s->unread_items = s->unread_items || !yaml;
        yaml = sl_short_name(s, yaml);
    }
    const sl_yaml *own = yaml;
    sl_node *text = lay_item(s, file, &yaml, document->first != NULL);
    sl_fill(s, document);
    if (text) {
        sl_beside_check(s, document, text);
        sl_fill(s, text);
    }
    sl_item *item = yaml ? add_item(s, yaml, SL_STR_NONE, false) : NULL;
    keep_names(s, item, own);
    load_block_items(s, document, text, !front.present);
    report_loose_blocks(s, text ? text : document);
    if (!front.present)
        return NULL;
    if (item) {
        item->lang = s->edition.n && !text ? s->language : SL_STR_NONE;
        item->body = text ? text : document;
    }
    document = text ? text : document;
    bool same_for_all = !has_blocks(document);
    sl_audience_strip(s, document);
    return same_for_all ? item : NULL;
}

sl_item *sl_load_row(sl_strategy *s, const sl_yaml *front)
{
    sl_item *item = add_item(s, front, SL_STR_NONE, false);
    keep_names(s, item, front);
    return item;
}

void sl_load_item_again(sl_strategy *s, const sl_item *of_whole)
{
    sl_item *item = add_item(s, of_whole->front, SL_STR_NONE, true);
    if (!item)
        return;
    item->body = of_whole->body;
    item->lang = of_whole->lang;
}

void sl_load_titles(sl_strategy *s)
{
    for (size_t i = 0; i < s->items.n; i++)
        if (s->items.at[i]->words)
            s->items.at[i]->title = sl_load_plain(s, s->items.at[i]->words);
    s->title_words = sl_load_title(s, sl_yaml_lookup(s->config, "title"), &s->title);
    s->subtitle_words = sl_load_title(s, sl_yaml_lookup(s->config, "subtitle"), &s->subtitle);
}
