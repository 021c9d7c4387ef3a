{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/w/{{WORKSPACE:u}}/evidence">{{_ Evidence}}</a></p><h1>{{NAME}}</h1>
<p class="facts"><a href="/w/{{WORKSPACE:u}}/tenants/{{TENANT_ID:u}}">{{TENANT}}</a> <span>{{SOURCE}}</span> <time datetime="{{COLLECTED_ISO}}" title="{{COLLECTED_AGO}}">{{COLLECTED}}</time></p>
<div class="actions"><a class="btn btn-primary" href="/w/{{WORKSPACE:u}}/evidence/{{ID:u}}/file" download>{{_ Download}}</a></div></header>
<section class="card" id="context"><h2><a href="#context">{{_ Context}}</a></h2><div class="card-body">
<dl class="facts-list">
  {{#HAS_CONTROL}}<div><dt>{{_ Control}}</dt><dd><a href="/w/{{WORKSPACE:u}}/controls/{{CONTROL:u}}">{{CONTROL}}</a></dd></div>{{/HAS_CONTROL}}
  <div><dt>{{_ Taken from}}</dt><dd>{{SOURCE}}</dd></div>
  <div><dt>{{_ Collected by}}</dt><dd><a href="/w/{{WORKSPACE:u}}/runs/{{RUN_ID:u}}">{{_ this evaluation}}</a></dd></div>
  <div><dt>{{_ Media type}}</dt><dd>{{MEDIA_TYPE}}</dd></div>
  <div><dt>{{_ Size}}</dt><dd>{{SIZE}}</dd></div>
  <div><dt>{{_ SHA-256}}</dt><dd><code>{{SHA256}}</code> <button class="btn btn-sm" type="button" data-copy="{{SHA256}}">{{_ Copy}}</button></dd></div>
</dl>
<p class="muted after">{{_ The download is exactly the bytes that the hash is of. Secrets were replaced before anything was stored.}}</p>
</div></section>
<section class="card" id="content"><h2><a href="#content">{{_ Content}}</a></h2><div class="card-body">
{{#IS_SHOWN}}<details open><summary>{{_ Made readable}}</summary><pre tabindex="0"><code>{{EVIDENCE_BODY:p}}</code></pre></details>{{/IS_SHOWN}}
{{#NOT_SHOWN}}<p>{{_ This item is too large, or of a format that is not shown here. Download it.}}</p>{{/NOT_SHOWN}}
</div></section>
