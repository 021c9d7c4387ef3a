{{%AUTOESCAPE context="HTML"}}
{{!
  The operators' shell. web/frame.c fills:
    LANG THEME(light dark auto) TITLE ASSETS(/static/<hash>) WORKSPACE(slug) WORKSPACE_NAME READER_NAME REQUEST_ID
    section WORKSPACES (more than one), rows WORKSPACE_CHOICE: CHOICE_URL CHOICE_NAME, section CHOICE_CURRENT
    section TENANT_FILTER: FILTER_NAME, rows TENANT_CHOICE: CHOICE_URL CHOICE_NAME, section CHOICE_CURRENT
    section WORKSPACE_SEARCH (inside a workspace): WORKSPACE
    rows NAV_GROUP: NAV_GROUP_LABEL, rows NAV_ITEM: NAV_URL NAV_LABEL NAV_ICON NAV_KEY, sections NAV_CURRENT, NAV_WAITING: NAV_COUNT
    rows LANG_CHOICE: CHOICE_LANG CHOICE_NAME, section CHOICE_CURRENT; rows THEME_SWITCH: SWITCH_CODE SWITCH_NAME,
    section SWITCH_CURRENT; HERE (this page, to come back to); include CSRF (sign out)
    section FLASH: FLASH_KIND(done notice failed) FLASH_TEXT
    include MAIN: the page
}}<!doctype html>
<html lang="{{LANG}}" data-bs-theme="{{THEME}}">
<head>
<meta charset="utf-8">
<title>{{TITLE}} · TenantPilot</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="htmx-config" content="{&quot;history&quot;:false,&quot;prefix&quot;:&quot;data-hx-&quot;}">
<link rel="icon" type="image/svg+xml" href="{{ASSETS}}/mark.svg">
<link rel="stylesheet" href="{{ASSETS}}/app.css">
<script src="{{ASSETS}}/app.js" defer></script>
</head>
<body class="shell">
<a class="skip" href="#main">{{_ Skip to the content}}</a>

<header class="topbar">
  <button class="icon-button nav-toggle" type="button" popovertarget="sidebar" aria-label="{{_ Navigation}}"><i class="i i-menu-2" aria-hidden="true"></i></button>
  <a class="brand" href="/"><i class="mark" aria-hidden="true"></i><span>TenantPilot</span></a>

  {{#WORKSPACES}}
  <div class="menu">
    <button class="menu-button" type="button" popovertarget="workspaces"><i class="i i-building" aria-hidden="true"></i><span class="visually-hidden">{{_ Workspace}}</span> <span class="menu-value">{{WORKSPACE_NAME}}</span><i class="i i-selector" aria-hidden="true"></i></button>
    <div class="menu-list" id="workspaces" popover>
      <h2 class="menu-title">{{_ Workspaces}}</h2>
      <ul>
        {{#WORKSPACE_CHOICE}}<li><a href="{{CHOICE_URL}}"{{#CHOICE_CURRENT}} aria-current="true"{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</a></li>{{/WORKSPACE_CHOICE}}
      </ul>
    </div>
  </div>
  {{/WORKSPACES}}

  {{#TENANT_FILTER}}
  <div class="menu">
    <button class="menu-button" type="button" popovertarget="tenants"><i class="i i-building-community" aria-hidden="true"></i><span class="visually-hidden">{{_ Tenant}}</span> <span class="menu-value">{{FILTER_NAME}}</span><i class="i i-selector" aria-hidden="true"></i></button>
    <div class="menu-list" id="tenants" popover>
      <h2 class="menu-title">{{_ Show}}</h2>
      <ul>
        {{#TENANT_CHOICE}}<li><a href="{{CHOICE_URL}}"{{#CHOICE_CURRENT}} aria-current="true"{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</a></li>{{/TENANT_CHOICE}}
      </ul>
    </div>
  </div>
  {{/TENANT_FILTER}}

  {{#WORKSPACE_SEARCH}}
  <form class="search" role="search" method="get" action="/w/{{WORKSPACE:u}}/findings">
    <label class="visually-hidden" for="search">{{_ Search findings}}</label>
    <i class="i i-search" aria-hidden="true"></i>
    <input id="search" name="q" type="search" maxlength="200" autocomplete="off" placeholder="{{_ Search findings}}">
    <kbd data-palette-hint hidden>Ctrl K</kbd>
  </form>
  {{/WORKSPACE_SEARCH}}

  <div class="topbar-end">
    <button class="icon-button" type="button" popovertarget="help" aria-label="{{_ Help}}"><i class="i i-help-circle" aria-hidden="true"></i></button>
    <div class="menu">
      <button class="menu-button" type="button" popovertarget="account"><i class="i i-user-circle" aria-hidden="true"></i><span class="visually-hidden">{{_ Account}}</span> <span class="menu-value">{{READER_NAME}}</span></button>
      <div class="menu-list menu-end" id="account" popover>
        <h2 class="menu-title">{{READER_NAME}}</h2>
        <ul>
          <li><a href="/account/settings">{{_ Your settings}}</a></li>
          <li><a href="/account/sessions">{{_ Your sessions}}</a></li>
          <li><a href="/account/workspaces">{{_ Your workspaces}}</a></li>
        </ul>
        <form method="post" action="/account/look">{{>CSRF}}<input type="hidden" name="next" value="{{HERE}}">
          <fieldset><legend class="menu-title">{{_ Language}}</legend>
          {{#LANG_CHOICE}}<button class="menu-action" name="language" value="{{CHOICE_LANG}}" lang="{{CHOICE_LANG}}"{{#CHOICE_CURRENT}} aria-current="true"{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</button>{{/LANG_CHOICE}}
          </fieldset>
          <fieldset><legend class="menu-title">{{_ Theme}}</legend>
          {{#THEME_SWITCH}}<button class="menu-action" name="theme" value="{{SWITCH_CODE}}"{{#SWITCH_CURRENT}} aria-current="true"{{/SWITCH_CURRENT}}>{{SWITCH_NAME}}</button>{{/THEME_SWITCH}}
          </fieldset>
        </form>
        <form method="post" action="/signout">{{>CSRF}}<button class="menu-action" type="submit"><i class="i i-logout" aria-hidden="true"></i> {{_ Sign out}}</button></form>
      </div>
    </div>
  </div>
</header>

<nav class="sidebar" id="sidebar" popover aria-label="{{_ Main navigation}}">
  {{#NAV_GROUP}}
  <h2 class="nav-title">{{NAV_GROUP_LABEL}}</h2>
  <ul>
    {{#NAV_ITEM}}<li><a href="{{NAV_URL}}" data-go="{{NAV_KEY}}"{{#NAV_CURRENT}} aria-current="page"{{/NAV_CURRENT}}><i class="i i-{{NAV_ICON}}" aria-hidden="true"></i><span>{{NAV_LABEL}}</span>{{#NAV_WAITING}} <span class="count">{{NAV_COUNT}}<span class="visually-hidden"> {{_ waiting}}</span></span>{{/NAV_WAITING}}</a></li>
    {{/NAV_ITEM}}
  </ul>
  {{/NAV_GROUP}}
</nav>

<main id="main" tabindex="-1">
{{#FLASH}}<div class="flash" data-kind="{{FLASH_KIND}}" role="status">{{FLASH_TEXT}}</div>{{/FLASH}}
{{>MAIN}}
</main>

<footer class="foot">
  <span>TenantPilot</span> <span>{{_ Request}} <code>{{REQUEST_ID}}</code></span>
</footer>

<div class="help" id="help" popover>
  <h2>{{_ Keyboard shortcuts}}</h2>
  <div class="help-columns">
  <div>
  <h3>{{_ Everywhere}}</h3>
  <dl class="keys">
    <div><dt><kbd>Ctrl</kbd> <kbd>K</kbd></dt><dd>{{_ Go to anything}}</dd></div>
    <div><dt><kbd>/</kbd></dt><dd>{{_ Search}}</dd></div>
    <div><dt><kbd>?</kbd></dt><dd>{{_ Show this list}}</dd></div>
  </dl>
  <h3>{{_ In a list}}</h3>
  <dl class="keys">
    <div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>{{_ Next and previous row}}</dd></div>
    <div><dt><kbd>Enter</kbd></dt><dd>{{_ Open the row}}</dd></div>
    <div><dt><kbd>x</kbd></dt><dd>{{_ Select the row}}</dd></div>
  </dl>
  <h3>{{_ On an entry of the inbox}}</h3>
  <dl class="keys">
    <div><dt><kbd>y</kbd></dt><dd>{{_ Approve, or go to the page that decides it}}</dd></div>
    <div><dt><kbd>n</kbd></dt><dd>{{_ Reject}}</dd></div>
    <div><dt><kbd>a</kbd></dt><dd>{{_ Assign}}</dd></div>
    <div><dt><kbd>r</kbd></dt><dd>{{_ Accept the risk}}</dd></div>
    <div><dt><kbd>s</kbd></dt><dd>{{_ Snooze}}</dd></div>
    <div><dt><kbd>u</kbd></dt><dd>{{_ Undo}}</dd></div>
    <div><dt><kbd>o</kbd></dt><dd>{{_ Open on its own page}}</dd></div>
  </dl>
  </div>
  <div>
  <h3>{{_ Go to}}</h3>
  <dl class="keys">{{#NAV_GROUP}}{{#NAV_ITEM}}
    <div><dt><kbd>g</kbd> <kbd>{{NAV_KEY}}</kbd></dt><dd>{{NAV_LABEL}}</dd></div>{{/NAV_ITEM}}{{/NAV_GROUP}}
  </dl>
  </div>
  </div>
  <label hidden><input type="checkbox" id="keys-on"> {{_ Use single keys as shortcuts}}</label>
</div>

<dialog class="palette" id="palette" aria-label="{{_ Go to anything}}" data-find-findings="{{_ Search findings}}" data-find-inventory="{{_ Search the inventory}}" data-none="{{_ Nothing fits.}}">
  <input type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-label="{{_ Go to anything}}" autocomplete="off" placeholder="{{_ Go to anything}}">
  <ul id="palette-list" role="listbox" aria-label="{{_ Places}}"></ul>
</dialog>
<dialog class="confirm" id="confirm" aria-labelledby="confirm-text">
  <p id="confirm-text"></p>
  <div class="actions"><button class="btn btn-primary" type="button" value="yes"></button><button class="btn" type="button" value="no">{{_ Cancel}}</button></div>
</dialog>
<p class="visually-hidden" id="announce" role="status" aria-live="polite" data-copied="{{_ Copied}}" data-selected="{{_ selected}}"></p>
</body>
</html>
