# usage: awk -f words.awk FILE...: no provider's word outside providers, catalogue, simulator, demo and settings.
BEGIN { IGNORE = "shared/(providers|catalog)/|modules/graphsim/|modules/cli/(demo|seed|verify)|base/config.def|/rules/" }
FILENAME ~ IGNORE { next }
{ line = tolower($0); gsub(/graph_(login_)?url|graphsim/, "", line) }
line ~ /(^|[^a-z])(intune|entra|graph|msgraph|sharepoint|microsoft|policy_type)([^a-z]|$)/ { bad++; printf "%s:%d: a provider's word\n", FILENAME, FNR }
END { exit bad > 0 }
