#include "jobs/publication.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reports/release_page.h"

/* The languages in which every release is published, the source language first. */
static const char *const tags[] = { "en", "de" };

enum { LANGUAGES = sizeof tags / sizeof tags[0] };

static enum rc open_language(struct arena *arena, const char *share, const char *tag, struct locale *out,
                             const char **problem)
{
    const char *path = arena_printf(arena, "%s/locale/%s.mo", share, tag);
    struct catalogue *catalogue = NULL;

    *out = locale_source;
    out->tag = tag;
    if (tag == tags[0]) {
        return RC_OK;
    }
    if (catalogue_open(arena, path, &catalogue) != RC_OK) {
        *problem = arena_printf(arena, "catalogue %s is missing or broken", path);
        return RC_INVALID;
    }
    out->catalogue = catalogue;
    return RC_OK;
}

enum rc publication_open(struct arena *arena, const struct config *config, struct publication *out,
                         const char **problem)
{
    const char *share = config_share(arena, config);
    struct locale *locales = arena_calloc(arena, LANGUAGES, sizeof *locales);
    const struct locale **languages = arena_calloc(arena, LANGUAGES, sizeof(const struct locale *));

    for (size_t i = 0; i < LANGUAGES; i++) {
        enum rc rc = open_language(arena, share, tags[i], &locales[i], problem);

        if (rc != RC_OK) {
            return rc;
        }
        languages[i] = &locales[i];
    }
    *out = (struct publication){
        .var = config->var, .assets = config_assets(arena, share), .languages = languages, .language_count = LANGUAGES
    };
    return release_pages_open(arena, arena_printf(arena, "%s/templates", share), problem);
}

static enum rc make_folder(struct cx *cx, const char *path)
{
    return mkdir(path, 0750) == 0 || errno == EEXIST
               ? RC_OK
               : fail_set(cx, RC_UNAVAILABLE, NULL, "%s: %s", path, strerror(errno));
}

enum rc publication_folder(struct cx *cx, const char *path)
{
    char *copy = arena_strdup(cx->mem, path);
    enum rc rc = RC_OK;

    for (char *slash = strchr(copy + 1, '/'); rc == RC_OK && slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        rc = make_folder(cx, copy);
        *slash = '/';
    }
    return rc == RC_OK ? make_folder(cx, copy) : rc;
}

static bool write_synced(int fd, struct bytes content)
{
    size_t at = 0;

    while (at < content.len) {
        ssize_t put = write(fd, content.data + at, content.len - at);

        if (put <= 0) {
            return false;
        }
        at += (size_t)put;
    }
    return fsync(fd) == 0;
}

enum rc publication_file(struct cx *cx, const char *path, struct bytes content)
{
    const char *temporary = arena_printf(cx->mem, "%s.new", path);
    int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
    bool written = fd >= 0 && write_synced(fd, content);
    int problem = errno;

    if (fd >= 0 && close(fd) != 0 && written) {
        problem = errno;
        written = false;
    }
    if (written && rename(temporary, path) != 0) {
        problem = errno;
        written = false;
    }
    if (!written) {
        (void)unlink(temporary);
        return fail_set(cx, RC_UNAVAILABLE, NULL, "%s: cannot be written: %s", path, strerror(problem));
    }
    return RC_OK;
}
