#include "book/annex.h"

#include "base/assert.h"

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
    {"sign-off", SL_SAY_ANNEX_SIGN_OFF, SL_SAY_ANNEX_SIGN_OFF_LEAD, sl_annex_compose_signoff},
};

void sl_annex_compose(sl_compose *c)
{
    const sl_document *d = c->options->document;
    /* A sheet has the register alone. */
    const sl_yaml *list = d         ? (c->options->group.n ? NULL : d->annexes)
                          : c->only ? NULL
                                    : sl_yaml_lookup(c->s->config, "annexes");
    char letter = 'A';
    /* Citations lead to the register: it is there even when nobody asks for it, but in documents
     * that say what they hold. */
    bool has_register = d != NULL;
    SL_EACH (one, list)
        has_register = has_register || sl_str_equal_z(one->text, "evidence");
    sl_yaml register_entry = {.text = SL_STR("evidence")};
    const sl_yaml *one = list ? list->first : NULL;
    while (one || !has_register) {
        const sl_yaml *entry = one ? one : &register_entry;
        for (size_t i = 0; i < SL_COUNT(annexes); i++) {
            if (!sl_str_equal_z(entry->text, annexes[i].name))
                continue;
            sl_str id = sl_str_format(c->arena, "annex-%s", annexes[i].name);
            sl_node *section = sl_compose_section(c, c->book->root, SL_STR("annex"), id,
                                                  sl_compose_word(c, annexes[i].title), 1);
            /* Lists of short entries. */
            bool listed = annexes[i].compose == sl_annex_compose_register ||
                          annexes[i].compose == sl_annex_compose_gaps;
            section->columns = listed ? 2 : 0;
            sl_str named = sl_str_format(c->arena, "%c", letter++);
            sl_compose_heading(c, section, 1,
                               sl_compose_say(c, SL_SAY_ANNEX_LETTER, SL_T("letter", named)),
                               section->title);
            sl_compose_paragraph(c, section, "lead", sl_compose_word(c, annexes[i].lead));
            annexes[i].compose(c, section);
        }
        if (!one)
            break;
        one = one->next;
    }
}
