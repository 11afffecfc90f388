#include "style/phrase.h"

#include "base/assert.h"
#include "style/phrase_table.h"

static const char *const fields_of[] = {
#define X(id, fields) fields,
#include "style/words.def"
#undef X
};

static const char *const categories[] = {
    [SL_PLURAL_ZERO] = "zero", [SL_PLURAL_ONE] = "one",   [SL_PLURAL_TWO] = "two",
    [SL_PLURAL_FEW] = "few",   [SL_PLURAL_MANY] = "many", [SL_PLURAL_OTHER] = "other"};

/* --- catalogues --- */

const sl_phrases *sl_phrases_at(size_t n)
{
    for (size_t i = 0; i <= n; i++)
        if (!sl_phrase_languages[i].tag)
            return NULL;
    return &sl_phrase_languages[n];
}

const sl_phrases *sl_phrases_lookup(sl_str language)
{
    size_t dash = sl_str_find_char(language, '-', 0);
    sl_str tag = sl_str_slice(language, 0, dash == SIZE_MAX ? language.n : dash);
    for (size_t i = 0; sl_phrase_languages[i].tag; i++) {
        const char *one = sl_phrase_languages[i].tag;
        bool same = strlen(one) == tag.n;
        for (size_t k = 0; same && k < tag.n; k++)
            same = (tag.p[k] | 0x20) == one[k]; /* tags are ASCII, in either case */
        if (same)
            return sl_phrases_at(i);
    }
    return NULL;
}

bool sl_phrases_are_shipped(const sl_phrases *p)
{
    return sl_phrases_lookup(sl_str_from(p->tag)) == p;
}

const char *sl_phrase_name(sl_say_id id)
{
    return sl_phrase_names[id];
}

const char *sl_phrase_fields(sl_say_id id)
{
    return fields_of[id];
}

sl_say_id sl_phrase_find(sl_str name)
{
    for (sl_say_id i = 0; i < SL_SAY__COUNT; i++)
        if (sl_str_equal_z(name, sl_phrase_names[i]))
            return i;
    return SL_SAY__COUNT;
}

const sl_phrases *sl_phrases_override(sl_arena *a, const sl_phrases *p, const char *const *texts)
{
    sl_phrases *copy = SL_NEW(a, sl_phrases);
    const char **all = SL_NEW_ARRAY(a, const char *, SL_SAY__COUNT);
    for (size_t i = 0; i < SL_SAY__COUNT; i++)
        all[i] = texts[i] ? texts[i] : p->texts[i];
    *copy = (sl_phrases){p->tag, all};
    return copy;
}

/* --- the form of a text --- */

/* The place of the brace that closes the one at `open`, or SIZE_MAX. */
static size_t closing(sl_str s, size_t open)
{
    size_t depth = 0;
    for (size_t i = open; i < s.n; i++) {
        if (s.p[i] == '{')
            depth++;
        if (s.p[i] == '}' && --depth == 0)
            return i;
    }
    return SIZE_MAX;
}

/* What stands between two braces: "n, plural, one {…}" in its three parts. */
typedef struct argument {
    sl_str name, kind, branches;
} argument;

static argument split(sl_str inside)
{
    argument arg = {0};
    size_t comma = sl_str_find_char(inside, ',', 0);
    if (comma == SIZE_MAX) {
        arg.name = sl_str_trim(inside);
        return arg;
    }
    arg.name = sl_str_trim(sl_str_slice(inside, 0, comma));
    size_t second = sl_str_find_char(inside, ',', comma + 1);
    if (second == SIZE_MAX)
        second = inside.n;
    arg.kind = sl_str_trim(sl_str_slice(inside, comma + 1, second));
    if (second < inside.n)
        arg.branches = sl_str_slice(inside, second + 1, inside.n);
    return arg;
}

/* The branch at *at: its key and its text; false behind the last. Sets *at to SIZE_MAX where the
 * branches are malformed. */
static bool next_branch(sl_str branches, size_t *at, sl_str *key, sl_str *text)
{
    size_t open = *at <= branches.n ? sl_str_find_char(branches, '{', *at) : SIZE_MAX;
    if (open == SIZE_MAX) {
        bool rest = *at <= branches.n && sl_str_trim(sl_str_slice(branches, *at, branches.n)).n;
        *at = rest ? SIZE_MAX : *at;
        return false;
    }
    size_t close = closing(branches, open);
    if (close == SIZE_MAX) {
        *at = SIZE_MAX;
        return false;
    }
    *key = sl_str_trim(sl_str_slice(branches, *at, open));
    *text = sl_str_slice(branches, open + 1, close);
    *at = close + 1;
    return true;
}

/* --- saying --- */

typedef struct saying {
    sl_buf *out;
    const sl_phrases *phrases;
    const sl_say_field *fields;
    size_t n, begin; /* where the text begins in out */
} saying;

static const sl_say_field *find_field(const saying *s, sl_str name)
{
    for (size_t i = 0; i < s->n; i++)
        if (sl_str_equal_z(name, s->fields[i].name))
            return &s->fields[i];
    SL_NEVER("a field that its message has not");
}

/* The branch that a field chooses: its own, else `other`. */
static sl_str choose(const saying *s, const argument *arg, const sl_say_field *field)
{
    const char *wanted =
        field->is_number ? categories[sl_phrases_plural(s->phrases, field->n)] : "none";
    sl_str key, text, other = SL_STR_NONE;
    for (size_t at = 0; next_branch(arg->branches, &at, &key, &text);) {
        if (field->is_number || !field->text.n ? sl_str_equal_z(key, wanted)
                                               : sl_str_equal(key, field->text))
            return text;
        if (sl_str_equal_z(key, "other"))
            other = text;
    }
    return other;
}

/* number: what # stands for, or NULL. */
static void push(const saying *s, sl_str text, const sl_say_field *number)
{
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '#' && number) {
            sl_buf_push_int(s->out, (int64_t)number->n);
            continue;
        }
        if (text.p[i] != '{') {
            sl_buf_push_char(s->out, text.p[i]);
            continue;
        }
        size_t close = closing(text, i);
        SL_CHECK(close != SIZE_MAX);
        argument arg = split(sl_str_slice(text, i + 1, close));
        const sl_say_field *field = find_field(s, arg.name);
        if (sl_str_equal_z(arg.kind, "spellout") && field->is_number)
            sl_say_push_number(s->out, s->phrases, field->n,
                               s->out->n == s->begin || sl_str_ends(sl_buf_str(s->out), ". "));
        else if (arg.branches.n)
            push(s, choose(s, &arg, field), field->is_number ? field : number);
        else if (field->is_number)
            sl_buf_push_int(s->out, (int64_t)field->n);
        else
            sl_buf_push_str(s->out, field->text);
        i = close;
    }
}

void sl_say_push_number(sl_buf *out, const sl_phrases *p, uint64_t n, bool begins)
{
    enum { MOST = SL_SAY_NUMBER_10 - SL_SAY_NUMBER_0 };
    sl_say_id first = begins ? SL_SAY_NUMBER_FIRST_0 : SL_SAY_NUMBER_0;
    if (n <= MOST)
        sl_buf_push_str(out, sl_phrase(p, (sl_say_id)(first + n)));
    else
        sl_buf_push_int(out, (int64_t)n);
}

void sl_say_push(sl_buf *out, const sl_phrases *p, sl_say_id id, const sl_say_field *fields,
                 size_t n)
{
    saying s = {out, p, fields, n, out->n};
    push(&s, sl_str_from(p->texts[id]), NULL);
}

sl_str sl_say_fields(const sl_phrases *p, sl_arena *a, sl_say_id id, const sl_say_field *fields,
                     size_t n)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_say_push(&b, p, id, fields, n);
    return sl_buf_take(&b, a);
}

sl_str sl_phrase(const sl_phrases *p, sl_say_id id)
{
    return sl_str_from(p->texts[id]);
}

/* --- dates and lists --- */

void sl_say_push_date(sl_buf *out, const sl_phrases *p, sl_date d)
{
    if (!d.month) {
        if (d.year)
            sl_buf_push_int(out, d.year);
        return;
    }
    sl_say_field fields[] = {SL_T("month", sl_phrase(p, (sl_say_id)(SL_SAY_MONTH_1 + d.month - 1))),
                             SL_N("year", d.year), SL_N("day", d.day)};
    sl_say_push(out, p, d.day ? SL_SAY_DATE : SL_SAY_DATE_MONTH, fields, d.day ? 3 : 2);
}

sl_str sl_say_date(const sl_phrases *p, sl_arena *a, sl_date d)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_say_push_date(&b, p, d);
    return sl_buf_take(&b, a);
}

/* Welsh says "ac" before a vowel, "a" before what is none. */
static bool begins_with_vowel(sl_str text)
{
    return text.n && strchr("aeiouwyAEIOUWY", text.p[0]);
}

sl_str sl_say_list(const sl_phrases *p, sl_arena *a, const sl_str *texts, size_t n, bool any)
{
    sl_str list = n ? texts[0] : SL_STR_NONE;
    for (size_t i = 1; i < n; i++)
        list = sl_say(p, a,
                      i + 1 < n ? SL_SAY_LIST_MORE
                      : any     ? SL_SAY_LIST_OR
                                : SL_SAY_LIST_AND,
                      SL_T("list", list), SL_T("next", texts[i]),
                      SL_T("vowel", begins_with_vowel(texts[i]) ? SL_STR("yes") : SL_STR_NONE));
    return list;
}

/* --- what is wrong with a text --- */

static bool has_word(const char *words, sl_str word)
{
    sl_str all = sl_str_from(words);
    for (size_t at = 0; at <= all.n;) {
        size_t space = sl_str_find_char(all, ' ', at);
        size_t end = space == SIZE_MAX ? all.n : space;
        if (word.n && sl_str_equal(sl_str_slice(all, at, end), word))
            return true;
        at = end + 1;
    }
    return false;
}

static const char *fault_in(sl_arena *a, const sl_phrases *p, sl_say_id id, sl_str text);

static const char *plural_fault(sl_arena *a, const sl_phrases *p, sl_str branches)
{
    bool had[SL_PLURAL__COUNT] = {false};
    sl_str key, text;
    for (size_t at = 0; next_branch(branches, &at, &key, &text);) {
        size_t k = 0;
        while (k < SL_PLURAL__COUNT && !sl_str_equal_z(key, categories[k]))
            k++;
        if (k == SL_PLURAL__COUNT || !sl_phrases_has_plural(p, (sl_plural)k))
            return sl_str_format(a, "'%.*s' is no plural form of '%s'", SL_FMT(key), p->tag).p;
        if (had[k])
            return sl_str_format(a, "the form '%s' stands twice", categories[k]).p;
        had[k] = true;
    }
    for (size_t k = 0; k < SL_PLURAL__COUNT; k++)
        if (!had[k] && sl_phrases_has_plural(p, (sl_plural)k))
            return sl_str_format(a, "the plural form '%s' is missing", categories[k]).p;
    return NULL;
}

static const char *argument_fault(sl_arena *a, const sl_phrases *p, sl_say_id id,
                                  const argument *arg)
{
    if (!has_word(fields_of[id], arg->name))
        return sl_str_format(a, "the message has no field '%.*s'", SL_FMT(arg->name)).p;
    if (!arg->kind.n)
        return NULL;
    if (sl_str_equal_z(arg->kind, "spellout"))
        return arg->branches.n ? "spellout has no forms" : NULL;
    bool plural = sl_str_equal_z(arg->kind, "plural");
    if (!plural && !sl_str_equal_z(arg->kind, "select"))
        return sl_str_format(a, "'%.*s' is none of plural, select, spellout", SL_FMT(arg->kind)).p;
    const char *why = plural ? plural_fault(a, p, arg->branches) : NULL;
    bool other = false;
    sl_str key, text;
    size_t at = 0;
    while (!why && next_branch(arg->branches, &at, &key, &text)) {
        other = other || sl_str_equal_z(key, "other");
        why = key.n ? fault_in(a, p, id, text) : "a form has no name";
    }
    if (!why && at == SIZE_MAX)
        why = "the forms cannot be read";
    return why || other ? why : "the form 'other' is missing";
}

static const char *fault_in(sl_arena *a, const sl_phrases *p, sl_say_id id, sl_str text)
{
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '}')
            return "a brace closes nothing";
        if (text.p[i] != '{')
            continue;
        size_t close = closing(text, i);
        if (close == SIZE_MAX)
            return "a brace is not closed";
        argument arg = split(sl_str_slice(text, i + 1, close));
        const char *why = argument_fault(a, p, id, &arg);
        if (why)
            return why;
        i = close;
    }
    return NULL;
}

const char *sl_phrase_fault(sl_arena *a, const sl_phrases *p, sl_say_id id, sl_str text)
{
    return sl_str_trim(text).n ? fault_in(a, p, id, text) : "it says nothing";
}
