# The product on this machine. Settings come from the environment and from .env (see .env.example).

RELEASE := $(BUILD)/release
CLI     := $(RELEASE)/bin/tenantpilot
# the state folder as the settings have it; `var` leads there from the first `make run` on
STATE    = $${TP_VAR:-$$(sed -n 's/^TP_VAR=//p' .env 2>/dev/null | tail -n 1 | tr -d "\"'")}
SOURCES := $(SHARED) $(wildcard modules/*/*.c)

run:
	@echo "1/4 packages"; .ci/install run
	@echo "2/4 building (the first time takes some minutes)"
	@{ $(MAKE) --no-print-directory -j$$(nproc) FLAVOUR=release all && echo "exit 0"; } | \
	    awk -v each=' -c -o ' -v total=$(words $(SOURCES)) -v what='files compiled' -f .ci/progress.awk || \
	    { echo "error: building failed; the lines above say where. .ci/packages lists what is needed" >&2; exit 1; }
	@echo "3/4 starting"; $(CLI) up
	@state=$(STATE); state=$${state:-var}; if [ "$$(readlink -f "$$state")" = "$$(readlink -f var)" ]; then :; \
	    elif [ -L var ] || [ ! -e var ]; then ln -sfn "$$state" var; \
	    else echo "  var holds another state and stays as it is; this one is in $$state"; fi
	@echo "4/4 demo"; $(CLI) demo seed

stop:
	@[ ! -x $(CLI) ] || $(CLI) down
status:
	@[ -x $(CLI) ] || { echo "not built yet: make run"; exit 3; }; $(CLI) status
logs:
	@state=$(STATE); state=$${state:-var}; ls "$$state"/log/*.log >/dev/null 2>&1 || \
	    { echo "error: nothing has run here yet, or it is not yours to see: make run, or sudo make logs" >&2; exit 3; }; \
	    tail -n 40 $(if $(F),-F) "$$state"/log/*.log
# a folder that is not TenantPilot's is never dropped, whatever TP_VAR says
reset:
	@state=$(STATE); state=$${state:-var}; real=$$(readlink -f "$$state"); \
	    if [ ! -d "$$real" ]; then echo "there is nothing to drop"; \
	    elif [ ! -d "$$real/pgsock" ]; then echo "error: $$real is not a state folder of TenantPilot" >&2; exit 3; \
	    else $(MAKE) --no-print-directory -s stop && rm -rf "$$real" "$$real.program" && echo "dropped $$real"; fi; \
	    for link in "$$state" var; do [ ! -L "$$link" ] || [ -e "$$link" ] || rm "$$link"; done
