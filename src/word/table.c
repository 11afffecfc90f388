#include "base/limits.h"
#include "word/write.h"

enum { MOST = SL_LIMIT_TABLE_COLUMNS * 2, PAD = 85 };

/* The styles of a table's cells by what the table is for. */
typedef struct cells {
    const char *table, *head, *body;
} cells;

static cells cells_of(sl_docx *w, const sl_node *n)
{
    static const struct {
        const char *role;
        cells of;
    } known[] = {{"facts", {"StrategyFacts", "FactLabel", "FactValue"}},
                 {"key-fact", {"StrategyFacts", "FactLabel", "FactValue"}},
                 {"imprint", {"StrategyFacts", "FactLabel", "FactValue"}},
                 {"chain", {"StrategyFacts", "ChainLabel", "ChainText"}},
                 {"links", {"StrategyFacts", "LinkLabel", "LinkLine"}},
                 {"figures", {"StrategyFacts", "FiguresValue", "FiguresLabel"}}};
    (void)w;
    for (size_t i = 0; i < SL_COUNT(known); i++)
        if (sl_str_equal_z(n->role, known[i].role))
            return known[i].of;
    return (cells){"StrategyTable", "TableHead", "TableCell"};
}

typedef struct table {
    const sl_node *node;
    cells cells;
    unsigned columns;
    int widths[MOST], room;
    struct {
        unsigned rows, columns;
        uint32_t ground;
    } below[MOST]; /* cells that go on from rows above */
} table;

static unsigned span_of(const sl_node *cell)
{
    return cell->columns ? cell->columns : 1;
}

static unsigned count_columns(const sl_node *n)
{
    unsigned most = n->columns;
    for (const sl_node *row = n->first; row; row = row->next) {
        unsigned here = 0;
        for (const sl_node *c = row->kind == SL_NODE_TABLE_ROW ? row->first : NULL; c; c = c->next)
            here += span_of(c);
        most = here > most ? here : most;
    }
    return most > MOST ? MOST : most ? most : 1;
}

/* The longest word of a text, and its length, in characters about. */
static void measure(sl_docx *w, const sl_node *cell, unsigned *word, unsigned *all)
{
    sl_str rest = sl_node_plain(w->arena, cell), one;
    *all += (unsigned)rest.n;
    while (sl_str_split(&rest, ' ', &one))
        *word = one.n > *word ? (unsigned)one.n : *word;
}

/* What the longest word of a column needs, in a face that is wider than most. */
static int least_of(sl_docx *w, unsigned word)
{
    const sl_style *s = sl_layout_role(w->layout, SL_STR("table-head"), NULL);
    return (int)(word * (unsigned)sl_docx_twips(s->size) * 66 / 100) + 2 * PAD;
}

/* Of room for all: what each needs at least, and then by the weights to those that are to have
 * more. Where it is not enough for that either, by what each needs. */
static void share(table *t, const unsigned *weights, const int *least)
{
    bool fixed[MOST] = {0}, again = true;
    int64_t needed = 0;
    for (unsigned i = 0; i < t->columns; i++)
        needed += least[i];
    while (again) {
        int64_t room = t->room, sum = 0;
        again = false;
        for (unsigned i = 0; i < t->columns; i++) {
            room -= fixed[i] ? least[i] : 0;
            sum += fixed[i] ? 0 : weights[i];
        }
        for (unsigned i = 0; i < t->columns; i++) {
            int64_t part = fixed[i] ? least[i] : room * weights[i] / (sum ? sum : 1);
            if (needed > t->room)
                part = (int64_t)t->room * least[i] / needed;
            else if (!fixed[i] && part < least[i])
                again = fixed[i] = true;
            t->widths[i] = (int)part;
        }
    }
}

/* As the author says, or by what stands in the columns. */
static void share_room(sl_docx *w, table *t)
{
    unsigned word[MOST] = {0}, all[MOST] = {0}, weights[MOST] = {0}, rows = 0;
    int least[MOST] = {0};
    sl_str rest = t->node->title, one;
    for (const sl_node *row = t->node->first; row; row = row->next) {
        unsigned at = 0;
        for (const sl_node *c = row->kind == SL_NODE_TABLE_ROW ? row->first : NULL;
             c && at < t->columns; at += span_of(c), c = c->next)
            if (span_of(c) == 1)
                measure(w, c, &word[at], &all[at]);
        rows += row->kind == SL_NODE_TABLE_ROW;
    }
    for (unsigned i = 0; i < t->columns; i++) {
        enum { LONGEST = 24 }; /* an address or the like may be divided */
        uint32_t given = 0;
        unsigned mean = rows ? all[i] / rows : 0;
        mean = mean > 60 ? 60 : mean;
        weights[i] = word[i] + 2 > mean ? word[i] + 2 : mean;
        if (rest.n && sl_str_split(&rest, ',', &one) && sl_num_parse(one, &given) && given)
            weights[i] = given;
        least[i] = least_of(w, word[i] > LONGEST ? LONGEST : word[i]);
    }
    share(t, weights, least);
}

static int width_of(const table *t, unsigned at, unsigned n)
{
    int width = 0;
    for (unsigned i = at; i < at + n && i < t->columns; i++)
        width += t->widths[i];
    return width;
}

static void push_cell_head(sl_docx *w, const table *t, unsigned at, unsigned n, const char *merge,
                           uint32_t ground)
{
    sl_docx_format(w, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", width_of(t, at, n));
    if (n > 1)
        sl_docx_format(w, "<w:gridSpan w:val=\"%u\"/>", n);
    sl_docx_push(w, merge);
    if (ground != SL_COLOR_NONE)
        sl_docx_format(w, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%06X\"/>", ground);
    sl_docx_push(w, "</w:tcPr>");
}

/* What goes on from a row above is an empty cell that says so. */
static unsigned push_below(sl_docx *w, table *t, unsigned at)
{
    while (at < t->columns && t->below[at].rows) {
        unsigned n = t->below[at].columns;
        push_cell_head(w, t, at, n, "<w:vMerge/>", t->below[at].ground);
        sl_docx_format(w, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr></w:p></w:tc>",
                       t->cells.body);
        t->below[at].rows--;
        at += n ? n : 1;
    }
    return at;
}

/* The ground of a role, where the layout gives it one. */
static uint32_t ground_of(sl_docx *w, const sl_node *cell)
{
    for (size_t i = 0; cell->role.n && i < w->layout->roles.n; i++)
        if (sl_str_equal(w->layout->roles.at[i].name, cell->role))
            return w->layout->roles.at[i].ground;
    return SL_COLOR_NONE;
}

static void push_content(sl_docx *w, const sl_node *cell, const char *style, int width)
{
    sl_docx_para p = {.style = style};
    if (cell->align == SL_ALIGN_RIGHT)
        p.align = "right";
    else if (cell->align == SL_ALIGN_CENTER)
        p.align = "center";
    else if (cell->align == SL_ALIGN_DECIMAL && !cell->head)
        p.decimal = width - 2 * PAD - 560 > 300 ? width - 2 * PAD - 560 : (width - 2 * PAD) / 2;
    else if (cell->align == SL_ALIGN_DECIMAL)
        p.align = "right";
    if (!cell->first || sl_node_is_inline(cell->first->kind)) {
        sl_docx_push_paragraph(w, &p, cell);
        return;
    }
    w->text_style = style;
    sl_docx_push_blocks(w, cell);
    if (cell->last->kind == SL_NODE_TABLE || cell->last->kind == SL_NODE_SECTION)
        sl_docx_push(w, "<w:p><w:pPr><w:pStyle w:val=\"Space\"/></w:pPr></w:p>");
}

static void push_row(sl_docx *w, table *t, const sl_node *row)
{
    unsigned at = 0;
    sl_docx_push(w, "<w:tr><w:trPr><w:cantSplit/>");
    sl_docx_push(w, row->head ? "<w:tblHeader/></w:trPr>" : "</w:trPr>");
    for (const sl_node *c = row->first; c && at < t->columns; c = c->next) {
        at = push_below(w, t, at);
        if (at >= t->columns)
            break;
        unsigned n = span_of(c), room = t->columns - at;
        n = n > room ? room : n;
        uint32_t ground = ground_of(w, c);
        push_cell_head(w, t, at, n, c->rows > 1 ? "<w:vMerge w:val=\"restart\"/>" : "", ground);
        push_content(w, c, c->head || row->head ? t->cells.head : t->cells.body,
                     width_of(t, at, n));
        sl_docx_push(w, "</w:tc>");
        if (c->rows > 1) {
            t->below[at].rows = c->rows - 1u;
            t->below[at].columns = n;
            t->below[at].ground = ground;
        }
        at += n;
    }
    at = push_below(w, t, at);
    if (at < t->columns) { /* a row that is short */
        push_cell_head(w, t, at, t->columns - at, "", SL_COLOR_NONE);
        sl_docx_format(w, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr></w:p></w:tc>",
                       t->cells.body);
    }
    sl_docx_push(w, "</w:tr>");
}

static void push_description(sl_docx *w, const sl_node *caption)
{
    if (!caption)
        return;
    sl_docx_push(w, "<w:tblCaption w:val=\"");
    sl_docx_push_text(w, sl_node_plain(w->arena, caption));
    sl_docx_push(w, "\"/>");
}

static int room_of(const sl_docx *w, const sl_node *n)
{
    const sl_layout *l = w->layout;
    sl_u room = l->page_width - l->inner - l->outer;
    if (n->wide && !w->in_cell && !w->box && !w->indent)
        room = l->page_height - l->top - l->bottom;
    return sl_docx_twips(room) - w->indent;
}

void sl_docx_open_page(sl_docx *w)
{
    if (!w->page_break || w->in_cell)
        return;
    sl_docx_begin_paragraph(w, &(sl_docx_para){.style = "Space"}, NULL);
    sl_docx_end_paragraph(w);
}

void sl_docx_push_table(sl_docx *w, const sl_node *n)
{
    table t = {.node = n, .cells = cells_of(w, n), .columns = count_columns(n)};
    const sl_node *caption = n->first && n->first->kind == SL_NODE_CAPTION ? n->first : NULL;
    const char *style = w->text_style;
    const sl_style *box = w->box;
    int indent = w->indent;
    bool in_cell = w->in_cell, any = false;
    for (const sl_node *row = n->first; row; row = row->next)
        any = any || row->kind == SL_NODE_TABLE_ROW;
    sl_docx_mark(w, n->id);
    if (caption)
        sl_docx_push_caption(w, caption, n->id);
    if (!any)
        return;
    t.room = in_cell ? 3000 : room_of(w, n);
    share_room(w, &t);
    sl_docx_open_page(w);
    sl_docx_format(w,
                   "<w:tbl><w:tblPr><w:tblStyle w:val=\"%s\"/><w:tblW w:w=\"%d\" "
                   "w:type=\"dxa\"/>",
                   t.cells.table, t.room);
    if (indent)
        sl_docx_format(w, "<w:tblInd w:w=\"%d\" w:type=\"dxa\"/>", indent);
    sl_docx_push(w, "<w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\" "
                    "w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" "
                    "w:noVBand=\"1\"/>");
    push_description(w, caption);
    sl_docx_push(w, "</w:tblPr><w:tblGrid>");
    for (unsigned i = 0; i < t.columns; i++)
        sl_docx_format(w, "<w:gridCol w:w=\"%d\"/>", t.widths[i]);
    sl_docx_push(w, "</w:tblGrid>");
    w->box = NULL;
    w->indent = 0;
    w->in_cell = true;
    for (const sl_node *row = n->first; row; row = row->next)
        if (row->kind == SL_NODE_TABLE_ROW)
            push_row(w, &t, row);
    sl_docx_push(w, "</w:tbl>");
    w->box = box;
    w->indent = indent;
    w->in_cell = in_cell;
    w->text_style = style;
    /* Tables that follow each other would be one. */
    if (!in_cell)
        sl_docx_push(w, "<w:p><w:pPr><w:pStyle w:val=\"Space\"/></w:pPr></w:p>");
}
