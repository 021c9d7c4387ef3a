{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/system/runs">{{_ Runs of all workspaces}}</a></p><h1>{{OPERATION}}</h1>
<p class="facts">{{#RUN_ENDED}}<span class="status" data-state="{{OUTCOME_CODE}}">{{OUTCOME}}</span>{{/RUN_ENDED}}{{#RUN_OPEN}}<span class="status" data-state="{{STATUS_CODE}}">{{STATUS}}</span>{{/RUN_OPEN}}{{#RUN_HAS_REASON}}<span>{{REASON}}</span>{{/RUN_HAS_REASON}}<a href="/system/runs?workspace={{WORKSPACE_SLUG:u}}">{{WORKSPACE_SLUG}}</a></p></header>
{{#MAY_SEE_ERRORS}}<section class="card" id="errors"><h2><a href="#errors">{{_ Raw errors}}</a></h2><div class="card-body">
{{#NO_ERROR}}<p>{{_ Nothing went wrong in the words of machines.}}</p>{{/NO_ERROR}}
{{#RUN_ERROR}}<p><time datetime="{{ERROR_AT_ISO}}" title="{{ERROR_AT_AGO}}">{{ERROR_AT}}</time> <span class="muted">{{ERROR_AREA}}</span></p><pre>{{ERROR_DETAIL}}</pre>{{/RUN_ERROR}}
</div></section>{{/MAY_SEE_ERRORS}}
{{#HAS_AREAS}}<section class="card" id="coverage"><h2><a href="#coverage">{{_ Coverage}}</a></h2>
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Area}}</th><th scope="col">{{_ State}}</th><th scope="col" class="num">{{_ Expected}}</th><th scope="col" class="num">{{_ Read}}</th><th scope="col" class="num">{{_ Skipped}}</th><th scope="col">{{_ Reason}}</th></tr></thead>
  <tbody>
  {{#RUN_AREA}}<tr>
    <td class="name">{{AREA}}</td>
    <td data-label="{{_ State}}"><span class="status" data-state="{{AREA_STATE_CODE}}">{{AREA_STATE}}</span></td>
    <td class="num" data-label="{{_ Expected}}">{{AREA_EXPECTED}}</td>
    <td class="num" data-label="{{_ Read}}">{{AREA_READ}}</td>
    <td class="num" data-label="{{_ Skipped}}">{{AREA_SKIPPED}}</td>
    <td data-label="{{_ Reason}}">{{#AREA_HAS_REASON}}{{AREA_REASON}}{{/AREA_HAS_REASON}}</td>
  </tr>
  {{/RUN_AREA}}
  </tbody>
</table></div></section>{{/HAS_AREAS}}
<section class="card" id="context"><h2><a href="#context">{{_ Context}}</a></h2><div class="card-body">
<dl class="facts-list">
  <div><dt>{{_ Asked for by}}</dt><dd>{{ORIGIN}}</dd></div>
  <div><dt>{{_ Requested}}</dt><dd><time datetime="{{CREATED_ISO}}" title="{{CREATED}}">{{CREATED_AGO}}</time></dd></div>
  {{#RUN_STARTED}}<div><dt>{{_ Started}}</dt><dd><time datetime="{{STARTED_ISO}}" title="{{STARTED}}">{{STARTED_AGO}}</time></dd></div>{{/RUN_STARTED}}
  {{#RUN_ENDED}}<div><dt>{{_ Ended}}</dt><dd><time datetime="{{FINISHED_ISO}}" title="{{FINISHED}}">{{FINISHED_AGO}}</time></dd></div>{{/RUN_ENDED}}
  <div><dt>{{_ Attempt}}</dt><dd>{{ATTEMPT}}</dd></div>
  <div><dt>{{_ Steps}}</dt><dd>{{STEPS}}</dd></div>
  <div><dt>{{_ Workspace}}</dt><dd><code>{{WORKSPACE_ID}}</code></dd></div>
  {{#HAS_TENANT}}<div><dt>{{_ Tenant}}</dt><dd><code>{{TENANT_ID}}</code></dd></div>{{/HAS_TENANT}}
  <div><dt>{{_ Run}}</dt><dd><code>{{ID}}</code></dd></div>
</dl>
</div></section>
