{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/w/{{WORKSPACE:u}}/runs">{{_ Runs}}</a></p><h1>{{OPERATION}}</h1>
<p class="facts"><a href="/w/{{WORKSPACE:u}}/tenants/{{TENANT_ID:u}}">{{TENANT}}</a></p>
<div class="actions">
{{#CAN_CANCEL}}<form method="post" action="/w/{{WORKSPACE:u}}/runs/{{ID:u}}/cancel">{{>CSRF}}<button class="btn" data-confirm="{{_ The run stops at the end of its current step. Areas that were read stay read.}}" data-confirm-yes="{{_ Cancel the run}}">{{_ Cancel the run}}</button></form>{{/CAN_CANCEL}}
{{#CAN_RETRY}}<form method="post" action="/w/{{WORKSPACE:u}}/runs/{{ID:u}}/retry">{{>CSRF}}<button class="btn btn-primary">{{_ Try again}}</button></form>{{/CAN_RETRY}}
</div></header>
{{>RUN_LIVE}}
<section class="card" id="context"><h2><a href="#context">{{_ Context}}</a></h2><div class="card-body">
<dl class="facts-list">
  <div><dt>{{_ Asked for by}}</dt><dd>{{ORIGIN}}{{#HAS_REQUESTED_BY}}: {{REQUESTED_BY}}{{/HAS_REQUESTED_BY}}{{#HAS_ON_BEHALF_OF}} ({{ON_BEHALF_OF}}){{/HAS_ON_BEHALF_OF}}</dd></div>
  {{#HAS_CAUSE}}<div><dt>{{_ Follows}}</dt><dd><a href="/w/{{WORKSPACE:u}}/runs/{{CAUSED_BY:u}}">{{_ another run}}</a></dd></div>{{/HAS_CAUSE}}
  {{#HAS_RETRY_OF}}<div><dt>{{_ Tries again}}</dt><dd><a href="/w/{{WORKSPACE:u}}/runs/{{RETRY_OF:u}}">{{_ an earlier run}}</a></dd></div>{{/HAS_RETRY_OF}}
  <div><dt>{{_ Run}}</dt><dd><code>{{ID}}</code></dd></div>
</dl>
</div></section>
