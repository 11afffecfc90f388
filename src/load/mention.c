#include "load/mention.h"

static bool in_id(char c)
{
    return sl_is_upper(c) || sl_is_digit(c) || c == '-';
}

static bool in_name(char c)
{
    return sl_is_letter(c) || sl_is_digit(c) || c == '-' || c == '#';
}

static bool may_name(const sl_strategy *s, const sl_source *source)
{
    if (sl_str_ends(source->path, ".md") || sl_str_ends(source->path, ".yaml") ||
        sl_str_ends(source->path, ".lock"))
        return true;
    const sl_asset *asset = sl_map_lookup(&s->asset_paths, source->path);
    return asset && asset->is_private && asset->csv;
}

sl_spans sl_mention_list(const sl_strategy *s, sl_arena *a, sl_str id)
{
    sl_spans list = {0};
    bool is_id = id.n > 0;
    for (size_t i = 0; i < id.n; i++)
        is_id = is_id && in_id(id.p[i]);
    bool (*is_part)(char) = is_id ? in_id : in_name;
    for (uint32_t file = 1; id.n && file < s->sources->files.n; file++) {
        const sl_source *source = &s->sources->files.at[file];
        if (!source->kept || !may_name(s, source))
            continue;
        sl_str b = source->bytes;
        for (size_t at = 0; (at = sl_str_find(b, id, at)) != SIZE_MAX; at += id.n) {
            size_t end = at + id.n;
            bool whole = (!at || !(is_part(b.p[at - 1]) || sl_is_letter(b.p[at - 1]))) &&
                         (end == b.n || !(is_part(b.p[end]) || sl_is_letter(b.p[end])));
            if (whole)
                SL_PUSH(a, list, ((sl_span){file, (uint32_t)at, (uint32_t)end}));
        }
    }
    return list;
}
