{{%AUTOESCAPE context="HTML"}}
{{! The released review, inside frame/release.tpl; filled by reports/release_page.c. Absolute times, no reader, no form, no script. }}
<header class="head review-head">
  <div>
    <p class="muted">{{_ Tenant review by}} {{REVIEW_WORKSPACE}}</p>
    <h1>{{REVIEW_TENANT}}</h1>
    <p class="muted">{{REVIEW_LINE}}</p>
  </div>
</header>

<section class="card judgement" aria-labelledby="judgement" id="review-judgement"><div class="card-body">
  <h2 class="visually-hidden" id="judgement">{{_ Overall judgement}}</h2>
  <p class="verdict">{{REVIEW_JUDGEMENT}}</p>
  <ul class="figures">
    {{#REVIEW_FIGURE}}<li><b>{{FIGURE_NUMBER}}</b>{{FIGURE_LABEL}}{{#FIGURE_HAS_CHANGE}}<br><span>{{FIGURE_CHANGE}}</span>{{/FIGURE_HAS_CHANGE}}</li>{{/REVIEW_FIGURE}}
  </ul>
  {{#REVIEW_HAS_SUMMARY}}<p>{{REVIEW_SUMMARY:p}}</p>{{/REVIEW_HAS_SUMMARY}}
</div></section>

<nav class="tabs" aria-label="{{_ On this page}}"><a href="#changes">{{_ What changed}}</a><a href="#findings">{{_ Open findings}} <span class="total">{{FINDING_TOTAL}}</span></a><a href="#risks">{{_ Accepted risks}} <span class="total">{{RISK_TOTAL}}</span></a><a href="#controls">{{_ Controls}}</a><a href="#limitations">{{_ Limitations}}</a><a href="#downloads">{{_ Downloads}}</a><a href="#verify">{{_ How to verify}}</a></nav>

<section class="chapter" aria-labelledby="changes">
  <h2 id="changes">{{_ What changed since the last review}}</h2>
  <ul>{{#REVIEW_CHANGE}}<li>{{CHANGE_TEXT}}</li>{{/REVIEW_CHANGE}}</ul>
</section>

<section class="chapter" aria-labelledby="findings">
  <h2 id="findings">{{_ Open findings}} <span class="total">{{FINDING_TOTAL}}</span></h2>
  {{#REVIEW_NO_FINDING}}<p>{{_ No finding is open.}}</p>{{/REVIEW_NO_FINDING}}
  {{#REVIEW_HAS_FINDINGS}}{{#REVIEW_SEVERITY}}
  <section class="card"><h3 class="card-header"><span class="severity" data-severity="{{GROUP_SEVERITY_CODE}}">{{GROUP_SEVERITY}}</span><span class="total">{{GROUP_COUNT}}</span></h3>
  <ul class="entries">{{#REVIEW_FINDING}}<li>
    <p class="entry-title">{{#FINDING_UNMET}}{{_ Not met:}} {{/FINDING_UNMET}}{{FINDING_PROPERTY}}</p>
    <p class="muted">{{FINDING_OBJECT}} · {{FINDING_FAMILY}} · {{_ first seen}} <time datetime="{{FINDING_SEEN_ISO}}">{{FINDING_SEEN}}</time></p>
    {{#FINDING_PLAIN}}<p class="entry-values"><span class="muted">{{_ Should be}}:</span> <ins>{{FINDING_BEFORE}}</ins> <span class="muted">{{_ Is}}:</span> <del>{{FINDING_AFTER}}</del></p>{{/FINDING_PLAIN}}
    {{#FINDING_LONG}}<details class="technical"><summary>{{_ Technical details}}</summary><dl>
      <dt>{{_ Should be}}</dt><dd><pre tabindex="0"><code>{{FINDING_BEFORE}}</code></pre></dd>
      <dt>{{_ Is}}</dt><dd><pre tabindex="0"><code>{{FINDING_AFTER}}</code></pre></dd>
    </dl></details>{{/FINDING_LONG}}
  </li>{{/REVIEW_FINDING}}</ul></section>
  {{/REVIEW_SEVERITY}}{{/REVIEW_HAS_FINDINGS}}
</section>

<section class="chapter" aria-labelledby="risks">
  <h2 id="risks">{{_ Accepted risks}} <span class="total">{{RISK_TOTAL}}</span></h2>
  {{#REVIEW_NO_RISK}}<p>{{_ No risk is accepted.}}</p>{{/REVIEW_NO_RISK}}
  {{#REVIEW_HAS_RISKS}}<p class="muted">{{_ An accepted risk is not compliant: it is a decision to leave a finding as it is until a date.}}</p>
  <div class="list"><table class="table">
    <thead><tr><th scope="col">{{_ What is accepted}}</th><th scope="col">{{_ Severity}}</th><th scope="col">{{_ Why}}</th><th scope="col">{{_ Expires}}</th></tr></thead>
    <tbody>{{#REVIEW_RISK}}<tr>
      <td class="name">{{RISK_OBJECT}}<br><span class="muted">{{RISK_TITLE}}</span></td>
      <td data-label="{{_ Severity}}"><span class="severity" data-severity="{{RISK_SEVERITY_CODE}}">{{RISK_SEVERITY}}</span></td>
      <td data-label="{{_ Why}}"><span>{{RISK_WHY}}{{#RISK_STALE}}<br><span class="muted">{{_ The setting has changed since this was accepted.}}</span>{{/RISK_STALE}}</span></td>
      <td data-label="{{_ Expires}}"><time datetime="{{RISK_EXPIRES_ISO}}">{{RISK_EXPIRES}}</time></td>
    </tr>{{/REVIEW_RISK}}</tbody>
  </table></div>{{/REVIEW_HAS_RISKS}}
</section>

<section class="chapter" aria-labelledby="controls">
  <h2 id="controls">{{_ Controls}}</h2>
  <p class="muted">{{_ Mappings to frameworks are indicative and no certification.}}</p>
  {{#REVIEW_HAS_UNMET}}<div class="list"><table class="table">
    <thead><tr><th scope="col">{{_ Control}}</th><th scope="col">{{_ Result}}</th></tr></thead>
    <tbody>{{#REVIEW_CONTROL}}<tr>
      <td class="name">{{CONTROL_TITLE}}<br><span class="muted">{{CONTROL_CODE}}{{#CONTROL_HAS_OBSERVED}} · {{CONTROL_OBSERVED}}{{/CONTROL_HAS_OBSERVED}}</span></td>
      <td data-label="{{_ Result}}"><span class="status" data-state="{{CONTROL_RESULT_CODE}}">{{CONTROL_RESULT}}</span></td>
    </tr>{{/REVIEW_CONTROL}}</tbody>
  </table></div>{{/REVIEW_HAS_UNMET}}
  {{#REVIEW_HAS_MET}}<details class="card print-open"><summary>{{_ Controls that are met}} <span class="total">{{REVIEW_MET_COUNT}}</span></summary><div class="list"><table class="table">
    <thead><tr><th scope="col">{{_ Control}}</th><th scope="col">{{_ Result}}</th></tr></thead>
    <tbody>{{#REVIEW_CONTROL_MET}}<tr>
      <td class="name">{{CONTROL_TITLE}}<br><span class="muted">{{CONTROL_CODE}}{{#CONTROL_HAS_OBSERVED}} · {{CONTROL_OBSERVED}}{{/CONTROL_HAS_OBSERVED}}</span></td>
      <td data-label="{{_ Result}}"><span class="status" data-state="{{CONTROL_RESULT_CODE}}">{{CONTROL_RESULT}}</span></td>
    </tr>{{/REVIEW_CONTROL_MET}}</tbody>
  </table></div></details>{{/REVIEW_HAS_MET}}
</section>

<section class="chapter" aria-labelledby="limitations">
  <h2 id="limitations">{{_ Limitations}}</h2>
  {{#REVIEW_NO_LIMITATION}}<p>{{_ None were noted.}}</p>{{/REVIEW_NO_LIMITATION}}
  <ul>{{#REVIEW_LIMITATION}}<li>{{LIMITATION_TEXT}}</li>{{/REVIEW_LIMITATION}}</ul>
</section>

<section class="chapter" aria-labelledby="downloads">
  <h2 id="downloads">{{_ Downloads}}</h2>
  <ul class="card entries downloads">{{#REVIEW_FILE}}<li>
    <p class="entry-title"><a href="{{FILE_URL}}">{{FILE_LABEL}}</a> <span class="muted">{{FILE_NAME}} · {{FILE_SIZE}}</span></p>
    <p class="muted">{{_ SHA-256}} <code>{{FILE_SHA256}}</code></p>
  </li>{{/REVIEW_FILE}}</ul>
</section>

<section class="chapter" aria-labelledby="verify">
  <h2 id="verify">{{_ How to verify}}</h2>
  <p>{{_ The pack proves, without asking anybody, that nothing in it was changed, added or left out. Compare the fingerprint below with the one that the publisher gave you by another way.}}</p>
  <dl class="facts-list">
    <div><dt>{{_ Signing key}}</dt><dd><code>{{REVIEW_KEY}}</code></dd></div>
    <div><dt>{{_ Pack}}</dt><dd><code>{{REVIEW_PACK}}</code></dd></div>
    <div><dt>{{_ Created}}</dt><dd><time datetime="{{REVIEW_CREATED_ISO}}">{{REVIEW_CREATED}}</time> ({{REVIEW_CREATED_LOCAL}})</dd></div>
    <div><dt>{{_ Made with}}</dt><dd>TenantPilot {{REVIEW_PRODUCT}}</dd></div>
  </dl>
  <p>{{_ With TenantPilot, offline:}}</p>
  <pre tabindex="0"><code>tenantpilot verify {{REVIEW_PACK_FILE}} --key TRUSTED_KEYS</code></pre>
  <p>{{_ With ordinary tools, in the folder that the pack was unpacked to:}}</p>
  <pre tabindex="0"><code>sha256sum --check --strict SHA256SUMS
ssh-keygen -Y verify -f TRUSTED_KEYS -I tenantpilot -n tenantpilot-pack -s manifest.json.sig &lt; manifest.json</code></pre>
</section>
