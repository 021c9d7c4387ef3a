#include "support/proof.h"

void proof_place(struct scratch *s, struct workspace_id workspace, struct tenant_id tenant, const char *name)
{
    const char *ws = id_text(&s->cx, workspace.v);
    const char *id = id_text(&s->cx, tenant.v);
    const char *run =
        scratch_text(s, "SELECT run_id FROM run WHERE workspace_id = '%s' AND tenant_id = '%s' LIMIT 1", ws, id);

    scratch_exec(s, "SET session_replication_role = replica");
    scratch_exec(
        s,
        "INSERT INTO review (workspace_id, review_id, tenant_id, version, state, title, period_from, period_to,"
        " summary, limitations, run_id, author_id, created_at, frozen_at, frozen, frozen_hash) SELECT '%s',"
        " gen_random_uuid(), '%s', 1, 'in_review', '%s', '2026-01-01', '2026-03-31', 'Good.', 'None.', '%s',"
        " account_id, now(), now(), '{}', sha256('{}') FROM membership WHERE workspace_id = '%s' LIMIT 1",
        ws, id, name, run, ws);
    scratch_exec(s,
                 "INSERT INTO evidence_item (workspace_id, evidence_id, tenant_id, run_id, control_code, source, name,"
                 " media_type, collected_at, sha256, body) VALUES ('%s', gen_random_uuid(), '%s', '%s', '',"
                 " 'conditional_access', 'settings.json', 'application/json', now(), sha256('{\"name\":\"%s\"}'),"
                 " '{\"name\":\"%s\"}')",
                 ws, id, run, name, name);
    scratch_exec(s, "SET session_replication_role = DEFAULT");
}
