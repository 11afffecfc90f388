/* The record of the making from its files: programme, engagement, strategies beside it, signatures.
 *
 * Everything in it has an ID in one space with items and evidence, and is known to others as an
 * index among its kind; 0 stands for nothing, so that a dangling reference reads as an absent one
 * once it is reported. Files of engagement name each other's IDs: all partners are read first, then
 * events, then what refers to both. What is kept from an audience, or speaks of something that is,
 * is left out here, before anything could point at it.
 *
 * Signatures come last: the file that holds them is no part of the content whose digest they name.
 */
#include "base/assert.h"
#include "base/file.h"
#include "base/limits.h"
#include "model/audience.h"
#include "model/called.h"
#include "model/edition.h"
#include "model/files.h"
#include "model/fingerprint.h"
#include "record/parts.h"

/* What an ID of the record names: its index + 1 among its kind, and where. */
typedef struct place {
    enum {
        PLACE_STAGE,
        PLACE_MILESTONE,
        PLACE_GATE,
        PLACE_PARTNER,
        PLACE_EVENT,
        PLACE_RESPONSE,
        PLACE_NEIGHBOUR
    } kind;
    uint32_t index;
    sl_span span;
} place;

static sl_date date_of(const sl_yaml *y, const char *key)
{
    sl_date d = {0};
    sl_date_parse(sl_yaml_text(y, key), &d);
    return d;
}

/* Registers the id of y; false (with a finding) when it is taken. */
static bool add_id(sl_strategy *s, const sl_yaml *y, int kind, size_t index, sl_str *id,
                   sl_span *span)
{
    const sl_yaml *at = sl_yaml_lookup(y, "id");
    if (!at || at->kind != SL_YAML_SCALAR)
        return false;
    *id = at->text;
    if (span)
        *span = at->span;
    place *p = SL_NEW(s->arena, place);
    p->kind = kind;
    p->index = (uint32_t)index;
    p->span = at->span;
    const sl_span *other = sl_strategy_find_id(s, at->text);
    const sl_gap *gap = sl_map_lookup(&s->gap_ids, at->text);
    other = other ? other : gap ? &gap->span : NULL;
    for (size_t i = 0; i < s->parts.n && !other; i++)
        other = sl_str_equal(s->parts.at[i]->id, at->text) ? &s->parts.at[i]->span : NULL;
    if (!other && sl_map_add(&s->record->ids, at->text, p))
        return true;
    const place *before = other ? NULL : sl_map_lookup(&s->record->ids, at->text);
    sl_strategy_report_duplicate(s, at->text, at->span, other ? *other : before->span);
    return false;
}

/* 1 + the index of what an ID names among one kind; 0 (with a finding) when nothing has it. */
static uint32_t lookup(sl_strategy *s, const sl_yaml *id, int kind, const char *what)
{
    if (!id || id->kind != SL_YAML_SCALAR)
        return 0;
    const place *p = sl_map_lookup(&s->record->ids, id->text);
    if (p && (int)p->kind == kind)
        return p->index + 1;
    if (sl_map_lookup(&s->hidden, id->text) || s->unread_record)
        return 0;
    sl_finding *f = sl_diag_add(s->diags, SL_E0601, id->span, "no %s has the id '%.*s'", what,
                                SL_FMT(id->text));
    sl_str *keys = SL_NEW_ARRAY(s->arena, sl_str, s->record->ids.entries.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s->record->ids.entries.n; i++)
        if ((int)((const place *)s->record->ids.entries.at[i].value)->kind == kind)
            keys[n++] = s->record->ids.entries.at[i].key;
    if (!sl_diag_suggest(s->diags, f, id->text, keys, n))
        sl_diag_help(s->diags, f, "write the ID of one that there is, or add it");
    return 0;
}

sl_indices sl_record_items(sl_strategy *s, const sl_yaml *list)
{
    sl_indices out = {0};
    SL_EACH (one, list) {
        const sl_item *item = sl_called_item(s, one);
        if (item)
            SL_PUSH(s->arena, out, item->index);
    }
    return out;
}

sl_indices sl_record_evidence(sl_strategy *s, const sl_yaml *list)
{
    sl_indices out = {0};
    SL_EACH (one, list) {
        const sl_evidence *e = sl_strategy_lookup_evidence(s, one->text);
        if (e)
            SL_PUSH(s->arena, out, e->index);
        else
            sl_strategy_report_dangling(s, one->text, one->span, true, false);
    }
    return out;
}

static sl_indices evidence_of(sl_strategy *s, const sl_yaml *y)
{
    return sl_record_evidence(s, sl_yaml_lookup(y, "evidence"));
}

/* 16 hex digits; false (with a finding) when the text is something else. */
static bool read_fingerprint(sl_strategy *s, const sl_yaml *y, uint64_t *out)
{
    if (!y)
        return false;
    bool good = sl_fingerprint_parse(y->text, out);
    if (!good)
        sl_diag_help(
            s->diags,
            sl_diag_add(s->diags, SL_E0111, y->span, "'%.*s' is no fingerprint", SL_FMT(y->text)),
            "16 digits and letters a to f, as 'sightline words' prints them; in quotes");
    return good;
}

/* --- programme --- */

static sl_demand read_demand(sl_strategy *s, const sl_yaml *y)
{
    sl_demand d = {.span = y->span, .states = sl_yaml_lookup(y, "states")};
    const sl_yaml *type = sl_yaml_lookup(y, "type");
    if (type) {
        d.type = sl_framework_lookup_type(s->framework, type->text);
        if (!d.type && s->framework->types.n)
            sl_diag_help(s->diags,
                         sl_diag_add(s->diags, SL_E0201, type->span, "there is no type '%.*s'",
                                     SL_FMT(type->text)),
                         "the types stand in framework.yaml");
    }
    d.decided = sl_yaml_lookup(y, "responses") != NULL;
    d.signed_off = sl_yaml_lookup(y, "signed") != NULL;
    d.has_most_gaps = sl_num_parse(sl_yaml_text(y, "open-gaps"), &d.most_gaps);
    return d;
}

static sl_outcome outcome_of(sl_str word)
{
    static const char *const words[] = {"", "passed", "not passed", "not recorded"};
    for (size_t i = 1; i < SL_COUNT(words); i++)
        if (sl_str_equal_z(word, words[i]))
            return (sl_outcome)i;
    return SL_OUTCOME_AHEAD;
}

static void read_gate(sl_strategy *s, const sl_yaml *y)
{
    if (sl_audience_leaves_out(s, y))
        return;
    sl_gate g = {.board = sl_yaml_text(y, "board"), .title = sl_yaml_text(y, "title")};
    if (!add_id(s, y, PLACE_GATE, s->record->gates.n, &g.id, &g.span))
        return;
    g.decision = sl_yaml_text(y, "decision");
    g.decisions = sl_yaml_lookup(y, "decisions");
    g.recommendation = sl_yaml_text(y, "recommendation");
    g.illustrative = sl_yaml_text(y, "illustrative");
    g.date = date_of(y, "date");
    g.outcome = outcome_of(sl_yaml_text(y, "outcome"));
    g.evidence = evidence_of(s, y);
    SL_EACH (demand, sl_yaml_lookup(y, "requires"))
        SL_PUSH(s->arena, g.demands, read_demand(s, demand));
    SL_PUSH(s->arena, s->record->gates, g);
}

static void read_programme(sl_strategy *s, const sl_yaml *root)
{
    SL_EACH (y, sl_yaml_lookup(root, "stages")) {
        if (sl_audience_leaves_out(s, y))
            continue;
        sl_stage stage = {.title = sl_yaml_text(y, "title"), .note = sl_yaml_text(y, "note")};
        stage.from = date_of(y, "from");
        stage.to = date_of(y, "to");
        if (!stage.note.n)
            stage.note = sl_yaml_text(y, "illustrative");
        if (add_id(s, y, PLACE_STAGE, s->record->stages.n, &stage.id, &stage.span))
            SL_PUSH(s->arena, s->record->stages, stage);
    }
    SL_EACH (y, sl_yaml_lookup(root, "milestones")) {
        if (sl_audience_leaves_out(s, y))
            continue;
        sl_milestone m = {.title = sl_yaml_text(y, "title"), .date = date_of(y, "date")};
        m.illustrative = sl_yaml_text(y, "illustrative");
        m.evidence = evidence_of(s, y);
        if (add_id(s, y, PLACE_MILESTONE, s->record->milestones.n, &m.id, NULL))
            SL_PUSH(s->arena, s->record->milestones, m);
    }
    SL_EACH (y, sl_yaml_lookup(root, "gates"))
        read_gate(s, y);
}

/* --- engagement --- */

static void read_partner(sl_strategy *s, const sl_yaml *y)
{
    if (sl_audience_leaves_out(s, y))
        return;
    sl_partner p = {.name = sl_yaml_text(y, "name"), .kind = sl_yaml_text(y, "kind")};
    p.area = sl_yaml_text(y, "area");
    p.note = sl_yaml_text(y, "note");
    if (!add_id(s, y, PLACE_PARTNER, s->record->partners.n, &p.id, &p.span))
        return;
    p.evidence = evidence_of(s, y);
    SL_PUSH(s->arena, s->record->partners, p);
}

static void read_event(sl_strategy *s, const sl_yaml *y)
{
    if (sl_audience_leaves_out(s, y))
        return;
    sl_event e = {
        .yaml = y, .title = sl_yaml_text(y, "title"), .channel = sl_yaml_text(y, "channel")};
    e.place = sl_yaml_text(y, "place");
    e.illustrative = sl_yaml_text(y, "illustrative");
    e.from = date_of(y, "date");
    e.to = sl_yaml_lookup(y, "until") ? date_of(y, "until") : e.from;
    e.themes = sl_yaml_lookup(y, "themes");
    if (!add_id(s, y, PLACE_EVENT, s->record->events.n, &e.id, &e.span))
        return;
    e.items = sl_record_items(s, sl_yaml_lookup(y, "items"));
    e.evidence = evidence_of(s, y);
    SL_EACH (one, sl_yaml_lookup(y, "partners")) {
        uint32_t partner = lookup(s, one, PLACE_PARTNER, "partner");
        if (partner)
            SL_PUSH(s->arena, e.partners, partner - 1);
    }
    SL_PUSH(s->arena, s->record->events, e);
}

static void read_response(sl_strategy *s, const sl_yaml *y)
{
    if (sl_audience_leaves_out(s, y))
        return;
    /* What was said of something that is kept tells of it. */
    if (sl_audience_names_hidden(s, sl_yaml_lookup(y, "items"))) {
        sl_audience_leave_out(s, y);
        return;
    }
    sl_response r = {.yaml = y, .by = sl_yaml_text(y, "by"), .said = sl_yaml_text(y, "said")};
    r.decision = sl_yaml_text(y, "decision");
    r.done = sl_yaml_text(y, "done");
    r.illustrative = sl_yaml_text(y, "illustrative");
    r.is_anonymous = sl_yaml_bool(y, "anonymous", true);
    r.date = date_of(y, "date");
    if (!add_id(s, y, PLACE_RESPONSE, s->record->responses.n, &r.id, &r.span))
        return;
    r.event = lookup(s, sl_yaml_lookup(y, "event"), PLACE_EVENT, "event");
    r.partner = lookup(s, sl_yaml_lookup(y, "partner"), PLACE_PARTNER, "partner");
    r.items = sl_record_items(s, sl_yaml_lookup(y, "items"));
    r.evidence = evidence_of(s, y);
    r.has_before = read_fingerprint(s, sl_yaml_lookup(y, "before"), &r.before);
    SL_PUSH(s->arena, s->record->responses, r);
}

static void read_talk(sl_strategy *s, const sl_yaml *y)
{
    if (sl_audience_leaves_out(s, y))
        return;
    const sl_yaml *id = sl_yaml_lookup(y, "item");
    const sl_item *item = id ? sl_called_item(s, id) : NULL;
    if (!item)
        return;
    sl_talk t = {.item = item->index, .span = id->span, .history = sl_yaml_lookup(y, "history")};
    t.with = sl_yaml_text(y, "with");
    t.illustrative = sl_yaml_text(y, "illustrative");
    t.agreed = date_of(y, "agreed");
    t.has_wording = read_fingerprint(s, sl_yaml_lookup(y, "wording"), &t.wording);
    /* What was agreed is the strategy's own wording: an edition says nothing of it. */
    t.holds =
        t.has_wording && (s->edition.n || sl_fingerprint_is(sl_fingerprint_item(item), t.wording));
    SL_PUSH(s->arena, s->record->talks, t);
}

/* Files name each other's IDs: partners of all files first, then events, then the rest. */
static void read_engagement(sl_strategy *s, const sl_yaml *const *roots, size_t n,
                            sl_record_import *import)
{
    for (size_t i = 0; i < n; i++)
        SL_EACH (y, sl_yaml_lookup(roots[i], "partners"))
            read_partner(s, y);
    for (size_t i = 0; i < n; i++)
        SL_EACH (y, sl_yaml_lookup(roots[i], "events"))
            read_event(s, y);
    for (size_t i = 0; i < n; i++) {
        SL_EACH (y, sl_yaml_lookup(roots[i], "responses"))
            read_response(s, y);
        SL_EACH (path, sl_yaml_lookup(roots[i], "import"))
            SL_EACH (y, import(s, path))
                read_response(s, y);
        SL_EACH (y, sl_yaml_lookup(roots[i], "co-design"))
            read_talk(s, y);
    }
}

/* --- strategies beside it, sign-off --- */

static void read_neighbours(sl_strategy *s, const sl_yaml *root)
{
    SL_EACH (y, sl_yaml_lookup(root, "strategies")) {
        sl_neighbour n = {.title = sl_yaml_text(y, "title"), .body = sl_yaml_text(y, "body")};
        n.area = sl_yaml_text(y, "area");
        n.years = sl_yaml_text(y, "years");
        if (!add_id(s, y, PLACE_NEIGHBOUR, s->record->neighbours.n, &n.id, &n.span))
            continue;
        n.evidence = evidence_of(s, y);
        SL_PUSH(s->arena, s->record->neighbours, n);
    }
    SL_EACH (y, sl_yaml_lookup(root, "alignment")) {
        const sl_yaml *id = sl_yaml_lookup(y, "item");
        const sl_item *item = id ? sl_called_item(s, id) : NULL;
        uint32_t other = lookup(s, sl_yaml_lookup(y, "strategy"), PLACE_NEIGHBOUR, "strategy");
        if (!item || !other)
            continue;
        sl_alignment a = {.item = item->index, .neighbour = other - 1, .span = id->span};
        a.relation = sl_yaml_text(y, "relation");
        a.boundary = sl_yaml_text(y, "boundary");
        a.note = sl_yaml_text(y, "note");
        SL_PUSH(s->arena, s->record->alignments, a);
    }
}

static void read_signatures(sl_strategy *s, const sl_yaml *root)
{
    SL_EACH (y, sl_yaml_lookup(root, "signatures")) {
        const sl_yaml *body = sl_yaml_lookup(y, "body");
        sl_signature one = {.span = body ? body->span : y->span};
        one.body = sl_yaml_text(y, "body");
        one.date = date_of(y, "date");
        one.digest = sl_yaml_text(y, "digest");
        one.illustrative = sl_yaml_text(y, "illustrative");
        SL_PUSH(s->arena, s->record->signatures, one);
    }
}

/* --- the files --- */

static const sl_yaml *read_file(sl_strategy *s, sl_str path, const sl_schema *schema)
{
    sl_asset *a = sl_strategy_load_asset(s, path, SL_SPAN_NONE, true);
    if (!a->file) {
        s->unread_record = true;
        return NULL;
    }
    uint32_t end = (uint32_t)sl_sources_lookup(s->sources, a->file)->bytes.n;
    const sl_yaml *y = sl_yaml_parse(s->arena, s->diags, a->file, 0, end), *over;
    y = sl_edition_lay(s, a->file, schema, y, &over);
    if (!y || !sl_schema_check(s->diags, schema, y, sl_arena_copy(s->arena, path.p, path.n))) {
        s->unread_record = true;
        return NULL;
    }
    SL_PUSH(s->arena, s->record->roots, y);
    return y;
}

void sl_record_load(sl_strategy *s, sl_record_import *import)
{
    s->record = SL_NEW(s->arena, sl_record);
    sl_map_init(&s->record->ids, s->arena);
    if (sl_strategy_has_file(s, "programme.yaml"))
        read_programme(s, read_file(s, SL_STR("programme.yaml"), sl_programme_schema()));
    SL_VEC(const sl_yaml *) roots = {0};
    if (s->sheet_record) {
        SL_PUSH(s->arena, s->record->roots, s->sheet_record);
        SL_PUSH(s->arena, roots, s->sheet_record);
        read_programme(s, s->sheet_record);
    }
    for (size_t i = 0; i < s->path_count; i++) {
        const sl_yaml *y = NULL;
        if (sl_str_starts(s->paths[i], "engagement/") && sl_str_ends(s->paths[i], ".yaml") &&
            !sl_edition_owns(s->paths[i]))
            y = read_file(s, s->paths[i], sl_engagement_schema());
        if (y)
            SL_PUSH(s->arena, roots, y);
    }
    read_engagement(s, roots.at, roots.n, import);
    if (sl_strategy_has_file(s, "strategies.yaml"))
        read_neighbours(s, read_file(s, SL_STR("strategies.yaml"), sl_neighbours_schema()));
    /* A signature names the digest of all else: it cannot be part of what it signs. */
    size_t signed_files = s->content->files.n;
    if (sl_strategy_has_file(s, "signoff.yaml"))
        read_signatures(s, read_file(s, SL_STR("signoff.yaml"), sl_signoff_schema()));
    s->content->files.n = signed_files;
}
