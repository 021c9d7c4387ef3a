{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Controls}}</h1><div class="actions">{{>CSV}}</div></header>
<p class="muted">{{_ What every tenant should meet, in our own words, and what its newest evaluation found. An indicative mapping, and no certification.}}</p>
{{#NO_TENANT}}<section class="empty"><i class="i i-seedling" aria-hidden="true"></i><h2>{{_ No tenant yet}}</h2><p>{{_ Controls are evaluated after each capture of a tenant.}}</p><p><a class="btn btn-primary" href="/w/{{WORKSPACE:u}}/tenants">{{_ To the tenants}}</a></p></section>{{/NO_TENANT}}
{{#HAS_TENANTS}}<section class="card" id="tenants-numbers"><h2><a href="#tenants-numbers">{{_ The four numbers}}</a></h2>
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Tenant}}</th><th scope="col" class="num">{{_ Compliant}}</th><th scope="col" class="num">{{_ By exception}}</th><th scope="col" class="num">{{_ Non-compliant}}</th><th scope="col" class="num">{{_ Not assessed}}</th><th scope="col">{{_ Evaluated}}</th></tr></thead>
  <tbody>
  {{#POSTURE}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/controls?tenant={{TENANT_ID:u}}">{{TENANT_NAME}}</a></td>
    <td class="num" data-label="{{_ Compliant}}">{{#WAS_EVALUATED}}{{COMPLIANT}}{{/WAS_EVALUATED}}</td>
    <td class="num" data-label="{{_ By exception}}">{{#WAS_EVALUATED}}{{BY_EXCEPTION}}{{/WAS_EVALUATED}}</td>
    <td class="num" data-label="{{_ Non-compliant}}">{{#WAS_EVALUATED}}{{NON_COMPLIANT}}{{/WAS_EVALUATED}}</td>
    <td class="num" data-label="{{_ Not assessed}}">{{#WAS_EVALUATED}}{{NOT_ASSESSED}}{{/WAS_EVALUATED}}</td>
    <td data-label="{{_ Evaluated}}">{{#WAS_EVALUATED}}<a href="/w/{{WORKSPACE:u}}/runs/{{EVALUATION_RUN:u}}"><time datetime="{{EVALUATED_ISO}}" title="{{EVALUATED}}">{{EVALUATED_AGO}}</time></a>{{/WAS_EVALUATED}}{{#NEVER_EVALUATED}}<span class="muted">{{_ Never}}</span>{{/NEVER_EVALUATED}}</td>
  </tr>
  {{/POSTURE}}
  </tbody>
</table></div>
<p class="card-body muted">{{_ An accepted risk is not compliant: it is counted as an exception until it expires.}}</p></section>{{/HAS_TENANTS}}
{{#DOMAIN_GROUP}}<section class="card"><h2>{{DOMAIN}}</h2>
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Control}}</th><th scope="col">{{_ Result}}</th></tr></thead>
  <tbody>
  {{#CONTROLS}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/controls/{{ID:u}}">{{CONTROL_TITLE}}</a><br><span class="muted">{{REQUIREMENT}}</span></td>
    <td data-label="{{_ Result}}"><ul class="bare">{{#STANDING}}<li><span class="status" data-state="{{RESULT_CODE}}">{{RESULT}}</span>{{#IS_COUNTED}} <span class="total">{{COUNT}}</span>{{/IS_COUNTED}}</li>{{/STANDING}}</ul></td>
  </tr>
  {{/CONTROLS}}
  </tbody>
</table></div></section>{{/DOMAIN_GROUP}}
