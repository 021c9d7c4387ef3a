{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/w/{{WORKSPACE:u}}/baselines">{{_ Baselines}}</a></p><h1>{{_ New baseline}}</h1></header>
{{#REFUSED}}<div class="flash" data-kind="failed" role="alert"><p>{{REFUSED_TEXT}}</p></div>{{/REFUSED}}
{{>ERRORS}}
<section class="card"><div class="card-body">
<form class="stack" method="post" action="/w/{{WORKSPACE:u}}/baselines">
  {{>CSRF}}
  <label for="tenant">{{_ Tenant}} <select class="form-select" id="tenant" name="tenant" required><option value="">{{_ Choose a tenant}}</option>{{#TENANT_OPTION}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>{{/TENANT_OPTION}}</select></label>
  <label for="name">{{_ Name}} <input class="form-control" id="name" name="name" value="{{TYPED_NAME}}" maxlength="200" autocomplete="off" required><span class="hint">{{_ Unique within the tenant, for example “Sign-in policies”.}}</span></label>
  <fieldset><legend>{{_ Areas}}</legend><p class="hint">{{_ Choose none to cover every area that is captured.}}</p>
  {{#FAMILY_CHOICE}}<p><label><input type="checkbox" name="family" value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} checked{{/CHOICE_CURRENT}}> {{CHOICE_NAME}}</label></p>
  {{/FAMILY_CHOICE}}</fieldset>
  <label for="prefix">{{_ Only names that begin with}} <input class="form-control" id="prefix" name="prefix" value="{{TYPED_PREFIX}}" maxlength="200" autocomplete="off"><span class="hint">{{_ Leave it empty to cover every name.}}</span></label>
  <button class="btn btn-primary">{{_ Create the baseline}}</button>
</form>
</div></section>
