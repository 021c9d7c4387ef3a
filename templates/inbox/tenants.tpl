{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Tenants}}</h1><div class="actions">{{>CSV}}</div></header>
{{>CHIPS}}
{{#NO_TENANT}}<section class="empty"><i class="i i-building-community" aria-hidden="true"></i><h2>{{_ No tenant here}}</h2><p>{{_ Add a tenant and connect it; its first capture follows by itself.}}</p></section>{{/NO_TENANT}}
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Tenant}}</th><th scope="col">{{_ State}}</th><th scope="col">{{_ Connection}}</th><th scope="col" class="num">{{_ Subjects}}</th><th scope="col">{{_ Last capture}}</th><th scope="col">{{_ Next capture}}</th></tr></thead>
  <tbody>
  {{#TENANTS}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/tenants/{{ID:u}}">{{NAME}}</a></td>
    <td data-label="{{_ State}}"><span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span></td>
    <td data-label="{{_ Connection}}"><span class="status" data-state="{{CONNECTION_CODE}}">{{CONNECTION}}</span></td>
    <td class="num" data-label="{{_ Subjects}}"><a href="/w/{{WORKSPACE:u}}/inventory?tenant={{ID:u}}">{{SUBJECTS}}</a></td>
    <td data-label="{{_ Last capture}}">{{#WAS_CAPTURED}}<a href="/w/{{WORKSPACE:u}}/runs/{{LAST_RUN_ID:u}}"><span class="status" data-state="{{LAST_OUTCOME_CODE}}">{{LAST_OUTCOME}}</span></a> <time datetime="{{LAST_CAPTURE_ISO}}" title="{{LAST_CAPTURE}}">{{LAST_CAPTURE_AGO}}</time>{{/WAS_CAPTURED}}</td>
    <td data-label="{{_ Next capture}}">{{#IS_SCHEDULED}}<time datetime="{{NEXT_CAPTURE_ISO}}" title="{{NEXT_CAPTURE}}">{{NEXT_CAPTURE_AGO}}</time>{{/IS_SCHEDULED}}</td>
  </tr>
  {{/TENANTS}}
  </tbody>
</table></div>
{{>PAGER}}
{{#CAN_ADD_TENANT}}<section class="card" id="add"><h2><a href="#add">{{_ Add a tenant}}</a></h2><div class="card-body">
{{>ERRORS}}
<form class="stack" method="post" action="/w/{{WORKSPACE:u}}/tenants">
  {{>CSRF}}
  <label for="name">{{_ Name}} <input class="form-control" id="name" name="name" value="{{TYPED_NAME}}" maxlength="120" autocomplete="off" required></label>
  <label for="slug">{{_ Short name}} <input class="form-control" id="slug" name="slug" value="{{TYPED_SLUG}}" maxlength="60" autocomplete="off" required><span class="hint">{{_ Small letters, digits and hyphens; it never changes.}}</span></label>
  <button class="btn btn-primary">{{_ Add the tenant}}</button>
</form>
</div></section>{{/CAN_ADD_TENANT}}
