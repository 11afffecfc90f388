#include "book/imprint.h"

static void add(sl_compose *c, sl_node *table, sl_say_id label, sl_str value)
{
    if (!value.n)
        return;
    sl_node *row = sl_compose_row(c, table);
    sl_compose_text(c, sl_compose_cell(c, row, true), sl_compose_word(c, label));
    sl_compose_cell_text(c, row, value);
}

void sl_imprint_compose(sl_compose *c, sl_node *root)
{
    const sl_yaml *imprint = sl_yaml_lookup(c->s->config, "imprint");
    const sl_book *b = c->book;
    if (!imprint)
        return;
    sl_node *section = sl_compose_section(c, root, SL_STR("imprint"), SL_STR("imprint"),
                                          sl_compose_word(c, SL_SAY_IMPRINT), 1);
    sl_compose_heading(c, section, 1, SL_STR_NONE, section->title);
    sl_node *table = sl_compose_table(c, section, "imprint", NULL, 2);
    sl_str date = sl_compose_date(c, b->date);
    add(c, table, SL_SAY_IMPRINT_TITLE, b->title);
    add(c, table, SL_SAY_IMPRINT_VERSION,
        sl_compose_say(c, SL_SAY_STATUS, SL_T("status", b->status), SL_T("version", b->version),
                       SL_T("date", date)));
    add(c, table, SL_SAY_IMPRINT_PUBLISHER, b->organisation);
    add(c, table, SL_SAY_IMPRINT_ISBN, sl_yaml_text(imprint, "isbn"));
    add(c, table, SL_SAY_IMPRINT_LICENCE, b->licence);
    add(c, table, SL_SAY_IMPRINT_CITE,
        sl_compose_say(c, SL_SAY_IMPRINT_CITED, SL_T("publisher", b->organisation),
                       SL_T("title", b->title), SL_T("version", b->version), SL_T("date", date)));
    if (c->s->no_register)
        add(c, table, SL_SAY_IMPRINT_EVIDENCE, sl_compose_word(c, SL_SAY_IMPRINT_NO_REGISTER));
    add(c, table, SL_SAY_IMPRINT_FORMATS, sl_yaml_text(imprint, "formats"));
    add(c, table, SL_SAY_IMPRINT_CONTACT, sl_yaml_text(imprint, "contact"));
}
