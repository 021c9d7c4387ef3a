{{%AUTOESCAPE context="HTML"}}
<h1>{{_ Too many attempts}}</h1>
<p>{{WAIT_SENTENCE}}</p>
<p>{{_ Nothing is locked: the pause only grows with every further wrong password.}}</p>
<p><a class="btn" href="/signin">{{_ Back to sign-in}}</a></p>
