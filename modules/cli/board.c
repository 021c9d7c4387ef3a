#include "modules/cli/board.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/text.h"

enum {
    LINE_MAX_BYTES = 1024,
    STAT_START_FIELD = 22 /* of /proc/<pid>/stat: the time of start, in ticks since boot */
};

/* 0: there is no such process, or it is dead. */
static unsigned long long start_ticks(struct cli *cli, long pid)
{
    FILE *file = fopen(arena_printf(cli->mem, "/proc/%ld/stat", pid), "re");
    char line[LINE_MAX_BYTES];
    char *at = NULL;

    if (file != NULL && fgets(line, sizeof line, file) != NULL) {
        at = strrchr(line, ')'); /* the name before it may hold spaces */
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    if (at != NULL && at[1] != '\0' && at[2] == 'Z') {
        at = NULL; /* dead, but nobody has taken notice yet */
    }
    for (int field = 2; at != NULL && field < STAT_START_FIELD; field++) {
        at = strchr(at + 1, ' ');
    }
    return at == NULL ? 0 : strtoull(at, NULL, 10);
}

static const char *state_name(enum unit_state state)
{
    switch (state) {
    case UNIT_STOPPED:
        return "stopped";
    case UNIT_RUNNING:
        return "running";
    case UNIT_WAITING:
        break;
    }
    return "waiting";
}

void board_write(struct cli *cli, const struct unit *units, size_t count, const char *step)
{
    const char *path = arena_printf(cli->mem, "%s/run/board", cli->config.var);
    const char *fresh = arena_printf(cli->mem, "%s.new", path);
    FILE *file = fopen(fresh, "we");
    bool good = file != NULL;

    if (good) {
        (void)fprintf(file, "%ld\t%llu\t%s\n", (long)getpid(), start_ticks(cli, getpid()), step);
        for (size_t i = 0; i < count; i++) {
            (void)fprintf(file, "%s\t%s\t%ld\t%d\t%s\n", units[i].name, state_name(units[i].state), (long)units[i].pid,
                          units[i].restarts, unit_last_exit(cli, &units[i]));
        }
        good = ferror(file) == 0;
        good = fclose(file) == 0 && good;
    }
    if (!good || rename(fresh, path) != 0) {
        LOG_ERROR("board", log_text("cause", strerror(errno)));
    }
}

/* Cuts the next tab-separated field off *at; NULL if there is none. */
static char *field(char **at)
{
    char *from = *at;
    size_t len;

    if (from == NULL) {
        return NULL;
    }
    len = strcspn(from, "\t\n");
    *at = from[len] == '\t' ? from + len + 1 : NULL;
    from[len] = '\0';
    return from;
}

static enum rc read_head(struct cli *cli, FILE *file, struct board *out)
{
    char line[LINE_MAX_BYTES];
    char *at = line;
    const char *pid;
    const char *ticks;
    const char *step;
    int64_t number;

    if (fgets(line, sizeof line, file) == NULL) {
        return RC_NOT_FOUND;
    }
    pid = field(&at);
    ticks = field(&at);
    step = field(&at);
    if (step == NULL || parse_i64(pid, 1, INT32_MAX, &number) != RC_OK) {
        return RC_NOT_FOUND;
    }
    out->step = arena_strdup(cli->mem, step);
    out->supervisor = start_ticks(cli, number) == strtoull(ticks, NULL, 10) ? (pid_t)number : 0;
    return RC_OK;
}

static bool read_line(struct cli *cli, FILE *file, struct board_line *out)
{
    char line[LINE_MAX_BYTES];
    char *at = line;
    const char *fields[5] = { NULL };

    if (fgets(line, sizeof line, file) == NULL) {
        return false;
    }
    for (size_t i = 0; i < 5; i++) {
        fields[i] = field(&at);
        if (fields[i] == NULL) {
            return false;
        }
    }
    *out = (struct board_line){ .name = arena_strdup(cli->mem, fields[0]),
                                .state = arena_strdup(cli->mem, fields[1]),
                                .pid = strtol(fields[2], NULL, 10),
                                .restarts = strtol(fields[3], NULL, 10),
                                .last_exit = arena_strdup(cli->mem, fields[4]) };
    return true;
}

enum rc board_read(struct cli *cli, struct board *out)
{
    FILE *file = fopen(arena_printf(cli->mem, "%s/run/board", cli->config.var), "re");
    struct board_line line;
    size_t capacity = 0;
    enum rc rc;

    *out = (struct board){ .step = "" };
    if (file == NULL) {
        return RC_NOT_FOUND;
    }
    rc = read_head(cli, file, out);
    while (rc == RC_OK && read_line(cli, file, &line)) {
        out->lines = arena_grow(cli->mem, out->lines, out->count, &capacity, sizeof line);
        out->lines[out->count++] = line;
    }
    (void)fclose(file);
    return rc;
}
