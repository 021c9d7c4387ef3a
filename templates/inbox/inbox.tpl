{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Inbox}} <span class="total">{{TOTAL}}</span></h1><div class="actions">{{>CSV}}</div></header>
<nav class="tabs" aria-label="{{_ Which entries}}">{{#SCOPES}}<a href="{{TAB_URL}}"{{#TAB_CURRENT}} aria-current="page"{{/TAB_CURRENT}}>{{SCOPE}} <span class="total">{{TAB_COUNT}}</span></a>{{/SCOPES}}</nav>
{{#JUST_DECIDED}}<div class="flash" data-kind="done" role="status"><form class="undo" method="post" action="{{UNDO_URL}}">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}"><input type="hidden" name="shown" value="{{SHOWN}}"><span><b>{{SUBJECT}}</b>: {{STATE}}</span>{{#CAN_UNDO}} <button class="btn btn-sm" data-key="u">{{_ Undo}}</button>{{/CAN_UNDO}}</form></div>{{/JUST_DECIDED}}
{{#REFUSED}}<div class="flash" data-kind="failed" role="alert"><p>{{REFUSED_TEXT}}</p></div>{{/REFUSED}}
{{>ERRORS}}
<form class="filter" method="get">
  <input type="hidden" name="scope" value="{{SCOPE_CODE}}"><input type="hidden" name="tenant" value="{{TENANT_KEPT}}">
  <label for="kind">{{_ Kind}} <select class="form-select" id="kind" name="kind"><option value="">{{_ Any}}</option>{{#KIND_CHOICE}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>{{/KIND_CHOICE}}</select></label>
  <label for="severity">{{_ Severity}} <select class="form-select" id="severity" name="severity"><option value="">{{_ Any}}</option>{{#SEVERITY_CHOICE}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>{{/SEVERITY_CHOICE}}</select></label>
  <button class="btn">{{_ Apply}}</button>
</form>
{{>CHIPS}}
{{#IS_EMPTY}}{{>EMPTY}}{{/IS_EMPTY}}
{{#HAS_ROWS}}<div class="queue">
<form class="queue-side" method="post" action="{{BULK_URL}}">{{>CSRF}}<input type="hidden" name="seen" value="{{SEEN_AT}}">
  <ul class="queue-list" aria-label="{{_ Entries}}">
  {{#DECISIONS}}<li data-row{{#ENTRY_CURRENT}} class="current"{{/ENTRY_CURRENT}}>{{#CAN_BULK}}<input type="checkbox" name="id" value="{{ID}}" aria-label="{{_ Select}} {{SUBJECT}}" data-select{{#ENTRY_CHOSEN}} checked{{/ENTRY_CHOSEN}}>{{/CAN_BULK}}
    <a href="{{ENTRY_URL}}"{{#ENTRY_CURRENT}} aria-current="true"{{/ENTRY_CURRENT}}><span class="name">{{SUBJECT}}</span> <time class="muted" datetime="{{OPENED_ISO}}" title="{{OPENED}}">{{OPENED_AGO}}</time>
    <span class="meta"><span class="severity" data-severity="{{SEVERITY_CODE}}">{{SEVERITY}}</span> {{#REASON_TAG}}<span class="tag">{{REASON_LABEL}}</span> {{/REASON_TAG}}{{#IS_SEVERAL}}<span class="tag">{{COUNT_TEXT}}</span>{{/IS_SEVERAL}}</span>
    <span class="meta muted">{{#HAS_TENANT}}<span>{{TENANT}}</span>{{/HAS_TENANT}}{{#HAS_FAMILY}} <span>{{FAMILY}}</span>{{/HAS_FAMILY}}</span></a></li>
  {{/DECISIONS}}
  </ul>
  {{>PAGER}}
  {{#CAN_BULK}}<div class="bulk" data-bulk role="group" aria-label="{{_ For all that are ticked}}"><span data-bulk-count></span>
    <label for="bulk-reason">{{_ Reason}} <input class="form-control" id="bulk-reason" name="reason" value="{{BULK_REASON}}" maxlength="4000" autocomplete="off"></label>
    <button class="btn" name="verb" value="reject">{{_ Reject}}</button>
    <label for="bulk-until">{{_ Until}} <input class="form-control" id="bulk-until" name="until" type="date" value="{{BULK_UNTIL}}"></label>
    <button class="btn" name="verb" value="snooze">{{_ Snooze}}</button>
    <label for="bulk-assignee">{{_ Who works on it}} <select class="form-select" id="bulk-assignee" name="assignee">{{#MEMBER_CHOICE}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>{{/MEMBER_CHOICE}}</select></label>
    <button class="btn" name="verb" value="assign">{{_ Assign}}</button>
  </div>{{/CAN_BULK}}
</form>
<div class="pack" id="pack">{{#SELECTED}}{{>PACK}}{{/SELECTED}}</div>
</div>{{/HAS_ROWS}}
