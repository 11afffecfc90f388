#include "diag/source.h"

#include "base/assert.h"
#include "diag/shown.h"

void sl_sources_init(sl_sources *s, sl_arena *a)
{
    *s = (sl_sources){.arena = a};
    SL_PUSH(a, s->files, ((sl_source){0}));
}

uint32_t sl_sources_add(sl_sources *s, sl_str name, sl_str path, sl_str bytes)
{
    SL_PUSH(s->arena, s->files, ((sl_source){sl_shown(s->arena, name), path, bytes, NULL}));
    return (uint32_t)s->files.n - 1;
}

void sl_sources_reserve(sl_sources *s, uint32_t most)
{
    while (s->files.n <= most)
        SL_PUSH(s->arena, s->files, ((sl_source){0}));
}

void sl_sources_put(sl_sources *s, uint32_t file, sl_str name, sl_folder_file *kept)
{
    SL_CHECK(file && file < s->files.n);
    s->files.at[file] = (sl_source){sl_shown(s->arena, name), kept->path, kept->bytes, kept};
}

const sl_source *sl_sources_lookup(const sl_sources *s, uint32_t file)
{
    SL_CHECK(file < s->files.n);
    return &s->files.at[file];
}

/* Whether a line ends behind the byte at: by \n, \r\n or a lone \r (as CommonMark and YAML have
 * it). */
static bool ends_line(sl_str bytes, size_t at)
{
    return bytes.p[at] == '\n' ||
           (bytes.p[at] == '\r' && !(at + 1 < bytes.n && bytes.p[at + 1] == '\n'));
}

sl_place sl_sources_locate(const sl_sources *s, uint32_t file, uint32_t offset)
{
    sl_str bytes = sl_sources_lookup(s, file)->bytes;
    if (offset > bytes.n)
        offset = (uint32_t)bytes.n;
    sl_place p = {.line = 1};
    size_t begin = 0, end = offset;
    bool feeds_alone = offset && !memchr(bytes.p, '\r', offset);
    const char *feed = feeds_alone ? memchr(bytes.p, '\n', offset) : NULL;
    while (feed) { /* a long file is asked for many places */
        begin = (size_t)(feed - bytes.p) + 1;
        p.line++;
        feed = begin < offset ? memchr(bytes.p + begin, '\n', offset - begin) : NULL;
    }
    for (size_t i = 0; i < offset && !feeds_alone; i++)
        if (ends_line(bytes, i)) {
            p.line++;
            begin = i + 1;
        }
    while (end < bytes.n && bytes.p[end] != '\n' && bytes.p[end] != '\r')
        end++;
    if (end > begin && end == offset && bytes.p[end - 1] == '\r')
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
