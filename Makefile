# One makefile, no recursion into folders. Outputs only under build/<flavour>/ (debug asan cov fuzz release clang), npm's under
# build/npm. Programs, tests, templates, catalogues and migrations are found by their place: a new one needs no line here.
#
#   make run | stop | status | logs | reset      the product on this machine
#   make check                                   everything that must pass before a change lands
#   make lint | fuzz | bench | cov | e2e-all | soak | attack

FLAVOUR ?= debug
BUILD   ?= build
B       := $(BUILD)/$(FLAVOUR)
CC      := gcc
CXX     := g++
ifeq ($(FLAVOUR),clang)
CC      := clang
CXX     := clang++
endif
ifeq ($(FLAVOUR),fuzz)
CC      := clang
CXX     := clang++
endif

LANGS   := en de en-XA
PKGS    := libpq json-c libcurl libxml-2.0 pangocairo cairo cairo-pdf libsodium icu-i18n icu-uc libcrypto libzip
PKG_CFLAGS := $(shell pkg-config --cflags-only-I $(PKGS) 2>/dev/null | sed 's/-I/-isystem /g')
PKG_LIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null)
LIBS    := $(PKG_LIBS) -lfcgi -lctemplate_nothreads -lm
TEST_LIBS := $(shell pkg-config --libs check 2>/dev/null)

CPPFLAGS := -Ishared -Itests -I. -I$(B)/gen $(PKG_CFLAGS) -D_GNU_SOURCE
WARN     := -Wall -Wextra -Werror -Wshadow -Wconversion -Wformat=2 -Wundef -Wvla -Walloca -Wpointer-arith -Wcast-qual \
            -Wwrite-strings -Wredundant-decls -Wnull-dereference -Wdate-time
WARN_C   := $(WARN) -std=c11 -Wstrict-prototypes -Wold-style-definition -Wmissing-prototypes -Wswitch-enum
WARN_gcc := -Wduplicated-cond -Wduplicated-branches -Wlogical-op -Wimplicit-fallthrough=5 -Wjump-misses-init -Wtrampolines \
            -Wbidi-chars=any -ftrivial-auto-var-init=zero
WARN_clang := -Wmissing-variable-declarations -Wimplicit-fallthrough
WARN_C   += $(WARN_$(CC))
# what gcc 12 takes of the OpenSSF guide for hardening C and C++
HARDEN   := -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-clash-protection -fstack-protector-strong -fcf-protection=full \
            -fno-delete-null-pointer-checks -fno-strict-overflow -fno-strict-aliasing -fPIE
HARDEN_LD := -pie -Wl,-z,relro,-z,now,-z,noexecstack,-z,nodlopen -Wl,--as-needed -Wl,--no-copy-dt-needed-entries
SAN      := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
FLAGS_debug   := -O0 -g3
FLAGS_asan    := -O1 -g1 $(SAN) -Wno-null-dereference
FLAGS_cov     := -O0 -g3 --coverage
FLAGS_fuzz    := -O1 -g1 $(SAN) -fsanitize=fuzzer-no-link -fprofile-instr-generate -fcoverage-mapping
FLAGS_release := -O2 -g $(HARDEN)
FLAGS_clang   := -O1 -g1
LDFLAGS_asan  := $(SAN)
LDFLAGS_cov   := --coverage
LDFLAGS_fuzz  := $(SAN) -fprofile-instr-generate
LDFLAGS_release := $(HARDEN_LD)
CFLAGS   := $(WARN_C) $(FLAGS_$(FLAVOUR))
CXXFLAGS := -std=c++17 -Wall -Wextra -Werror -fvisibility=hidden -fno-rtti $(FLAGS_$(FLAVOUR))
LDFLAGS  := $(LDFLAGS_$(FLAVOUR))

SHARED   := $(shell find shared -name '*.c' -o -name '*.cc' | sort)
PROGS    := $(patsubst modules/%/main.c,%,$(wildcard modules/*/main.c))
HDRS     := $(shell find shared modules -name '*.h' | sort)
TPLS     := $(shell find templates -name '*.tpl' 2>/dev/null | sort)
# controls first, then the interpretations that refer to them
CATALOG  := $(sort $(wildcard shared/catalog/controls/*.json)) $(sort $(wildcard shared/providers/*/interpretations/*.json))
STORES   := $(shell find shared -name '*_store.c' | sort)
SHARED_O := $(patsubst %,$(B)/%.o,$(basename $(SHARED)))
# the program of modules/cli is tenantpilot(1); the others are tenantpilot-<name>
bin       = $(if $(filter cli,$(1)),tenantpilot,tenantpilot-$(1))

.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: all run stop status logs reset clean check lint fuzz bench cov e2e-all soak attack deps FORCE

all: $(foreach p,$(PROGS),$(B)/bin/$(call bin,$(p))) $(B)/share/ready

# ---- generated sources ----

# every key and every name in the templates as a constant, so that a mistyped one does not compile
$(B)/gen/tpl.h: $(TPLS) shared/reports/reports.def i18n/keys.awk
	@mkdir -p $(@D)
	awk -f i18n/keys.awk $(TPLS) shared/reports/reports.def /dev/null > $@
# the lists of queries that the contract test describes
$(B)/gen/queries.def: $(STORES)
	@mkdir -p $(@D)
	cat $(STORES) /dev/null | sed -n 's/^QUERIES(\([a-z_]*\),.*/STORE(\1)/p' | sort > $@

# the catalogue of controls as C strings, one row a file
$(B)/gen/catalog.inc: $(CATALOG)
	@mkdir -p $(@D)
	awk 'FNR == 1 { if (NR > 1) print "\"}," ; printf "{\"%s\",\n", FILENAME } { gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); printf "\"%s\\n\"\n", $$0 } END { if (NR) print "}," }' $(CATALOG) | sed 's/^"},$$/},/' > $@
$(B)/shared/core/control/catalog.o: $(B)/gen/catalog.inc

# ---- objects, programs ----

$(B)/flags: FORCE
	@mkdir -p $(@D); echo '$(CC) $(CPPFLAGS) $(CFLAGS) $(CXXFLAGS) $(LDFLAGS) $(LIBS)' | cmp -s - $@ || echo '$(CC) $(CPPFLAGS) $(CFLAGS) $(CXXFLAGS) $(LDFLAGS) $(LIBS)' > $@
FORCE:
$(B)/%.o: %.c $(B)/flags | $(B)/gen/tpl.h $(B)/gen/queries.def
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
$(B)/%.o: %.cc $(B)/flags
	@mkdir -p $(@D)
	$(CXX) $(CPPFLAGS) $(CXXFLAGS) -MMD -MP -c -o $@ $<
$(B)/libshared.a: $(SHARED_O)
	@rm -f $@; ar rcs $@ $^

define PROG
$(B)/bin/$(call bin,$(1)): $(patsubst %.c,$(B)/%.o,$(wildcard modules/$(1)/*.c)) $(B)/libshared.a
	@mkdir -p $$(@D)
	$$(CXX) $$(LDFLAGS) -o $$@ $$^ $$(LIBS)
endef
$(foreach p,$(PROGS),$(eval $(call PROG,$(p))))

include $(wildcard i18n/*.mk nginx/*.mk sql/*.mk tests/*.mk)

# ---- what the programs read at run time: $(B)/share ----

$(B)/share/ready: $(SHARE)
	@mkdir -p $(@D); touch $@

# ---- headers alone ----

headers: $(HDRS:%=$(B)/%.hdr)
$(B)/%.h.hdr: %.h $(B)/gen/tpl.h $(B)/gen/queries.def
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(WARN_C) -Wno-unused-function -fsyntax-only -x c $<
	@touch $@

deps:
	@.ci/install
# what runs from there is stopped first; its data stays
clean: stop
	rm -rf $(BUILD)

-include $(shell find $(B) -name '*.d' 2>/dev/null)
