#include "serve/order.h"

#include "base/file.h"
#include "base/limits.h"
#include "model/called.h"

/* A place where an item may stand: behind another in a part, or, part empty, behind a chapter. */
typedef struct slot {
    const sl_part *part;   /* NULL: among the chapters */
    const sl_item *after;  /* NULL: first */
    const sl_part *behind; /* of a chapter: the part that it stands behind, NULL: `after` */
    bool is_here;
} slot;

typedef SL_VEC(slot) slots;

/* --- where it stands in the file --- */

static sl_way way_of(sl_arena *a, uint32_t entry, const char *key, uint32_t index)
{
    sl_step *steps = SL_NEW_ARRAY(a, sl_step, 4);
    steps[0].key = SL_STR("order");
    steps[1].index = entry;
    if (key)
        steps[2].key = sl_str_from(key);
    steps[3].index = index;
    return (sl_way){steps, !key ? 2 : index == UINT32_MAX ? 3 : 4};
}

static bool is_id(const sl_yaml *y, sl_str id)
{
    return y && y->kind == SL_YAML_SCALAR && sl_str_equal(y->text, id);
}

/* The way to an entry that names it; n 0: there is none. */
static sl_way find_entry(sl_arena *a, const sl_yaml *order, sl_str id)
{
    uint32_t i = 0;
    SL_EACH (entry, order) {
        uint32_t k = 0;
        if (is_id(entry, id))
            return way_of(a, i, NULL, 0);
        if (entry->kind == SL_YAML_MAP && is_id(sl_yaml_lookup(entry, "intro"), id))
            return way_of(a, i, "intro", UINT32_MAX);
        SL_EACH (one, entry->kind == SL_YAML_MAP ? sl_yaml_lookup(entry, "items") : NULL) {
            if (is_id(one, id))
                return way_of(a, i, "items", k);
            k++;
        }
        i++;
    }
    return (sl_way){0};
}

/* IDs in the place of titles, as the strategy reads them. */
static const sl_yaml *with_ids(sl_arena *a, const sl_strategy *s, const sl_yaml *y)
{
    sl_yaml *out = SL_NEW(a, sl_yaml), **last = &out->first;
    *out = *y;
    out->first = NULL;
    for (size_t i = 0; y->kind == SL_YAML_SCALAR && i < s->items.n; i++)
        if (sl_called_is(s->items.at[i], y->text))
            out->text = s->items.at[i]->id;
    SL_EACH (one, y) {
        *last = (sl_yaml *)with_ids(a, s, one);
        last = &(*last)->next;
        *last = NULL;
    }
    return out;
}

static const sl_yaml *order_of(sl_arena *a, const sl_strategy *s, sl_str bytes)
{
    const sl_yaml *root = sl_yaml_parse_text(a, sl_str_copy(a, bytes));
    const sl_yaml *order = root && root->kind == SL_YAML_MAP ? sl_yaml_lookup(root, "order") : NULL;
    return order ? with_ids(a, s, order) : NULL;
}

sl_str sl_order_without(const sl_asking *q, sl_str bytes, sl_str id)
{
    sl_str out = SL_STR_NONE;
    sl_way way = find_entry(q->arena, order_of(q->arena, q->s, bytes), id);
    return way.n && !sl_yaml_edit_remove(q->arena, bytes, way, &out) ? out : SL_STR_NONE;
}

bool sl_order_holds(const sl_strategy *s, sl_span at)
{
    static const char *const keys[] = {"order", "renamed", "retired"};
    for (size_t i = 0; i < SL_COUNT(keys); i++) {
        const sl_yaml *y = sl_yaml_lookup(s->config, keys[i]);
        if (y && y->span.file == at.file && at.begin >= y->span.begin && at.end <= y->span.end)
            return true;
    }
    return false;
}

/* --- where it may stand --- */

static void list_part(sl_arena *a, const sl_part *part, const sl_item *item, slots *out)
{
    const sl_item *last = NULL;
    SL_PUSH(a, *out, ((slot){.part = part, .is_here = part->items.n && part->items.at[0] == item}));
    for (size_t i = 0; i < part->items.n; i++) {
        if (part->items.at[i] == item)
            continue;
        last = part->items.at[i];
        bool here = i + 1 < part->items.n && part->items.at[i + 1] == item;
        SL_PUSH(a, *out, ((slot){.part = part, .after = last, .is_here = here}));
    }
}

/* False: it has no place of its own that could be another. */
static bool list_slots(sl_arena *a, const sl_strategy *s, const sl_item *item, slots *out)
{
    bool is_in_part = false, is_chapter = false, was = false;
    for (size_t i = 0; i < s->parts.n; i++) {
        const sl_part *p = s->parts.at[i];
        is_chapter = is_chapter || (p->single == item && !p->is_appendix);
        for (size_t k = 0; k < p->items.n; k++)
            is_in_part = is_in_part || p->items.at[k] == item;
    }
    if (is_chapter) {
        bool first = s->parts.at[0]->single == item;
        SL_PUSH(a, *out, ((slot){.is_here = first}));
    }
    for (size_t i = 0; i < s->parts.n; i++) {
        const sl_part *p = s->parts.at[i];
        was = i + 1 < s->parts.n && s->parts.at[i + 1]->single == item;
        if (p->is_appendix || p->single == item || (!p->single && !p->id.n))
            continue;
        if (is_chapter)
            SL_PUSH(a, *out, ((slot){.after = p->single, .behind = p, .is_here = was}));
        else if (is_in_part && !p->single)
            list_part(a, p, item, out);
    }
    return is_chapter || is_in_part;
}

static unsigned open_order(sl_asking *q, const sl_item **item, slots *all, sl_str *bytes,
                           sl_str *digest)
{
    const char *why = "it cannot be read";
    if (!q->s)
        return sl_asking_refuse(q, 422, "the strategy cannot be read: mend that first");
    *item = sl_strategy_lookup_item(q->s, sl_asked_text(q->asked, "id"));
    if (!*item || !list_slots(q->arena, q->s, *item, all))
        return sl_asking_refuse(q, 422, "it has no place of its own in the order of the document");
    if (sl_file_read_beneath(q->arena, sl_asking_folder(q), SL_ORDER_FILE, SL_LIMIT_FILE_BYTES,
                             bytes, &why) != SL_FILE_OK)
        return sl_asking_refuse(q, 422, why);
    *digest = sl_file_edit_digest(q->arena, *bytes);
    return 0;
}

unsigned sl_order_place(sl_asking *q)
{
    const sl_item *item;
    slots all = {0};
    sl_str bytes, digest;
    unsigned fault = open_order(q, &item, &all, &bytes, &digest);
    if (fault)
        return fault;
    sl_buf_push_z(q->out, "{");
    sl_buf_push_json_pair(q->out, "digest", digest, true);
    sl_buf_push_z(q->out, ", \"slots\": [");
    for (size_t i = 0; i < all.n; i++) {
        const slot *one = &all.at[i];
        const sl_part *behind = one->part ? one->part : one->behind;
        sl_str part = one->part || (behind && !behind->single) ? behind->id : SL_STR_NONE;
        sl_buf_push_z(q->out, i ? ", {" : "{");
        sl_buf_push_json_pair(q->out, "part", part, true);
        sl_buf_push_json_pair(q->out, "group", one->part ? one->part->title : SL_STR_NONE, false);
        sl_buf_push_json_pair(q->out, "after", one->after ? one->after->id : SL_STR_NONE, false);
        sl_buf_push_json_pair(q->out, "title",
                              one->after ? one->after->title
                              : behind   ? behind->title
                                         : SL_STR_NONE,
                              false);
        sl_buf_push_format(q->out, ", \"here\": %s}", one->is_here ? "true" : "false");
    }
    sl_buf_push_z(q->out, "]}");
    return 200;
}

/* --- moving --- */

typedef struct moving {
    sl_arena *arena;
    const sl_strategy *s;
    sl_str bytes;
    const char *why;
} moving;

static void insert(moving *m, sl_way list, uint32_t index, sl_str id)
{
    sl_yaml *value = SL_NEW(m->arena, sl_yaml);
    value->text = id;
    if (!m->why)
        m->why = sl_yaml_edit_insert(m->arena, m->bytes, list, index, value, &m->bytes);
}

/* The number of the entry of a part, or of a chapter; UINT32_MAX: there is none. */
static uint32_t number_of(const sl_yaml *order, sl_str part, sl_str chapter)
{
    uint32_t i = 0;
    SL_EACH (entry, order) {
        if (part.n ? entry->kind == SL_YAML_MAP && sl_str_equal(sl_yaml_text(entry, "id"), part)
                   : is_id(entry, chapter))
            return i;
        i++;
    }
    return UINT32_MAX;
}

/* Behind a chapter or a part; behind none, first. */
static void move_chapter(moving *m, const slot *to, sl_str id)
{
    sl_step *steps = SL_NEW_ARRAY(m->arena, sl_step, 1);
    steps[0].key = SL_STR("order");
    bool first = !to->behind;
    uint32_t at = first ? 0
                        : number_of(order_of(m->arena, m->s, m->bytes),
                                    to->behind->single ? SL_STR_NONE : to->behind->id,
                                    to->behind->single ? to->behind->single->id : SL_STR_NONE);
    if (at == UINT32_MAX)
        m->why = "the order has changed: look at it again";
    insert(m, (sl_way){steps, 1}, first ? 0 : at + 1, id);
}

/* What the file names of a part stands before what it names by its type alone: of those all up to
 * the place are named too. */
static void move_in_part(moving *m, const slot *to, sl_str id)
{
    const sl_yaml *order = order_of(m->arena, m->s, m->bytes);
    uint32_t part = number_of(order, to->part->id, SL_STR_NONE);
    const sl_yaml *entry = order ? order->first : NULL;
    for (uint32_t i = 0; entry && i < part; i++)
        entry = entry->next;
    if (!entry) {
        m->why = "the order has changed: look at it again";
        return;
    }
    sl_way list = way_of(m->arena, part, "items", UINT32_MAX);
    uint32_t i = 0, behind_last = 0, at = UINT32_MAX;
    SL_EACH (one, sl_yaml_lookup(entry, "items")) {
        i++;
        behind_last = one->kind == SL_YAML_SCALAR ? i : behind_last;
        at = to->after && is_id(one, to->after->id) ? i : at;
    }
    if (!to->after)
        at = 0;
    for (size_t k = 0; at == UINT32_MAX && k < to->part->items.n; k++) {
        sl_str own = to->part->items.at[k]->id;
        bool named = false;
        SL_EACH (one, sl_yaml_lookup(entry, "items"))
            named = named || is_id(one, own);
        if (!named && !sl_str_equal(own, id))
            insert(m, list, behind_last++, own);
        if (to->part->items.at[k] == to->after)
            at = behind_last;
    }
    insert(m, list, at == UINT32_MAX ? behind_last : at, id);
}

static const slot *find_slot(const sl_asking *q, const slots *all)
{
    sl_str part = sl_asked_text(q->asked, "part"), after = sl_asked_text(q->asked, "after");
    for (size_t i = 0; i < all->n; i++) {
        const slot *one = &all->at[i];
        const sl_part *in = one->part                             ? one->part
                            : one->behind && !one->behind->single ? one->behind
                                                                  : NULL;
        if (sl_str_equal(in ? in->id : SL_STR_NONE, part) &&
            sl_str_equal(one->after ? one->after->id : SL_STR_NONE, after))
            return one;
    }
    return NULL;
}

unsigned sl_order_move(sl_asking *q)
{
    const sl_item *item;
    slots all = {0};
    sl_str bytes, digest, now;
    const char *why;
    unsigned fault = open_order(q, &item, &all, &bytes, &digest);
    if (fault)
        return fault;
    if (!sl_str_equal(sl_asked_text(q->asked, "digest"), digest))
        return sl_asking_refuse(q, 409, SL_ORDER_FILE " has changed: look at the order again");
    const slot *to = find_slot(q, &all);
    if (!to || to->is_here)
        return sl_asking_refuse(q, 422, to ? "it stands there" : "there is no such place");
    sl_str without = sl_order_without(q, bytes, item->id);
    moving m = {.arena = q->arena, .s = q->s, .bytes = without.p ? without : bytes};
    sl_str id = sl_str_copy(q->arena, item->id);
    if (to->part)
        move_in_part(&m, to, id);
    else
        move_chapter(&m, to, id);
    if (m.why)
        return sl_asking_refuse(q, 422, m.why);
    switch (sl_file_edit_save(q->arena, sl_asking_folder(q), SL_STR(SL_ORDER_FILE), digest, m.bytes,
                              &now, &why)) {
    case SL_SAVED:
        break;
    case SL_SAVED_CHANGED:
        return sl_asking_refuse(q, 409, SL_ORDER_FILE " has changed: look at the order again");
    case SL_SAVED_NOT:
        return sl_asking_refuse(q, 500, why);
    }
    sl_asking_update(q);
    sl_buf_push_z(q->out, "{");
    sl_buf_push_json_pair(q->out, "id", id, true);
    sl_buf_push_z(q->out, "}");
    return 200;
}
