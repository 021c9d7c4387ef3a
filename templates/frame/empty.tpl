{{%AUTOESCAPE context="HTML"}}
{{!
  An empty list is one of four: section EMPTY_NEVER (nothing was ever here), EMPTY_FILTERED (the filter leaves nothing),
  EMPTY_DONE (all work is done), EMPTY_DENIED (not permitted or not connected).
  EMPTY_TITLE EMPTY_TEXT; section EMPTY_ACTION: EMPTY_ACTION_URL EMPTY_ACTION_LABEL
}}
<section class="empty">
  {{#EMPTY_NEVER}}<i class="i i-seedling" aria-hidden="true"></i>{{/EMPTY_NEVER}}
  {{#EMPTY_FILTERED}}<i class="i i-filter-off" aria-hidden="true"></i>{{/EMPTY_FILTERED}}
  {{#EMPTY_DONE}}<i class="i i-circle-check" aria-hidden="true"></i>{{/EMPTY_DONE}}
  {{#EMPTY_DENIED}}<i class="i i-lock" aria-hidden="true"></i>{{/EMPTY_DENIED}}
  <h2>{{EMPTY_TITLE}}</h2>
  <p>{{EMPTY_TEXT}}</p>
  {{#EMPTY_ACTION}}<p><a class="btn btn-primary" href="{{EMPTY_ACTION_URL}}">{{EMPTY_ACTION_LABEL}}</a></p>{{/EMPTY_ACTION}}
</section>
