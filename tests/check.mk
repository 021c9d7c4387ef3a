# What decides whether a change lands; .ci/run calls it. `make check-all` adds what takes long: the slow analysers.
.PHONY: check-all
check:
	@.ci/install
	@tests/support/check.sh $(BUILD) $(LINTS_FAST)
check-all:
	@.ci/install
	@tests/support/check.sh $(BUILD) $(LINTS_FAST) $(LINTS_SLOW)
