{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/w/{{WORKSPACE:u}}/findings">{{_ Findings}}</a></p><h1>{{#HAS_OBJECT}}{{OBJECT_NAME}}: {{/HAS_OBJECT}}{{WHAT}}</h1>
<p class="facts"><span class="severity" data-severity="{{SEVERITY_CODE}}">{{SEVERITY}}</span> <span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span> <span>{{TENANT}}</span> <span>{{_ Owner:}} {{#HAS_OWNER}}{{OWNER}}{{/HAS_OWNER}}{{#NO_OWNER}}{{_ nobody}}{{/NO_OWNER}}</span> <span>{{_ Assigned to:}} {{#HAS_ASSIGNEE}}{{ASSIGNEE}}{{/HAS_ASSIGNEE}}{{#NO_ASSIGNEE}}{{_ nobody}}{{/NO_ASSIGNEE}}</span> <span>{{_ open since}} <time datetime="{{FIRST_SEEN_ISO}}" title="{{FIRST_SEEN}}">{{FIRST_SEEN_AGO}}</time></span></p>
<div class="actions">{{#PRIMARY}}<a class="btn btn-primary" href="{{PRIMARY_URL}}">{{PRIMARY_LABEL}}</a>{{/PRIMARY}}</div></header>
{{#REFUSED}}<div class="flash" data-kind="failed" role="alert"><p>{{REFUSED_TEXT}}</p>{{#CHANGED_SINCE}}<p>{{_ What changed:}} {{#SINCE_EVENT}}<b>{{EVENT_ACTION}}</b>{{#EVENT_HAS_ACTOR}}, {{EVENT_ACTOR}}{{/EVENT_HAS_ACTOR}}, <time datetime="{{EVENT_AT_ISO}}" title="{{EVENT_AT}}">{{EVENT_AT_AGO}}</time>{{/SINCE_EVENT}}. {{_ This page shows the finding as it is now.}}</p>{{/CHANGED_SINCE}}</div>{{/REFUSED}}
{{>ERRORS}}
<p class="lead">{{SENTENCE}}</p>
<section class="card" id="todo"><h2><a href="#todo">{{_ What to do}}</a></h2><div class="card-body">
{{#HAS_REMEDY}}<p>{{REMEDY}}</p>{{/HAS_REMEDY}}<p>{{ADVICE}}</p>
{{#HAS_DECISION}}<p><a href="/w/{{WORKSPACE:u}}/inbox/{{DECISION_ID:u}}">{{_ The decision about this object in the inbox}}</a></p>{{/HAS_DECISION}}
{{#HAS_EXCEPTION}}<p><a href="/w/{{WORKSPACE:u}}/exceptions/{{EXCEPTION_ID:u}}">{{_ The accepted risk that covers it}}</a></p>{{/HAS_EXCEPTION}}
<div class="verbs">
{{#CAN_TRIAGE}}<details class="verb" id="triage"{{#OPEN_TRIAGE}} open{{/OPEN_TRIAGE}}><summary class="btn">{{_ Triage}}</summary><form class="stack" method="post" action="/w/{{WORKSPACE:u}}/findings/{{ID:u}}/triage">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}">
  <label for="triage-severity">{{_ Severity}} <select class="form-select" id="triage-severity" name="severity">{{#SEVERITY_CHOICE}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>{{/SEVERITY_CHOICE}}</select></label>
  <label for="triage-owner">{{_ Owner}} <select class="form-select" id="triage-owner" name="owner"><option value="">{{_ Myself}}</option>{{#MEMBER_CHOICE}}<option value="{{CHOICE_CODE}}">{{CHOICE_NAME}}</option>{{/MEMBER_CHOICE}}</select><span class="hint">{{_ Who is accountable for it.}}</span></label>
  <button class="btn btn-primary">{{_ Confirm severity and owner}}</button></form></details>{{/CAN_TRIAGE}}
{{#CAN_ASSIGN}}<details class="verb" id="assign"{{#OPEN_ASSIGN}} open{{/OPEN_ASSIGN}}><summary class="btn">{{_ Assign}}</summary><form class="stack" method="post" action="/w/{{WORKSPACE:u}}/findings/{{ID:u}}/assign">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}">
  <label for="assignee">{{_ Who works on it}} <select class="form-select" id="assignee" name="assignee">{{#CAN_UNASSIGN}}<option value="">{{_ Nobody}}</option>{{/CAN_UNASSIGN}}{{#MEMBER_CHOICE}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>{{/MEMBER_CHOICE}}</select></label>
  <button class="btn btn-primary">{{_ Assign}}</button></form></details>{{/CAN_ASSIGN}}
{{#CAN_RESOLVE}}<details class="verb" id="resolve"{{#OPEN_RESOLVE}} open{{/OPEN_RESOLVE}}><summary class="btn">{{_ Resolve}}</summary><form class="stack" method="post" action="/w/{{WORKSPACE:u}}/findings/{{ID:u}}/resolve">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}">
  <label for="note">{{_ How was it resolved?}} <textarea class="form-control" id="note" name="note" maxlength="4000" required>{{TYPED_NOTE}}</textarea><span class="hint">{{_ The next capture looks again: if it still differs, the finding is reopened.}}</span></label>
  <button class="btn btn-primary">{{_ Resolve}}</button></form></details>{{/CAN_RESOLVE}}
{{#CAN_VERIFY}}<details class="verb" id="verify"{{#OPEN_VERIFY}} open{{/OPEN_VERIFY}}><summary class="btn">{{_ Verify}}</summary><form class="stack" method="post" action="/w/{{WORKSPACE:u}}/findings/{{ID:u}}/verify">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}">
  <label for="verify-note">{{_ Note}} <textarea class="form-control" id="verify-note" name="note" maxlength="4000">{{TYPED_NOTE}}</textarea><span class="hint">{{_ You confirm that you looked and that it is resolved.}}</span></label>
  <button class="btn btn-primary">{{_ Verify}}</button></form></details>{{/CAN_VERIFY}}
{{#CAN_ACCEPT}}<a class="btn" href="/w/{{WORKSPACE:u}}/findings/{{ID:u}}/exception">{{_ Ask to accept the risk}}</a>{{/CAN_ACCEPT}}
{{#CAN_DISMISS}}<details class="verb" id="dismiss"{{#OPEN_DISMISS}} open{{/OPEN_DISMISS}}><summary class="btn">{{_ Propose dismissal}}</summary><form class="stack" method="post" action="/w/{{WORKSPACE:u}}/findings/{{ID:u}}/dismiss">{{>CSRF}}
  <label for="reason">{{_ Why is this no finding?}} <textarea class="form-control" id="reason" name="reason" maxlength="4000" required>{{TYPED_REASON}}</textarea><span class="hint">{{_ A second person must agree before it is dismissed.}}</span></label>
  <button class="btn btn-primary">{{_ Propose dismissal}}</button></form></details>{{/CAN_DISMISS}}
</div>
</div></section>
<section class="card" id="changed"><h2><a href="#changed">{{#IS_CHECK}}{{_ What was checked}}{{/IS_CHECK}}{{#IS_CHANGE}}{{_ What changed}}{{/IS_CHANGE}}</a></h2><div class="card-body">{{>DIFF}}</div></section>
<section class="card" id="context"><h2><a href="#context">{{_ Context}}</a></h2><div class="card-body">
<dl class="facts-list">
  {{#HAS_OBJECT}}<div><dt>{{_ Object}}</dt><dd>{{#HAS_SUBJECT}}<a href="/w/{{WORKSPACE:u}}/inventory/{{SUBJECT_ID:u}}">{{/HAS_SUBJECT}}{{OBJECT_NAME}}{{#HAS_SUBJECT}}</a>{{/HAS_SUBJECT}}</dd></div>{{/HAS_OBJECT}}
  <div><dt>{{_ Area}}</dt><dd>{{FAMILY}}</dd></div>
  <div><dt>{{_ Tenant}}</dt><dd><a href="/w/{{WORKSPACE:u}}/tenants/{{TENANT_ID:u}}">{{TENANT}}</a></dd></div>
  <div><dt>{{_ Found by}}</dt><dd>{{SOURCE}}{{#HAS_CONTROL}}: <a href="/w/{{WORKSPACE:u}}/controls/{{CONTROL:u}}">{{CONTROL}}</a>{{/HAS_CONTROL}}</dd></div>
  <div><dt>{{_ Who changed it}}</dt><dd>{{_ unknown}}</dd></div>
  <div><dt>{{_ Affected users and devices}}</dt><dd>{{_ unknown}}</dd></div>
  <div><dt>{{_ Due}}</dt><dd>{{#HAS_DUE}}<time datetime="{{DUE_ISO}}" title="{{DUE}}">{{DUE_AGO}}</time>{{/HAS_DUE}}{{#NO_DUE}}{{_ no deadline set}}{{/NO_DUE}}</dd></div>
  <div><dt>{{_ Reopened}}</dt><dd>{{REOPENED_COUNT}} ×</dd></div>
  {{#HAS_SUBJECT}}<div><dt>{{_ Id at the provider}}</dt><dd><code>{{OBJECT_ID}}</code></dd></div>{{/HAS_SUBJECT}}
</dl>
</div></section>
<section class="card" id="evidence"><h2><a href="#evidence">{{_ Evidence}}</a></h2>
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Observed}}</th><th scope="col">{{_ Result}}</th><th scope="col">{{_ Run}}</th></tr></thead>
  <tbody>
  {{#OBSERVATIONS}}<tr data-row>
    <td class="name"><time datetime="{{OBSERVED_AT_ISO}}" title="{{OBSERVED_AT_AGO}}">{{OBSERVED_AT}}</time></td>
    <td data-label="{{_ Result}}"><span class="status" data-state="{{RESULT_CODE}}">{{RESULT}}</span></td>
    <td data-label="{{_ Run}}"><a href="/w/{{WORKSPACE:u}}/runs/{{RUN_ID:u}}">{{_ the run that looked}}</a></td>
  </tr>
  {{/OBSERVATIONS}}
  </tbody>
</table></div></section>
{{#HAS_EVENTS}}<section class="card" id="history"><h2><a href="#history">{{_ History}}</a></h2><div class="card-body"><ol class="timeline">
{{#EVENT}}<li><b>{{EVENT_ACTION}}</b>{{#EVENT_HAS_ACTOR}} · {{EVENT_ACTOR}}{{/EVENT_HAS_ACTOR}} · <time datetime="{{EVENT_AT_ISO}}" title="{{EVENT_AT}}">{{EVENT_AT_AGO}}</time>{{#EVENT_HAS_NOTE}}<br>{{EVENT_NOTE}}{{/EVENT_HAS_NOTE}}</li>
{{/EVENT}}</ol></div></section>{{/HAS_EVENTS}}
<details class="card" id="raw"><summary>{{_ Raw values}}</summary><div class="card-body">
<dl class="facts-list"><div><dt>{{_ Path}}</dt><dd><code>{{PATH}}</code></dd></div><div><dt>{{_ Version of this row}}</dt><dd>{{ROW_VERSION}}</dd></div><div><dt>{{_ Finding}}</dt><dd><code>{{ID}}</code></dd></div></dl>
<h3>{{_ Before}}</h3><pre><code>{{BEFORE}}</code></pre>
<h3>{{_ After}}</h3><pre><code>{{AFTER}}</code></pre>
</div></details>
