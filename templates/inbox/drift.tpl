{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Drift}} <span class="total">{{TOTAL}}</span></h1><div class="actions">{{>CSV}}<a class="btn" href="/w/{{WORKSPACE:u}}/baselines">{{_ Baselines}}</a></div></header>
{{>CHIPS}}
{{#IS_EMPTY}}{{>EMPTY}}{{/IS_EMPTY}}
{{#HAS_ROWS}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Baseline}}</th><th scope="col">{{_ Tenant}}</th><th scope="col" class="num">{{_ Subjects that differ}}</th><th scope="col" class="num">{{_ of}}</th><th scope="col">{{_ Differences}}</th><th scope="col">{{_ Compared}}</th></tr></thead>
  <tbody>
  {{#DRIFT}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/drift/{{ID:u}}">{{BASELINE}}</a></td>
    <td data-label="{{_ Tenant}}"><a href="/w/{{WORKSPACE:u}}/tenants/{{TENANT_ID:u}}">{{TENANT}}</a></td>
    <td class="num" data-label="{{_ Subjects that differ}}">{{DIFFERING_COUNT}}</td>
    <td class="num" data-label="{{_ of}}">{{ITEM_COUNT}}</td>
    <td data-label="{{_ Differences}}"><span>{{#SEVERITY_COUNT}}<span class="severity" data-severity="{{SEVERITY_CODE}}">{{SEVERITY}} {{SEVERITY_NUMBER}}</span> {{/SEVERITY_COUNT}}{{#IS_EQUAL}}<span class="status" data-state="verified">{{_ none}}</span>{{/IS_EQUAL}}</span></td>
    <td data-label="{{_ Compared}}">{{#WAS_COMPARED}}<a href="/w/{{WORKSPACE:u}}/runs/{{RUN_ID:u}}"><time datetime="{{COMPARED_ISO}}" title="{{COMPARED}}">{{COMPARED_AGO}}</time></a>{{/WAS_COMPARED}}{{#NEVER_COMPARED}}<span class="muted">{{_ never}}</span>{{/NEVER_COMPARED}}</td>
  </tr>
  {{/DRIFT}}
  </tbody>
</table></div>{{/HAS_ROWS}}
