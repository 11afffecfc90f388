#include "data/geojson.h"

#include "base/limits.h"

typedef struct reader {
    sl_arena *arena;
    sl_diags *diags;
    sl_geo *geo;
} reader;

/* Always false, so that it can be returned. */
static bool fail(reader *r, const sl_json *at, const char *help, const char *what)
{
    sl_span span = sl_json_span(r->geo->file, at);
    sl_finding *f = sl_diag_add(r->diags, SL_E0161, span, "%s", what);
    sl_diag_help(r->diags, f, "%s", help);
    return false;
}

static const char anew[] = "mend the shape, or have the program that wrote the file write it anew";

/* --- numbers --- */

/* The power of ten of a number's end: "e-05". */
static int read_power(sl_str text)
{
    int power = 0;
    bool minus = text.n && text.p[0] == '-';
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] >= '0' && text.p[i] <= '9' && power < 1000)
            power = power * 10 + (text.p[i] - '0');
    return minus ? -power : power;
}

/* A number times 10^places, rounded; what no coordinate is stays far out of every range. */
static int64_t read_fixed(sl_str text, int places)
{
    const int64_t most = INT64_C(100000000000000000);
    int64_t v = 0;
    bool behind = false, minus = text.n && text.p[0] == '-';
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == 'e' || c == 'E') {
            places += read_power(sl_str_slice(text, i + 1, text.n));
            break;
        }
        behind = behind || c == '.';
        if (c < '0' || c > '9')
            continue;
        bool kept = v < most;
        v = kept ? v * 10 + (c - '0') : v;
        places += (behind && kept ? -1 : 0) + (!behind && !kept ? 1 : 0);
    }
    for (; places > 0 && v && v < most; places--)
        v *= 10;
    v = places > 0 && v ? INT64_MAX / 2 : v;
    for (; places < -1 && v; places++)
        v /= 10;
    v = places < 0 ? (v + 5) / 10 : v;
    return minus ? -v : v;
}

/* --- coordinates --- */

#define METRES INT64_C(1000)
#define DEGREES INT64_C(10000000)

static bool is_within(int64_t x, int64_t y, int64_t west, int64_t east, int64_t south,
                      int64_t north)
{
    return x >= west && x <= east && y >= south && y <= north;
}

/* Numbers that are of another system say which, as far as that can be told. */
static bool report_range(reader *r, const sl_json *at, sl_str x_text, sl_str y_text)
{
    int64_t dx = read_fixed(x_text, 7), dy = read_fixed(y_text, 7);
    int64_t mx = read_fixed(x_text, 3), my = read_fixed(y_text, 3);
    if (r->geo->grid &&
        is_within(dx, dy, -180 * DEGREES, 180 * DEGREES, -90 * DEGREES, 90 * DEGREES))
        return fail(r, at, "leave 'projection' out of the block",
                    "these coordinates are degrees, and no metres of the National Grid");
    if (r->geo->grid)
        return fail(r, at, "export the boundaries in EPSG:27700 or as WGS 84 (EPSG:4326)",
                    "a coordinate lies outside the National Grid");
    if (is_within(dy, dx, -180 * DEGREES, 180 * DEGREES, -90 * DEGREES, 90 * DEGREES))
        return fail(r, at,
                    "GeoJSON has longitude before latitude (RFC 7946, 3.1.1): turn them round",
                    "a coordinate lies outside the world");
    if (is_within(mx, my, 0, 700000 * METRES, 0, 1300000 * METRES))
        return fail(r, at,
                    "write projection: national-grid in the block, or export the boundaries as "
                    "WGS 84 (EPSG:4326)",
                    "these coordinates are eastings and northings of the National Grid, and no "
                    "degrees");
    return fail(r, at,
                "export the boundaries as WGS 84 (EPSG:4326): longitude, latitude in degrees",
                "a coordinate lies outside the world: it is of another system");
}

static bool read_position(reader *r, const sl_json *j, sl_geo_position *out)
{
    const sl_json *x = j->kind == SL_JSON_LIST ? j->first : NULL, *y = x ? x->next : NULL;
    if (!y || x->kind != SL_JSON_NUMBER || y->kind != SL_JSON_NUMBER)
        return fail(r, j, anew, "a position is a list of two numbers, longitude and latitude");
    bool grid = r->geo->grid;
    int64_t px = read_fixed(x->text, grid ? 3 : 7), py = read_fixed(y->text, grid ? 3 : 7);
    bool degrees = is_within(read_fixed(x->text, 7), read_fixed(y->text, 7), -180 * DEGREES,
                             180 * DEGREES, -90 * DEGREES, 90 * DEGREES);
    if (grid ? degrees || !is_within(px, py, 0, 700000 * METRES, 0, 1300000 * METRES) : !degrees)
        return report_range(r, j, x->text, y->text);
    *out = (sl_geo_position){(int32_t)px, (int32_t)py};
    sl_geo *g = r->geo;
    bool first = g->positions.n == 0;
    g->low.x = first || out->x < g->low.x ? out->x : g->low.x;
    g->low.y = first || out->y < g->low.y ? out->y : g->low.y;
    g->high.x = first || out->x > g->high.x ? out->x : g->high.x;
    g->high.y = first || out->y > g->high.y ? out->y : g->high.y;
    if (g->positions.n >= SL_LIMIT_GEO_POSITIONS)
        return fail(r, j, "simplify the shapes: print shows no more than some thousand positions",
                    "the boundaries have too many positions");
    SL_PUSH(r->arena, g->positions, *out);
    return true;
}

/* --- geometry --- */

/* Twice the area, with a sign: positive when the ring turns anticlockwise. Exact enough for the
 * sign of any ring that could be seen. */
static double turn_of(const sl_geo_position *p, uint32_t n)
{
    double sum = 0;
    for (uint32_t i = 1; i + 1 < n; i++)
        sum += (double)((int64_t)p[i].x - p[0].x) * (double)((int64_t)p[i + 1].y - p[0].y) -
               (double)((int64_t)p[i + 1].x - p[0].x) * (double)((int64_t)p[i].y - p[0].y);
    return sum;
}

static bool read_ring(reader *r, const sl_json *j, bool hole)
{
    sl_geo *g = r->geo;
    uint32_t first = (uint32_t)g->positions.n;
    sl_geo_position p;
    if (j->kind != SL_JSON_LIST || j->count < 4)
        return fail(r, j, anew, "a ring has four positions at least");
    for (const sl_json *one = j->first; one; one = one->next)
        if (!read_position(r, one, &p))
            return false;
    sl_geo_position *at = &g->positions.at[first];
    uint32_t n = (uint32_t)g->positions.n - first - 1;
    if (at[0].x != at[n].x || at[0].y != at[n].y)
        return fail(r, j, "end the ring with its first position",
                    "a ring is not closed: its last position is not its first");
    g->positions.n--;
    double turn = turn_of(at, n);
    if (turn == 0)
        return fail(r, j, anew, "a ring encloses nothing");
    for (uint32_t i = 0; (turn > 0) == hole && i < n / 2; i++) {
        p = at[i];
        at[i] = at[n - 1 - i];
        at[n - 1 - i] = p;
    }
    SL_PUSH(r->arena, g->rings, ((sl_geo_ring){first, n}));
    return true;
}

static bool read_polygon(reader *r, const sl_json *j)
{
    if (j->kind != SL_JSON_LIST || !j->first)
        return fail(r, j, "remove the feature, or give it its shape", "the geometry is empty");
    bool good = true;
    for (const sl_json *ring = j->first; ring && good; ring = ring->next)
        good = read_ring(r, ring, ring != j->first);
    return good;
}

static bool read_point(reader *r, const sl_json *j)
{
    sl_geo_position p;
    if (j->kind == SL_JSON_LIST && !j->first)
        return fail(r, j, "remove the feature, or give it its place", "the geometry is empty");
    if (!read_position(r, j, &p))
        return false;
    SL_PUSH(r->arena, r->geo->rings, ((sl_geo_ring){(uint32_t)r->geo->positions.n - 1, 1}));
    return true;
}

static bool read_many(reader *r, const sl_json *j, bool (*read)(reader *, const sl_json *))
{
    if (j->kind != SL_JSON_LIST || !j->first)
        return fail(r, j, "remove the feature, or give it its shape", "the geometry is empty");
    bool good = true;
    for (const sl_json *one = j->first; one && good; one = one->next)
        good = read(r, one);
    return good;
}

static bool read_geometry(reader *r, const sl_json *feature)
{
    const sl_json *j = sl_json_lookup(feature, "geometry");
    if (!j || j->kind != SL_JSON_MAP)
        return fail(r, j ? j : feature, "remove the feature, or give it its shape",
                    "a feature without a geometry");
    sl_str type = sl_json_text(j, "type");
    const sl_json *at = sl_json_lookup(j, "coordinates");
    sl_geo_feature f = {.json = feature, .first_ring = (uint32_t)r->geo->rings.n};
    f.is_point = sl_str_equal_z(type, "Point") || sl_str_equal_z(type, "MultiPoint");
    bool good;
    if (!f.is_point && !sl_str_equal_z(type, "Polygon") && !sl_str_equal_z(type, "MultiPolygon"))
        return fail(r, j, "give each feature a Polygon, MultiPolygon, Point or MultiPoint",
                    "a geometry that is neither areas nor points");
    if (!at)
        return fail(r, j, anew, "a geometry without coordinates");
    if (f.is_point)
        good = type.n == 5 ? read_point(r, at) : read_many(r, at, read_point);
    else
        good = type.n == 7 ? read_polygon(r, at) : read_many(r, at, read_polygon);
    f.ring_count = (uint32_t)r->geo->rings.n - f.first_ring;
    if (good)
        SL_PUSH(r->arena, r->geo->features, f);
    return good;
}

/* --- the file --- */

/* RFC 7946 has no 'crs'; what older files say there is not to be passed over. */
static bool check_system(reader *r, const sl_json *root)
{
    const sl_json *crs = sl_json_lookup(root, "crs");
    sl_str name = sl_json_text(sl_json_lookup(crs, "properties"), "name");
    bool degrees = sl_str_find(name, SL_STR("CRS84"), 0) != SIZE_MAX || sl_str_ends(name, "4326");
    bool grid = sl_str_ends(name, "27700");
    if (!crs || crs->kind == SL_JSON_NULL || (r->geo->grid ? grid : degrees))
        return true;
    return fail(r, crs,
                grid ? "write projection: national-grid in the block, or export the boundaries as "
                       "WGS 84 (EPSG:4326)"
                : degrees && r->geo->grid ? "leave 'projection' out of the block"
                                          : "export the boundaries as WGS 84 (EPSG:4326)",
                "the file says that its coordinates are of another system");
}

static bool read_all(reader *r, const sl_json *root)
{
    sl_str type = sl_json_text(root, "type");
    const sl_json *features = sl_json_lookup(root, "features");
    if (!sl_str_equal_z(type, "FeatureCollection") || !features || features->kind != SL_JSON_LIST)
        return fail(r, root,
                    sl_str_equal_z(type, "Topology") ? "this is TopoJSON: export it as GeoJSON"
                                                     : "export it as GeoJSON (RFC 7946)",
                    "the file is no FeatureCollection");
    if (features->count > SL_LIMIT_GEO_FEATURES)
        return fail(r, features, "keep only the places that are shown",
                    "the boundaries have more features than a map can show");
    if (!features->first)
        return fail(r, features, "export the places that the data are of",
                    "the boundaries have no feature");
    bool good = check_system(r, root);
    for (const sl_json *f = features->first; f && good; f = f->next) {
        good = sl_str_equal_z(sl_json_text(f, "type"), "Feature") ||
               fail(r, f, anew, "what stands among the features is no feature");
        good = good && read_geometry(r, f);
    }
    return good;
}

static const sl_geo *read_geo(sl_arena *a, sl_diags *d, uint32_t file, bool grid)
{
    reader r = {a, d, SL_NEW(a, sl_geo)};
    *r.geo = (sl_geo){.file = file, .grid = grid};
    const sl_json *root = sl_json_parse(a, d, file);
    if (!root || !read_all(&r, root))
        return NULL;
    r.geo->credit = sl_str_trim(sl_json_text(root, "credit"));
    return r.geo;
}

/* Boundaries as they were made of bytes that are kept, with what was found. */
typedef struct made {
    const sl_geo *geo;
    sl_diags diags;
} made;

const sl_geo *sl_geo_read(sl_arena *a, sl_diags *d, uint32_t file, bool grid)
{
    static const char by[2];
    sl_folder_file *kept = sl_sources_lookup(d->sources, file)->kept;
    if (!kept)
        return read_geo(a, d, file, grid);
    made *m = sl_folder_made(kept, &by[grid], 0);
    if (!m) {
        m = SL_NEW(kept->arena, made);
        sl_diags_init(&m->diags, kept->arena, d->sources);
        m->geo = read_geo(kept->arena, &m->diags, file, grid);
        sl_folder_keep(kept, &by[grid], 0, m);
    }
    sl_diags_repeat(d, &m->diags);
    return m->geo;
}

sl_str sl_geo_property(const sl_geo_feature *f, sl_str name)
{
    const sl_json *p = sl_json_lookup_str(sl_json_lookup(f->json, "properties"), name);
    bool told = p && (p->kind == SL_JSON_STRING || p->kind == SL_JSON_NUMBER);
    return told ? sl_str_trim(p->text) : SL_STR_NONE;
}

/* By the series of the cosine, so that every machine has the same; near a pole it stays above
 * nought. */
int64_t sl_geo_aspect(const sl_geo *g)
{
    if (g->grid)
        return 1000000;
    double x = ((double)g->low.y + (double)g->high.y) / 2 / 1e7 * 3.14159265358979 / 180;
    double term = 1, sum = 1;
    for (int i = 1; i < 12; i++) {
        term *= -x * x / ((2 * i - 1) * (2 * i));
        sum += term;
    }
    int64_t millionths = (int64_t)(sum * 1000000 + 0.5);
    return millionths > 10000 ? millionths : 10000;
}
