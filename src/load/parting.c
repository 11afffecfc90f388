#include "load/parting.h"

/* Figures are put in order to so many decimals. */
enum { RANK_PLACES = 6 };
static const int64_t most_ranked = 1000000000000;

static bool refuse(sl_strategy *s, const sl_yaml *y, const char *why, const char *help)
{
    sl_finding *f = sl_diag_add(s->diags, SL_E0111, y->span, "'%.*s' %s", SL_FMT(y->text), why);
    sl_diag_help(s->diags, f, "%s", help);
    return false;
}

/* --- what parts them --- */

/* KEY.year: "due" of "due.year". */
static bool find_year(const sl_types *types, sl_str name, sl_parting *p)
{
    static const char part[] = ".year";
    const size_t n = sizeof part - 1;
    if (name.n <= n || !sl_str_equal_z(sl_str_slice(name, name.n - n, name.n), part))
        return false;
    sl_str key = sl_str_slice(name, 0, name.n - n);
    for (size_t t = 0; t < types->n; t++) {
        const sl_key *found = sl_framework_lookup_key(types->at[t], key);
        sl_item_field field = {.source = SL_FIELD_OF_ITEM, .name = key, .key = found};
        if (!found || !sl_item_field_is_time(&field))
            continue;
        p->field = field;
        p->by_year = true;
        return true;
    }
    return false;
}

bool sl_parting_read(sl_strategy *s, const sl_types *types, const sl_yaml *y, sl_parting *p)
{
    p->yaml = y;
    if (find_year(types, y->text, p))
        return true;
    if (!sl_item_field_find(s, types, y->span, y->text, &p->field))
        return false;
    p->each = !p->field.key && !p->field.role && sl_str_equal_z(p->field.name, "title");
    const sl_key *key = p->field.key;
    if (p->field.role && p->field.role->to[SL_EVIDENCE_TYPE])
        return refuse(s, y, "leads to evidence, and parts no items",
                      "name a key of the items, title, or a role that leads to items");
    bool rated = key && key->measure && sl_str_equal_z(p->field.part, "rating");
    if (key && !rated && (key->money || key->funding || key->figure || key->field.of))
        return refuse(s, y, "has no words that part the items",
                      "name a key with words, such as state, KEY.rating of a measure, KEY.year of "
                      "a date, title, or a role");
    return true;
}

/* --- items by their values --- */

static size_t part_of(sl_strategy *s, sl_parting *p, sl_str text, int64_t rank)
{
    for (size_t i = 0; i < p->groups.n; i++)
        if (sl_str_equal(p->groups.at[i].text, text))
            return i;
    SL_PUSH(s->arena, p->groups, ((sl_group){text, rank}));
    return p->groups.n - 1;
}

sl_str sl_parting_name(const sl_item *item)
{
    sl_str brief = sl_yaml_text(item->front, "short");
    return brief.n ? brief : item->title;
}

/* Where a word stands: as its key lists it, or as the items bring it up. */
static int64_t rank_of(const sl_strategy *s, const sl_parting *p, const sl_item *item, sl_str text)
{
    if (p->field.key && p->field.key->field.choices)
        return sl_word_rank(p->field.key->field.choices, text);
    return sl_str_equal_z(p->field.name, "state") ? sl_item_state_rank(s, item)
                                                  : (int64_t)p->groups.n;
}

static void add_text(sl_strategy *s, sl_parting *p, const sl_item *item, const sl_yaml *y,
                     sl_group_places *to)
{
    sl_date date;
    sl_str text = y->text;
    if (p->by_year) {
        if (!sl_date_parse(text, &date))
            return;
        text = sl_str_format(s->arena, "%d", date.year);
        SL_PUSH(s->arena, *to, part_of(s, p, text, date.year));
        return;
    }
    bool dated = sl_item_field_is_time(&p->field) && sl_date_parse(text, &date);
    int64_t rank = dated ? sl_date_days(date) : rank_of(s, p, item, text);
    sl_dec figure;
    if (sl_item_field_is_figure(&p->field) && sl_dec_parse(text, &figure) &&
        figure.mantissa < most_ranked && figure.mantissa > -most_ranked)
        rank = sl_dec_scale(figure, RANK_PLACES).mantissa;
    SL_PUSH(s->arena, *to, part_of(s, p, text, rank));
}

static void add_links(sl_strategy *s, sl_parting *p, const sl_item *item, sl_group_places *to)
{
    size_t n;
    const sl_item **all = sl_strategy_list_items(s->arena, s, &n);
    for (size_t i = 0; i < item->out.n; i++) {
        const sl_edge *e = &s->edges.at[item->out.at[i]];
        if (e->role != p->field.role || e->to_evidence)
            continue;
        const sl_item *end = s->items.at[e->to];
        int64_t rank = 0;
        while (rank < (int64_t)n && all[rank] != end)
            rank++;
        SL_PUSH(s->arena, *to, part_of(s, p, sl_parting_name(end), rank));
    }
}

/* From on course to behind; what cannot be rated yet stands last. */
static void add_rating(sl_strategy *s, sl_parting *p, sl_rating rating, sl_group_places *to)
{
    bool known = sl_rating_role(rating) != NULL;
    SL_PUSH(s->arena, *to,
            part_of(s, p, sl_str_from(sl_rating_name(rating)), known ? rating : INT32_MAX));
}

sl_group_places sl_parting_place(sl_strategy *s, sl_parting *p, const sl_item *item)
{
    sl_group_places out = {0};
    const sl_yaml *y = sl_item_field_value(&p->field, item);
    const sl_measure *m = sl_item_field_measure(&p->field, item);
    if (!p->yaml)
        SL_PUSH(s->arena, out, part_of(s, p, SL_STR_NONE, 0));
    else if (p->each)
        SL_PUSH(s->arena, out, part_of(s, p, sl_parting_name(item), (int64_t)p->groups.n));
    else if (p->field.role)
        add_links(s, p, item, &out);
    else if (p->field.key && p->field.key->measure && m)
        add_rating(s, p, sl_measure_rate(m), &out);
    else if (sl_str_equal_z(p->field.name, "state") && item->state.n)
        SL_PUSH(s->arena, out, part_of(s, p, item->state, rank_of(s, p, item, item->state)));
    else if (y && y->kind == SL_YAML_SCALAR)
        add_text(s, p, item, y, &out);
    SL_EACH (one, y && y->kind == SL_YAML_LIST && !p->field.role ? y : NULL)
        add_text(s, p, item, one, &out);
    if (!out.n)
        SL_PUSH(s->arena, out, part_of(s, p, sl_phrase(s->phrases, SL_SAY_NOT_STATED), INT64_MAX));
    return out;
}

const size_t *sl_parting_order(sl_strategy *s, const sl_parting *p)
{
    size_t *order = SL_NEW_ARRAY(s->arena, size_t, p->groups.n + 1);
    for (size_t i = 0; i < p->groups.n; i++) {
        size_t at = i;
        for (; at && p->groups.at[order[at - 1]].rank > p->groups.at[i].rank; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return order;
}

void sl_parting_fill_years(sl_strategy *s, sl_parting *p, size_t most)
{
    int64_t first = INT64_MAX, last = 0;
    for (size_t i = 0; p->by_year && i < p->groups.n; i++) {
        int64_t year = p->groups.at[i].rank;
        if (year == INT64_MAX)
            continue;
        first = year < first ? year : first;
        last = year > last ? year : last;
    }
    for (int64_t year = first; year < last && last - first < (int64_t)most; year++)
        part_of(s, p, sl_str_format(s->arena, "%d", (int)year), year);
}

/* A word of the key as it is printed where a label begins with it: "Likely", "Yes", "April 2027".
 */
static sl_str print_word(const sl_strategy *s, const sl_parting *p, sl_str text)
{
    static const struct {
        const char *name;
        sl_say_id word;
    } words[] = {{"green", SL_SAY_RATING_GREEN},
                 {"amber", SL_SAY_RATING_AMBER},
                 {"red", SL_SAY_RATING_RED},
                 {"none", SL_SAY_RATING_NONE}};
    sl_date date;
    const sl_key *key = p->field.key;
    sl_str told = text;
    for (size_t i = 0; key && key->measure && i < SL_COUNT(words); i++)
        if (sl_str_equal_z(text, words[i].name))
            told = sl_phrase(s->phrases, words[i].word);
    if (key && key->field.kind == SL_FIELD_BOOLEAN && sl_str_equal_z(text, "true"))
        told = sl_phrase(s->phrases, SL_SAY_ANSWER_YES);
    else if (key && key->field.kind == SL_FIELD_BOOLEAN && sl_str_equal_z(text, "false"))
        told = sl_phrase(s->phrases, SL_SAY_ANSWER_NO);
    else if (sl_item_field_is_time(&p->field) && text.n != 4 && sl_date_parse(text, &date))
        told = sl_say_date(s->phrases, s->arena, date);
    return sl_str_capital(s->arena, told);
}

void sl_parting_print(const sl_strategy *s, const sl_parting *p, sl_str *texts, size_t n)
{
    /* Titles, numbers and years stand as they are written. */
    bool words = p->yaml && !p->each && !p->field.role && !p->by_year;
    sl_str none = sl_phrase(s->phrases, SL_SAY_NOT_STATED);
    for (size_t i = 0; p->yaml && i < n; i++)
        if (words || (!p->each && sl_str_equal(texts[i], none)))
            texts[i] = print_word(s, p, texts[i]);
}
