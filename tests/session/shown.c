/* shown FOLDER COUNT [SEED]: words and figures of a strategy changed at random places, saved, in
 * one preview; after each its page, its sheets and all that these have must be, byte for byte,
 * those of a preview that begins anew. FOLDER is written to. */
#include <stdio.h>
#include <stdlib.h>

#include "../unit/tap.h"
#include "base/file.h"
#include "base/mem.h"
#include "serve/preview.h"

static uint64_t state;

static size_t below(size_t n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return n ? (size_t)(state % n) : 0;
}

static bool is_text(sl_str path)
{
    return sl_str_ends(path, ".md") || sl_str_ends(path, ".csv") || sl_str_ends(path, ".yaml");
}

/* A letter or a digit in another's place, or a word more. */
static sl_str edit(sl_arena *a, sl_str text)
{
    for (int tries = 0; tries < 1000; tries++) {
        size_t at = below(text.n);
        char c = text.n ? text.p[at] : 0;
        if (sl_is_digit(c))
            return sl_str_format(a, "%.*s%c%.*s", (int)at, text.p, (char)('1' + below(9)),
                                 (int)(text.n - at - 1), text.p + at + 1);
        if (c == ' ' && at && sl_is_letter(text.p[at - 1]))
            return sl_str_format(a, "%.*s %s%.*s", (int)at, text.p, below(2) ? "naïvely" : "word",
                                 (int)(text.n - at), text.p + at);
    }
    return text;
}

static bool save(const char *path, sl_str text)
{
    FILE *f = fopen(path, "wb");
    bool good = f && fwrite(text.p ? text.p : "", 1, text.n, f) == text.n;
    return f && fclose(f) == 0 && good;
}

/* What pages have beside what is seen: structure, links, destinations, bookmarks. */
static void push_structure(sl_buf *out, const sl_pages *pages)
{
    for (size_t i = 0; i < pages->elems.n; i++) {
        const sl_elem *e = &pages->elems.at[i];
        sl_buf_push_format(
            out, "%u %d %u %u %u %u %u %u %d %d %d %d %.*s|%.*s|%.*s|%.*s|%.*s|%.*s\n", e->tag,
            e->is_inline, e->scope, e->decoration, e->numbering, e->columns, e->rows, e->parent,
            e->bbox[0], e->bbox[1], e->bbox[2], e->bbox[3], SL_FMT(e->data), SL_FMT(e->id),
            SL_FMT(e->title), SL_FMT(e->alt), SL_FMT(e->lang), SL_FMT(e->expansion));
    }
    for (size_t i = 0; i < pages->pages.n; i++) {
        const sl_page *page = &pages->pages.at[i];
        for (size_t k = 0; k < page->links.n; k++) {
            const sl_link *l = &page->links.at[k];
            sl_buf_push_format(out, "%zu %d %d %d %d %u %.*s %.*s\n", i, l->x, l->y, l->width,
                               l->height, l->elem, SL_FMT(l->target), SL_FMT(l->contents));
        }
        for (size_t k = 0; k < page->paints.n; k++)
            sl_buf_push_format(out, "%d ", page->paints.at[k].elem);
    }
    for (size_t i = 0; i < pages->dests.n; i++)
        sl_buf_push_format(out, "%.*s %u %d %d\n", SL_FMT(pages->dests.at[i].name),
                           pages->dests.at[i].page, pages->dests.at[i].x, pages->dests.at[i].y);
    for (size_t i = 0; i < pages->outline.n; i++)
        sl_buf_push_format(out, "%u %.*s %.*s\n", pages->outline.at[i].level,
                           SL_FMT(pages->outline.at[i].title), SL_FMT(pages->outline.at[i].dest));
}

static void push(sl_buf *out, sl_preview *p)
{
    sl_buf pages;
    sl_buf_init(&pages);
    sl_preview_push_pages(&pages, p);
    size_t at = sl_str_find(sl_buf_str(&pages), SL_STR("\"pages\""), 0);
    sl_buf_push_str(out, sl_buf_str(&p->html));
    sl_buf_push_str(out, sl_str_slice(sl_buf_str(&pages), at, pages.n));
    if (p->making->pages)
        push_structure(out, p->making->pages);
    sl_buf_done(&pages);
}

static bool compare(sl_preview *warm, size_t round)
{
    sl_preview cold;
    sl_buf x, y;
    sl_buf_init(&x);
    sl_buf_init(&y);
    sl_preview_init(&cold, &warm->options);
    sl_preview_update(&cold);
    sl_preview_update(warm);
    push(&x, warm);
    push(&y, &cold);
    bool same = sl_str_equal(sl_buf_str(&x), sl_buf_str(&y)) && cold.is_shown == warm->is_shown;
    if (!same) {
        save("edits-warm.json", sl_buf_str(&x));
        save("edits-cold.json", sl_buf_str(&y));
        printf("# edit %zu: edits-warm.json and edits-cold.json differ\n", round);
    }
    sl_preview_done(&cold);
    sl_buf_done(&x);
    sl_buf_done(&y);
    return same;
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    size_t count = (size_t)atoi(argv[2]), round = 0, shown = 0, n = 0;
    state = argc > 3 ? (uint64_t)atoll(argv[3]) * 2654435761u + 1 : 88172645463325252u;
    sl_mem_begin();
    sl_options o = {.folder = argv[1], .out = "out", .verb = SL_VERB_SERVE};
    sl_arena *a = sl_arena_new();
    sl_listing all;
    sl_file_list(a, argv[1], &all);
    sl_str *paths = SL_NEW_ARRAY(a, sl_str, all.paths.n + 1);
    for (size_t i = 0; i < all.paths.n; i++)
        if (is_text(all.paths.at[i]))
            paths[n++] = all.paths.at[i];
    sl_preview p;
    sl_preview_init(&p, &o);
    bool same = compare(&p, 0);
    for (; same && round < count; round++) {
        sl_str text;
        const char *path = sl_file_join(a, argv[1], paths[below(n)].p);
        if (sl_file_read(a, path, 1u << 24, &text, NULL) != SL_FILE_OK)
            return 1;
        save(path, edit(a, text));
        same = compare(&p, round + 1);
        shown += p.is_shown;
        if (below(3) || !p.is_shown) { /* and back */
            save(path, text);
            same = same && compare(&p, round + 1);
        }
    }
    ok(same, "each save shows the page and the sheets that a new preview shows");
    ok(shown > count / 2, "most of them are shown");
    sl_preview_done(&p);
    sl_arena_free(a);
    return done();
}
