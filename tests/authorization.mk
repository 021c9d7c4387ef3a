# Every route of every program of ours, for the tests that walk them all, and for modules/AUTHORIZATION.md. The simulator is not one:
# it speaks its provider's protocol, with tokens of its own.
ROUTED := $(filter-out modules/graphsim/%,$(wildcard modules/*/routes.def))
$(B)/gen/all_routes.def: $(ROUTED) tests/authorization.mk
	@mkdir -p $(@D)
	for def in $(ROUTED); do program=$${def#modules/}; program=$${program%/routes.def}; \
	    printf '#define ROUTE(method, path, capability, tx, params, handler) EACH_ROUTE("%s", #method, path, capability)\n' $$program; \
	    printf '#include "%s"\n#undef ROUTE\n' $$def; done > $@
$(B)/tests/http/authorization/all_routes.o: $(B)/gen/all_routes.def

.PHONY: authorization
authorization: $(B)/test/http
	TP_WRITE_DOCS=1 $(B)/test/http authorization_doc
