# Shows how far a long command is, by the lines of its output that match `each`; nothing else of it is shown. Where it worked, its last
# line is "exit 0": { command && echo "exit 0"; } | awk -v each=REGEX -v total=NUMBER -v what=TEXT -f progress.awk
BEGIN { failed = 1; step = int(total / 10) + 1 }
$0 == "exit 0" { failed = 0 }
$0 ~ each && ++count % step == 0 { print "  " count " of " total " " what; fflush() }
END { exit failed }
