#include "doc/caption.h"

/* Where the title stands in the file: behind the target, between quotation marks or brackets. cmark
 * has read it: only its ends are looked for. False: it stands elsewhere, as that of a reference
 * does. */
static bool find_title(const sl_node *image, sl_str bytes, sl_span *at)
{
    size_t i = image->span.end;
    while (i < bytes.n && (bytes.p[i] == ' ' || bytes.p[i] == '\t' || bytes.p[i] == '>'))
        i++;
    if (i == image->span.end || i >= bytes.n || !strchr("\"'(", bytes.p[i]))
        return false;
    char close = bytes.p[i] == '(' ? ')' : bytes.p[i];
    size_t begin = ++i;
    size_t stop =
        bytes.n - begin > 8 * image->title.n + 8 ? begin + 8 * image->title.n + 8 : bytes.n;
    while (i < stop && bytes.p[i] != close) {
        bool coded = bytes.p[i] == '\\' && i + 1 < bytes.n;
        i += coded ? 2 : 1;
    }
    if (i >= stop || bytes.p[i] != close)
        return false;
    *at = (sl_span){image->span.file, (uint32_t)begin, (uint32_t)i};
    return true;
}

/* Whether the bytes are what cmark took: those of the title, or more where some are coded. */
static bool is_title(sl_str source, sl_str title)
{
    bool coded = sl_str_find_char(source, '\\', 0) != SIZE_MAX ||
                 sl_str_find_char(source, '&', 0) != SIZE_MAX ||
                 sl_str_find_char(source, '%', 0) != SIZE_MAX ||
                 sl_str_find_char(source, '<', 0) != SIZE_MAX;
    return coded ? source.n >= title.n : sl_str_equal(source, title);
}

void sl_caption_read(sl_parse *p, sl_node *image)
{
    if (!image->title.n || (image->last && image->last->kind == SL_NODE_CAPTION))
        return;
    sl_str bytes = sl_sources_lookup(p->diags->sources, image->span.file)->bytes;
    sl_span at;
    sl_lines lines;
    sl_node *caption = sl_node_new(p->arena, SL_NODE_CAPTION, image->span);
    sl_node_append(image, caption);
    if (find_title(image, bytes, &at) &&
        is_title(sl_str_slice(bytes, at.begin, at.end), image->title)) {
        caption->span = at;
        sl_lines_read(&lines, p->arena, at.file, bytes, at.begin, at.end);
        sl_inline_parse_lines(p, &lines, caption);
        return;
    }
    /* Its places are the picture's. */
    sl_lines_init(&lines, p->arena, image->span.file);
    sl_lines_add(&lines, image->title, 0, (uint32_t)image->title.n);
    sl_lines_finish(&lines);
    for (size_t i = 0; i < lines.lines.n; i++)
        lines.lines.at[i].source = image->span.begin;
    lines.size = image->span.end;
    sl_inline_parse_lines(p, &lines, caption);
    for (sl_node *n = caption->first; n; n = sl_node_walk(caption, n))
        n->span = image->span;
}
