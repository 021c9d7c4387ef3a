{{%AUTOESCAPE context="HTML"}}
{{!
  What changed, property by property. Rows DIFF_GROUP: section DIFF_NAMED: DIFF_GROUP_NAME, rows DIFF_CHANGE: DIFF_PATH (for people) DIFF_POINTER (as
  exported), sections DIFF_HAS_BEFORE: DIFF_BEFORE, DIFF_HAS_AFTER: DIFF_AFTER.
  Section DIFF_UNCHANGED: DIFF_UNCHANGED_TEXT ("412 settings are equal")
}}
<div class="diff">
{{#DIFF_GROUP}}
  {{#DIFF_NAMED}}<h3>{{DIFF_GROUP_NAME}}</h3>{{/DIFF_NAMED}}
  <dl>
  {{#DIFF_CHANGE}}
    <div class="change">
      <dt title="{{DIFF_POINTER}}">{{DIFF_PATH}}</dt>
      {{#DIFF_HAS_BEFORE}}<dd><del><span class="sign" aria-hidden="true">−</span><span class="visually-hidden">{{_ before:}} </span>{{DIFF_BEFORE:p}}</del></dd>{{/DIFF_HAS_BEFORE}}
      {{#DIFF_HAS_AFTER}}<dd><ins><span class="sign" aria-hidden="true">+</span><span class="visually-hidden">{{_ after:}} </span>{{DIFF_AFTER:p}}</ins></dd>{{/DIFF_HAS_AFTER}}
    </div>
  {{/DIFF_CHANGE}}
  </dl>
{{/DIFF_GROUP}}
{{#DIFF_UNCHANGED}}<p class="muted">{{DIFF_UNCHANGED_TEXT}}</p>{{/DIFF_UNCHANGED}}
</div>
