# Static files (style sheet, script, icons) from npm's packages, and what nginx needs at run time.

NPM := $(BUILD)/npm

# the packages are installed in a copy, so that the tree holds nothing of them
$(NPM)/done: nginx/package.json nginx/package-lock.json
	@mkdir -p $(@D)
	cp $^ $(@D)/
	cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

STATIC_SOURCES := $(wildcard nginx/static/*)
$(B)/share/static/manifest: $(NPM)/done nginx/build.mjs $(STATIC_SOURCES) $(TPLS) $(wildcard shared/web/*.def)
	@mkdir -p $(@D)
	node nginx/build.mjs $(NPM)/node_modules nginx/static templates,shared/web,nginx $(B)/share/static
SHARE += $(B)/share/static/manifest

NGINX_FILES := $(wildcard nginx/*.conf nginx/programs/*.conf nginx/*.sh nginx/metrics.txt)
$(B)/share/nginx/%: nginx/%
	@mkdir -p $(@D)
	cp -p $< $@
SHARE += $(NGINX_FILES:nginx/%=$(B)/share/nginx/%)
