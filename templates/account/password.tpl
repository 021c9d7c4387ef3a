{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Your password}}</h1></header>
<nav class="tabs" aria-label="{{_ Your account}}"><a href="/account/settings">{{_ Settings}}</a><a href="/account/password" aria-current="page">{{_ Password}}</a><a href="/account/sessions">{{_ Sessions}}</a></nav>
{{>ERRORS}}
{{#PASSWORD_UNFIT}}<div class="form-errors" role="alert" tabindex="-1"><p>{{PASSWORD_PROBLEM}}</p></div>{{/PASSWORD_UNFIT}}
<form class="stack" method="post" action="/account/password">
  {{>CSRF}}
  <input type="hidden" name="login" value="{{LOGIN}}" autocomplete="username">
  <label for="current">{{_ Present password}} <input class="form-control" id="current" name="current" type="password" autocomplete="current-password" required></label>
  <label for="password">{{_ New password}} <input class="form-control" id="password" name="password" type="password" autocomplete="new-password" aria-describedby="password-hint" required>
    <span class="hint" id="password-hint">{{_ At least 15 characters; several unrelated words work well. There are no other rules.}}</span></label>
  <label for="again">{{_ The same again}} <input class="form-control" id="again" name="again" type="password" autocomplete="new-password" required></label>
  <p class="hint">{{_ All your other sessions end when the password changes.}}</p>
  <button class="btn btn-primary">{{_ Change password}}</button>
</form>
