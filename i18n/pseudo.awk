# Makes the pseudo-locale's .po from `msgen --no-wrap` output: accents, brackets, 40 % longer; placeholders and escapes stay.
# What shows without brackets on a page was not translatable.
BEGIN {
    split("a á b ƀ c ç d ð e é f ƒ g ĝ h ĥ i í j ĵ k ķ l ļ m ɱ n ñ o ó p þ q ǫ r ŕ s š t ţ u ú v ṽ w ŵ x ẋ y ý z ž " \
          "A Á B Ɓ C Ç D Ð E É F Ƒ G Ĝ H Ĥ I Í J Ĵ K Ķ L Ļ M Ṁ N Ñ O Ó P Þ Q Ǫ R Ŕ S Š T Ţ U Ú V Ṽ W Ŵ X Ẋ Y Ý Z Ž", pairs, " ")
    for (i = 1; i in pairs; i += 2) accent[pairs[i]] = pairs[i + 1]
}
function pseudo(text,    out, letters, i, c, rest) {
    for (i = 1; i <= length(text); i++) {
        rest = substr(text, i); c = substr(text, i, 1)
        if (match(rest, /^%\([a-z_]+\)s/) || match(rest, /^%[%a-z]/) || match(rest, /^\\./)) {
            out = out substr(rest, 1, RLENGTH); i += RLENGTH - 1
        } else {
            out = out ((c in accent) ? accent[c] : c); letters++
        }
    }
    for (i = 0; i < letters * 0.4; i++) out = out "~"
    return "[" out "]"
}
/^msgid / { header = ($0 == "msgid \"\"") }
/^msgstr/ && !/ ""$/ && !header {
    match($0, /"/); head = substr($0, 1, RSTART); text = substr($0, RSTART + 1, length($0) - RSTART - 1)
    print head pseudo(text) "\""; next
}
{ print }
