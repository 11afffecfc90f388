#include "page/page.h"

#include "base/assert.h"

void sl_pages_init(sl_pages *p, sl_arena *a)
{
    *p = (sl_pages){.arena = a};
    SL_PUSH(a, p->elems, ((sl_elem){.tag = SL_TAG_DOCUMENT}));
}

uint32_t sl_pages_add_elem(sl_pages *p, sl_tag tag, uint32_t parent, bool is_inline)
{
    SL_CHECK(parent < p->elems.n);
    SL_PUSH(p->arena, p->elems,
            ((sl_elem){.tag = (uint8_t)tag, .parent = parent, .is_inline = is_inline}));
    return (uint32_t)p->elems.n - 1;
}

const char *sl_tag_name(sl_tag tag)
{
    static const char *const names[SL_TAG__COUNT] = {
        "Document",  "Sect",  "Div",  "H1",   "H2",   "H3",     "H4",         "H5",
        "H6",        "P",     "L",    "LI",   "Lbl",  "LBody",  "Table",      "Caption",
        "THead",     "TBody", "TR",   "TH",   "TD",   "Figure", "BlockQuote", "Note",
        "Reference", "TOC",   "TOCI", "Link", "Code", "Span",
    };
    return names[tag];
}
