/* The parts of the file beside its text: heads and feet, settings, properties, what belongs to
 * what.
 */
#include "word/write.h"

#define TYPES "http://schemas.openxmlformats.org/package/2006/content-types"
#define RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define WORDS "application/vnd.openxmlformats-officedocument.wordprocessingml."

static const sl_docx_words plain = {.color = SL_COLOR_NONE};

/* --- heads and feet --- */

static sl_str status_of(sl_docx *w, sl_say_id id)
{
    enum { SHORT_DIGEST = 8 };
    const sl_book *b = w->book;
    sl_str digest = SL_STR_NONE;
    if (w->layout->codes && b->digest.n >= SHORT_DIGEST)
        digest = sl_str_slice(b->digest, 0, SHORT_DIGEST);
    sl_str line = sl_say(
        b->phrases, w->arena, SL_SAY_STATUS_LINE,
        SL_T("final", b->is_final ? SL_STR("yes") : SL_STR_NONE), SL_T("version", b->version),
        SL_T("date", sl_say_date(b->phrases, w->arena, b->date)), SL_T("digest", digest));
    return id == SL_SAY_STATUS_LINE ? line : sl_say(b->phrases, w->arena, id, SL_T("status", line));
}

/* "Page {page} of {pages}" with fields for the two, which the message may have in any order. */
static void push_page_of(sl_docx *w)
{
    sl_str said = sl_say(w->book->phrases, w->arena, SL_SAY_PAGE_OF, SL_N("page", 7770001),
                         SL_N("pages", 7770002));
    size_t done = 0;
    for (;;) {
        size_t at = sl_str_find(said, SL_STR("777000"), done);
        if (at == SIZE_MAX)
            break;
        bool all = said.p[at + 6] == '2';
        sl_docx_push_run(w, &plain, sl_str_slice(said, done, at));
        sl_docx_push_field(w, &plain, all ? SL_STR("NUMPAGES") : SL_STR("PAGE"), SL_STR("1"));
        done = at + 7;
    }
    sl_docx_push_run(w, &plain, sl_str_slice(said, done, said.n));
}

static void push_template_field(sl_docx *w, sl_str name)
{
    const sl_book *b = w->book;
    if (sl_str_equal_z(name, "title"))
        sl_docx_push_run(w, &plain, b->title);
    else if (sl_str_equal_z(name, "section"))
        sl_docx_push_field(w, &plain, SL_STR("STYLEREF \"heading 1\""), SL_STR_NONE);
    else if (sl_str_equal_z(name, "page"))
        sl_docx_push_field(w, &plain, SL_STR("PAGE"), SL_STR("1"));
    else if (sl_str_equal_z(name, "pages"))
        sl_docx_push_field(w, &plain, SL_STR("NUMPAGES"), SL_STR("1"));
    else if (sl_str_equal_z(name, "page-of"))
        push_page_of(w);
    else if (sl_str_equal_z(name, "version"))
        sl_docx_push_run(w, &plain, b->version);
    else if (sl_str_equal_z(name, "date"))
        sl_docx_push_run(w, &plain, sl_say_date(b->phrases, w->arena, b->date));
    else if (sl_str_equal_z(name, "digest"))
        sl_docx_push_run(w, &plain, sl_str_slice(b->digest, 0, b->digest.n < 8 ? b->digest.n : 8));
    else if (sl_str_equal_z(name, "faults"))
        sl_docx_push_run(w, &plain,
                         sl_say(b->phrases, w->arena, SL_SAY_FAULTS, SL_N("n", b->fault_count)));
    else if (sl_str_equal_z(name, "status"))
        sl_docx_push_run(w, &plain, status_of(w, SL_SAY_STATUS_LINE));
    else if (sl_str_equal_z(name, "board-status"))
        sl_docx_push_run(w, &plain, status_of(w, SL_SAY_BOARD_STATUS));
    else if (sl_str_equal_z(name, "discussion-status"))
        sl_docx_push_run(w, &plain, status_of(w, SL_SAY_DISCUSSION_STATUS));
}

static void push_template(sl_docx *w, sl_str template)
{
    for (size_t at = 0; at < template.n;) {
        size_t open = sl_str_find_char(template, '{', at);
        size_t close = open == SIZE_MAX ? SIZE_MAX : sl_str_find_char(template, '}', open);
        if (close == SIZE_MAX)
            open = template.n;
        sl_docx_push_run(w, &plain, sl_str_slice(template, at, open));
        if (close == SIZE_MAX)
            return;
        push_template_field(w, sl_str_slice(template, open + 1, close));
        at = close + 1;
    }
}

/* A line with its two ends; turned: as wide as a sheet on its side. */
static void add_strip(sl_docx *w, const char *name, const char *element, sl_str left, sl_str right,
                      bool turned)
{
    const sl_layout *l = w->layout;
    sl_buf b, *out = w->out;
    sl_buf_init(&b);
    w->out = &b;
    sl_docx_format(w, SL_DOCX_HEAD "<w:%s" SL_DOCX_SPACES "><w:p><w:pPr><w:pStyle w:val=\"%s\"/>",
                   element, *element == 'h' ? "Header" : "Footer");
    if (turned)
        sl_docx_format(w,
                       "<w:tabs><w:tab w:val=\"clear\" w:pos=\"%d\"/><w:tab w:val=\"right\" "
                       "w:pos=\"%d\"/></w:tabs>",
                       sl_docx_twips(l->page_width - l->inner - l->outer),
                       sl_docx_twips(l->page_height - l->top - l->bottom));
    sl_docx_push(w, "</w:pPr>");
    push_template(w, left);
    if (right.n)
        sl_docx_push(w, "<w:r><w:tab/></w:r>");
    push_template(w, right);
    sl_docx_format(w, "</w:p></w:%s>", element);
    w->out = out;
    sl_docx_add(w, name, sl_buf_take(&b, w->arena), false);
}

static void add_strips(sl_docx *w)
{
    const sl_layout *l = w->layout;
    sl_str head = w->book->is_faulty ? SL_STR("{faults}") : l->head_left;
    add_strip(w, "word/header1.xml", "hdr", head, l->head_right, false);
    add_strip(w, "word/footer1.xml", "ftr", l->foot_left, l->foot_right, false);
    add_strip(w, "word/header2.xml", "hdr", SL_STR_NONE, SL_STR_NONE, false);
    add_strip(w, "word/footer2.xml", "ftr", l->foot_left, SL_STR_NONE, false);
    add_strip(w, "word/header3.xml", "hdr", head, l->head_right, true);
    add_strip(w, "word/footer3.xml", "ftr", l->foot_left, l->foot_right, true);
}

/* --- properties --- */

static void push_property(sl_buf *b, const char *element, sl_str value)
{
    if (!value.n)
        return;
    sl_buf_push_format(b, "<%s>", element);
    sl_docx_push_xml(b, value);
    sl_buf_push_format(b, "</%s>", element);
}

static void add_core(sl_docx *w)
{
    const sl_book *k = w->book;
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_z(&b,
                  SL_DOCX_HEAD "<cp:coreProperties "
                               "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
                               "core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                               "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                               "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    push_property(&b, "dc:title", k->title);
    push_property(&b, "dc:creator", k->authors.n ? k->authors : k->organisation);
    push_property(&b, "dc:description", k->subject);
    push_property(&b, "cp:keywords", k->keywords);
    push_property(&b, "dc:language", k->language);
    if (k->date.year) {
        sl_buf_push_z(&b, "<dcterms:created xsi:type=\"dcterms:W3CDTF\">");
        sl_buf_push_iso_date(&b, k->date);
        sl_buf_push_z(&b, "T00:00:00Z</dcterms:created><dcterms:modified "
                          "xsi:type=\"dcterms:W3CDTF\">");
        sl_buf_push_iso_date(&b, k->date);
        sl_buf_push_z(&b, "T00:00:00Z</dcterms:modified>");
    }
    push_property(&b, "cp:version", k->version);
    sl_buf_push_z(&b, "</cp:coreProperties>");
    sl_docx_add(w, "docProps/core.xml", sl_buf_take(&b, w->arena), false);
}

/* Which text it is: what `sightline comments` asks first. */
static void add_custom(sl_docx *w)
{
    const struct {
        const char *name;
        sl_str value;
    } all[] = {{"sightline-content", w->book->digest},
               {"sightline-version", w->book->version},
               {"sightline-document", w->options->document},
               {"sightline-audience", w->options->audience}};
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_z(&b, SL_DOCX_HEAD
                  "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                  "custom-properties\" xmlns:vt=\"http://schemas.openxmlformats.org/"
                  "officeDocument/2006/docPropsVTypes\">");
    unsigned pid = 2;
    for (size_t i = 0; i < SL_COUNT(all); i++) {
        if (!all[i].value.n)
            continue;
        sl_buf_push_format(&b,
                           "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"%u\" "
                           "name=\"%s\">",
                           pid++, all[i].name);
        push_property(&b, "vt:lpwstr", all[i].value);
        sl_buf_push_z(&b, "</property>");
    }
    sl_buf_push_z(&b, "</Properties>");
    sl_docx_add(w, "docProps/custom.xml", sl_buf_take(&b, w->arena), false);
}

static void add_fixed(sl_docx *w)
{
    sl_docx_add(w, "docProps/app.xml",
                SL_STR(SL_DOCX_HEAD
                       "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                       "extended-properties\"><Application>sightline</Application></Properties>"),
                false);
    sl_docx_add(
        w, "word/settings.xml",
        SL_STR(SL_DOCX_HEAD
               "<w:settings" SL_DOCX_SPACES "><w:zoom w:percent=\"100\"/><w:defaultTabStop "
               "w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/>"
               "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>"
               "<w:compat><w:compatSetting w:name=\"compatibilityMode\" "
               "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
               "<w:themeFontLang w:val=\"en-GB\"/><w:decimalSymbol w:val=\".\"/><w:listSeparator "
               "w:val=\",\"/></w:settings>"),
        false);
}

/* Faces that stand in where the reader has not the layout's. */
static void add_fonts(sl_docx *w)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_z(&b, SL_DOCX_HEAD "<w:fonts" SL_DOCX_SPACES ">");
    for (size_t i = 0; i < w->layout->families.n; i++) {
        const sl_layout_family *f = &w->layout->families.at[i];
        bool code = sl_str_equal_z(f->token, "code"), serif = sl_str_equal_z(f->token, "text");
        sl_buf_push_z(&b, "<w:font w:name=\"");
        sl_docx_push_xml(&b, f->family);
        sl_buf_push_format(&b,
                           "\"><w:altName w:val=\"%s\"/><w:family w:val=\"%s\"/><w:pitch "
                           "w:val=\"%s\"/></w:font>",
                           code    ? "Consolas"
                           : serif ? "Cambria"
                                   : "Calibri",
                           code    ? "modern"
                           : serif ? "roman"
                                   : "swiss",
                           code ? "fixed" : "variable");
    }
    sl_buf_push_z(&b, "</w:fonts>");
    sl_docx_add(w, "word/fontTable.xml", sl_buf_take(&b, w->arena), false);
}

static void add_notes(sl_docx *w)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_z(&b, SL_DOCX_HEAD "<w:footnotes" SL_DOCX_SPACES
                                   "><w:footnote w:type=\"separator\" w:id=\"-1\">"
                                   "<w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote "
                                   "w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r>"
                                   "<w:continuationSeparator/></w:r></w:p></w:footnote>");
    sl_buf_push_str(&b, sl_buf_str(&w->notes));
    sl_buf_push_z(&b, "</w:footnotes>");
    sl_docx_add(w, "word/footnotes.xml", sl_buf_take(&b, w->arena), false);
}

/* --- what belongs to what --- */

static void push_relation(sl_buf *b, const char *id, const char *type, const char *target)
{
    sl_buf_push_format(b, "<Relationship Id=\"%s\" Type=\"" OFFICE "%s\" Target=\"%s\"/>", id, type,
                       target);
}

static void push_relations(sl_docx *w, sl_buf *b, const sl_docx_rels *rels)
{
    for (size_t i = 0; i < rels->n; i++) {
        const sl_docx_rel *r = &rels->at[i];
        sl_buf_push_format(b, "<Relationship Id=\"rId%zu\" Type=\"" OFFICE "%s\" Target=\"", i + 1,
                           r->type);
        sl_docx_push_xml(b, r->target);
        sl_buf_push_z(b, r->external ? "\" TargetMode=\"External\"/>" : "\"/>");
    }
    (void)w;
}

static void add_relations(sl_docx *w)
{
    static const char *const fixed[][3] = {
        {"rIdStyles", "styles", "styles.xml"},       {"rIdNumbers", "numbering", "numbering.xml"},
        {"rIdSettings", "settings", "settings.xml"}, {"rIdFonts", "fontTable", "fontTable.xml"},
        {"rIdNotes", "footnotes", "footnotes.xml"},  {"rIdHead1", "header", "header1.xml"},
        {"rIdHead2", "header", "header2.xml"},       {"rIdHead3", "header", "header3.xml"},
        {"rIdFoot1", "footer", "footer1.xml"},       {"rIdFoot2", "footer", "footer2.xml"},
        {"rIdFoot3", "footer", "footer3.xml"}};
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_z(&b, SL_DOCX_HEAD "<Relationships xmlns=\"" RELATIONS "\">");
    for (size_t i = 0; i < SL_COUNT(fixed); i++)
        push_relation(&b, fixed[i][0], fixed[i][1], fixed[i][2]);
    push_relations(w, &b, &w->body_rels);
    sl_buf_push_z(&b, "</Relationships>");
    sl_docx_add(w, "word/_rels/document.xml.rels", sl_buf_take(&b, w->arena), false);
    sl_buf_init(&b);
    sl_buf_push_z(&b, SL_DOCX_HEAD "<Relationships xmlns=\"" RELATIONS "\">");
    push_relations(w, &b, &w->note_rels);
    sl_buf_push_z(&b, "</Relationships>");
    sl_docx_add(w, "word/_rels/footnotes.xml.rels", sl_buf_take(&b, w->arena), false);
    sl_docx_add(w, "_rels/.rels",
                SL_STR(SL_DOCX_HEAD
                       "<Relationships xmlns=\"" RELATIONS "\"><Relationship Id=\"rId1\" "
                       "Type=\"" OFFICE "officeDocument\" Target=\"word/document.xml\"/>"
                       "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/"
                       "2006/relationships/metadata/core-properties\" "
                       "Target=\"docProps/core.xml\"/><Relationship Id=\"rId3\" Type=\"" OFFICE
                       "extended-properties\" Target=\"docProps/app.xml\"/><Relationship "
                       "Id=\"rId4\" Type=\"" OFFICE
                       "custom-properties\" Target=\"docProps/custom.xml\"/></Relationships>"),
                false);
}

static sl_str types_of(sl_docx *w)
{
    static const char *const parts[][2] = {
        {"word/document.xml", WORDS "document.main+xml"},
        {"word/styles.xml", WORDS "styles+xml"},
        {"word/numbering.xml", WORDS "numbering+xml"},
        {"word/settings.xml", WORDS "settings+xml"},
        {"word/fontTable.xml", WORDS "fontTable+xml"},
        {"word/footnotes.xml", WORDS "footnotes+xml"},
        {"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"},
        {"docProps/app.xml",
         "application/vnd.openxmlformats-officedocument.extended-properties+xml"},
        {"docProps/custom.xml",
         "application/vnd.openxmlformats-officedocument.custom-properties+xml"}};
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_z(&b, SL_DOCX_HEAD
                  "<Types xmlns=\"" TYPES "\"><Default Extension=\"rels\" "
                  "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                  "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default "
                  "Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"jpeg\" "
                  "ContentType=\"image/jpeg\"/><Default Extension=\"svg\" "
                  "ContentType=\"image/svg+xml\"/>");
    for (size_t i = 0; i < SL_COUNT(parts); i++)
        sl_buf_push_format(&b, "<Override PartName=\"/%s\" ContentType=\"%s\"/>", parts[i][0],
                           parts[i][1]);
    for (unsigned i = 1; i <= 3; i++)
        sl_buf_push_format(&b,
                           "<Override PartName=\"/word/header%u.xml\" ContentType=\"" WORDS
                           "header+xml\"/><Override PartName=\"/word/footer%u.xml\" "
                           "ContentType=\"" WORDS "footer+xml\"/>",
                           i, i);
    sl_buf_push_z(&b, "</Types>");
    return sl_buf_take(&b, w->arena);
}

void sl_docx_add_parts(sl_docx *w)
{
    sl_buf b;
    sl_docx_rels none = {0};
    sl_buf_init(&b);
    sl_docx_emit_styles(w, &b);
    sl_docx_add(w, "word/styles.xml", sl_buf_take(&b, w->arena), false);
    sl_buf_init(&b);
    sl_docx_emit_numbering(w, &b);
    sl_docx_add(w, "word/numbering.xml", sl_buf_take(&b, w->arena), false);
    w->rels = &none;
    add_strips(w);
    add_notes(w);
    add_core(w);
    add_custom(w);
    add_fixed(w);
    add_fonts(w);
    add_relations(w);
    sl_docx_add(w, "[Content_Types].xml", types_of(w), false);
}
