{{%AUTOESCAPE context="HTML"}}
{{! The list as it is filtered, as a file, among the verbs of the page's head. Section HAS_CSV: CSV_URL }}
{{#HAS_CSV}}<a class="btn" href="{{CSV_URL}}"><i class="i i-table-export" aria-hidden="true"></i> {{_ As CSV}}</a>{{/HAS_CSV}}
