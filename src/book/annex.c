#include "book/annex.h"

#include "base/assert.h"
#include "book/item.h"
#include "model/document.h"
#include "record/matter.h"

typedef struct annex {
    const char *name;
    sl_say_id title, lead;
    void (*compose)(sl_compose *, sl_node *);
} annex;

static const annex annexes[] = {
    {"asks-by-owner", SL_SAY_ANNEX_OWNERS, SL_SAY_ANNEX_OWNERS_LEAD, sl_annex_compose_owners},
    {"offers-by-owner", SL_SAY_ANNEX_OFFERS, SL_SAY_ANNEX_OFFERS_LEAD, sl_annex_compose_offers},
    {"line-of-sight", SL_SAY_ANNEX_LINE, SL_SAY_ANNEX_LINE_LEAD, sl_annex_compose_lines},
    {"matrix", SL_SAY_ANNEX_MATRIX, SL_SAY_ANNEX_MATRIX_LEAD, sl_annex_compose_matrix},
    {"graph", SL_SAY_ANNEX_GRAPH, SL_SAY_ANNEX_GRAPH_LEAD, sl_annex_compose_graph},
    {"audit", SL_SAY_ANNEX_AUDIT, SL_SAY_ANNEX_AUDIT_LEAD, sl_annex_compose_audit},
    {"figures", SL_SAY_ANNEX_FIGURES, SL_SAY_ANNEX_FIGURES_LEAD, sl_annex_compose_figures},
    {"evidence", SL_SAY_ANNEX_REGISTER, SL_SAY_ANNEX_REGISTER_LEAD, sl_annex_compose_register},
    {"gaps", SL_SAY_ANNEX_GAPS, SL_SAY_ANNEX_GAPS_LEAD, sl_annex_compose_gaps},
    {"programme", SL_SAY_ANNEX_PROGRAMME, SL_SAY_ANNEX_PROGRAMME_LEAD, sl_annex_compose_programme},
    {"measures", SL_SAY_ANNEX_MEASURES, SL_SAY_ANNEX_MEASURES_LEAD, sl_annex_compose_measures},
    {"engagement", SL_SAY_ANNEX_ENGAGEMENT, SL_SAY_ANNEX_ENGAGEMENT_LEAD,
     sl_annex_compose_engagement},
    {"responses", SL_SAY_ANNEX_RESPONSES, SL_SAY_ANNEX_RESPONSES_LEAD, sl_annex_compose_responses},
    {"co-design", SL_SAY_ANNEX_CO_DESIGN, SL_SAY_ANNEX_CO_DESIGN_LEAD, sl_annex_compose_codesign},
    {"funding", SL_SAY_ANNEX_FUNDING, SL_SAY_ANNEX_FUNDING_LEAD, sl_annex_compose_funding},
    {"funding-lines", SL_SAY_ANNEX_FUNDING_LINES, SL_SAY_ANNEX_FUNDING_LINES_LEAD,
     sl_annex_compose_funding_lines},
    {"coordination", SL_SAY_ANNEX_COORDINATION, SL_SAY_ANNEX_COORDINATION_LEAD,
     sl_annex_compose_coordination},
    {"glossary", SL_SAY_ANNEX_GLOSSARY, SL_SAY_ANNEX_GLOSSARY_LEAD, sl_annex_compose_glossary},
    {"list-of-figures", SL_SAY_ANNEX_LIST, SL_SAY_ANNEX_LIST_LEAD, sl_annex_compose_list},
    {"index-of-places", SL_SAY_ANNEX_PLACES, SL_SAY_ANNEX_PLACES_LEAD, sl_annex_compose_places},
    {"sign-off", SL_SAY_ANNEX_SIGN_OFF, SL_SAY_ANNEX_SIGN_OFF_LEAD, sl_annex_compose_signoff},
};

/* What the document asks for; a sheet has the register alone. */
static const sl_yaml *list_annexes(const sl_compose *c)
{
    const sl_document *d = c->options->document;
    return d         ? (c->options->group.n ? NULL : d->annexes)
           : c->only ? NULL
                     : sl_yaml_lookup(c->s->config, "annexes");
}

/* The item that an entry names and the reader may read; NULL: it is what the program makes, or left
 * out. */
static const sl_item *item_of(const sl_compose *c, const sl_yaml *entry)
{
    const sl_item *item =
        sl_document_is_item(entry->text) ? sl_strategy_lookup_item(c->s, entry->text) : NULL;
    return item && sl_compose_may_read(c, item) ? item : NULL;
}

/* What would have nothing to say in this strategy is left out. */
static bool is_made(const sl_compose *c, sl_str name)
{
    if (sl_annex_lacks(c->s, name))
        return false;
    for (size_t i = 0; i < SL_COUNT(annexes); i++)
        if (sl_str_equal_z(name, annexes[i].name))
            return true;
    return false;
}

static sl_str letter_of(const sl_compose *c, unsigned n)
{
    sl_str letter =
        sl_str_format(c->arena, n < 26 ? "%c" : "%c%c", 'A' + (int)(n % 26), 'A' + (int)(n % 26));
    return sl_compose_say(c, SL_SAY_ANNEX_LETTER, SL_T("letter", letter));
}

void sl_annex_number_items(sl_compose *c)
{
    const sl_primary *first = c->options->primary;
    unsigned n = 0;
    /* What another document has among its annexes is called there so. */
    for (size_t i = 0; i < c->s->parts.n; i++) {
        const sl_item *item = c->s->parts.at[i]->is_appendix ? c->s->parts.at[i]->single : NULL;
        const sl_item *there =
            item && first ? sl_strategy_lookup_item(first->strategy, item->id) : NULL;
        if (there && sl_compose_may_read(c, item)) {
            c->item_number[item->index] = first->numbers.items[there->index];
            c->item_anchor[item->index] = item->id;
        }
    }
    SL_EACH (one, list_annexes(c)) {
        const sl_item *item = item_of(c, one);
        if (item) {
            c->item_number[item->index] = letter_of(c, n);
            c->item_anchor[item->index] = item->id;
        }
        n += item || is_made(c, one->text);
    }
}

/* An item of the author's among them. */
static void add_item(sl_compose *c, const sl_item *item)
{
    sl_compose_item(c, c->book->root, item, 1);
    c->book->root->last->role = SL_STR("annex");
    c->book->root->last->toc = 1;
}

static void add_made(sl_compose *c, const annex *a, sl_str letter)
{
    sl_node *section = sl_compose_section(c, c->book->root, SL_STR("annex"),
                                          sl_str_format(c->arena, "annex-%s", a->name),
                                          sl_compose_word(c, a->title), 1);
    /* Lists of short entries. */
    bool listed = (a->compose == sl_annex_compose_register && c->s->evidence.n) ||
                  a->compose == sl_annex_compose_gaps;
    section->columns = listed ? 2 : 0;
    sl_compose_heading(c, section, 1, letter, section->title);
    sl_compose_paragraph(c, section, "lead", sl_compose_word(c, a->lead));
    a->compose(c, section);
}

void sl_annex_compose(sl_compose *c)
{
    const sl_yaml *list = list_annexes(c);
    unsigned n = 0;
    /* Citations lead to the register: it is there even when nobody asks for it, but in documents
     * that say what they hold. */
    bool has_register = c->options->document != NULL || c->s->no_register;
    SL_EACH (one, list)
        has_register = has_register || sl_str_equal_z(one->text, "evidence");
    sl_yaml register_entry = {.text = SL_STR("evidence")};
    const sl_yaml *one = list ? list->first : NULL;
    while (one || !has_register) {
        const sl_yaml *entry = one ? one : &register_entry;
        const sl_item *item = item_of(c, entry);
        if (item)
            add_item(c, item);
        for (size_t i = 0; i < SL_COUNT(annexes); i++)
            if (sl_str_equal_z(entry->text, annexes[i].name) && is_made(c, entry->text))
                add_made(c, &annexes[i], letter_of(c, n));
        n += item || is_made(c, entry->text);
        if (!one)
            break;
        one = one->next;
    }
}
