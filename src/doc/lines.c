#include "doc/lines.h"

#include "base/assert.h"

void sl_lines_init(sl_lines *l, sl_arena *a, uint32_t file)
{
    *l = (sl_lines){.arena = a, .file = file};
    sl_buf_init(&l->gather);
}

void sl_lines_add(sl_lines *l, sl_str file_bytes, uint32_t begin, uint32_t end)
{
    l->size = (uint32_t)file_bytes.n;
    SL_PUSH(l->arena, l->lines, ((sl_line){(uint32_t)l->gather.n, begin}));
    sl_buf_push_str(&l->gather, sl_str_slice(file_bytes, begin, end));
    sl_buf_push_char(&l->gather, '\n');
}

void sl_lines_finish(sl_lines *l)
{
    l->text = sl_buf_copy(&l->gather, l->arena);
    sl_buf_done(&l->gather);
}

/* The first line end of [from, end), or end. */
static uint32_t line_end(sl_str bytes, uint32_t from, uint32_t end, bool returns)
{
    while (returns && from < end && bytes.p[from] != '\n' && bytes.p[from] != '\r')
        from++;
    if (returns)
        return from;
    size_t stop = sl_str_find_char(bytes, '\n', from);
    return stop < end ? (uint32_t)stop : end;
}

void sl_lines_read(sl_lines *l, sl_arena *a, uint32_t file, sl_str file_bytes, uint32_t begin,
                   uint32_t end)
{
    sl_lines_init(l, a, file);
    sl_str part = sl_str_slice(file_bytes, begin, end);
    bool returns = sl_str_find_char(part, '\r', 0) != SIZE_MAX;
    l->size = (uint32_t)file_bytes.n;
    l->in_place = part.n && part.p[part.n - 1] == '\n' && !returns;
    for (uint32_t from = begin; from < end;) {
        uint32_t last = line_end(file_bytes, from, end, returns), next = last;
        if (next + 1 < end && file_bytes.p[next] == '\r' && file_bytes.p[next + 1] == '\n')
            next++;
        if (l->in_place)
            SL_PUSH(a, l->lines, ((sl_line){from - begin, from}));
        else
            sl_lines_add(l, file_bytes, from, last);
        from = next + 1;
    }
    if (l->in_place)
        l->text = part;
    else
        sl_lines_finish(l);
}

size_t sl_lines_count(const sl_lines *l)
{
    return l->lines.n;
}

sl_str sl_lines_at(const sl_lines *l, size_t i)
{
    SL_CHECK(i < l->lines.n);
    size_t end = i + 1 < l->lines.n ? l->lines.at[i + 1].begin : l->text.n;
    return sl_str_slice(l->text, l->lines.at[i].begin, end - 1);
}

static uint32_t source_of(const sl_lines *l, size_t offset)
{
    if (l->lines.n == 0)
        return 0;
    if (l->in_place)
        return l->lines.at[0].source + (uint32_t)offset;
    size_t low = 0, high = l->lines.n;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (l->lines.at[middle].begin <= offset)
            low = middle;
        else
            high = middle;
    }
    return l->lines.at[low].source + (uint32_t)(offset - l->lines.at[low].begin);
}

sl_span sl_lines_span(const sl_lines *l, size_t begin, size_t end)
{
    uint32_t from = source_of(l, begin);
    uint32_t to = end > begin ? source_of(l, end - 1) + 1 : from;
    from = from < l->size ? from : l->size;
    to = to < l->size ? to : l->size;
    return (sl_span){l->file, from, to < from ? from : to};
}
