# The correctness of the drift engine, by tests that know the provider's documentation and not the engine: tests/corpus/README.md. `make
# corpus` is the named cases and a sample; the long ones are called by `make soak`.

CORPUS_OBJECTS ?= 100000
CORPUS = TP_CORPUS_PROGRAM=$(B)/bin/tenantpilot

.PHONY: corpus soak-drift
corpus: $(B)/bin/tenantpilot
	@mkdir -p $(B)/test
	$(CORPUS) TP_TEST_COUNTS=$(B)/test/corpus.counts node --test --test-reporter=./tests/e2e/support/counts.mjs $(wildcard tests/corpus/*.test.mjs)
soak-drift:
	@$(MAKE) --no-print-directory -s FLAVOUR=release soak-drift-run
.PHONY: soak-drift-run
soak-drift-run: $(B)/bin/tenantpilot
	$(CORPUS) node tests/corpus/soak.mjs --objects $(CORPUS_OBJECTS) $(if $(SEED),--seed $(SEED))
