{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Baselines}} <span class="total">{{TOTAL}}</span></h1>
<div class="actions">{{>CSV}}<a class="btn" href="/w/{{WORKSPACE:u}}/drift">{{_ Drift}}</a>{{#CAN_PROPOSE}}<a class="btn btn-primary" href="/w/{{WORKSPACE:u}}/baselines/new">{{_ New baseline}}</a>{{/CAN_PROPOSE}}</div></header>
{{>CHIPS}}
{{#IS_EMPTY}}{{>EMPTY}}{{/IS_EMPTY}}
{{#HAS_ROWS}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Baseline}}</th><th scope="col">{{_ Tenant}}</th><th scope="col">{{_ Covers}}</th><th scope="col">{{_ In force}}</th><th scope="col" class="num">{{_ Waiting for approval}}</th></tr></thead>
  <tbody>
  {{#BASELINES}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/baselines/{{ID:u}}">{{NAME}}</a></td>
    <td data-label="{{_ Tenant}}"><a href="/w/{{WORKSPACE:u}}/tenants/{{TENANT_ID:u}}">{{TENANT}}</a></td>
    <td data-label="{{_ Covers}}">{{SCOPE_TEXT}}</td>
    <td data-label="{{_ In force}}">{{#IS_IN_FORCE}}<span>{{_ approved}} <a href="/w/{{WORKSPACE:u}}/baselines/{{ID:u}}/snapshots/{{SNAPSHOT_ID:u}}"><time datetime="{{APPROVED_ISO}}" title="{{APPROVED}}">{{APPROVED_AGO}}</time></a></span>{{/IS_IN_FORCE}}{{#NONE_IN_FORCE}}<span class="muted">{{_ none}}</span>{{/NONE_IN_FORCE}}</td>
    <td class="num" data-label="{{_ Waiting for approval}}">{{PROPOSED}}</td>
  </tr>
  {{/BASELINES}}
  </tbody>
</table></div>{{/HAS_ROWS}}
