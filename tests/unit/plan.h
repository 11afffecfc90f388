/* plan.h: a strategy of a few lines, written to a folder of its own, then read and judged as the
 * program does it.
 *
 * Order of calls: plan_begin, plan_put and its like in any order, plan_read, then whatever is
 * asked; plan_end removes the folder. The types are aims (AIM-1), which rest on evidence; steps
 * (STP-1), which serve aims and need other steps; asks (ASK-1), which help steps. A file that is
 * put under a name of plan_begin's own replaces it.
 */
#ifndef SL_TESTS_PLAN_H
#define SL_TESTS_PLAN_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "session/session.h"
#include "tap.h"

typedef struct plan {
    char folder[128];
    sl_options options;
    sl_session session;
    sl_strategy *s;
    bool is_read;
} plan;

#define PLAN_FRAMEWORK                                                                             \
    "name: A plan\n"                                                                               \
    "types:\n"                                                                                     \
    "  section: {name: Section, plural: Sections, prefix: SEC}\n"                                  \
    "  aim: {name: Aim, plural: Aims, prefix: AIM, filter: true, must-cite: [figures]}\n"          \
    "  step:\n"                                                                                    \
    "    name: Step\n"                                                                             \
    "    plural: Steps\n"                                                                          \
    "    prefix: STP\n"                                                                            \
    "    fields:\n"                                                                                \
    "      cost: {kind: money, cost: true, label: Cost}\n"                                         \
    "      funding: {kind: funding, label: Funding}\n"                                             \
    "      start: {kind: date, label: Start}\n"                                                    \
    "      track: {kind: measure, label: Measure, amber: 10, red: 25}\n"                           \
    "      lever: {kind: text, label: Lever}\n"                                                    \
    "      month: {kind: month, label: Month}\n"                                                   \
    "  ask:\n"                                                                                     \
    "    name: Ask\n"                                                                              \
    "    plural: Asks\n"                                                                           \
    "    prefix: ASK\n"                                                                            \
    "    fields:\n"                                                                                \
    "      of: {kind: text, label: Asked of, print: true, group: true}\n"                          \
    "      sum: {kind: money, label: Sum, print: true}\n"                                          \
    "      from: {kind: date, label: From}\n"                                                      \
    "      until: {kind: date, label: Until}\n"                                                    \
    "roles:\n"                                                                                     \
    "  evidence: {from: [aim, step, ask], to: [evidence], label: Rests on, back: Used by,\n"       \
    "    line: true, suspect: from}\n"                                                             \
    "  serves: {from: [step], to: [aim], label: Serves, back: Served by, line: true,\n"            \
    "    suspect: both}\n"                                                                         \
    "  needs: {from: [step], to: [step], label: Needs, back: Needed by, line: true}\n"             \
    "  helps: {from: [ask], to: [step], label: Helps, back: Helped by, line: true,\n"              \
    "    at-least: {ask: 1}, in-time: [{from: from, to: start, order: before},\n"                  \
    "      {from: from, to: month}, {from: until, to: month, order: after}],\n"                    \
    "    covers: {from: sum, to: cost, share: 50}}\n"                                              \
    "states: [draft, agreed]\n"

/* Without its order. */
#define PLAN_HEAD                                                                                  \
    "title: A plan\n"                                                                              \
    "owners: [The council, The college]\n"                                                         \
    "status: draft\n"                                                                              \
    "version: '1'\n"                                                                               \
    "date: 2026-01-31\n"                                                                           \
    "language: en-GB\n"                                                                            \
    "audiences: [board, partners, public]\n"                                                       \
    "everybody: public\n"

#define PLAN_STRATEGY                                                                              \
    PLAN_HEAD                                                                                      \
    "order:\n"                                                                                     \
    "  - {part: All, id: PART-ALL, items: [{type: section}, {type: aim}, {type: step},\n"          \
    "     {type: ask}]}\n"

__attribute__((unused)) static void plan_put(const plan *p, const char *path, const char *text)
{
    char full[512];
    snprintf(full, sizeof full, "%s/%s", p->folder, path);
    for (char *slash = full + strlen(p->folder) + 1; (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        mkdir(full, 0777);
        *slash = '/';
    }
    FILE *f = fopen(full, "w");
    if (!f || fputs(text, f) < 0)
        printf("Bail out! %s cannot be written\n", full);
    if (f)
        fclose(f);
}

__attribute__((unused)) static void plan_begin(plan *p)
{
    const char *tmp = getenv("TMPDIR");
    *p = (plan){0};
    snprintf(p->folder, sizeof p->folder, "%.90s/sightline-plan-XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp(p->folder))
        printf("Bail out! no folder\n");
    plan_put(p, "strategy.yaml", PLAN_STRATEGY);
    plan_put(p, "framework.yaml", PLAN_FRAMEWORK);
    plan_put(p, "evidence/register.yaml", "evidence: []\n");
}

/* An item by its ID, whose letters say its type. */
__attribute__((unused)) static void plan_item(const plan *p, const char *id, const char *front,
                                              const char *text)
{
    char path[64], all[4096];
    const char *type = id[0] == 'A' && id[1] == 'S'   ? "ask"
                       : id[0] == 'A'                 ? "aim"
                       : id[0] == 'S' && id[1] == 'T' ? "step"
                                                      : "section";
    snprintf(path, sizeof path, "items/%.50s.md", id);
    snprintf(all, sizeof all, "---\nid: %s\ntype: %s\ntitle: Title of %s\n%s---\n%s\n", id, type,
             id, front, text);
    plan_put(p, path, all);
}

/* The register, each entry by a line of keys: "id: EV-1, grade: 4"; what is required and not said
 * is filled in. */
__attribute__((unused)) static void plan_evidence(const plan *p, const char *const *entries,
                                                  const char *rest)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_z(&b, "evidence:\n");
    for (; *entries; entries++) {
        sl_buf_push_format(&b, "  - {%s", *entries);
        if (!strstr(*entries, "statement:"))
            sl_buf_push_z(&b, ", statement: It is so.");
        if (!strstr(*entries, "source:"))
            sl_buf_push_format(&b, ", source: {publisher: P, title: '%.8s'}", *entries);
        if (!strstr(*entries, "confidence:"))
            sl_buf_push_z(&b, ", confidence: verified-in-source");
        sl_buf_push_z(&b, "}\n");
    }
    sl_buf_push_z(&b, rest);
    plan_put(p, "evidence/register.yaml", b.p);
    sl_buf_done(&b);
}

/* Several at once. A line "=== AIM-1" begins an item: keys of its front matter, an empty line, its
 * text; "=== a/b.yaml" a file; "=== EV-1" an entry by a line of keys. */
__attribute__((unused)) static void plan_files(const plan *p, const char *text)
{
    enum { MOST = 8 };
    char name[MOST][64], body[MOST][1024];
    char lines[MOST][256];
    const char *entries[MOST + 1] = {NULL};
    size_t n = 0, entry_count = 0;
    for (const char *at = strstr(text, "=== "); at && n < MOST; n++) {
        const char *end = strchr(at, '\n') + 1, *next = strstr(end, "\n=== ");
        snprintf(name[n], sizeof name[n], "%.*s", (int)(end - at - 5), at + 4);
        snprintf(body[n], sizeof body[n], "%.*s", (int)(next ? next + 1 - end : (long)strlen(end)),
                 end);
        at = next ? next + 1 : NULL;
    }
    for (size_t i = 0; i < n; i++) {
        char *gap = body[i][0] == '\n' ? body[i] : strstr(body[i], "\n\n");
        if (strchr(name[i], '.')) {
            plan_put(p, name[i], body[i]);
        } else if (strncmp(name[i], "EV-", 3) == 0) {
            body[i][strcspn(body[i], "\n")] = '\0';
            snprintf(lines[entry_count], sizeof lines[0], "id: %.40s%s%.180s", name[i],
                     *body[i] ? ", " : "", body[i]);
            entries[entry_count] = lines[entry_count];
            entry_count++;
        } else {
            const char *rest = gap ? gap + (gap == body[i] ? 1 : 2) : "";
            char front[1024];
            snprintf(front, sizeof front, "%.*s",
                     (int)(gap ? gap + 1 - body[i] : (long)strlen(body[i])), body[i]);
            plan_item(p, name[i], front[0] == '\n' ? "" : front, rest);
        }
    }
    if (entry_count)
        plan_evidence(p, entries, "");
}

/* Whether every finding says what is to be done. */
__attribute__((unused)) static bool plan_has_remedies(const plan *p)
{
    for (size_t i = 0; i < p->session.diags.findings.n; i++) {
        const sl_finding *f = p->session.diags.findings.at[i];
        if (f->help.n)
            continue;
        printf("# no remedy: %s %.*s\n", sl_code_name(f->code), SL_FMT(f->message));
        return false;
    }
    return true;
}

/* Reads and judges it, on a day or on its own (NULL). */
__attribute__((unused)) static sl_strategy *plan_read(plan *p, const char *day)
{
    if (p->is_read)
        sl_session_done(&p->session);
    p->is_read = true;
    p->options = (sl_options){.folder = p->folder};
    if (day)
        sl_date_parse(sl_str_from(day), &p->options.as_of);
    sl_session_init(&p->session, &p->options);
    sl_session_load(&p->session);
    sl_diags_sort(&p->session.diags);
    if (!plan_has_remedies(p))
        ok(false, "what is told has a remedy");
    return p->s = p->session.strategy;
}

/* The codes of what was found, with spaces between; notes only where they are asked for. */
__attribute__((unused)) static sl_str plan_codes(const plan *p, bool notes)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < p->session.diags.findings.n; i++) {
        const sl_finding *f = p->session.diags.findings.at[i];
        if (notes || f->severity > SL_SEVERITY_NOTE)
            sl_buf_push_format(&b, "%s%s", b.n ? " " : "", sl_code_name(f->code));
    }
    return sl_buf_take(&b, p->session.arena);
}

/* How many findings have a code. */
__attribute__((unused)) static size_t plan_count(const plan *p, sl_code code)
{
    size_t n = 0;
    for (size_t i = 0; i < p->session.diags.findings.n; i++)
        n += p->session.diags.findings.at[i]->code == code;
    return n;
}

/* The first finding with a code; NULL: none. */
__attribute__((unused)) static const sl_finding *plan_find(const plan *p, sl_code code)
{
    for (size_t i = 0; i < p->session.diags.findings.n; i++)
        if (p->session.diags.findings.at[i]->code == code)
            return p->session.diags.findings.at[i];
    return NULL;
}

__attribute__((unused)) static const sl_item *plan_lookup(const plan *p, const char *id)
{
    return sl_strategy_lookup_item(p->s, sl_str_from(id));
}

static int plan_remove(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st, (void)kind, (void)at;
    return remove(path);
}

__attribute__((unused)) static void plan_end(plan *p)
{
    if (p->is_read)
        sl_session_done(&p->session);
    nftw(p->folder, plan_remove, 8, FTW_DEPTH | FTW_PHYS);
}

#endif
