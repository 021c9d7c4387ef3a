{{%AUTOESCAPE context="HTML"}}
{{#LINK_DEAD}}
<h1>{{_ This link does not work}}</h1>
<p>{{_ It was used already, it is too old, or it was not copied as a whole. Ask for a new one.}}</p>
<p><a class="btn" href="/signin">{{_ Go to sign-in}}</a></p>
{{/LINK_DEAD}}
{{#LINK_OPEN}}
<h1>{{_ Set your password}}</h1>
<p>{{WELCOME}}</p>
{{#PASSWORD_UNFIT}}<div class="form-errors" role="alert" tabindex="-1"><p>{{PASSWORD_PROBLEM}}</p></div>{{/PASSWORD_UNFIT}}
<form method="post" action="/account/link">
  {{>CSRF}}
  <input type="hidden" name="token" value="{{TOKEN}}">
  <label for="login">{{_ E-mail address}} <input class="form-control" id="login" name="login" type="email" value="{{LOGIN}}" autocomplete="username" readonly></label>
  <label for="password">{{_ New password}} <input class="form-control" id="password" name="password" type="password" autocomplete="new-password" aria-describedby="password-hint" required>
    <span class="hint" id="password-hint">{{_ At least 15 characters; several unrelated words work well. There are no other rules.}}</span></label>
  <label for="again">{{_ The same again}} <input class="form-control" id="again" name="again" type="password" autocomplete="new-password" required></label>
  <button class="btn btn-primary">{{_ Set password}}</button>
</form>
{{/LINK_OPEN}}
