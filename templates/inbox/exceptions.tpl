{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Exceptions}} <span class="total">{{TOTAL}}</span></h1><div class="actions">{{>CSV}}</div></header>
<nav class="tabs" aria-label="{{_ Which exceptions}}">{{#TAB}}<a href="{{TAB_URL}}"{{#TAB_CURRENT}} aria-current="page"{{/TAB_CURRENT}}>{{TAB_LABEL}} <span class="total">{{TAB_COUNT}}</span></a>{{/TAB}}</nav>
{{>CHIPS}}
{{#IS_EMPTY}}{{>EMPTY}}{{/IS_EMPTY}}
{{#HAS_ROWS}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Object}}</th><th scope="col">{{_ What is accepted}}</th><th scope="col">{{_ Severity}}</th><th scope="col">{{_ State}}</th><th scope="col">{{_ Tenant}}</th><th scope="col">{{_ Asked for by}}</th><th scope="col" aria-sort="ascending">{{_ Ends}}</th></tr></thead>
  <tbody>
  {{#EXCEPTIONS}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/exceptions/{{ID:u}}">{{OBJECT_NAME}}</a><br><span class="muted">{{FAMILY}}</span></td>
    <td data-label="{{_ What is accepted}}">{{WHAT}}</td>
    <td data-label="{{_ Severity}}"><span class="severity" data-severity="{{SEVERITY_CODE}}">{{SEVERITY}}</span></td>
    <td data-label="{{_ State}}"><span><span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span>{{#STALE}} <span class="tag" title="{{_ What was accepted is not what is the case today.}}">{{_ stale}}</span>{{/STALE}}</span></td>
    <td data-label="{{_ Tenant}}">{{TENANT}}</td>
    <td data-label="{{_ Asked for by}}">{{REQUESTED_BY}}</td>
    <td data-label="{{_ Ends}}"><time datetime="{{EXPIRES_ISO}}" title="{{EXPIRES}}">{{EXPIRES_AGO}}</time></td>
  </tr>
  {{/EXCEPTIONS}}
  </tbody>
</table></div>{{/HAS_ROWS}}
{{>PAGER}}
