/* Counters and latency histograms by route, shared by the workers of a program in one anonymous mapping; Prometheus text. */
#ifndef WEB_METRICS_H
#define WEB_METRICS_H

#include <stddef.h>
#include <stdint.h>

#include "base/strbuf.h"

struct metrics;
struct program;

/* Maps the counters for `program`; before fork. Aborts if there is no memory. */
struct metrics *metrics_new(const struct program *program);

/* One answered request. `route` is its index, or route_count for none. */
void metrics_request(struct metrics *metrics, size_t route, int status, int64_t duration_us, int queries);

/* A worker that died and was replaced. */
void metrics_respawn(struct metrics *metrics);

/* Everything, in Prometheus' text format 0.0.4. */
void metrics_write(const struct metrics *metrics, struct strbuf *out);

#endif
