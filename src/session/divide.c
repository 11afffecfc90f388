/* The patterns by which words are divided that are not English: files of the system's TeX, or
 * beside the fonts. The program brings none: what a distribution packages it also keeps right. */
#include <stdlib.h>

#include "base/assert.h"
#include "base/file.h"
#include "session/make.h"
#include "style/phrase.h"

enum { MOST_BYTES = 1 << 20 };

/* SIGHTLINE_PATTERNS alone where it is set; else beside the fonts, then where TeX Live keeps them.
 */
static bool read_file(sl_session *s, const char *name, sl_str *text)
{
    static const char *const folders[] = {
        "/usr/share/texlive/texmf-dist/tex/generic/hyph-utf8/patterns/txt",
        "/usr/share/texmf-dist/tex/generic/hyph-utf8/patterns/txt",
        "/usr/share/texmf/tex/generic/hyph-utf8/patterns/txt",
    };
    const char *given = getenv("SIGHTLINE_PATTERNS"), *why;
    const char *first = given ? given : sl_session_data(s, "fonts");
    if (sl_file_read(s->arena, sl_file_join(s->arena, first, name), MOST_BYTES, text, &why) ==
        SL_FILE_OK)
        return true;
    for (size_t i = 0; i < SL_COUNT(folders) && !given; i++)
        if (sl_file_read(s->arena, sl_file_join(s->arena, folders[i], name), MOST_BYTES, text,
                         &why) == SL_FILE_OK)
            return true;
    return false;
}

static void learn(sl_making *m, sl_str language)
{
    sl_session *s = m->session;
    const sl_phrases *known = language.n ? sl_phrases_lookup(language) : NULL;
    sl_str tag = known ? sl_str_from(known->tag) : SL_STR_NONE;
    if (!known || sl_str_equal_z(tag, "en") || sl_words_know(m->words, tag))
        return;
    sl_make_own_faces(m);
    sl_str text = SL_STR_NONE;
    const char *name = sl_str_format(s->arena, "hyph-%.*s.pat.txt", SL_FMT(tag)).p;
    const sl_patterns *patterns = NULL;
    if (read_file(s, name, &text) && sl_utf8_find_invalid(text) == SIZE_MAX)
        patterns = sl_patterns_read(s->arena, text);
    sl_words_divide(m->words, tag, patterns);
    if (patterns)
        return;
    const sl_yaml *at = m->view ? sl_yaml_lookup(m->view->config, "language") : NULL;
    sl_finding *f = sl_diag_add(
        &s->diags, SL_E0792, at ? at->span : SL_SPAN_NONE,
        "words in '%.*s' are not divided: this machine has no patterns for it", SL_FMT(tag));
    sl_diag_help(&s->diags, f,
                 "install hyph-utf8's patterns (Debian: texlive-lang-european for cy), or put %s "
                 "into %s",
                 name, sl_session_data(s, "fonts"));
}

static bool divides(const sl_layout *l)
{
    for (size_t i = 0; i < l->roles.n; i++)
        if (l->roles.at[i].hyphenate)
            return true;
    return false;
}

void sl_make_divide(sl_making *m)
{
    if (!divides(m->layout))
        return; /* nothing of this machine's is in the pages then */
    learn(m, m->book->language);
    for (const sl_node *n = m->book->root->first; n; n = sl_node_walk_blocks(m->book->root, n))
        if (n->lang.n)
            learn(m, n->lang);
}
