{{%AUTOESCAPE context="HTML"}}
{{! Keyset paging. Sections HAS_FIRST: FIRST_URL, HAS_NEXT: NEXT_URL NEXT_AFTER }}
<nav class="pager" aria-label="{{_ Pages}}">
  {{#HAS_FIRST}}<a class="btn btn-sm" href="{{FIRST_URL}}" rel="first">{{_ First page}}</a>{{/HAS_FIRST}}
  {{#HAS_NEXT}}<a class="btn btn-sm" href="{{NEXT_URL}}" rel="next" data-after="{{NEXT_AFTER}}">{{_ Next page}}</a>{{/HAS_NEXT}}
</nav>
