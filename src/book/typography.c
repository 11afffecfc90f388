#include "book/typography.h"

#include "base/assert.h"

/* What stands in the paragraph where code, a picture or the call of a note is. */
enum { OPAQUE = 1 };

typedef struct part {
    sl_node *node;
    size_t begin, end; /* in the paragraph's text */
} part;

typedef struct setting {
    sl_compose *c;
    sl_str open, close, open_inner, close_inner, elisions;
    sl_buf text, out;
    uint8_t *coded; /* by byte: written by a code; NULL: none is */
    bool in_quotes, in_inner;
    size_t decided; /* behind the last mark of quotation that was decided … */
    bool opened;    /* … and whether it opens */
    SL_VEC(part) parts;
} setting;

static void init(setting *t, sl_compose *c)
{
    *t = (setting){.c = c};
    t->open = sl_compose_word(c, SL_SAY_QUOTE_OPEN);
    t->close = sl_compose_word(c, SL_SAY_QUOTE_CLOSE);
    t->open_inner = sl_compose_word(c, SL_SAY_QUOTE_OPEN_INNER);
    t->close_inner = sl_compose_word(c, SL_SAY_QUOTE_CLOSE_INNER);
    t->elisions = sl_compose_word(c, SL_SAY_ELISIONS);
    sl_buf_init(&t->text);
    sl_buf_init(&t->out);
}

static void done(setting *t)
{
    sl_buf_done(&t->text);
    sl_buf_done(&t->out);
}

/* --- what stands beside a mark --- */

static char at(const setting *t, size_t i)
{
    return i < t->text.n ? t->text.p[i] : ' ';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

static bool ends_with(const setting *t, size_t i, const char *z)
{
    size_t n = strlen(z);
    return i >= n && memcmp(t->text.p + i - n, z, n) == 0;
}

/* Whether what stands before i opens: a space, a bracket, a dash, another opening mark. */
static bool is_after_opening(const setting *t, size_t i)
{
    static const char *const wide[] = {"\u00A0", "\u2009", "\u202F", "\u2013", "\u2014",
                                       "\u201C", "\u2018", "\u00AB", "\u201E"};
    if (i && i == t->decided)
        return t->opened;
    if (i == 0 || is_space(t->text.p[i - 1]) || strchr("([{/-\"'", t->text.p[i - 1]))
        return true;
    for (size_t k = 0; k < SL_COUNT(wide); k++)
        if (ends_with(t, i, wide[k]))
            return true;
    return false;
}

static bool is_word(char c)
{
    return sl_is_letter(c) || sl_is_digit(c) || c == OPAQUE || (unsigned char)c >= 0x80;
}

/* Whether the letters at i, up to what is none, are a word that begins with an apostrophe. */
static bool is_elision(const setting *t, size_t i)
{
    size_t end = i;
    while (end < t->text.n && is_word(t->text.p[end]) && t->text.p[end] != OPAQUE &&
           !sl_str_starts(sl_str_slice(sl_buf_str(&t->text), end, t->text.n), "\u2019"))
        end++;
    sl_str word = sl_str_lower(t->c->arena, sl_str_slice(sl_buf_str(&t->text), i, end));
    sl_str rest = t->elisions, one;
    while (sl_str_split(&rest, ' ', &one))
        if (word.n && sl_str_equal(word, one))
            return true;
    return false;
}

/* Whether an inner quotation that opens at i is closed in the paragraph. */
static bool is_closed(const setting *t, size_t i)
{
    for (size_t k = i + 1; k < t->text.n; k++) {
        if (t->text.p[k] != '\'' || is_space(t->text.p[k - 1]) || is_after_opening(t, k))
            continue;
        char next = at(t, k + 1);
        if (!sl_is_letter(next) && !sl_is_digit(next) && (unsigned char)next < 0xC3)
            return true;
    }
    return false;
}

/* --- marks --- */

static sl_str double_quote(setting *t, size_t i)
{
    bool opens = is_after_opening(t, i), before_space = is_space(at(t, i + 1));
    bool digit = i && sl_is_digit(t->text.p[i - 1]);
    if ((digit && !t->in_quotes) || (opens && before_space && !t->in_quotes))
        return SL_STR("\""); /* inches, or alone */
    /* Behind an opening mark of its own kind it is none. */
    opens = opens && !before_space;
    t->in_quotes = opens;
    return opens ? t->open : t->close;
}

static sl_str single_quote(setting *t, size_t i)
{
    char next = at(t, i + 1);
    bool opens = is_after_opening(t, i);
    if (!opens) {
        bool feet = sl_is_digit(t->text.p[i - 1]) && !is_word(next) && !t->in_inner;
        if (!is_word(next))
            t->in_inner = false;
        return feet ? SL_STR("'") : t->close_inner;
    }
    if (is_space(next)) /* of its kind, a closing one may stand behind a space */
        return t->in_inner ? t->close_inner : SL_STR("'");
    if (sl_is_digit(next) || is_elision(t, i + 1) || !is_closed(t, i))
        return t->close_inner;
    t->in_inner = true;
    return t->open_inner;
}

/* A run of n hyphens at i. */
static sl_str dash(const setting *t, size_t i, size_t n)
{
    char next = at(t, i + n), before = i ? t->text.p[i - 1] : ' ';
    bool option = is_space(before) && !is_space(next);
    if ((n != 2 && n != 3) || option || strchr("<>|!", before) || strchr("<>|", next))
        return SL_STR_NONE;
    return n == 2 ? SL_STR("\u2013") : SL_STR("\u2014");
}

static size_t run_at(const setting *t, size_t i)
{
    size_t n = 1;
    while (i + n < t->text.n && t->text.p[i + n] == t->text.p[i])
        n++;
    return n;
}

static sl_str decide(setting *t, size_t i, sl_str mark)
{
    t->decided = i + 1;
    t->opened = sl_str_equal(mark, t->open) || sl_str_equal(mark, t->open_inner);
    return mark;
}

/* What is printed for the mark at i, with its length; empty: as it is. */
static sl_str mark_at(setting *t, size_t i, size_t *n)
{
    *n = 1;
    if (t->coded && t->coded[i])
        return SL_STR_NONE;
    switch (t->text.p[i]) {
    case '"':
        return decide(t, i, double_quote(t, i));
    case '\'':
        return decide(t, i, single_quote(t, i));
    case '-':
        *n = run_at(t, i);
        return dash(t, i, *n);
    case '.':
        *n = run_at(t, i);
        return *n == 3 ? SL_STR("\u2026") : SL_STR_NONE;
    }
    return SL_STR_NONE;
}

/* Appends bytes [begin, end) as they are printed. */
static void push_printed(setting *t, size_t begin, size_t end)
{
    for (size_t i = begin, n; i < end; i += n) {
        sl_str mark = mark_at(t, i, &n);
        n = i + n > end ? end - i : n;
        sl_buf_push_str(&t->out, mark.n ? mark : sl_str_slice(sl_buf_str(&t->text), i, i + n));
    }
}

static bool has_marks(sl_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '"' || s.p[i] == '\'' ||
            (i + 1 < s.n && s.p[i] == '-' && s.p[i + 1] == '-') ||
            (i + 2 < s.n && s.p[i] == '.' && s.p[i + 1] == '.' && s.p[i + 2] == '.'))
            return true;
    return false;
}

/* --- texts of the tree --- */

/* Which bytes of a TEXT a code wrote in the source: \" is printed as it is. */
static void find_coded(setting *t, const part *p)
{
    const sl_node *n = p->node;
    sl_str source = n->span.file ? sl_span_text(t->c->s->sources, n->span) : SL_STR_NONE;
    if (source.n == n->text.n || sl_str_find_char(source, '\\', 0) == SIZE_MAX)
        return;
    if (!t->coded)
        t->coded = SL_NEW_ARRAY(t->c->arena, uint8_t, t->text.n + 1);
    sl_source_walk walk = {.source = source, .text = n->text};
    for (size_t i = 0; i < n->text.n; i++)
        if (strchr("\"'-.", n->text.p[i]))
            t->coded[p->begin + i] = sl_source_walk_is_coded(&walk, i);
}

static bool is_opaque(const sl_node *n)
{
    bool address = n->kind == SL_NODE_LINK &&
                   (sl_str_equal_z(n->role, "bare") ||
                    (n->first && n->first == n->last && n->first->kind == SL_NODE_TEXT &&
                     sl_str_equal(n->first->text, n->target)));
    return address || n->kind == SL_NODE_CODE || n->kind == SL_NODE_IMAGE ||
           n->kind == SL_NODE_NOTE;
}

static bool gather(setting *t, sl_node *parent)
{
    bool marks = false;
    for (sl_node *n = parent->first; n; n = n->next) {
        if (n->kind == SL_NODE_TEXT) {
            part p = {n, t->text.n, t->text.n + n->text.n};
            sl_buf_push_str(&t->text, n->text);
            SL_PUSH(t->c->arena, t->parts, p);
            marks = marks || has_marks(n->text);
        } else if (n->kind == SL_NODE_SOFT_BREAK || n->kind == SL_NODE_LINE_BREAK) {
            sl_buf_push_char(&t->text, ' ');
        } else if (is_opaque(n)) {
            /* The call of a note is no word: what stands behind it goes on with the text. */
            if (n->kind != SL_NODE_NOTE)
                sl_buf_push_char(&t->text, OPAQUE);
        } else if (n->first) {
            marks |= gather(t, n);
        }
        if (n->title.n && n->kind != SL_NODE_TEXT)
            n->title = sl_typography_text(t->c, n->title);
    }
    return marks;
}

static void resolve(setting *t, sl_node *block)
{
    t->text.n = 0;
    t->parts.n = 0;
    t->coded = NULL;
    t->in_quotes = t->in_inner = t->opened = false;
    t->decided = 0;
    if (!gather(t, block))
        return;
    for (size_t i = 0; i < t->parts.n; i++)
        find_coded(t, &t->parts.at[i]);
    for (size_t i = 0; i < t->parts.n; i++) {
        const part *p = &t->parts.at[i];
        t->out.n = 0;
        push_printed(t, p->begin, p->end);
        if (!sl_str_equal(sl_buf_str(&t->out), p->node->text))
            p->node->text = sl_buf_copy(&t->out, t->c->arena);
    }
}

static bool is_typed(const sl_compose *c)
{
    return sl_str_equal_z(sl_yaml_text(c->s->config, "quotes"), "typed");
}

sl_str sl_typography_text(sl_compose *c, sl_str text)
{
    if (!has_marks(text) || is_typed(c))
        return text;
    setting t;
    init(&t, c);
    sl_buf_push_str(&t.text, text);
    push_printed(&t, 0, text.n);
    text = sl_buf_copy(&t.out, c->arena);
    done(&t);
    return text;
}

void sl_typography_resolve(sl_compose *c)
{
    if (is_typed(c))
        return;
    setting t;
    init(&t, c);
    sl_node *root = c->book->root;
    for (sl_node *n = root->first; n; n = sl_node_walk(root, n)) {
        if (n->kind == SL_NODE_SECTION)
            n->title = sl_typography_text(c, n->title);
        if (n->kind == SL_NODE_FIGURE || n->kind == SL_NODE_IMAGE)
            n->alt = sl_typography_text(c, n->alt);
        if (n->first && sl_node_is_inline(n->first->kind) && !sl_node_is_inline(n->kind))
            resolve(&t, n);
        else if (n->kind == SL_NODE_NOTE && n->first && sl_node_is_inline(n->first->kind))
            resolve(&t, n);
    }
    done(&t);
    c->book->title = sl_typography_text(c, c->book->title);
    c->book->subtitle = sl_typography_text(c, c->book->subtitle);
}
