#include "text/pairs.h"

#include "base/assert.h"
#include "text/face.h"

static const uint32_t signs[SL_PAIRS_SIGNS] = {0xA0,   0xA3,   0x2013, 0x2014, 0x2018, 0x2019,
                                               0x201C, 0x201D, 0x2022, 0x2026, 0xB7};

int sl_pairs_code(uint32_t c)
{
    if (c >= ' ' && c < SL_PAIRS_FIRST_SIGN)
        return (int)c;
    for (int i = 0; i < SL_PAIRS_SIGNS && c >= 0xA0; i++)
        if (signs[i] == c)
            return SL_PAIRS_FIRST_SIGN + i;
    return -1;
}

uint32_t sl_pairs_character(unsigned code)
{
    return code < SL_PAIRS_FIRST_SIGN ? code : signs[code - SL_PAIRS_FIRST_SIGN];
}

static const sl_pairs_table *table_of(const sl_face *face)
{
    sl_str name = sl_str_from(sl_face_info_of(face)->postscript_name);
    for (size_t i = 0; i < sl_pairs_table_count; i++)
        if (sl_str_equal_z(name, sl_pairs_tables[i].postscript_name))
            return sl_pairs_tables[i].checksum == sl_face_checksum(face) ? &sl_pairs_tables[i]
                                                                         : NULL;
    return NULL;
}

sl_pairs *sl_pairs_new(sl_arena *a, const sl_face *face)
{
    sl_pairs *p = SL_NEW(a, sl_pairs);
    const sl_pairs_table *t = table_of(face);
    if (!t)
        p->learnt = SL_NEW_ARRAY(a, sl_pairs_row, SL_PAIRS_CODES);
    for (unsigned c = ' '; c < SL_PAIRS_CODES; c++) {
        p->glyph[c] = (uint16_t)sl_face_glyph(face, sl_pairs_character(c));
        p->advance[c] = p->glyph[c] ? sl_face_advance(face, p->glyph[c]) : 0;
        p->row[c] = t ? t->rows[t->row_of[c]] : p->learnt[c];
    }
    return p;
}
