# The tests of pages read the localised templates and catalogues of the build; those of programs start them.
unit db: | $(B)/share/ready
http: all $(B)/test/http $(BUILD)/npm-tests/done
	$(COUNTED) tests/support/with_cluster.sh $(B)/test/http $(T)
