#include "model/prose.h"

#include "model/figure.h"

typedef struct reading {
    sl_arena *arena;
    const sl_strategy *s;
    sl_prose out;
    sl_buf text;
} reading;

static void add_piece(reading *r, size_t begin, const sl_node *node)
{
    SL_PUSH(r->arena, r->out.pieces, ((sl_prose_piece){begin, r->text.n, node}));
}

static void drop_space(reading *r)
{
    if (!r->text.n || r->text.p[r->text.n - 1] != ' ')
        return;
    r->text.n--;
    sl_prose_piece *last = r->out.pieces.n ? &r->out.pieces.at[r->out.pieces.n - 1] : NULL;
    if (last && last->end > r->text.n)
        last->end = r->text.n;
}

static void gather(reading *r, const sl_node *parent)
{
    for (const sl_node *n = parent->first; n; n = n->next) {
        size_t begin = r->text.n;
        switch ((int)n->kind) {
        case SL_NODE_TEXT:
        case SL_NODE_CODE:
            sl_buf_push_str(&r->text, n->text);
            add_piece(r, begin, n);
            break;
        case SL_NODE_VALUE: {
            const sl_evidence *e = sl_strategy_lookup_evidence(r->s, n->id);
            if (e)
                sl_figure_push_value(&r->text, r->s->phrases, e, n);
            add_piece(r, begin, n);
            break;
        }
        case SL_NODE_CITE:
            /* "… below [@A]." prints nothing here: the space before it goes too. */
            if (n->next && n->next->kind == SL_NODE_TEXT && n->next->text.n &&
                strchr(" .,;:?!)", n->next->text.p[0]))
                drop_space(r);
            add_piece(r, r->text.n, n);
            break;
        case SL_NODE_SOFT_BREAK:
        case SL_NODE_LINE_BREAK:
            sl_buf_push_char(&r->text, ' ');
            break;
        case SL_NODE_NOTE:
        case SL_NODE_IMAGE:
            break;
        default:
            gather(r, n);
        }
    }
}

static bool is_upper(sl_str text, size_t at)
{
    if (at >= text.n)
        return true;
    unsigned char c = (unsigned char)text.p[at];
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* Words that end in a full stop without ending the sentence. */
static bool is_abbreviation(sl_str text, size_t stop)
{
    static const char *const words[] = {"No",  "St", "Dr", "Mr", "Mrs", "e.g",
                                        "i.e", "p",  "pp", "vs", "cf",  "approx"};
    sl_str before = sl_str_slice(text, 0, stop);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i]);
        if (sl_str_ends(before, words[i]) && (before.n == n || before.p[before.n - n - 1] == ' '))
            return true;
    }
    return false;
}

static size_t sentence_end(sl_str text, size_t from)
{
    for (size_t i = from; i < text.n; i++) {
        if (text.p[i] != '.' && text.p[i] != '?' && text.p[i] != '!')
            continue;
        size_t after = i + 1;
        while (after < text.n && (text.p[after] == ')' || text.p[after] == '"'))
            after++;
        if (after + 2 < text.n && memcmp(text.p + after, "\u201D", 3) == 0)
            after += 3;
        if (after >= text.n)
            return text.n;
        if (text.p[after] == ' ' && is_upper(text, after + 1) && !is_abbreviation(text, i))
            return after + 1;
    }
    return text.n;
}

static void add_evidence(reading *r, sl_sentence *to, sl_str id)
{
    const sl_evidence *e = sl_strategy_lookup_evidence(r->s, id);
    if (!e)
        return;
    for (size_t i = 0; i < to->evidence.n; i++)
        if (to->evidence.at[i] == e->index)
            return;
    SL_PUSH(r->arena, to->evidence, e->index);
}

/* What the pieces of a sentence name. A mark behind the full stop belongs to what it ends. */
static void add_sentence(reading *r, size_t begin, size_t end, size_t *piece)
{
    sl_sentence one = {.begin = begin, .end = end};
    while (*piece < r->out.pieces.n) {
        const sl_prose_piece *p = &r->out.pieces.at[*piece];
        if (p->begin > end || (p->begin == end && end < r->text.n && p->end > p->begin))
            break;
        if (p->node->kind == SL_NODE_VALUE)
            add_evidence(r, &one, p->node->id);
        for (const sl_node *n = p->node->kind == SL_NODE_CITE ? p->node->first : NULL; n;
             n = n->next)
            add_evidence(r, &one, n->id);
        if (p->end > end)
            break; /* goes on in the next sentence */
        ++*piece;
    }
    SL_PUSH(r->arena, r->out.sentences, one);
}

sl_prose sl_prose_read(sl_arena *a, const sl_strategy *s, const sl_node *paragraph)
{
    reading r = {.arena = a, .s = s};
    sl_buf_init(&r.text);
    gather(&r, paragraph);
    r.out.text = sl_buf_copy(&r.text, a);
    size_t piece = 0;
    for (size_t at = 0; at < r.text.n;) {
        size_t end = sentence_end(r.out.text, at);
        add_sentence(&r, at, end, &piece);
        at = end;
    }
    sl_buf_done(&r.text);
    return r.out;
}

const sl_prose_piece *sl_prose_at(const sl_prose *p, size_t at)
{
    size_t low = 0, high = p->pieces.n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (p->pieces.at[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < p->pieces.n && p->pieces.at[low].begin <= at ? &p->pieces.at[low] : NULL;
}

sl_span sl_prose_span(const sl_strategy *s, const sl_prose *p, size_t begin, size_t end)
{
    const sl_prose_piece *piece = sl_prose_at(p, begin);
    if (!piece)
        return SL_SPAN_NONE;
    sl_span span = piece->node->span;
    size_t stop = end < piece->end ? end : piece->end;
    uint32_t offset = (uint32_t)(begin - piece->begin), n = (uint32_t)(stop - begin);
    /* Characters written by a code are longer in the source: then the words are looked for. */
    if (span.end - span.begin != piece->node->text.n) {
        sl_str source = sl_sources_lookup(s->sources, span.file)->bytes;
        size_t found = sl_str_find(sl_str_slice(source, 0, span.end),
                                   sl_str_slice(p->text, begin, begin + n), span.begin + offset);
        if (found == SIZE_MAX)
            return span;
        return (sl_span){span.file, (uint32_t)found, (uint32_t)found + n};
    }
    return (sl_span){span.file, span.begin + offset, span.begin + offset + n};
}
