{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Dead jobs}}</h1></header>
<nav class="tabs" aria-label="{{_ Console}}">{{#CONSOLE_TAB}}<a href="{{TAB_URL}}"{{#TAB_CURRENT}} aria-current="page"{{/TAB_CURRENT}}>{{TAB_LABEL}}</a>{{/CONSOLE_TAB}}</nav>
{{#NO_JOB}}<section class="empty"><i class="i i-circle-check" aria-hidden="true"></i><h2>{{_ No job is dead}}</h2><p>{{_ A job comes here when all its attempts failed on our side; a person looks at it and requeues it.}}</p></section>{{/NO_JOB}}
{{#HAS_JOBS}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Kind}}</th><th scope="col">{{_ Workspace}}</th><th scope="col">{{_ Problem}}</th><th scope="col" class="num">{{_ Attempts}}</th><th scope="col">{{_ Requested}}</th><th scope="col"><span class="visually-hidden">{{_ Verbs}}</span></th></tr></thead>
  <tbody>
  {{#JOB}}<tr data-row id="{{JOB_ID}}">
    <td class="name">{{#HAS_RUN}}<a href="/system/runs/{{RUN_ID:u}}">{{/HAS_RUN}}{{KIND}}{{#HAS_RUN}}</a>{{/HAS_RUN}}</td>
    <td data-label="{{_ Workspace}}"><span title="{{WORKSPACE_ID}}">{{WORKSPACE_SLUG}}</span></td>
    <td data-label="{{_ Problem}}">{{#HAS_PROBLEM}}<code>{{PROBLEM}}</code>{{/HAS_PROBLEM}}</td>
    <td class="num" data-label="{{_ Attempts}}">{{JOB_ATTEMPT}}</td>
    <td data-label="{{_ Requested}}"><time datetime="{{CREATED_ISO}}" title="{{CREATED}}">{{CREATED_AGO}}</time></td>
    <td>{{#CAN_REQUEUE}}<form method="post" action="/system/jobs/{{JOB_ID:u}}/requeue">{{>CSRF}}<button class="btn btn-sm">{{_ Requeue}}</button></form>{{/CAN_REQUEUE}}</td>
  </tr>
  {{/JOB}}
  </tbody>
</table></div>
{{>PAGER}}{{/HAS_JOBS}}
