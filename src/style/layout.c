/* Layouts: files, tokens, roles, chapters in colours of their own, and their CSS. */
#include <stddef.h>

#include "base/assert.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/limits.h"
#include "style/layout_read.h"
#include "style/reading.h"
#include "style/value.h"

enum { LARGEST = 2000 /* points of any length of a role */ };

typedef enum prop_kind { LENGTH, COLOR, FAMILY, NUMBER, FLAG, ALIGN } prop_kind;

typedef struct prop {
    const char *name, *otherwise, *css;
    prop_kind kind;
    size_t offset;
    bool positive; /* text of no height, and lines on one another, cannot be read */
} prop;

static const prop props[] = {
#define X(name, field, kind, otherwise, css)                                                       \
    {name,                                                                                         \
     otherwise,                                                                                    \
     css,                                                                                          \
     kind,                                                                                         \
     offsetof(sl_style, field),                                                                    \
     offsetof(sl_style, field) == offsetof(sl_style, size) ||                                      \
         offsetof(sl_style, field) == offsetof(sl_style, leading)},
#include "style/props.def"
#undef X
};

/* --- files --- */

static const char *own_path(sl_arena *a, sl_str name)
{
    return sl_str_format(a, SL_LAYOUT_OWN_FOLDER "/%.*s.yaml", SL_FMT(name)).p;
}

bool sl_layout_is_name(sl_str name)
{
    return sl_value_is_name(name);
}

bool sl_layout_is_own(sl_arena *a, sl_sources *sources, const char *own, sl_str name)
{
    return own && sl_value_is_name(name) &&
           sl_folder_has(sources->folder, a, own, own_path(a, name));
}

static void report_unusable(sl_layout_reading *l, sl_str name, sl_span span, const char *why)
{
    sl_finding *f = sl_diag_add(l->diags, SL_E0301, span, "the layout '%.*s' cannot be used: %s",
                                SL_FMT(name), why);
    sl_diag_help(l->diags, f,
                 "layouts are those of " SL_LAYOUT_OWN_FOLDER
                 "/ in the strategy's folder, and the files of %s",
                 l->folder);
}

/* The bytes of a layout as a file of the sources; 0 with a finding. */
static uint32_t read_file(sl_layout_reading *l, sl_str name, sl_span span, bool own)
{
    const char *why = "it extends too many others", *file = own_path(l->arena, name), *path;
    sl_str bytes;
    sl_file_status status = SL_FILE_FAILED;
    if (own) {
        path = sl_file_join(l->arena, l->own, file);
        if (l->n < SL_LAYOUT_DEEPEST)
            status = sl_folder_read(l->sources->folder, l->arena, l->own, file, SL_LIMIT_FILE_BYTES,
                                    &bytes, &why, NULL);
    } else {
        file += strlen(SL_LAYOUT_OWN_FOLDER "/");
        path = sl_file_join(l->arena, l->folder, file);
        if (l->n < SL_LAYOUT_DEEPEST)
            status = sl_file_read(l->arena, path, SL_LIMIT_FILE_BYTES, &bytes, &why);
    }
    if (status != SL_FILE_OK) {
        report_unusable(l, name, span, why);
        return 0;
    }
    uint32_t id = sl_sources_add(l->sources, sl_str_from(path), sl_str_from(file), bytes);
    size_t bad = sl_utf8_find_invalid(bytes);
    if (bad == SIZE_MAX)
        return id;
    sl_span at = {id, (uint32_t)bad, (uint32_t)bad + 1};
    sl_diag_help(l->diags, sl_diag_add(l->diags, SL_E0105, at, "this is not UTF-8"),
                 "save the file as UTF-8");
    return 0;
}

static bool load_chain(sl_layout_reading *l, sl_str name, sl_span span)
{
    sl_str before = SL_STR_NONE; /* the own layout that extends this one */
    while (name.n) {
        if (!sl_value_is_name(name)) {
            sl_finding *f = sl_diag_add(l->diags, SL_E0301, span, "'%.*s' is no name of a layout",
                                        SL_FMT(name));
            sl_diag_help(l->diags, f, "layouts are the files of %s, named without .yaml",
                         l->folder);
            return false;
        }
        bool own =
            !sl_str_equal(before, name) && sl_layout_is_own(l->arena, l->sources, l->own, name);
        uint32_t id = read_file(l, name, span, own);
        if (!id)
            return false;
        uint32_t n = (uint32_t)sl_sources_lookup(l->sources, id)->bytes.n;
        const sl_yaml *y = sl_yaml_parse(l->arena, l->diags, id, 0, n);
        if (!y)
            return false;
        if (y->kind != SL_YAML_MAP) {
            sl_finding *f = sl_diag_add(l->diags, SL_E0303, y->span, "the layout says nothing");
            sl_diag_help(l->diags, f, "a layout has keys; the least is: extends: base");
            return false;
        }
        l->chain[l->n++] = y;
        before = own ? name : SL_STR_NONE;
        const sl_yaml *extends = sl_yaml_lookup(y, "extends");
        name = extends ? extends->text : SL_STR_NONE;
        span = extends ? extends->span : span;
    }
    return true;
}

static void report_token(sl_layout_reading *l, const sl_yaml *y)
{
    sl_finding *f =
        sl_diag_add(l->diags, SL_E0303, y->key_span, "'%.*s' is no token", SL_FMT(y->key));
    sl_diag_help(l->diags, f, "tokens are written with letters, digits, - and _");
}

/* --- tokens --- */

static const sl_color *color_of(const sl_layout *l, sl_str name)
{
    for (size_t i = 0; i < l->colors.n; i++)
        if (sl_str_equal(l->colors.at[i].name, name))
            return &l->colors.at[i];
    return NULL;
}

static void read_colors(sl_layout_reading *l)
{
    for (size_t i = 0; i < l->n; i++)
        SL_EACH (y, sl_yaml_lookup(l->chain[i], "colors")) {
            if (color_of(l->layout, y->key))
                continue;
            sl_color c = {.name = y->key};
            if (!sl_value_is_token(y->key))
                report_token(l, y);
            const sl_yaml *light = y->first, *dark = light ? light->next : NULL;
            if (!dark || !sl_value_parse_color(light->text, &c.light) ||
                !sl_value_parse_color(dark->text, &c.dark))
                sl_layout_report(l, y, "pair of colours such as [\"#0b0c0c\", \"#f3f5f6\"]");
            SL_PUSH(l->arena, l->layout->colors, c);
        }
}

static sl_str family_of(const sl_layout *l, sl_str token)
{
    for (size_t i = 0; i < l->families.n; i++)
        if (sl_str_equal(l->families.at[i].token, token))
            return l->families.at[i].family;
    return SL_STR_NONE;
}

static void read_families(sl_layout_reading *l)
{
    for (size_t i = 0; i < l->n; i++)
        SL_EACH (y, sl_yaml_lookup(l->chain[i], "families")) {
            if (!sl_value_is_token(y->key))
                report_token(l, y);
            if (!family_of(l->layout, y->key).n)
                SL_PUSH(l->arena, l->layout->families,
                        ((sl_layout_family){y->key, y->text, y->span}));
        }
}

static void read_faces(sl_layout_reading *l)
{
    for (size_t i = 0; i < l->n; i++)
        SL_EACH (y, sl_yaml_lookup(l->chain[i], "faces"))
            SL_PUSH(l->arena, l->layout->faces, ((sl_layout_face){y->text, y->span}));
}

/* --- roles --- */

static bool set_prop(sl_layout_reading *l, sl_style *s, const prop *p, sl_str text)
{
    void *at = (char *)s + p->offset;
    uint32_t n;
    switch (p->kind) {
    case LENGTH:
        return sl_u_parse(text, s->size, at) && *(sl_u *)at <= SL_PT(LARGEST) &&
               *(sl_u *)at >= -SL_PT(LARGEST) && (!p->positive || *(sl_u *)at >= SL_PT(1));
    case COLOR: {
        const sl_color *c = color_of(l->layout, text);
        bool none = sl_str_equal_z(text, "none");
        *(uint32_t *)at = c ? c->light : SL_COLOR_NONE;
        return c || none;
    }
    case FAMILY:
        *(sl_str *)at = family_of(l->layout, text);
        return ((sl_str *)at)->n > 0;
    case NUMBER:
        *(int32_t *)at = sl_num_parse(text, &n) && n <= 1000 ? (int32_t)n : 0;
        return *(int32_t *)at > 0;
    case FLAG:
        *(bool *)at = sl_str_equal_z(text, "true");
        return *(bool *)at || sl_str_equal_z(text, "false");
    case ALIGN: {
        static const char *const words[] = {"left", "center", "right", "justify"};
        for (size_t i = 0; i < SL_COUNT(words); i++)
            if (sl_str_equal_z(text, words[i])) {
                *(uint8_t *)at = (uint8_t)i;
                return true;
            }
        return false;
    }
    }
    SL_NEVER("property kind");
}

static const char *kind_name(prop_kind kind)
{
    static const char *const names[] = {"length", "colour token",  "family token",
                                        "number", "true or false", "alignment"};
    return names[kind];
}

/* How running text is set is said of paragraphs, and of what is expressly like them: headings and
 * labels that take their family and colour from the paragraph are neither indented nor divided. */
static bool is_of_running_text(const char *name)
{
    static const char *const names[] = {"indent", "align", "hyphenate", "small-caps"};
    for (size_t i = 0; i < SL_COUNT(names); i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

/* Where a role's properties may stand: in the layout, in what it extends, then in the role that it
 * is like. */
typedef struct role_sources {
    const sl_yaml *at[8 * SL_LAYOUT_DEEPEST];
    size_t n, own; /* own: those before the paragraph that every role is like */
} role_sources;

static void find_sources(const sl_layout_reading *l, sl_str role, role_sources *out)
{
    *out = (role_sources){0};
    bool own = true;
    for (int steps = 0; role.n && steps < 8; steps++) {
        sl_str like = SL_STR_NONE;
        for (size_t i = 0; i < l->n; i++) {
            const sl_yaml *y = sl_yaml_lookup_str(sl_yaml_lookup(l->chain[i], "roles"), role);
            if (!y)
                continue;
            out->at[out->n++] = y;
            out->own = own ? out->n : out->own;
            if (!like.n)
                like = sl_yaml_text(y, "like");
        }
        if (!like.n && !sl_str_equal_z(role, "paragraph")) {
            like = SL_STR("paragraph");
            own = false;
        }
        role = like;
    }
}

/* What roles take where they do not say otherwise must be there: once for all of them. */
static void report_default(sl_layout_reading *l, const prop *p)
{
    const char *section = p->kind == FAMILY ? "families" : "colors";
    if (l->defaults & 1u << p->kind)
        return;
    l->defaults |= 1u << p->kind;
    sl_finding *f = sl_diag_add(l->diags, SL_E0303, l->chain[0]->span,
                                "the layout has no '%s' under '%s'", p->otherwise, section);
    sl_diag_help(l->diags, f, "extend another layout: extends: base");
}

static void read_role(sl_layout_reading *l, sl_str name)
{
    sl_style s = {.name = name};
    role_sources from;
    find_sources(l, name, &from);
    for (size_t i = 0; i < SL_COUNT(props); i++) {
        const sl_yaml *y = NULL;
        size_t n = is_of_running_text(props[i].name) ? from.own : from.n;
        for (size_t k = 0; k < n && !y; k++)
            y = sl_yaml_lookup(from.at[k], props[i].name);
        if (!y && !set_prop(l, &s, &props[i], sl_str_from(props[i].otherwise)))
            report_default(l, &props[i]);
        if (y && !set_prop(l, &s, &props[i], y->text))
            sl_layout_report(l, y, kind_name(props[i].kind));
    }
    SL_PUSH(l->arena, l->layout->roles, s);
}

static void check_keys(sl_layout_reading *l, const sl_yaml *role)
{
    SL_EACH (y, role) {
        bool known = sl_str_equal_z(y->key, "like");
        sl_str names[SL_COUNT(props)];
        for (size_t i = 0; i < SL_COUNT(props); i++) {
            names[i] = sl_str_from(props[i].name);
            known = known || sl_str_equal(y->key, names[i]);
        }
        if (known)
            continue;
        sl_finding *f = sl_diag_add(l->diags, SL_E0302, y->key_span,
                                    "a role has no property '%.*s'", SL_FMT(y->key));
        sl_diag_suggest(l->diags, f, y->key, names, SL_COUNT(props));
    }
}

static const sl_style *known_role(const sl_layout *l, sl_str name)
{
    for (size_t i = 0; i < l->roles.n; i++)
        if (sl_str_equal(l->roles.at[i].name, name))
            return &l->roles.at[i];
    return NULL;
}

static void read_roles(sl_layout_reading *l)
{
    for (size_t i = 0; i < l->n; i++)
        SL_EACH (y, sl_yaml_lookup(l->chain[i], "roles")) {
            check_keys(l, y);
            if (!known_role(l->layout, y->key))
                read_role(l, y->key);
        }
    if (!known_role(l->layout, SL_STR("paragraph")))
        read_role(l, SL_STR("paragraph"));
}

/* The colour of a strategy's own layout that a value comes from; NULL: a shipped one has it. */
static const sl_yaml *own_color(const sl_layout_reading *l, uint32_t light)
{
    for (size_t i = 0; i < l->n; i++) {
        const sl_source *file = sl_sources_lookup(l->sources, l->chain[i]->span.file);
        if (!sl_str_starts(file->path, SL_LAYOUT_OWN_FOLDER "/"))
            continue;
        SL_EACH (y, sl_yaml_lookup(l->chain[i], "colors")) {
            uint32_t c;
            if (y->first && sl_value_parse_color(y->first->text, &c) && c == light)
                return y;
        }
    }
    return NULL;
}

static uint32_t dark_of(const sl_layout *in, uint32_t light)
{
    for (size_t i = 0; i < in->colors.n; i++)
        if (in->colors.at[i].light == light)
            return in->colors.at[i].dark;
    return light;
}

/* At the role; at the colour, once, where it is the strategy's own. */
static void report_contrast(sl_layout_reading *l, const sl_style *s, uint32_t ground, int64_t have,
                            int64_t need, bool dark)
{
    const sl_yaml *role = sl_layout_find(l, "roles", s->name), *color = own_color(l, s->color);
    color = color ? color : own_color(l, ground);
    if (!role && !color)
        return;
    sl_span at = color ? color->key_span : role->key_span;
    for (size_t i = 0; i < l->diags->findings.n && color; i++)
        if (l->diags->findings.at[i]->code == SL_E0304 &&
            l->diags->findings.at[i]->span.file == at.file &&
            l->diags->findings.at[i]->span.begin == at.begin)
            return;
    sl_finding *f = sl_diag_add(
        l->diags, SL_E0304, at, "the text of '%.*s' has a contrast of %d.%02d : 1%s",
        SL_FMT(s->name), (int)(have / 100), (int)(have % 100), dark ? " in the dark" : "");
    sl_diag_help(l->diags, f, "it needs %s : 1 on its ground", need == 300 ? "3" : "4.5");
}

static void check_contrast(sl_layout_reading *l, const sl_layout *in)
{
    for (size_t i = 0; i < in->roles.n; i++) {
        const sl_style *s = &in->roles.at[i];
        uint32_t ground = s->ground == SL_COLOR_NONE ? sl_layout_color(in, "ground") : s->ground;
        bool large = s->size >= SL_PT(18) || (s->size >= SL_PT(14) && s->weight >= 600);
        int64_t need = large ? 300 : 450, light = sl_value_contrast(s->color, ground);
        int64_t dark = sl_value_contrast(dark_of(in, s->color), dark_of(in, ground));
        if (light < need)
            report_contrast(l, s, ground, light, need, false);
        else if (dark < need)
            report_contrast(l, s, ground, dark, need, true);
    }
}

/* --- chapters in colours of their own --- */

/* A light ground of the colour: so much of it on the page's ground, in per cent. */
static uint32_t tint_of(uint32_t color, uint32_t ground)
{
    enum { TINT = 7 };
    uint32_t out = 0;
    for (unsigned shift = 0; shift < 24; shift += 8) {
        uint32_t c = color >> shift & 0xFF, g = ground >> shift & 0xFF;
        out |= (g * (100 - TINT) + c * TINT + 50) / 100 << shift;
    }
    return out;
}

static void replace_color(sl_layout *part, uint32_t was, uint32_t is)
{
    for (size_t i = 0; i < part->roles.n; i++)
        for (size_t k = 0; k < SL_COUNT(props); k++) {
            uint32_t *at = (void *)((char *)&part->roles.at[i] + props[k].offset);
            if (props[k].kind == COLOR && *at == was)
                *at = is;
        }
}

/* The layout with the colour in the place of its accent. */
static sl_layout *recolor(sl_layout_reading *l, const sl_color *accent)
{
    sl_layout *part = SL_NEW(l->arena, sl_layout);
    *part = *l->layout;
    part->parts.n = 0;
    part->roles.at = SL_NEW_ARRAY(l->arena, sl_style, part->roles.n);
    memcpy(part->roles.at, l->layout->roles.at, part->roles.n * sizeof *part->roles.at);
    part->colors.at = SL_NEW_ARRAY(l->arena, sl_color, part->colors.n);
    memcpy(part->colors.at, l->layout->colors.at, part->colors.n * sizeof *part->colors.at);
    uint32_t tint = tint_of(accent->light, sl_layout_color(part, "ground"));
    replace_color(part, sl_layout_color(part, "accent"), accent->light);
    replace_color(part, sl_layout_color(part, "tint"), tint);
    for (size_t i = 0; i < part->colors.n; i++) {
        sl_color *c = &part->colors.at[i];
        if (sl_str_equal_z(c->name, "accent"))
            *c = (sl_color){c->name, accent->light, accent->dark};
        else if (sl_str_equal_z(c->name, "tint"))
            c->light = tint;
    }
    return part;
}

/* The nearest list along the chain. */
static void read_parts(sl_layout_reading *l)
{
    enum { MOST_PARTS = 32 };
    const sl_yaml *list = NULL;
    for (size_t i = 0; i < l->n && !list; i++)
        list = sl_yaml_lookup(l->chain[i], "parts");
    SL_EACH (y, list) {
        const sl_color *c = color_of(l->layout, y->text);
        if (!c || l->layout->parts.n == MOST_PARTS) {
            sl_layout_report(l, y, c ? "colour of a chapter: 32 are the most" : "colour token");
            return;
        }
        sl_layout *part = recolor(l, c);
        check_contrast(l, part);
        SL_PUSH(l->arena, l->layout->parts, part);
    }
}

/* --- the layout --- */

sl_layout *sl_layout_read(sl_arena *a, sl_sources *sources, sl_diags *d, const char *folder,
                          const char *own, sl_str name)
{
    sl_layout_reading l = {
        .arena = a, .sources = sources, .diags = d, .folder = folder, .own = own};
    if (!load_chain(&l, name, SL_SPAN_NONE))
        return NULL;
    l.layout = SL_NEW(a, sl_layout);
    l.layout->name = name;
    sl_layout_check_sections(&l);
    read_colors(&l);
    read_faces(&l);
    read_families(&l);
    sl_layout_read_page(&l);
    sl_layout_read_cover(&l);
    read_roles(&l);
    check_contrast(&l, l.layout);
    read_parts(&l);
    return l.layout;
}

const sl_layout *sl_layout_part(const sl_layout *l, uint32_t chapter)
{
    return chapter && l->parts.n ? l->parts.at[(chapter - 1) % l->parts.n] : l;
}

const sl_style *sl_layout_role(const sl_layout *l, sl_str name, const char *otherwise)
{
    const sl_style *s = known_role(l, name);
    if (!s && otherwise)
        s = known_role(l, sl_str_from(otherwise));
    return s ? s : known_role(l, SL_STR("paragraph"));
}

uint32_t sl_layout_color(const sl_layout *l, const char *name)
{
    const sl_color *c = color_of(l, sl_str_from(name));
    return c ? c->light : 0;
}

/* --- CSS --- */

static void push_colors(sl_buf *out, const sl_layout *l, bool dark)
{
    for (size_t i = 0; i < l->colors.n; i++) {
        if (sl_str_starts(l->colors.at[i].name, "part-")) /* they are the chapters', below */
            continue;
        sl_buf_push_format(out, "--%.*s:#%06x;", SL_FMT(l->colors.at[i].name),
                           (unsigned)(dark ? l->colors.at[i].dark : l->colors.at[i].light));
    }
    static const char *const own[] = {"accent", "tint"};
    for (size_t i = 0; i < l->parts.n; i++)
        for (size_t k = 0; k < SL_COUNT(own); k++) {
            const sl_color *c = color_of(l->parts.at[i], sl_str_from(own[k]));
            if (c)
                sl_buf_push_format(out, "--%c%zu:#%06x;", own[k][0], i + 1,
                                   (unsigned)(dark ? c->dark : c->light));
        }
    out->n--; /* nothing stands between the last one and the end */
}

void sl_layout_emit_css(sl_buf *out, const sl_layout *l)
{
    sl_buf_push_z(out, ":root{color-scheme:light dark;");
    push_colors(out, l, false);
    if (l->measure.n)
        sl_buf_push_format(out, ";--measure:%.*s", SL_FMT(l->measure));
    sl_buf_push_z(out, "}@media(prefers-color-scheme:dark){:root:not([data-theme=light]){");
    push_colors(out, l, true);
    /* Chosen by the reader, whatever the system has. */
    sl_buf_push_z(out, "}}@media screen{:root[data-theme=light]{color-scheme:light}"
                       ":root[data-theme=dark]{color-scheme:dark;");
    push_colors(out, l, true);
    sl_buf_push_z(out, "}}");
    for (size_t i = 1; i <= l->parts.n; i++)
        sl_buf_push_format(out, ".chapter-%zu{--accent:var(--a%zu);--tint:var(--t%zu)}", i, i, i);
}
