#include "load/inset.h"

#include "base/assert.h"
#include "load/loading.h"
#include "load/texts.h"
#include "model/files.h"

enum { MOST = 24 /* panels, numbers, facts or pictures of a block */ };

#define ID                                                                                         \
    {                                                                                              \
        "id", SL_FIELD_NAME, SL_ONE, .doc = "Unique in the strategy."                              \
    }
#define TITLE(needed, words)                                                                       \
    {                                                                                              \
        "title", SL_FIELD_TEXT, SL_ONE, needed, .printed = true, .doc = words                      \
    }
#define TEXT(name, needed, words)                                                                  \
    {                                                                                              \
        name, SL_FIELD_MARKDOWN, SL_ONE, needed, .printed = true, .doc = words                     \
    }
#define WORDS(name, needed, words)                                                                 \
    {                                                                                              \
        name, SL_FIELD_TEXT, SL_ONE, needed, .printed = true, .doc = words                         \
    }
#define NOTE WORDS("note", false, "Printed below.")
#define EVIDENCE                                                                                   \
    {                                                                                              \
        "evidence", SL_FIELD_ID, SL_ONE_OR_MANY, .doc = "What it rests on."                        \
    }
#define EXAMPLE WORDS("illustrative", false, "That it is only an example, and why.")
#define SCHEMA(name, doc, fields)                                                                  \
    {                                                                                              \
        name, doc, fields, SL_COUNT(fields)                                                        \
    }

static const sl_field sidebar_fields[] = {
    ID,
    TITLE(true, "Its head."),
    TEXT("text", true, "Markdown, in a block after |."),
    EVIDENCE,
};

static const sl_field quotation_fields[] = {
    ID,
    TEXT("text", true, "What was said, without quotation marks around it."),
    WORDS("by", true, "Who said it."),
    WORDS("role", false, "As what: Chair of the board."),
    EVIDENCE,
    EXAMPLE,
};

static const sl_field pull_fields[] = {
    TEXT("text", true, "Words of the text that it stands in."),
};

static const sl_field signature_fields[] = {
    WORDS("name", true, "Who signs."),
    WORDS("role", false, "As what: Chair."),
    WORDS("organisation", false, "Of what."),
    {"date", SL_FIELD_DATE, SL_ONE, .doc = "When."},
    {"portrait", SL_FIELD_PATH, SL_ONE, .doc = "A picture of who signs."},
    WORDS("alt", false, "What the portrait shows, for who cannot see it."),
    {"signature", SL_FIELD_PATH, SL_ONE, .doc = "A picture of the signature."},
    EXAMPLE,
};

static const sl_field number_fields[] = {
    TEXT("value", true, "The figure: [=EV-PROD-01]."),
    TEXT("label", true, "What it is the figure of."),
};
static const sl_schema number_schema = SCHEMA("number", "A figure, large", number_fields);

static const sl_field numbers_fields[] = {
    ID,
    TITLE(false, "Its caption."),
    {"numbers", SL_FIELD_MAP, SL_MANY, true, .of = &number_schema, .doc = "The figures."},
    NOTE,
    EVIDENCE,
};

static const sl_field fact_fields[] = {
    WORDS("label", true, "What it is."),
    TEXT("value", true, "What is so."),
};
static const sl_schema fact_schema = SCHEMA("fact", "A fact with its label", fact_fields);

static const sl_field key_facts_fields[] = {
    ID,
    TITLE(false, "Its head."),
    {"facts", SL_FIELD_MAP, SL_MANY, true, .of = &fact_schema, .doc = "The facts."},
    NOTE,
    EVIDENCE,
};

static const sl_field swot_fields[] = {
    ID,
    TITLE(false, "Its caption."),
    TEXT("strengths", true, "What is strong: a list after |."),
    TEXT("weaknesses", true, "What is weak."),
    TEXT("opportunities", true, "What may be gained."),
    TEXT("threats", true, "What may be lost."),
    NOTE,
    EVIDENCE,
};

static const sl_field panel_fields[] = {
    TITLE(true, "Its head."),
    TEXT("text", true, "Markdown, in a block after |."),
};
static const sl_schema panel_schema = SCHEMA("panel", "A short text with a head", panel_fields);

static const sl_field panels_fields[] = {
    ID,
    TITLE(false, "Its caption."),
    {"columns", SL_FIELD_INTEGER, SL_ONE, .least = 1, .most = 4, .doc = "How many in a row."},
    {"panels", SL_FIELD_MAP, SL_MANY, true, .of = &panel_schema, .doc = "The texts."},
    NOTE,
    EVIDENCE,
};

static const sl_field picture_fields[] = {
    {"src", SL_FIELD_PATH, SL_ONE, true, .doc = "PNG, JPEG or SVG, from the strategy's folder."},
    WORDS("alt", true, "What it shows, for who cannot see it."),
    TEXT("caption", false, "What stands below it."),
    WORDS("credit", false, "Whose it is."),
};
static const sl_schema picture_schema = SCHEMA("picture", "A picture", picture_fields);

static const sl_field pictures_fields[] = {
    ID,
    TITLE(false, "Its caption."),
    {"columns", SL_FIELD_INTEGER, SL_ONE, .least = 1, .most = 4, .doc = "How many in a row."},
    {"pictures", SL_FIELD_MAP, SL_MANY, true, .of = &picture_schema, .doc = "The pictures."},
    NOTE,
    EVIDENCE,
};

static const sl_schema schemas[SL_BLOCK__COUNT] = {
    [SL_BLOCK_SIDEBAR] = SCHEMA("sidebar", "A text beside the text", sidebar_fields),
    [SL_BLOCK_QUOTATION] = SCHEMA("quotation", "What somebody said", quotation_fields),
    [SL_BLOCK_PULL_QUOTE] = SCHEMA("pull-quote", "Words of the text, large", pull_fields),
    [SL_BLOCK_SIGNATURE] = SCHEMA("signature", "Who signs, as under a foreword", signature_fields),
    [SL_BLOCK_NUMBERS] = SCHEMA("numbers", "Figures to be seen from afar", numbers_fields),
    [SL_BLOCK_KEY_FACTS] = SCHEMA("key-facts", "Facts in a frame", key_facts_fields),
    [SL_BLOCK_SWOT] = SCHEMA("swot", "Strengths, weaknesses, opportunities, threats", swot_fields),
    [SL_BLOCK_PANELS] = SCHEMA("panels", "Short texts beside each other", panels_fields),
    [SL_BLOCK_PICTURES] = SCHEMA("pictures", "Pictures beside each other", pictures_fields),
};

const sl_schema *sl_inset_schema(sl_block_kind kind)
{
    return schemas[kind].name ? &schemas[kind] : NULL;
}

static void add_text(sl_strategy *s, sl_block *b, const sl_yaml *y)
{
    if (!b->text)
        b->text = sl_node_new(s->arena, SL_NODE_DOCUMENT, y->span);
    sl_node *text = sl_load_text(s, y);
    text->kind = SL_NODE_SECTION;
    sl_node_append(b->text, text);
    SL_PUSH(s->arena, b->parts, ((sl_block_part){.yaml = y, .text = text}));
}

/* False: there is no such picture, which is said. */
static bool add_picture(sl_strategy *s, sl_block *b, const sl_yaml *y)
{
    sl_asset *image = sl_strategy_load_asset(s, y->text, y->span, false);
    SL_PUSH(s->arena, b->parts, ((sl_block_part){.yaml = y, .image = image}));
    return image->file != 0;
}

/* All that is text or a picture, by the schema, in the order of the file. */
static bool add_all(sl_strategy *s, sl_block *b, const sl_schema *schema, const sl_yaml *map)
{
    bool good = true;
    SL_EACH (y, map) {
        const sl_field *f = sl_schema_lookup(schema, y->key);
        if (f && f->kind == SL_FIELD_MARKDOWN)
            add_text(s, b, y);
        else if (f && f->kind == SL_FIELD_PATH)
            good = add_picture(s, b, y) && good;
        else if (f && f->kind == SL_FIELD_MAP)
            SL_EACH (one, y)
                good = add_all(s, b, f->of, one) && good;
    }
    return good;
}

/* Lists that are longer than a reader takes in, or than a limit allows. */
static bool check_count(sl_strategy *s, const sl_block *b)
{
    SL_EACH (y, b->yaml) {
        const sl_field *f = sl_schema_lookup(&schemas[b->kind], y->key);
        if (!f || f->kind != SL_FIELD_MAP || y->count <= MOST)
            continue;
        sl_finding *finding =
            sl_diag_add(s->diags, SL_E0770, y->span, "'%.*s' has %zu entries; there may be %d",
                        SL_FMT(y->key), (size_t)y->count, MOST);
        sl_diag_help(s->diags, finding, "divide them between several blocks");
        return false;
    }
    return true;
}

/* A portrait needs its words, as every picture does. */
static bool check_portrait(sl_strategy *s, const sl_block *b)
{
    const sl_yaml *portrait = sl_yaml_lookup(b->yaml, "portrait");
    if (b->kind != SL_BLOCK_SIGNATURE || !portrait || sl_yaml_text(b->yaml, "alt").n)
        return true;
    sl_finding *f = sl_diag_add(s->diags, SL_E0112, portrait->span,
                                "the portrait has no words for who cannot see it");
    sl_diag_help(s->diags, f, "add 'alt: ' with what it shows");
    return false;
}

bool sl_inset_read(sl_strategy *s, sl_block *b)
{
    bool good = check_count(s, b) && check_portrait(s, b);
    return good && add_all(s, b, &schemas[b->kind], b->yaml);
}
