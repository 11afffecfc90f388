#include "session/session.h"

#include <stdlib.h>

#include "base/assert.h"
#include "base/file.h"
#include "base/place.h"
#include "load/load.h"
#include "load/block.h"
#include "load/cites.h"
#include "load/names.h"
#include "model/audience.h"
#include "model/edition.h"
#include "check/check.h"
#include "model/funding.h"
#include "record/record.h"

void sl_session_init(sl_session *s, const sl_options *o)
{
    *s = (sl_session){.arena = sl_arena_new(), .options = o};
    sl_sources_init(&s->sources, s->arena);
    sl_diags_init(&s->diags, s->arena, &s->sources);
}

void sl_session_done(sl_session *s)
{
    sl_arena_free(s->arena);
}

void sl_session_complete(sl_session *s, sl_strategy *strategy)
{
    sl_block_load_all(strategy);
    sl_names_load(strategy);
    sl_cites_load(strategy);
    const sl_audit *audit = sl_audit_run(strategy->arena, strategy, strategy->as_of);
    SL_PUSH(s->arena, s->audits, ((sl_audited){strategy, audit}));
}

const sl_audit *sl_session_audit(const sl_session *s, const sl_strategy *strategy)
{
    for (size_t i = 0; i < s->audits.n; i++)
        if (s->audits.at[i].strategy == strategy)
            return s->audits.at[i].audit;
    return NULL;
}

static void check(sl_session *s, sl_strategy *strategy)
{
    sl_session_complete(s, strategy);
    sl_check_strategy(strategy, sl_session_audit(s, strategy));
    sl_check_record(strategy);
    sl_check_funding(strategy);
    sl_check_audience(strategy);
    sl_check_files(strategy);
}

void sl_session_load(sl_session *s)
{
    s->strategy = sl_strategy_load_in(s->arena, &s->sources, &s->diags, s->options->folder,
                                      sl_str_from(s->options->language));
    memset(&s->editions, 0, sizeof s->editions); /* those of the last reading are gone */
    memset(&s->audits, 0, sizeof s->audits);
    if (!s->strategy)
        return;
    if (s->options->as_of.year)
        s->strategy->as_of = s->options->as_of;
    check(s, s->strategy);
}

sl_strategy *sl_session_edition(sl_session *s, sl_str language)
{
    if (!language.n || s->options->language || sl_edition_is_own(s->strategy, language))
        return s->strategy;
    for (size_t i = 0; i < s->editions.n; i++)
        if (sl_str_equal(s->editions.at[i]->edition, language))
            return s->editions.at[i];
    sl_strategy *edition =
        sl_strategy_load_in(s->arena, &s->sources, &s->diags, s->options->folder, language);
    if (!edition)
        return NULL;
    edition->as_of = s->strategy->as_of;
    check(s, edition);
    SL_PUSH(s->arena, s->editions, edition);
    return edition;
}

bool sl_session_has_errors(const sl_session *s)
{
    return s->diags.counts[SL_SEVERITY_ERROR] > 0;
}

bool sl_session_is_stopped(const sl_session *s)
{
    static const sl_code stops[] = {SL_E0003, SL_E0301, SL_E0302, SL_E0303, SL_E0304,
                                    SL_E0404, SL_E0501, SL_E0502, SL_E0503, SL_E0618,
                                    SL_E0619, SL_E0620, SL_E0621};
    if (!s->options->draft)
        return sl_session_has_errors(s);
    if (s->diags.dropped)
        return true; /* one that stops may be among them */
    for (size_t i = 0; i < s->diags.findings.n; i++)
        for (size_t k = 0; k < SL_COUNT(stops); k++)
            if (s->diags.findings.at[i]->code == stops[k] &&
                s->diags.findings.at[i]->severity == SL_SEVERITY_ERROR)
                return true;
    return false;
}

/* The folder that the build wrote down beside the program, or beside a test's; NULL when it is
 * installed. */
static const char *source_folder(sl_arena *a)
{
    static const char *const places[] = {"source-folder", "../../src/source-folder"};
    for (size_t i = 0; i < SL_COUNT(places); i++) {
        sl_str path;
        const char *why;
        if (sl_file_read(a, sl_place_join(a, places[i]), 4096, &path, &why) == SL_FILE_OK)
            return sl_str_format(a, "%.*s", SL_FMT(sl_str_trim(path))).p;
    }
    return NULL;
}

/* Tried in turn: SIGHTLINE_DATA, where it is installed as seen from the program, the source tree.
 */
const char *sl_session_data(sl_session *s, const char *name)
{
    const char *places[] = {getenv("SIGHTLINE_DATA"), sl_place_join(s->arena, SL_DATA_FOLDER),
                            source_folder(s->arena)};
    for (size_t i = 0; i < SL_COUNT(places); i++) {
        if (!places[i])
            continue;
        const char *path = sl_file_join(s->arena, places[i], name);
        if (sl_file_is_folder(path))
            return path;
    }
    return name;
}
