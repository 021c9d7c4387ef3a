{{%AUTOESCAPE context="HTML"}}
{{!
  A released page: rendered once, stored as a file, served to many. It names no reader, holds no form, and its theme follows the
  reader's system. The release's renderer fills:
    LANG TITLE ASSETS, rows LANG_CHOICE: CHOICE_URL CHOICE_LANG CHOICE_NAME, section CHOICE_CURRENT; include MAIN
}}<!doctype html>
<html lang="{{LANG}}">
<head>
<meta charset="utf-8">
<title>{{TITLE}}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" type="image/svg+xml" href="{{ASSETS}}/mark.svg">
<link rel="stylesheet" href="{{ASSETS}}/app.css">
</head>
<body class="portal release">
<a class="skip" href="#main">{{_ Skip to the content}}</a>
<header class="topbar">
  <a class="brand" href="/"><i class="mark" aria-hidden="true"></i><span>{{_ Tenant reviews}}</span></a>
  <nav class="topbar-end" aria-label="{{_ Language}}"><ul class="inline">
    {{#LANG_CHOICE}}<li><a href="{{CHOICE_URL}}" lang="{{CHOICE_LANG}}" hreflang="{{CHOICE_LANG}}"{{#CHOICE_CURRENT}} aria-current="true"{{/CHOICE_CURRENT}}>{{CHOICE_NAME}}</a></li>{{/LANG_CHOICE}}
  </ul></nav>
</header>
<main id="main" tabindex="-1">
{{>MAIN}}
</main>
<footer class="foot"><span>TenantPilot</span></footer>
</body>
</html>
