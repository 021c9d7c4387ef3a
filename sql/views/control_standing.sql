-- How each active tenant that was evaluated stands with each control: of its interpretations' results the one that asks for the most
-- attention; manual where nothing interprets it, so that a person must.
DROP VIEW IF EXISTS control_standing CASCADE;
CREATE VIEW control_standing WITH (security_invoker = true) AS
SELECT p.workspace_id, p.tenant_id, k.control_code, coalesce(w.result, 'manual') AS result
FROM tenant_posture p
JOIN tenant t ON t.workspace_id = p.workspace_id AND t.tenant_id = p.tenant_id AND t.state = 'active'
CROSS JOIN control k
LEFT JOIN (SELECT l.workspace_id, l.tenant_id, r.control_code,
                  (ARRAY['not_satisfied', 'not_assessed', 'manual', 'satisfied_by_exception', 'satisfied', 'not_applicable'])
                      [min(array_position(ARRAY['not_satisfied', 'not_assessed', 'manual', 'satisfied_by_exception', 'satisfied',
                                                'not_applicable'], r.result))] AS result
             FROM tenant_posture l JOIN control_result r ON r.workspace_id = l.workspace_id AND r.run_id = l.run_id
            GROUP BY l.workspace_id, l.tenant_id, r.control_code) w
       ON w.workspace_id = p.workspace_id AND w.tenant_id = p.tenant_id AND w.control_code = k.control_code;
GRANT SELECT ON control_standing TO tp_inbox, tp_reviews, tp_reports, tp_worker, tp_sealer, tp_cli;
