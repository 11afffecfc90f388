#include "comments/response.h"

#include "data/digest.h"
#include "model/fingerprint.h"
#include "word/place.h"

/* RSP- and 12 digits: of the remark, and of how many were like it before in the file. */
static sl_str id_of(sl_arena *a, const sl_remark *r, sl_map *like)
{
    sl_str parts[] = {sl_str_from(sl_remark_name(r->kind)), r->author, r->date,
                      sl_place_squeeze(a, r->text), sl_place_squeeze(a, r->quote)};
    sl_str key = sl_digest_make(a, parts, SL_COUNT(parts));
    unsigned *n = sl_map_lookup(like, key);
    if (!n) {
        n = SL_NEW(a, unsigned);
        sl_map_add(like, key, n);
    }
    ++*n;
    sl_str full[] = {key, sl_str_format(a, "%u", *n)};
    uint64_t digits = 0;
    sl_str digest = sl_digest_make(a, full, *n > 1 ? 2 : 1);
    for (size_t i = 0; i < 12 && i < digest.n; i++)
        digits = digits << 4 |
                 (uint64_t)(sl_is_digit(digest.p[i]) ? digest.p[i] - '0' : digest.p[i] - 'a' + 10);
    return sl_str_format(a, "RSP-W%012llX", (unsigned long long)digits);
}

/* What was said: a comment behind the words that it is about, a reply behind the comment's; of a
 * change the old words and the new ones. */
static void push_said(sl_buf *out, sl_arena *a, const sl_remark *r)
{
    sl_str about = r->kind == SL_REMARK_REPLY ? r->replied : r->quote;
    sl_str quote = sl_place_squeeze(a, about), text = sl_place_squeeze(a, r->text);
    sl_str said = !sl_remark_is_comment(r)
                      ? sl_str_format(a, "“%.*s” → “%.*s”", SL_FMT(quote), SL_FMT(text))
                  : quote.n ? sl_str_format(a, "“%.*s”: %.*s", SL_FMT(quote), SL_FMT(text))
                            : text;
    sl_buf_push_z(out, "    said: ");
    sl_buf_push_json(out, said);
    sl_buf_push_char(out, '\n');
}

static void push_response(sl_buf *out, sl_arena *a, const sl_remark *r, sl_str id,
                          const sl_response_options *o)
{
    const sl_item *item = r->item.n ? sl_strategy_lookup_item(o->strategy, r->item) : NULL;
    const sl_evidence *e = r->item.n ? sl_strategy_lookup_evidence(o->strategy, r->item) : NULL;
    sl_date day = o->on;
    if (r->date.n >= 10)
        sl_date_parse(sl_str_slice(r->date, 0, 10), &day);
    sl_buf_push_format(out, "  - id: %.*s\n    by: ", SL_FMT(id));
    sl_buf_push_json(out, o->by);
    sl_buf_push_z(out, "\n    date: ");
    sl_buf_push_iso_date(out, day);
    sl_buf_push_char(out, '\n');
    if (item)
        sl_buf_push_format(out, "    items: [%.*s]\n", SL_FMT(item->id));
    if (e)
        sl_buf_push_format(out, "    evidence: [%.*s]\n", SL_FMT(e->id));
    push_said(out, a, r);
    if (item && o->is_current)
        sl_buf_push_format(out, "    before: \"%016llx\"\n",
                           (unsigned long long)sl_fingerprint_item(item).now);
}

size_t sl_response_emit(sl_buf *out, const sl_remarks *remarks, const sl_response_options *o)
{
    sl_arena *a = o->strategy->arena;
    sl_map like;
    size_t n = 0;
    sl_map_init(&like, a);
    for (size_t i = 0; i < remarks->n; i++) {
        const sl_remark *r = &remarks->at[i];
        if (r->kind == SL_REMARK_FORMAT ||
            (!sl_place_squeeze(a, r->text).n && !sl_place_squeeze(a, r->quote).n))
            continue;
        sl_str id = id_of(a, r, &like);
        if (!sl_map_add(o->ids, id, (void *)o))
            continue;
        push_response(out, a, r, id, o);
        n++;
    }
    return n;
}
