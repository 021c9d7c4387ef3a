#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "modules/cli/cli.h"
#include "reports/pack.h"

enum { KEYS_BYTES_MAX = 1 << 20 };

/* The file's content; NULL if there is none (errno says why). */
static const char *read_keys(struct arena *mem, const char *path)
{
    char *content = arena_alloc(mem, KEYS_BYTES_MAX + 1);
    FILE *file = fopen(path, "re");
    size_t len;

    if (file == NULL) {
        return NULL;
    }
    len = fread(content, 1, KEYS_BYTES_MAX, file);
    content[len] = '\0';
    if (ferror(file) != 0 || strlen(content) != len) {
        content = NULL;
        errno = EINVAL;
    }
    (void)fclose(file);
    return content;
}

static void print_report(const struct cli *cli, const char *path, const struct pack_report *report, const char *keys)
{
    const struct locale *loc = cli->cx.loc;

    printf("%s\n", path);
    if (report->pack_id != NULL) {
        printf("  pack    %s\n  tenant  %s\n  review  %s\n", report->pack_id,
               report->tenant == NULL ? "-" : report->tenant, report->review == NULL ? "-" : report->review);
    }
    printf("  files   %zu\n  proofs  %zu\n", report->files, report->proofs);
    for (size_t i = 0; i < report->problem_count; i++) {
        const struct pack_problem *problem = &report->problems[i];

        printf("%s: %s%s%s%s%s\n", problem->code, problem->where == NULL ? "" : problem->where,
               problem->where == NULL ? "" : ": ", tr(loc, problem->msgid), problem->detail == NULL ? "" : ": ",
               problem->detail == NULL ? "" : problem->detail);
    }
    if (report->verdict == PACK_VALID) {
        printf("valid: signed by %s, which %s trusts\n", report->signer, keys);
    } else if (report->verdict == PACK_SIGNER_UNKNOWN) {
        printf("signer unknown: %s\n", report->signer);
    } else {
        printf("invalid\n");
    }
}

enum cli_exit verb_verify(struct cli *cli, int argc, char **argv)
{
    static const enum cli_exit codes[] = {
        [PACK_VALID] = CLI_DONE, [PACK_INVALID] = CLI_DIFFERENT, [PACK_SIGNER_UNKNOWN] = CLI_COULD_NOT
    };

    const char *key = NULL;
    const char *keys;
    const char *signers;
    struct pack_report report;
    enum rc rc;

    if (cli_option(&argc, argv, "--key", &key) != RC_OK || argc != 1) {
        return cli_usage(cli, "verify needs one PACK");
    }
    keys = key != NULL ? key : arena_printf(cli->mem, "%s/keys/published/allowed_signers", cli->config.var);
    signers = read_keys(cli->mem, keys);
    if (signers == NULL && (key != NULL || errno != ENOENT)) {
        return cli_could_not("cannot read the keys in '%s': %s", keys, strerror(errno));
    }
    rc = pack_verify(&cli->cx, argv[0], signers, &report);
    if (rc != RC_OK) {
        /* whatever cannot be read could not be checked: it is never a mistake in the command */
        return cli_could_not("%s", cli->fail.detail == NULL ? rc_name(rc) : cli->fail.detail);
    }
    print_report(cli, argv[0], &report, keys);
    return codes[report.verdict];
}
