#include "support/released.h"

static const char *text(struct scratch *s, struct uuid id)
{
    return id_text(&s->cx, id);
}

struct tenant_id released_tenant(struct scratch *s, struct workspace_id workspace, const char *slug)
{
    struct tenant_id id = { uuid_new(&clock_system) };

    scratch_exec(s, "SET session_replication_role = replica");
    scratch_exec(s,
                 "INSERT INTO tenant (workspace_id, tenant_id, slug, name, state, created_at)"
                 " VALUES ('%s', '%s', '%s', '%s', 'active', now())",
                 text(s, workspace.v), text(s, id.v), slug, slug);
    scratch_exec(s, "SET session_replication_role = origin");
    return id;
}

struct release_id released_make(struct scratch *s, struct workspace_id workspace, struct tenant_id tenant,
                                const char *title, const char *state, int version)
{
    struct release_id id = { uuid_new(&clock_system) };
    const char *files[] = { arena_printf(s->cx.mem, "%s.zip", title), "report.de.pdf" };
    const char *roles[] = { "pack", "report" };

    scratch_exec(s, "SET session_replication_role = replica");
    scratch_exec(
        s,
        "INSERT INTO release (workspace_id, release_id, review_id, tenant_id, review_version, state, title,"
        " tenant_name, period_from, period_to, compliant, by_exception, non_compliant, not_assessed, pack_id,"
        " created_at, checkpoint, proofs, product_version, frozen_hash, step, pack_sha256, pack_size, shown_at,"
        " end_reason) SELECT '%s', '%s', gen_random_uuid(), '%s', %d, '%s', '%s', t.name, '2026-01-01',"
        " '2026-03-31', 10, 2, 1, 3, gen_random_uuid(), '2026-04-01', '', '[]', '0', sha256('frozen'), 'shown',"
        " sha256('pack'), 1234, '2026-04-02'::timestamptz + %d * interval '1 day', 'wrong numbers'"
        " FROM tenant t WHERE t.tenant_id = '%s'",
        text(s, workspace.v), text(s, id.v), text(s, tenant.v), version, state, title, version, text(s, tenant.v));
    for (size_t i = 0; i < 2; i++) {
        scratch_exec(s,
                     "INSERT INTO release_file (workspace_id, release_id, name, role, media_type, size_bytes, sha256)"
                     " VALUES ('%s', '%s', '%s', '%s', 'application/octet-stream', 1234, sha256('%s'))",
                     text(s, workspace.v), text(s, id.v), files[i], roles[i], title);
    }
    scratch_exec(s, "SET session_replication_role = origin");
    return id;
}

static struct account_id person(struct scratch *s, const char *name)
{
    struct account_id id = { uuid_new(&clock_system) };

    scratch_exec(s, "INSERT INTO account (account_id, login, name) VALUES ('%s', '%s@example.test', '%s')",
                 text(s, id.v), name, name);
    return id;
}

struct account_id released_customer(struct scratch *s, struct workspace_id workspace, const char *name,
                                    struct tenant_id tenant)
{
    struct account_id id = person(s, name);

    scratch_exec(s,
                 "INSERT INTO portal_grant (workspace_id, grant_id, account_id, role, tenant_id)"
                 " VALUES ('%s', gen_random_uuid(), '%s', 'customer', '%s')",
                 text(s, workspace.v), text(s, id.v), text(s, tenant.v));
    return id;
}

struct account_id released_auditor(struct scratch *s, struct workspace_id workspace, const char *name,
                                   struct release_id release, const char *expires)
{
    struct account_id id = person(s, name);

    scratch_exec(s,
                 "INSERT INTO portal_grant (workspace_id, grant_id, account_id, role, release_id, expires_at)"
                 " VALUES ('%s', gen_random_uuid(), '%s', 'auditor', '%s', '%s')",
                 text(s, workspace.v), text(s, id.v), text(s, release.v), expires);
    return id;
}
