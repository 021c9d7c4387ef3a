# Tests: one binary per layer and flavour; files are found by their place. Counts are added up by tests/support/check.sh.

SUPPORT := $(patsubst %.c,$(B)/%.o,$(wildcard tests/support/*.c))
define LAYER
$(1)_O := $$(patsubst %.c,$$(B)/%.o,$$(shell find tests/$(1) -name '*.c' 2>/dev/null | sort))
$(B)/test/$(1): $$($(1)_O) $(SUPPORT) $(B)/libshared.a
	@mkdir -p $$(@D)
	$$(CXX) $$(LDFLAGS) -o $$@ $$($(1)_O) $(SUPPORT) -Wl,--whole-archive $(B)/libshared.a -Wl,--no-whole-archive $$(LIBS) $$(TEST_LIBS)
endef
$(foreach l,unit db http,$(eval $(call LAYER,$(l))))

# what a layer's run leaves for the sum: counts, and a line for each test that was skipped. T names suites, for fewer
COUNTED = rm -f $(B)/test/$@.skips; TP_TEST_SKIPS=$(B)/test/$@.skips TP_TEST_COUNTS=$(B)/test/$@.counts
.PHONY: unit db http
unit: $(B)/test/unit $(BUILD)/npm-tests/done
	$(COUNTED) $(B)/test/unit $(T)
# tests of release verify what was built by tenantpilot(1) of the same flavour
db: $(B)/test/db $(B)/bin/tenantpilot
	$(COUNTED) tests/support/with_cluster.sh $(B)/test/db $(T)
