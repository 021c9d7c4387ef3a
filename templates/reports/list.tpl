{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Reports}}</h1></header>
{{#NO_REPORT}}<section class="empty"><i class="i i-file-text" aria-hidden="true"></i><h2>{{_ No report yet}}</h2><p>{{_ A report is a list kept as a file, with its hash, until it expires.}}</p></section>{{/NO_REPORT}}
{{#HAS_REPORTS}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Report}}</th><th scope="col">{{_ State}}</th><th scope="col">{{_ Asked for by}}</th><th scope="col">{{_ Requested}}</th><th scope="col" class="num">{{_ Rows}}</th><th scope="col" class="num">{{_ Size}}</th><th scope="col">{{_ Kept until}}</th></tr></thead>
  <tbody>
  {{#REPORT}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/reports/{{REPORT_ID:u}}">{{REPORT_KIND}}</a> <span class="muted">{{FORMAT}}</span></td>
    <td data-label="{{_ State}}"><span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span></td>
    <td data-label="{{_ Asked for by}}">{{REQUESTED_BY}}</td>
    <td data-label="{{_ Requested}}"><time datetime="{{CREATED_ISO}}" title="{{CREATED}}">{{CREATED_AGO}}</time></td>
    <td class="num" data-label="{{_ Rows}}">{{#IS_READY}}{{ROW_COUNT}}{{/IS_READY}}</td>
    <td class="num" data-label="{{_ Size}}">{{#IS_READY}}{{SIZE}}{{/IS_READY}}</td>
    <td data-label="{{_ Kept until}}"><time datetime="{{EXPIRES_ISO}}" title="{{EXPIRES}}">{{EXPIRES_AGO}}</time></td>
  </tr>
  {{/REPORT}}
  </tbody>
</table></div>{{/HAS_REPORTS}}
{{>PAGER}}
