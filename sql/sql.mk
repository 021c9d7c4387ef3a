# What migrate and the supervisor read at run time.
SQL_FILES := sql/cluster.sh sql/roles.sql $(wildcard sql/migrations/*.sql sql/views/*.sql)
$(B)/share/sql/%: sql/%
	@mkdir -p $(@D)
	cp -p $< $@
SHARE += $(SQL_FILES:sql/%=$(B)/share/sql/%)
