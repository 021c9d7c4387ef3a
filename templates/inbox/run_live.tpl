{{%AUTOESCAPE context="HTML"}}
<div id="live"{{#RUN_OPEN}} data-hx-get="{{POLL_URL}}" data-hx-trigger="every 2s" data-hx-swap="outerHTML"{{/RUN_OPEN}}>
<section class="card" id="summary"><h2><a href="#summary">{{_ What happened}}</a></h2><div class="card-body" aria-live="polite">
  <p>{{#RUN_ENDED}}<span class="status" data-state="{{OUTCOME_CODE}}">{{OUTCOME}}</span>{{/RUN_ENDED}}{{#RUN_OPEN}}<span class="status" data-state="{{STATUS_CODE}}">{{STATUS}}</span>{{/RUN_OPEN}} {{RUN_SENTENCE}}</p>
  {{#RUN_HAS_ADVICE}}<p><b>{{_ What to do:}}</b> {{RUN_ADVICE}}</p>{{/RUN_HAS_ADVICE}}
</div></section>
{{#HAS_AREAS}}<section class="card" id="coverage"><h2><a href="#coverage">{{_ Coverage}}</a></h2>
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Area}}</th><th scope="col">{{_ State}}</th><th scope="col" class="num">{{_ Expected}}</th><th scope="col" class="num">{{_ Read}}</th><th scope="col" class="num">{{_ Skipped}}</th><th scope="col" class="num">{{_ Added}}</th><th scope="col" class="num">{{_ Changed}}</th><th scope="col" class="num">{{_ Deleted}}</th><th scope="col">{{_ Reason}}</th></tr></thead>
  <tbody>
  {{#RUN_AREA}}<tr>
    <td class="name">{{AREA}}</td>
    <td data-label="{{_ State}}"><span class="status" data-state="{{AREA_STATE_CODE}}">{{AREA_STATE}}</span></td>
    <td class="num" data-label="{{_ Expected}}">{{AREA_EXPECTED}}</td>
    <td class="num" data-label="{{_ Read}}">{{AREA_READ}}</td>
    <td class="num" data-label="{{_ Skipped}}">{{AREA_SKIPPED}}</td>
    <td class="num" data-label="{{_ Added}}">{{AREA_ADDED}}</td>
    <td class="num" data-label="{{_ Changed}}">{{AREA_CHANGED}}</td>
    <td class="num" data-label="{{_ Deleted}}">{{AREA_DELETED}}</td>
    <td data-label="{{_ Reason}}">{{#AREA_HAS_REASON}}{{AREA_REASON}} {{AREA_DETAIL}}{{/AREA_HAS_REASON}}</td>
  </tr>
  {{/RUN_AREA}}
  </tbody>
</table></div></section>{{/HAS_AREAS}}
<section class="card" id="timing"><h2><a href="#timing">{{_ Timing}}</a></h2><div class="card-body">
<dl class="facts-list">
  <div><dt>{{_ Requested}}</dt><dd><time datetime="{{CREATED_ISO}}" title="{{CREATED}}">{{CREATED_AGO}}</time></dd></div>
  <div><dt>{{_ Started}}</dt><dd><time datetime="{{STARTED_ISO}}" title="{{STARTED}}">{{STARTED_AGO}}</time></dd></div>
  <div><dt>{{_ Last sign of life}}</dt><dd><time datetime="{{PROGRESSED_ISO}}" title="{{PROGRESSED}}">{{PROGRESSED_AGO}}</time></dd></div>
  <div><dt>{{_ Ended}}</dt><dd><time datetime="{{FINISHED_ISO}}" title="{{FINISHED}}">{{FINISHED_AGO}}</time></dd></div>
  <div><dt>{{_ Steps}}</dt><dd>{{STEPS}}</dd></div>
  <div><dt>{{_ Attempt}}</dt><dd>{{ATTEMPT}}</dd></div>
</dl>
</div></section>
</div>
