/* typeset FOLDER LAYOUT TEXT [RUNS]: sets a plain text (paragraphs between empty lines) and prints
 * how even its lines are and how long it took. FOLDER holds fonts/ and layouts/.
 *
 * Spaces are in thousandths of the natural space, over justified lines only. A runt is a last line
 * of one short word, a fragment a last line that is the rest of a divided word. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/check.h"
#include "base/file.h"
#include "base/limits.h"
#include "typeset/typeset.h"

typedef struct figures {
    uint64_t lines, spaces, sum, squares, over, far_over, hyphens, runs_of_three, short_pages;
    uint64_t paragraphs, runts, fragments, widows, orphans, stranded, pages, overfull;
} figures;

static double milliseconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* --- a book of the text --- */

static sl_node *add(sl_arena *a, sl_node *parent, sl_node_kind kind)
{
    sl_node *n = sl_node_new(a, kind, SL_SPAN_NONE);
    if (parent)
        sl_node_append(parent, n);
    return n;
}

static sl_node *new_section(sl_arena *a, sl_node *root, unsigned number)
{
    sl_node *section = add(a, root, SL_NODE_SECTION);
    section->toc = 1;
    section->id = sl_str_format(a, "S-%u", number);
    section->title = sl_str_format(a, "Section %u", number);
    sl_node *heading = add(a, section, SL_NODE_HEADING);
    heading->level = 1;
    heading->number = sl_str_format(a, "%u", number);
    sl_node_append_text(a, heading, section->title);
    return section;
}

static sl_book *book_of(sl_arena *a, sl_str text)
{
    sl_book *b = SL_NEW(a, sl_book);
    b->title = SL_STR("Bench");
    b->language = SL_STR("en-GB");
    b->root = add(a, NULL, SL_NODE_DOCUMENT);
    sl_node *section = NULL;
    unsigned sections = 0;
    size_t in_section = 0;
    for (size_t at = 0; at < text.n;) {
        size_t end = sl_str_find(text, SL_STR("\n\n"), at);
        end = end == SIZE_MAX ? text.n : end;
        sl_str p = sl_str_trim(sl_str_slice(text, at, end));
        at = end + 2;
        if (!p.n)
            continue;
        if (!section || in_section > 9000) {
            section = new_section(a, b->root, ++sections);
            in_section = 0;
        }
        sl_node_append_text(a, add(a, section, SL_NODE_PARAGRAPH), p);
        in_section += p.n;
    }
    return b;
}

/* --- what came out --- */

typedef struct line {
    uint32_t elem, page;
    sl_u y, end;
    unsigned words;
    bool hyphen;
    sl_str last;
} line;

typedef SL_VEC(line) lines;

static void read_run(sl_arena *a, lines *all, const sl_pages *pages, const sl_paint *p,
                     uint32_t page, sl_words *words, figures *f, sl_u right, sl_u size)
{
    const sl_run *r = &p->u.run;
    if (p->elem < 0 || pages->elems.at[p->elem].tag != SL_TAG_P || r->size != size)
        return;
    const sl_word *last = r->words[r->n - 1].word;
    line l = {(uint32_t)p->elem,           page, r->y, r->x + r->end, r->n, last->soft_hyphen,
              {last->text, last->text_len}};
    if (l.hyphen)
        l.words--;
    SL_PUSH(a, *all, l);
    sl_u upem = (sl_u)sl_face_info_of(r->face)->upem;
    int64_t space = sl_u_scale(sl_word_space(words, r->face)->width, r->size, upem);
    if (l.end + SL_PT(1) < right)
        return; /* ragged, or a paragraph's end */
    f->lines++;
    f->hyphens += l.hyphen;
    int64_t widest = 0;
    for (unsigned i = 0; i + 1 < r->n; i++) {
        if (!r->words[i].space)
            continue;
        sl_u width =
            sl_u_scale(sl_u_scale(r->words[i].word->width, r->size, upem), r->stretch, 10000);
        int64_t gap = r->words[i + 1].x - r->words[i].x - width;
        int64_t ratio = gap * 1000 / space;
        f->spaces++;
        f->sum += (uint64_t)ratio;
        f->squares += (uint64_t)(ratio * ratio);
        widest = ratio > widest ? ratio : widest;
    }
    f->over += widest > 1500;
    f->far_over += widest > 2000;
}

static void read_paragraphs(const lines *all, figures *f, sl_u measure)
{
    for (size_t i = 0; i < all->n;) {
        size_t end = i;
        unsigned run = 0;
        while (end < all->n && all->at[end].elem == all->at[i].elem) {
            run = all->at[end].hyphen ? run + 1 : 0;
            f->runs_of_three += run == 3;
            end++;
        }
        const line *last = &all->at[end - 1];
        f->paragraphs++;
        if (end - i > 1) {
            f->fragments += all->at[end - 2].hyphen && last->words == 1;
            f->runts += !all->at[end - 2].hyphen && last->words == 1 && last->last.n < 8;
            f->orphans += all->at[i].page != all->at[i + 1].page;
            f->widows += all->at[end - 2].page != last->page;
        }
        (void)measure;
        i = end;
    }
}

static void measure_pages(sl_arena *a, const sl_pages *pages, const sl_layout *layout,
                          sl_words *words, figures *f)
{
    lines all = {0};
    sl_u right = layout->page_width - (layout->two_sided ? 0 : layout->outer);
    sl_u measure = layout->page_width - layout->inner - layout->outer;
    sl_u size = sl_layout_role(layout, SL_STR("paragraph"), NULL)->size;
    f->pages = pages->pages.n;
    for (uint32_t i = 0; i < pages->pages.n; i++) {
        sl_u edge = layout->two_sided ? (i % 2 ? layout->outer : layout->inner) + measure : right;
        for (size_t k = 0; k < pages->pages.at[i].paints.n; k++) {
            const sl_paint *p = &pages->pages.at[i].paints.at[k];
            if (p->kind == SL_PAINT_RUN)
                read_run(a, &all, pages, p, i, words, f, edge, size);
        }
    }
    read_paragraphs(&all, f, measure);
}

static void print(const figures *f, double best)
{
    double n = f->spaces ? (double)f->spaces : 1, mean = (double)f->sum / n / 1000;
    double variance = (double)f->squares / n / 1e6 - mean * mean, sd = variance > 0 ? variance : 0;
    for (int i = 0; i < 40 && variance > 0; i++)
        sd = (sd + variance / sd) / 2;
    printf("pages %llu, %.2f ms, %.3f ms a page\n", (unsigned long long)f->pages, best,
           best / (double)f->pages);
    printf("justified lines %llu: space mean %.3f, sd %.3f, over 1.5 %llu, over 2 %llu, hyphens "
           "%.1f%%, runs of three %llu\n",
           (unsigned long long)f->lines, mean, sd, (unsigned long long)f->over,
           (unsigned long long)f->far_over,
           f->lines ? 100.0 * (double)f->hyphens / (double)f->lines : 0,
           (unsigned long long)f->runs_of_three);
    printf("paragraphs %llu: runts %llu, fragments %llu, widows %llu, orphans %llu\n",
           (unsigned long long)f->paragraphs, (unsigned long long)f->runts,
           (unsigned long long)f->fragments, (unsigned long long)f->widows,
           (unsigned long long)f->orphans);
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: typeset FOLDER LAYOUT TEXT [RUNS]\n");
        return 2;
    }
    sl_arena *run = sl_arena_new();
    sl_sources sources;
    sl_diags diags;
    sl_sources_init(&sources, run);
    sl_diags_init(&diags, run, &sources);
    sl_str text;
    const char *why = "";
    if (sl_file_read(run, argv[3], SL_LIMIT_TOTAL_BYTES, &text, &why) != SL_FILE_OK)
        return 3;
    const sl_layout *layout = sl_layout_load(
        run, &sources, &diags, sl_file_join(run, argv[1], "layouts"), sl_str_from(argv[2]));
    sl_fonts *fonts = sl_fonts_new(run, sl_file_join(run, argv[1], "fonts"), &why);
    SL_CHECK(layout && fonts);
    sl_book *book = book_of(run, text);
    double best = 1e9;
    figures f = {0};
    for (int i = 0; i < (argc > 4 ? atoi(argv[4]) : 1); i++) {
        sl_arena *pages_arena = sl_arena_new();
        sl_words *words = sl_words_new(pages_arena, fonts, true);
        double begin = milliseconds();
        sl_pages *pages = sl_typeset_book(pages_arena, &diags, layout, fonts, words, book, NULL);
        double took = milliseconds() - begin;
        best = took < best ? took : best;
        f = (figures){0};
        measure_pages(pages_arena, pages, layout, words, &f);
        if (i == 0)
            printf("arena %zu kB; first run %.2f ms\n", sl_arena_count_bytes(pages_arena) / 1024,
                   took);
        sl_arena_free(pages_arena);
    }
    print(&f, best);
    sl_arena_free(run);
    return 0;
}
