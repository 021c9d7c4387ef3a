/* The CSV of a large workspace's findings, as its stored report is streamed, beside psql's \copy of the same rows. */
#ifndef TESTS_BENCH_CSV_H
#define TESTS_BENCH_CSV_H

#include "support/scratch.h"

/* Measures the workspace "large" of `s`. */
void csv_figures(struct scratch *s);

#endif
