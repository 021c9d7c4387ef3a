{{%AUTOESCAPE context="HTML"}}
<header class="head"><h1>{{_ Console}}</h1></header>
<nav class="tabs" aria-label="{{_ Console}}">{{#CONSOLE_TAB}}<a href="{{TAB_URL}}"{{#TAB_CURRENT}} aria-current="page"{{/TAB_CURRENT}}>{{TAB_LABEL}}</a>{{/CONSOLE_TAB}}</nav>
{{#SWITCHED_OFF}}<p class="flash" data-kind="notice"><a href="/system/switches">{{_ Access to providers is switched off somewhere.}}</a></p>{{/SWITCHED_OFF}}
<ul class="figures">
  <li><b>{{WAITING_JOBS}}</b><span>{{_ jobs wait}}</span></li>
  <li><b>{{LIVE_LEASES}}</b><span>{{_ jobs in work}}</span></li>
  <li><a href="/system/jobs"><b>{{DEAD_JOBS}}</b><span>{{_ dead jobs}}</span></a></li>
  <li><a href="/system/switches"><b>{{SWITCH_COUNT}}</b><span>{{_ kill switches thrown}}</span></a></li>
</ul>
<section class="card" id="parts"><h2><a href="#parts">{{_ Health}}</a></h2>
<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Part}}</th><th scope="col">{{_ State}}</th><th scope="col">{{_ What it does}}</th></tr></thead>
  <tbody>
  {{#PART}}<tr><td class="name">{{PART_NAME}}</td><td data-label="{{_ State}}"><span class="status" data-state="{{PART_STATE_CODE}}">{{PART_STATE}}</span></td><td data-label="{{_ What it does}}">{{PART_TEXT}}</td></tr>
  {{/PART}}
  </tbody>
</table></div></section>
<section class="card" id="queue"><h2><a href="#queue">{{_ Queue}}</a></h2>
{{#NO_QUEUE}}<div class="card-body"><p>{{_ No job waits, and none is in work.}}</p></div>{{/NO_QUEUE}}
{{#HAS_QUEUE}}<div class="list"><table class="table">
  <thead><tr><th scope="col">{{_ Kind}}</th><th scope="col">{{_ State}}</th><th scope="col" class="num">{{_ Jobs}}</th><th scope="col">{{_ Oldest}}</th></tr></thead>
  <tbody>
  {{#QUEUE}}<tr><td class="name">{{KIND}}</td><td data-label="{{_ State}}"><span class="status" data-state="{{STATE_CODE}}">{{STATE}}</span></td><td class="num" data-label="{{_ Jobs}}">{{JOBS}}</td><td data-label="{{_ Oldest}}"><time datetime="{{OLDEST_ISO}}" title="{{OLDEST}}">{{OLDEST_AGO}}</time></td></tr>
  {{/QUEUE}}
  </tbody>
</table></div>{{/HAS_QUEUE}}</section>
<section class="card" id="figures"><h2><a href="#figures">{{_ Figures}}</a></h2><div class="card-body">
<dl class="facts-list">
  <div><dt>{{_ Database server}}</dt><dd>PostgreSQL {{SERVER_VERSION}}</dd></div>
  <div><dt>{{_ Runs since}}</dt><dd><time datetime="{{STARTED_ISO}}" title="{{STARTED}}">{{STARTED_AGO}}</time></dd></div>
  <div><dt>{{_ Schema version}}</dt><dd>{{SCHEMA_VERSION}}</dd></div>
  <div><dt>{{_ Size}}</dt><dd>{{DATABASE_SIZE}}</dd></div>
  <div><dt>{{_ Connections}}</dt><dd>{{CONNECTIONS}}</dd></div>
  <div><dt>{{_ Scheduler's lease until}}</dt><dd><time datetime="{{SCHEDULER_UNTIL_ISO}}" title="{{SCHEDULER_UNTIL}}">{{SCHEDULER_UNTIL_AGO}}</time></dd></div>
  <div><dt>{{_ Timers overdue}}</dt><dd>{{OVERDUE_TIMERS}} <time datetime="{{OLDEST_TIMER_ISO}}" title="{{OLDEST_TIMER}}">{{OLDEST_TIMER_AGO}}</time></dd></div>
  <div><dt>{{_ Jobs lost by their worker}}</dt><dd>{{LOST_LEASES}}</dd></div>
  {{#JOB_WAITS}}<div><dt>{{_ Oldest waiting job}}</dt><dd><time datetime="{{OLDEST_JOB_ISO}}" title="{{OLDEST_JOB}}">{{OLDEST_JOB_AGO}}</time></dd></div>{{/JOB_WAITS}}
  <div><dt>{{_ Events to be sealed}}</dt><dd>{{UNSEALED_EVENTS}} <time datetime="{{OLDEST_EVENT_ISO}}" title="{{OLDEST_EVENT}}">{{OLDEST_EVENT_AGO}}</time></dd></div>
</dl>
</div></section>
