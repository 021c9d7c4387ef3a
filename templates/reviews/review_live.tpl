{{%AUTOESCAPE context="HTML"}}
{{#HAS_RELEASE_RUN}}<div id="release-live"{{#RUN_OPEN}} data-hx-get="{{POLL_URL}}" data-hx-trigger="every 2s" data-hx-swap="outerHTML"{{/RUN_OPEN}}>
  <p aria-live="polite"><span class="status" data-state="{{RUN_STATE_CODE}}">{{RUN_STATE}}</span> {{RUN_SENTENCE}} {{#RUN_HAS_ADVICE}}{{RUN_ADVICE}} {{/RUN_HAS_ADVICE}}<a href="/w/{{WORKSPACE:u}}/runs/{{RUN_ID:u}}">{{_ Show the run}}</a></p>
</div>{{/HAS_RELEASE_RUN}}
