{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/w/{{WORKSPACE:u}}/reports">{{_ Reports}}</a></p><h1>{{REPORT}} <span class="total">{{FORMAT}}</span></h1></header>
{{>REPORT_LIVE}}
<section class="card" id="context"><h2><a href="#context">{{_ Context}}</a></h2><div class="card-body">
<dl class="facts-list">
  <div><dt>{{_ Asked for by}}</dt><dd>{{REQUESTED_BY}}{{#BY_SYSTEM}}{{_ the system}}{{/BY_SYSTEM}}</dd></div>
  <div><dt>{{_ Requested}}</dt><dd><time datetime="{{CREATED_ISO}}" title="{{CREATED}}">{{CREATED_AGO}}</time></dd></div>
  <div><dt>{{_ Kept until}}</dt><dd><time datetime="{{EXPIRES_ISO}}" title="{{EXPIRES_AGO}}">{{EXPIRES}}</time></dd></div>
  {{#REPORT_FILTER}}<div><dt>{{FILTER_NAME}}</dt><dd>{{FILTER_VALUE}}</dd></div>{{/REPORT_FILTER}}
  {{#IS_WHOLE}}<div><dt>{{_ Filter}}</dt><dd>{{_ none}}</dd></div>{{/IS_WHOLE}}
  {{#HAS_RUN}}<div><dt>{{_ Run}}</dt><dd><a href="/w/{{WORKSPACE:u}}/runs/{{RUN_ID:u}}">{{_ the run that makes it}}</a></dd></div>{{/HAS_RUN}}
  <div><dt>{{_ Report}}</dt><dd><code>{{ID}}</code></dd></div>
</dl>
</div></section>
