{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Your sessions}} <span class="total">{{SESSION_COUNT}}</span></h1></header>
<nav class="tabs" aria-label="{{_ Your account}}"><a href="/account/settings">{{_ Settings}}</a><a href="/account/password">{{_ Password}}</a><a href="/account/sessions" aria-current="page">{{_ Sessions}}</a></nav>
<p>{{_ Every place where you are signed in. A session that you end is refused with its next request.}}</p>
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Browser}}</th><th scope="col">{{_ Site}}</th><th scope="col">{{_ Last seen}}</th><th scope="col">{{_ Signed in}}</th><th scope="col">{{_ Ends at the latest}}</th><th scope="col"><span class="visually-hidden">{{_ Action}}</span></th></tr></thead>
  <tbody>
  {{#SESSION}}<tr data-row>
    <td class="name">{{USER_AGENT}}{{#IS_PRESENT}} <span class="status" data-state="active">{{_ this one}}</span>{{/IS_PRESENT}}</td>
    <td data-label="{{_ Site}}">{{SITE}}</td>
    <td data-label="{{_ Last seen}}"><time datetime="{{LAST_SEEN_ISO}}" title="{{LAST_SEEN}}">{{LAST_SEEN_AGO}}</time></td>
    <td data-label="{{_ Signed in}}"><time datetime="{{CREATED_ISO}}" title="{{CREATED}}">{{CREATED_AGO}}</time></td>
    <td data-label="{{_ Ends at the latest}}"><time datetime="{{EXPIRES_ISO}}">{{EXPIRES}}</time></td>
    <td><form method="post" action="/account/sessions/{{ID:u}}/end">{{>CSRF}}<button class="btn btn-sm">{{_ End}}<span class="visually-hidden"> {{USER_AGENT}}</span></button></form></td>
  </tr>
  {{/SESSION}}
  </tbody>
</table></div>
{{#HAS_OTHERS}}<form method="post" action="/account/sessions/end-others">{{>CSRF}}<button class="btn">{{_ End all others}}</button></form>{{/HAS_OTHERS}}
