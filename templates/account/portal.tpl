{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/w/{{WORKSPACE:u}}/tenants">{{_ Tenants}}</a> / <a href="/w/{{WORKSPACE:u}}/tenants/{{TENANT_ID:u}}">{{TENANT_NAME}}</a></p><h1>{{_ Portal access}}</h1></header>
<p>{{_ Customers read every released review of this tenant. Auditors download one release, until the day that you choose. Nobody here can change anything.}}</p>
{{#INVITED}}<div class="flash" data-kind="done" role="status">
  <p>{{INVITED_SENTENCE}}</p>
  {{#INVITED_LINK}}<p><code>{{LINK_URL}}</code> <button class="btn btn-sm" type="button" data-copy="{{LINK_URL}}">{{_ Copy}}</button></p>{{/INVITED_LINK}}
</div>{{/INVITED}}
{{>ERRORS}}
{{#NO_GRANT}}<section class="empty"><i class="i i-lock" aria-hidden="true"></i><h2>{{_ Nobody outside has access}}</h2><p>{{_ Invite the customer below; they see what is released, and nothing before.}}</p></section>{{/NO_GRANT}}
{{#HAS_GRANTS}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Name}}</th><th scope="col">{{_ E-mail address}}</th><th scope="col">{{_ Role}}</th><th scope="col">{{_ Sees}}</th><th scope="col">{{_ Since}}</th><th scope="col">{{_ Until}}</th><th scope="col"><span class="visually-hidden">{{_ Actions}}</span></th></tr></thead>
  <tbody>
  {{#PORTAL_GRANT}}<tr data-row>
    <td class="name">{{NAME}}</td>
    <td data-label="{{_ E-mail address}}">{{LOGIN}}</td>
    <td data-label="{{_ Role}}"><span class="badge">{{ROLE}}</span></td>
    <td data-label="{{_ Sees}}">{{#SEES_TENANT}}{{_ all released reviews}}{{/SEES_TENANT}}{{#SEES_RELEASE}}{{_ the downloads of}} {{RELEASE_TITLE}}{{/SEES_RELEASE}}</td>
    <td data-label="{{_ Since}}"><time datetime="{{SINCE_ISO}}" title="{{SINCE}}">{{SINCE_AGO}}</time></td>
    <td data-label="{{_ Until}}">{{#ENDS}}<time datetime="{{EXPIRES_ISO}}" title="{{EXPIRES}}">{{EXPIRES_AGO}}</time>{{/ENDS}}{{#NEVER_ENDS}}<span class="muted">{{_ it is ended}}</span>{{/NEVER_ENDS}}</td>
    <td><form method="post" action="/w/{{WORKSPACE:u}}/tenants/{{TENANT_ID:u}}/portal/{{GRANT_ID:u}}/revoke">{{>CSRF}}<button class="btn btn-sm" data-confirm="{{_ The access ends at once. The person's account stays.}}" data-confirm-yes="{{_ End the access}}">{{_ End the access}}</button></form></td>
  </tr>
  {{/PORTAL_GRANT}}
  </tbody>
</table></div>{{/HAS_GRANTS}}
<div class="grid">
<section class="card" id="customer"><h2><a href="#customer">{{_ Invite a customer}}</a></h2><div class="card-body">
<form class="stack" method="post" action="/w/{{WORKSPACE:u}}/tenants/{{TENANT_ID:u}}/portal">
  {{>CSRF}}<input type="hidden" name="role" value="customer">
  <label for="login">{{_ E-mail address}} <input class="form-control" id="login" name="login" type="email" value="{{TYPED_LOGIN}}" maxlength="254" autocomplete="off" required></label>
  <label for="name">{{_ Name}} <input class="form-control" id="name" name="name" value="{{TYPED_NAME}}" maxlength="200" autocomplete="off" required></label>
  <button class="btn btn-primary">{{_ Invite the customer}}</button>
</form>
</div></section>
<section class="card" id="auditor"><h2><a href="#auditor">{{_ Invite an auditor}}</a></h2><div class="card-body">
{{#NO_RELEASE}}<p>{{_ Nothing of this tenant has been released yet.}}</p>{{/NO_RELEASE}}
{{#HAS_RELEASES}}<form class="stack" method="post" action="/w/{{WORKSPACE:u}}/tenants/{{TENANT_ID:u}}/portal">
  {{>CSRF}}<input type="hidden" name="role" value="auditor">
  <label for="auditor_login">{{_ E-mail address}} <input class="form-control" id="auditor_login" name="login" type="email" value="{{AUDITOR_LOGIN}}" maxlength="254" autocomplete="off" required></label>
  <label for="auditor_name">{{_ Name}} <input class="form-control" id="auditor_name" name="name" value="{{AUDITOR_NAME}}" maxlength="200" autocomplete="off" required></label>
  <label for="release">{{_ Release}} <select class="form-select" id="release" name="release">{{#RELEASE_CHOICE}}<option value="{{RELEASE_ID}}">{{RELEASE_TITLE}}, {{SHOWN}}</option>{{/RELEASE_CHOICE}}</select></label>
  <label for="until">{{_ Access ends on}} <input class="form-control" id="until" name="until" type="date" required></label>
  <button class="btn btn-primary">{{_ Invite the auditor}}</button>
</form>{{/HAS_RELEASES}}
</div></section>
</div>
