# The checks of the house. `make lint` runs all; each can be run alone: make lint-layers, lint-tidy ... `make check` runs lint-fast.

LINT_C    := $(shell find shared modules -name '*.[ch]' | sort)
LINT_TEXT := $(shell find shared modules templates -name '*.[ch]' -o -name '*.def' -o -name '*.tpl' | sort)
# those of the second line read every source as a compiler does and take minutes
LINTS_FAST := self layers sources words templates queries i18n headers routes format cppcheck
LINTS_SLOW := analyzer tidy

.PHONY: lint-fast lint-slow $(LINTS_FAST:%=lint-%) $(LINTS_SLOW:%=lint-%)
lint: lint-fast lint-slow
lint-fast: $(LINTS_FAST:%=lint-%)
lint-slow: $(LINTS_SLOW:%=lint-%)
lint-self:
	tests/lint/self.sh
lint-layers:
	awk -f tests/lint/layers.awk tests/lint/layers.txt shared/core/domains.def $(LINT_C)
lint-sources:
	awk -f tests/lint/sources.awk $(LINT_C)
lint-words:
	awk -f tests/lint/words.awk $(LINT_TEXT)
lint-templates:
	awk -f tests/lint/templates.awk $(TPLS) /dev/null
lint-queries:
	awk -f tests/lint/queries.awk $(STORES) /dev/null
lint-headers: headers
lint-routes:
	awk -f tests/lint/routes.awk $(wildcard modules/*/routes.def)
# These read a source as a compiler does and take minutes for all, so that each is read again only when it or what it includes has changed.
define READER
lint-$(1): $(patsubst %.c,$(B)/%.$(1),$(filter %.c,$(LINT_C)))
$(B)/%.$(1): %.c tests/lint/tools.sh .clang-tidy | $(B)/gen/tpl.h $(B)/gen/queries.def $(B)/gen/catalog.inc
	@mkdir -p $$(@D)
	@$(CC) $(CPPFLAGS) -MM -MP -MT $$@ -MF $$@.d $$<
	tests/lint/tools.sh $(1) $(B) $$<
	@touch $$@
endef
$(foreach t,cppcheck analyzer tidy,$(eval $(call READER,$(t))))
lint-cppcheck lint-analyzer lint-tidy:
lint-format:
	tests/lint/tools.sh format
