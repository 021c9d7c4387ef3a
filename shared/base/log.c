#include "base/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum {
    LINE_MAX_BYTES = 16 * 1024,
    TAIL_BYTES = 64 /* kept free so that a cut line can still be closed */
};

struct line {
    char data[LINE_MAX_BYTES];
    size_t len;
    bool full;
};

/* The only state of this file: who writes, and how much. Set once at start, before any fork. */
static struct {
    const char *program;
    enum log_level least;
} setup = { "tenantpilot", LOG_LEVEL_INFO };

static const char *const level_names[] = { "debug", "info", "warn", "error" };

void log_init(const char *program, enum log_level least)
{
    setup.program = program;
    setup.least = least;
}

enum log_level log_level_named(const char *name)
{
    for (int i = LOG_LEVEL_DEBUG; i <= LOG_LEVEL_ERROR; i++) {
        if (strcmp(name, level_names[i]) == 0) {
            return (enum log_level)i;
        }
    }
    return LOG_LEVEL_INFO;
}

static void put(struct line *line, const char *text, size_t len)
{
    if (line->full || len > LINE_MAX_BYTES - TAIL_BYTES - line->len) {
        line->full = true;
        return;
    }
    memcpy(line->data + line->len, text, len);
    line->len += len;
}

static void put_text(struct line *line, const char *text)
{
    put(line, text, strlen(text));
}

static void put_quoted(struct line *line, const char *text)
{
    put_text(line, "\"");
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        char escaped[8];

        if (c == '"' || c == '\\') {
            (void)snprintf(escaped, sizeof escaped, "\\%c", c);
            put_text(line, escaped);
        } else if (c < 0x20 || c == 0x7f) {
            (void)snprintf(escaped, sizeof escaped, "\\u%04x", c);
            put_text(line, escaped);
        } else {
            put(line, text, 1);
        }
    }
    put_text(line, "\"");
}

static void put_now(struct line *line)
{
    struct timespec now;
    struct tm parts;
    char text[64];

    (void)clock_gettime(CLOCK_REALTIME, &now);
    (void)gmtime_r(&now.tv_sec, &parts);
    (void)snprintf(text, sizeof text, "{\"ts\":\"%04d-%02d-%02dT%02d:%02d:%02d.%03dZ\"", parts.tm_year + 1900,
                   parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                   (int)(now.tv_nsec / 1000000));
    put_text(line, text);
}

static void put_field(struct line *line, const struct log_field *field)
{
    char number[32];
    size_t start = line->len;

    put_text(line, ",");
    put_quoted(line, field->name);
    put_text(line, ":");
    if (field->kind == LOG_FIELD_INT) {
        (void)snprintf(number, sizeof number, "%lld", (long long)field->number);
        put_text(line, number);
    } else if (field->text == NULL) {
        put_text(line, "null");
    } else {
        put_quoted(line, field->text);
    }
    if (line->full) {
        line->len = start;
    }
}

void log_write(enum log_level level, const char *event, const struct log_field *fields)
{
    struct line line = { .len = 0 };
    ssize_t written;

    if (level < setup.least) {
        return;
    }
    put_now(&line);
    put_field(&line, &(struct log_field){ .name = "level", .text = level_names[level] });
    put_field(&line, &(struct log_field){ .name = "program", .text = setup.program });
    put_field(&line, &(struct log_field){ .name = "event", .text = event });
    for (; fields->name != NULL && !line.full; fields++) {
        put_field(&line, fields);
    }
    memcpy(line.data + line.len, "}\n", 2);
    written = write(STDERR_FILENO, line.data, line.len + 2);
    (void)written; /* there is nobody left to tell */
}
