{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Runs}}</h1><div class="actions">{{>CSV}}</div></header>
<form class="filter" method="get">
  <input type="hidden" name="tenant" value="{{TENANT_KEPT}}">
  <label for="operation">{{_ Operation}} <select class="form-select" id="operation" name="operation"><option value="">{{_ Any}}</option>{{#OPERATION_OPTION}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>{{/OPERATION_OPTION}}</select></label>
  <label for="state">{{_ State}} <select class="form-select" id="state" name="state"><option value="">{{_ Any}}</option>{{#STATE_CHOICE}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>{{/STATE_CHOICE}}</select></label>
  <label for="outcome">{{_ Outcome}} <select class="form-select" id="outcome" name="outcome"><option value="">{{_ Any}}</option>{{#OUTCOME_OPTION}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>{{/OUTCOME_OPTION}}</select></label>
  <button class="btn">{{_ Apply}}</button>
</form>
{{>CHIPS}}
{{#IS_EMPTY}}{{>EMPTY}}{{/IS_EMPTY}}
{{#HAS_ROWS}}<div class="list"><table class="table">
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
</table></div>{{/HAS_ROWS}}
{{>PAGER}}
