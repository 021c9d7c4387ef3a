# The product in a real browser. `make e2e` walks every page in both languages, `make e2e-all` in every theme, language and width.

NPM_TESTS := $(BUILD)/npm-tests

# what the tests take from npm, installed in a copy, so that the tree holds nothing of it
$(NPM_TESTS)/done: tests/package.json tests/package-lock.json
	@mkdir -p $(@D)
	cp $^ $(@D)/
	$(call npm_ci,$(@D))
	@touch $@
.PHONY: npm-tests
npm-tests: $(NPM_TESTS)/done

E2E = TP_NPM=$(abspath $(NPM_TESTS)) TP_SCREENS=$(BUILD)/screens TP_KEEP=$(B)/test/e2e TP_TEST_COUNTS=$(B)/test/e2e.counts \
      tests/support/with_product.sh $(B)/bin node --test --test-concurrency=1 --test-reporter=./tests/e2e/support/counts.mjs $(wildcard tests/e2e/*.spec.mjs)
.PHONY: e2e
e2e: all $(NPM_TESTS)/done
	@mkdir -p $(B)/test
	$(E2E)
e2e-all: all $(NPM_TESTS)/done
	@mkdir -p $(B)/test
	TP_E2E_ALL=1 $(E2E)
