/* tenantpilot compare and canonicalize, as a person runs them, on folders made here. */
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "ext/json.h"
#include "support/suite.h"

static struct arena *mem;
static char folder[] = "/tmp/tp-compare-XXXXXX";

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *at)
{
    (void)status;
    (void)type;
    (void)at;
    return remove(path);
}

static void set_up(void)
{
    (void)snprintf(folder, sizeof folder, "/tmp/tp-compare-XXXXXX");
    mem = arena_new();
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(mkdir(arena_printf(mem, "%s/A", folder), 0700), 0);
    ck_assert_int_eq(mkdir(arena_printf(mem, "%s/B", folder), 0700), 0);
}

static void tear_down(void)
{
    ck_assert_int_eq(nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
    arena_free(mem);
}

static void put_bytes(const char *name, const void *data, size_t len)
{
    FILE *file = fopen(arena_printf(mem, "%s/%s", folder, name), "wb");

    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(data, 1, len, file), len);
    ck_assert_int_eq(fclose(file), 0);
}

static void put(const char *name, const char *text)
{
    put_bytes(name, text, strlen(text));
}

/* build/<flavour>, where this test's program is in test/. */
static const char *build_folder(void)
{
    char path[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);

    ck_assert_int_gt(len, 0);
    path[len] = '\0';
    *strrchr(path, '/') = '\0';
    *strrchr(path, '/') = '\0';
    return arena_strdup(mem, path);
}

/* Runs a verb inside the folder; *out is what it printed. */
static int run(const char *words, const char **out)
{
    char *text = arena_alloc(mem, 1 << 20);
    FILE *pipe = popen(arena_printf(mem, "cd %s && TP_VAR=%s/var %s/bin/tenantpilot %s 2>/dev/null", folder, folder,
                                    build_folder(), words),
                       "r");
    size_t len;

    ck_assert_ptr_nonnull(pipe);
    len = fread(text, 1, (1 << 20) - 1, pipe);
    text[len] = '\0';
    *out = text;
    return WEXITSTATUS(pclose(pipe));
}

/* The result of `compare A B --json`. */
static const struct json *compare(int expected)
{
    static struct fail fail;
    struct cx cx = { .mem = mem, .fail = &fail, .clock = &clock_system, .loc = &locale_source };
    const struct json *result;
    const char *out;

    fail = (struct fail){ .rc = RC_OK };
    ck_assert_int_eq(run("compare A B --json --all", &out), expected);
    ck_assert_msg(json_parse(&cx, bytes_text(out), &result) == RC_OK, "%s", out);
    ck_assert_str_eq(json_text(json_get(result, "schema")), "tenantpilot.compare/1");
    return result;
}

static int64_t counted(const struct json *result, const char *status)
{
    return json_i64(json_get(json_get(result, "summary"), status), -1);
}

static const char *text_of(const struct json *result, size_t subject, const char *name)
{
    return json_text(json_get(json_at(json_get(result, "subjects"), subject), name));
}

#define LOCATION(id, name, country)                                                                                    \
    "{\"@odata.type\":\"#microsoft.graph.countryNamedLocation\",\"id\":\"" id "\",\"displayName\":\"" name             \
    "\",\"countriesAndRegions\":[\"DE\",\"" country "\"]}"

START_TEST(equal_folders_give_0)
{
    static const char utf16[] = "\xff\xfe{\0}\0";
    const char *out;

    set_up();
    put("A/a.json", LOCATION("1", "n", "AT"));
    put("B/other.json", "\xef\xbb\xbf[\r\n" LOCATION("1", "n", "AT") "\r\n]");
    put_bytes("A/b.json", utf16, sizeof utf16 - 1);
    put("B/b.json", "{}");
    put("A/notes.txt", "no policy");
    ck_assert_int_eq(run("compare A B", &out), 0);
    ck_assert_str_eq(out, "2 equal, 0 changed, 0 added, 0 removed, 0 unreadable, 0 ambiguous\n");
    ck_assert_int_eq(counted(compare(0), "equal"), 2);
    tear_down();
}

END_TEST

START_TEST(a_change_is_told_with_its_path)
{
    const struct json *result;
    const struct json *changes;

    set_up();
    put("A/a.json", "{\"value\":[" LOCATION("1", "n", "AT") "," LOCATION("2", "old", "FR") "]}");
    put("B/a.json", LOCATION("1", "renamed", "CH"));
    result = compare(1);
    changes = json_get(json_at(json_get(result, "subjects"), 0), "changes");
    ck_assert_int_eq(counted(result, "changed"), 1);
    ck_assert_int_eq(counted(result, "removed"), 1);
    ck_assert_str_eq(text_of(result, 0, "name"), "n");
    ck_assert_str_eq(text_of(result, 0, "family"), "named_location");
    ck_assert_str_eq(text_of(result, 0, "matched_by"), "id");
    ck_assert_uint_eq(json_count(changes), 3);
    ck_assert_str_eq(json_text(json_get(json_at(changes, 0), "path")), "/countriesAndRegions/[=AT]");
    ck_assert_str_eq(json_text(json_get(json_at(changes, 0), "op")), "remove");
    ck_assert_str_eq(json_text(json_get(json_at(changes, 2), "before")), "n");
    ck_assert_str_eq(text_of(result, 1, "status"), "removed");
    ck_assert_ptr_null(text_of(result, 1, "right"));
    tear_down();
}

END_TEST

START_TEST(objects_match_by_name_where_their_ids_differ)
{
    const struct json *result;

    set_up();
    put("A/a.json", "[" LOCATION("1", "n", "AT") "," LOCATION("2", "twin", "FR") "," LOCATION("3", "twin", "IT") "]");
    put("B/b.json", "[" LOCATION("7", "n", "AT") "," LOCATION("8", "twin", "FR") "]");
    result = compare(1);
    ck_assert_int_eq(counted(result, "equal"), 1);
    ck_assert_int_eq(counted(result, "ambiguous"), 3);
    ck_assert_str_eq(text_of(result, 0, "matched_by"), "name");
    ck_assert_str_eq(text_of(result, 1, "reason"), "several objects have this name");
    tear_down();
}

END_TEST

START_TEST(what_cannot_be_read_is_named_and_the_rest_compared)
{
    const struct json *result;

    set_up();
    put("A/a.json", "[" LOCATION("1", "n", "AT") ",{\"a\":1,\"a\":2},{\"x\":\"\\ud800\"}]");
    put("B/a.json", LOCATION("1", "n", "AT"));
    put("A/broken.json", "{\"a\":tru}");
    put("B/broken.json", LOCATION("9", "hidden", "AT"));
    put("A/nan.json", "[{},{\"a\":NaN}]");
    ck_assert_int_eq(symlink("..", arena_printf(mem, "%s/A/loop", folder)), 0);
    result = compare(1);
    ck_assert_int_eq(counted(result, "equal"), 1);
    ck_assert_int_eq(counted(result, "unreadable"), 5);
    ck_assert_int_eq(counted(result, "ambiguous"), 0);
    ck_assert_int_eq(counted(result, "added"), 0);
    ck_assert_int_eq(counted(result, "removed"), 0);
    tear_down();
}

END_TEST

START_TEST(usage_and_missing_folders_have_their_own_codes)
{
    const char *out;

    set_up();
    ck_assert_int_eq(run("compare A", &out), 2);
    ck_assert_int_eq(run("compare A B --nonsense", &out), 2);
    ck_assert_int_eq(run("compare A nowhere", &out), 3);
    ck_assert_int_eq(run("compare nowhere B", &out), 3);
    ck_assert_int_eq(run("canonicalize", &out), 2);
    ck_assert_int_eq(run("canonicalize nowhere.json", &out), 3);
    tear_down();
}

END_TEST

START_TEST(canonicalize_prints_a_line_each_and_no_secret)
{
    const char *out;

    set_up();
    put("deviceConfigurations.json", "[{\"@odata.type\":\"#microsoft.graph.windowsWifiConfiguration\",\"id\":\"1\","
                                     "\"preSharedKey\":\"hunter2\"},{\"b\":1.0,\"a\":[]}]");
    ck_assert_int_eq(run("canonicalize deviceConfigurations.json", &out), 0);
    ck_assert_str_eq(out,
                     "{\"@odata.type\":\"#microsoft.graph.windowsWifiConfiguration\",\"preSharedKey\":\"[secret]\"}\n"
                     "{\"a\":[],\"b\":1}\n");
    put("bad.json", "[{\"a\":1},{\"a\":1,\"a\":1}]");
    ck_assert_int_eq(run("canonicalize bad.json", &out), 1);
    ck_assert_str_eq(out, "{\"a\":1}\n");
    tear_down();
}

END_TEST

SUITE(cli_compare, equal_folders_give_0, a_change_is_told_with_its_path, objects_match_by_name_where_their_ids_differ,
      what_cannot_be_read_is_named_and_the_rest_compared, usage_and_missing_folders_have_their_own_codes,
      canonicalize_prints_a_line_each_and_no_secret);
