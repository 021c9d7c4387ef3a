{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ This review was withdrawn}}</h1></header>
<p>{{WITHDRAWN_SENTENCE}}</p>
{{#HAS_REASON}}<p>{{_ Reason:}} {{END_REASON}}</p>{{/HAS_REASON}}
<p><a class="btn" href="/">{{_ To the list of reviews}}</a></p>
