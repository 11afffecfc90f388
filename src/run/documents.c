#include "run/documents.h"

#include "base/map.h"
#include "load/rename.h"
#include "model/audience.h"

typedef struct running {
    sl_emission *out;
    sl_making *m;
    sl_session *s;
    sl_since *since;
    const sl_strategy *newer; /* whose IDs are taken; NULL: its own stay */
    sl_map views;     /* by audience and edition: sl_making, of which view and proof count */
    sl_map layouts;   /* by name */
    sl_primary first; /* once it is composed */
    sl_map pages;
    sl_str data_for; /* the audience of the first, whose data are made */
} running;

bool sl_documents_are_wanted(const sl_session *s)
{
    const sl_options *o = s->options;
    return s->strategy->documents.n && !o->layout && !o->by;
}

const char *sl_documents_stem(sl_arena *a, sl_map *taken, const char *before, sl_str body)
{
    enum { MOST = 100 }; /* names may have 255 bytes */
    sl_buf stem;
    sl_buf_init(&stem);
    sl_buf_push_z(&stem, before);
    size_t lead = stem.n;
    sl_str name = sl_str_lower(a, body);
    for (size_t k = 0; k < name.n && stem.n < lead + MOST; k++) {
        bool plain =
            (name.p[k] >= 'a' && name.p[k] <= 'z') || (name.p[k] >= '0' && name.p[k] <= '9');
        bool edge = !stem.n || stem.p[stem.n - 1] == '-' || stem.p[stem.n - 1] == '/';
        if (plain || !edge)
            sl_buf_push_char(&stem, plain ? name.p[k] : '-');
    }
    if (stem.n == lead)
        sl_buf_push_z(&stem, "body");
    sl_str base = sl_buf_take(&stem, a), full = base;
    for (unsigned n = 2; !sl_map_add(taken, full, taken); n++)
        full = sl_str_format(a, "%.*s%s%u", SL_FMT(base), sl_str_ends(base, "-") ? "" : "-", n);
    return full.p;
}

/* The strategy's own layout where the document names none. */
static bool lay_out(running *r, const sl_document *d)
{
    sl_str name = d->layout.n ? d->layout : sl_yaml_text(r->s->strategy->config, "layout");
    name = name.n ? name : SL_STR("strategy");
    const sl_layout *known = sl_map_lookup(&r->layouts, name);
    if (known)
        r->m->layout = known;
    else if (!sl_make_lay_out(r->m, name, d->layout.n ? d->layout_span : SL_SPAN_NONE))
        return false;
    sl_map_add(&r->layouts, name, (void *)r->m->layout);
    return true;
}

static bool look_as(running *r, const sl_document *d)
{
    sl_str audience = r->s->options->audience ? sl_str_from(r->s->options->audience)
                      : d->audience.n         ? d->audience
                                              : sl_audience_widest(r->s->strategy);
    sl_str key =
        sl_str_format(r->s->arena, "%.*s\n%.*s", SL_FMT(audience), SL_FMT(r->m->whole->edition));
    const sl_making *known = sl_map_lookup(&r->views, key);
    if (known) {
        r->m->view = known->view;
        r->m->audience = audience;
        r->m->proof = known->proof;
        return true;
    }
    if (!sl_make_view(r->m, audience))
        return false;
    if (r->newer)
        sl_rename_apply_all(r->m->view, r->newer);
    sl_making *kept = SL_NEW(r->s->arena, sl_making);
    *kept = *r->m;
    sl_map_add(&r->views, key, kept);
    return true;
}

static void remember_first(running *r)
{
    sl_making *m = r->m;
    r->first = (sl_primary){m->view, m->book, m->numbers, NULL};
    r->data_for = m->audience;
    if (!m->pages)
        return;
    for (size_t i = 0; i < m->pages->dests.n; i++) {
        const sl_dest *dest = &m->pages->dests.at[i];
        sl_map_add(&r->pages, dest->name, &m->pages->pages.at[dest->page].label);
    }
    r->first.pages = &r->pages;
}

static bool is_wanted(const running *r, const sl_document *d)
{
    return !r->s->options->document || sl_str_equal_z(d->name, r->s->options->document);
}

static bool emit_one(running *r, const sl_document *d, const char *stem, sl_str group)
{
    sl_making *m = r->m;
    const sl_options *o = r->s->options;
    bool first = sl_str_equal(d->name, r->s->strategy->documents.at[0].name);
    if (!sl_make_document(m, d, first ? NULL : &r->first, group))
        return false;
    sl_emit_plan plan = sl_emit_plan_document(r->s->arena, o, m->layout, d, stem);
    plan.attachments = first;
    if (first && !o->document)
        plan.data = (sl_emit_data){o->csv, o->json, o->ics};
    if (!o->document && (first || sl_str_equal(m->audience, r->data_for)))
        plan.beside = (sl_emit_data){o->csv, o->json, o->ics};
    /* Others name the pages of the first, which has them whatever is made of it. */
    bool pages = first ? o->pdf || o->html || o->docx || o->png : sl_emit_has_pages(&plan);
    if (pages && !sl_make_pages(m))
        return false;
    if (first)
        remember_first(r);
    if (!is_wanted(r, d))
        return true;
    return (!plan.html || sl_since_mark(r->since, m, d, group)) && sl_emit(r->out, m, &plan);
}

/* The document as its edition words it; NULL with findings. */
static const sl_document *speak(running *r, const sl_document *d)
{
    size_t known = r->s->editions.n;
    r->m->whole = sl_session_edition(r->s, d->language);
    if (!r->m->whole)
        return NULL;
    if (r->s->editions.n > known)
        sl_make_preflight(r->m);
    if (sl_session_is_stopped(r->s))
        return NULL;
    const sl_documents *all = &r->m->whole->documents;
    for (size_t i = 0; i < all->n; i++)
        if (sl_str_equal(all->at[i].name, d->name))
            return &all->at[i];
    return d;
}

static bool emit_document(running *r, const sl_document *listed)
{
    const sl_document *d = speak(r, listed);
    if (!d || !lay_out(r, d) || !look_as(r, d))
        return false;
    sl_arena *a = r->s->arena;
    if (!d->is_each)
        return emit_one(r, d, sl_str_copy(a, d->name).p, SL_STR_NONE);
    size_t n;
    sl_map taken;
    sl_map_init(&taken, a);
    const char *folder = sl_str_format(a, "%.*s/", SL_FMT(d->name)).p;
    const sl_str *groups = sl_book_find_groups(a, r->m->view, &n);
    for (size_t i = 0; i < n; i++)
        if (!emit_one(r, d, sl_documents_stem(a, &taken, folder, groups[i]), groups[i]))
            return false;
    return true;
}

/* Whether the one that is asked for is there. */
static bool check_name(running *r)
{
    sl_session *s = r->s;
    const sl_documents *all = &s->strategy->documents;
    sl_str *names = SL_NEW_ARRAY(s->arena, sl_str, all->n + 1);
    for (size_t i = 0; i < all->n; i++) {
        if (is_wanted(r, &all->at[i]))
            return true;
        names[i] = all->at[i].name;
    }
    sl_str name = sl_str_from(s->options->document);
    sl_finding *f =
        sl_diag_add(&s->diags, SL_E0634, SL_SPAN_NONE, "there is no document '%.*s'", SL_FMT(name));
    if (!sl_diag_suggest(&s->diags, f, name, names, all->n))
        sl_diag_help(&s->diags, f, "documents are listed in strategy.yaml");
    return false;
}

static running begin(sl_emission *out, sl_making *m, sl_since *since)
{
    running r = {.out = out, .m = m, .s = m->session, .since = since};
    sl_map_init(&r.views, r.s->arena);
    sl_map_init(&r.layouts, r.s->arena);
    sl_map_init(&r.pages, r.s->arena);
    return r;
}

bool sl_documents_emit(sl_emission *out, sl_making *m, sl_since *since)
{
    running r = begin(out, m, since);
    const sl_documents *all = &r.s->strategy->documents;
    if (!check_name(&r))
        return false;
    for (size_t i = 0; i < all->n; i++)
        if ((i == 0 || is_wanted(&r, &all->at[i])) && !emit_document(&r, &all->at[i]))
            return false;
    return !sl_session_has_errors(r.s);
}

static bool compose(running *r, const sl_document *listed, bool first)
{
    const sl_document *d = speak(r, listed);
    if (!d || !lay_out(r, d) || !look_as(r, d) ||
        !sl_make_document(r->m, d, first ? NULL : &r->first, SL_STR_NONE))
        return false;
    if (!first)
        return true;
    if (!sl_make_pages(r->m)) /* which others name */
        return false;
    remember_first(r);
    return true;
}

bool sl_documents_compose(sl_making *m, const sl_strategy *newer)
{
    running *r = SL_NEW(m->session->arena, running);
    *r = begin(NULL, m, NULL);
    r->newer = newer;
    const sl_documents *all = &r->s->strategy->documents;
    if (!check_name(r))
        return false;
    for (size_t i = 0; i < all->n; i++) {
        const sl_document *d = &all->at[i];
        bool wanted = is_wanted(r, d);
        if (wanted && d->is_each) {
            sl_finding *f = sl_diag_add(&r->s->diags, SL_E0634, d->span,
                                        "'%.*s' is a document for each body, and none of its own",
                                        SL_FMT(d->name));
            sl_diag_help(&r->s->diags, f, "name one that is for all");
            return false;
        }
        if ((i == 0 || wanted) && !compose(r, d, i == 0))
            return false;
        if (wanted)
            break;
    }
    return !sl_session_is_stopped(r->s);
}
