#include "session/make.h"

#include "base/file.h"
#include "base/folder.h"
#include "base/limits.h"
#include "draw/draw.h"
#include "late/late.h"
#include "load/load.h"
#include "load/secrets.h"
#include "page/image.h"
#include "model/accounted.h"
#include "model/audience.h"
#include "typeset/typeset.h"

#define OWN_FONTS SL_LAYOUT_OWN_FOLDER "/fonts"

/* A face travels with its licence: a file beside it that is called so. */
static void check_licence(sl_making *m, const sl_layout_face *face)
{
    sl_session *s = m->session;
    sl_listing files;
    sl_file_list(s->arena, sl_file_join(s->arena, s->options->folder, OWN_FONTS), &files);
    for (size_t i = 0; i < files.paths.n; i++)
        if (sl_file_is_licence(files.paths.at[i]))
            return;
    sl_finding *f = sl_diag_add(&s->diags, SL_E0303, face->span, "'%.*s' has no licence beside it",
                                SL_FMT(face->file));
    sl_diag_help(&s->diags, f,
                 "put the licence of the face into " OWN_FONTS
                 " as OFL.txt or LICENSE.txt: who gets the strategy needs it");
}

/* Faces that the layout names: families of its own, and characters that the bundled ones lack. */
static void add_faces(sl_making *m)
{
    sl_session *s = m->session;
    if (m->layout->faces.n)
        sl_make_own_faces(m);
    for (size_t i = 0; i < m->layout->faces.n; i++) {
        const sl_layout_face *face = &m->layout->faces.at[i];
        const char *folder = sl_session_data(s, "fonts"),
                   *file = sl_str_copy(s->arena, face->file).p;
        const char *own = sl_file_join(s->arena, OWN_FONTS, file);
        bool is_own = sl_layout_is_name(face->file) &&
                      sl_folder_has(s->sources.folder, s->arena, s->options->folder, own);
        if (is_own) {
            folder = sl_file_join(s->arena, s->options->folder, OWN_FONTS);
            check_licence(m, face);
        }
        if (sl_layout_is_name(face->file) &&
            sl_fonts_add(m->fonts, sl_file_join(s->arena, folder, file)))
            continue;
        sl_finding *f = sl_diag_add(&s->diags, SL_E0303, face->span,
                                    "'%s' is no TrueType face that can be used and embedded", file);
        sl_diag_help(&s->diags, f,
                     "put the file into " OWN_FONTS "/ of the strategy, or leave it out");
    }
}

/* A family of the strategy's own may lack what words are marked by: they would look like others. */
static void check_faces(sl_making *m, const sl_layout_family *one)
{
    enum { BOLD_LEAST = 600 };
    const sl_face_info *bold = sl_face_info_of(
                           sl_fonts_lookup(m->fonts, one->family, SL_WEIGHT_BOLD, false)),
                       *italic = sl_face_info_of(
                           sl_fonts_lookup(m->fonts, one->family, SL_WEIGHT_REGULAR, true));
    bool code = sl_str_equal_z(one->token, "code"), text = sl_str_equal_z(one->token, "text");
    const char *lacks = bold->weight < BOLD_LEAST ? "bold"
                        : text && !italic->italic ? "italic"
                                                  : NULL;
    if (!lacks || code)
        return;
    sl_finding *f =
        sl_diag_add(&m->session->diags, SL_E0309, one->span,
                    "the family '%.*s' has no %s face here: such words look like others",
                    SL_FMT(one->family), lacks);
    sl_diag_help(&m->session->diags, f,
                 "put its %s face beside the others and name it under 'faces'", lacks);
}

/* The families of all roles are those of the program or of the faces added: nothing after this
 * asks. */
static void check_families(sl_making *m)
{
    for (size_t i = 0; i < m->layout->families.n; i++) {
        const sl_layout_family *one = &m->layout->families.at[i];
        if (sl_fonts_lookup(m->fonts, one->family, SL_WEIGHT_REGULAR, false)) {
            check_faces(m, one);
            continue;
        }
        sl_finding *f = sl_diag_add(
            &m->session->diags, SL_E0303, one->span,
            "'%.*s' is no family of the program, nor of a face under 'faces'", SL_FMT(one->family));
        sl_diag_help(
            &m->session->diags, f,
            "the families are Source Serif 4, Source Sans 3 and Source Code Pro, and those "
            "that the faces call their own");
    }
}

/* The files of the folder of layouts, for who misspelt one. */
static void report_layout(sl_session *s, sl_str name, sl_span span)
{
    sl_listing files;
    sl_file_list(s->arena, sl_session_data(s, "layouts"), &files);
    sl_str *names = SL_NEW_ARRAY(s->arena, sl_str, files.paths.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < files.paths.n; i++) {
        sl_str path = files.paths.at[i];
        if (sl_str_ends(path, ".yaml") && sl_str_find_char(path, '/', 0) == SIZE_MAX)
            names[n++] = sl_str_slice(path, 0, path.n - strlen(".yaml"));
    }
    sl_finding *f =
        sl_diag_add(&s->diags, SL_E0301, span, "there is no layout '%.*s'", SL_FMT(name));
    if (!sl_diag_suggest(&s->diags, f, name, names, n))
        sl_diag_help(&s->diags, f, "layouts are the files of %s, named without .yaml",
                     sl_session_data(s, "layouts"));
}

/* A picture of the layout: below the strategy's folder, and within its limits. */
static sl_cover_picture read_cover_picture(sl_making *m, const sl_layout_picture *p)
{
    sl_session *s = m->session;
    sl_cover_picture out = {.path = p->path, .alt = p->alt, .span = p->span};
    const char *why = "";
    sl_file_status status = SL_FILE_OK;
    if (p->path.n)
        status = sl_folder_read(s->sources.folder, s->arena, s->options->folder,
                                sl_str_copy(s->arena, p->path).p, SL_LIMIT_IMAGE_BYTES, &out.bytes,
                                &why, NULL);
    if (status == SL_FILE_OK)
        return out;
    sl_finding *f =
        sl_diag_add(&s->diags, SL_E0303, p->span, "'%.*s' cannot be read: %s", SL_FMT(p->path),
                    status == SL_FILE_OUTSIDE ? "it leads out of the folder" : why);
    sl_diag_help(&s->diags, f,
                 "put the picture into " SL_LAYOUT_OWN_FOLDER "/ of the strategy, or leave it out");
    return (sl_cover_picture){0};
}

/* Faces, families and pictures of the layout: all that is not in its file. */
static void check_look(sl_making *m)
{
    add_faces(m);
    check_families(m);
    const sl_layout_picture *pictures[] = {&m->layout->logo, &m->layout->picture};
    for (size_t i = 0; i < SL_COUNT(pictures); i++) {
        sl_cover_picture p = read_cover_picture(m, pictures[i]);
        if (p.bytes.n)
            sl_make_image(m, p.path, p.bytes, p.span);
    }
}

bool sl_make_lay_out(sl_making *m, sl_str name, sl_span span)
{
    sl_session *s = m->session;
    const char *folder = sl_session_data(s, "layouts");
    const char *file = sl_str_format(s->arena, "%.*s.yaml", SL_FMT(name)).p;
    if (span.file && !sl_file_exists(sl_file_join(s->arena, folder, file)) &&
        !sl_layout_is_own(s->arena, &s->sources, s->options->folder, name)) {
        report_layout(s, name, span);
        return false;
    }
    m->layout = sl_layout_load(s->arena, &s->sources, &s->diags, folder, s->options->folder, name);
    if (m->layout && m->fonts)
        check_look(m);
    return m->layout && !sl_session_is_stopped(s);
}

bool sl_make_open(sl_making *m, sl_session *s)
{
    const sl_options *o = s->options;
    sl_str name = o->layout ? sl_str_from(o->layout) : sl_yaml_text(s->strategy->config, "layout");
    const char *why = "";
    *m = (sl_making){.session = s, .whole = s->strategy};
    m->layout = sl_layout_load(s->arena, &s->sources, &s->diags, sl_session_data(s, "layouts"),
                               s->options->folder, name.n ? name : SL_STR("strategy"));
    if (!sl_make_open_faces(m, &why))
        sl_diag_help(&s->diags,
                     sl_diag_add(&s->diags, SL_E0004, SL_SPAN_NONE, "there is no file '%s'", why),
                     "set SIGHTLINE_DATA to the folder that holds fonts and layouts");
    if (m->layout && m->fonts)
        check_look(m);
    return m->layout && m->fonts && !sl_session_is_stopped(s);
}

bool sl_make_find_audience(sl_session *s, sl_str *audience)
{
    *audience =
        s->options->audience ? sl_str_from(s->options->audience) : sl_audience_widest(s->strategy);
    if (!s->options->audience || sl_audience_is_known(s->strategy, *audience))
        return true;
    sl_finding *f = sl_diag_add(&s->diags, SL_E0619, SL_SPAN_NONE, "there is no audience '%.*s'",
                                SL_FMT(*audience));
    sl_diag_help(&s->diags, f, "the audiences are listed in strategy.yaml");
    return false;
}

/* --- pictures --- */

static void report_face(sl_session *s, const sl_image *image, sl_str path, sl_span span)
{
    if (!image->strange_face.n)
        return;
    sl_finding *f = sl_diag_add(&s->diags, SL_E0763, span,
                                "'%.*s' asks for the face '%.*s', which is not there", SL_FMT(path),
                                SL_FMT(image->strange_face));
    sl_diag_help(&s->diags, f,
                 "name Source Serif 4, Source Sans 3 or Source Code Pro in it, or serif, "
                 "sans-serif or monospace behind the name; or save its words as paths");
}

const sl_image *sl_make_image(sl_making *m, sl_str path, sl_str bytes, sl_span span)
{
    sl_session *s = m->session;
    const char *why;
    static const char by;
    sl_folder_file *kept = sl_folder_find(s->sources.folder, path);
    kept = kept && kept->bytes.p == bytes.p ? kept : NULL;
    const sl_image *image = kept ? sl_folder_made(kept, &by, 0) : NULL;
    if (image) {
        report_face(s, image, path, span);
        return image;
    }
    image = sl_image_load(kept ? kept->arena : s->arena, bytes, sl_session_data(s, "fonts"), &why);
    if (image && kept)
        sl_folder_keep(kept, &by, 0, (void *)image);
    if (image) {
        report_face(s, image, path, span);
        return image;
    }
    sl_finding *f =
        sl_diag_add(&s->diags, SL_E0402, span, "'%.*s' cannot be used: %s", SL_FMT(path), why);
    sl_str reason = sl_str_from(why);
    bool ours = sl_str_starts(reason, "the module ") || sl_str_starts(reason, "the program's ");
    sl_diag_help(&s->diags, f, "%s",
                 ours ? "install sightline whole, or set SIGHTLINE_MODULES and SIGHTLINE_DATA"
                      : "save it again as PNG, JPEG or SVG");
    return NULL;
}

/* An image as wide as the text at most. */
static const sl_picture *load_picture(sl_making *m, const sl_figure *f, sl_u width)
{
    const sl_image *image = sl_make_image(m, f->path, f->bytes, f->span);
    if (!image)
        return NULL;
    sl_picture *p = SL_NEW(m->session->arena, sl_picture);
    p->image = image;
    p->width = image->natural_width < width ? image->natural_width : width;
    p->height = sl_u_scale(p->width, image->height, image->width);
    return p;
}

/* A figure's picture, as wide as its place. */
static const sl_picture *draw_figure(sl_making *m, const sl_node *n)
{
    sl_arena *a = m->session->arena;
    const sl_figure *f = &m->book->figures.at[n->figure];
    sl_room room = sl_typeset_room(m->layout, n);
    if (f->diagram)
        return sl_draw_graph_once(a, f->diagram, m->layout, m->fonts, m->words, room.width,
                                  sl_node_is_item_graph(n) ? 0 : room.height);
    if (f->measure)
        return sl_draw_spark_once(a, m->book->phrases, f->measure, m->layout, m->fonts, m->words,
                                  m->layout->rail);
    const sl_picture *drawn = sl_draw_figure(a, f, m->layout, m->fonts, m->words, room.width);
    if (drawn)
        return drawn;
    return load_picture(m, f, room.width);
}

void sl_make_draw(sl_making *m)
{
    const sl_options *o = m->session->options;
    if (!o->pdf && !o->html && !o->docx && !o->png && !m->draws)
        return;
    sl_arena *a = m->session->arena;
    m->pictures = SL_NEW_ARRAY(a, const sl_picture *, m->book->figures.n + 1);
    for (sl_node *n = m->book->root->first; n; n = sl_node_walk(m->book->root, n)) {
        if (n->kind != SL_NODE_FIGURE && n->kind != SL_NODE_IMAGE)
            continue;
        m->pictures[n->figure] = draw_figure(m, n);
    }
}

/* What charts show, in words: readings are compared by it, drawn or not. */
static void describe(sl_making *m)
{
    sl_arena *a = m->session->arena;
    for (sl_node *n = m->book->root->first; n; n = sl_node_walk_blocks(m->book->root, n)) {
        if (n->kind != SL_NODE_FIGURE)
            continue;
        const sl_figure *f = &m->book->figures.at[n->figure];
        if (f->chart)
            n->alt = sl_draw_alt(a, m->book->phrases, f->chart);
        if (f->timeline)
            n->alt = sl_draw_timeline_alt(a, m->book->phrases, f->timeline);
    }
}

bool sl_make_unproved_view(sl_making *m, sl_str audience)
{
    sl_session *s = m->session;
    m->view = m->whole;
    m->audience = audience;
    if (!sl_secrets_exist(m->whole, audience))
        return true;
    /* Its findings are those of the whole: what is left out only makes more of them. */
    sl_diags unsaid;
    sl_diags_init(&unsaid, s->arena, &s->sources);
    sl_strategy *view = sl_strategy_load_for(s->arena, &s->sources, &unsaid, m->whole, audience);
    if (!view)
        return false;
    view->as_of = m->whole->as_of;
    sl_session_complete(s, view);
    view->content = m->whole->content;
    view->diags = &s->diags;
    m->view = view;
    return true;
}

bool sl_make_view(sl_making *m, sl_str audience)
{
    if (!sl_make_unproved_view(m, audience))
        return false;
    m->proof = sl_proof_begin(m->session->arena, m->whole, m->view);
    return true;
}

static bool compose(sl_making *m, sl_book_options *options)
{
    options->logo = read_cover_picture(m, &m->layout->logo);
    options->picture = read_cover_picture(m, &m->layout->picture);
    options->credit = m->layout->credit;

    m->pages = NULL; /* they were another book's, and so were the changes */
    m->changes = NULL;
    options->audience = m->audience;
    options->codes = m->layout->codes;
    options->item_graphs = m->layout->item_graphs;
    options->sparks = m->layout->rail > 0;
    options->paragraph_numbers =
        sl_yaml_bool(m->view->config, "paragraph-numbers", m->layout->paragraph_numbers);
    options->faults = m->session->options->draft ? &m->session->diags : NULL;
    options->audit = sl_session_audit(m->session, m->view);
    m->book = sl_book_compose(m->view, options, &m->numbers);
    describe(m);
    sl_make_draw(m);
    return !sl_session_is_stopped(m->session);
}

bool sl_make_book(sl_making *m, sl_str group)
{
    sl_book_options options = {.group = group};
    options.front_sheet = m->layout->front_sheet && !group.n;
    return compose(m, &options);
}

bool sl_make_document(sl_making *m, const sl_document *d, const sl_primary *primary, sl_str group)
{
    sl_book_options options = {.group = group, .document = d, .primary = primary};
    options.page_references = m->layout->page_references;
    return compose(m, &options);
}

void sl_make_check_layouts(sl_making *m)
{
    const sl_layout *own = m->layout;
    const sl_documents *all = &m->session->strategy->documents;
    for (size_t i = 0; i < all->n; i++) {
        size_t k = 0;
        while (k < i && !sl_str_equal(all->at[k].layout, all->at[i].layout))
            k++;
        if (k == i && all->at[i].layout.n)
            sl_make_lay_out(m, all->at[i].layout, all->at[i].layout_span);
    }
    m->layout = own;
}

bool sl_make_pages(sl_making *m)
{
    sl_session *s = m->session;
    sl_make_divide(m);
    m->pages =
        sl_typeset_book(s->arena, &s->diags, m->layout, m->fonts, m->words, m->book, m->pictures);
    if (sl_late_is_missing()) {
        sl_finding *f =
            sl_diag_add(&s->diags, SL_E0502, SL_SPAN_NONE,
                        "the document needs the module '%s', which is not there", SL_LATE_FILE);
        sl_diag_help(&s->diags, f, SL_LATE_REMEDY);
    }
    return !sl_session_is_stopped(s);
}
