/* styles.xml: each role of the layout as a style that has a name. */
#include "word/write.h"

/* Names that Word itself knows; a role that is not here is called by its words. */
static sl_str name_of(sl_arena *a, sl_str role)
{
    static const char *const known[][2] = {{"paragraph", "Body Text"},
                                           {"quote", "Quote"},
                                           {"caption", "caption"},
                                           {"note", "footnote text"},
                                           {"heading-1", "heading 1"},
                                           {"heading-2", "heading 2"},
                                           {"heading-3", "heading 3"},
                                           {"heading-4", "heading 4"},
                                           {"heading-5", "heading 5"},
                                           {"heading-6", "heading 6"},
                                           {"cover-title", "Title"},
                                           {"cover-subtitle", "Subtitle"},
                                           {"contents-title", "TOC Heading"},
                                           {"contents-1", "toc 1"},
                                           {"contents-2", "toc 2"},
                                           {"running-head", "header"},
                                           {"running-foot", "footer"},
                                           {"list-item", "List Paragraph"}};
    for (size_t i = 0; i < SL_COUNT(known); i++)
        if (sl_str_equal_z(role, known[i][0]))
            return sl_str_from(known[i][1]);
    char *out = sl_arena_copy(a, role.p, role.n);
    for (size_t i = 0; i < role.n; i++) {
        bool first = !i || out[i - 1] == ' ';
        out[i] = (char)(out[i] == '-'                                                 ? ' '
                        : first && sl_lower(out[i]) == out[i] && sl_is_letter(out[i]) ? out[i] - 32
                                                                                      : out[i]);
    }
    return (sl_str){out, role.n};
}

static void push_face(sl_buf *out, sl_str family)
{
    static const char *const slots[] = {"ascii", "hAnsi", "cs"};
    sl_buf_push_z(out, "<w:rFonts");
    for (size_t i = 0; i < SL_COUNT(slots); i++) {
        sl_buf_push_format(out, " w:%s=\"", slots[i]);
        sl_docx_push_xml(out, family);
        sl_buf_push_char(out, '"');
    }
    sl_buf_push_z(out, "/>");
}

/* Half points. */
static int half_points(sl_u v)
{
    return (int)sl_u_scale(v, 2, 1024);
}

static void push_characters(sl_buf *out, const sl_style *s)
{
    sl_buf_push_z(out, "<w:rPr>");
    push_face(out, s->family);
    sl_buf_push_z(out, s->weight >= 600 ? "<w:b/>" : "<w:b w:val=\"0\"/>");
    sl_buf_push_z(out, s->italic ? "<w:i/>" : "<w:i w:val=\"0\"/>");
    sl_buf_push_format(out, "<w:color w:val=\"%06X\"/><w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>",
                       s->color == SL_COLOR_NONE ? 0 : s->color, half_points(s->size),
                       half_points(s->size));
    sl_buf_push_z(out, "</w:rPr>");
}

typedef struct extra {
    const char *before, *tabs, *ground; /* of pPr, where the schema wants it */
    int level;                          /* of the outline; -1: none */
    int left, hanging;
    bool tight;
} extra;

static void push_properties(sl_buf *out, const sl_style *s, const extra *x)
{
    static const char *const aligns[] = {"left", "center", "right", "both"};
    sl_buf_push_z(out, "<w:pPr>");
    sl_buf_push_z(out, s->keep ? "<w:keepNext/><w:keepLines/>" : "");
    sl_buf_push_z(out, x->before ? x->before : "");
    sl_buf_push_z(out, x->tabs ? x->tabs : "");
    sl_buf_push_z(out, s->hyphenate ? "" : "<w:suppressAutoHyphens/>");
    sl_buf_push_format(out,
                       "<w:spacing w:before=\"%d\" w:after=\"%d\" w:line=\"%d\" "
                       "w:lineRule=\"atLeast\"/>",
                       sl_docx_twips(s->before), sl_docx_twips(s->after),
                       sl_docx_twips(s->leading));
    int left = sl_docx_twips(s->left) + x->left;
    sl_buf_push_format(out, "<w:ind w:left=\"%d\" w:right=\"%d\"", left, sl_docx_twips(s->right));
    if (x->hanging)
        sl_buf_push_format(out, " w:hanging=\"%d\"", x->hanging);
    else
        sl_buf_push_format(out, " w:firstLine=\"%d\"", sl_docx_twips(s->indent));
    sl_buf_push_z(out, x->tight ? "/><w:contextualSpacing/>" : "/>");
    sl_buf_push_format(out, "<w:jc w:val=\"%s\"/>", aligns[s->align]);
    if (x->level >= 0)
        sl_buf_push_format(out, "<w:outlineLvl w:val=\"%d\"/>", x->level);
    sl_buf_push_z(out, "</w:pPr>");
}

static bool is_custom(sl_str name)
{
    static const char *const known[] = {"Body Text",   "Quote",         "Title",
                                        "Subtitle",    "TOC Heading",   "List Bullet",
                                        "List Number", "List Continue", "List Paragraph"};
    for (size_t i = 0; i < SL_COUNT(known); i++)
        if (sl_str_equal_z(name, known[i]))
            return false;
    return sl_is_upper(name.p[0]);
}

static void push_role(sl_docx *w, sl_buf *out, const sl_style *s)
{
    extra x = {.level = -1};
    sl_style even = *s; /* beside a label it begins as high as that */
    if (sl_str_equal_z(s->name, "link-line"))
        even.before = sl_layout_role(w->layout, SL_STR("link-label"), NULL)->before;
    sl_str id = sl_docx_style_id(w->arena, s->name), name = name_of(w->arena, s->name);
    if (sl_str_starts(s->name, "heading-") && s->name.n == 9)
        x.level = s->name.p[8] - '1';
    int room = sl_docx_twips(w->layout->page_width - w->layout->inner - w->layout->outer);
    if (sl_str_starts(s->name, "contents-") && s->name.n == 10)
        x.tabs = sl_str_format(w->arena,
                               "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"%d\"/>"
                               "</w:tabs>",
                               room)
                     .p;
    if (sl_str_starts(s->name, "running-"))
        x.tabs =
            sl_str_format(w->arena, "<w:tabs><w:tab w:val=\"right\" w:pos=\"%d\"/></w:tabs>", room)
                .p;
    sl_buf_push_format(out, "<w:style w:type=\"paragraph\"%s w:styleId=\"%.*s\"><w:name w:val=\"",
                       is_custom(name) ? " w:customStyle=\"1\"" : "", SL_FMT(id));
    sl_docx_push_xml(out, name);
    sl_buf_push_z(out, "\"/><w:basedOn w:val=\"Normal\"/>");
    sl_buf_push_z(out, x.level >= 0 ? "<w:next w:val=\"BodyText\"/>" : "");
    sl_buf_push_z(out, "<w:qFormat/>");
    push_properties(out, &even, &x);
    push_characters(out, s);
    sl_buf_push_z(out, "</w:style>");
}

/* Roles that are names of characters or of grounds, and no paragraph has. */
static bool is_of_words(sl_str role)
{
    static const char *const known[] = {"link",         "inserted",     "deleted",
                                        "level-low",    "level-middle", "level-high",
                                        "rating-green", "rating-amber", "rating-red"};
    for (size_t i = 0; i < SL_COUNT(known); i++)
        if (sl_str_equal_z(role, known[i]))
            return true;
    return false;
}

static void push_derived(sl_docx *w, sl_buf *out, const char *id, const char *name,
                         const char *role, extra x, void (*change)(sl_style *))
{
    sl_style s = *sl_layout_role(w->layout, sl_str_from(role), NULL);
    if (change)
        change(&s);
    sl_buf_push_format(out,
                       "<w:style w:type=\"paragraph\"%s w:styleId=\"%s\"><w:name w:val=\"%s\"/>"
                       "<w:basedOn w:val=\"Normal\"/><w:qFormat/>",
                       is_custom(sl_str_from(name)) ? " w:customStyle=\"1\"" : "", id, name);
    push_properties(out, &s, &x);
    push_characters(out, &s);
    sl_buf_push_z(out, "</w:style>");
}

static void make_tight(sl_style *s)
{
    s->after = SL_PT(4);
}

static void make_bold(sl_style *s)
{
    s->weight = 600;
    s->after = 0;
    s->keep = true;
}

static void make_small(sl_style *s)
{
    s->size = SL_PT(2);
    s->leading = SL_PT(6);
    s->before = s->after = 0;
}

static void make_picture(sl_style *s)
{
    s->after = SL_PT(6);
    s->leading = SL_PT(12);
}

static void push_derived_all(sl_docx *w, sl_buf *out)
{
    const extra none = {.level = -1};
    push_derived(w, out, "ListBullet", "List Bullet", "paragraph",
                 (extra){.level = -1, .left = 360, .hanging = 360}, make_tight);
    push_derived(w, out, "ListNumber", "List Number", "paragraph",
                 (extra){.level = -1, .left = 360, .hanging = 360}, make_tight);
    push_derived(w, out, "ListContinue", "List Continue", "paragraph",
                 (extra){.level = -1, .left = 360}, make_tight);
    push_derived(w, out, "Term", "Term", "paragraph", none, make_bold);
    push_derived(w, out, "Definition", "Definition", "paragraph", (extra){.level = -1, .left = 360},
                 NULL);
    push_derived(w, out, "Space", "Space", "paragraph", none, make_small);
    push_derived(w, out, "Picture", "Picture", "paragraph", none, make_picture);
    push_derived(w, out, "Rule", "Rule", "paragraph",
                 (extra){.level = -1,
                         .before = "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" "
                                   "w:color=\"B1B4B6\"/></w:pBdr>"},
                 NULL);
}

static void push_defaults(sl_docx *w, sl_buf *out)
{
    const sl_style *s = sl_layout_role(w->layout, SL_STR("paragraph"), NULL);
    sl_buf_push_z(out, "<w:docDefaults><w:rPrDefault><w:rPr>");
    push_face(out, s->family);
    sl_buf_push_format(out, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/><w:lang w:val=\"",
                       half_points(s->size), half_points(s->size));
    sl_docx_push_xml(out, w->book->language.n ? w->book->language : SL_STR("en-GB"));
    sl_buf_push_z(out,
                  "\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
                  "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
                  "<w:name w:val=\"Normal\"/></w:style>"
                  "<w:style w:type=\"character\" w:default=\"1\" "
                  "w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph "
                  "Font\"/></w:style>"
                  "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name "
                  "w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>"
                  "<w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"85\" "
                  "w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"85\" "
                  "w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>");
}

static void push_words(sl_docx *w, sl_buf *out)
{
    const sl_style *code = sl_layout_role(w->layout, SL_STR("code"), NULL);
    uint32_t link = sl_layout_color(w->layout, "link");
    sl_buf_push_format(out,
                       "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name "
                       "w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"%06X\"/><w:u "
                       "w:val=\"single\"/></w:rPr></w:style>"
                       "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Reference\">"
                       "<w:name w:val=\"Reference\"/><w:rPr><w:color w:val=\"%06X\"/></w:rPr>"
                       "</w:style><w:style w:type=\"character\" w:styleId=\"FootnoteReference\">"
                       "<w:name w:val=\"footnote reference\"/><w:rPr><w:vertAlign "
                       "w:val=\"superscript\"/></w:rPr></w:style>"
                       "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"CodeText\">"
                       "<w:name w:val=\"Code Text\"/><w:rPr>",
                       link, link);
    push_face(out, code->family);
    sl_buf_push_z(out, "</w:rPr></w:style>");
}

static void push_tables(sl_docx *w, sl_buf *out)
{
    uint32_t line = sl_layout_color(w->layout, "hairline"),
             tint = sl_layout_color(w->layout, "tint");
    sl_buf_push_format(
        out,
        "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"StrategyTable\"><w:name "
        "w:val=\"Strategy Table\"/><w:basedOn w:val=\"TableNormal\"/><w:qFormat/><w:tblPr>"
        "<w:tblBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"%06X\"/>"
        "<w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"%06X\"/><w:insideH "
        "w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"%06X\"/></w:tblBorders>"
        "<w:tblCellMar><w:top w:w=\"40\" w:type=\"dxa\"/><w:left w:w=\"85\" w:type=\"dxa\"/>"
        "<w:bottom w:w=\"40\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar>"
        "</w:tblPr><w:tblStylePr w:type=\"firstRow\"><w:tcPr><w:shd w:val=\"clear\" "
        "w:color=\"auto\" w:fill=\"%06X\"/></w:tcPr></w:tblStylePr></w:style>"
        "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"StrategyFacts\"><w:name "
        "w:val=\"Strategy Facts\"/><w:basedOn w:val=\"TableNormal\"/><w:qFormat/><w:tblPr>"
        "<w:tblBorders><w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"%06X\"/>"
        "</w:tblBorders><w:tblCellMar><w:top w:w=\"40\" w:type=\"dxa\"/><w:left w:w=\"85\" "
        "w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"85\" "
        "w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>",
        line, line, line, tint, line);
}

void sl_docx_emit_styles(sl_docx *w, sl_buf *out)
{
    sl_map seen;
    sl_map_init(&seen, w->arena);
    sl_buf_push_z(out, SL_DOCX_HEAD "<w:styles" SL_DOCX_SPACES ">");
    push_defaults(w, out);
    for (size_t i = 0; i < w->layout->roles.n; i++) {
        const sl_style *s = &w->layout->roles.at[i];
        if (!is_of_words(s->name) && sl_map_add(&seen, sl_docx_style_id(w->arena, s->name), w))
            push_role(w, out, s);
    }
    push_derived_all(w, out);
    push_words(w, out);
    push_tables(w, out);
    sl_buf_push_z(out, "</w:styles>");
}
