/* texts FILE.pdf: every text that the program's own reader finds in a finished PDF, one after
 * another with its kind before it, for the comparison with what poppler finds. */
#include <stdio.h>

#include "base/assert.h"
#include "base/file.h"
#include "pdf/read.h"

static bool print(void *context, sl_pdf_text kind, sl_str text)
{
    static const char *const kinds[] = {"page", "string", "file"};
    (void)context;
    printf("%s: %.*s\n", kinds[kind], SL_FMT(text));
    return true;
}

int main(int argc, char **argv)
{
    sl_arena *arena = sl_arena_new();
    sl_str bytes;
    const char *why = "usage: texts FILE.pdf";
    bool good = argc == 2 && sl_file_read(arena, argv[1], 64 << 20, &bytes, &why) == SL_FILE_OK &&
                sl_pdf_read(bytes, print, NULL, &why);
    if (!good)
        fprintf(stderr, "%s\n", why);
    sl_arena_free(arena);
    return !good;
}
