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

# engines that are wrong in one place, each of which the corpus must catch; RULES=0 tries every row of the rules' tables
RULES ?= 40
.PHONY: soak-mutants soak-mutants-run
soak-mutants:
	@$(MAKE) --no-print-directory -s FLAVOUR=release soak-mutants-run
soak-mutants-run: $(B)/bin/tenantpilot
	$(CORPUS) TP_CC='$(CC) $(CPPFLAGS) $(CFLAGS)' TP_LD='$(CXX) $(LDFLAGS)' TP_OBJECTS='$(patsubst %.c,$(B)/%.o,$(wildcard modules/cli/*.c))' \
	    TP_LIB=$(B)/libshared.a TP_LIBS='$(LIBS)' node tests/corpus/mutants.mjs $(B)/mutants --rules $(RULES) $(if $(SEED),--seed $(SEED)) $(if $(ONLY),--only '$(ONLY)')
