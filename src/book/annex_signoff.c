#include "book/annex.h"
#include "model/files.h"
#include "record/record.h"

enum { GROUP = 8 }; /* digits of a digest that stand together, and that stand for it in a table */

static sl_str first_of(sl_str digest)
{
    return sl_str_slice(digest, 0, digest.n < GROUP ? digest.n : GROUP);
}

static sl_str in_groups(sl_arena *a, sl_str digest)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t at = 0; at < digest.n; at += GROUP) {
        sl_buf_push_z(&b, at ? " " : "");
        sl_buf_push_str(&b, sl_str_slice(digest, at, at + GROUP));
    }
    return sl_buf_take(&b, a);
}

void sl_annex_compose_signoff(sl_compose *c, sl_node *to)
{
    static const sl_say_id titles[] = {SL_SAY_BODY, SL_SAY_GATE_STANDING, SL_SAY_SIGNED_ON,
                                       SL_SAY_TEXT_SIGNED, SL_SAY_NOTE};
    static const char *const standings[] = {[SL_SIGNING_MISSING] = "missing",
                                            [SL_SIGNING_STALE] = "stale",
                                            [SL_SIGNING_VALID] = "valid"};
    sl_compose_paragraph(
        c, to, "digest",
        sl_compose_say(c, SL_SAY_DIGEST,
                       SL_T("digest", in_groups(c->arena, sl_strategy_digest(c->s)))));
    sl_node *table = sl_compose_table(c, to, NULL, titles, 5);
    SL_EACH (body, sl_signoff_bodies(c->s)) {
        const sl_signature *one = NULL;
        sl_signing how = sl_signoff_of(c->s, body->text, &one);
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true), body->text);
        sl_compose_cell_text(
            c, row,
            sl_compose_say(c, SL_SAY_SIGNING, SL_T("standing", sl_str_from(standings[how]))));
        sl_compose_cell_text(c, row, one ? sl_compose_date(c, one->date) : SL_STR_NONE);
        sl_compose_cell_text(c, row, one ? first_of(one->digest) : SL_STR_NONE);
        sl_compose_cell_text(c, row, one ? one->illustrative : SL_STR_NONE);
    }
}
