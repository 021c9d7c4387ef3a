{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Workspace settings}}</h1></header>
<nav class="tabs" aria-label="{{_ Workspace}}"><a href="/account/workspaces/{{WORKSPACE:u}}/members">{{_ Members}}</a><a href="/account/workspaces/{{WORKSPACE:u}}/settings" aria-current="page">{{_ Settings}}</a></nav>
{{>ERRORS}}
<form class="stack" method="post" action="/account/workspaces/{{WORKSPACE:u}}/settings">
  {{>CSRF}}
  <input type="hidden" name="row_version" value="{{SEEN_VERSION}}">
  <label for="name">{{_ Name}} <input class="form-control" id="name" name="name" value="{{NAME}}" maxlength="200" autocomplete="off" required></label>
  <label for="language">{{_ Default language}} <select class="form-select" id="language" name="language">
    {{#LANGUAGE_CHOICE}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>
    {{/LANGUAGE_CHOICE}}
  </select></label>
  <label for="time_zone">{{_ Time zone}} <input class="form-control" id="time_zone" name="time_zone" value="{{TIME_ZONE}}" maxlength="64" list="zones" placeholder="Europe/Berlin" autocomplete="off" required></label>
  <datalist id="zones">{{#ZONE}}<option value="{{ZONE_NAME}}"></option>{{/ZONE}}</datalist>
  <button class="btn btn-primary">{{_ Save}}</button>
</form>
