# Scanners against the running product: `make attack`. Their packages are installed when it is asked for.

.PHONY: attack attack-run
attack:
	@.ci/install attack
	@$(MAKE) --no-print-directory -s FLAVOUR=release attack-run
attack-run: all
	@mkdir -p $(B)/test
	TP_ATTACK_LOGS=$(abspath $(B))/test/attack TP_KEEP=$(B)/test/attack tests/support/with_product.sh $(B)/bin node tests/attack/attack.mjs
