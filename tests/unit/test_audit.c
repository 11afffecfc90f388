/* The line of sight of small plans, judged by hand. */
#include "model/framework.h"
#include "plan.h"
#include "sight/audit.h"
#include "sight/coverage.h"
#include "sight/diagram.h"
#include "sight/facet.h"
#include "sight/matrix.h"
#include "sight/panel.h"

static plan p;

static const sl_audit *audit_of(void)
{
    return sl_session_audit(&p.session, p.s);
}

static const sl_sight *sight(const char *id)
{
    return &audit_of()->sights[plan_lookup(&p, id)->index];
}

static const sl_backing *backing(const char *id)
{
    return &audit_of()->backings[sl_strategy_lookup_evidence(p.s, sl_str_from(id))->index];
}

/* --- entries --- */

/* What one entry can carry on a day, and what an item has that rests on it. */
static void test_entries(void)
{
    static const struct {
        const char *entry, *link, *day;
        int strength, stale;
    } rows[] = {
        {"grade: 5", "EV-1", "2026-01-31", 5, 0},
        {"grade: 4", "EV-1", "2026-01-31", 4, 0},
        {"grade: 1", "EV-1", "2026-01-31", 1, 0},
        {"geography: Here", "EV-1", "2026-01-31", 1, 0},
        {"grade: 5, confidence: second-hand", "EV-1", "2026-01-31", 5, 0},
        {"grade: 5, confidence: public-domain-knowledge", "EV-1", "2026-01-31", 1, 0},
        /* One less by way of an indirect link, and never nothing. */
        {"grade: 4", "{id: EV-1, directness: indirect}", "2026-01-31", 3, 0},
        {"grade: 2", "{id: EV-1, directness: indirect}", "2026-01-31", 1, 0},
        {"grade: 1", "{id: EV-1, directness: indirect}", "2026-01-31", 1, 0},
        {"grade: 4", "{id: EV-1, directness: direct}", "2026-01-31", 4, 0},
        /* A year from the day it was looked at. */
        {"grade: 4, reviewed: 2025-01-15, shelf-life: 1 year", "EV-1", "2026-01-14", 4, 0},
        {"grade: 4, reviewed: 2025-01-15, shelf-life: 1 year", "EV-1", "2026-01-15", 3, 1},
        {"grade: 2, reviewed: 2025-01-15, shelf-life: 12 months", "EV-1", "2026-01-15", 1, 1},
        {"grade: 1, reviewed: 2025-01-15, shelf-life: 12 months", "EV-1", "2026-01-15", 1, 1},
        {"grade: 4, reviewed: 2025-01-15, shelf-life: none", "EV-1", "2046-01-15", 4, 0},
        /* A month has the days that it has: 30 June, 28 and 29 February. */
        {"grade: 4, reviewed: 2025-05-31, shelf-life: 1 month", "EV-1", "2025-06-29", 4, 0},
        {"grade: 4, reviewed: 2025-05-31, shelf-life: 1 month", "EV-1", "2025-06-30", 3, 1},
        {"grade: 4, reviewed: 2024-12-31, shelf-life: 12 months", "EV-1", "2025-12-30", 4, 0},
        {"grade: 4, reviewed: 2024-12-31, shelf-life: 12 months", "EV-1", "2025-12-31", 3, 1},
        {"grade: 4, reviewed: 2025-01-31, shelf-life: 1 month", "EV-1", "2025-02-27", 4, 0},
        {"grade: 4, reviewed: 2025-01-31, shelf-life: 1 month", "EV-1", "2025-02-28", 3, 1},
        {"grade: 4, reviewed: 2024-01-30, shelf-life: 1 month", "EV-1", "2024-02-28", 4, 0},
        {"grade: 4, reviewed: 2024-01-30, shelf-life: 1 month", "EV-1", "2024-02-29", 3, 1},
        {"grade: 4, reviewed: 2024-12-01, shelf-life: 1 month", "EV-1", "2024-12-31", 4, 0},
        {"grade: 4, reviewed: 2024-12-01, shelf-life: 1 month", "EV-1", "2025-01-01", 3, 1},
        /* From the end of its period: 2024/25 ends in March 2025. */
        {"grade: 4, period: 2024/25, shelf-life: 1 year", "EV-1", "2026-03-31", 4, 0},
        {"grade: 4, period: 2024/25, shelf-life: 1 year", "EV-1", "2026-04-01", 3, 1},
        {"grade: 4, period: '2024', shelf-life: 1 year", "EV-1", "2025-12-31", 4, 0},
        {"grade: 4, period: '2024', shelf-life: 1 year", "EV-1", "2026-01-01", 3, 1},
        {"grade: 4, period: year to March 2025, shelf-life: 2 months", "EV-1", "2025-05-31", 4, 0},
        {"grade: 4, period: year to March 2025, shelf-life: 2 months", "EV-1", "2025-06-01", 3, 1},
        /* Else from the end of the year it was published in. */
        {"grade: 4, shelf-life: 1 year, source: {publisher: P, title: T, year: 2024}", "EV-1",
         "2025-12-31", 4, 0},
        {"grade: 4, shelf-life: 1 year, source: {publisher: P, title: T, year: 2024}", "EV-1",
         "2026-01-01", 3, 1},
        {"grade: 4, shelf-life: 1 year", "EV-1", "2046-01-01", 4, 0},
        /* By its grade, where it says nothing itself: grade 3, 6 months. */
        {"grade: 3, reviewed: 2025-01-15", "EV-1", "2025-07-14", 3, 0},
        {"grade: 3, reviewed: 2025-01-15", "EV-1", "2025-07-15", 2, 1},
    };
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        char entry[256], front[96];
        snprintf(entry, sizeof entry, "id: EV-1, %s", rows[i].entry);
        snprintf(front, sizeof front, "evidence: [%s]\n", rows[i].link);
        const char *entries[] = {entry, NULL};
        plan_begin(&p);
        plan_put(&p, "framework.yaml", PLAN_FRAMEWORK "shelf-lives: {3: 6 months}\n");
        plan_evidence(&p, entries, "");
        plan_item(&p, "AIM-1", front, "Text.");
        plan_read(&p, rows[i].day);
        is_int(sight("AIM-1")->strength, rows[i].strength, entry);
        is_int(sight("AIM-1")->own, rows[i].strength, "it names it itself");
        is_int(backing("EV-1")->stale, rows[i].stale, rows[i].day);
        is_int(sight("AIM-1")->stale_count, rows[i].stale, "and is counted");
        plan_end(&p);
    }
}

static void test_replaced(void)
{
    const char *entries[] = {"id: EV-1, grade: 4", "id: EV-2, grade: 3, supersedes: EV-1",
                             "id: EV-3, grade: 2, supersedes: EV-3", NULL};
    plan_begin(&p);
    plan_evidence(&p, entries, "");
    plan_item(&p, "AIM-1", "evidence: [EV-1]\n", "Text.");
    plan_item(&p, "AIM-2", "evidence: [EV-2]\n", "Text.");
    plan_item(&p, "AIM-3", "evidence: [EV-3]\n", "Text.");
    plan_read(&p, NULL);
    is_int(sight("AIM-1")->strength, 3, "what is replaced carries one less");
    ok(backing("EV-1")->superseded && backing("EV-1")->newer == 1, "by which is kept");
    is_int(sight("AIM-2")->strength, 3, "what replaces it carries all");
    is_int(sight("AIM-3")->strength, 2, "nothing replaces itself");
    is_int((long long)plan_count(&p, SL_E0235), 1, "a link to what is replaced is told");
    plan_end(&p);
}

/* --- paths --- */

static const char *path_text(const uint32_t *path, uint32_t n)
{
    static char text[128];
    size_t at = 0;
    text[0] = '\0';
    for (uint32_t i = 0; i < n; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, "%s%.*s", i ? " " : "",
                               SL_FMT(sl_edge_target_id(p.s, &p.s->edges.at[path[i]])));
    return text;
}

static void is_sight(const char *id, int strength, const char *path, int second, const char *other,
                     uint32_t entries, uint32_t families, uint32_t paths)
{
    const sl_sight *s = sight(id);
    is_int(s->strength, strength, id);
    is_str(sl_str_from(path_text(s->path, s->path_length)), path, "its best path");
    is_int(s->second, second, "strength of the best to another source");
    is_str(sl_str_from(path_text(s->other, s->other_length)), other, "that path");
    is_int(s->evidence_count, entries, "entries that reach it");
    is_int(s->family_count, families, "independent ones");
    is_int(s->path_count, paths, "paths down to evidence");
}

/* AIM-1 rests on a (5) and b (3); AIM-2 on b (3) and c (2), of one source; STP-1 serves both, and
 * names d (4) itself; STP-2 serves AIM-1 indirectly; ASK-1 helps both steps. */
static void test_paths(void)
{
    const char *entries[] = {"id: EV-A, grade: 5, family: one",
                             "id: EV-B, grade: 3, family: two",
                             "id: EV-C, grade: 2, family: two",
                             "id: EV-D, grade: 4, family: three",
                             "id: EV-E, grade: 4",
                             NULL};
    plan_begin(&p);
    plan_evidence(&p, entries, "");
    plan_item(&p, "AIM-1", "evidence: [EV-B, EV-A]\n", "Text.");
    plan_item(&p, "AIM-2", "evidence: [EV-C, EV-B]\n", "Text.");
    plan_item(&p, "AIM-3", "", "Text.");
    plan_item(&p, "STP-1", "serves: [AIM-2, AIM-1]\nevidence: [EV-D]\n", "Text.");
    plan_item(&p, "STP-2", "serves: [{id: AIM-1, directness: indirect}]\n", "Text.");
    plan_item(&p, "STP-3", "serves: [AIM-3]\n", "Text.");
    plan_item(&p, "ASK-1", "helps: [STP-2, STP-1]\n", "Text.");
    plan_item(&p, "ASK-2", "helps: [STP-3]\n", "Text.");
    plan_read(&p, NULL);
    is_sight("AIM-1", 5, "EV-A", 3, "EV-B", 2, 2, 2);
    is_sight("AIM-2", 3, "EV-B", 0, "", 2, 1, 2);
    is_sight("AIM-3", 0, "", 0, "", 0, 0, 0);
    is_sight("STP-1", 5, "AIM-1 EV-A", 4, "EV-D", 4, 3, 5);
    is_sight("STP-2", 4, "AIM-1 EV-A", 3, "AIM-1 EV-B", 2, 2, 2);
    is_sight("ASK-1", 5, "STP-1 AIM-1 EV-A", 4, "STP-1 EV-D", 4, 3, 7);
    is_sight("ASK-2", 0, "", 0, "", 0, 0, 0);
    is_int(sight("STP-1")->own, 4, "what it names itself");
    is_int(sight("STP-2")->own, 0, "or nothing");
    is_int(sight("AIM-2")->own, 3, "the best of two");
    is_int(sight("AIM-2")->weak_count, 1, "an entry of grade 2 is weak");
    is_int(sight("AIM-1")->weak_count, 0, "one of grade 3 is not");
    is_int(backing("EV-A")->carries, 4, "items that an entry reaches");
    is_int(backing("EV-C")->carries, 3, "by any way");
    is_int(backing("EV-E")->carries, 0, "or none");
    is_int(backing("EV-B")->sole_for, 1, "items that rest on its source alone");
    is_int(backing("EV-C")->sole_for, 1, "are those of its source");
    is_int(backing("EV-A")->sole_for, 0, "not of another");
    is_int((long long)audit_of()->families.n, 4, "four sources");
    is_int(audit_of()->families.at[1].entry_count, 2, "one of two entries");
    is_int(audit_of()->claim_count, 8, "all items claim");
    is_int(audit_of()->untraced_count, 3, "three of them without evidence");
    const sl_matrix *m = sl_matrix_make(p.session.arena, audit_of());
    is_int((long long)m->rows.n, 2, "rows of the matrix: asks");
    is_int((long long)m->columns.n, 3, "columns: aims");
    static const uint32_t cells[] = {2, 1, 0, 0, 0, 1};
    for (size_t i = 0; i < 6; i++)
        is_int(m->cells[i], cells[i], "paths between them");
    plan_end(&p);
}

/* What makes one source of two entries. */
static void test_families(void)
{
    const char *entries[] = {"id: EV-1, grade: 4, dataset: data/a.csv",
                             "id: EV-2, grade: 4, dataset: data/a.csv",
                             "id: EV-3, grade: 4, source: {publisher: P, title: T}",
                             "id: EV-4, grade: 4, source: {publisher: P, title: T}",
                             "id: EV-5, grade: 4, source: {publisher: P, title: U}",
                             "id: EV-6, grade: 4, family: own, dataset: data/a.csv",
                             NULL};
    static const uint32_t want[] = {0, 0, 1, 1, 2, 3};
    plan_begin(&p);
    plan_put(&p, "evidence/data/a.csv", "place,n\nHere,1\nThere,2\n");
    plan_evidence(&p, entries, "");
    plan_item(&p, "AIM-1", "evidence: [EV-1, EV-2, EV-3, EV-4, EV-5, EV-6]\n", "Text.");
    plan_read(&p, NULL);
    for (size_t i = 0; i < 6; i++)
        is_int(audit_of()->backings[i].family, want[i], entries[i]);
    is_int(sight("AIM-1")->family_count, 4, "are counted once");
    plan_end(&p);
}

/* Two steps that need each other share the ways out of their circle, and none leads round. */
static void test_circle(void)
{
    const char *entries[] = {"id: EV-1, grade: 5", "id: EV-2, grade: 2", NULL};
    plan_begin(&p);
    plan_evidence(&p, entries, "");
    plan_item(&p, "AIM-1", "evidence: [EV-1]\n", "Text.");
    plan_item(&p, "STP-1", "serves: [AIM-1]\nneeds: [STP-2]\n", "Text.");
    plan_item(&p, "STP-2", "serves: [AIM-1]\nneeds: [STP-1]\nevidence: [EV-2]\n", "Text.");
    plan_item(&p, "STP-3", "serves: [AIM-1]\nneeds: [STP-1]\n", "Text.");
    plan_item(&p, "ASK-1", "helps: [STP-1]\n", "Text.");
    plan_item(&p, "ASK-2", "helps: [STP-2]\n", "Text.");
    plan_item(&p, "ASK-3", "helps: [STP-3]\n", "Text.");
    plan_read(&p, NULL);
    is_int(sight("STP-1")->path_count, 3, "the circle's paths");
    is_int(sight("STP-2")->path_count, 3, "are those of both");
    is_int(sight("STP-3")->path_count, 4, "what needs one of them adds its own");
    is_int(sight("ASK-1")->path_count, 3, "what rests on it has them");
    is_int(sight("STP-1")->evidence_count, 2, "both entries reach both");
    is_int(sight("STP-1")->second, 2, "through the other one");
    is_str(sl_str_from(path_text(sight("STP-1")->other, sight("STP-1")->other_length)),
           "STP-2 EV-2", "by its link");
    const sl_matrix *m = sl_matrix_make(p.session.arena, audit_of());
    is_int(m->cells[0], 1, "one way from the first ask");
    is_int(m->cells[1], 1, "one from the second");
    is_int(m->cells[2], 2, "two from the third");
    plan_end(&p);
}

/* --- days --- */

static void is_date(sl_date d, const char *want, const char *name)
{
    char text[24] = "";
    if (d.year)
        snprintf(text, sizeof text, "%04d-%02d-%02d", d.year, d.month, d.day);
    is_str(sl_str_from(text), want, name);
}

static void test_losses(void)
{
    const char *entries[] = {"id: EV-1, grade: 4, reviewed: 2025-02-01, shelf-life: 1 year",
                             "id: EV-2, grade: 4, reviewed: 2025-06-01, shelf-life: 1 year",
                             "id: EV-3, grade: 4, reviewed: 2024-01-01, shelf-life: 1 year",
                             "id: EV-4, grade: 4", NULL};
    plan_begin(&p);
    plan_evidence(&p, entries, "");
    plan_item(&p, "AIM-1", "evidence: [EV-2, EV-1, EV-3]\n", "Text.");
    plan_item(&p, "AIM-2", "evidence: [EV-1, EV-4]\n", "Text.");
    plan_item(&p, "AIM-3", "evidence: [EV-4]\n", "Text.");
    plan_read(&p, NULL);
    is_date(sight("AIM-1")->first_loss, "2026-02-01", "the next day on which one goes out of date");
    is_date(sight("AIM-1")->last_loss, "2026-06-01", "the day on which the last does");
    is_int(sight("AIM-1")->stale_count, 1, "one is already");
    is_date(sight("AIM-2")->first_loss, "2026-02-01", "beside one that never does");
    is_date(sight("AIM-2")->last_loss, "", "there is no last day");
    is_date(sight("AIM-3")->first_loss, "", "nor a next one without the other");
    is_int((long long)plan_count(&p, SL_E0234), 1, "what is out of date and in use is told");
    plan_end(&p);
}

/* --- the panel --- */

static sl_str section(const sl_panel *panel, const char *name)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < panel->sections.n; i++) {
        const sl_panel_section *s = &panel->sections.at[i];
        for (size_t k = 0; strcmp(s->name, name) == 0 && k < s->entries.n; k++) {
            const sl_panel_entry *e = &s->entries.at[k];
            sl_str id = e->item ? e->item->id : e->evidence ? e->evidence->id : e->gap->id;
            sl_buf_push_format(&b, "%s%.*s", b.n ? " " : "", SL_FMT(id));
        }
    }
    return sl_buf_take(&b, p.session.arena);
}

/* What is said of each entry of a section, parted by |. */
static sl_str details(const sl_panel *panel, const char *name)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < panel->sections.n; i++) {
        const sl_panel_section *s = &panel->sections.at[i];
        for (size_t k = 0; strcmp(s->name, name) == 0 && k < s->entries.n; k++)
            sl_buf_push_format(&b, "%s%.*s", k ? "|" : "", SL_FMT(s->entries.at[k].detail));
    }
    return sl_buf_take(&b, p.session.arena);
}

static void is_total(const sl_panel *panel, const char *name, uint32_t n, uint32_t of)
{
    for (size_t i = 0; i < panel->totals.n; i++)
        if (strcmp(panel->totals.at[i].name, name) == 0) {
            is_int(panel->totals.at[i].n, n, name);
            is_int(panel->totals.at[i].of, of, "of how many");
            return;
        }
    ok(false, name);
}

static void test_panel(void)
{
    const char *entries[] = {"id: EV-1, grade: 5, reviewed: 2025-01-31, shelf-life: 36 months",
                             "id: EV-2, grade: 2, reviewed: 2025-01-15, shelf-life: 1 year",
                             "id: EV-3, grade: 3, reviewed: 2026-01-31, shelf-life: 23 months",
                             "id: EV-4, grade: 4, reviewed: 2026-02-28, shelf-life: 24 months",
                             "id: EV-5, grade: 4",
                             "id: EV-6, grade: 3, reviewed: 2025-01-15, shelf-life: 1 year",
                             "id: EV-7, grade: 2",
                             NULL};
    plan_begin(&p);
    plan_evidence(&p, entries,
                  "gaps:\n"
                  "  - {id: GAP-1, question: Q, state: open, bears-on: [AIM-1]}\n"
                  "  - {id: GAP-2, question: Q, state: filled}\n"
                  "  - {id: GAP-3, question: Q, state: open}\n");
    plan_item(&p, "AIM-1", "evidence: [EV-1, EV-3]\n", "It is [@EV-1]. But [!@EV-4].");
    plan_item(&p, "AIM-2", "evidence: [EV-2]\ncontrary: [{id: EV-3, answered: here}]\n",
              "It is [@EV-2]. But [!@EV-3].");
    plan_item(&p, "AIM-3", "", "Text.");
    plan_item(&p, "AIM-4", "evidence: [EV-7]\n", "It is [@EV-7].");
    plan_item(&p, "STP-1", "serves: [AIM-1]\nevidence: [EV-2]\n", "Text [@EV-2].");
    plan_item(
        &p, "STP-2",
        "serves: [AIM-3]\nwaive: [{rule: uncited-figure, reason: R, by: B, until: 2026-12-31}]\n",
        "Text.");
    plan_item(&p, "ASK-1", "helps: [STP-1]\nevidence: [EV-4]\n", "Text [@EV-4].");
    plan_read(&p, "2026-01-31");
    const sl_panel *panel = sl_panel_make(p.session.arena, audit_of(), NULL);
    is_str(section(panel, "untraced"), "AIM-3 STP-2", "items without evidence");
    is_str(section(panel, "weak"), "AIM-2 AIM-4", "weak ones: of grade 1 and 2");
    is_str(section(panel, "weak-own"), "STP-1", "what they name themselves is weak");
    is_str(section(panel, "sole-source"), "AIM-2 AIM-4", "one source alone");
    is_str(section(panel, "contrary"), "AIM-1 AIM-2", "what speaks against");
    is_str(section(panel, "orphans"), "AIM-2 AIM-4 STP-2", "what nothing rests on");
    is_str(section(panel, "unused"), "EV-5 EV-6", "entries that nothing uses");
    is_str(section(panel, "stale"), "EV-2", "out of date and in use");
    /* EV-3 on 31 December 2027, EV-1 on 31 January 2028, which is 730 days ahead; EV-4 later. */
    is_str(section(panel, "forecast"), "EV-3 EV-1", "within two years, in the order of days");
    is_str(section(panel, "losing"), "ASK-1", "the end of the line loses all some day");
    is_str(section(panel, "gaps"), "GAP-1 GAP-3", "open questions");
    is_str(section(panel, "waivers"), "STP-2", "what is waived");
    is_str(details(panel, "weak"),
           "strength 1 of 5: at best by EV-2 (grade 2, out of date)|"
           "strength 2 of 5: at best by EV-7 (grade 2)",
           "by what it is weak");
    is_str(details(panel, "weak-own"), "strength 1 of 5: at best by EV-2 (grade 2, out of date)",
           "by what it names itself");
    is_str(details(panel, "sole-source"), "P: id: EV-2, by EV-2|P: id: EV-7, by EV-7",
           "which source");
    is_str(details(panel, "contrary"), "EV-4, not answered|EV-3, answered in: here", "where");
    is_str(details(panel, "stale"), "since 15 January 2026; three items rest on it", "how many");
    is_str(details(panel, "forecast"),
           "on 31 December 2027; it touches ASK-1|on 31 January 2028; it touches ASK-1",
           "what it touches");
    is_str(details(panel, "losing"), "28 February 2028", "the last day");
    is_str(details(panel, "gaps"), "bears on AIM-1|", "what a question is about");
    is_str(details(panel, "waivers"), "uncited-figure, by B until 2026-12-31: R", "why");
    is_total(panel, "traced", 5, 7);
    is_total(panel, "weak", 2, 7);
    is_total(panel, "weak-own", 1, 7);
    is_total(panel, "sole-source", 2, 7);
    is_total(panel, "unanswered", 1, 2);
    is_total(panel, "stale", 1, 7);
    is_total(panel, "unused", 2, 7);
    is_total(panel, "suspect", 0, 0);
    is_total(panel, "gaps", 2, 3);
    plan_end(&p);
}

/* --- scores --- */

static void test_scores(void)
{
    const char *entries[] = {"id: EV-1, grade: 4", "id: EV-2, grade: 3", NULL};
    plan_begin(&p);
    plan_put(
        &p, "framework.yaml",
        PLAN_FRAMEWORK
        "scores:\n"
        "  type: ask\n"
        "  parts:\n"
        "    why:\n"
        "      label: Why\n"
        "      points:\n"
        "        - {is: Cite two, cites: 2}\n"
        "        - {is: Rest on two, families: 2}\n"
        "        - {is: Be strong, strength: 4, shows: limits}\n"
        "    what:\n"
        "      label: What\n"
        "      points:\n"
        "        - {is: Say whom, has: [of]}\n"
        "        - {is: Help a step with a lever, linked: {role: helps, has: [lever, start]}}\n"
        "        - {is: Say both, has: [of, from]}\n");
    plan_evidence(&p, entries, "");
    plan_item(&p, "STP-1", "lever: Money\nstart: 2027-01-01\n", "Text.");
    plan_item(&p, "STP-2", "lever: Money\n", "Text.");
    plan_item(&p, "ASK-1",
              "helps: [STP-2, STP-1]\nof: A body\nfrom: 2026-12-01\nevidence: [EV-1, EV-2]\n",
              "It is [@EV-1], and [@EV-2]. [It is old.]{shows=limits}");
    plan_item(&p, "ASK-2", "helps: [STP-2]\nof: A body\nfrom: 2026-12-01\nevidence: [EV-2, EV-1]\n",
              "It is [@EV-1], and [@EV-2].");
    plan_item(&p, "ASK-3", "helps: [STP-1]\nfrom: 2026-12-01\nevidence: [EV-2]\n",
              "It is [@EV-2].");
    plan_item(&p, "ASK-4", "helps: [STP-1]\nof: A body\nevidence: [EV-2]\n",
              "It is [@EV-2]. So is [@EV-1].");
    plan_read(&p, NULL);
    const sl_scores *scores = sl_score_run(p.session.arena, audit_of(), NULL);
    static const uint8_t want[4][2] = {{3, 3}, {2, 1}, {0, 0}, {1, 2}};
    is_int((long long)scores->cards.n, 4, "every ask has a card");
    is_int(scores->most, 6, "of so many points");
    for (size_t i = 0; i < 4; i++) {
        const sl_card *card = &scores->cards.at[i];
        is_int(card->scores[0].points, want[i][0], "points of the first part");
        is_int(card->scores[1].points, want[i][1], "points of the second");
        is_int(card->total, want[i][0] + want[i][1], "in all");
    }
    is_int((long long)plan_count(&p, SL_E0258), 0, "a sentence that shows something earns it");
    is_str(scores->cards.at[0].scores[0].next, "", "at the top nothing is left to earn");
    is_str(scores->cards.at[1].scores[0].next, "Be strong", "what would earn the next");
    is_str(scores->cards.at[2].scores[1].next, "Say whom", "or the first");
    is_str(scores->cards.at[0].scores[1].earned[1],
           "Helps Title of STP-1 (STP-1). Lever: Money. Start: 2027-01-01", "what earned it");
    is_str(scores->cards.at[0].scores[0].earned[0], "It is, and.", "a sentence that cites");
    static const struct {
        const char *id, *text;
        int want;
    } shown[] = {{"ASK-1", "It is. [So.]{shows=limits}", 0},
                 {"ASK-1", "It is. [So.]{shows=limit}", 1},
                 {"STP-1", "It is. [So.]{shows=limits}", 1},
                 {"ASK-1", "## It [is]{shows=limits}\n\nSo.", 1}};
    for (size_t i = 0; i < SL_COUNT(shown); i++) {
        plan_item(&p, "ASK-1", "helps: [STP-2]\nof: A body\n", "Text.");
        plan_item(&p, shown[i].id,
                  shown[i].id[0] == 'A' ? "helps: [STP-2]\nof: A body\n" : "lever: Money\n",
                  shown[i].text);
        plan_read(&p, NULL);
        is_int((long long)plan_count(&p, SL_E0258), shown[i].want, shown[i].text);
        ok(plan_has_remedies(&p), "what is told has a remedy");
        plan_item(&p, "STP-1", "lever: Money\nstart: 2027-01-01\n", "Text.");
    }
    plan_end(&p);
}

/* --- coverage --- */

static sl_str table_text(const sl_coverage *t)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t r = 0; r < t->rows.n; r++) {
        for (size_t k = 0; k < t->columns.n; k++)
            sl_buf_push_format(&b, "%u ", t->cells[r * t->columns.n + k]);
        sl_buf_push_format(&b, "= %u; ", t->rows.at[r].total);
    }
    for (size_t k = 0; k < t->columns.n; k++)
        sl_buf_push_format(&b, "%u ", t->columns.at[k].total);
    sl_buf_push_format(&b, "(%u)", t->empty_rows);
    return sl_buf_take(&b, p.session.arena);
}

static void test_coverage(void)
{
    const char *entries[] = {"id: EV-1, grade: 4", "id: EV-2, grade: 3", NULL};
    plan_begin(&p);
    plan_put(&p, "framework.yaml",
             PLAN_FRAMEWORK "coverage:\n"
                            "  - {title: A, by: step, rows: aim, columns: lever}\n"
                            "  - {title: B, rows: evidence, columns: types}\n"
                            "  - {title: C, by: ask, rows: areas, columns: of}\n"
                            "  - {title: D, by: ask, rows: areas, columns: owner}\n");
    plan_evidence(&p, entries, "");
    plan_item(&p, "AIM-1", "evidence: [EV-1]\n", "Text.");
    plan_item(&p, "AIM-2", "", "Text.");
    plan_item(&p, "STP-1", "serves: [AIM-1]\nlever: Money\n", "Text.");
    plan_item(&p, "STP-2", "serves: [AIM-1]\nlever: Law\n", "Text.");
    plan_item(&p, "STP-3", "serves: [AIM-1]\nlever: Money\n", "Text.");
    plan_item(&p, "ASK-1", "helps: [STP-1]\nof: One\nareas: [North, South]\n", "Text.");
    plan_item(&p, "ASK-2", "helps: [STP-1]\nof: Two\nareas: [South]\n", "Text.");
    plan_read(&p, NULL);
    const sl_coverages *all = sl_coverage_run(p.session.arena, audit_of());
    if (ok(all->tables.n == 3, "a table without columns is left out")) {
        is_str(table_text(&all->tables.at[0]), "2 1 = 3; 0 0 = 0; 2 1 (1)",
               "steps by aim and lever");
        is_str(table_text(&all->tables.at[1]), "1 3 2 = 6; 0 0 0 = 0; 1 3 2 (1)",
               "what rests on an entry, by type: sections have no column");
        is_str(table_text(&all->tables.at[2]), "1 0 = 1; 1 1 = 2; 2 1 (0)",
               "areas by who is asked");
    }
    is_int((long long)all->left_out.n, 0, "none is too large");
    plan_end(&p);
}

/* --- drawings and filters --- */

static void test_diagram(void)
{
    const char *entries[] = {"id: EV-1, grade: 4", "id: EV-2, grade: 2", NULL};
    plan_begin(&p);
    plan_evidence(&p, entries, "");
    plan_item(&p, "AIM-1", "evidence: [EV-1]\n", "Text.");
    plan_item(&p, "AIM-2", "evidence: [EV-2]\n", "Text.");
    plan_item(&p, "STP-1", "serves: [AIM-1, {id: AIM-2, directness: indirect}]\n", "Text.");
    plan_item(&p, "STP-2", "serves: [AIM-2]\nneeds: [STP-1]\nareas: [North]\nstate: agreed\n",
              "Text.");
    plan_item(&p, "ASK-1", "helps: [STP-2]\nof: One\n", "Text.");
    plan_read(&p, NULL);
    sl_str some[8], none[8] = {{0}};
    for (int i = 0; i < 8; i++)
        some[i] = SL_STR("x");
    const sl_diagram *d = sl_diagram_make(p.session.arena, audit_of(), some, some);
    static const char *const nodes[] = {"AIM-1", "AIM-2", "STP-1", "STP-2", "ASK-1"};
    static const uint32_t layers[] = {0, 0, 1, 2, 3};
    is_int((long long)d->nodes.n, 5, "five things are drawn");
    for (size_t i = 0; i < 5; i++) {
        is_str(d->nodes.at[i].item->id, nodes[i], "in order");
        is_int(d->nodes.at[i].layer, layers[i], "each above all that it rests on");
    }
    is_int((long long)d->edges.n, 5, "with their links");
    size_t weak = 0;
    for (size_t i = 0; i < d->edges.n; i++)
        weak += d->edges.at[i].weak;
    is_int((long long)weak, 2, "two of which are weak");
    is_str(d->layers.at[1], "Steps", "a layer is called what stands in it");
    ok(!sl_diagram_make(p.session.arena, audit_of(), some, none), "nothing shown, nothing drawn");
    bool shown[8] = {true, false, true, true, true};
    sl_facets f = sl_facets_find(p.session.arena, p.s, shown);
    static const char *const kinds[] = {"of", "aim", "area", "state"};
    for (size_t i = 0; i < 4; i++)
        is_str(f.kinds.at[i].name, kinds[i], "a kind of filter");
    is_int((long long)f.kinds.at[1].values.entries.n, 1, "what is not shown gives no value");
    for (size_t i = 0; i < p.s->items.n; i++) {
        static const char *const ids[] = {"AIM-1", "AIM-2", "ASK-1", "STP-1", "STP-2"};
        is_str(p.s->items.at[i]->id, ids[i], "by item");
    }
    is_int((long long)f.items[1].values.n, 0, "nor has it any");
    plan_item(&p, "STP-2", "serves: [AIM-2]\nareas: [North, South]\nstate: agreed\n", "Text.");
    plan_item(&p, "ASK-1", "helps: [STP-2]\nof: One\nareas: South\n", "Text.");
    plan_read(&p, NULL);
    f = sl_facets_find(p.session.arena, p.s, shown);
    is_str(f.kinds.at[2].name, "area", "areas");
    is_int((long long)f.kinds.at[2].values.entries.n, 2, "each of a list is one, and once");
    plan_end(&p);
}

int main(void)
{
    test_entries();
    test_replaced();
    test_paths();
    test_families();
    test_circle();
    test_losses();
    test_panel();
    test_scores();
    test_coverage();
    test_diagram();
    return done();
}
