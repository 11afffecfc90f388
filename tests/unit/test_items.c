/* Charts of items: what is counted and added up for each value of a key, by hand. */
#include "load/block.h"
#include "plan.h"

static plan p;

static const char framework[] =
    "name: A plan\n"
    "types:\n"
    "  section: {name: Section, plural: Sections, prefix: SEC}\n"
    "  aim: {name: Aim, plural: Aims, prefix: AIM}\n"
    "  step:\n"
    "    name: Step\n"
    "    plural: Steps\n"
    "    prefix: STP\n"
    "    fields:\n"
    "      cost: {kind: money, label: Cost}\n"
    "      jobs: {kind: integer, label: Jobs}\n"
    "      area: {kind: number, label: Area}\n"
    "      risk: {kind: choice, of: [low, middling, high], label: Risk}\n"
    "      harm: {kind: choice, of: [small, great], label: Harm}\n"
    "      ready: {kind: boolean, label: Ready}\n"
    "      start: {kind: date, label: Start}\n"
    "      places: {kind: list, label: Places}\n"
    "      track: {kind: measure, label: Measure, amber: 10, red: 25}\n"
    "roles:\n"
    "  evidence: {from: [aim, step], to: [evidence], label: Rests on, back: Used by, line: true}\n"
    "  serves: {from: [step], to: [aim], label: Serves, back: Served by, line: true}\n"
    "states: [draft, agreed]\n";

#define TRACK(unit, latest)                                                                        \
    "track: {unit: " unit ", better: up, baseline: {date: 2020, value: 0},\n"                      \
    "  target: {date: 2030, value: 100}, actuals: [{date: 2025, value: " latest "}]}\n"

static void put(void)
{
    plan_begin(&p);
    plan_put(&p, "framework.yaml", framework);
    plan_put(&p, "strategy.yaml",
             PLAN_HEAD
             "order:\n  - {part: All, id: PART-ALL, items: [{type: section}, {type: aim}, "
             "{type: step}]}\n");
    const char *const entries[] = {"id: EV-1, grade: 4", NULL};
    plan_evidence(&p, entries, "");
    plan_item(&p, "AIM-1", "short: One\n", "Text.");
    plan_item(&p, "AIM-2", "", "Text.");
    plan_item(&p, "STP-1",
              "serves: [AIM-1]\ncost: £1.5 million\njobs: 12\narea: 2.50\nrisk: high\nharm: small\n"
              "ready: true\nstart: 2027-03-31\nstate: agreed\nplaces: [North, South]\n" TRACK(
                  "homes", "50"),
              "Text.");
    plan_item(
        &p, "STP-2",
        "serves: [AIM-2, AIM-1]\ncost: £250,000\njobs: 0\narea: -1\nrisk: low\nharm: great\n"
        "ready: false\nstart: 2029-04-01\nstate: draft\nplaces: [South]\n" TRACK("homes", "20"),
        "Text.");
    plan_item(&p, "STP-3",
              "short: Third\ncost: £12.34\njobs: 30\nrisk: high\nharm: small\n"
              "start: 2027-04-01\nstate: draft\nplaces: [North]\n" TRACK("homes", "45"),
              "Text.");
    plan_item(&p, "STP-4", "", "Text.");
}

static void push_value(sl_buf *b, const sl_chart *c, size_t i)
{
    if (c->present[i])
        sl_chart_push_figure(b, c, c->values[i]);
    else
        sl_buf_push_format(b, "(%.*s)", SL_FMT(c->reasons[i]));
}

/* Series and labels with what is drawn of each, in brackets the unit and what is said below; where
 * there is no chart the code of what is wrong. */
static sl_str drawn(const char *keys)
{
    char text[1024];
    snprintf(text, sizeof text,
             "Text.\n\n```chart\nid: fig-1\ntitle: A chart\nitems: step\n%s```\n", keys);
    plan_item(&p, "SEC-1", "", text);
    plan_read(&p, NULL);
    sl_buf b;
    sl_buf_init(&b);
    const sl_chart *c = p.s->blocks.n ? p.s->blocks.at[0]->chart : NULL;
    if (!c)
        return plan_codes(&p, false);
    for (size_t i = 0; i < (size_t)c->label_count * c->series_count; i++) {
        if (i % c->label_count == 0)
            sl_buf_push_format(&b, "%s%.*s:", i ? "; " : "", SL_FMT(c->series[i / c->label_count]));
        sl_buf_push_format(&b, " %.*s=", SL_FMT(c->labels[i % c->label_count]));
        push_value(&b, c, i);
    }
    sl_buf_push_format(&b, " [%.*s] %.*s", SL_FMT(c->unit), SL_FMT(c->legend));
    return sl_buf_take(&b, p.session.arena);
}

static void test_sums(void)
{
    static const struct {
        const char *keys, *want;
    } rows[] = {
        {"type: bar\nlabel: risk\n", ": Low=1 High=2 Not stated=1 [Steps] "},
        {"type: bar\nlabel: state\n", ": Draft=2 Agreed=1 Not stated=1 [Steps] "},
        {"type: bar\nlabel: ready\n", ": Yes=1 No=1 Not stated=2 [Steps] "},
        {"type: bar\nlabel: start\n",
         ": 31 March 2027=1 1 April 2027=1 1 April 2029=1 Not stated=1 [Steps] "},
        {"type: bar\nlabel: start.year\n", ": 2027=2 2028=0 2029=1 Not stated=1 [Steps] "},
        {"type: bar\nlabel: serves\n", ": One=2 Title of AIM-2=1 Not stated=2 [Steps] An item with "
                                       "several is counted at each of them."},
        {"type: bar\nlabel: places\n",
         ": North=2 South=2 Not stated=1 [Steps] An item with several is counted at each of them."},
        {"type: bar\nlabel: track.rating\n", ": On course=2 Behind=1 Not stated=1 [Steps] "},
        {"type: bar\nlabel: risk\nvalue: cost\n",
         ": Low=0.25 High=1.50 Not stated=(no figure) [£ million] One item does not say how much, "
         "and is not counted."},
        {"type: bar\nlabel: risk\nvalue: cost\nwhere: {cost: '< 1 GBP million'}\n",
         ": Low=250,000.00 High=12.34 [£] "},
        {"type: bar\nlabel: risk\nvalue: jobs\n",
         ": Low=0 High=42 Not stated=(no figure) [Jobs] One item does not say how much, and is not "
         "counted."},
        {"type: bar\nlabel: risk\nvalue: area\n",
         ": Low=−1.0 High=2.5 Not stated=(no figure) [Area] Two items do not say how much, and are "
         "not counted."},
        {"type: bar\nlabel: places\nvalue: jobs\n",
         ": North=42 South=12 Not stated=(no figure) [Jobs] One item does not say how much, and is "
         "not counted. An item with several is counted at each of them."},
        {"type: bar\nlabel: title\nvalue: cost\n",
         ": Title of STP-1=1.50 Title of STP-2=0.25 Third=0.00 Title of STP-4=(no figure) "
         "[£ million] One item does not say how much, and is not counted."},
        {"type: bar\nlabel: title\nvalue: jobs\nsort: descending\n",
         ": Third=30 Title of STP-1=12 Title of STP-2=0 Title of STP-4=(no figure) [Jobs] One item "
         "does not say how much, and is not counted."},
        {"type: bar\nlabel: title\nvalue: track.latest\n",
         ": Title of STP-1=50 Title of STP-2=20 Third=45 Title of STP-4=(no figure) [homes] One "
         "item does not say how much, and is not counted."},
        {"type: bar\nlabel: title\nvalue: track.target\n",
         ": Title of STP-1=100 Title of STP-2=100 Third=100 Title of STP-4=(no figure) [homes] One "
         "item does not say how much, and is not counted."},
        {"type: stacked\nlabel: risk\nseries: state\n",
         "Draft: Low=1 High=1 Not stated=0; Agreed: Low=0 High=1 Not stated=0; Not stated: Low=0 "
         "High=0 Not stated=1 [Steps] "},
        {"type: stacked\nlabel: state\nseries: risk\nvalue: jobs\n",
         "Low: Draft=0 Agreed=0 Not stated=0; High: Draft=30 Agreed=12 Not stated=0; Not stated: "
         "Draft=0 Agreed=0 Not stated=(no figure) [Jobs] One item does not say how much, and is "
         "not counted."},
        {"type: grouped-bar\nlabel: title\nvalue: [jobs, area]\n",
         "Jobs: Title of STP-1=12.0 Title of STP-2=0.0 Third=30.0 Title of STP-4=(no figure); "
         "Area: Title of STP-1=2.5 Title of STP-2=−1.0 Third=(no figure) Title of STP-4=(no "
         "figure) [Jobs] Two items do not say how much, and are not counted."},
        {"type: line\nlabel: start.year\nvalue: jobs\n",
         ": 2027=42 2028=0 2029=0 Not stated=(no figure) [Jobs] One item does not say how much, "
         "and is not counted."},
        {"type: bar\nlabel: cost\n", "E0111"},
        {"type: bar\nlabel: evidence\n", "E0111"},
        {"type: bar\nlabel: track\n", "E0111"},
        {"type: bar\nlabel: title\n", "E0112"},
        {"type: bar\nlabel: risk\nvalue: harm\n", "E0111"},
        {"type: bar\nlabel: risk\nvalue: track.latest\n", "E0111"},
        {"type: bar\nlabel: risk\nvalue: [jobs, cost]\n", "E0758"},
        {"type: bar\nlabel: risk\nvalue: cost\nprefix: a\n", "E0753"},
        {"type: bar\nlabel: risk\nvalue: cost\nsuffix: a\n", "E0753"},
        {"type: bar\nlabel: risk\nvalue: cost\nunit: a\n", "E0753"},
        {"type: bar\nlabel: risk\nvalue: jobs\nunit: posts\n",
         ": Low=0 High=42 Not stated=(no figure) [posts] One item does not say how much, and is "
         "not counted."},
        {"type: bar\nlabel: rsik\n", "E0110"},
        {"type: bar\nlabel: risk\ninterval: {low: jobs, high: area}\n", "E0753"},
        {"type: stacked\nlabel: risk\nseries: state\nvalue: [jobs, area]\n", "E0753"},
        {"type: bar\nlabel: risk\nwhere: {risk: middling}\n", "E0243"},
    };
    put();
    for (size_t i = 0; i < SL_COUNT(rows); i++)
        is_str(drawn(rows[i].keys), rows[i].want, rows[i].keys);
    plan_end(&p);
}

int main(void)
{
    test_sums();
    return done();
}
