{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/w/{{WORKSPACE:u}}/findings/{{ID:u}}">{{_ Back to the finding}}</a></p><h1>{{#IS_EXTENSION}}{{_ Extend:}} {{/IS_EXTENSION}}{{_ Ask to accept the risk}}</h1>
<p class="facts"><span class="severity" data-severity="{{SEVERITY_CODE}}">{{SEVERITY}}</span> <span>{{OBJECT_NAME}}</span> <span>{{TENANT}}</span></p></header>
{{#REFUSED}}<div class="flash" data-kind="failed" role="alert"><p>{{REFUSED_TEXT}}</p></div>{{/REFUSED}}
{{>ERRORS}}
<p class="lead">{{SENTENCE}}</p>
<div class="columns">
<section class="card" id="ask"><h2><a href="#ask">{{_ Your request}}</a></h2><div class="card-body">
<form class="stack" method="post" action="/w/{{WORKSPACE:u}}/findings/{{ID:u}}/exception">{{>CSRF}}
  {{#IS_EXTENSION}}<input type="hidden" name="supersedes" value="{{SUPERSEDES}}">{{/IS_EXTENSION}}
  <label for="justification">{{_ Justification}} <textarea class="form-control" id="justification" name="justification" minlength="20" maxlength="4000" required>{{TYPED_JUSTIFICATION}}</textarea><span class="hint">{{_ Why it cannot be resolved now, and what lessens the risk until then. At least 20 characters.}}</span></label>
  <label for="expires">{{_ Accepted until}} <input class="form-control" id="expires" name="expires" type="date" value="{{EXPIRES_TYPED}}" min="{{EXPIRES_MIN}}" max="{{EXPIRES_MAX}}" required><span class="hint">{{EXPIRES_HINT}}</span></label>
  <button class="btn btn-primary">{{_ Ask for approval}}</button>
  <p class="muted">{{_ Another person decides; neither you nor who works on the finding can approve it.}}</p>
</form></div></section>
<section class="card" id="changed"><h2><a href="#changed">{{_ What would stay as it is}}</a></h2><div class="card-body">{{>DIFF}}</div></section>
</div>
