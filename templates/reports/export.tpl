{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/w/{{WORKSPACE:u}}/reports">{{_ Reports}}</a></p><h1>{{_ Store this list as a report}}</h1></header>
<section class="card" id="order"><h2>{{REPORT}}</h2><div class="card-body">
<p>{{_ The list is written to a file exactly as it is filtered, with its hash, and kept for 30 days.}}</p>
<dl class="facts-list" data-parameters="{{PARAMETERS}}">
  {{#REPORT_FILTER}}<div><dt>{{FILTER_NAME}}</dt><dd>{{FILTER_VALUE}}</dd></div>{{/REPORT_FILTER}}
  {{#IS_WHOLE}}<div><dt>{{_ Filter}}</dt><dd>{{_ none}}</dd></div>{{/IS_WHOLE}}
</dl>
<form class="stack" method="post" action="/w/{{WORKSPACE:u}}/reports">
  {{>CSRF}}
  <input type="hidden" name="report" value="{{REPORT_CODE}}">
  {{#ORDER_FIELD}}<input type="hidden" name="{{FIELD_NAME}}" value="{{FIELD_VALUE}}">{{/ORDER_FIELD}}
  <label for="format">{{_ Format}} <select class="form-select" id="format" name="format"><option value="csv">CSV</option><option value="json">JSON</option></select></label>
  <button class="btn btn-primary">{{_ Make the report}}</button>
</form>
</div></section>
