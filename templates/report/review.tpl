{{%AUTOESCAPE context="HTML"}}
{{! The released review, inside frame/release.tpl; filled by reports/release_page.c. Absolute times, no reader, no form, no script. }}
<header class="head">
  <div>
    <p class="muted">{{_ Tenant review by}} {{REVIEW_WORKSPACE}}</p>
    <h1>{{REVIEW_TENANT}}</h1>
    <p class="muted">{{REVIEW_LINE}}</p>
  </div>
</header>

<section aria-labelledby="judgement" id="review-judgement">
  <h2 class="visually-hidden" id="judgement">{{_ Overall judgement}}</h2>
  <p class="lead">{{REVIEW_JUDGEMENT}}</p>
  <ul class="figures">
    {{#REVIEW_FIGURE}}<li><b>{{FIGURE_NUMBER}}</b>{{FIGURE_LABEL}}{{#FIGURE_HAS_CHANGE}}<br><span>{{FIGURE_CHANGE}}</span>{{/FIGURE_HAS_CHANGE}}</li>{{/REVIEW_FIGURE}}
  </ul>
  {{#REVIEW_HAS_SUMMARY}}<p>{{REVIEW_SUMMARY:p}}</p>{{/REVIEW_HAS_SUMMARY}}
</section>

<section aria-labelledby="changes">
  <h2 id="changes">{{_ What changed since the last review}}</h2>
  <ul>{{#REVIEW_CHANGE}}<li>{{CHANGE_TEXT}}</li>{{/REVIEW_CHANGE}}</ul>
</section>

<section aria-labelledby="findings">
  <h2 id="findings">{{_ Open findings}}</h2>
  {{#REVIEW_NO_FINDING}}<p>{{_ No finding is open.}}</p>{{/REVIEW_NO_FINDING}}
  {{#REVIEW_HAS_FINDINGS}}<div class="list"><table class="table">
    <thead><tr><th scope="col">{{_ Severity}}</th><th scope="col">{{_ Object and setting}}</th><th scope="col">{{_ Should be}}</th><th scope="col">{{_ Is}}</th><th scope="col">{{_ First seen}}</th></tr></thead>
    <tbody>{{#REVIEW_FINDING}}<tr>
      <td><span class="severity" data-severity="{{FINDING_SEVERITY_CODE}}">{{FINDING_SEVERITY}}</span></td>
      <td>{{FINDING_OBJECT}}<br><span class="muted">{{FINDING_FAMILY}}: {{FINDING_PROPERTY}}</span></td>
      <td><code>{{FINDING_BEFORE}}</code></td>
      <td><code>{{FINDING_AFTER}}</code></td>
      <td><time datetime="{{FINDING_SEEN_ISO}}">{{FINDING_SEEN}}</time></td>
    </tr>{{/REVIEW_FINDING}}</tbody>
  </table></div>{{/REVIEW_HAS_FINDINGS}}
</section>

<section aria-labelledby="risks">
  <h2 id="risks">{{_ Accepted risks}}</h2>
  {{#REVIEW_NO_RISK}}<p>{{_ No risk is accepted.}}</p>{{/REVIEW_NO_RISK}}
  {{#REVIEW_HAS_RISKS}}<p class="muted">{{_ An accepted risk is not compliant: it is a decision to leave a finding as it is until a date.}}</p>
  <div class="list"><table class="table">
    <thead><tr><th scope="col">{{_ Severity}}</th><th scope="col">{{_ What is accepted}}</th><th scope="col">{{_ Why}}</th><th scope="col">{{_ Expires}}</th></tr></thead>
    <tbody>{{#REVIEW_RISK}}<tr>
      <td><span class="severity" data-severity="{{RISK_SEVERITY_CODE}}">{{RISK_SEVERITY}}</span></td>
      <td>{{RISK_OBJECT}}<br><span class="muted">{{RISK_TITLE}}</span></td>
      <td>{{RISK_WHY}}{{#RISK_STALE}}<br><span class="muted">{{_ The setting has changed since this was accepted.}}</span>{{/RISK_STALE}}</td>
      <td><time datetime="{{RISK_EXPIRES_ISO}}">{{RISK_EXPIRES}}</time></td>
    </tr>{{/REVIEW_RISK}}</tbody>
  </table></div>{{/REVIEW_HAS_RISKS}}
</section>

<section aria-labelledby="controls">
  <h2 id="controls">{{_ Controls}}</h2>
  <p class="muted">{{_ Mappings to frameworks are indicative and no certification.}}</p>
  <div class="list"><table class="table">
    <thead><tr><th scope="col">{{_ Control}}</th><th scope="col">{{_ Result}}</th><th scope="col">{{_ Observed}}</th></tr></thead>
    <tbody>{{#REVIEW_CONTROL}}<tr>
      <td>{{CONTROL_TITLE}}<br><span class="muted">{{CONTROL_CODE}}</span></td>
      <td><span class="status" data-state="{{CONTROL_RESULT_CODE}}">{{CONTROL_RESULT}}</span></td>
      <td>{{CONTROL_OBSERVED}}</td>
    </tr>{{/REVIEW_CONTROL}}</tbody>
  </table></div>
</section>

<section aria-labelledby="limitations">
  <h2 id="limitations">{{_ Limitations}}</h2>
  {{#REVIEW_NO_LIMITATION}}<p>{{_ None were noted.}}</p>{{/REVIEW_NO_LIMITATION}}
  <ul>{{#REVIEW_LIMITATION}}<li>{{LIMITATION_TEXT}}</li>{{/REVIEW_LIMITATION}}</ul>
</section>

<section aria-labelledby="downloads">
  <h2 id="downloads">{{_ Downloads}}</h2>
  <div class="list"><table class="table">
    <thead><tr><th scope="col">{{_ File}}</th><th scope="col">{{_ Size}}</th><th scope="col">{{_ SHA-256}}</th></tr></thead>
    <tbody>{{#REVIEW_FILE}}<tr>
      <td><a href="{{FILE_URL}}">{{FILE_NAME}}</a><br><span class="muted">{{FILE_LABEL}}</span></td>
      <td>{{FILE_SIZE}}</td>
      <td><code>{{FILE_SHA256}}</code></td>
    </tr>{{/REVIEW_FILE}}</tbody>
  </table></div>
</section>

<section aria-labelledby="verify">
  <h2 id="verify">{{_ How to verify}}</h2>
  <p>{{_ The pack proves, without asking anybody, that nothing in it was changed, added or left out. Compare the fingerprint below with the one that the publisher gave you by another way.}}</p>
  <dl class="facts-list">
    <dt>{{_ Pack}}</dt><dd><code>{{REVIEW_PACK}}</code></dd>
    <dt>{{_ Signing key}}</dt><dd><code>{{REVIEW_KEY}}</code></dd>
    <dt>{{_ Created}}</dt><dd><time datetime="{{REVIEW_CREATED_ISO}}">{{REVIEW_CREATED}}</time> ({{REVIEW_CREATED_LOCAL}})</dd>
    <dt>{{_ Made with}}</dt><dd>TenantPilot {{REVIEW_PRODUCT}}</dd>
  </dl>
  <p>{{_ With TenantPilot, offline:}}</p>
  <pre><code>tenantpilot verify {{REVIEW_PACK_FILE}} --key TRUSTED_KEYS</code></pre>
  <p>{{_ With ordinary tools, in the folder that the pack was unpacked to:}}</p>
  <pre><code>sha256sum --check --strict SHA256SUMS
ssh-keygen -Y verify -f TRUSTED_KEYS -I tenantpilot -n tenantpilot-pack -s manifest.json.sig &lt; manifest.json</code></pre>
</section>
