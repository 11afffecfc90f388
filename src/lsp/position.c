#include "lsp/position.h"

void sl_rows_read(sl_rows *r, sl_arena *a, sl_str bytes, bool utf8)
{
    size_t n = 1;
    for (size_t i = 0; i < bytes.n; i++)
        n += bytes.p[i] == '\n' || bytes.p[i] == '\r';
    *r = (sl_rows){.bytes = bytes, .utf8 = utf8, .begins = SL_NEW_ARRAY(a, uint32_t, n)};
    r->n = 1;
    for (size_t i = 0; i < bytes.n; i++) {
        bool pair = bytes.p[i] == '\r' && i + 1 < bytes.n && bytes.p[i + 1] == '\n';
        if (bytes.p[i] == '\n' || (bytes.p[i] == '\r' && !pair))
            r->begins[r->n++] = (uint32_t)i + 1;
    }
}

size_t sl_rows_find(const sl_rows *r, uint32_t offset)
{
    size_t low = 0, high = r->n;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (r->begins[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

uint32_t sl_rows_units(const sl_rows *r, uint32_t begin, uint32_t end)
{
    if (r->utf8)
        return end - begin;
    uint32_t units = 0;
    for (size_t at = begin; at < end;) {
        uint32_t c = sl_utf8_next(r->bytes, &at);
        units += c > 0xFFFF ? 2 : 1;
    }
    return units;
}

json_t *sl_rows_position(const sl_rows *r, uint32_t offset)
{
    if (offset > r->bytes.n)
        offset = (uint32_t)r->bytes.n;
    size_t row = sl_rows_find(r, offset);
    return json_pack("{s:i, s:i}", "line", (int)row, "character",
                     (int)sl_rows_units(r, r->begins[row], offset));
}

json_t *sl_rows_range(const sl_rows *r, uint32_t begin, uint32_t end)
{
    return json_pack("{s:o, s:o}", "start", sl_rows_position(r, begin), "end",
                     sl_rows_position(r, end < begin ? begin : end));
}

bool sl_rows_offset(const sl_rows *r, const json_t *position, uint32_t *offset)
{
    const json_t *line = json_object_get(position, "line"),
                 *character = json_object_get(position, "character");
    if (!json_is_integer(line) || !json_is_integer(character) || json_integer_value(line) < 0 ||
        json_integer_value(character) < 0)
        return false;
    json_int_t row = json_integer_value(line), units = json_integer_value(character);
    if ((uint64_t)row >= r->n) {
        *offset = (uint32_t)r->bytes.n;
        return true;
    }
    size_t at = r->begins[row], end = (uint64_t)row + 1 < r->n ? r->begins[row + 1] : r->bytes.n;
    while (end > at && (r->bytes.p[end - 1] == '\n' || r->bytes.p[end - 1] == '\r'))
        end--;
    while (units > 0 && at < end) {
        size_t from = at;
        uint32_t c = sl_utf8_next(r->bytes, &at);
        units -= r->utf8 ? (json_int_t)(at - from) : c > 0xFFFF ? 2 : 1;
    }
    *offset = (uint32_t)at;
    return true;
}
