{{%AUTOESCAPE context="HTML"}}
{{!
  Sign-in and errors: one card, no navigation. web/frame.c fills:
    LANG THEME TITLE ASSETS REQUEST_ID
    rows LANG_CHOICE: CHOICE_URL CHOICE_LANG CHOICE_NAME, section CHOICE_CURRENT
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
<body class="plain">
<a class="skip" href="#main">{{_ Skip to the content}}</a>
<header><a class="brand" href="/"><i class="mark" aria-hidden="true"></i><span>TenantPilot</span></a></header>
<main id="main" tabindex="-1" class="sheet">
{{#FLASH}}<div class="flash" data-kind="{{FLASH_KIND}}" role="status">{{FLASH_TEXT}}</div>{{/FLASH}}
{{>MAIN}}
</main>
<footer class="foot">
  <nav aria-label="{{_ Language}}"><ul class="inline">
    {{#LANG_CHOICE}}<li><a href="{{CHOICE_URL}}" lang="{{CHOICE_LANG}}" hreflang="{{CHOICE_LANG}}"{{#CHOICE_CURRENT}} aria-current="true"{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</a></li>{{/LANG_CHOICE}}
  </ul></nav>
  <span>{{_ Request}} <code>{{REQUEST_ID}}</code></span>
</footer>
</body>
</html>
