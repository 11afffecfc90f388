#include "edit/prose_edit.h"

#include "base/buf.h"
#include "base/map.h"
#include "change/sequence.h"

typedef struct lines {
    sl_arena *arena;
    sl_map known; /* by what they say, to a number */
    uint32_t most;
} lines;

typedef struct side {
    SL_VEC(sl_str) raw;
    SL_VEC(uint32_t) number;
} side;

static sl_str bare(sl_str line)
{
    size_t n = line.n;
    if (n && line.p[n - 1] == '\n')
        n--;
    if (n && n < line.n && line.p[n - 1] == '\r')
        n--;
    return sl_str_slice(line, 0, n);
}

/* Each with its end; two lines are the same when they are but for the kind of it. */
static void split(lines *l, sl_str text, side *out)
{
    for (size_t at = 0; at < text.n;) {
        size_t end = sl_str_find_char(text, '\n', at);
        end = end == SIZE_MAX ? text.n : end + 1;
        sl_str line = sl_str_slice(text, at, end);
        bool open = line.p[line.n - 1] != '\n';
        sl_str key = sl_str_format(l->arena, "%c%.*s", open ? '-' : '+', SL_FMT(bare(line)));
        uintptr_t number = (uintptr_t)sl_map_lookup(&l->known, key);
        if (!number) {
            number = ++l->most;
            sl_map_add(&l->known, key, (void *)number);
        }
        SL_PUSH(l->arena, out->raw, line);
        SL_PUSH(l->arena, out->number, (uint32_t)number);
        at = end;
    }
}

sl_str sl_prose_edit(sl_arena *a, sl_str was, sl_str now, const char *eol)
{
    lines l = {.arena = a};
    side old = {0}, next = {0};
    sl_edits edits = {0};
    sl_buf b;
    sl_map_init(&l.known, a);
    split(&l, was, &old);
    split(&l, now, &next);
    sl_sequence_compare(a, old.number.at, old.number.n, next.number.at, next.number.n, &edits);
    sl_buf_init(&b);
    for (size_t i = 0; i < edits.n; i++) {
        const sl_edit *e = &edits.at[i];
        for (size_t k = 0; k < e->n && e->kind != SL_EDIT_GONE; k++) {
            bool kept = e->kind == SL_EDIT_KEPT;
            sl_str line = kept ? old.raw.at[e->old + k] : next.raw.at[e->now + k];
            sl_buf_push_str(&b, kept ? line : bare(line));
            sl_buf_push_z(&b, kept || line.p[line.n - 1] != '\n' ? "" : eol);
        }
    }
    return sl_buf_take(&b, a);
}

sl_str sl_prose_lines(sl_arena *a, sl_str text)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != '\r' || i + 1 == text.n || text.p[i + 1] != '\n')
            sl_buf_push_char(&b, text.p[i]);
    return sl_buf_take(&b, a);
}
