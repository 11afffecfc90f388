/* What changed between two readings, as JSON. */
#include "export/export.h"

static void push_list(sl_buf *out, const char *key, const sl_str *at, size_t n)
{
    sl_buf_push_format(out, ", \"%s\": [", key);
    for (size_t i = 0; i < n; i++) {
        sl_buf_push_z(out, i ? ", " : "");
        sl_buf_push_json(out, at[i]);
    }
    sl_buf_push_char(out, ']');
}

static void push_words(sl_buf *out, const sl_change_block *b)
{
    static const char *const kinds[] = {
        [SL_EDIT_KEPT] = "kept", [SL_EDIT_GONE] = "deleted", [SL_EDIT_NEW] = "inserted"};
    sl_buf_push_format(out, "{\"block\": \"%s\", \"words\": [", sl_node_kind_name(b->kind));
    for (size_t i = 0; i < b->words.n; i++) {
        sl_buf_push_format(out, "%s{\"%s\": ", i ? ", " : "", kinds[b->words.at[i].kind]);
        sl_change_push_json(out, b->words.at[i].text);
        sl_buf_push_char(out, '}');
    }
    sl_buf_push_char(out, ']');
    if (b->is_caused)
        push_list(out, "causes", b->causes.at, b->causes.n);
    sl_buf_push_char(out, '}');
}

static void push_places(sl_buf *out, const sl_change *c)
{
    if (!c->places.n)
        return;
    sl_buf_push_z(out, ", \"places\": [");
    for (size_t i = 0; i < c->places.n; i++) {
        sl_buf_push_z(out, i ? ", " : "");
        sl_buf_push_json(out, c->places.at[i].id);
    }
    sl_buf_push_char(out, ']');
}

static void push_change(sl_buf *out, const sl_change *c)
{
    sl_buf_push_z(out, "{\"id\": ");
    sl_buf_push_json(out, c->id);
    sl_buf_push_z(out, ", \"kind\": ");
    sl_buf_push_json(out, c->kind);
    sl_buf_push_format(out, ", \"how\": \"%s\", \"title\": ", sl_how_name(c->how));
    sl_buf_push_json(out, c->title);
    sl_buf_push_z(out, ", \"fields\": [");
    for (size_t i = 0; i < c->fields.n; i++) {
        sl_buf_push_z(out, i ? ", {\"label\": " : "{\"label\": ");
        sl_buf_push_json(out, c->fields.at[i].label);
        push_list(out, "deleted", c->fields.at[i].gone.at, c->fields.at[i].gone.n);
        push_list(out, "inserted", c->fields.at[i].come.at, c->fields.at[i].come.n);
        sl_buf_push_char(out, '}');
    }
    sl_buf_push_z(out, "], \"text\": [");
    for (size_t i = 0; i < c->blocks.n; i++) {
        sl_buf_push_z(out, i ? ", " : "");
        push_words(out, &c->blocks.at[i]);
    }
    sl_buf_push_char(out, ']');
    push_places(out, c);
    sl_buf_push_char(out, '}');
}

void sl_export_emit_changes(sl_buf *out, const sl_changes *changes)
{
    sl_buf_push_z(out, "{\"version\": 1, \"from\": ");
    sl_buf_push_json(out, changes->old->version);
    sl_buf_push_z(out, ", \"to\": ");
    sl_buf_push_json(out, changes->now->version);
    sl_buf_push_z(out, ", \"changes\": [");
    for (size_t i = 0; i < changes->things.n; i++) {
        sl_buf_push_z(out, i ? ",\n" : "\n");
        push_change(out, &changes->things.at[i]);
    }
    sl_buf_push_z(out, "\n]}\n");
}
