# A node on which pods run: containerd with runc, kubelet, scheduler, kube-proxy, names by CoreDNS.

NODE=node-1
POD_NETWORK=10.69.128.0/17
CGROUPS=/sys/fs/cgroup
CGROUP=$(basename "$STATE")

start_containerd() {
  mkdir -p "$STATE/cni"
  cat > "$STATE/cni/pods.conflist" << JSON
{"cniVersion": "0.4.0", "name": "pods", "plugins": [
  {"type": "bridge", "bridge": "aip0", "isGateway": true, "hairpinMode": true, "ipam": {
    "type": "host-local", "dataDir": "/run/cluster/addresses", "routes": [{"dst": "0.0.0.0/0"}],
    "ranges": [[{"subnet": "10.69.0.0/16", "rangeStart": "10.69.128.1", "rangeEnd": "10.69.255.250", "gateway": "$NODE_IP"}]]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
JSON
  cat > "$STATE/containerd.toml" << TOML
version = 2
root = "$STATE/containerd"
state = "/run/containerd"
[grpc]
  address = "/run/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "$PAUSE_IMAGE"
  stream_server_address = "127.0.0.1"
  # Machines that are containers themselves lack CAP_SYS_RESOURCE, without which no score may sink.
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "/run/cluster/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
TOML
  launch containerd containerd --config "$STATE/containerd.toml"
  await "answer of containerd" 30 containers version
}

# Command of ctr in the space.
containers() {
  inside ctr --address /run/containerd.sock --namespace k8s.io "$@"
}

# A node's pods are confined below a cgroup of ours; that it lies in every hierarchy is the kubelet's wish.
make_cgroups() {
  local hierarchy
  if [ -f "$CGROUPS/cgroup.controllers" ]; then
    mkdir -p "$CGROUPS/$CGROUP"
    return
  fi
  for hierarchy in "$CGROUPS"/*/; do
    mkdir -p "$hierarchy/$CGROUP" 2> /dev/null || true
  done
  for hierarchy in cpus mems; do
    cat "$CGROUPS/cpuset/cpuset.$hierarchy" > "$CGROUPS/cpuset/$CGROUP/cpuset.$hierarchy"
  done
}

# They are free a moment after the last process in them has ended.
drop_cgroups() {
  for _ in $(seq 100); do
    find "$CGROUPS" -depth -type d -path "*/$CGROUP*" -exec rmdir {} \; 2> /dev/null || true
    [ -n "$(find "$CGROUPS" -type d -name "$CGROUP" -print -quit)" ] || return 0
    sleep 0.1
  done
  say "cgroups named $CGROUP could not be removed"
}

start_kubelet() {
  mkdir -p "$STATE/kubelet"
  cat > "$STATE/kubelet.yaml" << YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: $NODE_IP
authentication:
  anonymous: {enabled: false}
  webhook: {enabled: true}
  x509: {clientCAFile: $STATE/pki/ca.crt}
tlsCertFile: $STATE/pki/kubelet.crt
tlsPrivateKeyFile: $STATE/pki/kubelet.key
cgroupDriver: cgroupfs
cgroupRoot: /$CGROUP
failCgroupV1: false
failSwapOn: false
containerRuntimeEndpoint: unix:///run/containerd.sock
clusterDNS: [$NODE_IP]
clusterDomain: cluster.local
resolvConf: ""
localStorageCapacityIsolation: false
evictionHard: {memory.available: 100Mi}
imageGCHighThresholdPercent: 100
nodeLeaseDurationSeconds: 8
nodeStatusUpdateFrequency: 2s
nodeStatusReportFrequency: 10s
syncFrequency: 10s
maxPods: 250
YAML
  launch kubelet "$BIN/kubelet" --config="$STATE/kubelet.yaml" --kubeconfig="$STATE/kubeconfig" --root-dir="$STATE/kubelet" \
    --cert-dir="$STATE/kubelet/pki" --hostname-override="$NODE" --node-ip="$NODE_IP"
  await "ready node" 90 node_is_ready
}

node_is_ready() {
  kube wait --for=condition=Ready "node/$NODE" --timeout=1s
}

start_services() {
  launch services "$BIN/kube-proxy" --kubeconfig="$STATE/kubeconfig" --hostname-override="$NODE" --proxy-mode=iptables \
    --cluster-cidr="$POD_NETWORK" --conntrack-max-per-core=0 --conntrack-tcp-timeout-established=0 \
    --conntrack-tcp-timeout-close-wait=0 --metrics-bind-address=127.0.0.1:10249 --healthz-bind-address=127.0.0.1:10256
}

start_names() {
  cat > "$STATE/Corefile" << COREFILE
. {
  bind $NODE_IP
  errors
  kubernetes cluster.local {
    kubeconfig $STATE/kubeconfig
  }
}
COREFILE
  launch names "$(binaries coredns)/coredns" -conf "$STATE/Corefile"
}
