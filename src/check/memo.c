#include "check/memo.h"

/* Two prints of everything that is added, so that no two worlds are taken for one. */
static void mix(uint64_t print[2], uint64_t v)
{
    print[0] = sl_hash_mix(print[0], v);
    print[1] = sl_hash_mix(print[1] ^ 0x9E3779B97F4A7C15u, v);
}

static void mix_text(uint64_t print[2], sl_str s)
{
    mix(print, s.n);
    size_t i = 0;
    for (uint64_t v; i + sizeof v <= s.n; i += sizeof v) {
        memcpy(&v, s.p + i, sizeof v);
        mix(print, v);
    }
    for (; i < s.n; i++)
        mix(print, (unsigned char)s.p[i]);
}

static void mix_keys(uint64_t print[2], const sl_map *m)
{
    mix(print, m->entries.n);
    for (size_t i = 0; i < m->entries.n; i++)
        mix(print, m->entries.at[i].hash);
}

static void take_world(uint64_t print[2], const sl_strategy *s)
{
    const sl_sources *sources = s->sources;
    for (size_t i = 1; i < sources->files.n; i++) {
        const sl_source *f = &sources->files.at[i];
        mix(print, i);
        if (!sl_str_ends(f->path, ".md"))
            mix(print, f->kept ? f->kept->version : f->bytes.n);
    }
    for (size_t i = 0; i < s->path_count; i++)
        mix_text(print, s->paths[i]);
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        mix(print, item->body != NULL);
        mix_text(print, sl_span_text(sources, item->front->span));
        mix_text(print, item->title);
    }
    mix_keys(print, &s->names);
    mix_keys(print, &s->hidden);
    mix_text(print, s->edition);
    mix(print, (uint64_t)sl_date_days(s->as_of));
    mix(print,
        s->unread_items | (uint64_t)s->unread_evidence << 1 | (uint64_t)s->unread_record << 2);
}

void sl_memo_init(sl_memo *m, const sl_strategy *s, const void *by)
{
    *m = (sl_memo){.s = s, .by = by};
    if (!s->sources->folder || s->whole)
        return;
    if (!s->scratch->world[0] && !s->scratch->world[1])
        take_world(s->scratch->world, s);
    memcpy(m->world, s->scratch->world, sizeof m->world);
}

bool sl_memo_find(sl_memo *m, const sl_item *item)
{
    const sl_strategy *s = m->s;
    m->inner = NULL;
    if (!s->sources->folder || s->whole || !item->body)
        return false;
    const sl_folder_file *file = sl_sources_lookup(s->sources, item->span.file)->kept,
                         *text = sl_sources_lookup(s->sources, item->body->span.file)->kept;
    if (!file || !text)
        return false;
    memset(&m->key, 0, sizeof m->key); /* what lies between its parts is compared too */
    m->key.by = m->by;
    memcpy(m->key.world, m->world, sizeof m->world);
    m->key.front = file->version;
    m->key.body = text->version;
    m->key.file = item->span.file;
    m->key.begin = item->span.begin;
    m->key.text = item->body->span.file;
    m->key.text_begin = item->body->span.begin;
    sl_str key = {(const char *)&m->key, sizeof m->key};
    const sl_diags *const *known = sl_folder_recall(s->sources->folder, key);
    if (known) {
        sl_diags_repeat(s->diags, *known);
        return true;
    }
    sl_arena *a = sl_folder_remembering(s->sources->folder);
    m->inner = SL_NEW(a, sl_diags);
    m->outer = *s->diags;
    sl_diags_init(s->diags, a, s->sources);
    return false;
}

void sl_memo_end(sl_memo *m)
{
    if (!m->inner)
        return;
    *m->inner = *m->s->diags;
    *m->s->diags = m->outer;
    sl_diags_repeat(m->s->diags, m->inner);
    sl_folder_remember(m->s->sources->folder, (sl_str){(const char *)&m->key, sizeof m->key},
                       &m->inner, sizeof m->inner);
    m->inner = NULL;
}
