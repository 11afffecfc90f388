/* The verb rename: another ID for a thing, in every file that names it, all or none. */
#include <stdlib.h>

#include "base/assert.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/outputs.h"
#include "load/names.h"
#include "load/rename.h"
#include "load/short.h"
#include "model/fingerprint.h"
#include "record/review.h"
#include "run/report.h"
#include "run/verbs.h"

typedef struct renaming {
    sl_session *session;
    sl_strategy *s;
    sl_str old, now;
    sl_map to; /* words of files: the ID, and the fingerprints that it changes */
    size_t files, places;
    sl_str own;     /* the path of an item's file whose name says its ID, or may say it again */
    size_t own_key; /* where its first key begins */
    bool is_named;  /* it does not say the ID itself */
} renaming;

static sl_finding *refuse(renaming *r, const char *what, sl_str id)
{
    return sl_diag_add(&r->session->diags, SL_E0260, SL_SPAN_NONE, what, SL_FMT(id));
}

static bool is_id(sl_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!sl_is_letter(s.p[i]) && !sl_is_digit(s.p[i]) && s.p[i] != '-' && s.p[i] != '_')
            return false;
    return s.n > 0 && s.n < 100 && sl_is_letter(s.p[0]);
}

static bool is_taken(const sl_strategy *s, sl_str id)
{
    return sl_strategy_lookup_item(s, id) || sl_strategy_lookup_evidence(s, id) ||
           sl_map_lookup(&s->gap_ids, id) || sl_names_has(s, id);
}

static const sl_yaml *renamed_key(const sl_strategy *s, sl_str id)
{
    return sl_yaml_lookup_str(sl_yaml_lookup(s->config, "renamed"), id);
}

/* What cannot be: an ID that nothing has, one that is taken or of another kind. */
static bool check(renaming *r)
{
    const sl_strategy *s = r->s;
    const sl_item *item = sl_strategy_lookup_item(s, r->old);
    bool item_name = sl_str_find_char(r->old, '#', 0) != SIZE_MAX;
    if (!is_taken(s, r->old) || item_name) {
        sl_strategy_report_dangling(r->s, r->old, SL_SPAN_NONE, true, true);
        return false;
    }
    if (!is_id(r->now)) {
        sl_diag_help(&r->session->diags, refuse(r, "'%.*s' is no ID", r->now),
                     "an ID is letters, digits and hyphens");
        return false;
    }
    bool back = renamed_key(s, r->now) && sl_str_equal(renamed_key(s, r->now)->text, r->old);
    bool used = renamed_key(s, r->now) && !back;
    SL_EACH (one, sl_yaml_lookup(s->config, "retired"))
        used = used || sl_str_equal(one->text, r->now);
    if (is_taken(s, r->now) || used) {
        sl_diag_help(&r->session->diags,
                     refuse(r,
                            used ? "the ID '%.*s' has been used before" : "the ID '%.*s' is taken",
                            r->now),
                     "choose an ID that nothing has or had");
        return false;
    }
    sl_str prefix = item ? item->type->prefix : SL_STR_NONE;
    if (item && !(sl_str_starts(r->now, prefix.p) && r->now.n > prefix.n + 1 &&
                  r->now.p[prefix.n] == '-')) {
        sl_finding *f = refuse(r, "'%.*s' is no ID of its type", r->now);
        sl_diag_help(&r->session->diags, f, "it starts with %.*s-", SL_FMT(prefix));
        return false;
    }
    bool small = r->old.p[0] >= 'a', now_small = r->now.p[0] >= 'a';
    if (small != now_small) {
        sl_diag_help(&r->session->diags, refuse(r, "'%.*s' is an ID of another kind", r->now),
                     small ? "figures and tables have names in small letters"
                           : "items and entries have IDs in capitals");
        return false;
    }
    return true;
}

/* --- fingerprints: a stamp that holds still holds --- */

static void add_word(renaming *r, sl_str from, sl_str to)
{
    sl_str *word = SL_NEW(r->session->arena, sl_str);
    *word = to;
    sl_map_add(&r->to, from, word);
}

static sl_str hex(renaming *r, uint64_t print)
{
    return sl_str_format(r->session->arena, "%016llx", (unsigned long long)print);
}

static void add_print(renaming *r, sl_fingerprint was, sl_fingerprint now)
{
    if (now.now == was.now)
        return;
    add_word(r, hex(r, was.now), hex(r, now.now));
    add_word(r, hex(r, was.was), hex(r, now.now));
}

/* What names the thing has another fingerprint then: what was stamped holds all the same. */
static void find_prints(renaming *r)
{
    const sl_strategy *s = r->s;
    sl_fingerprint *items = SL_NEW_ARRAY(r->session->arena, sl_fingerprint, s->items.n + 1);
    sl_fingerprint *entries = SL_NEW_ARRAY(r->session->arena, sl_fingerprint, s->evidence.n + 1);
    for (size_t i = 0; i < s->items.n; i++)
        items[i] = sl_fingerprint_item(s->items.at[i]);
    for (size_t i = 0; i < s->evidence.n; i++)
        entries[i] = sl_fingerprint_evidence(s->evidence.at[i]);
    sl_rename_apply(r->s, r->old, r->now);
    for (size_t i = 0; i < s->items.n; i++)
        add_print(r, items[i], sl_fingerprint_item(s->items.at[i]));
    for (size_t i = 0; i < s->evidence.n; i++)
        add_print(r, entries[i], sl_fingerprint_evidence(s->evidence.at[i]));
}

/* --- files --- */

static bool is_text(const renaming *r, sl_str path)
{
    static const char *const kinds[] = {".md", ".yaml", ".yml", ".lock"};
    for (size_t i = 0; i < SL_COUNT(kinds); i++)
        if (sl_str_ends(path, kinds[i]))
            return true;
    const sl_asset *a = sl_map_lookup(&r->s->asset_paths, path);
    return a && a->is_private; /* responses as a table */
}

/* The stamps stand sorted by their links. */
static sl_str sort_lock(renaming *r, sl_str text)
{
    size_t n = 0, count = 0;
    sl_str rest = text, line;
    while (sl_str_split(&rest, '\n', &line))
        n++;
    sl_str *lines = SL_NEW_ARRAY(r->session->arena, sl_str, n + 1);
    sl_buf b;
    sl_buf_init(&b);
    rest = text;
    while (sl_str_split(&rest, '\n', &line))
        if (line.n && line.p[0] == '#')
            sl_buf_push_format(&b, "%.*s\n", SL_FMT(line));
        else if (line.n)
            lines[count++] = line;
    if (count)
        qsort(lines, count, sizeof *lines, sl_str_by_bytes);
    for (size_t i = 0; i < count; i++)
        sl_buf_push_format(&b, "%.*s\n", SL_FMT(lines[i]));
    return sl_buf_take(&b, r->session->arena);
}

static size_t line_begin(sl_str s, size_t at)
{
    while (at > 0 && s.p[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(sl_str s, size_t at)
{
    size_t end = sl_str_find_char(s, '\n', at);
    return end == SIZE_MAX ? s.n : end;
}

/* Renames in a part of strategy.yaml. */
static sl_str part_of(renaming *r, sl_str bytes, size_t begin, size_t end, size_t *n)
{
    return sl_rename_words(r->session->arena, sl_str_slice(bytes, begin, end), &r->to, n);
}

/* strategy.yaml without the line that put a renaming on record which is taken back. */
static sl_str take_back(renaming *r, sl_str bytes, const sl_yaml *entry, size_t *n)
{
    const sl_yaml *all = sl_yaml_lookup(r->s->config, "renamed");
    size_t begin = line_begin(bytes, entry->key_span.begin);
    size_t end = line_end(bytes, entry->span.end) + 1;
    if (all->count == 1)
        begin = line_begin(bytes, all->key_span.begin);
    sl_str before = part_of(r, bytes, 0, begin, n);
    sl_str after = part_of(r, bytes, end < bytes.n ? end : bytes.n, bytes.n, n);
    return sl_str_format(r->session->arena, "%.*s%.*s", SL_FMT(before), SL_FMT(after));
}

/* strategy.yaml with the renaming on record, behind those that are there. */
static sl_str record(renaming *r, sl_str bytes, size_t *n)
{
    const sl_yaml *all = sl_yaml_lookup(r->s->config, "renamed"), *last = all ? all->first : NULL;
    const sl_yaml *former = all ? sl_yaml_lookup_str(all, r->now) : NULL;
    if (former)
        return take_back(r, bytes, former, n);
    while (last && last->next)
        last = last->next;
    size_t at = bytes.n, indent = 2;
    bool flow = all && bytes.p[all->span.begin] == '{';
    const char *lead = bytes.n && bytes.p[bytes.n - 1] != '\n' ? "\nrenamed:\n" : "renamed:\n";
    if (last) {
        at = flow ? last->span.end : line_end(bytes, last->span.end);
        indent = flow ? 1 : last->key_span.begin - line_begin(bytes, last->key_span.begin);
        lead = flow ? "," : "\n";
    }
    sl_str before = part_of(r, bytes, 0, at, n), after = part_of(r, bytes, at, bytes.n, n);
    return sl_str_format(r->session->arena, "%.*s%s%*s%.*s: %.*s%s%.*s", SL_FMT(before), lead,
                         (int)indent, "", SL_FMT(r->old), SL_FMT(r->now), last ? "" : "\n",
                         SL_FMT(after));
}

/* An item that has its ID from its file's name. */
static void find_own(renaming *r)
{
    const sl_item *item = sl_strategy_lookup_item(r->s, r->old);
    const sl_source *source = item ? sl_sources_lookup(r->s->sources, item->span.file) : NULL;
    if (!source)
        return;
    sl_str would = sl_short_id(r->session->arena, item->type, source->path);
    r->is_named = sl_short_is_named(r->s, item);
    if (r->is_named || (sl_str_equal(would, r->now) && renamed_key(r->s, r->now)))
        r->own = source->path;
    r->own_key = item->span.begin;
}

/* An ID that the name says no longer is written down, and one that it says again is not. */
static sl_str name_own(renaming *r, sl_str text)
{
    sl_arena *a = r->session->arena;
    sl_str line = sl_str_format(a, "id: %.*s\n", SL_FMT(r->now)),
           head = sl_str_format(a, "---\n%.*s", SL_FMT(line));
    if (r->is_named)
        return sl_str_format(a, "%.*s%.*s%.*s", (int)r->own_key, text.p, SL_FMT(line),
                             (int)(text.n - r->own_key), text.p + r->own_key);
    if (!sl_str_starts(text, head.p))
        return text;
    return sl_str_format(a, "---\n%.*s", (int)(text.n - head.n), text.p + head.n);
}

/* Takes all paths; false: one cannot be read, which is said. */
static bool rename_files(renaming *r, sl_outputs *outputs)
{
    for (size_t i = 0; i < r->s->path_count; i++) {
        sl_str path = r->s->paths[i], bytes;
        const char *why = "";
        if (!is_text(r, path))
            continue;
        if (sl_file_read_beneath(r->session->arena, r->s->folder, path.p, SL_LIMIT_DATASET_BYTES,
                                 &bytes, &why) != SL_FILE_OK) {
            sl_finding *f = sl_diag_add(&r->session->diags, SL_E0001, SL_SPAN_NONE,
                                        "'%.*s' cannot be read: %s", SL_FMT(path), why);
            sl_diag_help(&r->session->diags, f, "nothing was renamed");
            return false;
        }
        size_t n = 0;
        bool config = sl_str_equal_z(path, "strategy.yaml");
        sl_str text =
            config ? record(r, bytes, &n) : sl_rename_words(r->session->arena, bytes, &r->to, &n);
        bool own = sl_str_equal(path, r->own);
        if (own)
            text = name_own(r, text);
        n += own && r->is_named;
        if (!n && !config)
            continue;
        if (sl_str_equal_z(path, SL_REVIEW_FILE))
            text = sort_lock(r, text);
        r->files += n > 0;
        r->places += n;
        sl_outputs_add(outputs, path.p, text);
    }
    return true;
}

static int commit(renaming *r, sl_outputs *outputs)
{
    const char *path = "", *why = "";
    if (sl_outputs_commit(outputs, &path, &why) != SL_COMMIT_DONE) {
        sl_finding *f = sl_diag_add(&r->session->diags, SL_E0501, SL_SPAN_NONE,
                                    "'%s' cannot be written: %s", path, why);
        sl_diag_help(&r->session->diags, f, "what was there has not been replaced");
        return SL_EXIT_FILES;
    }
    sl_buf done;
    sl_buf_init(&done);
    sl_buf_push_format(&done, "%.*s is %.*s now, in %zu %s of %zu %s\n", SL_FMT(r->old),
                       SL_FMT(r->now), r->places, r->places == 1 ? "place" : "places", r->files,
                       r->files == 1 ? "file" : "files");
    sl_session_print(&done);
    sl_buf_done(&done);
    return SL_EXIT_OK;
}

int sl_run_rename(const sl_options *o)
{
    sl_session s;
    sl_session_init(&s, o);
    const char *why;
    sl_outputs *outputs = sl_outputs_new(s.arena, o->folder);
    sl_outputs_lock(outputs, &why);
    sl_session_load(&s);
    renaming r = {.session = &s, .s = s.strategy, .old = sl_str_from(o->words[0])};
    r.now = sl_str_from(o->words[1]);
    sl_map_init(&r.to, s.arena);
    int status = SL_EXIT_OK;
    /* What cannot be read may name it too. */
    if (r.s && !sl_session_has_errors(&s) && check(&r)) {
        find_own(&r);
        add_word(&r, r.old, r.now);
        find_prints(&r);
        if (rename_files(&r, outputs))
            status = commit(&r, outputs);
    }
    sl_outputs_done(outputs);
    if (!r.s || sl_session_has_errors(&s)) {
        int reported = sl_session_report(&s, SL_STR_NONE);
        status = status ? status : reported;
    }
    sl_session_done(&s);
    return status;
}
