{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/w/{{WORKSPACE:u}}/baselines">{{_ Baselines}}</a> / <a href="/w/{{WORKSPACE:u}}/baselines/{{PROFILE_ID:u}}">{{PROFILE_NAME}}</a></p><h1>{{_ Snapshot of}} {{PROPOSED_AT}}</h1>
<p class="facts"><span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span> <a href="/w/{{WORKSPACE:u}}/tenants/{{TENANT_ID:u}}">{{TENANT}}</a> <span>{{ITEM_COUNT}} {{_ subjects}}</span></p>
<div class="actions">{{#IS_IN_FORCE}}<a class="btn" href="/w/{{WORKSPACE:u}}/drift/{{SNAPSHOT_ID:u}}">{{_ What differs now}}</a>{{/IS_IN_FORCE}}</div></header>
{{#REFUSED}}<div class="flash" data-kind="failed" role="alert"><p>{{REFUSED_TEXT}}</p></div>{{/REFUSED}}
{{>ERRORS}}
{{#IS_PROPOSED}}<section class="card" id="todo"><h2><a href="#todo">{{_ What to do}}</a></h2><div class="card-body">
{{#OWN_PROPOSAL}}<p>{{_ You proposed this snapshot: another person decides on it.}}</p>{{/OWN_PROPOSAL}}
{{#WAITS_FOR_OTHERS}}<p>{{_ It waits for a person who may approve baselines.}}</p>{{/WAITS_FOR_OTHERS}}
{{#CAN_DECIDE}}<p>{{_ Approving puts it in force: from then on, every difference from it is a finding.}}</p>
<div class="verbs">
<form class="stack" method="post" action="/w/{{WORKSPACE:u}}/baselines/{{PROFILE_ID:u}}/snapshots/{{SNAPSHOT_ID:u}}/approve">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}"><label for="note"><span class="visually-hidden">{{_ Note}}</span><input class="form-control" id="note" name="note" value="{{TYPED_NOTE}}" maxlength="4000" autocomplete="off" placeholder="{{_ Note (optional)}}"></label> <button class="btn btn-primary">{{_ Approve}}</button></form>
<details class="verb" id="reject"{{#OPEN_REJECT}} open{{/OPEN_REJECT}}><summary class="btn">{{_ Reject}}</summary><form class="stack" method="post" action="/w/{{WORKSPACE:u}}/baselines/{{PROFILE_ID:u}}/snapshots/{{SNAPSHOT_ID:u}}/reject">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}">
  <label for="reason">{{_ Why do you reject it?}} <textarea class="form-control" id="reason" name="reason" maxlength="4000" required>{{TYPED_REASON}}</textarea></label>
  <button class="btn btn-primary">{{_ Reject the proposal}}</button></form></details>
</div>{{/CAN_DECIDE}}
</div></section>
<section class="card" id="changed"><h2><a href="#changed">{{_ What would change}}</a></h2><div class="card-body">
{{#FIRST_PROPOSAL}}<p>{{_ Nothing is in force yet: everything in it is new.}}</p>{{/FIRST_PROPOSAL}}
{{#HAS_IN_FORCE}}<p>{{_ Compared with the snapshot in force:}}</p>{{/HAS_IN_FORCE}}
<ul class="figures"><li><b>{{ADDED_COUNT}}</b><span>{{_ added}}</span></li><li><b>{{CHANGED_COUNT}}</b><span>{{_ changed}}</span></li><li><b>{{REMOVED_COUNT}}</b><span>{{_ removed}}</span></li></ul>
{{#NO_CHANGES}}<p>{{_ It holds the same as the snapshot in force.}}</p>{{/NO_CHANGES}}
{{#HAS_CHANGES}}<details{{#HAS_IN_FORCE}} open{{/HAS_IN_FORCE}}><summary>{{_ The subjects}}</summary><div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Name}}</th><th scope="col">{{_ Change}}</th><th scope="col">{{_ Area}}</th></tr></thead>
  <tbody>
  {{#CHANGES}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/inventory/{{SUBJECT_ID:u}}" title="{{OBJECT_ID}}">{{SUBJECT_NAME}}</a></td>
    <td data-label="{{_ Change}}"><span class="status" data-state="{{OP_CODE}}">{{OP}}</span></td>
    <td data-label="{{_ Area}}">{{FAMILY}}</td>
  </tr>
  {{/CHANGES}}
  </tbody>
</table></div></details>{{/HAS_CHANGES}}
{{#MORE_CHANGES}}<p class="muted">{{_ The first 200 are listed.}}</p>{{/MORE_CHANGES}}
</div></section>{{/IS_PROPOSED}}
<section class="card" id="context"><h2><a href="#context">{{_ Context}}</a></h2><div class="card-body">
<dl class="facts-list">
  <div><dt>{{_ Proposed by}}</dt><dd>{{PROPOSED_BY}}, <time datetime="{{PROPOSED_AT_ISO}}" title="{{PROPOSED_AT}}">{{PROPOSED_AT_AGO}}</time></dd></div>
  {{#IS_DECIDED}}<div><dt>{{_ Decided by}}</dt><dd>{{DECIDED_BY}}, <time datetime="{{DECIDED_AT_ISO}}" title="{{DECIDED_AT}}">{{DECIDED_AT_AGO}}</time></dd></div>{{/IS_DECIDED}}
  {{#HAS_REASON}}<div><dt>{{_ Reason}}</dt><dd>{{REASON}}</dd></div>{{/HAS_REASON}}
  <div><dt>{{_ Taken from}}</dt><dd><a href="/w/{{WORKSPACE:u}}/runs/{{RUN_ID:u}}">{{_ the capture}}</a></dd></div>
  <div><dt>{{_ Content's SHA-256}}</dt><dd><code>{{CONTENT_HASH}}</code></dd></div>
</dl>
</div></section>
<section class="card" id="items"><h2><a href="#items">{{_ What it holds}}</a></h2>
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Name}}</th><th scope="col">{{_ Area}}</th><th scope="col">{{_ Content}}</th></tr></thead>
  <tbody>
  {{#ITEMS}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/inventory/{{SUBJECT_ID:u}}" title="{{OBJECT_ID}}">{{SUBJECT_NAME}}</a></td>
    <td data-label="{{_ Area}}">{{FAMILY}}</td>
    <td data-label="{{_ Content}}"><code class="hash short" title="{{DOCUMENT_HASH}}">{{DOCUMENT_HASH}}</code></td>
  </tr>
  {{/ITEMS}}
  </tbody>
</table></div>
{{>PAGER}}
</section>
