# What migrate and the supervisor read at run time.
SQL_FILES := sql/cluster.sh sql/roles.sql $(wildcard sql/migrations/*.sql sql/views/*.sql)
$(B)/share/sql/%: sql/%
	@mkdir -p $(@D)
	cp -p $< $@
# a script that is no longer here must not be taken for one that the database lacks
SQL_STALE := $(filter-out $(SQL_FILES:sql/%=$(B)/share/sql/%),$(wildcard $(B)/share/sql/migrations/*.sql $(B)/share/sql/views/*.sql))
$(if $(SQL_STALE),$(shell rm -f $(SQL_STALE)))
SHARE += $(SQL_FILES:sql/%=$(B)/share/sql/%)
