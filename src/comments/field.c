#include "comments/field.h"

void sl_fields_mark(sl_fields *f, sl_str kind)
{
    if (sl_str_equal_z(kind, "begin")) {
        if (f->n < SL_FIELDS_MOST)
            memset(&f->at[f->n], 0, sizeof f->at[f->n]);
        f->n++;
    } else if (f->n && sl_str_equal_z(kind, "separate")) {
        if (f->n <= SL_FIELDS_MOST)
            f->at[f->n - 1].result = true;
    } else if (f->n && sl_str_equal_z(kind, "end")) {
        f->n--;
    }
}

void sl_fields_read(sl_fields *f, sl_str text)
{
    if (!f->n || f->n > SL_FIELDS_MOST)
        return;
    char *name = f->at[f->n - 1].name;
    size_t *n = &f->at[f->n - 1].n, room = sizeof f->at[0].name;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == ' ' && *n)
            *n = room; /* the rest is not asked */
        else if (text.p[i] != ' ' && *n + 1 < room)
            name[(*n)++] = text.p[i];
    }
}

bool sl_fields_hide(const sl_fields *f)
{
    static const char *const made[] = {"SEQ", "REF",  "PAGEREF",  "NOTEREF",
                                       "TOC", "PAGE", "NUMPAGES", "STYLEREF"};
    for (unsigned i = 0; i < f->n && i < SL_FIELDS_MOST; i++) {
        if (!f->at[i].result)
            return true;
        for (size_t k = 0; k < SL_COUNT(made); k++)
            if (strcmp(f->at[i].name, made[k]) == 0)
                return true;
    }
    return false;
}
