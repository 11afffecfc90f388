/* markdown_dump: the tree of Markdown read from standard input, and its findings. */
#include <stdio.h>

#include "base/buf.h"
#include "diag/report.h"
#include "doc/markdown.h"

static void push(sl_buf *b, const char *name, sl_str value)
{
    if (value.n) {
        sl_buf_push_format(b, " %s=", name);
        sl_buf_push_json(b, value);
    }
}

static void dump(sl_buf *b, const sl_node *n, int depth)
{
    for (int i = 0; i < depth; i++)
        sl_buf_push_z(b, "  ");
    sl_buf_push_z(b, sl_node_kind_name(n->kind));
    if (n->level)
        sl_buf_push_format(b, " %u", n->level);
    if (n->percent)
        sl_buf_push_format(b, " %u%%", n->percent);
    if (n->text.n) {
        sl_buf_push_char(b, ' ');
        sl_buf_push_json(b, n->text);
    }
    push(b, "role", n->role);
    push(b, "id", n->id);
    push(b, "target", n->target);
    push(b, "title", n->title);
    push(b, "lang", n->lang);
    static const char *const aligns[] = {"", " left", " center", " right", " decimal", " justify"};
    sl_buf_push_z(b, aligns[n->align]);
    sl_buf_push_z(b, n->head ? " head" : "");
    sl_buf_push_z(b, n->contrary ? " contrary" : "");
    sl_buf_push_char(b, '\n');
    for (const sl_node *c = n->first; c; c = c->next)
        dump(b, c, depth + 1);
}

static sl_str read_all(sl_arena *a)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t n; (n = fread(sl_buf_reserve(&b, 4096), 1, 4096, stdin)) > 0;)
        b.n += n;
    sl_str s = sl_buf_copy(&b, a);
    sl_buf_done(&b);
    return s;
}

int main(void)
{
    sl_arena *a = sl_arena_new();
    sl_sources sources;
    sl_diags diags;
    sl_sources_init(&sources, a);
    sl_diags_init(&diags, a, &sources);
    sl_str text = read_all(a);
    uint32_t file = sl_sources_add(&sources, SL_STR("-"), SL_STR("-"), text);
    sl_node *tree = sl_markdown_parse(a, &diags, file, 0, (uint32_t)text.n);
    sl_buf out;
    sl_buf_init(&out);
    for (const sl_node *n = tree->first; n; n = n->next)
        dump(&out, n, 0);
    sl_diags_sort(&diags);
    sl_report_short(&out, &diags);
    fwrite(out.p ? out.p : "", 1, out.n, stdout);
    sl_buf_done(&out);
    sl_arena_free(a);
    return 0;
}
