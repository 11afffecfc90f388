/* forms.h: of the specimen. */
#ifndef SPECIMEN_FORMS_H
#define SPECIMEN_FORMS_H

#include <stdbool.h>
#include <stddef.h>

int form_branches(const char *text, int n);
int form_labels(int n);
bool form_first(const int *list, size_t n, int *out);

#endif
