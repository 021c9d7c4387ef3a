{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/w/{{WORKSPACE:u}}/exceptions">{{_ Exceptions}}</a></p><h1>{{_ Accepted risk:}} {{OBJECT_NAME}}</h1>
<p class="facts"><span class="severity" data-severity="{{SEVERITY_CODE}}">{{SEVERITY}}</span> <span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span>{{#STALE}} <span class="tag">{{_ stale}}</span>{{/STALE}} <span>{{TENANT}}</span> <span>{{_ ends}} <time datetime="{{EXPIRES_ISO}}" title="{{EXPIRES}}">{{EXPIRES_AGO}}</time></span></p>
<div class="actions">{{#CAN_APPROVE}}<a class="btn btn-primary" href="#approve">{{_ Approve}}</a>{{/CAN_APPROVE}}{{#CAN_RESUBMIT}}<a class="btn btn-primary" href="#resubmit">{{_ Mend and ask again}}</a>{{/CAN_RESUBMIT}}{{#CAN_EXTEND}}<a class="btn" href="/w/{{WORKSPACE:u}}/findings/{{FINDING_ID:u}}/exception?supersedes={{ID:u}}">{{_ Extend}}</a>{{/CAN_EXTEND}}</div></header>
{{#REFUSED}}<div class="flash" data-kind="failed" role="alert"><p>{{REFUSED_TEXT}}</p>{{#CHANGED_SINCE}}<p>{{_ What changed:}} {{#SINCE_EVENT}}<b>{{EVENT_ACTION}}</b>{{#EVENT_HAS_ACTOR}}, {{EVENT_ACTOR}}{{/EVENT_HAS_ACTOR}}, <time datetime="{{EVENT_AT_ISO}}" title="{{EVENT_AT}}">{{EVENT_AT_AGO}}</time>{{/SINCE_EVENT}}. {{_ This page shows the request as it is now.}}</p>{{/CHANGED_SINCE}}</div>{{/REFUSED}}
{{>ERRORS}}
<p class="lead">{{SENTENCE}}</p>
<section class="card" id="todo"><h2><a href="#todo">{{_ Why and until when}}</a></h2><div class="card-body">
<blockquote class="reason">{{JUSTIFICATION:p}}</blockquote>
<dl class="facts-list">
  <div><dt>{{_ Asked for by}}</dt><dd>{{REQUESTED_BY}}, <time datetime="{{REQUESTED_ISO}}" title="{{REQUESTED}}">{{REQUESTED_AGO}}</time></dd></div>
  <div><dt>{{_ Ends}}</dt><dd><time datetime="{{EXPIRES_ISO}}" title="{{EXPIRES_AGO}}">{{EXPIRES}}</time></dd></div>
  {{#HAS_DECIDED_BY}}<div><dt>{{_ Decided by}}</dt><dd>{{DECIDED_BY}}, <time datetime="{{DECIDED_ISO}}" title="{{DECIDED}}">{{DECIDED_AGO}}</time></dd></div>{{/HAS_DECIDED_BY}}
  {{#HAS_DECISION_NOTE}}<div><dt>{{_ Note of the decision}}</dt><dd>{{DECISION_NOTE:p}}</dd></div>{{/HAS_DECISION_NOTE}}
  {{#HAS_ENDED}}<div><dt>{{_ Ended}}</dt><dd><time datetime="{{ENDED_ISO}}" title="{{ENDED}}">{{ENDED_AGO}}</time></dd></div>{{/HAS_ENDED}}
  {{#HAS_SUPERSEDES}}<div><dt>{{_ Extends}}</dt><dd><a href="/w/{{WORKSPACE:u}}/exceptions/{{SUPERSEDES:u}}">{{_ an earlier accepted risk}}</a></dd></div>{{/HAS_SUPERSEDES}}
</dl>
{{#OWN_REQUEST}}<p class="muted">{{_ You asked for it, so another person decides.}}</p>{{/OWN_REQUEST}}
{{#OWN_WORK}}<p class="muted">{{_ You work on its finding, so another person decides.}}</p>{{/OWN_WORK}}
<div class="verbs">
{{#CAN_APPROVE}}<details class="verb" id="approve"{{#OPEN_APPROVE}} open{{/OPEN_APPROVE}}><summary class="btn btn-primary">{{_ Approve}}</summary><form class="stack" method="post" action="/w/{{WORKSPACE:u}}/exceptions/{{ID:u}}/approve">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}">
  <label for="approve-note">{{_ Note}} <textarea class="form-control" id="approve-note" name="note" maxlength="4000">{{TYPED_NOTE}}</textarea><span class="hint">{{_ What is accepted is frozen now: severity, value and names.}}</span></label>
  <button class="btn btn-primary">{{_ Accept the risk until then}}</button></form></details>
<details class="verb" id="ask"{{#OPEN_ASK}} open{{/OPEN_ASK}}><summary class="btn">{{_ Ask for changes}}</summary><form class="stack" method="post" action="/w/{{WORKSPACE:u}}/exceptions/{{ID:u}}/ask-changes">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}">
  <label for="ask-note">{{_ What should be different?}} <textarea class="form-control" id="ask-note" name="note" maxlength="4000" required>{{TYPED_NOTE}}</textarea></label>
  <button class="btn btn-primary">{{_ Give it back}}</button></form></details>
<details class="verb" id="reject"{{#OPEN_REJECT}} open{{/OPEN_REJECT}}><summary class="btn">{{_ Reject}}</summary><form class="stack" method="post" action="/w/{{WORKSPACE:u}}/exceptions/{{ID:u}}/reject">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}">
  <label for="note">{{_ Reason}} <textarea class="form-control" id="note" name="note" maxlength="4000" required>{{TYPED_NOTE}}</textarea></label>
  <button class="btn btn-primary">{{_ Reject}}</button></form></details>{{/CAN_APPROVE}}
{{#CAN_RESUBMIT}}<form class="stack" id="resubmit" method="post" action="/w/{{WORKSPACE:u}}/exceptions/{{ID:u}}/resubmit">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}">
  <label for="resubmit-note">{{_ Justification}} <textarea class="form-control" id="resubmit-note" name="note" minlength="20" maxlength="4000" required>{{TYPED_JUSTIFICATION}}</textarea></label>
  <label for="expires">{{_ Accepted until}} <input class="form-control" id="expires" name="expires" type="date" value="{{EXPIRES_TYPED}}" min="{{EXPIRES_MIN}}" max="{{EXPIRES_MAX}}" required><span class="hint">{{EXPIRES_HINT}}</span></label>
  <button class="btn btn-primary">{{_ Ask again}}</button></form>{{/CAN_RESUBMIT}}
{{#CAN_REVOKE}}<details class="verb" id="revoke"{{#OPEN_REVOKE}} open{{/OPEN_REVOKE}}><summary class="btn">{{_ Revoke}}</summary><form class="stack" method="post" action="/w/{{WORKSPACE:u}}/exceptions/{{ID:u}}/revoke">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}">
  <label for="revoke-note">{{_ Reason}} <textarea class="form-control" id="revoke-note" name="note" maxlength="4000" required>{{TYPED_NOTE}}</textarea><span class="hint">{{_ The finding goes back to what the last observation says.}}</span></label>
  <button class="btn btn-primary">{{_ Revoke}}</button></form></details>{{/CAN_REVOKE}}
{{#CAN_WITHDRAW}}<form method="post" action="/w/{{WORKSPACE:u}}/exceptions/{{ID:u}}/withdraw">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}"><button class="btn" data-confirm="{{_ The request ends here. You can ask anew from the finding.}}" data-confirm-yes="{{_ Withdraw}}">{{_ Withdraw}}</button></form>{{/CAN_WITHDRAW}}
</div>
</div></section>
<section class="card" id="changed"><h2><a href="#changed">{{_ What stays as it is}}</a></h2><div class="card-body">{{>DIFF}}<p><a href="/w/{{WORKSPACE:u}}/findings/{{FINDING_ID:u}}">{{_ To the finding}}</a></p></div></section>
{{#HAS_FROZEN}}<section class="card" id="frozen"><h2><a href="#frozen">{{_ As accepted, and today}}</a></h2>
<div class="list"><table class="table">
  <thead><tr><th scope="col"></th><th scope="col">{{_ As accepted}}</th><th scope="col">{{_ Today}}</th><th scope="col">{{_ Same}}</th></tr></thead>
  <tbody>{{#FROZEN}}<tr><th scope="row">{{FROZEN_LABEL}}</th><td data-label="{{_ As accepted}}">{{FROZEN_THEN}}</td><td data-label="{{_ Today}}">{{FROZEN_NOW}}</td><td data-label="{{_ Same}}">{{#FROZEN_SAME}}<span class="status" data-state="current">{{_ yes}}</span>{{/FROZEN_SAME}}{{#FROZEN_DIFFERS}}<span class="status" data-state="stale">{{_ differs}}</span>{{/FROZEN_DIFFERS}}</td></tr>{{/FROZEN}}</tbody>
</table></div></section>{{/HAS_FROZEN}}
{{#HAS_EVENTS}}<section class="card" id="history"><h2><a href="#history">{{_ History}}</a></h2><div class="card-body"><ol class="timeline">
{{#EVENT}}<li><b>{{EVENT_ACTION}}</b>{{#EVENT_HAS_ACTOR}} · {{EVENT_ACTOR}}{{/EVENT_HAS_ACTOR}} · <time datetime="{{EVENT_AT_ISO}}" title="{{EVENT_AT}}">{{EVENT_AT_AGO}}</time>{{#EVENT_HAS_NOTE}}<br>{{EVENT_NOTE}}{{/EVENT_HAS_NOTE}}</li>
{{/EVENT}}</ol></div></section>{{/HAS_EVENTS}}
<details class="card" id="raw"><summary>{{_ Raw values}}</summary><div class="card-body">
<dl class="facts-list"><div><dt>{{_ Path}}</dt><dd><code>{{PATH}}</code></dd></div><div><dt>{{_ Severity today}}</dt><dd>{{FINDING_SEVERITY}}</dd></div><div><dt>{{_ In force from}}</dt><dd>{{STARTS}}</dd></div><div><dt>{{_ Version of this row}}</dt><dd>{{ROW_VERSION}}</dd></div><div><dt>{{_ SHA-256 of what was frozen}}</dt><dd><code>{{FROZEN_HASH}}</code></dd></div></dl>
<pre><code>{{FROZEN_JSON}}</code></pre>
</div></details>
