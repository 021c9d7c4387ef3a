{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Runs}}</h1></header>
{{>CHIPS}}
{{#NO_RUN}}<section class="empty"><i class="i i-activity" aria-hidden="true"></i><h2>{{_ No run here}}</h2><p>{{_ A run appears as soon as a tenant's connection is tested or captured.}}</p><p><a class="btn btn-primary" href="/w/{{WORKSPACE:u}}/tenants">{{_ To the tenants}}</a></p></section>{{/NO_RUN}}
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Operation}}</th><th scope="col">{{_ Tenant}}</th><th scope="col">{{_ State}}</th><th scope="col">{{_ Reason}}</th><th scope="col">{{_ Asked for by}}</th><th scope="col">{{_ Requested}}</th><th scope="col">{{_ Ended}}</th></tr></thead>
  <tbody>
  {{#RUN}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/runs/{{RUN_ID:u}}">{{OPERATION}}</a></td>
    <td data-label="{{_ Tenant}}"><a href="/w/{{WORKSPACE:u}}/tenants/{{TENANT_ID:u}}">{{TENANT_NAME}}</a></td>
    <td data-label="{{_ State}}">{{#RUN_ENDED}}<span class="status" data-state="{{RUN_OUTCOME_CODE}}">{{RUN_OUTCOME}}</span>{{/RUN_ENDED}}{{#RUN_OPEN}}<span class="status" data-state="{{RUN_STATE_CODE}}">{{RUN_STATE}}</span>{{/RUN_OPEN}}</td>
    <td data-label="{{_ Reason}}">{{#RUN_HAS_REASON}}{{RUN_REASON}}{{/RUN_HAS_REASON}}</td>
    <td data-label="{{_ Asked for by}}">{{RUN_ORIGIN}}</td>
    <td data-label="{{_ Requested}}"><time datetime="{{REQUESTED_ISO}}" title="{{REQUESTED}}">{{REQUESTED_AGO}}</time></td>
    <td data-label="{{_ Ended}}">{{#RUN_ENDED}}<time datetime="{{FINISHED_ISO}}" title="{{FINISHED}}">{{FINISHED_AGO}}</time>{{/RUN_ENDED}}</td>
  </tr>
  {{/RUN}}
  </tbody>
</table></div>
{{>PAGER}}
