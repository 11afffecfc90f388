/* Faces and shaped words of a session: a lasting one keeps them from one reading to the next
 * (base/folder.h), while all faces are the program's own and its words are divided as English is.
 * Where a layout adds a face, or a language has patterns of its own, a reading has its own: what
 * these change is known to none that follows. */
#include "session/make.h"

#include "base/folder.h"

typedef struct kept {
    sl_fonts *fonts;
    sl_words *words;
} kept;

static kept open_faces(sl_arena *a, const char *folder, const char **why)
{
    kept k = {.fonts = sl_fonts_new(a, folder, why)};
    if (k.fonts)
        k.words = sl_words_new(a, k.fonts, true);
    return k;
}

bool sl_make_open_faces(sl_making *m, const char **why)
{
    sl_session *s = m->session;
    sl_folder *keeper = s->sources.folder;
    const char *folder = sl_session_data(s, "fonts");
    sl_str key = sl_str_format(s->arena, "faces %s", folder);
    const kept *known = keeper ? sl_folder_recall(keeper, key) : NULL;
    sl_arena *a = keeper ? sl_folder_remembering(keeper) : s->arena;
    kept k = known ? *known : open_faces(a, folder, why);
    if (keeper && !known && k.fonts) {
        sl_words_keep(k.words, keeper);
        sl_folder_remember(keeper, key, &k, sizeof k);
    }
    m->fonts = k.fonts;
    m->words = k.words;
    m->shares_faces = keeper && k.fonts;
    return m->fonts != NULL;
}

void sl_make_own_faces(sl_making *m)
{
    const char *why;
    if (!m->shares_faces)
        return;
    kept k = open_faces(m->session->arena, sl_session_data(m->session, "fonts"), &why);
    m->shares_faces = false;
    if (!k.fonts)
        return; /* they went since they were opened: those that are open serve */
    m->fonts = k.fonts;
    m->words = k.words;
}
