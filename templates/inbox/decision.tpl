{{%AUTOESCAPE context="HTML"}}
<p class="crumb"><a href="/w/{{WORKSPACE:u}}/inbox">{{_ Inbox}}</a></p>
{{#REFUSED}}<div class="flash" data-kind="failed" role="alert"><p>{{REFUSED_TEXT}}</p>{{#CHANGED_SINCE}}<p>{{_ What changed:}} <b>{{SINCE_STATE}}</b>, {{SINCE_WHO}}, <time datetime="{{SINCE_AT_ISO}}" title="{{SINCE_AT}}">{{SINCE_AT_AGO}}</time>. {{_ This page shows the entry as it is now.}}</p>{{/CHANGED_SINCE}}</div>{{/REFUSED}}
{{>ERRORS}}
{{>PACK}}
