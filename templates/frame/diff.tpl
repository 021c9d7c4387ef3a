{{%AUTOESCAPE context="HTML"}}
{{!
  What changed, property by property: what should be is struck out, what is has been put in. Rows DIFF_GROUP: section DIFF_NAMED: DIFF_GROUP_NAME, rows DIFF_CHANGE: DIFF_PATH (for people) DIFF_POINTER (as
  exported), sections DIFF_HAS_BEFORE: DIFF_BEFORE, DIFF_HAS_AFTER: DIFF_AFTER.
  Section DIFF_UNCHANGED: DIFF_UNCHANGED_TEXT ("412 settings are equal")
}}
<div class="diff">
{{#DIFF_GROUP}}
  {{#DIFF_NAMED}}<h3>{{DIFF_GROUP_NAME}}</h3>{{/DIFF_NAMED}}
  <div class="change diff-head" aria-hidden="true"><span>{{_ Setting}}</span><span>{{_ Should be}}</span><span>{{_ Is}}</span></div>
  <dl>
  {{#DIFF_CHANGE}}
    <div class="change">
      <dt title="{{DIFF_POINTER}}">{{DIFF_PATH}}</dt>
      {{#DIFF_HAS_BEFORE}}<dd><del><span class="sign" aria-hidden="true">−</span><span class="side">{{_ Should be}}: </span><span>{{DIFF_BEFORE:p}}</span></del></dd>{{/DIFF_HAS_BEFORE}}
      {{#DIFF_HAS_AFTER}}<dd><ins><span class="sign" aria-hidden="true">+</span><span class="side">{{_ Is}}: </span><span>{{DIFF_AFTER:p}}</span></ins></dd>{{/DIFF_HAS_AFTER}}
    </div>
  {{/DIFF_CHANGE}}
  </dl>
{{/DIFF_GROUP}}
{{#DIFF_UNCHANGED}}<p class="muted">{{DIFF_UNCHANGED_TEXT}}</p>{{/DIFF_UNCHANGED}}
</div>
