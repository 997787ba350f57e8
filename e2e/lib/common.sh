# What both scripts share: where things lie, and how the programs are found.

[ -z "${E2E_KUBECONFIG:-}" ] || E2E_STATE=${E2E_STATE:-$(dirname "$E2E_KUBECONFIG")}
CACHE=${E2E_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/ai-platform/kubernetes}
STATE=${E2E_STATE:-${TMPDIR:-/tmp}/ai-platform-kubernetes-$(id -u)}
PORT=${E2E_PORT:-26443}
ETCD_PORT=${E2E_ETCD_PORT:-23790}
PEER_PORT=${E2E_PEER_PORT:-23791}
PROXY_PORT=${E2E_PROXY_PORT:-}
CONTROLLERS=${E2E_CONTROLLERS:-*}
QPS=${E2E_QPS:-50}
GRACE=${E2E_NODE_GRACE:-12s}
NODE_IP=10.69.0.1
SERVICES=10.68.0.0/16

say() {
  printf '[%s] %s\n' "$(basename "$0")" "$*" >&2
}

fail() {
  say "$*"
  exit 1
}

need_all() {
  local lacks
  lacks=$(missing)
  [ -z "$lacks" ] || fail "this machine lacks: ${lacks//$'\n'/, }"
}

for part in go build space pki process control-plane; do
  . "$HERE/lib/$part.sh"
done
