#include "book/annex.h"

#include "base/assert.h"

typedef struct annex {
    const char *name, *title, *lead;
    void (*compose)(sl_compose *, sl_node *);
} annex;

static const annex annexes[] = {
    {"asks-by-owner", "Asks by who is asked", "Each ask with what it needs and where it stands.",
     sl_annex_compose_owners},
    {"line-of-sight", "Line of sight",
     "How what is proposed leads back, step by step, to the evidence.", sl_annex_compose_lines},
    {"matrix", "Matrix of the line of sight",
     "What is proposed against what it starts from: the figures count the paths between the two.",
     sl_annex_compose_matrix},
    {"graph", "Graph of the line of sight",
     "All of the line of sight in one drawing, and as a list.", sl_annex_compose_graph},
    {"audit", "Audit",
     "What a scrutiny panel would find: totals first, then what stands behind each of them.",
     sl_annex_compose_audit},
    {"figures", "Figures behind the charts", "The figures that each chart shows.",
     sl_annex_compose_figures},
    {"evidence", "Evidence register",
     "Every entry of the register, by the number under which the text cites it.",
     sl_annex_compose_register},
    {"gaps", "Evidence gaps", "Questions that the evidence did not answer.", sl_annex_compose_gaps},
    {"programme", "Programme", "The stages of the work, and the decisions that it waits for.",
     sl_annex_compose_programme},
    {"engagement", "Engagement", "Who has a say, what they were asked, and when.",
     sl_annex_compose_engagement},
    {"responses", "You said, we did", "What was said of the draft, and what was done about it.",
     sl_annex_compose_responses},
    {"co-design", "Co-design with departments",
     "Where each item stands with its department, and whether its text is the wording last agreed.",
     sl_annex_compose_codesign},
    {"funding", "Funding", "What the items cost, who would pay, and what nobody pays yet.",
     sl_annex_compose_funding},
    {"coordination", "Coordination with other strategies",
     "What the strategy shares with others, supports in them, or must not do a second time.",
     sl_annex_compose_coordination},
    {"sign-off", "Sign-off", "Who must sign, and who has signed this text.",
     sl_annex_compose_signoff},
};

void sl_annex_compose(sl_compose *c)
{
    /* A sheet has the register alone. */
    const sl_yaml *list = c->only ? NULL : sl_yaml_lookup(c->s->config, "annexes");
    char letter = 'A';
    /* Citations lead to the register: it is there even when nobody asks for it. */
    bool has_register = false;
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
                                                  sl_str_from(annexes[i].title), 1);
            sl_compose_heading(c, section, 1, sl_str_format(c->arena, "Annex %c", letter++),
                               section->title);
            sl_compose_paragraph(c, section, "lead", sl_str_from(annexes[i].lead));
            annexes[i].compose(c, section);
        }
        if (!one)
            break;
        one = one->next;
    }
}
