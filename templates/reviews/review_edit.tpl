{{%AUTOESCAPE context="HTML"}}
<header class="head"><p class="crumb"><a href="/w/{{WORKSPACE:u}}/reviews/{{ID:u}}">{{REVIEW_TITLE}}</a></p><h1>{{_ Edit the review}}</h1>
<p class="facts">{{TENANT}}</p></header>
{{>ERRORS}}
<form class="stack" method="post" action="/w/{{WORKSPACE:u}}/reviews/{{ID:u}}/edit">
  {{>CSRF}}
  <input type="hidden" name="row_version" value="{{SEEN_VERSION}}">
  <label for="title">{{_ Title}} <input class="form-control" id="title" name="title" value="{{TYPED_TITLE}}" maxlength="200" autocomplete="off" required></label>
  <label for="period_from">{{_ Period from}} <input class="form-control" id="period_from" name="period_from" type="date" value="{{TYPED_FROM}}" required></label>
  <label for="period_to">{{_ Period until}} <input class="form-control" id="period_to" name="period_to" type="date" value="{{TYPED_TO}}" required></label>
  <label for="summary">{{_ Summary}} <textarea class="form-control" id="summary" name="summary" maxlength="4000" rows="6">{{TYPED_SUMMARY:p}}</textarea><span class="hint">{{_ What the reader should know first, in plain words.}}</span></label>
  <label for="limitations">{{_ Limitations}} <textarea class="form-control" id="limitations" name="limitations" maxlength="4000" rows="5">{{TYPED_LIMITATIONS:p}}</textarea><span class="hint">{{_ What this review does not say: one a line. It cannot be handed in without.}}</span></label>
  <button class="btn btn-primary">{{_ Save the draft}}</button>
</form>
