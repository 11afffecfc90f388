/* What drawings are made of: layers in order, flags that do not meet, boundaries, words. */
#include "book/book.h"
#include "data/geojson.h"
#include "draw/draw.h"
#include "draw/flag.h"
#include "draw/rank.h"
#include "draw/shapes.h"
#include "tap.h"

static sl_arena *a;
static uint32_t seed = 1;

static uint32_t roll(uint32_t most)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 16) % most;
}

/* --- layers --- */

enum { LAYERS = 4, WIDE = 4 };

static sl_diagram *diagram(void)
{
    sl_diagram *d = SL_NEW(a, sl_diagram);
    for (uint32_t layer = 0; layer < LAYERS; layer++) {
        SL_PUSH(a, d->layers, SL_STR("Layer"));
        for (uint32_t i = 0; i < WIDE; i++)
            SL_PUSH(a, d->nodes, ((sl_diagram_node){.layer = layer}));
    }
    for (uint32_t i = WIDE; i < LAYERS * WIDE; i++)
        for (uint32_t k = roll(3); k-- > 0;) /* to any layer before */
            SL_PUSH(a, d->edges, ((sl_diagram_edge){i, roll(i / WIDE * WIDE), false}));
    return d;
}

/* Links between the same two layers cross where their ends stand in opposite order. */
static uint64_t count_crossings(const sl_rank *r)
{
    uint64_t n = 0;
    for (size_t i = 0; i < r->links.n; i++)
        for (size_t k = i + 1; k < r->links.n; k++) {
            const sl_rank_place *p = r->places.at, *low = &p[r->links.at[i].low],
                                *other = &p[r->links.at[k].low];
            int64_t below = (int64_t)low->position - other->position;
            int64_t above =
                (int64_t)p[r->links.at[i].high].position - p[r->links.at[k].high].position;
            n += low->layer == other->layer && below * above < 0;
        }
    return n;
}

/* Each layer's places stand at 0, 1, 2 … */
static bool is_whole(const sl_rank *r)
{
    bool seen[LAYERS][LAYERS * WIDE * 4] = {{false}};
    for (size_t i = 0; i < r->places.n; i++) {
        const sl_rank_place *p = &r->places.at[i];
        if (p->position >= r->counts[p->layer] || seen[p->layer][p->position])
            return false;
        seen[p->layer][p->position] = true;
    }
    return true;
}

static void test_ranks(void)
{
    size_t wrong = 0, worse = 0, better = 0, broken = 0;
    for (int round = 0; round < 300; round++) {
        const sl_diagram *d = diagram();
        sl_rank plain = sl_rank_order(a, d, 0), swept = sl_rank_order(a, d, 8);
        wrong += count_crossings(&swept) != swept.crossings || !is_whole(&swept);
        worse += swept.crossings > plain.crossings;
        better += swept.crossings < plain.crossings;
        for (size_t i = 0; i < swept.links.n; i++) {
            const sl_rank_link *l = &swept.links.at[i];
            broken += swept.places.at[l->high].layer != swept.places.at[l->low].layer + 1;
        }
    }
    is_int((long long)wrong, 0, "the crossings said are those that are drawn");
    is_int((long long)broken, 0, "a line goes from layer to layer");
    is_int((long long)worse, 0, "no order is worse than none");
    ok(better > 150, "and most are better");
}

/* --- flags --- */

static void test_flags(void)
{
    enum { FLAGS = 9, BESIDE = SL_PT(3) };
    size_t meets = 0, unsorted = 0, high = 0;
    for (int round = 0; round < 500; round++) {
        sl_flag f[FLAGS] = {0};
        for (int i = 0; i < FLAGS; i++)
            f[i] = (sl_flag){.x = SL_PT(roll(300)),
                             .width = SL_PT(20 + roll(60)),
                             .height = SL_PT(8 + roll(20))};
        sl_u most = sl_flags_place(f, FLAGS), top = 0;
        for (int i = 0; i < FLAGS; i++) {
            unsorted += i && f[i].x < f[i - 1].x;
            top = f[i].up + f[i].height > top ? f[i].up + f[i].height : top;
            for (int k = i + 1; k < FLAGS; k++) {
                /* A staff leads from the top of its words down to the ground. */
                bool beside = f[k].x <= f[i].x + BESIDE + f[i].width;
                meets += beside && f[k].up + f[k].height > f[i].up;
            }
        }
        high += top != most;
    }
    is_int((long long)meets, 0, "no words lie on another's or on its staff");
    is_int((long long)unsorted, 0, "they stand along the line");
    is_int((long long)high, 0, "the height is that of the highest");
}

/* --- boundaries --- */

static void test_shapes(void)
{
    static const char squares[] =
        "{\"type\": \"FeatureCollection\", \"features\": ["
        "{\"type\": \"Feature\", \"properties\": {\"name\": \"West\"}, \"geometry\": {\"type\": "
        "\"Polygon\", \"coordinates\": [[[0,0],[1,0],[1,1],[0,1],[0,0]],"
        "[[0.4,0.4],[0.4,0.6],[0.6,0.6],[0.6,0.4],[0.4,0.4]]]}},"
        "{\"type\": \"Feature\", \"properties\": {\"name\": \"East\"}, \"geometry\": {\"type\": "
        "\"Polygon\", \"coordinates\": [[[1,0],[2,0],[2,1],[1,1],[1,0]]]}}]}";
    sl_sources sources;
    sl_diags diags;
    sl_sources_init(&sources, a);
    sl_diags_init(&diags, a, &sources);
    uint32_t file =
        sl_sources_add(&sources, SL_STR("m.geojson"), SL_STR("m.geojson"), SL_STR(squares));
    const sl_geo *g = sl_geo_read(a, &diags, file, false);
    if (!ok(g != NULL, "boundaries are read"))
        return;
    sl_u width = SL_PT(200), height = sl_shapes_fit(g, &width, SL_PT(300));
    ok(height > SL_PT(95) && height < SL_PT(105), "twice as wide as high, near the equator");
    sl_shapes s = sl_shapes_make(a, g, 0, 0, width, height);
    sl_u x = width / 8, y = height / 8;
    ok(sl_shapes_hold(&s, 0, x, y) && !sl_shapes_hold(&s, 1, x, y), "the west is in the west");
    ok(sl_shapes_hold(&s, 1, width - x, y) && !sl_shapes_hold(&s, 0, width - x, y), "the east too");
    ok(!sl_shapes_hold(&s, 0, width / 4, height / 2), "a hole is not in what it is a hole of");
    ok(!sl_shapes_hold(&s, 0, -x, y) && !sl_shapes_hold(&s, 1, width + x, y), "nothing beyond");
    for (size_t i = 0; i < 2; i++) {
        sl_shape_point p = sl_shapes_middle(&s, i);
        ok(sl_shapes_hold(&s, i, p.x, p.y), "the middle of each lies in it");
    }
    sl_u narrow = SL_PT(200), low = sl_shapes_fit(g, &narrow, SL_PT(50));
    is_int(low, SL_PT(50), "no higher than there is room");
    ok(narrow > SL_PT(95) && narrow < SL_PT(105), "and then less wide");
}

/* --- words of a chart, and its SVG --- */

static void test_svg(void)
{
    sl_picture *p = SL_NEW(a, sl_picture);
    p->width = SL_PT(10);
    p->height = SL_PT(20);
    sl_mark label = {.kind = SL_MARK_LABEL};
    label.u.label =
        (sl_label){.text = SL_STR("a < b & \"c\""), .x = SL_PT(1), .y = SL_PT(2), .size = SL_PT(8)};
    SL_PUSH(a, p->marks, label);
    sl_buf b;
    sl_buf_init(&b);
    sl_draw_emit_svg(&b, p, SL_STR("<script>"));
    sl_str svg = sl_buf_str(&b);
    ok(sl_str_find(svg, SL_STR("<script"), 0) == SIZE_MAX, "nothing of the strategy is markup");
    ok(sl_str_find(svg, SL_STR("a &lt; b &amp; "), 0) != SIZE_MAX, "its words are text");
    ok(sl_str_find(svg, SL_STR("&lt;script&gt;"), 0) != SIZE_MAX, "and its name too");
    sl_buf_done(&b);
}

int main(void)
{
    a = sl_arena_new();
    test_ranks();
    test_flags();
    test_shapes();
    test_svg();
    sl_arena_free(a);
    return done();
}
