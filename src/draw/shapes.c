#include "draw/shapes.h"

/* Nothing is drawn finer than GRAIN; a border may stand so far from its true place as SLACK. */
enum { GRAIN = SL_PT(1) / 2, SLACK = SL_PT(1) };

/* --- projection --- */

static void span_of(const sl_geo *g, int64_t *across, int64_t *up)
{
    *across = ((int64_t)g->high.x - g->low.x) * sl_geo_aspect(g) / 1000000;
    *up = (int64_t)g->high.y - g->low.y;
    *across = *across > 0 ? *across : 1;
    *up = *up > 0 ? *up : 1;
}

sl_u sl_shapes_fit(const sl_geo *g, sl_u *width, sl_u most)
{
    int64_t across, up;
    span_of(g, &across, &up);
    /* What is nearly a line, or one point, keeps room to be seen in. */
    int64_t height = across > up * 64 ? SL_PT(8) : up > across * 64 ? most : *width * up / across;
    if (height > most) {
        *width = up > across * 64 ? SL_PT(8) : (sl_u)(most * across / up);
        height = most;
    }
    *width = *width > SL_PT(8) ? *width : SL_PT(8);
    return height > SL_PT(8) ? (sl_u)height : SL_PT(8);
}

/* To the grain, so that positions that cannot be told apart are one. */
static sl_shape_point project(const sl_geo *g, sl_geo_position p, sl_shape_point at, sl_u width,
                              sl_u height)
{
    int64_t across = (int64_t)g->high.x - g->low.x, up = (int64_t)g->high.y - g->low.y;
    int64_t x = across ? ((int64_t)p.x - g->low.x) * width / across : width / 2;
    int64_t y = up ? ((int64_t)g->high.y - p.y) * height / up : height / 2;
    return (sl_shape_point){at.x + (sl_u)((x + GRAIN / 2) / GRAIN * GRAIN),
                            at.y + (sl_u)((y + GRAIN / 2) / GRAIN * GRAIN)};
}

static int compare(sl_shape_point a, sl_shape_point b)
{
    return a.x != b.x ? (a.x < b.x ? -1 : 1) : a.y != b.y ? (a.y < b.y ? -1 : 1) : 0;
}

static bool is_same(sl_shape_point a, sl_shape_point b)
{
    return a.x == b.x && a.y == b.y;
}

/* --- where borders meet --- */

/* A position with its neighbours along the rings: with a third, borders meet there. */
typedef struct joint {
    sl_shape_point at, one, two;
    bool used, has_two, meets;
} joint;

typedef struct joints {
    joint *at;
    size_t mask;
} joints;

static joint *find_joint(joints *j, sl_shape_point p)
{
    uint64_t h = sl_hash_mix(sl_hash_mix(0, (uint32_t)p.x), (uint32_t)p.y);
    size_t i = (size_t)h & j->mask;
    while (j->at[i].used && !is_same(j->at[i].at, p))
        i = (i + 1) & j->mask;
    if (!j->at[i].used)
        j->at[i] = (joint){.at = p};
    return &j->at[i];
}

static void add_neighbour(joint *j, sl_shape_point n)
{
    if (!j->used)
        j->one = n;
    else if (!is_same(j->one, n) && !j->has_two) {
        j->two = n;
        j->has_two = true;
    } else if (!is_same(j->one, n) && !is_same(j->two, n))
        j->meets = true;
    j->used = true;
}

static void note_ring(joints *j, const sl_shape_point *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        joint *at = find_joint(j, p[i]);
        add_neighbour(at, p[(i + n - 1) % n]);
        add_neighbour(at, p[(i + 1) % n]);
    }
}

/* --- simplification (Douglas and Peucker) --- */

/* How far p stands from the line from a to b, times the length of the line; from a where that is
 * b. */
static int64_t distance_to(sl_shape_point p, sl_shape_point a, sl_shape_point b, int64_t *length)
{
    int64_t dx = b.x - a.x, dy = b.y - a.y, px = p.x - a.x, py = p.y - a.y;
    int64_t square = dx ? dx * dx + dy * dy : dy * dy;
    bool point = square == 0;
    int64_t v = point ? px * px + py * py : dx * py - dy * px, root = 1;
    v = v < 0 ? -v : v;
    if (point) {
        *length = SLACK;
        return v;
    }
    while (root * root < square) /* of the line's length, by halves and then exactly enough */
        root *= 2;
    for (int64_t step = root / 2; step; step /= 2)
        root -= root - step > 0 && (root - step) * (root - step) >= square ? step : 0;
    *length = root;
    return v;
}

/* Marks what is kept strictly between two points of a piece, which has at most PIECE points. */
static void keep_between(const sl_shape_point *p, bool *kept, size_t from, size_t to)
{
    int64_t most = -1, length = 1;
    size_t far = from;
    for (size_t i = from + 1; i < to; i++) {
        int64_t dx = p[to].x - p[from].x, dy = p[to].y - p[from].y;
        int64_t px = p[i].x - p[from].x, py = p[i].y - p[from].y;
        int64_t v = dx || dy ? dx * py - dy * px : px * px + py * py;
        v = v < 0 ? -v : v;
        if (v > most) {
            most = v;
            far = i;
        }
    }
    if (far == from || distance_to(p[far], p[from], p[to], &length) <= SLACK * length)
        return;
    kept[far] = true;
    keep_between(p, kept, from, far);
    keep_between(p, kept, far, to);
}

/* A long piece is cut at fixed places, so that the depth and the time of the search are bounded. */
static void keep_piece(const sl_shape_point *p, bool *kept, size_t n)
{
    enum { PIECE = 512 };
    for (size_t from = 0; from + 1 < n; from += PIECE) {
        size_t to = from + PIECE < n - 1 ? from + PIECE : n - 1;
        kept[from] = kept[to] = true;
        keep_between(p, kept, from, to);
    }
}

typedef struct simplifier {
    sl_arena *arena;
    sl_shapes *out;
    sl_shape_point *piece; /* room for the longest ring and one more */
    bool *kept;
} simplifier;

/* The points from `from` on, length + 1 of them round a ring, in the direction that does not
 * depend on the ring's own; all but the last are added. */
static void add_piece(simplifier *s, const sl_shape_point *ring, size_t n, size_t from,
                      size_t length)
{
    for (size_t i = 0; i <= length; i++)
        s->piece[i] = ring[(from + i) % n];
    int order = compare(s->piece[0], s->piece[length]);
    order = order ? order : compare(s->piece[1], s->piece[length - 1]);
    for (size_t i = 0; order > 0 && i < (length + 1) / 2; i++) {
        sl_shape_point swap = s->piece[i];
        s->piece[i] = s->piece[length - i];
        s->piece[length - i] = swap;
    }
    memset(s->kept, 0, (length + 1) * sizeof *s->kept);
    keep_piece(s->piece, s->kept, length + 1);
    for (size_t i = 0; i < length; i++) {
        size_t at = order > 0 ? length - i : i;
        if (s->kept[at])
            SL_PUSH(s->arena, s->out->points, s->piece[at]);
    }
}

/* Pieces between the places where borders meet; a ring without one begins at its least point. */
static void add_ring(simplifier *s, joints *j, const sl_shape_point *ring, size_t n)
{
    size_t start = SIZE_MAX, least = 0;
    for (size_t i = 0; i < n; i++) {
        least = compare(ring[i], ring[least]) < 0 ? i : least;
        start = start == SIZE_MAX && find_joint(j, ring[i])->meets ? i : start;
    }
    uint32_t first = (uint32_t)s->out->points.n;
    start = start == SIZE_MAX ? least : start;
    for (size_t done = 0; done < n;) {
        size_t length = 1;
        while (done + length < n && !find_joint(j, ring[(start + done + length) % n])->meets)
            length++;
        add_piece(s, ring, n, (start + done) % n, length);
        done += length;
    }
    uint32_t count = (uint32_t)s->out->points.n - first;
    if (count >= 3)
        SL_PUSH(s->arena, s->out->rings, ((sl_shape_ring){first, count}));
    else
        s->out->points.n = first;
}

/* --- all of it --- */

typedef struct projected {
    sl_shape_point *points;
    sl_shape_ring *rings; /* by ring of the boundaries */
    size_t longest;
} projected;

static projected project_all(sl_arena *a, const sl_geo *g, sl_shape_point at, sl_u width,
                             sl_u height)
{
    projected p = {SL_NEW_ARRAY(a, sl_shape_point, g->positions.n + 1),
                   SL_NEW_ARRAY(a, sl_shape_ring, g->rings.n + 1), 0};
    uint32_t n = 0;
    for (size_t r = 0; r < g->rings.n; r++) {
        sl_shape_ring *ring = &p.rings[r];
        ring->first = n;
        for (uint32_t i = 0; i < g->rings.at[r].count; i++) {
            p.points[n] = project(g, g->positions.at[g->rings.at[r].first + i], at, width, height);
            if (n == ring->first || !is_same(p.points[n], p.points[n - 1]))
                n++;
        }
        while (n > ring->first + 1 && is_same(p.points[n - 1], p.points[ring->first]))
            n--;
        ring->count = n - ring->first;
        p.longest = ring->count > p.longest ? ring->count : p.longest;
    }
    return p;
}

static joints find_joints(sl_arena *a, const projected *p, const sl_geo *g)
{
    size_t room = 16;
    while (room < g->positions.n * 2)
        room *= 2;
    joints j = {SL_NEW_ARRAY(a, joint, room), room - 1};
    for (size_t r = 0; r < g->rings.n; r++)
        if (p->rings[r].count >= 3)
            note_ring(&j, p->points + p->rings[r].first, p->rings[r].count);
    return j;
}

sl_shapes sl_shapes_make(sl_arena *a, const sl_geo *g, sl_u x, sl_u y, sl_u width, sl_u height)
{
    sl_shapes out = {0};
    projected p = project_all(a, g, (sl_shape_point){x, y}, width, height);
    joints j = find_joints(a, &p, g);
    simplifier s = {a, &out, SL_NEW_ARRAY(a, sl_shape_point, p.longest + 2),
                    SL_NEW_ARRAY(a, bool, p.longest + 2)};
    for (size_t f = 0; f < g->features.n; f++) {
        const sl_geo_feature *from = &g->features.at[f];
        sl_shape shape = {(uint32_t)out.rings.n, 0, (uint32_t)out.spots.n, 0};
        for (uint32_t r = from->first_ring; r < from->first_ring + from->ring_count; r++) {
            const sl_shape_ring *ring = &p.rings[r];
            if (from->is_point)
                SL_PUSH(a, out.spots, p.points[ring->first]);
            else if (ring->count >= 3)
                add_ring(&s, &j, p.points + ring->first, ring->count);
        }
        shape.ring_count = (uint32_t)out.rings.n - shape.first_ring;
        if (!from->is_point && !shape.ring_count)
            SL_PUSH(a, out.spots, p.points[p.rings[from->first_ring].first]);
        shape.spot_count = (uint32_t)out.spots.n - shape.first_spot;
        SL_PUSH(a, out.shapes, shape);
    }
    return out;
}

/* --- inside --- */

bool sl_shapes_hold(const sl_shapes *s, size_t feature, sl_u x, sl_u y)
{
    const sl_shape *shape = &s->shapes.at[feature];
    bool inside = false;
    for (uint32_t r = shape->first_ring; r < shape->first_ring + shape->ring_count; r++) {
        const sl_shape_point *p = &s->points.at[s->rings.at[r].first];
        uint32_t n = s->rings.at[r].count;
        for (uint32_t i = 0; i < n; i++) {
            sl_shape_point a = p[i], b = p[(i + 1) % n];
            if ((a.y > y) == (b.y > y))
                continue;
            int64_t cross = ((int64_t)x - a.x) * (b.y - a.y) - ((int64_t)y - a.y) * (b.x - a.x);
            inside ^= (b.y > a.y) == (cross < 0);
        }
    }
    return inside;
}

/* The square of the distance from a point to the line between two others. */
static double distance_square(sl_shape_point a, sl_shape_point b, sl_u x, sl_u y)
{
    double dx = b.x - a.x, dy = b.y - a.y, px = x - a.x, py = y - a.y;
    double length = dx * dx + dy * dy;
    double part = length > 0 ? (px * dx + py * dy) / length : 0;
    part = part < 0 ? 0 : part > 1 ? 1 : part;
    px -= part * dx;
    py -= part * dy;
    return px * px + py * py;
}

/* The same to the nearest border of an area. */
static double clearance(const sl_shapes *s, const sl_shape *shape, sl_u x, sl_u y)
{
    double least = 1e300;
    for (uint32_t r = shape->first_ring; r < shape->first_ring + shape->ring_count; r++) {
        const sl_shape_point *p = &s->points.at[s->rings.at[r].first];
        uint32_t n = s->rings.at[r].count;
        for (uint32_t i = 0; i < n; i++) {
            double d = distance_square(p[i], p[(i + 1) % n], x, y);
            least = d < least ? d : least;
        }
    }
    return least;
}

sl_shape_point sl_shapes_middle(const sl_shapes *s, size_t feature)
{
    enum { STEPS = 20 };
    const sl_shape *shape = &s->shapes.at[feature];
    if (!shape->ring_count)
        return s->spots.at[shape->first_spot];
    sl_shape_point low = s->points.at[s->rings.at[shape->first_ring].first], high = low, best = low;
    for (uint32_t r = shape->first_ring; r < shape->first_ring + shape->ring_count; r++)
        for (uint32_t i = 0; i < s->rings.at[r].count; i++) {
            sl_shape_point p = s->points.at[s->rings.at[r].first + i];
            low = (sl_shape_point){p.x < low.x ? p.x : low.x, p.y < low.y ? p.y : low.y};
            high = (sl_shape_point){p.x > high.x ? p.x : high.x, p.y > high.y ? p.y : high.y};
        }
    double most = -1;
    for (int i = 0; i < STEPS * STEPS; i++) {
        sl_u x = low.x + (high.x - low.x) / (2 * STEPS) * (2 * (i % STEPS) + 1);
        sl_u y = low.y + (high.y - low.y) / (2 * STEPS) * (2 * (i / STEPS) + 1);
        double room = sl_shapes_hold(s, feature, x, y) ? clearance(s, shape, x, y) : -1;
        if (room > most) {
            most = room;
            best = (sl_shape_point){x, y};
        }
    }
    return best;
}
