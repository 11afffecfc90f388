/* The shape of a text: its things, what may be folded, where its links lead. */
#include "base/file.h"
#include "lsp/answers.h"
#include "lsp/spot.h"

enum { KIND_CLASS = 5, KIND_CONSTANT = 14, KIND_STRING = 15, KIND_KEY = 20 };

static json_t *symbol(sl_room *r, sl_str name, sl_str detail, int kind, sl_span whole, sl_span own)
{
    if (own.begin < whole.begin)
        whole.begin = own.begin;
    if (own.end > whole.end)
        whole.end = own.end;
    return json_pack("{s:o, s:o, s:i, s:o, s:o}", "name",
                     sl_room_text(name.n ? name : SL_STR("(no name)")), "detail",
                     sl_room_text(detail), "kind", kind, "range", sl_room_range(r, whole),
                     "selectionRange", sl_room_range(r, own));
}

static void add_headings(sl_room *r, json_t *to, const sl_node *body)
{
    for (const sl_node *n = body ? body->first : NULL; n; n = n->next)
        if (n->kind == SL_NODE_HEADING)
            json_array_append_new(to, symbol(r, sl_node_plain(r->round, n), SL_STR_NONE,
                                             KIND_STRING, n->span, n->span));
}

static void add_items(sl_room *r, uint32_t file, json_t *list)
{
    for (size_t i = 0; r->s && i < r->s->items.n; i++) {
        const sl_item *item = r->s->items.at[i];
        if (item->span.file != file)
            continue;
        sl_span whole = item->front->span;
        if (item->body && item->body->span.file == file) {
            for (const sl_node *n = item->body->first; n; n = n->next)
                if (n->span.file == file && n->span.end > whole.end)
                    whole.end = n->span.end;
        }
        json_t *one = symbol(r, item->id, item->title, KIND_CLASS, whole, item->span);
        json_t *children = json_array();
        if (item->body && item->body->span.file == file)
            add_headings(r, children, item->body);
        json_object_set_new(one, "children", children);
        json_array_append_new(list, one);
    }
}

/* Maps that have an ID, and the keys at the top. */
static void add_yaml(sl_room *r, uint32_t file, const sl_yaml *y, json_t *list, unsigned depth)
{
    if (!y || y->kind == SL_YAML_SCALAR || depth > 8)
        return;
    SL_EACH (child, y) {
        if (child->span.file != file)
            continue;
        const sl_yaml *id = sl_yaml_lookup(child, "id");
        json_t *to = list;
        if (id && id->kind == SL_YAML_SCALAR && id->span.file == file) {
            const char *keys[] = {"title", "statement", "name", "question"};
            sl_str title = SL_STR_NONE;
            for (size_t i = 0; i < SL_COUNT(keys) && !title.n; i++)
                title = sl_yaml_text(child, keys[i]);
            json_t *one = symbol(r, id->text, title, KIND_CONSTANT, child->span, id->span);
            json_array_append_new(list, one);
            continue;
        }
        if (depth == 0 && child->key.n) {
            json_t *one =
                symbol(r, child->key, SL_STR_NONE, KIND_KEY, child->span, child->key_span);
            to = json_array();
            json_object_set_new(one, "children", to);
            json_array_append_new(list, one);
        }
        add_yaml(r, file, child, to, depth + 1);
    }
}

static bool is_whole_yaml(const sl_room *r, uint32_t file)
{
    return sl_str_ends(sl_sources_lookup(&r->session->sources, file)->path, ".yaml");
}

json_t *sl_answer_symbols(sl_room *r, uint32_t file)
{
    json_t *list = json_array();
    if (is_whole_yaml(r, file)) {
        sl_diags unsaid;
        sl_diags_init(&unsaid, r->round, &r->session->sources);
        uint32_t n = (uint32_t)sl_sources_lookup(&r->session->sources, file)->bytes.n;
        add_yaml(r, file, sl_yaml_parse(r->round, &unsaid, file, 0, n), list, 0);
    } else {
        add_items(r, file, list);
    }
    return list;
}

static bool holds(sl_str text, sl_str words)
{
    if (words.n > text.n)
        return false;
    for (size_t i = 0; i + words.n <= text.n; i++) {
        size_t k = 0;
        while (k < words.n && sl_lower(text.p[i + k]) == sl_lower(words.p[k]))
            k++;
        if (k == words.n)
            return true;
    }
    return false;
}

static void offer(sl_room *r, json_t *to, size_t most, sl_str words, sl_str id, sl_str title,
                  int kind, sl_span at)
{
    if (json_array_size(to) >= most || !at.file || !(holds(id, words) || holds(title, words)))
        return;
    sl_str name = sl_str_format(r->round, "%.*s %.*s", SL_FMT(id), SL_FMT(title));
    json_array_append_new(to, json_pack("{s:o, s:i, s:o}", "name", sl_room_text(name), "kind", kind,
                                        "location", sl_room_location(r, at)));
}

void sl_answer_find_symbols(sl_room *r, sl_str words, json_t *to, size_t most)
{
    const sl_strategy *s = r->s;
    for (size_t i = 0; s && i < s->items.n; i++)
        offer(r, to, most, words, s->items.at[i]->id, s->items.at[i]->title, KIND_CLASS,
              s->items.at[i]->span);
    for (size_t i = 0; s && i < s->evidence.n; i++)
        offer(r, to, most, words, s->evidence.at[i]->id, s->evidence.at[i]->statement,
              KIND_CONSTANT, s->evidence.at[i]->span);
    for (size_t i = 0; s && i < s->gaps.n; i++)
        offer(r, to, most, words, s->gaps.at[i]->id, s->gaps.at[i]->question, KIND_STRING,
              s->gaps.at[i]->span);
}

static sl_str row_text(const sl_rows *rows, size_t row)
{
    size_t end = row + 1 < rows->n ? rows->begins[row + 1] : rows->bytes.n;
    while (end > rows->begins[row] &&
           (rows->bytes.p[end - 1] == '\n' || rows->bytes.p[end - 1] == '\r'))
        end--;
    return sl_str_slice(rows->bytes, rows->begins[row], end);
}

static void fold(json_t *to, size_t from, size_t until)
{
    if (until > from)
        json_array_append_new(
            to, json_pack("{s:i, s:i}", "startLine", (int)from, "endLine", (int)until));
}

/* Entries of a list: from each "- " to the line before the next that stands no deeper. */
static void fold_entries(json_t *list, const sl_rows *rows)
{
    enum { MOST = 64 };
    size_t begins[MOST], indents[MOST], n = 0, last = 0;
    for (size_t i = 0; i < rows->n; i++) {
        sl_str text = row_text(rows, i), bare = sl_str_trim(text);
        if (!bare.n || bare.p[0] == '#')
            continue;
        size_t indent = (size_t)(bare.p - text.p);
        while (n && indents[n - 1] >= indent)
            fold(list, begins[--n], last);
        if (n < MOST && (sl_str_starts(bare, "- ") || bare.p[bare.n - 1] == ':')) {
            begins[n] = i;
            indents[n++] = indent;
        }
        last = i;
    }
    while (n)
        fold(list, begins[--n], last);
}

static void fold_text(json_t *list, const sl_rows *rows)
{
    size_t heads[7], begin = 0, last = 0;
    bool open[7] = {false}, fenced = false, front = false;
    sl_str fence = SL_STR_NONE;
    for (size_t i = 0; i < rows->n; i++) {
        sl_str text = row_text(rows, i);
        if (sl_str_equal_z(sl_str_trim(text), "---") && (i == 0 || front)) {
            if (front)
                fold(list, begin, i);
            begin = i;
            front = !front && i == 0;
        } else if (!front && (sl_str_starts(text, "```") || sl_str_starts(text, "~~~"))) {
            bool closes = fenced && text.p[0] == fence.p[0];
            if (closes)
                fold(list, begin, i);
            else if (!fenced)
                begin = i;
            fence = closes ? SL_STR_NONE : fenced ? fence : text;
            fenced = !closes;
        } else if (!front && !fenced && sl_str_starts(text, "#")) {
            size_t level = 0;
            while (level < text.n && level < 7 && text.p[level] == '#')
                level++;
            bool is_heading = level < 7 && level < text.n && text.p[level] == ' ';
            for (size_t k = level; is_heading && k < 7; k++) {
                if (open[k])
                    fold(list, heads[k], last);
                open[k] = false;
            }
            if (is_heading) {
                heads[level] = i;
                open[level] = true;
            }
        }
        if (sl_str_trim(text).n)
            last = i;
    }
    for (size_t k = 1; k < 7; k++)
        if (open[k])
            fold(list, heads[k], last);
}

json_t *sl_answer_folding(sl_room *r, uint32_t file)
{
    json_t *list = json_array();
    if (is_whole_yaml(r, file))
        fold_entries(list, sl_room_rows(r, file));
    else
        fold_text(list, sl_room_rows(r, file));
    return list;
}

/* Images, datasets and the other files that the text names. */
json_t *sl_answer_links(sl_room *r, uint32_t file)
{
    json_t *list = json_array();
    for (size_t i = 0; r->s && i < r->s->assets.n; i++) {
        const sl_asset *asset = r->s->assets.at[i];
        if (asset->span.file == file && asset->file && asset->span.end > asset->span.begin)
            json_array_append_new(list,
                                  json_pack("{s:o, s:o}", "range", sl_room_range(r, asset->span),
                                            "target", sl_room_uri(r, asset->file)));
    }
    for (size_t i = 0; r->s && i < r->s->evidence.n; i++) {
        const sl_yaml *y = r->s->evidence.at[i]->yaml;
        const sl_yaml *url = sl_yaml_lookup(sl_yaml_lookup(y, "source"), "url");
        if (url && url->kind == SL_YAML_SCALAR && url->span.file == file &&
            (sl_str_starts(url->text, "https://") || sl_str_starts(url->text, "http://")))
            json_array_append_new(list,
                                  json_pack("{s:o, s:o}", "range", sl_room_range(r, url->span),
                                            "target", sl_room_text(url->text)));
    }
    return list;
}
