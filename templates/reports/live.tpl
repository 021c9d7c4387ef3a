{{%AUTOESCAPE context="HTML"}}
<div id="live"{{#IS_WAITING}} data-hx-get="{{POLL_URL}}" data-hx-trigger="every 2s" data-hx-swap="outerHTML"{{/IS_WAITING}}>
<section class="card" id="file"><h2><a href="#file">{{_ File}}</a></h2><div class="card-body">
<div aria-live="polite">
{{#IS_WAITING}}<p><span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span> {{_ This page shows it as soon as it is there.}}</p>{{/IS_WAITING}}
{{#IS_FAILED}}<p><span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span> {{REASON}}. {{_ Nothing was stored; make it once more from the list.}}</p>{{/IS_FAILED}}
{{#IS_EXPIRED}}<p><span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span> {{_ Its time was over, and the file was removed. What it was stays written here.}}</p>{{/IS_EXPIRED}}
{{#IS_READY}}<p><a class="btn btn-primary" href="/w/{{WORKSPACE:u}}/reports/{{ID:u}}/file"><i class="i i-download" aria-hidden="true"></i> {{_ Download}}</a></p>{{/IS_READY}}
</div>
{{#HAS_FILE}}<dl class="facts-list">
  <div><dt>{{_ Name}}</dt><dd><code>{{FILE_NAME}}</code></dd></div>
  <div><dt>{{_ Rows}}</dt><dd>{{ROW_COUNT}}</dd></div>
  <div><dt>{{_ Size}}</dt><dd>{{SIZE}}</dd></div>
  <div><dt>{{_ Finished}}</dt><dd><time datetime="{{FINISHED_ISO}}" title="{{FINISHED}}">{{FINISHED_AGO}}</time></dd></div>
  <div><dt>SHA-256</dt><dd><code class="hash">{{SHA256}}</code> <button class="btn btn-sm" type="button" data-copy="{{SHA256}}">{{_ Copy}}</button></dd></div>
</dl>{{/HAS_FILE}}
</div></section>
</div>
