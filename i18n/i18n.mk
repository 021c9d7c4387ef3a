# Texts: the template of all catalogues from C and templates, the catalogues, one tree of templates per language.

I18N_C     := $(shell find shared modules -name '*.[ch]' -o -name '*.def' | sort)
LOCALISE   := $(B)/i18n/localise
LOCALISE_O := $(B)/i18n/localise.o $(patsubst %,$(B)/shared/base/%.o,i18n i18n_plural arena strbuf text)
XGETTEXT   := xgettext --language=C --from-code=UTF-8 --keyword --keyword=N_ --keyword=trn:2,3 --keyword=trc:2c,3 \
              --keyword=view_count:3,4 --add-location=file --package-name=TenantPilot

$(LOCALISE): $(LOCALISE_O)
	@mkdir -p $(@D)
	$(CXX) $(LDFLAGS) -o $@ $^

# the texts of the catalogue of controls: JSON escapes what C escapes
CATALOG_TEXT := /^  "(title|requirement|remedy)": ".*",?$$/ { sub(/^  "[a-z]*": /, ""); sub(/,$$/, ""); \
                printf "\n\#: %s\nmsgid %s\nmsgstr \"\"\n", FILENAME, $$0 }

# rewritten only when a text changes, so that a change of code alone makes no catalogue anew
$(B)/i18n/app.pot.done: $(I18N_C) $(TPLS) $(CATALOG) $(LOCALISE) i18n/i18n.mk
	@mkdir -p $(@D)
	$(XGETTEXT) --output=$(B)/i18n/c.pot $(I18N_C)
	$(LOCALISE) extract $(TPLS) > $(B)/i18n/tpl.pot
	awk '$(CATALOG_TEXT)' $(CATALOG) >> $(B)/i18n/tpl.pot
	msguniq --to-code=UTF-8 $(B)/i18n/tpl.pot | msgcat --use-first --sort-output --no-wrap $(B)/i18n/c.pot - | \
	    sed -e '/^"POT-Creation-Date/d' -e 's/charset=CHARSET/charset=UTF-8/' > $(B)/i18n/app.pot.new
	cmp -s $(B)/i18n/app.pot.new $(B)/i18n/app.pot || mv $(B)/i18n/app.pot.new $(B)/i18n/app.pot
	@touch $@
$(B)/i18n/app.pot: $(B)/i18n/app.pot.done ;

$(B)/share/locale/de.mo: i18n/de.po
	@mkdir -p $(@D)
	msgfmt --check-format --output-file=$@ $<
$(B)/i18n/en-XA.po: $(B)/i18n/app.pot i18n/pseudo.awk
	msgen --no-wrap $< | sed 's/^"Language: .*/"Language: en\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"/' | awk -f i18n/pseudo.awk > $@
$(B)/share/locale/en-XA.mo: $(B)/i18n/en-XA.po
	@mkdir -p $(@D)
	msgfmt --output-file=$@ $<

$(B)/share/templates/en.done: $(TPLS) $(LOCALISE)
	@mkdir -p $(@D)
	$(LOCALISE) expand - $(B)/share/templates/en $(TPLS) && touch $@
$(B)/share/templates/%.done: $(B)/share/locale/%.mo $(TPLS) $(LOCALISE)
	$(LOCALISE) expand $< $(B)/share/templates/$* $(TPLS) && touch $@

SHARE += $(B)/share/locale/de.mo $(B)/share/locale/en-XA.mo $(LANGS:%=$(B)/share/templates/%.done)

# every text has a German one, whole and with the same placeholders
.PHONY: lint-i18n
lint-i18n: $(B)/i18n/app.pot i18n/de.po
	msgfmt --check-format --check-domain --output-file=/dev/null i18n/de.po
	msgmerge --quiet --no-fuzzy-matching --no-wrap i18n/de.po $< | msgattrib --no-obsolete --no-wrap | awk -f i18n/check.awk i18n/same.de -
