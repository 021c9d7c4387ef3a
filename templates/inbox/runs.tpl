{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Runs}}</h1><div class="actions">{{>CSV}}</div></header>
{{>CHIPS}}
{{#NO_RUN}}<section class="empty"><i class="i i-activity" aria-hidden="true"></i><h2>{{_ No run here}}</h2><p>{{_ A run appears as soon as a tenant's connection is tested or captured.}}</p><p><a class="btn btn-primary" href="/w/{{WORKSPACE:u}}/tenants">{{_ To the tenants}}</a></p></section>{{/NO_RUN}}
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Operation}}</th><th scope="col">{{_ Tenant}}</th><th scope="col">{{_ State}}</th><th scope="col">{{_ Reason}}</th><th scope="col">{{_ Asked for by}}</th><th scope="col">{{_ Requested}}</th><th scope="col">{{_ Ended}}</th></tr></thead>
  <tbody>
  {{#RUNS}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/runs/{{ID:u}}">{{OPERATION}}</a></td>
    <td data-label="{{_ Tenant}}"><a href="/w/{{WORKSPACE:u}}/tenants/{{TENANT_ID:u}}">{{TENANT}}</a></td>
    <td data-label="{{_ State}}">{{#RUN_ENDED}}<span class="status" data-state="{{OUTCOME_CODE}}">{{OUTCOME}}</span>{{/RUN_ENDED}}{{#RUN_OPEN}}<span class="status" data-state="{{STATUS_CODE}}">{{STATUS}}</span>{{/RUN_OPEN}}</td>
    <td data-label="{{_ Reason}}">{{#RUN_HAS_REASON}}{{REASON}}{{/RUN_HAS_REASON}}</td>
    <td data-label="{{_ Asked for by}}">{{ORIGIN}}</td>
    <td data-label="{{_ Requested}}"><time datetime="{{CREATED_ISO}}" title="{{CREATED}}">{{CREATED_AGO}}</time></td>
    <td data-label="{{_ Ended}}">{{#RUN_ENDED}}<time datetime="{{FINISHED_ISO}}" title="{{FINISHED}}">{{FINISHED_AGO}}</time>{{/RUN_ENDED}}</td>
  </tr>
  {{/RUNS}}
  </tbody>
</table></div>
{{>PAGER}}
