{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Runs of all workspaces}}</h1></header>
<nav class="tabs" aria-label="{{_ Console}}">{{#CONSOLE_TAB}}<a href="{{TAB_URL}}"{{#TAB_CURRENT}} aria-current="page"{{/TAB_CURRENT}}>{{TAB_LABEL}}</a>{{/CONSOLE_TAB}}</nav>
<form class="filter" method="get">
  <label for="workspace">{{_ Workspace}} <select class="form-select" id="workspace" name="workspace"><option value="">{{_ All workspaces}}</option>{{#WORKSPACE_OPTION}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>{{/WORKSPACE_OPTION}}</select></label>
  <label for="operation">{{_ Operation}} <select class="form-select" id="operation" name="operation"><option value="">{{_ Any}}</option>{{#OPERATION_OPTION}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>{{/OPERATION_OPTION}}</select></label>
  <label for="outcome">{{_ Outcome}} <select class="form-select" id="outcome" name="outcome"><option value="">{{_ Any}}</option>{{#OUTCOME_OPTION}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>{{/OUTCOME_OPTION}}</select></label>
  <button class="btn">{{_ Apply}}</button>
</form>
{{>CHIPS}}
{{#NEVER_RUN}}<section class="empty"><i class="i i-activity" aria-hidden="true"></i><h2>{{_ No run yet}}</h2><p>{{_ A run appears as soon as a workspace tests or captures a tenant.}}</p></section>{{/NEVER_RUN}}
{{#NO_SUCH_RUN}}<section class="empty"><i class="i i-filter-off" aria-hidden="true"></i><h2>{{_ No run fits this filter}}</h2><p><a class="btn btn-primary" href="/system/runs">{{_ Show all runs}}</a></p></section>{{/NO_SUCH_RUN}}
{{#HAS_RUNS}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Operation}}</th><th scope="col">{{_ Workspace}}</th><th scope="col">{{_ State}}</th><th scope="col">{{_ Reason}}</th><th scope="col">{{_ Asked for by}}</th><th scope="col" class="num">{{_ Attempt}}</th><th scope="col">{{_ Requested}}</th><th scope="col">{{_ Ended}}</th></tr></thead>
  <tbody>
  {{#RUNS}}<tr data-row>
    <td class="name"><a href="/system/runs/{{ID:u}}">{{OPERATION}}</a></td>
    <td data-label="{{_ Workspace}}"><a href="/system/runs?workspace={{WORKSPACE_SLUG:u}}">{{WORKSPACE_SLUG}}</a></td>
    <td data-label="{{_ State}}">{{#RUN_ENDED}}<span class="status" data-state="{{OUTCOME_CODE}}">{{OUTCOME}}</span>{{/RUN_ENDED}}{{#RUN_OPEN}}<span class="status" data-state="{{STATUS_CODE}}">{{STATUS}}</span>{{/RUN_OPEN}}</td>
    <td data-label="{{_ Reason}}">{{#RUN_HAS_REASON}}{{REASON}}{{/RUN_HAS_REASON}}</td>
    <td data-label="{{_ Asked for by}}">{{ORIGIN}}</td>
    <td class="num" data-label="{{_ Attempt}}">{{ATTEMPT}}</td>
    <td data-label="{{_ Requested}}"><time datetime="{{CREATED_ISO}}" title="{{CREATED}}">{{CREATED_AGO}}</time></td>
    <td data-label="{{_ Ended}}">{{#RUN_ENDED}}<time datetime="{{FINISHED_ISO}}" title="{{FINISHED}}">{{FINISHED_AGO}}</time>{{/RUN_ENDED}}</td>
  </tr>
  {{/RUNS}}
  </tbody>
</table></div>{{/HAS_RUNS}}
{{>PAGER}}
