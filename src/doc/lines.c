#include "doc/lines.h"

#include "base/assert.h"

void sl_lines_init(sl_lines *l, sl_arena *a, uint32_t file)
{
    *l = (sl_lines){.arena = a, .file = file};
    sl_buf_init(&l->gather);
}

void sl_lines_add(sl_lines *l, sl_str file_bytes, uint32_t begin, uint32_t end)
{
    SL_PUSH(l->arena, l->lines, ((sl_line){(uint32_t)l->gather.n, begin}));
    sl_buf_push_str(&l->gather, sl_str_slice(file_bytes, begin, end));
    sl_buf_push_char(&l->gather, '\n');
}

void sl_lines_finish(sl_lines *l)
{
    l->text = sl_buf_copy(&l->gather, l->arena);
    sl_buf_done(&l->gather);
}

void sl_lines_read(sl_lines *l, sl_arena *a, uint32_t file, sl_str file_bytes, uint32_t begin,
                   uint32_t end)
{
    sl_lines_init(l, a, file);
    sl_str part = sl_str_slice(file_bytes, begin, end);
    l->in_place =
        part.n && part.p[part.n - 1] == '\n' && sl_str_find_char(part, '\r', 0) == SIZE_MAX;
    for (uint32_t from = begin; from < end;) {
        size_t stop = sl_str_find_char(file_bytes, '\n', from);
        uint32_t next = stop == SIZE_MAX || stop >= end ? end : (uint32_t)stop;
        uint32_t last = next > from && file_bytes.p[next - 1] == '\r' ? next - 1 : next;
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
    return (sl_span){l->file, from, to < from ? from : to};
}
