{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/w/{{WORKSPACE:u}}/drift">{{_ Drift}}</a></p><h1>{{BASELINE}}</h1>
<p class="facts"><a href="/w/{{WORKSPACE:u}}/tenants/{{TENANT_ID:u}}">{{TENANT}}</a> {{#WAS_COMPARED}}<span>{{_ compared}} <a href="/w/{{WORKSPACE:u}}/runs/{{RUN_ID:u}}"><time datetime="{{COMPARED_ISO}}" title="{{COMPARED}}">{{COMPARED_AGO}}</time></a></span>{{/WAS_COMPARED}} {{#SEVERITY_COUNT}}<span class="severity" data-severity="{{SEVERITY_CODE}}">{{SEVERITY}} {{SEVERITY_NUMBER}}</span> {{/SEVERITY_COUNT}}</p>
<div class="actions"><a class="btn" href="/w/{{WORKSPACE:u}}/baselines/{{BASELINE_ID:u}}">{{_ The baseline}}</a></div></header>
<ul class="figures"><li><b>{{DIFFERING_COUNT}}</b><span>{{_ subjects differ}}</span></li><li><b>{{ITEM_COUNT}}</b><span>{{_ subjects in the baseline}}</span></li></ul>
{{#NEVER_COMPARED}}<section class="empty"><i class="i i-seedling" aria-hidden="true"></i><h2>{{_ Not compared yet}}</h2><p>{{_ The next capture is compared with this baseline by itself.}}</p></section>{{/NEVER_COMPARED}}
{{#IS_EQUAL}}<section class="empty"><i class="i i-circle-check" aria-hidden="true"></i><h2>{{_ Nothing differs}}</h2><p>{{_ Everything that was captured is as the baseline says.}}</p></section>{{/IS_EQUAL}}
{{#HAS_ROWS}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Name}}</th><th scope="col">{{_ What is the matter}}</th><th scope="col">{{_ Area}}</th><th scope="col">{{_ Differences}}</th><th scope="col" class="num">{{_ Accepted}}</th></tr></thead>
  <tbody>
  {{#SUBJECTS}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/drift/{{ID:u}}/{{SUBJECT_ID:u}}" title="{{OBJECT_ID}}">{{SUBJECT_NAME}}</a></td>
    <td data-label="{{_ What is the matter}}">{{OP}}</td>
    <td data-label="{{_ Area}}">{{FAMILY}}</td>
    <td data-label="{{_ Differences}}"><span title="{{DIFFERENCE_COUNT}}">{{#SEVERITY_COUNT}}<span class="severity" data-severity="{{SEVERITY_CODE}}">{{SEVERITY}} {{SEVERITY_NUMBER}}</span> {{/SEVERITY_COUNT}}</span></td>
    <td class="num" data-label="{{_ Accepted}}">{{#HAS_ACCEPTED}}{{ACCEPTED_COUNT}}{{/HAS_ACCEPTED}}</td>
  </tr>
  {{/SUBJECTS}}
  </tbody>
</table></div>{{/HAS_ROWS}}
