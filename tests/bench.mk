# Figures beside their limits and bare references, for a quiet machine: `make bench`, or a part: make bench T=large. The reference under
# half of what it gave when the limits were measured means that the machine is too slow, or too busy, to judge.

BENCH_O := $(patsubst %.c,$(B)/%.o,$(sort $(wildcard tests/bench/*.c)) tests/http/graphsim/cloud.c $(wildcard tests/support/*.c))
$(B)/test/bench: $(BENCH_O) $(B)/libshared.a
	@mkdir -p $(@D)
	$(CXX) $(LDFLAGS) -o $@ $(BENCH_O) -Wl,--whole-archive $(B)/libshared.a -Wl,--no-whole-archive $(LIBS) $(TEST_LIBS)

.PHONY: bench bench-run
bench:
	@$(MAKE) --no-print-directory -s FLAVOUR=release bench-run
bench-run: all $(B)/test/bench
	tests/bench/run.sh $(B)/test/bench $(T)
