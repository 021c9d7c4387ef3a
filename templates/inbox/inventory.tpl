{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Inventory}}</h1><div class="actions">{{>CSV}}</div></header>
<form class="filter" method="get" role="search">
  <input type="hidden" name="tenant" value="{{TENANT_KEPT}}">
  <label for="q">{{_ Name}} <input class="form-control" id="q" name="q" type="search" value="{{TYPED_Q}}" maxlength="200" autocomplete="off"></label>
  <label for="family">{{_ Area}} <select class="form-select" id="family" name="family"><option value="">{{_ Any}}</option>{{#FAMILY_CHOICE}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>{{/FAMILY_CHOICE}}</select></label>
  <label for="state">{{_ State}} <select class="form-select" id="state" name="state"><option value="">{{_ Any}}</option>{{#STATE_CHOICE}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>{{/STATE_CHOICE}}</select></label>
  <button class="btn">{{_ Apply}}</button>
</form>
{{>CHIPS}}
{{#IS_EMPTY}}{{>EMPTY}}{{/IS_EMPTY}}
{{#HAS_ROWS}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Name}}</th><th scope="col">{{_ Area}}</th><th scope="col">{{_ Tenant}}</th><th scope="col">{{_ State}}</th><th scope="col" class="num">{{_ Version}}</th><th scope="col">{{_ Changed}}</th><th scope="col">{{_ Last seen}}</th></tr></thead>
  <tbody>
  {{#INVENTORY}}<tr data-row>
    <td class="name"><a href="/w/{{WORKSPACE:u}}/inventory/{{ID:u}}">{{NAME}}</a></td>
    <td data-label="{{_ Area}}">{{FAMILY}}</td>
    <td data-label="{{_ Tenant}}"><a href="/w/{{WORKSPACE:u}}/tenants/{{TENANT_ID:u}}">{{TENANT}}</a></td>
    <td data-label="{{_ State}}"><span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span></td>
    <td class="num" data-label="{{_ Version}}">{{VERSION}}</td>
    <td data-label="{{_ Changed}}"><time datetime="{{CHANGED_ISO}}" title="{{CHANGED}}">{{CHANGED_AGO}}</time></td>
    <td data-label="{{_ Last seen}}"><time datetime="{{LAST_SEEN_ISO}}" title="{{LAST_SEEN}}">{{LAST_SEEN_AGO}}</time></td>
  </tr>
  {{/INVENTORY}}
  </tbody>
</table></div>{{/HAS_ROWS}}
{{>PAGER}}
