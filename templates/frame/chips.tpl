{{%AUTOESCAPE context="HTML"}}
{{! The filters in force. Section FILTERED: FILTERS_CLEAR (the list without any), rows CHIP: CHIP_LABEL CHIP_VALUE CHIP_REMOVE }}
{{#FILTERED}}<ul class="chips" aria-label="{{_ Filters}}">
  {{#CHIP}}<li><a class="chip" href="{{CHIP_REMOVE}}"><span>{{CHIP_LABEL}}: <b>{{CHIP_VALUE}}</b></span><i class="i i-x" aria-hidden="true"></i><span class="visually-hidden"> {{_ Remove this filter}}</span></a></li>{{/CHIP}}
  <li><a class="chip-clear" href="{{FILTERS_CLEAR}}">{{_ Remove all}}</a></li>
</ul>{{/FILTERED}}
