/* What every verb of tenantpilot(1) is given, and the helpers that several of them need.
 *
 * A verb is a row of verbs.def and a function in <verb>.c; its name may have two words ("audit verify"). */
#ifndef MODULES_CLI_CLI_H
#define MODULES_CLI_CLI_H

#include "base/arena.h"
#include "base/config.h"
#include "base/cx.h"

/* Exit codes, the same for every verb. */
enum cli_exit {
    CLI_DONE = 0, /* done, equal, valid, succeeded */
    CLI_DIFFERENT = 1, /* different, invalid, partial */
    CLI_USAGE = 2,
    CLI_COULD_NOT = 3 /* failed, blocked, or a file, database or key cannot be had */
};

struct verb;

struct cli {
    struct arena *mem; /* lives as long as the process */
    const struct verb *verb;
    struct config
        config; /* `var` is an absolute path; from cli_enter() or place_settle() on one that every program can take */
    struct cx cx; /* for domain functions; no transaction */
    struct fail fail;
    const char *account; /* the OS account that asked, also after root was given up */
    const char *home; /* the folder that holds the program's bin/ and share/; likewise */
    const char *state; /* the state folder as people know it */
};

/* `argv[0]` is the first word after the verb's name; NULL ends it. Prints results on stdout, what went wrong on stderr. */
typedef enum cli_exit (*verb_run)(struct cli *cli, int argc, char **argv);

struct verb {
    const char *name;
    verb_run run;
    const char *usage; /* what follows the name: "PACK [--key FILE]" */
    const char *text; /* one line */
};

#define VERB(name, handler, usage, text) enum cli_exit handler(struct cli *cli, int argc, char **argv);
#include "modules/cli/verbs.def"
#undef VERB

/* Prints "tenantpilot: <text>" on stderr and returns CLI_USAGE after the verb's usage line. */
enum cli_exit cli_usage(const struct cli *cli, const char *format, ...) PRINTF_LIKE(2, 3);

/* Prints "tenantpilot: <text>" on stderr and returns CLI_COULD_NOT. */
enum cli_exit cli_could_not(const char *format, ...) PRINTF_LIKE(1, 2);

/* Prints the noted cause of `rc`, its sentence and detail, and returns the exit code that fits: RC_INVALID is CLI_USAGE,
 * anything else CLI_COULD_NOT. RC_OK is CLI_DONE. */
enum cli_exit cli_fail(struct cli *cli, enum rc rc);

/* Takes "--name VALUE" or "--name=VALUE" out of the words: *value is NULL if it is absent. RC_INVALID: it ends without a value. */
MUST_CHECK enum rc cli_option(int *argc, char **argv, const char *name, const char **value);

/* Takes "--name" out of the words; true if it was there. */
bool cli_flag(int *argc, char **argv, const char *name);

/* For verbs that work on this installation's state (database, keys, runs): as root, becomes the account that owns the state folder,
 * by starting the program anew as that account; so call it before anything is printed or changed. `account` stays who asked.
 * CLI_COULD_NOT: there is no state folder yet, it is somebody else's, or the account cannot be taken; the reason is printed. */
MUST_CHECK enum cli_exit cli_enter(struct cli *cli);

/* The same for a verb that reads a file which the caller names (NULL: none; "-": standard input): it is opened by the account that
 * asked, in the folder where it asked, and handed on as standard input. cli_read() reads it then. */
MUST_CHECK enum cli_exit cli_enter_with(struct cli *cli, const char *path);

/* The absolute path of what the caller names, from the folder where it asked; "" is that folder. */
const char *cli_path(struct cli *cli, const char *word);

/* The whole text of a file that cli_enter_with() was given. CLI_COULD_NOT: it cannot be read, holds a NUL, or is longer than `max`
 * bytes; the reason is printed. */
MUST_CHECK enum cli_exit cli_read(struct cli *cli, const char *path, size_t max, const char **out);

#endif
