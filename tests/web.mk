# The tests of pages read the localised templates and catalogues of the build; those of programs start them.
unit: | $(B)/share/ready
http: all $(B)/test/http
	TP_TEST_COUNTS=$(B)/test/http.counts tests/support/with_cluster.sh $(B)/test/http $(T)
