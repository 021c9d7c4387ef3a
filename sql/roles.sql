-- Database roles, once per cluster, by its superuser. Safe to repeat. Programs log in as their own role (peer authentication in
-- production); tp_owner owns the schema and is used by `tenantpilot migrate` alone.
DO $$
DECLARE
    program text;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tp_owner') THEN
        CREATE ROLE tp_owner LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS;
    END IF;
    -- Owns the few SECURITY DEFINER functions that must look across workspaces (session lookup, claiming of jobs, the console).
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tp_definer') THEN
        CREATE ROLE tp_definer NOLOGIN NOSUPERUSER NOCREATEROLE BYPASSRLS;
    END IF;
    -- Every program's role is a member: what all may do (read the schema's version, the state rules) is granted once.
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tp_program') THEN
        CREATE ROLE tp_program NOLOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS;
    END IF;
    FOREACH program IN ARRAY ARRAY['tp_inbox', 'tp_reviews', 'tp_reports', 'tp_system', 'tp_account', 'tp_portal',
                                   'tp_worker', 'tp_sealer', 'tp_cli'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = program) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS IN ROLE tp_program', program);
        END IF;
    END LOOP;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tp_backup') THEN
        CREATE ROLE tp_backup LOGIN NOSUPERUSER NOCREATEROLE BYPASSRLS;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tp_maint') THEN
        CREATE ROLE tp_maint LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS;
    END IF;
    GRANT tp_definer TO tp_owner;
END
$$;
