{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Tenant reviews}}</h1></header>
{{#NO_REVIEW}}<section class="empty"><i class="i i-seedling" aria-hidden="true"></i><h2>{{_ No review has been released yet}}</h2><p>{{_ You will find it here as soon as it is released.}}</p></section>{{/NO_REVIEW}}
{{#REVIEW_TENANT}}
<section class="card"><h2>{{TENANT_NAME}}</h2>
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Review}}</th><th scope="col">{{_ Period}}</th><th scope="col">{{_ State}}</th><th scope="col" class="num">{{_ Compliant}}</th><th scope="col" class="num">{{_ By exception}}</th><th scope="col" class="num">{{_ Not compliant}}</th><th scope="col" class="num">{{_ Not assessed}}</th><th scope="col">{{_ Released}}</th><th scope="col">{{_ Downloads}}</th></tr></thead>
  <tbody>
  {{#REVIEW}}<tr data-row>
    <td class="name">{{#READABLE}}<a href="/reviews/{{RELEASE_ID:u}}/{{LANG:u}}/">{{REVIEW_TITLE}}</a>{{/READABLE}}{{#NOT_READABLE}}{{REVIEW_TITLE}}{{/NOT_READABLE}}</td>
    <td data-label="{{_ Period}}">{{PERIOD_FROM}} – {{PERIOD_TO}}</td>
    <td data-label="{{_ State}}"><span class="status" data-state="{{RELEASE_STATE_CODE}}">{{RELEASE_STATE}}</span></td>
    <td class="num" data-label="{{_ Compliant}}">{{COMPLIANT}}</td>
    <td class="num" data-label="{{_ By exception}}">{{BY_EXCEPTION}}</td>
    <td class="num" data-label="{{_ Not compliant}}">{{NON_COMPLIANT}}</td>
    <td class="num" data-label="{{_ Not assessed}}">{{NOT_ASSESSED}}</td>
    <td data-label="{{_ Released}}"><time datetime="{{SHOWN_ISO}}">{{SHOWN}}</time></td>
    <td data-label="{{_ Downloads}}">{{#DOWNLOADS}}<ul class="plain-list">{{#RELEASE_FILE}}<li><a href="/reviews/{{RELEASE_ID:u}}/files/{{FILE_NAME:u}}">{{FILE_NAME}}</a> <span class="hint">{{FILE_SIZE}} · <span title="{{_ SHA-256 of the file}}">{{FILE_SHA256}}</span></span></li>{{/RELEASE_FILE}}</ul>{{/DOWNLOADS}}</td>
  </tr>
  {{/REVIEW}}
  </tbody>
</table></div></section>
{{/REVIEW_TENANT}}
