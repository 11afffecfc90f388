/* Blocks and short forms: which items fit, in which order, which rows and figures are shown. */
#include "load/block.h"
#include "model/funding.h"
#include "plan.h"

static plan p;

/* --- lists of items --- */

static void put_steps(void)
{
    plan_files(&p,
               "=== EV-1\n\n"
               "=== AIM-1\n\nText.\n"
               "=== STP-1\nserves: [AIM-1]\ncost: £5 million\nstart: 2027-03-31\nlever: "
               "Money\nstate: draft\n"
               "areas: [North]\n\nText.\n"
               "=== STP-2\ncost: £500,000\nstart: 2027-04-01\nlever: Law\nstate: agreed\nareas: "
               "[South, North]\n"
               "track: {unit: homes, better: up, baseline: {date: 2020, value: 0}, target: {date: "
               "2030, value: 100},\n"
               "  actuals: [{date: 2025, value: 50}], due: 2026-06}\n\nText.\n"
               "=== STP-3\nserves: [AIM-1]\ncost: £5.5 million\nstart: 2026-12-31\nlever: Money\n"
               "track: {unit: homes, better: up, baseline: {date: 2020, value: 0}, target: {date: "
               "2030, value: 100},\n"
               "  actuals: [{date: 2025, value: 20}]}\n\nText.\n"
               "=== STP-4\n\nText.\n");
}

/* The numbers of the steps that a block of items shows; "-": it cannot be read. */
static sl_str shown(const char *keys)
{
    char text[512];
    snprintf(text, sizeof text, "Text.\n\n```list\nid: lst-1\ntitle: Steps\ntype: step\n%s```\n",
             keys);
    plan_item(&p, "AIM-2", "", text);
    plan_read(&p, NULL);
    sl_buf b;
    sl_buf_init(&b);
    const sl_item_list *l = p.s->blocks.n ? p.s->blocks.at[0]->list : NULL;
    for (size_t i = 0; l && i < l->items.n; i++)
        sl_buf_push_char(&b, l->items.at[i]->id.p[4]);
    if (!l)
        sl_buf_push_z(&b, "-");
    return sl_buf_take(&b, p.session.arena);
}

static void test_lists(void)
{
    static const struct {
        const char *keys, *want;
    } rows[] = {
        {"", "1234"},
        {"where: {lever: Money}\n", "13"},
        {"where: {lever: [Money, Law]}\n", "123"},
        {"where: {lever: '!= Money'}\n", "24"},
        {"where: {state: agreed}\n", "2"},
        {"where: {state: '!= agreed'}\n", "134"},
        {"where: {areas: North}\n", "12"},
        {"where: {areas: '!= South'}\n", "134"},
        {"where: {lever: Money, areas: North}\n", "1"},
        {"where: {cost: '> 5 GBP million'}\n", "3"},
        {"where: {cost: '>= 5 GBP million'}\n", "13"},
        {"where: {cost: '< 5 GBP million'}\n", "2"},
        {"where: {cost: '<= 5000 GBP thousand'}\n", "12"},
        {"where: {cost: 5000000 GBP}\n", "1"},
        {"where: {cost: '!= 5000000 GBP'}\n", "234"},
        {"where: {start: 2027}\n", "12"},
        {"where: {start: 2027-03}\n", "1"},
        {"where: {start: '< 2027'}\n", "3"},
        {"where: {start: '<= 2027-03'}\n", "13"},
        {"where: {start: '> 2027-03'}\n", "2"},
        {"where: {start: '>= 2027-03-31'}\n", "12"},
        {"where: {start: '> 2027-03-31'}\n", "2"},
        {"where: {start: '> 2027-03-30'}\n", "12"},
        {"where: {start: '< 2027-04-02'}\n", "123"},
        {"where: {start: '< 2027-03-31'}\n", "3"},
        {"where: {start: '!= 2027'}\n", "34"},
        {"where: {serves: AIM-1}\n", "13"},
        {"where: {serves: '!= AIM-1'}\n", "24"},
        {"where: {track.rating: green}\n", "2"},
        {"where: {track.rating: red}\n", "3"},
        {"where: {track.rating: '!= red'}\n", "124"},
        {"where: {track.latest: '>= 50'}\n", "2"},
        {"where: {track.latest: '< 50'}\n", "3"},
        {"where: {track.due: '<= 2026-06'}\n", "2"},
        {"where: {lever: Mony}\n", "-"},
        {"where: {cost: five}\n", "-"},
        {"where: {cost: '> 5 EUR million'}\n", "-"},
        {"where: {cost: '> 5 homes'}\n", "-"},
        {"where: {cost: '> five GBP'}\n", "-"},
        {"where: {cost: '> 5 GBP, current prices'}\n", "-"},
        {"where: {start: soon}\n", "-"},
        {"where: {track.rating: blue}\n", "-"},
        {"where: {lever: '> Money'}\n", "-"},
        {"where: {serves: AIM-9}\n", "-"},
        {"where: {levre: Money}\n", "-"},
        {"sort: {by: cost}\n", "2134"},
        {"sort: {by: cost, order: descending}\n", "3124"},
        {"sort: {by: start}\n", "3124"},
        {"sort: {by: start, order: descending}\n", "2134"},
        {"sort: {by: lever}\n", "2134"},
        {"sort: {by: state}\n", "1234"},
        {"sort: {by: track.rating}\n", "2314"},
        {"sort: {by: track.latest}\n", "3214"},
        {"sort: {by: track.latest, order: descending}\n", "2314"},
        {"sort: {by: track.target}\n", "2314"},
        {"sort: {by: serves}\n", "1324"},
        {"group: lever\nsort: {by: cost, order: descending}\n", "2314"},
        {"sort: {by: cost}\nlimit: 2\n", "21"},
        {"limit: 4\n", "1234"},
        {"limit: 9\n", "1234"},
    };
    plan_begin(&p);
    put_steps();
    for (size_t i = 0; i < SL_COUNT(rows); i++)
        is_str(shown(rows[i].keys), rows[i].want, *rows[i].keys ? rows[i].keys : "all");
    plan_end(&p);
}

/* --- rows of a dataset --- */

static const char data[] =
    "=== evidence/data/a.csv\nplace,year,n,cost\nKent,2024,1.25,£5\nEssex,2024,[x],-£2\n"
    "Kent,2025,10 [p],\"£1,000\"\nSurrey,2025,3,\n";

static sl_str cells(const char *keys)
{
    char text[512];
    snprintf(text, sizeof text,
             "Text.\n\n```table\nid: tab-1\ntitle: A table\ndata: evidence/data/a.csv\n%s```\n",
             keys);
    plan_item(&p, "AIM-2", "", text);
    plan_read(&p, NULL);
    sl_buf b;
    sl_buf_init(&b);
    const sl_block_table *t = p.s->blocks.n ? p.s->blocks.at[0]->table : NULL;
    for (uint32_t i = 0; t && i < t->row_count * t->column_count; i++)
        sl_buf_push_format(&b, "%s%.*s",
                           !i                    ? ""
                           : i % t->column_count ? "|"
                                                 : "; ",
                           SL_FMT(t->cells[i]));
    if (!t)
        sl_buf_push_z(&b, "-");
    else if (t->legend.n)
        sl_buf_push_format(&b, " (%.*s)", SL_FMT(t->legend));
    return sl_buf_take(&b, p.session.arena);
}

#define PLACE "columns: [{key: place, title: P}"

static void test_tables(void)
{
    static const struct {
        const char *keys, *want;
    } rows[] = {
        {PLACE "]\n", "Kent; Essex; Kent; Surrey"},
        {PLACE ", {key: n, title: N}]\n",
         "Kent|1.25; Essex|not available; Kent|10\u00A0[p]; Surrey|3 ([p] provisional.)"},
        {PLACE ", {key: n, title: N, places: 1}]\nwhere: {place: Kent}\n",
         "Kent|1.3; Kent|10.0\u00A0[p] ([p] provisional.)"},
        {PLACE ", {key: n, title: N, prefix: a, suffix: z}]\nwhere: {year: 2024}\n",
         "Kent|a1.25z; Essex|not available"},
        {PLACE ", {key: year, title: Y}]\nwhere: {n: 3}\n", "Surrey|2025"},
        {PLACE ", {key: cost, title: C}]\n", "Kent|£5; Essex|\u2212£2; Kent|£1,000; Surrey|"},
        {PLACE "]\nwhere: {cost: 1000}\n", "Kent"},
        {PLACE "]\nwhere: {place: [Essex, Surrey]}\n", "Essex; Surrey"},
        {PLACE "]\nwhere: {place: Kant}\n", "-"},
        {PLACE "]\nwhere: {place: Essex, year: 2025}\n", "-"},
        {PLACE ", {key: n, title: N}]\nsort: {by: n}\n",
         "Kent|1.25; Surrey|3; Kent|10\u00A0[p]; Essex|not available ([p] provisional.)"},
        {PLACE ", {key: n, title: N}]\nsort: {by: n, order: descending}\n",
         "Kent|10\u00A0[p]; Surrey|3; Kent|1.25; Essex|not available ([p] provisional.)"},
        {PLACE "]\nsort: {by: place}\n", "Essex; Kent; Kent; Surrey"},
        {PLACE "]\nsort: {by: place}\nlimit: 1\n", "Essex"},
        {PLACE "]\nonly: [Surrey, Essex]\n", "Surrey; Essex"},
        {"columns: [{key: plaice, title: P}]\n", "-"},
        {"columns: []\n", "-"},
    };
    plan_begin(&p);
    plan_files(&p, data);
    for (size_t i = 0; i < SL_COUNT(rows); i++)
        is_str(cells(rows[i].keys), rows[i].want, rows[i].keys);
    plan_end(&p);
}

static sl_dec trimmed(sl_dec d)
{
    for (; d.places && d.mantissa % 10 == 0; d.places--)
        d.mantissa /= 10;
    return d;
}

/* What a block draws: series, labels and figures. */
static sl_str drawn(const char *block, const char *keys)
{
    char text[512];
    snprintf(text, sizeof text, "Text.\n\n```%s\nid: fig-1\ntitle: A chart\n%s```\n", block, keys);
    plan_item(&p, "AIM-2", "", text);
    plan_read(&p, NULL);
    sl_buf b;
    sl_buf_init(&b);
    const sl_chart *c = p.s->blocks.n ? p.s->blocks.at[0]->chart : NULL;
    for (size_t i = 0; c && i < (size_t)c->label_count * c->series_count; i++) {
        if (i % c->label_count == 0)
            sl_buf_push_format(&b, "%s%.*s:", i ? "; " : "", SL_FMT(c->series[i / c->label_count]));
        sl_buf_push_format(&b, " %.*s=", SL_FMT(c->labels[i % c->label_count]));
        if (c->present[i])
            sl_buf_push_dec(&b, trimmed(c->values[i]));
        else
            sl_buf_push_format(&b, "(%.*s)", SL_FMT(c->reasons[i]));
    }
    if (!c)
        sl_buf_push_z(&b, "-");
    return sl_buf_take(&b, p.session.arena);
}

static sl_str chart(const char *keys)
{
    char all[400];
    snprintf(all, sizeof all, "data: evidence/data/a.csv\n%s", keys);
    return drawn("chart", all);
}

static void test_charts(void)
{
    static const struct {
        const char *keys, *want;
    } rows[] = {
        {"type: bar\nlabel: place\nvalue: n\nwhere: {year: 2024}\n",
         ": Kent=1.25 Essex=(not available)"},
        {"type: bar\nlabel: place\nvalue: n\nwhere: {year: 2025}\n", ": Kent=10 Surrey=3"},
        {"type: bar\nlabel: place\nvalue: n\n", "-"},
        {"type: bar\nlabel: place\nseries: year\nvalue: n\n",
         "2024: Kent=1.25 Essex=(not available) Surrey=(no figure); "
         "2025: Kent=10 Essex=(no figure) Surrey=3"},
        {"type: bar\nlabel: place\nvalue: place\nwhere: {year: 2024}\n", "-"},
        {"type: bar\nlabel: place\nvalue: m\nwhere: {year: 2024}\n", "-"},
        {"type: bar\nlabel: place\nvalue: year\nwhere: {year: 2025}\n",
         ": Kent=2,025 Surrey=2,025"},
        {"type: stacked\nlabel: place\nseries: year\nvalue: n\nwhere: {year: 2025}\n",
         "2025: Kent=10 Surrey=3"},
        {"type: bar\nlabel: place\nvalue: n\nwhere: {year: 2025}\nonly: [Surrey]\n", ": Surrey=3"},
    };
    plan_begin(&p);
    plan_files(&p, data);
    for (size_t i = 0; i < SL_COUNT(rows); i++)
        is_str(chart(rows[i].keys), rows[i].want, rows[i].keys);
    plan_end(&p);
}

/* Sums by hand: by fund, by where they come from, by whether they are certain. */
static void test_funding_charts(void)
{
    static const struct {
        const char *keys, *want;
    } rows[] = {
        {"by: fund\n", "One: 2027/28=1.5 2028/29=0 2029/30=3; "
                       "Two: 2027/28=0 2028/29=2 2029/30=0"},
        {"by: source\n", "From the funds: 2027/28=1.5 2028/29=0 2029/30=3; "
                         "Match, from others: 2027/28=0 2028/29=2 2029/30=0"},
        {"", "Secured: 2027/28=1 2028/29=0 2029/30=3; Sought: 2027/28=0.5 2028/29=2 2029/30=0"},
    };
    plan_begin(&p);
    plan_item(
        &p, "STP-1",
        "funding: [{fund: One, amount: 1, unit: GBP million, year: 2027, state: agreed},\n"
        "  {fund: One, amount: 0.5, unit: GBP million, year: 2027, state: sought},\n"
        "  {fund: Two, amount: 2, unit: GBP million, year: 2028, state: sought, match: true},\n"
        "  {fund: Two, amount: 7, unit: GBP million, state: sought}]\n",
        "Text.");
    plan_item(&p, "STP-2",
              "funding: [{fund: One, amount: 3, unit: GBP million, year: 2029, state: spent}]\n",
              "Text.");
    for (size_t i = 0; i < SL_COUNT(rows); i++)
        is_str(drawn("funding", rows[i].keys), rows[i].want,
               *rows[i].keys ? rows[i].keys : "by standing");
    const sl_chart *c = p.s->blocks.at[0]->chart;
    is_str(c->unit, "\u00A3\u00A0million", "in millions where one is a million");
    ok(sl_str_find(c->legend, SL_STR("\u00A37,000,000 "), 0) != SIZE_MAX,
       "what has no year is told");
    plan_item(&p, "STP-2",
              "funding: [{fund: A, amount: 3, unit: GBP, year: 2029, state: spent},\n"
              "  {fund: B, amount: 6, unit: GBP, year: 2029, state: spent},\n"
              "  {fund: C, amount: 5, unit: GBP, year: 2029, state: spent},\n"
              "  {fund: D, amount: 4, unit: GBP, year: 2029, state: spent},\n"
              "  {fund: E, amount: 1, unit: GBP, year: 2029, state: spent}]\n",
              "Text.");
    plan_item(&p, "STP-1", "", "Text.");
    is_str(drawn("funding", "by: fund\n"),
           "B: 2029/30=6; C: 2029/30=5; D: 2029/30=4; Other funds: 2029/30=4",
           "the largest, and the others together");
    is_str(p.s->blocks.at[0]->chart->unit, "\u00A3", "in pounds where none is a million");
    plan_end(&p);
}

/* --- short forms --- */

/* Lines of funding: fund, pence, year, state, match. */
static sl_str funding(const char *lines)
{
    char front[512];
    snprintf(front, sizeof front, "funding: [%s]\n", lines);
    plan_item(&p, "STP-1", front, "Text.");
    plan_read(&p, NULL);
    sl_funding all = sl_funding_gather(p.session.arena, p.s);
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; p.s->items.n && i < all.lines.n; i++) {
        const sl_fund_line *l = &all.lines.at[i];
        sl_buf_push_format(&b, "%s%.*s %lld %u %.*s%s", i ? "; " : "", SL_FMT(l->fund),
                           (long long)l->pence, l->year, SL_FMT(l->state),
                           l->match ? " match" : "");
    }
    return sl_buf_take(&b, p.session.arena);
}

static void test_funding(void)
{
    static const struct {
        const char *lines, *want;
    } rows[] = {
        {"'Fund, £5 million, 2027, sought'", "Fund 500000000 2027 sought"},
        {"'Fund, £5m, agreed'", "Fund 500000000 0 agreed"},
        {"'Fund, £1,250,000.50, 2027, spent, match'", "Fund 125000050 2027 spent match"},
        {"'Fund, of two, £5, 2027, offered'", "Fund, of two 500 2027 offered"},
        {"'Fund, £5 a year, 2027 to 2029, sought'",
         "Fund 500 2027 sought; Fund 500 2028 sought; Fund 500 2029 sought"},
        {"'Fund, £5, 2027 to 2029, sought'", ""},
        {"'Fund, £5 a year, 2027, sought'", ""},
        {"'Fund, £5, 2027, hoped'", "Fund 500 2027 hoped"}, /* which the schema tells */
        {"'Fund, £12,50, 2027, sought'", ""},
        {"'Fund, £1,2345, 2027, sought'", ""},
        {"'Fund, 5, 2027, sought'", ""},
        {"'£5, 2027, sought'", ""},
        {"'Fund, EUR 3 thousand, 2027, sought'", "Fund 300000 2027 sought"},
    };
    plan_begin(&p);
    for (size_t i = 0; i < SL_COUNT(rows); i++)
        is_str(funding(rows[i].lines), rows[i].want, rows[i].lines);
    plan_end(&p);
}

/* A sum in its short form: amount, unit, years, source. */
static void test_money(void)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"£5", "5|GBP||"},
        {"£5 million", "5|GBP million||"},
        {"£5m", "5|GBP million||"},
        {"£5bn", "5|GBP billion||"},
        {"£5k", "5|GBP thousand||"},
        {"GBP 6.75 million", "6.75|GBP million||"},
        {"€3m", "3|EUR million||"},
        {"'£1,234.50'", "1234.50|GBP||"},
        {"'£5 million, 2027'", "5|GBP million|2027|"},
        {"'£5 million, 2027 to 2032'", "5|GBP million|2027 to 2032|"},
        {"'£5 million, 2027 to 2032, A fund'", "5|GBP million|2027 to 2032|A fund"},
        {"'£5 million, A fund'", "5|GBP million||A fund"},
        {"'£5 million, A fund, of two'", "5|GBP million||A fund, of two"},
        {"'£5 million, 2027, A fund, of two'", "5|GBP million|2027|A fund, of two"},
        {"'£5 million, 20271 Fund'", "5|GBP million||20271 Fund"},
        {"'£5 million, 21st Century Fund'", "5|GBP million||21st Century Fund"},
        {"'£5 million, from A fund'", "5|GBP million||A fund"},
        {"'£5 million, 27 to 32'", "|||"},
        {"'£5 million, 27'", "|||"},
        {"'£5 million, from 2027 to 2032'", "|||"},
        {"'£5 million, 2027 to 2032, 2033'", "|||"},
        {"'£5 million, £6 million'", "|||"},
        {"'£5 million, tbc'", "|||"},
        {"£5 milion", "|||"},
        {"'£12,34'", "|||"},
        {"'£1234,567'", "|||"},
        {"'£1,2345'", "|||"},
        {"£", "|||"},
        {"-£5", "|||"},
        {"five", "|||"},
        {"'5'", "|||"},
    };
    const char *entries[] = {"id: EV-1", NULL};
    plan_begin(&p);
    plan_evidence(&p, entries, "");
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        char front[128];
        snprintf(front, sizeof front, "cost: %s\n", rows[i].text);
        plan_item(&p, "STP-1", front, "Text.");
        plan_read(&p, NULL);
        const sl_item *item = plan_lookup(&p, "STP-1");
        const sl_yaml *y = item ? sl_yaml_lookup(item->front, "cost") : NULL;
        sl_buf b;
        sl_buf_init(&b);
        sl_buf_push_format(&b, "%.*s|%.*s|%.*s|%.*s", SL_FMT(sl_yaml_text(y, "amount")),
                           SL_FMT(sl_yaml_text(y, "unit")), SL_FMT(sl_yaml_text(y, "years")),
                           SL_FMT(sl_yaml_text(y, "source")));
        is_str(sl_buf_str(&b), rows[i].want, rows[i].text);
        is_int(p.session.diags.counts[SL_SEVERITY_ERROR] > 0, strcmp(rows[i].want, "|||") == 0,
               "what is no sum is told, and nothing else");
        sl_buf_done(&b);
    }
    plan_end(&p);
}

/* --- derived figures --- */

static void test_derived(void)
{
    static const struct {
        const char *entry, *want; /* figure, with its places, and its unit */
    } rows[] = {
        {"value: 36.4, unit: GBP, comparator: {geography: G, value: 40.97}, figures: {f: 1 - value "
         "/ comparator}",
         "11 0 per cent"},
        {"value: 36.4, unit: GBP, comparator: {geography: G, value: 40.97}, figures: {f: {is: 1 - "
         "value / "
         "comparator, places: 1}}",
         "11.2 1 per cent"},
        {"value: 36.4, unit: GBP, comparator: {geography: G, value: 40.97}, figures: {f: value - "
         "comparator}",
         "-4.57 -1 GBP"},
        {"value: 36.4, unit: per cent, comparator: {geography: G, value: 40.9}, figures: {f: value "
         "- comparator}",
         "-4.5 -1 percentage points"},
        {"value: 36.4, unit: per cent, figures: {f: value * 2}", "72.8 -1 per cent"},
        {"value: 36.4, unit: GBP, figures: {f: value * 2}", "72.8 -1 GBP"},
        {"value: 12, unit: people, figures: {f: {is: value * value, unit: pairs}}", "144 -1 pairs"},
        {"value: 12, unit: people, figures: {f: 1 + 1}", "2 -1 "},
        {"value: 12, unit: people, figures: {f: value / 7}", "2 -1 people"},
        {"value: 12, unit: people, figures: {f: {is: value / 7, places: 2}}", "1.71 2 people"},
        {"value: {from: 10, to: 14}, unit: people, figures: {f: to - from}", "4 -1 people"},
        {"value: {from: 10, to: 14}, unit: people, figures: {f: value}", ""},
        {"value: 12, interval: {low: 10, high: 15}, unit: people, figures: {f: high - low}",
         "5 -1 people"},
        {"value: 12, unit: people, figures: {g: value * 2, f: g + 1}", "25 -1 people"},
        {"value: 12, unit: people, figures: {f: g + 1, g: value * 2}", ""},
        {"value: 12, unit: people, comparator: {geography: G, value: 48}, figures: {g: value / "
         "comparator, f: g "
         "* comparator}",
         "12 -1 people"},
        {"value: 12, unit: people, comparator: {geography: G, value: 48}, figures: {g: value / "
         "comparator, f: g "
         "* 2}",
         "50 0 per cent"},
        {"value: 12, unit: people, comparator: {geography: G, value: 48}, figures: {g: value / "
         "comparator, f: 1 "
         "- g}",
         "75 0 per cent"},
    };
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        char line[256];
        const char *lines[] = {line, NULL};
        snprintf(line, sizeof line, "id: EV-1, %s", rows[i].entry);
        plan_begin(&p);
        plan_evidence(&p, lines, "");
        plan_read(&p, NULL);
        sl_buf b;
        sl_buf_init(&b);
        const sl_evidence *e = p.s->evidence.n ? p.s->evidence.at[0] : NULL;
        for (size_t k = 0; e && k < e->figures.n; k++) {
            const sl_derived *d = &e->figures.at[k];
            if (!sl_str_equal_z(d->name, "f"))
                continue;
            sl_buf_push_fixed(&b, d->value.mantissa, d->value.places);
            sl_buf_push_format(&b, " %d %.*s", d->places, SL_FMT(d->unit));
        }
        is_str(sl_buf_str(&b), rows[i].want, rows[i].entry);
        sl_buf_done(&b);
        plan_end(&p);
    }
}

int main(void)
{
    test_lists();
    test_tables();
    test_charts();
    test_funding_charts();
    test_funding();
    test_money();
    test_derived();
    return done();
}
