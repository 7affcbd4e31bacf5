# Runs a server for as long as the application that started it lives.
#
#   sh supervise.sh PID-FILE LOG-FILE SIGNAL SECONDS REMOVE COMMAND...
#
# The application holds the other end of standard input. When that ends, because the application closed it or died by
# whatever signal, the server gets SIGNAL, and after SECONDS without effect SIGKILL. REMOVE is a directory to remove
# once the server is gone, or empty. Prints the server's process id, and exits with the server's own exit code.
pid_file=$1 log_file=$2 signal=$3 patience=$4 remove=$5
shift 5

# A process group of its own: Ctrl-C in the terminal reaches the application alone, which then closes things in order.
if command -v setsid >/dev/null 2>&1; then
    setsid "$@" </dev/null >>"$log_file" 2>&1 &
else
    set -m
    "$@" </dev/null >>"$log_file" 2>&1 &
fi
server=$!
trap '' HUP INT QUIT TERM
echo "$server" >"$pid_file"
echo "$server"

exec 3<&0 </dev/null
(
    while read -r _ <&3; do :; done
    kill -s "$signal" "$server"
    while [ "$patience" -gt 0 ] && kill -s 0 "$server"; do
        sleep 1
        patience=$((patience - 1))
    done
    kill -s KILL -- "-$server"
) 2>/dev/null >/dev/null &
watch=$!
exec 3<&-

wait "$server"
code=$?
kill -s KILL "$watch" "-$server" 2>/dev/null
[ "$(cat "$pid_file" 2>/dev/null)" != "$server" ] || rm -f "$pid_file"
[ -z "$remove" ] || rm -rf "$remove"
exit "$code"
