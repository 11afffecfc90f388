#include "lsp/spot.h"

#include "base/file.h"
#include "load/names.h"
#include "record/record.h"

static bool in_id(char c)
{
    return sl_is_upper(c) || sl_is_digit(c) || c == '-';
}

static bool in_name(char c)
{
    return sl_is_letter(c) || sl_is_digit(c) || c == '-' || c == '#';
}

/* The map below y whose `id` is the one looked for. */
static const sl_yaml *find_map(const sl_yaml *y, sl_str id, unsigned depth)
{
    if (!y || y->kind == SL_YAML_SCALAR || depth > 16)
        return NULL;
    const sl_yaml *own = sl_yaml_lookup(y, "id");
    if (own && own->kind == SL_YAML_SCALAR && sl_str_equal(own->text, id))
        return own;
    SL_EACH (child, y) {
        const sl_yaml *found = find_map(child, id, depth + 1);
        if (found)
            return found;
    }
    return NULL;
}

bool sl_spot_lookup(const sl_room *r, sl_str id, sl_spot *spot)
{
    const sl_strategy *s = r->s;
    *spot = (sl_spot){.id = id};
    if (!s || !id.n)
        return false;
    spot->item = sl_strategy_lookup_item(s, id);
    spot->evidence = spot->item ? NULL : sl_strategy_lookup_evidence(s, id);
    spot->gap = spot->item || spot->evidence ? NULL : sl_map_lookup(&s->gap_ids, id);
    if (spot->item || spot->evidence || spot->gap) {
        spot->defined = spot->item       ? spot->item->span
                        : spot->evidence ? spot->evidence->span
                                         : spot->gap->span;
        return true;
    }
    for (size_t i = 0; s->record && i < s->record->roots.n; i++) {
        const sl_yaml *own = find_map(s->record->roots.at[i], id, 0);
        if (own) {
            spot->defined = own->span;
            return true;
        }
    }
    spot->is_name = sl_names_has(s, id);
    if (spot->is_name)
        spot->defined = sl_names_span(s, id);
    return spot->is_name;
}

/* The word around an offset. */
static sl_span word_at(sl_str bytes, uint32_t file, uint32_t offset, bool (*is_part)(char))
{
    size_t begin = offset, end = offset;
    while (begin && is_part(bytes.p[begin - 1]))
        begin--;
    while (end < bytes.n && is_part(bytes.p[end]))
        end++;
    return (sl_span){file, (uint32_t)begin, (uint32_t)end};
}

/* Within [=ID.key]: the figure, and its key. */
static void read_figure(sl_str bytes, sl_spot *spot)
{
    size_t begin = spot->span.begin, end = spot->span.end;
    spot->is_figure = spot->evidence && begin >= 2 && bytes.p[begin - 1] == '=';
    if (!spot->is_figure || end >= bytes.n || bytes.p[end] != '.')
        return;
    size_t stop = ++end;
    while (stop < bytes.n && (in_name(bytes.p[stop]) || bytes.p[stop] == '_'))
        stop++;
    spot->key = sl_str_slice(bytes, end, stop);
}

bool sl_spot_find(const sl_room *r, uint32_t file, uint32_t offset, sl_spot *spot)
{
    sl_str bytes = sl_sources_lookup(&r->session->sources, file)->bytes;
    if (offset > bytes.n)
        return false;
    sl_span id = word_at(bytes, file, offset, in_id), name = word_at(bytes, file, offset, in_name);
    sl_span tries[] = {name, id};
    for (size_t i = 0; i < SL_COUNT(tries); i++) {
        sl_str word = sl_str_slice(bytes, tries[i].begin, tries[i].end);
        if (!sl_spot_lookup(r, word, spot))
            continue;
        spot->span = tries[i];
        read_figure(bytes, spot);
        return true;
    }
    /* On the key of a figure: what stands before the point. */
    if (name.begin < 2 || bytes.p[name.begin - 1] != '.')
        return false;
    sl_span before = word_at(bytes, file, name.begin - 1, in_id);
    if (before.end != name.begin - 1 ||
        !sl_spot_lookup(r, sl_str_slice(bytes, before.begin, before.end), spot))
        return false;
    spot->span = before;
    read_figure(bytes, spot);
    return spot->is_figure;
}

sl_str sl_spot_title(const sl_spot *spot)
{
    return spot->item       ? spot->item->title
           : spot->evidence ? spot->evidence->statement
           : spot->gap      ? spot->gap->question
                            : SL_STR_NONE;
}
