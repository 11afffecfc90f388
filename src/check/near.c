/* What is nearly a mark, what another program's marks are, what was pasted as a list, and what is
 * not finished: it would be printed as it was typed. */
#include "base/assert.h"
#include "check/checking.h"
#include "check/memo.h"
#include "check/near.h"
#include "check/near_block.h"
#include "check/near_mark.h"
#include "check/plain.h"
#include "load/block.h"
#include "model/waiver.h"
#include "record/record.h"

/* --- marks of other programs --- */

static bool has_at(sl_str s, size_t at, const char *z)
{
    size_t n = strlen(z);
    return s.n - at >= n && memcmp(s.p + at, z, n) == 0;
}

static void check_latex(sl_near *c, const sl_node *n, size_t at)
{
    static const char *const words[] = {"newpage",       "pagebreak",       "clearpage",
                                        "textbf{",       "textit{",         "emph{",
                                        "cite{",         "citep{",          "citet{",
                                        "ref{",          "label{",          "footnote{",
                                        "section{",      "subsection{",     "begin{",
                                        "end{",          "includegraphics", "vspace",
                                        "hspace",        "noindent",        "tableofcontents",
                                        "url{",          "href{",           "caption{",
                                        "linebreak",     "underline{",      "textsuperscript{",
                                        "textsubscript{"};
    sl_str s = n->text;
    for (size_t i = 0; i < SL_COUNT(words); i++) {
        size_t length = strlen(words[i]);
        if (!has_at(s, at + 1, words[i]) || (words[i][length - 1] != '{' && at + 1 + length < s.n &&
                                             sl_near_is_word(s.p[at + 1 + length])))
            continue;
        sl_near_report(c, SL_E0132, sl_near_part(n, at, at + 1 + length), "LaTeX is not read",
                       "write it as Markdown; where pages end is the program's to choose");
        return;
    }
}

/* {{toc}}, {% include x %}, and braces of attributes that are read nowhere here. */
static void check_brace(sl_near *c, const sl_node *n, size_t at)
{
    sl_str s = n->text;
    size_t close = sl_near_find_close(s, '}', at);
    if (close == SIZE_MAX || at + 1 >= s.n)
        return;
    char next = s.p[at + 1];
    bool two = next == '{' && close + 1 < s.n && s.p[close + 1] == '}' && close > at + 2;
    if (two || (next == '%' && s.p[close - 1] == '%')) {
        sl_near_report(
            c, SL_E0132, sl_near_part(n, at, close + 1), "templates are not filled in",
            "write {{name}} for a variable of strategy.yaml and {{snippet: name}} for a file of "
            "snippets/; the contents are made by the program, a figure is printed by [=ID]");
        return;
    }
    bool behind =
        at == 0 && n->prev && n->prev->kind != SL_NODE_SOFT_BREAK && n->prev->kind != SL_NODE_TEXT;
    bool ends = n->parent->kind == SL_NODE_HEADING && !n->next && close + 1 == s.n;
    sl_str inner = sl_str_slice(s, at + 1, close);
    bool form = next == '#' || next == '.' || next == '-' ||
                (sl_str_find_char(inner, '=', 0) != SIZE_MAX && sl_near_is_word(next));
    if (form && inner.n > 1 && (behind || ends))
        sl_near_report(
            c, SL_E0132, sl_near_part(n, at, close + 1), "these attributes are not read here",
            "remove them: {#name} is read behind a heading and a table's caption, {width=50%} "
            "behind a picture, {lang=fr} behind words in brackets");
}

/* "](": a link or picture that Markdown does not see as one. */
static void check_broken(sl_near *c, const sl_node *n, size_t at)
{
    sl_str s = n->text;
    /* [words] (https://…): the address has become a link of its own. */
    const sl_node *next = n->next;
    bool apart = at + 3 == s.n && has_at(s, at, "] (") && next && next->kind == SL_NODE_LINK &&
                 sl_str_equal_z(next->role, "bare");
    bool round = has_at(s, at, "](") || apart, pair = has_at(s, at, "][");
    if (!round && !pair)
        return;
    const sl_node *m = n;
    size_t open = SIZE_MAX;
    for (; m && open == SIZE_MAX; m = open == SIZE_MAX ? m->prev : m)
        for (size_t i = m == n ? at : m->text.n; m->kind == SL_NODE_TEXT && i > 0; i--)
            if (m->text.p[i - 1] == '[') {
                open = i - 1;
                break;
            }
    /* a[0][1] is of another kind: words stand before its bracket without a space. */
    if (open == SIZE_MAX || (open && sl_near_is_word(m->text.p[open - 1])))
        return;
    sl_near_report(
        c, SL_E0133, sl_near_part(n, at, at + 2), "this is no link: it would be printed as it is",
        "write [words](https://address) or ![words](figures/name.png), without a space between "
        "the brackets or in the address");
}

/* --- lists and tables that are none --- */

static size_t strspn_of(sl_str s, const char *set)
{
    size_t n = 0;
    while (n < s.n && strchr(set, s.p[n]))
        n++;
    return n;
}

/* All lines of one are one slip. */
static void report_once(sl_near *c, sl_code code, const sl_node *n, size_t end, const char *what,
                        const char *help)
{
    if (c->said == n->parent)
        return;
    c->said = n->parent;
    sl_near_report(c, code, sl_near_part(n, 0, end), what, help);
}

/* Whether a line of hyphens stands in the paragraph: that it does not fit is said where it is. */
static bool has_delimiters(const sl_node *n)
{
    for (const sl_node *m = n->parent->first; m; m = m->next)
        if (m->kind == SL_NODE_TEXT && m->text.n > 3 && strspn_of(m->text, "|-: ") == m->text.n)
            return true;
    return false;
}

static bool is_line_start(const sl_node *n)
{
    return (!n->prev || n->prev->kind == SL_NODE_SOFT_BREAK ||
            n->prev->kind == SL_NODE_LINE_BREAK) &&
           n->parent->kind == SL_NODE_PARAGRAPH;
}

/* The place in its list that a line begins with: "(b) ", "b) ", "b. ", "ii. "; 0: none. */
static int place_of(sl_str s)
{
    static const char *const roman[] = {"i",  "ii",  "iii",  "iv", "v",
                                        "vi", "vii", "viii", "ix", "x"};
    bool round = s.n && s.p[0] == '(';
    size_t begin = round, end = begin;
    while (end < s.n && end - begin < 5 &&
           ((s.p[end] >= 'a' && s.p[end] <= 'z') || (s.p[end] >= '0' && s.p[end] <= '9')))
        end++;
    if (end == begin || end + 1 >= s.n || s.p[end + 1] != ' ' ||
        !(s.p[end] == ')' || (!round && s.p[end] == '.')))
        return 0;
    sl_str word = sl_str_slice(s, begin, end);
    int n = 0;
    for (size_t i = 0; i < SL_COUNT(roman) && word.n > 1; i++)
        if (sl_str_equal_z(word, roman[i]))
            return (int)i + 1 + 100;
    if (word.n == 1 && word.p[0] >= 'a')
        return word.p[0] - 'a' + 1;
    for (size_t i = 0; i < word.n; i++)
        n = word.p[i] >= '0' && word.p[i] <= '9' && round ? n * 10 + word.p[i] - '0' : -1000;
    return n > 0 ? n : 0;
}

static void check_run_together(sl_near *c, const sl_node *n)
{
    int here = place_of(n->text);
    const sl_node *m = n;
    while (here && m && m->kind != SL_NODE_SOFT_BREAK && m->kind != SL_NODE_LINE_BREAK)
        m = m->next;
    if (!here || !m || !m->next || m->next->kind != SL_NODE_TEXT)
        return;
    int next = place_of(m->next->text);
    bool roman = sl_str_starts(n->text, "i.") || sl_str_starts(n->text, "(i)") ||
                 sl_str_starts(n->text, "i)");
    if (next == here + 1 || (roman && next == 102))
        report_once(c, SL_E0135, n, 3, "these lines run together into one paragraph",
                    "write a list: '1. ' or '- ' before each line, after an empty line");
}

static void check_line(sl_near *c, const sl_node *n)
{
    static const char *const bullets[] = {"\u2022", "\u00B7", "\u25AA", "\u25CF", "\u25E6",
                                          "\u2023", "\u2043", "\uF0B7", "\u25A0", "\u25BA"};
    sl_str s = n->text;
    for (size_t i = 0; i < SL_COUNT(bullets); i++) {
        size_t length = strlen(bullets[i]);
        if (sl_str_starts(s, bullets[i]) && (s.n == length || strchr(" \t\xC2", s.p[length])))
            report_once(c, SL_E0135, n, length, "a bullet that begins no list",
                        "write '- ' in its place, after an empty line");
    }
    size_t marks = 0;
    while (marks < s.n && s.p[marks] == '#')
        marks++;
    if (marks > 1 && marks < 7 && marks < s.n && sl_near_is_word(s.p[marks]))
        sl_near_report(c, SL_E0132, sl_near_part(n, 0, marks),
                       "a heading without the space behind its signs", "write '## Heading'");
    if ((sl_str_starts(s, "|") && !has_delimiters(n)) || sl_str_starts(s, "+--") ||
        sl_str_starts(s, "+=="))
        report_once(c, SL_E0134, n, 1, "a table that cannot be read as one",
                    "below its first row stands a line of as many cells of hyphens: | --- | --- |");
    if (sl_str_starts(s, ": ") && n->prev)
        sl_near_report(c, SL_E0135, sl_near_part(n, 0, 1), "a definition whose term cannot be told",
                       "put the term on a line of its own above it, after an empty line");
    if (sl_str_starts(s, "[TOC]") || sl_str_starts(s, "[[toc]]") || sl_str_starts(s, "[[_TOC_]]"))
        sl_near_report(c, SL_E0132, sl_near_part(n, 0, 5), "the contents are made by the program",
                       "remove it");
    check_run_together(c, n);
}

/* --- what is not finished --- */

static void check_unfinished(sl_near *c, sl_str s, const sl_node *n, sl_span span)
{
    static const char *const words[] = {"TODO", "TBC", "TBD", "FIXME", "XXX", "Lorem ipsum"};
    for (size_t i = 0; i < SL_COUNT(words); i++) {
        size_t length = strlen(words[i]);
        for (size_t at = 0; (at = sl_str_find(s, sl_str_from(words[i]), at)) != SIZE_MAX; at++) {
            if ((at && sl_near_is_word(s.p[at - 1])) ||
                (at + length < s.n && sl_near_is_word(s.p[at + length])))
                continue;
            sl_finding *f =
                sl_diag_add(c->s->diags, SL_E0136, n ? sl_near_part(n, at, at + length) : span,
                            "'%s' in a strategy that is final", words[i]);
            sl_diag_help(c->s->diags, f, "say what is meant, or take it out");
        }
    }
}

/* --- all texts --- */

static void check_text(sl_near *c, const sl_node *n)
{
    sl_str s = n->text;
    if (is_line_start(n) && s.n && !sl_near_is_escaped(c, n, 0))
        check_line(c, n);
    if (c->is_final)
        check_unfinished(c, s, n, n->span);
    for (size_t i = 0; i < s.n; i++) {
        char m = s.p[i];
        if (!m || !strchr("[@\\{](=", m) || sl_near_is_escaped(c, n, i))
            continue;
        switch (s.p[i]) {
        case '[':
            i = sl_near_check_bracket(c, n, i);
            break;
        case '@':
            sl_near_check_at(c, n, i);
            break;
        case '(':
            i = sl_near_check_round(c, n, i);
            break;
        case '=':
            sl_near_check_equals(c, n, i);
            break;
        case '\\':
            check_latex(c, n, i);
            break;
        case '{':
            check_brace(c, n, i);
            break;
        case ']':
            check_broken(c, n, i);
            break;
        }
    }
}

/* A caption is numbered, and stands below a paragraph. */
static void check_picture(sl_near *c, const sl_node *n)
{
    if (n->id.n && !n->title.n)
        sl_near_report(
            c, SL_E0132, n->span, "the name of a picture without a caption leads nowhere",
            "give it a caption, which is numbered: ![what it shows](path \"Caption\"){#name}");
    for (const sl_node *up = n->parent; up && n->title.n; up = up->parent) {
        bool cell = up->kind == SL_NODE_TABLE_CELL, heading = up->kind == SL_NODE_HEADING;
        if (n->parent->kind == SL_NODE_PARAGRAPH && !cell && !heading)
            continue;
        sl_near_report(
            c, SL_E0138, n->span,
            cell      ? "the caption of a picture in a table's cell is not printed"
            : heading ? "the caption of a picture in a heading is not printed"
                      : "the caption of a picture among other marks is not printed",
            "take the words in quotation marks out, or put the picture in a paragraph of its "
            "own");
        return;
    }
}

static void check_body(sl_near *c, const sl_node *body, const sl_item *item)
{
    for (const sl_node *n = body ? body->first : NULL; n; n = sl_node_walk(body, n)) {
        if (n->kind == SL_NODE_TEXT)
            check_text(c, n);
        else if (n->kind == SL_NODE_CITE_ITEM)
            sl_near_check_place(c, n);
        else if (n->kind == SL_NODE_CODE_BLOCK || n->kind == SL_NODE_CODE ||
                 n->kind == SL_NODE_PARAGRAPH || n->kind == SL_NODE_HEADING)
            sl_near_check_block(c, n);
        else if (n->kind == SL_NODE_IMAGE)
            check_picture(c, n);
        else if (n->kind == SL_NODE_TABLE)
            sl_check_total(c->s, n);
        else if (n->kind == SL_NODE_SPAN && n->target.n)
            sl_check_shown(c->s, n, item);
        const sl_block *b = n->kind == SL_NODE_BLOCK ? sl_block_of(c->s, n) : NULL;
        if (b && b->text)
            check_body(c, b->text, NULL);
    }
}

/* A value of plain words, which in the end says nothing that is not finished. */
static void check_plain(sl_near *c, const sl_yaml *y)
{
    sl_plain_check(c->s, y);
    if (c->is_final && y && y->kind == SL_YAML_SCALAR)
        check_unfinished(c, y->text, NULL, y->span);
}

static void check_unfinished_value(sl_near *c, const sl_yaml *y)
{
    if (c->is_final && y && y->kind == SL_YAML_SCALAR)
        check_unfinished(c, y->text, NULL, y->span);
}

static void check_title(sl_near *c, const sl_node *words, const sl_yaml *y)
{
    if (words)
        check_body(c, words, NULL);
    else
        check_unfinished_value(c, y);
}

/* Of a block, but for its own title and text. */
static void check_block(sl_near *c, const sl_block *b)
{
    check_title(c, b->words, sl_yaml_lookup(b->yaml, "title"));
    sl_plain_check_map(c->s, sl_block_schema(b->kind), b->yaml, true);
}

static bool has_text(const sl_node *body)
{
    for (const sl_node *n = body ? body->first : NULL; n; n = n->next)
        if (n->kind != SL_NODE_FOOTNOTE)
            return true;
    return false;
}

/* Whether a table of items has it; one that stands nowhere is a finding of its own. */
static bool is_listed(const sl_strategy *s, const sl_item *item)
{
    for (size_t i = 0; i < s->blocks.n; i++) {
        const sl_item_list *list = sl_block_items(s->blocks.at[i]);
        for (size_t k = 0; list && k < list->items.n; k++)
            if (list->items.at[k] == item)
                return true;
    }
    return false;
}

/* Of what an item says beside its title and texts: links with a note, waivers, what every type has,
 * and what stands below the keys of its own. */
static void check_front(sl_near *c, const sl_item *item)
{
    SL_EACH (one, item->front) {
        const sl_key *key = NULL;
        for (size_t i = 0; i < item->type->keys.n && !key; i++)
            if (sl_str_equal(item->type->keys.at[i].name, one->key))
                key = &item->type->keys.at[i];
        bool plain = !key && !sl_str_equal_z(one->key, "title");
        if (plain || (key && one->kind != SL_YAML_SCALAR))
            sl_plain_check_values(c->s, one, one->key);
    }
}

static void check_item(sl_near *c, const sl_item *item)
{
    const sl_strategy *s = c->s;
    check_title(c, item->words, sl_yaml_lookup(item->front, "title"));
    for (size_t i = 0; i < item->texts.n; i++)
        check_body(c, item->texts.at[i].body, NULL);
    for (size_t i = 0; i < item->type->keys.n; i++) {
        if (item->type->keys.at[i].field.kind == SL_FIELD_MARKDOWN)
            continue;
        const sl_yaml *y = sl_yaml_lookup_str(item->front, item->type->keys.at[i].name);
        check_plain(c, y);
        if (y && y->kind == SL_YAML_LIST)
            SL_EACH (one, y)
                check_plain(c, one);
    }
    check_front(c, item);
    bool placed = sl_strategy_has_section(s, item);
    if (!placed && has_text(item->body) && !s->whole && is_listed(s, item)) {
        sl_finding *f =
            sl_diag_add_as(s->diags, sl_waiver_severity(s, item, SL_E0264), SL_E0264, item->span,
                           "the text of %.*s is printed nowhere", SL_FMT(item->id));
        sl_diag_help(s->diags, f, "name the item under 'order', or let a list show what it says");
    }
    if (!has_text(item->body) && placed) {
        sl_finding *f =
            sl_diag_add(s->diags, SL_E0137, item->span, "%.*s has no text", SL_FMT(item->id));
        sl_diag_help(s->diags, f, "write what it says below the front matter");
    }
    check_body(c, item->body, item);
}

static void add_prefix(sl_near *c, sl_str id)
{
    size_t dash = sl_str_find_char(id, '-', 0);
    if (dash != SIZE_MAX && dash)
        sl_map_add(&c->prefixes, sl_str_slice(id, 0, dash), c);
}

void sl_check_near(const sl_strategy *s)
{
    sl_near c = {.s = s};
    sl_map_init(&c.prefixes, s->arena);
    c.is_final = sl_str_equal_z(sl_yaml_text(s->config, "status"), "final");
    for (size_t i = 0; i < s->items.n; i++)
        add_prefix(&c, s->items.at[i]->id);
    for (size_t i = 0; i < s->evidence.n; i++)
        add_prefix(&c, s->evidence.at[i]->id);
    sl_plain_check_values(s, s->register_yaml, SL_STR_NONE);
    for (size_t i = 0; i < s->record->roots.n; i++)
        sl_plain_check_values(s, s->record->roots.at[i], SL_STR_NONE);
    sl_plain_check_config(s);
    check_title(&c, s->title_words, sl_yaml_lookup(s->config, "title"));
    check_title(&c, s->subtitle_words, sl_yaml_lookup(s->config, "subtitle"));
    for (size_t i = 0; i < s->documents.n; i++)
        check_body(&c, s->documents.at[i].words, NULL);
    static const char by;
    sl_memo memo;
    sl_memo_init(&memo, s, &by);
    for (size_t i = 0; i < s->items.n; i++) {
        if (sl_memo_find(&memo, s->items.at[i]))
            continue;
        check_item(&c, s->items.at[i]);
        sl_memo_end(&memo);
    }
    for (size_t i = 0; i < s->blocks.n; i++)
        check_block(&c, s->blocks.at[i]);
    for (size_t i = 0; i < s->parts.n; i++) {
        const sl_part *part = s->parts.at[i];
        check_body(&c, part->words, NULL);
        if (c.is_final && !part->words)
            check_unfinished(&c, part->title, NULL, part->span);
    }
}
