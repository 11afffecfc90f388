/* sum.h: of the specimen. */
#ifndef SPECIMEN_SUM_H
#define SPECIMEN_SUM_H

int sum_up_to(int n);
int sum_untested(int n);
int sum_never_called(void);

#endif
