<p style="x">{{X:none}}</p><a href={{Y}}>a</a><a href="/q?x={{Y}}">b</a>
<script>alert(1)</script><b onclick="x()">c</b>
<form method="post" action="/x"><button>go</button></form>
