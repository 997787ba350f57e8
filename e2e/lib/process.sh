# Programs of the control plane. Each leads a process group, whose id lies in $STATE/pid, so that it is ended by id.

# Name, command: in the space, where there is one.
launch() {
  local name=$1 enter=() pid
  shift
  ! runs "$name" || return 0
  mkdir -p "$STATE/pid" "$STATE/log"
  pid=$(space)
  [ -z "$pid" ] || enter=(nsenter -t "${pid% }" -n -m -p --)
  setsid "${enter[@]}" "$@" >> "$STATE/log/$name.log" 2>&1 < /dev/null &
  echo $! > "$STATE/pid/$name"
  disown
}

# An id may have been given to another program since: its command line must name our state.
runs() {
  local file=$STATE/pid/$1
  [ -f "$file" ] && grep -qa -- "$STATE" "/proc/$(cat "$file")/cmdline" 2> /dev/null
}

# Name, signal: ends a program of ours and waits for its end.
halt() {
  local file=$STATE/pid/$1 pid
  runs "$1" || return 0
  pid=$(cat "$file")
  kill -s "${2:-TERM}" -- "-$pid" 2> /dev/null || true
  for _ in $(seq 100); do
    runs "$1" || break
    sleep 0.1
  done
  ! runs "$1" || kill -s KILL -- "-$pid" 2> /dev/null || true
  rm -f "$file"
}

# Description, seconds, command: waits until the command succeeds.
await() {
  local what=$1 end=$((SECONDS + $2))
  shift 2
  while [ $SECONDS -lt $end ]; do
    "$@" > /dev/null 2>&1 && return
    sleep 0.2
  done
  fail "no $what in time; see $STATE/log"
}
