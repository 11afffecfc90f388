#include "base/map.h"

/* No order depends on it, and keys of what is kept are long. */
static uint64_t hash_of(sl_str key)
{
    uint64_t h = key.n, part;
    while (sl_str_take_number(&key, &part))
        h = sl_hash_mix(h, part);
    return sl_hash_mix(h, 0x9E3779B97F4A7C15u);
}

void sl_map_init(sl_map *m, sl_arena *a)
{
    *m = (sl_map){.arena = a};
}

/* The slot that holds key, or the free one where it would go. */
static uint32_t *seek(const sl_map *m, sl_str key, uint64_t hash)
{
    size_t i = hash & m->mask;
    for (;; i = (i + 1) & m->mask) {
        uint32_t s = m->slots[i];
        if (!s)
            return &m->slots[i];
        const sl_map_entry *e = &m->entries.at[s - 1];
        if (e->hash == hash && sl_str_equal(e->key, key))
            return &m->slots[i];
    }
}

static void widen(sl_map *m)
{
    size_t size = m->slots ? (m->mask + 1) * 2 : 16;
    m->slots = SL_NEW_ARRAY(m->arena, uint32_t, size);
    m->mask = size - 1;
    for (size_t i = 0; i < m->entries.n; i++)
        *seek(m, m->entries.at[i].key, m->entries.at[i].hash) = (uint32_t)i + 1;
}

bool sl_map_add(sl_map *m, sl_str key, void *value)
{
    if (!m->slots || m->entries.n * 4 >= (m->mask + 1) * 3)
        widen(m);
    uint64_t hash = hash_of(key);
    uint32_t *slot = seek(m, key, hash);
    if (*slot)
        return false;
    SL_PUSH(m->arena, m->entries, ((sl_map_entry){key, value, hash}));
    *slot = (uint32_t)m->entries.n;
    return true;
}

void *sl_map_lookup(const sl_map *m, sl_str key)
{
    if (!m->slots)
        return NULL;
    uint32_t slot = *seek(m, key, hash_of(key));
    return slot ? m->entries.at[slot - 1].value : NULL;
}
