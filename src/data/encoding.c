#include "data/encoding.h"

#include "base/assert.h"
#include "base/buf.h"

static bool starts_fold(sl_str s, const char *z)
{
    size_t n = strlen(z);
    for (size_t i = 0; i < n; i++) {
        char c = i < s.n ? s.p[i] : '\0';
        if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != z[i])
            return false;
    }
    return true;
}

static bool is_marker(sl_str s, size_t at)
{
    char c = s.p[at], next = at + 7 < s.n ? s.p[at + 7] : '\n';
    return (at == 0 || s.p[at - 1] == '\n' || s.p[at - 1] == '\r') && s.p[at + 6] == c &&
           (next == ' ' || next == '\n' || next == '\r');
}

/* The first byte of one mark of a merge, at the beginning of its line. */
static size_t find_marker(sl_str s, sl_str marker)
{
    size_t at = 0;
    while ((at = sl_str_find(s, marker, at)) != SIZE_MAX && !is_marker(s, at))
        at++;
    return at;
}

size_t sl_conflict_find(sl_str s)
{
    /* Of the other two, ======= is a heading's line in Markdown, and ||||||| never stands alone. */
    size_t ours = find_marker(s, SL_STR("<<<<<<<")), theirs = find_marker(s, SL_STR(">>>>>>>"));
    size_t base =
        ours != SIZE_MAX || theirs != SIZE_MAX ? find_marker(s, SL_STR("|||||||")) : SIZE_MAX;
    size_t first = ours < theirs ? ours : theirs;
    return base < first ? base : first;
}

/* UTF-16 without its mark: every other byte of the beginning is nought. */
static bool looks_utf16(sl_str s, size_t first)
{
    size_t n = s.n < 64 ? s.n : 64, zeros = 0;
    for (size_t i = first; i < n; i += 2)
        zeros += s.p[i] == '\0';
    return n >= 8 && zeros * 4 > n;
}

sl_form sl_form_find(sl_str s)
{
    static const struct {
        const char *bytes, *what, *remedy;
        size_t n;
    } forms[] = {
        {"PK\x03\x04", "an Excel workbook (or another zip file)",
         "open it and save the sheet as 'CSV UTF-8'", 4},
        {"\xD0\xCF\x11\xE0", "an old Excel workbook", "open it and save the sheet as 'CSV UTF-8'",
         4},
        {"version https://git-lfs", "a pointer of Git LFS, and the data are elsewhere",
         "run 'git lfs pull'", 23},
        {"version https://hawser", "a pointer of Git LFS, and the data are elsewhere",
         "run 'git lfs pull'", 22},
        {"%PDF-", "a PDF", "ask for the table as CSV", 5},
        {"\x1F\x8B", "compressed by gzip", "unpack it: gunzip", 2},
        {"PAR1", "a Parquet file", "write it out as CSV", 4},
        {"SQLite format 3", "an SQLite database", "write the table out as CSV", 15},
    };
    for (size_t i = 0; i < SL_COUNT(forms); i++)
        if (s.n >= forms[i].n && memcmp(s.p, forms[i].bytes, forms[i].n) == 0)
            return (sl_form){forms[i].what, forms[i].remedy, NULL, 0};
    if (sl_str_starts(s, "\xFF\xFE") || looks_utf16(s, 1) || sl_str_starts(s, "\xFE\xFF") ||
        looks_utf16(s, 0))
        return (sl_form){"in UTF-16", "save it as 'CSV UTF-8'", "utf-16", 0};
    sl_str text = sl_str_starts(s, "\xEF\xBB\xBF") ? sl_str_slice(s, 3, s.n) : s;
    text = sl_str_trim(text);
    static const char *const pages[] = {"<!doctype", "<html", "<?xml", "<table", "<head"};
    for (size_t i = 0; i < SL_COUNT(pages); i++)
        if (starts_fold(text, pages[i]))
            return (sl_form){"a web page (HTML or XML)", "download the CSV file itself", NULL, 0};
    if (text.n && (text.p[0] == '{' || (text.p[0] == '[' && sl_str_find(text, SL_STR("{"), 0) < 8)))
        return (sl_form){"JSON", "write it out as CSV", NULL, 0};
    if (sl_str_starts(text, "{\\rtf"))
        return (sl_form){"a text of a word processor (RTF)", "save it as plain text", NULL, 0};
    return (sl_form){0};
}

/* 0x80 to 0x9F of Windows-1252; 0 is not assigned. */
static const uint16_t windows[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

typedef enum encoding { UTF8, UTF16, UTF16LE, UTF16BE, WINDOWS, LATIN, NONE } encoding;

static encoding encoding_of(sl_str name)
{
    static const struct {
        const char *name;
        encoding of;
    } names[] = {{"", UTF8},
                 {"utf-8", UTF8},
                 {"utf8", UTF8},
                 {"utf-8-sig", UTF8},
                 {"utf-16", UTF16},
                 {"utf16", UTF16},
                 {"utf-16le", UTF16LE},
                 {"utf-16-le", UTF16LE},
                 {"utf-16be", UTF16BE},
                 {"utf-16-be", UTF16BE},
                 {"windows-1252", WINDOWS},
                 {"cp1252", WINDOWS},
                 {"iso-8859-1", LATIN},
                 {"latin-1", LATIN},
                 {"latin1", LATIN}};
    for (size_t i = 0; i < SL_COUNT(names); i++)
        if (sl_str_equal_z(name, names[i].name))
            return names[i].of;
    return NONE;
}

bool sl_encoding_is_known(sl_str name)
{
    return encoding_of(name) != NONE;
}

static uint32_t unit_at(sl_str s, size_t at, bool big)
{
    uint32_t one = (unsigned char)s.p[at], two = (unsigned char)s.p[at + 1];
    return big ? one << 8 | two : two << 8 | one;
}

static bool from_utf16(sl_buf *b, sl_str s, bool big)
{
    if (s.n % 2)
        return false;
    for (size_t i = 0; i < s.n; i += 2) {
        uint32_t c = unit_at(s, i, big);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < s.n) {
            uint32_t low = unit_at(s, i += 2, big);
            if (low < 0xDC00 || low > 0xDFFF)
                return false;
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        } else if (c >= 0xD800 && c < 0xE000) {
            return false;
        }
        sl_buf_push_utf8(b, c);
    }
    return true;
}

static bool from_bytes(sl_buf *b, sl_str s, bool is_windows)
{
    for (size_t i = 0; i < s.n; i++) {
        uint32_t c = (unsigned char)s.p[i];
        if (is_windows && c >= 0x80 && c < 0xA0)
            c = windows[c - 0x80];
        if (!c)
            return false;
        sl_buf_push_utf8(b, c);
    }
    return true;
}

/* No rows of anything are without a comma, a figure or the end of a line: what is has been read two
 * bytes at a time, or from the wrong end. */
static bool has_ascii(sl_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.p[i] < 0x80)
            return true;
    return !text.n;
}

bool sl_encoding_convert(sl_arena *a, sl_str name, sl_str s, sl_str *out)
{
    encoding e = encoding_of(name);
    if (e == UTF8) {
        *out = s;
        return true;
    }
    if (e == NONE)
        return false;
    sl_buf b;
    sl_buf_init(&b);
    bool big = sl_str_starts(s, "\xFE\xFF"), good;
    if (e == UTF16 || e == UTF16LE || e == UTF16BE) {
        bool marked = big || sl_str_starts(s, "\xFF\xFE");
        good = from_utf16(&b, sl_str_slice(s, marked ? 2 : 0, s.n), marked ? big : e == UTF16BE) &&
               has_ascii(sl_buf_str(&b));
    } else {
        good = from_bytes(&b, s, e == WINDOWS);
    }
    *out = sl_buf_take(&b, a);
    return good;
}
