#include "modules/cli/cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

static void PRINTF_LIKE(1, 0) complain(const char *format, va_list args)
{
    (void)fputs("tenantpilot: ", stderr);
    (void)vfprintf(stderr, format, args);
    (void)fputc('\n', stderr);
}

enum cli_exit cli_usage(const struct cli *cli, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    complain(format, args);
    va_end(args);
    (void)fprintf(stderr, "usage: tenantpilot %s%s%s\n", cli->verb->name, cli->verb->usage[0] == '\0' ? "" : " ",
                  cli->verb->usage);
    return CLI_USAGE;
}

enum cli_exit cli_could_not(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    complain(format, args);
    va_end(args);
    return CLI_COULD_NOT;
}

enum cli_exit cli_fail(struct cli *cli, enum rc rc)
{
    const struct fail *fail = cli->cx.fail;
    struct msg_arg args[FAIL_ARGS_MAX];
    size_t count = 0;

    if (rc == RC_OK) {
        return CLI_DONE;
    }
    while (count < FAIL_ARGS_MAX && fail->args[count].name != NULL) {
        args[count] = (struct msg_arg){ fail->args[count].name, fail->args[count].value };
        count++;
    }
    (void)fprintf(stderr, "tenantpilot: %s",
                  fail->msgid == NULL ? rc_name(rc) : msg_format(cli->mem, fail->msgid, args, count));
    if (fail->detail != NULL) {
        /* PostgreSQL's messages go on in further lines */
        (void)fprintf(stderr, " (%.*s)", (int)strcspn(fail->detail, "\n"), fail->detail);
    }
    (void)fputc('\n', stderr);
    return rc == RC_INVALID ? CLI_USAGE : CLI_COULD_NOT;
}

static void take_out(int *argc, char **argv, int at, int count)
{
    for (int i = at; i + count <= *argc; i++) {
        argv[i] = argv[i + count]; /* the closing NULL moves too */
    }
    *argc -= count;
}

enum rc cli_option(int *argc, char **argv, const char *name, const char **value)
{
    size_t len = strlen(name);

    *value = NULL;
    for (int i = 0; i < *argc; i++) {
        if (strcmp(argv[i], name) == 0) {
            *value = argv[i + 1];
            if (*value == NULL) {
                return RC_INVALID;
            }
            take_out(argc, argv, i, 2);
            return RC_OK;
        }
        if (strncmp(argv[i], name, len) == 0 && argv[i][len] == '=') {
            *value = argv[i] + len + 1;
            take_out(argc, argv, i, 1);
            return RC_OK;
        }
    }
    return RC_OK;
}

bool cli_flag(int *argc, char **argv, const char *name)
{
    for (int i = 0; i < *argc; i++) {
        if (strcmp(argv[i], name) == 0) {
            take_out(argc, argv, i, 1);
            return true;
        }
    }
    return false;
}
