{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/w/{{WORKSPACE:u}}/reports">{{_ Reports}}</a></p><h1>{{REPORT_KIND}}</h1>
<p class="facts"><span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span></p></header>
<section class="card" id="file"><h2>{{_ File}}</h2><div class="card-body">
<dl class="facts-list">
  <div><dt>{{_ Format}}</dt><dd>{{FORMAT}}</dd></div>
  <div><dt>{{_ Filter}}</dt><dd><code>{{PARAMETERS}}</code></dd></div>
  <div><dt>{{_ Asked for by}}</dt><dd>{{REQUESTED_BY}}</dd></div>
  <div><dt>{{_ Requested}}</dt><dd><time datetime="{{CREATED_ISO}}" title="{{CREATED}}">{{CREATED_AGO}}</time></dd></div>
  {{#IS_READY}}<div><dt>{{_ Finished}}</dt><dd><time datetime="{{FINISHED_ISO}}" title="{{FINISHED}}">{{FINISHED_AGO}}</time></dd></div>
  <div><dt>{{_ Rows}}</dt><dd>{{ROW_COUNT}}</dd></div>
  <div><dt>{{_ Size}}</dt><dd>{{SIZE}}</dd></div>
  <div><dt>SHA-256</dt><dd><code class="hash">{{SHA256}}</code></dd></div>{{/IS_READY}}
  <div><dt>{{_ Kept until}}</dt><dd><time datetime="{{EXPIRES_ISO}}" title="{{EXPIRES}}">{{EXPIRES}}</time></dd></div>
  <div><dt>{{_ Report}}</dt><dd><code>{{REPORT_ID}}</code></dd></div>
</dl>
</div></section>
