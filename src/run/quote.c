/* The verb quote: whether words that somebody quotes stand in this version, and where.
 *
 * What the page copies (layouts/web/reader/quote.js) is the words, then a line that starts with a
 * dash and says where they stand and ends with the digest. Words alone are looked for too. */
#include <ctype.h>
#include <stdio.h>

#include "run/report.h"
#include "run/verbs.h"
#include "session/make.h"

enum { MOST = 1 << 20 /* bytes of a quotation */ };

#define DASH "\xe2\x80\x94 "

/* What differs between a screen, a message and a page without being another word. */
static const struct {
    const char *from, *to;
} folds[] = {
    {"\xc2\xa0", " "},      {"\xe2\x80\x89", " "},  {"\xe2\x80\xaf", " "}, {"\xc2\xad", ""},
    {"\xe2\x81\xa0", ""},   {"\xe2\x80\x8b", ""},   {"\xe2\x80\x98", "'"}, {"\xe2\x80\x99", "'"},
    {"\xe2\x80\x9c", "\""}, {"\xe2\x80\x9d", "\""},
};

/* Adds a text, spaces folded to one; the buffer ends with a space then. */
static void push_folded(sl_buf *b, sl_str s)
{
    size_t i = 0;
    while (i < s.n) {
        sl_str rest = sl_str_slice(s, i, s.n);
        size_t k = 0;
        while (k < SL_COUNT(folds) && !sl_str_starts(rest, folds[k].from))
            k++;
        const char *to = k < SL_COUNT(folds) ? folds[k].to : NULL;
        bool space = to ? *to == ' ' : (unsigned char)s.p[i] <= ' ';
        if (space) {
            if (b->n && b->p[b->n - 1] != ' ')
                sl_buf_push_char(b, ' ');
        } else if (to) {
            sl_buf_push_z(b, to);
        } else {
            sl_buf_push_char(b, s.p[i]);
        }
        i += to ? strlen(folds[k].from) : 1;
    }
    if (b->n && b->p[b->n - 1] != ' ')
        sl_buf_push_char(b, ' ');
}

typedef struct place {
    size_t at; /* in the text */
    const sl_node *section;
} place;

typedef struct reading {
    sl_arena *arena;
    sl_buf text;
    SL_VEC(place) places;
} reading;

static const sl_node *section_of(const sl_node *n)
{
    while (n && !(n->kind == SL_NODE_SECTION && n->id.n))
        n = n->parent;
    return n;
}

/* With the number that is printed, and copied, before a heading or a caption. */
static void read_book(reading *r, const sl_node *root)
{
    for (const sl_node *n = root->first; n; n = sl_node_walk(root, n)) {
        if (n->kind != SL_NODE_PARAGRAPH && n->kind != SL_NODE_HEADING &&
            n->kind != SL_NODE_TABLE_CELL && n->kind != SL_NODE_CAPTION)
            continue;
        SL_PUSH(r->arena, r->places, ((place){r->text.n, section_of(n)}));
        if (n->number.n && (n->kind == SL_NODE_HEADING || n->kind == SL_NODE_CAPTION))
            push_folded(&r->text, sl_str_format(r->arena, "%.*s%s", SL_FMT(n->number),
                                                n->kind == SL_NODE_CAPTION ? "." : ""));
        push_folded(&r->text, sl_node_plain(r->arena, n));
    }
}

/* Whether the byte at i is of a letter or digit: of several bytes, all but the general punctuation
 * (U+2000 to U+203F) are. */
static bool is_letter_at(const reading *r, size_t i)
{
    const char *p = r->text.p;
    if ((unsigned char)p[i] < 0x80)
        return isalnum((unsigned char)p[i]);
    while (i && ((unsigned char)p[i] & 0xC0) == 0x80)
        i--;
    return r->text.n - i < 3 || memcmp(p + i, "\xe2\x80", 2) != 0;
}

/* Half a word is not what was written. */
static bool is_part(const reading *r, size_t at, size_t n)
{
    return (at > 0 && is_letter_at(r, at - 1) && is_letter_at(r, at)) ||
           (at + n < r->text.n && is_letter_at(r, at + n - 1) && is_letter_at(r, at + n));
}

static const place *find(const reading *r, sl_str words)
{
    for (size_t from = 0; words.n && from + words.n <= r->text.n; from++) {
        const char *hit = memmem(r->text.p + from, r->text.n - from, words.p, words.n);
        if (!hit)
            return NULL;
        from = (size_t)(hit - r->text.p);
        if (is_part(r, from, words.n))
            continue;
        const place *found = NULL;
        for (size_t i = 0; i < r->places.n && r->places.at[i].at <= from; i++)
            found = &r->places.at[i];
        return found;
    }
    return NULL;
}

/* Where the line that says where the words stand begins; the length when there is none. */
static size_t find_proof(sl_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((!i || s.p[i - 1] == '\n') && sl_str_starts(sl_str_slice(s, i, s.n), DASH))
            return i;
    return s.n;
}

static sl_str last_word(sl_str s)
{
    s = sl_str_trim(s);
    size_t i = s.n;
    while (i > 0 && (unsigned char)s.p[i - 1] > ' ')
        i--;
    return sl_str_slice(s, i, s.n);
}

static sl_str read_quotation(sl_arena *a, const char *argument)
{
    if (argument)
        return sl_str_from(argument);
    char *bytes = sl_arena_alloc(a, MOST);
    return (sl_str){bytes, fread(bytes, 1, MOST, stdin)};
}

/* Of one copy: where the words stand in it; false with findings. */
static bool look(sl_making *m, sl_str audience, sl_str words, reading *r, const place **found)
{
    if (!sl_make_view(m, audience) || !sl_make_book(m, SL_STR_NONE))
        return false;
    r->text.n = r->places.n = 0;
    read_book(r, m->book->root);
    *found = find(r, words);
    return true;
}

/* In the copy that everybody has, then in each that somebody has; *audience: whose it was found
 * in. */
static bool look_in_all(sl_making *m, sl_str *audience, sl_str words, reading *r,
                        const place **found)
{
    sl_session *s = m->session;
    sl_str widest = *audience;
    if (!look(m, widest, words, r, found))
        return false;
    SL_EACH (one, s->options->audience ? NULL : sl_yaml_lookup(m->whole->config, "audiences")) {
        if (*found || sl_str_equal(one->text, widest))
            continue;
        if (!look(m, one->text, words, r, found))
            return false;
        *audience = one->text;
    }
    return true;
}

static void push_place(sl_buf *out, const place *found, sl_str copy)
{
    if (found && found->section)
        sl_buf_push_format(out, "it stands in %.*s, %.*s", SL_FMT(found->section->id),
                           SL_FMT(found->section->title));
    else
        sl_buf_push_z(out,
                      found ? "it stands in this version" : "it does not stand in this version");
    if (found && copy.n)
        sl_buf_push_format(out, ", in the copy for '%.*s'", SL_FMT(copy));
    sl_buf_push_char(out, '\n');
}

/* The exit status; findings are left to the caller. */
static int answer(sl_making *m, sl_str audience, sl_str quotation, bool *made)
{
    sl_session *s = m->session;
    reading r = {.arena = s->arena};
    const place *found = NULL;
    sl_str first = audience;
    sl_buf words, out;
    sl_buf_init(&r.text);
    sl_buf_init(&words);
    sl_buf_init(&out);
    size_t proof = find_proof(quotation);
    push_folded(&words, sl_str_slice(quotation, 0, proof));
    *made = look_in_all(m, &audience, sl_str_trim(sl_buf_str(&words)), &r, &found);
    push_place(&out, found, sl_str_equal(audience, first) ? SL_STR_NONE : audience);
    sl_str digest = last_word(sl_str_slice(quotation, proof, quotation.n));
    if (digest.n && *made)
        sl_buf_push_format(&out, "quoted from digest %.*s; this version has %.*s%s\n",
                           SL_FMT(digest), SL_FMT(m->book->digest),
                           sl_str_equal(digest, m->book->digest) ? ", the same" : "");
    if (*made)
        sl_session_print(&out);
    sl_buf_done(&out);
    sl_buf_done(&words);
    sl_buf_done(&r.text);
    return found ? SL_EXIT_OK : SL_EXIT_FINDINGS;
}

int sl_run_quote(const sl_options *o)
{
    sl_session s;
    sl_session_init(&s, o);
    sl_making m = {0};
    sl_str audience;
    sl_str quotation = sl_str_trim(read_quotation(s.arena, o->argument));
    if (!quotation.n || quotation.n >= MOST) {
        fputs("sightline: quote needs words, of less than 1 MiB: as its argument, or on standard "
              "input\n",
              stderr);
        sl_session_done(&s);
        return SL_EXIT_USAGE;
    }
    sl_session_load(&s);
    bool made = s.strategy && !sl_session_has_errors(&s) && sl_make_open(&m, &s) &&
                sl_make_find_audience(&s, &audience);
    int status = made ? answer(&m, audience, quotation, &made) : SL_EXIT_OK;
    if (!made)
        status = sl_session_report(&s, SL_STR_NONE);
    sl_session_done(&s);
    return status;
}
