#include "web/metrics.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "web/router.h"
#include "web/web.h"

enum {
    BUCKETS = 12,
    CLASSES = 5 /* 1xx .. 5xx */
};

/* Upper bounds; what lies above them is in the sum's count alone. */
static const int64_t bounds_us[BUCKETS] = { 500,   1000,   2500,   5000,    10000,   25000,
                                            50000, 100000, 250000, 1000000, 2500000, 10000000 };

struct route_metrics {
    atomic_uint_least64_t classes[CLASSES];
    atomic_uint_least64_t buckets[BUCKETS];
    atomic_uint_least64_t count;
    atomic_uint_least64_t sum_us;
    atomic_uint_least64_t queries;
};

struct metrics {
    const struct program *program;
    atomic_uint_least64_t respawns;
    struct route_metrics routes[];
};

struct metrics *metrics_new(const struct program *program)
{
    size_t size = sizeof(struct metrics) + (program->route_count + 1) * sizeof(struct route_metrics);
    struct metrics *metrics = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (metrics == MAP_FAILED) {
        abort();
    }
    metrics->program = program;
    return metrics;
}

static void add(atomic_uint_least64_t *counter, uint64_t by)
{
    (void)atomic_fetch_add_explicit(counter, by, memory_order_relaxed);
}

void metrics_request(struct metrics *metrics, size_t route, int status, int64_t duration_us, int queries)
{
    struct route_metrics *m = &metrics->routes[route];

    if (status >= 100 && status < 600) {
        add(&m->classes[status / 100 - 1], 1);
    }
    for (int i = 0; i < BUCKETS; i++) {
        if (duration_us <= bounds_us[i]) {
            add(&m->buckets[i], 1);
            break;
        }
    }
    add(&m->count, 1);
    add(&m->sum_us, (uint64_t)duration_us);
    add(&m->queries, (uint64_t)queries);
}

void metrics_respawn(struct metrics *metrics)
{
    add(&metrics->respawns, 1);
}

static unsigned long long get(const atomic_uint_least64_t *counter)
{
    return atomic_load_explicit(counter, memory_order_relaxed);
}

static void label_of(const struct metrics *metrics, size_t route, struct strbuf *out)
{
    const struct program *program = metrics->program;

    strbuf_printf(out, "program=\"%s\",", program->name);
    if (route == program->route_count) {
        strbuf_puts(out, "method=\"\",route=\"none\"");
        return;
    }
    strbuf_printf(out, "method=\"%s\",route=\"%s\"", method_name(program->routes[route].method),
                  program->routes[route].path);
}

static void write_requests(const struct metrics *metrics, size_t route, struct strbuf *out)
{
    for (int i = 0; i < CLASSES; i++) {
        unsigned long long count = get(&metrics->routes[route].classes[i]);

        if (count > 0) {
            strbuf_puts(out, "tp_http_requests_total{");
            label_of(metrics, route, out);
            strbuf_printf(out, ",status=\"%dxx\"} %llu\n", i + 1, count);
        }
    }
}

static void write_seconds(const struct metrics *metrics, size_t route, struct strbuf *out)
{
    const struct route_metrics *m = &metrics->routes[route];
    unsigned long long below = 0;

    for (int i = 0; i < BUCKETS; i++) {
        below += get(&m->buckets[i]);
        strbuf_puts(out, "tp_http_request_seconds_bucket{");
        label_of(metrics, route, out);
        strbuf_printf(out, ",le=\"%g\"} %llu\n", (double)bounds_us[i] / 1e6, below);
    }
    strbuf_puts(out, "tp_http_request_seconds_bucket{");
    label_of(metrics, route, out);
    strbuf_printf(out, ",le=\"+Inf\"} %llu\ntp_http_request_seconds_sum{", get(&m->count));
    label_of(metrics, route, out);
    strbuf_printf(out, "} %.6f\ntp_http_request_seconds_count{", (double)get(&m->sum_us) / 1e6);
    label_of(metrics, route, out);
    strbuf_printf(out, "} %llu\n", get(&m->count));
}

static void write_queries(const struct metrics *metrics, size_t route, struct strbuf *out)
{
    strbuf_puts(out, "tp_http_queries_total{");
    label_of(metrics, route, out);
    strbuf_printf(out, "} %llu\n", get(&metrics->routes[route].queries));
}

void metrics_write(const struct metrics *metrics, struct strbuf *out)
{
    static const struct {
        const char *head;
        void (*write)(const struct metrics *metrics, size_t route, struct strbuf *out);
    } families[] = { { "# TYPE tp_http_requests_total counter\n", write_requests },
                     { "# TYPE tp_http_request_seconds histogram\n", write_seconds },
                     { "# TYPE tp_http_queries_total counter\n", write_queries } };

    for (size_t f = 0; f < sizeof families / sizeof families[0]; f++) {
        strbuf_puts(out, families[f].head);
        for (size_t i = 0; i <= metrics->program->route_count; i++) {
            if (get(&metrics->routes[i].count) > 0) {
                families[f].write(metrics, i, out);
            }
        }
    }
    strbuf_printf(out, "# TYPE tp_worker_respawns_total counter\ntp_worker_respawns_total{program=\"%s\"} %llu\n",
                  metrics->program->name, get(&metrics->respawns));
}
