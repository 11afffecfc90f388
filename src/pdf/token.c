#include "pdf/token.h"

/* Tables 1 and 2 of the standard. */
const uint8_t sl_pdf_class[256] = {
    [0] = SL_PDF_SPACE,       ['\t'] = SL_PDF_SPACE,    ['\n'] = SL_PDF_SPACE,
    ['\f'] = SL_PDF_SPACE,    ['\r'] = SL_PDF_SPACE,    [' '] = SL_PDF_SPACE,
    ['('] = SL_PDF_DELIMITER, [')'] = SL_PDF_DELIMITER, ['<'] = SL_PDF_DELIMITER,
    ['>'] = SL_PDF_DELIMITER, ['['] = SL_PDF_DELIMITER, [']'] = SL_PDF_DELIMITER,
    ['{'] = SL_PDF_DELIMITER, ['}'] = SL_PDF_DELIMITER, ['/'] = SL_PDF_DELIMITER,
    ['%'] = SL_PDF_DELIMITER};

size_t sl_pdf_skip_space(sl_str s, size_t at)
{
    while (at < s.n && (sl_pdf_is_space(s.p[at]) || s.p[at] == '%'))
        at = s.p[at] == '%' ? sl_pdf_skip_token(s, at) : at + 1;
    return at;
}

static size_t skip_literal(sl_str s, size_t at)
{
    int depth = 0;
    for (; at < s.n; at++) {
        if (s.p[at] == '\\')
            at++;
        else if (s.p[at] == '(')
            depth++;
        else if (s.p[at] == ')' && --depth == 0)
            return at + 1;
    }
    return s.n;
}

static size_t skip_to(sl_str s, size_t at, char last)
{
    size_t end = sl_str_find_char(s, last, at);
    return end == SIZE_MAX ? s.n : end;
}

size_t sl_pdf_skip_token(sl_str s, size_t at)
{
    if (at >= s.n)
        return s.n;
    char c = s.p[at];
    bool twice = at + 1 < s.n && s.p[at + 1] == c;
    if (c == '(')
        return skip_literal(s, at);
    if (c == '<' && !twice) {
        size_t end = skip_to(s, at, '>');
        return end < s.n ? end + 1 : end;
    }
    if (c == '<' || (c == '>' && twice))
        return at + 2;
    if (c == '%') {
        size_t end = skip_to(s, at, '\n'), other = skip_to(s, at, '\r');
        return end < other ? end : other;
    }
    if (sl_pdf_class[(unsigned char)c] == SL_PDF_DELIMITER && c != '/')
        return at + 1;
    for (at++; at < s.n && !sl_pdf_class[(unsigned char)s.p[at]];)
        at++;
    return at;
}

uint32_t sl_pdf_take_number(sl_str s, size_t *at)
{
    size_t end = *at;
    uint32_t v;
    while (end < s.n && sl_is_digit(s.p[end]))
        end++;
    if (!sl_num_parse(sl_str_slice(s, *at, end), &v))
        return UINT32_MAX;
    *at = sl_pdf_skip_space(s, end);
    return v;
}

uint32_t sl_pdf_reference(sl_str s, size_t at, size_t *end)
{
    if (at >= s.n || !sl_is_digit(s.p[at]))
        return UINT32_MAX;
    uint32_t number = sl_pdf_take_number(s, &at);
    if (number == UINT32_MAX || sl_pdf_take_number(s, &at) != 0 || at >= s.n || s.p[at] != 'R')
        return UINT32_MAX;
    *end = at + 1;
    return number;
}

size_t sl_pdf_skip_value(sl_str s, size_t at)
{
    size_t end;
    if (sl_pdf_reference(s, at, &end) != UINT32_MAX)
        return end;
    int depth = 0;
    do {
        at = sl_pdf_skip_space(s, at);
        if (at >= s.n)
            return s.n;
        char c = s.p[at];
        end = sl_pdf_skip_token(s, at);
        bool bracket = end - at == (c == '<' || c == '>' ? 2 : 1);
        depth += bracket && (c == '[' || c == '<');
        depth -= bracket && (c == ']' || c == '>');
        at = end;
    } while (depth > 0);
    return at;
}

sl_str sl_pdf_lookup(sl_str dict, const char *key)
{
    sl_str wanted = sl_str_from(key);
    if (!sl_str_starts(dict, "<<"))
        return SL_STR_NONE;
    for (size_t at = sl_pdf_skip_space(dict, 2); at < dict.n && dict.p[at] == '/';) {
        size_t end = sl_pdf_skip_token(dict, at), value = sl_pdf_skip_space(dict, end);
        size_t past = sl_pdf_skip_value(dict, value);
        if (sl_str_equal(sl_str_slice(dict, at + 1, end), wanted))
            return sl_str_slice(dict, value, past);
        at = sl_pdf_skip_space(dict, past);
    }
    return SL_STR_NONE;
}

/* --- strings (7.3.4) --- */

static int hex_of(char c)
{
    return sl_is_digit(c)         ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

static void push_hex(sl_buf *out, sl_str token)
{
    int first = -1;
    for (size_t i = 1; i < token.n; i++) {
        int digit = hex_of(token.p[i]);
        bool last = token.p[i] == '>' && first >= 0; /* an odd digit stands before a 0 */
        if (digit < 0 && !last)
            continue;
        if (first < 0) {
            first = digit;
            continue;
        }
        sl_buf_push_char(out, (char)(first << 4 | (last ? 0 : digit)));
        first = -1;
    }
}

/* The escape after a backslash at i; past it. */
static size_t push_escape(sl_buf *out, sl_str s, size_t i)
{
    static const char letters[] = "nrtbf", meant[] = "\n\r\t\b\f";
    const char *letter = s.p[i] ? strchr(letters, s.p[i]) : NULL;
    if (letter) {
        sl_buf_push_char(out, meant[letter - letters]);
    } else if (s.p[i] >= '0' && s.p[i] <= '7') {
        unsigned v = 0;
        size_t end = i + 3 < s.n ? i + 3 : s.n;
        for (; i < end && s.p[i] >= '0' && s.p[i] <= '7'; i++)
            v = v << 3 | (unsigned)(s.p[i] - '0');
        sl_buf_push_char(out, (char)v);
        return i;
    } else if (s.p[i] != '\n') { /* a line's end after it is none */
        sl_buf_push_char(out, s.p[i]);
    }
    return i + 1;
}

void sl_pdf_push_string(sl_buf *out, sl_str token)
{
    if (token.n && token.p[0] == '<') {
        push_hex(out, token);
        return;
    }
    for (size_t i = 1; i + 1 < token.n;) {
        size_t plain = i;
        while (plain + 1 < token.n && token.p[plain] != '\\')
            plain++;
        sl_buf_push(out, token.p + i, plain - i);
        i = plain + 1 < token.n ? push_escape(out, token, plain + 1) : plain;
    }
}
