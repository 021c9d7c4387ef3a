# Static files (style sheet, script, icons) from npm's packages, and what nginx needs at run time.

NPM := $(BUILD)/npm

# installs what the lock file in a folder names; npm says on its own what went wrong
npm_ci = cd $(1) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null || \
    { echo "error: npm could not install what $(1)/package.json names: is its registry within reach?" >&2; exit 1; }

# the packages are installed in a copy, so that the tree holds nothing of them
$(NPM)/done: nginx/package.json nginx/package-lock.json
	@mkdir -p $(@D)
	cp $^ $(@D)/
	$(call npm_ci,$(@D))
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
