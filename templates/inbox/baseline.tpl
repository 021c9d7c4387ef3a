{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/w/{{WORKSPACE:u}}/baselines">{{_ Baselines}}</a></p><h1>{{NAME}}</h1>
<p class="facts"><a href="/w/{{WORKSPACE:u}}/tenants/{{TENANT_ID:u}}">{{TENANT}}</a> <span>{{SCOPE_TEXT}}</span> <span>{{_ set up}} <time datetime="{{CREATED_ISO}}" title="{{CREATED}}">{{CREATED_AGO}}</time></span></p>
<div class="actions">
{{#CAN_COMPARE}}<form method="post" action="/w/{{WORKSPACE:u}}/baselines/{{ID:u}}/compare">{{>CSRF}}<button class="btn">{{_ Compare now}}</button></form>{{/CAN_COMPARE}}
{{#CAN_PROPOSE}}<form method="post" action="/w/{{WORKSPACE:u}}/baselines/{{ID:u}}/propose">{{>CSRF}}<button class="btn btn-primary">{{_ Propose what was captured}}</button></form>{{/CAN_PROPOSE}}
</div></header>
{{#REFUSED}}<div class="flash" data-kind="failed" role="alert"><p>{{REFUSED_TEXT}}</p></div>{{/REFUSED}}
<p class="lead">{{#IS_IN_FORCE}}{{_ A snapshot is in force; every capture is compared with it.}} <a href="/w/{{WORKSPACE:u}}/drift/{{SNAPSHOT_ID:u}}">{{_ What differs now}}</a>{{/IS_IN_FORCE}}{{#NONE_IN_FORCE}}{{_ No snapshot is in force yet, so nothing is compared.}}{{/NONE_IN_FORCE}}{{#IS_WAITING}} {{_ Proposals that wait for another person:}} {{PROPOSED}}.{{/IS_WAITING}}</p>
<section class="card" id="snapshots"><h2><a href="#snapshots">{{_ Snapshots}}</a></h2>
{{#IS_EMPTY}}<section class="empty"><i class="i i-seedling" aria-hidden="true"></i><h2>{{_ No snapshot yet}}</h2><p>{{_ Propose what was captured last. Another person looks at it and puts it in force.}}</p></section>{{/IS_EMPTY}}
{{#HAS_ROWS}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Proposed}}</th><th scope="col">{{_ Standing}}</th><th scope="col" class="num">{{_ Subjects}}</th><th scope="col">{{_ Proposed by}}</th><th scope="col">{{_ Decided by}}</th><th scope="col">{{_ Decided}}</th></tr></thead>
  <tbody>
  {{#SNAPSHOTS}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/baselines/{{ID:u}}/snapshots/{{SNAPSHOT_ID:u}}"><time datetime="{{PROPOSED_AT_ISO}}" title="{{PROPOSED_AT_AGO}}">{{PROPOSED_AT}}</time></a></td>
    <td data-label="{{_ Standing}}"><span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span></td>
    <td class="num" data-label="{{_ Subjects}}">{{ITEM_COUNT}}</td>
    <td data-label="{{_ Proposed by}}">{{PROPOSED_BY}}</td>
    <td data-label="{{_ Decided by}}">{{#IS_DECIDED}}{{DECIDED_BY}}{{/IS_DECIDED}}</td>
    <td data-label="{{_ Decided}}">{{#IS_DECIDED}}<time datetime="{{DECIDED_AT_ISO}}" title="{{DECIDED_AT}}">{{DECIDED_AT_AGO}}</time>{{/IS_DECIDED}}{{#HAS_REASON}} <span class="muted">{{REASON}}</span>{{/HAS_REASON}}</td>
  </tr>
  {{/SNAPSHOTS}}
  </tbody>
</table></div>{{/HAS_ROWS}}
</section>
