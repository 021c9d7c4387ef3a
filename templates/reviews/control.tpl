{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/w/{{WORKSPACE:u}}/controls">{{_ Controls}}</a></p><h1>{{CONTROL_TITLE}}</h1>
<p class="facts"><span>{{DOMAIN}}</span> <code>{{CONTROL_CODE}}</code> <span class="badge">{{DETECTABILITY}}</span></p></header>
<p class="lead">{{REQUIREMENT}}</p>
<section class="card" id="results"><h2><a href="#results">{{_ Newest results}}</a></h2>
{{#NO_RESULT}}<div class="card-body"><p>{{_ No evaluation has looked at this control yet. It counts as not assessed.}}</p></div>{{/NO_RESULT}}
{{#HAS_RESULTS}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Tenant}}</th><th scope="col">{{_ Result}}</th><th scope="col">{{_ What was checked}}</th><th scope="col" class="num">{{_ Checked}}</th><th scope="col" class="num">{{_ Failing}}</th><th scope="col">{{_ Evidence}}</th><th scope="col">{{_ Evaluated}}</th></tr></thead>
  <tbody>
  {{#CONTROL_RESULT}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/controls?tenant={{TENANT_ID:u}}">{{TENANT_NAME}}</a></td>
    <td data-label="{{_ Result}}"><span class="status" data-state="{{RESULT_CODE}}">{{RESULT}}</span>{{#HAS_RESULT_REASON}}<br><span class="muted">{{RESULT_REASON}}</span>{{/HAS_RESULT_REASON}}</td>
    <td data-label="{{_ What was checked}}">{{INTERPRETATION}}</td>
    <td class="num" data-label="{{_ Checked}}">{{CHECKED}}</td>
    <td class="num" data-label="{{_ Failing}}">{{#HAS_FAILING}}<a href="/w/{{WORKSPACE:u}}/findings?tenant={{TENANT_ID:u}}">{{FAILING}}<span class="visually-hidden"> {{_ Findings}}</span></a>{{/HAS_FAILING}}</td>
    <td data-label="{{_ Evidence}}">{{#HAS_EVIDENCE}}<a href="/w/{{WORKSPACE:u}}/evidence/{{EVIDENCE_ID:u}}">{{_ Show the evidence}}</a>{{/HAS_EVIDENCE}}{{#IS_GAP}}<span class="badge">{{_ Evidence gap}}</span>{{/IS_GAP}}</td>
    <td data-label="{{_ Evaluated}}"><a href="/w/{{WORKSPACE:u}}/runs/{{EVALUATION_RUN:u}}"><time datetime="{{EVALUATED_ISO}}" title="{{EVALUATED}}">{{EVALUATED_AGO}}</time></a></td>
  </tr>
  {{/CONTROL_RESULT}}
  </tbody>
</table></div>{{/HAS_RESULTS}}</section>
{{#NO_INTERPRETATION}}<section class="card"><h2>{{_ How it is checked}}</h2><div class="card-body"><p>{{_ Nothing that a provider tells can show this: a person attests it.}}</p></div></section>{{/NO_INTERPRETATION}}
{{#HAS_INTERPRETATIONS}}<section class="card" id="interpretations"><h2><a href="#interpretations">{{_ How it is checked}}</a></h2>
{{#INTERPRETATION_ROW}}<article class="card-body part" id="{{INTERPRETATION_CODE}}">
  <h3>{{INTERPRETATION}}</h3>
  <p class="facts"><span class="severity" data-severity="{{SEVERITY_CODE}}">{{SEVERITY}}</span> <span>{{FAMILY}}</span> {{#HAS_LICENCE}}<span class="muted">{{_ Needs}} {{LICENCE}}</span> {{/HAS_LICENCE}}<span class="muted">{{_ Version}} {{INTERPRETATION_VERSION}}</span></p>
  <p><b>{{_ What to do when it fails}}:</b> {{REMEDY}}</p>
  <details><summary>{{_ What exactly is expected}}</summary><pre tabindex="0"><code>{{EXPECTED:p}}</code></pre></details>
</article>{{/INTERPRETATION_ROW}}</section>{{/HAS_INTERPRETATIONS}}
<section class="card" id="references"><h2><a href="#references">{{_ References}}</a></h2><div class="card-body">
<p>NIST SP 800-53 r5: {{#SPINE}}<code>{{SPINE_ID}}</code> {{/SPINE}}</p>
<p class="muted">{{_ Mappings to frameworks are indicative and no certification.}}</p>
</div></section>
