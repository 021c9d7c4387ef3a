# What the tests take from npm, installed in a copy outside the tree.
$(BUILD)/npm-tests/done: tests/package.json tests/package-lock.json
	@mkdir -p $(@D)
	cp $^ $(@D)/
	cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund --silent
	touch $@
