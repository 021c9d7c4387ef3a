{{%AUTOESCAPE context="HTML"}}
{{! What is wrong with a form, above it. Section HAS_ERRORS, rows FIELD_ERROR: FIELD_ERROR_NAME (the field's id) FIELD_ERROR_TEXT }}
{{#HAS_ERRORS}}<div class="form-errors" role="alert" tabindex="-1">
  <h2>{{_ Please check your entries}}</h2>
  <ul>{{#FIELD_ERROR}}<li><a href="#{{FIELD_ERROR_NAME:u}}">{{FIELD_ERROR_TEXT}}</a></li>{{/FIELD_ERROR}}</ul>
</div>{{/HAS_ERRORS}}
