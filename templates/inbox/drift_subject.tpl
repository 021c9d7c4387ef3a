{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/w/{{WORKSPACE:u}}/drift">{{_ Drift}}</a> / <a href="/w/{{WORKSPACE:u}}/drift/{{ID:u}}">{{BASELINE}}</a></p><h1>{{SUBJECT_NAME}}</h1>
<p class="facts"><span>{{OP}}</span> <span>{{FAMILY}}</span> <a href="/w/{{WORKSPACE:u}}/tenants/{{TENANT_ID:u}}">{{TENANT}}</a> {{#WAS_COMPARED}}<span>{{_ compared}} <a href="/w/{{WORKSPACE:u}}/runs/{{RUN_ID:u}}"><time datetime="{{COMPARED_ISO}}" title="{{COMPARED}}">{{COMPARED_AGO}}</time></a></span>{{/WAS_COMPARED}}</p>
<div class="actions"><a class="btn" href="/w/{{WORKSPACE:u}}/inventory/{{SUBJECT_ID:u}}">{{_ In the inventory}}</a> <button class="btn" type="button" data-copy="{{COPY_TEXT}}">{{_ Copy as text}}</button></div></header>
<section class="card" id="changed"><h2><a href="#changed">{{_ Baseline and today}}</a> <span class="total">{{DIFFERENCE_COUNT}}</span></h2><div class="card-body">{{>DIFF}}</div></section>
<section class="card" id="findings"><h2><a href="#findings">{{_ Findings}}</a></h2>
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Property}}</th><th scope="col">{{_ Severity}}</th><th scope="col">{{_ State}}</th><th scope="col">{{_ Seen since}}</th></tr></thead>
  <tbody>
  {{#DIFFERENCES}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/findings/{{FINDING_ID:u}}" title="{{PATH}}">{{WHAT}}</a></td>
    <td data-label="{{_ Severity}}"><span class="severity" data-severity="{{SEVERITY_CODE}}">{{SEVERITY}}</span></td>
    <td data-label="{{_ State}}"><span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span></td>
    <td data-label="{{_ Seen since}}"><time datetime="{{FIRST_SEEN_ISO}}" title="{{FIRST_SEEN}}">{{FIRST_SEEN_AGO}}</time></td>
  </tr>
  {{/DIFFERENCES}}
  </tbody>
</table></div></section>
<section class="card" id="context"><h2><a href="#context">{{_ Context}}</a></h2><div class="card-body">
<dl class="facts-list">
  <div><dt>{{_ Baseline}}</dt><dd><a href="/w/{{WORKSPACE:u}}/baselines/{{BASELINE_ID:u}}/snapshots/{{ID:u}}">{{BASELINE}}</a></dd></div>
  <div><dt>{{_ Values as they should be}}</dt><dd>{{UNCHANGED_COUNT}}</dd></div>
  <div><dt>{{_ Id at the provider}}</dt><dd><code>{{OBJECT_ID}}</code></dd></div>
</dl>
</div></section>
