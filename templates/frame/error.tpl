{{%AUTOESCAPE context="HTML"}}
{{! The answer to a request that failed, inside the plain frame. ERROR_STATUS ERROR_TITLE ERROR_TEXT ERROR_NEXT(what to do); section ERROR_RETRY: RETRY_URL }}
<p class="error-code">{{ERROR_STATUS}}</p>
<h1>{{ERROR_TITLE}}</h1>
<p>{{ERROR_TEXT}}</p>
<p>{{ERROR_NEXT}}</p>
<p class="actions">{{#ERROR_RETRY}}<a class="btn btn-primary" href="{{RETRY_URL}}">{{_ Try again}}</a>{{/ERROR_RETRY}} <a class="btn" href="/">{{_ To the start page}}</a></p>
