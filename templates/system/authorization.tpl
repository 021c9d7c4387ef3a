{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Who may do what}}</h1></header>
<nav class="tabs" aria-label="{{_ Console}}">{{#CONSOLE_TAB}}<a href="{{TAB_URL}}"{{#TAB_CURRENT}} aria-current="page"{{/TAB_CURRENT}}>{{TAB_LABEL}}</a>{{/CONSOLE_TAB}}</nav>
<p class="lead">{{_ Each address asks for one capability; a role is a named set of them. A person may hold several roles in a workspace.}}</p>
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Capability}}</th>{{#ROLE_HEAD}}<th scope="col">{{ROLE}}</th>{{/ROLE_HEAD}}</tr></thead>
  <tbody>
  {{#CAPABILITY}}<tr>
    <td class="name"><code>{{CAPABILITY_CODE}}</code></td>
    {{#GRANT}}<td data-label="{{ROLE}}">{{#GRANTED}}<i class="i i-check" aria-hidden="true"></i><span class="visually-hidden">{{_ Yes}}</span>{{/GRANTED}}{{#NOT_GRANTED}}<span class="visually-hidden">{{_ No}}</span>{{/NOT_GRANTED}}</td>{{/GRANT}}
  </tr>
  {{/CAPABILITY}}
  </tbody>
</table></div>
