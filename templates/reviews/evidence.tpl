{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Evidence}}</h1><div class="actions">{{>CSV}}</div></header>
<p class="muted">{{_ Each item is kept exactly as its hash says, and is never changed. An indicative proof of the configuration at its time, and no certification.}}</p>
<form class="filter" method="get">
  <input type="hidden" name="tenant" value="{{CHOSEN_TENANT}}">
  <label for="control">{{_ Control}} <input class="form-control" id="control" name="control" value="{{CHOSEN_CONTROL}}" maxlength="100" autocomplete="off" placeholder="strong-authentication"></label>
  <button class="btn">{{_ Show}}</button>
</form>
{{>CHIPS}}
{{#NO_EVIDENCE_YET}}<section class="empty"><i class="i i-seedling" aria-hidden="true"></i><h2>{{_ No evidence yet}}</h2><p>{{_ Evidence is kept by each evaluation, which follows the capture of a tenant.}}</p><p><a class="btn btn-primary" href="/w/{{WORKSPACE:u}}/tenants">{{_ To the tenants}}</a></p></section>{{/NO_EVIDENCE_YET}}
{{#NO_EVIDENCE_HERE}}<section class="empty"><i class="i i-filter-off" aria-hidden="true"></i><h2>{{_ No evidence fits these filters}}</h2><p><a class="btn" href="/w/{{WORKSPACE:u}}/evidence">{{_ Show all evidence}}</a></p></section>{{/NO_EVIDENCE_HERE}}
{{#HAS_EVIDENCE}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Item}}</th><th scope="col">{{_ Control}}</th><th scope="col">{{_ Tenant}}</th><th scope="col">{{_ Source}}</th><th scope="col" class="num">{{_ Size}}</th><th scope="col">{{_ Collected}}</th></tr></thead>
  <tbody>
  {{#EVIDENCE}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/evidence/{{ID:u}}">{{NAME}}</a><br><code class="muted short" title="{{SHA256}}">{{SHA256}}</code></td>
    <td data-label="{{_ Control}}">{{#HAS_CONTROL}}<a href="/w/{{WORKSPACE:u}}/controls/{{CONTROL:u}}">{{CONTROL}}</a>{{/HAS_CONTROL}}</td>
    <td data-label="{{_ Tenant}}"><a href="/w/{{WORKSPACE:u}}/tenants/{{TENANT_ID:u}}">{{TENANT}}</a></td>
    <td data-label="{{_ Source}}">{{SOURCE}}</td>
    <td class="num" data-label="{{_ Size}}">{{SIZE}}</td>
    <td data-label="{{_ Collected}}"><a href="/w/{{WORKSPACE:u}}/runs/{{RUN_ID:u}}"><time datetime="{{COLLECTED_ISO}}" title="{{COLLECTED}}">{{COLLECTED_AGO}}</time></a></td>
  </tr>
  {{/EVIDENCE}}
  </tbody>
</table></div>{{/HAS_EVIDENCE}}
{{>PAGER}}
