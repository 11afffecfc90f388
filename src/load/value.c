#include "load/value.h"

#include "doc/lines.h"
#include "doc/markdown.h"

/* The lines of a value, found again in the file; false where its bytes are not the file's as they
 * stand there (folded, or written by codes): then it is a source of its own. */
static bool gather(sl_strategy *s, const sl_yaml *y, sl_lines *lines)
{
    sl_lines_init(lines, s->arena, y->span.file);
    sl_str bytes = sl_sources_lookup(s->sources, y->span.file)->bytes;
    size_t at = y->span.begin;
    sl_str rest = y->text, line;
    bool found = true;
    while (found && sl_str_split(&rest, '\n', &line)) {
        size_t begin = line.n ? sl_str_find(sl_str_slice(bytes, 0, y->span.end), line, at) : at;
        found = begin != SIZE_MAX;
        if (!found)
            break;
        sl_lines_add(lines, bytes, (uint32_t)begin, (uint32_t)(begin + line.n));
        at = begin + line.n;
    }
    sl_lines_finish(lines);
    return found;
}

static uint32_t add_source(sl_strategy *s, const sl_yaml *y)
{
    const sl_source *of = sl_sources_lookup(s->sources, y->span.file);
    return sl_sources_add(s->sources, of->name, of->path, y->text);
}

/* What the value says in data has no comments either; it lies in the strategy's arena, which is
 * ours. */
static void drop_comments(sl_strategy *s, const sl_yaml *y)
{
    ((sl_yaml *)(uintptr_t)y)->text = sl_markdown_drop_comments(s->arena, y->text);
}

static sl_node *parse_text(sl_strategy *s, const sl_yaml *y)
{
    sl_lines *lines = SL_NEW(s->arena, sl_lines);
    if (gather(s, y, lines))
        return sl_markdown_parse_lines(s->arena, s->diags, lines);
    return sl_markdown_parse(s->arena, s->diags, add_source(s, y), 0, (uint32_t)y->text.n);
}

sl_node *sl_value_parse_text(sl_strategy *s, const sl_yaml *y)
{
    sl_node *text = parse_text(s, y);
    drop_comments(s, y);
    return text;
}

/* Whether Markdown or a mark could begin in a text. */
static bool may_have_marks(sl_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (strchr("\\`*_[]<>&^~{%:", text.p[i]))
            return true;
    return false;
}

sl_node *sl_value_parse_words(sl_strategy *s, const sl_yaml *y)
{
    if (!y || y->kind != SL_YAML_SCALAR || !may_have_marks(y->text))
        return NULL;
    sl_lines *lines = SL_NEW(s->arena, sl_lines);
    if (!gather(s, y, lines)) {
        uint32_t file = add_source(s, y);
        sl_lines_read(lines, s->arena, file, sl_sources_lookup(s->sources, file)->bytes, 0,
                      (uint32_t)y->text.n);
    }
    sl_node *words = sl_markdown_parse_words(s->arena, s->diags, lines);
    bool plain = words->first && words->first == words->last &&
                 words->first->kind == SL_NODE_TEXT && sl_str_equal(words->first->text, y->text) &&
                 sl_str_find(y->text, SL_STR("{{"), 0) == SIZE_MAX;
    drop_comments(s, y);
    return plain ? NULL : words;
}
