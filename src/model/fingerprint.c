/* A fingerprint is SHA-256 over a text of its own: not the bytes of the file, as reflowing a
 * paragraph changes those, and not what is printed, as a figure that changes is the entry's change.
 *
 * The text is a list of parts, "\nNAME\tCONTENT": the title, each key of the item's type in the
 * order of the framework (so that keys may be reordered in the file), then the nodes of the body in
 * order, blocks as parts, inlines as words with one space between them. A part's name stands before
 * its content and a line feed never within it, so that no two items have the same text unless they
 * say the same. What is printed is derived from marks, which count by their IDs.
 *
 * It is stored in files that people keep (reviews.lock, the record): the text must not change
 * from one version of the program to the next, or every stamp would be suspect.
 */
#include "model/fingerprint.h"

#include "data/digest.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Words with one space between them, whatever stood there. */
static void push_words(sl_buf *b, sl_str text)
{
    for (size_t i = 0; i < text.n;) {
        size_t from = i;
        while (i < text.n && !is_space(text.p[i]))
            i++;
        sl_buf_push_str(b, sl_str_slice(text, from, i));
        if (i < text.n && b->n && b->p[b->n - 1] != ' ')
            sl_buf_push_char(b, ' ');
        while (i < text.n && is_space(text.p[i]))
            i++;
    }
}

/* A part of its own: what ends one part cannot be taken for the start of the next. */
static void push_part(sl_buf *b, const char *name, sl_str text)
{
    if (!text.n)
        return;
    while (b->n && b->p[b->n - 1] == ' ')
        b->n--;
    sl_buf_push_format(b, "\n%s\t", name);
    push_words(b, text);
}

static void push_node(sl_buf *b, const sl_node *n)
{
    switch ((int)n->kind) {
    case SL_NODE_TEXT:
    case SL_NODE_CODE:
        push_words(b, n->text);
        break;
    case SL_NODE_SOFT_BREAK:
        push_words(b, SL_STR(" "));
        break;
    case SL_NODE_CODE_BLOCK:
    case SL_NODE_BLOCK:
        push_part(b, sl_node_kind_name(n->kind), n->role);
        push_part(b, "body", n->text);
        break;
    case SL_NODE_CITE_ITEM:
        sl_buf_push_format(b, "[%s@%.*s ", n->contrary ? "!" : "", SL_FMT(n->id));
        push_words(b, n->text);
        sl_buf_push_char(b, ']');
        break;
    case SL_NODE_VALUE:
        sl_buf_push_format(b, "[=%.*s.%.*s]", SL_FMT(n->id), SL_FMT(n->text));
        break;
    case SL_NODE_SPAN:
        if (n->role.n)
            sl_buf_push_format(b, "<%.*s>", SL_FMT(n->role));
        break;
    case SL_NODE_LINK:
        if (sl_str_equal_z(n->role, "bare")) /* its words are its target */
            break;
        /* fall through */
    case SL_NODE_IMAGE:
        sl_buf_push_format(b, "<%.*s>", SL_FMT(n->target));
        break;
    default:
        if (!sl_node_is_inline(n->kind))
            push_part(b, sl_node_kind_name(n->kind),
                      n->level ? SL_STR("heading") : SL_STR("block"));
    }
}

/* A front-matter value, its scalars in order. */
static void push_value(sl_buf *b, const sl_yaml *y)
{
    if (y->kind == SL_YAML_SCALAR) {
        push_words(b, y->text);
        return;
    }
    SL_EACH (child, y) {
        sl_buf_push_format(b, "{%.*s ", SL_FMT(child->key));
        push_value(b, child);
        sl_buf_push_char(b, '}');
    }
}

/* The hash that stamps were made with up to version 0.1; it is kept as it was, whatever the hash of
 * the tables becomes. */
static uint64_t hash_as_it_was(sl_str s)
{
    /* FNV-1a, finished by a multiply-shift so that low bits serve as a table index. */
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
    h ^= h >> 32;
    return h * 0x9E3779B97F4A7C15u >> 8;
}

static sl_fingerprint take(sl_str bytes)
{
    sl_fingerprint f = {sl_digest_short(bytes), hash_as_it_was(bytes)};
    if (f.now >> 56 == 0)
        f.now |= UINT64_C(1) << 56;
    return f;
}

bool sl_fingerprint_is(sl_fingerprint f, uint64_t stored)
{
    return stored == f.now || (stored >> 56 == 0 && stored == f.was);
}

sl_fingerprint sl_fingerprint_item(const sl_item *item)
{
    sl_buf b;
    sl_buf_init(&b);
    push_part(&b, "title", item->title);
    for (size_t i = 0; i < item->type->keys.n; i++) {
        const sl_key *key = &item->type->keys.at[i];
        const sl_yaml *y = sl_yaml_lookup_str(item->front, key->name);
        if (!y)
            continue;
        push_part(&b, "key", key->name);
        sl_buf_push_char(&b, '=');
        push_value(&b, y);
    }
    for (const sl_node *n = item->body ? item->body->first : NULL; n;
         n = sl_node_walk(item->body, n))
        push_node(&b, n);
    while (b.n && b.p[b.n - 1] == ' ')
        b.n--;
    sl_fingerprint f = take(sl_buf_str(&b));
    sl_buf_done(&b);
    return f;
}

static void push_figure(sl_buf *b, const char *name, bool has, sl_dec d)
{
    if (!has)
        return;
    sl_buf_push_format(b, "\n%s\t", name);
    sl_buf_push_fixed(b, d.mantissa, d.places);
}

sl_fingerprint sl_fingerprint_evidence(const sl_evidence *e)
{
    sl_buf b;
    sl_buf_init(&b);
    push_part(&b, "statement", e->statement);
    push_figure(&b, "value", e->has_value, e->value);
    push_figure(&b, "comparator", e->has_comparator, e->comparator);
    push_part(&b, "of", e->comparator_geography);
    push_part(&b, "unit", e->unit);
    push_part(&b, "geography", e->geography);
    push_part(&b, "period", e->period);
    push_part(&b, "confidence", e->confidence);
    sl_buf_push_format(&b, "\ngrade\t%u", e->grade);
    sl_fingerprint f = take(sl_buf_str(&b));
    sl_buf_done(&b);
    return f;
}

bool sl_fingerprint_parse(sl_str s, uint64_t *out)
{
    if (s.n != 16)
        return false;
    *out = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0)
            return false;
        *out = *out << 4 | (unsigned)digit;
    }
    return true;
}
