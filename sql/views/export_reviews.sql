-- The rows of the report "reviews" (shared/reports/reports.def), under the filter of the report that is being written.
DROP VIEW IF EXISTS export_reviews CASCADE;
CREATE VIEW export_reviews WITH (security_invoker = true) AS
SELECT r.review_id AS id, r.title, r.version::int8 AS version, r.state, t.name AS tenant, r.tenant_id, r.period_from::text AS period_from,
       r.period_to::text AS period_to, account_name(r.author_id) AS author,
       (SELECT count(*) FROM review_signoff g WHERE g.workspace_id = r.workspace_id AND g.review_id = r.review_id
           AND g.frozen_hash = r.frozen_hash) AS signed_count,
       r.created_at AS created
FROM review r
JOIN tenant t ON t.workspace_id = r.workspace_id AND t.tenant_id = r.tenant_id
WHERE ((SELECT report_filter('state')) IS NULL OR r.state = (SELECT report_filter('state')))
  AND ((SELECT report_filter('tenant')) IS NULL OR r.tenant_id = (SELECT report_filter('tenant'))::uuid)
  AND ((SELECT report_filter('q')) IS NULL OR strpos(lower(r.title), lower((SELECT report_filter('q')))) > 0
       OR strpos(lower(t.name), lower((SELECT report_filter('q')))) > 0);
GRANT SELECT ON export_reviews TO tp_reports, tp_worker, tp_cli;
