# How much of the sources the tests run: `make cov` builds with counters, runs unit, db and http, and prints a figure per folder.

.PHONY: cov cov-run
cov:
	@.ci/install
	@$(MAKE) --no-print-directory -s FLAVOUR=cov cov-run
cov-run: all $(foreach l,unit db http,$(B)/test/$(l))
	tests/support/cov.sh $(abspath $(B)) unit db http
