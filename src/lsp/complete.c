/* What may be written at a place: IDs and names in marks, keys and words in YAML, tables and
 * columns in queries and charts. */
#include "base/file.h"
#include "load/block.h"
#include "load/load.h"
#include "lsp/answers.h"
#include "model/dataset.h"
#include "model/figure.h"
#include "record/record.h"

enum {
    KIND_FIELD = 5,
    KIND_VALUE = 12,
    KIND_KEYWORD = 14,
    KIND_FILE = 17,
    KIND_REFERENCE = 18,
    MOST_OFFERED = 20000,
    MOST_PATH = 8
};

typedef struct completing {
    sl_room *r;
    uint32_t file, offset;
    sl_str bytes, line; /* the line up to the cursor */
    uint32_t begin;     /* of what is typed of the word already */
    json_t *range;      /* that is replaced */
    json_t *items;
} completing;

/* What stands behind a label, so that one may be found by words of its title. */
static void offer(completing *c, sl_str label, sl_str title, int kind, const char *suffix)
{
    if (!label.n || json_array_size(c->items) >= MOST_OFFERED)
        return;
    json_t *one =
        json_pack("{s:o, s:i, s:{s:O, s:o}}", "label", sl_room_text(label), "kind", kind,
                  "textEdit", "range", c->range, "newText",
                  sl_room_text(sl_str_format(c->r->round, "%.*s%s", SL_FMT(label), suffix)));
    if (title.n) {
        json_object_set_new(one, "detail", sl_room_text(title));
        json_object_set_new(
            one, "filterText",
            sl_room_text(sl_str_format(c->r->round, "%.*s %.*s", SL_FMT(label), SL_FMT(title))));
    }
    json_array_append_new(c->items, one);
}

/* --- marks --- */

static void offer_evidence(completing *c, bool with_figures)
{
    const sl_strategy *s = c->r->s;
    for (size_t i = 0; i < s->evidence.n; i++) {
        const sl_evidence *e = s->evidence.at[i];
        if (!with_figures || e->has_value)
            offer(c, e->id, e->statement, KIND_REFERENCE, "");
    }
}

static void offer_items(completing *c, const sl_role *role)
{
    const sl_strategy *s = c->r->s;
    for (size_t i = 0; i < s->items.n; i++)
        if (!role || role->to[s->items.at[i]->type->index])
            offer(c, s->items.at[i]->id, s->items.at[i]->title, KIND_REFERENCE, "");
}

static void offer_names(completing *c)
{
    const sl_map *names = &c->r->s->names;
    for (size_t i = 0; i < names->entries.n; i++)
        offer(c, names->entries.at[i].key, SL_STR_NONE, KIND_REFERENCE, "");
}

static void offer_figures(completing *c, sl_str id)
{
    static const char *const keys[] = {"comparator", "period", "geography", "unit", "interval"};
    const sl_strategy *s = c->r->s;
    const sl_evidence *e = sl_strategy_lookup_evidence(s, id);
    for (size_t i = 0; e && i < e->figures.n + SL_COUNT(keys); i++) {
        sl_str key = i < e->figures.n ? e->figures.at[i].name : sl_str_from(keys[i - e->figures.n]);
        sl_buf text;
        sl_buf_init(&text);
        if (sl_figure_push_key(&text, s->phrases, e, key))
            offer(c, key, sl_buf_str(&text), KIND_FIELD, "");
        sl_buf_done(&text);
    }
}

/* True when the cursor stands in a mark that is open on its line. */
static bool complete_mark(completing *c)
{
    size_t open = SIZE_MAX;
    for (size_t i = 0; i < c->line.n; i++) {
        if (c->line.p[i] == '[' && i + 1 < c->line.n &&
            (c->line.p[i + 1] == '@' || c->line.p[i + 1] == '='))
            open = i;
        else if (c->line.p[i] == ']')
            open = SIZE_MAX;
    }
    if (open == SIZE_MAX)
        return false;
    sl_str inside = sl_str_slice(c->line, open + 2, c->line.n);
    size_t dot = sl_str_find_char(inside, '.', 0);
    if (c->line.p[open + 1] == '=' && dot != SIZE_MAX) {
        offer_figures(c, sl_str_slice(inside, 0, dot));
    } else if (c->line.p[open + 1] == '=') {
        offer_evidence(c, true);
    } else {
        offer_evidence(c, false);
        offer_items(c, NULL);
        offer_names(c);
    }
    return true;
}

/* --- YAML --- */

/* The text that the cursor stands in, and what may stand there. */
typedef struct place {
    uint32_t begin; /* of the YAML */
    const sl_schema *schema;
    const sl_type *type;    /* of front matter */
    const sl_yaml *map;     /* of front matter: what it holds already */
    sl_str path[MOST_PATH]; /* keys above the cursor's line, the outermost last */
    size_t depth;
} place;

static size_t indent_of(sl_str line)
{
    size_t n = 0;
    while (n < line.n &&
           (line.p[n] == ' ' || (line.p[n] == '-' && n + 1 < line.n && line.p[n + 1] == ' ')))
        n++;
    return n;
}

/* The key of a line, "- " before it passed over; empty: it has none. */
static sl_str key_of(sl_str line)
{
    sl_str rest = sl_str_slice(line, indent_of(line), line.n);
    size_t colon = sl_str_find_char(rest, ':', 0);
    if (colon == SIZE_MAX)
        return SL_STR_NONE;
    for (size_t i = 0; i < colon; i++)
        if (!sl_is_letter(rest.p[i]) && !sl_is_digit(rest.p[i]) && rest.p[i] != '-' &&
            rest.p[i] != '_')
            return SL_STR_NONE;
    return sl_str_slice(rest, 0, colon);
}

static void find_path(completing *c, place *p)
{
    const sl_rows *rows = sl_room_rows(c->r, c->file);
    size_t row = sl_rows_find(rows, c->offset), indent = indent_of(c->line);
    while (row-- > 0 && rows->begins[row] >= p->begin && p->depth < MOST_PATH && indent) {
        sl_str line = sl_str_slice(c->bytes, rows->begins[row], rows->begins[row + 1] - 1);
        sl_str key = key_of(line), bare = sl_str_trim(line);
        if (!bare.n || bare.p[0] == '#' || !key.n || indent_of(line) >= indent)
            continue;
        p->path[p->depth++] = key;
        indent = indent_of(line);
    }
}

/* The fenced block around the cursor: its kind, and where its body begins. */
static bool find_block(completing *c, place *p)
{
    const sl_rows *rows = sl_room_rows(c->r, c->file);
    size_t row = sl_rows_find(rows, c->offset);
    while (row-- > 0) {
        sl_str line =
            sl_str_trim(sl_str_slice(c->bytes, rows->begins[row], rows->begins[row + 1] - 1));
        if (!sl_str_starts(line, "```"))
            continue;
        sl_str name = sl_str_trim(sl_str_slice(line, 3, line.n));
        size_t space = sl_str_find_char(name, ' ', 0);
        name = space == SIZE_MAX ? name : sl_str_slice(name, 0, space);
        for (int k = 0; k < SL_BLOCK__COUNT; k++)
            if (sl_str_equal_z(name, sl_block_kind_name((sl_block_kind)k))) {
                p->schema = sl_block_schema((sl_block_kind)k);
                p->begin = rows->begins[row + 1];
                return true;
            }
        return false;
    }
    return false;
}

static sl_str text_of_key(const completing *c, uint32_t begin, uint32_t end, const char *key)
{
    sl_str rest = sl_str_slice(c->bytes, begin, end), line;
    while (sl_str_split(&rest, '\n', &line))
        if (sl_str_equal_z(key_of(line), key) && !indent_of(line)) {
            sl_str value = sl_str_slice(line, strlen(key) + 1, line.n);
            return sl_str_trim(value);
        }
    return SL_STR_NONE;
}

static const sl_schema *schema_of_file(const completing *c, sl_str path)
{
    sl_str name = sl_file_name(path);
    const sl_strategy *s = c->r->s;
    bool is_register = sl_str_equal_z(name, "register.yaml") ||
                       (s->register_yaml && s->register_yaml->span.file == c->file);
    return sl_str_equal_z(path, "strategy.yaml")     ? sl_strategy_schema()
           : is_register                             ? sl_register_schema()
           : sl_str_equal_z(name, "framework.yaml")  ? sl_framework_schema()
           : sl_str_equal_z(path, "programme.yaml")  ? sl_programme_schema()
           : sl_str_equal_z(path, "strategies.yaml") ? sl_neighbours_schema()
           : sl_str_equal_z(path, "signoff.yaml")    ? sl_signoff_schema()
           : sl_str_starts(path, "engagement/")      ? sl_engagement_schema()
                                                     : NULL;
}

/* Where the front matter ends, be it closed or not; 0: the cursor is not in it. */
static uint32_t front_end(const completing *c)
{
    if (!sl_str_starts(c->bytes, "---\n") && !sl_str_starts(c->bytes, "---\r\n"))
        return 0;
    size_t end = sl_str_find(c->bytes, SL_STR("\n---"), 3);
    end = end == SIZE_MAX ? c->bytes.n : end + 1;
    return c->offset <= end ? (uint32_t)end : 0;
}

static bool find_place(completing *c, place *p)
{
    const sl_strategy *s = c->r->s;
    sl_str path = sl_sources_lookup(&c->r->session->sources, c->file)->path;
    if (sl_str_ends(path, ".yaml")) {
        p->schema = schema_of_file(c, path);
    } else if (front_end(c)) {
        p->begin = (uint32_t)sl_str_find_char(c->bytes, '\n', 0) + 1;
        sl_str type = text_of_key(c, p->begin, front_end(c), "type");
        p->type = type.n ? sl_framework_lookup_type(s->framework, type)
                         : sl_framework_type_of_folder(s->framework, path);
        p->schema =
            p->type ? &p->type->schema : sl_framework_item_schema(c->r->round, s->framework);
    } else if (!find_block(c, p)) {
        return false;
    }
    find_path(c, p);
    return true;
}

static const sl_field *lookup_field(const sl_schema *s, sl_str key)
{
    for (size_t i = 0; s && i < s->n; i++)
        if (sl_str_equal_z(key, s->fields[i].name))
            return &s->fields[i];
    return NULL;
}

/* --- words of a value --- */

static void offer_list(completing *c, const sl_str *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        offer(c, words[i], SL_STR_NONE, KIND_KEYWORD, "");
}

static void offer_files(completing *c, const char *end)
{
    const sl_strategy *s = c->r->s;
    for (size_t i = 0; i < s->path_count; i++)
        if (sl_str_ends(s->paths[i], end))
            offer(c, s->paths[i], SL_STR_NONE, KIND_FILE, "");
}

static void offer_columns(completing *c, sl_str path)
{
    const sl_asset *asset = sl_map_lookup(&c->r->s->asset_paths, path);
    for (uint32_t k = 0; asset && asset->csv && k < asset->csv->column_count; k++)
        offer(c, asset->csv->columns[k], path, KIND_FIELD, "");
}

static void offer_tables(completing *c)
{
    const sl_strategy *s = c->r->s;
    for (size_t i = 0; i < s->path_count; i++) {
        sl_str name = sl_file_name(s->paths[i]);
        if (!sl_str_ends(name, ".csv"))
            continue;
        offer(c, sl_str_slice(name, 0, name.n - strlen(".csv")), s->paths[i], KIND_FILE, "");
        offer_columns(c, s->paths[i]);
    }
}

/* Keys whose values the framework or the strategy lists; false when this is none of them. */
static bool offer_known(completing *c, const place *p, sl_str key)
{
    const sl_strategy *s = c->r->s;
    const sl_role *role = sl_framework_lookup_role(s->framework, key);
    bool types = sl_str_equal_z(key, "type") || sl_str_equal_z(key, "items");
    if (types && p->begin && !p->depth) {
        for (size_t i = 0; i < s->framework->types.n; i++)
            offer(c, s->framework->types.at[i]->name, s->framework->types.at[i]->title,
                  KIND_KEYWORD, "");
    } else if (sl_str_equal_z(key, "state") && p->type && p->type->states.n) {
        offer_list(c, p->type->states.at, p->type->states.n);
    } else if (sl_str_equal_z(key, "state")) {
        offer_list(c, s->framework->states.at, s->framework->states.n);
    } else if (sl_str_equal_z(key, "audience")) {
        SL_EACH (one, sl_yaml_lookup(s->config, "audiences"))
            offer(c, one->text, SL_STR_NONE, KIND_KEYWORD, "");
    } else if (role && p->begin) {
        offer_items(c, role);
        if (role->to[SL_EVIDENCE_TYPE])
            offer_evidence(c, false);
    } else if (sl_str_equal_z(key, "query") || sl_str_equal_z(key, "holds")) {
        offer_tables(c);
    } else if (sl_str_equal_z(key, "data") || sl_str_equal_z(key, "dataset")) {
        offer_files(c, ".csv");
    } else {
        return false;
    }
    return true;
}

/* In a chart or table, what is not a word of ours may be a column of its data. */
static void offer_block_columns(completing *c, const place *p)
{
    if (!p->begin || p->type)
        return;
    sl_str data = text_of_key(c, p->begin, (uint32_t)c->bytes.n, "data");
    if (data.n)
        offer_columns(c, sl_dataset_path(c->r->s, data, SL_SPAN_NONE));
}

static void offer_value(completing *c, const place *p, const sl_schema *schema, sl_str key)
{
    const sl_field *f = lookup_field(schema, key);
    if (offer_known(c, p, key))
        return;
    if (f && f->kind == SL_FIELD_CHOICE) {
        sl_str rest = sl_str_from(f->choices), one;
        while (sl_str_split(&rest, '|', &one))
            offer(c, one, SL_STR_NONE, KIND_VALUE, "");
    } else if (f && f->kind == SL_FIELD_BOOLEAN) {
        offer(c, SL_STR("true"), SL_STR_NONE, KIND_VALUE, "");
        offer(c, SL_STR("false"), SL_STR_NONE, KIND_VALUE, "");
    } else if (f && f->kind == SL_FIELD_ID) {
        offer_evidence(c, false);
        offer_items(c, NULL);
    } else {
        offer_block_columns(c, p);
    }
}

static void offer_keys(completing *c, const place *p, const sl_schema *schema)
{
    for (size_t i = 0; schema && i < schema->n; i++) {
        const sl_field *f = &schema->fields[i];
        offer(c, sl_str_from(f->name), f->doc ? sl_str_from(f->doc) : SL_STR_NONE, KIND_FIELD,
              ": ");
    }
    if (!schema)
        offer_block_columns(c, p);
}

static void complete_yaml(completing *c)
{
    place p = {0};
    if (!find_place(c, &p))
        return;
    const sl_schema *schema = p.schema;
    sl_str last = SL_STR_NONE;
    for (size_t i = p.depth; i-- > 0;) {
        const sl_field *f = lookup_field(schema, p.path[i]);
        last = p.path[i];
        schema = f ? f->of : NULL;
    }
    sl_str key = key_of(c->line), rest = sl_str_trim(c->line);
    if (key.n)
        offer_value(c, &p, schema, key);
    else if (last.n && !schema) /* an entry of a list, or a text of several lines */
        offer_value(c, &p, NULL, last);
    else if (!rest.n || sl_str_find_char(rest, ' ', 0) == SIZE_MAX || sl_str_starts(rest, "- "))
        offer_keys(c, &p, schema);
}

static bool is_word(char c)
{
    return sl_is_letter(c) || sl_is_digit(c) || strchr("-_#/", c);
}

json_t *sl_answer_completion(sl_room *r, uint32_t file, uint32_t offset)
{
    completing c = {.r = r, .file = file, .offset = offset, .items = json_array()};
    c.bytes = sl_sources_lookup(&r->session->sources, file)->bytes;
    const sl_rows *rows = sl_room_rows(r, file);
    uint32_t row = rows->begins[sl_rows_find(rows, offset)];
    c.line = sl_str_slice(c.bytes, row, offset);
    c.begin = offset;
    while (c.begin > row && c.bytes.p[c.begin - 1] && is_word(c.bytes.p[c.begin - 1]))
        c.begin--;
    c.range = sl_rows_range(rows, c.begin, offset);
    if (r->s && !complete_mark(&c))
        complete_yaml(&c);
    json_decref(c.range);
    return json_pack("{s:b, s:o}", "isIncomplete", 0, "items", c.items);
}
