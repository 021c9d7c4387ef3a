{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Your workspaces}} <span class="total">{{WORKSPACE_COUNT}}</span></h1></header>
{{#NO_WORKSPACE}}<section class="empty"><i class="i i-lock" aria-hidden="true"></i><h2>{{_ You are in no workspace}}</h2><p>{{_ Ask an owner of the workspace to invite you.}}</p></section>{{/NO_WORKSPACE}}
{{#HAS_WORKSPACE}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Workspace}}</th><th scope="col">{{_ Your roles}}</th><th scope="col"><span class="visually-hidden">{{_ Action}}</span></th></tr></thead>
  <tbody>
  {{#PLACE}}<tr data-row>
    <td class="name"><a href="{{PLACE_URL}}">{{PLACE_NAME}}</a></td>
    <td data-label="{{_ Your roles}}"><span>{{#PLACE_ROLE}}<span class="badge">{{ROLE}}</span> {{/PLACE_ROLE}}</span></td>
    <td>{{#PLACE_OWNED}}<a href="/account/workspaces/{{SLUG:u}}/members">{{_ Members}}</a> · <a href="/account/workspaces/{{SLUG:u}}/settings">{{_ Settings}}</a>{{/PLACE_OWNED}}</td>
  </tr>
  {{/PLACE}}
  </tbody>
</table></div>{{/HAS_WORKSPACE}}
{{#IS_PLATFORM_OPERATOR}}<p><a class="btn" href="/system">{{_ Open the console}}</a></p>{{/IS_PLATFORM_OPERATOR}}
