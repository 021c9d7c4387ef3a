# Tests: one binary per layer and flavour; files are found by their place. Counts are added up by tests/support/total.sh.

SUPPORT := $(patsubst %.c,$(B)/%.o,$(wildcard tests/support/*.c))
define LAYER
$(1)_O := $$(patsubst %.c,$$(B)/%.o,$$(shell find tests/$(1) -name '*.c' 2>/dev/null | sort))
$(B)/test/$(1): $$($(1)_O) $(SUPPORT) $(B)/libshared.a
	@mkdir -p $$(@D)
	$$(CXX) $$(LDFLAGS) -o $$@ $$($(1)_O) $(SUPPORT) -Wl,--whole-archive $(B)/libshared.a -Wl,--no-whole-archive $$(LIBS) $$(TEST_LIBS)
endef
$(foreach l,unit db http,$(eval $(call LAYER,$(l))))

.PHONY: unit db http
unit: $(B)/test/unit
	TP_TEST_COUNTS=$(B)/test/unit.counts $(B)/test/unit $(T)
db: $(B)/test/db
	TP_TEST_COUNTS=$(B)/test/db.counts tests/support/with_cluster.sh $(B)/test/db $(T)
