#include "support/estate.h"

#include <check.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "ext/crypt.h"
#include "jobs/transact.h"
#include "providers/graph/rules/rules.h"

struct fake_provider fake;

static const struct provider_permission policy_read = { "Policy.Read.All", "Reads policies" };
static const struct provider_permission *const needed[] = { &policy_read };

static const struct provider_family families[FAKE_FAMILIES] = {
    { .rules = &rules_conditional_access, .permissions = needed, .permission_count = 1, .rate_class = "policy" },
    { .rules = &rules_named_location, .permissions = needed, .permission_count = 1, .rate_class = "policy" },
    { .rules = &rules_authorization_policy, .permissions = needed, .permission_count = 1, .rate_class = "policy" },
};

struct provider_session {
    int pages;
};

static enum rc fake_open(struct cx *cx, const struct provider_target *target, struct provider_session **out,
                         struct provider_failure *why)
{
    ck_assert_ptr_null(cx->tx);
    ck_assert_str_eq(target->client_secret, "s3cret of the test");
    if (fake.open_failure != RUN_REASON_NONE) {
        why->reason = fake.open_failure;
        return fail_set(cx, RC_UNAVAILABLE, NULL, "fake: cannot sign in");
    }
    *out = calloc(1, sizeof **out);
    return RC_OK;
}

static void fake_close(struct provider_session *session)
{
    free(session);
}

static const char *member(struct cx *cx, const char *json, const char *name)
{
    const char *at = strstr(json, arena_printf(cx->mem, "\"%s\":\"", name));

    ck_assert_ptr_nonnull(at);
    at += strlen(name) + 4;
    return arena_strndup(cx->mem, at, strcspn(at, "\""));
}

static void fill_page(struct cx *cx, const struct fake_family *family, int64_t from, struct provider_page *out)
{
    out->objects = arena_calloc(cx->mem, FAKE_PAGE, sizeof *out->objects);
    out->count = 0;
    while (out->count < FAKE_PAGE && family->objects[from] != NULL) {
        const char *json = family->objects[from++];

        out->objects[out->count++] =
            (struct provider_object){ member(cx, json, "id"), member(cx, json, "displayName"), bytes_text(json) };
    }
    out->next_cursor = family->objects[from] == NULL ? NULL : arena_printf(cx->mem, "%lld", (long long)from);
    if (out->next_cursor == NULL && family->looping) {
        out->next_cursor = "0";
    }
}

static enum rc fake_list(struct cx *cx, struct provider_session *session, const struct provider_family *family,
                         const char *cursor, struct provider_page *out, struct provider_failure *why)
{
    const struct fake_family *served = &fake.families[family - families];
    int64_t from = 0;

    ck_assert_ptr_null(cx->tx); /* nothing slow in a transaction */
    session->pages++;
    fake.calls++;
    if (fake.before_list != NULL) {
        fake.before_list(fake.context);
    }
    *why = (struct provider_failure){ RUN_REASON_NONE, 0 };
    if (cursor != NULL && parse_i64(cursor, 0, FAKE_OBJECTS_MAX, &from) != RC_OK) {
        return fail_set(cx, RC_INVALID, NULL, "fake: cursor '%s'", cursor);
    }
    if (served->failure != RUN_REASON_NONE && from >= (int64_t)served->fails_at * FAKE_PAGE) {
        *why = (struct provider_failure){ served->failure, served->retry_at_us };
        return fail_set(cx, RC_UNAVAILABLE, NULL, "fake: raw words of the provider");
    }
    fill_page(cx, served, from, out);
    return RC_OK;
}

static enum rc fake_test(struct cx *cx, struct provider_session *session, struct provider_report *out,
                         struct provider_failure *why)
{
    session->pages++;
    why->reason = RUN_REASON_NONE;
    out->grants = arena_calloc(cx->mem, 1, sizeof *out->grants);
    out->grants[0].permission = &policy_read;
    out->grants[0].state = fake.permission_missing ? PROVIDER_MISSING : PROVIDER_GRANTED;
    out->grants[0].reason = fake.permission_missing ? RUN_REASON_PERMISSION_MISSING : RUN_REASON_NONE;
    out->count = 1;
    out->complete = !fake.permission_missing;
    return RC_OK;
}

static const struct provider provider = {
    .code = "graph",
    .label = "Fake",
    .families = families,
    .family_count = FAKE_FAMILIES,
    .rules = graph_rules_find,
    .open = fake_open,
    .close = fake_close,
    .list = fake_list,
    .test = fake_test,
};

const struct provider *fake_find(const char *code)
{
    return text_equal(code, "graph") ? &provider : NULL;
}

void fake_reset(void)
{
    fake = (struct fake_provider){
        .families = { { .objects = { "{\"id\":\"ca-1\",\"displayName\":\"Require MFA\",\"state\":\"enabled\"}",
                                     "{\"id\":\"ca-2\",\"displayName\":\"Block legacy\",\"state\":\"enabled\"}",
                                     "{\"id\":\"ca-3\",\"displayName\":\"Require device\",\"state\":\"disabled\"}",
                                     "{\"id\":\"ca-4\",\"displayName\":\"Guests\",\"state\":\"enabled\"}",
                                     "{\"id\":\"ca-5\",\"displayName\":\"Admins\",\"state\":\"enabled\"}" } },
                      { .objects = { "{\"id\":\"nl-1\",\"displayName\":\"Office\",\"isTrusted\":true}",
                                     "{\"id\":\"nl-2\",\"displayName\":\"Plant\",\"isTrusted\":false}",
                                     "{\"id\":\"nl-3\",\"displayName\":\"Home\",\"isTrusted\":false}" } },
                      { .objects = { "{\"id\":\"ap\",\"displayName\":\"Authorization\",\"allowInvites\":\"none\"}" } } },
    };
}

/* ---- the estate ---- */

static enum rc announce(void *context, struct cx *cx)
{
    return worker_key_announce(cx, context);
}

struct box_secret *estate_worker_key(struct scratch *s, const char *folder)
{
    char *copy = arena_strdup(s->cx.mem, folder);
    struct box_secret *key = NULL;

    ck_assert_int_eq(worker_key_load(&s->cx, s->cx.mem, copy, &key), RC_OK);
    ck_assert_int_eq(transact(&s->cx, scratch_db(s, "tp_worker"), TX_WRITE, NULL, announce, copy), RC_OK);
    return key;
}

struct estate *estate_new(void)
{
    struct estate *e = calloc(1, sizeof *e);
    const char *problem;

    ck_assert_ptr_nonnull(e);
    fake_reset();
    e->s = scratch_new();
    (void)strcpy(e->folder, "/tmp/tp-estate.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(e->folder));
    ck_assert_int_eq(config_load(e->s->cx.mem, getenv, &e->config, &problem), RC_OK);
    e->key = estate_worker_key(e->s, e->folder);
    e->workspace = scratch_workspace(e->s, "msp");
    e->operator= scratch_member(e->s, e->workspace, "olga", ROLE_OPERATOR);
    e->who = scratch_actor(e->s, e->workspace, e->operator, ROLE_OPERATOR);
    e->config.var = e->folder;
    ck_assert_int_eq(mkdir(arena_printf(e->s->cx.mem, "%s/reports", e->folder), 0750), 0);
    e->env = (struct job_env){ .config = &e->config, .key = e->key, .provider = fake_find, .stopping = &e->stopping };
    return e;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *where)
{
    (void)status;
    (void)type;
    (void)where;
    return remove(path);
}

void estate_free(struct estate *e)
{
    (void)nftw(e->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    scratch_free(e->s);
    free(e);
}

struct tenant_id estate_tenant(struct estate *e, const char *slug)
{
    const struct actor *owner = scratch_actor(e->s, e->workspace, e->operator, ROLE_OWNER);
    struct connection connection;
    struct tenant tenant;
    enum rc rc;

    scratch_begin(e->s, "tp_inbox", TX_WRITE, e->workspace, e->operator);
    rc = tenant_add(&e->s->cx, owner, slug, slug, &tenant);
    ck_assert_msg(rc == RC_OK, "tenant_add: %s", e->s->fail.detail);
    rc = connection_add(&e->s->cx, e->who,
                        &(struct connection_new){ .tenant = tenant.id,
                                                  .provider = "graph",
                                                  .external_tenant = "ext",
                                                  .client = "app",
                                                  .secret = "s3cret of the test" },
                        &connection);
    ck_assert_msg(rc == RC_OK, "connection_add: %s", e->s->fail.detail);
    scratch_commit(e->s);
    return tenant.id;
}

struct run estate_request(struct estate *e, enum operation operation, struct tenant_id tenant)
{
    const struct run_request request = { .operation = operation, .tenant = tenant, .origin = RUN_BY_PERSON };
    struct run run;
    enum rc rc;

    scratch_begin(e->s, "tp_inbox", TX_WRITE, e->workspace, e->operator);
    rc = run_request(&e->s->cx, e->who, &request, &run);
    ck_assert_msg(rc == RC_OK, "run_request: %s", e->s->fail.detail);
    scratch_commit(e->s);
    return run;
}

static struct runner *runner_of(struct estate *e, const char *const *kinds, size_t count, int64_t fault_at)
{
    const struct runner_spec spec = {
        .db = db_new(e->s->conninfo, "tp_worker", "test"),
        .env = &e->env,
        .clock = &e->s->clock.clock,
        .type = job_type_find,
        .kinds = kinds,
        .kind_count = count,
        .lease_s = 60,
        .fault_at = fault_at,
    };

    arena_defer(e->s->cx.mem, (void (*)(void *))db_free, spec.db);
    return runner_new(e->s->cx.mem, &spec);
}

struct runner *estate_runner(struct estate *e, int64_t fault_at)
{
    static const char *const kinds[] = { "capture", "connection_test", "compare", "report" };

    return runner_of(e, kinds, sizeof kinds / sizeof kinds[0], fault_at);
}

static int work(struct runner *runner)
{
    bool worked = true;
    int jobs = -1;

    while (worked) {
        ck_assert_int_eq(runner_once(runner, &worked), RC_OK);
        jobs++;
    }
    runner_free(runner);
    return jobs;
}

int estate_work(struct estate *e)
{
    return work(estate_runner(e, 0));
}

int estate_work_on(struct estate *e, const char *kind)
{
    return work(runner_of(e, &kind, 1, 0));
}

struct run estate_run(struct estate *e, struct run_id id)
{
    struct run run;

    scratch_begin(e->s, "tp_inbox", TX_READ, e->workspace, e->operator);
    ck_assert_int_eq(run_get(&e->s->cx, e->who, id, &run), RC_OK);
    scratch_commit(e->s);
    return run;
}

void estate_expire(struct estate *e)
{
    scratch_exec(e->s, "UPDATE job SET lease_until = now() - interval '1 second' WHERE state = 'running'");
}

/* A document, so that those of two tenants can be compared: secrets are digested under a key of the tenant. */
#define CONTENT(hash)                                                                                                  \
    "(SELECT md5(regexp_replace(convert_from(d.canonical, 'UTF8'), '\\[secret:[0-9a-f]{64}\\]', '[secret]', 'g'))"     \
    " FROM document d WHERE d.hash = " hash ")"

const char *estate_dump(struct estate *e, struct tenant_id tenant)
{
    const char *id = id_text(&e->s->cx, tenant.v);

    return arena_printf(
        e->s->cx.mem, "subjects:\n%s\nversions:\n%s\nareas:\n%s\nsteps: %s\nrun: %s\nleft: %s",
        scratch_text(e->s,
                     "SELECT string_agg(concat_ws(' ', family, object_id, name, state, version, " CONTENT(
                         "document_hash") "),"
                                          " E'\\n' ORDER BY family, object_id) FROM subject WHERE tenant_id = '%s'",
                     id),
        scratch_text(
            e->s,
            "SELECT string_agg(concat_ws(' ', s.family, s.object_id, v.version, v.change, v.name,"
            " " CONTENT(
                "v.document_hash") "), E'\\n' ORDER BY s.family, s.object_id, v.version)"
                                   " FROM subject_version v JOIN subject s USING (workspace_id, subject_id) WHERE s.tenant_id = '%s'",
            id),
        scratch_text(
            e->s,
            "SELECT string_agg(concat_ws(' ', a.area, a.state, a.expected, a.read, a.skipped, a.added, a.changed,"
            " a.deleted, a.reason, a.cursor), E'\\n' ORDER BY r.requested_at, r.run_id, a.position)"
            " FROM run_area a JOIN run r USING (workspace_id, run_id) WHERE r.operation = 'capture' AND r.tenant_id = '%s'",
            id),
        scratch_text(
            e->s,
            "SELECT string_agg(concat_ws(' ', t.step, t.area, t.items), ', ' ORDER BY r.run_id, t.step)"
            " FROM run_step t JOIN run r USING (workspace_id, run_id) WHERE r.operation = 'capture' AND r.tenant_id = '%s'",
            id),
        scratch_text(e->s,
                     "SELECT string_agg(concat_ws(' ', state, outcome, reason, steps), ', ' ORDER BY run_id) FROM run"
                     " WHERE operation = 'capture' AND tenant_id = '%s'",
                     id),
        scratch_text(
            e->s,
            "SELECT concat_ws(' ', (SELECT count(*) FROM job WHERE kind = 'capture' AND tenant_id = '%s'), (SELECT count(*) FROM run_seen q"
            " JOIN run r USING (workspace_id, run_id) WHERE r.tenant_id = '%s'))",
            id, id));
}

void estate_place(struct scratch *s, struct workspace_id workspace, struct tenant_id tenant, const char *name)
{
    const char *ws = id_text(&s->cx, workspace.v);
    const char *id = id_text(&s->cx, tenant.v);
    const char *run = id_text(&s->cx, uuid_new(&clock_system));
    const char *subject = id_text(&s->cx, uuid_new(&clock_system));

    scratch_exec(s, "SET session_replication_role = replica");
    scratch_exec(
        s,
        "INSERT INTO connection (workspace_id, connection_id, tenant_id, provider, external_tenant, client, state,"
        " secret_set_at, created_at) VALUES ('%s', gen_random_uuid(), '%s', 'graph', '%s', 'app', 'ready', now(), now())",
        ws, id, name);
    scratch_exec(
        s,
        "INSERT INTO run (workspace_id, run_id, operation, tenant_id, state, outcome, reason, origin, requested_at,"
        " finished_at) VALUES ('%s', '%s', 'capture', '%s', 'completed', 'partial', 'timeout', 'schedule', now(), now())",
        ws, run, id);
    scratch_exec(s,
                 "INSERT INTO run_area (workspace_id, run_id, area, position, state, reason, detail)"
                 " VALUES ('%s', '%s', 'conditional_access', 1, 'not_read', 'timeout', '%s')",
                 ws, run, name);
    scratch_exec(s,
                 "INSERT INTO document (workspace_id, hash, canonical, raw, rules, created_at)"
                 " VALUES ('%s', sha256('%s'), '{\"name\":\"%s\"}', '{\"name\":\"%s\"}', 1, now())",
                 ws, name, name, name);
    scratch_exec(s,
                 "INSERT INTO subject (workspace_id, subject_id, tenant_id, family, object_id, name, state, version,"
                 " document_hash, first_seen_at, changed_at, last_seen_at, last_seen_run) VALUES ('%s', '%s', '%s',"
                 " 'conditional_access', 'o-1', '%s', 'present', 1, sha256('%s'), now(), now(), now(), '%s')",
                 ws, subject, id, name, name, run);
    scratch_exec(
        s,
        "INSERT INTO subject_version (workspace_id, subject_id, version, change, name, document_hash, run_id, at)"
        " VALUES ('%s', '%s', 1, 'added', '%s', sha256('%s'), '%s', now())",
        ws, subject, name, name, run);
    scratch_exec(
        s,
        "INSERT INTO stored_report (workspace_id, report_id, kind, format, parameters, state, created_at, expires_at)"
        " VALUES ('%s', gen_random_uuid(), 'inventory', 'csv', '{\"q\": \"%s\"}', 'requested', now(), now())",
        ws, name);
    scratch_exec(s, "SET session_replication_role = DEFAULT");
}
