{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Portfolio}}</h1><div class="actions">{{>CSV}}</div></header>
<form class="filter" method="get" action="/w/{{WORKSPACE:u}}/portfolio" role="search">
  <label for="q">{{_ Tenant}} <input class="form-control" id="q" name="q" type="search" value="{{TYPED_Q}}" maxlength="200" autocomplete="off"></label>
  <button class="btn">{{_ Apply}}</button>
</form>
{{>CHIPS}}
{{#NO_TENANT}}<section class="empty"><i class="i i-building-community" aria-hidden="true"></i><h2>{{_ No tenant here}}</h2><p>{{_ Add a tenant and connect it; its first capture follows by itself.}}</p><p><a class="btn btn-primary" href="/w/{{WORKSPACE:u}}/tenants">{{_ To the tenants}}</a></p></section>{{/NO_TENANT}}
{{#NO_MATCH}}<section class="empty"><i class="i i-filter-off" aria-hidden="true"></i><h2>{{_ No tenant fits}}</h2><p>{{_ Search for another part of its name.}}</p><p><a class="btn" href="/w/{{WORKSPACE:u}}/portfolio">{{_ Show all}}</a></p></section>{{/NO_MATCH}}
{{#HAS_TENANTS}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Tenant}}</th><th scope="col">{{_ Waiting}}</th><th scope="col">{{_ Open findings}}</th><th scope="col">{{_ Controls}}</th><th scope="col">{{_ Last capture}}</th><th scope="col">{{_ Connection}}</th></tr></thead>
  <tbody>
  {{#PORTFOLIO}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/tenants/{{ID:u}}">{{NAME}}</a></td>
    <td data-label="{{_ Waiting}}">{{#IS_WAITING}}<a href="/w/{{WORKSPACE:u}}/inbox?tenant={{ID:u}}"><span class="count">{{DECISIONS_WAITING}}</span><span class="visually-hidden"> {{_ decisions}}</span></a>{{/IS_WAITING}}{{#NOTHING_WAITS}}<span class="muted">{{_ nothing}}</span>{{/NOTHING_WAITS}}</td>
    <td data-label="{{_ Open findings}}"><ul class="inline">{{#FINDINGS_OF}}<li><a href="/w/{{WORKSPACE:u}}/findings?tenant={{ID:u}}&amp;severity={{SEVERITY_CODE:u}}"><span class="severity" data-severity="{{SEVERITY_CODE}}">{{FINDINGS_OPEN}} {{SEVERITY}}</span></a></li>{{/FINDINGS_OF}}{{#NO_FINDINGS}}<li class="muted">{{_ none}}</li>{{/NO_FINDINGS}}</ul></td>
    <td data-label="{{_ Controls}}">{{#WAS_EVALUATED}}<div><dl class="posture">
      <div><dt>{{_ Compliant}}</dt><dd>{{COMPLIANT}}</dd></div>
      <div><dt>{{_ By exception}}</dt><dd>{{BY_EXCEPTION}}</dd></div>
      <div><dt>{{_ Not compliant}}</dt><dd>{{NON_COMPLIANT}}</dd></div>
      <div><dt>{{_ Not assessed}}</dt><dd>{{NOT_ASSESSED}}</dd></div>
    </dl><time class="muted" datetime="{{EVALUATED_ISO}}" title="{{EVALUATED}}">{{EVALUATED_AGO}}</time></div>{{/WAS_EVALUATED}}{{#NOT_EVALUATED}}<span class="muted">{{_ never evaluated}}</span>{{/NOT_EVALUATED}}</td>
    <td data-label="{{_ Last capture}}">{{#WAS_CAPTURED}}<div><a href="/w/{{WORKSPACE:u}}/runs/{{LAST_RUN_ID:u}}"><span class="status" data-state="{{LAST_OUTCOME_CODE}}">{{LAST_OUTCOME}}</span></a><br><time class="muted" datetime="{{LAST_CAPTURE_ISO}}" title="{{LAST_CAPTURE}}">{{LAST_CAPTURE_AGO}}</time></div>{{/WAS_CAPTURED}}</td>
    <td data-label="{{_ Connection}}"><span class="status" data-state="{{CONNECTION_CODE}}">{{CONNECTION}}</span></td>
  </tr>
  {{/PORTFOLIO}}
  </tbody>
</table></div>{{/HAS_TENANTS}}
{{>PAGER}}
