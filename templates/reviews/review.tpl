{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/w/{{WORKSPACE:u}}/reviews">{{_ Reviews}}</a></p><h1>{{REVIEW_TITLE}}</h1>
<p class="facts"><span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span> <a href="/w/{{WORKSPACE:u}}/tenants/{{TENANT_ID:u}}">{{TENANT}}</a> <span>{{_ Version}} {{VERSION}}</span> <span>{{PERIOD_FROM}} – {{PERIOD_TO}}</span> <span>{{AUTHOR}}, <time datetime="{{CREATED_ISO}}" title="{{CREATED}}">{{CREATED_AGO}}</time></span></p>
<div class="actions">
{{#CAN_EDIT}}<a class="btn" href="/w/{{WORKSPACE:u}}/reviews/{{ID:u}}/edit">{{_ Edit}}</a>{{/CAN_EDIT}}
{{#CAN_HAND_IN}}<form method="post" action="/w/{{WORKSPACE:u}}/reviews/{{ID:u}}/hand-in">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}"><button class="btn btn-primary">{{_ Hand in}}</button></form>{{/CAN_HAND_IN}}
{{#CAN_TAKE_BACK}}<form method="post" action="/w/{{WORKSPACE:u}}/reviews/{{ID:u}}/take-back">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}"><button class="btn" data-confirm="{{_ The review becomes a draft again, and its sign-offs are void.}}" data-confirm-yes="{{_ Take it back}}">{{_ Take it back}}</button></form>{{/CAN_TAKE_BACK}}
{{#CAN_RELEASE}}<form method="post" action="/w/{{WORKSPACE:u}}/reviews/{{ID:u}}/release">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}"><button class="btn btn-primary" data-confirm="{{_ The customer of this tenant sees the release as soon as its pack is signed and verified. A release is never changed.}}" data-confirm-yes="{{_ Release}}">{{_ Release}}</button></form>{{/CAN_RELEASE}}
</div></header>
{{>ERRORS}}
<section class="card" id="next"><h2><a href="#next">{{_ What comes next}}</a></h2><div class="card-body">
  <p>{{NEXT_STEP}}</p>
  {{>RELEASE_LIVE}}
  {{#IS_WITHDRAWN}}<dl class="facts-list"><div><dt>{{_ Withdrawn}}</dt><dd><time datetime="{{WITHDRAWN_ISO}}" title="{{WITHDRAWN}}">{{WITHDRAWN_AGO}}</time></dd></div><div><dt>{{_ Why}}</dt><dd>{{WITHDRAW_REASON}}</dd></div></dl>{{/IS_WITHDRAWN}}
</div></section>

{{#HAS_SIGNOFFS}}<section class="card" id="signoffs"><h2><a href="#signoffs">{{_ Sign-offs}}</a> <span class="total">{{SIGNED_COUNT}} / {{SECTION_COUNT}}</span></h2>
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Section}}</th><th scope="col">{{_ State}}</th><th scope="col">{{_ Signed off by}}</th><th scope="col">{{_ When}}</th></tr></thead>
  <tbody>
  {{#SIGNOFF}}<tr>
    <td class="name">{{SECTION}}</td>
    <td data-label="{{_ State}}">{{#IS_SIGNED}}<span class="status" data-state="approved">{{_ Signed off}}</span>{{/IS_SIGNED}}{{#IS_UNSIGNED}}<span class="status" data-state="waiting">{{_ Open}}</span>{{/IS_UNSIGNED}}</td>
    <td data-label="{{_ Signed off by}}">{{#IS_SIGNED}}{{SIGNER}}{{#HAS_SIGN_NOTE}}<br><span class="muted">{{SIGN_NOTE}}</span>{{/HAS_SIGN_NOTE}}{{/IS_SIGNED}}{{#IS_UNSIGNED}}{{#CAN_SIGN}}<button class="btn btn-sm" form="sign" name="section" value="{{SECTION_CODE}}">{{_ Sign off}}<span class="visually-hidden">: {{SECTION}}</span></button>{{/CAN_SIGN}}{{/IS_UNSIGNED}}</td>
    <td data-label="{{_ When}}"><time datetime="{{SIGNED_ISO}}" title="{{SIGNED}}">{{SIGNED_AGO}}</time></td>
  </tr>
  {{/SIGNOFF}}
  </tbody>
</table></div>
{{#CAN_SIGN}}<form class="card-body stack" id="sign" method="post" action="/w/{{WORKSPACE:u}}/reviews/{{ID:u}}/sign">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}">
  <label for="sign-note">{{_ Note}} <input class="form-control" id="sign-note" name="note" maxlength="2000" autocomplete="off"><span class="hint">{{_ Optional. It stands beside your sign-off.}}</span></label>
  <button class="btn btn-primary">{{_ Sign off all open sections}}</button>
</form>{{/CAN_SIGN}}
</section>{{/HAS_SIGNOFFS}}
{{#CAN_SEND_BACK}}<details class="card" id="return"><summary>{{_ Send it back to its author}}</summary><div class="card-body">
<form class="stack" method="post" action="/w/{{WORKSPACE:u}}/reviews/{{ID:u}}/return">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}">
  <label for="note">{{_ What should change}} <textarea class="form-control" id="note" name="note" maxlength="2000" required>{{TYPED_NOTE:p}}</textarea></label>
  <button class="btn">{{_ Send back}}</button>
</form></div></details>{{/CAN_SEND_BACK}}

<section id="judgement" aria-labelledby="judgement-title">
  <h2 class="visually-hidden" id="judgement-title">{{_ Overall judgement}}</h2>
  <p class="lead">{{JUDGEMENT}}</p>
  <ul class="figures">
    <li><b>{{COMPLIANT}}</b><span>{{_ Compliant}}</span></li>
    <li><b>{{BY_EXCEPTION}}</b><span>{{_ By exception}}</span></li>
    <li><b>{{NON_COMPLIANT}}</b><span>{{_ Non-compliant}}</span></li>
    <li><b>{{NOT_ASSESSED}}</b><span>{{_ Not assessed}}</span></li>
  </ul>
  {{#HAS_SUMMARY}}<p class="prose">{{SUMMARY:p}}</p>{{/HAS_SUMMARY}}
  <p class="muted">{{_ The numbers count controls. Accepted is not compliant. Mappings to frameworks are indicative and no certification.}}</p>
</section>

<section class="card" id="changed"><h2><a href="#changed">{{_ What changed since the last review}}</a></h2><div class="card-body">
  {{#NO_PREVIOUS}}<p>{{_ This is the first review of this tenant that would be released; there is nothing to compare it with.}}</p>{{/NO_PREVIOUS}}
  {{#HAS_PREVIOUS}}<p>{{_ Last release:}} <time datetime="{{PREVIOUS_RELEASED_ISO}}" title="{{PREVIOUS_RELEASED_AGO}}">{{PREVIOUS_RELEASED}}</time></p>{{/HAS_PREVIOUS}}
  {{#NO_CHANGE}}<p>{{_ No finding is new, and none was resolved.}}</p>{{/NO_CHANGE}}
  <ul>{{#CHANGE}}<li>{{CHANGE_TEXT}}</li>{{/CHANGE}}</ul>
</div></section>

<section class="card" id="findings"><h2><span>{{_ Open findings}} <span class="total">{{OPEN_FINDINGS}}</span></span> <span>{{#SEVERITY_COUNT}}<span class="severity" data-severity="{{SEVERITY_CODE}}">{{COUNT}} {{SEVERITY}}</span> {{/SEVERITY_COUNT}}</span></h2>
{{#NO_FINDING}}<div class="card-body"><p>{{_ No finding is open.}}</p></div>{{/NO_FINDING}}
{{#HAS_FINDINGS}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Object and setting}}</th><th scope="col">{{_ Severity}}</th><th scope="col">{{_ Should be}}</th><th scope="col">{{_ Is}}</th><th scope="col">{{_ State}}</th><th scope="col">{{_ First seen}}</th></tr></thead>
  <tbody>
  {{#FINDING}}<tr>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/findings/{{FINDING_ID:u}}">{{OBJECT_NAME}}</a><br><span class="muted">{{FAMILY}}: {{PROPERTY}}</span></td>
    <td data-label="{{_ Severity}}"><span class="severity" data-severity="{{SEVERITY_CODE}}">{{SEVERITY}}</span></td>
    <td data-label="{{_ Should be}}"><code class="value">{{BEFORE}}</code></td>
    <td data-label="{{_ Is}}"><code class="value">{{AFTER}}</code></td>
    <td data-label="{{_ State}}"><span class="status" data-state="{{FINDING_STATE_CODE}}">{{FINDING_STATE}}</span></td>
    <td data-label="{{_ First seen}}"><time datetime="{{FIRST_SEEN_ISO}}" title="{{FIRST_SEEN}}">{{FIRST_SEEN_AGO}}</time></td>
  </tr>
  {{/FINDING}}
  </tbody>
</table></div>{{/HAS_FINDINGS}}</section>

<section class="card" id="risks"><h2><a href="#risks">{{_ Accepted risks}}</a> <span class="total">{{RISK_COUNT}}</span></h2>
{{#NO_RISK}}<div class="card-body"><p>{{_ No risk is accepted.}}</p></div>{{/NO_RISK}}
{{#HAS_RISKS}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ What is accepted}}</th><th scope="col">{{_ Severity}}</th><th scope="col">{{_ Why}}</th><th scope="col">{{_ Approved by}}</th><th scope="col">{{_ Expires}}</th></tr></thead>
  <tbody>
  {{#RISK}}<tr>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/exceptions/{{EXCEPTION_ID:u}}">{{OBJECT_NAME}}</a><br><span class="muted">{{PROPERTY}}</span></td>
    <td data-label="{{_ Severity}}"><span class="severity" data-severity="{{SEVERITY_CODE}}">{{SEVERITY}}</span></td>
    <td data-label="{{_ Why}}">{{JUSTIFICATION}}{{#IS_STALE}}<br><span class="status" data-state="stale">{{_ The setting has changed since this was accepted.}}</span>{{/IS_STALE}}</td>
    <td data-label="{{_ Approved by}}">{{APPROVED_BY}}</td>
    <td data-label="{{_ Expires}}"><span class="status" data-state="{{EXCEPTION_STATE_CODE}}">{{EXCEPTION_STATE}}</span> <time datetime="{{EXPIRES_ISO}}" title="{{EXPIRES_AGO}}">{{EXPIRES}}</time></td>
  </tr>
  {{/RISK}}
  </tbody>
</table></div>{{/HAS_RISKS}}</section>

<section class="card" id="controls"><h2><a href="#controls">{{_ Controls by result}}</a></h2>
{{#NO_CONTROL}}<div class="card-body"><p>{{_ No control was evaluated.}}</p></div>{{/NO_CONTROL}}
{{#RESULT_GROUP}}<h3 class="group"><span class="status" data-state="{{RESULT_CODE}}">{{RESULT}}</span> <span class="total">{{COUNT}}</span></h3>
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Control}}</th><th scope="col">{{_ Severity}}</th><th scope="col" class="num">{{_ Checked}}</th><th scope="col" class="num">{{_ Failing}}</th><th scope="col">{{_ Remark}}</th></tr></thead>
  <tbody>
  {{#CONTROL}}<tr>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/controls/{{CONTROL_CODE:u}}">{{CONTROL_TITLE}}</a><br><span class="muted">{{INTERPRETATION}}</span></td>
    <td data-label="{{_ Severity}}"><span class="severity" data-severity="{{SEVERITY_CODE}}">{{SEVERITY}}</span></td>
    <td class="num" data-label="{{_ Checked}}">{{CHECKED}}</td>
    <td class="num" data-label="{{_ Failing}}">{{FAILING}}</td>
    <td data-label="{{_ Remark}}">{{#HAS_RESULT_REASON}}{{RESULT_REASON}} {{/HAS_RESULT_REASON}}{{#HAS_REMEDY}}{{REMEDY}} {{/HAS_REMEDY}}{{#IS_GAP}}<span class="badge">{{_ Evidence gap}}</span>{{/IS_GAP}}</td>
  </tr>
  {{/CONTROL}}
  </tbody>
</table></div>{{/RESULT_GROUP}}</section>

<section class="card" id="coverage"><h2><a href="#coverage">{{_ Coverage}}</a></h2>
{{#NO_CAPTURE}}<div class="card-body"><p>{{_ No capture ended in this period.}}</p></div>{{/NO_CAPTURE}}
{{#HAS_CAPTURE}}<div class="card-body"><p>{{AREAS_SENTENCE}} <a href="/w/{{WORKSPACE:u}}/runs/{{CAPTURE_RUN:u}}">{{_ Show the run}}</a>, <time datetime="{{CAPTURED_ISO}}" title="{{CAPTURED_AGO}}">{{CAPTURED}}</time></p>
<details><summary>{{_ Area by area}}</summary>
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Area}}</th><th scope="col">{{_ State}}</th><th scope="col" class="num">{{_ Read}}</th><th scope="col" class="num">{{_ Skipped}}</th><th scope="col">{{_ Reason}}</th></tr></thead>
  <tbody>
  {{#AREA_ROW}}<tr>
    <td class="name">{{AREA}}</td>
    <td data-label="{{_ State}}"><span class="status" data-state="{{AREA_STATE_CODE}}">{{AREA_STATE}}</span></td>
    <td class="num" data-label="{{_ Read}}">{{AREA_READ}}</td>
    <td class="num" data-label="{{_ Skipped}}">{{AREA_SKIPPED}}</td>
    <td data-label="{{_ Reason}}">{{#AREA_HAS_REASON}}{{AREA_REASON}}{{/AREA_HAS_REASON}}</td>
  </tr>
  {{/AREA_ROW}}
  </tbody>
</table></div></details></div>{{/HAS_CAPTURE}}</section>

<section class="card" id="limitations"><h2><a href="#limitations">{{_ Limitations}}</a></h2><div class="card-body">
  {{#NO_LIMITATION}}<p>{{_ None are written yet.}}</p>{{/NO_LIMITATION}}
  <ul>{{#LIMITATION}}<li>{{LIMITATION_TEXT}}</li>{{/LIMITATION}}</ul>
</div></section>

{{#HAS_RELEASE}}<section class="card" id="release"><h2><a href="#release">{{_ The release}}</a></h2>
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ File}}</th><th scope="col" class="num">{{_ Size}}</th><th scope="col">{{_ SHA-256}}</th></tr></thead>
  <tbody>
  {{#FILE}}<tr>
    <td class="name">{{FILE_NAME}}<br><span class="muted">{{FILE_ROLE}}</span></td>
    <td class="num" data-label="{{_ Size}}">{{FILE_SIZE}}</td>
    <td data-label="{{_ SHA-256}}"><code>{{FILE_SHA256}}</code></td>
  </tr>
  {{/FILE}}
  </tbody>
</table></div>
<div class="card-body">
<dl class="facts-list">
  <div><dt>{{_ Released}}</dt><dd><time datetime="{{RELEASED_ISO}}" title="{{RELEASED_AGO}}">{{RELEASED}}</time></dd></div>
  <div><dt>{{_ Pack}}</dt><dd><code>{{PACK_ID}}</code></dd></div>
  <div><dt>{{_ Signing key}}</dt><dd><code>{{KEY_FINGERPRINT}}</code></dd></div>
  <div><dt>{{_ Made with}}</dt><dd>TenantPilot {{PRODUCT_VERSION}}</dd></div>
  {{#IS_ON_PORTAL}}<div><dt>{{_ On the portal}}</dt><dd><a href="{{PORTAL_LINK}}" rel="noopener">{{PORTAL_LINK}}</a></dd></div>{{/IS_ON_PORTAL}}
</dl>
<details class="after"><summary>{{_ How to verify}}</summary>
  <p>{{_ The customer and the auditor download these files on the portal. The pack proves, without asking anybody, that nothing in it was changed, added or left out.}}</p>
  <p>{{_ With TenantPilot, offline:}}</p>
  <pre><code>tenantpilot verify {{PACK_FILE}} --key TRUSTED_KEYS</code></pre>
  <p>{{_ With ordinary tools, in the folder that the pack was unpacked to:}}</p>
  <pre><code>sha256sum --check --strict SHA256SUMS
ssh-keygen -Y verify -f TRUSTED_KEYS -I tenantpilot -n tenantpilot-pack -s manifest.json.sig &lt; manifest.json</code></pre>
</details>
</div></section>{{/HAS_RELEASE}}

{{#CAN_WITHDRAW}}<details class="card" id="withdraw"><summary>{{_ Withdraw this review}}</summary><div class="card-body">
<p>{{_ The portal shows a notice with your reason in its place, and its files can no longer be downloaded there. This cannot be undone.}}</p>
<form class="stack" method="post" action="/w/{{WORKSPACE:u}}/reviews/{{ID:u}}/withdraw">{{>CSRF}}<input type="hidden" name="row_version" value="{{SEEN_VERSION}}">
  <label for="reason">{{_ Reason}} <textarea class="form-control" id="reason" name="reason" maxlength="2000" required>{{TYPED_REASON:p}}</textarea><span class="hint">{{_ The customer reads it.}}</span></label>
  <label for="confirm">{{_ Type the tenant's name to confirm:}} <b>{{TENANT}}</b> <input class="form-control" id="confirm" name="confirm" maxlength="200" autocomplete="off" required></label>
  <button class="btn">{{_ Withdraw the review}}</button>
</form></div></details>{{/CAN_WITHDRAW}}

<section class="card" id="history"><h2><a href="#history">{{_ History}}</a></h2><div class="card-body">
<ol class="timeline">
  {{#EVENT}}<li><b>{{EVENT_ACTION}}</b>{{#HAS_EVENT_SECTION}}: {{EVENT_SECTION}}{{/HAS_EVENT_SECTION}} <span class="muted">{{#HAS_EVENT_ACTOR}}{{EVENT_ACTOR}}, {{/HAS_EVENT_ACTOR}}<time datetime="{{EVENT_AT_ISO}}" title="{{EVENT_AT}}">{{EVENT_AT_AGO}}</time></span>{{#HAS_EVENT_NOTE}}<br>{{EVENT_NOTE}}{{/HAS_EVENT_NOTE}}</li>
  {{/EVENT}}
</ol>
</div></section>

<details class="card" id="context"><summary>{{_ Context}}</summary><div class="card-body">
<dl class="facts-list">
  <div><dt>{{_ Judges}}</dt><dd><a href="/w/{{WORKSPACE:u}}/runs/{{EVALUATION_RUN:u}}">{{_ this evaluation}}</a></dd></div>
  <div><dt>{{_ Evidence}}</dt><dd><a href="/w/{{WORKSPACE:u}}/evidence?run={{EVALUATION_RUN:u}}">{{EVIDENCE_COUNT}}</a></dd></div>
  <div><dt>{{_ Decisions in the period}}</dt><dd>{{DECISION_COUNT}}</dd></div>
  {{#IS_FROZEN}}<div><dt>{{_ Facts frozen}}</dt><dd><time datetime="{{FROZEN_ISO}}" title="{{FROZEN}}">{{FROZEN_AGO}}</time></dd></div>
  <div><dt>{{_ SHA-256 of the frozen facts}}</dt><dd><code>{{FROZEN_HASH}}</code></dd></div>{{/IS_FROZEN}}
</dl>
</div></details>
