#include "bench/figure.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const char *verdict_of(const struct figure *figure, double ratio)
{
    bool slow = figure->less_is_better ? figure->reference > 2 * figure->known : figure->reference < figure->known / 2;
    bool met = figure->at_most ? ratio <= figure->limit : ratio >= figure->limit;

    if (figure->known > 0 && slow) {
        return "machine too slow";
    }
    return met ? "met" : "missed";
}

void figure_add(const struct figure *figure)
{
    const char *path = getenv("TP_BENCH_FIGURES");
    FILE *out = path == NULL ? stdout : fopen(path, "a");
    double ratio = figure->reference > 0 ? figure->ours / figure->reference : 0;

    if (out == NULL) {
        perror(path);
        exit(1);
    }
    (void)fprintf(out, "%s\t%s\t%.6g\t%.6g\t%.2f\t%s %.2f\t%s\n", figure->name, figure->unit, figure->ours,
                  figure->reference, ratio, figure->at_most ? "<=" : ">=", figure->limit, verdict_of(figure, ratio));
    if (out != stdout) {
        (void)fclose(out);
    }
}

static int ascending(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;

    return (left > right) - (left < right);
}

double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, ascending);
    return values[count / 2];
}

double now_s(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
