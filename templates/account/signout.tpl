{{%AUTOESCAPE context="HTML"}}
<h1>{{_ Sign out}}</h1>
<p>{{_ You are about to end this session.}}</p>
<form method="post" action="/signout">
  {{>CSRF}}
  <button class="btn btn-primary">{{_ Sign out}}</button>
</form>
<p><a href="/">{{_ Stay signed in}}</a></p>
