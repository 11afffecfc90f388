/* The verb words: how long each item is, and its fingerprint. */
#include "run/report.h"
#include "run/verbs.h"
#include "model/fingerprint.h"

/* A mark that stands alone, as where a citation was left out before it, is none. */
static bool is_word(sl_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (sl_is_letter(s.p[i]) || sl_is_digit(s.p[i]) || (unsigned char)s.p[i] >= 0x80)
            return true;
    return false;
}

static size_t count_words(sl_arena *a, const sl_node *body)
{
    size_t n = 0;
    for (const sl_node *at = body ? body->first : NULL; at; at = sl_node_walk(body, at)) {
        if (at->kind != SL_NODE_PARAGRAPH && at->kind != SL_NODE_HEADING &&
            at->kind != SL_NODE_TABLE_CELL)
            continue;
        sl_str rest = sl_node_plain(a, at), word;
        while (sl_str_split(&rest, ' ', &word))
            n += is_word(word);
    }
    return n;
}

int sl_run_words(const sl_options *o)
{
    sl_session s;
    sl_buf b;
    sl_session_init(&s, o);
    sl_buf_init(&b);
    sl_session_load(&s);
    if (!s.strategy)
        return sl_session_finish(&s, &b);
    size_t total = 0;
    for (size_t i = 0; i < s.strategy->items.n; i++) {
        const sl_item *item = s.strategy->items.at[i];
        size_t n = count_words(s.arena, item->body);
        total += n;
        sl_buf_push_format(&b, "%7zu  %016llx  %-16.*s %.*s\n", n,
                           (unsigned long long)sl_fingerprint_item(item).now, SL_FMT(item->id),
                           SL_FMT(item->title));
    }
    sl_buf_push_format(&b, "%7zu  in all\n", total);
    return sl_session_finish(&s, &b);
}
