{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/w/{{WORKSPACE:u}}/inventory">{{_ Inventory}}</a></p><h1>{{NAME}}</h1>
<p class="facts"><span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span> {{FAMILY}} · <a href="/w/{{WORKSPACE:u}}/tenants/{{TENANT_ID:u}}">{{TENANT}}</a></p></header>
<section class="card" id="context"><h2><a href="#context">{{_ Context}}</a></h2><div class="card-body">
<dl class="facts-list">
  <div><dt>{{_ Id at the provider}}</dt><dd><code>{{OBJECT_ID}}</code></dd></div>
  <div><dt>{{_ First seen}}</dt><dd><time datetime="{{FIRST_SEEN_ISO}}" title="{{FIRST_SEEN}}">{{FIRST_SEEN_AGO}}</time></dd></div>
  <div><dt>{{_ Changed}}</dt><dd><time datetime="{{CHANGED_ISO}}" title="{{CHANGED}}">{{CHANGED_AGO}}</time></dd></div>
  <div><dt>{{_ Last seen}}</dt><dd><a href="/w/{{WORKSPACE:u}}/runs/{{LAST_RUN_ID:u}}"><time datetime="{{LAST_SEEN_ISO}}" title="{{LAST_SEEN}}">{{LAST_SEEN_AGO}}</time></a></dd></div>
  <div><dt>{{_ Content's SHA-256}}</dt><dd><code>{{CONTENT_SHA256}}</code></dd></div>
</dl>
</div></section>
<section class="card" id="history"><h2><a href="#history">{{_ History}}</a></h2>
<div class="list"><table class="table">
  <thead><tr><th scope="col" class="num">{{_ Version}}</th><th scope="col">{{_ What happened}}</th><th scope="col">{{_ Name}}</th><th scope="col">{{_ When}}</th><th scope="col">{{_ Run}}</th></tr></thead>
  <tbody>
  {{#VERSIONS}}<tr>
    <td class="num" data-label="{{_ Version}}">{{VERSION_NUMBER}}</td>
    <td data-label="{{_ What happened}}"><span class="status" data-state="{{VERSION_CHANGE_CODE}}">{{VERSION_CHANGE}}</span></td>
    <td data-label="{{_ Name}}">{{VERSION_NAME}}</td>
    <td data-label="{{_ When}}"><time datetime="{{VERSION_AT_ISO}}" title="{{VERSION_AT}}">{{VERSION_AT_AGO}}</time></td>
    <td data-label="{{_ Run}}"><a href="/w/{{WORKSPACE:u}}/runs/{{VERSION_RUN:u}}" title="{{VERSION_HASH}}">{{_ the capture}}</a></td>
  </tr>
  {{/VERSIONS}}
  </tbody>
</table></div></section>
<section class="card" id="content"><h2><a href="#content">{{_ Content}}</a></h2><div class="card-body">
<details><summary>{{_ Canonical document}}</summary><pre><code>{{CANONICAL}}</code></pre></details>
<details><summary>{{_ As the provider wrote it, without secrets}}</summary><pre><code>{{RAW}}</code></pre></details>
</div></section>
