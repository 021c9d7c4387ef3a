{{%AUTOESCAPE context="HTML"}}
<h1>{{_ Sign in}}</h1>
{{#SIGNIN_REFUSED}}<div class="form-errors" role="alert" tabindex="-1"><p>{{_ E-mail address or password is not right, or this account has no access here.}}</p></div>{{/SIGNIN_REFUSED}}
{{>ERRORS}}
<form method="post" action="/signin">
  {{>CSRF}}
  <input type="hidden" name="next" value="{{NEXT}}">
  <label for="login">{{_ E-mail address}} <input class="form-control" id="login" name="login" type="email" value="{{LOGIN}}" maxlength="254" autocomplete="username" required></label>
  <label for="password">{{_ Password}} <input class="form-control" id="password" name="password" type="password" autocomplete="current-password" required></label>
  <button class="btn btn-primary">{{_ Sign in}}</button>
</form>
<p class="hint">{{_ Forgotten? Whoever gave you access can give you a link to set a new password.}}</p>
