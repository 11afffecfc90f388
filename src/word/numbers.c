/* Numbers that Word counts itself. Where its count would differ from the document's, as in one that
 * is cut from the strategy, a list of its own begins at the number that is wanted. */
#include "word/write.h"

static int add_list(sl_docx *w, sl_docx_list list)
{
    SL_PUSH(w->arena, w->lists, list);
    return (int)w->lists.n;
}

typedef struct number {
    sl_str before;
    bool letters;
    uint32_t parts[SL_DOCX_LEVELS];
    unsigned n;
} number;

/* "3.2", "Annex G", "Annex G.1"; false: none that Word counts. */
static bool parse_number(sl_str s, number *out)
{
    *out = (number){0};
    size_t at = s.n;
    while (at > 0 && s.p[at - 1] != ' ' && (unsigned char)s.p[at - 1] < 0x80)
        at--;
    out->before = sl_str_slice(s, 0, at);
    sl_str rest = sl_str_slice(s, at, s.n), part;
    while (sl_str_split(&rest, '.', &part)) {
        if (out->n == SL_DOCX_LEVELS)
            return false;
        uint32_t *value = &out->parts[out->n];
        if (part.n == 1 && sl_is_upper(part.p[0]) && !out->n) {
            out->letters = true;
            *value = (uint32_t)(part.p[0] - 'A' + 1);
        } else if (part.n > 6 || !sl_num_parse(part, value) || !*value) {
            return false;
        }
        out->n++;
    }
    return out->n > 0;
}

/* Whether the list gives that number next. */
static bool gives(const sl_docx_list *l, const number *n)
{
    for (unsigned i = 0; i + 1 < n->n; i++)
        if (l->count[i] != n->parts[i])
            return false;
    return l->count[n->n - 1] + 1 == n->parts[n->n - 1];
}

static int count(sl_docx *w, int kind, const number *n)
{
    for (size_t i = w->lists.n; i-- > w->first_list;) {
        sl_docx_list *l = &w->lists.at[i];
        if ((int)l->kind != kind || l->letters != n->letters || !sl_str_equal(l->mark, n->before))
            continue;
        if (!gives(l, n))
            break;
        l->count[n->n - 1]++;
        for (unsigned k = n->n; k < SL_DOCX_LEVELS; k++)
            l->count[k] = 0;
        return (int)i + 1;
    }
    sl_docx_list fresh = {.kind = kind, .mark = n->before, .letters = n->letters};
    for (unsigned k = 0; k < SL_DOCX_LEVELS; k++) {
        fresh.start[k] = k < n->n ? n->parts[k] : 1;
        fresh.count[k] = k < n->n ? n->parts[k] : 0;
    }
    return add_list(w, fresh);
}

int sl_docx_number_heading(sl_docx *w, sl_str text, int *level)
{
    number n;
    if (!text.n || !parse_number(text, &n))
        return 0;
    *level = (int)n.n - 1;
    return count(w, SL_DOCX_HEADINGS, &n);
}

int sl_docx_number_paragraph(sl_docx *w, sl_str text)
{
    number n;
    if (!parse_number(text, &n) || n.n != 1 || n.letters || n.before.n)
        return 0;
    return count(w, SL_DOCX_PARAGRAPHS, &n);
}

int sl_docx_number_list(sl_docx *w, const sl_node *list, unsigned depth)
{
    if (!list->ordered) {
        for (size_t i = 0; i < w->lists.n; i++)
            if (w->lists.at[i].kind == SL_DOCX_BULLETS)
                return (int)i + 1;
        return add_list(w, (sl_docx_list){.kind = SL_DOCX_BULLETS});
    }
    sl_docx_list l = {.kind = SL_DOCX_ENTRIES, .mark = list->role, .level = depth};
    l.start[depth] = list->start > 0 ? (uint32_t)list->start : list->start == 0 ? 0 : 1;
    return add_list(w, l);
}

/* --- numbering.xml --- */

static void push_level(sl_buf *out, unsigned level, uint32_t start, const char *format, sl_str text,
                       bool space, int left, int hanging)
{
    sl_buf_push_format(out,
                       "<w:lvl w:ilvl=\"%u\"><w:start w:val=\"%u\"/><w:numFmt w:val=\"%s\"/>"
                       "%s<w:lvlText w:val=\"",
                       level, start, format, space ? "<w:suff w:val=\"space\"/>" : "");
    sl_docx_push_xml(out, text);
    sl_buf_push_format(out,
                       "\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"%d\" w:hanging=\"%d\"/>"
                       "</w:pPr></w:lvl>",
                       left, hanging);
}

enum { STEP = 360 };

static void push_bullets(sl_buf *out)
{
    for (unsigned i = 0; i < SL_DOCX_LEVELS; i++)
        push_level(out, i, 1, "bullet",
                   i == 0   ? SL_STR("•")
                   : i == 1 ? SL_STR("–")
                            : SL_STR("·"),
                   false, STEP * ((int)i + 1), STEP);
}

static void push_entries(sl_docx *w, sl_buf *out, const sl_docx_list *l)
{
    bool round = sl_str_starts(l->mark, "(");
    char kind = l->mark.n ? l->mark.p[round] : '1',
         stop = l->mark.n ? l->mark.p[l->mark.n - 1] : '.';
    const char *format = kind == 'a'   ? "lowerLetter"
                         : kind == 'A' ? "upperLetter"
                         : kind == 'i' ? "lowerRoman"
                         : kind == 'I' ? "upperRoman"
                                       : "decimal";
    for (unsigned i = 0; i < SL_DOCX_LEVELS; i++)
        push_level(out, i, i == l->level ? l->start[i] : 1, format,
                   sl_str_format(w->arena, "%s%%%u%c", round ? "(" : "", i + 1, stop), false,
                   STEP * ((int)i + 1), STEP);
}

static void push_headings(sl_docx *w, sl_buf *out, const sl_docx_list *l)
{
    sl_buf text;
    sl_buf_init(&text);
    sl_buf_push_str(&text, l->mark);
    for (unsigned i = 0; i < SL_DOCX_LEVELS; i++) {
        sl_buf_push_format(&text, "%s%%%u", i ? "." : "", i + 1);
        push_level(out, i, l->start[i], l->letters && !i ? "upperLetter" : "decimal",
                   sl_buf_copy(&text, w->arena), true, 0, 0);
    }
    sl_buf_done(&text);
}

/* In the margin, at the left of the text. */
static void push_paragraphs(sl_buf *out, const sl_docx_list *l)
{
    push_level(out, 0, l->start[0], "decimal", SL_STR("%1"), false, 0, 567);
}

void sl_docx_emit_numbering(sl_docx *w, sl_buf *out)
{
    static const char *const kinds[] = {"hybridMultilevel", "hybridMultilevel", "multilevel",
                                        "singleLevel"};
    sl_buf_push_z(out, SL_DOCX_HEAD "<w:numbering" SL_DOCX_SPACES ">");
    for (size_t i = 0; i < w->lists.n; i++) {
        const sl_docx_list *l = &w->lists.at[i];
        sl_buf_push_format(
            out, "<w:abstractNum w:abstractNumId=\"%zu\"><w:multiLevelType w:val=\"%s\"/>", i + 1,
            kinds[l->kind]);
        if (l->kind == SL_DOCX_BULLETS)
            push_bullets(out);
        else if (l->kind == SL_DOCX_ENTRIES)
            push_entries(w, out, l);
        else if (l->kind == SL_DOCX_HEADINGS)
            push_headings(w, out, l);
        else
            push_paragraphs(out, l);
        sl_buf_push_z(out, "</w:abstractNum>");
    }
    for (size_t i = 0; i < w->lists.n; i++)
        sl_buf_push_format(out, "<w:num w:numId=\"%zu\"><w:abstractNumId w:val=\"%zu\"/></w:num>",
                           i + 1, i + 1);
    sl_buf_push_z(out, "</w:numbering>");
}
