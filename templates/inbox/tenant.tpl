{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/w/{{WORKSPACE:u}}/tenants">{{_ Tenants}}</a></p><h1>{{NAME}}</h1>
<p class="facts"><span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span> <span class="status" data-state="{{CONNECTION_CODE}}">{{CONNECTION}}</span> <code>{{SLUG}}</code></p>
<div class="actions">
{{#CAN_CAPTURE}}<form method="post" action="/w/{{WORKSPACE:u}}/tenants/{{ID:u}}/capture">{{>CSRF}}<button class="btn btn-primary">{{_ Capture now}}</button></form>{{/CAN_CAPTURE}}
{{#CAN_INVITE}}<a class="btn" href="/w/{{WORKSPACE:u}}/tenants/{{ID:u}}/portal">{{_ Portal access}}</a>{{/CAN_INVITE}}
{{#CAN_ARCHIVE}}<form method="post" action="/w/{{WORKSPACE:u}}/tenants/{{ID:u}}/archive">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}"><button class="btn" data-confirm="{{_ An archived tenant is not captured any more. Its history stays.}}" data-confirm-yes="{{_ Archive}}">{{_ Archive}}</button></form>{{/CAN_ARCHIVE}}
{{#CAN_REOPEN}}<form method="post" action="/w/{{WORKSPACE:u}}/tenants/{{ID:u}}/reopen">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}"><button class="btn">{{_ Reopen}}</button></form>{{/CAN_REOPEN}}
</div></header>
<section class="card" id="estate"><h2><a href="#estate">{{_ Inventory}}</a></h2><div class="card-body">
<dl class="facts-list">
  <div><dt>{{_ Subjects}}</dt><dd><a href="/w/{{WORKSPACE:u}}/inventory?tenant={{ID:u}}">{{SUBJECTS}}</a></dd></div>
  <div><dt>{{_ Last capture}}</dt><dd>{{#WAS_CAPTURED}}<a href="/w/{{WORKSPACE:u}}/runs/{{LAST_RUN_ID:u}}"><span class="status" data-state="{{LAST_OUTCOME_CODE}}">{{LAST_OUTCOME}}</span></a> <time datetime="{{LAST_CAPTURE_ISO}}" title="{{LAST_CAPTURE}}">{{LAST_CAPTURE_AGO}}</time>{{/WAS_CAPTURED}}</dd></div>
  <div><dt>{{_ Next capture}}</dt><dd>{{#IS_SCHEDULED}}<time datetime="{{NEXT_CAPTURE_ISO}}" title="{{NEXT_CAPTURE}}">{{NEXT_CAPTURE_AGO}}</time>{{/IS_SCHEDULED}}</dd></div>
</dl>
</div></section>
<section class="card" id="connection"><h2><a href="#connection">{{_ Connection}}</a></h2><div class="card-body">
{{#NOT_CONNECTED}}<p>{{_ This tenant is not connected. Somebody who may manage connections can add one here.}}</p>{{/NOT_CONNECTED}}
{{#HAS_CONNECTION}}
{{#HAS_CONNECTION_REASON}}<p>{{CONNECTION_REASON}}</p>{{/HAS_CONNECTION_REASON}}
<dl class="facts-list">
  <div><dt>{{_ Provider}}</dt><dd>{{PROVIDER}}</dd></div>
  <div><dt>{{_ Tenant's id at the provider}}</dt><dd><code>{{EXTERNAL_TENANT}}</code></dd></div>
  <div><dt>{{_ Application's id}}</dt><dd><code>{{CLIENT}}</code></dd></div>
  <div><dt>{{_ Address}}</dt><dd>{{BASE_URL}}</dd></div>
  <div><dt>{{_ Secret set}}</dt><dd><time datetime="{{SECRET_SET_ISO}}" title="{{SECRET_SET}}">{{SECRET_SET_AGO}}</time></dd></div>
  <div><dt>{{_ Last tested}}</dt><dd>{{#WAS_TESTED}}<time datetime="{{TESTED_ISO}}" title="{{TESTED}}">{{TESTED_AGO}}</time>{{/WAS_TESTED}}</dd></div>
</dl>
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Permission}}</th><th scope="col">{{_ State}}</th><th scope="col">{{_ What it is for}}</th><th scope="col">{{_ Areas}}</th></tr></thead>
  <tbody>
  {{#PERMISSION}}<tr>
    <td class="name"><code>{{PERMISSION_CODE}}</code></td>
    <td data-label="{{_ State}}"><span class="status" data-state="{{PERMISSION_STANDING_CODE}}">{{PERMISSION_STANDING}}</span></td>
    <td data-label="{{_ What it is for}}">{{PERMISSION_PURPOSE}}</td>
    <td data-label="{{_ Areas}}">{{PERMISSION_AREAS}}</td>
  </tr>
  {{/PERMISSION}}
  </tbody>
</table></div>
{{/HAS_CONNECTION}}
{{#CAN_ROTATE}}
<form method="post" action="/w/{{WORKSPACE:u}}/tenants/{{ID:u}}/connection/test">{{>CSRF}}<button class="btn">{{_ Test the connection}}</button></form>
<details><summary>{{_ Renew the secret}}</summary>
<form class="stack" method="post" action="/w/{{WORKSPACE:u}}/tenants/{{ID:u}}/connection/rotate">
  {{>CSRF}}
  <input type="hidden" name="row_version" value="{{CONNECTION_VERSION}}">
  <label for="client">{{_ Application's id, if it changes}} <input class="form-control" id="client" name="client" maxlength="200" autocomplete="off"></label>
  <label for="secret">{{_ New secret}} <input class="form-control" id="secret" name="secret" type="password" maxlength="4000" autocomplete="off" required></label>
  <button class="btn btn-primary">{{_ Renew and test}}</button>
</form></details>
{{/CAN_ROTATE}}
{{#CAN_CONNECT}}
<form class="stack" method="post" action="/w/{{WORKSPACE:u}}/tenants/{{ID:u}}/connection">
  {{>CSRF}}
  <label for="provider">{{_ Provider}} <select class="form-select" id="provider" name="provider">{{#PROVIDER_CHOICE}}<option value="{{CHOICE_CODE}}">{{CHOICE_NAME}}</option>{{/PROVIDER_CHOICE}}</select></label>
  <label for="external_tenant">{{_ Tenant's id at the provider}} <input class="form-control" id="external_tenant" name="external_tenant" maxlength="200" autocomplete="off" required></label>
  <label for="new_client">{{_ Application's id}} <input class="form-control" id="new_client" name="client" maxlength="200" autocomplete="off" required></label>
  <label for="new_secret">{{_ Secret}} <input class="form-control" id="new_secret" name="secret" type="password" maxlength="4000" autocomplete="off" required><span class="hint">{{_ It is sealed here and can be opened by the worker alone; nobody can read it back.}}</span></label>
  <details><summary>{{_ Another cloud}}</summary>
  <label for="base_url">{{_ Address}} <input class="form-control" id="base_url" name="base_url" type="url" maxlength="200" autocomplete="off" placeholder="https://"></label>
  <label for="login_url">{{_ Address for signing in}} <input class="form-control" id="login_url" name="login_url" type="url" maxlength="200" autocomplete="off" placeholder="https://"></label>
  </details>
  <button class="btn btn-primary">{{_ Connect and test}}</button>
</form>
{{/CAN_CONNECT}}
</div></section>
{{#HAS_RUNS}}<section class="card" id="runs"><h2><a href="#runs">{{_ Runs}}</a></h2>
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Operation}}</th><th scope="col">{{_ State}}</th><th scope="col">{{_ Requested}}</th></tr></thead>
  <tbody>
  {{#RUNS}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/runs/{{ID:u}}">{{OPERATION}}</a></td>
    <td data-label="{{_ State}}">{{#RUN_ENDED}}<span class="status" data-state="{{OUTCOME_CODE}}">{{OUTCOME}}</span>{{/RUN_ENDED}}{{#RUN_OPEN}}<span class="status" data-state="{{STATUS_CODE}}">{{STATUS}}</span>{{/RUN_OPEN}}</td>
    <td data-label="{{_ Requested}}"><time datetime="{{CREATED_ISO}}" title="{{CREATED}}">{{CREATED_AGO}}</time></td>
  </tr>
  {{/RUNS}}
  </tbody>
</table></div>
<p><a href="/w/{{WORKSPACE:u}}/runs?tenant={{ID:u}}">{{_ All runs of this tenant}}</a></p>
</section>{{/HAS_RUNS}}
