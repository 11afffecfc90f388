#include "record/matter.h"

static bool has_gaps(const sl_strategy *s)
{
    return s->gaps.n > 0;
}

static bool has_programme(const sl_strategy *s)
{
    const sl_record *r = s->record;
    return r->stages.n || r->milestones.n || r->gates.n;
}

static bool has_engagement(const sl_strategy *s)
{
    return s->record->partners.n || s->record->events.n;
}

static bool has_responses(const sl_strategy *s)
{
    return s->record->responses.n > 0;
}

static bool has_talks(const sl_strategy *s)
{
    return s->record->talks.n > 0;
}

static bool has_neighbours(const sl_strategy *s)
{
    return s->record->neighbours.n > 0;
}

static bool has_measures(const sl_strategy *s)
{
    for (size_t i = 0; i < s->items.n; i++)
        if (s->items.at[i]->measures.n)
            return true;
    return false;
}

static bool has_places(const sl_strategy *s)
{
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_yaml *areas = sl_yaml_lookup(s->items.at[i]->front, "areas");
        if (areas && areas->count)
            return true;
    }
    return false;
}

const char *sl_annex_lacks(const sl_strategy *s, sl_str name)
{
    static const struct {
        const char *name, *lacks;
        bool (*has)(const sl_strategy *);
    } annexes[] = {
        {"gaps", "the register names no gap", has_gaps},
        {"programme", "no programme is recorded", has_programme},
        {"engagement", "no engagement is recorded", has_engagement},
        {"responses", "no response is recorded", has_responses},
        {"co-design", "no co-design is recorded", has_talks},
        {"coordination", "no other strategy is recorded", has_neighbours},
        {"measures", "no item has a measure", has_measures},
        {"index-of-places", "no item says under 'areas' which places it is about", has_places},
    };
    /* Of what could not be read nobody knows. */
    bool read = s->record && !s->unread_items && !s->unread_evidence;
    for (size_t i = 0; read && i < SL_COUNT(annexes); i++)
        if (sl_str_equal_z(name, annexes[i].name) && !annexes[i].has(s))
            return annexes[i].lacks;
    return NULL;
}
