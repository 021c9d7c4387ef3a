{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Reports}}</h1><div class="actions">{{>CSV}}</div></header>
{{#NO_REPORT}}<section class="empty"><i class="i i-file-text" aria-hidden="true"></i><h2>{{_ No report yet}}</h2><p>{{_ A report is a list kept as a file, with its hash, until it expires.}}</p><p><a class="btn btn-primary" href="#make">{{_ Make a report}}</a></p></section>{{/NO_REPORT}}
{{#HAS_REPORTS}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Report}}</th><th scope="col">{{_ Filter}}</th><th scope="col">{{_ State}}</th><th scope="col">{{_ Asked for by}}</th><th scope="col">{{_ Requested}}</th><th scope="col" class="num">{{_ Rows}}</th><th scope="col" class="num">{{_ Size}}</th><th scope="col">SHA-256</th><th scope="col">{{_ Kept until}}</th></tr></thead>
  <tbody>
  {{#REPORTS}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/reports/{{ID:u}}">{{REPORT}}</a> <span class="muted">{{FORMAT}}</span></td>
    <td data-label="{{_ Filter}}">{{#REPORT_FILTER}}<span class="part">{{FILTER_NAME}}: <b>{{FILTER_VALUE}}</b></span> {{/REPORT_FILTER}}{{#IS_WHOLE}}<span class="muted">{{_ none}}</span>{{/IS_WHOLE}}</td>
    <td data-label="{{_ State}}"><span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span>{{#IS_FAILED}} <span class="muted">{{REASON}}</span>{{/IS_FAILED}}</td>
    <td data-label="{{_ Asked for by}}">{{REQUESTED_BY}}{{#BY_SYSTEM}}<span class="muted">{{_ the system}}</span>{{/BY_SYSTEM}}</td>
    <td data-label="{{_ Requested}}"><time datetime="{{CREATED_ISO}}" title="{{CREATED}}">{{CREATED_AGO}}</time></td>
    <td class="num" data-label="{{_ Rows}}">{{#HAS_FILE}}{{ROW_COUNT}}{{/HAS_FILE}}</td>
    <td class="num" data-label="{{_ Size}}">{{#HAS_FILE}}{{SIZE}}{{/HAS_FILE}}</td>
    <td data-label="SHA-256">{{#HAS_FILE}}<code class="hash short" title="{{SHA256}}">{{SHA256}}</code>{{/HAS_FILE}}</td>
    <td data-label="{{_ Kept until}}">{{#IS_READY}}<time datetime="{{EXPIRES_ISO}}" title="{{EXPIRES}}">{{EXPIRES_AGO}}</time>{{/IS_READY}}</td>
  </tr>
  {{/REPORTS}}
  </tbody>
</table></div>
{{>PAGER}}{{/HAS_REPORTS}}
{{#CAN_ORDER}}<section class="card" id="make"><h2><a href="#make">{{_ Make a report}}</a></h2><div class="card-body">
<form class="stack" method="post" action="/w/{{WORKSPACE:u}}/reports">
  {{>CSRF}}
  <label for="report">{{_ List}} <select class="form-select" id="report" name="report">{{#KIND_CHOICE}}<option value="{{CHOICE_CODE}}">{{CHOICE_NAME}}</option>{{/KIND_CHOICE}}</select></label>
  <label for="tenant">{{_ Tenant}} <select class="form-select" id="tenant" name="tenant"><option value="">{{_ All tenants}}</option>{{#TENANT_CHOICE}}<option value="{{CHOICE_CODE}}">{{CHOICE_NAME}}</option>{{/TENANT_CHOICE}}</select></label>
  <label for="format">{{_ Format}} <select class="form-select" id="format" name="format"><option value="csv">CSV</option><option value="json">JSON</option></select><span class="hint">{{_ Each list offers the same with its own filter.}}</span></label>
  <button class="btn btn-primary">{{_ Make the report}}</button>
</form>
</div></section>{{/CAN_ORDER}}
