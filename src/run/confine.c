#include "run/confine.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/confine.h"
#include "base/file.h"
#include "base/place.h"
#include "session/cursor.h"
#include "session/revision.h"
#include "session/session.h"

enum { MOST_MADE = 32 };

/* Made for outputs, the outermost first. */
static const char *made[MOST_MADE];
static size_t made_count;
static sl_arena *names;

static const char *parent_of(const char *path)
{
    return sl_file_folder_of(names, sl_str_from(path));
}

/* Access is given to what is there: so the folder is made before it is known whether there will be
 * outputs. */
static void make_folder(const char *path)
{
    const char *missing[MOST_MADE];
    size_t n = 0;
    for (const char *at = path; n < MOST_MADE && !sl_file_is_there(at); at = parent_of(at))
        missing[n++] = at;
    if (!n || n == MOST_MADE || !sl_file_make_folder(path))
        return;
    while (n)
        made[made_count++] = missing[--n];
}

void sl_run_tidy(void)
{
    while (made_count)
        rmdir(made[--made_count]); /* not one that holds something */
}

/* Libraries, and what they read: data of the language, time zones. */
static void allow_system(int rules)
{
    static const char *const folders[] = {"/usr",          "/lib", "/lib64", "/opt",
                                          "/nix",          "/gnu", "/proc",  "/etc/ld.so.cache",
                                          "/etc/localtime"};
    for (size_t i = 0; i < SL_COUNT(folders); i++)
        sl_confine_allow_reading(rules, folders[i]);
    sl_str all = sl_str_from(getenv("LD_LIBRARY_PATH") ? getenv("LD_LIBRARY_PATH") : ""), one;
    while (sl_str_split(&all, ':', &one))
        if (one.n)
            sl_confine_allow_reading(rules, sl_arena_copy(names, one.p, one.n));
    sl_confine_allow_writing(rules, "/dev/null");
    sl_confine_allow_reading(rules, "/dev/urandom");
}

/* The program's own folders, wherever it stands. */
static void allow_program(int rules)
{
    static const char *const data[] = {"layouts", "fonts"};
    sl_session s = {.arena = names};
    sl_confine_allow_reading(rules, sl_place_join(names, ".."));
    sl_confine_allow_reading(rules, sl_place_join(names, "../../src")); /* of a test beside it */
    for (size_t i = 0; i < SL_COUNT(data); i++)
        sl_confine_allow_reading(rules, sl_session_data(&s, data[i]));
    if (getenv("SIGHTLINE_MODULES"))
        sl_confine_allow_reading(rules, getenv("SIGHTLINE_MODULES"));
    if (getenv("SIGHTLINE_PATTERNS"))
        sl_confine_allow_reading(rules, getenv("SIGHTLINE_PATTERNS"));
}

static void allow_outputs(int rules, const sl_options *o)
{
    make_folder(o->out);
    sl_confine_allow_writing(rules, o->out);
    if (made_count)
        sl_confine_allow_tidying(rules, parent_of(made[0]));
}

/* What the page is told of earlier versions is git's word: git and tar may be started, held to the
 * same folders, what git reads may be read, and there is one more folder to unpack into. */
static void allow_git(int rules, const char *folder)
{
    static const char *const programs[] = {"/usr", "/bin", "/lib", "/lib64",
                                           "/opt", "/nix", "/gnu"};
    for (size_t i = 0; i < SL_COUNT(programs); i++)
        sl_confine_allow_starting(rules, programs[i]);
    sl_str all = sl_revision_folders(names, folder), one;
    while (sl_str_split(&all, '\n', &one))
        if (one.n)
            sl_confine_allow_reading(rules, sl_arena_copy(names, one.p, one.n));
    const char *home = getenv("HOME"), *config = getenv("XDG_CONFIG_HOME");
    sl_confine_allow_reading(rules, "/etc/gitconfig");
    if (home)
        sl_confine_allow_reading(rules, sl_file_join(names, home, ".gitconfig"));
    if (home || config)
        sl_confine_allow_reading(rules, config ? sl_file_join(names, config, "git")
                                               : sl_file_join(names, home, ".config/git"));
    const char *tmp = getenv("TMPDIR");
    char *own = (char *)sl_file_join(names, tmp && *tmp ? tmp : "/tmp", "sightline-serve-XXXXXX");
    if (made_count == MOST_MADE || !mkdtemp(own))
        return;
    sl_confine_allow_writing(rules, own);
    sl_confine_allow_tidying(rules, parent_of(own));
    setenv("TMPDIR", own, 1);
    made[made_count++] = own;
}

static void allow_verb(int rules, const sl_options *o, const char *older)
{
    /* By a file there a language server tells a preview where the editor is, and nothing else. */
    const char *cursors =
        o->verb == SL_VERB_LSP || o->verb == SL_VERB_SERVE ? sl_cursor_folder(names) : NULL;
    if (cursors)
        sl_confine_allow_writing(rules, cursors);
    /* Which strategies an editor opens, and when, is not known: they may be read, and nothing may
     * be changed. */
    sl_confine_allow_reading(rules, o->verb == SL_VERB_LSP ? "/" : o->folder);
    if (o->verb == SL_VERB_BUILD || (o->verb == SL_VERB_DIFF && o->formats_given))
        allow_outputs(rules, o);
    if (o->verb == SL_VERB_REVIEW || (o->verb == SL_VERB_SERVE && !o->read_only) ||
        o->verb == SL_VERB_RENAME ||
        ((o->verb == SL_VERB_FORMAT || o->verb == SL_VERB_UPDATE) && !o->dry_run) ||
        (o->verb == SL_VERB_COMMENTS && (o->record || (o->apply && !o->dry_run))))
        sl_confine_allow_writing(rules, o->folder);
    if (o->verb == SL_VERB_SERVE && !o->read_only)
        allow_git(rules, o->folder);
    if (o->verb == SL_VERB_UPDATE && o->word_count)
        sl_confine_allow_reading(rules, o->words[0]);
    for (size_t i = 0; o->verb == SL_VERB_COMMENTS && i < o->word_count; i++)
        sl_confine_allow_reading(rules, o->words[i]);
    if (o->verb == SL_VERB_QUOTE && o->argument)
        sl_confine_allow_reading(rules, o->argument);
    if (!older)
        return;
    sl_confine_allow_reading(rules, older);
    if (older != o->argument &&
        older != o->since) { /* fetched into a folder of ours, which goes in the end */
        const char *own = parent_of(older);
        sl_confine_allow_writing(rules, own);
        sl_confine_allow_tidying(rules, parent_of(own));
    }
}

void sl_run_confine(const sl_options *o, const char *older)
{
    int rules = o->unconfined ? -1 : sl_confine_begin();
    if (rules < 0)
        return;
    if (!names)
        names = sl_arena_new();
    allow_system(rules);
    allow_program(rules);
    allow_verb(rules, o, older);
    sl_confine_end(rules);
}
