#include "modules/cli/stamp.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "base/text.h"

enum { STAMP_MAX = 64 * 1024 };

static void put_setting(void *context, const char *name, const char *value)
{
    strbuf_printf(context, "%s=%s\n", name, value);
}

static void put_file(struct strbuf *out, const char *path)
{
    struct stat file;

    if (stat(path, &file) == 0) {
        strbuf_printf(out, "%s %" PRId64 " %" PRId64 ".%09ld\n", path, (int64_t)file.st_size,
                      (int64_t)file.st_mtim.tv_sec, file.st_mtim.tv_nsec);
    }
}

static int by_text(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static const char *stamp_now(struct cli *cli)
{
    const char *folder = arena_printf(cli->mem, "%s/bin", cli->home);
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, by_text);
    struct strbuf out;

    strbuf_init(&out, cli->mem, STAMP_MAX);
    for (int i = 0; i < count; i++) {
        if (entries[i]->d_name[0] != '.') {
            put_file(&out, arena_printf(cli->mem, "%s/%s", folder, entries[i]->d_name));
        }
        free(entries[i]);
    }
    free(entries);
    put_file(&out, arena_printf(cli->mem, "%s/share/ready", cli->home));
    config_each(&cli->config, put_setting, &out);
    return out.data;
}

static const char *stamp_path(struct cli *cli)
{
    return arena_printf(cli->mem, "%s/run/stamp", cli->config.var);
}

bool stamp_is_current(struct cli *cli)
{
    FILE *file = fopen(stamp_path(cli), "re");
    char *kept = arena_alloc(cli->mem, STAMP_MAX);

    if (file == NULL) {
        return false;
    }
    kept[fread(kept, 1, STAMP_MAX - 1, file)] = '\0';
    (void)fclose(file);
    return text_equal(kept, stamp_now(cli));
}

enum cli_exit stamp_keep(struct cli *cli)
{
    FILE *file = fopen(stamp_path(cli), "we");
    bool good = file != NULL && fputs(stamp_now(cli), file) >= 0;

    if (file != NULL) {
        good = fclose(file) == 0 && good;
    }
    return good ? CLI_DONE : cli_could_not("%s: %s", stamp_path(cli), strerror(errno));
}
