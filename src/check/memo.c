#include "check/memo.h"

static void add_keys(sl_print *print, const sl_map *m)
{
    sl_print_add(print, m->entries.n);
    for (size_t i = 0; i < m->entries.n; i++)
        sl_print_add(print, m->entries.at[i].hash);
}

static void take_world(sl_print *print, const sl_strategy *s)
{
    const sl_sources *sources = s->sources;
    for (size_t i = 1; i < sources->files.n; i++) {
        const sl_source *f = &sources->files.at[i];
        sl_print_add(print, i);
        if (!sl_str_ends(f->path, ".md"))
            sl_print_add(print, f->kept ? f->kept->version : f->bytes.n);
    }
    for (size_t i = 0; i < s->path_count; i++)
        sl_print_add_text(print, s->paths[i]);
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        sl_print_add(print, item->body != NULL);
        sl_print_add_text(print, sl_span_text(sources, item->front->span));
        sl_print_add_text(print, item->title);
    }
    add_keys(print, &s->names);
    add_keys(print, &s->hidden);
    sl_print_add_text(print, s->edition);
    sl_print_add(print, (uint64_t)sl_date_days(s->as_of));
    sl_print_add(print, s->unread_items | (uint64_t)s->unread_evidence << 1 |
                            (uint64_t)s->unread_record << 2);
}

void sl_memo_init(sl_memo *m, const sl_strategy *s, const void *by)
{
    *m = (sl_memo){.s = s, .by = by};
    if (!s->sources->folder || s->whole)
        return;
    sl_print *world = &s->scratch->world;
    if (!world->at[0] && !world->at[1])
        take_world(world, s);
    m->world = *world;
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
    m->key.world = m->world;
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
