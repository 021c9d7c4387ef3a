#include "modules/cli/compare.h"

#include <stdio.h>

#include "base/random.h"
#include "core/drift/document_write.h"

static enum rc read_both(struct cli *cli, char **folders, const struct drift_key *key, struct comparison *out)
{
    struct side_handle handle;
    bool is_folder;
    enum rc rc = side_look(cli, folders[0], &is_folder);
    enum rc left;

    rc = rc == RC_OK ? side_start(cli, folders[0], key, &handle) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    rc = side_read(cli, folders[1], key, &out->right);
    left = side_wait(cli, folders[0], handle, &out->left);
    return rc != RC_OK ? rc : left;
}

enum cli_exit verb_compare(struct cli *cli, int argc, char **argv)
{
    bool json = cli_flag(&argc, argv, "--json");
    bool all = cli_flag(&argc, argv, "--all");
    struct comparison comparison = { .all = all };
    struct drift_key key;
    enum rc rc;

    if (argc != 2 || argv[0][0] == '-' || argv[1][0] == '-') {
        return cli_usage(cli, "two folders are needed");
    }
    random_bytes(&key, sizeof key);
    rc = read_both(cli, argv, &key, &comparison);
    if (rc != RC_OK) {
        return cli_could_not("%s", cli->fail.detail);
    }
    compare_match(cli->mem, &comparison);
    rc = json ? compare_write_json(cli, &comparison, &key) : compare_write_text(cli, &comparison, &key);
    if (rc != RC_OK) {
        return cli_could_not("%s", cli->fail.detail);
    }
    for (int status = SUBJECT_EQUAL + 1; status < SUBJECT_STATUS_COUNT; status++) {
        if (comparison.counts[status] > 0) {
            return CLI_DIFFERENT;
        }
    }
    return CLI_DONE;
}

struct printer {
    const char *path;
    const struct drift_key *key;
    const struct detector *detector;
    bool refused;
};

static void print_object(void *self, struct cx *cx, struct bytes raw, struct bytes context, struct node *root,
                         const struct document_error *error)
{
    struct printer *p = self;
    struct drift_canonical canonical;
    struct bytes shown;
    enum rc rc = RC_INVALID;

    if (error->refusal == DOCUMENT_ACCEPTED) {
        rc = drift_canonicalize_tree(cx, compare_family(compare_detect(p->detector, root, context, p->path)), raw, root,
                                     p->key, &canonical);
    }
    if (rc != RC_OK) {
        p->refused = true;
        (void)fprintf(stderr, "tenantpilot: %s: %s\n", p->path,
                      error->refusal != DOCUMENT_ACCEPTED ? document_refusal_text(error->refusal) : cx->fail->msgid);
        return;
    }
    shown = drift_masked(cx->mem, canonical.bytes);
    (void)fwrite(shown.data, 1, shown.len, stdout);
    (void)putchar('\n');
}

enum cli_exit verb_canonicalize(struct cli *cli, int argc, char **argv)
{
    struct printer printer = { .path = argc == 1 ? argv[0] : NULL };
    struct drift_key key;
    struct compare_text file;
    enum rc rc;

    if (argc != 1 || argv[0][0] == '-') {
        return cli_usage(cli, "one file is needed");
    }
    random_bytes(&key, sizeof key);
    printer.key = &key;
    printer.detector = compare_detector(cli->mem);
    rc = compare_file(&cli->cx, argv[0], &file);
    if (rc == RC_NOT_FOUND) {
        return cli_could_not("%s: %s", argv[0], cli->fail.msgid);
    }
    if (rc == RC_OK) {
        struct arena *each = arena_new();

        rc = compare_objects(&cli->cx, file.text, each, print_object, &printer);
        arena_free(each);
    }
    if (rc != RC_OK) {
        (void)fprintf(stderr, "tenantpilot: %s: %s\n", argv[0], cli->fail.msgid);
    }
    return rc != RC_OK || printer.refused ? CLI_DIFFERENT : CLI_DONE;
}
