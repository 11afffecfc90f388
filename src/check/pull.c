/* A pull quote says what its text says, word for word. */
#include "check/checking.h"

#include "load/block.h"
#include "model/prose.h"

/* Words with one space between them, in small letters, without marks of punctuation: a pull quote
 * may begin and end within a sentence. */
static sl_str plain(sl_arena *a, sl_str s)
{
    sl_buf b;
    sl_buf_init(&b);
    bool gap = false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        /* U+2000 to U+203F: curled quotation marks, dashes, spaces. */
        if (c == 0xE2 && i + 2 < s.n && (unsigned char)s.p[i + 1] == 0x80) {
            gap = true;
            i += 2;
            continue;
        }
        if (c < 0x80 && !sl_is_letter(s.p[i]) && !sl_is_digit(s.p[i])) {
            gap = true;
            continue;
        }
        if (gap && b.n)
            sl_buf_push_char(&b, ' ');
        gap = false;
        sl_buf_push_char(&b, c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : s.p[i]);
    }
    return sl_buf_take(&b, a);
}

static sl_str read_all(const sl_strategy *s, sl_arena *a, const sl_node *body)
{
    sl_buf b;
    sl_buf_init(&b);
    for (const sl_node *n = body ? body->first : NULL; n; n = sl_node_walk_blocks(body, n))
        if (n->kind == SL_NODE_PARAGRAPH)
            sl_buf_push_format(&b, "%.*s ", SL_FMT(sl_prose_read(a, s, n).text));
    sl_str all = plain(a, sl_buf_str(&b));
    sl_buf_done(&b);
    return all;
}

void sl_check_pull_quotes(const sl_strategy *s)
{
    for (size_t i = 0; i < s->blocks.n; i++) {
        const sl_block *b = s->blocks.at[i];
        if (b->kind != SL_BLOCK_PULL_QUOTE || !b->text)
            continue;
        sl_arena *scratch = sl_arena_new();
        sl_str words = read_all(s, scratch, b->text);
        if (sl_str_find(read_all(s, scratch, b->item->body), words, 0) == SIZE_MAX) {
            sl_finding *f =
                sl_diag_add(s->diags, SL_E0772, sl_yaml_lookup(b->yaml, "text")->span,
                            "the text of %.*s does not have these words", SL_FMT(b->item->id));
            sl_diag_help(s->diags, f,
                         "repeat words of the text; what somebody said is a quotation, and what is "
                         "new a callout");
        }
        sl_arena_free(scratch);
    }
}
