#include "jobs/publication.h"

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
