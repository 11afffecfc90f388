/* What an item's sentences claim, against what they cite: figures that are not the register's,
 * and figures, superlatives and comparisons that cite nothing where the framework asks for it. */
#include "base/assert.h"
#include "load/block.h"
#include "check/checking.h"
#include "check/memo.h"
#include "model/figure.h"
#include "model/number.h"
#include "model/prose.h"
#include "check/precision.h"
#include "check/wording.h"
#include "model/waiver.h"

typedef struct figures {
    bool read;
    SL_VEC(sl_number) numbers;
    bool bound; /* its value is printed by [=ID] */
    sl_precision seen;
} figures;

typedef struct claiming {
    const sl_strategy *s;
    const sl_item *item;
    sl_arena *arena;  /* for one item */
    figures *entries; /* by evidence: read when first cited */
    const sl_wording *wording;
    bool any_interval; /* some entry gives two */
} claiming;

/* --- figures beside citations --- */

static void add_text(claiming *c, figures *f, sl_str text)
{
    sl_number n;
    for (size_t at = 0; sl_number_next(text, &at, &n);)
        SL_PUSH(c->s->arena, f->numbers, n);
}

/* Every figure that an entry knows: its value, its comparator, those in its words. */
static const figures *known(claiming *c, uint32_t evidence)
{
    figures *f = &c->entries[evidence];
    const sl_evidence *e = c->s->evidence.at[evidence];
    if (f->read)
        return f;
    f->read = true;
    if (e->has_value)
        SL_PUSH(c->s->arena, f->numbers, sl_number_of(e->value, e->unit));
    if (e->has_comparator)
        SL_PUSH(c->s->arena, f->numbers, sl_number_of(e->comparator, e->unit));
    add_text(c, f, e->statement);
    add_text(c, f, e->unit);
    add_text(c, f, e->notes);
    return f;
}

/* The first entry that a sentence cites and that knows a figure of it; NULL when none does. */
static figures *find_known(claiming *c, const sl_sentence *one, const sl_number *n)
{
    for (size_t i = 0; i < one->evidence.n; i++) {
        const figures *f = known(c, one->evidence.at[i]);
        for (size_t k = 0; k < f->numbers.n; k++)
            if (sl_number_agrees(n, &f->numbers.at[k]))
                return &c->entries[one->evidence.at[i]];
    }
    return NULL;
}

static void check_precision(claiming *c, const sl_prose *p, figures *of, const sl_number *n)
{
    sl_str text = sl_str_copy(c->s->arena, sl_str_slice(p->text, n->begin, n->end));
    sl_precision_check(c->s, c->item, &of->seen,
                       (sl_precise){*n, text, false, sl_prose_span(c->s, p, n->begin, n->end)});
}

/* A value that [=ID] prints, where it does so first: it is the same in all other places. */
static void add_bound(claiming *c, const sl_node *value)
{
    const sl_evidence *e = sl_strategy_lookup_evidence(c->s, value->id);
    if (!e || value->text.n || c->entries[e->index].bound)
        return;
    figures *f = &c->entries[e->index];
    f->bound = true;
    sl_buf b;
    sl_buf_init(&b);
    sl_number n;
    size_t at = 0;
    if (sl_figure_push_value(&b, c->s->phrases, e, value) &&
        sl_number_next(sl_buf_str(&b), &at, &n))
        sl_precision_check(c->s, c->item, &f->seen,
                           (sl_precise){n, sl_buf_copy(&b, c->s->arena), true, value->span});
    sl_buf_done(&b);
}

static void report_difference(claiming *c, const sl_prose *p, const sl_sentence *one,
                              const sl_number *n)
{
    sl_span span = sl_prose_span(c->s, p, n->begin, n->end);
    sl_severity severity = sl_waiver_severity(c->s, c->item, SL_E0226);
    const sl_evidence *first = c->s->evidence.at[one->evidence.at[0]];
    sl_finding *f = sl_diag_add_as(
        c->s->diags, severity, SL_E0226, span, "'%.*s' is no figure of %.*s",
        (int)(n->end - n->begin), p->text.p + n->begin,
        SL_FMT(one->evidence.n == 1 ? first->id : SL_STR("what the sentence cites")));
    for (size_t i = 0; i < one->evidence.n; i++) {
        const sl_evidence *e = c->s->evidence.at[one->evidence.at[i]];
        sl_buf b;
        sl_buf_init(&b);
        if (sl_figure_push_key(&b, c->s->phrases, e, SL_STR_NONE))
            sl_diag_note_at(c->s->diags, f, e->span, "the register says %s: %.*s", b.p,
                            SL_FMT(e->statement));
        else
            sl_diag_note_at(c->s->diags, f, e->span, "the register says: %.*s",
                            SL_FMT(e->statement));
        sl_buf_done(&b);
    }
    sl_diag_help(c->s->diags, f, "print the register's own figure with [=%.*s], or mend the text",
                 SL_FMT(first->id));
}

/* --- claims that cite nothing --- */

static bool cites_any(const sl_prose *p)
{
    for (size_t i = 0; i < p->sentences.n; i++)
        if (p->sentences.at[i].evidence.n)
            return true;
    return false;
}

static void report_uncited(claiming *c, const sl_prose *p, sl_code code, size_t begin, size_t end,
                           const char *what)
{
    sl_severity severity = sl_waiver_severity(c->s, c->item, code);
    sl_finding *f = sl_diag_add_as(c->s->diags, severity, code, sl_prose_span(c->s, p, begin, end),
                                   "the %s '%.*s' cites no evidence", what, (int)(end - begin),
                                   p->text.p + begin);
    sl_diag_help(c->s->diags, f, "cite what it rests on with [@ID], or say less");
}

/* A ranking or comparison; evidence anywhere in the paragraph is enough for it. */
static void check_words(claiming *c, const sl_prose *p, const sl_sentence *one)
{
    size_t at, n;
    uint8_t asked = c->item->type->must_cite;
    if ((asked & SL_CITE_SUPERLATIVES) &&
        sl_wording_find_superlative(c->wording, p->text, one->begin, one->end, &at, &n))
        report_uncited(c, p, SL_E0228, at, at + n, "superlative");
    if ((asked & SL_CITE_COMPARISONS) &&
        sl_wording_find_comparison(c->wording, p->text, one->begin, one->end, &at, &n))
        report_uncited(c, p, SL_E0229, at, at + n, "comparison");
}

/* Two figures whose intervals overlap are not known to differ. */
static bool may_be_equal(const sl_evidence *e)
{
    const sl_interval *own = &e->interval, *other = &e->comparator_interval;
    return own->known && other->known && sl_dec_compare(own->low, other->high) <= 0 &&
           sl_dec_compare(other->low, own->high) <= 0;
}

static void check_difference(claiming *c, const sl_prose *p, const sl_sentence *one)
{
    size_t at, n;
    for (size_t i = 0; i < one->evidence.n; i++) {
        const sl_evidence *e = c->s->evidence.at[one->evidence.at[i]];
        if (!may_be_equal(e) ||
            !sl_wording_find_comparison(c->wording, p->text, one->begin, one->end, &at, &n))
            continue;
        sl_finding *f = sl_diag_add_as(c->s->diags, sl_waiver_severity(c->s, c->item, SL_E0255),
                                       SL_E0255, sl_prose_span(c->s, p, at, at + n),
                                       "'%.*s' compares figures of %.*s whose intervals overlap",
                                       (int)n, p->text.p + at, SL_FMT(e->id));
        sl_diag_note_at(c->s->diags, f, e->span, "the register says: %.*s", SL_FMT(e->statement));
        sl_diag_help(c->s->diags, f, "say that they are not known to differ");
    }
}

static void check_sentence(claiming *c, const sl_prose *p, const sl_sentence *one, bool cited)
{
    sl_number n;
    check_difference(c, p, one);
    sl_str text = sl_str_slice(p->text, 0, one->end);
    for (size_t at = one->begin; sl_number_next(text, &at, &n);) {
        const sl_prose_piece *piece = sl_prose_at(p, n.begin);
        if (!piece || piece->node->kind != SL_NODE_TEXT)
            continue; /* a bound figure, or code */
        if (one->evidence.n && !find_known(c, one, &n))
            report_difference(c, p, one, &n);
        else if (!one->evidence.n && (c->item->type->must_cite & SL_CITE_FIGURES))
            report_uncited(c, p, SL_E0227, n.begin, n.end, "figure");
    }
    if (!cited && c->item->type->must_cite)
        check_words(c, p, one);
}

/* Without an early end, so that the compiler looks at many bytes at a time. */
static bool has_digit(sl_str text)
{
    unsigned char found = 0;
    for (size_t i = 0; i < text.n; i++)
        found |= (unsigned char)(text.p[i] - '0') < 10;
    return found;
}

/* True when a paragraph may claim something: most have no figure and need not be read. */
static bool has_figure(const sl_node *paragraph)
{
    for (const sl_node *n = paragraph->first; n; n = sl_node_walk(paragraph, n))
        if (n->kind == SL_NODE_TEXT && has_digit(n->text))
            return true;
    return false;
}

static bool may_claim(const claiming *c, const sl_node *paragraph)
{
    return (c->item->type->must_cite & (SL_CITE_SUPERLATIVES | SL_CITE_COMPARISONS)) ||
           c->any_interval || has_figure(paragraph);
}

static void check_tree(claiming *c, const sl_node *body)
{
    for (const sl_node *n = body->first; n; n = sl_node_walk_blocks(body, n)) {
        const sl_block *b = n->kind == SL_NODE_BLOCK ? sl_block_of(c->s, n) : NULL;
        if (b && b->text)
            check_tree(c, b->text);
        if (n->kind != SL_NODE_PARAGRAPH || !may_claim(c, n))
            continue;
        sl_prose p = sl_prose_read(c->arena, c->s, n);
        bool cited = cites_any(&p);
        for (size_t i = 0; i < p.sentences.n; i++)
            check_sentence(c, &p, &p.sentences.at[i], cited);
    }
}

/* --- one figure through all texts --- */

/* Typed figures of a paragraph that cites, and values that it prints. */
static void compare_figures(claiming *c, const sl_node *paragraph)
{
    bool cites = false;
    for (const sl_node *n = paragraph->first; n; n = sl_node_walk(paragraph, n)) {
        cites = cites || n->kind == SL_NODE_CITE || n->kind == SL_NODE_VALUE;
        if (n->kind == SL_NODE_VALUE)
            add_bound(c, n);
    }
    if (!cites || !has_figure(paragraph))
        return;
    sl_prose p = sl_prose_read(c->arena, c->s, paragraph);
    for (size_t i = 0; i < p.sentences.n; i++) {
        const sl_sentence *one = &p.sentences.at[i];
        sl_str text = sl_str_slice(p.text, 0, one->end);
        sl_number n;
        for (size_t at = one->begin; one->evidence.n && sl_number_next(text, &at, &n);) {
            const sl_prose_piece *piece = sl_prose_at(&p, n.begin);
            bool typed = piece && piece->node->kind == SL_NODE_TEXT;
            figures *of = typed ? find_known(c, one, &n) : NULL;
            if (of)
                check_precision(c, &p, of, &n);
        }
    }
}

/* What one text says is held against the others, so that no item's judgement can be kept alone. */
static void compare_tree(claiming *c, const sl_node *body)
{
    for (const sl_node *n = body->first; n; n = sl_node_walk_blocks(body, n)) {
        const sl_block *b = n->kind == SL_NODE_BLOCK ? sl_block_of(c->s, n) : NULL;
        if (b && b->text)
            compare_tree(c, b->text);
        if (n->kind == SL_NODE_PARAGRAPH)
            compare_figures(c, n);
    }
}

/* --- titles of charts and tables --- */

static bool is_count(sl_str word)
{
    static const char *const words[] = {"one", "two",   "three", "four", "five",
                                        "six", "seven", "eight", "nine", "ten"};
    for (size_t i = 0; i < SL_COUNT(words); i++)
        if (word.n == strlen(words[i]) && (word.p[0] | 0x20) == words[i][0] &&
            memcmp(word.p + 1, words[i] + 1, word.n - 1) == 0)
            return true;
    return word.n && sl_is_digit(word.p[0]);
}

/* "24 of the 32", "three of these four". */
static bool counts_some(sl_str title, size_t *at, size_t *length)
{
    size_t i = 0;
    while ((i = sl_str_find(title, SL_STR(" of "), i)) != SIZE_MAX) {
        size_t begin = i, end = i + 4;
        while (begin && title.p[begin - 1] != ' ')
            begin--;
        while (end < title.n && title.p[end] != ' ')
            end++;
        if (is_count(sl_str_slice(title, begin, i))) {
            *at = begin;
            *length = end - begin;
            return true;
        }
        i = end;
    }
    return false;
}

/* A title that one row of the data can make false, and that no query holds to them. */
static void check_title(claiming *c, const sl_block *b)
{
    const sl_yaml *title = sl_yaml_lookup(b->yaml, "title");
    size_t at, n;
    if ((b->kind != SL_BLOCK_CHART && b->kind != SL_BLOCK_MAP && b->kind != SL_BLOCK_TABLE) ||
        !title || sl_yaml_lookup(b->yaml, "holds") ||
        !(sl_wording_find_superlative(c->wording, title->text, 0, title->text.n, &at, &n) ||
          sl_wording_find_quantifier(c->wording, title->text, 0, title->text.n, &at, &n) ||
          sl_wording_find_comparison(c->wording, title->text, 0, title->text.n, &at, &n) ||
          counts_some(title->text, &at, &n)))
        return;
    sl_severity severity = sl_waiver_severity(c->s, b->item, SL_E0257);
    sl_finding *f =
        sl_diag_add_as(c->s->diags, severity, SL_E0257, title->span,
                       "nothing holds the title to the data: '%.*s'", (int)n, title->text.p + at);
    bool of_items = sl_yaml_lookup(b->yaml, "items") != NULL;
    const char *query = b->chart && b->chart->grid ? "SELECT count(*) = 3 FROM chart WHERE row = …"
                        : of_items                 ? "SELECT min(figure) > 0 FROM chart"
                                                   : "SELECT min(a > b) FROM …";
    sl_diag_help(c->s->diags, f, "add 'holds:' with a query that is true while the title is: %s",
                 query);
}

void sl_check_claims(const sl_strategy *s)
{
    if (s->unread_evidence)
        return; /* what is cited is not known */
    claiming c = {.s = s, .arena = sl_arena_new()};
    c.entries = SL_NEW_ARRAY(s->arena, figures, s->evidence.n + 1);
    c.wording =
        sl_wording_load(s->arena, s->framework->claims, sl_yaml_text(s->config, "language"));
    for (size_t i = 0; i < s->evidence.n; i++)
        c.any_interval = c.any_interval || s->evidence.at[i]->comparator_interval.known;
    static const char by;
    sl_memo memo;
    sl_memo_init(&memo, s, &by);
    for (size_t i = 0; i < s->items.n; i++) {
        sl_arena_mark mark = sl_arena_mark_now(c.arena);
        c.item = s->items.at[i];
        if (!c.item->body || sl_memo_find(&memo, c.item))
            continue;
        check_tree(&c, c.item->body);
        sl_memo_end(&memo);
        sl_arena_reset(c.arena, mark);
    }
    for (size_t i = 0; i < s->items.n; i++) {
        sl_arena_mark mark = sl_arena_mark_now(c.arena);
        c.item = s->items.at[i];
        if (c.item->body)
            compare_tree(&c, c.item->body);
        sl_arena_reset(c.arena, mark);
    }
    for (size_t i = 0; i < s->blocks.n; i++)
        check_title(&c, s->blocks.at[i]);
    sl_arena_free(c.arena);
}
