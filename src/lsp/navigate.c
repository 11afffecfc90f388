/* From an ID to where it is made, and to all that name it. */
#include "load/mention.h"
#include "load/short.h"
#include "lsp/answers.h"
#include "lsp/spot.h"

json_t *sl_answer_definition(sl_room *r, uint32_t file, uint32_t offset)
{
    sl_spot spot;
    if (!sl_spot_find(r, file, offset, &spot) || !spot.defined.file)
        return json_null();
    return sl_room_location(r, spot.defined);
}

static bool is_definition(const sl_spot *spot, sl_span at)
{
    return at.file == spot->defined.file && at.begin >= spot->defined.begin &&
           at.end <= spot->defined.end;
}

json_t *sl_answer_references(sl_room *r, uint32_t file, uint32_t offset, bool declaration)
{
    json_t *list = json_array();
    sl_spot spot;
    if (!sl_spot_find(r, file, offset, &spot))
        return list;
    sl_spans spans = sl_mention_list(r->s, r->round, spot.id);
    for (size_t i = 0; i < spans.n; i++)
        if (declaration || !is_definition(&spot, spans.at[i]))
            json_array_append_new(list, sl_room_location(r, spans.at[i]));
    return list;
}

json_t *sl_answer_highlights(sl_room *r, uint32_t file, uint32_t offset)
{
    json_t *list = json_array();
    sl_spot spot;
    if (!sl_spot_find(r, file, offset, &spot))
        return list;
    sl_spans spans = sl_mention_list(r->s, r->round, spot.id);
    for (size_t i = 0; i < spans.n; i++)
        if (spans.at[i].file == file)
            json_array_append_new(list,
                                  json_pack("{s:o, s:i}", "range", sl_room_range(r, spans.at[i]),
                                            "kind", is_definition(&spot, spans.at[i]) ? 3 : 2));
    return list;
}

static bool may_rename(const sl_spot *spot)
{
    return spot->defined.file && !spot->is_name;
}

json_t *sl_answer_rename_range(sl_room *r, uint32_t file, uint32_t offset)
{
    sl_spot spot;
    if (!sl_spot_find(r, file, offset, &spot) || !may_rename(&spot))
        return json_null();
    return json_pack("{s:o, s:o}", "range", sl_room_range(r, spot.span), "placeholder",
                     sl_room_text(spot.id));
}

static bool is_id(sl_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!sl_is_upper(s.p[i]) && !sl_is_digit(s.p[i]) && s.p[i] != '-')
            return false;
    return s.n && s.n < 128;
}

static void add_edit(sl_room *r, json_t *changes, sl_span at, sl_str text)
{
    json_t *uri = sl_room_uri(r, at.file);
    json_t *edits = json_object_get(changes, json_string_value(uri));
    if (!edits) {
        edits = json_array();
        json_object_set_new(changes, json_string_value(uri), edits);
    }
    json_array_append_new(edits, json_pack("{s:o, s:o}", "range", sl_room_range(r, at), "newText",
                                           sl_room_text(text)));
    json_decref(uri);
}

json_t *sl_answer_rename(sl_room *r, uint32_t file, uint32_t offset, sl_str name, const char **why)
{
    sl_spot spot, other;
    *why = NULL;
    if (!sl_spot_find(r, file, offset, &spot) || !may_rename(&spot))
        *why = "nothing that can be renamed stands here: put the cursor on an ID";
    else if (!is_id(name))
        *why = "an ID has capital letters, digits and - only";
    else if (!sl_str_equal(name, spot.id) && sl_spot_lookup(r, name, &other))
        *why = "another thing has this ID already";
    if (*why)
        return NULL;
    json_t *changes = json_object();
    sl_spans spans = sl_mention_list(r->s, r->round, spot.id);
    for (size_t i = 0; i < spans.n; i++)
        add_edit(r, changes, spans.at[i], name);
    /* An ID that its file's name says stands nowhere in it: the new one is written down. */
    if (spot.item && sl_short_is_named(r->s, spot.item)) {
        sl_span own = spot.item->span;
        add_edit(r, changes, (sl_span){own.file, own.begin, own.begin},
                 sl_str_format(r->round, "id: %.*s\n", SL_FMT(name)));
    }
    return json_pack("{s:o}", "changes", changes);
}
