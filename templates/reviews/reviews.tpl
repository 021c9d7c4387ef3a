{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Reviews}}</h1><div class="actions">{{>CSV}}{{#CAN_COMPOSE}}<a class="btn btn-primary" href="/w/{{WORKSPACE:u}}/reviews/new">{{_ Compose a review}}</a>{{/CAN_COMPOSE}}</div></header>
<nav class="tabs" aria-label="{{_ State}}">{{#STATE_TAB}}<a href="{{TAB_URL}}"{{#TAB_CURRENT}} aria-current="page"{{/TAB_CURRENT}}>{{TAB_LABEL}}</a>{{/STATE_TAB}}</nav>
{{>CHIPS}}
{{#NO_REVIEW_YET}}<section class="empty"><i class="i i-seedling" aria-hidden="true"></i><h2>{{_ No review yet}}</h2><p>{{_ A review judges a tenant for a period, from what its newest evaluation found. It needs a captured tenant.}}</p>
<p>{{#CAN_COMPOSE}}<a class="btn btn-primary" href="/w/{{WORKSPACE:u}}/reviews/new">{{_ Compose a review}}</a> {{/CAN_COMPOSE}}<a class="btn" href="/w/{{WORKSPACE:u}}/tenants">{{_ To the tenants}}</a></p></section>{{/NO_REVIEW_YET}}
{{#NO_REVIEW_WAITING}}<section class="empty"><i class="i i-circle-check" aria-hidden="true"></i><h2>{{_ Nothing waits for a sign-off}}</h2><p>{{_ Reviews appear here as soon as their authors hand them in.}}</p><p><a class="btn" href="/w/{{WORKSPACE:u}}/reviews">{{_ Show all reviews}}</a></p></section>{{/NO_REVIEW_WAITING}}
{{#NO_REVIEW_HERE}}<section class="empty"><i class="i i-filter-off" aria-hidden="true"></i><h2>{{_ No review fits these filters}}</h2><p><a class="btn" href="/w/{{WORKSPACE:u}}/reviews">{{_ Show all reviews}}</a></p></section>{{/NO_REVIEW_HERE}}
{{#HAS_REVIEWS}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Review}}</th><th scope="col">{{_ Tenant}}</th><th scope="col" class="num">{{_ Version}}</th><th scope="col">{{_ State}}</th><th scope="col">{{_ Period}}</th><th scope="col">{{_ Signed off}}</th><th scope="col">{{_ Author}}</th><th scope="col">{{_ Composed}}</th></tr></thead>
  <tbody>
  {{#REVIEWS}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/reviews/{{ID:u}}">{{REVIEW_TITLE}}</a></td>
    <td data-label="{{_ Tenant}}"><a href="/w/{{WORKSPACE:u}}/tenants/{{TENANT_ID:u}}">{{TENANT}}</a></td>
    <td class="num" data-label="{{_ Version}}">{{VERSION}}</td>
    <td data-label="{{_ State}}"><span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span></td>
    <td data-label="{{_ Period}}">{{PERIOD_FROM}} – {{PERIOD_TO}}</td>
    <td data-label="{{_ Signed off}}">{{#IS_IN_REVIEW}}{{SIGNED_COUNT}} / {{SECTION_COUNT}}{{/IS_IN_REVIEW}}</td>
    <td data-label="{{_ Author}}">{{AUTHOR}}</td>
    <td data-label="{{_ Composed}}"><time datetime="{{CREATED_ISO}}" title="{{CREATED}}">{{CREATED_AGO}}</time></td>
  </tr>
  {{/REVIEWS}}
  </tbody>
</table></div>{{/HAS_REVIEWS}}
{{>PAGER}}
