{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Tenant reviews}}</h1></header>
{{#NO_REVIEW}}<section class="empty"><i class="i i-seedling" aria-hidden="true"></i><h2>{{_ No review has been released yet}}</h2><p>{{_ You will find it here as soon as it is released.}}</p></section>{{/NO_REVIEW}}
{{#REVIEW_TENANT}}
<section>
<h2>{{TENANT_NAME}}</h2>
{{#REVIEW}}
<article class="card"><header class="card-header">
  <h3>{{#READABLE}}<a href="/reviews/{{RELEASE_ID:u}}/{{LANG:u}}/">{{REVIEW_TITLE}}</a>{{/READABLE}}{{#NOT_READABLE}}{{REVIEW_TITLE}}{{/NOT_READABLE}}</h3>
  <span class="status" data-state="{{RELEASE_STATE_CODE}}">{{RELEASE_STATE}}</span>
</header><div class="card-body">
  <p class="muted">{{_ Period}} {{PERIOD_FROM}} – {{PERIOD_TO}} · {{_ Released}} <time datetime="{{SHOWN_ISO}}">{{SHOWN}}</time></p>
  {{#STANDS}}<ul class="figures"><li><b>{{COMPLIANT}}</b><span>{{_ Compliant}}</span></li><li><b>{{BY_EXCEPTION}}</b><span>{{_ By exception}}</span></li><li><b>{{NON_COMPLIANT}}</b><span>{{_ Not compliant}}</span></li><li><b>{{NOT_ASSESSED}}</b><span>{{_ Not assessed}}</span></li></ul>{{/STANDS}}
  {{#DOWNLOADS}}<details{{#IS_CURRENT}} open{{/IS_CURRENT}}><summary>{{_ Downloads}}</summary>
  <ul>{{#RELEASE_FILE}}<li><a href="/reviews/{{RELEASE_ID:u}}/files/{{FILE_NAME:u}}">{{FILE_NAME}}</a> <span class="hint">{{FILE_SIZE}} · SHA-256 <code>{{FILE_SHA256}}</code></span></li>{{/RELEASE_FILE}}</ul></details>{{/DOWNLOADS}}
</div></article>
{{/REVIEW}}
</section>
{{/REVIEW_TENANT}}
