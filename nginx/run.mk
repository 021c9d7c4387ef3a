# The product on this machine. Settings come from the environment and from .env (see .env.example).

RELEASE := $(BUILD)/release
CLI     := $(RELEASE)/bin/tenantpilot
STATE    = $${TP_VAR:-$$(sed -n 's/^TP_VAR=//p' .env 2>/dev/null | tail -n 1)}

run:
	@echo "1/4 packages"; .ci/install run
	@echo "2/4 building (the first time takes some minutes)"
	@$(MAKE) --no-print-directory -s -j$$(nproc) FLAVOUR=release all || \
	    { echo "error: building failed; the lines above say where. .ci/packages lists what is needed" >&2; exit 1; }
	@echo "3/4 starting"; $(CLI) up
	@if $(CLI) help demo seed >/dev/null 2>&1; then echo "4/4 demo"; $(CLI) demo seed; fi

stop:
	@[ ! -x $(CLI) ] || $(CLI) down
status:
	@[ -x $(CLI) ] || { echo "not built yet: make run"; exit 3; }; $(CLI) status
logs:
	@state=$(STATE); tail -n 40 $(if $(F),-F) "$${state:-var}"/log/*.log
reset: stop
	@state=$(STATE); state=$${state:-var}; real=$$(readlink -f "$$state"); \
	    if [ -e "$$real/pgdata" ] || [ -e "$$real/run" ]; then rm -rf "$$real"; echo "dropped $$real"; fi; \
	    [ ! -L "$$state" ] || rm -f "$$state"
