{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Inventory}}</h1><div class="actions">{{>CSV}}</div></header>
<form class="filters" method="get" role="search"><label for="q"><span class="visually-hidden">{{_ Search by name}}</span><input class="form-control" id="q" name="q" type="search" value="{{TYPED_Q}}" maxlength="200" placeholder="{{_ Search by name}}"></label><button class="btn">{{_ Search}}</button></form>
{{>CHIPS}}
{{#NO_SUBJECT}}<section class="empty"><i class="i i-stack-2" aria-hidden="true"></i><h2>{{_ Nothing here}}</h2><p>{{_ The inventory fills with the first capture of a connected tenant.}}</p><p><a class="btn btn-primary" href="/w/{{WORKSPACE:u}}/tenants">{{_ To the tenants}}</a></p></section>{{/NO_SUBJECT}}
<div class="list"><table class="table">
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
</table></div>
{{>PAGER}}
