# The tests of pages read the localised templates and catalogues of the build.
unit http: | $(B)/share/ready
