/* One JSON line per event on standard error: {"ts":...,"level":"info","program":"inbox","event":"request","route":"..."}.
 *
 * Fields are typed; text is escaped, so that no value can forge a line. Secrets have no way in: give their length or nothing. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdint.h>

enum log_level { LOG_LEVEL_DEBUG, LOG_LEVEL_INFO, LOG_LEVEL_WARN, LOG_LEVEL_ERROR };

struct log_field {
    const char *name; /* NULL ends the list */

    enum { LOG_FIELD_TEXT, LOG_FIELD_INT } kind;

    const char *text; /* NULL is written as null */
    int64_t number;
};

static inline struct log_field log_text(const char *name, const char *text)
{
    return (struct log_field){ .name = name, .kind = LOG_FIELD_TEXT, .text = text };
}

static inline struct log_field log_int(const char *name, int64_t number)
{
    return (struct log_field){ .name = name, .kind = LOG_FIELD_INT, .number = number };
}

/* The program's name for every line, and the least level that is written. `program` must be a literal. */
void log_init(const char *program, enum log_level least);

/* The level of a name in the settings: "debug" "info" "warn" "error". */
enum log_level log_level_named(const char *name);

/* Writes one line with a single write(2); a line past 16 KiB is cut at a field. `event` is a short constant: "job_done". */
void log_write(enum log_level level, const char *event, const struct log_field *fields);

#define LOG_FIELDS(...)       ((const struct log_field[]){ __VA_ARGS__, { .name = NULL } })
#define LOG_DEBUG(event, ...) log_write(LOG_LEVEL_DEBUG, event, LOG_FIELDS(__VA_ARGS__))
#define LOG_INFO(event, ...)  log_write(LOG_LEVEL_INFO, event, LOG_FIELDS(__VA_ARGS__))
#define LOG_WARN(event, ...)  log_write(LOG_LEVEL_WARN, event, LOG_FIELDS(__VA_ARGS__))
#define LOG_ERROR(event, ...) log_write(LOG_LEVEL_ERROR, event, LOG_FIELDS(__VA_ARGS__))

#endif
