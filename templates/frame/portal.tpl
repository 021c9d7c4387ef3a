{{%AUTOESCAPE context="HTML"}}
{{!
  The customers' workspace: no side bar. web/frame.c fills:
    LANG THEME TITLE ASSETS READER_NAME REQUEST_ID
    rows LANG_CHOICE: CHOICE_LANG CHOICE_NAME, section CHOICE_CURRENT; rows THEME_SWITCH: SWITCH_CODE SWITCH_NAME,
    section SWITCH_CURRENT; HERE (this page, to come back to); include CSRF
    section FLASH: FLASH_KIND FLASH_TEXT; include MAIN
}}<!doctype html>
<html lang="{{LANG}}" data-bs-theme="{{THEME}}">
<head>
<meta charset="utf-8">
<title>{{TITLE}} · TenantPilot</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" type="image/svg+xml" href="{{ASSETS}}/mark.svg">
<link rel="stylesheet" href="{{ASSETS}}/app.css">
<script src="{{ASSETS}}/app.js" defer></script>
</head>
<body class="portal">
<a class="skip" href="#main">{{_ Skip to the content}}</a>
<header class="topbar">
  <a class="brand" href="/"><i class="mark" aria-hidden="true"></i><span>{{_ Tenant reviews}}</span></a>
  <div class="topbar-end">
    <div class="menu">
      <button class="menu-button" type="button" popovertarget="account"><i class="i i-user-circle" aria-hidden="true"></i><span class="visually-hidden">{{_ Account}}</span> <span class="menu-value">{{READER_NAME}}</span></button>
      <div class="menu-list menu-end" id="account" popover>
        <h2 class="menu-title">{{READER_NAME}}</h2>
        <ul>
          <li><a href="/account/settings">{{_ Your settings}}</a></li>
          <li><a href="/account/sessions">{{_ Your sessions}}</a></li>
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
<main id="main" tabindex="-1">
{{#FLASH}}<div class="flash" data-kind="{{FLASH_KIND}}" role="status">{{FLASH_TEXT}}</div>{{/FLASH}}
{{>MAIN}}
</main>
<footer class="foot"><span>TenantPilot</span> <span>{{_ Request}} <code>{{REQUEST_ID}}</code></span></footer>
<p class="visually-hidden" id="announce" role="status" aria-live="polite" data-copied="{{_ Copied}}" data-selected="{{_ selected}}"></p>
</body>
</html>
