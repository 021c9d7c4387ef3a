{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Your settings}}</h1></header>
<nav class="tabs" aria-label="{{_ Your account}}"><a href="/account/settings" aria-current="page">{{_ Settings}}</a><a href="/account/password">{{_ Password}}</a><a href="/account/sessions">{{_ Sessions}}</a></nav>
{{>ERRORS}}
<form class="stack" method="post" action="/account/settings">
  {{>CSRF}}
  <input type="hidden" name="row_version" value="{{SEEN_VERSION}}">
  <label for="login">{{_ E-mail address}} <input class="form-control" id="login" type="email" value="{{LOGIN}}" readonly></label>
  <label for="name">{{_ Name}} <input class="form-control" id="name" name="name" value="{{NAME}}" maxlength="200" autocomplete="name" required></label>
  <label for="language">{{_ Language}} <select class="form-select" id="language" name="language">
    {{#LANGUAGE_CHOICE}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>
    {{/LANGUAGE_CHOICE}}
  </select></label>
  <label for="time_zone">{{_ Time zone}} <input class="form-control" id="time_zone" name="time_zone" value="{{TIME_ZONE}}" maxlength="64" list="zones" placeholder="Europe/Berlin" aria-describedby="zone-hint" autocomplete="off">
    <span class="hint" id="zone-hint">{{_ Leave empty to use the workspace's. Exports and the audit log are always in UTC.}}</span></label>
  <datalist id="zones">{{#ZONE}}<option value="{{ZONE_NAME}}"></option>{{/ZONE}}</datalist>
  <label for="theme">{{_ Appearance}} <select class="form-select" id="theme" name="theme">
    {{#THEME_CHOICE}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>
    {{/THEME_CHOICE}}
  </select></label>
  <button class="btn btn-primary">{{_ Save}}</button>
</form>
