#include "diag/source.h"

#include "base/assert.h"

void sl_sources_init(sl_sources *s, sl_arena *a)
{
    *s = (sl_sources){.arena = a};
    SL_PUSH(a, s->files, ((sl_source){0}));
}

uint32_t sl_sources_add(sl_sources *s, sl_str name, sl_str path, sl_str bytes)
{
    SL_PUSH(s->arena, s->files, ((sl_source){name, path, bytes}));
    return (uint32_t)s->files.n - 1;
}

const sl_source *sl_sources_lookup(const sl_sources *s, uint32_t file)
{
    SL_CHECK(file < s->files.n);
    return &s->files.at[file];
}

sl_place sl_sources_locate(const sl_sources *s, uint32_t file, uint32_t offset)
{
    sl_str bytes = sl_sources_lookup(s, file)->bytes;
    if (offset > bytes.n)
        offset = (uint32_t)bytes.n;
    sl_place p = {.line = 1};
    size_t begin = 0;
    for (const char *nl; begin < offset; begin = (size_t)(nl - bytes.p) + 1) {
        nl = memchr(bytes.p + begin, '\n', offset - begin);
        if (!nl)
            break;
        p.line++;
    }
    size_t end = sl_str_find_char(bytes, '\n', begin);
    if (end == SIZE_MAX)
        end = bytes.n;
    if (end > begin && bytes.p[end - 1] == '\r')
        end--;
    p.offset = (uint32_t)begin;
    p.text = sl_str_slice(bytes, begin, end);
    size_t stop = offset < begin ? begin : offset;
    p.column = (uint32_t)sl_utf8_count(sl_str_slice(bytes, begin, stop)) + 1;
    return p;
}

sl_str sl_span_text(const sl_sources *s, sl_span span)
{
    sl_str bytes = sl_sources_lookup(s, span.file)->bytes;
    return sl_str_slice(bytes, span.begin, span.end);
}
