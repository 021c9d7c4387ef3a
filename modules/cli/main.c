/* tenantpilot(1): finds the verb, reads the settings, runs it. */
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/version.h"
#include "modules/cli/cli.h"
#include "modules/cli/state.h"

static const struct verb verbs[] = {
#define VERB(name, handler, usage, text) { name, handler, usage, text },
#include "modules/cli/verbs.def"
#undef VERB
};

enum { VERB_COUNT = sizeof verbs / sizeof verbs[0] };

/* How many words of `argv` the verb's name takes; 0 if it is not this verb. */
static int words_of(const struct verb *verb, int argc, char **argv)
{
    const char *name = verb->name;
    int words = 0;

    while (words < argc) {
        size_t len = strlen(argv[words]);

        if (len == 0 || strncmp(name, argv[words], len) != 0) {
            return 0;
        }
        words++;
        if (name[len] == '\0') {
            return words;
        }
        if (name[len] != ' ') {
            return 0;
        }
        name += len + 1;
    }
    return 0;
}

/* The verb with the longest name that the words begin with. */
static const struct verb *verb_find(int argc, char **argv, int *words)
{
    const struct verb *found = NULL;

    *words = 0;
    for (size_t i = 0; i < VERB_COUNT; i++) {
        int taken = words_of(&verbs[i], argc, argv);

        if (taken > *words) {
            *words = taken;
            found = &verbs[i];
        }
    }
    return found;
}

static bool is_of_group(const struct verb *verb, const char *group)
{
    size_t len = strlen(group);

    return strncmp(verb->name, group, len) == 0 && verb->name[len] == ' ';
}

/* The verbs whose first word is `group`, or all (NULL). */
static void print_verbs(FILE *out, const char *group)
{
    for (size_t i = 0; i < VERB_COUNT; i++) {
        if (group == NULL || is_of_group(&verbs[i], group)) {
            (void)fprintf(out, "  %-18s %s\n", verbs[i].name, verbs[i].text);
        }
    }
}

static bool is_group(const char *word)
{
    for (size_t i = 0; i < VERB_COUNT; i++) {
        if (is_of_group(&verbs[i], word)) {
            return true;
        }
    }
    return false;
}

static void list_verbs(FILE *out)
{
    (void)fputs("usage: tenantpilot VERB [ARGUMENTS]\n\n", out);
    print_verbs(out, NULL);
    (void)fputs("\n`tenantpilot VERB --help` shows one verb's usage; `tenantpilot settings` lists the TP_* variables.\n"
                "Exit codes: 0 done, equal or valid; 1 different, invalid or partial; 2 usage; 3 could not.\n",
                out);
}

static void show_usage(const struct verb *verb)
{
    (void)printf("usage: tenantpilot %s%s%s\n%s\n", verb->name, verb->usage[0] == '\0' ? "" : " ", verb->usage,
                 verb->text);
}

/* The first word may be that of several two-word verbs: then these are listed. */
static enum cli_exit no_verb(int argc, char **argv)
{
    bool two = argc > 1 && is_group(argv[0]);

    (void)fprintf(stderr, "tenantpilot: there is no verb \"%s%s%s\"; see tenantpilot --help\n", argv[0], two ? " " : "",
                  two ? argv[1] : "");
    print_verbs(stderr, argv[0]);
    return CLI_USAGE;
}

enum cli_exit verb_help(struct cli *cli, int argc, char **argv)
{
    int words;
    const struct verb *verb = verb_find(argc, argv, &words);

    (void)cli;
    if (argc == 1 && verb == NULL && is_group(argv[0])) {
        print_verbs(stdout, argv[0]);
        return CLI_DONE;
    }
    if (argc > 0 && verb == NULL) {
        return no_verb(argc, argv);
    }
    if (verb == NULL) {
        list_verbs(stdout);
    } else {
        show_usage(verb);
    }
    return CLI_DONE;
}

enum cli_exit verb_settings(struct cli *cli, int argc, char **argv)
{
    if (argc > 0) {
        return cli_usage(cli, "unexpected \"%s\"", argv[0]);
    }
    config_document(stdout);
    return CLI_DONE;
}

enum cli_exit verb_version(struct cli *cli, int argc, char **argv)
{
    if (argc > 0) {
        return cli_usage(cli, "unexpected \"%s\"", argv[0]);
    }
    (void)puts("tenantpilot " PRODUCT_VERSION);
    return CLI_DONE;
}

static bool asks_for_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

/* Where the verb's usage names that option: what follows the name there; NULL: nowhere. */
static const char *usage_of(const struct verb *verb, const char *name, size_t len)
{
    const char *at = verb->usage;

    while ((at = strstr(at, "--")) != NULL) {
        size_t length = strspn(at, "-abcdefghijklmnopqrstuvwxyz");

        if (length == len && strncmp(at, name, len) == 0) {
            return at + len;
        }
        at += length;
    }
    return NULL;
}

/* The first word that looks like an option and is none of the verb's; NULL: there is none. "-" alone is standard input. */
static const char *unknown_option(const struct verb *verb, char *const *argv)
{
    for (; *argv != NULL; argv++) {
        const char *rest;

        if (argv[0][0] != '-' || argv[0][1] == '\0') {
            continue;
        }
        rest = usage_of(verb, *argv, strcspn(*argv, "="));
        if (rest == NULL) {
            return *argv;
        }
        /* what follows "--name NAME" is a value, whatever it looks like */
        if (rest[0] == ' ' && rest[1] >= 'A' && rest[1] <= 'Z' && strchr(*argv, '=') == NULL && argv[1] != NULL) {
            argv++;
        }
    }
    return NULL;
}

static enum cli_exit run(struct cli *cli, int argc, char **argv)
{
    const char *unknown;
    int words;
    enum cli_exit code;

    if (argc == 0) {
        list_verbs(stderr);
        return CLI_USAGE;
    }
    if (asks_for_help(argv[0])) {
        list_verbs(stdout);
        return CLI_DONE;
    }
    cli->verb = verb_find(argc, argv, &words);
    if (cli->verb == NULL) {
        return argc == 2 && asks_for_help(argv[1]) ? verb_help(cli, 1, argv) : no_verb(argc, argv);
    }
    unknown = unknown_option(cli->verb, argv + words);
    if (unknown != NULL && asks_for_help(unknown)) {
        show_usage(cli->verb);
        return CLI_DONE;
    }
    if (unknown != NULL) {
        return cli_usage(cli, "there is no option \"%s\" here", unknown);
    }
    code = state_load(cli);
    return code == CLI_DONE ? cli->verb->run(cli, argc - words, argv + words) : code;
}

int main(int argc, char **argv)
{
    struct cli cli = { .mem = arena_new() };
    enum cli_exit code;

    log_init("cli", LOG_LEVEL_WARN);
    cli.cx = (struct cx){ .mem = cli.mem, .fail = &cli.fail, .clock = &clock_system, .loc = &locale_source };
    code = run(&cli, argc - 1, argv + 1);
    if (fflush(stdout) != 0 && code == CLI_DONE) {
        code = cli_could_not("writing to standard output failed");
    }
    arena_free(cli.mem);
    return (int)code;
}
