#include <stdlib.h>
#include <string.h>

#include <unicode/ucasemap.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "ext/archive.h"
#include "ext/archive_internal.h"

/* What file systems that fold case compare: NFKC, case-folded. Text that ICU refuses stands for itself. */
static const char *folded(struct arena *mem, const char *path)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getNFKCCasefoldInstance(&status);
    int32_t capacity = (int32_t)(strlen(path) * 4 + 16);
    UChar *wide = arena_calloc(mem, (size_t)capacity, sizeof *wide);
    UChar *flat = arena_calloc(mem, (size_t)capacity * 4, sizeof *flat);
    char *out = arena_alloc(mem, (size_t)capacity * 12);
    int32_t len = 0;

    u_strFromUTF8(wide, capacity, &len, path, -1, &status);
    len = unorm2_normalize(form, wide, len, flat, capacity * 4, &status);
    u_strToUTF8(out, capacity * 12, NULL, flat, len, &status);
    return U_FAILURE(status) ? path : out;
}

bool archive_paths_collide(struct arena *mem, const char *a, const char *b)
{
    return strcmp(folded(mem, a), folded(mem, b)) == 0;
}

struct folded_path {
    const char *key;
    const char *path;
};

/* As strcmp, but with '/' before every other character, so that a folder is followed by what is in it. */
static int compare_keys(const char *a, const char *b)
{
    while (*a != '\0' && *a == *b) {
        a++;
        b++;
    }
    if (*a == *b) {
        return 0;
    }
    return (*a == '\0'  ? 0
            : *a == '/' ? 1
                        : 2 + (unsigned char)*a) -
           (*b == '\0'  ? 0
            : *b == '/' ? 1
                        : 2 + (unsigned char)*b);
}

static int by_key(const void *a, const void *b)
{
    return compare_keys(((const struct folded_path *)a)->key, ((const struct folded_path *)b)->key);
}

static bool is_folder_of(const char *folder, const char *path)
{
    size_t len = strlen(folder);

    return strncmp(folder, path, len) == 0 && path[len] == '/';
}

bool archive_find_collision(struct arena *mem, const char *const *paths, size_t count, const char **first,
                            const char **second)
{
    struct folded_path *sorted = arena_calloc(mem, count, sizeof *sorted);

    for (size_t i = 0; i < count; i++) {
        sorted[i] = (struct folded_path){ .key = folded(mem, paths[i]), .path = paths[i] };
    }
    qsort(sorted, count, sizeof *sorted, by_key);
    for (size_t i = 1; i < count; i++) {
        if (strcmp(sorted[i - 1].key, sorted[i].key) == 0 || is_folder_of(sorted[i - 1].key, sorted[i].key)) {
            *first = sorted[i - 1].path;
            *second = sorted[i].path;
            return true;
        }
    }
    return false;
}
