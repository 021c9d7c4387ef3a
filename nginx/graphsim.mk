# What the simulator reads at run time.

GRAPHSIM_FILES := modules/graphsim/defaults.json $(wildcard modules/graphsim/demo/*.json modules/graphsim/scenarios/*.json)
$(B)/share/graphsim/%: modules/graphsim/%
	@mkdir -p $(@D)
	cp $< $@
SHARE += $(GRAPHSIM_FILES:modules/graphsim/%=$(B)/share/graphsim/%)
