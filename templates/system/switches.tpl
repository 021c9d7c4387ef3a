{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Kill switches}}</h1></header>
<nav class="tabs" aria-label="{{_ Console}}">{{#CONSOLE_TAB}}<a href="{{TAB_URL}}"{{#TAB_CURRENT}} aria-current="page"{{/TAB_CURRENT}}>{{TAB_LABEL}}</a>{{/CONSOLE_TAB}}</nav>
<p class="lead">{{_ While a switch is thrown, no run that it covers reaches a provider: new ones are blocked at once, waiting ones when their turn comes. What is read stays readable.}}</p>
{{#NO_SWITCH}}<section class="empty"><i class="i i-circle-check" aria-hidden="true"></i><h2>{{_ No switch is thrown}}</h2><p>{{_ All workspaces may reach their providers.}}</p></section>{{/NO_SWITCH}}
{{#HAS_SWITCHES}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Covers}}</th><th scope="col">{{_ Why}}</th><th scope="col">{{_ Since}}</th><th scope="col"><span class="visually-hidden">{{_ Verbs}}</span></th></tr></thead>
  <tbody>
  {{#SWITCH}}<tr data-row id="{{SWITCH_ID}}">
    <td class="name">{{SCOPE}} <span class="muted" title="{{TARGET}}">{{TARGET_NAME}}</span></td>
    <td data-label="{{_ Why}}">{{NOTE}}</td>
    <td data-label="{{_ Since}}"><time datetime="{{SET_AT_ISO}}" title="{{SET_AT}}">{{SET_AT_AGO}}</time></td>
    <td>{{#CAN_SWITCH}}<form method="post" action="/system/switches/{{SWITCH_ID:u}}/release">{{>CSRF}}<button class="btn btn-sm" data-confirm="{{_ Runs that this switch covered may reach their provider again at once.}}" data-confirm-yes="{{_ Lift the switch}}">{{_ Lift}}</button></form>{{/CAN_SWITCH}}</td>
  </tr>
  {{/SWITCH}}
  </tbody>
</table></div>{{/HAS_SWITCHES}}
{{#CAN_SWITCH}}<section class="card" id="throw"><h2><a href="#throw">{{_ Switch off access to providers}}</a></h2><div class="card-body">
{{>ERRORS}}
<form class="stack" method="post" action="/system/switches">
  {{>CSRF}}
  <label for="target">{{_ What is to be switched off}} <select class="form-select" id="target" name="target"><option value="global">{{_ Everything}}</option><optgroup label="{{_ One workspace}}">{{#WORKSPACE_OPTION}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>{{/WORKSPACE_OPTION}}</optgroup><optgroup label="{{_ One provider}}">{{#PROVIDER_OPTION}}<option value="{{CHOICE_CODE}}"{{#CHOICE_CURRENT}} selected{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</option>{{/PROVIDER_OPTION}}</optgroup></select></label>
  <label for="note">{{_ Why}} <textarea class="form-control" id="note" name="note" rows="3" maxlength="1000" required>{{TYPED_NOTE}}</textarea><span class="hint">{{_ The audit log keeps it.}}</span></label>
  <button class="btn btn-primary" data-confirm="{{_ From now on nothing that this covers reaches a provider.}}" data-confirm-yes="{{_ Switch off}}">{{_ Switch off}}</button>
</form>
</div></section>{{/CAN_SWITCH}}
