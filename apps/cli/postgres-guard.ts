/**
 * A shell that stands between the launcher and PostgreSQL. It holds one end of a pipe: when the other end closes, because
 * the launcher asks for it or because it was killed with -9, PostgreSQL is told to shut down (SIGINT: fast, orderly).
 * It ends when PostgreSQL ends, with its exit code. `kill` of its own child is all it ever does.
 */
export const GUARD_SCRIPT = `
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
(
  trap '' INT TERM HUP
  read -r _ <&3
  kill -INT "$server" 2>/dev/null
) &
watcher=$!
exec 3<&-
trap 'kill -INT "$server" 2>/dev/null' INT TERM HUP
wait "$server"
code=$?
while kill -0 "$server" 2>/dev/null; do wait "$server"; code=$?; done
kill -KILL "$watcher" 2>/dev/null
exit "$code"
`;
