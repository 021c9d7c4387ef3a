# shared/providers/graph/RULES.md is the tables of rules, rendered; a unit test compares.
.PHONY: rules
rules: $(B)/test/unit
	TP_WRITE_DOCS=1 $(B)/test/unit graph_rules_doc
