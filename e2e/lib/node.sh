# The network namespace and the node in it.

# Pods have no way out: there is a route to this machine's end of the cable and to nowhere else.
make_network() {
  ip netns add "$NETNS"
  ip link add aip-host type veth peer name eth0 netns "$NETNS"
  ip addr add "$HOST_ADDRESS/24" dev aip-host
  ip link set aip-host up
  inside ip addr add "$NODE_ADDRESS/24" dev eth0
  inside ip link set eth0 up
  inside ip link set lo up
  # Else programs of the node have no route to services, which are translated after routing.
  inside ip route add "$SERVICE_RANGE" via "$HOST_ADDRESS"
  inside sysctl -qw net.ipv4.ip_forward=1
  inside sysctl -qw net.bridge.bridge-nf-call-iptables=1 2> /dev/null || true
  # Tests reach pods and services through the node.
  ip route add "$POD_RANGE" via "$NODE_ADDRESS"
  ip route add "$SERVICE_RANGE" via "$NODE_ADDRESS"
}

remove_network() {
  ip link del aip-host 2> /dev/null || true
  ip netns del "$NETNS" 2> /dev/null || true
}

start_node() {
  say "starting the node"
  start_containerd
  await "readiness of containerd" 30 container_tool version
  load_images
  start_kubelet
  start_proxy
  await "readiness of the node" 120 kube wait --for=condition=Ready "node/$NODE" --timeout=1s
}

container_tool() {
  inside ctr --address "$STATE/containerd.sock" "$@"
}

start_containerd() {
  mkdir -p "$STATE/cni"
  cat > "$STATE/cni/10-e2e.conflist" <<JSON
{"cniVersion":"0.4.0","name":"e2e","plugins":[
 {"type":"bridge","bridge":"cni0","isGateway":true,"hairpinMode":true,
  "ipam":{"type":"host-local","dataDir":"$STATE/cni/addresses","ranges":[[{"subnet":"$POD_RANGE"}]],"routes":[{"dst":"0.0.0.0/0"}]}},
 {"type":"portmap","capabilities":{"portMappings":true}}]}
JSON
  cat > "$STATE/containerd.toml" <<TOML
version = 2
root = "$STATE/containerd"
state = "$STATE/containerd-run"
[grpc]
  address = "$STATE/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "localhost/pause:e2e"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$STATE/cni"
TOML
  launch containerd containerd --config "$STATE/containerd.toml"
}

load_images() {
  local image
  for image in "$IMAGES"/*.tar; do
    load_image "$image"
  done
}

load_image() {
  container_tool -n k8s.io images import "$1" > /dev/null
}

start_kubelet() {
  cat > "$STATE/kubelet.yaml" <<YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: $NODE_ADDRESS
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $STATE/pki/ca.crt}}
authorization: {mode: Webhook}
tlsCertFile: $STATE/pki/kubelet.crt
tlsPrivateKeyFile: $STATE/pki/kubelet.key
cgroupDriver: cgroupfs
cgroupRoot: /aip-e2e
failSwapOn: false
failCgroupV1: false
clusterDNS: [$NODE_ADDRESS]
clusterDomain: cluster.local
containerRuntimeEndpoint: unix://$STATE/containerd.sock
imageGCHighThresholdPercent: 100
evictionHard: {memory.available: 100Mi, nodefs.available: 1%, imagefs.available: 1%}
resolvConf: ""
syncFrequency: 10s
nodeStatusUpdateFrequency: 5s
maxPods: 110
podLogsDir: $STATE/pod-logs
volumePluginDir: $STATE/volume-plugins
YAML
  make_cgroups
  launch kubelet "$BIN/kubelet" --config="$STATE/kubelet.yaml" --kubeconfig="$STATE/kubelet.kubeconfig" \
    --root-dir="$STATE/kubelet" --hostname-override="$NODE" --node-ip="$NODE_ADDRESS"
}

start_proxy() {
  launch kube-proxy "$BIN/kube-proxy" --kubeconfig="$STATE/kubeconfig" --cluster-cidr="$POD_RANGE" \
    --hostname-override="$NODE" --proxy-mode=iptables --conntrack-max-per-core=0
}

stop_node() {
  halt kubelet
  remove_containers
  halt kube-proxy
  halt containerd
  local left
  for left in $(pgrep -f "containerd-shim.* -address $STATE/containerd.sock" || true); do
    kill -KILL "$left" 2> /dev/null || true
  done
  unmount_all
  remove_cgroups
}

remove_containers() {
  [ -S "$STATE/containerd.sock" ] || return 0
  local task
  for task in $(container_tool -n k8s.io tasks ls -q 2> /dev/null || true); do
    container_tool -n k8s.io tasks delete -f "$task" > /dev/null 2>&1 || true
  done
}

unmount_all() {
  local point
  for point in $(awk -v state="$STATE/" 'index($2, state) == 1 {print $2}' /proc/mounts | sort -r); do
    umount -l "$point" 2> /dev/null || true
  done
}

# With version 1 of control groups each controller has a tree of its own.
cgroup_trees() {
  if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
    echo /sys/fs/cgroup
  else
    find /sys/fs/cgroup -mindepth 1 -maxdepth 1 -type d ! -name unified
  fi
}

make_cgroups() {
  local tree
  for tree in $(cgroup_trees); do
    mkdir -p "$tree/aip-e2e"
  done
}

remove_cgroups() {
  local tree
  for tree in $(cgroup_trees); do
    [ ! -d "$tree/aip-e2e" ] || find "$tree/aip-e2e" -depth -type d -exec rmdir {} \; 2> /dev/null || true
  done
}
