#include "load/secrets.h"

#include "model/audience.h"
#include "record/record.h"

/* --- lines of a text --- */

/* What may stand before a mark at the beginning of a line: spaces of any kind, marks of quotations,
 * lists, cells and emphasis. */
static size_t skip_marks(sl_str line)
{
    size_t i = 0;
    while (i < line.n) {
        if (strchr(" \t\r>|*+-#0123456789.)(_~\"'`", line.p[i]))
            i++;
        else if (i + 1 < line.n && memcmp(line.p + i, "\u00A0", 2) == 0)
            i += 2;
        else if (i + 2 < line.n &&
                 (memcmp(line.p + i, "\xE2\x80", 2) == 0 || memcmp(line.p + i, "\uFEFF", 3) == 0))
            i += 3;
        else
            break;
    }
    return i;
}

/* True for a line of two colons or more, whatever stands before them; *words: behind them. */
static bool is_mark(sl_str line, sl_str *words)
{
    size_t i = skip_marks(line);
    if (line.n - i < 2 || memcmp(line.p + i, "::", 2) != 0)
        return false;
    while (i < line.n && line.p[i] == ':')
        i++;
    *words = sl_str_trim(sl_str_slice(line, i, line.n));
    return true;
}

static bool names(sl_str words, sl_str audience)
{
    sl_str word;
    while (sl_str_split(&words, ' ', &word))
        if (sl_str_equal(sl_str_trim(word), audience))
            return true;
    return false;
}

typedef void (*take_text)(void *context, sl_str text, bool is_open, uint32_t begin);

/* Parts a text into what an audience may read and what stands between marks that do not name it. */
static void part_text(sl_str bytes, sl_str audience, take_text take, void *context)
{
    sl_str rest = bytes, line, words;
    size_t begin = 0;
    bool open = true;
    while (sl_str_split(&rest, '\n', &line)) {
        if (!is_mark(line, &words))
            continue;
        size_t at = (size_t)(line.p - bytes.p), next = at + line.n;
        if (at > begin)
            take(context, sl_str_slice(bytes, begin, at), open, (uint32_t)begin);
        begin = next;
        open = !words.n || names(words, audience);
    }
    if (bytes.n > begin)
        take(context, sl_str_slice(bytes, begin, bytes.n), open, (uint32_t)begin);
}

/* --- what is kept --- */

typedef struct gathering {
    sl_arena *arena;
    sl_secrets out;
    uint32_t file;
} gathering;

/* YAML is no deeper than SL_LIMIT_YAML_DEPTH. */
static void push_scalars(sl_buf *b, const sl_yaml *y)
{
    if (y->kind == SL_YAML_SCALAR) {
        sl_buf_push_str(b, y->text);
        sl_buf_push_char(b, ' ');
    }
    SL_EACH (child, y)
        push_scalars(b, child);
}

static void add(gathering *g, sl_str id, sl_str text, sl_span span)
{
    SL_PUSH(g->arena, g->out.all, ((sl_secret){id, text, span}));
}

static bool is_key_char(char c)
{
    return sl_is_letter(c) || sl_is_digit(c) || c == '-' || c == '_';
}

/* The bytes without keys: those stand beside what everybody may read as well. */
static void push_without_keys(sl_buf *b, sl_str bytes)
{
    for (size_t i = 0; i < bytes.n; i++) {
        size_t end = i;
        while (end < bytes.n && is_key_char(bytes.p[end]))
            end++;
        bool key = end > i && end < bytes.n && bytes.p[end] == ':' &&
                   (end + 1 == bytes.n || strchr(" \n\r", bytes.p[end + 1]));
        if (!key)
            sl_buf_push_str(b, sl_str_slice(bytes, i, end));
        i = end;
        if (i < bytes.n)
            sl_buf_push_char(b, key ? ' ' : bytes.p[i]);
    }
}

/* A map of YAML that was left out: as it stands in the file, with the comments above it, and as it
 * was read, where a word may have been written with a code. */
static void add_map(gathering *g, const sl_strategy *whole, sl_str id, const sl_yaml *map)
{
    sl_str bytes = sl_sources_lookup(whole->sources, map->span.file)->bytes;
    size_t begin = map->span.begin < bytes.n ? map->span.begin : bytes.n;
    size_t end = map->span.end < bytes.n ? map->span.end : bytes.n;
    for (;;) { /* comments right above it */
        size_t line = begin;
        while (line && bytes.p[line - 1] != '\n')
            line--;
        size_t above = line ? line - 1 : 0;
        while (above && bytes.p[above - 1] != '\n')
            above--;
        sl_str before = sl_str_trim(sl_str_slice(bytes, above, line));
        if (!line || !before.n || before.p[0] != '#')
            break;
        begin = above;
    }
    sl_buf b;
    sl_buf_init(&b);
    push_scalars(&b, map);
    sl_buf_push_char(&b, '\n');
    push_without_keys(&b, sl_str_slice(bytes, begin, end > begin ? end : begin));
    add(g, id, sl_buf_take(&b, g->arena), map->span);
}

static void take_block(void *context, sl_str text, bool is_open, uint32_t begin)
{
    gathering *g = context;
    if (!is_open)
        add(g, SL_STR_NONE, text, (sl_span){g->file, begin, begin + (uint32_t)text.n});
}

/* The bytes of an item: its front matter and its text. */
static sl_str bytes_of(const sl_strategy *s, const sl_item *item, sl_span *span)
{
    sl_str bytes = sl_sources_lookup(s->sources, item->span.file)->bytes;
    *span = item->front->span;
    if (item->body && item->body->span.file == span->file && item->body->span.end > span->end)
        span->end = item->body->span.end;
    if (span->end > bytes.n)
        span->end = (uint32_t)bytes.n;
    return sl_str_slice(bytes, span->begin, span->end);
}

static bool is_text(sl_str path)
{
    return sl_str_ends(path, ".md");
}

static void add_item(gathering *g, const sl_strategy *whole, const sl_item *item)
{
    sl_span span;
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_str(&b, bytes_of(whole, item, &span));
    for (const sl_node *n = item->body ? item->body->first : NULL; n;
         n = sl_node_walk(item->body, n))
        if (n->text.n) {
            sl_buf_push_char(&b, ' ');
            sl_buf_push_str(&b, n->text);
        }
    add(g, item->id, sl_buf_take(&b, g->arena), span);
}

sl_secrets sl_secrets_gather(sl_arena *a, const sl_strategy *whole, const sl_strategy *view)
{
    gathering g = {.arena = a};
    for (size_t i = 0; i < view->hidden.entries.n; i++) {
        sl_str id = view->hidden.entries.at[i].key;
        const sl_item *item = sl_strategy_lookup_item(whole, id);
        if (item)
            add_item(&g, whole, item);
        else
            add_map(&g, whole, id, view->hidden.entries.at[i].value);
    }
    for (size_t i = 0; i < whole->content->files.n && view->audience.n; i++) {
        const sl_source *file = sl_sources_lookup(whole->sources, whole->content->files.at[i]);
        g.file = whole->content->files.at[i];
        if (is_text(file->path))
            part_text(file->bytes, view->audience, take_block, &g);
    }
    return g.out;
}

/* --- what is open --- */

typedef struct opening {
    const sl_strategy *whole, *view;
    void (*take)(void *context, sl_str text);
    void *context;
} opening;

static void take_open(void *context, sl_str text, bool is_open, uint32_t begin)
{
    const opening *o = context;
    (void)begin;
    if (is_open)
        o->take(o->context, text);
}

/* A file of texts without the items that were left out. */
static void open_text(const opening *o, uint32_t file)
{
    sl_str bytes = sl_sources_lookup(o->whole->sources, file)->bytes;
    size_t done = 0;
    for (size_t i = 0; i < o->whole->items.n; i++) { /* in the order of the file */
        const sl_item *item = o->whole->items.at[i];
        sl_span span;
        if (item->span.file != file || !sl_map_lookup(&o->view->hidden, item->id))
            continue;
        bytes_of(o->whole, item, &span);
        if (span.begin > done)
            part_text(sl_str_slice(bytes, done, span.begin), o->view->audience, take_open,
                      (void *)o);
        done = span.end > done ? span.end : done;
    }
    part_text(sl_str_slice(bytes, done, bytes.n), o->view->audience, take_open, (void *)o);
}

/* The values that are left, a map at a time: comments are never printed, and open nothing. */
static void open_yaml(const opening *o, const sl_yaml *y, sl_buf *b)
{
    if (!y || (y->kind == SL_YAML_MAP && sl_audience_is_hidden(o->view, y)))
        return;
    b->n = 0;
    SL_EACH (child, y)
        if (child->kind == SL_YAML_SCALAR && !sl_audience_is_hidden(o->view, child)) {
            sl_buf_push_str(b, child->text);
            sl_buf_push_char(b, '\n');
        }
    if (b->n)
        o->take(o->context, sl_buf_str(b));
    SL_EACH (child, y)
        if (child->kind != SL_YAML_SCALAR)
            open_yaml(o, child, b);
}

void sl_secrets_open(sl_arena *a, const sl_strategy *whole, const sl_strategy *view,
                     void (*take)(void *context, sl_str text), void *context)
{
    opening o = {whole, view, take, context};
    (void)a;
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < whole->content->files.n; i++)
        if (is_text(sl_sources_lookup(whole->sources, whole->content->files.at[i])->path))
            open_text(&o, whole->content->files.at[i]);
    open_yaml(&o, whole->config, &b);
    open_yaml(&o, whole->register_yaml, &b);
    for (size_t i = 0; i < whole->record->roots.n; i++)
        open_yaml(&o, whole->record->roots.at[i], &b);
    for (size_t i = 0; i < view->record->responses.n; i++) /* also those of a CSV file */
        open_yaml(&o, view->record->responses.at[i].yaml, &b);
    for (size_t i = 0; i < view->assets.n; i++) {
        const sl_asset *asset = view->assets.at[i];
        if (asset->csv && !asset->is_private)
            take(context, sl_sources_lookup(view->sources, asset->file)->bytes);
    }
    sl_buf_done(&b);
}

/* --- whether there is anything --- */

static bool hides_some(const sl_strategy *s, const sl_yaml *y, sl_str audience)
{
    if (!y)
        return false;
    if (y->kind == SL_YAML_MAP && sl_audience_hides(s, y, audience))
        return true;
    SL_EACH (child, y)
        if (child->kind != SL_YAML_SCALAR && hides_some(s, child, audience))
            return true;
    return false;
}

static void take_kept(void *context, sl_str text, bool is_open, uint32_t begin)
{
    bool *some = context;
    (void)text;
    (void)begin;
    *some = *some || !is_open;
}

bool sl_secrets_exist(const sl_strategy *s, sl_str audience)
{
    bool some = false;
    if (!audience.n)
        return false;
    for (size_t i = 0; i < s->items.n && !some; i++)
        some = sl_audience_hides(s, s->items.at[i]->front, audience);
    some = some || hides_some(s, s->register_yaml, audience);
    for (size_t i = 0; i < s->record->roots.n && !some; i++)
        some = hides_some(s, s->record->roots.at[i], audience);
    for (size_t i = 0; i < s->record->responses.n && !some; i++)
        some = sl_audience_hides(s, s->record->responses.at[i].yaml, audience);
    for (size_t i = 0; i < s->content->files.n && !some; i++) {
        const sl_source *file = sl_sources_lookup(s->sources, s->content->files.at[i]);
        if (is_text(file->path))
            part_text(file->bytes, audience, take_kept, &some);
    }
    return some;
}
