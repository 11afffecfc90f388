/* Bound figures and what is typed beside them: a sign, a scale or a unit that would be printed
 * twice or make another figure of it; and sentences that begin with digits. */
#include <strings.h>

#include "check/checking.h"
#include "check/memo.h"
#include "load/block.h"
#include "model/number.h"
#include "model/prose.h"
#include "model/waiver.h"

typedef struct signing {
    const sl_strategy *s;
    const sl_item *item;
    sl_arena *arena;
} signing;

static bool follows(sl_str text, size_t at, const char *word)
{
    size_t n = strlen(word);
    return at <= text.n && text.n - at >= n && memcmp(text.p + at, word, n) == 0;
}

/* Past spaces of any kind and a hyphen: "[=EV] million", "[=EV]-million". */
static size_t skip(sl_str text, size_t at)
{
    while (at < text.n)
        if (text.p[at] == ' ' || text.p[at] == '-')
            at++;
        else if (follows(text, at, "\u00A0"))
            at += 2;
        else
            break;
    return at;
}

static bool is_word_at(sl_str text, size_t at)
{
    return at < text.n && (sl_is_letter(text.p[at]) || sl_is_digit(text.p[at]));
}

static bool follows_folded(sl_str text, size_t at, const char *word)
{
    size_t n = strlen(word);
    return at <= text.n && text.n - at >= n && strncasecmp(text.p + at, word, n) == 0;
}

/* The code of a currency as a word of its own. */
static bool is_code_at(sl_str text, size_t at)
{
    return at + 3 <= text.n && !is_word_at(text, at + 3) &&
           sl_currency_lookup(sl_str_slice(text, at, at + 3));
}

/* What stands behind a figure that only a figure's own printing may say; empty when nothing. full:
 * the figure is printed with a sign or a scale, so that no "m" behind it is one of metres. */
static sl_str sign_after(sl_str text, size_t end, bool full)
{
    static const char *const words[] = {"%",       "per cent", "percent",  "percentage point",
                                        "million", "billion",  "trillion", "thousand",
                                        "m",       "bn",       "k",        "pounds",
                                        "pence",   "euros",    "dollars",  "sterling",
                                        "pct",     "ppts",     "ppt",      "pp",
                                        "\u00A3",  "\u20AC"};
    size_t at = skip(text, end);
    for (size_t i = 0; at < text.n && i < SL_COUNT(words); i++) {
        if (words[i][0] != sl_lower(text.p[at])) /* few begin so, and most texts are asked */
            continue;
        size_t n = strlen(words[i]);
        bool glued = n < 3 && words[i][0] >= 'a' && !full; /* "3 m" is a length */
        bool sign = (unsigned char)words[i][0] >= 0x80 || words[i][0] == '%';
        if (!follows_folded(text, at, words[i]) || (glued && at != end) ||
            (!sign && is_word_at(text, at + n) && !follows(text, at + n, "s")))
            continue;
        return sl_str_slice(text, at, at + n);
    }
    return is_code_at(text, at) ? sl_str_slice(text, at, at + 3) : SL_STR_NONE;
}

/* One character of a text, from its first byte. */
static sl_str character_at(sl_str text, size_t at)
{
    size_t end = at + 1;
    while (end < text.n && ((unsigned char)text.p[end] & 0xC0) == 0x80)
        end++;
    return sl_str_slice(text, at, end);
}

static sl_str character_before(sl_str text, size_t at)
{
    size_t begin = at - 1;
    while (begin && ((unsigned char)text.p[begin] & 0xC0) == 0x80)
        begin--;
    return sl_str_slice(text, begin, at);
}

static bool is_one_of(sl_str one, const char *const *set, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (sl_str_equal_z(one, set[i]))
            return true;
    return false;
}

/* What runs into the figure from behind and makes another of it: letters, digits, ".5", raised
 * signs. */
static sl_str run_after(sl_str text, size_t end)
{
    static const char *const apart[] = {
        " ",      "\u00A0", "\u202F", ".",      ",",      ";",      ":",      "?",
        "!",      ")",      "]",      "}",      "'",      "\"",     "\u2019", "\u201D",
        "\u2013", "\u2014", "-",      "/",      "\u2026", "\u2192", "\u203A", "\u00BB",
        "|",      "\n",     "\u00D7", "\u2212", "=",      "(",      "["};
    if (end >= text.n)
        return SL_STR_NONE;
    sl_str next = character_at(text, end);
    bool stop = next.p[0] == '.' || next.p[0] == ',';
    if (is_one_of(next, apart, SL_COUNT(apart)) &&
        !(stop && end + 1 < text.n && sl_is_digit(text.p[end + 1])))
        return SL_STR_NONE;
    return stop ? sl_str_slice(text, end, end + 2) : next;
}

/* What runs into it from before: letters, digits, and a sign of its own where no range is meant. */
static sl_str run_before(sl_str text, size_t begin)
{
    static const char *const signs[] = {"-", "\u2212", "+", "~", "#", "\u00B1", "*", "@", "&"};
    if (begin == 0)
        return SL_STR_NONE;
    sl_str last = character_before(text, begin);
    size_t before = begin - last.n;
    bool alone = before == 0 || text.p[before - 1] == ' ' || text.p[before - 1] == '(';
    bool letter = sl_is_letter(last.p[0]) || sl_is_digit(last.p[0]);
    bool decimal =
        (last.p[0] == '.' || last.p[0] == ',') && before && sl_is_digit(text.p[before - 1]);
    if (letter || decimal || (alone && is_one_of(last, signs, SL_COUNT(signs))))
        return last;
    size_t n = strlen("minus ");
    return begin >= n && follows_folded(text, begin - n, "minus ") &&
                   (begin == n || text.p[begin - n - 1] == ' ')
               ? sl_str_slice(text, begin - n, begin - 1)
               : SL_STR_NONE;
}

/* The sign or code of a currency that ends a text. */
static sl_str sign_before(sl_str text)
{
    while (text.n && text.p[text.n - 1] == ' ')
        text.n--;
    if (sl_str_ends(text, "\u00A0"))
        text.n -= 2;
    if (sl_str_ends(text, "\u2212"))
        text.n -= strlen("\u2212");
    const sl_currency *c = sl_currency_ending(text);
    if (c)
        return sl_str_slice(text, text.n - strlen(c->sign), text.n);
    bool code = text.n >= 3 && is_code_at(text, text.n - 3) &&
                (text.n == 3 || !is_word_at(text, text.n - 4));
    return code ? sl_str_slice(text, text.n - 3, text.n) : SL_STR_NONE;
}

static void report(signing *c, sl_span span, sl_str sign, sl_str printed, const sl_node *value)
{
    sl_finding *f =
        sl_diag_add(c->s->diags, SL_E0251, span, "'%.*s' beside a figure that prints %.*s",
                    SL_FMT(sign), SL_FMT(printed));
    if (value)
        sl_diag_help(c->s->diags, f,
                     "leave it out; if the figure should have it, put the unit of %.*s right",
                     SL_FMT(value->id));
    else
        sl_diag_help(c->s->diags, f, "write one of the two");
}

static void report_run(signing *c, const sl_node *value, sl_str letter, sl_str printed)
{
    sl_finding *f = sl_diag_add(c->s->diags, SL_E0245, value->span,
                                "the letter '%.*s' runs into the figure, which prints %.*s",
                                SL_FMT(letter), SL_FMT(printed));
    sl_diag_help(c->s->diags, f, "put a space between them");
}

/* A figure that is printed at [begin, end) of a text. */
static void check_printed(signing *c, sl_str text, size_t begin, size_t end, const sl_node *value)
{
    sl_str printed = sl_str_slice(text, begin, end);
    if (!printed.n)
        return;
    bool full = sl_is_letter(printed.p[printed.n - 1]) || printed.p[printed.n - 1] == '%' ||
                !sl_is_digit(printed.p[0]);
    sl_str found[] = {sign_before(sl_str_slice(text, 0, begin)), sign_after(text, end, full)};
    sl_str run[] = {run_before(text, begin), run_after(text, end)};
    for (size_t i = 0; i < SL_COUNT(found); i++) {
        /* Digits and signs make another figure of it; letters are a space that is missing. */
        bool letter = run[i].n && sl_is_letter(run[i].p[0]) && !sl_str_starts(run[i], "minus");
        if (found[i].n || (run[i].n && !letter))
            report(c, value->span, found[i].n ? found[i] : run[i], printed, value);
        else if (letter)
            report_run(c, value, run[i], printed);
    }
}

static void check_value(signing *c, const sl_prose *p, const sl_prose_piece *piece)
{
    check_printed(c, p->text, piece->begin, piece->end, piece->node);
}

/* "£36.40%", "££12", "£5m million", typed. */
static void check_typed(signing *c, const sl_prose *p)
{
    sl_number n;
    for (size_t at = 0; sl_number_next(p->text, &at, &n);) {
        const sl_prose_piece *piece = sl_prose_at(p, n.begin);
        sl_str printed = sl_str_slice(p->text, n.begin, n.end);
        if (!piece || piece->node->kind != SL_NODE_TEXT)
            continue;
        sl_str before = n.kind == SL_NUMBER_MONEY ? sign_before(sl_str_slice(p->text, 0, n.begin))
                                                  : SL_STR_NONE;
        bool scaled = is_word_at(p->text, n.end - 1) && p->text.p[n.end - 1] > '9';
        bool full = n.kind != SL_NUMBER_PLAIN || scaled;
        sl_str after = full ? sign_after(p->text, n.end, false) : SL_STR_NONE;
        if (n.kind == SL_NUMBER_MONEY && !scaled && after.n &&
            (after.p[0] == 'm' || after.p[0] == 'b' || after.p[0] == 't' || after.p[0] == 'k'))
            after = SL_STR_NONE; /* a scale that belongs to it */
        if (n.kind == SL_NUMBER_MONEY &&
            (sl_str_ends(printed, "%") || sl_str_ends(printed, "cent")))
            after = sl_str_slice(printed, printed.n - 1, printed.n);
        if (before.n)
            report(c, sl_prose_span(c->s, p, n.begin, n.end), before, printed, NULL);
        if (after.n)
            report(c, sl_prose_span(c->s, p, n.begin, n.end), after, printed, NULL);
    }
}

/* Sentences of running text; what stands in lists and cells is no sentence. */
static void check_beginnings(signing *c, const sl_node *paragraph, const sl_prose *p)
{
    if (paragraph->parent->kind == SL_NODE_LIST_ITEM || paragraph->kind != SL_NODE_PARAGRAPH)
        return;
    for (size_t i = 0; i < p->sentences.n; i++) {
        size_t at = p->sentences.at[i].begin;
        size_t sign = at;
        const sl_prose_piece *piece = sl_prose_at(p, at);
        while (sign < p->text.n && (unsigned char)p->text.p[sign] >= 0x80)
            sign++; /* £ */
        bool digit = sign < p->text.n && sl_is_digit(p->text.p[sign]);
        bool text = piece && piece->node->kind != SL_NODE_CODE;
        size_t end = sign;
        while (end < p->text.n && p->text.p[end] != ' ')
            end++;
        if (!digit || !text || p->sentences.at[i].end - at < 12 || p->text.p[end - 1] == '.')
            continue; /* "1. " of a list in prose, a lone figure */
        sl_severity severity = sl_waiver_severity(c->s, c->item, SL_E0252);
        sl_span span = piece->node->kind == SL_NODE_VALUE ? piece->node->span
                                                          : sl_prose_span(c->s, p, at, end);
        sl_finding *f = sl_diag_add_as(c->s->diags, severity, SL_E0252, span,
                                       "a sentence begins with the figure '%.*s'", (int)(end - at),
                                       p->text.p + at);
        sl_diag_help(c->s->diags, f,
                     piece->node->kind == SL_NODE_VALUE
                         ? "put other words first, or write [=%.*s in words] for one to ten"
                         : "put other words first%.*s",
                     piece->node->kind == SL_NODE_VALUE ? (int)piece->node->id.n : 0,
                     piece->node->id.p ? piece->node->id.p : "");
    }
}

static bool may_matter(const sl_node *inline_parent)
{
    for (const sl_node *n = inline_parent->first; n; n = sl_node_walk(inline_parent, n)) {
        if (n->kind == SL_NODE_VALUE)
            return true;
        unsigned char found = 0;
        for (size_t i = 0; n->kind == SL_NODE_TEXT && i < n->text.n; i++)
            found |= (unsigned char)(n->text.p[i] - '0') < 10;
        if (found)
            return true;
    }
    return false;
}

/* Figures to be seen from afar and facts in a frame have labels: they are no sentences. */
static bool is_sentences(const sl_block *b)
{
    return b->kind != SL_BLOCK_NUMBERS && b->kind != SL_BLOCK_KEY_FACTS;
}

/* sentences: whether its paragraphs are. */
static void check_tree(signing *c, const sl_node *body, bool sentences)
{
    for (const sl_node *n = body->first; n; n = sl_node_walk_blocks(body, n)) {
        const sl_block *b = n->kind == SL_NODE_BLOCK ? sl_block_of(c->s, n) : NULL;
        if (b && b->text)
            check_tree(c, b->text, is_sentences(b));
        if ((n->kind != SL_NODE_PARAGRAPH && n->kind != SL_NODE_HEADING &&
             n->kind != SL_NODE_TABLE_CELL) ||
            !may_matter(n))
            continue;
        sl_arena_mark mark = sl_arena_mark_now(c->arena);
        sl_prose p = sl_prose_read(c->arena, c->s, n);
        for (size_t i = 0; i < p.pieces.n; i++)
            if (p.pieces.at[i].node->kind == SL_NODE_VALUE)
                check_value(c, &p, &p.pieces.at[i]);
        check_typed(c, &p);
        if (sentences)
            check_beginnings(c, n, &p);
        sl_arena_reset(c->arena, mark);
    }
}

void sl_check_signs(const sl_strategy *s)
{
    signing c = {.s = s, .arena = sl_arena_new()};
    static const char by;
    sl_memo memo;
    sl_memo_init(&memo, s, &by);
    for (size_t i = 0; i < s->items.n; i++) {
        c.item = s->items.at[i];
        if (!c.item->body || sl_memo_find(&memo, c.item))
            continue;
        check_tree(&c, c.item->body, true);
        sl_memo_end(&memo);
    }
    sl_arena_free(c.arena);
}
