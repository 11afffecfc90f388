/* What the files of the record may hold: programme.yaml, the files of engagement/, strategies.yaml,
 * signoff.yaml. */
#include "base/assert.h"
#include "record/parts.h"

#define ID                                                                                         \
    {                                                                                              \
        "id", SL_FIELD_ID, SL_ONE, true, .doc = "Never changes."                                   \
    }
#define ILLUSTRATIVE                                                                               \
    {                                                                                              \
        "illustrative", SL_FIELD_TEXT, SL_ONE, .printed = true,                                    \
                                               .doc = "Printed where the record does not hold it." \
    }
#define EVIDENCE                                                                                   \
    {                                                                                              \
        "evidence", SL_FIELD_ID, SL_MANY, .doc = "Entries of the register that say so."            \
    }
#define AUDIENCE                                                                                   \
    {                                                                                              \
        "audience", SL_FIELD_TEXT, SL_ONE_OR_MANY, .doc = "Who may read it; everybody if absent."  \
    }
#define ITEMS(what)                                                                                \
    {                                                                                              \
        "items", SL_FIELD_ID, SL_MANY, .called = true, .doc = what                                 \
    }

/* --- programme --- */

static const sl_field stage_fields[] = {
    ID,
    {"title", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "What is done in it."},
    {"from", SL_FIELD_MONTH, SL_ONE, true, .doc = "First month."},
    {"to", SL_FIELD_MONTH, SL_ONE, true, .doc = "Last month."},
    {"note", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "What readers should know of it."},
    ILLUSTRATIVE,
    AUDIENCE,
};
static const sl_schema stage_schema = {"stage", "A stretch of the programme", stage_fields,
                                       SL_COUNT(stage_fields)};

static const sl_field milestone_fields[] = {
    ID,
    {"title", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "What happens."},
    {"date", SL_FIELD_WHEN, SL_ONE, true, .doc = "Year, month or day."},
    EVIDENCE,
    ILLUSTRATIVE,
    AUDIENCE,
};
static const sl_schema milestone_schema = {"milestone", "A day that matters", milestone_fields,
                                           SL_COUNT(milestone_fields)};

static const sl_field demand_fields[] = {
    {"type", SL_FIELD_TEXT, SL_ONE, .doc = "Items of this type …"},
    {"states", SL_FIELD_TEXT, SL_MANY, .doc = "… are each in one of these states."},
    {"responses", SL_FIELD_CHOICE, SL_ONE, .choices = "decided", .doc = "No response is open."},
    {"signed", SL_FIELD_CHOICE, SL_ONE, .choices = "all", .doc = "Every owner has signed."},
    {"open-gaps", SL_FIELD_INTEGER, SL_ONE, .least = 0, .most = 100000,
     .doc = "No more evidence gaps are open than this."},
};
static const sl_schema demand_schema = {"demand", "What must hold at a gate", demand_fields,
                                        SL_COUNT(demand_fields)};

static const sl_field gate_fields[] = {
    ID,
    {"title", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "What it is called."},
    {"board", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "Who decides."},
    {"date", SL_FIELD_WHEN, SL_ONE, true, .doc = "Year, month or day."},
    {"decision", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "What is decided."},
    {"decisions", SL_FIELD_TEXT, SL_MANY, .printed = true,
     .doc = "Where it is several: each as what is to be done, on the front sheet."},
    {"recommendation", SL_FIELD_TEXT, SL_ONE, .printed = true,
     .doc = "What the board is advised to do."},
    {"outcome", SL_FIELD_CHOICE, SL_ONE, .choices = "passed|not passed|not recorded",
     .doc = "How it ended; absent while it is ahead."},
    {"requires", SL_FIELD_MAP, SL_MANY, .of = &demand_schema, .doc = "What must hold then."},
    EVIDENCE,
    ILLUSTRATIVE,
    AUDIENCE,
};
static const sl_schema gate_schema = {"gate", "A decision on the strategy", gate_fields,
                                      SL_COUNT(gate_fields)};

static const sl_field programme_fields[] = {
    {"stages", SL_FIELD_MAP, SL_MANY, .of = &stage_schema, .doc = "In order."},
    {"milestones", SL_FIELD_MAP, SL_MANY, .of = &milestone_schema, .doc = "Days that matter."},
    {"gates", SL_FIELD_MAP, SL_MANY, .of = &gate_schema, .doc = "Decisions."},
};
static const sl_schema programme = {"programme", "The programme of the strategy", programme_fields,
                                    SL_COUNT(programme_fields)};

/* --- engagement --- */

static const sl_field partner_fields[] = {
    ID,
    {"name", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "The body."},
    {"kind", SL_FIELD_TEXT, SL_ONE, true, .printed = true,
     .doc = "Such as federated board or department."},
    {"area", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "The place it speaks for."},
    {"note", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "What readers should know of it."},
    EVIDENCE,
    AUDIENCE,
};
static const sl_schema partner_schema = {"partner", "A body that has a say", partner_fields,
                                         SL_COUNT(partner_fields)};

static const sl_field event_fields[] = {
    ID,
    {"title", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "What it is called."},
    {"date", SL_FIELD_DATE, SL_ONE, true, .doc = "Its day, or the first of several."},
    {"until", SL_FIELD_DATE, SL_ONE, .doc = "The last day."},
    {"channel", SL_FIELD_TEXT, SL_ONE, true, .doc = "Such as workshop, board, survey, meeting."},
    {"place", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Where."},
    {"themes", SL_FIELD_TEXT, SL_MANY, .printed = true, .doc = "What it is about."},
    {"partners", SL_FIELD_ID, SL_MANY, .doc = "Who is asked."},
    ITEMS("What is put to them."),
    EVIDENCE,
    AUDIENCE,
    ILLUSTRATIVE,
};
static const sl_schema event_schema = {"event", "An event of the calendar", event_fields,
                                       SL_COUNT(event_fields)};

static const sl_field response_fields[] = {
    ID,
    {"by", SL_FIELD_TEXT, SL_ONE, true, .printed = true,
     .doc = "The kind of respondent, never a person's name."},
    {"partner", SL_FIELD_ID, SL_ONE, .doc = "The body, where it may be named."},
    {"anonymous", SL_FIELD_BOOLEAN, SL_ONE, .doc = "true unless the body agreed to be named."},
    {"date", SL_FIELD_DATE, SL_ONE, true, .doc = "When it came."},
    {"event", SL_FIELD_ID, SL_ONE, .doc = "Where it was said."},
    ITEMS("What it is about, the first one first."),
    {"said", SL_FIELD_TEXT, SL_ONE, true, .printed = true,
     .doc = "What was said, in a sentence or two."},
    {"decision", SL_FIELD_CHOICE, SL_ONE, .choices = "accepted|partly accepted|declined|no change",
     .doc = "Absent while it is open."},
    {"done", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "What was done about it."},
    {"before", SL_FIELD_TEXT, SL_ONE,
     .doc = "Fingerprint of the first item then: 'sightline words' prints today's."},
    EVIDENCE,
    AUDIENCE,
    ILLUSTRATIVE,
};
static const sl_schema response_schema = {"response", "What somebody said of the draft",
                                          response_fields, SL_COUNT(response_fields)};

static const sl_field move_fields[] = {
    {"date", SL_FIELD_DATE, SL_ONE, true, .doc = "When."},
    {"state", SL_FIELD_TEXT, SL_ONE, true, .doc = "The state it moved to."},
    {"with", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "With whom."},
    {"note", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "What was settled or is open."},
};
static const sl_schema move_schema = {"move", "A move of an item", move_fields,
                                      SL_COUNT(move_fields)};

static const sl_field talk_fields[] = {
    {"item", SL_FIELD_ID, SL_ONE, true, .called = true, .doc = "The ask or offer."},
    {"with", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "The department."},
    {"history", SL_FIELD_MAP, SL_MANY, .of = &move_schema, .doc = "Its moves, oldest first."},
    {"agreed", SL_FIELD_DATE, SL_ONE, .doc = "When its wording was last agreed."},
    {"wording", SL_FIELD_TEXT, SL_ONE, .doc = "Fingerprint of the item's text then."},
    AUDIENCE,
    ILLUSTRATIVE,
};
static const sl_schema talk_schema = {"talk", "The co-design of an item with a department",
                                      talk_fields, SL_COUNT(talk_fields)};

static const sl_field engagement_fields[] = {
    {"partners", SL_FIELD_MAP, SL_MANY, .of = &partner_schema, .doc = "Bodies that have a say."},
    {"events", SL_FIELD_MAP, SL_MANY, .of = &event_schema, .doc = "The calendar."},
    {"responses", SL_FIELD_MAP, SL_MANY, .of = &response_schema, .doc = "What was said."},
    {"import", SL_FIELD_PATH, SL_MANY,
     .doc = "CSV files of responses, with these keys as columns."},
    {"co-design", SL_FIELD_MAP, SL_MANY, .of = &talk_schema, .doc = "Work with departments."},
};
static const sl_schema engagement = {"engagement", "Who was asked, what they said, what was done",
                                     engagement_fields, SL_COUNT(engagement_fields)};

/* --- strategies beside it, and sign-off --- */

static const sl_field neighbour_fields[] = {
    ID,
    {"title", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "Of the strategy."},
    {"body", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "Whose it is."},
    {"area", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "The place it is for."},
    {"years", SL_FIELD_TEXT, SL_ONE, .doc = "The time it is for."},
    EVIDENCE,
};
static const sl_schema neighbour_schema = {"strategy beside it", "Another strategy",
                                           neighbour_fields, SL_COUNT(neighbour_fields)};

static const sl_field alignment_fields[] = {
    {"item", SL_FIELD_ID, SL_ONE, true, .called = true, .doc = "An item of this strategy."},
    {"strategy", SL_FIELD_ID, SL_ONE, true, .doc = "A strategy listed above."},
    {"relation", SL_FIELD_CHOICE, SL_ONE, true,
     .choices = "shares|supports|must not duplicate|builds on", .doc = "How the two stand."},
    {"boundary", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "The boundary that it crosses."},
    {"note", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "What follows from it."},
};
static const sl_schema alignment_schema = {"alignment", "How an item stands to another strategy",
                                           alignment_fields, SL_COUNT(alignment_fields)};

static const sl_field neighbours_fields[] = {
    {"strategies", SL_FIELD_MAP, SL_MANY, true, .of = &neighbour_schema, .doc = "The others."},
    {"alignment", SL_FIELD_MAP, SL_MANY, .of = &alignment_schema, .doc = "Item by item."},
};
static const sl_schema neighbours = {"strategies", "The strategies that this one coordinates with",
                                     neighbours_fields, SL_COUNT(neighbours_fields)};

static const sl_field signature_fields[] = {
    {"body", SL_FIELD_TEXT, SL_ONE, true, .printed = true,
     .doc = "One of the owners in strategy.yaml."},
    {"date", SL_FIELD_DATE, SL_ONE, true, .doc = "When it signed."},
    {"digest", SL_FIELD_TEXT, SL_ONE, true,
     .doc = "Of the content, 64 digits: the annex on signatures has it."},
    ILLUSTRATIVE,
};
static const sl_schema signature_schema = {"signature", "An owner's consent to one text",
                                           signature_fields, SL_COUNT(signature_fields)};

static const sl_field signoff_fields[] = {
    {"signatures", SL_FIELD_MAP, SL_MANY, .of = &signature_schema, .doc = "Oldest first."},
};
static const sl_schema signoff = {"sign-off", "Who has signed which text", signoff_fields,
                                  SL_COUNT(signoff_fields)};

const sl_schema *sl_programme_schema(void)
{
    return &programme;
}

const sl_schema *sl_engagement_schema(void)
{
    return &engagement;
}

const sl_schema *sl_neighbours_schema(void)
{
    return &neighbours;
}

const sl_schema *sl_signoff_schema(void)
{
    return &signoff;
}
