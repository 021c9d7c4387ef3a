# Fuzzing. `make fuzz` runs each target for FUZZ_S seconds (libFuzzer, sanitisers) from its corpus; `make replay` runs the corpora in
# the asan flavour. Both print the line coverage of each parser by its corpus, which must be FUZZ_COVER percent.

FUZZ_S     ?= 60
FUZZ_COVER ?= 80
FUZZ_NAMES := $(basename $(notdir $(wildcard tests/fuzz/*.c)))
FUZZ_MAIN_fuzz := -fsanitize=fuzzer

$(B)/tests/fuzz/support/driver.o: CPPFLAGS += $(if $(filter fuzz,$(FLAVOUR)),,-DREPLAY)
$(B)/fuzz/%: $(B)/tests/fuzz/%.o $(B)/tests/fuzz/support/driver.o $(B)/libshared.a
	@mkdir -p $(@D)
	$(CXX) $(LDFLAGS) $(FUZZ_MAIN_$(FLAVOUR)) -o $@ $^ $(LIBS)

.PHONY: fuzz replay fuzz-run fuzz-replay fuzz-cover
fuzz:
	$(MAKE) FLAVOUR=fuzz fuzz-run
	$(MAKE) FLAVOUR=fuzz fuzz-cover
replay:
	$(MAKE) FLAVOUR=asan fuzz-replay
	$(MAKE) FLAVOUR=fuzz fuzz-cover
fuzz-run: $(FUZZ_NAMES:%=$(B)/fuzz/%)
	tests/fuzz/support/run.sh $(B) $(FUZZ_S) $(FUZZ_NAMES)
fuzz-replay: $(FUZZ_NAMES:%=$(B)/fuzz/%)
	for t in $(FUZZ_NAMES); do $(B)/fuzz/$$t tests/fuzz/corpora/$$t || exit 1; done
fuzz-cover: $(FUZZ_NAMES:%=$(B)/fuzz/%)
	tests/fuzz/support/cover.sh $(B) $(FUZZ_COVER) $(FUZZ_NAMES)
