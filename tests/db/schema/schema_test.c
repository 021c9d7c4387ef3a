/* What every table must hold, whoever adds it. */
#include "support/scratch.h"
#include "support/suite.h"

/* Tables that belong to the installation, not to a workspace, each with the reason. */
#define GLOBAL_TABLES                                                                                                                                 \
    "'schema_migration', 'state_rule'," /* made by migrate */                                                                                         \
    "'account', 'account_secret', 'platform_operator', 'session', 'one_time_link', 'signin_attempt'," /* people */                                    \
    "'provider', 'provider_family', 'provider_permission', 'control', 'control_interpretation', 'operation_type', 'review_section'," /* catalogues */ \
    "'worker_key', 'timer_lease', 'switch', 'audit_log', 'audit_tree', 'audit_node', 'audit_checkpoint', 'heartbeat'" /* of the platform */

#define TENANT_TABLES                                                                                                  \
    "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'"                                \
    " WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname NOT IN (" GLOBAL_TABLES ")"

/* Indexes that do not lead with the workspace, each with the reason: what looks across all of them. */
#define GLOBAL_INDEXES                                                                                                 \
    "'workspace_slug_key'," /* the workspace itself, by its address */                                                 \
    "'membership_account'," /* a person's workspaces, at sign-in */                                                    \
    "'audit_leaf_overall_index_key', 'audit_pending_order'," /* the sealer's one sequence */                           \
    "'job_leases', 'timer_due'," /* the worker's, whoever's turn it is */                                              \
    "'run_console', 'run_area_of', 'run_error_of'" /* the console's, by functions of definer's right */

/* Each gives the names of what breaks it. */
#define WITHOUT_WORKSPACE                                                                                              \
    "SELECT c.relname FROM " TENANT_TABLES                                                                             \
    " AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'workspace_id'"              \
    " AND a.attnotnull)"
#define WITHOUT_SECURITY                                                                                               \
    "SELECT c.relname FROM " TENANT_TABLES " AND NOT (c.relrowsecurity AND c.relforcerowsecurity"                      \
    " AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'isolation'))"
#define KEYS_NOT_LED                                                                                                   \
    "SELECT c.relname FROM " TENANT_TABLES                                                                             \
    " AND NOT EXISTS (SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]"     \
    " WHERE i.indrelid = c.oid AND i.indisprimary AND a.attname = 'workspace_id')"
#define INDEXES_NOT_LED                                                                                                \
    "SELECT x.relname FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid, " TENANT_TABLES                         \
    " AND c.oid = i.indrelid AND x.relname NOT IN (" GLOBAL_INDEXES ")"                                                \
    " AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = i.indkey[0]"                  \
    " AND a.attname = 'workspace_id')"
#define REFERENCES_NOT_LED                                                                                             \
    "SELECT k.conname FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid, " TENANT_TABLES                     \
    " AND c.oid = k.conrelid AND k.contype = 'f' AND f.relname NOT IN (" GLOBAL_TABLES ")"                             \
    " AND NOT EXISTS (SELECT FROM pg_attribute a, pg_attribute b WHERE a.attrelid = c.oid AND a.attnum = k.conkey[1]"  \
    " AND a.attname = 'workspace_id' AND b.attrelid = f.oid AND b.attnum = k.confkey[1]"                               \
    " AND b.attname = 'workspace_id')"
#define VIEWS_ABOVE_THE_READER                                                                                         \
    "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'"          \
    " WHERE c.relkind = 'm' OR (c.relkind = 'v'"                                                                       \
    " AND NOT 'security_invoker=true' = ANY (coalesce(c.reloptions, '{}')))"

static const char *offenders(struct scratch *s, const char *sql)
{
    return scratch_text(s, "SELECT string_agg(what, ', ' ORDER BY what) FROM (%s) AS offenders (what)", sql);
}

/* Ends a test that names every offender. */
static void none(struct scratch *s, const char *sql)
{
    const char *found = offenders(s, sql);

    ck_assert_msg(found == NULL, "%s", found);
    scratch_free(s);
}

START_TEST(every_table_is_a_tenants_or_is_listed)
{
    none(scratch_new(), WITHOUT_WORKSPACE);
}

END_TEST

START_TEST(row_level_security_is_forced_with_a_policy)
{
    none(scratch_new(), WITHOUT_SECURITY);
}

END_TEST

START_TEST(primary_keys_lead_with_the_workspace)
{
    none(scratch_new(), KEYS_NOT_LED);
}

END_TEST

START_TEST(indexes_lead_with_the_workspace)
{
    none(scratch_new(), INDEXES_NOT_LED);
}

END_TEST

START_TEST(references_between_tenant_tables_lead_with_the_workspace)
{
    none(scratch_new(), REFERENCES_NOT_LED);
}

END_TEST

START_TEST(views_have_the_rights_of_their_reader)
{
    none(scratch_new(), VIEWS_ABOVE_THE_READER);
}

END_TEST

/* What nobody may add finds nothing only because nobody did. */
START_TEST(what_breaks_a_rule_is_found)
{
    struct scratch *s = scratch_new();

    scratch_exec(s, "CREATE TABLE planted_bare (id uuid PRIMARY KEY);"
                    " CREATE TABLE planted_null (workspace_id uuid, id uuid PRIMARY KEY)");
    ck_assert_str_eq(offenders(s, WITHOUT_WORKSPACE), "planted_bare, planted_null");
    scratch_exec(s, "DROP TABLE planted_bare, planted_null");
    scratch_exec(s, "CREATE TABLE planted_open (workspace_id uuid NOT NULL, id uuid, PRIMARY KEY (workspace_id, id));"
                    " CREATE TABLE planted_unforced (LIKE planted_open INCLUDING ALL);"
                    " SELECT tp_isolate('planted_unforced');"
                    " ALTER TABLE planted_unforced NO FORCE ROW LEVEL SECURITY");
    ck_assert_str_eq(offenders(s, WITHOUT_SECURITY), "planted_open, planted_unforced");
    scratch_exec(s, "CREATE TABLE planted_key (workspace_id uuid NOT NULL, id uuid, PRIMARY KEY (id, workspace_id))");
    ck_assert_str_eq(offenders(s, KEYS_NOT_LED), "planted_key");
    scratch_exec(s, "CREATE INDEX planted_index ON planted_open (id)");
    ck_assert_str_eq(offenders(s, INDEXES_NOT_LED), "planted_index, planted_key_pkey");
    scratch_exec(s, "ALTER TABLE planted_open ADD UNIQUE (id, workspace_id);"
                    " ALTER TABLE planted_key ADD CONSTRAINT planted_reference"
                    " FOREIGN KEY (id, workspace_id) REFERENCES planted_open (id, workspace_id)");
    ck_assert_str_eq(offenders(s, REFERENCES_NOT_LED), "planted_reference");
    scratch_exec(s, "CREATE VIEW planted_view AS SELECT * FROM planted_open;"
                    " CREATE MATERIALIZED VIEW planted_copy AS SELECT * FROM planted_open");
    ck_assert_str_eq(offenders(s, VIEWS_ABOVE_THE_READER), "planted_copy, planted_view");
    scratch_free(s);
}

END_TEST

START_TEST(definer_functions_pin_their_search_path)
{
    none(
        scratch_new(),
        "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = 'public'"
        " WHERE p.prosecdef AND NOT coalesce(array_to_string(p.proconfig, ','), '') LIKE '%%search_path=public, pg_temp%%'"); /* a temporary table never goes first */
}

END_TEST

/* What must not be granted, whatever else is: making links that set passwords, reading hashes and provider secrets, the log's past. */
START_TEST(programs_cannot_take_over_accounts_or_secrets)
{
    none(
        scratch_new(),
        "SELECT r.rolname || ' ' || t.privilege || ' ' || t.relation FROM (VALUES"
        " ('one_time_link', 'INSERT', '{tp_account,tp_cli}'::text[]), ('portal_grant', 'INSERT', '{tp_account,tp_cli}'),"
        " ('account_secret', 'SELECT', '{tp_account}'), ('connection_secret', 'SELECT', '{tp_worker}'),"
        " ('session', 'INSERT', '{tp_account}'), ('membership', 'INSERT', '{tp_account,tp_cli}'),"
        " ('platform_operator', 'INSERT', '{tp_cli}'), ('audit_event', 'UPDATE', '{}'), ('audit_event', 'DELETE', '{}'),"
        " ('finding', 'INSERT', '{tp_worker}'), ('control_result', 'INSERT', '{tp_worker}'),"
        " ('evidence_item', 'INSERT', '{tp_worker}'), ('release', 'INSERT', '{tp_sealer}'),"
        " ('release_file', 'INSERT', '{tp_sealer}'), ('audit_checkpoint', 'INSERT', '{tp_sealer}'),"
        " ('decision_item', 'UPDATE', '{tp_inbox,tp_worker,tp_cli}'))"
        " AS t (relation, privilege, may), pg_roles r WHERE r.rolname LIKE 'tp\\_%%' AND r.rolname NOT IN"
        " ('tp_owner', 'tp_definer') AND NOT r.rolname = ANY (t.may) AND has_table_privilege(r.rolname, t.relation, t.privilege)"
        " UNION ALL SELECT p.proname || ' by everybody' FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " AND n.nspname = 'public', pg_roles r WHERE r.rolname = 'tp_backup' AND p.prosecdef"
        " AND p.prorettype <> 'trigger'::regtype AND has_function_privilege(r.rolname, p.oid, 'EXECUTE')");
}

END_TEST

START_TEST(states_are_text_and_never_an_enum)
{
    none(scratch_new(),
         "SELECT t.typname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace AND n.nspname = 'public'"
         " WHERE t.typtype = 'e'");
}

END_TEST

START_TEST(programs_own_nothing_and_bypass_nothing)
{
    none(scratch_new(),
         "SELECT rolname FROM pg_roles r WHERE rolname LIKE 'tp\\_%%' AND ((rolbypassrls AND rolname NOT IN"
         " ('tp_definer', 'tp_backup')) OR rolsuper OR (rolname NOT IN ('tp_owner', 'tp_definer')"
         " AND EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid)))");
}

END_TEST

SUITE(schema, every_table_is_a_tenants_or_is_listed, row_level_security_is_forced_with_a_policy,
      primary_keys_lead_with_the_workspace, indexes_lead_with_the_workspace,
      references_between_tenant_tables_lead_with_the_workspace, views_have_the_rights_of_their_reader,
      what_breaks_a_rule_is_found, definer_functions_pin_their_search_path,
      programs_cannot_take_over_accounts_or_secrets, states_are_text_and_never_an_enum,
      programs_own_nothing_and_bypass_nothing);
