# The whole line while programs and the database are killed at random: `make soak`, about ten minutes. TP_SOAK_ROUNDS=N for more of it,
# TP_SOAK_SEED=N to repeat the deaths of a run that failed.

.PHONY: soak soak-run
soak:
	@.ci/install
	@$(MAKE) --no-print-directory -s FLAVOUR=release soak-run
soak-run: all
	@mkdir -p $(B)/test
	TP_KEEP=$(B)/test/soak tests/support/with_product.sh $(B)/bin node tests/soak/soak.mjs
