/* Hands inputs to fuzz_one(): from libFuzzer, or (REPLAY) from the files and folders of the command line. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *mem = arena_new();
    struct fail fail = { .rc = RC_OK };
    struct cx cx = { .mem = mem, .fail = &fail, .clock = &clock_system, .loc = &locale_source };

    fuzz_one(&cx, bytes_of(data, size));
    arena_free(mem);
    return 0;
}

#ifdef REPLAY
enum { INPUT_MAX = 1 << 20 };

static int replay_file(const char *path)
{
    FILE *file = fopen(path, "re");
    uint8_t *data = malloc(INPUT_MAX);
    uint8_t *exact;
    size_t size;

    if (file == NULL || data == NULL) {
        (void)fprintf(stderr, "cannot read %s\n", path);
        free(data);
        return 1;
    }
    size = fread(data, 1, INPUT_MAX, file);
    (void)fclose(file);
    exact = malloc(size == 0 ? 1 : size); /* so that the sanitiser sees a read past its end */
    if (exact == NULL) {
        abort();
    }
    memcpy(exact, data, size);
    (void)LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    free(data);
    return 0;
}

int main(int argc, char **argv)
{
    int count = 0;

    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        const struct dirent *entry;

        if (folder == NULL) {
            (void)fprintf(stderr, "no corpus %s\n", argv[i]);
            return 1;
        }
        while ((entry = readdir(folder)) != NULL) {
            char path[4096];

            if (entry->d_name[0] != '.') {
                (void)snprintf(path, sizeof path, "%s/%s", argv[i], entry->d_name);
                if (replay_file(path) != 0) {
                    return 1;
                }
                count++;
            }
        }
        (void)closedir(folder);
    }
    (void)printf("%s: %d inputs\n", argv[0], count);
    return count > 0 ? 0 : 1;
}
#endif
