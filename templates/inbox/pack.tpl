{{%AUTOESCAPE context="HTML"}}
{{! A decision pack: what happened, why it matters, what changed, evidence, what to do, and the verbs. Filled by decision_view_pack(). }}
<header class="head">{{#IS_PAGE}}<h1>{{SUBJECT}}</h1>{{/IS_PAGE}}{{#IS_PANE}}<h2>{{SUBJECT}}</h2><div class="actions"><a class="btn btn-sm btn-quiet" href="{{OWN_URL}}" data-key="o">{{_ Open on its own page}}</a></div>{{/IS_PANE}}
<p class="facts"><span class="severity" data-severity="{{SEVERITY_CODE}}">{{SEVERITY}}</span> <span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span> {{#REASON_TAG}}<span class="tag">{{REASON_LABEL}}</span> {{/REASON_TAG}}{{#HAS_TENANT}}<span>{{TENANT}}</span>{{/HAS_TENANT}}{{#HAS_FAMILY}} <span>{{FAMILY}}</span>{{/HAS_FAMILY}} <time datetime="{{OPENED_ISO}}" title="{{OPENED}}">{{OPENED_AGO}}</time></p></header>
<p class="lead">{{SENTENCE}}</p>
{{#HAS_JUSTIFICATION}}<blockquote class="reason">{{JUSTIFICATION:p}}</blockquote><p>{{_ Until}} <time datetime="{{EXPIRES_ISO}}" title="{{EXPIRES_AGO}}">{{EXPIRES}}</time></p>{{/HAS_JUSTIFICATION}}
{{#HAS_NOTE}}<blockquote class="reason">{{NOTE:p}}</blockquote>{{/HAS_NOTE}}
<section class="card" id="decide"><h2><a href="#decide">{{_ What to do}}</a></h2><div class="card-body">
<p>{{RECOMMENDED}}</p>
<p class="muted"><b>{{_ Confidence:}}</b> {{CONFIDENCE}}</p>
<p class="muted"><b>{{_ If nothing is done:}}</b> {{OTHERWISE}}</p>
{{#IS_SNOOZED}}<p>{{_ Snoozed until}} <time datetime="{{SNOOZED_UNTIL_ISO}}" title="{{SNOOZED_UNTIL_AGO}}">{{SNOOZED_UNTIL}}</time></p>{{/IS_SNOOZED}}
{{#HAS_FOLLOW_UP}}<p><a href="/w/{{WORKSPACE:u}}/runs/{{FOLLOW_UP_RUN_ID:u}}">{{_ The follow-up's run}}</a></p>{{/HAS_FOLLOW_UP}}
{{#OWN_REQUEST}}<p class="muted">{{_ You asked for it, so another person decides.}}</p>{{/OWN_REQUEST}}
{{#NO_VERBS}}<p class="muted">{{_ Your role can read this entry. An operator or an approver decides it.}}</p>{{/NO_VERBS}}
<div class="verbs">
{{#HAS_PAGE}}<a class="btn btn-primary" href="{{PAGE_URL}}" data-key="y">{{PAGE_LABEL}}</a>{{/HAS_PAGE}}
{{#CAN_APPROVE}}<form method="post" action="{{APPROVE_URL}}">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}"><input type="hidden" name="shown" value="{{SHOWN}}"><button class="btn btn-primary" data-key="y">{{_ Approve the follow-up}}</button></form>{{/CAN_APPROVE}}
{{#CAN_CONFIRM}}<form class="stack" method="post" action="{{CONFIRM_URL}}">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}"><input type="hidden" name="shown" value="{{SHOWN}}">
  <label for="note">{{_ Note}} <textarea class="form-control" id="note" name="note" maxlength="4000">{{TYPED_NOTE}}</textarea></label>
  <div class="actions"><button class="btn btn-primary" name="agree" value="yes" data-key="y">{{_ Agree: it is no finding}}</button><button class="btn" name="agree" value="no" data-key="n">{{_ Disagree: it stays a finding}}</button></div></form>{{/CAN_CONFIRM}}
{{#CAN_ASSIGN}}<details class="verb" name="verb"{{#OPEN_ASSIGN}} open{{/OPEN_ASSIGN}}><summary class="btn" data-key="a">{{_ Assign}}</summary><form class="stack" method="post" action="{{ASSIGN_URL}}">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}"><input type="hidden" name="shown" value="{{SHOWN}}">
  <label for="assignee">{{_ Who works on it}} <select class="form-select" id="assignee" name="assignee">{{#MEMBER_CHOICE}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>{{/MEMBER_CHOICE}}</select></label>
  <button class="btn btn-primary">{{_ Assign}}</button></form></details>{{/CAN_ASSIGN}}
{{#CAN_ACCEPT}}<details class="verb" name="verb"{{#OPEN_ACCEPT}} open{{/OPEN_ACCEPT}}><summary class="btn" data-key="r">{{_ Accept the risk}}</summary><form class="stack" method="post" action="{{ACCEPT_URL}}">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}"><input type="hidden" name="shown" value="{{SHOWN}}">
  <label for="justification">{{_ Justification}} <textarea class="form-control" id="justification" name="justification" minlength="20" maxlength="4000" required>{{TYPED_JUSTIFICATION}}</textarea><span class="hint">{{_ Why it cannot be resolved now, and what lessens the risk until then. At least 20 characters.}}</span></label>
  <label for="expires">{{_ Accepted until}} <input class="form-control" id="expires" name="expires" type="date" value="{{EXPIRES_TYPED}}" min="{{EXPIRES_MIN}}" max="{{EXPIRES_MAX}}" required><span class="hint">{{EXPIRES_HINT}}</span></label>
  <button class="btn btn-primary">{{_ Ask for approval}}</button></form></details>{{/CAN_ACCEPT}}
{{#CAN_SNOOZE}}<details class="verb" name="verb"{{#OPEN_SNOOZE}} open{{/OPEN_SNOOZE}}><summary class="btn" data-key="s">{{_ Snooze}}</summary><form class="stack" method="post" action="{{SNOOZE_URL}}">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}"><input type="hidden" name="shown" value="{{SHOWN}}">
  <label for="until">{{_ Until}} <input class="form-control" id="until" name="until" type="date" value="{{SNOOZE_TYPED}}" min="{{SNOOZE_MIN}}" max="{{SNOOZE_MAX}}" required><span class="hint">{{SNOOZE_HINT}}</span></label>
  <label for="snooze-reason">{{_ Reason}} <textarea class="form-control" id="snooze-reason" name="reason" maxlength="4000" required>{{TYPED_REASON}}</textarea></label>
  <button class="btn btn-primary">{{_ Snooze}}</button></form></details>{{/CAN_SNOOZE}}
{{#CAN_REJECT}}<details class="verb" name="verb"{{#OPEN_REJECT}} open{{/OPEN_REJECT}}><summary class="btn" data-key="n">{{_ Reject}}</summary><form class="stack" method="post" action="{{REJECT_URL}}">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}"><input type="hidden" name="shown" value="{{SHOWN}}">
  <label for="reason">{{_ Reason}} <textarea class="form-control" id="reason" name="reason" maxlength="4000" required>{{TYPED_REASON}}</textarea><span class="hint">{{_ The entry comes back when its value changes.}}</span></label>
  <button class="btn btn-primary">{{_ Reject}}</button></form></details>{{/CAN_REJECT}}
{{#CAN_UNDO}}<form method="post" action="{{UNDO_URL}}">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}"><input type="hidden" name="shown" value="{{SHOWN}}"><button class="btn" data-key="u">{{_ Undo the decision}}</button></form>{{/CAN_UNDO}}
</div>
</div></section>
{{#HAS_FINDINGS}}<section class="card" id="changed"><h2><a href="#changed">{{_ What changed}}</a></h2><div class="card-body">{{>DIFF}}</div></section>{{/HAS_FINDINGS}}
<section class="card" id="why"><h2><a href="#why">{{_ Why it matters}}</a></h2><div class="card-body">
<dl class="facts-list">
  <div><dt>{{_ Controls that are not met}}</dt><dd>{{#HAS_CONTROL}}<a href="/w/{{WORKSPACE:u}}/controls/{{CONTROL:u}}">{{CONTROL}}</a>{{/HAS_CONTROL}}{{#NO_CONTROL}}{{_ no check of a control fails on it}}{{/NO_CONTROL}}<ul class="bare">{{#CHECKS}}<li><a href="/w/{{WORKSPACE:u}}/controls/{{CONTROL:u}}">{{WHAT}}</a> <span class="severity" data-severity="{{SEVERITY_CODE}}">{{SEVERITY}}</span></li>{{/CHECKS}}</ul></dd></div>
  <div><dt>{{_ Severity}}</dt><dd>{{SEVERITY}}</dd></div>
  <div><dt>{{_ Affected users and devices}}</dt><dd>{{_ unknown}}</dd></div>
  <div><dt>{{_ Who changed it}}</dt><dd>{{_ unknown}}</dd></div>
</dl>
</div></section>
{{#HAS_EVIDENCE}}<section class="card" id="evidence"><h2><a href="#evidence">{{_ Evidence}}</a></h2><div class="card-body">
<p><a href="/w/{{WORKSPACE:u}}/runs/{{RUN_ID:u}}">{{_ The run that saw it}}</a>, <time datetime="{{LAST_SEEN_ISO}}" title="{{LAST_SEEN}}">{{LAST_SEEN_AGO}}</time>; {{_ first seen}} <time datetime="{{FIRST_SEEN_ISO}}" title="{{FIRST_SEEN}}">{{FIRST_SEEN_AGO}}</time></p>
{{#HAS_FINDINGS}}<ul class="plain-list">{{#FINDINGS}}<li><a href="/w/{{WORKSPACE:u}}/findings/{{ID:u}}">{{WHAT}}</a> <span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span></li>{{/FINDINGS}}</ul>{{/HAS_FINDINGS}}
</div></section>{{/HAS_EVIDENCE}}
{{#HAS_EVENTS}}<section class="card" id="history"><h2><a href="#history">{{_ History}}</a></h2><div class="card-body"><ol class="timeline">
{{#EVENT}}<li><b>{{EVENT_ACTION}}</b>{{#EVENT_HAS_ACTOR}} · {{EVENT_ACTOR}}{{/EVENT_HAS_ACTOR}} · <time datetime="{{EVENT_AT_ISO}}" title="{{EVENT_AT}}">{{EVENT_AT_AGO}}</time>{{#EVENT_HAS_NOTE}}<br>{{EVENT_NOTE}}{{/EVENT_HAS_NOTE}}</li>
{{/EVENT}}</ol></div></section>{{/HAS_EVENTS}}
<details class="card" id="raw"><summary>{{_ More about this entry}}</summary><div class="card-body">
<dl class="facts-list"><div><dt>{{_ Kind}}</dt><dd>{{KIND}}</dd></div><div><dt>{{_ Entry}}</dt><dd><code>{{ID}}</code></dd></div><div><dt>{{_ Version of this row}}</dt><dd>{{ROW_VERSION}}</dd></div><div><dt>{{_ Updated}}</dt><dd><time datetime="{{UPDATED_ISO}}" title="{{UPDATED_AGO}}">{{UPDATED}}</time></dd></div>
{{#WAS_DECIDED}}<div><dt>{{_ Decided by}}</dt><dd>{{DECIDED_BY}}, <time datetime="{{DECIDED_ISO}}" title="{{DECIDED}}">{{DECIDED_AGO}}</time></dd></div>{{/WAS_DECIDED}}
{{#HAS_REQUESTED_BY}}<div><dt>{{_ Asked for by}}</dt><dd>{{REQUESTED_BY}}</dd></div>{{/HAS_REQUESTED_BY}}</dl>
</div></details>
