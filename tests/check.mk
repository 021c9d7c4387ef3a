# What decides whether a change lands; .ci/run calls it.
check:
	@.ci/install
	@tests/support/check.sh $(BUILD)
