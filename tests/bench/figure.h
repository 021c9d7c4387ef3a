/* A figure of `make bench`: ours beside a bare reference that was measured in the same run, and the limit on their ratio. */
#ifndef TESTS_BENCH_FIGURE_H
#define TESTS_BENCH_FIGURE_H

#include <stdbool.h>

struct figure {
    const char *name;
    const char *unit; /* "rps", "ms" ... */
    double ours;
    double reference;
    double limit; /* of ours / reference */
    bool at_most; /* the ratio may not pass the limit; else it must reach it */
    double known; /* what the reference gave on the machine that the limits were measured on; 0: no such figure */
    bool less_is_better; /* of the reference: a time or an amount, not a rate */
};

/* Adds it to the run's table (the file $TP_BENCH_FIGURES, else standard output): name, unit, ours, reference, ratio, limit, verdict,
 * separated by tabs. The verdict is "met", "missed", or "machine too slow" where the reference is under half of what is known. */
void figure_add(const struct figure *figure);

/* The middle one; sorts `values`. */
double median(double *values, int count);

/* Seconds of a clock that only goes forward. */
double now_s(void);

#endif
