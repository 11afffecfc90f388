#include "check/check.h"

#include "base/assert.h"
#include "model/waiver.h"
#include "sight/audit.h"
#include "sight/coverage.h"
#include "load/block.h"
#include "load/names.h"
#include "check/checking.h"
#include "model/figure.h"
#include "record/matter.h"

typedef struct checking {
    const sl_strategy *s;
    const sl_item *item;
    /* By evidence: the stamp of the last item that does so, so that nothing is cleared for the
     * next. */
    uint32_t *cited, *contrary, *declared;
    bool *used; /* by evidence, anywhere */
} checking;

/* What stands for the item in the tables by evidence. */
static uint32_t stamp(const checking *c)
{
    return c->item->index + 1;
}

static sl_severity severity(const checking *c, sl_code code)
{
    return sl_waiver_severity(c->s, c->item, code);
}

static void check_waivers(checking *c)
{
    sl_date today = c->s->as_of;
    SL_EACH (w, sl_yaml_lookup(c->item->front, "waive")) {
        const sl_yaml *rule = sl_yaml_lookup(w, "rule"), *until = sl_yaml_lookup(w, "until");
        sl_date date;
        if (!rule || !until || !sl_date_parse(until->text, &date))
            continue;
        if (sl_code_lookup(rule->text) == SL_CODE__COUNT) {
            sl_finding *f = sl_diag_add(c->s->diags, SL_E0212, rule->span,
                                        "there is no rule '%.*s'", SL_FMT(rule->text));
            sl_diag_help(c->s->diags, f, "'sightline explain' lists the rules");
        } else if (sl_date_days(date) < sl_date_days(today)) {
            sl_finding *f = sl_diag_add(c->s->diags, SL_E0222, until->span,
                                        "the waiver of '%.*s' has expired", SL_FMT(rule->text));
            sl_diag_help(c->s->diags, f, "mend what it hid, or renew it with a reason");
        }
    }
}

/* --- the text --- */

static void check_heading(checking *c, const sl_node *n, unsigned *level)
{
    if (n->level < 2 || n->level > *level + 1) {
        sl_finding *f = sl_diag_add(c->s->diags, SL_E0109, n->span,
                                    n->level < 2 ? "a heading of level 1 in an item's text"
                                                 : "a heading of level %u follows level %u",
                                    n->level, *level);
        unsigned want = *level + 1;
        sl_diag_help(c->s->diags, f, "the item's title is level 1: write %.*s here", (int)want,
                     "######");
    }
    *level = n->level < 2 ? 1 : n->level;
}

static bool has_note(const sl_node *body, sl_str name)
{
    for (const sl_node *n = body ? body->last : NULL; n && n->kind == SL_NODE_FOOTNOTE; n = n->prev)
        if (sl_str_starts(name, "note-") &&
            sl_str_equal(n->id, sl_str_slice(name, strlen("note-"), name.n)))
            return true;
    return false;
}

/* A name of a figure, table, heading or annex, by its form, which nothing has. */
static bool report_name(checking *c, const sl_node *n)
{
    bool small = n->id.p[0] >= 'a' && n->id.p[0] <= 'z';
    if ((!small && sl_str_find_char(n->id, '#', 0) == SIZE_MAX) || n->contrary)
        return false;
    if (c->s->unread_items)
        return true;
    sl_finding *f =
        sl_diag_add(c->s->diags, SL_E0108, n->span, "nothing is called '%.*s'", SL_FMT(n->id));
    size_t count = c->s->names.entries.n;
    sl_str *names = SL_NEW_ARRAY(c->s->arena, sl_str, count + 1);
    for (size_t i = 0; i < count; i++)
        names[i] = c->s->names.entries.at[i].key;
    if (!sl_diag_suggest(c->s->diags, f, n->id, names, count))
        sl_diag_help(
            c->s->diags, f,
            "figures and tables are called by their id, headings ITEM#words-of-it, annexes "
            "annex-evidence and so on");
    return true;
}

/* What stands behind the last comma is nearly the word that prints a page. */
static void check_place(checking *c, const sl_node *n)
{
    static const char *const near[] = {"page", "pages", "p", "p.", "pp", "pp."};
    sl_str last = n->text;
    size_t comma;
    while (comma = sl_str_find_char(last, ',', 0), comma != SIZE_MAX)
        last = sl_str_slice(last, comma + 1, last.n);
    last = sl_str_trim(sl_str_lower(c->s->arena, last));
    bool is_near = false;
    for (size_t i = 0; i < SL_COUNT(near); i++)
        is_near = is_near || sl_str_equal_z(last, near[i]);
    if (!is_near || sl_str_equal_z(n->text, "page"))
        return;
    sl_finding *f = sl_diag_add(c->s->diags, SL_E0781, n->span,
                                "'%.*s' would be printed behind '%.*s' as it stands",
                                SL_FMT(n->text), SL_FMT(n->id));
    sl_diag_help(c->s->diags, f,
                 "for the page that it leads to write [@%.*s, page]; a place in a source has its "
                 "number: page 12",
                 SL_FMT(n->id));
}

/* A reference to an annex that is left out. */
static bool report_annex(checking *c, const sl_node *n)
{
    sl_str name = sl_str_starts(n->id, "annex-") ? sl_str_slice(n->id, strlen("annex-"), n->id.n)
                                                 : SL_STR_NONE;
    const char *lacks = n->contrary ? NULL : sl_annex_lacks(c->s, name);
    if (!lacks)
        return false;
    sl_finding *f =
        sl_diag_add(c->s->diags, SL_E0108, n->span, "'%.*s' is left out: %s", SL_FMT(n->id), lacks);
    sl_diag_help(c->s->diags, f, "refer to another, or take the reference out");
    return true;
}

static void check_cite(checking *c, const sl_node *n)
{
    check_place(c, n);
    if (report_annex(c, n))
        return;
    if (sl_strategy_lookup_evidence(c->s, n->id) ||
        (!n->contrary && (sl_names_has(c->s, n->id) || has_note(c->item->body, n->id))))
        return;
    const sl_item *item = sl_strategy_lookup_item(c->s, n->id);
    if ((item && !n->contrary) || (!item && report_name(c, n)))
        return;
    sl_strategy_report_dangling(c->s, n->id, n->span, true, !n->contrary);
}

static void check_value(checking *c, const sl_node *n)
{
    const sl_evidence *e = sl_strategy_lookup_evidence(c->s, n->id);
    sl_span id = {n->span.file, n->span.begin + 2, n->span.begin + 2 + (uint32_t)n->id.n};
    if (!e) {
        sl_strategy_report_dangling(c->s, n->id, id, true, false);
        return;
    }
    if (!sl_figure_has_key(e, n->text) && !e->query_failed) {
        sl_finding *f = sl_diag_add(
            c->s->diags, SL_E0218, n->span, "%.*s has no %s", SL_FMT(n->id),
            n->text.n ? sl_str_format(c->s->arena, "'%.*s'", SL_FMT(n->text)).p : "value");
        sl_diag_help(c->s->diags, f,
                     "use one of comparator, period, geography, unit, or none for the value");
    }
}

static void check_image(checking *c, const sl_node *n)
{
    sl_span at = n->span;
    if (sl_str_trim(sl_node_plain(c->s->arena, n)).n == 0) {
        sl_finding *f = sl_diag_add(c->s->diags, SL_E0126, at, "the image has no alternative text");
        sl_diag_help(c->s->diags, f, "say in the brackets what it shows: ![…](%.*s)",
                     SL_FMT(n->target));
    }
}

static void check_node(checking *c, sl_node *n, unsigned *level)
{
    switch ((int)n->kind) {
    case SL_NODE_HEADING:
        check_heading(c, n, level);
        break;
    case SL_NODE_CITE_ITEM:
        check_cite(c, n);
        break;
    case SL_NODE_VALUE:
        check_value(c, n);
        break;
    case SL_NODE_IMAGE:
        check_image(c, n);
        break;
    case SL_NODE_LINK:
        sl_check_link(c->s, c->item, n);
        break;
    }
}

/* Marks in a title, which may call the notes of the text below it. */
static void check_words(checking *c, const sl_node *words)
{
    unsigned level = 6;
    for (sl_node *n = words ? words->first : NULL; n; n = sl_node_walk(words, n))
        check_node(c, n, &level);
}

static void check_text(checking *c, sl_node *body)
{
    unsigned level = 1;
    for (sl_node *n = body->first; n; n = sl_node_walk(body, n)) {
        check_node(c, n, &level);
        const sl_block *b = n->kind == SL_NODE_BLOCK ? sl_block_of(c->s, n) : NULL;
        check_words(c, b ? b->words : NULL);
        unsigned inner = 6; /* no headings in a block's text */
        for (sl_node *t = b && b->text ? b->text->first : NULL; t; t = sl_node_walk(b->text, t))
            check_node(c, t, &inner);
        for (size_t i = 0; b && i < b->parts.n; i++)
            if (b->parts.at[i].text)
                sl_check_footnotes(c->s, b->parts.at[i].text, NULL);
        if (b && b->text && !b->parts.n)
            sl_check_footnotes(c->s, b->text, NULL);
    }
}

/* --- citations against the front matter --- */

static void check_declared(checking *c)
{
    const sl_strategy *s = c->s;
    bool may_declare = false, must_declare = false;
    for (size_t r = 0; r < s->framework->roles.n; r++) {
        const sl_role *role = s->framework->roles.at[r];
        if (role->to[SL_EVIDENCE_TYPE] && role->from[c->item->type->index]) {
            may_declare = true;
            must_declare = must_declare || role->at_least[c->item->type->index];
        }
    }
    for (size_t i = 0; i < c->item->out.n; i++) {
        const sl_edge *e = &s->edges.at[c->item->out.at[i]];
        if (!e->to_evidence)
            continue;
        c->declared[e->to] = stamp(c);
        c->used[e->to] = true;
        if (c->cited[e->to] == stamp(c))
            continue;
        sl_finding *f = sl_diag_add_as(s->diags, severity(c, SL_E0216), SL_E0216, e->span,
                                       "%.*s is declared but never cited in the text",
                                       SL_FMT(s->evidence.at[e->to]->id));
        sl_diag_help(s->diags, f, "cite it with [@%.*s] beside the claim that it supports",
                     SL_FMT(s->evidence.at[e->to]->id));
    }
    for (size_t i = 0; may_declare && i < c->item->cites.n; i++) {
        const sl_evidence *e = s->evidence.at[c->item->cites.at[i]];
        if (c->declared[e->index] == stamp(c) || c->contrary[e->index] == stamp(c) || !must_declare)
            continue;
        sl_finding *f = sl_diag_add_as(
            s->diags, severity(c, SL_E0217), SL_E0217, c->item->span,
            "the text cites %.*s, which the front matter does not declare", SL_FMT(e->id));
        sl_diag_help(s->diags, f, "add it to the evidence of %.*s", SL_FMT(c->item->id));
    }
    if (must_declare && c->item->cites.n == 0 && s->evidence.n) {
        sl_finding *f = sl_diag_add_as(s->diags, severity(c, SL_E0215), SL_E0215, c->item->span,
                                       "the text of %.*s cites no evidence", SL_FMT(c->item->id));
        sl_diag_help(s->diags, f, "cite with [@ID] beside each claim");
    }
}

static void check_contrary(checking *c)
{
    for (size_t i = 0; i < c->item->contrary.n; i++) {
        const sl_contrary *one = &c->item->contrary.at[i];
        const sl_evidence *e = c->s->evidence.at[one->evidence];
        if (one->answered.n)
            continue;
        sl_finding *f = sl_diag_add_as(c->s->diags, severity(c, SL_E0219), SL_E0219, c->item->span,
                                       "nothing says where %.*s, cited as contrary, is answered",
                                       SL_FMT(e->id));
        sl_diag_help(c->s->diags, f, "add contrary: [{id: %.*s, answered: where}]", SL_FMT(e->id));
    }
    SL_EACH (a, sl_yaml_lookup(c->item->front, "contrary")) {
        const sl_yaml *id = sl_yaml_lookup(a, "id");
        if (id && !sl_strategy_lookup_evidence(c->s, id->text))
            sl_strategy_report_dangling(c->s, id->text, id->span, true, false);
    }
}

/* What the text cites, in the tables by evidence. */
static void note_cites(checking *c)
{
    for (size_t i = 0; i < c->item->cites.n; i++) {
        c->used[c->item->cites.at[i]] = true;
        c->cited[c->item->cites.at[i]] = stamp(c);
    }
    for (size_t i = 0; i < c->item->contrary.n; i++)
        c->contrary[c->item->contrary.at[i].evidence] = stamp(c);
}

static void check_item(checking *c)
{
    check_words(c, c->item->words);
    for (size_t i = 0; i < c->item->texts.n; i++) {
        check_text(c, c->item->texts.at[i].body);
        sl_check_footnotes(c->s, c->item->texts.at[i].body, NULL);
    }
    if (c->item->body) {
        check_text(c, c->item->body);
        sl_check_footnotes(c->s, c->item->body, c->item->words);
    }
    note_cites(c);
    check_declared(c);
    check_contrary(c);
    check_waivers(c);
}

static void check_audiences(const sl_strategy *s, const sl_item *item)
{
    const sl_yaml *list = sl_yaml_lookup(s->config, "audiences");
    for (const sl_node *n = item->body ? item->body->first : NULL; n; n = n->next) {
        if (n->kind != SL_NODE_AUDIENCE)
            continue;
        sl_str rest = n->title, word;
        if (sl_str_equal_z(rest, "audience"))
            sl_diag_help(s->diags,
                         sl_diag_add(s->diags, SL_E0118, n->span, "this block names no audience"),
                         "write ::: audience NAME");
        while (sl_str_split(&rest, ' ', &word)) {
            bool known = word.n == 0 || sl_str_equal_z(word, "audience");
            SL_EACH (one, list)
                known = known || sl_str_equal(one->text, word);
            if (known)
                continue;
            sl_finding *f = sl_diag_add(s->diags, SL_E0118, n->span, "there is no audience '%.*s'",
                                        SL_FMT(word));
            sl_diag_help(s->diags, f, "the audiences are listed in strategy.yaml");
        }
    }
}

/* Tables that would be left out of the annex. */
static void check_coverage(const sl_strategy *s, const sl_audit *audit)
{
    if (!s->framework->coverage)
        return;
    sl_arena *scratch = sl_arena_new();
    const sl_coverages *all = sl_coverage_run(scratch, audit);
    for (size_t i = 0; i < all->left_out.n; i++) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0239, all->left_out.at[i]->span,
                                    "the table '%.*s' is too large and is left out",
                                    SL_FMT(sl_yaml_text(all->left_out.at[i], "title")));
        sl_diag_help(s->diags, f, "count by what has fewer values");
    }
    sl_arena_free(scratch);
}

void sl_check_strategy(const sl_strategy *s, const sl_audit *audit)
{
    checking c = {.s = s};
    c.cited = SL_NEW_ARRAY(s->arena, uint32_t, s->evidence.n + 1);
    c.contrary = SL_NEW_ARRAY(s->arena, uint32_t, s->evidence.n + 1);
    c.declared = SL_NEW_ARRAY(s->arena, uint32_t, s->evidence.n + 1);
    c.used = SL_NEW_ARRAY(s->arena, bool, s->evidence.n + 1);
    for (size_t i = 0; i < s->items.n; i++) {
        c.item = s->items.at[i];
        check_item(&c);
        check_audiences(s, c.item);
    }
    for (size_t i = 0; i < s->evidence.n; i++) {
        const sl_evidence *e = s->evidence.at[i];
        if (c.used[i] || s->unread_items || s->framework->types.n == 0)
            continue;
        sl_finding *f =
            sl_diag_add_as(s->diags, sl_framework_severity(s->framework, SL_E0214, SL_STR_NONE),
                           SL_E0214, e->span, "nothing cites %.*s", SL_FMT(e->id));
        sl_diag_help(s->diags, f, "use it, or drop it from the register");
    }
    sl_check_near(s);
    sl_check_pull_quotes(s);
    sl_check_glossary(s);
    sl_check_typed(s);
    sl_check_ids(s);
    sl_check_units(s);
    sl_check_signs(s);
    sl_check_claims(s);
    sl_check_reviews(s);
    sl_check_dates(s);
    sl_check_measures(s);
    sl_check_ahead(s);
    sl_check_money(s);
    check_coverage(s, audit);
    sl_check_age(s, audit);
}
