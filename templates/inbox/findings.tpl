{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Findings}} <span class="total">{{TOTAL}}{{#TOTAL_IS_MORE}}+{{/TOTAL_IS_MORE}}</span></h1>
<div class="actions">{{>CSV}}</div></header>
<nav class="tabs" aria-label="{{_ Which findings}}">{{#TAB}}<a href="{{TAB_URL}}"{{#TAB_CURRENT}} aria-current="page"{{/TAB_CURRENT}}>{{TAB_LABEL}}</a>{{/TAB}}</nav>
<form class="filter" method="get" role="search">
  <input type="hidden" name="scope" value="{{SCOPE_CODE}}"><input type="hidden" name="tenant" value="{{TENANT_KEPT}}">
  <label for="q">{{_ Object}} <input class="form-control" id="q" name="q" type="search" value="{{TYPED_Q}}" maxlength="200" autocomplete="off"></label>
  <label for="severity">{{_ Severity}} <select class="form-select" id="severity" name="severity"><option value="">{{_ Any}}</option>{{#SEVERITY_CHOICE}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>{{/SEVERITY_CHOICE}}</select></label>
  <label for="state">{{_ State}} <select class="form-select" id="state" name="state"><option value="">{{_ Any}}</option>{{#STATE_CHOICE}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>{{/STATE_CHOICE}}</select></label>
  <button class="btn">{{_ Apply}}</button>
</form>
{{>CHIPS}}
{{#IS_EMPTY}}{{>EMPTY}}{{/IS_EMPTY}}
{{#HAS_ROWS}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Object}}</th><th scope="col">{{_ What differs}}</th><th scope="col"{{#SORTED_SEVERITY}} aria-sort="descending"{{/SORTED_SEVERITY}}><a href="{{SORT_SEVERITY_URL}}">{{_ Severity}}</a></th><th scope="col">{{_ State}}</th><th scope="col">{{_ Tenant}}</th><th scope="col">{{_ Assigned to}}</th><th scope="col"{{#SORTED_SEEN}} aria-sort="descending"{{/SORTED_SEEN}}><a href="{{SORT_SEEN_URL}}">{{_ Last seen}}</a></th></tr></thead>
  <tbody>
  {{#FINDINGS}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/findings/{{ID:u}}">{{OBJECT_NAME}}</a><br><span class="muted">{{FAMILY}}</span></td>
    <td data-label="{{_ What differs}}">{{WHAT}}</td>
    <td data-label="{{_ Severity}}"><span class="severity" data-severity="{{SEVERITY_CODE}}">{{SEVERITY}}</span></td>
    <td data-label="{{_ State}}"><span><span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span>{{#WAS_REOPENED}} <span class="tag">{{_ reopened}}</span>{{/WAS_REOPENED}}</span></td>
    <td data-label="{{_ Tenant}}">{{TENANT}}</td>
    <td data-label="{{_ Assigned to}}">{{#HAS_ASSIGNEE}}{{ASSIGNEE}}{{/HAS_ASSIGNEE}}</td>
    <td data-label="{{_ Last seen}}"><time datetime="{{LAST_SEEN_ISO}}" title="{{LAST_SEEN}}">{{LAST_SEEN_AGO}}</time></td>
  </tr>
  {{/FINDINGS}}
  </tbody>
</table></div>{{/HAS_ROWS}}
{{>PAGER}}
