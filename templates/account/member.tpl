{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/account/workspaces/{{WORKSPACE:u}}/members">{{_ Members}}</a></p><h1>{{NAME}}</h1><p class="facts">{{LOGIN}}</p></header>
<form class="stack" method="post" action="/account/workspaces/{{WORKSPACE:u}}/members/{{ACCOUNT_ID:u}}">
  {{>CSRF}}
  <fieldset>
    <legend>{{_ Roles in this workspace}}</legend>
    {{#ROLE_CHOICE}}<p><label><input type="checkbox" name="roles" value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} checked{{/CHOICE_CURRENT}}> {{CHOICE_NAME}}</label></p>
    {{/ROLE_CHOICE}}
    <p class="hint">{{_ Without a role the person is no member any more. Changes are effective at once.}}</p>
  </fieldset>
  <button class="btn btn-primary">{{_ Save}}</button>
</form>
