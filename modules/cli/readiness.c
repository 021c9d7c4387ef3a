#include "modules/cli/readiness.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "modules/cli/probe.h"

enum {
    REPORT_MAX = 16 * 1024,
    SETTLED_S = 2, /* a unit that dies at once is never ready */
    ANSWER_MAX = 200
};

static bool is_well(struct cli *cli, const struct unit *unit, struct strbuf *report)
{
    int64_t age_us = cli->cx.clock->monotonic_us(cli->cx.clock) - unit->started_us;
    char answer[ANSWER_MAX] = "";
    int status;

    if (unit->kind == UNIT_DATABASE && !text_empty(cli->config.db)) {
        return true; /* somebody else's: the programs say whether they reach it */
    }
    if (unit->state != UNIT_RUNNING) {
        strbuf_printf(report, "%s: does not run (%s)\n", unit->name, unit_last_exit(cli, unit));
        return false;
    }
    if (!unit->serves) {
        if (age_us < SETTLED_S * SECOND_US) {
            strbuf_printf(report, "%s: has just been started\n", unit->name);
        }
        return age_us >= SETTLED_S * SECOND_US;
    }
    status = probe_get("127.0.0.1", (int)cli->config.port, "127.0.0.1",
                       arena_printf(cli->mem, "/readyz/%s", unit->name), answer, sizeof answer);
    if (status != 200) {
        answer[strcspn(answer, "\r\n")] = '\0';
        strbuf_printf(report, "%s: answers %d %s\n", unit->name, status, answer[0] == '<' ? "" : answer);
    }
    return status == 200;
}

static void publish(struct cli *cli, const char *name, const char *text)
{
    const char *path = arena_printf(cli->mem, "%s/run/%s", cli->config.var, name);
    const char *fresh = arena_printf(cli->mem, "%s.new", path);
    FILE *file = fopen(fresh, "we");
    bool good = file != NULL && fputs(text, file) >= 0;

    if (file != NULL) {
        good = fclose(file) == 0 && good;
    }
    if (!good || rename(fresh, path) != 0) {
        LOG_ERROR("readiness", log_text("cause", strerror(errno)));
    }
}

bool readiness_publish(struct cli *cli, const struct unit *units, size_t count)
{
    struct strbuf report;
    bool well = true;

    strbuf_init(&report, cli->mem, REPORT_MAX);
    for (size_t i = 0; i < count; i++) {
        well = is_well(cli, &units[i], &report) && well;
    }
    if (well) {
        publish(cli, "ready", "ready\n");
        (void)unlink(arena_printf(cli->mem, "%s/run/not_ready", cli->config.var));
    } else {
        publish(cli, "not_ready", report.data);
        (void)unlink(arena_printf(cli->mem, "%s/run/ready", cli->config.var));
    }
    return well;
}

void readiness_withdraw(struct cli *cli)
{
    (void)unlink(arena_printf(cli->mem, "%s/run/ready", cli->config.var));
    (void)unlink(arena_printf(cli->mem, "%s/run/not_ready", cli->config.var));
}
