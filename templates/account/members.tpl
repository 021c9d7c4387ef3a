{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Members}} <span class="total">{{MEMBER_COUNT}}</span></h1></header>
<nav class="tabs" aria-label="{{_ Workspace}}"><a href="/account/workspaces/{{WORKSPACE:u}}/members" aria-current="page">{{_ Members}}</a><a href="/account/workspaces/{{WORKSPACE:u}}/settings">{{_ Settings}}</a></nav>
{{#INVITED}}<div class="flash" data-kind="done" role="status">
  <p>{{INVITED_SENTENCE}}</p>
  {{#INVITED_LINK}}<p><code>{{LINK_URL}}</code> <button class="btn btn-sm" type="button" data-copy="{{LINK_URL}}">{{_ Copy}}</button></p>{{/INVITED_LINK}}
</div>{{/INVITED}}
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Name}}</th><th scope="col">{{_ E-mail address}}</th><th scope="col">{{_ Roles}}</th><th scope="col">{{_ State}}</th><th scope="col">{{_ Member since}}</th></tr></thead>
  <tbody>
  {{#MEMBER}}<tr data-row>
    <td class="name"><a href="/account/workspaces/{{WORKSPACE:u}}/members/{{ACCOUNT_ID:u}}">{{NAME}}</a></td>
    <td data-label="{{_ E-mail address}}">{{LOGIN}}</td>
    <td data-label="{{_ Roles}}"><span>{{#MEMBER_ROLE}}<span class="badge">{{ROLE}}</span> {{/MEMBER_ROLE}}</span></td>
    <td data-label="{{_ State}}"><span class="status" data-state="{{MEMBER_STATE_CODE}}">{{MEMBER_STATE}}</span></td>
    <td data-label="{{_ Member since}}"><time datetime="{{SINCE_ISO}}" title="{{SINCE}}">{{SINCE_AGO}}</time></td>
  </tr>
  {{/MEMBER}}
  </tbody>
</table></div>
<section class="card" id="invite"><h2><a href="#invite">{{_ Invite somebody}}</a></h2><div class="card-body">
{{>ERRORS}}
<form class="stack" method="post" action="/account/workspaces/{{WORKSPACE:u}}/members">
  {{>CSRF}}
  <label for="login">{{_ E-mail address}} <input class="form-control" id="login" name="login" type="email" value="{{TYPED_LOGIN}}" maxlength="254" autocomplete="off" required></label>
  <label for="name">{{_ Name}} <input class="form-control" id="name" name="name" value="{{TYPED_NAME}}" maxlength="200" autocomplete="off" required></label>
  <label for="role">{{_ Role}} <select class="form-select" id="role" name="role">
    {{#ROLE_CHOICE}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>
    {{/ROLE_CHOICE}}
  </select></label>
  <button class="btn btn-primary">{{_ Invite}}</button>
</form>
</div></section>
