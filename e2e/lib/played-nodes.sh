# Nodes without machines: KWOK plays their kubelets, and pods on them run from the moment they are scheduled until they are
# deleted.

# How many. They say every five minutes that they are alive: if a thousand said it every ten seconds, as real ones do, the API server
# would take a hundred writes a second that are not what is measured. E2E_NODE_GRACE has to be longer.
play_nodes() {
  start_scheduler
  stages > "$STATE/stages.yaml"
  launch kwok "$(binaries kwok)/kwok" --kubeconfig="$STATE/kubeconfig" --config="$STATE/stages.yaml" \
    --manage-all-nodes=true --node-lease-duration-seconds=1200
  nodes "$1" | kube apply --server-side -f - > /dev/null
  await "$1 nodes" 300 all_ready "$1"
}

# KWOK's own, without the one that ends pods of Jobs at once.
stages() {
  local source
  source=$(cd "$HERE/tools/kwok" && go mod download -json sigs.k8s.io/kwok | sed -nE 's/.*"Dir": "(.*)".*/\1/p')
  for stage in node/fast/node-initialize pod/fast/pod-ready pod/fast/pod-delete; do
    cat "$source/kustomize/stage/$stage.yaml"
    echo ---
  done
}

nodes() {
  local number
  for number in $(seq "$1"); do
    printf '{"apiVersion":"v1","kind":"Node","metadata":{"name":"played-%d"},"status":%s}\n' "$number" \
      '{"allocatable":{"cpu":"64","memory":"512Gi","pods":"250"},"capacity":{"cpu":"64","memory":"512Gi","pods":"250"}}'
  done
}

all_ready() {
  [ "$(kube get nodes --no-headers | grep -cw Ready)" -ge "$1" ]
}
