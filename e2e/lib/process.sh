# Programs of the cluster. Each is a process group of its own whose leader's id lies in $STATE/pid, so that it can be ended by id.

# nsenter, not "ip netns exec": that would hide the control groups behind a /sys of its own.
inside() {
  nsenter --net="/run/netns/$NETNS" -- "$@"
}

# Name, command: starts it inside the network namespace.
launch() {
  local name=$1
  shift
  setsid nsenter --net="/run/netns/$NETNS" -- "$@" >> "$STATE/log/$name.log" 2>&1 < /dev/null &
  echo $! > "$STATE/pid/$name"
  disown
}

# Name, signal: ends a program of ours and waits for its end.
halt() {
  local file=$STATE/pid/$1 pid
  [ -f "$file" ] || return 0
  pid=$(cat "$file")
  kill -s "${2:-TERM}" -- "-$pid" 2> /dev/null || true
  for _ in $(seq 100); do
    kill -0 "$pid" 2> /dev/null || break
    sleep 0.1
  done
  kill -s KILL -- "-$pid" 2> /dev/null || true
  rm -f "$file"
}

start() {
  case $1 in
    etcd) start_etcd ;;
    apiserver) start_apiserver ;;
    controllers) start_controllers ;;
    scheduler) start_scheduler ;;
    coredns) start_coredns ;;
    containerd) start_containerd ;;
    kubelet) start_kubelet ;;
    kube-proxy) start_proxy ;;
    *) fail "there is no $1" ;;
  esac
}

status() {
  [ -e "$STATE/up" ] || { echo "down"; return 1; }
  local name ended=0
  for name in etcd apiserver controllers scheduler coredns containerd kubelet kube-proxy; do
    if [ -f "$STATE/pid/$name" ] && kill -0 "$(cat "$STATE/pid/$name")" 2> /dev/null; then
      echo "$name runs"
    else
      echo "$name does not run"
      ended=1
    fi
  done
  kube get nodes
  return $ended
}

# Description, seconds, command: waits until the command succeeds.
await() {
  local what=$1 end=$((SECONDS + $2))
  shift 2
  while [ $SECONDS -lt $end ]; do
    "$@" > /dev/null 2>&1 && return
    sleep 0.5
  done
  fail "no $what in time; see $STATE/log"
}

kube() {
  "$BIN/kubectl" --kubeconfig "$STATE/kubeconfig" "$@"
}
